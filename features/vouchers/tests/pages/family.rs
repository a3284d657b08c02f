//! The wallet as its family sees it.

use axum::http::StatusCode;

use crate::town::{NOW, Town, who};

testing::on_both!(a_family_sees_its_credit_and_shows_it, |db| async move {
    let town = Town::open(db).await?;
    let mother = town.enter("family").await?;
    let (emma, _) = town.vouchers().await?[0].clone();
    town.get(&mother, "/it/my")
        .await
        .has("href=\"/it/my/vouchers\"");
    town.get(&mother, "/it/my/vouchers")
        .await
        .has("Emma")
        .has("Leo")
        .has("150,00");
    let one = format!("/it/my/vouchers/{emma}");
    town.get(&mother, &one)
        .await
        .has("Ricevuti 150,00")
        .has("Da 3 a 17 anni")
        .has("Al massimo 100,00")
        .has(&format!("href=\"/it/search?voucher={emma}\""))
        .has("fino a 100,00");
    // A code is shown once; a new one ends it.
    let shown = town.post(&mother, &format!("{one}/code"), &[]).await;
    assert_eq!(shown.code().replace(' ', "").len(), 8);
    shown.has("<svg class=\"square-code\"");
    let again = town.post(&mother, &format!("{one}/code"), &[]).await;
    assert_ne!(again.code(), shown.code());
    let page = town.get(&mother, &one).await;
    assert_eq!(
        page.body.matches("name=\"token\"").count(),
        1,
        "one is good"
    );
    assert!(!page.body.contains(&again.code()), "it is kept nowhere");
    let token = page.hidden("token");
    let gone = town
        .post(&mother, &format!("{one}/revoke"), &[("token", &token)])
        .await;
    assert_eq!(gone.to(), one);
    let page = town.get(&mother, &one).await;
    assert!(!page.body.contains("name=\"token\""));
    // On paper without the PIN; the text to send has the code and not the PIN.
    let paper = town.post(&mother, &format!("{one}/print"), &[]).await;
    let pin = paper.code();
    assert!(
        pin.len() == 6 && pin.bytes().all(|b| b.is_ascii_digit()),
        "{pin}"
    );
    assert_eq!(paper.body.matches(&pin).count(), 1);
    let head = paper.body.find("class=\"no-print\"").expect("a part");
    let card = paper.body.find("voucher-card").expect("a card");
    assert!((head..card).contains(&paper.body.find(&pin).expect("the PIN")));
    Ok(())
});

testing::on_both!(a_card_is_printed_and_kept_on_a_phone, |db| async move {
    let town = Town::open(db).await?;
    let mother = town.enter("family").await?;
    let (emma, _) = town.vouchers().await?[0].clone();
    let one = format!("/it/my/vouchers/{emma}");
    let first = town
        .post(&mother, &format!("{one}/print"), &[("name", "first")])
        .await;
    let card = first.between("class=\"voucher-card\"", "</section>");
    assert!(card.contains("Emma") && card.contains("<svg"), "{card}");
    assert!(
        card.contains("Allo sportello: mostrate il quadrato"),
        "{card}"
    );
    // Nothing of money or of the call stands on it.
    for hint in ["€", "150", "Buono", "Dote", "ISEE", "Rossetti"] {
        let shown = card.split("</div>").take(2).collect::<String>();
        assert!(!shown.contains(hint), "{hint}: {shown}");
    }
    let (secret, code) = (first.hidden("secret"), first.hidden("code"));
    let (secret, code) = (secret.as_str(), code.as_str());
    let pin = first.code();
    for (path, who, dir) in [
        (one.clone(), "Emma", "ltr"),
        (one.replace("/it/", "/ar/"), "Emma", "rtl"),
    ] {
        let fields = [("secret", secret), ("code", code), ("name", "first")];
        let file = town.post(&mother, &format!("{path}/card"), &fields).await;
        file.has(who).has(&format!("dir=\"{dir}\"")).has("<svg");
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"card.html\""
        );
        assert!(file.header("cache-control").contains("no-store"));
        // It needs nothing from anywhere, runs nothing, and has no PIN, no sum.
        for no in ["http:", "src=", "href=", "<script", "€", pin.as_str()] {
            assert!(!file.body.contains(no), "{no}");
        }
    }
    let file = town
        .post(
            &mother,
            &format!("{one}/card"),
            &[("secret", secret), ("code", code), ("name", "initials")],
        )
        .await;
    file.has("E.R.");
    assert!(!file.body.contains("Emma"));
    // Another's code, a wrong half, another voucher: no file.
    let (leo, _) = town.vouchers().await?[1].clone();
    for (path, secret, code) in [
        (format!("{one}/card"), "AAAA", code),
        (format!("{one}/card"), secret, "ABCDEFGH"),
        (format!("/it/my/vouchers/{leo}/card"), secret, code),
    ] {
        let fields = [("secret", secret), ("code", code)];
        let got = town.post(&mother, &path, &fields).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
    }
    let young = town.enter("young").await?;
    let fields = [("secret", secret), ("code", code)];
    let got = town.post(&young, &format!("{one}/card"), &fields).await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    // A new card ends the one before.
    town.post(&mother, &format!("{one}/print"), &[]).await;
    let got = town.post(&mother, &format!("{one}/card"), &fields).await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    // A young person makes her own.
    let list = town.get(&young, "/it/my/vouchers").await;
    let mine = list.between("href=\"/it/my/vouchers/", "\"");
    town.post(&young, &format!("/it/my/vouchers/{mine}/print"), &[])
        .await
        .has("voucher-card")
        .has("Nadia");
    Ok(())
});

