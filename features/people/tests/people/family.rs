use people::model::Matter;
use people::rules::Standing;
use testing::on_both;

use super::*;

async fn may(db: &Db, actor: Id, of: Id, what: Matter, today: Day) -> Result<Standing, Error> {
    db.read(move |c| actions::standing(c, &Keys::demo(), actor, of, what, today))
        .await
}

on_both!(every_statement_fits_the_schema, |db| async move {
    db.check(people::STATEMENTS).await?;
    db.check(people::COLUMN_STATEMENTS).await?;
    Ok(())
});

on_both!(two_guardians_share_a_child, |db| async move {
    let (anna, marco) = (adult(&db, "anna").await?, adult(&db, "marco").await?);
    let sara = child(&db, anna, "sara", "2018-04-02").await?;
    let today = day("2026-06-01");
    assert_eq!(
        no(may(&db, marco, sara, Matter::Bookings, today).await),
        Refused::NoGuardian
    );
    let invitation = act(&db, "invite", NOW, move |tx, ctx| {
        actions::invite(tx, ctx, Doer::oneself(anna), sara, Title::Parent, "come")
    })
    .await?;
    let (_, by, minor) = db
        .read(|c| actions::open_invitation(c, &Keys::demo(), "come", NOW))
        .await?;
    assert_eq!((by.as_str(), minor.as_str()), ("anna", "sara"));
    // Not oneself, not with another secret, not too late.
    let accept = |name: &'static str, who: Id, secret: &'static str, now: Moment| {
        act(&db, name, now, move |tx, ctx| {
            actions::accept(tx, ctx, Doer::oneself(who), secret)
        })
    };
    assert_eq!(
        no(accept("own", anna, "come", NOW).await),
        Refused::InvitationOver
    );
    assert_eq!(
        no(accept("other", marco, "came", NOW).await),
        Refused::InvitationOver
    );
    assert_eq!(
        no(accept("late", marco, "come", NOW.plus_seconds(15 * DAY)).await),
        Refused::InvitationOver
    );
    assert_eq!(accept("yes", marco, "come", NOW).await?, sara);
    assert_eq!(
        no(accept("again", marco, "come", NOW).await),
        Refused::InvitationOver
    );
    let withdraw = act(&db, "withdraw", NOW, move |tx, ctx| {
        actions::withdraw(tx, ctx, Doer::oneself(anna), invitation.id)
    })
    .await;
    assert_eq!(no(withdraw), Refused::InvitationOver);
    // Both may act, and the other is to be told.
    let Standing::Guardian { others, .. } = may(&db, marco, sara, Matter::Bookings, today).await?
    else {
        panic!("a guardian")
    };
    assert_eq!(others, [anna]);
    let told = db.read(move |c| actions::messages(c, anna)).await?;
    assert_eq!(
        told.iter().map(|m| m.key.as_str()).collect::<Vec<_>>(),
        ["people-told-guardian"]
    );
    let family = db
        .read(move |c| actions::family(c, &Keys::demo(), marco, today))
        .await?;
    assert_eq!(family.children.len(), 1);
    assert_eq!(family.children[0].others[0].0.facts.name.given, "anna");
    // One asks to wait: nobody goes on, until the one who asked lets it.
    act(&db, "wait", NOW, move |tx, ctx| {
        actions::ask_to_wait(tx, ctx, Doer::oneself(anna), sara, Matter::Vouchers)
    })
    .await?;
    assert_eq!(
        no(may(&db, marco, sara, Matter::Vouchers, today).await),
        Refused::Blocked(Matter::Vouchers)
    );
    assert!(may(&db, marco, sara, Matter::Bookings, today).await.is_ok());
    let keys = Keys::demo();
    let seen = db
        .read(move |c| actions::person(c, &keys, sara))
        .await?
        .expect("sara");
    assert!(seen.conflict);
    let block = db
        .read(move |c| actions::family(c, &Keys::demo(), marco, today))
        .await?
        .children[0]
        .blocks[0]
        .id;
    let lift = |name: &'static str, who: Id| {
        act(&db, name, NOW, move |tx, ctx| {
            actions::go_on(tx, ctx, Doer::oneself(who), block, false)
        })
    };
    assert_eq!(no(lift("not mine", marco).await), Refused::Forbidden);
    lift("mine", anna).await?;
    assert!(may(&db, marco, sara, Matter::Vouchers, today).await.is_ok());
    // The one leaves, and it stops at once, on the very day it began too; the last one cannot.
    let of_anna = db
        .read(move |c| actions::family(c, &Keys::demo(), anna, today))
        .await?
        .children[0]
        .guardianship
        .id;
    let later = NOW;
    act(&db, "leave", later, move |tx, ctx| {
        actions::leave_child(tx, ctx, Doer::oneself(anna), of_anna)
    })
    .await?;
    assert_eq!(
        no(may(&db, anna, sara, Matter::Data, today).await),
        Refused::NoGuardian
    );
    let of_marco = db
        .read(move |c| actions::family(c, &Keys::demo(), marco, today))
        .await?
        .children[0]
        .guardianship
        .id;
    let last = act(&db, "last", later, move |tx, ctx| {
        actions::leave_child(tx, ctx, Doer::oneself(marco), of_marco)
    })
    .await;
    assert_eq!(no(last), Refused::LastGuardian);
    Ok(())
});

