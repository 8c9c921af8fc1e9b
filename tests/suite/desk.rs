//! The desk: key scripts between staff and patients, and the walls between them.
use std::{cell::Cell, collections::BTreeSet, fs, os::unix::fs::PermissionsExt as _, path::Path};

use jiff::{ToSpan as _, Zoned, tz::TimeZone};
use needlefit::{
    clinic::Clinic,
    desk::{
        LockSays, Stage,
        decision::{Examined, decide},
        list::{How, Row},
        staff::{Roster, Wish},
    },
    interview::{
        Event, Given, Interview, Stage as At, Treatment,
        screening::{PutDown, Screening},
    },
    records::{
        Held, Records,
        body::{Consented, Decided, Named, Role, Says, Staffed},
        event::STORE,
        place::Place,
    },
    tui::{
        desk::{DeskApp, Opening, Tried},
        terminal::Program as _,
        theme::{Theme, ThemeName},
    },
};
use proptest::prelude::*;
use std::sync::LazyLock;
use tempfile::TempDir;
use uuid::Uuid;

use crate::common::{
    EDITIONS, PACK, TODAY,
    chance::cases,
    healthy, healthy_but,
    records::{clock, folder, key_file, new},
    screen::{key, lines, paint, press},
    summary, wishes,
};

/// The PIN of everybody.
pub const PIN: &str = "2 7 5 9 3 4 Enter";
const SIZE: (u16, u16) = (80, 24);

pub static CLINIC: LazyLock<Clinic> = LazyLock::new(|| {
    let json = r#"{ "name": "Skin Clinic", "told": { "en": "We keep them for eight years." },
        "consents": [{ "id": "treatment", "use": "treatment", "version": "1", "needed": true,
            "texts": { "en": "I agree to the treatment." } }] }"#;
    Clinic::from_bytes("clinic.json", json.as_bytes()).unwrap()
});
/// Stretching a PIN takes a while: it is done once.
pub static STAFF: LazyLock<Vec<Staffed>> = LazyLock::new(|| {
    let roster = Roster::default();
    let staff = [
        ("a", "Ana", Role::Reception),
        ("b", "Dr Bo", Role::Clinician),
    ];
    staff
        .map(|(id, name, role)| {
            Staffed::Set(
                roster
                    .set_as(Wish::new(name, role, "275934"), || id.to_owned())
                    .unwrap(),
            )
        })
        .to_vec()
});

pub fn place() -> (TempDir, Place) {
    let (folder, place) = folder();
    let mut records = new(&place);
    for member in STAFF.iter() {
        records.note(STORE, Says::Staffed(member.clone())).unwrap();
    }
    (folder, place)
}

pub fn records(place: &Place) -> Records {
    Records::open_damaged(place, &key_file(), clock).unwrap()
}

/// A desk on these records, locked.
pub fn desk(place: &Place, clinic: Option<&'static Clinic>) -> DeskApp<'static> {
    desk_by(place, clinic, clock)
}

/// The same, once the first of its staff has come in.
pub fn unlocked(place: &Place, clinic: Option<&'static Clinic>) -> DeskApp<'static> {
    let mut app = desk(place, clinic);
    press(&mut app, PIN);
    app
}

/// Keeps a screening under a reference, as it is at this time.
pub fn keep(
    records: &mut Records,
    (reference, label): (&str, Option<&str>),
    interview: &Interview<'_>,
    now: &Zoned,
) -> Uuid {
    let put_down = PutDown {
        id: Uuid::new_v4().to_string(),
        started: now.timestamp(),
        now: now.timestamp(),
    };
    let screening = Screening::of(interview, put_down);
    let named = Named::cleaned(reference, label);
    records.begin(named, &screening).unwrap().id()
}

/// Somebody well who was screened yesterday, and is booked for today.
fn booked_yesterday(place: &Place) -> Uuid {
    let yesterday = || clock().yesterday().unwrap();
    let mut records = Records::open_damaged(place, &key_file(), yesterday).unwrap();
    let booked = Interview::new(&PACK, TODAY.yesterday().unwrap())
        .with_answers(healthy(&PACK))
        .for_treatment(Treatment::On(TODAY))
        .step(&Event::Start)
        .step(&Event::Review)
        .step(&Event::Confirm);
    assert!(booked.has_verdict());
    keep(&mut records, ("A7-204", None), &booked, &yesterday())
}

pub fn desk_by(
    place: &Place,
    clinic: Option<&'static Clinic>,
    clock: fn() -> Zoned,
) -> DeskApp<'static> {
    DeskApp::new(opening(place, clinic, clock)).unwrap()
}

pub fn opening(
    place: &Place,
    clinic: Option<&'static Clinic>,
    clock: fn() -> Zoned,
) -> Opening<'static> {
    Opening {
        records: Records::open_damaged(place, &key_file(), clock).unwrap(),
        place: place.clone(),
        editions: &EDITIONS,
        pack: &PACK,
        clinic,
        theme: Theme::new(ThemeName::Dark, false),
        wishes: wishes(false),
        clock,
        today: Some(TODAY),
        says: None,
        tried: None,
    }
}

