//! A clinic: what its patients are told of it, and what it answers and decides for all of them.
//!
//! A clinic may answer what it alone knows, its device and its products: the pack says which questions
//! these are. It never answers for a patient. Whether its answers are such that the pack takes them is
//! for `check` to say, which knows what an answer is; here is the form of each field.

mod band;
mod consent;
mod file;

use std::{collections::BTreeMap, ops::Range};

pub(crate) use band::no_share;
pub use band::{Band, Booked};
pub use consent::{ConsentText, Use};
use file::{ClinicFile, ConsentForm, OwnForm};

use crate::{
    clean,
    pack::{self, At, Fault, PackError, nearest, read_form},
    text::{self, Language},
};

/// The name of its file beside a pack, or in the folder of the program's configuration.
pub const FILE_NAME: &str = "clinic.json";

/// A clinic to be changed into one's own.
pub const SAMPLE: &str = include_str!("../../questions/clinic.sample.json");

/// The name of the clinic in the sample: whoever has left it there has not looked at the rest.
const NAME_IN_SAMPLE: &str = "Write the name of your clinic here";

/// The longest name of a clinic, in characters.
const LONGEST_NAME: usize = 80;
/// The longest address, in characters: a longer one makes a code that is hard to scan.
const LONGEST_ADDRESS: usize = 200;
/// The longest text that patients are told or consent to, in characters.
const LONGEST_TOLD: usize = 4_000;
/// The longest version of such a text, in characters.
const LONGEST_VERSION: usize = 20;
/// After how many minutes without a key a screening is put away, unless the clinic says otherwise.
pub const IDLE_MINUTES: u64 = 3;
/// The most years for which records are kept.
const MOST_YEARS: u8 = 100;
/// How many digits a telephone number has, with its country's.
const DIGITS: std::ops::RangeInclusive<usize> = 5..=15;

/// One clinic.
#[derive(Debug, Clone)]
pub struct Clinic {
    /// What it is called.
    pub name: String,
    /// The number that patients call.
    pub telephone: Option<String>,
    /// Its country: two letters of ISO 3166.
    pub country: Option<String>,
    /// The number of the emergency services there.
    pub emergency: Option<String>,
    /// The address of its own page on aftercare: always `https`.
    pub aftercare: Option<String>,
    /// What it answers itself.
    pub own: Vec<Own>,
    /// The tags of the translations that it takes on, though nobody has reviewed them.
    pub languages: Vec<String>,
    /// For how many years after the last screening of a person its records are kept.
    pub keep_years: Option<u8>,
    /// Until which age, in years, those of somebody who was a minor then are kept at least.
    pub keep_years_minor: Option<u8>,
    /// Which share of the people of a cohort may come to a level.
    pub bands: Vec<Band>,
    /// After how many minutes without a key a screening is put away that a patient has in their hands.
    pub idle_minutes: u64,
    /// What patients are told at a desk before the first question, by the tag of the language.
    pub told: BTreeMap<String, String>,
    /// Where the first of that stands, in bytes of the file.
    pub told_at: Option<Range<usize>>,
    /// What patients consent to.
    pub consents: Vec<ConsentText>,
}

/// What a clinic answers to a question.
#[derive(Debug, Clone)]
pub struct Own {
    /// The id of the question.
    pub question: String,
    /// The id of the option.
    pub answer: String,
    /// Where the question stands, and where the answer, in bytes of the file.
    pub places: [Range<usize>; 2],
}

impl Clinic {
    /// Reads a clinic from the bytes of a file; `file` is what errors call it.
    ///
    /// # Errors
    /// All errors of form, or if there are none all that is not plausible.
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self, PackError> {
        let written: ClinicFile = read_form(file, bytes)?;
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut reader = Reader {
            text,
            faults: Vec::new(),
        };
        let clinic = reader.clinic(written);
        let mut faults = reader.faults;
        if faults.is_empty() {
            return Ok(clinic);
        }
        faults.sort_by_key(|fault| fault.place.start);
        Err(PackError {
            file: file.to_owned(),
            faults,
        })
    }

    /// Whom to call, in a line: its name and its telephones.
    #[must_use]
    pub fn says(&self, language: &Language) -> String {
        let mut says = self.name.clone();
        let numbers = [
            (&self.telephone, text::FORM_TELEPHONE),
            (&self.emergency, text::FORM_EMERGENCY),
        ];
        for (number, template) in numbers {
            if let Some(number) = number {
                says += ", ";
                says += &language.fill(template, &[("number", number.as_str())]);
            }
        }
        says
    }

    /// Whether it takes on a translation that nobody has reviewed.
    #[must_use]
    pub fn accepts(&self, language: &Language) -> bool {
        self.languages.iter().any(|it| it == language.tag())
    }
}

