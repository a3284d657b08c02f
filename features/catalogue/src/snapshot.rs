//! The whole catalogue in memory, immutable, as of one generation. Pages, search and exports read
//! it; a changed catalogue is a new snapshot that shares all unchanged records with the old one.

mod lists;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use db::{Fault, Read};
use values::{Id, Moment};

use crate::model::{
    Entity, Kind, Location, Organization, Provenance, Service, ServiceAtLocation, Status,
};
use crate::packed::{Blob, Packed, Writer, pack};
use crate::store::{self, Head};
use lists::Lists;

/// A record with what the database knows about its row.
pub struct Held<T> {
    /// The record; unpacked when it is first read.
    pub record: Packed<T>,
    /// Counts the changes of the row.
    pub version: i64,
    /// When it last changed.
    pub modified_at: Moment,
    /// The record it was merged into.
    pub merged_into: Option<Id>,
    /// Since when its sources no longer have it.
    pub gone_at: Option<Moment>,
}

impl<T> Held<T> {
    /// Where the record's fields come from, by field name.
    pub fn provenance(&self) -> Provenance {
        self.record.provenance()
    }

    /// True when the record is shown: neither merged nor gone.
    pub fn is_live(&self) -> bool {
        self.merged_into.is_none() && self.gone_at.is_none()
    }

