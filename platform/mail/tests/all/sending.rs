//! From the transaction to the server, with servers of every mood.

use std::time::Duration;

use db::{Fault, params};
use jobs::Outcome;
use mail::{Letter, Outbox, Posted, Smtp, State, Way};
use mailparse::MailHeaderMap;
use testing::on_both;
use values::Clock;

use crate::sink::{Sink, Turn};
use crate::{House, address, id, letter, seed};

fn plain(sink: &Sink) -> Way {
    let url = format!("smtp://127.0.0.1:{}?tls=off", sink.port);
    Way::Smtp(
        Smtp::read(&url)
            .unwrap()
            .patience(Duration::from_millis(1500)),
    )
}

on_both!(every_statement_fits, |db| async move {
    db.check(mail::store::STATEMENTS).await?;
    db.check(mail::store::COLUMN_STATEMENTS).await?;
    Ok(())
});

on_both!(
    a_letter_reaches_the_server_as_it_was_meant,
    |db| async move {
        let sink = Sink::open(vec![], false).await;
        let house = House::new(&db, plain(&sink));
        assert_eq!(
            house.post(1, letter("Anna@Example.org")).await?,
            Posted::Yes
        );
        assert_eq!(house.states().await?, (vec![(State::Waiting, 1)], 0));
        house.work().await?;
        assert_eq!(house.states().await?, (vec![(State::Sent, 1)], 0));
        let heard = sink.heard();
        let [one] = heard.as_slice() else {
            panic!("{heard:?}")
        };
        assert_eq!(one.to, "Anna@example.org");
        assert_eq!(
            one.from,
            format!("bounces+{}@city.example", id(1).0.simple())
        );
        assert!(!one.encrypted && !one.known);
        let mail = mailparse::parse_mail(one.content.as_bytes())?;
        let header = |name: &str| mail.headers.get_first_value(name);
        assert_eq!(
            header("Subject").as_deref(),
            Some("Il tuo collegamento è pronto")
        );
        assert_eq!(
            header("Message-ID"),
            Some(format!("<{}@city.example>", id(1)))
        );
        assert_eq!(header("Auto-Submitted").as_deref(), Some("auto-generated"));
        assert_eq!(header("Content-Language").as_deref(), Some("it"));
        assert_eq!(
            header("Date").as_deref(),
            Some("Wed, 18 Nov 2026 11:06:40 +0000")
        );
        let kinds: Vec<&str> = mail
            .subparts
            .iter()
            .map(|p| p.ctype.mimetype.as_str())
            .collect();
        assert_eq!(kinds, ["text/plain", "text/html"]);
        assert!(mail.subparts[0].get_body()?.contains("Ciao Amal,"));
        assert!(mail.subparts[1].get_body()?.contains("in?t=SECRET&amp;x=1"));
        // Nothing of it is left in the database.
        assert!(house.work().await?.is_empty());
        Ok(())
    }
);

on_both!(nothing_readable_is_kept, |db| async move {
    let (house, sent) = House::in_memory(&db);
    house.post(1, letter("anna@example.org")).await?;
    db::statements! {
        KEPT = "select recipient, content from mail_letters where content is not null";
        LEFT = "select count(*) as n from mail_letters where content is not null";
    }
    let (recipient, content) = db
        .read(|c| {
            c.one(KEPT, &[], |r| {
                Ok((r.get::<Vec<u8>>(0)?, r.get::<Vec<u8>>(1)?))
            })
        })
        .await?;
    let holds = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|w| w == word.as_bytes());
    assert!(!holds(&recipient, "anna") && !holds(&content, "SECRET") && !holds(&content, "Amal"));
    house.work().await?;
    assert_eq!(sent.lock().unwrap().len(), 1);
    assert_eq!(
        db.read(|c| c.one(LEFT, &[], |r| r.get::<i64>("n"))).await?,
        0
    );
    Ok(())
});

on_both!(a_letter_is_undone_with_its_transaction, |db| async move {
    let (house, sent) = House::in_memory(&db);
    let (outbox, now) = (house.outbox.clone(), house.clock.now());
    let undone: Result<(), Fault> = db
        .write(move |tx| {
            outbox.post(tx, id(1), &letter("anna@example.org"), seed(1), now)?;
            Err(Fault::Closed)
        })
        .await;
    assert!(undone.is_err());
    house.work().await?;
    assert!(sent.lock().unwrap().is_empty());
    assert_eq!(house.states().await?, (vec![], 0));
    Ok(())
});

