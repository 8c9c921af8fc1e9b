//! Which day it is: the one place that looks at the clock and at the time zone.
//!
//! A wait that ends a day early is a wrong answer, so a clock or a zone in doubt is said, and one
//! that can't be right is refused.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::Write,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime},
    tz::{TimeZone, TimeZoneDatabase},
};

use super::{input, stdio::Output};
use crate::{
    interview::PartialDate,
    pack::Pack,
    text::{self, Language},
};

/// Where the system keeps its zone files, unless `TZDIR` says otherwise.
const ZONES: &str = "/usr/share/zoneinfo";
/// The zone of the computer, unless `TZ` says otherwise.
const LOCAL: &str = "/etc/localtime";

/// The day that waits are counted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// The day.
    pub date: Date,
    from: From,
}

/// Where a day comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// It was given.
    Given,
    /// The clock, in the zone of the surroundings.
    Clock,
    /// The clock in UTC, since the zone of the surroundings means nothing.
    ClockInUtc,
}

impl Today {
    /// The day that was asked for, else that of the clock.
    ///
    /// # Errors
    /// Where the clock shows a day that could not be asked for either.
    pub fn of(asked: Option<Date>) -> anyhow::Result<Self> {
        if let Some(date) = asked {
            let from = From::Given;
            return Ok(Self { date, from });
        }
        Self::by(SystemTime::now(), zone(env::var_os("TZ")))
            .ok_or_else(|| anyhow::anyhow!(Language::english().says(text::CLOCK_WRONG)))
    }

    /// By this clock in this zone, if it is known; none on a day that `--today` does not take.
    fn by(clock: SystemTime, zone: Option<TimeZone>) -> Option<Self> {
        let from = if zone.is_some() {
            From::Clock
        } else {
            From::ClockInUtc
        };
        let zone = zone.unwrap_or(TimeZone::UTC);
        let date = zone.to_datetime(timestamp(clock)).date();
        let taken = date.to_string().parse::<PartialDate>().is_ok();
        taken.then_some(Self { date, from })
    }

    /// What a person should know about this day before they rely on it, in the language of the
    /// pack.
    #[must_use]
    pub fn doubts(self, pack: &Pack) -> Option<String> {
        let language = pack.language;
        let day = language.day(self.date);
        let zone = (self.from == From::ClockInUtc)
            .then(|| language.fill(text::UNKNOWN_ZONE, &[("day", &day)]));
        let behind = self.from != From::Given && self.date < pack.sources_checked;
        let behind = behind.then(|| {
            let checked = language.day(pack.sources_checked);
            let values = [("day", &*day), ("checked", &checked)];
            language.fill(text::CLOCK_BEHIND, &values)
        });
        let doubts: Vec<String> = zone.into_iter().chain(behind).collect();
        (!doubts.is_empty()).then(|| doubts.join(" "))
    }

    /// Says the same on the standard error.
    pub fn say_doubts(self, pack: &Pack) {
        if let Some(says) = self.doubts(pack) {
            // nothing can be done where even that can't be said
            let _ = writeln!(Output::talk(), "needlefit: {says}");
        }
    }
}

/// The date and the time in the zone of the surroundings, or in UTC where that means nothing.
#[must_use]
pub fn clock() -> DateTime {
    let zone = zone(env::var_os("TZ")).unwrap_or(TimeZone::UTC);
    zone.to_datetime(now())
}

/// The same with its zone.
#[must_use]
pub fn here() -> Zoned {
    let zone = zone(env::var_os("TZ")).unwrap_or(TimeZone::UTC);
    now().to_zoned(zone)
}

/// Now. A clock that shows no time that we can write shows the nearest one.
#[must_use]
pub fn now() -> Timestamp {
    timestamp(SystemTime::now())
}

