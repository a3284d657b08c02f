//! What people say about pairs: the same thing, or two. A decision is an import of its own, so that
//! it is logged, carried out whole, and can be taken back like any other.

use catalogue::model::Kind;
use db::{Fault, Read, Write};
use values::{Id, Moment};

use super::documents::Documents;
use super::stage::Staged;
use super::{Exchange, ImportError, Progress, carry, compose, link};
use crate::model::{Counts, Draft, Import, RecordDraft, State};
use crate::store::{self, Change, LinkRow, PairRow, SourceRow, What};

/// The key under which decisions stand in the log of imports; no profile can have it.
pub const DECISIONS: &str = "(decisions)";

/// What somebody says about two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are the same thing.
    Same,
    /// They are two things.
    Different,
}

impl Verdict {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Different => "different",
        }
    }
}

/// One side of a pair, as its source sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The draft: what a decision names.
    pub draft: Id,
    /// The source's key.
    pub source: String,
    /// The record in the source.
    pub record: String,
    /// Its name there.
    pub name: String,
    /// The catalogue record it belongs to.
    pub entity: Id,
}

/// Two records that may be the same thing, or of which somebody has said whether they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The pair as it is kept.
    pub pair: PairRow,
    /// The two sides; none when a record is no longer there.
    pub sides: [Option<Side>; 2],
}

/// The refusals of a decision.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PairError {
    /// No record has this identifier.
    #[error(
        "no record has the identifier {0}: `wishmi import review` lists pairs with theirs; an identifier of the catalogue works too"
    )]
    Unknown(Id),
    /// The two are not things that could be the same.
    #[error("{a} is {a_kind}, {b} is {b_kind}: only two of one kind can be the same thing")]
    Kinds {
        /// The first record.
        a: Id,
        /// What it is.
        a_kind: &'static str,
        /// The second record.
        b: Id,
        /// What it is.
        b_kind: &'static str,
    },
    /// The two identifiers are one record.
    #[error("{0} is one record: a pair needs two")]
    One(Id),
    /// Earlier decisions say otherwise.
    #[error(
        "this contradicts earlier decisions: {a} and {b} would be the same, but somebody said that {apart_a} and {apart_b} are different; decide that pair anew first"
    )]
    Contradicts {
        /// The pair that would be one.
        a: Id,
        /// The pair that would be one.
        b: Id,
        /// The pair that stands against it.
        apart_a: Id,
        /// The pair that stands against it.
        apart_b: Id,
    },
}

impl Exchange {
    /// Pairs of records that may be the same thing, most alike first, and those that were decided.
    ///
    /// # Errors
    /// From the database.
    pub async fn review(&self) -> Result<Vec<Candidate>, Fault> {
        self.db
            .read(|c| {
                store::pairs(c)?
                    .into_iter()
                    .map(|pair| {
                        let sides = [side(c, pair.a)?, side(c, pair.b)?];
                        Ok(Candidate { pair, sides })
                    })
                    .collect()
            })
            .await
    }