    /// The same row with its record packed again.
    fn again(&self) -> Held<T> {
        Held {
            record: self.record.again(),
            ..*self
        }
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
pub(crate) struct Table<T: Entity> {
    live: Vec<Arc<Held<T>>>,
    former: Vec<Arc<Held<T>>>,
    /// Identifiers of the live ones, close together for looking up.
    ids: Vec<Id>,
}

impl<T: Entity> Default for Table<T> {
    fn default() -> Self {
        Table::of(Vec::new())
    }
}

impl<T: Entity> Table<T> {
    pub(crate) fn of(mut rows: Vec<Arc<Held<T>>>) -> Table<T> {
        rows.sort_unstable_by_key(|h| h.record.id);
        let (live, former): (Vec<_>, Vec<_>) = rows.into_iter().partition(|h| h.is_live());
        Table {
            ids: live.iter().map(|h| h.record.id).collect(),
            live,
            former,
        }
    }

    /// All rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Arc<Held<T>>> {
        self.live.iter().chain(&self.former)
    }

    /// With other rows in place of some, and without some.
    fn changed(&self, new: Vec<Held<T>>, removed: &HashSet<Id>) -> Table<T> {
        let anew: HashSet<Id> = new.iter().map(|h| h.record.id).collect();
        let stay = self
            .rows()
            .filter(|h| !anew.contains(&h.record.id) && !removed.contains(&h.record.id))
            .cloned();
        // What is read now was there after everything that was removed.
        Table::of(stay.chain(new.into_iter().map(Arc::new)).collect())
    }

    /// Packs all rows anew: what is known of each, and where its record begins.
    fn heads(&self, to: &mut Writer) -> Vec<(Head, usize)> {
        self.rows()
            .map(|h| {
                let head = Head {
                    id: h.record.id,
                    version: h.version,
                    modified_at: h.modified_at,
                    merged_into: h.merged_into,
                    gone_at: h.gone_at,
                };
                (head, pack(&*h.record.brief(), &h.record.origins(), to))
            })
            .collect()
    }

    fn held(heads: Vec<(Head, usize)>, blob: &Arc<Blob>) -> Table<T> {
        let heads = heads.into_iter();
        Table::of(heads.map(|(h, at)| Arc::new(h.held(blob, at))).collect())
    }

    /// The same rows, all packed.
    fn again(&self) -> Table<T> {
        let again = |list: &[Arc<Held<T>>]| list.iter().map(|h| Arc::new(h.again())).collect();
        Table {
            live: again(&self.live),
            former: again(&self.former),
            ids: self.ids.clone(),
        }
    }

    fn number(&self, id: Id) -> Option<u32> {
        let at = self.ids.binary_search(&id).ok()?;
        u32::try_from(at).ok()
    }

    fn ever(&self, id: Id) -> Option<&Held<T>> {
        self.get(id).or_else(|| {
            let at = self
                .former
                .binary_search_by_key(&id, |h| h.record.id)
                .ok()?;
            Some(&*self.former[at])
        })
    }

    fn get(&self, id: Id) -> Option<&Held<T>> {
        self.number(id).map(|n| &*self.live[n as usize])
    }

    fn former(&self, id: Id) -> Option<Former> {
        let mut held = self.ever(id)?;
        let mut target = None;
        // A chain of merges is short; the bound only guards against a ring in damaged data.
        for _ in 0..16 {
            match held.merged_into {
                Some(next) => {
                    target = Some(next);
                    match self.ever(next) {
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

/// Which catalogue a snapshot holds. A generation's number alone does not say it: a database that was
/// restored counts again from where it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    /// The generation.
    pub generation: i64,
    /// Follows from how many rows there are, when each was written, and what the newest are.
    pub print: u64,
}

/// The catalogue as of one generation.
#[derive(Clone, Default)]
pub struct Snapshot {
    pub(crate) state: State,
    pub(crate) organizations: Table<Organization>,
    pub(crate) locations: Table<Location>,
    pub(crate) services: Table<Service>,
    pub(crate) at_locations: Table<ServiceAtLocation>,
    services_of: Lists,
    at_of_service: Lists,
    at_of_location: Lists,
    locations_of: Lists,
    pub(crate) districts: Arc<Vec<(String, serde_json::Value)>>,
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
        let all = Snapshot {
            state: store::state(c)?,
            organizations: Table::of(store::everything(c)?),
            locations: Table::of(store::everything(c)?),
            services: Table::of(store::everything(c)?),
            at_locations: Table::of(store::everything(c)?),
            districts: Arc::new(store::districts(c)?),
            ..Snapshot::default()
        };
        Ok(Some(all.related()))
    }

    /// The snapshot of the present generation: only what changed since this one is read. While an
    /// import is being written into place this is still the old one.
    ///
    /// # Errors
    /// From the database.
    pub fn advanced(&self, c: &mut Read<'_>) -> Result<Snapshot, Fault> {
        if store::settling(c)? {
            return Ok(self.clone());
        }
        let since = self.state.generation;
        let mut removed: HashMap<Kind, HashSet<Id>> = HashMap::new();
        for (kind, id) in store::removed_since(c, since)? {
            removed.entry(kind).or_default().insert(id);
        }
        let mut gone = |kind| removed.remove(&kind).unwrap_or_default();
        let organizations = store::records_since(c, since)?;
        let locations = store::records_since(c, since)?;
        let services = store::records_since(c, since)?;
        let at_locations = store::records_since(c, since)?;
        let next = Snapshot {
            state: store::state(c)?,
            organizations: (self.organizations).changed(organizations, &gone(Kind::Organization)),
            locations: self.locations.changed(locations, &gone(Kind::Location)),
            services: self.services.changed(services, &gone(Kind::Service)),
            at_locations: (self.at_locations).changed(at_locations, &gone(Kind::ServiceAtLocation)),
            districts: Arc::new(store::districts(c)?),
            ..Snapshot::default()
        };
        Ok(next.related())
    }

    /// The same snapshot with everything packed that readers have unpacked; those who read the old
    /// one keep it.
    pub(crate) fn again(&self) -> Snapshot {
        let again = Snapshot {
            organizations: self.organizations.again(),
            locations: self.locations.again(),
            services: self.services.again(),
            at_locations: self.at_locations.again(),
            ..self.clone()
        };
        again.blobs().iter().for_each(|b| b.forget());
        again
    }

    /// The same snapshot with all records packed side by side in one blob.
    pub(crate) fn packed_together(&self) -> Snapshot {
        let mut to = Writer::default();
        let organizations = self.organizations.heads(&mut to);
        let locations = self.locations.heads(&mut to);
        let services = self.services.heads(&mut to);
        let at_locations = self.at_locations.heads(&mut to);
        let blob = Arc::new(Blob::of(to.end()));
        Snapshot {
            organizations: Table::held(organizations, &blob),
            locations: Table::held(locations, &blob),
            services: Table::held(services, &blob),
            at_locations: Table::held(at_locations, &blob),
            ..self.clone()
        }
    }

    /// How many packed bytes readers have unpacked and keep. Who goes through everything leaves none.
    pub fn opened(&self) -> usize {
        self.blobs().iter().map(|b| b.opened()).sum()
    }

    /// What the records are packed in, each once, in the order in which rows name them.
    pub(crate) fn blobs(&self) -> Vec<Arc<Blob>> {
        fn collect<T: Entity>(
            of: &Table<T>,
            seen: &mut HashSet<*const Blob>,
            all: &mut Vec<Arc<Blob>>,
        ) {
            for blob in of.rows().map(|h| h.record.blob()) {
                if seen.insert(Arc::as_ptr(blob)) {
                    all.push(Arc::clone(blob));
                }
            }
        }
        let (mut seen, mut all) = (HashSet::new(), Vec::new());
        collect(&self.organizations, &mut seen, &mut all);
        collect(&self.locations, &mut seen, &mut all);
        collect(&self.services, &mut seen, &mut all);
        collect(&self.at_locations, &mut seen, &mut all);
        all
    }

    /// With what follows from the rows.
    pub(crate) fn related(mut self) -> Snapshot {
        fn by<T: Entity>(
            of: &Table<T>,
            which: usize,
            target: impl Fn(Id) -> Option<u32>,
        ) -> Vec<(u32, u32)> {
            (0u32..)
                .zip(&of.live)
                .filter_map(|(n, h)| Some((target(h.record.refers(which)?)?, n)))
                .collect()
        }
        let organization = |id| self.organizations.number(id);
        let services_of = by(&self.services, 0, organization);
        let locations_of = by(&self.locations, 0, organization);
        let (mut by_service, mut by_location) = (Vec::new(), Vec::new());
        for (n, a) in (0u32..).zip(&self.at_locations.live) {
            let s = a.record.refers(0).and_then(|id| self.services.number(id));
            let l = a.record.refers(1).and_then(|id| self.locations.number(id));
            if let (Some(s), Some(l)) = (s, l) {
                by_service.push((s, n));
                by_location.push((l, n));
            }
        }
        self.services_of = Lists::of(self.organizations.live.len(), services_of);
        self.locations_of = Lists::of(self.organizations.live.len(), locations_of);
        self.at_of_service = Lists::of(self.services.live.len(), by_service);
        self.at_of_location = Lists::of(self.locations.live.len(), by_location);
        self
    }

    /// Which generation of the catalogue this is.
    pub fn generation(&self) -> i64 {
        self.state.generation
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
        self.organizations.former.clone()
    }

    /// Places that are no longer live, in order of identifier.
    pub fn former_locations(&self) -> Vec<Arc<Held<Location>>> {
        self.locations.former.clone()
    }

    /// Services that are no longer live, in order of identifier.
    pub fn former_services(&self) -> Vec<Arc<Held<Service>>> {
        self.services.former.clone()
    }

    /// Services at places that are no longer live, in order of identifier.
    pub fn former_services_at_locations(&self) -> Vec<Arc<Held<ServiceAtLocation>>> {
        self.at_locations.former.clone()
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
        self.services.ever(id)
    }

    /// The identifiers of all services that are or were, in no order.
    pub fn services_ever(&self) -> impl Iterator<Item = Id> {
        self.services.rows().map(|h| h.record.id)
    }

    /// The number of a live service, its position in [`Snapshot::services`].
    pub fn service_number(&self, id: Id) -> Option<u32> {
        self.services.number(id)
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
            .number(organization)
            .map(|n| self.services_of.get(n))
            .unwrap_or_default();
        list.iter().map(|n| &*self.services.live[*n as usize])
    }

    /// The places an organisation runs.
    pub fn locations_of(&self, organization: Id) -> impl Iterator<Item = &Held<Location>> {
        let list = self
            .organizations
            .number(organization)
            .map(|n| self.locations_of.get(n))
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
            .number(service)
            .map(|n| self.at_of_service.get(n))
            .unwrap_or_default();
        list.iter().filter_map(|n| {
            let at = &*self.at_locations.live[*n as usize];
            Some((at, self.locations.get(at.record.refers(1)?)?))
        })
    }

    /// What takes place at a place.
    pub fn services_at(
        &self,
        location: Id,
    ) -> impl Iterator<Item = (&Held<ServiceAtLocation>, &Held<Service>)> {
        let list = self
            .locations
            .number(location)
            .map(|n| self.at_of_location.get(n))
            .unwrap_or_default();
        list.iter().filter_map(|n| {
            let at = &*self.at_locations.live[*n as usize];
            Some((at, self.services.get(at.record.refers(0)?)?))
        })
    }

    /// True when any service is invented demonstration data.
    pub fn has_demo(&self) -> bool {
        self.services().iter().any(|s| s.record.is_demo())
    }

    /// True when a service is meant to be found: it is offered now or again soon.
    pub fn is_offered(service: &Service) -> bool {
        matches!(service.status, Status::Active | Status::TemporarilyClosed)
    }
}
