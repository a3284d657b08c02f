//! Filters, totals and facet counts against the plainest possible reading of the records.

use std::collections::BTreeSet;

use catalogue::View;
use catalogue::model::{
    Freq, Location, Period, Schedule, Service, ServiceAtLocation, Status, Weekday,
};
use catalogue::search::{
    Age, Filter, Hit, Near, OLDEST, PRICES, Query, RADII, Season, Slot, Sort, Times,
};
use city::{City, SchoolPeriod};
use jiff::ToSpan;
use proptest::prelude::*;
use values::{Cents, Day, Id, Lang, Point};

use crate::fixture::{lang, milano, today};

/// A service at one of its places, or at none.
struct Seat<'a> {
    service: &'a Service,
    at: Option<(&'a ServiceAtLocation, &'a Location)>,
}

fn seats<'a>(view: &'a View, s: &'a Service) -> Vec<Seat<'a>> {
    let all: Vec<Seat> = view
        .snapshot()
        .places_of(s.id)
        .map(|(a, p)| Seat {
            service: s,
            at: Some((&a.record, &p.record)),
        })
        .collect();
    if all.is_empty() {
        vec![Seat {
            service: s,
            at: None,
        }]
    } else {
        all
    }
}

impl Seat<'_> {
    fn rules(&self) -> Vec<&Schedule> {
        let own = &self.service.schedules;
        let mut rules: Vec<&Schedule> = own.iter().collect();
        if let Some((at, place)) = self.at {
            rules.extend(&at.schedules);
            if rules.is_empty() {
                rules.extend(&place.schedules);
            }
        }
        rules
    }
}

/// Minute by minute: a part of a day counts when half an hour of it is filled, or half of the whole.
fn fills(rule: &Schedule, day: Weekday, slot: Slot) -> bool {
    let on_day = if !rule.byday.is_empty() {
        rule.byday.iter().any(|b| b.day == day)
    } else {
        let index = |d: Day| usize::try_from(d.weekday().to_monday_zero_offset()).unwrap();
        match (rule.freq, rule.dtstart, rule.until) {
            (Some(Freq::Weekly), Some(d), _) | (None, Some(d), None) => index(d) == day.index(),
            (Some(_), _, _) => true,
            (None, Some(d), Some(until)) => d
                .series(1.day())
                .take_while(|x| *x <= until)
                .take(7)
                .any(|x| index(x) == day.index()),
            (None, None, _) => false,
        }
    };
    let Some(from) = rule.opens_at else {
        return on_day;
    };
    let from = u32::from(from.minutes());
    let to = match rule.closes_at.map(|t| u32::from(t.minutes())) {
        Some(to) if to > from => to,
        Some(_) => 1440,
        None => (from + 60).min(1440),
    };
    let (a, b) = match slot {
        Slot::Morning => (0, 13 * 60),
        Slot::Afternoon => (13 * 60, 19 * 60),
        Slot::Evening => (19 * 60, 24 * 60),
    };
    let shared = (from..to).filter(|m| (a..b).contains(m)).count();
    let whole = (from..to).count();
    on_day && shared >= 30.min(whole / 2).max(1)
}

fn in_season(rule: &Schedule, season: Season, city: &City) -> bool {
    let wanted = match season {
        Season::Term => SchoolPeriod::Term,
        Season::Holidays => SchoolPeriod::Holiday,
    };
    match rule.period {
        Period::Term => return season == Season::Term,
        Period::Holidays => return season == Season::Holidays,
        Period::Always => {}
    }
    if rule.freq.is_none() && rule.dtstart.is_none() && rule.byday.is_empty() {
        return false;
    }
    let from = rule.dtstart.or(rule.valid_from);
    let to = if rule.freq.is_none() && rule.until.is_none() {
        rule.dtstart
    } else {
        rule.until.or(rule.valid_to)
    };
    let (Some(from), Some(to)) = (from, to) else {
        return true;
    };
    from.series(1.day()).take_while(|d| *d <= to).any(|d| {
        let weekday = Weekday::ALL[usize::try_from(d.weekday().to_monday_zero_offset()).unwrap()];
        let fits = Slot::ALL.iter().any(|s| fills(rule, weekday, *s));
        fits && city.calendar.period(d) == wanted
    })
}

