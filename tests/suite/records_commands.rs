//! `needlefit records`, as it is typed: made, filled, looked at, erased, copied, damaged, counted.
use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt as _, chown, symlink},
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use jiff::{SignedDuration, Timestamp, civil::Date};
use needlefit::{
    interview::{
        Interview, Treatment,
        screening::{PutDown, Screening, Whose},
    },
    records::{keys::Opener, place::Place},
};
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    common::{PACK, healthy, healthy_but, summary},
    kept_to_itself::{NOBODY, as_a_user, for_everybody},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_needlefit");

/// A run: the exit code, what was printed, what was said aside.
type Done = (i32, String, String);

/// Records in a folder of their own, with a key file beside them.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn new() -> Self {
        let desk = Self::empty();
        desk.well(&["new", "--no-recovery-key"]);
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(["records", "--records"])
            .arg(self.at("records"))
            .args(args)
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env("TZ", "UTC")
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("LC_ALL")
            .write_stdin("");
        command
    }

    fn run(&self, args: &[&str]) -> Done {
        let mut args = args.to_vec();
        let opens = ["--key-file", "--passphrase-file", "--recovery"];
        if !args.iter().any(|it| opens.contains(it)) {
            args.extend(["--key-file", "key"]);
        }
        done(&mut self.command(&args))
    }

    /// What it prints where it goes well.
    fn well(&self, args: &[&str]) -> String {
        let (code, printed, said) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {printed}{said}");
        printed
    }

    /// What it says where it fails.
    fn fails(&self, args: &[&str]) -> String {
        let (code, printed, said) = self.run(args);
        assert_eq!(code, 1, "{args:?}: {printed}{said}");
        said
    }

    /// A file of a screening.
    fn file(&self, name: &str, interview: &Interview<'_>) -> Uuid {
        let id = Uuid::new_v4();
        let started = Timestamp::UNIX_EPOCH;
        let put_down = PutDown {
            id: id.to_string(),
            started,
            now: started + SignedDuration::from_mins(7),
        };
        let json = Screening::of(interview, put_down).to_json().unwrap();
        fs::write(self.at(name), json).unwrap();
        id
    }

    /// The same, taken in under a reference.
    fn holds(&self, interview: &Interview<'_>, reference: &str) -> Uuid {
        let id = self.file("in.json", interview);
        self.well(&["import", "in.json", "--reference", reference]);
        id
    }

    fn rows(&self, args: &[&str]) -> Vec<Value> {
        let printed = self.well(&[&["list", "--format", "json"], args].concat());
        let rows = printed.lines().map(|it| serde_json::from_str(it).unwrap());
        rows.collect()
    }
}

fn done(command: &mut Command) -> Done {
    let output = command.output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn well() -> Interview<'static> {
    super::screening::well(Treatment::Today)
}

/// Somebody who waits until 1 March 2027.
fn waits() -> Interview<'static> {
    let answers = healthy_but(
        &PACK,
        &[
            ("isotretinoin", "yes"),
            ("retinoid_pill", "isotretinoin"),
            ("isotretinoin_taking", "no"),
            ("isotretinoin_last_dose", "2026-09-01"),
        ],
    );
    summary(&PACK, answers, Treatment::Today)
}

