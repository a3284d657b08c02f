//! At a desk: what it is told, what it takes, what it is refused.

use testing::on_both;
use vouchers::rules::Why;

use super::*;

impl World {
    async fn quote(
        &self,
        code: &str,
        pin: Option<&'static str>,
        price: Option<i64>,
        now: Moment,
    ) -> Result<Result<a::Quote, Refused>, Error> {
        let (code, of) = (code.to_string(), (self.pool, Some(self.swim)));
        self.act(actor("olga"), "quote", now, move |tx, g, ctx| {
            a::quote(tx, g, ctx, (&code, pin), of, price.map(Cents))
        })
        .await
    }

    /// What was refused of a redemption.
    async fn refused(&self, r: Redeem, now: Moment) -> Result<Refused, Failed> {
        match self.redeem(r, now).await? {
            Err(no) => Ok(no),
            Ok(done) => panic!("not refused: {done:?}"),
        }
    }
}

on_both!(a_quote_tells_three_things_and_no_more, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let code = w.show(v, "code", NOW).await?;
    let told = w.quote(&code.code, None, Some(3_000), NOW).await??;
    let json = serde_json::to_value(&told)?;
    let fields: Vec<&str> = json
        .as_object()
        .ok_or("an object")?
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(fields, ["name", "available", "family"]);
    // Without a booking no name; with a price nothing of what is above it.
    assert_eq!(
        json,
        serde_json::json!({"name": null, "available": 3000, "family": 0})
    );
    // No more than one payment may take, and the rest is the family's.
    let told = w.quote(&code.secret, None, Some(9_500), NOW).await??;
    assert_eq!(
        (told.available, told.family),
        (Cents(8_000), Some(Cents(1_500)))
    );
    let told = w.quote(&code.secret, None, None, NOW).await??;
    assert_eq!((told.available, told.family), (Cents(8_000), None));
    // As somebody types it.
    let typed = format!("{}-{}", code.code[..4].to_lowercase(), &code.code[4..]);
    assert!(w.quote(&typed, None, None, NOW).await?.is_ok());
    // Nobody else's desk.
    let (shown, of) = (code.secret.clone(), (w.pool, Some(w.swim)));
    let strange = w
        .act(actor("carlo"), "quote", NOW, move |tx, g, ctx| {
            a::quote(tx, g, ctx, (&shown, None), of, None)
        })
        .await;
    assert_eq!(no(strange), Refused::Forbidden);
    Ok(())
});

on_both!(a_walk_in_is_paid_once_and_undone_once, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let none = id("no batch");
    assert_eq!(
        w.books(v, none).await,
        [90_000, 10_000, 0, 0, 0, 0, 0, 0, 0]
    );
    let trail = db.read(|c| audit::latest(c, None, 1)).await?;
    let code = w.show(v, "code", NOW).await?;
    let mut r = w.ask("r", &code.secret, 4_000);
    (r.price, r.own, r.own_by) = (Cents(5_000), Cents(1_000), OwnBy::Provider);
    let mut numbers = BTreeSet::new();
    for n in 0..4 {
        let said = w.redeem(r.clone(), later(n * 20)).await??;
        assert_eq!(
            (said.amount, said.own, said.at),
            (Cents(4_000), Cents(1_000), NOW)
        );
        numbers.insert(said.number);
    }
    assert_eq!(numbers.len(), 1);
    assert_eq!(
        w.books(v, none).await,
        [90_000, 6_000, 0, 4_000, 0, 0, 0, 0, 0]
    );
    // The same key for something else.
    let mut other = r.clone();
    (other.amount, other.own) = (Cents(3_000), Cents(2_000));
    assert_eq!(w.refused(other, NOW).await?, Refused::KeyReused);
    let mut other = r.clone();
    other.shown = w.show(v, "code 2", NOW).await?.secret;
    assert_eq!(w.refused(other, NOW).await?, Refused::KeyReused);
    // No entry in the trail's chain, nothing of the fund's total.
    assert_eq!(db.read(|c| audit::latest(c, None, 1)).await?, trail);
    let undo = |who: &str, now: Moment| {
        let (w, who) = (w.clone(), actor(who));
        async move {
            w.act(who, "undo", now, move |tx, g, ctx| {
                a::undo(tx, g, ctx, id("r"))
            })
            .await
        }
    };
    assert_eq!(no(undo("carlo", NOW).await), Refused::Forbidden);
    let over = Refused::UndoOver {
        deadline: later(15 * 60),
    };
    assert_eq!(no(undo("olga", later(15 * 60 + 1)).await), over);
    for _ in 0..4 {
        assert_eq!(undo("olga", later(15 * 60)).await?.amount, Cents(4_000));
    }
    assert_eq!(
        w.books(v, none).await,
        [90_000, 10_000, 0, 0, 0, 0, 0, 0, 0]
    );
    // The receipt is still found, and nothing is paid for it again.
    assert!(w.redeem(r, later(1_000)).await?.is_ok());
    assert_eq!(w.left(v).await, 10_000);
    w.sound().await;
    Ok(())
});

