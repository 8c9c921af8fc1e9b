#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use super::*;
use std::{
    ffi::OsStr,
    fs,
    io::{ErrorKind as Kind, Write},
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, symlink},
    },
    process::Command,
};

use rustix::fs::Mode;

#[test]
fn a_file_is_said_with_its_folder() {
    let said = whereabouts(Path::new("sheet.txt"));
    assert!(
        said.starts_with('/') && said.ends_with("/sheet.txt"),
        "{said}"
    );
}

/// Every name in the folder, sorted: shows that nothing was left behind.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Both functions must refuse, for the same reason, and leave only `left` in the folder.
fn refusal(path: &Path, folder: &Path, left: &[&str]) -> WriteError {
    let early = check_place(path).unwrap_err();
    for existing in [Existing::Refuse, Existing::Replace] {
        let error = write(path, b"new", existing, Readers::Owner).unwrap_err();
        assert_eq!(error.to_string(), early.to_string());
    }
    assert_eq!(names(folder), left);
    early
}

#[test]
fn a_name_is_taken_as_a_shell_takes_it() {
    let home = std::env::home_dir().unwrap();
    assert_eq!(typed("~/a b.txt"), home.join("a b.txt"));
    for name in ["a.txt", "~", "~ann/a.txt", "a/~/b", "/a"] {
        assert_eq!(typed(name), Path::new(name));
    }
}

/// In a process of its own: it is the whole process that ends.
#[test]
fn once_the_process_is_ending_nothing_is_written() {
    let test = "once_the_process_is_ending_nothing_is_written";
    if !inside("true", module_path!(), test) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let appearing = ending::ours().appears(&path).unwrap();
    assert_eq!(end(), std::slice::from_ref(&path));
    drop(appearing);
    let late = write(&path, b"new", Existing::Refuse, Readers::Owner).unwrap_err();
    assert!(matches!(late, WriteError::Ended), "{late}");
    assert!(names(folder.path()).is_empty());
    assert!(end().is_empty());
}

#[test]
fn writes_the_bytes_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    check_place(&path).unwrap();
    assert!(names(folder.path()).is_empty());
    write(&path, b"new", Existing::Refuse, Readers::Owner).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(names(folder.path()), ["a.txt"]);
}

#[test]
fn an_existing_file_is_replaced_only_with_leave() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "old").unwrap();
    check_place(&path).unwrap();

    let error = write(&path, b"new", Existing::Refuse, Readers::Owner).unwrap_err();
    assert!(
        matches!(&error, WriteError::Exists(at) if *at == path),
        "{error}"
    );
    assert_eq!(fs::read(&path).unwrap(), b"old");

    write(&path, b"new", Existing::Replace, Readers::Owner).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(names(folder.path()), ["a.txt"]);
}

#[test]
fn folders_and_names_that_mean_folders_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    for name in ["sub", "sub/", "new/", "new/.", "sub/.."] {
        let error = refusal(&folder.path().join(name), folder.path(), &["sub"]);
        assert!(matches!(error, WriteError::NotAFile(_)), "{name}: {error}");
    }
    for path in ["", "/", ".."] {
        let error = check_place(Path::new(path)).unwrap_err();
        assert!(matches!(error, WriteError::NotAFile(_)), "{path}: {error}");
    }
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "old").unwrap();
    for parent in ["missing", "file", "file/deeper"] {
        let parent = folder.path().join(parent);
        let error = refusal(&parent.join("a.txt"), folder.path(), &["file"]);
        let start = format!("There is no folder {}. Make it", parent.display());
        assert!(error.to_string().starts_with(&start), "{error}");
    }
}

#[test]
fn names_the_system_cannot_have_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = refusal(&folder.path().join("a".repeat(300)), folder.path(), &[]);
    assert!(error.to_string().contains("too long"), "{error}");
    let error = refusal(&folder.path().join("sub\0/a"), folder.path(), &[]);
    assert!(error.to_string().contains("none may have"), "{error}");
}

