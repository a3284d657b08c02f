//! The second stretch: which records speak of the same thing. The whole pool of records is looked
//! at again, so the outcome does not depend on the order in which files came.

use std::collections::{BTreeSet, HashMap, HashSet};

use catalogue::model::{Kind, Location, Organization, Schedule, Service};
use city::City;
use db::{Fault, Read};
use matching::{Decision, Matcher, Settings, Thing};
use serde_json::Value;
use values::{Id, Text};

use super::stage::{Staged, target};
use super::{Exchange, ImportError};
use crate::model::{Draft, RecordDraft};
use crate::rules;
use crate::store::{self, Change, LinkRow, PairRow, RecordRow, What};

/// Where a draft is found.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub draft: Id,
    pub source: u16,
    pub record: String,
}

/// What is to be composed.
pub(super) struct Plan {
    /// Keys of the sources, in order of precedence number.
    pub sources: Vec<(String, String)>,
    /// The catalogue record of every draft.
    pub entity_of: HashMap<Id, Id>,
    /// The drafts of every catalogue record.
    pub members: HashMap<Id, Vec<Member>>,
    /// What must be composed anew, in the order in which it may be written.
    pub affected: Vec<(Kind, Id)>,
    /// Catalogue records that have no drafts any more because they now belong to another.
    pub merged: HashMap<Id, Id>,
    /// Districts to be composed anew.
    pub districts: BTreeSet<String>,
    /// Records that speak of districts: (source number, record).
    pub district_records: Vec<(u16, String)>,
}

/// One draft of the pool, as much of it as linking needs.
struct Pooled {
    draft: Id,
    kind: Kind,
    source: u16,
    record: String,
    /// Drafts it refers to: organisation, service, place.
    refers: Vec<Id>,
    thing: Option<Thing>,
}

struct Pool {
    sources: Vec<(String, String)>,
    drafts: Vec<Pooled>,
    /// Drafts of records that this import changes, before or after.
    touched: HashSet<Id>,
    districts: BTreeSet<String>,
    district_records: Vec<(u16, String)>,
    /// A boundary has changed: all places must be looked up again.
    boundaries: bool,
    links: HashMap<Id, LinkRow>,
    pairs: Vec<PairRow>,
}

pub(super) async fn plan(
    exchange: &Exchange,
    import: Id,
    staged: &mut Staged,
) -> Result<Plan, ImportError> {
    if staged.next == 0 {
        // Nothing differs, so nothing can link differently.
        return Ok(Plan {
            sources: Vec::new(),
            entity_of: HashMap::new(),
            members: HashMap::new(),
            affected: Vec::new(),
            merged: HashMap::new(),
            districts: BTreeSet::new(),
            district_records: Vec::new(),
        });
    }
    let pool = exchange.db.read(move |c| read_pool(c, import)).await?;
    let now = exchange.clock.now();
    let city = exchange.city.clone();
    let first = staged.next;
    let (plan, changes, linked, to_review) =
        tokio::task::spawn_blocking(move || decide(pool, &city, first, now))
            .await
            .map_err(|e| ImportError::Stopped(e.to_string()))?;
    staged.counts.linked = linked;
    staged.counts.to_review = to_review;
    staged.next = first + i64::try_from(changes.len()).unwrap_or(i64::MAX);
    for slice in changes.chunks(500) {
        let slice = slice.to_vec();
        exchange
            .db
            .write::<_, Fault>(move |tx| {
                slice
                    .iter()
                    .try_for_each(|c| store::put_change(tx, import, c))
            })
            .await?;
    }
    Ok(plan)
}

