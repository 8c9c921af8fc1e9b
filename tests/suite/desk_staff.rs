//! What staff do at a desk themselves: they type, lock, come back another day, and come and go.
use std::cell::Cell;

use jiff::{ToSpan as _, Zoned};
use needlefit::{
    clinic::Clinic,
    desk::{LockSays, Stage, staff::Roster},
    interview::{
        Event, Interview, Treatment,
        screening::{PutDown, Screening},
    },
    pack::Pack,
    records::{
        Held, Records,
        body::{By, Member, Says, Staffed},
        event::{Kind, STORE},
        place::Place,
    },
    text::Language,
    tui::{
        desk::{DeskApp, Opening},
        terminal::Program as _,
    },
};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::sync::LazyLock;
use uuid::Uuid;

use crate::{
    common::{
        EDITIONS, PACK, TODAY, healthy, healthy_but,
        records::{clock, key_file},
        screen::press,
        summary,
    },
    desk::{
        CLINIC, PIN, STAFF, desk, give_back, keep, opening, place, records, screen, to_summary,
        unlocked,
    },
};

/// The keys by which staff begin to type for somebody.
const TYPES: &str = "n Down Down Down Right Enter Enter";

/// A desk whose day is that of its clock, once the first of its staff has come in.
fn by_the_clock(place: &Place, clock: fn() -> Zoned) -> DeskApp<'static> {
    let opening = Opening {
        today: None,
        ..opening(place, None, clock)
    };
    let mut app = DeskApp::new(opening).unwrap();
    press(&mut app, PIN);
    app
}

/// What stands on the screen, wherever its lines end.
fn in_a_line(app: &mut DeskApp<'static>) -> String {
    let said = screen(app);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether staff locked it, and nothing is shown but that.
fn is_locked(app: &mut DeskApp<'static>) -> bool {
    let locked = matches!(app.stage(), Stage::Locked(lock) if lock.says == LockSays::Desk);
    locked && screen(app).contains("This desk is locked.")
}

#[test]
fn f9_locks_every_screen_of_staff_whatever_lies_on_it() {
    let (_folder, place) = place();
    // a page of words, the help, forms, one screening, what is read out
    let pages = [
        "z",
        "?",
        "n",
        "/",
        "s",
        "n Enter Enter F10 2 7 5 9 3 4 Enter",
        "n Down Down Down Right Enter",
    ];
    for keys in pages {
        let mut app = unlocked(&place, Some(&CLINIC));
        press(&mut app, keys);
        press(&mut app, "F9");
        assert!(is_locked(&mut app), "{keys}: {}", screen(&mut app));
    }
    // while staff type, whatever lies on the question
    for keys in ["", "?", "g", "1", "1 3", "r", "r ?"] {
        let mut app = unlocked(&place, Some(&CLINIC));
        press(&mut app, TYPES);
        press(&mut app, keys);
        let Stage::Typing(id) = *app.stage() else {
            panic!("{keys}: {}", screen(&mut app))
        };
        press(&mut app, "F9");
        assert!(is_locked(&mut app), "{keys}: {}", screen(&mut app));
        // whoever stands there now sees nothing without a PIN
        press(&mut app, "F9 q Esc F10");
        assert!(is_locked(&mut app), "{keys}: {}", screen(&mut app));
        press(&mut app, PIN);
        let said = screen(&mut app);
        assert_eq!(app.stage(), &Stage::Record(id), "{keys}: {said}");
        assert!(said.contains("draft"), "{keys}: {said}");
    }
}

#[test]
fn staff_who_type_are_told_which_key_locks_and_stop_with_ctrl_c() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    press(&mut app, TYPES);
    press(&mut app, "?");
    let mut help = screen(&mut app);
    for _ in 0..9 {
        press(&mut app, "PageDown");
        help += &screen(&mut app);
    }
    assert!(help.contains("Locks the desk until a PIN"), "{help}");
    assert!(!help.contains("Blanks the screen"), "{help}");
    // as the help says of Ctrl-C: it stops here, and the desk stays open
    press(&mut app, "Esc");
    assert!(app.holds());
    let Stage::Typing(id) = *app.stage() else {
        panic!()
    };
    app.key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL));
    assert_eq!(app.stage(), &Stage::Record(id));
    assert!(!app.holds());
}

