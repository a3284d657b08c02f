//! What stands as evidence in the checklist: tests, browser stories, lints, pages of documentation.

use std::collections::BTreeSet;

use crate::{files, text};

/// Everything that can be named.
pub(crate) struct Tree {
    /// `crate::file::test`: the crate's name, the file's path inside `src` or `tests` (without
    /// `main`, `mod`, `lib`), the name of the function. Modules inside a file are left out.
    tests: BTreeSet<String>,
    /// Titles of browser stories.
    stories: BTreeSet<String>,
}

impl Tree {
    pub(crate) fn read() -> Tree {
        let mut tests = BTreeSet::new();
        for manifest in files(&["toml"]) {
            let Some(folder) = manifest.strip_suffix("/Cargo.toml") else {
                continue;
            };
            let table: toml::Table = text(&manifest).parse().expect(&manifest);
            let Some(name) = table.get("package").and_then(|p| p["name"].as_str()) else {
                continue;
            };
            for room in ["src", "tests"] {
                let below = format!("{folder}/{room}/");
                for file in files(&["rs"]).iter().filter(|f| f.starts_with(&below)) {
                    let module = module(&file[below.len()..]);
                    for test in named(&text(file)) {
                        tests.insert(format!("{name}::{module}{test}"));
                    }
                }
            }
        }
        let stories = files(&["mjs"])
            .iter()
            .filter(|f| f.ends_with(".story.mjs"))
            .flat_map(|f| titles(&text(f)))
            .collect();
        Tree { tests, stories }
    }

    /// What is wrong with one piece of evidence; none when it exists.
    pub(crate) fn wrong(&self, evidence: &str) -> Option<String> {
        let (kind, what) = evidence.split_once(':').unwrap_or(("", evidence));
        match kind {
            "test" if self.tests.contains(what) => None,
            "test" => {
                let name = what.rsplit("::").next().unwrap_or(what);
                let end = format!("::{name}");
                let near: Vec<&String> = self.tests.iter().filter(|t| t.ends_with(&end)).collect();
                Some(format!("there is no test «{what}»; of that name: {near:?}"))
            }
            "story" if self.stories.contains(what) => None,
            "story" => Some(format!("there is no story «{what}» in e2e/stories")),
            "lint" => (!denied(what)).then(|| format!("«{what}» is no lint denied in Cargo.toml")),
            "doc" => missing(what),
            _ => Some(format!(
                "«{evidence}» begins with none of test: story: lint: doc:"
            )),
        }
    }
}

/// `a/b/mod.rs` → `a::b::`, `main.rs` → nothing.
fn module(path: &str) -> String {
    path.trim_end_matches(".rs")
        .split('/')
        .filter(|p| !matches!(*p, "main" | "mod" | "lib"))
        .map(|p| format!("{p}::"))
        .collect()
}

/// The names of the tests in a file: functions under `#[test]` or `#[tokio::test]`, and what
/// `on_both!` makes of its first word. Ignored tests prove nothing and are left out.
fn named(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut marked, mut ignored, mut both) = (false, false, false);
    for line in text.lines().map(str::trim) {
        let line = match line.find("on_both!(") {
            Some(at) if !line.starts_with("//") => {
                both = true;
                line[at + "on_both!(".len()..].trim()
            }
            _ => line,
        };
        if line.starts_with("//") || line.is_empty() {
            continue;
        }
        if line.starts_with("#[") {
            marked |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
            ignored |= line.starts_with("#[ignore");
            continue;
        }
        let name = match (both, marked) {
            (true, _) => line.split([',', '(']).next().map(str::trim),
            (_, true) => line
                .split_once("fn ")
                .and_then(|(_, rest)| rest.split('(').next()),
            _ => continue,
        };
        if let Some(name) = name.filter(|n| !ignored && plain(n)) {
            found.push(name.to_string());
        }
        (marked, ignored, both) = (false, false, false);
    }
    found
}

fn plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The titles of the stories in a file.
fn titles(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|l| l.strip_prefix("story('")?.split_once("',"))
        .map(|(title, _)| title.to_string())
        .collect()
}

/// True for `rust.unsafe_code` and others that the workspace denies.
fn denied(lint: &str) -> bool {
    let table: toml::Table = text("Cargo.toml").parse().expect("Cargo.toml");
    let level = lint.split_once('.').and_then(|(tool, name)| {
        table["workspace"]
            .get("lints")?
            .get(tool)?
            .get(name)?
            .as_str()
    });
    level == Some("deny")
}

/// What is missing of `path` or `path#Heading`.
pub(crate) fn missing(place: &str) -> Option<String> {
    let (path, heading) = match place.split_once('#') {
        Some((path, heading)) => (path, Some(heading)),
        None => (place, None),
    };
    let Ok(text) = std::fs::read_to_string(crate::root().join(path)) else {
        return Some(format!("there is no file «{path}»"));
    };
    let there = heading.is_none_or(|h| {
        text.lines()
            .any(|l| l.starts_with('#') && l.trim_start_matches('#').trim() == h)
    });
    (!there).then(|| format!("«{path}» has no heading «{}»", heading.unwrap_or_default()))
}

#[test]
fn names_are_found_and_what_is_no_test_is_not() {
    let text = "#[test]\nfn one() {}\n\n/// Two.\n#[tokio::test]\n#[allow(x)]\nasync fn two() {}\n\
        fn helper() {}\ntesting::on_both!(three, |db| async move {\non_both!(\n    /// Four.\n    \
        four,\n    |db| x\n);\n#[test]\n#[ignore]\nfn five() {}\n// #[test]\nfn six() {}\n\
        #[test]\nfn seven() {}\non_both!($name, |db| y);\nfn eight() {}";
    assert_eq!(named(text), ["one", "two", "three", "four", "seven"]);
    assert_eq!(
        titles("story('a, b', X, async () => {\n  story('no',"),
        ["a, b"]
    );
    assert_eq!(module("a/b/mod.rs"), "a::b::");
    assert_eq!(module("main.rs"), "");
    let tree = Tree::read();
    for good in [
        "test:wishmi::direction::sql_stands_in_stores_only",
        "test:wishmi::protection::evidence::names_are_found_and_what_is_no_test_is_not",
        "lint:rust.unsafe_code",
        "doc:docs/operate/proxy.md#nginx",
    ] {
        assert_eq!(tree.wrong(good), None, "{good}");
    }
    for bad in [
        "test:wishmi::program::sql_stands_in_stores_only",
        "test:direction",
        "story:nobody does anything",
        "lint:rust.missing_docs",
        "doc:docs/operate/proxy.md#Apache",
        "doc:docs/none.md",
        "sql_stands_in_stores_only",
    ] {
        assert!(tree.wrong(bad).is_some(), "{bad}");
    }
}
