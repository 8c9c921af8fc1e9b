//! The end of a talk: the sheet printed, the sheet written, the screening saved.

use std::{
    io::{self, BufRead, Write},
    path::PathBuf,
};

use super::{
    Ended, Turn,
    talk::{Heard, Talk},
    telling::say_not_understood,
};
use crate::{
    clean,
    files::{self, Existing, Readers, WriteError},
    interview::Interview,
    sheet::{self, Wishes},
    text::{self, Language},
};

/// Where the sheet is printed.
#[derive(Debug)]
pub struct Printer<S> {
    /// What takes it.
    pub output: S,
    /// How many columns there are for it.
    pub columns: usize,
    /// Whether a person is asked before, because it stays on a terminal.
    pub asks: bool,
    /// Whether a sheet has been printed.
    pub printed: bool,
}

impl<S> Printer<S> {
    /// A printer that has printed nothing yet, and asks nobody.
    pub const fn new(output: S, columns: usize) -> Self {
        Self {
            output,
            columns,
            asks: false,
            printed: false,
        }
    }

    /// The same, and a person is asked before, because it stays on a terminal.
    #[must_use]
    pub const fn asking(mut self, asks: bool) -> Self {
        self.asks = asks;
        self
    }

    /// Whether a sheet is printed now: whoever is asked has said so.
    fn may_print<R: BufRead, W: Write>(
        &self,
        talk: &mut Talk<R, W>,
        language: &Language,
    ) -> io::Result<bool> {
        if !self.asks {
            return Ok(true);
        }
        talk.say(language.says(text::PRINT_ASK));
        says_yes(talk, language)
    }
}

/// Hears one wish at the end, and grants it.
pub(super) fn turn<'p, R: BufRead, W: Write, S>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    (wishes, printer): (&Wishes, &mut Printer<S>),
    typed: &str,
) -> io::Result<Turn<'p>> {
    let language = interview.language();
    match typed {
        "" => return Ok(Turn::Out(Ended::Finished)),
        "p" => {
            if printer.may_print(talk, language)? {
                talk.print(&sheet::text::render_within(interview, printer.columns))?;
                printer.printed = true;
            }
        }
        "w" => {
            let sheet = sheet::text::render(interview);
            say_saved(talk, language, sheet.as_bytes())?;
        }
        "s" => say_saved(talk, language, &wishes.screening(interview)?)?,
        _ => say_not_understood(talk, language, typed),
    }
    talk.say(language.says(text::FINISHED_HOW));
    Ok(Turn::Again)
}

/// Does what was asked for before the talk began.
pub(super) fn close<R: BufRead, W: Write, S: Write>(
    interview: &Interview<'_>,
    talk: &mut Talk<R, W>,
    wishes: &Wishes,
    printer: &mut Printer<S>,
) -> io::Result<Ended> {
    let language = interview.language();
    let mut ended = Ended::Finished;
    if let Some(path) = wishes.save.clone() {
        let bytes = wishes.screening(interview)?;
        // the last words say where
        if write_somewhere(talk, language, Some(path), &bytes)?.is_none() {
            ended = Ended::NotSaved;
        }
    }
    let prints = wishes.print && printer.may_print(talk, language)?;
    talk.flush()?;
    if prints {
        let page = sheet::text::render_within(interview, printer.columns);
        printer.output.write_all(page.as_bytes())?;
        printer.output.flush()?;
        printer.printed = true;
    }
    Ok(ended)
}

/// Writes to a file, and says where.
fn say_saved<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    language: &Language,
    bytes: &[u8],
) -> io::Result<()> {
    if let Some(path) = write_somewhere(talk, language, None, bytes)? {
        talk.print(&language.fill(text::SAVED, &[("path", &path)]))?;
    }
    Ok(())
}

/// Writes to a file, and asks for another place for as long as that fails. Gives where it was
/// written, if it was.
fn write_somewhere<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    language: &Language,
    mut place: Option<PathBuf>,
    bytes: &[u8],
) -> io::Result<Option<String>> {
    loop {
        let path = if let Some(path) = place.take() {
            path
        } else {
            talk.say(language.says(text::WHERE_TO));
            match talk.hear(language)? {
                Heard::Line(typed) if !typed.is_empty() => files::typed(&typed),
                _ => return Ok(None),
            }
        };
        let shown = clean::clean(&path.display().to_string(), 500);
        let mut written = files::write(&path, bytes, Existing::Refuse, Readers::Owner);
        if let Err(WriteError::Exists(_)) = written
            && replaces(talk, language, &shown)?
        {
            written = files::write(&path, bytes, Existing::Replace, Readers::Owner);
        }
        match written {
            Ok(place) => return Ok(Some(files::whereabouts(&place))),
            Err(error) => {
                let why = error.to_string();
                talk.say(&language.fill(text::SAVE_FAILED, &[("why", &why)]));
            }
        }
    }
}

fn replaces<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    language: &Language,
    path: &str,
) -> io::Result<bool> {
    talk.say(&language.fill(text::REPLACE, &[("path", path)]));
    says_yes(talk, language)
}

/// Whether the next line says yes.
fn says_yes<R: BufRead, W: Write>(talk: &mut Talk<R, W>, language: &Language) -> io::Result<bool> {
    Ok(matches!(talk.hear(language)?, Heard::Line(line) if language.is_yes(&line)))
}
