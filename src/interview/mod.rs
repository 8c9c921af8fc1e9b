//! The interview: the state machine, and what follows from the answers.
//!
//! [`Interview::step`] is a pure function from an interview and an event to the
//! interview after it. Both faces drive it, and neither adds a rule.

pub mod again;
mod answers;
pub mod clinic;
mod dates;
mod days;
mod guess;
mod known;
pub mod open;
pub mod path;
pub mod plan;
mod progress;
mod refusal;
pub mod report;
mod review;
pub mod rows;
pub mod screening;
mod screens;
pub mod spoken;
pub mod verdict;
pub mod waits;
pub mod what_if;

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use again::Earlier;
pub use answers::{Answer, Answers, Given, LONGEST_TEXT, passes, whole};
pub use dates::{PartialDate, how_to};
pub use days::{Days, Treatment};
pub use guess::Guess;
use open::AnsweredOn;
pub use progress::Progress;
pub use refusal::Refusal;
pub use review::{Fold, Review, ReviewRow};
pub use rows::Row;
use screening::Whose;
pub use screens::Screen;
use waits::DatedWait;

use crate::{
    clinic::Clinic,
    pack::{About, Kind, List, Pack, Question},
};

/// A pack, the answers so far, and the stage that it is at.
#[derive(Debug, Clone)]
pub struct Interview<'p> {
    pack: &'p Pack,
    today: Date,
    answers: Answers,
    stage: Stage<'p>,
    /// The numbers of the questions of tick lists that are asked by themselves.
    alone: BTreeSet<usize>,
    /// While an answer is edited from Review: what that has newly opened.
    editing: Option<Vec<Screen<'p>>>,
    /// None until it was asked.
    treatment: Option<Treatment>,
    ticks: BTreeSet<&'p str>,
    /// Where the end was reached from: back leads there.
    before_end: Stage<'p>,
    notice: Option<Notice>,
    /// Whether the words of the original stand under those of a translation.
    shows_original: bool,
    /// What it is kept under.
    whose: Whose,
    /// The clinic where it is asked, if that is known.
    clinic: Option<&'p Clinic>,
    /// The numbers of the questions that the clinic itself answered.
    by_clinic: BTreeSet<usize>,
    /// The screening that this one follows.
    follows: Option<Arc<Earlier>>,
    /// The dated waits that earlier answers began.
    waits: Vec<DatedWait>,
    /// Whether what is not asked again was looked at, and is still so.
    still_so: bool,
    /// The day from which the oldest of the answers are.
    answered_from: Date,
    /// Where it was put down on an earlier day: that day, and what was said then.
    answered_on: Option<AnsweredOn>,
}

/// Where an interview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage<'p> {
    /// What this is, before the first question.
    Welcome,
    /// This is asked.
    Asking(Screen<'p>),
    /// Every answer, to be looked at and changed.
    Review,
    /// The verdict, and what to expect.
    Summary,
    /// What to do before and after.
    Aftercare,
    /// What to take along.
    Finished,
}