fn read_pool(c: &mut Read<'_>, import: Id) -> Result<Pool, Fault> {
    let mut sources: Vec<(String, String)> = store::sources(c)?
        .into_iter()
        .map(|s| (s.key, s.class))
        .collect();
    sources.sort_by_key(|(key, class)| (rules::precedence(class), key.clone()));
    let number: HashMap<String, u16> = sources
        .iter()
        .zip(0u16..)
        .map(|((key, _), n)| (key.clone(), n))
        .collect();
    let mut pool = Pool {
        sources,
        drafts: Vec::new(),
        touched: HashSet::new(),
        districts: BTreeSet::new(),
        district_records: Vec::new(),
        boundaries: false,
        links: HashMap::new(),
        pairs: store::pairs(c)?,
    };
    // What this import changes, first: it hides what is still stored.
    let mut staged: HashSet<String> = HashSet::new();
    let mut rows: Vec<(String, Option<RecordRow>)> = Vec::new();
    store::each_change(c, import, What::Record, |change| {
        let read = |t: &Option<String>| -> Result<Option<RecordRow>, Fault> {
            t.as_deref()
                .map(|t| store::json(t, store::CHANGES_OF, "record"))
                .transpose()
        };
        let (before, after) = (read(&change.before)?, read(&change.after)?);
        let same =
            matches!((&before, &after), (Some(b), Some(a)) if b.hash == a.hash && b.gone == a.gone);
        for row in [&before, &after].into_iter().flatten().filter(|_| !same) {
            for draft in row.drafts()? {
                match draft {
                    Draft::Record(d) => {
                        pool.touched.insert(d.id);
                    }
                    Draft::District(d) => {
                        pool.boundaries |= d.boundary.is_some();
                        pool.districts.insert(d.id);
                    }
                }
            }
        }
        staged.insert(change.target.clone());
        rows.push((change.target, after));
        Ok(())
    })?;
    let mut take = |source: &str, record: &str, drafts: Vec<Draft>| {
        let Some(source) = number.get(source).copied() else {
            return;
        };
        let mut districts = false;
        for draft in drafts {
            match draft {
                Draft::Record(d) => pool.drafts.push(pooled(d, source, record)),
                Draft::District(_) => districts = true,
            }
        }
        if districts {
            pool.district_records.push((source, record.to_string()));
        }
    };
    for (target, after) in rows {
        if let (Some((source, record)), Some(row)) = (target.split_once('\u{1f}'), after)
            && !row.gone
        {
            take(source, record, row.drafts()?);
        }
    }
    store::each_record(c, |source, record, drafts, _| {
        if !staged.contains(&target(&source, &record)) {
            take(&source, &record, drafts);
        }
        Ok(())
    })?;
    pool.drafts.sort_by_key(|d| d.draft);
    pool.links = store::links(c)?.into_iter().map(|l| (l.draft, l)).collect();
    Ok(pool)
}

fn reference(body: &Value, key: &str) -> Option<Id> {
    body.get(key)?.as_str()?.parse().ok()
}

fn pooled(d: RecordDraft, source: u16, record: &str) -> Pooled {
    let refers = [
        "organization_id",
        "service_id",
        "location_id",
        "parent_organization_id",
    ]
    .iter()
    .filter_map(|k| reference(&d.body, k))
    .collect();
    Pooled {
        draft: d.id,
        kind: d.kind,
        source,
        record: record.to_string(),
        refers,
        thing: thing(&d),
    }
}

