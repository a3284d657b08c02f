//! Which value of a field is shown when several sources have one (survivorship).

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use values::Moment;

use crate::rules;

/// What one source's record says.
#[derive(Clone, Debug)]
pub struct Said {
    /// Key of the source.
    pub source: String,
    /// Its class of precedence.
    pub class: String,
    /// The record in the source.
    pub record: String,
    /// When the record last changed.
    pub at: Moment,
    /// Its fields.
    pub body: Map<String, Value>,
}

/// Fields that are sets: what any source names is kept.
const SETS: [&str; 8] = [
    "identifiers",
    "themes",
    "needs",
    "wellbeing",
    "languages",
    "accessibility",
    "phones",
    "required_documents",
];

/// The rule by which the value at a position of the list was chosen.
pub type Chosen = BTreeMap<String, (usize, String)>;

/// Chooses every field. The order of the list does not matter, only classes, times and contents do.
/// `None` when nobody says anything.
pub fn choose(said: &[Said]) -> Option<(Map<String, Value>, Chosen)> {
    let mut order: Vec<usize> = (0..said.len()).collect();
    order.sort_by(|a, b| {
        let (x, y) = (&said[*a], &said[*b]);
        rules::precedence(&x.class)
            .cmp(&rules::precedence(&y.class))
            .then(y.at.cmp(&x.at))
            .then_with(|| (&x.source, &x.record).cmp(&(&y.source, &y.record)))
    });
    order.first()?;
    let mut body = Map::new();
    let mut chosen = Chosen::new();
    // Fields in the order of the best record, then whatever the others add.
    for n in &order {
        for field in said[*n].body.keys() {
            if field == "id" || body.contains_key(field) {
                continue;
            }
            let (value, at, rule) = field_value(field, said, &order);
            body.insert(field.clone(), value);
            chosen.insert(field.clone(), (at, rule.to_string()));
        }
    }
    Some((body, chosen))
}

fn field_value(field: &str, said: &[Said], order: &[usize]) -> (Value, usize, &'static str) {
    let holders: Vec<usize> = order
        .iter()
        .copied()
        .filter(|n| said[*n].body.get(field).is_some_and(|v| !is_empty(v)))
        .collect();
    let value = |n: usize| said[n].body[field].clone();
    match holders[..] {
        // All are empty (`[]`, `""`): keep the first as it is.
        [] => {
            let n = order
                .iter()
                .copied()
                .find(|n| said[*n].body.contains_key(field))
                .unwrap_or(order[0]);
            (said[n].body.get(field).cloned().unwrap_or(Value::Null), n, "only")
        }
        [n] => (value(n), n, "only"),
        [first, second, ..] => {
            if SETS.contains(&field) {
                let mut all: Vec<Value> = Vec::new();
                for n in &holders {
                    for v in said[*n].body[field].as_array().into_iter().flatten() {
                        if !all.contains(v) {
                            all.push(v.clone());
                        }
                    }
                }
                return (Value::Array(all), first, "union");
            }
            let (x, y) = (&said[first], &said[second]);
            let rule = if rules::precedence(&x.class) < rules::precedence(&y.class) {
                "precedence"
            } else if x.at > y.at {
                "newer"
            } else {
                "first"
            };
            (value(first), first, rule)
        }
    }
}

fn is_empty(v: &Value) -> bool {
    match v {
        Value::Null => true,
        Value::String(s) => s.is_empty(),
        Value::Array(a) => a.is_empty(),
        Value::Object(o) => o.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
