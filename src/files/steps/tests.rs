#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use super::*;
use std::{cell::RefCell, fs, path::PathBuf};

use rustix::io::Errno;
use tempfile::TempDir;

/// The disk as it is, which notes what it is asked for and fails at one step.
#[derive(Debug, Default)]
struct Watched {
    steps: RefCell<Vec<String>>,
    fails: &'static [&'static str],
}

impl Watched {
    fn step(&self, step: &str, what: &str) -> io::Result<()> {
        self.steps
            .borrow_mut()
            .push(format!("{step} {what}").trim_end().to_owned());
        if self.fails.contains(&step) {
            return Err(Errno::IO.into());
        }
        Ok(())
    }
}

impl Disk for Watched {
    fn unnamed(&self, folder: &Path, readers: Readers) -> io::Result<File> {
        self.step("unnamed", "")?;
        System.unnamed(folder, readers)
    }

    fn name(&self, file: &File, path: &Path) -> io::Result<()> {
        let name = path.file_name().unwrap().to_str().unwrap();
        let own = name.starts_with(".needlefit-");
        self.step("name", if own { "its own" } else { name })?;
        System.name(file, path)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.step("sync", &file.metadata()?.len().to_string())?;
        System.sync(file)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step("folder", &files(folder).join(" "))?;
        System.sync_folder(folder)
    }
}

/// Each file in the folder with what is in it, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            format!("{}={text}", entry.file_name().to_str().unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Every way to write: the steps that fail, what is there, and what may be done with that.
const WAYS: [(&[&str], Existing); 6] = [
    (&[], Existing::Refuse),
    (&[], Existing::Replace),
    (&["unnamed"], Existing::Refuse),
    (&["unnamed"], Existing::Replace),
    (&["name"], Existing::Refuse),
    (&["name"], Existing::Replace),
];

/// A folder for a save, with an old file in it where that is to be replaced.
fn folder(existing: Existing) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    if existing == Existing::Replace {
        fs::write(&path, "old").unwrap();
    }
    (folder, path)
}

fn save_new(disk: &Watched, path: &Path, existing: Existing) -> Result<(), WriteError> {
    let (place, ending) = (Place::of(path).unwrap(), Ending::new());
    save(disk, &ending, &place, b"newer", existing, Readers::Owner)
}

#[cfg(target_os = "linux")]
#[test]
fn all_is_on_the_disk_before_it_has_a_name_and_then_the_name_is() {
    let steps: [&[&str]; 6] = [
        &["unnamed", "sync 5", "name a.txt", "folder a.txt=newer"],
        &["unnamed", "sync 5", "name its own", "folder a.txt=newer"],
        &["unnamed", "sync 5", "folder a.txt=newer"],
        &["unnamed", "sync 5", "folder a.txt=newer"],
        &[
            "unnamed",
            "sync 5",
            "name a.txt",
            "sync 5",
            "folder a.txt=newer",
        ],
        &[
            "unnamed",
            "sync 5",
            "name its own",
            "sync 5",
            "folder a.txt=newer",
        ],
    ];
    for ((fails, existing), wanted) in WAYS.into_iter().zip(steps) {
        let (folder, path) = folder(existing);
        if System.unnamed(folder.path(), Readers::Owner).is_err() {
            let note = "SKIPPED: this file system has no files without a name";
            writeln!(io::stderr(), "{note}").unwrap();
            return;
        }
        let disk = Watched {
            fails,
            ..Watched::default()
        };
        save_new(&disk, &path, existing).unwrap();
        assert_eq!(*disk.steps.borrow(), wanted, "{fails:?} {existing:?}");
        let mode = path.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o600, "{fails:?} {existing:?}");
    }
}

#[test]
fn what_cannot_be_synced_never_appears() {
    let fails: [&[&str]; 2] = [&["sync"], &["unnamed", "sync"]];
    for fails in fails {
        for existing in [Existing::Refuse, Existing::Replace] {
            let (folder, path) = folder(existing);
            let before = files(folder.path());
            let disk = Watched {
                fails,
                ..Watched::default()
            };
            let error = save_new(&disk, &path, existing).unwrap_err();
            assert!(error.to_string().contains("is failing. Try"), "{error}");
            assert_eq!(files(folder.path()), before);
            assert_eq!(*disk.steps.borrow(), ["unnamed", "sync 5"]);
        }
    }
}

#[test]
fn a_folder_that_cannot_be_synced_takes_nothing_back() {
    let (folder, path) = folder(Existing::Refuse);
    let disk = Watched {
        fails: &["folder"],
        ..Watched::default()
    };
    save_new(&disk, &path, Existing::Refuse).unwrap();
    assert_eq!(files(folder.path()), ["a.txt=newer"]);
}

