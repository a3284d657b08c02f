//! The parts of HSDS objects: terms, addresses, telephones, timetables.

use catalogue::model::{Attending, Phone, Schedule, ScheduleUse, Service};
use serde::Deserialize;
use serde_json::Value;
use values::{Day, Text};

use super::Object;
use crate::mapping::eval::Eval;
use crate::mapping::{Mapper, contact, event};

impl Mapper<'_> {
    /// A text in the profile's language.
    pub(super) fn text(&self, o: &Object, key: &str) -> Text {
        text(o, key)
            .map(|t| Text::new(&self.setting.language, t))
            .unwrap_or_default()
    }

    /// A term of the source: the city's own if it is one, else what the profile's maps make of its
    /// code or name.
    pub(super) fn attribute(&self, ev: &Eval<'_>, term: &Object, s: &mut Service) {
        let code = text(term, "code").unwrap_or_default();
        let name = text(term, "name").unwrap_or_default();
        for (taxonomy, list) in [
            ("service", &mut s.themes),
            ("need", &mut s.needs),
            ("wellbeing", &mut s.wellbeing),
            ("accessibility", &mut s.accessibility),
        ] {
            let named = text(term, "taxonomy").is_none_or(|t| t == taxonomy);
            if named && (self.home.known)(taxonomy, &code) {
                if !list.contains(&code) {
                    list.push(code);
                }
                return;
            }
        }
        let spec = self.profile.hsds.clone().unwrap_or_default();
        let mut found = false;
        for (taxonomy, map, list) in [
            ("service", spec.themes, &mut s.themes),
            ("need", spec.needs, &mut s.needs),
        ] {
            let Some(map) = map.as_deref().and_then(|m| self.setting.map(m)) else {
                continue;
            };
            for word in [&code, &name] {
                for t in map.get(&values::fold(word)).into_iter().flatten() {
                    found = true;
                    if (self.home.known)(taxonomy, t) && !list.contains(t) {
                        list.push(t.clone());
                    }
                }
            }
        }
        if !found {
            let word = if name.is_empty() { &code } else { &name };
            ev.tell("unknown-theme", Some("attributes"), &[("found", word)]);
        }
    }

    pub(super) fn term(&self, ev: &Eval<'_>, taxonomy: &str, word: &str) -> Vec<String> {
        if (self.home.known)(taxonomy, word) {
            return vec![word.to_string()];
        }
        let map = self
            .profile
            .hsds
            .as_ref()
            .and_then(|h| h.accessibility.as_deref());
        let found = map
            .and_then(|m| self.setting.map(m))
            .and_then(|m| m.get(&values::fold(word)).cloned());
        found.unwrap_or_else(|| {
            ev.tell("unknown-theme", Some(taxonomy), &[("found", word)]);
            Vec::new()
        })
    }

    pub(super) fn mail(&self, ev: &Eval<'_>, o: &Object, key: &str) -> Option<String> {
        let found = text(o, key)?;
        match contact::email(&found) {
            contact::Mended::Right(v) => Some(v),
            contact::Mended::Now(v) => {
                ev.tell(
                    "email-mended",
                    Some(key),
                    &[("found", &found), ("mended", &v)],
                );
                Some(v)
            }
            contact::Mended::Wrong => {
                ev.tell("not-an-email", Some(key), &[("found", &found)]);
                None
            }
        }
    }

    pub(super) fn address(&self, ev: &Eval<'_>, o: &Object, key: &str) -> Option<String> {
        let found = text(o, key)?;
        match contact::url(&found) {
            contact::Mended::Right(v) => Some(v),
            contact::Mended::Now(v) => {
                ev.tell(
                    "url-mended",
                    Some(key),
                    &[("found", &found), ("mended", &v)],
                );
                Some(v)
            }
            contact::Mended::Wrong => {
                ev.tell("not-a-url", Some(key), &[("found", &found)]);
                None
            }
        }
    }

    pub(super) fn phones(&self, ev: &Eval<'_>, o: &Object) -> Vec<Phone> {
        objects(o, "phones")
            .filter_map(|p| {
                let found = text(p, "number")?;
                let number = contact::phone(&found, &ev.setting.country).unwrap_or_else(|| {
                    ev.tell("not-a-phone", Some("phones"), &[("found", &found)]);
                    found.clone()
                });
                Some(Phone {
                    number,
                    description: self.text(p, "description"),
                })
            })
            .collect()
    }

    pub(super) fn schedules(&self, ev: &Eval<'_>, o: &Object) -> Vec<Schedule> {
        objects(o, "schedules")
            .map(|h| {
                let ours = h.get("wishmi").map(Schedule::deserialize);
                if let Some(Ok(ours)) = ours {
                    return ours;
                }
                let mut s = Schedule {
                    used_as: ScheduleUse::OperatingHours,
                    dtstart: day(h, "dtstart"),
                    until: day(h, "until"),
                    valid_from: day(h, "valid_from"),
                    valid_to: day(h, "valid_to"),
                    description: self.text(h, "description"),
                    attending: match text(h, "attending_type")
                        .map(|a| a.to_lowercase())
                        .as_deref()
                    {
                        Some("online" | "virtual") => Attending::Online,
                        Some("phone" | "telephone") => Attending::Phone,
                        _ => Attending::InPerson,
                    },
                    ..Schedule::default()
                };
                let mut rule = String::new();
                for (name, key) in [
                    ("FREQ", "freq"),
                    ("INTERVAL", "interval"),
                    ("COUNT", "count"),
                    ("BYDAY", "byday"),
                    ("BYMONTHDAY", "bymonthday"),
                ] {
                    if let Some(v) = text(h, key) {
                        rule.push_str(&format!("{name}={v};"));
                    }
                }
                if !rule.is_empty() && !event::apply(&mut s, &rule) {
                    ev.tell("not-a-rule", Some("schedules"), &[("found", &rule)]);
                }
                for (key, slot) in [
                    ("opens_at", &mut s.opens_at),
                    ("closes_at", &mut s.closes_at),
                ] {
                    if let Some(t) = text(h, key) {
                        *slot = t.parse().ok();
                        if slot.is_none() {
                            ev.tell("not-a-time", Some(key), &[("found", &t)]);
                        }
                    }
                }
                s
            })
            .collect()
    }
}

pub(super) fn text(o: &Object, key: &str) -> Option<String> {
    let text = match o.get(key)? {
        Value::String(s) => s.trim().trim_matches('"').trim().to_string(),
        Value::Number(n) => n.to_string(),
        _ => return None,
    };
    (!values::is_blank(&text)).then_some(text)
}

pub(super) fn number(o: &Object, key: &str) -> Option<f64> {
    match o.get(key)? {
        Value::Number(n) => n.as_f64(),
        Value::String(s) => s.trim().parse().ok().filter(|n: &f64| n.is_finite()),
        _ => None,
    }
}

pub(super) fn day(o: &Object, key: &str) -> Option<Day> {
    text(o, key)?.get(..10)?.parse().ok()
}

pub(super) fn objects<'o>(o: &'o Object, key: &str) -> impl Iterator<Item = &'o Object> {
    o.get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
}
