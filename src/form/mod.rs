//! The questions on paper, blank: for a power cut, low vision, or who does not type.
//!
//! The same pack is asked, topic by topic in the order of the program. Paper can't leave a question out,
//! so each follow-up stands set in under the one above, behind the answers that lead to it; a condition
//! on other questions as well is left away where the answers above alone can lead there: asked too much,
//! a pen leaves a blank. Nothing is worked out here, and the form says so.

pub mod html;
pub mod text;

use jiff::civil::Date;

use crate::{
    clinic::Clinic,
    interview::{Answer, Answers, clinic::heed, path::Path},
    pack::{Kind, List, OptionSet, Pack, Question, Section},
    protocol::in_words,
    sheet,
    text::{self as words, Language},
};

/// The questions of a pack, to be put on paper.
#[derive(Debug)]
pub struct Form<'p> {
    /// The pack.
    pub pack: &'p Pack,
    /// The clinic that hands it out, if that is known.
    pub clinic: Option<&'p Clinic>,
    /// The day on which it is printed: whether the content was reviewed is said for it.
    pub today: Date,
    /// What is asked under each heading.
    pub sections: Vec<(&'p Section, Vec<Part<'p>>)>,
}

/// One thing that stands under a heading.
#[derive(Debug)]
pub enum Part<'p> {
    /// What is asked over the rows of a tick list, and whether all of them are about the day of the
    /// treatment.
    List(&'p List, bool),
    /// A question.
    Row(Row<'p>),
}

/// A question, and where it is answered.
#[derive(Debug)]
pub struct Row<'p> {
    /// The question.
    pub question: &'p Question,
    /// The number of its topic, from 1; none for a follow-up.
    pub number: Option<usize>,
    /// How deep it stands under its topic.
    pub depth: usize,
    /// After which answers to the one above it is asked, or on which day alone.
    pub when: Option<String>,
    /// Where it is answered.
    pub field: Field<'p>,
}

/// Where a question is answered.
#[derive(Debug)]
pub enum Field<'p> {
    /// In boxes of the columns: yes, no, not sure, rather tell.
    Columns,
    /// In one box of several, or in as many as fit, each with its letter.
    Boxes(Vec<(char, &'p str)>),
    /// On a short line.
    Number,
    /// On a line for a day, a month or a year; and perhaps on one for weeks, after these words.
    Date(Option<&'p str>),
    /// On lines of their own.
    Words,
    /// Nowhere: the clinic has answered it.
    Clinic(String),
}

/// The columns of the boxes.
pub const COLUMNS: [words::Text; 4] = [
    words::YES,
    words::NO,
    words::NOT_SURE,
    words::FORM_RATHER_TELL,
];

/// What stands over the first section, each with a line to write on.
pub const WHOSE: [words::Text; 3] = [words::PROTOCOL_NAME, words::FORM_BORN, words::PROTOCOL_DATE];

/// Who signs.
pub const SIGN: [words::Text; 2] = [words::FORM_PATIENT, words::FORM_CLINICIAN];

impl<'p> Form<'p> {
    /// The form of a pack, for the patients of a clinic if one is known.
    #[must_use]
    pub fn of(pack: &'p Pack, clinic: Option<&'p Clinic>, today: Date) -> Self {
        let mut own = Answers::default();
        let by_clinic = clinic.map(|it| heed(it, pack, &mut own, today));
        let by_clinic = by_clinic.unwrap_or_default();
        let answer = |question: &Question| {
            let answer = own.get(question.number);
            let answer = answer.filter(|_| by_clinic.contains(&question.number));
            answer.map(|it| it.says_plainly(question, pack.language))
        };
        let mut sections: Vec<(&'p Section, Vec<Part<'p>>)> = Vec::new();
        let topics = pack.questions.iter().filter(|it| it.is_topic());
        let mut before = None;
        for (topic, number) in topics.zip(1..) {
            if sections
                .last()
                .is_none_or(|(it, _)| it.id != topic.section.id)
            {
                sections.push((&topic.section, Vec::new()));
            }
            let list = topic.list.as_deref();
            let begins = list.filter(|it| before != Some(&it.id));
            before = list.map(|it| &it.id);
            let Some((_, parts)) = sections.last_mut() else {
                continue;
            };
            parts.extend(begins.map(|it| Part::List(it, is_of_the_day(pack, it))));
            let asked = pack.questions.iter().filter(|it| it.topic == topic.id);
            parts.extend(asked.map(|question| {
                Part::Row(Row {
                    question,
                    number: question.is_topic().then_some(number),
                    depth: depth(pack, question),
                    when: when(pack, question, today),
                    field: answer(question).map_or_else(|| Field::of(question), Field::Clinic),
                })
            }));
        }
        Self {
            pack,
            clinic,
            today,
            sections,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &'p str {
        &self.pack.title
    }

    /// Whose form it is and whom to call, in a line each; nothing where no clinic is known.
    #[must_use]
    pub fn of_whom(&self) -> Vec<String> {
        let language = self.pack.language;
        let clinic = self.clinic.into_iter();
        clinic.map(|it| it.says(language)).collect()
    }

    /// What stands before the questions: what must not wait, how to fill it in, and that a machine
    /// made the words, where one did.
    #[must_use]
    pub fn first(&self) -> Vec<String> {
        let language = self.pack.language;
        let urgent = self.pack.urgent.iter().map(|it| it.says.clone());
        let how = language.says(words::FORM_HOW).to_owned();
        urgent.chain(self.translated()).chain([how]).collect()
    }

    fn translated(&self) -> Option<String> {
        let language = self.pack.language;
        let translated = self.pack.translation.as_ref()?;
        let accepted = self.clinic.is_some_and(|it| it.accepts(language));
        let says = if accepted {
            words::TRANSLATION_ACCEPTED
        } else {
            words::MACHINE_TRANSLATED
        };
        let values = [("language", language.name())];
        (!translated.reviewed).then(|| language.fill(says, &values))
    }

    /// What stands after them: that nothing is decided yet, who decides, and how far the content can be
    /// relied on.
    #[must_use]
    pub fn last(&self) -> Vec<String> {
        let (pack, language) = (self.pack, self.pack.language);
        let values = [
            ("id", &*pack.id),
            ("version", &pack.version),
            ("program", env!("CARGO_PKG_VERSION")),
        ];
        vec![
            language.says(words::FORM_NO_VERDICT).to_owned(),
            pack.disclaimer.clone(),
            sheet::review(pack, self.today),
            language.fill(words::SHEET_PACK, &values),
        ]
    }
}

impl Row<'_> {
    /// What is asked, with its number: in a tick list the statement, else the question.
    #[must_use]
    pub fn says(&self) -> String {
        let says = self.question.ticked();
        match self.number {
            Some(number) => format!("{number}. {says}"),
            None => says.to_owned(),
        }
    }
}

impl<'p> Field<'p> {
    fn of(question: &'p Question) -> Self {
        match &question.kind {
            Kind::YesNo => Self::Columns,
            Kind::Choice(_) | Kind::Choices(_) => Self::Boxes(
                letters()
                    .zip(question.options().iter().map(|it| it.says.as_str()))
                    .collect(),
            ),
            Kind::Number(_) => Self::Number,
            Kind::Date { or_weeks, .. } => Self::Date(or_weeks.as_ref().map(|it| it.says.as_str())),
            Kind::Text => Self::Words,
        }
    }
}

impl Field<'_> {
    /// The columns in which it has a box: the last ones of all.
    #[must_use]
    pub const fn columns(&self) -> &'static [words::Text] {
        const ALL: &[words::Text] = &COLUMNS;
        match self {
            Self::Columns => ALL,
            Self::Boxes(_) | Self::Number | Self::Date(_) => {
                let [_, _, not_known @ ..] = ALL else {
                    return ALL;
                };
                not_known
            }
            Self::Words | Self::Clinic(_) => &[],
        }
    }
}

