//! Holds the documents of security and data protection to the truth: what they name exists, what they
//! promise of the code is so. See docs/security, docs/privacy, deny.toml.

mod checklist;
mod evidence;
mod numbers;
mod packages;
mod records;
mod source;

use std::path::{Path, PathBuf};

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("app lies in the workspace")
}

/// The text of a file of the repository.
fn text(path: &str) -> String {
    let file = root().join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Our files with one of these endings, from the root with `/`, sorted.
fn files(endings: &[&str]) -> Vec<String> {
    const FOREIGN: [&str; 5] = ["target", "node_modules", "dist", "data", "screenshots"];
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                if !FOREIGN.contains(&&*name) {
                    folders.push(path);
                }
            } else if endings.iter().any(|e| name.ends_with(&format!(".{e}"))) {
                let inside = path.strip_prefix(root()).expect("inside");
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// Our programs' files with one of these endings, without tests and examples.
fn sources(endings: &[&str]) -> Vec<String> {
    let tests = |p: &String| {
        p.contains("/tests/")
            || p.contains("/examples/")
            || p.ends_with("/tests.rs")
            || p.starts_with("e2e/")
            || p.starts_with("platform/testing/")
    };
    let mut list = files(endings);
    list.retain(|p| !tests(p));
    list
}

/// The code of a source file: without comment lines, and without the module of tests at its end.
fn code(path: &str) -> String {
    let text = text(path);
    let end = text.find("\n#[cfg(test)]\nmod ").unwrap_or(text.len());
    text[..end]
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}
