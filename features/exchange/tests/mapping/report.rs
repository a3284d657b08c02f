//! Reports, and the words of findings in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use exchange::mapping::CODES;
use exchange::model::{Counts, Finding, Severity};
use exchange::report::{LOCALES, Report, html, json, say, terminal};
use i18n::Catalog;
use values::Lang;

fn lang(s: &str) -> Lang {
    s.parse().unwrap()
}

fn catalog() -> Arc<Catalog> {
    Catalog::new(&lang("it"), LOCALES).unwrap_or_else(|e| panic!("{e}"))
}

/// A finding of a code with a telling value for each argument.
fn finding(code: &str, severity: Severity, args: &[&str]) -> Finding {
    Finding {
        code: code.into(),
        severity,
        row: Some(12),
        column: Some("Note".into()),
        record: Some("IMP-1".into()),
        args: args
            .iter()
            .map(|a| ((*a).to_string(), format!("⟨{a}⟩")))
            .collect(),
    }
}

#[test]
fn every_code_has_words_with_all_its_arguments_in_every_language() {
    let catalog = catalog();
    for l in ["it", "en", "ar", "zh", "es", "fil"] {
        let tr = catalog.tr(&lang(l));
        for (code, severity, args) in CODES {
            let words = say(&tr, &finding(code, *severity, args));
            assert!(!words.starts_with(code), "{l}: {code} has no words");
            for a in *args {
                assert!(
                    words.contains(&format!("⟨{a}⟩")),
                    "{l}: {code} does not say {a}: {words}"
                );
            }
        }
    }
    // the same keys everywhere, and no words for codes that do not exist
    let keys: Vec<BTreeSet<String>> = LOCALES
        .iter()
        .map(|s| {
            s.text
                .lines()
                .filter_map(|l| l.split_once(" = "))
                .map(|(k, _)| k.to_string())
                .collect()
        })
        .collect();
    for (source, here) in LOCALES.iter().zip(&keys) {
        assert_eq!(keys[0], *here, "{}", source.lang);
    }
    let known: BTreeSet<&str> = CODES.iter().map(|(c, ..)| *c).collect();
    // the others come from the import itself
    let source = sources(&super::root().join("features/exchange/src"));
    for key in &keys[0] {
        if let Some(code) = key.strip_prefix("finding-") {
            let said = known.contains(code) || source.contains(&format!("\"{code}\""));
            assert!(said, "{key} is said by nobody");
        }
    }
}

/// The text of all source files in a folder and below.
fn sources(folder: &std::path::Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    all
}

fn findings() -> Vec<Finding> {
    let mut list = vec![
        finding("url-mended", Severity::Note, &["found", "mended"]),
        finding("missing-value", Severity::Error, &["what"]),
        finding("not-an-email", Severity::Warning, &["found"]),
        finding("not-an-email", Severity::Warning, &["found"]),
    ];
    list[1].row = None;
    list[2].row = Some(3);
    list[2].args = BTreeMap::from([(
        "found".into(),
        "<script>alert(1)</script>&\u{1b}[31m".into(),
    )]);
    list
}

fn report(findings: &[Finding]) -> Report<'_> {
    Report {
        source: "Scuole & asili",
        file: "scuole.csv",
        dry_run: true,
        counts: Counts {
            read: 809,
            rejected: 2,
            new: 807,
            ..Counts::default()
        },
        findings,
    }
}

#[test]
fn the_terminal_tells_the_summary_then_kinds_then_rows() {
    let list = findings();
    let text = terminal(&report(&list), &catalog().tr(&lang("it")), 100);
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("«{words}» is not in:\n{text}"))
    };
    assert!(at("809  lette") < at("807  prese"));
    assert!(at("807  prese") < at("Per tipo"));
    assert!(at("Per tipo") < at("Per riga"));
    // worst first among the kinds, the whole file first among the rows
    assert!(at("errore  missing-value") < at("avviso  not-an-email"));
    assert!(text.rfind("tutto il file").unwrap() < text.rfind("Riga 3, Note [IMP-1]").unwrap());
    assert!(!text.contains('\u{1b}'));
    assert!(!text.contains("cambiate"), "zeros are left out");
    let short = terminal(&report(&list), &catalog().tr(&lang("en")), 1);
    assert!(short.contains("and 3 more"), "{short}");
    assert!(short.contains("Dry run"));
    let none = terminal(&report(&[]), &catalog().tr(&lang("en")), 1);
    assert!(none.contains("Nothing to report."));
}

#[test]
fn the_page_stands_alone_and_nothing_in_a_file_becomes_markup() {
    let list = findings();
    let page = html(&report(&list), &catalog().tr(&lang("ar")));
    assert!(page.starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">"));
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;"));
    assert!(page.contains("Scuole &amp; asili"));
    for outside in ["http://", "https://", "src=", "href=", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(page.matches("<caption>").count(), 3);
    assert_eq!(page.matches("<h1>").count(), 1);
    assert!(page.contains("<th scope=\"row\">") && page.contains("<th scope=\"col\">"));
    for tag in [
        "table", "tr", "td", "th", "div", "main", "body", "span", "bdi",
    ] {
        let open =
            page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(open, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn json_has_everything() {
    let list = findings();
    let j = json(&report(&list));
    assert_eq!(j["counts"]["read"], 809);
    assert_eq!(
        j["by_code"][0],
        serde_json::json!({"code": "missing-value", "severity": "error", "count": 1})
    );
    assert_eq!(j["findings"].as_array().unwrap().len(), 4);
    assert_eq!(j["findings"][0]["code"], "missing-value");
}