#[test]
fn names_with_what_cannot_be_seen_are_refused_and_blanks_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = OsStr::from_bytes(b"a\xff").to_owned();
    let unseen = [
        "a\0b",
        "a\nb",
        "a\x1b[2J",
        "a\u{9b}2J",
        "\u{202e}a",
        "a\u{a0}b",
        "a\u{200b}",
    ];
    for name in unseen.map(Into::into).into_iter().chain([bytes]) {
        let error = refusal(&folder.path().join(&name), folder.path(), &[]);
        assert!(matches!(error, WriteError::Unseen(_)), "{name:?}: {error}");
    }
    for name in ["  ", " a  b ", "für Ann.txt", "-x", "e\u{301}"] {
        let path = folder.path().join(name);
        let place = write(&path, b"new", Existing::Refuse, Readers::Owner).unwrap();
        assert_eq!(place.file_name().unwrap(), name);
        fs::remove_file(path).unwrap();
    }
}

/// People have links to folders everywhere; what is said is where the file really is.
#[test]
fn the_place_that_is_given_back_has_no_link_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().canonicalize().unwrap().join("a b");
    fs::create_dir(&real).unwrap();
    symlink("a b", folder.path().join("link")).unwrap();
    let path = folder.path().join("link/a.txt");
    check_place(&path).unwrap();
    let place = write(&path, b"new", Existing::Refuse, Readers::Owner).unwrap();
    assert_eq!(place, real.join("a.txt"));
    assert_eq!(whereabouts(&place), format!("'{}/a.txt'", real.display()));
    assert_eq!(fs::read(&place).unwrap(), b"new");
}

#[test]
fn what_a_save_that_was_killed_left_goes_at_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".needlefit-aB3dE6"), "all answers").unwrap();
    let path = folder.path().join("a.txt");
    check_place(&path).unwrap();
    assert_eq!(names(folder.path()), [".needlefit-aB3dE6"]);
    write(&path, b"new", Existing::Refuse, Readers::Owner).unwrap();
    assert_eq!(names(folder.path()), ["a.txt"]);
}

#[test]
fn messages_cannot_steer_the_terminal() {
    let path = Path::new("it's C:\\é/\u{1B}[2J\u{202E}\n");
    let message = WriteError::Exists(path.to_owned()).to_string();
    assert!(
        message.starts_with(r"$'it\'s C:\\é/\x1b[2J\U0000202e\n' is already"),
        "{message}"
    );
}

#[test]
fn the_system_is_put_into_plain_words() {
    let cases = [
        (
            Kind::PermissionDenied,
            "you have no right to do that there. Choose another folder.",
        ),
        (
            Kind::StorageFull,
            "the disk is full. Make room, or choose another disk.",
        ),
        (
            Kind::QuotaExceeded,
            "your share of the disk is full. Make room, or choose another disk.",
        ),
        (
            Kind::ReadOnlyFilesystem,
            "the disk can only be read. Choose another place.",
        ),
        (
            Kind::InvalidFilename,
            "the name is too long or not allowed. Choose a shorter one.",
        ),
        (
            Kind::InvalidInput,
            "the name holds a character that none may have. Choose another.",
        ),
        (
            Kind::TimedOut,
            "it took too long. Try again, or choose another place.",
        ),
    ];
    for (kind, wanted) in cases {
        let message = WriteError::refused(Path::new("a.txt"), kind.into()).to_string();
        assert_eq!(message, format!("a.txt cannot be written: {wanted}"));
    }
    let code = io::Error::from(rustix::io::Errno::INVAL);
    let message = WriteError::refused(Path::new("a.txt"), code).to_string();
    assert!(message.ends_with("Try again, or choose another place."));
}

