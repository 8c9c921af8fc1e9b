//! The end of a talk: the sheet printed, the sheet written, the screening saved.

use std::{
    io::{self, BufRead, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    Ended, Turn,
    talk::{Heard, Talk},
};
use crate::{
    clean,
    files::{self, Existing, Readers, WriteError},
    interview::{Interview, screening::Screening},
    sheet,
    text::{self, Language},
};

/// What was asked for before the talk began, and the clock.
#[derive(Debug)]
pub struct Wishes<'w, S> {
    /// Where the screening is saved at the end.
    pub save: Option<&'w Path>,
    /// Where the sheet is printed at the end.
    pub sheet: Option<S>,
    /// How many columns there are for it.
    pub columns: usize,
    /// When the talk began.
    pub started: Timestamp,
    /// The clock.
    pub now: fn() -> Timestamp,
}

/// Hears one wish at the end, and grants it.
pub(super) fn turn<'p, R: BufRead, W: Write, S>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    wishes: &Wishes<'_, S>,
    typed: &str,
) -> io::Result<Turn<'p>> {
    let language = interview.language();
    match typed {
        "" => return Ok(Turn::Out(Ended::Finished)),
        "p" => {
            talk.print(&sheet::text::render_within(interview, wishes.columns))?;
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
            write_somewhere(talk, language, None, &screening(interview, wishes)?)?;
        }
        _ => talk.say(&language.fill(text::NOT_UNDERSTOOD, &[("typed", &clean::echo(typed))])),
    }
    talk.say(language.says(text::FINISHED_HOW));
    Ok(Turn::Again)
}

/// Does what was asked for before the talk began.
pub(super) fn close<R: BufRead, W: Write, S: Write>(
    interview: &Interview<'_>,
    talk: &mut Talk<R, W>,
    wishes: &mut Wishes<'_, S>,
) -> io::Result<Ended> {
    let language = interview.language();
    let mut ended = Ended::Finished;
    if let Some(path) = wishes.save {
        let bytes = screening(interview, wishes)?;
        if !write_somewhere(talk, language, Some(path.to_owned()), &bytes)? {
            ended = Ended::NotSaved;
        }
    }
    talk.flush()?;
    if let Some(sheet) = &mut wishes.sheet {
        let page = sheet::text::render_within(interview, wishes.columns);
        sheet.write_all(page.as_bytes())?;
        sheet.flush()?;
    }
    Ok(ended)
}

fn screening<S>(interview: &Interview<'_>, wishes: &Wishes<'_, S>) -> io::Result<Vec<u8>> {
    let screening = Screening::of(interview, wishes.started, (wishes.now)());
    Ok(screening.to_json()?)
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