on_both!(temporary_refusals_are_tried_again, |db| async move {
    let turns = vec![
        Turn::Answer("RCPT", "450 4.2.0 anna@example.org greylisted, come back"),
        Turn::Answer("MAIL", "451 4.3.0 busy"),
        Turn::Answer(".", "452 4.3.1 disk full"),
        Turn::Close("DATA"),
        Turn::Answer("EHLO", "554 5.3.2 not today"),
        Turn::Answer("MAIL", "550 5.7.1 sender not allowed yet"),
    ];
    let tries = turns.len();
    let sink = Sink::open(turns, false).await;
    let house = House::new(&db, plain(&sink));
    house.post(1, letter("anna@example.org")).await?;
    db::statements! { WHY = "select reason from mail_letters"; }
    let mut reasons = Vec::new();
    for _ in 0..tries {
        let outcomes = house.work().await?;
        assert!(
            matches!(outcomes.as_slice(), [Outcome::Again(..)]),
            "{outcomes:?}"
        );
        reasons.push(db.read(|c| c.one(WHY, &[], |r| r.get::<String>(0))).await?);
        house.clock.advance_seconds(2 * 3600);
    }
    // Step and codes, and never the server's words, which hold the address.
    assert_eq!(
        reasons,
        [
            "RCPT TO: 450 4.2.0",
            "MAIL FROM: 451 4.3.0",
            "the content: 452 4.3.1",
            "DATA: the connection failed or was lost",
            "the greeting: 554 5.3.2",
            "MAIL FROM: 550 5.7.1",
        ]
    );
    house.work().await?;
    assert_eq!(house.states().await?, (vec![(State::Sent, 1)], 0));
    assert_eq!(sink.heard().len(), 1);
    Ok(())
});

on_both!(permanent_refusals_end_the_letter, |db| async move {
    let sink = Sink::open(
        vec![
            Turn::Answer("RCPT", "550 5.1.1 no such user here"),
            Turn::Answer("RCPT", "552 5.2.2 mailbox full"),
            Turn::Answer("RCPT", "550 5.7.1 we do not like you"),
            Turn::Answer(".", "554 5.6.0 not this content"),
            Turn::Answer("RCPT", "550 who is that"),
        ],
        false,
    )
    .await;
    let house = House::new(&db, plain(&sink));
    for (n, gone) in [(1, true), (2, false), (3, false), (4, false), (5, true)] {
        let to = format!("a{n}@example.org");
        house.post(n, letter(&to)).await?;
        let outcomes = house.work().await?;
        assert!(
            matches!(outcomes.as_slice(), [Outcome::Done(_)]),
            "{outcomes:?}"
        );
        assert_eq!(house.is_unreachable(&to).await?, gone, "{to}");
    }
    assert_eq!(house.states().await?, (vec![(State::Refused, 5)], 2));
    assert!(sink.heard().is_empty());
    // Nothing more is posted there, however it is written, until it is proved again.
    assert_eq!(
        house.post(6, letter("A1@Example.org")).await?,
        Posted::Unreachable
    );
    let outbox = house.outbox.clone();
    let again = db
        .write(move |tx| outbox.reachable_again(tx, &address("a1@example.org")))
        .await?;
    assert!(again);
    assert_eq!(house.post(6, letter("A1@Example.org")).await?, Posted::Yes);
    house.work().await?;
    assert_eq!(sink.heard().len(), 1);
    Ok(())
});

on_both!(
    a_lost_connection_after_the_content_sends_the_same_letter_again,
    |db| async move {
        let sink = Sink::open(vec![Turn::TakeAndClose], false).await;
        let house = House::new(&db, plain(&sink));
        house.post(1, letter("anna@example.org")).await?;
        assert!(matches!(
            house.work().await?.as_slice(),
            [Outcome::Again(..)]
        ));
        house.clock.advance_seconds(60);
        house.work().await?;
        let heard = sink.heard();
        assert_eq!(heard.len(), 2);
        // To the last byte, Message-ID and date included.
        assert_eq!(heard[0].content, heard[1].content);
        assert!(
            heard[0]
                .content
                .contains(&format!("Message-ID: <{}@", id(1)))
        );
        assert_eq!(heard[0].from, heard[1].from);
        assert_eq!(house.states().await?, (vec![(State::Sent, 1)], 0));
        Ok(())
    }
);

