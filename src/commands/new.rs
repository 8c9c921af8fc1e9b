//! `needlefit new`: a sample pack to change, and the schema that explains it to an editor.
//!
//! The schema stands beside the pack since the project has no address that `"$schema"` could name:
//! `./schema.json` is right in any folder, and in `questions/`, so that the sample is written byte for
//! byte as it is committed. It says nothing about health that the shipped pack does not; its `why`
//! texts are for the author, as JSON has no comments.

use std::path::{Path, PathBuf};

use super::{input, stdio::print};
use crate::{
    cli::{CommonArgs, NewArgs},
    clinic,
    files::{self, Existing, Readers, WriteError},
    pack,
    text::{self, Language},
};

/// Named by the sample, so that editors explain it wherever it is written.
const SCHEMA: &str = "schema.json";

/// The same for the file of a clinic.
const SCHEMA_OF_CLINIC: &str = "clinic.schema.json";

/// Writes the sample where there is no file, and the schema beside it where there is none; of a clinic
/// where that was named.
///
/// # Errors
/// Where a file can't be written.
pub fn run(args: &NewArgs, common: &CommonArgs) -> anyhow::Result<bool> {
    let english = Language::english();
    if let Some(path) = &common.clinic {
        let steps = [
            english.says(text::NEW_CLINIC_EDIT),
            english.says(text::NEW_CLINIC_CHECK),
            english.says(text::NEW_CLINIC_USE),
        ];
        let schema = (SCHEMA_OF_CLINIC, clinic::schema());
        return sample(path, clinic::SAMPLE, text::NEW_CLINIC, schema, steps);
    }
    // clap holds that there is one
    let Some(path) = &args.file else {
        return Ok(false);
    };
    let steps = [
        english.says(text::NEW_EDIT),
        english.says(text::NEW_CHECK),
        english.says(text::NEW_TRY),
    ];
    let schema = (SCHEMA, pack::schema());
    sample(path, pack::SAMPLE, text::NEW_WRITTEN, schema, steps)
}

/// Writes a sample and its schema, and says that and what to do with it.
fn sample(
    path: &Path,
    sample: &str,
    says: text::Text,
    (schema, of_sample): (&str, String),
    steps: [&str; 3],
) -> anyhow::Result<bool> {
    let values = [("name", schema)];
    anyhow::ensure!(
        path.file_name().is_none_or(|name| name != schema),
        Language::english().fill(text::NEW_IS_SCHEMA, &values)
    );
    let shown = files::as_typed(path);
    match write(path, sample) {
        Err(WriteError::Exists(_)) => {
            anyhow::bail!(Language::english().fill(text::NEW_EXISTS, &[("path", &shown)]))
        }
        written => written?,
    };
    let mut lines = vec![Language::english().fill(says, &[("path", &shown)])];
    lines.extend(schema_beside(&path.with_file_name(schema), &of_sample)?);
    for step in steps {
        lines.push(text::fill(step, &[("path", &shown)]));
    }
    lines.push(String::new());
    print(lines.join("\n"))?;
    Ok(true)
}

/// Writes where there is no file, for everybody who may read in that folder: colleagues share packs.
fn write(path: &Path, text: &str) -> Result<PathBuf, WriteError> {
    files::write(path, text.as_bytes(), Existing::Refuse, Readers::Umask)
}

/// Says what became of the schema; nothing where the right one is there already.
fn schema_beside(path: &Path, schema: &str) -> anyhow::Result<Option<String>> {
    let says = match write(path, schema) {
        Ok(_) => Language::english().says(text::NEW_SCHEMA),
        Err(WriteError::Exists(_)) if is(path, schema) => return Ok(None),
        Err(WriteError::Exists(_)) => Language::english().says(text::NEW_SCHEMA_KEPT),
        Err(error) => return Err(error.into()),
    };
    Ok(Some(text::fill(says, &[("path", &files::as_typed(path))])))
}

fn is(path: &Path, wanted: &str) -> bool {
    input::read(path).is_ok_and(|bytes| bytes == wanted.as_bytes())
}
