//! `needlefit check`: packs and cases in, what is wrong with them out.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{clinics, input, packs, stdio::print, today::Today};
use crate::{
    check::{
        self, Checked,
        cases::{CaseFile, Tried},
        claims::{self, CLAIMS},
        cohort::{self, Cohort, Tally},
        problem::{Problem, Severity},
        report::{self, ChangedReport, CohortReport, FileReport, Report, Style},
        said,
        statements::{self, STATEMENTS},
    },
    cli::{CheckArgs, CommonArgs, Format},
    clinic::Band,
    color::Surroundings,
    files,
    interview::Interview,
    locale,
    pack::{self, Fault, Pack},
    sheet,
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
        let mut found = Found::in_pack(path, args, today.date, old.as_ref())?;
        let named = common.clinic.as_deref();
        let clinic = clinics::find(named, path)?;
        let (of_clinic, clinic) = match (clinic, &found.checked.pack) {
            (Some((name, bytes)), Some(pack)) => {
                let checked = check::clinic::check(pack, &name, &bytes, today.date);
                let beside = Beside {
                    problems: checked.problems,
                    text: check::text_of(&bytes),
                    name,
                };
                (Some(beside), checked.clinic)
            }
            _ => (None, None),
        };
        found.clinic = of_clinic;
        let pack = found.checked.pack.as_ref();
        let drawn = match (args.cohort, pack) {
            (Some(people), Some(pack)) => {
                let people = people.unwrap_or(cohort::PEOPLE);
                let bands = clinic.map_or_else(Vec::new, |it| it.bands);
                let drawn = Drawn::from_beside(path, pack, people, today.date, &bands)?;
                if let (Some(tally), Some(clinic)) = (&drawn.tally, &mut found.clinic) {
                    clinic.problems.extend(tally.outside(&bands, &clinic.text));
                }
                Some(drawn)
            }
            _ => None,
        };
        all_good &= found.is_good(args.deny_warnings);
        if let Some(pack) = &found.checked.pack {
            today.say_doubts(pack);
        }
        all_good &= drawn
            .as_ref()
            .is_none_or(|it| is_good(&it.problems, args.deny_warnings));
        print(match args.format {
            Format::Json => serde_json::to_string(&found.report(drawn.as_ref()))? + "\n",
            Format::Human => {
                found.says(style) + &drawn.map_or_else(String::new, |it| it.says(style))
            }
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
    /// What became of the cases, and the command that tries those that failed once more.
    tried: Option<(Tried, String)>,
    /// The statements beside the cases, if there are any.
    statements: Option<Beside>,
    /// The claims beside the cases, if there are any.
    claims: Option<Beside>,
    /// The file of a clinic whose patients are asked it, if there is one.
    clinic: Option<Beside>,
    translations: Vec<Beside>,
}

/// A file beside a pack that was checked: its statements, its claims, or a translation.
struct Beside {
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
        let (mut statements, mut claims) = (None, None);
        let tried = match (&args.cases, &checked.pack) {
            (Some(folder), Some(pack)) => {
                let beside = || Path::new(&name).with_file_name("cases");
                let folder = folder.clone().unwrap_or_else(beside);
                let (tried, failed_in) = cases(pack, &folder)?;
                statements = beside_cases(pack, &folder, STATEMENTS, statements::check)?;
                claims = beside_cases(pack, &folder, CLAIMS, claims::check)?;
                let path = path.map(files::as_typed).map(|path| format!(" {path}"));
                let (path, cases) = (path.unwrap_or_default(), files::as_typed(&failed_in));
                Some((tried, format!("needlefit check{path} --cases={cases}")))
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
            statements,
            claims,
            clinic: None,
        })
    }

    /// Every file beside it that was checked.
    fn beside(&self) -> impl Iterator<Item = &Beside> {
        let lists = self.statements.iter().chain(&self.claims);
        lists.chain(&self.clinic).chain(&self.translations)
    }

    fn is_good(&self, deny_warnings: bool) -> bool {
        let beside = self.beside().flat_map(|it| &it.problems);
        let problems = self.checked.problems.iter().chain(beside);
        let tried = self.tried.as_ref();
        is_good(problems, deny_warnings) && tried.is_none_or(|(tried, _)| tried.failed.is_empty())
    }

    fn report<'r>(&'r self, drawn: Option<&'r Drawn<'r>>) -> Report<'r> {
        let tried = self.tried.as_ref().map(|(tried, _)| tried);
        let translations = self.translations.iter();
        let [statements, claims, clinic] = [&self.statements, &self.claims, &self.clinic]
            .map(|it| (it.as_ref()).map(|it| FileReport::of(&it.name, &it.problems)));
        Report {
            pack: FileReport::of(&self.name, &self.checked.problems),
            cases: tried.map(|tried| tried.cases),
            failed: tried.map(|tried| tried.failed.as_slice()),
            statements,
            claims,
            clinic,
            changed: self.checked.changed.iter().map(ChangedReport::of).collect(),
            cohort: drawn.map(Drawn::report),
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
        for it in self.beside() {
            says += &report::render(&it.name, &it.text, &it.problems, style);
            says += &said::found(&it.name, &it.problems);
            says.push('\n');
        }
        // last, so that the count stands where one looks
        if let (Some((tried, again)), Some(pack)) = (&self.tried, &self.checked.pack) {
            let lines = said::tried(tried, pack, again);
            says.extend(lines.iter().flat_map(|line| [line, "\n"]));
        }
        says
    }
}

