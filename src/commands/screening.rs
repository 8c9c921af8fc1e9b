//! `needlefit`: one screening, on the full screen where there is one, else line by line.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::{self, BufReader, BufWriter, IsTerminal},
};

use super::{
    packs,
    stdio::{Input, Output, print},
    today::{self, Today},
};
use crate::{
    cli::{Cli, CommonArgs, ScreeningArgs},
    color::{self, Surroundings},
    files,
    interview::Interview,
    pack::Editions,
    plain::{self, Ended, Talk},
    sheet,
    text::{self, Language},
    tui::{
        self, App, Closed,
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
    if let Some(path) = &args.save {
        files::check_place(path)?;
    }
    let interview = Interview::new(pack, today.date);
    if is_line_by_line(args.plain) {
        return talk(interview, &editions, args, today.doubts(pack).as_deref());
    }
    let wishes = tui::Wishes {
        save: args.save.clone(),
        print: args.print,
        ..wishes(args.mouse)
    };
    let app = App::new(interview, theme(common, args.theme), wishes).in_any_of(&editions);
    let closed = show(app, today, |sheet, _| sheet)?;
    Ok(closed.finished && closed.saved)
}

/// Nothing saved, nothing printed, and the clock.
pub(super) fn wishes(mouse: bool) -> tui::Wishes {
    tui::Wishes {
        save: None,
        print: false,
        mouse,
        started: today::now(),
        now: today::now,
    }
}

/// How the full screen looks.
pub(super) fn theme(common: &CommonArgs, asked: Option<ThemeName>) -> Theme {
    let name = theme::choose(&Surroundings::now(true), common.color, asked);
    Theme::new(name, common.ascii)
}

/// Opens the full screen, and prints the sheet afterwards where it is wanted, with its mark.
pub(super) fn show(
    app: App<'_>,
    today: Today,
    mark: fn(String, &Language) -> String,
) -> anyhow::Result<Closed<'_>> {
    let pack = app.interview().pack();
    today.say_doubts(pack);
    let closed = tui::run(app.saying(today.doubts(pack)))?;
    if closed.print {
        let (columns, _) = tui::terminal::tty::size();
        let sheet = sheet::text::render_within(&closed.interview, usize::from(columns));
        print(mark(sheet, closed.interview.language()))?;
    }
    Ok(closed)
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
    args: &ScreeningArgs,
    doubts: Option<&str>,
) -> anyhow::Result<bool> {
    let language = interview.language();
    let redirected = !io::stdout().is_terminal();
    let (output, columns) = if redirected {
        (Output::talk(), sheet::text::WIDTH)
    } else {
        let (columns, _) = tui::terminal::tty::size();
        (Output::results(), usize::from(columns))
    };
    let mut wishes = plain::Wishes {
        save: args.save.as_deref(),
        sheet: (redirected || args.print).then(Output::results),
        columns,
        started: today::now(),
        now: today::now,
    };
    let mut talk = Talk::new(BufReader::new(Input), BufWriter::new(output));
    if io::stdin().is_terminal() {
        talk = talk.in_portions();
    }
    if let Some(doubts) = doubts {
        talk.say(doubts);
    }
    let ended = plain::run(interview, editions, &mut talk, &mut wishes)?;
    if ended == Ended::InputEnded {
        anyhow::bail!(language.says(text::INPUT_ENDED));
    }
    Ok(ended == Ended::Finished)
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
