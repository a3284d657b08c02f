//! What only SQLite has: pragmas and the lock.

use db::{Access, Config, Db, Fault, Url, params};

use crate::{NEW_COUNTER, how_many, new_counter, tables};

db::statements! {
    /// The settings of the connection that runs it.
    PRAGMAS = "select (select foreign_keys from pragma_foreign_keys) as foreign_keys,
        (select recursive_triggers from pragma_recursive_triggers) as recursive_triggers,
        (select trusted_schema from pragma_trusted_schema) as trusted_schema,
        (select synchronous from pragma_synchronous) as synchronous,
        (select query_only from pragma_query_only) as query_only,
        (select journal_mode from pragma_journal_mode) as journal_mode";
    /// Which tables are not STRICT.
    LAX = "select name from pragma_table_list
        where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'";
    /// A misspelt column in double quotes, which older SQLite takes for a text.
    MISSPELT = "select \"nmae\" from counters";
}

fn pragmas(c: &mut db::Read<'_>) -> Result<(Vec<i64>, String), Fault> {
    c.one(PRAGMAS, &[], |row| {
        let numbers = [
            "foreign_keys",
            "recursive_triggers",
            "trusted_schema",
            "synchronous",
            "query_only",
        ];
        Ok((
            numbers
                .iter()
                .map(|n| row.get(*n))
                .collect::<Result<_, _>>()?,
            row.get("journal_mode")?,
        ))
    })
}

#[test]
fn every_connection_is_set_up() -> testing::Outcome {
    testing::run(async {
        let db = testing::sqlite().await;
        let wal = "wal".to_string();
        let writer = db.write(|tx| pragmas(tx)).await?;
        assert_eq!(writer, (vec![1, 1, 0, 2, 0], wal.clone()));
        let barrier = std::sync::Arc::new(std::sync::Barrier::new(3));
        let tasks: Vec<_> = (0..3)
            .map(|_| {
                let (db, barrier) = (db.db(), barrier.clone());
                tokio::spawn(async move {
                    db.read(move |c| {
                        // All readers are in a job at once, so each one is looked at.
                        barrier.wait();
                        pragmas(c)
                    })
                    .await
                })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await??, (vec![1, 1, 0, 2, 1], wal.clone()));
        }
        Ok(())
    })
}

#[test]
fn tables_are_strict_and_names_are_names() -> testing::Outcome {
    testing::run(async {
        let db = testing::sqlite().await;
        tables(&db).await?;
        let lax = db
            .read(|c| c.all(LAX, &[], |row| row.get::<String>(0)))
            .await?;
        assert!(lax.is_empty(), "{lax:?}");
        let wrong = db
            .write(|tx| tx.exec(NEW_COUNTER, &params!["a", 1.5_f64]))
            .await;
        assert!(wrong.is_err());
        let misspelt = db
            .read(|c| c.all(MISSPELT, &[], |row| row.get::<String>(0)))
            .await;
        assert!(misspelt.unwrap_err().to_string().contains("nmae"));
        let e = db.check(&[MISSPELT]).await.unwrap_err().to_string();
        assert!(e.contains("MISSPELT") && e.contains("nmae"), "{e}");
        Ok(())
    })
}

#[test]
fn one_process_writes_and_others_may_look() -> testing::Outcome {
    testing::run(async {
        let db = testing::sqlite().await;
        tables(&db).await?;
        let mut config = db.config();
        let e = Db::open(&config).await.map(|_| ()).unwrap_err();
        assert!(matches!(e, Fault::Locked { .. }), "{e:?}");
        let told = e.to_string();
        let holder = format!("process {} (a test)", std::process::id());
        assert!(
            told.contains(&holder) && told.contains("stop that process"),
            "{told}"
        );

        config.access = Access::ReadOnly;
        let beside = Db::open(&config).await?;
        new_counter(&db, "a", 1).await?;
        assert_eq!(how_many(&beside).await?, 1);
        assert!(matches!(
            new_counter(&beside, "b", 1).await,
            Err(Fault::ReadOnly)
        ));
        assert!(matches!(beside.migrate().await, Err(Fault::ReadOnly)));
        beside.close().await;

        db.close().await;
        config.access = Access::Full;
        let next = Db::open(&config).await?;
        new_counter(&next, "b", 1).await?;
        assert_eq!(how_many(&next).await?, 2);
        Ok(())
    })
}

#[test]
fn what_cannot_be_opened_is_told() -> testing::Outcome {
    testing::run(async {
        let folder = tempfile::TempDir::new()?;
        let absent = folder.path().join("no/such/folder/city.db");
        let e = Db::open(&Config::new(Url::sqlite(&absent)))
            .await
            .map(|_| ());
        let e = e.unwrap_err().to_string();
        assert!(e.contains("city.db") && e.contains("No such file"), "{e}");

        let text = folder.path().join("text.db");
        std::fs::write(
            &text,
            "this is a letter and not a database, however long it may be",
        )?;
        let e = Db::open(&Config::new(Url::sqlite(&text))).await.map(|_| ());
        let e = e.unwrap_err().to_string();
        assert!(e.contains("text.db") && e.contains("not a database"), "{e}");

        let mut config = Config::new(Url::sqlite(folder.path().join("absent.db")));
        config.access = Access::ReadOnly;
        let e = Db::open(&config).await.map(|_| ()).unwrap_err().to_string();
        assert!(e.contains("absent.db") && e.contains("no such file"), "{e}");
        assert!(!folder.path().join("absent.db").exists());
        Ok(())
    })
}
