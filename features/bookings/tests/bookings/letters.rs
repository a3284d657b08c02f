//! What leaves by mail: to whom, in which language, and what never stands in it.

use bookings::actions::{self as a, Act, No};
use bookings::jobs;
use bookings::model::{Booking, State};
use db::Db;
use people::actions::Doer;
use people::model::{Evidence, Facts, Name, Proof, Title};
use seal::{Keys, Sealed};
use std::sync::Arc;
use values::{Cents, HandClock, Id, Moment};

use crate::pages::House;
use crate::town::*;

type Trouble = Box<dyn std::error::Error + Send + Sync>;

db::statements! {
    /// Everything in the outbox.
    WAITING = "select id, kind, lang, recipient, content, send_before from mail_letters order by created_at, id";
    /// Empties it.
    EMPTY = "delete from mail_letters";
}

/// A letter as it waits.
#[derive(Debug)]
struct Kept {
    to: String,
    lang: String,
    subject: String,
    whole: String,
    before: Option<Moment>,
}

/// What waits in the outbox; it is empty afterwards.
async fn outbox(db: &Db) -> Result<Vec<Kept>, Trouble> {
    let all = db
        .write::<_, db::Fault>(|tx| {
            let keys = Keys::demo();
            let open = |id: Id, at: usize, bytes: Vec<u8>| {
                let sealed = Sealed::from_bytes(&bytes).expect("sealed");
                let text = keys.open(&mail::COLUMNS[at], id, &sealed).expect("ours");
                String::from_utf8(text.to_vec()).expect("text")
            };
            let all = tx.all(WAITING, &[], |r| {
                let id: Id = r.get("id")?;
                let content = open(id, 1, r.get("content")?);
                let said: serde_json::Value = serde_json::from_str(&content).expect("JSON");
                Ok(Kept {
                    to: open(id, 0, r.get("recipient")?),
                    lang: r.get("lang")?,
                    subject: said["subject"].as_str().unwrap_or_default().to_string(),
                    whole: content,
                    before: r.get("send_before")?,
                })
            })?;
            tx.exec(EMPTY, &[])?;
            Ok(all)
        })
        .await?;
    // Whatever is told: no name of a child but a first letter, no voucher.
    for letter in &all {
        for never in [
            "Emma",
            "Leo ",
            "Youssef",
            "Rossetti",
            "buono",
            "voucher",
            "{$",
            "bookings-",
        ] {
            assert!(!letter.whole.contains(never), "{never}: {letter:?}");
        }
        assert!(!letter.subject.contains("nuoto"), "{letter:?}");
    }
    Ok(all)
}

fn to<'a>(all: &'a [Kept], who: &str) -> Vec<&'a Kept> {
    let address = format!("{who}@demo.example");
    all.iter().filter(|l| l.to == address).collect()
}

/// A family somebody at the desk has written down: no address.
async fn unreachable_family(db: &Db) -> Result<(Id, Id), Trouble> {
    let made = db
        .write::<_, people::actions::Error>(|tx| {
            let facts = |given: &str| Facts {
                name: Name {
                    given: given.into(),
                    family: "Bianchi".into(),
                },
                birth: Some("2017-05-05".parse().expect("a day")),
                code: None,
                mail: None,
                phone: None,
                lang: "it".parse().expect("a language"),
                proof: Proof::Declared,
            };
            let mut adult = facts("Ada");
            adult.birth = Some("1985-05-05".parse().expect("a day"));
            let ctx = ctx("desk family", NOW);
            let id = people::actions::register(tx, &ctx, who("desk"), adult)?;
            let doer = Doer {
                hands: who("desk"),
                subject: id,
            };
            let tie = (Title::Parent, Evidence::Declaration);
            let child = people::actions::add_child(tx, &ctx, doer, facts("Ugo"), tie)?;
            Ok((id, child))
        })
        .await?;
    Ok(made)
}

