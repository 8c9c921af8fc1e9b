//! The languages that the program speaks, and how each writes counts.
//!
//! Plurals come from CLDR (`icu_plurals`). No number that is said needs a thousands sign.

use std::{
    borrow::Cow,
    sync::{LazyLock, OnceLock},
};

use icu_locale_core::{LanguageIdentifier, Locale};
use icu_plurals::{PluralCategory, PluralRules, PluralRulesPreferences};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{
    fill,
    translation::{Entry, Translation},
    words::{self, Counted, Text},
};

/// Every translation of the program's words: its tag, and the file. One line a language.
const TRANSLATIONS: [(&str, &str); 1] = [("es", include_str!("es.json"))];

/// The language in which the program was written.
const BASE: &str = "en";

/// A language: every text of the program, and the rules of its counts. Its texts are read when the
/// first of them is said: most who start the program hear one language alone.
#[derive(Debug)]
pub struct Language {
    tag: String,
    plurals: Option<PluralRulesPreferences>,
    /// The file of its texts; none for the language in which the program was written.
    file: Option<&'static str>,
    /// None for that language, and where the file can't be read.
    texts: OnceLock<Option<Texts>>,
}

/// The texts of a translation.
#[derive(Debug)]
struct Texts {
    /// By the number of the [`Text`].
    says: Vec<String>,
    /// By the number of the [`Counted`], by [`CATEGORIES`].
    counted: Vec<[Option<String>; CATEGORIES.len()]>,
    reviewed: bool,
}

/// What the forms of a count are called in the key of a translation, as CLDR names them.
const CATEGORIES: [(PluralCategory, &str); 6] = [
    (PluralCategory::Zero, "zero"),
    (PluralCategory::One, "one"),
    (PluralCategory::Two, "two"),
    (PluralCategory::Few, "few"),
    (PluralCategory::Many, "many"),
    (PluralCategory::Other, "other"),
];

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::new(BASE, None));
static OTHERS: LazyLock<[Language; TRANSLATIONS.len()]> =
    LazyLock::new(|| TRANSLATIONS.map(|(tag, file)| Language::new(tag, Some(file))));

/// What the plural rules of a language are found by.
fn plurals(tag: &str) -> Option<PluralRulesPreferences> {
    Some(tag.parse::<Locale>().ok()?.into())
}

/// The tag that fits a wanted one best: the same, else its language anywhere, else its language in
/// another country.
fn nearest<'t>(wanted: &str, known: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let wanted: Locale = wanted.parse().ok()?;
    let known = known.filter_map(|tag| {
        let id = tag.parse::<Locale>().ok()?.id;
        let far = match id.language == wanted.id.language {
            _ if id == wanted.id => 0,
            true if id.region.is_none() => 1,
            true => 2,
            false => return None,
        };
        Some((far, tag))
    });
    // the first of those that fit as well
    known.min_by_key(|(far, _)| *far).map(|(_, tag)| tag)
}

/// A tag as it is usually written (`pt-BR` for `pt_br`), if it is that of a real language.
#[must_use]
pub fn tag_of(written: &str) -> Option<String> {
    let tag: LanguageIdentifier = written.replace('_', "-").parse().ok()?;
    let language = tag.language.as_str();
    // undetermined, several, none that has a code, and no language at all
    if ["und", "mul", "mis", "zxx"].contains(&language) {
        return None;
    }
    let known = isolang::Language::from_639_1(language);
    known.or_else(|| isolang::Language::from_639_3(language))?;
    Some(tag.to_string())
}

/// The tags of all languages that the program speaks, its own first.
pub fn tags() -> impl Iterator<Item = &'static str> {
    [BASE].into_iter().chain(TRANSLATIONS.map(|(tag, _)| tag))
}

/// The translations of the program's words: the tag, and what the file says.
pub fn translations() -> impl Iterator<Item = (&'static str, &'static str)> {
    TRANSLATIONS.into_iter()
}

