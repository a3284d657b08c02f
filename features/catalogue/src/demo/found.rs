//! Founding organisations and opening places, as far as the planned services need them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use values::{Id, Text, fold};

use super::calendar::Calendar;
use super::chance::Chance;
use super::files::{PlaceEntry, Pool, ProviderEntry};
use super::ground::Ground;
use super::materials::Materials;
use super::phrase::{Word, Words};
use crate::model::{Address, Assurance, Location, Organization, Phone};

/// An organisation and what the maker remembers of it.
pub(super) struct Founded {
    pub record: Organization,
    pub kind: usize,
    pub site: usize,
    /// Its own place, in the list of places.
    pub seat: usize,
    /// How many services it has.
    pub load: usize,
    /// Its domain, `lepre-turchina.example`.
    pub host: String,
    /// Names of its services in the first language.
    pub names: BTreeSet<String>,
}

/// A place and how one says "at" it.
pub(super) struct Opened {
    pub record: Location,
    pub at: Word,
    pub uses: usize,
}

/// The organisations and places of a demo while it is made.
pub(super) struct Town<'a> {
    pub materials: &'a Materials,
    pub ground: &'a Ground<'a>,
    pub calendar: &'a Calendar<'a>,
    /// Scope of all identifiers.
    pub scope: &'a str,
    /// How much larger than the folder's own size.
    pub growth: usize,
    pub orgs: Vec<Founded>,
    pub places: Vec<Opened>,
    /// Provider kinds in the order of their keys.
    pub kinds: Vec<(&'a str, &'a ProviderEntry)>,
    /// Organisations with room for more, by kind and district.
    open: HashMap<(usize, usize), Vec<usize>>,
    shared: BTreeMap<(&'a str, usize), Vec<usize>>,
    pools: BTreeMap<&'a str, Drawer>,
    streets: Vec<Vec<String>>,
    org_names: BTreeSet<String>,
}

/// Names in mixed order, given out one after the other.
struct Drawer {
    names: Vec<String>,
    next: usize,
}

