//! A booking's payment undone at the desk: everything is as it was, once, whoever is faster.

use bookings::actions::{booking as kept, call, cancel_lesson, roll_for};
use bookings::model::{Booking, Presence, State as Booked};
use testing::on_both;

use super::*;

impl World {
    async fn undo(&self, who: &str, spend: Id, now: Moment) -> Result<a::Undone, Error> {
        self.act(actor(who), "undo", now, move |tx, g, ctx| {
            a::undo(tx, g, ctx, spend)
        })
        .await
    }

    async fn kept(&self, of: Id) -> Result<Booking, Failed> {
        Ok(self
            .db
            .read(move |c| kept(c, of))
            .await?
            .ok_or("a booking")?)
    }

    /// Free places of the booking's session, and how many are held.
    async fn places(&self, of: Id) -> Result<(i64, i64), Failed> {
        let fund = bookings::model::fund_of(self.kept(of).await?.session);
        let account = ledger::model::account(fund, Kind::Free, "");
        let found = self
            .db
            .read(move |c| ledger::actions::account(c, account))
            .await?
            .ok_or("places")?;
        Ok((found.balance(), found.held()))
    }

    async fn batch(&self, base: &str, now: Moment) -> Result<Id, Error> {
        self.act(actor("payer"), base, now, |tx, g, ctx| {
            let b = a::draft(tx, &g.wallets, ctx, day("2026-12-31")).map(|(b, _)| b.id)?;
            a::seal(tx, &g.wallets, ctx, b)?;
            Ok(b)
        })
        .await
    }
}

/// What stands of a booking, but for its holds' identifiers and the moment it changed.
fn plain(mut b: Booking) -> Booking {
    b.hold = b.hold.map(|_| id("a hold"));
    for p in &mut b.parts {
        p.hold = p.hold.map(|_| id("a hold"));
    }
    b.changed_at = NOW;
    b
}

const ON: i64 = 2 * DAY;

on_both!(
    a_tickets_payment_is_undone_and_taken_again,
    |db| async move {
        let w = world(&db).await?;
        let v = w.voucher("v", 10_000).await?.id;
        let none = id("no batch");
        let booking = w.booked("lesson", ON, (5_000, 4_000), v, NOW).await?;
        let ticket = w.ticket(v, booking, "ticket").await?.secret;
        let before = w.kept(booking).await?;
        let (books, places) = (w.books(v, none).await, w.places(booking).await?);
        assert_eq!(books, [90_000, 10_000, 4_000, 0, 0, 0, 0, 0, 0]);
        let mut keys = BTreeSet::new();
        // Less than was held, all of it, and all of it again: each is undone.
        for (n, amount) in [1_500, 4_000, 4_000].into_iter().enumerate() {
            let at = later(ON + 1_000 * n as i64);
            let mut r = w.ask(&format!("t{n}"), &ticket, amount);
            (r.price, r.own, r.own_by) = (Cents(5_000), Cents(5_000 - amount), OwnBy::Provider);
            let done = w.redeem(r.clone(), at).await??;
            let spend = done.spend.ok_or("an item")?;
            assert!(keys.insert(spend));
            let paid = w.kept(booking).await?;
            assert_eq!(paid.posted_at, Some(at));
            assert_eq!(
                w.books(v, none).await,
                [90_000, 10_000 - amount, 0, amount, 0, 0, 0, 0, 0]
            );
            // The same hands wrote the roll with it; another lesson's was written before.
            let olga = w.hands(id("olga"), "roll", at);
            w.book(olga, move |tx, _, act| {
                call(tx, act, booking, 1, Presence::Attended)
            })
            .await?;
            assert_eq!(no(w.undo("carlo", spend, at).await), Refused::Forbidden);
            let over = Refused::UndoOver {
                deadline: at.plus_seconds(15 * 60),
            };
            let late = at.plus_seconds(15 * 60 + 1);
            assert_eq!(no(w.undo("olga", spend, late).await), over);
            let undone = w.undo("olga", spend, at.plus_seconds(15 * 60)).await?;
            assert_eq!(
                (undone.amount, Some(undone.number)),
                (Cents(amount), done.number)
            );
            let again = Refused::WrongState {
                state: "undone".into(),
            };
            assert_eq!(no(w.undo("olga", spend, at).await), again);
            assert_eq!(plain(w.kept(booking).await?), plain(before.clone()));
            assert_eq!(w.books(v, none).await, books);
            assert_eq!(w.places(booking).await?, places);
            assert!(db.read(move |c| roll_for(c, booking)).await?.is_empty());
            // The receipt is found by its key, and pays nothing.
            assert!(w.redeem(r, at).await?.is_ok());
            assert_eq!(w.books(v, none).await, books);
            w.sound().await;
        }
        // Redeemed once more it is paid; cancelled, all of it comes back.
        let mut r = w.ask("last", &ticket, 4_000);
        (r.price, r.own, r.own_by) = (Cents(5_000), Cents(1_000), OwnBy::Provider);
        w.redeem(r, later(ON + 5_000)).await??;
        w.cancelled(booking, later(ON + 5_001)).await?;
        assert_eq!(
            w.books(v, none).await,
            [90_000, 10_000, 0, 0, 0, 0, 0, 0, 0]
        );
        w.sound().await;
        Ok(())
    }
);

