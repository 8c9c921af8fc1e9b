//! `needlefit translate`: the file of a translation, with every text that it needs.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use anyhow::Context;
use jiff::civil::Date;
use needlefit::{
    clean,
    cli::TranslateArgs,
    pack::{self, Pack},
    text::{Language, translation::Translation},
};

/// Prints the translation of a pack, or of the program's words, into a language: what is
/// translated already stays, and every other text is open.
pub fn translate(args: &TranslateArgs, named: Option<&Path>, today: Date) -> anyhow::Result<bool> {
    let tag = &args.language;
    let (of, texts) = if args.program {
        ("needlefit".to_owned(), Language::texts(tag))
    } else {
        let (pack, bytes) = match named {
            Some(path) => {
                let bytes = pack::read_file(path)?;
                (
                    Pack::from_bytes(&path.display().to_string(), &bytes)?,
                    bytes,
                )
            }
            None => (Pack::built_in()?, Pack::built_in_bytes().to_vec()),
        };
        (pack.id, pack::texts_of(&bytes)?)
    };
    let before = args.before.as_deref().map(read).transpose()?;
    let begun = Translation::begun(&of, tag, &texts, before, today);
    let mut output = io::stdout().lock();
    serde_json::to_writer_pretty(&mut output, &begun)?;
    writeln!(output)?;
    Ok(true)
}

fn read(path: &Path) -> anyhow::Result<Translation> {
    let shown = clean::clean(&path.display().to_string(), 300);
    let text = fs::read_to_string(path).with_context(|| format!("{shown} can't be read."))?;
    serde_json::from_str(&text)
        .map_err(|error| anyhow::anyhow!("{shown}: {}", clean::clean(&error.to_string(), 500)))
}
