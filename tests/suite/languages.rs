//! A pack and the program in other languages: nothing is missing, stale texts are never shown, the
//! answers and the verdict are the same in each, and no screen breaks in a language of long words,
//! accents and wide letters.
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
};

use crate::common::{
    EDITIONS, TODAY, any_answer, any_answers,
    chance::cases,
    screen::{app, key, lines, paint, press},
};
use jiff::{Timestamp, civil::date};
use needlefit::{
    check,
    interview::{
        Answer, Event, Given, Interview, Rest, Screen, Stage,
        path::Path,
        screening::{PutDown, Screening},
        verdict::Verdict,
    },
    pack::{self, Original, Pack, translate},
    sheet,
    text::{
        self, Language,
        translation::{State, Translation},
    },
    tui::{
        App,
        keymap::{Context, KEYMAP, Key},
        theme::ThemeName,
    },
};
use proptest::prelude::*;
use ratatui::crossterm::event::KeyCode;

const ENGLISH: &str = include_str!("../../questions/microneedling.json");
const SPANISH: &str = include_str!("../../questions/microneedling.es.json");

fn spanish() -> &'static Pack {
    let language = Language::of("es").unwrap();
    EDITIONS.in_language(language).unwrap().unwrap()
}

/// The Spanish pack after a change of its file.
fn spanish_but(change: impl FnOnce(&mut Translation)) -> Pack {
    let mut translation: Translation = serde_json::from_str(SPANISH).unwrap();
    change(&mut translation);
    let language = Language::of("es").unwrap();
    let original = Arc::new(Original::built_in());
    translate(&original, &translation, language, "es").unwrap()
}

/// Words twice as long, with accents and letters of two columns; what stands in braces stays.
fn pseudo(says: &str) -> String {
    let mut out = String::from("[");
    let mut in_braces = false;
    for letter in says.chars() {
        in_braces = (in_braces || letter == '{') && letter != '}';
        let accented = match letter {
            _ if in_braces => None,
            'a' => Some("áà"),
            'e' => Some("éè"),
            'i' => Some("íì"),
            'o' => Some("óò"),
            'u' => Some("úù"),
            _ => None,
        };
        match accented {
            Some(accented) => out.push_str(accented),
            None => out.push(letter),
        }
    }
    out + " 漢字]"
}

/// A translation of these texts into the language that nobody speaks.
fn pseudo_of(of: &str, texts: &[(String, String)]) -> Translation {
    let mut translation = Translation::begun(of, "es", texts, None, TODAY);
    for entry in translation.texts.values_mut() {
        entry.says = pseudo(&entry.says);
        entry.state = State::Machine;
    }
    translation
}

static PSEUDO: LazyLock<Pack> = LazyLock::new(|| {
    let mut words = pseudo_of("needlefit", &Language::texts("es"));
    // keys stay keys
    for key in ["KEY_YES", "KEY_NO"] {
        words.texts.remove(key);
    }
    let language = Box::leak(Box::new(Language::translated(&words)));
    let texts = pack::texts_of(ENGLISH.as_bytes()).unwrap();
    let original = Arc::new(Original::built_in());
    let translation = pseudo_of("microneedling", &texts);
    translate(&original, &translation, language, "pseudo").unwrap()
});

#[test]
fn the_built_in_pack_is_written_in_the_language_that_it_is_said_to_be() {
    let first = EDITIONS.languages().next().unwrap();
    let original = EDITIONS.original().unwrap();
    assert_eq!(first.tag(), original.language.tag());
    assert_eq!(spanish().sha256(), original.sha256());
}

#[test]
fn nothing_is_missing_stale_or_unknown() {
    for (tag, _, text) in pack::translations() {
        let pack = Pack::built_in().unwrap();
        let bytes = ENGLISH.as_bytes();
        let problems = check::translation::check(&pack, bytes, tag, text.as_bytes());
        assert!(problems.is_empty(), "{problems:#?}");
    }
    for (tag, text) in text::translations() {
        let problems = check::translation::check_program(tag, text.as_bytes());
        assert!(problems.is_empty(), "{problems:#?}");
    }
}