#[test]
fn what_is_to_be_known_of_a_draft_is_said_when_staff_go_on_with_it() {
    let (_folder, place) = place();
    let mut app = by_the_clock(&place, || clock().yesterday().unwrap());
    press(&mut app, "n Enter Enter 1 F10");
    drop(app);
    for keys in ["Home Down o", "Home Down Enter o"] {
        let mut app = unlocked(&place, None);
        press(&mut app, keys);
        assert!(matches!(app.stage(), Stage::Typing(_)), "{keys}");
        let said = in_a_line(&mut app);
        assert!(
            said.contains("These answers are from 19 November 2026."),
            "{keys}: {said}"
        );
        press(&mut app, "F10");
    }
}

/// A desk where a clinician has come in.
fn as_clinician(place: &Place, clinic: Option<&'static Clinic>) -> DeskApp<'static> {
    let mut app = desk(place, clinic);
    press(&mut app, "Up Right Down");
    press(&mut app, PIN);
    app
}

/// At another desk, one of the staff is set to work here no more.
fn dismiss(place: &Place, nth: usize) {
    let Staffed::Set(member) = &STAFF[nth] else {
        panic!()
    };
    let gone = Member {
        works_here: false,
        ..member.clone()
    };
    let says = Says::Staffed(Staffed::Set(gone));
    records(place).note(STORE, says).unwrap();
}

/// Somebody well, screened for today.
fn well() -> Interview<'static> {
    summary(&PACK, healthy(&PACK), Treatment::Today)
}

#[test]
fn who_works_here_no_more_neither_stays_nor_signs_nor_sets_staff() {
    let cases = [
        ("", "s"),
        ("s Right Right Enter", "Enter"),
        ("f Right Down Right Up Up", PIN),
        ("Enter c Down Down Right Down", PIN),
    ];
    for (before, after) in cases {
        let (_folder, place) = place();
        let id = keep(&mut records(&place), ("A7-204", None), &well(), &clock());
        let mut app = as_clinician(&place, Some(&CLINIC));
        press(&mut app, before);
        dismiss(&place, 1);
        press(&mut app, after);
        let said = screen(&mut app);
        assert!(is_locked(&mut app), "{before}: {said}");
        assert!(
            said.contains("Dr Bo no longer works here."),
            "{before}: {said}"
        );
        let records = records(&place);
        assert!(Roster::of(&records).unwrap().member("b").is_none());
        let record = records.record(id).unwrap();
        assert!(record.decision().is_none() && record.consents.is_empty());
    }
}

#[test]
fn nobody_is_taken_back_by_a_form_that_was_open_when_they_went() {
    let (_folder, place) = place();
    let mut app = as_clinician(&place, None);
    press(&mut app, "s Right Enter Down 1 9 5 7 3 8 Down 1 9 5 7 3 8");
    dismiss(&place, 0);
    press(&mut app, "Enter");
    let said = screen(&mut app);
    assert!(said.contains("Ana no longer works here."), "{said}");
    let roster = Roster::of(&records(&place)).unwrap();
    assert_eq!(roster.here().count(), 1);
}

#[test]
fn who_sets_themselves_to_work_here_no_more_is_out_at_once() {
    let (_folder, place) = place();
    let mut app = as_clinician(&place, None);
    press(&mut app, "s Right Right Enter Up Right Enter");
    let said = screen(&mut app);
    assert!(is_locked(&mut app), "{said}");
    assert!(said.contains("Dr Bo no longer works here."), "{said}");
    let log = records(&place).log(Kind::Staffed, 1).unwrap();
    let (_, entry) = log.first().unwrap();
    assert_eq!(entry.by, By::Staff("b".to_owned()));
    assert!(matches!(entry.says, Says::Staffed(Staffed::Locked)));
}

