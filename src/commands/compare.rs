//! `needlefit compare`: whose verdict changes from one pack to another.

use super::{
    input::{self, Unreadable},
    packs,
    stdio::print,
    today::Today,
};
use crate::{
    check::{self, budget::Budget, said},
    cli::{CommonArgs, CompareArgs},
    evaluate::{self, Compared},
    pack::Pack,
    text::{self, Language},
};

/// Says each change over all answers, and among those of a file.
///
/// # Errors
/// Where a file can't be read, or the packs are too large.
pub fn run(args: &CompareArgs, common: &CommonArgs) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?;
    let (old, new) = (packs::read(&args.old)?, packs::read(&args.new)?);
    today.say_doubts(&new);
    let mut says =
        match check::compare::over_all_answers(&old, &new, today.date, &Budget::default()) {
            Some(found) => said::compared(&found),
            None if args.answers.is_none() => {
                anyhow::bail!(Language::english().says(text::TOO_LARGE_TO_COMPARE))
            }
            None => Vec::new(),
        };
    if let Some(path) = &args.answers {
        // read line by line, so it may be as long as it likes
        let file = input::open(path)?;
        let compared = evaluate::compare(&old, &new, today.date, file)
            .map_err(|error| Unreadable::refused(path, &error))?;
        says.extend(in_file(&input::shown(path), [&old, &new], &compared));
    }
    says.push(String::new());
    print(says.join("\n"))?;
    Ok(true)
}

/// What changes in the verdicts on the answers of a file, the laxer first.
fn in_file(name: &str, packs: [&Pack; 2], compared: &Compared) -> Vec<String> {
    let (changed, sets) = (compared.changed, compared.sets);
    let mut lines = vec![format!("\n{name}: {changed} of {sets} verdicts change.")];
    for (change, (count, line)) in &compared.changes {
        let (about, says) = (change.place.says(packs), change.says());
        lines.push(format!(
            "  {about}: {says}; {count}, the first in line {line}"
        ));
    }
    if let (count @ 1.., Some(why)) = (compared.refused_now, &compared.why) {
        lines.push(format!("  Refused by the new pack alone: {count}. {why}"));
    }
    if let count @ 1.. = compared.refused {
        lines.push(format!("  Refused by the old pack: {count}"));
    }
    lines
}
