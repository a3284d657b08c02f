//! What is enqueued, claimed, done, refused and forgotten.

use super::*;

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
