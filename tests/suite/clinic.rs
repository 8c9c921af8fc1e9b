//! A clinic's own file: what is wrong with one, what it answers for its patients, and what it does not.
use std::{fs, path::Path};

use assert_cmd::Command;
use jiff::ToSpan;
use needlefit::{
    check,
    clinic::{Clinic, SAMPLE, schema},
    interview::{
        Answer, Event, Given, Interview, Screen, Stage, Treatment,
        open::{Saved, Told},
    },
    pack::{Level, Pack, PackError},
    sheet,
    text::Language,
    tui::{
        App,
        theme::{Theme, ThemeName},
    },
};
use serde_json::{Value, json};

use crate::{
    common::{
        EDITIONS, PACK, TODAY, healthy, healthy_but, said_to,
        screen::{lines, paint, press},
        wishes,
    },
    screening::written,
};

/// A clinic without a flaw.
const CLINIC: &str = r#"{
  "$schema": "clinic.schema.json",
  "name": "Skin Clinic",
  "telephone": "+44 (0)20 7946-0000",
  "country": "GB",
  "emergency": "999",
  "aftercare": "https://example.org/aftercare?x=1",
  "answers": [
    { "question": "rf_device", "answer": "no" },
    { "question": "added_products", "answer": "no" }
  ],
  "languages": ["es"],
  "bands": [{ "for": "today", "level": "wait", "at_most": 0.9 }]
}
"#;

/// Stands in a replacement where the fault is expected; taken out again.
const HERE: char = '▸';

fn read(text: &str) -> Result<Clinic, PackError> {
    check::clinic::sound(&PACK, "clinic.json", text.as_bytes(), TODAY)
}

/// A clinic that gives these answers.
fn clinic(answers: &[(&str, &str)]) -> Clinic {
    let answers = answers
        .iter()
        .map(|(question, answer)| json!({ "question": question, "answer": answer }));
    let file = json!({ "name": "Skin Clinic", "languages": ["es"], "answers": answers.collect::<Vec<_>>() });
    read(&file.to_string()).unwrap()
}

const NEITHER: &[(&str, &str)] = &[("rf_device", "no"), ("added_products", "no")];

