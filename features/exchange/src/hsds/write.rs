//! The whole catalogue as a folder of JSON files, the same bytes for the same catalogue.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use catalogue::snapshot::Snapshot;
use city::City;
use serde_json::Value;

use super::{Hsds, Touched};

/// Writes `organizations.json`, `locations.json`, `services.json`, `service_at_locations.json`,
/// `taxonomies.json` and `taxonomy_terms.json`, each an array with one object a line, in order of
/// identifier. Returns how many objects were written.
///
/// # Errors
/// When a file cannot be written.
pub fn write_folder(folder: &Path, snapshot: &Snapshot, city: &City) -> io::Result<u64> {
    std::fs::create_dir_all(folder)?;
    let hsds = Hsds::new(city, city.default_language.clone());
    let touched = Touched::of(snapshot);
    let mut written = 0;
    let mut put = |name: &str, objects: &mut dyn Iterator<Item = Value>| -> io::Result<()> {
        let mut file = BufWriter::new(File::create(folder.join(name))?);
        let mut first = true;
        for object in objects {
            file.write_all(if first { b"[\n" } else { b",\n" })?;
            first = false;
            serde_json::to_writer(&mut file, &object)?;
            written += 1;
        }
        file.write_all(if first { b"[]\n" } else { b"\n]\n" })?;
        file.flush()
    };
    put(
        "organizations.json",
        &mut snapshot
            .organizations()
            .iter()
            .map(|o| hsds.organization(o)),
    )?;
    put(
        "locations.json",
        &mut snapshot.locations().iter().map(|l| hsds.location(l)),
    )?;
    put(
        "services.json",
        &mut snapshot
            .services()
            .iter()
            .map(|s| hsds.service(s, snapshot, touched.service(s, snapshot))),
    )?;
    put(
        "service_at_locations.json",
        &mut snapshot
            .services_at_locations()
            .iter()
            .map(|a| hsds.service_at_location(a)),
    )?;
    put("taxonomies.json", &mut hsds.taxonomies().into_iter())?;
    put(
        "taxonomy_terms.json",
        &mut hsds.taxonomy_terms().into_iter(),
    )?;
    Ok(written)
}
