//! The whole catalogue in memory, immutable, as of one generation. Pages, search and exports read
//! it; a changed catalogue is a new snapshot that shares all unchanged records with the old one.

use std::collections::HashMap;
use std::sync::Arc;

use db::{Fault, Read};
use values::{Id, Moment};

use crate::model::grouped::Stored;
use crate::model::{
    Entity, Kind, Location, Organization, Provenance, Service, ServiceAtLocation, Status,
};
use crate::store;

/// A record with what the database knows about its row.
#[derive(Clone, Debug)]
pub struct Held<T> {
    /// The record.
    pub record: T,
    /// Counts the changes of the row.
    pub version: i64,
    /// When it last changed.
    pub modified_at: Moment,
    /// The record it was merged into.
    pub merged_into: Option<Id>,
    /// Since when its sources no longer have it.
    pub gone_at: Option<Moment>,
    /// Where its fields come from, as it is stored; read with [`Held::provenance`].
    pub(crate) provenance: Box<str>,
}

impl<T> Held<T> {
    /// Where the record's fields come from, by field name.
    pub fn provenance(&self) -> Provenance {
        serde_json::from_str::<Stored>(&self.provenance).map_or_else(|_| Provenance::new(), |s| s.0)
    }

    /// True when the record is shown: neither merged nor gone.
    pub fn is_live(&self) -> bool {
        self.merged_into.is_none() && self.gone_at.is_none()
    }
}

/// What became of a record that is asked for by an old identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Former {
    /// It is now part of this record.
    MergedInto(Id),
    /// It has gone since this moment.
    Gone(Moment),
}

/// All records of one kind; live ones are numbered 0.. in order of identifier.
#[derive(Clone)]
struct Table<T> {
    rows: HashMap<Id, Arc<Held<T>>>,
    live: Vec<Arc<Held<T>>>,
    number: HashMap<Id, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table {
            rows: HashMap::new(),
            live: Vec::new(),
            number: HashMap::new(),
        }
    }
}

impl<T: Entity> Table<T> {
    fn read(&mut self, c: &mut Read<'_>, since: i64) -> Result<(), Fault> {
        let rows = store::records_since::<T>(c, since)?;
        self.rows.reserve(rows.len());
        self.rows
            .extend(rows.into_iter().map(|h| (h.record.id(), Arc::new(h))));
        Ok(())
    }

    fn number(&mut self) {
        self.live = self
            .rows
            .values()
            .filter(|h| h.is_live())
            .cloned()
            .collect();
        self.live.sort_unstable_by_key(|h| h.record.id());
        self.number = (0u32..)
            .zip(&self.live)
            .map(|(n, h)| (h.record.id(), n))
            .collect();
    }

    fn former_rows(&self) -> Vec<Arc<Held<T>>> {
        let gone = self.rows.values().filter(|h| !h.is_live());
        let mut list: Vec<_> = gone.cloned().collect();
        list.sort_unstable_by_key(|h| h.record.id());
        list
    }

    fn get(&self, id: Id) -> Option<&Held<T>> {
        self.number.get(&id).map(|n| &*self.live[*n as usize])
    }

    fn former(&self, id: Id) -> Option<Former> {
        let mut held = self.rows.get(&id)?;
        let mut target = None;
        // A chain of merges is short; the bound only guards against a ring in damaged data.
        for _ in 0..16 {
            match held.merged_into {
                Some(next) => {
                    target = Some(next);
                    match self.rows.get(&next) {
                        Some(h) => held = h,
                        None => break,
                    }
                }
                None => break,
            }
        }
        match (target, held.gone_at) {
            (_, Some(at)) => Some(Former::Gone(at)),
            (Some(id), None) => Some(Former::MergedInto(id)),
            (None, None) => None,
        }
    }
}

/// Lists of numbers by number, packed in two vectors.
#[derive(Clone, Default)]
struct Lists {
    start: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn of(len: usize, mut pairs: Vec<(u32, u32)>) -> Lists {
        pairs.sort_unstable();
        let mut start = vec![0u32; len + 1];
        for (k, _) in &pairs {
            start[*k as usize + 1] += 1;
        }
        for i in 0..len {
            start[i + 1] += start[i];
        }
        Lists {
            start,
            items: pairs.into_iter().map(|(_, v)| v).collect(),
        }
    }

