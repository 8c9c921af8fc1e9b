//! From the bytes of a cohort to people that can be drawn, or to everything that is wrong with it.

use std::{cell::RefCell, collections::BTreeSet, ops::Range};

use jiff::{Span, civil::Date};

use super::{
    Cohort, DEFAULT, Drawn, Entry, GUESS,
    file::{self, CohortFile, Given, Name},
};
use crate::{
    check::text_of,
    clean,
    clinic::{Band, no_share},
    interview::{self, Answer, Refusal},
    pack::{At, Fault, Kind, Pack, PackError, Question, Test, nearest, read_form},
    text::Language,
};

/// How far a sum of shares may be off: they are written in decimals.
const ROUNDING: f64 = 1e-6;

impl Cohort {
    /// Reads the cohort of a pack from the bytes of a file; `file` is what errors call it. Dates are
    /// held against what the pack takes on `today`.
    ///
    /// # Errors
    /// All errors of form, or if there are none all errors of meaning.
    pub fn from_bytes(
        file: &str,
        bytes: &[u8],
        pack: &Pack,
        today: Date,
    ) -> Result<Self, PackError> {
        let written: CohortFile = read_form(file, bytes)?;
        let text = text_of(bytes);
        let reader = Reader {
            text: &text,
            pack,
            today,
            sources: written.sources.iter().map(|it| &*it.id.value).collect(),
            cited: RefCell::default(),
            faults: RefCell::default(),
        };
        let cohort = reader.cohort(&written);
        let mut faults = reader.faults.into_inner();
        if faults.is_empty() {
            return Ok(cohort);
        }
        faults.sort_by_key(|fault| fault.place.start);
        Err(PackError {
            file: file.to_owned(),
            faults,
        })
    }
}

/// What is known while a cohort is read.
struct Reader<'f> {
    text: &'f str,
    pack: &'f Pack,
    today: Date,
    sources: BTreeSet<&'f str>,
    cited: RefCell<BTreeSet<&'f str>>,
    faults: RefCell<Vec<Fault>>,
}

impl<'f> Reader<'f> {
    fn fault(&self, place: &Range<usize>, about: &str, says: impl Into<String>) {
        let fault = Fault::at(self.text, place, Some(about), says);
        self.faults.borrow_mut().push(fault);
    }

    fn cohort(&self, written: &'f CohortFile) -> Cohort {
        let id = &written.pack;
        if id.value != self.pack.id {
            let says = format!(
                "This cohort is of the pack `{}`, and this is `{}`.",
                clean::echo(id),
                self.pack.id
            );
            self.fault(&id.span, "pack", says);
        }
        let words_a_minute = &written.reading.words_a_minute;
        if words_a_minute.value == 0 {
            self.fault(&words_a_minute.span, "reading", "Nobody reads 0 words.");
        }
        self.cite(&written.reading.source, "reading", GUESS);
        let bands = written.bands.iter().map(|band| self.band(band)).collect();
        let mut entries: Vec<Vec<Entry>> = Vec::new();
        entries.resize_with(self.pack.questions.len(), Vec::new);
        for entry in &written.answers {
            let Some(question) = self.question(&entry.question) else {
                continue;
            };
            let resolved = self.entry(question, entry);
            let Some(all) = entries.get_mut(question.number) else {
                continue;
            };
            if all.iter().any(|earlier| earlier.when.is_empty()) {
                let says = "Nobody comes to this: an entry for it further up is for everybody.";
                self.fault(&entry.question.span, &question.id, says);
            }
            all.push(resolved);
        }
        self.everybody_answers(&entries, &id.span);
        self.every_source_is_used(written);
        let shares = || written.answers.iter().flat_map(|it| &it.shares.value);
        Cohort {
            words_a_minute: words_a_minute.value,
            shares: shares().count(),
            guesses: shares().filter(|it| it.source.value == GUESS).count(),
            bands,
            entries,
        }
    }

    fn band(&self, band: &'f file::Band) -> Band {
        let about = "bands";
        self.cite(&band.source, about, DEFAULT);
        let ends = [&band.at_least, &band.at_most];
        Band::read(band.booked, &band.level, ends, |place, says| {
            self.fault(place, about, says);
        })
    }

    fn is_share(&self, share: &At<f64>, about: &str) {
        if let Some(says) = no_share(share.value) {
            self.fault(&share.span, about, says);
        }
    }

    /// Notes a citation; `none` is what stands where there is no source.
    fn cite(&self, source: &'f Name, about: &str, none: &str) {
        let id = source.value.as_str();
        if id == none {
            return;
        }
        if self.sources.contains(id) {
            self.cited.borrow_mut().insert(id);
            return;
        }
        let known = self.sources.iter().copied().chain([none]);
        let hint = nearest(id, known).map_or_else(
            || format!("Write the id of one of `sources`, or `{none}`."),
            |meant| format!("Did you mean `{meant}`?"),
        );
        let says = format!("There is no source `{}`. {hint}", clean::echo(id));
        self.fault(&source.span, about, says);
    }

