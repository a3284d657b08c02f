//! The demo of the reference city and of the small one: that it is large, whole, believable and
//! always the same.

mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

use values::{Cents, Id, Lang, fold};

use super::materials::Materials;
use super::*;
use crate::model::{CostUnit, Rhythm, Schedule};

const SEED: u64 = 2026;

fn folder(city: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../cities")
        .join(city)
}

fn load(city: &str) -> City {
    City::load(&folder(city)).unwrap_or_else(|e| panic!("{city}: {e:?}"))
}

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn lang(tag: &str) -> Lang {
    tag.parse().unwrap()
}

/// The reference city and its demo, made once.
fn milano() -> &'static (City, Demo) {
    static MADE: OnceLock<(City, Demo)> = OnceLock::new();
    MADE.get_or_init(|| {
        let city = load("milano");
        let demo = generate(&folder("milano").join("demo"), &city, SEED, today()).unwrap();
        (city, demo)
    })
}

/// The districts of each service.
fn districts(demo: &Demo) -> BTreeMap<Id, Vec<&str>> {
    let of_place: BTreeMap<Id, &str> = demo
        .locations
        .iter()
        .map(|l| (l.id, l.district.as_deref().unwrap()))
        .collect();
    let mut all: BTreeMap<Id, Vec<&str>> = BTreeMap::new();
    for tie in &demo.services_at_location {
        all.entry(tie.service_id)
            .or_default()
            .push(of_place[&tie.location_id]);
    }
    all
}

fn root(city: &City, theme: &str) -> String {
    city.taxonomies.get("service").unwrap().path(theme)[0]
        .key
        .clone()
}

/// All timetables of a service, wherever they stand.
fn times<'a>(demo: &'a Demo, s: &'a Service) -> Vec<&'a Schedule> {
    demo.services_at_location
        .iter()
        .filter(|t| t.service_id == s.id)
        .flat_map(|t| &t.schedules)
        .chain(&s.schedules)
        .collect()
}

#[test]
fn it_is_as_large_as_a_city() {
    let (city, demo) = milano();
    println!(
        "organisations {}, places {}, services {}, ties {}",
        demo.organizations.len(),
        demo.locations.len(),
        demo.services.len(),
        demo.services_at_location.len()
    );
    assert!(demo.organizations.len() >= 250);
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    for o in &demo.organizations {
        *forms.entry(o.name.split(' ').next().unwrap()).or_default() += 1;
    }
    forms.retain(|_, n| *n >= 4);
    println!("first words of their names: {forms:?}");
    let mut shares: BTreeMap<String, usize> = BTreeMap::new();
    for s in &demo.services {
        *shares.entry(root(city, &s.themes[0])).or_default() += 1;
    }
    println!("services by domain: {shares:?}");
    assert!(shares.values().all(|n| n * 20 >= demo.services.len()));
    assert!(demo.services.len() >= 2_000);
    let where_ = districts(demo);
    let mut per: BTreeMap<&str, usize> = BTreeMap::new();
    let mut domains: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for s in demo.services.iter().filter(|s| !s.remote) {
        for d in &where_[&s.id] {
            *per.entry(d).or_default() += 1;
            domains
                .entry(d)
                .or_default()
                .insert(root(city, &s.themes[0]));
        }
    }
    for d in city.districts.all() {
        let n = per.get(d.id.as_str()).copied().unwrap_or(0);
        let of = domains.get(d.id.as_str()).map_or(0, BTreeSet::len);
        assert!(n >= 10, "{} has {n} services", d.name);
        assert_eq!(
            of,
            5,
            "{} lacks a domain: {:?}",
            d.name,
            domains.get(d.id.as_str())
        );
    }
    let most = city
        .districts
        .all()
        .iter()
        .max_by_key(|d| d.minors)
        .unwrap();
    assert!(per[most.id.as_str()] >= 40, "more where more minors live");
}

