//! Paths and system errors, as they are said to people.

use std::{
    fmt::Write,
    io::{self, ErrorKind as Kind},
    os::unix::ffi::OsStrExt,
    path::Path,
};

use rustix::io::Errno;

use crate::clean;

/// The longest path shown whole in front of a reason, in characters.
const LONGEST_SHOWN: usize = 80;

/// A system error as a clause of ours, without an end mark: “the disk is full”.
///
/// It holds neither the number of the error nor the name of a temporary file. What a library made
/// up for itself (bad UTF-8, say) is passed on as it says it.
#[must_use]
pub fn in_words(error: &io::Error) -> String {
    let says = match error.kind() {
        Kind::NotFound => "it is not there",
        Kind::AlreadyExists => "it is there already",
        Kind::PermissionDenied => "you have no right to do that there",
        Kind::StorageFull => "the disk is full",
        Kind::QuotaExceeded => "your share of the disk is full",
        Kind::ReadOnlyFilesystem => "the disk can only be read",
        Kind::FileTooLarge => "a file may not grow that large here",
        Kind::InvalidFilename => "the name is too long or not allowed",
        Kind::IsADirectory => "it is a folder",
        Kind::NotADirectory => "a part of the path is not a folder",
        Kind::BrokenPipe => "nobody reads the output any more",
        Kind::ResourceBusy | Kind::ExecutableFileBusy | Kind::Deadlock => "it is in use",
        Kind::OutOfMemory => "there is not enough memory",
        Kind::TimedOut => "it took too long",
        Kind::WouldBlock => "it is not ready",
        Kind::Interrupted => "it was interrupted",
        Kind::UnexpectedEof => "it ends too early",
        Kind::Unsupported | Kind::CrossesDevices | Kind::NotSeekable => "that can't be done there",
        Kind::StaleNetworkFileHandle
        | Kind::HostUnreachable
        | Kind::NetworkUnreachable
        | Kind::NetworkDown
        | Kind::NotConnected
        | Kind::ConnectionAborted
        | Kind::ConnectionRefused
        | Kind::ConnectionReset => "the network does not answer",
        // Without a code it comes from the standard library, which refuses NUL by itself.
        Kind::InvalidInput if error.raw_os_error().is_none() => {
            "the name holds a character that none may have"
        }
        _ => match Errno::from_io_error(error) {
            Some(Errno::IO) => "the disk, or what connects it, is failing",
            Some(Errno::MFILE | Errno::NFILE) => "too many files are open",
            Some(Errno::LOOP) => "links lead to each other in a circle",
            Some(Errno::NXIO | Errno::NODEV) => "the device is not there",
            Some(_) => "the system refuses it and does not say why",
            None => return error.to_string(),
        },
    };
    says.to_owned()
}

/// Why a file is not written, and what a person can do, as sentences.
pub(super) fn why_not_written(error: &io::Error) -> String {
    let advice = match error.kind() {
        // The folder is there.
        Kind::NotFound => return "no files can be made there. Choose another place.".to_owned(),
        Kind::PermissionDenied => "Choose another folder.",
        Kind::StorageFull | Kind::QuotaExceeded => "Make room, or choose another disk.",
        Kind::ReadOnlyFilesystem => "Choose another place.",
        Kind::InvalidFilename => "Choose a shorter one.",
        Kind::InvalidInput if error.raw_os_error().is_none() => "Choose another.",
        _ => "Try again, or choose another place.",
    };
    format!("{}. {advice}", in_words(error))
}

/// Whether nothing in this name is hidden from whoever reads it. Blanks may be: see [`as_typed`].
pub(super) fn is_seen(name: &str) -> bool {
    clean::harmful(name, false).is_none() && !name.contains(|c: char| c != ' ' && c.is_whitespace())
}

/// A path exactly as it is, in a form that can be typed into a shell. That leaves most paths as
/// they are; blanks get quotes round the path, and what cannot be seen is spelt out, so that a name
/// cannot steer the terminal either.
#[must_use]
pub fn as_typed(path: &Path) -> String {
    let seen = path.to_str().filter(|path| is_seen(path));
    let means = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && !"/._-+@:,%=".contains(c);
    match seen {
        Some(path) if !path.contains(means) => path.to_owned(),
        Some(path) if !path.contains('\'') => format!("'{path}'"),
        Some(path) if !path.contains(['"', '$', '`', '\\', '!']) => format!("\"{path}\""),
        _ => spelt_out(path.as_os_str().as_bytes()),
    }
}

/// The notation of shells in which everything can be written with what can be seen.
fn spelt_out(path: &[u8]) -> String {
    let mut spelt = "$'".to_owned();
    for chunk in path.utf8_chunks() {
        for c in chunk.valid().chars() {
            let _ = match c {
                '\n' => write!(spelt, "\\n"),
                '\\' | '\'' => write!(spelt, "\\{c}"),
                ' '..='~' => write!(spelt, "{c}"),
                _ if c.is_alphanumeric() => write!(spelt, "{c}"),
                ..' ' | '\x7f' => write!(spelt, "\\x{:02x}", u32::from(c)),
                _ => write!(spelt, "\\U{:08x}", u32::from(c)),
            };
        }
        for byte in chunk.invalid() {
            let _ = write!(spelt, "\\x{byte:02x}");
        }
    }
    spelt.push('\'');
    spelt
}

