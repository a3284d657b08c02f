//! What every answer carries, and that nothing foreign comes into a page.

use super::*;

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = site();
    for path in [
        "/",
        "/it/",
        "/it/nowhere",
        "/xx/",
        "/it/gone",
        "/it/broken",
        "/api/refused",
        "/api/broken",
        "/assets/none.css",
        "/health",
        "/ready",
        "/robots.txt",
        "/it",
    ] {
        let got = get(&site, path).await;
        assert_eq!(
            got.header("content-security-policy"),
            web::CONTENT_SECURITY_POLICY,
            "{path}"
        );
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(got.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(
            got.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert!(!got.header("permissions-policy").is_empty(), "{path}");
        assert!(
            got.header("x-request-id").starts_with("abcd1234-"),
            "{path}"
        );
        assert!(
            got.header("strict-transport-security")
                .starts_with("max-age="),
            "{path}"
        );
        assert_eq!(got.header("set-cookie"), "", "{path}: no cookie");
    }
    let csp = web::CONTENT_SECURITY_POLICY;
    assert!(csp.starts_with("default-src 'none'"));
    assert!(!csp.contains("unsafe") && !csp.contains("http"));
    // without https nothing is promised
    let plain = site_with(|s| s.base_url = None);
    let got = get(&plain, "/it/").await;
    assert_eq!(got.header("strict-transport-security"), "");
}

#[tokio::test]
async fn what_people_write_stays_text() {
    let got = get(
        &site(),
        "/it/search?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%26",
    )
    .await;
    let html = got.text();
    assert!(!html.contains("<script>alert"), "{html}");
    assert!(html.contains("&#60;script&#62;alert(1)"));
    assert!(html.contains(r#"value="&#34;&#62;&#60;script"#));
    // names from the data too, also through Page::say
    assert!(!html.contains("<b>&"));
    assert!(html.contains("Laboratorio di teatro &lt;b&gt;&amp; musica&lt;/b&gt;"));
    // structured data cannot end its element
    let home = get(&site(), "/it/").await;
    assert!(home.text().contains(r"\u003c/script\u003e\u003cb\u003e"));
    // no inline style, script or handler: the policy would stop them
    for page in ["/it/", "/it/search", "/it/form", "/it/nowhere"] {
        let got = get(&site(), page).await;
        let html = got.text().to_lowercase();
        for inline in [" style=", "<style", " onclick=", " onload=", "javascript:"] {
            assert!(!html.contains(inline), "{page}: {inline}");
        }
    }
}

#[tokio::test]
async fn nothing_is_fetched_from_elsewhere() {
    for path in ["/it/", "/ar/search", "/en/form", "/it/nowhere"] {
        let got = get(&site(), path).await;
        for attribute in ["src=\"", "<link rel=\"stylesheet\" href=\"", "action=\""] {
            for piece in got.text().split(attribute).skip(1) {
                assert!(piece.starts_with('/'), "{path}: {}", &piece[..40]);
                assert!(!piece.starts_with("//"), "{path}: {}", &piece[..40]);
            }
        }
    }
}
