//! The commands and flags, as types.
//!
//! Their comments are their help, so they are written for people. The short help leaves most flags
//! out, so that examples and commands fit one small window; a test holds it.

pub mod examples;
mod heard;
pub mod help;
pub mod man;
pub mod records;
mod values;
pub mod wrong;

use std::{ffi::OsString, num::NonZeroUsize, path::PathBuf};

use clap::{
    ArgAction, Args, FromArgMatches, Parser, Subcommand, ValueHint,
    builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser},
    error::ErrorKind,
};
use jiff::civil::Date;

use self::heard::{ASKED, hears};

use crate::{
    check::cohort,
    color::ColorChoice,
    demo,
    sheet::Reader,
    text::{self, Language},
    tui::theme::ThemeName,
};

/// Asks what a clinician would ask before microneedling, and decides nothing.
///
/// It is for people with acne scars. It says what the answers mean, why, and who
/// says so, and sends you home with an aftercare checklist.
///
/// A qualified clinician must examine you and decide. Nothing is kept unless you
/// ask for it.
#[derive(Debug, Parser)]
#[command(version, disable_version_flag = true, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do; without a command, the screening.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Print the versions of the program and its questions, and who reviewed them
    #[arg(long, hide_short_help = true)]
    pub version: bool,
    /// Print the version of the program alone, in one line
    #[arg(short = 'V', action = ArgAction::Version, hide_short_help = true)]
    version_in_short: Option<bool>,
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
    /// What clap finds wrong with it, and a flag that the command does nothing with.
    pub fn read(args: &[OsString]) -> Result<Self, clap::Error> {
        let mut command = help::command();
        let matches = command.try_get_matches_from_mut(args)?;
        let cli = Self::from_arg_matches(&matches)?;
        let Some(asked) = matches.subcommand_name() else {
            return Ok(cli);
        };
        let (screening, common) = (&cli.screening, &cli.common);
        // another day harms nobody who does nothing with it: it may be given to all commands at once
        let given = [
            ("plain", screening.plain),
            ("print", screening.print),
            ("mouse", screening.mouse),
            ("save", screening.save.is_some()),
            ("lang", screening.lang.is_some()),
            ("pack", common.pack.is_some()),
            ("clinic", common.clinic.is_some()),
        ];
        let unheard = given
            .into_iter()
            .find(|(flag, is_given)| *is_given && !hears(asked, flag));
        let Some((flag, _)) = unheard else {
            return Ok(cli);
        };
        let asked = format!("{} {asked}", command.get_name());
        let values = [("flag", &*format!("--{flag}")), ("command", &asked)];
        let says = Language::english().fill(text::FLAG_OF_NONE, &values);
        Err(clap::Error::raw(ErrorKind::ArgumentConflict, says))
    }
}

/// How the screening is done.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "The screening")]
pub struct ScreeningArgs {
    /// Ask line by line, for screen readers and small terminals
    #[arg(long, hide_short_help = true)]
    pub plain: bool,
    /// Save the answers and the verdict to FILE at the end, as JSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    #[arg(value_parser = PathBufValueParser::new().try_map(values::file_to_save))]
    pub save: Option<PathBuf>,
    /// Print the sheet to take home at the end
    #[arg(long, hide_short_help = true)]
    pub print: bool,
    /// Hear the mouse: a click takes a row or does the key of a hint
    #[arg(long, hide_short_help = true)]
    pub mouse: bool,
    /// Use these colours
    #[arg(long, value_name = "NAME", hide_short_help = true, help_heading = LOOK)]
    pub theme: Option<ThemeName>,
    /// Speak this language: en or es; without it, that of `LC_ALL` or `LANG`
    #[arg(long, value_name = "LANG", value_parser = values::language)]
    #[arg(hide_short_help = true, help_heading = ASKED)]
    pub lang: Option<&'static Language>,
}

impl ScreeningArgs {
    /// What was asked for here or there, wherever it stands on the command line.
    #[must_use]
    pub fn beside(&self, other: &Self) -> Self {
        Self {
            plain: self.plain || other.plain,
            save: self.save.clone().or_else(|| other.save.clone()),
            print: self.print || other.print,
            mouse: self.mouse || other.mouse,
            theme: self.theme.or(other.theme),
            lang: self.lang.or(other.lang),
        }
    }
}

