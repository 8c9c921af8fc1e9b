//! What stands on each screen, as a page of rows.

mod asking;
mod picturing;
mod telling;
mod what_if;

use crate::{
    interview::Row,
    interview::screening::AnsweredBy,
    pack::{Item, Question, Section},
    sheet::{Written, pictures::Picture},
    tui::page::Page,
};

pub use asking::asking;
pub use picturing::{album, beneath, picture};
pub use telling::{
    care, code, course, finished, glossary, help, keeping, leaving, paper, replacing, review,
    signs, sources, summary, welcome,
};
pub use what_if::{OtherAnswers, other_answers, what_if, what_if_how};

pub type ScreenPage<'p> = Page<Act<'p>>;

/// What a row of the screening does when it is taken.
#[derive(Debug, Clone, Copy)]
pub enum Act<'p> {
    /// What a row of a question does.
    Answer(Row<'p>),
    /// Changes the answer to this question.
    Edit(&'p Question),
    /// Shows the answers of a section in Review that are still to come, or else "no"; or hides them.
    Unfold(&'p Section, bool),
    /// Gives this question its next answer, in a what-if.
    Turn(&'p Question),
    /// Changes the day of the treatment.
    EditDay,
    /// Says that the answers are right.
    Confirm,
    /// Ticks this item of the aftercare, or takes the tick away.
    Done(&'p Item),
    /// Asks where to write this.
    Write(Written),
    /// Prints the sheet once the screen has closed, or not.
    Print,
    /// Asks whether to print the sheet on the printer of the system.
    Paper,
    /// Leaves.
    Leave,
    /// Keeps the screening for later, and leaves.
    Keep,
    /// Says who answered.
    AnsweredBy(AnsweredBy),
    /// Says yes or no to what lies over the screen.
    Decide(bool),
    /// Opens this picture.
    Show(Picture),
}
