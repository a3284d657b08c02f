//! The city folders of the project, broken folders, and the real boundaries of the reference city.

mod broken;
mod cities;
mod real;

use std::path::PathBuf;

/// The folder `cities/` of the project.
fn cities() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cities")
}
