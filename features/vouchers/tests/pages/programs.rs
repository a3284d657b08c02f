//! Keys and addresses as managers see them.

use axum::http::StatusCode;
use values::Id;

use crate::town::{Got, NOW, Town, Trouble, org, who};

const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn home(path: &str) -> String {
    format!("/it/provider/org/{}/programs{path}", org())
}

impl Got {
    /// What is shown once.
    fn secret(&self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        assert_eq!(self.header("cache-control"), "private, no-store");
        self.between("id=\"secret\" dir=\"ltr\" translate=\"no\">", "<")
    }

    fn hidden_of(&self, form: &str, name: &str) -> String {
        let form = self.between(&format!("action=\"{form}\""), "</form>");
        let from = format!("name=\"{name}\" value=\"");
        let (_, rest) = form.split_once(&from).expect("the field");
        rest.split('"').next().unwrap_or_default().to_string()
    }
}

impl Town {
    async fn make(&self, by: &str, page: &Got, name: &str, scope: &str, days: &str) -> Got {
        let key = page.hidden_of(&home("/keys"), "key");
        let form = [
            ("key", key.as_str()),
            ("name", name),
            ("scope", scope),
            ("days", days),
        ];
        self.post(by, &home("/keys"), &form).await
    }

    async fn add(&self, by: &str, page: &Got, address: &str) -> Got {
        let key = page.hidden_of(&home("/hooks"), "key");
        let form = [("key", key.as_str()), ("address", address)];
        self.post(by, &home("/hooks"), &form).await
    }

    /// What the interface says to a key.
    async fn asked(&self, secret: &str) -> StatusCode {
        self.call("/api/vouchers/v1/me", secret).await.status
    }
}

testing::on_both!(a_key_is_shown_once_and_withdrawn, |db| async move {
    let town = Town::open(db).await?;
    let manager = town.enter("association").await?;
    town.get(&manager, &format!("/it/provider/org/{}", org()))
        .await
        .has("/programs\"");
    let page = town.get(&manager, &home("")).await;
    page.has("Non c’è ancora nessuna chiave")
        .has("/api/vouchers/v1/openapi.json")
        .has("webhook.test");
    let made = town
        .make(&manager, &page, "Cassa del bar", "read", "٣٠")
        .await;
    let secret = made.secret();
    assert!(secret.starts_with("wmk_") && secret.len() > 40, "{secret}");
    assert_eq!(town.asked(&secret).await, StatusCode::OK);
    // The browser sends the same again: nothing is made, and nothing shown.
    let again = town
        .make(&manager, &page, "Cassa del bar", "read", "30")
        .await;
    assert_eq!(again.status, WRONG);
    again.has("Questa chiave è già stata creata");
    assert!(!again.body.contains("wmk_"));
    // Nothing stands ready to be made once more.
    assert!(!again.body.contains("value=\"Cassa del bar\""));
    let page = town.get(&manager, &home("")).await;
    page.has("Cassa del bar")
        .has("Solo leggere")
        .has("/withdraw\"");
    assert!(!page.body.contains(&secret) && !page.body.contains("wmk_"));
    assert_eq!(page.body.matches("/withdraw\"").count(), 1);
    let path = page.between("action=\"", "/withdraw\"");
    let path = path.rsplit("action=\"").next().unwrap_or_default();
    let withdraw = format!("{path}/withdraw");
    let gone = town.post(&manager, &withdraw, &[("sure", "1")]).await;
    assert_eq!(gone.to(), home(""));
    assert_eq!(town.asked(&secret).await, StatusCode::UNAUTHORIZED);
    let page = town.get(&manager, &home("")).await;
    page.has("Ritirata").has("Chiavi che non valgono più (1)");
    assert!(!page.body.contains("/withdraw\""));
    Ok(())
});

