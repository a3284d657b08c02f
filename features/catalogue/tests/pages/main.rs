//! The catalogue's pages as a reader's browser gets them.

mod api;
mod calendar;
mod embed;
mod frame;
mod photos;
mod saved;
mod search;
mod sheets;
mod town;

use axum::http::StatusCode;
use testing::{Outcome, run};
use town::{Town, id, lang};

#[test]
fn no_message_is_missing_or_surplus() {
    let sources: Vec<i18n::Source> = web::LOCALES
        .iter()
        .chain(catalogue::pages::LOCALES)
        .cloned()
        .collect();
    let catalog = i18n::Catalog::new(&lang("it"), &sources).expect("readable messages");
    let languages = ["it", "it-easy", "en", "ar", "zh", "es", "fil"].map(lang);
    let findings = i18n::missing(&catalog, &languages);
    let ours: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(ours.is_empty(), "{}", ours.join("\n"));
}

#[test]
fn every_message_is_used_and_every_used_message_exists() {
    // Keys that are put together at run time.
    let built = ["catalogue-field-", "catalogue-wrong-"];
    let mut used = std::collections::BTreeSet::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src/pages"), root.join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a text");
            for part in text.split("\"catalogue-").skip(1) {
                let key = part.split('"').next().unwrap_or_default();
                used.insert(format!("catalogue-{key}"));
            }
        }
    }
    let italian: String = std::fs::read_dir(root.join("locales"))
        .expect("a folder")
        .flatten()
        .filter(|e| e.file_name().to_string_lossy().ends_with("it.ftl"))
        .map(|e| std::fs::read_to_string(e.path()).expect("a text"))
        .collect();
    let there: std::collections::BTreeSet<String> = italian
        .lines()
        .filter(|l| l.starts_with("catalogue-"))
        .filter_map(|l| l.split(" =").next())
        .map(str::to_string)
        .collect();
    let is_built = |k: &&String| built.iter().any(|b| k.starts_with(b));
    let unused: Vec<&String> = there.difference(&used).filter(|k| !is_built(k)).collect();
    assert!(unused.is_empty(), "never said: {unused:?}");
    let lost: Vec<&String> = used.difference(&there).filter(|k| !is_built(k)).collect();
    assert!(lost.is_empty(), "said but not written: {lost:?}");
}

#[test]
fn the_home_page_leads_to_everything() -> Outcome {
    run(async {
        let town = Town::open().await?;
        for (lang, dir, search) in [
            ("it", "ltr", "Cerca"),
            ("en", "ltr", "Search"),
            ("ar", "rtl", "بحث"),
        ] {
            let home = town.page(&format!("/{lang}/")).await;
            home.has(&format!("dir=\"{dir}\""))
                .has(search)
                .has(&format!("action=\"/{lang}/search\""))
                .has("name=\"q\"")
                .has("name=\"age\"")
                .has("name=\"district\"")
                .has(&format!("/{lang}/search?theme=sea\""))
                .has(&format!("/{lang}/district/puerto\""))
                .has(&format!("/{lang}/topics"))
                .lacks("<script>alert");
        }
        // Three services by one organisation; one of them is made up, which is said.
        let home = town.page("/it/").await;
        home.has("3 opportunità di 1 organizzazione.")
            .has("1 è gratis.")
            .has("Le opportunità segnate «Dato inventato» sono solo una dimostrazione.");
        // What happens this week is there; what comes every week fills up and says so.
        home.has("Da oggi a sab 28 nov")
            .has("Cuentos en el muelle")
            .has("sab 28 nov, 10:00</p>")
            .has("domani, 16:30 · ogni settimana</p>");
        let main = home.main();
        let at = |what: &str| main.find(what).unwrap_or_else(|| panic!("{what}: {main}"));
        assert!(
            at("Corso di nuoto") < at("Cuentos en el muelle"),
            "in order of day"
        );
        // The town's own welcome.
        town.page("/en/")
            .await
            .has("<h1>What there is in Portofiaba for children</h1>");
        Ok(())
    })
}

