//! What searches filter by, laid out in columns: one value a service, and, for what depends on the
//! place, one a *row*: a service at one of its places. A service without a place has one row. What
//! is asked of places together (this district, step-free, Tuesday afternoon) must hold of one row.

mod pack;

use std::collections::HashMap;
use std::hash::Hash;

use city::{City, SchoolPeriod};
use jiff::ToSpan;
use values::{Day, Lang, Point};

use super::query::{Season, Slot, Times};
use crate::model::{Freq, Location, Period, Schedule, Service, Weekday};
use crate::snapshot::Snapshot;

/// No district; no price.
pub(crate) const NO_DISTRICT: u16 = u16::MAX;
pub(crate) const NO_PRICE: u32 = u32::MAX;

/// Flags of a service.
pub(crate) const OFFERED: u8 = 1;
pub(crate) const FREE: u8 = 2;
pub(crate) const ALONE: u8 = 4;
pub(crate) const REMOTE: u8 = 8;
/// It runs now (and is not closed for some time).
pub(crate) const RUNNING: u8 = 16;

/// Bits after the 21 of [`Times`] in [`Columns::times`].
pub(crate) const TERM: u32 = 1 << 21;
pub(crate) const HOLIDAYS: u32 = 1 << 22;

/// The columns of one snapshot, by service number or by row.
#[derive(Default)]
pub(crate) struct Columns {
    pub flags: Vec<u8>,
    /// Youngest and oldest age in months (open ends: 0 and `u16::MAX`).
    pub ages: Vec<(u16, u16)>,
    /// Lowest known price in cents.
    pub prices: Vec<u32>,
    /// Theme numbers, each with all its ancestors.
    pub themes: Packed,
    /// Language numbers.
    pub languages: Packed,
    /// Completeness of the record, 0 to 1: breaks ties, and orders answers without words.
    pub quality: Vec<f32>,
    /// The first row of each service, and one more.
    pub rows: Vec<u32>,
    /// District number, by row.
    pub district: Vec<u16>,
    /// Where, by row; not a number when not known.
    pub spot: Vec<Spot>,
    /// Parts of days and of the school calendar, by row.
    pub times: Vec<u32>,
    /// Accessibility numbers of offer and place together, by row.
    pub needs: Packed,
    /// Keys behind theme numbers.
    pub theme_keys: Names<String>,
    /// Identifiers behind district numbers.
    pub district_keys: Names<String>,
    /// Keys behind accessibility numbers.
    pub need_keys: Names<String>,
    /// Languages behind language numbers.
    pub language_keys: Names<Lang>,
}

/// Small numbers for keys.
pub(crate) struct Names<K> {
    pub names: Vec<K>,
    numbers: HashMap<K, u16>,
}

impl<K> Default for Names<K> {
    fn default() -> Self {
        Names {
            names: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<K: Clone + Eq + Hash> Names<K> {
    fn number<Q>(&mut self, name: &Q) -> Option<u16>
    where
        K: std::borrow::Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        if let Some(n) = self.numbers.get(name) {
            return Some(*n);
        }
        // The largest number means "none".
        let n = u16::try_from(self.names.len())
            .ok()
            .filter(|n| *n < u16::MAX)?;
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), n);
        Some(n)
    }

    pub fn get<Q>(&self, name: &Q) -> Option<u16>
    where
        K: std::borrow::Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.numbers.get(name).copied()
    }
}

/// Short sorted lists of small numbers, packed.
pub(crate) struct Packed {
    start: Vec<u32>,
    items: Vec<u16>,
}

impl Default for Packed {
    fn default() -> Self {
        Packed {
            start: vec![0],
            items: Vec::new(),
        }
    }
}

