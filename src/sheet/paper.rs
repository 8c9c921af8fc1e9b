//! The sheet as blocks on pages, before any format: what is decided here is decided for all of them.
//!
//! The first page is for everybody: whose it is, the verdict, what decides, what to do meanwhile, how
//! far it goes, and the lines that are filled in by hand. The second is about the treatment, and is
//! there only where the plan follows by itself. What a person told in their own words stands on the
//! clinician's copy alone, which goes on with all findings, answers and sources.
//!
//! Nothing is signed here by typing: whoever has the file could type a name.

use super::{
    Part, again,
    care::{self, treatment_line},
    cause::{self, Cause, LEVELS, Room, causes, heading_of, sentences},
    help::help_alone,
    original::translated,
    pictures::{Picture, Scene, Strip},
    summary, topic_of,
};
use crate::{
    interview::{
        Interview, Treatment,
        again::Changed,
        plan::{self, Timed},
        screening::AnsweredBy,
        verdict::Verdict,
    },
    pack::{Item, Kind, Level, WarningSigns},
    text::{self as words, Language},
};

/// Whom a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Reader {
    /// The person: two pages at most.
    Patient,
    /// The clinician: all findings, answers and sources behind them.
    Clinician,
}

/// How much is told on the first page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Of each cause.
    pub room: Room,
    /// Of what to do before the treatment.
    pub before: Before,
    /// Whether boxes follow each other in a line.
    pub dense: bool,
}

/// What stands on the second page, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Second {
    /// Whether boxes follow each other in a line.
    pub dense: bool,
    /// Whether the days after the treatment are drawn on it; else they are on the first page.
    pub days: bool,
    /// Whether it says what is asked again on the day; else the first page does.
    pub again: bool,
}

/// How much is told of what to do before the treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// All that is still ahead.
    All,
    /// What to do when one books.
    Booking,
    /// Nothing.
    Nothing,
}

/// A page.
#[derive(Debug)]
pub(super) struct Page<'p> {
    /// What stands on it, in order.
    pub blocks: Vec<Block<'p>>,
    /// Whether boxes follow each other in a line, for want of room.
    pub dense: bool,
}

