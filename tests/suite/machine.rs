//! The state machine, by scripts: what is done, and where that leads.
//!
//! A script is a list of words. `start`, `back`, `fwd`, `review`, `confirm`,
//! `next`, `plan`, `none` are events; `=x` answers with an option, a number or a
//! date, `tick:a+b` ticks and says no to the rest, `each:a` ticks and asks the
//! rest one by one, `edit:q` edits, `date:x` gives the day of treatment, `here` and `unbooked` say that
//! it is today and none, `edit-day` changes it, `do:i` ticks an item. After `>` stands where that leads.
use crate::common::{TODAY, of_today};
use jiff::civil::date;
use needlefit::{
    interview::{Event, Given, Interview, Notice, Rest, Screen, Stage, Treatment},
    pack::{Kind, Level, Pack},
    sheet,
};

const PACK: &str = r#"{
  "id": "scripts", "version": "1.0.0", "language": "en", "title": "Scripts",
  "about": [], "urgent": [], "disclaimer": "A clinician decides.",
  "levels": { "no_concern": "0", "clinician": "1", "wait": "2", "not_suitable": "3" },
  "clinical_review": [], "sources_checked": "2026-11-20",
  "sources_fresh_for": "month", "answers_hold_for": "month",
  "sources": [ { "id": "s", "title": "S", "short": "s", "year": null, "read": "full", "strength": "A" } ],
  "waits": [ { "id": "month", "length": { "days": 30 }, "from": "default", "sources": [] },
             { "id": "ever", "length": { "years": 90 }, "from": "default", "sources": [] } ],
  "events": [],
  "sections": [ { "id": "one", "title": "One", "lists": [ { "id": "l", "ask": "?", "why": "w" } ], "questions": [
    { "id": "age", "kind": "number", "short": "a", "ask": "?", "why": "w", "range": { "min": 0, "max": 120 },
      "outcomes": [ { "when": { "below": 18 }, "level": "not_suitable", "reason": "r", "advice": "a", "sources": ["s"], "ends": true } ] },
    { "id": "sore", "kind": "yes_no", "short": "s", "ask": "?", "why": "w", "together": "l", "tick": "t", "always": true,
      "outcomes": [ { "when": { "is": "yes" }, "level": "clinician", "reason": "r", "advice": "a", "sources": ["s"] } ],
      "follow_up": [ { "when": { "is": "yes" }, "ask": [
        { "id": "sore_name", "kind": "text", "short": "n", "ask": "?", "why": "w" } ] } ] },
    { "id": "burn", "kind": "yes_no", "short": "b", "ask": "?", "why": "w", "together": "l", "tick": "t",
      "follow_up": [ { "when": { "is": "yes" }, "ask": [
        { "id": "burn_last", "kind": "date", "about": "past", "reach": "ever", "short": "d", "ask": "?", "why": "w",
          "outcomes": [ { "when": { "within": "month" }, "level": "wait", "until": [ { "answer_plus": "month" } ], "reason": "r", "advice": "a", "sources": ["s"] } ] } ] } ] },
    { "id": "kind", "kind": "choice", "short": "k", "ask": "?", "why": "w", "options": [ { "id": "x", "says": "X" }, { "id": "no", "says": "N" } ],
      "outcomes": [ { "when": { "is": "x" }, "level": "clinician", "reason": "r", "advice": "a", "sources": ["s"] } ] } ] } ],
  "warnings": [], "meanwhile": [], "course": [],
  "preparation": [ { "id": "p", "title": "P", "from": "month", "items": [ { "id": "hat", "says": "h", "sources": ["s"] } ] } ],
  "aftercare": { "periods": [], "topics": [] }, "warning_signs": [] }"#;

fn play<'p>(pack: &'p Pack, script: &str) -> Interview<'p> {
    go_on(of_today(pack), script)
}

