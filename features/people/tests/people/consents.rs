//! What people agree to and take back; birthdays; receipts; roles and how one came in.

use people::model::{Presence, Purpose, Role, Scope};
use people::policy::Actor;
use testing::on_both;

use super::*;

on_both!(
    a_consent_is_given_once_and_taken_back_by_either_guardian,
    |db| async move {
        let (anna, mario) = (adult(&db, "Anna").await?, adult(&db, "Mario").await?);
        let zoe = child(&db, anna, "Zoe", "2018-04-01").await?;
        act(&db, "second", NOW, move |tx, ctx| {
            actions::invite(tx, ctx, Doer::oneself(anna), zoe, Title::Parent, "come")?;
            actions::accept(tx, ctx, Doer::oneself(mario), "come")
        })
        .await?;
        let agree = |what: &'static str, purpose, assent| {
            act(&db, what, NOW, move |tx, ctx| {
                actions::agree(tx, ctx, Doer::oneself(anna), zoe, purpose, assent)
            })
        };
        assert_eq!(
            no(agree("not asked", Purpose::Photos, false).await),
            Refused::AssentNeeded
        );
        assert_eq!(
            no(agree("no child's", Purpose::Newsletter, true).await),
            Refused::Forbidden
        );
        agree("photos", Purpose::Photos, true).await?;
        agree("again", Purpose::Photos, true).await?;
        let holding = |of: Id, at: Moment| db.read(move |c| actions::consents(c, of, at));
        let given = holding(zoe, NOW).await?;
        assert_eq!(given.len(), 1, "it is there once");
        assert!(given[0].assent && given[0].given_by == anna);
        // After two years it is asked anew, and can be given anew.
        let late = NOW.plus_seconds(people::rules::lasts::CONSENT + 1);
        assert_eq!(holding(zoe, late).await?, []);
        act(&db, "anew", late, move |tx, ctx| {
            actions::agree(tx, ctx, Doer::oneself(anna), zoe, Purpose::Photos, true)
        })
        .await?;
        assert_eq!(holding(zoe, late).await?.len(), 1);
        act(&db, "revoke", late, move |tx, ctx| {
            actions::revoke(tx, ctx, Doer::oneself(mario), zoe, Purpose::Photos)
        })
        .await?;
        assert_eq!(holding(zoe, late).await?, []);
        let told = db.read(move |c| actions::messages(c, anna)).await?;
        assert!(
            told.iter().any(|m| m.key == "people-told-revoked"),
            "{told:?}"
        );
        // Nobody else's child, nobody else's consent.
        let stranger = adult(&db, "Ugo").await?;
        let other = act(&db, "stranger", NOW, move |tx, ctx| {
            actions::agree(tx, ctx, Doer::oneself(stranger), zoe, Purpose::Photos, true)
        });
        assert_eq!(no(other.await), Refused::NoGuardian);
        Ok(())
    }
);

on_both!(
    birthdays_are_told_once_and_up_to_a_week_late,
    |db| async move {
        let anna = adult(&db, "Anna").await?;
        // NOW is the first of June 2026.
        let fourteen = child(&db, anna, "Leo", "2012-05-30").await?;
        let grown = child(&db, anna, "Bea", "2008-06-02").await?;
        child(&db, anna, "Ivo", "2012-05-20").await?;
        let tell = |what: &'static str, at: Moment| {
            let db = db.db();
            async move {
                let today = at.day(&jiff::tz::TimeZone::UTC);
                let (mut after, mut all) = (None, Vec::new());
                loop {
                    let (had, next) = db
                        .read(move |c| actions::had_birthdays(c, &Keys::demo(), today, after, 2))
                        .await?;
                    all.extend(had);
                    match next {
                        Some(next) => after = Some(next),
                        None => break,
                    }
                }
                act(&db, what, at, move |tx, ctx| {
                    actions::tell_birthdays(tx, ctx, &all)
                })
                .await
            }
        };
        assert_eq!(tell("first night", NOW).await?, 2, "Leo and his mother");
        assert_eq!(tell("same night again", NOW).await?, 0);
        assert_eq!(
            tell("next night", NOW.plus_seconds(DAY)).await?,
            2,
            "Bea and her mother"
        );
        assert_eq!(tell("a week later", NOW.plus_seconds(8 * DAY)).await?, 0);
        let keys = |of: Id| {
            let db = db.db();
            async move {
                let all = db.read(move |c| actions::messages(c, of)).await?;
                Ok::<_, Error>(all.into_iter().map(|m| m.key).collect::<Vec<_>>())
            }
        };
        assert_eq!(keys(fourteen).await?, ["people-told-young"]);
        assert_eq!(keys(grown).await?, ["people-told-adult"]);
        let mut mother = keys(anna).await?;
        mother.sort();
        assert_eq!(
            mother,
            ["people-told-child-adult", "people-told-child-young"]
        );
        Ok(())
    }
);

