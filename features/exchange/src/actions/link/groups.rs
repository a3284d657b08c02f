//! Groups of drafts that are one thing, and the catalogue record of each.

use std::collections::{HashMap, HashSet};

use catalogue::model::Kind;
use city::City;
use matching::{Decision, Matcher, Settings, Thing};
use values::Id;

use super::{Plan, Pool, outcome};
use crate::store::Change;

pub(super) fn decide(
    pool: Pool,
    city: &City,
    first: i64,
    now: values::Moment,
) -> (Plan, Vec<Change>, u64, u64) {
    let key: HashMap<Id, u64> = pool
        .drafts
        .iter()
        .zip(0u64..)
        .map(|(d, n)| (d.draft, n))
        .collect();
    let mut place_of: HashMap<Id, Id> = HashMap::new();
    for d in pool
        .drafts
        .iter()
        .filter(|d| d.kind == Kind::ServiceAtLocation)
    {
        if let [service, place] = d.refers[..] {
            place_of.entry(service).or_insert(place);
        }
    }
    // An organisation is told from its namesakes by where it is: if it has one place, by that one.
    let mut home: HashMap<Id, Option<&Thing>> = HashMap::new();
    for d in pool.drafts.iter().filter(|d| d.kind == Kind::Location) {
        if let (Some(organization), Some(place)) = (d.refers.first(), &d.thing) {
            home.entry(*organization)
                .and_modify(|only| *only = None)
                .or_insert(Some(place));
        }
    }
    let mut things = Vec::new();
    for (n, d) in (0u64..).zip(&pool.drafts) {
        let Some(mut t) = d.thing.clone() else {
            continue;
        };
        t.key = n;
        // Two records of one source are two things: its publisher keeps them apart.
        let scheme = format!("record of {}", pool.sources[d.source as usize].0);
        t.official_ids.push((scheme, d.draft.to_string()));
        if let Some(Some(place)) = home.get(&d.draft) {
            t.address = place.address.clone();
            t.postal_code = place.postal_code.clone();
            t.point = place.point;
        }
        if d.kind == Kind::Service {
            t.parent = d.refers.first().and_then(|o| key.get(o)).copied();
            t.place = place_of.get(&d.draft).and_then(|p| key.get(p)).copied();
        }
        things.push(t);
    }
    let decided: Vec<(u64, u64, Decision)> = pool
        .pairs
        .iter()
        .filter_map(|p| {
            let how = match p.state.as_str() {
                "same" => Decision::Same,
                "different" => Decision::Different,
                _ => return None,
            };
            Some((*key.get(&p.a)?, *key.get(&p.b)?, how))
        })
        .collect();
    let several = {
        let mut sources = pool.drafts.iter().map(|d| d.source);
        sources.next().is_some_and(|f| sources.any(|s| s != f))
    };
    let links = if several || !decided.is_empty() {
        Matcher::new(settings(&pool.sources, city)).link(&things, &decided)
    } else {
        matching::Links::default()
    };

    // Groups of drafts, each with the best link of every draft.
    let mut how: HashMap<Id, (f64, String, bool)> = HashMap::new();
    let mut groups: Vec<(Kind, Vec<usize>)> = Vec::new();
    let mut grouped: HashSet<usize> = HashSet::new();
    for g in &links.groups {
        let members: Vec<usize> = g.members.iter().map(|k| *k as usize).collect();
        for l in &g.links {
            let reasons = serde_json::to_string(&l.reasons).unwrap_or_default();
            for k in [l.a, l.b] {
                let entry = how.entry(pool.drafts[k as usize].draft).or_insert((
                    l.score,
                    reasons.clone(),
                    l.decided,
                ));
                if l.score > entry.0 {
                    *entry = (l.score, reasons.clone(), l.decided);
                }
            }
        }
        grouped.extend(&members);
        groups.push((pool.drafts[members[0]].kind, members));
    }
    for (n, d) in pool.drafts.iter().enumerate() {
        if d.kind != Kind::ServiceAtLocation && !grouped.contains(&n) {
            groups.push((d.kind, vec![n]));
        }
    }
    let mut entity_of: HashMap<Id, Id> = HashMap::new();
    let mut claimed: HashSet<Id> = HashSet::new();
    claim(groups, &pool, &mut entity_of, &mut claimed);
    // A service at a place is the same when both are the same.
    let mut ties: HashMap<(Id, Id), Vec<usize>> = HashMap::new();
    for (n, d) in pool.drafts.iter().enumerate() {
        if d.kind == Kind::ServiceAtLocation
            && let [service, place] = d.refers[..]
            && let (Some(s), Some(p)) = (entity_of.get(&service), entity_of.get(&place))
        {
            ties.entry((*s, *p)).or_default().push(n);
        }
    }
    let mut ties: Vec<(Kind, Vec<usize>)> = ties
        .into_values()
        .map(|members| (Kind::ServiceAtLocation, members))
        .collect();
    ties.sort_by_key(|(_, m)| pool.drafts[m[0]].draft);
    claim(ties, &pool, &mut entity_of, &mut claimed);

    outcome::write_plan(pool, &links, &how, entity_of, first, now)
}

/// Gives every group its catalogue record: the one its drafts already belong to where that is not
/// taken, else one named after the draft of the best source.
fn claim(
    mut groups: Vec<(Kind, Vec<usize>)>,
    pool: &Pool,
    entity_of: &mut HashMap<Id, Id>,
    claimed: &mut HashSet<Id>,
) {
    // The group that holds the record's own draft has the first claim to it.
    let own = |members: &[usize]| {
        members.iter().any(|n| {
            let d = &pool.drafts[*n];
            pool.links
                .get(&d.draft)
                .is_some_and(|l| l.entity == d.draft)
        })
    };
    groups.sort_by_key(|(_, m)| (!own(m), m.iter().map(|n| pool.drafts[*n].draft).min()));
    for (_, members) in groups {
        let mut present: HashMap<Id, usize> = HashMap::new();
        for n in &members {
            if let Some(l) = pool.links.get(&pool.drafts[*n].draft) {
                *present.entry(l.entity).or_default() += 1;
            }
        }
        let kept = present
            .into_iter()
            .filter(|(e, _)| !claimed.contains(e))
            .max_by_key(|(e, count)| (*count, std::cmp::Reverse(*e)))
            .map(|(e, _)| e);
        let best = members
            .iter()
            .map(|n| &pool.drafts[*n])
            .filter(|d| !claimed.contains(&d.draft))
            .min_by_key(|d| (d.source, d.draft))
            .map(|d| d.draft);
        let Some(entity) = kept.or(best) else {
            continue;
        };
        claimed.insert(entity);
        for n in members {
            entity_of.insert(pool.drafts[n].draft, entity);
        }
    }
}

fn settings(sources: &[(String, String)], city: &City) -> Settings {
    let mut settings = Settings::default();
    // Everything in a city is "of the city": its name tells nothing apart.
    let names = city.name.iter().flat_map(|(_, n)| n.split_whitespace());
    settings.generic_words.extend(names.map(values::fold));
    for (key, _) in sources {
        settings.schemes.insert(
            format!("record of {key}"),
            matching::Scheme {
                identifies: vec![
                    matching::Kind::Organization,
                    matching::Kind::Place,
                    matching::Kind::Service,
                ],
                unique: true,
            },
        );
    }
    settings
}
