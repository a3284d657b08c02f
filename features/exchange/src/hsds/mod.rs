//! The catalogue as HSDS 3.1 objects (Open Referral's Human Services Data Specification). What HSDS
//! has no place for (several languages, typed prices, provenance …) stands whole under `wishmi`,
//! our profile of it: nothing is lost on the way out.

mod forms;
mod parts;
pub mod tables;
mod touched;
mod write;

pub use forms::{Tombstone, one_to_one};
pub use touched::Touched;
pub(crate) use touched::former_at;
pub use write::write_folder;

use catalogue::model::{Entity, Location, LocationType, Organization, Service, ServiceAtLocation};
use catalogue::snapshot::{Held, Snapshot};
use city::{City, Taxonomy};
use serde_json::{Map, Value, json};
use values::{Id, Lang, Moment, Text};

use parts::identifier;

/// Makes HSDS objects for one city, with texts in one language.
pub struct Hsds<'a> {
    city: &'a City,
    lang: Lang,
}

/// An object without its empty properties.
fn object(entries: Vec<(&str, Value)>) -> Value {
    let full = entries.into_iter().filter(|(_, v)| match v {
        Value::Null => false,
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => !o.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    });
    Value::Object(full.map(|(k, v)| (k.to_string(), v)).collect::<Map<_, _>>())
}

/// The identifier of a part (a phone, a price …) that has none of its own.
fn part(owner: Id, sort: &str, n: usize) -> Value {
    json!(Id::named("hsds", &format!("{owner} {sort} {n}")))
}

fn list<T>(items: &[T], f: impl Fn(usize, &T) -> Value) -> Value {
    Value::Array(items.iter().enumerate().map(|(n, i)| f(n, i)).collect())
}

