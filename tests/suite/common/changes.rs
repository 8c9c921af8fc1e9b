//! A pack with one thing changed, for what must be seen of any change.
use serde_json::{Map, Value, json};

/// Every change of one thing of a pack that bears on a verdict, in the order of the file. Some can't
/// be read: what they take away is named elsewhere.
pub fn single_changes(pack: &Value) -> Vec<Value> {
    let mut places = Vec::new();
    each_object(pack, "", &mut |place, object| {
        for (key, value) in object {
            places.extend(
                others(pack, key, value, object)
                    .into_iter()
                    .map(|other| (format!("{place}/{key}"), other)),
            );
        }
    });
    let change = |(place, other): (String, Value)| {
        let mut changed = pack.clone();
        *changed.pointer_mut(&place).unwrap() = other;
        changed
    };
    places.into_iter().map(change).collect()
}

fn each_object(value: &Value, place: &str, visit: &mut impl FnMut(&str, &Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(place, object);
            for (key, value) in object {
                each_object(value, &format!("{place}/{key}"), visit);
            }
        }
        Value::Array(values) => {
            for (nth, value) in values.iter().enumerate() {
                each_object(value, &format!("{place}/{nth}"), visit);
            }
        }
        _ => {}
    }
}

/// What could stand in place of a value.
fn others(pack: &Value, key: &str, value: &Value, object: &Map<String, Value>) -> Vec<Value> {
    let without = |nth: usize| {
        let mut fewer = value.as_array().unwrap().clone();
        fewer.remove(nth);
        Value::from(fewer)
    };
    let counted = value.as_array().map_or(0, Vec::len);
    match key {
        "level" if object.contains_key("reason") => {
            let levels = ["no_concern", "clinician", "not_suitable"];
            let levels = levels.into_iter().map(Value::from);
            levels.filter(|it| it != value).collect()
        }
        "answer_plus" | "then" => {
            let waits = pack["waits"].as_array().unwrap().iter();
            let ids = waits.map(|it| it["id"].clone()).filter(|id| id != value);
            ids.step_by(7).collect()
        }
        "event" => {
            let events = pack["events"].as_array().unwrap().iter();
            let ids = events.map(|it| it["id"].clone()).filter(|id| id != value);
            ids.take(1).collect()
        }
        "when" if object.contains_key("reason") || object.contains_key("says") => {
            vec![json!({ "not": value })]
        }
        "outcomes" | "warnings" | "any" | "all" | "until" if counted > 1 => {
            (0..counted).map(without).collect()
        }
        "length" => vec![
            json!({ "days": 30 }),
            json!({ "months": 1 }),
            json!({ "years": 3 }),
        ],
        "min" | "at_least" | "below" if value.is_number() => {
            vec![json!(value.as_u64().unwrap() + 3)]
        }
        "options" if counted > 2 => (0..counted).map(without).collect(),
        "ends" | "always" => vec![json!(value != true)],
        _ => Vec::new(),
    }
}
