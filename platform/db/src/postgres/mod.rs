//! PostgreSQL: a few threads with a connection each, and one that listens.
//!
//! Every thread drives its own connection, so a statement costs no change of thread. Jobs run
//! serializable; what the server cannot put in order (40001, 40P01) runs again after a short wait, and at
//! last while no other writes.

mod admin;
mod dial;
mod ear;
mod session;
mod value;

use std::sync::{Arc, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio_postgres::Config as Server;

use crate::config::{Config, describe};
use crate::fault::Fault;
use crate::job::Job;
use crate::query::{Seat, Write};
use crate::queue::Queue;

pub(crate) use admin::{backup, check_all, migrate, restore, verify};
pub(crate) use ear::Ear;
pub(crate) use session::Session;
pub(crate) use value::cell;

/// The channel of `LISTEN`/`NOTIFY` that carries the change feed.
const CHANNEL: &str = "wishmi";
/// The longest wait before a job runs again.
const LONGEST_WAIT: Duration = Duration::from_millis(250);
/// After so many collisions a job has the turn: no other of this process writes meanwhile. When everybody
/// wants the same row, each gets it at last.
const TURN: u32 = 6;
/// How often a job is begun anew because the connection broke before its commit.
const CONNECTION_TRIES: u32 = 3;

/// Connects and starts the threads.
pub(crate) fn start(
    server: &Server,
    config: &Config,
    queue: &Arc<Queue<Box<dyn Job>>>,
) -> Result<Vec<JoinHandle<()>>, Fault> {
    let mut threads = Vec::new();
    let turn = Arc::new(RwLock::new(()));
    for n in 1..=config.readers.max(1) {
        let session = Session::connect(server, config)?;
        let worker = Worker {
            session,
            queue: queue.clone(),
            turn: turn.clone(),
            config: config.clone(),
            // Different on every thread and in every process, which is all a jitter needs.
            jitter: (u64::from(std::process::id()) << 16) | n as u64,
        };
        let thread = std::thread::Builder::new()
            .name(format!("db-{n}"))
            .spawn(move || worker.run())
            .map_err(|e| Fault::Open {
                place: config.url.to_string(),
                why: e.to_string(),
            })?;
        threads.push(thread);
    }
    Ok(threads)
}

struct Worker {
    session: Session,
    queue: Arc<Queue<Box<dyn Job>>>,
    turn: Arc<RwLock<()>>,
    config: Config,
    jitter: u64,
}

/// How one try at a job ended.
enum Try {
    /// The job is decided: its own answer counts, or the fault.
    Over(Result<(), Fault>),
    /// The server could not put it in order with others.
    Collided,
    /// The connection broke before anything was kept.
    Broke(Fault),
}

impl Worker {
    fn run(mut self) {
        while let Some(mut job) = self.queue.take() {
            if !job.abandoned() {
                let end = self.work(job.as_mut());
                job.end(end);
            }
        }
    }

    fn work(&mut self, job: &mut dyn Job) -> Result<(), Fault> {
        let (mut collisions, mut breaks) = (0, 0);
        let turn = self.turn.clone();
        loop {
            let tried = match (job.reads(), collisions < TURN) {
                (true, _) => self.attempt(job),
                (false, true) => {
                    let _with_others = turn.read().unwrap_or_else(PoisonError::into_inner);
                    self.attempt(job)
                }
                (false, false) => {
                    let _alone = turn.write().unwrap_or_else(PoisonError::into_inner);
                    self.attempt(job)
                }
            };
            match tried {
                Try::Over(end) => return end,
                Try::Collided => {
                    collisions += 1;
                    if collisions > self.config.retries {
                        return Err(Fault::Contention { tries: collisions });
                    }
                    self.wait(collisions);
                }
                Try::Broke(fault) => {
                    breaks += 1;
                    if breaks >= CONNECTION_TRIES {
                        return Err(fault);
                    }
                    tracing::warn!(error = %fault, "the database connection broke");
                    // The first break may be an old one, found only now: no wait for that.
                    if breaks > 1 {
                        std::thread::sleep(LONGEST_WAIT);
                    }
                }
            }
        }
    }

    fn attempt(&mut self, job: &mut dyn Job) -> Try {
        let reads = job.reads();
        if let Err(fault) = self.session.begin(reads) {
            return Try::Broke(fault);
        }
        let limit = match reads {
            true => self.config.read_limit,
            false => self.config.write_limit,
        };
        let now = std::time::Instant::now();
        let ends = now
            .checked_add(limit)
            .unwrap_or_else(|| now + Duration::from_secs(86_400));
        let mut tx = Write::new(Seat::Postgres(&mut self.session), ends, limit);
        let keep = job.run(&mut tx);
        let again = tx.again();
        let failure = tx.failure();
        let topics = tx.into_topics();
        if again {
            self.session.roll_back();
            return match failure {
                Some(fault @ Fault::Lost { .. }) => Try::Broke(fault),
                _ => Try::Collided,
            };
        }
        if !keep {
            self.session.roll_back();
            return Try::Over(Ok(()));
        }
        match self.session.commit(&topics) {
            Ok(()) => Try::Over(Ok(())),
            Err(failed) if failed.again => {
                self.session.roll_back();
                Try::Collided
            }
            Err(failed) => {
                self.session.roll_back();
                Try::Over(Err(failed.fault))
            }
        }
    }

    /// Waits longer each time, and never in step with the others.
    fn wait(&mut self, collisions: u32) {
        // A step of SplitMix64 (Steele, Lea and Flood, 2014).
        self.jitter = self.jitter.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.jitter;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        let longest = Duration::from_millis(1 << collisions.min(8)).min(LONGEST_WAIT);
        let micros = u64::try_from(longest.as_micros()).unwrap_or(u64::MAX);
        std::thread::sleep(Duration::from_micros(z % micros.max(1)));
    }
}

fn open_fault(server: &Server, why: impl AsRef<str>) -> Fault {
    Fault::Open {
        place: place(server),
        why: why.as_ref().to_string(),
    }
}

fn place(server: &Server) -> String {
    crate::Url::postgres(server.clone()).to_string()
}

fn lost(error: &tokio_postgres::Error) -> Fault {
    Fault::Lost {
        message: describe(error),
    }
}