on_both!(a_receipt_tells_one_session_and_ends, |db| async move {
    let staff = adult(&db, "desk").await?;
    let other = adult(&db, "other").await?;
    let session = act(&db, "session", NOW, |tx, ctx| {
        actions::ask_link(tx, ctx, "desk@example.org", "in", None, None)?;
        let entered = actions::enter_by_link(tx, ctx, "in", &"it".parse().expect("a language"))?;
        Ok(actions::enter(tx, ctx, &entered, "", "cookie")?.id)
    })
    .await?;
    let help = |what: &'static str, at: Moment| {
        act(&db, what, at, move |tx, ctx| {
            let id = actions::register(tx, ctx, staff, facts("Amina", None))?;
            actions::assist(tx, ctx, (staff, session), id, Presence::Known, "courses")?;
            let doer = Doer {
                hands: staff,
                subject: id,
            };
            actions::add_child(
                tx,
                ctx,
                doer,
                facts("Yusuf", Some("2019-01-15")),
                (Title::Parent, Evidence::Declaration),
            )?;
            actions::stop_assisting(tx, ctx, doer, session)?;
            Ok(id)
        })
    };
    let first = help("first", NOW).await?;
    let second = help("second", NOW.plus_seconds(60)).await?;
    let receipt = |by: Id, of: Id, at: Moment| {
        let ctx = ctx("receipt", at);
        db.read(move |c| actions::receipt(c, &ctx, by, of))
    };
    for of in [first, second] {
        let (name, done) = receipt(staff, of, NOW.plus_seconds(90)).await?;
        assert_eq!(name.given, "Amina");
        let words: Vec<&str> = done.iter().map(|d| d.what.as_str()).collect();
        assert_eq!(words, ["register", "assist", "add-child", "assist-end"]);
    }
    assert_eq!(no(receipt(other, first, NOW).await), Refused::Forbidden);
    let late = NOW.plus_seconds(2 * HOUR);
    assert_eq!(no(receipt(staff, first, late).await), Refused::Forbidden);
    Ok(())
});

on_both!(
    roles_hold_only_for_who_came_in_by_two_factors,
    |db| async move {
        let luca = act(&db, "admin", NOW, |tx, ctx| {
            let facts = facts("Luca", None);
            actions::create_administrator(tx, ctx, facts, "luca@example.org", "first")
        })
        .await?;
        let again = act(&db, "second admin", NOW, |tx, ctx| {
            let facts = facts("Ugo", None);
            actions::create_administrator(tx, ctx, facts, "ugo@example.org", "second")
        });
        assert_eq!(no(again.await), Refused::Forbidden);
        let grants = |secret: &'static str, strong: bool| {
            let db = db.db();
            async move {
                act(&db, secret, NOW, move |tx, ctx| {
                    actions::ask_link(tx, ctx, "luca@example.org", secret, None, None)?;
                    let lang = "it".parse().expect("a language");
                    let mut entered = actions::enter_by_link(tx, ctx, secret, &lang)?;
                    assert_eq!(entered.person, luca);
                    assert!(!entered.strong, "a letter can be read by others");
                    entered.strong = strong;
                    actions::enter(tx, ctx, &entered, "", secret)
                })
                .await?;
                let who = db
                    .read(move |c| actions::who(c, &Keys::demo(), secret, NOW, day("2026-06-01")))
                    .await?;
                match who {
                    Some((Actor::Person { grants, .. }, _)) => Ok(grants),
                    other => panic!("{other:?}"),
                }
            }
        };
        // The link that was printed is the first way in.
        act(&db, "first link", NOW, move |tx, ctx| {
            let entered =
                actions::enter_by_link(tx, ctx, "first", &"it".parse().expect("a language"))?;
            assert_eq!((entered.person, entered.new), (luca, false));
            assert!(entered.strong, "whoever has it stood at the machine");
            assert_eq!(entered.resume.as_deref(), Some("/my/account"));
            Ok(())
        })
        .await?;
        let weak: Result<Vec<people::model::Grant>, Error> = grants("weak", false).await;
        assert_eq!(weak?, []);
        let strong: Vec<people::model::Grant> = grants("strong", true).await?;
        assert_eq!(strong.len(), 1);
        assert_eq!(
            (strong[0].role, &strong[0].scope),
            (Role::Administrator, &Scope::City)
        );
        Ok(())
    }
);

