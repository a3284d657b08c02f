//! The reader's language: in the address, in the page, in the messages.

use super::*;

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

#[test]
fn every_message_of_the_shell_is_in_every_language() {
    let langs = ["it", "it-easy", "en", "ar", "zh", "es", "fil"].map(sample::l);
    let catalog = i18n::Catalog::new(&langs[0], web::LOCALES).unwrap();
    assert_eq!(i18n::missing(&catalog, &langs), []);
}
