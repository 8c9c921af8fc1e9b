//! From the form to the meaning: every name found, every bound checked.
//!
//! It goes through the file once, from top to bottom, and a name can only mean
//! what stands above it; so nothing can refer forward, and nothing in a circle.
//! It does not stop at the first fault.

use std::{
    collections::HashSet,
    sync::{Arc, OnceLock},
};

use jiff::civil::Date;

use super::{
    file::{self, Day, Name, PackFile},
    notes::{Condition, Notes, Owner, Role},
    resolver::{ANSWER, Resolver, not_found},
    rules,
    spans::At,
};
use crate::{
    clean,
    pack::{
        care::{Care, Item},
        content::{Help, HelpLine, Note, Pack, Term, Warning, WarningSigns},
        fault::Fault,
        file_hash::FileHash,
        glossary,
        promise::{Kept, Promise},
        question::{Kind, Question, Test, When},
        references::{Event, Source, Sourced, Wait},
        review::{Hashes, Review},
        values::{Basis, Length},
    },
    text::day,
    text::{self, Language},
};

impl Resolver<'_> {
    /// The pack and what was noted beside it, or every fault of meaning in the order of the file.
    pub fn pack(mut self, file: &PackFile, hash: FileHash) -> Result<(Pack, Notes), Vec<Fault>> {
        if !rules::check_size(&mut self, file) {
            return Err(self.into_faults());
        }
        // words of the program stand beside those of the pack
        if self.translation.is_none() {
            self.language = Language::of(&file.language).unwrap_or(self.language);
        }
        let sources: Vec<_> = file.sources.iter().map(|it| self.source(it)).collect();
        for wait in &file.waits {
            self.wait(wait);
        }
        for event in &file.events {
            self.event(event);
        }
        let id = self.id(&file.id);
        self.enter(Owner::Other, &file.id);
        let version = self.words_as(Role::Fixed, &file.version);
        let tag = match self.translation {
            Some(translation) => &translation.language,
            None => &file.language.value,
        };
        if text::tag_of(&file.language).is_none() {
            let says = "This is no tag of a language. Write one like `en` or `pt-BR`.";
            self.fault(&file.language.span, says);
        }
        let tag = self.filled(tag, &file.language.span, false);
        let title = self.words(&file.title);
        let about = self.all_words(&file.about);
        let urgent = file.urgent.iter().map(|it| self.sourced(it)).collect();
        let help = file.help.as_ref().map(|it| self.help(it, &file.id));
        let disclaimer = self.words(&file.disclaimer);
        let levels = self.levels(&file.levels);
        let clinical_review = file
            .clinical_review
            .iter()
            .map(|it| self.review(it))
            .collect();
        let sources_checked = self.date(&file.sources_checked);
        let sources_fresh_for = self.find_wait(&file.sources_fresh_for);
        let answers_hold_for = self.find_wait(&file.answers_hold_for);
        let whole_again_after = file.whole_again_after.as_ref();
        let whole_again_after = whole_again_after.map(|it| self.find_wait(it));
        let sections = self.sections(&file.sections);
        self.enter(Owner::Other, &file.id);
        self.not_knowing(&file.not_knowing);
        let warnings: Vec<_> = file.warnings.iter().map(|it| self.warning(it)).collect();
        self.enter(Owner::Other, &file.id);
        let meanwhile = file.meanwhile.iter().map(|it| self.sourced(it)).collect();
        let course = file.course.iter().map(|it| self.note(it)).collect();
        let preparation = file.preparation.iter().map(|it| self.care(it)).collect();
        let aftercare = self.aftercare(&file.aftercare);
        let warning_signs = file.warning_signs.iter().map(|it| self.signs(it)).collect();
        let pictures = self.pictures(&file.pictures);
        self.shown(&file.pictures);
        let glossary = file.glossary.iter().map(|it| self.term(it)).collect();
        let promises = file.promises.iter();
        let promises = promises.map(|it| self.promise(it, &warnings)).collect();
        if !self.faults.borrow().is_empty() {
            return Err(self.into_faults());
        }
        self.notes.unused = self.unused();
        self.notes.is_reviewed = self.is_reviewed;
        self.notes.id = file.id.span.clone();
        self.notes.version = file.version.span.clone();
        let longest_path = file.longest_path.as_ref();
        self.notes.longest_path = longest_path.map_or(0..0, |most| most.span.clone());
        let pack = Pack {
            id,
            version,
            hash,
            tag,
            language: self.language,
            title,
            about,
            urgent,
            help,
            disclaimer,
            levels,
            clinical_review,
            sources_checked,
            sources_fresh_for,
            answers_hold_for,
            whole_again_after,
            sources,
            sections,
            lists: self.lists,
            questions: self.questions,
            warnings,
            meanwhile,
            course,
            preparation,
            aftercare,
            warning_signs,
            pictures,
            glossary,
            promises,
            longest_path: longest_path.map(|most| most.value),
            translation: None,
            numbers: self.numbers,
        };
        Ok((pack, self.notes))
    }

    fn date(&mut self, words: &Day) -> Date {
        day::of(words).unwrap_or_else(|| {
            self.fault(&words.span, format!("{}.", day::FORM));
            Date::default()
        })
    }

    fn source(&mut self, source: &file::Source) -> Arc<Source> {
        let resolved = Arc::new(Source {
            id: self.new_id("source", &source.id),
            short: self.words_as(Role::Source, &source.short),
            title: self.words_as(Role::Fixed, &source.title),
            year: source.year,
            url: (source.url.as_ref()).map(|url| self.words_as(Role::Fixed, url)),
            copy: (source.copy.as_ref()).map(|copy| self.words_as(Role::Fixed, copy)),
            read: source.read,
            strength: source.strength,
        });
        self.sources.add(&source.id, resolved.clone());
        resolved
    }

    fn wait(&mut self, wait: &file::Wait) {
        self.length(&wait.length);
        if wait.from == Basis::Source && wait.sources.is_empty() {
            self.fault(
                &wait.id.span,
                "A wait that is `source` names its source; one that the clinic chose is `default`.",
            );
        }
        let resolved = Arc::new(Wait {
            id: self.new_id("wait", &wait.id),
            length: wait.length.value,
            from: wait.from,
            sources: self.find_sources(&wait.sources),
            note: (wait.note.as_ref()).map(|note| self.words_as(Role::Note, note)),
        });
        if wait.id.value == ANSWER {
            self.fault(
                &wait.id.span,
                "`{answer}` stands for the answer: choose another name.",
            );
        }
        self.waits.add(&wait.id, resolved);
    }

    fn event(&mut self, event: &file::Event) {
        let resolved = Arc::new(Event {
            id: self.new_id("event", &event.id),
            says: self.words(&event.says),
        });
        self.events.add(&event.id, resolved);
    }

    pub(super) fn sourced(&mut self, sourced: &file::Sourced) -> Sourced {
        Sourced {
            says: self.words(&sourced.says),
            sources: self.cited(&sourced.sources),
        }
    }

    fn levels(&mut self, levels: &file::Levels) -> [String; 4] {
        [
            &levels.no_concern,
            &levels.clinician,
            &levels.wait,
            &levels.not_suitable,
        ]
        .map(|level| self.words(level))
    }

    /// What follows belongs to the pack of this id again.
    fn help(&mut self, help: &file::Help, of: &Name) -> Help {
        self.has_help = true;
        if help.lines.is_empty() {
            self.fault(&help.says.span, "Say whom to call: `lines` is empty.");
        }
        let says = self.words(&help.says);
        let lines = help.lines.iter().map(|it| self.help_line(it)).collect();
        self.enter(Owner::Other, of);
        Help { says, lines }
    }

    fn help_line(&mut self, line: &file::HelpLine) -> HelpLine {
        HelpLine {
            id: self.new_id("line of `help`", &line.id),
            place: self.words(&line.r#where),
            call: self.words(&line.call),
            sources: self.cited(&line.sources),
        }
    }

    fn review(&mut self, review: &file::Review) -> Review {
        self.notes.reviews.push(review.by.span.clone());
        Review {
            by: self.words_as(Role::Fixed, &review.by),
            role: self.words_as(Role::Fixed, &review.role),
            on: self.date(&review.on),
            until: self.date(&review.until),
            content: Hashes {
                topics: review.topics.clone(),
                lists: review.lists.clone(),
            },
            differs: OnceLock::new(),
        }
    }

    fn warning(&mut self, warning: &file::Warning) -> Warning {
        self.notes.warnings.push(Condition::of(&warning.when));
        Warning {
            id: self.new_id("warning", &warning.id),
            when: self.when(&warning.when, None),
            says: self.words(&warning.says),
            sources: self.cited(&warning.sources),
        }
    }

    fn length(&self, length: &At<Length>) -> Length {
        if length.counted().0 == 0 || length.longest_days() > 366 * 150 {
            self.fault(&length.span, "A wait is at least 1 and at most 150 years.");
        }
        length.value
    }

    fn promise(&mut self, promise: &file::Promise, warnings: &[Warning]) -> Promise {
        self.notes.promises.push(promise.id.span.clone());
        let id = self.new_id("promise", &promise.id);
        let kept = [
            promise.at_least.map(Kept::AtLeast),
            promise.finds.as_ref().and_then(|it| self.finds(it)),
            promise.waits.as_ref().and_then(|it| self.waits(it, &id)),
            promise.first.as_ref().and_then(|it| self.first(it)),
            (promise.warns.as_ref()).and_then(|it| self.warns(it, warnings)),
            (promise.no_override.as_ref()).and_then(|it| self.no_override(it)),
        ];
        let mut kept: Vec<Kept> = kept.into_iter().flatten().collect();
        let says_something = promise.at_least.is_some()
            || promise.finds.is_some()
            || promise.waits.is_some()
            || promise.first.is_some()
            || promise.warns.is_some()
            || promise.no_override.is_some();
        let fault = match (&promise.not_knowing, says_something, &promise.when) {
            (Some(_), false, None) | (None, true, Some(_)) => None,
            (Some(_), ..) => {
                Some("A promise of `not_knowing` stands alone: it is about no answers.")
            }
            (None, true, None) => Some("Say by `when` which answers this is about."),
            (None, false, _) => Some(
                "A promise says at least one of `at_least`, `finds`, `waits`, `first`, `warns` and \
                 `no_override`, or `not_knowing` alone.",
            ),
        };
        if let Some(says) = fault {
            self.fault(&promise.id.span, says);
        }
        if let Some(names) = &promise.not_knowing {
            let numbers = names
                .iter()
                .filter_map(|it| Some(self.find_question(it)?.number));
            kept.push(Kept::NotKnowing(numbers.collect()));
        }
        let when = promise.when.as_ref();
        Promise {
            id,
            // of all answers
            when: when.map_or_else(|| When::All(Vec::new()), |when| self.when(when, None)),
            kept,
            because: self.words_as(Role::Fixed, &promise.because),
        }
    }

    fn finds(&self, finds: &file::Finds) -> Option<Kept> {
        Some(Kept::Finds(
            self.find_question(&finds.question)?.number,
            finds.level,
        ))
    }

    fn waits(&self, waits: &file::Waits, id: &str) -> Option<Kept> {
        let length = self.length(&waits.no_less_than);
        let question = self.find_question(&waits.from)?;
        let Kind::Date { about, .. } = question.kind else {
            let says = format!("`{}` takes no date to wait from.", question.id);
            self.fault(&waits.from.span, says);
            return None;
        };
        let span = Wait {
            id: id.to_owned(),
            length,
            from: Basis::Default,
            sources: Vec::new(),
            note: None,
        };
        Some(Kept::Waits {
            question: question.number,
            within: Test::Within(about, Arc::new(span)),
        })
    }

    fn first(&self, first: &file::First) -> Option<Kept> {
        let then = first.then.as_ref().map(|then| self.length(then));
        Some(Kept::First(self.find(&self.events, &first.event)?, then))
    }

    fn no_override(&self, name: &Name) -> Option<Kept> {
        let question = self.find_question(name)?;
        if !question.outcomes.iter().any(|it| it.no_override) {
            let says = format!("No outcome of `{}` is marked `no_override`.", question.id);
            self.fault(&name.span, says);
        }
        Some(Kept::NoOverride(question.number))
    }

    fn warns(&self, name: &Name, warnings: &[Warning]) -> Option<Kept> {
        let place = warnings.iter().position(|it| it.id == name.value);
        if place.is_none() {
            let known = warnings.iter().map(|it| it.id.as_str());
            self.fault(&name.span, not_found("warning", name, known));
        }
        place.map(Kept::Warns)
    }

    fn find_question(&self, name: &Name) -> Option<&Question> {
        let found = self.numbers.get(&name.value);
        if found.is_none() {
            let known = self.numbers.keys().map(String::as_str);
            self.fault(&name.span, not_found("question", name, known));
        }
        self.questions.get(*found?)
    }

    fn note(&mut self, note: &file::Note) -> Note {
        let when = note.when.as_ref();
        self.notes.course.push(when.map(Condition::of));
        Note {
            id: self.new_id("note", &note.id),
            title: self.words(&note.title),
            when: when.map(|when| self.when(when, None)),
            says: self.all_words(&note.says),
            sources: self.cited(&note.sources),
        }
    }

    fn care(&mut self, care: &file::Care) -> Care {
        Care {
            id: self.new_id("group", &care.id),
            title: self.words(&care.title),
            from: care.from.as_ref().map(|wait| self.find_wait(wait)),
            items: care.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    pub(super) fn item(&mut self, item: &file::Item) -> Item {
        Item {
            id: self.new_id("item", &item.id),
            says: self.words(&item.says),
            sources: self.cited(&item.sources),
        }
    }

    fn signs(&mut self, signs: &file::WarningSigns) -> WarningSigns {
        WarningSigns {
            id: self.new_id("group of signs", &signs.id),
            title: self.words(&signs.title),
            signs: self.all_words(&signs.signs),
            sources: self.cited(&signs.sources),
        }
    }

    fn term(&mut self, term: &file::Term) -> Term {
        let id = self.new_id("word", &term.id);
        let mut seen = HashSet::new();
        for form in &term.forms {
            self.id(&form.id);
            if !seen.insert(&form.id.value) {
                let echo = clean::echo(&form.id);
                let says = format!("The form `{echo}` stands here a second time.");
                self.fault(&form.id.span, says);
            }
        }
        let shown = self.words_as(Role::Term, &term.term);
        let others = term.forms.iter();
        let others = others.map(|form| self.words_as(Role::Term, &form.term));
        let forms: Vec<String> = others.chain([shown.clone()]).collect();
        Term {
            id,
            forms: forms.iter().map(|form| glossary::words(form)).collect(),
            term: shown,
            says: self.words_as(Role::Meaning, &term.says),
            sources: self.find_sources(&term.sources),
        }
    }
}
