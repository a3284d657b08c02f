//! The saved list: in the address, in one cookie, on paper, in a calendar.

use axum::http::StatusCode;
use testing::{Outcome, run};

use crate::town::{Got, Town, id, short};

/// The code of a service as its card carries it.
async fn code(town: &Town, service: &str) -> String {
    let page = town.page(&format!("/it/service/{}", id(service))).await;
    code_in(&page)
}

fn code_in(page: &Got) -> String {
    let at = page.body.find("id=\"saved-").expect("a form to save") + "id=\"saved-".len();
    page.body[at..]
        .split('"')
        .next()
        .expect("a code")
        .to_string()
}

/// The cookie an answer sets, as a browser sends it back.
fn cookie(got: &Got) -> String {
    got.header("set-cookie")
        .split(';')
        .next()
        .expect("a pair")
        .to_string()
}

#[test]
fn an_offer_is_saved_and_taken_out_without_scripts_or_account() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let swim = code(&town, "swimming").await;
        assert_eq!(swim.len(), 12);
        let from = [("referer", "https://wish.example/it/search?q=nuoto")];
        let added = town.post("/it/saved", &from, &format!("add={swim}")).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
        // Back to where one was, at the card one was at.
        assert_eq!(
            added.header("location"),
            format!("/it/search?q=nuoto#saved-{swim}")
        );
        let set = added.header("set-cookie");
        assert_eq!(
            set,
            format!(
                "__Host-saved={swim}; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure"
            )
        );
        let cookie = cookie(&added);
        let mine = [("cookie", cookie.as_str())];
        let list = town.get_with("/it/saved", &mine).await;
        list.has("<h1>La mia lista</h1>")
            .has("Hai salvato 1 opportunità.")
            .has("Corso di nuoto")
            .has("Paseo del Puerto 3")
            .has("tel:+340000011")
            .has(&format!("/it/saved?s={swim}\""))
            .has(&format!("/it/saved.ics?s={swim}"))
            .has("webcal://wish.example/it/saved.ics")
            .has("noindex");
        assert_eq!(list.header("cache-control"), "private, no-cache");
        assert_eq!(
            town.page("/it/saved").await.header("cache-control"),
            "no-cache"
        );
        // Everywhere it now says so.
        for path in ["/it/search", "/it/district/puerto", "/it/"] {
            let page = town.get_with(path, &mine).await;
            if page.body.contains(&format!("saved-{swim}")) {
                page.has(&format!("name=\"remove\" value=\"{swim}\""));
            }
        }
        town.get_with(&format!("/it/service/{}", id("swimming")), &mine)
            .await
            .has(&format!("name=\"remove\" value=\"{swim}\""));
        // Taking it out of the list itself can be undone.
        let from = [
            ("cookie", cookie.as_str()),
            ("referer", "https://wish.example/it/saved"),
        ];
        let gone = town
            .post("/it/saved", &from, &format!("remove={swim}"))
            .await;
        assert_eq!(gone.header("location"), format!("/it/saved?undo={swim}"));
        assert!(
            gone.header("set-cookie")
                .contains("__Host-saved=; Path=/; Max-Age=0")
        );
        town.page(gone.header("location"))
            .await
            .has("«Corso di nuoto» non è più nella tua lista.")
            .has(&format!("name=\"add\" value=\"{swim}\""))
            .has("Qui non c’è ancora niente");
        Ok(())
    })
}

#[test]
fn a_shared_list_is_seen_by_anybody_and_can_be_kept() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let (swim, stories) = (code(&town, "swimming").await, code(&town, "stories").await);
        let path = format!("/ar/saved?s={swim}.{stories}");
        let shared = town.page(&path).await;
        shared
            .has("<h1>قائمة مشتركة</h1>")
            .has("دورة سباحة")
            .has("Cuentos en el muelle")
            .has(&format!("name=\"add\" value=\"{swim}.{stories}\""))
            .has(&format!("/ar/saved?s={stories}\""))
            .lacks("name=\"remove\"");
        let kept = town
            .post("/ar/saved", &[], &format!("add={swim}.{stories}"))
            .await;
        assert_eq!(kept.header("location"), "/ar/saved");
        assert_eq!(cookie(&kept), format!("__Host-saved={swim}.{stories}"));
        Ok(())
    })
}