on_both!(what_has_gone_on_is_not_undone, |db| async move {
    let w = world(&db).await?;
    w.payee(w.pool).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let at = later(ON);
    let mut paid = Vec::new();
    for name in ["sealed", "lesson", "cancelled", "spent"] {
        let booking = w.booked(name, ON, (4_000, 4_000), v, NOW).await?;
        let ticket = w.ticket(v, booking, name).await?.secret;
        paid.push((booking, ticket));
    }
    let wrong = |state: &str| Refused::WrongState {
        state: state.into(),
    };
    // Of the last one less is taken, and what is left of it is spent.
    let mut r = w.ask("part", &paid[3].1, 1_000);
    (r.price, r.own, r.own_by) = (Cents(4_000), Cents(3_000), OwnBy::Provider);
    let part = w.redeem(r, at).await??.spend.ok_or("an item")?;
    let code = w.show(v, "code", at).await?.secret;
    w.pay("rest", &code, 6_500, at).await?;
    let short = Refused::InsufficientBalance {
        available: Cents(1_500),
    };
    assert_eq!(no(w.undo("olga", part, at).await), short);
    let mut items = Vec::new();
    for (n, (_, ticket)) in paid.iter().take(3).enumerate() {
        let r = w.ask(&format!("t{n}"), ticket, 4_000);
        items.push(w.redeem(r, at).await??.spend.ok_or("an item")?);
    }
    w.cancelled(paid[2].0, at).await?;
    assert_eq!(no(w.undo("olga", items[2], at).await), wrong("corrected"));
    let lesson = w.kept(paid[1].0).await?.session;
    w.book(w.hands(id("olga"), "lesson off", at), move |tx, g, act| {
        cancel_lesson(tx, g, act, lesson, 1, "vasca rotta")
    })
    .await?;
    assert_eq!(no(w.undo("olga", items[1], at).await), wrong("corrected"));
    w.batch("batch", at).await?;
    assert_eq!(no(w.undo("olga", items[0], at).await), wrong("batched"));
    w.sound().await;
    Ok(())
});