on_both!(
    practice_answers_the_same_and_writes_nothing,
    |db| async move {
        let w = world(&db).await?;
        let v = w.voucher("v", 10_000).await?.id;
        let code = w.show(v, "code", NOW).await?;
        let before = db.read(ledger::verify).await?;
        let mut r = w.ask("r", &code.secret, 4_000);
        r.practice = true;
        for _ in 0..3 {
            let said = w.redeem(r.clone(), NOW).await??;
            assert_eq!(
                (said.number, said.spend, said.amount),
                (None, None, Cents(4_000))
            );
        }
        let mut too_much = w.ask("r9", &code.secret, 8_001);
        too_much.practice = true;
        let limit = Refused::LimitReached {
            limit: Cents(8_000),
            window: None,
        };
        assert_eq!(w.refused(too_much, NOW).await?, limit);
        assert_eq!(db.read(ledger::verify).await?, before);
        let item = w
            .read(actor("olga"), NOW, |c, _, _| a::item(c, id("r")))
            .await?;
        assert_eq!(item, None);
        // The same key is free for the real thing, also the one that was refused.
        r.practice = false;
        assert!(w.redeem(r, NOW).await?.is_ok());
        assert!(
            w.redeem(w.ask("r9", &code.secret, 1_000), later(120))
                .await?
                .is_ok()
        );
        Ok(())
    }
);

on_both!(each_refusal_is_told_and_told_again, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    let why = |why| Refused::NotValidForOffer { why };
    let amount = |field: &str| Refused::WrongAmount {
        field: field.to_string(),
    };
    let limit = |limit: i64, window| Refused::LimitReached {
        limit: Cents(limit),
        window,
    };
    type Change = fn(&World, &mut Redeem);
    let cases: Vec<(&str, Change, Refused)> = vec![
        (
            "limit",
            |_, r| (r.price, r.amount) = (Cents(8_001), Cents(8_001)),
            limit(8_000, None),
        ),
        (
            "theme",
            |w, r| {
                w.shelf.put(id("judo"), offer("music", w.pool));
                r.service = Some(id("judo"));
            },
            why(Why::Theme),
        ),
        (
            "other house",
            |w, r| r.service = Some(w.sing),
            why(Why::UnknownOffer),
        ),
        (
            "unknown offer",
            |_, r| r.service = Some(id("none")),
            why(Why::UnknownOffer),
        ),
        ("no offer", |_, r| r.service = None, why(Why::UnknownOffer)),
        (
            "paused",
            |w, r| {
                let mut o = offer("sport", w.pool);
                o.paused = true;
                w.shelf.put(id("paused"), o);
                r.service = Some(id("paused"));
            },
            Refused::OfferPaused,
        ),
        (
            "price",
            |w, r| {
                let mut o = offer("sport", w.pool);
                o.price = Some(Cents(900));
                w.shelf.put(id("cheap"), o);
                r.service = Some(id("cheap"));
            },
            Refused::PriceChanged { new: Cents(900) },
        ),
        (
            "no price",
            |_, r| (r.price, r.amount) = (Cents(0), Cents(0)),
            amount("price"),
        ),
        ("nothing", |_, r| r.amount = Cents(0), amount("amount")),
        ("too much", |_, r| r.amount = Cents(1_001), amount("amount")),
        (
            "below",
            |_, r| (r.amount, r.own) = (Cents(1_000), Cents(-1)),
            amount("own"),
        ),
        ("parts", |_, r| r.own = Cents(1), amount("own")),
        (
            "who took it",
            |_, r| r.own_by = OwnBy::Provider,
            amount("own_by"),
        ),
        (
            "code",
            |_, r| r.shown = secret("never made").secret,
            Refused::UnknownCode,
        ),
        (
            "no code",
            |_, r| r.shown = "O0O0O0O0".into(),
            Refused::UnknownCode,
        ),
    ];
    for (name, change, said) in cases {
        let mut r = w.ask(name, &code, 1_000);
        change(&w, &mut r);
        for n in 0..3 {
            assert_eq!(w.refused(r.clone(), later(n)).await?, said, "{name}");
        }
        // The key stays with its no.
        r.price = Cents(r.price.0 + 7);
        assert_eq!(w.refused(r, NOW).await?, Refused::KeyReused, "{name}");
    }
    assert_eq!(w.left(v).await, 10_000);
    // Twice the limit, then too little is left.
    w.pay("p1", &code, 8_000, NOW).await?;
    let short = Refused::InsufficientBalance {
        available: Cents(2_000),
    };
    assert_eq!(
        w.refused(w.ask("p2", &code, 2_001), later(100)).await?,
        short
    );
    // Codes end; vouchers begin and end.
    assert_eq!(
        w.refused(w.ask("p3", &code, 1), later(601)).await?,
        Refused::UnknownCode
    );
    let grown = w
        .voucher_of("y", Who::Child(w.youth), 5_000, "2027-06-30")
        .await?
        .id;
    let code = w.show(grown, "code y", NOW).await?.secret;
    w.pay("y1", &code, 1_000, NOW).await?;
    // Seventeen in May 2028; sixteen is the oldest. On the first of June the voucher is over anyway.
    let early = w
        .voucher_of("3B", Who::Group("3B".into()), 5_000, "2027-06-30")
        .await?;
    assert_eq!(early.who.child(), None);
    Ok(())
});

