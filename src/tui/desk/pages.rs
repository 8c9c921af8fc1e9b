//! The pages of the desk: the list, one screening, forms, and what a patient sees between them.

use jiff::{Timestamp, Zoned, civil::Date};
use ratatui::{Frame, style::Style};
use textwrap::core::display_width;

use super::{COUNTDOWN, DeskApp, Looked, Shows, context, forms::Asks, tasks};
use crate::{
    desk::{
        LockSays, Stage,
        list::{How, Missing, Row, State},
    },
    pack::Level,
    records::body::{Decided, Decision, Role},
    sheet::{self, Reader},
    text::{self, Language, Text},
    tui::{
        keymap::Context,
        page::Page,
        view::{MARGIN, WIDEST},
    },
};

/// How wide a reference is set in a list, in columns.
const REFERENCE: usize = 10;
/// How wide a verdict is.
const LEVEL: usize = 24;
/// How wide the mark before a row is.
const ROW_MARK: usize = 3;
/// Where there is room for less of a label, it is set on the next line, whole.
const SHORTEST_LABEL: usize = 4;

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
                let language = self.spoken.unwrap_or_else(|| self.language());
                let says = language.says(text::TURN_SAYS).to_owned();
                // staff may have begun it: whoever goes on is told what is kept
                self.told_page(&mut page, text::TURN_TITLE, language, &says);
            }
            Stage::ReadOut(planned) => {
                let language = Language::of(&planned.language);
                let language = language.unwrap_or_else(|| self.language());
                self.told_page(
                    &mut page,
                    text::READ_OUT_TITLE,
                    language,
                    &self.says(text::READ_OUT_SAYS),
                );
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

    /// What is kept, in the language of a person, under a title for staff.
    fn told_page(&self, page: &mut Page<usize>, title: Text, language: &Language, then: &str) {
        let theme = self.screening.view.theme;
        page.text(&self.says(title), theme.strong, 2);
        page.blank();
        for says in sheet::kept_at_desk(&self.fresh(language.tag())) {
            page.text(&says, theme.text, 2);
            page.blank();
        }
        page.text(then, theme.accent, 2);
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
        if let Some(tried) = &self.tried {
            page.text(&tried.says, theme.quiet, 2);
        }
    }

    /// The screenings that are listed.
    fn home(&self, page: &mut Page<usize>) {
        let theme = self.screening.view.theme;
        let language = self.language();
        let today = self.today();
        let title = match &self.list.shows {
            Shows::Day(day) if *day == today => self.says(text::DESK_TODAY),
            Shows::Day(day) if *day > today => {
                language.fill(text::DESK_BOOKED, &[("day", &language.day(*day))])
            }
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
                Shows::Day(day) if *day > today => self.says(text::DESK_NOBODY_BOOKED),
                Shows::Reference(reference) => {
                    language.fill(text::DESK_NOT_FOUND, &[("reference", reference)])
                }
                _ => self.says(text::DESK_EMPTY_DAY),
            };
            page.text(&says, theme.text, 2);
        }
        for (nth, row) in shown.iter().enumerate() {
            page.styled_row("", &self.row(row), nth, self.style_of(row));
            if self.screening.view.focus == Some(nth)
                && let Some(says) = self.missing(row)
            {
                page.text(&says, theme.quiet, 5);
            }
        }
    }

    fn style_of(&self, row: &Row) -> Style {
        let theme = &self.screening.view.theme;
        row.level.map_or(theme.text, |level| theme.level(level))
    }

    /// A screening in a line: reference, time, verdict, state, label.
    fn row(&self, row: &Row) -> String {
        let changed = row.changed.map(|it| self.zoned(it));
        // of another day the line below says which
        let of_today = changed.filter(|it| it.date() == self.listed());
        let time = of_today.map(|it| it.strftime("%H:%M").to_string());
        let time = time.unwrap_or_default();
        let level = self.level(row);
        let says = format!(
            "{:REFERENCE$} {time:5}  {level:LEVEL$}  {}",
            row.reference,
            self.state(row)
        );
        let Some(label) = &row.label else {
            return says;
        };
        // a line for each, where there is room for something of the label
        let page = usize::from(self.screening.view.page_width()).saturating_sub(ROW_MARK);
        let room = page.saturating_sub(display_width(&says) + 2);
        if room < SHORTEST_LABEL || display_width(label) <= room {
            return format!("{says}  {label}");
        }
        let cut = self.screening.view.theme.signs.cut;
        let lines = textwrap::wrap(label, room.saturating_sub(display_width(cut)));
        let shown = lines.first().map_or("", AsRef::as_ref);
        format!("{says}  {shown}{cut}")
    }

    /// What the verdict said, in a sign and a word.
    pub(super) fn level(&self, row: &Row) -> String {
        let (language, signs) = (self.language(), self.screening.view.theme.signs);
        let Some(level) = row.level else {
            return if row.is_draft() {
                self.says(text::LIST_DRAFT)
            } else {
                signs.rule.to_owned()
            };
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

    pub(super) fn state(&self, row: &Row) -> String {
        let says = match row.state {
            State::Draft(answered) => return self.draft(row, answered),
            State::DeferredUntil(day) => {
                let day = self.language().day_and_short_month(day);
                return self.language().fill(text::STATE_DEFERRED, &[("day", &day)]);
            }
            State::ForTheClinician => text::STATE_CLINICIAN,
            State::Signed if row.consents_missing(self.clinic).next().is_some() => {
                text::STATE_SIGNED_BUT
            }
            State::Signed => text::STATE_SIGNED,
            State::Declined => text::STATE_DECLINED,
            State::Voided => text::STATE_VOIDED,
            State::Erased => text::STATE_ERASED,
            State::Damaged => text::STATE_DAMAGED,
        };
        self.says(says)
    }

    /// A moment as the clock at the desk shows it.
    fn zoned(&self, at: Timestamp) -> Zoned {
        at.to_zoned((self.clock)().time_zone().clone())
    }

    /// The day whose screenings are listed, or today.
    fn listed(&self) -> Date {
        match self.list.shows {
            Shows::Day(day) => day,
            Shows::Reference(_) | Shows::Due(_) => self.today(),
        }
    }

    /// How far a draft is, and since when somebody is at it.
    fn draft(&self, row: &Row, answered: usize) -> String {
        let language = self.language();
        let (Some(progress), Some(begun)) = (row.progress, row.begun) else {
            return language.count(text::STATE_DRAFT, answered);
        };
        let begun = self.zoned(begun);
        let since = if begun.date() == self.today() {
            begun.strftime("%H:%M").to_string()
        } else {
            language.day_and_short_month(begun.date())
        };
        let (here, total) = (progress.here.to_string(), progress.total.to_string());
        let values = [
            ("here", &*here),
            ("total", &total),
            ("more", if progress.more { "+" } else { "" }),
            ("since", &since),
        ];
        language.fill(text::STATE_DRAFT_AT, &values)
    }

    /// What decides, when the treatment is, and what is missing, in a line; none where there is nothing
    /// to be said.
    fn missing(&self, row: &Row) -> Option<String> {
        let language = self.language();
        let says = |text, day: Date| language.fill(text, &[("day", &language.day(day))]);
        let changed = row.changed.map(|it| self.zoned(it).date());
        let changed = changed.filter(|it| *it != self.listed());
        let changed = changed.map(|it| says(text::LIST_CHANGED, it));
        let booked = row.booked.map(|it| says(text::LIST_BOOKED, it));
        let topics: Vec<&str> = row
            .topics
            .iter()
            .filter_map(|it| self.pack.question(it))
            .map(|it| it.short.as_str())
            .collect();
        let missing = self.in_words(row.missing(self.clinic));
        let missing = if row.is_closed() {
            None
        } else if missing.is_empty() {
            Some(self.says(text::DESK_NOTHING_MISSING))
        } else {
            Some(language.fill(text::DESK_MISSING, &[("what", &missing.join("; "))]))
        };
        let topics = (!topics.is_empty()).then(|| format!("{}.", topics.join("; ")));
        let all = topics.into_iter().chain(changed).chain(booked);
        let all: Vec<String> = all.chain(missing).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// What is missing, in words.
    pub(super) fn in_words(&self, missing: impl IntoIterator<Item = Missing>) -> Vec<String> {
        let words = missing.into_iter().map(|it| match it {
            Missing::Answers => self.says(text::MISSING_ANSWERS),
            Missing::Check => self.says(text::MISSING_CHECK),
            Missing::Decision => self.says(text::MISSING_DECISION),
            Missing::Consent(standing) => {
                let says = match standing.how {
                    How::Given | How::Missing | How::Before => text::MISSING_CONSENT,
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
        let mut lines: Vec<String> = self.missing(&looked.row).into_iter().collect();
        let course = looked.course;
        if course.count > 1 {
            let (nth, count) = (course.nth.to_string(), course.count.to_string());
            let values = [("nth", &*nth), ("count", &count)];
            lines.push(language.fill(text::RECORD_COURSE, &values));
        }
        if let Some((day, next)) = course.went_ahead.zip(course.not_before) {
            let values = [("day", &*language.day(day)), ("next", &language.day(next))];
            lines.push(language.fill(text::RECORD_NEXT, &values));
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
            let signed = [("hash", &*decision.what.signed)];
            lines.push(language.fill(text::RECORD_SIGNED, &signed));
        }
        for standing in &looked.row.consents {
            let how = self.says(match standing.how {
                How::Given => text::CONSENT_IS_GIVEN,
                How::Missing => text::CONSENT_IS_MISSING,
                How::Before => text::CONSENT_IS_BEFORE,
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
