//! From the first look to the end, with every account at each step.

use bookings::actions as a;
use bookings::model::{How, Presence, State, WaitState, Who};
use bookings::rules::Refused;
use values::Cents;

use crate::town::*;

testing::on_both!(
    two_children_are_booked_with_a_voucher_and_own_money,
    |db| async move {
        town(&db, course("course", 2)).await?;
        let both = children(&db).await?;
        assert_eq!(both.len(), 2);
        let kept = lease(&db, "one", both.clone(), NOW).await?;
        assert_eq!(stand(&db).await?, (0, (10_000, 0), 0));
        // the same form again finds the same places, another one under its key is told so
        assert_eq!(lease(&db, "one", both.clone(), NOW).await?, kept);
        assert_eq!(
            no(lease(&db, "one", both[..1].to_vec(), NOW).await),
            Refused::KeyReused
        );
        // forty of ninety euros each by the voucher
        let booked = reserve(&db, "one", 4_000, NOW).await?;
        assert!(
            booked
                .iter()
                .all(|b| b.state == State::Confirmed && b.own() == Cents(5_000))
        );
        assert_eq!(stand(&db).await?, (0, (10_000, 8_000), 0));
        assert_eq!(
            reserve(&db, "one", 4_000, NOW).await?,
            booked,
            "again is once"
        );
        assert_eq!(stand(&db).await?, (0, (10_000, 8_000), 0));
        // a child has one place
        assert_eq!(
            no(lease(&db, "two", both.clone(), NOW).await),
            Refused::Already(both[0].min(both[1]))
        );
        // the pool cancels the second lesson before anything was posted: a third of each comes back
        let first = booked[0].id;
        run(&db, |tx, ground| {
            a::cancel_lesson(
                tx,
                ground,
                &by("association", NOW),
                id("course"),
                2,
                "La vasca è chiusa",
            )
        })
        .await?;
        assert_eq!(stand(&db).await?, (0, (10_000, 2 * (4_000 - 1_333)), 0));
        // one child cannot come at all any more: in time, nothing is due
        let gone = run(&db, move |tx, ground| {
            a::cancel(tx, ground, &by("family", NOW), first, false)
        })
        .await?;
        assert_eq!(
            (gone.state, gone.how),
            (State::Cancelled, Some(How::Family))
        );
        assert_eq!(stand(&db).await?, (1, (10_000, 2_667), 0));
        // the other is there; nobody calls a roll; three days after the last lesson it counts
        let end = later(24 * DAY + HOUR + 3 * DAY + 1);
        assert_eq!(tick(&db, end).await?, 1);
        assert_eq!(stand(&db).await?, (1, (10_000 - 2_667, 0), 2_667));
        let second = booked[1].id;
        let (b, steps) = db
            .read(move |c| Ok::<_, db::Fault>((a::booking(c, second)?, a::steps(c, second)?)))
            .await?;
        assert_eq!(b.map(|b| b.state), Some(State::Attended));
        assert_eq!(steps.len(), 3);
        assert_eq!(tick(&db, end).await?, 0, "nothing is done twice");
        Ok(())
    }
);

testing::on_both!(a_lease_ends_by_itself, |db| async move {
    town(&db, course("course", 1)).await?;
    let both = children(&db).await?;
    lease(&db, "one", both[..1].to_vec(), NOW).await?;
    let until = NOW.plus_seconds(bookings::rules::LEASE);
    assert_eq!(
        no(lease(&db, "two", both[1..].to_vec(), NOW).await),
        Refused::LeasedUntil(until)
    );
    // a moment after its end the place is there, whether a job ran or not
    let after = until.plus_seconds(1);
    lease(&db, "two", both[1..].to_vec(), after).await?;
    assert_eq!(no(reserve(&db, "one", 0, after).await), Refused::LeaseOver);
    reserve(&db, "two", 9_000, after).await?;
    assert_eq!(
        no(lease(&db, "three", both[..1].to_vec(), after).await),
        Refused::Full
    );
    assert_eq!(stand(&db).await?, (0, (10_000, 9_000), 0));
    Ok(())
});

