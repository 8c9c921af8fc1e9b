//! What a clinician may decide of a verdict, and what exactly is signed.

use crate::{
    interview::{
        Interview,
        screening::{PutDown, Screening},
        verdict::Finding,
    },
    pack::Level,
    records::body::{Decided, Decision, Member, Role},
};

/// The fewest characters of a reason.
pub const SHORTEST_REASON: usize = 10;

/// Why something can't be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDecided {
    /// Only clinicians decide.
    NotAClinician,
    /// There is no verdict yet.
    NotFinished,
    /// Something was found that nobody may override.
    NoOverride,
    /// The verdict does not allow it without a reason.
    NeedsReason,
    /// The reason is too short.
    ShortReason,
    /// The day lies behind.
    DayBehind,
    /// Nobody made sure who the person is and looked at them.
    NotExamined,
}

/// What was made sure of before a decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Examined {
    /// By two identifiers, that this is the person.
    pub is_the_person: bool,
    /// The skin was examined.
    pub skin: bool,
}

/// The decision, if it may be made.
///
/// # Errors
/// Why it may not.
pub fn decide(
    interview: &Interview<'_>,
    by: &Member,
    what: Decided,
    examined: Examined,
) -> Result<Decision, NotDecided> {
    if by.role != Role::Clinician {
        return Err(NotDecided::NotAClinician);
    }
    if !interview.has_verdict() {
        return Err(NotDecided::NotFinished);
    }
    let goes_ahead = matches!(what, Decided::GoAhead | Decided::GoAheadAlthough(_));
    if !examined.is_the_person || goes_ahead && !examined.skin {
        return Err(NotDecided::NotExamined);
    }
    match &what {
        _ if goes_ahead && !may_go_ahead(interview) => return Err(NotDecided::NoOverride),
        Decided::GoAhead if needs_reason(interview) => return Err(NotDecided::NeedsReason),
        Decided::GoAheadAlthough(reason) if reason.trim().chars().count() < SHORTEST_REASON => {
            return Err(NotDecided::ShortReason);
        }
        Decided::WaitUntil(day) if *day <= interview.today() => return Err(NotDecided::DayBehind),
        _ => {}
    }
    Ok(Decision {
        what,
        by: by.id.clone(),
        name: by.name.clone(),
        role: by.role,
        signed: signed(interview),
    })
}

/// Whether nothing was found that nobody may override.
#[must_use]
pub fn may_go_ahead(interview: &Interview<'_>) -> bool {
    let verdict = interview.verdict();
    let hard = |it: &Finding<'_>| it.outcome.is_some_and(|it| it.no_override);
    !verdict.findings.iter().any(hard)
}

/// Whether going ahead needs a reason: the verdict says to wait, or that it is not suitable.
#[must_use]
pub fn needs_reason(interview: &Interview<'_>) -> bool {
    interview.verdict().level >= Level::Wait
}

/// The SHA-256 of what is signed, in hexadecimal: the pack, the answers in their order, and the day.
#[must_use]
pub fn signed(interview: &Interview<'_>) -> String {
    let put_down = PutDown {
        id: String::new(),
        started: jiff::Timestamp::UNIX_EPOCH,
        now: jiff::Timestamp::UNIX_EPOCH,
    };
    Screening::of(interview, put_down).decided_on()
}
