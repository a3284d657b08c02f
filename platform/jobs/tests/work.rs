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

on_both!(every_statement_fits_the_schema, |db| async move {
    db.check(jobs::store::STATEMENTS).await?;
    Ok(())
});

on_both!(
    a_job_is_there_if_and_only_if_its_transaction_is,
    |db| async move {
        let undone: Result<(), Fault> = db
            .write(|tx| {
                jobs::enqueue(tx, id(1), START, &new("mail", 1))?;
                Err(Fault::ReadOnly)
            })
            .await;
        assert!(undone.is_err());
        assert!(db.read(jobs::counts).await?.is_empty());
        assert_eq!(add(&db, 1, new("mail", 1)).await?, Enqueued::Yes);
        assert_eq!(count(&db, State::Waiting).await?, 1);
        assert_eq!(
            db.read(|c| jobs::waiting_since(c, START)).await?,
            Some(START)
        );
        let wrong = add(&db, 2, New::now("Mail now", json!({}), START)).await;
        assert!(wrong.is_err_and(|e| e.to_string().contains("small letters")));
        Ok(())
    }
);

on_both!(a_job_waits_for_its_moment, |db| async move {
    let clock = HandClock::at(START);
    let log = Log::default();
    let seen = log.clone();
    let handlers = Handlers::default().inside("mail", move |_, job| {
        seen.add(job.id);
        assert_eq!(job.payload, json!({ "n": 2 }));
        assert_eq!(job.attempt, 1);
        Ok(())
    });
    let worker = worker(&db, &clock, "a", handlers)?;
    add(&db, 2, new("mail", 2).after(START.plus_seconds(30))).await?;
    assert_eq!(db.read(|c| jobs::waiting_since(c, START)).await?, None);
    assert_eq!(worker.step().await?, None);
    clock.advance_seconds(30);
    assert_eq!(worker.step().await?, Some(Outcome::Done(id(2))));
    assert_eq!(worker.step().await?, None);
    assert_eq!(log.all().len(), 1);
    assert_eq!(count(&db, State::Done).await?, 1);
    Ok(())
});

on_both!(
    a_key_keeps_a_second_one_away_only_while_the_first_waits,
    |db| async move {
        let clock = HandClock::at(START);
        let worker = worker(
            &db,
            &clock,
            "a",
            Handlers::default().inside("index", |_, _| Ok(())),
        )?;
        assert_eq!(
            add(&db, 1, new("index", 1).key("all")).await?,
            Enqueued::Yes
        );
        assert_eq!(
            add(&db, 2, new("index", 2).key("all")).await?,
            Enqueued::AlreadyWaiting
        );
        // Another key and another queue do not count, nor do jobs without a key.
        assert_eq!(
            add(&db, 3, new("index", 3).key("some")).await?,
            Enqueued::Yes
        );
        assert_eq!(add(&db, 4, new("mail", 4).key("all")).await?, Enqueued::Yes);
        assert_eq!(add(&db, 5, new("index", 5)).await?, Enqueued::Yes);
        assert_eq!(add(&db, 6, new("index", 6)).await?, Enqueued::Yes);
        while worker.step().await?.is_some() {}
        assert_eq!(
            add(&db, 7, new("index", 7).key("all")).await?,
            Enqueued::Yes
        );
        Ok(())
    }
);

