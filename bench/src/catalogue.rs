//! The catalogue: import rate with its yardstick, memory, start with and without an index, searches.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use ::catalogue::demo::{Materials, generate_many};
use ::catalogue::search::{Age, Query};
use ::catalogue::{Catalogue, View};
use city::City;
use db::{Config, Db, Url};
use exchange::{Exchange, Progress};
use values::SystemClock;

use crate::Outcome;
use crate::figures::{grouped, ratio, table, time};

/// How many services the generated cities have.
const SIZES: [usize; 2] = [2_000, 10_000];

/// Measures one generated city after the other.
pub fn run() -> Outcome {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(async {
            for size in SIZES {
                one(size).await?;
            }
            Ok(())
        })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

async fn one(size: usize) -> Outcome {
    let folder = root().join("cities/milano");
    let city = Arc::new(City::load(&folder).map_err(|e| format!("{e:?}"))?);
    let dir = tempfile::tempdir()?;
    let materials = Materials::load(&folder.join("demo"), &city)?;
    let today = "2026-11-22".parse()?;
    let demo = generate_many(&materials, &city, 1, today, size)?;
    let records = demo.organizations.len()
        + demo.locations.len()
        + demo.services.len()
        + demo.services_at_location.len();
    let begun = Instant::now();
    let payload: usize = serde_json::to_string(&demo)?.len();
    let to_json = begun.elapsed();
    let before = resident();
    println!(
        "{} services, {} records, {:.1} MB as JSON\n",
        grouped(size as f64),
        grouped(records as f64),
        payload as f64 / 1e6
    );

    // The yardstick of an import: the same bytes written to a file and made durable once.
    let begun = Instant::now();
    let mut file = std::fs::File::create(dir.path().join("bare"))?;
    serde_json::to_writer(std::io::BufWriter::new(&mut file), &demo)?;
    file.sync_all()?;
    let bare = begun.elapsed();

    let db = open(dir.path()).await?;
    let exchange = Exchange::new(db.clone(), city.clone(), Arc::new(SystemClock), "bench");
    let incoming = exchange::demo::from(demo, &city, Vec::new());
    let longest = Arc::new(AtomicU64::new(0));
    let waiting = tokio::spawn(someone_else(db.clone(), longest.clone()));
    let stretches = std::sync::Mutex::new(Stretches::default());
    let begun = Instant::now();
    let outcome = exchange
        .import(incoming, &|p| {
            stretches.lock().map(|mut s| s.at(p)).unwrap_or_default()
        })
        .await?;
    let imported = begun.elapsed();
    waiting.abort();
    let shares = stretches
        .lock()
        .map(|s| s.shares(begun + imported))
        .unwrap_or_default();

    let index = dir.path().join("index");
    let begun = Instant::now();
    let catalogue = Catalogue::open(db.clone(), city.clone(), Some(index.clone())).await?;
    let first = begun.elapsed();
    drop(catalogue);
    let begun = Instant::now();
    let catalogue = Catalogue::open(db.clone(), city.clone(), Some(index)).await?;
    let again = begun.elapsed();
    let after = resident();
    let searches = searches(&catalogue.view());

    let micros = |d: Duration| time(u64::try_from(d.as_micros()).unwrap_or(u64::MAX));
    table(
        &["what", "figure", "beside"],
        &[
            vec![
                "import".into(),
                format!(
                    "{} records/s",
                    grouped(outcome.import.counts.new as f64 / imported.as_secs_f64())
                ),
                format!(
                    "{} in all, {} a bare durable write of the same bytes",
                    micros(imported),
                    ratio(imported.as_secs_f64(), bare.as_secs_f64())
                ),
            ],
            vec!["  of which".into(), shares, String::new()],
            vec![
                "longest wait of another writer".into(),
                time(longest.load(Ordering::Relaxed)),
                "one durable row every 5 ms during the import".into(),
            ],
            vec![
                "first start (index built)".into(),
                micros(first),
                ratio(first.as_secs_f64(), to_json.as_secs_f64()) + " making the JSON",
            ],
            vec![
                "start with index".into(),
                micros(again),
                ratio(again.as_secs_f64(), to_json.as_secs_f64()) + " making the JSON",
            ],
            vec![
                "resident memory".into(),
                format!("{:.0} MB", after),
                format!("{before:.0} MB before the import"),
            ],
            vec![
                "searches, one thread".into(),
                format!("{} /s", grouped(searches)),
                "words, age, theme, district, with all facets".into(),
            ],
        ],
    );
    println!();
    db.close().await;
    Ok(())
}

async fn open(folder: &Path) -> Result<Db, Box<dyn std::error::Error + Send + Sync>> {
    let path: PathBuf = folder.join("city.db");
    let db = Db::open(&Config::new(Url::sqlite(path))).await?;
    db.migrate().await?;
    Ok(db)
}

/// Somebody who books while the import runs: how long does a small durable write take at worst?
async fn someone_else(db: Db, longest: Arc<AtomicU64>) {
    db::statements! {
        /// A small durable write.
        KNOCK = "update exchange_turn set until = until where id = 1";
    }
    loop {
        let begun = Instant::now();
        let done = db
            .write::<_, db::Fault>(|tx| tx.exec(KNOCK, &db::params![]))
            .await;
        if done.is_err() {
            return;
        }
        let took = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        longest.fetch_max(took, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// When each stretch of an import began.
#[derive(Default)]
struct Stretches(Vec<(&'static str, Instant)>);

impl Stretches {
    fn at(&mut self, p: Progress) {
        let name = match p {
            Progress::Read(_) => "stage",
            Progress::Linking => "link",
            Progress::Composed(..) => "compose",
            Progress::Carried(..) => "carry",
        };
        if self.0.last().is_none_or(|(last, _)| *last != name) {
            self.0.push((name, Instant::now()));
        }
    }

    fn shares(&self, end: Instant) -> String {
        let ends = self.0.iter().skip(1).map(|(_, t)| *t).chain([end]);
        let each: Vec<String> = self
            .0
            .iter()
            .zip(ends)
            .map(|((name, from), to)| format!("{name} {:.1} s", (to - *from).as_secs_f64()))
            .collect();
        each.join(", ")
    }
}

/// Searches a second on one thread: a round of questions as families ask them.
fn searches(view: &View) -> f64 {
    let lang = view.city().default_language.clone();
    let districts: Vec<String> = view
        .city()
        .districts
        .all()
        .iter()
        .take(8)
        .map(|d| d.id.to_string())
        .collect();
    let words = [
        "nuoto",
        "calcio",
        "aiuto compiti",
        "musica",
        "corso di teatro",
        "robotica",
        "gioco",
        "inglese",
    ];
    let (mut done, begun) = (0u32, Instant::now());
    while begun.elapsed() < Duration::from_secs(2) {
        let n = done as usize;
        let mut query = Query::all(lang.clone());
        query.words = words[n % words.len()].to_string();
        query.age = Some(Age::years(u32::try_from(4 + n % 12).unwrap_or(8)));
        query.free = n.is_multiple_of(3);
        query.districts = districts[..n % 8].to_vec();
        if view.search(&query).is_err() {
            return 0.0;
        }
        done += 1;
    }
    f64::from(done) / begun.elapsed().as_secs_f64()
}

/// Resident memory of this process in megabytes, as the system counts it; 0 where it does not tell.
fn resident() -> f64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = text
        .split_whitespace()
        .nth(1)
        .and_then(|p| p.parse().ok())
        .unwrap_or(0.0);
    pages * 4096.0 / 1e6
}
