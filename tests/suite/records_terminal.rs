//! What is asked on a terminal: a passphrase that is not seen, and a recovery key that is seen once, on
//! the alternate screen alone.
use std::{
    io::{Read as _, Write as _},
    path::Path,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_needlefit");
const PASSPHRASE: &str = "four words on paper";
/// Only against a hang.
const HANG: Duration = Duration::from_secs(60);

/// The program in a terminal, and what it was sent.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    sent: Arc<Mutex<Vec<u8>>>,
    writer: Box<dyn std::io::Write + Send>,
    reads: thread::JoinHandle<()>,
    master: Box<dyn MasterPty + Send>,
}

impl Session {
    fn new(folder: &Path, args: &[&str]) -> Self {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        // a shell, so that there is somebody to hand the terminal back to
        let mut command = CommandBuilder::new("sh");
        command.args([
            "-c",
            // the shell lives on where Ctrl-C ends the program
            "trap : INT; \"$0\" \"$@\"; echo \"exit $?\"; stty -a",
            PROGRAM,
            "records",
        ]);
        command.args(args);
        command.args(["--records", "records"]);
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        command.env_remove("LC_ALL");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let sent = Arc::new(Mutex::new(Vec::new()));
        let keeps = Arc::clone(&sent);
        let reads = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                keeps.lock().unwrap().extend_from_slice(&bytes[..count]);
            }
        });
        Self {
            child,
            sent,
            writer: pair.master.take_writer().unwrap(),
            reads,
            master: pair.master,
        }
    }

    fn sent(&self) -> Vec<u8> {
        self.sent.lock().unwrap().clone()
    }

    /// The screen as it is.
    fn screen(&self) -> String {
        let mut parser = vt100::Parser::new(24, 80, 1000);
        parser.process(&self.sent());
        parser.screen().contents()
    }

    fn wait_for(&self, what: &str) {
        let until = Instant::now() + HANG;
        while !self.screen().contains(what) {
            assert!(Instant::now() < until, "{what}: {}", self.screen());
            thread::sleep(Duration::from_millis(20));
        }
        // nobody types sooner
        thread::sleep(Duration::from_millis(150));
    }

    fn types(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
    }

    /// The program that the shell has started.
    #[cfg(target_os = "linux")]
    fn program(&self) -> rustix::process::Pid {
        let shell = self.child.process_id().unwrap();
        let children = format!("/proc/{shell}/task/{shell}/children");
        let children = std::fs::read_to_string(children).unwrap();
        rustix::process::Pid::from_raw(children.trim().parse().unwrap()).unwrap()
    }

    /// Until it has ended; gives all that the terminal was sent.
    fn end(mut self) -> Vec<u8> {
        self.wait_for("exit ");
        self.child.wait().unwrap();
        let (sent, reads) = (Arc::clone(&self.sent), self.reads);
        drop(self.writer);
        drop(self.master);
        let _ = reads.join();
        let sent = sent.lock().unwrap();
        sent.clone()
    }
}

/// A recovery key on a screen.
fn key_on(screen: &str) -> String {
    let is_key = |it: &&str| it.len() == 29 && it.split('-').all(|it| it.len() == 4);
    screen.split_whitespace().find(is_key).unwrap().to_owned()
}

/// Everything that was ever on the main screen, and what scrolled out of it.
fn main_screen(sent: &[u8]) -> String {
    let mut seen = String::new();
    let mut parser = vt100::Parser::new(24, 80, 1000);
    for piece in sent.chunks(1) {
        parser.process(piece);
        if !parser.screen().alternate_screen() && piece == b"\n" {
            seen += &parser.screen().contents();
        }
    }
    parser.screen_mut().set_scrollback(1000);
    seen + &parser.screen().contents()
}