/// Whether nothing is so bad that the command fails.
fn is_good<'p>(problems: impl IntoIterator<Item = &'p Problem>, deny_warnings: bool) -> bool {
    let worst = if deny_warnings {
        Severity::Warning
    } else {
        Severity::Error
    };
    let mut problems = problems.into_iter();
    problems.all(|problem| problem.severity < worst)
}

/// The cohort of a pack, and what its people are told, if it could be read.
struct Drawn<'p> {
    name: String,
    text: String,
    problems: Vec<Problem>,
    tally: Option<Tally<'p>>,
}

impl<'p> Drawn<'p> {
    /// So many people, drawn from the cohort beside a pack; of the built-in one it is built in. Where
    /// a `clinic` has a band of its own, the one of the cohort does not count.
    fn from_beside(
        path: Option<&Path>,
        pack: &'p Pack,
        people: u32,
        today: Date,
        clinic: &[Band],
    ) -> anyhow::Result<Self> {
        let beside = path.unwrap_or_else(|| Path::new(pack::BUILT_IN_NAME));
        let beside = beside.with_file_name(cohort::FILE_NAME);
        let bytes = match path {
            Some(_) => input::read(&beside)?,
            None => cohort::built_in_bytes().to_vec(),
        };
        let (name, text) = (input::shown(&beside), check::text_of(&bytes));
        let (problems, tally) = match Cohort::from_bytes(&name, &bytes, pack, today) {
            Ok(cohort) => {
                let tally = Tally::of(&cohort, pack, people, today, words_read);
                let is_of_clinic = |it: &&Band| clinic.iter().any(|band| band.is_about(it));
                let bands = cohort.bands.iter().filter(|it| !is_of_clinic(it));
                (tally.outside(bands, &text), Some(tally))
            }
            Err(error) => {
                let faults = error.faults.into_iter();
                (faults.map(Problem::of_reading).collect(), None)
            }
        };
        Ok(Self {
            name,
            text,
            problems,
            tally,
        })
    }

    fn report(&self) -> CohortReport<'_> {
        CohortReport {
            file: FileReport::of(&self.name, &self.problems),
            tally: self.tally.as_ref(),
        }
    }

    fn says(&self, style: Style) -> String {
        let mut says = report::render(&self.name, &self.text, &self.problems, style);
        let lines = self.tally.as_ref().map(said::cohort);
        let found = said::found(&self.name, &self.problems);
        for line in std::iter::once(found).chain(lines.into_iter().flatten()) {
            says += &line;
            says.push('\n');
        }
        says
    }
}

/// How many words of its summary somebody reads: all but the sources.
fn words_read(interview: &Interview<'_>) -> usize {
    let parts = sheet::summary(interview);
    parts
        .iter()
        .map(|part| part.says().split_whitespace().count())
        .sum()
}

/// A list beside a folder of cases, checked; none where there is no such file, or where one file of
/// cases alone is tried.
fn beside_cases(
    pack: &Pack,
    cases: &Path,
    name: &str,
    problems: impl Fn(&Pack, &str, &[u8]) -> Vec<Problem>,
) -> anyhow::Result<Option<Beside>> {
    let path = cases.with_file_name(name);
    if cases.is_file() || !path.exists() {
        return Ok(None);
    }
    let (name, bytes) = (input::shown(&path), input::read(&path)?);
    Ok(Some(Beside {
        problems: problems(pack, &name, &bytes),
        text: check::text_of(&bytes),
        name,
    }))
}