/// Somebody of this age who was well on a day.
fn on(day: Date, age: &str) -> Interview<'static> {
    use needlefit::interview::Event;
    let _ = healthy(&PACK);
    Interview::new(&PACK, day)
        .with_answers(healthy_but(&PACK, &[("age", age)]))
        .for_treatment(Treatment::Today)
        .step(&Event::Start)
        .step(&Event::Review)
        .step(&Event::Confirm)
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn three_come_in_one_is_erased_and_a_copy_put_back_elsewhere_is_without_it() {
    let desk = Desk::new();
    for path in ["records", "records/records.db", "key"] {
        let found = fs::metadata(desk.at(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            found,
            if path == "records" { 0o700 } else { 0o600 },
            "{path}"
        );
    }
    fs::create_dir(desk.at("saved")).unwrap();
    let one = desk.file("saved/1.json", &well());
    desk.file("saved/2.json", &waits());
    desk.file(
        "saved/3.json",
        &well().kept_as(Whose::default().labelled("J. R.")),
    );
    fs::write(desk.at("saved/notes.txt"), "not one").unwrap();
    let (code, printed, said) = desk.run(&["import", "saved", "saved/1.json"]);
    assert_eq!((code, printed.lines().count()), (0, 4), "{printed}{said}");
    assert!(
        printed.contains("saved/1.json is in the records already"),
        "{printed}"
    );
    assert!(said.contains("3 screenings came in."), "{said}");
    let rows = desk.rows(&[]);
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().any(|it| it["label"] == "J. R."), "{rows:?}");
    assert_eq!(rows[1]["not_before"], "2027-03-01");
    // people are shown the word, the sign and the time
    let table = desk.well(&[
        "list",
        "--reference",
        rows[1]["reference"].as_str().unwrap(),
    ]);
    assert!(table.contains("Wait") && table.contains('◷'), "{table}");
    assert_eq!(desk.well(&["list", "--due=2027-03-03"]).lines().count(), 2);
    assert_eq!(desk.well(&["list", "--due=2027-03-09"]), "");
    assert_eq!(desk.rows(&["--state", "draft"]).len(), 0);
    // a copy, then one goes
    let copy = desk.well(&["backup"]);
    let short = one.simple().to_string()[..6].to_owned();
    let said = desk.fails(&["erase", &short, "--reason", "asked for it"]);
    assert!(
        said.contains("You may have to keep it") && said.contains("--yes"),
        "{said}"
    );
    let printed = desk.well(&["erase", &short, "--reason", "asked for it", "--yes"]);
    assert!(printed.contains("Erased in the copy"), "{printed}");
    let said = desk.fails(&["show", &short]);
    assert!(said.contains("was erased"), "{said}");
    // it stays out
    let printed = desk.well(&["import", "saved/1.json"]);
    assert!(printed.contains("was erased from the records"), "{printed}");
    // elsewhere
    let (code, _, said) = done(
        Command::new(PROGRAM)
            .args([
                "records",
                "restore",
                copy.trim(),
                "--key-file",
                "key",
                "--records",
                "other",
            ])
            .current_dir(desk.folder.path()),
    );
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("No records stood there"), "{said}");
    let (_, rows, _) = done(
        Command::new(PROGRAM)
            .args([
                "records",
                "list",
                "--format",
                "json",
                "--key-file",
                "key",
                "--records",
                "other",
            ])
            .current_dir(desk.folder.path()),
    );
    let states = rows.lines().map(|it| it.contains("\"erased\""));
    assert_eq!(states.filter(|it| *it).count(), 1, "{rows}");
    assert_eq!(rows.lines().count(), 3, "{rows}");
    let health = desk.well(&["verify"]);
    assert!(
        health.contains("2 screenings can be read, 1 erased"),
        "{health}"
    );
}

#[test]
fn a_copy_put_back_over_the_records_keeps_what_was_erased_since_erased() {
    let desk = Desk::new();
    let one = desk.holds(&well(), "A7");
    let copy = desk.well(&["backup", "--to", "."]);
    // the copy is carried away, and so not reached
    fs::rename(copy.trim(), desk.at("away.db")).unwrap();
    let short = one.simple().to_string()[..8].to_owned();
    let said = desk.fails(&["erase", &short, "--reason", "asked", "--yes"]);
    assert!(
        said.contains(&format!("NOT erased in the copy {}", copy.trim())),
        "it is named: {said}"
    );
    let said = desk.fails(&["restore", "away.db"]);
    assert!(said.contains("--yes"), "{said}");
    let (code, printed, said) = desk.run(&["restore", "away.db", "--yes"]);
    assert_eq!(code, 0, "{said}");
    assert!(printed.contains("1 that were erased since"), "{printed}");
    assert!(said.contains("records.db.replaced-"), "{said}");
    assert!(desk.fails(&["show", &short]).contains("was erased"));
    assert!(desk.well(&["verify"]).starts_with("All "));
}