#[test]
fn an_empty_catalogue_says_so_and_breaks_nothing() -> Outcome {
    run(async {
        let town = Town::with(Vec::new(), town::clock()).await?;
        for lang in ["it", "en", "ar"] {
            for path in [
                "",
                "search",
                "search?q=x&age=3",
                "topics",
                "districts",
                "district/faro",
            ] {
                town.page(&format!("/{lang}/{path}")).await;
            }
        }
        town.page("/it/")
            .await
            .has("Il catalogo è ancora vuoto.")
            .lacks("0 opportunità di");
        Ok(())
    })
}

#[test]
fn what_was_on_today_is_not_announced_in_the_evening() -> Outcome {
    run(async {
        let at = |hours: i64| {
            let clock = town::clock();
            clock.advance_seconds(hours * 3600);
            clock
        };
        // Six days later, at 10:30 in the Canary Islands, it is on; at 12:00 it is over.
        let during = Town::with(town::images(), at(6 * 24)).await?;
        during.page("/it/").await.has("Cuentos en el muelle");
        let after = Town::with(town::images(), at(6 * 24 + 2)).await?;
        after.page("/it/").await.lacks("Cuentos en el muelle");
        Ok(())
    })
}

#[test]
fn topics_are_counted_at_every_level() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let topics = town.page("/it/topics").await;
        topics
            .has("<a href=\"/it/search?theme=sea\">Mare</a> <small>(2)</small>")
            .has("<a href=\"/it/search?theme=sea.swimming\">Nuoto</a> <small>(1)</small>");
        town.page("/ar/topics").await.has("سباحة");
        Ok(())
    })
}

#[test]
fn the_map_and_the_table_show_the_same_districts() -> Outcome {
    run(async {
        let town = Town::open().await?;
        for lang in ["it", "en", "ar"] {
            let page = town.page(&format!("/{lang}/districts")).await;
            let main = page.main();
            let (svg, table) = main.split_at(main.find("<table").expect("a table"));
            for id in ["puerto", "faro", "casco-alto"] {
                let link = format!("href=\"/{lang}/district/{id}\"");
                assert_eq!(svg.matches(&link).count(), 1, "{lang} {id} on the map");
                assert_eq!(table.matches(&link).count(), 1, "{lang} {id} in the table");
            }
        }
        let page = town.page("/it/districts").await;
        page.has("Puerto Viejo: 3 opportunità")
            .has("Barrio del Faro: Nessuna opportunità")
            .has("I confini della mappa sono indicativi.")
            .has(">655<");
        town.page("/ar/districts").await.has("الميناء القديم");
        Ok(())
    })
}

#[test]
fn a_district_shows_offers_places_and_neighbours() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let page = town.page("/it/district/puerto").await;
        page.has("<h1><bdi>Puerto Viejo</bdi></h1>")
            .has("3 opportunità")
            .has("Corso di nuoto")
            .has(&format!("/it/place/{}", id("pier")))
            .has("/it/search?district=puerto")
            .has("/it/district/faro");
        // Free things first, then the domains without repeating them, and how many for each age.
        let main = page.main();
        assert_eq!(
            main.matches("Cuentos en el muelle</span></a>").count(),
            1,
            "{main}"
        );
        let at = |what: &str| main.find(what).unwrap_or_else(|| panic!("{what}: {main}"));
        assert!(at("Qui è gratis") < at("Cuentos en el muelle"));
        assert!(at("Cuentos en el muelle") < at("Corso di nuoto"));
        page.has("href=\"/it/search?age=8&#38;district=puerto\"")
            .has("8 anni (2)")
            .has("1 anno (2)");
        let empty = town.page("/it/district/faro").await;
        empty
            .has("In questo quartiere non c’è ancora niente")
            .has("000 00 10");
        for wrong in [
            "/it/district/nowhere",
            "/it/district/..",
            "/it/district/%FF",
        ] {
            let got = town.get(wrong).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        Ok(())
    })
}

#[test]
fn the_citys_texts_are_pages() -> Outcome {
    run(async {
        let town = Town::open().await?;
        // Written only in Spanish: shown, and marked.
        for name in ["about", "faq", "privacy", "legal", "accessibility"] {
            town.page(&format!("/it/{name}"))
                .await
                .has("lang=\"es\" dir=\"ltr\"")
                .has("Alcuni testi sono disponibili solo in questa lingua: spagnolo.");
        }
        assert_eq!(town.get("/it/home").await.status, StatusCode::NOT_FOUND);
        Ok(())
    })
}
