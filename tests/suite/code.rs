//! The clinic's own page on aftercare as a code for a telephone: `x`, where the clinic has told it.
use needlefit::{
    clinic::Clinic,
    interview::Stage,
    tui::{
        App,
        theme::{Theme, ThemeName},
    },
};

use crate::common::{
    PACK, of_today,
    screen::{HEALTHY, lines, paint, press},
    wishes,
};

const ADDRESS: &str = "https://clinic.example/aftercare";

fn clinic(aftercare: &str) -> Clinic {
    let file = format!("{{\"name\":\"Downtown\"{aftercare}}}");
    Clinic::from_bytes("clinic.json", file.as_bytes()).unwrap()
}

/// What stands on the screen after `x` at the summary.
fn shown(clinic: &Clinic, theme: ThemeName, size: (u16, u16)) -> String {
    let interview = of_today(&PACK).in_clinic(clinic);
    let mut app = App::new(interview, Theme::new(theme, false), wishes(false));
    assert!(press(&mut app, &format!("{HEALTHY} Enter")).is_none());
    while app.interview().stage() != Stage::Summary {
        assert!(press(&mut app, "End Enter").is_none());
    }
    assert!(press(&mut app, "x").is_none());
    lines(&paint(&mut app, size).0).join("\n")
}

#[test]
fn a_clinic_that_told_its_page_has_a_key_for_it() {
    let told = clinic(&format!(",\"aftercare\":\"{ADDRESS}\""));
    let screen = shown(&told, ThemeName::Dark, (80, 40));
    assert!(screen.contains(ADDRESS) && screen.contains('▀'), "{screen}");
    // where no code can be drawn, the address is there to be typed
    for (theme, size) in [(ThemeName::None, (80, 40)), (ThemeName::Dark, (40, 12))] {
        let screen = shown(&told, theme, size);
        assert!(
            screen.contains(ADDRESS) && screen.contains("Type this address"),
            "{screen}"
        );
    }
}

#[test]
fn without_one_there_is_no_such_key() {
    let screen = shown(&clinic(""), ThemeName::Dark, (80, 40));
    assert!(screen.contains("x does nothing here"), "{screen}");
}
