//! The command line as clap knows it: with examples first, and no line too wide.

use clap::{
    Arg, Command, CommandFactory,
    builder::{PossibleValuesParser, StyledStr},
};

use super::{
    Cli,
    examples::{self, Example},
    heard::{ASKED, hears},
};

/// What the program is for, how it is used, and only then what it takes.
const ORDER: &str = "\
{about-with-newline}{before-help}{usage-heading} {usage}

{all-args}{after-help}";
/// Wider lines are hard to read.
const WIDEST: usize = 80;
/// The name of the argument of `needlefit man`.
const OF_MAN: &str = "command";

/// All commands and flags, with their help.
#[must_use]
pub fn command() -> Command {
    let command = with_examples(Cli::command()).max_term_width(WIDEST);
    let common: Vec<Arg> = command
        .get_arguments()
        .filter(|it| it.is_global_set())
        .cloned()
        .collect();
    let command = command.mut_subcommands(|it| with_examples(without_unheard(it, &common)));
    let names: Vec<String> = command
        .get_subcommands()
        .map(|it| it.get_name().to_owned())
        .collect();
    command.mut_subcommand("man", |man| {
        man.mut_arg(OF_MAN, |it| {
            it.value_parser(PossibleValuesParser::new(names))
        })
    })
}

/// Keeps a flag of all commands out of the help of one that does nothing with it.
fn without_unheard(command: Command, common: &[Arg]) -> Command {
    let of_what_is_asked = |it: &&Arg| it.get_help_heading() == Some(ASKED);
    let unheard = common.iter().filter(of_what_is_asked);
    let unheard = unheard.filter(|it| !hears(command.get_name(), it.get_id().as_str()));
    let unheard: Vec<Arg> = unheard.cloned().map(|it| it.hide(true)).collect();
    command.args(unheard)
}

fn with_examples(command: Command) -> Command {
    let command = command.help_template(ORDER);
    let all = examples::of(command.get_name());
    if all.is_empty() {
        return command;
    }
    let few = all.get(..examples::FEW).unwrap_or(all);
    let (few, all) = (set(few, &command), set(all, &command));
    let command = command.before_long_help(all);
    // the list of commands needs their room
    if command.has_subcommands() {
        command
    } else {
        command.before_help(few)
    }
}

/// The examples under a heading, what each does in a column of its own.
fn set(examples: &[Example], command: &Command) -> StyledStr {
    let widest = examples.iter().map(|(line, _)| line.len()).max();
    let widest = widest.unwrap_or_default();
    let styles = command.get_styles();
    let (header, literal) = (styles.get_header(), styles.get_literal());
    let heading = format!("{header}Examples:{header:#}");
    let lines = examples.iter().map(|(line, does)| {
        let gap = widest.saturating_sub(line.len()) + 3;
        format!("  {literal}{line}{literal:#}{:gap$}{does}", "")
    });
    let all: Vec<String> = std::iter::once(heading).chain(lines).collect();
    all.join("\n").into()
}
