//! The pages of the desk: the list, one screening, forms, and what a patient sees between them.

use jiff::Timestamp;
use ratatui::{Frame, style::Style};

use super::{COUNTDOWN, DeskApp, Looked, Shows, context, forms::Asks, tasks};
use crate::{
    desk::{
        LockSays, Stage,
        list::{How, Missing, Row, State},
    },
    pack::Level,
    records::body::{Decided, Decision, Role},
    sheet::{self, Reader},
    text::{self, Text},
    tui::{
        keymap::Context,
        page::Page,
        view::{MARGIN, WIDEST},
    },
};

/// How wide a reference is set in a list, in columns.
const REFERENCE: usize = 10;
/// How wide a verdict is.
const LEVEL: usize = 23;

impl DeskApp<'_> {
    /// Paints all of the screen.
    pub(super) fn paint(&mut self, frame: &mut Frame<'_>) {
        let of_screening = matches!(
            self.stage(),
            Stage::Told(_) | Stage::Answering(_) | Stage::Typing(_)
        );
        // whether somebody is there is asked over everything
        let is_away = matches!(self.stage(), Stage::Away(_));
        let over = self.screening.view.over.is_some() && !is_away;
        if self.unsaved.is_none() && self.note.is_none() && (of_screening || over) {
            return self.screening.paint(frame);
        }
        let Some(regions) = self.screening.lay_out(frame, WIDEST, false) else {
            return;
        };
        let page = self.page(regions.body.width.saturating_sub(MARGIN));
        let shown = self.screening.paint_page(frame, regions.body, &page);
        let around = (self.context(), text::HINT_ON);
        self.screening.paint_around(frame, &regions, &shown, around);
    }

    /// Where keys are pressed on a page of the desk.
    pub(super) fn context(&self) -> Context {
        if self.unsaved.is_some() || self.note.is_some() {
            return Context::DeskTurn;
        }
        context(self.stage(), self.form.is_some())
    }

    /// The page of the desk.
    pub(super) fn page(&self, width: u16) -> Page<usize> {
        let view = &self.screening.view;
        let theme = view.theme;
        let focus = match &self.form {
            Some((_, form)) => Some(form.focus()),
            None => view.focus,
        };
        let mut page = Page::new(theme, width, focus);
        if let Some(why) = &self.unsaved {
            let language = self.screening.interview.language();
            let says = |text| language.says(text);
            page.alert(says(text::UNSAVED_TITLE), 2);
            page.blank();
            page.text(&tasks::why(why, language), theme.text, 2);
            page.blank();
            page.text(says(text::UNSAVED_SAYS), theme.strong, 2);
            return page;
        }
        match self.stage() {
            Stage::Away(_) => self.away(&mut page),
            Stage::Turned(_) => {
                page.text(&self.says(text::TURN_TITLE), theme.strong, 2);
                page.blank();
                let language = self.spoken.unwrap_or_else(|| self.language());
                // staff may have begun it: whoever goes on is told what is kept
                for says in sheet::kept_at_desk(&self.fresh(language.tag())) {
                    page.text(&says, theme.text, 2);
                    page.blank();
                }
                page.text(language.says(text::TURN_SAYS), theme.accent, 2);
            }
            Stage::Locked(lock) => self.locked(&mut page, lock.says),
            _ if self.form.is_some() => {}
            _ if self.note.is_some() => {}
            Stage::Record(_) => self.record(&mut page),
            _ => self.home(&mut page),
        }
        if let Some((_, form)) = &self.form {
            page.choose();
            form.set(&mut page, |it| self.says(it), &theme);
        } else if let Some(note) = &self.note {
            for line in note {
                page.text(line, theme.text, 2);
            }
        }
        page
    }

    /// Whether somebody is still there, to the patient, in their language.
    fn away(&self, page: &mut Page<usize>) {
        let theme = self.screening.view.theme;
        let language = self.screening.interview.language();
        let left = COUNTDOWN.saturating_sub(self.touched.elapsed()).as_secs() + 1;
        page.text(language.says(text::AWAY_TITLE), theme.strong, 2);
        page.blank();
        let seconds = left.min(COUNTDOWN.as_secs()).to_string();
        let says = language.fill(text::AWAY_SAYS, &[("seconds", &seconds)]);
        page.text(&says, theme.text, 2);
    }

    fn locked(&self, page: &mut Page<usize>, says: LockSays) {
        let theme = self.screening.view.theme;
        let title = match says {
            LockSays::Desk => text::LOCK_TITLE,
            LockSays::GiveBack => text::LOCK_GIVE_BACK,
            LockSays::Stopped => text::LOCK_STOPPED,
            LockSays::Refused => text::LOCK_REFUSED,
            LockSays::WasAway => text::LOCK_WAS_AWAY,
            LockSays::Lost => text::LOCK_LOST,
        };
        if let Some(clinic) = self.clinic {
            page.text(&clinic.name, theme.quiet, 2);
            page.blank();
        }
        let language = self.spoken.unwrap_or_else(|| self.language());
        page.text(language.says(title), theme.strong, 2);
    }

    /// The screenings that are listed.
    fn home(&self, page: &mut Page<usize>) {
        let theme = self.screening.view.theme;
        let language = self.language();
        let today = self.today();
        let title = match &self.list.shows {
            Shows::Day(day) if *day == today => self.says(text::DESK_TODAY),
            Shows::Day(day) => language.day(*day),
            Shows::Reference(reference) => {
                language.fill(text::DESK_FOUND, &[("reference", reference)])
            }
            Shows::Due(day) => language.fill(text::DESK_DUE, &[("day", &language.day(*day))]),
        };
        let time = (self.clock)().strftime("%H:%M").to_string();
        let who = match self.desk.member() {
            Some(member) => language.fill(text::DESK_AT, &[("name", &member.name)]),
            None => self.says(text::DESK_AT_OPENER),
        };
        page.text(&format!("{title}   {time}"), theme.strong, 2);
        page.text(&who, theme.quiet, 2);
        if !self.list.filter.is_empty() {
            let says = language.fill(text::DESK_FILTERED, &[("filter", &self.list.filter)]);
            page.text(&says, theme.accent, 2);
        }
        page.blank();
        let shown = self.shown();
        if shown.is_empty() {
            let says = match &self.list.shows {
                Shows::Day(day) if *day == today => self.says(text::DESK_EMPTY),
                Shows::Reference(reference) => {
                    language.fill(text::DESK_NOT_FOUND, &[("reference", reference)])
                }
                _ => self.says(text::DESK_EMPTY_DAY),
            };
            page.text(&says, theme.text, 2);
        }
        for (nth, row) in shown.iter().enumerate() {
            page.styled_row("", &self.row(row), nth, self.style_of(row));
            if self.screening.view.focus == Some(nth) {
                page.text(&self.missing(row), theme.quiet, 5);
            }
        }
    }

    fn style_of(&self, row: &Row) -> Style {
        let theme = &self.screening.view.theme;
        row.level.map_or(theme.text, |level| theme.level(level))
    }

    /// A screening in a line: reference, time, verdict, state, label.
    fn row(&self, row: &Row) -> String {
        let zone = (self.clock)().time_zone().clone();
        let time = |it: Timestamp| it.to_zoned(zone.clone()).strftime("%H:%M").to_string();
        let time = row.changed.map(time).unwrap_or_default();
        let level = self.level(row);
        let label = row.label.as_deref().unwrap_or_default();
        let says = format!(
            "{:REFERENCE$} {time:5}  {level:LEVEL$}  {}  {label}",
            row.reference,
            self.state(row)
        );
        says.trim_end().to_owned()
    }

    /// What the verdict said, in a sign and a word.
    fn level(&self, row: &Row) -> String {
        let (language, signs) = (self.language(), self.screening.view.theme.signs);
        let Some(level) = row.level else {
            return signs.rule.to_owned();
        };
        let says = match (level, row.not_before) {
            (Level::NoConcern, _) => self.says(text::LIST_OK),
            (Level::Clinician, _) => self.says(text::LIST_ASK),
            (Level::NotSuitable, _) => self.says(text::LIST_STOP),
            (Level::Wait, None) => self.says(text::LIST_WAIT),
            (Level::Wait, Some(day)) => language.fill(
                text::LIST_WAIT_UNTIL,
                &[("day", &language.day_and_short_month(day))],
            ),
        };
        let sign = signs.level(level);
        // where there are letters alone, the sign is the word
        if says.starts_with(sign) {
            says
        } else {
            format!("{sign} {says}")
        }
    }

    fn state(&self, row: &Row) -> String {
        let says = match row.state {
            State::Draft(answered) => return self.language().count(text::STATE_DRAFT, answered),
            State::DeferredUntil(day) => {
                let day = self.language().day_and_short_month(day);
                return self.language().fill(text::STATE_DEFERRED, &[("day", &day)]);
            }
            State::ForTheClinician => text::STATE_CLINICIAN,
            State::Signed => text::STATE_SIGNED,
            State::Declined => text::STATE_DECLINED,
            State::Voided => text::STATE_VOIDED,
            State::Erased => text::STATE_ERASED,
            State::Damaged => text::STATE_DAMAGED,
        };
        self.says(says)
    }

    /// What decides, and what is missing, in a line.
    fn missing(&self, row: &Row) -> String {
        let language = self.language();
        let topics: Vec<&str> = row
            .topics
            .iter()
            .filter_map(|it| self.pack.question(it))
            .map(|it| it.short.as_str())
            .collect();
        let missing = self.in_words(row.missing(self.clinic));
        let missing = if missing.is_empty() {
            self.says(text::DESK_NOTHING_MISSING)
        } else {
            language.fill(text::DESK_MISSING, &[("what", &missing.join("; "))])
        };
        if topics.is_empty() {
            missing
        } else {
            format!("{}. {missing}", topics.join("; "))
        }
    }

    /// What is missing, in words.
    pub(super) fn in_words(&self, missing: impl IntoIterator<Item = Missing>) -> Vec<String> {
        let words = missing.into_iter().map(|it| match it {
            Missing::Answers => self.says(text::MISSING_ANSWERS),
            Missing::Decision => self.says(text::MISSING_DECISION),
            Missing::Consent(standing) => {
                let says = match standing.how {
                    How::Given | How::Missing => text::MISSING_CONSENT,
                    How::OldVersion => text::CONSENT_OLD,
                    How::Withdrawn => text::CONSENT_WITHDRAWN,
                    How::Refused => text::CONSENT_REFUSED,
                };
                self.language().fill(says, &[("text", &standing.text)])
            }
        });
        words.collect()
    }

    /// One screening, to staff.
    fn record(&self, page: &mut Page<usize>) {
        let theme = self.screening.view.theme;
        let Some(looked) = &self.opened else {
            page.text(&self.says(text::RECORD_NOT_SHOWN), theme.text, 2);
            return;
        };
        page.text(&self.row(&looked.row), self.style_of(&looked.row), 2);
        for line in self.record_lines(looked) {
            page.text(&line, theme.text, 2);
        }
        for says in &looked.says {
            page.alert(says, 2);
        }
        page.blank();
        let Some(interview) = &looked.interview else {
            return;
        };
        if interview.has_verdict() {
            let width = usize::from(self.screening.view.page_width()).saturating_sub(2);
            let sheet = sheet::text::render_within(interview, Reader::Clinician, width);
            for line in sheet.lines() {
                page.text(line.trim_end(), theme.text, 2);
            }
        } else {
            for question in interview.path().questions() {
                if interview.answers().get(question.number).is_some() {
                    let answer = sheet::answer_of(interview, question);
                    page.text(&format!("{}: {answer}", question.short), theme.text, 2);
                }
            }
        }
    }

    /// What the desk knows of a screening beside its answers.
    pub(super) fn record_lines(&self, looked: &Looked<'_>) -> Vec<String> {
        let language = self.language();
        let mut lines = vec![self.missing(&looked.row)];
        if let Some((nth, count)) = looked.of_course {
            let values = [("nth", &*nth.to_string()), ("count", &count.to_string())];
            lines.push(language.fill(text::RECORD_COURSE, &values));
        }
        if let Some((decision, holds)) = looked.record.decision() {
            let says = if holds {
                text::RECORD_DECIDED
            } else {
                text::RECORD_VOIDED
            };
            let zone = (self.clock)().time_zone().clone();
            let at = decision.at.to_zoned(zone);
            let day = format!("{} {}", language.day(at.date()), at.strftime("%H:%M"));
            let values = [
                ("name", &*decision.what.name),
                ("role", language.says(role(decision.what.role))),
                ("day", &day),
                ("what", &self.decided(&decision.what)),
            ];
            lines.push(language.fill(says, &values));
        }
        for standing in &looked.row.consents {
            let how = self.says(match standing.how {
                How::Given => text::CONSENT_IS_GIVEN,
                How::Missing => text::CONSENT_IS_MISSING,
                How::OldVersion => text::CONSENT_IS_OLD,
                How::Withdrawn => text::CONSENT_IS_WITHDRAWN,
                How::Refused => text::CONSENT_IS_REFUSED,
            });
            let values = [("text", &*standing.text), ("how", &how)];
            lines.push(language.fill(text::CONSENT_STANDS, &values));
        }
        lines
    }

    fn decided(&self, decision: &Decision) -> String {
        let language = self.language();
        match &decision.what {
            Decided::GoAhead => self.says(text::DECIDE_GO),
            Decided::DoNotTreat => self.says(text::DECIDE_NO),
            Decided::WaitUntil(day) => {
                language.fill(text::RECORD_WAIT_UNTIL, &[("day", &language.day(*day))])
            }
            Decided::GoAheadAlthough(reason) => {
                language.fill(text::RECORD_ALTHOUGH, &[("reason", reason)])
            }
        }
    }

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
            Err(why) => language.fill(text::DAY_END_NO_BACKUP, &[("why", &why.to_string())]),
        });
        self.note = Some(lines);
    }

    /// Whether the form on the screen asks a PIN.
    #[must_use]
    pub fn asks_pin(&self) -> bool {
        matches!(self.form, Some((Asks::Pin(_), _)))
    }
}

/// A role in words.
const fn role(role: Role) -> Text {
    match role {
        Role::Reception => text::ROLE_RECEPTION,
        Role::Clinician => text::ROLE_CLINICIAN,
    }
}
