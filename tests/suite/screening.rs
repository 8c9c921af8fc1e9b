//! A saved screening: written, read back the same, refused where it does not fit, worked out again.
use std::sync::LazyLock;

use jiff::{Timestamp, ToSpan, civil::Date};
use needlefit::{
    evaluate::{How, evaluate_saved},
    interview::{
        Event, Interview, Stage, Treatment,
        open::{NotOpened, NotRead, Opened, Saved, Told},
        screening::{self, AnsweredBy, PutDown, Screening, Whose},
    },
    pack::Pack,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::{
    PACK, TODAY,
    chance::cases,
    healthy,
    schema::Validator,
    summary,
    walk::{answer_screen, picks},
};

pub const ID: &str = "0b5d7c1e-93a4-4f0e-8f0a-6f2b7a7f3f9a";

static SCHEMA: LazyLock<Validator> =
    LazyLock::new(|| Validator::new(&serde_json::from_str(&screening::schema()).unwrap()));

/// An interview as it is saved.
pub fn written(interview: &Interview<'_>) -> Vec<u8> {
    let put_down = PutDown {
        id: ID.to_owned(),
        started: Timestamp::UNIX_EPOCH,
        now: Timestamp::UNIX_EPOCH,
    };
    Screening::of(interview, put_down).to_json().unwrap()
}

/// A saved screening opened on a day.
pub fn opened<'p>(bytes: &[u8], pack: &'p Pack, today: Date) -> Opened<'p> {
    Saved::read(bytes).unwrap().open(None, pack, today).unwrap()
}

/// Somebody well who was asked all on this day, at the summary.
pub fn well(treatment: Treatment) -> Interview<'static> {
    summary(&PACK, healthy(&PACK), treatment)
}

/// As far as the picks lead; without an end to its summary.
fn walked(picks: &[u16], stops_at: Option<usize>) -> Interview<'static> {
    let mut interview = Interview::new(&PACK, TODAY).step(&Event::Start);
    for pick in picks.iter().take(stops_at.unwrap_or(picks.len())) {
        let Stage::Asking(screen) = interview.stage() else {
            break;
        };
        interview = answer_screen(interview, screen, *pick);
    }
    match stops_at {
        Some(_) => interview,
        None => interview.step(&Event::Review).step(&Event::Confirm),
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    /// A screening that was written is read back as the same interview: finished or a draft, with what
    /// was set aside, the day, the ticks and whose it is.
    #[test]
    fn what_is_written_is_read_back(
        (picks, others) in (picks(), picks()),
        stops_at in prop::option::of(0..60_usize),
        turns in 0..4_usize,
        items in any::<u64>(),
        label in prop::option::of("[A-Z]{1,3}-[0-9]{1,4}"),
    ) {
        let mut interview = walked(&picks, stops_at);
        if stops_at.is_some() {
            // changed answers set others aside
            for pick in others.iter().take(turns) {
                interview = interview.step(&Event::Back);
                if let Stage::Asking(screen) = interview.stage() {
                    interview = answer_screen(interview, screen, *pick);
                }
            }
        } else {
            interview = interview.step(&Event::OpenPlan);
            for (place, item) in PACK.items().enumerate() {
                if items >> (place % 64) & 1 == 1 {
                    interview = interview.step(&Event::Done(&item.id));
                }
            }
        }
        let answered_by = [None, Some(AnsweredBy::Paper), Some(AnsweredBy::Carer), Some(AnsweredBy::Staff)];
        let interview = interview.kept_as(Whose { label, answered_by: answered_by[turns] });
        let bytes = written(&interview);
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(SCHEMA.refuses(&json), None);
        let back = opened(&bytes, &PACK, TODAY);
        prop_assert_eq!(back.id.as_deref(), Some(ID));
        let told_of_draft = matches!(back.told.as_slice(), [Told::Draft]);
        prop_assert!(back.told.is_empty() || told_of_draft && json.get("verdict").is_none());
        let back = back.interview;
        prop_assert_eq!(back.screens(), interview.screens());
        prop_assert_eq!(back.treatment(), interview.treatment());
        prop_assert_eq!(back.has_verdict(), interview.has_verdict());
        prop_assert_eq!(back.whose(), interview.whose());
        if interview.stage() == Stage::Review {
            prop_assert_eq!(back.stage(), Stage::Review, "nothing is left to ask");
        }
        for question in &PACK.questions {
            let (was, is) = (interview.answers().get(question.number), back.answers().get(question.number));
            if interview.path().holds(question) || !interview.has_verdict() {
                prop_assert_eq!(was, is);
            } else {
                prop_assert!(is.is_none(), "what was set aside goes when it is finished");
            }
        }
        let again = if back.has_verdict() { written(&back.step(&Event::OpenPlan)) } else { written(&back) };
        prop_assert_eq!(String::from_utf8(again), String::from_utf8(bytes));
    }

    /// Whatever became of the bytes, it is opened whole, or refused in a sentence.
    #[test]
    fn a_damaged_file_is_never_half_taken(
        picks in picks(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut: bool,
    ) {
        let mut bytes = written(&walked(&picks, None));
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        match Saved::read(&bytes) {
            Err(why) => {
                let is_clean = !why.to_string().contains(char::is_control);
                prop_assert!(is_clean, "{}", why);
            }
            Ok(saved) => {
                if let Ok(opened) = saved.open(None, &PACK, TODAY + 3.days()) {
                    prop_assert!(opened.interview.today() == TODAY + 3.days());
                }
            }
        }
    }
}

/// A saved screening with one thing changed in it.
fn changed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut json = serde_json::from_slice(&written(&well(Treatment::NotBooked))).unwrap();
    change(&mut json);
    serde_json::to_vec(&json).unwrap()
}

