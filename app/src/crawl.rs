//! The whole site as a crawler meets it: the demo of a city, every feature together, in every
//! language. Only for tests.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use catalogue::Catalogue;
use catalogue::pages::Sources;
use city::City;
use clap::Parser;
use exchange::Exchange;
use testing::{Outcome, TestDb};
use tower::ServiceExt;
use values::{Clock, SystemClock};

use crate::commands::serve;
use crate::settings::Settings;

#[derive(clap::Parser)]
struct Only {
    #[command(flatten)]
    settings: Settings,
}

struct Town {
    router: Router,
    languages: Vec<String>,
    _db: TestDb,
}

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Town {
    /// The demo of a city on SQLite, with every feature it has switched on.
    async fn open(name: &str) -> Result<Town, Box<dyn std::error::Error + Send + Sync>> {
        Town::over(testing::sqlite().await, name).await
    }

    /// The same over a database.
    async fn over(
        db: TestDb,
        name: &str,
    ) -> Result<Town, Box<dyn std::error::Error + Send + Sync>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../cities")
            .join(name);
        let city = Arc::new(City::load(&folder).map_err(|e| format!("{e:?}"))?);
        let today = SystemClock.now().day(&city.zone);
        let incoming = exchange::demo::incoming(&folder.join("demo"), &city, today)?;
        let exchange = Exchange::new(db.db(), city.clone(), Arc::new(SystemClock), "a test");
        exchange.import(incoming, &|_| {}).await?;
        let catalogue = Catalogue::open(db.db(), city.clone(), None).await?;
        let base = "https://wish.example";
        let settings = Only::try_parse_from(["wishmi", "--base-url", base])?.settings;
        let keys = Some(seal::Keys::demo());
        let rooms =
            serve::rooms(&settings, &city, &db, &catalogue, keys).map_err(|stop| stop.message)?;
        let router = serve::site(
            &settings,
            &city,
            &db,
            &catalogue,
            Sources::default(),
            rooms,
            Arc::new(AtomicBool::new(false)),
        )
        .map_err(|stop| stop.message)?;
        let mut town = Town {
            router,
            languages: Vec::new(),
            _db: db,
        };
        // The languages that are offered are those whose words are complete.
        let first = town.get(&format!("/{}/", city.default_language)).await;
        town.languages = links(&first.body)
            .into_iter()
            .filter_map(|l| Some(l.strip_prefix('/')?.strip_suffix('/')?.to_string()))
            .filter(|l| city.languages.iter().any(|c| c.as_str() == l))
            .collect::<BTreeSet<String>>()
            .into_iter()
            .collect();
        assert!(town.languages.len() > 2, "{:?}", town.languages);
        Ok(town)
    }

    async fn get(&self, path: &str) -> Got {
        let request = Request::get(path)
            .body(Body::empty())
            .unwrap_or_else(|e| panic!("{path}: {e}"));
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 50_000_000).await;
        let bytes = bytes.unwrap_or_else(|e| panic!("{path}: {e}"));
        Got {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

impl Got {
    fn is_page(&self) -> bool {
        self.headers
            .get("content-type")
            .is_some_and(|t| t.as_bytes().starts_with(b"text/html"))
    }
}

/// The values of an attribute, with the entities taken back.
fn values_of(html: &str, attribute: &str) -> Vec<String> {
    let begin = format!(" {attribute}=\"");
    html.split(begin.as_str())
        .skip(1)
        .filter_map(|piece| piece.split('"').next())
        .map(|value| value.replace("&#38;", "&").replace("&amp;", "&"))
        .collect()
}

/// Addresses on this site that a page leads to, without their anchors.
fn links(html: &str) -> Vec<String> {
    values_of(html, "href")
        .into_iter()
        .filter(|href| href.starts_with('/'))
        .map(|href| href.split('#').next().unwrap_or_default().to_string())
        .collect()
}

/// What an address is about: its first parts without identifiers, and the names in its query.
fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let names: Vec<&str> = query
        .split('&')
        .map(|pair| pair.split('=').next().unwrap_or_default())
        .collect();
    let parts: Vec<String> = path
        .split('/')
        .enumerate()
        .map(|(n, part)| {
            let long = part.len() > 30 || (n > 2 && part.chars().any(|c| c.is_ascii_digit()));
            let part = if long || (n == 3 && path.contains("/district/")) {
                "*"
            } else {
                part
            };
            part.to_string()
        })
        .collect();
    format!("{}?{}", parts.join("/"), names.join("&"))
}

