//! Each filter against what the full objects themselves say, alone and together.

use std::collections::BTreeSet;

use serde_json::Value;
use testing::{Outcome, run};
use values::Point;

use super::town::Town;

type Test = Box<dyn Fn(&Value) -> bool>;

async fn all(town: &Town, list: &str) -> Vec<Value> {
    let got = town.ok(&format!("/{list}?full=true&format=ndjson")).await;
    let lines = got.body.lines();
    lines
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect()
}

/// The filter gives exactly the objects that pass the test, and some of them but not all.
async fn check(town: &Town, list: &str, objects: &[Value], query: &str, test: &Test) {
    let wanted: BTreeSet<&str> = objects
        .iter()
        .filter(|o| test(o))
        .filter_map(|o| o["id"].as_str())
        .collect();
    assert!(
        !wanted.is_empty(),
        "{list}?{query}: nothing passes, the test shows nothing"
    );
    assert!(
        wanted.len() < objects.len(),
        "{list}?{query}: everything passes"
    );
    // only services have a form that is quickly written
    let minimal = if list == "services" {
        "&minimal=true"
    } else {
        ""
    };
    let got = town
        .ok(&format!("/{list}?format=ndjson{minimal}&{query}"))
        .await;
    let lines: Vec<Value> = got
        .body
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    let ids: BTreeSet<&str> = lines.iter().filter_map(|o| o["id"].as_str()).collect();
    assert_eq!(ids, wanted, "{list}?{query}");
    let page = town.ok(&format!("/{list}?{query}")).await.json();
    assert_eq!(
        page["total_items"].as_u64(),
        Some(wanted.len() as u64),
        "{list}?{query}"
    );
}

fn items<'a>(o: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    o[key].as_array().into_iter().flatten()
}

/// The schedules of a service: its own, and of each place its own or those of the place.
fn schedules(service: &Value) -> Vec<&Value> {
    let mut list: Vec<&Value> = items(service, "schedules").collect();
    for at in items(service, "service_at_locations") {
        list.extend(there(at));
    }
    list
}

fn there(at: &Value) -> Vec<&Value> {
    let own: Vec<&Value> = items(at, "schedules").collect();
    if own.is_empty() {
        items(&at["location"], "schedules").collect()
    } else {
        own
    }
}

fn on(s: &Value, day: &str) -> bool {
    let text = |k: &str| s[k].as_str().unwrap_or_default();
    if !text("byday").is_empty() {
        return text("byday").split(',').any(|d| d.ends_with(day));
    }
    if s["wishmi"]["freq"] == "DAILY" {
        return true;
    }
    let Ok(date) = text("dtstart").parse::<values::Day>() else {
        return false;
    };
    let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    days[date.weekday().to_monday_zero_offset() as usize] == day
}

/// On this day, not before and not after these times.
fn when(s: &Value, day: &str, from: &str, to: &str) -> bool {
    let time = |k: &str| s[k].as_str();
    on(s, day)
        && time("opens_at").is_some_and(|t| t >= from)
        && time("closes_at").is_some_and(|t| t <= to)
}

fn has_term(s: &Value, key: &str, id: &str) -> bool {
    items(s, "attributes").any(|a| a[key] == id || a["taxonomy_term"][key] == id)
}

