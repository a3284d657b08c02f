//! The shell as a reader's browser and other programs meet it.

mod sample;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt;
use values::{Clock, HandClock, Moment};
use web::{Settings, Site};

fn site_with(change: impl FnOnce(&mut Settings)) -> Router {
    let features = vec![sample::feature()];
    let mut settings = sample::settings();
    change(&mut settings);
    let site = Site::new(settings, &features).unwrap();
    // ready only after a moment, as when an index is being built
    let clock = Arc::new(HandClock::at(Moment(0)));
    web::router(site, features, move || {
        if clock.now() > Moment(0) {
            Ok(())
        } else {
            Err("the index is being built".into())
        }
    })
}

fn site() -> Router {
    site_with(|_| {})
}

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Got {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

async fn ask(router: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Got {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router
        .clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    Got {
        status: parts.status,
        headers: parts.headers,
        body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
    }
}

async fn get(router: &Router, path: &str) -> Got {
    ask(router, "GET", path, &[]).await
}

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
async fn the_root_leads_to_the_readers_language() {
    let site = site();
    for (accept, to) in [
        (None, "/it/"),
        (Some("en-GB,en;q=0.9"), "/en/"),
        (Some("de, ar;q=0.8, en;q=0.2"), "/ar/"),
        (Some("en;q=0.2, ar;q=0.9"), "/ar/"),
        (Some("en;q=0, de"), "/it/"),
        // complete in the city's wishes, but not in messages: not offered
        (Some("zh-CN"), "/it/"),
        (Some("*"), "/it/"),
        (Some("en;q=nonsense"), "/en/"),
    ] {
        let headers: Vec<_> = accept.iter().map(|a| ("accept-language", *a)).collect();
        let got = ask(&site, "GET", "/", &headers).await;
        assert_eq!(got.status, StatusCode::FOUND);
        assert_eq!(got.header("location"), to, "{accept:?}");
        assert!(got.header("vary").contains("accept-language"));
    }
}

#[tokio::test]
async fn languages_are_those_whose_messages_are_complete() {
    let got = get(&site(), "/it/").await;
    let html = got.text();
    assert!(html.contains(r#"<html lang="it" dir="ltr">"#));
    for link in [
        r#"<link rel="canonical" href="https://wish.example.it/it/">"#,
        r#"<link rel="alternate" hreflang="ar" href="https://wish.example.it/ar/">"#,
        r#"<link rel="alternate" hreflang="x-default" href="https://wish.example.it/it/">"#,
        r#"<a href="/ar/" lang="ar" hreflang="ar" dir="rtl">العربية</a>"#,
    ] {
        assert!(html.contains(link), "{link} in {html}");
    }
    assert!(!html.contains("中文"), "Chinese waits for its messages");
    assert_eq!(get(&site(), "/zh/").await.status, StatusCode::NOT_FOUND);
    // the language menu keeps the search, the canonical address does not
    let got = get(&site(), "/it/search?q=a%26b&page=2").await;
    assert!(
        got.text()
            .contains(r#"href="/en/search?q=a%26b&#38;page=2""#)
    );
    assert!(
        got.text()
            .contains(r#"<link rel="canonical" href="https://wish.example.it/it/search">"#)
    );
}

#[tokio::test]
async fn arabic_pages_read_from_right_to_left() {
    let got = get(&site(), "/ar/search?q=nuoto").await;
    let html = got.text();
    assert!(html.contains(r#"<html lang="ar" dir="rtl">"#));
    // what exists only in another language is marked with it
    assert!(html.contains(r#"<span lang="it" dir="ltr">Aiuto compiti del pomeriggio</span>"#));
    // a Latin word inside the Arabic sentence is isolated
    assert!(html.contains("1,234 فرصة عن «\u{2068}nuoto\u{2069}»"));
}

#[tokio::test]
async fn a_page_that_is_not_there_helps_in_the_readers_language() {
    let site = site();
    let got = get(&site, "/ar/nowhere").await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    let html = got.text();
    assert!(html.contains(r#"<html lang="ar" dir="rtl">"#));
    assert!(html.contains("الصفحة غير موجودة"));
    assert!(html.contains(r#"action="/ar/search""#), "a search box");
    assert_eq!(html.matches(r#"role="search""#).count(), 1, "and only one");
    assert!(html.contains(r#"href="tel:020202""#), "the helpline");
    assert!(html.contains(r#"<meta name="robots" content="noindex">"#));
    // an unknown language: the default one, or the one the browser asks for
    let got = get(&site, "/xx/search").await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    assert!(got.text().contains(r#"<html lang="it" dir="ltr">"#));
    let got = ask(&site, "GET", "/xx/search", &[("accept-language", "en")]).await;
    assert!(got.text().contains(r#"<html lang="en" dir="ltr">"#));
    assert!(got.header("vary").contains("accept-language"));
    // there the language menu leads home, for the address exists in no language
    assert!(got.text().contains(r#"<a href="/ar/" lang="ar""#));
}

/// Addresses that fail in each way, the status, and what the page says in Italian.
const FAILURES: [(&str, &str, u16, &str); 8] = [
    ("GET", "/it/nowhere", 404, "Pagina non trovata"),
    ("POST", "/it/search", 405, "Questa azione non è possibile"),
    ("GET", "/it/gone", 410, "Questa pagina non c’è più"),
    ("POST", "/it/echo", 413, "L’invio è troppo grande"),
    (
        "GET",
        "/it/wrong",
        422,
        "Non abbiamo potuto usare i dati inviati",
    ),
    ("GET", "/it/crowded", 429, "Aspetta 42 secondi"),
    ("GET", "/it/broken", 500, "Qualcosa si è rotto da noi"),
    ("GET", "/it/busy", 503, "Il sito è molto occupato"),
];

#[tokio::test]
async fn every_dead_end_helps() {
    let site = site();
    for (method, path, status, said) in FAILURES {
        let body = if status == 413 {
            "x".repeat(2_000_000)
        } else {
            String::new()
        };
        let send = async |accept: &'static str, lang: &str| {
            let request = Request::builder()
                .method(method)
                .uri(path.replacen("/it/", &format!("/{lang}/"), 1))
                .header("accept", accept)
                .body(Body::from(body.clone()))
                .unwrap();
            let response = site.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            Got {
                status: parts.status,
                headers: parts.headers,
                body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
            }
        };
        let page = send("text/html", "it").await;
        assert_eq!(page.status.as_u16(), status, "{path}");
        let html = page.text();
        for wanted in [said, "action=\"/it/search\"", "tel:020202", "noindex"] {
            assert!(html.contains(wanted), "{path}: {wanted}\n{html}");
        }
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert!(
            !html.contains("sample-foot"),
            "{path}: nothing else is asked"
        );
        let waits = matches!(status, 429 | 503);
        assert_eq!(!page.header("retry-after").is_empty(), waits, "{path}");
        // what may have been meant is named only where nothing is
        assert_eq!(html.contains("near /"), status == 404, "{path}");
        // in the reader's language
        let arabic = send("text/html", "ar").await;
        assert!(
            arabic.text().contains("<html lang=\"ar\" dir=\"rtl\">"),
            "{path}"
        );
        assert!(!arabic.text().contains(said), "{path}");
        // and for programs
        let problem = send("application/json", "it").await;
        assert_eq!(problem.status.as_u16(), status, "{path}");
        assert_eq!(
            problem.header("content-type"),
            "application/problem+json",
            "{path}"
        );
        let body: serde_json::Value = serde_json::from_slice(&problem.body).unwrap();
        assert_eq!(body["status"], status, "{path}");
        assert!(
            body["title"].is_string() && body["detail"].is_string(),
            "{path}"
        );
    }
    for (path, status) in [
        ("/api/none", 404),
        ("/api/gone", 410),
        ("/api/crowded", 429),
        ("/api/broken", 500),
        ("/api/busy", 503),
    ] {
        let got = get(&site, path).await;
        assert_eq!(got.status.as_u16(), status, "{path}");
        assert_eq!(
            got.header("content-type"),
            "application/problem+json",
            "{path}"
        );
    }
    assert_eq!(get(&site, "/it/crowded").await.header("retry-after"), "42");
    assert!(
        get(&site, "/it/nowhere")
            .await
            .text()
            .contains("<a href=\"/it/search\">near /nowhere</a>")
    );
}

#[tokio::test]
async fn every_page_tells_programs_what_it_is() {
    let site = site();
    let html = get(&site, "/en/search?q=x").await.text().to_string();
    for wanted in [
        "<meta property=\"og:url\" content=\"https://wish.example.it/en/search\">",
        "<meta property=\"og:locale\" content=\"en\">",
        "<meta property=\"og:type\" content=\"website\">",
        "\"@type\":\"BreadcrumbList\"",
        "\"item\":\"https://wish.example.it/en/search\"",
        "<link rel=\"manifest\" href=\"/en/manifest.webmanifest\">",
        "<p class=\"sample-foot\">/search</p>",
    ] {
        assert!(html.contains(wanted), "{wanted}\n{html}");
    }
    // pages that are not listed have no way to be shown in a list of results
    let form = get(&site, "/en/form").await;
    assert!(!form.text().contains("BreadcrumbList"));
    let manifest = get(&site, "/ar/manifest.webmanifest").await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest.body).unwrap();
    assert_eq!(manifest["lang"], "ar");
    assert_eq!(manifest["dir"], "rtl");
    assert_eq!(manifest["start_url"], "/ar/");
    assert_eq!(manifest["name"], "ويش مي");
}

#[tokio::test]
async fn other_failures_have_their_pages() {
    let site = site();
    let got = get(&site, "/it/gone").await;
    assert_eq!(got.status, StatusCode::GONE);
    assert!(got.text().contains("Questa pagina non c’è più"));
    let got = ask(&site, "POST", "/it/search", &[]).await;
    assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(got.header("allow").contains("GET"));
    assert!(got.text().contains("Questa azione non è possibile"));
    let got = get(&site, "/it/refused").await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.text().contains("Scrivi il nome"));
    // a query that cannot be read
    let got = get(&site, "/en/search?page=many").await;
    assert_eq!(got.status, StatusCode::BAD_REQUEST);
    assert!(got.text().contains("The request is not clear"));
    // a panic: an id to tell, and nothing of the inside
    let got = get(&site, "/it/broken").await;
    assert_eq!(got.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(got.text().contains(got.header("x-request-id")));
    assert!(!got.text().contains("engine"));
    assert_eq!(got.header("cache-control"), "no-store");
    // and the site goes on
    assert_eq!(get(&site, "/it/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn programs_get_problem_documents() {
    let site = site();
    let got = ask(&site, "GET", "/api/refused", &[("accept-language", "en")]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(got.header("content-type"), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_slice(&got.body).unwrap();
    assert_eq!(problem["status"], 422);
    assert_eq!(problem["detail"], "Write your name");
    assert_eq!(problem["key"], "sample-refused-name");
    assert_eq!(problem["field"], "name");
    let got = get(&site, "/api/nowhere").await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    assert_eq!(got.header("content-type"), "application/problem+json");
    let got = get(&site, "/api/broken").await;
    assert_eq!(got.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!got.text().contains("disk"), "the inside stays inside");
    let json = [("accept", "application/json")];
    let got = ask(&site, "GET", "/it/nowhere", &json).await;
    assert_eq!(got.header("content-type"), "application/problem+json");
    // too much is refused before it is read
    let long = Request::post("/api/echo")
        .body(Body::from(vec![b'x'; 2_000_000]))
        .unwrap();
    let response = site.clone().oneshot(long).await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(
        response.headers()["content-type"],
        "application/problem+json"
    );
}

#[tokio::test]
async fn a_page_that_did_not_change_is_not_sent_again() {
    let site = site();
    let first = get(&site, "/it/search?q=a").await;
    let etag = first.header("etag").to_string();
    assert!(etag.starts_with("W/\""), "{etag}");
    assert_eq!(first.header("cache-control"), "no-cache");
    let again = ask(&site, "GET", "/it/search?q=a", &[("if-none-match", &etag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());
    assert_eq!(again.header("etag"), etag);
    assert!(!again.header("content-security-policy").is_empty());
    let other = ask(&site, "GET", "/it/search?q=b", &[("if-none-match", &etag)]).await;
    assert_eq!(other.status, StatusCode::OK);
    // HEAD: the same tag, no body
    let head = ask(&site, "HEAD", "/it/search?q=a", &[]).await;
    assert_eq!(head.header("etag"), etag);
    assert!(head.body.is_empty());
}

#[tokio::test]
async fn pages_are_compressed() {
    let site = site();
    let plain = get(&site, "/it/search").await;
    for (accepted, encoding) in [("gzip", "gzip"), ("gzip, br", "br")] {
        let got = ask(&site, "GET", "/it/search", &[("accept-encoding", accepted)]).await;
        assert_eq!(got.header("content-encoding"), encoding);
        assert!(got.header("vary").contains("accept-encoding"));
        assert!(
            got.body.len() * 3 < plain.body.len(),
            "{encoding}: {} of {}",
            got.body.len(),
            plain.body.len()
        );
    }
    assert_eq!(plain.header("content-encoding"), "");
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

#[tokio::test]
async fn addresses_have_one_form() {
    let site = site();
    for (from, to) in [
        ("/it", "/it/"),
        ("/it/search/", "/it/search"),
        ("/it/search/?q=a", "/it/search?q=a"),
        ("/en?x=1", "/en/?x=1"),
    ] {
        let got = get(&site, from).await;
        assert_eq!(got.status, StatusCode::PERMANENT_REDIRECT, "{from}");
        assert_eq!(got.header("location"), to);
    }
    // never away from the site
    let got = get(&site, "//evil.example/").await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn forms_tie_their_errors_to_the_fields() {
    let site = site();
    let got = ask(&site, "POST", "/it/form", &[]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = got.text();
    assert!(html.contains(r##"<a href="#field-name">Scrivi il nome</a>"##));
    assert!(html.contains(
        r#"id="field-name" name="name" type="text" value="" required aria-invalid="true" aria-describedby="field-name-error""#
    ), "{html}");
    assert!(html.contains(r#"id="field-name-error""#));
    assert!(html.contains(r#"type="email" value="" aria-describedby="field-mail-hint""#));
    assert!(html.contains(
        r#"<input id="field-topics-2" name="topics" type="checkbox" value="place" checked>"#
    ));
    assert!(
        html.contains(
            r#"<input id="field-kind-2" name="kind" type="radio" value="health" checked>"#
        )
    );
    assert!(
        get(&site, "/it/search")
            .await
            .text()
            .contains(r#"<input id="field-free" name="free" type="checkbox" value="1">"#)
    );
    let other = [("sec-fetch-site", "cross-site")];
    let got = ask(&site, "POST", "/it/form", &other).await;
    assert_eq!(got.status, StatusCode::FORBIDDEN);
    assert!(got.text().contains("da un altro sito"));
}

#[tokio::test]
async fn the_frame_has_what_the_national_checker_looks_for() {
    let got = get(&site(), "/it/search").await;
    let html = got.text();
    for element in [
        "main-navigation",
        "all-services",
        "breadcrumb",
        "search-submit",
        "privacy-policy-link",
        "legal-notes",
        "accessibility-link",
    ] {
        assert!(
            html.contains(&format!(r#"data-element="{element}""#)),
            "{element}"
        );
    }
    assert!(
        html.contains(r#"<a href="/it/search" data-element="all-services" aria-current="page">"#)
    );
    // the personal area has its own place, in the slim header
    let slim = html.split("it-nav-wrapper").next().unwrap();
    assert!(
        slim.contains(
            r#"<a class="personal-area" href="/it/me" data-element="personal-area-login">"#
        )
    );
    assert_eq!(html.matches(r#"href="/it/me""#).count(), 1);
    let order: Vec<usize> = ["/it/search\" data", "/it/map\"", "/it/form\""]
        .iter()
        .map(|s| html.find(s).unwrap())
        .collect();
    assert!(order.is_sorted(), "navigation in the features' order");
}

#[tokio::test]
async fn operators_ask_for_health_readiness_and_robots() {
    let site = site();
    assert_eq!(get(&site, "/health").await.text(), "ok\n");
    let got = get(&site, "/ready").await;
    assert_eq!(got.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(got.text().contains("the index is being built"));
    assert!(got.text().starts_with('{'), "not dressed as a page");
    let robots = get(&site, "/robots.txt").await;
    assert!(robots.text().starts_with("User-agent: *\n"));
    assert!(!robots.text().contains("Disallow: /\n"));
    assert!(
        robots
            .text()
            .ends_with("\nSitemap: https://wish.example.it/sitemap.xml\n"),
        "{}",
        robots.text()
    );
    // a map has full addresses: without one there is none
    let unnamed = site_with(|s| s.base_url = None);
    let robots = get(&unnamed, "/robots.txt").await;
    assert!(!robots.text().contains("Sitemap"));
    let demo = site_with(|s| s.demo = true);
    assert!(
        get(&demo, "/robots.txt")
            .await
            .text()
            .contains("Disallow: /\n")
    );
    let home = get(&demo, "/it/").await;
    assert!(home.text().contains("noindex"));
    assert!(home.text().contains("Sito dimostrativo"));
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_sent_small() {
    let features = vec![sample::feature()];
    let site = Site::new(sample::settings(), &features).unwrap();
    if !site.assets().has("app.css") {
        println!("skipped: assets_are_kept_for_ever_and_sent_small: frontend/dist is not built");
        return;
    }
    let paths: Vec<String> = site
        .assets()
        .names()
        .map(|n| site.assets().href(n))
        .collect();
    let router = web::router(site, features, || Ok(()));
    for path in paths {
        let got = ask(&router, "GET", &path, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(got.status, StatusCode::OK, "{path}");
        assert_eq!(
            got.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        let (kind, encoding) = match path.rsplit('.').next().unwrap() {
            "css" => ("text/css; charset=utf-8", "br"),
            "js" => ("text/javascript; charset=utf-8", "br"),
            "svg" => ("image/svg+xml", "br"),
            "woff2" => ("font/woff2", ""),
            "png" => ("image/png", ""),
            other => panic!("no rule for .{other}"),
        };
        assert_eq!(got.header("content-type"), kind, "{path}");
        assert_eq!(got.header("content-encoding"), encoding, "{path}");
        let twin = get(&router, &format!("{path}.br")).await;
        assert_eq!(twin.status, StatusCode::NOT_FOUND, "{path}.br");
    }
    // every icon the frame asks for is in the sprite
    let html = get(&router, "/it/search").await.text().to_string();
    let sprite_href = html.split("<use href=\"").nth(1).unwrap();
    let sprite_href = sprite_href.split('#').next().unwrap();
    let sprite = get(&router, sprite_href).await.text().to_string();
    for piece in html.split("<use href=\"").skip(1) {
        let id = piece.split('#').nth(1).unwrap().split('"').next().unwrap();
        assert!(sprite.contains(&format!("id=\"{id}\"")), "icon {id}");
    }
}

#[test]
fn every_message_of_the_shell_is_in_every_language() {
    let langs = ["it", "it-easy", "en", "ar", "zh", "es", "fil"].map(sample::l);
    let catalog = i18n::Catalog::new(&langs[0], web::LOCALES).unwrap();
    assert_eq!(i18n::missing(&catalog, &langs), []);
}

#[test]
fn a_wrong_base_address_is_refused() {
    for wrong in [
        "wish.example.it",
        "https://",
        "https://a.it/path",
        "ftp://a",
    ] {
        let mut settings = sample::settings();
        settings.base_url = Some(wrong.into());
        let e = Site::new(settings, &[]).unwrap_err().to_string();
        assert!(e.contains("https://"), "{e}");
    }
}

/// Everything logged, as one text.
#[derive(Clone, Default)]
struct Log(Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn log_and_metrics_tell_the_route_and_nothing_about_the_reader() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let headers = [
        ("x-forwarded-for", "203.0.113.7"),
        ("user-agent", "Mozilla/5.0"),
    ];
    // for the whole process: a subscriber of one thread misses what other tests met first
    tracing::subscriber::set_global_default(subscriber).unwrap();
    metrics::with_local_recorder(&recorder, || {
        runtime.block_on(async {
            let site = site();
            ask(&site, "GET", "/it/search?q=epilessia", &headers).await;
            ask(&site, "GET", "/it/nobody/knows", &headers).await;
            ask(&site, "BREW", "/it/", &headers).await;
            ask(&site, "GET", "/api/broken", &headers).await;
        });
    });
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let figures = recorder.handle().render();
    for secret in ["epilessia", "203.0.113.7", "Mozilla", "nobody"] {
        assert!(!log.contains(secret), "{secret} in {log}");
        assert!(!figures.contains(secret), "{secret} in {figures}");
    }
    assert!(log.contains("route=\"/{lang}/search\""), "{log}");
    assert!(log.contains("fault") && log.contains("disk full"), "{log}");
    for line in [
        r#"http_requests_total{method="GET",route="/{lang}/search",status="200"} 1"#,
        r#"http_requests_total{method="GET",route="none",status="404"} 1"#,
        r#"http_requests_total{method="other",route="/{lang}/",status="405"} 1"#,
        r#"http_requests_total{method="GET",route="/api/broken",status="500"} 1"#,
    ] {
        assert!(figures.contains(line), "{line} in {figures}");
    }
    assert!(figures.contains("http_request_duration_seconds"));
}

/// A site with one page that counts how often it is made.
fn counting() -> (
    Router,
    Arc<std::sync::atomic::AtomicU64>,
    Arc<std::sync::atomic::AtomicU64>,
) {
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
    let (made, edition) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(1)));
    let (count, now) = (made.clone(), edition.clone());
    let page = move |keep: bool| {
        let count = count.clone();
        async move || {
            let n = count.fetch_add(1, SeqCst) + 1;
            let html = format!("<!doctype html><p>{n}{}</p>", " parole".repeat(400));
            let answer = Ok(axum::response::IntoResponse::into_response(
                axum::response::Html(html),
            ));
            if keep { web::keep(answer) } else { answer }
        }
    };
    let pages = Router::new()
        .route("/kept", axum::routing::get(page(true)))
        .route("/made", axum::routing::get(page(false)));
    let feature = web::Feature::new("counting")
        .pages(pages)
        .edition(move || now.load(SeqCst));
    let features = vec![sample::feature(), feature];
    let site = Site::new(sample::settings(), &features).unwrap();
    (web::router(site, features, || Ok(())), made, edition)
}

#[tokio::test]
async fn what_is_the_same_for_everybody_is_made_once_an_edition() {
    use std::sync::atomic::Ordering::SeqCst;
    let (site, made, edition) = counting();
    let first = get(&site, "/it/kept").await;
    let again = get(&site, "/it/kept").await;
    assert_eq!((first.status, made.load(SeqCst)), (StatusCode::OK, 1));
    assert_eq!(first.body, again.body);
    assert_eq!(first.header("etag"), again.header("etag"));
    assert_eq!(
        first.header("content-security-policy"),
        again.header("content-security-policy")
    );
    assert_ne!(first.header("x-request-id"), again.header("x-request-id"));
    // Compressed it is another form of the answer, made and compressed once.
    let packed = ask(&site, "GET", "/it/kept", &[("accept-encoding", "gzip")]).await;
    let again = ask(&site, "GET", "/it/kept", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!((packed.body.clone(), made.load(SeqCst)), (again.body, 2));
    assert!(packed.body.len() < first.body.len());
    // Who has it already gets no body.
    let tag = first.header("etag").to_string();
    let known = ask(&site, "GET", "/it/kept", &[("if-none-match", &tag)]).await;
    assert_eq!(
        (known.status, known.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    assert_eq!(made.load(SeqCst), 2);
    // Another address, another language, a request with a cookie, another method: made anew.
    get(&site, "/it/kept?x=1").await;
    get(&site, "/en/kept").await;
    assert_eq!(made.load(SeqCst), 4);
    ask(&site, "GET", "/it/kept", &[("cookie", "saved=1")]).await;
    ask(&site, "HEAD", "/it/kept", &[]).await;
    assert_eq!(made.load(SeqCst), 6);
    // A new edition makes all of it stale.
    edition.store(2, SeqCst);
    let new = get(&site, "/it/kept").await;
    assert_eq!(made.load(SeqCst), 7);
    assert_ne!(new.body, first.body);
    // What was not given out to be kept is made each time.
    get(&site, "/it/made").await;
    get(&site, "/it/made").await;
    assert_eq!(made.load(SeqCst), 9);
}

/// A site whose pages are kept each in its own way, with how often they were made and given again.
fn keeping() -> (Router, Arc<[std::sync::atomic::AtomicU64; 2]>) {
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
    let counts = Arc::new([AtomicU64::new(0), AtomicU64::new(0)]);
    let page = |size: usize, control: Option<&'static str>| {
        let counts = counts.clone();
        axum::routing::get(async move || {
            let n = counts[0].fetch_add(1, SeqCst) + 1;
            let html = axum::response::Html(format!("<!doctype html><p>{n}{}", "x".repeat(size)));
            let mut response = axum::response::IntoResponse::into_response(html);
            if let Some(control) = control {
                let value = http::HeaderValue::from_static(control);
                response.headers_mut().insert("cache-control", value);
            }
            web::keep_counted(Ok(response), move || {
                counts[1].fetch_add(1, SeqCst);
            })
        })
    };
    let pages = Router::new()
        .route("/counted", page(2000, None))
        .route("/private", page(2000, Some("private, max-age=1")))
        .route("/unstored", page(2000, Some("no-store")))
        .route("/large", page(600 * 1024, None))
        .route("/heavy", page(300 * 1024, None));
    let feature = web::Feature::new("keeping").pages(pages).edition(|| 1);
    let features = vec![sample::feature(), feature];
    let site = Site::new(sample::settings(), &features).unwrap();
    (web::router(site, features, || Ok(())), counts)
}

#[tokio::test]
async fn what_is_kept_is_counted_each_time_it_is_given() {
    use std::sync::atomic::Ordering::SeqCst;
    let (site, counts) = keeping();
    let count = || (counts[0].load(SeqCst), counts[1].load(SeqCst));
    let first = get(&site, "/it/counted").await;
    assert_eq!(count(), (1, 0));
    get(&site, "/it/counted").await;
    assert_eq!(count(), (1, 1));
    // Who has it already has asked, too.
    let tag = first.header("etag").to_string();
    let known = ask(&site, "GET", "/it/counted", &[("if-none-match", &tag)]).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert_eq!(count(), (1, 2));
}

#[tokio::test]
async fn what_is_somebodys_own_or_too_large_is_made_each_time() {
    use std::sync::atomic::Ordering::SeqCst;
    let (site, counts) = keeping();
    for (n, path) in ["/it/private", "/it/unstored", "/it/large"]
        .iter()
        .enumerate()
    {
        let (first, again) = (get(&site, path).await, get(&site, path).await);
        assert_ne!(first.body, again.body, "{path}");
        assert_eq!(counts[0].load(SeqCst), 2 * (n as u64 + 1), "{path}");
    }
    // Who comes with something of their own neither gets what is kept nor has it kept.
    for own in ["cookie", "authorization", "range"] {
        let path = format!("/it/counted?{own}");
        let before = counts[0].load(SeqCst);
        ask(&site, "GET", &path, &[(own, "saved=1")]).await;
        get(&site, &path).await;
        ask(&site, "GET", &path, &[(own, "saved=1")]).await;
        assert_eq!(counts[0].load(SeqCst), before + 3, "{own}");
    }
    assert_eq!(counts[1].load(SeqCst), 0);
}

#[tokio::test]
async fn no_more_is_kept_than_there_is_room_for() {
    use std::sync::atomic::Ordering::SeqCst;
    let (site, counts) = keeping();
    let heavy = |n: u32| format!("/it/heavy?n={n}");
    for n in 0..200 {
        get(&site, &heavy(n)).await;
    }
    // 60 MB were made; of them at most 24 MB can be given again.
    for n in (0..200).rev() {
        get(&site, &heavy(n)).await;
    }
    let again = counts[1].load(SeqCst);
    assert!((1..=24 * 1024 / 300).contains(&again), "{again} were kept");
}
