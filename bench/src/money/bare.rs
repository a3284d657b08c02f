//! The least that a durable write can cost: one row, committed in a group, no reading, no rule; and the least
//! that a movement of money can cost: one order of the ledger with all its guards, and nothing around it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use db::{Config, Db, Fault, Migrations, params};
use ledger::actions::OrderError;
use ledger::model::{Act, Fund, Kind, Line, Opening, Order, Outcome, Unit};
use values::{Clock, Id, SystemClock};

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
    let db = db.clone();
    per_second(clients, time, move || {
        let (db, next) = (db.clone(), next.clone());
        async move { Ok(put(&db, &next).await?) }
    })
    .await
}

/// Credit in a ledger: vouchers that pay one provider.
#[derive(Clone)]
pub struct Books {
    vouchers: Arc<[Id]>,
    payable: Id,
    made: Arc<AtomicUsize>,
}

/// How many vouchers there are, and what each is worth, cents.
const VOUCHERS: usize = 500;
const WORTH: i64 = 1_000_000;

fn order(id: &str, act: Act, lines: Vec<Line>) -> Order {
    Order {
        id: Id::named("bench order", id),
        act,
        actor: "bench".into(),
        on_behalf_of: None,
        approver: Some("bench second".into()),
        reason: None,
        document: Some("bench".into()),
        lines,
    }
}

fn moved(debit: Id, credit: Id, amount: i64) -> Line {
    Line::Move {
        debit,
        credit,
        amount,
        subject: "bench".into(),
    }
}

/// Fills the ledger of a database that [`open`] has opened.
pub async fn books(db: &Db) -> Result<Books, Whole> {
    let books = db
        .write::<_, OrderError>(|tx| {
            let now = SystemClock.now();
            let fund = Fund {
                id: Id::named("bench", "fund"),
                unit: Unit::Cents,
                name: "Bench".into(),
            };
            ledger::actions::open_fund(tx, &fund, now)?;
            let mut open = |kind: Kind, owner: &str| {
                let opening = Opening {
                    fund: fund.id,
                    kind,
                    owner: owner.to_string(),
                    ends_at: None,
                };
                ledger::actions::open(tx, &opening, now)
            };
            let (city, free) = (open(Kind::Appropriation, "")?, open(Kind::Unallocated, "")?);
            let payable = open(Kind::Payable, "provider")?;
            let mut vouchers = Vec::with_capacity(VOUCHERS);
            for n in 0..VOUCHERS {
                vouchers.push(open(Kind::Voucher, &n.to_string())?);
            }
            let all = VOUCHERS as i64 * WORTH;
            let grant = vec![moved(city, free, all)];
            ledger::actions::carry_out(tx, &order("grant", Act::Grant, grant), now)?;
            let given = vouchers.iter().map(|v| moved(free, *v, WORTH)).collect();
            ledger::actions::carry_out(tx, &order("award", Act::Award, given), now)?;
            Ok(Books {
                vouchers: vouchers.into(),
                payable,
                made: Arc::default(),
            })
        })
        .await?;
    Ok(books)
}

/// Orders of the ledger a second without anything around them, from so many clients: a cent of a voucher each.
pub async fn orders(db: &Db, books: &Books, clients: usize, time: Duration) -> Result<f64, Whole> {
    let (db, books) = (db.clone(), books.clone());
    per_second(clients, time, move || {
        let (db, books) = (db.clone(), books.clone());
        async move {
            let n = books.made.fetch_add(1, Ordering::Relaxed);
            let voucher = books.vouchers[n % books.vouchers.len()];
            let lines = vec![moved(voucher, books.payable, 1)];
            let order = order(&n.to_string(), Act::Redeem, lines);
            let answer = db
                .write(move |tx| ledger::actions::carry_out(tx, &order, SystemClock.now()))
                .await?;
            match answer {
                Outcome::Done(_) => Ok(()),
                Outcome::Refused(no) => Err(no.to_string().into()),
            }
        }
    })
    .await
}

/// How often a second so many clients get something done, each one thing after the other.
async fn per_second<F>(
    clients: usize,
    time: Duration,
    job: impl Fn() -> F + Clone + Send + 'static,
) -> Result<f64, Whole>
where
    F: Future<Output = Result<(), Whole>> + Send + 'static,
{
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let job = job.clone();
            tokio::spawn(async move {
                let mut made = 0_u32;
                while begun.elapsed() < time {
                    job().await?;
                    made += 1;
                }
                Ok::<_, Whole>(made)
            })
        })
        .collect();
    let mut made = 0.0;
    for task in tasks {
        made += f64::from(task.await??);
    }
    Ok(made / begun.elapsed().as_secs_f64())
}
