//! What is typed into a field.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::{Input, InputRequest};

use super::{app::App, keymap::Context, terminal::keys::Pasted};
use crate::{clean, interview::LONGEST_TEXT, text};

/// What a key that is no letter does to a line that is typed.
pub(super) const fn edits(key: KeyCode) -> Option<InputRequest> {
    Some(match key {
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home => InputRequest::GoToStart,
        KeyCode::End => InputRequest::GoToEnd,
        _ => return None,
    })
}

impl App<'_> {
    /// Whether a key is text for a field here, which comes as often as it is typed.
    pub(super) fn is_typed(&self, key: KeyEvent) -> bool {
        self.is_typing() && matches!(key.code, KeyCode::Char(_)) && self.action(key).is_none()
    }

    /// Whether there is a field to type into.
    fn is_typing(&self) -> bool {
        matches!(
            self.context(),
            Context::Number | Context::Entry | Context::DateEntry | Context::Prompt
        )
    }

    /// A key that is no command: text, where one types.
    /// Whether it was.
    pub(super) fn write(&mut self, key: KeyEvent) -> bool {
        let context = self.context();
        let letter = matches!(key.code, KeyCode::Char(_));
        let typing = match context {
            // who types means the field, wherever the focus is
            Context::Number | Context::Entry | Context::DateEntry => {
                letter || self.view.focus == Some(0)
            }
            Context::Prompt => true,
            _ => false,
        };
        let plain = !key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let is_no_digit = |c| context == Context::Number && !text::plain_digit(c).is_ascii_digit();
        let strange = matches!(key.code, KeyCode::Char(c) if is_no_digit(c));
        if !typing || strange || (letter && !plain) {
            return false;
        }
        self.view.message = None;
        if context != Context::Prompt {
            self.view.focus_on(0);
        }
        if let KeyCode::Char(c) = key.code {
            self.insert(text::plain_digit(c));
            return true;
        }
        let request = edits(key.code);
        request.is_some_and(|it| {
            self.view.entry.handle(it);
            true
        })
    }

    /// Takes a part of a paste: it goes into a field, and answers nothing.
    pub(super) fn take_paste(&mut self, pasted: Pasted) {
        if self.hidden {
            return;
        }
        match pasted {
            _ if !self.is_typing() => {
                let paste = self.interview.language().says(text::A_PASTE);
                self.say_no_key(paste);
            }
            Pasted::Sign(sign) => {
                let key = KeyCode::Char(sign).into();
                if !self.write(key) {
                    self.say_idle(key);
                }
            }
            Pasted::MoreLines => self.say_first(text::FIRST_LINE_ALONE),
        }
    }

    /// Puts a character where the cursor is, if it fits there.
    fn insert(&mut self, c: char) {
        let language = self.interview.language();
        let cursor = self.view.entry.cursor();
        let typed = || self.view.entry.value().chars();
        let before: String = typed().take(cursor).collect();
        let Some(mut all) = clean::join(&before, c) else {
            return;
        };
        let cursor = all.chars().count();
        all.extend(typed().skip(self.view.entry.cursor()));
        if all.chars().count() > LONGEST_TEXT {
            let most = LONGEST_TEXT.to_string();
            self.view.message = Some(language.fill(text::FIELD_FULL, &[("most", &most)]));
            return;
        }
        self.view.entry = Input::new(all).with_cursor(cursor);
    }

    /// Takes away all that stands in the field.
    pub(super) fn clear(&mut self) {
        self.view.message = None;
        self.view.entry = Input::default();
        if self.context() != Context::Prompt {
            self.view.focus_on(0);
        }
    }
}
