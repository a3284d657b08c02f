//! What somebody tries who means harm: forms of other sites, made-up hosts, addresses that lead
//! away or down, bodies without end. Named in docs/security/asvs.csv.

use bytes::Bytes;

use super::*;

/// The site with a prefix that other sites may post to, as the open interfaces are.
fn half_open() -> Router {
    let features = vec![sample::feature().open_to_other_sites("/api/echo")];
    let site = Site::new(sample::settings(), &features).unwrap();
    web::router(site, features, || Ok(()))
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let site = site();
    let host = ("host", "wish.example.it");
    let foreign: [&[(&str, &str)]; 7] = [
        &[("sec-fetch-site", "cross-site")],
        // another name under the same domain is another site, too
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "https://wish.example.it.evil.example")],
        // what a sandboxed frame sends
        &[("origin", "null")],
        &[
            ("origin", "https://evil.example"),
            ("content-type", "text/plain"),
        ],
        // the browser's own word counts more than an origin that looks right
        &[
            ("origin", "https://wish.example.it"),
            ("sec-fetch-site", "cross-site"),
        ],
    ];
    for given in foreign {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            let mut headers = vec![host];
            headers.extend_from_slice(given);
            for path in ["/it/form", "/api/echo"] {
                let got = ask(&site, method, path, &headers).await;
                assert_eq!(
                    got.status,
                    StatusCode::FORBIDDEN,
                    "{method} {path} {given:?}"
                );
                assert_eq!(got.header("cache-control"), "no-store", "{path}");
            }
        }
        // reading is no change: links from elsewhere work
        let mut headers = vec![host];
        headers.extend_from_slice(given);
        let got = ask(&site, "GET", "/it/form", &headers).await;
        assert_eq!(got.status, StatusCode::OK, "{given:?}");
    }
    for ours in [
        &[host, ("origin", "https://wish.example.it")][..],
        &[host, ("sec-fetch-site", "same-origin")][..],
        &[host][..],
    ] {
        let got = ask(&site, "POST", "/it/form", ours).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{ours:?}");
    }
}

