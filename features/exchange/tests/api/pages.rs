//! Paging, streams, caching, what has become of records, errors.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use catalogue::model::{Image, Organization, Service};
use serde_json::{Value, json};
use testing::{Outcome, run};
use values::{Id, Moment, Text};

use super::town::{Town, city, demo, row};

/// Services whose identifiers lie as one wants: 10, 20, 30 …
fn services(numbers: impl IntoIterator<Item = u128>, modified: i64) -> Vec<Image> {
    let o = Organization::new(Id(uuid(1)), "Polisportiva");
    let it = "it".parse().expect("a language");
    let mut rows = vec![row(&o, 1_000)];
    rows.extend(numbers.into_iter().map(|n| {
        let name = Text::new(&it, format!("Corso {n}"));
        row(&Service::new(Id(uuid(n)), o.id, name), modified)
    }));
    rows
}

fn uuid(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

fn id(n: u128) -> String {
    uuid(n).to_string()
}

/// All pages by following `next`, with a change after the first.
async fn walk(town: &Town, first: &str, change: Vec<Image>) -> Vec<String> {
    let mut got = town.ok(first).await;
    let mut seen = got.ids();
    town.change(change).await.expect("a change");
    while let Some(next) = got.json()["next"].as_str().map(str::to_string) {
        assert_eq!(got.header("link"), format!("<{next}>; rel=\"next\""));
        got = town.ok(&next).await;
        seen.extend(got.ids());
    }
    assert_eq!(got.json()["last_page"], json!(true));
    seen
}

#[test]
fn a_change_between_two_pages_loses_and_repeats_nothing() -> Outcome {
    run(async {
        let town = Town::open(city("milano"), services((1..=9).map(|n| n * 10), 1_000)).await?;
        // Before the place one has reached, one comes and one goes; after it too.
        let mut change = services([5, 45], 2_000);
        let mut gone = services([20, 60], 2_000).split_off(1);
        gone.iter_mut()
            .for_each(|r| r.gone_at = Some(Moment(2_000_000_000)));
        change.extend(gone);
        let seen = walk(&town, "/services?per_page=3", change).await;
        assert_eq!(seen, [10, 20, 30, 40, 45, 50, 70, 80, 90].map(id));
        // A page by number is a plain page of what is there now.
        assert_eq!(
            town.ok("/services?per_page=3&page=2").await.ids(),
            [40, 45, 50].map(id)
        );
        Ok(())
    })
}

#[test]
fn following_changes_gives_the_changed_ones_again_and_tombstones() -> Outcome {
    run(async {
        let town = Town::open(city("milano"), services([10, 20, 30, 40], 1_000)).await?;
        let mut change = services([10], 3_000);
        change[0].modified_at = Moment(1_000_000_000);
        let mut gone = services([20], 2_000).split_off(1);
        gone[0].gone_at = Some(Moment(2_500_000_000));
        let mut merged = services([30], 2_600).split_off(1);
        merged[0].merged_into = Some(Id(uuid(40)));
        change.extend(gone);
        change.extend(merged);
        let first = "/services?modified_after=1970-01-01T00:16:40Z&per_page=2";
        let seen = walk(&town, first, change).await;
        // 10 and 20 were there before they changed, and come again as they are now.
        assert_eq!(seen, [10, 20, 40, 20, 30, 10].map(id));
        let later = town
            .ok("/services?modified_after=1970-01-01T00:41:40Z")
            .await
            .json();
        let list = later["contents"].as_array().unwrap();
        assert_eq!(list.len(), 3);
        assert_eq!(list[0]["status"], "defunct");
        assert_eq!(
            list[0]["wishmi"],
            json!({"tombstone": true, "at": "1970-01-01T00:41:40Z"})
        );
        assert_eq!(list[1]["wishmi"]["merged_into"], id(40));
        assert_eq!(list[2]["last_modified"], "1970-01-01T00:50:00Z");
        // On or after, to the second.
        assert_eq!(
            town.ok("/services?modified_after=1970-01-01T00:50:00Z")
                .await
                .ids(),
            [id(10)]
        );
        assert!(
            town.ok("/services?modified_after=1970-01-01T00:50:01Z")
                .await
                .ids()
                .is_empty()
        );
        let minimal = town
            .ok("/services?modified_after=1970-01-01T00:41:40Z&minimal=true")
            .await
            .json();
        assert_eq!(
            minimal["contents"][0]["modified_date"],
            "1970-01-01T00:41:40Z"
        );
        assert_eq!(minimal["contents"][0]["wishmi"]["tombstone"], true);
        // They are in no other list, and their own addresses say what became of them.
        assert_eq!(town.ok("/services").await.ids(), [10, 40].map(id));
        let gone = town.get(&format!("/services/{}", id(20))).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert_eq!(gone.json()["gone_at"], "1970-01-01T00:41:40Z");
        let moved = town.get(&format!("/services/{}", id(30))).await;
        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(
            moved.header("location"),
            format!("/api/hsds/v3/services/{}", id(40))
        );
        assert_eq!(
            town.get(&format!("/services/{}", id(7))).await.status,
            StatusCode::NOT_FOUND
        );
        Ok(())
    })
}

#[test]
fn a_service_has_changed_when_its_organisation_has() -> Outcome {
    run(async {
        let town = Town::open(city("milano"), services([10, 20], 1_000)).await?;
        let mut o = services([], 0);
        o[0].modified_at = Moment(5_000_000_000);
        town.change(o).await?;
        let got = town
            .ok("/services?modified_after=1970-01-01T01:23:20Z")
            .await;
        assert_eq!(got.ids(), [10, 20].map(id));
        assert_eq!(
            got.json()["contents"][0]["last_modified"],
            "1970-01-01T01:23:20Z"
        );
        Ok(())
    })
}

#[test]
fn the_envelope_counts_right() -> Outcome {
    run(async {
        let town = Town::open(city("milano"), services((1..=7).map(|n| n * 10), 1_000)).await?;
        let envelope = async |path: &str| {
            let mut json = town.ok(path).await.json();
            let o = json.as_object_mut().unwrap();
            o.remove("contents");
            o.remove("next");
            json
        };
        let page = |total, pages, number, size, first, last, empty| {
            json!({"total_items": total, "total_pages": pages, "page_number": number, "size": size,
                "first_page": first, "last_page": last, "empty": empty})
        };
        assert_eq!(
            envelope("/services").await,
            page(7, 1, 1, 7, true, true, false)
        );
        assert_eq!(
            envelope("/services?per_page=3").await,
            page(7, 3, 1, 3, true, false, false)
        );
        assert_eq!(
            envelope("/services?per_page=3&page=2").await,
            page(7, 3, 2, 3, false, false, false)
        );
        assert_eq!(
            envelope("/services?per_page=3&page=3").await,
            page(7, 3, 3, 1, false, true, false)
        );
        assert_eq!(
            envelope("/services?per_page=3&page=4").await,
            page(7, 3, 4, 0, false, true, true)
        );
        assert_eq!(
            envelope("/services?search=zzzzzz").await,
            page(0, 0, 1, 0, true, true, true)
        );
        let cursor = format!("/services?per_page=3&cursor={}", id(30));
        assert_eq!(
            envelope(&cursor).await,
            page(7, 3, 2, 3, false, false, false)
        );
        // A cursor of the other order means the same record.
        let other = town.ok(&format!("/services?cursor=1000.{}", id(60))).await;
        assert_eq!(other.ids(), [id(70)]);
        let dated = "/services?modified_after=1970-01-01&cursor=";
        assert_eq!(town.ok(&format!("{dated}{}", id(60))).await.ids(), [id(70)]);
        Ok(())
    })
}

#[test]
fn streams_give_everything_once_and_pages_the_same() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        for list in [
            "services",
            "organizations",
            "locations",
            "service_at_locations",
            "taxonomy_terms",
        ] {
            let stream = town.ok(&format!("/{list}?format=ndjson")).await;
            assert_eq!(stream.header("content-type"), "application/x-ndjson");
            let lines: Vec<Value> = stream
                .body
                .lines()
                .map(|l| serde_json::from_str(l).expect("JSON"))
                .collect();
            let ids: BTreeSet<&str> = lines.iter().filter_map(|o| o["id"].as_str()).collect();
            assert_eq!(ids.len(), lines.len(), "{list}");
            let mut pages = Vec::new();
            let mut next = Some(format!("/{list}?per_page=400"));
            while let Some(path) = next {
                let got = town.ok(&path).await.json();
                pages.extend(got["contents"].as_array().unwrap().iter().cloned());
                next = got["next"].as_str().map(str::to_string);
            }
            assert_eq!(pages, lines, "{list}");
        }
        // All identifiers in one call, however many.
        let all = town.ok("/services?minimal=true").await.json();
        assert_eq!(all["total_pages"], 1);
        assert_eq!(all["size"], all["total_items"]);
        assert_eq!(
            Some(all["contents"].as_array().unwrap().len() as u64),
            all["size"].as_u64()
        );
        let keys: Vec<&String> = all["contents"][0].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["id", "modified_date"]);
        Ok(())
    })
}