impl Language {
    /// The language in which the program was written.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// The language of a tag such as `es`, `es-MX` or `es_MX.UTF-8`, if the program speaks it.
    #[must_use]
    pub fn of(tag: &str) -> Option<&'static Self> {
        let tag = tag.split(['.', '@']).next().unwrap_or_default();
        let best = nearest(&tag.replace('_', "-"), tags())?;
        if best == BASE {
            return Some(&ENGLISH);
        }
        OTHERS.iter().find(|language| language.tag == best)
    }

    fn new(tag: &str, file: Option<&'static str>) -> Self {
        Self {
            tag: tag.to_owned(),
            plurals: plurals(tag),
            file,
            texts: OnceLock::new(),
        }
    }

    /// The program's words as a translation has them. What is missing there, or was made from
    /// another text, is said in English.
    #[must_use]
    pub fn translated(translation: &Translation) -> Self {
        Self {
            texts: OnceLock::from(Some(Texts::of(translation))),
            ..Self::new(&translation.language, None)
        }
    }

    fn read(&self) -> Option<&Texts> {
        let read = || Some(Texts::of(&serde_json::from_str(self.file?).ok()?));
        self.texts.get_or_init(read).as_ref()
    }

    /// Every text that a translation into the language of this tag has, by its name: with a count,
    /// one for each form that the language has.
    #[must_use]
    pub fn texts(tag: &str) -> Vec<(String, String)> {
        let plain = words::ALL.iter().filter(|(_, says)| !says.is_empty());
        let plain = plain.map(|(name, says)| ((*name).to_owned(), (*says).to_owned()));
        let rules = plurals(tag).and_then(|it| PluralRules::try_new_cardinal(it).ok());
        let has = |category| match &rules {
            // of the numbers that the program counts to, none is among the "many" of Romance languages
            Some(rules) => (0..1_000_u32).any(|count| rules.category_for(count) == category),
            None => category == PluralCategory::Other,
        };
        let counted = words::ALL_COUNTED.iter().flat_map(|(name, [_, other])| {
            let forms = CATEGORIES.iter().filter(|(category, _)| has(*category));
            forms.map(move |(_, form)| (format!("{name}.{form}"), (*other).to_owned()))
        });
        plain.chain(counted).collect()
    }

    /// The short tag of the language: `en`.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// What the language calls itself.
    #[must_use]
    pub fn name(&self) -> &str {
        self.says(words::LANGUAGE)
    }

    /// Whether people who may do so have reviewed all its words.
    #[must_use]
    pub fn is_reviewed(&self) -> bool {
        self.read().is_none_or(|texts| texts.reviewed)
    }

    /// A text in this language.
    #[must_use]
    pub fn says(&self, text: Text) -> &str {
        match self.read() {
            Some(texts) => texts.says.get(text.0).map_or("", String::as_str),
            None => words::ALL.get(text.0).map_or("", |(_, says)| says),
        }
    }

    /// The same text, read alone: for what is said in a language to those who hear another one.
    #[must_use]
    pub fn says_alone(&self, text: Text) -> Cow<'_, str> {
        let Some((name, base)) = words::ALL.get(text.0) else {
            return Cow::Borrowed("");
        };
        match (self.file, self.texts.get()) {
            (Some(file), None) => {
                let entry = Entry::in_file(file, name).filter(|entry| entry.is_of(base));
                entry.map_or(Cow::Borrowed(*base), |entry| Cow::Owned(entry.says))
            }
            _ => Cow::Borrowed(self.says(text)),
        }
    }

    /// A text in this language, its `{name}`s filled.
    #[must_use]
    pub fn fill(&self, text: Text, values: &[(&str, &str)]) -> String {
        fill(self.says(text), values)
    }

    /// A text with a count, in the form that this language has for it.
    #[must_use]
    pub fn count(&self, text: Counted, count: usize) -> String {
        self.count_with(text, count, &[])
    }

    /// The same with other `{name}`s beside the `{count}`.
    #[must_use]
    pub fn count_with(&self, text: Counted, count: usize, values: &[(&str, &str)]) -> String {
        let written = count.to_string();
        let values = [&[("count", written.as_str())], values].concat();
        fill(self.form(text, count), &values)
    }

    fn form(&self, text: Counted, count: usize) -> &str {
        let rules = self
            .plurals
            .and_then(|it| PluralRules::try_new_cardinal(it).ok());
        let category = rules.map_or(PluralCategory::Other, |rules| rules.category_for(count));
        let forms = self.read().and_then(|texts| texts.counted.get(text.0));
        let own = forms.and_then(|forms| {
            let of = |wanted| CATEGORIES.iter().position(|(it, _)| *it == wanted);
            let form = |wanted| forms.get(of(wanted)?)?.as_deref();
            // a language need not write out what it says in no other way
            form(category).or_else(|| form(PluralCategory::Other))
        });
        own.unwrap_or_else(|| {
            let base = words::ALL_COUNTED.get(text.0);
            base.map_or("", |(_, [one, other])| if count == 1 { one } else { other })
        })
    }

    /// Whether this is typed for "yes": the word, or its letter.
    #[must_use]
    pub fn is_yes(&self, typed: &str) -> bool {
        self.is(words::KEY_YES, typed) || self.is(words::YES, typed)
    }

    /// Whether this is typed for "no".
    #[must_use]
    pub fn is_no(&self, typed: &str) -> bool {
        self.is(words::KEY_NO, typed) || self.is(words::NO, typed)
    }

    /// Whether this is typed for a word, in small letters or large, with accents or without.
    #[must_use]
    pub fn is(&self, word: Text, typed: &str) -> bool {
        bare(self.says(word)) == bare(typed)
    }

    /// Whether a word, [`bare`], stands in a text that is a list of words.
    #[must_use]
    pub fn lists(&self, list: Text, word: &str) -> bool {
        self.says(list).split(' ').any(|it| bare(it) == word)
    }

    /// The number that a word, [`bare`], stands for: `three`.
    #[must_use]
    pub fn number(&self, word: &str) -> Option<i16> {
        let mut numbers = self.says(words::NUMBER_WORDS).split(' ');
        numbers.find_map(|entry| {
            let (name, number) = entry.split_once('=')?;
            (bare(name) == word).then(|| number.parse().ok())?
        })
    }
}

