//! Storage: one portable SQL on SQLite (inside the process) and PostgreSQL.
//!
//! Work is done in **jobs**: closures that get a transaction and run from beginning to end on a
//! database thread, without `async`. The same closure runs on both engines.
//!
//! ```no_run
//! # async fn example() -> Result<(), db::Fault> {
//! mod store {
//!     db::statements! {
//!         /// Counts one more visit.
//!         pub(crate) COUNT = "insert into visits (page, n) values ($1, 1) \
//!             on conflict (page) do update set n = visits.n + 1";
//!         /// How often a page was visited.
//!         pub(crate) VISITS = "select n from visits where page = $1";
//!     }
//! }
//! let db = db::Db::open(&db::Config::new("sqlite:city.db".parse()?)).await?;
//! db.migrate().await?;
//! let page = "home".to_string();
//! let visits: i64 = db
//!     .write(move |tx| {
//!         tx.exec(store::COUNT, &db::params![&page])?;
//!         tx.notify("visits");
//!         tx.one(store::VISITS, &db::params![&page], |row| row.get("n"))
//!     })
//!     .await?;
//! # Ok(()) }
//! ```
//!
//! What a job must know:
//!
//! - It may run **more than once** (a serialization failure on PostgreSQL, a neighbour that broke
//!   the shared transaction on SQLite): it changes nothing but the database, and takes the present
//!   moment and random numbers from outside.
//! - `Err` undoes the job, and that job alone; so does a panic, which becomes [`Fault::Panicked`].
//! - `Ok` is answered after the change is durable.
//! - After a failed statement the job can only give up (see [`Write::exec`]).
//! - If the caller stops waiting (drops the future), a job that has not begun is left out; one that
//!   has begun is finished.
//! - It never waits for another job: it would wait for itself.
//! - It is short. Others wait while a write runs on SQLite; long work is cut into slices.
//!
//! Limits: text has no NUL character and a number is never NaN (PostgreSQL and SQLite differ
//! there). PostgreSQL on another machine is reached with `?sslmode=require` (the server's
//! certificate must be valid for its name; `SSL_CERT_FILE` names the file of a private authority)
//! or, said explicitly, without encryption with `?sslmode=disable`.

mod changes;
mod config;
mod fault;
mod job;
mod migrate;
mod postgres;
mod query;
mod queue;
mod row;
mod sql;
mod sqlite;
mod value;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

pub use changes::{Change, Changes};
pub use config::{Access, Config, Engine, Url, UrlError};
pub use fault::{Fault, Rule, Violation};
pub use migrate::{Migrated, Migrations};
pub use query::{Read, Write};
pub use row::{Column, Row};
pub use sql::Sql;
pub use value::{Cell, FromCell, Kind, Value};

use changes::Publisher;
use config::Place;
use job::{Job, Task};
use queue::Queue;

/// A database. Cheap to clone; all clones are the same database, which is closed when the last
/// one goes or with [`Db::close`].
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    config: Config,
    reads: Arc<Queue<Box<dyn Job>>>,
    writes: Arc<Queue<Box<dyn Job>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    changes: Publisher,
    ear: Option<postgres::Ear>,
}

