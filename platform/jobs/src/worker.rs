//! The one who does the work.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use db::{Db, Fault, Write};
use tokio::sync::watch;
use tokio::task::JoinSet;
use values::{Clock, Id, Moment};

use crate::queue::{Job, State, TOPIC, is_queue_name};
use crate::schedule::{Schedule, tick};
use crate::store;

/// Why a job failed. The text is kept and shown to operators: no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may go well later.
    Again(String),
    /// It will never go well: the job is dead at once.
    Never(String),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Again(fault.to_string())
    }
}

type Inside = Arc<dyn Fn(&mut Write<'_>, &Job) -> Result<(), Failure> + Send + Sync>;
type Outside =
    Arc<dyn Fn(Job) -> Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>> + Send + Sync>;

#[derive(Clone)]
enum Handler {
    Inside(Inside),
    Outside(Outside),
}

/// Who deals with which queue. A worker leaves the queues it does not know to others, so that an
/// older node does not spoil the jobs of a newer one during an upgrade.
#[derive(Clone, Default)]
pub struct Handlers(BTreeMap<&'static str, Handler>);

impl Handlers {
    /// A handler that gets the transaction in which the job is marked done: what it changes in the
    /// database happens exactly once. It may be run again by the database and must not reach outside.
    pub fn inside(
        mut self,
        queue: &'static str,
        handler: impl Fn(&mut Write<'_>, &Job) -> Result<(), Failure> + Send + Sync + 'static,
    ) -> Handlers {
        self.0.insert(queue, Handler::Inside(Arc::new(handler)));
        self
    }

    /// A handler that talks to the world. It happens at least once; the job's identifier is the
    /// same every time.
    pub fn outside<F>(
        mut self,
        queue: &'static str,
        handler: impl Fn(Job) -> F + Send + Sync + 'static,
    ) -> Handlers
    where
        F: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        let boxed: Outside = Arc::new(move |job| Box::pin(handler(job)));
        self.0.insert(queue, Handler::Outside(boxed));
        self
    }

    /// `|mail|search|`, or the first name that is no queue's.
    fn list(&self) -> Result<String, &'static str> {
        match self.0.keys().find(|name| !is_queue_name(name)) {
            Some(wrong) => Err(wrong),
            None => Ok(self
                .0
                .keys()
                .fold("|".to_string(), |list, name| list + name + "|")),
        }
    }
}

/// How a worker goes about it.
#[derive(Clone, Debug)]
pub struct Pace {
    /// How many jobs run at the same time.
    pub together: usize,
    /// How long a job belongs to a worker without news. A crashed worker's jobs come back after it.
    pub lease: Duration,
    /// How often the worker looks even if nobody wakes it; also the pulse of the schedules.
    pub look: Duration,
    /// The wait after a first failure; doubled after each further one.
    pub first_wait: Duration,
    /// The longest wait between two attempts.
    pub longest_wait: Duration,
    /// How long running jobs may go on when the worker is asked to stop. What is not finished then
    /// comes back when its lease ends.
    pub grace: Duration,
    /// Finished jobs are forgotten after this time.
    pub keep_done: Duration,
}

impl Default for Pace {
    /// Two jobs at a time, leases of two minutes, a look every second, waits from ten seconds to
    /// one hour, half a minute of grace, seven days of memory.
    fn default() -> Pace {
        Pace {
            together: 2,
            lease: Duration::from_secs(120),
            look: Duration::from_secs(1),
            first_wait: Duration::from_secs(10),
            longest_wait: Duration::from_secs(3600),
            grace: Duration::from_secs(30),
            keep_done: Duration::from_secs(7 * 24 * 3600),
        }
    }
}

/// What became of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The job is over.
    Done(Id),
    /// It comes back at this moment.
    Again(Id, Moment),
    /// It was given up.
    Dead(Id),
    /// It failed, and another with the same key waits to do the same.
    Replaced(Id),
    /// Its lease had ended: another worker has it, and this attempt's changes inside the database
    /// were undone.
    Lost(Id),
}

/// Takes jobs and runs them. Cheap to copy: all copies share the same database and name.
#[derive(Clone)]
pub struct Worker {
    db: Db,
    clock: Arc<dyn Clock>,
    handlers: Handlers,
    queues: String,
    name: String,
    pace: Pace,
}

/// What a worker remembers between two looks.
struct Kept {
    slots: BTreeMap<&'static str, Moment>,
    cleaned: Moment,
}

/// What a handler inside a transaction ends with.
enum Broken {
    Failed(Failure),
    LeaseLost,
    Database(Fault),
}

impl From<Fault> for Broken {
    fn from(fault: Fault) -> Broken {
        Broken::Database(fault)
    }
}

