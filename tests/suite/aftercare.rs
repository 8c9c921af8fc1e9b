//! Aftercare is one table: that each hour has one period and one rule of each topic, and that the
//! lists, the days side by side and "when may I …" say what that rule says.
use std::collections::BTreeMap;

use jiff::{ToSpan, civil::date};
use needlefit::{
    interview::{Event, Interview, plan},
    pack::{Aftercare, CareTopic, May, Period, Rule},
    sheet::{
        self, Part,
        pictures::{DayIs, Picture, RowKind, Scene, Strip},
    },
    text::Language,
};

use super::common::{PACK, TODAY, of_today};

/// Every hour of the five weeks after the treatment.
const HOURS: std::ops::Range<u64> = 0..5 * 7 * 24;

fn table() -> &'static Aftercare {
    &PACK.aftercare
}

fn topics() -> impl Iterator<Item = &'static CareTopic> {
    table().topics.iter()
}

/// The only rule of a topic in an hour.
fn rule(topic: &CareTopic, hour: u64) -> &Rule {
    let rules: Vec<_> = (topic.rules.iter())
        .filter(|rule| (hour * 60..(hour + 1) * 60).all(|minute| rule.span.holds(minute)))
        .collect();
    assert_eq!(rules.len(), 1, "`{}` in hour {hour}: {rules:?}", topic.id);
    rules[0]
}

/// The only period of an hour.
fn period(hour: u64) -> &'static Period {
    let periods = table().periods.iter();
    let periods: Vec<_> = periods.filter(|it| it.span.holds(hour * 60)).collect();
    assert_eq!(periods.len(), 1, "hour {hour}: {periods:?}");
    periods[0]
}

/// What stands in one list: its boxes by the ids of their items, and its line of what still holds.
#[derive(Debug, Default)]
struct Listed {
    boxes: Vec<String>,
    still: String,
}

/// The lists as a person has them, by their headings.
fn lists(interview: &Interview<'_>) -> BTreeMap<String, Listed> {
    let mut lists = BTreeMap::new();
    let mut heading = String::new();
    for part in sheet::care(interview) {
        match part {
            Part::Subheading(says) => heading = says,
            Part::Box(_, item, _) => {
                let list: &mut Listed = lists.entry(heading.clone()).or_default();
                list.boxes.push(item.id.clone());
            }
            Part::Says(says, _) if says.starts_with("This still holds: ") => {
                lists.entry(heading.clone()).or_default().still = says;
            }
            _ => {}
        }
    }
    lists
}

fn planned() -> Interview<'static> {
    let mut interview = of_today(&PACK).step(&Event::Review);
    assert!(interview.day().is_some());
    interview = interview.step(&Event::Confirm);
    interview
}

