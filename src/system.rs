//! What the system says when it refuses, in our words.

use std::io::{self, ErrorKind as Kind};

/// Why the system refused, as the end of a sentence, and where it helps what to do: "the disk is
/// full. Make room, or choose another disk." Never a number, nor the name of a temporary file.
#[must_use]
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        Kind::NotFound => "there is no such file. Check its name.",
        Kind::PermissionDenied => "you have no right to do that.",
        Kind::StorageFull => "the disk is full. Make room, or choose another disk.",
        Kind::QuotaExceeded => "your share of the disk is full. Make room, or choose another.",
        Kind::ReadOnlyFilesystem => "the disk can only be read. Choose another place.",
        Kind::InvalidFilename => "the name is too long or not allowed. Choose a shorter one.",
        Kind::IsADirectory => "it is a folder.",
        Kind::NotADirectory => "a part of its path is no folder.",
        Kind::BrokenPipe => "whoever was to read it has gone.",
        // Without a code it comes from the standard library, which refuses NUL by itself.
        Kind::InvalidInput if error.raw_os_error().is_none() => {
            "the name holds a character that none may have. Choose another."
        }
        _ => return format!("the system says “{}”.", bare(error)),
    }
    .to_owned()
}

/// What the system says, without its number and without the path that a library puts behind it.
fn bare(error: &io::Error) -> String {
    let says = error.to_string();
    let ends = [" (os error ", " at path \""];
    let end = ends.iter().filter_map(|end| says.find(end)).min();
    says.get(..end.unwrap_or(says.len()))
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every error that Linux has.
    #[test]
    fn no_number_and_no_path_is_ever_said() {
        for code in 1..134 {
            let error = io::Error::from_raw_os_error(code);
            let says = why(&error);
            assert!(!says.contains("os error"), "{code}: {says}");
            assert!(says.ends_with('.'), "{code}: {says}");
            let named = format!("{error} at path \"/tmp/.needlefit-Ab12\"");
            let says = why(&io::Error::other(named));
            assert!(!says.contains("needlefit"), "{code}: {says}");
            assert!(!says.contains("os error"), "{code}: {says}");
        }
    }

    #[test]
    fn a_full_disk_is_called_so() {
        for code in [rustix::io::Errno::NOSPC, rustix::io::Errno::DQUOT] {
            let says = why(&code.into());
            assert!(says.contains("disk is full. Make room"), "{says}");
        }
    }
}
