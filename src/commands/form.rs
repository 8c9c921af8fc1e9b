//! `needlefit form`: the questions on paper.

use super::{clinics, input, packs, stdio::print, today::Today};
use crate::{
    cli::{CommonArgs, FormArgs, Paper},
    files::{self, Existing, Readers, WriteError},
    form::{self, Form},
    text::{self, Language},
};

/// Prints the form, or writes it into a folder under a name of the program's; `before` is the language
/// that was named before the command.
///
/// # Errors
/// Where the pack or the clinic's file is no good, or it can't be written.
pub fn run(
    args: &FormArgs,
    before: Option<&'static Language>,
    common: &CommonArgs,
) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?;
    let lang = args.lang.or(before);
    let editions = packs::editions(common.pack.as_deref(), lang, today.date)?;
    let pack = packs::spoken(&editions, lang)?;
    let clinic = clinics::of(common, pack, today.date)?;
    let form = Form::of(pack, clinic.as_ref(), today.date);
    let (form, end) = match args.format {
        Paper::Text => (form::text::render(&form), "txt"),
        Paper::Html => (form::html::render(&form), "html"),
    };
    let Some(folder) = &args.out else {
        print(form)?;
        return Ok(true);
    };
    let path = folder.join(format!("{}-form.{}.{end}", pack.id, pack.language.tag()));
    let values = [("path", &*input::shown(&path))];
    // nobody has answered it yet, so whoever may read in that folder may read it
    match files::write(&path, form.as_bytes(), Existing::Refuse, Readers::Umask) {
        Err(WriteError::Exists(_)) => {
            anyhow::bail!(Language::english().fill(text::FORM_EXISTS, &values))
        }
        written => written?,
    };
    print(Language::english().fill(text::FORM_WRITTEN, &values) + "\n")?;
    Ok(true)
}
