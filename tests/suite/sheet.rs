//! The sheet: two pages to take home, the clinician's copy, as text and as HTML.
use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use jiff::ToSpan;
use needlefit::{
    check::cohort::{self, Cohort},
    interview::{
        Answer, Answers, Event, Given, Interview, Stage, Treatment,
        screening::{AnsweredBy, Whose},
    },
    pack::{Kind, Level, Pack},
    sheet::{
        self, Reader,
        text::{LINES, PAGE_END, WIDTH},
    },
    text::{self, Language},
};
use tempfile::tempdir;

use crate::{
    common::{EDITIONS, PACK, TODAY, healthy, healthy_but, needlefit, summary},
    screening::{opened, written},
};

/// Texts that somebody means harm with.
pub const HOSTILE: [&str; 12] = [
    "\u{1b}]52;c;Q0hBT1M=\u{7}",
    "\u{1b}]0;CHAOSPWN\u{7}",
    "\u{9b}3JCHAOSC1",
    "abc\u{202e}chaos\u{202c}",
    "a\u{2066}b\u{2069}",
    "\u{200b}zero\u{200d}width\u{feff}",
    "=cmd|'/c calc'!A1",
    "<script>chaos()</script>",
    "'); DROP TABLE screenings;--",
    "../../../../tmp/chaos\u{c}",
    "\"><img src=x onerror=alert(1)> &lt;",
    "\u{5d0}\u{5d1}\u{5d2} abc \u{5d3}",
];

fn spanish() -> &'static Pack {
    let spanish = Language::of("es").unwrap();
    EDITIONS.in_language(spanish).unwrap().unwrap()
}

