//! The rotation: whole, stopped in the middle, run again, and beside writers.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use db::{Db, Fault, Write, params};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use seal::{Hash, Keys, Report, Sealed, Seed, rotate, usage};
use testing::{Outcome, on_both};
use values::Id;

use crate::store::{
    ALL, CHANGE, CODE, CODE_HASH, COLUMN_STATEMENTS, COLUMNS, FIND, MAIL, MAIL_HASH, MOVE, PUT,
    REMOVE, SET_HASH, STATEMENTS, TOKEN,
};
use crate::{after, before, during, id, seed, with_table};

fn code(n: u64) -> String {
    format!("CODE{n}")
}

fn mail(n: u64) -> String {
    format!("Somebody{n}@Example.org")
}

/// Row `row` with content `n`.
fn put(tx: &mut Write<'_>, keys: &Keys, row: Id, n: u64, seed: Seed) -> Result<(), Fault> {
    let (code, mail) = (code(n), mail(n));
    tx.exec(
        PUT,
        &params![
            row,
            keys.seal(&CODE, row, code.as_bytes(), seed),
            keys.hash(&CODE_HASH, code.as_bytes()),
            keys.seal(&MAIL, row, mail.as_bytes(), seed),
            keys.hash(&MAIL_HASH, mail.as_bytes()),
            keys.hash(&TOKEN, b"token"),
            n as i64,
        ],
    )
    .map(drop)
}

fn change(tx: &mut Write<'_>, keys: &Keys, row: Id, n: u64, seed: Seed) -> Result<u64, Fault> {
    let (code, mail) = (code(n), mail(n));
    tx.exec(
        CHANGE,
        &params![
            row,
            keys.seal(&CODE, row, code.as_bytes(), seed),
            keys.hash(&CODE_HASH, code.as_bytes()),
            keys.seal(&MAIL, row, mail.as_bytes(), seed),
            keys.hash(&MAIL_HASH, mail.as_bytes()),
            n as i64,
        ],
    )
}

async fn filled(db: &Db, keys: Keys, rows: u64) -> Result<(), Fault> {
    db.write(move |tx| (0..rows).try_for_each(|n| put(tx, &keys, id(n), n, seed(n))))
        .await
}

/// Every row, opened with these keys alone and compared with what it should hold.
async fn contents(db: &Db, keys: Keys) -> Result<BTreeMap<Id, u64>, Fault> {
    let rows = db
        .read(move |c| {
            c.all(ALL, &[], |row| {
                let (key, n): (Id, u64) = (row.get("id")?, row.get("n")?);
                let code_kept = keys.open_text(&CODE, key, &row.get::<Sealed>("code")?)?;
                let mail_kept = keys.open_text(&MAIL, key, &row.get::<Sealed>("mail")?)?;
                assert_eq!((code_kept, mail_kept), (code(n), mail(n)));
                let hash: Hash = row.get("code_hash")?;
                assert_eq!(hash, keys.hash(&CODE_HASH, code(n).as_bytes()));
                let hash: Hash = row.get("mail_hash")?;
                assert_eq!(hash, keys.hash(&MAIL_HASH, mail(n).as_bytes()));
                Ok((key, n))
            })
        })
        .await?;
    Ok(rows.into_iter().collect())
}

async fn rotated(db: &Db, keys: &Keys) -> Result<Report, Fault> {
    rotate(db, keys, COLUMNS, 7, seed(99), &|_, _| {}).await
}

async fn found(db: &Db, keys: Keys, n: u64) -> Result<Option<u64>, Fault> {
    db.read(move |c| {
        let [x, y, z] = keys.look(&CODE_HASH, code(n).as_bytes());
        c.opt(FIND, &params![x, y, z], |row| row.get("n"))
    })
    .await
}

on_both!(every_statement_fits, |db| async move {
    with_table(&db).await?;
    // Statements of tests are prepared as those of the program are.
    db.check(STATEMENTS).await?;
    db.check(COLUMN_STATEMENTS).await?;
    Ok(())
});

