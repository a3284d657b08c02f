//! Money comes in, is given, is taken back.

use testing::on_both;

use super::*;

on_both!(money_comes_in_by_two_people_and_an_act, |db| async move {
    let w = world(&db).await?;
    assert_eq!(w.sum(Kind::Unallocated, "").await, (100_000, 0));
    assert_eq!(w.sum(Kind::Appropriation, "").await, (100_000, 0));
    let fund = w.fund;
    let prepare = |who: &str, base: &'static str, amount: i64, act: &'static str| {
        let w = w.clone();
        let who = actor(who);
        async move {
            w.act(who, base, NOW, move |tx, g, ctx| {
                a::prepare_grant(tx, &g.wallets, ctx, fund, Cents(amount), act)
            })
            .await
        }
    };
    assert_eq!(
        no(prepare("nobody", "g1", 5, "DD 1").await),
        Refused::Forbidden
    );
    assert_eq!(
        no(prepare("officer", "g1", 5, "  ").await),
        Refused::DocumentNeeded
    );
    let none = Refused::WrongAmount {
        field: "amount".into(),
    };
    assert_eq!(no(prepare("officer", "g1", 0, "DD 1").await), none);
    // Who has both roles still cannot agree with themselves.
    let grant = prepare("both", "g2", 5_000, "DD 2").await?.id;
    let approve = |who: &str| {
        let (w, who) = (w.clone(), actor(who));
        async move {
            w.act(who, "g2", NOW, move |tx, g, ctx| {
                a::approve_grant(tx, &g.wallets, ctx, grant)
            })
            .await
        }
    };
    assert_eq!(no(approve("both").await), Refused::SamePerson);
    assert_eq!(no(approve("officer").await), Refused::Forbidden);
    assert_eq!(w.sum(Kind::Unallocated, "").await.0, 100_000);
    for _ in 0..3 {
        approve("approver").await?;
    }
    assert_eq!(w.sum(Kind::Unallocated, "").await.0, 105_000);
    w.sound().await;
    Ok(())
});

on_both!(vouchers_are_given_once_in_one_order, |db| async move {
    let w = world(&db).await?;
    let (terms, mother, child, youth) = (w.terms, w.mother, w.child, w.youth);
    let award = move |who: Who, amount: i64| Award {
        who,
        holder: mother,
        amount: Cents(amount),
        starts_on: day("2026-11-01"),
        ends_on: day("2027-06-30"),
        window: "2026/27".into(),
    };
    let give = |who: &str, base: &'static str, all: Vec<Award>| {
        let (w, who) = (w.clone(), actor(who));
        async move {
            w.act(who, base, NOW, move |tx, g, ctx| {
                a::award(tx, &g.wallets, ctx, terms, &all)
            })
            .await
        }
    };
    let both = vec![
        award(Who::Child(child), 30_000),
        award(Who::Child(youth), 20_000),
    ];
    let made = give("officer", "a", both.clone()).await?;
    assert_eq!(made.len(), 2);
    assert_eq!(made[0].state, State::Active);
    // The same order again finds the same; the same base for others is told.
    for _ in 0..3 {
        assert_eq!(give("officer", "a", both.clone()).await?.len(), 2);
    }
    let other = vec![
        award(Who::Child(child), 30_001),
        award(Who::Child(youth), 20_000),
    ];
    assert_eq!(no(give("officer", "a", other).await), Refused::KeyReused);
    assert_eq!(w.sum(Kind::Unallocated, "").await.0, 50_000);
    assert_eq!(w.left(made[0].id).await, 30_000);
    // One live voucher for a child, a call and a window.
    let again = vec![award(Who::Child(child), 100)];
    assert_eq!(no(give("officer", "b", again).await), Refused::AlreadyHas);
    // All or none.
    let too_much = vec![
        award(Who::Group("3B".into()), 40_000),
        award(Who::Group("4B".into()), 10_001),
    ];
    let short = Refused::FundShort {
        available: Cents(10_000),
    };
    assert_eq!(no(give("officer", "c", too_much).await), short);
    assert_eq!(w.sum(Kind::Unallocated, "").await.0, 50_000);
    let group = give("officer", "d", vec![award(Who::Group("3B".into()), 40_000)]).await?;
    assert_eq!(group[0].who.child(), None);
    assert_eq!(w.sum(Kind::Unallocated, "").await.0, 10_000);
    // Nobody gives to the own household.
    let own = vec![award(Who::Child(child), 100)];
    let mothers = staff("x", &[Role::FundOfficer]);
    let Actor::Person {
        grants, session, ..
    } = mothers
    else {
        unreachable!()
    };
    let as_mother = Actor::Person {
        id: mother,
        session,
        grants,
    };
    let refused = w
        .act(as_mother, "own", NOW, move |tx, g, ctx| {
            a::award(tx, &g.wallets, ctx, terms, &own)
        })
        .await;
    assert_eq!(no(refused), Refused::OwnAffair);
    let mut late = award(Who::Group("5B".into()), 100);
    late.ends_on = day("2027-07-01");
    assert_eq!(no(give("officer", "e", vec![late]).await), wrong("ends_on"));
    let mut nobody = award(Who::Child(id("nobody")), 100);
    nobody.window = "x".into();
    assert_eq!(no(give("officer", "f", vec![nobody]).await), wrong("child"));
    w.sound().await;
    Ok(())
});

