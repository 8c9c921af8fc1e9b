//! `needlefit completions`: what lets a shell complete commands, flags and files.

use clap_complete::Shell;

use super::stdio::print;
use crate::cli::help;

/// Prints the script for a shell.
///
/// # Errors
/// When it can't be written.
pub fn run(shell: Shell) -> anyhow::Result<bool> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(), "needlefit", &mut script);
    print(script)?;
    Ok(true)
}
