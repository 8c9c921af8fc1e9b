//! A saved screening in, its verdict on a day out.

use std::io;

use super::{
    How, Tally,
    set::Id,
    written::{ErrorLine, Written},
};
use crate::{
    clean,
    interview::{
        Treatment,
        open::{Opened, Saved, Wrong},
    },
    pack::Pack,
    text::{self, Language},
};

/// Writes the verdict on a saved screening as a line, or why there is none. Its answers are those
/// that a person would keep who opens it: see [`Saved::open`]. Where the day of the treatment lies
/// behind, none is booked. `name` stands in for its id where it can't be read.
///
/// # Errors
/// When writing fails.
pub fn evaluate_saved(
    pack: &Pack,
    how: &How,
    (name, saved): (&str, Result<Saved, String>),
    out: &mut impl io::Write,
) -> io::Result<Tally> {
    let opened = saved.and_then(|saved| {
        let opened = saved.open(how.clinic.as_deref(), pack, how.today);
        opened.map_err(|why| why.says_of(name))
    });
    let opened = opened.and_then(|opened| match opened.id.clone() {
        Some(id) => Ok((id, opened)),
        None => Err(Language::english().says(text::FIRST_FORM_LINE).to_owned()),
    });
    let answered = match opened {
        Ok((id, opened)) => {
            write(pack, how, (id, &opened), out)?;
            Tally {
                answered: 1,
                refused: 0,
            }
        }
        Err(error) => {
            let id = Some(Id::Text(name.to_owned()));
            let error = clean::clean(&error, 1_000);
            serde_json::to_writer(&mut *out, &ErrorLine { id, error })?;
            Tally {
                answered: 0,
                refused: 1,
            }
        }
    };
    out.write_all(b"\n")?;
    Ok(answered)
}

fn write(
    pack: &Pack,
    how: &How,
    (id, opened): (String, &Opened<'_>),
    out: &mut impl io::Write,
) -> io::Result<()> {
    let interview = opened.interview.clone();
    let treatment = interview.treatment().unwrap_or(Treatment::NotBooked);
    let interview = interview.for_treatment(treatment);
    let (path, verdict) = (interview.path(), interview.verdict());
    let written = Written::new(pack, how.full);
    let by_clinic = interview.by_clinic();
    let line = written.line(Some(Id::Text(id)), &path, verdict, &by_clinic);
    Ok(serde_json::to_writer(out, &line.of_saved(&interview))?)
}