testing::on_both!(booking_is_written_to_who_has_booked, |db| async move {
    town(&db, course("course", 3)).await?;
    let both = children(&db).await?;
    lease(&db, "one", both.clone(), NOW).await?;
    assert!(outbox(&db).await?.is_empty(), "a lease is no news");
    let booked = reserve(&db, "one", 4_000, NOW).await?;
    let all = outbox(&db).await?;
    assert_eq!(all.len(), 1, "one letter for both children: {all:?}");
    let letter = &all[0];
    assert_eq!(letter.to, "family@demo.example");
    assert_eq!((letter.lang.as_str(), letter.before), ("it", None));
    assert_eq!(letter.subject, "La prenotazione è confermata");
    for said in [
        "Corso di nuoto",
        "Vasca piccola",
        "E., L.",
        "Si annulla senza costi fino a",
        "7 dicembre 2026",
        &format!("https://town.example/it/my/bookings/{}", booked[0].id),
        "calendar.ics",
    ] {
        assert!(letter.whole.contains(said), "{said}: {}", letter.whole);
    }
    // the same form again writes nothing
    reserve(&db, "one", 4_000, NOW).await?;
    assert!(outbox(&db).await?.is_empty());
    // what is refused leaves no letter
    lease(&db, "two", vec![], NOW).await.expect_err("nobody");
    assert!(outbox(&db).await?.is_empty());
    // the pool cancels one lesson: what comes back stands in it, of both sources together
    run(&db, |tx, ground| {
        let act = by("association", NOW);
        a::cancel_lesson(tx, ground, &act, id("course"), 2, "La vasca è chiusa")
    })
    .await?;
    let all = outbox(&db).await?;
    assert_eq!(to(&all, "family").len(), 2);
    for letter in &all {
        for said in ["La vasca è chiusa", "30,00", "Non dovuto o restituito"] {
            assert!(letter.whole.contains(said), "{said}: {}", letter.whole);
        }
    }
    // the family gives one up: it has that in writing, the pool hears it without a name
    let first = booked[0].id;
    run(&db, move |tx, ground| {
        a::cancel(tx, ground, &by("family", NOW), first, false)
    })
    .await?;
    let all = outbox(&db).await?;
    assert_eq!(to(&all, "family").len(), 1);
    let own: Vec<&Kept> = all
        .iter()
        .filter(|l| l.to == "info@piscina.example")
        .collect();
    assert_eq!(own.len(), 1, "the organisation's own mailbox: {all:?}");
    assert_eq!(to(&all, "association").len(), 1, "its manager");
    for letter in own.iter().chain(&to(&all, "association")) {
        assert_eq!(letter.subject, "Una famiglia ha rinunciato");
        assert!(
            !letter.whole.contains("E.\"") && !letter.whole.contains("L.\""),
            "{letter:?}"
        );
        let page = format!("/provider/org/{}/bookings/{}", pool(), id("course"));
        assert!(letter.whole.contains(&page));
    }
    // the pool holds nothing of it: everything that has not come back yet
    run(&db, |tx, ground| {
        a::cancel_session(tx, ground, &by("association", NOW), id("course"), "Guasto")
    })
    .await?;
    let all = outbox(&db).await?;
    assert_eq!(all.len(), 1);
    assert!(all[0].whole.contains("60,00"), "{}", all[0].whole);
    Ok(())
});

testing::on_both!(each_reads_in_their_own_language, |db| async move {
    let mut asked = course("course", 3);
    asked.terms.confirm_hours = Some(48);
    town(&db, asked).await?;
    let theirs = db
        .read(|c| {
            people::actions::family(
                c,
                &Keys::demo(),
                who("newcomer"),
                NOW.day(&ground().city.zone),
            )
        })
        .await?;
    let child = theirs.children[0].child.id;
    let kept = run(&db, move |tx, ground| {
        let act = by("newcomer", NOW);
        a::lease(
            tx,
            ground,
            &act,
            id("course"),
            id("ar"),
            &[child],
            Cents(9_000),
        )?;
        a::reserve(tx, ground, &act, id("ar"), &[])
    })
    .await?;
    assert_eq!(kept[0].state, State::Reserved);
    let all = outbox(&db).await?;
    let mine = to(&all, "newcomer");
    assert_eq!((mine.len(), mine[0].lang.as_str()), (1, "ar"));
    assert_eq!(mine[0].subject, "أُرسل طلبكم");
    assert!(
        mine[0]
            .whole
            .contains("https://town.example/ar/my/bookings/")
    );
    let house = to(&all, "association");
    assert_eq!((house.len(), house[0].lang.as_str()), (1, "it"));
    assert_eq!(house[0].subject, "Una richiesta aspetta risposta");
    let booking = kept[0].id;
    run(&db, move |tx, ground| {
        a::refuse(
            tx,
            ground,
            &by("association", NOW),
            booking,
            "Gruppo completo",
        )
    })
    .await?;
    let all = outbox(&db).await?;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].subject, "الرد على طلبكم");
    assert!(all[0].whole.contains("Gruppo completo"));
    Ok(())
});

testing::on_both!(an_offer_is_written_with_its_end, |db| async move {
    town(&db, course("course", 1)).await?;
    let both = children(&db).await?;
    let (first, second) = (both[0], both[1]);
    lease(&db, "one", vec![first], NOW).await?;
    let booked = reserve(&db, "one", 0, NOW).await?[0].id;
    run(&db, move |tx, ground| {
        a::wait_for(tx, ground, &by("family", NOW), id("course"), second)
    })
    .await?;
    outbox(&db).await?;
    run(&db, move |tx, ground| {
        a::cancel(tx, ground, &by("family", NOW), booked, false)
    })
    .await?;
    let all = outbox(&db).await?;
    let mut offer = to(&all, "family");
    offer.retain(|l| l.before.is_some());
    assert_eq!(offer.len(), 1);
    assert_eq!(offer[0].before, Some(later(DAY)), "of no use after its end");
    assert_eq!(offer[0].subject, "C’è un posto per voi");
    assert!(offer[0].whole.contains("29 nov"), "{}", offer[0].whole);
    assert_eq!(tick(&db, later(25 * HOUR)).await?, 1);
    let all = outbox(&db).await?;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].subject, "Il posto offerto è andato ad altri");
    Ok(())
});

