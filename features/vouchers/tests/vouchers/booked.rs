//! Bookings and vouchers together: held, redeemed by a ticket, called, cancelled, over.

use bookings::actions::{Act, Due, No, Want, due, settle_due};
use bookings::model::{How as Off, Lesson, Session, SessionState, Terms as Said};
use testing::on_both;
use vouchers::rules::Why;

use super::*;

impl World {
    fn session_at(&self, name: &str, begins: i64, price: i64) -> Session {
        let lesson = Lesson {
            n: 1,
            starts_at: later(begins),
            ends_at: later(begins + HOUR),
            cancelled: None,
        };
        Session {
            id: id(name),
            service: self.swim,
            organisation: self.pool,
            title: "Nuoto".into(),
            place: "Vasca".into(),
            lessons: vec![lesson],
            places: 10,
            price: Cents(price),
            opens_at: later(-DAY),
            closes_at: later(begins),
            terms: Said::default(),
            min_age: None,
            max_age: None,
            groups: true,
            questions: Vec::new(),
            state: SessionState::Open,
            revision: 1,
        }
    }

    pub(super) fn hands(&self, who: Id, base: &str, now: Moment) -> Act {
        let ctx = people::actions::Ctx {
            keys: Keys::demo(),
            seed: Seed::new(&mut StdRng::seed_from_u64(9)),
            base: id(base),
            now,
            today: self.w().day(now),
        };
        Act::by(ctx, Doer::oneself(who))
    }

    /// Something of the bookings.
    pub(super) async fn book<T: Send + 'static>(
        &self,
        act: Act,
        what: impl Fn(&mut Write<'_>, &bookings::actions::Ground, &Act) -> Result<T, No>
        + Send
        + Sync
        + 'static,
    ) -> Result<T, No> {
        let ground = self.bookings.clone();
        self.db.write(move |tx| what(tx, &ground, &act)).await
    }

    /// A session, and the child's booking of it, paid by a voucher in part.
    pub(super) async fn booked(
        &self,
        name: &str,
        begins: i64,
        (price, pays): (i64, i64),
        voucher: Id,
        now: Moment,
    ) -> Result<Id, Failed> {
        let s = self.session_at(name, begins, price);
        self.booked_in(name, s, pays, voucher, now).await
    }

    /// The same, of a session where the organisation says yes or no first.
    pub(super) async fn asked(
        &self,
        name: &str,
        begins: i64,
        (price, pays): (i64, i64),
        voucher: Id,
        now: Moment,
    ) -> Result<Id, Failed> {
        let mut s = self.session_at(name, begins, price);
        s.terms.confirm_hours = Some(24);
        self.booked_in(name, s, pays, voucher, now).await
    }

    async fn booked_in(
        &self,
        name: &str,
        s: Session,
        pays: i64,
        voucher: Id,
        now: Moment,
    ) -> Result<Id, Failed> {
        let (session, price) = (s.id, s.price);
        self.book(self.hands(id("olga"), name, NOW), move |tx, _, act| {
            bookings::actions::open_session(tx, act, &s).map_err(|mut all| all.remove(0))
        })
        .await?;
        let (child, key) = (self.child, id(&format!("checkout {name}")));
        let mother = self.hands(self.mother, name, now);
        let made = self
            .book(mother.clone(), move |tx, g, act| {
                bookings::actions::lease(tx, g, act, session, key, &[child], price)
            })
            .await?;
        let booking = made[0].id;
        self.book(mother, move |tx, g, act| {
            let want = Want {
                booking,
                answers: BTreeMap::new(),
                pay: vec![(voucher, Cents(pays))],
            };
            bookings::actions::reserve(tx, g, act, key, &[want])
        })
        .await?;
        Ok(booking)
    }

    pub(super) async fn ticket(
        &self,
        voucher: Id,
        booking: Id,
        base: &str,
    ) -> Result<Secret, Failed> {
        let (made, kept) = (secret(base), secret(base));
        self.act(somebody(self.mother), base, NOW, move |tx, g, ctx| {
            a::ticket(tx, g, ctx, (voucher, booking), &kept)
        })
        .await?;
        Ok(made)
    }

    async fn off(&self, booking: Id, now: Moment) -> Result<(), No> {
        self.book(self.hands(id("olga"), "off", now), move |tx, g, act| {
            bookings::actions::cancel_by_organisation(tx, g, act, booking, "vasca rotta").map(drop)
        })
        .await
    }

