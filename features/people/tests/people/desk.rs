use people::model::Presence;
use people::policy::Actor;
use testing::on_both;

use super::*;

on_both!(a_newcomer_is_helped_from_start_to_end, |db| async move {
    let staff = adult(&db, "desk").await?;
    // No address, no telephone, no code, one name, no day of birth: still somebody.
    let amina = act(&db, "new", NOW, move |tx, ctx| {
        let name = Name {
            given: "Amina".into(),
            family: String::new(),
        };
        actions::register(
            tx,
            ctx,
            staff,
            Facts {
                name,
                lang: "ar".parse().expect("a language"),
                ..facts("", None)
            },
        )
    })
    .await?;
    let (session, account) = act(&db, "staff session", NOW, |tx, ctx| {
        actions::ask_link(tx, ctx, "desk@example.org", "in", None, None)?;
        let entered = actions::enter_by_link(tx, ctx, "in", &"it".parse().expect("a language"))?;
        Ok((
            actions::enter(tx, ctx, &entered, "Chrome, Windows", "cookie")?.id,
            entered.account,
        ))
    })
    .await?;
    let help = |name: &'static str, reason: &'static str| {
        act(&db, name, NOW, move |tx, ctx| {
            actions::assist(tx, ctx, (staff, session), amina, Presence::Known, reason)
        })
    };
    assert_eq!(no(help("no reason", "  ").await), Refused::Forbidden);
    help("help", "wants Italian lessons").await?;
    let who = |now: Moment| {
        db.read(move |c| actions::who(c, &Keys::demo(), "cookie", now, day("2026-06-01")))
    };
    let (actor, _) = who(NOW).await?.expect("the operator");
    assert_eq!(
        actor,
        Actor::Assisting {
            staff,
            session,
            subject: amina
        }
    );
    // What is done for her is done in her name, by the operator's hands.
    let doer = Doer {
        hands: staff,
        subject: amina,
    };
    let yusuf = act(&db, "child", NOW, move |tx, ctx| {
        actions::add_child(
            tx,
            ctx,
            doer,
            facts("Yusuf", Some("2019-01-15")),
            (Title::Parent, Evidence::Declaration),
        )
    })
    .await?;
    let family = db
        .read(move |c| actions::family(c, &Keys::demo(), amina, day("2026-06-01")))
        .await?;
    assert_eq!(family.children[0].child.id, yusuf);
    // She sees who looked at her file.
    let looks = db.read(move |c| actions::accesses(c, amina)).await?;
    assert_eq!(
        looks
            .iter()
            .map(|a| (a.by, a.what.as_str()))
            .collect::<Vec<_>>(),
        [(staff, "assisted session")]
    );
    assert_eq!(looks[0].reason.as_deref(), Some("wants Italian lessons"));
    // After half an hour without an act the operator is only the operator again.
    let later = NOW.plus_seconds(1_801);
    act(&db, "seen", NOW.plus_seconds(60), move |tx, ctx| {
        Ok(actions::seen(tx, ctx, session, false)?)
    })
    .await?;
    assert!(
        matches!(who(later).await?.expect("goes on").0, Actor::Person { id, .. } if id == staff)
    );
    act(&db, "acted", NOW.plus_seconds(900), move |tx, ctx| {
        Ok(actions::seen(tx, ctx, session, true)?)
    })
    .await?;
    assert!(matches!(
        who(later).await?.expect("goes on").0,
        Actor::Assisting { .. }
    ));
    act(&db, "stop", later, move |tx, ctx| {
        actions::stop_assisting(tx, ctx, doer, session)
    })
    .await?;
    assert!(matches!(
        who(later).await?.expect("goes on").0,
        Actor::Person { .. }
    ));
    // The trail names both, and stands.
    mod store {
        db::statements! { pub(super) ACTIONS = "select action, actor_id, detail from audit_entries where action = 'people.add-child'"; }
    }
    let rows = db
        .read(|c| {
            c.all(store::ACTIONS, &db::params![], |r| {
                Ok((r.get::<String>("actor_id")?, r.get::<String>("detail")?))
            })
        })
        .await?;
    assert_eq!(rows[0].0, staff.to_string());
    assert!(rows[0].1.contains(&amina.to_string()), "{}", rows[0].1);
    assert!(db.read(audit::verify).await?.is_good());
    assert!(
        db.read(move |c| actions::sessions(c, account, NOW))
            .await?
            .len()
            == 1
    );
    Ok(())
});

