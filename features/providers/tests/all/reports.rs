//! Visitors' reports as the organisation and the officers see them.

use axum::http::StatusCode;
use values::Id;
use voice::actions as ticket;
use voice::model::{State, Step};

use crate::square::{Got, Square, Trouble, demo, id};
use crate::town::NOW;

/// Somebody reports something; returns where their receipt is.
async fn report(town: &Square, about: &str, words: &str, mail: &str) -> String {
    let fields = [
        ("what", "contacts"),
        ("text", words),
        ("mail", mail),
        ("consent", "yes"),
        ("website", ""),
    ];
    let got = town.post("", &format!("/ar/{about}/report"), &fields).await;
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
    let to = got.header("location").to_string();
    to.split('?').next().unwrap_or_default().to_string()
}

async fn state(town: &Square, number: i64) -> Result<State, Trouble> {
    let filed = town.db.read(move |c| ticket::numbered(c, number)).await?;
    Ok(filed.ok_or("no report")?.state)
}

fn lacks(got: &Got, what: &[&str]) {
    for word in what {
        assert!(!got.body.contains(word), "«{word}» is in:\n{}", got.body);
    }
}

testing::on_both!(an_organisation_hears_without_knowing_who, |db| async move {
    let town = Square::open(db).await?;
    let words = "الرقم خطأ. Chiamatemi 333 1234567 o anna@example.org";
    let receipt = report(
        &town,
        &format!("service/{}", id("sailing")),
        words,
        "berta@example.org",
    )
    .await;
    let secret = receipt.rsplit('/').next().unwrap_or_default().to_string();
    let manager = town.enter("association").await?;
    let org = demo("admitted");
    let list = town
        .get(&manager, &format!("/it/provider/org/{org}/reports"))
        .await;
    list.has("Vela");
    let at = format!("/it/provider/org/{org}/reports/1");
    let one = town.get(&manager, &at).await;
    one.has("الرقم خطأ").has("[…]").has("Correggi la scheda");
    lacks(&one, &["anna@", "berta@", "1234567", &secret]);
    // What is missing is told at its field, and nothing is done.
    let empty = town
        .post(&manager, &at, &[("do", "right"), ("words", " ")])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.has("field-words-error");
    let said = [("do", "right"), ("words", "Il numero è giusto")];
    assert_eq!(
        town.post(&manager, &at, &said).await.status,
        StatusCode::SEE_OTHER
    );
    // The officer sees what the organisation said, and that it came from them.
    let officer = town.enter("moderator").await?;
    let desk = town.get(&officer, "/it/staff/reports/1").await;
    desk.has("Il numero è giusto")
        .has("L’organizzazione dice che la scheda è giusta");
    lacks(&desk, &["berta@", &secret]);
    // Its writer does not read what organisation and office say to each other.
    let own = town.get("", &receipt).await;
    lacks(&own, &["Il numero è giusto"]);
    Ok(())
});

testing::on_both!(others_reports_are_not_there, |db| async move {
    use voice::model::{Report, Subject};
    let town = Square::open(db).await?;
    report(
        &town,
        &format!("service/{}", id("sailing")),
        "Sbagliato",
        "",
    )
    .await;
    // A report about somebody else's record.
    town.db
        .write(|tx| {
            let new = ticket::New {
                id: id("theirs"),
                receipt: "THEIRS000000".into(),
                organization: Some(id("somebody else")),
                keep_days: 60,
            };
            let report = Report {
                subject: Subject::Organization(id("somebody else")),
                what: "contacts".into(),
                text: "Segreto".into(),
                lang: "it".parse().expect("a language"),
                mail: None,
            };
            ticket::report(tx, &new, &report, NOW)
        })
        .await?;
    let manager = town.enter("association").await?;
    let org = demo("admitted");
    let list = town
        .get(&manager, &format!("/it/provider/org/{org}/reports"))
        .await;
    list.has("reports/1\"");
    lacks(&list, &["reports/2\"", "Segreto"]);
    for number in ["2", "3", "x"] {
        let at = format!("/it/provider/org/{org}/reports/{number}");
        let got = town.get(&manager, &at).await;
        assert!(got.status.is_client_error(), "{at}: {}", got.status);
        let said = [("do", "say"), ("words", "x")];
        let got = town.post(&manager, &at, &said).await;
        assert!(got.status.is_client_error(), "{at}: {}", got.status);
    }
    // Somebody of no organisation, and somebody whose organisation is not admitted.
    let applicant = town.enter("applicant").await?;
    for secret in [town.enter("family").await?, applicant.clone()] {
        let at = format!("/it/provider/org/{org}/reports/1");
        assert_eq!(town.get(&secret, &at).await.status, StatusCode::NOT_FOUND);
    }
    let own = format!("/it/provider/org/{}/reports", demo("waiting"));
    assert_eq!(
        town.get(&applicant, &own).await.status,
        StatusCode::CONFLICT
    );
    Ok(())
});

