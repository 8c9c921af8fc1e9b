//! What a screen shows and most keys do not change: the long pages that only tell, whether the glossary
//! explains a word of the page, and the bar. On the summary nearly every key scrolls.

use std::rc::Rc;

use super::{
    memo::{Memo, Watched},
    page::{Page, Setting},
    screens::{self, ScreenPage},
};
use crate::{interview::Interview, pack::Pack, text};

/// A page that is made of the interview alone: its maker is given nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// The verdict.
    Summary,
    /// What to expect of the treatment.
    Course,
    /// What to do before and after.
    Care,
}

/// The last of each, by all that it was made of; of an interview, by its changes.
#[derive(Debug, Default)]
pub(super) struct Told<'p> {
    page: Memo<(Tells, u64, Setting), Rc<ScreenPage<'p>>>,
    explains: Memo<(*const Pack, String), bool>,
    bar: Memo<(u64, usize), usize>,
}

impl<'p> Told<'p> {
    /// A page that tells, on an empty page.
    pub(super) fn page(
        &self,
        tells: Tells,
        interview: &Watched<Interview<'p>>,
        mut page: ScreenPage<'p>,
    ) -> Rc<ScreenPage<'p>> {
        let key = (tells, interview.changes(), page.setting());
        self.page.get(key, || {
            let make = match tells {
                Tells::Summary => screens::summary,
                Tells::Course => screens::course,
                Tells::Care => screens::care,
            };
            make(&mut page, interview);
            Rc::new(page)
        })
    }

    /// Whether a page has words that its pack explains. What stands under every question is no reason
    /// to say so under every question.
    pub(super) fn explains<A: Copy>(&self, pack: &Pack, page: &Page<A>) -> bool {
        let says = page.says();
        let key = (std::ptr::from_ref(pack), says.clone());
        self.explains.get(key, || {
            let always = pack.terms_in(pack.language.says(text::RATHER_TELL));
            let mut terms = pack.terms_in(&says).into_iter();
            terms.any(|term| always.iter().all(|it| it.id != term.id))
        })
    }

    /// How many of so many columns of the bar are done.
    pub(super) fn bar(&self, interview: &Watched<Interview<'_>>, columns: usize) -> usize {
        let done = || interview.progress_in(columns);
        self.bar.get((interview.changes(), columns), done)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use std::mem::discriminant;

    use jiff::{
        Timestamp,
        civil::{Date, date},
    };
    use proptest::{prelude::*, test_runner::RngSeed};
    use ratatui::{
        Terminal,
        backend::TestBackend,
        buffer::Buffer,
        crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    };

    use super::*;
    use crate::{
        demo::People,
        interview::Stage,
        pack::Editions,
        sheet::Wishes,
        tui::{
            App, Flow,
            terminal::Program,
            theme::{Theme, ThemeName},
        },
    };

    const TODAY: Date = date(2026, 11, 20);
    const WINDOWS: [(u16, u16); 4] = [(80, 24), (80, 12), (50, 30), (130, 40)];
    const KEYS: &str = "↑↓↓↓⇟⇞⇱⇲⇥⏎⏎⏎⎋⎋ ynud123cagsiplvwr?b←→";

    fn key(letter: char) -> KeyEvent {
        let code = match letter {
            '↑' => KeyCode::Up,
            '↓' => KeyCode::Down,
            '←' => KeyCode::Left,
            '→' => KeyCode::Right,
            '⇟' => KeyCode::PageDown,
            '⇞' => KeyCode::PageUp,
            '⇱' => KeyCode::Home,
            '⇲' => KeyCode::End,
            '⇥' => KeyCode::Tab,
            '⏎' => KeyCode::Enter,
            '⎋' => KeyCode::Esc,
            letter => KeyCode::Char(letter),
        };
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    fn wishes() -> Wishes {
        Wishes {
            save: None,
            print: false,
            file: None,
            is_same: false,
            name: "test".to_owned(),
            about: |_, _| None,
            printer: || None,
            id: "test".to_owned(),
            started: Timestamp::UNIX_EPOCH,
            now: || Timestamp::UNIX_EPOCH,
            kept: Vec::new,
        }
    }

    fn painted(app: &mut App<'_>, (columns, rows): (u16, u16)) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| app.draw(frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 48,
            rng_seed: RngSeed::Fixed(18),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn what_is_kept_is_what_would_be_made_anew(
            who in any::<prop::sample::Index>(),
            picks in prop::collection::vec((0..KEYS.chars().count(), any::<prop::sample::Index>(), 0..4), 1..60),
        ) {
            let editions = Editions::built_in();
            let pack = editions.original().unwrap();
            let people = People::of(pack, TODAY).fit;
            let at_summary = || who.get(&people).asked_all(pack, TODAY);
            let app = || {
                let theme = Theme::new(ThemeName::Dark, false);
                App::new(at_summary(), theme, wishes()).in_any_of(&editions)
            };
            let (mut keeps, mut forgets) = (app(), app());
            let mut window = WINDOWS[0];
            for (pick, size, now) in picks {
                // seldom, as windows are
                window = if now == 0 { *size.get(&WINDOWS) } else { window };
                let key = key(KEYS.chars().nth(pick).unwrap());
                forgets.told = Told::default();
                let (kept, made) = (keeps.press(key), forgets.press(key));
                prop_assert_eq!(discriminant(&kept), discriminant(&made));
                // nothing is written
                if matches!(keeps.interview.stage(), Stage::Finished) || matches!(kept, Flow::Done(_)) {
                    break;
                }
                forgets.told = Told::default();
                prop_assert_eq!(painted(&mut keeps, window), painted(&mut forgets, window));
            }
        }
    }
}
