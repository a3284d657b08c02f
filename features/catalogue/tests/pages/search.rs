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
            .has("<option value=\"8\" selected>8 anni (1)</option>")
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

#[test]
fn every_filter_of_the_form_works_alone_and_together() -> Outcome {
    run(async {
        let town = Town::open().await?;
        for (query, found) in [
            ("when=MO-afternoon", 2),
            ("when=TU-afternoon", 1),
            ("when=SA-morning", 1),
            ("when=SU", 0),
            ("when=MO-afternoon&when=SA-morning", 3),
            ("season=term", 3),
            ("price=20", 1),
            ("price=50", 2),
            ("need=wheelchair", 3),
            ("need=wheelchair&need=sign-language", 0),
            ("speaks=ar", 1),
            ("alone=on", 1),
            ("remote=on", 0),
            ("near=district:puerto&within=5000", 3),
            ("near=28.463,-16.248&within=500", 3),
            ("near=27.0,-15.0", 0),
            ("open=2026-11-23", 2),
            ("open=2026-11-28", 1),
            ("open=now", 0),
            ("district=puerto&district=faro", 3),
            ("age=8&when=MO-afternoon&alone=on&price=50&speaks=it", 1),
        ] {
            let said = match found {
                0 => "Nessuna opportunità trovata".to_string(),
                1 => "1 opportunità trovata".to_string(),
                n => format!("{n} opportunità trovate"),
            };
            town.page(&format!("/it/search?{query}")).await.has(&said);
        }
        // Open on Monday at nine, when the pier opens.
        let clock = crate::town::clock();
        clock.advance_seconds(23 * 3600);
        let monday = Town::with(crate::town::images(), clock).await?;
        monday.page("/it/search?open=now").await.has("Vela ");
        Ok(())
    })
}

#[test]
fn choices_stay_chosen_and_can_be_taken_away_one_by_one() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let page = town
            .page("/it/search?when=MO-afternoon&when=TU&season=term&price=50&need=wheelchair&district=puerto&district=faro&near=district:puerto&sort=distance")
            .await;
        page.has("value=\"MO-afternoon\" checked")
            .has("value=\"TU-morning\" checked")
            .has("<option value=\"term\" selected>")
            .has("<option value=\"50\" selected>")
            .has("<option value=\"district:puerto\" selected>")
            .has("<option value=\"distance\" selected>")
            .has("<input type=\"hidden\" name=\"district\" value=\"faro\">")
            .has("lunedì pomeriggio")
            .has("fino a 50")
            .has("in linea d’aria");
        // A whole day is one chip, taken away as a whole.
        page.has("search?district=puerto&#38;district=faro&#38;near=district:puerto&#38;when=MO-afternoon&#38;season=term");
        Ok(())
    })
}

#[test]
fn what_is_said_in_words_is_shown_and_can_be_taken_back() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let page = town.page("/it/search?q=nuoto+8+anni").await;
        page.has("Abbiamo capito:")
            .has("1 opportunità trovata")
            .has("href=\"/it/search?q=nuoto+8+anni&#38;not=age\"");
        town.page("/it/search?q=nuoto+15+anni&not=age")
            .await
            .has("1 opportunità trovata")
            .has("name=\"not\" value=\"age\"")
            .lacks("Abbiamo capito:");
        // Swimming is for six to ten years: it is shown as coming close.
        town.page("/it/search?q=nuoto+15+anni")
            .await
            .has("Nessuna opportunità trovata")
            .has("Quasi quello che cerchi")
            .has("Senza 15 anni: 1 opportunità")
            .has("Corso di nuoto");
        Ok(())
    })
}

#[test]
fn a_date_of_birth_leaves_the_address_at_once() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let got = town.get("/it/search?q=nuoto&born=2018-03-01").await;
        assert_eq!(got.status, StatusCode::SEE_OTHER);
        assert_eq!(got.header("location"), "/it/search?q=nuoto&age=8");
        assert_eq!(got.header("cache-control"), "no-store");
        let got = town
            .get("/it/search?lat=28.46301234&lon=-16.24801234")
            .await;
        assert_eq!(got.header("location"), "/it/search?near=28.463,-16.248");
        let wrong = town.get("/it/search?q=nuoto&born=1961-03-01").await;
        assert_eq!(wrong.header("location"), "/it/search?q=nuoto&wrong=born");
        town.page("/it/search?q=nuoto&wrong=born")
            .await
            .has("La data di nascita non va bene.")
            .has("href=\"#search-born\"");
        Ok(())
    })
}

