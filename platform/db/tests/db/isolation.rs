//! One job does not spoil the others'.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use db::{Db, Fault, params};
use testing::on_both;
use values::{Id, Refusal};

use crate::{
    COUNTER, ENDLESS, ENDLESS_READ, HALF_PART, MANY, NEW_COUNTER, NEW_PART, NEW_THING, SET_COUNTER,
    how_many, new_counter, tables,
};

/// How a feature's own error looks.
#[derive(Debug)]
enum Error {
    Refused(Refusal),
    Fault(Fault),
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::Fault(fault)
    }
}

/// Keeps the only writer of SQLite busy for a moment, so that the jobs sent meanwhile form a group.
async fn busy(db: &Db) -> tokio::task::JoinHandle<Result<(), Fault>> {
    let db = db.clone();
    let began = Arc::new(tokio::sync::Notify::new());
    let told = began.clone();
    let task = tokio::spawn(async move {
        db.write(move |_| {
            told.notify_one();
            std::thread::sleep(Duration::from_millis(60));
            Ok::<_, Fault>(())
        })
        .await
    });
    began.notified().await;
    task
}

on_both!(a_refusal_or_a_panic_undoes_its_job_alone, |db| async move {
    tables(&db).await?;
    let busy = busy(&db).await;
    let mut tasks = Vec::new();
    for i in 0..60_i64 {
        let db = db.db();
        tasks.push(tokio::spawn(async move {
            db.write(move |tx| {
                tx.exec(NEW_COUNTER, &params![format!("c{i}"), i])?;
                match i % 4 {
                    0 => Err(Error::Refused(Refusal::new("no", 409).arg("i", i))),
                    1 => panic!("job {i} is broken on purpose"),
                    2 => {
                        // A broken rule of the schema.
                        tx.exec(NEW_COUNTER, &params![format!("c{i}"), i])?;
                        Ok(i)
                    }
                    _ => Ok(i),
                }
            })
            .await
        }));
    }
    for (i, task) in (0_i64..).zip(tasks) {
        let answer = task.await?;
        match (i % 4, answer) {
            (0, Err(Error::Refused(r))) => assert_eq!(r.args[0].1, i.to_string()),
            (1, Err(Error::Fault(Fault::Panicked { message }))) => {
                assert_eq!(message, format!("job {i} is broken on purpose"));
            }
            (2, Err(Error::Fault(f))) => assert!(f.is_unique_violation(), "{f}"),
            (3, Ok(n)) => assert_eq!(n, i),
            (_, other) => panic!("job {i}: {other:?}"),
        }
    }
    busy.await??;
    assert_eq!(how_many(&db).await?, 15);
    Ok(())
});

on_both!(
    a_panic_while_rows_come_is_one_jobs_trouble,
    |db| async move {
        for _ in 0..4 {
            let answer: Result<Vec<i64>, Fault> = db
                .read(|c| {
                    c.all(MANY, &params![1000_i64], |row| match row.get::<i64>(0)? {
                        500 => panic!("in the middle"),
                        n => Ok(n),
                    })
                })
                .await;
            assert!(matches!(answer, Err(Fault::Panicked { .. })), "{answer:?}");
        }
        let sum: i64 = db
            .read(|c| {
                let rows = c.all(MANY, &params![1000_i64], |row| row.get::<i64>(0))?;
                Ok::<_, Fault>(rows.iter().sum())
            })
            .await?;
        assert_eq!(sum, 500_500);
        Ok(())
    }
);

on_both!(broken_rules_are_told, |db| async move {
    tables(&db).await?;
    new_counter(&db, "a", 1).await?;
    let again = new_counter(&db, "a", 2).await.unwrap_err();
    assert!(again.is_unique_violation(), "{again}");
    let (one, two) = (Id::named("t", "1"), Id::named("t", "2"));
    let nothing = db::Value::Null;
    let null = nothing.clone();
    let twice = db
        .write(move |tx| {
            let rest = [null.clone(), null.clone(), null.clone(), null.clone()];
            for id in [one, two] {
                tx.exec(NEW_THING, &[&params![id, 7_i64], &rest[..]].concat())?;
            }
            Ok::<_, Fault>(())
        })
        .await
        .unwrap_err();
    assert!(twice.is_unique_violation(), "{twice}");
    let constraint = twice.constraint().unwrap_or_default().to_string();
    assert!(
        ["things_n_once", "things.n"].contains(&constraint.as_str()),
        "{constraint}"
    );

    let negative = new_counter(&db, "b", -1).await.unwrap_err();
    assert!(
        negative.is_check_violation() && !negative.is_unique_violation(),
        "{negative}"
    );
    let half = db
        .write(|tx| tx.exec(HALF_PART, &params![1_i64]))
        .await
        .unwrap_err();
    assert_eq!(
        half.violation().map(|v| v.rule),
        Some(db::Rule::NotNull),
        "{half}"
    );
    assert!(half.to_string().contains("HALF_PART"), "{half}");
    Ok(())
});

on_both!(
    after_a_failure_the_job_is_undone_even_if_it_says_ok,
    |db| async move {
        tables(&db).await?;
        new_counter(&db, "a", 1).await?;
        let answer = db
            .write(|tx| {
                tx.exec(NEW_COUNTER, &params!["b", 1_i64])?;
                let _ = tx.exec(NEW_COUNTER, &params!["a", 1_i64]);
                let later = tx.exec(NEW_COUNTER, &params!["c", 1_i64]);
                assert!(matches!(later, Err(Fault::Undone { .. })), "{later:?}");
                Ok::<_, Fault>(())
            })
            .await;
        assert!(answer.unwrap_err().is_unique_violation());
        assert_eq!(how_many(&db).await?, 1);
        Ok(())
    }
);

