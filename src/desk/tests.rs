//! The desk: a morning, and nothing that leads from a patient to staff but a PIN.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use proptest::prelude::*;

use super::*;
use crate::records::body::{By, Entry, Says};

const PIN: &str = "275934";

fn desk() -> Desk {
    let mut roster = Roster::default();
    let member = roster
        .set_as(staff::Wish::new("Ana", Role::Reception, PIN), || {
            "a".to_owned()
        })
        .unwrap();
    let entry = Entry {
        by: By::Program,
        offset: 0,
        says: Says::Staffed(Staffed::Set(member)),
    };
    roster.take(&entry, Timestamp::UNIX_EPOCH);
    Desk::new(roster)
}

fn pin(id: &str, typed: &str) -> Event {
    Event::Pin(id.to_owned(), Secret(Zeroizing::new(typed.to_owned())))
}

fn planned() -> Planned {
    Planned {
        named: Named::default(),
        language: "en".to_owned(),
        follows: None,
        from_paper: false,
    }
}

fn after(desk: Desk, events: &[Event]) -> Desk {
    events.iter().fold(desk, |desk, event| {
        desk.step(event.clone(), Timestamp::UNIX_EPOCH).0
    })
}

fn unlocked() -> Desk {
    after(desk(), &[pin("a", PIN)])
}

#[test]
fn a_morning() {
    let id = Uuid::from_u128(7);
    let desk = unlocked();
    assert_eq!(desk.stage(), &Stage::Home);
    let desk = after(desk, &[Event::New(planned())]);
    assert_eq!(desk.here(), None, "the screen is the patient's");
    let (desk, tasks) = desk.step(Event::Agree, Timestamp::UNIX_EPOCH);
    assert_eq!(tasks, [Task::Begin(planned(), Side::Patient)]);
    let desk = after(desk, &[Event::Begun(id), Event::Idle, Event::Active]);
    assert_eq!(desk.stage(), &Stage::Answering(id));
    let (desk, tasks) = desk.step(Event::Finish, Timestamp::UNIX_EPOCH);
    assert_eq!(tasks, [Task::PutAway]);
    let desk = after(desk, &[Event::Open(id), Event::Home, pin("a", PIN)]);
    assert_eq!(desk.stage(), &Stage::Record(id));
}

#[test]
fn who_does_not_agree_leaves_nothing() {
    let desk = after(unlocked(), &[Event::New(planned())]);
    let (desk, tasks) = desk.step(Event::Refuse, Timestamp::UNIX_EPOCH);
    assert_eq!(tasks, [Task::PutAway]);
    assert!(matches!(
        desk.stage(),
        Stage::Locked(Lock {
            says: LockSays::Refused,
            next: None
        })
    ));
}

#[test]
fn staff_who_type_lock_and_come_back_to_it() {
    let id = Uuid::from_u128(7);
    let begins = [Event::NewTyped(planned()), Event::Agree, Event::Begun(id)];
    let (desk, tasks) = after(unlocked(), &begins).step(Event::Lock, Timestamp::UNIX_EPOCH);
    assert_eq!(tasks, [Task::PutAway, Task::Note(Staffed::Locked)]);
    let desk = after(desk, &[Event::Home, Event::Open(id)]);
    assert!(desk.stage().is_closed());
    let desk = after(desk, &[pin("a", PIN)]);
    assert_eq!(desk.stage(), &Stage::Record(id));
}

fn any_event() -> impl Strategy<Value = Event> {
    let id = Uuid::from_u128(9);
    prop_oneof![
        "[0-9]{0,7}".prop_map(|typed| pin("a", &typed)),
        Just(pin("b", PIN)),
        prop::sample::select(vec![
            Event::Lock,
            Event::Home,
            Event::Open(id),
            Event::New(planned()),
            Event::NewTyped(planned()),
            Event::HandOver(id),
            Event::GoOn(id),
            Event::Begun(id),
            Event::Agree,
            Event::Refuse,
            Event::Active,
            Event::Idle,
            Event::Stop,
            Event::Finish,
            Event::Lose,
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// Whatever a patient does but type the right PIN, staff's screens stay out of reach, and no
    /// other screening is opened.
    #[test]
    fn nothing_but_a_pin_leads_to_staff(events in prop::collection::vec(any_event(), 1..60), turned in any::<bool>()) {
        let first = if turned { Event::HandOver(Uuid::from_u128(3)) } else { Event::New(planned()) };
        let mut desk = after(unlocked(), &[first]);
        for event in events {
            if matches!(&event, Event::Pin(_, typed) if *typed.0 == PIN) {
                continue;
            }
            let (next, tasks) = desk.step(event, Timestamp::UNIX_EPOCH);
            desk = next;
            prop_assert!(desk.stage().is_closed(), "{:?}", desk.stage());
            prop_assert_eq!(desk.here(), None);
            for task in tasks {
                let harmless = match &task {
                    Task::Begin(_, side) => *side == Side::Patient,
                    Task::Resume(id, side) => *side == Side::Patient && *id == Uuid::from_u128(3),
                    Task::List | Task::TellLapses(_) => false,
                    _ => true,
                };
                prop_assert!(harmless, "{:?}", task);
            }
        }
    }
}
