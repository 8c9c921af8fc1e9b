//! Which colours and signs the screen has, decided once. Whether it has colours is asked of
//! [`color`](crate::color).
//!
//! Meaning is never in a colour alone: each level has a word and a sign, and the
//! focus has a marker, so that the theme without colour tells everything. What must
//! not be overlooked begins with `!`.

use clap::ValueEnum;
use ratatui::style::{Color, Modifier, Style};

use crate::{
    color::{ColorChoice, Surroundings},
    pack::Level,
    sheet::pictures::drawing::Ink,
};

/// Which colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    /// The terminal's own text and ground, bold and reversed.
    Terminal,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// Black and white, and one strong colour.
    Contrast,
    /// No colours at all.
    None,
}

/// The styles of everything on screen; screens name these and no colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Text.
    pub text: Style,
    /// What stands back: rules, hints, what is done.
    pub quiet: Style,
    /// The question, headings.
    pub strong: Style,
    /// What is active: the progress, the marker.
    pub accent: Style,
    /// The row that has the focus.
    pub focus: Style,
    /// What was not taken, warnings.
    pub alert: Style,
    /// What is not allowed yet: never the colour of what goes on.
    pub not_yet: Style,
    levels: [Style; 4],
    ground: Color,
    has_colors: bool,
    inks: Option<&'static [Color; Ink::ALL.len()]>,
    /// The signs.
    pub signs: &'static Signs,
}

/// The characters that are no letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Before the row that has the focus.
    pub focus: &'static str,
    /// A rule.
    pub rule: &'static str,
    /// A rule, as far as one has come.
    pub done: &'static str,
    /// There is more below, above, on both sides.
    pub more: [&'static str; 3],
    /// A section that is done, that one is in, that is to come.
    pub sections: [&'static str; 3],
    /// Where a line was cut.
    pub cut: &'static str,
    /// Before a sign in a list.
    pub dot: &'static str,
    /// Before what must not be overlooked.
    pub alert: &'static str,
    levels: [&'static str; 4],
}

static SIGNS: Signs = Signs {
    focus: "▸",
    rule: "─",
    done: "━",
    more: ["↓", "↑", "↑↓"],
    sections: ["✓", "▸", "·"],
    dot: "·",
    alert: "!",
    cut: "…",
    levels: ["✓", "◆", "◷", "■"],
};

static ASCII: Signs = Signs {
    focus: ">",
    rule: "-",
    done: "=",
    more: ["v", "^", "^v"],
    sections: ["x", ">", "."],
    dot: "-",
    alert: "!",
    cut: "...",
    levels: ["OK", "ASK", "WAIT", "STOP"],
};

impl Signs {
    /// Whether only the signs of a typewriter are wanted.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.focus == ASCII.focus
    }

    /// Text with its arrows in letters, where only letters are wanted.
    #[must_use]
    pub fn arrows(&self, says: &str) -> String {
        if !self.is_ascii() {
            return says.to_owned();
        }
        says.replace("↑↓", "Up/Down")
            .replace('↑', "Up")
            .replace('↓', "Down")
            .replace('←', "Left")
            .replace('→', "Right")
    }

    /// The sign of a level.
    #[must_use]
    pub fn level(&self, level: Level) -> &'static str {
        let [no_concern, clinician, wait, not_suitable] = self.levels;
        match level {
            Level::NoConcern => no_concern,
            Level::Clinician => clinician,
            Level::Wait => wait,
            Level::NotSuitable => not_suitable,
        }
    }
}

impl Theme {
    /// A theme by its name; `ascii` keeps to the letters and signs of a typewriter.
    #[must_use]
    pub fn new(name: ThemeName, ascii: bool) -> Self {
        let palette = match name {
            ThemeName::Terminal | ThemeName::None => Palette::OWN,
            ThemeName::Dark => Palette::DARK,
            ThemeName::Light => Palette::LIGHT,
            ThemeName::Contrast => Palette::CONTRAST,
        };
        let on = |color: Color| Style::new().fg(color).bg(palette.ground);
        Self {
            text: on(palette.text),
            quiet: on(palette.quiet),
            strong: on(palette.text).add_modifier(Modifier::BOLD),
            accent: on(palette.accent).add_modifier(Modifier::BOLD),
            focus: on(palette.accent).add_modifier(Modifier::BOLD | Modifier::REVERSED),
            alert: on(palette.stop).add_modifier(Modifier::BOLD),
            not_yet: on(palette.not_yet).add_modifier(Modifier::BOLD),
            ground: palette.ground,
            has_colors: name != ThemeName::None,
            inks: match name {
                ThemeName::Dark => Some(&ON_DARK),
                ThemeName::Light => Some(&ON_LIGHT),
                ThemeName::Terminal | ThemeName::Contrast | ThemeName::None => None,
            },
            levels: [palette.fine, palette.ask, palette.wait, palette.stop]
                .map(|color| on(color).add_modifier(Modifier::BOLD)),
            signs: if ascii { &ASCII } else { &SIGNS },
        }
    }

