//! What went wrong is put right, with every account known before.

use testing::on_both;

use super::booked::LAST;
use super::*;

impl World {
    async fn trouble(
        &self,
        base: &'static str,
        (kind, amount): (Trouble, i64),
        now: Moment,
    ) -> Result<Incident, Error> {
        self.act(actor("officer"), base, now, move |tx, g, ctx| {
            let what = (kind, Cents(amount));
            let opened =
                a::open_incident(tx, &g.wallets, ctx, id("a"), what, "the family says so")?;
            a::calculate(tx, &g.wallets, ctx, opened.id)
        })
        .await
    }

    async fn agree(&self, incident: Id, who: Actor, now: Moment) -> Result<Incident, Error> {
        self.act(who, "agree", now, move |tx, g, ctx| {
            a::approve_incident(tx, &g.wallets, ctx, incident)
        })
        .await
    }

    /// Every account is what the plan said.
    async fn as_planned(&self, plan: &[Change]) -> Result<(), Failed> {
        for c in plan {
            let id = c.account;
            let found = self
                .db
                .read(move |r| ledger::actions::account(r, id))
                .await?;
            let balance = found.ok_or("an account")?.balance();
            assert_eq!(balance, c.after.0, "{}", c.kind);
        }
        Ok(())
    }
}

/// A world in which the pool was paid 5,000 by receipt «a», sent when `sent`.
async fn paid(db: &Db, sent: bool) -> Result<(World, Id, Id), Failed> {
    let w = world(db).await?;
    w.payee(w.pool).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    let mut r = w.ask("a", &code, 5_000);
    (r.price, r.own, r.own_by) = (Cents(6_000), Cents(1_000), OwnBy::Provider);
    w.redeem(r, NOW).await??;
    let batch = match sent {
        true => w.send("1", later(100)).await?.0,
        false => id("no batch"),
    };
    Ok((w, v, batch))
}

on_both!(
    each_kind_of_incident_moves_what_was_shown,
    |db| async move {
        let (w, v, b) = paid(&db, false).await?;
        let at = later(200);
        let cases: [(&str, Trouble, i64, [i64; 9]); 5] = [
            (
                "less",
                Trouble::WrongAmount,
                500,
                [80_000, 15_500, 0, 4_500, 0, 0, 0, 0, 0],
            ),
            (
                "more",
                Trouble::WrongAmount,
                -250,
                [80_000, 15_250, 0, 4_750, 0, 0, 0, 0, 0],
            ),
            (
                "not given",
                Trouble::ServiceNotGiven,
                1_000,
                [80_000, 16_250, 0, 3_750, 0, 0, 0, 0, 0],
            ),
            (
                "fraud",
                Trouble::Fraud,
                750,
                [80_750, 16_250, 0, 3_000, 0, 0, 0, 0, 0],
            ),
            (
                "goodwill",
                Trouble::Goodwill,
                2_000,
                [80_750, 18_250, 0, 3_000, 0, 0, 0, 0, 2_000],
            ),
        ];
        for (base, kind, amount, books) in cases {
            let before = w.books(v, b).await;
            let planned = w.trouble(base, (kind, amount), at).await?;
            assert_eq!(w.books(v, b).await, before, "{base}");
            let plan = planned.plan.ok_or("a plan")?;
            assert_eq!(
                no(w.agree(planned.id, actor("officer"), at).await),
                Refused::Forbidden
            );
            let done = w.agree(planned.id, actor("approver"), at).await?;
            assert_eq!(done.state, IncidentState::Posted);
            assert_eq!(w.books(v, b).await, books, "{base}");
            w.as_planned(&plan).await?;
            assert_eq!(
                no(w.agree(planned.id, actor("approver"), at).await),
                state_of("posted")
            );
        }
        // What is left of the payment is what the provider gets.
        let too_much = w.trouble("x", (Trouble::DoubleCharge, 3_001), at).await;
        assert_eq!(no(too_much), Refused::MoreThanPaid { left: Cents(3_000) });
        let (b, lines) = w.send("2", later(300)).await?;
        assert_eq!(lines[0].amount, Cents(3_000));
        assert_eq!(
            w.books(v, b).await,
            [80_750, 18_250, 0, 0, 0, 3_000, 0, 0, 2_000]
        );
        w.sound().await;
        Ok(())
    }
);

on_both!(after_it_was_sent_the_provider_owes_it, |db| async move {
    let (w, v, b) = paid(&db, true).await?;
    let at = later(200);
    assert_eq!(
        w.books(v, b).await,
        [80_000, 15_000, 0, 0, 0, 5_000, 0, 0, 0]
    );
    let planned = w
        .trouble("twice", (Trouble::DoubleCharge, 5_000), at)
        .await?;
    let kinds: BTreeSet<String> = planned
        .plan
        .as_ref()
        .ok_or("a plan")?
        .iter()
        .map(|c| c.kind.clone())
        .collect();
    assert_eq!(kinds, ["receivable", "voucher"].map(String::from).into());
    w.agree(planned.id, actor("checker"), at).await?;
    assert_eq!(
        w.books(v, b).await,
        [80_000, 20_000, 0, 0, 5_000, 5_000, 0, 0, 0]
    );
    w.as_planned(&planned.plan.ok_or("a plan")?).await?;
    w.sound().await;
    Ok(())
});

