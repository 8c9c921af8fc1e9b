//! Whole, torn and hostile input.

use super::*;

/// What the pieces decode to, each `gap` after the one before.
fn heard(pieces: &[&[u8]], gap: Duration) -> Vec<Input> {
    let (mut decoder, mut now) = (Decoder::default(), Instant::now());
    let mut heard = Vec::new();
    for piece in pieces {
        heard.extend(decoder.feed(piece, now));
        now += gap;
    }
    heard
}

/// The keys among it.
fn decode(pieces: &[&[u8]], gap: Duration) -> Vec<KeyEvent> {
    let keys = heard(pieces, gap).into_iter();
    keys.filter_map(|input| match input {
        Input::Key(key) => Some(key),
        Input::Mouse(_) | Input::Pasted(_) => None,
    })
    .collect()
}

/// The codes of bytes that come in one piece.
fn codes(bytes: &[u8]) -> Vec<KeyCode> {
    let keys = decode(&[bytes], Duration::ZERO);
    keys.into_iter().map(|key| key.code).collect()
}

/// What of a paste in these pieces is heard: its signs, then `+` for more lines; anything else as `!`.
fn pasted(pieces: &[&[u8]], gap: Duration) -> String {
    let signs = heard(pieces, gap).into_iter().map(|input| match input {
        Input::Pasted(Pasted::Sign(sign)) => sign,
        Input::Pasted(Pasted::MoreLines) => '+',
        Input::Key(_) | Input::Mouse(_) => '!',
    });
    signs.collect()
}

#[test]
fn a_paste_is_its_first_line_and_answers_nothing() {
    let now = Duration::ZERO;
    let table: [(&[u8], &str); 12] = [
        (b"\x1b[200~15 May\x1b[201~", "15 May"),
        // an end alone, or ends before, are no more lines
        (b"\x1b[200~15 May\r\x1b[201~", "15 May"),
        (b"\x1b[200~\r\n \r\n15 May\r\n\r\n  \x1b[201~", "15 May"),
        (b"\x1b[200~one\rtwo\rthree\x1b[201~", "one+"),
        (b"\x1b[200~one\r\ntwo\x1b[201~", "one+"),
        ("\x1b[200~año\nq\x1b[201~".as_bytes(), "año+"),
        (b"\x1b[200~one\ttwo\x1b[201~", "one two"),
        (b"\x1b[200~\x1b[201~", ""),
        (b"\x1b[200~  \r\x1b[201~", ""),
        // keys and commands within are none
        (b"\x1b[200~a\x1b[A\x1b\x1b[5~\x0c\x7fb\x1b[201~", "ab"),
        (b"\x1b[200~a\x1b]0;title\x07b\x1b[201~", "ab"),
        // what is typed afterwards is typed, and so is Ctrl-C at any time
        (b"\x1b[200~a\x03\x1b[201~n", "a!!"),
    ];
    for (bytes, says) in table {
        assert_eq!(pasted(&[bytes], now), says, "{}", bytes.escape_ascii());
        // in pieces of any size, as lines tear them, but for what would be the Esc key
        let (start, rest) = bytes.split_at(2);
        for size in 1..rest.len() {
            let pieces: Vec<&[u8]> = [start].into_iter().chain(rest.chunks(size)).collect();
            let torn = pasted(&pieces, Duration::from_millis(1));
            assert_eq!(torn, says, "{size}: {}", bytes.escape_ascii());
        }
    }
}

#[test]
fn a_paste_whose_end_is_lost_leaves_the_keys_alive() {
    let pieces: [&[u8]; 2] = [b"\x1b[200~one\rtwo", b"n"];
    assert_eq!(pasted(&pieces, HALTED), "one+");
    assert_eq!(pasted(&pieces, HALTED * 2), "one+!");
}

#[test]
fn keys_have_their_usual_names() {
    let table: [(&[u8], KeyCode); 22] = [
        (b"y", KeyCode::Char('y')),
        ("é".as_bytes(), KeyCode::Char('é')),
        ("漢".as_bytes(), KeyCode::Char('漢')),
        ("😀".as_bytes(), KeyCode::Char('😀')),
        (b"\r", KeyCode::Enter),
        (b"\n", KeyCode::Enter),
        (b"\t", KeyCode::Tab),
        (b"\x7f", KeyCode::Backspace),
        (b"\x08", KeyCode::Backspace),
        (b"\x1b", KeyCode::Esc),
        (b"\x1b[A", KeyCode::Up),
        (b"\x1bOB", KeyCode::Down),
        (b"\x1b[1;2C", KeyCode::Right),
        (b"\x1b[Z", KeyCode::BackTab),
        (b"\x1b[H", KeyCode::Home),
        (b"\x1b[4~", KeyCode::End),
        (b"\x1b[5~", KeyCode::PageUp),
        (b"\x1b[6~", KeyCode::PageDown),
        (b"\x1bOP", KeyCode::F(1)),
        (b"\x1b[[A", KeyCode::F(1)),
        (b"\x1b[15~", KeyCode::F(5)),
        (b"\x1b[24~", KeyCode::F(12)),
    ];
    for (bytes, code) in table {
        assert_eq!(codes(bytes), [code], "{}", bytes.escape_ascii());
    }
}

