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
        Input::Mouse(_) => None,
    })
    .collect()
}

/// The codes of bytes that come in one piece.
fn codes(bytes: &[u8]) -> Vec<KeyCode> {
    let keys = decode(&[bytes], Duration::ZERO);
    keys.into_iter().map(|key| key.code).collect()
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
