//! `GET /api/search`: the same question, answered to programs.

use axum::http::StatusCode;
use serde_json::Value;
use testing::{Outcome, run};

use crate::town::{Town, id};

async fn json(town: &Town, path: &str) -> Value {
    let got = town.page(path).await;
    assert_eq!(got.header("content-type"), "application/json");
    assert_eq!(got.header("access-control-allow-origin"), "*");
    serde_json::from_str(&got.body).expect("JSON")
}

#[test]
fn the_api_answers_as_the_page_does() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let all = json(&town, "/api/search").await;
        assert_eq!(all["total"], 3);
        assert_eq!(all["facets"]["theme"]["sea"], 2);
        assert_eq!(all["facets"]["free"], 1);
        assert_eq!(all["facets"]["when"]["MO-afternoon"], 2);
        assert_eq!(all["facets"]["age"]["8"], 2);
        let one = json(
            &town,
            "/api/search?q=nuoto+8+anni&when=MO-afternoon&near=district:puerto&lang=ar",
        )
        .await;
        assert_eq!(one["total"], 1);
        let found = &one["results"][0];
        assert_eq!(found["id"], id("swimming").to_string());
        assert_eq!(
            (&found["name"], &found["lang"]),
            (&"دورة سباحة".into(), &"ar".into())
        );
        assert_eq!(found["price"], "30.00");
        assert_eq!(found["places"][0]["district"], "puerto");
        assert!(found["metres"].is_u64());
        assert_eq!(one["understood"]["age"], "8");
        assert_eq!(one["understood"]["filters"][0], "age");
        assert!(one["facets"]["within"]["500"].is_u64());
        let none = json(&town, "/api/search?theme=sea.swimming&age=15").await;
        assert_eq!(none["total"], 0);
        assert_eq!(none["relaxed"][0]["without"], "age");
        let first = json(&town, "/api/search?per_page=2").await;
        let second = json(&town, "/api/search?per_page=2&page=2").await;
        assert_eq!(first["results"].as_array().map(Vec::len), Some(2));
        assert_eq!(second["results"].as_array().map(Vec::len), Some(1));
        Ok(())
    })
}

#[test]
fn an_unchanged_answer_is_not_sent_twice() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let first = town.page("/api/search?q=nuoto").await;
        let tag = first.header("etag").to_string();
        assert!(tag.starts_with("W/\""), "{tag}");
        assert_eq!(first.header("cache-control"), "public, max-age=60");
        let again = town
            .get_with("/api/search?q=nuoto", &[("if-none-match", &tag)])
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert!(again.body.is_empty());
        // What depends on the minute, or on a date of birth, is kept by nobody.
        for path in ["/api/search?open=now", "/api/search?born=2018-03-01"] {
            let got = town.page(path).await;
            assert_eq!(got.header("cache-control"), "no-store", "{path}");
            assert!(got.header("etag").is_empty(), "{path}");
        }
        Ok(())
    })
}

#[test]
fn a_program_is_told_what_it_did_wrong() -> Outcome {
    run(async {
        let town = Town::open().await?;
        for (query, field) in [
            ("age=abc", "age"),
            ("theme=nope", "theme"),
            ("when=XX", "when"),
            ("near=here", "near"),
            ("per_page=0", "per_page"),
            ("per_page=101", "per_page"),
            ("lang=xx", "lang"),
            ("page=0", "page"),
            ("sort=magic", "sort"),
            ("born=tomorrow", "born"),
            ("colour=red", "colour"),
            ("free=perhaps", "free"),
            ("free=", "free"),
            ("page=1&page=2", "page"),
            ("price=100001", "price"),
        ] {
            let got = town.get(&format!("/api/search?{query}")).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            assert_eq!(
                got.header("content-type"),
                "application/problem+json",
                "{query}"
            );
            let problem: Value = serde_json::from_str(&got.body)?;
            assert_eq!(problem["field"], field, "{query}: {problem}");
            assert!(problem["detail"].as_str().is_some_and(|d| d.len() > 10));
        }
        for odd in ["%", "q=%FF%FE", "&&&=", "q[]=1"] {
            let got = town.get(&format!("/api/search?{odd}")).await;
            let fine = [StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY];
            assert!(fine.contains(&got.status), "{odd}: {}", got.status);
        }
        Ok(())
    })
}

/// What is answered is what the description promises, and what it promises to take is taken.
#[test]
fn the_description_is_true() -> Outcome {
    run(async {
        let town = Town::open().await?;
        let view = town.catalogue.view();
        let described = catalogue::api::described(view.city());
        let operation = &described[0].1["get"];
        let answered = jsonschema::validator_for(schema(operation, "200", "application/json"))?;
        let refused =
            jsonschema::validator_for(schema(operation, "422", "application/problem+json"))?;
        for query in [
            "",
            "?q=nuoto+8+anni&when=MO-afternoon&near=district:puerto&lang=ar",
            "?theme=sea.swimming&age=15",
            "?q=xyzzy&sort=date&per_page=1",
            "?open=now&free=true&speaks=ar&need=wheelchair",
            "?sort=distance",
        ] {
            let answer = json(&town, &format!("/api/search{query}")).await;
            let wrong: Vec<String> = answered
                .iter_errors(&answer)
                .map(|e| format!("{e}"))
                .collect();
            assert_eq!(wrong, Vec::<String>::new(), "{query}: {answer}");
        }
        assert_eq!(
            json(&town, "/api/search?sort=distance").await["sort"],
            "relevance"
        );
        let got = town.get("/api/search?age=abc").await;
        assert!(
            refused.is_valid(&serde_json::from_str(&got.body)?),
            "{}",
            got.body
        );
        let mut tried = 0;
        for parameter in operation["parameters"].as_array().expect("parameters") {
            let name = parameter["name"].as_str().expect("a name");
            let one = match parameter["schema"]["type"] == "array" {
                true => &parameter["schema"]["items"],
                false => &parameter["schema"],
            };
            let one = if one["anyOf"].is_array() {
                &one["anyOf"][0]
            } else {
                one
            };
            let values: Vec<String> = match (&one["enum"], one["minimum"].as_u64()) {
                (Value::Array(list), _) => list
                    .iter()
                    .filter_map(|v| v.as_str())
                    .map(String::from)
                    .collect(),
                (_, Some(least)) => vec![least.to_string(), one["maximum"].to_string()],
                _ => continue,
            };
            for value in values {
                let got = town.get(&format!("/api/search?{name}={value}")).await;
                assert_eq!(got.status, StatusCode::OK, "{name}={value}: {}", got.body);
                tried += 1;
            }
        }
        assert!(tried > 60, "{tried} values");
        Ok(())
    })
}

fn schema<'a>(operation: &'a Value, status: &str, kind: &str) -> &'a Value {
    &operation["responses"][status]["content"][kind]["schema"]
}
