//! The catalogue of the open data after DCAT-AP_IT, the Italian profile of DCAT-AP
//! (<https://docs.italia.it/italia/daf/linee-guida-cataloghi-dati-dcat-ap-it/>), as Turtle and as
//! JSON-LD from one list of statements. Names of terms are those of the EU's and AgID's vocabularies.

use std::collections::BTreeMap;
use std::fmt::Write;

use city::City;
use serde_json::{Value, json};
use values::{Lang, Moment};

use super::{FILES, Words};

const PREFIXES: [(&str, &str); 8] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatapit", "http://dati.gov.it/onto/dcatapit#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("locn", "http://www.w3.org/ns/locn#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The EU's authority tables.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// The object of a statement.
#[derive(Clone, Debug, PartialEq)]
enum Object {
    Iri(String),
    Said(Lang, String),
    Plain(String),
    Date(String),
}

/// Statements in the order they were made.
#[derive(Default)]
pub(crate) struct Graph(Vec<(String, &'static str, Object)>);

impl Graph {
    fn is(&mut self, subject: &str, classes: &[&str]) {
        for class in classes {
            let object = Object::Iri(full(class));
            self.0.push((subject.to_string(), "rdf:type", object));
        }
    }

    fn to(&mut self, subject: &str, property: &'static str, iri: impl Into<String>) {
        self.0
            .push((subject.to_string(), property, Object::Iri(iri.into())));
    }

    fn plain(&mut self, subject: &str, property: &'static str, text: impl Into<String>) {
        self.0
            .push((subject.to_string(), property, Object::Plain(text.into())));
    }

    fn date(&mut self, subject: &str, property: &'static str, day: &str) {
        self.0
            .push((subject.to_string(), property, Object::Date(day.into())));
    }

    fn said(&mut self, subject: &str, property: &'static str, texts: Vec<(Lang, String)>) {
        for (lang, text) in texts {
            self.0
                .push((subject.to_string(), property, Object::Said(lang, text)));
        }
    }

    /// The catalogue of a city, whose site is at `base`.
    pub fn of(city: &City, words: &Words, base: &str, modified: Moment) -> Graph {
        let mut g = Graph::default();
        let name = |part: &str| format!("{base}/opendata/catalog#{part}");
        let (catalog, agent, contact, place, standard) = (
            name("catalog"),
            name("publisher"),
            name("contact"),
            name("place"),
            name("hsds"),
        );
        let day = modified.day(&city.zone).to_string();
        let page = format!("{base}/{}/open-data", city.default_language);

        g.is(&catalog, &["dcatapit:Catalog", "dcat:Catalog"]);
        g.said(&catalog, "dct:title", words.all("exchange-catalog"));
        g.said(
            &catalog,
            "dct:description",
            words.all("exchange-catalog.text"),
        );
        g.to(&catalog, "dct:publisher", &agent);
        g.date(&catalog, "dct:modified", &day);
        g.to(&catalog, "foaf:homepage", &page);
        g.to(
            &catalog,
            "dcat:themeTaxonomy",
            format!("{AUTHORITY}/data-theme"),
        );
        languages(&mut g, &catalog, city);

        g.is(&agent, &["dcatapit:Agent", "foaf:Agent"]);
        let terms = city.open_data.as_ref();
        let code = terms.and_then(|o| o.publisher_id.clone());
        g.plain(
            &agent,
            "dct:identifier",
            code.unwrap_or_else(|| city.key.clone()),
        );
        let body = if city.contact.body.is_empty() {
            &city.name
        } else {
            &city.contact.body
        };
        let body: Vec<(Lang, String)> = body
            .iter()
            .map(|(l, t)| (l.clone(), t.to_string()))
            .collect();
        g.said(&agent, "foaf:name", body.clone());

        g.is(
            &contact,
            &["dcatapit:Organization", "vcard:Organization", "vcard:Kind"],
        );
        g.said(&contact, "vcard:fn", body);
        if !city.contact.mail.is_empty() {
            g.to(
                &contact,
                "vcard:hasEmail",
                format!("mailto:{}", city.contact.mail),
            );
        }
        g.is(&place, &["dcatapit:Location", "dct:Location"]);
        let names = city.name.iter().map(|(l, t)| (l.clone(), t.to_string()));
        g.said(&place, "locn:geographicName", names.collect());
        g.is(&standard, &["dcatapit:Standard", "dct:Standard"]);
        g.plain(
            &standard,
            "dct:identifier",
            format!("HSDS {}", crate::api::HSDS),
        );
        g.said(
            &standard,
            "dct:title",
            vec![(
                words.english(),
                "Human Services Data Specification".to_string(),
            )],
        );
        if let Some(o) = terms {
            g.is(
                &o.licence_url,
                &["dcatapit:LicenseDocument", "dct:LicenseDocument"],
            );
            g.plain(&o.licence_url, "foaf:name", &o.licence);
            if let Some(kind) = &o.licence_type {
                g.to(&o.licence_url, "dct:type", kind);
            }
        }
        for (key, conforms) in [("services", true), ("places", false)] {
            let dataset = name(key);
            g.to(&catalog, "dcat:dataset", &dataset);
            g.is(&dataset, &["dcatapit:Dataset", "dcat:Dataset"]);
            g.plain(&dataset, "dct:identifier", format!("{}:{key}", city.key));
            let title = format!("exchange-dataset-{key}");
            g.said(&dataset, "dct:title", words.all(&title));
            g.said(
                &dataset,
                "dct:description",
                words.all(&format!("{title}.text")),
            );
            for (lang, list) in words.all("exchange-keywords") {
                let each = list
                    .split([',', '،', '、'])
                    .map(|w| (lang.clone(), w.trim().to_string()));
                g.said(&dataset, "dcat:keyword", each.collect());
            }
            g.date(&dataset, "dct:modified", &day);
            for theme in ["EDUC", "SOCI"] {
                g.to(
                    &dataset,
                    "dcat:theme",
                    format!("{AUTHORITY}/data-theme/{theme}"),
                );
            }
            g.to(&dataset, "dct:rightsHolder", &agent);
            g.to(&dataset, "dct:publisher", &agent);
            g.to(&dataset, "dcat:contactPoint", &contact);
            g.to(
                &dataset,
                "dct:accrualPeriodicity",
                format!("{AUTHORITY}/frequency/UPDATE_CONT"),
            );
            g.to(&dataset, "dct:spatial", &place);
            g.to(&dataset, "dcat:landingPage", &page);
            languages(&mut g, &dataset, city);
            if conforms {
                g.to(&dataset, "dct:conformsTo", &standard);
            }
            for file in FILES.iter().filter(|f| f.dataset == key) {
                let distribution = name(file.key);
                let url = format!("{base}{}", file.path);
                g.to(&dataset, "dcat:distribution", &distribution);
                g.is(
                    &distribution,
                    &["dcatapit:Distribution", "dcat:Distribution"],
                );
                let title = format!("exchange-file-{}", file.key);
                g.said(&distribution, "dct:title", words.all(&title));
                g.said(
                    &distribution,
                    "dct:description",
                    words.all(&format!("{title}.text")),
                );
                g.to(
                    &distribution,
                    "dct:format",
                    format!("{AUTHORITY}/file-type/{}", file.eu),
                );
                g.to(
                    &distribution,
                    "dcat:mediaType",
                    format!("http://www.iana.org/assignments/media-types/{}", file.kind),
                );
                g.to(&distribution, "dcat:accessURL", &url);
                g.to(&distribution, "dcat:downloadURL", &url);
                g.date(&distribution, "dct:modified", &day);
                if let Some(o) = terms {
                    g.to(&distribution, "dct:license", &o.licence_url);
                }
            }
        }
        g
    }

    /// As Turtle.
    pub fn turtle(&self) -> String {
        let mut out = String::new();
        for (short, long) in PREFIXES {
            let _ = writeln!(out, "@prefix {short}: <{long}> .");
        }
        let mut last = "";
        for (subject, property, object) in &self.0 {
            if subject == last {
                out.push_str(" ;\n    ");
            } else {
                out.push_str(if last.is_empty() { "\n" } else { " .\n\n" });
                let _ = write!(out, "<{}> ", iri(subject));
                last = subject;
            }
            let property = if *property == "rdf:type" {
                "a"
            } else {
                *property
            };
            let _ = write!(out, "{property} ");
            let _ = match object {
                Object::Iri(i) => write!(out, "<{}>", iri(i)),
                Object::Said(lang, text) => write!(out, "{}@{lang}", quoted(text)),
                Object::Plain(text) => write!(out, "{}", quoted(text)),
                Object::Date(day) => write!(out, "{}^^xsd:date", quoted(day)),
            };
        }
        out.push_str(" .\n");
        out
    }

    /// As JSON-LD.
    pub fn json_ld(&self) -> Value {
        let context: BTreeMap<&str, &str> = PREFIXES.into_iter().collect();
        let mut nodes: Vec<Value> = Vec::new();
        for (subject, property, object) in &self.0 {
            let at = match nodes.iter().position(|n| n["@id"] == subject.as_str()) {
                Some(at) => at,
                None => {
                    nodes.push(json!({"@id": subject}));
                    nodes.len() - 1
                }
            };
            let (key, value) = match object {
                Object::Iri(i) if *property == "rdf:type" => ("@type", json!(i)),
                Object::Iri(i) => (*property, json!({"@id": i})),
                Object::Said(lang, text) => (*property, json!({"@value": text, "@language": lang})),
                Object::Plain(text) => (*property, json!({"@value": text})),
                Object::Date(day) => (*property, json!({"@value": day, "@type": "xsd:date"})),
            };
            let slot = &mut nodes[at][key];
            match slot {
                Value::Array(list) => list.push(value),
                _ => *slot = json!([value]),
            }
        }
        json!({"@context": context, "@graph": nodes})
    }
}

/// The EU's code of a language, from its two or three letters.
fn languages(g: &mut Graph, subject: &str, city: &City) {
    for lang in city.full_languages() {
        let code = match lang.as_str() {
            "it" => "ITA",
            "en" => "ENG",
            "ar" => "ARA",
            "zh" => "ZHO",
            "es" => "SPA",
            "fil" => "FIL",
            "fr" => "FRA",
            "de" => "DEU",
            "ro" => "RON",
            "uk" => "UKR",
            "sq" => "SQI",
            "bn" => "BEN",
            "si" => "SIN",
            _ => continue,
        };
        g.to(
            subject,
            "dct:language",
            format!("{AUTHORITY}/language/{code}"),
        );
    }
}

/// `dct:title` in full.
fn full(name: &str) -> String {
    let (short, rest) = name.split_once(':').unwrap_or(("", name));
    let long = PREFIXES.iter().find(|(s, _)| *s == short);
    long.map_or_else(|| name.to_string(), |(_, l)| format!("{l}{rest}"))
}

/// What may not stand in an IRI is written as a number.
fn iri(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c <= ' ' || "<>\"{}|^`\\".contains(c) {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turtle_is_escaped() {
        assert_eq!(quoted("a \"b\"\n\\"), r#""a \"b\"\n\\""#);
        assert_eq!(
            iri("https://x.example/a b<c>"),
            "https://x.example/a%20b%3Cc%3E"
        );
        assert_eq!(full("dct:title"), "http://purl.org/dc/terms/title");
    }
}
