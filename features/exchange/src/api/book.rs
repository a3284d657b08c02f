//! What the API needs of one generation of the catalogue, worked out once: orders, who has which
//! term, when things take place, where post codes are. No request goes through everything.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use catalogue::View;
use catalogue::model::{
    Ages, Entity, Location, Organization, Schedule, Service, ServiceAtLocation,
};
use catalogue::snapshot::{Held, Snapshot};
use serde_json::Value;
use values::{Id, Moment, Point};

use super::cache::Cache;
use super::words::Words;
use crate::hsds::{Hsds, Touched, former_at, taxonomy_id, term_id};

/// All rows of one kind: the live ones in order of identifier, then those that have gone.
pub(super) struct Shelf<T> {
    pub rows: Vec<Arc<Held<T>>>,
    pub live: u32,
    /// When each row last changed for its readers.
    pub modified: Vec<Moment>,
    /// Row numbers, oldest change first.
    pub changes: Vec<u32>,
}

impl<T: Entity> Shelf<T> {
    fn of(
        live: &[Arc<Held<T>>],
        former: Vec<Arc<Held<T>>>,
        modified: impl Fn(&Held<T>) -> Moment,
    ) -> Shelf<T> {
        let mut rows = live.to_vec();
        rows.extend(former);
        let live = live.len();
        let modified: Vec<Moment> = rows
            .iter()
            .enumerate()
            .map(|(n, h)| if n < live { modified(h) } else { former_at(h) })
            .collect();
        let mut changes: Vec<u32> = (0..number(rows.len())).collect();
        changes.sort_unstable_by_key(|n| {
            let n = *n as usize;
            (modified[n], rows[n].record.id())
        });
        Shelf {
            rows,
            live: number(live),
            modified,
            changes,
        }
    }

    /// The live row of an identifier.
    pub fn find(&self, id: Id) -> Option<u32> {
        let live = &self.rows[..self.live as usize];
        live.binary_search_by_key(&id, |h| h.record.id())
            .ok()
            .map(number)
    }

    pub fn id(&self, row: u32) -> Id {
        self.rows[row as usize].record.id()
    }

    pub fn is_live(&self, row: u32) -> bool {
        row < self.live
    }
}

pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A time of the week: weekdays as bits, minutes from and to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    pub days: u8,
    pub from: Option<u16>,
    pub to: Option<u16>,
}

impl Slot {
    fn of(s: &Schedule) -> Slot {
        use catalogue::model::Freq;
        // the weekday of a single date, or of the first of a series that names none
        let first = s
            .dtstart
            .filter(|_| s.byday.is_empty())
            .map(|d| 1u8 << (d.weekday().to_monday_zero_offset().clamp(0, 6)));
        let days = match (s.freq, first) {
            (Some(Freq::Daily), _) => 127,
            _ if !s.byday.is_empty() => s.weekday_bits(),
            (_, Some(bit)) => bit,
            _ => 0,
        };
        Slot {
            days,
            from: s.opens_at.map(|t| t.minutes()),
            to: s.closes_at.map(|t| t.minutes()),
        }
    }
}

/// Slots by row, packed.
pub(super) struct Slots {
    start: Vec<u32>,
    items: Vec<Slot>,
}

impl Slots {
    fn of(rows: impl Iterator<Item = Vec<Slot>>) -> Slots {
        let mut slots = Slots {
            start: vec![0],
            items: Vec::new(),
        };
        for row in rows {
            slots.items.extend(row);
            slots.start.push(number(slots.items.len()));
        }
        slots
    }

    pub fn get(&self, row: u32) -> &[Slot] {
        let (from, to) = (self.start[row as usize], self.start[row as usize + 1]);
        &self.items[from as usize..to as usize]
    }
}

/// A taxonomy or term, written.
pub(super) struct Written {
    pub id: Id,
    pub taxonomy: Id,
    pub parent: Option<Id>,
    pub json: Value,
    /// Labels and synonyms in all languages.
    words: String,
}

/// One generation.
pub(super) struct Book {
    pub view: Arc<View>,
    pub touched: Touched,
    pub services: Shelf<Service>,
    pub organizations: Shelf<Organization>,
    pub locations: Shelf<Location>,
    pub ties: Shelf<ServiceAtLocation>,
    /// Rows of services by term, and by taxonomy.
    pub by_term: HashMap<Id, Vec<u32>>,
    pub by_taxonomy: HashMap<Id, Vec<u32>>,
    /// Rows of services, places and ties by organisation.
    pub services_of: HashMap<Id, Vec<u32>>,
    pub locations_of: HashMap<Id, Vec<u32>>,
    /// Rows of ties (gone ones too) by service.
    pub ties_of: HashMap<Id, Vec<u32>>,
    /// Rows of live ties by place.
    pub ties_at: HashMap<Id, Vec<u32>>,
    /// Places by folded post code.
    pub by_postcode: HashMap<String, Vec<u32>>,
    /// Rows of places with a point, from south to north.
    pub by_latitude: Vec<(Point, u32)>,
    /// For whom services are, by row.
    pub ages: Vec<Ages>,
    pub taxonomies: Vec<Written>,
    pub terms: Vec<Written>,
    service_slots: OnceLock<Slots>,
    tie_slots: OnceLock<Slots>,
    organization_words: OnceLock<Words>,
    location_words: OnceLock<Words>,
    taxonomy_words: OnceLock<Words>,
    term_words: OnceLock<Words>,
    /// Selections and answers of this generation.
    pub cache: Cache,
}