on_both!(everything_comes_under_the_new_key, |db| async move {
    with_table(&db).await?;
    filled(&db, before(), 50).await?;
    assert_eq!(found(&db, during(), 31).await?, Some(31));
    let heard = AtomicU64::new(0);
    let report = rotate(&db, &during(), COLUMNS, 7, seed(99), &|_, _| {
        heard.fetch_add(1, Ordering::Relaxed);
    })
    .await?;
    assert!(heard.load(Ordering::Relaxed) >= 4 * 8);
    assert!(report.is_whole(COLUMNS), "{report:?}");
    for done in &report.columns {
        // Tokens are kept as hashes only: they stay.
        let (renewed, left) = if done.column.ends_with(".token") {
            (0, 50)
        } else {
            (50, 0)
        };
        assert_eq!((done.renewed, done.left), (renewed, left), "{done:?}");
        assert_eq!(
            (done.unreadable, done.twice, done.mended),
            (0, 0, 0),
            "{done:?}"
        );
    }
    assert_eq!(contents(&db, after()).await?.len(), 50);
    assert_eq!(found(&db, after(), 31).await?, Some(31));
    // Nothing is left to do.
    let again = rotated(&db, &during()).await?;
    assert_eq!(again.columns.iter().map(|c| c.renewed).sum::<u64>(), 0);
    let used = db.read(|c| usage(c, COLUMNS)).await?;
    let told: Vec<String> = used
        .iter()
        .map(|u| format!("{} {} {}", u.column, u.key, u.values))
        .collect();
    assert_eq!(
        told,
        [
            "seal_people.code new 50",
            "seal_people.code_hash new 50",
            "seal_people.mail new 50",
            "seal_people.mail_hash new 50",
            "seal_people.token old 50"
        ]
    );
    Ok(())
});

