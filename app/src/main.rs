//! wishmi
fn main() {}