/// Flags of what is seen.
const LOOK: &str = "Colours and signs";

/// What every command takes.
#[derive(Debug, Args)]
pub struct CommonArgs {
    /// Ask this pack of questions instead of the one built in
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    #[arg(hide_short_help = true, help_heading = ASKED)]
    pub pack: Option<PathBuf>,
    /// Ask for the clinic in FILE; else for that in `clinic.json` beside the pack, or in
    /// `~/.config/needlefit`
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    #[arg(hide_short_help = true, help_heading = ASKED)]
    pub clinic: Option<PathBuf>,
    /// Work out waits as if today were this day
    #[arg(long, value_name = "YYYY-MM-DD", global = true, value_parser = values::day)]
    #[arg(hide_short_help = true, help_heading = ASKED)]
    pub today: Option<Date>,
    /// Use colours at all
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    #[arg(hide_short_help = true, help_heading = LOOK)]
    pub color: ColorChoice,
    /// Draw with letters and plain signs only
    #[arg(long, global = true, hide_short_help = true, help_heading = LOOK)]
    pub ascii: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take many answer sets, one a line, and print one verdict a line
    ///
    /// An answer set is a JSON object: {"id":"a1","for":"today","answers":{"age":34}}. "for" is when
    /// the treatment is: "today", a day, or "none". Every question but own words takes "unsure" and
    /// "declined", too. What is not answered counts as not known. The verdicts come in the order of
    /// the answer sets.
    Evaluate(EvaluateArgs),
    /// Open a saved screening: go on, change it, or ask again
    ///
    /// A draft goes on where it stopped. A finished one shows its summary, worked out for today; its
    /// answers can be changed. --again is for the next session: what may have changed is asked one by
    /// one, the rest is looked at at once, and the summary says what changed. On its booked day what
    /// may have changed is asked in any case.
    Open(OpenArgs),
    /// Print the sheet of a saved screening, to take home
    ///
    /// It is for the patient, or with --for clinician for the clinic. Its verdict is worked out for today. The patient's has at most two pages; the clinician's goes
    /// on with all answers, own words and sources. With --out it goes into a folder, under a new name
    /// that is then printed. A screening that is not finished has no sheet.
    Sheet(SheetArgs),
    /// Screen many people a day at a desk, and keep what they answer
    ///
    /// Reception begins a screening, hands the keyboard over and gets it back locked; a clinician
    /// decides and signs. What is answered is kept at once in the records. --try shows it all with
    /// made-up people, and keeps nothing. It has no line mode: for that, see needlefit records.
    Desk(DeskArgs),
    /// Keep screenings under the front desk: list, show, erase, back up
    ///
    /// Everything is sealed with a key that a passphrase or a key file opens. Whoever looks at a
    /// screening or changes one stands in the log.
    #[command(disable_help_subcommand = true)]
    Records(records::RecordsArgs),
    /// Show made-up people and their answers, for a consult
    ///
    /// Nothing is kept, and every screen and sheet says DEMO. Space goes on, F5 plays. At the
    /// summary, i changes an answer to see what that does.
    Demo(DemoArgs),
    /// Say what is wrong with packs, and prove what they promise
    ///
    /// It says everything that is wrong, each with its line, and proves the promises over all
    /// answers there can be. `--cohort` draws made-up people from the shares in `cohort.json` beside
    /// the pack, 3000 without N, and says how many come to which verdict, and by what.
    Check(CheckArgs),
    /// Say whose verdict changes from one pack to another
    ///
    /// For each change it shows the fewest answers that bring it about, the laxer first.
    Compare(CompareArgs),
    /// Print what a pack asks and means, to be reviewed and signed
    ///
    /// It is for a clinician. First what decides, topic by topic: each answer, its level, how long to wait and who says so,
    /// with a box to change it, and the lines to sign. Then the words of it. What `--hashes` prints
    /// goes into `clinical_review` of the pack once it is signed, with the name, the role and until
    /// when that holds. As long as the pack says the same, every summary says who reviewed it.
    Protocol(ProtocolArgs),
    /// Print the questions on paper, to be answered with a pen
    ///
    /// For a power cut, low vision, or who does not type. It asks what the program asks and works
    /// nothing out: a clinician goes through the answers, or somebody types them in.
    Form(FormArgs),
    /// Write a small pack of every kind of question, to be changed
    ///
    /// Beside it goes the file that explains the pack to an editor. Nothing is written over. With
    /// `--clinic FILE` it writes a clinic's own file instead: its name and telephone, what it answers
    /// itself, which translations it takes on.
    New(NewArgs),
    /// Print the JSON Schema of packs, for an editor to explain them
    Schema(SchemaArgs),
    /// Print the file of a translation, with every text that it needs
    ///
    /// What FILE has translated already stays; what is stale or missing is open.
    Translate(TranslateArgs),
    /// Print the manual page of needlefit, or of one of its commands
    Man {
        /// The command; without it, needlefit as a whole
        // which names it takes is known once all commands are: see `help`
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
    /// Print what lets a shell complete commands, flags and files
    Completions {
        /// The shell that reads it
        shell: clap_complete::Shell,
    },
}

/// What to evaluate, and how.
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// Answer sets, saved screenings, or folders of these; - or nothing for the standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
    /// List each question, its kind and what it takes, and do nothing else
    #[arg(long)]
    pub questions: bool,
    /// Say with each verdict how far it can be relied on: sources, review, until when it holds
    #[arg(long)]
    pub full: bool,
    /// Answer with a pack that has errors, to see what they do; not to be shown to anybody
    #[arg(long)]
    pub despite_errors: bool,
    /// How many threads work at once; without it, as many as there are cores
    #[arg(long, value_name = "N", value_parser = values::threads)]
    pub jobs: Option<NonZeroUsize>,
}

