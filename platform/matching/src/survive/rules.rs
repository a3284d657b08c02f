//! What decides between values, as data (TOML).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where a value comes from, the most believed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The provider's own, verified edit.
    Provider,
    /// A register of the municipality.
    Municipality,
    /// A regional or state register.
    State,
    /// Harvested from the third sector.
    ThirdSector,
    /// Read off pages.
    Scraped,
}

/// How the values of a field are weighed against each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weigh {
    /// By class, then the newest.
    #[default]
    Plain,
    /// Recently verified before all others, then as plain: telephones, mail addresses.
    Contact,
    /// By class, then the most complete, then the newest: descriptions.
    Text,
    /// All values together, as long as no two sources contradict each other; else as plain:
    /// languages, accessibility.
    Set,
}

/// When two values count as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Same {
    /// Equal as data; numbers by value, lists whatever their order.
    #[default]
    Exact,
    /// Equal after folding case, accents and punctuation.
    Text,
    /// The same digits, whatever stands between them and with or without a prefix of the country
    /// or `00`: the shorter number is the end of the longer.
    Phone,
}

/// What decides one field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldRule {
    /// How values are weighed.
    pub weigh: Weigh,
    /// When two values count as one.
    pub same: Same,
    /// Tell when trusted sources differ.
    pub conflict: bool,
    /// Sources never asked for this field.
    pub exclude: Vec<String>,
    /// Sources believed for this field before all classes, in this order.
    pub first: Vec<String>,
    /// Another order of classes for this field; classes not named follow in their usual order.
    pub order: Vec<Class>,
    /// For sets: values that contradict each other.
    pub opposites: Vec<(Value, Value)>,
}

/// What is known of one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRule {
    /// Its class.
    pub class: Class,
    /// Fields never taken from it.
    #[serde(default)]
    pub exclude: Vec<String>,
}

/// The rules for all fields of an entity. Fields and sources not named follow the defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Classes whose disagreement is told.
    pub trusted: Vec<Class>,
    /// For how many days a verification counts as recent.
    pub fresh_days: u32,
    /// Class of sources that are not named.
    pub unknown: Class,
    /// Fields that differ from plain.
    pub fields: BTreeMap<String, FieldRule>,
    /// Sources by key.
    pub sources: BTreeMap<String, SourceRule>,
}

impl Default for Rules {
    /// Provider, municipality and state are trusted, a verification counts for six months, and the
    /// fields have HSDS names.
    fn default() -> Self {
        let rule = |weigh, same, conflict| FieldRule {
            weigh,
            same,
            conflict,
            ..FieldRule::default()
        };
        let contact = |same| rule(Weigh::Contact, same, true);
        let told = || rule(Weigh::Plain, Same::Exact, true);
        let fields = [
            ("phones", contact(Same::Phone)),
            ("phone", contact(Same::Phone)),
            ("email", rule(Weigh::Contact, Same::Text, false)),
            ("url", rule(Weigh::Contact, Same::Text, false)),
            ("name", rule(Weigh::Plain, Same::Text, false)),
            ("description", rule(Weigh::Text, Same::Text, false)),
            (
                "eligibility_description",
                rule(Weigh::Text, Same::Text, false),
            ),
            ("application_process", rule(Weigh::Text, Same::Text, false)),
            ("minimum_age", told()),
            ("maximum_age", told()),
            ("cost_options", told()),
            ("schedules", told()),
            ("languages", rule(Weigh::Set, Same::Exact, false)),
            ("accessibility", rule(Weigh::Set, Same::Exact, false)),
        ];
        Rules {
            trusted: vec![Class::Provider, Class::Municipality, Class::State],
            fresh_days: 183,
            unknown: Class::Scraped,
            fields: fields
                .into_iter()
                .map(|(name, rule)| (name.to_string(), rule))
                .collect(),
            sources: BTreeMap::new(),
        }
    }
}

