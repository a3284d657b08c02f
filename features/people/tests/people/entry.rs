use people::actions::{Asked, GivenCode};
use people::policy::Actor;
use testing::on_both;

use super::*;

fn it() -> values::Lang {
    "it".parse().expect("a language")
}

on_both!(a_link_works_once_for_ten_minutes, |db| async move {
    let ask = |name: &'static str, mail: &'static str, now: Moment| {
        act(&db, name, now, move |tx, ctx| {
            actions::ask_link(tx, ctx, mail, name, None, Some("/my?x=1"))
        })
    };
    let come = |name: &'static str, secret: &'static str, now: Moment| {
        act(&db, name, now, move |tx, ctx| {
            actions::enter_by_link(tx, ctx, secret, &it())
        })
    };
    assert_eq!(
        no(ask("wrong", "no address", NOW).await),
        Refused::MailWrong
    );
    // Known or not, a letter goes out: nobody learns who is known.
    assert_eq!(
        ask("a", "Anna@Example.org", NOW).await?,
        Asked::Send {
            mail: "Anna@Example.org".into()
        }
    );
    let first = come("1", "a", NOW.plus_seconds(599)).await?;
    assert!(first.new);
    assert_eq!(first.resume.as_deref(), Some("/my?x=1"));
    assert_eq!(
        no(come("2", "a", NOW.plus_seconds(600)).await),
        Refused::NoEntry
    );
    ask("b", "anna@example.org", NOW).await?;
    assert_eq!(
        no(come("3", "b", NOW.plus_seconds(601)).await),
        Refused::NoEntry
    );
    ask("c", "anna@example.org", NOW).await?;
    let again = come("4", "c", NOW.plus_seconds(1)).await?;
    assert_eq!((again.person, again.new), (first.person, false));
    // Three letters in ten minutes.
    assert_eq!(
        ask("d", "anna@example.org", NOW.plus_seconds(2)).await?,
        Asked::Enough
    );
    assert!(matches!(
        ask("e", "anna@example.org", NOW.plus_seconds(1000)).await?,
        Asked::Send { .. }
    ));
    // A path to another site is not kept.
    for (n, path) in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "evil",
    ]
    .into_iter()
    .enumerate()
    {
        let name: &'static str = ["p0", "p1", "p2", "p3"][n];
        let (mail, now) = (["p0@x.it", "p1@x.it", "p2@x.it", "p3@x.it"][n], NOW);
        act(&db, name, now, move |tx, ctx| {
            actions::ask_link(tx, ctx, mail, name, None, Some(path))
        })
        .await?;
        assert_eq!(come(name, name, NOW).await?.resume, None, "{path}");
    }
    Ok(())
});

on_both!(
    an_address_is_added_only_with_proof_of_both,
    |db| async move {
        let (anna, marco) = (adult(&db, "anna").await?, adult(&db, "marco").await?);
        let enter = |secret: &'static str, mail: &'static str| {
            act(&db, secret, NOW, move |tx, ctx| {
                actions::ask_link(tx, ctx, mail, secret, None, None)?;
                actions::enter_by_link(tx, ctx, secret, &it())
            })
        };
        let of_anna = enter("x", "anna@example.org").await?.account;
        let entered = enter("y", "marco@example.org").await?;
        assert_eq!(entered.person, marco);
        let of_marco = entered.account;
        // Signed in as Anna, the letter to the new address comes back: it is added.
        let add = |secret: &'static str, mail: &'static str, account: Id| {
            act(&db, secret, NOW, move |tx, ctx| {
                actions::ask_link(tx, ctx, mail, secret, Some(account), None)?;
                actions::enter_by_link(tx, ctx, secret, &it())
            })
        };
        assert_eq!(
            add("z", "anna@work.example", of_anna).await?.account,
            of_anna
        );
        assert_eq!(enter("w", "anna@work.example").await?.person, anna);
        // Marco's address is Marco's.
        assert_eq!(
            no(add("v", "marco@example.org", of_anna).await),
            Refused::OtherAccount
        );
        let ways = db.read(move |c| actions::ways(c, of_marco)).await?;
        assert_eq!(ways.len(), 1);
        let way = ways[0].id;
        let take = act(&db, "take", NOW, move |tx, ctx| {
            actions::take_way(tx, ctx, of_marco, way)
        })
        .await;
        assert_eq!(no(take), Refused::LastWayIn);
        Ok(())
    }
);

