//! The demo catalogue: an invented but believable city full of opportunities, made from the folder
//! `cities/<key>/demo/` and a seed. The same folder, city, day and seed give the same catalogue,
//! byte for byte, on every machine.
//!
//! The folder holds: `demo.toml` (sizes, languages, seasons), `districts.toml` (how people say the
//! districts' names), `words.toml` (of what names are made), `places.toml`, `providers.toml`,
//! `ages.toml`, `schedules.toml`, `phrases.toml` (shared sentences) and any number of
//! `services_*.toml` with the sorts of services. Nothing in it is the name, number or address of
//! somebody real, and every record is marked as demo.
//!
//! The road: [`Materials`] reads and checks the files; `plan` says how many of what go where;
//! `found` founds organisations and opens places for them; `compose` writes the services.

mod calendar;
mod chance;
mod compose;
mod error;
mod files;
mod found;
mod ground;
mod materials;
mod phrase;
mod plan;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use city::City;
use serde::Serialize;
use values::Day;

pub use error::DemoError;
pub use materials::Materials;

use crate::model::{Location, Organization, Service, ServiceAtLocation};
use calendar::Calendar;
use chance::Chance;
use compose::{Spot, Written};
use found::Town;
use ground::Ground;
use plan::{Offer, Step};

/// An invented catalogue. Every reference between its records resolves inside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Demo {
    /// Who offers.
    pub organizations: Vec<Organization>,
    /// Where.
    pub locations: Vec<Location>,
    /// What.
    pub services: Vec<Service>,
    /// What is where.
    pub services_at_location: Vec<ServiceAtLocation>,
}

/// The taxonomy of themes in a city folder; its top terms are the domains.
const THEMES: &str = "service";

impl Materials {
    /// Reads the demo folder of a city and checks every entry, also against the city's taxonomies.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and key.
    pub fn load(folder: &Path, city: &City) -> Result<Materials, DemoError> {
        Materials::read(folder, &|taxonomy, key| {
            city.taxonomies.term(taxonomy, key).is_some()
        })
    }
}

/// Makes the demo catalogue of a city as large as its `demo.toml` says, as seen from the day
/// `today` (courses of this school year, camps of the coming summer).
///
/// # Errors
/// What is wrong in the folder, with file and key.
pub fn generate(folder: &Path, city: &City, seed: u64, today: Day) -> Result<Demo, DemoError> {
    let materials = Materials::load(folder, city)?;
    let size = materials.settings.services;
    make(&materials, city, seed, today, size, false)
}

/// Makes a catalogue of `n` services for measuring, from the same materials: more copies over the
/// districts, no two services with the same name.
///
/// # Errors
/// The city's districts or the materials leave no room for so many.
pub fn generate_many(
    materials: &Materials,
    city: &City,
    seed: u64,
    today: Day,
    n: usize,
) -> Result<Demo, DemoError> {
    make(materials, city, seed, today, n, true)
}

fn make(
    materials: &Materials,
    city: &City,
    seed: u64,
    today: Day,
    n: usize,
    unique: bool,
) -> Result<Demo, DemoError> {
    let wrong = |key: &str, problem: String| DemoError::entry("demo.toml", key, problem);
    let ground = Ground::new(city, materials)?;
    let closed = |day| city.calendar.holiday(day).is_some();
    let calendar = Calendar::new(&materials.settings, today, &closed)
        .map_err(|(season, problem)| wrong(&format!("seasons.{season}"), problem))?;
    let growth = n.div_ceil(materials.settings.services.max(1)).max(1);
    let mut chance = Chance::new(seed);
    let offers = offers(materials, city);
    let minimum = materials.settings.district_minimum * growth;
    let steps = plan::draw(&offers, &ground.sites, minimum, n, growth, &mut chance);
    let scope = format!("demo-{}", city.key);
    let mut town = Town::new(materials, &ground, &calendar, &scope, growth, &mut chance);
    let mut written = Written {
        unique: unique.then(BTreeSet::new),
        ..Written::default()
    };
    for step in &steps {
        one(&mut town, &mut written, *step, &mut chance);
    }
    if written.services.len() < n {
        let problem = format!(
            "only {} of {n} services found a place; add sorts of services, or raise «most» and «load»",
            written.services.len()
        );
        return Err(wrong("services", problem));
    }
    Ok(Demo {
        organizations: town.orgs.into_iter().map(|o| o.record).collect(),
        locations: town.places.into_iter().map(|p| p.record).collect(),
        services: written.services,
        services_at_location: written.ties,
    })
}