#[test]
fn why_a_result_is_there_is_told_on_demand() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let page = town.page("/it/search?q=nuoto&age=8").await;
        let why = format!(
            "/it/search?q=nuoto&#38;age=8&#38;why={0}#found-{0}",
            id("swimming")
        );
        page.has(&why).lacks("Perché è tra i risultati<");
        town.page(&format!("/it/search?q=nuoto&age=8&why={}", id("swimming")))
            .await
            .has("«nuoto»: nel nome c’è «nuoto».")
            .has("«nuoto»: l’argomento è «Nuoto».")
            .has("Rispetta il filtro: 8 anni.")
            .has("noindex");
        town.page("/it/search?why=nonsense").await;
        Ok(())
    })
}

#[test]
fn wrong_filters_are_told_at_their_field() -> Outcome {
    run(async {
        let town = Town::open().await?;
        for (query, field, said) in [
            (
                "near=stop:nowhere",
                "search-near",
                "Il luogo «stop:nowhere» non c’è",
            ),
            ("within=-3", "search-within", "«-3» non è una distanza"),
            (
                "season=winter",
                "search-season",
                "«winter» non è un periodo",
            ),
            ("open=someday", "search-open", "«someday» non è un giorno"),
            (
                "date=2026-13-01",
                "search-date",
                "«2026-13-01» non è un giorno",
            ),
            ("price=lots", "search-price", "«lots» non è un prezzo"),
            ("speaks=!!", "search-speaks", "«!!» non è una lingua"),
            (
                "sort=magic",
                "search-sort",
                "Non sappiamo ordinare per «magic»",
            ),
            ("sort=distance", "search-sort", "scegli prima un luogo"),
            (
                "class=primary-99",
                "search-class",
                "La classe «primary-99» non c’è",
            ),
        ] {
            let got = town.page(&format!("/it/search?{query}")).await;
            got.has(said)
                .has(&format!("href=\"#{field}\""))
                .has("3 opportunità trovate");
        }
        for (query, said) in [
            ("when=XX-night", "«XX-night» non è un orario"),
            ("need=nope", "«nope» non è tra le voci"),
        ] {
            town.page(&format!("/it/search?{query}")).await.has(said);
        }
        Ok(())
    })
}

#[test]
fn what_was_sought_in_vain_is_counted() -> Outcome {
    run(async {
        let town = Town::open().await?;
        town.page("/it/search?theme=sea.swimming&age=15&district=faro")
            .await;
        // Asked again it is given from memory, and counted all the same.
        for _ in 0..2 {
            town.page("/it/search?q=vela+latina+al+tramonto&age=1&district=faro")
                .await;
        }
        town.page("/it/search?q=nuoto").await;
        let begun = std::time::Instant::now();
        let gaps = loop {
            let gaps = town.gaps().await?;
            let times: i64 = gaps.iter().map(|(_, n)| n).sum();
            if times >= 3 || begun.elapsed().as_secs() > 10 {
                break gaps;
            }
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        };
        let said: Vec<(&str, &str, &str, i64)> = gaps
            .iter()
            .map(|(g, n)| {
                (
                    g.theme.as_str(),
                    g.age_band.as_str(),
                    g.district.as_str(),
                    *n,
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                ("sea.sailing", "0-2", "faro", 2),
                ("sea.swimming", "14-18", "faro", 1)
            ]
        );
        Ok(())
    })
}

#[test]
fn every_word_of_the_search_page_is_said_and_written() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = std::collections::BTreeSet::new();
    let mut folders = vec![root.join("src"), root.join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a text");
            for part in text.split("\"find-").skip(1) {
                used.insert(format!(
                    "find-{}",
                    part.split('"').next().unwrap_or_default()
                ));
            }
        }
    }
    let there: std::collections::BTreeSet<String> = include_str!("../../locales/search.it.ftl")
        .lines()
        .filter(|l| l.starts_with("find-"))
        .filter_map(|l| l.split(" =").next())
        .map(str::to_string)
        .collect();
    assert_eq!(there, used);
}