#[test]
fn a_clinic_is_read() {
    let clinic = read(CLINIC).unwrap();
    assert_eq!(clinic.name, "Skin Clinic");
    assert_eq!(clinic.telephone.as_deref(), Some("+44 (0)20 7946-0000"));
    assert_eq!(clinic.own.len(), 2);
    assert!(clinic.accepts(Language::of("es").unwrap()));
    assert!(!clinic.accepts(Language::english()));
    assert_eq!(clinic.bands.len(), 1);
    // all but its name may be left out
    let least = read(r#"{ "name": " Skin Clinic " }"#).unwrap();
    assert_eq!((least.name.as_str(), least.own.len()), ("Skin Clinic", 0));
    assert!(least.telephone.is_none() && least.aftercare.is_none());
}

#[test]
#[rustfmt::skip]
fn what_is_wrong_is_said_with_its_place() {
    let long = format!("\"name\": ▸\"{}\"", "x".repeat(81));
    let far = format!("▸\"https://example.org/{}\"", "x".repeat(200));
    // what stands there, what becomes of it, and the words
    let table = [
        ("\"name\"", "▸\"nmae\"", "Did you mean `name`?"),
        ("\"name\": \"Skin Clinic\",", "", "`name` is missing"),
        ("\"name\": \"Skin Clinic\"", "\"name\": ▸\"  \"", "needs a name"),
        ("\"name\": \"Skin Clinic\"", "\"name\": ▸7", "but a string is needed"),
        ("\"name\": \"Skin Clinic\"", "\"name\": ▸\"Skin\\u202eClinic\"", "U+202E"),
        ("\"name\": \"Skin Clinic\"", long.as_str(), "80 characters at most"),
        ("\"name\": \"Skin Clinic\"", "\"name\": ▸\"Write the name of your clinic here\"", "still the sample"),
        ("\"+44 (0)20 7946-0000\"", "▸\"call us\"", "no telephone number"),
        ("\"+44 (0)20 7946-0000\"", "▸\"1234\"", "no telephone number"),
        ("\"+44 (0)20 7946-0000\"", "▸\"+44 20 7946 0000 0000\"", "no telephone number"),
        ("\"+44 (0)20 7946-0000\"", "▸\"44+20 7946 0000\"", "no telephone number"),
        ("\"+44 (0)20 7946-0000\"", "▸\"٠١٢٣٤٥٦٧٨\"", "no telephone number"),
        ("\"GB\"", "▸\"gb\"", "two capital letters"),
        ("\"GB\"", "▸\"England\"", "two capital letters"),
        ("\"999\"", "▸\"9\"", "no emergency number"),
        ("\"999\"", "▸\"9999999\"", "no emergency number"),
        ("\"https://example.org/aftercare?x=1\"", "▸\"http://example.org/\"", "begins with https://"),
        ("\"https://example.org/aftercare?x=1\"", "▸\"https://example/\"", "no address of a page"),
        ("\"https://example.org/aftercare?x=1\"", "▸\"https://example.org/a b\"", "no address of a page"),
        ("\"https://example.org/aftercare?x=1\"", "▸\"https://-example.org/\"", "no address of a page"),
        ("\"https://example.org/aftercare?x=1\"", "▸\"https://example.org:0/\"", "no address of a page"),
        ("\"https://example.org/aftercare?x=1\"", "▸\"https://us@example.org/\"", "before the @"),
        ("\"https://example.org/aftercare?x=1\"", far.as_str(), "200 characters at most"),
        ("\"rf_device\"", "▸\"rf_devise\"", "Did you mean `rf_device`?"),
        ("\"rf_device\"", "▸\"diabetes\"", "Only the patient can answer `diabetes`"),
        ("\"rf_device\"", "▸\"age\"", "the pack leaves these to it: `rf_device`, `added_products`"),
        ("\"added_products\"", "▸\"rf_device\"", "a second time"),
        ("\"rf_device\", \"answer\": \"no\"", "\"rf_device\", \"answer\": ▸\"perhaps\"", "perhaps"),
        ("\"rf_device\", \"answer\": \"no\"", "\"rf_device\", \"answer\": ▸\"unsure\"", "its patients are asked"),
        ("\"rf_device\", \"answer\": \"no\"", "\"rf_device\", \"answer\": ▸true", "but a string is needed"),
        ("[\"es\"]", "[▸\"ess\"]", "Did you mean `es`?"),
        ("[\"es\"]", "[▸\"tlh\"]", "does not speak `tlh`"),
        ("\"at_most\": 0.9", "\"at_most\": ▸9", "A share is from 0 to 1"),
        (", \"at_most\": 0.9", "", "`at_least`, `at_most`, or both"),
        ("\"at_most\": 0.9", "\"at_most\": 0.2, \"at_least\": 0.3", "reversed"),
        ("\"wait\", \"at_most\": 0.9 }", "\"wait\", \"at_most\": 0.9 }, { \"level\": ▸\"wait\", \"at_most\": 0.8 }", "stands further up"),
    ];
    let mut wrong = Vec::new();
    for (old, new, says) in table {
        assert_eq!(CLINIC.matches(old).count(), 1, "{old}");
        let marked = CLINIC.replace(old, new);
        let place = marked.split_once(HERE).map(|(before, _)| {
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            format!("clinic.json:{}:{column}: ", before.matches('\n').count() + 1)
        });
        match read(&marked.replace(HERE, "")) {
            Ok(_) => wrong.push(format!("{new} is taken")),
            Err(error) => {
                let said = error.to_string();
                let placed = place.is_none_or(|place| said.starts_with(&place));
                if error.faults.len() != 1 || !placed || !said.contains(says) {
                    wrong.push(format!("{new}: {said}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_clinic_answers_nothing_in_a_pack_that_leaves_it_nothing() {
    let small = include_str!("fixtures/small.json");
    let small = Pack::from_bytes("small", small.as_bytes()).unwrap();
    let file = r#"{ "name": "Skin Clinic", "answers": [{ "question": "rash", "answer": "no" }] }"#;
    let checked = check::clinic::check(&small, "clinic.json", file.as_bytes(), TODAY);
    let says = &checked.problems[0].fault.says;
    assert!(
        says.contains("this pack leaves no question to it"),
        "{says}"
    );
    // and should somebody go past the check, it is not heeded
    let clinic = checked.clinic.unwrap();
    let interview = Interview::new(&small, TODAY).in_clinic(&clinic);
    assert!(interview.answers().is_empty() && interview.by_clinic().is_empty());
}

#[test]
fn what_is_told_at_a_desk_is_told_in_each_language_that_is_asked_there() {
    let problems = |languages: &str, told: &str| {
        let file = format!(
            r#"{{ "name": "Skin Clinic", "languages": [{languages}], "told": {{ {told} }} }}"#
        );
        let checked = check::clinic::check(&PACK, "clinic.json", file.as_bytes(), TODAY);
        assert!(checked.clinic.is_some(), "{file}");
        let problems = checked.problems.into_iter();
        let says = problems.map(|it| format!("{}: {}", it.rule, it.fault.says));
        says.collect::<Vec<_>>()
    };
    let (english, spanish) = (r#""en": "We keep them.""#, r#""es": "Las guardamos.""#);
    assert_eq!(problems(r#""es""#, ""), [""; 0], "the program says it");
    assert_eq!(problems("", english), [""; 0]);
    assert_eq!(
        problems(r#""es""#, &format!("{english}, {spanish}")),
        [""; 0]
    );
    let lacks = problems(r#""es""#, english);
    assert!(
        matches!(lacks.as_slice(), [one] if one.starts_with("clinic-told: `told` has no words in `es`")),
        "{lacks:?}"
    );
    let lacks = problems("", spanish);
    assert!(
        matches!(lacks.as_slice(), [one] if one.contains("in `en`")),
        "{lacks:?}"
    );
}

/// Somebody well at the summary, whom a clinic asked.
fn asked_in<'p>(clinic: &'p Clinic, given: &[(&str, &str)]) -> Interview<'p> {
    Interview::new(&PACK, TODAY)
        .in_clinic(clinic)
        .with_answers(healthy_but(&PACK, given))
        .for_treatment(Treatment::Today)
        .step(&Event::Start)
        .step(&Event::Review)
        .step(&Event::Confirm)
}

fn all_said(interview: &Interview<'_>) -> String {
    let parts = sheet::parts(interview);
    let says: Vec<&str> = parts.iter().map(sheet::Part::says).collect();
    says.join("\n")
}

fn is_on_a_screen(interview: &Interview<'_>, id: &str) -> bool {
    interview.screens().into_iter().any(|screen| match screen {
        Screen::Question(question) => question.id == id,
        Screen::List(list) => interview.members(list).iter().any(|it| it.id == id),
        Screen::Day | Screen::Rest => false,
    })
}

#[test]
fn what_the_clinic_answers_is_not_asked_and_stands_as_its_own() {
    let clinic = clinic(NEITHER);
    let plain = Interview::new(&PACK, TODAY);
    let interview = plain.clone().in_clinic(&clinic);
    let (heat, products) = (question("rf_device"), question("added_products"));
    for id in ["rf_device", "added_products"] {
        assert!(
            is_on_a_screen(&plain, id) && !is_on_a_screen(&interview, id),
            "{id}"
        );
    }
    assert!(interview.path().holds(heat) && interview.is_by_clinic(heat));
    // the list that they stand in is there for the others
    assert!(is_on_a_screen(&interview, "filler"));
    let done = asked_in(&clinic, &[]);
    assert_eq!(done.stage(), Stage::Summary);
    let same = Interview::new(&PACK, TODAY).with_answers(healthy(&PACK));
    assert_eq!(done.verdict().level, same.verdict().level);
    let says = all_said(&done);
    let line = "The clinic itself answered: Heat needles: No; Products on needled skin: No.";
    assert!(says.contains(line), "{says}");
    assert!(
        says.contains("Heat needles: No (the clinic's own answer)"),
        "{says}"
    );
    assert!(!all_said(&same).contains("clinic's own") && !all_said(&same).contains(line));
    assert_eq!(
        sheet::answer_of(&done, products),
        "No (the clinic's own answer)"
    );

    let heats = self::clinic(&[("rf_device", "yes")]);
    let done = asked_in(&heats, &[]);
    assert_eq!(done.verdict().level, Level::Clinician);
    let says = all_said(&done);
    assert!(says.contains("This is the clinic's own answer."), "{says}");
}

fn question(id: &str) -> &'static needlefit::pack::Question {
    PACK.question(id).unwrap()
}

#[test]
fn of_two_answers_that_contradict_each_other_the_one_with_more_caution_counts() {
    // the clinic's, the patient's, the answer that counts, and whether it is the clinic's
    for (clinics, patients, counts, by_clinic) in [
        ("no", "no", "no", true),
        ("no", "yes", "yes", false),
        ("no", "unsure", "no", true),
        ("no", "declined", "no", true),
        ("yes", "yes", "yes", true),
        ("yes", "no", "yes", true),
        ("yes", "unsure", "yes", true),
    ] {
        let what = format!("{clinics} {patients}");
        let clinic = clinic(&[("rf_device", clinics)]);
        let done = asked_in(&clinic, &[("rf_device", patients)]);
        let heat = question("rf_device");
        let counted = done.answers().get(heat.number).unwrap().to_json(heat);
        assert_eq!(
            (counted, done.is_by_clinic(heat)),
            (json!(counts), by_clinic),
            "{what}"
        );
        // a contradiction is asked like any other question
        assert_eq!(is_on_a_screen(&done, "rf_device"), !by_clinic, "{what}");
        // never less than what either alone comes to
        for alone in [clinics, patients] {
            let alone = healthy_but(&PACK, &[("rf_device", alone)]);
            let alone = Interview::new(&PACK, TODAY).with_answers(alone);
            assert!(done.verdict().level >= alone.verdict().level, "{what}");
        }
    }
}

#[test]
fn a_patient_may_contradict_from_review_and_take_it_back() {
    let clinic = clinic(NEITHER);
    let heat = question("rf_device");
    let edit = |interview: Interview<'static>, answer| {
        let at = interview
            .step(&Event::Review)
            .step(&Event::Edit("rf_device"));
        assert_eq!(at.stage(), Stage::Asking(Screen::Question(heat)));
        at.step(&Event::Answer(Given::Word(answer)))
    };
    let clinic: &'static Clinic = Box::leak(Box::new(clinic));
    let done = asked_in(clinic, &[]);
    let at = done
        .clone()
        .step(&Event::Review)
        .step(&Event::Edit("rf_device"));
    let says = sheet::last_time(&at, Screen::Question(heat));
    assert_eq!(says.as_deref(), Some("The clinic's own answer: No."));
    let against = edit(done, "yes");
    assert_eq!(against.stage(), Stage::Review);
    assert!(!against.is_by_clinic(heat) && against.answers().is_yes(heat));
    assert_eq!(sheet::answer_of(&against, heat), "Yes");
    let back = edit(against.clone().step(&Event::Confirm), "no");
    assert!(back.is_by_clinic(heat));
    // "not sure" is no contradiction: the clinic knows
    let unsure = edit(against.step(&Event::Confirm), "unsure");
    assert!(unsure.is_by_clinic(heat) && !unsure.answers().is_yes(heat));
}

#[test]
fn a_saved_screening_names_what_a_clinic_answered_and_another_clinic_answers_anew() {
    let own = clinic(NEITHER);
    let heats = clinic(&[("rf_device", "yes"), ("added_products", "no")]);
    let bytes = written(&asked_in(&own, &[]));
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(file["by_clinic"], json!(["rf_device", "added_products"]));
    assert_eq!(file["answers"]["rf_device"], "no");
    let saved = Saved::read(&bytes).unwrap();
    let heat = question("rf_device");

    let same = saved.open(Some(&own), &PACK, TODAY).unwrap();
    assert_eq!(same.interview.stage(), Stage::Summary);
    assert!(same.told.is_empty(), "{:?}", same.told);
    assert_eq!(written(&same.interview), bytes);

    let other = saved.open(Some(&heats), &PACK, TODAY).unwrap();
    assert_eq!(other.interview.stage(), Stage::Summary);
    assert!(other.interview.answers().is_yes(heat) && other.interview.is_by_clinic(heat));
    assert_eq!(other.interview.verdict().level, Level::Clinician);

    let none = saved.open(None, &PACK, TODAY).unwrap();
    let asked: Vec<&str> = match none.told.as_slice() {
        [Told::OfAClinic(asked)] => asked.iter().map(|it| it.id.as_str()).collect(),
        told => panic!("{told:?}"),
    };
    assert_eq!(asked, ["rf_device", "added_products"]);
    let says = none.says().unwrap();
    assert!(says.contains("2 questions were answered by the clinic, and are asked now: Heat needles; Products on needled skin."), "{says}");
    assert!(matches!(
        none.interview.stage(),
        Stage::Asking(Screen::List(_))
    ));
    assert!(none.interview.answers().get(heat.number).is_none());
    // what it said then is worked out with the clinic's answers
    assert_eq!(
        none.then.unwrap().verdict().level,
        asked_in(&own, &[]).verdict().level
    );

    // before the next session: where there is no clinic any more, it is asked by itself
    let later = TODAY + 28.days();
    let next = saved
        .open(None, &PACK, later)
        .unwrap()
        .again()
        .unwrap()
        .interview;
    assert!(next.screens().contains(&Screen::Question(heat)));
    let next = saved
        .open(Some(&own), &PACK, later)
        .unwrap()
        .again()
        .unwrap()
        .interview;
    assert!(!next.screens().contains(&Screen::Question(heat)) && next.is_by_clinic(heat));

    // a file can't put a patient's answers into a clinic's mouth
    let mut forged = file;
    forged["by_clinic"] = json!(["diabetes", "rf_device", "added_products"]);
    let forged = Saved::read(forged.to_string().as_bytes()).unwrap();
    let opened = forged.open(None, &PACK, TODAY).unwrap().interview;
    let diabetes = question("diabetes");
    assert!(!opened.is_by_clinic(diabetes));
    assert_eq!(opened.answers().get(diabetes.number), Some(&Answer::no()));
}

#[test]
fn both_faces_leave_out_what_the_clinic_answers_and_say_whose_it_is() {
    let clinic = clinic(NEITHER);
    let begun = |clinic| {
        let mut all = healthy(&PACK);
        // all but the list that the clinic's questions stand in
        for it in PACK.questions.iter().filter(|it| it.is_in("treatments")) {
            all.clear(it);
        }
        let interview = Interview::new(&PACK, TODAY).for_treatment(Treatment::Today);
        let interview = match clinic {
            Some(clinic) => interview.in_clinic(clinic),
            None => interview,
        };
        interview.with_answers(all)
    };
    let tick = question("rf_device").ticked();
    let own = "No (the clinic's own answer)";
    // the line mode: begin, none of the list, and every answer
    let typed = "\nn\nr\n";
    let said = said_to(begun(Some(&clinic)), typed);
    assert!(!said.contains(tick), "{said}");
    assert!(said_to(begun(None), typed).contains(tick));
    let count = |said: &str| said.matches(own).count();
    let folds = (5..20).map(|fold| said_to(begun(Some(&clinic)), &format!("\nn\nr\n{fold}\n")));
    assert!(folds.map(|it| count(&it)).max() == Some(2), "{said}");
    // the full screen
    let shown = |clinic, keys: &str| {
        let theme = Theme::new(ThemeName::None, false);
        let mut app = App::new(begun(clinic), theme, wishes(false));
        press(&mut app, keys);
        lines(&paint(&mut app, (100, 60)).0).join("\n")
    };
    let question = shown(Some(&clinic), "Enter");
    assert!(
        question.contains("What was done to your face") && !question.contains("radiofrequency"),
        "{question}"
    );
    assert!(shown(None, "Enter").contains("radiofrequency"));
    let seen = (0..14).any(|down| {
        let keys = format!("Enter n r {} Enter", "Down ".repeat(down));
        shown(Some(&clinic), &keys).matches(own).count() == 2
    });
    assert!(seen, "{}", shown(Some(&clinic), "Enter n r"));
}

#[test]
fn a_translation_that_the_clinic_accepts_is_no_longer_called_unchecked() {
    let spanish = EDITIONS
        .in_language(Language::of("es").unwrap())
        .unwrap()
        .unwrap();
    let accepting = clinic(NEITHER);
    let other = read(r#"{ "name": "Skin Clinic" }"#).unwrap();
    let of = |clinic| {
        let interview = Interview::new(spanish, TODAY).in_clinic(clinic);
        let interview = interview.with_answers(healthy(spanish));
        (
            sheet::translated_notice(&interview).len(),
            all_said(&interview),
        )
    };
    let (notices, sheet) = of(&other);
    assert!(
        notices == 2 && sheet.contains("lo hizo una máquina"),
        "{sheet}"
    );
    let (notices, sheet) = of(&accepting);
    assert!(
        notices == 0 && !sheet.contains("lo hizo una máquina"),
        "{sheet}"
    );
    assert_eq!(sheet.matches("aceptada por la clínica").count(), 1);
    // it is no review: the original can still be seen
    let interview = Interview::new(spanish, TODAY).in_clinic(&accepting);
    assert!(interview.turning_original().original_pack().is_some());
}

/// The program in a folder, with a home of its own.
fn needlefit(folder: &Path, args: &[&str], typed: &str) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_needlefit"))
        .args(args)
        .args(["--today", "2026-11-20"])
        .current_dir(folder)
        .env("HOME", folder)
        .env_remove("XDG_CONFIG_HOME")
        .write_stdin(typed)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn a_clinic_is_found_beside_the_pack_or_in_the_configuration_and_a_wrong_one_stops_everything() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let config = folder.join(".config/needlefit");
    fs::create_dir_all(&config).unwrap();
    fs::create_dir(folder.join("packs")).unwrap();
    fs::write(folder.join("packs/ours.json"), Pack::built_in_bytes()).unwrap();
    let named = |name: &str| format!(r#"{{ "name": "{name}", "telephone": "020 7946 0000" }}"#);
    let of_form = |args: &[&str]| needlefit(folder, &[&["form"], args].concat(), "").1;
    assert!(!of_form(&[]).contains("telephone 020"));
    fs::write(config.join("clinic.json"), named("Configured")).unwrap();
    assert!(of_form(&[]).contains("Configured, telephone 020 7946 0000"));
    let pack = ["--pack", "packs/ours.json"];
    assert!(of_form(&pack).contains("Configured"));
    fs::write(folder.join("packs/clinic.json"), named("Beside")).unwrap();
    assert!(of_form(&pack).contains("Beside") && of_form(&[]).contains("Configured"));
    fs::write(folder.join("named.json"), named("Named")).unwrap();
    let by_name = ["--pack", "packs/ours.json", "--clinic", "named.json"];
    assert!(of_form(&by_name).contains("Named"));

    let (code, out, said) = needlefit(folder, &["--plain", "--clinic", "nowhere.json"], "\n");
    assert!(
        code == 1
            && out.is_empty()
            && said.contains("nowhere.json can't be read: it is not there."),
        "{said}"
    );
    fs::write(
        config.join("clinic.json"),
        r#"{ "name": "Configured", "telphone": "1" }"#,
    )
    .unwrap();
    for args in [
        &["--plain"][..],
        &["form"],
        &["open", "mine.json", "--plain"],
    ] {
        let (interview, file) = (
            Interview::new(&PACK, TODAY).step(&Event::Start),
            folder.join("mine.json"),
        );
        fs::write(file, written(&interview)).unwrap();
        let (code, out, said) = needlefit(folder, args, "\n");
        assert!(code == 1 && out.is_empty(), "{args:?} {out}");
        assert!(
            said.contains("clinic.json:1:25: The field `telphone` is not known here. Did you mean `telephone`?"),
            "{said}"
        );
    }
    // a verdict does not depend on what lies about, a check does
    let (code, out, _) = needlefit(folder, &["evaluate"], r#"{"answers":{"age":34}}"#);
    assert!(code == 0 && !out.contains("by_clinic"), "{out}");
    let (code, out, _) = needlefit(folder, &["check"], "");
    assert!(
        code == 1 && out.contains("Did you mean `telephone`?"),
        "{out}"
    );
    let (_, out, _) = needlefit(folder, &["check", "--format", "json"], "");
    let report: Value = serde_json::from_str(&out).unwrap();
    let file = report["clinic"]["file"].as_str().unwrap();
    assert!(file.ends_with(".config/needlefit/clinic.json"), "{out}");
}

#[test]
fn evaluate_heeds_a_clinic_that_was_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("clinic.json"), CLINIC).unwrap();
    let blank = r#"{"id":"a","answers":{"age":34}}"#;
    let against = r#"{"id":"b","answers":{"rf_device":"yes"}}"#;
    let sets = format!("{blank}\n{against}\n");
    let (_, without, _) = needlefit(folder, &["evaluate"], &sets);
    for jobs in ["1", "2"] {
        let args = ["evaluate", "--clinic", "clinic.json", "--jobs", jobs];
        let (code, with, said) = needlefit(folder, &args, &sets);
        assert_eq!(code, 0, "{said}");
        let lines: Vec<Value> = with
            .lines()
            .map(|it| serde_json::from_str(it).unwrap())
            .collect();
        assert_eq!(
            lines[0]["by_clinic"],
            json!(["rf_device", "added_products"])
        );
        assert_eq!(lines[1]["by_clinic"], json!(["added_products"]));
        let unanswered =
            |line: &Value, id: &str| line["unanswered"].as_array().unwrap().contains(&json!(id));
        let before: Value = serde_json::from_str(without.lines().next().unwrap()).unwrap();
        assert!(unanswered(&before, "rf_device") && !unanswered(&lines[0], "rf_device"));
        // the patient's own "yes" is found as without a clinic
        assert!(
            lines[1]["findings"]
                .to_string()
                .contains("The needles would use heat")
        );
    }
}

#[test]
fn the_bands_of_a_clinic_stand_in_place_of_those_of_the_cohort() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let narrow =
        r#"{ "name": "Skin Clinic", "bands": [{ "level": "no_concern", "at_most": 0.001 }] }"#;
    fs::write(folder.join("narrow.json"), narrow).unwrap();
    let (_, out, _) = needlefit(
        folder,
        &[
            "check",
            "--cohort=300",
            "--format",
            "json",
            "--clinic",
            "narrow.json",
        ],
        "",
    );
    let report: Value = serde_json::from_str(&out).unwrap();
    let rules = |of: &Value| {
        of["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["rule"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(&report["clinic"]), [json!("cohort-band")], "{out}");
    let of_cohort = rules(&report["cohort"]);
    assert!(!of_cohort.contains(&json!("unreadable")), "{out}");
}

#[test]
fn new_writes_a_sample_that_must_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (code, said, _) = needlefit(folder, &["new", "--clinic", "ours.json"], "");
    assert!(
        code == 0 && said.contains("needlefit check --clinic ours.json"),
        "{said}"
    );
    assert_eq!(
        fs::read_to_string(folder.join("ours.json")).unwrap(),
        SAMPLE
    );
    assert_eq!(
        fs::read_to_string(folder.join("clinic.schema.json")).unwrap(),
        schema()
    );
    let (code, said, _) = needlefit(folder, &["check", "--clinic", "ours.json"], "");
    assert!(
        code == 1 && said.contains("This is still the sample."),
        "{said}"
    );
    let changed = SAMPLE.replace("Write the name of your clinic here", "Skin Clinic");
    fs::write(folder.join("ours.json"), changed).unwrap();
    let (code, said, _) = needlefit(folder, &["check", "--clinic", "ours.json"], "");
    assert_eq!(code, 0, "{said}");
    for args in [
        &["new"][..],
        &["new", "a.json", "--clinic", "b.json"],
        &["new", "--clinic", "ours.json"],
    ] {
        assert_ne!(needlefit(folder, args, "").0, 0, "{args:?}");
    }
}
