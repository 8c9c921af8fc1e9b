//! The pictures of a pack, and what stands in them.

use std::{ops::Range as Bytes, sync::Arc};

use super::{
    file::{self, Name},
    resolver::{Resolver, not_found},
};
use crate::pack::{
    limits::{MOST_DAYS, MOST_SESSIONS},
    pictures::{Captioned, DayRow, Days, Depicted, Mark, Pictures, Scar, Shown, Step, Timeline},
    question::Question,
    references::Wait,
    values::Range,
};

impl Resolver<'_> {
    pub(super) fn pictures(&mut self, pictures: &file::Pictures) -> Pictures {
        Pictures {
            frames: pictures.frames.iter().map(|it| self.frame(it)).collect(),
            timeline: pictures.timeline.as_ref().map(|it| self.timeline(it)),
            days: pictures.days.as_ref().map(|it| self.days(it)),
        }
    }

    /// The drawing of a scar at an option.
    pub(super) fn scar(&mut self, scar: &file::ScarPicture) -> Captioned<Scar> {
        Captioned {
            shows: scar.shows,
            title: self.words(&scar.title),
            says: self.all_words(&scar.says),
            sources: self.cited(&scar.sources),
        }
    }

    /// Which pictures the questions show, once all of them are known.
    pub(super) fn shown(&mut self, pictures: &file::Pictures) {
        for (number, shown) in std::mem::take(&mut self.shown) {
            let Some(is) = self.depicted(&shown.of, pictures) else {
                continue;
            };
            let means = shown.means.as_ref();
            let means = means.and_then(|name| self.option_meant(number, name));
            if let Some(question) = self.questions.get_mut(number) {
                question.pictures.push(Shown { is, means });
            }
        }
    }

    /// The picture of a name, at an option or among the frames.
    fn depicted(&self, name: &Name, pictures: &file::Pictures) -> Option<Depicted> {
        let options = self.questions.iter().flat_map(Question::options);
        let scars = options.filter_map(|it| it.picture.as_ref());
        let scars = scars.map(|it| (name_of(it.shows), Depicted::Scar(it.shows)));
        let frames = pictures.frames.iter().enumerate();
        let frames = frames.map(|(place, it)| (it.id.value.clone(), Depicted::Frame(place)));
        let known: Vec<(String, Depicted)> = scars.chain(frames).collect();
        let found = known.iter().find(|(known, _)| *known == name.value);
        if found.is_none() {
            let known = known.iter().map(|(name, _)| name.as_str());
            self.fault(&name.span, not_found("picture", &name.value, known));
        }
        found.map(|(_, is)| *is)
    }

    /// The place of the option that a picture means.
    fn option_meant(&self, number: usize, name: &Name) -> Option<usize> {
        let question = self.questions.get(number)?;
        let place = question.option_ids().position(|id| id == name.value);
        if place.is_none() {
            let says = not_found("option", &name.value, question.option_ids());
            self.fault(&name.span, says);
        }
        place
    }

    fn frame(&mut self, frame: &file::Frame) -> Captioned<Step> {
        self.new_id("frame", &frame.id);
        Captioned {
            shows: frame.shows,
            title: self.words(&frame.title),
            says: self.all_words(&frame.says),
            sources: self.cited(&frame.sources),
        }
    }

    fn timeline(&mut self, line: &file::Timeline) -> Timeline {
        let Range { min, max } = line.sessions.value;
        if min == 0 || min > max || max > MOST_SESSIONS {
            self.fault(
                &line.sessions.span,
                format!("Sessions go from 1 to {MOST_SESSIONS}, the fewest first."),
            );
        }
        let gap = [&line.gap.from, &line.gap.to].map(|name| self.find_wait(name));
        let [least, most] = &gap;
        self.in_order(least, most, &line.gap.to.span);
        Timeline {
            title: self.words(&line.title),
            sessions: line.sessions.value,
            gap,
            marks: line.marks.iter().map(|it| self.mark(it)).collect(),
            says: self.all_words(&line.says),
            sources: self.cited(&line.sources),
        }
    }

    fn mark(&mut self, mark: &file::Mark) -> Mark {
        let from = self.find_wait(&mark.from);
        let to = self.after(Some(&from), mark.to.as_ref());
        Mark {
            id: self.new_id("mark", &mark.id),
            title: self.words(&mark.title),
            from,
            to,
            says: self.all_words(&mark.says),
            sources: self.cited(&mark.sources),
        }
    }

    fn days(&mut self, days: &file::Days) -> Days {
        let until = self.find_wait(&days.until);
        if until.length.longest_days() > MOST_DAYS {
            self.fault(
                &days.until.span,
                format!("At most {MOST_DAYS} days stand side by side."),
            );
        }
        Days {
            title: self.words(&days.title),
            until,
            rows: days.rows.iter().map(|it| self.day_row(it)).collect(),
        }
    }

    fn day_row(&mut self, row: &file::DayRow) -> DayRow {
        let from = row.from.as_ref().map(|name| self.find_wait(name));
        let to = self.after(from.as_ref(), row.to.as_ref());
        if let (Some(or_to), None) = (&row.or_to, &to) {
            self.fault(&or_to.span, "`or_to` needs `to`.");
        }
        let or_to = self.after(to.as_ref(), row.or_to.as_ref());
        DayRow {
            id: self.new_id("row", &row.id),
            kind: row.kind,
            title: self.words(&row.title),
            from,
            to,
            or_to,
            says: self.all_words(&row.says),
            sources: self.cited(&row.sources),
        }
    }

    /// The wait of a name, which is no shorter than the one before it.
    fn after(&self, before: Option<&Arc<Wait>>, name: Option<&Name>) -> Option<Arc<Wait>> {
        let wait = self.find_wait(name?);
        if let Some(before) = before {
            self.in_order(before, &wait, &name?.span);
        }
        Some(wait)
    }

    fn in_order(&self, first: &Wait, last: &Wait, span: &Bytes<usize>) {
        if last.length.longest_days() < first.length.longest_days() {
            self.fault(span, "This ends before it begins.");
        }
    }
}

/// A scar by its name in the pack.
fn name_of(scar: Scar) -> String {
    let name = serde_json::to_value(scar).ok();
    let name = name.as_ref().and_then(|name| name.as_str());
    name.unwrap_or_default().to_owned()
}