    pub(super) async fn sweep(&self, now: Moment) -> Result<a::Swept, Error> {
        self.act(actor("clock"), "sweep", now, |tx, g, ctx| {
            a::sweep(tx, &g.wallets, ctx.now, 100)
        })
        .await
    }
}

/// Noon at the city on the 30th of June 2027, in seconds from [`NOW`]: the voucher's last day.
pub(super) const LAST: i64 = 214 * DAY;

on_both!(a_ticket_is_redeemed_once_on_its_day, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let none = id("no batch");
    let booking = w.booked("lesson", 2 * DAY, (5_000, 4_000), v, NOW).await?;
    assert_eq!(
        w.books(v, none).await,
        [90_000, 10_000, 4_000, 0, 0, 0, 0, 0, 0]
    );
    let ticket = w.ticket(v, booking, "ticket").await?.secret;
    let mut r = w.ask("t", &ticket, 4_000);
    (r.price, r.own, r.own_by) = (Cents(5_000), Cents(1_000), OwnBy::Provider);
    let from = Refused::NotYetRedeemable {
        from: day("2026-11-30"),
    };
    assert_eq!(w.redeem(r.clone(), NOW).await?, Err(from));
    // The choir cannot take the pool's ticket.
    let mut other = r.clone();
    (other.key, other.organisation) = (id("carlo"), w.choir);
    let taken = w
        .act(actor("carlo"), "x", later(2 * DAY), move |tx, g, ctx| {
            a::redeem(tx, g, ctx, &other)
        })
        .await?;
    let no_good = Refused::NotValidForOffer {
        why: Why::OtherBooking,
    };
    assert_eq!(taken, Err(no_good));
    let on = later(2 * DAY);
    let (shown, of) = (ticket.clone(), (w.pool, Some(w.swim)));
    let quote = w
        .act(actor("olga"), "q", on, move |tx, g, ctx| {
            a::quote(tx, g, ctx, (&shown, None), of, None)
        })
        .await??;
    assert_eq!(
        (quote.name.as_deref(), quote.available, quote.family),
        (Some("Nino"), Cents(4_000), Some(Cents(1_000)))
    );
    // The no of the first key stays; a new one goes through, and is answered again.
    r.key = id("t2");
    let mut too_much = r.clone();
    (too_much.key, too_much.amount, too_much.own) = (id("t3"), Cents(4_001), Cents(999));
    let held = Refused::InsufficientBalance {
        available: Cents(4_000),
    };
    assert_eq!(w.redeem(too_much, on).await?, Err(held));
    let first = w.redeem(r.clone(), on).await??;
    for _ in 0..3 {
        assert_eq!(w.redeem(r.clone(), on).await??, first);
    }
    assert_eq!(
        w.books(v, none).await,
        [90_000, 6_000, 0, 4_000, 0, 0, 0, 0, 0]
    );
    let mut again = r.clone();
    again.key = id("t4");
    let said = w.redeem(again, on).await?;
    assert!(
        matches!(said, Err(Refused::HoldAlreadyResolved { .. })),
        "{said:?}"
    );
    // The roll call later pays nothing twice.
    let after = later(6 * DAY);
    let all = db.read(move |c| due(c, after, 10)).await?;
    assert_eq!(all, [Due::Over(booking)]);
    w.book(
        Act::clock(w.hands(w.mother, "due", after).ctx),
        |tx, g, act| {
            for d in due(tx, act.ctx.now, 10)? {
                settle_due(tx, g, act, d)?;
            }
            Ok(())
        },
    )
    .await?;
    assert_eq!(
        w.books(v, none).await,
        [90_000, 6_000, 0, 4_000, 0, 0, 0, 0, 0]
    );
    w.sound().await;
    Ok(())
});

on_both!(
    a_ticket_of_a_cancelled_booking_is_no_good,
    |db| async move {
        let w = world(&db).await?;
        let v = w.voucher("v", 10_000).await?.id;
        let booking = w.booked("lesson", 2 * DAY, (4_000, 4_000), v, NOW).await?;
        let ticket = w.ticket(v, booking, "ticket").await?.secret;
        w.off(booking, later(DAY)).await?;
        assert_eq!(w.left(v).await, 10_000);
        let r = w.ask("t", &ticket, 4_000);
        assert_eq!(w.redeem(r, later(2 * DAY)).await?, Err(Refused::HoldEnded));
        w.sound().await;
        Ok(())
    }
);