on_both!(ages_days_and_providers, |db| async move {
    let w = world(&db).await?;
    let mut t = terms_of(w.fund);
    (t.code, t.max_age) = ("UNTIL-9".into(), Some(9));
    (t.cap_each, t.cap_window) = (None, Some((Cents(3_000), 30)));
    let terms = approved(&w, "small", t).await?;
    let small = World { terms, ..w.clone() };
    let (child, youth) = (Who::Child(w.child), Who::Child(w.youth));
    let (mine, hers) = (
        small.voucher_of("c", child, 10_000, "2027-06-30").await?.id,
        small.voucher_of("y", youth, 10_000, "2027-06-30").await?.id,
    );
    let code = w.show(hers, "y", NOW).await?.secret;
    let age = Refused::NotValidForOffer { why: Why::Age };
    assert_eq!(w.refused(w.ask("y", &code, 1_000), NOW).await?, age);
    // Thirty euros in thirty days, whatever came between.
    let code = w.show(mine, "c", NOW).await?.secret;
    w.pay("a", &code, 2_000, NOW).await?;
    let window = Refused::LimitReached {
        limit: Cents(3_000),
        window: Some(30),
    };
    assert_eq!(
        w.refused(w.ask("b", &code, 1_001), later(100)).await?,
        window
    );
    w.pay("c", &code, 1_000, later(100)).await?;
    let code = w.show(mine, "c2", later(31 * DAY)).await?.secret;
    w.pay("d", &code, 3_000, later(31 * DAY)).await?;
    // One that begins next year.
    let (terms, mother) = (w.terms, w.mother);
    let next = w
        .act(actor("officer"), "next", NOW, move |tx, g, ctx| {
            let one = Award {
                who: Who::Group("3B".into()),
                holder: mother,
                amount: Cents(1_000),
                starts_on: day("2027-01-07"),
                ends_on: day("2027-06-30"),
                window: "1".into(),
            };
            a::award(tx, &g.wallets, ctx, terms, &[one])
        })
        .await?;
    assert_eq!(next[0].state, State::Issued);
    let code = w.show(next[0].id, "n", NOW).await?.secret;
    let from = Refused::NotYetRedeemable {
        from: day("2027-01-07"),
    };
    assert_eq!(w.refused(w.ask("n", &code, 100), NOW).await?, from);
    // Whose admission is suspended takes nothing.
    let houses = w.houses.clone();
    db.write(move |tx| {
        let act = providers::actions::Act {
            by: id("admits"),
            at: NOW,
            seed: Seed::new(&mut StdRng::seed_from_u64(3)),
        };
        providers::actions::suspend(tx, &houses, id("case pool"), "sospesa", act)
    })
    .await?;
    let code = w.show(mine, "c3", later(62 * DAY)).await?.secret;
    let blocked = Refused::ProviderNotAdmitted {
        state: "blocked".into(),
    };
    assert_eq!(
        w.refused(w.ask("z", &code, 100), later(62 * DAY)).await?,
        blocked
    );
    Ok(())
});

