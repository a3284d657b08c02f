//! The shell as a reader's browser and other programs meet it.

mod addresses;
mod attacks;
mod failures;
mod frame;
mod headers;
mod kept;
mod languages;
mod log;
#[path = "../sample/mod.rs"]
mod sample;
mod wire;

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
    send(router, method, path, headers, Body::empty()).await
}

async fn send(
    router: &Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Body,
) -> Got {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router
        .clone()
        .oneshot(request.body(body).unwrap())
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