impl Book {
    /// Works a generation out.
    pub fn of(view: Arc<View>) -> Book {
        let s = view.snapshot();
        let touched = Touched::of(s);
        let services = Shelf::of(s.services(), s.former_services(), |h| touched.service(h, s));
        let organizations = Shelf::of(s.organizations(), s.former_organizations(), |h| {
            h.modified_at
        });
        let locations = Shelf::of(s.locations(), s.former_locations(), |h| h.modified_at);
        let ties = Shelf::of(
            s.services_at_locations(),
            s.former_services_at_locations(),
            |h| tie_modified(h, s, &touched),
        );
        let (mut by_term, mut by_taxonomy) = (HashMap::new(), HashMap::new());
        let mut services_of = HashMap::new();
        let mut ages = Vec::with_capacity(services.rows.len());
        for (n, h) in (0u32..).zip(&services.rows) {
            let r = h.record.brief();
            ages.push(r.ages);
            push(&mut services_of, r.organization_id, n);
            for (taxonomy, keys) in [
                ("service", &r.themes),
                ("need", &r.needs),
                ("wellbeing", &r.wellbeing),
                ("accessibility", &r.accessibility),
            ] {
                for key in keys {
                    push(&mut by_term, term_id(taxonomy, key), n);
                }
                if !keys.is_empty() {
                    push(&mut by_taxonomy, taxonomy_id(taxonomy), n);
                }
            }
        }
        let mut locations_of = HashMap::new();
        let mut by_postcode = HashMap::new();
        let mut by_latitude = Vec::new();
        for (n, h) in (0u32..).zip(&locations.rows) {
            let l = h.record.brief();
            if let Some(o) = l.organization_id {
                push(&mut locations_of, o, n);
            }
            if !locations.is_live(n) {
                continue;
            }
            if let Some(p) = l.point {
                by_latitude.push((p, n));
            }
            let code = l.address.as_ref().map(|a| values::fold(&a.postal_code));
            if let Some(code) = code.filter(|c| !c.is_empty()) {
                push(&mut by_postcode, code, n);
            }
        }
        by_latitude.sort_unstable_by(|a, b| a.0.lat().total_cmp(&b.0.lat()).then(a.1.cmp(&b.1)));
        let (mut ties_of, mut ties_at) = (HashMap::new(), HashMap::new());
        for (n, h) in (0u32..).zip(&ties.rows) {
            if let Some(service) = h.record.refers(0) {
                push(&mut ties_of, service, n);
            }
            if let Some(place) = h.record.refers(1).filter(|_| ties.is_live(n)) {
                push(&mut ties_at, place, n);
            }
        }
        let (taxonomies, terms) = written(&view);
        Book {
            touched,
            services,
            organizations,
            locations,
            ties,
            by_term,
            by_taxonomy,
            services_of,
            locations_of,
            ties_of,
            ties_at,
            by_postcode,
            by_latitude,
            ages,
            taxonomies,
            terms,
            service_slots: OnceLock::new(),
            tie_slots: OnceLock::new(),
            organization_words: OnceLock::new(),
            location_words: OnceLock::new(),
            taxonomy_words: OnceLock::new(),
            term_words: OnceLock::new(),
            cache: Cache::default(),
            view,
        }
    }

    pub fn snapshot(&self) -> &Snapshot {
        self.view.snapshot()
    }

