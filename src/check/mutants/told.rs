//! What can be changed in everything that people are told besides the verdict.

use jsonc_parser::{
    ast::{Array, Object, Value},
    common::Ranged,
};
use serde_json::json;

use super::{Kind, Walk, edit::reworded, name_of, objects, string};

impl Walk<'_> {
    /// Other words in a field: a text, or each of a list of them.
    pub(super) fn words(&mut self, kind: Kind, what: &str, object: &Object<'_>, field: &str) {
        match object.get(field).map(|it| &it.value) {
            Some(value @ Value::StringLit(says)) => {
                let says_so = format!("{what}: other words for {field}");
                self.set(kind, says_so, value, &json!(reworded(&says.value)));
            }
            Some(Value::Array(texts)) => {
                let name = |nth, _: &Value<'_>| format!("{what}, {field} {nth}");
                self.take_each(kind, texts, 1, name);
                for (nth, text) in texts.elements.iter().enumerate() {
                    if let Value::StringLit(says) = text {
                        let says_so = format!("{what}, {field} {}: other words", nth + 1);
                        self.set(kind, says_so, text, &json!(reworded(&says.value)));
                    }
                }
            }
            _ => {}
        }
    }

    /// A list of things that are told: each gone, and each in other words.
    fn told(&mut self, kind: Kind, list: &str, object: &Object<'_>, fields: &[&str]) {
        let Some(told) = object.get_array(list) else {
            return;
        };
        let name = |nth, it: &Value<'_>| format!("{list} {}", name_of(nth, it));
        self.take_each(kind, told, 0, name);
        for (nth, it) in told.elements.iter().enumerate() {
            if let Some(object) = it.as_object() {
                let what = name(nth + 1, it);
                for field in fields {
                    self.words(kind, &what, object, field);
                }
            }
        }
    }

    pub(super) fn frame(&mut self, pack: &Object<'_>) {
        self.words(Kind::Frame, "the pack", pack, "about");
        self.told(Kind::Urgent, "urgent", pack, &["says"]);
        self.words(Kind::Frame, "the pack", pack, "disclaimer");
        for level in pack
            .get_object("levels")
            .into_iter()
            .flat_map(|it| &it.properties)
        {
            if let Some(levels) = pack.get_object("levels") {
                self.words(Kind::Frame, "levels", levels, level.name.as_str());
            }
        }
        self.other_wait(Kind::Frame, "the pack", pack, "answers_hold_for");
        for event in objects(pack, "events") {
            let id = string(event, "id").unwrap_or_default();
            self.words(Kind::Frame, &format!("event `{id}`"), event, "says");
        }
    }

    /// Where not knowing is no concern: one question less, and each one more.
    pub(super) fn not_knowing(&mut self, pack: &Object<'_>) {
        let Some(list) = pack.get_array("not_knowing") else {
            return;
        };
        let id = |it: &Value<'_>| it.as_object().and_then(|it| string(it, "question"));
        self.take_each(Kind::NotKnowing, list, 0, |nth, it| {
            format!(
                "not knowing `{}`",
                id(it).unwrap_or_else(|| nth.to_string())
            )
        });
        let known: Vec<String> = list.elements.iter().filter_map(id).collect();
        let questions = self.questions.iter();
        let others = questions.filter(|(id, (kind, _))| kind != "text" && !known.contains(id));
        let others: Vec<String> = others.map(|(id, _)| id.clone()).collect();
        for other in others {
            let start = list.start() + 1;
            let more = json!({ "question": other, "reason": "A clinician will look at it." });
            let comma = if known.is_empty() { "" } else { ", " };
            let edit = (start..start, format!("{more}{comma}"));
            let says = format!("not knowing `{other}`: added");
            self.add(Kind::NotKnowing, says, vec![edit]);
        }
    }

    pub(super) fn warnings(&mut self, pack: &Object<'_>) {
        let Some(warnings) = pack.get_array("warnings") else {
            return;
        };
        self.take_each(Kind::Warning, warnings, 0, |nth, it| {
            format!("warning {}", name_of(nth, it))
        });
        for warning in objects(pack, "warnings") {
            let id = string(warning, "id").unwrap_or_default();
            let what = format!("warning `{id}`");
            self.when(Kind::Warning, &what, warning, "");
            self.words(Kind::Sign, &what, warning, "says");
        }
    }

    pub(super) fn guidance(&mut self, pack: &Object<'_>) {
        self.told(Kind::Meanwhile, "meanwhile", pack, &["says"]);
        self.told(Kind::Course, "course", pack, &["title", "says"]);
        for note in objects(pack, "course") {
            let id = string(note, "id").unwrap_or_default();
            self.when(Kind::Course, &format!("course `{id}`"), note, "");
            let says = format!("course `{id}`: told everybody");
            self.take(Kind::Course, says, note, "when");
        }
        self.told(Kind::Care, "preparation", pack, &["title"]);
        for care in objects(pack, "preparation") {
            self.care("preparation", care);
        }
        if let Some(aftercare) = pack.get_object("aftercare") {
            self.aftercare(aftercare);
        }
        self.told(Kind::Sign, "warning_signs", pack, &["title", "signs"]);
    }

    fn care(&mut self, list: &str, care: &Object<'_>) {
        let id = string(care, "id").unwrap_or_default();
        let what = format!("{list} `{id}`");
        self.days(Kind::Care, &what, care);
        if let Some(items) = care.get_array("items") {
            self.items(&what, items);
        }
    }

    fn aftercare(&mut self, aftercare: &Object<'_>) {
        self.told(Kind::Care, "periods", aftercare, &["title"]);
        for period in objects(aftercare, "periods") {
            let id = string(period, "id").unwrap_or_default();
            let what = format!("period `{id}`");
            self.days(Kind::Care, &what, period);
            if let Some(expect) = period.get_object("expect") {
                self.words(Kind::Care, &format!("{what}, expect"), expect, "says");
                self.take(Kind::Care, format!("{what}: expect gone"), period, "expect");
            }
        }
        self.told(Kind::Care, "topics", aftercare, &["title"]);
        for topic in objects(aftercare, "topics") {
            let id = string(topic, "id").unwrap_or_default();
            if let Some(rules) = topic.get_array("rules") {
                let name = |nth, _: &Value<'_>| format!("topic `{id}`, rule {nth}");
                self.take_each(Kind::Care, rules, 1, name);
                for (nth, rule) in (1..).zip(objects(topic, "rules")) {
                    self.rule(&format!("topic `{id}`, rule {nth}"), rule);
                }
            }
        }
    }

    fn rule(&mut self, what: &str, rule: &Object<'_>) {
        self.days(Kind::Care, what, rule);
        self.words(Kind::Care, what, rule, "short");
        if let Some(may @ Value::StringLit(word)) = rule.get("may").map(|it| &it.value) {
            let others = ["not_yet", "ask_first", "yes"].into_iter();
            for other in others.filter(|it| *it != word.value) {
                let says = format!("{what}: may {} → {other}", word.value);
                self.set(Kind::Care, says, may, &json!(other));
            }
        }
        if let Some(items) = rule.get_array("items") {
            self.items(what, items);
        }
    }

    /// The first and the last day of something.
    fn days(&mut self, kind: Kind, what: &str, object: &Object<'_>) {
        for field in ["from", "to", "or_to", "until"] {
            self.other_wait(kind, what, object, field);
            self.take(kind, format!("{what}: {field} gone"), object, field);
        }
    }

    fn items(&mut self, what: &str, items: &Array<'_>) {
        self.take_each(Kind::Care, items, 0, |nth, it| {
            format!("{what}, item {}", name_of(nth, it))
        });
        for item in items.elements.iter().filter_map(Value::as_object) {
            let id = string(item, "id").unwrap_or_default();
            self.words(Kind::Care, &format!("{what}, item `{id}`"), item, "says");
        }
    }

    pub(super) fn pictures(&mut self, pack: &Object<'_>) {
        let Some(pictures) = pack.get_object("pictures") else {
            return;
        };
        self.told(Kind::Picture, "frames", pictures, &["title", "says"]);
        if let Some(timeline) = pictures.get_object("timeline") {
            self.words(Kind::Picture, "timeline", timeline, "title");
            self.words(Kind::Picture, "timeline", timeline, "says");
            if let Some(gap) = timeline.get_object("gap") {
                self.days(Kind::Picture, "timeline, gap", gap);
            }
            self.dated(timeline, "marks");
        }
        if let Some(days) = pictures.get_object("days") {
            self.days(Kind::Picture, "days", days);
            self.dated(days, "rows");
        }
    }

    /// What a picture tells at its days.
    fn dated(&mut self, of: &Object<'_>, list: &str) {
        self.told(Kind::Picture, list, of, &["title", "says"]);
        for one in objects(of, list) {
            let id = string(one, "id").unwrap_or_default();
            self.days(Kind::Picture, &format!("{list} `{id}`"), one);
        }
    }
}
