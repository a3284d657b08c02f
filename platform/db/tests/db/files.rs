//! Backup, restore and verification.

use db::{Access, Config, Db, Fault, Url, restore};
use testing::on_both;

use crate::{how_many, new_counter, tables};

on_both!(a_sound_database_has_no_problems, |db| async move {
    assert_eq!(db.verify().await?, Vec::<String>::new());
    Ok(())
});

on_both!(a_backup_holds_what_was_there, |db| async move {
    tables(&db).await?;
    new_counter(&db, "a", 1).await?;
    let folder = tempfile::TempDir::new()?;
    let file = folder.path().join("city.backup");
    match db.backup(&file).await {
        Err(e)
            if e.to_string()
                .contains("install PostgreSQL's client programs") =>
        {
            testing::skip(&testing::test_name(), "pg_dump is not installed");
            return Ok(());
        }
        done => done?,
    }
    assert!(file.is_file());
    let left: Vec<_> = std::fs::read_dir(folder.path())?.collect();
    assert_eq!(left.len(), 1, "{left:?}");
    // A second one does not overwrite the first.
    let e = db.backup(&file).await.unwrap_err().to_string();
    assert!(
        e.contains("city.backup") && e.contains("already there"),
        "{e}"
    );
    // Onto a database that is in use it is not restored.
    let e = restore(&file, &db.config()).await.unwrap_err().to_string();
    assert!(
        e.contains("already open") || e.contains("is not empty"),
        "{e}"
    );
    Ok(())
});

#[test]
fn a_backup_is_restored_and_the_old_state_kept() -> testing::Outcome {
    testing::run(async {
        let db = testing::sqlite().await;
        tables(&db).await?;
        new_counter(&db, "a", 1).await?;
        let folder = db.folder().ok_or("no folder")?.to_path_buf();
        let file = folder.join("city.backup");
        db.backup(&file).await?;
        new_counter(&db, "b", 1).await?;
        let config = db.config();
        db.close().await;
        restore(&file, &config).await?;
        let restored = Db::open(&config).await?;
        assert_eq!(how_many(&restored).await?, 1);
        let mut before = Config::new(Url::sqlite(folder.join("test.db.before-restore")));
        before.access = Access::ReadOnly;
        assert_eq!(how_many(&Db::open(&before).await?).await?, 2);

        // A damaged backup is refused and changes nothing.
        let mut bytes = std::fs::read(&file)?;
        let middle = bytes.len() / 2;
        bytes[middle..].fill(0xaa);
        let damaged = folder.join("damaged.backup");
        std::fs::write(&damaged, bytes)?;
        restored.close().await;
        let e = restore(&damaged, &config).await.unwrap_err();
        assert!(matches!(e, Fault::File { .. }), "{e}");
        let e = restore(&folder.join("absent"), &config).await.unwrap_err();
        assert!(e.to_string().contains("no such file"), "{e}");
        assert_eq!(how_many(&Db::open(&config).await?).await?, 1);
        Ok(())
    })
}

#[test]
fn a_postgres_backup_is_restored_into_an_empty_database() -> testing::Outcome {
    testing::run(async {
        let Some(db) = testing::postgres().await else {
            return Ok(());
        };
        tables(&db).await?;
        new_counter(&db, "a", 1).await?;
        let folder = tempfile::TempDir::new()?;
        let file = folder.path().join("city.backup");
        match db.backup(&file).await {
            Err(e)
                if e.to_string()
                    .contains("install PostgreSQL's client programs") =>
            {
                testing::skip(&testing::test_name(), "pg_dump is not installed");
                return Ok(());
            }
            done => done?,
        }
        let Some(empty) = testing::postgres_empty().await else {
            return Ok(());
        };
        restore(&file, &empty.config()).await?;
        assert_eq!(how_many(&empty).await?, 1);
        Ok(())
    })
}

#[test]
fn orphans_and_damage_are_found() -> testing::Outcome {
    testing::run(async {
        let db = testing::sqlite().await;
        tables(&db).await?;
        let config = db.config();
        db.close().await;
        let file = config.url.path().ok_or("no file")?.to_path_buf();
        {
            let raw = rusqlite::Connection::open(&file)?;
            raw.execute_batch(
                "pragma foreign_keys = off;
                 insert into parts (id, thing) values (1, x'00112233445566778899aabbccddeeff');",
            )?;
        }
        let db = Db::open(&config).await?;
        let problems = db.verify().await?;
        assert!(
            problems
                .iter()
                .any(|p| p == "1 rows of parts refer to rows of things that are not there"),
            "{problems:?}"
        );
        for i in 0..2000 {
            new_counter(&db, &format!("a rather long name of a counter {i}"), i).await?;
        }
        db.close().await;
        // A page in the middle is overwritten.
        let mut bytes = std::fs::read(&file)?;
        let page = bytes.len() / 2 / 4096 * 4096;
        bytes[page..page + 4096].fill(0x55);
        std::fs::write(&file, bytes)?;
        let db = Db::open(&config).await?;
        let problems = db.verify().await;
        match problems {
            Ok(problems) => assert!(
                problems.iter().any(|p| p.starts_with("integrity: ")),
                "{problems:?}"
            ),
            Err(e) => assert!(e.to_string().contains("malformed"), "{e}"),
        }
        Ok(())
    })
}
