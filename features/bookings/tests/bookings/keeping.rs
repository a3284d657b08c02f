//! What is forgotten, and when.

use std::collections::BTreeMap;
use std::sync::Arc;

use bookings::actions::{self as a, Forgotten, Keep, No};
use bookings::jobs;
use bookings::model::{Answer, How, Presence, Question, State, Who};
use db::Db;
use seal::Keys;
use values::{HandClock, Id, Text};

use crate::purse;
use crate::town::*;

const KEEP: Keep = Keep {
    attendance: 180,
    bookings: 730,
    paid: 3653,
};

db::statements! {
    /// Steps with hands, other hands, or words.
    STEPS = "select actor, on_behalf_of, reason from bookings_event where booking = $1 order by n";
    /// Vouchers of a booking.
    PURSES = "select purse from bookings_part where booking = $1";
    /// Changes what happened.
    TAMPER = "update bookings_event set reason = 'otherwise' where booking = $1";
    /// Changes when it happened.
    TAMPER_AT = "update bookings_event set actor = 'forgotten', at = at + 1, on_behalf_of = null, reason = null where booking = $1";
    /// Deletes what happened.
    DELETE = "delete from bookings_event where booking = $1";
    /// Everything that tells who was there or who waited.
    LEFT = "select (select count(*) from bookings_presence) + (select count(*) from bookings_waiting) + (select count(*) from bookings_reminded) + (select count(*) from bookings_ticket)";
}

fn room(db: &Db) -> (jobs::Room, Arc<HandClock>) {
    let clock = Arc::new(HandClock::at(NOW));
    let room = jobs::Room {
        db: db.clone(),
        ground: ground(),
        keep: KEEP,
        clock: clock.clone(),
        seed,
    };
    (room, clock)
}

async fn left(db: &Db) -> Result<i64, db::Fault> {
    db.read(|c| c.one(LEFT, &[], |r| r.get(0))).await
}

/// One booking with a voucher, one without, both closed; somebody else waited.
async fn over(db: &Db) -> Result<(Id, Id, Vec<Id>), Box<dyn std::error::Error + Send + Sync>> {
    let mut asked = course("course", 2);
    asked.terms.ill_back = true;
    asked.questions = vec![Question {
        key: "swims".into(),
        label: Text::new(&"it".parse()?, "Sa nuotare?"),
        kind: Answer::YesNo,
        required: true,
    }];
    town(db, asked).await?;
    let both = children(db).await?;
    for (key, child, cents) in [("one", both[0], 6_000), ("two", both[1], 0)] {
        lease(db, key, vec![child], NOW).await?;
        run(db, move |tx, ground| {
            let wants: Vec<a::Want> = a::of_checkout(tx, id(key))?
                .iter()
                .map(|b| a::Want {
                    booking: b.id,
                    answers: BTreeMap::from([("swims".to_string(), "yes".to_string())]),
                    pay: vec![(purse::purse(), values::Cents(cents))],
                })
                .collect();
            a::reserve(tx, ground, &by("family", NOW), id(key), &wants)
        })
        .await?;
    }
    let newcomer = db
        .read(|c| people::actions::family(c, &Keys::demo(), who("newcomer"), ctx("", NOW).today))
        .await?;
    let waits = newcomer.children[0].child.id;
    run(db, move |tx, ground| {
        a::wait_for(tx, ground, &by("newcomer", NOW), id("course"), waits)?;
        let w = a::waits_of(tx, waits)?[0].id;
        a::leave_list(tx, ground, &by("newcomer", NOW), w)?;
        // and waits again to the end, in vain
        a::wait_for(tx, ground, &by("newcomer", later(1)), id("course"), waits)
    })
    .await?;
    let (paid, own) = db
        .read(|c| {
            Ok::<_, db::Fault>((
                a::of_checkout(c, id("one"))?[0].id,
                a::of_checkout(c, id("two"))?[0].id,
            ))
        })
        .await?;
    let start = later(10 * DAY);
    run(db, move |tx, _| {
        let secret = bookings::codes::Secret::from_chance([1; 16], [1; 5]);
        a::ticket(tx, &by("family", NOW), own, &secret)?;
        a::call(tx, &by("association", start), paid, 1, Presence::Attended)?;
        a::call(tx, &by("association", start), own, 1, Presence::Attended)
    })
    .await?;
    run(db, move |tx, ground| {
        // ill once, and told before: its share comes back
        a::ill(tx, ground, &by("family", later(16 * DAY)), own, 2)
    })
    .await?;
    assert_eq!(tick(db, later(28 * DAY)).await?, 2);
    Ok((paid, own, both))
}

