//! Skips are named, never silent.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The name of the running test: `catalogue::import::sqlite`.
pub fn test_name() -> String {
    // nextest tells it; otherwise the thread of a test bears its name, except when tests run one
    // by one on the main thread.
    if let Ok(name) = std::env::var("NEXTEST_TEST_NAME") {
        return name;
    }
    match std::thread::current().name() {
        Some(name) if name != "main" && !name.starts_with("tokio") => name.to_string(),
        _ => std::env::args()
            .skip(1)
            .find(|a| !a.starts_with('-'))
            .unwrap_or_else(|| "a test".to_string()),
    }
}

/// Says that a test, or a part of it, is not made here and why: on the standard output, and as a
/// line of the file named by `WISHMI_SKIPS`.
///
/// # Panics
/// When `WISHMI_REQUIRE_ALL` is `1`: then a skip is a failure.
pub fn skip(name: &str, why: &str) {
    let forbidden = std::env::var("WISHMI_REQUIRE_ALL").as_deref() == Ok("1");
    let list = std::env::var_os("WISHMI_SKIPS").map(PathBuf::from);
    tell(name, why, forbidden, list.as_deref());
}

fn tell(name: &str, why: &str, forbidden: bool, list: Option<&Path>) {
    assert!(
        !forbidden,
        "{name} would be skipped ({why}), and WISHMI_REQUIRE_ALL=1 forbids it"
    );
    println!("skipped: {name}: {why}");
    let Some(path) = list else {
        return;
    };
    // One write of one line at the end of the file: tests that run at the same time do not mix.
    let written = OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .and_then(|mut file| file.write_all(format!("{name}: {why}\n").as_bytes()));
    if let Err(e) = written {
        println!("{} cannot be written: {e}", path.display());
    }
}

/// A file or folder of the shared data, such as `milano/nil.geojson`; after [`skip`], `None` when
/// it is not on this machine.
pub fn shared_data(relative: &str) -> Option<PathBuf> {
    let root = std::env::var_os("WISHMI_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = root.join(relative);
    if path.exists() {
        return Some(path);
    }
    skip(
        &test_name(),
        &format!("shared data absent ({relative}; WISHMI_DATA names the folder)"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_skip_is_a_line_with_its_name() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::TempDir::new()?;
        let list = folder.path().join("skips");
        tell("one", "nothing to do", false, Some(&list));
        tell("two", "nobody there", false, Some(&list));
        assert_eq!(
            std::fs::read_to_string(&list)?,
            "one: nothing to do\ntwo: nobody there\n"
        );
        Ok(())
    }

    #[test]
    #[should_panic(expected = "three would be skipped (no server)")]
    fn a_skip_can_be_forbidden() {
        tell("three", "no server", true, None);
    }

    #[test]
    fn a_test_knows_its_name() {
        let name = test_name();
        assert!(
            name.ends_with("skips::tests::a_test_knows_its_name"),
            "{name}"
        );
    }
}
