//! The page frame, its forms, what it says to programs.

use super::*;

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