on_both!(
    workers_side_by_side_never_run_a_job_twice,
    |db| async move {
        const JOBS: usize = 30;
        let clock = HandClock::at(START);
        let log = Log::default();
        for n in 0..JOBS {
            add(
                &db,
                n,
                new(if n % 2 == 0 { "inside" } else { "outside" }, n),
            )
            .await?;
        }
        let workers: Vec<_> = (0..4)
            .map(|w| {
                let seen = log.clone();
                let handlers = Handlers::default()
                    // The effect inside is one more row, kept together with the mark.
                    .inside("inside", |tx, job| {
                        let effect = New::now("effects", job.payload.clone(), START);
                        jobs::enqueue(
                            tx,
                            Id::named("effect", &job.id.to_string()),
                            START,
                            &effect,
                        )?;
                        Ok(())
                    })
                    .outside("outside", move |job| {
                        seen.add(job.id);
                        async { Ok(()) }
                    });
                worker(&db, &clock, &format!("worker {w}"), handlers)
            })
            .collect::<Result<_, _>>()?;
        let running: Vec<_> = workers
            .into_iter()
            .map(|worker| {
                tokio::spawn(async move {
                    let mut done = 0;
                    while let Some(outcome) = worker.step().await? {
                        assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
                        done += 1;
                    }
                    Ok::<usize, Fault>(done)
                })
            })
            .collect();
        let mut done = 0;
        for worker in running {
            done += worker.await??;
        }
        assert_eq!(done, JOBS);
        let outside = log.all();
        assert_eq!(outside.len(), JOBS / 2);
        assert!(outside.values().all(|times| *times == 1), "{outside:?}");
        assert_eq!(count(&db, State::Done).await?, JOBS as u64);
        assert_eq!(
            count(&db, State::Waiting).await?,
            JOBS as u64 / 2,
            "one effect for each job inside"
        );
        Ok(())
    }
);

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

on_both!(
    a_job_whose_worker_vanished_comes_back_when_its_lease_ends,
    |db| async move {
        let clock = HandClock::at(START);
        let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        add(&db, 1, new("mail", 1)).await?;
        let lost = worker(&db, &clock, "lost", held(&begun, &go))?;
        let attempt = tokio::spawn(async move { lost.step().await });
        begun.notified().await;

        let attempts = Arc::new(AtomicUsize::new(0));
        let seen = attempts.clone();
        let handlers = Handlers::default().inside("mail", move |_, job| {
            seen.store(job.attempt as usize, Ordering::SeqCst);
            Ok(())
        });
        let other = worker(&db, &clock, "other", handlers)?;
        clock.advance_seconds(59);
        assert_eq!(other.step().await?, None, "the lease holds");
        clock.advance_seconds(1);
        assert_eq!(other.step().await?, Some(Outcome::Done(id(1))));
        assert_eq!(attempts.load(Ordering::SeqCst), 2);

        // The first worker was only slow: it learns that the job is no longer its own.
        go.notify_one();
        assert_eq!(attempt.await??, Some(Outcome::Lost(id(1))));
        assert_eq!(count(&db, State::Done).await?, 1);
        Ok(())
    }
);

on_both!(
    what_was_done_inside_after_the_lease_is_undone,
    |db| async move {
        let clock = HandClock::at(START);
        add(&db, 1, new("slow", 1)).await?;
        // While this handler works, its lease ends and another worker takes the job and ends it: played
        // by the handler itself, since two transactions cannot stand open side by side on SQLite.
        let handlers = Handlers::default().inside("slow", |tx, job| {
            let effect = New::now("effects", json!({}), START);
            jobs::enqueue(tx, id(2), START, &effect)?;
            tx.exec(other::TAKES, &db::params![job.id])?;
            Ok(())
        });
        let worker = worker(&db, &clock, "a", handlers)?;
        assert_eq!(worker.step().await?, Some(Outcome::Lost(id(1))));
        assert_eq!(count(&db, State::Waiting).await?, 0, "the effect is undone");
        assert_eq!(count(&db, State::Running).await?, 1);
        Ok(())
    }
);

mod other {
    db::statements! {
        pub(crate) TAKES = "update jobs_queue set worker = 'other', attempts = attempts + 1 where id = $1";
    }
}

