//! `needlefit records` and what it takes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};
use jiff::civil::Date;

use super::{Format, values};

/// Which records, what opens them, and what to do.
#[derive(Debug, Args)]
pub struct RecordsArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub command: RecordsCommand,
    /// Where they are, and what opens them.
    #[command(flatten)]
    pub opening: OpeningArgs,
}

/// Flags of where records are and what opens them.
const OPENING: &str = "The records and their key";

/// Where records are, and what opens them.
#[derive(Debug, Args)]
#[command(next_help_heading = OPENING)]
pub struct OpeningArgs {
    /// The records in DIR; else those in `~/.local/share/needlefit/records`
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath)]
    #[arg(hide_short_help = true)]
    pub records: Option<PathBuf>,
    /// Open them with the key in FILE, which you alone may read
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    #[arg(hide_short_help = true, conflicts_with_all = ["passphrase_file", "recovery"])]
    pub key_file: Option<PathBuf>,
    /// Open them with the passphrase in FILE, which you alone may read
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    #[arg(hide_short_help = true, conflicts_with = "recovery")]
    pub passphrase_file: Option<PathBuf>,
    /// Open them with the recovery key, to be typed
    #[arg(long, global = true, hide_short_help = true)]
    pub recovery: bool,
}

/// What to do with records.
#[derive(Debug, Subcommand)]
pub enum RecordsCommand {
    /// Make records, and the key that opens them
    ///
    /// A passphrase is asked twice; with --key-file, which must not be there yet, a key is made for
    /// unattended desks instead. Then a recovery key is shown, once, to be kept on paper, and has to be
    /// typed back before anything is made.
    New(NewRecordsArgs),
    /// List the screenings of a day, of a reference, or whose wait ends
    List(ListArgs),
    /// Print the clinician's sheet of a screening
    Show(WhichArgs),
    /// Print all about one person, as JSON
    ///
    /// Every screening under the reference, with every event in it, who did it and when, and what the
    /// log says about it.
    Export(ExportArgs),
    /// Take in saved screenings
    ///
    /// Each file comes in whole or not at all; one that is in already is passed over.
    Import(ImportArgs),
    /// Erase a screening for good
    ///
    /// Its key is destroyed, here and in every copy that can be reached; the others are named.
    Erase(EraseArgs),
    /// Put a screening under a legal hold: it is not erased
    Hold(HoldArgs),
    /// Lift the legal hold of a screening
    Release(HoldArgs),
    /// Say what has been kept for long enough, and erase that
    ///
    /// The years are those of `clinic.json`: `keep_years` after the last screening of a person, and
    /// `keep_years_minor`, an age, for minors. Drafts are kept for 24 hours.
    Retention(RetentionArgs),
    /// Look whether every record is as it was written
    Verify(VerifyArgs),
    /// Make a copy
    Backup(BackupArgs),
    /// Put a copy in place of the records
    ///
    /// What was erased since stays erased. The records that stood there are put aside.
    Restore(RestoreArgs),
    /// Open them with another passphrase or key file from now on
    Rekey(RekeyArgs),
    /// Print the log: who did what, and when
    Audit(AuditArgs),
    /// Count: levels, reasons to wait, minutes; nobody can be found in it
    Stats(StatsArgs),
}

/// How records are made.
#[derive(Debug, Args)]
pub struct NewRecordsArgs {
    /// Show no recovery key: without the passphrase or the key file all is lost then
    #[arg(long)]
    pub no_recovery_key: bool,
}

