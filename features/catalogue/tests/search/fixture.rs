//! The demo catalogue of the reference city, served from memory, made once for all tests.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use catalogue::actions::{publish, put};
use catalogue::demo::{self, Demo};
use catalogue::model::{Entity, Image, Provenance};
use catalogue::{Catalogue, View};
use city::City;
use testing::TestDb;
use values::{Day, Lang, Moment};

pub type Fault = Box<dyn std::error::Error + Send + Sync>;

pub fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

pub fn today() -> Day {
    "2026-11-22".parse().expect("a day")
}

fn folder(city: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../cities")
        .join(city)
}

pub fn city(name: &str) -> Arc<City> {
    Arc::new(City::load(&folder(name)).expect("a whole city folder"))
}

pub fn row<T: Entity>(record: &T) -> Image {
    Image {
        kind: T::KIND,
        id: record.id(),
        version: 1,
        modified_at: Moment(1_795_000_000_000_000),
        merged_into: None,
        gone_at: None,
        body: serde_json::to_value(record).expect("a record"),
        provenance: Provenance::new(),
    }
}

pub fn rows(made: &Demo) -> Vec<Image> {
    let organizations = made.organizations.iter().map(row);
    organizations
        .chain(made.locations.iter().map(row))
        .chain(made.services.iter().map(row))
        .chain(made.services_at_location.iter().map(row))
        .collect()
}

/// A catalogue of a city's demo, and the database it lives on.
pub async fn open(name: &str, index: Option<PathBuf>) -> Result<(Catalogue, TestDb), Fault> {
    let city = city(name);
    let made = demo::generate(&folder(name).join("demo"), &city, 1, today())?;
    let images = rows(&made);
    let db = testing::sqlite().await;
    db.write(move |tx| {
        put(tx, &images)?;
        publish(tx)
    })
    .await?;
    let catalogue = Catalogue::open(db.db(), city, index).await?;
    Ok((catalogue, db))
}

/// The demo of the reference city. The database is gone; what is in memory stays.
pub fn milano() -> Arc<View> {
    static VIEW: OnceLock<Arc<View>> = OnceLock::new();
    VIEW.get_or_init(|| {
        let (sender, receiver) = std::sync::mpsc::channel();
        // A thread of its own, as a test may already be inside a runtime.
        std::thread::spawn(move || {
            let made = testing::run(async move {
                let (catalogue, _db) = open("milano", None).await?;
                sender.send(catalogue.view()).map_err(|e| e.to_string())?;
                Ok(())
            });
            made.expect("the demo catalogue");
        });
        receiver.recv().expect("the demo catalogue")
    })
    .clone()
}
