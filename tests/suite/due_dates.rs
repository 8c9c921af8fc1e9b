//! Dates that lie ahead: given in weeks as well, and asked again once they have passed.
use std::sync::LazyLock;

use crate::common::{
    PACK, TODAY, answers, said_to,
    screen::{app, lines, paint, press},
    verdict,
};
use jiff::civil::date;
use needlefit::{
    interview::{Answer, Event, Given, Interview, Notice, Refusal, Screen, Stage, Treatment},
    pack::{About, Level, Pack, Question},
    text::Language,
    tui::theme::ThemeName,
};

const SMALL: &str = include_str!("fixtures/small.json");
const HINT: &str = "Or how many weeks pregnant, like 22 weeks.";

/// The small pack, with a due date that can be given in weeks.
static WEEKS: LazyLock<Pack> = LazyLock::new(|| {
    let wait = r#"{ "id": "whole", "length": { "weeks": 40 }, "from": "default", "sources": [] },"#;
    let weeks =
        r#""id": "due", "or_weeks": { "of": "whole", "says": "Or how many weeks pregnant" },"#;
    let text = SMALL.replacen(r#""waits": ["#, &format!(r#""waits": [{wait}"#), 1);
    let text = text.replacen(r#""id": "due","#, weeks, 1);
    Pack::from_bytes("small", text.as_bytes()).unwrap()
});

fn due() -> &'static Question {
    WEEKS.question("due").unwrap()
}

fn accepted(question: &Question, given: &Given<'_>, language: &Language) -> Option<String> {
    let answer = Answer::accept(question, given, language, TODAY).ok()?;
    Some(answer.to_json(question).as_str().unwrap().to_owned())
}

#[test]
fn weeks_become_the_date_on_which_they_end() {
    let (english, spanish) = (Language::english(), Language::of("es").unwrap());
    for (typed, by_english, by_spanish) in [
        ("22 weeks", Some("2027-03-26"), Some("2027-03-26")),
        ("22w", Some("2027-03-26"), Some("2027-03-26")),
        (" 22  Wks ", Some("2027-03-26"), Some("2027-03-26")),
        ("1 week", Some("2027-08-20"), Some("2027-08-20")),
        ("40 weeks", Some("2026-11-20"), Some("2026-11-20")),
        ("22 semanas", None, Some("2027-03-26")),
        ("22 SEM", None, Some("2027-03-26")),
        ("26 March 2027", Some("2027-03-26"), None),
        ("2027-03", Some("2027-03"), Some("2027-03")),
        // neither a date nor weeks, or too far back
        ("22", None, None),
        ("weeks", None, None),
        ("22 months", None, None),
        ("-2 weeks", None, None),
        ("22.5 weeks", None, None),
        ("99 weeks", None, None),
        ("99999999999999999999 weeks", None, None),
    ] {
        let given = Given::Typed(typed);
        for (language, wanted) in [(english, by_english), (spanish, by_spanish)] {
            let date = accepted(due(), &given, language);
            assert_eq!(date.as_deref(), wanted, "{typed} in {}", language.tag());
        }
    }
    // data is the same in every language
    let word = |word| accepted(due(), &Given::Word(word), spanish);
    assert_eq!(word("22 weeks").as_deref(), Some("2027-03-26"));
    // and where weeks mean nothing, they are no date
    let past = WEEKS.question("pills_last").unwrap();
    let refused = Answer::accept(past, &Given::Typed("22 weeks"), english, TODAY);
    assert_eq!(
        refused,
        Err(Refusal::NotADate("22 weeks".to_owned(), About::Past, TODAY))
    );
    let far = Answer::accept(due(), &Given::Typed("99 weeks"), english, TODAY);
    assert_eq!(far, Err(Refusal::TooEarly(date(2026, 1, 20))));
}

/// What leads to the due date, and what is given there, come to the same in both faces and as data.
#[test]
fn both_faces_and_evaluate_take_weeks() {
    let interview = || Interview::new(&WEEKS, TODAY).for_treatment(Treatment::Today);
    let typed = "/34/1/1/n/1/22 weeks/q/y".replace('/', "\n");
    let said = said_to(interview(), &typed);
    assert!(said.contains(HINT), "{said}");
    assert!(said.contains("\n26 March 2027, in 4 months.\n"), "{said}");

    for size in [(80, 24), (120, 40), (40, 60)] {
        let mut app = app(&WEEKS, ThemeName::None, false);
        paint(&mut app, (120, 200));
        press(&mut app, "Enter 3 4 Enter 1 Enter 1 n 1");
        let shown = |app: &mut _| lines(&paint(app, size).0).join(" ");
        let bare = |says: String| says.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(bare(shown(&mut app)).contains(HINT));
        press(&mut app, "2 2 Space w");
        assert!(shown(&mut app).contains("26 March 2027"));
        press(&mut app, "Enter");
        let answer = app.interview().answers().get(due().number);
        assert_eq!(answer.unwrap().to_json(due()), "2027-03-26");
    }

    let by = |given: &str| {
        let answers = answers(&WEEKS, &[("pregnancy", "yes"), ("due", given)]);
        verdict(&WEEKS, &answers).not_before
    };
    assert_eq!(by("22 weeks"), by("2027-03-26"));
    assert_eq!(by("22 weeks"), Some(date(2027, 5, 7)));
}

#[test]
fn a_due_date_that_has_passed_is_asked_again() {
    let event = |word| Event::Answer(Given::Typed(word));
    let mut interview = Interview::new(&WEEKS, TODAY).for_treatment(Treatment::Today);
    let yes = answers(&WEEKS, &[("pregnancy", "yes")]);
    interview = interview.with_answers(yes).step(&Event::Start);
    while interview.stage() != Stage::Asking(Screen::Question(due())) {
        let before = interview.stage();
        interview = match before {
            Stage::Asking(Screen::List(_)) => interview.step(&Event::NoneOfThese),
            Stage::Asking(Screen::Question(it)) if it.id == "age" => interview.step(&event("34")),
            Stage::Asking(Screen::Question(it)) if it.id == "area" => {
                interview.step(&Event::Answer(Given::List(vec!["cheeks"])))
            }
            Stage::Asking(Screen::Question(it)) if it.id == "hopes" => {
                interview.step(&event("better"))
            }
            _ => interview.step(&Event::Forward),
        };
        assert_ne!(interview.stage(), before);
    }
    // typed, it is not taken, and said why; what is still to come and "not sure" are
    let refused = Notice::Refused(Refusal::HasPassed(TODAY));
    for typed in ["19 November 2026", "41 weeks"] {
        let next = interview.clone().step(&event(typed));
        assert_eq!(next.notice(), Some(&refused), "{typed}");
        assert_eq!(next.stage(), interview.stage());
    }
    for given in [
        Given::Typed("20 November 2026"),
        Given::Typed("2026-11"),
        Given::Unsure,
    ] {
        let next = interview.clone().step(&Event::Answer(given));
        assert!(next.answers().get(due().number).is_some());
    }
    // gone on from later, it is open again
    let passed = answers(&WEEKS, &[("pregnancy", "yes"), ("due", "2026-11-19")]);
    let later = Interview::new(&WEEKS, TODAY).with_answers(passed.clone());
    assert!(later.open().iter().any(|it| it.id == "due"));
    assert!(!later.is_answered(Screen::Question(due())));
    let ahead = answers(&WEEKS, &[("pregnancy", "yes"), ("due", "2026-11-20")]);
    let later = Interview::new(&WEEKS, TODAY).with_answers(ahead);
    assert!(later.open().iter().all(|it| it.id != "due"));
    // and where nobody can be asked, a clinician is
    let found = verdict(&WEEKS, &passed);
    let found = found
        .findings
        .iter()
        .find(|it| it.question.id == "due")
        .unwrap();
    assert_eq!(found.level, Level::Clinician);
    assert!(
        found
            .reason
            .starts_with("The day that you gave has passed."),
        "{}",
        found.reason
    );
}

/// In the shipped pack a due date goes on to wait for the weeks after the birth; after them nobody
/// knows what the answer was to say.
#[test]
fn no_due_date_that_has_passed_is_less_than_for_a_clinician() {
    for given in [
        "2026-11-19",
        "2026-11",
        "2026-10-10",
        "2026-09-30",
        "2026-02-01",
    ] {
        let answers = answers(&PACK, &[("pregnancy", "yes"), ("pregnancy_due", given)]);
        let verdict = verdict(&PACK, &answers);
        let of_due = verdict
            .findings
            .iter()
            .filter(|it| it.question.id == "pregnancy_due");
        let level = of_due.map(|it| it.level).max();
        assert!(level >= Some(Level::Clinician), "{given}: {level:?}");
    }
}