/// Somebody of the city's desk books for a family, in its name.
async fn at_the_desk(db: &Db, adult: Id, child: Id) -> Result<Vec<Booking>, No> {
    run(db, move |tx, ground| {
        let doer = Doer {
            hands: who("desk"),
            subject: adult,
        };
        let act = Act::by(ctx("desk", NOW), doer);
        let (course, key) = (id("course"), id("desk"));
        a::lease(tx, ground, &act, course, key, &[child], Cents(9_000))?;
        a::reserve(tx, ground, &act, key, &[])
    })
    .await
}

testing::on_both!(
    who_has_no_address_is_told_inside_the_site,
    |db| async move {
        town(&db, course("course", 3)).await?;
        let (adult, child) = unreachable_family(&db).await?;
        at_the_desk(&db, adult, child).await?;
        let all = outbox(&db).await?;
        assert!(
            all.is_empty(),
            "nobody at the desk is written to instead: {all:?}"
        );
        let (told, hands) = db
            .read(move |c| {
                let told = people::actions::messages(c, adult)?;
                Ok::<_, db::Fault>((told, people::actions::messages(c, who("desk"))?))
            })
            .await?;
        assert!(
            told.iter().any(|m| m.key == "bookings-told-booked"),
            "{told:?}"
        );
        assert!(hands.is_empty());
        Ok(())
    }
);

testing::on_both!(a_reminder_is_sent_once, |db| async move {
    town(&db, course("course", 3)).await?;
    let both = children(&db).await?;
    lease(&db, "one", both.clone(), NOW).await?;
    let booked = reserve(&db, "one", 0, NOW).await?;
    outbox(&db).await?;
    let clock = Arc::new(HandClock::at(later(10 * DAY - 25 * HOUR)));
    let room = jobs::Room {
        db: db.clone(),
        ground: ground(),
        keep: a::Keep {
            attendance: 180,
            bookings: 730,
            paid: 3653,
        },
        clock: clock.clone(),
        seed,
    };
    assert_eq!(jobs::remind(&room).await?, 0, "more than a day before");
    clock.advance_seconds(2 * HOUR);
    // A crash between writing and the end leaves neither note nor letter.
    let ground_ = ground();
    let at = later(10 * DAY - 23 * HOUR);
    let crash = db
        .write(move |tx| {
            a::remind(
                tx,
                &ground_,
                &Act::clock(ctx("crash", at)),
                (id("course"), 1),
            )?;
            Err::<(), No>(bookings::rules::Refused::NotThere.into())
        })
        .await;
    assert!(crash.is_err());
    assert!(outbox(&db).await?.is_empty());
    // One of them is ill.
    let ill = booked[1].id;
    run(&db, move |tx, ground| {
        a::ill(tx, ground, &by("family", at), ill, 1)
    })
    .await?;
    let twice = tokio::join!(jobs::remind(&room), jobs::remind(&room));
    assert_eq!(twice.0? + twice.1?, 1, "two nodes at once tell once");
    assert_eq!(jobs::remind(&room).await?, 0);
    let all = outbox(&db).await?;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].subject, "Promemoria di una prenotazione");
    assert_eq!(
        all[0].before,
        Some(later(10 * DAY)),
        "of no use once it has begun"
    );
    clock.advance_seconds(7 * DAY + 22 * HOUR);
    assert_eq!(jobs::remind(&room).await?, 2, "the next lesson, both");
    assert_eq!(outbox(&db).await?.len(), 2);
    Ok(())
});

testing::on_both!(staff_is_told_when_nobody_is_written_to, |db| async move {
    let house = House::open(db, course("course", 3)).await?;
    let (adult, child) = unreachable_family(&house.db).await?;
    let secret = house.enter("desk").await?;
    let kept = secret.clone();
    house
        .db
        .write(move |tx| {
            let ctx = ctx("assist", NOW);
            let found = people::actions::who(tx, &ctx.keys, &kept, ctx.now, ctx.today)?;
            let session = found.expect("a session").1.id;
            let staff = (who("desk"), session);
            let known = people::model::Presence::Known;
            people::actions::assist(tx, &ctx, staff, adult, known, "help").map(drop)
        })
        .await?;
    let booked = at_the_desk(&house.db, adult, child).await?;
    let page = format!("/it/my/bookings/{}", booked[0].id);
    let got = house.get(&secret, &page).await;
    assert!(got.body.contains("stampa questa pagina"), "{}", got.body);
    // who reads their own page is told nothing of the kind
    let both = children(&house.db).await?;
    lease(&house.db, "one", both[..1].to_vec(), NOW).await?;
    let own = reserve(&house.db, "one", 0, NOW).await?[0].id;
    let mother = house.enter("family").await?;
    let got = house.get(&mother, &format!("/it/my/bookings/{own}")).await;
    assert!(!got.body.contains("stampa questa pagina"));
    Ok(())
});