on_both!(a_session_is_a_row_that_ends, |db| async move {
    let anna = adult(&db, "anna").await?;
    let open = |secret: &'static str, now: Moment| {
        act(&db, secret, now, move |tx, ctx| {
            actions::ask_link(tx, ctx, "anna@example.org", secret, None, None)?;
            let entered = actions::enter_by_link(tx, ctx, secret, &it())?;
            Ok((
                actions::enter(tx, ctx, &entered, "Firefox, Android", secret)?,
                entered.account,
            ))
        })
    };
    let (session, account) = open("s1", NOW).await?;
    let who = |secret: &'static str, now: Moment| {
        db.read(move |c| actions::who(c, &Keys::demo(), secret, now, day("2026-06-01")))
    };
    let (actor, _) = who("s1", NOW).await?.expect("Anna");
    assert_eq!(
        actor,
        Actor::Person {
            id: anna,
            session: session.id,
            grants: Vec::new()
        }
    );
    assert!(who("s0", NOW).await?.is_none());
    // Unused for two hours it is over; used, it goes on.
    assert!(who("s1", NOW.plus_seconds(2 * HOUR + 1)).await?.is_none());
    let id = session.id;
    act(&db, "seen", NOW.plus_seconds(HOUR), move |tx, ctx| {
        Ok(actions::seen(tx, ctx, id, false)?)
    })
    .await?;
    assert!(who("s1", NOW.plus_seconds(2 * HOUR + 1)).await?.is_some());
    // Never longer than thirty days.
    act(
        &db,
        "seen late",
        NOW.plus_seconds(30 * DAY),
        move |tx, ctx| Ok(actions::seen(tx, ctx, id, false)?),
    )
    .await?;
    assert!(who("s1", NOW.plus_seconds(30 * DAY + 1)).await?.is_none());
    // Two devices; the one ends the other.
    let now = NOW.plus_seconds(HOUR);
    let (second, _) = open("s2", now).await?;
    assert_eq!(
        db.read(move |c| actions::sessions(c, account, now))
            .await?
            .len(),
        2
    );
    let keep = second.id;
    assert_eq!(
        act(&db, "others", now, move |tx, ctx| Ok(
            actions::leave_others(tx, ctx, account, keep)?
        ))
        .await?,
        1
    );
    assert!(who("s1", now).await?.is_none());
    act(&db, "leave", now, move |tx, ctx| {
        actions::leave(tx, ctx, account, keep)
    })
    .await?;
    assert!(who("s2", now).await?.is_none());
    let twice = act(&db, "twice", now, move |tx, ctx| {
        actions::leave(tx, ctx, account, keep)
    })
    .await;
    assert_eq!(no(twice), Refused::NoEntry);
    let forgotten = db
        .write(move |tx| actions::sweep(tx, NOW.plus_seconds(90 * DAY), 30))
        .await?;
    assert_eq!(forgotten.1, 2);
    Ok(())
});

