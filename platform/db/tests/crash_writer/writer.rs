//! Writes under load and acknowledges each durable write on the standard output, until it is
//! killed. Started by `tests/db/crash.rs` with the database file as its only argument.

use std::io::Write;

use db::{Config, Db, Fault, Migrations, Url, params};

db::statements! {
    /// The highest number a worker of an earlier round wrote.
    HIGHEST = "select coalesce(max(n), 0) from crash_left where worker = $1";
    /// One half of a write.
    LEFT = "insert into crash_left (worker, n) values ($1, $2)";
    /// The other half.
    RIGHT = "insert into crash_right (worker, n) values ($1, $2)";
}

const TABLES: &str = "
    create table crash_left (worker bigint not null, n bigint not null, primary key (worker, n));
    create table crash_right (worker bigint not null, n bigint not null, primary key (worker, n));";

/// Nobody killed us: stop by ourselves after so many writes a worker.
const BOUND: i64 = 100_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args()
        .nth(1)
        .ok_or("the database file is missing")?;
    let db = Db::open(&Config::new(Url::sqlite(file))).await?;
    db.migrate_with(Migrations::embedded()?.with("9000_crash.sql", TABLES)?)
        .await?;
    let workers: Vec<_> = (0..64_i64)
        .map(|w| tokio::spawn(work(db.clone(), w)))
        .collect();
    for worker in workers {
        worker.await??;
    }
    Ok(())
}

async fn work(db: Db, worker: i64) -> Result<(), Fault> {
    let highest: i64 = db
        .read(move |c| c.one(HIGHEST, &params![worker], |row| row.get(0)))
        .await?;
    for n in highest + 1..=highest + BOUND {
        db.write(move |tx| {
            tx.exec(LEFT, &params![worker, n])?;
            tx.exec(RIGHT, &params![worker, n]).map(|_| ())
        })
        .await?;
        // One write call for the whole line: it arrives whole or not at all.
        let line = format!("{worker} {n}\n");
        if std::io::stdout().write_all(line.as_bytes()).is_err() {
            return Ok(());
        }
    }
    Ok(())
}
