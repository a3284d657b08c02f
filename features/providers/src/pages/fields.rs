//! Fields of a record as people read and write them. The form shows the simple case (one price, one
//! weekly time, one telephone); what a record has beyond it is not touched by a form that does not
//! show it: only what was typed anew is written.

use catalogue::model::{ByDay, CostOption, CostUnit, Freq, Kind, Phone, Schedule, Weekday};
use city::City;
use serde_json::{Value, json};
use values::{Cents, Day, Refusal, Text};
use web::Page;
use web::form::Field;

use crate::model::Fields;

/// The name of a field in words.
pub(super) fn label(page: &Page, field: &str) -> String {
    page.t(&format!("providers-field-{}", field.replace('_', "-")))
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn text(page: &Page, value: &Value) -> Option<String> {
    let text = read::<Text>(value)?;
    let all: Vec<String> = text
        .iter()
        .map(|(lang, words)| match text.iter().count() {
            1 => words.to_string(),
            _ => format!("{}: {words}", page.tr().lang_name(lang)),
        })
        .collect();
    Some(all.join("\n"))
}

fn ages(page: &Page, value: &Value) -> String {
    let years = |key: &str| value.get(key).and_then(Value::as_u64);
    match (years("from"), years("to")) {
        (Some(from), Some(to)) => page.t2("providers-ages", "from", from / 12, "to", to / 12),
        (Some(from), None) => page.t1("providers-ages-from", "from", from / 12),
        (None, Some(to)) => page.t1("providers-ages-to", "to", to / 12),
        (None, None) => String::new(),
    }
}

fn price(page: &Page, cost: &CostOption) -> String {
    let unit = page.t(&format!("providers-unit-{}", unit_word(cost.unit)));
    match cost.amount {
        Some(Cents(0)) => page.t("providers-free"),
        Some(amount) => format!("{} {unit}", page.money(&amount)),
        None => page.say_plain(&cost.option),
    }
}

fn time(page: &Page, s: &Schedule) -> String {
    let days: Vec<String> = s
        .byday
        .iter()
        .map(|d| {
            page.tr()
                .weekday(i8::try_from(d.day.index()).unwrap_or(0) + 1)
        })
        .collect();
    let mut all = vec![page.tr().list(&days)];
    if let (Some(from), Some(to)) = (s.opens_at, s.closes_at) {
        all.push(format!("{from}–{to}"));
    }
    all.push(page.say_plain(&s.description));
    all.retain(|t| !t.is_empty());
    all.join(", ")
}

/// A value as people read it; a dash for nothing.
pub(super) fn words(page: &Page, city: &City, field: &str, value: &Value) -> String {
    let lines = |all: Vec<String>| (!all.is_empty()).then(|| all.join("\n"));
    let said = match (field, value) {
        (_, Value::Null) => None,
        ("ages", v) => Some(ages(page, v)),
        ("cost_options", v) => read::<Vec<CostOption>>(v)
            .and_then(|all| lines(all.iter().map(|c| price(page, c)).collect())),
        ("schedules", v) => read::<Vec<Schedule>>(v)
            .and_then(|all| lines(all.iter().map(|s| time(page, s)).collect())),
        ("phones", v) => {
            read::<Vec<Phone>>(v).and_then(|all| lines(all.into_iter().map(|p| p.number).collect()))
        }
        ("assured", v) => v
            .get("on")
            .and_then(Value::as_str)
            .and_then(|d| d.parse::<Day>().ok())
            .map(|d| page.tr().date(d)),
        ("nature", Value::String(word)) => {
            Some(page.t(&format!("providers-nature-{}", word.replace('_', "-"))))
        }
        ("status", Value::String(word)) => {
            Some(page.t(&format!("providers-status-{}", word.replace(' ', "-"))))
        }
        (taxonomy @ ("themes" | "needs" | "wellbeing" | "accessibility"), Value::Array(keys)) => {
            let taxonomy = match taxonomy {
                "themes" => "service",
                "needs" => "need",
                other => other,
            };
            let names = keys.iter().filter_map(Value::as_str).map(|key| {
                match city.taxonomies.term(taxonomy, key) {
                    Some(term) => page.say_plain(&term.label),
                    None => key.to_string(),
                }
            });
            lines(names.collect())
        }
        (_, Value::Bool(yes)) => Some(page.t(if *yes {
            "providers-yes"
        } else {
            "providers-no"
        })),
        (_, Value::String(text)) => Some(text.clone()),
        (_, Value::Array(list)) => lines(
            list.iter()
                .map(|v| text(page, v).unwrap_or_else(|| v.to_string()))
                .collect(),
        ),
        (_, v) => Some(text(page, v).unwrap_or_else(|| v.to_string())),
    };
    said.filter(|s| !s.is_empty())
        .unwrap_or_else(|| "—".to_string())
}

fn unit_word(unit: CostUnit) -> &'static str {
    match unit {
        CostUnit::Once => "once",
        CostUnit::Session => "session",
        CostUnit::Day => "day",
        CostUnit::Week => "week",
        CostUnit::Month => "month",
        CostUnit::Year => "year",
    }
}