    fn question(&self, name: &Name) -> Option<&'f Question> {
        let question = self.pack.question(name);
        if question.is_none() {
            let known = self.pack.questions.iter().map(|it| it.id.as_str());
            let hint = nearest(name, known);
            let hint = hint.map(|meant| format!(" Did you mean `{meant}`?"));
            let (id, hint) = (clean::echo(name), hint.unwrap_or_default());
            let says = format!("The pack has no question `{id}`.{hint}");
            self.fault(&name.span, name, says);
        }
        question
    }

    fn entry(&self, question: &Question, entry: &'f file::Entry) -> Entry {
        let id = question.id.as_str();
        let conditions = entry.when.iter();
        let when = conditions
            .flat_map(|it| self.tests(question, it))
            .collect::<Vec<_>>();
        for source in &entry.leans_on {
            self.cite(source, id, GUESS);
        }
        let mut shares = Vec::new();
        let mut sum = 0.0;
        for share in &entry.shares.value {
            self.is_share(&share.share, id);
            self.cite(&share.source, id, GUESS);
            sum += share.share.value;
            match self.drawn(question, &share.answer) {
                Ok(drawn) => shares.push((share.share.value, drawn)),
                Err(says) => self.fault(&share.answer.span, id, says),
            }
        }
        let place = &entry.question.span;
        if sum > 1.0 + ROUNDING {
            let says = format!("These shares add up to {sum:.4}, which is more than 1.");
            self.fault(place, id, says);
        } else if sum < 1.0 - ROUNDING && question.no().is_none() {
            let says = format!(
                "These shares add up to {sum:.4}. They must add up to 1: this question has no \
                 \"no\" that all others could answer."
            );
            self.fault(place, id, says);
        }
        Entry { when, shares }
    }

    /// The tests of a condition, on a question that was asked before.
    fn tests(&self, asked: &Question, condition: &file::Condition) -> Vec<(usize, Test)> {
        let name = &condition.question;
        let Some(on) = self.question(name) else {
            return Vec::new();
        };
        let wrong = |says: &str| self.fault(&name.span, &asked.id, says);
        if on.number >= asked.number {
            wrong("A condition is on a question that stands further up in the pack.");
        }
        let mut tests = Vec::new();
        if let Some(names) = &condition.any_of {
            let places = names.iter().filter_map(|option| {
                let place = on.option_ids().position(|id| id == option.value);
                if place.is_none() {
                    let hint = nearest(option, on.option_ids());
                    let hint = hint.map(|meant| format!(" Did you mean `{meant}`?"));
                    let (id, hint) = (clean::echo(option), hint.unwrap_or_default());
                    let says = format!("`{}` has no option `{id}`.{hint}", on.id);
                    self.fault(&option.span, &asked.id, says);
                }
                place
            });
            tests.push(Test::AnyOf(places.collect()));
        }
        let numbers = condition.at_least.as_ref().map(|it| Test::AtLeast(**it));
        let numbers = numbers.into_iter();
        let numbers = numbers.chain(condition.below.as_ref().map(|it| Test::Below(**it)));
        for test in numbers {
            if !matches!(on.kind, Kind::Number(_)) {
                wrong("This question takes no number.");
            }
            tests.push(test);
        }
        if tests.is_empty() {
            wrong("A condition has `any_of`, `at_least` or `below`.");
        }
        tests.into_iter().map(|test| (on.number, test)).collect()
    }

    /// What is drawn for a question, held against what it takes: of a range both ends.
    fn drawn(&self, question: &Question, given: &Given) -> Result<Drawn, String> {
        if matches!(question.kind, Kind::Text) {
            return Err("Own words are never drawn.".to_owned());
        }
        let taken = |given: &interview::Given<'_>| {
            let answer = Answer::accept(question, given, Language::english(), self.today);
            answer.map_err(|refusal: Refusal| refusal.says(Language::english()))
        };
        let days = |range: crate::pack::Range, sign: i64| {
            for days in [range.min, range.max] {
                let span = Span::new().try_days(sign * i64::from(days));
                let day = span.and_then(|span| self.today.checked_add(span));
                let day = day.map_err(|_| "There is no day so far away.".to_owned())?;
                taken(&interview::Given::Word(&day.to_string()))?;
            }
            in_order(range)
        };
        Ok(match given {
            Given::Is(option) => Drawn::Answer(taken(&interview::Given::Word(option))?),
            Given::Ticks(options) => {
                let ids = options.iter().map(|it| it.value.as_str()).collect();
                Drawn::Answer(taken(&interview::Given::List(ids))?)
            }
            Given::Number(range) => {
                for end in [range.min, range.max] {
                    taken(&interview::Given::Number(u64::from(end)))?;
                }
                Drawn::Number(in_order(*range)?)
            }
            Given::DaysAgo(range) => Drawn::DaysAgo(days(*range, -1)?),
            Given::DaysAhead(range) => Drawn::DaysAhead(days(*range, 1)?),
        })
    }

    /// A question without a "no" has an entry for whoever is asked it.
    fn everybody_answers(&self, entries: &[Vec<Entry>], place: &Range<usize>) {
        for (question, entries) in self.pack.questions.iter().zip(entries) {
            let no_need = question.no().is_some() || matches!(question.kind, Kind::Text);
            if no_need || entries.iter().any(|it| it.when.is_empty()) {
                continue;
            }
            let says = "Nothing says what everybody answers to this question, and it has no \
                        \"no\". Add an entry without `when`.";
            self.fault(place, &question.id, says);
        }
    }

    fn every_source_is_used(&self, written: &CohortFile) {
        let cited = self.cited.borrow();
        let mut seen = BTreeSet::new();
        for source in &written.sources {
            let id = source.id.value.as_str();
            if [GUESS, DEFAULT].contains(&id) {
                let says = format!("`{id}` stands where there is no source. Choose another id.");
                self.fault(&source.id.span, id, says);
            } else if !seen.insert(id) {
                self.fault(&source.id.span, id, "Another source has this id.");
            } else if !cited.contains(id) {
                self.fault(
                    &source.id.span,
                    id,
                    "Nothing in this file rests on this source.",
                );
            }
        }
    }
}

fn in_order(range: crate::pack::Range) -> Result<crate::pack::Range, String> {
    if range.min > range.max {
        return Err("This range ends before it begins.".to_owned());
    }
    Ok(range)
}
