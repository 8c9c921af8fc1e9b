//! The clinic that a command works in: the file that was named, else the one beside the pack, else the
//! one in the folder of the program's configuration.

use std::{
    env,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::input::{self, Unreadable};
use crate::{
    check,
    cli::CommonArgs,
    clinic::{Clinic, FILE_NAME},
    pack::Pack,
};

/// The clinic that was named or found; none where there is no file of one.
///
/// # Errors
/// Where it can't be read, and everything that is wrong with it.
pub fn of(common: &CommonArgs, pack: &Pack, today: Date) -> anyhow::Result<Option<Clinic>> {
    Ok(named(common, pack, today)?.map(|(_, clinic)| clinic))
}

/// The same after what its file is called.
///
/// # Errors
/// As [`of`].
pub fn named(
    common: &CommonArgs,
    pack: &Pack,
    today: Date,
) -> anyhow::Result<Option<(String, Clinic)>> {
    let Some((name, bytes)) = find(common.clinic.as_deref(), common.pack.as_deref())? else {
        return Ok(None);
    };
    let clinic = check::clinic::sound(pack, &name, &bytes, today)?;
    Ok(Some((name, clinic)))
}

/// The file of a clinic, as it is called and what it says; none where none was named and none is there.
///
/// # Errors
/// Where it can't be read.
pub fn find(
    named: Option<&Path>,
    pack: Option<&Path>,
) -> Result<Option<(String, Vec<u8>)>, Unreadable> {
    if let Some(path) = named {
        return Ok(Some((input::shown(path), input::read(path)?)));
    }
    let beside = pack.map(|it| it.with_file_name(FILE_NAME));
    let configured = configuration().map(|it| it.join(FILE_NAME));
    for path in beside.into_iter().chain(configured) {
        // in a folder that may not be looked into there is none for us
        if path.symlink_metadata().is_err() {
            continue;
        }
        return Ok(Some((input::shown(&path), input::read(&path)?)));
    }
    Ok(None)
}

/// The folder of the program's configuration, by the rule of freedesktop.org: where
/// `XDG_CONFIG_HOME` is no whole path, it does not count.
fn configuration() -> Option<PathBuf> {
    own_folder("XDG_CONFIG_HOME", ".config")
}

/// The program's own folder in the one that this variable names, or in this one of the person's home.
pub(super) fn own_folder(variable: &str, in_home: &str) -> Option<PathBuf> {
    let whole = |name| {
        let path = env::var_os(name).map(PathBuf::from);
        path.filter(|it| it.is_absolute())
    };
    let home = || Some(whole("HOME")?.join(in_home));
    Some(whole(variable).or_else(home)?.join("needlefit"))
}
