//! The questions of a pack, what leads to them, and what their answers mean.

use std::{ops::Range, sync::Arc};

use super::{
    file::{self, Name, Names},
    forms::AtLeastOne,
    notes::{Condition, Owner, QuestionSpans, Role},
    resolver::{Resolver, Subject, not_found},
    rules,
    spans::At,
};
use crate::pack::{
    limits::{MOST_OPTIONS, MOST_OUTCOMES, MOST_PARTS},
    options::OptionSet,
    question::{
        ADDED, Choice, Gate, Kind, List, OrWeeks, Outcome, Question, Section, Test, Until, When,
        YES_NO,
    },
};

/// Where a follow-up stands.
struct Under<'p> {
    section: &'p Arc<Section>,
    topic: Option<&'p str>,
    gate: Option<(usize, &'p At<file::When>)>,
}

impl Resolver<'_> {
    /// The headings; their lists and questions are kept as they are met.
    pub(super) fn sections(&mut self, sections: &[file::Section]) -> Vec<Arc<Section>> {
        let mut resolved = Vec::new();
        for section in sections {
            let heading = Arc::new(Section {
                id: self.new_id("section", &section.id),
                title: self.words(&section.title),
            });
            let first_list = self.lists.len();
            for list in &section.lists {
                let (id, number) = (self.new_id("list", &list.id), self.lists.len());
                self.enter(Owner::List(number), &list.id);
                self.list_numbers.add(&list.id, number);
                let list = List {
                    id,
                    ask: self.words_as(Role::Ask, &list.ask),
                    why: self.words(&list.why),
                };
                self.lists.push(Arc::new(list));
            }
            let under = Under {
                section: &heading,
                topic: None,
                gate: None,
            };
            self.topics(&section.questions, first_list, &under);
            resolved.push(heading);
        }
        resolved
    }

    /// Topics in the order asked: those of a tick list first, all together, then
    /// what each of them leads on to.
    fn topics(&mut self, questions: &[file::Question], first_list: usize, under: &Under<'_>) {
        let same_list = |one: &file::Question, other: &file::Question| {
            let names = (&one.together, &other.together);
            matches!(names, (Some(one), Some(other)) if one.value == other.value)
        };
        for shown_together in questions.chunk_by(same_list) {
            let list = shown_together
                .first()
                .and_then(|question| question.together.as_ref())
                .and_then(|name| self.find_list(name, first_list));
            let numbers: Vec<_> = shown_together
                .iter()
                .map(|question| self.question(question, under, list.as_ref()))
                .collect();
            for (question, number) in shown_together.iter().zip(numbers) {
                self.follow_ups(question, number, under);
            }
        }
    }

    fn find_list(&mut self, name: &Name, first: usize) -> Option<Arc<List>> {
        let found = self.find(&self.list_numbers, name);
        match found {
            Some(number) if number < first => {
                self.fault(&name.span, "This list belongs to another section.");
            }
            Some(_) if self.questions.iter().any(|it| it.is_in(&name.value)) => {
                self.fault(
                    &name.span,
                    "The questions of a list must stand side by side.",
                );
            }
            _ => {}
        }
        found.and_then(|number| self.lists.get(number)).cloned()
    }

    fn follow_ups(&mut self, question: &file::Question, number: usize, under: &Under<'_>) {
        for follow_up in &question.follow_up {
            if follow_up.ask.is_empty() {
                self.fault(&follow_up.when.span, "No question follows here.");
            }
            let under = Under {
                section: under.section,
                topic: Some(under.topic.unwrap_or(&question.id.value)),
                gate: Some((number, &follow_up.when)),
            };
            for follow_up in &follow_up.ask {
                if let Some(together) = &follow_up.together {
                    self.fault(&together.span, "Only topics can stand in a list.");
                }
                let number = self.question(follow_up, &under, None);
                self.follow_ups(follow_up, number, &under);
            }
        }
    }

    /// Resolves one question and gives its number.
    fn question(
        &mut self,
        question: &file::Question,
        under: &Under<'_>,
        list: Option<&Arc<List>>,
    ) -> usize {
        let (id, number) = (self.new_id("question", &question.id), self.questions.len());
        self.enter(Owner::Question(number), &question.id);
        self.notes.questions.push(QuestionSpans {
            id: question.id.span.clone(),
            gate: under.gate.map(|(_, when)| Condition::of(when)),
            outcomes: (question.outcomes.iter())
                .map(|outcome| Condition::of(&outcome.when))
                .collect(),
        });
        let kind = rules::kind(self, question);
        let topic = under.topic.unwrap_or(&question.id.value);
        rules::check_question(self, question, &kind, under.topic.is_some());
        let gate = under.gate.map(|(parent, when)| {
            let resolved = self.when_of(parent, when);
            rules::check_gate(self, parent, &resolved, &when.span);
            Gate {
                parent,
                when: resolved,
            }
        });
        let subject = Subject {
            id: &question.id.value,
            kind: &kind,
        };
        let outcomes = question
            .outcomes
            .iter()
            .take(MOST_OUTCOMES)
            .map(|outcome| self.outcome(outcome, subject))
            .collect();
        let resolved = Question {
            number,
            id,
            topic: topic.to_owned(),
            short: self.words(&question.short),
            ask: self.words_as(Role::Ask, &question.ask),
            why: self.words(&question.why),
            tick: (question.tick.as_ref()).map(|tick| self.words_as(Role::Tick, tick)),
            kind,
            section: Arc::clone(under.section),
            list: list.cloned(),
            gate,
            always: question.always,
            of_the_day: question.ask_on.is_some(),
            each_time: question.each_time.as_ref().is_some_and(|it| **it),
            clinic_may_answer: question.clinic_may_answer.as_ref().is_some_and(|it| **it),
            help: question.help.as_ref().is_some_and(|it| **it),
            pictures: Vec::new(),
            not_knowing: None,
            outcomes,
        };
        self.questions.push(resolved);
        let shown = question.pictures.iter().map(|it| (number, it.clone()));
        self.shown.extend(shown);
        self.numbers.insert(question.id.value.clone(), number);
        number
    }

    /// The options of a choice: their ids in order, and their words.
    pub fn options(&mut self, options: &[file::Choice]) -> Vec<Choice> {
        let mut resolved: Vec<Choice> = Vec::new();
        for option in options.iter().take(MOST_OPTIONS) {
            if resolved.iter().any(|other| other.id == option.id.value) {
                let says = format!(
                    "The option `{}` stands here a second time.",
                    option.id.value
                );
                self.fault(&option.id.span, says);
            }
            if ADDED.contains(&option.id.as_str()) {
                self.fault(&option.id.span, "The program adds this answer by itself.");
            }
            resolved.push(Choice {
                id: self.id(&option.id),
                says: self.words_as(Role::Choice, &option.says),
                picture: option.picture.as_ref().map(|it| self.scar(it)),
            });
        }
        resolved
    }

    pub(super) fn or_weeks(&mut self, or_weeks: &file::OrWeeks) -> OrWeeks {
        OrWeeks {
            of: self.find_wait(&or_weeks.of),
            says: self.words(&or_weeks.says),
        }
    }

    fn outcome(&mut self, outcome: &file::Outcome, subject: Subject<'_>) -> Outcome {
        rules::check_outcome(self, outcome, subject);
        let when = self.when(&outcome.when, Some(subject));
        if outcome.ends {
            let number = self.questions.len();
            rules::check_end(self, number, &when, &outcome.when.span);
        }
        Outcome {
            when,
            level: outcome.level.value,
            mention: outcome.mention,
            until: outcome
                .until
                .iter()
                .filter_map(|until| self.until(until, subject))
                .collect(),
            reason: self.words_with_answer(&outcome.reason),
            advice: self.words(&outcome.advice),
            next: outcome.next.as_ref().map(|next| self.words(next)),
            short: outcome.short.as_ref().map(|short| self.words(short)),
            sources: self.cited(&outcome.sources),
            no_override: outcome.no_override,
            ends: outcome.ends,
            beside: (outcome.beside.as_ref()).map(|why| self.words_as(Role::Note, why)),
        }
    }

    fn until(&self, until: &At<file::Until>, subject: Subject<'_>) -> Option<Until> {
        match (&until.answer_plus, &until.event, &until.then) {
            (Some(wait), None, None) => {
                if !matches!(subject.kind, Kind::Date { .. }) {
                    let says = format!("`{}` takes no date to wait from.", subject.id);
                    self.fault(&wait.span, says);
                }
                Some(Until::AnswerPlus(self.find_wait(wait)))
            }
            (None, Some(name), then) => {
                let then = then.as_ref().map(|then| self.find_wait(then));
                Some(Until::Event(self.find(&self.events, name)?, then))
            }
            _ => {
                self.fault(
                    &until.span,
                    "A wait ends on `answer_plus`, or on `event` and perhaps `then`.",
                );
                None
            }
        }
    }

    /// A condition on the question of this number.
    fn when_of(&self, number: usize, when: &At<file::When>) -> When {
        let Some(Question { id, kind, .. }) = self.questions.get(number) else {
            return When::All(Vec::new());
        };
        self.when(when, Some(Subject { id, kind }))
    }

    /// A condition that stands in `subject`, or in no question.
    pub(super) fn when(&self, when: &At<file::When>, subject: Option<Subject<'_>>) -> When {
        match &when.value {
            file::When::All(parts) => When::All(self.parts(parts, subject)),
            file::When::Any(parts) => When::Any(self.parts(parts, subject)),
            file::When::Not(part) => When::Not(Box::new(self.when(part, subject))),
            file::When::Of(of) => self.of(of, subject),
            test => {
                if let Some(subject) = subject {
                    return When::Answer(self.test(test, &when.span, subject));
                }
                self.fault(&when.span, "Say of which question: use `of`.");
                When::All(Vec::new())
            }
        }
    }

    fn parts(
        &self,
        parts: &At<Vec<At<file::When>>, AtLeastOne<file::When>>,
        subject: Option<Subject<'_>>,
    ) -> Vec<When> {
        if parts.is_empty() {
            self.fault(&parts.span, "This list is empty.");
        }
        let most = MOST_PARTS;
        if parts.len() > most {
            self.fault(
                &parts.span,
                format!("A condition has {most} parts at most."),
            );
        }
        let parts = parts.iter().take(most);
        parts.map(|part| self.when(part, subject)).collect()
    }

    fn of(&self, of: &file::Of, subject: Option<Subject<'_>>) -> When {
        let name = &of.question;
        if let Some(&number) = self.numbers.get(&name.value) {
            let inner = self.when_of(number, &of.when);
            return When::Of(number, Box::new(inner));
        }
        self.fault_with(&name.span, |known| {
            if subject.is_some_and(|subject| subject.id == name.value) {
                "A question does not need `of` for its own answer.".to_owned()
            } else {
                let earlier = known.numbers.keys().map(String::as_str);
                not_found("earlier question", name, earlier)
            }
        });
        When::All(Vec::new())
    }

    fn test(&self, test: &file::When, span: &Range<usize>, on: Subject<'_>) -> Test {
        rules::check_test(self, test, span, on);
        match test {
            file::When::NotSure => Test::NotSure,
            file::When::Blank => Test::Blank,
            file::When::Is(name) => Test::AnyOf(self.option(name, on)),
            file::When::AnyOf(names) => Test::AnyOf(self.option_set(names, on)),
            file::When::AllOf(names) => Test::AllOf(self.option_set(names, on)),
            file::When::NoneOf(names) => Test::NoneOf(self.option_set(names, on)),
            file::When::Below(number) => Test::Below(*number),
            file::When::AtLeast(number) => Test::AtLeast(*number),
            file::When::Within(wait) => Test::Within(on.about(), self.find_wait(wait)),
            file::When::Over(wait) => Test::Over(on.about(), self.find_wait(wait)),
            file::When::Ahead => Test::Ahead,
            // the others are no tests: `when` has taken them
            _ => Test::Answered,
        }
    }

    fn option_set(&self, names: &Names, on: Subject<'_>) -> OptionSet {
        if names.is_empty() {
            self.fault(&names.span, "This list is empty.");
        }
        names.iter().fold(OptionSet::default(), |set, name| {
            set.with(self.option(name, on))
        })
    }

    fn option(&self, name: &Name, on: Subject<'_>) -> OptionSet {
        let known: Vec<&str> = match on.kind {
            Kind::YesNo => YES_NO.to_vec(),
            Kind::Choice(options) | Kind::Choices(options) => {
                options.iter().map(|option| option.id.as_str()).collect()
            }
            _ => return OptionSet::default(),
        };
        let position = known.iter().position(|known| *known == name.value);
        if position.is_none() {
            self.fault_with(&name.span, |_| {
                not_found(&format!("option of `{}`", on.id), name, known)
            });
        }
        position.map_or_else(OptionSet::default, OptionSet::of)
    }

    /// Where not knowing is no concern: notes it at each question of the list.
    pub(super) fn not_knowing(&mut self, list: &[file::NotKnowing]) {
        for entry in list {
            let name = &entry.question;
            let reason = self.words_as(Role::Note, &entry.reason);
            let Some(&number) = self.numbers.get(&name.value) else {
                self.fault_with(&name.span, |known| {
                    let known = known.numbers.keys().map(String::as_str);
                    not_found("question", name, known)
                });
                continue;
            };
            let question = self.questions.get(number);
            if question.is_some_and(|it| matches!(it.kind, Kind::Text)) {
                self.fault(&name.span, "Own words may always be left out.");
            } else if question.is_some_and(|it| it.not_knowing.is_some()) {
                self.fault(&name.span, "This question stands here a second time.");
            }
            if let Some(question) = self.questions.get_mut(number) {
                question.not_knowing = Some(reason);
            }
            self.notes.not_knowing.push(name.span.clone());
        }
    }

    /// The question of this number, as far as it has been read.
    pub fn read(&self, number: usize) -> Option<&Question> {
        self.questions.get(number)
    }
}