#[test]
fn modifiers_are_told() {
    let one = |bytes| decode(&[bytes], Duration::ZERO);
    let key = |code, modifiers| vec![KeyEvent::new(code, modifiers)];
    assert_eq!(one(b"\x03"), key(KeyCode::Char('c'), KeyModifiers::CONTROL));
    assert_eq!(one(b"\x1bx"), key(KeyCode::Char('x'), KeyModifiers::ALT));
    assert_eq!(one(b"G"), key(KeyCode::Char('G'), KeyModifiers::SHIFT));
    let all = KeyModifiers::SHIFT | KeyModifiers::CONTROL;
    assert_eq!(one(b"\x1b[1;6A"), key(KeyCode::Up, all));
}

#[test]
fn what_is_no_key_is_dropped() {
    let nothing: [&[u8]; 9] = [
        b"\x1b[<0;10;10M",
        b"\x1b[I",
        b"\x1b[200~",
        b"\x1b[?62;22c",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1b]52;c;eXl5\x07",
        b"\x1bP+q544e\x1b\\",
        b"\x80\xff\xed\xa0\x80",
        b"\x1b[99999999999999999999999999A",
    ];
    for bytes in nothing {
        assert_eq!(codes(bytes), [], "{}", bytes.escape_ascii());
    }
    assert_eq!(
        codes(b"\xc3y"),
        [KeyCode::Char('y')],
        "a cut character costs itself only"
    );
}

/// A mouse report of this kind.
fn pointed(kind: MouseEventKind, column: u16, row: u16) -> Input {
    Input::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    })
}

#[test]
fn a_click_and_the_wheel_are_told_and_nothing_else_of_the_mouse() {
    let click = MouseEventKind::Down(MouseButton::Left);
    let soon = Duration::from_millis(20);
    assert_eq!(heard(&[b"\x1b[<0;10;5M"], soon), [pointed(click, 9, 4)]);
    assert_eq!(
        heard(&[b"\x1b[<0;1", b"0;5M"], soon),
        [pointed(click, 9, 4)]
    );
    let up = MouseEventKind::ScrollUp;
    assert_eq!(heard(&[b"\x1b[<64;300;1M"], soon), [pointed(up, 299, 0)]);
    let nothing: [&[u8]; 14] = [
        b"\x1b[<0;10;5m",
        b"\x1b[<1;10;5M",
        b"\x1b[<2;10;5M",
        b"\x1b[<4;10;5M",
        b"\x1b[<32;10;5M",
        b"\x1b[<66;10;5M",
        b"\x1b[<0;0;5M",
        b"\x1b[<0;5;0M",
        b"\x1b[<0;5M",
        b"\x1b[<0;1;1;1M",
        b"\x1b[<;;M",
        b"\x1b[<0;99999;1M",
        b"\x1b[<-1;1;1M",
        // the old form, which nobody asked for: its three bytes are no keys
        b"\x1b[M !y",
    ];
    for bytes in nothing {
        assert_eq!(heard(&[bytes], soon), [], "{}", bytes.escape_ascii());
    }
}

#[test]
fn the_digits_of_a_torn_mouse_report_answer_nothing() {
    let late = Duration::from_millis(200);
    let whole = b"\x1b[<0;12;11M";
    for cut in 1..whole.len() {
        for second in cut..whole.len() {
            let pieces = [
                whole.get(..cut).unwrap_or_default(),
                whole.get(cut..second).unwrap_or_default(),
                whole.get(second..).unwrap_or_default(),
                b"y",
            ];
            let keys = heard(&pieces, late);
            let keys: Vec<_> = keys
                .into_iter()
                .filter(|input| *input != Input::Key(plain(KeyCode::Esc)))
                .collect();
            assert_eq!(keys, [Input::Key(character('y'))], "{cut} {second}");
        }
    }
    // one that never ends holds back no other key, and digits not for long
    assert_eq!(decode(&[b"\x1b[<0;1", b"y"], late), [character('y')]);
    assert_eq!(decode(&[b"\x1b[<0;1", b"\x03"], late), [control(b'c')]);
    let digits = decode(&[b"\x1b[<0;1", &[b'7'; 40]], late);
    assert!(digits.len() > 25, "{digits:?}");
    assert_eq!(decode(&[b"\x1b[M\x03"], late), [control(b'c')]);
}

