//! What the program says of itself: help, manual pages, completions, versions, and what is wrong
//! with a command line. All of it stands in snapshots, word for word.
use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use assert_cmd::Command;
use clap::{ValueEnum, ValueHint};
use clap_complete::Shell;
use needlefit::cli::{examples, help};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A run of the program: exit code, what it printed, what it said aside.
fn run(args: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_needlefit"))
        .args(args)
        .current_dir(folder.path())
        .env_remove("COLUMNS")
        .env_remove("CLICOLOR_FORCE")
        .write_stdin("")
        .output()
        .unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{args:?}");
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// What a run prints that goes well and says nothing aside.
fn printed(args: &[&str]) -> String {
    let (code, printed, said) = run(args);
    assert_eq!((code, &*said), (0, ""), "{args:?}");
    printed
}

/// A command, those below it, and those below these.
fn with_those_below(command: &clap::Command) -> Vec<&clap::Command> {
    let below = command.get_subcommands().flat_map(with_those_below);
    std::iter::once(command).chain(below).collect()
}

fn commands() -> Vec<String> {
    let all = help::command();
    let names = all.get_subcommands().map(|it| it.get_name().to_owned());
    names.collect()
}

// ---- help ----

/// The program as a whole, and each command, with a name for its snapshot.
fn all() -> Vec<(String, Vec<String>)> {
    let whole = ("needlefit".to_owned(), Vec::new());
    let each = commands().into_iter().map(|it| (it.clone(), vec![it]));
    std::iter::once(whole).chain(each).collect()
}

fn help_of(command: &[String], flag: &str) -> String {
    let args: Vec<&str> = command.iter().map(String::as_str).chain([flag]).collect();
    printed(&args)
}

#[test]
fn the_help_says_this() {
    for (name, command) in all() {
        insta::assert_snapshot!(format!("{name}_short"), help_of(&command, "-h"));
        insta::assert_snapshot!(format!("{name}_long"), help_of(&command, "--help"));
    }
}

#[test]
fn the_help_of_what_records_can_do_fits() {
    let all = help::command();
    let records = all.find_subcommand("records").unwrap();
    for below in records.get_subcommands() {
        let says = help_of(
            &["records".to_owned(), below.get_name().to_owned()],
            "--help",
        );
        insta::assert_snapshot!(format!("records_{}_long", below.get_name()), says);
        assert!(says.lines().all(|it| it.chars().count() <= 80), "{says}");
    }
}

#[test]
fn examples_come_before_usage_and_flags() {
    for (name, command) in all() {
        for flag in ["-h", "--help"] {
            if ["needlefit", "records"].contains(&name.as_str()) && flag == "-h" {
                continue; // the commands need the room
            }
            let says = help_of(&command, flag);
            let at = |what: &str| says.find(what).unwrap_or_else(|| panic!("{name}: {what}"));
            assert!(at("Examples:") < at("Usage:"), "{says}");
            assert!(at("Usage:") < at("Options:"), "{says}");
        }
    }
}

#[test]
fn the_short_help_fits_a_small_terminal_and_a_prompt() {
    for (name, command) in all() {
        let says = help_of(&command, "-h");
        assert!(says.lines().count() < 24, "{name}: {says}");
        let long = help_of(&command, "--help");
        for line in says.lines().chain(long.lines()) {
            assert!(line.chars().count() <= 80, "{name}: {line}");
        }
    }
}

#[test]
fn every_example_is_a_command_line_that_is_understood() {
    for (name, _) in all() {
        let all = examples::of(&name);
        let widest = all.iter().map(|(line, _)| line.len()).max().unwrap_or(0);
        for (line, does) in all {
            assert!(!does.is_empty(), "{line}");
            // beside each other in one line of 80
            assert!(2 + widest + 3 + does.len() <= 80, "{line}   {does}");
            // what the shell does with the rest is its own
            let line = line.trim_start_matches("source <(").trim_end_matches(')');
            let args: Vec<std::ffi::OsString> = line
                .split_whitespace()
                .take_while(|word| !["|", ">", ">>"].contains(word))
                .map(Into::into)
                .collect();
            assert_eq!(args.first().unwrap(), "needlefit", "{line}");
            if let Err(error) = needlefit::cli::Cli::read(&args) {
                panic!("{line}: {error}");
            }
        }
    }
}

#[test]
fn every_flag_and_command_has_help() {
    let mut all = help::command();
    all.build();
    for command in with_those_below(&all) {
        let name = command.get_name();
        assert!(command.get_about().is_some(), "{name}");
        for arg in command.get_arguments() {
            let says = arg.get_help().map(ToString::to_string);
            let says = says.unwrap_or_default();
            assert!(says.len() > 3 && !says.ends_with('.'), "{name}: {arg}");
        }
    }
}

#[test]
fn what_is_a_file_is_completed_as_one() {
    let mut all = help::command();
    all.build();
    let files = [
        "save",
        "pack",
        "clinic",
        "file",
        "old",
        "new",
        "answers",
        "packs",
        "against",
        "before",
        "key_file",
        "passphrase_file",
        "new_key_file",
        "new_passphrase_file",
        "copy",
    ];
    let mut found = BTreeSet::new();
    for command in with_those_below(&all) {
        for arg in command.get_arguments() {
            match arg.get_value_hint() {
                ValueHint::FilePath => found.insert(arg.get_id().as_str()),
                // a folder, or a file in it
                ValueHint::AnyPath => {
                    assert!(["cases", "files"].contains(&arg.get_id().as_str()));
                    false
                }
                ValueHint::DirPath => {
                    assert!(["out", "records", "to"].contains(&arg.get_id().as_str()));
                    false
                }
                hint => {
                    assert_eq!(hint, ValueHint::Unknown, "{arg}");
                    false
                }
            };
        }
    }
    assert_eq!(found, BTreeSet::from(files));
}

#[test]
fn the_readme_names_every_command() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    for name in commands() {
        assert!(readme.contains(&format!("needlefit {name}")), "{name}");
    }
}