#[test]
fn wrong_pins_before_a_right_one_that_signs_count_no_more() {
    let (_folder, place) = place();
    let id = keep(&mut records(&place), ("A7-204", None), &well(), &clock());
    let mut app = as_clinician(&place, None);
    press(&mut app, "f Right Down Right Up Up 1 1 Enter 2 2 Enter");
    let said = screen(&mut app);
    assert!(said.contains("not the PIN of Dr Bo"), "{said}");
    press(&mut app, PIN);
    assert!(records(&place).record(id).unwrap().decision().is_some());
    press(&mut app, "F9 3 3 Enter");
    let said = screen(&mut app);
    assert!(said.contains("not the PIN of Dr Bo"), "{said}");
    assert!(!said.contains("Too many wrong PINs"), "{said}");
    press(&mut app, PIN);
    assert!(!app.stage().is_closed(), "{}", screen(&mut app));
}

thread_local! {
    /// How many days have gone by.
    static DAYS: Cell<i64> = const { Cell::new(0) };
}

fn moving_clock() -> Zoned {
    clock().checked_add(DAYS.get().days()).unwrap()
}

#[test]
fn a_desk_that_was_on_overnight_shows_the_list_of_today() {
    let (_folder, place) = place();
    let mut app = by_the_clock(&place, moving_clock);
    press(&mut app, "F9");
    DAYS.set(1);
    let mut records = Records::open_damaged(&place, &key_file(), moving_clock).unwrap();
    keep(&mut records, ("B7-301", None), &well(), &moving_clock());
    press(&mut app, PIN);
    let said = screen(&mut app);
    assert!(said.contains("Today   09:15"), "{said}");
    assert!(said.contains("B7-301"), "{said}");
    // a day that was chosen stays
    press(&mut app, "j y e s t e r d a y Enter F9");
    press(&mut app, PIN);
    let said = screen(&mut app);
    assert!(said.contains("20 November 2026"), "{said}");
    DAYS.set(0);
}

/// The questions in Spanish.
fn spanish() -> &'static Pack {
    let language = Language::of("es").unwrap();
    EDITIONS.in_language(language).unwrap().unwrap()
}

/// A clinic that takes the Spanish questions on.
static SPEAKS: LazyLock<Clinic> = LazyLock::new(|| {
    let json = r#"{ "name": "Skin Clinic", "languages": ["es"] }"#;
    Clinic::from_bytes("clinic.json", json.as_bytes()).unwrap()
});

#[test]
fn somebody_is_screened_again_in_the_language_that_is_chosen() {
    let (_folder, place) = place();
    keep(&mut records(&place), ("A7-204", None), &well(), &clock());
    let mut app = unlocked(&place, Some(&SPEAKS));
    press(&mut app, "m Down Down Right Enter");
    assert!(matches!(app.stage(), Stage::Told(_)));
    assert_eq!(app.interview().language().tag(), "es");
    press(&mut app, "Enter");
    assert_eq!(app.interview().language().tag(), "es");
    let (_folder, place) = crate::desk::place();
    let earlier = summary(spanish(), healthy(spanish()), Treatment::Today);
    keep(&mut records(&place), ("A7-204", None), &earlier, &clock());
    // unless another one is chosen, it is that of the earlier one
    for (keys, tag) in [("m Enter", "es"), ("m Down Down Right Enter", "en")] {
        let mut app = unlocked(&place, Some(&SPEAKS));
        press(&mut app, keys);
        assert_eq!(app.interview().language().tag(), tag, "{keys}");
    }
    let mut app = unlocked(&place, None);
    press(&mut app, "m Down Down Right Down Right Enter");
    let said = screen(&mut app);
    assert!(said.contains("keeps your answers"), "{said}");
    press(&mut app, "Enter");
    assert!(matches!(app.stage(), Stage::Typing(_)));
    assert_eq!(app.interview().language().tag(), "en");
}