/// Which filters a seat fails.
fn fails(q: &Query, seat: &Seat, city: &City) -> BTreeSet<Filter> {
    let s = seat.service;
    let mut failed = BTreeSet::new();
    let mut need = |holds: bool, filter: Filter| {
        if !holds {
            failed.insert(filter);
        }
    };
    if let Some(age) = q.age {
        need(
            s.ages.from.is_none_or(|f| f <= age.to) && s.ages.to.is_none_or(|t| t >= age.from),
            Filter::Age,
        );
    }
    let under = |wanted: &String| {
        s.themes.iter().any(|t| {
            let taxonomy = city.taxonomies.get("service").unwrap();
            taxonomy.path(t).iter().any(|x| x.key == *wanted)
        })
    };
    need(
        q.themes.is_empty() || q.themes.iter().any(under),
        Filter::Themes,
    );
    let place = seat.at.map(|(_, p)| p);
    need(
        q.districts.is_empty()
            || place.is_some_and(|p| p.district.as_ref().is_some_and(|d| q.districts.contains(d))),
        Filter::Districts,
    );
    if let Some(near) = q.near {
        let metres = place.and_then(|p| p.point).map(|p| p.metres_to(near.point));
        need(
            metres.is_some_and(|m| m <= f64::from(near.radius)),
            Filter::Near,
        );
    }
    let rules = seat.rules();
    need(
        q.times.is_empty()
            || q.times
                .iter()
                .any(|(d, slot)| rules.iter().any(|r| fills(r, d, slot))),
        Filter::Times,
    );
    if let Some(season) = q.season {
        need(
            rules.iter().any(|r| in_season(r, season, city)),
            Filter::Season,
        );
    }
    if let Some(price) = q.price {
        let least = s.cost_options.iter().filter_map(|c| c.amount).min();
        need(least.is_some_and(|p| p <= price), Filter::Price);
    }
    let known: Vec<i64> = s
        .cost_options
        .iter()
        .filter_map(|c| c.amount.map(|a| a.0))
        .collect();
    let costs_nothing = !known.is_empty() && known.iter().all(|a| *a == 0);
    need(!q.free || costs_nothing, Filter::Free);
    let has = |k: &String| {
        s.accessibility.contains(k) || place.is_some_and(|p| p.accessibility.contains(k))
    };
    need(q.needs.iter().all(has), Filter::Needs);
    need(
        q.languages.is_empty() || s.languages.iter().any(|l| q.languages.contains(l)),
        Filter::Languages,
    );
    need(!q.alone || s.adult_needed == Some(false), Filter::Alone);
    need(!q.remote || s.remote, Filter::Remote);
    let paid = q.voucher.as_ref().is_none_or(|set| set.contains(&s.id));
    need(paid, Filter::Voucher);
    failed
}

/// The services a query must find, among those its words match.
fn found(view: &View, q: &Query, among: Option<&BTreeSet<Id>>) -> BTreeSet<Id> {
    let offered = |s: &Service| matches!(s.status, Status::Active | Status::TemporarilyClosed);
    view.snapshot()
        .services()
        .iter()
        .map(|h| &h.record)
        .filter(|s| offered(s) && among.is_none_or(|a| a.contains(&s.id)))
        .filter(|s| {
            seats(view, s)
                .iter()
                .any(|seat| fails(q, seat, view.city()).is_empty())
        })
        .map(|s| s.id)
        .collect()
}

fn everything(q: &Query) -> Query {
    Query {
        take: usize::MAX,
        skip: 0,
        ..q.clone()
    }
}

/// What the words alone match.
fn worded(view: &View, q: &Query) -> Option<BTreeSet<Id>> {
    if q.words.is_empty() {
        return None;
    }
    let all = Query {
        words: q.words.clone(),
        take: usize::MAX,
        ..Query::all(q.lang.clone())
    };
    let hits = view.search(&all).expect("an answer").hits;
    Some(hits.into_iter().map(|h| h.service).collect())
}