    /// Follows what somebody says about two records, named by the draft or by the catalogue record
    /// they belong to. The log keeps it as an import of the source [`DECISIONS`], which
    /// [`Exchange::undo`] takes back.
    ///
    /// # Errors
    /// [`ImportError::Pair`] when the two cannot be decided about; otherwise as for an import.
    pub async fn decide(
        &self,
        a: Id,
        b: Id,
        verdict: Verdict,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Import, ImportError> {
        let (first, second) = self
            .db
            .read::<_, Fault>(move |c| Ok((find(c, a)?, find(c, b)?)))
            .await?;
        let (first, second) = pair(a, b, first, second)?;
        let text = format!("{} {} {}\n", first.draft, verdict.as_str(), second.draft);
        let row = self
            .begin(source(), Documents::Text("decision.txt", text))
            .await?;
        let (id, number) = (row.id, row.number);
        let done = self.follow(id, &first, &second, verdict, progress).await;
        self.or_discard(id, done).await?;
        Ok(self.numbered(number).await?.import)
    }

    async fn follow(
        &self,
        id: Id,
        first: &LinkRow,
        second: &LinkRow,
        verdict: Verdict,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<(), ImportError> {
        let mut staged = Staged::default();
        staged.counts.read = 1;
        let (a, b) = (first.draft, second.draft);
        let known = self.db.read(move |c| store::pair(c, a, b)).await?;
        let same = known.as_ref().is_some_and(|p| p.state == verdict.as_str());
        if same {
            staged.counts.unchanged = 1;
        } else {
            let now = self.clock.now();
            let after = PairRow {
                a,
                b,
                kind: first.kind.clone(),
                score: known.as_ref().map_or(1.0, |p| p.score),
                reasons: known.as_ref().map_or("[]".into(), |p| p.reasons.clone()),
                state: verdict.as_str().into(),
                decided_by: Some(self.by.clone()),
                decided_at: Some(now),
            };
            let text = |p: &PairRow| {
                serde_json::to_string(p)
                    .map_err(|e| store::unreadable(store::PUT_CHANGE, "pair", e))
            };
            let change = Change {
                seq: 0,
                what: What::Pair,
                target: store::pair_target(a, b),
                before: known.as_ref().map(text).transpose()?,
                after: Some(text(&after)?),
            };
            self.db
                .write::<_, Fault>(move |tx| store::put_change(tx, id, &change))
                .await?;
            staged.next = 1;
            match known {
                Some(_) => staged.counts.changed = 1,
                None => staged.counts.new = 1,
            }
        }
        progress(Progress::Linking);
        let plan = link::plan(self, id, &mut staged).await?;
        if let Some(c) = plan.contradictions.first() {
            return Err(ImportError::Pair(c.clone()));
        }
        compose::compose(self, id, plan, &mut staged, progress).await?;
        self.keep_findings(id, &staged.findings).await?;
        let to = if staged.next == 0 {
            State::Unchanged
        } else {
            State::Committed
        };
        self.step(id, State::Staging, to, "", &staged.counts, 0)
            .await?;
        if to == State::Committed {
            carry::forward(self, id, progress).await?;
        }
        Ok(())
    }

    /// Gives the turn back and drops what was staged when something went wrong. If that fails too,
    /// [`Exchange::recover`] does it at the next start.
    pub(super) async fn or_discard<T>(
        &self,
        id: Id,
        done: Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        if done.is_err()
            && let Err(e) = self.discard(id, "failed", &Counts::default()).await
        {
            tracing::error!(import = %id, error = %e, "could not discard a failed import");
        }
        done
    }
}

/// Stages that a draft, which may not be there yet, is the same thing as a catalogue record. False when
/// there is nothing to say: the record is nobody's, it is the draft's already, or it was said before.
pub(super) fn stage_same(
    tx: &mut Write<'_>,
    import: Id,
    seq: i64,
    (draft, entity): (Id, Id),
    by: &str,
    now: Moment,
) -> Result<bool, Fault> {
    let Some(other) = store::first_link_of(tx, entity)? else {
        return Ok(false);
    };
    let linked = store::link(tx, draft)?.is_some_and(|l| l.entity == entity);
    if other.draft == draft || linked {
        return Ok(false);
    }
    let (a, b) = (draft.min(other.draft), draft.max(other.draft));
    let known = store::pair(tx, a, b)?;
    if known.as_ref().is_some_and(|p| p.state == "same") {
        return Ok(false);
    }
    let after = PairRow {
        a,
        b,
        kind: other.kind,
        score: known.as_ref().map_or(1.0, |p| p.score),
        reasons: known.as_ref().map_or("[]".into(), |p| p.reasons.clone()),
        state: Verdict::Same.as_str().into(),
        decided_by: Some(by.to_string()),
        decided_at: Some(now),
    };
    let text = |p: &PairRow| {
        serde_json::to_string(p).map_err(|e| store::unreadable(store::PUT_CHANGE, "pair", e))
    };
    let change = Change {
        seq,
        what: What::Pair,
        target: store::pair_target(a, b),
        before: known.as_ref().map(text).transpose()?,
        after: Some(text(&after)?),
    };
    store::put_change(tx, import, &change)?;
    Ok(true)
}

fn source() -> SourceRow {
    SourceRow {
        key: DECISIONS.into(),
        name: DECISIONS.into(),
        publisher: String::new(),
        licence: String::new(),
        url: String::new(),
        class: String::new(),
        complete: false,
        profile: String::new(),
    }
}

/// The link of a draft, or of the first draft of a catalogue record.
fn find(c: &mut Read<'_>, id: Id) -> Result<Option<LinkRow>, Fault> {
    match store::link(c, id)? {
        Some(link) => Ok(Some(link)),
        None => store::first_link_of(c, id),
    }
}

/// The two in order, if they can be decided about.
fn pair(
    a: Id,
    b: Id,
    first: Option<LinkRow>,
    second: Option<LinkRow>,
) -> Result<(LinkRow, LinkRow), PairError> {
    let first = first.ok_or(PairError::Unknown(a))?;
    let second = second.ok_or(PairError::Unknown(b))?;
    if first.draft == second.draft {
        return Err(PairError::One(a));
    }
    let word = |l: &LinkRow| Kind::parse(&l.kind).map_or("something else", Kind::as_str);
    let comparable = first.kind != Kind::ServiceAtLocation.as_str();
    if first.kind != second.kind || !comparable {
        return Err(PairError::Kinds {
            a,
            a_kind: word(&first),
            b,
            b_kind: word(&second),
        });
    }
    Ok(if first.draft < second.draft {
        (first, second)
    } else {
        (second, first)
    })
}

fn side(c: &mut Read<'_>, draft: Id) -> Result<Option<Side>, Fault> {
    let Some(link) = store::link(c, draft)? else {
        return Ok(None);
    };
    let name = match store::record(c, &link.source, &link.record)? {
        Some(row) => row
            .drafts()?
            .iter()
            .find_map(|d| match d {
                Draft::Record(r) if r.id == draft => Some(name(r)),
                _ => None,
            })
            .unwrap_or_default(),
        None => String::new(),
    };
    Ok(Some(Side {
        draft,
        source: link.source,
        record: link.record,
        name,
        entity: link.entity,
    }))
}

/// A record's name as its source gives it; of a name in several languages the first.
fn name(r: &RecordDraft) -> String {
    let name = &r.body["name"];
    name.as_str()
        .or_else(|| name.as_object()?.values().find_map(|v| v.as_str()))
        .unwrap_or_default()
        .to_string()
}