impl Inner {
    fn stop(&self) {
        self.reads.close();
        self.writes.close();
        if let Some(ear) = &self.ear {
            ear.stop();
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Db {
    /// Opens a database, asserting everything it relies on, and starts its threads. An SQLite file
    /// that is not there is created; it does not migrate.
    ///
    /// # Errors
    /// [`Fault::Open`] when it cannot be opened or set up, [`Fault::Locked`] when another process
    /// has the SQLite file.
    pub async fn open(config: &Config) -> Result<Db, Fault> {
        let config = config.clone();
        blocking(move || {
            let reads = Arc::new(Queue::new());
            let changes = Publisher::new();
            let (threads, ear, writes) = match config.url.place() {
                Place::Sqlite(path) => {
                    let writes = Arc::new(Queue::new());
                    let threads = sqlite::start(path, &config, &reads, &writes, &changes);
                    (threads, None, writes)
                }
                Place::Postgres(server) => {
                    let ear = postgres::Ear::new(server, &changes)?;
                    // One queue: any connection does any job.
                    let threads = postgres::start(server, &config, &reads);
                    (threads, Some(ear), reads.clone())
                }
            };
            // From here on the guard stops the threads if anything fails.
            let mut inner = Inner {
                config,
                reads,
                writes,
                threads: Mutex::default(),
                changes,
                ear,
            };
            inner.threads = Mutex::new(threads?);
            Ok(Db(Arc::new(inner)))
        })
        .await
    }

    /// Applies the migrations of this program that the database has not seen, all or none.
    ///
    /// # Errors
    /// [`Fault::Migration`] when a migration fails, was changed after it was applied, or when the
    /// database comes from a newer program.
    pub async fn migrate(&self) -> Result<Migrated, Fault> {
        self.migrate_with(Migrations::embedded()?).await
    }

    /// As [`Db::migrate`], with another list of migrations (tests of migrations use it).
    ///
    /// # Errors
    /// As [`Db::migrate`].
    pub async fn migrate_with(&self, list: Migrations) -> Result<Migrated, Fault> {
        if self.0.config.access == Access::ReadOnly {
            return Err(Fault::ReadOnly);
        }
        self.run_migrations(list, false).await
    }

    /// What [`Db::migrate`] would do.
    ///
    /// # Errors
    /// As [`Db::migrate`].
    pub async fn pending(&self) -> Result<Migrated, Fault> {
        self.run_migrations(Migrations::embedded()?, true).await
    }

    async fn run_migrations(&self, list: Migrations, dry: bool) -> Result<Migrated, Fault> {
        let url = self.0.config.url.clone();
        blocking(move || match url.place() {
            Place::Sqlite(path) => sqlite::migrate(path, &list, dry),
            Place::Postgres(server) => postgres::migrate(server, &list, dry),
        })
        .await
    }

    /// Runs a job that only looks, on one consistent state of the database.
    ///
    /// # Errors
    /// What the job returns, or a [`Fault`].
    pub async fn read<T, E>(
        &self,
        job: impl Fn(&mut Read<'_>) -> Result<T, E> + Send + Sync + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let (task, answer) = Task::queued(true, move |tx: &mut Write<'_>| job(tx));
        self.0.reads.push(task);
        answer.await.unwrap_or_else(|_| Err(Fault::Closed.into()))
    }

    /// Runs a job that changes something, and answers after the change is durable.
    ///
    /// # Errors
    /// What the job returns, or a [`Fault`]; in both cases nothing of the job is kept (only
    /// [`Fault::Unsure`] cannot say).
    pub async fn write<T, E>(
        &self,
        job: impl Fn(&mut Write<'_>) -> Result<T, E> + Send + Sync + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        if self.0.config.access == Access::ReadOnly {
            return Err(Fault::ReadOnly.into());
        }
        let (task, answer) = Task::queued(false, job);
        self.0.writes.push(task);
        answer.await.unwrap_or_else(|_| Err(Fault::Closed.into()))
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        self.0.config.url.engine()
    }

    /// Where it is.
    pub fn url(&self) -> &Url {
        &self.0.config.url
    }

    /// Listens to the change feed from now on. On PostgreSQL it also hears the other nodes.
    pub fn changes(&self) -> Changes {
        self.0.changes.listen()
    }

    /// Prepares statements without running them.
    ///
    /// # Errors
    /// [`Fault::Migration`] that lists every statement the engine refuses, with its reason.
    pub async fn check(&self, statements: &'static [Sql]) -> Result<(), Fault> {
        let url = self.0.config.url.clone();
        blocking(move || {
            let refused = match url.place() {
                Place::Sqlite(path) => sqlite::check_all(path, statements)?,
                Place::Postgres(server) => postgres::check_all(server, statements)?,
            };
            match refused.is_empty() {
                true => Ok(()),
                false => Err(Fault::Migration(format!(
                    "{} statements do not fit the schema:\n{}",
                    refused.len(),
                    refused.join("\n")
                ))),
            }
        })
        .await
    }

    /// Writes a consistent, checked copy to a new file, while the database is in use: an SQLite
    /// file, or PostgreSQL's custom dump format (needs `pg_dump` of the server's version).
    ///
    /// # Errors
    /// [`Fault::File`] when the file is already there, cannot be written, or turns out damaged.
    pub async fn backup(&self, to: &Path) -> Result<(), Fault> {
        let (url, to) = (self.0.config.url.clone(), to.to_path_buf());
        blocking(move || match url.place() {
            Place::Sqlite(path) => sqlite::backup(path, &to),
            Place::Postgres(server) => postgres::backup(server, &to),
        })
        .await
    }

    /// Looks for damage: integrity and foreign keys on SQLite, invalid indexes and unchecked rules
    /// on PostgreSQL, missing migrations on both. One sentence a problem; none if all is well.
    ///
    /// # Errors
    /// A [`Fault`] when the examination itself cannot be made.
    pub async fn verify(&self) -> Result<Vec<String>, Fault> {
        let url = self.0.config.url.clone();
        blocking(move || {
            let list = Migrations::embedded()?;
            match url.place() {
                Place::Sqlite(path) => sqlite::verify(path, &list),
                Place::Postgres(server) => postgres::verify(server, &list),
            }
        })
        .await
    }

    /// Closes the database for all its clones: what waits is finished, then the threads end and
    /// the lock is released. Later jobs get [`Fault::Closed`].
    pub async fn close(&self) {
        self.0.stop();
        let threads = {
            let mut held = self
                .0
                .threads
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *held)
        };
        let ended = blocking(move || {
            for thread in threads {
                // A thread that panicked has told so already.
                let _ = thread.join();
            }
            Ok(())
        });
        if let Err(e) = ended.await {
            tracing::warn!(error = %e, "the database threads were not waited for");
        }
    }
}

/// Puts a backup in the place of the database of this address, which nobody may be using. A
/// database that was there stays beside it under another name (SQLite); PostgreSQL needs an empty
/// database and `pg_restore`.
///
/// # Errors
/// [`Fault::File`] when the backup is absent or damaged, [`Fault::Locked`] when a process uses the
/// database.
pub async fn restore(from: &Path, config: &Config) -> Result<(), Fault> {
    let (from, config) = (from.to_path_buf(), config.clone());
    blocking(move || match config.url.place() {
        Place::Sqlite(path) => sqlite::restore(&from, path, &config.owner),
        Place::Postgres(server) => postgres::restore(&from, server),
    })
    .await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|e| match e.is_panic() {
            true => Err(Fault::Panicked {
                message: e.to_string(),
            }),
            false => Err(Fault::Closed),
        })
}