fn go_on<'p>(interview: Interview<'p>, script: &str) -> Interview<'p> {
    script
        .split_whitespace()
        .fold(interview, |interview, word| {
            let (verb, rest) = word.split_once([':', '=']).unwrap_or((word, ""));
            let ids = || rest.split('+').filter(|id| !id.is_empty()).collect();
            let event = match verb {
                "start" => Event::Start,
                "back" => Event::Back,
                "fwd" => Event::Forward,
                "review" => Event::Review,
                "confirm" => Event::Confirm,
                "next" => Event::Continue,
                "plan" => Event::OpenPlan,
                "none" => Event::NoneOfThese,
                "tick" => Event::Tick(ids(), Rest::No),
                "each" => Event::Tick(ids(), Rest::AskEach),
                "edit" => Event::Edit(rest),
                "date" => Event::TreatmentTyped(rest),
                "here" => Event::Treatment(Treatment::Today),
                "unbooked" => Event::Treatment(Treatment::NotBooked),
                "edit-day" => Event::EditDay,
                "do" => Event::Done(rest),
                "" => Event::Answer(given(&interview, rest)),
                other => panic!("no such word: {other}"),
            };
            interview.step(&event)
        })
}

fn given<'g>(interview: &Interview<'_>, word: &'g str) -> Given<'g> {
    let Stage::Asking(Screen::Question(question)) = interview.stage() else {
        return Given::Word(word);
    };
    match (word, &question.kind) {
        ("unsure" | "declined", _) => Given::Word(word),
        (_, Kind::Number(_) | Kind::Date { .. } | Kind::Text) => Given::Typed(word),
        _ => Given::Word(word),
    }
}