/// What is wrong with a page by itself.
fn faults(at: &str, html: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let lower = html.to_lowercase();
    for inline in [
        " style=\"",
        "<style",
        " onclick=",
        " onload=",
        " onsubmit=",
        "javascript:",
    ] {
        if lower.contains(inline) {
            wrong.push(format!("{at}: {inline}"));
        }
    }
    for script in html.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap_or_default();
        if !tag.contains(" src=\"/") && !tag.contains("application/ld+json") {
            wrong.push(format!("{at}: a script inside the page: <script{tag}>"));
        }
    }
    for attribute in ["src", "srcset", "action", "poster", "data"] {
        let values = values_of(html, attribute).into_iter();
        let elsewhere = values.filter(|v| !v.starts_with('/') || v.starts_with("//"));
        wrong.extend(elsewhere.map(|v| format!("{at}: {attribute} leads elsewhere: {v}")));
    }
    for link in html.split("<link ").skip(1) {
        let tag = link.split('>').next().unwrap_or_default();
        let fetched = ["stylesheet", "icon", "preload", "manifest", "modulepreload"]
            .iter()
            .any(|rel| tag.contains(&format!("rel=\"{rel}\"")));
        if fetched && !tag.contains("href=\"/") {
            wrong.push(format!("{at}: fetched from elsewhere: <link {tag}>"));
        }
    }
    let ids = values_of(html, "id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    if unique.len() < ids.len() {
        let twice: BTreeSet<&String> = ids
            .iter()
            .filter(|id| ids.iter().filter(|other| other == id).count() > 1)
            .collect();
        wrong.push(format!("{at}: identifiers given twice: {twice:?}"));
    }
    let anchors = values_of(html, "href").into_iter();
    for anchor in anchors.filter(|h| h.starts_with('#') && h.len() > 1) {
        if !unique.contains(&anchor[1..].to_string()) {
            wrong.push(format!("{at}: {anchor} leads nowhere"));
        }
    }
    for key in ["catalogue", "voice", "web", "exchange", "people"] {
        if html.contains(&format!(">{key}-")) {
            wrong.push(format!("{at}: a message of {key} is missing"));
        }
    }
    if html.contains("{$") {
        wrong.push(format!("{at}: a message lacks a variable"));
    }
    wrong
}

