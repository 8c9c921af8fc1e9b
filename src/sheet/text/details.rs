//! What stands behind the pages of the clinician's copy: all findings, answers and sources, set in the
//! order in which they are told.

use std::sync::Arc;

use textwrap::fill;

use crate::{
    interview::Interview,
    pack::Source,
    sheet::{
        Part, defaults, in_full, in_short,
        original::beside_original,
        parts,
        sources::{self, Numbered},
    },
    text::{self, Language},
};

/// Sets it: under each heading who says so in short, and at the end a numbered list of who that is.
pub(super) fn render(interview: &Interview<'_>, width: usize) -> String {
    let both = beside_original(interview);
    let interview = &both;
    let mut page = Typesetter {
        width,
        text: String::new(),
        numbered: Numbered::default(),
        here: Vec::new(),
        language: interview.language(),
    };
    page.title(page.language.says(text::SHEET_DETAILS));
    for part in parts(interview) {
        page.part(part);
    }
    page.sources(&defaults(interview));
    page.heading(&interview.pack().disclaimer);
    page.text
}

struct Typesetter<'a> {
    width: usize,
    text: String,
    numbered: Numbered<'a>,
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

    /// The numbers of these sources.
    fn cite(&mut self, cited: &[&'a Arc<Source>]) -> String {
        sources::add(&mut self.here, cited);
        self.numbered.cite(cited)
    }

    /// The sources in full, by the numbers under which they are cited, and the lengths that none
    /// of them fixes.
    fn sources(&mut self, defaults: &[String]) {
        self.who_says_so();
        self.heading(self.language.says(text::SOURCES_IN_FULL));
        for (place, source) in std::mem::take(&mut self.numbered.cited)
            .into_iter()
            .enumerate()
        {
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
