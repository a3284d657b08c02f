//! Which records a request chooses, and in which order. All filters hold together.

use std::sync::Arc;

use catalogue::search::Query;
use values::{Id, Moment};

use super::book::{Book, Shelf, Slot, number};
use super::cursor::Cursor;
use super::params::{Ask, List};
use super::problem::Problem;

/// The chosen rows in order.
#[derive(Clone)]
pub(super) enum Rows {
    /// The first so many rows: everything.
    All(u32),
    /// These.
    Some(Arc<[u32]>),
}

impl Rows {
    pub fn len(&self) -> usize {
        match self {
            Rows::All(n) => *n as usize,
            Rows::Some(list) => list.len(),
        }
    }

    pub fn get(&self, position: usize) -> Option<u32> {
        match self {
            Rows::All(n) => Some(number(position)).filter(|p| p < n),
            Rows::Some(list) => list.get(position).copied(),
        }
    }

    /// The first position whose row is not before the cursor or at it.
    fn after(&self, passed: impl Fn(u32) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.get(middle) {
                Some(row) if passed(row) => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    }
}

/// What two ordered lists have in common.
pub(super) fn both(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::with_capacity(a.len().min(b.len()));
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                out.push(*x);
                i += 1;
                j += 1;
            }
        }
    }
    out
}

/// Rows that were chosen so far; none means no filter yet.
#[derive(Default)]
struct Chosen(Option<Vec<u32>>);

impl Chosen {
    fn and(&mut self, rows: &[u32]) {
        self.0 = Some(match self.0.take() {
            None => rows.to_vec(),
            Some(before) => both(&before, rows),
        });
    }

    /// Keeps those that fit, of all rows when there was no filter before.
    fn only(&mut self, all: usize, fits: impl Fn(u32) -> bool) {
        let before = self.0.take();
        self.0 = Some(match before {
            None => (0..number(all)).filter(|n| fits(*n)).collect(),
            Some(mut rows) => {
                rows.retain(|n| fits(*n));
                rows
            }
        });
    }

    fn by<K: std::hash::Hash + Eq>(
        &mut self,
        key: Option<K>,
        map: &std::collections::HashMap<K, Vec<u32>>,
    ) {
        if let Some(key) = key {
            self.and(map.get(&key).map(Vec::as_slice).unwrap_or_default());
        }
    }
}

impl Book {
    /// The rows a request chooses, those of the same filters once a generation.
    ///
    /// # Errors
    /// A fault of the search index.
    pub fn select(&self, list: List, ask: &Ask) -> Result<Rows, Problem> {
        let filters = ask.filters();
        if filters.is_empty() {
            return Ok(Rows::All(self.live(list)));
        }
        let key = format!("{}?{filters}", list.path());
        if let Some(rows) = self.cache.rows(&key) {
            return Ok(Rows::Some(rows));
        }
        let chosen = match list {
            List::Services => self.services(ask)?.0,
            List::Organizations => self.organizations(ask).0,
            List::Locations => self.locations(ask).0,
            List::ServiceAtLocations => self.ties(ask)?.0,
            List::Taxonomies | List::TaxonomyTerms => self.terms(list, ask).0,
        };
        let since = ask.moment("modified_after");
        let rows: Vec<u32> = match list {
            List::Services => ordered(&self.services, chosen, since),
            List::Organizations => ordered(&self.organizations, chosen, since),
            List::Locations => ordered(&self.locations, chosen, since),
            List::ServiceAtLocations => ordered(&self.ties, chosen, since),
            List::Taxonomies | List::TaxonomyTerms => {
                chosen.unwrap_or_else(|| (0..self.live(list)).collect())
            }
        };
        let rows: Arc<[u32]> = rows.into();
        self.cache.keep_rows(key, &rows);
        Ok(Rows::Some(rows))
    }

    fn live(&self, list: List) -> u32 {
        match list {
            List::Services => self.services.live,
            List::Organizations => self.organizations.live,
            List::Locations => self.locations.live,
            List::ServiceAtLocations => self.ties.live,
            List::Taxonomies => number(self.taxonomies.len()),
            List::TaxonomyTerms => number(self.terms.len()),
        }
    }

    fn services(&self, ask: &Ask) -> Result<Chosen, Problem> {
        let mut c = Chosen::default();
        if let Some(words) = ask.words("search") {
            c.and(&self.search(words)?);
        }
        c.by(ask.id("taxonomy_term_id"), &self.by_term);
        c.by(ask.id("taxonomy_id"), &self.by_taxonomy);
        c.by(ask.id("organization_id"), &self.services_of);
        self.ages(ask, &mut c);
        if let Some(wanted) = Wanted::of(ask) {
            let slots = self.service_slots();
            c.only(self.services.rows.len(), |n| wanted.fits_any(slots.get(n)));
        }
        Ok(c)
    }

