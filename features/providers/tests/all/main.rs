//! Providers on both engines: admission, who acts, claims, edits and how they are published.

mod admission;
mod claims;
mod editing;
mod files;
mod guide;
mod officers;
mod pages;
mod reminders;
mod reports;
mod square;
mod town;

use std::path::Path;

use providers::rules::checklist::Checklist;

#[test]
fn every_citys_list_is_good() {
    let cities = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities");
    let mut with = 0;
    for entry in std::fs::read_dir(&cities).expect("cities").flatten() {
        if entry.path().is_dir() {
            let city = city::City::load(&entry.path()).expect("a good city");
            let list = Checklist::load(&entry.path(), &city).unwrap_or_else(|e| panic!("{e:?}"));
            let blocking = list.items.iter().filter(|i| i.blocks_new_bookings).count();
            with += usize::from(blocking > 0);
        }
    }
    assert!(with >= 3, "the reference city and the others have a list");
}

#[test]
fn a_wrong_list_is_told_whole() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
    let city = city::City::load(&home).expect("a good city");
    let folder = tempfile::tempdir().expect("a folder");
    let told = |text: &str| {
        std::fs::write(folder.path().join("accreditation.toml"), text).expect("written");
        let errors = Checklist::load(folder.path(), &city).expect_err("wrong");
        errors.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let head = "clarification_days = 1\nremind_days = [7]\nmost_documents = 3\n";
    let items = "[[item]]\nkey = \"A b\"\nlabel = { en = \"x\" }\nexpires = true\n\
                 [[item]]\nkey = \"A b\"\nlabel = { es = \"x\" }\n";
    let all = told(&format!(
        "days = 0\nvalidity_months = 1\nmost_bytes = 5\n{head}{items}"
    ));
    for part in [
        "`days`",
        "most_bytes",
        "small letters",
        "twice",
        "lapse",
        "«es»",
    ] {
        assert!(all.iter().any(|e| e.contains(part)), "{part}: {all:?}");
    }
    let line = told("days = \"many\"\n");
    assert!(line[0].contains("line 1"), "{line:?}");
}

#[test]
fn no_message_is_missing_or_surplus() {
    let lang = |tag: &str| -> values::Lang { tag.parse().expect("a language tag") };
    let catalog = i18n::Catalog::new(&lang("it"), providers::LOCALES).expect("readable messages");
    let all = ["it", "en", "ar", "zh", "es", "fil"].map(lang);
    let findings: Vec<String> = i18n::missing(&catalog, &all)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// Every refusal of the code has its words, and every word a refusal or a reason that can be given.
#[test]
fn every_refusal_has_its_words() {
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
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("words");
    let words =
        read("locales/it.ftl") + &read("locales/pages.it.ftl") + &read("locales/editor.it.ftl");
    let known: Vec<&str> = words
        .lines()
        .filter_map(|l| l.split_once(" = ").map(|(key, _)| key))
        .filter(|key| key.starts_with("providers-refused-") || key.starts_with("providers-why-"))
        .collect();
    let said: Vec<&str> = code
        .split('"')
        .filter(|t| t.starts_with("providers-refused-"))
        .collect();
    for key in &said {
        assert!(known.contains(key), "{key} has no words");
    }
    for key in known {
        let used = match key.strip_prefix("providers-why-") {
            Some(why) => code.contains(&format!("Waits(\"{why}\")")),
            None => said.contains(&key),
        };
        assert!(used, "nobody says {key}");
    }
}