on_both!(
    a_rule_checked_at_the_commit_fails_its_job_alone,
    |db| async move {
        tables(&db).await?;
        let busy = busy(&db).await;
        let mut tasks = Vec::new();
        for i in 0..20_i64 {
            let db = db.db();
            tasks.push(tokio::spawn(async move {
                db.write(move |tx| {
                    tx.exec(NEW_COUNTER, &params![format!("c{i}"), i])?;
                    if i == 7 {
                        // Refers to a thing that never comes.
                        tx.exec(NEW_PART, &params![i, Id::named("t", "absent")])?;
                    }
                    Ok::<_, Fault>(())
                })
                .await
            }));
        }
        for (i, task) in (0..).zip(tasks) {
            let answer = task.await?;
            assert_eq!(answer.is_err(), i == 7, "job {i}: {answer:?}");
            if i == 7 {
                assert!(matches!(answer, Err(Fault::Commit { .. })), "{answer:?}");
            }
        }
        busy.await??;
        assert_eq!(how_many(&db).await?, 19);
        Ok(())
    }
);

on_both!(
    a_job_that_takes_too_long_is_stopped_alone,
    |db| async move {
        tables(&db).await?;
        let mut config = db.config();
        config.write_limit = Duration::from_secs(1);
        config.read_limit = Duration::from_secs(1);
        db.close().await;
        let db = Db::open(&config).await?;
        let busy = busy(&db).await;
        let mut tasks = Vec::new();
        for i in 0..9_i64 {
            let db = db.clone();
            tasks.push(tokio::spawn(async move {
                db.write(move |tx| {
                    tx.exec(NEW_COUNTER, &params![format!("c{i}"), i])?;
                    if i == 3 {
                        // One statement without end: stopping it makes SQLite forget the whole group.
                        tx.exec(ENDLESS, &[])?;
                    }
                    if i == 6 {
                        // Many short statements without end.
                        loop {
                            tx.exec(SET_COUNTER, &params![format!("c{i}"), i])?;
                            std::thread::sleep(Duration::from_millis(5));
                        }
                    }
                    Ok::<_, Fault>(())
                })
                .await
            }));
        }
        for (i, task) in (0..).zip(tasks) {
            let answer = task.await?;
            match (i, answer) {
                (3 | 6, Err(Fault::TooLong { limit, .. })) => {
                    assert_eq!(limit, Duration::from_secs(1));
                }
                (3 | 6, other) => panic!("job {i}: {other:?}"),
                (_, answer) => assert!(answer.is_ok(), "job {i}: {answer:?}"),
            }
        }
        busy.await??;
        assert_eq!(how_many(&db).await?, 7);
        let began = Instant::now();
        let read = db
            .read(|c| c.one(ENDLESS_READ, &[], |row| row.get::<i64>(0)))
            .await;
        assert!(matches!(read, Err(Fault::TooLong { .. })), "{read:?}");
        assert!(began.elapsed() < Duration::from_secs(60));
        assert_eq!(how_many(&db).await?, 7);
        Ok(())
    }
);

on_both!(concurrent_increments_add_up, |db| async move {
    tables(&db).await?;
    new_counter(&db, "shared", 0).await?;
    let runs = Arc::new(AtomicU32::new(0));
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let (db, runs) = (db.db(), runs.clone());
        tasks.push(tokio::spawn(async move {
            for _ in 0..25 {
                let runs = runs.clone();
                // Reads, decides in Rust, writes: lost updates unless the engine prevents them.
                db.write(move |tx| {
                    runs.fetch_add(1, Ordering::Relaxed);
                    let n: i64 = tx.one(COUNTER, &params!["shared"], |row| row.get(0))?;
                    tx.exec(SET_COUNTER, &params!["shared", n + 1])
                })
                .await?;
            }
            Ok::<_, Fault>(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    let n: i64 = db
        .read(|c| c.one(COUNTER, &params!["shared"], |row| row.get(0)))
        .await?;
    assert_eq!(n, 200);
    // Whoever collided ran again; nobody ran less than once.
    assert!(runs.load(Ordering::Relaxed) >= 200);
    Ok(())
});

on_both!(no_two_decisions_on_the_same_reading, |db| async move {
    tables(&db).await?;
    // Two people may not both leave: each job sees that the other is still there and takes one
    // away. Under anything less than serializable both would succeed (write skew).
    for round in 0..10 {
        let (a, b) = (format!("a{round}"), format!("b{round}"));
        new_counter(&db, &a, 1).await?;
        new_counter(&db, &b, 1).await?;
        let leave = |mine: String, other: String| {
            let db = db.db();
            tokio::spawn(async move {
                db.write(move |tx| {
                    let n: i64 = tx.one(COUNTER, &params![&other], |row| row.get(0))?;
                    if n == 0 {
                        return Err(Error::Refused(Refusal::new("stay", 409)));
                    }
                    tx.exec(SET_COUNTER, &params![&mine, 0_i64])?;
                    Ok(())
                })
                .await
            })
        };
        let (one, two) = (leave(a.clone(), b.clone()), leave(b, a));
        let (one, two) = (one.await?, two.await?);
        let refused = [one, two]
            .iter()
            .filter(|r| matches!(r, Err(Error::Refused(_))))
            .count();
        assert_eq!(refused, 1);
    }
    Ok(())
});