/// What can be translated is what `check` judges: every text that people read, and the words of the
/// glossary themselves.
#[test]
fn every_text_can_be_translated() {
    let english = Language::english();
    let pack = Pack::built_in().unwrap();
    let file: serde_json::Value = serde_json::from_str(ENGLISH).unwrap();
    let lengths: HashMap<&str, String> = file["waits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|wait| {
            let length: pack::Length = serde_json::from_value(wait["length"].clone()).unwrap();
            (wait["id"].as_str().unwrap(), length.says(english))
        })
        .collect();
    let (mut with_answer, mut found) = (0, HashSet::new());
    for (_, says) in pack::texts_of(ENGLISH.as_bytes()).unwrap() {
        if says.contains("{answer}") {
            with_answer += 1;
        } else {
            let given = |name: &str| Ok(lengths.get(name).cloned());
            found.insert(text::fill_with(&says, given).unwrap());
        }
    }
    let judged = check::words::as_read(ENGLISH.as_bytes()).unwrap();
    let missing: Vec<&str> = judged
        .iter()
        .map(|text| text.says.as_str())
        .filter(|says| !found.contains(*says))
        .collect();
    assert_eq!(missing.len(), with_answer, "{missing:#?}");
    let judged: HashSet<&str> = judged.iter().map(|text| text.says.as_str()).collect();
    let forms = pack.glossary.iter().map(|term| term.term.as_str());
    let mut beyond: HashSet<&str> = found.iter().map(String::as_str).collect();
    beyond.retain(|says| !judged.contains(says));
    for term in forms {
        beyond.remove(term);
    }
    // what is left are other forms of those words
    assert!(beyond.iter().all(|says| !says.contains('.')), "{beyond:#?}");
}

/// A date that was begun, left by Esc and come back to in another language is still that date.
#[test]
fn a_date_half_typed_and_left_is_read_in_the_language_one_turns_to() {
    let mut app = app(EDITIONS.original().unwrap(), ThemeName::None, false).in_any_of(&EDITIONS);
    paint(&mut app, (80, 200));
    let to_date = "Enter 3 4 Enter 1 Enter y 1 n 5 Enter 1 5 Space O c t o b e r Space 2 0 2 6";
    press(&mut app, to_date);
    assert_eq!(app.context(), Context::DateEntry);
    let Stage::Asking(screen) = app.interview().stage() else {
        panic!("nothing is asked");
    };
    // back, to Spanish, and on again to the same question
    press(&mut app, "Esc l");
    while app.interview().stage() != Stage::Asking(screen) {
        let before = app.interview().stage();
        press(&mut app, "Enter");
        assert_ne!(app.interview().stage(), before);
    }
    assert_eq!(app.interview().language().tag(), "es");
    assert!(shows(&mut app, "2026-10-15"));
    press(&mut app, "Enter");
    assert_ne!(app.interview().stage(), Stage::Asking(screen));
}

fn shows(app: &mut App<'_>, words: &str) -> bool {
    lines(&paint(app, (80, 200)).0).join("\n").contains(words)
}

/// A letter that moves or opens something on a yes-or-no question can't answer it too.
#[test]
fn no_language_takes_the_letter_of_a_command() {
    let (_, spanish) = text::translations().next().unwrap();
    let found = |yes: &str| {
        let from = "\"KEY_YES\": { \"says\": \"s\"";
        assert!(spanish.contains(from));
        let to = format!("\"KEY_YES\": {{ \"says\": \"{yes}\"");
        let changed = spanish.replacen(from, &to, 1);
        let problems = check::translation::check_program("es", changed.as_bytes());
        problems
            .into_iter()
            .map(|it| it.fault.says)
            .collect::<String>()
    };
    assert_eq!(found("t"), "");
    let command =
        |letter| format!("The letter `{letter}` is a command on the same screen. Choose another.");
    assert_eq!(found("j"), command('j'));
    assert_eq!(found("o"), command('o'), "the demo plays with it");
    assert_eq!(found("R"), command('r'));
    assert_eq!(found("si"), "A key is one letter.");
    assert_eq!(found("1"), "A key is one letter.");
    assert!(found("n").contains("`KEY_NO` is the same letter. Choose another."));
    // the list is what the keymap says
    let mut letters: Vec<char> = KEYMAP
        .iter()
        .filter(|it| {
            let asked = [
                Context::Options,
                Context::List,
                Context::Leaving,
                Context::DemoQuestion,
            ];
            it.contexts.iter().any(|context| asked.contains(context))
        })
        .flat_map(|it| it.keys)
        .filter_map(|key| match key {
            Key::Code(KeyCode::Char(letter)) if letter.is_alphabetic() => Some(*letter),
            _ => None,
        })
        .filter(|letter| !"yn".contains(*letter))
        .collect();
    letters.sort_unstable();
    letters.dedup();
    assert_eq!(letters.iter().collect::<String>(), text::COMMAND_LETTERS);
}

