//! The product as a whole over HTTP: the real program is started on a generated city, and every
//! answer stands beside a bare handler that answers the same number of bytes, measured in turns.
//! The driver shares the machine's cores with what it measures, in both cases alike.

pub mod drive;
pub mod program;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ::catalogue::demo::{Materials, generate_many};
use ::catalogue::snapshot::Snapshot;
use city::City;
use db::{Config, Db, Url};
use exchange::{Exchange, Progress};
use values::SystemClock;

use crate::Outcome;
use crate::figures::{grouped, ratio, table, time};
use drive::Load;
use program::Program;

/// How many services the generated cities have.
const SIZES: [usize; 2] = [10_000, 100_000];
/// How many people ask at the same time.
const CLIENTS: usize = 16;
/// Not counted: caches fill.
const WARM_UP: Duration = Duration::from_millis(500);
/// One turn of one kind.
const TURN: Duration = Duration::from_secs(2);
/// How often product and yardstick take turns.
const TURNS: usize = 2;

/// Measures one generated city after the other.
pub fn run() -> Outcome {
    let place = ["target", "."].into_iter().find(|p| Path::new(p).is_dir());
    let folder = tempfile::Builder::new()
        .prefix("bench-site-")
        .tempdir_in(place.unwrap_or("."))?;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let mut failed = Vec::new();
            for size in SIZES {
                let done = one(size, &folder.path().join(size.to_string())).await;
                failed.extend(done.err().map(|e| format!("{size} services: {e}")));
            }
            if failed.is_empty() {
                Ok(())
            } else {
                Err(failed.join("\n").into())
            }
        })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// What there is to ask for.
struct Town {
    services: Vec<String>,
    districts: Vec<String>,
    lang: String,
}

async fn one(size: usize, data: &Path) -> Outcome {
    let folder = root().join("cities/milano");
    std::fs::create_dir_all(data)?;
    let (town, import) = fill(size, &folder, data).await?;
    println!("### {} services\n", grouped(size as f64));

    let begun = Instant::now();
    let program = Program::wishmi(&folder, data).await?;
    let first = begun.elapsed();
    program.stop().await?;
    let begun = Instant::now();
    let program = Program::wishmi(&folder, data).await?;
    let again = begun.elapsed();
    let resting = program.resident();
    let bare = Program::bare().await?;

    let mut rows = Vec::new();
    let mut failed = Vec::new();
    for (name, aim, paths) in journeys(&town, size) {
        match compare(name, aim, &paths, &program, &bare).await {
            Ok(mut row) => {
                row.push(format!("{:.0} MB", program.resident()));
                rows.push(row);
            }
            // The other figures are worth having all the same; the run ends as failed.
            Err(e) => failed.push(format!("{name}: {e}")),
        }
    }
    println!(
        "An aim stands in the line it is held against: answers asked before. What was never asked \
         (its words were, under other addresses) stands beside it without one.\n"
    );
    table(
        &[
            "answers, 16 clients",
            "a second",
            "bare",
            "ratio",
            "aim",
            "p50",
            "p99",
            "p99 of bare",
            "bytes",
            "memory then",
        ],
        &rows,
    );
    println!();
    let millis = |d: Duration| time(u64::try_from(d.as_micros()).unwrap_or(u64::MAX));
    table(
        &["what", "figure", "aim"],
        &[
            vec![
                "import".into(),
                import,
                if size == 100_000 { "under 60 s" } else { "" }.into(),
            ],
            vec!["start, index built".into(), millis(first), String::new()],
            vec![
                "start, index there".into(),
                millis(again),
                if size == 100_000 { "under 1 s" } else { "" }.into(),
            ],
            vec![
                "resident memory after the start".into(),
                format!("{resting:.0} MB"),
                String::new(),
            ],
            vec![
                "resident memory after the load".into(),
                format!("{:.0} MB", program.resident()),
                if size == 100_000 {
                    "under 600 MB"
                } else {
                    "under 120 MB"
                }
                .into(),
            ],
        ],
    );
    println!();
    program.stop().await?;
    bare.stop().await?;
    if failed.is_empty() {
        Ok(())
    } else {
        Err(failed.join("; ").into())
    }
}

/// Brings a generated city into a new database, as a file of its own source would come.
async fn fill(
    size: usize,
    folder: &Path,
    data: &Path,
) -> Result<(Town, String), Box<dyn std::error::Error + Send + Sync>> {
    let city = Arc::new(City::load(folder).map_err(|e| format!("{e:?}"))?);
    let path: PathBuf = data.join("wishmi.db");
    let db = Db::open(&Config::new(Url::sqlite(path))).await?;
    db.migrate().await?;
    let exchange = Exchange::new(db.clone(), city.clone(), Arc::new(SystemClock), "bench");
    let demo = {
        let materials = Materials::load(&folder.join("demo"), &city)?;
        generate_many(&materials, &city, 1, "2026-11-22".parse()?, size)?
    };
    let incoming = exchange::demo::from(demo, &city, Vec::new());
    let before = program::peak();
    let begun = Instant::now();
    let outcome = exchange.import(incoming, &|_: Progress| {}).await?;
    let took = begun.elapsed();
    let rate = outcome.import.counts.new as f64 / took.as_secs_f64();
    let import = format!(
        "{:.1} s, {} records/s, peak {:.0} MB more",
        took.as_secs_f64(),
        grouped(rate),
        program::peak() - before
    );
    let snapshot = db
        .read(Snapshot::load)
        .await?
        .ok_or("an import is still being written")?;
    let services = snapshot.services();
    let town = Town {
        services: services
            .iter()
            .step_by((services.len() / 500).max(1))
            .map(|s| s.record.id.to_string())
            .collect(),
        districts: city
            .districts
            .all()
            .iter()
            .map(|d| d.id.to_string())
            .collect(),
        lang: city.default_language.to_string(),
    };
    db.close().await;
    Ok((town, import))
}