#[test]
fn the_files_put_aside_are_copies_that_an_erasure_reaches() {
    let desk = Desk::new();
    let one = desk.holds(&well(), "A7");
    let copy = desk.well(&["backup"]);
    desk.well(&["restore", copy.trim(), "--yes"]);
    let short = one.simple().to_string()[..8].to_owned();
    let printed = desk.well(&["erase", &short, "--reason", "asked", "--yes"]);
    assert!(printed.contains("records.db.replaced-"), "{printed}");
}

#[test]
fn an_erasure_that_was_cut_short_is_done_in_the_copies_by_the_next() {
    let desk = Desk::new();
    let one = desk.holds(&well(), "A7");
    let copy = desk.well(&["backup"]);
    let (code, printed, said) = desk.run(&["retention", "--erase"]);
    assert_eq!((code, printed.as_str()), (0, ""), "{said}");
    assert!(!said.contains("copy"), "nothing is to be done: {said}");
    let place = Place::of(&desk.at("records")).unwrap();
    let key = Opener::KeyFile(Zeroizing::new(fs::read(desk.at("key")).unwrap()));
    let (mut records, _) =
        needlefit::records::Records::open(&place, &key, jiff::Zoned::now).unwrap();
    records.erase(one, "asked for it").unwrap();
    drop(records);
    let printed = desk.well(&["retention", "--erase"]);
    let says = format!("Erased in the copy {}, too.\n", copy.trim());
    assert_eq!(printed, says);
    assert_eq!(desk.well(&["retention", "--erase"]), "");
}

#[test]
fn a_person_is_exported_whole_with_what_was_done() {
    let desk = Desk::new();
    let one = desk.holds(&well(), "A7-204");
    let two = desk.holds(&waits(), "a7-204");
    desk.holds(&well(), "B1");
    desk.well(&["show", &one.simple().to_string()]);
    let printed = desk.well(&["export", "A7-204"]);
    let all: Value = serde_json::from_str(&printed).unwrap();
    let screenings = all["screenings"].as_array().unwrap();
    let ids: Vec<&str> = screenings
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [two.to_string(), one.to_string()]);
    for it in screenings {
        assert_eq!(it["events"].as_array().unwrap().len(), 2, "begun, finished");
        assert!(it["screening"]["answers"]["age"].is_number());
        assert_eq!(it["events"][0]["by"]["opener"], "key file");
        assert!(it["events"][0]["at"].as_str().unwrap().ends_with("+00:00"));
    }
    let log = serde_json::to_string(&screenings[1]["log"]).unwrap();
    assert!(log.contains("viewed") && log.contains("exported"), "{log}");
    // what comes out goes in again elsewhere
    fs::write(desk.at("out.json"), screenings[0]["screening"].to_string()).unwrap();
    let other = Desk::new();
    fs::copy(desk.at("out.json"), other.at("out.json")).unwrap();
    assert!(other.well(&["import", "out.json"]).contains("came in as"));
    // into a folder, under a name that says nothing, for the owner alone
    let path = desk.well(&["export", &two.to_string(), "--out", "."]);
    let path = Path::new(path.trim());
    assert_eq!(
        fs::metadata(path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    // its minute, and four digits of chance
    let name = path.file_name().and_then(|it| it.to_str()).unwrap();
    let shape = name.replace(|it: char| it.is_ascii_digit(), "0");
    let (minute, chance) = shape.split_at(shape.len() - "abcd.json".len());
    assert_eq!(minute, "needlefit-0000-00-00-0000-", "{name}");
    assert!(
        chance
            .trim_end_matches(".json")
            .chars()
            .all(|it| it.is_ascii_hexdigit()),
        "{name}"
    );
    assert!(
        desk.fails(&["export", "nobody"])
            .contains("There is no screening nobody")
    );
}

#[test]
fn a_file_that_is_none_is_left_and_the_others_come_in() {
    let desk = Desk::new();
    desk.file("good.json", &well());
    let good = fs::read_to_string(desk.at("good.json")).unwrap();
    fs::write(desk.at("cut.json"), &good[..good.len() / 2]).unwrap();
    fs::write(desk.at("other.json"), "{\"a\": 1}").unwrap();
    let id = serde_json::from_str::<Value>(&good).unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    fs::write(desk.at("no-id.json"), good.replace(&id, "../../etc/passwd")).unwrap();
    fs::write(
        desk.at("nil.json"),
        good.replace(&id, &Uuid::nil().to_string()),
    )
    .unwrap();
    let first = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/suite/fixtures/screening-0.1.0.json"
    );
    let (code, printed, said) = desk.run(&[
        "import",
        "cut.json",
        "other.json",
        "no-id.json",
        "nil.json",
        "missing.json",
        first,
        "good.json",
    ]);
    assert_eq!(code, 1, "{said}");
    assert!(
        printed.starts_with("good.json came in as ") && printed.lines().count() == 1,
        "{printed}"
    );
    for says in [
        "cut.json is not whole, or no saved screening",
        "other.json is no saved screening of needlefit",
        "no-id.json has no id that is a UUID",
        "nil.json has no id that is a UUID",
        "missing.json can't be read: it is not there.",
        "was saved in the first form",
        "1 screening came in.",
    ] {
        assert!(said.contains(says), "{says}: {said}");
    }
}

