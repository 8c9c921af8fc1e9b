//! What stands behind a flag, as what it means, or why it means nothing.

use std::{num::NonZeroUsize, path::PathBuf};

use jiff::civil::Date;

use crate::{
    interview::PartialDate,
    text::{self, Language},
};

/// A whole day.
pub(super) fn day(written: &str) -> Result<Date, String> {
    match written.parse() {
        Ok(PartialDate::Day(day)) => Ok(day),
        Ok(_) | Err(_) => Err(Language::english().fill(text::NO_SUCH_DAY, &[("given", written)])),
    }
}

/// `-` is the standard output elsewhere, and a file that hardly anybody wants here.
pub(super) fn file_to_save(path: PathBuf) -> Result<PathBuf, &'static str> {
    if path.as_os_str() == "-" {
        return Err(Language::english().says(text::NO_FILE_TO_SAVE));
    }
    Ok(path)
}

/// The tag of a language.
pub(super) fn tag(written: &str) -> Result<String, String> {
    let says = || Language::english().fill(text::NO_SUCH_TAG, &[("given", written)]);
    text::tag_of(written).ok_or_else(says)
}

/// A number of threads.
pub(super) fn threads(written: &str) -> Result<NonZeroUsize, &'static str> {
    written
        .parse()
        .map_err(|_| Language::english().says(text::NO_SUCH_COUNT))
}

/// A language that the program speaks.
pub(super) fn language(tag: &str) -> Result<&'static Language, String> {
    Language::of(tag).ok_or_else(|| {
        let known: Vec<&str> = text::tags().collect();
        let values = [("given", tag), ("known", &known.join(", "))];
        Language::english().fill(text::NO_SUCH_LANGUAGE, &values)
    })
}