    fn get(&self, n: u32) -> &[u32] {
        let n = n as usize;
        match (self.start.get(n), self.start.get(n + 1)) {
            (Some(a), Some(b)) => &self.items[*a as usize..*b as usize],
            _ => &[],
        }
    }
}

/// The catalogue as of one generation.
#[derive(Clone, Default)]
pub struct Snapshot {
    generation: i64,
    organizations: Table<Organization>,
    locations: Table<Location>,
    services: Table<Service>,
    at_locations: Table<ServiceAtLocation>,
    services_of: Lists,
    at_of_service: Lists,
    at_of_location: Lists,
    locations_of: Lists,
    districts: Arc<Vec<(String, serde_json::Value)>>,
}

impl Snapshot {
    /// Reads the whole catalogue. `None` while an import is being written into place: try again in a
    /// moment.
    ///
    /// # Errors
    /// From the database.
    pub fn load(c: &mut Read<'_>) -> Result<Option<Snapshot>, Fault> {
        if store::settling(c)? {
            return Ok(None);
        }
        let nothing = Snapshot {
            generation: -1,
            ..Snapshot::default()
        };
        nothing.advanced(c).map(Some)
    }

    /// The snapshot of the present generation: only what changed since this one is read. While an
    /// import is being written into place this is still the old one.
    ///
    /// # Errors
    /// From the database.
    pub fn advanced(&self, c: &mut Read<'_>) -> Result<Snapshot, Fault> {
        let mut next = self.clone();
        if store::settling(c)? {
            return Ok(next);
        }
        let since = self.generation;
        next.generation = store::generation(c)?;
        next.organizations.read(c, since)?;
        next.locations.read(c, since)?;
        next.services.read(c, since)?;
        next.at_locations.read(c, since)?;
        if since >= 0 {
            for (kind, id) in store::removed_since(c, since)? {
                match kind {
                    Kind::Organization => drop(next.organizations.rows.remove(&id)),
                    Kind::Location => drop(next.locations.rows.remove(&id)),
                    Kind::Service => drop(next.services.rows.remove(&id)),
                    Kind::ServiceAtLocation => drop(next.at_locations.rows.remove(&id)),
                }
            }
        }
        next.districts = Arc::new(store::districts(c)?);
        next.relate();
        Ok(next)
    }

    fn relate(&mut self) {
        self.organizations.number();
        self.locations.number();
        self.services.number();
        self.at_locations.number();
        let mut of_org = Vec::new();
        for (n, s) in (0u32..).zip(&self.services.live) {
            if let Some(o) = self.organizations.number.get(&s.record.organization_id) {
                of_org.push((*o, n));
            }
        }
        let mut places_of_org = Vec::new();
        for (n, l) in (0u32..).zip(&self.locations.live) {
            let org = l.record.organization_id;
            if let Some(o) = org.and_then(|o| self.organizations.number.get(&o)) {
                places_of_org.push((*o, n));
            }
        }
        let (mut by_service, mut by_location) = (Vec::new(), Vec::new());
        for (n, a) in (0u32..).zip(&self.at_locations.live) {
            let s = self.services.number.get(&a.record.service_id);
            let l = self.locations.number.get(&a.record.location_id);
            if let (Some(s), Some(l)) = (s, l) {
                by_service.push((*s, n));
                by_location.push((*l, n));
            }
        }
        self.services_of = Lists::of(self.organizations.live.len(), of_org);
        self.locations_of = Lists::of(self.organizations.live.len(), places_of_org);
        self.at_of_service = Lists::of(self.services.live.len(), by_service);
        self.at_of_location = Lists::of(self.locations.live.len(), by_location);
    }

    /// Which generation of the catalogue this is.
    pub fn generation(&self) -> i64 {
        self.generation
    }

    /// What imports have said about the districts (boundary, figures), by identifier; read with
    /// [`crate::districts`].
    pub fn districts(&self) -> &[(String, serde_json::Value)] {
        &self.districts
    }

    /// All live organisations in order of identifier.
    pub fn organizations(&self) -> &[Arc<Held<Organization>>] {
        &self.organizations.live
    }

    /// All live places in order of identifier.
    pub fn locations(&self) -> &[Arc<Held<Location>>] {
        &self.locations.live
    }