fn strip(interview: &Interview<'static>) -> Strip<'static> {
    match Picture::Days.scene(interview) {
        Some(Scene::Days(strip)) => strip,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_hour_has_one_rule_of_each_topic_and_the_lists_say_it() {
    let lists = lists(&planned());
    for hour in HOURS {
        let period = period(hour);
        let heading = |it: &String| it.starts_with(&period.title);
        let (heading, listed) = lists
            .iter()
            .find(|(it, _)| heading(it))
            .unwrap_or_else(|| panic!("{lists:?}"));
        // whatever hour the treatment was at, the heading has the day
        let ends = [&period.span.from, &period.span.to].map(|it| it.as_ref());
        for end in ends.into_iter().flatten() {
            let day = Language::english().day(end.length.after(TODAY));
            assert!(heading.contains(&day), "{heading}: {day}");
        }
        let mut held: Vec<&str> = Vec::new();
        for topic in topics() {
            let rule = rule(topic, hour);
            let items = rule.items.iter().map(|it| it.id.as_str());
            if rule.span.begin() == period.span.begin() {
                held.extend(items);
                continue;
            }
            for item in items {
                assert!(listed.still.contains(&topic.title), "{hour}: {listed:?}");
                assert!(!listed.boxes.iter().any(|it| it == item), "{item}");
                let before = lists
                    .values()
                    .filter(|it| it.boxes.iter().any(|it| it == item));
                assert_eq!(before.count(), 1, "{item}");
            }
        }
        assert_eq!(listed.boxes, held, "hour {hour}");
        // and nothing is said to hold that does not
        for topic in topics().filter(|it| listed.still.contains(&it.title)) {
            assert!(!rule(topic, hour).items.is_empty(), "{hour}: {}", topic.id);
        }
    }
}

#[test]
fn the_days_side_by_side_are_those_hours() {
    let strip = strip(&planned());
    let row = |topic: &CareTopic| {
        let mut rows = strip.rows.iter().filter(|it| it.kind == RowKind::NotYet);
        rows.find(|it| it.title == topic.title)
    };
    for topic in topics() {
        let waits = topic.rules.iter().any(|it| it.may == May::NotYet);
        let Some(row) = row(topic) else {
            assert!(!waits, "{}", topic.id);
            continue;
        };
        assert!(waits, "{}", topic.id);
        let day_of = |hour: u64, at: u64| u32::try_from((hour + at) / 24).unwrap();
        let mut wanted: BTreeMap<u32, DayIs> = BTreeMap::new();
        // the treatment may have been at any hour of its day
        for (hour, at) in HOURS.flat_map(|hour| (0..24).map(move |at| (hour, at))) {
            let is = match rule(topic, hour).may {
                May::NotYet => DayIs::Sure,
                May::AskFirst => DayIs::Perhaps,
                May::Yes => DayIs::Free,
            };
            let day = wanted.entry(day_of(hour, at)).or_insert(DayIs::Free);
            *day = is.max(*day);
        }
        for day in 0..=strip.last {
            let wanted = wanted[&day];
            // a day whose first hours may still wait is a day to wait
            assert_eq!(row.is_on(day), wanted, "{} on day {day}", topic.id);
        }
    }
}

#[test]
fn when_may_i_has_one_answer_for_each_topic() {
    let interview = planned();
    let parts = sheet::care(&interview);
    let heading = "When you may do what";
    let at = parts
        .iter()
        .position(|it| it.heading() == Some(heading))
        .unwrap();
    let answers = parts[at + 1..].iter().map_while(|part| match part {
        Part::Answer(says, _) => Some(says.as_str()),
        _ => None,
    });
    let answers: Vec<&str> = answers.collect();
    assert_eq!(answers.len(), table().topics.len());
    for (topic, answer) in topics().zip(answers) {
        assert!(answer.starts_with(&topic.title), "{answer}");
        for rule in &topic.rules {
            let end = rule.span.to.as_ref();
            let end = end.map(|wait| wait.length.says(Language::english()));
            assert!(end.is_none_or(|end| answer.contains(&end)), "{answer}");
            assert!((rule.short.as_deref()).is_none_or(|how| answer.contains(how)));
        }
        assert!(answer.split_whitespace().count() <= 22, "{answer}");
    }
    let answer = |id: &str| {
        let topic = topics().find(|it| it.id == id).unwrap();
        plan::answer(topic, Language::english())
    };
    assert_eq!(
        answer("makeup"),
        "Make-up: not before 48 hours; up to 7 days, mineral make-up only; then as usual."
    );
    assert_eq!(
        answer("actives"),
        "Serum, strong cream: not before 7 days; then ask the clinic first."
    );
    assert_eq!(answer("rollers"), "Roller, pen at home: never.");
    // on the clinician's copy too
    let page = sheet::text::render_for(&interview, sheet::Reader::Clinician);
    assert!(page.contains(heading) && page.contains("Make-up: not before 48 hours;"));
}

/// What the review of the content found to contradict itself.
#[test]
fn nothing_is_allowed_in_one_list_and_forbidden_in_another() {
    let table = [
        ("sweat", "0-72 not_yet"),
        ("water", "0-168 not_yet"),
        ("actives", "0-168 not_yet, 168- ask_first"),
        ("makeup", "0-48 not_yet"),
        ("alcohol", "0-48 not_yet"),
        ("painkillers", "0-168 ask_first"),
        ("treatments", "0-336 not_yet, 336- ask_first"),
        ("next_session", "0-672 not_yet"),
        ("sun", "0- not_yet"),
        ("rollers", "0- not_yet"),
    ];
    for (id, wanted) in table {
        let topic = topics().find(|it| it.id == id).unwrap();
        let word = |hour| match rule(topic, hour).may {
            May::NotYet => "not_yet",
            May::AskFirst => "ask_first",
            May::Yes => "",
        };
        let mut spans: Vec<(u64, &str)> = Vec::new();
        for hour in HOURS {
            if spans.last().is_none_or(|last| last.1 != word(hour)) {
                spans.push((hour, word(hour)));
            }
        }
        let ends = spans.iter().skip(1).map(|it| it.0.to_string());
        let ends = ends.chain([String::new()]);
        let said = spans.iter().zip(ends).filter(|(it, _)| !it.1.is_empty());
        let said = said.map(|((from, word), to)| format!("{from}-{to} {word}"));
        assert_eq!(said.collect::<Vec<_>>().join(", "), wanted, "{id}");
    }
    // dusky skin is the same day, an ordinary mark is not
    let signs = |id: &str| {
        let signs = PACK.warning_signs.iter().find(|it| it.id == id).unwrap();
        signs.signs.join(" ")
    };
    assert!(signs("signs_same_day").contains("black, blue-grey or white"));
    assert!(!signs("signs_same_day").contains("dark"));
    assert!(signs("signs_soon").contains("patches come and do not hurt"));
    // no number of minutes to press: none has a source
    assert!(!signs("signs_same_day").contains("minutes"));
}

#[test]
fn a_day_on_the_strip_is_the_day_of_the_list() {
    let treatment = date(2026, 12, 24);
    let times: Vec<_> = plan::aftercare(&PACK, Some(treatment)).collect();
    assert_eq!(times[0].first, Some(treatment));
    for (one, next) in times.iter().zip(&times[1..]) {
        assert_eq!(one.last, next.first, "{}", one.told.id);
    }
    assert_eq!(times[times.len() - 1].last, None);
    for hour in HOURS {
        let period = period(hour);
        let time = times.iter().find(|it| it.told.id == period.id).unwrap();
        for at in 0..24 {
            let days = i64::try_from((hour + at) / 24).unwrap();
            let day = treatment.checked_add(days.days()).unwrap();
            assert!(time.first.is_some_and(|first| first <= day), "{hour}");
            assert!(time.last.is_none_or(|last| day <= last), "{hour}");
        }
    }
}