/// What is opened, and how.
#[derive(Debug, Args)]
pub struct OpenArgs {
    /// The saved screening
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Ask again, before the next session, what may have changed
    #[arg(long)]
    pub again: bool,
    /// How it is done.
    #[command(flatten)]
    pub screening: ScreeningArgs,
}

/// Where the records of a desk are, and how it looks.
#[derive(Debug, Args)]
pub struct DeskArgs {
    /// Show it with made-up people, in records that are gone afterwards
    #[arg(long = "try")]
    pub tries: bool,
    /// Where the records are, and what opens them.
    #[command(flatten)]
    pub opening: records::OpeningArgs,
    /// Use these colours
    #[arg(long, value_name = "NAME", hide_short_help = true, help_heading = LOOK)]
    pub theme: Option<ThemeName>,
    /// Staff speak this language: en or es; without it, that of `LC_ALL` or `LANG`
    #[arg(long, value_name = "LANG", value_parser = values::language)]
    #[arg(hide_short_help = true, help_heading = ASKED)]
    pub lang: Option<&'static Language>,
}

/// Which sheet is made, and for whom.
#[derive(Debug, Args)]
pub struct SheetArgs {
    /// The saved screening
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// As plain text, as one HTML page to print, or its days for a calendar
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Taken,
    /// Whom it is for
    #[arg(long = "for", value_name = "READER", default_value = "patient")]
    pub reader: Reader,
    /// Write it into this folder, under a new name
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// In this language: en or es; without it, as it was asked
    #[arg(long, value_name = "LANG", value_parser = values::language)]
    #[arg(hide_short_help = true, help_heading = ASKED)]
    pub lang: Option<&'static Language>,
}

/// Which packs are compared, and over what.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The pack before
    #[arg(value_hint = ValueHint::FilePath)]
    pub old: PathBuf,
    /// The pack after
    #[arg(value_hint = ValueHint::FilePath)]
    pub new: PathBuf,
    /// Past answers, one set a line as for evaluate; without them all that there can be
    #[arg(value_hint = ValueHint::FilePath)]
    pub answers: Option<PathBuf>,
}

