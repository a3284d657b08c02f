//! A small town with a clock in the hand, and libraries to import.

use std::path::Path;
use std::sync::Arc;

use catalogue::model::{
    Address, Entity, Identifier, Kind, Location, Organization, Service, ServiceAtLocation,
};
use catalogue::snapshot::Snapshot;
use city::City;
use db::Db;
use exchange::model::{Draft, Mapped, RecordDraft};
use exchange::{Exchange, Incoming, Outcome, SourceRow};
use values::{Clock, HandClock, Id, Lang, Moment, Point, Text};

/// A city, its database, and the imports of both.
pub struct Town {
    pub exchange: Exchange,
    pub city: Arc<City>,
    db: Db,
    clock: HandClock,
}

impl Town {
    pub async fn open(db: &Db) -> Town {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/milano");
        let city = Arc::new(City::load(&folder).expect("the city folder is good"));
        let clock = HandClock::at(Moment(1_790_000_000_000_000));
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        Town {
            exchange: Exchange::new(db.clone(), city.clone(), shared, "test"),
            city,
            db: db.clone(),
            clock,
        }
    }

    pub fn later(&self, seconds: i64) {
        self.clock.advance_seconds(seconds);
    }

    /// A complete file of a source with these records.
    pub fn incoming(&self, source: &str, rows: &[Mapped]) -> Incoming {
        // Every attempt has its own moment, as in life.
        self.clock.advance_seconds(0);
        let rows: Vec<Mapped> = rows
            .iter()
            .cloned()
            .map(|mut m| {
                for d in &mut m.drafts {
                    if let Draft::Record(d) = d {
                        *d = renamed(d, source, &m.record);
                    }
                }
                m
            })
            .collect();
        Incoming {
            source: SourceRow {
                key: source.into(),
                name: source.into(),
                publisher: "Test".into(),
                licence: "CC0-1.0".into(),
                url: String::new(),
                class: if source == "registry" {
                    "region"
                } else {
                    "municipality"
                }
                .into(),
                complete: true,
                profile: String::new(),
            },
            gone_after: 1,
            files: Vec::new(),
            produce: Box::new(move |take| {
                for r in rows {
                    if take(r).is_err() {
                        break;
                    }
                }
                Ok(Vec::new())
            }),
            dry_run: false,
            approve: false,
            leave_out_errors: false,
            same: Vec::new(),
            expects: Vec::new(),
        }
    }

    pub async fn bring(&self, source: &str, rows: &[Mapped]) -> Outcome {
        self.exchange
            .import(self.incoming(source, rows), &|_| {})
            .await
            .expect("the import runs")
    }

    pub async fn snapshot(&self) -> Snapshot {
        self.db
            .read(Snapshot::load)
            .await
            .expect("readable")
            .expect("settled")
    }

    /// Everything that leaves the house, as one text.
    pub async fn export(&self) -> String {
        let snapshot = self.snapshot().await;
        let dir = tempfile::tempdir().expect("a folder");
        exchange::hsds::write_folder(dir.path(), &snapshot, &self.city).expect("written");
        [
            "organizations",
            "locations",
            "services",
            "service_at_locations",
        ]
        .map(|n| std::fs::read_to_string(dir.path().join(format!("{n}.json"))).expect("read"))
        .join("\n")
    }

    pub async fn verify(&self) -> Vec<String> {
        let mut wrong = self.db.read(exchange::verify).await.expect("readable");
        wrong.extend(
            self.db
                .read(catalogue::actions::verify)
                .await
                .expect("readable"),
        );
        wrong
    }

    pub fn location_of(&self, source: &str, record: &str) -> Id {
        draft_id(source, Kind::Location, record)
    }
}

fn draft_id(source: &str, kind: Kind, record: &str) -> Id {
    Id::named(source, &format!("{}:{record}", kind.as_str()))
}

pub fn service_of(source: &str, record: &str) -> Id {
    draft_id(source, Kind::Service, record)
}

/// A library as three drafts of one record. Its street and number follow from the record's name, so
/// that "a" and "x" stand in the same place.
pub fn library(record: &str, name: &str) -> Mapped {
    let it: Lang = "it".parse().expect("a language");
    let mut organization = Organization::new(draft_id("", Kind::Organization, record), name);
    organization.identifiers.push(Identifier {
        scheme: format!("test-{record}"),
        value: record.to_uppercase(),
    });
    let mut place = Location::new(draft_id("", Kind::Location, record), name);
    let spot: u32 = match record {
        "a" | "x" => 1,
        other => other.bytes().map(u32::from).sum::<u32>() + 7 * other.parse::<u32>().unwrap_or(0),
    };
    place.address = Some(Address {
        address_1: format!("Via Luigi Sacco {spot}"),
        city: "Milano".into(),
        country: "IT".into(),
        ..Address::default()
    });
    place.point = Point::new(
        45.43 + f64::from(spot % 97) / 2000.0,
        9.13 + f64::from(spot % 89) / 1500.0,
    )
    .ok();
    place.organization_id = Some(organization.id);
    let service = Service::new(
        draft_id("", Kind::Service, record),
        organization.id,
        Text::new(&it, format!("Lettura in {name}")),
    );
    let at = ServiceAtLocation::new(service.id, place.id);
    Mapped {
        record: record.into(),
        drafts: vec![
            draft(&organization),
            draft(&place),
            draft(&service),
            draft(&at),
        ],
        findings: Vec::new(),
    }
}

fn draft<T: Entity>(record: &T) -> Draft {
    Draft::Record(RecordDraft {
        kind: T::KIND,
        id: record.id(),
        body: serde_json::to_value(record).expect("JSON"),
        paths: Default::default(),
    })
}

/// The same draft as a source's own: identifiers belong to the source.
fn renamed(d: &RecordDraft, source: &str, record: &str) -> RecordDraft {
    let mut text = serde_json::to_string(d).expect("JSON");
    for kind in [Kind::Organization, Kind::Location, Kind::Service] {
        let (from, to) = (draft_id("", kind, record), draft_id(source, kind, record));
        text = text.replace(&from.to_string(), &to.to_string());
    }
    let mut d: RecordDraft = serde_json::from_str(&text).expect("JSON");
    if d.kind == Kind::ServiceAtLocation {
        let id = |k: &str| -> Id {
            d.body[k]
                .as_str()
                .and_then(|s| s.parse().ok())
                .expect("an id")
        };
        let at = ServiceAtLocation::new(id("service_id"), id("location_id"));
        d.id = at.id;
        d.body = serde_json::to_value(at).expect("JSON");
    }
    d
}