fn timestamp(clock: SystemTime) -> Timestamp {
    let nearest = if clock < UNIX_EPOCH {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    Timestamp::try_from(clock).unwrap_or(nearest)
}

/// The zone that `TZ` means, or without it that of the computer; none where it means nothing.
fn zone(tz: Option<OsString>) -> Option<TimeZone> {
    match tz {
        None => local(Path::new(LOCAL)),
        Some(tz) if tz.is_empty() => Some(TimeZone::UTC),
        Some(tz) => named(tz.to_str()?),
    }
}

/// The zone of the computer: UTC where it has none.
fn local(path: &Path) -> Option<TimeZone> {
    if path.symlink_metadata().is_err() {
        return Some(TimeZone::UTC);
    }
    // a link may name a zone whose file this system does not have
    let name = || bundled(path.read_link().ok()?.to_str()?);
    from_file(path).or_else(name)
}

/// As the C library reads `TZ`: a zone file, by its path or its name, or else a rule.
fn named(tz: &str) -> Option<TimeZone> {
    let name = tz.strip_prefix(':').unwrap_or(tz);
    let folder = env::var_os("TZDIR").filter(|it| !it.is_empty());
    let folder = folder.as_deref().unwrap_or_else(|| OsStr::new(ZONES));
    // the path of a name that is one stays as it is
    from_file(&PathBuf::from(folder).join(name))
        .or_else(|| bundled(name))
        .or_else(|| TimeZone::posix(tz).ok())
}

fn from_file(path: &Path) -> Option<TimeZone> {
    TimeZone::tzif(path.to_str()?, &input::read(path).ok()?).ok()
}

/// A zone that came with the program, by its name or a path that ends with it.
fn bundled(name: &str) -> Option<TimeZone> {
    let name = name.rsplit_once("zoneinfo/").map_or(name, |(_, name)| name);
    let zone = TimeZoneDatabase::bundled().get(name).ok()?;
    (!zone.is_unknown()).then_some(zone)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use std::{os::unix::fs::symlink, time::Duration};

    use jiff::civil::date;

    use super::*;

    /// 20:00 of 19 November 2026 in Los Angeles is 04:00 of the 20th in UTC.
    const EVENING: u64 = 1_795_147_200;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn day(clock: SystemTime, tz: &str) -> Option<(Date, bool)> {
        let today = Today::by(clock, zone(Some(tz.into())))?;
        Some((today.date, today.from == From::ClockInUtc))
    }

    #[test]
    fn the_evening_before_is_the_day_before() {
        for tz in [
            "America/Los_Angeles",
            ":America/Los_Angeles",
            "/usr/share/zoneinfo/America/Los_Angeles",
            "PST8PDT,M3.2.0,M11.1.0",
            "<-08>8",
            "Etc/GMT+12",
        ] {
            assert_eq!(
                day(at(EVENING), tz),
                Some((date(2026, 11, 19), false)),
                "{tz}"
            );
        }
        for tz in [
            "",
            "UTC",
            "UTC0",
            "Europe/Berlin",
            "Asia/Kolkata",
            "Etc/UTC",
        ] {
            assert_eq!(
                day(at(EVENING), tz),
                Some((date(2026, 11, 20), false)),
                "{tz}"
            );
        }
        let tz = "Pacific/Kiritimati";
        let noon = at(EVENING + 8 * 3_600);
        assert_eq!(day(noon, tz), Some((date(2026, 11, 21), false)));
    }

    #[test]
    fn a_zone_that_means_nothing_is_utc_and_known_to_be_none() {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("fifo");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &fifo,
            rustix::fs::FileType::Fifo,
            0o600.into(),
            0,
        )
        .unwrap();
        for tz in [
            "Mars/Olympus",
            "nonsense",
            "/dev/zero",
            ":/dev/zero",
            "../../../dev/zero",
            "/etc/passwd",
            "/usr/share/zoneinfo",
            "Etc/Unknown",
            fifo.to_str().unwrap(),
        ] {
            assert_eq!(
                day(at(EVENING), tz),
                Some((date(2026, 11, 20), true)),
                "{tz}"
            );
        }
    }

    #[test]
    fn a_computer_without_zone_files_has_the_zone_that_its_link_names() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("localtime");
        assert_eq!(local(&link), Some(TimeZone::UTC), "there is none");
        symlink("/nowhere/zoneinfo/America/Los_Angeles", &link).unwrap();
        let today = Today::by(at(EVENING), local(&link)).unwrap();
        assert_eq!(today.date, date(2026, 11, 19));
    }

    #[test]
    fn a_clock_far_off_is_refused_as_today_is() {
        let year = 365 * 86_400;
        assert_eq!(day(at(300 * year), "UTC"), None, "2269");
        assert_eq!(day(at(9_000 * year), "UTC"), None);
        let earlier = |seconds| {
            UNIX_EPOCH
                .checked_sub(Duration::from_secs(seconds))
                .unwrap()
        };
        assert_eq!(day(earlier(80 * year), "UTC"), None, "1890");
        for seconds in [12_000 * year, 1 << 50, 1 << 62] {
            for tz in ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"] {
                assert_eq!(day(earlier(seconds), tz), None);
                assert_eq!(day(at(seconds), tz), None);
            }
        }
        assert_eq!(timestamp(earlier(1 << 62)), Timestamp::MIN);
        assert_eq!(timestamp(at(1 << 62)), Timestamp::MAX);
        assert!(day(at(0), "UTC").is_some());
    }
}
