//! The program in a terminal of our own, started by a shell.
use std::{io::Read, path::Path};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_needlefit");

/// What a terminal of this many columns was sent while this shell command ran.
pub fn in_terminal(
    folder: &Path,
    columns: u16,
    command: &str,
    variables: &[(&str, &str)],
) -> String {
    let size = PtySize {
        cols: columns,
        ..PtySize::default()
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut shell = CommandBuilder::new("sh");
    shell.args(["-c", &command.replace("needlefit", PROGRAM)]);
    shell.cwd(folder);
    for name in ["NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"] {
        shell.env_remove(name);
    }
    shell.env("TERM", "xterm-256color");
    for (name, value) in variables {
        shell.env(name, value);
    }
    let mut child = pair.slave.spawn_command(shell).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut shown = Vec::new();
    // a terminal that was closed on the other side is an error, and all was read
    let _ = reader.read_to_end(&mut shown);
    child.wait().unwrap();
    String::from_utf8_lossy(&shown).into_owned()
}
