//! Whether colours are used: asked by the screen, by `check` and by `evaluate`.

use std::env;

use clap::ValueEnum;

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that has them, if nobody said no.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What of the surroundings decides about colours.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// `NO_COLOR`.
    pub no_color: Option<String>,
    /// `CLICOLOR_FORCE`.
    pub force: Option<String>,
    /// `CLICOLOR`.
    pub clicolor: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORFGBG`: the numbers of the terminal's text and ground, the ground last.
    pub colorfgbg: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// Whether the output is a terminal.
    pub is_terminal: bool,
}

impl Surroundings {
    /// What they are now.
    #[must_use]
    pub fn now(is_terminal: bool) -> Self {
        let read = |name| env::var(name).ok();
        Self {
            no_color: read("NO_COLOR"),
            force: read("CLICOLOR_FORCE"),
            clicolor: read("CLICOLOR"),
            term: read("TERM"),
            colorfgbg: read("COLORFGBG"),
            colorterm: read("COLORTERM"),
            is_terminal,
        }
    }

    /// Whether colours are used: what was asked for, then `NO_COLOR`, then
    /// `CLICOLOR_FORCE`, `CLICOLOR`, a dumb terminal, no terminal.
    #[must_use]
    pub fn allow_color(&self, choice: ColorChoice) -> bool {
        let set = |value: &Option<String>| value.as_ref().is_some_and(|it| !it.is_empty());
        let is = |value: &Option<String>, word: &str| value.as_deref() == Some(word);
        match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if set(&self.no_color) => false,
            ColorChoice::Auto if set(&self.force) && !is(&self.force, "0") => true,
            ColorChoice::Auto => {
                !is(&self.clicolor, "0") && !is_dumb(self.term.as_deref()) && self.is_terminal
            }
        }
    }
}

/// Whether a terminal of this name (`TERM`) can do nothing but lines.
#[must_use]
pub fn is_dumb(term: Option<&str>) -> bool {
    matches!(term, None | Some("" | "dumb" | "unknown"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_decided_in_this_order() {
        use ColorChoice::{Always, Auto, Never};
        let some = |text: &str| Some(text.to_owned());
        let tty = Surroundings {
            is_terminal: true,
            term: some("xterm"),
            ..Surroundings::default()
        };
        let cases = [
            (tty.clone(), Auto, true),
            (Surroundings::default(), Auto, false),
            (tty.clone(), Never, false),
            (Surroundings::default(), Always, true),
            (
                Surroundings {
                    no_color: some("1"),
                    ..tty.clone()
                },
                Auto,
                false,
            ),
            (
                Surroundings {
                    no_color: some("1"),
                    ..tty.clone()
                },
                Always,
                true,
            ),
            (
                Surroundings {
                    no_color: some(""),
                    ..tty.clone()
                },
                Auto,
                true,
            ),
            (
                Surroundings {
                    no_color: some("1"),
                    force: some("1"),
                    ..tty.clone()
                },
                Auto,
                false,
            ),
            (
                Surroundings {
                    force: some("1"),
                    ..Surroundings::default()
                },
                Auto,
                true,
            ),
            (
                Surroundings {
                    force: some("0"),
                    ..Surroundings::default()
                },
                Auto,
                false,
            ),
            (
                Surroundings {
                    clicolor: some("0"),
                    ..tty.clone()
                },
                Auto,
                false,
            ),
        ];
        for (surroundings, choice, allowed) in cases {
            assert_eq!(
                surroundings.allow_color(choice),
                allowed,
                "{surroundings:?} {choice:?}"
            );
        }
    }

    #[test]
    fn a_terminal_without_a_name_can_do_nothing() {
        for term in [None, Some(""), Some("dumb"), Some("unknown")] {
            assert!(is_dumb(term), "{term:?}");
            let surroundings = Surroundings {
                is_terminal: true,
                term: term.map(str::to_owned),
                ..Surroundings::default()
            };
            assert!(!surroundings.allow_color(ColorChoice::Auto), "{term:?}");
            assert!(surroundings.allow_color(ColorChoice::Always), "{term:?}");
        }
        for term in ["xterm", "linux", "dumber"] {
            assert!(!is_dumb(Some(term)), "{term}");
        }
    }
}
