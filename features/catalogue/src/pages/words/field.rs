//! The value of one field of a record as a sentence, for whoever tells what has changed.

use city::City;
use i18n::Tr;
use serde_json::Value;
use values::{Day, Lang, Text};

use super::{Brief, ages, brief, price_lines};
use crate::model::{Address, Ages, Capacity, CostOption, Schedule};

/// Longest text that is told, in characters.
const LONGEST: usize = 400;

/// The value of a top-level field in words; none when the field has no words for people, or is one by
/// which somebody could be reached: telephones, addresses for mail, codes. Of those only that they
/// have changed is told.
pub fn field(tr: &Tr, city: &City, name: &str, value: &Value, today: Day) -> Option<String> {
    let said = match name {
        "name"
        | "alternate_name"
        | "description"
        | "eligibility"
        | "fees"
        | "alert"
        | "application_process"
        | "transportation" => match value {
            Value::String(text) => text.clone(),
            other => best(tr, &read::<Text>(other)?)?,
        },
        "url" | "website" => value.as_str()?.to_string(),
        "ages" => ages(tr, read::<Ages>(value)?),
        "cost_options" => {
            let lines = price_lines(tr, &read::<Vec<CostOption>>(value)?, today);
            let lines: Vec<String> = lines
                .into_iter()
                .map(|l| {
                    let option = best(tr, &l.option).unwrap_or_default();
                    let mut all = vec![l.amount, option];
                    all.extend(l.limits);
                    all.retain(|t| !t.is_empty());
                    all.join(", ")
                })
                .collect();
            lines.join("\n")
        }
        "schedules" => match brief(tr, &read::<Vec<Schedule>>(value)?, today)? {
            Brief::Said(text) => text,
            Brief::Words(text) => best(tr, &text)?,
        },
        "themes" | "needs" | "wellbeing" | "accessibility" => {
            let taxonomy = match name {
                "themes" => "service",
                "needs" => "need",
                other => other,
            };
            let terms = read::<Vec<String>>(value)?;
            let names: Vec<String> = terms
                .iter()
                .filter_map(|key| city.taxonomies.term(taxonomy, key))
                .filter_map(|term| best(tr, &term.label))
                .collect();
            tr.list(&names)
        }
        "languages" => {
            let all = read::<Vec<Lang>>(value)?;
            let names: Vec<String> = all.iter().map(|l| tr.lang_name(l)).collect();
            tr.list(&names)
        }
        "required_documents" => {
            let all = read::<Vec<Text>>(value)?;
            let names: Vec<String> = all.iter().filter_map(|t| best(tr, t)).collect();
            tr.list(&names)
        }
        "capacity" => {
            let capacity = read::<Capacity>(value)?;
            tr.number(i64::from(capacity.places))
        }
        "address" => {
            let a = read::<Address>(value)?;
            let town = format!("{} {}", a.postal_code, a.city);
            let parts = [a.address_1.as_str(), town.trim()];
            let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            parts.join(", ")
        }
        "district" => {
            let id = value.as_str()?;
            crate::terms::district_name(city, id)?.to_string()
        }
        _ => return None,
    };
    let said = said.trim();
    let short: String = said.chars().take(LONGEST).collect();
    match (said.is_empty(), short.len() < said.len()) {
        (true, _) => None,
        (false, true) => Some(format!("{}…", short.trim_end())),
        (false, false) => Some(short),
    }
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn best(tr: &Tr, text: &Text) -> Option<String> {
    tr.best(text).map(|s| s.text.to_string())
}
