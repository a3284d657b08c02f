//! How well a record answers what families ask, and what to mend first.

use catalogue::model::{Assurance, Location, Organization, Service};
use values::{Day, Text};

use super::super::admission::days_between;

/// One thing that would make a record better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The field to be written.
    pub field: &'static str,
    /// How many points it brings.
    pub points: u32,
}

/// How good a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quality {
    /// 0 to 100.
    pub score: u32,
    /// What is missing, most important first.
    pub mends: Vec<Mend>,
}

/// After so many days without a check a record counts as old.
pub const FRESH_DAYS: i64 = 180;

/// The quality of a service as families see it. `timed` is true when its times are known, at the
/// service or at one of its places; `placed` when it has a place or is taken part in from home.
/// The weights follow what families filter by: age, time, place and price first.
pub fn quality(service: &Service, timed: bool, placed: bool, today: Day) -> Quality {
    let s = service;
    let parts = [
        (s.ages.from.is_some() || s.ages.to.is_some(), "ages", 15),
        (timed, "schedules", 15),
        (placed, "location", 15),
        (!s.cost_options.is_empty(), "cost_options", 10),
        (long(&s.description), "description", 10),
        (
            s.email.is_some() || s.url.is_some() || !s.phones.is_empty(),
            "phones",
            10,
        ),
        (checked(&s.assured, today), "assured", 10),
        (!s.themes.is_empty(), "themes", 5),
        (!s.application_process.is_empty(), "application_process", 4),
        (!s.accessibility.is_empty(), "accessibility", 3),
        (s.adult_needed.is_some(), "adult_needed", 2),
        (!s.languages.is_empty(), "languages", 1),
    ];
    scored(&parts)
}

/// The quality of a place: can one find it, get in, and know when it is open?
pub fn place_quality(place: &Location, today: Day) -> Quality {
    let l = place;
    scored(&[
        (
            l.address
                .as_ref()
                .is_some_and(|a| !a.address_1.trim().is_empty()),
            "address",
            25,
        ),
        (l.point.is_some(), "point", 20),
        (!l.accessibility.is_empty(), "accessibility", 15),
        (!l.schedules.is_empty(), "schedules", 10),
        (checked(&l.assured, today), "assured", 10),
        (!l.transportation.is_empty(), "transportation", 10),
        (!l.phones.is_empty() || l.url.is_some(), "phones", 5),
        (!l.description.is_empty(), "description", 5),
    ])
}

/// The quality of an organisation's page.
pub fn organization_quality(organization: &Organization, today: Day) -> Quality {
    let o = organization;
    scored(&[
        (long(&o.description), "description", 40),
        (o.email.is_some() || !o.phones.is_empty(), "phones", 30),
        (checked(&o.assured, today), "assured", 20),
        (o.website.is_some(), "website", 10),
    ])
}

fn long(text: &Text) -> bool {
    text.iter().any(|(_, words)| words.chars().count() >= 80)
}

fn checked(assured: &Option<Assurance>, today: Day) -> bool {
    assured
        .as_ref()
        .is_some_and(|a| days_between(a.on, today) <= FRESH_DAYS)
}

/// What is there, which field says it, and its points out of a hundred.
fn scored(parts: &[(bool, &'static str, u32)]) -> Quality {
    let score = parts.iter().filter(|(has, ..)| *has).map(|p| p.2).sum();
    let mut mends: Vec<Mend> = parts
        .iter()
        .filter(|(has, ..)| !has)
        .map(|(_, field, points)| Mend {
            field,
            points: *points,
        })
        .collect();
    mends.sort_by_key(|m| std::cmp::Reverse(m.points));
    Quality { score, mends }
}

#[cfg(test)]
mod tests {
    use catalogue::model::{Ages, Assurance, CostOption, CostUnit};
    use values::{Cents, Id, Text};

    use super::*;

    #[test]
    fn places_and_organisations_have_their_hundred_points() {
        let today: Day = "2026-11-28".parse().unwrap();
        let bare = place_quality(&Location::new(Id::named("quality", "l"), "Sala"), today);
        assert_eq!(bare.score, 0);
        assert_eq!(bare.mends.iter().map(|m| m.points).sum::<u32>(), 100);
        assert_eq!(bare.mends[0].field, "address");
        let mut o = Organization::new(Id::named("quality", "o"), "Club");
        let bare = organization_quality(&o, today);
        assert_eq!(bare.mends.iter().map(|m| m.points).sum::<u32>(), 100);
        o.email = Some("a@b.example".into());
        assert_eq!(organization_quality(&o, today).score, 30);
    }

    #[test]
    fn the_points_are_a_hundred_and_each_mend_brings_its_own() {
        let today: Day = "2026-11-28".parse().unwrap();
        let id = Id::named("quality", "1");
        let mut s = Service::new(id, id, Text::new(&"it".parse().unwrap(), "Nuoto"));
        let bare = quality(&s, false, false, today);
        assert_eq!(bare.score, 0);
        assert_eq!(bare.mends.iter().map(|m| m.points).sum::<u32>(), 100);
        assert!(bare.mends.windows(2).all(|w| w[0].points >= w[1].points));
        s.ages = Ages::years(6, 10);
        s.cost_options = vec![CostOption::of(Cents(0), CostUnit::Once)];
        s.assured = Some(Assurance {
            on: "2026-11-01".parse().unwrap(),
            by: "Polisportiva".into(),
        });
        let better = quality(&s, true, true, today);
        assert_eq!(better.score, 15 * 3 + 10 + 10);
        assert!(better.mends.iter().all(|m| m.field != "ages"));
        s.assured = Some(Assurance {
            on: "2026-01-01".parse().unwrap(),
            by: "Polisportiva".into(),
        });
        assert_eq!(quality(&s, true, true, today).score, better.score - 10);
    }
}
