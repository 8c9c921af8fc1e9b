//! Packs made by chance, of any size, for properties and benchmarks.
use std::sync::LazyLock;

use serde_json::{Value, json};

/// What the questions are put into.
static SMALL: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../fixtures/small.json")).unwrap());

/// A stream of numbers that look random, the same for the same seed (`SplitMix64`).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The stream of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    /// True about once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}

const WAITS: [(&str, &str, u16); 6] = [
    ("ten_days", "days", 10),
    ("a_month", "months", 1),
    ("thirty_days", "days", 30),
    ("five_weeks", "weeks", 5),
    ("half_a_year", "months", 6),
    ("a_year", "years", 1),
];

/// What of a question conditions need to know.
#[derive(Clone)]
struct Asked {
    id: String,
    kind: &'static str,
    options: Vec<String>,
}

struct Maker {
    chance: Chance,
    asked: Vec<Asked>,
    left: usize,
}

/// A pack of so many questions, as JSON. It can be read; whether it is any good is chance.
pub fn made(seed: u64, questions: usize) -> Value {
    let mut pack = SMALL.clone();
    let mut maker = Maker {
        chance: Chance::new(seed),
        asked: Vec::new(),
        left: questions,
    };
    let waits = pack["waits"].as_array_mut().unwrap();
    for (id, unit, length) in WAITS {
        waits.push(
            json!({ "id": id, "length": { unit: length }, "from": "default", "sources": [] }),
        );
    }
    let mut topics = Vec::new();
    while maker.left > 0 {
        topics.push(maker.question(0));
    }
    pack["sections"] = json!([{ "id": "all", "title": "All", "questions": topics }]);
    pack["warnings"] = json!([]);
    pack["not_knowing"] = json!([]);
    pack["promises"] = json!([]);
    pack["course"] = json!([]);
    pack
}

impl Maker {
    fn question(&mut self, depth: usize) -> Value {
        self.left -= 1;
        let id = format!("q{}", self.left);
        let kinds = [
            "yes_no", "yes_no", "yes_no", "choice", "choice", "choices", "number", "date", "due",
            "text",
        ];
        let mut kind = *self.chance.pick(&kinds);
        // a pack that asks for nothing but a person's own words is refused
        if kind == "text" && self.asked.is_empty() {
            kind = "yes_no";
        }
        let mut question = json!({
            "id": id, "kind": kind, "short": "It", "ask": "What is it?", "why": "It matters.",
        });
        let mut options = Vec::new();
        match kind {
            "yes_no" => options = vec!["yes".to_owned(), "no".to_owned()],
            "choice" | "choices" => {
                let count = 2 + self.chance.below(3);
                options = (0..count).map(|nth| format!("o{nth}")).collect();
                if kind == "choice" && self.chance.once_in(2) {
                    "no".clone_into(options.last_mut().unwrap());
                }
                let says = |id: &String| json!({ "id": id, "says": format!("The {id}") });
                question["options"] = options.iter().map(says).collect();
            }
            "number" => question["range"] = json!({ "min": 0, "max": 100 }),
            "date" => {
                question["about"] = json!("past");
                question["reach"] = json!("reach");
            }
            "due" => {
                question["kind"] = json!("date");
                question["about"] = json!("future");
                question["reach"] = json!("soon");
            }
            _ => {}
        }
        let asked = Asked { id, kind, options };
        if kind != "text" {
            question["always"] = json!(self.chance.once_in(9));
            if self.chance.once_in(6) {
                question["ask_on"] = json!("the_day");
            }
            let outcomes = self.chance.below(4);
            question["outcomes"] = (0..outcomes).map(|_| self.outcome(&asked)).collect();
        }
        self.asked.push(asked.clone());
        if depth < 3 && !["text", "date", "due"].contains(&kind) && self.chance.once_in(2) {
            question["follow_up"] = self.follow_ups(&asked, depth);
        }
        question
    }

