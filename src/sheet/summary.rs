//! The summary, to be read in five seconds, and then in full.
//!
//! What comes first has at most [`WORDS`] words: the level, the date or event that decides, and what to
//! do next. Sentences of that which have no room come later. Then each cause once: findings of one
//! topic and one level are one cause, whatever number of questions found it. How much of it is said at
//! once depends on how much there is, so that what to do meanwhile is on the first page; the rest
//! follows under it. The lengths that no source fixes stand with the sources.

use super::{
    Part, again,
    cause::{Cause, LEVELS, Room, causes, heading_of, once, sentences},
    help::help_alone,
    review, topic_of, with_original,
};
use crate::{
    interview::{
        Answer, Interview, Treatment, plan,
        verdict::{Ends, Finding, Verdict},
    },
    pack::{Level, Pack},
    text::{self as words, Language},
};

/// The most words before the first reason, the disclaimer, warnings and help aside.
const WORDS: usize = 25;

/// The most lines of the first page before what to do meanwhile: a window of 24 has 19 for a page.
const LINES: usize = 16;

/// The headline of a verdict: the level, and for a wait its latest date, every
/// event, and that a clinician then decides.
#[must_use]
pub fn headline(verdict: &Verdict<'_>, language: &Language) -> String {
    let mut headline = level_for_day(verdict, language);
    if verdict.level == Level::Wait {
        let date = verdict.not_before.map(|day| language.day(day));
        let events = verdict
            .events()
            .into_iter()
            .map(|event| event.says(language));
        for (nth, when) in date.into_iter().chain(events).enumerate() {
            let template = if nth == 0 {
                language.says(words::NOT_BEFORE)
            } else {
                language.says(words::AND_NOT_BEFORE)
            };
            headline += ", ";
            headline += &words::fill(template, &[("when", &when)]);
        }
        headline += ", ";
        headline += language.says(words::THEN_CLINICIAN);
    }
    headline + "."
}

/// A level, with the day that it is found for.
fn level_for_day(verdict: &Verdict<'_>, language: &Language) -> String {
    match (verdict.level, verdict.days.treatment) {
        (Level::NoConcern, Treatment::NotBooked) => {
            language.says(words::LEVEL_NO_CONCERN_SO_FAR).to_owned()
        }
        (Level::NoConcern, Treatment::On(day)) => {
            let day = language.day(day);
            language.fill(words::LEVEL_NO_CONCERN_FOR, &[("day", &day)])
        }
        (level, _) => level.says(language).to_owned(),
    }
}

/// The same over the reasons: of a wait its latest date, else its first event, and how many causes
/// more have an end of their own. That a clinician then decides stands here where it has room.
pub(super) fn headline_in_short(verdict: &Verdict<'_>, pack: &Pack) -> String {
    let language = pack.language;
    let mut says = level_for_day(verdict, language);
    if verdict.level == Level::Wait {
        let causes = causes(verdict, pack, Level::Wait);
        let with_event = |it: &&Cause<'_, '_>| it.event().is_some();
        let decides = verdict.decides();
        let decides = decides.and_then(|it| causes.iter().find(|cause| cause.holds(it)));
        let end = decides.and_then(|it| it.not_before().map(Ends::On).or_else(|| it.event()));
        if let Some(end) = end {
            let when = end.says(language);
            says += ", ";
            says += &language.fill(words::NOT_BEFORE, &[("when", &when)]);
        }
        let others = causes.iter().filter(with_event);
        let more = others
            .filter(|it| decides.is_none_or(|decides| !std::ptr::eq(*it, decides)))
            .count();
        let end = match more {
            0 => language.says(words::THEN_CLINICIAN).to_owned(),
            more => language.count(words::AND_MORE_BELOW, more),
        };
        let longer = format!("{says}, {end}");
        let next = sentences(verdict.next(pack))
            .first()
            .map_or(0, |it| count_words(it));
        // that a clinician decides is said by the disclaimer too
        if more > 0 || count_words(&longer) + next <= WORDS {
            says = longer;
        }
    }
    says + "."
}

impl<'a> Cause<'_, 'a> {
    /// What is said of it where it is listed.
    fn listed(&self, level: Level, room: Room, language: &Language) -> Vec<Part<'a>> {
        let (mut says, rest) = self.sentences();
        match room {
            Room::Whole => says.extend(rest),
            Room::Brief => {}
            Room::Named => says.clear(),
        }
        says.extend(self.until(language));
        let mut parts = vec![Part::Finding(level, self.name.clone())];
        if !says.is_empty() {
            let sources = match room {
                Room::Whole => self.sources(),
                Room::Brief | Room::Named => Vec::new(),
            };
            parts.push(Part::Says(says.join(" "), sources));
        }
        parts
    }

    /// The rest, further down.
    fn further(&self, room: Room) -> Vec<Part<'a>> {
        let (first, rest) = self.sentences();
        let says = match room {
            Room::Whole => return Vec::new(),
            Room::Brief => rest,
            Room::Named => first.into_iter().chain(rest).collect(),
        };
        vec![
            Part::Subheading(self.name.clone()),
            Part::Says(says.join(" "), self.sources()),
        ]
    }
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The summary: what needs a doctor now, the verdict, every cause, what to do meanwhile, and how far
/// all this can be relied on.
#[must_use]
pub fn summary<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    with_original(interview, told)
}

