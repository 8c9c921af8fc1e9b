//! The questions on paper: all of them are there, and on few pages.
use std::fs;

use needlefit::{
    check,
    clinic::Clinic,
    form::{Field, Form, Part, Row, html, text},
    pack::{Kind, Pack},
    text::Language,
};

use crate::common::{EDITIONS, PACK, TODAY};

fn clinic() -> Clinic {
    let file = r#"{ "name": "Skin & <Clinic>", "telephone": "020 7946 0000", "emergency": "999",
        "languages": ["es"], "answers": [{ "question": "rf_device", "answer": "no" }] }"#;
    check::clinic::sound(&PACK, "clinic.json", file.as_bytes(), TODAY).unwrap()
}

fn rows<'f, 'p>(form: &'f Form<'p>) -> Vec<&'f Row<'p>> {
    let parts = form.sections.iter().flat_map(|(_, parts)| parts);
    let rows = parts.filter_map(|it| match it {
        Part::Row(row) => Some(row),
        Part::List(..) => None,
    });
    rows.collect()
}

fn one_line(says: &str) -> String {
    says.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words without what stands between them: boxes at the end of a line, lines to write on.
fn bare(page: &str) -> String {
    one_line(&page.replace("[ ]", " ").replace('_', " "))
}

fn spanish() -> &'static Pack {
    EDITIONS
        .in_language(Language::of("es").unwrap())
        .unwrap()
        .unwrap()
}

#[test]
fn every_question_is_there_once_with_every_option() {
    for pack in [&*PACK, spanish()] {
        let form = Form::of(pack, None, TODAY);
        let numbers: Vec<usize> = rows(&form).iter().map(|it| it.question.number).collect();
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..pack.questions.len()).collect::<Vec<_>>());
        // a follow-up stands under the question above it
        for (place, row) in rows(&form).into_iter().enumerate() {
            if let Some(gate) = &row.question.gate {
                assert!(numbers[..place].contains(&gate.parent));
                assert!(row.when.is_some() && row.depth > 0 && row.number.is_none());
            }
        }
        let (plain, page) = (text::render(&form), html::render(&form));
        let plain = bare(&plain);
        // a box is kept with the first word behind it
        let page = page.replace("</span>", "");
        let escaped = |says: &str| says.replace('&', "&amp;").replace('"', "&quot;");
        for question in &pack.questions {
            let says = question.ticked();
            assert!(plain.contains(&one_line(says)), "{says}");
            assert!(page.contains(&escaped(says)), "{says}");
            for option in question.options() {
                assert!(plain.contains(&one_line(&option.says)), "{}", option.says);
                assert!(page.contains(&escaped(&option.says)), "{}", option.says);
            }
        }
        for says in pack
            .urgent
            .iter()
            .map(|it| &it.says)
            .chain([&pack.disclaimer])
        {
            assert!(
                plain.contains(&one_line(says)) && page.contains(&escaped(says)),
                "{says}"
            );
        }
    }
}

#[test]
fn a_follow_up_names_the_answers_that_lead_to_it() {
    let form = Form::of(&PACK, None, TODAY);
    let when = |id: &str| {
        let rows = rows(&form);
        let row = rows.into_iter().find(|it| it.question.id == id).unwrap();
        row.when.clone().unwrap_or_default()
    };
    for (id, says) in [
        ("age", ""),
        ("acne_where", "If yes"),
        ("acne_control", "If a, b or not sure"),
        ("acne_last", "If e"),
        ("acne_area_last", "If yes or not sure"),
        ("pregnancy_due", "If a"),
        ("sunburn_last", "If yes"),
        ("cold_sores_now", "If yes, only if the treatment is today"),
        // its list says it
        ("unwell", ""),
    ] {
        assert_eq!(when(id), says, "{id}");
    }
}

#[test]
fn a_clinic_is_named_and_what_it_answers_has_no_box() {
    let clinic = clinic();
    let form = Form::of(&PACK, Some(&clinic), TODAY);
    let heat = rows(&form)
        .into_iter()
        .find(|it| it.question.id == "rf_device")
        .unwrap();
    assert!(matches!(&heat.field, Field::Clinic(answer) if answer == "No"));
    assert_eq!(heat.field.columns().len(), 0);
    let plain = text::render(&form);
    assert!(plain.contains("Skin & <Clinic>, telephone 020 7946 0000, emergency number 999\n"));
    assert!(bare(&plain).contains("planned or wanted The clinic's own answer: No."));
    let page = html::render(&form);
    assert!(page.contains("Skin &amp; &lt;Clinic&gt;") && !page.contains("<Clinic>"));
    // a translation that it accepts is said to be accepted
    let accepted = text::render(&Form::of(spanish(), Some(&clinic), TODAY));
    assert!(bare(&accepted).contains("aceptada por la clínica"));
    let unchecked = text::render(&Form::of(spanish(), None, TODAY));
    assert!(bare(&unchecked).contains("lo hizo una máquina"));
}

#[test]
fn the_text_is_pages_of_66_lines() {
    for (pack, most) in [(&*PACK, 7), (spanish(), 9)] {
        let form = text::render(&Form::of(pack, None, TODAY));
        let lines: Vec<&str> = form.lines().collect();
        assert_eq!(lines.len() % text::PAGE, 0);
        let pages = lines.len() / text::PAGE;
        assert!((2..=most).contains(&pages), "{pages}");
        for (nth, page) in lines.chunks(text::PAGE).enumerate() {
            let last = page.last().unwrap();
            assert!(
                last.contains(&(nth + 1).to_string()) && last.contains(&pages.to_string()),
                "{last}"
            );
        }
        let widest = lines.iter().map(|it| it.chars().count()).max();
        assert!(widest <= Some(text::WIDTH), "{widest:?}");
    }
}

#[test]
fn the_page_loads_nothing_and_is_large_enough_to_read() {
    let page = html::render(&Form::of(&PACK, None, TODAY));
    for part in ["<script", "src=", "url(", "@import", "<link"] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    assert!(page.contains("<html lang=\"en\">") && page.contains("font: 10pt/"));
    // smaller is only what no question says: names of columns, what is about the form, its pages
    let (_, small) = page.split_once("<style>").unwrap();
    let (style, _) = small.split_once("</style>").unwrap();
    for line in style
        .lines()
        .filter(|it| it.contains("9pt") || it.contains("8pt"))
    {
        let names = ["thead .c {", ".small {", "@bottom-right {"];
        assert!(names.iter().any(|it| line.contains(it)), "{line}");
    }
    let columns = page.matches("aria-label=").count();
    let yes_no = PACK
        .questions
        .iter()
        .filter(|it| matches!(it.kind, Kind::YesNo))
        .count();
    let words = PACK.questions.iter().filter(|it| !it.is_needed()).count();
    let others = PACK.questions.len() - yes_no - words;
    assert_eq!(columns, 4 * yes_no + 2 * others);
}

#[test]
fn it_is_written_under_a_name_of_the_programs_and_over_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let args = ["form", "--format", "html", "--lang", "es", "--out", out];
    let first = crate::common::needlefit(&args);
    assert_eq!(first.code, 0, "{}", first.err);
    let file = folder.path().join("microneedling-form.es.html");
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .starts_with("<!DOCTYPE html>")
    );
    let again = crate::common::needlefit(&args);
    assert!(
        again.code == 1 && again.err.contains("is already there. Nothing was written."),
        "{}",
        again.err
    );
    let nowhere = crate::common::needlefit(&["form", "--out", "/nowhere/at/all"]);
    assert_eq!(nowhere.code, 1);
}
