//! What the process keeps to itself from its first line on, and what the system's limits become.
#![cfg(target_os = "linux")]
use std::{
    fs::{self, Permissions},
    io::{ErrorKind, Read, Write},
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::{CommandExt, ExitStatusExt},
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

use crate::plain::HEALTHY;
use needlefit::pack::Pack;

const PROGRAM: &str = env!("CARGO_BIN_EXE_needlefit");
/// A user who is not root: to root's processes nothing is closed.
pub const NOBODY: u32 = 65_534;

/// A place from which everybody may run it.
pub fn for_everybody(folder: &Path) -> PathBuf {
    let program = folder.join("needlefit");
    fs::copy(PROGRAM, &program).unwrap();
    for path in [folder, &program] {
        fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    }
    // a process that another test has only just begun may still hold the copy open for writing
    while let Err(error) = Command::new(&program).arg("--version").output() {
        assert_eq!(error.kind(), ErrorKind::ExecutableFileBusy);
        thread::yield_now();
    }
    program
}

/// The same, as somebody who is not root.
pub fn as_a_user(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    if rustix::process::getuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// Starts it with pipes, types, and reads until it has said this.
fn told(mut command: Command, typed: &str, until: &str) -> Child {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut child = command
        .stdin(Stdio::piped())
        .stderr(writer.try_clone().unwrap())
        .stdout(writer)
        .spawn()
        .unwrap();
    drop(command);
    let stdin = child.stdin.as_mut().unwrap();
    stdin.write_all(typed.as_bytes()).unwrap();
    let (mut said, mut byte) = (Vec::new(), [0]);
    while !String::from_utf8_lossy(&said).contains(until) {
        let read = reader.read(&mut byte).unwrap();
        assert_eq!(read, 1, "{}", String::from_utf8_lossy(&said));
        said.extend_from_slice(&byte);
    }
    child
}

/// Whose the memory of a process is: of one that can't be dumped it is root's.
fn owner(child: &Child) -> u32 {
    let memory = format!("/proc/{}/mem", child.id());
    fs::metadata(memory).unwrap().uid()
}

#[test]
fn no_core_holds_answers_in_any_mode() {
    let folder = tempfile::tempdir().unwrap();
    let program = for_everybody(folder.path());
    let mut other = told(as_a_user("cat"), "a line\n", "a line");
    assert_ne!(owner(&other), 0, "another program's memory is its user's");
    other.kill().unwrap();
    other.wait().unwrap();
    for (args, typed, until) in [
        (&["--plain"][..], "\n1\n34\n", "\n34.\n"),
        (&["demo", "--plain"], "\n", "DEMO"),
        (&["evaluate"], "{\"answers\":{\"age\":34}}\n", "\"level\""),
    ] {
        let mut command = as_a_user(&program);
        command.args(args);
        let mut child = told(command, typed, until);
        let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
        let mut lines = limits.lines();
        let core = lines.find(|it| it.starts_with("Max core file size"));
        let core = core.unwrap().split_whitespace().skip(4).take(2);
        assert_eq!(core.collect::<Vec<_>>(), ["0", "0"], "{args:?}");
        assert_eq!(owner(&child), 0, "{args:?}");
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[test]
fn a_save_beyond_the_limit_is_a_sentence_on_the_line_mode_too() {
    let lines = format!("{HEALTHY} / 1 / 3 / 1 / n / / / 5 January 2027 / 3 / / ");
    let typed: String = lines.split('/').flat_map(|it| [it.trim(), "\n"]).collect();
    for (limit, code, files) in [("0", 1, 0), ("unlimited", 0, 1)] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kept");
        let script = format!(
            "ulimit -f {limit}; exec {PROGRAM} --plain --today 2026-11-20 --save {}",
            file.display()
        );
        let done = assert_cmd::Command::new("sh")
            .args(["-c", &script])
            .write_stdin(typed.as_bytes())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.signal(), None, "{said}");
        assert_eq!(done.status.code(), Some(code), "{said}");
        let refused = said.contains("a file may not grow that large here");
        assert_eq!(refused, limit == "0", "{said}");
        let kept = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(kept, files, "{said}");
    }
}

// whoever may enter a folder and not list it finds a pack by its name, and none of its translations
#[test]
fn translations_in_a_folder_that_cannot_be_listed_are_not_passed_over() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let program = for_everybody(home.path());
    let pack = folder.path().join("ours.json");
    fs::write(&pack, Pack::built_in_bytes()).unwrap();
    fs::set_permissions(&pack, Permissions::from_mode(0o644)).unwrap();
    for (mode, code) in [(0o755, 0), (0o311, 1)] {
        fs::set_permissions(folder.path(), Permissions::from_mode(mode)).unwrap();
        let done = as_a_user(&program)
            .arg("check")
            .arg(&pack)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        assert_eq!(done.status.code(), Some(code), "{said}");
        let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let says = "The translations of this pack are not checked: the folder that it stands in";
        assert_eq!(words.contains(says), code == 1, "{said}");
    }
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
}