testing::on_both!(what_cannot_be_paid_is_not_booked, |db| async move {
    town(&db, course("course", 3)).await?;
    let both = children(&db).await?;
    lease(&db, "one", both.clone(), NOW).await?;
    // two times sixty are more than a hundred: neither is booked, both are still kept
    let why = no(reserve(&db, "one", 6_000, NOW).await);
    let Refused::Money(refusal) = why else {
        panic!("{why:?}")
    };
    assert_eq!(refusal.key, "bookings-refused-insufficient-balance");
    assert_eq!(stand(&db).await?, (1, (10_000, 0), 0));
    assert_eq!(no(reserve(&db, "one", 9_001, NOW).await), Refused::Overpaid);
    assert_eq!(no(reserve(&db, "one", -1, NOW).await), Refused::Overpaid);
    reserve(&db, "one", 5_000, NOW).await?;
    assert_eq!(stand(&db).await?, (1, (10_000, 10_000), 0));
    Ok(())
});

testing::on_both!(
    late_is_told_before_and_illness_costs_nothing,
    |db| async move {
        town(&db, course("course", 2)).await?;
        let both = children(&db).await?;
        lease(&db, "one", both.clone(), NOW).await?;
        let booked = reserve(&db, "one", 5_000, NOW).await?;
        let eve = later(10 * DAY - HOUR);
        let (ill, late) = (booked[0].id, booked[1].id);
        let b = run(&db, move |tx, ground| {
            a::cancel(tx, ground, &by("family", eve), ill, true)
        })
        .await?;
        assert_eq!(b.how, Some(How::Illness));
        assert_eq!(stand(&db).await?, (1, (10_000, 5_000), 0));
        let b = run(&db, move |tx, ground| {
            a::cancel(tx, ground, &by("family", eve), late, false)
        })
        .await?;
        assert_eq!(b.how, Some(How::Late));
        // a fifth of what the voucher held, nothing of the family's own
        assert_eq!(stand(&db).await?, (2, (9_000, 0), 1_000));
        let again = run(&db, move |tx, ground| {
            a::cancel(tx, ground, &by("family", eve), late, false)
        })
        .await?;
        assert_eq!(again.how, Some(How::Late));
        assert_eq!(stand(&db).await?, (2, (9_000, 0), 1_000));
        Ok(())
    }
);

testing::on_both!(
    what_was_paid_comes_back_when_the_pool_cancels,
    |db| async move {
        town(&db, course("course", 2)).await?;
        let both = children(&db).await?;
        lease(&db, "one", both.clone(), NOW).await?;
        let booked = reserve(&db, "one", 5_000, NOW).await?;
        let start = later(10 * DAY);
        for b in booked.clone() {
            run(&db, move |tx, ground| {
                let what = a::Post {
                    key: values::Id::named("test post", &b.id.to_string()),
                    amounts: Default::default(),
                    own: None,
                    why: bookings::money::Why::Redeemed,
                };
                a::post(tx, ground, &by("association", start), b.id, &what)
            })
            .await?;
        }
        assert_eq!(stand(&db).await?, (0, (0, 0), 10_000));
        // lesson two falls away after the first was given
        let day = later(11 * DAY);
        for _ in 0..2 {
            run(&db, move |tx, ground| {
                a::cancel_lesson(
                    tx,
                    ground,
                    &by("association", day),
                    id("course"),
                    2,
                    "Guasto",
                )
            })
            .await?;
            assert_eq!(stand(&db).await?, (0, (3_334, 0), 6_666));
        }
        // then everything that is left
        run(&db, move |tx, ground| {
            a::cancel_session(
                tx,
                ground,
                &by("association", day),
                id("course"),
                "Chiusura",
            )
        })
        .await?;
        assert_eq!(stand(&db).await?, (0, (6_668, 0), 3_332));
        let one = booked[0].id;
        let backs = db.read(move |c| a::backs(c, one)).await?;
        assert_eq!(
            backs,
            vec![
                (2, "cancelled".to_string(), Cents(1_667), Cents(1_333)),
                (3, "cancelled".to_string(), Cents(1_667), Cents(1_334)),
            ]
        );
        Ok(())
    }
);

