//! The forms as browsers send them.

use axum::http::StatusCode;
use values::Moment;
use voice::actions;
use voice::model::{State, Subject};

use crate::town::{Got, Town, id};

const ELEMENTS: [&str; 13] = [
    "feedback",
    "feedback-rate-1",
    "feedback-rate-2",
    "feedback-rate-3",
    "feedback-rate-4",
    "feedback-rate-5",
    "feedback-rating-positive",
    "feedback-rating-negative",
    "feedback-rating-question",
    "feedback-rating-answer",
    "feedback-input-text",
    "breadcrumb",
    "main-navigation",
];

async fn ratings(town: &Town) -> Vec<voice::model::Kept> {
    town.db
        .read(|c| actions::ratings(c, Moment(0)))
        .await
        .expect("the database answers")
}

testing::on_both!(every_page_asks_how_clear_it_is, |db| async move {
    let town = Town::open(db).await?;
    for lang in ["it", "en", "ar"] {
        for path in [
            "search",
            "topics",
            "contacts",
            &format!("service/{}", id("sailing")),
        ] {
            let page = town.get(&format!("/{lang}/{path}")).await;
            for element in ELEMENTS {
                page.has(&format!("data-element=\"{element}\""));
            }
            page.has(&format!("name=\"page\" value=\"/{path}\""));
        }
    }
    // Where it would be in the way it is not asked.
    for path in ["/it/nowhere", "/it/report", "/it/feedback"] {
        town.get(path).await.lacks("data-element=\"feedback\"");
    }
    Ok(())
});

testing::on_both!(the_whole_form_is_one_step, |db| async move {
    let town = Town::open(db).await?;
    let fields = [
        ("page", "/topics"),
        ("rate", "2"),
        ("liked", "clear"),
        ("disliked", "unclear"),
        ("text", "Scrivimi: anna@example.org"),
        ("website", ""),
    ];
    let thanks = town.follow(&town.post("/it/feedback", &fields).await).await;
    thanks
        .has("Grazie")
        .has("href=\"/it/topics\"")
        .has("/it/report");
    let kept = ratings(&town).await;
    assert_eq!(kept.len(), 1);
    let said = &kept[0].said;
    assert_eq!((said.page.as_str(), said.rate.stars()), ("/topics", 2));
    assert_eq!(said.answer.as_deref(), Some("unclear"));
    assert_eq!(said.text.as_deref(), Some("Scrivimi: […]"));
    assert!(thanks.headers.get("set-cookie").is_none());
    Ok(())
});