#[test]
fn what_is_wrong_with_a_translation_is_found() {
    let cases = [
        (
            "translation-of",
            "\"of\": \"microneedling\"",
            "\"of\": \"other\"",
        ),
        (
            "translation-of",
            "\"language\": \"es\"",
            "\"language\": \"fr\"",
        ),
        ("translation-missing", "\"about.3\"", "\"about.9\""),
        ("translation-unknown", "\"about.3\"", "\"about.9\""),
        ("translation-stale", "\"hash\": \"", "\"hash\": \"0"),
        ("translation-words", "{surgery_large}", "{surgery}"),
        ("translation-words", "Antes del", "Antes\u{202e} del"),
        (
            "translation-review",
            "\"state\": \"machine\"",
            "\"state\": \"reviewed\"",
        ),
        (
            "translation-review",
            "\"state\": \"machine\"",
            "\"state\": \"reviewed\", \"by\": \" \"",
        ),
        (
            "translation-review",
            "\"state\": \"machine\"",
            "\"state\": \"machine\", \"by\": \"\"",
        ),
        (
            "translation-missing",
            "\"state\": \"machine\"",
            "\"state\": \"open\"",
        ),
        (
            "unreadable",
            "\"state\": \"machine\"",
            "\"state\": \"good\"",
        ),
        ("unreadable", "\"about.2\"", "\"about.1\""),
    ];
    let pack = Pack::built_in().unwrap();
    for (rule, from, to) in cases {
        assert!(SPANISH.contains(from), "{from}");
        let broken = SPANISH.replacen(from, to, 1);
        let found = check::translation::check(&pack, ENGLISH.as_bytes(), "es", broken.as_bytes());
        assert!(found.iter().any(|it| it.rule == rule), "{rule}: {found:#?}");
    }
}

#[test]
fn a_text_that_does_not_fit_any_more_is_said_in_english() {
    let title = |pack: &Pack| pack.title.clone();
    let english = title(EDITIONS.original().unwrap());
    assert_ne!(title(spanish()), english);
    let stale = spanish_but(|it| it.texts.get_mut("title").unwrap().hash = "0".repeat(16));
    assert_eq!(title(&stale), english);
    let open = spanish_but(|it| it.texts.get_mut("title").unwrap().state = State::Open);
    assert_eq!(title(&open), english);
    let missing = spanish_but(|it| {
        it.texts.remove("title");
    });
    assert_eq!(title(&missing), english);
}

#[test]
fn words_in_braces_that_mean_nothing_are_refused() {
    let mut translation: Translation = serde_json::from_str(SPANISH).unwrap();
    translation.texts.get_mut("title").unwrap().says = "{nothing}".to_owned();
    let language = Language::of("es").unwrap();
    let original = Arc::new(Original::built_in());
    let refused = translate(&original, &translation, language, "my.es.json");
    let says = refused.unwrap_err().to_string();
    assert!(
        says.contains("my.es.json") && says.contains("nothing"),
        "{says}"
    );
}

/// Every text of a translation reviewed, by name.
fn review(translation: &mut Translation) {
    for entry in translation.texts.values_mut() {
        entry.state = State::Reviewed;
        entry.by = Some("A reader, translator".to_owned());
    }
}

#[test]
fn one_text_that_nobody_reviewed_keeps_the_english_under_all() {
    let (_, words) = text::translations().next().unwrap();
    let mut words: Translation = serde_json::from_str(words).unwrap();
    let by_machine = Box::leak(Box::new(Language::translated(&words)));
    review(&mut words);
    let by_people = Box::leak(Box::new(Language::translated(&words)));
    assert!(by_people.is_reviewed() && !by_machine.is_reviewed());
    let original = Arc::new(Original::built_in());
    let is_reviewed = |language, change: fn(&mut Translation)| {
        let mut pack: Translation = serde_json::from_str(SPANISH).unwrap();
        review(&mut pack);
        change(&mut pack);
        let pack = translate(&original, &pack, language, "es").unwrap();
        pack.translation.unwrap().reviewed
    };
    assert!(is_reviewed(by_people, |_| {}));
    assert!(!is_reviewed(by_machine, |_| {}));
    assert!(!is_reviewed(by_people, |pack| {
        pack.texts.get_mut("title").unwrap().state = State::Machine;
    }));
    assert!(!is_reviewed(by_people, |pack| {
        pack.texts.get_mut("title").unwrap().by = None;
    }));
    assert!(!is_reviewed(by_people, |pack| {
        pack.texts.get_mut("title").unwrap().by = Some(" ".to_owned());
    }));
    assert!(!is_reviewed(by_people, |pack| {
        pack.texts.remove("title");
    }));
}