fn place(interview: &Interview<'_>) -> String {
    match interview.stage() {
        Stage::Asking(Screen::Question(question)) => question.id.clone(),
        Stage::Asking(Screen::List(list)) => list.id.clone(),
        Stage::Asking(Screen::Day) => "day".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn scripts() {
    let pack = Pack::from_bytes("scripts", PACK.as_bytes()).unwrap();
    let scripts = "
        start > age
        start back > day
        start back back > Welcome
        start fwd > age
        start =seventeen > age
        start =121 > age
        start =34 > l
        start =34 tick: > l
        start =34 tick:nobody > l
        start =34 fwd > l
        start =34 none > kind
        start =34 none fwd > kind
        start =34 none =x > Review
        start =34 none =y > kind
        start =34 none =unsure > Review
        start =34 tick:sore > sore_name
        start =34 tick:sore =cut > kind
        start =34 tick:sore fwd > kind
        start =34 tick:burn > burn_last
        start =34 tick:burn =2026-11-21 > burn_last
        start =34 tick:burn =2026-11-20 > kind
        start =34 tick:burn =2026-02-30 back > l
        start =34 tick:sore+burn =cut > burn_last
        start =34 each: > sore
        start =34 each: =no > burn
        start =34 each: =no =unsure > kind
        start =34 each: =yes =no > sore_name
        start =34 each:sore > burn
        start =34 each:sore =no > sore_name
        start =34 each: =no back > sore
        start =34 each: =no back back > l
        start =34 each: =no =no back back back fwd fwd fwd > kind
        start =15 > l
        start =15 none > Review
        start =15 tick:sore =cut > Review
        start =34 back =15 none > Review
        start =34 none =x back > kind
        start =34 none =x confirm > Summary
        start =34 review > Review
        start =34 review confirm > Review
        start =34 review back > l
        start =34 none =x back back back back back > Welcome
        start =34 none =x back back back back back start > kind
        start =34 none =x edit:burn > burn
        start =34 none =x edit:burn back > Review
        start =34 none =x edit:burn =no > Review
        start =34 none =x edit:burn =yes > burn_last
        start =34 none =x edit:burn =yes =2026 > Review
        start =34 none =x edit:burn =yes back > Review
        start =34 none =x edit:burn =yes back confirm > Review
        start =34 none =x edit:burn =yes back back > burn_last
        start =34 none =x edit:burn_last > Review
        start =34 none =x edit:nothing > Review
        start =15 none edit:age =34 > l
        start =15 none edit:age =34 none > kind
        start =15 none edit:age =34 none =no > Review
        start =34 none =no confirm next > Aftercare
        start =34 none =no confirm next next > Finished
        start =34 none =no confirm next next back > Aftercare
        start =34 none =no confirm next next back back > Summary
        start =34 tick:burn =2026-11-20 =no confirm next back > Summary
        start =34 none =no confirm back > Review
        start =34 tick:burn =2026-11-20 =no confirm next > Finished
        start =34 tick:burn =2026-11-20 =no confirm plan > Aftercare
        start =34 tick:burn =2026-11-20 =no confirm next plan > Aftercare
        start confirm next plan > age
        none =1 back confirm > Welcome";
    for line in scripts.lines().filter(|line| !line.trim().is_empty()) {
        let (script, end) = line.split_once(" > ").unwrap();
        assert_eq!(place(&play(&pack, script)), end.trim(), "{}", script.trim());
    }
}

#[test]
fn what_leaves_the_path_is_kept_and_does_not_count() {
    let pack = Pack::from_bytes("scripts", PACK.as_bytes()).unwrap();
    let with = "start =34 tick:burn =2026-11-20 =no edit:burn =no";
    let without = play(&pack, with);
    assert_eq!(without.verdict().level, Level::NoConcern);
    let again = without
        .step(&Event::Edit("burn"))
        .step(&Event::Answer(Given::Word("yes")));
    assert_eq!(place(&again), "Review", "the date is known already");
    assert_eq!(again.verdict().level, Level::Wait);
}

#[test]
fn walking_through_a_list_does_not_turn_not_sure_into_no() {
    let pack = Pack::from_bytes("scripts", PACK.as_bytes()).unwrap();
    let interview = play(
        &pack,
        "start =34 each: =unsure =no back back back tick:burn",
    );
    assert_eq!(
        interview.verdict().findings.first().unwrap().question.id,
        "sore"
    );
    // only "none of these" says so outright
    let interview = play(&pack, "start =34 each: =unsure =no back back back none =no");
    assert_eq!(interview.verdict().level, Level::NoConcern);
}

#[test]
fn notices() {
    let pack = Pack::from_bytes("scripts", PACK.as_bytes()).unwrap();
    let cases = [
        ("start =34 tick:sore", Some(Notice::Opened(1))),
        ("start =34 each:", Some(Notice::Opened(2))),
        ("start =34 none", None),
        ("start =34 tick:", Some(Notice::ChooseFirst)),
        ("start fwd", Some(Notice::ChooseFirst)),
        ("start =34 review confirm", Some(Notice::StillOpen(2))),
    ];
    for (script, notice) in cases {
        assert_eq!(play(&pack, script).notice(), notice.as_ref(), "{script}");
    }
}

#[test]
fn progress_grows_only_when_an_answer_opens_more() {
    let pack = Pack::from_bytes("scripts", PACK.as_bytes()).unwrap();
    let cases = [
        ("", "0 of 4 or more"),
        ("start", "2 of 4 or more"),
        ("start =34", "3 of 4 or more"),
        ("start =34 tick:sore", "4 of 5"),
        ("start =34 tick:sore review", "4 of 5"),
        ("start =34 none", "4 of 4"),
        ("start =34 none =x", "4 of 4"),
        ("start =34 none =x edit:burn", "4 of 4"),
        ("start =34 none back", "3 of 4"),
        ("start =34 each:sore", "4 of 6 or more"),
        // a child is asked nothing more, but is not counted on
        ("start =17", "3 of 3"),
    ];
    for (script, progress) in cases {
        assert_eq!(sheet::position(&play(&pack, script)), progress, "{script}");
    }
}

#[test]
fn the_plan_takes_a_day_and_ticks() {
    let pack = Pack::from_bytes("scripts", PACK.as_bytes()).unwrap();
    let end = "start =34 none =no confirm next";
    let day = play(&pack, &format!("{end} date:2026-12-24 do:hat do:nothing"));
    assert_eq!(day.treatment().unwrap().to_string(), "2026-12-24");
    assert_eq!(day.ticks().collect::<Vec<_>>(), ["hat"]);
    let undone = day
        .step(&Event::Done("hat"))
        .step(&Event::Treatment(Treatment::NotBooked));
    assert_eq!((undone.day(), undone.ticks().count()), (None, 0));
    for bad in ["2026-12", "soon", "2026-11-19", ""] {
        let refused = play(&pack, &format!("{end} date:2026-12-24 date:{bad}"));
        assert!(matches!(refused.notice(), Some(Notice::Refused(_))));
        assert_eq!(
            refused.day(),
            Some(date(2026, 12, 24)),
            "a slip loses nothing"
        );
    }
}

/// The same with a question that is about the day of the treatment.
fn with_the_day() -> Pack {
    let text = PACK.replacen(
        r#""id": "burn","#,
        r#""id": "burn", "ask_on": "the_day","#,
        1,
    );
    Pack::from_bytes("scripts", text.as_bytes()).unwrap()
}

#[test]
fn the_day_is_asked_first_and_can_be_changed_anywhere() {
    let pack = with_the_day();
    let scripts = "
        start > day
        start fwd > day
        start back > Welcome
        start date:soon > day
        start date:2026-11-19 > day
        start date:2026-12 > day
        start here > age
        start date:2026-11-20 > age
        start date:2026-12-24 > age
        start unbooked back > day
        start here =34 tick:burn > burn_last
        start unbooked =34 tick:burn > l
        start unbooked =34 none =no confirm > Summary
        start review confirm > Review
        start unbooked =34 none =no edit-day > day
        start unbooked =34 none =no edit-day back > Review
        start unbooked =34 none =no edit-day date:2026-12-24 > Review
        start unbooked =34 none =no edit-day here > burn
        start unbooked =34 none =no edit-day here =yes > burn_last
        start unbooked =34 none =no edit-day here =yes =2026-11-20 > Review
        start here =34 tick:burn =2026-11-20 =no edit-day unbooked confirm > Summary
        start unbooked =34 none =no confirm next date:2026-12-24 > Aftercare
        start unbooked =34 none =no confirm next here > burn
        start unbooked =34 none =no confirm next here back > Review
        start unbooked =34 none =no confirm next here =no confirm > Summary
        start unbooked =34 tick:sore review edit:kind =no confirm next date:2026-12-24 > Aftercare
        start unbooked =34 tick:sore review edit:kind =no confirm next here > burn
        start unbooked =34 tick:sore review edit:kind =no confirm next here =no > Review";
    for line in scripts.lines().filter(|line| !line.trim().is_empty()) {
        let (script, end) = line.split_once(" > ").unwrap();
        let end_of = go_on(Interview::new(&pack, TODAY), script);
        assert_eq!(place(&end_of), end.trim(), "{}", script.trim());
    }
    // what was ticked stays ticked
    let ticked = "start unbooked =34 tick:sore =cut =no edit-day here =no confirm";
    let ticked = go_on(Interview::new(&pack, TODAY), ticked);
    assert_eq!(place(&ticked), "Summary");
    assert_eq!(ticked.verdict().level, Level::Clinician);
    let open = go_on(Interview::new(&pack, TODAY), "start review confirm");
    assert_eq!(open.notice(), Some(&Notice::StillOpen(4)), "the day counts");
}

#[test]
fn what_is_about_the_day_is_asked_again_then() {
    let pack = with_the_day();
    let told = |script: &str| {
        let interview = go_on(Interview::new(&pack, TODAY), script);
        let verdict = interview.verdict();
        let again: Vec<_> = verdict.ask_again.iter().map(|it| it.id.clone()).collect();
        (verdict.level, again)
    };
    let burnt = "=34 tick:burn =2026-11-20 =no";
    assert_eq!(
        told(&format!("start here {burnt}")),
        (Level::Wait, Vec::new())
    );
    // the answers stay, and do not count for another day
    for other in ["unbooked", "date:2026-12-24"] {
        let script = format!("start here {burnt} edit-day {other}");
        assert_eq!(told(&script), (Level::NoConcern, vec!["burn".to_owned()]));
    }
    // nobody is asked again who is too young to be asked at all
    assert_eq!(
        told("start unbooked =15 none"),
        (Level::NotSuitable, Vec::new())
    );
}