#[test]
fn every_theme_is_there() {
    let (city, demo) = milano();
    let mut per: BTreeMap<&str, usize> = BTreeMap::new();
    for theme in demo.services.iter().flat_map(|s| &s.themes) {
        *per.entry(theme).or_default() += 1;
    }
    let missing: Vec<&str> = city
        .taxonomies
        .get("service")
        .unwrap()
        .terms()
        .iter()
        .filter(|t| t.children.is_empty() && !per.contains_key(t.key.as_str()))
        .map(|t| t.key.as_str())
        .collect();
    println!("themes without a service: {missing:?}");
    assert!(missing.is_empty(), "{missing:?}");
    let mut rare: Vec<_> = per.iter().collect();
    rare.sort_by_key(|(_, n)| **n);
    println!("rarest themes: {:?}", &rare[..12]);
}

#[test]
fn there_are_many_sorts_each_with_variants_and_each_used() {
    let (city, demo) = milano();
    let m = Materials::load(&folder("milano").join("demo"), city).unwrap();
    assert!(m.sorts.len() >= 110, "{}", m.sorts.len());
    println!("sorts of services: {}", m.sorts.len());
    let it = &lang("it");
    for sort in &m.sorts {
        let (names, texts) = (&sort.what.name[it], &sort.what.description[it]);
        assert!(
            names.len() >= 4 && texts.len() >= 4,
            "{} has few variants",
            sort.key
        );
        assert_eq!(
            names.iter().collect::<BTreeSet<_>>().len(),
            names.len(),
            "{} repeats a name",
            sort.key
        );
        let used = demo.services.iter().any(|s| {
            s.themes == sort.what.themes
                && s.wellbeing == sort.what.wellbeing
                && s.needs == sort.what.needs
        });
        assert!(used, "{} is never used", sort.key);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (city, demo) = milano();
    let path = folder("milano").join("demo");
    let again = generate(&path, city, SEED, today()).unwrap();
    let bytes = |d: &Demo| serde_json::to_vec(d).unwrap();
    assert_eq!(bytes(demo), bytes(&again));
    let other = generate(&path, city, SEED + 1, today()).unwrap();
    assert_ne!(bytes(demo), bytes(&other));
}

#[test]
fn another_day_changes_only_dates() {
    let (city, demo) = milano();
    let day = "2027-03-09".parse().unwrap();
    let later = generate(&folder("milano").join("demo"), city, SEED, day).unwrap();
    let names = |d: &Demo| -> Vec<(Id, values::Text, values::Text)> {
        let one = |s: &Service| (s.id, s.name.clone(), s.description.clone());
        d.services.iter().map(one).collect()
    };
    assert_eq!(names(demo), names(&later));
    let points = |d: &Demo| {
        d.locations
            .iter()
            .map(|l| (l.id, l.point))
            .collect::<Vec<_>>()
    };
    assert_eq!(points(demo), points(&later));
    assert_ne!(demo.services, later.services);
}

#[test]
fn every_reference_resolves_and_every_key_is_known() {
    let (city, demo) = milano();
    let orgs: BTreeSet<Id> = demo.organizations.iter().map(|o| o.id).collect();
    let places: BTreeSet<Id> = demo.locations.iter().map(|l| l.id).collect();
    let services: BTreeSet<Id> = demo.services.iter().map(|s| s.id).collect();
    let ties: BTreeSet<Id> = demo.services_at_location.iter().map(|t| t.id).collect();
    assert_eq!(orgs.len(), demo.organizations.len());
    assert_eq!(places.len(), demo.locations.len());
    assert_eq!(services.len(), demo.services.len());
    assert_eq!(ties.len(), demo.services_at_location.len());
    for t in &demo.services_at_location {
        assert!(services.contains(&t.service_id) && places.contains(&t.location_id));
    }
    let with_place: BTreeSet<Id> = demo
        .services_at_location
        .iter()
        .map(|t| t.service_id)
        .collect();
    let has = |taxonomy: &str, keys: &[String]| {
        for k in keys {
            assert!(
                city.taxonomies.term(taxonomy, k).is_some(),
                "{taxonomy}: {k}"
            );
        }
    };
    for s in &demo.services {
        assert!(orgs.contains(&s.organization_id));
        assert_eq!(s.remote, !with_place.contains(&s.id), "{:?}", s.name);
        has("service", &s.themes);
        has("need", &s.needs);
        has("wellbeing", &s.wellbeing);
        has("accessibility", &s.accessibility);
        assert!((1..=3).contains(&s.themes.len()) && !s.wellbeing.is_empty());
        assert!(s.demo);
    }
    for l in &demo.locations {
        has("accessibility", &l.accessibility);
        assert!(l.organization_id.is_none_or(|o| orgs.contains(&o)));
        assert!(l.demo && l.address.is_some());
    }
    let busy: BTreeSet<Id> = demo.services.iter().map(|s| s.organization_id).collect();
    assert_eq!(busy, orgs, "an organisation without services");
}

#[test]
fn places_lie_in_their_districts() {
    let (city, demo) = milano();
    for l in &demo.locations {
        let at = city.districts.at(l.point.unwrap()).map(|d| d.id.as_str());
        assert_eq!(at, l.district.as_deref(), "{}", l.name);
    }
    let points: BTreeSet<String> = demo
        .locations
        .iter()
        .map(|l| format!("{:?}", l.point))
        .collect();
    assert!(
        points.len() * 100 >= demo.locations.len() * 99,
        "places on one spot"
    );
}

#[test]
fn ages_times_and_prices_make_sense() {
    let (city, demo) = milano();
    let mut free = 0;
    for s in &demo.services {
        let name = s.name.get(&lang("it")).unwrap();
        if let (Some(from), Some(to)) = (s.ages.from, s.ages.to) {
            assert!(from < to && to < 18 * 12, "{name}: {from} to {to}");
        }
        let oldest = s.ages.to.unwrap_or(0);
        if s.rhythm == Some(Rhythm::Camp) {
            assert!(s.ages.from.unwrap() >= 36, "{name}: a camp for babies");
        }
        if s.themes
            .iter()
            .any(|t| t == "sport.football" || t == "culture.instrument")
        {
            assert!(s.ages.from.unwrap() >= 60, "{name}");
        }
        let all = times(demo, s);
        assert!(!all.is_empty(), "{name} has no timetable");
        for t in &all {
            let said = !t.description.is_empty();
            let timed = t.opens_at.is_some() && (t.freq.is_some() || t.dtstart.is_some());
            assert!(said || timed, "{name}: an empty timetable");
            if let (Some(a), Some(b)) = (t.opens_at, t.closes_at) {
                assert!(a < b, "{name}");
                // The young are in bed, at school, or with their parents.
                if oldest > 0 && oldest < 11 * 12 && s.adult_needed == Some(false) {
                    assert!(b.hour() <= 20 || b.hour() == 24, "{name} until {b}");
                }
            }
            if let Some(until) = t.until {
                assert!(until >= today() && t.dtstart.unwrap() <= until, "{name}");
            } else if let Some(day) = t.dtstart {
                assert!(day > today(), "{name}: a date in the past");
                assert!(
                    city.calendar.holiday(day).is_none(),
                    "{name}: on a holiday, {day}"
                );
            }
        }
        assert!(!s.cost_options.is_empty(), "{name}");
        free += usize::from(s.is_free() == Some(true));
        let full = s.cost_options[0].amount.unwrap();
        for c in &s.cost_options {
            let amount = c.amount.unwrap();
            assert!(amount <= full, "{name}: a reduction above the price");
            let most = match c.unit {
                CostUnit::Session => 50,
                CostUnit::Day => 70,
                CostUnit::Month => 620,
                CostUnit::Week | CostUnit::Year => 420,
                CostUnit::Once => 320,
            };
            assert!(
                amount <= Cents(most * 100),
                "{name}: {amount} a {:?}",
                c.unit
            );
            assert_eq!(c.option.is_empty(), std::ptr::eq(c, &s.cost_options[0]));
        }
        assert!(!s.languages.is_empty() && s.languages[0] == lang("it"));
    }
    let share = free * 100 / demo.services.len();
    println!("free: {share} %");
    assert!((35..=75).contains(&share), "{share} % are free");
}

#[test]
fn an_organisation_does_not_repeat_itself() {
    let (_, demo) = milano();
    let mut seen = BTreeSet::new();
    for s in &demo.services {
        let name = s.name.get(&lang("it")).unwrap();
        assert!(
            seen.insert((s.organization_id, fold(name))),
            "twice: {name}"
        );
    }
    let mut load: BTreeMap<Id, usize> = BTreeMap::new();
    for s in &demo.services {
        *load.entry(s.organization_id).or_default() += 1;
    }
    assert!(load.values().all(|n| *n <= 12));
}

#[test]
fn very_large_catalogues_have_unique_names() {
    let (city, _) = milano();
    let m = Materials::load(&folder("milano").join("demo"), city).unwrap();
    let demo = generate_many(&m, city, SEED, today(), 10_000).unwrap();
    assert_eq!(demo.services.len(), 10_000);
    let names: BTreeSet<&str> = demo
        .services
        .iter()
        .map(|s| s.name.get(&lang("it")).unwrap())
        .collect();
    assert_eq!(names.len(), 10_000);
    let ids: BTreeSet<Id> = demo.services.iter().map(|s| s.id).collect();
    assert_eq!(ids.len(), 10_000);
    let small = generate_many(&m, city, SEED, today(), 300).unwrap();
    assert_eq!(
        small.services.len(),
        300,
        "smaller than the districts' minimum"
    );
}

#[test]
fn another_city_needs_only_another_folder() {
    let city = load("portofiaba");
    let demo = generate(&folder("portofiaba").join("demo"), &city, SEED, today()).unwrap();
    assert_eq!(demo.services.len(), 60);
    let es = lang("es");
    for s in &demo.services {
        assert_eq!(s.languages[0], es);
        assert!(s.name.get(&es).is_some() && s.name.get(&lang("it")).is_none());
        assert!(!times(&demo, s).is_empty());
    }
    let everything = serde_json::to_string(&demo).unwrap();
    assert!(!everything.contains("Milan") && everything.contains("Portofiaba"));
    assert!(!everything.contains("{at}"));
    for l in &demo.locations {
        let at = city.districts.at(l.point.unwrap()).map(|d| d.id.as_str());
        assert_eq!(at, l.district.as_deref(), "{}", l.name);
    }
    for d in city.districts.all() {
        let n = districts(&demo)
            .values()
            .flatten()
            .filter(|x| **x == d.id.as_str())
            .count();
        assert!(n >= 5, "{} has {n}", d.name);
    }
}

#[test]
fn what_is_wrong_is_told_with_file_and_key() {
    let (city, _) = milano();
    let path = folder("milano").join("demo");
    let known = |t: &str, k: &str| city.taxonomies.term(t, k).is_some();
    let told = |spoil: &dyn Fn(&mut Materials)| {
        let mut m = Materials::load(&path, city).unwrap();
        spoil(&mut m);
        m.check(&known).unwrap_err().to_string()
    };
    let first = |m: &mut Materials| m.sorts[0].what.themes = vec!["sport.quidditch".into()];
    let e = told(&first);
    assert!(
        e.contains("services_") && e.contains("sport.quidditch") && e.contains("taxonomy"),
        "{e}"
    );
    let e = told(&|m| m.sorts[0].what.places = vec!["moon".into()]);
    assert!(e.contains("«moon»") && e.contains("places.toml"), "{e}");
    let e = told(&|m| {
        m.sorts[0].what.name.remove(&lang("ar"));
    });
    assert!(e.contains("language ar"), "{e}");
    let e = told(&|m| {
        m.sorts[0]
            .what
            .name
            .insert(lang("it"), vec!["Nuoto {dove}".into()]);
    });
    assert!(e.contains("{dove}"), "{e}");
    let e = told(&|m| {
        m.schedules
            .values_mut()
            .for_each(|p| p.lines = vec![vec!["MO 18-17".into()]]);
    });
    assert!(
        e.contains("schedules.toml") && e.contains("ends before it begins"),
        "{e}"
    );
    let e = told(&|m| m.sorts[0].what.costs[0].amount = Some([9, 3]));
    assert!(e.contains("amount") || e.contains("free"), "{e}");
    let e = Materials::load(&path.join("nowhere"), city)
        .unwrap_err()
        .to_string();
    assert!(e.contains("nowhere"), "{e}");
    let mut m = Materials::load(&path, city).unwrap();
    let entry = m.districts.remove("1").unwrap();
    m.districts.insert("999".into(), entry);
    let e = generate_many(&m, city, SEED, today(), 10)
        .unwrap_err()
        .to_string();
    assert!(e.contains("districts.toml") && e.contains("999"), "{e}");
}
