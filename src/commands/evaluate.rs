//! `needlefit evaluate`: many answer sets or saved screenings in, one verdict a line out.

use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal, Read, Write},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use anyhow::bail;

use super::{
    clinics,
    input::{self, Unreadable},
    packs, saved,
    stdio::{Input, Output},
    today::Today,
};
use crate::{
    cli::{CommonArgs, EvaluateArgs},
    color::{ColorChoice, Surroundings},
    evaluate::{self, How, Tally, progress::Progress},
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
    // a verdict must not depend on what lies beside a pack: only what was named counts
    let clinic = match &common.clinic {
        Some(_) => clinics::of(common, &pack, today.date)?,
        None => None,
    };
    let how = &How {
        today: today.date,
        full: args.full,
        clinic: clinic.map(Arc::new),
    };
    let jobs = args.jobs.unwrap_or_else(cores);
    let files = &args.files;
    let pack = Arc::new(pack);
    if files.is_empty() {
        return each_line(&pack, how, jobs, Input, Output::results());
    }
    let mut all = true;
    for file in files {
        all &= match kind_of(file)? {
            Kind::Input => each_line(&pack, how, jobs, Input, Output::results()),
            Kind::Lines => of_file(file, &pack, how, jobs),
            Kind::Screening => of_screenings(std::slice::from_ref(file), &pack, how),
            Kind::Folder => of_screenings(&screenings_in(file)?, &pack, how),
        }?;
    }
    Ok(all)
}

/// What a name on the command line stands for.
enum Kind {
    /// The standard input.
    Input,
    /// Answer sets, one a line.
    Lines,
    /// One saved screening.
    Screening,
    /// A folder of saved screenings.
    Folder,
}

/// A saved screening is JSON of many lines: its first one has nothing but its brace.
fn kind_of(path: &Path) -> anyhow::Result<Kind> {
    if path == Path::new("-") {
        return Ok(Kind::Input);
    }
    let metadata = path
        .metadata()
        .map_err(|error| Unreadable::refused(path, &error))?;
    if metadata.is_dir() {
        return Ok(Kind::Folder);
    }
    if !metadata.is_file() {
        return Ok(Kind::Lines);
    }
    let mut start = Vec::new();
    let read = input::open(path)?.take(16).read_to_end(&mut start);
    read.map_err(|error| Unreadable::refused(path, &error))?;
    let opens = start.trim_ascii_start().strip_prefix(b"{");
    let is_alone = |rest: &[u8]| rest.iter().find(|it| !matches!(it, b' ' | b'\r')) == Some(&b'\n');
    Ok(if opens.is_some_and(is_alone) {
        Kind::Screening
    } else {
        Kind::Lines
    })
}

/// The saved screenings of a folder: one at least.
fn screenings_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let files = input::json_in(folder)?;
    if files.is_empty() {
        bail!(
            "There is no saved screening (*.json) in the folder {}.",
            input::shown(folder)
        );
    }
    Ok(files)
}

/// Saved screenings, a line each.
fn of_screenings(files: &[PathBuf], pack: &Pack, how: &How) -> anyhow::Result<bool> {
    let mut output = BufWriter::new(Output::results());
    let mut tally = Tally::default();
    for file in files {
        let screening = saved::read(file).map_err(|why| why.to_string());
        let name = input::shown(file);
        tally += evaluate::evaluate_saved(pack, how, (&name, screening), &mut output)?;
    }
    output.flush()?;
    Ok(tally.refused == 0)
}

/// As many threads as can run at once.
fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The lines of a file, which may be as long as it likes, and a FIFO too: it is never held whole.
fn of_file(path: &Path, pack: &Arc<Pack>, how: &How, jobs: NonZeroUsize) -> anyhow::Result<bool> {
    let refused = |error| Unreadable::refused(path, &error);
    let file = File::open(path).map_err(refused)?;
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
    pack: &Arc<Pack>,
    how: &How,
    jobs: NonZeroUsize,
    input: impl Read + Send + 'static,
    output: impl Write,
) -> anyhow::Result<bool> {
    let tally = if jobs == NonZeroUsize::MIN {
        evaluate::evaluate(pack, how.clone(), input, output)
    } else {
        evaluate::evaluate_in_parallel(pack, how.clone(), jobs, input, output)
    }?;
    Ok(tally.refused == 0)
}