testing::on_both!(what_is_over_is_forgotten_in_its_time, |db| async move {
    let (paid, own, both) = over(&db).await?;
    let (room, clock) = room(&db);
    let end = 24 * DAY + HOUR;
    // a day too early nothing but the code goes, which is good for a day after the end
    clock.advance_seconds(end + 179 * DAY);
    let gone = jobs::night(&room).await?;
    assert_eq!(
        gone,
        Forgotten {
            tickets: 1,
            ..Forgotten::default()
        }
    );
    let answers = || async {
        db.read(|c| a::answers(c, &Keys::demo(), id("course")))
            .await
            .map(|all| all.len())
    };
    assert_eq!(answers().await?, 2);
    clock.advance_seconds(DAY + 1);
    let gone = jobs::night(&room).await?;
    let wanted = Forgotten {
        answers: 2,
        roll: 3,
        ill: 1,
        waiting: 2,
        ..Forgotten::default()
    };
    assert_eq!(gone, wanted);
    assert_eq!((answers().await?, left(&db).await?), (0, 0));
    let backs = db.read(move |c| a::backs(c, own)).await?;
    assert_eq!(backs.len(), 1, "what was given back stays");
    assert_eq!((backs[0].0, backs[0].1.as_str()), (2, "forgotten"));
    assert_eq!(jobs::night(&room).await?, Forgotten::default(), "once");
    // who had the place: two years without a voucher
    let of = |booking: Id| {
        let db = db.clone();
        async move {
            db.read(move |c| a::booking(c, booking))
                .await
                .map(|b| b.expect("it stays"))
        }
    };
    assert_eq!(of(own).await?.who, Who::Child(both[1]));
    clock.advance_seconds((730 - 180) * DAY);
    assert_eq!(jobs::night(&room).await?.links, 1);
    let b = of(own).await?;
    assert_eq!(
        (b.who.child(), b.party, b.state),
        (None, a::nobody(), State::Attended)
    );
    assert_eq!(b.price, values::Cents(9_000), "sums stay");
    assert_eq!(
        of(paid).await?.who,
        Who::Child(both[0]),
        "accounts of public money need it"
    );
    let before = stand(&db).await?;
    // ten years with one
    clock.advance_seconds((3653 - 730) * DAY);
    assert_eq!(jobs::night(&room).await?.links, 1);
    let b = of(paid).await?;
    assert_eq!((b.who.child(), b.party), (None, a::nobody()));
    assert_eq!(b.parts[0].posted, Some(values::Cents(6_000)));
    assert_ne!(b.parts[0].purse, purse::purse());
    assert_eq!(stand(&db).await?, before, "no account has moved");
    let hands = [both[0], both[1], who("family"), who("association")].map(|id| id.to_string());
    for booking in [paid, own] {
        let steps = db
            .read(move |c| {
                c.all(STEPS, &db::params![booking], |r| {
                    let (behalf, why): (Option<Id>, Option<String>) =
                        (r.get("on_behalf_of")?, r.get("reason")?);
                    Ok((r.get::<String>("actor")?, behalf.is_some() || why.is_some()))
                })
            })
            .await?;
        assert_eq!(steps.len(), 3, "what happened stays");
        assert!(
            steps
                .iter()
                .all(|(actor, more)| !hands.contains(actor) && !more),
            "{steps:?}"
        );
        assert_eq!(steps[2].0, "job:bookings");
    }
    // nothing of it is found from the children any more
    for child in both {
        assert!(db.read(move |c| a::of_child(c, child)).await?.is_empty());
    }
    Ok(())
});