/// Rules that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("survivorship rules «{name}»: {source}")]
pub struct RulesError {
    /// Which file, as the caller named it.
    pub name: String,
    /// What is wrong, with line and column.
    pub source: Box<toml::de::Error>,
}

impl Rules {
    /// Reads rules from TOML. Fields of the defaults that the text does not name keep their rule.
    pub fn read(name: &str, text: &str) -> Result<Rules, RulesError> {
        let mut rules: Rules = toml::from_str(text).map_err(|e| RulesError {
            name: name.to_string(),
            source: Box::new(e),
        })?;
        for (field, rule) in Rules::default().fields {
            rules.fields.entry(field).or_insert(rule);
        }
        Ok(rules)
    }

    pub(super) fn class(&self, source: &str) -> Class {
        self.sources.get(source).map_or(self.unknown, |s| s.class)
    }

    pub(super) fn excludes(&self, rule: &FieldRule, source: &str, field: &str) -> bool {
        let by_source = self
            .sources
            .get(source)
            .is_some_and(|s| s.exclude.iter().any(|f| f == field));
        by_source || rule.exclude.iter().any(|s| s == source)
    }
}

impl FieldRule {
    /// Place in the order of belief: sources named first, then classes.
    pub(super) fn rank(&self, source: &str, class: Class) -> usize {
        if let Some(at) = self.first.iter().position(|s| s == source) {
            return at;
        }
        let named = self.order.iter().position(|c| *c == class);
        let place = named.unwrap_or(self.order.len() + class as usize);
        self.first.len() + place
    }

    pub(super) fn same(&self, a: &Value, b: &Value) -> bool {
        match self.same {
            Same::Exact => exact(a) == exact(b),
            Same::Text => text(a) == text(b),
            Same::Phone => {
                let (a, b) = (phones(a), phones(b));
                let holds = |list: &[String], n: &String| list.iter().any(|m| same_phone(m, n));
                a.iter().all(|n| holds(&b, n)) && b.iter().all(|n| holds(&a, n))
            }
        }
    }
}

/// A form in which equal data are equal: numbers by value, lists sorted, blank ends of texts cut.
pub(super) fn exact(v: &Value) -> String {
    match v {
        Value::Number(n) => n.as_f64().map_or_else(|| n.to_string(), |f| format!("{f}")),
        Value::String(s) => format!("{:?}", s.trim()),
        Value::Array(list) => {
            let mut parts: Vec<String> = list.iter().map(exact).collect();
            parts.sort();
            format!("[{}]", parts.join(","))
        }
        Value::Object(map) => {
            let mut parts: Vec<String> = map
                .iter()
                .map(|(k, v)| format!("{k:?}:{}", exact(v)))
                .collect();
            parts.sort();
            format!("{{{}}}", parts.join(","))
        }
        other => other.to_string(),
    }
}

fn text(v: &Value) -> String {
    match v {
        Value::String(s) => values::fold(s),
        Value::Array(list) => {
            let mut parts: Vec<String> = list.iter().map(text).collect();
            parts.sort();
            parts.join("\n")
        }
        Value::Object(map) => {
            let mut parts: Vec<String> = map
                .iter()
                .map(|(k, v)| format!("{k}={}", text(v)))
                .collect();
            parts.sort();
            parts.join("\n")
        }
        other => exact(other),
    }
}

/// Every telephone number in a value: texts, lists of them, objects with a `number`.
fn phones(v: &Value) -> Vec<String> {
    match v {
        Value::String(s) => vec![s.chars().filter(char::is_ascii_digit).collect()],
        Value::Number(n) => vec![n.to_string()],
        Value::Array(list) => list.iter().flat_map(phones).collect(),
        Value::Object(map) => map.get("number").map(phones).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn same_phone(a: &str, b: &str) -> bool {
    let cut = |n: &str| n.trim_start_matches("00").to_string();
    let (a, b) = (cut(a), cut(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // A national number is the end of the international one; three digits of prefix at most.
    short.len() >= 5 && long.len() - short.len() <= 3 && long.ends_with(&short)
}
