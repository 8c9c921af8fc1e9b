//! Limits in processor time: a busy machine makes nothing slower than they allow.
use std::time::Duration;

use assert_cmd::Command;
use rustix::time::{ClockId, clock_gettime};

/// Only against a hang that uses no processor. Nothing is so slow, on whatever machine.
pub const HANG: Duration = Duration::from_secs(120);

/// The processor time that this thread has used; what it has other threads do does not count.
fn used() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap()
}

/// Does it, and gives the processor time that this thread needed for it.
pub fn time<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let before = used();
    let done = act();
    (done, used().saturating_sub(before))
}

/// A program that the system ends (SIGXCPU) once it has used so many seconds of processor time.
pub fn limited(seconds: u32, program: &str) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -t \"$0\" && exec \"$@\""])
        .args([&seconds.to_string(), program])
        .timeout(HANG);
    command
}
