//! The pictures of a screening: what each shows as plain values, and the same in
//! words, so that nobody needs to see them. What is skin is there as shapes too ([`drawing`]). How
//! they become dots or lines is for a face.

mod course;
mod days;
pub mod drawing;
mod scars;
mod why;
mod works;

pub use course::{Course, Span};
pub use days::{DayIs, Row, RowKind, Strip, kind_says};
pub use why::{Why, WhyRow};

use std::sync::Arc;

use drawing::Drawing;

use super::{Part, treatment_line, with_original};
use crate::{
    interview::{Answer, Interview, Row as Offered, Screen, Stage},
    pack::{
        OptionSet, Pack, Question, Source,
        pictures::{Captioned, Depicted, Scar, Shown, Step},
    },
    text::{self as words, Language},
};

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// A scar, by its place among those that the pack can draw.
    Scar(usize),
    /// A frame of how the treatment works, by its place.
    Frame(usize),
    /// The course on a line of time.
    Course,
    /// The days after the treatment.
    Days,
    /// What decides, and when a wait ends.
    Why,
}

/// A picture with all that it shows.
#[derive(Debug)]
pub enum Scene<'p> {
    /// A scar, from the front and cut.
    Scar(&'p Captioned<Scar>),
    /// A frame of how the treatment works.
    Frame(&'p Captioned<Step>),
    /// The course on a line of time.
    Course(Course<'p>),
    /// The days after the treatment.
    Days(Strip<'p>),
    /// What decides, and when a wait ends.
    Why(Why),
}

impl Picture {
    /// Every picture of a pack.
    #[must_use]
    pub fn all(pack: &Pack) -> Vec<Self> {
        let pictures = &pack.pictures;
        let scars = (0..drawn_scars(pack).count()).map(Self::Scar);
        let frames = (0..pictures.frames.len()).map(Self::Frame);
        let course = pictures.timeline.iter().map(|_| Self::Course);
        let days = pictures.days.iter().map(|_| Self::Days);
        let rest = frames.chain(course).chain(days).chain([Self::Why]);
        scars.chain(rest).collect()
    }

    /// Those that belong to what is asked or told now.
    #[must_use]
    pub fn here(interview: &Interview<'_>) -> Vec<Self> {
        let pack = interview.pack();
        match interview.stage() {
            Stage::Asking(Screen::Question(question)) => Self::at(question, pack).collect(),
            Stage::Asking(Screen::List(list)) => {
                let mut here = Vec::new();
                for picture in interview
                    .members(list)
                    .iter()
                    .flat_map(|it| Self::at(it, pack))
                {
                    if !here.contains(&picture) {
                        here.push(picture);
                    }
                }
                here
            }
            Stage::Summary => vec![Self::Why],
            Stage::Aftercare => {
                let mut here = Self::all(pack);
                here.retain(|it| matches!(it, Self::Frame(_) | Self::Course | Self::Days));
                here
            }
            _ => Vec::new(),
        }
    }

    /// Those of a question: of its options, and those that it names.
    fn at(question: &Question, pack: &Pack) -> impl Iterator<Item = Self> {
        let of_options = 0..question.options().len();
        let of_options = of_options.filter_map(|it| Self::of_option(pack, &question.id, it));
        let named = question
            .pictures
            .iter()
            .filter_map(|it| Self::named(it, pack));
        of_options.chain(named)
    }

    fn named(shown: &Shown, pack: &Pack) -> Option<Self> {
        match shown.is {
            Depicted::Scar(scar) => {
                let place = drawn_scars(pack).position(|(.., it)| it.shows == scar);
                place.map(Self::Scar)
            }
            Depicted::Frame(place) => Some(Self::Frame(place)),
        }
    }

    /// The row of what is asked now that says "this is mine" of this picture: its place, among
    /// [`rows_here`](Interview::rows_here).
    #[must_use]
    pub fn row_of_mine(self, interview: &Interview<'_>) -> Option<usize> {
        let pack = interview.pack();
        let rows = interview.rows_here();
        let meant = |question: &Question| {
            let named = question.pictures.iter();
            let mut named = named.filter(|it| Self::named(it, pack) == Some(self));
            named.find_map(|it| it.means)
        };
        match interview.stage() {
            Stage::Asking(Screen::Question(question)) => {
                let options = 0..question.options().len();
                let mut own =
                    options.filter(|it| Self::of_option(pack, &question.id, *it) == Some(self));
                own.next().or_else(|| meant(question))
            }
            Stage::Asking(Screen::List(_)) => rows.iter().position(|row| match row {
                // a tick is a yes
                Offered::Member(question) => meant(question) == Some(0),
                _ => false,
            }),
            _ => None,
        }
    }

    /// The row of what is asked now that this picture belongs to, as far as it shows what a row says.
    #[must_use]
    pub fn of_row(interview: &Interview<'_>, row: usize) -> Option<Self> {
        let pack = interview.pack();
        match (interview.stage(), interview.rows_here().get(row)?) {
            (Stage::Asking(_), Offered::Member(question)) => Self::at(question, pack).next(),
            (Stage::Asking(Screen::Question(_)), _) => {
                let here = Self::here(interview);
                here.into_iter()
                    .find(|it| it.row_of_mine(interview) == Some(row))
            }
            _ => None,
        }
    }

    /// Those that one can turn to from this one: those that belong to what is asked now, else those
    /// that belong together.
    #[must_use]
    pub fn beside(self, interview: &Interview<'_>) -> Vec<Self> {
        let here = match interview.stage() {
            Stage::Asking(_) => Self::here(interview),
            _ => Vec::new(),
        };
        if here.contains(&self) {
            here
        } else {
            self.album(interview.pack())
        }
    }

    /// Those that belong together with this one, in order: one turns from each to the next.
    #[must_use]
    pub fn album(self, pack: &Pack) -> Vec<Self> {
        let group = |picture: Self| match picture {
            Self::Scar(_) => 0,
            Self::Frame(_) | Self::Course => 1,
            Self::Days => 2,
            Self::Why => 3,
        };
        let mut album = Self::all(pack);
        album.retain(|other| group(*other) == group(self));
        album
    }

    /// Those of the scars that a person named.
    #[must_use]
    pub fn of_answers(interview: &Interview<'_>) -> Vec<Self> {
        let pack = interview.pack();
        let path = interview.path();
        let chosen = path.questions().flat_map(|question| {
            let answer = interview.answers().get(question.number);
            let options = 0..question.options().len();
            options.filter_map(move |place| match answer {
                Some(Answer::Chosen(set)) if set.meets(OptionSet::of(place)) => {
                    Self::of_option(pack, &question.id, place)
                }
                _ => None,
            })
        });
        chosen.collect()
    }

    /// The picture of an option of a question, if it has one.
    fn of_option(pack: &Pack, question: &str, option: usize) -> Option<Self> {
        let place =
            drawn_scars(pack).position(|(asked, place, _)| asked == question && place == option);
        place.map(Self::Scar)
    }

    /// Its heading; empty where the pack has no such picture.
    #[must_use]
    pub fn title(self, pack: &Pack) -> &str {
        let language = pack.language;
        let pictures = &pack.pictures;
        let title = match self {
            Self::Scar(place) => drawn_scars(pack)
                .nth(place)
                .map(|(.., it)| it.title.as_str()),
            Self::Frame(place) => pictures.frames.get(place).map(|it| it.title.as_str()),
            Self::Course => pictures.timeline.as_ref().map(|it| it.title.as_str()),
            Self::Days => pictures.days.as_ref().map(|it| it.title.as_str()),
            Self::Why => Some(language.says(words::PICTURE_WHY)),
        };
        title.unwrap_or_default()
    }

    /// What stands before the drawing and its words: what needs a doctor now, or speaks
    /// against what it shows.
    #[must_use]
    pub fn first<'p>(self, interview: &Interview<'p>) -> Vec<Part<'p>> {
        with_original(interview, |interview| self.first_alone(interview))
    }

    fn first_alone<'p>(self, interview: &Interview<'p>) -> Vec<Part<'p>> {
        let language = interview.language();
        let verdict = interview.verdict();
        let mut parts = match self {
            Self::Scar(_) => Vec::new(),
            // nothing has been decided yet
            Self::Frame(_) if matches!(interview.stage(), Stage::Asking(_)) => Vec::new(),
            Self::Why => Why::new(interview.pack(), &verdict, interview.today()).first(),
            _ if verdict.plan_follows() => Vec::new(),
            _ => vec![Part::Alert(
                language.says(words::ONLY_AFTER_CLINICIAN).to_owned(),
            )],
        };
        if matches!(self, Self::Course | Self::Days) {
            parts.extend(treatment_line(interview));
        }
        parts
    }

    /// The same as the drawing, in words.
    #[must_use]
    pub fn words<'p>(self, interview: &Interview<'p>) -> Vec<Part<'p>> {
        with_original(interview, |interview| {
            let scene = self.scene(interview);
            scene.map_or_else(Vec::new, |scene| scene.words(interview.language()))
        })
    }

    /// It, with what it shows in this screening; none where the pack has no such picture.
    #[must_use]
    pub fn scene<'p>(self, interview: &Interview<'p>) -> Option<Scene<'p>> {
        let (pack, language) = (interview.pack(), interview.language());
        let (start, today) = (interview.day(), interview.today());
        let pictures = &pack.pictures;
        Some(match self {
            Self::Scar(place) => Scene::Scar(drawn_scars(pack).nth(place)?.2),
            Self::Frame(place) => Scene::Frame(pictures.frames.get(place)?),
            Self::Course => Scene::Course(Course::new(
                pictures.timeline.as_ref()?,
                start,
                today,
                language,
            )),
            Self::Days => Scene::Days(Strip::new(
                pictures.days.as_ref()?,
                &pack.aftercare,
                start,
                today,
                language,
            )),
            Self::Why => Scene::Why(Why::new(pack, &interview.verdict(), today)),
        })
    }
}

