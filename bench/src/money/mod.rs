//! Money: redemptions end to end over HTTP at the real program, and a rush of people for few places.
//!
//! The yardstick of a redemption is the bare durable insert of one row, grouped as the database groups it:
//! without HTTP, and behind a bare HTTP handler. A second one says what of it is the ledger's: an order with
//! all its guards, and nothing around it. They take turns in one run. The driver shares the
//! machine's cores with what it measures, in every case alike.

pub mod bare;
mod rush;
mod seed;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use crate::Outcome;
use crate::figures::{grouped, ratio, table, time};
use crate::site::drive::{self, Load};
use crate::site::program::Program;

/// How many desks ask at the same time.
const CLIENTS: [usize; 3] = [1, 64, 256];
/// Connections to a server of PostgreSQL.
const CONNECTIONS: usize = 16;
/// Not counted: caches fill.
const WARM_UP: Duration = Duration::from_millis(500);
/// One turn of one kind.
const TURN: Duration = Duration::from_secs(2);
/// How often the kinds take turns.
const TURNS: u32 = 2;

type Whole = Box<dyn std::error::Error + Send + Sync>;

/// Where the databases of one engine are, and how durable their commits are.
struct Engine {
    name: &'static str,
    /// Of the product.
    product: String,
    /// Of the bare insert.
    bare: [String; 2],
    durability: String,
}

pub fn run() -> Outcome {
    let place = ["target", "."].into_iter().find(|p| Path::new(p).is_dir());
    let folder = tempfile::Builder::new()
        .prefix("bench-money-")
        .tempdir_in(place.unwrap_or("."))?;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let file = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
            let sqlite = Engine {
                name: "SQLite",
                product: file("product.db"),
                bare: [file("bare.db"), file("bare-http.db")],
                durability: "WAL, synchronous FULL".to_string(),
            };
            redemptions(sqlite, folder.path()).await?;
            match servers().await? {
                Some((postgres, _kept)) => redemptions(postgres, folder.path()).await?,
                None => println!("PostgreSQL: not measured, WISHMI_TEST_POSTGRES is not set.\n"),
            }
            rush::run(folder.path()).await
        })
}

/// Three fresh databases of PostgreSQL; they are dropped with what is kept.
async fn servers() -> Result<Option<(Engine, Vec<testing::TestDb>)>, Whole> {
    let mut kept = Vec::new();
    for _ in 0..3 {
        let Some(fresh) = testing::postgres().await else {
            return Ok(None);
        };
        kept.push(fresh);
    }
    let durability = kept[0]
        .read(|c| c.one(crate::storage::DURABILITY, &[], |row| row.get::<String>(0)))
        .await?;
    let addresses: Vec<String> = kept.iter().map(testing::TestDb::address).collect();
    for fresh in &kept {
        fresh.close().await;
    }
    let engine = Engine {
        name: "PostgreSQL",
        product: addresses[0].clone(),
        bare: [addresses[1].clone(), addresses[2].clone()],
        durability: format!("fsync {durability}"),
    };
    Ok(Some((engine, kept)))
}

async fn redemptions(engine: Engine, folder: &Path) -> Outcome {
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cities/milano");
    let data = folder.join(engine.name);
    std::fs::create_dir_all(&data)?;
    Program::load_demo(&city, &data, &engine.product).await?;
    let purse = seed::vouchers(&city, &engine.product).await?;
    let program = Program::demo(&city, &data, &engine.product).await?;
    let rest = program.resident();
    let alone = bare::open(&engine.bare[0]).await?;
    let purses = bare::books(&alone).await?;
    let http = Program::bare_on(&engine.bare[1]).await?;
    let requests: drive::Requests = Arc::new(purse.requests());
    let row = "POST /rows HTTP/1.1\r\nhost: bench\r\ncontent-length: 0\r\n\r\n";
    let rows: drive::Requests = Arc::new(move |_| row.to_string());
    let (next, any) = (Arc::new(AtomicUsize::new(0)), Arc::default());
    drive::send(program.address, requests.clone(), &next, 16, WARM_UP).await?;
    drive::send(http.address, rows.clone(), &any, 16, WARM_UP).await?;
    let mut table_rows = Vec::new();
    for clients in CLIENTS {
        let (mut redeemed, mut put, mut inserted) = (Load::default(), Load::default(), 0.0);
        let mut ordered = 0.0;
        for _ in 0..TURNS {
            let address = program.address;
            redeemed.add(drive::send(address, requests.clone(), &next, clients, TURN).await?);
            inserted += bare::inserts(&alone, clients, TURN).await? / f64::from(TURNS);
            ordered += bare::orders(&alone, &purses, clients, TURN).await? / f64::from(TURNS);
            put.add(drive::send(http.address, rows.clone(), &any, clients, TURN).await?);
        }
        let aim = match (engine.name, clients) {
            ("SQLite", 64) => "0.5×",
            _ => "",
        };
        table_rows.push(vec![
            clients.to_string(),
            grouped(redeemed.per_second()),
            grouped(inserted),
            ratio(redeemed.per_second(), inserted),
            aim.to_string(),
            grouped(put.per_second()),
            ratio(redeemed.per_second(), put.per_second()),
            grouped(ordered),
            ratio(redeemed.per_second(), ordered),
            time(redeemed.quantile(0.5)),
            time(redeemed.quantile(0.99)),
            format!("{:.0} MB", program.resident()),
        ]);
    }
    let memory = program.resident();
    program.stop().await?;
    http.stop().await?;
    alone.close().await;
    let sent = next.load(std::sync::atomic::Ordering::Relaxed);
    let books = seed::books(&engine.product).await?;
    println!(
        "### Redemptions, {} ({})\n\nOne organisation, {} vouchers; {} redemptions are in the books, which \
         are sound. Memory: {rest:.0} MB at rest, {memory:.0} MB after.\n",
        engine.name,
        engine.durability,
        grouped(purse.len() as f64),
        grouped(books as f64),
    );
    table(
        &[
            "desks",
            "redemptions a second",
            "bare inserts",
            "ratio",
            "aim",
            "bare inserts over HTTP",
            "ratio ",
            "bare orders of the ledger",
            "ratio  ",
            "median",
            "99 %",
            "memory",
        ],
        &table_rows,
    );
    println!();
    // An answer that came too late to be counted was written all the same; none was sent twice.
    match books <= sent && books > 0 {
        true => Ok(()),
        false => Err(format!("{sent} were sent and {books} are there").into()),
    }
}
