//! Holds the direction rules of ARCHITECTURE.md over the workspace as it really is: who may depend
//! on whom, where SQL, axum and `async` may stand, and that no city is named in the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Features from the bottom to the top. A feature may use those before it, never those after it.
const ORDER: [&str; 13] = [
    "people",
    "ledger",
    "catalogue",
    "voice",
    "exchange",
    "providers",
    "bookings",
    "benefits",
    "vouchers",
    "listening",
    "hubs",
    "play",
    "plan",
];

/// Crates that bring an engine's own SQL. Besides `db`, `testing` makes databases with them, and the
/// measurements compare with them bare.
const ENGINES: [&str; 2] = ["rusqlite", "tokio-postgres"];

/// The folder of the reference city, which may be named in [`may_name`]'s places.
const REFERENCE: &str = "cities/milano";

/// `--city` has a default and help has examples; measurements and examples need some city.
fn may_name(path: &str) -> bool {
    path.starts_with("app/src/") || path.starts_with("bench/") || path.contains("/examples/")
}

/// Places where an action may wait, each with its reason. Every line must still be needed.
const WAITS: [(&str, &str); 1] = [(
    "features/exchange/src/actions/",
    "an import is many short transactions, so that others are not kept waiting; it awaits each",
)];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("app lies in the workspace")
        .to_path_buf()
}

/// One package of ours.
struct Package {
    /// `platform`, `features`, `app` or `bench`.
    room: String,
    /// Our own packages it uses, with `true` for a development dependency.
    ours: Vec<(String, bool)>,
    /// Other packages it uses, except for its tests.
    others: Vec<String>,
}

fn packages() -> BTreeMap<String, Package> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    assert!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_string();
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    list(&metadata["packages"])
        .iter()
        .map(|package| {
            let manifest = text(&package["manifest_path"]);
            let inside = Path::new(&manifest)
                .strip_prefix(root())
                .expect("inside the workspace");
            let room = inside
                .components()
                .next()
                .map(|c| c.as_os_str().to_string_lossy().into_owned())
                .unwrap_or_default();
            let (mut ours, mut others) = (Vec::new(), Vec::new());
            for dependency in list(&package["dependencies"]) {
                let development = dependency["kind"].as_str() == Some("dev");
                if dependency["path"].is_string() {
                    ours.push((text(&dependency["name"]), development));
                } else if !development {
                    others.push(text(&dependency["name"]));
                }
            }
            (text(&package["name"]), Package { room, ours, others })
        })
        .collect()
}

