//! What the subcommands share: which screening is meant, how it is named, and what is said of it.

use std::io::Write as _;

use anyhow::bail;
use textwrap::core::display_width;
use uuid::Uuid;

use crate::{
    clean,
    cli::CommonArgs,
    commands::{clinics, packs, stdio::Output, today::Today},
    records::{Record, Records, Trouble, body::Named, import::short, retention::Keep as KeepFor},
    text::Language,
};

/// The longest reference, label or reason that is shown, in characters.
const LONGEST_SHOWN: usize = 200;

/// Says something to whoever runs it, beside the result. Nothing can be done where even that can't be
/// said.
pub(super) fn say(line: &str) {
    let _ = writeln!(Output::talk(), "{}", clean::clean(line, 2_000));
}

/// Says so where what was destroyed may still be found.
pub(super) fn say_left(records: &Records) {
    if let Some(warning) = records.left() {
        say(&warning.to_string());
    }
}

/// What was typed as a reason, cleaned.
pub(super) fn reason(typed: &str) -> anyhow::Result<String> {
    let reason = clean::clean(typed, LONGEST_SHOWN);
    if reason.is_empty() {
        bail!("A reason is needed, in a few words: it is what stands in the log afterwards.");
    }
    Ok(reason)
}

/// How long this clinic keeps its records, and in a sentence who says so.
pub(super) fn keep(common: &CommonArgs) -> anyhow::Result<(KeepFor, String)> {
    let today = Today::of(common.today)?;
    let editions = packs::editions(common.pack.as_deref(), None, today.date)?;
    let pack = packs::spoken(&editions, None)?;
    let own = KeepFor::default();
    let Some((file, clinic)) = clinics::named(common, pack, today.date)? else {
        let says = "No clinic.json was found: these years are the program's own, and no rule of your clinic. Name the file with --clinic.";
        return Ok((own, says.to_owned()));
    };
    let says = match (clinic.keep_years, clinic.keep_years_minor) {
        (Some(_), Some(_)) => format!("The years stand in {file}."),
        (Some(_), None) => format!(
            "The years are those of {file}. It has no keep_years_minor: {} is the program's own.",
            own.minors_until
        ),
        (None, Some(_)) => format!(
            "The age is that of {file}. It has no keep_years: {} are the program's own.",
            own.years
        ),
        (None, None) => format!(
            "{file} has no keep_years and no keep_years_minor: these years are the program's own, and no rule of your clinic."
        ),
    };
    let keep = KeepFor {
        years: clinic.keep_years.unwrap_or(own.years),
        minors_until: clinic.keep_years_minor.unwrap_or(own.minors_until),
    };
    Ok((keep, says))
}

/// The screening that was named: by the beginning of its id, else by its reference.
pub(super) fn which(records: &mut Records, typed: &str) -> anyhow::Result<Uuid> {
    let by_id = by_id(records, typed)?;
    if let Some(id) = by_id {
        return Ok(id);
    }
    let held = records.find(typed)?;
    match held.as_slice() {
        [] => Err(Trouble::NoSuch(shown(typed)).into()),
        [one] => Ok(one.id()),
        several => {
            let ids: Vec<String> = several.iter().map(|it| short(it.id())).collect();
            bail!(
                "There are {} screenings under {}. Name one by its id, the last one first: {}.",
                several.len(),
                shown(typed),
                ids.join(", ")
            )
        }
    }
}

/// The screening whose id begins so; none where there is none.
pub(super) fn by_id(records: &Records, typed: &str) -> anyhow::Result<Option<Uuid>> {
    let found = records.beginning(typed)?;
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        several => {
            let ids: Vec<String> = several.iter().map(|it| it.simple().to_string()).collect();
            bail!(
                "More than one id begins with {}: {}. Type more of it.",
                shown(typed),
                ids.join(", ")
            )
        }
    }
}

/// The screening whose id begins so.
pub(super) fn only_by_id(records: &Records, typed: &str) -> anyhow::Result<Uuid> {
    match by_id(records, typed)? {
        Some(id) => Ok(id),
        None => bail!(
            "There is no screening whose id begins with {}. Six letters of it or more: needlefit records list shows them.",
            shown(typed)
        ),
    }
}

pub(super) fn shown(text: &str) -> String {
    clean::clean(text, LONGEST_SHOWN)
}

/// Cells under each other, each column as wide as its widest cell.
pub(super) fn columns<const N: usize>(lines: &[[String; N]], gap: &str) -> String {
    let mut table = String::new();
    for line in lines {
        let mut row = String::new();
        for (at, cell) in line.iter().enumerate() {
            let widths = lines.iter().filter_map(|it| it.get(at));
            let widest = widths.map(|it| display_width(it)).max().unwrap_or_default();
            row += cell;
            row += &" ".repeat(widest.saturating_sub(display_width(cell)));
            row += gap;
        }
        table += row.trim_end();
        table.push('\n');
    }
    table
}

/// Under what a screening is found, in a few words.
pub(super) fn name(named: &Named) -> String {
    let reference = shown(&named.reference);
    match &named.label {
        Some(label) => format!("{reference} ({})", shown(label)),
        None => reference,
    }
}

/// Which screening it is, in a sentence without its end.
pub(super) fn about(record: &Record) -> String {
    let name = name(&record.named);
    let id = short(record.id);
    let english = Language::english();
    match record.glance() {
        Some(glance) => {
            let day = english.day(glance.today);
            let says = match glance.verdict {
                Some(told) => told.said.says(english),
                None if record.was_more_than_a_draft() => {
                    "without a verdict now, and more than a draft".to_owned()
                }
                None => "a draft".to_owned(),
            };
            format!("{name}, {id}, of {day}: {says}")
        }
        None => format!("{name}, {id}"),
    }
}