#[test]
fn what_was_typed_to_do_harm_does_none() {
    let desk = Desk::new();
    let hostile = [
        "\u{1b}[2J\u{202e}evil",
        "'; DROP TABLE event; --",
        "../../x",
        &"long".repeat(40),
        "=HYPERLINK(\"x\")",
    ];
    for reference in hostile {
        desk.holds(&well(), reference);
    }
    let table = desk.well(&["list"]);
    assert!(
        !table.contains('\u{1b}') && !table.contains('\u{202e}'),
        "{table:?}"
    );
    assert_eq!(table.lines().count(), 1 + hostile.len(), "{table}");
    assert!(table.lines().all(|it| it.chars().count() < 140), "{table}");
    for reference in hostile {
        assert_eq!(
            desk.rows(&["--reference", reference]).len(),
            1,
            "{reference:?}"
        );
    }
    let id = desk.rows(&[])[0]["id"].as_str().unwrap().to_owned();
    desk.well(&["hold", &id, "--reason", "\u{1b}]0;x\u{7}a\nb"]);
    let audit = desk.well(&["audit"]);
    assert!(!audit.contains(['\u{1b}', '\u{7}']), "{audit:?}");
    assert!(audit.contains("put under a legal hold:"), "{audit}");
    let csv = desk.well(&["stats", "--format", "csv"]);
    assert!(!csv.contains("HYPERLINK") && !csv.contains("evil"), "{csv}");
    assert!(
        desk.fails(&["erase", &id, "--reason", " \u{200b} ", "--yes"])
            .contains("A reason is needed")
    );
}

