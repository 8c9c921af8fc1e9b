//! How long screenings are kept: which ones are drafts, which one of a person counts, and what happens while
//! somebody is asked whether to erase them.
use std::collections::BTreeSet;

use jiff::{
    Zoned,
    civil::{Date, date},
};
use needlefit::{
    interview::{Event, Interview, Treatment},
    records::{
        Record, Records, Trouble,
        body::{Consented, Decided, Decision, Hold, Named, Role, Says, Viewed},
        event::{Kind, Log as _, Which},
        mend::mend,
        place::Place,
        retention::{Keep, Why},
    },
};
use uuid::Uuid;

use crate::{
    common::{
        PACK, TODAY, healthy_but,
        records::{clock, folder, key_file, new},
    },
    records::{begin, finish, keep},
};

/// Two days after what the tests keep.
fn later() -> Zoned {
    clock().checked_add(jiff::Span::new().days(2)).unwrap()
}

/// The records, two days later.
fn open_later(place: &Place) -> Records {
    Records::open(place, &key_file(), later).unwrap().0
}

/// What goes on a day.
fn goes(records: &mut Records, day: Date) -> BTreeSet<Uuid> {
    let looked = records.over(Keep::default(), day, |_, _| {}).unwrap();
    looked.goes().map(|it| it.id).collect()
}

/// Answers something else of a screening, which has no verdict then.
fn answer_otherwise(records: &mut Records, id: Uuid, age: &str) {
    let (mut writing, _) = records.resume(id).unwrap();
    let draft = Interview::new(&PACK, TODAY)
        .with_answers(healthy_but(&PACK, &[("age", age)]))
        .for_treatment(Treatment::Today)
        .step(&Event::Start);
    keep(records, &mut writing, &draft);
}

/// A screening of this day that came to its verdict.
fn finish_on(records: &mut Records, reference: &str, day: Date) -> Uuid {
    let (mut writing, _) = begin(records, reference);
    let interview = Interview::new(&PACK, day)
        .with_answers(healthy_but(&PACK, &[("age", "34")]))
        .for_treatment(Treatment::Today)
        .step(&Event::Start)
        .step(&Event::Review)
        .step(&Event::Confirm);
    keep(records, &mut writing, &interview);
    writing.id()
}

fn decision() -> Decision {
    Decision {
        what: Decided::GoAhead,
        by: "b".to_owned(),
        name: "Dr Bo".to_owned(),
        role: Role::Clinician,
        signed: String::new(),
    }
}

fn consent() -> Says {
    Says::Consented(Consented {
        text: "photos".to_owned(),
        version: "1".to_owned(),
        hash: String::new(),
        language: "en".to_owned(),
        given: true,
        by: "b".to_owned(),
    })
}

#[test]
fn what_was_finished_decided_or_consented_to_is_no_draft() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let (draft, _) = begin(&mut records, "draft");
    let finished = finish(&mut records, "finished");
    answer_otherwise(&mut records, finished, "41");
    let signed = finish(&mut records, "signed");
    records.put_down(signed, Says::Decided(decision())).unwrap();
    answer_otherwise(&mut records, signed, "41");
    let (consented, _) = begin(&mut records, "consented");
    records.put_down(consented.id(), consent()).unwrap();
    let kept = [finished, signed, consented.id()];
    for id in kept {
        let record = records.record(id).unwrap();
        assert!(!record.is_finished(), "{record:?}");
        let until = records.kept_until(&record, Keep::default()).unwrap();
        assert_eq!(until, Some(date(2034, 11, 20)), "{record:?}");
    }
    let record = records.record(draft.id()).unwrap();
    let until = records.kept_until(&record, Keep::default()).unwrap();
    assert_eq!(until, None);
    drop(records);
    let mut records = open_later(&place);
    assert_eq!(goes(&mut records, later().date()), [draft.id()].into());
    let years = records
        .over(Keep::default(), date(2034, 11, 20), |_, _| {})
        .unwrap();
    for id in kept {
        let why = years.goes().find(|it| it.id == id).unwrap().why;
        assert_eq!(why, Why::Kept(TODAY, date(2034, 11, 20)));
    }
}