on_both!(a_child_grows_up, |db| async move {
    let anna = adult(&db, "anna").await?;
    let luca = child(&db, anna, "luca", "2010-05-20").await?;
    // 16: acts alone, and the mother still may.
    assert_eq!(
        may(&db, luca, luca, Matter::Bookings, day("2026-06-01")).await?,
        Standing::Oneself
    );
    assert!(
        may(&db, anna, luca, Matter::Bookings, day("2028-05-19"))
            .await
            .is_ok()
    );
    // 18: the guardianship was over the day before, by itself.
    assert_eq!(
        no(may(&db, anna, luca, Matter::Bookings, day("2028-05-20")).await),
        Refused::NoGuardian
    );
    let birth = day("2010-05-20");
    assert_eq!(
        people::age::turns(birth, people::age::ADULT),
        Some(day("2028-05-20"))
    );
    let small = child(&db, anna, "pia", "2020-05-20").await?;
    assert_eq!(
        no(may(&db, small, small, Matter::Bookings, day("2026-06-01")).await),
        Refused::TooYoung
    );
    Ok(())
});

on_both!(what_cannot_be_kept_is_told, |db| async move {
    let anna = adult(&db, "anna").await?;
    let add = |name: &'static str, facts: Facts, title| {
        act(&db, name, NOW, move |tx, ctx| {
            actions::add_child(
                tx,
                ctx,
                Doer::oneself(anna),
                facts.clone(),
                (title, Evidence::Declaration),
            )
        })
    };
    assert_eq!(
        no(add("no birth", facts("x", None), Title::Parent).await),
        Refused::BirthNeeded
    );
    assert_eq!(
        no(add("of age", facts("x", Some("2008-05-31")), Title::Parent).await),
        Refused::OfAge
    );
    assert_eq!(
        no(add("unborn", facts("x", Some("2026-06-02")), Title::Parent).await),
        Refused::BirthWrong
    );
    assert_eq!(
        no(add("nameless", facts("  ", Some("2016-06-02")), Title::Parent).await),
        Refused::NameWrong("given")
    );
    assert_eq!(
        no(add("foster", facts("x", Some("2016-06-02")), Title::Foster).await),
        Refused::ActNeeded(Title::Foster)
    );
    // A child without any code, and one whose code tells another birth.
    assert!(
        add("no code", facts("bo", Some("2016-06-02")), Title::Parent)
            .await
            .is_ok()
    );
    let coded = |given: &str, birth: &str| Facts {
        code: FiscalCode::parse("RSSMRA85T10A562S").ok(),
        ..facts(given, Some(birth))
    };
    assert!(
        coded("x", "2016-06-02").code.is_some(),
        "a code of the right form"
    );
    assert_eq!(
        no(add("other birth", coded("x", "2016-06-02"), Title::Parent).await),
        Refused::CodeDisagrees
    );
    Ok(())
});

