//! What all four kinds of record have in common: identifier, version, provenance, and the stored
//! image of a row that imports and undo exchange.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use values::{Id, Moment};

use super::{Location, Organization, Service, ServiceAtLocation, Status};
use crate::packed::Pack;

/// The four kinds of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "HSDS terms")]
pub enum Kind {
    Organization,
    Location,
    Service,
    ServiceAtLocation,
}

impl Kind {
    /// In the order in which they may be written: what is referred to comes first.
    pub const ALL: [Kind; 4] = [
        Kind::Organization,
        Kind::Location,
        Kind::Service,
        Kind::ServiceAtLocation,
    ];

    /// The HSDS name, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Organization => "organization",
            Kind::Location => "location",
            Kind::Service => "service",
            Kind::ServiceAtLocation => "service_at_location",
        }
    }

    /// From the HSDS name.
    pub fn parse(s: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.as_str() == s)
    }
}

/// What is known of a record without unpacking it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Invented demonstration data.
    pub demo: bool,
    /// A service that is offered now or again soon.
    pub offered: bool,
    /// What it refers to: its organisation; of a service at a place the service, then the place.
    pub refers: [Option<Id>; 2],
}

/// A record of the catalogue.
pub trait Entity:
    Serialize + DeserializeOwned + Pack + Clone + PartialEq + Send + Sync + 'static
{
    /// Which of the four.
    const KIND: Kind;
    /// Its identifier.
    fn id(&self) -> Id;
    /// What is kept beside the packed record.
    fn marks(&self) -> Marks;
}

impl Entity for Organization {
    const KIND: Kind = Kind::Organization;
    fn id(&self) -> Id {
        self.id
    }
    fn marks(&self) -> Marks {
        Marks {
            demo: self.demo,
            ..Marks::default()
        }
    }
}
impl Entity for Location {
    const KIND: Kind = Kind::Location;
    fn id(&self) -> Id {
        self.id
    }
    fn marks(&self) -> Marks {
        Marks {
            demo: self.demo,
            refers: [self.organization_id, None],
            ..Marks::default()
        }
    }
}
impl Entity for Service {
    const KIND: Kind = Kind::Service;
    fn id(&self) -> Id {
        self.id
    }
    fn marks(&self) -> Marks {
        Marks {
            demo: self.demo,
            offered: matches!(self.status, Status::Active | Status::TemporarilyClosed),
            refers: [Some(self.organization_id), None],
        }
    }
}
impl Entity for ServiceAtLocation {
    const KIND: Kind = Kind::ServiceAtLocation;
    fn id(&self) -> Id {
        self.id
    }
    fn marks(&self) -> Marks {
        Marks {
            refers: [Some(self.service_id), Some(self.location_id)],
            ..Marks::default()
        }
    }
}

/// Where one value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Key of the source.
    pub source: String,
    /// The record's identifier in the source.
    pub record: String,
    /// When the source was read.
    pub at: Moment,
    /// Which rule preferred it (`only_one`, `class`, `newest`, `fresh`, `complete`, `union`).
    pub rule: String,
}

/// Where each top-level field of a record comes from, by field name.
pub type Provenance = BTreeMap<String, Source>;

/// A row of the catalogue as it is stored: what an import keeps from before and after, so that undo
/// gives back exactly what was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// Which kind of record.
    pub kind: Kind,
    /// Its identifier.
    pub id: Id,
    /// Counts the changes of the row, from 1.
    pub version: i64,
    /// When it last changed.
    pub modified_at: Moment,
    /// The record it was merged into; links to it are redirected there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<Id>,
    /// Since when its sources no longer have it (a tombstone).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone_at: Option<Moment>,
    /// The record itself.
    pub body: serde_json::Value,
    /// Where its fields come from.
    #[serde(default, with = "super::grouped")]
    pub provenance: Provenance,
}

impl Image {
    /// Reads the record out of the body.
    pub fn record<T: Entity>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(&self.body)
    }

    /// True when the record is shown: neither merged nor gone.
    pub fn is_live(&self) -> bool {
        self.merged_into.is_none() && self.gone_at.is_none()
    }
}