#[test]
fn what_did_not_change_is_not_sent_twice() -> Outcome {
    run(async {
        let town = Town::open(city("milano"), services([10, 20], 1_000)).await?;
        let one = format!("/services/{}", id(10));
        for path in [
            "/services",
            "/services?format=ndjson",
            "/taxonomies",
            one.as_str(),
        ] {
            let first = town.ok(path).await;
            let etag = first.header("etag").to_string();
            assert!(etag.starts_with("W/\""), "{path}: {etag}");
            assert!(first.header("cache-control").contains("max-age"), "{path}");
            assert_eq!(first.header("access-control-allow-origin"), "*");
            assert_eq!(town.ok(path).await.body, first.body, "{path}");
            let again = town
                .ask(Method::GET, path, &[("if-none-match", &etag)], "")
                .await;
            assert_eq!(
                (again.status, again.body.as_str()),
                (StatusCode::NOT_MODIFIED, ""),
                "{path}"
            );
            assert_eq!(again.header("access-control-allow-origin"), "*");
        }
        let etag = town.ok("/services").await.header("etag").to_string();
        town.change(services([30], 2_000)).await?;
        let changed = town
            .ask(Method::GET, "/services", &[("if-none-match", &etag)], "")
            .await;
        assert_eq!(changed.status, StatusCode::OK);
        assert_eq!(changed.ids().len(), 3);
        Ok(())
    })
}

