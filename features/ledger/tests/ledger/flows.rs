//! What happens to money from the grant to the bank, step by step, and orders asked twice.

use ledger::actions::OrderError;
use ledger::model::Refused;
use testing::on_both;

use super::*;

on_both!(every_statement_fits_the_schema, |db| async move {
    db.check(ledger::STATEMENTS).await?;
    Ok(())
});

on_both!(from_the_grant_to_the_bank, |db| async move {
    funded(&db).await?;
    let hold = done(
        &db,
        order("book", Act::Reserve, vec![held("anna", "pool", 6_000, 7)]),
        NOW,
    )
    .await?[0];
    let anna = see(&db, Kind::Voucher, "anna").await?;
    assert_eq!(
        (anna.balance(), anna.held(), anna.available()),
        (10_000, 6_000, 4_000)
    );
    // Less than was held: the rest returns by itself.
    let later = NOW.plus_seconds(DAY);
    done(
        &db,
        order(
            "attend",
            Act::Redeem,
            vec![Line::Post {
                hold,
                amount: 5_000,
            }],
        ),
        later,
    )
    .await?;
    let anna = see(&db, Kind::Voucher, "anna").await?;
    assert_eq!((anna.balance(), anna.held()), (5_000, 0));
    assert_eq!(see(&db, Kind::Payable, "pool").await?.balance(), 5_000);
    // Without a booking.
    let walk_in = moved((Kind::Voucher, "anna"), (Kind::Payable, "pool"), 1_000);
    done(&db, order("walk in", Act::Redeem, vec![walk_in]), later).await?;
    // Taken back before it is paid.
    let back = moved((Kind::Payable, "pool"), (Kind::Voucher, "anna"), 1_000);
    done(&db, order("refund", Act::Refund, vec![back]), later).await?;
    // Sent, returned by the bank, sent again, confirmed.
    let send = || {
        vec![moved(
            (Kind::Payable, "pool"),
            (Kind::InPayment, "batch"),
            5_000,
        )]
    };
    done(&db, order("settle", Act::Settle, send()), later).await?;
    let rejected = moved((Kind::InPayment, "batch"), (Kind::Payable, "pool"), 5_000);
    done(&db, order("return", Act::Return, vec![rejected]), later).await?;
    done(&db, order("settle again", Act::Settle, send()), later).await?;
    let confirmed = moved((Kind::InPayment, "batch"), (Kind::Paid, ""), 5_000);
    done(&db, order("confirm", Act::Confirm, vec![confirmed]), later).await?;
    assert_eq!(see(&db, Kind::Paid, "").await?.balance(), 5_000);
    // Given back after it was paid: the pool owes it, and the next settlement nets it.
    let owed = moved((Kind::Receivable, "pool"), (Kind::Voucher, "anna"), 2_000);
    done(&db, order("refund paid", Act::Refund, vec![owed]), later).await?;
    assert_eq!(see(&db, Kind::Receivable, "pool").await?.balance(), 2_000);
    let walk_in = moved((Kind::Voucher, "bilal"), (Kind::Payable, "pool"), 3_000);
    done(
        &db,
        order("walk in again", Act::Redeem, vec![walk_in]),
        later,
    )
    .await?;
    let net = moved((Kind::Payable, "pool"), (Kind::Receivable, "pool"), 2_000);
    done(&db, order("net", Act::Settle, vec![net]), later).await?;
    assert_eq!(see(&db, Kind::Receivable, "pool").await?.balance(), 0);
    assert_eq!(see(&db, Kind::Payable, "pool").await?.balance(), 1_000);
    sound(&db).await
});

on_both!(an_order_asked_again_answers_the_same, |db| async move {
    funded(&db).await?;
    let spend = || {
        order(
            "spend",
            Act::Redeem,
            vec![moved(
                (Kind::Voucher, "anna"),
                (Kind::Payable, "pool"),
                9_000,
            )],
        )
    };
    let first = ask(&db, spend(), NOW).await?;
    for _ in 0..3 {
        assert_eq!(ask(&db, spend(), NOW.plus_seconds(5)).await?, first);
    }
    // Refusals too, even when it would be possible by now.
    let more = || {
        order(
            "more",
            Act::Redeem,
            vec![moved(
                (Kind::Voucher, "anna"),
                (Kind::Payable, "pool"),
                2_000,
            )],
        )
    };
    let no = Outcome::Refused(Refused::InsufficientBalance { available: 1_000 });
    assert_eq!(ask(&db, more(), NOW).await?, no);
    let back = moved((Kind::Payable, "pool"), (Kind::Voucher, "anna"), 9_000);
    done(&db, order("back", Act::Refund, vec![back]), NOW).await?;
    assert_eq!(ask(&db, more(), NOW).await?, no);
    // The same key for something else.
    let other = Order {
        actor: "somebody else".into(),
        ..spend()
    };
    assert!(matches!(
        ask(&db, other, NOW).await,
        Err(OrderError::KeyReused(_))
    ));
    assert_eq!(see(&db, Kind::Voucher, "anna").await?.balance(), 10_000);
    sound(&db).await
});