    /// All live services in order of identifier; their position is their number in searches.
    pub fn services(&self) -> &[Arc<Held<Service>>] {
        &self.services.live
    }

    /// All live services at places in order of identifier.
    pub fn services_at_locations(&self) -> &[Arc<Held<ServiceAtLocation>>] {
        &self.at_locations.live
    }

    /// Organisations that are no longer live (merged or gone), in order of identifier.
    pub fn former_organizations(&self) -> Vec<Arc<Held<Organization>>> {
        self.organizations.former_rows()
    }

    /// Places that are no longer live, in order of identifier.
    pub fn former_locations(&self) -> Vec<Arc<Held<Location>>> {
        self.locations.former_rows()
    }

    /// Services that are no longer live, in order of identifier.
    pub fn former_services(&self) -> Vec<Arc<Held<Service>>> {
        self.services.former_rows()
    }

    /// Services at places that are no longer live, in order of identifier.
    pub fn former_services_at_locations(&self) -> Vec<Arc<Held<ServiceAtLocation>>> {
        self.at_locations.former_rows()
    }

    /// A live organisation.
    pub fn organization(&self, id: Id) -> Option<&Held<Organization>> {
        self.organizations.get(id)
    }

    /// A live place.
    pub fn location(&self, id: Id) -> Option<&Held<Location>> {
        self.locations.get(id)
    }

    /// A live service.
    pub fn service(&self, id: Id) -> Option<&Held<Service>> {
        self.services.get(id)
    }

    /// A service whether it is live or not, for telling what became of it.
    pub fn service_ever(&self, id: Id) -> Option<&Held<Service>> {
        self.services.rows.get(&id).map(|h| &**h)
    }

    /// The identifiers of all services that are or were, in no order.
    pub fn services_ever(&self) -> impl Iterator<Item = Id> {
        self.services.rows.keys().copied()
    }

    /// The number of a live service, its position in [`Snapshot::services`].
    pub fn service_number(&self, id: Id) -> Option<u32> {
        self.services.number.get(&id).copied()
    }

    /// What became of a record that is no longer live; none when it never was.
    pub fn former(&self, kind: Kind, id: Id) -> Option<Former> {
        match kind {
            Kind::Organization => self.organizations.former(id),
            Kind::Location => self.locations.former(id),
            Kind::Service => self.services.former(id),
            Kind::ServiceAtLocation => self.at_locations.former(id),
        }
    }

    /// The services an organisation offers.
    pub fn services_of(&self, organization: Id) -> impl Iterator<Item = &Held<Service>> {
        let list = self
            .organizations
            .number
            .get(&organization)
            .map(|n| self.services_of.get(*n))
            .unwrap_or_default();
        list.iter().map(|n| &*self.services.live[*n as usize])
    }

    /// The places an organisation runs.
    pub fn locations_of(&self, organization: Id) -> impl Iterator<Item = &Held<Location>> {
        let list = self
            .organizations
            .number
            .get(&organization)
            .map(|n| self.locations_of.get(*n))
            .unwrap_or_default();
        list.iter().map(|n| &*self.locations.live[*n as usize])
    }

    /// Where a service takes place.
    pub fn places_of(
        &self,
        service: Id,
    ) -> impl Iterator<Item = (&Held<ServiceAtLocation>, &Held<Location>)> {
        let list = self
            .services
            .number
            .get(&service)
            .map(|n| self.at_of_service.get(*n))
            .unwrap_or_default();
        list.iter().filter_map(|n| {
            let at = &*self.at_locations.live[*n as usize];
            Some((at, self.locations.get(at.record.location_id)?))
        })
    }

    /// What takes place at a place.
    pub fn services_at(
        &self,
        location: Id,
    ) -> impl Iterator<Item = (&Held<ServiceAtLocation>, &Held<Service>)> {
        let list = self
            .locations
            .number
            .get(&location)
            .map(|n| self.at_of_location.get(*n))
            .unwrap_or_default();
        list.iter().filter_map(|n| {
            let at = &*self.at_locations.live[*n as usize];
            Some((at, self.services.get(at.record.service_id)?))
        })
    }

    /// True when a service is meant to be found: it is offered now or again soon.
    pub fn is_offered(service: &Service) -> bool {
        matches!(service.status, Status::Active | Status::TemporarilyClosed)
    }
}