on_both!(a_rude_good_bye_does_not_send_twice, |db| async move {
    let sink = Sink::open(vec![Turn::Rude], false).await;
    let house = House::new(&db, plain(&sink));
    house.post(1, letter("anna@example.org")).await?;
    house.work().await?;
    house.clock.advance_seconds(7200);
    house.work().await?;
    assert_eq!(sink.heard().len(), 1);
    assert_eq!(house.states().await?, (vec![(State::Sent, 1)], 0));
    Ok(())
});

on_both!(a_silent_server_is_left_in_time, |db| async move {
    let sink = Sink::open(vec![Turn::Silent("RCPT"), Turn::Silent("EHLO")], false).await;
    let house = House::new(&db, plain(&sink));
    house.post(1, letter("anna@example.org")).await?;
    let begun = tokio::time::Instant::now();
    for _ in 0..2 {
        assert!(matches!(
            house.work().await?.as_slice(),
            [Outcome::Again(..)]
        ));
        house.clock.advance_seconds(7200);
    }
    assert!(begun.elapsed() < Duration::from_secs(15));
    house.work().await?;
    assert_eq!(sink.heard().len(), 1);
    Ok(())
});

on_both!(encryption_is_insisted_on, |db| async move {
    let with = Sink::open(vec![], true).await;
    let url = format!("smtp://anna:secret@localhost:{}", with.port);
    let smtp = Smtp::read(&url)?.patience(Duration::from_secs(5));
    // An authority nobody trusts.
    let house = House::new(&db, Way::Smtp(smtp.clone()));
    house.post(1, letter("anna@example.org")).await?;
    assert!(matches!(
        house.work().await?.as_slice(),
        [Outcome::Again(..)]
    ));
    assert!(with.heard().is_empty());
    // A server that offers none.
    let without = Sink::open(vec![], false).await;
    let bare = Smtp::read(&format!("smtp://anna:secret@localhost:{}", without.port))?;
    let other = House::new(&db, Way::Smtp(bare));
    other.clock.advance_seconds(7200);
    assert!(matches!(
        other.work().await?.as_slice(),
        [Outcome::Again(..)]
    ));
    assert!(without.heard().is_empty());
    // The right one.
    let trusted = House::new(&db, Way::Smtp(smtp.trusting(with.certificate.clone())?));
    trusted.clock.advance_seconds(24 * 3600);
    trusted.work().await?;
    let heard = with.heard();
    assert_eq!(heard.len(), 1);
    assert!(heard[0].encrypted && heard[0].known, "{heard:?}");
    Ok(())
});

on_both!(letters_expire_and_are_given_up, |db| async move {
    let (house, sent) = House::in_memory(&db);
    let until = Some(house.clock.now().plus_seconds(900));
    house
        .post(
            1,
            Letter {
                send_before: until,
                ..letter("anna@example.org")
            },
        )
        .await?;
    house.clock.advance_seconds(901);
    house.work().await?;
    assert_eq!(house.states().await?, (vec![(State::Expired, 1)], 0));
    assert!(sent.lock().unwrap().is_empty());
    // A server that never answers: nobody listens on this port.
    let port = std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port();
    let smtp = Smtp::read(&format!("smtp://127.0.0.1:{port}?tls=off"))?;
    let house = House::new(&db, Way::Smtp(smtp.patience(Duration::from_secs(2))));
    house.clock.advance_seconds(2000);
    house.post(2, letter("anna@example.org")).await?;
    let mut tries = 0;
    let last = loop {
        let outcomes = house.work().await?;
        tries += outcomes.len();
        house.clock.advance_seconds(7200);
        if let Some(Outcome::Dead(id)) = outcomes.last() {
            break *id;
        }
        assert!(tries < 100);
    };
    assert_eq!(tries, 30);
    let dead = db.read(|c| jobs::dead(c, 10)).await?;
    assert_eq!(dead[0].id, last);
    assert!(!dead[0].payload.to_string().contains("anna"));
    let (states, _) = house.states().await?;
    assert_eq!(states, [(State::Expired, 1), (State::GivenUp, 1)]);
    Ok(())
});

