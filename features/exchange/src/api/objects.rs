//! A row of a list as JSON, in the form that was asked for.

use catalogue::model::Kind;
use serde_json::{Value, json};

use super::book::Book;
use super::params::{Ask, List};
use crate::hsds::{Tombstone, one_to_one};

/// How much of an object is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Identifier and date.
    Minimal,
    /// One-to-one properties.
    Item,
    /// Everything nested.
    Full,
    /// An organisation with its services whole.
    FullServices,
}

impl Form {
    pub fn of(ask: &Ask) -> Form {
        if ask.flag("minimal") {
            Form::Minimal
        } else if ask.flag("full_service") {
            Form::FullServices
        } else if ask.flag("full") {
            Form::Full
        } else {
            Form::Item
        }
    }
}

impl Book {
    /// The object of a row.
    pub fn object(&self, list: List, row: u32, form: Form) -> Value {
        match list {
            List::Services => self.service(row, form),
            List::Organizations => self.organization(row, form),
            List::Locations => self.location(row, form),
            List::ServiceAtLocations => self.tie(row, form),
            List::Taxonomies => self.taxonomies[row as usize].json.clone(),
            List::TaxonomyTerms => self.terms[row as usize].json.clone(),
        }
    }

    fn service(&self, row: u32, form: Form) -> Value {
        let h = &self.services.rows[row as usize];
        let modified = self.services.modified[row as usize];
        let live = self.services.is_live(row);
        if form == Form::Minimal {
            let mut minimal = json!({"id": h.record.id, "modified_date": modified.rfc3339()});
            if !live {
                minimal["wishmi"] = json!({"tombstone": true});
            }
            return minimal;
        }
        let s = self.snapshot();
        if !live {
            let t = Tombstone::of(h, Kind::Service, h.record.id, s);
            return self.hsds().former_service(h, &t);
        }
        if form == Form::Item {
            let mut item = one_to_one(self.hsds().service_alone(h, modified));
            if let Some(o) = h.record.refers(0).and_then(|id| s.organization(id)) {
                item["organization"] = one_to_one(self.hsds().organization(o));
            }
            return item;
        }
        self.hsds().service(h, s, modified)
    }

    fn organization(&self, row: u32, form: Form) -> Value {
        let h = &self.organizations.rows[row as usize];
        let s = self.snapshot();
        if !self.organizations.is_live(row) {
            let t = Tombstone::of(h, Kind::Organization, h.record.id, s);
            return self.hsds().former_organization(h, &t);
        }
        let mut object = self.hsds().organization(h);
        if form == Form::Item {
            return one_to_one(object);
        }
        let places: Vec<Value> = s
            .locations_of(h.record.id)
            .map(|l| self.hsds().location(l))
            .collect();
        if !places.is_empty() {
            object["locations"] = Value::Array(places);
        }
        let services: Vec<Value> = s
            .services_of(h.record.id)
            .map(|service| {
                let modified = self.touched.service(service, s);
                match form {
                    Form::FullServices => self.hsds().service(service, s, modified),
                    _ => one_to_one(self.hsds().service_alone(service, modified)),
                }
            })
            .collect();
        if !services.is_empty() {
            object["services"] = Value::Array(services);
        }
        object
    }

    fn location(&self, row: u32, form: Form) -> Value {
        let h = &self.locations.rows[row as usize];
        if !self.locations.is_live(row) {
            let t = Tombstone::of(h, Kind::Location, h.record.id, self.snapshot());
            return self.hsds().former_location(h, &t);
        }
        let object = self.hsds().location(h);
        match form {
            Form::Item | Form::Minimal => one_to_one(object),
            Form::Full | Form::FullServices => object,
        }
    }

    fn tie(&self, row: u32, form: Form) -> Value {
        let h = &self.ties.rows[row as usize];
        let s = self.snapshot();
        if !self.ties.is_live(row) {
            let t = Tombstone::of(h, Kind::ServiceAtLocation, h.record.id, s);
            return self.hsds().former_service_at_location(h, &t);
        }
        let mut object = self.hsds().service_at_location(h);
        if let Some(l) = h.record.refers(1).and_then(|id| s.location(id)) {
            object["location"] = self.hsds().location(l);
        }
        if let Some(service) = h.record.refers(0).and_then(|id| s.service(id)) {
            let modified = self.touched.service(service, s);
            let mut nested = self.hsds().service_alone(service, modified);
            let owner = service.record.refers(0);
            if let Some(o) = owner.and_then(|id| s.organization(id)) {
                nested["organization"] = self.hsds().organization(o);
            }
            object["service"] = nested;
        }
        match form {
            Form::Item | Form::Minimal => one_to_one(object),
            Form::Full | Form::FullServices => object,
        }
    }
}
