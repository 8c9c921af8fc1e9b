//! Problems as a compiler shows them: the line, a mark under it, and what to do.

use std::{borrow::Cow, fmt, ops::Range};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use serde::Serialize;

use super::{
    Checked,
    against::Changed,
    cases::{Failure, Tried},
    compare::Shown,
    problem::{Problem, Severity},
};
use crate::{
    clean,
    pack::{Fault, Pack},
    text,
};

/// How many bytes of a long line are shown on either side of the mark.
const AROUND: usize = 60;
/// The longest mark, in bytes.
const LONGEST_MARK: usize = 200;
/// How wide a report is, in columns.
const WIDTH: usize = 100;

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
    help: Option<String>,
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
            help: problem.witness.as_ref().map(|witness| {
                format!(
                    "give `needlefit evaluate` this line to see it:\n{}",
                    witness.line()
                )
            }),
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
        let help = self.help.as_ref()?;
        Some(Box::new(help))
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
        let cut = |text: &str, at: usize| text.ceil_char_boundary(at);
        if before.len() > AROUND {
            before = before.get(cut(before, before.len() - AROUND)..)?;
        }
        if marked.len() > LONGEST_MARK {
            marked = marked.get(..cut(marked, LONGEST_MARK))?;
        }
        let rest = after.get(marked.len()..)?;
        let rest = rest.get(..cut(rest, AROUND)).unwrap_or(rest);
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

/// What was found in one pack, as data.
#[derive(Debug, Serialize)]
pub struct Report<'r> {
    /// The file.
    pub file: &'r str,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// Each of them.
    pub problems: Vec<ProblemReport<'r>>,
    /// How many cases were tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<usize>,
    /// Those that came out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<&'r [Failure]>,
}

/// A problem as data.
#[derive(Debug, Serialize)]
pub struct ProblemReport<'r> {
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

impl<'r> Report<'r> {
    /// The report of one file.
    #[must_use]
    pub fn of(file: &'r str, problems: &'r [Problem], tried: Option<&'r Tried>) -> Self {
        let count = |severity| problems.iter().filter(|it| it.severity == severity).count();
        Self {
            file,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            problems: problems.iter().map(ProblemReport::of).collect(),
            cases: tried.map(|tried| tried.cases),
            failed: tried.map(|tried| tried.failed.as_slice()),
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
            answers: problem.witness.as_ref().map(super::space::Witness::to_json),
        }
    }
}

/// What was found in one pack, in a line or two.
#[must_use]
pub fn summary(name: &str, checked: &Checked) -> String {
    let report = Report::of(name, &checked.problems, None);
    let name = clean::clean(name, 300);
    let errors = text::count(report.errors as i64, ("error", "errors"));
    let warnings = text::count(report.warnings as i64, ("warning", "warnings"));
    let mut says = format!("{name}: {errors}, {warnings}.\n");
    if let Some(pack) = checked.pack.as_ref().filter(|_| checked.is_sound()) {
        let outcomes: usize = pack.questions.iter().map(|it| it.outcomes.len()).sum();
        says += &format!(
            "Proved over all answers ({} for all days): {} questions can be asked and {outcomes} outcomes can happen; not knowing is never \
             less than for a clinician; a no that becomes anything else only adds; {} hold.\n",
            text::count(checked.days as i64, ("day", "days")),
            pack.questions.len(),
            text::count(pack.promises.len() as i64, ("promise", "promises")),
        );
    }
    says
}

/// What became of the cases.
#[must_use]
pub fn tried(tried: &Tried, pack: &Pack) -> String {
    let mut says = String::new();
    for failure in &tried.failed {
        says += &format!("\n{}: {}\n", failure.id, failure.story);
        for differs in &failure.differs {
            says += &format!("  {differs}\n");
        }
        if let Some((question, reason)) = &failure.decided {
            says += &format!("  `{question}` decided: {reason}\n");
        }
    }
    let good = tried.cases - tried.failed.len();
    let (covered, missing) = tried.coverage(pack);
    let all = covered + missing.len();
    says += &format!(
        "{good} of {} cases as expected; {covered} of {all} outcomes came up.\n",
        tried.cases
    );
    for (question, nth) in missing {
        says += &format!("  No case comes to outcome {nth} of `{question}`.\n");
    }
    says
}

/// What changed since an older version, the greatest step first.
#[must_use]
pub fn changed(changed: &[Changed]) -> String {
    let mut says = String::new();
    for it in changed {
        says += &format!("{}: {}\n", it.step.word(), it.says);
        if let Some(witness) = &it.witness {
            says += &format!("  {}\n", witness.line());
        }
    }
    says
}

/// Whose verdict two packs give otherwise, over all answers, the laxer first.
#[must_use]
pub fn compared(shown: &[Shown]) -> String {
    if shown.is_empty() {
        return "Over all answers that both packs take, every verdict is the same.\n".to_owned();
    }
    let mut says = "Over all answers that both packs take:\n".to_owned();
    for it in shown {
        let about = it.about.as_ref();
        let about = about.map_or_else(String::new, |about| format!(", by {about}"));
        let new = if it.by_old_answers {
            ""
        } else {
            " Only with some answers to the new questions."
        };
        says += &format!(
            "\n{}: {}{about}. {}.{new}\n  {}\n",
            it.change.direction.word(),
            it.change.says(),
            share(it.share),
            it.witness.line()
        );
    }
    says
}

/// A share in words.
fn share(share: f64) -> String {
    if share > 0.2 {
        format!("About {:.0} in 100 combinations of answers", share * 100.0)
    } else {
        format!("About 1 in {:.0} combinations of answers", 1.0 / share)
    }
}
