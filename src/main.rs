//! The command line in, an exit code out.

mod checking;
mod showing;
mod starting;
mod translating;

use std::{
    env,
    fs::File,
    io::{self, BufWriter, IsTerminal, Read, Write},
    num::NonZeroUsize,
    path::Path,
    process::ExitCode,
    sync::Arc,
    thread,
};

use anyhow::Context;
use jiff::{Timestamp, Zoned, civil::Date};
use needlefit::{
    check, clean,
    cli::{Cli, Command, ScreeningArgs, help, man, wrong},
    evaluate::{self, progress::Progress},
    files,
    interview::Interview,
    pack::{self, Editions, Pack},
    plain::{self, Ended, Printer, Talk},
    sheet::{self, Wishes},
    text::{self, Language},
    tui::{
        self,
        theme::{self, ColorChoice, Surroundings, Theme},
    },
};

/// The exit code of what failed.
const FAILED: u8 = 1;
/// The exit code of a command line that can't be understood.
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    let args: Vec<_> = env::args_os().collect();
    let cli = match Cli::read(&args) {
        Ok(cli) => cli,
        // help and version are no errors
        Err(error) if !error.use_stderr() => error.exit(),
        Err(error) => {
            say_error(&wrong::says(&error, &args));
            return ExitCode::from(WRONG_USAGE);
        }
    };
    match run(&cli) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            say_error(&in_words(&error));
            ExitCode::from(FAILED)
        }
    }
}

/// Does what was asked; gives whether all of it could be done.
fn run(cli: &Cli) -> anyhow::Result<bool> {
    let today = cli.common.today.unwrap_or_else(|| Zoned::now().date());
    let named = cli.common.pack.as_deref();
    if cli.version {
        return say_version(&sound_pack(named, today)?, today);
    }
    match &cli.command {
        None => screen(&sound_editions(named, today)?, today, cli),
        Some(Command::Evaluate {
            file,
            jobs,
            questions,
            despite_errors,
        }) => {
            let pack = match named {
                Some(path) if *despite_errors => checking::read(path),
                _ => sound_pack(named, today),
            }?;
            if *questions {
                evaluate::list_questions(&pack, BufWriter::new(io::stdout().lock()))?;
                return Ok(true);
            }
            evaluate_all(pack, today, jobs.unwrap_or_else(cores), file.as_deref())
        }
        Some(Command::Demo(args)) => {
            showing::demo(args, cli, &sound_editions(named, today)?, today)
        }
        Some(Command::Check(args)) => checking::check(args, &cli.common, today),
        Some(Command::Compare { old, new, answers }) => {
            checking::compare([old, new], answers.as_deref(), today)
        }
        Some(Command::New { file }) => starting::new(file),
        Some(Command::Translate(args)) => translating::translate(args, named, today),
        Some(Command::Schema {
            cases,
            translations,
        }) => {
            let schema = if *cases {
                check::cases::schema()
            } else if *translations {
                check::translation::schema()
            } else {
                pack::schema()
            };
            io::stdout().write_all(schema.as_bytes())?;
            Ok(true)
        }
        Some(Command::Man { command }) => {
            let page = man::page(command.as_deref())?.unwrap_or_default();
            io::stdout().write_all(page.as_bytes())?;
            Ok(true)
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut help::command(), "needlefit", &mut script);
            io::stdout().write_all(&script)?;
            Ok(true)
        }
    }
}

/// The program, the questions, and who reviewed them.
fn say_version(pack: &Pack, today: Date) -> anyhow::Result<bool> {
    let questions = Language::english().fill(
        text::VERSION_PACK,
        &[("id", &pack.id), ("version", &pack.version)],
    );
    let (program, review) = (env!("CARGO_PKG_VERSION"), sheet::review(pack, today));
    writeln!(io::stdout(), "needlefit {program}\n{questions}\n{review}")?;
    Ok(true)
}

/// The pack that was named, if it has no error; without a name the built-in one.
fn sound_pack(named: Option<&Path>, today: Date) -> anyhow::Result<Pack> {
    let Some(path) = named else {
        return Ok(Pack::built_in()?);
    };
    let bytes = pack::read_file(path)?;
    Ok(check::sound(&path.display().to_string(), &bytes, today)?)
}

/// The same in every language that it can be asked in.
fn sound_editions(named: Option<&Path>, today: Date) -> anyhow::Result<Editions> {
    let Some(path) = named else {
        return Ok(Editions::built_in()?);
    };
    let bytes = pack::read_file(path)?;
    let pack = check::sound(&path.display().to_string(), &bytes, today)?;
    let read = |path: &Path| pack::read_file(path).ok();
    Ok(Editions::beside(path, bytes, pack, read))
}

/// The pack in the language that was asked for, else in that of the surroundings, else as it was
/// written.
fn spoken<'e>(
    editions: &'e Editions,
    asked: Option<&'static Language>,
) -> anyhow::Result<&'e Pack> {
    let original = editions.original();
    let Some(language) = asked.or_else(language_around) else {
        return Ok(original);
    };
    match editions.in_language(language) {
        Ok(Some(pack)) => Ok(pack),
        // nobody asked for it
        _ if asked.is_none() => Ok(original),
        Ok(None) => {
            let values = [("language", language.name()), ("tag", language.tag())];
            anyhow::bail!(Language::english().fill(text::NO_EDITION, &values))
        }
        Err(error) => Err(error.into()),
    }
}

