//! `needlefit records show`: the clinician's sheet of a screening, as it was on its day.

use anyhow::{anyhow, bail};

use super::{opening, say, shown, which};
use crate::{
    cli::{
        CommonArgs,
        records::{OpeningArgs, WhichArgs},
    },
    commands::{clinics, packs, stdio::print, today::Today},
    interview::open::{Told, Wrong as _},
    records::{
        body::{Says, Viewed},
        import::short,
    },
    sheet::{self, Reader},
    text::Language,
};

/// Prints the sheet.
///
/// # Errors
/// Where there is none, or the records or the pack can't be read.
pub(super) fn run(
    args: &WhichArgs,
    opening: &OpeningArgs,
    common: &CommonArgs,
) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?;
    let mut records = opening::open(opening)?.records;
    let id = which(&mut records, &args.which)?;
    let record = records.record(id)?;
    records.note(id, Says::Viewed(Viewed::Screening))?;
    let name = format!("The screening {}", short(id));
    let saved = record.saved().map_err(|why| anyhow!(why.says_of(&name)))?;
    let language = saved.language().and_then(Language::of);
    let editions = packs::editions(common.pack.as_deref(), language, today.date)?;
    let pack = packs::spoken(&editions, language)?;
    let clinic = clinics::of(common, pack, today.date)?;
    let opened = saved
        .open(clinic.as_ref(), pack, today.date)
        .map_err(|why| anyhow!(why.says_of(&name)))?;
    let is_of_today = saved.day() == today.date && opened.interview.has_verdict();
    let told = opened
        .told
        .iter()
        .filter(|it| matches!(it, Told::OtherVersion(..) | Told::OtherVerdict(..)));
    told.for_each(|it| say(&it.says(Language::english())));
    let interview = match opened.then {
        _ if is_of_today => opened.interview,
        Some(then) if then.has_verdict() => then,
        _ => bail!(
            "{} has no sheet: {} What was answered: needlefit records export {}",
            super::name(&record.named),
            if record.is_finished() {
                "questions have changed since, and are to be asked again."
            } else {
                "it is a draft, without a verdict."
            },
            short(id)
        ),
    };
    let mut says = vec![super::about(&record)];
    if let Some((decision, holds)) = record.decision() {
        let what = super::audit::decided(&decision.what.what);
        let by = shown(&decision.what.name);
        let voided = if holds {
            ""
        } else {
            ", which no longer counts: an answer was changed"
        };
        says.push(format!("{by}, {}: {what}{voided}", decision.at));
    }
    says.extend(record.consents.iter().map(|consent| {
        let given = if consent.what.given {
            "given"
        } else {
            "refused or withdrawn"
        };
        let (text, version) = (shown(&consent.what.text), shown(&consent.what.version));
        format!("Consent {text} {version}: {given}, {}", consent.at)
    }));
    let sheet = sheet::text::render_for(&interview, Reader::Clinician);
    print(format!("{}\n\n{sheet}", says.join("\n")))?;
    Ok(true)
}