const UNITS: [&str; 6] = ["once", "session", "day", "week", "month", "year"];

/// The fields of the form of a kind of record.
pub(super) fn names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Organization => &["name", "description", "email", "phone", "website"],
        _ => &[
            "name",
            "description",
            "alert",
            "age_from",
            "age_to",
            "price",
            "unit",
            "days",
            "opens",
            "closes",
            "status",
            "email",
            "phone",
            "url",
        ],
    }
}

/// What was typed, or is to be typed over.
pub(super) type Typed = Vec<(&'static str, String)>;

fn at<'t>(typed: &'t Typed, name: &str) -> &'t str {
    typed
        .iter()
        .find(|(n, _)| *n == name)
        .map_or("", |(_, v)| v)
}

/// True when a list is too rich for the form.
fn rich(fields: &Fields, field: &str) -> bool {
    fields
        .get(field)
        .and_then(Value::as_array)
        .is_some_and(|l| l.len() > 1)
}

/// What a form shows of a record.
pub(super) fn typed(kind: Kind, fields: &Fields, city: &City) -> Typed {
    let plain = |name: &str| {
        fields
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_string()
    };
    let said = |name: &str| match fields.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => read::<Text>(value)
            .and_then(|t| t.get(&city.default_language).map(String::from))
            .unwrap_or_default(),
        None => String::new(),
    };
    let years = |key: &str| {
        fields
            .get("ages")
            .and_then(|a| a.get(key))
            .and_then(Value::as_u64)
            .map(|m| (m / 12).to_string())
            .unwrap_or_default()
    };
    let cost: Option<CostOption> = fields
        .get("cost_options")
        .and_then(read::<Vec<CostOption>>)
        .and_then(|all| all.into_iter().next());
    let schedule: Option<Schedule> = fields
        .get("schedules")
        .and_then(read::<Vec<Schedule>>)
        .and_then(|all| all.into_iter().next());
    let phone = fields.get("phones").and_then(read::<Vec<Phone>>);
    names(kind)
        .iter()
        .map(|name| {
            let value = match *name {
                "name" | "description" | "alert" => said(name),
                "age_from" => years("from"),
                "age_to" => years("to"),
                "price" => cost
                    .as_ref()
                    .and_then(|c| c.amount)
                    .map(|a| match a.0 % 100 {
                        0 => (a.0 / 100).to_string(),
                        rest => format!("{},{rest:02}", a.0 / 100),
                    })
                    .unwrap_or_default(),
                "unit" => cost
                    .as_ref()
                    .map(|c| unit_word(c.unit))
                    .unwrap_or("once")
                    .to_string(),
                "days" => schedule
                    .iter()
                    .flat_map(|s| &s.byday)
                    .map(|d| d.day.code())
                    .collect::<Vec<_>>()
                    .join(","),
                "opens" => schedule
                    .as_ref()
                    .and_then(|s| s.opens_at)
                    .map(|t| t.to_string())
                    .unwrap_or_default(),
                "closes" => schedule
                    .as_ref()
                    .and_then(|s| s.closes_at)
                    .map(|t| t.to_string())
                    .unwrap_or_default(),
                "status" => match plain("status") {
                    none if none.is_empty() => "active".to_string(),
                    some => some,
                },
                "phone" => phone
                    .iter()
                    .flatten()
                    .next()
                    .map(|p| p.number.clone())
                    .unwrap_or_default(),
                other => plain(other),
            };
            (*name, value)
        })
        .collect()
}

/// The field of the form that stands for a field of the record.
fn shown_at(field: &str) -> &str {
    match field {
        "ages" => "age_from",
        "cost_options" => "price",
        "schedules" => "opens",
        "phones" => "phone",
        other => other,
    }
}

/// Refusals that name fields of the record, at the fields of the form.
pub(super) fn at_form(wrong: Vec<Refusal>) -> Vec<Refusal> {
    wrong
        .into_iter()
        .map(|r| match r.field.clone() {
            Some(field) => r.field(shown_at(&field)),
            None => r,
        })
        .collect()
}

