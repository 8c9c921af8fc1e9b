//! `needlefit`: one screening, on the full screen where there is one, else line by line.
//!
//! Who leaves before the verdict gets the exit code 1, so that a script does not take an empty sheet
//! for a result.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write},
    path::PathBuf,
    thread,
};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    iterator::Signals,
};

use uuid::Uuid;

use super::{
    clinics, packs, saved,
    stdio::{Input, Output, print},
    today::{self, Today},
};
use crate::{
    cli::{Cli, CommonArgs, ScreeningArgs},
    color::{self, Surroundings},
    files,
    interview::Interview,
    locale,
    pack::Editions,
    plain::{self, Ended, Printer, Talk},
    printing,
    sheet::{self, Wishes},
    text::{self, Language},
    tui::{
        self, App, Closed, terminal,
        theme::{self, Theme, ThemeName},
    },
};

/// Does one screening; gives whether it was finished, and saved where that was asked for.
///
/// # Errors
/// Where the pack, the terminal or the place for the file is no good.
pub fn run(cli: &Cli) -> anyhow::Result<bool> {
    let (args, common) = (&cli.screening, &cli.common);
    let today = Today::of(common.today)?;
    let editions = packs::editions(common.pack.as_deref(), args.lang, today.date)?;
    let pack = packs::spoken(&editions, args.lang)?;
    let clinic = clinics::of(common, pack, today.date)?;
    let interview = Interview::new(pack, today.date);
    let begun = Begun {
        interview: match &clinic {
            Some(clinic) => interview.in_clinic(clinic),
            None => interview,
        },
        id: None,
        file: None,
        says: None,
    };
    lead(begun, &editions, args, common, today)
}

/// A screening to lead somebody through, new or opened.
pub(super) struct Begun<'p> {
    /// The interview as it is.
    pub interview: Interview<'p>,
    /// The id of the screening, if it has one already.
    pub id: Option<String>,
    /// The file that it was opened from.
    pub file: Option<PathBuf>,
    /// What a person must know about it first.
    pub says: Option<String>,
}

/// Leads somebody through a screening; gives whether it was finished, and saved where that was asked
/// for.
///
/// # Errors
/// Where the terminal or the place for the file is no good.
pub(super) fn lead(
    begun: Begun<'_>,
    editions: &Editions,
    args: &ScreeningArgs,
    common: &CommonArgs,
    today: Today,
) -> anyhow::Result<bool> {
    if let Some(path) = &args.save {
        files::check_place(path)?;
    }
    let pack = begun.interview.pack();
    let says = [today.doubts(pack), begun.says];
    let says: Vec<String> = says.into_iter().flatten().collect();
    let says = (!says.is_empty()).then(|| says.join(" "));
    let mut wishes = wishes(begun.id, args.save.clone(), args.print);
    wishes.file = begun.file;
    if is_line_by_line(args.plain) {
        return talk(begun.interview, editions, wishes, says.as_deref());
    }
    let theme = theme(common, args.theme);
    today.say_doubts(pack);
    let app = full_screen(begun.interview, theme, wishes, args.mouse).saying(says);
    let closed = show(app.in_any_of(editions), may_print, |sheet, _| sheet)?;
    Ok(closed.finished && closed.saved)
}

/// What was asked for before it begins, and the clock.
pub(super) fn wishes(id: Option<String>, save: Option<PathBuf>, print: bool) -> Wishes {
    let is_same = id.is_some();
    let id = id.unwrap_or_else(|| Uuid::new_v4().to_string());
    Wishes {
        save,
        print,
        file: None,
        is_same,
        name: name_of(&id),
        about: saved::about,
        printer: printing::Printer::find,
        id,
        started: today::now(),
        now: today::now,
        kept: files::kept,
    }
}

/// The name of the files of a screening of this id that is begun now: the date and the time where it
/// is, and a part of the id.
pub(super) fn name_of(id: &str) -> String {
    let when = today::clock().strftime("%Y-%m-%d-%H%M");
    let short: String = id.chars().take(4).collect();
    format!("needlefit-{when}-{short}")
}

/// How the full screen looks.
pub(super) fn theme(common: &CommonArgs, asked: Option<ThemeName>) -> Theme {
    let name = theme::choose(&Surroundings::now(true), common.color, asked);
    Theme::new(name, common.ascii || locale::is_ascii())
}

