//! Sheets of services, organisations and places; what was merged, what has gone.

use axum::http::StatusCode;
use testing::{Outcome, run};

use catalogue::model::Status;

use crate::town::{Town, clock, id, images_with, row, swimming};

#[test]
fn a_sheet_has_its_parts_in_the_order_of_municipal_sites() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let page = town.page(&format!("/it/service/{}", id("swimming"))).await;
        let mut at = 0;
        for part in [
            "service-title",
            "service-status",
            "service-description",
            "service-topic",
            "page-index",
            "service-addressed",
            "service-how-to",
            "service-needed",
            "service-achieved",
            "service-calendar-text",
            "service-cost",
            "service-generic-access",
            "service-more-info",
            "service-area",
        ] {
            let mark = format!("data-element=\"{part}\"");
            let found = page.body[at..].find(&mark);
            at += found.unwrap_or_else(|| panic!("{part} is missing or out of order"));
        }
        page.has("data-element=\"metatag\"")
            .has("<strong>da 6 a 10 anni</strong>")
            .has("Lingue parlate: italiano e arabo")
            .has("Telefona alla segreteria.")
            .has("Certificato medico")
            .has("lunedì e giovedì, 16:30–18:00")
            .has("fino al 28 maggio 2027")
            .has("30\u{a0}€ al mese")
            .has("Paseo del Puerto 3")
            .has("Accessibile in sedia a rotelle")
            .has("Tram 1, fermata Molo")
            .has("2 posti liberi")
            .has("Non serve che un adulto resti.")
            .has("href=\"tel:+340000011\"")
            .has("href=\"mailto:molo@club.example\"")
            .has("Verificato l’8 novembre 2026 da Ufficio Infanzia")
            .has("Registro delle scuole di vela")
            .has("https://dati.example/vela")
            .has("nome e orari")
            .has("Hai visto un errore in questa scheda?")
            .has("\"@type\":\"Service\"")
            .has("\"suggestedMinAge\":6.0")
            .has("\"suggestedMaxAge\":10")
            .has(&format!(
                "https://wish.example/it/service/{}",
                id("swimming")
            ));
        page.lacks("Alcuni testi sono disponibili solo");
        Ok(())
    })
}

#[test]
fn texts_in_another_language_are_marked() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let page = town.page(&format!("/ar/service/{}", id("swimming"))).await;
        page.has("<h1 data-element=\"service-title\">دورة سباحة</h1>")
            .has("<span lang=\"it\" dir=\"ltr\">Si impara a nuotare")
            .has("بعض النصوص متاحة بهذه اللغة فقط: الإيطالية.")
            .has("الاثنين والخميس، 16:30–18:00")
            .has("من 6 إلى 10 سنوات");
        let stories = town.page(&format!("/en/service/{}", id("stories"))).await;
        stories
            .has("<span lang=\"es\" dir=\"ltr\">Cuentos en el muelle</span>")
            .has("3 to 35 months")
            .has("Saturday 28 November 2026, 10:00–11:00");
        Ok(())
    })
}

#[test]
fn made_up_records_say_so() -> Outcome {
    run(async {
        let town = Town::open().await?;
        for (lang, said) in [
            ("it", "Dato inventato per la dimostrazione"),
            ("en", "Made-up data for the demonstration"),
            ("ar", "بيانات غير حقيقية للعرض فقط"),
        ] {
            town.page(&format!("/{lang}/service/{}", id("sailing")))
                .await
                .has(said);
            town.page(&format!("/{lang}/service/{}", id("swimming")))
                .await
                .lacks(said);
        }
        Ok(())
    })
}

#[test]
fn nothing_in_a_record_becomes_markup() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let paths = [
            format!("/it/service/{}", id("sailing")),
            format!("/it/service/{}", id("swimming")),
            format!("/ar/service/{}", id("sailing")),
            format!("/it/organization/{}", id("harbour")),
            format!("/it/place/{}", id("pier")),
            "/it/search".to_string(),
            "/it/search?q=vela".to_string(),
            "/it/district/puerto".to_string(),
        ];
        town.page(&paths[0])
            .await
            .has("Vela &lt;script&gt;alert(1)&lt;/script&gt;");
        for path in paths {
            let page = town.page(&path).await;
            page.lacks("<script>alert")
                .lacks("<img src=x")
                .lacks("href=\"javascript:")
                .lacks("Molo <b>x</b>");
        }
        Ok(())
    })
}

