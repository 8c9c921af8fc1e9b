//! Review: what is not "no" first, the rest folded by section, and nothing lost.
use needlefit::{
    interview::{Event, Given, Interview, Notice, ReviewRow},
    tui::theme::ThemeName,
};

use crate::common::{
    PACK, answers, any_answers, of_today,
    screen::{HEALTHY, SEVERAL, after, lines, paint},
};

const TALL: (u16, u16) = (80, 90);

fn shown(keys: &str) -> Vec<String> {
    lines(&paint(&mut after(keys, ThemeName::None, TALL), TALL).0)
}

#[test]
fn what_is_not_no_stands_first_and_the_rest_is_folded() {
    let all = shown(SEVERAL);
    let at = |says: &str| all.iter().position(|it| it.contains(says));
    let folds = at("answers, all \"no\"").unwrap();
    for says in [
        "Treatment: Today",
        "Thick, growing scar: Not sure",
        "Vitamin A pills: Yes",
    ] {
        assert!(at(says).unwrap() < folds, "{says}: {all:#?}");
    }
    assert_eq!(at("Diabetes: No"), None, "{all:#?}");
    assert!(at("? ").is_some(), "{all:#?}");
}

#[test]
fn enter_does_what_the_foot_says() {
    let foot = |keys: &str| shown(keys).last().unwrap().clone();
    assert!(
        foot(HEALTHY).contains("Enter to the end"),
        "{}",
        foot(HEALTHY)
    );
    let first = format!("{HEALTHY} Down");
    assert!(foot(&first).contains("Enter change"), "{}", foot(&first));
    let last = format!("{HEALTHY} End");
    assert!(foot(&last).contains("Enter go on"), "{}", foot(&last));
    // the fold over the last row
    let fold = format!("{HEALTHY} End Up");
    assert!(foot(&fold).contains("Enter show"), "{}", foot(&fold));
    let open = format!("{fold} Enter");
    assert!(foot(&open).contains("Enter hide"), "{}", foot(&open));
    assert!(shown(&open).len() >= shown(&fold).len());
    let said = shown(&open).join("\n");
    assert!(said.contains(": No\n"), "{said}");
}

#[test]
fn an_answer_that_was_changed_is_in_sight() {
    // the fold of the first section, its first answer, which is changed to "not sure" and back
    let all = shown(&format!("{HEALTHY} End Up Enter Down Enter n")).join("\n");
    assert!(all.contains("▸") && all.contains(": No\n"), "{all}");
}

#[test]
fn half_way_it_counts_screens() {
    let half = of_today(&PACK)
        .step(&Event::Start)
        .step(&Event::Answer(Given::Typed("34")))
        .step(&Event::Review);
    let open = half.screens().len() - half.answered();
    let half = half.step(&Event::Confirm);
    assert_eq!(half.notice(), Some(&Notice::StillOpen(open)));
    let folds = half.review_folded().folds;
    let counted: usize = folds.iter().map(|it| it.count).sum();
    assert_eq!(counted, open);
    assert!(half.open().len() > open, "lists count once");
}

#[test]
fn every_answer_has_a_row_and_a_number() {
    for nth in 1..40_u16 {
        let picks: Vec<u16> = (1..97_u16)
            .map(|it| it.wrapping_mul(40_503).wrapping_mul(nth))
            .collect();
        let interview: Interview<'_> = of_today(&PACK).with_answers(any_answers(&PACK, &picks));
        let review = interview.review_folded();
        let rows = review.rows();
        let mut asked: Vec<usize> = rows
            .iter()
            .filter_map(|row| match row {
                ReviewRow::Answer(question, _) => Some(question.number),
                _ => None,
            })
            .collect();
        asked.sort_unstable();
        let path = interview.path();
        let wanted: Vec<usize> = path.questions().map(|it| it.number).collect();
        assert_eq!(asked, wanted);
        assert_eq!(rows.len(), wanted.len() + 1 + review.folds.len());
    }
}

// a form on which "another illness" is ticked and its name is left blank
#[test]
fn nobody_has_no_for_their_own_words() {
    let name = PACK.question("other_illness_name").unwrap();
    let interview = of_today(&PACK)
        .with_answers(answers(&PACK, &[("age", "34"), ("other_illness", "yes")]))
        .step(&Event::Start)
        .step(&Event::Review);
    assert!(interview.path().holds(name));
    let (typed, count) = interview.clone().no_to_open(&name.section);
    assert_eq!(typed.answers().get(name.number), None);
    assert_eq!(count, interview.open().len() - typed.open().len());
    assert!(count > 0);
}
