//! Reading, writing, leaving and closing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use db::{Db, Fault, Read, params};
use testing::on_both;

use crate::{COUNTER, HOW_MANY, NEW_COUNTER, SET_AND_TELL, how_many, new_counter, tables};

/// As in a feature's store: it looks, whatever the transaction may do besides.
fn load(c: &mut Read<'_>, name: &str) -> Result<Option<i64>, Fault> {
    c.opt(COUNTER, &params![name], |row| row.get("n"))
}

on_both!(what_is_written_can_be_read, |db| async move {
    tables(&db).await?;
    assert_eq!(new_counter(&db, "a", 5).await?, 1);
    let (n, told) = db
        .write(|tx| {
            let before = load(tx, "a")?;
            let told = tx.one(SET_AND_TELL, &params!["a", 2_i64], |row| {
                Ok((row.get::<i64>("n")?, row.get::<String>("name")?))
            })?;
            Ok::<_, Fault>((before, told))
        })
        .await?;
    assert_eq!((n, told), (Some(5), (7, "a".to_string())));
    assert_eq!(db.read(|c| load(c, "a")).await?, Some(7));
    assert_eq!(db.read(|c| load(c, "b")).await?, None);
    Ok(())
});

on_both!(a_reader_cannot_write, |db| async move {
    tables(&db).await?;
    new_counter(&db, "a", 1).await?;
    let answer = db
        .read(|c| c.one(SET_AND_TELL, &params!["a", 1_i64], |row| row.get::<i64>(0)))
        .await;
    let e = answer.unwrap_err();
    assert!(matches!(e, Fault::Statement { .. }), "{e:?}");
    assert_eq!(db.read(|c| load(c, "a")).await?, Some(1));
    Ok(())
});

on_both!(a_reader_sees_one_state, |db| async move {
    tables(&db).await?;
    let (reading, wrote) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicBool::new(false)),
    );
    let (signal, wait) = (reading.clone(), wrote.clone());
    let reader = {
        let db = db.db();
        tokio::spawn(async move {
            db.read(move |c| {
                let first: i64 = c.one(HOW_MANY, &[], |row| row.get(0))?;
                signal.store(true, Ordering::SeqCst);
                while !wait.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                let second: i64 = c.one(HOW_MANY, &[], |row| row.get(0))?;
                Ok::<_, Fault>((first, second))
            })
            .await
        })
    };
    while !reading.load(Ordering::SeqCst) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // The writer does not wait for the reader, and the reader does not see it.
    new_counter(&db, "a", 1).await?;
    wrote.store(true, Ordering::SeqCst);
    assert_eq!(reader.await??, (0, 0));
    assert_eq!(how_many(&db).await?, 1);
    Ok(())
});

on_both!(a_job_nobody_waits_for_is_left_out, |db| async move {
    tables(&db).await?;
    let gate = Arc::new(AtomicBool::new(false));
    // Keep every thread busy, so that the next job has to wait.
    let started = Arc::new(AtomicUsize::new(0));
    let mut busy = Vec::new();
    for _ in 0..3 {
        let (db, gate, started) = (db.db(), gate.clone(), started.clone());
        busy.push(tokio::spawn(async move {
            db.write(move |_| {
                started.fetch_add(1, Ordering::SeqCst);
                while !gate.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                Ok::<_, Fault>(())
            })
            .await
        }));
    }
    let threads = match db.engine() {
        db::Engine::Sqlite => 1,
        db::Engine::Postgres => 3,
    };
    while started.load(Ordering::SeqCst) < threads {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let left = tokio::time::timeout(Duration::from_millis(50), new_counter(&db, "left", 1)).await;
    assert!(left.is_err());
    gate.store(true, Ordering::SeqCst);
    for task in busy {
        task.await??;
    }
    new_counter(&db, "after", 1).await?;
    assert_eq!(how_many(&db).await?, 1);
    Ok(())
});

on_both!(closing_finishes_what_waits, |db| async move {
    tables(&db).await?;
    let mut tasks = Vec::new();
    for i in 0..50_i64 {
        let db = db.db();
        tasks.push(tokio::spawn(async move {
            new_counter(&db, &format!("c{i}"), i).await
        }));
    }
    tokio::task::yield_now().await;
    db.close().await;
    let mut kept = 0;
    for task in tasks {
        match task.await? {
            Ok(_) => kept += 1,
            Err(Fault::Closed) => {}
            Err(e) => panic!("{e}"),
        }
    }
    assert!(matches!(how_many(&db).await, Err(Fault::Closed)));
    let again = Db::open(&db.config()).await?;
    assert_eq!(how_many(&again).await?, kept);
    again.close().await;
    Ok(())
});

on_both!(any_error_type_of_a_feature_works, |db| async move {
    #[derive(Debug)]
    struct Mine(String);
    impl From<Fault> for Mine {
        fn from(f: Fault) -> Mine {
            Mine(f.to_string())
        }
    }
    tables(&db).await?;
    let answer: Result<(), Mine> = db
        .write(|tx| {
            tx.exec(NEW_COUNTER, &params!["a", 1_i64])?;
            Err(Mine("no".to_string()))
        })
        .await;
    assert_eq!(answer.unwrap_err().0, "no");
    assert_eq!(how_many(&db).await?, 0);
    Ok(())
});
