//! What is not sent or made twice: tags, compression, assets, kept answers.

use super::*;

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