on_both!(
    terms_are_approved_by_another_and_then_fixed,
    |db| async move {
        let w = world(&db).await?;
        let fund = w.fund;
        let put = |base: &'static str, who: &str, change: fn(&mut Terms)| {
            let (w, who) = (w.clone(), actor(who));
            async move {
                let mut terms = terms_of(fund);
                terms.code = format!("CALL {base}");
                change(&mut terms);
                w.act(who, base, NOW, move |tx, g, ctx| {
                    a::put_terms(tx, &g.wallets, ctx, terms.clone())
                })
                .await
            }
        };
        assert_eq!(no(put("t0", "nobody", |_| {}).await), Refused::Forbidden);
        type Change = fn(&mut Terms);
        let bad: [(&str, Change); 6] = [
            ("code", |t| t.code = "SPORT-26".into()),
            ("funds", |t| t.funds = vec![id("no fund")]),
            ("max_age", |t| t.max_age = Some(5)),
            ("spend_until", |t| t.spend_until = day("2026-08-31")),
            ("cap_each", |t| t.cap_each = Some(Cents(0))),
            ("renewal_days", |t| t.renewal_days = 0),
        ];
        for (field, change) in bad {
            assert_eq!(no(put("t1", "officer", change).await), wrong(field));
        }
        let terms = put("t2", "both", |_| {}).await?.id;
        let approve = |who: &str| {
            let (w, who) = (w.clone(), actor(who));
            async move {
                w.act(who, "t2", NOW, move |tx, g, ctx| {
                    a::approve_terms(tx, &g.wallets, ctx, terms)
                })
                .await
            }
        };
        let mother = w.mother;
        let give = |base: &'static str| {
            let w = w.clone();
            async move {
                w.act(actor("officer"), base, NOW, move |tx, g, ctx| {
                    let one = Award {
                        who: Who::Group("3B".into()),
                        holder: mother,
                        amount: Cents(100),
                        starts_on: day("2026-11-28"),
                        ends_on: day("2027-06-30"),
                        window: "1".into(),
                    };
                    a::award(tx, &g.wallets, ctx, terms, &[one])
                })
                .await
            }
        };
        assert_eq!(no(give("g1").await), state_of("draft"));
        assert_eq!(no(approve("both").await), Refused::SamePerson);
        approve("approver").await?;
        assert_eq!(no(approve("approver").await), state_of("approved"));
        give("g2").await?;
        w.act(actor("officer"), "t2", NOW, move |tx, g, ctx| {
            a::close_terms(tx, &g.wallets, ctx, terms)
        })
        .await?;
        assert_eq!(no(give("g3").await), state_of("closed"));
        Ok(())
    }
);

