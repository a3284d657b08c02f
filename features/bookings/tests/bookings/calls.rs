//! Who may, what is refused, and what the database holds by itself.

use bookings::actions as a;
use bookings::model::{Answer, Question, State};
use bookings::rules::Refused;
use db::Write;
use values::{Cents, Text};

use crate::town::*;

testing::on_both!(nobody_books_for_others_children, |db| async move {
    town(&db, course("course", 2)).await?;
    let both = children(&db).await?;
    let child = both[0];
    for stranger in ["newcomer", "association", "young", "desk"] {
        let answer = run(&db, move |tx, ground| {
            let act = by(stranger, NOW);
            a::lease(
                tx,
                ground,
                &act,
                id("course"),
                id(stranger),
                &[child],
                Cents(9_000),
            )
        })
        .await;
        assert!(matches!(no(answer), Refused::People(_)), "{stranger}");
    }
    lease(&db, "one", vec![child], NOW).await?;
    let booked = reserve(&db, "one", 1_000, NOW).await?[0].id;
    for stranger in ["newcomer", "association", "young"] {
        let answer = run(&db, move |tx, ground| {
            a::cancel(tx, ground, &by(stranger, NOW), booked, false)
        })
        .await;
        assert_eq!(no(answer), Refused::NotThere, "{stranger}");
    }
    Ok(())
});

testing::on_both!(a_session_says_why_not, |db| async move {
    let mut s = course("course", 2);
    s.min_age = Some(7);
    s.opens_at = later(HOUR);
    town(&db, s).await?;
    let both = children(&db).await?;
    assert_eq!(
        no(lease(&db, "one", both.clone(), NOW).await),
        Refused::NotYet(later(HOUR))
    );
    assert_eq!(
        no(lease(&db, "one", both.clone(), later(11 * DAY)).await),
        Refused::Closed(later(10 * DAY))
    );
    assert!(matches!(
        no(lease(&db, "one", both.clone(), later(DAY)).await),
        Refused::Age { min: Some(7), .. }
    ));
    assert_eq!(
        no(lease(&db, "one", vec![], later(DAY)).await),
        Refused::Nobody
    );
    let dear = run(&db, move |tx, ground| {
        a::lease(
            tx,
            ground,
            &by("family", later(DAY)),
            id("course"),
            id("one"),
            &both[..1],
            Cents(8_000),
        )
    })
    .await;
    assert_eq!(no(dear), Refused::PriceChanged(Cents(9_000)));
    run(&db, |tx, ground| {
        a::set_session_state(tx, ground, &by("association", NOW), id("course"), false)
    })
    .await?;
    let both = children(&db).await?;
    assert_eq!(
        no(lease(&db, "one", both, later(DAY)).await),
        Refused::Paused
    );
    Ok(())
});

testing::on_both!(questions_are_answered_and_sealed, |db| async move {
    let it = "it".parse()?;
    let mut s = course("course", 2);
    s.questions = vec![
        Question {
            key: "allergies".into(),
            label: Text::new(&it, "Allergie?"),
            kind: Answer::Line,
            required: true,
        },
        Question {
            key: "swims".into(),
            label: Text::new(&it, "Sa nuotare?"),
            kind: Answer::YesNo,
            required: false,
        },
    ];
    town(&db, s).await?;
    let both = children(&db).await?;
    let kept = lease(&db, "one", both[..1].to_vec(), NOW).await?[0].id;
    let send = |allergies: &'static str, swims: &'static str| {
        let db = db.clone();
        async move {
            run(&db, move |tx, ground| {
                let answers = [("allergies", allergies), ("swims", swims), ("other", "x")];
                let want = a::Want {
                    booking: kept,
                    answers: answers.map(|(k, v)| (k.to_string(), v.to_string())).into(),
                    pay: vec![],
                };
                a::reserve(tx, ground, &by("family", NOW), id("one"), &[want])
            })
            .await
        }
    };
    assert_eq!(
        no(send(" ", "yes").await),
        Refused::Unanswered("allergies".into())
    );
    assert_eq!(
        no(send("noci", "maybe").await),
        Refused::BadAnswer("swims".into())
    );
    send("noci", "yes").await?;
    let said = db
        .read(|c| a::answers(c, &seal::Keys::demo(), id("course")))
        .await?;
    assert_eq!(
        said[&kept].get("allergies").map(String::as_str),
        Some("noci")
    );
    assert_eq!(said[&kept].len(), 2, "only what was asked is kept");
    Ok(())
});

testing::on_both!(a_wrong_session_is_told_whole, |db| async move {
    town(&db, course("course", 2)).await?;
    let mut wrong = course("wrong", 0);
    wrong.title = " ".into();
    wrong.price = Cents(-1);
    wrong.lessons[1].starts_at = wrong.lessons[0].starts_at;
    wrong.closes_at = wrong.opens_at;
    wrong.min_age = Some(9);
    wrong.max_age = Some(8);
    let all = db
        .write(move |tx: &mut Write<'_>| {
            match a::open_session(tx, &by("association", NOW), &wrong) {
                Err(all) => Ok::<_, db::Fault>(all.len()),
                Ok(()) => Ok(0),
            }
        })
        .await?;
    assert_eq!(all, 6);
    let stranger = run(&db, |tx, _| {
        a::open_session(tx, &by("applicant", NOW), &course("other", 2))
            .map_err(|mut all| all.remove(0))
    })
    .await;
    assert_eq!(no(stranger), Refused::NotThere);
    Ok(())
});

db::statements! {
    LEAP = "update bookings_booking set state = 'attended', waits_until = null where state = 'leased'";
    TWICE = "insert into bookings_booking (id, session, checkout, child, places, party, price, state, waits_until, made_at, changed_at) select $1, session, checkout, child, places, party, price, state, waits_until, made_at, changed_at from bookings_booking";
    FORGET = "delete from bookings_event";
    REWRITE = "update bookings_event set actor = 'nobody'";
    NEW_STEP = "update bookings_step set to_state = 'attended'";
}

testing::on_both!(the_database_holds_it_by_itself, |db| async move {
    town(&db, course("course", 2)).await?;
    let both = children(&db).await?;
    lease(&db, "one", both[..1].to_vec(), NOW).await?;
    for (what, sql) in [
        ("leap", LEAP),
        ("forget", FORGET),
        ("rewrite", REWRITE),
        ("new step", NEW_STEP),
    ] {
        let answer = db.write(move |tx: &mut Write<'_>| tx.exec(sql, &[])).await;
        assert!(answer.is_err(), "{what}: {answer:?}");
    }
    let twice = db
        .write(|tx: &mut Write<'_>| tx.exec(TWICE, &db::params![id("twice")]))
        .await;
    assert!(twice.is_err(), "{twice:?}");
    let kept = db.read(|c| a::of_checkout(c, id("one"))).await?;
    assert_eq!(kept[0].state, State::Leased);
    Ok(())
});
