//! A provider's desk as its people see it.

use axum::http::StatusCode;
use values::{Cents, Id};

use crate::town::{Got, NOW, Town, Trouble, org, service, who};

const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const DAY: i64 = 24 * 3600;

fn desk(path: &str) -> String {
    format!("/it/provider/org/{}/redeem{path}", org())
}

impl Town {
    /// The mother shows a code.
    pub(super) async fn shows(&self, mother: &str, voucher: Id) -> String {
        let path = format!("/it/my/vouchers/{voucher}/code");
        self.post(mother, &path, &[]).await.code()
    }

    pub(super) async fn quote(&self, desk_person: &str, code: &str, more: &[(&str, &str)]) -> Got {
        let id = service().to_string();
        let mut form = vec![("code", code)];
        if !more.iter().any(|(n, _)| *n == "service") {
            form.push(("service", &id));
        }
        form.extend(more);
        self.post(desk_person, &desk("/quote"), &form).await
    }

    /// What the quote page asks to be sent, with the amounts.
    pub(super) async fn take(&self, by: &str, page: &Got, more: &[(&str, &str)]) -> Got {
        let names = ["key", "service", "code", "pin"];
        let kept: Vec<(&str, String)> = names.iter().map(|n| (*n, page.hidden(n))).collect();
        let mut form: Vec<(&str, &str)> = kept.iter().map(|(n, v)| (*n, v.as_str())).collect();
        form.extend(more);
        self.post(by, &desk("/take"), &form).await
    }

    async fn items(&self) -> Result<usize, Trouble> {
        let found = self
            .db
            .read(|c| {
                let all = vouchers::actions::Ctx {
                    actor: people::policy::Actor::Person {
                        id: who("association"),
                        session: who("s"),
                        grants: Vec::new(),
                    },
                    seed: seal::Seed::new(
                        &mut <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(1),
                    ),
                    base: who("b"),
                    now: NOW,
                };
                let zone = jiff::tz::TimeZone::UTC;
                let w = vouchers::actions::Wallets {
                    keys: seal::Keys::demo(),
                    zone,
                    offers: std::sync::Arc::new(Nothing),
                };
                let span = (values::Moment(0), NOW.plus_seconds(400 * DAY));
                vouchers::actions::statement(c, &w, &all, org(), span, 100)
            })
            .await?;
        Ok(found.entries.len())
    }
}

#[derive(Debug)]
struct Nothing;

impl vouchers::actions::Offers for Nothing {
    fn offer(&self, _: Id) -> Option<vouchers::rules::Offer> {
        None
    }
}

const WHOLE: &[(&str, &str)] = &[("price", "10,00"), ("amount", "10.00"), ("own", "0")];

testing::on_both!(a_code_is_taken_undone_and_taken_again, |db| async move {
    let town = Town::open(db).await?;
    let (mother, pool) = (
        town.enter("family").await?,
        town.enter("association").await?,
    );
    let (emma, _) = town.vouchers().await?[0].clone();
    let page = town.get(&pool, &desk("")).await;
    page.has("Vela per tutti").has("data-scan-none");
    assert!(page.header("permissions-policy").contains("camera=(self)"));
    let code = town.shows(&mother, emma).await;
    let page = town.quote(&pool, &code, &[("price", "30")]).await;
    page.has("30,00").has("value=\"30.00\"");
    // More than the catalogue's price is not taken, and nothing typed is lost.
    let dear = [
        ("price", "30"),
        ("amount", "20"),
        ("own", "10"),
        ("own_by", "provider"),
    ];
    let no = town.take(&pool, &page, &dear).await;
    assert_eq!(no.status, WRONG);
    no.has("field-price-error")
        .has("value=\"20\"")
        .has("Il prezzo è");
    // The parts must make the price.
    let odd = [
        ("price", "10"),
        ("amount", "8"),
        ("own", "1"),
        ("own_by", "provider"),
    ];
    let no = town.take(&pool, &no, &odd).await;
    assert_eq!(no.status, WRONG);
    no.has("field-own-error");
    let part = [
        ("price", "10"),
        ("amount", "8"),
        ("own", "2,00"),
        ("own_by", "provider"),
    ];
    let done = town.take(&pool, &no, &part).await;
    let receipt = done.to();
    // The same form again finds the same receipt.
    assert_eq!(town.take(&pool, &no, &part).await.to(), receipt);
    assert_eq!(town.left(emma).await?, (14_200, 0));
    assert_eq!(town.items().await?, 1);
    town.get(&pool, &receipt)
        .await
        .has("8,00")
        .has("2,00")
        .has("L’organizzazione")
        .has("/undo\"");
    assert_eq!(
        town.post(&pool, &format!("{receipt}/undo"), &[]).await.to(),
        receipt
    );
    assert_eq!(town.left(emma).await?, (15_000, 0));
    let page = town.get(&pool, &receipt).await;
    page.has("Annullato");
    assert!(!page.body.contains("/undo\""));
    // Again, and then a second one within the minute: a question that can be answered.
    let page = town.quote(&pool, &code, &[]).await;
    town.take(&pool, &page, WHOLE).await.to();
    let page = town.quote(&pool, &code, &[]).await;
    let asked = town.take(&pool, &page, WHOLE).await;
    assert_eq!(asked.status, WRONG);
    asked.has("name=\"confirmed\"");
    let yes = [WHOLE, &[("confirmed", "1")]].concat();
    let second = town.take(&pool, &asked, &yes).await.to();
    assert_eq!(town.left(emma).await?, (13_000, 0));
    // After a quarter of an hour it stands.
    town.clock.advance_seconds(16 * 60);
    let late = town.post(&pool, &format!("{second}/undo"), &[]).await;
    assert_eq!(late.status, WRONG);
    late.has("Si poteva annullare fino al");
    // The family reads it in words.
    town.get(&mother, &format!("/it/my/vouchers/{emma}"))
        .await
        .has("Spesi 10,00")
        .has("Tornati 8,00")
        .has("Club del Molo");
    Ok(())
});

