//! Which value survives: one field, several sources.
//!
//! Linked records hold several values for a field. This says which is shown, by which rule, and
//! when sources that should agree do not. It knows no entity: records are maps from field names to
//! JSON values, and what decides is data ([`Rules`]).
//!
//! For each field: what a moderator has locked; else, of the sources not excluded that say
//! anything, the most believed class, and inside it the newest (verified before modified). Contact
//! facts verified recently come before that; free texts go by completeness inside a class; sets are
//! united when no two sources contradict each other. Nothing depends on the order of the records.

mod rules;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use values::Moment;

pub use rules::{Class, FieldRule, Rules, RulesError, Same, SourceRule, Weigh};

/// What one source says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Key of the source.
    pub source: String,
    /// The source's own identifier of the record.
    pub record: String,
    /// When somebody last verified it.
    #[serde(default)]
    pub assured: Option<Moment>,
    /// When it was last changed.
    #[serde(default)]
    pub modified: Option<Moment>,
    /// When single fields were verified, where that differs from the record.
    #[serde(default)]
    pub fields_assured: BTreeMap<String, Moment>,
    /// Field → value. Null, blank texts, empty lists and objects say nothing.
    pub fields: Map<String, Value>,
}

/// By which rule a value was chosen. Stored and shown: never rename one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A moderator has locked it.
    Locked,
    /// Only one source says anything.
    OnlyOne,
    /// The most believed source.
    Class,
    /// The newest of the most believed class.
    Newest,
    /// Verified recently, others not.
    Fresh,
    /// The most complete text of the most believed class.
    Complete,
    /// All sources together.
    Union,
}

/// The value of a field, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survivor {
    /// The value to show.
    pub value: Value,
    /// Source it comes from; nothing when locked.
    pub source: Option<String>,
    /// That source's record.
    pub record: Option<String>,
    /// When it was verified, or else changed.
    pub at: Option<Moment>,
    /// Why this one.
    pub rule: Rule,
    /// Other (source, record) pairs that say the same, or whose values are part of a union.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<(String, String)>,
}

/// What one source says in a conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Source.
    pub source: String,
    /// Its record.
    pub record: String,
    /// When it was verified, or else changed.
    pub at: Option<Moment>,
    /// Its value.
    pub value: Value,
}

/// Trusted sources that differ on a field that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The field.
    pub field: String,
    /// What the trusted sources say, the most believed first. At least two of them differ.
    pub said: Vec<Said>,
}

/// All fields of an entity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Merged {
    /// Field → surviving value.
    pub fields: BTreeMap<String, Survivor>,
    /// Conflicts by field name.
    pub conflicts: Vec<Conflict>,
}

/// Merges the records of one entity. `locked` holds the values moderators have fixed; `now` is the
/// moment against which "recently verified" is measured.
pub fn survive(
    records: &[Record],
    locked: &Map<String, Value>,
    now: Moment,
    rules: &Rules,
) -> Merged {
    let names: BTreeSet<&str> = records
        .iter()
        .flat_map(|r| r.fields.keys())
        .chain(locked.keys())
        .map(String::as_str)
        .collect();
    let mut merged = Merged::default();
    for field in names {
        let (survivor, conflict) = survive_field(field, records, locked.get(field), now, rules);
        if let Some(s) = survivor {
            merged.fields.insert(field.to_string(), s);
        }
        merged.conflicts.extend(conflict);
    }
    merged
}

/// One value with what decides about it.
struct Candidate<'r> {
    record: &'r Record,
    value: &'r Value,
    class: Class,
    rank: usize,
    at: Option<Moment>,
    fresh: bool,
    complete: usize,
}

impl Candidate<'_> {
    fn pair(&self) -> (String, String) {
        (self.record.source.clone(), self.record.record.clone())
    }
}

/// One field: the surviving value (none when nobody says anything) and the conflict, if any.
pub fn survive_field(
    field: &str,
    records: &[Record],
    locked: Option<&Value>,
    now: Moment,
    rules: &Rules,
) -> (Option<Survivor>, Option<Conflict>) {
    if let Some(value) = locked {
        let survivor = Survivor {
            value: value.clone(),
            source: None,
            record: None,
            at: None,
            rule: Rule::Locked,
            also: Vec::new(),
        };
        return (Some(survivor), None);
    }
    let plain = FieldRule::default();
    let rule = rules.fields.get(field).unwrap_or(&plain);
    let mut list = candidates(field, records, now, rules, rule);
    list.sort_by_cached_key(|c| {
        let stale = rule.weigh == Weigh::Contact && !c.fresh;
        let complete = if rule.weigh == Weigh::Text {
            c.complete
        } else {
            0
        };
        // The last three only make the order whole.
        (
            stale,
            c.rank,
            Reverse(complete),
            Reverse(c.at),
            c.record.source.clone(),
            c.record.record.clone(),
            rules::exact(c.value),
        )
    });
    let Some(best) = list.first() else {
        return (None, None);
    };
    let conflict = conflict(field, &list, rules, rule);
    let survivor = union(&list, rule).unwrap_or_else(|| Survivor {
        value: best.value.clone(),
        source: Some(best.record.source.clone()),
        record: Some(best.record.record.clone()),
        at: best.at,
        rule: why(&list, rule),
        also: list[1..]
            .iter()
            .filter(|c| rule.same(c.value, best.value))
            .map(Candidate::pair)
            .collect(),
    });
    (Some(survivor), conflict)
}

