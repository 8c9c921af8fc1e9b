//! `needlefit check`: packs and cases in, what is wrong with them out.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use anyhow::Context;
use jiff::civil::Date;

use super::{input, packs, stdio::print, today::Today};
use crate::{
    check::{
        self, Checked,
        cases::{CaseFile, Tried},
        problem::{Problem, Severity},
        report::{self, FileReport, Report, Style},
        said,
    },
    clean,
    cli::{CheckArgs, CommonArgs, Format},
    color::Surroundings,
    locale,
    pack::{self, Fault, Pack},
    text::{self, Language},
};

/// Checks every pack; gives whether all of them may be used.
///
/// # Errors
/// Where a file can't be read.
pub fn run(args: &CheckArgs, common: &CommonArgs) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?;
    let mut paths: Vec<Option<&Path>> =
        args.packs.iter().map(|path| Some(path.as_path())).collect();
    if paths.is_empty() {
        paths.push(common.pack.as_deref());
    }
    let old = args.against.as_deref().map(packs::read).transpose()?;
    let style = style(common);
    let mut all_good = true;
    for path in paths {
        let found = Found::in_pack(path, args, today.date, old.as_ref())?;
        all_good &= found.is_good(args.deny_warnings);
        if let Some(pack) = &found.checked.pack {
            today.say_doubts(pack);
        }
        print(match args.format {
            Format::Json => serde_json::to_string(&found.report())? + "\n",
            Format::Human => found.says(style),
        })?;
    }
    Ok(all_good)
}

/// How problems are drawn: by what was asked for and by what the terminal takes.
fn style(common: &CommonArgs) -> Style {
    let surroundings = Surroundings::now(io::stdout().is_terminal());
    if common.ascii || surroundings.is_terminal && locale::is_ascii() {
        Style::Ascii
    } else if surroundings.allow_color(common.color) {
        Style::Colour
    } else {
        Style::Plain
    }
}

/// A pack that was checked, its cases, and its translations.
struct Found {
    name: String,
    text: String,
    checked: Checked,
    tried: Option<Tried>,
    translations: Vec<Translated>,
}

/// A translation that was checked.
struct Translated {
    name: String,
    text: String,
    problems: Vec<Problem>,
}

impl Found {
    fn in_pack(
        path: Option<&Path>,
        args: &CheckArgs,
        today: Date,
        old: Option<&Pack>,
    ) -> anyhow::Result<Self> {
        let (name, bytes) = match path {
            Some(path) => (path.display().to_string(), input::read(path)?),
            None => (
                pack::BUILT_IN_NAME.to_owned(),
                Pack::built_in_bytes().to_vec(),
            ),
        };
        let checked = check::check(&bytes, today, old);
        let tried = match (&args.cases, &checked.pack) {
            (Some(folder), Some(pack)) => {
                let beside = || Path::new(&name).with_file_name("cases");
                Some(cases(pack, &folder.clone().unwrap_or_else(beside))?)
            }
            _ => None,
        };
        let pack = checked.pack.as_ref();
        Ok(Self {
            text: check::text_of(&bytes),
            translations: pack.map_or_else(Vec::new, |it| translations(path, &bytes, it)),
            name,
            checked,
            tried,
        })
    }

    fn is_good(&self, deny_warnings: bool) -> bool {
        let worst = if deny_warnings {
            Severity::Warning
        } else {
            Severity::Error
        };
        let translated = self.translations.iter().flat_map(|it| &it.problems);
        let mut problems = self.checked.problems.iter().chain(translated);
        let tried = self.tried.as_ref();
        problems.all(|problem| problem.severity < worst)
            && tried.is_none_or(|tried| tried.failed.is_empty())
    }

    fn report(&self) -> Report<'_> {
        let tried = self.tried.as_ref();
        let translations = self.translations.iter();
        Report {
            pack: FileReport::of(&self.name, &self.checked.problems),
            cases: tried.map(|tried| tried.cases),
            failed: tried.map(|tried| tried.failed.as_slice()),
            translations: translations
                .map(|it| FileReport::of(&it.name, &it.problems))
                .collect(),
        }
    }

    fn says(&self, style: Style) -> String {
        let problems = &self.checked.problems;
        let mut says = report::render(&self.name, &self.text, problems, style);
        let mut add = |lines: &[String]| {
            says.extend(lines.iter().flat_map(|line| [line, "\n"]));
        };
        add(&said::changed(&self.checked.changed));
        add(&said::summary(&self.name, &self.checked));
        if let (Some(tried), Some(pack)) = (&self.tried, &self.checked.pack) {
            add(&said::tried(tried, pack));
        }
        for it in &self.translations {
            says += &report::render(&it.name, &it.text, &it.problems, style);
            says += &said::found(&it.name, &it.problems);
            says.push('\n');
        }
        says
    }
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
    let beside = beside(path).into_iter().filter_map(|(tag, path)| {
        let name = path.display().to_string();
        match input::read(&path) {
            Ok(bytes) if is_translation(&tag, &bytes) => Some(check(name, &tag, &bytes)),
            Ok(_) => None,
            Err(error) => Some(Translated {
                problems: vec![Problem::of_reading(Fault::whole(error.to_string()))],
                text: String::new(),
                name,
            }),
        }
    });
    beside.collect()
}

/// The files beside a pack that are named like its translations, in whatever language, with their
/// tags and in the order of these.
fn beside(pack: &Path) -> BTreeMap<String, PathBuf> {
    let folder = pack.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or_else(|| Path::new("."))).into_iter();
    let tags = entries.flatten().filter_map(|entry| {
        let name = PathBuf::from(entry.ok()?.file_name());
        let tag = Path::new(name.file_stem()?).extension()?.to_str()?;
        // its own name is made of the tag again, so nothing else is taken for one
        let path = pack::translation_beside(pack, tag);
        let real = path.file_name() == name.file_name() && text::tag_of(tag).is_some();
        real.then(|| (tag.to_owned(), path))
    });
    tags.collect()
}

/// A file that is named like a translation into a language that the program does not speak is one
/// if it has texts: `ours.old.json` is more likely an old pack than a pack in Mochi.
fn is_translation(tag: &str, bytes: &[u8]) -> bool {
    let spoken = text::tags().any(|known| known == tag);
    spoken || check::text_of(bytes).contains("\"texts\"")
}

/// Tries every case file of a folder, in the order of their names.
fn cases(pack: &Pack, folder: &Path) -> anyhow::Result<Tried> {
    let shown = input::shown(folder);
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
        let file: CaseFile = serde_json::from_str(&input::read_text(&path)?).map_err(|error| {
            let (shown, why) = (input::shown(&path), clean::clean(&error.to_string(), 500));
            anyhow::anyhow!("{shown}: {why}")
        })?;
        tried.add(pack, &file);
    }
    Ok(tried)
}