/// Whose schema is printed.
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub struct SchemaArgs {
    /// Print that of case files instead
    #[arg(long)]
    pub cases: bool,
    /// Print that of translations instead
    #[arg(long, conflicts_with = "cases")]
    pub translations: bool,
    /// Print that of cohorts instead
    #[arg(long, conflicts_with_all = ["cases", "translations"])]
    pub cohort: bool,
    /// Print that of lists of statements instead
    #[arg(long, conflicts_with_all = ["cases", "translations", "cohort"])]
    pub statements: bool,
    /// Print that of lists of claims instead
    #[arg(long, conflicts_with_all = ["cases", "translations", "cohort", "statements"])]
    pub claims: bool,
    /// Print that of saved screenings instead
    #[arg(long, conflicts_with_all = ["cases", "translations", "cohort", "statements", "claims"])]
    pub screening: bool,
    /// Print that of the files of clinics instead
    #[arg(long, conflicts_with_all = ["cases", "translations", "cohort", "statements", "claims", "screening"])]
    pub clinics: bool,
}

/// Whom to show, and how.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Begin with this person
    #[arg(value_parser = PossibleValuesParser::new(demo::ids()))]
    pub person: Option<String>,
    /// Print the answers and the sheet of each, or of PERSON
    #[arg(long)]
    pub plain: bool,
    /// Hear the mouse: a click takes a row or does the key of a hint
    #[arg(long)]
    pub mouse: bool,
    /// Use these colours
    #[arg(long, value_name = "NAME", hide_short_help = true, help_heading = LOOK)]
    pub theme: Option<ThemeName>,
    /// Speak this language: en or es; without it, that of `LC_ALL` or `LANG`
    #[arg(long, value_name = "LANG", value_parser = values::language)]
    #[arg(hide_short_help = true, help_heading = ASKED)]
    pub lang: Option<&'static Language>,
}

/// What to check, and how to say it.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The packs; without one, that of --pack or the one built in
    #[arg(value_name = "PACK", value_hint = ValueHint::FilePath)]
    pub packs: Vec<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// For people, or one JSON object a pack, with its translations in it
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub format: Format,
    /// Try the cases in DIR, or in one file, too; without DIR those in `cases` beside the pack
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true)]
    #[arg(value_hint = ValueHint::AnyPath)]
    pub cases: Option<Option<PathBuf>>,
    /// Say what N people drawn from `cohort.json` are told
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=i64::from(cohort::MOST_PEOPLE)))]
    pub cohort: Option<Option<u32>>,
    /// Say what changed since OLD, and if the version says so
    #[arg(long, value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub against: Option<PathBuf>,
}

/// Which pack is reviewed, and how it is printed.
#[derive(Debug, Args)]
pub struct ProtocolArgs {
    /// The pack; without one, that of --pack or the one built in
    #[arg(value_name = "PACK", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// As plain text, or as one HTML page for A4 paper
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Paper,
    /// Print what goes into the pack once it is signed: a hash of each topic and list
    #[arg(long, conflicts_with = "format")]
    pub hashes: bool,
    /// Print it in this language: en or es; without it, as the pack is written
    #[arg(long, value_name = "LANG", value_parser = values::language)]
    #[arg(hide_short_help = true, help_heading = ASKED)]
    pub lang: Option<&'static Language>,
}

/// What is written to be changed.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The file to write; there must be none yet
    #[arg(value_hint = ValueHint::FilePath, required_unless_present = "clinic")]
    #[arg(conflicts_with = "clinic")]
    pub file: Option<PathBuf>,
}

/// Which questions are put on paper, and how.
#[derive(Debug, Args)]
pub struct FormArgs {
    /// As plain text, or as one HTML page for A4 or Letter paper
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Paper,
    /// Write it into this folder instead of printing it; the program names the file
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Print it in this language: en or es; without it, as the pack is written
    #[arg(long, value_name = "LANG", value_parser = values::language)]
    #[arg(hide_short_help = true, help_heading = ASKED)]
    pub lang: Option<&'static Language>,
}

/// What is put on paper as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Paper {
    /// Plain text.
    Text,
    /// HTML.
    Html,
}

/// What is taken home as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Taken {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// Days for a calendar (iCalendar), the same for every reader.
    Ics,
}

/// What to translate.
#[derive(Debug, Args)]
pub struct TranslateArgs {
    /// The language, as a short tag: es, pt-BR
    #[arg(value_name = "LANG", value_parser = values::tag)]
    pub language: String,
    /// The translation as it is
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub before: Option<PathBuf>,
    /// The words of the program instead of those of the pack
    #[arg(long)]
    pub program: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// As JSON.
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        help::command().debug_assert();
    }
}
