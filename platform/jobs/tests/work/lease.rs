//! Workers that vanish, hang, or are told to stop.

use super::*;

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
