//! Which letters the terminal takes: asked by the streams and by the full screen.
//!
//! ASCII is kept to where `LC_ALL`, `LC_CTYPE` or `LANG`, the first that is set, is exactly `C` or
//! `POSIX`, or names a charset other than UTF-8 (`de_DE.ISO-8859-1`). A locale that names none
//! (`de_DE`) and no variable at all stay UTF-8. By the letter of POSIX, unset means `C`; but that is
//! how containers, services and `ssh` begin, on terminals that all speak UTF-8, and there letters
//! would be lost for nothing.

use std::{borrow::Cow, env};

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;

/// What stands for a character that no letters of ASCII stand for.
const UNKNOWN: &str = "?";

/// Whether the terminal can be sent ASCII alone.
#[must_use]
pub fn is_ascii() -> bool {
    let read = |name| env::var_os(name).map(|it| it.to_string_lossy().into_owned());
    keeps_to_ascii(["LC_ALL", "LC_CTYPE", "LANG"].map(read))
}

/// The same by the values of the variables, the strongest first.
fn keeps_to_ascii(variables: [Option<String>; 3]) -> bool {
    let set = variables.into_iter().flatten().find(|it| !it.is_empty());
    let Some(locale) = set else {
        return false;
    };
    let locale = locale.split_once('@').map_or(&*locale, |(name, _)| name);
    match locale.split_once('.') {
        Some((_, charset)) => !["utf-8", "utf8"].contains(&&*charset.to_ascii_lowercase()),
        None => ["C", "POSIX"].contains(&locale),
    }
}

/// A text in the letters and signs of ASCII: ñ is n, “ is ". What stands for nothing is "?".
#[must_use]
pub fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(letters).collect())
}

/// The same for what stands in a place of this many columns: exactly as wide. What would say
/// something else when it is cut ("1/2") is "?".
#[must_use]
pub fn in_columns(text: &str, columns: usize) -> String {
    // with its marks a letter is one place
    let composed: String = text.nfc().collect();
    let mut ascii = in_ascii(&composed).into_owned();
    if ascii.len() > columns {
        let is_word = ascii.chars().all(char::is_alphabetic);
        if !is_word && ascii != "..." {
            UNKNOWN.clone_into(&mut ascii);
        }
        ascii.truncate(columns);
    }
    format!("{ascii:columns$}")
}

fn letters(c: char) -> &'static str {
    match any_ascii_char(c) {
        "" => UNKNOWN,
        letters => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_set_decides() {
        for (all, ctype, lang, ascii) in [
            ("", "", "", false),
            ("C", "", "", true),
            ("POSIX", "", "", true),
            ("C.UTF-8", "", "", false),
            ("", "", "C.utf8", false),
            ("", "", "C", true),
            ("", "", "de_DE.ISO-8859-1", true),
            ("", "", "de_DE.ISO-8859-15@euro", true),
            ("", "", "ca_ES.UTF-8@valencia", false),
            ("", "", "de_DE", false),
            ("", "", "de_DE@euro", false),
            ("", "C", "es_ES.UTF-8", true),
            ("", "es_ES.UTF-8", "C", false),
            ("en_US.UTF-8", "C", "C", false),
            ("C", "es_ES.UTF-8", "es_ES.UTF-8", true),
        ] {
            let empty = [all, ctype, lang].map(|it| Some(it.to_owned()));
            let unset = empty.clone().map(|it| it.filter(|it| !it.is_empty()));
            assert_eq!(keeps_to_ascii(empty), ascii, "{all} {ctype} {lang}");
            assert_eq!(keeps_to_ascii(unset), ascii, "{all} {ctype} {lang}");
        }
    }

    #[test]
    fn letters_stay_readable() {
        for (text, ascii) in [
            ("plain", "plain"),
            ("¿Sueña usted?", "?Suena usted?"),
            ("“1–2 días…”", "\"1-2 dias...\""),
            ("Größe ½", "Grosse 1/2"),
            ("\u{e000}", "?"),
        ] {
            assert_eq!(in_ascii(text), ascii);
        }
    }

    #[test]
    fn a_place_stays_as_wide_as_it_is() {
        for (text, columns, ascii) in [
            ("ñ", 1, "n"),
            ("…", 1, "."),
            ("ß", 1, "s"),
            ("½", 1, "?"),
            ("漢", 2, "Ha"),
            ("\u{e000}", 2, "? "),
            ("n\u{303}", 1, "n"),
        ] {
            assert_eq!(in_columns(text, columns), ascii, "{text}");
        }
    }
}