#[test]
fn what_does_not_fit_is_refused_in_a_sentence() {
    let open = |bytes: &[u8]| {
        Saved::read(bytes)
            .unwrap()
            .open(None, &PACK, TODAY)
            .map(|_| ())
    };
    assert_eq!(
        Saved::read(&changed(|it| it["format"] = 3.into())).map(|_| ()),
        Err(NotRead::Newer(3))
    );
    assert_eq!(
        Saved::read(b"{\"answers\":{}}").map(|_| ()),
        Err(NotRead::SomethingElse)
    );
    let twice = String::from_utf8(changed(|_| ())).unwrap();
    let twice = twice.replace("\"age\":34", "\"age\":34,\"age\":17");
    let says = Saved::read(twice.as_bytes())
        .map(|_| ())
        .unwrap_err()
        .to_string();
    assert!(says.contains("`age` is answered twice"), "{says}");
    assert_eq!(
        open(&changed(|it| it["pack"]["id"] = "other".into())),
        Err(NotOpened::OtherPack("other".to_owned(), PACK.id.clone()))
    );
    let tomorrow = TODAY + 1.day();
    assert_eq!(
        open(&changed(|it| it["today"] = tomorrow.to_string().into())),
        Err(NotOpened::Ahead(tomorrow, TODAY))
    );
    for (id, answer) in [
        ("age", json!(900)),
        ("aeg", json!(30)),
        ("keloid", json!(["no", 1])),
    ] {
        let why = open(&changed(|it| it["answers"][id] = answer)).unwrap_err();
        assert!(
            matches!(&why, NotOpened::Answer(it, _) if it == id),
            "{why}"
        );
    }
    let says = Saved::read(&changed(|it| it["verdcit"] = json!({}))).map(|_| ());
    assert!(says.unwrap_err().to_string().contains("verdcit"));
}

#[test]
fn a_verdict_that_was_changed_does_not_count() {
    let bytes = changed(|it| {
        it["answers"]["breastfeeding"] = "yes".into();
    });
    let opened = opened(&bytes, &PACK, TODAY);
    let (was, is) = match opened.told.as_slice() {
        [Told::OtherVerdict(was, is)] => (was.level, is.level),
        told => panic!("{told:?}"),
    };
    assert!(was < is, "{was:?} {is:?}");
    assert_eq!(opened.interview.verdict().level, is);
}