fn asked() -> impl Strategy<Value = Query> {
    let view = milano();
    let themes: Vec<String> = view
        .city()
        .taxonomies
        .get("service")
        .map(|t| t.terms().iter().map(|t| t.key.clone()).collect())
        .unwrap_or_default();
    let districts: Vec<String> = view
        .city()
        .districts
        .all()
        .iter()
        .map(|d| d.id.to_string())
        .collect();
    let centres: Vec<_> = view
        .city()
        .districts
        .all()
        .iter()
        .map(|d| d.centre)
        .collect();
    let maybe = |share: f64| prop::bool::weighted(share);
    let words = prop_oneof![
        4 => Just(String::new()),
        1 => prop::sample::select(vec!["nuoto", "compiti", "corso di musica", "calcio", "danza"]).prop_map(String::from),
    ];
    let who = (
        prop::option::weighted(0.4, 0u32..=18),
        prop::collection::vec(prop::sample::select(themes), 0..2),
        maybe(0.15),
        maybe(0.1),
        maybe(0.05),
    );
    let place = (
        prop::collection::vec(prop::sample::select(districts), 0..3),
        prop::option::weighted(
            0.3,
            (
                prop::sample::select(centres),
                prop::sample::select(RADII.to_vec()),
            ),
        ),
    );
    let when = (
        prop::collection::vec((0usize..7, 0usize..3), 0..3),
        prop::option::weighted(
            0.2,
            prop::sample::select(vec![Season::Term, Season::Holidays]),
        ),
    );
    let how = (
        prop::option::weighted(0.2, prop::sample::select(PRICES.to_vec())),
        prop::collection::vec(
            prop::sample::select(vec![
                "wheelchair",
                "step-free",
                "quiet-space",
                "nobody-has-this",
            ]),
            0..2,
        ),
        prop::option::weighted(0.1, prop::sample::select(vec!["en", "ar", "es", "it"])),
        // One service in so many, as if a voucher paid it.
        prop::option::weighted(0.2, 1usize..6),
    );
    // One filter of places at a time, half of the time: else nothing is left to be counted.
    (words, who, place, when, how, 0u8..4).prop_map(|(words, who, place, when, how, keep)| {
        let mut q = Query::all(lang("it"));
        q.words = words;
        q.age = who.0.map(Age::years);
        q.themes = who.1;
        (q.free, q.alone, q.remote) = (who.2, who.3, who.4);
        if keep != 0 {
            q.districts = if keep == 1 { place.0 } else { Vec::new() };
            q.near = place.1.map(|(point, radius)| Near { point, radius });
        }
        if keep != 1 {
            for (d, s) in when.0 {
                q.times = q.times.or(Times::one(Weekday::ALL[d], Slot::ALL[s]));
            }
        }
        q.season = when.1;
        q.price = how.0.map(Cents);
        q.needs = how.1.into_iter().map(String::from).collect();
        q.languages = how.2.into_iter().map(lang).collect();
        q.voucher = how.3.map(|each| {
            let view = milano();
            let services = view.snapshot().services().iter().step_by(each);
            std::sync::Arc::new(services.map(|s| s.record.id).collect())
        });
        q
    })
}

