//! `needlefit records audit`: the log in words, and the hash at its end.

use std::io::{BufWriter, Write as _};

use jiff::civil::Date;

use super::{bar::Bar, opening, shown};
use crate::{
    cli::records::{AuditArgs, OpeningArgs},
    commands::{
        stdio::{Output, unwritten},
        today,
    },
    desk::staff::Roster,
    records::{
        body::{By, Decided, Entry, Hold, Kept, Role, Says, Staffed, Taken, Viewed},
        event::{Event, Kind, STORE},
        export::local,
        import::short,
    },
};

/// Prints the log.
///
/// # Errors
/// Where it can't be read or printed.
pub(super) fn run(args: &AuditArgs, opening: &OpeningArgs) -> anyhow::Result<bool> {
    let mut records = opening::open(opening)?.records;
    records.note(STORE, Says::Viewed(Viewed::Audit))?;
    let from = args.since.map_or(i64::MIN, start_of);
    let staff = Roster::of(&records)?;
    let mut out = BufWriter::new(Output::results());
    let mut written = Ok(());
    let mut bar = Bar::new("Reading");
    let head = records.each_entry(
        from,
        |done, all| bar.at(done, all),
        |event, entry| {
            if written.is_ok() {
                written = writeln!(out, "{}", line(event, entry.as_ref(), &staff));
            }
        },
    )?;
    drop(bar);
    written.map_err(unwritten)?;
    if let Some((seq, hash)) = head {
        let hash = data_encoding::HEXLOWER.encode(&hash);
        writeln!(out, "The hash of record {seq}, the last one: {hash}")?;
    }
    out.flush()?;
    Ok(true)
}

/// The first moment of a day here, in milliseconds.
fn start_of(day: Date) -> i64 {
    let zone = today::here().time_zone().clone();
    let start = day.to_zoned(zone);
    start.map_or(i64::MIN, |it| it.timestamp().as_millisecond())
}

/// An event as a line.
fn line(event: &Event, entry: Option<&Entry>, staff: &Roster) -> String {
    let what = entry.map_or_else(|| sealed(event.new.kind).to_owned(), |it| what(&it.says));
    let who = entry.map_or_else(|| "nobody knows who".to_owned(), |it| who(&it.by, staff));
    let when = local(event, entry.map_or(0, |it| it.offset));
    let about = if event.new.subject == STORE {
        String::new()
    } else {
        format!(" {}", short(event.new.subject))
    };
    shown_line(&format!("{} {when}{about} {who}: {what}", event.seq))
}

/// All on one line, whatever was typed as a reason.
fn shown_line(line: &str) -> String {
    crate::clean::clean(line, 1_000)
}

/// Who did it, in words.
fn who(by: &By, staff: &Roster) -> String {
    match by {
        By::Patient => "the patient".to_owned(),
        By::Staff(id) => shown(staff.name(id).unwrap_or(id)),
        By::Opener(way) => format!("with the {way}"),
        By::Program => "the program".to_owned(),
    }
}

/// What can be said of an event whose body can't be opened any more.
const fn sealed(kind: Kind) -> &'static str {
    match kind {
        Kind::Begun => "begun (erased since, or damaged)",
        Kind::Answered => "answered (erased since, or damaged)",
        Kind::Finished => "finished (erased since, or damaged)",
        Kind::Named => "named otherwise (erased since, or damaged)",
        Kind::Decided => "decided (erased since, or damaged)",
        Kind::Consented => "consent (erased since, or damaged)",
        _ => "damaged: can't be read",
    }
}

/// What was done, in words, without a word of what was answered.
fn what(says: &Says) -> String {
    match says {
        Says::Begun { .. } => "begun".to_owned(),
        Says::Answered(_) => "answered".to_owned(),
        Says::Finished(_) => "finished, or changed after that".to_owned(),
        Says::Named(_) => "named otherwise".to_owned(),
        Says::Viewed(viewed) => match viewed {
            Viewed::Day(day) => format!("looked at the list of {day}"),
            Viewed::Reference => "looked for a reference".to_owned(),
            Viewed::Booked(day) => format!("looked at who is booked for {day}"),
            Viewed::Due(week) => format!("looked at whose wait ends in {week}"),
            Viewed::Screening => "looked at".to_owned(),
            Viewed::Retention => "looked at what has been kept for long enough".to_owned(),
            Viewed::Audit => "looked at this log".to_owned(),
            Viewed::Counts => "looked at the counts".to_owned(),
        },
        Says::Taken(Taken::Exported) => "exported".to_owned(),
        Says::Taken(Taken::Printed) => "printed".to_owned(),
        Says::Erased(reason) => format!("erased: {}", shown(reason)),
        Says::Held(Hold::Put(reason)) => format!("put under a legal hold: {}", shown(reason)),
        Says::Held(Hold::Lifted(reason)) => format!("legal hold lifted: {}", shown(reason)),
        Says::Kept(kept) => store(kept),
        Says::Decided(decision) => decided(&decision.what).to_owned(),
        Says::Consented(consent) => {
            let text = format!("{} {}", shown(&consent.text), shown(&consent.version));
            if consent.given {
                format!("consent given: {text}")
            } else {
                format!("consent withdrawn: {text}")
            }
        }
        Says::Staffed(staffed) => match staffed {
            Staffed::Set(member) => {
                let role = match member.role {
                    Role::Reception => "reception",
                    Role::Clinician => "clinician",
                };
                let here = if member.works_here {
                    "works here"
                } else {
                    "works here no more"
                };
                format!(
                    "staff {} is {}, {role}, and {here}",
                    shown(&member.id),
                    shown(&member.name)
                )
            }
            Staffed::CameIn(id) => format!("staff {} came in", shown(id)),
            Staffed::CameInAsOpener => "came in with what opens the records".to_owned(),
            Staffed::WrongKey => "what was typed did not open the records".to_owned(),
            Staffed::WrongPin(id) => format!("a wrong PIN for staff {}", shown(id)),
            Staffed::Locked => "the desk was locked".to_owned(),
        },
    }
}

/// That a clinician decided, in words: for what reason stays in the screening.
pub(super) const fn decided(what: &Decided) -> &'static str {
    match what {
        Decided::GoAhead => "decided: it may go ahead",
        Decided::WaitUntil(_) => "decided: wait",
        Decided::DoNotTreat => "decided: no treatment",
        Decided::GoAheadAlthough(_) => {
            "decided: it may go ahead although the verdict says otherwise"
        }
    }
}

/// What was done to the records as a whole, in words.
fn store(kept: &Kept) -> String {
    match kept {
        Kept::Made => "records made".to_owned(),
        Kept::Unlocked(way) => format!("opened with the {way}"),
        Kept::Rekeyed(ways) => format!("opened from now on with: {}", ways.join(", ")),
        Kept::BackedUp(path) => format!("copied to {}", shown(&path.display().to_string())),
        Kept::Restored { after, erased } => {
            format!("put back from a copy that ended with record {after}; {erased} erased in it")
        }
        Kept::Verified(seq) => format!("verified up to record {seq}"),
        Kept::Mended(lost) => {
            let lost: u64 = lost.iter().map(|(from, to)| to - from + 1).sum();
            if lost == 1 {
                "mended; one record lost".to_owned()
            } else {
                format!("mended; {lost} records lost")
            }
        }
        Kept::ClockBehind(seconds) => {
            format!("the clock is {seconds} s behind that of an earlier record")
        }
        Kept::Cleared { screenings } => {
            format!("{screenings} erased that were kept for long enough")
        }
    }
}
