//! How providers are paid: every account from the desk to the bank and back.

use testing::on_both;

use super::*;

impl World {
    pub(super) async fn confirm(
        &self,
        line: Id,
        document: &'static str,
        now: Moment,
    ) -> Result<Line, Error> {
        self.act(actor("payer"), "bank", now, move |tx, g, ctx| {
            a::confirm(tx, &g.wallets, ctx, line, document)
        })
        .await
    }

    async fn returned(&self, line: Id, now: Moment) -> Result<Line, Error> {
        self.act(actor("payer"), "bank", now, move |tx, g, ctx| {
            a::returned(
                tx,
                &g.wallets,
                ctx,
                line,
                ("pain.002 7", "AC04 closed account"),
            )
        })
        .await
    }

    /// A refund by the pool.
    pub(super) async fn refund(
        &self,
        base: &str,
        spend: &'static str,
        amount: i64,
        (not_given, now): (bool, Moment),
    ) -> Result<Spend, Error> {
        self.act(actor("olga"), base, now, move |tx, g, ctx| {
            let why = ("lesson not given", not_given);
            a::refund(tx, &g.wallets, ctx, id(spend), Cents(amount), why)
        })
        .await
    }

    async fn item(&self, name: &'static str) -> Result<Option<Item>, Error> {
        let item = self
            .read(actor("payer"), NOW, move |c, _, _| a::item(c, id(name)))
            .await?;
        Ok(item.map(|i| i.state))
    }

    async fn state(&self, batch: Id) -> Result<BatchState, Error> {
        let found = self
            .read(actor("payer"), NOW, move |c, g, ctx| {
                a::batch(c, &g.wallets, ctx, batch)
            })
            .await?;
        Ok(found.state)
    }
}

on_both!(from_the_desk_to_the_bank, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("a", &code, 5_000, NOW).await?;
    w.pay("b", &code, 3_000, later(100)).await?;
    let until = day("2026-11-28");
    let draft = |base: &'static str| {
        let w = w.clone();
        async move {
            w.act(actor("payer"), base, later(200), move |tx, g, ctx| {
                a::draft(tx, &g.wallets, ctx, until)
            })
            .await
        }
    };
    assert_eq!(no(draft("d0").await), Refused::NoPayee);
    w.payee(w.pool).await?;
    let b = draft("d1").await?.0.id;
    assert_eq!(draft("d1").await?.0.id, b);
    assert_eq!(no(draft("d2").await), Refused::NothingToPay);
    assert_eq!(
        w.books(v, b).await,
        [80_000, 12_000, 0, 8_000, 0, 0, 0, 0, 0]
    );
    let step = |who: &str, what: &'static str| {
        let (w, who) = (w.clone(), actor(who));
        async move {
            w.act(who, "step", later(300), move |tx, g, ctx| match what {
                "seal" => a::seal(tx, &g.wallets, ctx, b),
                "approve" => a::approve(tx, &g.wallets, ctx, b),
                "export" => a::export(tx, &g.wallets, ctx, b, &[1; 32]),
                _ => a::export(tx, &g.wallets, ctx, b, &[2; 32]),
            })
            .await
        }
    };
    assert_eq!(no(step("checker", "approve").await), state_of("draft"));
    assert_eq!(no(step("olga", "seal").await), Refused::Forbidden);
    let sealed = step("payer", "seal").await?;
    assert_eq!(sealed.total, Some(Cents(8_000)));
    assert_eq!(no(step("payer", "approve").await), Refused::Forbidden);
    assert_eq!(no(step("payer", "export").await), state_of("sealed"));
    // Nothing has moved until another person approves.
    assert_eq!(
        w.books(v, b).await,
        [80_000, 12_000, 0, 8_000, 0, 0, 0, 0, 0]
    );
    step("checker", "approve").await?;
    assert_eq!(
        w.books(v, b).await,
        [80_000, 12_000, 0, 0, 0, 8_000, 0, 0, 0]
    );
    assert_eq!(no(step("checker", "approve").await), state_of("approved"));
    for n in 1..=3 {
        assert_eq!(step("payer", "export").await?.exports, n);
    }
    // The same batch makes the same file.
    assert_eq!(no(step("payer", "other").await), Refused::BatchChanged);
    let lines = w
        .read(actor("checker"), NOW, move |c, g, ctx| {
            a::lines(c, &g.wallets, ctx, b)
        })
        .await?;
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].amount, lines[0].iban.as_str()),
        (Cents(8_000), "IT60X0542811101000000123456")
    );
    let line = lines[0].id;
    assert_eq!(no(w.confirm(line, " ", NOW).await), Refused::DocumentNeeded);
    for _ in 0..4 {
        w.confirm(line, "camt.054 1", later(400)).await?;
    }
    assert_eq!(
        w.books(v, b).await,
        [80_000, 12_000, 0, 0, 0, 0, 8_000, 0, 0]
    );
    assert_eq!(no(w.returned(line, NOW).await), state_of("settled"));
    assert_eq!(
        (w.item("a").await?, w.state(b).await?),
        (Some(Item::Paid), BatchState::Settled)
    );
    w.sound().await;
    Ok(())
});

