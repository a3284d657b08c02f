//! The public change log, read back from what was imported.

#[allow(dead_code, reason = "each test file uses its own part of the town")]
mod common;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use catalogue::Catalogue;
use catalogue::model::Phone;
use catalogue::pages::Sources;
use common::{Town, library};
use exchange::model::{Draft, Mapped};
use serde_json::Value;
use std::sync::Arc;
use testing::TestDb;
use tower::ServiceExt;
use values::{HandClock, Lang, Moment, Text};
use web::{Settings, Site};

type Failed = Box<dyn std::error::Error + Send + Sync>;

fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

/// The site over a town's database.
async fn site(db: &TestDb, town: &Town) -> Result<Router, Failed> {
    let catalogue = Catalogue::open(db.db(), town.city.clone(), None).await?;
    let clock = Arc::new(HandClock::at(Moment(1_790_000_000_000_000)));
    let features = vec![
        catalogue::pages::feature(catalogue.clone(), clock, Sources::default()),
        exchange::pages::history(db.db(), catalogue, Sources::default()),
    ];
    let mut settings = Settings::new(Text::new(&lang("it"), "Prova"), lang("it"));
    settings.languages = ["it", "en", "ar"].map(lang).to_vec();
    settings.base_url = Some("https://town.example".into());
    let site = Site::new(settings, &features)?;
    Ok(web::router(site, features, || Ok(())))
}

async fn get(site: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).body(Body::empty()).expect("an address");
    let response = match site.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 5_000_000)
        .await
        .expect("a body");
    let body = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    for wrong in ["{$", ">exchange-", ">catalogue-"] {
        assert!(
            !body.contains(wrong),
            "{path}: a message is broken ({wrong})\n{body}"
        );
    }
    (status, body)
}

async fn json(site: &Router, path: &str) -> Value {
    let (status, body) = get(site, path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    serde_json::from_str(&body).expect("JSON")
}

/// A library whose organisation has a telephone.
fn calling(record: &str, name: &str, number: &str) -> Mapped {
    let mut mapped = library(record, name);
    for draft in &mut mapped.drafts {
        if let Draft::Record(d) = draft
            && d.body.get("organization_id").is_none()
            && d.body.get("service_id").is_none()
        {
            let phone = Phone {
                number: number.into(),
                description: Text::default(),
            };
            d.body["phones"] = serde_json::to_value(vec![phone]).expect("JSON");
        }
    }
    mapped
}

/// Every change, page by page.
async fn all(site: &Router, limit: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = Some(format!("/api/changes?limit={limit}"));
    while let Some(path) = next {
        let page = json(site, &path).await;
        let contents = page["contents"].as_array().expect("a list").clone();
        assert!(contents.len() <= limit);
        found.extend(
            contents
                .iter()
                .map(|c| c["id"].as_str().unwrap_or("").to_string()),
        );
        next = page["next"].as_str().map(String::from);
        assert!(found.len() < 1_000, "it never ends");
    }
    found
}

testing::on_both!(
    what_has_changed_is_told_without_telephones,
    |db| async move {
        let town = Town::open(&db).await;
        town.bring(
            "libraries",
            &[
                calling("1", "Biblioteca Sormani", "02 111111"),
                calling("2", "Biblioteca <i>Sicilia</i>", "02 222222"),
            ],
        )
        .await;
        town.later(3 * 86_400);
        town.bring(
            "libraries",
            &[
                calling("1", "Biblioteca Centrale", "02 333333"),
                calling("2", "Biblioteca <i>Sicilia</i>", "02 222222"),
            ],
        )
        .await;
        let site = site(&db, &town).await?;
        let (status, page) = get(&site, "/it/changes").await;
        assert_eq!(status, StatusCode::OK);
        for word in [
            "Biblioteca Centrale",
            "Lettura in Biblioteca Sormani",
            "Lettura in Biblioteca Centrale",
            "telefoni",
            "dal Comune",
            "Biblioteca &#60;i&#62;Sicilia",
            "/history\"",
        ] {
            assert!(page.contains(word), "«{word}» is not in:\n{page}");
        }
        let (_, feed) = get(&site, "/ar/changes.atom").await;
        let log = json(&site, "/api/changes").await;
        for number in ["111111", "222222", "333333"] {
            assert!(!page.contains(number), "{number} in the page");
            assert!(!feed.contains(number), "{number} in the feed");
            assert!(!log.to_string().contains(number), "{number} in {log}");
        }
        assert!(
            feed.contains("xml:lang=\"ar\"") && feed.contains("<entry>"),
            "{feed}"
        );
        assert!(!feed.contains("<i>"), "{feed}");
        let newest = &log["contents"][0];
        assert_eq!(newest["change"], "changed");
        assert_eq!(newest["source_class"], "municipality");
        // The history of one record and the log of all lead to each other.
        let id = newest["record"]["id"].as_str().unwrap_or_default();
        let kind = match newest["record"]["kind"].as_str() {
            Some("location") => "place",
            other => other.unwrap_or_default(),
        };
        let (_, history) = get(&site, &format!("/it/{kind}/{id}/history")).await;
        assert!(history.contains("href=\"/it/changes\""), "{history}");
        Ok(())
    }
);

testing::on_both!(pages_follow_each_other_by_key, |db| async move {
    let town = Town::open(&db).await;
    let rows: Vec<Mapped> = (1..=7)
        .map(|n| library(&n.to_string(), &format!("Biblioteca {n}")))
        .collect();
    for n in 0..3 {
        town.bring("libraries", &rows[..=(4 + n)]).await;
        town.later(60);
    }
    let site = site(&db, &town).await?;
    let whole = all(&site, 200).await;
    assert!(whole.len() >= 21, "{}", whole.len());
    let mut once = whole.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), whole.len(), "nothing comes twice");
    for limit in [1, 2, 3, 5] {
        assert_eq!(all(&site, limit).await, whole, "pages of {limit}");
    }
    // What was undone has changed nothing.
    town.exchange.undo(3, &|_| {}).await?;
    let fewer = all(&site, 200).await;
    assert!(fewer.len() < whole.len() && !fewer.is_empty());
    Ok(())
});

