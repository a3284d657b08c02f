//! Answering a query: candidates from the words, filters and counts from the columns.

use std::cmp::Ordering;
use std::sync::Arc;

use super::columns::{
    ALONE, Columns, FREE, HOLIDAYS, NO_DISTRICT, NO_PRICE, Names, OFFERED, REMOTE, RUNNING, Spot,
    TERM,
};
use super::hours::{Hours, NEVER};
use super::matches::Matches;
use super::query::OLDEST;
use super::{Facets, Filter, Hit, IndexFault, PRICES, Query, RADII, Results, Sort, Times};
use crate::live::View;

/// Bits of the 21 parts of the week.
const WEEK: u32 = (1 << Times::COUNT) - 1;
/// How many results that come close are shown at most.
const CLOSE: usize = 10;

/// How good a near miss still is, by the filter it fails: a place a little further away serves a
/// family better than another age.
fn worth(failed: Filter) -> f32 {
    match failed {
        Filter::Districts | Filter::Near => 1.0,
        Filter::Times | Filter::Season | Filter::Open => 0.8,
        Filter::Free | Filter::Price => 0.7,
        _ => 0.5,
    }
}

/// A circle around a point.
struct Around {
    spot: Spot,
    /// Metres.
    radius: f64,
}

/// The hours of a day and of the day before, whose nights reach into it.
struct OpenAt {
    day: Arc<Hours>,
    before: Arc<Hours>,
    minute: Option<u16>,
}

impl OpenAt {
    fn holds(&self, row: usize, running: bool) -> bool {
        running
            && match self.minute {
                None => self.day.on(row),
                Some(m) => self.day.open(row, m) || self.before.open(row, m + 24 * 60),
            }
    }
}

/// The filters of a query in the numbers of the columns. A key nobody uses stays a filter: it
/// matches nothing.
struct Asked {
    age: Option<(u16, u16)>,
    themes: Option<Vec<u16>>,
    districts: Option<Vec<u16>>,
    near: Option<Around>,
    times: u32,
    season: u32,
    open: Option<OpenAt>,
    price: Option<u32>,
    free: bool,
    /// None inside: a key nobody has.
    needs: Vec<Option<u16>>,
    languages: Option<Vec<u16>>,
    alone: bool,
    remote: bool,
    /// By number of the service.
    voucher: Option<Vec<bool>>,
}

impl Asked {
    fn of(query: &Query, view: &View) -> Asked {
        let columns = view.columns();
        let month = |m: u32| u16::try_from(m).unwrap_or(u16::MAX - 1);
        fn numbers(keys: &[String], names: &Names<String>) -> Option<Vec<u16>> {
            (!keys.is_empty()).then(|| keys.iter().filter_map(|k| names.get(k.as_str())).collect())
        }
        Asked {
            age: query.age.map(|a| (month(a.from), month(a.to))),
            themes: numbers(&query.themes, &columns.theme_keys),
            districts: numbers(&query.districts, &columns.district_keys),
            near: query.near.map(|n| Around {
                spot: Spot::of(n.point),
                radius: f64::from(n.radius),
            }),
            times: query.times.0,
            season: query.season.map_or(0, super::Season::bit),
            open: query.open.map(|o| OpenAt {
                day: view.hours(o.day),
                before: view.hours(o.day.yesterday().unwrap_or(o.day)),
                minute: o.minute,
            }),
            price: query
                .price
                .map(|p| u32::try_from(p.0.max(0)).unwrap_or(NO_PRICE - 1)),
            free: query.free,
            needs: query
                .needs
                .iter()
                .map(|k| columns.need_keys.get(k.as_str()))
                .collect(),
            languages: (!query.languages.is_empty()).then(|| {
                let known = query.languages.iter();
                known
                    .filter_map(|l| columns.language_keys.get(&l.base()))
                    .collect()
            }),
            alone: query.alone,
            remote: query.remote,
            voucher: query.voucher.as_ref().map(|set| {
                let services = view.snapshot().services().iter();
                services.map(|s| set.contains(&s.record.id)).collect()
            }),
        }
    }

