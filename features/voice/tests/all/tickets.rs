//! Reports as tickets, on both engines: states, two officers at once, letters, the trail.

use i18n::Catalog;
use mail::Outbox;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use values::{Id, Lang, Moment};
use voice::actions::{self, New, No, Post, Wanted};
use voice::model::{Asked, Filed, Reason, Report, Side, State, Step, Subject};
use voice::rules::ticket::{Act, receipt};

const NOW: Moment = Moment(1_795_341_600_000_000);

fn id(name: &str) -> Id {
    Id::named("voice tickets", name)
}

fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

fn wrong(subject: Subject, tag: &str, mail: Option<&str>) -> Report {
    Report {
        subject,
        what: "contacts".into(),
        text: "Non è così".into(),
        lang: lang(tag),
        mail: mail.map(str::to_string),
    }
}

fn new(n: u64) -> New {
    New {
        id: id(&n.to_string()),
        receipt: receipt(n),
        organization: Some(id("club")),
        keep_days: 30,
    }
}

fn answer(words: &str) -> Act {
    Act::Answer {
        words: words.into(),
        note: "telefonato".into(),
    }
}

fn key(no: &No) -> &str {
    match no {
        No::Refused(refusal) => &refusal.key,
        No::Db(_) => "database",
    }
}

testing::on_both!(reports_have_numbers_and_an_end, |db| async move {
    let record = id("a service");
    let (first, second) = (
        db.write(move |tx| {
            let report = wrong(Subject::Service(record), "it", Some("anna@example.org"));
            actions::report(tx, &new(1), &report, NOW)
        })
        .await?,
        db.write(move |tx| {
            let report = wrong(Subject::Site, "it", None);
            actions::report(tx, &new(2), &report, NOW)
        })
        .await?,
    );
    assert_eq!((first, second), (1, 2));
    let filed = db
        .read(|c| actions::receipt(c, &receipt(1)))
        .await?
        .expect("kept");
    assert_eq!((filed.number, filed.state), (1, State::Open));
    assert_eq!(
        filed.report,
        wrong(Subject::Service(record), "it", Some("anna@example.org"))
    );
    // Its identifier leads to it, too; what is nearly the receipt does not.
    let key = id("1").to_string();
    assert!(db.read(move |c| actions::receipt(c, &key)).await?.is_some());
    for none in [receipt(3), "000000000000".into(), "x".into(), String::new()] {
        assert!(
            db.read(move |c| actions::receipt(c, &none))
                .await?
                .is_none()
        );
    }
    let by = || Side::Operator("ufficio".into());
    let done = db
        .write(move |tx| actions::act(tx, (1, None), &by(), &answer("Corretto"), None, NOW))
        .await?;
    assert_eq!(done.state, State::Answered);
    assert_eq!(done.answer.as_deref(), Some("Corretto"));
    let none = db
        .write(move |tx| actions::act(tx, (9, None), &by(), &answer(""), None, NOW))
        .await
        .unwrap_err();
    assert_eq!(self::key(&none), "voice-refused-unknown");
    let states: Vec<_> = db
        .read(actions::reports)
        .await?
        .iter()
        .map(|f| (f.number, f.state))
        .collect();
    assert_eq!(states, [(1, State::Answered), (2, State::Open)]);
    // The trail knows what was done, and nothing of the person, their words or the receipt.
    let trail = db
        .read(|c| audit::about(c, &audit::Subject::new("report", 1), None, 10))
        .await?;
    let told = format!("{trail:?}");
    assert!(
        told.contains("voice.report") && told.contains("voice.step"),
        "{told}"
    );
    for kept in [
        "anna",
        "Non è così",
        "Corretto",
        &receipt(1),
        &id("1").to_string(),
    ] {
        assert!(!told.contains(kept), "{kept} in {told}");
    }
    Ok(())
});

testing::on_both!(two_officers_at_the_same_report, |db| async move {
    db.write(move |tx| {
        let report = wrong(Subject::Service(id("s")), "it", None);
        actions::report(tx, &new(1), &report, NOW)
    })
    .await?;
    let step = async |who: &'static str, seen: i64, act: Act| {
        db.write(move |tx| {
            let side = Side::Officer(id(who));
            actions::act(tx, (1, Some(seen)), &side, &act, None, NOW)
        })
        .await
    };
    let taken = step("first", 1, Act::Take).await?;
    assert_eq!(
        (taken.state, taken.assigned_to),
        (State::Assigned, Some(id("first")))
    );
    // The second has looked at it before: nothing of theirs is done.
    let close = Act::Close {
        reason: Reason::Double,
        words: String::new(),
        note: String::new(),
    };
    let late = step("second", 1, close.clone()).await.unwrap_err();
    assert_eq!(key(&late), "voice-refused-changed");
    // Having looked again they may.
    let closed = step("second", 2, close).await?;
    assert_eq!(
        (closed.state, closed.reason),
        (State::Closed, Some(Reason::Double))
    );
    let over = step("first", 3, answer("x")).await.unwrap_err();
    assert_eq!(key(&over), "voice-refused-step");
    let again = step("first", 3, Act::Reopen("C’è ancora".into())).await?;
    assert_eq!(
        (again.state, again.assigned_to, again.reason),
        (State::Open, None, None)
    );
    let steps: Vec<Step> = db
        .read(move |c| actions::history(c, id("1")))
        .await?
        .iter()
        .map(|t| t.step)
        .collect();
    assert_eq!(
        steps,
        [Step::Received, Step::Taken, Step::Closed, Step::Reopened]
    );
    Ok(())
});