testing::on_both!(what_is_not_public_is_not_told, |db| async move {
    let town = Town::open(&db).await;
    // Enough of them stay for the loss of one to be believed.
    let stay: Vec<Mapped> = (10..40)
        .map(|n| library(&n.to_string(), &format!("Biblioteca {n}")))
        .collect();
    let with = |name: &str| [stay.clone(), vec![library("2", name)]].concat();
    town.bring("libraries", &with("Da togliere")).await;
    town.later(60);
    town.bring("libraries", &with("Nome segreto")).await;
    town.later(60);
    let gone = town.bring("libraries", &stay).await;
    assert_eq!(gone.import.state, exchange::model::State::Applied);
    let site = site(&db, &town).await?;
    let log = json(&site, "/api/changes?limit=200").await;
    let gone = log["contents"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|c| c["change"] == "gone");
    assert!(gone.count() >= 1, "{log}");
    // That it has gone is told, what it said before is not.
    assert!(!log.to_string().contains("segreto"), "{log}");
    let (_, page) = get(&site, "/it/changes").await;
    assert!(
        !page.contains("Da togliere") || !page.contains("differences"),
        "{page}"
    );
    Ok(())
});

testing::on_both!(filters_are_checked_and_hold, |db| async move {
    let town = Town::open(&db).await;
    town.bring("libraries", &[library("1", "Biblioteca Sormani")])
        .await;
    let site = site(&db, &town).await?;
    for (query, field) in [
        ("from=31-12-2026", "from"),
        ("to=domani", "to"),
        ("from=2026-12-02&to=2026-12-01", "to"),
        ("kind=planet", "kind"),
        ("district=nowhere", "district"),
    ] {
        let (status, page) = get(&site, &format!("/it/changes?{query}")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(
            page.contains(&format!("field-{field}-error")),
            "{query}: {page}"
        );
        let (status, body) = get(&site, &format!("/api/changes?{query}")).await;
        if query.starts_with("from=2026-12-02") {
            // The page tells the slip; for a program nothing lies between.
            assert_eq!(status, StatusCode::OK, "{query}");
            let log: serde_json::Value = serde_json::from_str(&body).expect("JSON");
            assert_eq!(log["contents"], serde_json::json!([]), "{query}");
            assert_eq!(log["next"], serde_json::Value::Null, "{query}");
            continue;
        }
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(
            body.contains(&format!("\"parameter\":\"{field}\"")),
            "{body}"
        );
    }
    // A program is told what is not there, comes twice, or says nothing.
    for (query, field) in [
        ("to=", "to"),
        ("to=2026-12-01&to=2026-12-02", "to"),
        ("planet=mars", "planet"),
        ("from=2026-12-02&to=2026-12-01&limit=0", "limit"),
    ] {
        let (status, body) = get(&site, &format!("/api/changes?{query}")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(
            body.contains(&format!("\"parameter\":\"{field}\"")),
            "{body}"
        );
    }
    for query in ["after=x", "limit=0", "limit=201", "limit=-1", "after=1.2"] {
        let (status, _) = get(&site, &format!("/api/changes?{query}")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
    let count = async |query: &str| {
        let log = json(&site, &format!("/api/changes?{query}")).await;
        log["contents"].as_array().map_or(0, Vec::len)
    };
    let kinds = async |query: &str| -> Vec<String> {
        let log = json(&site, &format!("/api/changes?{query}")).await;
        let list = log["contents"].as_array().cloned().unwrap_or_default();
        list.iter()
            .map(|c| c["record"]["kind"].as_str().unwrap_or("").to_string())
            .collect()
    };
    assert!(count("").await >= 3);
    assert_eq!(kinds("kind=location").await, ["location"]);
    // The town's clock stands at 21 September 2026.
    assert_eq!(count("from=2026-09-22").await, 0);
    assert!(count("from=2026-09-20&to=2026-09-22").await >= 3);
    assert_eq!(count("to=2026-09-01").await, 0);
    // The library's place is in one district: there it is told, elsewhere not.
    let here = town.snapshot().await;
    let district = here.locations()[0]
        .record
        .district
        .clone()
        .ok_or("a district")?;
    assert!(count(&format!("district={district}")).await >= 2);
    let other = town
        .city
        .districts
        .all()
        .iter()
        .map(|d| d.id.as_str().to_string());
    let other = other
        .into_iter()
        .find(|d| *d != district)
        .ok_or("another district")?;
    assert_eq!(count(&format!("district={other}")).await, 0);
    Ok(())
});
