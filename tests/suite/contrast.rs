//! Whether every colour can be read where it stands, by every kind of eye.
//!
//! WCAG 2.1 asks for a contrast of 4.5 to 1 for text (1.4.3), and of 3 to 1 for signs that are no
//! text, such as the bar of the focus (1.4.11). What stands in the terminal's own colours can't
//! be measured: the owner of the terminal chose them. So what is asked of those themes is that
//! they name no colour at all.
use crate::common::{
    PACK,
    screen::{app, paint, press, screens},
};
use needlefit::{
    pack::Level,
    tui::theme::{Theme, ThemeName},
};
use palette::{LinSrgb, Srgb, color_difference::Wcag21RelativeContrast};
use ratatui::{
    buffer::Cell,
    style::{Color, Modifier, Style},
};

const TEXT: f64 = 4.5;
const NO_TEXT: f64 = 3.0;

/// How light of the three primaries is seen by an eye.
type Eye = [[f64; 3]; 3];

/// The eye that sees all colours, and the three kinds of colour blindness in full (severity 1.0),
/// for linear RGB: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, A Physiologically-based
/// Model for Simulation of Color Vision Deficiency, IEEE TVCG 15 (2009) 1291-1298.
const EYES: [(&str, Eye); 4] = [
    (
        "all colours",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// A colour as an eye sees it.
fn seen(color: Srgb<u8>, eye: &Eye) -> LinSrgb<f64> {
    let light: LinSrgb<f64> = color.into_linear();
    let light = [light.red, light.green, light.blue];
    let mixed = eye.map(|row| {
        let parts = row.iter().zip(light).map(|(share, light)| share * light);
        parts.sum::<f64>().clamp(0.0, 1.0)
    });
    LinSrgb::from(mixed)
}

/// The contrast of two colours for the eye that sees it least, and which eye that is.
fn contrast(one: Srgb<u8>, other: Srgb<u8>) -> (f64, &'static str) {
    let of = |(name, eye): &(&'static str, Eye)| {
        let contrast = seen(one, eye).relative_contrast(seen(other, eye));
        (contrast, *name)
    };
    let all = EYES.iter().map(of);
    all.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap()
}

/// The text and the ground of a style, as they are seen.
fn pair(style: Style) -> (Color, Color) {
    let (text, ground) = (style.fg.unwrap(), style.bg.unwrap());
    if style.add_modifier.contains(Modifier::REVERSED) {
        (ground, text)
    } else {
        (text, ground)
    }
}

fn rgb(color: Color) -> Srgb<u8> {
    match color {
        Color::Rgb(red, green, blue) => Srgb::new(red, green, blue),
        other => panic!("{other} is whatever the terminal takes it for"),
    }
}

fn styles(theme: &Theme) -> Vec<(&'static str, Style)> {
    vec![
        ("text", theme.text),
        ("quiet", theme.quiet),
        ("strong", theme.strong),
        ("accent", theme.accent),
        ("focus", theme.focus),
        ("alert", theme.alert),
        ("no concern", theme.level(Level::NoConcern)),
        ("clinician", theme.level(Level::Clinician)),
        ("wait", theme.level(Level::Wait)),
        ("not suitable", theme.level(Level::NotSuitable)),
    ]
}

/// Every text and ground that stand together on the screens of a theme.
fn painted(name: ThemeName) -> Vec<(Color, Color)> {
    let mut pairs = Vec::new();
    let sizes = [(80, 24), (120, 40), (40, 12), (30, 8)];
    for ((_, keys), size) in screens().iter().flat_map(|it| sizes.map(|size| (it, size))) {
        let mut app = app(&PACK, name, false);
        press(&mut app, keys);
        let (buffer, _) = paint(&mut app, size);
        for pair in buffer.content.iter().map(Cell::style).map(pair) {
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// The themes that paint a ground of their own.
const OWN_GROUND: [ThemeName; 3] = [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast];

#[test]
fn every_text_can_be_read_where_it_stands() {
    for name in OWN_GROUND {
        let theme = Theme::new(name, false);
        for (of, style) in styles(&theme) {
            let (text, ground) = pair(style);
            let (contrast, eye) = contrast(rgb(text), rgb(ground));
            println!("{name:?} {of}: {contrast:.2} at least ({eye})");
            assert!(
                contrast >= TEXT,
                "{name:?} {of}: {contrast:.2} with {eye}, {TEXT} is needed"
            );
        }
    }
}

#[test]
fn the_bar_of_the_focus_stands_out() {
    for name in OWN_GROUND {
        let theme = Theme::new(name, false);
        let ((_, bar), (_, ground)) = (pair(theme.focus), pair(theme.text));
        let (contrast, eye) = contrast(rgb(bar), rgb(ground));
        assert!(contrast >= NO_TEXT, "{name:?}: {contrast:.2} with {eye}");
    }
}

#[test]
fn nothing_on_a_screen_stands_on_anything_else() {
    for name in OWN_GROUND {
        let theme = Theme::new(name, false);
        let known: Vec<_> = styles(&theme)
            .iter()
            .map(|(_, style)| pair(*style))
            .collect();
        let painted = painted(name);
        assert!(painted.len() > 2, "{painted:?}");
        for pair in painted {
            assert!(known.contains(&pair), "{name:?}: {pair:?}");
        }
    }
}

#[test]
fn the_terminals_own_theme_names_no_colour() {
    for name in [ThemeName::Terminal, ThemeName::None] {
        for (of, style) in styles(&Theme::new(name, false)) {
            assert_eq!(pair(style), (Color::Reset, Color::Reset), "{name:?} {of}");
        }
        assert_eq!(painted(name), [(Color::Reset, Color::Reset)], "{name:?}");
    }
}

/// The ground, then the colours 0 to 15, of palettes that people have. The first nine are of
/// Windows Terminal (github.com/microsoft/terminal, src/cascadia/TerminalSettingsModel/
/// defaults.json), which also states those of VGA ("CGA"), GNOME ("Tango") and Solarized; the
/// last two are of xterm (XTerm-col.ad), whose ground is white unless it is told otherwise.
#[rustfmt::skip] // one line a palette
const PALETTES: [(&str, u32, [u32; 16]); 11] = [
    ("Campbell", 0x0C_0C0C, [0x0C_0C0C, 0xC5_0F1F, 0x13_A10E, 0xC1_9C00, 0x00_37DA, 0x88_1798, 0x3A_96DD, 0xCC_CCCC, 0x76_7676, 0xE7_4856, 0x16_C60C, 0xF9_F1A5, 0x3B_78FF, 0xB4_009E, 0x61_D6D6, 0xF2_F2F2]),
    ("VGA", 0x00_0000, [0x00_0000, 0xAA_0000, 0x00_AA00, 0xAA_5500, 0x00_00AA, 0xAA_00AA, 0x00_AAAA, 0xAA_AAAA, 0x55_5555, 0xFF_5555, 0x55_FF55, 0xFF_FF55, 0x55_55FF, 0xFF_55FF, 0x55_FFFF, 0xFF_FFFF]),
    ("Tango Dark", 0x00_0000, TANGO),
    ("Tango Light", 0xFF_FFFF, TANGO),
    ("One Half Dark", 0x28_2C34, [0x28_2C34, 0xE0_6C75, 0x98_C379, 0xE5_C07B, 0x61_AFEF, 0xC6_78DD, 0x56_B6C2, 0xDC_DFE4, 0x5A_6374, 0xE0_6C75, 0x98_C379, 0xE5_C07B, 0x61_AFEF, 0xC6_78DD, 0x56_B6C2, 0xDC_DFE4]),
    ("One Half Light", 0xFA_FAFA, [0x38_3A42, 0xE4_5649, 0x50_A14F, 0xC1_8301, 0x01_84BC, 0xA6_26A4, 0x09_97B3, 0xFA_FAFA, 0x4F_525D, 0xDF_6C75, 0x98_C379, 0xE4_C07A, 0x61_AFEF, 0xC5_77DD, 0x56_B5C1, 0xFF_FFFF]),
    ("Solarized Dark", 0x00_2B36, SOLARIZED),
    ("Solarized Light", 0xFD_F6E3, SOLARIZED),
    ("Dark+", 0x1E_1E1E, [0x00_0000, 0xCD_3131, 0x0D_BC79, 0xE5_E510, 0x24_72C8, 0xBC_3FBC, 0x11_A8CD, 0xE5_E5E5, 0x66_6666, 0xF1_4C4C, 0x23_D18B, 0xF5_F543, 0x3B_8EEA, 0xD6_70D6, 0x29_B8DB, 0xE5_E5E5]),
    ("xterm on white", 0xFF_FFFF, XTERM),
    ("xterm on black", 0x00_0000, XTERM),
];
#[rustfmt::skip]
const TANGO: [u32; 16] = [0x00_0000, 0xCC_0000, 0x4E_9A06, 0xC4_A000, 0x34_65A4, 0x75_507B, 0x06_989A, 0xD3_D7CF, 0x55_5753, 0xEF_2929, 0x8A_E234, 0xFC_E94F, 0x72_9FCF, 0xAD_7FA8, 0x34_E2E2, 0xEE_EEEC];
#[rustfmt::skip]
const SOLARIZED: [u32; 16] = [0x00_2B36, 0xDC_322F, 0x85_9900, 0xB5_8900, 0x26_8BD2, 0xD3_3682, 0x2A_A198, 0xEE_E8D5, 0x07_3642, 0xCB_4B16, 0x58_6E75, 0x65_7B83, 0x83_9496, 0x6C_71C4, 0x93_A1A1, 0xFD_F6E3];
#[rustfmt::skip]
const XTERM: [u32; 16] = [0x00_0000, 0xCD_0000, 0x00_CD00, 0xCD_CD00, 0x00_00EE, 0xCD_00CD, 0x00_CDCD, 0xE5_E5E5, 0x7F_7F7F, 0xFF_0000, 0x00_FF00, 0xFF_FF00, 0x5C_5CFF, 0xFF_00FF, 0x00_FFFF, 0xFF_FFFF];

/// Why the terminal's own theme has no colour: none of the sixteen can be read everywhere, not
/// even by the eye that sees all colours.
#[test]
fn no_colour_of_the_terminal_can_be_read_on_every_ground() {
    for number in 0..16 {
        let of = |(name, ground, colors): &(&'static str, u32, [u32; 16])| {
            let (text, ground) = (Srgb::<u8>::from(colors[number]), Srgb::<u8>::from(*ground));
            let (_, all_colours) = EYES[0];
            let contrast = seen(text, &all_colours).relative_contrast(seen(ground, &all_colours));
            (contrast, *name)
        };
        let worst = PALETTES.iter().map(of);
        let worst = worst
            .min_by(|one, other| one.0.total_cmp(&other.0))
            .unwrap();
        println!("colour {number}: {:.2} on {}", worst.0, worst.1);
        assert!(worst.0 < TEXT, "colour {number} would do: {worst:?}");
    }
}

#[test]
fn what_measures_is_right() {
    let (black, white) = (Srgb::new(0, 0, 0), Srgb::new(255, 255, 255));
    // every eye sees black, white and grey as they are
    for (name, eye) in &EYES {
        let contrast = seen(black, eye).relative_contrast(seen(white, eye));
        assert!((contrast - 21.0).abs() < 0.01, "{name}: {contrast}");
    }
    // a red and a green that only the one eye tells apart
    let (red, green) = (Srgb::new(200, 60, 60), Srgb::new(110, 120, 50));
    let apart = |eye: &Eye| {
        let (one, other) = (seen(red, eye), seen(green, eye));
        (one.red - other.red).abs() + (one.green - other.green).abs()
    };
    let (_, all_colours) = &EYES[0];
    let (_, deuteranopia) = &EYES[2];
    assert!(apart(deuteranopia) * 3.0 < apart(all_colours));
}
