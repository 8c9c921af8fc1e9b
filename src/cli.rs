//! The commands and flags, as types.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, CommandFactory, Parser, Subcommand, error::ErrorKind};
use jiff::civil::Date;

use crate::tui::theme::{ColorChoice, ThemeName};

/// Asks what a clinician would ask before microneedling for acne scars, says
/// what the answers mean, why and who says so, and sends you home with an
/// aftercare checklist.
///
/// It decides nothing: a qualified clinician must examine you and decide.
/// Nothing is kept unless you ask for it.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do; without a command, the screening.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How the screening is done.
    #[command(flatten)]
    pub screening: ScreeningArgs,
    /// What every command takes.
    #[command(flatten)]
    pub common: CommonArgs,
}

impl Cli {
    /// Reads the command line.
    ///
    /// # Errors
    /// What clap finds wrong with it, and a flag of the screening beside a
    /// command that is none.
    pub fn read<I, A>(args: I) -> Result<Self, clap::Error>
    where
        I: IntoIterator<Item = A>,
        A: Into<std::ffi::OsString> + Clone,
    {
        let cli = Self::try_parse_from(args)?;
        let screening = &cli.screening;
        if cli.command.is_some() && (screening.plain || screening.print || screening.save.is_some())
        {
            let says = "--plain, --print and --save belong to the screening, which has no command";
            return Err(Self::command().error(ErrorKind::ArgumentConflict, says));
        }
        Ok(cli)
    }
}

const EXAMPLES: &str = "\
Examples:
  needlefit                          start the screening
  needlefit --print > sheet.txt      the same, and keep the sheet to take home
  needlefit --save mine.json         the same, and keep the answers
  needlefit evaluate answers.jsonl   many answer sets in, one verdict a line out
  needlefit new my.json              a small pack of your own, to change
  needlefit check my.json --cases    what is wrong with a pack, and does it keep its promises";

/// How the screening is done.
#[derive(Debug, Args)]
pub struct ScreeningArgs {
    /// Line by line, for screen readers and small terminals
    #[arg(long)]
    pub plain: bool,
    /// Save the answers and the verdict to FILE at the end, as JSON
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Print the sheet to take home at the end
    #[arg(long)]
    pub print: bool,
    /// The colours: dark, light, contrast, or the terminal's own text and ground
    #[arg(long, value_name = "NAME")]
    pub theme: Option<ThemeName>,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct CommonArgs {
    /// Ask this pack of questions instead of the one built in
    #[arg(long, value_name = "FILE", global = true)]
    pub pack: Option<PathBuf>,
    /// Work out waits as if today were this day
    #[arg(long, value_name = "YYYY-MM-DD", global = true, value_parser = day)]
    pub today: Option<Date>,
    /// Use colours: when the terminal has them, always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: ColorChoice,
    /// Draw with letters and plain signs only
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take many answer sets, one JSON object a line, and print one verdict a line
    Evaluate {
        /// The file to read; - or nothing for the standard input
        file: Option<PathBuf>,
        /// List each question, its kind and what it takes, and do nothing else
        #[arg(long)]
        questions: bool,
        /// Answer with a pack that has errors, to see what they do; not to be shown to anybody
        #[arg(long)]
        despite_errors: bool,
        /// How many threads work at once; without it, as many as there are cores
        #[arg(long, value_name = "N")]
        jobs: Option<NonZeroUsize>,
    },
    /// Say everything that is wrong with packs, and prove what they promise over all answers
    Check(CheckArgs),
    /// Say whose verdict changes from one pack to another, and show it by answers
    Compare {
        /// The pack before
        old: PathBuf,
        /// The pack after
        new: PathBuf,
        /// Past answers, one set a line as for evaluate; without them all that there can be
        answers: Option<PathBuf>,
    },
    /// Write a small pack to FILE that shows every kind of question, to be changed
    New {
        /// The file to write; there must be none yet
        file: PathBuf,
    },
    /// Print the JSON Schema of packs, with which an editor completes and explains them
    Schema {
        /// Print that of case files instead
        #[arg(long)]
        cases: bool,
    },
}

/// What to check, and how to say it.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The packs; without one, that of --pack or the one built in
    #[arg(value_name = "PACK")]
    pub packs: Vec<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// For people, or one JSON object a pack
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub format: Format,
    /// Try the cases in DIR too; without DIR those of the folder `cases` beside the pack
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true)]
    pub cases: Option<Option<PathBuf>>,
    /// Say what changed since OLD, and whether the version says so
    #[arg(long, value_name = "OLD")]
    pub against: Option<PathBuf>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With the lines of the file.
    Human,
    /// As JSON.
    Json,
}

fn day(written: &str) -> Result<Date, String> {
    let refused = || format!("there is no day {written:?}; write it like 2026-11-20");
    match written.parse() {
        Ok(crate::interview::PartialDate::Day(day)) => Ok(day),
        Ok(_) | Err(_) => Err(refused()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
