//! What the catalogue tells a family of what its vouchers pay, and nobody else.

use axum::http::StatusCode;
use values::Id;

use crate::town::{Got, NOW, Town, Trouble, org, service, who};

const ALL: &str = "/it/search?voucher=any";

fn sheet() -> String {
    format!("/it/service/{}", service())
}

fn finds(got: &Got) -> bool {
    got.body.contains(&format!("id=\"found-{}\"", service()))
}

/// Nothing of a family, and nothing of vouchers but the way in.
fn is_everybodys(got: &Got) {
    for hint in [
        "Emma",
        "Leo",
        "Dote tempo libero",
        "Con i tuoi buoni",
        "paghi",
        "my/vouchers/",
    ] {
        assert!(!got.body.contains(hint), "{hint} in:\n{}", got.body);
    }
}

fn is_own(got: &Got) {
    assert_eq!(got.header("cache-control"), "private, no-store");
}

testing::on_both!(a_family_searches_within_its_vouchers, |db| async move {
    let town = Town::open(db).await?;
    let mother = town.enter("family").await?;
    let vouchers = town.vouchers().await?;
    let of = |name: &str| vouchers.iter().find(|(_, n)| n == name).map(|(v, _)| *v);
    let (emma, leo) = (of("Emma").expect("hers"), of("Leo").expect("his"));
    // The choice is there for who has one, with the most it pays at once.
    let form = town.get(&mother, "/it/search").await;
    form.has("name=\"voucher\"")
        .has("buono di Emma: Dote tempo libero (al massimo 100,00");
    is_own(&form);
    // Sailing is for 6 to 10 years: for Emma, who is 9, and not for Leo.
    let any = town.get(&mother, ALL).await;
    assert!(finds(&any), "{}", any.body);
    any.has("uno dei nostri buoni");
    is_own(&any);
    let hers = town
        .get(&mother, &format!("/it/search?voucher={emma}"))
        .await;
    assert!(finds(&hers));
    let his = town
        .get(&mother, &format!("/it/search?voucher={leo}"))
        .await;
    assert!(!finds(&his));
    // A dead end has a way out: without the filter it is there.
    his.has("href=\"/it/search\"").has("Senza");
    // What cannot be a voucher is told at its field; the rest is answered.
    let wrong = town.get(&mother, "/it/search?voucher=molti&age=9").await;
    wrong
        .has("Il buono «molti» non esiste")
        .has("id=\"search-voucher\"");
    assert!(finds(&wrong));
    // The sheet tells what remains to be paid, for the child it is for.
    let page = town.get(&mother, &sheet()).await;
    page.has("Con i tuoi buoni")
        .has("buono di Emma: Dote tempo libero")
        .has("non paghi niente invece di 10")
        .has(&format!("href=\"/it/my/vouchers/{emma}\""));
    assert!(!page.body.contains("buono di Leo"), "{}", page.body);
    is_own(&page);
    Ok(())
});

testing::on_both!(a_price_above_the_most_is_paid_in_part, |db| async move {
    let town = Town::open(db).await?;
    let hands = [
        town.enter("family").await?,
        town.enter("association").await?,
    ];
    let mother = &hands[0];
    let (emma, _) = town.vouchers().await?[0].clone();
    // Nearly all of it is spent: 4 euros are left of 150.
    town.spend(&hands, emma, "100,00").await?;
    town.spend(&hands, emma, "46,00").await?;
    town.get(mother, &sheet())
        .await
        .has("paghi 6\u{a0}€ invece di 10\u{a0}€ al mese");
    assert!(!finds(&town.get(mother, ALL).await), "not whole any more");
    // Without a cent it is no means at all.
    town.spend(&hands, emma, "4,00").await?;
    let page = town.get(mother, &sheet()).await;
    assert!(!page.body.contains("Con i tuoi buoni"), "{}", page.body);
    let form = town.get(mother, "/it/search").await;
    assert!(!form.body.contains("buono di Emma"), "{}", form.body);
    Ok(())
});

testing::on_both!(nobody_sees_anothers_vouchers, |db| async move {
    let town = Town::open(db).await?;
    let mother = town.enter("family").await?;
    let other = town.enter("coordinator").await?;
    let none = town.enter("newcomer").await?;
    let (emma, _) = town.vouchers().await?[0].clone();
    let hers = format!("/it/search?voucher={emma}");
    let pages = ["/it/search".to_string(), ALL.into(), hers.clone(), sheet()];
    // Whatever comes in whichever order, twice: what is kept is everybody's, what is own is not kept.
    for _ in 0..2 {
        for page in &pages {
            let own = town.get(&mother, page).await;
            own.has("Emma");
            is_own(&own);
            let public = town.visit(page).await;
            is_everybodys(&public);
            assert!(!public.header("cache-control").contains("no-store"));
            for somebody in [&other, &none] {
                let got = town.get(somebody, page).await;
                is_own(&got);
                for hint in ["Emma", "Leo"] {
                    assert!(!got.body.contains(hint), "{page}: {hint}\n{}", got.body);
                }
            }
        }
    }
    // Who has not come in is told so, with the way in that leads back to the question.
    let public = town.visit("/it/search?age=9&voucher=any").await;
    public
        .has("bisogna prima entrare")
        .has("/it/sign-in?to=%2Fsearch%3Fage%3D9%26voucher%3Dany");
    assert!(finds(&public), "the rest is answered");
    // Somebody else's voucher is as one that is not there.
    let told = "Questo buono non è tuo";
    town.get(&other, &hers).await.has(told);
    let made_up = format!("/it/search?voucher={}", Id::named("t", "nobody's"));
    town.get(&other, &made_up).await.has(told);
    town.get(&none, &hers).await.has("Oggi non hai un buono");
    // The group's own is there for who keeps it.
    town.get(&other, &sheet()).await.has("Doposcuola Gelsomino");
    Ok(())
});

testing::on_both!(
    a_provider_that_is_not_admitted_takes_none,
    |db| async move {
        let town = Town::open(db).await?;
        let mother = town.enter("family").await?;
        assert!(finds(&town.get(&mother, ALL).await));
        block(&town).await?;
        let found = town.get(&mother, ALL).await;
        assert_eq!(found.status, StatusCode::OK);
        assert!(!finds(&found));
        let page = town.get(&mother, &sheet()).await;
        assert!(!page.body.contains("Con i tuoi buoni"), "{}", page.body);
        Ok(())
    }
);

impl Town {
    /// The association takes an amount, for something that is not in the catalogue.
    async fn spend(&self, hands: &[String; 2], voucher: Id, amount: &str) -> Result<(), Trouble> {
        let [mother, pool] = hands;
        let code = self.shows(mother, voucher).await;
        let price = ("price", amount);
        let page = self.quote(pool, &code, &[("service", ""), price]).await;
        let fields = [price, ("amount", amount), ("own", "0"), ("confirmed", "on")];
        self.take(pool, &page, &fields).await.to();
        Ok(())
    }
}

async fn block(town: &Town) -> Result<(), Trouble> {
    let ground = town.seats.providers.clone();
    let act = providers::actions::Act {
        by: who("desk"),
        at: NOW,
        seed: seal::Seed::new(&mut <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(1)),
    };
    let reason = "No documents any more";
    town.db
        .write(move |tx| {
            let cases = providers::actions::cases(tx, &ground, org(), who("association"))?;
            let case = cases.first().expect("an admission").id;
            providers::actions::suspend(tx, &ground, case, reason, act)
        })
        .await?;
    Ok(())
}
