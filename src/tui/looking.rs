//! Which picture is looked at, and turning to others.

use super::{
    app::App,
    screens::{self, ScreenPage},
    view::{Over, WITH_OUTLINE},
};
use crate::{
    interview::{Row, Stage},
    sheet::{Part, pictures::Picture},
    text,
};

impl<'p> App<'p> {
    /// The picture that belongs to what stands on the screen, if any does.
    pub(super) fn picture(&self) -> Option<Picture> {
        let pack = self.interview.pack();
        let here = Picture::here(&self.interview);
        match self.interview.stage() {
            Stage::Asking(_) => {
                // the row that has the focus, else the first that has one
                let focused = self.view.focus;
                let focused = focused.and_then(|it| Picture::of_row(&self.interview, it));
                focused.or_else(|| here.first().copied())
            }
            Stage::Summary if self.view.course => Picture::Frame(0).album(pack).first().copied(),
            Stage::Aftercare => here.last().copied().filter(|it| *it == Picture::Days),
            _ => here.first().copied(),
        }
    }

    /// The pictures that one can turn to, from the one that is looked at.
    pub(super) fn album(&self) -> Vec<Picture> {
        match &self.view.over {
            Some((Over::Picture(picture), ..)) => picture.beside(&self.interview),
            _ => Vec::new(),
        }
    }

    /// The picture of the option that has the focus, under its question, where all of
    /// it has room.
    pub(super) fn picture_beneath(&self, page: &mut ScreenPage<'p>) {
        let shown = self.view.focus;
        let shown = shown.and_then(|focus| Picture::of_row(&self.interview, focus));
        let free = usize::from(self.view.body.height).saturating_sub(page.height());
        if let (true, Some(shown)) = (self.window >= WITH_OUTLINE, shown) {
            let free = u16::try_from(free).unwrap_or(u16::MAX);
            screens::beneath(page, &self.interview, shown, (&self.view, free));
        }
    }

    /// What some pictures tell, for their sources.
    pub(super) fn parts_of(&self, pictures: &[Picture]) -> Vec<Part<'p>> {
        let pack = self.interview.pack();
        let mut parts = Vec::new();
        for picture in pictures {
            parts.push(Part::Subheading(picture.title(pack).to_owned()));
            parts.extend(picture.words(&self.interview));
        }
        parts
    }

    pub(super) fn open_picture(&mut self) {
        if let Some(picture) = self.picture() {
            self.view.open(Over::Picture(picture));
        } else if self.around.all_pictures {
            self.view.open(Over::Album);
            self.view.focus_on(0);
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

    /// To the picture of this number, from 1; false where there is none.
    pub(super) fn turn_to_picture(&mut self, number: usize) -> bool {
        let place = number.checked_sub(1);
        let picture = place.and_then(|place| self.album().get(place).copied());
        if let Some(picture) = picture {
            self.view.open(Over::Picture(picture));
        }
        picture.is_some()
    }

    /// The row at the question that says "this is mine" of the picture that is looked at.
    pub(super) fn row_of_mine(&self) -> Option<usize> {
        match &self.view.over {
            Some((Over::Picture(picture), ..)) => picture.row_of_mine(&self.interview),
            _ => None,
        }
    }

    /// Back to the question, with the row of the picture marked, or ticked where rows are ticked. That
    /// is no answer yet: Enter gives it there.
    pub(super) fn pick_mine(&mut self) {
        let Some(row) = self.row_of_mine() else {
            return;
        };
        self.view.close();
        self.view.focus_on(row);
        let is_box = self.interview.rows_here().get(row).is_some_and(Row::is_box);
        let says = if is_box {
            self.view.ticked.insert(row);
            text::MINE_TICKED
        } else {
            text::MINE_MARKED
        };
        self.say_first(says);
    }
}