impl<'a> Hsds<'a> {
    /// Objects with texts in this language, else in the city's own.
    pub fn new(city: &'a City, lang: Lang) -> Hsds<'a> {
        Hsds { city, lang }
    }

    fn text(&self, t: &Text) -> Value {
        let own = std::slice::from_ref(&self.city.default_language);
        t.best(&self.lang, own)
            .map_or(Value::Null, |(_, t)| json!(t))
    }

    fn profile<T: Entity>(&self, held: &Held<T>) -> Value {
        json!({
            "record": *held.record.brief(),
            "version": held.version,
            "modified_at": held.modified_at.0,
            "provenance": held.provenance(),
        })
    }

    /// `organization`.
    pub fn organization(&self, held: &Held<Organization>) -> Value {
        let o = &*held.record.brief();
        let owner = ("organization_id", o.id);
        let mut entries = vec![
            ("id", json!(o.id)),
            ("name", json!(o.name)),
            ("alternate_name", json!(o.alternate_name)),
            ("description", self.text(&o.description)),
            ("email", json!(o.email)),
            ("website", json!(o.website)),
            ("legal_status", json!(o.legal_status)),
            ("parent_organization_id", json!(o.parent_organization_id)),
            ("phones", self.phones(&o.phones, owner)),
            (
                "organization_identifiers",
                list(&o.identifiers, |n, i| identifier(i, o.id, n)),
            ),
            ("wishmi", self.profile(held)),
        ];
        if o.description.is_empty() {
            // HSDS requires a description; a record without one says its name.
            entries[3].1 = json!(o.name);
        }
        object(entries)
    }

    /// `location`.
    pub fn location(&self, held: &Held<Location>) -> Value {
        let l = &*held.record.brief();
        let owner = ("location_id", l.id);
        let first = l.identifiers.first();
        object(vec![
            ("id", json!(l.id)),
            (
                "location_type",
                json!(match l.location_type {
                    LocationType::Physical => "physical",
                    LocationType::Postal => "postal",
                    LocationType::Virtual => "virtual",
                }),
            ),
            ("name", json!(l.name)),
            ("alternate_name", json!(l.alternate_name)),
            ("description", self.text(&l.description)),
            ("transportation", self.text(&l.transportation)),
            ("latitude", json!(l.point.map(values::Point::lat))),
            ("longitude", json!(l.point.map(values::Point::lon))),
            ("organization_id", json!(l.organization_id)),
            ("url", json!(l.url)),
            ("external_identifier", json!(first.map(|i| &i.value))),
            ("external_identifier_type", json!(first.map(|i| &i.scheme))),
            (
                "addresses",
                list(l.address.as_slice(), |n, a| self.address(a, l, n)),
            ),
            ("phones", self.phones(&l.phones, owner)),
            ("schedules", self.schedules(&l.schedules, owner)),
            (
                "accessibility",
                list(&l.accessibility, |n, key| {
                    object(vec![
                        ("id", part(l.id, "accessibility", n)),
                        ("location_id", json!(l.id)),
                        ("description", self.label("accessibility", key)),
                    ])
                }),
            ),
            ("wishmi", self.profile(held)),
        ])
    }

    /// `service` with everything that belongs to it, its organisation and its places. `modified` is
    /// when it or any of these last changed ([`Touched`]).
    pub fn service(&self, held: &Held<Service>, snapshot: &Snapshot, modified: Moment) -> Value {
        let mut service = self.service_alone(held, modified);
        let owner = held.record.refers(0);
        if let Some(o) = owner.and_then(|id| snapshot.organization(id)) {
            service["organization"] = self.organization(o);
        }
        let places: Vec<Value> = snapshot
            .places_of(held.record.id)
            .map(|(at, place)| {
                let mut at = self.service_at_location(at);
                at["location"] = self.location(place);
                at
            })
            .collect();
        if !places.is_empty() {
            service["service_at_locations"] = Value::Array(places);
        }
        service
    }

    /// `service` with its own parts, without organisation and places.
    pub fn service_alone(&self, held: &Held<Service>, modified: Moment) -> Value {
        let s = &*held.record.brief();
        let owner = ("service_id", s.id);
        let years = |months: Option<u32>| months.map(|m| f64::from(m) / 12.0);
        object(vec![
            ("id", json!(s.id)),
            ("organization_id", json!(s.organization_id)),
            ("name", self.text(&s.name)),
            ("alternate_name", self.text(&s.alternate_name)),
            ("description", self.text(&s.description)),
            ("url", json!(s.url)),
            ("email", json!(s.email)),
            ("status", json!(s.status)),
            ("application_process", self.text(&s.application_process)),
            ("fees_description", self.text(&s.fees)),
            ("eligibility_description", self.text(&s.eligibility)),
            // Whole years where they are whole; the oldest age counts to the end of its year.
            ("minimum_age", json!(years(s.ages.from))),
            ("maximum_age", json!(s.ages.to.map(|m| m / 12))),
            ("assured_date", json!(s.assured.as_ref().map(|a| a.on))),
            ("alert", self.text(&s.alert)),
            ("last_modified", json!(modified.rfc3339())),
            ("phones", self.phones(&s.phones, owner)),
            ("schedules", self.schedules(&s.schedules, owner)),
            (
                "languages",
                list(&s.languages, |n, l| {
                    object(vec![
                        ("id", part(s.id, "language", n)),
                        ("service_id", json!(s.id)),
                        ("code", json!(l)),
                    ])
                }),
            ),
            (
                "cost_options",
                list(&s.cost_options, |n, c| self.cost(c, s.id, n)),
            ),
            (
                "required_documents",
                list(&s.required_documents, |n, d| {
                    object(vec![
                        ("id", part(s.id, "document", n)),
                        ("service_id", json!(s.id)),
                        ("document", self.text(d)),
                    ])
                }),
            ),
            ("capacities", self.capacities(s, held.modified_at)),
            ("attributes", self.attributes(s)),
            ("wishmi", self.profile(held)),
        ])
    }

    /// `service_at_location`.
    pub fn service_at_location(&self, held: &Held<ServiceAtLocation>) -> Value {
        let at = &*held.record.brief();
        let owner = ("service_at_location_id", at.id);
        object(vec![
            ("id", json!(at.id)),
            ("service_id", json!(at.service_id)),
            ("location_id", json!(at.location_id)),
            ("description", self.text(&at.description)),
            ("phones", self.phones(&at.phones, owner)),
            ("schedules", self.schedules(&at.schedules, owner)),
            ("wishmi", self.profile(held)),
        ])
    }

    /// `taxonomy` objects of the city.
    pub fn taxonomies(&self) -> Vec<Value> {
        let all = self.city.taxonomies.all();
        all.map(|t| self.taxonomy(t)).collect()
    }

    /// `taxonomy`. HSDS requires a description; ours are told by their names.
    pub fn taxonomy(&self, t: &Taxonomy) -> Value {
        object(vec![
            ("id", json!(taxonomy_id(&t.key))),
            ("name", self.text(&t.name)),
            ("description", self.text(&t.name)),
        ])
    }

    /// `taxonomy_term` objects of the city.
    pub fn taxonomy_terms(&self) -> Vec<Value> {
        let all = self.city.taxonomies.all();
        all.flat_map(|t| t.terms().iter().map(|term| self.term(&t.key, &term.key)))
            .collect()
    }

    /// `taxonomy_term`.
    pub fn term(&self, taxonomy: &str, key: &str) -> Value {
        let parent = self
            .city
            .taxonomies
            .term(taxonomy, key)
            .and_then(|t| t.parent.clone());
        let label = self.label(taxonomy, key);
        object(vec![
            ("id", json!(term_id(taxonomy, key))),
            ("code", json!(key)),
            ("name", label.clone()),
            ("description", label),
            ("parent_id", json!(parent.map(|p| term_id(taxonomy, &p)))),
            ("taxonomy", json!(taxonomy)),
            ("taxonomy_id", json!(taxonomy_id(taxonomy))),
            ("language", json!(self.lang)),
        ])
    }

    fn label(&self, taxonomy: &str, key: &str) -> Value {
        let own = std::slice::from_ref(&self.city.default_language);
        json!(
            self.city
                .taxonomies
                .term(taxonomy, key)
                .map_or(key, |t| t.label(&self.lang, own))
        )
    }
}

/// The identifier of a taxonomy.
pub fn taxonomy_id(taxonomy: &str) -> Id {
    Id::named("taxonomy", taxonomy)
}

/// The identifier of a taxonomy's term.
pub fn term_id(taxonomy: &str, key: &str) -> Id {
    Id::named("taxonomy", &format!("{taxonomy} {key}"))
}
