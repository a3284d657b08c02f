//! Pages and documents of what did not work.

use super::*;

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
