//! A form: a few fields, each typed or chosen. Every question that the desk asks staff is one.
//!
//! Enter takes the form as it stands, so that what is filled in already costs no key. Up, Down and Tab
//! move between fields; Left and Right choose.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::{Input, InputRequest};
use zeroize::Zeroizing;

use crate::{
    clean,
    text::Text,
    tui::{page::Page, theme::Theme, typing::edits},
};

/// The longest text of a field, in characters.
const LONGEST: usize = 200;

/// A form.
pub struct Form {
    /// What it is for.
    pub title: String,
    /// What stands under its title.
    pub says: Vec<String>,
    fields: Vec<Field>,
    /// The field that has the focus.
    at: usize,
}

struct Field {
    label: Text,
    kind: Kind,
    /// What stands in it is a suggestion: what is typed takes its place.
    is_suggested: bool,
}

enum Kind {
    Typed(Input),
    /// Shown as dots.
    Secret(Zeroizing<String>),
    Chosen {
        options: Vec<String>,
        at: usize,
    },
}

/// What a key does to a line that is typed.
const fn request(key: KeyEvent) -> Option<InputRequest> {
    let is_plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL.union(KeyModifiers::ALT));
    match key.code {
        KeyCode::Char(letter) if is_plain => Some(InputRequest::InsertChar(letter)),
        KeyCode::F(8) => Some(InputRequest::DeleteLine),
        code => edits(code),
    }
}

