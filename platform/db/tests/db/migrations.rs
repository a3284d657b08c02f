//! Migrations on real databases.

use db::{Db, Fault, Migrations, params};
use testing::on_both;

use crate::{HOW_MANY, NEW_COUNTER};

const FIRST: &str = "create table counters (name text primary key, n bigint not null);\n";
const SECOND: &str = "alter table counters add column active boolean;\n\
    -- @sqlite\ncreate trigger no_zero before insert on counters when new.n = 0 begin\n\
    select raise(abort, 'zero is not allowed'); end;\n-- @end\n\
    -- @postgres\ncreate function no_zero() returns trigger language plpgsql as $$ begin\n\
    if new.n = 0 then raise exception 'zero is not allowed'; end if; return new; end $$;\n\
    create trigger no_zero before insert on counters for each row execute function no_zero();\n-- @end\n";

fn list(files: &[(&str, &str)]) -> Result<Migrations, Fault> {
    files
        .iter()
        .try_fold(Migrations::embedded()?, |list, (file, text)| {
            list.with(file, text)
        })
}

async fn counters(db: &Db) -> Result<i64, Fault> {
    db.read(|c| c.one(HOW_MANY, &[], |row| row.get(0))).await
}

on_both!(they_go_forward_once, |db| async move {
    assert!(db.pending().await?.applied.is_empty());
    let one = list(&[("9001_first.sql", FIRST)])?;
    assert_eq!(db.migrate_with(one.clone()).await?.applied, ["9001_first"]);
    let again = db.migrate_with(one).await?;
    assert!(again.applied.is_empty());
    assert_eq!(again.newest.as_deref(), Some("9001_first"));
    db.write(|tx| tx.exec(NEW_COUNTER, &params!["before", 0_i64]))
        .await?;
    let two = list(&[("9001_first.sql", FIRST), ("9002_second.sql", SECOND)])?;
    assert_eq!(db.migrate_with(two).await?.applied, ["9002_second"]);
    // What is there stays, and the guard of the engine-only block works on either.
    assert_eq!(counters(&db).await?, 1);
    let zero = db
        .write(|tx| tx.exec(NEW_COUNTER, &params!["after", 0_i64]))
        .await;
    let zero = zero.unwrap_err();
    assert!(zero.is_check_violation(), "{zero:?}");
    assert!(zero.to_string().contains("zero is not allowed"), "{zero}");
    Ok(())
});

on_both!(
    a_changed_an_unknown_and_a_late_one_are_refused,
    |db| async move {
        db.migrate_with(list(&[("9001_first.sql", FIRST), ("9003_third.sql", "")])?)
            .await?;
        let changed = FIRST.replace("not null", "");
        for (files, word) in [
            (
                vec![("9001_first.sql", changed.as_str()), ("9003_third.sql", "")],
                "is not the same",
            ),
            (vec![("9001_first.sql", FIRST)], "newer one"),
            (
                vec![
                    ("9001_first.sql", FIRST),
                    ("9002_late.sql", ""),
                    ("9003_third.sql", ""),
                ],
                "comes before migration 9003",
            ),
        ] {
            let e = db.migrate_with(list(&files)?).await.unwrap_err();
            assert!(e.to_string().contains(word), "{e}");
        }
        // The program's own list does not know them either.
        let e = db.migrate().await.unwrap_err();
        assert!(
            e.to_string()
                .contains("«9001_first», which this program does not know"),
            "{e}"
        );
        let problems = db.verify().await?;
        assert!(
            problems.iter().any(|p| p.contains("9001_first")),
            "{problems:?}"
        );
        Ok(())
    }
);

on_both!(a_failing_one_changes_nothing, |db| async move {
    let files = [
        ("9001_first.sql", FIRST),
        (
            "9002_broken.sql",
            "create table fine (x bigint);\n\ncreate indx wrong on fine (x);\n",
        ),
    ];
    let e = db
        .migrate_with(list(&files)?)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        e.contains("9002_broken.sql line 3") && e.contains("Nothing was changed"),
        "{e}"
    );
    let e = counters(&db).await.unwrap_err();
    assert!(matches!(e, Fault::Statement { .. }), "{e}");
    assert_eq!(
        db.migrate_with(list(&files[..1])?).await?.applied,
        ["9001_first"]
    );
    Ok(())
});

on_both!(many_nodes_may_start_at_once, |db| async move {
    let one = list(&[("9001_first.sql", FIRST), ("9002_second.sql", SECOND)])?;
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let (db, one) = (db.db(), one.clone());
            tokio::spawn(async move { db.migrate_with(one).await })
        })
        .collect();
    let mut applied = 0;
    for task in tasks {
        applied += task.await??.applied.len();
    }
    assert_eq!(applied, 2);
    Ok(())
});

on_both!(a_prepared_statement_survives_a_migration, |db| async move {
    db::statements! {
        /// Its columns change with the table.
        EVERYTHING = "select * from counters";
    }
    db.migrate_with(list(&[("9001_first.sql", FIRST)])?).await?;
    db.write(|tx| tx.exec(NEW_COUNTER, &params!["a", 1_i64]))
        .await?;
    let look = async || {
        for _ in 0..6 {
            // Several times, so that every connection has prepared it.
            db.read(|c| c.all(EVERYTHING, &[], |row| row.get::<String>("name")))
                .await?;
        }
        Ok::<_, Fault>(())
    };
    look().await?;
    db.migrate_with(list(&[
        ("9001_first.sql", FIRST),
        ("9002_second.sql", SECOND),
    ])?)
    .await?;
    look().await?;
    Ok(())
});
