//! The grammar of a pack: what the JSON may say, exactly as it is written.
//!
//! These types only describe the form. What the names in them refer to is
//! settled in `resolve.rs`, which turns a [`PackFile`] into a
//! [`crate::pack::Pack`] or says where it is wrong. Every name and text is kept
//! [`At`] its span, so that an error of meaning has a line as much as an
//! error of form.
//!
//! The comments on the fields are also what an editor shows to the author of a
//! pack: `schema.rs` puts them into the JSON Schema.

mod aftercare;
mod guidance;
mod pictures;
mod promises;
mod questions;
mod references;
mod whole;

pub use aftercare::*;
pub use guidance::*;
pub use pictures::*;
pub use promises::*;
pub use questions::*;
pub use references::*;
pub use whole::*;
