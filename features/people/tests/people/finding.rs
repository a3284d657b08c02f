//! A desk finds whom it looks for, and nobody else; also after the keys were changed.

use people::actions::{GivenCode, Wanted};
use testing::on_both;

use super::*;

fn name(given: &str, family: &str) -> Name {
    Name {
        given: given.into(),
        family: family.into(),
    }
}

on_both!(
    a_desk_finds_whom_it_looks_for_and_nobody_else,
    |db| async move {
        let staff = adult(&db, "desk").await?;
        let (mario, anna) = (adult(&db, "Mario").await?, adult(&db, "Anna").await?);
        let child = child(&db, anna, "Zoé", "2018-04-01").await?;
        let code = FiscalCode::parse("RSSMRA85C10F205I").expect("a code");
        let kept = code.clone();
        act(&db, "code", NOW, move |tx, ctx| {
            let facts = Facts {
                code: Some(kept.clone()),
                ..facts("Mario", Some("1985-03-10"))
            };
            actions::change(tx, ctx, Doer::oneself(mario), mario, facts)
        })
        .await?;
        let given = GivenCode::from_chance([7; 16], 123_456);
        let paper = given.clone();
        act(&db, "paper", NOW, move |tx, ctx| {
            actions::give_paper(tx, ctx, staff, anna, &paper)
        })
        .await?;
        let cases = [
            ("code", Wanted::Code(code.clone()), vec![mario]),
            (
                "mail",
                Wanted::Mail(" MARIO@example.org".into()),
                vec![mario],
            ),
            (
                "other mail",
                Wanted::Mail("mario@example.com".into()),
                vec![],
            ),
            (
                "paper",
                Wanted::Paper(given.code.to_lowercase()),
                vec![anna],
            ),
            (
                "who",
                Wanted::Who(name("zoe", "ROSSI"), day("2018-04-01")),
                vec![child],
            ),
            (
                "other birth",
                Wanted::Who(name("Zoé", "Rossi"), day("2018-04-02")),
                vec![],
            ),
            (
                "nobody",
                Wanted::Who(name("Zoé", "Bianchi"), day("2018-04-01")),
                vec![],
            ),
        ];
        for (case, wanted, expected) in cases {
            let found = act(&db, case, NOW, move |tx, ctx| {
                actions::find(tx, ctx, staff, &wanted)
            })
            .await?;
            assert_eq!(
                found.iter().map(|p| p.id).collect::<Vec<_>>(),
                expected,
                "{case}"
            );
        }
        // Whoever was found sees it; whoever was not has nothing to see.
        let looks = |of| db.read(move |c| actions::accesses(c, of));
        assert_eq!(looks(mario).await?.len(), 2);
        assert_eq!(looks(child).await?.len(), 1);
        // Who knows the PIN is recognised by it; whoever guesses locks the code.
        let prove = |what: &'static str, of: Id, pin: &'static str| {
            act(&db, what, NOW, move |tx, ctx| {
                actions::prove_pin(tx, ctx, of, pin)
            })
        };
        assert_eq!(prove("right", anna, " 123456 ").await?, Ok(()));
        assert_eq!(
            prove("no paper", mario, "123456").await?,
            Err(Refused::NoPaper)
        );
        for _ in 0..5 {
            assert_eq!(
                prove("wrong", anna, "654321").await?,
                Err(Refused::PinWrong)
            );
        }
        assert_eq!(prove("locked", anna, "123456").await?, Err(Refused::Locked));
        // A code belongs to one person.
        let taken = act(&db, "taken", NOW, move |tx, ctx| {
            let facts = Facts {
                code: Some(code.clone()),
                ..facts("Anna", Some("1985-03-10"))
            };
            actions::change(tx, ctx, Doer::oneself(anna), anna, facts)
        })
        .await;
        assert_eq!(no(taken), Refused::CodeTaken);
        Ok(())
    }
);

on_both!(people_are_found_after_new_keys, |db| async move {
    const OLD: &str = "old:1f2e3d4c5b6a79880716253443526170f0e1d2c3b4a5968778695a4b3c2d1e0f";
    const NEW: &str = "new:00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210";
    let ring = |text: &str| Keys::read(text).expect("keys");
    let under = |keys: Keys, what: &str| Ctx {
        keys,
        ..ctx(what, NOW)
    };
    let mut known = Vec::new();
    for (who, mail) in [("one", "anna@example.org"), ("two", "mario@example.org")] {
        let now = under(ring(OLD), who);
        let entered = db
            .write(move |tx| {
                actions::ask_link(tx, &now, mail, who, None, None)?;
                actions::enter_by_link(tx, &now, who, &"it".parse().expect("a language"))
            })
            .await?;
        known.push(entered.person);
    }
    // A new key comes in front, everything is brought under it, and the old one goes.
    let both = ring(&format!("{NEW} {OLD}"));
    let seed = Seed::new(&mut StdRng::seed_from_u64(11));
    let report = seal::rotate(&db, &both, people::COLUMNS, 3, seed, &|_, _| {}).await?;
    assert!(report.is_whole(people::COLUMNS), "{report:?}");
    let now = under(ring(NEW), "find");
    let (anna, mario) = (known[0], known[1]);
    let found = db
        .write(move |tx| actions::find(tx, &now, anna, &Wanted::Mail("mario@example.org".into())))
        .await?;
    assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [mario]);
    Ok(())
});