#[test]
fn every_filter_gives_what_the_objects_say() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        let services = all(&town, "services").await;
        let some = services
            .iter()
            .find(|s| items(s, "attributes").count() > 1 && s["minimum_age"].is_number())
            .expect("a service with terms");
        let text = |v: &Value| v.as_str().expect("a text").to_string();
        let term = text(&some["attributes"][0]["taxonomy_term_id"]);
        let organization = text(&some["organization_id"]);
        let terms = all_terms(&town).await;
        let taxonomy = terms
            .iter()
            .find(|t| t["taxonomy"] == "need")
            .map(|t| text(&t["taxonomy_id"]))
            .expect("a taxonomy");
        let (t, o, x) = (term.clone(), organization.clone(), taxonomy.clone());
        let of_term: Test = Box::new(move |s| has_term(s, "taxonomy_term_id", &t));
        let of_org: Test = Box::new(move |s| s["organization_id"] == o.as_str());
        let of_taxonomy: Test = Box::new(move |s| has_term(s, "taxonomy_id", &x));
        let young: Test = Box::new(|s| s["minimum_age"].as_f64().unwrap_or(0.0) >= 6.0);
        let old: Test = Box::new(|s| s["maximum_age"].as_f64().is_some_and(|a| a <= 13.0));
        let tuesday: Test =
            Box::new(|s| schedules(s).iter().any(|h| when(h, "TU", "16:00", "18:30")));
        let saturday: Test = Box::new(|s| schedules(s).iter().any(|h| on(h, "SA")));
        for (query, test) in [
            (format!("taxonomy_term_id={term}"), &of_term),
            (format!("taxonomy_id={taxonomy}"), &of_taxonomy),
            (format!("organization_id={organization}"), &of_org),
            ("minimum_age=6".to_string(), &young),
            ("maximum_age=13".to_string(), &old),
            ("day=SA".to_string(), &saturday),
            (
                "day=TU&start_time=16:00&end_time=18:30".to_string(),
                &tuesday,
            ),
        ] {
            check(&town, "services", &services, &query, test).await;
        }
        // All together.
        let both: Test = Box::new(move |s| young(s) && old(s) && saturday(s));
        check(
            &town,
            "services",
            &services,
            "minimum_age=6&maximum_age=13&day=SA",
            &both,
        )
        .await;
        // Words: the same services as the search of the pages, and together with another filter.
        let words = town.ok("/services?search=nuoto&per_page=500").await.ids();
        assert!(words.len() > 3 && words.len() < services.len());
        let found: BTreeSet<String> = words.into_iter().collect();
        let together: BTreeSet<String> = town
            .ok("/services?search=nuoto&per_page=500&minimum_age=6")
            .await
            .ids()
            .into_iter()
            .collect();
        let old_enough = |id: &String| {
            services
                .iter()
                .any(|s| s["id"] == id.as_str() && s["minimum_age"].as_f64().unwrap_or(0.0) >= 6.0)
        };
        assert_eq!(together, found.into_iter().filter(old_enough).collect());
        Ok(())
    })
}

async fn all_terms(town: &Town) -> Vec<Value> {
    let got = town.ok("/taxonomy_terms?format=ndjson").await;
    got.body
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect()
}

#[test]
fn services_at_places_are_found_by_service_place_and_time() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        let ties = all(&town, "service_at_locations").await;
        let services = all(&town, "services").await;
        let code = ties
            .iter()
            .find_map(|t| {
                let at = &t["location"];
                at["latitude"]
                    .is_number()
                    .then(|| at["addresses"][0]["postal_code"].as_str())?
            })
            .expect("a post code")
            .to_string();
        let term = services
            .iter()
            .find_map(|s| s["attributes"][0]["taxonomy_term_id"].as_str())
            .expect("a term")
            .to_string();
        let organization = ties[0]["service"]["organization_id"]
            .as_str()
            .expect("an id")
            .to_string();
        let (c, t, o) = (code.clone(), term.clone(), organization.clone());
        let of_code: Test =
            Box::new(move |t| t["location"]["addresses"][0]["postal_code"] == c.as_str());
        let of_term: Test = Box::new(move |x| has_term(&x["service"], "taxonomy_term_id", &t));
        let of_org: Test = Box::new(move |t| t["service"]["organization_id"] == o.as_str());
        let at_time: Test = Box::new(|t| {
            let mut list: Vec<&Value> = items(&t["service"], "schedules").collect();
            list.extend(there(t));
            list.iter().any(|h| when(h, "WE", "15:00", "19:00"))
        });
        // The middle of the places with the post code, as the API says it takes it.
        let locations: Vec<Value> = town
            .ok("/locations?format=ndjson")
            .await
            .body
            .lines()
            .map(|l| serde_json::from_str(l).expect("JSON"))
            .collect();
        let mut points = Vec::new();
        for l in &locations {
            let id = l["id"].as_str().expect("an id");
            let full = town.ok(&format!("/locations/{id}")).await.json();
            if full["addresses"][0]["postal_code"] == code.as_str() {
                points.extend(l["latitude"].as_f64().zip(l["longitude"].as_f64()));
            }
        }
        let n = points.len() as f64;
        let lat = points.iter().map(|p| p.0).sum::<f64>() / n;
        let lon = points.iter().map(|p| p.1).sum::<f64>() / n;
        let middle = Point::new(lat, lon)?;
        let near: Test = Box::new(move |t| {
            let at = &t["location"];
            let point = at["latitude"].as_f64().zip(at["longitude"].as_f64());
            let point = point.and_then(|(lat, lon)| Point::new(lat, lon).ok());
            point.is_some_and(|p| p.metres_to(middle) <= 1500.0)
        });
        for (query, test) in [
            (format!("postcode={code}"), &of_code),
            (format!("postcode={code}&proximity=1500"), &near),
            (format!("taxonomy_term_id={term}"), &of_term),
            (format!("organization_id={organization}"), &of_org),
            (
                "day=WE&start_time=15:00&end_time=19:00".to_string(),
                &at_time,
            ),
        ] {
            check(&town, "service_at_locations", &ties, &query, test).await;
        }
        let both: Test = Box::new(move |t| near(t) && at_time(t));
        let query =
            format!("postcode={code}&proximity=1500&day=WE&start_time=15:00&end_time=19:00");
        check(&town, "service_at_locations", &ties, &query, &both).await;
        for nowhere in [
            "postcode=00000",
            "proximity=500",
            "postcode=00000&proximity=500",
        ] {
            let page = town
                .ok(&format!("/service_at_locations?{nowhere}"))
                .await
                .json();
            assert_eq!(page["empty"], true, "{nowhere}");
        }
        Ok(())
    })
}