on_both!(nobody_mends_alone_or_for_themselves, |db| async move {
    let (w, _, _) = paid(&db, false).await?;
    let at = later(200);
    let both = w
        .act(actor("both"), "i", at, |tx, g, ctx| {
            let what = (Trouble::WrongAmount, Cents(100));
            let i = a::open_incident(tx, &g.wallets, ctx, id("a"), what, "too much")?;
            assert_eq!(i.state, IncidentState::Opened);
            Ok(i.id)
        })
        .await?;
    // Not before it is calculated; not by who opened it; not by the pool's own people.
    assert_eq!(
        no(w.agree(both, actor("approver"), at).await),
        state_of("opened")
    );
    w.act(actor("officer2"), "c", at, move |tx, g, ctx| {
        a::calculate(tx, &g.wallets, ctx, both)
    })
    .await?;
    assert_eq!(
        no(w.agree(both, actor("both"), at).await),
        Refused::SamePerson
    );
    let olga = staff("olga", &[Role::FundApprover]);
    assert_eq!(no(w.agree(both, olga, at).await), Refused::OwnAffair);
    let own = w
        .act(
            staff("olga", &[Role::FundOfficer]),
            "o",
            at,
            |tx, g, ctx| {
                let what = (Trouble::Goodwill, Cents(100));
                a::open_incident(tx, &g.wallets, ctx, id("a"), what, "for us")
            },
        )
        .await;
    assert_eq!(no(own), Refused::OwnAffair);
    // The money was sent meanwhile: other accounts would move, so it is calculated anew.
    w.send("1", later(300)).await?;
    let stale = w.agree(both, actor("approver"), later(400)).await;
    assert_eq!(
        no(stale),
        Refused::NotReady {
            what: "plan".into()
        }
    );
    w.act(actor("officer2"), "c", at, move |tx, g, ctx| {
        a::calculate(tx, &g.wallets, ctx, both)
    })
    .await?;
    w.agree(both, actor("approver"), later(400)).await?;
    w.sound().await;
    Ok(())
});

on_both!(
    after_the_end_nothing_is_lost_to_the_family,
    |db| async move {
        let (w, v, b) = paid(&db, false).await?;
        let at = later(LAST + DAY);
        w.sweep(at).await?;
        assert_eq!(w.books(v, b).await, [95_000, 0, 0, 5_000, 0, 0, 0, 0, 0]);
        // The provider's fault: new validity.
        w.refund("r1", "a", 1_000, (true, at)).await?;
        assert_eq!(
            w.books(v, b).await,
            [95_000, 1_000, 0, 4_000, 0, 0, 0, 0, 0]
        );
        let found = w
            .read(actor("x"), at, move |c, _, _| a::voucher(c, v))
            .await?
            .ok_or("a voucher")?;
        assert_eq!(
            (found.state, found.ends_on),
            (State::Active, day("2027-08-30"))
        );
        // Over again: an incident is planned and done the same way.
        let at = later(LAST + 90 * DAY);
        w.sweep(at).await?;
        let planned = w.trouble("i", (Trouble::ServiceNotGiven, 500), at).await?;
        w.agree(planned.id, actor("approver"), at).await?;
        w.as_planned(&planned.plan.ok_or("a plan")?).await?;
        assert_eq!(w.left(v).await, 500);
        // Nobody's fault, after the end: a voucher that makes it good, once.
        let at = later(LAST + 200 * DAY);
        w.sweep(at).await?;
        for _ in 0..3 {
            w.refund("r2", "a", 700, (false, at)).await?;
        }
        let child = w.child;
        let mine = w
            .read(somebody(w.mother), at, move |c, g, ctx| {
                a::wallet(c, &g.wallets, ctx, Some(child))
            })
            .await?;
        let good: Vec<_> = mine
            .iter()
            .filter(|m| m.voucher.replaces == Some(v))
            .collect();
        assert_eq!(good.len(), 1);
        assert_eq!(good[0].available, Cents(700));
        assert_eq!(w.books(v, b).await, [96_500, 0, 0, 2_800, 0, 0, 0, 0, 0]);
        w.sound().await;
        Ok(())
    }
);

on_both!(refunds_have_their_rules, |db| async move {
    let (w, v, _) = paid(&db, false).await?;
    let refund = |who: &str, base: &'static str, amount: i64, reason: &'static str| {
        let (w, who) = (w.clone(), actor(who));
        async move {
            w.act(who, base, later(HOUR), move |tx, g, ctx| {
                a::refund(tx, &g.wallets, ctx, id("a"), Cents(amount), (reason, false))
            })
            .await
        }
    };
    assert_eq!(no(refund("carlo", "1", 100, "x").await), Refused::Forbidden);
    assert_eq!(
        no(refund("olga", "1", 100, " ").await),
        Refused::ReasonNeeded
    );
    assert_eq!(
        no(refund("olga", "1", 5_001, "x").await),
        Refused::MoreThanPaid { left: Cents(5_000) }
    );
    let none = Refused::WrongAmount {
        field: "amount".into(),
    };
    assert_eq!(no(refund("olga", "1", 0, "x").await), none);
    refund("payer", "2", 5_000, "not given").await?;
    assert_eq!(
        no(refund("payer", "2", 4_000, "not given").await),
        Refused::KeyReused
    );
    assert_eq!(w.left(v).await, 20_000);
    // What was given back cannot be undone, too.
    let undone = w
        .act(actor("olga"), "u", later(60), |tx, g, ctx| {
            a::undo(tx, g, ctx, id("a"))
        })
        .await;
    assert_eq!(no(undone), state_of("corrected"));
    w.sound().await;
    Ok(())
});