thread_local! {
    /// The time of day of a morning, in minutes.
    static MINUTE: Cell<i8> = const { Cell::new(0) };
}

fn morning_clock() -> Zoned {
    let minute = MINUTE.get();
    TODAY
        .at(8 + minute / 60, minute % 60, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
}

/// A desk in the morning, with some screenings of every kind.
pub fn morning() -> (TempDir, DeskApp<'static>) {
    let (folder, place) = place();
    let mut records = Records::open_damaged(&place, &key_file(), morning_clock).unwrap();
    let isotretinoin = [
        ("isotretinoin", "yes"),
        ("retinoid_pill", "isotretinoin"),
        ("isotretinoin_taking", "no"),
        ("isotretinoin_last_dose", "2026-09-01"),
    ];
    let people: [(i8, &str, Option<&str>, Option<Interview<'static>>); 4] = [
        (
            62,
            "A7-204",
            Some("Ana P."),
            Some(summary(&PACK, healthy(&PACK), Treatment::Today)),
        ),
        (
            81,
            "A7-205",
            None,
            Some(summary(
                &PACK,
                healthy_but(&PACK, &isotretinoin),
                Treatment::Today,
            )),
        ),
        (
            95,
            "A7-206",
            Some("10:00"),
            Some(summary(
                &PACK,
                healthy_but(&PACK, &[("keloid", "unsure")]),
                Treatment::Today,
            )),
        ),
        (99, "A7-207", None, None),
    ];
    let mut signed = None;
    for (minute, reference, label, interview) in people {
        MINUTE.set(minute);
        let begun = Interview::new(&PACK, TODAY)
            .step(&Event::Start)
            .step(&Event::Treatment(Treatment::Today));
        let shown = interview.unwrap_or(begun);
        let id = keep(&mut records, (reference, label), &shown, &morning_clock());
        signed.get_or_insert((id, shown));
    }
    MINUTE.set(101);
    let (id, interview) = signed.unwrap();
    let Staffed::Set(clinician) = &STAFF[1] else {
        panic!()
    };
    let examined = Examined {
        is_the_person: true,
        skin: true,
    };
    let decision = decide(&interview, clinician, Decided::GoAhead, examined).unwrap();
    records.put_down(id, Says::Decided(decision)).unwrap();
    drop(records);
    let mut app = desk_by(&place, Some(&CLINIC), morning_clock);
    press(&mut app, PIN);
    press(&mut app, "Down");
    (folder, app)
}

pub fn screen(app: &mut DeskApp<'_>) -> String {
    let (buffer, _) = paint(app, SIZE);
    lines(&buffer).join("\n")
}

/// The keys that answer every question with no, as far as the summary.
pub fn to_summary(app: &mut DeskApp<'static>) {
    for _ in 0..200 {
        if app.interview().has_verdict() {
            return;
        }
        let said = screen(app);
        let keys = match app.interview().stage() {
            At::Review => "End Enter",
            At::Asking(screen) if screen.question().is_some_and(|it| it.id == "age") => "3 4 Enter",
            At::Asking(_) if said.contains("not booked") || said.contains("Not booked") => "1",
            At::Asking(screen) if screen.question().is_some_and(|it| it.id == "area") => "1 Enter",
            At::Asking(_) if said.contains("Nothing to add") || said.contains("your own words") => {
                "Enter"
            }
            At::Asking(_) => "n",
            _ => return,
        };
        let before = app.interview().stage();
        press(app, keys);
        if app.interview().stage() == before {
            press(app, "1 Enter");
        }
    }
    panic!("no summary: {}", screen(app));
}

/// On from the summary until the desk is given back.
pub fn give_back(app: &mut DeskApp<'static>) {
    for _ in 0..9 {
        if app.stage().is_closed() && matches!(app.stage(), Stage::Locked(_)) {
            return;
        }
        press(app, "Enter");
    }
    panic!("not given back: {}", screen(app));
}

#[test]
fn three_keys_lead_to_the_first_question() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, Some(&CLINIC));
    assert_eq!(app.stage(), &Stage::Home);
    press(&mut app, "n Enter");
    let told = screen(&mut app);
    for says in [
        "Skin Clinic keeps your answers",
        "We keep them for eight years.",
        "on paper",
    ] {
        assert!(told.contains(says), "{says}: {told}");
    }
    assert!(!told.contains("Nothing is kept unless"), "{told}");
    press(&mut app, "Enter");
    assert!(matches!(app.interview().stage(), At::Asking(_)));
    assert!(matches!(app.stage(), Stage::Answering(_)));
}