on_both!(all_lines_or_none, |db| async move {
    funded(&db).await?;
    let spend = |family, amount| moved((Kind::Voucher, family), (Kind::Payable, "pool"), amount);
    let both = order(
        "both",
        Act::Redeem,
        vec![
            spend("anna", 4_000),
            spend("anna", 4_000),
            spend("anna", 4_000),
        ],
    );
    assert_eq!(
        ask(&db, both, NOW).await?,
        Outcome::Refused(Refused::InsufficientBalance { available: 2_000 })
    );
    assert_eq!(see(&db, Kind::Voucher, "anna").await?.balance(), 10_000);
    // What one act may do another may not: reserving spends nothing.
    let one = order("one", Act::Reserve, vec![held("anna", "pool", 100, 1)]);
    let hold = ledger::model::Transfer::id_of(one.id, 0);
    let both = vec![
        held("anna", "pool", 100, 1),
        Line::Post { hold, amount: 60 },
    ];
    let refused = Order {
        id: id("both at once"),
        lines: both,
        ..one.clone()
    };
    assert!(matches!(ask(&db, refused, NOW).await?, Outcome::Refused(_)));
    done(&db, one, NOW).await?;
    let post = vec![Line::Post { hold, amount: 60 }];
    done(&db, order("post", Act::Redeem, post), NOW).await?;
    assert_eq!(see(&db, Kind::Voucher, "anna").await?.available(), 9_940);
    sound(&db).await
});

on_both!(time_is_kept, |db| async move {
    funded(&db).await?;
    let hold =
        |name: &str, days| order(name, Act::Reserve, vec![held("anna", "pool", 1_000, days)]);
    let short = done(&db, hold("short", 1), NOW).await?[0];
    let long = done(&db, hold("long", 40), NOW).await?[0];
    let two_days = NOW.plus_seconds(2 * DAY);
    let post = |name: &str, hold, now| {
        ask(
            &db,
            order(
                name,
                Act::Redeem,
                vec![Line::Post {
                    hold,
                    amount: 1_000,
                }],
            ),
            now,
        )
    };
    assert!(matches!(
        post("too late", short, two_days).await?,
        Outcome::Refused(Refused::HoldEnded { .. })
    ));
    let early = order("early", Act::Expire, vec![Line::Expire { hold: long }]);
    assert!(matches!(
        ask(&db, early, two_days).await?,
        Outcome::Refused(Refused::HoldLasts { .. })
    ));
    assert_eq!(
        db.read(move |c| actions::due(c, two_days, 10)).await?,
        [short]
    );
    done(
        &db,
        order("expire", Act::Expire, vec![Line::Expire { hold: short }]),
        two_days,
    )
    .await?;
    assert!(
        db.read(move |c| actions::due(c, two_days, 10))
            .await?
            .is_empty()
    );
    // After the voucher's end nothing is spent; what was held before may still be posted.
    let after = NOW.plus_seconds(31 * DAY);
    let spend = || vec![moved((Kind::Voucher, "anna"), (Kind::Payable, "pool"), 1)];
    assert!(matches!(
        ask(&db, order("spend", Act::Redeem, spend()), after).await?,
        Outcome::Refused(Refused::Ended { .. })
    ));
    let ended = db
        .read(move |c| actions::ended(c, Kind::Voucher, after, 10))
        .await?;
    assert_eq!(
        ended.iter().map(|a| a.available()).collect::<Vec<_>>(),
        [9_000, 10_000]
    );
    let lapse = moved((Kind::Voucher, "anna"), (Kind::Unallocated, ""), 9_000);
    done(&db, order("lapse", Act::Lapse, vec![lapse]), after).await?;
    assert!(matches!(
        post("in time", long, after).await?,
        Outcome::Done(_)
    ));
    // Moved by two people, for a reason, to a later moment only.
    let account = at(Kind::Voucher, "anna");
    let extend =
        |name: &str, until| order(name, Act::Reopen, vec![Line::Extend { account, until }]);
    let earlier = ask(&db, extend("earlier", NOW), after).await?;
    assert_eq!(earlier, Outcome::Refused(Refused::NotLater));
    let alone = Order {
        approver: Some("officer".into()),
        ..extend("alone", after.plus_seconds(DAY))
    };
    assert_eq!(
        ask(&db, alone, after).await?,
        Outcome::Refused(Refused::SecondPersonNeeded)
    );
    done(&db, extend("reopen", after.plus_seconds(DAY)), after).await?;
    let back = moved((Kind::Unallocated, ""), (Kind::Voucher, "anna"), 500);
    done(&db, order("again", Act::Award, vec![back]), after).await?;
    done(&db, order("spend now", Act::Redeem, spend()), after).await?;
    sound(&db).await
});