    /// The style of a level.
    #[must_use]
    pub const fn level(&self, level: Level) -> Style {
        let [no_concern, clinician, wait, not_suitable] = self.levels;
        match level {
            Level::NoConcern => no_concern,
            Level::Clinician => clinician,
            Level::Wait => wait,
            Level::NotSuitable => not_suitable,
        }
    }

    /// Whether there may be colours at all.
    #[must_use]
    pub const fn has_colors(&self) -> bool {
        self.has_colors
    }

    /// Whether drawings have colours of their own.
    #[must_use]
    pub const fn has_inks(&self) -> bool {
        self.inks.is_some()
    }

    /// The colour of an ink in drawings, or of the ground.
    #[must_use]
    pub fn ink(&self, ink: Option<Ink>) -> Color {
        let place = ink.and_then(|ink| Ink::ALL.iter().position(|it| *it == ink));
        let color = self
            .inks
            .zip(place)
            .and_then(|(inks, place)| inks.get(place));
        color.copied().unwrap_or(self.ground)
    }
}

/// The colours of the inks, in the order of [`Ink::ALL`]: on a dark and on a light ground.
const ON_DARK: [Color; Ink::ALL.len()] =
    inks(Color::Rgb(0xe6, 0xe9, 0xee), Color::Rgb(0x7f, 0xd1, 0xc7));
const ON_LIGHT: [Color; Ink::ALL.len()] =
    inks(Color::Rgb(0x30, 0x38, 0x42), Color::Rgb(0x00, 0x6f, 0x68));

const fn inks(needle: Color, new: Color) -> [Color; Ink::ALL.len()] {
    [
        Color::Rgb(0xc6, 0x93, 0x78), // face
        Color::Rgb(0xe8, 0xc2, 0xa8), // light
        Color::Rgb(0x94, 0x63, 0x50), // shade
        Color::Rgb(0xae, 0x7c, 0x64), // floor
        Color::Rgb(0x4a, 0x28, 0x22), // deep
        Color::Rgb(0x8e, 0x3b, 0x3b), // patch
        Color::Rgb(0xdb, 0x86, 0x86), // growth
        Color::Rgb(0xf0, 0xcf, 0xb4), // top
        Color::Rgb(0xb8, 0x74, 0x6a), // under
        Color::Rgb(0x94, 0x54, 0x50), // fibre
        new,
        Color::Rgb(0x2e, 0x16, 0x18), // wound
        needle,
        Color::Rgb(0x7a, 0x86, 0x94), // holder
        Color::Rgb(0x2e, 0x12, 0x16), // channel
    ]
}

struct Palette {
    ground: Color,
    text: Color,
    quiet: Color,
    accent: Color,
    fine: Color,
    ask: Color,
    wait: Color,
    stop: Color,
    not_yet: Color,
}