fn ids(hits: &[Hit]) -> BTreeSet<Id> {
    hits.iter().map(|h| h.service).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_what_fits(q in asked()) {
        let view = milano();
        let among = worded(&view, &q);
        let expected = found(&view, &q, among.as_ref());
        let got = view.search(&everything(&q)).expect("an answer");
        prop_assert_eq!(got.total, expected.len());
        prop_assert_eq!(ids(&got.hits), expected.clone());
        if expected.is_empty() {
            for (filter, count) in &got.relaxed {
                let less = without(&q, *filter);
                let among = if *filter == Filter::Words { None } else { among.clone() };
                prop_assert_eq!(found(&view, &less, among.as_ref()).len(), *count, "{:?}", filter);
            }
        } else {
            prop_assert!(got.relaxed.is_empty());
        }
    }

    #[test]
    fn every_choice_is_counted_as_it_would_be_found(q in asked(), pick in 0usize..1000) {
        let view = milano();
        let among = worded(&view, &q);
        let f = view.search(&q).expect("an answer").facets;
        let count = |q: &Query| found(&view, q, among.as_ref()).len();
        let taxonomy = view.city().taxonomies.get("service").expect("themes");
        let theme = &taxonomy.terms()[pick % taxonomy.terms().len()].key;
        let with = Query { themes: vec![theme.clone()], ..q.clone() };
        prop_assert_eq!(f.themes.get(theme).copied().unwrap_or(0), count(&with), "{}", theme);
        let districts = view.city().districts.all();
        let district = districts[pick % districts.len()].id.to_string();
        let with = Query { districts: vec![district.clone()], ..q.clone() };
        prop_assert_eq!(f.districts.get(&district).copied().unwrap_or(0), count(&with), "district {}", district);
        let years = u32::try_from(pick).unwrap_or(0) % (OLDEST + 1);
        let with = Query { age: Some(Age::years(years)), ..q.clone() };
        prop_assert_eq!(f.ages[years as usize], count(&with), "age {}", years);
        let (day, slot) = (Weekday::ALL[pick % 7], Slot::ALL[pick % 3]);
        let with = Query { times: Times::one(day, slot), ..q.clone() };
        prop_assert_eq!(f.times[day.index() * 3 + slot as usize], count(&with), "{:?} {:?}", day, slot);
        let season = [Season::Term, Season::Holidays][pick % 2];
        let with = Query { season: Some(season), ..q.clone() };
        prop_assert_eq!(f.seasons[pick % 2], count(&with), "{:?}", season);
        if let Some(near) = q.near {
            let radius = RADII[pick % RADII.len()];
            let with = Query { near: Some(Near { radius, ..near }), ..q.clone() };
            prop_assert_eq!(f.near[pick % RADII.len()], count(&with), "{} m", radius);
        }
        let price = PRICES[pick % PRICES.len()];
        let with = Query { price: Some(Cents(price)), ..q.clone() };
        prop_assert_eq!(f.prices[pick % PRICES.len()], count(&with), "{} cents", price);
        prop_assert_eq!(f.free, count(&Query { free: true, ..q.clone() }), "free");
        prop_assert_eq!(f.alone, count(&Query { alone: true, ..q.clone() }), "alone");
        prop_assert_eq!(f.remote, count(&Query { remote: true, ..q.clone() }), "remote");
        for need in ["wheelchair", "small-groups"] {
            let mut with = q.clone();
            with.needs.push(need.into());
            prop_assert_eq!(f.needs.get(need).copied().unwrap_or(0), count(&with), "{}", need);
        }
        let spoken: Lang = lang(["en", "ar", "zh"][pick % 3]);
        let with = Query { languages: vec![spoken.clone()], ..q.clone() };
        prop_assert_eq!(f.languages.get(&spoken).copied().unwrap_or(0), count(&with), "{}", spoken);
    }

    #[test]
    fn pages_are_parts_of_one_order(mut q in asked(), sort in 0usize..4, skip in 0usize..50) {
        let view = milano();
        q.sort = [Sort::Relevance, Sort::Distance, Sort::Date, Sort::Price][sort];
        q.today = Some(today());
        let all = view.search(&everything(&q)).expect("an answer").hits;
        let page = view.search(&Query { skip, take: 7, ..q.clone() }).expect("an answer").hits;
        let end = (skip + 7).min(all.len());
        prop_assert_eq!(&page[..], all.get(skip..end).unwrap_or_default());
        let price = |h: &Hit| {
            let s = &view.snapshot().service(h.service).expect("live").record;
            s.cost_options.iter().filter_map(|c| c.amount).min().map_or(i64::MAX, |a| a.0)
        };
        for pair in all.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            match q.sort {
                Sort::Relevance => prop_assert!(a.score >= b.score),
                Sort::Distance => prop_assert!(a.metres <= b.metres || q.near.is_none()),
                Sort::Date => prop_assert!(a.days.unwrap_or(u16::MAX) <= b.days.unwrap_or(u16::MAX)),
                Sort::Price => prop_assert!(price(a) <= price(b)),
            }
        }
    }
}

/// Circles whose edge passes a hand's breadth from a place, on either side of it.
#[test]
fn the_edge_of_a_circle_is_where_it_is_measured() {
    let view = milano();
    let places = view.snapshot().locations();
    let points: Vec<Point> = places.iter().filter_map(|p| p.record.point).collect();
    let mut tried = 0;
    for (i, place) in points.iter().enumerate().step_by(23) {
        for radius in RADII {
            // So many degrees of latitude are the radius; a little more is just outside.
            for off in [-0.1, 0.1] {
                let north = (f64::from(radius) + off) / (values::EARTH_RADIUS.to_radians());
                let point = Point::new(place.lat() + north, place.lon()).expect("a point");
                let mut q = Query::all(lang("it"));
                q.near = Some(Near { point, radius });
                let got = view.search(&everything(&q)).expect("an answer");
                assert_eq!(
                    ids(&got.hits),
                    found(&view, &q, None),
                    "place {i}, {radius} m, {off}"
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "only {tried} circles");
}

fn without(q: &Query, filter: Filter) -> Query {
    let mut q = q.clone();
    match filter {
        Filter::Age => q.age = None,
        Filter::Themes => q.themes.clear(),
        Filter::Districts => q.districts.clear(),
        Filter::Near => q.near = None,
        Filter::Times => q.times = Times::default(),
        Filter::Season => q.season = None,
        Filter::Open => q.open = None,
        Filter::Price => q.price = None,
        Filter::Free => q.free = false,
        Filter::Needs => q.needs.clear(),
        Filter::Languages => q.languages.clear(),
        Filter::Alone => q.alone = false,
        Filter::Remote => q.remote = false,
        Filter::Voucher => q.voucher = None,
        Filter::Words => q.words.clear(),
    }
    q
}
