//! Problems as a compiler shows them: the line, a mark under it, and what to do.

use std::{borrow::Cow, fmt, ops::Range};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use serde::Serialize;

use super::{
    cases::Failure,
    cohort::Tally,
    problem::{Problem, Severity},
    space::Witness,
    stated::Change,
    step::Changed,
};
use crate::{clean, pack::Fault};

/// How many bytes of a long line are shown on either side of the mark.
const AROUND: usize = 60;
/// The longest mark, in bytes.
const LONGEST_MARK: usize = 200;
/// How wide a report is, in columns.
const WIDTH: usize = 100;

/// What to do with answers that show a problem.
const HELP: &str =
    "to see it, give the line below to `needlefit evaluate --despite-errors --pack PACK`";

/// How problems are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With lines and colours.
    Colour,
    /// With lines.
    Plain,
    /// With letters and signs of ASCII alone.
    Ascii,
}

/// Draws problems with the lines that they stand in. `name` is what the file is called, `text`
/// what it says.
#[must_use]
pub fn render(name: &str, text: &str, problems: &[Problem], style: Style) -> String {
    let theme = match style {
        Style::Colour => GraphicalTheme::unicode(),
        Style::Plain => GraphicalTheme::unicode_nocolor(),
        Style::Ascii => GraphicalTheme::none(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(WIDTH)
        .with_links(false);
    let mut drawn = String::new();
    for problem in problems {
        let shown = Drawn::new(name, text, problem);
        if handler.render_report(&mut drawn, &shown).is_err() {
            drawn.push_str(&shown.says);
        }
        // whole, so that it can be copied
        if let Some(witness) = &problem.witness {
            drawn.push_str(&witness.line());
            drawn.push('\n');
        }
        drawn.push('\n');
    }
    drawn
}

/// One problem, ready to be drawn.
#[derive(Debug)]
struct Drawn {
    says: String,
    rule: &'static str,
    severity: Severity,
    help: Option<&'static str>,
    snippet: Option<Snippet>,
}

impl Drawn {
    fn new(name: &str, text: &str, problem: &Problem) -> Self {
        let fault = &problem.fault;
        let about = fault.about.as_ref();
        let about = about.map_or_else(String::new, |id| format!("in `{id}`: "));
        Self {
            says: clean::clean(&format!("{about}{}", fault.says), 1_000),
            rule: problem.rule,
            severity: problem.severity,
            help: problem.witness.as_ref().map(|_| HELP),
            snippet: Snippet::new(name, text, fault),
        }
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}

impl std::error::Error for Drawn {}

impl Diagnostic for Drawn {
    fn code(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(self.rule))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(self.help?))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as _)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let mark = &self.snippet.as_ref()?.mark;
        let span = (mark.start, mark.len());
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(
            None, span,
        ))))
    }
}

/// The part of one line that a problem stands in. A pack may be one line of a megabyte.
#[derive(Debug)]
struct Snippet {
    name: String,
    line: usize,
    column: usize,
    shown: String,
    mark: Range<usize>,
}

impl Snippet {
    fn new(name: &str, text: &str, fault: &Fault) -> Option<Self> {
        let line = fault.line?;
        let place = &fault.place;
        let before = text.get(..place.start)?;
        let after = text.get(place.start..)?;
        let mut before = before.rsplit('\n').next()?;
        let after = after.lines().next().unwrap_or_default();
        let mut marked = after.get(..place.len().min(LONGEST_MARK)).unwrap_or(after);
        if before.len() > AROUND {
            before = before.get(boundary(before, before.len() - AROUND)..)?;
        }
        if marked.len() > LONGEST_MARK {
            marked = marked.get(..boundary(marked, LONGEST_MARK))?;
        }
        let rest = after.get(marked.len()..)?;
        let rest = rest.get(..boundary(rest, AROUND)).unwrap_or(rest);
        let (before, marked) = (harmless(before), harmless(marked));
        Some(Self {
            name: clean::clean(name, 300),
            line,
            column: fault.column,
            mark: before.len()..before.len() + marked.len(),
            shown: format!("{before}{marked}{}", harmless(rest)),
        })
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::from((0, self.shown.len()));
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.shown.as_bytes(),
            whole,
            self.line - 1,
            self.column - 1,
            1,
        )))
    }
}