impl Texts {
    fn of(translation: &Translation) -> Self {
        let says = words::ALL.iter().map(|(name, base)| {
            let entry = translation.text(name, base);
            entry.map_or(*base, |entry| &entry.says).to_owned()
        });
        let counted = words::ALL_COUNTED.iter().map(|(name, [_, other])| {
            CATEGORIES.map(|(_, category)| {
                let entry = translation.text(&format!("{name}.{category}"), other);
                entry.map(|entry| entry.says.clone())
            })
        });
        Self {
            says: says.collect(),
            counted: counted.collect(),
            reviewed: translation.texts.values().all(Entry::is_reviewed),
        }
    }
}

/// Letters as people type them in a hurry: small, and without accents.
#[must_use]
pub fn bare(typed: &str) -> String {
    let letters = typed.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_in_its_country_and_else_anywhere() {
        for (wanted, known, found) in [
            ("pt-BR", "en pt pt-BR", Some("pt-BR")),
            ("pt-PT", "en pt-BR pt", Some("pt")),
            ("pt", "en pt-BR", Some("pt-BR")),
            ("pt-PT", "en pt-BR", Some("pt-BR")),
            ("es-MX", "en es", Some("es")),
            ("de", "en es", None),
            ("C", "en es", None),
        ] {
            assert_eq!(nearest(wanted, known.split(' ')), found, "{wanted}");
        }
    }

    #[test]
    fn a_tag_is_that_of_a_real_language() {
        for (written, tag) in [
            ("fr", "fr"),
            ("pt_br", "pt-BR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("yue", "yue"),
            ("es-419", "es-419"),
        ] {
            assert_eq!(tag_of(written).as_deref(), Some(tag), "{written}");
        }
        for written in [
            "", "xx", "french", "und", "zxx", "-", "../fr", "fr.json", "en-", "zzz", "schema",
        ] {
            assert_eq!(tag_of(written), None, "{written}");
        }
    }

    #[test]
    fn a_text_is_the_same_read_alone() {
        for (tag, file) in TRANSLATIONS {
            let all = Language::new(tag, Some(file));
            assert!(all.read().is_some(), "{tag} can be read");
            for text in (0..words::ALL.len()).map(Text) {
                let alone = Language::new(tag, Some(file));
                assert_eq!(alone.says_alone(text), all.says(text));
                assert!(alone.texts.get().is_none());
            }
        }
    }

    #[test]
    fn a_language_is_found_by_what_the_environment_calls_it() {
        for (named, tag) in [
            ("es", "es"),
            ("es_MX.UTF-8", "es"),
            ("es-419", "es"),
            ("en_GB", "en"),
        ] {
            assert_eq!(Language::of(named).map(Language::tag), Some(tag), "{named}");
        }
        for named in ["C", "POSIX", "C.UTF-8", "", "xx", "espanol"] {
            assert!(Language::of(named).is_none(), "{named}");
        }
    }
}