/// A draft as the matcher sees it. Its key and its references are filled in later.
fn thing(d: &RecordDraft) -> Option<Thing> {
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

fn decide(
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

    write_plan(pool, &links, &how, entity_of, first, now)
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

fn write_plan(
    pool: Pool,
    links: &matching::Links,
    how: &HashMap<Id, (f64, String, bool)>,
    entity_of: HashMap<Id, Id>,
    first: i64,
    now: values::Moment,
) -> (Plan, Vec<Change>, u64, u64) {
    let mut changes = Vec::new();
    let mut put = |what: What, target: String, before: Option<String>, after: Option<String>| {
        let seq = first + i64::try_from(changes.len()).unwrap_or(i64::MAX);
        changes.push(Change {
            seq,
            what,
            target,
            before,
            after,
        });
    };
    let text = |l: &LinkRow| serde_json::to_string(l).ok();
    let mut members: HashMap<Id, Vec<Member>> = HashMap::new();
    let mut affected: HashSet<(Kind, Id)> = HashSet::new();
    let mut moved: HashSet<Id> = HashSet::new();
    let mut linked = 0;
    for d in &pool.drafts {
        let Some(entity) = entity_of.get(&d.draft).copied() else {
            continue;
        };
        members.entry(entity).or_default().push(Member {
            draft: d.draft,
            source: d.source,
            record: d.record.clone(),
        });
        let old = pool.links.get(&d.draft);
        if old.is_some_and(|l| l.entity == entity) {
            continue;
        }
        moved.insert(d.draft);
        let (score, reasons, decided) =
            how.get(&d.draft)
                .cloned()
                .unwrap_or((1.0, "[]".to_string(), false));
        linked += u64::from(how.contains_key(&d.draft));
        let row = LinkRow {
            draft: d.draft,
            kind: d.kind.as_str().to_string(),
            source: pool.sources[d.source as usize].0.clone(),
            record: d.record.clone(),
            entity,
            score,
            reasons,
            decided_by: if decided { "person" } else { "rule" }.to_string(),
            decided_at: now,
        };
        put(
            What::Link,
            d.draft.to_string(),
            old.and_then(text),
            text(&row),
        );
        affected.insert((d.kind, entity));
    }
    // Links of drafts that are no more, and what old records have become.
    let mut merged: HashMap<Id, Id> = HashMap::new();
    let mut old_links: Vec<&LinkRow> = pool.links.values().collect();
    old_links.sort_by_key(|l| l.draft);
    for l in old_links {
        let Some(kind) = Kind::parse(&l.kind) else {
            continue;
        };
        match entity_of.get(&l.draft) {
            None => {
                put(What::Link, l.draft.to_string(), text(l), None);
                moved.insert(l.draft);
                affected.insert((kind, l.entity));
            }
            Some(now_in) if *now_in != l.entity => {
                affected.insert((kind, l.entity));
                if !members.contains_key(&l.entity) {
                    merged.insert(l.entity, *now_in);
                }
            }
            Some(_) => {}
        }
    }
    for d in &pool.drafts {
        let Some(entity) = entity_of.get(&d.draft) else {
            continue;
        };
        let stirred = pool.touched.contains(&d.draft)
            || d.refers.iter().any(|r| moved.contains(r))
            || (pool.boundaries && d.kind == Kind::Location);
        if stirred {
            affected.insert((d.kind, *entity));
        }
    }

    let mut open: HashSet<(Id, Id)> = HashSet::new();
    let known: HashMap<(Id, Id), &PairRow> = pool.pairs.iter().map(|p| ((p.a, p.b), p)).collect();
    let pair_text = |p: &PairRow| serde_json::to_string(p).ok();
    let mut to_review = 0;
    for p in &links.review {
        let (x, y) = (&pool.drafts[p.a as usize], &pool.drafts[p.b as usize]);
        let (a, b) = (x.draft.min(y.draft), x.draft.max(y.draft));
        open.insert((a, b));
        if known.contains_key(&(a, b)) {
            continue;
        }
        to_review += 1;
        let row = PairRow {
            a,
            b,
            kind: x.kind.as_str().to_string(),
            score: p.score,
            reasons: serde_json::to_string(&p.reasons).unwrap_or_default(),
            state: "open".to_string(),
            decided_by: None,
            decided_at: None,
        };
        put(What::Pair, format!("{a} {b}"), None, pair_text(&row));
    }
    for p in pool
        .pairs
        .iter()
        .filter(|p| p.state == "open" && !open.contains(&(p.a, p.b)))
    {
        put(What::Pair, format!("{} {}", p.a, p.b), pair_text(p), None);
    }
    for list in members.values_mut() {
        list.sort_by_key(|m| (m.source, m.draft));
    }
    let mut affected: Vec<(Kind, Id)> = affected.into_iter().collect();
    affected.sort();
    let plan = Plan {
        sources: pool.sources,
        entity_of,
        members,
        affected,
        merged,
        districts: pool.districts,
        district_records: pool.district_records,
    };
    (plan, changes, linked, to_review)
}