#[test]
fn an_organisation_shows_what_it_offers_and_where() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let page = town
            .page(&format!("/it/organization/{}", id("harbour")))
            .await;
        page.has("3 opportunità")
            .has("Associazione, cooperativa o altro ente del terzo settore")
            .has("<p>Insegna il mare ai bambini.</p>")
            .has("<p>Dal 1950.</p>")
            .has(&format!("/it/service/{}", id("swimming")))
            .has(&format!("/it/place/{}", id("pier")))
            .has("club.example")
            .has("\"@type\":\"Organization\"");
        let far = town
            .page(&format!("/it/organization/{}?page=9", id("harbour")))
            .await;
        far.has("Corso di nuoto");
        Ok(())
    })
}

#[test]
fn a_place_shows_hours_and_what_takes_place() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let page = town.page(&format!("/it/place/{}", id("pier"))).await;
        page.has("<h1><bdi>Molo Vecchio</bdi></h1>")
            .has("da lunedì a mercoledì, 09:00–18:00")
            .has("Paseo del Puerto 3")
            .has("/it/district/puerto")
            .has("Accessibile in sedia a rotelle")
            .has("Corso di nuoto")
            .has("\"@type\":\"Place\"")
            .has("\"latitude\":28.463");
        Ok(())
    })
}

#[test]
fn a_sheet_can_be_saved_handed_on_and_put_into_a_calendar() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let address = format!("https://wish.example/it/service/{}", id("swimming"));
        let page = town.page(&format!("/it/service/{}", id("swimming"))).await;
        page.has("name=\"add\" value=\"")
            .has(&format!(
                "<a href=\"{address}\"><bdi dir=\"ltr\">{address}</bdi></a>"
            ))
            .has("href=\"mailto:?subject=Corso%20di%20nuoto&#38;body=https%3A%2F%2Fwish.example")
            .has("Aggiungi al calendario")
            .has("data-print hidden");
        Ok(())
    })
}

#[test]
fn what_does_not_run_says_so_and_what_to_do() -> Outcome {
    run(async {
        for (status, said) in [
            (Status::TemporarilyClosed, "Al momento è chiuso e riaprirà."),
            (Status::Inactive, "In questo periodo non si svolge."),
            (Status::Defunct, "Non si svolge più."),
        ] {
            let mut swim = swimming();
            swim.status = status;
            let town = Town::with(images_with(row(&swim)), clock()).await?;
            town.page(&format!("/it/service/{}", id("swimming")))
                .await
                .has(said);
        }
        Ok(())
    })
}

#[test]
fn old_addresses_lead_on_or_say_what_became() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let merged = town.get(&format!("/ar/service/{}", id("old"))).await;
        assert_eq!(merged.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(
            merged.header("location"),
            format!("/ar/service/{}", id("swimming"))
        );
        for (lang, said) in [
            ("it", "non c’è più"),
            ("en", "no longer there"),
            ("ar", "لم تعد"),
        ] {
            let gone = town.get(&format!("/{lang}/service/{}", id("gone"))).await;
            assert_eq!(gone.status, StatusCode::GONE);
            gone.has(said)
                .has("noindex")
                .has("name=\"q\"")
                .has("000 00 10");
        }
        let upper = id("swimming").to_string().to_uppercase();
        for wrong in [
            format!("/it/service/{}", id("never")),
            format!("/it/organization/{}", id("swimming")),
            format!("/it/place/{}", id("swimming")),
            format!("/it/service/{upper}"),
            "/it/service/1".to_string(),
            "/it/service/%FF".to_string(),
            "/it/place/%3Cscript%3E".to_string(),
        ] {
            let got = town.get(&wrong).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{wrong}");
            got.lacks("<script>alert");
        }
        Ok(())
    })
}
