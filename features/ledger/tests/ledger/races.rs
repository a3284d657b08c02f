//! Many at once.

use std::sync::Arc;

use ledger::model::Refused;
use testing::on_both;

use super::*;

on_both!(sixteen_spend_one_voucher, |db| async move {
    funded(&db).await?;
    // 16 times 9 euros of a hundred: eleven go through.
    let mut tasks = Vec::new();
    for n in 0..16 {
        let db = db.db();
        let spend = moved((Kind::Voucher, "anna"), (Kind::Payable, "pool"), 900);
        tasks.push(tokio::spawn(async move {
            ask(
                &db,
                order(&format!("spend {n}"), Act::Redeem, vec![spend]),
                NOW,
            )
            .await
        }));
    }
    let mut through = 0;
    for task in tasks {
        match task.await?? {
            Outcome::Done(_) => through += 1,
            Outcome::Refused(why) => {
                assert_eq!(why, Refused::InsufficientBalance { available: 100 })
            }
        }
    }
    assert_eq!(through, 11);
    assert_eq!(see(&db, Kind::Voucher, "anna").await?.balance(), 100);
    sound(&db).await
});

on_both!(one_of_many_resolves_a_hold, |db| async move {
    funded(&db).await?;
    for round in 0..4 {
        let name = format!("hold {round}");
        let hold = done(
            &db,
            order(&name, Act::Reserve, vec![held("anna", "pool", 1_000, 7)]),
            NOW,
        )
        .await?[0];
        let mut tasks = Vec::new();
        for n in 0..8 {
            let db = db.db();
            let (act, line) = match n % 2 {
                0 => (
                    Act::Redeem,
                    Line::Post {
                        hold,
                        amount: 1_000,
                    },
                ),
                _ => (Act::Release, Line::Void { hold }),
            };
            let name = format!("{round} {n}");
            tasks.push(tokio::spawn(async move {
                ask(&db, order(&name, act, vec![line]), NOW).await
            }));
        }
        let mut won = 0;
        for task in tasks {
            match task.await?? {
                Outcome::Done(_) => won += 1,
                Outcome::Refused(why) => {
                    assert!(matches!(why, Refused::HoldAlreadyResolved { .. }), "{why}")
                }
            }
        }
        assert_eq!(won, 1);
    }
    sound(&db).await
});

on_both!(the_same_order_from_many_is_one, |db| async move {
    funded(&db).await?;
    let mut tasks = Vec::new();
    for _ in 0..12 {
        let db = db.db();
        let spend = moved((Kind::Voucher, "anna"), (Kind::Payable, "pool"), 700);
        tasks.push(tokio::spawn(async move {
            ask(&db, order("once", Act::Redeem, vec![spend]), NOW).await
        }));
    }
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await??);
    }
    assert!(answers.iter().all(|a| *a == answers[0]), "{answers:?}");
    assert_eq!(see(&db, Kind::Voucher, "anna").await?.balance(), 9_300);
    sound(&db).await
});

on_both!(batches_that_cross_both_end, |db| async move {
    funded(&db).await?;
    let spend = |family| moved((Kind::Voucher, family), (Kind::Payable, "pool"), 10);
    let db = Arc::new(db);
    let mut tasks = Vec::new();
    for n in 0..12 {
        let db = db.db();
        let lines = match n % 2 {
            0 => vec![spend("anna"), spend("bilal")],
            _ => vec![spend("bilal"), spend("anna")],
        };
        tasks.push(tokio::spawn(async move {
            done(&db, order(&format!("cross {n}"), Act::Redeem, lines), NOW)
                .await
                .map(|_| ())
        }));
    }
    for task in tasks {
        task.await??;
    }
    assert_eq!(see(&db, Kind::Payable, "pool").await?.balance(), 240);
    sound(&db).await
});