on_both!(what_pays_is_chosen_by_its_end, |db| async move {
    let w = world(&db).await?;
    let late = w.voucher("late", 10_000).await?;
    let mut t = terms_of(w.fund);
    t.code = "SECOND".into();
    let terms = approved(&w, "second", t).await?;
    let second = World { terms, ..w.clone() };
    let soon = second
        .voucher_of("soon", Who::Child(w.child), 3_000, "2027-03-31")
        .await?;
    let ask = bookings::money::Ask {
        child: Some(w.child),
        party: w.mother,
        organisation: w.pool,
        service: w.swim,
        session: id("s"),
        starts_at: later(10 * DAY),
        price: Cents(5_000),
    };
    let purses = |ask: &bookings::money::Ask| {
        let (money, ask) = (w.bookings.money.clone(), ask.clone());
        let db = w.db.clone();
        async move { db.read(move |c| money.purses(c, &ask, NOW)).await }
    };
    let found: Vec<_> = purses(&ask)
        .await?
        .into_iter()
        .map(|p| (p.id, p.available))
        .collect();
    assert_eq!(found, [(soon.id, Cents(3_000)), (late.id, Cents(5_000))]);
    // What begins after the end of one is paid by the other alone; music by none.
    let spring = bookings::money::Ask {
        starts_at: later(150 * DAY),
        ..ask.clone()
    };
    assert_eq!(purses(&spring).await?.len(), 1);
    let music = bookings::money::Ask {
        service: w.sing,
        organisation: w.choir,
        ..ask.clone()
    };
    assert_eq!(purses(&music).await?, []);
    // Another child's credit is not held.
    let other = bookings::money::Ask {
        child: Some(w.youth),
        ..ask
    };
    let money = w.bookings.money.clone();
    let held = db
        .write(move |tx| money.hold(tx, late.id, &other, Cents(100), later(11 * DAY), NOW))
        .await?;
    let no = held.expect_err("refused");
    assert_eq!(no.args, [("why".to_string(), "other_child".to_string())]);
    Ok(())
});

on_both!(
    held_credit_outlives_its_voucher_and_comes_back_renewed,
    |db| async move {
        let w = world(&db).await?;
        let v = w.voucher("v", 10_000).await?.id;
        let none = id("no batch");
        // It begins on the last day and is held past it.
        let mine = w.booked("last", LAST, (4_000, 4_000), v, NOW).await?;
        let over = later(LAST + DAY);
        let swept = w.sweep(over).await?;
        assert_eq!((swept.ended, swept.amount), (1, Cents(6_000)));
        assert_eq!(
            w.books(v, none).await,
            [96_000, 4_000, 4_000, 0, 0, 0, 0, 0, 0]
        );
        assert_eq!(w.sweep(over).await?, a::Swept::default());
        // The pool did not hold it: sixty days more.
        w.off(mine, over).await?;
        assert_eq!(w.books(v, none).await, [96_000, 4_000, 0, 0, 0, 0, 0, 0, 0]);
        let found = w
            .read(actor("officer"), over, move |c, _, _| a::voucher(c, v))
            .await?;
        let found = found.ok_or("a voucher")?;
        assert_eq!(
            (found.state, found.ends_on),
            (State::Active, day("2027-08-30"))
        );
        assert_eq!(w.sweep(over).await?, a::Swept::default());
        let code = w.show(v, "code", over).await?.secret;
        w.pay("r", &code, 1_000, over).await?;
        let end = w.sweep(later(LAST + 62 * DAY)).await?;
        assert_eq!((end.ended, end.amount), (1, Cents(3_000)));
        assert_eq!(w.books(v, none).await, [99_000, 0, 0, 1_000, 0, 0, 0, 0, 0]);
        w.sound().await;
        Ok(())
    }
);