on_both!(suspended_resumed_closed_replaced, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let code = w.show(v, "code", NOW).await?;
    let hold = |word: &'static str, reason: &'static str| {
        let w = w.clone();
        async move {
            let base = format!("{word} {reason}");
            w.act(actor("officer"), &base, NOW, move |tx, g, ctx| match word {
                "suspend" => a::suspend(tx, &g.wallets, ctx, v, reason).map(drop),
                "resume" => a::resume(tx, &g.wallets, ctx, v, reason).map(drop),
                _ => a::close(tx, &g.wallets, ctx, v, reason).map(drop),
            })
            .await
        }
    };
    assert_eq!(no(hold("suspend", " ").await), Refused::ReasonNeeded);
    hold("suspend", "two claims for one child").await?;
    let said = w.redeem(w.ask("r1", &code.secret, 1_000), NOW).await?;
    assert_eq!(said, Err(Refused::VoucherSuspended));
    assert_eq!(no(hold("suspend", "again").await), state_of("suspended"));
    hold("resume", "cleared up").await?;
    w.pay("r2", &code.secret, 1_000, NOW).await?;
    // A bigger one in its place: the fund gets back what was left.
    let new = w
        .act(actor("officer"), "replace", NOW, move |tx, g, ctx| {
            let end = day("2027-06-30");
            a::replace(tx, &g.wallets, ctx, v, (Cents(20_000), end), "wrong band")
        })
        .await?;
    assert_eq!(new.replaces, Some(v));
    assert_eq!((w.left(v).await, w.left(new.id).await), (0, 20_000));
    assert_eq!(
        w.sum(Kind::Unallocated, "").await.0,
        100_000 - 1_000 - 20_000
    );
    // What was shown for the old one is no good any more.
    let said = w.redeem(w.ask("r3", &code.secret, 1_000), NOW).await?;
    assert_eq!(said, Err(Refused::UnknownCode));
    assert_eq!(no(hold("close", "x").await), state_of("ended"));
    let new = new.id;
    let back = w
        .act(actor("officer"), "close", NOW, move |tx, g, ctx| {
            a::close(tx, &g.wallets, ctx, new, "moved away")
        })
        .await?;
    assert_eq!(back, Cents(20_000));
    assert_eq!(w.sum(Kind::Unallocated, "").await.0, 99_000);
    let steps = w
        .read(actor("officer"), NOW, move |c, _, _| a::steps(c, v))
        .await?;
    let words: Vec<&str> = steps.iter().map(|s| s.event.as_str()).collect();
    assert_eq!(words, ["award", "begin", "suspend", "resume", "end"]);
    w.sound().await;
    Ok(())
});

on_both!(a_fund_is_closed_by_gates, |db| async move {
    let w = world(&db).await?;
    w.payee(w.pool).await?;
    let fund = w.fund;
    let v = w.voucher("v", 10_000).await?.id;
    let code = w.show(v, "code", NOW).await?;
    w.pay("r", &code.secret, 4_000, NOW).await?;
    let step = |base: &'static str| {
        let w = w.clone();
        async move {
            w.act(actor("officer"), base, NOW, move |tx, g, ctx| {
                a::move_fund(tx, &g.wallets, ctx, fund)
            })
            .await
        }
    };
    let gate = || {
        let w = w.clone();
        async move {
            w.read(actor("officer"), NOW, move |c, _, _| a::gate(c, fund))
                .await
        }
    };
    assert_eq!(step("1").await?, FundState::AwardClosed);
    let seen = gate().await?;
    assert_eq!(
        (seen.live, seen.with_families, seen.payable),
        (1, Cents(6_000), Cents(4_000))
    );
    assert_eq!(seen.missing, ["vouchers"]);
    let not_yet = Refused::NotReady {
        what: "vouchers".into(),
    };
    assert_eq!(no(step("2").await), not_yet);
    // It can still be spent, and no more be given.
    w.pay("r2", &code.secret, 1_000, later(120)).await?;
    let mother = w.youth;
    assert!(matches!(
        no(w.voucher_of("late", Who::Child(mother), 100, "2027-06-30")
            .await),
        Refused::FundShort { .. }
    ));
    w.act(actor("officer"), "close", NOW, move |tx, g, ctx| {
        a::close(tx, &g.wallets, ctx, v, "the grant ends")
    })
    .await?;
    assert_eq!(step("3").await?, FundState::SpendClosed);
    assert_eq!(step("4").await?, FundState::Settling);
    let close = |who: &str, document: &'static str| {
        let (w, who) = (w.clone(), actor(who));
        async move {
            w.act(who, "end", NOW, move |tx, g, ctx| {
                a::close_fund(tx, &g.wallets, ctx, fund, id("officer"), document)
            })
            .await
        }
    };
    assert_eq!(gate().await?.missing, ["payable"]);
    assert!(matches!(
        no(close("approver", "DD 99").await),
        Refused::NotReady { .. }
    ));
    let (_, lines) = w.send("b", later(300)).await?;
    let line = lines[0].id;
    w.act(actor("payer"), "paid", NOW, move |tx, g, ctx| {
        a::confirm(tx, &g.wallets, ctx, line, "camt.054 1")
    })
    .await?;
    assert_eq!(no(close("approver", " ").await), Refused::DocumentNeeded);
    close("approver", "DD 99").await?;
    assert_eq!(w.sum(Kind::ClosedOut, "").await.0, 95_000);
    assert_eq!(w.sum(Kind::Unallocated, "").await.0, 0);
    assert_eq!(gate().await?.state, FundState::Closed);
    w.sound().await;
    Ok(())
});