on_both!(
    wrong_codes_are_counted_and_papers_have_a_pin,
    |db| async move {
        let w = world(&db).await?;
        let v = w.voucher("v", 10_000).await?.id;
        let paper = secret("paper");
        let (kept, short) = (paper.clone(), paper.clone());
        let bad = w
            .act(somebody(w.mother), "paper", NOW, move |tx, g, ctx| {
                a::print(tx, &g.wallets, ctx, v, (&short, "12345"))
            })
            .await;
        assert_eq!(no(bad), wrong("pin"));
        let token = w
            .act(somebody(w.mother), "paper", NOW, move |tx, g, ctx| {
                a::print(tx, &g.wallets, ctx, v, (&kept, "123456"))
            })
            .await?;
        // Long after a screen's code would be over, with its PIN.
        let day = later(20 * DAY);
        assert_eq!(
            w.quote(&paper.code, None, None, day).await?,
            Err(Refused::PinWrong)
        );
        assert!(
            w.quote(&paper.code, Some("123456"), None, day)
                .await?
                .is_ok()
        );
        let mut r = w.ask("paper", &paper.secret, 1_000);
        r.pin = Some("123456".into());
        assert!(w.redeem(r, day).await?.is_ok());
        for _ in 0..5 {
            assert_eq!(
                w.quote(&paper.code, Some("654321"), None, day).await?,
                Err(Refused::PinWrong)
            );
        }
        // Five wrong PINs end the paper; five wrong codes more, and the operator waits.
        for _ in 0..5 {
            let said = w.quote(&paper.code, Some("123456"), None, day).await?;
            assert_eq!(said, Err(Refused::UnknownCode));
        }
        let until = day.plus_seconds(15 * 60);
        let waits = Err(Refused::TooManyAttempts { until });
        assert_eq!(
            w.quote(&paper.code, Some("123456"), None, day).await?,
            waits
        );
        let code = w.show(v, "code", day).await?.secret;
        assert_eq!(
            w.quote(&code, None, None, until.plus_seconds(-1)).await?,
            Err(Refused::TooManyAttempts { until })
        );
        let code = w.show(v, "code 2", until).await?.secret;
        assert!(w.quote(&code, None, None, until).await?.is_ok());
        // Taken back by the family.
        let shown = w
            .read(somebody(w.mother), until, move |c, g, ctx| {
                a::shown(c, &g.wallets, ctx, v)
            })
            .await?;
        assert_eq!(shown.len(), 1);
        let mine = shown[0].id;
        w.act(somebody(w.mother), "x", until, move |tx, g, ctx| {
            a::revoke(tx, &g.wallets, ctx, (v, mine))
        })
        .await?;
        assert_eq!(
            w.quote(&code, None, None, until).await?,
            Err(Refused::UnknownCode)
        );
        // Strangers show nothing.
        let strange = w
            .act(somebody(id("stranger")), "s", NOW, move |tx, g, ctx| {
                a::show(tx, &g.wallets, ctx, v, &secret("s"))
            })
            .await;
        assert!(matches!(no(strange), Refused::Person { .. }));
        assert_ne!(token.id, mine);
        Ok(())
    }
);

on_both!(the_second_within_a_minute_is_asked_about, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    let first = w.redeem(w.ask("a", &code, 1_000), NOW).await??;
    let mut second = w.ask("b", &code, 1_000);
    let asked = Refused::Second {
        number: first.number.ok_or("a number")?,
        at: NOW,
    };
    assert_eq!(w.refused(second.clone(), later(60)).await?, asked);
    assert_eq!(w.left(v).await, 9_000);
    // Yes, the same key.
    second.confirmed = true;
    w.redeem(second, later(60)).await??;
    assert_eq!(w.left(v).await, 8_000);
    w.redeem(w.ask("c", &code, 1_000), later(121)).await??;
    let flags = w.read(actor("officer"), NOW, |c, _, _| a::flags(c)).await?;
    let found: Vec<_> = flags.iter().map(|f| (f.finding, f.spend)).collect();
    assert_eq!(found, [(Finding::Double, Some(id("b")))]);
    let state = |n: &'static str| {
        let w = w.clone();
        async move {
            let item = w
                .read(actor("officer"), NOW, move |c, _, _| a::item(c, id(n)))
                .await;
            item.map(|i| i.map(|i| i.state))
        }
    };
    assert_eq!(state("b").await?, Some(Item::InReview));
    assert_eq!(state("c").await?, Some(Item::Accrued));
    // The clock finds the same one once, and a person decides.
    let scan = w
        .act(actor("nobody"), "scan", later(DAY), |tx, g, ctx| {
            a::scan(tx, g, (NOW, later(DAY)), ctx.now)
        })
        .await?;
    assert_eq!(scan, 0);
    let flag = flags[0].id;
    let decide = |who: &str, note: &'static str| {
        let (w, who) = (w.clone(), actor(who));
        async move {
            w.act(who, "d", NOW, move |tx, g, ctx| {
                a::decide_flag(tx, &g.wallets, ctx, flag, FlagOutcome::Fine, note)
            })
            .await
        }
    };
    assert_eq!(no(decide("olga", "two children").await), Refused::Forbidden);
    assert_eq!(no(decide("officer", " ").await), Refused::ReasonNeeded);
    decide("officer", "two lessons, says the roll").await?;
    assert_eq!(no(decide("officer", "again").await), state_of("decided"));
    assert_eq!(state("b").await?, Some(Item::Accrued));
    Ok(())
});

