//! The program's own words in every language, and how each writes counts and dates.
//!
//! What a pack says stands in the pack; everything else that a person reads
//! stands here, in English in [`words`](self) and in other languages in a file
//! each. [`ALL`] lists it, so that its reading grade can be measured.
//!
//! A text is a number ([`Text`]), and a [`Language`] says it. What is read before a language is known,
//! or by authors alone (the command line, `check`, `new`), is said in English.

mod dates;
pub mod day;
mod language;
pub mod translation;
mod words;

pub use language::{Language, bare, tag_of, tags, translations};
pub use words::*;

/// The letters that are commands on a screen where yes or no is answered, in the demo too, so that no
/// language may say either with one of them.
pub const COMMAND_LETTERS: &str = "bdegjklmopqruvz";

/// What is said beside a screening that is not somebody's own.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// On a screen, in a word.
    pub screen: Text,
    /// On a sheet, in a line.
    pub sheet: Text,
}

impl Mark {
    /// A sheet with the mark over and under it.
    #[must_use]
    pub fn on_sheet(self, sheet: &str, language: &Language) -> String {
        let mark = language.says(self.sheet);
        format!("{mark}\n\n{sheet}\n{mark}\n")
    }
}

/// Fills the `{name}`s of the program's own words; a name that is not given
/// stays as it stands.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let given = |name: &str| {
        let value = values.iter().find(|(known, _)| *known == name);
        Ok(value.map(|(_, value)| (*value).to_owned()))
    };
    fill_with(template, given).unwrap_or_else(|_| template.to_owned())
}

/// How words are set in lines of this many columns: only at spaces, so that an address stays
/// whole, unless it is longer than a line.
#[must_use]
pub fn lines_of(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// Fills the `{name}`s of a text with what `value` gives for each; a name for
/// which it gives `None` stays as it stands.
///
/// # Errors
/// The first name for which `value` fails.
pub fn fill_with(
    template: &str,
    mut value: impl FnMut(&str) -> Result<Option<String>, ()>,
) -> Result<String, String> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        filled.push_str(before);
        match value(name) {
            Ok(Some(value)) => filled.push_str(&value),
            Ok(None) => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
            Err(()) => return Err(name.to_owned()),
        }
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The digit for one of full width, as keyboards for Chinese and Japanese type it; else the same.
#[must_use]
pub fn plain_digit(typed: char) -> char {
    let place = u32::from(typed).checked_sub(u32::from('０'));
    let digit = place.and_then(|place| char::from_digit(place, 10));
    digit.unwrap_or(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_what_it_knows() {
        assert_eq!(fill("a {b} {c", &[("b", "x")]), "a x {c");
        assert_eq!(fill("{b} {d}", &[("b", "{d}")]), "{d} {d}");
    }
}
