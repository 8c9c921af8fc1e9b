//! What is said where a key does nothing: which keys do something here.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    app::App,
    keymap::{Context, Key},
};
use crate::{interview::Row, text};

/// How many keys are named where one does nothing: a line's worth.
const MOST_KEYS: usize = 9;

impl App<'_> {
    /// Says that a key does nothing here, and which keys do something.
    pub(super) fn say_idle(&mut self, key: KeyEvent) {
        let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
        if !key.modifiers.intersects(held) {
            let key = Key::Code(key.code).says(self.interview.language());
            self.say_no_key(&key);
        }
    }

    /// The same of what was pressed or pasted, by its name.
    pub(super) fn say_no_key(&mut self, key: &str) {
        self.say_no_key_at(self.context(), key, self.keys_of_rows());
    }

    /// The same on a page where these keys of rows work, before those of the foot.
    pub(super) fn say_no_key_at(&mut self, context: Context, key: &str, of_rows: Vec<String>) {
        let language = self.interview.language();
        let hints = self.hints(context, false, text::HINT_ON);
        let shown = hints.others.into_iter().chain(hints.help);
        let of_foot = shown.map(|(_, key)| match key {
            Key::Code(KeyCode::Up) => "↑↓".to_owned(),
            key => key.says(language),
        });
        let mut keys = Vec::new();
        for key in of_rows.into_iter().chain(of_foot) {
            if keys.len() < MOST_KEYS && !keys.contains(&key) {
                keys.push(key);
            }
        }
        let keys = keys.join(" ");
        let says = language.fill(text::NO_SUCH_KEY, &[("key", key), ("keys", &keys)]);
        self.view.message = Some(self.view.theme.signs.arrows(&says));
    }

    /// The keys that take a row of the question by themselves.
    fn keys_of_rows(&self) -> Vec<String> {
        let language = self.interview.language();
        let of_question = matches!(self.context(), Context::Options | Context::List);
        let rows = self.interview.rows_here();
        let rows = rows.into_iter().filter(|_| of_question);
        let numbered = rows.clone().filter(Row::is_numbered).count();
        let digits = (numbered > 0).then(|| format!("1-{numbered}"));
        let letters = rows.filter_map(|row| row.letter(language));
        digits
            .into_iter()
            .chain(letters.map(str::to_owned))
            .collect()
    }
}
