//! From a row to records of the catalogue.

use std::collections::BTreeMap;

use catalogue::model::{
    Address, Ages, Capacity, CostOption, CostUnit, Identifier, Kind, Location, Organization, Phone,
    Schedule, Service, ServiceAtLocation, TimeOfDay,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use values::{Cents, Id, Point, Text};

use super::eval::Eval;
use super::{event, hours};
use crate::model::RecordDraft;
use crate::profile::{
    AgesSpec, Expr, IdentifierSpec, LocationSpec, Monthly, OrganizationSpec, ServiceSpec, TieSpec,
    Words,
};

/// The paths of a draft's fields, gathered while it is built.
struct Paths<'e, 'a> {
    ev: &'e Eval<'a>,
    paths: BTreeMap<String, String>,
}

impl<'e, 'a> Paths<'e, 'a> {
    fn new(ev: &'e Eval<'a>) -> Paths<'e, 'a> {
        let _ = ev.path();
        Paths {
            ev,
            paths: BTreeMap::new(),
        }
    }

    fn note(&mut self, field: &str) {
        if let Some(path) = self.ev.path() {
            match self.paths.get_mut(field) {
                Some(old) if !old.contains(&path) => {
                    old.push_str(", ");
                    old.push_str(&path);
                }
                Some(_) => {}
                None => {
                    self.paths.insert(field.to_string(), path);
                }
            }
        }
    }

    fn list(&mut self, field: &str, expr: &Option<Expr>) -> Vec<String> {
        let values = expr.as_ref().map(|e| self.ev.list(e)).unwrap_or_default();
        self.note(field);
        values
    }

    fn one(&mut self, field: &str, expr: &Option<Expr>) -> Option<String> {
        self.list(field, expr).into_iter().next()
    }

    fn words(&mut self, field: &str, words: &Option<Words>) -> Text {
        let text = words.as_ref().map(|w| self.ev.words(w)).unwrap_or_default();
        self.note(field);
        text
    }

    fn yes(&mut self, field: &str, expr: &Option<Expr>) -> Option<bool> {
        let value = self.one(field, expr)?;
        let answer = super::eval::yes(&value);
        if answer.is_none() {
            self.ev.tell("not-yes-or-no", None, &[("found", &value)]);
        }
        answer
    }

    /// A value of a list the catalogue knows (`public`, `weekly` …), read by its own names.
    fn choice<T: DeserializeOwned>(&mut self, field: &str, expr: &Option<Expr>) -> Option<T> {
        let value = self.one(field, expr)?;
        let read = serde_json::from_value(serde_json::Value::String(value.clone())).ok();
        if read.is_none() {
            self.ev.tell(
                "unknown-value",
                None,
                &[("found", &value), ("known", field)],
            );
        }
        read
    }

    fn phones(&mut self, field: &str, expr: &Option<Expr>) -> Vec<Phone> {
        self.list(field, expr)
            .into_iter()
            .map(|number| Phone {
                number,
                description: Text::default(),
            })
            .collect()
    }

    fn identifiers(&mut self, specs: &[IdentifierSpec]) -> Vec<Identifier> {
        let list = specs
            .iter()
            .filter_map(|s| {
                let value = self.ev.one(&s.value)?;
                Some(Identifier {
                    scheme: s.scheme.clone(),
                    value: value
                        .to_uppercase()
                        .chars()
                        .filter(|c| !c.is_whitespace())
                        .collect(),
                })
            })
            .collect();
        self.note("identifiers");
        list
    }

    fn hours(&mut self, field: &str, expr: &Option<Expr>) -> Vec<Schedule> {
        let Some(text) = self.one(field, expr) else {
            return Vec::new();
        };
        match hours::parse(&text) {
            Some(list) => list,
            None => {
                self.ev.tell("not-opening-hours", None, &[("found", &text)]);
                // hours nobody can compute with are still good to read
                vec![Schedule {
                    description: Text::new(&self.ev.setting.language, text),
                    ..Schedule::default()
                }]
            }
        }
    }

    fn draft<T: Serialize>(self, kind: Kind, id: Id, record: &T) -> RecordDraft {
        RecordDraft {
            kind,
            id,
            // a record is a plain structure of texts and numbers: this cannot fail
            body: serde_json::to_value(record).unwrap_or_default(),
            paths: self.paths,
        }
    }
}

pub(super) fn organization(
    ev: &Eval<'_>,
    spec: &OrganizationSpec,
    id: Id,
    parent: Option<Id>,
) -> Option<RecordDraft> {
    let mut p = Paths::new(ev);
    let Some(name) = ev.one(&spec.name) else {
        ev.tell("missing-value", None, &[("what", "organization.name")]);
        return None;
    };
    p.note("name");
    let mut o = Organization::new(id, name);
    o.alternate_name = p.one("alternate_name", &spec.alternate_name);
    o.description = p.words("description", &spec.description);
    o.email = p.one("email", &spec.email);
    o.website = p.one("website", &spec.website);
    o.phones = p.phones("phones", &spec.phones);
    o.identifiers = p.identifiers(&spec.identifiers);
    o.nature = p.choice("nature", &spec.nature).unwrap_or_default();
    o.legal_status = p.one("legal_status", &spec.legal_status);
    o.active = p.yes("active", &spec.active).unwrap_or(true);
    o.parent_organization_id = parent;
    Some(p.draft(Kind::Organization, id, &o))
}

/// A place, and its point as the file gives it (believable or not).
pub(super) fn location(
    ev: &Eval<'_>,
    spec: &LocationSpec,
    id: Id,
    organization: Option<Id>,
    place: impl FnOnce(Option<Point>) -> (Option<Point>, Option<String>),
) -> Option<(RecordDraft, Location)> {
    let mut p = Paths::new(ev);
    let Some(name) = ev.one(&spec.name) else {
        ev.tell("missing-value", None, &[("what", "location.name")]);
        return None;
    };
    p.note("name");
    let mut l = Location::new(id, name);
    l.alternate_name = p.one("alternate_name", &spec.alternate_name);
    l.description = p.words("description", &spec.description);
    l.location_type = p.choice("location_type", &spec.kind).unwrap_or_default();
    let raw = point(ev, spec);
    p.note("point");
    if raw.is_some() && spec.point.as_ref().is_none_or(|s| s.lat.is_none()) {
        p.paths.insert("point".into(), "/geometry".into());
    }
    (l.point, l.district) = place(raw);
    if let Some(a) = &spec.address
        && let Some(address_1) = ev.one(&a.street)
    {
        let get = |e: &Option<Expr>| e.as_ref().and_then(|e| ev.one(e));
        l.address = Some(Address {
            address_1,
            address_2: get(&a.extra),
            city: ev.one(&a.city).unwrap_or_default(),
            state_province: get(&a.province).unwrap_or_default(),
            postal_code: get(&a.postal_code).unwrap_or_default(),
            country: get(&a.country).unwrap_or_else(|| ev.setting.country.clone()),
        });
    }
    p.note("address");
    l.phones = p.phones("phones", &spec.phones);
    l.url = p.one("url", &spec.url);
    l.transportation = p.words("transportation", &spec.transportation);
    l.accessibility = p.list("accessibility", &spec.accessibility);
    l.schedules = p.hours("schedules", &spec.hours);
    if let Some(m) = &spec.monthly {
        l.schedules.extend(monthly(ev, m));
        p.note("schedules");
    }
    l.identifiers = p.identifiers(&spec.identifiers);
    l.organization_id = organization;
    Some((p.draft(Kind::Location, id, &l), l))
}

fn point(ev: &Eval<'_>, spec: &LocationSpec) -> Option<Point> {
    let spec = spec.point.as_ref()?;
    let (lat, lon, told) = match (&spec.lat, &spec.lon) {
        (Some(lat), Some(lon)) => {
            let (lat, lon) = (ev.numeric(lat), ev.numeric(lon));
            if lat.is_none() && lon.is_none() {
                ev.tell("coordinates-missing", None, &[]);
                return None;
            }
            let told = |n: &Option<Result<f64, String>>| match n {
                None => "–".to_string(),
                Some(Ok(n)) => n.to_string(),
                Some(Err(text)) => text.clone(),
            };
            let told = format!("{} {}", told(&lat), told(&lon));
            (lat.and_then(Result::ok), lon.and_then(Result::ok), told)
        }
        _ => match ev.row.records.first().and_then(|r| r.geometry.as_ref()) {
            Some(records::Geometry::Point([lon, lat])) => {
                (Some(*lat), Some(*lon), format!("{lat} {lon}"))
            }
            _ => {
                ev.tell("coordinates-missing", None, &[]);
                return None;
            }
        },
    };
    // zero and zero is the sea off Africa, where programs put what they could not find
    let point = match (lat, lon) {
        (Some(lat), Some(lon)) if lat != 0.0 || lon != 0.0 => Point::new(lat, lon).ok(),
        _ => None,
    };
    if point.is_none() {
        ev.tell("not-a-coordinate", None, &[("found", &told)]);
    }
    point
}

pub(super) fn service(
    ev: &Eval<'_>,
    spec: &ServiceSpec,
    id: Id,
    organization: Id,
    zone: &jiff::tz::TimeZone,
    known: &dyn Fn(&str, &str) -> bool,
) -> Option<RecordDraft> {
    let mut p = Paths::new(ev);
    let name = ev.words(&spec.name);
    if name.is_empty() {
        ev.tell("missing-value", None, &[("what", "service.name")]);
        return None;
    }
    p.note("name");
    let mut s = Service::new(id, organization, name);
    s.alternate_name = p.words("alternate_name", &spec.alternate_name);
    s.description = p.words("description", &spec.description);
    s.status = p.choice("status", &spec.status).unwrap_or_default();
    s.ages = ages(ev, spec.ages.as_ref());
    p.note("ages");
    s.eligibility = p.words("eligibility", &spec.eligibility);
    for (taxonomy, field, expr, list) in [
        ("service", "themes", &spec.themes, &mut s.themes),
        ("need", "needs", &spec.needs, &mut s.needs),
        ("wellbeing", "wellbeing", &spec.wellbeing, &mut s.wellbeing),
        (
            "accessibility",
            "accessibility",
            &spec.accessibility,
            &mut s.accessibility,
        ),
    ] {
        *list = p.list(field, expr);
        list.dedup();
        list.retain(|term| {
            let there = known(taxonomy, term);
            if !there {
                ev.tell("unknown-theme", None, &[("found", term)]);
            }
            there
        });
    }
    s.languages = p
        .list("languages", &spec.languages)
        .iter()
        .filter_map(|l| l.parse().ok())
        .collect();
    s.rhythm = p.choice("rhythm", &spec.rhythm);
    s.schedules = p.hours("schedules", &spec.hours);
    if let Some(e) = &spec.event {
        s.schedules.extend(event::schedule(ev, e, zone));
        p.note("schedules");
    }
    s.cost_options = costs(ev, spec);
    p.note("cost_options");
    s.fees = p.words("fees", &spec.fees);
    s.application_process = p.words("application_process", &spec.application);
    s.required_documents = spec
        .documents
        .iter()
        .map(|d| ev.words(d))
        .filter(|t| !t.is_empty())
        .collect();
    p.note("required_documents");
    s.adult_needed = p.yes("adult_needed", &spec.adult_needed);
    s.remote = p.yes("remote", &spec.remote).unwrap_or(false);
    s.capacity = p.one("capacity", &spec.places).and_then(|v| {
        let places = v.parse().ok();
        if places.is_none() {
            ev.tell("not-a-number", None, &[("found", &v)]);
        }
        places.map(|places| Capacity {
            places,
            available: None,
        })
    });
    s.alert = p.words("alert", &spec.alert);
    s.email = p.one("email", &spec.email);
    s.url = p.one("url", &spec.url);
    s.phones = p.phones("phones", &spec.phones);
    s.identifiers = p.identifiers(&spec.identifiers);
    Some(p.draft(Kind::Service, id, &s))
}

fn costs(ev: &Eval<'_>, spec: &ServiceSpec) -> Vec<CostOption> {
    let free = spec
        .free
        .as_ref()
        .and_then(|e| ev.one(e))
        .and_then(|v| super::eval::yes(&v));
    if free == Some(true) {
        return vec![CostOption::of(Cents(0), CostUnit::Once)];
    }
    spec.cost
        .iter()
        .filter_map(|c| {
            let text = ev.one(&c.amount)?;
            let Ok(amount) = text.parse::<Cents>() else {
                ev.tell("not-an-amount", None, &[("found", &text)]);
                return None;
            };
            let unit = c.unit.as_ref().and_then(|e| ev.one(e)).and_then(|v| {
                let unit = serde_json::from_value(serde_json::Value::String(v.clone())).ok();
                if unit.is_none() {
                    ev.tell("unknown-value", None, &[("found", &v), ("known", "unit")]);
                }
                unit
            });
            Some(CostOption {
                option: c.option.as_ref().map(|w| ev.words(w)).unwrap_or_default(),
                ..CostOption::of(amount, unit.unwrap_or_default())
            })
        })
        .collect()
}

fn ages(ev: &Eval<'_>, spec: Option<&AgesSpec>) -> Ages {
    match spec {
        None => Ages::default(),
        Some(AgesSpec::Range(e)) => {
            let Some(text) = ev.one(e) else {
                return Ages::default();
            };
            range(&text).unwrap_or_else(|| {
                ev.tell("not-an-age", None, &[("found", &text)]);
                Ages::default()
            })
        }
        Some(AgesSpec::Ends(ends)) => {
            let number = |e: &Option<Expr>| match ev.numeric(e.as_ref()?)? {
                Ok(n) if (0.0..=1_500.0).contains(&n) => Some(n.round() as u32),
                Ok(n) => {
                    ev.tell("not-an-age", None, &[("found", &n.to_string())]);
                    None
                }
                Err(text) => {
                    ev.tell("not-an-age", None, &[("found", &text)]);
                    None
                }
            };
            let ages = Ages {
                from: number(&ends.from_months).or(number(&ends.from_years).map(|y| y * 12)),
                to: number(&ends.to_months).or(number(&ends.to_years).map(|y| y * 12 + 11)),
            };
            checked(ev, ages)
        }
    }
}

fn checked(ev: &Eval<'_>, ages: Ages) -> Ages {
    match (ages.from, ages.to) {
        (Some(from), Some(to)) if from > to => {
            ev.tell("not-an-age", None, &[("found", &format!("{from} > {to}"))]);
            Ages::default()
        }
        _ => ages,
    }
}

/// `6-10` in whole years, both ends included; `3m-35m` in months; `14-` and `-3` with one end.
pub(super) fn range(text: &str) -> Option<Ages> {
    let end = |t: &str, upper: bool| -> Option<Option<u32>> {
        let t = t.trim();
        if t.is_empty() {
            return Some(None);
        }
        if let Some(months) = t.strip_suffix('m') {
            return months
                .trim()
                .parse::<u32>()
                .ok()
                .filter(|n| *n <= 1_500)
                .map(Some);
        }
        let years = t.parse::<u32>().ok().filter(|n| *n <= 120)?;
        Some(Some(years * 12 + if upper { 11 } else { 0 }))
    };
    let (from, to) = text.split_once(['-', '–'])?;
    let ages = Ages {
        from: end(from, false)?,
        to: end(to, true)?,
    };
    let turned = matches!((ages.from, ages.to), (Some(f), Some(t)) if f > t);
    (!turned && (ages.from.is_some() || ages.to.is_some())).then_some(ages)
}

pub(super) fn tie(ev: &Eval<'_>, spec: Option<&TieSpec>, service: Id, location: Id) -> RecordDraft {
    let mut p = Paths::new(ev);
    let mut tie = ServiceAtLocation::new(service, location);
    if let Some(spec) = spec {
        tie.description = p.words("description", &spec.description);
        tie.schedules = p.hours("schedules", &spec.hours);
        if let Some(m) = &spec.monthly {
            tie.schedules.extend(monthly(ev, m));
            p.note("schedules");
        }
        tie.phones = p.phones("phones", &spec.phones);
    }
    let id = tie.id;
    p.draft(Kind::ServiceAtLocation, id, &tie)
}

/// Hours out of the monthly rows of a group. Notes of a month stay as words.
fn monthly(ev: &Eval<'_>, spec: &Monthly) -> Vec<Schedule> {
    let (mut rows, mut notes): (Vec<_>, Vec<String>) = (Vec::new(), Vec::new());
    for at in 0..ev.row.records.len() {
        let one = ev.of(at);
        let month = one.one(&spec.month).and_then(|m| m.parse::<u8>().ok());
        let (opens, closes) = (one.one(&spec.opens), one.one(&spec.closes));
        let note = spec.note.as_ref().and_then(|e| one.one(e));
        let (Some(opens), Some(closes)) = (opens, closes) else {
            continue;
        };
        ev.also_used(&one);
        let Some(month) = month.filter(|m| (1..=12).contains(m)) else {
            continue;
        };
        let time = |text: &str| {
            let time = text.parse::<TimeOfDay>().ok();
            if time.is_none() {
                ev.tell("not-a-time", None, &[("found", text)]);
            }
            time
        };
        if let (Some(opens), Some(closes)) = (time(&opens), time(&closes)) {
            rows.push((month, opens, closes));
        }
        notes.extend(note.filter(|n| !notes.contains(n)));
    }
    let mut list = hours::monthly(&rows);
    if let (Some(first), false) = (list.first_mut(), notes.is_empty()) {
        first.description = Text::new(&ev.setting.language, notes.join("; "));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_age() {
        assert_eq!(range("6-10"), Some(Ages::years(6, 10)));
        assert_eq!(
            range("3m-35m"),
            Some(Ages {
                from: Some(3),
                to: Some(35)
            })
        );
        assert_eq!(
            range("14-"),
            Some(Ages {
                from: Some(168),
                to: None
            })
        );
        for wrong in ["", "-", "10-6", "sei-dieci", "6", "6-999"] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}
