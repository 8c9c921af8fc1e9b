//! The recovery key: shown once on the alternate screen, which is erased line by line, and typed back
//! before it counts. Nothing of it is ever on the main screen.

use std::{
    env,
    io::{self, IsTerminal as _},
};

use anyhow::bail;
use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    text::Line,
    widgets::{Paragraph, Wrap},
};
use zeroize::Zeroizing;

use super::say;
use crate::{
    color,
    printing::Printer,
    records::keys::{self, Opener},
    text::Language,
    tui::{
        self,
        terminal::{Flow, Program},
    },
};

/// More letters than a recovery key has, however it is typed.
const LONGEST: usize = 60;

/// A new recovery key once it was typed back: `Some(None)` where none is wanted, none where the person
/// left.
///
/// # Errors
/// Where there is no terminal to show it on, and nobody said that none is wanted.
#[expect(clippy::option_option, reason = "left, without one, with one")]
pub(super) fn new(not_wanted: bool) -> anyhow::Result<Option<Option<Opener>>> {
    if not_wanted {
        say(
            "There is no recovery key: once the passphrase is forgotten or the key file is lost, nobody reads these records again.",
        );
        return Ok(Some(None));
    }
    let dumb = color::is_dumb(env::var("TERM").ok().as_deref());
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() || dumb {
        bail!(
            "There is no terminal to show a recovery key on. Say so with --no-recovery-key: then nobody reads the records again once the passphrase is forgotten or the key file is lost."
        );
    }
    let screen = Shown {
        key: keys::new_recovery_key()?,
        printer: Printer::find(),
        typed: None,
        says: String::new(),
    };
    let key = tui::run(screen)?;
    if key.is_none() {
        say("The recovery key was not typed back. Nothing was changed.");
    }
    Ok(key.map(|it| Some(Opener::Recovery(it))))
}

/// The screen that shows it.
struct Shown {
    key: Zeroizing<String>,
    printer: Option<Printer>,
    /// What was typed of it, once it is no longer shown.
    typed: Option<Zeroizing<String>>,
    says: String,
}

impl Shown {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            "The recovery key of these records".to_owned(),
            String::new(),
        ];
        if let Some(typed) = &self.typed {
            lines.extend([
                "Type it from the paper. Small letters, spaces and hyphens do not matter."
                    .to_owned(),
                String::new(),
                format!("> {}", typed.as_str()),
                String::new(),
                "Enter: this is it.  Esc: show it again.".to_owned(),
            ]);
        } else {
            let print = self
                .printer
                .as_ref()
                .map_or_else(String::new, |it| format!("  p: print it on {}.", it.name()));
            lines.extend([
                format!("    {}", self.key.as_str()),
                String::new(),
                "It is shown this once. Write it on paper, and keep that where the money is kept: it opens the records when the passphrase is forgotten, and whoever has it reads everything.".to_owned(),
                String::new(),
                format!("Enter: it is written down.{print}  Esc: leave, and make nothing."),
            ]);
        }
        if !self.says.is_empty() {
            lines.extend([String::new(), self.says.clone()]);
        }
        lines
    }

    fn print(&mut self) {
        let Some(printer) = &self.printer else {
            return;
        };
        let page = format!(
            "The recovery key of the records of needlefit\n\n    {}\n\nIt opens the records when the passphrase is forgotten or the key file is lost.\nWhoever has it reads everything.\n",
            self.key.as_str()
        );
        self.says = match printer.print(&page) {
            Ok(()) => {
                "It was sent to the printer. Take the paper before somebody else does.".to_owned()
            }
            Err(why) => why.says(printer, Language::english()),
        };
    }
}

impl Program for Shown {
    type Output = Option<Zeroizing<String>>;

    fn draw(&mut self, frame: &mut Frame<'_>) {
        let lines: Vec<Line<'_>> = self.lines().into_iter().map(Line::from).collect();
        let text = Paragraph::new(lines).wrap(Wrap { trim: false });
        frame.render_widget(text, frame.area());
    }

    fn key(&mut self, key: KeyEvent) -> Flow<Self::Output> {
        self.says.clear();
        let Some(typed) = &mut self.typed else {
            match key.code {
                KeyCode::Enter => self.typed = Some(Zeroizing::new(String::with_capacity(LONGEST))),
                KeyCode::Esc => return Flow::Done(None),
                KeyCode::Char('p') => self.print(),
                _ => {}
            }
            return Flow::Changed;
        };
        match key.code {
            KeyCode::Enter if keys::is_recovery_key(&self.key, typed) => {
                return Flow::Done(Some(self.key.clone()));
            }
            KeyCode::Enter => {
                "That is another one. Look at the paper, or press Esc to see it again."
                    .clone_into(&mut self.says);
            }
            KeyCode::Esc => {
                self.typed = None;
                return Flow::Changed;
            }
            KeyCode::Backspace => drop(typed.pop()),
            KeyCode::Char(letter)
                if typed.len() < LONGEST
                    && (letter.is_ascii_graphic() || letter == ' ')
                    && !key.modifiers.contains(KeyModifiers::CONTROL) =>
            {
                typed.push(letter);
            }
            _ => {}
        }
        Flow::Continue
    }

    fn types(&self, key: KeyEvent) -> bool {
        self.typed.is_some() && matches!(key.code, KeyCode::Char(_) | KeyCode::Backspace)
    }

    fn last_words(&self) -> Option<String> {
        Some("Nothing was changed.".to_owned())
    }
}
