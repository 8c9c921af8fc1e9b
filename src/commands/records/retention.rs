//! `needlefit records retention`: what has been kept for long enough.

use anyhow::bail;

use super::{ask, bar::Bar, erase, keep, name, opening, say, say_left};
use crate::{
    cli::{
        CommonArgs,
        records::{OpeningArgs, RetentionArgs},
    },
    commands::{
        stdio::print,
        today::{self, Today},
    },
    records::{
        import::short,
        retention::{Over, Why},
    },
    text::Language,
};

/// Says what may go and, where that was asked for, erases it.
///
/// # Errors
/// Where the records can't be read or written.
pub(super) fn run(
    args: &RetentionArgs,
    opening: &OpeningArgs,
    common: &CommonArgs,
) -> anyhow::Result<bool> {
    if args.erase && common.today.is_some() {
        bail!("Records are erased by the clock alone. Leave --today or --erase out.");
    }
    let today = Today::of(common.today)?.date;
    let (keep, so_says) = keep(common)?;
    let opened = opening::open(opening)?;
    let mut records = opened.records;
    let mut bar = Bar::new("Looking");
    let looked = records.over(keep, today, |done, all| bar.at(done, all))?;
    drop(bar);
    for it in looked.goes() {
        print(format!(
            "{}  {}: {}\n",
            short(it.id),
            name(&it.named),
            says(it)
        ))?;
    }
    for it in looked.stays() {
        let why = it.held.as_deref().unwrap_or_default();
        print(format!(
            "{}  {}: stays, under a legal hold: {why}\n",
            short(it.id),
            name(&it.named)
        ))?;
    }
    say(&format!(
        "Kept for {} years after the last screening, of minors until they are {}, and drafts for 24 hours. {so_says}",
        keep.years, keep.minors_until
    ));
    let goes = looked.goes().count();
    if goes == 0 {
        say("Nothing has been kept for long enough.");
        if args.erase {
            // what was erased before may stand in copies still: that run was cut short
            let reached = records.erase_in_copies(&opened.place)?;
            if reached.iter().any(|it| matches!(it.erased, Ok(1..))) {
                return erase::copies(reached);
            }
        }
        return Ok(true);
    }
    if !args.erase {
        say(&format!(
            "{goes} may be erased: needlefit records retention --erase"
        ));
        return Ok(true);
    }
    let question = format!("Erase these {goes} for good?");
    if !ask::whether(&question, args.yes)? {
        return Ok(false);
    }
    let mut bar = Bar::new("Erasing");
    let cleared = records.clear(&looked, |done, all| bar.at(done, all));
    drop(bar);
    // what was erased by then is, whatever came after it
    let reached = records.erase_in_copies(&opened.place);
    let erased = cleared?;
    print(format!("{} were erased.\n", erased.len()))?;
    say_left(&records);
    if erased.len() < goes {
        let stay = goes - erased.len();
        say(&format!(
            "{stay} of these stay: something was done about them, or about the same person, since you were asked."
        ));
    }
    erase::copies(reached?)
}

fn says(over: &Over) -> String {
    let english = Language::english();
    match over.why {
        Why::Draft(since) => {
            let since = since.to_zoned(today::here().time_zone().clone());
            format!("a draft since {}", since.strftime("%F %H:%M"))
        }
        Why::Kept(last, until) => format!(
            "last screened on {}, kept until {}",
            english.day(last),
            english.day(until)
        ),
    }
}