/// The two that no test can watch from outside ask the system: it refuses what has no disk.
#[test]
fn the_syncs_are_passed_on_to_the_system() {
    let (_reader, writer) = io::pipe().unwrap();
    let pipe = File::from(std::os::fd::OwnedFd::from(writer));
    System.sync(&pipe).unwrap_err();
    let folder = tempfile::tempdir().unwrap();
    System.sync_folder(folder.path()).unwrap();
    System.sync_folder(&folder.path().join("none")).unwrap_err();
    if cfg!(target_os = "linux") {
        System.sync_folder(Path::new("/proc")).unwrap_err();
    }
}

#[test]
fn a_file_that_came_meanwhile_is_not_replaced_without_leave() {
    for (fails, existing) in WAYS {
        let (folder, path) = folder(Existing::Refuse);
        let disk = Watched {
            fails,
            ..Watched::default()
        };
        let place = Place::of(&path).unwrap();
        fs::write(&path, "theirs").unwrap();
        let result = save(
            &disk,
            &Ending::new(),
            &place,
            b"newer",
            existing,
            Readers::Owner,
        );
        let left = if existing == Existing::Refuse {
            let error = result.unwrap_err();
            assert!(
                matches!(&error, WriteError::Exists(at) if *at == path),
                "{error}"
            );
            "a.txt=theirs"
        } else {
            result.unwrap();
            "a.txt=newer"
        };
        // the refusal comes at once, not after all was written again under another name
        let written = disk
            .steps
            .borrow()
            .iter()
            .filter(|step| step.starts_with("sync"))
            .count();
        assert_eq!(written, 1 + usize::from(fails == ["name"]), "{fails:?}");
        assert_eq!(files(folder.path()), [left], "{fails:?}");
    }
}

#[test]
fn a_link_that_came_meanwhile_is_not_written_through() {
    for (fails, existing) in WAYS {
        let (folder, path) = folder(Existing::Refuse);
        let disk = Watched {
            fails,
            ..Watched::default()
        };
        let place = Place::of(&path).unwrap();
        let target = folder.path().join("target");
        fs::write(&target, "theirs").unwrap();
        std::os::unix::fs::symlink("target", &path).unwrap();
        let result = save(
            &disk,
            &Ending::new(),
            &place,
            b"newer",
            existing,
            Readers::Owner,
        );
        assert_eq!(result.is_ok(), existing == Existing::Replace, "{fails:?}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "theirs", "{fails:?}");
    }
}

#[test]
fn nothing_appears_once_the_process_is_ending() {
    for (fails, existing) in WAYS {
        let (folder, path) = folder(existing);
        let before = files(folder.path());
        let (place, ending) = (Place::of(&path).unwrap(), Ending::new());
        assert!(ending.end().is_empty());
        let disk = Watched {
            fails,
            ..Watched::default()
        };
        let late = save(&disk, &ending, &place, b"newer", existing, Readers::Owner).unwrap_err();
        assert!(matches!(late, WriteError::Ended), "{late}");
        assert_eq!(files(folder.path()), before, "{fails:?}");
    }
}

/// A disk on which the process ends while the folder is synced.
struct EndsLast<'e>(&'e Ending, RefCell<Vec<PathBuf>>);

impl Disk for EndsLast<'_> {
    fn unnamed(&self, folder: &Path, readers: Readers) -> io::Result<File> {
        System.unnamed(folder, readers)
    }

    fn name(&self, file: &File, path: &Path) -> io::Result<()> {
        System.name(file, path)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        System.sync(file)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.1.borrow_mut().extend(self.0.end());
        Ok(())
    }
}

#[test]
fn what_appears_as_the_process_ends_is_told_to_who_ends_it() {
    for existing in [Existing::Refuse, Existing::Replace] {
        let (_folder, path) = folder(existing);
        let (place, ending) = (Place::of(&path).unwrap(), Ending::new());
        let disk = EndsLast(&ending, RefCell::default());
        save(&disk, &ending, &place, b"newer", existing, Readers::Owner).unwrap();
        assert_eq!(
            disk.1.borrow().as_slice(),
            std::slice::from_ref(&place.path)
        );
    }
}

#[test]
fn a_folder_is_tried_out_without_a_trace() {
    let (folder, path) = folder(Existing::Refuse);
    let place = Place::of(&path).unwrap();
    for fails in [&[][..], &["unnamed"]] {
        let disk = Watched {
            fails,
            ..Watched::default()
        };
        try_out(&disk, &place).unwrap();
        assert!(files(folder.path()).is_empty());
    }
    drop(folder);
    try_out(&System, &place).unwrap_err();
}
