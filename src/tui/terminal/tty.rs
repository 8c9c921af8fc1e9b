//! What the guard asks of a terminal, in plain functions.
//!
//! Errors are not told: each of these is a best effort on the way out, and the hang-up of a terminal
//! is noticed by the listener.

use std::time::{Duration, Instant};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fd::BorrowedFd,
    io::Errno,
    process::{Signal, getpgrp, getsid, kill_current_process_group},
    stdio::{stderr, stdin, stdout},
    termios::{Action, QueueSelector, tcflow, tcflush, tcgetattr, tcgetpgrp, tcgetwinsize},
};

/// Input counts as over when nothing came for this long: a paste arrives in pieces.
const QUIET: Duration = Duration::from_millis(30);

/// How long input may go on coming before it is given up on.
const NOISE: Duration = Duration::from_millis(250);

/// The most columns that are used. Anybody may set a size of 65,535 x 65,535, and each cell takes
/// memory; no screen shows more columns or rows than this.
const WIDEST: u16 = 1_000;

/// The most rows that are used.
const HIGHEST: u16 = 500;

/// Whether a shell with job control started us: it gives each job a group of its own.
///
/// Without one (`xterm -e`, a kiosk) nobody could continue a stopped job.
#[must_use]
pub fn has_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the job, as Ctrl-Z does outside raw mode; returns when it was continued.
///
/// SIGTTIN, because SIGTSTP is caught here, and because the kernel ignores it where the shell has
/// gone meanwhile; SIGSTOP would stop us for good.
pub fn stop_job() {
    let _ = kill_current_process_group(Signal::TTIN);
}

/// Columns and rows of the terminal that are used, at most `WIDEST` and `HIGHEST`; 80x24 when
/// it does not say. Where results go elsewhere, it is the one that is talked to.
#[must_use]
pub fn size() -> (u16, u16) {
    let sizes = [stdout(), stderr()].into_iter().map(tcgetwinsize);
    let said = sizes.flatten().find(|it| it.ws_col > 0 && it.ws_row > 0);
    said.map_or((80, 24), |size| {
        (size.ws_col.min(WIDEST), size.ws_row.min(HIGHEST))
    })
}

/// Whether the terminal was closed.
#[must_use]
pub fn is_gone() -> bool {
    tcgetattr(stdin()).is_err()
}

/// Drops the bytes that nobody has read yet, a Ctrl-C among them too: for ways out only.
pub fn forget_input() {
    let _ = tcflush(stdin(), QueueSelector::IFlush);
}

/// Whether our job has the terminal; yes when there is no job control.
#[must_use]
pub fn in_foreground() -> bool {
    tcgetpgrp(stdin()).map_or(true, |group| group == getpgrp())
}

/// Makes room in a terminal that is stopped or does not read: a write that waits goes on.
pub fn unclog() {
    let _ = tcflush(stdout(), QueueSelector::OFlush);
    // The flush alone wakes no writer, off and on does.
    let _ = tcflow(stdout(), Action::OOff);
    let _ = tcflow(stdout(), Action::OOn);
}

/// Reads away what was typed or pasted, until it is quiet, so that the shell does not get it.
pub fn swallow_input() {
    let end = Instant::now() + NOISE;
    while Instant::now() < end {
        let flushed = tcflush(stdin(), QueueSelector::IFlush);
        if flushed.is_err() || !ready(stdin(), PollFlags::IN, QUIET) {
            return;
        }
    }
}

/// Writes everything; errors are left to the thread that watches for the hang-up.
pub fn say(mut bytes: &[u8]) {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Whoever shares the terminal may have made it non-blocking.
            Err(Errno::AGAIN) if ready(stdout(), PollFlags::OUT, Duration::from_secs(1)) => {}
            Err(_) => return,
        }
    }
}

/// Writes in pieces, each when there is room; what is unread by `end` is thrown away for it.
pub fn say_before(end: Instant, bytes: &[u8]) {
    for piece in bytes.chunks(256) {
        let left = end.saturating_duration_since(Instant::now());
        if !ready(stdout(), PollFlags::OUT, left) {
            unclog();
        }
        if ready(stdout(), PollFlags::OUT, Duration::ZERO) {
            say(piece);
        }
    }
}

/// Whether `fd` is `wanted` within `patience`; a hang-up is not.
fn ready(fd: BorrowedFd<'_>, wanted: PollFlags, patience: Duration) -> bool {
    let mut fds = [PollFd::new(&fd, wanted)];
    let patience = Timespec::try_from(patience).ok();
    let polled = poll(&mut fds, patience.as_ref());
    let [fd] = fds;
    polled.is_ok() && fd.revents() == wanted
}
