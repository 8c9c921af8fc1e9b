//! A disk that is full, read-only or gone.
use std::{path::Path, process::Command};

use needlefit::records::Trouble;

use crate::{
    Chance, count,
    desk::{Asked, new, open, print_of},
};

/// A disk of its own in memory; none where this user may not have one.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    fn of(kibibytes: u64) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let options = format!("size={kibibytes}k,mode=700");
        let mounted = mount(&["-t", "tmpfs", "-o", &options, "tmpfs"], folder.path());
        if !mounted {
            println!("skipped: this user may mount no disk of its own");
        }
        mounted.then_some(Self { folder })
    }

    fn remount(&self, options: &str) {
        let options = format!("remount,{options}");
        assert!(mount(&["-o", &options], self.folder.path()));
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("records")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount")
            .arg("-l")
            .arg(self.folder.path())
            .output();
    }
}

fn mount(args: &[&str], path: &Path) -> bool {
    let done = Command::new("mount").args(args).arg(path).output();
    done.is_ok_and(|it| it.status.success())
}

#[test]
fn a_full_disk_is_said_and_the_answer_is_kept_once_there_is_room() {
    let sizes = count(60, 4);
    let mut chance = Chance(2);
    let (mut answers, mut not_made) = (0, 0);
    for nth in 0..sizes {
        let kibibytes = 48 + nth * (4096 - 48) / sizes;
        let Some(disk) = Disk::of(kibibytes) else {
            return;
        };
        let mut records = match new(&disk.path()) {
            Ok(records) => records,
            Err(why) => {
                assert!(why.to_string().contains("full"), "{kibibytes}: {why}");
                not_made += 1;
                disk.remount("size=16m");
                let made = new(&disk.path());
                assert!(made.is_ok(), "nothing half made is in the way: {made:?}");
                continue;
            }
        };
        let mut kept: Vec<Asked> = Vec::new();
        // until it is full
        let (refused, waiting) = loop {
            match Asked::begin(&mut records, "A7") {
                Ok(asked) => kept.push(asked),
                Err(why) => break (why, None),
            }
            let asked = kept.last_mut().unwrap();
            let mut refused = None;
            while let Some(next) = asked.answered(&mut chance) {
                if let Err(why) = asked.keep(&mut records, &next) {
                    refused = Some((why, Some(next)));
                    break;
                }
            }
            if let Some(refused) = refused {
                break refused;
            }
        };
        assert!(matches!(refused, Trouble::Full), "{kibibytes}: {refused:?}");
        assert!(
            refused.may_pass()
                && refused
                    .to_string()
                    .starts_with("Not saved: the disk is full.")
        );
        // nothing that was acknowledged is lost, and it stays so when it is tried again
        if let (Some(next), Some(asked)) = (&waiting, kept.last_mut()) {
            assert!(asked.keep(&mut records, next).is_err());
        }
        disk.remount("size=16m");
        match (&waiting, kept.last_mut()) {
            (Some(next), Some(asked)) => asked.keep(&mut records, next).unwrap(),
            _ => kept.push(Asked::begin(&mut records, "A7").unwrap()),
        }
        drop(records);
        let records = open(&disk.path()).unwrap();
        for asked in &kept {
            answers += asked.kept;
            let record = records.record(asked.writing.id()).unwrap();
            assert_eq!(print_of(record.json()), asked.print(), "{kibibytes}");
        }
        let health = records.verify(|_, _| {}).unwrap();
        assert!(health.is_sound(), "{kibibytes}: {:?}", health.broken);
    }
    println!(
        "full disks: {sizes} sizes, {not_made} too small to begin, {answers} answers acknowledged, 0 missing"
    );
}

#[test]
fn a_disk_that_can_only_be_read_or_has_gone_is_said() {
    let Some(disk) = Disk::of(4096) else { return };
    let mut records = new(&disk.path()).unwrap();
    let asked = Asked::begin(&mut records, "A7").unwrap();
    drop(records);
    disk.remount("ro");
    let why = open(&disk.path()).unwrap_err();
    assert!(why.to_string().contains("read"), "{why}");
    disk.remount("rw");
    let mut records = open(&disk.path()).unwrap();
    let (writing, _) = records.resume(asked.writing.id()).unwrap();
    let mut asked = Asked { writing, ..asked };
    let next = asked.answered(&mut Chance(3)).unwrap();
    // pulled out
    assert!(
        Command::new("umount")
            .arg("-l")
            .arg(disk.folder.path())
            .status()
            .unwrap()
            .success()
    );
    let why = asked.keep(&mut records, &next).unwrap_err();
    assert!(matches!(why, Trouble::Gone(_)) && why.may_pass(), "{why:?}");
    let why = open(&disk.path()).unwrap_err();
    assert!(matches!(why, Trouble::None(_)), "{why:?}");
}