on_both!(nobody_helps_their_own_family, |db| async move {
    let (staff, anna) = (adult(&db, "desk").await?, adult(&db, "anna").await?);
    let sara = child(&db, staff, "sara", "2018-04-02").await?;
    let session = act(&db, "session", NOW, |tx, ctx| {
        actions::ask_link(tx, ctx, "desk@example.org", "in", None, None)?;
        let entered = actions::enter_by_link(tx, ctx, "in", &"it".parse().expect("a language"))?;
        Ok(actions::enter(tx, ctx, &entered, "", "cookie")?.id)
    })
    .await?;
    for (name, subject) in [("child", sara), ("oneself", staff)] {
        let help = act(&db, name, NOW, move |tx, ctx| {
            actions::assist(tx, ctx, (staff, session), subject, Presence::Known, "why")
        });
        assert_eq!(no(help.await), Refused::OwnAffair, "{name}");
    }
    let act_seen = act(&db, "act", NOW, move |tx, ctx| {
        actions::add_guardian(
            tx,
            ctx,
            staff,
            (anna, sara),
            Title::Foster,
            Vec::new(),
            None,
        )
    });
    assert_eq!(no(act_seen.await), Refused::OwnAffair);
    Ok(())
});

on_both!(an_act_that_was_seen_has_limits, |db| async move {
    use people::model::Matter;
    let (staff, anna, tutor) = (
        adult(&db, "desk").await?,
        adult(&db, "anna").await?,
        adult(&db, "tutor").await?,
    );
    let bo = child(&db, anna, "bo", "2012-04-02").await?;
    act(&db, "act", NOW, move |tx, ctx| {
        let until = Some(day("2026-12-31"));
        actions::add_guardian(
            tx,
            ctx,
            staff,
            (tutor, bo),
            Title::VoluntaryTutor,
            vec![Matter::Vouchers],
            until,
        )
    })
    .await?;
    let may = |what, today: &'static str| {
        db.read(move |c| actions::standing(c, &Keys::demo(), tutor, bo, what, day(today)))
    };
    assert!(may(Matter::Bookings, "2026-12-31").await.is_ok());
    assert_eq!(
        no(may(Matter::Vouchers, "2026-12-31").await),
        Refused::Limited(Matter::Vouchers)
    );
    assert_eq!(
        no(may(Matter::Bookings, "2027-01-01").await),
        Refused::NoGuardian
    );
    Ok(())
});

on_both!(
    breaking_the_glass_needs_a_reason_and_another_pair_of_eyes,
    |db| async move {
        let (staff, officer, anna) = (
            adult(&db, "desk").await?,
            adult(&db, "dpo").await?,
            adult(&db, "anna").await?,
        );
        let look = |name: &'static str, reason: Option<&'static str>| {
            act(&db, name, NOW, move |tx, ctx| {
                actions::look(tx, ctx, staff, anna, "file", reason, true)
            })
        };
        assert_eq!(no(look("none", None).await), Refused::Forbidden);
        look("glass", Some("a child in danger")).await?;
        let told = db.read(move |c| actions::messages(c, anna)).await?;
        assert_eq!(told[0].key, "people-told-glass");
        let open = db.read(actions::unreviewed).await?;
        let access = open[0].id;
        let review = |name: &'static str, by: Id| {
            act(&db, name, NOW, move |tx, ctx| {
                actions::review(tx, ctx, by, access)
            })
        };
        assert_eq!(no(review("own", staff).await), Refused::SamePerson);
        review("other", officer).await?;
        assert!(db.read(actions::unreviewed).await?.is_empty());
        Ok(())
    }
);
