//! Searching, also with nonsense.

use axum::http::StatusCode;
use testing::{Outcome, run};

use crate::town::{Town, id};

#[test]
fn words_and_filters_find() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let all = town.page("/it/search").await;
        all.has("3 opportunità trovate")
            .has("<link rel=\"canonical\" href=\"https://wish.example/it/search\">");
        let sheet = format!("href=\"/it/service/{}\"", id("swimming"));
        let found = town
            .page("/it/search?q=nuoto&age=8&theme=sea&district=puerto")
            .await;
        found
            .has("1 opportunità trovata")
            .has(&sheet)
            .has("da 6 a 10 anni")
            .has("30\u{a0}€ al mese")
            .has("lun, gio, 16:30–18:00")
            .has("Puerto Viejo")
            .has("noindex");
        // Each filter can be taken away alone.
        found
            .has("href=\"/it/search?age=8&#38;theme=sea&#38;district=puerto\"")
            .has("href=\"/it/search?q=nuoto&#38;theme=sea&#38;district=puerto\"")
            .has("href=\"/it/search?q=nuoto&#38;age=8&#38;district=puerto\"")
            .has("href=\"/it/search?q=nuoto&#38;age=8&#38;theme=sea\"");
        town.page("/it/search?free=on")
            .await
            .has("1 opportunità trovata")
            .has("gratis");
        // The form keeps what was asked.
        found
            .has("value=\"nuoto\"")
            .has("<option value=\"8\" selected>8 anni</option>")
            .has("<option value=\"puerto\" selected>");
        Ok(())
    })
}

#[test]
fn arabic_finds_what_is_written_in_arabic_and_counts_in_its_forms() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let found = town
            .page("/ar/search?q=%D8%B3%D8%A8%D8%A7%D8%AD%D8%A9")
            .await;
        found
            .has("دورة سباحة")
            .has("وجدنا نشاطًا واحدًا")
            .has("من 6 إلى 10 سنوات");
        town.page("/ar/search").await.has("وجدنا 3 أنشطة");
        Ok(())
    })
}

#[test]
fn facets_lead_on_with_counts() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let all = town.page("/it/search").await;
        all.has("href=\"/it/search?theme=sea\"")
            .has("<bdi>Mare</bdi> (2)");
        let sea = town.page("/it/search?theme=sea").await;
        sea.has("href=\"/it/search?theme=sea.swimming\"")
            .has("<bdi>Nuoto</bdi> (1)");
        Ok(())
    })
}

#[test]
fn an_empty_answer_is_no_dead_end() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let none = town.page("/it/search?theme=sea.swimming&age=15").await;
        none.has("Nessuna opportunità trovata")
            .has("Senza 15 anni: 1 opportunità")
            .has("href=\"/it/search?theme=sea.swimming\"")
            .has("000 00 10");
        // No single filter is to blame: each one alone still leads somewhere.
        let none = town
            .page("/it/search?theme=stories&age=15&district=faro")
            .await;
        none.has("Solo Fiabe: 1 opportunità")
            .has("Solo 15 anni: 1 opportunità")
            .lacks("Solo Barrio");
        // A theme too fine for the list stays chosen.
        town.page("/it/search?theme=sea.sailing")
            .await
            .has("<option value=\"sea.sailing\" selected>");
        town.page("/it/search?q=zzzzqqqq")
            .await
            .has("000 00 10")
            .has("Vedi tutte le opportunità");
        Ok(())
    })
}

#[test]
fn nonsense_is_told_at_its_field_and_the_rest_is_answered() -> Outcome {
    run(async {
        let town = Town::open().await?;
        for (query, field, said) in [
            ("age=abc", "search-age", "«abc» non è un’età che conosciamo"),
            ("age=-1", "search-age", "«-1» non è un’età"),
            ("age=99", "search-age", "Scegli da 0 a 18 anni"),
            ("theme=nope", "search-theme", "L’argomento «nope» non c’è"),
            (
                "district=999",
                "search-district",
                "Il quartiere «999» non c’è",
            ),
        ] {
            let got = town.page(&format!("/it/search?{query}")).await;
            got.has(said)
                .has(&format!("href=\"#{field}\""))
                .has(&format!("id=\"{field}-error\""))
                .has("3 opportunità trovate");
        }
        for query in [
            "page=-1",
            "page=abc",
            "page=0",
            "page=99999999999999999999",
            "page=77",
        ] {
            town.page(&format!("/it/search?{query}"))
                .await
                .has("La pagina «")
                .has("3 opportunità trovate");
        }
        let long = "a".repeat(10_000);
        town.page(&format!("/it/search?q={long}"))
            .await
            .has("abbiamo usato i primi 200 caratteri");
        for odd in [
            "%",
            "q=%FF%FE",
            "&&&=",
            "q=%00%01",
            "age=&theme=&district=&page=&q=",
            "q[]=1",
            "age=8&age=9",
        ] {
            let got = town.get(&format!("/it/search?{odd}")).await;
            assert_eq!(got.status, StatusCode::OK, "{odd}");
        }
        // Words that mean something to query languages are only words.
        for words in [
            "AND+OR",
            "name_it:*",
            "%22%22%22",
            "(((",
            "a*+b~2",
            "%5B1+TO+2%5D",
            "-",
            "%2B%2B",
        ] {
            town.page(&format!("/it/search?q={words}")).await;
        }
        Ok(())
    })
}

#[test]
fn what_is_asked_is_shown_as_text() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let script = "%3Cscript%3Ealert(1)%3C/script%3E%22%20onfocus=%22x";
        for field in ["q", "age", "theme", "district", "page", "free"] {
            for lang in ["it", "ar"] {
                let got = town.page(&format!("/{lang}/search?{field}={script}")).await;
                got.lacks("<script>alert").lacks("\" onfocus=\"x");
            }
        }
        Ok(())
    })
}
