//! Profiles themselves: mistakes are told with place, key and what is allowed; those of the cities
//! are right; the guide's example works and names every key.

use exchange::profile::Profile;

use super::{root, run};

const GOOD: &str = r#"[source]
key = "prova"
name = "Prova"
publisher = "Nessuno"
licence = "CC0"
precedence = "municipality"
[record]
id = "{id}"
[organization]
name = "{nome}"
"#;

#[test]
fn mistakes_are_told_with_what_is_allowed() {
    assert!(Profile::parse(GOOD, "x.toml").is_ok());
    for (from, to, words) in [
        (
            "precedence = \"municipality\"",
            "precedence = \"comune\"",
            &["x.toml", "comune", "provider", "thirdsector", "line"][..],
        ),
        (
            "name = \"{nome}\"",
            "nme = \"{nome}\"",
            &["nme", "alternate_name", "line 10"],
        ),
        (
            "name = \"{nome}\"",
            "name = \"{nome|titel}\"",
            &["titel", "there are: title", "line"],
        ),
        ("name = \"{nome}\"", "name = \"{nome\"", &["never closed"]),
        (
            "name = \"{nome}\"",
            "name = \"{nome|map:x}\"",
            &["no [maps.x]"],
        ),
        (
            "name = \"{nome}\"",
            "name = { it = \"{nome}\" }",
            &["a text or a list of texts expected"],
        ),
        (
            "[organization]",
            "[organisation]",
            &["organisation", "organization"],
        ),
        ("id = \"{id}\"", "require = [\"id\"]", &["needs id"]),
        (
            "key = \"prova\"",
            "key = \"La Prova\"",
            &["La Prova", "small letters"],
        ),
        ("licence = \"CC0\"", "", &["licence"]),
        (
            "[organization]\nname = \"{nome}\"",
            "",
            &["says nothing to make"],
        ),
        (
            "[organization]\nname = \"{nome}\"",
            "[service]\nname = \"{nome}\"",
            &["[service] needs [organization]"],
        ),
        (
            "[record]",
            "[[rule]]\nwhen = { present = [\"altro\"] }\n[record]",
            &["altro", "no [[join]]"],
        ),
        (
            "[record]",
            "[[skip]]\nwhen = { value = \"{a}\" }\nreason = \"x\"\n[record]",
            &["is, is_not, matches, empty"],
        ),
        (
            "[record]",
            "[[skip]]\nwhen = { value = \"{a}\", matches = \"(\" }\nreason = \"x\"\n[record]",
            &["pattern"],
        ),
        (
            "[organization]\nname = \"{nome}\"",
            "[district]\nid = \"{id}\"\nfigures = { resident = \"{n}\" }",
            &["resident", "residents"],
        ),
        (
            "[record]",
            "[file]\nheader = \"first\"\n[record]",
            &["a line number, \"auto\" or \"none\""],
        ),
    ] {
        let text = GOOD.replace(from, to);
        assert_ne!(text, GOOD, "{from}");
        let e = Profile::parse(&text, "x.toml").unwrap_err().to_string();
        for word in words {
            assert!(e.contains(word), "«{word}» is not in: {e}");
        }
        assert!(e.contains("docs/mapping-profiles.md"), "{e}");
    }
}

#[test]
fn the_profiles_of_every_city_are_right_and_speak_of_terms_the_city_has() {
    let mut profiles = 0;
    for entry in std::fs::read_dir(root().join("cities")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.join("profiles").is_dir() {
            continue;
        }
        let city = super::loaded(&folder.file_name().unwrap().to_string_lossy());
        let all = exchange::profiles(&folder).unwrap_or_else(|e| panic!("{e}"));
        profiles += all.len();
        for (key, known) in &all {
            let profile = &known.profile;
            for (taxonomy, maps) in [
                ("service", &["themes", "special", "temi"][..]),
                ("accessibility", &["accessibility", "accessible"]),
            ] {
                let Some(terms) = city.taxonomies.get(taxonomy) else {
                    continue;
                };
                for name in maps {
                    let Some(map) = profile.maps.get(*name) else {
                        continue;
                    };
                    for term in map
                        .0
                        .values()
                        .flat_map(|v| v.list())
                        .filter(|t| !t.is_empty())
                    {
                        assert!(terms.term(term).is_some(), "{key}: [maps.{name}] {term}");
                    }
                }
            }
        }
    }
    // eleven of Milan, four of Turin
    assert_eq!(profiles, 15);
}

/// The guide and what it is about must not drift apart: its worked example is run here.
#[test]
fn the_guides_example_works() {
    let guide = std::fs::read_to_string(root().join("docs/mapping-profiles.md")).unwrap();
    let block = |fence: &str| -> String {
        let from = guide.find(fence).unwrap_or_else(|| panic!("no {fence}")) + fence.len();
        guide[from..][..guide[from..].find("```").unwrap()]
            .trim_start()
            .to_string()
    };
    let profile = block("```toml worked-example");
    let file = block("```csv worked-example");
    let d = run(&profile, &file, "doposcuola.csv", &[]);
    assert_eq!(
        (
            d.tally.rows,
            d.tally.skipped,
            d.tally.records,
            d.tally.rejected
        ),
        (4, 1, 3, 1)
    );
    let s = d.body("D-01", "service");
    assert_eq!(s["name"]["it"], "Doposcuola il Ponte");
    assert_eq!(s["ages"]["from"], 72);
    assert_eq!(s["themes"][0], "education.homework-help");
    assert_eq!(
        s["schedules"][0]["byday"],
        serde_json::json!(["MO", "TU", "WE", "TH", "FR"])
    );
    assert_eq!(
        d.body("D-01", "location")["address"]["address_1"],
        "Via Padova 12"
    );
    let codes: Vec<&str> = d.codes().into_keys().collect();
    assert_eq!(
        codes,
        [
            "missing-value",
            "not-an-email",
            "row-skipped",
            "unknown-value"
        ]
    );
}

#[test]
fn the_guide_names_every_key_and_every_step() {
    let guide = std::fs::read_to_string(root().join("docs/mapping-profiles.md")).unwrap();
    let sections: String = ["mod.rs", "entities.rs"]
        .iter()
        .map(|f| {
            root()
                .join("features/exchange/src/profile/sections")
                .join(f)
        })
        .map(|f| std::fs::read_to_string(f).unwrap())
        .collect();
    for line in sections.lines() {
        let Some(field) = line
            .trim()
            .strip_prefix("pub ")
            .and_then(|l| l.split_once(": "))
        else {
            continue;
        };
        let name = field.0;
        if name.contains('(') || name.contains(' ') {
            continue;
        }
        assert!(
            guide.contains(&format!("`{name}`")),
            "the guide does not name `{name}`"
        );
    }
    for step in [
        "title", "street", "sentence", "upper", "lower", "fold", "digits", "number", "phone",
        "email", "url", "yes", "lat", "lon", "first", "last", "split", "join", "before", "after",
        "strip", "replace", "match", "map", "default", "pad", "date",
    ] {
        assert!(
            guide.contains(&format!("`{step}")),
            "the guide does not name the step `{step}`"
        );
    }
    for (code, ..) in exchange::mapping::CODES {
        assert!(
            guide.contains(&format!("`{code}`")),
            "the guide does not name the finding `{code}`"
        );
    }
}
