//! When vouchers end: at midnight in the city, once, told before.

use testing::on_both;

use super::*;

/// Microseconds of a moment in UTC.
fn moment(text: &str) -> Moment {
    text.parse::<jiff::Timestamp>().expect("a moment").into()
}

on_both!(the_last_moment_is_the_citys_midnight, |db| async move {
    let w = world(&db).await?;
    // Winter, summer, and the night in which the clocks go on; the city is on Rome's time.
    for (n, last, midnight) in [
        ("a", "2026-12-31", "2026-12-31T23:00:00Z"),
        ("b", "2027-03-27", "2027-03-27T23:00:00Z"),
        ("c", "2027-03-28", "2027-03-28T22:00:00Z"),
        ("d", "2027-06-30", "2027-06-30T22:00:00Z"),
    ] {
        let v = w.voucher_of(n, Who::Group(n.into()), 1_000, last).await?.id;
        let end = moment(midnight);
        let before = Moment(end.0 - 1);
        let code = w.show(v, n, end.plus_seconds(-60)).await?.secret;
        w.pay(&format!("{n} in time"), &code, 400, before).await?;
        // At midnight the code is over with its voucher; nothing can be shown any more.
        let mut r = w.ask(&format!("{n} late"), &code, 100);
        r.confirmed = true;
        assert_eq!(w.redeem(r, end).await?, Err(Refused::UnknownCode), "{n}");
        let over = Refused::VoucherEnded { on: day(last) };
        assert_eq!(no(w.show(v, &format!("{n} 2"), end).await), over, "{n}");
        assert_eq!(w.sweep(before).await?.amount, Cents(0), "{n}");
        assert_eq!(w.sweep(end).await?.amount, Cents(600), "{n}");
        for _ in 0..3 {
            assert_eq!(w.sweep(end).await?, a::Swept::default());
        }
        assert_eq!(w.left(v).await, 0);
    }
    w.sound().await;
    Ok(())
});

on_both!(autumns_long_day_is_the_citys_too, |db| async move {
    let w = world(&db).await?;
    let mut t = terms_of(w.fund);
    (t.code, t.spend_until) = ("LONG".into(), day("2027-12-31"));
    let terms = approved(&w, "long", t).await?;
    let long = World { terms, ..w.clone() };
    for (n, last, midnight) in [
        ("e", "2027-10-30", "2027-10-30T22:00:00Z"),
        ("f", "2027-10-31", "2027-10-31T23:00:00Z"),
    ] {
        let v = long
            .voucher_of(n, Who::Group(n.into()), 1_000, last)
            .await?
            .id;
        let end = moment(midnight);
        let code = w.show(v, n, end.plus_seconds(-60)).await?.secret;
        w.pay(n, &code, 400, Moment(end.0 - 1)).await?;
        assert_eq!(w.sweep(Moment(end.0 - 1)).await?.amount, Cents(0));
        assert_eq!(w.sweep(end).await?.amount, Cents(600));
    }
    Ok(())
});

on_both!(credit_of_some_grants_is_not_used_again, |db| async move {
    let w = world(&db).await?;
    let mut t = terms_of(w.fund);
    (t.code, t.ended_to) = ("LAPSES".into(), EndedTo::Lapsed);
    let terms = approved(&w, "lapses", t).await?;
    let lapses = World { terms, ..w.clone() };
    let v = lapses.voucher("v", 10_000).await?.id;
    let spent = w
        .voucher_of("s", Who::Group("3B".into()), 1_000, "2027-06-30")
        .await?
        .id;
    let code = w.show(spent, "s", NOW).await?.secret;
    w.pay("s", &code, 1_000, NOW).await?;
    let swept = w.sweep(later(300 * DAY)).await?;
    assert_eq!(
        (swept.ended, swept.lapsed, swept.amount),
        (2, 1, Cents(10_000))
    );
    assert_eq!(w.sum(Kind::Lapsed, "").await.0, 10_000);
    assert_eq!(w.sum(Kind::Unallocated, "").await.0, 89_000);
    let how = |v: Id| {
        let w = w.clone();
        async move {
            let v = w
                .read(actor("x"), NOW, move |c, _, _| a::voucher(c, v))
                .await;
            v.map(|v| v.and_then(|v| v.how))
        }
    };
    assert_eq!(how(v).await?, Some(How::Expired));
    assert_eq!(how(spent).await?, Some(How::Spent));
    w.sound().await;
    Ok(())
});

