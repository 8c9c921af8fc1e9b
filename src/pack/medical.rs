//! The medical content of a pack as hashes: what a review is of.
//!
//! Each topic and each list is written down field by field, in one form that depends on nothing but
//! what the pack says: not on how its file is laid out or on the order of topics. A question is named by its id, a wait by its length, a source by what patients and
//! clinicians are shown of it. Whoever changes the form here makes every review begin anew.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use jiff::civil::Date;
use serde::Serialize;

use super::{
    care::{Care, Item, Since},
    content::Pack,
    pictures::{Captioned, Depicted},
    promise::Kept,
    question::{Kind, Outcome, Question, Test, Until, When},
    references::{Source, Sourced, Wait},
    review::{Differs, Hashes, Review, Reviewed},
    values::Length,
};
use crate::text::translation::hash;

impl Pack {
    /// Whether a clinician's review of the content holds on a day. One that holds for what the pack
    /// says now comes before one that does not; of these the latest counts. A translation is as
    /// reviewed as what it was made from.
    #[must_use]
    pub fn reviewed_on(&self, day: Date) -> Reviewed<'_> {
        let reviews = self.clinical_review.iter();
        let holding = reviews.filter(|review| review.on <= day && day <= review.until);
        let fits = |review: &&Review| self.differing(review).is_empty();
        match holding.max_by_key(|review| (fits(review), review.on)) {
            None => Reviewed::No,
            Some(review) if self.differing(review).is_empty() => Reviewed::Yes(review),
            Some(review) => Reviewed::Before(review),
        }
    }

    /// What is not as it was in one of its reviews.
    #[must_use]
    pub fn differing<'r>(&self, review: &'r Review) -> &'r [Differs] {
        let differs = || review.content.differing(&self.as_written().hashes());
        review.differs.get_or_init(differs)
    }

    /// The hashes of its medical content.
    #[must_use]
    pub fn hashes(&self) -> Hashes {
        let topics = self.questions.iter().filter(|it| it.is_topic());
        let topics = topics.map(|topic| {
            let mut told = Told::of(self);
            for question in self.questions.iter().filter(|it| it.topic == topic.id) {
                told.question(question);
            }
            (topic.id.clone(), told.hash())
        });
        Hashes {
            topics: topics.collect(),
            lists: lists(self),
        }
    }

    /// The pack in the language in which it was written.
    #[must_use]
    pub fn as_written(&self) -> &Self {
        let translation = self.translation.as_ref();
        let original = translation.and_then(|translated| translated.original.pack().ok());
        original.unwrap_or(self)
    }
}

/// The hash of each list that is told whatever is asked, by its key in the file.
fn lists(pack: &Pack) -> BTreeMap<String, String> {
    let lists = [
        list(pack, "about", |told| {
            told.all("about", &pack.about);
            told.add("disclaimer", &pack.disclaimer);
            told.all("level", &pack.levels);
            told.wait("answers_hold_for", &pack.answers_hold_for);
            told.waits(&[("whole_again_after", &pack.whole_again_after)]);
        }),
        list(pack, "urgent", |told| told.all_sourced(&pack.urgent)),
        list(pack, "warnings", |told| {
            for warning in &pack.warnings {
                told.add("warning", &warning.id);
                told.when(None, &warning.when);
                told.add("says", &warning.says);
                told.sources(&warning.sources);
            }
        }),
        list(pack, "meanwhile", |told| told.all_sourced(&pack.meanwhile)),
        list(pack, "course", |told| {
            for note in &pack.course {
                told.add("note", &note.title);
                if let Some(when) = &note.when {
                    told.when(None, when);
                }
                told.all("says", &note.says);
                told.sources(&note.sources);
            }
        }),
        list(pack, "preparation", |told| told.care(&pack.preparation)),
        list(pack, "aftercare", Told::aftercare),
        list(pack, "help", Told::help),
        list(pack, "warning_signs", |told| {
            for signs in &pack.warning_signs {
                told.add("signs", &signs.title);
                told.all("sign", &signs.signs);
                told.sources(&signs.sources);
            }
        }),
        list(pack, "pictures", Told::pictures),
        list(pack, "glossary", |told| {
            for term in &pack.glossary {
                told.add("term", &term.term);
                told.add("says", &term.says);
                told.sources(&term.sources);
            }
        }),
        list(pack, "promises", Told::promises),
    ];
    lists.into_iter().collect()
}

fn list<'p>(pack: &'p Pack, key: &str, tell: impl Fn(&mut Told<'p>)) -> (String, String) {
    let mut told = Told::of(pack);
    tell(&mut told);
    (key.to_owned(), told.hash())
}

/// A value by the word that stands for it in the file.
pub(super) fn word(value: impl Serialize) -> String {
    serde_json::to_string(&value).unwrap_or_default()
}

/// Content written down, one field a line.
struct Told<'p> {
    pack: &'p Pack,
    text: String,
}

impl<'p> Told<'p> {
    const fn of(pack: &'p Pack) -> Self {
        Self {
            pack,
            text: String::new(),
        }
    }