on_both!(paper_and_pin, |db| async move {
    let staff = adult(&db, "desk").await?;
    let person = act(&db, "new", NOW, move |tx, ctx| {
        actions::register(tx, ctx, staff, facts("Amina", None))
    })
    .await?;
    let code = GivenCode::from_chance([0xA7; 16], 1_204_117);
    assert_eq!(code.pin, "204117");
    assert_eq!(code.code.replace('-', "").len(), 26);
    let give = |name: &'static str, code: GivenCode| {
        act(&db, name, NOW, move |tx, ctx| {
            actions::give_paper(tx, ctx, staff, person, &code)
        })
    };
    give("give", code.clone()).await?;
    let come = |name: &'static str, code: String, pin: &'static str| {
        act(&db, name, NOW, move |tx, ctx| {
            actions::enter_by_paper(tx, ctx, &code, pin)
        })
    };
    // Typed in small letters with spaces; an O for a zero.
    let typed = code.code.to_lowercase().replace('-', " ").replace('0', "o");
    assert_eq!(
        come("in", typed, " 204117 ").await?.expect("in").person,
        person
    );
    assert_eq!(
        come("none", "0000".into(), "204117").await?,
        Err(Refused::NoEntry)
    );
    for name in ["1", "2", "3", "4"] {
        assert_eq!(
            come(name, code.code.clone(), "000000").await?,
            Err(Refused::NoEntry)
        );
    }
    assert_eq!(
        come("5", code.code.clone(), "000000").await?,
        Err(Refused::Locked)
    );
    assert_eq!(
        come("6", code.code.clone(), "204117").await?,
        Err(Refused::Locked),
        "the right PIN comes too late"
    );
    // A new code at the desk; the old one is nothing any more.
    let fresh = GivenCode::from_chance([0x1B; 16], 7);
    give("again", fresh.clone()).await?;
    assert_eq!(
        come("7", code.code.clone(), "204117").await?,
        Err(Refused::NoEntry)
    );
    assert_eq!(
        come("8", fresh.code.clone(), "000007")
            .await?
            .expect("in")
            .person,
        person
    );
    Ok(())
});

on_both!(somebody_elses_identity, |db| async move {
    let staff = adult(&db, "desk").await?;
    let code = || FiscalCode::parse("RSSMRA85T10A562S").ok();
    let known = act(&db, "known", NOW, move |tx, ctx| {
        actions::register(
            tx,
            ctx,
            staff,
            Facts {
                code: code(),
                proof: Proof::Document,
                ..facts("Mario", Some("1985-12-10"))
            },
        )
    })
    .await?;
    let way = |subject: &str, code: Option<FiscalCode>| actions::Way {
        issuer: "https://idp.example".into(),
        subject: subject.into(),
        strong: true,
        facts: Facts {
            code,
            proof: Proof::Register,
            ..facts("Mario", Some("1985-12-10"))
        },
    };
    let come = |name: &'static str, way: actions::Way| {
        act(&db, name, NOW, move |tx, ctx| {
            actions::enter_by_external(tx, ctx, &way)
        })
    };
    // Whoever vouches without having the code from a register joins nobody: a provider one may call oneself
    // anything at does not open somebody's account.
    let mut said = way("said", code());
    said.facts.proof = Proof::Declared;
    assert_eq!(no(come("said", said).await), Refused::CodeTaken);
    // The same fiscal code is the same person; after that the subject is enough.
    let first = come("1", way("abc", code())).await?;
    assert_eq!(
        (first.person, first.new, first.method),
        (known, false, Method::External)
    );
    assert_eq!(come("2", way("abc", None)).await?.person, known);
    // The same name and birth without the code is nobody known.
    let other = come("3", way("def", None)).await?;
    assert!(other.new && other.person != known);
    // The same subject at another provider is somebody else.
    let mut elsewhere = way("abc", None);
    elsewhere.issuer = "https://other.example".into();
    let elsewhere = come("4", elsewhere).await?;
    assert!(elsewhere.new && ![known, other.person].contains(&elsewhere.person));
    let (account, taken) = (first.account, way("def", None));
    let join = act(&db, "join", NOW, move |tx, ctx| {
        actions::add_external(tx, ctx, (account, true), &taken)
    })
    .await;
    assert_eq!(no(join), Refused::OtherAccount);
    Ok(())
});
