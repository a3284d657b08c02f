//! The pages of families and of desks on both engines, and their words.

mod desk;
mod family;
mod means;
mod programs;
mod routes;
mod town;

use std::path::Path;

#[test]
fn no_message_is_missing_or_surplus() {
    let lang = town::lang;
    let catalog =
        i18n::Catalog::new(&lang("it"), vouchers::pages::LOCALES).expect("readable messages");
    let all = ["it", "en", "ar", "zh", "es", "fil"].map(lang);
    let findings: Vec<String> = i18n::missing(&catalog, &all)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// All of the feature's code.
fn code() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    let mut open = vec![root.join("src")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("source").flatten() {
            match entry.file_type().expect("a type").is_dir() {
                true => open.push(entry.path()),
                false => code += &std::fs::read_to_string(entry.path()).expect("text"),
            }
        }
    }
    code
}

/// Every refusal of the vocabulary and everything families are told has its words, and no word is surplus.
#[test]
fn every_refusal_and_message_has_its_words() {
    let code = code();
    let vocabulary = code
        .split_once("pub fn code(&self)")
        .and_then(|(_, rest)| rest.split_once("pub fn status"))
        .expect("the vocabulary")
        .0;
    let mut said: Vec<String> = vocabulary
        .split('"')
        .skip(1)
        .step_by(2)
        // What people's rules say has words of theirs.
        .filter(|word| *word != "person")
        .map(|word| format!("vouchers-no-{}", word.replace('_', "-")))
        .collect();
    assert!(said.len() > 30, "{}", said.len());
    said.extend(
        code.split('"')
            .filter(|t| t.starts_with("vouchers-told-"))
            .map(String::from),
    );
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = std::fs::read_to_string(root.join("locales/it.ftl")).expect("words");
    let known: Vec<&str> = words
        .lines()
        .filter_map(|l| l.split_once(" = ").map(|(key, _)| key))
        .filter(|key| key.starts_with("vouchers-no-") || key.starts_with("vouchers-told-"))
        .collect();
    for key in &said {
        assert!(known.contains(&key.as_str()), "{key} has no words");
    }
    for key in known {
        assert!(said.iter().any(|s| s == key), "nobody says {key}");
    }
}

/// Words that are put together from a prefix and a word of the model.
#[test]
fn every_state_has_its_words() {
    use vouchers::model::{How, Item, OwnBy, State, TokenKind};
    let lang = town::lang("it");
    let catalog = i18n::Catalog::new(&lang, vouchers::pages::LOCALES).expect("messages");
    let tr = catalog.tr(&lang);
    let mut keys: Vec<String> = Vec::new();
    keys.extend(
        State::ALL
            .iter()
            .map(|s| format!("vouchers-state-{}", s.as_str())),
    );
    keys.extend(
        How::ALL
            .iter()
            .map(|s| format!("vouchers-how-{}", s.as_str())),
    );
    keys.extend(
        Item::ALL
            .iter()
            .map(|s| format!("vouchers-item-{}", s.as_str())),
    );
    keys.extend(
        TokenKind::ALL
            .iter()
            .map(|s| format!("vouchers-code-{}", s.as_str())),
    );
    let by = OwnBy::ALL.iter().filter(|b| **b != OwnBy::Nobody);
    keys.extend(by.map(|b| format!("vouchers-own-by-{}", b.as_str())));
    for what in [
        "given",
        "held",
        "released",
        "spent",
        "came-back",
        "ended",
        "corrected",
    ] {
        keys.push(format!("vouchers-move-{what}"));
    }
    for key in keys {
        assert!(tr.has(&key), "{key}");
    }
}
