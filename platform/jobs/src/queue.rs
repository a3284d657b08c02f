//! Jobs as rows.

use db::{Cell, Fault, FromCell, Kind, Read, Row, Write};
use values::{Id, Moment};

use crate::store;

/// A job to be enqueued.
#[derive(Clone, Debug, PartialEq)]
pub struct New {
    /// Its queue: the name of the handler. Small letters, digits, dots and hyphens.
    pub queue: &'static str,
    /// What the handler needs to know: identifiers, no personal data.
    pub payload: serde_json::Value,
    /// Not before this moment.
    pub run_after: Moment,
    /// While a job with the same key waits in the queue, this one is not needed. A job that already
    /// runs does not count, since it may have looked before the present change.
    pub key: Option<String>,
    /// How often it is tried before it is given up; at least once.
    pub max_attempts: u32,
}

impl New {
    /// A job to run as soon as possible, tried up to ten times (about an hour and a half with the waits
    /// between), without a key.
    pub fn now(queue: &'static str, payload: serde_json::Value, now: Moment) -> New {
        New {
            queue,
            payload,
            run_after: now,
            key: None,
            max_attempts: 10,
        }
    }

    /// Gives it a key.
    pub fn key(mut self, key: impl Into<String>) -> New {
        self.key = Some(key.into());
        self
    }

    /// Puts it off.
    pub fn after(mut self, moment: Moment) -> New {
        self.run_after = moment;
        self
    }

    /// Sets how often it is tried.
    pub fn attempts(mut self, most: u32) -> New {
        self.max_attempts = most;
        self
    }
}

/// What became of a job that was to be enqueued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enqueued {
    /// It waits.
    Yes,
    /// Another one with the same key already waits.
    AlreadyWaiting,
}

/// The states of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Until its moment comes.
    Waiting,
    /// A worker has it, until its lease ends.
    Running,
    /// It is over.
    Done,
    /// It failed too often; an operator decides.
    Dead,
}

impl State {
    /// The name as it is kept and shown.
    pub fn name(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Running => "running",
            State::Done => "done",
            State::Dead => "dead",
        }
    }
}

impl FromCell for State {
    const KIND: Kind = Kind::Text;
    fn from_cell(cell: Cell<'_>) -> Result<State, String> {
        match cell {
            Cell::Text("waiting") => Ok(State::Waiting),
            Cell::Text("running") => Ok(State::Running),
            Cell::Text("done") => Ok(State::Done),
            Cell::Text("dead") => Ok(State::Dead),
            _ => Err("not the state of a job".to_string()),
        }
    }
}

/// A job as a handler gets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// Its identifier: the same in every attempt, good as a key at other services.
    pub id: Id,
    /// Its queue.
    pub queue: String,
    /// What it is about.
    pub payload: serde_json::Value,
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// How many there are at most.
    pub max_attempts: u32,
    /// The moment it was due.
    pub due: Moment,
    /// What went wrong last; only for dead jobs.
    pub last_error: Option<String>,
}

impl Job {
    pub(crate) fn read(row: &Row<'_>, last_error: Option<String>) -> Result<Job, Fault> {
        let payload: String = row.get("payload")?;
        Ok(Job {
            id: row.get("id")?,
            queue: row.get("queue")?,
            // What is no JSON any more is handed over as text: the handler refuses it and the job
            // ends as dead, where an operator sees it, instead of stopping the worker.
            payload: serde_json::from_str(&payload).unwrap_or(serde_json::Value::String(payload)),
            attempt: row.get("attempts")?,
            max_attempts: row.get("max_attempts")?,
            due: row.get("run_after")?,
            last_error,
        })
    }
}

/// Topic of [`db::Write::notify`] that wakes the workers.
pub(crate) const TOPIC: &str = "jobs";

/// Puts a job into its queue, in the caller's transaction. `id` is a new identifier made by the
/// caller (transactions may be run again, randomness stays outside).
///
/// # Errors
/// The database's fault; [`Fault::Params`] when the queue's name has other signs than it may.
pub fn enqueue(tx: &mut Write<'_>, id: Id, now: Moment, job: &New) -> Result<Enqueued, Fault> {
    if !is_queue_name(job.queue) {
        return Err(Fault::Params {
            statement: store::ENQUEUE.name(),
            why: format!(
                "«{}» is no name of a queue: small letters, digits, dots and hyphens",
                job.queue
            ),
        });
    }
    let kept = tx.exec(
        store::ENQUEUE,
        &db::params![
            id,
            job.queue,
            job.key.as_deref(),
            job.payload.to_string(),
            job.run_after,
            job.max_attempts.max(1),
            now,
        ],
    )?;
    if kept == 0 {
        return Ok(Enqueued::AlreadyWaiting);
    }
    if job.run_after <= now {
        tx.notify(TOPIC);
    }
    Ok(Enqueued::Yes)
}

pub(crate) fn is_queue_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-')
}

/// How many jobs of a queue are in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The queue.
    pub queue: String,
    /// The state.
    pub state: State,
    /// How many.
    pub jobs: u64,
}

/// How many jobs there are, by queue and state: for `/metrics` and operators.
///
/// # Errors
/// The database's fault.
pub fn counts(read: &mut Read<'_>) -> Result<Vec<Count>, Fault> {
    read.all(store::COUNTS, &[], |row| {
        Ok(Count {
            queue: row.get("queue")?,
            state: row.get("state")?,
            jobs: row.get("jobs")?,
        })
    })
}

/// The moment since which the oldest due job has been waiting; `None` when none waits. A value far
/// in the past means that no worker is at work.
///
/// # Errors
/// The database's fault.
pub fn waiting_since(read: &mut Read<'_>, now: Moment) -> Result<Option<Moment>, Fault> {
    read.one(store::OLDEST_DUE, &db::params![now], |row| row.get("since"))
}

/// The jobs that were given up, newest first, at most `limit`.
///
/// # Errors
/// The database's fault.
pub fn dead(read: &mut Read<'_>, limit: u32) -> Result<Vec<Job>, Fault> {
    read.all(store::DEAD, &db::params![limit], |row| {
        Job::read(row, row.get("last_error")?)
    })
}

/// Gives a dead job all its attempts again. False when it is not dead, or when another with the
/// same key waits already.
///
/// # Errors
/// The database's fault.
pub fn revive(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<bool, Fault> {
    let revived = tx.exec(store::REVIVE, &db::params![id, now])? == 1;
    if revived {
        tx.notify(TOPIC);
    }
    Ok(revived)
}

/// Forgets the jobs that were done before a moment; returns how many. Dead jobs stay.
///
/// # Errors
/// The database's fault.
pub fn purge(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(store::PURGE, &db::params![before])
}
