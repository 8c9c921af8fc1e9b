//! Every text of a pack, under the name of its place.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use crate::{
    check::{conditions::in_words, logic::word, stated::LEVELS, step::Step},
    interview::plan,
    pack::{
        Aftercare, Care, Item, May, Pack, Question, Source, Sourced, Until, Wait, pictures::DayKind,
    },
    text::Language,
};

/// What steps the version needs if a text is gone, reads otherwise, or is new.
#[derive(Debug, Clone, Copy)]
pub struct Steps {
    pub gone: Step,
    pub other: Step,
    pub new: Step,
}

/// What keeps people from harm.
const GRAVE: Steps = Steps {
    gone: Step::Major,
    other: Step::Major,
    new: Step::Minor,
};
/// What people are told to do.
const TO_DO: Steps = Steps {
    gone: Step::Major,
    other: Step::Patch,
    new: Step::Minor,
};
/// Everything else.
const PLAIN: Steps = Steps {
    gone: Step::Patch,
    other: Step::Patch,
    new: Step::Patch,
};

/// A text of a pack, and who says so.
#[derive(Debug)]
pub struct Text<'p> {
    pub says: Cow<'p, str>,
    pub sources: Vec<&'p str>,
}

/// The texts of each place, by what the place is called.
pub type Texts<'p> = BTreeMap<String, (Steps, Vec<Text<'p>>)>;

/// The texts of a pack, but for those of questions that another one does not ask.
pub fn texts<'p>(pack: &'p Pack, other: &Pack) -> Texts<'p> {
    let mut texts = Collected(Texts::new());
    texts.of_pack(pack, other);
    texts.of_care(&pack.preparation);
    texts.of_aftercare(&pack.aftercare);
    texts.of_pictures(pack);
    texts.0
}

struct Collected<'p>(Texts<'p>);

impl<'p> Collected<'p> {
    fn add(&mut self, place: String, steps: Steps, says: &'p str, sources: &'p [Arc<Source>]) {
        let text = Text {
            says: Cow::Borrowed(says),
            sources: ids(sources),
        };
        self.0
            .entry(place)
            .or_insert((steps, Vec::new()))
            .1
            .push(text);
    }

    /// A text that the program makes.
    fn add_made(&mut self, place: String, steps: Steps, says: String) {
        let text = Text {
            says: Cow::Owned(says),
            sources: Vec::new(),
        };
        self.0
            .entry(place)
            .or_insert((steps, Vec::new()))
            .1
            .push(text);
    }

    fn add_all(&mut self, place: &str, steps: Steps, texts: &'p [Sourced]) {
        for text in texts {
            self.add(place.to_owned(), steps, &text.says, &text.sources);
        }
    }

    fn of_pack(&mut self, pack: &'p Pack, other: &Pack) {
        let again = pack.whole_again_after.as_ref();
        for (what, wait) in [
            ("answers hold", Some(&pack.answers_hold_for)),
            ("sources are fresh", Some(&pack.sources_fresh_for)),
            (
                "a screening that follows asks only what may have changed",
                again,
            ),
        ] {
            let Some(wait) = wait else { continue };
            let length = wait.length.says(Language::english());
            self.add_made(format!("how long {what}"), PLAIN, length);
        }
        self.add("the disclaimer".to_owned(), GRAVE, &pack.disclaimer, &[]);
        for about in &pack.about {
            self.add("what the pack is about".to_owned(), PLAIN, about, &[]);
        }
        self.add_all("an urgent line", GRAVE, &pack.urgent);
        if let Some(help) = &pack.help {
            self.add("what help begins with".to_owned(), TO_DO, &help.says, &[]);
            for line in &help.lines {
                let place = format!("the line of help `{}`", line.id);
                let says = format!("{}: {}", line.place, line.call);
                self.add_made(place, GRAVE, says);
            }
        }
        for sign in &pack.warnings {
            let place = format!("the warning sign `{}`", sign.id);
            self.add(place, GRAVE, &sign.says, &sign.sources);
        }
        for signs in &pack.warning_signs {
            let place = format!("the heading of the signs `{}`", signs.id);
            self.add(place, GRAVE, &signs.title, &signs.sources);
            for sign in &signs.signs {
                let place = format!("a sign of `{}`", signs.id);
                self.add(place, GRAVE, sign, &signs.sources);
            }
        }
        self.add_all("what to do meanwhile", TO_DO, &pack.meanwhile);
        for (says, level) in pack.levels.iter().zip(LEVELS) {
            self.add(format!("the level `{}`", word(level)), PLAIN, says, &[]);
        }
        let outcomes = pack.questions.iter().flat_map(|it| &it.outcomes);
        let ends = outcomes.flat_map(|it| &it.until);
        let events = ends.filter_map(|it| match it {
            Until::Event(event, _) => Some((event.id.as_str(), event.says.as_str())),
            Until::AnswerPlus(_) => None,
        });
        for (id, says) in events.collect::<BTreeMap<_, _>>() {
            self.add(format!("the event `{id}`"), PLAIN, says, &[]);
        }
        for note in &pack.course {
            let place = format!("the heading of the course, `{}`", note.id);
            self.add(place, PLAIN, &note.title, &note.sources);
            let whom = note.when.as_ref();
            let whom = whom.map_or_else(|| "everybody".to_owned(), |when| in_words(pack, when));
            self.add_made(
                format!("whom the course, `{}`, is told", note.id),
                PLAIN,
                whom,
            );
            for says in &note.says {
                let place = format!("the course, `{}`", note.id);
                self.add(place, PLAIN, says, &note.sources);
            }
        }
        for term in &pack.glossary {
            let place = format!("the explained word `{}`", term.id);
            self.add(place, PLAIN, &term.says, &term.sources);
        }
        let lists = pack.questions.iter().filter_map(|it| it.list.as_ref());
        for (id, why) in lists
            .map(|it| (&it.id, &it.why))
            .collect::<BTreeMap<_, _>>()
        {
            self.add(format!("the why of the list `{id}`"), PLAIN, why, &[]);
        }
        let questions = pack.questions.iter();
        for question in questions.filter(|it| other.question(&it.id).is_some()) {
            for (what, says) in [("short words", &question.short), ("why", &question.why)] {
                self.add(format!("the {what} of `{}`", question.id), PLAIN, says, &[]);
            }
        }
    }

