//! The pictures of a screening: what each shows as plain values, and the same in
//! words, so that nobody needs to see them. How they are drawn is for a face.

mod course;
mod days;
mod why;

pub use course::{Course, Span};
pub use days::{DayIs, Row, RowKind, Strip, kind_says};
pub use why::{Why, WhyRow};

use std::sync::Arc;

use super::{Part, treatment_line, with_original};
use crate::{
    interview::{Interview, Screen, Stage},
    pack::{
        Pack, Question, Source,
        pictures::{Captioned, Scar, Step},
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
    /// A scar, cut from the side.
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
        let scars = (0..scars(pack).count()).map(Self::Scar);
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
        let of_question = |question: &Question| {
            let options = 0..question.options().len();
            let pictures = options.filter_map(|it| Self::of_option(pack, &question.id, it));
            pictures.collect()
        };
        match interview.stage() {
            Stage::Asking(Screen::Question(question)) => of_question(question),
            Stage::Summary => vec![Self::Why],
            Stage::Aftercare => {
                let mut here = Self::all(pack);
                here.retain(|it| matches!(it, Self::Frame(_) | Self::Course | Self::Days));
                here
            }
            _ => Vec::new(),
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

    /// The picture of an option of a question, if it has one.
    #[must_use]
    pub fn of_option(pack: &Pack, question: &str, option: usize) -> Option<Self> {
        let place = scars(pack).position(|(asked, place, _)| asked == question && place == option);
        place.map(Self::Scar)
    }

    /// Its heading; empty where the pack has no such picture.
    #[must_use]
    pub fn title(self, pack: &Pack) -> &str {
        let language = pack.language;
        let pictures = &pack.pictures;
        let title = match self {
            Self::Scar(place) => scars(pack).nth(place).map(|(.., it)| it.title.as_str()),
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
            Self::Scar(place) => Scene::Scar(scars(pack).nth(place)?.2),
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
fn scars(pack: &Pack) -> impl Iterator<Item = (&str, usize, &Captioned<Scar>)> {
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
