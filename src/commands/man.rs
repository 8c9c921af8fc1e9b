//! `needlefit man`: a manual page.

use super::stdio::print;
use crate::cli;

/// Prints the page of a command, or of the program as a whole.
///
/// # Errors
/// When it can't be written.
pub fn run(command: Option<&str>) -> anyhow::Result<bool> {
    print(cli::man::page(command)?.unwrap_or_default())?;
    Ok(true)
}