on_both!(what_is_over_is_forgotten, |db| async move {
    let (house, _) = House::in_memory(&db);
    let off = Outbox::new(seal::Keys::demo(), false);
    assert!(!off.is_on());
    let now = house.clock.now();
    let posted = db
        .write(move |tx| off.post(tx, id(9), &letter("anna@example.org"), seed(9), now))
        .await?;
    assert_eq!(posted, Posted::Off);
    house.post(1, letter("anna@example.org")).await?;
    house.work().await?;
    house.clock.advance_seconds(29 * 24 * 3600);
    house.post(2, letter("bo@example.org")).await?;
    let forget = async |days: i64| {
        house.clock.advance_seconds(days * 24 * 3600);
        let now = house.clock.now();
        db.write(move |tx| Outbox::forget(tx, 30, now)).await
    };
    let gone = forget(0).await?;
    assert_eq!((gone.letters, gone.expired, gone.addresses), (0, 0, 0));
    let gone = forget(2).await?;
    assert_eq!((gone.letters, gone.expired), (1, 0));
    // Nobody sent the second one: its content is forgotten, then the rest.
    let gone = forget(6).await?;
    assert_eq!((gone.letters, gone.expired), (0, 1));
    let gone = forget(31).await?;
    assert_eq!((gone.letters, gone.expired), (1, 0));
    Ok(())
});

on_both!(letters_can_go_into_a_folder, |db| async move {
    let folder = tempfile::tempdir()?;
    let house = House::new(&db, Way::File(folder.path().join("mail")));
    house.post(1, letter("anna@example.org")).await?;
    house.work().await?;
    let file = folder.path().join("mail").join(format!("{}.eml", id(1)));
    let text = std::fs::read_to_string(file)?;
    assert!(text.contains("To: anna@example.org"), "{text}");
    assert_eq!(std::fs::read_dir(folder.path().join("mail"))?.count(), 1);
    Ok(())
});

on_both!(letters_keep_a_pace, |db| async move {
    let (house, _) = House::in_memory(&db);
    let kept = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let sending = mail::Sending::new(Way::Memory(kept.clone()), crate::sender(), 600);
    assert_eq!(sending.per_minute(), 600);
    let handlers = mail::later::sending(jobs::Handlers::default(), house.post.clone(), sending);
    let clock = std::sync::Arc::new(house.clock.clone());
    let worker = jobs::Worker::new(db.db(), clock, "slow", handlers, jobs::Pace::default())?;
    for n in 0..5 {
        house.post(n, letter("anna@example.org")).await?;
    }
    let begun = tokio::time::Instant::now();
    while worker.step().await?.is_some() {}
    // Four pauses of a tenth of a second, at least.
    assert!(
        begun.elapsed() >= Duration::from_millis(400),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(kept.lock().unwrap().len(), 5);
    Ok(())
});

on_both!(addresses_are_found_after_a_rotation, |db| async move {
    let old = "old:1f2e3d4c5b6a79880716253443526170f0e1d2c3b4a5968778695a4b3c2d1e0f";
    let new = "new:00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210";
    let ring = |text: &str| seal::Keys::read(text).unwrap();
    let before = Outbox::new(ring(old), true);
    let now = crate::START;
    db.write(move |tx| {
        before.post(tx, id(1), &letter("anna@example.org"), seed(1), now)?;
        // As a bounce would mark it.
        let bounce = mail::Bounce {
            letter: id(1),
            verdict: mail::Verdict::Gone,
            status: "5.1.1".to_string(),
        };
        db::statements! {
            SENT = "update mail_letters set state = 'sent', content = null, ended_at = 1 where id = $1";
        }
        tx.exec(SENT, &params![id(1)])?;
        before.bounced(tx, &bounce, id(2), seed(2), now)
    })
    .await?;
    let both = ring(&format!("{new} {old}"));
    let report = seal::rotate(&db, &both, mail::COLUMNS, 10, seed(3), &|_, _| {}).await?;
    assert!(report.is_whole(mail::COLUMNS), "{report:?}");
    let after = Outbox::new(ring(new), true);
    let since = db
        .read(move |c| after.unreachable_since(c, &address("ANNA@example.org")))
        .await?;
    assert_eq!(since, Some(now));
    Ok(())
});
