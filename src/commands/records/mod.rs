//! `needlefit records`: one file a subcommand.
//!
//! What only says something opens the records, puts down that it was looked at, and prints. What changes
//! something asks first, on the terminal, and `--yes` is the answer where there is none. Each question
//! and each answer is English, as all commands are.

mod ask;
mod audit;
mod backup;
mod bar;
mod erase;
mod export;
mod for_desk;
mod hold;
mod import;
mod list;
mod new;
mod opening;
mod recovery;
mod rekey;
mod restore;
mod retention;
mod shared;
mod show;
mod stats;
mod verify;

pub use for_desk::for_desk;
pub use opening::Opened;
use shared::{about, by_id, columns, keep, name, only_by_id, reason, say, say_left, shown, which};

use crate::cli::{
    CommonArgs,
    records::{RecordsArgs, RecordsCommand as Command},
};

/// Does what was asked; gives whether all of it could be done.
///
/// # Errors
/// Why it could not, as a sentence.
pub fn run(args: &RecordsArgs, common: &CommonArgs) -> anyhow::Result<bool> {
    let opening = &args.opening;
    match &args.command {
        Command::New(args) => new::run(args, opening),
        Command::List(args) => list::run(args, opening, common),
        Command::Show(args) => show::run(args, opening, common),
        Command::Export(args) => export::run(args, opening),
        Command::Import(args) => import::run(args, opening),
        Command::Erase(args) => erase::run(args, opening, common),
        Command::Hold(args) => hold::run(args, opening, true),
        Command::Release(args) => hold::run(args, opening, false),
        Command::Retention(args) => retention::run(args, opening, common),
        Command::Verify(args) => verify::run(args, opening),
        Command::Backup(args) => backup::run(args, opening),
        Command::Restore(args) => restore::run(args, opening),
        Command::Rekey(args) => rekey::run(args, opening),
        Command::Audit(args) => audit::run(args, opening),
        Command::Stats(args) => stats::run(args, opening),
    }
}