testing::on_both!(what_is_published_is_told_to_the_office, |db| async move {
    let town = Square::open(db).await?;
    report(&town, &format!("service/{}", id("sailing")), "Prezzo", "").await;
    // The parcel of the demo that waits is approved and brought into the catalogue.
    let officer = town.enter("moderator").await?;
    let change = format!("/it/staff/changes/{}", demo("waits"));
    let seen = town.get(&officer, &change).await.hidden("seen");
    let yes = town
        .post(&officer, &change, &[("do", "yes"), ("seen", &seen)])
        .await;
    assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.body);
    let parcel = demo("waits");
    town.db
        .write(move |tx| providers::actions::published(tx, parcel, Ok(1), NOW))
        .await?;
    let history = town
        .db
        .read(|c| match ticket::numbered(c, 1)? {
            Some(filed) => ticket::history(c, filed.id),
            None => Ok(Vec::new()),
        })
        .await?;
    let last = history.last().ok_or("nothing happened")?;
    assert_eq!(last.step, Step::Mended);
    assert_eq!(last.fields, ["cost_options"]);
    assert_eq!(last.link, Some(format!("/staff/changes/{parcel}")));
    let desk = town.get(&officer, "/it/staff/reports/1").await;
    desk.has("L’organizzazione ha corretto la scheda")
        .has(&format!("/it/staff/changes/{parcel}"));
    let queue = town.get(&officer, "/it/staff/reports").await;
    queue.has("L’organizzazione ha risposto");
    Ok(())
});

testing::on_both!(two_officers_one_report, |db| async move {
    let town = Square::open(db).await?;
    let about = format!("service/{}", id("sailing"));
    let receipt = report(&town, &about, "Sbagliato", "anna@example.org").await;
    let officer = town.enter("moderator").await?;
    let at = "/it/staff/reports/1";
    let first = town.get(&officer, at).await.hidden("seen");
    let ask = [
        ("do", "ask-organisation"),
        ("seen", first.as_str()),
        ("words", "Quale numero?"),
    ];
    assert_eq!(
        town.post(&officer, at, &ask).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(state(&town, 1).await?, State::Asked);
    // The other officer still has the page of before: nothing is done, what they typed stays.
    let close = [
        ("do", "answer"),
        ("seen", first.as_str()),
        ("words", "Fatto così"),
        ("note", ""),
    ];
    let late = town.post(&officer, at, &close).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.has("un’altra persona ha cambiato").has("Fatto così");
    assert_eq!(state(&town, 1).await?, State::Asked);
    // Without a reason nothing is closed.
    let seen = town.get(&officer, at).await.hidden("seen");
    let none = [("do", "close"), ("seen", seen.as_str()), ("words", "")];
    let no = town.post(&officer, at, &none).await;
    assert_eq!(no.status, StatusCode::UNPROCESSABLE_ENTITY);
    no.has("Scegli perché la chiudi");
    let manager = town.enter("association").await?;
    let theirs = format!("/it/provider/org/{}/reports/1", demo("admitted"));
    town.get(&manager, &theirs).await.has("Quale numero?");
    let again = [
        ("do", "answer"),
        ("seen", seen.as_str()),
        ("words", "تم تصحيح الرقم"),
        ("note", "sentito al telefono"),
    ];
    assert_eq!(
        town.post(&officer, at, &again).await.status,
        StatusCode::SEE_OTHER
    );
    let own = town.get("", &receipt).await;
    own.has("تم تصحيح الرقم").has("تم الحل");
    lacks(&own, &["sentito al telefono"]);
    let (all, _) = town.db.read(mail::tally).await?;
    let letters: u64 = all
        .iter()
        .filter(|t| t.kind == "voice.ticket")
        .map(|t| t.letters)
        .sum();
    assert_eq!(letters, 1);
    // It is over for the organisation, too.
    let over = town
        .post(&manager, &theirs, &[("do", "say"), ("words", "x")])
        .await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Its writer says that it is still wrong.
    let still = [("do", "reopen"), ("words", "ما زال خطأ")];
    assert_eq!(
        town.post("", &receipt, &still).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(state(&town, 1).await?, State::Open);
    Ok(())
});

testing::on_both!(only_officers_come_to_the_queue, |db| async move {
    use people::model::{Role, Scope};
    let town = Square::open(db).await?;
    report(
        &town,
        &format!("service/{}", id("sailing")),
        "Sbagliato",
        "",
    )
    .await;
    for (verb, path) in voice::pages::STAFF_ROUTES {
        let path = format!("/it{}", path.replace("{number}", "1"));
        let got = match *verb {
            "GET" => town.get("", &path).await,
            _ => town.post("", &path, &[]).await,
        };
        assert!(got.header("location").contains("/sign-in"), "{verb} {path}");
    }
    let secret = town.enter("family").await?;
    let person = Id::named("people demo", "family");
    let by = Id::named("people demo", "administrator");
    for role in Role::ALL {
        let given = town
            .db
            .write(move |tx| {
                let until = "2027-06-30".parse().ok();
                let ctx = crate::square::ctx(role.as_str());
                people::actions::give(tx, &ctx, by, person, (*role, Scope::City), until)
            })
            .await?;
        for (verb, path) in voice::pages::STAFF_ROUTES {
            let path = format!("/it{}", path.replace("{number}", "1"));
            let got = match *verb {
                "GET" => town.get(&secret, &path).await,
                _ => town.post(&secret, &path, &[]).await,
            };
            let may = voice::policy::ROLES.contains(role);
            assert_eq!(
                got.status != StatusCode::FORBIDDEN,
                may,
                "{verb} {path} {role:?}"
            );
        }
        town.db
            .write(move |tx| people::actions::take(tx, &crate::square::ctx("take"), by, given))
            .await?;
    }
    Ok(())
});