on_both!(a_mailbox_alone_never_opens_roles, |db| async move {
    let (admin, mario) = (adult(&db, "admin").await?, adult(&db, "Mario").await?);
    act(&db, "role", NOW, move |tx, ctx| {
        actions::give(tx, ctx, admin, mario, (Role::Auditor, Scope::City), None)
    })
    .await?;
    // Somebody reads Mario's letters and connects an identity of their own with his account.
    let way = actions::Way {
        issuer: "https://idp.example".into(),
        subject: "thief".into(),
        strong: true,
        facts: facts("Ladro", Some("1980-01-01")),
    };
    let thief = way.clone();
    let account = act(&db, "letter", NOW, move |tx, ctx| {
        actions::ask_link(tx, ctx, "Mario@example.org", "read by others", None, None)?;
        let lang = "it".parse().expect("a language");
        let entered = actions::enter_by_link(tx, ctx, "read by others", &lang)?;
        assert!(!entered.strong && entered.person == mario);
        actions::add_external(tx, ctx, (entered.account, entered.strong), &thief)?;
        Ok(entered.account)
    })
    .await?;
    let come = |what: &'static str| {
        let way = way.clone();
        act(&db, what, NOW, move |tx, ctx| {
            actions::enter_by_external(tx, ctx, &way)
        })
    };
    let entered = come("thief").await?;
    assert_eq!((entered.account, entered.strong), (account, false));
    // Somebody else confirms it, or nobody does; never oneself, and once.
    let waiting = db.read(actions::unconfirmed).await?;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].1, mario);
    let id = waiting[0].0.id;
    let confirm = |what: &'static str, by: Id| {
        act(&db, what, NOW, move |tx, ctx| {
            actions::confirm_way(tx, ctx, by, id)
        })
    };
    assert_eq!(no(confirm("himself", mario).await), Refused::SamePerson);
    confirm("admin", admin).await?;
    assert_eq!(no(confirm("again", admin).await), Refused::NoEntry);
    assert!(come("confirmed").await?.strong);
    assert_eq!(db.read(actions::unconfirmed).await?.len(), 0);
    // Nor does a code that somebody has only said join two people.
    let code = FiscalCode::parse("RSSMRA85T10A562S").ok();
    let said = code.clone();
    act(&db, "said", NOW, move |tx, ctx| {
        let facts = Facts {
            code: said.clone(),
            ..facts("Mario", Some("1985-12-10"))
        };
        actions::change(tx, ctx, Doer::oneself(mario), mario, facts)
    })
    .await?;
    let other = actions::Way {
        subject: "the code's owner".into(),
        facts: Facts {
            code,
            proof: people::model::Proof::Register,
            ..facts("Mario", Some("1985-12-10"))
        },
        ..way.clone()
    };
    let joined = act(&db, "joined", NOW, move |tx, ctx| {
        actions::enter_by_external(tx, ctx, &other)
    });
    assert_eq!(no(joined.await), Refused::CodeTaken);
    Ok(())
});

on_both!(nobody_under_14_opens_an_account, |db| async move {
    let way = |birth: &'static str| actions::Way {
        issuer: "https://idp.example".into(),
        subject: birth.into(),
        strong: true,
        facts: facts("Leo", Some(birth)),
    };
    let come = |birth: &'static str| {
        act(&db, birth, NOW, move |tx, ctx| {
            actions::enter_by_external(tx, ctx, &way(birth))
        })
    };
    assert_eq!(no(come("2012-06-02").await), Refused::TooYoung);
    let leo = come("2012-06-01").await?.person;
    // Nor does anybody become a child by writing another birth.
    let younger = act(&db, "younger", NOW, move |tx, ctx| {
        actions::change(
            tx,
            ctx,
            Doer::oneself(leo),
            leo,
            facts("Leo", Some("2015-01-01")),
        )
    });
    assert_eq!(no(younger.await), Refused::TooYoung);
    Ok(())
});

on_both!(what_is_over_is_forgotten_in_its_time, |db| async move {
    let anna = adult(&db, "Anna").await?;
    let staff = adult(&db, "desk").await?;
    act(&db, "consents", NOW, move |tx, ctx| {
        actions::agree(
            tx,
            ctx,
            Doer::oneself(anna),
            anna,
            Purpose::Newsletter,
            false,
        )?;
        actions::revoke(tx, ctx, Doer::oneself(anna), anna, Purpose::Newsletter)?;
        actions::agree(tx, ctx, Doer::oneself(anna), anna, Purpose::Photos, false)
    })
    .await?;
    let exported = db
        .read(move |c| actions::export(c, &Keys::demo(), anna, day("2026-06-01")))
        .await?;
    assert_eq!(
        exported["consents"].as_array().map(Vec::len),
        Some(2),
        "{exported}"
    );
    act(&db, "looks", NOW, move |tx, ctx| {
        actions::tell(tx, ctx, anna, "people-told-role", &[], None)?;
        actions::look(tx, ctx, staff, anna, "file", None, false)?;
        actions::look(tx, ctx, staff, anna, "other file", Some("danger"), true)?;
        Ok(())
    })
    .await?;
    let keep = actions::Keep {
        sessions: 30,
        messages: 10,
        looks: 20,
        guardianships: 365,
        accounts: 365,
    };
    let forget = |days: i64| {
        let at = NOW.plus_seconds(days * DAY);
        db.write::<_, Error>(move |tx| Ok(actions::forget(tx, at, keep)?))
    };
    let early = forget(9).await?;
    assert_eq!((early.messages, early.looks), (0, 0));
    assert_eq!(forget(11).await?.messages, 2, "the role, and the emergency");
    let late = forget(21).await?;
    assert_eq!(
        late.looks, 1,
        "the emergency waits for somebody else to look at it"
    );
    assert_eq!(late.consents, 1, "what holds stays");
    let left = db.read(move |c| actions::accesses(c, anna)).await?;
    assert!(left.len() == 1 && left[0].glass, "{left:?}");
    Ok(())
});
