//! `needlefit records list`: the screenings of a day, of a reference, or whose wait ends.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use serde::Serialize;

use super::{opening, say, shown};
use crate::{
    cli::{
        CommonArgs, Format,
        records::{ListArgs, OpeningArgs, State},
    },
    commands::{
        screening,
        stdio::print,
        today::{self, Today},
    },
    pack::Level,
    records::{Glance, Held, Record, import::short},
    text::Language,
    tui::theme::Theme,
};

/// What is between two columns.
const GAP: &str = "  ";

/// Lists screenings.
///
/// # Errors
/// Where the records can't be opened or read.
pub(super) fn run(
    args: &ListArgs,
    opening: &OpeningArgs,
    common: &CommonArgs,
) -> anyhow::Result<bool> {
    let today = Today::of(common.today)?.date;
    let mut records = opening::open(opening)?.records;
    let mut of_one_day = false;
    let held = if let Some(reference) = &args.reference {
        records.find(reference)?
    } else if let Some(day) = args.due {
        let due = records.due(day.unwrap_or(today))?;
        due.into_iter().map(Held::from).collect()
    } else if let Some(day) = args.booked {
        let day = day.unwrap_or_else(|| today.saturating_add(1.day()));
        records.booked(day)?.into_iter().map(Held::from).collect()
    } else {
        of_one_day = true;
        records.of_day(args.day.unwrap_or(today))?
    };
    let rows = held.iter().map(Row::of);
    let rows: Vec<Row> = rows
        .filter(|it| args.state.is_none_or(|state| it.state == state.into()))
        .collect();
    match args.format {
        Format::Json => {
            let mut lines = String::new();
            for row in &rows {
                lines += &serde_json::to_string(row)?;
                lines.push('\n');
            }
            print(lines)?;
        }
        Format::Human if rows.is_empty() => say("There is none."),
        Format::Human => print(table(&rows, of_one_day, &screening::theme(common, None)))?,
    }
    Ok(true)
}

/// A line of the list.
#[derive(Serialize)]
struct Row {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<Timestamp>,
    reference: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    state: Is,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    booked: Option<Date>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Is {
    Draft,
    Finished,
    Erased,
    Damaged,
}

impl From<State> for Is {
    fn from(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Finished => Self::Finished,
            State::Erased => Self::Erased,
        }
    }
}

impl Is {
    const fn says(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Finished => "finished",
            Self::Erased => "erased",
            Self::Damaged => "damaged",
        }
    }
}

impl Row {
    fn of(held: &Held) -> Self {
        let without = |id: uuid::Uuid, state| Self {
            id: id.to_string(),
            changed: None,
            reference: String::new(),
            label: None,
            state,
            level: None,
            not_before: None,
            booked: None,
        };
        match held {
            Held::Record(record) => Self::of_record(record),
            Held::Erased(id) => without(*id, Is::Erased),
            Held::Damaged(id) => without(*id, Is::Damaged),
        }
    }

    fn of_record(record: &Record) -> Self {
        let glance = record.glance();
        let booked = glance.as_ref().and_then(Glance::booked);
        let said = glance.and_then(|it| it.verdict).map(|it| it.said);
        Self {
            id: record.id.to_string(),
            changed: Some(record.changed),
            reference: shown(&record.named.reference),
            label: record.named.label.as_deref().map(shown),
            state: if said.is_some() {
                Is::Finished
            } else {
                Is::Draft
            },
            level: said.map(|it| it.level),
            not_before: said.and_then(|it| it.not_before),
            booked,
        }
    }
}

/// The lines under each other, each column as wide as it must be.
fn table(rows: &[Row], of_one_day: bool, theme: &Theme) -> String {
    let zone = today::here().time_zone().clone();
    let english = Language::english();
    let head = ["When", "Reference", "Label", "State", "Id", "Level"].map(str::to_owned);
    let mut lines = vec![head];
    for row in rows {
        let form = if of_one_day { "%H:%M" } else { "%F %H:%M" };
        let when =
            |it: Timestamp, zone: &TimeZone| it.to_zoned(zone.clone()).strftime(form).to_string();
        let level = row.level.map_or_else(String::new, |level| {
            let said = crate::interview::verdict::Said {
                level,
                not_before: row.not_before,
            };
            format!("{} {}", theme.signs.level(level), said.says(english))
        });
        let id = uuid::Uuid::parse_str(&row.id).map(short);
        lines.push([
            row.changed.map_or_else(String::new, |it| when(it, &zone)),
            row.reference.clone(),
            row.label.clone().unwrap_or_default(),
            row.state.says().to_owned(),
            id.unwrap_or_default(),
            level,
        ]);
    }
    super::columns(&lines, GAP)
}