on_both!(what_comes_back_is_sent_again, |db| async move {
    let w = world(&db).await?;
    w.payee(w.pool).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("a", &code, 5_000, NOW).await?;
    let (b1, lines) = w.send("1", later(100)).await?;
    for _ in 0..3 {
        w.returned(lines[0].id, later(200)).await?;
    }
    assert_eq!(
        w.books(v, b1).await,
        [80_000, 15_000, 0, 5_000, 0, 0, 0, 0, 0]
    );
    assert_eq!(
        (w.item("a").await?, w.state(b1).await?),
        (Some(Item::Returned), BatchState::Settled)
    );
    assert_eq!(
        no(w.confirm(lines[0].id, "x", NOW).await),
        state_of("settled")
    );
    let flags = w.read(actor("payer"), NOW, |c, _, _| a::flags(c)).await?;
    assert_eq!(
        (flags[0].finding, flags[0].line),
        (Finding::BankData, Some(lines[0].id))
    );
    // It is corrected before it goes out again: less is sent.
    w.refund("r", "a", 1_000, (true, later(300))).await?;
    assert_eq!(
        w.books(v, b1).await,
        [80_000, 16_000, 0, 4_000, 0, 0, 0, 0, 0]
    );
    let (b2, lines) = w.send("2", later(400)).await?;
    assert_eq!((lines[0].gross, lines[0].netted), (Cents(4_000), Cents(0)));
    w.confirm(lines[0].id, "camt.054 2", later(500)).await?;
    assert_eq!(
        w.books(v, b2).await,
        [80_000, 16_000, 0, 0, 0, 0, 4_000, 0, 0]
    );
    w.sound().await;
    Ok(())
});

on_both!(what_was_paid_too_much_is_netted, |db| async move {
    let w = world(&db).await?;
    w.payee(w.pool).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("a", &code, 5_000, NOW).await?;
    let (b1, lines) = w.send("1", later(100)).await?;
    w.confirm(lines[0].id, "camt.054 1", later(150)).await?;
    // Paid already: the provider owes it.
    for _ in 0..4 {
        w.refund("r", "a", 2_000, (false, later(200))).await?;
    }
    assert_eq!(
        w.books(v, b1).await,
        [80_000, 17_000, 0, 0, 2_000, 0, 5_000, 0, 0]
    );
    let more = Refused::MoreThanPaid { left: Cents(3_000) };
    assert_eq!(no(w.refund("r2", "a", 3_001, (false, NOW)).await), more);
    // Not enough earned: it waits whole.
    w.pay("b", &code, 1_500, later(300)).await?;
    let (b2, lines) = w.send("2", later(400)).await?;
    assert_eq!((lines[0].gross, lines[0].netted), (Cents(1_500), Cents(0)));
    assert_eq!(
        w.books(v, b2).await,
        [80_000, 15_500, 0, 0, 2_000, 1_500, 5_000, 0, 0]
    );
    w.pay("c", &code, 2_000, later(500)).await?;
    let (b3, lines) = w.approved("3", later(550)).await?;
    // All of it is netted: the bank has nothing to do, and there is no file to take.
    let file = w
        .act(actor("payer"), "file", later(551), move |tx, g, ctx| {
            a::export(tx, &g.wallets, ctx, b3, &[1; 32])
        })
        .await;
    assert_eq!(no(file), state_of("settled"));
    let void = w
        .act(actor("payer"), "void", later(552), move |tx, g, ctx| {
            a::void(tx, &g.wallets, ctx, b3, "by mistake")
        })
        .await;
    assert_eq!(no(void), state_of("settled"));
    assert_eq!(
        (lines[0].gross, lines[0].netted, lines[0].amount),
        (Cents(2_000), Cents(2_000), Cents(0))
    );
    assert_eq!(w.state(b3).await?, BatchState::Settled);
    assert_eq!(
        w.books(v, b2).await,
        [80_000, 13_500, 0, 0, 0, 1_500, 5_000, 0, 0]
    );
    assert_eq!(w.item("c").await?, Some(Item::Paid));
    // Netted once; what comes back of a line with netting is sent again as it was.
    w.refund("r3", "b", 500, (false, later(560))).await?;
    let code = w.show(v, "code 2", later(600)).await?.secret;
    w.pay("d", &code, 4_000, later(700)).await?;
    let (b4, lines) = w.send("4", later(800)).await?;
    assert_eq!(
        (lines[0].netted, lines[0].amount),
        (Cents(500), Cents(3_500))
    );
    w.returned(lines[0].id, later(900)).await?;
    assert_eq!(
        w.books(v, b4).await,
        [80_000, 10_000, 0, 3_500, 0, 0, 5_000, 0, 0]
    );
    let (b5, lines) = w.send("5", later(1_000)).await?;
    assert_eq!((lines[0].netted, lines[0].amount), (Cents(0), Cents(3_500)));
    assert_eq!(
        w.books(v, b5).await,
        [80_000, 10_000, 0, 0, 0, 3_500, 5_000, 0, 0]
    );
    w.sound().await;
    Ok(())
});

