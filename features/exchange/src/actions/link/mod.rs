//! The second stretch: which records speak of the same thing. The whole pool of records is looked
//! at again, so the outcome does not depend on the order in which files came.

mod groups;
mod outcome;
mod thing;

use std::collections::{BTreeSet, HashMap, HashSet};

use catalogue::model::Kind;
use db::{Fault, Read};
use matching::Thing;
use serde_json::Value;
use values::Id;

use super::stage::{Staged, target};
use super::{Exchange, ImportError, PairError};
use crate::model::{Draft, RecordDraft};
use crate::rules;
use crate::store::{self, LinkRow, PairRow, RecordRow, What};

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
    /// Decisions of people that cannot all be followed.
    pub contradictions: Vec<PairError>,
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
            contradictions: Vec::new(),
        });
    }
    let pool = exchange.db.read(move |c| read_pool(c, import)).await?;
    let now = exchange.clock.now();
    let city = exchange.city.clone();
    let first = staged.next;
    let (plan, changes, linked, to_review) =
        tokio::task::spawn_blocking(move || groups::decide(pool, &city, first, now))
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
    // What somebody has just decided counts already.
    store::each_change(c, import, What::Pair, |change| {
        if let Some(text) = &change.after {
            let new: PairRow = store::json(text, store::CHANGES_OF, "pair")?;
            pool.pairs.retain(|p| (p.a, p.b) != (new.a, new.b));
            pool.pairs.push(new);
        }
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
        thing: thing::thing(&d),
    }
}
