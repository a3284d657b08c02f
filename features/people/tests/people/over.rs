//! What ended long ago is forgotten, to the last row; sessions that others end.

use people::actions::{Keep, end_over, forget, overdue};
use people::model::Role;

use super::routes::cookie;
use super::*;

const KEEP: Keep = Keep {
    sessions: 30,
    messages: 730,
    looks: 1825,
    guardianships: 365,
    accounts: 365,
};

/// The guardianships that a night on that day forgets.
async fn night(db: &Db, today: &'static str) -> Result<u64, Error> {
    let (over, _) = db
        .read(move |c| {
            overdue(
                c,
                &Keys::demo(),
                (day(today), KEEP.guardianships),
                None,
                100,
            )
        })
        .await?;
    db.write::<_, Error>(move |tx| Ok(end_over(tx, &over)?))
        .await
}

async fn count(db: &Db, which: usize) -> i64 {
    db::statements! {
        TIES = "select count(*) as n from people_guardianship";
        ACCOUNTS = "select count(*) as n from people_account";
        PERSONS = "select count(*) as n from people_person";
        SESSIONS = "select count(*) as n from people_session";
        WAYS = "select count(*) as n from people_credential";
        LINKS = "select count(*) as n from people_link";
    }
    let sql = [TIES, ACCOUNTS, PERSONS, SESSIONS, WAYS, LINKS][which];
    db.read(move |c| c.one(sql, &[], |r| r.get("n")))
        .await
        .expect("a number")
}

testing::on_both!(
    who_acted_for_a_child_is_known_a_year_after_it_is_grown,
    |db| async move {
        let anna = adult(&db, "anna").await?;
        let bruno = adult(&db, "bruno").await?;
        // Sixteen: of age on 10 March 2028.
        let leo = child(&db, anna, "Leo", "2010-03-10").await?;
        let ada = child(&db, bruno, "Ada", "2019-05-05").await?;
        act(&db, "second", NOW, move |tx, ctx| {
            let invited = actions::invite(tx, ctx, Doer::oneself(anna), leo, Title::Parent, "s")?;
            actions::accept(tx, ctx, Doer::oneself(bruno), "s")?;
            let family = actions::family(tx, &ctx.keys, bruno, ctx.today)?;
            let tie = family
                .children
                .iter()
                .find(|r| r.child.id == leo)
                .expect("a tie");
            // Ended long before the child is of age: kept until then all the same.
            actions::leave_child(tx, ctx, Doer::oneself(bruno), tie.guardianship.id)?;
            Ok(invited)
        })
        .await?;
        assert_eq!(count(&db, 0).await, 3);
        for day in ["2026-06-02", "2028-03-10", "2029-03-10"] {
            assert_eq!(night(&db, day).await?, 0, "{day}");
        }
        assert_eq!(night(&db, "2029-03-11").await?, 2, "both of Leo's");
        assert_eq!(count(&db, 0).await, 1, "Ada's goes on");
        assert_eq!(night(&db, "2029-03-11").await?, 0);
        let _ = ada;
        Ok(())
    }
);

testing::on_both!(
    a_closed_account_is_gone_to_its_last_row_after_a_year,
    |db| async move {
        let anna = adult(&db, "anna").await?;
        let secret = cookie(&db, "bruno", None, None).await;
        let keys = Keys::demo();
        let (_, session) = db
            .read(move |c| actions::who(c, &keys, &secret, NOW, day("2026-06-01")))
            .await?
            .expect("a session");
        let bruno = session.person;
        act(&db, "erase", NOW, move |tx, ctx| {
            actions::erase(tx, ctx, Doer::oneself(bruno))
        })
        .await?;
        // Closed, it has no session and no way in any more.
        let keys = Keys::demo();
        let gone = db
            .read(move |c| actions::who(c, &keys, "cookie of bruno", NOW, day("2026-06-01")))
            .await?;
        assert!(gone.is_none());
        assert_eq!((count(&db, 1).await, count(&db, 2).await), (2, 2));
        let forget = |days: i64| {
            let at = NOW.plus_seconds(days * DAY);
            db.write::<_, Error>(move |tx| Ok(forget(tx, at, KEEP)?))
        };
        assert_eq!(forget(365).await?.accounts, 0);
        let gone = forget(366).await?;
        assert_eq!((gone.accounts, gone.persons), (1, 1));
        assert_eq!((count(&db, 1).await, count(&db, 2).await), (1, 1));
        assert_eq!(
            (
                count(&db, 3).await,
                count(&db, 4).await,
                count(&db, 5).await
            ),
            (0, 1, 0)
        );
        let left = db
            .read(move |c| actions::person(c, &Keys::demo(), anna))
            .await?;
        assert!(left.is_some(), "nobody else is touched");
        Ok(())
    }
);

testing::on_both!(an_administrator_ends_somebodys_sessions, |db| async move {
    let admin = adult(&db, "admin").await?;
    let secret = cookie(&db, "bruno", Some(Role::HubOperator), None).await;
    let who = |secret: &str| {
        let (keys, secret) = (Keys::demo(), secret.to_string());
        db.read(move |c| actions::who(c, &keys, &secret, NOW, day("2026-06-01")))
    };
    let bruno = who(&secret).await?.expect("a session").1.person;
    let end = |by: Id, reason: &'static str| {
        act(&db, "end sessions", NOW, move |tx, ctx| {
            actions::end_sessions(tx, ctx, by, bruno, reason)
        })
    };
    assert_eq!(no(end(admin, " ").await), Refused::ReasonNeeded);
    assert_eq!(no(end(bruno, "mine").await), Refused::SamePerson);
    assert!(who(&secret).await?.is_some());
    assert_eq!(end(admin, "lost telephone").await?, 1);
    assert!(who(&secret).await?.is_none(), "at once");
    // He is told with the reason, and it stands in the trail who did it.
    let told = db.read(move |c| actions::messages(c, bruno)).await?;
    let told = told
        .iter()
        .find(|m| m.key == "people-told-sessions")
        .expect("a message");
    assert_eq!(
        told.args,
        [("reason".to_string(), "lost telephone".to_string())]
    );
    let trail = db.read(|c| audit::latest(c, None, 50)).await?;
    let entry = trail
        .iter()
        .find(|k| k.entry.action == "people.end-sessions")
        .expect("an entry");
    assert_eq!(entry.entry.actor, audit::Actor::Person(admin));
    assert_eq!(entry.entry.detail["reason"], "lost telephone");
    Ok(())
});
