//! The summary: what is read in five seconds, and that nothing is lost behind it.
use needlefit::{
    interview::{
        Answer, Answers, Event, Interview, Treatment,
        path::Path,
        verdict::{Ends, Finding},
    },
    pack::{Level, OptionSet, Pack, Question},
    sheet::{self, Part},
    text::Language,
    tui::{
        App,
        theme::{Theme, ThemeName},
    },
};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::common::{
    EDITIONS, PACK, TODAY, answers, any_answers, healthy_but, of_today,
    screen::{lines, paint},
    wishes,
};

/// People of every level, of one event and of several, with and without a booked day.
fn people() -> Vec<(&'static str, Interview<'static>)> {
    let but = |given: &[(&str, &str)]| of_today(&PACK).with_answers(all_but(given));
    let pills = [
        ("isotretinoin", "yes"),
        ("isotretinoin_taking", "no"),
        ("isotretinoin_last_dose", "2026-08-20"),
    ];
    let sunburn = [("sunburn", "yes"), ("sunburn_sore", "yes")];
    let spots = [
        ("active_acne", "yes"),
        ("acne_where", "area"),
        ("acne_control", "no"),
        ("acne_kind", "red_sore"),
    ];
    let of = |parts: &[&[(&'static str, &'static str)]]| but(&parts.concat());
    let booked = Treatment::On(jiff::civil::date(2027, 1, 20));
    vec![
        ("nothing", but(&[])),
        ("nothing, booked", but(&[]).for_treatment(booked)),
        ("a mention", but(&[("fainting", "yes")])),
        ("one doubt", but(&[("keloid", "unsure")])),
        (
            "diabetes",
            but(&[("diabetes", "yes"), ("diabetes_control", "no")]),
        ),
        ("pills", of(&[&pills])),
        (
            "pills, until these answers hold",
            of(&[&pills, &[("isotretinoin_last_dose", "2026-06-20")]]),
        ),
        ("pills and a sunburn", of(&[&pills, &sunburn])),
        ("pills, booked", of(&[&pills]).for_treatment(booked)),
        (
            "pills, a sunburn, spots, a doubt",
            of(&[&pills, &sunburn, &spots, &[("keloid", "unsure")]]),
        ),
        (
            "pregnant",
            but(&[("pregnancy", "yes"), ("pregnancy_due", "2027-05-01")]),
        ),
        (
            "a keloid",
            but(&[("keloid", "yes"), ("keloid_where", "other")]),
        ),
        (
            "fifteen",
            of_today(&PACK).with_answers(answers(&PACK, &[("age", "15")])),
        ),
    ]
}

/// The healthy adult's answers but for these, and no to whatever they open besides.
fn all_but(given: &[(&str, &str)]) -> Answers {
    let scars = [
        ("scar_type", "rolling"),
        ("scar_severity", "moderate"),
        ("hopes", "less_visible"),
    ];
    let mut all = healthy_but(&PACK, &[&scars, given].concat());
    loop {
        let path = Path::new(&PACK, &all, TODAY);
        let is_open = |it: &&Question| it.is_needed() && all.get(it.number).is_none();
        let open = path.questions().find(is_open);
        let Some(open) = open else {
            return all;
        };
        let no = open.option_ids().position(|id| id == "no");
        all.set(
            open,
            no.map_or(Answer::Unsure, |no| Answer::Chosen(OptionSet::of(no))),
        );
    }
}