testing::on_both!(wrong_input_is_told_at_its_field_and_kept, |db| async move {
    let town = Town::open(db).await?;
    let manager = town.enter("association").await?;
    let page = town.get(&manager, &home("")).await;
    let no = town.make(&manager, &page, " ", "everything", "0").await;
    assert_eq!(no.status, WRONG);
    no.has("field-name-error")
        .has("field-days-error")
        .has("field-scope-error")
        .has("value=\"0\"");
    let no = town
        .make(&manager, &page, "Il mio bar", "operator", "1e3")
        .await;
    assert_eq!(no.status, WRONG);
    no.has("value=\"Il mio bar\"")
        .has("value=\"1e3\"")
        .has("value=\"operator\" checked");
    for (address, word) in [
        ("", "Scrivi un indirizzo intero"),
        ("http://cassa.example/x", "Scrivi un indirizzo intero"),
        ("webcal://cassa.example/x", "Scrivi un indirizzo intero"),
        (
            "https://me:secret@cassa.example/",
            "Scrivi un indirizzo intero",
        ),
        ("https://127.0.0.1/x", "non è pubblico"),
        ("https://[::ffff:10.0.0.1]/x", "non è pubblico"),
        ("https://169.254.169.254/latest", "non è pubblico"),
        ("https://2130706433/", "non è pubblico"),
        ("https://cassa.local/", "non è pubblico"),
    ] {
        let no = town.add(&manager, &page, address).await;
        assert_eq!(no.status, WRONG, "{address}");
        no.has("field-address-error").has(word);
        no.has(&format!("value=\"{address}\""));
    }
    town.get(&manager, &home(""))
        .await
        .has("Non c’è ancora nessun indirizzo");
    Ok(())
});

testing::on_both!(an_address_is_tended, |db| async move {
    let town = Town::open(db).await?;
    let manager = town.enter("association").await?;
    let page = town.get(&manager, &home("")).await;
    let made = town
        .add(&manager, &page, "https://cassa.example/avvisi?k=1")
        .await;
    let first = made.secret();
    assert!(first.starts_with("whsec_"), "{first}");
    let again = town
        .add(&manager, &page, "https://cassa.example/avvisi?k=1")
        .await;
    again.has("Questo indirizzo è già stato aggiunto");
    let list = town.get(&manager, &home("")).await;
    list.has("https://cassa.example/avvisi?k=1").has("Attivo");
    let hook = list.between("<a href=\"/it/provider/org/", "\"");
    let hook = list
        .body
        .split("href=\"")
        .find(|h| h.contains("/programs/hooks/"))
        .and_then(|h| h.split('"').next())
        .unwrap_or(&hook)
        .to_string();
    let act = |act: &str| format!("{hook}/{act}");
    let one = town.get(&manager, &hook).await;
    one.has("Non c’è ancora nessun messaggio");
    assert!(!one.body.contains("whsec_"));
    // A test waits to be sent; the same form again is the same test.
    let key = one.hidden_of(&act("test"), "key");
    for _ in 0..2 {
        let done = town.post(&manager, &act("test"), &[("key", &key)]).await;
        assert_eq!(done.to(), hook);
    }
    let one = town.get(&manager, &hook).await;
    one.has("Una prova").has("Non ancora provato");
    assert_eq!(one.body.matches("webhook.test</code>").count(), 1);
    // Another secret: once, however often the form comes.
    let seen = one.hidden_of(&act("rotate"), "revision");
    let rotated = town
        .post(&manager, &act("rotate"), &[("revision", &seen)])
        .await;
    let second = rotated.secret();
    assert!(second.starts_with("whsec_") && second != first);
    let again = town
        .post(&manager, &act("rotate"), &[("revision", &seen)])
        .await;
    assert_eq!(again.status, WRONG);
    again.has("Il segreto è già stato cambiato");
    assert!(!again.body.contains("whsec_"));
    town.get(&manager, &hook)
        .await
        .has("firmiamo anche con quello di prima");
    for (word, state) in [
        ("pause", "In pausa"),
        ("resume", "Attivo"),
        ("end", "Chiuso"),
    ] {
        assert_eq!(town.post(&manager, &act(word), &[]).await.to(), hook);
        town.get(&manager, &hook).await.has(state);
    }
    let over = town.post(&manager, &act("test"), &[]).await;
    assert_eq!(over.status, WRONG);
    over.has("Questo indirizzo è chiuso");
    let list = town.get(&manager, &home("")).await;
    list.has("Indirizzi a cui non mandiamo più niente (1)");
    Ok(())
});