/// What is found while a clinic is read.
struct Reader<'f> {
    text: &'f str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, place: &Range<usize>, about: &str, says: impl Into<String>) {
        let fault = Fault::at(self.text, place, Some(about), says);
        self.faults.push(fault);
    }

    fn clinic(&mut self, written: ClinicFile) -> Clinic {
        let languages = written.languages.iter();
        let languages = languages.map(|it| self.language(it)).collect();
        let bands = written.bands.iter().map(|it| {
            let ends = [&it.at_least, &it.at_most];
            Band::read(it.booked, &it.level, ends, |place, says| {
                self.fault(place, "bands", says);
            })
        });
        let bands: Vec<Band> = bands.collect();
        for (nth, band) in bands.iter().enumerate() {
            let before = bands.get(..nth).unwrap_or_default();
            if before.iter().any(|it| it.is_about(band)) {
                let says = "A band for this level and day stands further up.";
                self.fault(&band.place, "bands", says);
            }
        }
        let keep_years = self.years("keep_years", written.keep_years.as_ref(), 1);
        let keep_years_minor =
            self.years("keep_years_minor", written.keep_years_minor.as_ref(), 18);
        let mut own: Vec<Own> = Vec::new();
        for it in written.answers {
            if own.iter().any(|other| other.question == it.question.value) {
                let says = "The clinic answers this question a second time.";
                self.fault(&it.question.span, "answers", says);
            }
            own.push(Own::of(it));
        }
        let idle_minutes = match &written.idle_minutes {
            Some(minutes) if !(1..=10).contains(&minutes.value) => {
                let says = "From 1 to 10 minutes: nobody reads faster, and nobody guards a screen for longer.";
                self.fault(&minutes.span, "idle_minutes", says);
                IDLE_MINUTES
            }
            Some(minutes) => minutes.value,
            None => IDLE_MINUTES,
        };
        let told_at = written.told.values().next().map(|it| it.span.clone());
        let told = self.texts("told", written.told);
        let mut consents: Vec<ConsentText> = Vec::new();
        for form in written.consents {
            if consents.iter().any(|it| it.id == form.id.value) {
                let says = "A consent of this id stands further up.";
                self.fault(&form.id.span, "consents", says);
            }
            consents.push(self.consent(form));
        }
        let mut take = |field, value: &Option<At<String>>, wrong: fn(&str) -> Option<String>| {
            let value = value.as_ref()?;
            if let Some(says) = unclean(value).or_else(|| wrong(value)) {
                self.fault(&value.span, field, says);
            }
            Some(value.trim().to_owned())
        };
        Clinic {
            telephone: take("telephone", &written.telephone, no_telephone),
            country: take("country", &written.country, no_country),
            emergency: take("emergency", &written.emergency, no_emergency_number),
            aftercare: take("aftercare", &written.aftercare, no_address),
            name: self.name(&written.name),
            own,
            languages,
            keep_years,
            keep_years_minor,
            bands,
            idle_minutes,
            told,
            told_at,
            consents,
        }
    }

    /// Texts by the tag of their language.
    fn texts<K>(
        &mut self,
        field: &str,
        written: BTreeMap<String, At<String, K>>,
    ) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        for (tag, text) in written {
            let known = text::tag_of(&tag).filter(|tag| text::tags().any(|known| known == tag));
            let says = match (&known, text.trim()) {
                (None, _) => Some(format!(
                    "The program does not speak `{}`.",
                    clean::echo(&tag)
                )),
                (_, "") => Some("This text is empty. Leave it out, or write it.".to_owned()),
                (_, says) if says.chars().count() > LONGEST_TOLD => {
                    Some(format!("A text has {LONGEST_TOLD} characters at most."))
                }
                _ => unclean(&text),
            };
            if let Some(says) = says {
                self.fault(&text.span, field, says);
            }
            texts.insert(known.unwrap_or(tag), text.trim().to_owned());
        }
        texts
    }

    fn consent(&mut self, form: ConsentForm) -> ConsentText {
        let version = form.version.trim().to_owned();
        let is_long = version.chars().count() > LONGEST_VERSION;
        if let Some(says) = unclean(&form.version) {
            self.fault(&form.version.span, "consents", says);
        } else if version.is_empty() || is_long {
            let says = format!("A version has 1 to {LONGEST_VERSION} characters, such as 2026-1.");
            self.fault(&form.version.span, "consents", says);
        }
        if form.texts.is_empty() {
            let says =
                "This consent has no text. Write one in each language that patients speak here.";
            self.fault(&form.id.span, "consents", says);
        }
        ConsentText {
            id: form.id.value,
            of: form.of,
            version,
            needed: form.needed,
            texts: self.texts("consents", form.texts),
        }
    }

    /// A number of years, from this one to a hundred.
    fn years(&mut self, field: &str, written: Option<&At<u8>>, least: u8) -> Option<u8> {
        let written = written?;
        if !(least..=MOST_YEARS).contains(&written.value) {
            let says = format!("Write a number of years from {least} to {MOST_YEARS}.");
            self.fault(&written.span, field, says);
        }
        Some(written.value)
    }

    fn name<K>(&mut self, name: &At<String, K>) -> String {
        let cleaned = clean::clean(name, LONGEST_NAME);
        let says = if let Some(says) = unclean(name) {
            says
        } else if cleaned.trim().is_empty() {
            "The clinic needs a name.".to_owned()
        } else if name.chars().count() > LONGEST_NAME {
            format!("A name has {LONGEST_NAME} characters at most.")
        } else if cleaned == NAME_IN_SAMPLE {
            "This is still the sample. Write your clinic's own name, and look at each line below it."
                .to_owned()
        } else {
            return cleaned.trim().to_owned();
        };
        self.fault(&name.span, "name", says);
        cleaned
    }

    fn language(&mut self, written: &At<String>) -> String {
        let tag = text::tag_of(written);
        let known = |tag: &str| text::tags().any(|known| known == tag);
        if !tag.as_deref().is_some_and(known) {
            let tags: Vec<&str> = text::tags().collect();
            let hint = nearest(written, text::tags()).map_or_else(
                || format!("Write one of these: {}.", tags.join(", ")),
                |meant| format!("Did you mean `{meant}`?"),
            );
            let says = format!(
                "The program does not speak `{}`. {hint}",
                clean::echo(written)
            );
            self.fault(&written.span, "languages", says);
        }
        tag.unwrap_or_default()
    }
}

