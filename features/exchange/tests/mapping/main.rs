//! Profiles at work: made-up files for every rule of the engine, and the real files of Milan and
//! Turin with exact counts and every known defect by name.

mod engine;
mod hostile;
mod hsds;
mod joined;
mod profiles;
mod real_milano;
mod real_torino;
mod report;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use exchange::mapping::{self, Ground, Home, Mapper, Shapes, Tally};
use exchange::model::{Draft, Finding, Mapped, RecordDraft};
use exchange::profile::Profile;
use records::{Options, Reader};
use serde_json::Value;

/// The repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of the shared data; none, and the reason on standard output, when it is absent.
fn data(test: &str, folder: &str) -> Option<PathBuf> {
    let all = std::env::var_os("WISHMI_DATA")
        .map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let path = all.join(folder);
    if path.exists() {
        Some(path)
    } else {
        println!("skipped: {test}: shared data absent");
        None
    }
}

/// A city for tests: districts given as shapes, every term known.
fn home(ground: &dyn Ground) -> Home<'_> {
    Home {
        ground,
        language: "it".parse().unwrap(),
        country: "IT".into(),
        zone: jiff::tz::TimeZone::get("Europe/Rome").unwrap(),
        known: Box::new(|_, _| true),
    }
}

/// What a file became.
struct Done {
    mapped: Vec<Mapped>,
    findings: Vec<Finding>,
    tally: Tally,
}

impl Done {
    fn of(mut mapper: Mapper<'_>) -> Done {
        let mapped: Vec<Mapped> = mapper.by_ref().map(|m| m.unwrap()).collect();
        let mut findings: Vec<Finding> = mapped.iter().flat_map(|m| m.findings.clone()).collect();
        findings.extend(mapper.file_findings());
        Done {
            tally: mapper.tally(),
            mapped,
            findings,
        }
    }

    fn count(&self, code: &str) -> usize {
        self.findings.iter().filter(|f| f.code == code).count()
    }

    fn all(&self, code: &str) -> Vec<&Finding> {
        self.findings.iter().filter(|f| f.code == code).collect()
    }

    /// Codes and how often each occurs.
    fn codes(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for f in &self.findings {
            *counts.entry(f.code.as_str()).or_default() += 1;
        }
        counts
    }

    fn drafts(&self) -> impl Iterator<Item = &RecordDraft> {
        self.mapped
            .iter()
            .flat_map(|m| &m.drafts)
            .filter_map(|d| match d {
                Draft::Record(r) => Some(r),
                Draft::District(_) => None,
            })
    }

    /// Drafts by kind.
    fn kinds(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for d in self.drafts() {
            *counts.entry(d.kind.as_str()).or_default() += 1;
        }
        counts
    }

    fn record(&self, id: &str) -> &Mapped {
        self.mapped
            .iter()
            .find(|m| m.record == id)
            .unwrap_or_else(|| panic!("no record «{id}»"))
    }

    /// The body of a kind of draft of a record.
    fn body(&self, id: &str, kind: &str) -> &Value {
        self.record(id)
            .drafts
            .iter()
            .find_map(|d| match d {
                Draft::Record(r) if r.kind.as_str() == kind => Some(&r.body),
                _ => None,
            })
            .unwrap_or_else(|| panic!("«{id}» has no {kind}"))
    }
}

fn reader(text: &str, name: &str, options: &Options) -> Reader {
    records::from_read(Cursor::new(text.as_bytes().to_vec()), name, options).unwrap()
}

/// Maps a text with a profile; second files as (name, file name, text).
fn run(profile: &str, text: &str, name: &str, seconds: &[(&str, &str, &str)]) -> Done {
    let profile = Profile::parse(profile, "test.toml").unwrap_or_else(|e| panic!("{e}"));
    let inputs = profile
        .inputs()
        .iter()
        .filter_map(|i| {
            let (_, file, text) = seconds.iter().find(|(n, ..)| *n == i.name)?;
            Some((i.name.to_string(), reader(text, file, &i.options())))
        })
        .collect();
    let ground = Shapes::default();
    let main = reader(text, name, &profile.options());
    Done::of(mapping::map(&profile, main, inputs, home(&ground)).unwrap())
}

/// A city's folder, read once for all tests.
fn loaded(key: &str) -> Arc<city::City> {
    static CITIES: Mutex<BTreeMap<String, Arc<city::City>>> = Mutex::new(BTreeMap::new());
    let mut cities = CITIES.lock().unwrap_or_else(PoisonError::into_inner);
    let known = cities.entry(key.to_string()).or_insert_with(|| {
        let folder = root().join("cities").join(key);
        Arc::new(city::City::load(&folder).unwrap_or_else(|e| panic!("{e:?}")))
    });
    Arc::clone(known)
}

/// Maps a real file with a city's profile.
fn real(city: &str, profile: &str, file: &std::path::Path) -> Done {
    let path = root().join(format!("cities/{city}/profiles/{profile}.toml"));
    let profile = Profile::load(&path).unwrap_or_else(|e| panic!("{e}"));
    let city = loaded(city);
    let main = records::open(file, &profile.options()).unwrap();
    let inputs = profile.open_inputs(file, &BTreeMap::new()).unwrap();
    assert_eq!(
        inputs.len(),
        profile.inputs().len(),
        "a second file is missing"
    );
    Done::of(mapping::map(&profile, main, inputs, Home::of(&city)).unwrap())
}
