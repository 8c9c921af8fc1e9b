//! What is known of an interview as it stands, and the same interview in another language or under
//! another name.

use jiff::civil::Date;

use super::{
    Answers, Days, Interview, Notice, Stage, Treatment, open::AnsweredOn, path::Path,
    screening::Whose, verdict::Verdict,
};
use crate::{
    pack::{Editions, Original, Pack, PackError, Question},
    text::Language,
};

impl<'p> Interview<'p> {
    /// The pack that is asked.
    #[must_use]
    pub const fn pack(&self) -> &'p Pack {
        self.pack
    }

    /// The language in which it is asked.
    #[must_use]
    pub const fn language(&self) -> &'static Language {
        self.pack.language
    }

    /// The same interview in another language of its pack: what was answered stays answered. A
    /// pack that is no edition of the one asked changes nothing.
    #[must_use]
    pub fn asked_in(mut self, pack: &'p Pack) -> Self {
        if pack.sha256() == self.pack.sha256() {
            // it was asked in the other language
            self.notice = self.notice.filter(|it| !matches!(it, Notice::Guessed(_)));
            self.pack = pack;
            if let Stage::Asking(screen) = self.stage {
                self.stage = Stage::Asking(screen.asked_in(pack));
            }
            for due in self.editing.iter_mut().flatten() {
                *due = due.asked_in(pack);
            }
        }
        self
    }

    /// The same in the next language that its pack can be asked in.
    ///
    /// # Errors
    /// When that translation can't be read.
    pub fn in_next_language(self, editions: &'p Editions) -> Result<Self, PackError> {
        let next = editions.language_after(self.language());
        Ok(match editions.in_language(next)? {
            Some(pack) => self.asked_in(pack),
            None => self,
        })
    }

    /// What the pack was translated from, while people who may do so have not reviewed that.
    #[must_use]
    pub fn unreviewed(&self) -> Option<&'p Original> {
        let translated = self.pack.translation.as_ref()?;
        (!translated.reviewed).then_some(&translated.original)
    }

    /// The pack as it was written, where it is wanted that its words stand under those of a translation
    /// that nobody has reviewed.
    #[must_use]
    pub fn original_pack(&self) -> Option<&'p Pack> {
        let original = self.unreviewed().filter(|_| self.shows_original)?;
        original.pack().ok()
    }

    /// The same with the words of an original under those of a translation that nobody has reviewed,
    /// or without them again.
    #[must_use]
    pub const fn turning_original(mut self) -> Self {
        self.shows_original = !self.shows_original;
        self
    }

    /// The day on which it is asked.
    #[must_use]
    pub const fn today(&self) -> Date {
        self.today
    }

    /// The answers so far, also those off the path.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The stage that it is at.
    #[must_use]
    pub const fn stage(&self) -> Stage<'p> {
        self.stage
    }

    /// The same at its first screen, before the first question; no answer is lost.
    #[must_use]
    pub const fn at_welcome(mut self) -> Self {
        self.stage = Stage::Welcome;
        self
    }

    /// What the last step has to say.
    #[must_use]
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Whether an answer is being changed from Review.
    #[must_use]
    pub const fn is_editing(&self) -> bool {
        self.editing.is_some()
    }

    /// When the treatment is, once it was asked.
    #[must_use]
    pub const fn treatment(&self) -> Option<Treatment> {
        self.treatment
    }

    /// The day of the treatment, where there is one.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.treatment?.day(self.today)
    }

    /// The days that the answers are read on; until it is asked, as if the treatment were today.
    #[must_use]
    pub fn days(&self) -> Days {
        Days {
            today: self.today,
            treatment: self.treatment.unwrap_or_default(),
        }
    }

    /// What it is kept under.
    #[must_use]
    pub const fn whose(&self) -> &Whose {
        &self.whose
    }

    /// The same, kept under this.
    #[must_use]
    pub fn kept_as(mut self, whose: Whose) -> Self {
        self.whose = whose;
        self
    }

    /// The day from which the oldest of the answers are.
    #[must_use]
    pub const fn answered_from(&self) -> Date {
        self.answered_from
    }

    /// The day until which the answers hold: on it they hold no more.
    #[must_use]
    pub fn holds_until(&self) -> Date {
        self.pack.answers_hold_until(self.answered_from)
    }

    /// Whether the answers hold on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        day < self.holds_until()
    }

    /// Where it was put down on an earlier day: that day, and what was said then.
    #[must_use]
    pub const fn answered_on(&self) -> Option<AnsweredOn> {
        self.answered_on
    }

    /// Whether it has come to a verdict.
    #[must_use]
    pub const fn has_verdict(&self) -> bool {
        matches!(
            self.stage,
            Stage::Summary | Stage::Aftercare | Stage::Finished
        )
    }

    /// The ids of the items ticked on the lists.
    pub fn ticks(&self) -> impl Iterator<Item = &'p str> {
        self.ticks.iter().copied()
    }

    /// Whether a question of a tick list is asked by itself.
    #[must_use]
    pub fn is_asked_alone(&self, question: &Question) -> bool {
        self.alone.contains(&question.number)
    }

    /// Whether an item of the lists is ticked.
    #[must_use]
    pub fn is_done(&self, item: &str) -> bool {
        self.ticks.contains(item)
    }

    /// The path of these answers.
    #[must_use]
    pub fn path(&self) -> Path<'p, '_> {
        Path::new(self.pack, &self.answers, self.days())
    }

    /// The verdict on these answers, and on the [waits](super::waits) that earlier ones began.
    #[must_use]
    pub fn verdict(&self) -> Verdict<'p> {
        let mut verdict = Verdict::of(&self.path());
        self.add_waits(&mut verdict);
        verdict
    }
}
