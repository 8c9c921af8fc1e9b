//! Who works here, their PINs, and how wrong PINs slow down.
//!
//! A PIN keeps a patient with the keyboard in their hands away from what staff see. It does not keep the
//! records: those are sealed by what opens the store.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use jiff::{SignedDuration, Timestamp};
use unicode_normalization::UnicodeNormalization as _;

use crate::{
    clean,
    records::{
        Records, Trouble,
        body::{Entry, Member, Role, Says, Staffed},
        event::Kind,
    },
};

/// The fewest and the most digits of a PIN.
pub const DIGITS: std::ops::RangeInclusive<usize> = 6..=12;

/// The longest name, in characters.
const LONGEST_NAME: usize = 40;

/// After how many wrong PINs in a row the next one has to wait, and for how long, in seconds.
const LAPSES: [(u32, i64); 3] = [(3, 60), (5, 300), (8, 3_600)];

/// The longest wait at a screen that a patient sees, in seconds: nobody stands there for an hour.
const LONGEST_WAIT_AT_PATIENT: i64 = 60;

/// Who works here, as the log of the records says.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    members: Vec<Member>,
    /// For each of them the wrong PINs since the last right one, and when the last of them was.
    lapses: Vec<(String, u32, Timestamp)>,
}

/// Why a name or a PIN is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// There is no name.
    NoName,
    /// Somebody has it already.
    NameTaken,
    /// It is no PIN: too short, too long, or not of digits.
    NoPin,
    /// It is one that everybody tries first.
    EasyPin,
    /// Nobody would work here any more.
    LastOne,
    /// They work here no more.
    Gone,
    /// Who is here may not set that.
    NotAllowed,
}

/// How somebody of the staff is to be set.
#[derive(Clone, Copy)]
pub struct Wish<'w> {
    /// Who works here already; none of somebody new.
    pub id: Option<&'w str>,
    /// What they are called.
    pub name: &'w str,
    /// What they do.
    pub role: Role,
    /// Their new PIN; empty where the old one stays.
    pub pin: &'w str,
    /// Whether they work here from now on.
    pub works_here: bool,
}

impl<'w> Wish<'w> {
    /// Somebody new.
    #[must_use]
    pub const fn new(name: &'w str, role: Role, pin: &'w str) -> Self {
        Self {
            id: None,
            name,
            role,
            pin,
            works_here: true,
        }
    }
}

/// What came of a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// It is right, after so many wrong ones.
    Right(u32),
    /// It is wrong; the next one has to wait for so long.
    Wrong(Option<SignedDuration>),
    /// It does not count yet, for so long.
    Waits(SignedDuration),
}

/// How many of the last comings, goings and wrong PINs are looked at.
const LATEST: u32 = 1_000;

