//! Ratings and reports in the database.

use values::{Id, Lang, Moment};
use voice::actions::{self, Forgotten, More, New};
use voice::model::{Feedback, Rate, Reason, Report, Side, Subject};
use voice::rules::{self, ticket::Act};

const NOW: Moment = Moment(1_795_341_600_000_000);

fn id(name: &str) -> Id {
    Id::named("voice tests", name)
}

fn italian() -> Lang {
    "it".parse().expect("a language tag")
}

fn stars(page: &str, stars: u8) -> Feedback {
    Feedback {
        page: page.to_string(),
        lang: italian(),
        rate: Rate::new(stars).expect("one to five"),
        answer: None,
        text: None,
        done: false,
    }
}

fn wrong(subject: Subject, mail: Option<&str>) -> Report {
    Report {
        subject,
        what: "other".into(),
        text: "Non è così".into(),
        lang: italian(),
        mail: mail.map(str::to_string),
    }
}

testing::on_both!(
    a_rating_is_completed_once_and_within_its_time,
    |db| async move {
        let (a, b) = (id("a"), id("b"));
        db.write(move |tx| {
            actions::rate(tx, a, &stars("/search", 2), NOW)?;
            actions::rate(tx, b, &stars("/search", 5), NOW)
        })
        .await?;
        let add = async |id: Id, more: More, after: i64| {
            db.write(move |tx| actions::add(tx, id, &more, NOW.plus_seconds(after)))
                .await
        };
        assert!(add(a, More::Answer("broken".into()), 10).await?);
        let kept = db
            .read(move |c| actions::rating(c, a))
            .await?
            .expect("kept");
        assert_eq!(kept.said.answer.as_deref(), Some("broken"));
        assert!(!kept.said.done);
        assert!(add(a, More::Words(Some("Non si apre".into())), 20).await?);
        let kept = db
            .read(move |c| actions::rating(c, a))
            .await?
            .expect("kept");
        assert_eq!(
            (kept.said.answer.as_deref(), kept.said.text.as_deref()),
            (Some("broken"), Some("Non si apre"))
        );
        assert!(kept.said.done);
        // What is done, what is old and what never was cannot be changed.
        assert!(!add(a, More::Words(None), 30).await?);
        assert!(!add(b, More::Enough, rules::OPEN_FOR + 1).await?);
        assert!(!add(id("nobody"), More::Enough, 0).await?);
        let kept = db
            .read(move |c| actions::rating(c, a))
            .await?
            .expect("kept");
        assert_eq!(kept.said.text.as_deref(), Some("Non si apre"));
        Ok(())
    }
);

testing::on_both!(ratings_are_counted_by_page, |db| async move {
    db.write(|tx| {
        for (n, (page, rate)) in [("/search", 5), ("/search", 4), ("/search", 1), ("/", 3)]
            .into_iter()
            .enumerate()
        {
            actions::rate(tx, id(&n.to_string()), &stars(page, rate), NOW)?;
        }
        actions::rate(tx, id("old"), &stars("/", 1), NOW.plus_seconds(-9000))
    })
    .await?;
    let rates = db.read(|c| actions::by_page(c, NOW)).await?;
    let told: Vec<_> = rates
        .iter()
        .map(|r| (r.page.as_str(), r.count, r.positive, r.mean))
        .collect();
    assert_eq!(told, [("/search", 3, 2, 10.0 / 3.0), ("/", 1, 0, 3.0)]);
    assert_eq!(db.read(|c| actions::ratings(c, NOW)).await?.len(), 4);
    Ok(())
});

testing::on_both!(what_was_kept_long_enough_is_forgotten, |db| async move {
    let day = 24 * 3600;
    db.write(move |tx| {
        let report = |mail| wrong(Subject::Site, mail);
        let new = |name: &str, keep_days| New {
            id: id(name),
            receipt: format!("{name:0>12}"),
            organization: None,
            keep_days,
        };
        actions::report(tx, &new("1", 10), &report(Some("a@example.org")), NOW)?;
        actions::report(tx, &new("2", 11), &report(Some("b@example.org")), NOW)?;
        let mut said = stars("/", 1);
        said.text = Some("Parole".into());
        actions::rate(tx, id("r"), &said, NOW)?;
        let by = Side::Operator("ufficio".into());
        let close = Act::Close {
            reason: Reason::Right,
            words: "Grazie, è giusto così".into(),
            note: "telefonato".into(),
        };
        actions::act(tx, (2, None), &by, &close, None, NOW)
    })
    .await?;
    let forget = async |days: i64| {
        db.write(move |tx| actions::forget(tx, NOW.plus_seconds(days * day)))
            .await
    };
    assert_eq!(forget(9).await?, Forgotten::default());
    let gone = Forgotten {
        replies: 1,
        ..Forgotten::default()
    };
    assert_eq!(forget(10).await?, gone);
    let mails: Vec<_> = db
        .read(actions::reports)
        .await?
        .into_iter()
        .map(|f| f.report.mail)
        .collect();
    assert_eq!(mails, [None, Some("b@example.org".to_string())]);
    let all = Forgotten {
        replies: 1,
        reports: 1,
        words: 1,
    };
    assert_eq!(forget(rules::KEEP_TEXTS + 1).await?, all);
    let texts: Vec<_> = db
        .read(actions::reports)
        .await?
        .into_iter()
        .map(|f| f.report.text)
        .collect();
    // Nobody has dealt with the first: its text is still needed.
    assert_eq!(texts, ["Non è così", ""]);
    let second = db.read(|c| actions::numbered(c, 2)).await?.expect("kept");
    assert_eq!((second.note, second.answer), (None, None));
    let told = db.read(move |c| actions::history(c, id("2"))).await?;
    assert!(told.iter().all(|t| t.words.is_none()), "{told:?}");
    let kept = db
        .read(|c| actions::rating(c, id("r")))
        .await?
        .expect("kept");
    assert_eq!((kept.said.rate.stars(), kept.said.text), (1, None));
    assert_eq!(forget(rules::KEEP_TEXTS + 1).await?, Forgotten::default());
    Ok(())
});
