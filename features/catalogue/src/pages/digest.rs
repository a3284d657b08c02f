//! What pages count over the whole catalogue, counted once a generation and day.

use std::collections::{BTreeSet, HashMap};

use jiff::ToSpan;
use values::{Day, Id};

use super::occurs::falls_on;
use crate::View;
use crate::model::{Freq, Rhythm, Schedule, ScheduleUse, Service, TimeOfDay};
use crate::snapshot::Snapshot;
use crate::terms;

/// How many days "this week" has.
const WEEK: i64 = 7;
/// How many happenings are kept: enough for the home page at any hour.
const HAPPENINGS: usize = 60;
/// How many weekly appointments are kept beside them.
const WEEKLY: usize = 200;
/// Years of age that are counted.
pub(crate) const AGES: usize = 19;

/// What there is in one district.
#[derive(Clone, Debug, Default)]
pub(crate) struct InDistrict {
    /// Services offered there.
    pub offered: usize,
    /// Of them, by theme, at every level.
    pub themes: HashMap<String, usize>,
    /// Of them, by age in whole years, 0 to 18.
    pub ages: [usize; AGES],
    /// Of them, free of charge.
    pub free: usize,
    /// Places, by their position in the snapshot.
    pub places: Vec<u32>,
}

/// Something that takes place on one of the next days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Happening {
    pub day: Day,
    pub from: Option<TimeOfDay>,
    pub to: Option<TimeOfDay>,
    pub service: Id,
}

/// The counts of one generation on one day.
#[derive(Debug, Default)]
pub(crate) struct Digest {
    generation: i64,
    today: Day,
    /// Services offered now or again soon.
    pub offered: usize,
    /// Organisations that offer at least one of them.
    pub organizations: usize,
    /// Free of charge.
    pub free: usize,
    /// True when any record is made up.
    pub demo: bool,
    /// What happens once in the next seven days, in order.
    pub week: Vec<Happening>,
    /// Some of what comes every week, in order: enough to fill a week that has little else.
    pub weekly: Vec<Happening>,
    themes: HashMap<String, usize>,
    districts: HashMap<String, InDistrict>,
}

impl Digest {
    /// Counts the catalogue.
    pub fn of(view: &View, today: Day) -> Digest {
        let (snapshot, city) = (view.snapshot(), view.city());
        let mut d = Digest {
            generation: snapshot.generation(),
            today,
            ..Digest::default()
        };
        let mut organizations = BTreeSet::new();
        for held in snapshot.services() {
            let s = &*held.record.brief();
            d.demo |= s.demo;
            if !Snapshot::is_offered(s) {
                continue;
            }
            d.offered += 1;
            d.free += usize::from(s.is_free() == Some(true));
            organizations.insert(s.organization_id);
            let themes: BTreeSet<String> = s
                .themes
                .iter()
                .flat_map(|key| terms::with_ancestors(city, key))
                .collect();
            let districts: BTreeSet<String> = snapshot
                .places_of(s.id)
                .filter_map(|(_, place)| place.record.brief().district.clone())
                .collect();
            for district in districts {
                let there = d.districts.entry(district).or_default();
                there.offered += 1;
                there.free += usize::from(s.is_free() == Some(true));
                for (years, n) in (0u32..).zip(&mut there.ages) {
                    *n += usize::from(s.ages.admits_year(years));
                }
                for t in &themes {
                    *there.themes.entry(t.clone()).or_default() += 1;
                }
            }
            for t in themes {
                *d.themes.entry(t).or_default() += 1;
            }
            match happening(s, view, today) {
                Some((h, false)) => d.week.push(h),
                Some((h, true)) if d.weekly.len() < WEEKLY => d.weekly.push(h),
                _ => {}
            }
        }
        d.organizations = organizations.len();
        for (n, held) in (0u32..).zip(snapshot.locations()) {
            d.demo |= held.record.is_demo();
            if let Some(district) = &held.record.brief().district {
                d.districts
                    .entry(district.clone())
                    .or_default()
                    .places
                    .push(n);
            }
        }
        d.week.sort_unstable();
        d.week.truncate(HAPPENINGS);
        d.weekly.sort_unstable();
        d
    }

    /// True when these are the counts of this view on this day.
    pub fn is_of(&self, view: &View, today: Day) -> bool {
        self.generation == view.snapshot().generation() && self.today == today
    }

    /// Services of a theme or what lies below it.
    pub fn theme(&self, key: &str) -> usize {
        self.themes.get(key).copied().unwrap_or(0)
    }

    /// What there is in a district.
    pub fn district(&self, id: &str) -> Option<&InDistrict> {
        self.districts.get(id)
    }
}

/// When a service next takes place in the coming week, and whether it comes every week anyhow.
/// Places that are simply open are no happening.
fn happening(s: &Service, view: &View, today: Day) -> Option<(Happening, bool)> {
    let places = view.snapshot().places_of(s.id);
    let at_places: Vec<_> = places.map(|(at, _)| at.record.brief()).collect();
    let there = at_places.iter().flat_map(|at| at.schedules.iter());
    let rules: Vec<&Schedule> = s.schedules.iter().chain(there).collect();
    let once = s.rhythm == Some(Rhythm::OneOff);
    let rare = |r: &Schedule| {
        once || (r.freq.is_none() && r.dtstart.is_some())
            || matches!(r.freq, Some(Freq::Monthly | Freq::Yearly))
    };
    let next = |weekly: bool| {
        let days = today
            .series(1.day())
            .take(usize::try_from(WEEK).unwrap_or(7));
        let fits = rules
            .iter()
            .filter(move |r| rare(r) != weekly && (!weekly || r.used_as == ScheduleUse::Events));
        days.flat_map(|day| fits.clone().map(move |r| (day, *r)))
            .find(|(day, r)| falls_on(r, *day, &view.city().calendar))
            .map(|(day, r)| Happening {
                day,
                from: r.opens_at,
                to: r.closes_at,
                service: s.id,
            })
    };
    let once = next(false).map(|h| (h, false));
    once.or_else(|| {
        let course = matches!(s.rhythm, Some(Rhythm::Weekly) | None);
        let weekly = course.then(|| next(true)).flatten()?;
        Some((weekly, true))
    })
}
