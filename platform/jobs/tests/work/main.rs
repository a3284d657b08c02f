//! Jobs, workers and schedules on both engines.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use db::{Db, Fault};
use jobs::{
    Count, Enqueued, Every, Failure, Handlers, New, Outcome, Pace, Schedule, State, Worker,
};
use serde_json::json;
use testing::on_both;
use tokio::sync::{Notify, watch};
use values::{HandClock, Id, Moment};

mod lease;
mod queue;
mod schedule;

const START: Moment = Moment(1_800_000_000_000_000);

fn pace() -> Pace {
    Pace {
        together: 2,
        lease: Duration::from_secs(60),
        look: Duration::from_millis(200),
        first_wait: Duration::from_secs(10),
        longest_wait: Duration::from_secs(100),
        grace: Duration::from_secs(20),
        keep_done: Duration::from_secs(3600),
    }
}

fn worker(
    db: &Db,
    clock: &HandClock,
    name: &str,
    handlers: Handlers,
) -> Result<Worker, &'static str> {
    Worker::new(db.clone(), Arc::new(clock.clone()), name, handlers, pace())
}

fn id(n: usize) -> Id {
    Id::named("job", &n.to_string())
}

async fn add(db: &Db, n: usize, job: New) -> Result<Enqueued, Fault> {
    db.write(move |tx| jobs::enqueue(tx, id(n), START, &job))
        .await
}

fn new(queue: &'static str, n: usize) -> New {
    New::now(queue, json!({ "n": n }), START)
}

/// How many jobs are in a state, in all queues together.
async fn count(db: &Db, state: State) -> Result<u64, Fault> {
    let counts: Vec<Count> = db.read(jobs::counts).await?;
    Ok(counts
        .iter()
        .filter(|c| c.state == state)
        .map(|c| c.jobs)
        .sum())
}

/// Which jobs ran, and how often.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<BTreeMap<Id, u32>>>);

impl Log {
    fn add(&self, id: Id) {
        *self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(id)
            .or_default() += 1;
    }
    fn all(&self) -> BTreeMap<Id, u32> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A handler that tells when it has begun, and ends only when it is let go.
fn held(begun: &Arc<Notify>, go: &Arc<Notify>) -> Handlers {
    let (begun, go) = (begun.clone(), go.clone());
    Handlers::default().outside("mail", move |_| {
        let (begun, go) = (begun.clone(), go.clone());
        async move {
            begun.notify_one();
            go.notified().await;
            Ok(())
        }
    })
}
