//! The manual pages, made from the commands and flags and from what stands here.

use std::io;

use clap::Command;
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use super::{examples, help};

/// A word, and what it means.
type Entry = (&'static str, &'static str);

const EXIT_STATUS: &[Entry] = &[
    ("0", "All was done."),
    (
        "1",
        "It failed: the screening was left before the verdict, an answer set was refused, \
         or a pack has an error.",
    ),
    ("2", "The command line was not understood."),
    ("128+n", "Signal n ended it."),
];

const ENVIRONMENT: &[Entry] = &[
    (
        "NO_COLOR",
        "Not empty: no colours, unless --color always is given.",
    ),
    (
        "CLICOLOR_FORCE, CLICOLOR",
        "Colours even without a terminal; 0 in CLICOLOR: no colours.",
    ),
    (
        "ACCESSIBLE",
        "Neither empty nor 0: the screening is done line by line, as with --plain.",
    ),
    (
        "TERM",
        "Not set, empty, dumb or unknown: the screening is done line by line, without colours.",
    ),
    (
        "TZ",
        "The time zone that today is counted in, as a name (Europe/Madrid), a file or a rule.",
    ),
    (
        "LC_ALL, LANG",
        "The language of the screening, where --lang names none: English and Spanish so far.",
    ),
];

const FILES: &[&str] = &[
    "Nothing is kept but the records of a desk: no drafts, no history, no settings, no log. Nothing goes over a network.",
    "A file is written only when you ask for it: whole or not at all, and never over another file \
     without asking. Answers and sheets are readable by you alone.",
];

const CAVEATS: &[&str] = &[
    "It decides nothing. A qualified clinician must examine you and decide.",
    "It has not been assessed as a medical device anywhere. Whoever uses it must check the law where they are. \
     It does not replace medical advice, and does not tell you what illness you have.",
    "needlefit --version says whether a clinician has reviewed the questions.",
];

/// The page of a command, or of the program as a whole; `None` where there is no such command.
///
/// # Errors
/// Those of writing to memory.
pub fn page(name: Option<&str>) -> io::Result<Option<String>> {
    // a page lists all flags together, and no command that only shows help
    let mut root = help::command().disable_help_subcommand(true);
    root.build();
    let command = match name {
        None => Some(&root),
        Some(name) => root.find_subcommand(name),
    };
    command.map(|command| render(command, &root)).transpose()
}

fn render(command: &Command, root: &Command) -> io::Result<String> {
    let (program, version) = (root.get_name(), root.get_version().unwrap_or_default());
    let is_root = command.get_name() == program;
    let mut page = ManPage::default();
    let man = man(command, &format!("{program} {version}"));
    page.add(|to| man.render_title(to))?;
    page.add(|to| to_the_left().to_writer(to))?;
    page.add(|to| man.render_name_section(to))?;
    page.add(|to| man.render_synopsis_section(to))?;
    page.add(|to| man.render_description_section(to))?;
    if is_root {
        page.add(|to| man.render_subcommands_section(to))?;
    }
    page.commands(command, is_root)?;
    page.add(|to| man.render_options_section(to))?;
    page.entries("EXAMPLES", examples::of(command.get_name()))?;
    page.entries("EXIT STATUS", EXIT_STATUS)?;
    if is_root {
        page.entries("ENVIRONMENT", ENVIRONMENT)?;
    }
    page.paragraphs("FILES", FILES)?;
    page.paragraphs("CAVEATS", CAVEATS)?;
    let mut others: Vec<String> = root
        .get_subcommands()
        .map(|it| format!("{program}-{}(1)", it.get_name()))
        .collect();
    others.sort();
    let see = if is_root {
        others.join(", ")
    } else {
        format!("{program}(1)")
    };
    page.paragraphs("SEE ALSO", &[&see])?;
    Ok(page.roff)
}

/// What can be made of the command itself.
fn man(command: &Command, source: &str) -> Man {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    // a flag that the short help leaves out would stand here without its help
    let plain = command
        .clone()
        .override_usage(usage)
        .subcommand_help_heading("COMMANDS")
        .mut_args(|it| it.help_heading(None).hide_short_help(false));
    let name = plain.get_display_name().unwrap_or_else(|| plain.get_name());
    let title = name.to_uppercase();
    // the date is a space: left out, what follows would stand in its place
    Man::new(plain)
        .title(title)
        .date(" ")
        .source(source)
        .manual("User Commands")
}

/// Lines are neither stretched nor hyphenated: the name of a command stays whole.
fn to_the_left() -> Roff {
    let mut roff = Roff::new();
    roff.control("nh", []).control("ad", ["l"]);
    roff
}

/// A page as far as it is written.
#[derive(Default)]
struct ManPage {
    roff: String,
}

impl ManPage {
    /// Adds a part, without the definitions that each part begins with, but the first.
    fn add(&mut self, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        let mut part = Vec::new();
        write(&mut part)?;
        let part = String::from_utf8_lossy(&part);
        let definitions = Roff::new().render();
        let known = !self.roff.is_empty();
        let rest = part.strip_prefix(&definitions).filter(|_| known);
        self.roff += rest.unwrap_or(&part);
        Ok(())
    }

    fn entries(&mut self, title: &str, entries: &[Entry]) -> io::Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        let mut roff = Roff::new();
        roff.control("SH", [title]);
        for (word, means) in entries {
            roff.control("TP", [])
                .text([bold(*word)])
                .text([roman(*means)]);
        }
        self.add(|to| roff.to_writer(to))
    }

    /// The commands below one that has its own, which have no pages of theirs.
    fn commands(&mut self, command: &Command, is_root: bool) -> io::Result<()> {
        if is_root || !command.has_subcommands() {
            return Ok(());
        }
        let mut roff = Roff::new();
        roff.control("SH", ["COMMANDS"]);
        for below in command.get_subcommands() {
            let says = below.get_about().map(ToString::to_string);
            roff.control("TP", [])
                .text([bold(below.get_name())])
                .text([roman(says.unwrap_or_default())]);
        }
        self.add(|to| roff.to_writer(to))
    }

    fn paragraphs(&mut self, title: &str, paragraphs: &[&str]) -> io::Result<()> {
        let mut roff = Roff::new();
        roff.control("SH", [title]);
        for (place, says) in paragraphs.iter().enumerate() {
            if place > 0 {
                roff.control("PP", []);
            }
            roff.text([roman(*says)]);
        }
        self.add(|to| roff.to_writer(to))
    }
}