/// Somebody of the cohort, who leaves out own words.
fn person(cohort: &Cohort, nth: u32) -> Answers {
    let mut answers = cohort.person(&PACK, TODAY, nth);
    for question in &PACK.questions {
        if matches!(question.kind, Kind::Text) {
            answers.set(question, Answer::Text(String::new()));
        }
    }
    answers
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn fifty_people_take_two_pages_home_in_both_languages() {
    let cohort = Cohort::from_bytes("cohort", cohort::built_in_bytes(), &PACK, TODAY).unwrap();
    let days = [
        Treatment::Today,
        Treatment::On(TODAY + 61.days()),
        Treatment::NotBooked,
    ];
    let mut plans = 0;
    for nth in 0..50 {
        let treatment = days[nth as usize % days.len()];
        for pack in [&*PACK, spanish()] {
            let interview = summary(pack, person(&cohort, nth), treatment);
            let sheet = sheet::text::render(&interview);
            let pages: Vec<&str> = sheet.split(PAGE_END).collect();
            let verdict = interview.verdict();
            plans += usize::from(verdict.plan_follows());
            let count = if verdict.plan_follows() { 2 } else { 1 };
            assert_eq!(pages.len(), count, "{nth}\n{sheet}");
            for page in &pages {
                assert!(page.lines().count() <= LINES, "{nth}\n{page}");
                let widest = page.lines().map(|it| it.chars().count()).max();
                assert!(widest <= Some(WIDTH), "{nth}\n{page}");
            }
            // what must not be missing, however little room there is
            let first = one_line(pages[0]).to_lowercase();
            // names and ends of waits stand side by side
            let column = WIDTH - 28;
            let left = pages[0]
                .lines()
                .map(|it| it.chars().take(column).collect::<String>());
            let right = pages[0]
                .lines()
                .map(|it| it.chars().skip(column).collect::<String>());
            let left = one_line(&left.collect::<String>()).to_lowercase();
            let right = one_line(&right.collect::<String>()).to_lowercase();
            let says = |it: &str| {
                let it = one_line(it).to_lowercase();
                [&first, &left, &right]
                    .iter()
                    .any(|text| text.contains(&it))
            };
            assert!(says(&pack.disclaimer), "{sheet}");
            // what to ask may stand under a heading of its own
            for sentence in verdict.next(pack).split_inclusive(". ") {
                assert!(says(sentence), "{sentence}\n{sheet}");
            }
            // what there is no room for is said to be left out
            let mut items = pack.preparation.iter().flat_map(|it| &it.items);
            let more = pack.language.says(text::PREPARATION_MORE);
            let is_all = items.all(|it| one_line(&sheet).contains(&one_line(&it.says)));
            // on the day itself what came before is over
            if verdict.plan_follows() && treatment != Treatment::Today {
                assert_eq!(
                    one_line(&sheet).contains(&one_line(more)),
                    !is_all,
                    "{sheet}"
                );
            }
            // a name beside the days is never cut
            let all = one_line(&sheet);
            for title in pack.aftercare.topics.iter().map(|it| one_line(&it.title)) {
                let begins: String = title.chars().take(15).collect();
                assert!(!all.contains(&begins) || all.contains(&title), "{sheet}");
            }
            for warning in &verdict.warnings {
                assert!(says(&warning.says), "{}\n{sheet}", warning.id);
            }
            for finding in &verdict.findings {
                let short = finding.outcome.and_then(|it| it.short.as_deref());
                assert!(short.is_none_or(says), "{short:?}\n{sheet}");
                let ends = finding.until.iter().filter(|_| !finding.is_mention());
                for end in ends {
                    let end = end.says(pack.language);
                    assert!(says(&end), "{end}\n{sheet}");
                }
            }
            let Some(second) = pages.get(1) else { continue };
            let second = one_line(second);
            for item in pack.aftercare.items() {
                let boxed = one_line(&format!("[ ] {}", item.says));
                assert!(second.contains(&boxed), "{}\n{sheet}", item.id);
            }
            for sign in pack.warning_signs.iter().flat_map(|it| &it.signs) {
                assert!(second.contains(&one_line(sign)), "{sign}\n{sheet}");
            }
            // the days are drawn, with their dates where there are any
            assert!(sheet.contains("== == =="), "{sheet}");
        }
    }
    assert!(plans > 20, "{plans}");
}

#[test]
fn what_needs_a_doctor_now_stands_first() {
    let answers = healthy_but(&PACK, &[("suspicious_spot", "yes")]);
    let interview = summary(&PACK, answers, Treatment::Today);
    let warning = interview.verdict().warnings[0].says.clone();
    for reader in [Reader::Patient, Reader::Clinician] {
        let sheet = sheet::text::render_for(&interview, reader);
        let level = interview.verdict().level.says(PACK.language).to_uppercase();
        let place = |it: &str| one_line(&sheet).find(&one_line(it)).unwrap();
        assert!(place(&warning) < place(&level), "{sheet}");
        let html = sheet::html::render(&interview, reader);
        let body = &html[html.find("<body>").unwrap()..];
        assert!(body.find(&warning) < body.find("class=\"verdict"), "{html}");
    }
}

#[test]
fn sheets_of_some_people() {
    let sheet = |name: &str, level: Level, given: &[(&str, &str)], treatment| {
        let given = [&[("scar_severity", "moderate")], given].concat();
        let interview = summary(&PACK, healthy_but(&PACK, &given), treatment);
        assert_eq!(interview.verdict().level, level, "{name}");
        insta::assert_snapshot!(name, sheet::text::render(&interview));
        interview
    };
    let booked = Treatment::On(TODAY + 61.days());
    sheet("well", Level::NoConcern, &[], booked);
    sheet(
        "mention",
        Level::NoConcern,
        &[("mole_tattoo", "yes")],
        Treatment::NotBooked,
    );
    let keloid = [
        ("keloid", "yes"),
        ("keloid_where", "high"),
        ("keloid_many", "no"),
    ];
    sheet(
        "not_suitable",
        Level::NotSuitable,
        &keloid,
        Treatment::Today,
    );
    let sun = [
        ("sunburn", "yes"),
        ("sunburn_kind", "sun"),
        ("sunburn_sore", "no"),
        ("sunburn_last", "2026-11-10"),
    ];
    let waits = sheet("waits", Level::Wait, &sun, Treatment::Today);
    // ten days later it is looked at again, and the sun is over
    let next = opened(&written(&waits), &PACK, TODAY + 10.days());
    let mut next = next.again().unwrap().interview;
    next = next.step(&Event::Treatment(Treatment::NotBooked));
    while let Stage::Asking(screen) = next.stage() {
        next = match screen.question() {
            Some(_) => next.step(&Event::Answer(Given::Word("no"))),
            None => next.step(&Event::StillSo),
        };
    }
    let next = next.step(&Event::Confirm).kept_as(Whose {
        label: Some("A7-204".to_owned()),
        answered_by: Some(AnsweredBy::Carer),
    });
    let follows = sheet::text::render(&next);
    assert!(
        follows.contains("CHANGED SINCE 20 NOVEMBER 2026"),
        "{follows}"
    );
    insta::assert_snapshot!("follows", follows);
}

#[test]
fn ticks_are_kept() {
    let well = healthy_but(&PACK, &[("scar_severity", "moderate")]);
    let well = summary(&PACK, well, Treatment::Today);
    let ticked = well.step(&Event::OpenPlan).step(&Event::Done("first_wash"));
    let sheet = sheet::text::render(&ticked);
    assert!(sheet.contains("[x] Wash with lukewarm"), "{sheet}");
    assert_eq!(sheet.matches("[x]").count(), 1);
    let html = sheet::html::render(&ticked, Reader::Patient);
    assert_eq!(html.matches('✓').count(), 2, "the verdict, and the tick");
}

/// Somebody who told this, kept under this.
pub fn telling(words: &str) -> Interview<'static> {
    let given = [("other_illness", "yes"), ("other_illness_kind", "calm")];
    let mut answers = healthy_but(&PACK, &given);
    let question = PACK.question("other_illness_name").unwrap();
    let answer = Answer::accept(question, &Given::Word(words), PACK.language, TODAY);
    answers.set(question, answer.unwrap());
    summary(&PACK, answers, Treatment::Today).kept_as(Whose::default().labelled(words))
}