    fn hash(&self) -> String {
        hash(&self.text)
    }

    /// With its length, so that no text can be taken for the end of one and the start of another.
    fn add(&mut self, name: &str, says: &str) {
        // a string takes everything
        let _ = writeln!(self.text, "{name} {} {says}", says.len());
    }

    fn add_some(&mut self, name: &str, says: Option<&String>) {
        if let Some(says) = says {
            self.add(name, says);
        }
    }

    fn mark(&mut self, name: &str, is_so: bool) {
        if is_so {
            self.add(name, "");
        }
    }

    fn all(&mut self, name: &str, texts: &[String]) {
        for text in texts {
            self.add(name, text);
        }
    }

    fn length(&mut self, name: &str, length: Length) {
        self.add(name, &word(length));
    }

    fn wait(&mut self, name: &str, wait: &Wait) {
        self.length(name, wait.length);
    }

    fn waits(&mut self, named: &[(&str, &Option<Arc<Wait>>)]) {
        for (name, wait) in named {
            if let Some(wait) = wait {
                self.wait(name, wait);
            }
        }
    }

    fn sources(&mut self, sources: &[Arc<Source>]) {
        for source in sources {
            self.add("source", &source.short);
            self.add("title", &source.title);
            let year = source.year.map(|year| year.to_string());
            self.add_some("year", year.as_ref());
            self.add("strength", &word(source.strength));
        }
    }

    fn all_sourced(&mut self, all: &[Sourced]) {
        for sourced in all {
            self.add("says", &sourced.says);
            self.sources(&sourced.sources);
        }
    }

