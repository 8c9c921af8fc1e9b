//! The sheet as plain text, for paper.

use std::sync::Arc;

use textwrap::fill;

use super::{Part, parts, source_standing, source_title};
use crate::{
    interview::Interview,
    pack::Source,
    text::{self, Language},
};

/// The width of a page, in characters.
pub const WIDTH: usize = 76;

/// The least width that a page is set in.
const NARROWEST: usize = 40;

/// Sets a whole screening on a page: the summary, the plan with boxes to tick,
/// and a numbered list of who says so.
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
    page.sources(language);
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
}

impl<'a> Typesetter<'a> {
    fn part(&mut self, part: Part<'a>) {
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

    /// The numbers of these sources, each given when it is first cited.
    fn cite(&mut self, sources: &[&'a Arc<Source>]) -> String {
        let numbers: Vec<String> = sources
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

    fn sources(&mut self, language: &Language) {
        self.heading(language.says(text::SOURCES));
        for (place, source) in std::mem::take(&mut self.cited).into_iter().enumerate() {
            let mark = format!("{:>4}. ", place + 1);
            let mut says = format!(
                "{}. {}",
                source_title(source, language),
                source_standing(source, language)
            );
            if let Some(url) = &source.url {
                says = format!("{says} {url}");
            }
            self.item(&says, &mark);
        }
    }
}
