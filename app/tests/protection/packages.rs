//! What is compiled in: from where, which versions, what never. The rules are those of `deny.toml`,
//! which cargo-deny understands, too; here is checked what needs no network.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use crate::{files, root, text};

fn toml(path: &str) -> toml::Table {
    text(path).parse().unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn list(table: &toml::Table, group: &str, name: &str) -> Vec<toml::Value> {
    let found = table[group].get(name).and_then(toml::Value::as_array);
    found
        .unwrap_or_else(|| panic!("deny.toml: {group}.{name}"))
        .clone()
}

/// What a rule of `deny.toml` is about: `{ crate = "name@1.2.3", reason = "…" }`.
fn named(rule: &toml::Value) -> (String, Option<String>) {
    let spec = rule["crate"].as_str().expect("crate");
    let reason = rule.get("reason").and_then(toml::Value::as_str);
    assert!(reason.is_some_and(|r| r.len() > 10), "{spec}: say why");
    match spec.split_once('@') {
        Some((name, version)) => (name.to_string(), Some(version.to_string())),
        None => (spec.to_string(), None),
    }
}

/// Names and versions of the crates that are compiled for the servers we build for.
fn compiled() -> BTreeMap<String, BTreeSet<String>> {
    let targets = list(&toml("deny.toml"), "graph", "targets");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for target in targets {
        let target = target.as_str().expect("a target").to_string();
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--locked", "--offline"])
            .args(["--filter-platform", &target])
            .current_dir(root())
            .output()
            .expect("cargo metadata runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "cargo metadata: {said}");
        let data: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let array = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
        let used: BTreeSet<String> = array(&data["resolve"]["nodes"])
            .iter()
            .filter_map(|n| n["id"].as_str().map(str::to_string))
            .collect();
        for package in array(&data["packages"]) {
            let word = |name: &str| package[name].as_str().unwrap_or_default().to_string();
            if used.contains(&word("id")) {
                found
                    .entry(word("name"))
                    .or_default()
                    .insert(word("version"));
            }
        }
    }
    assert!(found.len() > 100, "{} crates", found.len());
    found
}

#[test]
fn everything_comes_from_the_one_registry() {
    let deny = toml("deny.toml");
    for key in ["unknown-registry", "unknown-git"] {
        assert_eq!(deny["sources"][key].as_str(), Some("deny"), "{key}");
    }
    assert!(list(&deny, "sources", "allow-git").is_empty());
    let lock = toml("Cargo.lock");
    let packages = || lock["package"].as_array().into_iter().flatten();
    let source = |package: &toml::Value| package.get("source")?.as_str().map(String::from);
    let registry = packages().find_map(source).expect("packages of others");
    assert!(registry.starts_with("registry+"), "{registry}");
    let mut foreign = 0;
    for package in packages() {
        let name = package["name"].as_str().unwrap_or_default();
        // ours have no source
        let Some(source) = package.get("source").and_then(toml::Value::as_str) else {
            continue;
        };
        foreign += 1;
        assert_eq!(source, registry, "{name}");
        let sum = package.get("checksum").and_then(toml::Value::as_str);
        assert_eq!(sum.map(str::len), Some(64), "{name} has no checksum");
    }
    assert!(foreign > 100, "{foreign}");
    // npm's lock files name no source: the registry of whoever builds, held to these digests.
    for place in ["frontend", "e2e"] {
        let lock: serde_json::Value =
            serde_json::from_str(&text(&format!("{place}/package-lock.json"))).expect("JSON");
        let packages = lock["packages"].as_object().expect("packages");
        for (path, package) in packages.iter().filter(|(path, _)| !path.is_empty()) {
            let from = package.get("resolved");
            assert_eq!(from, None, "{place}: {path} comes from elsewhere");
            let sum = package["integrity"].as_str().unwrap_or_default();
            assert!(
                sum.starts_with("sha512-"),
                "{place}: {path} has no checksum"
            );
        }
    }
}

#[test]
fn nothing_forbidden_is_compiled_in() {
    let compiled = compiled();
    let rules = list(&toml("deny.toml"), "bans", "deny");
    assert!(rules.len() > 5);
    for rule in &rules {
        let (name, version) = named(rule);
        assert_eq!(version, None, "{name}: every version is forbidden");
        assert!(
            !compiled.contains_key(&name),
            "{name} is compiled in: {}",
            rule["reason"]
        );
    }
}

#[test]
fn two_versions_of_a_crate_are_there_for_a_reason() {
    let deny = toml("deny.toml");
    assert_eq!(deny["bans"]["multiple-versions"].as_str(), Some("deny"));
    let compiled = compiled();
    let mut skipped: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for rule in list(&deny, "bans", "skip") {
        let (name, version) = named(&rule);
        let version = version.unwrap_or_else(|| panic!("{name}: name the version"));
        let there = compiled.get(&name).is_some_and(|v| v.contains(&version));
        assert!(
            there,
            "deny.toml skips {name}@{version}, which is not used any more"
        );
        skipped.entry(name).or_default().insert(version);
    }
    let none = BTreeSet::new();
    for (name, versions) in &compiled {
        let left: Vec<&String> = versions
            .difference(skipped.get(name).unwrap_or(&none))
            .collect();
        let told = left.len() <= 1 && (versions.len() > 1 || !skipped.contains_key(name));
        assert!(
            told,
            "{name} {versions:?}: bring its users to one version, or name the older ones in deny.toml \
             (bans.skip) and say why"
        );
    }
}

#[test]
fn every_version_is_pinned_in_one_place() {
    let version = |value: &toml::Value| {
        let text = value.as_str().or_else(|| value.get("version")?.as_str());
        text.map(str::to_string)
    };
    let whole = toml("Cargo.toml");
    let shared = whole["workspace"]["dependencies"]
        .as_table()
        .expect("a table");
    for (name, value) in shared {
        match version(value) {
            Some(version) => assert!(version.starts_with('='), "{name} = {version}"),
            None => assert!(value.get("path").is_some(), "{name}: no version"),
        }
        assert!(value.get("git").is_none(), "{name} from a repository");
    }
    let mut seen = 0;
    for manifest in files(&["toml"])
        .iter()
        .filter(|f| f.ends_with("/Cargo.toml"))
    {
        let table = toml(manifest);
        if table.contains_key("workspace") {
            continue; // a workspace of its own: fuzz
        }
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let none = toml::Table::new();
            let uses = table.get(kind).and_then(toml::Value::as_table);
            for (name, value) in uses.unwrap_or(&none) {
                seen += 1;
                let shared = value.get("workspace").and_then(toml::Value::as_bool);
                assert_eq!(shared, Some(true), "{manifest}: {name}");
            }
        }
    }
    assert!(seen > 100, "{seen}");
}