    /// Which filters a service fails wherever it takes place.
    fn service_fails(&self, n: u32, c: &Columns) -> u16 {
        let i = n as usize;
        let none_of = |wanted: &Option<Vec<u16>>, has: &[u16]| {
            wanted
                .as_ref()
                .is_some_and(|w| !w.iter().any(|w| has.contains(w)))
        };
        let mut bits = 0;
        let mut fail = |failed: bool, filter: Filter| {
            if failed {
                bits |= filter.bit();
            }
        };
        if let Some((from, to)) = self.age {
            let (min, max) = c.ages[i];
            fail(min > to || max < from, Filter::Age);
        }
        fail(none_of(&self.themes, c.themes.get(n)), Filter::Themes);
        fail(
            none_of(&self.languages, c.languages.get(n)),
            Filter::Languages,
        );
        fail(self.price.is_some_and(|p| c.prices[i] > p), Filter::Price);
        fail(self.free && c.flags[i] & FREE == 0, Filter::Free);
        fail(self.alone && c.flags[i] & ALONE == 0, Filter::Alone);
        fail(self.remote && c.flags[i] & REMOTE == 0, Filter::Remote);
        fail(
            self.voucher.as_ref().is_some_and(|paid| !paid[i]),
            Filter::Voucher,
        );
        bits
    }

    /// Which filters fail at one of its places.
    fn row_fails(&self, row: usize, running: bool, metres: f64, c: &Columns) -> u16 {
        let mut bits = 0;
        let mut fail = |failed: bool, filter: Filter| {
            if failed {
                bits |= filter.bit();
            }
        };
        if let Some(wanted) = &self.districts {
            let d = c.district[row];
            fail(d == NO_DISTRICT || !wanted.contains(&d), Filter::Districts);
        }
        if let Some(near) = &self.near {
            // Not a number (no point) is never near.
            fail(
                metres.partial_cmp(&near.radius).is_none_or(Ordering::is_gt),
                Filter::Near,
            );
        }
        fail(
            self.times != 0 && c.times[row] & self.times == 0,
            Filter::Times,
        );
        fail(
            self.season != 0 && c.times[row] & self.season == 0,
            Filter::Season,
        );
        if let Some(open) = &self.open {
            fail(!open.holds(row, running), Filter::Open);
        }
        if !self.needs.is_empty() {
            let has = c.needs.get(u32::try_from(row).unwrap_or(u32::MAX));
            let lacks = |k: &Option<u16>| k.is_none_or(|k| has.binary_search(&k).is_err());
            fail(self.needs.iter().any(lacks), Filter::Needs);
        }
        bits
    }
}

/// What is counted on the way.
struct Counts {
    themes: Vec<usize>,
    districts: Vec<usize>,
    needs: Vec<usize>,
    languages: Vec<usize>,
    /// Where spans of ages begin (added) and end (taken away).
    ages: [isize; OLDEST as usize + 2],
    times: [usize; Times::COUNT],
    seasons: [usize; 2],
    near: [usize; RADII.len()],
    prices: [usize; PRICES.len()],
    free: usize,
    alone: usize,
    remote: usize,
    relaxed: [usize; Filter::COLUMNS.len()],
}

/// One service that was found.
struct Found {
    /// What it is sorted by, least first.
    key: f64,
    score: f32,
    n: u32,
    metres: f64,
}

impl Found {
    fn order(a: &Found, b: &Found) -> Ordering {
        a.key
            .total_cmp(&b.key)
            .then(b.score.total_cmp(&a.score))
            .then(a.n.cmp(&b.n))
    }
}

pub(crate) fn run(query: &Query, view: &View) -> Result<Results, IndexFault> {
    let matches = view.matches(&query.words, &query.lang)?;
    let mut results = answer(query, view, &matches);
    if results.total == 0 && !values::is_blank(&query.words) {
        // Say what the filters alone give.
        let without = answer(
            &Query {
                take: 0,
                ..query.clone()
            },
            view,
            &Matches::All,
        );
        results.relaxed.push((Filter::Words, without.total));
    }
    results.relaxed.retain(|(_, n)| *n > 0);
    Ok(results)
}