/// The letters of the options of a question.
fn letters() -> impl Iterator<Item = char> {
    ('a'..='z').chain('A'..='Z')
}

/// Whether all that stands in a tick list is about the day of the treatment.
fn is_of_the_day(pack: &Pack, list: &List) -> bool {
    let mut members = pack.questions.iter().filter(|it| it.is_in(&list.id));
    members.all(|it| it.of_the_day)
}

fn depth(pack: &Pack, question: &Question) -> usize {
    // a follow-up stands behind its parent, so this ends
    pack.parent(question).map_or(0, |it| depth(pack, it) + 1)
}

/// When a question is asked, in words; nothing where it always is, or its tick list says it.
fn when(pack: &Pack, question: &Question, today: Date) -> Option<String> {
    let language = pack.language;
    let in_list = question.list.as_ref();
    let said = in_list.is_some_and(|it| is_of_the_day(pack, it));
    let day = (question.of_the_day && !said).then(|| language.says(words::FORM_TODAY_ALONE));
    let gate = question.gate.as_ref();
    let after = gate.map(|gate| {
        let answers = leads_here(pack, question, today).unwrap_or_else(|| {
            let answers = in_words(pack, Some(gate.parent), &gate.when);
            format!("({answers})")
        });
        language.fill(words::PROTOCOL_IF, &[("when", &answers)])
    });
    let parts: Vec<String> = after.into_iter().chain(day.map(str::to_owned)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The answers to the question above that can lead to one, as the form names them: yes, or letters.
fn leads_here(pack: &Pack, question: &Question, today: Date) -> Option<String> {
    let parent = pack.parent(question)?;
    let ways = ways(pack, question, today);
    let leads = |answer: &Answer| {
        let mut ways = ways.iter();
        ways.any(|it| it.get(parent.number) == Some(answer))
    };
    let language = pack.language;
    let options = parent.option_ids().enumerate().zip(letters());
    let options = options.filter(|((place, _), _)| leads(&Answer::Chosen(OptionSet::of(*place))));
    let name = |((place, _), letter): ((usize, &str), char)| match parent.kind {
        Kind::YesNo => lower(language, if place == 0 { words::YES } else { words::NO }),
        _ => letter.to_string(),
    };
    let mut names: Vec<String> = options.map(name).collect();
    if leads(&Answer::Unsure) {
        names.push(lower(language, words::NOT_SURE));
    }
    let last = names.pop()?;
    if names.is_empty() {
        return Some(last);
    }
    let or = language.says(words::PROTOCOL_OR);
    Some(format!("{} {or} {last}", names.join(", ")))
}

fn lower(language: &Language, word: words::Text) -> String {
    language.says(word).to_lowercase()
}

/// Answers to the questions above one that lead to it by themselves, in every way that there is.
fn ways(pack: &Pack, question: &Question, today: Date) -> Vec<Answers> {
    let Some(parent) = pack.parent(question) else {
        return vec![Answers::default()];
    };
    let count = parent.option_ids().count();
    let chosen = (0..count).map(|place| Answer::Chosen(OptionSet::of(place)));
    let tried: Vec<Answer> = chosen.chain([Answer::Unsure]).collect();
    let above = ways(pack, parent, today);
    let all = above.iter().flat_map(|answers| {
        tried.iter().map(|answer| {
            let mut answers = answers.clone();
            answers.set(parent, answer.clone());
            answers
        })
    });
    all.filter(|it| Path::new(pack, it, today).holds(question))
        .collect()
}
