//! What of a screening can be written to a file at its end, whatever face asks.

use std::{io, path::PathBuf};

use super::{Reader, Wishes, calendar, html};
use crate::{
    interview::Interview,
    text::{self, Text},
};

/// What can be written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The sheet, as text.
    Sheet,
    /// The sheet, as a page for a browser (HTML).
    Page,
    /// The days that follow, for a calendar (iCalendar).
    Days,
    /// The screening, to be opened again (JSON).
    Screening,
}

impl Written {
    /// What can be written of a screening, in the order in which it is offered: days only where there
    /// are any.
    #[must_use]
    pub fn offered(interview: &Interview<'_>) -> Vec<Self> {
        let days = calendar::has_days(interview).then_some(Self::Days);
        let sheets = [Self::Sheet, Self::Page].into_iter().chain(days);
        sheets.chain([Self::Screening]).collect()
    }

    /// What it is offered as.
    #[must_use]
    pub const fn says(self) -> Text {
        match self {
            Self::Sheet => text::TAKE_SHEET,
            Self::Page => text::TAKE_PAGE,
            Self::Days => text::TAKE_DAYS,
            Self::Screening => text::TAKE_ANSWERS,
        }
    }

    /// The file that it is written to, unless somebody wants another.
    #[must_use]
    pub fn file(self, wishes: &Wishes) -> PathBuf {
        match self {
            Self::Sheet => wishes.file("txt"),
            Self::Page => wishes.file("html"),
            Self::Days => wishes.file("ics"),
            Self::Screening => wishes.file_of_screening(),
        }
    }

    /// What is written of a screening, as the file holds it.
    ///
    /// # Errors
    /// When it can't be written as JSON; it always can.
    pub fn bytes(self, wishes: &Wishes, interview: &Interview<'_>) -> io::Result<Vec<u8>> {
        let sheet = match self {
            Self::Sheet => super::text::render(interview),
            Self::Page => html::render(interview, Reader::Patient),
            Self::Days => {
                let days = calendar::render(interview, &wishes.id, (wishes.now)());
                days.unwrap_or_default()
            }
            Self::Screening => return wishes.screening(interview),
        };
        Ok(sheet.into_bytes())
    }
}