on_both!(
    a_job_that_kills_its_worker_every_time_is_buried,
    |db| async move {
        let clock = HandClock::at(START);
        add(&db, 1, new("mail", 1).attempts(2)).await?;
        add(&db, 2, new("mail", 2).after(START.plus_seconds(3600))).await?;
        for _ in 0..2 {
            let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
            let doomed = worker(&db, &clock, "doomed", held(&begun, &go))?;
            let attempt = tokio::spawn(async move { doomed.step().await });
            begun.notified().await;
            attempt.abort();
            clock.advance_seconds(61);
        }
        let other = worker(
            &db,
            &clock,
            "other",
            Handlers::default().inside("mail", |_, _| Ok(())),
        )?;
        assert_eq!(other.step().await?, None);
        let dead = db.read(|c| jobs::dead(c, 10)).await?;
        assert_eq!(dead.len(), 1);
        assert_eq!((dead[0].id, dead[0].attempt), (id(1), 2));
        assert!(
            dead[0]
                .last_error
                .as_deref()
                .is_some_and(|e| e.contains("vanished"))
        );
        Ok(())
    }
);

on_both!(
    a_failing_job_comes_back_later_and_later_and_is_given_up,
    |db| async move {
        let clock = HandClock::at(START);
        add(&db, 1, new("mail", 1).attempts(6)).await?;
        let handlers = Handlers::default().inside("mail", |_, job| {
            Err(Failure::Again(format!("attempt {}", job.attempt)))
        });
        let worker = worker(&db, &clock, "a", handlers)?;
        let mut now = START;
        for wait in [10.0, 20.0, 40.0, 80.0, 100.0_f64] {
            let Some(Outcome::Again(same, due)) = worker.step().await? else {
                return Err("it comes back".into());
            };
            assert_eq!(same, id(1));
            let seconds = (due.0 - now.0) as f64 / 1e6;
            assert!(
                (wait..=wait * 1.2).contains(&seconds),
                "{seconds} instead of {wait}"
            );
            assert_eq!(worker.step().await?, None, "not before its moment");
            clock.advance_seconds((seconds + 1.0) as i64);
            now = now.plus_seconds((seconds + 1.0) as i64);
        }
        assert_eq!(worker.step().await?, Some(Outcome::Dead(id(1))));
        assert_eq!(worker.step().await?, None);
        let dead = db.read(|c| jobs::dead(c, 10)).await?;
        assert_eq!(dead[0].last_error.as_deref(), Some("attempt 6"));

        let revived = db.write(move |tx| jobs::revive(tx, id(1), now)).await?;
        assert!(revived && !db.write(move |tx| jobs::revive(tx, id(1), now)).await?);
        assert!(matches!(worker.step().await?, Some(Outcome::Again(..))));
        Ok(())
    }
);

on_both!(
    hopeless_jobs_and_panics_end_as_they_should,
    |db| async move {
        let clock = HandClock::at(START);
        let handlers = Handlers::default()
            .inside("hopeless", |_, _| {
                Err(Failure::Never("no such file".to_string()))
            })
            .inside("panic-inside", |_, job| panic!("{}", job.id))
            .outside("panic-outside", |job| async move { panic!("{}", job.id) })
            .inside("nul", |_, _| Err(Failure::Never("a\0b".to_string())));
        let worker = worker(&db, &clock, "a", handlers)?;
        for (n, queue) in ["hopeless", "nul", "panic-inside", "panic-outside"]
            .into_iter()
            .enumerate()
        {
            add(&db, n, new(queue, n).after(Moment(START.0 - 10 + n as i64))).await?;
        }
        assert_eq!(worker.step().await?, Some(Outcome::Dead(id(0))));
        assert_eq!(worker.step().await?, Some(Outcome::Dead(id(1))));
        assert!(matches!(worker.step().await?, Some(Outcome::Again(i, _)) if i == id(2)));
        assert!(matches!(worker.step().await?, Some(Outcome::Again(i, _)) if i == id(3)));
        let dead = db.read(|c| jobs::dead(c, 10)).await?;
        let mut why: Vec<_> = dead.into_iter().filter_map(|j| j.last_error).collect();
        why.sort();
        assert_eq!(why, ["ab", "no such file"]);
        Ok(())
    }
);