testing::on_both!(the_list_moves_by_itself, |db| async move {
    town(&db, course("course", 1)).await?;
    let both = children(&db).await?;
    let (first, second) = (both[0], both[1]);
    assert_eq!(
        no(run(&db, move |tx, ground| {
            a::wait_for(tx, ground, &by("family", NOW), id("course"), second)
        })
        .await),
        Refused::NoNeed
    );
    lease(&db, "one", vec![first], NOW).await?;
    let booked = reserve(&db, "one", 0, NOW).await?[0].id;
    let w = run(&db, move |tx, ground| {
        a::wait_for(tx, ground, &by("family", NOW), id("course"), second)
    })
    .await?;
    assert_eq!((w.state, w.place), (WaitState::Waiting, 1));
    // the place that becomes free is offered, not sold to who is faster
    run(&db, move |tx, ground| {
        a::cancel(tx, ground, &by("family", NOW), booked, false)
    })
    .await?;
    assert_eq!(
        no(lease(&db, "fast", vec![first], NOW).await),
        Refused::Full
    );
    let waiting = w.id;
    let kept = run(&db, move |tx, _| {
        a::accept_offer(tx, &by("family", NOW), waiting, id("offer"), Cents(9_000))
    })
    .await?;
    assert_eq!(kept[0].who, Who::Child(second));
    let booked = reserve(&db, "offer", 9_000, NOW).await?[0].id;
    assert_eq!(stand(&db).await?, (0, (10_000, 9_000), 0));
    // and an offer nobody takes goes on: here the list ends, and the place is free
    let w = run(&db, move |tx, ground| {
        a::wait_for(tx, ground, &by("family", NOW), id("course"), first)
    })
    .await?;
    run(&db, move |tx, ground| {
        a::cancel(tx, ground, &by("family", NOW), booked, false)
    })
    .await?;
    assert_eq!(tick(&db, later(25 * HOUR)).await?, 1);
    assert_eq!(stand(&db).await?, (1, (10_000, 0), 0));
    let late = w.id;
    assert_eq!(
        no(run(&db, move |tx, _| {
            a::accept_offer(
                tx,
                &by("family", later(25 * HOUR)),
                late,
                id("late"),
                Cents(9_000),
            )
        })
        .await),
        Refused::LeaseOver
    );
    Ok(())
});

testing::on_both!(the_organisation_says_yes_no_or_nothing, |db| async move {
    let mut asked = course("course", 3);
    asked.terms.confirm_hours = Some(48);
    town(&db, asked).await?;
    let both = children(&db).await?;
    lease(&db, "one", both.clone(), NOW).await?;
    let booked = reserve(&db, "one", 3_000, NOW).await?;
    assert!(booked.iter().all(|b| b.state == State::Reserved));
    let (yes, no_) = (booked[0].id, booked[1].id);
    // nobody else may answer
    assert_eq!(
        no(run(&db, move |tx, ground| a::confirm(
            tx,
            ground,
            &by("applicant", NOW),
            yes
        ))
        .await),
        Refused::NotThere
    );
    run(&db, move |tx, ground| {
        a::confirm(tx, ground, &by("association", NOW), yes)
    })
    .await?;
    assert!(matches!(
        no(run(&db, move |tx, ground| {
            a::refuse(tx, ground, &by("association", NOW), no_, " ")
        })
        .await),
        Refused::Form("reason", _)
    ));
    run(&db, move |tx, ground| {
        a::refuse(
            tx,
            ground,
            &by("association", NOW),
            no_,
            "Il gruppo è completo",
        )
    })
    .await?;
    assert_eq!(stand(&db).await?, (2, (10_000, 3_000), 0));
    // silence is a no: place and money come back
    lease(&db, "two", vec![both[1]], NOW).await.ok();
    let other = booked[1].who.child().expect("a child");
    lease(&db, "three", vec![other], NOW).await?;
    reserve(&db, "three", 2_000, NOW).await?;
    assert_eq!(stand(&db).await?, (1, (10_000, 5_000), 0));
    tick(&db, later(49 * HOUR)).await?;
    assert_eq!(stand(&db).await?, (2, (10_000, 3_000), 0));
    Ok(())
});