/// The sorts of services with their domain as a number.
fn offers<'a>(materials: &'a Materials, city: &City) -> Vec<Offer<'a>> {
    let mut domains: BTreeMap<String, usize> = BTreeMap::new();
    let themes = city.taxonomies.get(THEMES);
    materials
        .sorts
        .iter()
        .map(|sort| {
            let theme = sort.what.themes.first().map_or("", String::as_str);
            let root = themes
                .and_then(|t| t.path(theme).first().map(|r| r.key.clone()))
                .unwrap_or_default();
            let next = domains.len();
            Offer {
                what: &sort.what,
                domain: *domains.entry(root).or_insert(next),
            }
        })
        .collect()
}

/// Carries out one step of the plan: an organisation, a place, a service.
fn one(town: &mut Town<'_>, written: &mut Written, step: Step, chance: &mut Chance) {
    let sort = &town.materials.sorts[step.sort];
    let kinds: Vec<usize> = sort
        .what
        .providers
        .iter()
        .filter_map(|k| town.kind(k))
        .collect();
    let own_place = sort.what.places.iter().all(|p| p == "seat") && !sort.what.remote;
    let mut refused = BTreeSet::new();
    // An organisation that already has a service of every name variant refuses; then the next one is
    // asked, and in the end one is founded. A new one never refuses.
    for _ in 0..12 {
        let org = match town.working_in(&kinds, step.site, own_place, &refused, chance) {
            Some(org) => org,
            None => match town.found(&kinds, step.site, chance) {
                Some(org) => org,
                None => return,
            },
        };
        let spot = spot(town, sort, org, step.site, chance);
        if compose::write(town, written, sort, org, step.site, &spot, chance).is_some() {
            return;
        }
        refused.insert(org);
    }
}

/// Where the service takes place: at the organisation's own place or one of the district; a few
/// have a second place in a district nearby.
fn spot(
    town: &mut Town<'_>,
    sort: &materials::Sort,
    org: usize,
    site: usize,
    chance: &mut Chance,
) -> Spot {
    if sort.what.remote {
        return Spot {
            first: None,
            second: None,
        };
    }
    let at_home = town.orgs[org].site == site;
    let first = place(town, sort, site, at_home.then_some(org), chance);
    let elsewhere = town.ground.sites[site]
        .near
        .get(1 + chance.below(3))
        .map(|(s, _)| *s);
    let second = match elsewhere {
        Some(other) if chance.percent(4) => place(town, sort, other, None, chance),
        _ => None,
    };
    Spot {
        first: first.or(Some(town.orgs[org].seat)),
        second,
    }
}

/// A place of a kind that suits the service, in a district.
fn place(
    town: &mut Town<'_>,
    sort: &materials::Sort,
    site: usize,
    owner: Option<usize>,
    chance: &mut Chance,
) -> Option<usize> {
    let materials = town.materials;
    let ground = town.ground.sites[site].ground;
    let fitting: Vec<&str> = sort
        .what
        .places
        .iter()
        .map(String::as_str)
        .filter(|kind| {
            if *kind == "seat" {
                return owner.is_some();
            }
            materials
                .places
                .get(*kind)
                .is_some_and(|p| p.setting.fits(ground))
        })
        .collect();
    let kind = *chance.pick(&fitting)?;
    match (kind, owner) {
        ("seat", Some(org)) => Some(town.orgs[org].seat),
        _ => town.shared_place(materials.places.get_key_value(kind)?.0, site, chance),
    }
}

#[cfg(test)]
mod tests;
