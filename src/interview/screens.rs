//! What stands on the screens of an interview.

use super::{Interview, path::Path};
use crate::pack::{List, Pack, Question, Section};

/// What is asked at once. Two are the same when they ask the same, in whatever language.
#[derive(Debug, Clone, Copy)]
pub enum Screen<'p> {
    /// The day of the treatment.
    Day,
    /// One question.
    Question(&'p Question),
    /// A tick list.
    List(&'p List),
    /// What is not asked again: is it still so?
    Rest,
}

impl<'p> Screen<'p> {
    /// The question, where one is asked by itself.
    #[must_use]
    pub const fn question(self) -> Option<&'p Question> {
        match self {
            Self::Question(question) => Some(question),
            Self::Day | Self::List(_) | Self::Rest => None,
        }
    }

    /// The same in another language of its pack.
    #[must_use]
    pub fn asked_in(self, pack: &'p Pack) -> Self {
        match self {
            Self::Day => Self::Day,
            Self::Rest => Self::Rest,
            Self::Question(question) => {
                Self::Question(pack.counterpart(question).unwrap_or(question))
            }
            Self::List(list) => Self::List(pack.list(&list.id).unwrap_or(list)),
        }
    }
}

impl PartialEq for Screen<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Day, Self::Day) | (Self::Rest, Self::Rest) => true,
            (Self::Question(one), Self::Question(other)) => one.number == other.number,
            (Self::List(one), Self::List(other)) => one.id == other.id,
            _ => false,
        }
    }
}

impl Eq for Screen<'_> {}

impl<'p> Interview<'p> {
    /// The screens of the path in order: the day of the treatment first, the questions of a tick list
    /// together, and right after it those that are asked by themselves.
    #[must_use]
    pub fn screens(&self) -> Vec<Screen<'p>> {
        let path = self.path();
        self.screens_of(|it| path.holds(it), |it| self.is_asked_alone(it))
    }

    /// The same where these questions are asked, and these of them by themselves. What the clinic
    /// answers is not asked.
    pub(super) fn screens_of(
        &self,
        is_asked: impl Fn(&Question) -> bool,
        is_alone: impl Fn(&Question) -> bool,
    ) -> Vec<Screen<'p>> {
        let is_asked = |it: &Question| is_asked(it) && !self.is_by_clinic(it);
        if let Some(screens) = self.screens_again(is_asked) {
            return screens;
        }
        let mut screens = vec![Screen::Day];
        let mut alone = Vec::new();
        for question in self.pack.questions.iter().filter(|it| is_asked(it)) {
            let screen = question
                .list
                .as_deref()
                .map_or(Screen::Question(question), Screen::List);
            if screens.last() != Some(&screen) {
                screens.append(&mut alone);
                screens.push(screen);
            }
            if matches!(screen, Screen::List(_)) && is_alone(question) {
                alone.push(Screen::Question(question));
            }
        }
        screens.append(&mut alone);
        screens
    }

    /// The screens of the path that have not been answered.
    pub(super) fn open_screens(&self) -> Vec<Screen<'p>> {
        let mut screens = self.screens();
        self.retain_open(&mut screens);
        screens
    }

    /// Keeps those of these screens that have not been answered.
    pub(super) fn retain_open(&self, screens: &mut Vec<Screen<'p>>) {
        // once, since lists are many
        let path = self.path();
        screens.retain(|screen| match screen {
            Screen::List(list) => !self.is_list_answered(&path, list),
            other => !self.is_answered(*other),
        });
    }

    /// The questions of a tick list that are on the path, and that the clinic does not answer.
    #[must_use]
    pub fn members(&self, list: &List) -> Vec<&'p Question> {
        self.members_on(&self.path(), list).collect()
    }

    fn members_on<'a>(
        &'a self,
        path: &'a Path<'p, '_>,
        list: &'a List,
    ) -> impl Iterator<Item = &'p Question> + use<'a, 'p> {
        let questions = path.questions();
        questions.filter(|question| question.is_in(&list.id) && !self.is_by_clinic(question))
    }

    /// The heading that a screen stands under.
    #[must_use]
    pub fn section(&self, screen: Screen<'p>) -> Option<&'p Section> {
        let question = match screen {
            Screen::Day | Screen::Rest => None,
            Screen::Question(question) => Some(question),
            Screen::List(list) => self.members(list).first().copied(),
        };
        question.map(|it| &*it.section)
    }

    /// Whether a screen says whom to call when it gets too much.
    #[must_use]
    pub fn says_help(&self, screen: Screen<'_>) -> bool {
        match screen {
            Screen::Day | Screen::Rest => false,
            Screen::Question(question) => question.help,
            Screen::List(list) => self.members(list).iter().any(|it| it.help),
        }
    }

    /// Whether a screen has been answered. A list has, too, when the open ones
    /// of its questions are asked by themselves.
    #[must_use]
    pub fn is_answered(&self, screen: Screen<'_>) -> bool {
        match screen {
            Screen::Day => self.treatment.is_some(),
            Screen::Rest => self.still_so,
            Screen::Question(question) => self.stands(question),
            Screen::List(list) => self.is_list_answered(&self.path(), list),
        }
    }

    fn is_list_answered(&self, path: &Path<'p, '_>, list: &List) -> bool {
        self.members_on(path, list).all(|question| {
            self.alone.contains(&question.number) || self.answers.get(question.number).is_some()
        })
    }

    /// Whether an answer is there that still says something: a due date that has passed is asked again.
    fn stands(&self, question: &Question) -> bool {
        let answer = self.answers.get(question.number);
        answer.is_some_and(|it| !it.has_passed(question, self.today))
    }

    /// The questions on the path that must be answered and are not.
    #[must_use]
    pub fn open(&self) -> Vec<&'p Question> {
        let path = self.path();
        let questions = self.pack.questions.iter();
        questions
            .filter(|question| path.holds(question) && question.is_needed())
            .filter(|question| !self.stands(question))
            .collect()
    }

    /// The screens that must still be answered before the summary, that of the day included.
    #[must_use]
    pub fn screens_to_answer(&self) -> Vec<Screen<'p>> {
        let open = self.open();
        let is_alone = |it: &Question| self.alone.contains(&it.number);
        let mut screens = self.screens();
        screens.retain(|screen| match screen {
            Screen::Day => self.treatment.is_none(),
            Screen::Rest => !self.still_so,
            Screen::Question(question) => open.iter().any(|it| it.number == question.number),
            Screen::List(list) => open.iter().any(|it| it.is_in(&list.id) && !is_alone(it)),
        });
        screens
    }

    /// How many screens of the path have been answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.screens().len() - self.open_screens().len()
    }
}
