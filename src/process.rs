//! What holds for the whole process, from its first line on and in every mode.

use std::sync::{Arc, atomic::AtomicBool};

use rustix::process::{Resource, Rlimit, setrlimit};
use signal_hook::{consts::SIGXFSZ, flag};

/// Makes the process fit to be told answers: no core dump and no debugger sees them, and a write
/// beyond the file size limit fails with an error instead of ending the process. Call it first
/// thing in `main`, before anything is read.
///
/// Each step is a best effort; none can fail in a way that a person could mend.
pub fn prepare() {
    forbid_core_dumps();
    // A handler, not SIG_IGN: programs that are started from here do not inherit it.
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// No core dump is written, and no other process of the same user may read this one's memory.
fn forbid_core_dumps() {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    // The limit means nothing where dumps are piped to a program (`kernel.core_pattern`).
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use rustix::process::{DumpableBehavior, dumpable_behavior, getrlimit};

    #[test]
    fn memory_is_nobody_elses() {
        prepare();
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        assert_eq!(getrlimit(Resource::Core), none);
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
    }
}