#[test]
fn dependencies_point_downward() {
    let packages = packages();
    let place = |name: &str| ORDER.iter().position(|f| *f == name);
    let mut wrong = String::new();
    for (name, package) in &packages {
        if package.room == "features" && place(name).is_none() {
            let _ = writeln!(
                wrong,
                "{name}: give the feature its place in ORDER of this test"
            );
        }
        for (used, development) in &package.ours {
            let used_room = packages.get(used).map_or("outside", |p| p.room.as_str());
            let good = match (package.room.as_str(), used_room) {
                // The test harness may be used by every test and by nothing else.
                ("platform" | "features" | "app", "platform") if used == "testing" => *development,
                ("platform", "platform") | ("features" | "app" | "bench", "platform") => true,
                ("features", "features") => place(used) < place(name),
                ("app" | "bench", "features") => true,
                _ => false,
            };
            if !good {
                let _ = writeln!(
                    wrong,
                    "{name} ({}) must not use {used} ({used_room})",
                    package.room
                );
            }
        }
        for engine in ENGINES
            .iter()
            .filter(|e| package.others.iter().any(|o| o == *e))
        {
            if name != "db" && name != "testing" && package.room != "bench" {
                let _ = writeln!(wrong, "{name} must not use {engine}: only db does");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(
        packages["values"].ours.is_empty(),
        "values stands on nothing of ours"
    );
}

#[test]
fn the_app_knows_every_feature() {
    let packages = packages();
    let known: BTreeSet<&str> = packages["wishmi"]
        .ours
        .iter()
        .map(|(n, _)| n.as_str())
        .collect();
    let absent: Vec<&String> = packages
        .iter()
        .filter(|(name, p)| p.room == "features" && !known.contains(name.as_str()))
        .map(|(name, _)| name)
        .collect();
    assert!(absent.is_empty(), "no city can switch these on: {absent:?}");
}

#[test]
fn platform_has_no_circles_even_through_tests() {
    // Cargo refuses circles of plain dependencies; through `testing` (which uses db) a development
    // dependency may close one, and that one is meant.
    let packages = packages();
    for start in packages.keys() {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = vec![start];
        while let Some(name) = open.pop() {
            for (used, development) in packages
                .get(name)
                .map(|p| p.ours.as_slice())
                .unwrap_or_default()
            {
                if *development && used == "testing" {
                    continue;
                }
                assert_ne!(used, start, "{start} depends on itself through {name}");
                if seen.insert(used.as_str()) {
                    open.push(used);
                }
            }
        }
    }
}

#[test]
fn sql_stands_in_stores_only() {
    let mut wrong = String::new();
    for file in sources(&["rs"]) {
        let path = file.path.as_str();
        let allowed = path.ends_with("/store.rs")
            || path.contains("/store/")
            || [
                "platform/db/",
                "platform/audit/",
                "platform/jobs/",
                "platform/testing/",
                "bench/",
            ]
            .iter()
            .any(|room| path.starts_with(room))
            || path.contains("/tests/");
        if allowed {
            continue;
        }
        for (number, line) in file.code.lines().enumerate() {
            if sql(line) {
                let _ = writeln!(wrong, "{path} line {}: {}", number + 1, line.trim());
            }
        }
    }
    assert!(wrong.is_empty(), "SQL belongs into store.rs:\n{wrong}");
}

/// True when a line begins a statement in a text, or opens a list of statements.
fn sql(line: &str) -> bool {
    let line = line.to_lowercase();
    let begins = [
        "\"select ",
        "\"insert into ",
        "\"delete from ",
        "\"create table ",
        "\"alter table ",
    ];
    begins.iter().any(|verb| line.contains(verb))
        || (line.contains("\"update ") && line.contains(" set "))
        || line.contains("statements!")
}

#[test]
fn the_sql_guard_sees_sql() {
    for line in [
        "let q = \"SELECT 1\";",
        "x(\"update things set a = 1\")",
        "db::statements! {",
    ] {
        assert!(sql(line), "{line}");
    }
    for line in ["select(places)", "\"update the city\"", "// nothing"] {
        assert!(!sql(line), "{line}");
    }
}

/// The desk of a feature a file belongs to: `rules` for `features/x/src/rules.rs` and for all files
/// under `features/x/src/rules/`.
fn desk(path: &str) -> Option<&str> {
    let (_, inside) = path.strip_prefix("features/")?.split_once("/src/")?;
    inside.split('/').next()?.split('.').next()
}

#[test]
fn http_stands_in_pages_and_interfaces_only() {
    let wrong: Vec<String> = sources(&["rs"])
        .into_iter()
        .filter(|f| match desk(&f.path) {
            // `lib` is the door: it names the router it hands to the app.
            Some(desk) => !matches!(desk, "pages" | "api" | "lib"),
            None => {
                f.path.starts_with("platform/")
                    && !f.path.starts_with("platform/web/")
                    && !f.path.starts_with("platform/testing/")
            }
        })
        .filter(|f| words(&f.code).any(|w| w == "axum"))
        .map(|f| f.path)
        .collect();
    assert!(
        wrong.is_empty(),
        "axum belongs into pages, api and web: {wrong:?}"
    );
}

#[test]
fn what_decides_and_remembers_never_waits() {
    let mut unused: BTreeSet<&str> = WAITS.iter().map(|(place, _)| *place).collect();
    let mut wrong = Vec::new();
    for file in sources(&["rs"]) {
        let decides = matches!(
            desk(&file.path),
            Some("rules" | "store" | "actions" | "model" | "policy")
        );
        if decides && words(&file.code).any(|w| w == "async" || w == "await") {
            match WAITS.iter().find(|(place, _)| file.path.starts_with(place)) {
                Some((place, _)) => drop(unused.remove(place)),
                None => wrong.push(file.path),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "no async in rules, store, actions: {wrong:?}"
    );
    assert!(
        unused.is_empty(),
        "these exceptions are not needed any more: {unused:?}"
    );
}

#[test]
fn no_city_is_named_in_the_code() {
    let mut wrong = String::new();
    let files = sources(&["rs", "html", "ts", "mjs", "scss", "ftl", "sql"]);
    for file in files.iter().filter(|f| !f.path.starts_with("e2e/")) {
        for (number, line) in file.code.lines().enumerate() {
            let mut said = line.to_lowercase();
            if may_name(&file.path) {
                said = said.replace(REFERENCE, "");
            }
            if said.contains("milan") {
                let _ = writeln!(wrong, "{} line {}: {}", file.path, number + 1, line.trim());
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a city is a folder in cities/, not code:\n{wrong}"
    );
}

/// A source file without comments and without its tests.
struct Source {
    /// From the root, with `/`.
    path: String,
    code: String,
}

/// All source files with one of these endings, except tests (`tests/`, `tests.rs`).
fn sources(endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)
            .expect("readable folder")
            .flatten()
        {
            let (path, name) = (
                entry.path(),
                entry.file_name().to_string_lossy().into_owned(),
            );
            let hidden = name.starts_with('.');
            let foreign = [
                "target",
                "node_modules",
                "dist",
                "data",
                "cities",
                "screenshots",
            ];
            if path.is_dir() {
                if !hidden && !foreign.contains(&name.as_str()) && name != "tests" {
                    folders.push(path);
                }
                continue;
            }
            let ending = path
                .extension()
                .and_then(|e| e.to_str())
                .unwrap_or_default();
            if hidden || !endings.contains(&ending) || name == "tests.rs" {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("source is UTF-8");
            let inside = path.strip_prefix(root()).expect("inside");
            found.push(Source {
                path: inside.to_string_lossy().replace('\\', "/"),
                code: code(&text, ending),
            });
        }
    }
    found
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The text without comments; of Rust, without what follows `#[cfg(test)]` on a line of its own
/// before a module. Lines keep their numbers.
fn code(text: &str, ending: &str) -> String {
    match ending {
        "html" => without(&without(text, "<!--", "-->"), "{#", "#}"),
        "ftl" => lines_without(text, "#"),
        "sql" => lines_without(text, "--"),
        "rs" => {
            let tests = text
                .find("\n#[cfg(test)]\nmod ")
                .map_or(text.len(), |at| at + 1);
            c_like(&text[..tests])
        }
        _ => c_like(text),
    }
}

fn lines_without(text: &str, mark: &str) -> String {
    let keep = |line: &str| match line.trim_start().starts_with(mark) {
        true => String::new(),
        false => line.to_string(),
    };
    text.lines().map(keep).collect::<Vec<_>>().join("\n")
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(open) {
        out.push_str(&rest[..at]);
        let end = rest[at..]
            .find(close)
            .map_or(rest.len(), |e| at + e + close.len());
        out.extend(rest[at..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    out + rest
}

/// Takes `//` and `/* */` out, leaves texts as they are. Enough for Rust, TypeScript and SCSS.
fn c_like(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let at = |i: usize| signs.get(i).copied().unwrap_or('\0');
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < signs.len() {
        match (at(i), at(i + 1)) {
            ('/', '/') => {
                while i < signs.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            ('/', '*') => {
                i += 2;
                while i < signs.len() && !(at(i) == '*' && at(i + 1) == '/') {
                    if at(i) == '\n' {
                        out.push('\n');
                    }
                    i += 1;
                }
                i += 2;
            }
            // The character '"' opens no text.
            ('\'', '"') if at(i + 2) == '\'' => {
                out.push_str("'\"'");
                i += 3;
            }
            // Raw texts end with as many # as they began with.
            ('r', '"' | '#') if !at(i.wrapping_sub(1)).is_alphanumeric() => {
                let hashes = (i + 1..).take_while(|&j| at(j) == '#').count();
                out.push('r');
                i += 1;
                if at(i + hashes) != '"' {
                    continue;
                }
                let closes = |j: usize| at(j) == '"' && (j + 1..=j + hashes).all(|k| at(k) == '#');
                let from = i;
                i += hashes + 1;
                while i < signs.len() && !closes(i) {
                    i += 1;
                }
                i = (i + hashes + 1).min(signs.len());
                out.extend(&signs[from..i]);
            }
            ('"', _) => {
                let from = i;
                i += 1;
                while i < signs.len() && at(i) != '"' {
                    i += if at(i) == '\\' { 2 } else { 1 };
                }
                i = (i + 1).min(signs.len());
                out.extend(&signs[from..i]);
            }
            (sign, _) => {
                out.push(sign);
                i += 1;
            }
        }
    }
    out
}

#[test]
fn comments_are_told_from_code() {
    let rust = "let a = \"http://x\"; // Milan\n/* Milan\n*/ let b = '\"'; // Milan\nlet c = r#\"//\"#; /* Milan */ d\n\n#[cfg(test)]\nmod tests { /* */ let x = \"Milan\"; }";
    let read = code(rust, "rs");
    assert!(!read.contains("Milan"), "{read}");
    assert!(
        read.contains("http://x") && read.contains("r#\"//\"#") && read.contains(" d"),
        "{read}"
    );
    assert_eq!(read.lines().count(), 5, "{read}");
    assert_eq!(code("a<!-- Milan\n -->b{# Milan #}c", "html"), "a\nbc");
    assert_eq!(code("# Milan\nkey = Milan # 1", "ftl"), "\nkey = Milan # 1");
    assert_eq!(desk("features/catalogue/src/rules/age.rs"), Some("rules"));
    assert_eq!(desk("features/catalogue/src/pages.rs"), Some("pages"));
    assert_eq!(desk("platform/web/src/pages.rs"), None);
}
