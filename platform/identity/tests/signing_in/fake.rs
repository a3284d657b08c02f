//! A provider that answers whatever a test puts there.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::net::TcpListener;

#[derive(Clone, Default)]
pub struct Canned {
    pub status: u16,
    pub kind: &'static str,
    pub body: Vec<u8>,
    pub wait: Duration,
    pub location: Option<String>,
}

#[derive(Default)]
struct Shelf {
    answers: BTreeMap<String, Canned>,
    asked: BTreeMap<String, usize>,
}

#[derive(Clone)]
pub struct Fake {
    pub base: String,
    shelf: Arc<Mutex<Shelf>>,
}

impl Fake {
    pub async fn start() -> Fake {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let shelf = Arc::new(Mutex::new(Shelf::default()));
        let router = Router::new().fallback(answer).with_state(shelf.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Fake { base, shelf }
    }

    /// What is answered at a path (with its query, if it has one) from now on.
    pub fn put(&self, path: &str, canned: Canned) {
        let mut shelf = self.shelf.lock().expect("the shelf");
        shelf.answers.insert(path.to_string(), canned);
    }

    pub fn json(&self, path: &str, value: &Value) {
        self.body(path, "application/json", value.to_string());
    }

    pub fn body(&self, path: &str, kind: &'static str, body: String) {
        self.put(
            path,
            Canned {
                status: 200,
                kind,
                body: body.into_bytes(),
                ..Canned::default()
            },
        );
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        let shelf = self.shelf.lock().expect("the shelf");
        shelf.asked.get(path).copied().unwrap_or_default()
    }
}

async fn answer(State(shelf): State<Arc<Mutex<Shelf>>>, request: Request) -> Response {
    let path = request.uri().path_and_query().expect("a path").to_string();
    let canned = {
        let mut shelf = shelf.lock().expect("the shelf");
        *shelf.asked.entry(path.clone()).or_default() += 1;
        shelf.answers.get(&path).cloned()
    };
    let Some(canned) = canned else {
        return (axum::http::StatusCode::NOT_FOUND, "nothing here").into_response();
    };
    tokio::time::sleep(canned.wait).await;
    let mut response = canned.body.into_response();
    *response.status_mut() = canned.status.try_into().expect("a status");
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, canned.kind.parse().expect("a type"));
    if let Some(location) = canned.location {
        headers.insert(LOCATION, location.parse().expect("an address"));
    }
    response
}