/// What stands together on a page.
#[derive(Debug)]
pub(super) enum Block<'p> {
    /// What this is, and of which day.
    Title(&'p str, String),
    /// The lines for the name and the day of birth, what it is kept under, and what else is known.
    Whose(Option<String>, Vec<String>),
    /// What needs a doctor now.
    First(Vec<&'p str>),
    /// What must not be overlooked.
    Alerts(Vec<String>),
    /// The verdict: its headline, what to do next, and who decides.
    Verdict(Level, String, Vec<String>),
    /// What was found.
    Found {
        /// The heading.
        heading: String,
        /// The level of all of it.
        level: Level,
        /// One by one.
        told: Vec<Told>,
    },
    /// Lines under a heading.
    Lines(String, Vec<String>),
    /// What to do, with boxes.
    Boxes(String, Vec<Boxes<'p>>),
    /// The days after the treatment.
    Days(&'p str, Strip<'p>),
    /// What to watch for, and whom to call: the clinic, or where none is known nobody.
    Signs(&'p [WarningSigns], Option<String>),
    /// How far it goes, and where it comes from.
    Foot(Vec<String>),
    /// What is filled in by hand.
    Ink,
}

/// One cause.
#[derive(Debug)]
pub(super) struct Told {
    /// In a few words.
    pub name: String,
    /// Why, as far as there is room; else empty.
    pub says: String,
    /// Before what there is a wait.
    pub not_before: Vec<String>,
}

/// Things to do in one span of time.
#[derive(Debug)]
pub(super) struct Boxes<'p> {
    /// What span that is.
    pub title: &'p str,
    /// Its days.
    pub days: Option<String>,
    /// Whether each is done, and what it is.
    pub items: Vec<(bool, &'p Item)>,
}

/// The first page.
pub(super) fn first<'p>(
    interview: &Interview<'p>,
    reader: Reader,
    fit: Fit,
    second: Second,
) -> Page<'p> {
    let (pack, language) = (interview.pack(), interview.language());
    let verdict = interview.verdict();
    let mut blocks = vec![
        Block::Title(&pack.title, language.day(interview.today())),
        whose(interview),
    ];
    if !verdict.warnings.is_empty() {
        let warnings = verdict.warnings.iter();
        blocks.push(Block::First(warnings.map(|it| &*it.says).collect()));
    }
    let too_early = treatment_line(interview).filter(|it| matches!(it, Part::Alert(_)));
    let expired = again::of_day(interview).into_iter();
    let expired = expired.filter(|it| matches!(it, Part::Alert(_)));
    let alerts = translated(interview).into_iter();
    let alerts = alerts.chain(expired).chain(too_early);
    let alerts: Vec<String> = alerts.map(|it| it.says().to_owned()).collect();
    if !alerts.is_empty() {
        blocks.push(Block::Alerts(alerts));
    }
    let next = sentences(verdict.next(pack));
    let fits = match verdict.level {
        Level::NoConcern => summary::next_that_fits(&verdict, pack).min(next.len()),
        _ => next.len(),
    };
    let (next, later) = next.split_at(fits);
    let says = vec![next.join(" "), pack.disclaimer.clone()];
    let headline = summary::headline_in_short(&verdict, pack);
    blocks.push(Block::Verdict(verdict.level, headline, says));
    if summary::needs_help(&verdict) {
        blocks.extend(help(interview));
    }
    blocks.extend(since(interview, fit.room));
    for level in LEVELS {
        let causes = causes(&verdict, pack, level);
        if !causes.is_empty() {
            blocks.push(Block::Found {
                heading: heading_of(level, &verdict, language),
                level,
                told: causes
                    .iter()
                    .map(|it| told(it, level, fit.room, language))
                    .collect(),
            });
        }
    }
    if verdict.level == Level::NoConcern {
        blocks.extend(nothing_found(interview, later));
    } else if !pack.meanwhile.is_empty() {
        let says = pack.meanwhile.iter().map(|it| it.says.clone()).collect();
        blocks.push(Block::Lines(
            language.says(words::MEANWHILE).to_owned(),
            says,
        ));
    }
    if !verdict.plan_follows() || !second.again {
        blocks.extend(again_on_the_day(&verdict, language));
    }
    if verdict.plan_follows() {
        blocks.extend(before(interview, fit.before));
        if !second.days {
            blocks.extend(days(interview));
        }
    }
    // it is on every sheet, whatever was answered
    if !verdict.plan_follows() && !summary::needs_help(&verdict) {
        blocks.extend(help(interview));
    }
    blocks.push(Block::Foot(foot(interview, &verdict, reader)));
    blocks.push(Block::Ink);
    Page {
        blocks,
        dense: fit.dense,
    }
}

/// The second page; none where the plan does not follow by itself.
pub(super) fn second<'p>(interview: &Interview<'p>, second: Second) -> Option<Page<'p>> {
    let verdict = interview.verdict();
    if !verdict.plan_follows() {
        return None;
    }
    let (pack, language) = (interview.pack(), interview.language());
    let day = interview.day();
    let when = day.map(|day| language.day(day)).unwrap_or_default();
    let mut blocks = vec![Block::Title(language.says(words::AFTERCARE), when)];
    if second.again {
        blocks.extend(again_on_the_day(&verdict, language));
    }
    if second.days {
        blocks.extend(days(interview));
    }
    let periods = plan::aftercare(pack, day).map(|period| {
        let rules = pack.aftercare.begins(period.told);
        let items = rules.flat_map(|rule| &rule.items);
        boxes(interview, &period.told.title, &period, items)
    });
    let periods: Vec<Boxes<'p>> = periods.filter(|it| !it.items.is_empty()).collect();
    if !periods.is_empty() {
        blocks.push(Block::Boxes(String::new(), periods));
    }
    let clinic = interview.clinic().map(|it| it.says(language));
    blocks.push(Block::Signs(&pack.warning_signs, clinic));
    if !summary::needs_help(&verdict) {
        blocks.extend(help(interview));
    }
    let dense = second.dense;
    Some(Page { blocks, dense })
}

/// For whom, for which day, who answered, and of which day the answers are.
fn whose<'p>(interview: &Interview<'_>) -> Block<'p> {
    let language = interview.language();
    let kept = interview.whose();
    let treatment = match interview.treatment() {
        Some(Treatment::NotBooked) => Some(language.says(words::DAY_NOT_BOOKED).to_owned()),
        _ => interview.day().map(|day| {
            let values = [
                ("weekday", language.weekday(day)),
                ("day", &language.day(day)),
            ];
            language.fill(words::DAY_AND_WEEKDAY, &values)
        }),
    };
    let treatment = treatment.map(|it| format!("{}: {it}", language.says(words::DAY_SHORT)));
    let by = match kept.answered_by {
        Some(AnsweredBy::Carer) => Some(language.says(words::SHEET_BY_CARER).to_owned()),
        Some(AnsweredBy::Staff) => Some(language.says(words::SHEET_BY_STAFF).to_owned()),
        Some(AnsweredBy::Paper) => Some(language.says(words::SHEET_BY_PAPER).to_owned()),
        Some(AnsweredBy::Person) | None => None,
    };
    let of_day = again::of_day(interview).into_iter();
    let of_day = of_day.filter(|it| !matches!(it, Part::Alert(_)));
    let of_day = of_day.map(|it| it.says().to_owned());
    let says = treatment.into_iter().chain(by).chain(of_day);
    Block::Whose(kept.label.clone(), says.collect())
}

fn told(cause: &Cause<'_, '_>, level: Level, room: Room, language: &Language) -> Told {
    let (first, rest) = cause.sentences();
    let says = match room {
        Room::Whole => [first, rest].concat(),
        Room::Brief => first,
        Room::Named => Vec::new(),
    };
    Told {
        name: cause.name.clone(),
        says: says.join(" "),
        // the wait of a mention is over by the day
        not_before: match level {
            Level::NoConcern => Vec::new(),
            _ => cause.ends(language),
        },
    }
}

