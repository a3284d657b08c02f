//! Durable writes a second.
//!
//! One write is a transfer between two of ten thousand accounts: one look, two changes, one entry.
//! The yardstick is what the disk alone gives: writing 4 KiB and waiting until they are durable,
//! over and over, alone. In place, because a log that is written again from its beginning (as
//! SQLite's is after each checkpoint) does the same; a file that grows is slower. What else the
//! machine does changes from second to second, so everything that is compared takes turns in short
//! rounds, and the mean counts.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use db::{Config, Db, Fault, Migrations, Url, params};
use hdrhistogram::Histogram;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::Outcome;
use crate::figures::{grouped, ratio, table, time};

const TABLES: &str = "
    create table bench_accounts (id bigint primary key, balance bigint not null check (balance >= 0));
    create table bench_entries (
        id bigint primary key, payer bigint not null references bench_accounts (id),
        payee bigint not null references bench_accounts (id), amount bigint not null
    );";

db::statements! {
    /// An account with money.
    OPEN = "insert into bench_accounts (id, balance) values ($1, 1000000)";
    /// What an account holds.
    BALANCE = "select balance from bench_accounts where id = $1";
    /// Adds (or takes) money.
    ADD = "update bench_accounts set balance = balance + $2 where id = $1";
    /// Remembers the transfer.
    ENTRY = "insert into bench_entries (id, payer, payee, amount) values ($1, $2, $3, $4)";
    /// All money, which no transfer changes.
    TOTAL = "select cast(sum(balance) as bigint) from bench_accounts";
    /// How many transfers there were.
    ENTRIES = "select count(*) from bench_entries";
    /// What the server waits for before it says that a commit is done.
    pub DURABILITY = "select current_setting('fsync') || ', synchronous_commit '
        || current_setting('synchronous_commit')";
}

const ACCOUNTS: i64 = 10_000;
const CLIENTS: [usize; 3] = [1, 64, 1024];
/// Not counted: caches fill, statements are prepared.
const WARM_UP: Duration = Duration::from_millis(300);
/// A round of one kind.
const MEASURED: Duration = Duration::from_secs(1);
/// How often every kind has its turn.
const ROUNDS: u32 = 4;
const CONNECTIONS: usize = 16;
/// How long the disk is measured alone, each time.
const BARE: Duration = Duration::from_millis(500);
/// As large as SQLite's log usually is: a thousand pages.
const IN_PLACE_PAGES: u32 = 1000;

/// What one run gave.
struct Run {
    per_second: f64,
    latency: Histogram<u64>,
}

pub fn run() -> Outcome {
    // Beside the build, which is on a disk; the system's temporary folder may be in memory.
    let place = ["target", "."].into_iter().find(|p| Path::new(p).is_dir());
    let folder = tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(place.unwrap_or("."))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let mut runs = Vec::new();
    let (mut in_place, mut growing) = (0.0, 0.0);
    for clients in CLIENTS {
        let mut alone = Bed::new(runtime.block_on(sqlite(folder.path(), clients, 1))?);
        let mut together = Bed::new(runtime.block_on(sqlite(folder.path(), clients, 1024))?);
        for _ in 0..ROUNDS {
            let share = f64::from(ROUNDS) * CLIENTS.len() as f64;
            in_place += bare(folder.path(), true)? / share;
            growing += bare(folder.path(), false)? / share;
            runtime.block_on(alone.round(clients))?;
            runtime.block_on(together.round(clients))?;
        }
        runs.push((
            clients,
            runtime.block_on(alone.end()),
            runtime.block_on(together.end()),
        ));
    }
    println!(
        "Yardstick: {} writes of 4 KiB a second in place ({} in a growing file), each made durable \
         by itself; {} cores.\n",
        grouped(in_place),
        grouped(growing),
        std::thread::available_parallelism()?
    );
    let mut rows = Vec::new();
    for (clients, alone, together) in &runs {
        rows.push(row(
            "SQLite, one commit each",
            *clients,
            alone,
            in_place,
            None,
        ));
        let to = Some(alone.per_second);
        rows.push(row("SQLite, grouped", *clients, together, in_place, to));
    }
    let mut note = None;
    for clients in CLIENTS {
        let Some((run, durability)) = runtime.block_on(postgres(clients))? else {
            break;
        };
        rows.push(row(
            "PostgreSQL, serializable",
            clients,
            &run,
            in_place,
            None,
        ));
        note = Some(durability);
    }
    table(
        &[
            "transfers",
            "clients",
            "a second",
            "to bare writes",
            "to one commit each",
            "median",
            "99 %",
        ],
        &rows,
    );
    if let Some(note) = note {
        println!("\nPostgreSQL: {CONNECTIONS} connections; fsync {note}.");
    }
    Ok(())
}

fn row(what: &str, clients: usize, run: &Run, bare: f64, alone: Option<f64>) -> Vec<String> {
    vec![
        what.to_string(),
        grouped(clients as f64),
        grouped(run.per_second),
        ratio(run.per_second, bare),
        alone.map_or(String::new(), |a| ratio(run.per_second, a)),
        time(run.latency.value_at_quantile(0.5)),
        time(run.latency.value_at_quantile(0.99)),
    ]
}

/// Durable writes a second without any database.
fn bare(folder: &Path, in_place: bool) -> std::io::Result<f64> {
    let path = folder.join("bare");
    let mut file = File::create(&path)?;
    let page = [0x5a_u8; 4096];
    if in_place {
        for _ in 0..IN_PLACE_PAGES {
            file.write_all(&page)?;
        }
        file.sync_all()?;
    }
    let began = Instant::now();
    let mut n = 0_u32;
    while began.elapsed() < BARE {
        if in_place && n.is_multiple_of(IN_PLACE_PAGES) {
            file.rewind()?;
        }
        file.write_all(&page)?;
        file.sync_data()?;
        n += 1;
    }
    let per_second = f64::from(n) / began.elapsed().as_secs_f64();
    std::fs::remove_file(path)?;
    Ok(per_second)
}

