//! Addresses: their one form, the base address, what operators ask for.

use super::*;

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