/// A screening on the full screen.
pub(super) fn full_screen(
    interview: Interview<'_>,
    theme: Theme,
    wishes: Wishes,
    mouse: bool,
) -> App<'_> {
    let app = App::new(interview, theme, wishes);
    if mouse { app.with_mouse() } else { app }
}

/// Opens the full screen, and prints the sheet afterwards where it is wanted, with its mark.
pub(super) fn show<'p>(
    app: impl terminal::Program<Output = Closed<'p>>,
    may_print: fn(&Language) -> io::Result<bool>,
    mark: fn(String, &Language) -> String,
) -> anyhow::Result<Closed<'p>> {
    let closed = tui::run(app)?;
    let language = closed.interview.language();
    let prints = closed.print && may_print(language)?;
    if prints {
        let (columns, _) = terminal::tty::size();
        let sheet = sheet::text::render_within(
            &closed.interview,
            sheet::Reader::Patient,
            usize::from(columns),
        );
        print(mark(sheet, language))?;
    }
    let last = closed.wishes.last_words(prints, language);
    writeln!(Output::talk(), "{last}")?;
    Ok(closed)
}

/// Asks whether the sheet may be printed on this terminal, where it stays.
fn may_print(language: &Language) -> io::Result<bool> {
    let (columns, _) = terminal::tty::size();
    let asks = textwrap::fill(
        language.says(text::PRINT_ASK),
        text::lines_of(usize::from(columns)),
    );
    writeln!(Output::talk(), "{asks}")?;
    let mut line = String::new();
    BufReader::new(Input).read_line(&mut line)?;
    Ok(language.is_yes(line.trim()))
}

/// Line by line: when asked for, without a terminal on either side, where the
/// terminal can't do more, and for screen readers.
pub(super) fn is_line_by_line(asked: bool) -> bool {
    asked
        || !io::stdin().is_terminal()
        || !io::stdout().is_terminal()
        || color::is_dumb(env::var_os("TERM").as_deref().map(known))
        || is_wanted(env::var_os("ACCESSIBLE"))
}

/// A name of a terminal that is not even text is that of some terminal.
fn known(term: &OsStr) -> &str {
    term.to_str().unwrap_or("?")
}

/// Whether a variable says yes: it is set, and not to 0.
fn is_wanted(variable: Option<OsString>) -> bool {
    variable.is_some_and(|value| !value.is_empty() && value != "0")
}

/// The talk goes to the terminal, the sheet to a file or a pipe.
fn talk(
    interview: Interview<'_>,
    editions: &Editions,
    mut wishes: Wishes,
    says: Option<&str>,
) -> anyhow::Result<bool> {
    let language = interview.language();
    let redirected = !io::stdout().is_terminal();
    let (columns, _) = terminal::tty::size();
    let columns = usize::from(columns);
    let (output, is_terminal) = if redirected {
        (Output::talk(), io::stderr().is_terminal())
    } else {
        (Output::results(), true)
    };
    wishes.print |= redirected;
    let asks = !redirected && io::stdin().is_terminal();
    let mut printer = Printer::new(
        Output::results(),
        if redirected {
            sheet::text::WIDTH
        } else {
            columns
        },
    )
    .asking(asks);
    let mut talk = Talk::new(BufReader::new(Input), BufWriter::new(output));
    if is_terminal {
        talk = talk.in_columns(columns);
    }
    if io::stdin().is_terminal() {
        talk = talk.in_portions();
    }
    if let Some(says) = says {
        talk.say(says);
    }
    say_last_words_of_signals(wishes.clone(), language)?;
    let ended = plain::run(interview, editions, &mut talk, &wishes, &mut printer)?;
    if ended == Ended::InputEnded {
        let kept = wishes.last_words(printer.printed, language);
        anyhow::bail!(language.fill(text::INPUT_ENDED, &[("kept", &kept)]));
    }
    Ok(ended == Ended::Finished)
}

/// Says what has become of the answers where a signal ends the talk.
fn say_last_words_of_signals(wishes: Wishes, language: &'static Language) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            // what is being saved this very moment is in neither list
            if files::end().is_empty() {
                terminal::guard::say_error(&wishes.last_words(false, language));
            }
            terminal::guard::die_of(signal);
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nought_is_no() {
        let wanted = |value: &str| is_wanted(Some(value.into()));
        assert!(wanted("1") && wanted("yes"));
        assert!(!wanted("0") && !wanted("") && !is_wanted(None));
    }
}