#[test]
fn a_desk_that_is_only_tried_says_how_to_come_in_whenever_it_is_locked() {
    let (_folder, place) = place();
    let tried = Tried {
        says: "Each PIN is 275934.".to_owned(),
        folder: tempfile::tempdir().unwrap(),
    };
    let opening = Opening {
        tried: Some(tried),
        ..opening(&place, None, clock)
    };
    let mut app = DeskApp::new(opening).unwrap();
    for _ in 0..2 {
        press(&mut app, "1");
        assert!(screen(&mut app).contains("Each PIN is 275934."));
        press(&mut app, "Backspace");
        press(&mut app, PIN);
        assert_eq!(app.stage(), &Stage::Home);
        assert!(!screen(&mut app).contains("Each PIN"));
        press(&mut app, "F9");
    }
}

#[test]
fn who_does_not_agree_leaves_nothing() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    press(&mut app, "n Enter q");
    assert!(matches!(app.stage(), Stage::Locked(lock) if lock.says == LockSays::Refused));
    assert!(records(&place).of_day(TODAY).unwrap().is_empty());
}

#[test]
fn what_is_shown_as_answered_is_on_the_disk() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    press(&mut app, "n Enter Enter");
    let Stage::Answering(id) = *app.stage() else {
        panic!()
    };
    let reader = records(&place);
    for keys in ["1", "3 4 Enter", "1", "Enter", "n", "Left", "y", "u"] {
        press(&mut app, keys);
        let opened = reader
            .record(id)
            .unwrap()
            .saved()
            .unwrap()
            .open(None, &PACK, TODAY)
            .unwrap();
        for question in &PACK.questions {
            let (shown, kept) = (app.interview().answers(), opened.interview.answers());
            assert_eq!(
                shown.get(question.number),
                kept.get(question.number),
                "{keys}: {}",
                question.id
            );
        }
    }
    // killed here, the next desk goes on where it stopped
    let stopped = app.interview().stage();
    drop(app);
    let mut app = unlocked(&place, None);
    press(&mut app, "Home Down h Enter");
    assert_eq!(app.interview().stage(), stopped, "{}", screen(&mut app));
}

#[test]
fn a_clinician_signs_and_a_changed_answer_voids_it() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, Some(&CLINIC));
    press(&mut app, "n Enter Enter");
    let Stage::Answering(id) = *app.stage() else {
        panic!()
    };
    to_summary(&mut app);
    give_back(&mut app);
    assert!(
        matches!(app.stage(), Stage::Locked(lock) if lock.says == LockSays::GiveBack),
        "{}",
        screen(&mut app)
    );
    let given_back = screen(&mut app);
    assert!(
        given_back.contains("Please give this back to the desk."),
        "{given_back}"
    );
    // reception may not sign
    press(&mut app, PIN);
    press(&mut app, "f");
    assert!(screen(&mut app).contains("Only a clinician decides."));
    // the clinician does, once everything is checked
    press(&mut app, "F9 Up Right");
    press(&mut app, "Down");
    press(&mut app, PIN);
    let said = screen(&mut app);
    assert_eq!(app.stage(), &Stage::Record(id), "{said}");
    press(&mut app, "f Enter");
    assert!(
        screen(&mut app).contains("First make sure who this is"),
        "{}",
        screen(&mut app)
    );
    press(&mut app, "Right Down Right Up Up");
    press(&mut app, PIN);
    let signed = screen(&mut app);
    assert!(signed.contains("Signed."), "{signed}");
    assert!(
        signed.contains("signed, consent missing"),
        "from its top: {signed}"
    );
    let (decision, holds) = {
        let record = records(&place).record(id).unwrap();
        let (decision, holds) = record.decision().unwrap();
        (decision.what.clone(), holds)
    };
    assert_eq!((decision.name.as_str(), holds), ("Dr Bo", true));
    assert!(signed.contains("Missing: consent treatment."), "{signed}");
    // what can be done is named
    press(&mut app, "x");
    assert!(screen(&mut app).contains("m f c k"), "{}", screen(&mut app));
    press(&mut app, "c");
    press(&mut app, "Down Down Right Down");
    press(&mut app, PIN);
    assert!(
        screen(&mut app).contains("Nothing is missing."),
        "{}",
        screen(&mut app)
    );
    // it is looked at, and what other answers would change
    for keys in [
        "o q",
        "o F10",
        "o i Right Esc F10",
        "h Enter F10",
        "o Esc F10",
        "o l F10",
        "o Esc l F10",
        "o l F10",
    ] {
        press(&mut app, keys);
        if let Stage::Locked(_) = app.stage() {
            press(&mut app, PIN);
        }
        assert_eq!(app.stage(), &Stage::Record(id), "{keys}");
        let record = records(&place).record(id).unwrap();
        assert!(record.decision().unwrap().1, "{keys}");
        assert!(record.is_finished(), "{keys}");
    }
    // an answer is changed
    press(&mut app, "o Left Home Down Down Enter u");
    press(&mut app, "Esc Esc Esc Esc");
    let record = records(&place).record(id).unwrap();
    assert!(!record.decision().unwrap().1, "{}", screen(&mut app));
}