    fn of_care(&mut self, care: &'p [Care]) {
        for care in care {
            let days = days([care.from.as_ref(), None]);
            self.add_made(format!("the days of `{}`", care.id), GRAVE, days);
            let place = format!("the heading of `{}`", care.id);
            self.add(place, PLAIN, &care.title, &[]);
            self.of_items(&care.items);
        }
    }

    fn of_aftercare(&mut self, aftercare: &'p Aftercare) {
        for period in &aftercare.periods {
            let days = days([period.span.from.as_ref(), period.span.to.as_ref()]);
            self.add_made(format!("the days of `{}`", period.id), GRAVE, days);
            let place = format!("the heading of `{}`", period.id);
            self.add(place, PLAIN, &period.title, &[]);
            let place = format!("what is usual in `{}`", period.id);
            self.add_all(&place, PLAIN, period.expect.as_slice());
        }
        for topic in &aftercare.topics {
            let answer = plan::answer(topic, Language::english());
            let place = format!("the answer to when, `{}`", topic.id);
            self.add_made(place, GRAVE, answer);
            let may = topic.rules.iter().map(|rule| match rule.may {
                May::NotYet => "not yet",
                May::AskFirst => "ask first",
                May::Yes => "yes",
            });
            let may = may.collect::<Vec<_>>().join(", then ");
            self.add_made(format!("whether people may, `{}`", topic.id), GRAVE, may);
            for rule in &topic.rules {
                self.of_items(&rule.items);
            }
        }
    }

    fn of_items(&mut self, items: &'p [Item]) {
        for item in items {
            let place = format!("the item `{}`", item.id);
            self.add(place, TO_DO, &item.says, &item.sources);
        }
    }

    fn of_pictures(&mut self, pack: &'p Pack) {
        let pictures = &pack.pictures;
        let mut add = |what: &str, says: &'p [String], sources: &'p [Arc<Source>]| {
            for says in says {
                self.add(format!("the picture {what}"), PLAIN, says, sources);
            }
        };
        let scars = pack.questions.iter().flat_map(Question::options);
        for scar in scars.filter_map(|it| it.picture.as_ref()) {
            let title = std::slice::from_ref(&scar.title);
            let what = format!("of {:?}", scar.shows).to_lowercase();
            add(&what, title, &scar.sources);
            add(&what, &scar.says, &scar.sources);
        }
        for frame in &pictures.frames {
            let what = format!("of {:?}", frame.shows).to_lowercase();
            add(&what, std::slice::from_ref(&frame.title), &frame.sources);
            add(&what, &frame.says, &frame.sources);
        }
        if let Some(line) = &pictures.timeline {
            add(
                "of the course",
                std::slice::from_ref(&line.title),
                &line.sources,
            );
            add("of the course", &line.says, &line.sources);
            for mark in &line.marks {
                let what = format!("`{}`", mark.id);
                add(&what, std::slice::from_ref(&mark.title), &mark.sources);
                add(&what, &mark.says, &mark.sources);
            }
        }
        if let Some(shown) = &pictures.days {
            add("of the days", std::slice::from_ref(&shown.title), &[]);
            for row in &shown.rows {
                let what = format!("`{}`", row.id);
                add(&what, std::slice::from_ref(&row.title), &row.sources);
                add(&what, &row.says, &row.sources);
            }
        }
        self.of_picture_days(pack);
    }

    fn of_picture_days(&mut self, pack: &'p Pack) {
        if let Some(line) = &pack.pictures.timeline {
            let gap = days(line.gap.each_ref().map(Some));
            let (fewest, sessions) = (line.sessions.min, line.sessions.max);
            let made = format!("{fewest} to {sessions}, {gap}");
            self.add_made("the sessions in the picture".to_owned(), PLAIN, made);
            for mark in &line.marks {
                let made = days([Some(&mark.from), mark.to.as_ref()]);
                self.add_made(
                    format!("the days of the picture `{}`", mark.id),
                    PLAIN,
                    made,
                );
            }
        }
        if let Some(shown) = &pack.pictures.days {
            let made = days([None, Some(&shown.until)]);
            self.add_made(
                "the days of the picture of the days".to_owned(),
                PLAIN,
                made,
            );
            for row in &shown.rows {
                let kind = match row.kind {
                    DayKind::Usual => "usual",
                    DayKind::Warning => "a warning sign",
                };
                let made = format!(
                    "{kind}, {}, or {}",
                    days([row.from.as_ref(), row.to.as_ref()]),
                    span(row.or_to.as_ref())
                );
                self.add_made(format!("the days of the picture `{}`", row.id), PLAIN, made);
            }
        }
    }
}

fn days([from, to]: [Option<&Arc<Wait>>; 2]) -> String {
    format!("from {} to {}", span(from), span(to))
}

fn span(wait: Option<&Arc<Wait>>) -> String {
    let length = wait.map(|wait| wait.length);
    length.map_or_else(|| "open".to_owned(), |it| it.says(Language::english()))
}

/// The ids of sources.
pub fn ids(sources: &[Arc<Source>]) -> Vec<&str> {
    sources.iter().map(|source| source.id.as_str()).collect()
}