    fn follow_ups(&mut self, asked: &Asked, depth: usize) -> Value {
        let mut follow_ups = Vec::new();
        for _ in 0..=self.chance.below(2) {
            if self.left == 0 {
                break;
            }
            let when = self.gate(asked);
            let count = (1 + self.chance.below(2)).min(self.left);
            let mut ask = Vec::new();
            for _ in 0..count {
                if self.left > 0 {
                    ask.push(self.question(depth + 1));
                }
            }
            follow_ups.push(json!({ "when": when, "ask": ask }));
        }
        follow_ups.into()
    }

    /// Never opened by "no", nor by a date.
    fn gate(&mut self, asked: &Asked) -> Value {
        let opened = match asked.kind {
            "number" => json!({ "at_least": self.chance.below(100) }),
            _ => json!({ "any_of": [asked.options[0]] }),
        };
        match self.chance.below(4) {
            0 => json!({ "any": [opened, "not_sure"] }),
            1 => json!({ "all": ["answered", opened] }),
            _ => opened,
        }
    }

    fn outcome(&mut self, asked: &Asked) -> Value {
        let level = *self.chance.pick(&[
            "no_concern",
            "clinician",
            "clinician",
            "wait",
            "not_suitable",
        ]);
        let mut outcome = json!({
            "when": self.when(asked, 0), "level": level,
            "reason": format!("It is {}.", self.chance.below(1_000_000)),
            "advice": "Ask.", "sources": ["paper"],
        });
        if level == "no_concern" {
            outcome["mention"] = json!(self.chance.once_in(2));
        }
        if level == "wait" {
            let wait = self.chance.pick(&WAITS).0;
            outcome["until"] = if ["date", "due"].contains(&asked.kind) {
                json!([{ "answer_plus": wait }])
            } else {
                json!([{ "event": "birth", "then": wait }])
            };
        }
        // as in a real questionnaire, only what is asked first can make the rest needless
        if asked.kind == "number" && self.asked.len() < 10 && self.chance.once_in(3) {
            let when = outcome["when"].to_string();
            let of_dates = ["within", "over", "ahead"];
            // what is asked does not change with the calendar
            if !of_dates.iter().any(|test| when.contains(test)) {
                outcome["ends"] = json!(true);
            }
        }
        outcome
    }

    fn when(&mut self, asked: &Asked, depth: usize) -> Value {
        let earlier = self.asked.iter().filter(|it| it.kind != "text").count();
        match self.chance.below(12) {
            0 if depth < 3 => {
                json!({ "all": [self.when(asked, depth + 1), self.when(asked, depth + 1)] })
            }
            1 if depth < 3 => {
                json!({ "any": [self.when(asked, depth + 1), self.when(asked, depth + 1)] })
            }
            2 if depth < 3 => json!({ "not": self.when(asked, depth + 1) }),
            3 if depth < 3 && earlier > 0 => {
                // mostly one asked shortly before, as in a real questionnaire
                let near = self.chance.below(earlier.min(8));
                let others = self.asked.iter().filter(|it| it.kind != "text");
                let other = others.rev().nth(near).unwrap().clone();
                json!({ "of": { "question": other.id, "when": self.when(&other, depth + 1) } })
            }
            4 => json!("not_sure"),
            5 => json!("answered"),
            _ => self.test(asked),
        }
    }

    fn test(&mut self, asked: &Asked) -> Value {
        let wait = self.chance.pick(&WAITS).0;
        match asked.kind {
            "number" if self.chance.once_in(2) => json!({ "below": self.chance.below(100) }),
            "number" => json!({ "at_least": self.chance.below(100) }),
            "date" if self.chance.once_in(2) => json!({ "within": wait }),
            "date" => json!({ "over": wait }),
            "due" if self.chance.once_in(3) => json!({ "within": wait }),
            "due" if self.chance.once_in(2) => json!({ "over": wait }),
            "due" => json!("ahead"),
            kind => {
                let some: Vec<&String> = asked
                    .options
                    .iter()
                    .take(1 + self.chance.below(2))
                    .collect();
                match self.chance.below(3) {
                    0 => json!({ "none_of": some }),
                    1 if kind == "choices" => json!({ "all_of": some }),
                    _ => json!({ "any_of": some }),
                }
            }
        }
    }
}
