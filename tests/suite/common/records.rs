//! Records in a folder that is gone afterwards.
use jiff::{Zoned, tz::TimeZone};
use needlefit::records::{Records, keys::Opener, place::Place};
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::TODAY;

/// A quarter past nine on the day of the tests.
pub fn clock() -> Zoned {
    TODAY.at(9, 15, 0, 0).to_zoned(TimeZone::UTC).unwrap()
}

/// A key file, and what opens with it.
pub fn key_file() -> Opener {
    Opener::KeyFile(Zeroizing::new("5a".repeat(32).into_bytes()))
}

/// A folder for records.
pub fn folder() -> (TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::make(&folder.path().join("records")).unwrap();
    (folder, place)
}

/// New records that a key file opens.
pub fn new(place: &Place) -> Records {
    Records::create(place, &[key_file()], clock).unwrap()
}