fn answer(query: &Query, view: &View, matches: &Matches) -> Results {
    let c = view.columns();
    let asked = Asked::of(query, view);
    let soft: u16 = query.soft.iter().fold(0, |bits, f| bits | f.bit());
    let next = match (query.sort, query.today) {
        (Sort::Date, Some(today)) => Some(view.next_days(today)),
        _ => None,
    };
    let mut counts = Counts::of(c);
    let mut found: Vec<Found> = Vec::new();
    let mut close: Vec<Found> = Vec::new();
    let mut scratch = Scratch::default();
    matches.each(view.snapshot().services().len(), |n, words| {
        let i = n as usize;
        if c.flags[i] & OFFERED == 0 {
            return;
        }
        let failed = asked.service_fails(n, c);
        // Two filters of the service itself: no choice of one alone brings it back.
        if failed.count_ones() > 1 {
            return;
        }
        scratch.begin();
        for row in c.rows_of(n) {
            let metres = asked
                .near
                .as_ref()
                .map_or(f64::INFINITY, |near| near.spot.metres_to(c.spot[row]));
            let running = c.flags[i] & RUNNING != 0;
            let all = failed | asked.row_fails(row, running, metres, c);
            scratch.row(all, row, metres, soft, c);
        }
        counts.service(n, &scratch, c);
        let score = words * (0.85 + 0.15 * c.quality[i]);
        if scratch.found {
            let metres = scratch.metres;
            let score = score * decay(metres, &asked);
            let key = match query.sort {
                Sort::Relevance => 0.0,
                Sort::Distance => metres,
                Sort::Price => match c.prices[i] {
                    NO_PRICE => f64::INFINITY,
                    p => f64::from(p),
                },
                Sort::Date => next.as_ref().map_or(0.0, |next| f64::from(next[i])),
            };
            found.push(Found {
                key,
                score,
                n,
                metres,
            });
        } else if let Some(filter) = scratch.missed {
            let metres = scratch.missed_metres;
            close.push(Found {
                key: 0.0,
                score: score * worth(filter) * decay(metres, &asked),
                n,
                metres,
            });
        }
    });
    let total = found.len();
    let end = query.skip.saturating_add(query.take).min(total);
    first(&mut found, end);
    let room = query.take.saturating_sub(total).min(CLOSE);
    let room = room.min(close.len());
    first(&mut close, room);
    let hit = |f: &Found| Hit {
        service: view.snapshot().services()[f.n as usize].record.id,
        score: f.score,
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a distance in a city"
        )]
        metres: (asked.near.is_some() && f.metres.is_finite()).then(|| f.metres.round() as u32),
        days: next
            .as_ref()
            .map(|next| next[f.n as usize])
            .filter(|d| *d != NEVER),
    };
    Results {
        total,
        hits: found.iter().skip(query.skip).map(hit).collect(),
        close: close.iter().map(hit).collect(),
        some_words: matches.is_some_words(),
        relaxed: if total > 0 {
            Vec::new()
        } else {
            Filter::COLUMNS.into_iter().zip(counts.relaxed).collect()
        },
        facets: counts.facets(c),
    }
}

/// Nearer is better: half as good at twice the distance asked for.
fn decay(metres: f64, asked: &Asked) -> f32 {
    match &asked.near {
        #[allow(clippy::cast_possible_truncation, reason = "a share of a score")]
        Some(near) if metres.is_finite() => {
            (1.0 / (1.0 + metres / (2.0 * near.radius.max(100.0)))) as f32
        }
        Some(_) => 0.2,
        None => 1.0,
    }
}

/// Keeps the first so many in order.
fn first(list: &mut Vec<Found>, end: usize) {
    if end == 0 {
        list.clear();
        return;
    }
    if end < list.len() {
        list.select_nth_unstable_by(end - 1, Found::order);
        list.truncate(end);
    }
    list.sort_unstable_by(Found::order);
}

/// What the rows of one service say together.
#[derive(Default)]
struct Scratch {
    /// One row fails nothing.
    found: bool,
    /// Filters each of which alone keeps some row out, or none at all.
    only: u16,
    /// Nearest row that fails nothing.
    metres: f64,
    /// The soft filter that alone keeps it out.
    missed: Option<Filter>,
    missed_metres: f64,
    /// Nearest row that fails nothing but the distance.
    reach: f64,
    times: u32,
    season: u32,
    districts: Vec<u16>,
    needs: Vec<u16>,
}

impl Scratch {
    fn begin(&mut self) {
        let (mut districts, mut needs) = (
            std::mem::take(&mut self.districts),
            std::mem::take(&mut self.needs),
        );
        districts.clear();
        needs.clear();
        *self = Scratch {
            metres: f64::INFINITY,
            missed_metres: f64::INFINITY,
            reach: f64::INFINITY,
            districts,
            needs,
            ..Scratch::default()
        };
    }

    fn row(&mut self, failed: u16, row: usize, metres: f64, soft: u16, c: &Columns) {
        let but = |f: Filter| failed & !f.bit() == 0;
        if failed == 0 {
            self.found = true;
            self.metres = self.metres.min(metres);
            self.needs
                .extend(c.needs.get(u32::try_from(row).unwrap_or(u32::MAX)));
        } else if failed.count_ones() == 1 {
            self.only |= failed;
            if failed & soft != 0 {
                let filter = Filter::COLUMNS[failed.trailing_zeros() as usize];
                if self.missed.is_none_or(|m| worth(m) < worth(filter)) {
                    self.missed = Some(filter);
                }
                self.missed_metres = self.missed_metres.min(metres);
            }
        } else {
            return;
        }
        if but(Filter::Near) {
            self.reach = self.reach.min(metres);
        }
        if but(Filter::Times) {
            self.times |= c.times[row] & WEEK;
        }
        if but(Filter::Season) {
            self.season |= c.times[row] & (TERM | HOLIDAYS);
        }
        if but(Filter::Districts) && c.district[row] != NO_DISTRICT {
            self.districts.push(c.district[row]);
        }
    }