impl Packed {
    fn push(&mut self, list: &mut Vec<u16>) {
        list.sort_unstable();
        list.dedup();
        self.items.append(list);
        self.start
            .push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    fn len(&self) -> usize {
        self.start.len() - 1
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
            rows: Vec::with_capacity(len + 1),
            ..Columns::default()
        };
        let mut kin: HashMap<String, Vec<u16>> = HashMap::new();
        let mut seasons = Seasons::new(city);
        let mut list: Vec<u16> = Vec::new();
        c.rows.push(0);
        for held in snapshot.services() {
            let s = &*held.record.brief();
            c.flags.push(flags(s));
            let month = |m: u32| u16::try_from(m).unwrap_or(u16::MAX);
            c.ages.push((
                s.ages.from.map_or(0, month),
                s.ages.to.map_or(u16::MAX, month),
            ));
            c.prices.push(s.lowest_price().map_or(NO_PRICE, |p| {
                u32::try_from(p.0.max(0)).unwrap_or(NO_PRICE - 1)
            }));
            for key in &s.themes {
                if !kin.contains_key(key) {
                    let path = crate::terms::with_ancestors(city, key);
                    let numbers = path
                        .iter()
                        .filter_map(|k| c.theme_keys.number(k.as_str()))
                        .collect();
                    kin.insert(key.clone(), numbers);
                }
                list.extend(kin.get(key).into_iter().flatten());
            }
            c.themes.push(&mut list);
            for lang in &s.languages {
                list.extend(c.language_keys.number(&lang.base()));
            }
            c.languages.push(&mut list);
            let own = seasons.bits(s.schedules.iter());
            let (mut placed, mut timed) = (s.remote, !s.schedules.is_empty());
            for (at, place) in snapshot.places_of(s.id) {
                let (at, place) = (&*at.record.brief(), &*place.record.brief());
                placed |= place.point.is_some();
                timed |= !at.schedules.is_empty() || !place.schedules.is_empty();
                let mut bits = own | seasons.bits(at.schedules.iter());
                if s.schedules.is_empty() && at.schedules.is_empty() {
                    // Whoever says no times of its own is open when its place is.
                    bits = seasons.bits(place.schedules.iter());
                }
                c.row(s, Some(place), bits, &mut list);
            }
            if c.rows.last().copied().unwrap_or(0) as usize == c.times.len() {
                c.row(s, None, own, &mut list);
            }
            c.rows
                .push(u32::try_from(c.times.len()).unwrap_or(u32::MAX));
            c.quality.push(quality(s, placed, timed));
        }
        c
    }

    fn row(&mut self, s: &Service, place: Option<&Location>, times: u32, list: &mut Vec<u16>) {
        self.times.push(times);
        let district = place.and_then(|p| p.district.as_deref());
        let number = district.and_then(|d| self.district_keys.number(d));
        self.district.push(number.unwrap_or(NO_DISTRICT));
        let point = place.and_then(|p| p.point);
        self.spot.push(point.map_or(Spot::UNKNOWN, Spot::of));
        let of_place = place.into_iter().flat_map(|p| &p.accessibility);
        for key in s.accessibility.iter().chain(of_place) {
            list.extend(self.need_keys.number(key.as_str()));
        }
        self.needs.push(list);
    }

    /// The rows of a service.
    pub fn rows_of(&self, n: u32) -> std::ops::Range<usize> {
        let n = n as usize;
        match (self.rows.get(n), self.rows.get(n + 1)) {
            (Some(a), Some(b)) => *a as usize..*b as usize,
            _ => 0..0,
        }
    }
}

fn flags(s: &Service) -> u8 {
    let mut bits = 0;
    for (is, bit) in [
        (Snapshot::is_offered(s), OFFERED),
        (s.is_free() == Some(true), FREE),
        (s.adult_needed == Some(false), ALONE),
        (s.remote, REMOTE),
        (s.status == crate::model::Status::Active, RUNNING),
    ] {
        if is {
            bits |= bit;
        }
    }
    bits
}

fn quality(s: &Service, placed: bool, timed: bool) -> f32 {
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
    let share = known as f32 / 8.0;
    share
}

/// A point as the columns hold it: its place on a sphere of radius 1. The straight line between two
/// such places gives their distance with a few multiplications and without losing millimetres, so that a
/// place on the edge of a circle falls on the side where [`Point::metres_to`] puts it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot([f64; 3]);

impl Spot {
    /// Nowhere: as far from everything as not a number is.
    const UNKNOWN: Spot = Spot([f64::NAN; 3]);

    pub(crate) fn of(point: Point) -> Spot {
        let (lat, lon) = (point.lat().to_radians(), point.lon().to_radians());
        Spot([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
    }

    /// Metres between two places of one city; not a number when one is not known.
    pub(crate) fn metres_to(self, other: Spot) -> f64 {
        let [x, y, z] = [0, 1, 2].map(|i| self.0[i] - other.0[i]);
        let squared = x * x + y * y + z * z;
        // The arc over a chord c is 2 asin(c / 2) = c + c^3 / 24 + ..., of which the next term is
        // below a tenth of a millimetre within 500 km.
        values::EARTH_RADIUS
            * squared.sqrt()
            * (1.0 + squared / 24.0 + squared * squared * 3.0 / 640.0)
    }
}

/// Turns schedules into bits of [`Times`], [`TERM`] and [`HOLIDAYS`].
struct Seasons<'a> {
    city: &'a City,
    /// What a stretch of days has: lessons, holidays. By first day, last day and weekdays.
    known: HashMap<(Day, Day, u8), u32>,
}

impl<'a> Seasons<'a> {
    fn new(city: &'a City) -> Seasons<'a> {
        Seasons {
            city,
            known: HashMap::new(),
        }
    }

    fn bits<'s>(&mut self, schedules: impl Iterator<Item = &'s Schedule>) -> u32 {
        schedules.fold(0, |bits, s| bits | times(s).0 | self.season(s))
    }

