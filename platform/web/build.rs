//! The pages' styles, scripts, fonts and icons are built by `frontend/build.mjs` into
//! `frontend/dist`, which is embedded here. Without it the crate still compiles, and the site works
//! without styles.

use std::path::Path;

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/dist");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=../../frontend/dist/manifest.json");
    if let Err(e) = std::fs::create_dir_all(&dist) {
        println!("cargo:warning=cannot create frontend/dist: {e}");
    }
    if !dist.join("manifest.json").exists() {
        println!(
            "cargo:warning=frontend/dist is empty, pages will have no styles; \
             mend it with: cd frontend && npm ci && node build.mjs"
        );
    }
}