on_both!(
    batches_are_given_up_before_a_file_is_taken,
    |db| async move {
        let w = world(&db).await?;
        w.payee(w.pool).await?;
        let v = w.voucher("v", 20_000).await?.id;
        let code = w.show(v, "code", NOW).await?.secret;
        w.pay("a", &code, 5_000, NOW).await?;
        let until = day("2026-11-28");
        let mut batches = Vec::new();
        for (n, to) in ["draft", "sealed", "approved"].into_iter().enumerate() {
            let batch = w
                .act(actor("payer"), to, later(100), move |tx, g, ctx| {
                    let b = a::draft(tx, &g.wallets, ctx, until)?.0.id;
                    if n > 0 {
                        a::seal(tx, &g.wallets, ctx, b)?;
                    }
                    Ok(b)
                })
                .await?;
            if n > 1 {
                w.act(actor("checker"), to, later(100), move |tx, g, ctx| {
                    a::approve(tx, &g.wallets, ctx, batch)
                })
                .await?;
            }
            w.act(actor("payer"), to, later(200), move |tx, g, ctx| {
                a::void(tx, &g.wallets, ctx, batch, "wrong day")
            })
            .await?;
            assert_eq!(
                w.books(v, batch).await,
                [80_000, 15_000, 0, 5_000, 0, 0, 0, 0, 0],
                "{to}"
            );
            assert_eq!(
                (w.item("a").await?, w.state(batch).await?),
                (Some(Item::Accrued), BatchState::Void)
            );
            batches.push(batch);
        }
        let (b, lines) = w.send("last", later(300)).await?;
        let refused = w
            .act(actor("payer"), "x", later(400), move |tx, g, ctx| {
                a::void(tx, &g.wallets, ctx, b, "too late")
            })
            .await;
        assert_eq!(no(refused), state_of("exported"));
        w.confirm(lines[0].id, "camt", later(500)).await?;
        w.sound().await;
        Ok(())
    }
);