/// The page without what differs each time anyhow.
fn plain(page: &Got, code: &str) -> String {
    page.body
        .replace(&page.hidden("key"), "KEY")
        .replace(code, "CODE")
}

testing::on_both!(
    the_quote_page_says_three_things_and_no_more,
    |db| async move {
        let town = Town::open(db).await?;
        let (mother, pool) = (
            town.enter("family").await?,
            town.enter("association").await?,
        );
        let young = town.enter("young").await?;
        let all = town.vouchers().await?;
        let (emma, leo) = (all[1].0, all[0].0);
        let code = town.shows(&mother, emma).await;
        let first = town.quote(&pool, &code, &[]).await;
        let facts = first.between("<dl class=\"facts\" id=\"quote\">", "</dl>");
        // No booking: no name. The price is the catalogue's: what more there is stays unknown.
        assert_eq!(facts.matches("class=\"fact\"").count(), 2, "{facts}");
        assert_eq!(facts.matches("<dt>").count(), 2);
        for secret in [
            "Emma",
            "Leo",
            "Rossetti",
            "150",
            "142",
            "Dote",
            "DOTE",
            "DD 1/2026",
        ] {
            assert!(
                !first.body.contains(secret),
                "{secret} has left the quote page"
            );
        }
        // Other children with other balances: the same page to the letter.
        let spent = town.take(&pool, &first, WHOLE).await;
        spent.to();
        let other = town.shows(&mother, leo).await;
        let second = town.quote(&pool, &other, &[]).await;
        assert_eq!(plain(&first, &code), plain(&second, &other));
        let path = town.get(&young, "/it/my/vouchers").await;
        let own = path.between("/it/my/vouchers/", "\"");
        let own = town.shows(&young, own.parse()?).await;
        let third = town.quote(&pool, &own, &[]).await;
        assert_eq!(plain(&first, &code), plain(&third, &own));
        // What programs are told has exactly these fields.
        let quote = vouchers::actions::Quote {
            name: Some("Emma".into()),
            available: Cents(1),
            family: None,
        };
        let json = serde_json::to_value(&quote)?;
        let mut names: Vec<&String> = json.as_object().expect("fields").keys().collect();
        names.sort();
        assert_eq!(names, ["available", "family", "name"]);
        Ok(())
    }
);