#[test]
fn a_sequence_may_come_in_pieces() {
    let soon = Duration::from_millis(20);
    let up = KeyEvent::new(KeyCode::Up, KeyModifiers::NONE);
    assert_eq!(decode(&[b"\x1b[", b"A"], soon), [up]);
    // The Esc key was told already, but the digits of the rest answer nothing.
    assert_eq!(
        decode(&[b"\x1b", b"[1;", b"1A"], soon),
        [plain(KeyCode::Esc), up]
    );
}

#[test]
fn a_torn_sequence_holds_no_key_back() {
    let late = Duration::from_millis(200);
    assert_eq!(decode(&[b"\x1b[1;2", b"y"], late), [character('y')]);
    assert_eq!(decode(&[b"\x1b]0;title", b"y"], late), [character('y')]);
    assert_eq!(
        decode(&[b"\x1b", b"y"], late),
        [plain(KeyCode::Esc), character('y')]
    );
    for torn in [
        &b"\x1b[1;2\x03"[..],
        b"\x1bO\x03",
        b"\x1b]0;x\x03",
        b"\xe6\x03",
    ] {
        assert_eq!(
            decode(&[torn], Duration::ZERO),
            [control(b'c')],
            "{}",
            torn.escape_ascii()
        );
    }
}

/// What is heard but the Esc key, which an ESC at the end of a piece is.
fn but_escape(pieces: &[&[u8]], gap: Duration) -> Vec<KeyEvent> {
    let keys = decode(pieces, gap).into_iter();
    keys.filter(|key| key.code != KeyCode::Esc).collect()
}

#[test]
fn the_rest_of_a_torn_sequence_answers_nothing_however_late() {
    let whole: [&[u8]; 19] = [
        b"\x1b[A",
        b"\x1b[1;2A",
        b"\x1b[15~",
        b"\x1b[[A",
        b"\x1bOP",
        b"\x1b[97;5u",
        b"\x1b[27;5;97~",
        b"\x1b[?62;22c",
        b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28;29;52c",
        b"\x1b[>41;354;0c",
        b"\x1b[0n",
        b"\x1b[24;80R",
        b"\x1b[8;24;80t",
        b"\x1b[?2026;2$y",
        b"\x1b]11;rgb:1111/2222/1111\x1b\\",
        b"\x1b]11;rgb:1111/2222/1111\x07",
        b"\x1bP1$r1;2m\x1b\\",
        b"\x1bP1+r524742=38\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
    ];
    for late in [150, 5_000, 3_600_000].map(Duration::from_millis) {
        for bytes in whole {
            for cut in 1..bytes.len() {
                let (first, rest) = bytes.split_at(cut);
                // letters that a person may press as well, alone
                if cut == 1 && matches!(rest.first(), Some(b'O' | b'P' | b'_')) && rest.len() == 1 {
                    continue;
                }
                let heard = but_escape(&[first, rest, b"y"], late);
                let (first, rest) = (first.escape_ascii(), rest.escape_ascii());
                assert_eq!(heard, [character('y')], "{first} | {rest}");
            }
        }
    }
}

#[test]
fn a_sequence_that_is_torn_twice_answers_nothing_either() {
    let late = Duration::from_millis(150);
    for bytes in [
        &b"\x1b[1;2A"[..],
        b"\x1b[15~",
        b"\x1b[?62;22c",
        b"\x1b[0n",
        b"\x1b[24;80R",
        b"\x1b]11;rgb:1111/2222/1111\x07",
    ] {
        for second in 3..bytes.len() {
            for cut in 2..second {
                let (start, last) = bytes.split_at(second);
                let (first, middle) = start.split_at(cut);
                let heard = but_escape(&[first, middle, last, b"y"], late);
                assert_eq!(
                    heard,
                    [character('y')],
                    "{cut} {second} of {}",
                    bytes.escape_ascii()
                );
            }
        }
    }
}

