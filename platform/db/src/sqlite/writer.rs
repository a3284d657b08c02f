//! The one writer: many jobs, one durable commit.
//!
//! A commit costs one wait for the disk, whatever it holds. So the jobs that came in while the
//! last commit was on its way to the disk share the next one. Each has a savepoint of its own: a
//! refusal, a fault or a panic undoes that job alone. The answers go out after the commit.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};

use super::lock::Lock;
use super::{Desk, control, message};
use crate::changes::{Change, Publisher};
use crate::config::Config;
use crate::fault::Fault;
use crate::job::Job;
use crate::query::{Seat, Write};
use crate::queue::Queue;

pub(crate) struct Writer {
    desk: Desk,
    queue: Arc<Queue<Box<dyn Job>>>,
    changes: Publisher,
    group_jobs: usize,
    group_time: Duration,
    limit: Duration,
    // Released when the writer has ended, so after the last commit.
    _lock: Lock,
}

/// A job that has run in the open transaction.
struct Done {
    job: Box<dyn Job>,
    topics: BTreeSet<String>,
}

/// What a job left behind.
enum Outcome {
    /// Its changes are in the transaction, or it undid them itself.
    Ran(BTreeSet<String>),
    /// SQLite ended the whole transaction (disk full, out of memory, a statement stopped by the
    /// timer): what ran before in the group is gone, too. With what to answer this job.
    Broke(Result<(), Fault>),
}

impl Writer {
    pub(crate) fn new(
        desk: Desk,
        lock: Lock,
        config: &Config,
        queue: Arc<Queue<Box<dyn Job>>>,
        changes: Publisher,
    ) -> Writer {
        Writer {
            desk,
            queue,
            changes,
            group_jobs: config.group_jobs.max(1),
            group_time: config.group_time,
            limit: config.write_limit,
            _lock: lock,
        }
    }

    /// Works until the queue is closed and empty.
    pub(crate) fn run(self) {
        while let Some(first) = self.queue.take() {
            self.group(first);
        }
    }

    fn connection(&self) -> &Connection {
        &self.desk.connection
    }

    fn group(&self, first: Box<dyn Job>) {
        let began = Instant::now();
        let mut pending = VecDeque::from([first]);
        let mut taken = 1;
        let more = || {
            if taken >= self.group_jobs || began.elapsed() >= self.group_time {
                return None;
            }
            taken += 1;
            self.queue.take_now()
        };
        let (done, commit) = self.transaction(&mut pending, more);
        match commit {
            Ok(()) => self.answer(done),
            // A rule that is checked only at the commit (a deferred foreign key) was broken by one
            // of the group: each gets a transaction of its own, so that only that one fails.
            Err((_, true)) if done.len() > 1 => {
                for one in done {
                    let (done, commit) = self.transaction(&mut VecDeque::from([one.job]), || None);
                    match commit {
                        Ok(()) => self.answer(done),
                        Err((fault, _)) => refuse(done, &fault),
                    }
                }
            }
            Err((fault, _)) => refuse(done, &fault),
        }
    }

    /// Runs jobs in one transaction, first the pending ones, then what `more` brings, and commits.
    /// An error says whether a rule of the schema was the cause.
    fn transaction(
        &self,
        pending: &mut VecDeque<Box<dyn Job>>,
        mut more: impl FnMut() -> Option<Box<dyn Job>>,
    ) -> (Vec<Done>, Result<(), (Fault, bool)>) {
        let mut done: Vec<Done> = Vec::new();
        if let Err(e) = control(self.connection(), "begin immediate") {
            return self.give_up(done, pending, &e);
        }
        while let Some(mut job) = pending.pop_front().or_else(&mut more) {
            if job.abandoned() {
                continue;
            }
            match self.attempt(job.as_mut()) {
                Outcome::Ran(topics) => done.push(Done { job, topics }),
                Outcome::Broke(answer) => {
                    // The offender is answered; the others run again without it. Each round has
                    // one job fewer, so this ends.
                    job.end(answer);
                    for earlier in done.drain(..).rev() {
                        pending.push_front(earlier.job);
                    }
                    if let Err(e) = control(self.connection(), "begin immediate") {
                        return self.give_up(done, pending, &e);
                    }
                }
            }
        }
        match control(self.connection(), "commit") {
            Ok(()) => (done, Ok(())),
            Err(e) => self.give_up(done, pending, &e),
        }
    }

    fn give_up(
        &self,
        mut done: Vec<Done>,
        pending: &mut VecDeque<Box<dyn Job>>,
        error: &rusqlite::Error,
    ) -> (Vec<Done>, Result<(), (Fault, bool)>) {
        self.roll_back();
        done.extend(pending.drain(..).map(|job| Done {
            job,
            topics: BTreeSet::new(),
        }));
        let rule = error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation);
        let fault = Fault::Commit {
            message: message(error),
        };
        tracing::error!(error = %fault, jobs = done.len(), "a group of writes was undone");
        (done, Err((fault, rule)))
    }

    fn roll_back(&self) {
        if !self.connection().is_autocommit()
            && let Err(e) = control(self.connection(), "rollback")
        {
            tracing::error!(error = %e, "a write transaction could not be undone");
        }
    }

    fn attempt(&self, job: &mut dyn Job) -> Outcome {
        let connection = self.connection();
        let lost = |message: String| Outcome::Broke(Err(Fault::Commit { message }));
        if let Err(e) = control(connection, "savepoint job") {
            self.roll_back();
            return lost(message(&e));
        }
        let ends = self.desk.wind(self.limit);
        let mut tx = Write::new(Seat::Sqlite(connection), ends, self.limit);
        let keep = job.run(&mut tx);
        self.desk.unwind();
        if connection.is_autocommit() {
            return match keep {
                false => Outcome::Broke(Ok(())),
                true => lost("SQLite ended the transaction".to_string()),
            };
        }
        let undone = if keep {
            Ok(())
        } else {
            control(connection, "rollback to job")
        };
        match undone.and_then(|()| control(connection, "release job")) {
            Ok(()) if keep => Outcome::Ran(tx.into_topics()),
            Ok(()) => Outcome::Ran(BTreeSet::new()),
            Err(e) => {
                tracing::error!(error = %e, "a savepoint could not be ended");
                self.roll_back();
                lost(message(&e))
            }
        }
    }

    /// Tells the change feed, then the callers.
    fn answer(&self, done: Vec<Done>) {
        let topics: BTreeSet<&String> = done.iter().flat_map(|d| &d.topics).collect();
        for topic in topics {
            self.changes.publish(Change::Topic(topic.as_str().into()));
        }
        for one in done {
            one.job.end(Ok(()));
        }
    }
}

fn refuse(done: Vec<Done>, fault: &Fault) {
    for one in done {
        one.job.end(Err(fault.clone()));
    }
}