testing::on_both!(a_wallet_says_what_is_used_up, |db| async move {
    let town = Town::open(db).await?;
    let (mother, pool) = (
        town.enter("family").await?,
        town.enter("association").await?,
    );
    let (emma, _) = town.vouchers().await?[0].clone();
    let one = format!("/it/my/vouchers/{emma}");
    let before = town.get(&mother, &one).await;
    before.has("Si può usare").has(&format!("{one}/code"));
    for _ in 0..15 {
        town.clock.advance_seconds(120);
        let code = town.shows(&mother, emma).await;
        let page = town.quote(&pool, &code, &[]).await;
        town.take(&pool, &page, WHOLE).await.to();
    }
    assert_eq!(town.left(emma).await?, (0, 0));
    // It lives, and nothing can be spent of it: neither shown nor printed, and the list says so, too.
    let after = town.get(&mother, &one).await;
    after
        .has("Speso tutto")
        .has("Non resta niente da spendere")
        .has("class=\"receipt-number\"");
    for gone in ["Si può usare", "/code\"", "/print\"", "/it/search?"] {
        assert!(!after.body.contains(gone), "{gone}");
    }
    town.get(&mother, "/it/my/vouchers")
        .await
        .has("Speso tutto");
    Ok(())
});

testing::on_both!(wrong_codes_are_counted, |db| async move {
    let town = Town::open(db).await?;
    let (mother, pool) = (
        town.enter("family").await?,
        town.enter("association").await?,
    );
    let (emma, _) = town.vouchers().await?[0].clone();
    let code = town.shows(&mother, emma).await;
    let empty = town.quote(&pool, "", &[]).await;
    assert_eq!(empty.status, WRONG);
    empty.has("field-code-error");
    for _ in 1..vouchers::rules::MISSES {
        let no = town.quote(&pool, "ABCD 2345", &[]).await;
        assert_eq!(no.status, WRONG);
        no.has("field-code-error").has("value=\"ABCD 2345\"");
    }
    // Even a good one must wait now.
    town.quote(&pool, &code, &[])
        .await
        .has("Troppi codici sbagliati");
    town.clock.advance_seconds(16 * 60);
    // Ten minutes are over as well.
    let late = town.quote(&pool, &code, &[]).await;
    late.has("field-code-error");
    let code = town.shows(&mother, emma).await;
    town.quote(&pool, &code, &[]).await.has("id=\"quote\"");
    Ok(())
});

testing::on_both!(paper_needs_its_pin, |db| async move {
    let town = Town::open(db).await?;
    let (mother, pool) = (
        town.enter("family").await?,
        town.enter("association").await?,
    );
    let (emma, _) = town.vouchers().await?[0].clone();
    let paper = format!("/it/my/vouchers/{emma}/print");
    let paper = town.post(&mother, &paper, &[]).await;
    let pin = paper.code();
    let shown: Vec<&str> = paper
        .body
        .split("class=\"paper-code\" dir=\"ltr\">")
        .collect();
    let code = shown[2].split('<').next().unwrap_or_default().to_string();
    for bad in ["", "000000"] {
        let no = town.quote(&pool, &code, &[("pin", bad)]).await;
        assert_eq!(no.status, WRONG);
        no.has("field-pin-error").has(&format!("value=\"{code}\""));
    }
    let page = town.quote(&pool, &code, &[("pin", &pin)]).await;
    page.has("id=\"quote\"");
    // Five wrong ones end it.
    for _ in 0..4 {
        town.quote(&pool, &code, &[("pin", "000000")]).await;
    }
    let over = town.take(&pool, &page, WHOLE).await;
    assert_eq!(over.status, WRONG);
    assert_eq!(town.items().await?, 0);
    Ok(())
});

testing::on_both!(practice_writes_nothing, |db| async move {
    let town = Town::open(db).await?;
    let (mother, pool) = (
        town.enter("family").await?,
        town.enter("association").await?,
    );
    let (emma, _) = town.vouchers().await?[0].clone();
    let code = town.shows(&mother, emma).await;
    town.get(&pool, &desk("?practice=1"))
        .await
        .has("name=\"practice\" value=\"1\"");
    let page = town.quote(&pool, &code, &[("practice", "1")]).await;
    page.has("Prova: non succede niente davvero")
        .has("name=\"practice\" value=\"1\"");
    let done = [WHOLE, &[("practice", "1")]].concat();
    let done = town.take(&pool, &page, &done).await;
    assert_eq!(done.status, StatusCode::OK);
    done.has("Era una prova").has("Prova, senza numero");
    assert_eq!(town.items().await?, 0);
    assert_eq!(town.left(emma).await?, (15_000, 0));
    town.get(&pool, &desk(""))
        .await
        .has("Oggi non c’è ancora niente");
    Ok(())
});

