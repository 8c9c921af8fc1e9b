//! `needlefit records stats`: counts in which nobody can be found.

use anyhow::bail;

use super::{bar::Bar, opening, say};
use crate::{
    clean,
    cli::records::{Counts, OpeningArgs, StatsArgs},
    commands::stdio::print,
    pack::Level,
    records::stats::{Count, Stats},
    text::Language,
};

/// The longest name of a topic that is shown, in characters.
const LONGEST_TOPIC: usize = 60;

/// Signs at the start of a field that a spreadsheet takes for a formula.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

/// Counts.
///
/// # Errors
/// Where the records can't be read.
pub(super) fn run(args: &StatsArgs, opening: &OpeningArgs) -> anyhow::Result<bool> {
    if args
        .since
        .zip(args.until)
        .is_some_and(|(since, until)| since > until)
    {
        bail!("--since is after --until: no day lies between them.");
    }
    let mut records = opening::open(opening)?.records;
    let mut bar = Bar::new("Counting");
    let stats = records.stats((args.since, args.until), |done, all| bar.at(done, all))?;
    drop(bar);
    let lines = lines(&stats);
    match args.format {
        Counts::Human => {
            let cells = lines.iter().map(|it| {
                let name = if it.group.is_empty() {
                    it.says.clone()
                } else {
                    format!("  {}", it.says)
                };
                [name, it.count.to_string()]
            });
            print(super::columns(&cells.collect::<Vec<_>>(), "  "))?;
            say("<5: fewer than five. -: left out, since it would give away a small group.");
        }
        Counts::Csv => print(csv(&lines))?,
    }
    Ok(true)
}

/// A number under its name.
struct Line {
    /// What it is a part of, as data has it; empty of a sum.
    group: &'static str,
    /// Its name, as data has it.
    name: String,
    /// Its name, for people.
    says: String,
    count: Count,
}

fn lines(stats: &Stats) -> Vec<Line> {
    let english = Language::english();
    let sum = |name: &str, says: &str, count| Line {
        group: "",
        name: name.to_owned(),
        says: says.to_owned(),
        count,
    };
    let mut lines = vec![sum("finished", "Finished", stats.finished)];
    lines.extend(stats.levels.iter().map(|(level, count)| Line {
        group: "level",
        name: data(*level),
        says: level.says(english).to_owned(),
        count: *count,
    }));
    if let Some(waits) = &stats.waits {
        lines.extend(waits.iter().map(|(topic, count)| {
            let topic = clean::clean(topic, LONGEST_TOPIC);
            Line {
                group: "wait",
                says: format!("waits for: {topic}"),
                name: topic,
                count: *count,
            }
        }));
    }
    if let Some((half, most)) = stats.minutes {
        for (name, says, minutes) in [
            ("p50", "minutes, of half at most", half),
            ("p90", "minutes, of nine in ten at most", most),
        ] {
            lines.push(Line {
                group: "minutes",
                name: name.to_owned(),
                says: says.to_owned(),
                count: Count::Known(minutes),
            });
        }
    }
    lines.push(sum("drafts", "Left as drafts", stats.drafts));
    lines
}

fn data(level: Level) -> String {
    let value = serde_json::to_value(level).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn csv(lines: &[Line]) -> String {
    let mut csv = String::from("group,name,count\r\n");
    for line in lines {
        let count = match line.count {
            Count::LeftOut => "left out".to_owned(),
            other => other.to_string(),
        };
        let fields = [line.group, line.name.as_str(), count.as_str()].map(field);
        csv += &fields.join(",");
        csv += "\r\n";
    }
    csv
}

/// A field of RFC 4180 that no spreadsheet takes for a formula.
fn field(text: &str) -> String {
    let text = if text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', '\n', '\r', '\'']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn no_field_is_a_formula_or_ends_too_early() {
        for (text, written) in [
            ("isotretinoin", "isotretinoin"),
            ("<5", "<5"),
            ("", ""),
            ("=1+1", "\"'=1+1\""),
            ("＝HYPERLINK(\"x\")", "\"'＝HYPERLINK(\"\"x\"\")\""),
            ("a,b", "\"a,b\""),
            ("-2", "\"'-2\""),
            ("@x", "\"'@x\""),
        ] {
            assert_eq!(field(text), written);
        }
    }
}
