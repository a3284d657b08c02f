//! The parts of HSDS objects: attributes, phones, addresses, prices, schedules, identifiers.

use catalogue::model::{
    Address, CostOption, CostUnit, Freq, Identifier, Kind, Location, Phone, Schedule, Service,
    Weekday,
};
use serde_json::{Value, json};
use values::{Id, Moment};

use super::{Hsds, list, object, part, term_id};

/// The property that names the owner of a part, and the owner.
pub(super) type Owner<'a> = (&'a str, Id);

impl Hsds<'_> {
    pub(super) fn attributes(&self, s: &Service) -> Value {
        let all = [
            ("service", &s.themes),
            ("need", &s.needs),
            ("wellbeing", &s.wellbeing),
            ("accessibility", &s.accessibility),
        ];
        let each = all
            .into_iter()
            .flat_map(|(t, keys)| keys.iter().map(move |k| (t, k)));
        Value::Array(
            each.enumerate()
                .map(|(n, (taxonomy, key))| {
                    object(vec![
                        ("id", part(s.id, "attribute", n)),
                        ("link_id", json!(s.id)),
                        ("link_entity", json!(Kind::Service.as_str())),
                        ("taxonomy_term_id", json!(term_id(taxonomy, key))),
                        ("taxonomy_term", self.term(taxonomy, key)),
                    ])
                })
                .collect(),
        )
    }

    /// How many can take part; HSDS requires the number left, so it is absent while that is unknown.
    pub(super) fn capacities(&self, s: &Service, updated: Moment) -> Value {
        let known = s.capacity.and_then(|c| Some((c.places, c.available?)));
        list(known.as_slice(), |n, (places, available)| {
            let unit = Id::named("hsds", "unit place");
            object(vec![
                ("id", part(s.id, "capacity", n)),
                ("service_id", json!(s.id)),
                ("unit_id", json!(unit)),
                ("unit", json!({"id": unit, "name": "place"})),
                ("available", json!(available)),
                ("maximum", json!(places)),
                ("updated", json!(updated.rfc3339())),
            ])
        })
    }

    pub(super) fn phones(&self, phones: &[Phone], (key, id): Owner<'_>) -> Value {
        list(phones, |n, p| {
            object(vec![
                ("id", part(id, "phone", n)),
                (key, json!(id)),
                ("number", json!(p.number)),
                ("description", self.text(&p.description)),
            ])
        })
    }

    pub(super) fn address(&self, a: &Address, l: &Location, n: usize) -> Value {
        // All six are required by HSDS, also when they are empty.
        json!({
            "id": part(l.id, "address", n),
            "location_id": l.id,
            "address_1": a.address_1,
            "address_2": a.address_2.clone().unwrap_or_default(),
            "city": a.city,
            "state_province": a.state_province,
            "postal_code": a.postal_code,
            "country": a.country,
            "address_type": "physical",
        })
    }

    pub(super) fn cost(&self, c: &CostOption, service: Id, n: usize) -> Value {
        let unit = match c.unit {
            CostUnit::Once => "once",
            CostUnit::Session => "session",
            CostUnit::Day => "day",
            CostUnit::Week => "week",
            CostUnit::Month => "month",
            CostUnit::Year => "year",
        };
        #[allow(clippy::cast_precision_loss, reason = "HSDS amounts are JSON numbers")]
        let amount = c.amount.map(|a| a.0 as f64 / 100.0);
        object(vec![
            ("id", part(service, "cost", n)),
            ("service_id", json!(service)),
            ("valid_from", json!(c.valid_from)),
            ("valid_to", json!(c.valid_to)),
            ("option", self.text(&c.option)),
            ("currency", json!(self.city.currency)),
            ("amount", json!(amount)),
            ("amount_description", json!(unit)),
        ])
    }

    pub(super) fn schedules(&self, schedules: &[Schedule], (key, id): Owner<'_>) -> Value {
        list(schedules, |n, s| {
            let mut byday: Vec<String> = s.byday.iter().map(ToString::to_string).collect();
            let freq = match s.freq {
                Some(Freq::Weekly) => Some("WEEKLY"),
                Some(Freq::Monthly) => Some("MONTHLY"),
                // HSDS knows two; every day is every week on all days.
                Some(Freq::Daily) => {
                    byday = Weekday::ALL.map(|d| d.code().to_string()).to_vec();
                    Some("WEEKLY")
                }
                Some(Freq::Yearly) | None => None,
            };
            let days: Vec<String> = s.bymonthday.iter().map(ToString::to_string).collect();
            object(vec![
                ("id", part(id, "schedule", n)),
                (key, json!(id)),
                ("valid_from", json!(s.valid_from)),
                ("valid_to", json!(s.valid_to)),
                ("dtstart", json!(s.dtstart)),
                ("until", json!(s.until)),
                ("count", json!(s.count)),
                ("freq", json!(freq)),
                ("interval", json!(s.interval)),
                ("byday", json!(byday.join(","))),
                ("bymonthday", json!(days.join(","))),
                ("description", self.text(&s.description)),
                ("opens_at", json!(s.opens_at)),
                ("closes_at", json!(s.closes_at)),
                ("attending_type", json!(s.attending)),
                ("wishmi", json!(s)),
            ])
        })
    }
}

pub(super) fn identifier(i: &Identifier, organization: Id, n: usize) -> Value {
    json!({
        "id": part(organization, "identifier", n),
        "organization_id": organization,
        "identifier_scheme": i.scheme,
        "identifier_type": i.scheme,
        "identifier": i.value,
    })
}
