//! What the clock causes.

use super::*;

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