on_both!(families_see_theirs_and_are_told, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let hers = w
        .voucher_of("y", Who::Child(w.youth), 500, "2027-06-30")
        .await?
        .id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("a", &code, 4_000, later(30)).await?;
    let see = |who: Id, child: Option<Id>| {
        let w = w.clone();
        async move {
            w.read(somebody(who), later(60), move |c, g, ctx| {
                a::wallet(c, &g.wallets, ctx, child)
            })
            .await
        }
    };
    let mine = see(w.mother, Some(w.child)).await?;
    let one = &mine[0];
    assert_eq!(
        (one.left, one.held, one.available, one.spent),
        (Cents(6_000), Cents(0), Cents(6_000), Cents(4_000))
    );
    assert_eq!(one.ends_at.day(&w.w().zone), day("2027-06-30"));
    // A young person sees their own, a child's is seen by its adults only.
    assert_eq!(see(w.youth, Some(w.youth)).await?[0].voucher.id, hers);
    for (who, of) in [
        (w.child, w.child),
        (w.youth, w.child),
        (id("stranger"), w.child),
    ] {
        assert!(matches!(
            no(see(who, Some(of)).await),
            Refused::Person { .. }
        ));
    }
    let lines = w
        .read(somebody(w.mother), NOW, move |c, g, ctx| {
            a::movements(c, &g.wallets, ctx, v, 50)
        })
        .await?;
    let told: Vec<_> = lines.iter().map(|m| (m.what, m.amount.0)).collect();
    assert_eq!(told, [(a::What::Spent, 4_000), (a::What::Given, 10_000)]);
    assert_eq!(
        lines[0].spend.as_ref().map(|s| s.organisation),
        Some(w.pool)
    );
    for n in [1, 0] {
        let told = w
            .act(actor("x"), "tell", later(60), |tx, g, ctx| {
                a::tell_spends(tx, &g.wallets, ctx.seed, ctx.now, 100)
            })
            .await?;
        assert_eq!(told, n);
    }
    let mother = w.mother;
    let messages = db
        .read(move |c| people::actions::messages(c, mother))
        .await?;
    let spent = messages
        .iter()
        .find(|m| m.key == "vouchers-told-spent")
        .ok_or("told")?;
    assert!(
        spent.args.contains(&("left".into(), "60.00".into())),
        "{:?}",
        spent.args
    );
    Ok(())
});

on_both!(what_is_kept_is_taken_away_and_codes_end, |db| async move {
    use people::belongings::Belongings;
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?;
    let child = v.who.child().ok_or("a child")?;
    let code = w.show(v.id, "code", NOW).await?.secret;
    w.pay("pay", &code, 1_500, NOW).await?;
    let other = w.show(v.id, "other", NOW).await?.secret;
    let keys = w.ground.wallets.keys.clone();
    let all = db
        .read(move |c| vouchers::belongings::Kept.export(c, &keys, child))
        .await?;
    assert_eq!(all[0]["left"], "85.00");
    assert_eq!(all[0]["payments"][0]["voucher"], "15.00");
    assert_eq!(all[0]["code"], v.code.as_str());
    let ctx = people::actions::Ctx {
        keys: w.ground.wallets.keys.clone(),
        seed: seal::Seed::new(&mut <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(1)),
        base: id("erase"),
        now: NOW,
        today: w.ground.wallets.day(NOW),
    };
    db.write(move |tx| vouchers::belongings::Kept.erase(tx, &ctx, child))
        .await?;
    let told = w.quote(&other, None, Some(3_000), NOW).await?;
    assert!(matches!(told, Err(Refused::UnknownCode)), "{told:?}");
    assert_eq!(w.left(v.id).await, 8_500, "the accounts stay");
    w.sound().await;
    Ok(())
});
