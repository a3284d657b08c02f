//! The shorter forms of HSDS objects: as items of lists, and as what is left of a record.

use catalogue::model::{Kind, Location, Organization, Service, ServiceAtLocation};
use catalogue::snapshot::{Former, Held, Snapshot};
use serde_json::{Value, json};
use values::{Id, Moment};

use super::touched::former_at;
use super::{Hsds, object};

/// An object with its one-to-one properties only, as lists give it: no lists inside, and not the
/// whole record of our profile.
pub fn one_to_one(mut object: Value) -> Value {
    if let Value::Object(o) = &mut object {
        o.retain(|key, v| !v.is_array() && key != "wishmi");
        for v in o.values_mut().filter(|v| v.is_object()) {
            *v = one_to_one(std::mem::take(v));
        }
    }
    object
}

/// A record that has gone or become part of another: what those who follow changes must know.
pub struct Tombstone {
    /// When it happened.
    pub at: Moment,
    /// The record it is part of now.
    pub merged_into: Option<Id>,
}

impl Tombstone {
    /// Of a record that is no longer live.
    pub fn of<T>(held: &Held<T>, kind: Kind, id: Id, snapshot: &Snapshot) -> Tombstone {
        Tombstone {
            at: former_at(held),
            merged_into: match snapshot.former(kind, id) {
                Some(Former::MergedInto(target)) => Some(target),
                Some(Former::Gone(_)) | None => None,
            },
        }
    }

    fn profile(&self) -> Value {
        let at = self.at.rfc3339();
        match self.merged_into {
            Some(id) => json!({"tombstone": true, "at": at, "merged_into": id}),
            None => json!({"tombstone": true, "at": at}),
        }
    }
}

impl Hsds<'_> {
    /// What is left of a service. It keeps the name it had; HSDS requires one.
    pub fn former_service(&self, held: &Held<Service>, t: &Tombstone) -> Value {
        let s = &*held.record.brief();
        object(vec![
            ("id", json!(s.id)),
            ("organization_id", json!(s.organization_id)),
            ("name", self.text(&s.name)),
            ("status", json!("defunct")),
            ("last_modified", json!(t.at.rfc3339())),
            ("wishmi", t.profile()),
        ])
    }

    /// What is left of a service at a place.
    pub fn former_service_at_location(
        &self,
        held: &Held<ServiceAtLocation>,
        t: &Tombstone,
    ) -> Value {
        let at = &*held.record.brief();
        object(vec![
            ("id", json!(at.id)),
            ("service_id", json!(at.service_id)),
            ("location_id", json!(at.location_id)),
            ("wishmi", t.profile()),
        ])
    }

    /// What is left of an organisation.
    pub fn former_organization(&self, held: &Held<Organization>, t: &Tombstone) -> Value {
        let o = &*held.record.brief();
        object(vec![
            ("id", json!(o.id)),
            ("name", json!(o.name)),
            ("description", json!(o.name)),
            ("wishmi", t.profile()),
        ])
    }

    /// What is left of a place.
    pub fn former_location(&self, held: &Held<Location>, t: &Tombstone) -> Value {
        let l = &*held.record.brief();
        object(vec![
            ("id", json!(l.id)),
            ("location_type", json!(l.location_type)),
            ("name", json!(l.name)),
            ("wishmi", t.profile()),
        ])
    }
}
