//! Many at once: exactly as many as there are places, and never a cent too much.

use bookings::actions as a;
use bookings::rules::Refused;
use values::{Cents, Id};

use crate::town::*;

/// So many groups of one want a place at the same moment.
async fn rush(db: &db::Db, wanted: usize) -> (usize, usize) {
    let mut tasks = Vec::new();
    for n in 0..wanted {
        let db = db.clone();
        tasks.push(tokio::spawn(async move {
            run(&db, move |tx, ground| {
                let key = Id::named("rush", &n.to_string());
                let act = by("desk", NOW);
                let name = format!("gruppo {n}");
                a::lease_group(
                    tx,
                    ground,
                    &act,
                    id("course"),
                    key,
                    (&name, 1),
                    Cents(9_000),
                )?;
                a::reserve(tx, ground, &act, key, &[])
            })
            .await
        }));
    }
    let (mut booked, mut full) = (0, 0);
    for task in tasks {
        match task.await.expect("no panic") {
            Ok(_) => booked += 1,
            Err(a::No::Refused(Refused::Full | Refused::LeasedUntil(_))) => full += 1,
            Err(other) => panic!("{other}"),
        }
    }
    (booked, full)
}

testing::on_both!(a_rush_fills_every_place_once, |db| async move {
    town(&db, course("course", 10)).await?;
    assert_eq!(rush(&db, 60).await, (10, 50));
    assert_eq!(stand(&db).await?.0, 0);
    Ok(())
});

testing::on_both!(
    one_voucher_is_not_spent_twice_by_two_forms,
    |db| async move {
        town(&db, course("course", 4)).await?;
        let both = children(&db).await?;
        lease(&db, "one", both[..1].to_vec(), NOW).await?;
        lease(&db, "two", both[1..].to_vec(), NOW).await?;
        let (x, y) = tokio::join!(
            reserve(&db, "one", 6_000, NOW),
            reserve(&db, "two", 6_000, NOW)
        );
        assert_eq!(
            usize::from(x.is_ok()) + usize::from(y.is_ok()),
            1,
            "{x:?} {y:?}"
        );
        assert_eq!(stand(&db).await?, (2, (10_000, 6_000), 0));
        Ok(())
    }
);

testing::on_both!(cancel_and_post_meet, |db| async move {
    town(&db, course("course", 1)).await?;
    let both = children(&db).await?;
    lease(&db, "one", both[..1].to_vec(), NOW).await?;
    let booked = reserve(&db, "one", 6_000, NOW).await?[0].id;
    let what = a::Post {
        key: id("post"),
        amounts: Default::default(),
        own: None,
        why: bookings::money::Why::Redeemed,
    };
    let post = run(&db, move |tx, ground| {
        a::post(tx, ground, &by("association", NOW), booked, &what)
    });
    let cancel = run(&db, move |tx, ground| {
        a::cancel(tx, ground, &by("family", NOW), booked, false)
    });
    let (posted, cancelled) = tokio::join!(post, cancel);
    let (_, (balance, held), earned) = stand(&db).await?;
    match (posted.is_ok(), cancelled.is_ok()) {
        (true, false) => assert_eq!((balance, held, earned), (4_000, 0, 6_000)),
        (false, true) => assert_eq!((balance, held, earned), (10_000, 0, 0)),
        both => panic!("{both:?} {posted:?} {cancelled:?}"),
    }
    Ok(())
});