#[test]
fn who_is_held_stays_and_who_was_kept_for_long_enough_goes() {
    let desk = Desk::new();
    let day = |year| Date::constant(year, 11, 20);
    let old = desk.holds(&on(day(2015), "34"), "old");
    let again = desk.holds(&on(day(2015), "34"), "again");
    desk.holds(&on(day(2025), "44"), "again");
    let minor = desk.holds(&on(day(2015), "12"), "minor");
    let held = desk.holds(&on(day(2015), "40"), "held");
    desk.well(&["hold", &held.to_string(), "--reason", "a claim"]);
    let (code, printed, said) = desk.run(&["retention"]);
    assert_eq!(code, 0, "{said}");
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 2, "{printed}");
    assert!(
        lines[0].contains("old: last screened on 20 November 2015"),
        "{printed}"
    );
    assert!(
        lines[1].contains("held: stays, under a legal hold: a claim"),
        "{printed}"
    );
    // before anybody is asked, it is said whose years these are
    let whose = "No clinic.json was found: these years are the program's own";
    assert!(said.contains(whose), "{said}");
    assert!(desk.fails(&["retention", "--erase"]).contains(whose));
    // a clinic's own years
    fs::write(
        desk.at("clinic.json"),
        "{\"name\":\"Downtown\",\"keep_years\":30}",
    )
    .unwrap();
    let (_, printed, said) = desk.run(&["retention", "--clinic", "clinic.json"]);
    assert_eq!(printed, "", "kept for thirty years");
    assert!(
        said.contains("The years are those of clinic.json. It has no keep_years_minor: 25 is"),
        "{said}"
    );
    let years = "{\"name\":\"Downtown\",\"keep_years\":7,\"keep_years_minor\":21}";
    fs::create_dir_all(desk.at(".config/needlefit")).unwrap();
    fs::write(desk.at(".config/needlefit/clinic.json"), years).unwrap();
    let (_, _, said) = desk.run(&["retention"]);
    assert!(
        said.contains("Kept for 7 years after the last screening, of minors until they are 21")
            && said.contains(".config/needlefit/clinic.json."),
        "{said}"
    );
    fs::remove_dir_all(desk.at(".config")).unwrap();
    fs::write(
        desk.at("clinic.json"),
        "{\"name\":\"Downtown\",\"keep_years\":0}",
    )
    .unwrap();
    let said = desk.fails(&["retention", "--clinic", "clinic.json"]);
    assert!(said.contains("from 1 to 100"), "{said}");
    assert!(desk.fails(&["retention", "--erase"]).contains("--yes"));
    let said = desk.fails(&["retention", "--erase", "--yes", "--today", "2090-01-01"]);
    assert!(said.contains("by the clock alone"), "{said}");
    desk.well(&["retention", "--erase", "--yes"]);
    assert!(
        desk.fails(&["show", &old.to_string()])
            .contains("was erased")
    );
    for kept in [again, minor, held] {
        desk.well(&["show", &kept.to_string()]);
    }
    assert!(
        desk.fails(&["erase", &held.to_string(), "--reason", "x", "--yes"])
            .contains("legal hold")
    );
    desk.well(&["release", &held.to_string(), "--reason", "settled"]);
    assert!(
        desk.fails(&["release", &held.to_string(), "--reason", "x"])
            .contains("no legal hold")
    );
    desk.well(&["retention", "--erase", "--yes"]);
    assert!(
        desk.fails(&["show", &held.to_string()])
            .contains("was erased")
    );
    let audit = desk.well(&["audit"]);
    assert!(
        audit.contains("1 erased that were kept for long enough"),
        "{audit}"
    );
}

