//! Bringing a file in: stage, link, compose, the one decision, carry.

use db::Fault;
use values::Id;

use super::documents::Documents;
use super::{
    Exchange, ImportError, Incoming, Outcome, Progress, busy, carry, compose, decide, link, stage,
    still_working,
};
use crate::model::{Counts, Finding, Import, Severity, State};
use crate::rules;
use crate::store::{self, SourceRow};

/// How many findings of one import are kept; the counts are of all.
const KEPT_FINDINGS: usize = 20_000;

impl Exchange {
    /// Brings a file in, or says what bringing it in would do.
    ///
    /// # Errors
    /// See [`ImportError`]; after an error nothing of the import is in the catalogue.
    pub async fn import(
        &self,
        incoming: Incoming,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Outcome, ImportError> {
        let row = self
            .begin(
                incoming.source.clone(),
                Documents::Files(incoming.files.clone()),
            )
            .await?;
        let id = row.id;
        let outcome = self.work(row, incoming, progress).await;
        self.or_discard(id, outcome).await
    }

    async fn work(
        &self,
        import: Import,
        incoming: Incoming,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Outcome, ImportError> {
        let id = import.id;
        let dry_run = incoming.dry_run;
        let approve = incoming.approve;
        let leave_out = incoming.leave_out_errors;
        let source = incoming.source.key.clone();
        let gone_after = i64::from(incoming.gone_after.max(1));
        let said_same = !incoming.same.is_empty();
        let complete = incoming.source.complete;
        self.as_expected(&source, incoming.expects).await?;
        let before = {
            let source = source.clone();
            self.db
                .read(move |c| store::count_records(c, &source))
                .await?
        };
        let mut staged = stage::stage(self, id, &source, incoming.produce, progress).await?;
        let errors = staged.counts.rejected > 0
            || staged
                .findings
                .iter()
                .any(|f| f.severity == Severity::Error);
        if errors && !leave_out {
            self.keep_findings(id, &staged.findings).await?;
            self.discard(id, "errors", &staged.counts).await?;
            return self.outcome(id, dry_run, staged.findings).await;
        }
        let mut loses_many = false;
        if complete {
            let absent = stage::absent(self, id, &source, &mut staged, gone_after).await?;
            loses_many = rules::loses_many(u64::try_from(before).unwrap_or(0), absent);
        }
        self.stage_same(id, incoming.same, &mut staged).await?;
        progress(Progress::Linking);
        let now = self.clock.now();
        self.db.write(move |tx| still_working(tx, id, now)).await?;
        let plan = link::plan(self, id, &mut staged).await?;
        if let Some(c) = plan.contradictions.first().filter(|_| said_same) {
            return Err(ImportError::Pair(c.clone()));
        }
        compose::compose(self, id, plan, &mut staged, progress).await?;
        self.keep_findings(id, &staged.findings).await?;
        let (to, reason) = if dry_run {
            (State::Discarded, "dry run")
        } else if loses_many && !approve {
            (State::Waiting, "loses many records")
        } else if staged.next == 0 {
            (State::Unchanged, "")
        } else {
            (State::Committed, "")
        };
        if to == State::Discarded {
            self.discard(id, reason, &staged.counts).await?;
        } else {
            self.step(id, State::Staging, to, reason, &staged.counts, 0)
                .await?;
        }
        if to == State::Committed {
            carry::forward(self, id, progress).await?;
        }
        self.outcome(id, dry_run, staged.findings).await
    }

    pub(super) async fn begin(
        &self,
        source: SourceRow,
        documents: Documents,
    ) -> Result<Import, ImportError> {
        let now = self.clock.now();
        let (document, file) = self.keep(documents).await?;
        let by = self.by.clone();
        self.db
            .write(move |tx| {
                let number = store::next_number(tx)?;
                let id = Id::named("import", &format!("{number} {} {}", source.key, now.0));
                if !store::take_turn(tx, id, now)? {
                    return Err(busy(tx)?);
                }
                store::put_source(tx, &source, now)?;
                store::new_import(
                    tx,
                    &store::NewImport {
                        id,
                        number,
                        source: &source.key,
                        document: &document,
                        file: &file,
                        by: &by,
                        now,
                    },
                )?;
                store::import(tx, id)?
                    .map(|r| r.import)
                    .ok_or_else(|| ImportError::Stopped("the new import is not there".into()))
            })
            .await
    }

    /// Refuses when a record of the source is no longer as it was read.
    async fn as_expected(
        &self,
        source: &str,
        expects: Vec<(String, Option<String>)>,
    ) -> Result<(), ImportError> {
        let source = source.to_string();
        let moved = self
            .db
            .read::<_, Fault>(move |c| {
                for (record, hash) in &expects {
                    let now = store::record(c, &source, record)?;
                    if now.filter(|r| !r.gone).map(|r| r.hash) != *hash {
                        return Ok(Some(record.clone()));
                    }
                }
                Ok(None)
            })
            .await?;
        moved.map_or(Ok(()), |record| Err(ImportError::Moved(record)))
    }

    /// Stages the decisions that come with the file itself.
    async fn stage_same(
        &self,
        id: Id,
        same: Vec<(Id, Id)>,
        staged: &mut stage::Staged,
    ) -> Result<(), ImportError> {
        let (first, now, by) = (staged.next, self.clock.now(), self.by.clone());
        if same.is_empty() {
            return Ok(());
        }
        staged.next = self
            .db
            .write::<_, Fault>(move |tx| {
                let mut next = first;
                for (draft, entity) in &same {
                    if decide::stage_same(tx, id, next, (*draft, *entity), &by, now)? {
                        next += 1;
                    }
                }
                Ok(next)
            })
            .await?;
        Ok(())
    }

    pub(super) async fn keep_findings(&self, id: Id, findings: &[Finding]) -> Result<(), Fault> {
        let kept = &findings[..findings.len().min(KEPT_FINDINGS)];
        for (n, slice) in kept.chunks(500).enumerate() {
            let slice = slice.to_vec();
            let first = i64::try_from(n * 500).unwrap_or(i64::MAX);
            self.db
                .write::<_, Fault>(move |tx| {
                    for (seq, f) in (first..).zip(&slice) {
                        store::put_finding(tx, id, seq, f)?;
                    }
                    Ok(())
                })
                .await?;
        }
        Ok(())
    }

    /// Throws a staged import away: first its rows, then its state, then the turn.
    pub(super) async fn discard(
        &self,
        id: Id,
        reason: &'static str,
        counts: &Counts,
    ) -> Result<(), ImportError> {
        let end = self.db.read(move |c| store::last_change(c, id)).await? + 1;
        let mut below = 0;
        while below < end {
            below = (below + carry::SLICE).min(end);
            self.db
                .write::<_, Fault>(move |tx| store::drop_changes(tx, id, below))
                .await?;
        }
        self.step(id, State::Staging, State::Discarded, reason, counts, 0)
            .await
    }
}
