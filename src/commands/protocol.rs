//! `needlefit protocol`: what is asked and what it means, for a clinician to review and to sign.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{packs, stdio::print, today::Today};
use crate::{
    cli::{CommonArgs, Paper, ProtocolArgs},
    pack::Pack,
    protocol,
    text::Language,
};

/// Prints the protocol of a pack, or the entry that its review is put into the pack with; `before`
/// is the language that was named before the command.
///
/// # Errors
/// Where the pack can't be read or has an error, or is not there in the language asked for.
pub fn run(
    args: &ProtocolArgs,
    before: Option<&'static Language>,
    common: &CommonArgs,
) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?;
    let lang = args.lang.or(before);
    let path = args.file.as_deref().or(common.pack.as_deref());
    let editions = packs::editions(path, lang, today.date)?;
    let original = editions.original()?;
    today.say_doubts(original);
    if args.hashes {
        print(entry(original, today.date)?)?;
        return Ok(true);
    }
    // what is signed is what was written, unless another language is asked for
    let pack = match lang {
        Some(_) => packs::spoken(&editions, lang)?,
        None => original,
    };
    print(match args.format {
        Paper::Text => protocol::text::render(pack),
        Paper::Html => protocol::html::render(pack),
    })?;
    Ok(true)
}

/// What is put into `clinical_review`; who, in which role and until when is written by hand.
#[derive(Serialize)]
struct Entry<'h> {
    by: &'static str,
    role: &'static str,
    on: Date,
    until: &'static str,
    topics: &'h BTreeMap<String, String>,
    lists: &'h BTreeMap<String, String>,
}

fn entry(pack: &Pack, today: Date) -> anyhow::Result<String> {
    let hashes = pack.hashes();
    let entry = Entry {
        by: "",
        role: "",
        on: today,
        until: "",
        topics: &hashes.topics,
        lists: &hashes.lists,
    };
    Ok(serde_json::to_string_pretty(&entry)? + "\n")
}