on_both!(
    what_is_not_allowed_is_refused_with_its_reason,
    |db| async move {
        funded(&db).await?;
        let (anna, pool) = ((Kind::Voucher, "anna"), (Kind::Payable, "pool"));
        let refused =
            async |name: &str, act, line: Line| match ask(&db, order(name, act, vec![line]), NOW)
                .await?
            {
                Outcome::Refused(why) => Ok::<_, OrderError>(why),
                Outcome::Done(_) => panic!("{name} was done"),
            };
        for (name, amount) in [
            ("zero", 0),
            ("negative", -5),
            ("huge", i64::MAX),
            ("over", ledger::model::MOST + 1),
        ] {
            assert_eq!(
                refused(name, Act::Redeem, moved(anna, pool, amount)).await?,
                Refused::WrongAmount,
                "{name}"
            );
        }
        let backwards = refused(
            "backwards",
            Act::Grant,
            moved((Kind::Unallocated, ""), (Kind::Appropriation, ""), 1),
        )
        .await?;
        assert!(matches!(backwards, Refused::NotAllowed { .. }));
        let itself = refused("itself", Act::Redeem, moved(anna, anna, 1)).await?;
        assert!(matches!(itself, Refused::NotAllowed { .. }));
        let nowhere = Line::Move {
            debit: at(anna.0, anna.1),
            credit: id("nowhere"),
            amount: 1,
            subject: String::new(),
        };
        assert_eq!(
            refused("nowhere", Act::Redeem, nowhere).await?,
            Refused::UnknownAccount(id("nowhere"))
        );
        let no_hold = refused(
            "no hold",
            Act::Redeem,
            Line::Post {
                hold: id("none"),
                amount: 1,
            },
        )
        .await?;
        assert_eq!(no_hold, Refused::UnknownHold(id("none")));
        let grant = |name: &str| {
            order(
                name,
                Act::Grant,
                vec![moved((Kind::Appropriation, ""), (Kind::Unallocated, ""), 1)],
            )
        };
        // Money comes in by a grant alone, which two people sign: no other act brings it.
        for (n, act) in [Act::Redeem, Act::Award, Act::Refund, Act::Lapse]
            .into_iter()
            .enumerate()
        {
            let line = moved((Kind::Appropriation, ""), (Kind::Unallocated, ""), 1);
            let name = format!("in by another act {n}");
            assert!(
                matches!(refused(&name, act, line).await?, Refused::NotAllowed { .. }),
                "{act:?}"
            );
        }
        let undocumented = Order {
            document: None,
            ..grant("undocumented")
        };
        assert_eq!(
            ask(&db, undocumented, NOW).await?,
            Outcome::Refused(Refused::DocumentNeeded)
        );
        let alone = Order {
            approver: None,
            ..grant("alone")
        };
        assert_eq!(
            ask(&db, alone, NOW).await?,
            Outcome::Refused(Refused::SecondPersonNeeded)
        );
        let empty = order("empty", Act::Redeem, vec![]);
        assert_eq!(
            ask(&db, empty, NOW).await?,
            Outcome::Refused(Refused::WrongLines)
        );
        // Two funds never meet.
        let other = Fund {
            id: id("other"),
            unit: Unit::Cents,
            name: "Donazioni".into(),
        };
        let there = db
            .write(move |tx| {
                actions::open_fund(tx, &other, NOW)?;
                let owner = "pool".to_string();
                actions::open(
                    tx,
                    &Opening {
                        fund: other.id,
                        kind: Kind::Payable,
                        owner,
                        ends_at: None,
                    },
                    NOW,
                )
            })
            .await?;
        let across = Line::Move {
            debit: at(anna.0, anna.1),
            credit: there,
            amount: 1,
            subject: String::new(),
        };
        assert_eq!(
            refused("across", Act::Redeem, across).await?,
            Refused::OtherFund
        );
        sound(&db).await
    }
);

