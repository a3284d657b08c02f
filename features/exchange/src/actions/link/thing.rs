//! Drafts as the matcher sees them.

use catalogue::model::{Kind, Location, Organization, Schedule, Service};
use matching::Thing;
use values::Text;

use crate::model::RecordDraft;

/// A draft as the matcher sees it. Its key and its references are filled in later.
pub(super) fn thing(d: &RecordDraft) -> Option<Thing> {
    let words = |t: &Text| t.iter().map(|(_, s)| s.to_string()).collect::<Vec<_>>();
    let ids = |list: &[catalogue::model::Identifier]| {
        list.iter()
            .map(|i| (i.scheme.clone(), i.value.clone()))
            .collect::<Vec<_>>()
    };
    let numbers = |list: &[catalogue::model::Phone]| {
        list.iter().map(|p| p.number.clone()).collect::<Vec<_>>()
    };
    Some(match d.kind {
        Kind::Organization => {
            let o: Organization = serde_json::from_value(d.body.clone()).ok()?;
            let mut t = Thing::new(0, matching::Kind::Organization, o.name);
            t.other_names.extend(o.alternate_name);
            t.official_ids = ids(&o.identifiers);
            t.phones = numbers(&o.phones);
            t.emails.extend(o.email);
            t.website = o.website;
            t
        }
        Kind::Location => {
            let l: Location = serde_json::from_value(d.body.clone()).ok()?;
            let mut t = Thing::new(0, matching::Kind::Place, l.name);
            t.other_names.extend(l.alternate_name);
            t.official_ids = ids(&l.identifiers);
            t.phones = numbers(&l.phones);
            t.website = l.url;
            t.point = l.point;
            if let Some(a) = l.address {
                t.address = Some(a.address_1);
                t.postal_code = (!a.postal_code.is_empty()).then_some(a.postal_code);
            }
            t
        }
        Kind::Service => {
            let s: Service = serde_json::from_value(d.body.clone()).ok()?;
            let mut names = words(&s.name);
            let mut t = Thing::new(0, matching::Kind::Service, names.drain(..1).next()?);
            t.other_names = names;
            t.other_names.extend(words(&s.alternate_name));
            t.official_ids = ids(&s.identifiers);
            t.phones = numbers(&s.phones);
            t.emails.extend(s.email);
            t.website = s.url;
            if s.ages.from.is_some() || s.ages.to.is_some() {
                t.ages_months = Some((s.ages.from.unwrap_or(0), s.ages.to.unwrap_or(u32::MAX)));
            }
            let days = s
                .schedules
                .iter()
                .map(Schedule::weekday_bits)
                .fold(0, |a, b| a | b);
            t.weekdays = (days != 0).then_some(days);
            t.themes = s.themes;
            t
        }
        Kind::ServiceAtLocation => return None,
    })
}
