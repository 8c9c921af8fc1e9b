//! The end of a talk: the sheet printed, the sheet written, the screening saved.

use std::{
    io::{self, BufRead, Write},
    path::{Path, PathBuf},
};

use super::{Ended, Turn, asking, talk::Talk, telling::say_not_understood};
use crate::{
    clean,
    files::{self, Existing, Readers, WriteError},
    interview::Interview,
    sheet::{self, Wishes, Written},
    text::{self, Language, Text},
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
                talk.print(&sheet::text::render_within(
                    interview,
                    sheet::Reader::Patient,
                    printer.columns,
                ))?;
                printer.printed = true;
            }
        }
        "w" | "s" => {
            let what = match typed {
                "s" => Some(Written::Screening),
                _ => what_to_write(talk, interview)?,
            };
            if let Some(what) = what
                && let Some(kept) = write(talk, interview, wishes, what)?
            {
                talk.say(language.says(text::FINISHED_HOW));
                return Ok(Turn::Quietly(kept));
            }
        }
        word if language.is(text::PAPER_WORD, word) => print_on_paper(talk, interview, wishes)?,
        // what works is said after it
        _ => say_not_understood(talk, language, typed),
    }
    talk.say(language.says(text::FINISHED_HOW));
    say_paper(talk, wishes, language);
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
        let places = (Some(path), None);
        if write_somewhere(talk, language, places, (&bytes, wishes))?.is_none() {
            ended = Ended::NotSaved;
        }
    }
    let prints = wishes.print && printer.may_print(talk, language)?;
    talk.flush()?;
    if prints {
        let page = if printer.asks || printer.columns < sheet::text::WIDTH {
            sheet::text::render_within(interview, sheet::Reader::Patient, printer.columns)
        } else {
            sheet::text::render(interview)
        };
        printer.output.write_all(page.as_bytes())?;
        printer.output.flush()?;
        printer.printed = true;
    }
    Ok(ended)
}

/// Says how the sheet is printed on the printer of the system, where there is one.
pub(super) fn say_paper<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    wishes: &Wishes,
    language: &Language,
) {
    if let Some(printer) = (wishes.printer)() {
        talk.say(&language.fill(text::PAPER_HOW, &[("printer", printer.name())]));
    }
}

/// Prints the sheet on the printer of the system, once the person has said yes to it.
fn print_on_paper<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
    wishes: &Wishes,
) -> io::Result<()> {
    let language = interview.language();
    let Some(printer) = (wishes.printer)() else {
        talk.say(language.says(text::NO_PRINTER));
        return Ok(());
    };
    let values = [("printer", printer.name())];
    talk.say(&language.fill(text::PAPER_ASK, &values));
    if says_yes(talk, language)? {
        match printer.print(&sheet::text::render(interview)) {
            Ok(()) => talk.say(&language.fill(text::PAPER_SENT, &values)),
            Err(why) => talk.say(&why.says(&printer, language)),
        }
    }
    Ok(())
}

/// Asks what to write; none where the person goes back.
fn what_to_write<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'_>,
) -> io::Result<Option<Written>> {
    let offered = Written::offered(interview).into_iter();
    let rows: Vec<_> = offered.map(|what| (what, what.says())).collect();
    choose(talk, interview.language(), text::WHAT_TO_WRITE, &rows)
}

/// Writes this to a file. Gives the interview as it was kept, if it was.
fn write<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    wishes: &Wishes,
    what: Written,
) -> io::Result<Option<Interview<'p>>> {
    if what == Written::Screening {
        return keep(talk, interview, wishes);
    }
    let (place, bytes) = (what.file(wishes), what.bytes(wishes, interview)?);
    say_saved(talk, wishes, interview.language(), (&place, &bytes))?;
    Ok(None)
}

