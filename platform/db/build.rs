//! A new migration file must reach the binary: the folder is watched, not only its files.

fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
