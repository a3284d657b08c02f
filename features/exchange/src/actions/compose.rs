//! The third stretch: what every touched catalogue record becomes, field by field from the records
//! that belong to it, each field with where it comes from.

use std::collections::BTreeMap;

use catalogue::actions as catalogue_rows;
use catalogue::model::{Image, Kind, Provenance, Source};
use city::Districts;
use db::{Fault, Read};
use matching::survive::{Record, Rules, SourceRule, survive};
use serde_json::{Map, Value};
use values::{Id, Moment, Point};

use super::carry::entity_name;
use super::link::{Member, Plan};
use super::stage::{Staged, target};
use super::{Exchange, ImportError, Progress, still_working};
use crate::districts;
use crate::model::{DistrictDraft, Draft, Finding, Severity};
use crate::rules;
use crate::store::{self, Change, RecordRow, What};

/// How many records are composed in one transaction.
const SLICE: usize = 100;

pub(super) async fn compose(
    exchange: &Exchange,
    import: Id,
    plan: Plan,
    staged: &mut Staged,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(), ImportError> {
    if plan.affected.is_empty() && plan.districts.is_empty() {
        return Ok(());
    }
    let plan = std::sync::Arc::new(plan);
    let now = exchange.clock.now();
    let first = staged.next;
    let (next, bodies) = {
        let plan = plan.clone();
        exchange
            .db
            .write(move |tx| compose_districts(tx, import, &plan, first))
            .await?
    };
    staged.next = next;
    let mut boundaries = exchange.db.read(catalogue_rows::districts).await?;
    boundaries.retain(|(id, _)| !bodies.iter().any(|(b, _)| b == id));
    boundaries.extend(bodies);
    let base = exchange.city.districts.clone();
    let areas = tokio::task::spawn_blocking(move || {
        match catalogue::districts::with_boundaries(&base, &boundaries) {
            Ok(Some(official)) => (official, Vec::new()),
            Ok(None) => (base, Vec::new()),
            Err(errors) => (base, errors),
        }
    })
    .await
    .map_err(|e| ImportError::Stopped(e.to_string()))?;
    let (areas, errors) = areas;
    staged.findings.extend(errors.iter().map(|e| Finding {
        code: "boundaries-not-used".into(),
        severity: Severity::Warning,
        row: None,
        column: None,
        record: None,
        args: BTreeMap::from([("why".to_string(), e.to_string())]),
    }));
    let areas = std::sync::Arc::new(areas);
    let mut rules = exchange.survivorship.clone();
    for (key, class) in &plan.sources {
        // What the city says of a source wins over what the source's profile says.
        rules
            .sources
            .entry(key.clone())
            .or_insert_with(|| SourceRule {
                class: rules::class(class),
                exclude: Vec::new(),
            });
    }
    let total = plan.affected.len();
    let work = Work {
        import,
        plan,
        areas,
        rules: std::sync::Arc::new(rules),
        now,
    };
    let slices = work.plan.affected.len().div_ceil(SLICE);
    // While one slice is written the next one is composed: reading and writing are different
    // threads, and the writer is kept for writing.
    let mut next = (slices > 0).then(|| work.start(exchange, 0));
    for n in 0..slices {
        let Some(composing) = next.take() else { break };
        let composed = composing
            .await
            .map_err(|e| ImportError::Stopped(e.to_string()))??;
        next = (n + 1 < slices).then(|| work.start(exchange, n + 1));
        staged.findings.extend(composed.findings);
        let changes = composed.changes;
        let (first, count, now) = (staged.next, changes.len(), exchange.clock.now());
        exchange
            .db
            .write::<_, ImportError>(move |tx| {
                still_working(tx, import, now)?;
                for (seq, (target, before, after)) in (first..).zip(&changes) {
                    store::put_change(
                        tx,
                        import,
                        &Change {
                            seq,
                            what: What::Entity,
                            target: target.clone(),
                            before: before.clone(),
                            after: after.clone(),
                        },
                    )?;
                }
                Ok(())
            })
            .await?;
        staged.next += i64::try_from(count).unwrap_or(i64::MAX);
        staged.counts.written += count as u64;
        progress(Progress::Composed(
            ((n + 1) * SLICE).min(total) as u64,
            total as u64,
        ));
    }
    Ok(())
}

/// What composing a slice needs; shared by all slices.
#[derive(Clone)]
struct Work {
    import: Id,
    plan: std::sync::Arc<Plan>,
    areas: std::sync::Arc<Districts>,
    rules: std::sync::Arc<Rules>,
    now: Moment,
}

/// What a slice of records becomes: (target, before, after) of each that differs.
struct Composed {
    changes: Vec<(String, Option<String>, Option<String>)>,
    findings: Vec<Finding>,
}

impl Work {
    /// Composes a slice beside the writer. Nobody else changes these rows meanwhile: the import has
    /// the turn.
    fn start(
        &self,
        exchange: &Exchange,
        slice: usize,
    ) -> tokio::task::JoinHandle<Result<Composed, Fault>> {
        let (db, work) = (exchange.db.clone(), self.clone());
        tokio::spawn(async move { db.read(move |c| work.slice(c, slice)).await })
    }

    fn slice(&self, c: &mut Read<'_>, slice: usize) -> Result<Composed, Fault> {
        let mut out = Composed {
            changes: Vec::new(),
            findings: Vec::new(),
        };
        let from = slice * SLICE;
        let to = (from + SLICE).min(self.plan.affected.len());
        for (kind, id) in &self.plan.affected[from..to] {
            let before = catalogue_rows::image(c, *kind, *id)?;
            let after = self.record(c, (*kind, *id), before.as_ref(), &mut out.findings)?;
            if after == before {
                continue;
            }
            let text = |i: &Image| {
                serde_json::to_string(i)
                    .map_err(|e| store::unreadable(store::PUT_CHANGE, "entity", e))
            };
            out.changes.push((
                entity_name(*kind, *id),
                before.as_ref().map(text).transpose()?,
                after.as_ref().map(text).transpose()?,
            ));
        }
        Ok(out)
    }
}

/// A record as this import will leave it.
fn stored(
    c: &mut Read<'_>,
    import: Id,
    source: &str,
    record: &str,
) -> Result<Option<RecordRow>, Fault> {
    match store::staged_record(c, import, &target(source, record))? {
        Some(after) => Ok(after),
        None => store::record(c, source, record),
    }
}

fn compose_districts(
    tx: &mut db::Write<'_>,
    import: Id,
    plan: &Plan,
    first: i64,
) -> Result<(i64, Vec<(String, Value)>), Fault> {
    let mut next = first;
    let mut bodies = Vec::new();
    if plan.districts.is_empty() {
        return Ok((next, bodies));
    }
    let mut said: BTreeMap<String, Vec<(u16, DistrictDraft)>> = BTreeMap::new();
    for (source, record) in &plan.district_records {
        let key = &plan.sources[*source as usize].0;
        let Some(row) = stored(tx, import, key, record)?.filter(|r| !r.gone) else {
            continue;
        };
        for draft in row.drafts()? {
            if let Draft::District(d) = draft
                && plan.districts.contains(&d.id)
            {
                said.entry(d.id.clone()).or_default().push((*source, d));
            }
        }
    }
    for id in &plan.districts {
        let mut list = said.remove(id).unwrap_or_default();
        list.sort_by_key(|(source, _)| *source);
        let after = (!list.is_empty()).then(|| districts::body(&plan.sources, &list));
        let before = catalogue_rows::district(tx, id)?;
        if before == after {
            continue;
        }
        store::put_change(
            tx,
            import,
            &Change {
                seq: next,
                what: What::District,
                target: id.clone(),
                before: before.map(|v| v.to_string()),
                after: after.as_ref().map(Value::to_string),
            },
        )?;
        next += 1;
        bodies.push((id.clone(), after.unwrap_or(Value::Null)));
    }
    Ok((next, bodies))
}

impl Work {
    /// The image of one catalogue record after the import; the one before when nothing differs.
    fn record(
        &self,
        tx: &mut Read<'_>,
        (kind, id): (Kind, Id),
        before: Option<&Image>,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Image>, Fault> {
        let (plan, now) = (&self.plan, self.now);
        let none = Vec::new();
        let members = plan.members.get(&id).unwrap_or(&none);
        let said = said(tx, self.import, plan, members)?;
        let merged = survive(&said, &Map::new(), now, &self.rules);
        for c in &merged.conflicts {
            let sources: Vec<&str> = c.said.iter().map(|s| s.source.as_str()).collect();
            findings.push(Finding {
                code: "sources-disagree".into(),
                severity: Severity::Warning,
                row: None,
                column: Some(c.field.clone()),
                record: c.said.first().map(|s| s.record.clone()),
                args: BTreeMap::from([
                    ("entity".to_string(), format!("{} {id}", kind.as_str())),
                    ("sources".to_string(), sources.join(", ")),
                ]),
            });
        }
        let mut fields = Map::new();
        let mut provenance = Provenance::new();
        for (field, s) in merged.fields {
            if let (Some(source), Some(record)) = (s.source, s.record) {
                let rule = serde_json::to_value(s.rule).unwrap_or_default();
                provenance.insert(
                    field.clone(),
                    Source {
                        source,
                        record,
                        at: s.at.unwrap_or(now),
                        rule: rule.as_str().unwrap_or_default().to_string(),
                    },
                );
            }
            fields.insert(field, s.value);
        }
        let body = (!said.is_empty()).then_some(fields).and_then(|fields| {
            match finished(fields, kind, id, plan, &self.areas) {
                Ok(body) => Some(body),
                Err(lost) => {
                    let m = &members[0];
                    findings.push(Finding {
                        code: "dangling-reference".into(),
                        severity: Severity::Warning,
                        row: None,
                        column: Some(lost),
                        record: Some(m.record.clone()),
                        args: BTreeMap::from([("kind".to_string(), kind.as_str().to_string())]),
                    });
                    None
                }
            }
        });
        let version = before.map_or(1, |b| b.version + 1);
        let Some(body) = body else {
            // Nothing speaks of it any more: it stays as a tombstone, or as a sign to where it went.
            let Some(b) = before else { return Ok(None) };
            let merged_into = plan.merged.get(&id).copied();
            let still = (b.merged_into == merged_into && merged_into.is_some())
                || (merged_into.is_none() && !b.is_live());
            if still {
                return Ok(Some(b.clone()));
            }
            return Ok(Some(Image {
                version,
                modified_at: now,
                merged_into,
                gone_at: merged_into.is_none().then_some(now),
                ..b.clone()
            }));
        };
        if let Some(b) = before
            && b.is_live()
            && b.body == body
            && b.provenance == provenance
        {
            return Ok(Some(b.clone()));
        }
        Ok(Some(Image {
            kind,
            id,
            version,
            modified_at: now,
            merged_into: None,
            gone_at: None,
            body,
            provenance,
        }))
    }
}

/// What the members say, best source first.
fn said(
    tx: &mut Read<'_>,
    import: Id,
    plan: &Plan,
    members: &[Member],
) -> Result<Vec<Record>, Fault> {
    let mut said = Vec::new();
    for m in members {
        let source = &plan.sources[m.source as usize].0;
        let Some(row) = stored(tx, import, source, &m.record)?.filter(|r| !r.gone) else {
            continue;
        };
        for draft in row.drafts()? {
            if let Draft::Record(d) = draft
                && d.id == m.draft
                && let Value::Object(mut fields) = d.body
            {
                fields.shift_remove("id");
                said.push(Record {
                    source: source.clone(),
                    record: m.record.clone(),
                    modified: Some(row.changed_at),
                    fields,
                    ..Record::default()
                });
            }
        }
    }
    Ok(said)
}

/// The body with the catalogue's identifiers in place of the sources', and the district in which
/// the place really lies. `Err` names a reference that leads nowhere and cannot be left out.
fn finished(
    mut body: Map<String, Value>,
    kind: Kind,
    id: Id,
    plan: &Plan,
    areas: &Districts,
) -> Result<Value, String> {
    body.insert("id".into(), Value::String(id.to_string()));
    for (key, needed) in [
        ("organization_id", kind == Kind::Service),
        ("parent_organization_id", false),
        ("service_id", kind == Kind::ServiceAtLocation),
        ("location_id", kind == Kind::ServiceAtLocation),
    ] {
        let Some(old) = body.get(key).and_then(Value::as_str) else {
            if needed {
                return Err(key.to_string());
            }
            continue;
        };
        let entity = old.parse::<Id>().ok().and_then(|d| plan.entity_of.get(&d));
        match entity {
            Some(e) if *e != id => {
                body.insert(key.into(), Value::String(e.to_string()));
            }
            _ if needed => return Err(key.to_string()),
            _ => {
                body.shift_remove(key);
            }
        }
    }
    if kind == Kind::Location {
        let number = |p: &Value, k: &str| p.get(k).and_then(Value::as_f64);
        let point = body
            .get("point")
            .and_then(|p| Point::new(number(p, "lat")?, number(p, "lon")?).ok());
        if let Some(point) = point {
            match areas.at(point) {
                Some(d) => body.insert("district".into(), Value::String(d.id.as_str().to_string())),
                None => body.shift_remove("district"),
            };
        }
    }
    Ok(Value::Object(body))
}