/// What changed since the screening that this one follows. What was told in own words is only named:
/// it stands on the clinician's copy.
fn since<'p>(interview: &Interview<'p>, room: Room) -> Option<Block<'p>> {
    let pack = interview.pack();
    let name = |it: &Changed<'_>| topic_of(pack, it.question);
    let (heading, lines) = again::since(interview, |changed| match room {
        Room::Named => vec![cause::once(changed.iter().map(name)).join("; ") + "."],
        Room::Whole | Room::Brief => {
            let line = |it: &Changed<'_>| match it.question.kind {
                Kind::Text => name(it),
                _ => again::was_and_is(it, pack),
            };
            changed.iter().map(line).collect()
        }
    })?;
    Some(Block::Lines(heading, lines))
}

/// Where nothing was found: how much was looked at, what such scars may gain, what to ask.
fn nothing_found<'p>(interview: &Interview<'p>, later: &[&str]) -> Vec<Block<'p>> {
    let parts = summary::nothing_found(interview, later.join(" "));
    let mut blocks: Vec<Block<'p>> = Vec::new();
    for part in parts {
        match (part, blocks.last_mut()) {
            (Part::Heading(heading), _) => blocks.push(Block::Lines(heading, Vec::new())),
            (part, Some(Block::Lines(_, lines))) => lines.push(part.says().to_owned()),
            _ => {}
        }
    }
    blocks
}

/// What is asked again on the day of the treatment.
fn again_on_the_day<'p>(verdict: &Verdict<'_>, language: &Language) -> Option<Block<'p>> {
    let parts = summary::about_the_day(verdict, language);
    // behind the heading and the day, which stands at the top
    let again = parts.get(2)?;
    let heading = language.says(words::SHEET_ON_THE_DAY).to_owned();
    Some(Block::Lines(heading, vec![again.says().to_owned()]))
}

/// What to do before, and where there is no room for all of it, that there is more.
fn before<'p>(interview: &Interview<'p>, before: Before) -> Vec<Block<'p>> {
    let (pack, language) = (interview.pack(), interview.language());
    let is_today = interview.treatment() == Some(Treatment::Today);
    let groups = plan::preparation(pack, interview.day());
    // on the day itself, what came before it is over
    let groups = groups.filter(|it| !is_today || it.told.from.is_none());
    let most = match before {
        Before::All => usize::MAX,
        Before::Booking if !is_today => 1,
        Before::Booking | Before::Nothing => 0,
    };
    let groups = groups.map(|it| boxes(interview, &it.told.title, &it, &it.told.items));
    let mut groups: Vec<Boxes<'p>> = groups.collect();
    let is_all = groups.len() <= most;
    groups.truncate(most);
    let heading = language.says(words::PREPARATION).to_owned();
    let more = || language.says(words::PREPARATION_MORE).to_owned();
    match (groups.is_empty(), is_all) {
        (true, true) => Vec::new(),
        (true, false) => vec![Block::Foot(vec![more()])],
        (false, true) => vec![Block::Boxes(heading, groups)],
        (false, false) => vec![Block::Boxes(heading, groups), Block::Foot(vec![more()])],
    }
}

fn boxes<'p, T>(
    interview: &Interview<'p>,
    title: &'p str,
    timed: &Timed<T>,
    items: impl IntoIterator<Item = &'p Item>,
) -> Boxes<'p> {
    let items = items.into_iter().map(|it| (interview.is_done(&it.id), it));
    let language = interview.language();
    let short = |day| language.day_in_short(day);
    Boxes {
        title,
        days: care::days(timed.first, timed.last, language, short),
        items: items.collect(),
    }
}

/// The days after the treatment.
fn days<'p>(interview: &Interview<'p>) -> Option<Block<'p>> {
    match Picture::Days.scene(interview)? {
        Scene::Days(strip) => Some(Block::Days(Picture::Days.title(interview.pack()), strip)),
        _ => None,
    }
}

fn help<'p>(interview: &Interview<'p>) -> Option<Block<'p>> {
    let says = help_alone(interview).into_iter();
    let says: Vec<String> = says.map(|it| it.says().to_owned()).collect();
    (!says.is_empty()).then_some(Block::Foot(says))
}

/// How far it goes, and where it comes from.
fn foot(interview: &Interview<'_>, verdict: &Verdict<'_>, reader: Reader) -> Vec<String> {
    let (pack, language) = (interview.pack(), interview.language());
    let mut says = summary::reliance(interview, verdict);
    let values = [
        ("id", &*pack.id),
        ("version", &pack.version),
        ("program", env!("CARGO_PKG_VERSION")),
    ];
    let mut from = language.fill(words::SHEET_PACK, &values);
    if pack.translation.is_some() {
        from += " ";
        from += &language.fill(words::SHEET_LANGUAGE, &[("language", language.name())]);
    }
    says.push(from);
    if reader == Reader::Patient {
        says.push(language.says(words::SHEET_SOURCES).to_owned());
    }
    says
}
