//! The trail and the facts on both engines, with somebody tampering behind the program's back.

use std::collections::BTreeSet;

use audit::{Actor, Entry, Fact, Head, Subject, Verdict};
use db::{Db, Engine, Fault};
use serde_json::json;
use testing::{Outcome, TestDb, on_both};
use values::{Id, Moment};

fn entry(n: i64) -> Entry {
    Entry {
        at: Moment(1_000_000 * n),
        actor: Actor::Person(Id::named("test", "anna")),
        subject: Subject::new("service", n % 2),
        action: "catalogue.publish".to_string(),
        detail: json!({ "n": n, "words": "perché no" }),
    }
}

async fn record(db: &Db, n: i64) -> Result<Head, Fault> {
    db.write(move |tx| audit::record(tx, &entry(n))).await
}

async fn verify(db: &Db) -> Result<Verdict, Fault> {
    db.read(audit::verify).await
}

async fn broken_at(db: &Db) -> Result<i64, Box<dyn std::error::Error + Send + Sync>> {
    match verify(db).await? {
        Verdict::Broken { seq, why } => {
            assert!(!why.is_empty());
            Ok(seq)
        }
        whole => Err(format!("tampering was not seen: {whole:?}").into()),
    }
}

/// Runs SQL as somebody who owns the whole database would, guards taken away.
async fn behind_the_back(db: &TestDb, sql: &str) -> Outcome {
    match db.engine() {
        Engine::Sqlite => {
            let path = db.url().path().ok_or("a file")?;
            let connection = rusqlite::Connection::open(path)?;
            for guard in [
                "entries_no_update",
                "entries_no_delete",
                "head_forward",
                "head_no_delete",
            ] {
                connection.execute_batch(&format!("drop trigger if exists audit_{guard}"))?;
            }
            connection.execute_batch(sql)?;
        }
        Engine::Postgres => {
            let (client, connection) =
                tokio_postgres::connect(&db.url().to_string(), tokio_postgres::NoTls).await?;
            let open = tokio::spawn(connection);
            client
                .batch_execute(&format!("set session_replication_role = replica; {sql}"))
                .await?;
            drop(client);
            open.await??;
        }
    }
    Ok(())
}

on_both!(every_statement_fits_the_schema, |db| async move {
    db.check(audit::store::STATEMENTS).await?;
    Ok(())
});

on_both!(the_chain_grows_and_proves_itself, |db| async move {
    let empty = Head {
        seq: 0,
        hash: vec![0; 32],
    };
    assert_eq!(
        verify(&db).await?,
        Verdict::Whole {
            count: 0,
            head: empty.clone()
        }
    );
    let mut heads = vec![empty];
    for n in 1..=5 {
        heads.push(record(&db, n).await?);
    }
    let last = heads[5].clone();
    assert_eq!(
        verify(&db).await?,
        Verdict::Whole {
            count: 5,
            head: last.clone()
        }
    );
    for head in heads {
        let known = head.clone();
        let verdict = db.read(move |c| audit::verify_against(c, &known)).await?;
        assert_eq!(
            verdict,
            Verdict::Whole {
                count: 5,
                head: last.clone()
            },
            "{head}"
        );
    }
    Ok(())
});

on_both!(
    what_happened_to_a_subject_is_told_newest_first,
    |db| async move {
        for n in 1..=5 {
            record(&db, n).await?;
        }
        let odd = Subject::new("service", 1);
        let subject = odd.clone();
        let first = db.read(move |c| audit::about(c, &subject, None, 2)).await?;
        assert_eq!(first.iter().map(|k| k.seq).collect::<Vec<_>>(), [5, 3]);
        assert_eq!(first[0].entry, entry(5));
        let more = db.read(move |c| audit::about(c, &odd, Some(3), 2)).await?;
        assert_eq!(more.iter().map(|k| k.seq).collect::<Vec<_>>(), [1]);
        Ok(())
    }
);

on_both!(every_kind_of_actor_comes_back, |db| async move {
    let actors = [
        Actor::Person(Id::named("test", "anna")),
        Actor::Operator("root".to_string()),
        Actor::System("jobs".to_string()),
        Actor::Visitor,
    ];
    for actor in actors.clone() {
        let one = Entry { actor, ..entry(1) };
        db.write(move |tx| audit::record(tx, &one)).await?;
    }
    let subject = Subject::new("service", 1);
    let kept = db.read(move |c| audit::about(c, &subject, None, 9)).await?;
    let found: Vec<Actor> = kept.into_iter().rev().map(|k| k.entry.actor).collect();
    assert_eq!(found, actors);
    Ok(())
});

