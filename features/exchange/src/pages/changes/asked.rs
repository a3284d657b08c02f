//! What an address asks for, and whether it can be understood.

use catalogue::View;
use catalogue::model::Kind;
use jiff::ToSpan;
use serde::Deserialize;
use values::{Day, Moment, Refusal};

use crate::history::{Place, Wanted};

/// How many changes stand on a page.
pub(super) const PAGE: usize = 50;
/// How many a program may ask for at once.
pub(super) const MOST: usize = 200;
/// The kinds of records that have pages.
pub(super) const KINDS: [Kind; 3] = [Kind::Service, Kind::Organization, Kind::Location];
/// What an address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Asked {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) district: String,
    pub(super) kind: String,
    pub(super) after: String,
    pub(super) limit: String,
}

/// What is asked for, checked.
pub(super) struct Filter {
    pub(super) wanted: Wanted,
    pub(super) kind: Option<Kind>,
    pub(super) district: Option<String>,
}

impl Asked {
    /// What a program asks: each parameter at most once, none without a value and none that is not
    /// described, because an answer to another question than the one asked would not be noticed.
    ///
    /// # Errors
    /// The first parameter that is not so.
    pub(super) fn strict(query: &str) -> Result<Asked, Refusal> {
        let mut asked = Asked::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let short: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
            let field = match &*name {
                "from" => &mut asked.from,
                "to" => &mut asked.to,
                "district" => &mut asked.district,
                "kind" => &mut asked.kind,
                "after" => &mut asked.after,
                "limit" => &mut asked.limit,
                _ => return Err(Refusal::new("exchange-changes-unknown", 422).field(&short)),
            };
            if value.trim().is_empty() || !field.is_empty() {
                return Err(Refusal::new("exchange-changes-once", 422).field(&short));
            }
            *field = value.into_owned();
        }
        Ok(asked)
    }

    /// True when the last day lies before the first: nothing lies between.
    pub(super) fn is_empty_span(&self) -> bool {
        let day = |text: &str| text.trim().parse::<Day>().ok();
        matches!((day(&self.from), day(&self.to)), (Some(from), Some(to)) if to < from)
    }

    /// Reads it.
    ///
    /// # Errors
    /// All that cannot be understood, field by field.
    pub(super) fn read(&self, view: &View, most: usize) -> Result<Filter, Vec<Refusal>> {
        let city = view.city();
        let mut wrong = Vec::new();
        let mut day = |text: &str, field: &str| -> Option<Day> {
            let text = text.trim();
            let day = text.parse().ok();
            if day.is_none() && !text.is_empty() {
                wrong.push(Refusal::new("exchange-changes-wrong-day", 422).field(field));
            }
            day
        };
        let (from, to) = (day(&self.from, "from"), day(&self.to, "to"));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            wrong.push(Refusal::new("exchange-changes-wrong-order", 422).field("to"));
        }
        let start = |day: Day| -> Option<Moment> {
            let at = day.to_zoned(city.zone.clone()).ok()?;
            Some(Moment(at.timestamp().as_microsecond()))
        };
        let kind = match self.kind.as_str() {
            "" => None,
            word => KINDS.into_iter().find(|k| k.as_str() == word),
        };
        if kind.is_none() && !self.kind.is_empty() {
            wrong.push(Refusal::new("exchange-changes-wrong-kind", 422).field("kind"));
        }
        let known = |d: &str| city.districts.all().iter().any(|k| k.id.as_str() == d);
        if !self.district.is_empty() && !known(&self.district) {
            wrong.push(Refusal::new("exchange-changes-wrong-district", 422).field("district"));
        }
        let after = Place::parse(&self.after);
        if after.is_none() && !self.after.is_empty() {
            wrong.push(Refusal::new("exchange-changes-wrong-place", 422).field("after"));
        }
        let limit = match self.limit.as_str() {
            "" => Some(PAGE.min(most)),
            text => text.parse().ok().filter(|n| (1..=most).contains(n)),
        };
        if limit.is_none() {
            let no = Refusal::new("exchange-changes-wrong-limit", 422);
            wrong.push(no.arg("most", most).field("limit"));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let next = |day: Day| day.checked_add(1.day()).ok();
        Ok(Filter {
            wanted: Wanted {
                from: from.and_then(start).unwrap_or(Moment(0)),
                to: to
                    .and_then(next)
                    .and_then(start)
                    .unwrap_or(Moment(i64::MAX)),
                after,
                limit: limit.unwrap_or(PAGE),
            },
            kind,
            district: (!self.district.is_empty()).then(|| self.district.clone()),
        })
    }

    /// The address of the same question from another place on.
    pub(super) fn at(&self, path: &str, after: Option<Place>) -> String {
        let after = after.map(|p| p.to_string()).unwrap_or_default();
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("from", self.from.trim()),
            ("to", self.to.trim()),
            ("district", &self.district),
            ("kind", &self.kind),
            ("limit", &self.limit),
            ("after", &after),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        match query.finish().as_str() {
            "" => path.to_string(),
            query => format!("{path}?{query}"),
        }
    }
}
