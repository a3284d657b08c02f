//! Two files for people with a spreadsheet or a map: services as CSV, places as GeoJSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use catalogue::model::{Location, Schedule, Service, Weekday};
use catalogue::snapshot::{Held, Snapshot};
use city::City;
use serde_json::{Value, json};
use values::Text;

use crate::hsds::Touched;

/// Columns of the file of services. One line a service and place; a service without a place has one
/// line without.
pub(crate) const COLUMNS: [&str; 31] = [
    "id",
    "name",
    "description",
    "themes",
    "status",
    "organization_id",
    "organization",
    "minimum_age",
    "maximum_age",
    "free",
    "lowest_price",
    "currency",
    "rhythm",
    "weekdays",
    "from",
    "to",
    "languages",
    "adult_needed",
    "remote",
    "accessibility",
    "place_id",
    "place",
    "address",
    "postal_code",
    "district",
    "latitude",
    "longitude",
    "phone",
    "email",
    "url",
    "last_modified",
];

fn said(text: &Text, city: &City) -> String {
    let own = &city.default_language;
    text.best(own, &[])
        .map_or_else(String::new, |(_, t)| harmless(t))
}

/// A text that no spreadsheet takes for a formula: one that begins like a formula gets an
/// apostrophe before it, which spreadsheets do not show.
fn harmless(text: &str) -> String {
    let mut chars = text.chars();
    let formula = match chars.next() {
        Some('=' | '@' | '\t' | '\r') => true,
        // +39… and -5 are numbers
        Some('+' | '-') => chars.next().is_some_and(|c| !c.is_ascii_digit()),
        _ => false,
    };
    if formula {
        format!("'{text}")
    } else {
        text.to_string()
    }
}

fn labels(keys: &[String], taxonomy: &str, city: &City) -> String {
    let own = std::slice::from_ref(&city.default_language);
    let label = |k: &String| match city.taxonomies.term(taxonomy, k) {
        Some(term) => term.label(&city.default_language, own).to_string(),
        None => k.clone(),
    };
    keys.iter().map(label).collect::<Vec<_>>().join("; ")
}

fn yes(value: Option<bool>) -> String {
    value.map_or_else(String::new, |b| b.to_string())
}

/// The services, one line each place.
///
/// # Errors
/// From writing.
pub(crate) fn services_csv(snapshot: &Snapshot, city: &City) -> io::Result<Vec<u8>> {
    let touched = Touched::of(snapshot);
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(COLUMNS)?;
    for held in snapshot.services() {
        let s = &*held.record.brief();
        let modified = touched.service(held, snapshot).rfc3339();
        let organization = snapshot.organization(s.organization_id);
        let organization = organization.map(|o| o.record.brief());
        let organization = organization.as_ref().map_or("", |o| o.name.as_str());
        let mut line = |place: Option<&Location>, schedules: Vec<&Schedule>| {
            let cells = cells(s, organization, place, &schedules, city);
            csv.write_record(cells.iter().chain([&modified]))
        };
        let own = || s.schedules.iter();
        let mut places = snapshot.places_of(s.id).peekable();
        if places.peek().is_none() {
            line(None, own().collect())?;
        }
        for (at, place) in places {
            let (at, place) = (at.record.brief(), place.record.brief());
            let there = match at.schedules.as_slice() {
                [] => place.schedules.as_slice(),
                own => own,
            };
            line(Some(&place), own().chain(there).collect())?;
        }
    }
    csv.into_inner()
        .map_err(|e| io::Error::other(e.to_string()))
}