on_both!(
    families_are_reminded_three_times_and_once_each,
    |db| async move {
        let w = world(&db).await?;
        let v = w
            .voucher_of("v", Who::Child(w.child), 5_000, "2027-03-31")
            .await?;
        let empty = w
            .voucher_of("e", Who::Child(w.youth), 100, "2027-03-31")
            .await?
            .id;
        let code = w.show(empty, "e", NOW).await?.secret;
        w.pay("e", &code, 100, NOW).await?;
        let remind = |at: &str| {
            let (w, at) = (w.clone(), moment(at));
            async move {
                w.act(actor("clock"), "remind", at, |tx, g, ctx| {
                    let outbox = mail::Outbox::new(g.wallets.keys.clone(), true);
                    let compose = |r: &a::Reminder, p: &people::model::Person| {
                        let to = mail::Address::parse(p.facts.mail.as_deref()?).ok()?;
                        Some(mail::Letter {
                            kind: "vouchers.ends",
                            to,
                            lang: p.facts.lang.clone(),
                            subject: format!("{} days", r.days),
                            parts: vec![mail::Part::Paragraph(r.available.to_string())],
                            send_before: None,
                        })
                    };
                    a::remind(tx, &g.wallets, (&outbox, &compose), ctx.seed, ctx.now, 100)
                })
                .await
            }
        };
        for (at, told) in [
            ("2026-12-30T12:00:00Z", 0),
            ("2026-12-31T12:00:00Z", 1),
            ("2027-01-15T12:00:00Z", 0),
            ("2027-03-01T12:00:00Z", 1),
            ("2027-03-01T13:00:00Z", 0),
            ("2027-03-24T12:00:00Z", 1),
            ("2027-03-31T12:00:00Z", 0),
            ("2027-04-01T12:00:00Z", 0),
        ] {
            assert_eq!(remind(at).await?, told, "{at}");
        }
        let mother = w.mother;
        let messages = db
            .read(move |c| people::actions::messages(c, mother))
            .await?;
        let days: BTreeSet<String> = messages
            .iter()
            .filter(|m| m.key == "vouchers-told-ends")
            .flat_map(|m| {
                m.args
                    .iter()
                    .filter(|(k, _)| k == "days")
                    .map(|(_, v)| v.clone())
            })
            .collect();
        assert_eq!(days, ["90", "30", "7"].map(String::from).into());
        let (tally, _) = db.read(mail::tally).await?;
        let letters: u64 = tally
            .iter()
            .filter(|t| t.kind == "vouchers.ends")
            .map(|t| t.letters)
            .sum();
        assert_eq!(letters, 3);
        assert_eq!(v.state, State::Active);
        Ok(())
    }
);

on_both!(vouchers_begin_by_themselves, |db| async move {
    let w = world(&db).await?;
    let (terms, mother) = (w.terms, w.mother);
    let v = w
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
        .await?
        .remove(0);
    for (at, n) in [
        ("2027-01-06T22:59:00Z", 0),
        ("2027-01-06T23:00:00Z", 1),
        ("2027-01-08T00:00:00Z", 0),
    ] {
        let begun = w
            .act(actor("clock"), "begin", moment(at), |tx, g, ctx| {
                a::begin(tx, &g.wallets, ctx.now, 100)
            })
            .await?;
        assert_eq!(begun, n, "{at}");
    }
    // The code was shown before it began; now it pays.
    let at = moment("2027-01-07T08:00:00Z");
    let code = w.show(v.id, "code", at).await?.secret;
    w.pay("r", &code, 1_000, at).await?;
    // Old codes are forgotten.
    let forgot = w
        .act(
            actor("clock"),
            "forget",
            at.plus_seconds(3 * DAY),
            |tx, g, ctx| a::forget(tx, &g.wallets, ctx.now, KEEP, 100),
        )
        .await?;
    assert_eq!(forgot.codes, 1);
    Ok(())
});
