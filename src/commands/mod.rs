//! What is done: one file a command, named as it is typed.

pub mod check;
pub mod clinics;
pub mod compare;
pub mod completions;
pub mod demo;
pub mod desk;
pub mod evaluate;
pub mod form;
pub mod input;
pub mod man;
pub mod new;
pub mod open;
pub mod packs;
pub mod protocol;
pub mod records;
pub mod saved;
pub mod schema;
pub mod screening;
pub mod sheet;
pub mod stdio;
pub mod today;
pub mod translate;
pub mod version;

use crate::cli::{Cli, Command};

/// Does what was asked; gives whether all of it could be done.
///
/// # Errors
/// Why it could not, as a sentence.
pub fn run(cli: &Cli) -> anyhow::Result<bool> {
    let common = &cli.common;
    if cli.version {
        return version::run(common);
    }
    match &cli.command {
        None => screening::run(cli),
        Some(Command::Evaluate(args)) => evaluate::run(args, common),
        Some(Command::Open(args)) => open::run(args, cli),
        Some(Command::Sheet(args)) => sheet::run(args, cli.screening.lang, common),
        Some(Command::Records(args)) => records::run(args, common),
        Some(Command::Demo(args)) => demo::run(args, cli),
        Some(Command::Desk(args)) => desk::run(args, cli),
        Some(Command::Check(args)) => check::run(args, common),
        Some(Command::Compare(args)) => compare::run(args, common),
        Some(Command::Protocol(args)) => protocol::run(args, cli.screening.lang, common),
        Some(Command::New(args)) => new::run(args, common),
        Some(Command::Form(args)) => form::run(args, cli.screening.lang, common),
        Some(Command::Schema(args)) => schema::run(args),
        Some(Command::Translate(args)) => translate::run(args, common),
        Some(Command::Man { command }) => man::run(command.as_deref()),
        Some(Command::Completions { shell }) => completions::run(*shell),
    }
}