on_both!(
    a_preview_changes_nothing_and_tells_what_would_be,
    |db| async move {
        funded(&db).await?;
        let spend = order(
            "spend",
            Act::Redeem,
            vec![moved(
                (Kind::Voucher, "anna"),
                (Kind::Payable, "pool"),
                2_500,
            )],
        );
        let (asked, before) = (spend.clone(), db.read(ledger::verify).await?.hash);
        let after = db
            .read(move |c| actions::preview(c, &asked, NOW))
            .await?
            .expect("allowed");
        let balance = |kind| after.iter().find(|a| a.kind == kind).map(Account::balance);
        assert_eq!(
            (balance(Kind::Voucher), balance(Kind::Payable)),
            (Some(7_500), Some(2_500))
        );
        assert_eq!(db.read(ledger::verify).await?.hash, before);
        done(&db, spend, NOW).await?;
        assert_eq!(see(&db, Kind::Voucher, "anna").await?.balance(), 7_500);
        Ok(())
    }
);

on_both!(places_are_counted_like_money, |db| async move {
    let session = Fund {
        id: id("session"),
        unit: Unit::Places,
        name: "Nuoto, martedì".into(),
    };
    let (name, fund) = (session.clone(), session.id);
    db.write(move |tx| {
        actions::open_fund(tx, &name, NOW)?;
        for kind in [Kind::Capacity, Kind::Free, Kind::Taken] {
            actions::open(
                tx,
                &Opening {
                    fund,
                    kind,
                    owner: String::new(),
                    ends_at: None,
                },
                NOW,
            )?;
        }
        Ok::<_, Fault>(())
    })
    .await?;
    let of = |kind| account(fund, kind, "");
    // Places come from a guarded account of the debit side: what was added can be taken away, not more.
    let line = |debit, credit, amount| Line::Move {
        debit: of(debit),
        credit: of(credit),
        amount,
        subject: "places".into(),
    };
    done(
        &db,
        order(
            "add",
            Act::Capacity,
            vec![line(Kind::Capacity, Kind::Free, 2)],
        ),
        NOW,
    )
    .await?;
    for name in ["first", "second"] {
        let hold = Line::Hold {
            debit: of(Kind::Free),
            credit: of(Kind::Taken),
            amount: 1,
            until: NOW.plus_seconds(DAY),
            subject: name.into(),
        };
        done(&db, order(name, Act::Reserve, vec![hold]), NOW).await?;
    }
    let third = order(
        "third",
        Act::Reserve,
        vec![line(Kind::Free, Kind::Taken, 1)],
    );
    assert_eq!(
        ask(&db, third, NOW).await?,
        Outcome::Refused(Refused::InsufficientBalance { available: 0 })
    );
    let less = order(
        "less",
        Act::Capacity,
        vec![line(Kind::Free, Kind::Capacity, 1)],
    );
    assert!(matches!(
        ask(&db, less, NOW).await?,
        Outcome::Refused(Refused::InsufficientBalance { .. })
    ));
    sound(&db).await
});

on_both!(both_tables_of_pairs_are_one, |db| async move {
    // The database's table is the one of the rules: what it allows is tried for every pair of kinds.
    mod store {
        db::statements! { pub(super) PAIRS = "select dr_kind, cr_kind, phase, act, after_end from ledger_pair"; }
    }
    let kept = db
        .read(|c| {
            c.all(store::PAIRS, &db::params![], |r| {
                let row: (String, String, String, String, bool) =
                    (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?);
                Ok(row)
            })
        })
        .await?;
    let ours: std::collections::BTreeSet<_> = ledger::rules::pairs()
        .map(|(from, to, phase, act, after_end)| {
            let [from, to, act] = [from.as_str(), to.as_str(), act.as_str()].map(String::from);
            (from, to, phase.letter().to_string(), act, after_end)
        })
        .collect();
    assert_eq!(
        kept.into_iter().collect::<std::collections::BTreeSet<_>>(),
        ours
    );
    Ok(())
});