testing::on_both!(stars_alone_lead_through_the_questions, |db| async move {
    let town = Town::open(db).await?;
    let sent = town
        .post("/ar/feedback", &[("page", "/search"), ("rate", "5")])
        .await;
    let at = sent.header("location").to_string();
    assert!(at.starts_with("/ar/feedback/"), "{at}");
    let question = town.get(&at).await;
    question
        .has("ما أكثر شيء أعجبكم؟")
        .has("value=\"complete\"")
        .lacks("value=\"broken\"");
    // No answer is no answer.
    let again = town.post(&at, &[("answer", "broken")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again
        .has("id=\"form-errors\"")
        .has("id=\"field-answer-error\"");
    let words = town
        .follow(&town.post(&at, &[("answer", "complete")]).await)
        .await;
    words.has("name=\"text\"");
    let long = "x".repeat(201);
    let again = town.post(&at, &[("text", &long)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let thanks = town.follow(&town.post(&at, &[("skip", "yes")]).await).await;
    thanks.has("شكرًا");
    // Going back and sending again changes nothing.
    town.follow(&town.post(&at, &[("text", "ancora")]).await)
        .await
        .has("شكرًا");
    let kept = ratings(&town).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].said.answer.as_deref(), Some("complete"));
    assert_eq!(kept[0].said.text, None);
    Ok(())
});

testing::on_both!(
    floods_traps_and_other_sites_leave_nothing,
    |db| async move {
        let town = Town::open(db).await?;
        let one = [("page", "/"), ("rate", "5"), ("liked", "clear")];
        let other = town.post_from("cross-site", "/it/feedback", &one).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
        let trap = [
            ("page", "/"),
            ("rate", "5"),
            ("website", "https://spam.example"),
        ];
        assert_eq!(
            town.post("/it/feedback", &trap).await.status,
            StatusCode::OK
        );
        assert!(ratings(&town).await.is_empty());
        let mut last = StatusCode::OK;
        for _ in 0..70 {
            let got = town.post("/it/feedback", &one).await;
            last = got.status;
            if last == StatusCode::TOO_MANY_REQUESTS {
                assert!(!got.header("retry-after").is_empty());
                got.has("Aspetta");
                break;
            }
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(ratings(&town).await.len(), 60);
        town.clock.advance_seconds(600);
        assert_eq!(
            town.post("/it/feedback", &one).await.status,
            StatusCode::SEE_OTHER
        );
        Ok(())
    }
);

testing::on_both!(what_cannot_be_read_is_said, |db| async move {
    let town = Town::open(db).await?;
    let none = town.post("/it/feedback", &[("page", "/topics")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    none.has("Scegli da una a cinque stelle.")
        .has("value=\"/topics\"");
    let big = "x".repeat(1_100_000);
    let too_big = town.post("/it/feedback", &[("text", &big)]).await;
    assert_eq!(too_big.status, StatusCode::PAYLOAD_TOO_LARGE);
    too_big.has("troppo grande");
    for path in [
        "/it/feedback/x",
        &format!("/it/feedback/{}", id("none")),
        "/it/report/x",
    ] {
        assert_eq!(town.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    Ok(())
});

testing::on_both!(a_mistake_is_reported_and_gets_a_number, |db| async move {
    let town = Town::open(db).await?;
    let service = format!("/it/service/{}", id("sailing"));
    let at = format!("{service}/report");
    town.get(&at)
        .await
        .has("Vela &#60;b&#62;per&#60;/b&#62; tutti")
        .has("value=\"times\"")
        .has("60 giorni");
    let wrong = town
        .post(&at, &[("what", "times"), ("mail", "anna"), ("text", "")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong
        .has("href=\"#field-text\"")
        .has("href=\"#field-mail\"")
        .has("value=\"anna\"");
    let fields = [
        ("what", "times"),
        ("text", "Il martedì è alle 17"),
        ("mail", "anna@example.org"),
        ("consent", "yes"),
    ];
    let receipt = town.follow(&town.post(&at, &fields).await).await;
    receipt
        .has("numero 1.")
        .has(&format!("href=\"{service}\""))
        .lacks("anna@");
    let all = town.db.read(actions::reports).await?;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].report.subject, Subject::Service(id("sailing")));
    assert_eq!(all[0].report.mail.as_deref(), Some("anna@example.org"));
    assert_eq!(all[0].state, State::Open);
    Ok(())
});

testing::on_both!(
    everything_can_be_reported_and_what_is_not_there_leads_on,
    |db| async move {
        let town = Town::open(db).await?;
        let sent = [("what", "closed")];
        for (path, subject) in [
            (
                format!("/it/organization/{}/report", id("club")),
                Subject::Organization(id("club")),
            ),
            (
                format!("/it/place/{}/report", id("pier")),
                Subject::Location(id("pier")),
            ),
        ] {
            assert_eq!(town.get(&path).await.status, StatusCode::OK, "{path}");
            town.follow(&town.post(&path, &sent).await).await;
            let all = town.db.read(actions::reports).await?;
            assert_eq!(all.last().map(|f| f.report.subject), Some(subject));
        }
        let site = [("what", "access"), ("text", "Non riesco a leggere")];
        let receipt: Got = town.follow(&town.post("/en/report", &site).await).await;
        receipt.has("number 3.");
        let nowhere = format!("/it/service/{}/report", id("nobody"));
        for got in [town.get(&nowhere).await, town.post(&nowhere, &sent).await] {
            let there = town.follow(&got).await;
            assert_eq!(there.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(town.db.read(actions::reports).await?.len(), 3);
        Ok(())
    }
);

testing::on_both!(
    a_receipt_is_looked_up_and_a_wrong_one_told,
    |db| async move {
        let town = Town::open(db).await?;
        let at = format!("/it/service/{}/report", id("sailing"));
        let fields = [
            ("what", "times"),
            ("text", "Il lunedì è chiuso"),
            ("mail", "anna@example.org"),
            ("consent", "yes"),
            ("website", ""),
        ];
        let sent = town.post(&at, &fields).await;
        let to = sent.header("location").to_string();
        let own = to.split('?').next().unwrap_or_default().to_string();
        let key = own.rsplit('/').next().unwrap_or_default().to_string();
        town.get(&to).await.has("Segnalazione ricevuta");
        town.get(&own)
            .await
            .has("In attesa")
            .lacks("anna@")
            .lacks("<script>");
        town.get("/it/receipt").await.has("Codice della ricevuta");
        let typed = key.to_lowercase();
        let there = town.post("/it/receipt", &[("receipt", &typed)]).await;
        assert_eq!(there.header("location"), own);
        for (wrong, words) in [
            ("", "Scrivi il codice"),
            ("abc", "dodici lettere e cifre"),
            ("U000 0000 0000", "dodici lettere e cifre"),
            ("0000 0000 0000", "Nessuna segnalazione ha questo codice"),
            ("'; drop table voice_ticket; --", "dodici lettere e cifre"),
        ] {
            let got = town.post("/it/receipt", &[("receipt", wrong)]).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            got.has("field-receipt-error").has(words);
        }
        for nowhere in ["000000000000", "x", "1", &id("nobody").to_string()] {
            let got = town.get(&format!("/it/report/{nowhere}")).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
        // Nothing is open again that is not over; what was typed stays.
        let early = [("do", "reopen"), ("words", "Ancora")];
        let got = town.post(&own, &early).await;
        assert_eq!(got.status, StatusCode::CONFLICT);
        got.has("Ancora");
        let empty = town.post(&own, &[("do", "say"), ("words", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.has("field-words-error");
        town.follow(
            &town
                .post(&own, &[("do", "say"), ("words", "Anche il martedì")])
                .await,
        )
        .await
        .has("Anche il martedì");
        // Its owner has the address deleted.
        town.follow(&town.post(&own, &[("do", "forget")]).await)
            .await;
        let all = town.db.read(actions::reports).await?;
        assert_eq!(all[0].report.mail, None);
        let odd = town.post(&own, &[("do", "answer"), ("words", "x")]).await;
        assert_eq!(odd.status, StatusCode::NOT_FOUND);
        Ok(())
    }
);
