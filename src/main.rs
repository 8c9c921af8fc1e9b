//! The command line in, an exit code out.

use std::{
    env,
    error::Error,
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use needlefit::{
    clean,
    cli::{Cli, wrong},
    color::{ColorChoice, Surroundings},
    commands::{
        self,
        stdio::{self, Output},
    },
    files, process,
    text::{self, Language},
};

/// The exit code of what failed.
const FAILED: u8 = 1;
/// The exit code of a command line that can't be understood.
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    process::prepare();
    let args: Vec<_> = env::args_os().collect();
    let done = match Cli::read(&args) {
        Ok(cli) => commands::run(&cli),
        // help and version are no errors
        Err(error) if !error.use_stderr() => shown(&error).map_err(Into::into),
        Err(error) => {
            say_error(&wrong::says(&error, &args));
            return ExitCode::from(WRONG_USAGE);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            say_error(&in_words(&error));
            ExitCode::from(FAILED)
        }
    }
}

/// Prints the help or the version, and makes sure that it is out.
fn shown(help: &clap::Error) -> io::Result<bool> {
    let help = help.render();
    let surroundings = Surroundings::now(io::stdout().is_terminal());
    // as every other result: in letters and colours that the terminal takes
    stdio::print(if surroundings.allow_color(ColorChoice::Auto) {
        help.ansi().to_string()
    } else {
        help.to_string()
    })?;
    Ok(true)
}

/// The error as a sentence, whatever stands over what the system said.
fn in_words(error: &anyhow::Error) -> String {
    let english = Language::english();
    let closed = Some(io::ErrorKind::BrokenPipe);
    if error.chain().any(|cause| kind_of(cause) == closed) {
        return english.says(text::OUTPUT_CLOSED).to_owned();
    }
    match error.downcast_ref::<io::Error>() {
        // one that was put into words has no number
        Some(refused) if refused.raw_os_error().is_some() => {
            english.fill(text::SYSTEM_REFUSED, &[("why", &files::in_words(refused))])
        }
        _ => error.to_string(),
    }
}

/// The kind of an error of the system; serde hides its own from the chain.
fn kind_of(cause: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    let ours = cause.downcast_ref::<io::Error>().map(io::Error::kind);
    ours.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind())
}

/// Says what went wrong. Nothing can be done where even that can't be said.
fn say_error(says: &str) {
    for line in says.lines().filter(|line| !line.is_empty()) {
        let _ = writeln!(Output::talk(), "needlefit: {}", clean::clean(line, 2_000));
    }
}