/// What is asked, with the share of the bare handler's rate that is aimed at.
fn journeys(town: &Town, size: usize) -> Vec<(&'static str, &'static str, Vec<String>)> {
    let words = [
        "nuoto",
        "musica",
        "calcio",
        "compiti",
        "italiano",
        "biblioteca",
        "danza",
        "robotica",
        "estate",
        "inglese",
        "teatro",
        "disegno",
    ];
    let asks: Vec<String> = (0..240)
        .map(|n| {
            let (word, age) = (words[n % words.len()], 4 + n % 12);
            let district = &town.districts[(n * 7) % town.districts.len()];
            // Three filters beside the words; every third asks for a district, the others for free.
            match n % 3 {
                0 => format!("q={word}&age={age}&district={district}&season=term"),
                _ => format!("q={word}&age={age}&free=on&when=TU-afternoon"),
            }
        })
        .collect();
    let lang = &town.lang;
    // More addresses than are kept, so that nearly every answer is made.
    let never = |path: &str| -> Vec<String> {
        (0..20_000)
            .map(|n| {
                let ask = respelled(&asks[n % asks.len()], n / asks.len());
                format!("{path}?{ask}")
            })
            .collect()
    };
    vec![
        (
            "search API, 3 filters, facets, 20 results, asked before",
            if size >= 100_000 { "0.1×" } else { "0.2×" },
            asks.iter().map(|a| format!("/api/search?{a}")).collect(),
        ),
        (
            "search API, the same, never asked",
            "",
            never("/api/search"),
        ),
        (
            "service detail",
            "0.6×",
            town.services
                .iter()
                .map(|id| format!("/api/hsds/v3/services/{id}"))
                .collect(),
        ),
        (
            "cached list of 50",
            "0.6×",
            vec!["/api/hsds/v3/services?per_page=50".to_string()],
        ),
        (
            "HTML results page, asked before",
            "0.25×",
            asks.iter().map(|a| format!("/{lang}/search?{a}")).collect(),
        ),
        (
            "HTML results page, never asked",
            "",
            never(&format!("/{lang}/search")),
        ),
    ]
}

/// The same question under another address: the bits of a number tell which letters of its first word
/// and of its end are written as percent signs. (A parameter nobody knows would be refused.)
fn respelled(ask: &str, number: usize) -> String {
    let end = ask.len() - 4;
    let places = (2..7).chain(end..ask.len());
    let chosen: Vec<usize> = places
        .enumerate()
        .filter(|(bit, _)| number >> bit & 1 == 1)
        .map(|(_, at)| at)
        .collect();
    let mut text = String::with_capacity(ask.len() + 2 * chosen.len());
    for (at, letter) in ask.char_indices() {
        match chosen.contains(&at) {
            true => text.push_str(&format!("%{:02X}", u32::from(letter))),
            false => text.push(letter),
        }
    }
    text
}

async fn compare(
    name: &str,
    aim: &str,
    paths: &[String],
    program: &Program,
    bare: &Program,
) -> Result<Vec<String>, Box<dyn std::error::Error + Send + Sync>> {
    let ours: Arc<[String]> = paths.into();
    // The mean size decides what the bare handler answers.
    let warm = drive::run(program.address, ours.clone(), CLIENTS, WARM_UP).await?;
    let bytes = warm.mean_bytes();
    let theirs: Arc<[String]> = [format!("/bytes/{bytes}")].into();
    drive::run(bare.address, theirs.clone(), CLIENTS, WARM_UP).await?;
    let (mut product, mut yardstick) = (Load::default(), Load::default());
    for _ in 0..TURNS {
        product.add(drive::run(program.address, ours.clone(), CLIENTS, TURN).await?);
        yardstick.add(drive::run(bare.address, theirs.clone(), CLIENTS, TURN).await?);
    }
    Ok(vec![
        name.to_string(),
        grouped(product.per_second()),
        grouped(yardstick.per_second()),
        ratio(product.per_second(), yardstick.per_second()),
        aim.to_string(),
        time(product.quantile(0.5)),
        time(product.quantile(0.99)),
        time(yardstick.quantile(0.99)),
        grouped(bytes as f64),
    ])
}

pub use program::serve_bare;

#[cfg(test)]
mod tests {
    use super::respelled;

    #[test]
    fn a_question_has_many_addresses() {
        let ask = "q=nuoto&age=4&free=on&when=TU-afternoon";
        assert_eq!(respelled(ask, 0), ask);
        assert_eq!(
            respelled(ask, 0b1_0001),
            "q=%6Euot%6F&age=4&free=on&when=TU-afternoon"
        );
        let all: std::collections::HashSet<String> = (0..84).map(|n| respelled(ask, n)).collect();
        assert_eq!(all.len(), 84);
    }
}
