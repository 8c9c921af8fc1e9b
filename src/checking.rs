//! `needlefit check`: packs and cases in, what is wrong with them out.

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use jiff::civil::Date;
use needlefit::{
    check::{
        self,
        cases::{CaseFile, Tried},
        problem::{Problem, Severity},
        report::{self, Report, Style},
        said,
    },
    clean,
    cli::{CheckArgs, CommonArgs, Format},
    evaluate::{self, Compared},
    pack::{self, Pack},
    text::{self, Language},
    tui::theme::Surroundings,
};

/// Checks every pack; gives whether all of them may be used.
pub fn check(args: &CheckArgs, common: &CommonArgs, today: Date) -> anyhow::Result<bool> {
    let mut packs: Vec<Option<&Path>> =
        args.packs.iter().map(|path| Some(path.as_path())).collect();
    if packs.is_empty() {
        packs.push(common.pack.as_deref());
    }
    let old = args.against.as_deref().map(read).transpose()?;
    let style = style(common);
    let mut output = io::stdout().lock();
    let mut all_good = true;
    for path in packs {
        let (name, bytes) = match path {
            Some(path) => (path.display().to_string(), pack::read_file(path)?),
            None => (
                pack::BUILT_IN_NAME.to_owned(),
                Pack::built_in_bytes().to_vec(),
            ),
        };
        let checked = check::check(&bytes, today, old.as_ref());
        let tried = match (&args.cases, &checked.pack) {
            (Some(folder), Some(pack)) => {
                let beside = || Path::new(&name).with_file_name("cases");
                Some(cases(pack, &folder.clone().unwrap_or_else(beside))?)
            }
            _ => None,
        };
        match args.format {
            Format::Json => {
                let report = Report::of(&name, &checked.problems, tried.as_ref());
                serde_json::to_writer(&mut output, &report)?;
                writeln!(output)?;
            }
            Format::Human => {
                let text = check::text_of(&bytes);
                output
                    .write_all(report::render(&name, &text, &checked.problems, style).as_bytes())?;
                write(&mut output, &said::changed(&checked.changed))?;
                write(&mut output, &said::summary(&name, &checked))?;
                if let (Some(tried), Some(pack)) = (&tried, &checked.pack) {
                    write(&mut output, &said::tried(tried, pack))?;
                }
            }
        }
        all_good &= is_good(&checked.problems, args.deny_warnings);
        if let Some(pack) = &checked.pack {
            for translation in translations(path, &bytes, pack) {
                all_good &= is_good(&translation.problems, args.deny_warnings);
                write_translation(&mut output, &translation, args.format, style)?;
            }
        }
        all_good &= tried.is_none_or(|tried| tried.failed.is_empty());
    }
    Ok(all_good)
}

/// How problems are drawn: by what was asked for and by what the terminal takes.
fn style(common: &CommonArgs) -> Style {
    let surroundings = Surroundings::now(io::stdout().is_terminal());
    if common.ascii {
        Style::Ascii
    } else if surroundings.allow_color(common.color) {
        Style::Colour
    } else {
        Style::Plain
    }
}

/// A pack as it is, whether it has errors of meaning or not: it may be an old one.
pub fn read(path: &Path) -> anyhow::Result<Pack> {
    let bytes = pack::read_file(path)?;
    Ok(Pack::from_bytes(&path.display().to_string(), &bytes)?)
}

/// Says whose verdict changes from one pack to another.
pub fn compare(
    [old, new]: [&PathBuf; 2],
    answers: Option<&Path>,
    today: Date,
) -> anyhow::Result<bool> {
    let (old, new) = (read(old)?, read(new)?);
    let mut says = match check::compare::over_all_answers(&old, &new, today) {
        Some(shown) => said::compared(&shown),
        None if answers.is_none() => {
            anyhow::bail!(Language::english().says(text::TOO_LARGE_TO_COMPARE))
        }
        None => Vec::new(),
    };
    if let Some(path) = answers {
        let shown = clean::clean(&path.display().to_string(), 300);
        let cannot = || Language::english().fill(text::CANNOT_READ, &[("path", &shown)]);
        let file = fs::File::open(path).with_context(cannot)?;
        let compared = evaluate::compare(&old, &new, today, file).with_context(cannot)?;
        says.extend(in_file(&shown, &compared));
    }
    write(&mut io::stdout().lock(), &says)?;
    Ok(true)
}