/// Changes one byte of what an event says, in the file.
fn damage(file: &Path, seq: i64) {
    let store = rusqlite::Connection::open(file).unwrap();
    let sql = "SELECT body FROM event WHERE seq = ?1";
    let body: Vec<u8> = store.query_row(sql, [seq], |row| row.get(0)).unwrap();
    drop(store);
    let mut bytes = fs::read(file).unwrap();
    // long bodies go on in other pages: their first bytes stand together
    let start = &body[..40];
    let at = bytes
        .windows(start.len())
        .position(|it| it == start)
        .unwrap();
    bytes[at + 30] ^= 1;
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_byte_that_was_damaged_is_found_and_the_rest_is_kept() {
    let desk = Desk::new();
    let one = desk.holds(&well(), "A7");
    let two = desk.holds(&well(), "B1");
    damage(&desk.at("records/records.db"), 6);
    let (code, printed, said) = desk.run(&["verify"]);
    assert_eq!(code, 1, "{printed}{said}");
    assert!(
        printed.contains("DAMAGED: record 6 was changed."),
        "{printed}"
    );
    assert!(said.contains("--mend"), "{said}");
    assert!(desk.fails(&["list"]).contains("needlefit records verify"));
    let (code, printed, said) = desk.run(&["verify", "--mend"]);
    assert_eq!((code, said.contains("--yes")), (1, true), "{printed}{said}");
    let (code, printed, said) = desk.run(&["verify", "--mend", "--yes"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        printed.contains("Lost: record 6.") && said.contains("records.db.damaged-"),
        "{printed}{said}"
    );
    let health = desk.well(&["verify"]);
    assert!(
        health.contains("Lost to an earlier damage: record 6."),
        "{health}"
    );
    // the verdict of the second is whole, though how it was begun is lost, and so its name
    desk.well(&["show", &one.to_string()]);
    desk.well(&["show", &two.to_string()]);
    let rows = desk.rows(&[]);
    assert!(rows.iter().any(|it| it["reference"] == "A7"), "{rows:?}");
    assert!(rows.iter().all(|it| it["reference"] != "B1"), "{rows:?}");
    // and it goes on, with copies
    desk.holds(&well(), "C1");
    assert!(desk.well(&["verify"]).contains("3 screenings can be read"));
    let copy = desk.well(&["backup"]);
    let (code, printed, said) = desk.run(&["restore", copy.trim(), "--yes"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        !said.contains("was erased") && !printed.contains("erased"),
        "{said}"
    );
}

#[test]
fn records_that_are_past_mending_are_replaced_by_a_copy() {
    let desk = Desk::new();
    let one = desk.holds(&well(), "A7");
    let copy = desk.well(&["backup", "--to", "."]);
    fs::write(desk.at("records/records.db"), "this is a letter").unwrap();
    let said = desk.fails(&["verify"]);
    assert!(said.contains("needlefit records restore"), "{said}");
    let (code, _, said) = desk.run(&["restore", copy.trim(), "--yes"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("what was erased since the copy was made is not known"),
        "{said}"
    );
    desk.well(&["show", &one.to_string()]);
}

#[test]
fn keys_are_changed_and_what_does_not_open_them_is_said() {
    let desk = Desk::new();
    desk.holds(&well(), "A7");
    desk.well(&["rekey", "--new-key-file", "key2"]);
    assert!(
        desk.fails(&["list"])
            .contains("That key file does not open these records")
    );
    assert!(
        done(&mut desk.command(&["list", "--key-file", "key2"]))
            .1
            .contains("A7")
    );
    // never over another file
    let (code, _, said) =
        done(&mut desk.command(&["rekey", "--new-key-file", "key", "--key-file", "key2"]));
    assert!(code == 1 && said.contains("key is there already"), "{said}");
    fs::write(desk.at("pass"), "four words and more\n").unwrap();
    mode(&desk.at("pass"), 0o644);
    let to_pass = [
        "rekey",
        "--new-passphrase-file",
        "pass",
        "--key-file",
        "key2",
    ];
    let (code, _, said) = done(&mut desk.command(&to_pass));
    assert!(code == 1 && said.contains("chmod 600"), "{said}");
    mode(&desk.at("pass"), 0o600);
    assert_eq!(done(&mut desk.command(&to_pass)).0, 0);
    assert!(
        done(&mut desk.command(&["list", "--passphrase-file", "pass"]))
            .1
            .contains("A7")
    );
    let (code, _, said) = done(&mut desk.command(&["list", "--key-file", "key2"]));
    assert!(
        code == 1 && said.contains("They are opened with a passphrase"),
        "{said}"
    );
    fs::write(desk.at("pass"), "another passphrase\n").unwrap();
    let (_, _, said) = done(&mut desk.command(&["list", "--passphrase-file", "pass"]));
    assert!(
        said.contains("That is not the passphrase of these records"),
        "{said}"
    );
    fs::write(desk.at("pass"), "\n").unwrap();
    let (_, _, said) = done(&mut desk.command(&["list", "--passphrase-file", "pass"]));
    assert!(said.contains("holds no passphrase"), "{said}");
    let (_, _, said) = done(&mut desk.command(&["list"]));
    assert!(
        said.contains("There is no terminal to ask on. Give what opens the records"),
        "{said}"
    );
    let both = ["--key-file", "key2", "list", "--passphrase-file", "pass"];
    let (code, _, said) = done(&mut desk.command(&both));
    assert!(code != 0 && said.contains("--key-file"), "{said}");
}

#[test]
fn new_records_are_refused_in_words_and_nothing_is_left() {
    let desk = Desk::empty();
    let said = desk.fails(&["new"]);
    assert!(said.contains("--no-recovery-key"), "{said}");
    fs::write(desk.at("pass"), "too short\n").unwrap();
    mode(&desk.at("pass"), 0o600);
    let (code, _, said) =
        done(&mut desk.command(&["new", "--no-recovery-key", "--passphrase-file", "pass"]));
    assert!(
        code == 1 && said.contains("12 characters at least"),
        "{said}"
    );
    let (code, _, said) = done(&mut desk.command(&["new", "--no-recovery-key"]));
    assert!(
        code == 1 && said.contains("There is no terminal to ask on"),
        "{said}"
    );
    fs::write(desk.at("taken"), "").unwrap();
    let (code, _, said) =
        done(&mut desk.command(&["new", "--no-recovery-key", "--key-file", "taken"]));
    assert!(code == 1 && said.contains("never written over"), "{said}");
    assert!(
        !desk.at("records").exists() && !desk.at("key").exists(),
        "nothing was made"
    );
    let said = desk.fails(&["list"]);
    assert!(
        said.contains("can't be read") || said.contains("needlefit records new"),
        "{said}"
    );
    // where the records can't be made, the key is taken away again
    fs::write(desk.at("records"), "a file").unwrap();
    desk.fails(&["new", "--no-recovery-key"]);
    assert!(!desk.at("key").exists());
    fs::remove_file(desk.at("records")).unwrap();
    desk.well(&["new", "--no-recovery-key"]);
    assert!(
        desk.fails(&["new", "--no-recovery-key"])
            .contains("holds records already")
    );
}

#[test]
fn records_that_could_not_be_made_are_in_the_way_of_none() {
    let desk = Desk::empty();
    let mut refused = 0;
    for blocks in [1, 16, 40, 70, 130] {
        // what is written beyond the limit fails, as on a full disk
        let limited = format!("ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command
            .args(["-c", &limited, PROGRAM, "records", "new"])
            .args(["--no-recovery-key", "--key-file", "key", "--records"])
            .arg(desk.at("records"))
            .current_dir(desk.folder.path());
        let (code, printed, said) = done(&mut command);
        if code == 0 {
            break;
        }
        refused += 1;
        assert!(said.contains("the disk is full"), "{printed}{said}");
        let left = fs::read_dir(desk.at("records")).unwrap().flatten();
        let left: Vec<_> = left.map(|it| it.file_name()).collect();
        assert!(left.iter().all(|it| it == "records.lock"), "{left:?}");
        assert!(!desk.at("key").exists(), "it opens nothing");
    }
    assert!(refused > 0);
    if !desk.at("key").exists() {
        desk.well(&["new", "--no-recovery-key"]);
    }
    assert!(desk.well(&["verify"]).starts_with("All "));
}

#[test]
fn without_a_folder_they_stand_where_freedesktop_says() {
    let desk = Desk::empty();
    let run = |variables: &[(&str, &str)]| {
        let mut command = Command::new(PROGRAM);
        command
            .args(["records", "new", "--no-recovery-key", "--key-file"])
            .arg(desk.at(&format!("key{}", variables.len())))
            .env_remove("HOME")
            .env_remove("XDG_DATA_HOME")
            .write_stdin("");
        command.envs(variables.iter().copied());
        done(&mut command)
    };
    let (code, _, said) = run(&[]);
    assert!(code == 1 && said.contains("--records DIR"), "{said}");
    let home = desk.folder.path().to_str().unwrap();
    let (_, printed, _) = run(&[("HOME", home)]);
    assert_eq!(
        printed.trim(),
        format!("{home}/.local/share/needlefit/records")
    );
    let data = format!("{home}/data");
    let (_, printed, _) = run(&[("HOME", home), ("XDG_DATA_HOME", &data)]);
    assert_eq!(printed.trim(), format!("{data}/needlefit/records"));
}

#[test]
fn what_others_may_read_is_not_used_by_an_ordinary_user() {
    let desk = Desk::new();
    desk.holds(&well(), "A7");
    let home = tempfile::tempdir().unwrap();
    let program = for_everybody(home.path());
    let is_root = rustix::process::getuid().is_root();
    mode(desk.folder.path(), 0o755);
    let run = |args: &[&str]| {
        let mut command = as_a_user(&program);
        command.args(["records", "--key-file"]).arg(desk.at("key"));
        command.arg("--records").arg(desk.at("records")).args(args);
        let output = command.output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    if is_root {
        // the folder of another user
        let (code, said) = run(&["list"]);
        assert_eq!(code, Some(1), "{said}");
        assert!(
            said.contains("belongs to another user") || said.contains("may not"),
            "{said}"
        );
    }
    let give = |path: PathBuf| {
        if is_root {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    };
    for path in [
        "records",
        "records/records.db",
        "records/records.lock",
        "key",
    ] {
        give(desk.at(path));
    }
    assert_eq!(run(&["list"]).0, Some(0));
    for (path, wrong, right) in [
        ("records", 0o755, 0o700),
        ("records/records.db", 0o640, 0o600),
        ("key", 0o604, 0o600),
    ] {
        mode(&desk.at(path), wrong);
        let (code, said) = run(&["list"]);
        assert!(
            code == Some(1) && said.contains(&format!("chmod {right:o}")),
            "{path}: {said}"
        );
        mode(&desk.at(path), right);
    }
    // a folder that can't be written
    mode(&desk.at("records"), 0o500);
    let (code, said) = run(&["list"]);
    assert!(code == Some(1) && !said.contains("panic"), "{said}");
    mode(&desk.at("records"), 0o700);
    mode(&desk.at("records/records.db"), 0o400);
    let (code, said) = run(&["list"]);
    assert!(
        code == Some(1) && said.contains("can only be read"),
        "{said}"
    );
    mode(&desk.at("records/records.db"), 0o600);
    fs::rename(desk.at("records"), desk.at("real")).unwrap();
    symlink(desk.at("real"), desk.at("records")).unwrap();
    let (code, said) = run(&["list"]);
    assert!(code == Some(1) && said.contains("is a link"), "{said}");
}

#[test]
fn an_audit_says_who_did_what_and_ends_with_a_hash() {
    let desk = Desk::new();
    desk.holds(&well(), "A7");
    desk.well(&["stats"]);
    let audit = desk.well(&["audit"]);
    let lines: Vec<&str> = audit.lines().collect();
    assert!(
        lines[0].starts_with("1 20") && lines[0].ends_with("with the key file: records made"),
        "{audit}"
    );
    assert!(
        audit.contains("looked at the counts") && audit.contains(": begun"),
        "{audit}"
    );
    let hash = lines.last().unwrap().rsplit_once(": ").unwrap().1;
    assert_eq!(hash.len(), 64, "{audit}");
    // it is the hash that verify names, one opening later
    let none = desk.well(&["audit", "--since", "2090-01-01"]);
    assert_eq!(none.lines().count(), 1, "{none}");
}

#[test]
fn counts_leave_small_groups_out() {
    let desk = Desk::new();
    fs::create_dir(desk.at("all")).unwrap();
    for nth in 0..6 {
        desk.file(&format!("all/w{nth}.json"), &waits());
        desk.file(&format!("all/n{nth}.json"), &well());
    }
    desk.file("all/one.json", &on(Date::constant(2026, 11, 20), "16"));
    desk.well(&["import", "all"]);
    let csv = desk.well(&["stats", "--format", "csv"]);
    let csv: Vec<&str> = csv.lines().collect();
    // one of thirteen is too few, and the two other groups would give it away
    assert_eq!(csv[0], "group,name,count");
    assert!(csv.contains(&"level,not_suitable,<5"), "{csv:?}");
    assert!(csv.iter().any(|it| it.ends_with("left out")), "{csv:?}");
    assert!(csv.contains(&"minutes,p50,7"), "{csv:?}");
    assert!(csv.iter().all(|it| !it.ends_with(",1")), "{csv:?}");
    assert!(
        desk.fails(&["stats", "--since", "2026-02-01", "--until", "2026-01-01"])
            .contains("--since")
    );
}

#[test]
fn a_store_opens_for_two_and_is_put_back_for_one_alone() {
    let desk = Desk::new();
    desk.holds(&well(), "A7");
    let copy = desk.well(&["backup"]);
    let place = Place::of(&desk.at("records")).unwrap();
    let key = Opener::KeyFile(Zeroizing::new(fs::read(desk.at("key")).unwrap()));
    let open = needlefit::records::Records::open(&place, &key, jiff::Zoned::now).unwrap();
    assert_eq!(desk.rows(&[]).len(), 1);
    let said = desk.fails(&["restore", copy.trim(), "--yes"]);
    assert!(
        said.contains("Another needlefit has the records open"),
        "{said}"
    );
    // nor are they opened otherwise, and a key that opens nothing is not left
    let said = desk.fails(&["rekey", "--new-key-file", "key2"]);
    assert!(
        said.contains("Another needlefit has the records open") && !desk.at("key2").exists(),
        "{said}"
    );
    drop(open);
}