on_both!(a_code_is_one_persons, |db| async move {
    let facts = || Facts {
        code: FiscalCode::parse("RSSMRA85T10A562S").ok(),
        ..facts("mario", Some("1985-12-10"))
    };
    let staff = adult(&db, "desk").await?;
    let first = act(&db, "first", NOW, move |tx, ctx| {
        actions::register(tx, ctx, staff, facts())
    })
    .await?;
    let second = act(&db, "second", NOW, move |tx, ctx| {
        actions::register(tx, ctx, staff, facts())
    })
    .await;
    assert_eq!(no(second), Refused::CodeTaken);
    let wanted = actions::Wanted::Code(FiscalCode::parse("rss mra 85t10 a562s").expect("a code"));
    let found = act(&db, "find", NOW, move |tx, ctx| {
        actions::find(tx, ctx, staff, &wanted)
    })
    .await?;
    assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [first]);
    Ok(())
});

on_both!(nothing_of_a_person_stands_in_the_clear, |db| async move {
    let anna = adult(&db, "annabella").await?;
    child(&db, anna, "serafina", "2018-04-02").await?;
    let mut open = String::new();
    mod store {
        db::statements! {
            pub(super) PEOPLE = "select id, facts, code_hash, mail_hash, who_hash from people_person";
            pub(super) WAYS = "select about from people_credential where about is not null";
            pub(super) TRAIL = "select detail from audit_entries";
        }
    }
    let rows = db
        .read(|c| {
            let people = c.all(store::PEOPLE, &db::params![], |r| r.get::<Vec<u8>>("facts"))?;
            let ways = c.all(store::WAYS, &db::params![], |r| r.get::<Vec<u8>>("about"))?;
            let trail = c.all(store::TRAIL, &db::params![], |r| r.get::<String>("detail"))?;
            Ok::<_, db::Fault>((people, ways, trail))
        })
        .await?;
    assert_eq!(rows.0.len(), 2);
    for bytes in rows.0.iter().chain(&rows.1) {
        open.push_str(&String::from_utf8_lossy(bytes));
    }
    open.push_str(&rows.2.concat());
    for word in ["annabella", "serafina", "Rossi", "2018", "example.org"] {
        assert!(!open.contains(word), "{word} can be read");
    }
    Ok(())
});

on_both!(
    export_is_whole_and_erasure_leaves_no_name,
    |db| async move {
        let (anna, marco) = (adult(&db, "anna").await?, adult(&db, "marco").await?);
        let sara = child(&db, anna, "sara", "2018-04-02").await?;
        act(&db, "invite", NOW, move |tx, ctx| {
            actions::invite(tx, ctx, Doer::oneself(anna), sara, Title::Parent, "come")
        })
        .await?;
        let out = db
            .read(|c| {
                actions::export(
                    c,
                    &Keys::demo(),
                    Id::named("test", "nobody"),
                    day("2026-06-01"),
                )
            })
            .await;
        assert!(out.is_err());
        let out = db
            .read(move |c| actions::export(c, &Keys::demo(), anna, day("2026-06-01")))
            .await?;
        assert_eq!(out["person"]["mail"], "anna@example.org");
        assert_eq!(out["children"][0]["child"]["given_name"], "sara");
        assert_eq!(out["ways_in"][0]["kind"], "mail");
        assert_eq!(out["invitations"][0]["title"], "parent");
        let erase = |name: &'static str, who: Id| {
            act(&db, name, NOW.plus_seconds(DAY), move |tx, ctx| {
                actions::erase(tx, ctx, Doer::oneself(who))
            })
        };
        assert_eq!(no(erase("alone", anna).await), Refused::LastGuardian);
        act(&db, "accept", NOW, move |tx, ctx| {
            actions::accept(tx, ctx, Doer::oneself(marco), "come")
        })
        .await?;
        erase("gone", anna).await?;
        let kept = db
            .read(move |c| actions::person(c, &Keys::demo(), anna))
            .await?
            .expect("the row stays");
        assert!(kept.erased_at.is_some());
        assert_eq!(
            (kept.facts.name, kept.facts.birth, kept.facts.mail),
            (Name::default(), None, None)
        );
        assert!(
            db.read(move |c| actions::export(c, &Keys::demo(), anna, day("2026-06-02")))
                .await
                .is_err()
        );
        // The address is free again: whoever has it comes in as somebody new.
        let again = act(&db, "again", NOW.plus_seconds(2 * DAY), |tx, ctx| {
            actions::ask_link(tx, ctx, "anna@example.org", "another", None, None)?;
            actions::enter_by_link(tx, ctx, "another", &"it".parse().expect("a language"))
        })
        .await?;
        assert!(again.new && again.person != anna);
        Ok(())
    }
);