on_both!(
    a_failed_job_gives_way_to_its_waiting_twin,
    |db| async move {
        let clock = HandClock::at(START);
        add(&db, 1, new("index", 1).key("all")).await?;
        let fails =
            Handlers::default().inside("index", |_, _| Err(Failure::Again("busy".to_string())));
        // The twin comes while the first one runs, as it would when the catalogue changes meanwhile.
        let handle = db.db();
        let handlers = Handlers::default().outside("index", move |_| {
            let db = handle.clone();
            async move {
                let twin = add(&db, 2, new("index", 2).key("all")).await?;
                assert_eq!(twin, Enqueued::Yes);
                Err(Failure::Again("busy".to_string()))
            }
        });
        let first = worker(&db, &clock, "a", handlers)?;
        assert_eq!(first.step().await?, Some(Outcome::Replaced(id(1))));
        let second = worker(&db, &clock, "b", fails)?;
        assert!(matches!(second.step().await?, Some(Outcome::Again(i, _)) if i == id(2)));
        assert_eq!(
            (
                count(&db, State::Waiting).await?,
                count(&db, State::Done).await?
            ),
            (1, 1)
        );
        Ok(())
    }
);

on_both!(
    a_queue_one_does_not_know_is_left_to_others,
    |db| async move {
        let clock = HandClock::at(START);
        add(&db, 1, new("mail", 1)).await?;
        // `mai` and `ail` are parts of the name, not the name.
        let handlers = Handlers::default()
            .inside("mai", |_, _| Ok(()))
            .inside("ail", |_, _| Ok(()));
        assert_eq!(worker(&db, &clock, "older", handlers)?.step().await?, None);
        assert_eq!(
            worker(&db, &clock, "idle", Handlers::default())?
                .step()
                .await?,
            None
        );
        assert_eq!(count(&db, State::Waiting).await?, 1);
        let wrong = Handlers::default().inside("all%", |_, _| Ok(()));
        assert_eq!(worker(&db, &clock, "wrong", wrong).err(), Some("all%"));
        Ok(())
    }
);

on_both!(what_is_long_done_is_forgotten, |db| async move {
    let clock = HandClock::at(START);
    for n in 0..3 {
        add(&db, n, new("mail", n)).await?;
    }
    let handlers = Handlers::default().inside("mail", |_, job| match job.payload["n"].as_i64() {
        Some(0) => Err(Failure::Never("no".to_string())),
        _ => Ok(()),
    });
    let worker = worker(&db, &clock, "a", handlers)?;
    while worker.step().await?.is_some() {}
    assert_eq!(db.write(|tx| jobs::purge(tx, START)).await?, 0);
    assert_eq!(
        db.write(|tx| jobs::purge(tx, START.plus_seconds(1)))
            .await?,
        2
    );
    assert_eq!(
        count(&db, State::Dead).await?,
        1,
        "what failed stays until somebody has looked"
    );
    Ok(())
});

fn schedules() -> Vec<Schedule> {
    vec![
        Schedule {
            name: "holds",
            every: Every::Minutes(10),
            queue: "holds",
            payload: json!({}),
        },
        Schedule {
            name: "night",
            every: Every::Daily {
                at: jiff::civil::time(3, 0, 0, 0),
                zone: jiff::tz::TimeZone::UTC,
            },
            queue: "night",
            payload: json!({ "what": "all" }),
        },
    ]
}

on_both!(
    each_slot_of_a_schedule_gives_one_job_on_all_nodes_together,
    |db| async move {
        let tick = async |now: Moment| db.write(move |tx| jobs::tick(tx, now, &schedules())).await;
        assert_eq!(
            tick(START).await?,
            0,
            "a new schedule waits for its next slot"
        );
        let next = Every::Minutes(10).slot(START).plus_seconds(600);
        assert_eq!(tick(Moment(next.0 - 1)).await?, 0);
        let nodes: Vec<_> = (0..4)
            .map(|_| {
                let db = db.db();
                tokio::spawn(
                    async move { db.write(move |tx| jobs::tick(tx, next, &schedules())).await },
                )
            })
            .collect();
        let mut enqueued = 0;
        for node in nodes {
            enqueued += node.await??;
        }
        assert_eq!(enqueued, 1);
        assert_eq!(tick(next).await?, 0);
        // Still waiting from the slot before: not doubled. Done meanwhile: the next one comes.
        assert_eq!(tick(next.plus_seconds(600)).await?, 0);
        let clock = HandClock::at(next.plus_seconds(600));
        let handlers = Handlers::default().inside("holds", |_, _| Ok(()));
        let worker = worker(&db, &clock, "a", handlers)?;
        while worker.step().await?.is_some() {}
        // A week without any node: one job for each schedule, not a thousand.
        assert_eq!(tick(next.plus_seconds(7 * 86_400)).await?, 2);
        // A clock that was put back causes nothing.
        assert_eq!(tick(START).await?, 0);
        Ok(())
    }
);