#[test]
fn organisations_and_terms_are_found_too() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        let organizations = all(&town, "organizations").await;
        let services = all(&town, "services").await;
        let term = services
            .iter()
            .find_map(|s| s["attributes"][0]["taxonomy_term_id"].as_str())
            .expect("a term")
            .to_string();
        let owners: BTreeSet<String> = services
            .iter()
            .filter(|s| has_term(s, "taxonomy_term_id", &term))
            .filter_map(|s| s["organization_id"].as_str().map(str::to_string))
            .collect();
        let owns: Test = Box::new(move |o| owners.contains(o["id"].as_str().unwrap_or_default()));
        check(
            &town,
            "organizations",
            &organizations,
            &format!("taxonomy_term_id={term}"),
            &owns,
        )
        .await;
        let name = organizations[0]["name"]
            .as_str()
            .expect("a name")
            .to_string();
        let query = format!("search={}", name.replace(' ', "+").replace('&', "%26"));
        let found = town.ok(&format!("/organizations?{query}")).await.ids();
        assert!(
            found.contains(&organizations[0]["id"].as_str().unwrap().to_string()),
            "{name}"
        );
        let org = services[0]["organization_id"].as_str().expect("an id");
        for l in town
            .ok(&format!("/locations?organization_id={org}"))
            .await
            .json()["contents"]
            .as_array()
            .unwrap()
        {
            assert_eq!(l["organization_id"], org);
        }
        let terms = all_terms(&town).await;
        let parent = terms
            .iter()
            .find_map(|t| t["parent_id"].as_str())
            .expect("a parent")
            .to_string();
        let taxonomy = terms[0]["taxonomy_id"].as_str().expect("an id").to_string();
        let (p, x) = (parent.clone(), taxonomy.clone());
        let top: Test = Box::new(|t| t.get("parent_id").is_none());
        let child: Test = Box::new(move |t| t["parent_id"] == p.as_str());
        let of: Test = Box::new(move |t| t["taxonomy_id"] == x.as_str());
        check(&town, "taxonomy_terms", &terms, "top_only=true", &top).await;
        check(
            &town,
            "taxonomy_terms",
            &terms,
            &format!("parent_id={parent}"),
            &child,
        )
        .await;
        check(
            &town,
            "taxonomy_terms",
            &terms,
            &format!("taxonomy_id={taxonomy}"),
            &of,
        )
        .await;
        let both: Test = Box::new(move |t| top(t) && of(t));
        check(
            &town,
            "taxonomy_terms",
            &terms,
            &format!("taxonomy_id={taxonomy}&top_only=true"),
            &both,
        )
        .await;
        // A word only Arabic has finds the term that is written in Italian.
        let arabic = town
            .ok("/taxonomy_terms?search=%D8%B3%D8%A8%D8%A7%D8%AD%D8%A9")
            .await;
        assert!(!arabic.ids().is_empty(), "{}", arabic.body);
        Ok(())
    })
}

#[test]
fn who_goes_through_everything_leaves_it_packed() -> Outcome {
    run(async {
        let town = Town::milan().await?;
        for path in [
            "/services?full=true&per_page=500&minimum_age=6&day=SA",
            "/organizations?search=nuoto&full_service=true",
            "/locations?search=via",
            "/service_at_locations?postcode=20127&proximity=1500&day=WE",
        ] {
            town.ok(path).await;
        }
        for path in [
            "/opendata/services.csv",
            "/opendata/places.geojson",
            "/opendata/hsds.zip",
        ] {
            assert_eq!(town.raw(path).await.0, 200, "{path}");
        }
        assert_eq!(town.catalogue.view().snapshot().opened(), 0);
        Ok(())
    })
}