    fn ages(&self, ask: &Ask, c: &mut Chosen) {
        let ages = |n: u32| self.ages[n as usize];
        let all = self.services.rows.len();
        if let Some(min) = ask.number("minimum_age") {
            // no lower end means from birth
            c.only(all, |n| f64::from(ages(n).from.unwrap_or(0)) / 12.0 >= min);
        }
        if let Some(max) = ask.number("maximum_age") {
            c.only(all, |n| {
                ages(n).to.is_some_and(|m| f64::from(m / 12) <= max)
            });
        }
    }

    /// Services that match words, in order of row.
    fn search(&self, words: &str) -> Result<Vec<u32>, Problem> {
        let mut query = Query::all(self.view.city().default_language.clone());
        query.words = words.to_string();
        query.take = usize::MAX;
        let found = self.view.search(&query).map_err(Problem::fault)?;
        let hits = found.hits.iter();
        let mut rows: Vec<u32> = hits.filter_map(|h| self.services.find(h.service)).collect();
        rows.sort_unstable();
        Ok(rows)
    }

    fn ties(&self, ask: &Ask) -> Result<Chosen, Problem> {
        let mut of_services = Chosen::default();
        if let Some(words) = ask.words("search") {
            of_services.and(&self.search(words)?);
        }
        of_services.by(ask.id("taxonomy_term_id"), &self.by_term);
        of_services.by(ask.id("taxonomy_id"), &self.by_taxonomy);
        of_services.by(ask.id("organization_id"), &self.services_of);
        self.ages(ask, &mut of_services);
        let mut c = Chosen(of_services.0.map(|services| {
            let of = |n: &u32| self.ties_of.get(&self.services.id(*n));
            merged(services.iter().filter_map(of))
        }));
        match (ask.words("postcode"), ask.number("proximity")) {
            (None, None) => {}
            (Some(code), None) => {
                let places = self.by_postcode.get(&values::fold(code));
                c.and(&self.ties_at(places.into_iter().flatten().copied()));
            }
            (code, Some(metres)) => {
                let near = code.map(|code| self.near(code, metres)).unwrap_or_default();
                c.and(&self.ties_at(near.into_iter()));
            }
        }
        if let Some(wanted) = Wanted::of(ask) {
            let slots = self.tie_slots();
            c.only(self.ties.rows.len(), |n| wanted.fits_any(slots.get(n)));
        }
        Ok(c)
    }

    fn ties_at(&self, places: impl Iterator<Item = u32>) -> Vec<u32> {
        merged(places.filter_map(|n| self.ties_at.get(&self.locations.id(n))))
    }

    /// Places around the middle of a post code.
    fn near(&self, postcode: &str, metres: f64) -> Vec<u32> {
        let Some(middle) = self.middle(postcode) else {
            return Vec::new();
        };
        // a degree of latitude is nowhere shorter than 110,500 m
        let reach = metres / 110_500.0;
        let from = self
            .by_latitude
            .partition_point(|(p, _)| p.lat() < middle.lat() - reach);
        self.by_latitude[from..]
            .iter()
            .take_while(|(p, _)| p.lat() <= middle.lat() + reach)
            .filter(|(p, _)| p.metres_to(middle) <= metres)
            .map(|(_, n)| *n)
            .collect()
    }

    fn organizations(&self, ask: &Ask) -> Chosen {
        let mut c = Chosen::default();
        if let Some(words) = ask.words("search") {
            c.and(&self.organization_words().find(words));
        }
        for (key, map) in [
            (ask.id("taxonomy_term_id"), &self.by_term),
            (ask.id("taxonomy_id"), &self.by_taxonomy),
        ] {
            if let Some(key) = key {
                let services = map.get(&key).map(Vec::as_slice).unwrap_or_default();
                let live = services.iter().filter(|n| self.services.is_live(**n));
                let owner = |n: &u32| {
                    let service = &self.services.rows[*n as usize].record;
                    self.organizations.find(service.refers(0)?)
                };
                let mut rows: Vec<u32> = live.filter_map(owner).collect();
                rows.sort_unstable();
                rows.dedup();
                c.and(&rows);
            }
        }
        c
    }

    fn locations(&self, ask: &Ask) -> Chosen {
        let mut c = Chosen::default();
        if let Some(words) = ask.words("search") {
            c.and(&self.location_words().find(words));
        }
        c.by(ask.id("organization_id"), &self.locations_of);
        c
    }

    fn terms(&self, list: List, ask: &Ask) -> Chosen {
        let mut c = Chosen::default();
        let (all, words) = match list {
            List::Taxonomies => (&self.taxonomies, self.taxonomy_words()),
            _ => (&self.terms, self.term_words()),
        };
        if let Some(question) = ask.words("search") {
            c.and(&words.find(question));
        }
        if let Some(id) = ask.id("taxonomy_id") {
            c.only(all.len(), |n| all[n as usize].taxonomy == id);
        }
        if let Some(id) = ask.id("parent_id") {
            c.only(all.len(), |n| all[n as usize].parent == Some(id));
        }
        if ask.flag("top_only") {
            c.only(all.len(), |n| all[n as usize].parent.is_none());
        }
        c
    }

