//! What search engines get, and what dead ends lead to.

use axum::http::StatusCode;
use testing::{Outcome, run};

use crate::town::{Town, id};

#[test]
fn the_map_of_the_site_names_every_page_in_every_language() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let index = town.page("/sitemap.xml").await;
        assert_eq!(
            index.header("content-type"),
            "application/xml; charset=utf-8"
        );
        let parts: Vec<&str> = index
            .body
            .split("<loc>https://wish.example")
            .skip(1)
            .filter_map(|rest| rest.split("</loc>").next())
            .collect();
        // Four kinds in three languages.
        assert_eq!(parts.len(), 12, "{parts:?}");
        let mut pages = 0;
        for part in parts {
            let map = town.page(part).await;
            let lang = part["/sitemap/".len()..]
                .split('-')
                .next()
                .unwrap_or_default();
            for entry in map.body.split("<url>").skip(1) {
                pages += 1;
                let loc = entry
                    .strip_prefix("<loc>https://wish.example")
                    .and_then(|rest| rest.split("</loc>").next())
                    .expect("an address");
                assert!(loc.starts_with(&format!("/{lang}/")), "{part}: {loc}");
                town.page(loc).await;
                for other in ["it", "en", "ar", "x-default"] {
                    let link = format!("hreflang=\"{other}\" href=\"https://wish.example/");
                    assert_eq!(entry.matches(&link).count(), 1, "{part}: {loc} {other}");
                }
            }
            // Whoever has it already is not sent it again.
            let again = town.get_if(part, map.header("etag")).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{part}");
            assert!(again.body.is_empty());
        }
        // Three services, an organisation, a place, five districts, five texts, four lists.
        assert_eq!(pages, 3 * (3 + 1 + 1 + 5 + 5 + 4));
        let services = town.page("/sitemap/en-services-1.xml").await;
        services
            .has("<lastmod>2026-11-18</lastmod>")
            .has(&format!("/it/service/{}", id("swimming")))
            .lacks(&id("gone").to_string())
            .lacks(&id("old").to_string());
        for wrong in [
            "/sitemap/en-services-2.xml",
            "/sitemap/en-services-0.xml",
            "/sitemap/en-services-01.xml",
            "/sitemap/xx-services-1.xml",
            "/sitemap/en-nothing-1.xml",
            "/sitemap/en-services-99999999999999999999.xml",
            "/sitemap/en-services.xml",
            "/sitemap/x",
        ] {
            assert_eq!(
                town.get(wrong).await.status,
                StatusCode::NOT_FOUND,
                "{wrong}"
            );
        }
        Ok(())
    })
}

#[test]
fn every_page_is_sent_once_and_said_what_it_is() -> Outcome {
    run(async {
        let town = Town::open().await?;
        for path in [
            "".to_string(),
            "search".to_string(),
            "topics".to_string(),
            "districts".to_string(),
            "district/puerto".to_string(),
            format!("service/{}", id("swimming")),
            format!("organization/{}", id("harbour")),
            format!("place/{}", id("pier")),
            "about".to_string(),
        ] {
            for lang in ["it", "ar"] {
                let at = format!("/{lang}/{path}");
                let page = town.page(&at).await;
                for once in [
                    "<title>",
                    "<meta name=\"description\" content=\"",
                    "<link rel=\"canonical\" href=\"https://wish.example/",
                    "hreflang=\"x-default\" href=\"https://wish.example/it/",
                    "<meta property=\"og:title\"",
                ] {
                    // a drawing has titles of its own
                    let head = page.body.split("<svg").next().unwrap_or_default();
                    assert_eq!(head.matches(once).count(), 1, "{at}: {once}");
                }
                for other in ["it", "en", "ar"] {
                    page.has(&format!(
                        "<link rel=\"alternate\" hreflang=\"{other}\" href=\"https://wish.example/{other}/{path}\">"
                    ));
                }
                assert_eq!(page.body.matches("<h1").count(), 1, "{at}");
                assert!(page.body.contains("application/ld+json"), "{at}");
                let again = town.get_if(&at, page.header("etag")).await;
                assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{at}");
            }
        }
        Ok(())
    })
}

#[test]
fn lists_are_lists_for_programs_too() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let found = town.page("/it/search").await;
        found.has("\"@type\":\"ItemList\"").has(&format!(
            "https://wish.example/it/service/{}",
            id("swimming")
        ));
        town.page("/it/district/puerto")
            .await
            .has("\"@type\":\"ItemList\"");
        town.page("/it/districts")
            .await
            .has("\"@type\":\"ItemList\"");
        town.page("/it/topics").await.has("\"@type\":\"ItemList\"");
        town.page("/it/").await.has("\"@type\":\"SearchAction\"");
        Ok(())
    })
}

#[test]
fn a_wrong_address_names_what_may_have_been_meant() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let lost = town.get("/it/corsi/nuoto-per-bambini").await;
        assert_eq!(lost.status, StatusCode::NOT_FOUND);
        lost.has("Forse cercavi")
            .has(&format!("<a href=\"/it/service/{}\">", id("swimming")));
        for nothing in ["/it/xyzzy", "/it/service/1", "/xx/nuoto"] {
            town.get(nothing).await.lacks("Forse cercavi");
        }
        Ok(())
    })
}

#[test]
fn what_has_gone_names_what_there_is_instead() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let gone = town.get(&format!("/it/service/{}", id("gone"))).await;
        assert_eq!(gone.status, StatusCode::GONE);
        gone.has("<strong><bdi>Finito</bdi></strong>")
            .has(&format!("/it/organization/{}", id("harbour")))
            .has("Al suo posto puoi guardare")
            .has(&format!("/it/service/{}", id("sailing")));
        Ok(())
    })
}
