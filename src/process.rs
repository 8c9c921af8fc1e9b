//! What holds for the whole process, from its first line on and in every mode.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, Ordering},
};

use rustix::process::{Resource, Rlimit, setrlimit};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ},
    flag,
};

/// The signals by which a person, a shell or the system ends a program.
pub const ENDING: [i32; 4] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];

/// Whether these signals end the process without anybody who hears them; none before the first time.
static BY_DEFAULT: OnceLock<Arc<AtomicBool>> = OnceLock::new();

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

/// Signals that were heard for a while end the process again, as they did before that. Without this they would
/// do nothing: what was caught once is never given back to the system.
pub fn give_signals_back() {
    let by_default = BY_DEFAULT.get_or_init(|| {
        let by_default = Arc::new(AtomicBool::new(true));
        for signal in ENDING {
            let _ = flag::register_conditional_default(signal, Arc::clone(&by_default));
        }
        by_default
    });
    by_default.store(true, Ordering::SeqCst);
}

/// Somebody hears signals from now on, and ends the process once the terminal is as it was.
pub fn take_signals() {
    if let Some(by_default) = BY_DEFAULT.get() {
        by_default.store(false, Ordering::SeqCst);
    }
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