impl Roster {
    /// Who works here, as the log of the records says now. Everybody who was ever set is found, however
    /// long ago that was.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub fn of(records: &Records) -> Result<Self, Trouble> {
        let mut roster = Self::default();
        for (kind, most) in [(Kind::Employed, u32::MAX), (Kind::Staffed, LATEST)] {
            for (event, entry) in records.log(kind, most)? {
                roster.take(&entry, event.new.time().unwrap_or_default());
            }
        }
        Ok(roster)
    }

    /// The same with the wrong PINs that this one knows of: where the log is full, none of them is lost.
    #[must_use]
    pub fn knowing(mut self, other: &Self) -> Self {
        for (id, count, last) in &other.lapses {
            match self.lapses.iter_mut().find(|(it, ..)| it == id) {
                Some(known) if known.1 < *count => *known = (id.clone(), *count, *last),
                // where the clock was set back since, that was seen here
                Some(known) if known.1 == *count => known.2 = known.2.min(*last),
                Some(_) => {}
                None => self.lapses.push((id.clone(), *count, *last)),
            }
        }
        self
    }

    /// Takes what the log says, in its order.
    pub fn take(&mut self, entry: &Entry, at: Timestamp) {
        let Says::Staffed(staffed) = &entry.says else {
            return;
        };
        match staffed {
            Staffed::Set(_) => self.set(staffed),
            Staffed::CameIn(id) => self.lapses.retain(|(it, ..)| it != id),
            Staffed::WrongPin(id) => self.lapse(id, at),
            Staffed::CameInAsOpener | Staffed::WrongKey | Staffed::Locked => {}
        }
    }

    /// Takes somebody who came, changed, or works here no more.
    pub fn set(&mut self, staffed: &Staffed) {
        let Staffed::Set(member) = staffed else {
            return;
        };
        match self.members.iter_mut().find(|it| it.id == member.id) {
            Some(known) => known.clone_from(member),
            None => self.members.push(member.clone()),
        }
    }

    /// Puts down a wrong PIN.
    fn lapse(&mut self, id: &str, at: Timestamp) {
        match self.lapses.iter_mut().find(|(it, ..)| it == id) {
            Some((_, count, last)) => {
                *count = count.saturating_add(1);
                *last = at;
            }
            None => self.lapses.push((id.to_owned(), 1, at)),
        }
    }

    /// Tries a PIN of somebody who works here. A right one ends the wrong ones before it, a wrong one is
    /// one more.
    pub fn try_pin(
        &mut self,
        member: &Member,
        typed: &str,
        (now, at_patient): (Timestamp, bool),
    ) -> Tried {
        if let Some(left) = self.waits(&member.id, now, at_patient) {
            return Tried::Waits(left);
        }
        if is_pin_of(member, typed) {
            return Tried::Right(self.came_in(&member.id));
        }
        self.lapse(&member.id, now);
        Tried::Wrong(self.waits(&member.id, now, at_patient))
    }

    /// Forgets the wrong PINs before a right one; gives how many these were.
    fn came_in(&mut self, id: &str) -> u32 {
        let lapses = self.lapses_of(id);
        self.lapses.retain(|(it, ..)| it != id);
        lapses
    }

    fn lapses_of(&self, id: &str) -> u32 {
        let found = self.lapses.iter().find(|(it, ..)| it == id);
        found.map_or(0, |(_, count, _)| *count)
    }

    /// Who works here now.
    pub fn here(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|it| it.works_here)
    }

    /// Somebody who works here.
    #[must_use]
    pub fn member(&self, id: &str) -> Option<&Member> {
        self.here().find(|it| it.id == id)
    }

    /// What somebody is called who works here, or has.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        let found = self.members.iter().find(|it| it.id == id);
        found.map(|it| it.name.as_str())
    }

    /// How long the next PIN of this one has to wait; none where it need not.
    fn waits(&mut self, id: &str, now: Timestamp, at_patient: bool) -> Option<SignedDuration> {
        let (_, count, last) = self.lapses.iter_mut().find(|(it, ..)| it == id)?;
        // a clock that was set back makes it no longer: from here on it goes as it went before
        *last = now.min(*last);
        let reached = LAPSES.iter().rev().find(|(least, _)| *count >= *least);
        let mut seconds = reached.map(|(_, seconds)| *seconds)?;
        if at_patient {
            seconds = seconds.min(LONGEST_WAIT_AT_PATIENT);
        }
        let whole = SignedDuration::from_secs(seconds);
        let left = whole.checked_sub(now.duration_since(*last))?;
        left.is_positive().then_some(left)
    }

    /// Somebody as they are wished to be; `id` is given to somebody new.
    ///
    /// # Errors
    /// Where the name or the PIN is none, nobody would work here any more, or who is wished for does not.
    pub fn set_as(&self, wish: Wish<'_>, id: impl FnOnce() -> String) -> Result<Member, Unfit> {
        let of_id = |it| self.member(it).ok_or(Unfit::Gone);
        let before = wish.id.map(of_id).transpose()?;
        let id = before.map_or_else(id, |it| it.id.clone());
        let name = self.fit_name(wish.name, &id)?;
        if !wish.works_here && !self.here().any(|it| it.id != id) {
            return Err(Unfit::LastOne);
        }
        let pin = match before {
            Some(before) if wish.pin.is_empty() => before.pin.clone(),
            _ => hashed(wish.pin)?,
        };
        Ok(Member {
            id,
            name,
            role: wish.role,
            pin,
            works_here: wish.works_here,
        })
    }

    /// A name that somebody of this id may have.
    ///
    /// # Errors
    /// Where it is none, or another one has it.
    fn fit_name(&self, name: &str, id: &str) -> Result<String, Unfit> {
        let name = clean::clean(name, LONGEST_NAME).trim().to_owned();
        if name.is_empty() {
            return Err(Unfit::NoName);
        }
        let same = |it: &&Member| it.id != id && it.name.to_lowercase() == name.to_lowercase();
        if self.here().find(same).is_some() {
            return Err(Unfit::NameTaken);
        }
        Ok(name)
    }
}

/// Whether a PIN is this one's.
fn is_pin_of(member: &Member, typed: &str) -> bool {
    let Ok(hash) = PasswordHash::new(&member.pin) else {
        return false;
    };
    let typed = digits(typed);
    // with what its hash says
    Argon2::default()
        .verify_password(typed.as_bytes(), &hash)
        .is_ok()
}

