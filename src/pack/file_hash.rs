//! The hash of a pack's file: what is saved names the pack by it.

use std::sync::OnceLock;

use crate::text::translation::sha256;

/// The SHA-256 of a file, in hexadecimal.
#[derive(Debug, Clone)]
pub(super) struct FileHash {
    hex: OnceLock<String>,
    /// The bytes that it is still to be made of.
    of: &'static [u8],
}

impl FileHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            hex: OnceLock::from(sha256(bytes)),
            of: &[],
        }
    }

    /// The same of bytes that are part of the program, made when it is first asked for: many a
    /// screening is neither saved nor compared.
    pub const fn later(of: &'static [u8]) -> Self {
        Self {
            hex: OnceLock::new(),
            of,
        }
    }

    /// The hash, in hexadecimal.
    pub fn hex(&self) -> &str {
        self.hex.get_or_init(|| sha256(self.of))
    }
}