async fn prepare(db: &Db) -> Result<(), Fault> {
    db.migrate_with(Migrations::embedded()?.with("9000_bench.sql", TABLES)?)
        .await?;
    db.write(|tx| {
        for id in 0..ACCOUNTS {
            tx.exec(OPEN, &params![id])?;
        }
        Ok(())
    })
    .await
}

async fn sqlite(folder: &Path, clients: usize, group_jobs: usize) -> Result<Db, Fault> {
    let path = folder.join(format!("{clients}-{group_jobs}.db"));
    let mut config = Config::new(Url::sqlite(path));
    config.group_jobs = group_jobs;
    let db = Db::open(&config).await?;
    prepare(&db).await?;
    Ok(db)
}

async fn postgres(clients: usize) -> Result<Option<(Run, String)>, Fault> {
    let Some(fresh) = testing::postgres().await else {
        return Ok(None);
    };
    let mut config = fresh.config();
    config.readers = CONNECTIONS;
    fresh.close().await;
    let db = Db::open(&config).await?;
    prepare(&db).await?;
    let durability = db
        .read(|c| c.one(DURABILITY, &[], |row| row.get(0)))
        .await?;
    let mut bed = Bed::new(db);
    for _ in 0..ROUNDS {
        bed.round(clients).await?;
    }
    Ok(Some((bed.end().await, durability)))
}

/// A database under measurement and what it has given so far.
struct Bed {
    db: Db,
    latency: Histogram<u64>,
    seconds: f64,
    rounds: i64,
    made: i64,
}

impl Bed {
    fn new(db: Db) -> Bed {
        Bed {
            db,
            latency: histogram(),
            seconds: 0.0,
            rounds: 0,
            made: 0,
        }
    }

    async fn end(self) -> Run {
        self.db.close().await;
        Run {
            per_second: self.latency.len() as f64 / self.seconds,
            latency: self.latency,
        }
    }

    /// Lets the clients transfer one after the other's answer, and checks that no money and no
    /// transfer was lost.
    async fn round(&mut self, clients: usize) -> Result<(), Fault> {
        let counting = Arc::new(AtomicBool::new(false));
        let over = Arc::new(AtomicBool::new(false));
        self.rounds += 1;
        let tasks: Vec<_> = (0..clients)
            .map(|client| {
                let number = self.rounds << 16 | client as i64;
                let (db, counting, over) = (self.db.clone(), counting.clone(), over.clone());
                tokio::spawn(async move { transfers(&db, number, &counting, &over).await })
            })
            .collect();
        tokio::time::sleep(WARM_UP).await;
        counting.store(true, Ordering::Relaxed);
        let began = Instant::now();
        tokio::time::sleep(MEASURED).await;
        counting.store(false, Ordering::Relaxed);
        self.seconds += began.elapsed().as_secs_f64();
        over.store(true, Ordering::Relaxed);
        for task in tasks {
            let (one, made) = task.await.map_err(|_| Fault::Closed)??;
            // Both histograms were made alike, so they can be added.
            self.latency.add(one).ok();
            self.made += made;
        }
        let (total, kept): (i64, i64) = self
            .db
            .read(|c| {
                Ok::<_, Fault>((
                    c.one(TOTAL, &[], |row| row.get(0))?,
                    c.one(ENTRIES, &[], |row| row.get(0))?,
                ))
            })
            .await?;
        if total != ACCOUNTS * 1_000_000 || kept != self.made {
            return Err(Fault::Migration(format!(
                "{} transfers were answered, {kept} are there, the accounts hold {total}",
                self.made
            )));
        }
        Ok(())
    }
}

fn histogram() -> Histogram<u64> {
    // Up to a minute, three digits: these bounds are accepted.
    Histogram::new_with_bounds(1, 60_000_000, 3).unwrap_or_else(|e| unreachable!("{e}"))
}

async fn transfers(
    db: &Db,
    number: i64,
    counting: &AtomicBool,
    over: &AtomicBool,
) -> Result<(Histogram<u64>, i64), Fault> {
    let mut random = StdRng::seed_from_u64(number.unsigned_abs());
    let mut latency = histogram();
    let mut made = 0;
    while !over.load(Ordering::Relaxed) {
        let payer = random.random_range(0..ACCOUNTS);
        let payee = (payer + random.random_range(1..ACCOUNTS)) % ACCOUNTS;
        // Unique without asking the database: round, client and the client's own count.
        let id = number << 32 | made;
        let began = Instant::now();
        let answer = db
            .write(move |tx| {
                let balance: i64 = tx.one(BALANCE, &params![payer], |row| row.get(0))?;
                let amount = balance.min(25);
                tx.exec(ADD, &params![payer, -amount])?;
                tx.exec(ADD, &params![payee, amount])?;
                tx.exec(ENTRY, &params![id, payer, payee, amount])
                    .map(|_| ())
            })
            .await;
        match answer {
            Ok(()) => made += 1,
            // Too many collisions on PostgreSQL: a person would be asked to try again.
            Err(Fault::Contention { .. }) => continue,
            Err(e) => return Err(e),
        }
        // What was answered in the measured time counts, whenever it was asked: with many clients
        // an answer may take longer than a round.
        if counting.load(Ordering::Relaxed) {
            let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
            latency.saturating_record(micros);
        }
    }
    Ok((latency, made))
}