impl<'p> Scene<'p> {
    /// Skin that it shows, seen from each side; none where it shows days.
    #[must_use]
    pub fn drawings(&self) -> Vec<Drawing> {
        match self {
            Self::Scar(scar) => scars::drawings(scar.shows),
            Self::Frame(frame) => vec![works::drawing(frame.shows)],
            Self::Course(_) | Self::Days(_) | Self::Why(_) => Vec::new(),
        }
    }

    /// The same as the drawing, in words.
    #[must_use]
    pub fn words(&self, language: &Language) -> Vec<Part<'p>> {
        match self {
            Self::Scar(scar) => {
                let mut parts = cited(&scar.says, &scar.sources);
                parts.push(Part::line(language.says(words::PICTURE_NOTE)));
                parts
            }
            Self::Frame(frame) => cited(&frame.says, &frame.sources),
            Self::Course(course) => course.words(),
            Self::Days(strip) => strip.words(),
            Self::Why(why) => why.words(),
        }
    }
}

/// Every scar that is drawn: the id of its question, the place of its option, and the picture.
fn drawn_scars(pack: &Pack) -> impl Iterator<Item = (&str, usize, &Captioned<Scar>)> {
    pack.questions.iter().flat_map(|question| {
        let options = question.options().iter().enumerate();
        options.filter_map(|(place, option)| {
            Some((question.id.as_str(), place, option.picture.as_ref()?))
        })
    })
}

fn cited<'p>(says: &[String], sources: &'p [Arc<Source>]) -> Vec<Part<'p>> {
    vec![Part::Says(says.join(" "), sources.iter().collect())]
}
