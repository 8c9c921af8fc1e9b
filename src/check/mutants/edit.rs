//! Changes of the text of a file.

use std::ops::Range;

/// A place of a file in bytes, and what stands there instead.
pub type Edit = (Range<usize>, String);

/// The text with these edits, which do not overlap.
pub fn made(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|(place, _)| place.start);
    let mut made = String::with_capacity(text.len() + 200);
    let mut from = 0;
    for (place, with) in edits {
        made += text.get(from..place.start).unwrap_or_default();
        made += with;
        from = place.end;
    }
    made + text.get(from..).unwrap_or_default()
}

/// Takes one of several values that are parted by commas away, with its comma.
pub fn without(places: &[Range<usize>], nth: usize) -> Vec<Edit> {
    let Some(place) = places.get(nth) else {
        return Vec::new();
    };
    let before = nth.checked_sub(1).and_then(|nth| places.get(nth));
    let cut = match (before, places.get(nth + 1)) {
        (_, Some(next)) => place.start..next.start,
        (Some(before), None) => before.end..place.end,
        (None, None) => place.clone(),
    };
    vec![(cut, String::new())]
}

/// Another text: what it forbids it allows, or else something that says nothing.
pub fn reworded(says: &str) -> String {
    const DENIALS: [(&str, &str); 6] = [
        ("Do not ", "Do "),
        (" not ", " "),
        ("Never ", "Always "),
        (" never ", " always "),
        ("No ", "Some "),
        (" no ", " some "),
    ];
    let denial = DENIALS.iter().find(|(denial, _)| says.contains(denial));
    match denial {
        Some((denial, without)) => says.replacen(denial, without, 1),
        None => "Ask the clinic about it.".to_owned(),
    }
}