on_both!(credit_that_has_ended_is_held_again, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let none = id("no batch");
    let begins = booked::LAST;
    let booking = w.booked("last", begins, (4_000, 4_000), v, NOW).await?;
    let over = later(begins + DAY);
    w.sweep(over).await?;
    let pool = w.pool;
    for n in 0..2 {
        let over = over.plus_seconds(n * 60);
        // Entered from the list on paper, a day late.
        w.act(
            actor("olga"),
            &format!("enter {n}"),
            over,
            move |tx, g, ctx| a::enter(tx, g, ctx, (pool, booking)),
        )
        .await??;
        assert_eq!(w.books(v, none).await, [96_000, 0, 0, 4_000, 0, 0, 0, 0, 0]);
        let all = w
            .read(actor("olga"), over, move |c, g, ctx| {
                a::statement(c, &g.wallets, ctx, pool, (NOW, over), 10)
            })
            .await?;
        let mut live = all
            .entries
            .iter()
            .filter(|e| e.spend.state == Item::Accrued);
        let spend = live.next().ok_or("an item")?.spend.id;
        assert!(live.next().is_none());
        // The credit has ended: it is held again all the same, with new validity.
        w.undo("olga", spend, over).await?;
        assert_eq!(
            w.books(v, none).await,
            [96_000, 4_000, 4_000, 0, 0, 0, 0, 0, 0]
        );
        w.sound().await;
    }
    Ok(())
});

on_both!(one_of_two_undoes, |db| async move {
    let w = world(&db).await?;
    w.payee(w.pool).await?;
    let v = w.voucher("v", 50_000).await?.id;
    for round in 0..9_i64 {
        let name = format!("round {round}");
        let begins = (round + 2) * DAY;
        let booking = w.booked(&name, begins, (1_000, 1_000), v, NOW).await?;
        let ticket = w.ticket(v, booking, &name).await?.secret;
        let at = later(begins);
        let r = w.ask(&name, &ticket, 1_000);
        let spend = w.redeem(r, at).await??.spend.ok_or("an item")?;
        let before = w.books(v, id("no batch")).await;
        // Settlements first: what the others leave behind could be paid, too.
        let kind = [2, 2, 2, 0, 0, 0, 1, 1, 1][usize::try_from(round)?];
        let (w1, w2) = (w.clone(), w.clone());
        let undo = tokio::spawn(async move { w1.undo("olga", spend, at).await });
        let base = name.clone();
        let other = tokio::spawn(async move {
            match kind {
                0 => w2.undo("olga", spend, at).await.map(drop),
                1 => w2.cancelled(booking, at).await.map_err(|e| panic!("{e}")),
                _ => w2.batch(&base, at).await.map(drop),
            }
        });
        let (undo, other) = (undo.await?, other.await?);
        let state = |e: Error| match no::<()>(Err(e)) {
            Refused::WrongState { state } => state,
            other => panic!("{other:?}"),
        };
        let (mine, after) = (undo.is_ok(), w.kept(booking).await?);
        match kind {
            0 => {
                assert_ne!(mine, other.is_ok());
                for e in [undo.err(), other.err()].into_iter().flatten() {
                    assert_eq!(state(e), "undone");
                }
                assert_eq!(after.state, Booked::Confirmed);
                w.cancelled(booking, at).await?;
            }
            // Cancelling goes through before or after; the money comes back once.
            1 => {
                assert!(other.is_ok());
                if let Err(e) = undo {
                    assert_eq!(state(e), "corrected");
                }
                assert_eq!(after.state, Booked::Cancelled);
            }
            _ => {
                assert_ne!(mine, other.is_ok());
                match (undo, other) {
                    (Err(e), Ok(())) => {
                        assert_eq!(state(e), "batched");
                        assert_eq!(w.books(v, id("no batch")).await, before);
                        continue;
                    }
                    (Ok(_), Err(Error::Refused(why))) => {
                        assert_eq!(why, Refused::NothingToPay);
                        w.cancelled(booking, at).await?;
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
        let (balance, held) = w.sum(Kind::Voucher, &v.to_string()).await;
        assert_eq!((balance, held), (before[1] + 1_000, 0), "{round}");
        assert_eq!(w.places(booking).await?, (10, 0));
        w.sound().await;
    }
    Ok(())
});
