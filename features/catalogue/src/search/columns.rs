//! What searches filter by, one value a service, laid out in columns.

use std::collections::HashMap;

use city::City;

use crate::snapshot::Snapshot;

/// The columns of one snapshot, by service number.
pub(crate) struct Columns {
    /// Offered at all.
    pub offered: Vec<bool>,
    /// Youngest and oldest age in months (open ends: 0 and `u16::MAX`).
    pub ages: Vec<(u16, u16)>,
    /// Known to be free.
    pub free: Vec<bool>,
    /// Theme numbers, each with all its ancestors.
    pub themes: Packed,
    /// District numbers.
    pub districts: Packed,
    /// Completeness of the record, 0 to 1: breaks ties, and orders answers without words.
    pub quality: Vec<f32>,
    /// Keys behind theme numbers.
    pub theme_keys: Names,
    /// Identifiers behind district numbers.
    pub district_keys: Names,
}

/// Small numbers for keys.
#[derive(Default)]
pub(crate) struct Names {
    pub names: Vec<String>,
    numbers: HashMap<String, u16>,
}

impl Names {
    fn number(&mut self, name: &str) -> Option<u16> {
        if let Some(n) = self.numbers.get(name) {
            return Some(*n);
        }
        let n = u16::try_from(self.names.len()).ok()?;
        self.names.push(name.to_string());
        self.numbers.insert(name.to_string(), n);
        Some(n)
    }

    pub fn get(&self, name: &str) -> Option<u16> {
        self.numbers.get(name).copied()
    }
}

/// Short lists of small numbers, packed.
#[derive(Default)]
pub(crate) struct Packed {
    start: Vec<u32>,
    items: Vec<u16>,
}

impl Packed {
    fn push(&mut self, mut list: Vec<u16>) {
        if self.start.is_empty() {
            self.start.push(0);
        }
        list.sort_unstable();
        list.dedup();
        self.items.extend(list);
        self.start
            .push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    pub fn get(&self, n: u32) -> &[u16] {
        let n = n as usize;
        match (self.start.get(n), self.start.get(n + 1)) {
            (Some(a), Some(b)) => &self.items[*a as usize..*b as usize],
            _ => &[],
        }
    }
}

impl Columns {
    pub fn of(snapshot: &Snapshot, city: &City) -> Columns {
        let len = snapshot.services().len();
        let mut c = Columns {
            offered: Vec::with_capacity(len),
            ages: Vec::with_capacity(len),
            free: Vec::with_capacity(len),
            themes: Packed::default(),
            districts: Packed::default(),
            quality: Vec::with_capacity(len),
            theme_keys: Names::default(),
            district_keys: Names::default(),
        };
        for held in snapshot.services() {
            let s = &held.record;
            c.offered.push(Snapshot::is_offered(s));
            let month = |m: u32| u16::try_from(m).unwrap_or(u16::MAX);
            c.ages.push((
                s.ages.from.map_or(0, month),
                s.ages.to.map_or(u16::MAX, month),
            ));
            c.free.push(s.is_free() == Some(true));
            let mut themes = Vec::new();
            for key in &s.themes {
                for k in crate::terms::with_ancestors(city, key) {
                    themes.extend(c.theme_keys.number(&k));
                }
            }
            c.themes.push(themes);
            let mut districts = Vec::new();
            let (mut placed, mut timed) = (s.remote, !s.schedules.is_empty());
            for (at, place) in snapshot.places_of(s.id) {
                placed |= place.record.point.is_some();
                timed |= !at.record.schedules.is_empty() || !place.record.schedules.is_empty();
                if let Some(d) = &place.record.district {
                    districts.extend(c.district_keys.number(d));
                }
            }
            c.districts.push(districts);
            let known = [
                !s.description.is_empty(),
                placed,
                timed,
                !s.cost_options.is_empty(),
                s.ages.from.is_some() || s.ages.to.is_some(),
                !s.phones.is_empty() || s.email.is_some() || s.url.is_some(),
                s.assured.is_some(),
                !s.application_process.is_empty(),
            ];
            let known = known.into_iter().filter(|k| *k).count();
            #[allow(clippy::cast_precision_loss, reason = "0 to 8")]
            c.quality.push(known as f32 / 8.0);
        }
        c
    }
}