on_both!(
    a_running_worker_is_woken_keeps_the_schedules_and_stops_gracefully,
    |db| async move {
        let clock = HandClock::at(START);
        let log = Log::default();
        let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (inside, woken) = (log.clone(), Arc::new(Notify::new()));
        let ring = woken.clone();
        let handlers =
            held(&begun, &go)
                .inside("quick", |_, _| Ok(()))
                .outside("holds", move |job| {
                    inside.add(job.id);
                    ring.notify_one();
                    async { Ok(()) }
                });
        let worker = worker(&db, &clock, "a", handlers)?;
        let (stop, stopped) = watch::channel(false);
        // Seen before, or the first slot would only begin them.
        db.write(|tx| jobs::tick(tx, START, &schedules())).await?;
        let running = tokio::spawn(worker.run(schedules(), stopped));

        // A slot of a schedule begins: its job runs without anybody else's doing.
        clock.advance_seconds(600);
        tokio::time::timeout(Duration::from_secs(20), woken.notified()).await?;
        assert_eq!(log.all().len(), 1);

        add(&db, 1, new("mail", 1)).await?;
        tokio::time::timeout(Duration::from_secs(20), begun.notified()).await?;
        // Asked to stop, it takes nothing new and finishes what it has.
        stop.send(true)?;
        tokio::time::sleep(Duration::from_millis(100)).await;
        add(&db, 2, new("quick", 2)).await?;
        assert!(!running.is_finished());
        go.notify_one();
        let left = tokio::time::timeout(Duration::from_secs(20), running).await??;
        assert_eq!(left, 0);
        assert_eq!(count(&db, State::Waiting).await?, 1);
        assert_eq!(count(&db, State::Running).await?, 0);
        Ok(())
    }
);

on_both!(a_long_job_keeps_its_lease, |db| async move {
    let clock = HandClock::at(START);
    add(&db, 1, new("mail", 1)).await?;
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let short = Pace {
        lease: Duration::from_millis(600),
        ..pace()
    };
    let long = Worker::new(
        db.db(),
        Arc::new(clock.clone()),
        "long",
        held(&begun, &go),
        short,
    )?;
    let attempt = tokio::spawn(async move { long.step().await });
    begun.notified().await;
    let other = worker(
        &db,
        &clock,
        "other",
        Handlers::default().inside("mail", |_, _| Ok(())),
    )?;
    // The clock in the hand moves on; the lease follows it at its next pulse.
    clock.advance_seconds(5);
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert_eq!(other.step().await?, None, "the lease was renewed");
    go.notify_one();
    assert_eq!(attempt.await??, Some(Outcome::Done(id(1))));
    Ok(())
});

on_both!(past_the_grace_a_job_is_left_to_its_lease, |db| async move {
    let clock = HandClock::at(START);
    add(&db, 1, new("mail", 1)).await?;
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let hasty = Pace {
        grace: Duration::from_millis(50),
        ..pace()
    };
    let worker = Worker::new(
        db.db(),
        Arc::new(clock.clone()),
        "a",
        held(&begun, &go),
        hasty,
    )?;
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(worker.run(Vec::new(), stopped));
    begun.notified().await;
    stop.send(true)?;
    assert_eq!(
        tokio::time::timeout(Duration::from_secs(20), running).await??,
        1
    );
    assert_eq!(count(&db, State::Running).await?, 1);
    Ok(())
});