#[test]
fn a_passphrase_is_not_seen_and_a_recovery_key_is_on_the_alternate_screen_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(folder.path(), &["new"]);
    session.wait_for("New passphrase");
    session.types("short\n");
    session.wait_for("That is too short.");
    session.types(&format!("{PASSPHRASE}\n"));
    session.wait_for("The same again:");
    session.types(&format!("{PASSPHRASE}\n"));
    session.wait_for("It is shown this once");
    let key = key_on(&session.screen());
    assert!(
        !folder.path().join("records").exists(),
        "nothing is made yet"
    );
    session.types("\r");
    session.wait_for("Type it from the paper");
    assert!(!session.screen().contains(&key));
    session.types("0000-0000\r");
    session.wait_for("That is another one");
    assert!(!folder.path().join("records").exists());
    for _ in 0..12 {
        session.types("\x7f");
    }
    thread::sleep(Duration::from_secs(1));
    session.types(&key.to_lowercase());
    session.wait_for(&key.to_lowercase());
    thread::sleep(Duration::from_secs(1));
    session.types("\r");
    let sent = session.end();
    let main = main_screen(&sent);
    assert!(main.contains("exit 0"), "{main}");
    assert!(
        main.contains(" echo "),
        "the terminal shows again what is typed: {main}"
    );
    for secret in [PASSPHRASE, &key, &key.to_lowercase()] {
        assert!(!main.contains(secret), "{main}");
    }
    assert!(!String::from_utf8_lossy(&sent).contains(PASSPHRASE));
    // it was erased line by line before the alternate screen was left
    let leave = sent
        .windows(8)
        .rposition(|it| it == b"\x1b[?1049l")
        .unwrap();
    let erased = sent[..leave]
        .windows(4)
        .filter(|it| it == b"\x1b[2K")
        .count();
    assert!(erased >= 24, "{erased}");

    // the passphrase opens them, at the second try; the recovery key does, and that is said the next time
    let mut session = Session::new(folder.path(), &["list"]);
    session.wait_for("Passphrase:");
    session.types("something else\n");
    session.wait_for("That is not the passphrase");
    session.types(&format!("{PASSPHRASE}\n"));
    assert!(main_screen(&session.end()).contains("There is none."));
    let mut session = Session::new(folder.path(), &["list", "--recovery"]);
    session.wait_for("Recovery key:");
    session.types(&format!("{}\n", key.to_lowercase()));
    let main = main_screen(&session.end());
    assert!(
        main.contains("exit 0") && !main.contains(&key.to_lowercase()),
        "{main}"
    );
    let mut session = Session::new(folder.path(), &["audit"]);
    session.wait_for("Passphrase:");
    session.types(&format!("{PASSPHRASE}\n"));
    let main = main_screen(&session.end());
    assert!(main.contains("opened with the recovery key"), "{main}");

    // another passphrase, with the recovery key kept by typing it
    let mut session = Session::new(folder.path(), &["rekey"]);
    session.wait_for("Passphrase:");
    session.types(&format!("{PASSPHRASE}\n"));
    session.wait_for("New passphrase");
    session.types("another one, longer\n");
    session.wait_for("The same again:");
    session.types("another one, longer\n");
    session.wait_for("The recovery key, which stays:");
    session.types(&format!("{key}\n"));
    let main = main_screen(&session.end());
    assert!(
        main.contains("opened otherwise from now on") && !main.contains(&key),
        "{main}"
    );
}