/// The translations beside a pack, checked; with the built-in pack also those of the program's words.
fn translations(path: Option<&Path>, bytes: &[u8], pack: &Pack) -> Vec<Beside> {
    let check = |name: String, tag: &str, translation: &[u8]| Beside {
        problems: check::translation::check(pack, bytes, tag, translation),
        text: check::text_of(translation),
        name,
    };
    let Some(path) = path else {
        let of_pack = pack::translations();
        let of_pack = of_pack.map(|(tag, name, text)| check(name, tag, text.as_bytes()));
        let of_program = text::translations().map(|(tag, text)| Beside {
            problems: check::translation::check_program(tag, text.as_bytes()),
            text: text.to_owned(),
            name: format!("src/text/{tag}.json"),
        });
        return of_pack.chain(of_program).collect();
    };
    let unread = |name: String, says: String| Beside {
        problems: vec![Problem::of_reading(Fault::whole(says))],
        text: String::new(),
        name,
    };
    let beside = match beside(path) {
        Ok(beside) => beside,
        Err(error) => {
            let why = match error.kind() {
                io::ErrorKind::PermissionDenied => "you may not list it".to_owned(),
                _ => files::in_words(&error),
            };
            let says = format!(
                "The translations of this pack are not checked: the folder that it stands in \
                 can't be listed, since {why}. Allow that, or copy the pack and its translations \
                 into another folder."
            );
            return vec![unread(folder_of(path).display().to_string(), says)];
        }
    };
    let checked = beside.into_iter().filter_map(|(tag, path)| {
        let name = path.display().to_string();
        match input::read(&path) {
            Ok(bytes) if is_translation(&tag, &bytes) => Some(check(name, &tag, &bytes)),
            Ok(_) => None,
            Err(error) => Some(unread(name, error.to_string())),
        }
    });
    checked.collect()
}

/// The folder that a pack stands in.
fn folder_of(pack: &Path) -> &Path {
    let folder = pack.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new("."))
}

/// The files beside a pack that are named like its translations, in whatever language, with their
/// tags and in the order of these.
fn beside(pack: &Path) -> io::Result<BTreeMap<String, PathBuf>> {
    let translation = |name: &Path| {
        let tag = Path::new(name.file_stem()?).extension()?.to_str()?;
        // its own name is made of the tag again, so nothing else is taken for one
        let path = pack::translation_beside(pack, tag);
        let real = path.file_name() == name.file_name() && text::tag_of(tag).is_some();
        real.then(|| (tag.to_owned(), path))
    };
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder_of(pack))? {
        found.extend(translation(Path::new(&entry?.file_name())));
    }
    Ok(found)
}

/// A file that is named like a translation into a language that the program does not speak is one
/// if it has texts: `ours.old.json` is more likely an old pack than a pack in Mochi.
fn is_translation(tag: &str, bytes: &[u8]) -> bool {
    let spoken = text::tags().any(|known| known == tag);
    spoken || check::text_of(bytes).contains("\"texts\"")
}

/// Tries every case file of a folder, in the order of their names, or one file; and where those
/// that failed stand: the file, or where there are several the folder.
fn cases(pack: &Pack, folder: &Path) -> anyhow::Result<(Tried, PathBuf)> {
    let mut tried = Tried::default();
    let mut failed_in = Vec::new();
    for path in case_files(folder)? {
        let (name, bytes) = (input::shown(&path), input::read(&path)?);
        let file = CaseFile::from_bytes(&name, &bytes)?;
        let before = tried.failed.len();
        tried.add(pack, (&name, &check::text_of(&bytes)), &file);
        if tried.failed.len() > before {
            failed_in.push(path);
        }
    }
    let failed_in = match <[PathBuf; 1]>::try_from(failed_in) {
        Ok([file]) => file,
        Err(_) => folder.to_owned(),
    };
    Ok((tried, failed_in))
}

fn case_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if folder.is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let files = match input::json_in(folder) {
        Err(why) if !why.is_missing => return Err(why.into()),
        files => files.unwrap_or_default(),
    };
    let values = [("path", &*input::shown(folder))];
    anyhow::ensure!(
        !files.is_empty(),
        Language::english().fill(text::NO_CASES, &values)
    );
    Ok(files)
}