#[test]
fn the_last_screening_of_a_person_is_the_last_one_without_its_verdict_too() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let old = finish_on(&mut records, "A7", date(2015, 11, 20));
    let other = finish_on(&mut records, "B1", date(2015, 11, 20));
    let again = finish(&mut records, "A7");
    answer_otherwise(&mut records, again, "41");
    let until = |record: &Record| records.kept_until(record, Keep::default()).unwrap();
    let record = records.record(old).unwrap();
    assert_eq!(until(&record), Some(date(2034, 11, 20)));
    assert_eq!(goes(&mut records, TODAY), [other].into());
}

#[test]
fn where_a_verdict_may_be_lost_a_draft_is_kept() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let id = finish(&mut records, "A7");
    let finished = records
        .store()
        .events(Which::OfKind(id, Kind::Finished, 1))
        .unwrap();
    drop(records);
    let hand = rusqlite::Connection::open(place.file()).unwrap();
    hand.execute_batch("DROP TRIGGER event_stays").unwrap();
    let sql = "UPDATE event SET body = zeroblob(length(body)) WHERE seq = ?1";
    hand.execute(sql, [finished[0].seq.cast_signed()]).unwrap();
    drop(hand);
    mend(&place, &key_file(), clock).unwrap();
    let (mut records, _) = Records::open(&place, &key_file(), clock).unwrap();
    assert!(!records.record(id).unwrap().is_finished());
    let (draft, _) = begin(&mut records, "B1");
    drop(records);
    let mut records = open_later(&place);
    assert_eq!(goes(&mut records, later().date()), [draft.id()].into());
}

#[test]
fn what_is_done_while_somebody_is_asked_counts() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let long_ago = date(2015, 11, 20);
    let old = finish_on(&mut records, "old", long_ago);
    let seen = finish_on(&mut records, "seen", long_ago);
    let held = finish_on(&mut records, "held", long_ago);
    let again = finish_on(&mut records, "again", long_ago);
    let named = finish_on(&mut records, "named", long_ago);
    let (draft, _) = begin(&mut records, "draft");
    let (left, _) = begin(&mut records, "left");
    drop(records);
    let mut records = open_later(&place);
    let today = later().date();
    let looked = records.over(Keep::default(), today, |_, _| {}).unwrap();
    assert_eq!(looked.goes().count(), 7);
    // a desk goes on meanwhile
    let mut desk = open_later(&place);
    let why = "a claim".to_owned();
    desk.set_hold(held, Hold::Put(why)).unwrap();
    answer_otherwise(&mut desk, draft.id(), "41");
    finish(&mut desk, "again");
    desk.name(named, Named::cleaned("otherwise", None)).unwrap();
    desk.note(seen, Says::Viewed(Viewed::Screening)).unwrap();
    let erased = records.clear(&looked, |_, _| {}).unwrap();
    let erased: BTreeSet<Uuid> = erased.into_iter().collect();
    assert_eq!(erased, [old, seen, left.id()].into());
    for id in [held, again, named, draft.id()] {
        assert!(records.record(id).is_ok());
    }
    assert!(records.verify(|_, _| {}).unwrap().is_sound());
}

/// What a desk does about a screening.
type Does = fn(&mut Records, Uuid);

#[test]
fn nothing_is_erased_about_which_something_was_done_since_it_was_looked_at() {
    let (_folder, place) = folder();
    let mut records = new(&place);
    let mut desk = Records::open(&place, &key_file(), clock).unwrap().0;
    let does: [Does; 5] = [
        |desk, id| desk.set_hold(id, Hold::Put("a claim".to_owned())).unwrap(),
        |desk, id| answer_otherwise(desk, id, "41"),
        |desk, id| desk.put_down(id, consent()).unwrap(),
        |desk, id| desk.name(id, Named::cleaned("B1", None)).unwrap(),
        |desk, id| desk.erase(id, "asked").unwrap(),
    ];
    for does in does {
        let id = finish(&mut records, "A7");
        let seen = records.last().unwrap();
        does(&mut desk, id);
        let refused = records.erase_as_seen(id, seen, "asked");
        assert!(
            matches!(refused, Err(Trouble::Meanwhile(it)) if it == id),
            "{refused:?}"
        );
        // others are not in its way, and who only looked is not, either
        let seen = records.last().unwrap();
        finish(&mut desk, "C1");
        desk.note(id, Says::Viewed(Viewed::Screening)).unwrap();
        if records.record(id).is_ok() {
            records.erase_as_seen(id, seen, "asked").unwrap();
        }
        assert!(matches!(records.record(id), Err(Trouble::WasErased(_))));
    }
}
