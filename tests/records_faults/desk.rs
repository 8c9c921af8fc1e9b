//! A desk: it asks, keeps each answer, and says what the records have acknowledged.
use std::{
    env,
    io::{Write as _, stdout},
    path::Path,
    time::{Duration, Instant},
};

use jiff::Zoned;
use needlefit::{
    interview::{
        Event, Interview, Stage,
        screening::{PutDown, Screening},
    },
    process,
    records::{Records, Trouble, Writing, body::Named, keys::Opener, place::Place},
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Chance,
    common::{PACK, walk::answer_screen},
};

pub const HOW: &str = "NEEDLEFIT_DESK";
pub const FOLDER: &str = "NEEDLEFIT_DESK_FOLDER";
pub const SEED: &str = "NEEDLEFIT_DESK_SEED";
/// The reference of those whom the desk asks; longer than what chance puts into the name of a folder.
pub const REFERENCE: &str = "A7-204-REFERENCE";
/// What begins each line that a desk says.
pub const SAYS: &str = "desk: ";
/// How many events a screening of a busy desk has: it was begun, and fifteen answers.
pub const EVENTS: u64 = 16;

/// What a desk says in a line of its output; before its first word may stand the name of the test.
pub fn after_says(line: &str) -> Option<&str> {
    line.split_once(SAYS).map(|(_, says)| says)
}

pub fn key_file() -> Opener {
    Opener::KeyFile(Zeroizing::new("5a".repeat(32).into_bytes()))
}

pub fn new(folder: &Path) -> Result<Records, Trouble> {
    Records::create(&Place::make(folder)?, &[key_file()], Zoned::now)
}

pub fn open(folder: &Path) -> Result<Records, Trouble> {
    Ok(Records::open(&Place::of(folder)?, &key_file(), Zoned::now)?.0)
}

/// The answers of a screening, as a short text that is another one for other answers.
pub fn print_of(json: &str) -> String {
    let value: Value = serde_json::from_str(json).unwrap();
    let all = value["answers"].to_string() + &value["set_aside"].to_string();
    data_encoding::HEXLOWER.encode(&Sha256::digest(all.as_bytes())[..8])
}

/// Somebody who is asked.
pub struct Asked {
    pub writing: Writing,
    pub interview: Interview<'static>,
    pub kept: u64,
}

impl Asked {
    pub fn begin(records: &mut Records, reference: &str) -> Result<Self, Trouble> {
        let today = Zoned::now().date();
        let interview = Interview::new(&PACK, today).step(&Event::Start);
        let id = Uuid::new_v4();
        let screening = Screening::of(&interview, put_down(id));
        let named = Named::cleaned(reference, Some("Ana P."));
        Ok(Self {
            writing: records.begin(named, &screening)?,
            interview,
            kept: 1,
        })
    }

    /// The interview after another answer that changes something; none at its end.
    pub fn answered(&self, chance: &mut Chance) -> Option<Interview<'static>> {
        let Stage::Asking(screen) = self.interview.stage() else {
            return None;
        };
        Some(answer_screen(
            self.interview.clone(),
            screen,
            chance.next() as u16,
        ))
    }

    /// Keeps it; what was answered stays where that fails.
    pub fn keep(
        &mut self,
        records: &mut Records,
        next: &Interview<'static>,
    ) -> Result<(), Trouble> {
        let screening = Screening::of(next, put_down(self.writing.id()));
        records.keep(&mut self.writing, &screening)?;
        // what changes nothing is not written
        let was = Screening::of(&self.interview, put_down(self.writing.id()));
        let plain = |it: Value| {
            let mut it = it;
            it["put_down"] = Value::Null;
            it
        };
        let is = plain(serde_json::to_value(&screening).unwrap());
        self.kept += u64::from(is != plain(serde_json::to_value(&was).unwrap()));
        self.interview = next.clone();
        Ok(())
    }

    pub fn print(&self) -> String {
        let screening = Screening::of(&self.interview, put_down(self.writing.id()));
        print_of(&String::from_utf8(screening.to_json().unwrap()).unwrap())
    }
}

fn put_down(id: Uuid) -> PutDown {
    PutDown {
        id: id.to_string(),
        started: jiff::Timestamp::UNIX_EPOCH,
        now: jiff::Timestamp::now(),
    }
}

fn say(line: &str) {
    let mut out = stdout().lock();
    writeln!(out, "{SAYS}{line}").unwrap();
    out.flush().unwrap();
}

/// As a test it does nothing; started by another test it is a desk.
#[test]
fn sits_here() {
    let Ok(how) = env::var(HOW) else { return };
    process::prepare();
    let folder = env::var_os(FOLDER).unwrap();
    let mut chance = Chance(env::var(SEED).unwrap().parse().unwrap());
    let mut records = open(Path::new(&folder)).unwrap();
    match how.split_once(':') {
        None => answers_for_ever(&mut records, &mut chance),
        Some((_, screenings)) => works(&mut records, &mut chance, screenings.parse().unwrap()),
    }
}

/// Answers until it is killed, and says what was acknowledged.
fn answers_for_ever(records: &mut Records, chance: &mut Chance) {
    loop {
        let mut asked = Asked::begin(records, REFERENCE).unwrap();
        loop {
            say(&format!(
                "{} {} {}",
                asked.writing.id(),
                asked.kept,
                asked.print()
            ));
            let Some(next) = asked.answered(chance) else {
                break;
            };
            asked.keep(records, &next).unwrap();
        }
    }
}

/// So many screenings, as fast as it can; says each one, and at last how long each commit took, in
/// microseconds.
fn works(records: &mut Records, chance: &mut Chance, screenings: u64) {
    let mut took: Vec<Duration> = Vec::new();
    for _ in 0..screenings {
        let begun = Instant::now();
        let mut asked = Asked::begin(records, "A7").unwrap();
        took.push(begun.elapsed());
        while asked.kept < EVENTS {
            // one that came to its end soon goes back, and answers otherwise
            let next = asked
                .answered(chance)
                .unwrap_or_else(|| asked.interview.clone().step(&Event::Back));
            let (begun, kept) = (Instant::now(), asked.kept);
            asked.keep(records, &next).unwrap();
            if asked.kept > kept {
                took.push(begun.elapsed());
            }
        }
        say(&format!("{} {}", asked.writing.id(), asked.print()));
    }
    let took: Vec<String> = took.iter().map(|it| it.as_micros().to_string()).collect();
    say(&format!("took {}", took.join(" ")));
}