    /// Writes objects in the city's own language.
    pub fn hsds(&self) -> Hsds<'_> {
        let city = self.view.city();
        Hsds::new(city, city.default_language.clone())
    }

    /// When services take place, by row: by their own schedules and those at their places.
    pub fn service_slots(&self) -> &Slots {
        self.service_slots.get_or_init(|| {
            Slots::of(self.services.rows.iter().map(|h| {
                let places = self.snapshot().places_of(h.record.id);
                let there = places.flat_map(|(at, place)| slots_there(&at.record.brief(), place));
                let own = h.record.brief();
                own.schedules.iter().map(Slot::of).chain(there).collect()
            }))
        })
    }

    /// When services take place at one place, by row of the tie.
    pub fn tie_slots(&self) -> &Slots {
        self.tie_slots.get_or_init(|| {
            let s = self.snapshot();
            Slots::of(self.ties.rows.iter().map(|h| {
                let at = h.record.brief();
                let service = s.service(at.service_id).map(|h| h.record.brief());
                let place = s.location(at.location_id);
                let there = place.into_iter().flat_map(|p| slots_there(&at, p));
                let own = service.iter().flat_map(|s| &s.schedules);
                own.map(Slot::of).chain(there).collect()
            }))
        })
    }

    /// The middle of the places we know with a post code.
    pub fn middle(&self, postcode: &str) -> Option<Point> {
        let rows = self.by_postcode.get(&values::fold(postcode))?;
        let points = rows
            .iter()
            .filter_map(|n| self.locations.rows[*n as usize].record.brief().point);
        let (mut lat, mut lon, mut n) = (0.0, 0.0, 0.0);
        for p in points {
            (lat, lon, n) = (lat + p.lat(), lon + p.lon(), n + 1.0);
        }
        (n > 0.0).then(|| Point::new(lat / n, lon / n).ok())?
    }

    pub fn organization_words(&self) -> &Words {
        self.organization_words.get_or_init(|| {
            Words::of(self.organizations.rows.iter().map(|h| {
                let o = h.record.brief();
                let mut text = o.name.clone();
                append(&mut text, o.alternate_name.iter().map(String::as_str));
                append(&mut text, o.description.iter().map(|(_, t)| t));
                text
            }))
        })
    }

    pub fn location_words(&self) -> &Words {
        self.location_words.get_or_init(|| {
            Words::of(self.locations.rows.iter().map(|h| {
                let l = h.record.brief();
                let mut text = l.name.clone();
                append(&mut text, l.alternate_name.iter().map(String::as_str));
                append(&mut text, l.description.iter().map(|(_, t)| t));
                append(&mut text, l.address.iter().map(|a| a.address_1.as_str()));
                text
            }))
        })
    }

    pub fn taxonomy_words(&self) -> &Words {
        self.taxonomy_words
            .get_or_init(|| Words::of(self.taxonomies.iter().map(|t| t.words.clone())))
    }

    pub fn term_words(&self) -> &Words {
        self.term_words
            .get_or_init(|| Words::of(self.terms.iter().map(|t| t.words.clone())))
    }
}

fn append<'a>(text: &mut String, more: impl Iterator<Item = &'a str>) {
    for m in more {
        text.push(' ');
        text.push_str(m);
    }
}

fn push<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Vec<u32>>, key: K, n: u32) {
    let list = map.entry(key).or_default();
    // rows come in order: the same one twice stands next to itself
    if list.last() != Some(&n) {
        list.push(n);
    }
}

/// The opening hours of a place count where the tie says nothing of its own.
fn slots_there(at: &ServiceAtLocation, place: &Held<Location>) -> Vec<Slot> {
    if at.schedules.is_empty() {
        let place = place.record.brief();
        return place.schedules.iter().map(Slot::of).collect();
    }
    at.schedules.iter().map(Slot::of).collect()
}

fn tie_modified(h: &Held<ServiceAtLocation>, s: &Snapshot, touched: &Touched) -> Moment {
    let service = h.record.refers(0).and_then(|id| s.service(id));
    let service = service.map(|x| touched.service(x, s));
    let place = h.record.refers(1).and_then(|id| s.location(id));
    let place = place.map(|l| l.modified_at);
    h.modified_at
        .max(service.unwrap_or_default())
        .max(place.unwrap_or_default())
}

/// The city's taxonomies and terms, in order of identifier.
fn written(view: &View) -> (Vec<Written>, Vec<Written>) {
    let city = view.city();
    let hsds = Hsds::new(city, city.default_language.clone());
    let all = |text: &values::Text| {
        let mut words = String::new();
        append(&mut words, text.iter().map(|(_, t)| t));
        words
    };
    let mut taxonomies: BTreeMap<Id, Written> = BTreeMap::new();
    let mut terms: BTreeMap<Id, Written> = BTreeMap::new();
    for t in city.taxonomies.all() {
        let own = taxonomy_id(&t.key);
        taxonomies.insert(
            own,
            Written {
                id: own,
                taxonomy: own,
                parent: None,
                json: hsds.taxonomy(t),
                words: all(&t.name),
            },
        );
        for term in t.terms() {
            let id = term_id(&t.key, &term.key);
            let mut words = all(&term.label);
            append(
                &mut words,
                term.synonyms.values().flatten().map(String::as_str),
            );
            let parent = term.parent.as_ref().map(|p| term_id(&t.key, p));
            let json = hsds.term(&t.key, &term.key);
            terms.insert(
                id,
                Written {
                    id,
                    taxonomy: own,
                    parent,
                    json,
                    words,
                },
            );
        }
    }
    (
        taxonomies.into_values().collect(),
        terms.into_values().collect(),
    )
}