/// How many sentences of what to do next fit under the headline: one at least.
pub(super) fn next_that_fits(verdict: &Verdict<'_>, pack: &Pack) -> usize {
    let mut words = count_words(&headline_in_short(verdict, pack));
    let next = sentences(verdict.next(pack)).into_iter();
    let fits = next.take_while(|it| {
        words += count_words(it);
        words <= WORDS
    });
    fits.count().max(1)
}

impl Room {
    /// The most that leaves room on the first page, by what stands there. It is not measured: in
    /// each language the same is said at the same place.
    fn of(verdict: &Verdict<'_>, pack: &Pack) -> Self {
        if verdict.level == Level::NoConcern {
            return Self::Whole;
        }
        let counts = LEVELS.map(|level| causes(verdict, pack, level).len());
        let headings = counts.iter().filter(|it| **it > 0).count();
        let warnings = verdict.warnings.len();
        // the headline, what to do next, the disclaimer
        let above = 4 + 2 * headings + 2 * warnings + usize::from(warnings > 0);
        let causes: usize = counts.iter().sum();
        match LINES.saturating_sub(above) {
            room if 9 * causes <= 2 * room => Self::Whole,
            room if 5 * causes <= 2 * room => Self::Brief,
            _ => Self::Named,
        }
    }
}

/// Whether what was found may be too much for somebody, so that whom to call stands beside it.
pub(super) fn needs_help(verdict: &Verdict<'_>) -> bool {
    let weighs = |it: &Finding<'_>| it.question.help && !it.is_mention();
    verdict.ends_the_questions() || verdict.findings.iter().any(weighs)
}

fn told<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let verdict = interview.verdict();
    let pack = interview.pack();
    let mut parts = Vec::new();
    if !verdict.warnings.is_empty() {
        parts.push(Part::First(language.says(words::DO_THIS_FIRST).to_owned()));
        parts.extend(
            verdict
                .warnings
                .iter()
                .map(|warning| Part::Says(warning.says.clone(), warning.sources.iter().collect())),
        );
    }
    let next = sentences(verdict.next(pack));
    let (next, later) = next.split_at(next_that_fits(&verdict, pack).min(next.len()));
    let later = later.join(" ");
    let room = Room::of(&verdict, pack);
    let says = headline_in_short(&verdict, pack);
    parts.push(Part::Headline(verdict.level, says));
    parts.push(Part::line(next.join(" ")));
    parts.push(Part::line(&pack.disclaimer));
    parts.extend(again::of_day(interview));
    if needs_help(&verdict) {
        parts.extend(help_alone(interview));
    }
    let changed = again::since(interview, |changed| {
        let line = |it| again::was_and_is(it, pack);
        changed.iter().map(line).collect()
    });
    if let Some((heading, lines)) = changed {
        parts.push(Part::Heading(heading));
        parts.extend(lines.into_iter().map(Part::line));
    }
    let mut further = Vec::new();
    for level in LEVELS {
        let causes = causes(&verdict, pack, level);
        if causes.is_empty() {
            continue;
        }
        parts.push(Part::Heading(heading_of(level, &verdict, language)));
        for cause in causes {
            parts.extend(cause.listed(level, room, language));
            let mut found = cause.findings.iter();
            if found.all(|it| interview.is_by_clinic(it.question)) {
                parts.push(Part::line(language.says(words::THE_CLINICS_OWN)));
            }
            further.extend(cause.further(room));
        }
    }
    if verdict.level == Level::NoConcern {
        parts.extend(nothing_found(interview, later));
    } else {
        parts.push(Part::Heading(language.says(words::MEANWHILE).to_owned()));
        parts.extend(meanwhile(pack, later));
    }
    if !further.is_empty() {
        parts.push(Part::Heading(language.says(words::MORE_OF_EACH).to_owned()));
        parts.extend(further);
    }
    parts.extend(about_the_day(&verdict, language));
    parts.extend(own_words(interview));
    parts.push(Part::Heading(language.says(words::RELIANCE).to_owned()));
    parts.extend(reliance(interview, &verdict).into_iter().map(Part::line));
    parts.push(Part::line(&pack.disclaimer));
    parts
}

/// What to do meanwhile, after what had no room under the headline.
fn meanwhile(pack: &Pack, later: String) -> Vec<Part<'_>> {
    let mut parts: Vec<_> = pack.meanwhile.iter().map(Part::sourced).collect();
    match parts.first_mut() {
        Some(Part::Says(says, _)) if !later.is_empty() => *says = format!("{later} {says}"),
        None if !later.is_empty() => parts.push(Part::line(later)),
        _ => {}
    }
    parts
}