/// What stands before the first reason, but for what keeps its place there.
fn opening<'a>(parts: &'a [Part<'_>], pack: &Pack) -> Vec<&'a str> {
    let headline = parts.iter().position(|it| matches!(it, Part::Headline(..)));
    let mut rest = parts[headline.unwrap()..].iter();
    let opening = rest
        .by_ref()
        .take_while(|it| !matches!(it, Part::Heading(_)));
    let opening = opening.filter(|it| !matches!(it, Part::Help(..)));
    let opening = opening.map(Part::says);
    opening.filter(|it| **it != *pack.disclaimer).collect()
}

#[test]
fn three_lines_and_twenty_five_words_before_the_reasons() {
    let (mut levels, mut faults) = (Vec::new(), Vec::new());
    let spanish = EDITIONS.in_language(Language::of("es").unwrap());
    let spanish = spanish.unwrap().unwrap();
    let in_spanish = |(name, interview): &(&'static str, Interview<'static>)| {
        let mut asked = of_today(spanish).with_answers(interview.answers().clone());
        if let Some(day) = interview.treatment() {
            asked = asked.for_treatment(day);
        }
        (*name, asked)
    };
    let people = people();
    let translated: Vec<_> = people.iter().map(in_spanish).collect();
    for (name, interview) in people.into_iter().chain(translated) {
        let parts = sheet::summary(&interview);
        let opening = opening(&parts, interview.pack());
        let words: usize = opening.iter().map(|it| it.split_whitespace().count()).sum();
        let lines: usize = opening.iter().map(|it| textwrap::wrap(it, 70).len()).sum();
        if words > 25 || lines > 3 {
            faults.push(format!("{name}: {words} words, {lines} lines: {opening:?}"));
        }
        levels.push(interview.verdict().level);
    }
    assert!(faults.is_empty(), "{faults:#?}");
    levels.sort_unstable();
    levels.dedup();
    assert_eq!(levels.len(), 4);
}

#[test]
fn the_one_date_or_event_that_decides_and_how_many_more() {
    let head = |wanted: &str| {
        let (_, interview) = people().into_iter().find(|it| it.0 == wanted).unwrap();
        opening(&sheet::summary(&interview), &PACK)[0].to_owned()
    };
    let said = [
        (
            "pills",
            "Wait, not before 20 February 2027, then a clinician decides.",
        ),
        (
            "pills and a sunburn",
            "Wait, not before 20 February 2027, and one more, below.",
        ),
        (
            "pills, a sunburn, spots, a doubt",
            "Wait, not before 20 February 2027, and 2 more, below.",
        ),
        // the due date is the birth, and not one thing more
        (
            "pregnant",
            "Wait, not before 12 June 2027, then a clinician decides.",
        ),
        ("a keloid", "Not suitable."),
        (
            "nothing, booked",
            "No reason to wait was found so far for 20 January 2027.",
        ),
    ];
    for (name, says) in said {
        assert_eq!(head(name), says, "{name}");
    }
}

/// All that a summary says, what stands behind its sources included.
fn reached(interview: &Interview<'_>) -> (String, Vec<String>) {
    let parts = sheet::summary(interview);
    let mut says: Vec<&str> = parts.iter().map(Part::says).collect();
    let defaults = sheet::defaults(interview);
    says.extend(defaults.iter().map(String::as_str));
    let sources = parts.iter().flat_map(Part::sources);
    let sources = sources.map(|it| it.id.clone()).collect();
    (says.join("\n"), sources)
}

fn assert_reached(interview: &Interview<'_>, finding: &Finding<'_>) {
    let language = interview.language();
    let (says, sources) = reached(interview);
    for text in [&finding.reason, &finding.advice] {
        for sentence in text.unicode_sentences() {
            assert!(says.contains(sentence.trim()), "{sentence}\n{says}");
        }
    }
    for end in &finding.until {
        let when = match end {
            Ends::On(day) => language.day(*day),
            Ends::With(..) => end.says(language),
        };
        assert!(
            says.contains(&format!("Not before {when}.")),
            "{when}\n{says}"
        );
    }
    for wait in finding.chosen_waits() {
        let says_default = format!("Clinic default: {}.", wait.length.says(language));
        assert!(says.contains(&says_default), "{says_default}\n{says}");
    }
    for source in &finding.sources {
        assert!(sources.contains(&source.id), "{}\n{says}", source.id);
    }
}

#[test]
fn nothing_that_was_found_is_lost() {
    let mut found = 0;
    let mut all: Vec<Interview<'_>> = people().into_iter().map(|it| it.1).collect();
    for nth in 1..60_u16 {
        let picks: Vec<u16> = (1..97_u16)
            .map(|it| it.wrapping_mul(40_503).wrapping_mul(nth))
            .collect();
        all.push(of_today(&PACK).with_answers(any_answers(&PACK, &picks)));
    }
    for interview in &all {
        let verdict = interview.verdict();
        for finding in &verdict.findings {
            assert_reached(interview, finding);
            found += 1;
        }
        let says = reached(interview).0;
        for sentence in verdict.next(&PACK).unicode_sentences() {
            assert!(says.contains(sentence.trim()), "{sentence}\n{says}");
        }
        if verdict.level > Level::NoConcern {
            assert!(
                PACK.meanwhile.iter().all(|it| says.contains(&it.says)),
                "{says}"
            );
        }
    }
    assert!(found > 500, "{found}");
}

#[test]
fn the_same_cause_stands_once() {
    for (name, interview) in people() {
        let parts = sheet::summary(&interview);
        let mut named = Vec::new();
        for part in &parts {
            if let Part::Finding(level, says) = part {
                assert!(!named.contains(&(*level, says)), "{name}: {says}");
                named.push((*level, says));
            }
        }
    }
    let (_, pregnant) = people().into_iter().find(|it| it.0 == "pregnant").unwrap();
    let parts = sheet::summary(&pregnant);
    let place = parts
        .iter()
        .position(|it| matches!(it, Part::Finding(..)))
        .unwrap();
    let says = parts[place + 1].says();
    assert!(
        says.contains("6 weeks after the birth.") && says.contains("12 June 2027."),
        "{says}"
    );
}

#[test]
fn no_summary_holds_longer_than_its_wait() {
    for (name, interview) in people() {
        let says = reached(&interview).0;
        let verdict = interview.verdict();
        let holds = PACK.answers_hold_until(TODAY);
        let waits = verdict.not_before.is_some_and(|day| day >= holds);
        assert_eq!(
            says.contains("These answers hold until"),
            !waits,
            "{name}: {says}"
        );
        assert_eq!(
            says.contains("Answer again when the wait is over"),
            waits,
            "{name}"
        );
    }
}

#[test]
fn on_the_day_until_which_answers_hold_they_hold_no_more() {
    let holds = PACK.answers_hold_until(TODAY);
    for (day, is_late) in [(holds.yesterday().unwrap(), false), (holds, true)] {
        let booked = of_today(&PACK)
            .with_answers(all_but(&[]))
            .for_treatment(Treatment::On(day));
        let line = sheet::treatment_line(&booked).unwrap();
        assert_eq!(matches!(line, Part::Alert(_)), is_late, "{}", line.says());
    }
    let ends = |it: &(_, Interview<'_>)| it.1.verdict().not_before == Some(holds);
    assert!(people().iter().any(ends));
}

#[test]
fn what_to_do_meanwhile_is_on_the_first_page() {
    let size = (80, 24);
    for (name, interview) in people() {
        if interview.verdict().level == Level::NoConcern || !interview.verdict().is_complete() {
            continue;
        }
        let mut app = App::new(
            interview
                .step(&Event::Start)
                .step(&Event::Review)
                .step(&Event::Confirm),
            Theme::new(ThemeName::None, false),
            wishes(false),
        );
        let shown = lines(&paint(&mut app, size).0);
        let at = shown
            .iter()
            .position(|it| it.contains("What to do meanwhile"));
        assert!(at.is_some_and(|at| at < 21), "{name}: {shown:#?}");
    }
}
