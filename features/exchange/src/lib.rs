//! What comes in and goes out: sources and imports, provenance, duplicates, exports.

pub mod model;
