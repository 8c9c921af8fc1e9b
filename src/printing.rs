//! Paper, by the system's own `lp`, where there is one.
//!
//! The printer is found and named before anything is sent, so that a person can say yes to it, and then
//! it is that one that is used, whatever has become the default since. What is printed goes in by the
//! standard input: arguments are seen by every user of the machine, and the job has a name that says
//! nothing of a person. A print service that does not answer is given up on.

use std::{
    env,
    ffi::OsStr,
    fs,
    io::{Read as _, Write as _},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::text::{self, Language};

/// How long a print service may take to name its printer.
const TO_NAME: Duration = Duration::from_secs(2);

/// How long it may take to accept what is printed.
const TO_TAKE: Duration = Duration::from_secs(30);

/// How often it is looked whether a program has ended.
const LOOK: Duration = Duration::from_millis(10);

/// The name of every job.
const JOB: &str = "needlefit";

/// The most bytes that are read of what `lpstat` says.
const MOST: u64 = 4096;

/// A printer that takes text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    lp: PathBuf,
    name: String,
}

/// Why nothing was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPrinted {
    /// `lp` could not be run, or refused.
    Refused,
    /// `lp` did not end.
    Slow,
}

impl Printer {
    /// The default printer of the system, if it has `lp` and one.
    #[must_use]
    pub fn find() -> Option<Self> {
        Self::find_on(&env::var_os("PATH")?)
    }

    /// The same on this search path.
    #[must_use]
    pub fn find_on(path: &OsStr) -> Option<Self> {
        let lp = program("lp", path)?;
        let mut command = Command::new(program("lpstat", path)?);
        // in a known language
        command.arg("-d").env("LC_ALL", "C").env_remove("LANGUAGE");
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn().ok()?;
        let says = child.stdout.take()?;
        let ended = ended(&mut child, TO_NAME)?;
        let mut said = String::new();
        let read = says.take(MOST).read_to_string(&mut said);
        (ended.success() && read.is_ok()).then_some(())?;
        let name = default_of(&said)?.to_owned();
        Some(Self { lp, name })
    }

    /// Its name, to be shown.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Prints a text.
    ///
    /// # Errors
    /// Where the printer did not take it.
    pub fn print(&self, page: &str) -> Result<(), NotPrinted> {
        let mut command = Command::new(&self.lp);
        command.args(["-d", &self.name, "-t", JOB, "-"]);
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        let child = command.stderr(Stdio::null()).spawn();
        let mut child = child.map_err(|_| NotPrinted::Refused)?;
        let input = child.stdin.take();
        let page = page.to_owned();
        // one that reads nothing must not hold this program
        let writes = thread::spawn(move || {
            let mut input = input?;
            input.write_all(page.as_bytes()).ok()
        });
        let ended = ended(&mut child, TO_TAKE).ok_or(NotPrinted::Slow)?;
        let is_whole = writes.join().is_ok_and(|it| it.is_some());
        (ended.success() && is_whole)
            .then_some(())
            .ok_or(NotPrinted::Refused)
    }
}

impl NotPrinted {
    /// What happened and what to do, in a sentence or two.
    #[must_use]
    pub fn says(self, printer: &Printer, language: &Language) -> String {
        let says = match self {
            Self::Refused => text::PRINT_REFUSED,
            Self::Slow => text::PRINT_SLOW,
        };
        language.fill(says, &[("printer", &printer.name)])
    }
}

/// The name in what `lpstat -d` says: `system default destination: NAME`. Only what can be shown and
/// is no flag.
fn default_of(said: &str) -> Option<&str> {
    let name = said.lines().find_map(|line| {
        let (before, name) = line.split_once(": ")?;
        before.ends_with("default destination").then_some(name)
    })?;
    let name = name.trim();
    let is_plain = name.chars().all(|it| it.is_ascii_graphic());
    (is_plain && !name.is_empty() && !name.starts_with('-')).then_some(name)
}