#[test]
fn a_decision_is_about_the_answers_and_not_about_a_tick() {
    let (_folder, place) = place();
    let mut all = records(&place);
    let interview = summary(&PACK, healthy(&PACK), Treatment::NotBooked);
    let id = keep(&mut all, ("A7-204", None), &interview, &clock());
    let Staffed::Set(bo) = &STAFF[1] else {
        panic!()
    };
    let examined = Examined {
        is_the_person: true,
        skin: true,
    };
    let decision = decide(&interview, bo, Decided::GoAhead, examined).unwrap();
    let record = all.record(id).unwrap();
    all.decide(&record, decision).unwrap();
    let mut becomes = |interview: &Interview<'_>| {
        let (mut writing, record) = all.resume(id).unwrap();
        let put_down = PutDown {
            id: id.to_string(),
            started: record.begun,
            now: clock().timestamp(),
        };
        all.keep(&mut writing, &Screening::of(interview, put_down))
            .unwrap();
        all.record(id).unwrap()
    };
    let item = &PACK.items().next().unwrap().id;
    let plan = interview.clone().step(&Event::OpenPlan);
    let ticked = becomes(&plan.step(&Event::Done(item)));
    assert!(ticked.json().contains(&format!("\"ticks\":[\"{item}\"]")));
    assert!(ticked.decision().unwrap().1);
    // that an answer was another one for a while is for the clinician to hear
    let back = interview.clone().step(&Event::Review);
    let changed = back
        .step(&Event::Edit("keloid_family"))
        .step(&Event::Answer(Given::Word("yes")));
    assert!(
        !becomes(&changed.step(&Event::Confirm))
            .decision()
            .unwrap()
            .1
    );
    assert!(!becomes(&interview).decision().unwrap().1);
}

#[test]
fn what_was_finished_on_an_earlier_day_is_screened_again_and_not_gone_on_with() {
    let (_folder, place) = place();
    let id = booked_yesterday(&place);
    let before = records(&place).record(id).unwrap().json().to_owned();
    let mut app = unlocked(&place, Some(&CLINIC));
    let said = screen(&mut app);
    assert!(said.contains("the check on the day (m)"), "{said}");
    press(&mut app, "F9 Up Right Down");
    press(&mut app, PIN);
    for keys in ["o", "Enter o", "f"] {
        press(&mut app, keys);
        let said = screen(&mut app);
        assert!(
            said.contains("Press m: what may have changed"),
            "{keys}: {said}"
        );
        assert!(
            matches!(app.stage(), Stage::Home | Stage::Record(_)),
            "{keys}"
        );
    }
    assert_eq!(records(&place).record(id).unwrap().json(), before);
    // with the check it is what follows that is gone on with
    press(&mut app, "m Enter Enter F10");
    press(&mut app, PIN);
    assert!(
        matches!(app.stage(), Stage::Record(it) if *it != id),
        "{}",
        screen(&mut app)
    );
}

#[test]
fn wrong_pins_are_counted_across_restarts_and_told() {
    let (_folder, place) = place();
    let mut app = desk(&place, None);
    press(&mut app, "1 1 1 1 1 1 Enter 2 2 2 2 2 2 Enter");
    drop(app);
    let mut app = desk(&place, None);
    press(&mut app, "3 3 3 3 3 3 Enter");
    assert!(
        screen(&mut app).contains("Too many wrong PINs. The next one counts in 61 s"),
        "{}",
        screen(&mut app)
    );
    press(&mut app, PIN);
    assert!(app.stage().is_closed(), "even the right one waits");
    // another one's works at once
    press(&mut app, "Up Right Down");
    press(&mut app, PIN);
    let said = screen(&mut app);
    assert_eq!(app.stage(), &Stage::Home, "{said}");
}