impl<'a> Town<'a> {
    pub(super) fn new(
        materials: &'a Materials,
        ground: &'a Ground<'a>,
        calendar: &'a Calendar<'a>,
        scope: &'a str,
        growth: usize,
        chance: &mut Chance,
    ) -> Town<'a> {
        let pools = materials
            .words
            .pools
            .iter()
            .map(|(key, pool)| {
                let mut names = all_names(pool);
                chance.mix(&mut names);
                (key.as_str(), Drawer { names, next: 0 })
            })
            .collect();
        Town {
            materials,
            ground,
            calendar,
            scope,
            growth,
            orgs: Vec::new(),
            places: Vec::new(),
            kinds: materials
                .providers
                .iter()
                .map(|(k, p)| (k.as_str(), p))
                .collect(),
            open: HashMap::new(),
            shared: BTreeMap::new(),
            pools,
            streets: streets(materials, ground.sites.len(), chance),
            org_names: BTreeSet::new(),
        }
    }

    /// The kind of organisation with this key.
    pub(super) fn kind(&self, key: &str) -> Option<usize> {
        self.kinds.iter().position(|(k, _)| *k == key)
    }

    /// An organisation of one of these kinds that works in a district and has room: of the district
    /// itself, else (unless the service needs the organisation's own place) of one within reach.
    pub(super) fn working_in(
        &self,
        kinds: &[usize],
        site: usize,
        own_place: bool,
        refused: &BTreeSet<usize>,
        chance: &mut Chance,
    ) -> Option<usize> {
        for (near, metres) in &self.ground.sites[site].near {
            if *near != site && own_place {
                return None;
            }
            let here: Vec<usize> = kinds
                .iter()
                .filter(|k| *near == site || *metres <= self.kinds[**k].1.reach)
                .filter_map(|k| self.open.get(&(*k, *near)))
                .flatten()
                .copied()
                .filter(|o| !refused.contains(o))
                .collect();
            if let Some(found) = chance.pick(&here) {
                return Some(*found);
            }
            if kinds.iter().all(|k| *metres > self.kinds[*k].1.reach) && *near != site {
                return None;
            }
        }
        None
    }

    /// Founds an organisation of one of these kinds in a district, or in the nearest one where its
    /// seat may be.
    pub(super) fn found(
        &mut self,
        kinds: &[usize],
        site: usize,
        chance: &mut Chance,
    ) -> Option<usize> {
        let (site, fitting) = self.ground.sites[site].near.iter().find_map(|(near, _)| {
            let fit: Vec<usize> = kinds
                .iter()
                .copied()
                .filter(|k| {
                    let seat = self.materials.places.get(&self.kinds[*k].1.seat);
                    seat.is_some_and(|p| p.setting.fits(self.ground.sites[*near].ground))
                })
                .collect();
            (!fit.is_empty()).then_some((*near, fit))
        })?;
        let weights: Vec<u64> = fitting.iter().map(|k| self.kinds[*k].1.weight).collect();
        let kind = *fitting.get(chance.weighted(&weights).unwrap_or(0))?;
        let entry = self.kinds[kind].1;
        let street = self.street(site, chance);
        let name = self.new_name(entry, site, &street, chance);
        let id = Id::named(self.scope, &format!("organization {name}"));
        let words = self.ground.sites[site].words().same("org", &name);
        let mut record = Organization::new(id, &name);
        record.description = words.text(&entry.description, chance.below(60));
        record.nature = entry.nature;
        record.legal_status = entry.legal.clone();
        let host = match slug(&name) {
            empty if empty.is_empty() => format!("{id}.example"),
            slug => format!("{slug}.example"),
        };
        record.email = chance
            .pick(&self.materials.settings.mailboxes)
            .map(|box_| format!("{box_}@{host}"));
        record.website = Some(format!("https://{host}/"));
        record.phones = vec![self.phone(chance)];
        record.assured = self.assurance(chance);
        record.demo = true;
        let place = self.materials.places.get(&entry.seat)?;
        let key = format!("seat of {name}");
        let seat = self.open_place(place, &key, site, Some((id, &name)), Some(street), chance);
        self.orgs.push(Founded {
            record,
            kind,
            site,
            seat,
            load: 0,
            host,
            names: BTreeSet::new(),
        });
        let index = self.orgs.len() - 1;
        self.open.entry((kind, site)).or_default().push(index);
        Some(index)
    }

    /// Counts one more service; an organisation with enough of them takes no more.
    pub(super) fn engage(&mut self, org: usize) {
        let o = &mut self.orgs[org];
        o.load += 1;
        if o.load >= self.kinds[o.kind].1.load
            && let Some(list) = self.open.get_mut(&(o.kind, o.site))
        {
            list.retain(|i| *i != org);
        }
    }

    /// A place of this kind in a district, shared by whoever works there.
    pub(super) fn shared_place(
        &mut self,
        kind: &'a str,
        site: usize,
        chance: &mut Chance,
    ) -> Option<usize> {
        let entry = self.materials.places.get(kind)?;
        let there = self
            .shared
            .get(&(kind, site))
            .map_or(&[][..], Vec::as_slice);
        let most = entry.most * self.growth;
        if there.len() >= most || (!there.is_empty() && chance.percent(55)) {
            let least = there
                .iter()
                .copied()
                .min_by_key(|p| (self.places[*p].uses, *p));
            if let Some(p) = least {
                self.places[p].uses += 1;
                return Some(p);
            }
        }
        let key = format!("{kind} {} {}", self.ground.sites[site].id, there.len() + 1);
        let opened = self.open_place(entry, &key, site, None, None, chance);
        self.places[opened].uses += 1;
        self.shared.entry((kind, site)).or_default().push(opened);
        Some(opened)
    }

    fn open_place(
        &mut self,
        entry: &'a PlaceEntry,
        key: &str,
        site: usize,
        owner: Option<(Id, &str)>,
        street: Option<String>,
        chance: &mut Chance,
    ) -> usize {
        let street = street.unwrap_or_else(|| self.street(site, chance));
        let name = entry
            .pool
            .as_deref()
            .map(|p| self.drawn_name(p))
            .unwrap_or_default();
        let settings = &self.materials.settings;
        let words = self.ground.sites[site]
            .words()
            .same("street", &street)
            .same("name", name)
            .same("org", owner.map_or("", |(_, n)| n));
        let form = &entry.names[chance.below(entry.names.len())];
        let first = &self.materials.languages()[0];
        let mut record = Location::new(
            Id::named(self.scope, &format!("location {key}")),
            words.fill(&form.name, first),
        );
        record.description = words.text(&entry.description, chance.below(60));
        record.point = Some(self.ground.point_in(site, chance));
        let number = chance.between(1, 68).to_string();
        record.address = Some(Address {
            address_1: Words::default()
                .same("street", &street)
                .same("number", number)
                .fill(&settings.address, first),
            address_2: None,
            city: self.ground.city.clone(),
            state_province: settings.state_province.clone(),
            postal_code: settings.postal_code.clone(),
            country: settings.country.clone(),
        });
        record.district = Some(self.ground.sites[site].id.clone());
        record.organization_id = owner.map(|(id, _)| id);
        record.transportation = {
            let all: Vec<_> = self.materials.phrases.transport.values().collect();
            chance.pick(&all).map_or_else(Text::default, |v| {
                Words::default().text(v, chance.below(60))
            })
        };
        record.accessibility = drawn(&entry.accessibility, chance);
        if let Some(pattern) = chance
            .pick(&entry.hours)
            .and_then(|h| self.materials.schedules.get(h))
        {
            record.schedules = self.calendar.draw(pattern, chance);
        }
        record.assured = self.assurance(chance);
        record.demo = true;
        let at = form
            .at
            .iter()
            .map(|(lang, at)| (lang.clone(), words.fill_inside(at, lang)))
            .collect();
        self.places.push(Opened {
            record,
            at: Word::Each(at),
            uses: 0,
        });
        self.places.len() - 1
    }

    /// A name no other organisation has.
    fn new_name(
        &mut self,
        entry: &'a ProviderEntry,
        site: usize,
        street: &str,
        chance: &mut Chance,
    ) -> String {
        let first = self.materials.languages()[0].clone();
        let mut name = String::new();
        for _ in 0..24 {
            let drawn = entry
                .pool
                .as_deref()
                .map(|p| self.drawn_name(p))
                .unwrap_or_default();
            let words = self.ground.sites[site]
                .words()
                .same("street", street)
                .same("name", drawn);
            let pattern = &entry.names[chance.below(entry.names.len())];
            name = words.fill(pattern, &first);
            if self.org_names.insert(name.clone()) {
                return name;
            }
        }
        // All names of a very large demo are used: they are numbered.
        for number in 2.. {
            let numbered = format!("{name} {number}");
            if self.org_names.insert(numbered.clone()) {
                return numbered;
            }
        }
        name
    }

    fn drawn_name(&mut self, pool: &str) -> String {
        let Some(drawer) = self.pools.get_mut(pool) else {
            return String::new();
        };
        let name = drawer.names.get(drawer.next % drawer.names.len().max(1));
        drawer.next += 1;
        name.cloned().unwrap_or_default()
    }

    fn street(&self, site: usize, chance: &mut Chance) -> String {
        chance
            .pick(&self.streets[site])
            .cloned()
            .unwrap_or_default()
    }

    /// An invented number.
    pub(super) fn phone(&self, chance: &mut Chance) -> Phone {
        let mut number = String::new();
        for c in self.materials.settings.phone.chars() {
            if c == '#' {
                number.push(char::from(b'0' + chance.below(10) as u8));
            } else {
                number.push(c);
            }
        }
        Phone {
            number,
            description: Text::default(),
        }
    }

    /// Three records of four have been checked within the last year.
    pub(super) fn assurance(&self, chance: &mut Chance) -> Option<Assurance> {
        if !chance.percent(76) {
            return None;
        }
        let days = jiff::Span::new().days(chance.between(4, 330));
        Some(Assurance {
            on: self.calendar.today().saturating_sub(days),
            by: chance.pick(&self.materials.settings.assurers)?.clone(),
        })
    }
}

