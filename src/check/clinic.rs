//! What is wrong with a clinic's file, held against the pack that its patients are asked: it answers
//! only what the pack leaves to it, and with what the question takes.

use jiff::civil::Date;

use super::{
    problem::{Problem, Problems, Severity},
    text_of,
};
use crate::{
    clean,
    clinic::{Clinic, Own},
    interview::{Answer, Given},
    pack::{ADDED, Pack, PackError, nearest},
    text::Language,
};

/// A clinic's file that was checked.
#[derive(Debug)]
pub struct CheckedClinic {
    /// What is wrong with it, in the order of the file.
    pub problems: Vec<Problem>,
    /// The clinic, if it could be read.
    pub clinic: Option<Clinic>,
}

/// What is wrong with the file of a clinic whose patients are asked this pack.
#[must_use]
pub fn check(pack: &Pack, file: &str, bytes: &[u8], today: Date) -> CheckedClinic {
    let clinic = match Clinic::from_bytes(file, bytes) {
        Ok(clinic) => clinic,
        Err(error) => {
            return CheckedClinic {
                problems: error.faults.into_iter().map(Problem::of_reading).collect(),
                clinic: None,
            };
        }
    };
    let text = text_of(bytes);
    let mut problems = Problems::new(&text);
    for own in &clinic.own {
        if let Err((nth, says)) = answers(pack, own, today) {
            let [question, answer] = &own.places;
            let place = if nth == 0 { question } else { answer };
            problems.error("clinic-answer", place, "answers", says);
        }
    }
    told(pack, &clinic, &mut problems);
    CheckedClinic {
        problems: problems.into_sorted(),
        clinic: Some(clinic),
    }
}

/// A clinic whose file has no error, as it must be before anybody is asked.
///
/// # Errors
/// Everything that is wrong with it; `file` is what the errors call it.
pub fn sound(pack: &Pack, file: &str, bytes: &[u8], today: Date) -> Result<Clinic, PackError> {
    let checked = check(pack, file, bytes, today);
    let errors = checked.problems.into_iter();
    let errors = errors.filter(|it| it.severity == Severity::Error);
    let faults: Vec<_> = errors.map(|it| it.fault).collect();
    match checked.clinic {
        Some(clinic) if faults.is_empty() => Ok(clinic),
        _ => Err(PackError {
            file: file.to_owned(),
            faults,
        }),
    }
}

/// What a clinic tells at a desk in its own words, it tells everybody.
fn told(pack: &Pack, clinic: &Clinic, problems: &mut Problems<'_>) {
    let Some(place) = &clinic.told_at else {
        return;
    };
    let spoken = clinic.languages.iter().chain([&pack.tag]);
    for tag in spoken.filter(|it| !clinic.told.contains_key(*it)) {
        let says = format!(
            "`told` has no words in `{tag}`: who is asked in it reads the words of the program in their place. Write them."
        );
        problems.warning("clinic-told", place, "told", says);
    }
}

/// Whether a clinic may answer so; else what is wrong, with its question (0) or its answer (1).
fn answers(pack: &Pack, own: &Own, today: Date) -> Result<(), (usize, String)> {
    let may = pack.questions.iter().filter(|it| it.clinic_may_answer);
    let may: Vec<&str> = may.map(|it| it.id.as_str()).collect();
    let Some(question) = pack.question(&own.question) else {
        let hint = nearest(&own.question, may.iter().copied());
        let hint = hint.map(|it| format!(" Did you mean `{it}`?"));
        let says = format!(
            "The pack `{}` has no question `{}`.{}",
            pack.id,
            clean::echo(&own.question),
            hint.unwrap_or_default()
        );
        return Err((0, says));
    };
    if !question.clinic_may_answer {
        let what = if may.is_empty() {
            "this pack leaves no question to it".to_owned()
        } else {
            format!("the pack leaves these to it: `{}`", may.join("`, `"))
        };
        let says = format!(
            "Only the patient can answer `{}`. A clinic answers what it alone knows; {what}.",
            question.id
        );
        return Err((0, says));
    }
    if ADDED.contains(&&*own.answer) {
        let says = "Leave this out where the clinic does not know: then its patients are asked.";
        return Err((1, says.to_owned()));
    }
    let given = Given::Word(&own.answer);
    match Answer::accept(question, &given, Language::english(), today) {
        Ok(_) => Ok(()),
        Err(refusal) => Err((1, refusal.says(Language::english()))),
    }
}
