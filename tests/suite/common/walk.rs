//! Interviews by chance, screen by screen.
use super::{PACK, any_answer};
use needlefit::interview::{Event, Given, Interview, Rest, Screen, Treatment};
use proptest::prelude::*;

/// Enough picks that no two questions of the pack need share one.
pub fn picks() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), PACK.questions.len())
}

/// Answers one screen by a pick, and gives the interview after it.
pub fn answer_screen<'p>(interview: Interview<'p>, screen: Screen<'p>, pick: u16) -> Interview<'p> {
    match screen {
        Screen::Day => interview.step(&match pick % 3 {
            0 => Event::Treatment(Treatment::Today),
            1 => Event::Treatment(Treatment::NotBooked),
            _ => Event::TreatmentTyped("2027-01-20"),
        }),
        Screen::Rest => interview.step(&match pick % 2 {
            0 => Event::StillSo,
            _ => Event::NotStillSo,
        }),
        Screen::List(list) => {
            let members = interview.members(list);
            let ticked = members.iter().enumerate();
            let ticked = ticked.filter(|(place, _)| pick >> (place % 13) & 1 == 1);
            let ids: Vec<&str> = ticked.map(|(_, question)| question.id.as_str()).collect();
            match pick >> 13 {
                0 => interview.step(&Event::Tick(ids, Rest::AskEach)),
                1..4 if !ids.is_empty() => interview.step(&Event::Tick(ids, Rest::No)),
                _ => interview.step(&Event::NoneOfThese),
            }
        }
        Screen::Question(question) => {
            let json = any_answer(question, pick).to_json(question);
            give(interview, &json)
        }
    }
}

/// Gives an answer as data.
fn give<'p>(interview: Interview<'p>, json: &serde_json::Value) -> Interview<'p> {
    let given = Given::from_json(json).unwrap().unwrap();
    interview.step(&Event::Answer(given))
}
