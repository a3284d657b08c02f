//! Fresh migrated databases, copied from a template.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::{fs, thread};

use db::{Config, Db, Migrations, Url};
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

use crate::skips::{skip, test_name};

/// A database of its own for one test, gone when the test ends. It is a [`Db`] in all but name.
pub struct TestDb {
    db: Db,
    config: Config,
    remains: Remains,
}

/// What is to be cleared away.
enum Remains {
    Folder(TempDir),
    Database { server: String, name: String },
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestDb {
    /// The handle itself, to be cloned and moved.
    pub fn db(&self) -> Db {
        self.db.clone()
    }

    /// How it was opened: to open it once more, or with other settings.
    pub fn config(&self) -> Config {
        self.config.clone()
    }

    /// Where it is, as another process is told: to open it there.
    pub fn address(&self) -> String {
        match &self.remains {
            Remains::Folder(folder) => {
                format!("sqlite:{}", folder.path().join("test.db").display())
            }
            Remains::Database { server, name } => address(server, name),
        }
    }

    /// A folder of this test's own, beside the SQLite file; `None` on PostgreSQL.
    pub fn folder(&self) -> Option<&Path> {
        match &self.remains {
            Remains::Folder(folder) => Some(folder.path()),
            Remains::Database { .. } => None,
        }
    }
}

fn config(url: Url) -> Config {
    let mut config = Config::new(url);
    config.owner = "a test".to_string();
    config.readers = 3;
    config
}

/// The name of the template that belongs to the present migrations.
fn template_name() -> String {
    let checksum = Migrations::embedded()
        .unwrap_or_else(|e| panic!("{e}"))
        .checksum();
    format!("wishmi_template_{}", &checksum[..16])
}

/// A migrated SQLite database in a temporary folder.
///
/// # Panics
/// When the folder cannot be written or the migrations fail: then there is nothing to test.
pub async fn sqlite() -> TestDb {
    let folder = TempDir::with_prefix("wishmi-test-").unwrap_or_else(|e| panic!("{e}"));
    let file = folder.path().join("test.db");
    let template = sqlite_template().await;
    fs::copy(&template, &file).unwrap_or_else(|e| panic!("{}: {e}", template.display()));
    let config = config(Url::sqlite(&file));
    let db = Db::open(&config).await.unwrap_or_else(|e| panic!("{e}"));
    TestDb {
        db,
        config,
        remains: Remains::Folder(folder),
    }
}

/// Makes the template if it is not there yet. Several tests may do so at the same time: each makes
/// one under a name of its own, and renaming puts a complete one in place.
async fn sqlite_template() -> PathBuf {
    let path = std::env::temp_dir().join(format!("{}.db", template_name()));
    if path.is_file() {
        return path;
    }
    let folder = TempDir::with_prefix("wishmi-template-").unwrap_or_else(|e| panic!("{e}"));
    let file = folder.path().join("template.db");
    let db = Db::open(&config(Url::sqlite(&file)))
        .await
        .unwrap_or_else(|e| panic!("{e}"));
    db.migrate().await.unwrap_or_else(|e| panic!("{e}"));
    // Closing brings the log into the file, so that the file alone is the database.
    db.close().await;
    let placed = fs::copy(&file, folder.path().join("copy.db"))
        .and_then(|_| fs::rename(folder.path().join("copy.db"), &path));
    placed.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    path
}

/// A migrated PostgreSQL database on the server of `WISHMI_TEST_POSTGRES`; after [`skip`], `None`
/// when the variable is not set.
///
/// # Panics
/// When the server cannot be reached or the migrations fail.
pub async fn postgres() -> Option<TestDb> {
    let server = postgres_server()?;
    let template = postgres_template(&server).await;
    Some(postgres_from(server, &template).await)
}

/// An empty PostgreSQL database, without any table; otherwise as [`postgres`]. For tests of
/// restoring and migrating.
///
/// # Panics
/// As [`postgres`].
pub async fn postgres_empty() -> Option<TestDb> {
    let server = postgres_server()?;
    let template = "template0 encoding 'UTF8' locale 'C'";
    Some(postgres_from(server, template).await)
}

fn postgres_server() -> Option<String> {
    let server = std::env::var("WISHMI_TEST_POSTGRES").ok();
    if server.is_none() {
        skip(
            &test_name(),
            "no PostgreSQL server (WISHMI_TEST_POSTGRES is not set)",
        );
    }
    server
}

async fn postgres_from(server: String, template: &str) -> TestDb {
    // The process number tells apart the tests that run at the same time, the counter those that
    // share a process.
    static COUNTER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let n = COUNTER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let name = format!("wishmi_test_{}_{n}", std::process::id());
    let admin = admin(&server).await;
    command(&admin, &format!("drop database if exists {name}")).await;
    command(
        &admin,
        &format!("create database {name} template {template}"),
    )
    .await;
    // From here on it is cleared away, even if opening fails.
    let remains = Remains::Database {
        server: server.clone(),
        name: name.clone(),
    };
    let config = config(url(&server, &name));
    let db = Db::open(&config).await.unwrap_or_else(|e| panic!("{e}"));
    TestDb {
        db,
        config,
        remains,
    }
}

fn url(server: &str, name: &str) -> Url {
    address(server, name)
        .parse()
        .unwrap_or_else(|e| panic!("WISHMI_TEST_POSTGRES: {e}"))
}

/// The server's address with another database name.
fn address(server: &str, name: &str) -> String {
    let (address, parameters) = server
        .split_once('?')
        .map_or((server, String::new()), |(a, p)| (a, format!("?{p}")));
    let (host, _) = address
        .rsplit_once('/')
        .unwrap_or_else(|| panic!("WISHMI_TEST_POSTGRES names no database: {address}"));
    format!("{host}/{name}{parameters}")
}

async fn admin(server: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(server, NoTls)
        .await
        .unwrap_or_else(|e| panic!("WISHMI_TEST_POSTGRES: {e}"));
    tokio::spawn(connection);
    client
}

async fn command(client: &Client, command: &str) {
    client
        .batch_execute(command)
        .await
        .unwrap_or_else(|e| panic!("{command}: {e}"));
}

/// Makes the template if it is not there yet; the others wait at an advisory lock meanwhile.
async fn postgres_template(server: &str) -> String {
    let name = template_name();
    let admin = admin(server).await;
    let exists = format!("select 1 from pg_database where datname = '{name}'");
    let found = async || {
        let rows = admin.query(&exists, &[]).await;
        !rows.unwrap_or_else(|e| panic!("{e}")).is_empty()
    };
    if found().await {
        return name;
    }
    command(&admin, "select pg_advisory_lock(714253)").await;
    if !found().await {
        let draft = format!("{name}_draft");
        command(&admin, &format!("drop database if exists {draft}")).await;
        command(
            &admin,
            &format!("create database {draft} template template0 encoding 'UTF8' locale 'C'"),
        )
        .await;
        let db = Db::open(&config(url(server, &draft)))
            .await
            .unwrap_or_else(|e| panic!("{e}"));
        db.migrate().await.unwrap_or_else(|e| panic!("{e}"));
        db.close().await;
        drop(db);
        // A template must have no connection; those of the threads that ended a moment ago may
        // still be known to the server.
        command(
            &admin,
            &format!(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity \
                 where datname = '{draft}'"
            ),
        )
        .await;
        command(&admin, &format!("alter database {draft} rename to {name}")).await;
    }
    command(&admin, "select pg_advisory_unlock(714253)").await;
    name
}

impl Drop for Remains {
    fn drop(&mut self) {
        if let Remains::Database { server, name } = self {
            let (server, name) = (server.clone(), name.clone());
            // The runtime of the test may be ending: a thread of its own clears away. If it cannot,
            // the server of the test command is thrown away as a whole.
            let cleared = thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .ok()?;
                runtime.block_on(async {
                    let (client, connection) =
                        tokio_postgres::connect(&server, NoTls).await.ok()?;
                    tokio::spawn(connection);
                    client
                        .batch_execute(&format!("drop database if exists {name} with (force)"))
                        .await
                        .ok()
                })
            })
            .join();
            if !matches!(cleared, Ok(Some(()))) {
                println!("the test database was not dropped");
            }
        }
    }
}