#[tokio::test]
async fn only_what_is_given_out_may_be_posted_to_from_elsewhere() {
    let site = half_open();
    let other = [("sec-fetch-site", "cross-site")];
    let open = ask(&site, "POST", "/api/echo", &other).await;
    assert_eq!(open.status, StatusCode::OK);
    for path in ["/it/form", "/it/api/echo", "/it/echo"] {
        let got = ask(&site, "POST", path, &other).await;
        assert_ne!(got.status, StatusCode::OK, "{path}");
    }
    let shut = ask(&site, "POST", "/it/form", &other).await;
    assert_eq!(shut.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn no_other_site_may_read_an_answer() {
    let site = site();
    let other = [("origin", "https://evil.example")];
    for path in ["/it/", "/it/form", "/it/nowhere", "/api/refused", "/health"] {
        let got = ask(&site, "GET", path, &other).await;
        assert_eq!(got.header("access-control-allow-origin"), "", "{path}");
        assert_eq!(got.header("access-control-allow-credentials"), "", "{path}");
        assert_eq!(
            got.header("cross-origin-resource-policy"),
            "same-origin",
            "{path}"
        );
    }
    let asked = [
        ("origin", "https://evil.example"),
        ("access-control-request-method", "POST"),
    ];
    let got = ask(&site, "OPTIONS", "/it/form", &asked).await;
    assert_eq!(got.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn a_made_up_host_is_not_believed() {
    let lies = [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "gopher"),
        ("forwarded", "host=evil.example"),
        ("x-original-url", "/it/broken"),
        ("x-rewrite-url", "/it/broken"),
    ];
    for site in [site(), site_with(|s| s.base_url = None)] {
        for path in [
            "/",
            "/it",
            "/it/",
            "/it/search",
            "/it/form",
            "/it/nowhere",
            "/it/manifest.webmanifest",
            "/robots.txt",
            "/api/refused",
        ] {
            let got = ask(&site, "GET", path, &lies).await;
            assert!(!got.text().contains("evil.example"), "{path}");
            assert_ne!(got.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            for (name, value) in &got.headers {
                let value = value.to_str().unwrap();
                assert!(!value.contains("evil.example"), "{path} {name}");
                assert!(!value.contains("gopher"), "{path} {name}");
            }
        }
    }
}

#[tokio::test]
async fn no_address_leads_to_another_site() {
    let site = site();
    for path in [
        "//evil.example",
        "//evil.example/",
        "///evil.example/",
        "/it//evil.example/",
        "/it///evil.example/",
        "/it/https://evil.example/",
        "/it/%2F%2Fevil.example/",
        "/%2Fevil.example/",
        "/it/%5Cevil.example/",
        "/it/search/?next=https://evil.example/",
        "/it/search/%0D%0ALocation:%20https://evil.example/",
        "/it/search/%0d%0aSet-Cookie:%20a=b/",
    ] {
        let got = get(&site, path).await;
        let to = got.header("location");
        assert_eq!(to.is_empty(), !got.status.is_redirection(), "{path}");
        let own = to.starts_with("/it/") || to.is_empty();
        assert!(own && !to.contains(['\\', '\r', '\n']), "{path}: {to}");
        assert_eq!(got.header("set-cookie"), "", "{path}");
    }
}

#[tokio::test]
async fn only_the_method_itself_counts() {
    let site = site();
    let wished = [
        ("x-http-method-override", "POST"),
        ("x-http-method", "POST"),
        ("x-method-override", "POST"),
    ];
    // a POST to the form would be 422
    for path in ["/it/form", "/it/form?_method=POST"] {
        let got = ask(&site, "GET", path, &wished).await;
        assert_eq!(got.status, StatusCode::OK, "{path}");
    }
    let back = [("x-http-method-override", "GET")];
    let got = ask(&site, "POST", "/it/form?_method=GET", &back).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    for method in ["TRACE", "TRACK", "DEBUG", "PROPFIND"] {
        for path in ["/it/", "/it/form", "/api/refused", "/health", "/robots.txt"] {
            let got = ask(&site, method, path, &[("x-told", "echo-of-mine")]).await;
            assert_eq!(
                got.status,
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {path}"
            );
            assert!(!got.text().contains("echo-of-mine"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn nothing_but_assets_lies_under_assets() {
    let site = site();
    for path in [
        "/assets/",
        "/assets",
        "/assets/.",
        "/assets/..",
        "/assets/../manifest.json",
        "/assets/..%2Fmanifest.json",
        "/assets/%2E%2E%2Fmanifest.json",
        "/assets/..%5Cmanifest.json",
        "/assets/..%2F..%2F..%2FCargo.toml",
        "/assets/%2Fetc%2Fpasswd",
        "/assets/app.css%00.txt",
        "/assets/.git",
        "/.git/config",
        "/it/.git/config",
        "/.env",
        "/Cargo.toml",
        "/it/../../etc/passwd",
        "/it/%2E%2E%2F%2E%2E%2Fetc%2Fpasswd",
    ] {
        let got = get(&site, path).await;
        assert!(got.status.is_client_error(), "{path}: {}", got.status);
        for inside in ["[package]", "root:", "app.css\""] {
            assert!(!got.text().contains(inside), "{path}: {inside}");
        }
    }
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let site = site();
    let sent = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    for path in ["/it/echo", "/api/echo"] {
        sent.store(0, std::sync::atomic::Ordering::SeqCst);
        let count = sent.clone();
        // ends after 64 MB, should nobody else end it
        let pieces = (0..1024).map(move |_| {
            count.fetch_add(65_536, std::sync::atomic::Ordering::SeqCst);
            Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 65_536]))
        });
        let endless = Body::from_stream(futures_util::stream::iter(pieces));
        let got = send(&site, "POST", path, &[], endless).await;
        assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        let read = sent.load(std::sync::atomic::Ordering::SeqCst);
        assert!(read < 2 * 1024 * 1024, "{path}: {read} bytes were read");
    }
    let small = send(&site, "POST", "/api/echo", &[], Body::from("small")).await;
    assert_eq!(small.text(), "small");
}

#[tokio::test]
async fn every_answer_says_what_it_is() {
    let site = site();
    let paths = [
        "/it/",
        "/it/search",
        "/it/form",
        "/it/nowhere",
        "/it/broken",
        "/it/manifest.webmanifest",
        "/api/refused",
        "/api/nowhere",
        "/health",
        "/ready",
        "/robots.txt",
    ];
    for path in paths {
        let got = get(&site, path).await;
        assert!(!got.body.is_empty(), "{path}");
        let kind = got.header("content-type");
        let html = got.text().starts_with("<!");
        let json = serde_json::from_slice::<serde_json::Value>(&got.body).is_ok();
        match (html, json) {
            (true, _) => assert_eq!(kind, "text/html; charset=utf-8", "{path}"),
            (_, true) => assert!(kind.contains("json"), "{path}: {kind}"),
            _ => assert_eq!(kind, "text/plain; charset=utf-8", "{path}"),
        }
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{path}");
        for tells in ["server", "x-powered-by", "via"] {
            assert_eq!(got.header(tells), "", "{path}: {tells}");
        }
    }
}

#[tokio::test]
async fn no_failure_is_kept_by_anybody() {
    let site = site();
    for path in [
        "/it/nowhere",
        "/it/gone",
        "/it/refused",
        "/it/crowded",
        "/it/wrong",
        "/it/broken",
        "/it/busy",
        "/it/search?page=many",
        "/api/nowhere",
        "/api/gone",
        "/api/refused",
        "/api/crowded",
        "/api/broken",
        "/api/busy",
        "/assets/none.css",
        "/favicon.ico/x",
    ] {
        let got = get(&site, path).await;
        assert!(got.status.as_u16() >= 400, "{path}");
        assert_eq!(got.header("cache-control"), "no-store", "{path}");
        assert_eq!(got.header("etag"), "", "{path}");
    }
}

#[tokio::test]
async fn a_word_said_twice_breaks_nothing() {
    let site = site();
    for (path, status) in [
        ("/it/search?q=a&q=b", StatusCode::BAD_REQUEST),
        ("/it/search?page=1&page=2", StatusCode::BAD_REQUEST),
        // what a page does not know it does not take
        ("/it/search?q=a&admin=true", StatusCode::OK),
        ("/it/search?q[]=a", StatusCode::OK),
    ] {
        assert_eq!(get(&site, path).await.status, status, "{path}");
    }
    // a parameter counts only where it belongs: not from a cookie, not from a header
    let elsewhere = [("cookie", "q=from-a-cookie"), ("q", "from-a-header")];
    let got = ask(&site, "GET", "/it/search", &elsewhere).await;
    assert!(!got.text().contains("from-a-"), "{}", got.text());
}

#[tokio::test]
async fn words_of_templates_and_messages_are_only_words() {
    let site = site();
    for (sent, shown) in [
        ("%7B%7B7*7%7D%7D", "{{7*7}}"),
        (
            "%7B%25+include+%22base.html%22+%25%7D",
            "{% include &#34;base.html&#34; %}",
        ),
        ("%7B+%24count+%7D", "{ $count }"),
        ("%7B+web-error-404+%7D", "{ web-error-404 }"),
        ("%25s%25n%7B0%7D", "%s%n{0}"),
    ] {
        let got = get(&site, &format!("/it/search?q={sent}")).await;
        assert_eq!(got.status, StatusCode::OK, "{sent}");
        assert!(got.text().contains(&format!("value=\"{shown}\"")), "{sent}");
    }
}

#[tokio::test]
async fn a_site_with_https_promises_it_for_a_year_and_for_all_below_it() {
    for path in ["/", "/it/", "/it/nowhere", "/api/broken", "/health"] {
        let got = get(&site(), path).await;
        assert_eq!(
            got.header("strict-transport-security"),
            "max-age=31536000; includeSubDomains",
            "{path}"
        );
    }
}

#[test]
fn the_policy_allows_no_script_but_our_own() {
    let csp = web::CONTENT_SECURITY_POLICY;
    let of = |name: &str| {
        csp.split(';')
            .map(str::trim)
            .find_map(|d| d.strip_prefix(name)?.strip_prefix(' '))
    };
    assert_eq!(of("default-src"), Some("'none'"));
    assert_eq!(of("script-src"), Some("'self'"));
    assert_eq!(of("style-src"), Some("'self'"));
    assert_eq!(of("base-uri"), Some("'none'"));
    assert_eq!(of("form-action"), Some("'self'"));
    assert_eq!(of("frame-ancestors"), Some("'none'"));
    // plug-ins and frames fall back on default-src
    assert_eq!(of("object-src"), None);
    assert_eq!(of("frame-src"), None);
}