    /// What a row is known by in the order of its list.
    pub fn cursor(&self, list: List, ask: &Ask, row: u32) -> Cursor {
        let dated = ask.moment("modified_after").is_some();
        let (id, at): (Id, Option<Moment>) = match list {
            List::Services => key(&self.services, row),
            List::Organizations => key(&self.organizations, row),
            List::Locations => key(&self.locations, row),
            List::ServiceAtLocations => key(&self.ties, row),
            List::Taxonomies => (self.taxonomies[row as usize].id, None),
            List::TaxonomyTerms => (self.terms[row as usize].id, None),
        };
        match at.filter(|_| dated) {
            Some(at) => Cursor::Change(Moment(at.0.max(0)), id),
            None => Cursor::Id(id),
        }
    }

    /// The position after a cursor. One that was made by a list in the other order (with or without
    /// `modified_after`) means the place of the same record in this order.
    pub fn position(&self, list: List, ask: &Ask, rows: &Rows, cursor: &Cursor) -> usize {
        let dated = ask.moment("modified_after").is_some();
        let (at, id) = match cursor {
            Cursor::Change(at, id) => (Some(*at), *id),
            Cursor::Id(id) => (None, *id),
        };
        if !dated {
            return rows.after(|row| match self.cursor(list, ask, row) {
                Cursor::Id(own) | Cursor::Change(_, own) => own <= id,
            });
        }
        let Some(at) = at.or_else(|| self.changed_at(list, id)) else {
            return 0;
        };
        rows.after(|row| match self.cursor(list, ask, row) {
            Cursor::Change(own, own_id) => (own, own_id) <= (at, id),
            Cursor::Id(_) => false,
        })
    }

    /// When a live record last changed.
    fn changed_at(&self, list: List, id: Id) -> Option<Moment> {
        fn of<T: catalogue::model::Entity>(shelf: &Shelf<T>, id: Id) -> Option<Moment> {
            shelf.modified.get(shelf.find(id)? as usize).copied()
        }
        match list {
            List::Services => of(&self.services, id),
            List::Organizations => of(&self.organizations, id),
            List::Locations => of(&self.locations, id),
            List::ServiceAtLocations => of(&self.ties, id),
            List::Taxonomies | List::TaxonomyTerms => None,
        }
    }
}

fn key<T: catalogue::model::Entity>(shelf: &Shelf<T>, row: u32) -> (Id, Option<Moment>) {
    (shelf.id(row), shelf.modified.get(row as usize).copied())
}

/// Chosen rows in the order of the list: live ones by identifier, or all that changed, oldest first.
fn ordered<T: catalogue::model::Entity>(
    shelf: &Shelf<T>,
    chosen: Option<Vec<u32>>,
    since: Option<Moment>,
) -> Vec<u32> {
    let Some(since) = since else {
        let mut rows = chosen.unwrap_or_else(|| (0..shelf.live).collect());
        rows.truncate(rows.partition_point(|n| *n < shelf.live));
        return rows;
    };
    let from = shelf
        .changes
        .partition_point(|n| shelf.modified[*n as usize] < since);
    let changed = &shelf.changes[from..];
    match chosen {
        None => changed.to_vec(),
        Some(rows) => {
            let mut is_chosen = vec![false; shelf.rows.len()];
            rows.iter().for_each(|n| is_chosen[*n as usize] = true);
            let kept = changed.iter().filter(|n| is_chosen[**n as usize]);
            kept.copied().collect()
        }
    }
}

fn merged<'a>(lists: impl Iterator<Item = &'a Vec<u32>>) -> Vec<u32> {
    let mut all: Vec<u32> = lists.flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The time that is wanted, of one and the same schedule.
struct Wanted {
    day: Option<u8>,
    from: Option<u16>,
    to: Option<u16>,
}

impl Wanted {
    fn of(ask: &Ask) -> Option<Wanted> {
        let wanted = Wanted {
            day: ask.day("day").map(|d| 1 << d.index()),
            from: ask.time("start_time").map(|t| t.minutes()),
            to: ask.time("end_time").map(|t| t.minutes()),
        };
        let any = wanted.day.is_some() || wanted.from.is_some() || wanted.to.is_some();
        any.then_some(wanted)
    }

    fn fits_any(&self, slots: &[Slot]) -> bool {
        slots.iter().any(|s| self.fits(*s))
    }

    fn fits(&self, slot: Slot) -> bool {
        self.day.is_none_or(|d| slot.days & d != 0)
            && self.from.is_none_or(|f| slot.from.is_some_and(|s| s >= f))
            && self.to.is_none_or(|t| slot.to.is_some_and(|s| s <= t))
    }
}