#[test]
fn a_place_that_is_gone_is_said_and_the_answer_stays() {
    let (folder, place) = place();
    let mut app = unlocked(&place, None);
    press(&mut app, "n Enter Enter 1");
    let away = folder.path().join("away");
    fs::rename(place.folder(), &away).unwrap();
    press(&mut app, "3 4 Enter");
    let said = screen(&mut app);
    assert!(
        said.contains("Your last answer is not saved yet.")
            && said.contains("folder of the records is gone"),
        "{said}"
    );
    press(&mut app, "x");
    assert!(screen(&mut app).contains("not saved yet"));
    fs::rename(&away, place.folder()).unwrap();
    press(&mut app, "x");
    assert!(!screen(&mut app).contains("not saved yet"));
    let age = PACK.question("age").unwrap();
    assert!(app.interview().answers().get(age.number).is_some());
    assert!(records(&place).verify(|_, _| {}).unwrap().is_sound());
}

#[test]
fn a_translation_that_nobody_reviewed_is_not_handed_over() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    press(&mut app, "n Down Down Right Enter");
    assert_eq!(app.stage(), &Stage::Home);
    assert!(
        screen(&mut app).contains("Nobody has reviewed the questions in"),
        "{}",
        screen(&mut app)
    );
}

#[test]
fn a_patient_does_not_turn_to_a_translation_that_nobody_reviewed() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    press(&mut app, "n Enter l Enter l");
    let said = screen(&mut app);
    assert_eq!(app.interview().language().tag(), "en", "{said}");
    let json = r#"{ "name": "Skin Clinic", "languages": ["es"] }"#;
    let takes_on = Clinic::from_bytes("clinic.json", json.as_bytes()).unwrap();
    let mut app = desk(&place, Some(Box::leak(Box::new(takes_on))));
    press(&mut app, PIN);
    press(&mut app, "n Enter l");
    assert_eq!(app.interview().language().tag(), "es");
    // who gives it back reads so in their language
    press(&mut app, "Enter F10");
    let said = screen(&mut app);
    assert!(said.contains("Por favor, devuelva esto"), "{said}");
}

#[test]
fn a_patient_reads_what_they_will_be_asked_to_agree_to() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, Some(&CLINIC));
    press(&mut app, "n Enter c");
    let said = screen(&mut app);
    assert!(said.contains("I agree to the treatment."), "{said}");
    press(&mut app, "Esc");
    assert!(matches!(app.stage(), Stage::Told(_)));
    assert!(screen(&mut app).contains("keeps your answers"));
}

#[test]
fn a_draft_of_yesterday_stands_in_the_list_of_today() {
    let (_folder, place) = place();
    MINUTE.set(0);
    let yesterday = || morning_clock().yesterday().unwrap();
    let mut app = desk_by(&place, None, yesterday);
    press(&mut app, PIN);
    press(&mut app, "n Enter Enter 1 F10");
    drop(app);
    let mut app = desk_by(&place, None, morning_clock);
    press(&mut app, PIN);
    let said = screen(&mut app);
    assert!(said.contains("2 of 22+, since 19 Nov 2026"), "{said}");
}

#[test]
fn who_typed_for_a_patient_comes_back_to_the_screening() {
    let (_folder, place) = place();
    for ends in ["F10", "Esc"] {
        let mut app = desk(&place, None);
        press(&mut app, PIN);
        press(&mut app, "n Down Down Down Right Enter Enter");
        assert!(matches!(app.stage(), Stage::Typing(_)));
        press(&mut app, ends);
        assert!(matches!(app.stage(), Stage::Record(_)), "{ends}");
        let said = screen(&mut app);
        assert!(!said.contains("PIN") && said.contains("draft"), "{said}");
    }
}

#[test]
fn reception_makes_nobody_a_clinician() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    // their own PIN alone: the role stays as it was
    press(&mut app, "s Enter");
    assert_eq!(
        screen(&mut app).matches("Ana").count(),
        2,
        "{}",
        screen(&mut app)
    );
    let roster = Roster::of(&records(&place)).unwrap();
    assert_eq!(roster.member("a").unwrap().role, Role::Reception);
    assert_eq!(roster.here().count(), 2);
}

#[test]
fn staff_are_found_however_long_ago_they_came() {
    let (_folder, place) = place();
    let mut records = records(&place);
    for _ in 0..1_100 {
        records
            .note(STORE, Says::Staffed(Staffed::CameIn("a".to_owned())))
            .unwrap();
    }
    assert_eq!(Roster::of(&records).unwrap().here().count(), 2);
}