/// Of another version, what is asked in the same words stays; the rest is asked again, and said.
#[test]
fn of_another_version_only_the_same_questions_keep_their_answers() {
    let text = include_str!("../../questions/microneedling.json");
    let ask = &PACK.question("keloid").unwrap().ask;
    assert_eq!(text.matches(ask.as_str()).count(), 1);
    let other = text.replace(
        ask.as_str(),
        "Did a scar of yours ever grow past its wound?",
    );
    let other = Pack::from_bytes("other.json", other.as_bytes()).unwrap();
    let bytes = written(&well(Treatment::NotBooked));
    let opened = opened(&bytes, &other, TODAY);
    let Some(Told::OtherVersion(version, again)) = opened.told.first() else {
        panic!("{:?}", opened.told);
    };
    assert_eq!(*version, None, "its number is the same");
    assert_eq!(
        opened.told[0].says(PACK.language),
        "One question has changed since and is asked again: Thick, growing scar."
    );
    let ids: Vec<&str> = again.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["keloid"]);
    let open: Vec<_> = opened
        .interview
        .open()
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(open, ["keloid"]);
    assert!(matches!(opened.interview.stage(), Stage::Asking(_)));
    // with a number of its own, that is said before it
    let text = text.replace("\"version\": \"2.0.0\"", "\"version\": \"2.0.1\"");
    let other = Pack::from_bytes("other.json", text.as_bytes()).unwrap();
    assert_ne!(other.version, PACK.version);
    let opened = crate::screening::opened(&bytes, &other, TODAY);
    let says = opened.told[0].says(PACK.language);
    assert_eq!(says, "The questions were version 2.0.0 then.");
}

/// On a later day the same answers are worked out for it, and what was about the day is asked again.
#[test]
fn on_a_later_day_it_is_worked_out_for_that_day() {
    let later = TODAY + 40.days();
    let not_booked = opened(&written(&well(Treatment::NotBooked)), &PACK, later);
    assert_eq!(not_booked.interview.stage(), Stage::Summary);
    assert_eq!(not_booked.interview.today(), later);
    assert!(matches!(
        not_booked.told.as_slice(),
        [Told::OfDay(day), Told::Expired(_)] if *day == TODAY
    ));
    assert_eq!(not_booked.interview.answered_from(), TODAY);
    // evaluated on that day, they hold no longer than they did
    let how = How {
        today: later,
        full: true,
        clinic: None,
    };
    let saved = Saved::read(&written(&well(Treatment::NotBooked))).map_err(|why| why.to_string());
    let mut line = Vec::new();
    evaluate_saved(&PACK, &how, ("a.json", saved), &mut line).unwrap();
    let line: Value = serde_json::from_slice(&line).unwrap();
    assert_eq!(line["answered_on"], TODAY.to_string());
    let holds = PACK.answers_hold_until(TODAY);
    assert_eq!(line["holds_until"], holds.to_string());

    let today = opened(&written(&well(Treatment::Today)), &PACK, later);
    assert!(
        today
            .told
            .iter()
            .any(|it| matches!(it, Told::DayBehind(day) if *day == TODAY))
    );
    assert_eq!(today.interview.treatment(), None, "the day is asked again");
    let treated = today.interview.step(&Event::Treatment(Treatment::Today));
    let open = treated.open();
    assert!(!open.is_empty() && open.iter().all(|it| PACK.is_about_the_day(it)));
}

/// What was saved by 0.1: its answers stand beside, and all is asked again.
#[test]
fn a_file_of_the_first_form_opens() {
    let bytes = include_bytes!("fixtures/screening-0.1.0.json");
    let opened = opened(bytes, &PACK, TODAY);
    assert!(matches!(opened.told.as_slice(), [Told::FirstForm(_)]));
    assert!(opened.interview.answers().is_empty());
    let pregnancy = PACK.question("pregnancy").unwrap();
    assert!(opened.interview.last_time(pregnancy).is_some());
    assert!(matches!(opened.interview.stage(), Stage::Asking(_)));
}

#[test]
fn a_draft_in_which_nothing_is_left_to_ask_is_looked_through() {
    let reviewed = Interview::new(&PACK, TODAY)
        .with_answers(healthy(&PACK))
        .for_treatment(Treatment::Today)
        .step(&Event::Start)
        .step(&Event::Review);
    assert!(!reviewed.has_verdict());
    let back = opened(&written(&reviewed), &PACK, TODAY).interview;
    assert_eq!(back.stage(), Stage::Review);
}
