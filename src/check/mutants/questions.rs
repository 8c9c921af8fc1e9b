//! What can be changed in a question and in its outcomes.

use jsonc_parser::{
    ast::{Array, Object, Value},
    common::Ranged,
};
use serde_json::json;

use super::{Kind, Walk, name_of, part, range, string};
use crate::check::mutants::objects;

const LEVELS: [&str; 4] = ["no_concern", "clinician", "wait", "not_suitable"];

impl Walk<'_> {
    /// The questions of a list.
    pub(super) fn asked(&mut self, questions: &Array<'_>) {
        self.take_each(Kind::Question, questions, 0, |nth, it| {
            format!("question {}", name_of(nth, it))
        });
        for question in questions.elements.iter().filter_map(Value::as_object) {
            self.question(question);
        }
    }

    fn question(&mut self, question: &Object<'_>) {
        let id = string(question, "id").unwrap_or_default();
        let what = format!("`{id}`");
        for field in ["short", "ask", "why", "tick"] {
            self.words(Kind::Ask, &what, question, field);
        }
        self.options_of(&what, question);
        self.accepted(&what, question);
        self.turn_off(Kind::Asked, &what, question, "always");
        self.turn_off(Kind::Asked, &what, question, "each_time");
        self.turn_off(Kind::Asked, &what, question, "clinic_may_answer");
        if question.get("ask_on").is_some() {
            let says = format!("{what}: asked on any day");
            self.take(Kind::Asked, says, question, "ask_on");
        } else {
            let says = format!("{what}: asked on the day alone");
            self.put(Kind::Asked, says, question, "ask_on", &json!("the_day"));
        }
        if let Some(outcomes) = question.get_array("outcomes") {
            self.take_each(Kind::Outcome, outcomes, 0, |nth, _| {
                format!("{what}, outcome {nth}")
            });
            let outcomes = outcomes.elements.iter().filter_map(Value::as_object);
            for (nth, outcome) in outcomes.enumerate() {
                self.outcome(&format!("{what}, outcome {}", nth + 1), outcome, &id);
            }
        }
        if let Some(follow_ups) = question.get_array("follow_up") {
            self.take_each(Kind::FollowUp, follow_ups, 0, |nth, _| {
                format!("{what}, follow-up {nth}")
            });
        }
        for (nth, follow_up) in objects(question, "follow_up").enumerate() {
            let what = format!("{what}, follow-up {}", nth + 1);
            self.when(Kind::FollowUp, &what, follow_up, &id);
            if let Some(asked) = follow_up.get_array("ask") {
                self.asked(asked);
            }
        }
    }

    fn options_of(&mut self, what: &str, question: &Object<'_>) {
        let Some(options) = question.get_array("options") else {
            return;
        };
        self.take_each(Kind::Option, options, 2, |nth, it| {
            format!("{what}, option {}", name_of(nth, it))
        });
        let options: Vec<&Object<'_>> = objects(question, "options").collect();
        for option in &options {
            let id = string(option, "id").unwrap_or_default();
            self.words(
                Kind::Label,
                &format!("{what}, option `{id}`"),
                option,
                "says",
            );
        }
        for two in options.windows(2) {
            let [one, other] = two else { continue };
            let (Some(says), Some(said)) = (one.get("says"), other.get("says")) else {
                continue;
            };
            let ids = [one, other].map(|it| string(it, "id").unwrap_or_default());
            let [first, second] =
                [says, said].map(|it| part(self.text, it.value.range()).to_owned());
            let edits = vec![(range(&says.value), second), (range(&said.value), first)];
            let label = format!("{what}: labels of `{}` swapped", ids.join("` and `"));
            self.add(Kind::Label, label, edits);
        }
    }

    /// Which numbers and dates are accepted.
    fn accepted(&mut self, what: &str, question: &Object<'_>) {
        if let Some(ends) = question.get_object("range") {
            for end in &ends.properties {
                let number: Option<u32> = part(self.text, end.value.range()).parse().ok();
                let Some(number) = number else { continue };
                for other in [number.checked_sub(1), number.checked_add(1)]
                    .into_iter()
                    .flatten()
                {
                    let says = format!("{what}: {} {number} → {other}", end.name.as_str());
                    self.set(Kind::Range, says, &end.value, &json!(other));
                }
            }
        }
        self.other_wait(Kind::Range, what, question, "reach");
        if let Some(about) = question.get("about") {
            let past = string(question, "about").is_some_and(|it| it == "past");
            let other = if past { "future" } else { "past" };
            let says = format!("{what}: about the {other}");
            self.set(Kind::Range, says, &about.value, &json!(other));
        }
    }

    fn outcome(&mut self, what: &str, outcome: &Object<'_>, question: &str) {
        self.level(what, outcome);
        self.when(Kind::Condition, what, outcome, question);
        if let Some(until) = outcome.get_array("until") {
            self.until(what, until);
        }
        let level = string(outcome, "level").unwrap_or_default();
        // what is no concern is not said
        if level != "no_concern" || outcome.get("mention").is_some() {
            for field in ["reason", "advice", "next", "short"] {
                self.words(Kind::Advice, what, outcome, field);
            }
        }
        self.turn_off(Kind::Mention, what, outcome, "mention");
        self.turn_off(Kind::NoOverride, what, outcome, "no_override");
        self.turn_off(Kind::Asked, what, outcome, "ends");
        let kind = self.questions.get(question).map(|(kind, _)| kind.as_str());
        if kind == Some("number") && outcome.get("ends").is_none() {
            // what would be asked after it no longer is
            self.put(
                Kind::Asked,
                format!("{what}: ends"),
                outcome,
                "ends",
                &json!(true),
            );
        }
    }

    /// Every other level. With `wait` comes an `until`, and goes with it.
    fn level(&mut self, what: &str, outcome: &Object<'_>) {
        let Some(level) = outcome.get("level") else {
            return;
        };
        let was = string(outcome, "level").unwrap_or_default();
        for other in LEVELS.into_iter().filter(|it| *it != was) {
            let mut edits = vec![(range(&level.value), format!("\"{other}\""))];
            if let Some(until) = outcome.get("until") {
                edits.push((range(&until.value), "[]".to_owned()));
            } else if other == "wait" {
                let Some(event) = self.events.first() else {
                    continue;
                };
                let end = level.end()..level.end();
                edits.push((end, format!(", \"until\": [{{\"event\": \"{event}\"}}]")));
            }
            if other == "no_concern" {
                // what is no concern has no override
                if let Some(it) = outcome.get("no_override") {
                    edits.push((range(&it.value), "false".to_owned()));
                }
            }
            let says = format!("{what}: level {was} → {other}");
            self.add(Kind::Level, says, edits);
        }
        if was != "no_concern" {
            let mut edits = vec![(
                range(&level.value),
                "\"no_concern\", \"mention\": true".to_owned(),
            )];
            for (field, off) in [("until", "[]"), ("no_override", "false")] {
                if let Some(it) = outcome.get(field) {
                    edits.push((range(&it.value), off.to_owned()));
                }
            }
            let says = format!("{what}: level {was} → a mention");
            self.add(Kind::Level, says, edits);
        }
    }
}
