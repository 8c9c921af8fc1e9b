//! Two faces, one interview: the same answers through the line mode and through
//! the full screen come to the same sheet and the same saved file, byte by byte.
use std::{fmt::Write, fs, path::Path};

use crate::common::{EDITIONS, PACK, any_answer, screen::press, wishes};
use needlefit::{
    interview::{Answer, Event, Given, Interview, Rest, Screen, Stage},
    pack::{Kind, List, Question},
    plain::{self, Ended, Printer, Talk},
    sheet::{self, Wishes},
    tui::{
        App,
        theme::{Theme, ThemeName},
    },
};

const INTERVIEWS: u32 = 1_000;

/// One interview, as each face is told it.
struct Script {
    /// The interview as the core has it.
    interview: Interview<'static>,
    /// What is typed, line by line.
    lines: String,
    /// What is pressed, key by key, with spaces between.
    keys: String,
}

impl Script {
    fn random(seed: u32) -> Self {
        let mut random = u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut script = Self {
            interview: crate::common::of_today(&PACK).step(&Event::Start),
            lines: "\n".to_owned(),
            keys: "Enter ".to_owned(),
        };
        while let Stage::Asking(screen) = script.interview.stage() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let pick = u16::try_from(random >> 48).unwrap();
            match screen {
                Screen::Day | Screen::Rest => unreachable!("it is known"),
                Screen::Question(question) => script.answer(question, pick),
                Screen::List(list) => script.list(list, pick),
            }
        }
        assert_eq!(script.interview.stage(), Stage::Review);
        script.lines += "\n";
        script.keys += "Enter Enter ";
        script.interview = script.interview.step(&Event::Confirm);
        script
    }

    fn step(&mut self, event: &Event<'_>) {
        self.interview = self.interview.clone().step(event);
        assert!(
            !matches!(
                self.interview.notice(),
                Some(needlefit::interview::Notice::Refused(_))
            ),
            "{:?}",
            self.interview.notice()
        );
    }

    fn answer(&mut self, question: &'static Question, pick: u16) {
        let answer = any_answer(question, pick);
        let typed = match &answer {
            Answer::Unsure => "u".to_owned(),
            Answer::Declined => "d".to_owned(),
            Answer::Chosen(chosen) if matches!(question.kind, Kind::YesNo) => {
                let yes = chosen.places().any(|place| place == 0);
                if yes { "y" } else { "n" }.to_owned()
            }
            Answer::Chosen(chosen) => {
                let numbers = chosen.places().map(|place| (place + 1).to_string());
                numbers.collect::<Vec<_>>().join(" ")
            }
            Answer::Number(number) => number.to_string(),
            Answer::Date(date) => date.to_string(),
            Answer::Text(words) => words.clone(),
        };
        writeln!(self.lines, "{typed}").unwrap();
        let date = matches!(question.kind, Kind::Date { .. });
        let pressed = match &answer {
            Answer::Unsure if date => "Tab Enter ".to_owned(),
            Answer::Declined if date => "Tab Tab Enter ".to_owned(),
            Answer::Unsure => "u ".to_owned(),
            Answer::Declined => "d ".to_owned(),
            Answer::Chosen(chosen) if matches!(question.kind, Kind::Choices(_)) => {
                let rows = 0..question.option_ids().count();
                let tick = |row| {
                    if chosen.places().any(|it| it == row) {
                        "Space "
                    } else {
                        ""
                    }
                };
                rows.flat_map(|row| ["Down ", tick(row)])
                    .chain(["Enter "])
                    .collect()
            }
            Answer::Chosen(chosen) => {
                let place = chosen.places().next().unwrap();
                match (&question.kind, place) {
                    (Kind::YesNo, 0) => "y ".to_owned(),
                    (Kind::YesNo, _) => "n ".to_owned(),
                    (_, place) if pick.is_multiple_of(2) => "Down ".repeat(place + 1) + "Enter ",
                    (_, place) => format!("{} ", place + 1),
                }
            }
            Answer::Text(_) => "Enter ".to_owned(),
            _ => format!("\"{typed}\" Enter "),
        };
        self.keys.push_str(&pressed);
        let json = answer.to_json(question);
        let given = Given::from_json(&json).unwrap().unwrap();
        self.step(&Event::Answer(given));
    }

    fn list(&mut self, list: &List, pick: u16) {
        let members = self.interview.members(list);
        let ticked = (0..members.len()).filter(|place| pick >> place & 3 == 3);
        let ticked: Vec<usize> = ticked.collect();
        let ids: Vec<&str> = ticked
            .iter()
            .map(|place| members[*place].id.as_str())
            .collect();
        let numbers = ticked.iter().map(|place| format!("{} ", place + 1));
        let numbers: String = numbers.collect();
        match pick >> 13 {
            0 => {
                writeln!(self.lines, "{numbers}u").unwrap();
                write!(self.keys, "{numbers}u ").unwrap();
                self.step(&Event::Tick(ids, Rest::AskEach));
            }
            1..5 if !ids.is_empty() => {
                writeln!(self.lines, "{numbers}").unwrap();
                write!(self.keys, "{numbers}Enter ").unwrap();
                self.step(&Event::Tick(ids, Rest::No));
            }
            _ => {
                self.lines += "n\n";
                self.keys += "n ";
                self.step(&Event::NoneOfThese);
            }
        }
    }
}

/// The sheet and the saved file of the line mode.
fn by_lines(script: &Script, file: &Path) -> (String, Vec<u8>) {
    let wishes = Wishes {
        save: Some(file.to_owned()),
        ..wishes(true)
    };
    let mut printer = Printer::new(Vec::new(), 76);
    let mut said = Vec::new();
    let mut talk = Talk::new(script.lines.as_bytes(), &mut said);
    let ended = plain::run(
        crate::common::of_today(&PACK),
        &EDITIONS,
        &mut talk,
        &wishes,
        &mut printer,
    )
    .unwrap();
    assert_eq!(ended, Ended::Finished, "{}", String::from_utf8_lossy(&said));
    let sheet = String::from_utf8(printer.output).unwrap();
    (sheet, fs::read(file).unwrap())
}

/// The same of the full screen.
fn by_keys(script: &Script, file: &Path) -> (String, Vec<u8>) {
    let wishes = Wishes {
        save: Some(file.to_owned()),
        ..wishes(true)
    };
    let theme = Theme::new(ThemeName::None, false);
    let mut app = App::new(crate::common::of_today(&PACK), theme, wishes);
    assert!(press(&mut app, &script.keys).is_none());
    assert_eq!(app.interview().stage(), Stage::Summary, "{}", script.keys);
    assert!(press(&mut app, "e").is_none());
    let closed = press(&mut app, "End Enter").expect("it closes");
    assert!(closed.finished && closed.print);
    (
        sheet::text::render(&closed.interview),
        fs::read(file).unwrap(),
    )
}

#[test]
fn both_faces_come_to_the_same() {
    let folder = ["/dev/shm", "."]
        .into_iter()
        .find(|folder| Path::new(folder).is_dir());
    let folder = tempfile::tempdir_in(folder.unwrap()).unwrap();
    for seed in 0..INTERVIEWS {
        let script = Script::random(seed);
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        let lines = by_lines(&script, &one);
        let keys = by_keys(&script, &other);
        assert_eq!(lines.0, sheet::text::render(&script.interview), "{seed}");
        assert_eq!(lines, keys, "{seed}");
        fs::remove_file(one).unwrap();
        fs::remove_file(other).unwrap();
    }
}