/// The fields to be filled in. What is too rich for the form is left out, and its names returned.
pub(super) fn form(
    page: &Page,
    kind: Kind,
    now: &Fields,
    typed: &Typed,
    wrong: &[Refusal],
) -> (Vec<Field>, Vec<String>) {
    let mut left = Vec::new();
    for name in ["schedules", "cost_options", "phones"] {
        if rich(now, name) {
            left.push(name);
        }
    }
    let hidden = |name: &str| {
        let of = match name {
            "price" | "unit" => "cost_options",
            "days" | "opens" | "closes" => "schedules",
            "phone" => "phones",
            _ => return false,
        };
        left.contains(&of)
    };
    let fields = names(kind)
        .iter()
        .filter(|n| !hidden(n))
        .map(|name| field(page, name, at(typed, name)).refused(page.tr(), wrong))
        .collect();
    (fields, left.iter().map(|n| label(page, n)).collect())
}

fn field(page: &Page, name: &str, value: &str) -> Field {
    let mut f = Field::text(
        name,
        page.t(&format!("providers-edit-{}", name.replace('_', "-"))),
    );
    let hinted = [
        "description",
        "alert",
        "age_from",
        "price",
        "phone",
        "email",
    ];
    if hinted.contains(&name) {
        f = f.hint(page.t(&format!("providers-edit-{}-hint", name.replace('_', "-"))));
    }
    f = match name {
        "name" => f.required(),
        "description" | "alert" => f.kind("area"),
        "age_from" | "age_to" => f.kind("number").between(0, 30),
        "opens" | "closes" => f.kind("time"),
        "email" => f.kind("email"),
        "phone" => f.kind("tel"),
        "url" | "website" => f.kind("url"),
        "unit" => UNITS.iter().fold(f, |f, u| {
            f.option(*u, page.t(&format!("providers-unit-{u}")))
        }),
        "status" => ["active", "temporarily closed", "inactive", "defunct"]
            .iter()
            .fold(f, |f, s| {
                f.option(
                    *s,
                    page.t(&format!("providers-status-{}", s.replace(' ', "-"))),
                )
            }),
        "days" => Weekday::ALL.iter().fold(f.kind("checks"), |f, d| {
            let iso = i8::try_from(d.index()).unwrap_or(0) + 1;
            f.option(d.code(), page.tr().weekday(iso))
        }),
        _ => f,
    };
    if name == "price" {
        f.inputmode = "decimal";
    }
    match name {
        "days" => f.values(&value.split(',').collect::<Vec<_>>()),
        _ => f.value(value),
    }
}

/// An amount as people type it: `12`, `12,5`, `12.50`.
fn cents(typed: &str) -> Option<i64> {
    let (whole, rest) = typed.split_once([',', '.']).unwrap_or((typed, ""));
    let digits = |t: &str| t.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + rest)
}

/// What is typed, upon a record: only groups that differ from what the form has shown are written.
///
/// # Errors
/// What cannot be read, at its field of the form.
pub(super) fn apply(
    kind: Kind,
    fields: &Fields,
    new: &Typed,
    city: &City,
) -> Result<Fields, Vec<Refusal>> {
    let old = typed(kind, fields, city);
    let changed = |names: &[&str]| names.iter().any(|n| at(&old, n) != at(new, n));
    let mut wanted = fields.clone();
    let mut wrong = Vec::new();
    let mut no = |key: &str, field: &str| wrong.push(Refusal::new(key, 422).field(field));
    let mut put = |field: &str, value: Value| {
        wanted.insert(field.to_string(), value);
    };
    let lang = &city.default_language;
    for name in ["name", "description", "alert"] {
        if !names(kind).contains(&name) || !changed(&[name]) {
            continue;
        }
        if kind == Kind::Organization && name == "name" {
            put(name, json!(at(new, name)));
            continue;
        }
        let mut text = fields.get(name).and_then(read::<Text>).unwrap_or_default();
        text.set(lang, at(new, name));
        put(name, serde_json::to_value(&text).unwrap_or_default());
    }
    for name in ["email", "website", "url", "status"] {
        if names(kind).contains(&name) && changed(&[name]) {
            match at(new, name) {
                "" => put(name, Value::Null),
                words => put(name, json!(words)),
            }
        }
    }
    if changed(&["phone"]) && !rich(fields, "phones") {
        match at(new, "phone") {
            "" => put("phones", Value::Null),
            number => put("phones", json!([{ "number": number }])),
        }
    }
    if changed(&["age_from", "age_to"]) {
        let mut months = serde_json::Map::new();
        for (name, key, more) in [("age_from", "from", 0), ("age_to", "to", 11)] {
            match at(new, name) {
                "" => {}
                words => match words.parse::<u32>() {
                    Ok(years) if years <= 30 => {
                        months.insert(key.into(), json!(years * 12 + more));
                    }
                    _ => no("providers-refused-ages", name),
                },
            }
        }
        put("ages", Value::Object(months));
    }
    if changed(&["price", "unit"]) && !rich(fields, "cost_options") {
        match at(new, "price") {
            "" => put("cost_options", Value::Null),
            words => match cents(words) {
                None => no("providers-refused-price", "price"),
                Some(amount) => {
                    let mut cost = fields
                        .get("cost_options")
                        .and_then(|c| c.get(0))
                        .cloned()
                        .unwrap_or_else(|| json!({}));
                    cost["amount"] = json!(amount);
                    cost["unit"] = json!(at(new, "unit"));
                    put("cost_options", json!([cost]));
                }
            },
        }
    }
    if changed(&["days", "opens", "closes"]) && !rich(fields, "schedules") {
        match schedule(fields, new) {
            Ok(value) => put("schedules", value),
            Err(field) => no("providers-refused-schedule", field),
        }
    }
    if wrong.is_empty() {
        Ok(wanted)
    } else {
        Err(wrong)
    }
}

