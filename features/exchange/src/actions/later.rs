//! What is done with imports later: approve or reject what waits, take back what was applied,
//! finish what a stop has interrupted.

use db::Fault;
use values::Id;

use super::{Exchange, ImportError, Progress, busy, carry, wrong_state};
use crate::model::{Import, State};
use crate::store::{self, Step};

impl Exchange {
    /// Carries out an import that waits for approval.
    ///
    /// # Errors
    /// [`ImportError::WrongState`] when it does not wait, [`ImportError::Later`] when another import
    /// has since changed what it was about to change.
    pub async fn approve(
        &self,
        number: i64,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Import, ImportError> {
        let id = self
            .resume(
                number,
                (State::Waiting, "only an import that waits can be approved"),
                (State::Committed, "approved"),
            )
            .await?;
        carry::forward(self, id, progress).await?;
        Ok(self.numbered(number).await?.import)
    }

    /// Throws away an import that waits for approval.
    ///
    /// # Errors
    /// [`ImportError::WrongState`] when it does not wait.
    pub async fn reject(&self, number: i64) -> Result<Import, ImportError> {
        let id = self
            .resume(
                number,
                (State::Waiting, "only an import that waits can be rejected"),
                (State::Staging, ""),
            )
            .await?;
        let counts = self.numbered(number).await?.import.counts;
        self.discard(id, "rejected", &counts).await?;
        Ok(self.numbered(number).await?.import)
    }

    /// Takes an import back: every record is again exactly as it was before.
    ///
    /// # Errors
    /// [`ImportError::Later`] when later imports changed the same records: take those back first.
    pub async fn undo(
        &self,
        number: i64,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Import, ImportError> {
        let id = self
            .resume(
                number,
                (State::Applied, "only an applied import can be taken back"),
                (State::Undoing, ""),
            )
            .await?;
        carry::backward(self, id, progress).await?;
        Ok(self.numbered(number).await?.import)
    }

    /// Takes the turn and moves an import out of its rest, in one transaction: when anything stands
    /// against it, the turn stays free.
    async fn resume(
        &self,
        number: i64,
        (from, otherwise): (State, &'static str),
        (to, reason): (State, &'static str),
    ) -> Result<Id, ImportError> {
        let row = self.numbered(number).await?;
        let id = row.import.id;
        let now = self.clock.now();
        self.db
            .write(move |tx| {
                if row.import.state != from {
                    return Err(wrong_state(&row.import, otherwise));
                }
                if !store::take_turn(tx, id, now)? {
                    return Err(busy(tx)?);
                }
                // What is thrown away changes nothing, so nothing can stand on it.
                if to != State::Staging {
                    let later = store::later(tx, &row.import)?;
                    if !later.is_empty() {
                        return Err(ImportError::Later { number, later });
                    }
                }
                let cursor = if to == State::Undoing {
                    store::last_change(tx, id)? + 1
                } else {
                    0
                };
                let step = Step {
                    id,
                    from,
                    to,
                    reason,
                    counts: &row.import.counts,
                    now,
                    cursor,
                };
                if !store::move_import(tx, &step)? {
                    return Err(wrong_state(&row.import, otherwise));
                }
                Ok(id)
            })
            .await
    }

    /// Finishes or throws away what a stop has left in the middle: call it before serving, and from
    /// time to time. Only imports that have been silent for minutes are touched, unless the caller
    /// knows that nobody else can be at work (`alone`: the SQLite file has just been opened).
    ///
    /// # Errors
    /// From the database.
    pub async fn recover(&self, alone: bool) -> Result<Vec<Import>, ImportError> {
        let now = self.clock.now();
        let turn = self.db.read(store::turn).await?;
        let busy = turn
            .filter(|(_, until)| !alone && *until > now)
            .map(|(id, _)| id);
        let mut done = Vec::new();
        for row in self.db.read(store::unfinished).await? {
            let id = row.import.id;
            if busy == Some(id) {
                continue;
            }
            tracing::warn!(
                import = row.import.number,
                state = row.import.state.as_str(),
                "finishing an interrupted import"
            );
            self.finish(id, row.import.number).await?;
            done.push(self.numbered(row.import.number).await?.import);
        }
        // A turn without a living import (a stop between two steps) is given back.
        if let Some((id, _)) = turn
            && busy.is_none()
        {
            self.db
                .write::<_, Fault>(move |tx| store::end_turn(tx, id))
                .await?;
        }
        self.forget_leftovers(alone).await?;
        Ok(done)
    }

    /// Brings one interrupted import to a rest. The last statement of a process that has just died
    /// may still be on its way into the database. So an undecided import first loses its turn,
    /// without which it can no longer be decided, and only then its log; and what was decided a
    /// moment earlier is carried out after all.
    async fn finish(&self, id: Id, number: i64) -> Result<(), ImportError> {
        let state = self
            .db
            .write(move |tx| {
                let row = store::import(tx, id)?.ok_or(ImportError::Unknown(number))?;
                if row.import.state == State::Staging {
                    store::end_turn(tx, id)?;
                }
                Ok::<_, ImportError>(row.import.state)
            })
            .await?;
        let counts = self.numbered(number).await?.import.counts;
        match state {
            State::Staging => self.discard(id, "interrupted", &counts).await,
            State::Committed => carry::forward(self, id, &|_| {}).await,
            State::Undoing => carry::backward(self, id, &|_| {}).await,
            _ => Ok(()),
        }
    }
}