#[test]
fn nothing_is_signed_that_was_changed_since_it_was_looked_at() {
    let (_folder, place) = place();
    let mut one = unlocked(&place, None);
    press(&mut one, "n Enter Enter");
    let Stage::Answering(id) = *one.stage() else {
        panic!()
    };
    to_summary(&mut one);
    give_back(&mut one);
    press(&mut one, "Up Right Down");
    press(&mut one, PIN);
    assert_eq!(one.stage(), &Stage::Record(id));
    press(&mut one, "f Right Down Right Up Up");
    // at another desk, an answer is changed meanwhile
    let mut other = unlocked(&place, None);
    press(&mut other, "Home Down o Left Home Down Down Enter u F10");
    press(&mut one, PIN);
    let said = screen(&mut one);
    assert!(
        said.contains("gone on with this screening elsewhere"),
        "{said}"
    );
    assert!(records(&place).record(id).unwrap().decision().is_none());
}

#[test]
fn staff_type_from_paper_section_by_section() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    press(&mut app, "n Down Down Down Right Right Enter");
    assert!(
        matches!(app.stage(), Stage::Typing(_)),
        "{}",
        screen(&mut app)
    );
    assert_eq!(app.interview().stage(), At::Review);
    let open = app.interview().open().len();
    press(&mut app, "a");
    assert!(
        screen(&mut app).contains("Open what is still to come"),
        "{}",
        screen(&mut app)
    );
    press(&mut app, "End Up Up Enter a");
    assert!(app.interview().open().len() < open, "{}", screen(&mut app));
    assert!(
        screen(&mut app).contains("as on the paper"),
        "{}",
        screen(&mut app)
    );
}

/// All files below a folder.
fn files_below(folder: &Path) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files_below(&path));
        } else {
            all.insert(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    all
}

/// A desk where somebody was screened already, and a patient has the screen.
fn in_hands(place: &Place) -> DeskApp<'static> {
    let mut app = desk(place, Some(&CLINIC));
    press(&mut app, PIN);
    press(
        &mut app,
        "n F8 C A N A R Y Down C a n a r y Enter Enter 1 3 4 Enter F10",
    );
    press(&mut app, PIN);
    press(&mut app, "Esc n Enter Enter");
    assert!(
        matches!(app.stage(), Stage::Answering(_)),
        "{}",
        screen(&mut app)
    );
    app
}

const KEYS: [&str; 44] = [
    "Enter",
    "Space",
    "Tab",
    "BackTab",
    "Esc",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Backspace",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "F11",
    "F12",
    "1",
    "2",
    "3",
    "9",
    "0",
    "y",
    "n",
    "u",
    "d",
    "r",
    "s",
    "p",
    "e",
    "q",
    "?",
    "k",
    "f",
    "m",
    "/",
];

proptest! {
    #![proptest_config(cases(12))]

    /// From a patient's screen no keys but a PIN lead to a staff screen, a file or another screening.
    #[test]
    fn no_keys_lead_out_of_a_patients_screen(picks in prop::collection::vec(0..KEYS.len() + 4, 900)) {
        let (folder, place) = place();
        let mut app = in_hands(&place);
        let before = files_below(folder.path());
        for pick in picks {
            let word = KEYS.get(pick).copied().unwrap_or("F10");
            // a right PIN is no way out for a patient: it has no 5 here
            let done = app.key(key(word));
            prop_assert!(!matches!(done, needlefit::tui::terminal::Flow::Done(())));
            prop_assert!(app.stage().is_closed() && app.holds(), "{}: {:?}", word, app.stage());
            let said = screen(&mut app);
            prop_assert!(!said.to_lowercase().contains("canary"), "{}: {}", word, said);
        }
        prop_assert_eq!(files_below(folder.path()), before);
    }

    /// What a patient sees does not depend on who was there before.
    #[test]
    fn nobody_sees_another_ones_answers(picks in prop::collection::vec(0..KEYS.len(), 60)) {
        let keep = |pick: &&usize| !matches!(KEYS[**pick], "q" | "Esc" | "F9");
        let script = |app: &mut DeskApp<'static>| {
            let mut seen = Vec::new();
            for pick in picks.iter().filter(keep) {
                app.key(key(KEYS[*pick]));
                seen.push(screen(app));
            }
            seen
        };
        let (_one, alone) = place();
        let mut app = desk(&alone, Some(&CLINIC));
        press(&mut app, PIN);
        press(&mut app, "n F8 B 1 Enter Enter");
        let first = script(&mut app);
        let (_other, after) = place();
        let mut app = in_hands(&after);
        press(&mut app, "F10");
        press(&mut app, PIN);
        press(&mut app, "Esc n F8 B 1 Enter Enter");
        prop_assert_eq!(first, script(&mut app));
    }
}

#[test]
fn every_screening_of_a_morning_is_kept() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    for _ in 0..3 {
        press(&mut app, "n Enter Enter");
        to_summary(&mut app);
        give_back(&mut app);
        press(&mut app, PIN);
        press(&mut app, "Esc");
    }
    let held = records(&place).of_day(TODAY).unwrap();
    let finished = held
        .iter()
        .filter(|it| matches!(it, Held::Record(it) if it.is_finished()));
    assert_eq!(finished.count(), 3);
    press(&mut app, "z");
    let end = screen(&mut app);
    assert!(
        end.contains("3 screenings") && end.contains("A copy of the records was made"),
        "{end}"
    );
}