/// The first place from here on where a text can be cut.
fn boundary(text: &str, from: usize) -> usize {
    let mut places = from..text.len();
    places
        .find(|place| text.is_char_boundary(*place))
        .unwrap_or(text.len())
}

/// A piece of a file as it may stand on a screen: what can't be seen is a question mark.
fn harmless(piece: &str) -> Cow<'_, str> {
    if clean::harmful(piece, false).is_none() {
        return Cow::Borrowed(piece);
    }
    let mut shown = String::new();
    for character in piece.chars() {
        let mut buffer = [0; 4];
        let alone = character.encode_utf8(&mut buffer);
        let seen = clean::harmful(alone, false).is_none();
        shown.push(if seen { character } else { '?' });
    }
    Cow::Owned(shown)
}

/// What was found in one pack, as data: an object a pack, whatever stands beside it.
#[derive(Debug, Serialize)]
pub struct Report<'r> {
    /// The pack itself.
    #[serde(flatten)]
    pub pack: FileReport<'r>,
    /// How many cases were tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<usize>,
    /// Those that came out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<&'r [Failure]>,
    /// The statements beside the cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statements: Option<FileReport<'r>>,
    /// The claims beside the cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claims: Option<FileReport<'r>>,
    /// The file of a clinic whose patients are asked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clinic: Option<FileReport<'r>>,
    /// What changed since the version that it was held against, the greatest step first.
    pub changed: Vec<ChangedReport<'r>>,
    /// Its cohort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohort: Option<CohortReport<'r>>,
    /// Its translations.
    pub translations: Vec<FileReport<'r>>,
}

/// Something that changed, as data.
#[derive(Debug, Serialize)]
pub struct ChangedReport<'r> {
    step: &'static str,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<serde_json::Value>,
    /// What a verdict states otherwise, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'r Change>,
}

impl<'r> ChangedReport<'r> {
    /// The report of one change.
    #[must_use]
    pub fn of(changed: &'r Changed) -> Self {
        Self {
            step: changed.step.word(),
            says: clean::clean(&changed.says, 1_000),
            answers: changed.witness.as_ref().map(Witness::to_json),
            verdict: changed.verdict.as_ref(),
        }
    }
}

/// What was found in the cohort of a pack, and what its people are told, as data.
#[derive(Debug, Serialize)]
pub struct CohortReport<'r> {
    /// Its file.
    #[serde(flatten)]
    pub file: FileReport<'r>,
    /// What its people are told, if it could be read.
    #[serde(flatten)]
    pub tally: Option<&'r Tally<'r>>,
}

/// What was found in one file, as data.
#[derive(Debug, Serialize)]
pub struct FileReport<'r> {
    file: &'r str,
    errors: usize,
    warnings: usize,
    problems: Vec<ProblemReport<'r>>,
}

/// A problem as data.
#[derive(Debug, Serialize)]
struct ProblemReport<'r> {
    rule: &'r str,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<serde_json::Value>,
}

impl<'r> FileReport<'r> {
    /// The report of one file.
    #[must_use]
    pub fn of(file: &'r str, problems: &'r [Problem]) -> Self {
        let count = |severity| problems.iter().filter(|it| it.severity == severity).count();
        Self {
            file,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            problems: problems.iter().map(ProblemReport::of).collect(),
        }
    }
}

impl<'r> ProblemReport<'r> {
    fn of(problem: &'r Problem) -> Self {
        let fault = &problem.fault;
        Self {
            rule: problem.rule,
            severity: problem.severity,
            line: fault.line,
            column: fault.column,
            id: fault.about.as_deref().map(|id| clean::clean(id, 1_000)),
            says: clean::clean(&fault.says, 1_000),
            answers: problem.witness.as_ref().map(Witness::to_json),
        }
    }
}