/// How a PIN is stretched: argon2id with 64 MiB and three passes, a fifth of a second where that was
/// measured. A million PINs of six digits take days then, and a wrong one waits longer than that anyway.
fn stretcher() -> Argon2<'static> {
    let params = Params::new(64 * 1024, 3, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// A PIN, stretched.
///
/// # Errors
/// Where it is none, or one that everybody tries first.
fn hashed(pin: &str) -> Result<String, Unfit> {
    let pin = fit_pin(pin)?;
    let hash = stretcher().hash_password(pin.as_bytes());
    hash.map(|it| it.to_string()).map_err(|_| Unfit::NoPin)
}

/// A PIN that may be used.
///
/// # Errors
/// Where it is none, or one that everybody tries first.
fn fit_pin(pin: &str) -> Result<String, Unfit> {
    let pin = digits(pin);
    let is_digits = pin.bytes().all(|it| it.is_ascii_digit());
    if !is_digits || !DIGITS.contains(&pin.len()) {
        return Err(Unfit::NoPin);
    }
    // all the same, or one up or down each: 111111, 123456, 987654
    let pairs = pin.bytes().zip(pin.bytes().skip(1));
    let steps: Vec<i16> = pairs
        .map(|(one, next)| i16::from(next) - i16::from(one))
        .collect();
    let is_easy = [0, 1, -1]
        .iter()
        .any(|step| steps.iter().all(|it| it == step));
    if is_easy {
        Err(Unfit::EasyPin)
    } else {
        Ok(pin)
    }
}

/// Digits as they are, in whatever width they were typed.
fn digits(typed: &str) -> String {
    typed.nfkc().filter(|it| !it.is_whitespace()).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    fn roster() -> Roster {
        let mut roster = Roster::default();
        let member = roster
            .set_as(Wish::new(" Ana ", Role::Reception, "２75934"), || {
                "a".to_owned()
            })
            .unwrap();
        roster.members.push(member);
        roster
    }

    #[test]
    fn a_pin_is_its_own_alone() {
        let roster = roster();
        let ana = roster.member("a").unwrap();
        assert_eq!(ana.name, "Ana");
        assert!(is_pin_of(ana, "275934") && is_pin_of(ana, " 27５934"));
        assert!(!is_pin_of(ana, "275935") && !is_pin_of(ana, "") && !is_pin_of(ana, "2759341"));
        assert!(!ana.pin.contains("275934"));
        assert_eq!(roster.fit_name("ANA", "b"), Err(Unfit::NameTaken));
        assert_eq!(roster.fit_name(" \u{200b} ", "b"), Err(Unfit::NoName));
    }

    #[test]
    fn pins_that_everybody_tries_are_none() {
        for easy in ["111111", "123456", "987654", "0000000"] {
            assert_eq!(fit_pin(easy), Err(Unfit::EasyPin), "{easy}");
        }
        for none in ["", "12345", "27593", "2759341234567", "27593a"] {
            assert_eq!(fit_pin(none), Err(Unfit::NoPin), "{none}");
        }
        assert!(fit_pin("275934").is_ok());
    }

    #[test]
    fn wrong_pins_slow_down_and_at_the_patient_never_for_longer_than_a_minute() {
        let mut roster = roster();
        let seconds = |roster: &mut Roster, now, at_patient| {
            roster
                .waits("a", at(now), at_patient)
                .map(|it| it.as_secs())
        };
        for _ in 0..2 {
            roster.lapse("a", at(1_000));
        }
        assert_eq!(seconds(&mut roster, 1_000, false), None);
        roster.lapse("a", at(1_000));
        assert_eq!(seconds(&mut roster, 1_010, false), Some(50));
        assert_eq!(seconds(&mut roster, 1_060, false), None);
        for _ in 0..5 {
            roster.lapse("a", at(1_100));
        }
        assert_eq!(seconds(&mut roster, 1_100, false), Some(3_600));
        assert_eq!(seconds(&mut roster, 1_100, true), Some(60));
        let from_log = roster.clone();
        assert_eq!(
            seconds(&mut roster, 10, false),
            Some(3_600),
            "a clock set back adds nothing"
        );
        // and it goes on, though the log still says when it was by the other clock
        let mut roster = from_log.knowing(&roster);
        assert_eq!(seconds(&mut roster, 110, false), Some(3_500));
        assert_eq!(seconds(&mut roster, 3_610, false), None);
        assert_eq!(
            roster.waits("b", at(1_100), false),
            None,
            "another one's PIN works"
        );
        assert_eq!(roster.came_in("a"), 8);
        assert_eq!(seconds(&mut roster, 1_100, false), None);
    }
}
