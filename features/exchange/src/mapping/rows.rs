//! One record: its row or the rows of its group, its identifier, its drafts.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use catalogue::model::{Kind, Status};
use records::{Note, Record};
use serde_json::Value;
use values::Id;

use super::eval::{Eval, Row, yes};
use super::findings::{Findings, row};
use super::{Mapper, build, checks};
use crate::model::{DistrictDraft, Draft, Mapped, RecordDraft};
use crate::profile::{DistrictLevel, DistrictSpec, Duplicates, Expr, RuleFinding};

impl Mapper<'_> {
    /// Maps one record: a row, or the rows of a group.
    pub(super) fn row(&mut self, records: Vec<Record>) {
        let Some(first) = records.first() else { return };
        let findings = RefCell::new(Findings::of(&first.address));
        for record in &records {
            notes(record, &findings);
        }
        let raw_hash = {
            let mut h = DefaultHasher::new();
            records.iter().for_each(|r| r.raw.hash(&mut h));
            h.finish()
        };
        let number = row(&first.address);
        // the row's values look at these while the row changes what this mapper has seen
        let (setting, joins) = (Arc::clone(&self.setting), Arc::clone(&self.joins));
        let mut row = Row {
            records,
            found: BTreeMap::new(),
        };
        for join in &self.profile.joins {
            let Some(table) = joins.get(&join.name) else {
                continue;
            };
            let ev = Eval::new(&setting, &joins, &row, &findings);
            let key = ev.one(&join.with).unwrap_or_default();
            let there = table.rows.contains_key(&key);
            row.found.insert(join.name.clone(), (key, there));
        }
        let ev = Eval::new(&setting, &joins, &row, &findings);
        if let Some(skip) = self.profile.skips.iter().find(|s| ev.holds(&s.when)) {
            self.tally.skipped += 1;
            ev.tell("row-skipped", None, &[("reason", &skip.reason)]);
            self.tail.append(&mut findings.borrow_mut().list);
            return;
        }
        let by = self.profile.group.as_ref().map(|g| &g.by);
        let id = self
            .profile
            .record
            .id
            .as_ref()
            .or(by)
            .and_then(|e| ev.one(e));
        let Some(id) = id else {
            ev.tell("missing-value", None, &[("what", "record.id")]);
            self.tally.records += 1;
            self.tally.rejected += 1;
            self.queue.push_back(Mapped {
                record: format!("row {number}"),
                drafts: Vec::new(),
                findings: findings.into_inner().list,
            });
            return;
        };
        findings.borrow_mut().record = Some(id.clone());
        for f in &mut findings.borrow_mut().list {
            f.record = Some(id.clone());
        }
        if let Some((before, hash)) = self.seen.get(&id) {
            let before = before.to_string();
            if *hash == raw_hash {
                self.tally.skipped += 1;
                ev.tell("duplicate-row", None, &[("first", &before)]);
                self.tail.append(&mut findings.borrow_mut().list);
                return;
            }
            let args = [("key", id.as_str()), ("first", before.as_str())];
            if self.profile.record.duplicates == Duplicates::First {
                self.tally.skipped += 1;
                ev.tell("duplicate-key-passed-over", None, &args);
                self.tail.append(&mut findings.borrow_mut().list);
                return;
            }
            ev.tell("duplicate-key", None, &args);
            self.tally.records += 1;
            self.tally.rejected += 1;
            self.queue.push_back(Mapped {
                record: format!("{id} (row {number})"),
                drafts: Vec::new(),
                findings: findings.into_inner().list,
            });
            return;
        }
        self.seen.insert(id.clone(), (number, raw_hash));
        for column in &self.profile.record.require {
            if row.records[0].fields.get(column).is_blank() {
                ev.tell("missing-value", Some(column), &[("what", column)]);
            }
        }
        self.group_differences(&ev);
        let mut shared = Vec::new();
        let drafts = self.drafts(&ev, &id, number, &mut shared);
        drop(row);
        let findings = findings.into_inner();
        self.tally.records += 1;
        if findings.rejected() {
            self.tally.rejected += 1;
            self.queue.push_back(Mapped {
                record: id,
                drafts: Vec::new(),
                findings: findings.list,
            });
            return;
        }
        for (key, draft) in shared {
            self.shared.insert(draft.id, hash_of(&draft.body));
            self.queue.push_back(Mapped {
                record: key,
                drafts: vec![Draft::Record(draft)],
                findings: Vec::new(),
            });
        }
        self.queue.push_back(Mapped {
            record: id,
            drafts,
            findings: findings.list,
        });
    }

    /// Columns that differ inside a group though the profile does not say they may.
    fn group_differences(&self, ev: &Eval<'_>) {
        let Some(group) = &self.profile.group else {
            return;
        };
        let records = &ev.row.records;
        let Some(first) = records.first() else { return };
        for (name, cell) in first.fields.iter() {
            if group.varying.iter().any(|v| v == name) {
                continue;
            }
            if let Some(other) = records[1..].iter().find(|r| r.fields.get(name) != cell) {
                ev.tell(
                    "group-differs",
                    Some(name),
                    &[
                        ("first", &cell.text()),
                        ("found", &other.fields.get(name).text()),
                    ],
                );
            }
        }
    }

    /// The drafts of a row; shared ones that are new go to `shared`.
    fn drafts(
        &mut self,
        ev: &Eval<'_>,
        record: &str,
        number: u64,
        shared: &mut Vec<(String, RecordDraft)>,
    ) -> Vec<Draft> {
        let profile = self.profile;
        let source = profile.source.key.as_str();
        let named = |kind: &str, id: &str| Id::named(source, &format!("{kind}:{id}"));
        let key = |own: &Option<Expr>| match own {
            Some(e) => ev.one(e).map(|k| (k, true)),
            None => Some((record.to_string(), false)),
        };
        let mut drafts = Vec::new();

        let mut parent = None;
        if let Some(spec) = &profile.parent
            && spec.when.as_ref().is_none_or(|w| ev.holds(w))
            && let Some((k, _)) = key(&spec.id)
        {
            let id = named("organization", &k);
            if let Some(draft) = build::organization(ev, spec, id, None) {
                parent = Some(id);
                self.share(ev, format!("organization/{k}"), draft, shared);
            }
        }
        let mut organization = None;
        if let Some(spec) = &profile.organization
            && spec.when.as_ref().is_none_or(|w| ev.holds(w))
            && let Some((k, own)) = key(&spec.id)
        {
            let id = named("organization", &k);
            let parent = parent.filter(|p| *p != id);
            if let Some(draft) = build::organization(ev, spec, id, parent) {
                organization = Some(id);
                self.keep(
                    ev,
                    own,
                    format!("organization/{k}"),
                    draft,
                    shared,
                    &mut drafts,
                );
            }
        }
        let mut location = None;
        if let Some(spec) = &profile.location
            && spec.when.as_ref().is_none_or(|w| ev.holds(w))
            && let Some((k, own)) = key(&spec.id)
        {
            let id = named("location", &k);
            let place = |raw| self.place(ev, spec, raw);
            if let Some((draft, l)) = build::location(ev, spec, id, organization, place) {
                location = Some(id);
                if let (Some(point), true) = (l.point, spec.shared_point > 1) {
                    let address = l.address.as_ref().map(|a| values::fold(&a.address_1));
                    self.points
                        .add(point, id, number, &l.name, address.as_deref());
                }
                self.keep(ev, own, format!("location/{k}"), draft, shared, &mut drafts);
            }
        }
        if let Some(spec) = &profile.service
            && spec.when.as_ref().is_none_or(|w| ev.holds(w))
            && let Some((k, own)) = key(&spec.id)
        {
            match organization {
                Some(organization) => {
                    let id = named("service", &k);
                    let known = &*self.home.known;
                    let made = build::service(ev, spec, id, organization, &self.home.zone, known);
                    if let Some(draft) = made {
                        self.keep(ev, own, format!("service/{k}"), draft, shared, &mut drafts);
                        if let Some(location) = location {
                            let tie =
                                build::tie(ev, profile.service_at_location.as_ref(), id, location);
                            drafts.push(Draft::Record(tie));
                        }
                    }
                }
                None => ev.tell("missing-value", None, &[("what", "organization")]),
            }
        }
        if let Some(spec) = &profile.district {
            drafts.extend(self.district(ev, spec).map(Draft::District));
        }
        self.rules(ev, &mut drafts);
        drafts
    }

    /// A draft of this row, or one it shares with others.
    fn keep(
        &mut self,
        ev: &Eval<'_>,
        own: bool,
        key: String,
        draft: RecordDraft,
        shared: &mut Vec<(String, RecordDraft)>,
        drafts: &mut Vec<Draft>,
    ) {
        if own {
            self.share(ev, key, draft, shared);
        } else {
            drafts.push(Draft::Record(draft));
        }
    }

    fn share(
        &mut self,
        ev: &Eval<'_>,
        key: String,
        draft: RecordDraft,
        shared: &mut Vec<(String, RecordDraft)>,
    ) {
        let differs = match self.shared.get(&draft.id) {
            Some(hash) => *hash != hash_of(&draft.body),
            None => {
                if shared.iter().all(|(_, d)| d.id != draft.id) {
                    shared.push((key, draft));
                }
                return;
            }
        };
        if differs && self.differed.insert(draft.id) {
            let name = draft.body.get("name").and_then(Value::as_str);
            ev.tell(
                "shared-record-differs",
                None,
                &[
                    ("what", draft.kind.as_str()),
                    ("name", name.unwrap_or(&key)),
                ],
            );
        }
    }

    fn district(&self, ev: &Eval<'_>, spec: &DistrictSpec) -> Option<DistrictDraft> {
        let Some(written) = ev.one(&spec.id) else {
            ev.tell("missing-value", None, &[("what", "district.id")]);
            return None;
        };
        let area = spec.level == DistrictLevel::Area;
        let known = if area {
            Some(written.clone())
        } else {
            self.home.district(&written)
        };
        let Some(id) = known else {
            ev.tell("district-unknown", None, &[("district", &written)]);
            return None;
        };
        let geometry = ev.row.records.first().and_then(|r| r.geometry.as_ref());
        let boundary = match geometry.filter(|g| spec.boundary && !g.polygons().is_empty()) {
            Some(g) => Some(checks::geojson(g)),
            None if spec.boundary => {
                ev.tell("shape-missing", None, &[]);
                return None;
            }
            None => None,
        };
        let mut figures = BTreeMap::new();
        for (name, expr) in &spec.figures {
            match ev.numeric(expr) {
                None => {}
                Some(Ok(n)) => {
                    figures.insert(name.clone(), n);
                }
                Some(Err(text)) => ev.tell(
                    "not-a-number",
                    expr.values().first().map(|v| v.column.as_str()),
                    &[("found", &text)],
                ),
            }
        }
        if figures.get("residents") == Some(&0.0) {
            ev.tell("no-residents", None, &[("district", &id)]);
        }
        if let Some(declared) = spec.area.as_ref().and_then(|e| ev.numeric(e)) {
            self.declared_area(ev, spec, &id, declared);
        }
        // the catalogue keeps boundaries and figures of districts only: those of the larger areas are
        // examined, so that the file is known to be good for [[shapes]]
        (!area).then_some(DistrictDraft {
            id,
            boundary,
            figures,
        })
    }

    /// What follows from the profile's conditions.
    fn rules(&self, ev: &Eval<'_>, drafts: &mut [Draft]) {
        for rule in self.profile.rules.iter().filter(|r| ev.holds(&r.when)) {
            let status = rule.status.as_ref().and_then(|e| ev.one(e)).filter(|s| {
                let known = serde_json::from_value::<Status>(Value::String(s.clone())).is_ok();
                if !known {
                    ev.tell("unknown-value", None, &[("found", s), ("known", "status")]);
                }
                known
            });
            let active = rule
                .active
                .as_ref()
                .and_then(|e| ev.one(e))
                .and_then(|v| yes(&v));
            let alert = rule.alert.as_ref().map(|w| ev.words(w));
            let _ = ev.path();
            for draft in drafts.iter_mut() {
                let Draft::Record(draft) = draft else {
                    continue;
                };
                let Value::Object(body) = &mut draft.body else {
                    continue;
                };
                match draft.kind {
                    Kind::Service => {
                        if let Some(s) = &status {
                            body.insert("status".into(), Value::String(s.clone()));
                        }
                        if let Some(Ok(text)) = alert.as_ref().map(serde_json::to_value) {
                            body.insert("alert".into(), text);
                        }
                    }
                    Kind::Organization => {
                        if let Some(active) = active {
                            body.insert("active".into(), Value::Bool(active));
                        }
                    }
                    Kind::Location | Kind::ServiceAtLocation => {}
                }
            }
            if let Some(finding) = rule.finding {
                let code = match finding {
                    RuleFinding::Closed => "closed",
                    RuleFinding::OnlyInList => "only-in-list",
                    RuleFinding::LookAt => "look-at",
                };
                let reason = rule.reason.as_ref().and_then(|e| ev.one(e));
                ev.tell(code, None, &[("reason", reason.as_deref().unwrap_or(""))]);
            }
        }
    }
}

/// What the reader noted about a record.
pub(super) fn notes(record: &Record, findings: &RefCell<Findings>) {
    let mut f = findings.borrow_mut();
    for note in &record.notes {
        match note {
            Note::Ragged { expected, found } => f.add(
                "row-ragged",
                None,
                &[
                    ("expected", &expected.to_string()),
                    ("found", &found.to_string()),
                ],
            ),
            Note::Mojibake {
                column,
                found,
                mended,
            } => f.add(
                "text-encoded-twice",
                Some(column),
                &[("found", found), ("mended", mended)],
            ),
            Note::LostCharacters { column, found } => {
                f.add("characters-lost", Some(column), &[("found", found)]);
            }
        }
    }
}

pub(super) fn hash_of(body: &Value) -> u64 {
    let mut h = DefaultHasher::new();
    body.to_string().hash(&mut h);
    h.finish()
}
