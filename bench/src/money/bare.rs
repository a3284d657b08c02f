//! The least that a durable write can cost: one row, committed in a group, no reading, no rule.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use db::{Config, Db, Fault, Migrations, params};

type Whole = Box<dyn std::error::Error + Send + Sync>;

const TABLE: &str = "create table bench_rows (id bigint primary key, content text not null);";

db::statements! {
    /// A row of the size of a transfer.
    ROW = "insert into bench_rows (id, content) values ($1, $2)";
    /// The highest row.
    LAST = "select coalesce(max(id), 0) from bench_rows";
}

/// As long as what a redemption writes in one row.
const CONTENT: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\
                       0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// A database with nothing but the table.
pub async fn open(database: &str) -> Result<Db, Whole> {
    let mut config = Config::new(database.parse()?);
    config.readers = super::CONNECTIONS;
    let db = Db::open(&config).await?;
    let tables = Migrations::embedded()?.with("9001_bench.sql", TABLE)?;
    db.migrate_with(tables).await?;
    Ok(db)
}

#[derive(Clone)]
struct Rows {
    db: Db,
    next: Arc<AtomicI64>,
}

async fn put(db: &Db, next: &AtomicI64) -> Result<(), Fault> {
    let id = next.fetch_add(1, Ordering::Relaxed);
    db.write(move |tx| tx.exec(ROW, &params![id, CONTENT]).map(|_| ()))
        .await
}

/// The same over HTTP: a row for each request.
pub async fn router(database: &str) -> Result<Router, Whole> {
    let db = open(database).await?;
    let last: i64 = db.read(|c| c.one(LAST, &[], |row| row.get(0))).await?;
    let rows = Rows {
        db,
        next: Arc::new(AtomicI64::new(last + 1)),
    };
    let answer = async |State(rows): State<Rows>| match put(&rows.db, &rows.next).await {
        Ok(()) => StatusCode::CREATED,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    Ok(Router::new().route("/rows", post(answer)).with_state(rows))
}

/// Rows a second without HTTP, from so many clients.
pub async fn inserts(db: &Db, clients: usize, time: Duration) -> Result<f64, Whole> {
    let last: i64 = db.read(|c| c.one(LAST, &[], |row| row.get(0))).await?;
    let next = Arc::new(AtomicI64::new(last + 1));
    let made = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (db, next, made) = (db.clone(), next.clone(), made.clone());
            tokio::spawn(async move {
                while begun.elapsed() < time {
                    put(&db, &next).await?;
                    made.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<_, Fault>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(made.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64())
}