/// Runs one test of a module again in a process of its own, after the shell has done
/// `setup`. True in that process, where the test itself should go on.
pub(super) fn inside(setup: &str, module: &str, test: &str) -> bool {
    const MARK: &str = "NEEDLEFIT_TEST_INSIDE";
    if std::env::var_os(MARK).is_some() {
        return true;
    }
    let module = module.split_once("::").unwrap().1;
    let output = Command::new("sh")
        .args(["-c", &format!("{setup}; exec \"$0\" --exact \"$1\"")])
        .arg(std::env::current_exe().unwrap())
        .arg(format!("{module}::{test}"))
        .env(MARK, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{setup}: {output:?}"
    );
    false
}

#[test]
fn only_the_owner_may_read_whatever_the_umask() {
    for umask in ["umask 000", "umask 022", "umask 277"] {
        if !inside(
            umask,
            module_path!(),
            "only_the_owner_may_read_whatever_the_umask",
        ) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let path = folder.path().join("a.txt");
        for existing in [Existing::Refuse, Existing::Replace] {
            write(&path, b"new", existing, Readers::Owner).unwrap();
            let mode = path.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o600);
            // What is replaced may have been open to all; what replaces it is not.
            fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
        }
        return;
    }
}

#[test]
fn what_is_no_secret_follows_the_umask() {
    for umask in ["umask 000", "umask 022", "umask 077"] {
        if !inside(umask, module_path!(), "what_is_no_secret_follows_the_umask") {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let umask = rustix::process::umask(Mode::empty()).bits();
        rustix::process::umask(Mode::from_bits_truncate(umask));
        for existing in [Existing::Refuse, Existing::Replace] {
            write(&path, b"new", existing, Readers::Umask).unwrap();
            let mode = path.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o666 & !umask);
        }
        return;
    }
}

/// Stands for a full disk: the write fails half-way, when some bytes are already out.
#[test]
fn a_write_that_fails_half_way_leaves_everything_as_it_was() {
    let limit = "trap '' XFSZ; ulimit -f 8";
    if !inside(
        limit,
        module_path!(),
        "a_write_that_fails_half_way_leaves_everything_as_it_was",
    ) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    fs::write(&old, "old").unwrap();
    let bytes = vec![b'x'; 100_000];
    for (path, existing) in [(&old, Existing::Replace), (&new, Existing::Refuse)] {
        let error = write(path, &bytes, existing, Readers::Owner).unwrap_err();
        let WriteError::Io { source, .. } = &error else {
            unreachable!("{error}");
        };
        assert_eq!(source.kind(), Kind::FileTooLarge, "{error}");
    }
    assert_eq!(fs::read(&old).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["old"]);
}

#[test]
fn links_are_refused_even_when_they_lead_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("target");
    fs::write(&target, "old").unwrap();
    symlink(&target, folder.path().join("link")).unwrap();
    symlink("nowhere", folder.path().join("dangling")).unwrap();
    for name in ["link", "dangling"] {
        let left = ["dangling", "link", "target"];
        let error = refusal(&folder.path().join(name), folder.path(), &left);
        assert!(matches!(error, WriteError::Link(_)), "{name}: {error}");
    }
    assert_eq!(fs::read(&target).unwrap(), b"old");
}

#[test]
fn devices_and_sockets_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let error = refusal(&socket, folder.path(), &["socket"]);
    assert!(matches!(error, WriteError::NotAFile(_)), "{error}");
    let error = check_place(Path::new("/dev/null")).unwrap_err();
    assert!(matches!(error, WriteError::NotAFile(_)), "{error}");
}

/// Not even root can make files in `/proc`.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_found_out_early() {
    let error = check_place(Path::new("/proc/a.txt")).unwrap_err();
    let says = "/proc/a.txt cannot be written: no files can be made there. Choose another place.";
    assert_eq!(error.to_string(), says);
}

#[test]
fn a_folder_without_the_right_to_write_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.path().join("trial"), "").is_ok() {
        // Not `eprintln!`, which the test runner would swallow.
        let note = "SKIPPED: this user (root?) may write everywhere, so nothing is refused";
        writeln!(io::stderr(), "{note}").unwrap();
        return;
    }
    let error = refusal(&folder.path().join("a.txt"), folder.path(), &[]);
    assert!(error.to_string().contains("no right to write"), "{error}");
}