    /// Some row fails nothing, or nothing but this.
    fn but(&self, f: Filter) -> bool {
        self.found || self.only & f.bit() != 0
    }
}

impl Counts {
    fn of(c: &Columns) -> Counts {
        Counts {
            themes: vec![0; c.theme_keys.names.len()],
            districts: vec![0; c.district_keys.names.len()],
            needs: vec![0; c.need_keys.names.len()],
            languages: vec![0; c.language_keys.names.len()],
            ages: [0; OLDEST as usize + 2],
            times: [0; Times::COUNT],
            seasons: [0; 2],
            near: [0; RADII.len()],
            prices: [0; PRICES.len()],
            free: 0,
            alone: 0,
            remote: 0,
            relaxed: [0; Filter::COLUMNS.len()],
        }
    }

    fn service(&mut self, n: u32, s: &Scratch, c: &Columns) {
        if !s.found && s.only == 0 {
            return;
        }
        let i = n as usize;
        let flags = c.flags[i];
        if !s.found {
            let mut bits = s.only;
            while bits != 0 {
                self.relaxed[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        if s.but(Filter::Themes) {
            c.themes
                .get(n)
                .iter()
                .for_each(|t| self.themes[*t as usize] += 1);
        }
        if s.but(Filter::Languages) {
            c.languages
                .get(n)
                .iter()
                .for_each(|l| self.languages[*l as usize] += 1);
        }
        if s.but(Filter::Age) {
            let (min, max) = c.ages[i];
            let (from, to) = (u32::from(min) / 12, (u32::from(max) / 12).min(OLDEST));
            if from <= to {
                self.ages[from as usize] += 1;
                self.ages[to as usize + 1] -= 1;
            }
        }
        self.free += usize::from(s.but(Filter::Free) && flags & FREE != 0);
        self.alone += usize::from(s.but(Filter::Alone) && flags & ALONE != 0);
        self.remote += usize::from(s.but(Filter::Remote) && flags & REMOTE != 0);
        if s.but(Filter::Price) && c.prices[i] != NO_PRICE {
            for (slot, most) in self.prices.iter_mut().zip(PRICES) {
                *slot += usize::from(i64::from(c.prices[i]) <= most);
            }
        }
        if s.reach.is_finite() {
            for (slot, most) in self.near.iter_mut().zip(RADII) {
                let within = s.reach <= f64::from(most);
                *slot += usize::from(within);
            }
        }
        let mut bits = s.times;
        while bits != 0 {
            self.times[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
        for (slot, bit) in self.seasons.iter_mut().zip([TERM, HOLIDAYS]) {
            *slot += usize::from(s.season & bit != 0);
        }
        once(&s.districts, |d| self.districts[d as usize] += 1);
        once(&s.needs, |k| self.needs[k as usize] += 1);
    }

    fn facets(self, c: &Columns) -> Facets {
        fn counted<K: Clone + Eq + std::hash::Hash>(
            names: &[K],
            counts: Vec<usize>,
        ) -> std::collections::HashMap<K, usize> {
            names
                .iter()
                .zip(counts)
                .filter(|(_, n)| *n > 0)
                .map(|(k, n)| (k.clone(), n))
                .collect()
        }
        let mut now = 0isize;
        let ages = self.ages[..=OLDEST as usize]
            .iter()
            .map(|step| {
                now += step;
                usize::try_from(now).unwrap_or(0)
            })
            .collect();
        Facets {
            themes: counted(&c.theme_keys.names, self.themes),
            districts: counted(&c.district_keys.names, self.districts),
            ages,
            times: self.times.to_vec(),
            seasons: self.seasons,
            near: self.near,
            prices: self.prices,
            free: self.free,
            needs: counted(&c.need_keys.names, self.needs),
            languages: counted(&c.language_keys.names, self.languages),
            alone: self.alone,
            remote: self.remote,
        }
    }
}

/// Visits each number of a short list once.
fn once(list: &[u16], mut visit: impl FnMut(u16)) {
    for (i, n) in list.iter().enumerate() {
        if !list[..i].contains(n) {
            visit(*n);
        }
    }
}