#[test]
fn spanish_is_written_as_spaniards_write() {
    let spanish = Language::of("es").unwrap();
    assert_eq!(spanish.day(date(2027, 3, 1)), "1 de marzo de 2027");
    assert_eq!(spanish.count(text::DAYS, 1), "1 día");
    assert_eq!(spanish.count(text::DAYS, 2), "2 días");
    assert_eq!(spanish.count(text::MONTHS, 0), "0 meses");
    assert_eq!(spanish.distance(date(2026, 8, 20), TODAY), "hace 3 meses");
    for yes in ["s", "S", "sí", "si", "SÍ"] {
        assert!(spanish.is_yes(yes), "{yes}");
    }
    assert!(!spanish.is_yes("y") && spanish.is_no("n") && spanish.is_no("no"));
}

/// Goes on by one screen, with any answer.
fn answer_any(interview: Interview<'_>, pick: u16) -> Interview<'_> {
    let event = match interview.stage() {
        Stage::Asking(Screen::Question(question)) => {
            let json = match any_answer(question, pick) {
                Answer::Text(_) => "words".into(),
                answer => answer.to_json(question),
            };
            let given = Given::from_json(&json).unwrap().unwrap();
            return interview.step(&Event::Answer(given));
        }
        Stage::Asking(Screen::Day) => Event::TreatmentTyped("2027-01-20"),
        Stage::Asking(Screen::List(_)) if pick.is_multiple_of(3) => {
            Event::Tick(Vec::new(), Rest::AskEach)
        }
        Stage::Asking(Screen::List(_)) => Event::NoneOfThese,
        Stage::Asking(Screen::Rest) => Event::StillSo,
        Stage::Welcome => Event::Start,
        Stage::Review => Event::Confirm,
        Stage::Summary => Event::OpenPlan,
        Stage::Aftercare | Stage::Finished => Event::Finish,
    };
    interview.step(&event)
}

fn saved(interview: &Interview<'_>) -> serde_json::Value {
    let time = Timestamp::UNIX_EPOCH;
    let put_down = PutDown {
        id: String::new(),
        started: time,
        now: time,
    };
    serde_json::to_value(Screening::of(interview, put_down)).unwrap()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn the_verdict_is_the_same_in_every_language(picks in prop::collection::vec(any::<u16>(), 1..150)) {
        let (english, spanish) = (EDITIONS.original().unwrap(), spanish());
        let answers = any_answers(english, &picks);
        let told = |pack| {
            let verdict = Verdict::of(&Path::new(pack, &answers, TODAY));
            let findings: Vec<_> = verdict
                .findings
                .iter()
                .map(|it| (it.question.number, it.level, it.not_before()))
                .collect();
            let warnings: Vec<String> = verdict.warnings.iter().map(|it| it.id.clone()).collect();
            (verdict.level, verdict.not_before, findings, warnings)
        };
        prop_assert_eq!(told(english), told(spanish));
    }

    #[test]
    fn changing_the_language_loses_nothing(picks in prop::collection::vec(any::<u16>(), 60)) {
        let (english, spanish) = (EDITIONS.original().unwrap(), spanish());
        let mut one = crate::common::of_today(english);
        let mut other = crate::common::of_today(english);
        for (nth, pick) in picks.iter().enumerate() {
            one = answer_any(one, *pick);
            other = answer_any(other.asked_in(if nth % 2 == 0 { spanish } else { english }), *pick);
            prop_assert_eq!(one.stage(), other.stage());
            prop_assert!(one.answers() == other.answers());
        }
        let back = other.clone().asked_in(english);
        prop_assert_eq!(saved(&one), saved(&back));
        let as_spanish = other.asked_in(spanish);
        prop_assert_eq!(saved(&as_spanish)["language"]["translation"].clone(), "machine");
        prop_assert_eq!(saved(&as_spanish)["answers"].clone(), saved(&one)["answers"].clone());
    }
}

#[test]
fn another_pack_is_no_edition() {
    let other = Pack::from_bytes("sample", pack::SAMPLE.as_bytes()).unwrap();
    let interview = crate::common::of_today(&other).asked_in(spanish());
    assert_eq!(interview.pack().id, other.id);
}

/// Every text of the original stands under the translated one, on the sheet too.
#[test]
fn the_sheet_says_it_in_both_languages() {
    let mut interview = crate::common::of_today(spanish());
    for _ in 0..200 {
        interview = answer_any(interview, 16);
    }
    let english = interview.clone().asked_in(EDITIONS.original().unwrap());
    let by_default = sheet::text::render(&interview);
    assert!(!by_default.contains("English:") && by_default.contains("A machine made"));
    interview = interview.turning_original();
    let (both, alone) = (sheet::parts(&interview), sheet::parts(&english));
    let told: String = both
        .iter()
        .map(|part| part.says().to_owned() + "\n")
        .collect();
    for part in &alone {
        let program = matches!(part, sheet::Part::Heading(_));
        assert!(program || told.contains(part.says()), "{}", part.says());
    }
    // the clinician's copy has both, whether they are shown on the screen or not
    let page = sheet::text::render_for(&interview, sheet::Reader::Clinician);
    let alone = interview.clone().turning_original();
    let same = sheet::text::render_for(&alone, sheet::Reader::Clinician);
    assert_eq!(page, same);
    assert!(page.contains("English:"));
    assert!(
        page.contains("máquina") && page.contains("A machine made these words"),
        "{page}"
    );
    let wide = page
        .lines()
        .filter(|it| it.trim_start_matches('\u{c}').chars().count() > 76);
    let wide: Vec<&str> = wide.filter(|it| !it.contains("http")).collect();
    assert!(wide.is_empty(), "{wide:#?}");
}

/// What kind of part each is, but for the originals.
fn kinds(parts: Vec<sheet::Part<'_>>) -> Vec<std::mem::Discriminant<sheet::Part<'_>>> {
    let own = parts
        .into_iter()
        .filter(|it| !matches!(it, sheet::Part::Under(_)));
    own.map(|it| std::mem::discriminant(&it)).collect()
}

proptest! {
    #![proptest_config(cases(64))]

    /// What stands under a part is that very part in the original.
    #[test]
    fn every_part_stands_over_its_own_original(picks in prop::collection::vec(any::<u16>(), 1..90)) {
        let mut interview = crate::common::of_today(spanish());
        for pick in picks.iter().cycle().take(150) {
            interview = answer_any(interview, *pick);
        }
        let english = interview.clone().asked_in(EDITIONS.original().unwrap());
        interview = interview.turning_original();
        let mut told = kinds(sheet::parts(&interview));
        let alone = kinds(sheet::parts(&english));
        // the notice that a machine translated it has no part in the original
        let differs = told.iter().zip(&alone).position(|(one, other)| one != other);
        told.remove(differs.unwrap_or(alone.len()));
        prop_assert_eq!(told, alone);
    }
}

/// Walks with any answers in the language of long and wide words: on every screen, at every size,
/// the question is there, the keys are there, and each row can be brought into sight.
#[test]
fn no_screen_breaks() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        for seed in [16_u16, 24, 7_919] {
            let mut app = app(&PSEUDO, ThemeName::None, false);
            for step in 0..80_u16 {
                let (buffer, cursor) = paint(&mut app, size);
                let shown = lines(&buffer);
                assert!(buffer.area.contains(cursor), "{cursor}");
                assert!(!shown[0].trim().is_empty(), "{shown:#?}");
                assert!(!shown.last().unwrap().trim().is_empty(), "{shown:#?}");
                walk(&mut app, seed.wrapping_mul(step).rotate_left(3));
            }
        }
    }
}

/// Goes on by keys alone, with any answer.
fn walk(app: &mut App<'_>, pick: u16) {
    let keys = match app.context() {
        Context::Options => ["n", "u", "d", "1"][usize::from(pick % 4)],
        Context::List => ["n", "Space Enter", "End Up Enter"][usize::from(pick % 3)],
        Context::Number => "3 4 Enter",
        Context::DateEntry => "\"2026-01\" Enter",
        Context::Leaving => "n",
        Context::Overlay => "Esc",
        Context::Review => "PageDown End Enter",
        Context::Summary if pick.is_multiple_of(2) => "s PageDown Esc",
        Context::Care if pick.is_multiple_of(2) => "w PageDown Esc",
        _ => "Enter",
    };
    press(app, keys);
    if pick.is_multiple_of(5) {
        app.press(key("?"));
    }
}
