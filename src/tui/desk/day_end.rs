//! The end of a day at the desk: counts, what is left, what is to come, and a copy of the records.

use ratatui::crossterm::event::KeyEvent;

use super::{DeskApp, Shows, tasks};
use crate::{
    desk::list::{Row, State},
    text,
    tui::{keymap, terminal::Flow},
};

impl DeskApp<'_> {
    /// The end of a day: counts, what is left, a copy of the records, and what is to come.
    pub(super) fn end_day(&mut self) {
        self.list.filter.clear();
        self.list(Shows::Day(self.today()));
        let language = self.language();
        let mut lines = vec![self.says(text::DAY_END_TITLE), String::new()];
        let mut counts: Vec<(String, usize)> = Vec::new();
        for row in &self.list.rows {
            let says = match (row.level, row.state) {
                (_, State::Draft(_)) => continue,
                (Some(level), _) => level.says(language).to_owned(),
                (None, _) => self.state(row),
            };
            match counts.iter_mut().find(|(it, _)| *it == says) {
                Some((_, count)) => *count += 1,
                None => counts.push((says, 1)),
            }
        }
        for (what, count) in counts {
            let says = language.count(text::DAY_END_COUNT, count);
            lines.push(text::fill(&says, &[("what", &what)]));
        }
        let left: Vec<&str> = self
            .list
            .rows
            .iter()
            .filter(|it| it.is_draft())
            .map(|it| it.reference.as_str())
            .collect();
        lines.push(if left.is_empty() {
            self.says(text::DAY_END_NONE_LEFT)
        } else {
            language.fill(text::DAY_END_LEFT, &[("what", &left.join("; "))])
        });
        lines.extend(self.tomorrow());
        let due = self.records.due(self.today());
        let due: Vec<String> = due
            .unwrap_or_default()
            .into_iter()
            .map(|it| it.named.reference)
            .collect();
        lines.push(if due.is_empty() {
            self.says(text::DAY_END_NONE_DUE)
        } else {
            language.fill(text::DAY_END_DUE, &[("what", &due.join("; "))])
        });
        lines.push(match self.records.back_up_daily(&self.place) {
            Ok(_) => self.says(text::DAY_END_BACKUP),
            Err(why) => {
                let why = tasks::why(&why, language);
                language.fill(text::DAY_END_NO_BACKUP, &[("why", &why)])
            }
        });
        self.note = Some(lines);
        self.screening.view.new_page();
    }

    /// Makes the copy of the day and closes the desk. Where there can be none, that is said first; where it
    /// was said by the key before, the desk closes all the same.
    pub(super) fn close(&mut self, key: KeyEvent, was_told: bool) -> Flow<()> {
        let Err(why) = self.records.back_up_daily(&self.place) else {
            return Flow::Done(());
        };
        if was_told {
            return Flow::Done(());
        }
        let language = self.language();
        let why = tasks::why(&why, language);
        let says = language.fill(text::DAY_END_NO_BACKUP, &[("why", &why)]);
        let key = keymap::Key::Code(key.code).says(language);
        let how = language.fill(text::DAY_END_CLOSE, &[("key", &key)]);
        self.screening.view.message = Some(format!("{says} {how}"));
        self.no_copy = true;
        Flow::Continue
    }

    /// Who is booked for tomorrow, and what each needs until then.
    fn tomorrow(&mut self) -> Vec<String> {
        let Ok(day) = self.today().tomorrow() else {
            return Vec::new();
        };
        let booked = self.records.booked(day);
        let rows = booked.and_then(|it| it.iter().map(|it| self.row_of_record(it)).collect());
        let rows: Vec<Row> = match rows {
            Ok(rows) => rows,
            Err(why) => return vec![tasks::why(&why, self.language())],
        };
        if rows.is_empty() {
            return vec![self.says(text::DAY_END_NONE_BOOKED)];
        }
        let mut lines = vec![self.says(text::DAY_END_BOOKED)];
        lines.extend(rows.iter().map(|it| {
            let mut needs = self.in_words(it.missing(self.clinic));
            if needs.is_empty() {
                needs.push(self.state(it));
            }
            let whose = [Some(&it.reference), it.label.as_ref()];
            let whose: Vec<&str> = whose.into_iter().flatten().map(String::as_str).collect();
            let (whose, needs) = (whose.join(" "), needs.join("; "));
            format!("  {whose} {}: {needs}", self.level(it))
        }));
        lines
    }
}