on_both!(it_goes_on_where_it_was_stopped, |db| async move {
    with_table(&db).await?;
    filled(&db, before(), 60).await?;
    let open = db.db();
    let running = tokio::spawn(async move {
        let slow = |_: &str, _: u64| std::thread::sleep(Duration::from_millis(20));
        rotate(&open, &during(), COLUMNS, 3, seed(1), &slow).await
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.abort();
    assert!(running.await.is_err_and(|e| e.is_cancelled()));
    // Half done: everything opens, everything is found.
    for n in 0..60 {
        assert_eq!(found(&db, during(), n).await?, Some(n));
    }
    let report = rotated(&db, &during()).await?;
    let renewed = report.columns[0].renewed + report.columns[1].renewed;
    assert!(
        (1..120).contains(&renewed),
        "stopped too early or too late: {report:?}"
    );
    assert_eq!(contents(&db, after()).await?.len(), 60);
    Ok(())
});

on_both!(what_does_not_fit_is_named_and_stays, |db| async move {
    with_table(&db).await?;
    filled(&db, before(), 10).await?;
    db.write(|tx| {
        // A sealed value moved to another row; a hash of something else; one that is there already.
        tx.exec(MOVE, &params![id(1), id(2)])?;
        let other = before().hash(&CODE_HASH, b"other");
        tx.exec(SET_HASH, &params![id(3), other])?;
        let twin = during().hash(&CODE_HASH, code(5).as_bytes());
        tx.exec(SET_HASH, &params![id(4), twin])
    })
    .await?;
    let report = rotated(&db, &during()).await?;
    assert!(!report.is_whole(COLUMNS));
    let sealed = &report.columns[0];
    assert_eq!(
        (sealed.renewed, sealed.unreadable, sealed.left),
        (9, 1, 1),
        "{sealed:?}"
    );
    let index = &report.columns[1];
    // Row 1 has no source to read, row 4 stands under the new key, row 5 would be there twice.
    assert_eq!(
        (index.renewed, index.unreadable, index.twice),
        (7, 1, 1),
        "{index:?}"
    );
    assert_eq!((index.mended, index.left), (1, 2), "{index:?}");
    Ok(())
});

/// What the writers have been told was kept.
#[derive(Default)]
struct Kept(std::sync::Mutex<BTreeMap<Id, u64>>);

/// Inserts, changes, removes and finds rows until told to stop. Each writer has rows of its own.
async fn write_on(
    db: Db,
    keys: Keys,
    writer: u64,
    kept: Arc<Kept>,
    stop: Arc<AtomicBool>,
) -> Outcome {
    let mut random = StdRng::seed_from_u64(writer);
    let mut mine: BTreeMap<Id, u64> = BTreeMap::new();
    let mut n = writer * 1_000_000;
    while !stop.load(Ordering::SeqCst) {
        n += 1;
        let seed = Seed::new(&mut random);
        let keys = keys.clone();
        let any = mine
            .keys()
            .nth(random.random_range(0..mine.len().max(1)))
            .copied();
        match (random.random_range(0..10), any) {
            (0..4, _) | (_, None) => {
                let row = id(n);
                db.write(move |tx| put(tx, &keys, row, n, seed)).await?;
                mine.insert(row, n);
            }
            (4..7, Some(row)) => {
                let changed = db.write(move |tx| change(tx, &keys, row, n, seed)).await?;
                assert_eq!(changed, 1, "a row was lost");
                mine.insert(row, n);
            }
            (7, Some(row)) => {
                let removed = db.write(move |tx| tx.exec(REMOVE, &params![row])).await?;
                assert_eq!(removed, 1, "a row was lost");
                mine.remove(&row);
            }
            (_, Some(row)) => assert_eq!(found(&db, keys, mine[&row]).await?, Some(mine[&row])),
        }
    }
    kept.0.lock().unwrap().append(&mut mine);
    Ok(())
}

on_both!(nobody_is_lost_while_others_write, |db| async move {
    with_table(&db).await?;
    filled(&db, before(), 300).await?;
    let (kept, stop, old_stop) = (Arc::new(Kept::default()), Arc::default(), Arc::default());
    let writer = |n: u64, keys: Keys, stop: &Arc<AtomicBool>| {
        tokio::spawn(write_on(db.db(), keys, n, kept.clone(), stop.clone()))
    };
    let mut writers: Vec<_> = (1..=4).map(|n| writer(n, during(), &stop)).collect();
    // A node that has the new key already, but as its second: it still writes under the old one.
    let second = crate::ring(&format!("{} {}", crate::OLD, crate::NEW));
    let late = writer(9, second, &old_stop);
    tokio::time::sleep(Duration::from_millis(200)).await;
    let first = rotated(&db, &during()).await?;
    assert!(first.columns[0].renewed >= 300, "{first:?}");
    old_stop.store(true, Ordering::SeqCst);
    late.await??;
    let second = rotated(&db, &during()).await?;
    assert!(second.is_whole(COLUMNS), "{second:?}");
    stop.store(true, Ordering::SeqCst);
    for writer in writers.drain(..) {
        writer.await??;
    }
    // Whatever was acknowledged is there, readable with the new key alone, and nothing else is.
    let mut wanted = std::mem::take(&mut *kept.0.lock().unwrap());
    let written = wanted.len();
    assert!(written > 20, "only {written} rows were written beside it");
    wanted.extend((0..300).map(|n| (id(n), n)));
    assert_eq!(contents(&db, after()).await?, wanted);
    println!("{written} rows of writers beside the rotation: {first:?}");
    Ok(())
});

on_both!(the_server_does_it_by_itself, |db| async move {
    with_table(&db).await?;
    filled(&db, before(), 30).await?;
    let clock = values::HandClock::at(values::Moment(1_795_000_000_000_000));
    let handlers = |keys: Keys| {
        seal::later::handlers(Default::default(), db.db(), keys, COLUMNS.to_vec(), || {
            seed(5)
        })
    };
    let worker = |keys: Keys| {
        let clock = Arc::new(clock.clone());
        jobs::Worker::new(
            db.db(),
            clock,
            "test",
            handlers(keys),
            jobs::Pace::default(),
        )
    };
    let ask = async |n: u64| {
        let now = values::Clock::now(&clock);
        db.write(move |tx| seal::later::ask(tx, id(n), now)).await
    };
    // Two nodes ask, one rotation is made.
    assert_eq!(ask(1).await?, jobs::Enqueued::Yes);
    assert_eq!(ask(2).await?, jobs::Enqueued::AlreadyWaiting);
    let done = worker(during())?.step().await?;
    assert!(matches!(done, Some(jobs::Outcome::Done(_))), "{done:?}");
    assert_eq!(contents(&db, after()).await?.len(), 30);
    // What cannot be brought under the key is asked for again, and seen by an operator in the end.
    ask(3).await?;
    let strange = Keys::demo();
    let failed = worker(strange)?.step().await?;
    assert!(
        matches!(failed, Some(jobs::Outcome::Again(..))),
        "{failed:?}"
    );
    assert_eq!(contents(&db, after()).await?.len(), 30);
    Ok(())
});
