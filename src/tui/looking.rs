//! Which picture is looked at, and turning to others.

use super::{app::App, view::Over};
use crate::{
    interview::{Screen, Stage},
    sheet::pictures::Picture,
};

impl App<'_> {
    /// The picture that belongs to what stands on the screen, if any does.
    pub(super) fn picture(&self) -> Option<Picture> {
        let pack = self.interview.pack();
        let wanted = match self.interview.stage() {
            Stage::Asking(Screen::Question(number)) => {
                let question = pack.questions.get(number)?;
                let of = |option| Picture::of_option(pack, &question.id, option);
                // the option that has the focus, else the first that has one
                let focused = self.view.focus.and_then(of);
                return focused.or_else(|| (0..question.options().len()).find_map(of));
            }
            Stage::Summary if self.view.course => {
                let frame = Picture::Frame(0);
                return frame.album(pack).first().copied();
            }
            Stage::Summary => Picture::Why,
            Stage::Aftercare => Picture::Days,
            _ => return None,
        };
        Picture::all(pack).contains(&wanted).then_some(wanted)
    }

    /// The pictures that one can turn to, from the one that is looked at.
    pub(super) fn album(&self) -> Vec<Picture> {
        match &self.view.over {
            Some((Over::Picture(picture), ..)) => picture.album(self.interview.pack()),
            _ => Vec::new(),
        }
    }

    pub(super) fn open_picture(&mut self) {
        if let Some(picture) = self.picture() {
            self.view.open(Over::Picture(picture));
        }
    }

    /// To the next picture, or to the one before; at either end it stays.
    pub(super) fn turn_picture(&mut self, by: isize) {
        let Some((Over::Picture(picture), ..)) = &self.view.over else {
            return;
        };
        let place = self.album().iter().position(|other| other == picture);
        if let Some(next) = place.and_then(|place| place.checked_add_signed(by)) {
            self.turn_to_picture(next + 1);
        }
    }

    /// To the picture of this number, from 1.
    pub(super) fn turn_to_picture(&mut self, number: usize) {
        let place = number.checked_sub(1);
        if let Some(picture) = place.and_then(|place| self.album().get(place).copied()) {
            self.view.open(Over::Picture(picture));
        }
    }
}
