//! Bounces as servers write them: read, matched, borne.

use mail::later::{bounce_id, handlers};
use mail::{Bounce, BounceError, Bounced, State, Verdict, bounce};
use proptest::prelude::*;
use testing::on_both;
use values::Clock;

use crate::{House, id, letter, seed};

/// A delivery status notification in the form of RFC 3464.
fn notification(to: &str, action: &str, status: &str, diagnostic: &str, original: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n\r\n\
         --b1\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n\
         --b1\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; anna@example.org\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; {diagnostic}\r\n\
         --b1\r\nContent-Type: {original}\r\n\r\n\
         From: noreply@city.example\r\nMessage-ID: <{}@city.example>\r\nSubject: x\r\n\r\n\
         --b1--\r\n",
        id(1)
    )
}

fn verp() -> String {
    format!("bounces+{}@city.example", id(1).0.simple())
}

fn read(message: &str) -> Result<(Verdict, String), BounceError> {
    bounce(message.as_bytes()).map(|b: Bounce| {
        assert_eq!(b.letter, id(1));
        (b.verdict, b.status)
    })
}

#[test]
fn notifications_are_read() {
    let rfc822 = "message/rfc822";
    let gone = (Verdict::Gone, "5.1.1".to_string());
    // By the recipient, by the copy of the letter, by the copy of its headers.
    assert_eq!(
        read(&notification(
            &verp(),
            "failed",
            "5.1.1",
            "550 5.1.1 no",
            "text/plain"
        )),
        Ok(gone.clone())
    );
    assert_eq!(
        read(&notification(
            "bounces@city.example",
            "Failed",
            "5.1.1",
            "x",
            rfc822
        )),
        Ok(gone.clone())
    );
    let headers = "text/rfc822-headers; charset=us-ascii";
    assert_eq!(
        read(&notification(
            "x@city.example",
            "failed",
            "5.1.1",
            "x",
            headers
        )),
        Ok(gone)
    );
    for (action, status, diagnostic, verdict, kept) in [
        (
            "failed",
            "5.0.0",
            "550 5.1.1 unknown",
            Verdict::Gone,
            "5.1.1",
        ),
        ("failed", "5.2.1", "x", Verdict::Gone, "5.2.1"),
        ("failed", "5.4.4", "x", Verdict::Gone, "5.4.4"),
        ("failed", "5.2.2", "mailbox full", Verdict::Failed, "5.2.2"),
        ("failed", "5.7.1", "x", Verdict::Failed, "5.7.1"),
        ("failed", "4.4.7", "too old", Verdict::Failed, "4.4.7"),
        ("failed", "", "x", Verdict::Failed, "failed"),
        ("delayed", "4.4.1", "x", Verdict::Delayed, "4.4.1"),
    ] {
        let message = notification(&verp(), action, status, diagnostic, rfc822);
        assert_eq!(
            read(&message),
            Ok((verdict, kept.to_string())),
            "{action} {status}"
        );
    }
}

#[test]
fn what_is_no_bounce_says_so() {
    let answer =
        "From: anna@example.org\r\nTo: bounces@city.example\r\nSubject: Re: x\r\n\r\nGrazie!\r\n";
    assert_eq!(read(answer), Err(BounceError::NoStatus));
    assert_eq!(read(""), Err(BounceError::Message));
    let delivered = notification(&verp(), "delivered", "2.0.0", "x", "message/rfc822");
    assert_eq!(read(&delivered), Err(BounceError::NoStatus));
    let unknown = notification("bounces@city.example", "failed", "5.1.1", "x", "text/plain");
    assert_eq!(read(&unknown), Err(BounceError::NoLetter));
    // Parts inside parts without end.
    let mut deep = String::new();
    for n in 0..2000 {
        deep += &format!("Content-Type: multipart/mixed; boundary=\"{n}\"\r\n\r\n--{n}\r\n");
    }
    let _ = read(&deep);
}

on_both!(a_bounce_marks_letter_and_address, |db| async move {
    let (house, _) = House::in_memory(&db);
    for n in [1, 2] {
        house.post(n, letter("anna@example.org")).await?;
    }
    let gone = bounce(notification(&verp(), "failed", "5.1.1", "x", "message/rfc822").as_bytes())?;
    let deal = async |read: Bounce| {
        let (outbox, now) = (house.outbox.clone(), house.clock.now());
        db.write(move |tx| outbox.bounced(tx, &read, bounce_id(read.letter, now), seed(7), now))
            .await
    };
    // It has not even been sent.
    assert_eq!(deal(gone.clone()).await?, Bounced::Nothing);
    house.work().await?;
    assert_eq!(
        deal(Bounce {
            verdict: Verdict::Delayed,
            ..gone.clone()
        })
        .await?,
        Bounced::Nothing
    );
    assert!(!house.is_unreachable("anna@example.org").await?);
    assert_eq!(deal(gone.clone()).await?, Bounced::Unreachable);
    assert!(house.is_unreachable("anna@example.org").await?);
    assert_eq!(deal(gone.clone()).await?, Bounced::Nothing, "read twice");
    assert_eq!(
        deal(Bounce {
            letter: id(2),
            ..gone.clone()
        })
        .await?,
        Bounced::Unreachable
    );
    assert_eq!(
        deal(Bounce {
            letter: id(77),
            ..gone
        })
        .await?,
        Bounced::Unknown
    );
    let (tally, unreachable) = db.read(mail::tally).await?;
    assert_eq!(
        (tally[0].state, tally[0].letters, tally[0].bounced),
        (State::Sent, 2, 2)
    );
    assert_eq!(unreachable, 1);
    Ok(())
});

on_both!(bounces_laid_down_are_read_by_the_server, |db| async move {
    let (house, _) = House::in_memory(&db);
    house.post(1, letter("anna@example.org")).await?;
    house.work().await?;
    let folder = tempfile::tempdir()?;
    let message = notification(&verp(), "failed", "5.1.1", "x", "message/rfc822");
    std::fs::write(folder.path().join("a.eml"), message)?;
    std::fs::write(folder.path().join("b.eml"), "no bounce")?;
    std::fs::write(folder.path().join("c.part"), "not finished")?;
    let handlers = handlers(
        Default::default(),
        house.post.clone(),
        30,
        folder.path().into(),
    );
    let clock = std::sync::Arc::new(house.clock.clone());
    let worker = jobs::Worker::new(db.db(), clock, "bounces", handlers, jobs::Pace::default())?;
    let schedules = mail::later::schedules(&jiff::tz::TimeZone::get("Europe/Rome")?);
    // Seen for the first time a schedule waits for its next slot.
    for _ in 0..2 {
        let (now, schedules) = (house.clock.now(), schedules.clone());
        db.write(move |tx| jobs::tick(tx, now, &schedules)).await?;
        house.clock.advance_seconds(60);
    }
    while worker.step().await?.is_some() {}
    assert!(house.is_unreachable("anna@example.org").await?);
    let left: Vec<_> = std::fs::read_dir(folder.path())?
        .flatten()
        .map(|f| f.file_name())
        .collect();
    assert_eq!(left, ["c.part"]);
    Ok(())
});

proptest! {
    #[test]
    fn any_message_is_borne(bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0..900_usize, junk in "[ -~\\r\\n]{0,40}") {
        let _ = bounce(&bytes);
        // A real one with a piece torn out or put in.
        let message = notification(&verp(), "failed", "5.1.1", "x", "message/rfc822");
        let at = at.min(message.len());
        let _ = bounce(&message.as_bytes()[..at]);
        let _ = bounce(format!("{}{junk}{}", &message[..at], &message[at..]).as_bytes());
    }
}