/// Keeps the screening in a file: asks who answered, where that is not known, then under what to keep
/// it, and where. Gives the interview as it was kept, if it was.
pub(super) fn keep<'p, R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    interview: &Interview<'p>,
    wishes: &Wishes,
) -> io::Result<Option<Interview<'p>>> {
    let language = interview.language();
    let mut whose = interview.whose().clone();
    if whose.answered_by.is_none() {
        let Some(who) = choose(talk, language, text::WHO_ANSWERED, &sheet::WHO)? else {
            return Ok(None);
        };
        whose.answered_by = Some(who);
        talk.say(language.says(text::LABEL_HOW));
        match talk.hear_line(language)? {
            Some(typed) if typed.is_empty() => {}
            Some(typed) => whose = whose.labelled(&typed),
            None => return Ok(None),
        }
    }
    let kept = interview.clone().kept_as(whose);
    let bytes = wishes.screening(&kept)?;
    let place = wishes.file_of_screening();
    let saved = say_saved(talk, wishes, language, (&place, &bytes))?;
    Ok(saved.then_some(kept))
}

/// Asks which of these rows is meant, until that is said; none where the person goes back.
fn choose<R: BufRead, W: Write, T: Copy>(
    talk: &mut Talk<R, W>,
    language: &Language,
    asks: Text,
    rows: &[(T, Text)],
) -> io::Result<Option<T>> {
    loop {
        talk.say(language.says(asks));
        for (number, (_, says)) in (1..).zip(rows) {
            let values = [
                ("key", &*number.to_string()),
                ("says", language.says(*says)),
            ];
            talk.say(&language.fill(text::OPTION, &values));
        }
        talk.say(language.says(text::CHOOSE_HOW));
        match talk.hear_line(language)? {
            Some(line) if line.to_lowercase() == "b" => return Ok(None),
            Some(line) => {
                let place = asking::place(&line);
                if let Some((row, _)) = place.and_then(|place| rows.get(place)) {
                    return Ok(Some(*row));
                }
                say_not_understood(talk, language, &line);
            }
            None => return Ok(None),
        }
    }
}

/// Writes to a file, and says where; gives whether it was written. `place` is the one that Enter takes.
fn say_saved<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    wishes: &Wishes,
    language: &Language,
    (place, bytes): (&Path, &[u8]),
) -> io::Result<bool> {
    let saved = write_somewhere(talk, language, (None, Some(place)), (bytes, wishes))?;
    if let Some(path) = &saved {
        talk.print(&language.fill(text::SAVED, &[("path", path)]))?;
    }
    Ok(saved.is_some())
}

/// Writes to a file, and asks for another place for as long as that fails. Gives where it was
/// written, if it was.
fn write_somewhere<R: BufRead, W: Write>(
    talk: &mut Talk<R, W>,
    language: &Language,
    (mut place, offered): (Option<PathBuf>, Option<&Path>),
    (bytes, wishes): (&[u8], &Wishes),
) -> io::Result<Option<String>> {
    let offered = offered.map_or_else(|| wishes.file_of_screening(), Path::to_owned);
    loop {
        let path = if let Some(path) = place.take() {
            path
        } else {
            let shown = clean::echo(&offered.display().to_string());
            talk.say(&language.fill(text::WHERE_TO, &[("path", &shown)]));
            match talk.hear_line(language)? {
                Some(typed) if typed.to_lowercase() == "b" => return Ok(None),
                Some(typed) if typed.is_empty() => offered.clone(),
                Some(typed) => files::typed(&typed),
                None => return Ok(None),
            }
        };
        let shown = clean::clean(&path.display().to_string(), 500);
        let mut written = files::write(&path, bytes, Existing::Refuse, Readers::Owner);
        if let Err(WriteError::Exists(_)) = written
            && replaces(talk, language, &shown, (wishes.about)(&path, language))?
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
    whose: Option<String>,
) -> io::Result<bool> {
    if let Some(whose) = whose {
        talk.say(&whose);
    }
    talk.say(&language.fill(text::REPLACE, &[("path", path)]));
    says_yes(talk, language)
}

/// Whether the next line says yes.
fn says_yes<R: BufRead, W: Write>(talk: &mut Talk<R, W>, language: &Language) -> io::Result<bool> {
    let line = talk.hear_line(language)?;
    Ok(line.is_some_and(|it| language.is_yes(&it)))
}
