//! Values of a record as people read them.

use catalogue::model::{Address, CostOption, CostUnit, Freq, Period, Phone, Schedule};
use city::City;
use serde_json::Value;
use values::{Cents, Day, Lang, Point, Text};
use web::Page;

use super::times::{often, runs};
use crate::rules::edit::{OUT_OF_USE, PLACES, places_in};

/// The name of a field in words.
pub(in crate::pages) fn label(page: &Page, field: &str) -> String {
    page.t(&format!("providers-field-{}", field.replace('_', "-")))
}

pub(super) fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
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
    let mut all = Vec::new();
    match cost.amount {
        Some(Cents(0)) => all.push(page.t("providers-free")),
        Some(amount) => all.push(format!("{} {unit}", page.money(&amount))),
        None => {}
    }
    all.push(page.say_plain(&cost.option));
    if let Some(income) = cost.income_up_to {
        all.push(page.t1("providers-price-income", "amount", page.money(&income)));
    }
    all.push(span(page, cost.valid_from, cost.valid_to));
    joined(all)
}

fn joined(mut all: Vec<String>) -> String {
    all.retain(|t| !t.is_empty());
    all.join(", ")
}

/// From one day to another, either of which may be open.
fn span(page: &Page, from: Option<Day>, to: Option<Day>) -> String {
    let day = |d| page.tr().date(d);
    match (from, to) {
        (Some(a), Some(b)) if a == b => day(a),
        (Some(a), Some(b)) => page.t2("providers-from-until", "from", day(a), "until", day(b)),
        (Some(a), None) => page.t1("providers-from", "day", day(a)),
        (None, Some(b)) => page.t1("providers-until", "day", day(b)),
        (None, None) => String::new(),
    }
}

/// One line of a timetable.
pub(super) fn time(page: &Page, s: &Schedule) -> String {
    let days: Vec<String> = s
        .byday
        .iter()
        .map(|d| {
            page.tr()
                .weekday(i8::try_from(d.day.index()).unwrap_or(0) + 1)
        })
        .collect();
    let mut all = vec![page.tr().list(&days)];
    match often(s) {
        Some("week") | None => {}
        Some(word) => all.push(page.t(&format!("providers-often-{word}"))),
    }
    if s.freq == Some(Freq::Daily) && s.byday.is_empty() {
        all.push(page.t("providers-every-day"));
    }
    if !s.bymonth.is_empty() {
        let months: Vec<String> = s
            .bymonth
            .iter()
            .map(|m| page.tr().month(i8::try_from(*m).unwrap_or(1).clamp(1, 12)))
            .collect();
        all.push(page.tr().list(&months));
    }
    if !s.bymonthday.is_empty() {
        let days: Vec<String> = s.bymonthday.iter().map(ToString::to_string).collect();
        all.push(page.t1("providers-month-days", "days", page.tr().list(&days)));
    }
    if let (Some(from), Some(to)) = (s.opens_at, s.closes_at) {
        all.push(format!("{from}–{to}"));
    }
    match (s.freq, s.dtstart, s.until) {
        // One day, without a rule.
        (None, Some(day), None) => all.push(page.tr().date(day)),
        _ => all.push(span(page, s.dtstart, s.until)),
    }
    all.push(span(page, s.valid_from, s.valid_to));
    if let Some(count) = s.count {
        all.push(page.t1("providers-times", "count", i64::from(count)));
    }
    match s.period {
        Period::Always => {}
        Period::Term => all.push(page.t("providers-period-term")),
        Period::Holidays => all.push(page.t("providers-period-holidays")),
    }
    let off: Vec<String> = runs(&s.except)
        .into_iter()
        .map(|(a, b)| span(page, Some(a), Some(b)))
        .collect();
    if !off.is_empty() {
        all.push(page.t1("providers-off", "days", page.tr().list(&off)));
    }
    all.push(page.say_plain(&s.description));
    joined(all)
}

fn address(a: &Address) -> String {
    joined(vec![
        a.address_1.clone(),
        a.address_2.clone().unwrap_or_default(),
        format!("{} {}", a.postal_code, a.city).trim().to_string(),
    ])
}

/// The places of a service, each with its times there.
fn at_places(page: &Page, value: &Value) -> Vec<String> {
    places_in(value)
        .iter()
        .map(|at| {
            let times: Vec<String> = at.schedules.iter().map(|s| time(page, s)).collect();
            let all = vec![page.say_plain(&at.description), times.join("; ")];
            match joined(all) {
                more if more.is_empty() => at.name.clone(),
                more => format!("{}: {more}", at.name),
            }
        })
        .collect()
}

/// A value as people read it; a dash for nothing.
pub(in crate::pages) fn words(page: &Page, city: &City, field: &str, value: &Value) -> String {
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
        (PLACES, v) => lines(at_places(page, v)),
        (OUT_OF_USE, _) => Some(page.t("providers-out-of-use")),
        ("address", v) => read::<Address>(v).map(|a| address(&a)),
        ("point", v) => read::<Point>(v).map(|p| super::whereabouts::point(&p)),
        ("languages", v) => read::<Vec<Lang>>(v)
            .and_then(|all| lines(all.iter().map(|l| page.tr().lang_name(l)).collect())),
        ("rhythm", Value::String(word)) => {
            Some(page.t(&format!("providers-rhythm-{}", word.replace('_', "-"))))
        }
        ("capacity", v) => v.get("places").and_then(Value::as_i64).map(|places| {
            match v.get("available").and_then(Value::as_i64) {
                Some(left) => page.t2("providers-places-left", "left", left, "places", places),
                None => page.t1("providers-places", "places", places),
            }
        }),
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

pub(super) fn unit_word(unit: CostUnit) -> &'static str {
    match unit {
        CostUnit::Once => "once",
        CostUnit::Session => "session",
        CostUnit::Day => "day",
        CostUnit::Week => "week",
        CostUnit::Month => "month",
        CostUnit::Year => "year",
    }
}
