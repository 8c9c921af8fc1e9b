//! The sheet as plain text, for paper.

use std::sync::Arc;

use textwrap::fill;

use super::{Part, defaults, in_full, in_short, parts, sources};
use crate::{
    interview::Interview,
    pack::Source,
    text::{self, Language},
};

/// The width of a page, in characters.
pub const WIDTH: usize = 76;

/// The least width that a page is set in.
const NARROWEST: usize = 40;

/// Sets a whole screening on a page: the summary and the plan with boxes to tick, under each heading
/// who says so in short; and for the clinician a numbered list of who that is.
#[must_use]
pub fn render(interview: &Interview<'_>) -> String {
    render_within(interview, WIDTH)
}

/// The same for a window of this many columns, where that is less than a page.
#[must_use]
pub fn render_within(interview: &Interview<'_>, columns: usize) -> String {
    let language = interview.language();
    let pack = interview.pack();
    let mut page = Typesetter {
        width: columns.clamp(NARROWEST, WIDTH),
        text: String::new(),
        cited: Vec::new(),
        here: Vec::new(),
        language,
    };
    page.title(&language.fill(text::SHEET_TITLE, &[("title", &pack.title)]));
    let day = language.day(interview.today());
    page.paragraph(&language.fill(text::SHEET_DATE, &[("day", &day)]), "");
    if pack.translation.is_some() {
        let values = [("language", language.name())];
        page.paragraph(&language.fill(text::SHEET_LANGUAGE, &values), "");
    }
    for part in parts(interview) {
        page.part(part);
    }
    for part in super::glossary(interview, &page.text) {
        page.part(part);
    }
    page.sources(&defaults(interview));
    page.heading(&pack.disclaimer);
    page.paragraph(
        &language.fill(
            text::SHEET_PACK,
            &[
                ("id", &pack.id),
                ("version", &pack.version),
                ("program", env!("CARGO_PKG_VERSION")),
            ],
        ),
        "",
    );
    page.text
}

struct Typesetter<'a> {
    width: usize,
    text: String,
    cited: Vec<&'a Arc<Source>>,
    /// Those that are cited under the last heading.
    here: Vec<&'a Arc<Source>>,
    language: &'static Language,
}

impl<'a> Typesetter<'a> {
    fn part(&mut self, part: Part<'a>) {
        if part.heading().is_some() {
            self.who_says_so();
        }
        match part {
            Part::First(says) | Part::Heading(says) | Part::Headline(_, says) => {
                self.heading(&says);
            }
            Part::Subheading(says) | Part::Finding(_, says) => {
                self.text.push('\n');
                self.paragraph(&says, "  ");
            }
            Part::Under(says) => self.paragraph(&says, "      "),
            Part::Alert(says) => self.item(&says, "    ! "),
            Part::Says(says, sources) => {
                let says = says + &self.cite(&sources);
                self.paragraph(&says, "    ");
            }
            Part::Help(says, sources) => {
                self.text.push('\n');
                let says = says + &self.cite(&sources);
                self.paragraph(&says, "  ");
            }
            Part::Answer(says, depth) => {
                let indent = " ".repeat(4 + 2 * depth);
                let options = text::lines_of(self.width)
                    .initial_indent(&indent)
                    .subsequent_indent("          ");
                self.push(&fill(&says, options));
            }
            Part::Sign(says, sources) => {
                let says = says.to_owned() + &self.cite(&sources);
                self.item(&says, "    - ");
            }
            Part::Box(done, item, sources) => {
                let says = item.says.clone() + &self.cite(&sources);
                self.item(&says, if done { "    [x] " } else { "    [ ] " });
            }
        }
    }

    fn title(&mut self, says: &str) {
        self.push(&fill(says, self.width));
        self.push(&"=".repeat(says.chars().count().min(self.width)));
    }

    fn heading(&mut self, says: &str) {
        self.text.push('\n');
        self.push(&fill(&says.to_uppercase(), self.width));
    }

    fn paragraph(&mut self, says: &str, indent: &str) {
        let options = text::lines_of(self.width)
            .initial_indent(indent)
            .subsequent_indent(indent);
        self.push(&fill(says, options));
    }

    /// A line with a mark, its later lines set under its words.
    fn item(&mut self, says: &str, mark: &str) {
        let indent = " ".repeat(mark.chars().count());
        let options = text::lines_of(self.width)
            .initial_indent(mark)
            .subsequent_indent(&indent)
            .break_words(false);
        self.push(&fill(says, options));
    }

    fn push(&mut self, lines: &str) {
        self.text.push_str(lines);
        self.text.push('\n');
    }

    /// The sources under the last heading, in short.
    fn who_says_so(&mut self) {
        let here = std::mem::take(&mut self.here);
        if !here.is_empty() {
            let values = [("what", &*in_short(here))];
            self.paragraph(&self.language.fill(text::SAY_SO, &values), "    ");
        }
    }

    /// The numbers of these sources, each given when it is first cited.
    fn cite(&mut self, cited: &[&'a Arc<Source>]) -> String {
        sources::add(&mut self.here, cited);
        let numbers: Vec<String> = cited
            .iter()
            .map(|source| {
                let known = self
                    .cited
                    .iter()
                    .position(|other| Arc::ptr_eq(other, source));
                let place = known.unwrap_or_else(|| {
                    self.cited.push(source);
                    self.cited.len() - 1
                });
                (place + 1).to_string()
            })
            .collect();
        if numbers.is_empty() {
            return String::new();
        }
        format!(" [{}]", numbers.join(", "))
    }

    /// The sources in full, by the numbers under which they are cited, and the lengths that none
    /// of them fixes.
    fn sources(&mut self, defaults: &[String]) {
        self.who_says_so();
        self.heading(self.language.says(text::SOURCES_IN_FULL));
        for (place, source) in std::mem::take(&mut self.cited).into_iter().enumerate() {
            let mut mark = format!("{:>4}. ", place + 1);
            for line in in_full(source, self.language) {
                self.item(&line, &mark);
                mark = " ".repeat(mark.len());
            }
        }
        for says in defaults {
            self.item(says, "   *. ");
        }
    }
}