    fn id_of(&self, number: usize) -> &'p str {
        let question = self.pack.questions.get(number);
        question.map_or("", |it| &it.id)
    }

    fn question(&mut self, question: &Question) {
        self.add("question", &question.id);
        self.add("kind", question.kind.name());
        for says in [&question.short, &question.ask, &question.why] {
            self.add("says", says);
        }
        self.add_some("tick", question.tick.as_ref());
        if let Some(list) = &question.list {
            self.add("list", &list.ask);
            self.add("why", &list.why);
        }
        for option in question.options() {
            self.add("option", &option.id);
            self.add("says", &option.says);
        }
        match &question.kind {
            Kind::Number(range) => self.add("range", &format!("{} {}", range.min, range.max)),
            Kind::Date {
                about,
                reach,
                or_weeks,
            } => {
                self.add("about", &word(about));
                self.wait("reach", reach);
                if let Some(weeks) = or_weeks {
                    self.add("or weeks", &weeks.says);
                    self.wait("of", &weeks.of);
                }
            }
            Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) | Kind::Text => {}
        }
        if let Some(gate) = &question.gate {
            self.add("after", self.id_of(gate.parent));
            self.when(Some(gate.parent), &gate.when);
        }
        self.mark("always", question.always);
        self.mark("of the day", question.of_the_day);
        self.mark("each time", question.each_time);
        self.mark("clinic may answer", question.clinic_may_answer);
        self.mark("help", question.help);
        for shown in &question.pictures {
            match shown.is {
                Depicted::Scar(scar) => self.add("shows", &word(scar)),
                Depicted::Frame(place) => self.add("shows", &place.to_string()),
            }
            let means = shown
                .means
                .and_then(|place| question.option_ids().nth(place));
            self.add("means", means.unwrap_or_default());
        }
        self.add_some("not knowing", question.not_knowing.as_ref());
        for outcome in &question.outcomes {
            self.outcome(question, outcome);
        }
    }

    fn outcome(&mut self, question: &Question, outcome: &Outcome) {
        self.add("outcome", &word(outcome.level));
        self.when(Some(question.number), &outcome.when);
        self.mark("mention", outcome.mention);
        for until in &outcome.until {
            match until {
                Until::AnswerPlus(wait) => self.wait("until answer plus", wait),
                Until::Event(event, then) => {
                    self.add("until", &event.says);
                    if let Some(then) = then {
                        self.wait("then", then);
                    }
                }
            }
        }
        self.add("reason", &outcome.reason);
        self.add("advice", &outcome.advice);
        self.add_some("next", outcome.next.as_ref());
        self.add_some("short", outcome.short.as_ref());
        self.sources(&outcome.sources);
        self.mark("no override", outcome.no_override);
        self.mark("ends", outcome.ends);
    }

    /// A condition, in the question of this number or in none.
    fn when(&mut self, question: Option<usize>, when: &When) {
        match when {
            When::Answer(test) => self.test(question, test),
            When::Of(other, when) => {
                self.add("of", self.id_of(*other));
                self.when(Some(*other), when);
            }
            When::All(parts) => self.parts("all", question, parts),
            When::Any(parts) => self.parts("any", question, parts),
            When::Not(part) => self.parts("not", question, std::slice::from_ref(part)),
        }
    }

    fn parts(&mut self, name: &str, question: Option<usize>, parts: &[When]) {
        self.add(name, &parts.len().to_string());
        for part in parts {
            self.when(question, part);
        }
    }

    fn test(&mut self, question: Option<usize>, test: &Test) {
        let ids = |options: &super::OptionSet| {
            let question = question.and_then(|number| self.pack.questions.get(number));
            let places = options.places();
            let ids = places.filter_map(|place| question?.option_ids().nth(place));
            ids.collect::<Vec<_>>().join(" ")
        };
        match test {
            Test::Answered => self.add("answered", ""),
            Test::NotSure => self.add("not sure", ""),
            Test::Blank => self.add("blank", ""),
            Test::AnyOf(options) => self.add("any of", &ids(options)),
            Test::AllOf(options) => self.add("all of", &ids(options)),
            Test::NoneOf(options) => self.add("none of", &ids(options)),
            Test::Below(number) => self.add("below", &number.to_string()),
            Test::AtLeast(number) => self.add("at least", &number.to_string()),
            Test::Within(about, wait) => {
                self.add("within", &word(about));
                self.wait("wait", wait);
            }
            Test::Over(about, wait) => {
                self.add("over", &word(about));
                self.wait("wait", wait);
            }
            Test::Ahead => self.add("ahead", ""),
        }
    }

    fn care(&mut self, groups: &[Care]) {
        for group in groups {
            self.add("group", &group.title);
            self.waits(&[("from", &group.from)]);
            self.items(&group.items);
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.add("item", &item.says);
            self.sources(&item.sources);
        }
    }

    fn aftercare(&mut self) {
        let aftercare = &self.pack.aftercare;
        for period in &aftercare.periods {
            self.add("period", &period.title);
            self.span(&period.span);
            if let Some(expect) = &period.expect {
                self.all_sourced(std::slice::from_ref(expect));
            }
        }
        for topic in &aftercare.topics {
            self.add("topic", &topic.title);
            for rule in &topic.rules {
                self.add("rule", &word(rule.may));
                self.span(&rule.span);
                self.add_some("short", rule.short.as_ref());
                self.items(&rule.items);
            }
        }
    }

    fn span(&mut self, span: &Since) {
        self.waits(&[("from", &span.from), ("to", &span.to)]);
    }

    fn help(&mut self) {
        if let Some(help) = &self.pack.help {
            self.add("help", &help.says);
            for line in &help.lines {
                self.add("where", &line.place);
                self.add("call", &line.call);
                self.sources(&line.sources);
            }
        }
    }

    fn pictures(&mut self) {
        let pictures = &self.pack.pictures;
        let options = self.pack.questions.iter().flat_map(Question::options);
        for scar in options.filter_map(|option| option.picture.as_ref()) {
            self.captioned(scar);
        }
        for frame in &pictures.frames {
            self.captioned(frame);
        }
        if let Some(line) = &pictures.timeline {
            self.add("timeline", &line.title);
            let (least, most) = (line.sessions.min, line.sessions.max);
            self.add("sessions", &format!("{least} {most}"));
            for gap in &line.gap {
                self.wait("gap", gap);
            }
            self.all("says", &line.says);
            self.sources(&line.sources);
            for mark in &line.marks {
                self.add("mark", &mark.title);
                self.wait("from", &mark.from);
                self.waits(&[("to", &mark.to)]);
                self.all("says", &mark.says);
                self.sources(&mark.sources);
            }
        }
        if let Some(days) = &pictures.days {
            self.add("days", &days.title);
            self.wait("until", &days.until);
            for row in &days.rows {
                self.add("row", &word(row.kind));
                self.add("title", &row.title);
                self.waits(&[("from", &row.from), ("to", &row.to), ("or to", &row.or_to)]);
                self.all("says", &row.says);
                self.sources(&row.sources);
            }
        }
    }

    fn captioned<T: Serialize + Copy>(&mut self, picture: &Captioned<T>) {
        self.add("picture", &word(picture.shows));
        self.add("title", &picture.title);
        self.all("says", &picture.says);
        self.sources(&picture.sources);
    }

    fn promises(&mut self) {
        for promise in &self.pack.promises {
            self.add("promise", &promise.id);
            self.when(None, &promise.when);
            for kept in &promise.kept {
                match kept {
                    Kept::AtLeast(level) => self.add("at least", &word(level)),
                    Kept::Finds(number, level) => {
                        self.add("finds", self.id_of(*number));
                        self.add("level", &word(level));
                    }
                    Kept::Waits { question, within } => {
                        self.add("waits", self.id_of(*question));
                        self.test(Some(*question), within);
                    }
                    Kept::First(event, then) => {
                        self.add("first", &event.says);
                        if let Some(then) = then {
                            self.length("then", *then);
                        }
                    }
                    Kept::NoOverride(number) => self.add("no override", self.id_of(*number)),
                    Kept::NotKnowing(numbers) => {
                        for number in numbers {
                            self.add("not knowing", self.id_of(*number));
                        }
                    }
                    Kept::Warns(place) => {
                        let warning = self.pack.warnings.get(*place);
                        self.add("warns", warning.map_or("", |it| &it.id));
                    }
                }
            }
        }
    }
}