#[test]
fn post_asks_the_same_and_other_sites_may() -> Outcome {
    run(async {
        let town = Town::open(city("milano"), demo(&city("portofiaba"))).await?;
        let wanted = town
            .ok("/services?per_page=2&page=2&full=true")
            .await
            .json();
        let other = ("origin", "https://other.example");
        let json = ("content-type", "application/json; charset=utf-8");
        let form = ("content-type", "application/x-www-form-urlencoded");
        for (path, headers, body) in [
            (
                "/services",
                vec![json, other],
                r#"{"per_page": 2, "page": 2, "full": true}"#,
            ),
            (
                "/services",
                vec![form, other],
                "per_page=2&page=2&full=true",
            ),
            ("/services?per_page=2&page=2&full=true", vec![], ""),
            (
                "/services?per_page=9&page=2&full=true",
                vec![json],
                r#"{"per_page": 2}"#,
            ),
        ] {
            let got = town.ask(Method::POST, path, &headers, body).await;
            assert_eq!(got.status, StatusCode::OK, "{path} {body}: {}", got.body);
            assert_eq!(got.json(), wanted, "{path} {body}");
            assert_eq!(got.header("cache-control"), "no-store");
        }
        for (headers, body, status) in [
            (vec![json], "{\"page\": \"2\"}", 400),
            (vec![json], "{\"nonsense\": 1}", 400),
            (vec![json], "nonsense", 400),
            (vec![form], "page=x", 400),
            (vec![("content-type", "text/xml")], "<x/>", 415),
            (vec![], "x", 415),
        ] {
            let got = town.ask(Method::POST, "/services", &headers, body).await;
            assert_eq!(got.status.as_u16(), status, "{body}");
            assert_eq!(
                got.header("content-type"),
                "application/problem+json",
                "{body}"
            );
            assert_eq!(got.header("access-control-allow-origin"), "*");
        }
        let large = format!("{{\"search\": \"{}\"}}", "x".repeat(70_000));
        let got = town.ask(Method::POST, "/services", &[json], &large).await;
        assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE);
        Ok(())
    })
}