impl Own {
    fn of(written: OwnForm) -> Self {
        Self {
            places: [written.question.span, written.answer.span],
            question: written.question.value,
            answer: written.answer.value,
        }
    }
}

/// What makes a text unfit to be shown.
fn unclean(text: &str) -> Option<String> {
    let (_, bad) = clean::harmful(text, false)?;
    let code = u32::from(bad);
    Some(format!(
        "The character U+{code:04X} can hide or reorder text. Take it out."
    ))
}

fn digits(number: &str) -> usize {
    number.chars().filter(char::is_ascii_digit).count()
}

fn no_telephone(number: &str) -> Option<String> {
    let number = number.trim();
    let rest = number.strip_prefix('+').unwrap_or(number);
    let is_one = rest
        .chars()
        .all(|it| it.is_ascii_digit() || " ()./-".contains(it))
        && DIGITS.contains(&digits(rest))
        && rest.starts_with(|it: char| it.is_ascii_digit() || it == '(');
    (!is_one).then(|| {
        format!(
            "This is no telephone number: {} to {} digits, with + before the country's number, and \
             spaces or ( ) . / - between them.",
            DIGITS.start(),
            DIGITS.end()
        )
    })
}

fn no_emergency_number(number: &str) -> Option<String> {
    let number = number.trim();
    let is_one = number.chars().all(|it| it.is_ascii_digit() || it == ' ')
        && (2..=6).contains(&digits(number))
        && number.starts_with(|it: char| it.is_ascii_digit());
    let says = "This is no emergency number: 2 to 6 digits, such as 112.";
    (!is_one).then(|| says.to_owned())
}

fn no_country(country: &str) -> Option<String> {
    let is_one = country.len() == 2 && country.bytes().all(|it| it.is_ascii_uppercase());
    let says = "A country is two capital letters of ISO 3166, such as GB or US.";
    (!is_one).then(|| says.to_owned())
}

/// Only what is reached safely, at a public name, and says nothing of anybody.
fn no_address(address: &str) -> Option<String> {
    let Some(rest) = address.strip_prefix("https://") else {
        return Some("The address begins with https://.".to_owned());
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, _) = rest.split_at_checked(end).unwrap_or((rest, ""));
    if host.contains('@') {
        return Some("The address names a user before the @. Take that out.".to_owned());
    }
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let label = |it: &str| {
        let ends = !it.starts_with('-') && !it.ends_with('-');
        let letters = it
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-');
        !it.is_empty() && ends && letters
    };
    let is_host = name.contains('.') && name.split('.').all(label);
    let is_one = is_host
        && port.parse::<u16>().is_ok_and(|it| it > 0)
        && rest.bytes().all(|it| it.is_ascii_graphic());
    if !is_one {
        let says = "This is no address of a page: https://, the name of the site, and what follows \
                    it, without spaces and in letters of ASCII.";
        return Some(says.to_owned());
    }
    let is_long = address.len() > LONGEST_ADDRESS;
    is_long.then(|| format!("An address has {LONGEST_ADDRESS} characters at most."))
}

/// The JSON Schema of such files, as the text of a file.
#[must_use]
pub fn schema() -> String {
    pack::schema_of::<ClinicFile>()
}