/// Which screenings are listed, and how.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Those to which something happened on this day; without it, today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub day: Option<Date>,
    /// Those with exactly this reference
    #[arg(long, value_name = "REFERENCE", conflicts_with = "day")]
    pub reference: Option<String>,
    /// Those whose wait ends in the week of this day; without it, this week
    #[arg(long, value_name = "YYYY-MM-DD", num_args = 0..=1, require_equals = true)]
    #[arg(value_parser = values::day, conflicts_with_all = ["day", "reference"])]
    pub due: Option<Option<Date>>,
    /// Those who are booked for this day; without it, for tomorrow
    #[arg(long, value_name = "YYYY-MM-DD", num_args = 0..=1, require_equals = true)]
    #[arg(value_parser = values::day, conflicts_with_all = ["day", "reference", "due"])]
    pub booked: Option<Option<Date>>,
    /// Of these only those that are so
    #[arg(long, value_name = "STATE")]
    pub state: Option<State>,
    /// For people, or one JSON object a line
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub format: Format,
}

/// How far a screening is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum State {
    /// It has no verdict yet.
    Draft,
    /// It has its verdict.
    Finished,
    /// It was erased.
    Erased,
}

/// Which screening.
#[derive(Debug, Args)]
pub struct WhichArgs {
    /// Its reference, or the first six or more letters of its id
    #[arg(value_name = "ID|REFERENCE")]
    pub which: String,
}

/// Whose data is printed, and where to.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The reference, or the first six or more letters of the id of one of the screenings
    #[arg(value_name = "ID|REFERENCE")]
    pub which: String,
    /// Write it into this folder, under a new name
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}

/// Which files come in, and as what.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Saved screenings, or folders of these
    #[arg(value_name = "FILE|DIR", required = true, value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
    /// Under this reference; without it, each gets one of its own
    #[arg(long, value_name = "REFERENCE")]
    pub reference: Option<String>,
}

/// What is erased, and why.
#[derive(Debug, Args)]
pub struct EraseArgs {
    /// The first six or more letters of its id
    #[arg(value_name = "ID")]
    pub which: String,
    /// Why; it stands in the log for good, so name nobody
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Do not ask first
    #[arg(long)]
    pub yes: bool,
}

/// What is held, and why.
#[derive(Debug, Args)]
pub struct HoldArgs {
    /// The first six or more letters of its id
    #[arg(value_name = "ID")]
    pub which: String,
    /// Why; it stands in the log for good, so name nobody
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// Whether it is done, or only said.
#[derive(Debug, Args)]
pub struct RetentionArgs {
    /// Erase it, once you said yes
    #[arg(long)]
    pub erase: bool,
    /// Do not ask first
    #[arg(long, requires = "erase")]
    pub yes: bool,
}

/// What is done about damage.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Keep what is whole in a new file, and put the damaged one aside
    #[arg(long)]
    pub mend: bool,
    /// Do not ask first
    #[arg(long, requires = "mend")]
    pub yes: bool,
}

/// Where a copy goes.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Into this folder; else into `backups` beside the records
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub to: Option<PathBuf>,
}

/// Which copy is put back.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The copy
    #[arg(value_hint = ValueHint::FilePath)]
    pub copy: PathBuf,
    /// Do not ask first
    #[arg(long)]
    pub yes: bool,
}

/// What opens the records from now on.
#[derive(Debug, Args)]
pub struct RekeyArgs {
    /// A new key file, which must not be there yet, in place of what opens them now
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with = "new_passphrase_file")]
    pub new_key_file: Option<PathBuf>,
    /// The passphrase in FILE, which you alone may read; else it is asked
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub new_passphrase_file: Option<PathBuf>,
    /// Make a new recovery key; else the one there is has to be typed, and stays
    #[arg(long, conflicts_with = "no_recovery_key")]
    pub new_recovery_key: bool,
    /// Have no recovery key: without the passphrase or the key file all is lost then
    #[arg(long)]
    pub no_recovery_key: bool,
}

/// From when on the log is printed.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// From this day on
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub since: Option<Date>,
}

/// What is counted, and how it is printed.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Screenings from this day on
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub since: Option<Date>,
    /// Screenings up to this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day)]
    pub until: Option<Date>,
    /// For people, or for a spreadsheet
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub format: Counts,
}

/// How counts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Counts {
    /// As a table.
    Human,
    /// As CSV.
    Csv,
}