#[test]
fn nothing_is_lost_in_silence() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let (swim, sail) = (code(&town, "swimming").await, code(&town, "sailing").await);
        // What has gone is told by its name, what was merged is shown as what it is now.
        let (gone, old, never) = (short("gone"), short("old"), short("never"));
        let path = format!("/it/saved?s={gone}.{old}.{swim}.{sail}.{never}.cut");
        let page = town.page(&path).await;
        page.has("Queste opportunità non ci sono più:")
            .has("<bdi>Finito</bdi> (tolta: ")
            .has("1 voce della lista non è nel catalogo.")
            .has("1 parte del collegamento non si legge")
            .has("Qualcuno ha scelto 2 opportunità.")
            .has(&format!("/it/saved?s={swim}.{sail}\""))
            .lacks("<script>alert");
        assert_eq!(page.main().matches("<article").count(), 2);
        // In the own list, what has gone can be taken out at once.
        let own = format!("__Host-saved={gone}.{swim}");
        town.get_with("/it/saved", &[("cookie", own.as_str())])
            .await
            .has(&format!("name=\"remove\" value=\"{gone}\""));
        let many: Vec<String> = (0..52).map(|n| short(&n.to_string())).collect();
        town.page(&format!("/it/saved?s={}", many.join(".")))
            .await
            .has("Una lista ha al massimo 50 voci: 2 in più non sono mostrate.")
            .has("50 voci della lista non sono nel catalogo.");
        Ok(())
    })
}

#[test]
fn a_full_list_says_so_and_stays_as_it_is() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let swim = code(&town, "swimming").await;
        let full: Vec<String> = (0..50).map(|n| short(&n.to_string())).collect();
        let own = format!("__Host-saved={}", full.join("."));
        let got = town
            .post(
                "/it/saved",
                &[("cookie", own.as_str())],
                &format!("add={swim}"),
            )
            .await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        got.has("La lista è piena: può avere 50 voci. 1 non è stata salvata.");
        assert_eq!(got.header("set-cookie"), "");
        Ok(())
    })
}

#[test]
fn wrong_requests_are_refused_with_words_and_lead_nowhere_else() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let swim = code(&town, "swimming").await;
        for form in ["", "add=", "add=x", "add=%FF", "else=1", "remove=<script>"] {
            let got = town.post("/it/saved", &[], form).await;
            assert_eq!(got.status, StatusCode::BAD_REQUEST, "{form}");
            got.has("Non si capisce che cosa salvare.");
        }
        for away in [
            "https://evil.example/it/search",
            "https://wish.example//evil.example/",
            "https://wish.example/\\evil.example",
            "javascript:alert(1)",
            "//evil.example",
            "",
        ] {
            let got = town
                .post("/it/saved", &[("referer", away)], &format!("add={swim}"))
                .await;
            assert_eq!(got.header("location"), "/it/saved", "{away}");
        }
        let foreign = [("sec-fetch-site", "cross-site")];
        let got = town
            .post("/it/saved", &foreign, &format!("add={swim}"))
            .await;
        assert_eq!(got.status, StatusCode::FORBIDDEN);
        // Damaged cookies are an empty list, and nothing of them reaches the page.
        for cookie in [
            "__Host-saved=<script>alert(1)</script>",
            "__Host-saved",
            "__Host-saved=;;=",
            "other=1",
        ] {
            town.get_with("/it/saved", &[("cookie", cookie)])
                .await
                .has("Qui non c’è ancora niente")
                .lacks("<script>alert");
        }
        for path in ["/it/saved.ics", "/it/saved.ics?s=", "/it/saved.ics?s=..x"] {
            let got = town.get(path).await;
            assert_eq!(got.status, StatusCode::BAD_REQUEST, "{path}");
            got.has("Manca la lista");
        }
        Ok(())
    })
}

#[test]
fn codes_are_as_documented() -> Outcome {
    run(async {
        let town = Town::open().await?;
        assert_eq!(code(&town, "stories").await, short("stories"));
        Ok(())
    })
}

#[test]
fn the_cookie_belongs_to_this_host_alone() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let swim = code(&town, "swimming").await;
        let added = town.post("/it/saved", &[], &format!("add={swim}")).await;
        let set = added.header("set-cookie").to_string();
        let mut parts = set.split("; ");
        // The conditions under which a browser takes the name (RFC 6265bis, 4.1.3.2).
        assert!(parts.next().is_some_and(|p| p.starts_with("__Host-saved=")));
        let attributes: Vec<&str> = parts.collect();
        for wanted in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(attributes.contains(&wanted), "{wanted} in {set}");
        }
        assert!(!set.to_lowercase().contains("domain="), "{set}");
        // What another host under the same domain could set is not read.
        let planted = format!("saved={swim}");
        town.get_with("/it/saved", &[("cookie", planted.as_str())])
            .await
            .has("Qui non c’è ancora niente");
        Ok(())
    })
}
