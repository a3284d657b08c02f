//! Codes at the roll call: the same for everybody, whoever pays.

use bookings::actions::{self as a, No};
use bookings::codes::Secret;
use bookings::model::{Presence, Session, State};
use bookings::rules::{MISSES, Refused, TICKETS};
use db::{Db, Write};
use providers::model::Form;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::Seed;
use values::{Cents, Id, Moment};

use crate::town::*;

db::statements! {
    /// What is kept of codes.
    KEPT = "select id, secret_hash, code_hash from bookings_ticket order by made_at, id";
}

fn secret(n: u8) -> Secret {
    Secret::from_chance([n; 16], [n; 5])
}

async fn ticket(db: &Db, booking: Id, n: u8, now: Moment) -> Result<Secret, No> {
    let kept = secret(n);
    run(db, move |tx, _| {
        let act = a::Act::by(
            ctx(&format!("ticket {n}"), now),
            people::actions::Doer::oneself(who("family")),
        );
        a::ticket(tx, &act, booking, &kept)
    })
    .await?;
    Ok(secret(n))
}

async fn scan(
    db: &Db,
    at: (&'static str, u16),
    text: &str,
    now: Moment,
) -> Result<Result<a::Scanned, Refused>, No> {
    let text = text.to_string();
    run(db, move |tx, ground| {
        a::scan(tx, ground, &by("association", now), (id(at.0), at.1), &text)
    })
    .await
}

async fn roll(db: &Db, n: u16) -> Result<Vec<Presence>, db::Fault> {
    let roll = db.read(move |c| a::roll_of(c, id("course"), n)).await?;
    Ok(roll.into_values().collect())
}

/// One child paid for by a voucher, one by the family itself.
async fn two(db: &Db) -> Result<(Id, Id), Box<dyn std::error::Error + Send + Sync>> {
    let both = children(db).await?;
    lease(db, "one", both[..1].to_vec(), NOW).await?;
    let paid = reserve(db, "one", 6_000, NOW).await?[0].id;
    lease(db, "two", both[1..].to_vec(), NOW).await?;
    let own = reserve(db, "two", 0, NOW).await?[0].id;
    Ok((paid, own))
}

testing::on_both!(a_code_marks_as_the_roll_call_does, |db| async move {
    town(&db, course("course", 3)).await?;
    let (paid, own) = two(&db).await?;
    let (with, without) = (
        ticket(&db, paid, 1, NOW).await?,
        ticket(&db, own, 2, NOW).await?,
    );
    // Of what is shown only hashes are kept.
    let kept = db
        .read(|c| {
            c.all(KEPT, &[], |r| {
                Ok((
                    r.get::<Vec<u8>>("secret_hash")?,
                    r.get::<Vec<u8>>("code_hash")?,
                ))
            })
        })
        .await?;
    assert_eq!(kept.len(), 2);
    for (camera, fingers) in &kept {
        assert_eq!((camera.len(), fingers.len()), (41, 41), "keyed hashes");
        for s in [&with, &without] {
            assert!(!camera.windows(26).any(|w| w == s.secret.as_bytes()));
            assert!(!fingers.windows(8).any(|w| w == s.code.as_bytes()));
        }
    }
    let start = later(10 * DAY);
    let early = start.plus_seconds(-2 * HOUR);
    let from = start.plus_seconds(-HOUR);
    assert_eq!(
        scan(&db, ("course", 1), &with.code, early).await?,
        Err(Refused::NotBegun(from))
    );
    // By camera and by fingers, with and without a voucher: the same.
    let typed = format!(
        "{} {}",
        &without.code[..4].to_lowercase(),
        &without.code[4..]
    );
    for (booking, text) in [(paid, with.secret.as_str()), (own, typed.as_str())] {
        let done = |already| Ok(a::Scanned { booking, already });
        assert_eq!(scan(&db, ("course", 1), text, start).await?, done(false));
        assert_eq!(scan(&db, ("course", 1), text, start).await?, done(true));
    }
    assert_eq!(roll(&db, 1).await?, vec![Presence::Attended; 2]);
    // Nothing is posted by it: it is the roll, and what is held is posted when the session is closed.
    assert_eq!(stand(&db).await?, (1, (10_000, 6_000), 0));
    assert_eq!(tick(&db, later(24 * DAY + HOUR + 3 * DAY + 1)).await?, 2);
    assert_eq!(stand(&db).await?, (1, (4_000, 0), 6_000));
    // Afterwards it is settled.
    let late = later(24 * DAY + 20 * HOUR);
    assert_eq!(
        scan(&db, ("course", 1), &with.code, late).await?,
        Err(Refused::RollClosed)
    );
    Ok(())
});

// What the roll call by name would have posted is posted by codes to the cent, and the other way round.
testing::on_both!(codes_and_names_earn_the_same, |db| async move {
    town(&db, course("course", 3)).await?;
    let (paid, own) = two(&db).await?;
    let code = ticket(&db, paid, 1, NOW).await?.code;
    for n in [1, 2, 3] {
        let at = later((10 + 7 * (i64::from(n) - 1)) * DAY);
        scan(&db, ("course", n), &code, at).await?.expect("present");
        run(&db, move |tx, _| {
            a::call(tx, &by("association", at), own, n, Presence::Absent)
        })
        .await?;
    }
    tick(&db, later(24 * DAY + HOUR + 3 * DAY + 1)).await?;
    let states = db
        .read(move |c| {
            let of = |b: Option<bookings::model::Booking>| b.map(|b| b.state);
            Ok::<_, db::Fault>((of(a::booking(c, paid)?), of(a::booking(c, own)?)))
        })
        .await?;
    assert_eq!(states, (Some(State::Attended), Some(State::Absent)));
    assert_eq!(stand(&db).await?.2, 6_000);
    Ok(())
});

testing::on_both!(what_a_code_is_not_good_for_is_said, |db| async move {
    town(&db, course("course", 3)).await?;
    run(&db, |tx, _| {
        let mut other = course("other", 3);
        other.title = "Tuffi".into();
        a::open_session(tx, &by("association", NOW), &other).map_err(|mut all| all.remove(0))
    })
    .await?;
    let (paid, own) = two(&db).await?;
    let code = ticket(&db, paid, 1, NOW).await?.code;
    let start = later(10 * DAY);
    assert_eq!(
        scan(&db, ("other", 1), &code, start).await?,
        Err(Refused::OtherSession("Corso di nuoto".into()))
    );
    // Somebody else's session.
    run(&db, elsewhere).await?;
    let text = code.clone();
    let answer = run(&db, move |tx, ground| {
        a::scan(tx, ground, &by("applicant", start), (id("far"), 1), &text)
    })
    .await?;
    assert_eq!(answer, Err(Refused::OtherHouse));
    // Who does not work there is told nothing at all.
    let text = code.clone();
    let stranger = run(&db, move |tx, ground| {
        a::scan(
            tx,
            ground,
            &by("applicant", start),
            (id("course"), 1),
            &text,
        )
    })
    .await;
    assert_eq!(no(stranger), Refused::NotThere);
    // Given up.
    let gone = ticket(&db, own, 2, NOW).await?.code;
    run(&db, move |tx, ground| {
        a::cancel(tx, ground, &by("family", NOW), own, false)
    })
    .await?;
    assert_eq!(
        scan(&db, ("course", 1), &gone, start).await?,
        Err(Refused::NotBooked)
    );
    assert_eq!(
        no(ticket(&db, own, 3, NOW).await),
        Refused::WrongStep(State::Cancelled)
    );
    // A lesson that was cancelled, and one that never was.
    run(&db, |tx, ground| {
        a::cancel_lesson(
            tx,
            ground,
            &by("association", NOW),
            id("course"),
            2,
            "Guasto",
        )
    })
    .await?;
    for n in [2, 9] {
        assert_eq!(
            scan(&db, ("course", n), &code, later(18 * DAY)).await?,
            Err(Refused::NotThere)
        );
    }
    // A stranger makes no code for it.
    let theirs = run(&db, move |tx, _| {
        a::ticket(tx, &by("newcomer", NOW), paid, &secret(9))
    })
    .await;
    assert_eq!(no(theirs), Refused::NotThere);
    // The last few codes are good, those before are not.
    for n in 10..10 + u8::try_from(TICKETS)? {
        ticket(&db, paid, n, NOW.plus_seconds(i64::from(n))).await?;
    }
    assert_eq!(
        scan(&db, ("course", 1), &code, start).await?,
        Err(Refused::UnknownCode)
    );
    assert!(
        scan(&db, ("course", 1), &secret(10).code, start)
            .await?
            .is_ok()
    );
    Ok(())
});

/// An organisation that was begun by somebody else, with a session.
fn elsewhere(tx: &mut Write<'_>, ground: &a::Ground) -> Result<(), No> {
    let act = providers::actions::Act {
        by: who("applicant"),
        at: NOW,
        seed: Seed::new(&mut StdRng::seed_from_u64(5)),
    };
    let form = Form {
        name: "Altrove".into(),
        ..Form::default()
    };
    let ids = (id("elsewhere"), id("elsewhere case"));
    providers::actions::begin(tx, &ground.providers, ids, &form, act)
        .map_err(|e| panic!("{e:?}"))
        .unwrap_or_else(|never: std::convert::Infallible| match never {});
    let far = Session {
        organisation: id("elsewhere"),
        ..course("far", 2)
    };
    a::open_session(tx, &by("applicant", NOW), &far).map_err(|mut all| all.remove(0))
}

testing::on_both!(wrong_codes_are_counted, |db| async move {
    town(&db, course("course", 3)).await?;
    let (paid, _) = two(&db).await?;
    let good = ticket(&db, paid, 1, NOW).await?.code;
    let start = later(10 * DAY);
    for n in 0..MISSES {
        let wrong = match n % 3 {
            0 => "AAAABBBB".to_string(),
            1 => "not a code".to_string(),
            _ => secret(77).secret,
        };
        assert_eq!(
            scan(&db, ("course", 1), &wrong, start).await?,
            Err(Refused::UnknownCode)
        );
    }
    let until = start.plus_seconds(15 * 60);
    assert_eq!(
        scan(&db, ("course", 1), &good, start).await?,
        Err(Refused::TooManyAttempts(until)),
        "not even a good one tells them anything"
    );
    assert_eq!(roll(&db, 1).await?, vec![]);
    // By name it goes on meanwhile.
    run(&db, move |tx, _| {
        a::call(tx, &by("association", start), paid, 1, Presence::Attended)
    })
    .await?;
    let after = a::Scanned {
        booking: paid,
        already: true,
    };
    assert_eq!(scan(&db, ("course", 1), &good, until).await?, Ok(after));
    Ok(())
});

// A price is shown twice: where one chooses, and at the checkout.
testing::on_both!(
    a_price_that_changes_is_told_and_not_charged,
    |db| async move {
        town(&db, course("course", 3)).await?;
        let both = children(&db).await?;
        let (first, second) = (both[0], both[1]);
        // the first is at the checkout, ninety euros are shown
        let kept = lease(&db, "one", vec![first], NOW).await?;
        assert_eq!(kept[0].price, Cents(9_000));
        run(&db, |tx, ground| {
            let mut s = a::session(tx, id("course"))?.ok_or(Refused::NotThere)?;
            s.price = Cents(9_500);
            a::change_session(tx, ground, &by("association", NOW), &s)
                .map_err(|mut all| all.remove(0))
        })
        .await?;
        // who was shown ninety before a place was kept is told the new one, and nothing is kept
        let before = stand(&db).await?;
        assert_eq!(
            no(lease(&db, "two", vec![second], NOW).await),
            Refused::PriceChanged(Cents(9_500))
        );
        assert_eq!(stand(&db).await?, before);
        // what was promised with the place holds: ninety are charged, and more than that is refused
        assert_eq!(no(reserve(&db, "one", 9_500, NOW).await), Refused::Overpaid);
        let booked = reserve(&db, "one", 9_000, NOW).await?;
        assert_eq!((booked[0].price, booked[0].own()), (Cents(9_000), Cents(0)));
        assert_eq!(stand(&db).await?, (2, (10_000, 9_000), 0));
        Ok(())
    }
);