    /// In which parts of the school calendar a rule falls. Without dates it goes on all year.
    fn season(&mut self, s: &Schedule) -> u32 {
        match s.period {
            Period::Term => return TERM,
            Period::Holidays => return HOLIDAYS,
            Period::Always => {}
        }
        if s.freq.is_none() && s.dtstart.is_none() && s.byday.is_empty() {
            return 0;
        }
        let from = s.dtstart.or(s.valid_from);
        let to = match (s.freq, s.until, s.valid_to) {
            (None, None, _) => s.dtstart,
            (_, until, valid) => until.or(valid),
        };
        let (Some(from), Some(to)) = (from, to) else {
            return TERM | HOLIDAYS;
        };
        let days = weekdays(s);
        let calendar = &self.city.calendar;
        *self.known.entry((from, to, days)).or_insert_with(|| {
            let mut bits = 0;
            // Two years hold every part of any school calendar.
            for day in from.series(1.day()).take(732).take_while(|d| *d <= to) {
                if days & (1 << day.weekday().to_monday_zero_offset()) == 0 {
                    continue;
                }
                bits |= match calendar.period(day) {
                    SchoolPeriod::Term => TERM,
                    SchoolPeriod::Holiday => HOLIDAYS,
                };
                if bits == TERM | HOLIDAYS {
                    break;
                }
            }
            bits
        })
    }
}

/// The weekdays a rule can fall on, as bits (Monday is bit 0).
fn weekdays(s: &Schedule) -> u8 {
    const ALL: u8 = 0b111_1111;
    let named = s.weekday_bits();
    if named != 0 {
        return named;
    }
    let of = |d: Day| 1u8 << d.weekday().to_monday_zero_offset();
    match (s.freq, s.dtstart) {
        (Some(Freq::Weekly), Some(d)) => of(d),
        (Some(_), _) => ALL,
        (None, Some(d)) => match s.until {
            // A few days in a row.
            Some(until) => d
                .series(1.day())
                .take(7)
                .take_while(|day| *day <= until)
                .fold(0, |bits, day| bits | of(day)),
            None => of(d),
        },
        (None, None) => 0,
    }
}

/// How much of a part of the day must be filled to count as being in it, minutes.
const ENOUGH: u16 = 30;

/// The parts of the week a rule fills. Without times of day it may be any part of its days.
pub(crate) fn times(s: &Schedule) -> Times {
    let days = weekdays(s);
    let mut all = Times::default();
    for (i, day) in Weekday::ALL.into_iter().enumerate() {
        if days & (1 << i) == 0 {
            continue;
        }
        let Some(from) = s.opens_at.map(|t| t.minutes()) else {
            all = all.or(Times::day(day));
            continue;
        };
        let to = match s.closes_at.map(|t| t.minutes()) {
            Some(to) if to > from => to,
            // It goes on after midnight; that belongs to the evening it began.
            Some(_) => 24 * 60,
            None => from.saturating_add(60).min(24 * 60),
        };
        let enough = ENOUGH.min((to - from) / 2).max(1);
        for slot in Slot::ALL {
            let (begin, end) = slot.minutes();
            let shared = to.min(end).saturating_sub(from.max(begin));
            if shared >= enough {
                all = all.or(Times::one(day, slot));
            }
        }
    }
    all
}

impl Season {
    /// Its bit in [`Columns::times`].
    pub(crate) fn bit(self) -> u32 {
        match self {
            Season::Term => TERM,
            Season::Holidays => HOLIDAYS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(from: &str, to: &str) -> Schedule {
        Schedule::weekly(
            &[Weekday::Tuesday],
            from.parse().unwrap(),
            to.parse().unwrap(),
        )
    }

    #[test]
    fn times_of_day_fall_into_parts_of_the_day() {
        let tuesday = |slots: &[Slot]| {
            slots.iter().fold(Times::default(), |t, s| {
                t.or(Times::one(Weekday::Tuesday, *s))
            })
        };
        use Slot::*;
        for (from, to, slots) in [
            ("16:30", "18", &[Afternoon][..]),
            ("9", "18", &[Morning, Afternoon]),
            ("12:45", "14", &[Afternoon]),
            ("18", "19:30", &[Afternoon, Evening]),
            ("18:45", "20", &[Evening]),
            ("22", "2", &[Evening]),
            ("0", "24", &[Morning, Afternoon, Evening]),
            ("12:50", "13:10", &[Morning, Afternoon]),
        ] {
            assert_eq!(times(&at(from, to)), tuesday(slots), "{from}-{to}");
        }
        let mut no_times = at("9", "10");
        (no_times.opens_at, no_times.closes_at) = (None, None);
        assert_eq!(times(&no_times), Times::day(Weekday::Tuesday));
        let once = Schedule {
            dtstart: Some("2026-11-24".parse().unwrap()),
            opens_at: Some("10".parse().unwrap()),
            ..Schedule::default()
        };
        assert_eq!(times(&once), Times::one(Weekday::Tuesday, Morning));
        assert_eq!(
            times(&Schedule::default()),
            Times::default(),
            "words have no times"
        );
    }
}
