//! Paths and system errors, as they are said to people.

use std::io::{self, ErrorKind as Kind};

use rustix::io::Errno;

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

/// What a person can do so that a save succeeds.
pub(super) fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        Kind::PermissionDenied => "Choose another folder.",
        Kind::StorageFull | Kind::QuotaExceeded => "Make room, or choose another disk.",
        Kind::ReadOnlyFilesystem => "Choose another place.",
        Kind::InvalidFilename => "Choose a shorter one.",
        Kind::InvalidInput if error.raw_os_error().is_none() => "Choose another.",
        _ => "Try again, or choose another place.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn what_people_meet_is_told_apart() {
        for (code, wanted) in [
            (Errno::NOENT, "it is not there"),
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
        let own = io::Error::other("the third line is empty");
        assert_eq!(in_words(&own), "the third line is empty");
    }
}