testing::on_both!(
    its_writer_is_written_to_in_their_language,
    |db| async move {
        db.write(move |tx| {
            let report = wrong(Subject::Service(id("s")), "ar", Some("anna@example.org"));
            actions::report(tx, &new(1), &report, NOW)?;
            actions::report(tx, &new(2), &wrong(Subject::Site, "ar", None), NOW)
        })
        .await?;
        let catalog = Catalog::new(&lang("it"), voice::pages::LOCALES)?;
        let step = async |number: i64, n: u64, act: Act| {
            let catalog = catalog.clone();
            db.write(move |tx| {
                let outbox = Outbox::new(Keys::demo(), true);
                let letter = |filed: &Filed, act: &Act| {
                    let tr = catalog.tr(&filed.report.lang);
                    voice::letters::letter(&tr, filed, act, "Vela", Some("https://town.example"))
                };
                let post = Post {
                    outbox: &outbox,
                    id: id(&format!("letter {n}")),
                    seed: Seed::new(&mut StdRng::seed_from_u64(n)),
                    letter: &letter,
                };
                let side = Side::Officer(id("officer"));
                actions::act(tx, (number, None), &side, &act, Some(&post), NOW)
            })
            .await
        };
        let sent = async || -> Result<u64, db::Fault> {
            let (all, _) = db.read(mail::tally).await?;
            Ok(all
                .iter()
                .filter(|t| t.kind == "voice.ticket")
                .map(|t| t.letters)
                .sum())
        };
        step(1, 1, Act::Take).await?;
        assert_eq!(sent().await?, 0, "nothing is to be told");
        let asked = step(1, 2, Act::Ask(Asked::Visitor, "Quale numero?".into())).await?;
        assert_eq!(
            (asked.state, asked.asked),
            (State::Asked, Some(Asked::Visitor))
        );
        assert_eq!(sent().await?, 1);
        let answered = step(1, 3, answer("تم")).await?;
        step(2, 4, answer("Sì")).await?;
        assert_eq!(sent().await?, 2, "who left no address is not written to");
        let tr = catalog.tr(&lang("ar"));
        let letter = voice::letters::letter(
            &tr,
            &answered,
            &answer("تم"),
            "Vela",
            Some("https://t.example"),
        )
        .expect("a letter");
        let text = mail::text(&letter.parts);
        assert!(
            letter.subject.contains("الرد على بلاغكم"),
            "{}",
            letter.subject
        );
        assert!(text.contains("https://t.example/ar/report/"), "{text}");
        assert!(
            !text.contains("telefonato"),
            "a note is for colleagues: {text}"
        );
        Ok(())
    }
);

testing::on_both!(the_queue_is_read_part_by_part, |db| async move {
    db.write(move |tx| {
        for n in 1..=7 {
            let report = wrong(Subject::Service(id("s")), "it", None);
            let later = NOW.plus_seconds(i64::try_from(n / 2).unwrap_or(0));
            actions::report(tx, &new(n), &report, later)?;
        }
        let side = Side::Officer(id("officer"));
        actions::act(tx, (2, None), &side, &Act::Take, None, NOW)?;
        actions::act(tx, (3, None), &side, &answer(""), None, NOW)
    })
    .await?;
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let shown = db
            .read(move |c| actions::queue(c, Wanted::Waiting, after, 2))
            .await?;
        seen.extend(shown.reports.iter().map(|f| f.number));
        after = shown.reports.last().map(|f| (f.since, f.number));
        if !shown.more {
            break;
        }
    }
    assert_eq!(seen, [1, 2, 4, 5, 6, 7]);
    let over = db
        .read(|c| actions::queue(c, Wanted::In(State::Answered), None, 10))
        .await?;
    assert_eq!(over.reports.len(), 1);
    Ok(())
});

testing::on_both!(what_an_organisation_mends_is_told, |db| async move {
    db.write(move |tx| {
        let about = |name| wrong(Subject::Service(id(name)), "it", None);
        actions::report(tx, &new(1), &about("s"), NOW)?;
        actions::report(tx, &new(2), &about("other"), NOW)
    })
    .await?;
    let fields = vec!["phones".to_string()];
    let told = db
        .write(move |tx| {
            let what = (fields.as_slice(), "/staff/changes/1");
            actions::mended(tx, id("s"), id("manager"), what, NOW)
        })
        .await?;
    assert_eq!(told, 1);
    let last = db
        .read(move |c| actions::history(c, id("1")))
        .await?
        .pop()
        .expect("a step");
    assert_eq!(
        (last.step, last.fields),
        (Step::Mended, vec!["phones".to_string()])
    );
    let club = id("club");
    assert_eq!(db.read(move |c| actions::untold(c, club)).await?, [1, 2]);
    db.write(move |tx| actions::told(tx, club, NOW)).await?;
    assert!(db.read(move |c| actions::untold(c, club)).await?.is_empty());
    let of = db
        .read(move |c| actions::of_organizations(c, &[club, id("nobody")], 10))
        .await?;
    assert_eq!(of.len(), 2);
    Ok(())
});

testing::on_both!(
    an_address_is_forgotten_when_its_owner_says_so,
    |db| async move {
        db.write(move |tx| {
            let report = wrong(Subject::Site, "it", Some("anna@example.org"));
            actions::report(tx, &new(1), &report, NOW)
        })
        .await?;
        let filed = db.read(|c| actions::numbered(c, 1)).await?.expect("kept");
        let again = filed.clone();
        assert!(
            db.write(move |tx| actions::forget_contact(tx, &filed, NOW))
                .await?
        );
        assert!(
            !db.write(move |tx| actions::forget_contact(tx, &again, NOW))
                .await?
        );
        let filed = db.read(|c| actions::numbered(c, 1)).await?.expect("kept");
        assert_eq!(filed.report.mail, None);
        Ok(())
    }
);