testing::on_both!(nobody_sees_somebody_elses_credit, |db| async move {
    let town = Town::open(db).await?;
    let (emma, _) = town.vouchers().await?[0].clone();
    let token = who("none").to_string();
    for key in ["newcomer", "association", "administrator", "fund"] {
        let other = town.enter(key).await?;
        let one = format!("/it/my/vouchers/{emma}");
        assert_eq!(town.get(&other, &one).await.status, StatusCode::NOT_FOUND);
        for (path, form) in [
            ("code", vec![]),
            ("print", vec![]),
            ("revoke", vec![("token", token.as_str())]),
        ] {
            let got = town.post(&other, &format!("{one}/{path}"), &form).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{key} {path}");
        }
        let list = town.get(&other, "/it/my/vouchers").await;
        assert!(!list.body.contains("Emma"), "{key}");
    }
    // The young person sees her own, the teacher her group's.
    let young = town.enter("young").await?;
    town.get(&young, "/it/my/vouchers")
        .await
        .has("Nadia")
        .has("150,00");
    let teacher = town.enter("coordinator").await?;
    town.get(&teacher, "/it/my/vouchers")
        .await
        .has("Doposcuola Gelsomino")
        .has("600,00");
    Ok(())
});

testing::on_both!(a_desk_that_helps_sees_it_with_the_banner, |db| async move {
    let town = Town::open(db).await?;
    let (helper, session) = town.enter_in("desk").await?;
    let ctx = people::actions::Ctx {
        keys: seal::Keys::demo(),
        seed: seal::Seed::new(&mut <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(2)),
        base: who("help"),
        now: NOW,
        today: NOW.day(&town.seats.city.zone),
    };
    town.db
        .write(move |tx| {
            let staff = (who("desk"), session);
            let known = people::model::Presence::Known;
            people::actions::assist(tx, &ctx, staff, who("family"), known, "help").map(drop)
        })
        .await?;
    town.get(&helper, "/it/my/vouchers")
        .await
        .has("Emma")
        .has("Chiara Rossetti");
    let org = crate::town::org();
    let desk = town
        .get(&helper, &format!("/it/provider/org/{org}/redeem"))
        .await;
    assert_eq!(desk.status, StatusCode::NOT_FOUND);
    Ok(())
});

testing::on_both!(a_square_leads_strangers_to_help, |db| async move {
    let town = Town::open(db).await?;
    let got = town.get("", "/V/ABCDEFGH").await;
    assert!(!got.to().contains("ABCDEFGH"), "the secret goes no further");
    town.get("", "/it/voucher-code")
        .await
        .has("Che cos’è questo codice");
    Ok(())
});
