//! `needlefit evaluate`: many answer sets in, one verdict a line out.

use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal, Read, Write},
    num::NonZeroUsize,
    path::Path,
    sync::Arc,
    thread,
};

use super::{
    input::Unreadable,
    packs,
    stdio::{Input, Output},
    today::Today,
};
use crate::{
    cli::{CommonArgs, EvaluateArgs},
    color::{ColorChoice, Surroundings},
    evaluate::{self, How, progress::Progress},
    pack::Pack,
};

/// Evaluates every line; gives whether each has a verdict.
///
/// # Errors
/// Where the pack or the file can't be read, or the verdicts can't be written.
pub fn run(args: &EvaluateArgs, common: &CommonArgs) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?;
    let pack = match &common.pack {
        Some(path) if args.despite_errors => packs::read(path),
        named => packs::sound(named.as_deref(), today.date),
    }?;
    if args.questions {
        evaluate::list_questions(&pack, BufWriter::new(Output::results()))?;
        return Ok(true);
    }
    today.say_doubts(&pack);
    let how = How {
        today: today.date,
        full: args.full,
    };
    let jobs = args.jobs.unwrap_or_else(cores);
    let file = args.file.as_deref().filter(|path| *path != Path::new("-"));
    match file {
        None => each_line(pack, how, jobs, Input, Output::results()),
        Some(path) => of_file(path, pack, how, jobs),
    }
}

/// As many threads as can run at once.
fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The lines of a file, which may be as long as it likes, and a FIFO too: it is never held whole.
fn of_file(path: &Path, pack: Pack, how: How, jobs: NonZeroUsize) -> anyhow::Result<bool> {
    let refused = |error| Unreadable::refused(path, &error);
    let file = File::open(path).map_err(refused)?;
    if file.metadata().map_err(refused)?.is_dir() {
        return Err(refused(io::ErrorKind::IsADirectory.into()).into());
    }
    let surroundings = Surroundings::now(io::stderr().is_terminal());
    let progress = Progress::over(&file, surroundings.allow_color(ColorChoice::Auto));
    let (input, output) = (progress.reads(file), Output::results());
    let done = if io::stdout().is_terminal() {
        each_line(pack, how, jobs, input, progress.above(output))
    } else {
        each_line(pack, how, jobs, input, output)
    };
    progress.clear();
    done
}

fn each_line(
    pack: Pack,
    how: How,
    jobs: NonZeroUsize,
    input: impl Read + Send + 'static,
    output: impl Write,
) -> anyhow::Result<bool> {
    let tally = if jobs == NonZeroUsize::MIN {
        evaluate::evaluate(&pack, how, input, output)
    } else {
        evaluate::evaluate_in_parallel(&Arc::new(pack), how, jobs, input, output)
    }?;
    Ok(tally.refused == 0)
}