on_both!(
    an_action_that_is_undone_leaves_no_entry_and_no_gap,
    |db| async move {
        record(&db, 1).await?;
        let refused: Result<(), Fault> = db
            .write(|tx| {
                audit::record(tx, &entry(2))?;
                audit::note(tx, &fact("a", 2))?;
                Err(Fault::ReadOnly)
            })
            .await;
        assert!(refused.is_err());
        assert_eq!(record(&db, 3).await?.seq, 2);
        assert!(matches!(
            verify(&db).await?,
            Verdict::Whole { count: 2, .. }
        ));
        assert!(
            db.read(|c| audit::facts_after(c, 0, "test.a", 9))
                .await?
                .is_empty()
        );
        Ok(())
    }
);

mod forbidden {
    db::statements! {
        pub(crate) CHANGE = "update audit_entries set action = 'nothing' where seq = 1";
        pub(crate) DELETE = "delete from audit_entries where seq = 1";
        pub(crate) MOVE_BACK = "update audit_head set seq = 0 where id = 1";
        pub(crate) JUMP = "update audit_head set seq = seq + 2 where id = 1";
        pub(crate) BEHEAD = "delete from audit_head";
        pub(crate) CHANGE_FACT = "update audit_facts set body = '{}' where topic = 'test.a'";
    }
}

on_both!(
    the_database_itself_refuses_to_change_the_past,
    |db| async move {
        record(&db, 1).await?;
        db.write(|tx| audit::note(tx, &fact("a", 1))).await?;
        for statement in forbidden::STATEMENTS {
            let refused = db.write(|tx| tx.exec(*statement, &[])).await;
            let fault = refused.expect_err(statement.name());
            assert!(fault.is_check_violation(), "{}: {fault}", statement.name());
            let sentence = fault.to_string();
            assert!(
                sentence.contains("never") || sentence.contains("only moves"),
                "{sentence}"
            );
        }
        assert!(matches!(
            verify(&db).await?,
            Verdict::Whole { count: 1, .. }
        ));
        Ok(())
    }
);

/// Five entries, one act of tampering, and the number of the entry that must be named.
macro_rules! tampering {
    ($($name:ident: $seq:expr, $sql:expr;)*) => {$(
        on_both!($name, |db| async move {
            for n in 1..=5 {
                record(&db, n).await?;
            }
            behind_the_back(&db, $sql).await?;
            assert_eq!(broken_at(&db).await?, $seq);
            Ok(())
        });
    )*};
}

tampering! {
    a_changed_detail_is_seen: 3, "update audit_entries set detail = '{\"n\":4}' where seq = 3";
    a_changed_moment_is_seen: 1, "update audit_entries set at = at + 1 where seq = 1";
    a_changed_actor_is_seen: 5, "update audit_entries set actor_kind = 'visitor' where seq = 5";
    a_removed_first_entry_is_seen: 1, "delete from audit_entries where seq = 1";
    a_removed_entry_is_seen: 2, "delete from audit_entries where seq = 2";
    a_removed_last_entry_is_seen: 5, "delete from audit_entries where seq = 5";
    swapped_entries_are_seen: 2, "update audit_entries set seq = 99 where seq = 2; \
        update audit_entries set seq = 2 where seq = 3; update audit_entries set seq = 3 where seq = 99";
    a_moved_head_is_seen: 6, "update audit_head set seq = 7";
    a_changed_head_is_seen: 6, "update audit_head set hash = (select hash from audit_entries where seq = 2)";
    a_removed_head_is_seen: 6, "delete from audit_head";
    a_forged_entry_is_seen: 6, "insert into audit_entries select 6, at, actor_kind, actor_id, subject_kind, \
        subject_id, action, detail, hash, hash from audit_entries where seq = 5; \
        update audit_head set seq = 6";
}

on_both!(
    a_whole_new_chain_is_seen_by_the_head_kept_elsewhere,
    |db| async move {
        let mut known = record(&db, 1).await?;
        for n in 2..=3 {
            known = record(&db, n).await?;
        }
        let zero = match db.engine() {
            Engine::Sqlite => "zeroblob(32)",
            Engine::Postgres => "decode(repeat('00', 32), 'hex')",
        };
        behind_the_back(
            &db,
            &format!("delete from audit_entries; update audit_head set seq = 0, hash = {zero}"),
        )
        .await?;
        let against = |known: Head| db.read(move |c| audit::verify_against(c, &known));
        // Shorter than the chain that was known, then as long, then longer: never the same.
        for n in 1..=4 {
            record(&db, n + 10).await?;
            assert!(
                matches!(verify(&db).await?, Verdict::Whole { .. }),
                "the new chain is one by itself"
            );
            let verdict = against(known.clone()).await?;
            assert!(
                matches!(verdict, Verdict::Broken { .. }),
                "{n}: {verdict:?}"
            );
        }
        Ok(())
    }
);