#[test]
fn who_leaves_before_the_key_is_typed_back_has_made_nothing() {
    for leaves in ["\x1b", "\x03"] {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::new(folder.path(), &["new", "--key-file", "key"]);
        session.wait_for("It is shown this once");
        let key = key_on(&session.screen());
        session.types(leaves);
        let main = main_screen(&session.end());
        assert!(main.contains("Nothing was changed."), "{main}");
        assert!(!main.contains(&key) && !main.contains("exit 0"), "{main}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_signal_at_a_passphrase_leaves_a_terminal_that_shows_what_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(folder.path(), &["new"]);
    session.wait_for("New passphrase");
    session.types("half of i\x03");
    session.wait_for("exit 130");
    let main = main_screen(&session.end());
    assert!(main.contains(" echo "), "{main}");
    assert!(!main.contains("half of i"), "{main}");
}

/// Records with one screening, opened with [`PASSPHRASE`]; gives the first letters of its id.
#[cfg(target_os = "linux")]
fn with_one_screening(folder: &Path) -> String {
    let file = folder.join("passphrase");
    std::fs::write(&file, PASSPHRASE).unwrap();
    let alone = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&file, alone).unwrap();
    let well = crate::screening::well(needlefit::interview::Treatment::Today);
    std::fs::write(folder.join("in.json"), crate::screening::written(&well)).unwrap();
    for args in [&["new", "--no-recovery-key"][..], &["import", "in.json"]] {
        let done = assert_cmd::Command::new(PROGRAM)
            .args(["records", "--records", "records"])
            .args(["--passphrase-file", "passphrase"])
            .args(args)
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
    }
    crate::screening::ID[..8].to_owned()
}

#[test]
#[cfg(target_os = "linux")]
fn after_a_passphrase_signals_end_the_program_as_ever() {
    use rustix::process::{Signal, kill_process};
    for signal in [None, Some(Signal::TERM), Some(Signal::HUP)] {
        let folder = tempfile::tempdir().unwrap();
        let id = with_one_screening(folder.path());
        let mut session = Session::new(folder.path(), &["erase", &id, "--reason", "asked"]);
        session.wait_for("Passphrase:");
        session.types("something else\n");
        session.wait_for("That is not the passphrase");
        session.types(&format!("{PASSPHRASE}\n"));
        session.wait_for("Erase it for good? [y/n]");
        let code = match signal {
            None => {
                session.types("\x03");
                128 + Signal::INT.as_raw()
            }
            Some(signal) => {
                kill_process(session.program(), signal).unwrap();
                128 + signal.as_raw()
            }
        };
        session.wait_for(&format!("exit {code}"));
        let main = main_screen(&session.end());
        assert!(main.contains(" echo "), "{main}");
        let mut session = Session::new(folder.path(), &["show", &id]);
        session.wait_for("Passphrase:");
        session.types(&format!("{PASSPHRASE}\n"));
        assert!(main_screen(&session.end()).contains("exit 0"));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_at_a_screen_after_a_passphrase_leaves_the_terminal_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(folder.path(), &["new"]);
    for prompt in ["New passphrase", "The same again:"] {
        session.wait_for(prompt);
        session.types(&format!("{PASSPHRASE}\n"));
    }
    session.wait_for("It is shown this once");
    let key = key_on(&session.screen());
    rustix::process::kill_process(session.program(), rustix::process::Signal::TERM).unwrap();
    session.wait_for("exit 143");
    let main = main_screen(&session.end());
    assert!(
        main.contains(" echo ") && main.contains(" icanon "),
        "{main}"
    );
    assert!(
        main.contains("Nothing was changed.") && !main.contains(&key),
        "{main}"
    );
    assert!(!folder.path().join("records").exists());
}

#[test]
fn no_is_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let made = assert_cmd::Command::new(PROGRAM)
        .args([
            "records",
            "new",
            "--no-recovery-key",
            "--records",
            "records",
            "--key-file",
            "key",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(made.status.success());
    let copied = assert_cmd::Command::new(PROGRAM)
        .args([
            "records",
            "backup",
            "--to",
            ".",
            "--records",
            "records",
            "--key-file",
            "key",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let copy = String::from_utf8(copied.stdout).unwrap();
    for (answer, code) in [("n\n", "exit 1"), ("y\n", "exit 0")] {
        let args = ["restore", copy.trim(), "--key-file", "key"];
        let mut session = Session::new(folder.path(), &args);
        session.wait_for("[y/n]");
        session.types(answer);
        let main = main_screen(&session.end());
        assert!(main.contains(code), "{main}");
    }
}