#[test]
fn where_the_day_can_not_be_copied_that_is_said_before_the_desk_closes() {
    let (_folder, place) = place();
    let backups = place.backups().unwrap();
    fs::set_permissions(&backups, fs::Permissions::from_mode(0o755)).unwrap();
    let mut app = unlocked(&place, None);
    let says = |app: &mut DeskApp<'_>| {
        let said = screen(app);
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for keys in ["q", "z Esc q"] {
        assert!(press(&mut app, keys).is_none());
        let said = says(&mut app);
        assert!(said.contains("The records could not be copied."), "{said}");
        assert!(said.contains("press q once more"), "{said}");
    }
    assert!(press(&mut app, "q").is_some());
    fs::set_permissions(&backups, fs::Permissions::from_mode(0o700)).unwrap();
    assert!(press(&mut app, "q").is_some());
    assert_eq!(fs::read_dir(&backups).unwrap().count(), 1);
}

#[test]
fn what_is_booked_is_prepared_for_at_the_end_of_the_day_before() {
    let (_folder, place) = place();
    let mut records = Records::open_damaged(&place, &key_file(), clock).unwrap();
    for (reference, day) in [("A7-204", 1), ("A7-205", 2)] {
        let day = TODAY.checked_add(day.days()).unwrap();
        let interview = summary(&PACK, healthy(&PACK), Treatment::On(day));
        keep(&mut records, (reference, None), &interview, &clock());
    }
    drop(records);
    let mut app = unlocked(&place, Some(&CLINIC));
    press(&mut app, "z");
    let said = screen(&mut app);
    let (_, booked) = said.split_once("Booked for tomorrow:").unwrap();
    let (booked, _) = booked.split_once("No wait ends").unwrap();
    assert!(
        booked.contains("A7-204 ◆ ASK: a clinician's decision; consent treatment"),
        "{said}"
    );
    assert!(!booked.contains("A7-205"), "{said}");
    press(&mut app, "Esc j t o m o r r o w Enter");
    let said = screen(&mut app);
    assert!(said.contains("Booked for 21 November 2026"), "{said}");
    assert!(
        said.contains("A7-204") && !said.contains("A7-205"),
        "{said}"
    );
}

#[test]
fn a_draft_says_how_far_it_is_and_since_when() {
    let (_folder, mut app) = morning();
    let said = screen(&mut app);
    let draft = said.lines().find(|it| it.contains("A7-207")).unwrap();
    assert!(draft.contains("draft") && draft.contains("of "), "{draft}");
    assert!(draft.ends_with("since 09:39"), "{draft}");
}

#[test]
fn after_a_go_ahead_stands_when_the_next_session_may_be() {
    let (_folder, mut app) = morning();
    press(&mut app, "Home / A 7 - 2 0 4 Enter Enter");
    let said = screen(&mut app);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let next = "Go-ahead for 20 November 2026: no further session before 18 December 2026.";
    assert!(said.contains(next), "{said}");
}

#[test]
fn what_was_consented_to_before_is_told_and_asked_again_and_what_was_withdrawn_stays_so() {
    let (_folder, place) = place();
    let mut records = Records::open_damaged(&place, &key_file(), clock).unwrap();
    let text = CLINIC.consents.first().unwrap();
    let said = |given| {
        Says::Consented(Consented {
            text: text.id.clone(),
            version: text.version.clone(),
            hash: text.hash_in("en").unwrap(),
            language: "en".to_owned(),
            given,
            by: "b".to_owned(),
        })
    };
    let begin = |records: &mut Records, interview: &Interview<'_>| {
        keep(records, ("A7-204", None), interview, &clock())
    };
    let first = begin(
        &mut records,
        &summary(&PACK, healthy(&PACK), Treatment::Today),
    );
    records.put_down(first, said(true)).unwrap();
    let saved = records.record(first).unwrap().saved().unwrap();
    let again = saved.open(None, &PACK, TODAY).unwrap().again().unwrap();
    let second = begin(&mut records, &again.interview);
    let standing = |records: &Records, id| {
        let record = records.record(id).unwrap();
        let before = records.before(&record).unwrap();
        let row = Row::of_record(&record, &before, Some(&CLINIC));
        row.consents.first().unwrap().how
    };
    assert_eq!(standing(&records, first), How::Given);
    assert_eq!(standing(&records, second), How::Before);
    records.put_down(first, said(false)).unwrap();
    assert_eq!(standing(&records, second), How::Withdrawn);
    records.put_down(second, said(true)).unwrap();
    assert_eq!(standing(&records, second), How::Given);
}

