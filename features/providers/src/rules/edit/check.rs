//! Whether what a provider writes can be shown at all.

use catalogue::model::{
    CostOption, Kind, Location, Organization, Schedule, Service, ServiceAtLocation,
};
use city::City;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use values::{Id, Refusal, Text};

use super::super::form::{is_phone, is_site};
use super::places::{At, OUT_OF_USE, PLACES};
use super::{references, writable};
use crate::model::Fields;

/// Longest name, longest other text, in characters.
const NAME: usize = 200;
const TEXT: usize = 6000;
/// Most entries of a list.
const LIST: usize = 100;
/// Most times of one record: a year of sessions out of a file, and the opening hours beside them.
const TIMES: usize = 500;
/// Oldest age in months that makes sense: 30 years.
const OLDEST: u32 = 30 * 12 + 11;

/// Checks a record as it is wanted: only fields that are the provider's, each of the right form, with
/// terms, languages and days the city knows.
///
/// # Errors
/// All that is wrong, field by field.
pub fn check(kind: Kind, wanted: &Fields, city: &City) -> Result<(), Vec<Refusal>> {
    let mut wrong = Vec::new();
    let ids = Id::named("check", "any");
    match kind {
        Kind::Organization => {
            if let Some(o) = read::<Organization>(kind, wanted, ids, &mut wrong) {
                name(&o.name, &mut wrong);
                texts(&[("description", &o.description)], city, &mut wrong);
                mail(&o.email, &mut wrong);
                site("website", &o.website, &mut wrong);
                phones(&o.phones, &mut wrong);
            }
        }
        Kind::Location => {
            if let Some(l) = read::<Location>(kind, wanted, ids, &mut wrong) {
                name(&l.name, &mut wrong);
                let all = [
                    ("description", &l.description),
                    ("transportation", &l.transportation),
                ];
                texts(&all, city, &mut wrong);
                site("url", &l.url, &mut wrong);
                phones(&l.phones, &mut wrong);
                terms("accessibility", &l.accessibility, city, &mut wrong);
                schedules(&l.schedules, &mut wrong);
                if let Some(address) = &l.address
                    && address.address_1.trim().is_empty()
                {
                    no("providers-refused-street", "address", &mut wrong);
                }
                if let Some(point) = l.point
                    && city.districts.at(point).is_none()
                {
                    no("providers-refused-point", "point", &mut wrong);
                }
            }
        }
        Kind::Service => {
            if let Some(s) = read::<Service>(kind, wanted, ids, &mut wrong) {
                service(&s, city, &mut wrong);
            }
            at_places(wanted, city, &mut wrong);
        }
        Kind::ServiceAtLocation => {
            if let Some(s) = read::<ServiceAtLocation>(kind, wanted, ids, &mut wrong) {
                texts(&[("description", &s.description)], city, &mut wrong);
                phones(&s.phones, &mut wrong);
                schedules(&s.schedules, &mut wrong);
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn service(s: &Service, city: &City, wrong: &mut Vec<Refusal>) {
    if s.name.is_empty() {
        no("providers-refused-empty", "name", wrong);
    }
    let all = [
        ("name", &s.name),
        ("alternate_name", &s.alternate_name),
        ("description", &s.description),
        ("eligibility", &s.eligibility),
        ("fees", &s.fees),
        ("application_process", &s.application_process),
        ("alert", &s.alert),
    ];
    texts(&all, city, wrong);
    for text in &s.required_documents {
        texts(&[("required_documents", text)], city, wrong);
    }
    if s.ages
        .from
        .zip(s.ages.to)
        .is_some_and(|(from, to)| from > to)
        || s.ages.from.max(s.ages.to).is_some_and(|a| a > OLDEST)
    {
        no("providers-refused-ages", "ages", wrong);
    }
    if !s.cost_options.iter().all(fair) || s.cost_options.len() > LIST {
        no("providers-refused-price", "cost_options", wrong);
    }
    if s.capacity
        .is_some_and(|c| c.available.is_some_and(|a| a > c.places))
    {
        no("providers-refused-capacity", "capacity", wrong);
    }
    terms_of("service", "themes", &s.themes, city, wrong);
    terms_of("need", "needs", &s.needs, city, wrong);
    terms_of("wellbeing", "wellbeing", &s.wellbeing, city, wrong);
    terms("accessibility", &s.accessibility, city, wrong);
    mail(&s.email, wrong);
    site("url", &s.url, wrong);
    phones(&s.phones, wrong);
    schedules(&s.schedules, wrong);
}

/// The places of a service, each as the record it becomes.
fn at_places(wanted: &Fields, city: &City, wrong: &mut Vec<Refusal>) {
    let Some(value) = wanted.get(PLACES).filter(|v| !v.is_null()) else {
        return;
    };
    let Ok(all) = serde_json::from_value::<Vec<At>>(value.clone()) else {
        return no("providers-refused-form", PLACES, wrong);
    };
    if all.len() > LIST {
        no("providers-refused-form", PLACES, wrong);
    }
    for at in &all {
        let mut here = Vec::new();
        texts(&[("description", &at.description)], city, &mut here);
        phones(&at.phones, &mut here);
        schedules(&at.schedules, &mut here);
        wrong.extend(here.into_iter().map(|r| match r.field.as_deref() {
            Some("schedules") => r,
            _ => r.field(PLACES),
        }));
    }
}

/// A price between nothing and 100 000, with days in order.
fn fair(cost: &CostOption) -> bool {
    cost.amount.is_none_or(|a| (0..=10_000_000).contains(&a.0))
        && cost.income_up_to.is_none_or(|a| a.0 >= 0)
        && cost
            .valid_from
            .zip(cost.valid_to)
            .is_none_or(|(from, to)| from <= to)
}

/// The record, if it has only fields that are the provider's and each can be read; what cannot is
/// told by its name.
fn read<T: DeserializeOwned>(
    kind: Kind,
    wanted: &Fields,
    id: Id,
    wrong: &mut Vec<Refusal>,
) -> Option<T> {
    let before = wrong.len();
    let mut whole = Map::new();
    let id = Value::String(id.to_string());
    whole.insert("id".into(), id.clone());
    for key in references(kind) {
        whole.insert((*key).into(), id.clone());
    }
    // The name is needed to try the other fields one by one.
    let stand_in = match kind {
        Kind::Service => serde_json::json!({}),
        _ => Value::String(String::new()),
    };
    whole.insert("name".into(), stand_in);
    for (field, value) in wanted {
        if field == "id" || references(kind).contains(&field.as_str()) || value.is_null() {
            continue;
        }
        // Not of the record itself: the ties of a service, the end of a place.
        if matches!(
            (kind, field.as_str()),
            (Kind::Service, PLACES) | (Kind::Location, OUT_OF_USE)
        ) {
            continue;
        }
        if !writable(kind).contains(&field.as_str()) && !theirs(field) {
            wrong.push(
                Refusal::new("providers-refused-field", 422)
                    .arg("name", field)
                    .field(field),
            );
            continue;
        }
        let mut probe = whole.clone();
        probe.insert(field.clone(), value.clone());
        if serde_json::from_value::<T>(Value::Object(probe)).is_err() {
            no("providers-refused-form", field, wrong);
        } else {
            whole.insert(field.clone(), value.clone());
        }
    }
    if wrong.len() > before {
        return None;
    }
    serde_json::from_value(Value::Object(whole)).ok()
}

/// Fields that are shown and carried along in a draft, though the provider does not write them.
fn theirs(field: &str) -> bool {
    matches!(
        field,
        "identifiers" | "district" | "parent_organization_id" | "demo"
    )
}

fn no(key: &str, field: &str, wrong: &mut Vec<Refusal>) {
    wrong.push(Refusal::new(key, 422).field(field));
}

fn name(text: &str, wrong: &mut Vec<Refusal>) {
    if text.trim().is_empty() {
        no("providers-refused-empty", "name", wrong);
    } else if text.chars().count() > NAME {
        wrong.push(
            Refusal::new("providers-refused-long", 422)
                .arg("most", NAME)
                .field("name"),
        );
    }
}

fn texts(all: &[(&str, &Text)], city: &City, wrong: &mut Vec<Refusal>) {
    for (field, text) in all {
        let most = if *field == "name" { NAME } else { TEXT };
        for (lang, words) in text.iter() {
            if !city.languages.contains(lang) {
                wrong.push(
                    Refusal::new("providers-refused-language", 422)
                        .arg("language", lang)
                        .field(field),
                );
            }
            if words.chars().count() > most {
                wrong.push(
                    Refusal::new("providers-refused-long", 422)
                        .arg("most", most)
                        .field(field),
                );
            }
        }
    }
}

fn mail(mail: &Option<String>, wrong: &mut Vec<Refusal>) {
    if mail.as_deref().is_some_and(|m| !voice::rules::is_mail(m)) {
        no("providers-refused-mail", "email", wrong);
    }
}

fn site(field: &str, site: &Option<String>, wrong: &mut Vec<Refusal>) {
    if site.as_deref().is_some_and(|s| !is_site(s)) {
        no("providers-refused-website", field, wrong);
    }
}

fn phones(phones: &[catalogue::model::Phone], wrong: &mut Vec<Refusal>) {
    if phones.len() > LIST || phones.iter().any(|p| !is_phone(&p.number)) {
        no("providers-refused-phone", "phones", wrong);
    }
}

fn terms(field: &'static str, keys: &[String], city: &City, wrong: &mut Vec<Refusal>) {
    terms_of(field, field, keys, city, wrong);
}

fn terms_of(taxonomy: &str, field: &str, keys: &[String], city: &City, wrong: &mut Vec<Refusal>) {
    if let Some(strange) = keys
        .iter()
        .find(|k| city.taxonomies.term(taxonomy, k).is_none())
    {
        wrong.push(
            Refusal::new("providers-refused-term", 422)
                .arg("term", strange)
                .field(field),
        );
    }
}

fn schedules(all: &[Schedule], wrong: &mut Vec<Refusal>) {
    let upside_down = |s: &Schedule| {
        let ordered = |a: Option<values::Day>, b: Option<values::Day>| {
            a.zip(b).is_none_or(|(from, to)| from <= to)
        };
        !ordered(s.dtstart, s.until) || !ordered(s.valid_from, s.valid_to) || s.interval == Some(0)
    };
    if all.len() > TIMES || all.iter().any(upside_down) {
        no("providers-refused-schedule", "schedules", wrong);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn city() -> City {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        City::load(&folder).unwrap()
    }

    fn told(kind: Kind, wanted: Value) -> Vec<String> {
        match check(kind, wanted.as_object().unwrap(), &city()) {
            Ok(()) => Vec::new(),
            Err(no) => no
                .into_iter()
                .map(|r| format!("{} {}", r.field.unwrap_or_default(), r.key))
                .collect(),
        }
    }

    #[test]
    fn a_plain_service_is_good() {
        let wanted = json!({
            "id": Id::named("x", "1"), "organization_id": Id::named("x", "2"),
            "name": {"it": "Nuoto"}, "ages": {"from": 72, "to": 131},
            "cost_options": [{"amount": 500, "unit": "month"}],
            "schedules": [{"freq": "WEEKLY", "byday": ["MO"], "opens_at": "16:30", "closes_at": "18:00"}],
            "phones": [{"number": "+39010123456"}], "identifiers": [{"scheme": "x", "value": "1"}],
        });
        assert_eq!(told(Kind::Service, wanted), Vec::<String>::new());
    }

    #[test]
    fn every_mistake_is_told_at_its_field() {
        let wanted = json!({
            "name": {"it": "x".repeat(NAME + 1), "xx": "Nuoto"}, "ages": {"from": 131, "to": 72},
            "cost_options": [{"amount": -1}], "themes": ["no.such.theme"], "email": "a",
            "url": "javascript:x", "phones": [{"number": "x"}], "languages": 7, "colour": "red",
        });
        let first = told(Kind::Service, wanted.clone());
        assert_eq!(
            first,
            [
                "languages providers-refused-form",
                "colour providers-refused-field"
            ],
            "what cannot be read comes first"
        );
        let mut readable = wanted;
        for key in ["languages", "colour"] {
            readable.as_object_mut().unwrap().shift_remove(key);
        }
        let mut all = told(Kind::Service, readable);
        all.sort();
        assert_eq!(
            all,
            [
                "ages providers-refused-ages",
                "cost_options providers-refused-price",
                "email providers-refused-mail",
                "name providers-refused-language",
                "name providers-refused-long",
                "phones providers-refused-phone",
                "themes providers-refused-term",
                "url providers-refused-website",
            ]
        );
        assert_eq!(
            told(Kind::Organization, json!({"name": " "})),
            ["name providers-refused-empty"]
        );
        let far = json!({"name": "Piscina", "point": {"lat": 60.0, "lon": 10.0}});
        assert_eq!(told(Kind::Location, far), ["point providers-refused-point"]);
        let turned = json!({"schedules": [{"freq": "WEEKLY", "dtstart": "2026-05-01", "until": "2026-04-01"}]});
        assert_eq!(
            told(Kind::ServiceAtLocation, turned),
            ["schedules providers-refused-schedule"]
        );
    }
}