/// The same in front of a reason, which must be in sight: of a long path only the end.
pub(super) fn shown(path: &Path) -> String {
    let typed = as_typed(path);
    let skipped = typed.chars().count().saturating_sub(LONGEST_SHOWN);
    if skipped == 0 {
        return typed;
    }
    let end = typed.chars().skip(skipped);
    std::iter::once('…').chain(end).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use std::{ffi::OsStr, io::Write as _, process::Command};

    #[test]
    fn every_system_error_is_a_clause_of_ours() {
        for code in 1..200 {
            let error = io::Error::from_raw_os_error(code);
            let says = in_words(&error);
            let theirs = error.to_string();
            let theirs = theirs.split(" (os error").next();
            assert!(!says.contains("os error"), "{code}: {says}");
            assert!(
                says.starts_with(char::is_lowercase) && !says.ends_with('.'),
                "{code}: {says}"
            );
            assert_ne!(Some(&*says), theirs, "{code}");
        }
    }

    #[test]
    fn a_path_is_said_as_it_can_be_typed() {
        for (path, typed) in [
            ("/home/ann/sheet-2.txt", "/home/ann/sheet-2.txt"),
            ("/home/josé/für.txt", "/home/josé/für.txt"),
            ("/home/ann/two  blanks ", "'/home/ann/two  blanks '"),
            ("/home/ann/$HOME", "'/home/ann/$HOME'"),
            ("/home/ann/it's", "\"/home/ann/it's\""),
            ("/home/ann/it's $1", "$'/home/ann/it\\'s $1'"),
            ("/a\n'\\\x1b[2J\x7f é", "$'/a\\n\\'\\\\\\x1b[2J\\x7f é'"),
            (
                "/\u{202e}gnp.exe\u{2003}e\u{301}",
                "$'/\\U0000202egnp.exe\\U00002003e\\U00000301'",
            ),
        ] {
            assert_eq!(as_typed(Path::new(path)), typed);
        }
        let bytes = OsStr::from_bytes(b"/a/\xff");
        assert_eq!(as_typed(Path::new(bytes)), "$'/a/\\xff'");
    }

    /// Every odd path, said, is read back by a shell as the same bytes.
    #[test]
    fn a_shell_reads_the_path_that_is_said() {
        if Command::new("bash").arg("-c").arg(":").status().is_err() {
            writeln!(io::stderr(), "SKIPPED: there is no bash to read paths").unwrap();
            return;
        }
        let odd = "ab  '\"$`\\!*?~#;&|<>(){}[]\n\t\x1b\x7fé\u{301}\u{202e}\u{2003}👩\u{200d}🔬%=,:";
        let mut paths: Vec<Vec<u8>> = odd
            .chars()
            .map(|c| format!("/a{c}b'{c}").into_bytes())
            .chain(odd.chars().map(|c| format!("/a{c}b").into_bytes()))
            .collect();
        paths.push(format!("/{odd}").into_bytes());
        paths.push(b"/\xff\xfe".to_vec());
        for path in paths {
            let said = as_typed(Path::new(OsStr::from_bytes(&path)));
            let output = Command::new("bash")
                .env("LC_ALL", "C.UTF-8")
                .args(["-c", &format!("printf %s {said}")])
                .output()
                .unwrap();
            assert_eq!(output.stdout, path, "{said}");
        }
    }

    #[test]
    fn of_a_long_path_the_end_is_shown() {
        let fits = format!("/{}", "n".repeat(LONGEST_SHOWN - 1));
        assert_eq!(shown(Path::new(&fits)), fits);
        let long = format!("/{fits}");
        let cut = shown(Path::new(&long));
        assert_eq!(cut, format!("…{fits}"));
    }

    #[test]
    fn what_people_meet_is_told_apart() {
        for (code, wanted) in [
            (Errno::NOENT, "it is not there"),
            (Errno::EXIST, "it is there already"),
            (Errno::NOTDIR, "a part of the path is not a folder"),
            (Errno::TXTBSY, "it is in use"),
            (Errno::NOMEM, "there is not enough memory"),
            (Errno::TIMEDOUT, "it took too long"),
            (Errno::AGAIN, "it is not ready"),
            (Errno::INTR, "it was interrupted"),
            (Errno::XDEV, "that can't be done there"),
            (Errno::NFILE, "too many files are open"),
            (Errno::ACCESS, "you have no right to do that there"),
            (Errno::NOSPC, "the disk is full"),
            (Errno::DQUOT, "your share of the disk is full"),
            (Errno::ROFS, "the disk can only be read"),
            (Errno::FBIG, "a file may not grow that large here"),
            (Errno::NAMETOOLONG, "the name is too long or not allowed"),
            (Errno::ISDIR, "it is a folder"),
            (Errno::PIPE, "nobody reads the output any more"),
            (Errno::IO, "the disk, or what connects it, is failing"),
            (Errno::MFILE, "too many files are open"),
            (Errno::LOOP, "links lead to each other in a circle"),
            (Errno::NODEV, "the device is not there"),
            (Errno::STALE, "the network does not answer"),
            (Errno::INVAL, "the system refuses it and does not say why"),
        ] {
            assert_eq!(in_words(&io::Error::from(code)), wanted);
        }
        let early = io::Error::from(Kind::UnexpectedEof);
        assert_eq!(in_words(&early), "it ends too early");
        let own = io::Error::other("the third line is empty");
        assert_eq!(in_words(&own), "the third line is empty");
    }
}