#[test]
fn after_a_torn_sequence_a_person_is_heard_at_the_second_key_at_most() {
    let late = Duration::from_millis(150);
    let digit = character('1');
    // ESC [ is also Alt with a bracket
    assert_eq!(decode(&[b"\x1b[", b"1", b"1"], late), [digit]);
    assert_eq!(decode(&[b"\x1b]11;rgb:00", b"1", b"1"], late), [digit]);
    for before in [
        &b"\x1b["[..],
        b"\x1b[1;2",
        b"\x1b[?",
        b"\x1bO",
        b"\x1b]11;rgb:00",
    ] {
        for key in ["y", "n", "\r", "\t", " ", "é"] {
            let heard = decode(&[before, key.as_bytes()], late);
            assert_eq!(heard.len(), 1, "{} {key:?}", before.escape_ascii());
        }
    }
    // in a report of the old form any byte may be a position
    assert_eq!(decode(&[b"\x1b[M", b"y", b"y"], late), [character('y')]);
    let typed = |pieces: &[&[u8]]| decode(pieces, late);
    assert_eq!(typed(&[b"\x1b[", b"34\r"]).len(), 3, "a number and Enter");
    assert_eq!(typed(&[b"\x1b", b"34"]).len(), 3, "Esc and a number");
    assert_eq!(
        typed(&[b"\x1b", b"P", b"o", b"O"]).len(),
        4,
        "Esc and letters"
    );
}

#[test]
fn control_c_is_known_in_every_form() {
    let forms: [&[u8]; 11] = [
        b"\x03",
        b"\x1b\x03",
        b"\x1b[99;5u",
        b"\x1b[99;5:1u",
        b"\x1b[99;69u",
        b"\x1b[99:67;6u",
        b"\x1b[1089::99;5u",
        b"\x1b[27;5;99~",
        b"\x1b[27;6;67~",
        b"\x1b[1;2\x03",
        b"\x1b]0;title\x03",
    ];
    for bytes in forms {
        let heard = heard(&[bytes], Duration::ZERO);
        let known: Vec<_> = heard.iter().map(|input| is_interrupt(*input)).collect();
        assert_eq!(known, [true], "{}", bytes.escape_ascii());
    }
    for bytes in [
        &b"c"[..],
        b"C",
        b"\x1bc",
        b"\x1b[99u",
        b"\x1b[99;5:3u",
        b"\x1b[27;5~",
    ] {
        let heard = heard(&[bytes], Duration::ZERO);
        let known = heard.iter().any(|input| is_interrupt(*input));
        assert!(!known, "{}", bytes.escape_ascii());
    }
}

#[test]
fn the_newer_forms_say_the_same_keys() {
    let one = |bytes| decode(&[bytes], Duration::ZERO);
    for (bytes, old) in [
        (&b"\x1b[97u"[..], &b"a"[..]),
        (b"\x1b[97;2u", b"A"),
        (b"\x1b[97:65;2u", b"A"),
        (b"\x1b[47:63;2u", b"?"),
        (b"\x1b[233u", "é".as_bytes()),
        (b"\x1b[13u", b"\r"),
        (b"\x1b[27u", b"\x1b"),
        (b"\x1b[9u", b"\t"),
        (b"\x1b[9;2u", b"\x1b[Z"),
        (b"\x1b[127u", b"\x7f"),
        (b"\x1b[122;5u", b"\x1a"),
        (b"\x1b[27;5;108~", b"\x0c"),
        (b"\x1b[27;3;120~", b"\x1bx"),
        (b"\x1b[1;1:1A", b"\x1b[A"),
        (b"\x1b[1;1:2B", b"\x1b[B"),
        (b"\x1b[57358u", b""),
        (b"\x1b[1;1:3A", b""),
        (b"\x1b[97;1:3u", b""),
    ] {
        let old = if old.is_empty() { Vec::new() } else { one(old) };
        assert_eq!(one(bytes), old, "{}", bytes.escape_ascii());
    }
}

#[test]
fn any_bytes_in_any_pieces_end_in_the_ground_state() {
    // A multiplicative generator is random enough, and the same on every machine.
    let mut seed = 7_u64;
    let mut random = || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        seed.to_be_bytes()[0]
    };
    let (mut decoder, mut now) = (Decoder::default(), Instant::now());
    for _ in 0..20_000 {
        let piece: Vec<u8> = (0..random() % 24)
            .map(|_| {
                if random() < 90 {
                    *b"\x1b[]O;0P1M<"
                        .get(usize::from(random() % 10))
                        .unwrap_or(&0)
                } else {
                    random()
                }
            })
            .collect();
        decoder.feed(&piece, now);
        now += Duration::from_millis(u64::from(random() % 120));
    }
    assert_eq!(decoder.feed(b"\x03", now), [Input::Key(control(b'c'))]);
}