impl Worker {
    /// A worker. `name` says which process it is, different on every node: it is kept with the jobs
    /// it has.
    ///
    /// # Errors
    /// The name of a queue that has other signs than small letters, digits, dots and hyphens.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        name: impl Into<String>,
        handlers: Handlers,
        pace: Pace,
    ) -> Result<Worker, &'static str> {
        Ok(Worker {
            db,
            clock,
            queues: handlers.list()?,
            handlers,
            name: name.into(),
            pace,
        })
    }

    /// Runs the job that is due longest, if one is: one attempt, to its end.
    ///
    /// # Errors
    /// The database's fault when claiming a job or keeping its outcome. A failing job is an outcome.
    pub async fn step(&self) -> Result<Option<Outcome>, Fault> {
        match self.claim().await? {
            Some(job) => self.attempt(job).await.map(Some),
            None => Ok(None),
        }
    }

    /// Works until `stop` becomes true (or its sender is gone), and keeps the schedules' time.
    /// Returns how many jobs were left unfinished after the grace.
    pub async fn run(self, schedules: Vec<Schedule>, mut stop: watch::Receiver<bool>) -> usize {
        let mut changes = self.db.changes();
        let mut at_work: JoinSet<()> = JoinSet::new();
        let mut kept = Kept {
            slots: BTreeMap::new(),
            cleaned: Moment(i64::MIN),
        };
        while !*stop.borrow() {
            self.keep_time(&schedules, &mut kept).await;
            while at_work.len() < self.pace.together && !*stop.borrow() {
                match self.claim().await {
                    Ok(Some(job)) => {
                        let worker = self.clone();
                        at_work.spawn(async move {
                            if let Err(fault) = worker.attempt(job).await {
                                tracing::error!(%fault, "the outcome of a job was not kept");
                            }
                        });
                    }
                    Ok(None) => break,
                    Err(fault) => {
                        tracing::error!(%fault, "no job can be claimed");
                        break;
                    }
                }
            }
            tokio::select! {
                gone = stop.changed() => if gone.is_err() { break },
                Some(_) = at_work.join_next() => {}
                woken = wake(&mut changes), if at_work.len() < self.pace.together => if !woken { break },
                () = tokio::time::sleep(self.pace.look) => {}
            }
        }
        let end = async { while at_work.join_next().await.is_some() {} };
        // Past the grace the rest is left to its leases.
        let _ = tokio::time::timeout(self.pace.grace, end).await;
        let left = at_work.len();
        if left > 0 {
            tracing::warn!(
                left,
                "jobs were left unfinished; they come back when their leases end"
            );
        }
        left
    }

    /// The schedules' slots, and now and then the forgetting of what is long done. The database is
    /// asked only when a new slot has begun.
    async fn keep_time(&self, schedules: &[Schedule], kept: &mut Kept) {
        let now = self.clock.now();
        let due: Vec<Schedule> = schedules
            .iter()
            .filter(|s| kept.slots.get(s.name) != Some(&s.every.slot(now)))
            .cloned()
            .collect();
        if !due.is_empty() {
            let slots: Vec<_> = due.iter().map(|s| (s.name, s.every.slot(now))).collect();
            match self.db.write(move |tx| tick(tx, now, &due)).await {
                Ok(_) => kept.slots.extend(slots),
                Err(fault) => tracing::error!(%fault, "the schedules could not be kept"),
            }
        }
        if kept.cleaned.plus_seconds(3600) <= now {
            kept.cleaned = now;
            let before = earlier(now, self.pace.keep_done);
            let purged = self
                .db
                .write(move |tx| crate::queue::purge(tx, before))
                .await;
            if let Err(fault) = purged {
                tracing::error!(%fault, "finished jobs could not be forgotten");
            }
        }
    }

    /// Takes the job that is due longest.
    async fn claim(&self) -> Result<Option<Job>, Fault> {
        let now = self.clock.now();
        let (queues, name) = (self.queues.clone(), self.name.clone());
        let lease = later(now, self.pace.lease);
        // Looking first keeps idle workers away from the database's writer.
        let look = db::params![now, queues];
        let candidate = move |row: &db::Row<'_>| row.get::<Id>("id");
        let seen = {
            let look = look.clone();
            self.db
                .read(move |read| read.opt(store::NEXT, &look, candidate))
                .await?
        };
        if seen.is_none() {
            return Ok(None);
        }
        self.db
            .write(move |tx| {
                tx.exec(store::BURY_VANISHED, &db::params![now])?;
                let Some(id) = tx.opt(store::NEXT, &look, candidate)? else {
                    return Ok(None);
                };
                tx.opt(store::CLAIM, &db::params![id, &name, lease, now], |row| {
                    Job::read(row, None)
                })
            })
            .await
    }

    async fn attempt(&self, job: Job) -> Result<Outcome, Fault> {
        let failure = match self.handlers.0.get(job.queue.as_str()) {
            Some(Handler::Inside(handler)) => match self.inside(handler.clone(), &job).await {
                Ok(()) => return Ok(Outcome::Done(job.id)),
                Err(Broken::LeaseLost) => return Ok(Outcome::Lost(job.id)),
                Err(Broken::Failed(failure)) => failure,
                Err(Broken::Database(fault)) => fault.into(),
            },
            Some(Handler::Outside(handler)) => match self.outside(handler.clone(), &job).await {
                Ok(()) => {
                    let done = self.end(&job, State::Done, None).await?;
                    return Ok(if done {
                        Outcome::Done(job.id)
                    } else {
                        Outcome::Lost(job.id)
                    });
                }
                Err(failure) => failure,
            },
            None => Failure::Again(format!("no handler for the queue {}", job.queue)),
        };
        self.failed(&job, failure).await
    }

    /// The handler and the mark that the job is done, in one transaction.
    async fn inside(&self, handler: Inside, job: &Job) -> Result<(), Broken> {
        let (job, name, clock) = (job.clone(), self.name.clone(), self.clock.clone());
        self.db
            .write(move |tx| {
                handler(tx, &job).map_err(Broken::Failed)?;
                let marked = tx.exec(
                    store::DONE,
                    &db::params![job.id, &name, job.attempt, clock.now()],
                )?;
                if marked == 1 {
                    Ok(())
                } else {
                    Err(Broken::LeaseLost)
                }
            })
            .await
    }

    /// The handler as a task of its own, so that a panic stays inside it, with its lease renewed
    /// as long as it runs.
    async fn outside(&self, handler: Outside, job: &Job) -> Result<(), Failure> {
        let mut task = tokio::spawn(handler(job.clone()));
        let mut pulse = tokio::time::interval(self.pace.lease / 3);
        pulse.tick().await; // the first tick comes at once
        loop {
            tokio::select! {
                ended = &mut task => {
                    return ended.unwrap_or_else(|_| Err(Failure::Again("the handler panicked".to_string())));
                }
                _ = pulse.tick() => {
                    let (id, name, attempt) = (job.id, self.name.clone(), job.attempt);
                    let lease = later(self.clock.now(), self.pace.lease);
                    let renewed = self.db
                        .write(move |tx| tx.exec(store::RENEW, &db::params![id, &name, attempt, lease]))
                        .await;
                    // A lost lease does not stop a job that may be half done outside; the outcome says so.
                    if let Err(fault) = renewed {
                        tracing::warn!(%fault, job = %job.id, "the lease of a job could not be renewed");
                    }
                }
            }
        }
    }

    async fn failed(&self, job: &Job, failure: Failure) -> Result<Outcome, Fault> {
        let (why, again) = match failure {
            Failure::Again(why) => (why, job.attempt < job.max_attempts),
            Failure::Never(why) => (why, false),
        };
        let why: String = why.chars().filter(|c| *c != '\0').take(2000).collect();
        tracing::warn!(job = %job.id, queue = %job.queue, attempt = job.attempt, again, "a job failed");
        if !again {
            let ended = self.end(job, State::Dead, Some(why)).await?;
            return Ok(if ended {
                Outcome::Dead(job.id)
            } else {
                Outcome::Lost(job.id)
            });
        }
        let now = self.clock.now();
        let due = later(now, self.wait(job));
        let (id, name, attempt) = (job.id, self.name.clone(), job.attempt);
        self.db
            .write(move |tx| {
                let head = db::params![id, &name, attempt, now];
                let again = [&head[..], &db::params![due, why.clone()]].concat();
                if tx.exec(store::AGAIN, &again)? == 1 {
                    return Ok(Outcome::Again(id, due));
                }
                let over = [&head[..], &db::params![State::Done.name(), why.clone()]].concat();
                Ok(match tx.exec(store::END, &over)? {
                    1 => Outcome::Replaced(id),
                    _ => Outcome::Lost(id),
                })
            })
            .await
    }

    async fn end(&self, job: &Job, state: State, why: Option<String>) -> Result<bool, Fault> {
        let parameters = db::params![
            job.id,
            &self.name,
            job.attempt,
            self.clock.now(),
            state.name(),
            why,
        ];
        self.db
            .write(move |tx| Ok(tx.exec(store::END, &parameters)? == 1))
            .await
    }

    /// The wait before the next attempt: doubled each time, and up to a fifth longer by a share that
    /// belongs to the job, so that jobs that failed together do not come back together.
    fn wait(&self, job: &Job) -> Duration {
        let doubled = 2_u32.saturating_pow(job.attempt.saturating_sub(1));
        let wait = self
            .pace
            .first_wait
            .saturating_mul(doubled)
            .min(self.pace.longest_wait);
        let share = u32::from(job.id.0.as_bytes()[15]);
        wait + wait * share / (5 * 255)
    }
}

/// Waits for news of jobs; false when the database is closed.
async fn wake(changes: &mut db::Changes) -> bool {
    while let Some(change) = changes.next().await {
        if change.touches(TOPIC) {
            return true;
        }
    }
    false
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

fn later(now: Moment, time: Duration) -> Moment {
    Moment(now.0.saturating_add(micros(time)))
}

fn earlier(now: Moment, time: Duration) -> Moment {
    Moment(now.0.saturating_sub(micros(time)))
}