/// Where nothing was found: how much was looked at, what such scars may gain, and what to ask.
pub(super) fn nothing_found<'p>(interview: &Interview<'p>, later: String) -> Vec<Part<'p>> {
    let language = interview.language();
    let path = interview.path();
    let asked = path.questions().filter(|it| it.is_needed()).count();
    let mut parts = vec![
        Part::Heading(language.says(words::WHAT_WAS_ASKED).to_owned()),
        Part::line(language.count(words::LOOKED_AT, asked)),
    ];
    // what is told of these answers alone; all else stands under what to expect
    for note in plan::course(&path).filter(|it| it.when.is_some()) {
        parts.push(Part::Heading(note.title.clone()));
        let says = note.says.first().cloned().unwrap_or_default();
        parts.push(Part::Says(says, note.sources.iter().collect()));
    }
    if !later.is_empty() {
        parts.push(Part::Heading(language.says(words::ASK_CLINIC).to_owned()));
        parts.push(Part::line(later));
    }
    parts
}

/// For which day a verdict is, and what is asked again then; nothing where that is today.
pub(super) fn about_the_day<'p>(verdict: &Verdict<'_>, language: &Language) -> Vec<Part<'p>> {
    let day = match verdict.days.treatment {
        Treatment::Today => return Vec::new(),
        Treatment::On(day) => {
            let day = language.day(day);
            language.fill(words::FOR_THE_DAY, &[("day", &day)])
        }
        Treatment::NotBooked => language.says(words::FOR_NO_DAY).to_owned(),
    };
    let mut parts = vec![
        Part::Heading(language.says(words::DAY_SHORT).to_owned()),
        Part::line(day),
    ];
    let again = &verdict.ask_again;
    // where nothing is to be done on that day, nothing is asked again
    if !again.is_empty() && verdict.level < Level::NotSuitable {
        let names: Vec<&str> = again.iter().map(|it| it.short.as_str()).collect();
        let says = language.count(words::ASKED_AGAIN, again.len());
        let says = words::fill(&says, &[("what", &names.join("; "))]);
        parts.push(Part::line(says));
    }
    parts
}

/// The waits behind a verdict that no source fixes, each cause with its own: they stand with the
/// sources.
#[must_use]
pub fn defaults(interview: &Interview<'_>) -> Vec<String> {
    let (verdict, pack) = (interview.verdict(), interview.pack());
    let language = pack.language;
    let mut says = Vec::new();
    for level in LEVELS {
        for cause in causes(&verdict, pack, level) {
            let waits = cause.findings.iter().flat_map(|it| it.chosen_waits());
            says.extend(waits.map(|wait| {
                let span = wait.length.says(language);
                let says = language.fill(words::CLINIC_DEFAULT, &[("span", &span)]);
                format!("{}: {says}", cause.name)
            }));
        }
    }
    once(says)
}

/// How far the content and these answers can be relied on today.
pub(super) fn reliance(interview: &Interview<'_>, verdict: &Verdict<'_>) -> Vec<String> {
    let language = interview.language();
    let pack = interview.pack();
    let today = interview.today();
    let mut says = vec![review(pack, today)];
    let by_clinic = interview.by_clinic().into_iter();
    let by_clinic = by_clinic.map(|it| {
        let answer = interview.answers().get(it.number);
        let answer = answer.map_or_else(String::new, |answer| answer.says_plainly(it, language));
        format!("{}: {answer}", it.short)
    });
    let by_clinic: Vec<String> = by_clinic.collect();
    if !by_clinic.is_empty() {
        let values = [("what", &*by_clinic.join("; "))];
        says.push(language.fill(words::CLINIC_ANSWERED, &values));
    }
    says.push(
        if interview.holds_on(today) && !waits_beyond(verdict, interview) {
            let holds = language.day(interview.holds_until());
            language.fill(words::ANSWERS_HOLD, &[("day", &holds)])
        } else {
            language.says(words::ANSWER_AGAIN).to_owned()
        },
    );
    if pack.sources_fresh_for.length.after(pack.sources_checked) <= today {
        let day = language.day(pack.sources_checked);
        says.push(language.fill(words::SOURCES_OLD, &[("day", &day)]));
    }
    says
}

/// Whether these answers hold no more when a wait ends, as far as that can be known.
fn waits_beyond(verdict: &Verdict<'_>, interview: &Interview<'_>) -> bool {
    let today = interview.today();
    let ends = verdict.findings.iter().filter(|it| !it.is_mention());
    ends.flat_map(|it| &it.until).any(|end| match end {
        Ends::On(day) => !interview.holds_on(*day),
        Ends::With(_, wait) => wait.is_some_and(|it| !interview.holds_on(it.length.after(today))),
    })
}

/// What the person told in their own words, for the clinician to read.
fn own_words<'p>(interview: &Interview<'p>) -> Vec<Part<'p>> {
    let language = interview.language();
    let pack = interview.pack();
    let path = interview.path();
    let told = path.questions().filter_map(|question| {
        let Some(Answer::Text(words)) = interview.answers().get(question.number) else {
            return None;
        };
        let says = format!("{}: {words}", topic_of(pack, question));
        (!words.is_empty()).then(|| Part::line(says))
    });
    let mut parts: Vec<_> = told.collect();
    if !parts.is_empty() {
        parts.insert(0, Part::Heading(language.says(words::OWN_WORDS).to_owned()));
    }
    parts
}