/// The weekly time that is typed, or the field that cannot be read.
fn schedule(fields: &Fields, new: &Typed) -> Result<Value, &'static str> {
    let days: Vec<ByDay> = at(new, "days")
        .split(',')
        .filter_map(Weekday::from_code)
        .map(ByDay::from)
        .collect();
    let hour = |name: &'static str| match at(new, name) {
        "" => Ok(None),
        words => words.parse().map(Some).map_err(|_| name),
    };
    let (opens, closes) = (hour("opens")?, hour("closes")?);
    if days.is_empty() && opens.is_none() && closes.is_none() {
        return Ok(Value::Null);
    }
    if days.is_empty() {
        return Err("days");
    }
    if opens.is_none() || closes.is_none() {
        return Err("opens");
    }
    let before: Option<Schedule> = fields
        .get("schedules")
        .and_then(read::<Vec<Schedule>>)
        .and_then(|all| all.into_iter().next());
    let weekly = Schedule {
        freq: Some(Freq::Weekly),
        byday: days,
        opens_at: opens,
        closes_at: closes,
        ..before.unwrap_or_default()
    };
    Ok(serde_json::to_value([weekly]).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, cents_) in [("0", 0), ("12", 1200), ("12,5", 1250), ("12.50", 1250)] {
            assert_eq!(cents(typed), Some(cents_), "{typed}");
        }
        for bad in ["", "a", "-1", "1.234", "12345678", "1,2,3"] {
            assert_eq!(cents(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_the_form_does_not_show_is_not_touched() {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
        let city = City::load(&folder).unwrap();
        let fields: Fields = json!({
            "name": {"es": "Nuoto", "en": "Swimming"},
            "ages": {"from": 75, "to": 131},
            "cost_options": [{"amount": 500, "unit": "month"}, {"amount": 300, "unit": "month"}],
            "schedules": [{"freq": "WEEKLY", "byday": ["MO"], "opens_at": "16:30", "closes_at": "18:00", "until": "2027-06-01"}],
        })
        .as_object()
        .cloned()
        .unwrap();
        let mut new = typed(Kind::Service, &fields, &city);
        assert_eq!(apply(Kind::Service, &fields, &new, &city).unwrap(), fields);
        let set = |new: &mut Typed, name: &str, value: &str| {
            for (n, v) in new.iter_mut() {
                if *n == name {
                    *v = value.to_string();
                }
            }
        };
        set(&mut new, "name", "Nuoto libero");
        set(&mut new, "price", "7");
        set(&mut new, "days", "MO,WE");
        let wanted = apply(Kind::Service, &fields, &new, &city).unwrap();
        assert_eq!(
            wanted["name"],
            json!({"es": "Nuoto libero", "en": "Swimming"})
        );
        assert_eq!(wanted["ages"], fields["ages"]);
        assert_eq!(
            wanted["cost_options"], fields["cost_options"],
            "two prices are not one"
        );
        assert_eq!(wanted["schedules"][0]["byday"], json!(["MO", "WE"]));
        assert_eq!(wanted["schedules"][0]["until"], json!("2027-06-01"));
        set(&mut new, "closes", "late");
        let no = apply(Kind::Service, &fields, &new, &city).unwrap_err();
        assert_eq!(no[0].field.as_deref(), Some("closes"));
    }
}