on_both!(
    what_a_family_gives_up_after_the_end_goes_back,
    |db| async move {
        let w = world(&db).await?;
        let v = w.voucher("v", 10_000).await?.id;
        let none = id("no batch");
        let mut s = w.session_at("course", LAST, 4_000);
        s.lessons.push(Lesson {
            n: 2,
            starts_at: later(LAST + 5 * DAY),
            ends_at: later(LAST + 5 * DAY + HOUR),
            cancelled: None,
        });
        assert_eq!(s.lessons.len(), 2);
        let mine = w.booked("last", LAST, (4_000, 4_000), v, NOW).await?;
        w.sweep(later(LAST + DAY)).await?;
        // Nobody came: the roll says so, the money is due whole; then it came by mistake and comes back.
        let after = later(LAST + 4 * DAY);
        w.book(
            Act::clock(w.hands(w.mother, "due", after).ctx),
            |tx, g, act| {
                for d in due(tx, act.ctx.now, 10)? {
                    settle_due(tx, g, act, d)?;
                }
                Ok(())
            },
        )
        .await?;
        // Earned after the end of the voucher: it was held before.
        assert_eq!(w.books(v, none).await, [96_000, 0, 0, 4_000, 0, 0, 0, 0, 0]);
        let money = w.bookings.money.clone();
        let back = move |how: Off, key: &str, amount: i64| bookings::money::Back {
            booking: mine,
            ask: bookings::money::Ask {
                child: None,
                party: id("x"),
                organisation: id("pool"),
                service: id("swim"),
                session: id("last"),
                starts_at: NOW,
                price: Cents(4_000),
            },
            purse: v,
            amount: Cents(amount),
            key: id(key),
            how,
            actor: "job:bookings".into(),
            reason: "settled".into(),
        };
        // Not the provider's doing: to the fund, and a voucher that makes it good.
        let one = back(Off::Family, "b1", 1_000);
        for _ in 0..3 {
            let (money, one) = (money.clone(), one.clone());
            db.write(move |tx| money.give_back(tx, &one, after))
                .await?
                .map_err(|r| r.key)?;
        }
        assert_eq!(w.books(v, none).await, [96_000, 0, 0, 3_000, 0, 0, 0, 0, 0]);
        let child = w.child;
        let mine = w
            .read(somebody(w.mother), after, move |c, g, ctx| {
                a::wallet(c, &g.wallets, ctx, Some(child))
            })
            .await?;
        let good = mine
            .iter()
            .find(|m| m.voucher.replaces == Some(v))
            .ok_or("made good")?;
        assert_eq!(good.available, Cents(1_000));
        // The next one goes into the same.
        let two = back(Off::Provider, "b2", 500);
        let m = money.clone();
        db.write(move |tx| m.give_back(tx, &two, after))
            .await?
            .map_err(|r| r.key)?;
        assert_eq!(w.left(good.voucher.id).await, 1_500);
        let three = back(Off::Provider, "b3", 2_501);
        let said = db
            .write(move |tx| money.give_back(tx, &three, after))
            .await?;
        assert_eq!(said.expect_err("more").key, "vouchers-no-more-than-paid");
        w.sound().await;
        Ok(())
    }
);

impl World {
    /// The organisation gives a booking up; redeemed or not, it costs the family nothing.
    pub(super) async fn cancelled(&self, booking: Id, now: Moment) -> Result<(), String> {
        self.off(booking, now).await.map_err(|e| e.to_string())
    }
}

on_both!(a_ticket_marks_at_the_roll_call_too, |db| async move {
    let w = world(&db).await?;
    let v = w
        .voucher_of("roll", Who::Child(w.child), 5_000, "2027-06-30")
        .await?
        .id;
    let booking = w.booked("roll", DAY, (3_000, 3_000), v, NOW).await?;
    let shown = w.ticket(v, booking, "roll").await?;
    let printed = w.show(v, "roll show", NOW).await?;
    let start = later(DAY);
    let scan = |text: String, now: Moment| {
        let w = w.clone();
        async move {
            w.book(w.hands(id("olga"), &text, now), move |tx, g, act| {
                bookings::actions::scan(tx, g, act, (id("roll"), 1), &text)
            })
            .await
        }
    };
    for text in [&shown.secret, &shown.code] {
        let done = scan(text.clone(), start).await?;
        assert_eq!(done.map(|d| d.booking), Ok(booking));
    }
    // a code that only shows a voucher says nothing about a booking
    assert_eq!(
        scan(printed.code, NOW).await?,
        Err(bookings::rules::Refused::UnknownCode)
    );
    // marking is no payment: what is held stays held until the session is closed
    assert_eq!(w.left(v).await, 2_000);
    w.sound().await;
    Ok(())
});
