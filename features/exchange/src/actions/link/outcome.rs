//! What linking changes: links, merged records, pairs to look at, records to compose anew.

use std::collections::{HashMap, HashSet};

use catalogue::model::Kind;
use values::Id;

use super::super::PairError;
use super::{Member, Plan, Pool};
use crate::store::{self, Change, LinkRow, PairRow, What};

pub(super) fn write_plan(
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
        put(What::Pair, store::pair_target(a, b), None, pair_text(&row));
    }
    for p in pool
        .pairs
        .iter()
        .filter(|p| p.state == "open" && !open.contains(&(p.a, p.b)))
    {
        put(What::Pair, store::pair_target(p.a, p.b), pair_text(p), None);
    }
    for list in members.values_mut() {
        list.sort_by_key(|m| (m.source, m.draft));
    }
    let draft = |k: u64| pool.drafts[k as usize].draft;
    let contradictions = links
        .contradictions
        .iter()
        .map(|c| PairError::Contradicts {
            a: draft(c.a),
            b: draft(c.b),
            apart_a: draft(c.apart.0),
            apart_b: draft(c.apart.1),
        })
        .collect();
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
        contradictions,
    };
    (plan, changes, linked, to_review)
}