fn fact(topic: &str, n: i64) -> Fact {
    Fact {
        at: Moment(n),
        topic: if topic == "a" { "test.a" } else { "test.b" },
        subject: Subject::new("service", n),
        body: json!({ "n": n }),
    }
}

on_both!(facts_are_read_on_from_where_one_was, |db| async move {
    for n in 1..=5 {
        db.write(move |tx| audit::note(tx, &fact("a", n))).await?;
        db.write(move |tx| audit::note(tx, &fact("b", n * 10)))
            .await?;
    }
    let two = db.read(|c| audit::facts_after(c, 1, "test.a", 2)).await?;
    assert_eq!(two.iter().map(|f| f.seq).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(two[0].subject, Subject::new("service", 2));
    assert_eq!(two[0].body, json!({ "n": 2 }));
    let b = db.read(|c| audit::facts_after(c, 0, "test.b", 100)).await?;
    assert_eq!(
        b.iter().map(|f| f.at.0).collect::<Vec<_>>(),
        [10, 20, 30, 40, 50]
    );
    assert!(
        db.read(|c| audit::facts_after(c, 5, "test.a", 9))
            .await?
            .is_empty()
    );
    assert!(
        db.read(|c| audit::facts_after(c, 0, "test.none", 9))
            .await?
            .is_empty()
    );
    Ok(())
});

on_both!(a_fact_wakes_its_listeners, |db| async move {
    let mut changes = db.changes();
    db.write(|tx| audit::note(tx, &fact("a", 1))).await?;
    let wait = tokio::time::timeout(std::time::Duration::from_secs(20), changes.next());
    assert!(
        wait.await?
            .ok_or("open")?
            .touches(&audit::topic_of("test.a"))
    );
    Ok(())
});

on_both!(
    a_listener_that_fails_gets_the_same_facts_again,
    |db| async move {
        for n in 1..=3 {
            db.write(move |tx| audit::note(tx, &fact("a", n))).await?;
        }
        let failed: Result<usize, Fault> = db
            .write(|tx| {
                audit::listen(tx, "plan", "test.a", Moment(9), 10, |tx, noted| {
                    if noted.seq == 3 {
                        return Err(Fault::ReadOnly);
                    }
                    audit::note(tx, &fact("b", noted.seq)).map(|_| ())
                })
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(db.read(|c| audit::cursor(c, "plan", "test.a")).await?, 0);
        assert!(
            db.read(|c| audit::facts_after(c, 0, "test.b", 9))
                .await?
                .is_empty()
        );
        Ok(())
    }
);

on_both!(many_listeners_deal_with_each_fact_once, |db| async move {
    for n in 1..=40 {
        db.write(move |tx| audit::note(tx, &fact("a", n))).await?;
    }
    let listeners: Vec<_> = (0..4)
        .map(|_| {
            let db = db.db();
            tokio::spawn(async move {
                loop {
                    let some: usize = db
                        .write(|tx| {
                            audit::listen(tx, "plan", "test.a", Moment(9), 7, |tx, noted| {
                                audit::note(tx, &fact("b", noted.seq)).map(|_| ())
                            })
                        })
                        .await?;
                    if some == 0 {
                        return Ok::<_, Fault>(());
                    }
                }
            })
        })
        .collect();
    for listener in listeners {
        listener.await??;
    }
    let dealt = db.read(|c| audit::facts_after(c, 0, "test.b", 100)).await?;
    assert_eq!(
        dealt.iter().map(|f| f.at.0).collect::<Vec<_>>(),
        (1..=40).collect::<Vec<_>>()
    );
    assert_eq!(db.read(|c| audit::cursor(c, "plan", "test.a")).await?, 40);
    // Another listener has not begun.
    assert_eq!(db.read(|c| audit::cursor(c, "play", "test.a")).await?, 0);
    Ok(())
});

on_both!(writers_at_the_same_time_make_one_chain, |db| async move {
    let writers: Vec<_> = (0..8)
        .map(|w| {
            let db = db.db();
            tokio::spawn(async move {
                for n in 0..12 {
                    db.write(move |tx| {
                        audit::record(tx, &entry(w * 100 + n))?;
                        audit::note(tx, &fact("a", w * 100 + n))
                    })
                    .await?;
                }
                Ok::<_, Fault>(())
            })
        })
        .collect();
    for writer in writers {
        writer.await??;
    }
    assert!(matches!(
        verify(&db).await?,
        Verdict::Whole { count: 96, .. }
    ));
    let facts = db
        .read(|c| audit::facts_after(c, 0, "test.a", 1000))
        .await?;
    assert_eq!(
        facts.iter().map(|f| f.seq).collect::<Vec<_>>(),
        (1..=96).collect::<Vec<_>>()
    );
    let different: BTreeSet<i64> = facts.iter().map(|f| f.at.0).collect();
    assert_eq!(different.len(), 96);
    Ok(())
});