testing::on_both!(what_is_anothers_stays_there, |db| async move {
    let town = Town::open(db).await?;
    let (mother, pool) = (
        town.enter("family").await?,
        town.enter("association").await?,
    );
    let (emma, _) = town.vouchers().await?[0].clone();
    let code = town.shows(&mother, emma).await;
    // A service that is not the organisation's own.
    let other = who("service").to_string();
    let no = town.quote(&pool, &code, &[("service", &other)]).await;
    assert_eq!(no.status, WRONG);
    let page = town.quote(&pool, &code, &[]).await;
    let receipt = town.take(&pool, &page, WHOLE).await.to();
    let applicant = town.enter("applicant").await?;
    for stranger in [&mother, &applicant] {
        let got = town.get(stranger, &receipt).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
        let got = town.post(stranger, &format!("{receipt}/undo"), &[]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
        let got = town.quote(stranger, &code, &[]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
    }
    // At the own desk of another organisation the receipt is not there either.
    let theirs = Id::named("providers demo", "waiting");
    let there = receipt.replace(&org().to_string(), &theirs.to_string());
    assert_eq!(
        town.get(&applicant, &there).await.status,
        StatusCode::NOT_FOUND
    );
    let undo = town.post(&applicant, &format!("{there}/undo"), &[]).await;
    assert_eq!(undo.status, StatusCode::NOT_FOUND);
    // And an organisation that is not admitted takes nothing.
    let path = desk("/quote").replace(&org().to_string(), &theirs.to_string());
    let form = [("service", "booking"), ("code", code.as_str())];
    let no = town.post(&applicant, &path, &form).await;
    assert_eq!(no.status, WRONG);
    no.has("non può ricevere buoni");
    Ok(())
});

testing::on_both!(
    a_booking_is_paid_by_its_ticket_or_from_the_list,
    |db| async move {
        let town = Town::open(db).await?;
        let (mother, pool) = (
            town.enter("family").await?,
            town.enter("association").await?,
        );
        let all = town.vouchers().await?;
        let session = Id::named("vouchers demo", "session first");
        let mut booked = Vec::new();
        let family = people_of(&town).await?;
        for (n, (voucher, _)) in all.iter().enumerate() {
            booked.push(book(&town, session, family[n], *voucher, n).await?);
        }
        assert_eq!(town.left(all[0].0).await?, (15_000, 5_000));
        town.get(&mother, &format!("/it/my/vouchers/{}", all[0].0))
            .await
            .has("Riservati 50,00")
            .has("Corso di prova, da oggi")
            .has("100,00");
        // The list of the day: first names, what is kept, what the family pays.
        let list = town.get(&pool, &desk("/day")).await;
        list.has("Emma").has("Leo").has("50,00").has("30,00");
        assert!(!list.body.contains("Rossetti"), "first names only");
        assert_eq!(list.body.matches("name=\"booking\"").count(), 2);
        let tomorrow = NOW.plus_seconds(DAY).day(&town.seats.city.zone);
        town.get(&pool, &desk(&format!("/day?day={tomorrow}")))
            .await
            .has("Quel giorno non c’è nessuna prenotazione");
        // A ticket is good once, and only for what is kept.
        let path = format!("/it/my/bookings/{}/ticket", booked[0]);
        // One place says which code is shown when: the roll call's first, as everybody's.
        let page = town
            .get(&mother, &format!("/it/my/bookings/{}", booked[0]))
            .await;
        page.has("/ticket\"").has("Mostra il codice per l’appello");
        let place = page.between("id=\"show\"", "</section>");
        let (roll, own) = (place.find("/code\""), place.find("/ticket\""));
        assert!(roll.is_some() && roll < own, "{place}");
        assert_eq!(page.body.matches("/ticket\"").count(), 1);
        let form = town.get(&mother, &path).await;
        let voucher = form.hidden("voucher");
        let ticket = town.post(&mother, &path, &[("voucher", &voucher)]).await;
        let code = ticket.code();
        let page = town.quote(&pool, &code, &[("service", "booking")]).await;
        page.has(&all[0].1).has("50,00").has("30,00");
        let paid = [
            ("price", "80"),
            ("amount", "50"),
            ("own", "30"),
            ("own_by", "provider"),
        ];
        let receipt = town.take(&pool, &page, &paid).await.to();
        assert_eq!(town.left(all[0].0).await?, (10_000, 0));
        // A ticket that was taken is none that is good.
        let wallet = town
            .get(&mother, &format!("/it/my/vouchers/{}", all[0].0))
            .await;
        assert!(!wallet.body.contains("name=\"token\""));
        let page = town.get(&pool, &receipt).await;
        page.has("Corso di prova, da oggi");
        let again = town.quote(&pool, &code, &[("service", "booking")]).await;
        assert_eq!(again.status, WRONG);
        again.has("È già stato pagato");
        // What was ticked on paper is entered, twice does nothing more.
        let id = booked[1].to_string();
        for _ in 0..2 {
            let sent = town.post(&pool, &desk("/day"), &[("booking", &id)]).await;
            assert!(sent.to().contains("/redeem/day?day="));
        }
        assert_eq!(town.left(all[1].0).await?, (10_000, 0));
        assert_eq!(town.items().await?, 2);
        town.get(&pool, &desk("/day")).await.has("già registrato");
        // Somebody else's booking is not entered.
        let applicant = town.enter("applicant").await?;
        let theirs = Id::named("providers demo", "waiting");
        let path = desk("/day").replace(&org().to_string(), &theirs.to_string());
        let got = town.post(&applicant, &path, &[("booking", &id)]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
        Ok(())
    }
);

async fn people_of(town: &Town) -> Result<Vec<Id>, Trouble> {
    let today = NOW.day(&town.seats.city.zone);
    let family = town
        .db
        .read(move |c| people::actions::family(c, &seal::Keys::demo(), who("family"), today))
        .await?;
    Ok(family.children.iter().map(|r| r.child.id).collect())
}

/// The mother books for a child: 80 euros, of which the voucher pays 50.
async fn book(town: &Town, session: Id, child: Id, voucher: Id, n: usize) -> Result<Id, Trouble> {
    use bookings::actions as b;
    let seats = town.seats.clone();
    let key = who(&format!("checkout {n}"));
    let act = b::Act::by(
        people::actions::Ctx {
            keys: seal::Keys::demo(),
            seed: seal::Seed::new(&mut <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(4)),
            base: key,
            now: NOW,
            today: NOW.day(&seats.city.zone),
        },
        people::actions::Doer::oneself(who("family")),
    );
    let booking = town
        .db
        .write(move |tx| {
            let made = b::lease(tx, &seats, &act, session, key, &[child], Cents(8_000))?;
            let want = b::Want {
                booking: made[0].id,
                answers: Default::default(),
                pay: vec![(voucher, Cents(5_000))],
            };
            b::reserve(tx, &seats, &act, key, &[want])?;
            Ok::<_, b::No>(made[0].id)
        })
        .await?;
    Ok(booking)
}

testing::on_both!(an_account_and_documents_are_written_down, |db| async move {
    let town = Town::open(db).await?;
    let (mother, pool) = (
        town.enter("family").await?,
        town.enter("association").await?,
    );
    let bad = [
        ("iban", "IT60X0542811101000000123457"),
        ("holder", "ASD Molo"),
    ];
    let no = town.post(&pool, &desk("/account"), &bad).await;
    assert_eq!(no.status, WRONG);
    no.has("field-iban-error")
        .has("value=\"IT60X0542811101000000123457\"")
        .has("value=\"ASD Molo\"");
    let good = [
        ("iban", "IT60 X054 2811 1010 0000 0123 456"),
        ("holder", "ASD Molo"),
    ];
    town.post(&pool, &desk("/account"), &good).await.to();
    let page = town.get(&pool, &desk("/account")).await;
    page.has("IT60 … 3456").has("Da verificare");
    assert!(!page.body.contains("0542811101"), "the middle is left out");
    let (emma, _) = town.vouchers().await?[0].clone();
    let code = town.shows(&mother, emma).await;
    let page = town.quote(&pool, &code, &[]).await;
    let receipt = town.take(&pool, &page, WHOLE).await.to();
    let item = receipt.rsplit('/').next().unwrap_or_default();
    let path = desk(&format!("/statement/{item}"));
    let no = town.post(&pool, &path, &[("document", " ")]).await;
    assert_eq!(no.status, WRONG);
    no.has(&format!("id=\"document-{item}-error\""));
    town.post(&pool, &path, &[("document", "12 del 28/11/2026")])
        .await
        .to();
    town.get(&pool, &desk("/statement"))
        .await
        .has("12 del 28/11/2026")
        .has("Arriva al più tardi il")
        .has("10,00");
    Ok(())
});
