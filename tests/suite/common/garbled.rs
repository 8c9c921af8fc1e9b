//! JSON broken as a fuzzer breaks it: byte by byte, and token by token.
use std::ops::Range;

/// One change: of which kind, where, and with what. Numbers, so that any fuzzer can make them.
pub type Slip = (u8, u16, u16);

/// What is put in: what JSON is made of, names that mean something, and what does harm.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b" ",
    b"\n",
    b"\r\n",
    b"\t",
    b"null",
    b"true",
    b"0",
    b"-1",
    b"1.5",
    b"1e999",
    b"65536",
    b"4294967296",
    b"18446744073709551616",
    b"\"\"",
    b"{}",
    b"[]",
    b"//",
    b"\"unsure\"",
    b"\"declined\"",
    b"\"not_sure\"",
    b"\"answered\"",
    b"\"yes\"",
    b"\"no\"",
    b"\"id\"",
    b"\"answers\"",
    b"\"age\"",
    b"\"area\"",
    b"\"always\":true,",
    b"\"ends\":true,",
    b"\"together\":\"conditions\",",
    b"\"2026-02-30\"",
    b"\"2026-11\"",
    b"\"9999-12-31\"",
    b"\"-000001\"",
    b"\"1.2.3\"",
    b"\"{answer}\"",
    b"\"{healed}\"",
    b"\"{\"",
    b"\"days\":0",
    b"\"years\":65535",
    b"\"hours\":1",
    b"\\ud800",
    b"\\udc00",
    b"\\u0000",
    b"\\u001b[2J",
    b"\\u202e",
    b"\0",
    b"\x07",
    b"\x1b[2J",
    b"\x7f",
    b"\xff",
    b"\xc0\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xe2\x80\x8d",
    b"e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xf0\x9f\x91\xa9",
    b"\xef\xb7\xba",
];

/// The text with these changes, one after the other.
pub fn garbled(text: &[u8], slips: &[Slip]) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for slip in slips {
        change(&mut bytes, *slip);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, (kind, place, with): Slip) {
    if bytes.is_empty() {
        bytes.extend_from_slice(piece(with));
        return;
    }
    let (place, with) = (usize::from(place), usize::from(with));
    let byte = place % bytes.len();
    let tokens = tokens(bytes);
    let token = |nth: usize| tokens.get(nth % tokens.len().max(1)).cloned();
    let here = token(place).unwrap_or(byte..byte + 1);
    match kind % 13 {
        0 => bytes[byte] = with.to_le_bytes()[0],
        1 => drop(bytes.drain(byte..bytes.len().min(byte + 1 + with % 8))),
        2 => insert(bytes, byte, piece_at(with)),
        3 => replace(bytes, here, piece_at(with)),
        4 => {
            let mut entry = entry(bytes, &tokens, place);
            if bytes.get(entry.end) == Some(&b',') {
                entry.end += 1;
            }
            bytes.drain(entry);
        }
        5 => {
            let entry = entry(bytes, &tokens, place);
            let again = [b",", &bytes[entry.clone()]].concat();
            insert(bytes, entry.end, &again);
        }
        6 => {
            let other = token(with).unwrap_or_else(|| here.clone());
            swap(bytes, here, other);
        }
        7 => {
            // names for names: what is asked, opened or cited is then another thing
            let texts: Vec<_> = tokens.iter().filter(|it| bytes[it.start] == b'"').collect();
            if let (Some(one), Some(other)) = (
                texts.get(place % texts.len().max(1)),
                texts.get(with % texts.len().max(1)),
            ) {
                let name = bytes[(*other).clone()].to_vec();
                replace(bytes, (*one).clone(), &name);
            }
        }
        8 => bytes.truncate(byte),
        9 => {
            let open: &[u8] = [&b"["[..], b"{\"not\":", b"{\"a\":", b"[["][with % 4];
            insert(bytes, here.start, &open.repeat(with / 4 % 600));
        }
        10 => {
            let numbers: Vec<_> = tokens
                .iter()
                .filter(|it| bytes[it.start].is_ascii_digit())
                .collect();
            if let Some(number) = numbers.get(place % numbers.len().max(1)) {
                let other = if with % 2 == 0 { with % 128 } else { with };
                replace(bytes, (*number).clone(), other.to_string().as_bytes());
            }
        }
        11 => {
            let entry = entry(bytes, &tokens, place);
            let (open, close): (&[u8], &[u8]) = [
                (&b"["[..], &b"]"[..]),
                (b"{\"not\":", b"}"),
                (b"{\"all\":[", b"]}"),
                (b"{\"any\":[\"not_sure\",", b"]}"),
            ][with % 4];
            let inner = [open, &bytes[entry.clone()], close].concat();
            replace(bytes, entry, &inner);
        }
        _ => {
            // a part of it again, somewhere else
            let entry = entry(bytes, &tokens, place);
            let copy = bytes[entry].to_vec();
            let at = token(with).map_or(byte, |it| it.start);
            insert(bytes, at, &copy);
        }
    }
}

fn piece(nth: u16) -> &'static [u8] {
    piece_at(usize::from(nth))
}

fn piece_at(nth: usize) -> &'static [u8] {
    PIECES[nth % PIECES.len()]
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    replace(bytes, at..at, piece);
}

fn replace(bytes: &mut Vec<u8>, old: Range<usize>, new: &[u8]) {
    bytes.splice(old, new.iter().copied());
}

fn swap(bytes: &mut Vec<u8>, one: Range<usize>, other: Range<usize>) {
    let (first, last) = if one.start <= other.start {
        (one, other)
    } else {
        (other, one)
    };
    if first.end > last.start {
        return;
    }
    let (former, latter) = (bytes[first.clone()].to_vec(), bytes[last.clone()].to_vec());
    replace(bytes, last, &former);
    replace(bytes, first, &latter);
}

/// Where the tokens stand, also in what is no JSON any more.
fn tokens(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at + 1..];
        let length = match byte {
            b'"' => {
                let mut escaped = false;
                let end = rest.iter().position(|byte| {
                    let ends = *byte == b'"' && !escaped;
                    escaped = *byte == b'\\' && !escaped;
                    ends
                });
                end.map_or(bytes.len() - at, |end| end + 2)
            }
            byte if is_sign(*byte) || byte.is_ascii_whitespace() => 1,
            _ => {
                let end = rest
                    .iter()
                    .position(|it| is_sign(*it) || *it == b'"' || it.is_ascii_whitespace());
                end.map_or(bytes.len() - at, |end| end + 1)
            }
        };
        if !byte.is_ascii_whitespace() {
            tokens.push(at..at + length);
        }
        at += length;
    }
    tokens
}

const fn is_sign(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':')
}

/// The whole that begins with a token: with its value, if it is a key, and to its closing bracket.
fn entry(bytes: &[u8], tokens: &[Range<usize>], nth: usize) -> Range<usize> {
    if tokens.is_empty() {
        return 0..0;
    }
    let first = nth % tokens.len();
    let sign = |nth: usize| tokens.get(nth).map(|it| bytes[it.start]);
    let mut value = first;
    if sign(first + 1) == Some(b':') {
        value = (first + 2).min(tokens.len() - 1);
    }
    let mut depth = 0_usize;
    let last = (value..tokens.len()).find(|nth| {
        match sign(*nth) {
            Some(b'{' | b'[') => depth += 1,
            Some(b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    tokens[first].start..tokens[last.unwrap_or(tokens.len() - 1)].end
}