/// Follows all links of the demo from page to page. Of one kind of page in one language `of_a_kind`
/// are opened; what is left out is of a kind that was opened often enough. It ends after `most` pages.
async fn crawl(name: &str, of_a_kind: usize, most: usize) -> Outcome {
    let town = Town::open(name).await?;
    let mut waiting: VecDeque<(String, String)> = VecDeque::new();
    for lang in &town.languages {
        waiting.push_back((format!("/{lang}/"), "the beginning".to_string()));
        waiting.push_back((format!("/{lang}/feedback"), "the beginning".to_string()));
    }
    waiting.push_back(("/robots.txt".to_string(), "the beginning".to_string()));
    let mut seen: BTreeSet<String> = waiting.iter().map(|(at, _)| at.clone()).collect();
    let mut opened: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut pages = 0;
    while let Some((at, from)) = waiting.pop_front() {
        if pages >= most {
            break;
        }
        let got = town.get(&at).await;
        pages += 1;
        // Who is not signed in is led to where one signs in.
        if got.status == StatusCode::SEE_OTHER {
            let to = got.headers.get("location").and_then(|v| v.to_str().ok());
            match to.filter(|to| to.contains("/sign-in")) {
                Some(to) if seen.insert(to.to_string()) => {
                    waiting.push_back((to.to_string(), at.clone()));
                }
                Some(_) => {}
                None => wrong.push(format!("{at} (from {from}): leads to {to:?}")),
            }
            continue;
        }
        if got.status != StatusCode::OK {
            wrong.push(format!("{at} (from {from}): {}", got.status));
            continue;
        }
        if !got.is_page() {
            continue;
        }
        wrong.extend(faults(&at, &got.body));
        for link in links(&got.body) {
            let asset = link.starts_with("/assets/");
            let count = opened
                .entry(if asset { link.clone() } else { kind(&link) })
                .or_default();
            if *count < of_a_kind && seen.insert(link.clone()) {
                *count += 1;
                waiting.push_back((link, at.clone()));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{} of {pages} pages are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    println!(
        "{name}: {pages} pages in {} languages",
        town.languages.len()
    );
    assert!(
        pages >= most.min(30 * town.languages.len()),
        "only {pages} pages"
    );
    Ok(())
}

#[test]
fn every_link_of_the_demo_leads_somewhere() -> Outcome {
    testing::run(crawl("portofiaba", 4, 2000))
}

#[test]
fn every_link_of_the_reference_city_leads_somewhere() -> Outcome {
    testing::run(crawl(&reference(), 2, 300))
}

/// The city that stands in `--city` unless something else is said.
fn reference() -> String {
    let settings = Only::parse_from(["wishmi"]).settings;
    let name = settings
        .city
        .file_name()
        .map(|n| n.to_string_lossy().into_owned());
    name.unwrap_or_default()
}

/// What the national checker of municipal sites looks for on every page.
const SITE: [&str; 12] = [
    "main-navigation",
    "all-services",
    "all-topics",
    "report-inefficiency",
    "contacts",
    "faq",
    "legal-notes",
    "privacy-policy-link",
    "accessibility-link",
    "search-modal-button",
    "search-submit",
    "breadcrumb",
];
/// Parts of a municipality's own site that this one, which serves one purpose of it, may lack.
const ELSEWHERE: [(&str, &str); 5] = [
    (
        "management",
        "the administration presents itself on its own site",
    ),
    ("news", "the city's news stand on its own site"),
    (
        "live",
        "«living the city» is a section of the municipality's site; what is on is found by search",
    ),
    ("personal-area-login", "comes with the feature people"),
    ("appointment-booking", "comes with the feature bookings"),
];
/// On the sheet of a service.
const SHEET: [&str; 13] = [
    "service-title",
    "service-description",
    "service-status",
    "service-topic",
    "page-index",
    "service-addressed",
    "service-how-to",
    "service-needed",
    "service-achieved",
    "service-calendar-text",
    "service-cost",
    "service-more-info",
    "metatag",
];
/// Ways to a service, of which one must be there.
const ACCESS: [&str; 3] = [
    "service-generic-access",
    "service-online-access",
    "service-booking-access",
];
/// How clear was this page.
const FEEDBACK: [&str; 11] = [
    "feedback",
    "feedback-rate-1",
    "feedback-rate-2",
    "feedback-rate-3",
    "feedback-rate-4",
    "feedback-rate-5",
    "feedback-rating-positive",
    "feedback-rating-negative",
    "feedback-rating-question",
    "feedback-rating-answer",
    "feedback-input-text",
];

#[test]
fn pages_are_marked_as_the_national_checker_expects() -> Outcome {
    testing::run(async {
        let town = Town::open("portofiaba").await?;
        let named = |html: &str| -> BTreeSet<String> {
            values_of(html, "data-element").into_iter().collect()
        };
        let need = |at: &str, there: &BTreeSet<String>, wanted: &[&str]| {
            let lacks: Vec<&&str> = wanted.iter().filter(|w| !there.contains(**w)).collect();
            assert!(lacks.is_empty(), "{at} lacks {lacks:?}");
        };
        let known: BTreeSet<&str> = SITE
            .iter()
            .chain(&SHEET)
            .chain(&ACCESS)
            .chain(&FEEDBACK)
            .copied()
            .chain(ELSEWHERE.iter().map(|(name, _)| *name))
            .chain(["service-area"])
            .collect();
        for lang in &town.languages {
            let results = town.get(&format!("/{lang}/search")).await;
            let sheet = links(&results.body)
                .into_iter()
                .find(|l| l.starts_with(&format!("/{lang}/service/")))
                .expect("an offer among the results");
            for path in ["topics", "districts", "about", "contacts"] {
                let at = format!("/{lang}/{path}");
                let there = named(&town.get(&at).await.body);
                need(&at, &there, &SITE);
                need(&at, &there, &FEEDBACK);
            }
            for at in [format!("/{lang}/"), format!("/{lang}/search")] {
                let there = named(&town.get(&at).await.body);
                need(&at, &there, &FEEDBACK);
                need(&at, &there, &["main-navigation", "search-submit"]);
            }
            let there = named(&town.get(&sheet).await.body);
            need(&sheet, &there, &SITE);
            need(&sheet, &there, &SHEET);
            need(&sheet, &there, &FEEDBACK);
            need(&sheet, &there, &["service-area"]);
            assert!(
                ACCESS.iter().any(|a| there.contains(*a)),
                "{sheet}: no way to it"
            );
            let strange: Vec<&String> = there
                .iter()
                .filter(|e| !known.contains(e.as_str()))
                .collect();
            assert!(strange.is_empty(), "{sheet}: unknown {strange:?}");
        }
        Ok(())
    })
}

testing::on_both!(a_record_tells_its_history, |db| async move {
    let town = Town::over(db, "portofiaba").await?;
    for lang in &town.languages {
        let results = town.get(&format!("/{lang}/search")).await;
        let sheet = links(&results.body)
            .into_iter()
            .find(|l| l.starts_with(&format!("/{lang}/service/")))
            .expect("an offer among the results");
        let page = town.get(&format!("{sheet}/history")).await;
        assert_eq!(page.status, StatusCode::OK, "{sheet}");
        // One import, by the source of the demo; nothing of whoever started it.
        assert_eq!(page.body.matches("<tr><td>").count(), 1, "{}", page.body);
        assert!(page.body.contains(exchange::demo::SOURCE), "{}", page.body);
        assert!(!page.body.contains("a test"), "{}", page.body);
        assert!(faults(&sheet, &page.body).is_empty());
    }
    let lost = town.get("/it/service/00000000-0000-7000-8000-000000000000/history");
    assert_eq!(lost.await.status, StatusCode::SEE_OTHER);
    Ok(())
});
