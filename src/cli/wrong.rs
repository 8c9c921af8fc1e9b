//! What is wrong with a command line, in a sentence, and where help is.
//!
//! Clap finds it, and this says it, from what clap tells about its error. What has no sentence here is
//! said in clap's words.

use std::{error::Error as _, ffi::OsString};

use clap::{
    Command, Error,
    error::{ContextKind as Of, ContextValue, ErrorKind},
};

use super::help;
use crate::{
    clean::echo,
    text::{self, Language, Text},
};

/// The words of the command line are English: they are read before a language is known.
fn fill(text: Text, values: &[(&str, &str)]) -> String {
    Language::english().fill(text, values)
}

/// What clap found wrong with these arguments: one line for it, one for how to get help.
#[must_use]
pub fn says(error: &Error, args: &[OsString]) -> String {
    let root = help::command();
    let asked = args.iter().find_map(|it| root.find_subcommand(it));
    let asked = full_name(&root, asked.unwrap_or(&root));
    let wrong = sentence(error, &root, &asked).unwrap_or_else(|| in_claps_words(error));
    let help = fill(text::ASK_FOR_HELP, &[("command", &asked)]);
    format!("{wrong}\n{help}")
}

/// `None` for what is too rare to have a sentence here.
fn sentence(error: &Error, root: &Command, asked: &str) -> Option<String> {
    if error.kind() == ErrorKind::InvalidSubcommand {
        return no_command(error);
    }
    // a flag or a name with the form of what it takes: `--save <FILE>`
    let form = one(error, Of::InvalidArg);
    let flag = form.as_deref().map_or("", |form| {
        let written = form.trim_matches(['<', '>', '[', ']', '.']);
        written.split([' ', '[', '=']).next().unwrap_or(written)
    });
    match error.kind() {
        ErrorKind::UnknownArgument => Some(unknown(form.as_deref()?, error, (root, asked))),
        ErrorKind::InvalidValue => wrong_value(form.as_deref()?, flag, error),
        ErrorKind::ValueValidation => {
            let why = error.source()?.to_string();
            Some(fill(text::REFUSED_VALUE, &[("flag", flag), ("why", &why)]))
        }
        ErrorKind::TooManyValues => Some(fill(text::FLAG_ALONE, &[("flag", flag)])),
        ErrorKind::ArgumentConflict if form == one(error, Of::PriorArg) && form.is_some() => {
            Some(fill(text::FLAG_TWICE, &[("flag", flag)]))
        }
        ErrorKind::MissingRequiredArgument => missing(error),
        _ => None,
    }
}

fn no_command(error: &Error) -> Option<String> {
    let given = one(error, Of::InvalidSubcommand)?;
    let given = ("given", &*given);
    Some(match several(error, Of::SuggestedSubcommand, " or ") {
        Some(meant) => fill(text::NO_SUCH_COMMAND_BUT, &[given, ("meant", &meant)]),
        None => fill(text::NO_SUCH_COMMAND, &[given]),
    })
}

/// A word that nothing takes. That another command takes it is told before what it is like.
fn unknown(given: &str, error: &Error, (root, asked): (&Command, &str)) -> String {
    if !given.starts_with('-') {
        return fill(text::ONE_TOO_MANY, &[("given", given)]);
    }
    let flag = ("flag", given);
    match (owner(given, root), one(error, Of::SuggestedArg)) {
        (Some(owner), _) if std::ptr::eq(owner, root) => {
            fill(text::FLAG_OF_NONE, &[flag, ("command", asked)])
        }
        (Some(owner), _) => {
            let owner = full_name(root, owner);
            fill(text::FLAG_OF_OTHERS, &[flag, ("owner", &owner)])
        }
        (None, Some(meant)) => fill(text::NO_SUCH_FLAG_BUT, &[flag, ("meant", &meant)]),
        (None, None) => fill(text::NO_SUCH_FLAG, &[flag]),
    }
}

fn wrong_value(form: &str, flag: &str, error: &Error) -> Option<String> {
    let given = one(error, Of::InvalidValue)?;
    let (flag, given) = (("flag", flag), ("given", &*given));
    let Some(allowed) = several(error, Of::ValidValue, ", ") else {
        return Some(fill(text::NO_VALUE, &[flag, ("form", form)]));
    };
    let allowed = ("allowed", &*allowed);
    Some(match one(error, Of::SuggestedValue) {
        _ if given.1.is_empty() => fill(text::NO_VALUE_OF, &[flag, allowed]),
        Some(meant) => fill(
            text::WRONG_VALUE_BUT,
            &[flag, given, ("meant", &meant), allowed],
        ),
        None => fill(text::WRONG_VALUE, &[flag, given, allowed]),
    })
}

fn missing(error: &Error) -> Option<String> {
    let what = several(error, Of::InvalidArg, ", ")?;
    let Some(ContextValue::StyledStr(usage)) = error.get(Of::Usage) else {
        return None;
    };
    let usage = usage.to_string();
    let usage = usage.trim_start_matches("Usage: ");
    Some(fill(text::IS_MISSING, &[("what", &what), ("usage", usage)]))
}

/// What clap tells about one thing.
fn one(error: &Error, of: Of) -> Option<String> {
    match error.get(of) {
        Some(ContextValue::String(it)) => Some(echo(it)),
        _ => None,
    }
}

/// What clap tells about several things.
fn several(error: &Error, of: Of, between: &str) -> Option<String> {
    match error.get(of) {
        Some(ContextValue::Strings(all)) if !all.is_empty() => Some(all.join(between)),
        _ => None,
    }
}

/// Who takes exactly this flag.
fn owner<'c>(flag: &str, root: &'c Command) -> Option<&'c Command> {
    let long = flag.strip_prefix("--")?;
    let mut all = std::iter::once(root).chain(root.get_subcommands());
    all.find(|command| {
        let mut flags = command.get_arguments();
        flags.any(|it| it.get_long() == Some(long))
    })
}

fn full_name(root: &Command, command: &Command) -> String {
    if std::ptr::eq(root, command) {
        root.get_name().to_owned()
    } else {
        format!("{} {}", root.get_name(), command.get_name())
    }
}

/// The first line of what clap would have said.
fn in_claps_words(error: &Error) -> String {
    let says = error.to_string();
    let line = says.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}