/// What a person does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'e> {
    /// Begins with the first question.
    Start,
    /// Answers the question that is asked.
    Answer(Given<'e>),
    /// Ticks these questions of the list that is asked, by id; the rest as said.
    Tick(Vec<&'e str>, Rest),
    /// Says that nothing on the list applies.
    NoneOfThese,
    /// Says that what is not asked again is still so.
    StillSo,
    /// Says that it is not, and looks at every answer to change it.
    NotStillSo,
    /// Goes on with the answer as it is.
    Forward,
    /// Goes back.
    Back,
    /// Looks at every answer.
    Review,
    /// Changes the answer to this question, by id.
    Edit(&'e str),
    /// Changes the day of the treatment.
    EditDay,
    /// Says that the answers are right, or the date that was guessed.
    Confirm,
    /// Goes on: from the summary to the plan if that follows by itself, else to
    /// the end; from the plan to the end.
    Continue,
    /// Goes to the end, past the plan.
    Finish,
    /// Opens the plan where it does not follow by itself.
    OpenPlan,
    /// Says when the treatment is.
    Treatment(Treatment),
    /// Says on which day the treatment is, as typed.
    TreatmentTyped(&'e str),
    /// Ticks or unticks an item of the aftercare, by id.
    Done(&'e str),
}

/// What the unticked questions of a list mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// No to each; what was "not sure" stays so.
    No,
    /// The person is not sure about one: each is asked by itself.
    AskEach,
}

/// What the last step has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The answer opened this many more screens.
    Opened(usize),
    /// What was given is no answer.
    Refused(Refusal),
    /// A date was guessed: is it right? The same typed again says so, as does [`Event::Confirm`].
    Guessed(Guess),
    /// Nothing was chosen yet.
    ChooseFirst,
    /// This many questions are still open.
    StillOpen(usize),
}

impl<'p> Interview<'p> {
    /// A new interview, before its first question.
    #[must_use]
    pub fn new(pack: &'p Pack, today: Date) -> Self {
        Self {
            pack,
            today,
            answers: Answers::default(),
            stage: Stage::Welcome,
            alone: BTreeSet::new(),
            editing: None,
            treatment: None,
            ticks: BTreeSet::new(),
            before_end: Stage::Summary,
            notice: None,
            shows_original: false,
            whose: Whose::default(),
            clinic: None,
            by_clinic: BTreeSet::new(),
            follows: None,
            waits: Vec::new(),
            still_so: false,
            answered_from: today,
            answered_on: None,
        }
    }

    /// The same, with the day of the treatment known already.
    #[must_use]
    pub const fn for_treatment(mut self, treatment: Treatment) -> Self {
        self.treatment = Some(treatment);
        self
    }

    /// The same with these answers, as if they had been given.
    #[must_use]
    pub fn with_answers(mut self, answers: Answers) -> Self {
        self.answers = answers;
        self.heed_clinic();
        self
    }

    /// The interview after this event. An event that has no meaning at this
    /// stage changes nothing.
    #[must_use]
    pub fn step(mut self, event: &Event<'_>) -> Self {
        if let Some(Notice::Guessed(guess)) = self.notice.take()
            && guess.is_confirmed_by(event)
        {
            self.take_guess(guess.date);
            return self;
        }
        match (self.stage, event) {
            (Stage::Welcome, Event::Start) | (Stage::Review, Event::Back) => self.resume(),
            (Stage::Asking(screen), event) => self.asking(screen, event),
            (Stage::Review, Event::Edit(id)) => self.edit(id),
            (Stage::Review, Event::EditDay) => {
                self.editing = Some(Vec::new());
                self.stage = Stage::Asking(Screen::Day);
            }
            (Stage::Review, Event::Confirm) => self.confirm(),
            (Stage::Summary, Event::Continue) if self.verdict().plan_follows() => {
                self.stage = Stage::Aftercare;
            }
            (Stage::Summary | Stage::Finished, Event::OpenPlan) => self.stage = Stage::Aftercare,
            (Stage::Summary, Event::Back | Event::Review) => self.stage = Stage::Review,
            (Stage::Summary | Stage::Aftercare, Event::Continue | Event::Finish) => {
                self.before_end = self.stage;
                self.stage = Stage::Finished;
            }
            (Stage::Aftercare, Event::Back) => self.stage = Stage::Summary,
            (Stage::Finished, Event::Back) => self.stage = self.before_end,
            (Stage::Aftercare | Stage::Finished, Event::Treatment(treatment)) => {
                self.treat(*treatment);
            }
            (Stage::Aftercare | Stage::Finished, Event::TreatmentTyped(typed)) => {
                self.treat_typed(typed);
            }
            (Stage::Aftercare | Stage::Finished, Event::Done(item)) => self.done(item),
            _ => {}
        }
        self
    }

    fn asking(&mut self, screen: Screen<'p>, event: &Event<'_>) {
        match (screen, event) {
            (_, Event::Back) => self.back(screen),
            (_, Event::Review) => {
                self.editing = None;
                self.stage = Stage::Review;
            }
            (_, Event::Forward) => self.forward(screen),
            (Screen::Day, Event::Treatment(treatment)) => self.treat(*treatment),
            (Screen::Day, Event::TreatmentTyped(typed)) => self.treat_typed(typed),
            (Screen::Rest, Event::StillSo) => self.change(screen, Self::look_at_rest),
            (Screen::Rest, Event::NotStillSo) => {
                self.look_at_rest();
                self.editing = None;
                self.stage = Stage::Review;
            }
            (Screen::Question(question), Event::Answer(given)) => self.answer(question, given),
            (Screen::List(list), Event::Tick(ids, rest)) => self.tick(list, ids, *rest),
            (Screen::List(list), Event::NoneOfThese) => self.none_of(list),
            _ => {}
        }
    }

    fn answer(&mut self, question: &'p Question, given: &Given<'_>) {
        match Answer::accept(question, given, self.pack.language, self.today) {
            // what evaluate takes and gives to a clinician is asked here once more
            Ok(answer) if answer.has_passed(question, self.today) => {
                self.notice = Some(Notice::Refused(Refusal::HasPassed(self.today)));
            }
            Ok(answer) => match (self.guessed(question, given), &answer) {
                (Some(typed), Answer::Date(date)) => self.ask_whether(typed, *date),
                _ => self.change(Screen::Question(question), |interview| {
                    interview.answers.set(question, answer);
                }),
            },
            Err(refusal) => self.notice = Some(Notice::Refused(refusal)),
        }
    }

    fn tick(&mut self, list: &'p List, ids: &[&str], rest: Rest) {
        let members = self.members(list);
        let is_member = |id: &&str| members.iter().any(|question| question.id == *id);
        if let Some(stranger) = ids.iter().find(|id| !is_member(id)) {
            let refusal = Refusal::NoSuchOption((*stranger).to_owned(), None);
            self.notice = Some(Notice::Refused(refusal));
            return;
        }
        if ids.is_empty() && rest == Rest::No {
            self.notice = Some(Notice::ChooseFirst);
            return;
        }
        self.change(Screen::List(list), |interview| {
            for question in members {
                let ticked = ids.contains(&question.id.as_str());
                interview.mark(question, ticked, rest);
            }
        });
    }

    fn mark(&mut self, question: &Question, ticked: bool, rest: Rest) {
        let answer = self.answers.get(question.number);
        let not_sure = matches!(answer, Some(Answer::Unsure | Answer::Declined));
        match rest {
            _ if ticked => {
                self.alone.remove(&question.number);
                self.answers.set(question, Answer::yes());
            }
            // what was answered by itself before is kept
            Rest::AskEach => {
                if self.alone.insert(question.number) && !not_sure {
                    self.answers.clear(question);
                }
            }
            // an answer of its own is not lost to a list that is walked through
            Rest::No if not_sure => {}
            Rest::No => {
                self.alone.remove(&question.number);
                self.answers.set(question, Answer::no());
            }
        }
    }

    fn none_of(&mut self, list: &'p List) {
        let members = self.members(list);
        self.change(Screen::List(list), |interview| {
            for question in members {
                interview.alone.remove(&question.number);
                interview.answers.set(question, Answer::no());
            }
        });
    }

    fn forward(&mut self, screen: Screen<'p>) {
        if let Screen::Question(question) = screen
            && matches!(question.kind, Kind::Text)
            && self.answers.get(question.number).is_none()
        {
            self.answers.set(question, Answer::Text(String::new()));
        }
        if self.is_answered(screen) {
            self.go_on(screen);
        } else {
            self.notice = Some(Notice::ChooseFirst);
        }
    }

    /// Changes answers, says what that opened, and goes on.
    fn change(&mut self, screen: Screen<'p>, change: impl FnOnce(&mut Self)) {
        let before = self.certain_open();
        change(self);
        self.heed_clinic();
        let mut opened = self.certain_open();
        opened.retain(|screen| !before.contains(screen));
        if !opened.is_empty() {
            self.notice = Some(Notice::Opened(opened.len()));
        }
        if let Some(due) = &mut self.editing {
            due.extend(opened);
        }
        self.go_on(screen);
    }

    /// The next on the path; from an edit, what that opened and then Review.
    fn go_on(&mut self, from: Screen<'p>) {
        let next = if let Some(due) = self.editing.take() {
            let open = self.open_screens();
            let next = due.iter().find(|screen| open.contains(screen)).copied();
            self.editing = next.map(|_| due);
            next
        } else {
            let screens = self.screens();
            let here = screens.iter().position(|screen| *screen == from);
            here.and_then(|here| screens.get(here + 1)).copied()
        };
        self.stage = next.map_or(Stage::Review, Stage::Asking);
    }

    fn back(&mut self, screen: Screen<'p>) {
        if self.editing.take().is_some() {
            self.stage = Stage::Review;
            return;
        }
        let screens = self.screens();
        let here = screens.iter().position(|other| *other == screen);
        let previous = here
            .and_then(|here| here.checked_sub(1))
            .and_then(|before| screens.get(before));
        self.stage = previous.map_or(Stage::Welcome, |screen| Stage::Asking(*screen));
    }

    fn edit(&mut self, id: &str) {
        if let Some(question) = self.pack.question(id)
            && self.path().holds(question)
        {
            self.editing = Some(Vec::new());
            self.stage = Stage::Asking(Screen::Question(question));
        }
    }

    fn confirm(&mut self) {
        match self.screens_to_answer().len() {
            0 => self.stage = Stage::Summary,
            open => self.notice = Some(Notice::StillOpen(open)),
        }
    }

    /// To the first screen that is still open, else to the last.
    fn resume(&mut self) {
        let open = self.open_screens().first().copied();
        if let Some(screen) = open.or_else(|| self.screens().last().copied()) {
            self.stage = Stage::Asking(screen);
        }
    }

    fn treat_typed(&mut self, typed: &str) {
        match Treatment::typed(typed, self.pack.language, self.today) {
            Ok(treatment) if self.is_guess(typed, About::Future) => {
                let day = match treatment {
                    Treatment::On(day) => day,
                    Treatment::Today | Treatment::NotBooked => self.today,
                };
                self.ask_whether(typed, PartialDate::Day(day));
            }
            Ok(treatment) => self.treat(treatment),
            Err(refusal) => self.notice = Some(Notice::Refused(refusal)),
        }
    }

    /// Takes the day of the treatment. After Review it may ask what was not asked before: then that
    /// comes first, as after an edit.
    fn treat(&mut self, treatment: Treatment) {
        if let Stage::Asking(screen) = self.stage {
            self.change(screen, |interview| interview.set_treatment(treatment));
            return;
        }
        self.set_treatment(treatment);
        let open = self.screens_to_answer();
        if let Some(first) = open.first() {
            self.notice = Some(Notice::Opened(open.len()));
            self.stage = Stage::Asking(*first);
            self.editing = Some(open);
        }
    }

    /// Sets the day. What a tick list asks then and did not before is asked by itself: its ticks stay.
    fn set_treatment(&mut self, treatment: Treatment) {
        let answered = self
            .screens()
            .into_iter()
            .filter_map(|screen| match screen {
                Screen::List(list) if self.is_answered(screen) => Some(list),
                _ => None,
            });
        let answered: Vec<&List> = answered.collect();
        self.treatment = Some(treatment);
        let members = answered.into_iter().flat_map(|list| self.members(list));
        let open = members.filter(|it| self.answers.get(it.number).is_none());
        let open: Vec<usize> = open.map(|it| it.number).collect();
        self.alone.extend(open);
    }

    fn done(&mut self, item: &str) {
        if let Some(item) = self.pack.items().find(|known| known.id == item)
            && !self.ticks.remove(item.id.as_str())
        {
            self.ticks.insert(&item.id);
        }
    }
}