testing::on_both!(what_is_disputed_or_open_waits, |db| async move {
    let (paid, own, _) = over(&db).await?;
    run(&db, move |tx, _| {
        a::dispute(tx, &by("family", later(29 * DAY)), own, "C’eravamo")
    })
    .await?;
    let (room, clock) = room(&db);
    clock.advance_seconds(20 * 366 * DAY);
    let gone = jobs::night(&room).await?;
    assert_eq!((gone.answers, gone.roll, gone.ill), (1, 1, 0));
    assert_eq!(gone.links, 1);
    let found = db
        .read(move |c| Ok::<_, db::Fault>((a::booking(c, own)?, a::booking(c, paid)?)))
        .await?;
    assert!(
        found
            .0
            .is_some_and(|b| b.who.child().is_some() && b.party == who("family"))
    );
    assert!(found.1.is_some_and(|b| b.who.child().is_none()));
    // settled, it goes the next night
    run(&db, move |tx, ground| {
        a::settle_dispute(
            tx,
            ground,
            &by("officer", later(30 * DAY)),
            own,
            true,
            "C’erano",
        )
    })
    .await?;
    let gone = jobs::night(&room).await?;
    assert_eq!((gone.answers, gone.roll, gone.ill), (1, 2, 1));
    assert_eq!(gone.links, 1);
    Ok(())
});

// A crash in the middle leaves a whole booking, and two nodes at once count it once.
testing::on_both!(forgetting_is_whole_and_once, |db| async move {
    let (_, own, _) = over(&db).await?;
    let at = later(2_000 * DAY);
    let crash = db
        .write(move |tx| {
            a::forget_links(tx, at, KEEP, 10)?;
            Err::<(), No>(bookings::rules::Refused::NotThere.into())
        })
        .await;
    assert!(crash.is_err());
    let b = db.read(move |c| a::booking(c, own)).await?.expect("there");
    assert_eq!(b.party, who("family"));
    let (room, clock) = room(&db);
    clock.advance_seconds(2_000 * DAY);
    let (one, two) = tokio::join!(jobs::night(&room), jobs::night(&room));
    assert_eq!(one?.links + two?.links, 1);
    // what happened cannot be changed otherwise than by forgetting hands
    for sql in [TAMPER, TAMPER_AT, DELETE] {
        let tried = db
            .write::<_, db::Fault>(move |tx| tx.exec(sql, &db::params![own]))
            .await;
        assert!(tried.is_err(), "{}", sql.name());
    }
    Ok(())
});

testing::on_both!(that_somebody_was_ill_is_forgotten, |db| async move {
    town(&db, course("course", 2)).await?;
    let both = children(&db).await?;
    lease(&db, "one", both[..1].to_vec(), NOW).await?;
    let booked = reserve(&db, "one", 6_000, NOW).await?[0].id;
    run(&db, move |tx, ground| {
        a::cancel(tx, ground, &by("family", NOW), booked, true)
    })
    .await?;
    let how = || async {
        let found = db.read(move |c| a::booking(c, booked)).await?;
        Ok::<_, db::Fault>(found.and_then(|b| b.how))
    };
    let (room, clock) = room(&db);
    clock.advance_seconds(24 * DAY + HOUR + 179 * DAY);
    jobs::night(&room).await?;
    assert_eq!(how().await?, Some(How::Illness));
    clock.advance_seconds(DAY + 1);
    assert_eq!(jobs::night(&room).await?.ill, 1);
    assert_eq!(how().await?, Some(How::Family));
    Ok(())
});