testing::on_both!(
    changes_ask_for_a_fresh_proof_and_keep_what_was_typed,
    |db| async move {
        let town = Town::open(db).await?;
        let manager = town.enter("association").await?;
        let page = town.get(&manager, &home("")).await;
        assert!(!page.body.contains("again=1"));
        let made = town
            .add(&manager, &page, "https://cassa.example/avvisi")
            .await;
        made.secret();
        let hook = made.between("class=\"btn btn-primary\" href=\"", "\"");
        town.clock.advance_seconds(11 * 60);
        let page = town.get(&manager, &home("")).await;
        page.has("/sign-in?again=1&");
        let no = town
            .make(&manager, &page, "Cassa nuova", "operator", "77")
            .await;
        let door = no.to();
        assert!(
            door.contains("/sign-in?to=") && door.contains("again=1"),
            "{door}"
        );
        let cookie = no
            .header("set-cookie")
            .split(';')
            .next()
            .unwrap_or_default()
            .to_string();
        assert!(cookie.starts_with("__Host-typed="), "{cookie}");
        // Back on the page everything stands where it stood, and nothing was made.
        let both = format!("{manager}; {cookie}");
        let page = town.get(&both, &home("")).await;
        page.has("value=\"Cassa nuova\"")
            .has("value=\"77\"")
            .has("value=\"operator\" checked")
            .has("Non c’è ancora nessuna chiave");
        for act in ["pause", "resume", "rotate", "test", "again", "end"] {
            let form = [
                ("revision", "0"),
                ("message", "0198c0de-0000-7000-8000-000000000000"),
            ];
            let no = town.post(&manager, &format!("{hook}/{act}"), &form).await;
            assert!(no.to().contains("/sign-in?to="), "{act}");
            let back = no.to();
            assert!(
                back.contains("hooks%2F"),
                "{act} comes back to the hook: {back}"
            );
        }
        town.get(&manager, &hook)
            .await
            .has("Attivo")
            .has("Non c’è ancora nessun messaggio");
        // Looking asks for nothing.
        assert_eq!(page.status, StatusCode::OK);
        Ok(())
    }
);

testing::on_both!(
    what_is_one_organisations_is_not_under_anothers,
    |db| async move {
        let town = Town::open(db).await?;
        let manager = town.enter("association").await?;
        // The same manager has another organisation.
        let other = who("second organisation");
        let houses = town.seats.providers.clone();
        town.db
            .write(move |tx| {
                let act = providers::actions::Act {
                    by: who("association"),
                    at: NOW,
                    seed: seal::Seed::new(
                        &mut <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(6),
                    ),
                };
                let form = providers::model::Form {
                    name: "Seconda".into(),
                    nature: "third_sector".into(),
                    legal_form: "Associazione".into(),
                    fiscal_code: "00000000018".into(),
                    street: "Via del Porto 1".into(),
                    postal_code: "16100".into(),
                    town: "Portofiaba".into(),
                    mail: "info@seconda.example".into(),
                    represented_by: "Nora Neri".into(),
                    represented_as: "presidente".into(),
                    ..Default::default()
                };
                providers::actions::begin(tx, &houses, (other, who("case")), &form, act).map(drop)
            })
            .await?;
        let page = town.get(&manager, &home("")).await;
        let made = town
            .add(&manager, &page, "https://cassa.example/avvisi")
            .await;
        let hook = made.between("class=\"btn btn-primary\" href=\"", "\"");
        town.make(&manager, &page, "Cassa", "read", "9")
            .await
            .secret();
        let keys = town.get(&manager, &home("")).await;
        let key = keys.between("/programs/keys/", "/withdraw");
        let key: Id = key.rsplit('/').next().unwrap_or_default().parse()?;
        let moved = |path: &str| path.replace(&org().to_string(), &other.to_string());
        let empty = town.get(&manager, &moved(&home(""))).await;
        empty.has("Non c’è ancora nessuna chiave");
        let gone = |got: Got, what: &str| assert_eq!(got.status, StatusCode::NOT_FOUND, "{what}");
        gone(town.get(&manager, &moved(&hook)).await, "page");
        for act in ["pause", "resume", "rotate", "test", "again", "end"] {
            let form = [("revision", "0"), ("message", &key.to_string()[..])];
            let path = moved(&format!("{hook}/{act}"));
            gone(town.post(&manager, &path, &form).await, act);
        }
        let path = moved(&home(&format!("/keys/{key}/withdraw")));
        gone(town.post(&manager, &path, &[]).await, "withdraw");
        town.get(&manager, &hook).await.has("Attivo");
        town.get(&manager, &home("")).await.has("/withdraw\"");
        Ok::<(), Trouble>(())
    }
);
