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
}

/// Hears one wish at the end, and grants it.
pub(super) fn turn<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    (wishes, columns): (&Wishes, usize),
    typed: &str,
) -> io::Result<Turn<'p>> {
    let language = interview.language();
    match typed {
        "" => return Ok(Turn::Out(Ended::Finished)),
        "p" => {
            talk.print(&sheet::text::render_within(interview, columns))?;
        }
        "w" => {
            write_somewhere(
                talk,
                language,
                None,
                sheet::text::render(interview).as_bytes(),
            )?;
        }
        "s" => {
            write_somewhere(talk, language, None, &wishes.screening(interview)?)?;
        }
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
        if !write_somewhere(talk, language, Some(path), &bytes)? {
            ended = Ended::NotSaved;
        }
    }
    talk.flush()?;
    if wishes.print {
        let page = sheet::text::render_within(interview, printer.columns);
        printer.output.write_all(page.as_bytes())?;
        printer.output.flush()?;
    }
    Ok(ended)
}

/// Writes to a file, and asks for another place for as long as that fails.
/// Gives whether it was written.
fn write_somewhere<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    language: &Language,
    mut place: Option<PathBuf>,
    bytes: &[u8],
) -> io::Result<bool> {
    loop {
        let path = if let Some(path) = place.take() {
            path
        } else {
            talk.say(language.says(text::WHERE_TO));
            match talk.hear(language)? {
                Heard::Line(typed) if !typed.is_empty() => files::typed(&typed),
                _ => return Ok(false),
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
            Ok(place) => {
                let shown = files::whereabouts(&place);
                talk.print(&language.fill(text::SAVED, &[("path", &shown)]))?;
                return Ok(true);
            }
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
    Ok(matches!(talk.hear(language)?, Heard::Line(line) if language.is_yes(&line)))
}
