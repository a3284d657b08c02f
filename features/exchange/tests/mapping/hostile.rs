//! Whatever stands in a file: findings or errors, never a panic; and never a record that is not one.

use exchange::model::Draft;
use proptest::prelude::*;

use super::run;

/// A profile that puts one column through every step there is.
const EVERYTHING: &str = r#"
[source]
key = "prova"
name = "Prova"
publisher = "Nessuno"
licence = "CC0"
precedence = "scraped"

[text]
empty = ["-"]

[record]
id = "{id}"

[[rule]]
when = { value = "{v}", matches = "a|è" }
status = "{v|lower}"
active = "{v|yes}"
finding = "look-at"
reason = "{v|title}"

[organization]
name = ["{v|title}", "{v|street}", "x"]
email = "{v|email}"
website = "{v|url}"
phones = "{v|split:,|phone}"
nature = "{v|fold}"
identifiers = [{ scheme = "s", value = "{v|digits|pad:5}" }]

[location]
name = "{v|street|default:luogo}"
tolerance = 10
shared_point = 2
hours = "{v}"
declared = [{ level = "district", value = "{w}" }]

[location.point]
lat = ["{v|lat}", "{v|number}"]
lon = ["{v|lon}", "{w|number}"]

[location.address]
street = "{v|before:,|after:a|strip:b|replace:c=>dd|sentence}[ {w|upper|first}]"
city = "{w|match:`(\\w+)`|join:-|last}"

[service]
name = "{v|default:offerta}"
ages = "{v}"
themes = "{v|map:m}"
rhythm = "{v}"
languages = "{v}"
places = "{v|number}"
adult_needed = "{v}"

[[service.cost]]
amount = "{v}"

[service.event]
starts = ["{v|date:d/m/y}", "{v}"]
ends = "{w}"
zone = "{w}"
rule = "{v}"
except = "{w}"

[maps.m]
a = ["b", "c"]
"#;

/// Texts with a nose for trouble.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[0-9,.\\-+/:() eE]{0,30}",
        "(lun|mar|ven|sab|-|;|,| |9|18|24|:30|h24|e|alle){0,12}",
        "(FREQ=|WEEKLY|;|BYDAY=|MO|,|UNTIL=|2024|COUNT=|0|INTERVAL=|99999999999){0,8}",
        "(http|https|www|:|/|//|\\.|@|it|a|%| ){0,12}",
        "(V\\.|VIA|P\\.ZA|N\\.|D'|1|è|ß|İ|ŉ|\u{301}|\u{200f}|\"| ){0,12}",
        "[0-9]{1,3}m?[-–][0-9]{0,12}m?",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2})?",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value_through_every_step(v in nasty(), w in nasty()) {
        let field = |s: &str| format!("\"{}\"", s.replace('"', "\"\""));
        let text = format!("id,v,w\n1,{},{}\n2,a,b\n", field(&v), field(&w));
        let d = run(EVERYTHING, &text, "x.csv", &[]);
        prop_assert!(d.tally.records <= 2);
        for m in &d.mapped {
            for draft in &m.drafts {
                // what is given is what the catalogue can read
                if let Draft::Record(r) = draft {
                    let read = match r.kind.as_str() {
                        "organization" => serde_json::from_value::<catalogue::model::Organization>(r.body.clone()).is_ok(),
                        "location" => serde_json::from_value::<catalogue::model::Location>(r.body.clone()).is_ok(),
                        "service" => serde_json::from_value::<catalogue::model::Service>(r.body.clone()).is_ok(),
                        _ => serde_json::from_value::<catalogue::model::ServiceAtLocation>(r.body.clone()).is_ok(),
                    };
                    prop_assert!(read, "{}", r.body);
                }
            }
        }
    }

    #[test]
    fn any_profile(text in "(\\[|\\]|\"|\\{|\\}|=|\n|source|key|map|x|:|\\||`|#| ){0,60}") {
        let _ = exchange::profile::Profile::parse(&text, "x.toml").map_err(|e| e.to_string());
        let _ = exchange::profile::Template::parse(&text);
    }

    #[test]
    fn any_hsds_object(name in nasty(), n in any::<f64>(), text in nasty()) {
        let object = serde_json::json!({"id": name, "name": text, "status": text, "minimum_age": n, "maximum_age": text,
            "organization": {"id": text, "name": name, "website": text, "email": text},
            "schedules": [{"freq": text, "byday": name, "opens_at": text, "dtstart": text, "until": n, "wishmi": text}],
            "cost_options": [{"amount": n, "option": text}, {"amount": text}], "phones": [{"number": text}, {"number": n}],
            "attributes": [{"taxonomy_term": {"code": text}}, 5], "languages": [{"code": text}],
            "service_at_locations": [{"location": {"id": name, "name": text, "latitude": n, "longitude": text, "addresses": [text]}}]});
        let profile = "[source]\nkey = \"p\"\nname = \"P\"\npublisher = \"N\"\nlicence = \"C\"\nprecedence = \"scraped\"\n[file]\nkind = \"hsds\"\n";
        let d = run(profile, &serde_json::json!([object]).to_string(), "x.json", &[]);
        prop_assert_eq!(d.tally.records, 1);
    }
}
