//! The change feed.

use std::time::Duration;

use db::{Change, Changes, Db, Fault, params};
use testing::on_both;

use crate::{HOW_MANY, NEW_COUNTER, tables};

async fn next(changes: &mut Changes) -> Option<Change> {
    tokio::time::timeout(Duration::from_secs(20), changes.next())
        .await
        .ok()
        .flatten()
}

on_both!(
    news_come_after_the_change_and_only_if_it_is_kept,
    |db| async move {
        tables(&db).await?;
        let mut changes = db.changes();
        let refused: Result<(), Fault> = db
            .write(|tx| {
                tx.notify("refused");
                Err(Fault::Closed)
            })
            .await;
        assert!(refused.is_err());
        db.write(|tx| {
            tx.exec(NEW_COUNTER, &params!["a", 1_i64])?;
            tx.notify("catalogue");
            tx.notify("catalogue");
            Ok::<_, Fault>(())
        })
        .await?;
        assert_eq!(
            next(&mut changes).await,
            Some(Change::Topic("catalogue".into()))
        );
        // Whoever hears it sees it.
        let n: i64 = db.read(|c| c.one(HOW_MANY, &[], |row| row.get(0))).await?;
        assert_eq!(n, 1);
        db.write(|tx| {
            tx.notify("last");
            Ok::<_, Fault>(())
        })
        .await?;
        let last = next(&mut changes).await;
        assert_eq!(last, Some(Change::Topic("last".into())));
        assert!(last.is_some_and(|c| c.touches("last") && !c.touches("catalogue")));
        Ok(())
    }
);

#[test]
fn another_node_hears_postgres() -> testing::Outcome {
    testing::run(async {
        let Some(db) = testing::postgres().await else {
            return Ok(());
        };
        let node = Db::open(&db.config()).await?;
        let mut there = node.changes();
        db.write(|tx| {
            tx.notify("catalogue");
            Ok::<_, Fault>(())
        })
        .await?;
        assert_eq!(
            next(&mut there).await,
            Some(Change::Topic("catalogue".into()))
        );
        node.close().await;
        Ok(())
    })
}

#[test]
fn a_slow_listener_is_told_that_it_missed_something() -> testing::Outcome {
    testing::run(async {
        let db = testing::sqlite().await;
        let mut changes = db.changes();
        for i in 0..300 {
            db.write(move |tx| {
                tx.notify(format!("topic {i}"));
                Ok::<_, Fault>(())
            })
            .await?;
        }
        let first = next(&mut changes).await;
        assert_eq!(first, Some(Change::Missed));
        assert!(first.is_some_and(|c| c.touches("anything")));
        Ok(())
    })
}