#[test]
fn errors_say_what_and_where() -> Outcome {
    run(async {
        let town = Town::open(city("milano"), services([10], 1_000)).await?;
        for (path, status, parameter) in [
            ("/services?page=0", 400, Some("page")),
            ("/services?nonsense=1", 400, Some("nonsense")),
            ("/services?modified_after=x", 400, Some("modified_after")),
            ("/services/x", 400, Some("id")),
            ("/taxonomies?full=true", 400, Some("full")),
            ("/organizations/x?full=true", 400, Some("full")),
            ("/?x=1", 400, Some("x")),
            ("/nothing", 404, None),
            ("/services/a/b", 404, None),
            ("/profile/nothing.json", 404, None),
        ] {
            let got = town.get(path).await;
            assert_eq!(got.status.as_u16(), status, "{path}: {}", got.body);
            assert_eq!(
                got.header("content-type"),
                "application/problem+json",
                "{path}"
            );
            assert_eq!(got.header("access-control-allow-origin"), "*", "{path}");
            let json = got.json();
            assert_eq!(json["status"], status, "{path}");
            assert_eq!(json["parameter"].as_str(), parameter, "{path}");
        }
        for (method, path, allow) in [
            (Method::DELETE, "/services", "GET,HEAD,POST"),
            (Method::PUT, "/services/x", "GET,HEAD"),
            (Method::POST, "/", "GET,HEAD"),
            (Method::PATCH, "/api/openapi.json", "GET,HEAD"),
        ] {
            let got = town.ask(method, path, &[], "").await;
            assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
            assert_eq!(got.header("allow"), allow, "{path}");
            assert_eq!(
                got.header("content-type"),
                "application/problem+json",
                "{path}"
            );
        }
        let preflight = town
            .ask(
                Method::OPTIONS,
                "/services",
                &[("origin", "https://x.example")],
                "",
            )
            .await;
        assert_eq!(preflight.status, StatusCode::NO_CONTENT);
        assert!(
            preflight
                .header("access-control-allow-methods")
                .contains("POST")
        );
        Ok(())
    })
}

#[test]
fn the_root_tells_version_profile_and_document() -> Outcome {
    run(async {
        let town = Town::open(city("milano"), Vec::new()).await?;
        let host = [("host", "wish.example:8080")];
        let root = town.ask(Method::GET, "/", &host, "").await.json();
        assert_eq!(root["version"], "3.1");
        assert_eq!(root["profile"], "http://wish.example:8080/api/hsds/v3");
        assert_eq!(
            root["openapi_url"],
            "http://wish.example:8080/api/openapi.json"
        );
        for url in root["wishmi"]["profile_files"].as_array().unwrap() {
            let path = url
                .as_str()
                .unwrap()
                .trim_start_matches("http://wish.example:8080");
            let file = town.ok(path).await;
            assert!(file.json().is_object());
            assert_eq!(file.header("content-type"), "application/merge-patch+json");
        }
        // An empty catalogue is an empty list.
        for list in [
            "services",
            "organizations",
            "locations",
            "service_at_locations",
        ] {
            assert_eq!(town.ok(&format!("/{list}")).await.json()["empty"], true);
            for coding in ["identity", "gzip", "br"] {
                let path = format!("/{list}?format=ndjson");
                let packed = [("accept-encoding", coding)];
                let got = town.ask(Method::GET, &path, &packed, "").await;
                assert_eq!(got.status, StatusCode::OK, "{path} {coding}");
                assert!(coding != "identity" || got.body.is_empty(), "{}", got.body);
            }
        }
        Ok(())
    })
}
