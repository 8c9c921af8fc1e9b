//! Why records can't be read or kept, as sentences.

use std::{
    io,
    path::{Path, PathBuf},
};

use rusqlite::{Error as SqlError, ErrorCode, ffi};
use thiserror::Error;
use uuid::Uuid;

use crate::files;

/// Why records can't be opened, read or kept. Shown, each is plain sentences: what is wrong, and what
/// to do.
#[derive(Debug, Error)]
pub enum Trouble {
    /// There is no room on the disk.
    #[error("Not saved: the disk is full. Make room, then try again.")]
    Full,
    /// The place can only be read.
    #[error("Not saved: the records can only be read. Let them be written, then try again.")]
    ReadOnly,
    /// The file is no longer where it was.
    #[error("The records are no longer at {}. Bring the disk or the folder back, then try again.", shown(.0))]
    Gone(PathBuf),
    /// Other desks kept it busy all the time.
    #[error("Not saved: the records were busy for half a minute. Try again.")]
    Busy,
    /// Somebody else goes on with the same screening.
    #[error("This screening was gone on with elsewhere since it was opened here. Open it again.")]
    Elsewhere,
    /// Something was done about a screening after somebody looked at it, to erase it.
    #[error(
        "Something was done about the screening {0} meanwhile, and so it was not erased. Look at it again."
    )]
    Meanwhile(Uuid),
    /// What the file says can't be true.
    #[error("The records are damaged: {0}. Nothing was changed. Run: needlefit records verify")]
    Damaged(String),
    /// The same of a copy that is to be put back.
    #[error("The copy {} is damaged: {says}. Nothing was changed. Put another one back.", shown(.copy))]
    DamagedCopy {
        /// Its file.
        copy: PathBuf,
        /// What is wrong with it.
        says: String,
    },
    /// Not even parts of the file can be read.
    #[error(
        "Not even parts of the records can be read. Put a copy back: needlefit records restore COPY"
    )]
    PastMending,
    /// The system has no chance to make keys of.
    #[error("The system gives no random numbers, and without them nothing is kept secret.")]
    NoChance,
    /// More than can be sealed.
    #[error("That is more than one record can hold.")]
    TooLarge,
    /// What should be a key is none.
    #[error("That is no key.")]
    NoKey,
    /// There is a store already.
    #[error("{} holds records already. Choose another folder.", shown(.0))]
    Exists(PathBuf),
    /// There is none.
    #[error("There are no records in {}. Make them: needlefit records new", shown(.0))]
    None(PathBuf),
    /// The file belongs to another program.
    #[error("{} is no record of needlefit. It was left as it is.", shown(.0))]
    Stranger(PathBuf),
    /// It was written by a program that came after this one.
    #[error(
        "The records were written by a newer needlefit (form {0}, this one knows {1}). Use that one; nothing was changed."
    )]
    Newer(i64, i64),
    /// The library is one that damages files.
    #[error("SQLite {0} can damage records that two desks share. Build with 3.51.3 or later.")]
    OldLibrary(String),
    /// It can't be opened with this.
    #[error("{0}")]
    Locked(Locked),
    /// Others may read or write it.
    #[error("{} can be read by others. Make it yours alone: chmod {:o} {}", shown(.path), .mode, files::as_typed(.path))]
    Open {
        /// The file or folder.
        path: PathBuf,
        /// The rights that it should have.
        mode: u32,
    },
    /// It belongs to somebody else.
    #[error("{} belongs to another user. Records are kept by one user alone.", shown(.0))]
    OfOther(PathBuf),
    /// It is a link.
    #[error("{} is a link. Name the real folder.", shown(.0))]
    Link(PathBuf),
    /// It stands on another machine's disk.
    #[error(
        "{} is on a network disk ({kind}), where two desks would damage the records. Keep them on this machine's own disk.",
        shown(.folder)
    )]
    Network {
        /// The folder.
        folder: PathBuf,
        /// Of which kind the disk is.
        kind: &'static str,
    },
    /// Other programs have it open.
    #[error("Another needlefit has the records open. Close it there, then try again.")]
    InUse,
    /// A screening that is not in it.
    #[error("There is no screening {0} in the records.")]
    NoSuch(String),
    /// A screening of this id is in it.
    #[error("The screening {0} is in the records already.")]
    Already(String),
    /// A screening whose key is gone.
    #[error("The screening {0} was erased. What it said can't be read any more.")]
    WasErased(String),
    /// The system refused.
    #[error("{}: {}", shown(.path), files::in_words(.source))]
    System {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The library refused.
    #[error("The records can't be used: {0}")]
    Library(String),
}

/// Why what was given does not open a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Locked {
    /// The passphrase is another one.
    #[error(
        "That is not the passphrase of these records. Look at Caps Lock and the keyboard, then try again."
    )]
    Passphrase,
    /// The key file is another one.
    #[error("That key file does not open these records. Give the one that was made with them.")]
    KeyFile,
    /// The recovery key is another one.
    #[error(
        "That is not the recovery key of these records: six groups of four letters and digits."
    )]
    Recovery,
    /// There is no such way to it.
    #[error("These records are not opened that way. They are opened with a {0}.")]
    NoSuchWay(&'static str),
}

impl Trouble {
    /// What the system said about a file.
    pub(super) fn refused(path: &Path, source: io::Error) -> Self {
        Self::System {
            path: path.to_owned(),
            source,
        }
    }

    /// Whether trying again may help, once somebody did something about it.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Full | Self::ReadOnly | Self::Gone(_) | Self::Busy | Self::System { .. }
        )
    }
}

impl From<SqlError> for Trouble {
    fn from(error: SqlError) -> Self {
        let failure = match &error {
            SqlError::SqliteFailure(failure, _) => failure,
            SqlError::FromSqlConversionFailure(..)
            | SqlError::InvalidColumnType(..)
            | SqlError::IntegralValueOutOfRange(..)
            | SqlError::Utf8Error(..)
            | SqlError::QueryReturnedNoRows => {
                return Self::Damaged(error.to_string());
            }
            _ => return Self::Library(error.to_string()),
        };
        match failure.code {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DatabaseCorrupt => {
                Self::Damaged("a part of the file is not what it was".to_owned())
            }
            ErrorCode::NotADatabase => {
                Self::Damaged("the file does not begin as it should".to_owned())
            }
            // where there is no room for the index of the journal, either
            ErrorCode::SystemIoFailure
                if matches!(
                    failure.extended_code,
                    ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMMAP
                ) =>
            {
                Self::Full
            }
            _ => Self::Library(failure.to_string()),
        }
    }
}

fn shown(path: &Path) -> String {
    files::as_typed(path)
}