fn candidates<'r>(
    field: &str,
    records: &'r [Record],
    now: Moment,
    rules: &Rules,
    rule: &FieldRule,
) -> Vec<Candidate<'r>> {
    records
        .iter()
        .filter(|r| !rules.excludes(rule, &r.source, field))
        .filter_map(|record| {
            let value = record.fields.get(field).filter(|v| says_something(v))?;
            let class = rules.class(&record.source);
            // A date in the future is a mistake and must not win for ever: it counts as now.
            let assured = record
                .fields_assured
                .get(field)
                .or(record.assured.as_ref())
                .map(|m| (*m).min(now));
            let oldest = now.plus_seconds(-86_400 * i64::from(rules.fresh_days));
            Some(Candidate {
                record,
                value,
                class,
                rank: rule.rank(&record.source, class),
                at: assured.or(record.modified.map(|m| m.min(now))),
                fresh: assured.is_some_and(|m| m >= oldest),
                complete: completeness(value),
            })
        })
        .collect()
}

fn says_something(v: &Value) -> bool {
    match v {
        Value::Null => false,
        Value::String(s) => !values::is_blank(s),
        Value::Array(list) => list.iter().any(says_something),
        Value::Object(map) => map.values().any(says_something),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// Letters and digits in all texts of a value (a text in several languages counts all of them).
fn completeness(v: &Value) -> usize {
    match v {
        Value::String(s) => s.chars().filter(|c| c.is_alphanumeric()).count(),
        Value::Array(list) => list.iter().map(completeness).sum(),
        Value::Object(map) => map.values().map(completeness).sum(),
        _ => 1,
    }
}

/// Why the first of the sorted candidates comes before the second.
fn why(list: &[Candidate], rule: &FieldRule) -> Rule {
    let Some(second) = list.get(1) else {
        return Rule::OnlyOne;
    };
    let best = &list[0];
    if rule.weigh == Weigh::Contact && best.fresh && !second.fresh {
        Rule::Fresh
    } else if best.rank != second.rank {
        Rule::Class
    } else if rule.weigh == Weigh::Text && best.complete != second.complete {
        Rule::Complete
    } else {
        Rule::Newest
    }
}

/// All values of a set together; nothing for other fields and for sets that contradict each other.
fn union(list: &[Candidate], rule: &FieldRule) -> Option<Survivor> {
    if rule.weigh != Weigh::Set || list.len() < 2 {
        return None;
    }
    let values: Vec<&Value> = list.iter().map(|c| c.value).collect();
    let best = &list[0];
    Some(Survivor {
        value: united(&values, rule)?,
        source: Some(best.record.source.clone()),
        record: Some(best.record.record.clone()),
        at: best.at,
        rule: Rule::Union,
        also: list[1..].iter().map(Candidate::pair).collect(),
    })
}

/// Lists or objects together; nothing when they contradict each other or are neither.
fn united(values: &[&Value], rule: &FieldRule) -> Option<Value> {
    match values.first()? {
        Value::Array(_) => union_of_lists(values, rule),
        Value::Object(_) => union_of_objects(values),
        _ => None,
    }
}

fn union_of_lists(values: &[&Value], rule: &FieldRule) -> Option<Value> {
    let mut all: BTreeMap<String, Value> = BTreeMap::new();
    for value in values {
        for item in value.as_array()? {
            all.entry(rules::exact(item))
                .or_insert_with(|| item.clone());
        }
    }
    let torn = rule
        .opposites
        .iter()
        .any(|(a, b)| all.contains_key(&rules::exact(a)) && all.contains_key(&rules::exact(b)));
    (!torn).then(|| Value::Array(all.into_values().collect()))
}

fn union_of_objects(values: &[&Value]) -> Option<Value> {
    let mut all: BTreeMap<String, Value> = BTreeMap::new();
    for map in values {
        for (key, value) in map.as_object()?.iter().filter(|(_, v)| says_something(v)) {
            match all.get(key) {
                Some(other) if rules::exact(other) != rules::exact(value) => return None,
                Some(_) => {}
                None => {
                    all.insert(key.clone(), value.clone());
                }
            }
        }
    }
    Some(Value::Object(all.into_iter().collect()))
}

fn conflict(field: &str, list: &[Candidate], rules: &Rules, rule: &FieldRule) -> Option<Conflict> {
    if !rule.conflict {
        return None;
    }
    let trusted: Vec<&Candidate> = list
        .iter()
        .filter(|c| rules.trusted.contains(&c.class))
        .collect();
    // Sets that can be united do not contradict each other.
    let agree = |a: &Value, b: &Value| {
        rule.same(a, b) || (rule.weigh == Weigh::Set && united(&[a, b], rule).is_some())
    };
    let differ = trusted.iter().enumerate().any(|(i, a)| {
        trusted[i + 1..]
            .iter()
            .any(|b| a.record.source != b.record.source && !agree(a.value, b.value))
    });
    differ.then(|| Conflict {
        field: field.to_string(),
        said: trusted
            .iter()
            .map(|c| Said {
                source: c.record.source.clone(),
                record: c.record.record.clone(),
                at: c.at,
                value: c.value.clone(),
            })
            .collect(),
    })
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
