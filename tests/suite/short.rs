//! How much somebody who has nothing reads and answers in the line mode, from the first question to
//! Review. `cargo test --test suite short -- --nocapture` prints what is counted.
use crate::common::{
    EDITIONS, PACK, TODAY, said_to,
    screen::{app, lines, paint, press},
};
use needlefit::{
    interview::{Event, Given, Interview, Screen, Stage},
    pack::{Kind, Question},
    sheet,
    text::{self, Language},
    tui::theme::ThemeName,
};

/// The most words and screens, where the treatment is today.
const TODAY_AT_MOST: (usize, usize) = (1_404, 22);
/// The same for a booked day.
const BOOKED_AT_MOST: (usize, usize) = (1_284, 21);

/// What a healthy adult types at a question: what finds and opens the least, and of that the first.
fn type_healthy<'p>(interview: &Interview<'p>, question: &'p Question) -> (String, Interview<'p>) {
    let answer = |given| interview.clone().step(&Event::Answer(given));
    match &question.kind {
        Kind::Number(_) => ("34".to_owned(), answer(Given::Typed("34"))),
        Kind::Text => (String::new(), interview.clone().step(&Event::Forward)),
        Kind::Date { .. } => panic!("{}: nobody healthy is asked for a date", question.id),
        kind => {
            let tried = question.option_ids().enumerate().map(|(place, id)| {
                let given = match kind {
                    Kind::Choices(_) => Given::List(vec![id]),
                    _ => Given::Word(id),
                };
                let typed = match kind {
                    Kind::YesNo => if id == "yes" { "y" } else { "n" }.to_owned(),
                    _ => (place + 1).to_string(),
                };
                (place, typed, answer(given))
            });
            let cost = |(place, _, next): &(usize, String, Interview<'_>)| {
                let verdict = next.verdict();
                let stated = verdict.findings.iter().filter(|it| it.outcome.is_some());
                let is_no = question.option_ids().nth(*place) == Some("no");
                (
                    stated.map(|it| it.level).max(),
                    next.screens().len(),
                    !is_no,
                    *place,
                )
            };
            let (_, typed, next) = tried.min_by_key(cost).unwrap();
            (typed, next)
        }
    }
}

/// What is typed from Welcome to Review, and how many screens there are.
fn healthy(day: &str) -> (String, usize) {
    let mut typed = "\n".to_owned();
    let mut interview = Interview::new(&PACK, TODAY).step(&Event::Start);
    let mut screens = 0;
    while let Stage::Asking(screen) = interview.stage() {
        let (line, next) = match screen {
            Screen::Day => (day.to_owned(), interview.step(&Event::TreatmentTyped(day))),
            Screen::Rest => ("y".to_owned(), interview.step(&Event::StillSo)),
            Screen::List(_) => ("n".to_owned(), interview.step(&Event::NoneOfThese)),
            Screen::Question(question) => type_healthy(&interview, question),
        };
        typed += &line;
        typed.push('\n');
        interview = next;
        screens += 1;
    }
    assert_eq!(interview.stage(), Stage::Review);
    (typed, screens)
}

/// What is said from the first question up to Review.
fn said(typed: &str) -> String {
    let said = said_to(Interview::new(&PACK, TODAY), typed);
    let (_, asked) = said.split_once("\nQuestion 1 ").unwrap();
    let (asked, _) = asked.split_once("\nReview: ").unwrap();
    format!("Question 1 {asked}")
}

#[test]
fn somebody_who_has_nothing_is_soon_through() {
    let counted = [
        ("today", TODAY_AT_MOST),
        ("20 January 2027", BOOKED_AT_MOST),
    ];
    let counted = counted.map(|(day, at_most)| {
        let (typed, screens) = healthy(day);
        let said = said(&typed);
        let words = said.split_whitespace().count();
        println!("{said}\n{day}: {words} words, {screens} screens; at most {at_most:?}\n");
        (day, (words, screens), at_most)
    });
    for (day, (words, screens), (most_words, most_screens)) in counted {
        assert!(words <= most_words, "{day}: {words} words");
        assert!(screens <= most_screens, "{day}: {screens} screens");
    }
}

/// The time on Welcome is that of what is read, in both faces and both languages, and the hello comes
/// before what cannot wait.
#[test]
fn the_time_promised_is_the_time_it_takes() {
    let spanish = EDITIONS.in_language(Language::of("es").unwrap());
    for pack in [EDITIONS.original().unwrap(), spanish.unwrap().unwrap()] {
        let language = pack.language;
        let interview = Interview::new(pack, TODAY);
        let words = |says: &str| says.split_whitespace().count();
        let read: usize = interview
            .screens()
            .into_iter()
            .map(|screen| {
                let [ask, _] = sheet::words_of(screen, pack);
                let rows = interview.rows(screen).into_iter();
                words(ask) + rows.map(|row| words(row.says(language))).sum::<usize>()
            })
            .sum();
        let minutes = language.count(text::MINUTES, read.div_ceil(200));
        assert!((2..20).contains(&read.div_ceil(200)), "{read} words");
        let urgent = &pack.urgent[0].says;
        let said = said_to(interview, "\n");
        let mut app = app(pack, ThemeName::None, false);
        let mut shown = |size| lines(&paint(&mut app, size).0).join(" ");
        let faces = [said, shown((80, 100)), shown((120, 100)), shown((40, 200))];
        for said in faces.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")) {
            let title = said.find(&pack.title).unwrap();
            let time = said.find(&minutes).unwrap();
            let grave = said.find(&urgent[..20]).unwrap();
            assert!(title < time && time < grave, "{said}");
        }
    }
}

/// Spanish stands alone; the English comes under it on `v`, in both faces, and goes again.
#[test]
fn the_original_is_shown_on_request() {
    let spanish = EDITIONS.in_language(Language::of("es").unwrap());
    let spanish = spanish.unwrap().unwrap();
    let said = said_to(Interview::new(spanish, TODAY), "\n1\n34\nv\nv\nq\ns\n");
    let asked = &PACK.question("area").unwrap().ask;
    assert_eq!(
        said.matches(&format!("English: {asked}")).count(),
        1,
        "{said}"
    );
    assert_eq!(said.matches("lo hizo una máquina").count(), 1, "{said}");

    for size in [(80, 24), (120, 40), (40, 60)] {
        let mut app = app(spanish, ThemeName::None, false);
        press(&mut app, "Enter 3 4 Enter");
        let mut says = Vec::new();
        for key in ["", "v", "v"] {
            press(&mut app, key);
            says.push(
                lines(&paint(&mut app, size).0)
                    .join(" ")
                    .contains("English:"),
            );
        }
        assert_eq!(says, [false, true, false], "{size:?}");
    }
}