/// Whose verdict changes among the answers of a file, the laxer first.
fn in_file(name: &str, compared: &Compared) -> Vec<String> {
    let changed: u64 = compared.changes.values().map(|(count, _)| count).sum();
    let mut lines = vec![format!(
        "\n{name}: {changed} of {} verdicts change.",
        compared.sets
    )];
    for (change, (count, line)) in &compared.changes {
        let (direction, change) = (change.direction.word(), change.says());
        lines.push(format!(
            "  {direction}: {change}, {count}, first in line {line}"
        ));
    }
    if let (count @ 1.., Some(why)) = (compared.refused_now, &compared.why) {
        lines.push(format!("  Refused by the new pack alone: {count}. {why}"));
    }
    if let count @ 1.. = compared.refused {
        lines.push(format!("  Refused by the old pack: {count}"));
    }
    lines
}

fn write(output: &mut impl Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(output, "{line}"))
}

fn is_good(problems: &[Problem], deny_warnings: bool) -> bool {
    let worst = if deny_warnings {
        Severity::Warning
    } else {
        Severity::Error
    };
    problems.iter().all(|problem| problem.severity < worst)
}

/// A translation that was checked.
struct Translated {
    name: String,
    text: String,
    problems: Vec<Problem>,
}

/// The translations beside a pack, checked; with the built-in pack also those of the program's words.
fn translations(path: Option<&Path>, bytes: &[u8], pack: &Pack) -> Vec<Translated> {
    let check = |name: String, tag: &str, translation: &[u8]| Translated {
        problems: check::translation::check(pack, bytes, tag, translation),
        text: check::text_of(translation),
        name,
    };
    let Some(path) = path else {
        let of_pack = pack::translations();
        let of_pack = of_pack.map(|(tag, name, text)| check(name, tag, text.as_bytes()));
        let of_program = text::translations().map(|(tag, text)| Translated {
            problems: check::translation::check_program(tag, text.as_bytes()),
            text: text.to_owned(),
            name: format!("src/text/{tag}.json"),
        });
        return of_pack.chain(of_program).collect();
    };
    let beside = text::tags().filter_map(|tag| {
        let path = pack::translation_beside(path, tag);
        let bytes = pack::read_file(&path).ok()?;
        Some(check(path.display().to_string(), tag, &bytes))
    });
    beside.collect()
}

fn write_translation(
    output: &mut impl Write,
    translation: &Translated,
    format: Format,
    style: Style,
) -> anyhow::Result<()> {
    let Translated {
        name,
        text,
        problems,
    } = translation;
    match format {
        Format::Json => {
            serde_json::to_writer(&mut *output, &Report::of(name, problems, None))?;
            writeln!(output)?;
        }
        Format::Human => {
            output.write_all(report::render(name, text, problems, style).as_bytes())?;
            write(output, &[said::found(name, problems)])?;
        }
    }
    Ok(())
}

/// Tries every case file of a folder, in the order of their names.
fn cases(pack: &Pack, folder: &Path) -> anyhow::Result<Tried> {
    let shown = clean::clean(&folder.display().to_string(), 300);
    let cannot = || Language::english().fill(text::NO_CASES, &[("path", &shown)]);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(cannot)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    anyhow::ensure!(!files.is_empty(), cannot());
    let mut tried = Tried::default();
    for path in files {
        let shown = clean::clean(&path.display().to_string(), 300);
        let bytes = fs::read(&path)
            .with_context(|| Language::english().fill(text::CANNOT_READ, &[("path", &shown)]))?;
        let file: CaseFile = serde_json::from_slice(&bytes).map_err(|error| {
            anyhow::anyhow!("{shown}: {}", clean::clean(&error.to_string(), 500))
        })?;
        tried.add(pack, &file);
    }
    Ok(tried)
}
