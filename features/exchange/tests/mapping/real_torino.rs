//! Turin's real files, with no line of code for Turin.

use std::collections::BTreeMap;

use exchange::model::Draft;
use serde_json::json;

use super::{data, real};

#[test]
fn quartieri_and_circoscrizioni_are_boundaries() {
    let Some(folder) = data("quartieri_and_circoscrizioni_are_boundaries", "torino") else {
        return;
    };
    let d = real(
        "torino",
        "quartieri",
        &folder.join("ex_quartieri_wgs84.geojson"),
    );
    assert_eq!((d.mapped.len(), d.findings.len()), (23, 0));
    let several = d
        .mapped
        .iter()
        .filter(|m| matches!(&m.drafts[0], Draft::District(d) if d.boundary.as_ref().unwrap()["type"] == "MultiPolygon"))
        .count();
    assert_eq!(several, 2);
    let d = real(
        "torino",
        "circoscrizioni",
        &folder.join("circoscrizioni_wgs84.geojson"),
    );
    assert_eq!((d.mapped.len(), d.findings.len()), (8, 0));
}

#[test]
fn schools_are_506_of_which_130_have_closed() {
    let Some(folder) = data("schools_are_506_of_which_130_have_closed", "torino") else {
        return;
    };
    let d = real(
        "torino",
        "scuole",
        &folder.join("daf_torino_anagrafica_scuole_geoloc.csv"),
    );
    assert_eq!(
        (d.tally.rows, d.tally.records, d.tally.rejected),
        (506, 506, 0)
    );
    assert_eq!(
        d.kinds(),
        BTreeMap::from([
            ("organization", 615),
            ("location", 506),
            ("service", 506),
            ("service_at_location", 506)
        ])
    );
    // 367 are in the pupils list of 2024/25, 9 more in the private list
    assert_eq!((d.count("closed"), d.count("only-in-list")), (130, 9));
    assert_eq!(d.count("coordinates-outside-city"), 3);
    assert_eq!(
        (d.count("shared-point"), d.count("shared-building")),
        (17, 37)
    );
    assert_eq!((d.count("not-a-url"), d.count("url-mended")), (2, 91));
    assert_eq!((d.count("unknown-value"), d.count("unknown-theme")), (0, 0));
    let s = d.body("TOPC070004", "service");
    assert_eq!(s["name"]["it"], "M. d'Azeglio – liceo classico");
    assert_eq!(
        d.body("TOPC070004", "location")["address"]["address_1"],
        "Via Parini 8"
    );
}

#[test]
fn libraries_are_61_of_which_16_are_no_offer_to_children() {
    let Some(folder) = data(
        "libraries_are_61_of_which_16_are_no_offer_to_children",
        "torino",
    ) else {
        return;
    };
    let d = real(
        "torino",
        "biblioteche",
        &folder.join("daf_Torino_biblioteche.geojson"),
    );
    assert_eq!(
        d.kinds(),
        BTreeMap::from([
            ("organization", 49),
            ("location", 61),
            ("service", 45),
            ("service_at_location", 45)
        ])
    );
    assert_eq!(d.count("coordinates-outside-city"), 3);
    let marchesa = d.body("IT-TO0449", "location");
    assert_eq!(
        marchesa["identifiers"],
        json!([{"scheme": "isil", "value": "IT-TO0449"}])
    );
    assert_eq!(marchesa["accessibility"], json!(["wheelchair"]));
}