/// Keys drawn by their odds, in order.
pub(super) fn drawn(odds: &super::files::Odds, chance: &mut Chance) -> Vec<String> {
    odds.iter()
        .filter(|(_, percent)| chance.percent(**percent))
        .map(|(key, _)| key.clone())
        .collect()
}

/// A name as a part of an address: ASCII letters and digits with dashes.
pub(super) fn slug(name: &str) -> String {
    let plain: String = fold(name)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let mut slug = plain.trim_matches('-').to_string();
    slug.truncate(60);
    slug.trim_end_matches('-').to_string()
}

fn all_names(pool: &Pool) -> Vec<String> {
    let mut names = pool.names.clone();
    for (gender, nouns) in [&pool.first, &pool.second].into_iter().enumerate() {
        for noun in nouns {
            for adjective in &pool.adjectives {
                names.push(
                    pool.pattern
                        .replace("{noun}", noun)
                        .replace("{adjective}", &adjective[gender]),
                );
            }
        }
    }
    names
}

/// Every district has streets of its own, as long as there are enough.
fn streets(materials: &Materials, districts: usize, chance: &mut Chance) -> Vec<Vec<String>> {
    let s = &materials.words.streets;
    let mut all: Vec<String> = s
        .kinds
        .iter()
        .flat_map(|kind| s.names.iter().map(move |n| kind.replace("{name}", n)))
        .collect();
    chance.mix(&mut all);
    (0..districts)
        .map(|d| {
            let own: Vec<String> = all.iter().skip(d).step_by(districts).cloned().collect();
            if own.is_empty() { all.clone() } else { own }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_an_address() {
        assert_eq!(slug("ASD Città d'Acqua «Blu»"), "asd-citta-d-acqua-blu");
        assert_eq!(slug("نادي"), "");
        assert!(slug(&"abc ".repeat(40)).len() <= 60);
    }
}