/// Why a screening that can't be followed is none to screen again, at a desk in this language.
fn again_says(place: &Place, pack: &'static Pack) -> String {
    let opening = Opening {
        pack,
        ..opening(place, None, clock)
    };
    let mut app = DeskApp::new(opening).unwrap();
    press(&mut app, PIN);
    press(&mut app, "m");
    assert_eq!(
        app.stage(),
        &Stage::Home,
        "no form is filled in for nothing"
    );
    in_a_line(&mut app)
}

#[test]
fn what_is_not_screened_again_is_said_before_the_form_in_the_language_of_the_desk() {
    let draft = Interview::new(&PACK, TODAY).step(&Event::Start);
    let ahead = Interview::new(&PACK, TODAY.tomorrow().unwrap())
        .with_answers(healthy(&PACK))
        .for_treatment(Treatment::Today)
        .step(&Event::Start)
        .step(&Event::Review)
        .step(&Event::Confirm);
    let none = ("", "");
    let cases = [
        (
            draft,
            none,
            "It is a draft. Go on with o, or hand it over with h.",
            "Está sin terminar. Siga con o, o entréguelo con h.",
        ),
        (
            ahead,
            none,
            "It is of 21 November 2026, a day to come. Is the clock right?",
            "Es del 21 de noviembre de 2026, un día que aún no ha llegado.",
        ),
        (
            well(),
            ("\"id\":\"microneedling\"", "\"id\":\"tattoo\""),
            "It asks the pack tattoo, and this desk asks microneedling.",
            "Es de las preguntas tattoo, y esta recepción usa microneedling.",
        ),
        (
            well(),
            ("\"age\":34", "\"age\":\"old\""),
            "Its answer does not fit the question: Age.",
            "Su respuesta no corresponde a la pregunta: Edad.",
        ),
    ];
    for (interview, (was, is), english, in_spanish) in cases {
        let (_folder, place) = place();
        let id = Uuid::new_v4();
        let put_down = PutDown {
            id: id.to_string(),
            started: clock().timestamp(),
            now: clock().timestamp(),
        };
        let json = serde_json::to_string(&Screening::of(&interview, put_down)).unwrap();
        let changed = json.replacen(was, is, usize::from(!was.is_empty()));
        assert!(was.is_empty() || changed != json, "{was}: {json}");
        records(&place)
            .import(changed.as_bytes(), Some("A7-204"))
            .unwrap();
        let said = again_says(&place, &PACK);
        assert!(said.contains(english), "{said}");
        let said = again_says(&place, spanish());
        assert!(said.contains(in_spanish), "{said}");
    }
}

#[test]
fn who_is_screened_again_under_another_reference_is_expected_no_more() {
    let (_folder, place) = place();
    let isotretinoin = [
        ("isotretinoin", "yes"),
        ("retinoid_pill", "isotretinoin"),
        ("isotretinoin_taking", "no"),
        ("isotretinoin_last_dose", "2026-09-01"),
    ];
    let day = TODAY.tomorrow().unwrap();
    let waits = summary(&PACK, healthy_but(&PACK, &isotretinoin), Treatment::On(day));
    let ends = waits.verdict().not_before.unwrap();
    keep(&mut records(&place), ("A7-204", None), &waits, &clock());
    let expected = || {
        let mut records = records(&place);
        let (due, booked) = (records.due(ends).unwrap(), records.booked(day).unwrap());
        [due, booked].map(|all| {
            all.into_iter()
                .map(|it| it.named.reference)
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(expected(), [["A7-204"], ["A7-204"]]);
    let mut app = unlocked(&place, None);
    // a chart number is typed over the reference
    press(&mut app, "m 7 1 7 1 Enter Enter");
    assert_eq!(expected(), [["A7-204"], ["A7-204"]], "until it is finished");
    to_summary(&mut app);
    give_back(&mut app);
    assert!(!expected().concat().contains(&"A7-204".to_owned()));
    let records = records(&place);
    let today = records.on_day(TODAY).unwrap();
    let names = today.iter().map(|it| match it {
        Held::Record(it) => it.named.reference.as_str(),
        Held::Erased(_) | Held::Damaged(_) => "",
    });
    assert_eq!(names.collect::<Vec<_>>(), ["A7-204", "7171"]);
}