#[test]
fn staff_read_out_what_is_kept_before_they_type_for_somebody() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, Some(&CLINIC));
    press(&mut app, "n Down Down Down Right Enter");
    let said = screen(&mut app);
    assert!(matches!(app.stage(), Stage::ReadOut(_)), "{said}");
    assert!(said.contains("Read this to the patient first"), "{said}");
    assert!(said.contains("We keep them for eight years."), "{said}");
    press(&mut app, "x");
    assert!(screen(&mut app).contains("x does nothing here"));
    press(&mut app, "Esc");
    assert_eq!(app.stage(), &Stage::Home);
    assert!(
        !screen(&mut app).contains("does nothing"),
        "of another page"
    );
    assert!(records(&place).of_day(TODAY).unwrap().is_empty());
    // where it is longer than the window, it begins at its top
    press(&mut app, "n Down Down Down Right");
    paint(&mut app, (40, 12));
    press(&mut app, "Enter");
    let said = lines(&paint(&mut app, (40, 12)).0).join("\n");
    assert!(said.contains("Read this to the patient first"), "{said}");
    press(&mut app, "PageDown PageDown");
    let said = lines(&paint(&mut app, (40, 12)).0).join("\n");
    assert!(said.contains("Esc if not"), "{said}");
    press(&mut app, "Enter");
    assert!(matches!(app.stage(), Stage::Typing(_)));
    assert_eq!(records(&place).of_day(TODAY).unwrap().len(), 1);
}

#[test]
fn who_is_booked_for_today_stands_in_the_list_until_their_check_on_the_day() {
    let (_folder, place) = place();
    booked_yesterday(&place);
    let mut app = unlocked(&place, Some(&CLINIC));
    press(&mut app, "Down");
    let said = screen(&mut app);
    assert!(
        said.contains("A7-204") && !said.contains("09:15  ◆"),
        "{said}"
    );
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("Of 19 November 2026. Booked for 20 November 2026."),
        "{said}"
    );
    press(&mut app, "m Enter Enter F10");
    press(&mut app, PIN);
    press(&mut app, "Esc");
    let said = screen(&mut app);
    assert_eq!(said.matches("A7-204").count(), 1, "{said}");
    assert!(said.contains("draft"), "{said}");
}

#[test]
fn nothing_is_no_as_on_the_paper_where_there_is_none() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    press(&mut app, "n Down Down Down Right Enter Enter");
    assert!(matches!(app.stage(), Stage::Typing(_)));
    press(&mut app, "r Enter");
    let open = app.interview().open().len();
    press(&mut app, "a");
    assert_eq!(app.interview().open().len(), open, "{}", screen(&mut app));
}

#[test]
fn a_reference_is_typed_over_the_one_that_was_made() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    press(&mut app, "n 7 1 Backspace 2 Enter Enter");
    let records = records(&place);
    assert!(matches!(records.on_day(TODAY).unwrap().as_slice(),
        [Held::Record(it)] if it.named.reference == "72"));
}

#[test]
fn a_day_that_can_be_two_is_the_nearer_one() {
    let (_folder, place) = place();
    let mut app = unlocked(&place, None);
    for (typed, day) in [
        ("3/12/2026", "3 December 2026"),
        ("19/11", "19 November 2026"),
    ] {
        let keys: Vec<String> = typed.chars().map(String::from).collect();
        press(&mut app, &format!("j {} Enter", keys.join(" ")));
        let said = screen(&mut app);
        assert!(said.contains(day), "{typed}: {said}");
    }
}

#[test]
fn the_field_that_is_typed_into_is_in_sight_on_every_form() {
    let (_folder, mut app) = morning();
    press(&mut app, "F9 Up Right Down");
    press(&mut app, PIN);
    let mut forms = BTreeSet::new();
    // from the list, and from one screening, looked at down to its end
    for at in ["", "Enter PageDown PageDown"] {
        for form in ["n", "f", "c", "s", "j", "/", "F3"] {
            for size in [SIZE, (40, 12)] {
                press(&mut app, at);
                paint(&mut app, size);
                press(&mut app, form);
                for _ in 0..8 {
                    let said = lines(&paint(&mut app, size).0).join("\n");
                    if said.contains("Tab field") {
                        forms.insert((at, form));
                        assert!(said.contains('▸'), "{at} {form} {size:?}: {said}");
                    }
                    press(&mut app, "Tab");
                }
                press(&mut app, "Esc Esc Esc");
            }
        }
    }
    assert_eq!(forms.len(), 8, "{forms:?}");
}