/// The language of the surroundings, as every program is told it.
fn language_around() -> Option<&'static Language> {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    Language::of(&named?)
}

/// One screening, on the full screen where there is one.
fn screen(editions: &Editions, today: Date, cli: &Cli) -> anyhow::Result<bool> {
    let args = &cli.screening;
    let pack = spoken(editions, cli.common.lang)?;
    if let Some(path) = &args.save {
        files::check_place(path)?;
    }
    let interview = Interview::new(pack, today);
    if wants_plain(args.plain) {
        return talk(interview, editions, args);
    }
    tui::terminal::guard::forbid_core_dumps();
    let wishes = Wishes {
        save: args.save.clone(),
        print: args.print,
        started: Timestamp::now(),
        now: Timestamp::now,
    };
    let name = theme::choose(&Surroundings::now(true), cli.common.color, args.theme);
    let mut app = tui::App::new(interview, Theme::new(name, cli.common.ascii), wishes);
    if args.mouse {
        app = app.with_mouse();
    }
    let closed = tui::run(app.in_any_of(editions))?;
    if closed.print {
        let (columns, _) = tui::terminal::tty::size();
        let sheet = sheet::text::render_within(&closed.interview, usize::from(columns));
        io::stdout().write_all(sheet.as_bytes())?;
    }
    Ok(closed.finished && closed.saved)
}

/// Line by line: when asked for, without a terminal on either side, where the
/// terminal can't do more, and for screen readers.
fn wants_plain(asked: bool) -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    asked
        || !io::stdin().is_terminal()
        || !io::stdout().is_terminal()
        || env::var_os("TERM").is_none_or(|term| term == "dumb")
        || set("ACCESSIBLE")
}

/// The talk goes to the terminal, the sheet to a file or a pipe.
fn talk(
    interview: Interview<'_>,
    editions: &Editions,
    args: &ScreeningArgs,
) -> anyhow::Result<bool> {
    let language = interview.language();
    let redirected = !io::stdout().is_terminal();
    let columns = if redirected {
        sheet::text::WIDTH
    } else {
        usize::from(tui::terminal::tty::size().0)
    };
    let wishes = Wishes {
        save: args.save.clone(),
        print: redirected || args.print,
        started: Timestamp::now(),
        now: Timestamp::now,
    };
    let mut printer = Printer {
        output: io::stdout(),
        columns,
    };
    let output: Box<dyn Write> = if redirected {
        Box::new(io::stderr().lock())
    } else {
        Box::new(io::stdout().lock())
    };
    let mut talk = Talk::new(io::stdin().lock(), BufWriter::new(output));
    if io::stdin().is_terminal() {
        talk = talk.in_portions();
    }
    let ended = plain::run(interview, editions, &mut talk, &wishes, &mut printer)?;
    if ended == Ended::InputEnded {
        anyhow::bail!(language.says(text::INPUT_ENDED));
    }
    Ok(ended == Ended::Finished)
}

/// As many threads as can run at once.
fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

fn evaluate_all(
    pack: Pack,
    today: Date,
    jobs: NonZeroUsize,
    file: Option<&Path>,
) -> anyhow::Result<bool> {
    let stdout = io::stdout().lock();
    let Some(path) = file.filter(|path| *path != Path::new("-")) else {
        return evaluate_input(pack, today, jobs, io::stdin(), stdout);
    };
    let shown = path.display().to_string();
    let cannot = || Language::english().fill(text::CANNOT_READ, &[("path", &shown)]);
    let file = File::open(path).with_context(cannot)?;
    anyhow::ensure!(!path.is_dir(), cannot());
    let surroundings = Surroundings::now(io::stderr().is_terminal());
    let progress = Progress::over(&file, surroundings.allow_color(ColorChoice::Auto));
    let input = progress.reads(file);
    let done = if stdout.is_terminal() {
        evaluate_input(pack, today, jobs, input, progress.above(stdout))
    } else {
        evaluate_input(pack, today, jobs, input, stdout)
    };
    progress.clear();
    done
}

fn evaluate_input(
    pack: Pack,
    today: Date,
    jobs: NonZeroUsize,
    input: impl Read + Send + 'static,
    output: impl Write,
) -> anyhow::Result<bool> {
    let tally = if jobs == NonZeroUsize::MIN {
        evaluate::evaluate(&pack, today, input, output)
    } else {
        evaluate::evaluate_in_parallel(&Arc::new(pack), today, jobs, input, output)
    }?;
    Ok(tally.refused == 0)
}

fn in_words(error: &anyhow::Error) -> String {
    let closed = error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
    if closed {
        Language::english().says(text::OUTPUT_CLOSED).to_owned()
    } else {
        error.to_string()
    }
}

/// Says what went wrong. Nothing can be done where even that can't be said.
fn say_error(says: &str) {
    for line in says.lines().filter(|line| !line.is_empty()) {
        let _ = writeln!(io::stderr(), "needlefit: {}", clean::clean(line, 2_000));
    }
}