// ---- manual pages and completions ----

#[test]
fn the_manual_says_this() {
    for (name, command) in all() {
        let args: Vec<&str> = ["man"]
            .into_iter()
            .chain(command.iter().map(String::as_str))
            .collect();
        let page = printed(&args);
        for title in ["NAME", "EXAMPLES", "\"EXIT STATUS\"", "FILES", "CAVEATS"] {
            let title = format!("\n.SH {title}\n");
            assert!(page.contains(&title), "{name}: {title}");
        }
        assert!(page.contains("It decides nothing."), "{name}");
        let version = env!("CARGO_PKG_VERSION");
        let page = page.replace(version, "VERSION");
        insta::assert_snapshot!(format!("{name}_man"), page);
    }
}

#[test]
fn every_flag_has_its_help_in_the_manual() {
    let mut all = help::command();
    all.build();
    for command in all.get_subcommands().filter(|it| it.get_name() != "help") {
        let page = printed(&["man", command.get_name()]).replace('\\', "");
        // what it does nothing with is hidden
        for arg in command.get_arguments().filter(|it| !it.is_hide_set()) {
            let says = arg
                .get_long_help()
                .or_else(|| arg.get_help())
                .unwrap()
                .to_string();
            let line = says.lines().next().unwrap().to_owned();
            let line = line.replace('\'', "*(Aq");
            assert!(page.contains(&line), "{}: {line}", command.get_name());
        }
    }
}

#[test]
fn completions_are_these() {
    for shell in Shell::value_variants() {
        let name = shell.to_string();
        let script = printed(&["completions", &name]);
        for command in commands() {
            assert!(script.contains(&command), "{name}: {command}");
        }
        insta::assert_snapshot!(format!("completions_{name}"), script);
    }
}

// ---- versions ----

#[test]
fn the_version_names_the_questions_and_their_review() {
    let program = concat!("needlefit ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(printed(&["-V"]), program);
    let says = printed(&["--version"]);
    assert_eq!(
        says,
        format!(
            "{program}Questions: microneedling 2.0.0.\n\
             No clinician has reviewed these questions and answers yet.\n"
        )
    );
}

#[test]
fn the_version_is_that_of_the_pack_and_the_day_given_with_it() {
    let small = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/suite/fixtures/small.json"
    );
    let on = |day: &str| printed(&["--version", "--pack", small, "--today", day]);
    let reviewed = on("2026-11-20");
    assert!(
        reviewed.contains("by A. Reviewer, Nurse, on 1 October 2026")
            && reviewed.contains("until 1 October 2027"),
        "{reviewed}"
    );
    let program = concat!(
        "needlefit ",
        env!("CARGO_PKG_VERSION"),
        "\nQuestions: small 1.2.3.\n"
    );
    assert!(reviewed.starts_with(program), "{reviewed}");
    // a review that is over is none
    let over = on("2027-10-02");
    assert!(
        over.ends_with("No clinician has reviewed these questions and answers yet.\n"),
        "{over}"
    );
}

#[test]
fn a_pack_with_an_error_has_no_version() {
    let (code, printed, said) = run(&["--pack", "missing.json", "--version"]);
    assert_eq!((code, &*printed), (1, ""), "{said}");
    assert!(said.contains("missing.json"), "{said}");
}

// ---- wrong command lines ----

#[test]
fn what_is_wrong_is_said_in_a_sentence() {
    let lines = [
        "--plian",
        "--prnit",
        "-x",
        "--xyzzy",
        "evalaute",
        "chekc",
        "xyzzy",
        "--questions",
        "evaluate --question",
        "evaluate --print",
        "check --version",
        "--print evaluate",
        "--save mine.json check",
        "--plain=yes",
        "--pack a.json --pack b.json",
        "--theme drak",
        "--theme",
        "--theme=",
        "--color sometimes",
        "--save",
        "--today",
        "--today 2025-02-30",
        "evaluate --jobs 0",
        "evaluate --jobs many",
        "open a.json b.json",
        "check --format jsn",
        "compare",
        "compare old.json",
        "new",
        "man chek",
        "completions",
        "completions bahs",
    ];
    let mut all = String::new();
    for line in lines {
        let args: Vec<&str> = line.split(' ').collect();
        let (code, printed, said) = run(&args);
        assert_eq!((code, &*printed), (2, ""), "{line}: {said}");
        // one line says what, one how to get help
        assert_eq!(said.lines().count(), 2, "{line}: {said}");
        for said in said.lines() {
            assert!(said.starts_with("needlefit: "), "{line}: {said}");
        }
        writeln!(all, "$ needlefit {line}\n{said}").unwrap();
    }
    insta::assert_snapshot!("wrong", all);
}

#[test]
fn the_help_that_is_named_can_be_had() {
    for line in ["--plian", "evaluate --question", "completions bahs"] {
        let args: Vec<&str> = line.split(' ').collect();
        let (_, _, said) = run(&args);
        let (_, command) = said.trim_end().rsplit_once("For help: needlefit ").unwrap();
        let args: Vec<&str> = command.split(' ').collect();
        assert!(printed(&args).contains("Usage:"), "{line}");
    }
}