testing::on_both!(absent_ill_and_disputed, |db| async move {
    let mut kind = course("course", 2);
    kind.terms.absent_percent = 50;
    kind.terms.ill_back = true;
    town(&db, kind).await?;
    let both = children(&db).await?;
    lease(&db, "one", both.clone(), NOW).await?;
    let booked = reserve(&db, "one", 3_000, NOW).await?;
    let (absent, ill) = (booked[0].id, booked[1].id);
    assert!(matches!(
        no(run(&db, move |tx, _| {
            a::call(tx, &by("association", NOW), absent, 1, Presence::Attended)
        })
        .await),
        Refused::NotBegun(_)
    ));
    for n in 1..=3_u16 {
        let at = later((10 + 7 * (i64::from(n) - 1)) * DAY);
        // told an hour before, also when the roll says otherwise later
        run(&db, move |tx, ground| {
            a::ill(tx, ground, &by("family", at.plus_seconds(-HOUR)), ill, n)
        })
        .await?;
        run(&db, move |tx, _| {
            a::call(tx, &by("association", at), absent, n, Presence::Absent)?;
            a::call(tx, &by("association", at), ill, n, Presence::Absent)
        })
        .await?;
    }
    // every lesson missed by illness came back, so nothing of it is held any more
    assert_eq!(stand(&db).await?, (0, (10_000, 3_000), 0));
    let end = later(28 * DAY);
    tick(&db, end).await?;
    // half of what was held for who did not come; the ill one was never due
    assert_eq!(stand(&db).await?, (1, (8_500, 0), 1_500));
    let b = run(&db, move |tx, _| {
        a::dispute(tx, &by("family", end), absent, "C’eravamo")
    })
    .await?;
    assert_eq!(b.state, State::Disputed);
    let b = run(&db, move |tx, ground| {
        a::settle_dispute(
            tx,
            ground,
            &by("moderator", end),
            absent,
            true,
            "Registro di classe",
        )
    })
    .await?;
    assert_eq!(b.state, State::Attended);
    Ok(())
});

testing::on_both!(places_come_and_go, |db| async move {
    town(&db, course("course", 2)).await?;
    let both = children(&db).await?;
    lease(&db, "one", both.clone(), NOW).await?;
    reserve(&db, "one", 0, NOW).await?;
    let change = |places: u32| {
        let db = db.clone();
        async move {
            run(&db, move |tx, ground| {
                let mut s = a::session(tx, id("course"))?.ok_or(Refused::NotThere)?;
                s.places = places;
                a::change_session(tx, ground, &by("association", NOW), &s)
                    .map_err(|mut all| all.remove(0))
            })
            .await
        }
    };
    assert_eq!(no(change(1).await), Refused::FewerThanTaken(2));
    change(5).await?;
    assert_eq!(stand(&db).await?.0, 3);
    change(2).await?;
    assert_eq!(stand(&db).await?.0, 0);
    // a class without names takes as many as it has children
    change(30).await?;
    let group = run(&db, |tx, ground| {
        a::lease_group(
            tx,
            ground,
            &by("desk", NOW),
            id("course"),
            id("group"),
            ("3B", 25),
            Cents(9_000),
        )
    })
    .await?;
    assert_eq!(group[0].price, Cents(225_000));
    assert_eq!(stand(&db).await?.0, 3);
    assert_eq!(
        no(run(&db, |tx, ground| {
            a::lease_group(
                tx,
                ground,
                &by("desk", NOW),
                id("course"),
                id("group 2"),
                ("3C", 4),
                Cents(9_000),
            )
        })
        .await),
        Refused::LeasedUntil(NOW.plus_seconds(bookings::rules::LEASE))
    );
    Ok(())
});
