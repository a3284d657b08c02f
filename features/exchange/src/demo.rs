//! The demo catalogue comes in like any other source, so that it can be taken out whole.

use std::path::Path;

use catalogue::demo::{Demo, DemoError, generate};
use catalogue::model::{Entity, Kind};
use city::City;
use serde::Serialize;
use values::{Day, Lang};

use crate::actions::{Incoming, Producer, Stopped};
use crate::model::{Draft, Mapped, RecordDraft};
use crate::store::SourceRow;

/// Key of the demo source.
pub const SOURCE: &str = "demo";

/// The seed of the demo catalogue: the same city always has the same one.
pub const SEED: u64 = 2026;

/// The city's demo catalogue as something to import, as seen from a day.
///
/// # Errors
/// What is wrong in the demo folder, with file and key.
pub fn incoming(folder: &Path, city: &City, today: Day) -> Result<Incoming, DemoError> {
    let demo = generate(folder, city, SEED, today)?;
    Ok(from(demo, city, Vec::new()))
}

/// A made-up catalogue as something to import.
pub fn from(demo: Demo, city: &City, files: Vec<std::path::PathBuf>) -> Incoming {
    let own: &Lang = &city.default_language;
    let name = city.name.best(own, &[]).map_or("", |(_, n)| n);
    Incoming {
        source: SourceRow {
            key: SOURCE.into(),
            name: format!("Demo {name}"),
            publisher: "Wish Mi".into(),
            licence: "CC0-1.0".into(),
            url: String::new(),
            // Whatever is real comes before it.
            class: "scraped".into(),
            complete: true,
            profile: String::new(),
        },
        gone_after: 1,
        files,
        produce: producer(demo),
        dry_run: false,
        approve: true,
        leave_out_errors: false,
        same: Vec::new(),
        expects: Vec::new(),
    }
}

fn producer(demo: Demo) -> Producer {
    Box::new(move |take| {
        let done = each(&demo.organizations, take)
            .and_then(|()| each(&demo.locations, take))
            .and_then(|()| each(&demo.services, take))
            .and_then(|()| each(&demo.services_at_location, take));
        // A stop means that the taking side failed; it says so itself.
        let _ = done;
        Ok(Vec::new())
    })
}

fn each<T: Entity + Serialize>(
    list: &[T],
    take: &mut dyn FnMut(Mapped) -> Result<(), Stopped>,
) -> Result<(), Stopped> {
    list.iter().try_for_each(|record| {
        let kind: Kind = T::KIND;
        let draft = RecordDraft {
            kind,
            id: record.id(),
            // The model's own types always become JSON.
            body: serde_json::to_value(record).unwrap_or_default(),
            paths: Default::default(),
        };
        take(Mapped {
            record: format!("{} {}", kind.as_str(), record.id()),
            drafts: vec![Draft::Record(draft)],
            findings: Vec::new(),
        })
    })
}