impl Form {
    /// A form without fields.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            says: Vec::new(),
            fields: Vec::new(),
            at: 0,
        }
    }

    /// The same with a sentence under the title.
    #[must_use]
    pub fn saying(mut self, says: impl Into<String>) -> Self {
        self.says.push(says.into());
        self
    }

    /// The same with a field to type into, and what stands in it.
    #[must_use]
    pub fn typed(self, label: Text, typed: &str) -> Self {
        self.with(label, Kind::Typed(Input::new(typed.to_owned())))
    }

    /// The same with a field in which something stands that is typed over.
    #[must_use]
    pub fn suggested(self, label: Text, typed: &str) -> Self {
        let mut form = self.typed(label, typed);
        if let Some(field) = form.fields.last_mut() {
            field.is_suggested = true;
        }
        form
    }

    /// The same with a field whose letters nobody sees.
    #[must_use]
    pub fn secret(self, label: Text) -> Self {
        self.with(label, Kind::Secret(Zeroizing::default()))
    }

    /// The same with a choice, of which this one is made.
    #[must_use]
    pub fn chosen(self, label: Text, options: Vec<String>, at: usize) -> Self {
        self.with(label, Kind::Chosen { options, at })
    }

    fn with(mut self, label: Text, kind: Kind) -> Self {
        self.fields.push(Field {
            label,
            kind,
            is_suggested: false,
        });
        self
    }

    /// The same with the focus on this field.
    #[must_use]
    pub const fn at(mut self, at: usize) -> Self {
        self.at = at;
        self
    }

    /// What was typed into a field; nothing of a choice.
    #[must_use]
    pub fn text(&self, field: usize) -> &str {
        match self.fields.get(field).map(|it| &it.kind) {
            Some(Kind::Typed(input)) => input.value(),
            Some(Kind::Secret(typed)) => typed,
            _ => "",
        }
    }

    /// What was chosen in a field, by its place.
    #[must_use]
    pub fn choice(&self, field: usize) -> usize {
        match self.fields.get(field).map(|it| &it.kind) {
            Some(Kind::Chosen { at, .. }) => *at,
            _ => 0,
        }
    }

    /// Makes this choice in a field.
    pub fn choose(&mut self, field: usize, nth: usize) {
        if let Some(Kind::Chosen { options, at }) =
            self.fields.get_mut(field).map(|it| &mut it.kind)
            && nth < options.len()
        {
            *at = nth;
        }
    }

    /// Empties the fields whose letters nobody sees.
    pub fn forget(&mut self) {
        for field in &mut self.fields {
            if let Kind::Secret(typed) = &mut field.kind {
                *typed = Zeroizing::default();
            }
        }
    }

    /// Whether this key is text for the field that has the focus.
    #[must_use]
    pub fn types(&self, key: KeyEvent) -> bool {
        let is_text = matches!(
            key.code,
            KeyCode::Char(_) | KeyCode::Backspace | KeyCode::Delete
        ) && !key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let field = self.fields.get(self.at).map(|it| &it.kind);
        is_text && matches!(field, Some(Kind::Typed(_) | Kind::Secret(_)))
    }

    /// Moves to the next field, or to the one before.
    pub fn move_on(&mut self, on: bool) {
        let count = self.fields.len().max(1);
        let by = if on { 1 } else { count - 1 };
        self.at = (self.at + by) % count;
    }

    /// Moves to the last field, or to the first.
    pub const fn move_to_end(&mut self, last: bool) {
        self.at = if last {
            self.fields.len().saturating_sub(1)
        } else {
            0
        };
    }

    /// Handles a key of the field that has the focus; whether it is one.
    pub fn write(&mut self, key: KeyEvent) -> bool {
        let is_text = self.types(key);
        let Some(field) = self.fields.get_mut(self.at) else {
            return false;
        };
        let was_suggested = std::mem::take(&mut field.is_suggested);
        match &mut field.kind {
            Kind::Chosen { options, at } => match key.code {
                KeyCode::Right | KeyCode::Char(' ') => *at = (*at + 1) % options.len().max(1),
                KeyCode::Left => {
                    let count = options.len().max(1);
                    *at = (*at + count - 1) % count;
                }
                KeyCode::Char(digit) => {
                    let nth = digit.to_digit(10).and_then(|it| usize::try_from(it).ok());
                    let Some(nth) = nth
                        .and_then(|it| it.checked_sub(1))
                        .filter(|it| *it < options.len())
                    else {
                        return false;
                    };
                    *at = nth;
                }
                _ => return false,
            },
            Kind::Secret(typed) => match key.code {
                KeyCode::Char(letter) if is_text && typed.chars().count() < LONGEST => {
                    typed.push(letter);
                }
                KeyCode::Backspace => drop(typed.pop()),
                _ => return false,
            },
            Kind::Typed(input) => {
                if was_suggested && is_text {
                    input.reset();
                }
                let full = input.value().chars().count() >= LONGEST;
                if full && matches!(key.code, KeyCode::Char(_)) {
                    return false;
                }
                if let KeyCode::Char(letter) = key.code
                    && clean::harmful(&letter.to_string(), false).is_some()
                {
                    return false;
                }
                let Some(request) = request(key) else {
                    return false;
                };
                input.handle(request);
            }
        }
        true
    }

    /// Sets it on a page.
    pub fn set(&self, page: &mut Page<usize>, says: impl Fn(Text) -> String, theme: &Theme) {
        page.text(&self.title, theme.strong, 2);
        for line in &self.says {
            page.text(line, theme.text, 2);
        }
        for (nth, field) in self.fields.iter().enumerate() {
            page.blank();
            page.text(&says(field.label), theme.quiet, 2);
            match &field.kind {
                Kind::Typed(input) => page.field(input.value(), input.visual_cursor(), nth),
                Kind::Secret(typed) => {
                    let dots = theme.signs.dot.repeat(typed.chars().count());
                    page.field(&dots, typed.chars().count(), nth);
                }
                Kind::Chosen { options, at } => {
                    let chosen = options.get(*at).map_or("", String::as_str);
                    let says = if options.len() > 1 {
                        theme
                            .signs
                            .arrows(&format!("{chosen}   ({}/{} ←→)", at + 1, options.len()))
                    } else {
                        chosen.to_owned()
                    };
                    page.row("", &says, nth);
                }
            }
        }
    }

    /// The field that has the focus.
    #[must_use]
    pub const fn focus(&self) -> usize {
        self.at
    }
}
