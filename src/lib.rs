//! needlefit asks a person what a clinician would ask before microneedling for
//! acne scars, says what the answers mean, why and who says so, and sends them
//! home with an aftercare checklist.
//!
//! The rooms import one way, from the top of `ARCHITECTURE.md`'s list down.

pub mod check;
pub mod clean;
pub mod cli;
pub mod clinic;
pub mod color;
pub mod commands;
pub mod demo;
pub mod desk;
pub mod evaluate;
pub mod files;
pub mod form;
pub mod interview;
pub mod locale;
pub mod pack;
pub mod plain;
pub mod printing;
pub mod process;
pub mod protocol;
pub mod records;
pub mod sheet;
pub mod text;
pub mod tui;