/// The names of the elements of a page, all of which are closed in order.
fn elements(html: &str) -> Vec<String> {
    const EMPTY: [&str; 1] = ["meta"];
    let (mut open, mut all): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let style = html.find("<style>").unwrap() + 7..html.find("</style>").unwrap();
    let html = html.replacen(&html[style], "", 1);
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("every tag ends");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else if !tag.starts_with('!') {
            let name = tag.split(' ').next().unwrap().to_owned();
            if !EMPTY.contains(&&*name) {
                open.push(name.clone());
            }
            all.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    all
}

#[test]
fn hostile_words_do_no_harm_on_paper() {
    let before = elements(&sheet::html::render(&telling("gout"), Reader::Clinician));
    for words in HOSTILE {
        let interview = telling(words);
        for reader in [Reader::Patient, Reader::Clinician] {
            let text = sheet::text::render_for(&interview, reader);
            let html = sheet::html::render(&interview, reader);
            for sheet in [&text, &html] {
                let hidden = |c: char| {
                    c.is_control() && c != '\n' && c != PAGE_END
                        || ('\u{200b}'..='\u{200f}').contains(&c)
                        || ('\u{202a}'..='\u{202e}').contains(&c)
                        || ('\u{2066}'..='\u{2069}').contains(&c)
                        || c == '\u{feff}'
                };
                assert!(!sheet.contains(hidden), "{words:?}\n{sheet}");
            }
            assert!(
                !html.contains("<script") && !html.contains("<img"),
                "{words:?}"
            );
            if reader == Reader::Clinician {
                assert_eq!(elements(&html), before, "{words:?}");
            }
        }
        // an own form feed begins no page
        let count = sheet::text::render(&telling("gout"))
            .matches(PAGE_END)
            .count();
        let sheet = sheet::text::render(&interview);
        assert_eq!(sheet.matches(PAGE_END).count(), count);
    }
    let html = sheet::html::render(&telling(HOSTILE[11]), Reader::Clinician);
    assert!(
        html.contains(&format!("<bdi>{}</bdi>", HOSTILE[11])),
        "set apart"
    );
}

#[test]
fn own_words_are_for_the_clinician_alone() {
    let interview = telling("gout in the big toe").kept_as(Whose::default());
    let own = "gout in the big toe";
    for (reader, wanted) in [(Reader::Patient, false), (Reader::Clinician, true)] {
        let text = one_line(&sheet::text::render_for(&interview, reader));
        assert_eq!(text.contains(&one_line(own)), wanted, "{text}");
        let html = sheet::html::render(&interview, reader);
        assert_eq!(html.contains(own), wanted, "{html}");
    }
}

#[test]
fn the_page_needs_nothing_else() {
    for pack in [&*PACK, spanish()] {
        let answers = healthy_but(&PACK, &[("other_illness", "unsure")]);
        let interview = summary(pack, answers, Treatment::Today);
        for reader in [Reader::Patient, Reader::Clinician] {
            let html = sheet::html::render(&interview, reader);
            assert!(html.contains(&format!("<html lang=\"{}\"", pack.tag)));
            assert!(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
            for never in [
                "<script", "<link", " src=", "href=", "url(", "@import", " on",
            ] {
                let (_, style) = html.split_once("<style>").unwrap();
                let found = match never {
                    " on" => html.contains(" onload=") || html.contains(" onclick="),
                    _ => html.contains(never),
                };
                assert!(!found, "{never}: {}", &style[..200]);
            }
            // what stands in the original is read out by a voice of that language
            let under = html.matches("class=\"under\"").count();
            assert_eq!(html.matches("class=\"under\" lang=\"en\"").count(), under);
            let has_under = pack.tag != PACK.tag && reader == Reader::Clinician;
            assert_eq!(under > 0, has_under);
            let all = elements(&html);
            for one in ["header", "main", "footer", "h1"] {
                assert_eq!(all.iter().filter(|it| *it == one).count(), 1, "{one}");
            }
            // no rank of heading is left out on the way down
            let ranks = all
                .iter()
                .filter_map(|it| it.strip_prefix('h')?.parse::<u32>().ok());
            let ranks: Vec<u32> = ranks.collect();
            for pair in ranks.windows(2) {
                assert!(pair[1] <= pair[0] + 1, "{ranks:?}");
            }
            assert!(all.iter().any(|it| it == "svg") && html.contains("role=\"img\""));
        }
    }
}

/// Saves a screening, and runs the command on it.
fn command(folder: &Path, bytes: &[u8], args: &[&str]) -> crate::common::Output {
    let file = folder.join("mine.json");
    fs::write(&file, bytes).unwrap();
    let args = [&["sheet", file.to_str().unwrap()], args].concat();
    needlefit(&args)
}

#[test]
fn the_command_prints_or_writes_under_a_name_of_its_own() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("sheets");
    fs::create_dir(&out).unwrap();
    let well = summary(&PACK, healthy(&PACK), Treatment::NotBooked);
    let bytes = written(&well.kept_as(Whose::default().labelled("A7-204 Jane")));
    let day = ["--today", "2026-11-20"];
    let printed = command(folder.path(), &bytes, &day);
    assert_eq!((printed.code, &*printed.err), (0, ""));
    assert!(
        printed.out.starts_with("BEFORE MICRONEEDLING"),
        "{}",
        printed.out
    );
    assert!(printed.out.contains("Reference: A7-204 Jane"));
    for _ in 0..2 {
        let args = [
            &day[..],
            &["--format", "html", "--for", "clinician", "--out"],
        ]
        .concat();
        let args = [&args[..], &[out.to_str().unwrap()]].concat();
        let written = command(folder.path(), &bytes, &args);
        assert_eq!(written.code, 0, "{}", written.err);
        let path = Path::new(written.out.trim_end());
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(
            name.starts_with("needlefit-20") && !name.contains("Jane"),
            "{name}"
        );
        assert!(Path::new(name).extension().is_some_and(|it| it == "html"));
        let rights = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(rights & 0o777, 0o600);
        assert!(
            fs::read_to_string(path)
                .unwrap()
                .starts_with("<!DOCTYPE html>")
        );
    }
    assert_eq!(fs::read_dir(&out).unwrap().count(), 2, "never over another");
    let spanish = command(
        folder.path(),
        &bytes,
        &[&day[..], &["--lang", "es"]].concat(),
    );
    assert!(
        spanish.out.contains("DESPUÉS DEL TRATAMIENTO"),
        "{}",
        spanish.out
    );
    let nowhere = folder.path().join("nowhere");
    let args = [&day[..], &["--out", nowhere.to_str().unwrap()]].concat();
    let refused = command(folder.path(), &bytes, &args);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("There is no folder"),
        "{}",
        refused.err
    );
}

#[test]
fn without_a_verdict_of_today_there_is_no_sheet() {
    let folder = tempdir().unwrap();
    let draft = written(&Interview::new(&PACK, TODAY).step(&Event::Start));
    let said = command(folder.path(), &draft, &["--today", "2026-11-20"]);
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.contains("is not finished"), "{}", said.err);
    // the day of the treatment lies behind
    let done = written(&summary(&PACK, healthy(&PACK), Treatment::Today));
    let said = command(folder.path(), &done, &["--today", "2026-11-21"]);
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.contains("--today 2026-11-20"), "{}", said.err);
    let said = command(folder.path(), &done, &["--today", "2026-11-20"]);
    assert_eq!(said.code, 0, "{}", said.err);
}

/// Who opens it later reads of which day the answers are.
#[test]
fn a_later_day_is_said_with_the_day_of_the_answers() {
    let well = summary(&PACK, healthy(&PACK), Treatment::NotBooked);
    let later = opened(&written(&well), &PACK, TODAY + 9.days()).interview;
    let sheet = sheet::text::render(&later);
    let says = "Answered on 20 November 2026, worked out for 29 November 2026.";
    assert!(sheet.contains(says), "{sheet}");
}