on_both!(four_eyes_and_no_own_affairs, |db| async move {
    let w = world(&db).await?;
    let pool = w.pool;
    let change = |who: &str, base: &'static str, iban: &'static str| {
        let (w, who) = (w.clone(), actor(who));
        async move {
            w.act(who, base, NOW, move |tx, g, ctx| {
                a::change_payee(tx, &g.wallets, ctx, pool, (iban, "ASD"))
            })
            .await
        }
    };
    let good = "IT60 X054 2811 1010 0000 0123 456";
    assert_eq!(no(change("carlo", "p", good).await), Refused::Forbidden);
    assert_eq!(
        no(change("olga", "p", "IT60X0542811101000000123457").await),
        wrong("iban")
    );
    let by_both = change("both", "p1", good).await?;
    let verify = |who: Actor, payee: Id| {
        let w = w.clone();
        async move {
            w.act(who, "v", NOW, move |tx, g, ctx| {
                a::verify_payee(tx, &g.wallets, ctx, payee)
            })
            .await
        }
    };
    assert_eq!(
        no(verify(actor("both"), by_both.id).await),
        Refused::SamePerson
    );
    // A manager of the pool with a role in finance has an affair of their own.
    let olga = staff("olga", &[Role::FinanceApprover]);
    assert_eq!(
        no(verify(olga.clone(), by_both.id).await),
        Refused::OwnAffair
    );
    verify(actor("checker"), by_both.id).await?;
    // A new account waits beside the one that is paid to.
    let new = change("olga", "p2", "DE89370400440532013000").await;
    let waits = match new {
        Ok(p) => p,
        Err(e) => panic!("{e}"),
    };
    let seen = w
        .read(actor("payer"), NOW, move |c, g, ctx| {
            a::payees(c, &g.wallets, ctx, pool)
        })
        .await?;
    assert_eq!(
        seen.iter()
            .map(|p| p.verified_by.is_some())
            .collect::<Vec<_>>(),
        [true, false]
    );
    verify(actor("checker"), waits.id).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("a", &code, 5_000, NOW).await?;
    let b = w
        .act(actor("both"), "b", later(100), |tx, g, ctx| {
            let b = a::draft(tx, &g.wallets, ctx, day("2026-11-28"))?.0.id;
            a::seal(tx, &g.wallets, ctx, b)
        })
        .await?
        .id;
    for (who, said) in [
        (actor("both"), Refused::SamePerson),
        (olga, Refused::OwnAffair),
    ] {
        let tried = w
            .act(who, "b", later(200), move |tx, g, ctx| {
                a::approve(tx, &g.wallets, ctx, b)
            })
            .await;
        assert_eq!(no(tried), said);
    }
    assert_eq!(
        w.books(v, b).await,
        [80_000, 15_000, 0, 5_000, 0, 0, 0, 0, 0]
    );
    Ok(())
});

on_both!(a_provider_sees_when_the_money_comes, |db| async move {
    let w = world(&db).await?;
    w.payee(w.pool).await?;
    let pool = w.pool;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("a", &code, 5_000, NOW).await?;
    let (_, lines) = w.send("1", later(100)).await?;
    w.confirm(lines[0].id, "camt", later(DAY)).await?;
    w.pay("b", &code, 2_000, later(200)).await?;
    let see = |who: &str, at: Moment| {
        let (w, who) = (w.clone(), actor(who));
        async move {
            w.read(who, at, move |c, g, ctx| {
                a::statement(c, &g.wallets, ctx, pool, (NOW, later(100 * DAY)), 100)
            })
            .await
        }
    };
    let seen = see("olga", later(31 * DAY)).await?;
    let clocks: Vec<_> = seen
        .entries
        .iter()
        .map(|e| (e.spend.state, e.clock.map(|c| (c.days, c.late)), e.paid_at))
        .collect();
    assert_eq!(
        clocks,
        [
            (Item::Accrued, Some((31, true)), None),
            (Item::Paid, None, Some(later(DAY))),
        ]
    );
    assert_eq!(seen.entries[0].comes_by, Some(day("2026-12-28")));
    let sums: Vec<_> = seen.sums.iter().filter(|(_, c)| c.0 > 0).collect();
    assert_eq!(
        sums,
        [&(Item::Accrued, Cents(2_000)), &(Item::Paid, Cents(5_000))]
    );
    assert!(
        !see("olga", later(30 * DAY)).await?.entries[0]
            .clock
            .ok_or("a clock")?
            .late
    );
    assert_eq!(no(see("carlo", NOW).await), Refused::Forbidden);
    w.act(actor("olga"), "doc", NOW, |tx, g, ctx| {
        a::put_document(tx, &g.wallets, ctx, id("b"), "nota 7/2026")
    })
    .await?;
    let noted = see("payer", NOW).await?;
    assert_eq!(
        noted.entries[0].spend.document.as_deref(),
        Some("nota 7/2026")
    );
    Ok(())
});