fn cells(
    s: &Service,
    organization: &str,
    place: Option<&Location>,
    schedules: &[&Schedule],
    city: &City,
) -> Vec<String> {
    let text = |t: Option<&str>| t.map_or_else(String::new, harmless);
    let bits = schedules.iter().fold(0, |b, s| b | s.weekday_bits());
    let days: Vec<&str> = Weekday::ALL
        .into_iter()
        .filter(|d| bits & (1 << d.index()) != 0)
        .map(Weekday::code)
        .collect();
    let from = schedules.iter().filter_map(|s| s.opens_at).min();
    let to = schedules.iter().filter_map(|s| s.closes_at).max();
    let years = |m: Option<u32>| m.map_or_else(String::new, |m| (m / 12).to_string());
    let address = place.and_then(|p| p.address.as_ref());
    let point = place.and_then(|p| p.point);
    let phone = s
        .phones
        .iter()
        .chain(place.iter().flat_map(|p| &p.phones))
        .next();
    let languages: Vec<&str> = s.languages.iter().map(values::Lang::as_str).collect();
    vec![
        s.id.to_string(),
        said(&s.name, city),
        said(&s.description, city),
        labels(&s.themes, "service", city),
        json!(s.status).as_str().unwrap_or_default().to_string(),
        s.organization_id.to_string(),
        harmless(organization),
        years(s.ages.from),
        years(s.ages.to),
        yes(s.is_free()),
        s.lowest_price().map_or_else(String::new, |c| {
            format!("{}.{:02}", c.0 / 100, (c.0 % 100).abs())
        }),
        city.currency.clone(),
        json!(s.rhythm).as_str().unwrap_or_default().to_string(),
        days.join(" "),
        from.map_or_else(String::new, |t| t.to_string()),
        to.map_or_else(String::new, |t| t.to_string()),
        languages.join(" "),
        yes(s.adult_needed),
        s.remote.to_string(),
        labels(&s.accessibility, "accessibility", city),
        place.map_or_else(String::new, |p| p.id.to_string()),
        text(place.map(|p| p.name.as_str())),
        text(address.map(|a| a.address_1.as_str())),
        text(address.map(|a| a.postal_code.as_str())),
        district(place, city),
        point.map_or_else(String::new, |p| p.lat().to_string()),
        point.map_or_else(String::new, |p| p.lon().to_string()),
        text(phone.map(|p| p.number.as_str())),
        text(s.email.as_deref()),
        text(s.url.as_deref()),
    ]
}

/// The district's name.
fn district(place: Option<&Location>, city: &City) -> String {
    let Some(id) = place.and_then(|p| p.district.as_deref()) else {
        return String::new();
    };
    let all = city.districts.all();
    let found = all.iter().find(|d| d.id.as_str() == id);
    found.map_or(id, |d| d.name.as_str()).to_string()
}

/// The places that have a point, as a GeoJSON feature collection (RFC 7946), one feature a line.
///
/// # Errors
/// From writing.
pub(crate) fn places_geojson(snapshot: &Snapshot, city: &City) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    out.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"features\":[");
    let mut first = true;
    for held in snapshot.locations() {
        let Some(point) = held.record.brief().point else {
            continue;
        };
        out.extend_from_slice(if first { b"\n" } else { b",\n" });
        first = false;
        let feature = json!({
            "type": "Feature",
            "id": held.record.id,
            "geometry": {"type": "Point", "coordinates": [point.lon(), point.lat()]},
            "properties": properties(held, snapshot, city),
        });
        serde_json::to_writer(&mut out, &feature)?;
    }
    out.write_all(b"\n]}\n")?;
    Ok(out)
}

fn properties(held: &Held<Location>, snapshot: &Snapshot, city: &City) -> Value {
    let l = &*held.record.brief();
    let own = &city.default_language;
    let organization = l.organization_id.and_then(|o| snapshot.organization(o));
    let organization = organization.map(|o| o.record.brief());
    let entries = [
        ("name", json!(l.name)),
        (
            "description",
            json!(l.description.best(own, &[]).map(|(_, t)| t)),
        ),
        ("address", json!(l.address.as_ref().map(|a| &a.address_1))),
        (
            "postal_code",
            json!(l.address.as_ref().map(|a| &a.postal_code)),
        ),
        ("city", json!(l.address.as_ref().map(|a| &a.city))),
        ("district_id", json!(l.district)),
        ("district", json!(district(Some(l), city))),
        ("organization_id", json!(l.organization_id)),
        (
            "organization",
            json!(organization.as_ref().map(|o| &o.name)),
        ),
        ("phone", json!(l.phones.first().map(|p| &p.number))),
        ("url", json!(l.url)),
        (
            "accessibility",
            json!(labels(&l.accessibility, "accessibility", city)),
        ),
        ("services", json!(snapshot.services_at(l.id).count())),
        ("last_modified", json!(held.modified_at.rfc3339())),
    ];
    let empty = |v: &Value| v.is_null() || v.as_str() == Some("");
    let full: BTreeMap<&str, Value> = entries.into_iter().filter(|(_, v)| !empty(v)).collect();
    json!(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("+cmd", "'+cmd"),
            ("+390212345", "+390212345"),
            ("-5", "-5"),
            ("Nuoto", "Nuoto"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), safe);
        }
    }
}