/// A program on a search path; in whole folders alone, so that none of the current folder is run.
fn program(name: &str, path: &OsStr) -> Option<PathBuf> {
    let mut files = env::split_paths(path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name));
    files.find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

/// How a program ended; one that does not in this time is ended.
fn ended(child: &mut Child, within: Duration) -> Option<ExitStatus> {
    let until = Instant::now() + within;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < until => thread::sleep(LOOK),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    /// A folder with programs of these names, and what they do in the shell.
    fn folder(programs: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, does) in programs {
            let file = folder.path().join(name);
            fs::write(
                &file,
                format!("#!/bin/sh\ncd '{}'\n{does}\n", folder.path().display()),
            )
            .unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        }
        folder
    }

    const NAMES: &str = "echo 'system default destination: front-desk'";

    /// A file that another test's child still holds open can't be run yet: tried again.
    fn found(folder: &tempfile::TempDir) -> Option<Printer> {
        (0..5).find_map(|_| Printer::find_on(folder.path().as_os_str()))
    }

    #[test]
    fn the_text_goes_in_by_the_standard_input_and_no_argument_says_whose_it_is() {
        let lp = "for it in \"$@\"; do echo \"$it\" >> arguments; done; /bin/cat > printed";
        let folder = folder(&[("lp", lp), ("lpstat", NAMES)]);
        let printer = found(&folder).unwrap();
        assert_eq!(printer.name(), "front-desk");
        // more than a pipe holds
        let page = "A. B., born 1 May 1990\n".repeat(9000);
        assert_eq!(printer.print(&page), Ok(()));
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read("printed"), page);
        assert_eq!(read("arguments"), "-d\nfront-desk\n-t\nneedlefit\n-\n");
    }

    #[test]
    fn without_lp_or_a_printer_there_is_none() {
        let lp = ("lp", "/bin/cat > /dev/null");
        for lpstat in [
            "echo 'no system default destination'",
            "echo 'system default destination: '",
            "echo 'system default destination: -o'",
            "printf 'system default destination: a\\033[2Jb\\n'",
            "echo 'system default destination: front-desk'; exit 1",
            "echo 'lpstat: Error - scheduler not responding' >&2; exit 1",
        ] {
            let folder = folder(&[lp, ("lpstat", lpstat)]);
            assert_eq!(found(&folder), None, "{lpstat}");
        }
        assert_eq!(found(&folder(&[("lpstat", NAMES)])), None);
        assert_eq!(found(&folder(&[lp])), None);
        let folder = folder(&[lp, ("lpstat", NAMES)]);
        fs::set_permissions(folder.path().join("lp"), fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(found(&folder), None);
        assert_eq!(Printer::find_on(OsStr::new(".:")), None);
    }

    #[test]
    fn a_printer_that_refuses_is_a_sentence() {
        for lp in ["exit 1", "/bin/cat > /dev/null; exit 3"] {
            let folder = folder(&[("lp", lp), ("lpstat", NAMES)]);
            let printer = found(&folder).unwrap();
            let refused = printer.print("a page\n").unwrap_err();
            assert_eq!(refused, NotPrinted::Refused);
            let says = refused.says(&printer, Language::english());
            assert!(says.contains("front-desk"), "{says}");
        }
        // one that has gone since it was found
        let folder = folder(&[("lp", "exit 0"), ("lpstat", NAMES)]);
        let printer = found(&folder).unwrap();
        fs::remove_file(folder.path().join("lp")).unwrap();
        assert_eq!(printer.print("a page\n"), Err(NotPrinted::Refused));
    }

    #[test]
    fn a_service_that_does_not_answer_is_given_up_on() {
        let folder = folder(&[("lp", "exit 0"), ("lpstat", "exec /bin/sleep 60")]);
        let before = Instant::now();
        assert_eq!(Printer::find_on(folder.path().as_os_str()), None);
        assert!(before.elapsed() < Duration::from_secs(30));
    }
}
