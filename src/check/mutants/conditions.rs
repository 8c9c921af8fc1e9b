//! What can be changed in a condition, and in the end of a wait.

use jsonc_parser::{
    ast::{Array, Object, Value},
    common::Ranged,
};
use serde_json::json;

use super::{Kind, Walk, name_of, part, range, string};

impl Walk<'_> {
    /// The condition in the field `when`, in all its parts. `question` is the one whose answer it
    /// tests, `what` what it is called, and `kind` what its change counts as.
    pub(super) fn when(&mut self, kind: Kind, what: &str, object: &Object<'_>, question: &str) {
        let Some(when) = object.get("when").map(|it| &it.value) else {
            return;
        };
        let what = format!("{what}, when");
        let whole = part(self.text, when.range()).to_owned();
        if when.as_object().is_none_or(|it| it.get("not").is_none()) {
            let negated = format!("{{\"not\": {whole}}}");
            self.add(
                kind,
                format!("{what}: denied"),
                vec![(range(when), negated)],
            );
        }
        self.parts(kind, &what, when, question);
    }

    fn parts(&mut self, kind: Kind, what: &str, when: &Value<'_>, question: &str) {
        if let Some(word) = when.as_string_lit() {
            let other = match &*word.value {
                "answered" => "not_sure",
                "not_sure" => "answered",
                _ => return,
            };
            let says = format!("{what}: {} → {other}", word.value);
            self.set(kind, says, when, &json!(other));
            return;
        }
        let Some(object) = when.as_object() else {
            return;
        };
        for test in &object.properties {
            let (word, value) = (test.name.as_str(), &test.value);
            let name = test.name.start()..test.name.end();
            match (word, value) {
                ("all" | "any", Value::Array(parts)) => {
                    self.take_each(kind, parts, 1, |nth, _| format!("{what}, {word} {nth}"));
                    if parts.elements.len() > 1 {
                        let other = if word == "all" { "any" } else { "all" };
                        let says = format!("{what}: {word} → {other}");
                        self.add(kind, says, vec![(name, format!("\"{other}\""))]);
                    }
                    for (nth, part) in parts.elements.iter().enumerate() {
                        let what = format!("{what}, {word} {}", nth + 1);
                        self.parts(kind, &what, part, question);
                    }
                }
                ("not", inner) => {
                    let inside = part(self.text, inner.range()).to_owned();
                    let says = format!("{what}: no longer denied");
                    self.add(kind, says, vec![(range(when), inside)]);
                    self.parts(kind, &format!("{what}, not"), inner, question);
                }
                ("of", Value::Object(of)) => {
                    let other = string(of, "question").unwrap_or_default();
                    if let Some(when) = of.get("when") {
                        self.parts(kind, &format!("{what}, `{other}`"), &when.value, &other);
                    }
                }
                ("is", Value::StringLit(option)) => {
                    let others = self.options_but(question, &[&*option.value]);
                    for other in others {
                        let says = format!("{what}: is {} → {other}", option.value);
                        self.set(kind, says, value, &json!(other));
                    }
                }
                ("any_of" | "all_of" | "none_of", Value::Array(options)) => {
                    self.options(kind, &format!("{what}, {word}"), options, question);
                }
                ("below" | "at_least", Value::NumberLit(number)) => {
                    let number: Option<u32> = number.value.parse().ok();
                    let others = number
                        .map(|it| [it.checked_sub(1), it.checked_add(1)].map(|other| (it, other)));
                    for (number, other) in others.into_iter().flatten() {
                        let Some(other) = other else { continue };
                        let says = format!("{what}: {word} {number} → {other}");
                        self.set(kind, says, value, &json!(other));
                    }
                }
                ("within" | "over", _) => {
                    self.other_wait(kind, what, object, word);
                    let other = if word == "over" { "within" } else { "over" };
                    let says = format!("{what}: {word} → {other}");
                    self.add(kind, says, vec![(name, format!("\"{other}\""))]);
                }
                _ => {}
            }
        }
    }

    /// Options that a condition names, one less and one more.
    fn options(&mut self, kind: Kind, what: &str, options: &Array<'_>, question: &str) {
        self.take_each(kind, options, 1, |_, option| {
            let option = option.as_string_lit().map(|it| &*it.value);
            format!("{what} `{}`", option.unwrap_or_default())
        });
        let named = options.elements.iter().filter_map(Value::as_string_lit);
        let named: Vec<&str> = named.map(|it| &*it.value).collect();
        for more in self.options_but(question, &named) {
            let start = options.start() + 1;
            let edit = (start..start, format!("\"{more}\", "));
            self.add(kind, format!("{what} `{more}`: added"), vec![edit]);
        }
    }

    fn options_but(&self, question: &str, named: &[&str]) -> Vec<String> {
        let known = self.questions.get(question);
        let options = known.into_iter().flat_map(|(_, options)| options);
        options
            .filter(|it| !named.contains(&it.as_str()))
            .cloned()
            .collect()
    }

    /// What must be over first.
    pub(super) fn until(&mut self, what: &str, until: &Array<'_>) {
        self.take_each(Kind::Until, until, 1, |nth, it| {
            format!("{what}, until {}", name_of(nth, it))
        });
        let ends = until.elements.iter().enumerate();
        for (nth, end) in ends.filter_map(|(nth, it)| Some((nth, it.as_object()?))) {
            let what = format!("{what}, until {}", nth + 1);
            self.other_wait(Kind::Until, &what, end, "answer_plus");
            self.other_wait(Kind::Then, &what, end, "then");
            self.take(Kind::Then, format!("{what}: then gone"), end, "then");
            let Some(event) = end.get("event") else {
                continue;
            };
            let id = string(end, "event").unwrap_or_default();
            for other in self.events.clone().iter().filter(|it| **it != id) {
                let says = format!("{what}: event {id} → {other}");
                self.set(Kind::Until, says, &event.value, &json!(other));
            }
        }
    }
}
