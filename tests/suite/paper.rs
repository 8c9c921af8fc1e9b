//! The sheet on the printer of the system: named, asked, and only where there is one.
use std::{fs, os::unix::fs::PermissionsExt, sync::LazyLock};

use needlefit::{
    plain::{self, Ended, Printer as Output, Talk},
    printing::Printer,
    sheet::Wishes,
    tui::theme::{Theme, ThemeName},
};
use tempfile::TempDir;

use crate::common::{
    EDITIONS, PACK,
    screen::{HEALTHY, lines, paint, press, with_wishes},
    wishes,
};

/// A folder with an `lp` that keeps what it is given beside it, and an `lpstat` that names a printer.
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("kept");
    for (name, does) in [
        ("lp", format!("cat >> {}", kept.display())),
        (
            "lpstat",
            "echo 'system default destination: Desk-1'".to_owned(),
        ),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, format!("#!/bin/sh\n{does}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder
});

fn with_printer() -> Wishes {
    Wishes {
        printer: || {
            let path = format!("{}:/usr/bin:/bin", FOLDER.path().display());
            Printer::find_on(path.as_ref())
        },
        ..wishes(false)
    }
}

#[test]
fn the_printer_is_named_and_asked_for_in_both_faces() {
    let kept = FOLDER.path().join("kept");
    let theme = Theme::new(ThemeName::None, false);
    let mut app = with_wishes(&PACK, theme, with_printer());
    assert!(press(&mut app, &format!("{HEALTHY} Enter Enter e")).is_none());
    let shown = |app: &mut _| lines(&paint(app, (80, 24)).0).join("\n");
    assert!(shown(&mut app).contains("6   Print the sheet on Desk-1"));
    // no is no
    assert!(press(&mut app, "6 n").is_none());
    assert!(!kept.exists());
    assert!(press(&mut app, "6").is_none());
    assert!(shown(&mut app).contains("Print the sheet on Desk-1 now?"));
    assert!(press(&mut app, "y").is_none());
    assert!(shown(&mut app).contains("Desk-1 has taken the sheet."));
    let sheet = fs::read_to_string(&kept).unwrap();
    assert!(sheet.contains("BEFORE MICRONEEDLING"), "{sheet}");

    let finished = app.interview().clone();
    let said = |typed: &str| {
        let mut said = Vec::new();
        let mut talk = Talk::new(typed.as_bytes(), &mut said);
        let mut output = Output::new(Vec::new(), 76);
        let wishes = with_printer();
        let ended = plain::run(finished.clone(), &EDITIONS, &mut talk, &wishes, &mut output);
        assert_eq!(ended.unwrap(), Ended::Finished);
        String::from_utf8(said).unwrap()
    };
    let asked = said("paper\nn\n\n");
    assert!(asked.contains("Print the sheet on Desk-1 now?"), "{asked}");
    assert_eq!(fs::read_to_string(&kept).unwrap(), sheet);
    assert!(said("paper\ny\n\n").contains("Desk-1 has taken the sheet."));
    assert_eq!(fs::read_to_string(&kept).unwrap(), sheet.repeat(2));
}

#[test]
fn without_a_printer_nothing_is_offered() {
    let theme = Theme::new(ThemeName::None, false);
    let mut app = with_wishes(&PACK, theme, wishes(false));
    assert!(press(&mut app, &format!("{HEALTHY} Enter Enter e")).is_none());
    let shown = lines(&paint(&mut app, (80, 24)).0).join("\n");
    assert!(!shown.contains("Print the sheet on"), "{shown}");
}
