//! `needlefit translate`: the file of a translation, with every text that it needs.

use std::path::Path;

use super::{input, stdio::print, today::Today};
use crate::{
    cli::{CommonArgs, TranslateArgs},
    pack::{self, Pack, read_form},
    text::{self, Language, translation::Translation},
};

/// Prints the translation of a pack, or of the program's words, into a language: what is
/// translated already stays, and every other text is open.
///
/// # Errors
/// Where the pack or the translation can't be read.
pub fn run(args: &TranslateArgs, common: &CommonArgs) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?;
    let tag = &args.language;
    let (of, own, texts) = if args.program {
        let own = Language::english().tag().to_owned();
        ("needlefit".to_owned(), own, Language::texts(tag))
    } else {
        let (pack, bytes) = match &common.pack {
            Some(path) => {
                let bytes = input::read(path)?;
                let pack = Pack::from_bytes(&path.display().to_string(), &bytes)?;
                (pack, bytes)
            }
            None => (Pack::built_in()?, Pack::built_in_bytes().to_vec()),
        };
        (pack.id, pack.tag, pack::texts_of(&bytes)?)
    };
    anyhow::ensure!(
        *tag != own,
        Language::english().fill(text::OWN_LANGUAGE, &[("language", tag)])
    );
    let before = args.before.as_deref().map(read).transpose()?;
    let begun = Translation::begun(&of, tag, &texts, before, today.date);
    print(serde_json::to_string_pretty(&begun)? + "\n")?;
    Ok(true)
}

fn read(path: &Path) -> anyhow::Result<Translation> {
    Ok(read_form(&input::shown(path), &input::read(path)?)?)
}
