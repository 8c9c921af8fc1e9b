//! What is asked on the terminal: yes or no, and what must not be seen while it is typed.

use std::{
    io::{self, BufRead as _, BufReader, IsTerminal as _, Write as _},
    thread,
};

use anyhow::{anyhow, bail};
use rustix::{
    stdio::stdin,
    termios::{OptionalActions, tcgetattr, tcsetattr},
};
use signal_hook::{consts::SIGINT, iterator::Signals, low_level};
use zeroize::Zeroizing;

use crate::{
    commands::stdio::{Input, Output},
    process::{self, ENDING},
    text::Language,
};

/// Asks whether something is meant; `yes` is the answer where that was given on the command line.
///
/// # Errors
/// Where there is no terminal to ask on.
pub(super) fn whether(question: &str, yes: bool) -> anyhow::Result<bool> {
    if yes {
        return Ok(true);
    }
    if !io::stdin().is_terminal() {
        bail!("There is no terminal to ask on. If you mean it, say so with --yes.");
    }
    write!(Output::talk(), "{question} [y/n] ")?;
    let mut line = String::new();
    BufReader::new(Input).read_line(&mut line)?;
    let is_yes = Language::english().is_yes(line.trim());
    if !is_yes {
        super::say("Nothing was changed.");
    }
    Ok(is_yes)
}

/// Asks for what must not be seen while it is typed. On every way out the terminal shows again what is
/// typed.
///
/// # Errors
/// Where there is no terminal; `instead` says what else to give.
pub(super) fn hidden(prompt: &str, instead: &str) -> anyhow::Result<Zeroizing<String>> {
    if !io::stdin().is_terminal() {
        bail!("There is no terminal to ask on. {instead}");
    }
    let before = tcgetattr(stdin()).map_err(io::Error::from)?;
    let mut signals = Signals::new(ENDING)?;
    process::take_signals();
    let handle = signals.handle();
    let restores = thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let _ = tcsetattr(stdin(), OptionalActions::Now, &before);
            let _ = writeln!(Output::talk());
            let _ = low_level::emulate_default_handler(signal);
        }
    });
    let typed = rpassword::prompt_password(prompt);
    process::give_signals_back();
    handle.close();
    let _ = restores.join();
    match typed {
        Ok(typed) => Ok(Zeroizing::new(typed)),
        Err(why) if why.kind() == io::ErrorKind::Interrupted => {
            // Ctrl-C, which was read as a key: the shell is to see what it is
            let _ = low_level::emulate_default_handler(SIGINT);
            Err(anyhow!("Nothing was typed. {instead}"))
        }
        Err(_) => Err(anyhow!("Nothing was typed. {instead}")),
    }
}