impl Palette {
    const DARK: Self = Self {
        ground: Color::Rgb(0x14, 0x17, 0x1c),
        text: Color::Rgb(0xe6, 0xe6, 0xe1),
        quiet: Color::Rgb(0x9a, 0xa0, 0xa6),
        accent: Color::Rgb(0x7f, 0xd1, 0xc7),
        fine: Color::Rgb(0x8f, 0xd1, 0x8a),
        ask: Color::Rgb(0x8a, 0xb8, 0xf0),
        wait: Color::Rgb(0xf0, 0xc6, 0x74),
        stop: Color::Rgb(0xff, 0x9a, 0x8d),
        not_yet: Color::Rgb(0xe0, 0xa4, 0xe8),
    };
    const LIGHT: Self = Self {
        ground: Color::Rgb(0xfb, 0xfa, 0xf7),
        text: Color::Rgb(0x20, 0x24, 0x28),
        quiet: Color::Rgb(0x5c, 0x63, 0x6a),
        accent: Color::Rgb(0x00, 0x5f, 0x5a),
        fine: Color::Rgb(0x1d, 0x61, 0x28),
        ask: Color::Rgb(0x1b, 0x4f, 0x96),
        wait: Color::Rgb(0x7a, 0x4a, 0x00),
        stop: Color::Rgb(0xa3, 0x1f, 0x16),
        not_yet: Color::Rgb(0x7b, 0x2a, 0x86),
    };
    const CONTRAST: Self = Self {
        ground: Color::Rgb(0, 0, 0),
        text: Color::Rgb(0xff, 0xff, 0xff),
        quiet: Color::Rgb(0xff, 0xff, 0xff),
        accent: Color::Rgb(0xff, 0xff, 0x00),
        fine: Color::Rgb(0xff, 0xff, 0xff),
        ask: Color::Rgb(0xff, 0xff, 0xff),
        wait: Color::Rgb(0xff, 0xff, 0x00),
        stop: Color::Rgb(0xff, 0xff, 0x00),
        not_yet: Color::Rgb(0xff, 0xff, 0xff),
    };

    /// The terminal's own text on its own ground, which its owner chose. None of its 16 colours
    /// can be read on every ground, so none is used: bold and reversed tell the rest.
    const OWN: Self = Self {
        ground: Color::Reset,
        text: Color::Reset,
        quiet: Color::Reset,
        accent: Color::Reset,
        fine: Color::Reset,
        ask: Color::Reset,
        wait: Color::Reset,
        stop: Color::Reset,
        not_yet: Color::Reset,
    };
}

/// The theme where nobody asked for one. Only colours on a ground of our own are known to be
/// readable, and only a terminal that shows every colour shows those.
fn of(surroundings: &Surroundings) -> ThemeName {
    let all = ["truecolor", "24bit"];
    if !all.map(Some).contains(&surroundings.colorterm.as_deref()) {
        return ThemeName::Terminal;
    }
    let ground = surroundings.colorfgbg.as_ref();
    let ground = ground.and_then(|it| it.rsplit(';').next());
    // 7 and 15 are the whites
    match ground {
        Some("7" | "15") => ThemeName::Light,
        _ => ThemeName::Dark,
    }
}

/// The theme for what was asked for and where the program runs.
#[must_use]
pub fn choose(
    surroundings: &Surroundings,
    color: ColorChoice,
    theme: Option<ThemeName>,
) -> ThemeName {
    if surroundings.allow_color(color) {
        theme.unwrap_or_else(|| of(surroundings))
    } else {
        ThemeName::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_our_own_need_a_terminal_that_shows_them_all() {
        let some = |text: &str| Some(text.to_owned());
        let cases = [
            (None, None, None, ThemeName::Terminal),
            (some("16"), some("0;15"), None, ThemeName::Terminal),
            (some("truecolor"), None, None, ThemeName::Dark),
            (some("24bit"), some("15;0"), None, ThemeName::Dark),
            (some("truecolor"), some("0;15"), None, ThemeName::Light),
            (
                some("truecolor"),
                some("0;default;7"),
                None,
                ThemeName::Light,
            ),
            (
                some("truecolor"),
                None,
                Some(ThemeName::Contrast),
                ThemeName::Contrast,
            ),
        ];
        for (colorterm, colorfgbg, asked, theme) in cases {
            let surroundings = Surroundings {
                colorterm,
                colorfgbg,
                term: some("xterm"),
                is_terminal: true,
                ..Surroundings::default()
            };
            let chosen = choose(&surroundings, ColorChoice::Auto, asked);
            assert_eq!(chosen, theme, "{surroundings:?}");
        }
    }

    #[test]
    fn no_colour_still_tells_the_focus_and_the_levels_apart() {
        let theme = Theme::new(ThemeName::None, false);
        assert_ne!(theme.focus, theme.text);
        for signs in [&SIGNS, &ASCII] {
            let mut levels = signs.levels.to_vec();
            levels.sort_unstable();
            levels.dedup();
            assert_eq!(levels.len(), 4);
        }
    }
}
