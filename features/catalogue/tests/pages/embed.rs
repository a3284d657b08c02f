//! The list that other sites show in a frame.

use testing::{Outcome, run};

use crate::town::{Town, id};

#[test]
fn a_search_can_be_framed_by_other_sites_and_nothing_else_can() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let page = town.page("/it/embed?district=puerto&theme=sea").await;
        page.has("Corso di nuoto")
            .has(&format!(
                "href=\"/it/service/{}\" target=\"_blank\"",
                id("swimming")
            ))
            .has("Vedi tutte le 2 opportunità su Wish Mi Portofiaba")
            .has("href=\"/it/search?theme=sea&#38;district=puerto\"")
            .has("noindex")
            .lacks("<script")
            .lacks("<form")
            .lacks("<header")
            .lacks("Cuentos en el muelle");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-ancestors *"), "{policy}");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        // An old header that would forbid what the policy allows.
        assert_eq!(page.header("x-frame-options"), "");
        assert_eq!(page.header("cross-origin-resource-policy"), "cross-origin");
        assert_eq!(page.header("set-cookie"), "");
        for other in ["/it/", "/it/search", "/it/saved", "/it/embedded"] {
            let page = town.get(other).await;
            assert!(
                page.header("content-security-policy")
                    .contains("frame-ancestors 'none'")
            );
            assert_eq!(page.header("x-frame-options"), "DENY", "{other}");
        }
        Ok(())
    })
}

#[test]
fn how_many_and_in_which_language_the_address_says() -> Outcome {
    run(async {
        let town = Town::open().await?;
        for (n, entries) in [
            ("1", 1),
            ("2", 2),
            ("50", 3),
            ("0", 1),
            ("999999999999999999999", 3),
            ("x", 3),
            ("-1", 3),
        ] {
            let page = town.page(&format!("/it/embed?n={n}")).await;
            assert_eq!(page.body.matches("<h2>").count(), entries, "n={n}");
        }
        town.page("/ar/embed")
            .await
            .has("dir=\"rtl\"")
            .has("دورة سباحة");
        // What is wrong in the address is told to whoever builds it, and cannot become markup.
        town.page("/it/embed?theme=%3Cscript%3Ealert(1)&district=nowhere")
            .await
            .has("L’argomento «&#60;script&#62;alert(1)» non c’è.")
            .has("Il quartiere «nowhere» non c’è.")
            .lacks("<script>alert");
        town.page("/it/embed?q=qwertyuiop")
            .await
            .has("Non abbiamo trovato niente di adatto");
        Ok(())
    })
}
