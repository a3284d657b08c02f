//! Which rows are open on a day, and when services next take place. Both are worked out for the
//! whole catalogue when a day is first asked for, and kept for a few days.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use city::{City, SchoolPeriod};
use jiff::ToSpan;
use values::Day;

use super::columns::Columns;
use crate::model::{Schedule, Service, ServiceAtLocation};
use crate::occurs::falls_on;
use crate::snapshot::Snapshot;

/// How many days are kept.
const KEPT: usize = 8;
/// How far ahead the next time is looked for, days.
const AHEAD: usize = 366;
/// Never, as far as is known.
pub(crate) const NEVER: u16 = u16::MAX;

/// From and to, minutes since midnight; beyond 1,440 is after midnight.
type Interval = (u16, u16);

/// One day.
#[derive(Default)]
pub(crate) struct Hours {
    /// By row, the first of its intervals; and one more.
    start: Vec<u32>,
    intervals: Vec<Interval>,
    /// By row: something takes place on the day, perhaps at a time not known.
    on: Vec<bool>,
}

impl Hours {
    fn of(snapshot: &Snapshot, city: &City, columns: &Columns, day: Day) -> Hours {
        let mut h = Hours {
            start: vec![0],
            ..Hours::default()
        };
        for (n, held) in (0u32..).zip(snapshot.services()) {
            let s = &*held.record.brief();
            let before = h.on.len();
            for (at, place) in snapshot.places_of(s.id) {
                let (at, place) = (at.record.brief(), place.record.brief());
                h.row(rules(s, Some(&at), &place.schedules), city, day);
            }
            if h.on.len() == before {
                h.row(rules(s, None, &[]), city, day);
            }
            debug_assert_eq!(h.on.len(), columns.rows_of(n).end);
        }
        h
    }

    fn row<'a>(&mut self, rules: impl Iterator<Item = &'a Schedule>, city: &City, day: Day) {
        let mut on = false;
        for rule in rules.filter(|r| falls_on(r, day, &city.calendar)) {
            on = true;
            let Some(from) = rule.opens_at.map(|t| t.minutes()) else {
                continue;
            };
            let to = match rule.closes_at.map(|t| t.minutes()) {
                Some(to) if to > from => to,
                Some(to) => to + 24 * 60,
                None => continue,
            };
            self.intervals.push((from, to));
        }
        self.on.push(on);
        self.start
            .push(u32::try_from(self.intervals.len()).unwrap_or(u32::MAX));
    }

    /// True when the row has something on this day.
    pub fn on(&self, row: usize) -> bool {
        self.on.get(row).copied().unwrap_or(false)
    }

    /// True when one of the row's intervals of this day holds the minute.
    pub fn open(&self, row: usize, minute: u16) -> bool {
        match (self.start.get(row), self.start.get(row + 1)) {
            (Some(a), Some(b)) => self.intervals[*a as usize..*b as usize]
                .iter()
                .any(|(from, to)| (*from..*to).contains(&minute)),
            _ => false,
        }
    }
}

/// The rules that say when a service is open at a place: its own, or else the place's.
fn rules<'a>(
    s: &'a Service,
    at: Option<&'a ServiceAtLocation>,
    place: &'a [Schedule],
) -> impl Iterator<Item = &'a Schedule> {
    let at = at.map_or(&[][..], |a| &a.schedules);
    let place = if s.schedules.is_empty() && at.is_empty() {
        place
    } else {
        &[]
    };
    s.schedules.iter().chain(at).chain(place)
}

/// In how many days each service next takes place, by service number.
fn next(snapshot: &Snapshot, city: &City, today: Day) -> Vec<u16> {
    // Days with lessons are looked up for all services at once.
    let days: Vec<Day> = today.series(1.day()).take(AHEAD).collect();
    let calendar = &city.calendar;
    let term: Vec<bool> = days
        .iter()
        .map(|d| calendar.period(*d) == SchoolPeriod::Term)
        .collect();
    let soonest = |rule: &Schedule, before: u16| -> u16 {
        if rule.until.is_some_and(|u| u < today) || rule.valid_to.is_some_and(|v| v < today) {
            return NEVER;
        }
        let wrong = |in_term: bool| match rule.period {
            crate::model::Period::Always => false,
            crate::model::Period::Term => !in_term,
            crate::model::Period::Holidays => in_term,
        };
        days.iter()
            .zip(&term)
            .take(usize::from(before).min(AHEAD))
            .position(|(d, in_term)| !wrong(*in_term) && falls_on(rule, *d, calendar))
            .and_then(|n| u16::try_from(n).ok())
            .unwrap_or(NEVER)
    };
    snapshot
        .services()
        .iter()
        .map(|held| {
            let s = &*held.record.brief();
            let mut best = NEVER;
            let mut consider = |list: &[Schedule]| {
                for rule in list {
                    best = best.min(soonest(rule, best));
                }
            };
            consider(&s.schedules);
            for (at, place) in snapshot.places_of(s.id) {
                let at = at.record.brief();
                consider(&at.schedules);
                if s.schedules.is_empty() && at.schedules.is_empty() {
                    consider(&place.record.brief().schedules);
                }
            }
            best
        })
        .collect()
}

/// What has been worked out about days.
#[derive(Default)]
pub(crate) struct Calendar {
    hours: Mutex<HashMap<Day, Arc<Hours>>>,
    next: Mutex<HashMap<Day, Arc<Vec<u16>>>>,
}

impl Calendar {
    /// What is open on a day.
    pub fn hours(
        &self,
        snapshot: &Snapshot,
        city: &City,
        columns: &Columns,
        day: Day,
    ) -> Arc<Hours> {
        kept(&self.hours, day, || Hours::of(snapshot, city, columns, day))
    }

    /// When everything next takes place.
    pub fn next(&self, snapshot: &Snapshot, city: &City, today: Day) -> Arc<Vec<u16>> {
        kept(&self.next, today, || next(snapshot, city, today))
    }
}

fn kept<T>(store: &Mutex<HashMap<Day, Arc<T>>>, day: Day, make: impl FnOnce() -> T) -> Arc<T> {
    let lock = || store.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = lock().get(&day) {
        return Arc::clone(known);
    }
    // Made outside the lock: two may make the same, nobody waits.
    let made = Arc::new(make());
    let mut all = lock();
    if all.len() >= KEPT {
        all.clear();
    }
    all.insert(day, Arc::clone(&made));
    made
}
