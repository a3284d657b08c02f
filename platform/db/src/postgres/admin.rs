//! Migrations, backup, restore and verification of a PostgreSQL database.

use std::path::Path;
use std::process::Command;

use tokio_postgres::config::Host;
use tokio_postgres::{Client, Config as Server};

use super::session::{Session, told};
use super::{open_fault, place};
use crate::config::{Config, Engine, describe};
use crate::fault::Fault;
use crate::migrate::{Applied, LEDGER, Migrated, Migration, Migrations, RECORD};
use crate::sql::Sql;

/// The advisory lock that lets one node migrate while the others wait: «wishmi» in ASCII.
const LOCK: i64 = 0x7769_7368_6d69;

fn session(server: &Server, owner: &str) -> Result<Session, Fault> {
    let mut config = Config::new(crate::Url::postgres(server.clone()));
    config.owner = owner.to_string();
    Session::connect(server, &config)
}

/// Applies what is missing, or, when `dry`, only tells it.
pub(crate) fn migrate(server: &Server, list: &Migrations, dry: bool) -> Result<Migrated, Fault> {
    let mut session = session(server, "wishmi migrate")?;
    let (runtime, client) = session.parts()?;
    runtime.block_on(async {
        if dry {
            return Ok(list.done(&list.missing(&ledger(client).await?)?));
        }
        // An error drops the connection, which undoes everything.
        run(
            client,
            &format!("begin; select pg_advisory_xact_lock({LOCK}); set local lock_timeout = '15s'"),
        )
        .await?;
        let missing = list.missing(&ledger(client).await?)?;
        for migration in &missing {
            apply(client, migration).await?;
        }
        run(client, "commit").await?;
        Ok(list.done(&missing))
    })
}

async fn run(client: &Client, command: &str) -> Result<(), Fault> {
    client
        .batch_execute(command)
        .await
        .map_err(|e| Fault::Migration(told(&e)))
}

async fn apply(client: &Client, migration: &Migration) -> Result<(), Fault> {
    let text = migration.for_engine(Engine::Postgres)?;
    client.batch_execute(&text).await.map_err(|e| {
        let at = match e.as_db_error().and_then(|d| d.position()) {
            // The server counts characters from 1.
            Some(tokio_postgres::error::ErrorPosition::Original(n)) => text
                .char_indices()
                .nth((*n as usize).saturating_sub(1))
                .map(|(byte, _)| byte),
            _ => None,
        };
        migration.failed(&text, at, &told(&e))
    })?;
    client
        .execute(
            RECORD,
            &[&migration.number, &migration.name, &migration.checksum],
        )
        .await
        .map(|_| ())
        .map_err(|e| migration.failed(&text, None, &told(&e)))
}

/// The database's own list; empty for a new one.
async fn ledger(client: &Client) -> Result<Vec<Applied>, Fault> {
    let read = async {
        let exists: bool = client
            .query_one("select to_regclass('db_migrations') is not null", &[])
            .await?
            .try_get(0)?;
        if !exists {
            return Ok(Vec::new());
        }
        let rows = client.query(LEDGER, &[]).await?;
        rows.iter()
            .map(|row| {
                Ok(Applied {
                    number: row.try_get(0)?,
                    name: row.try_get(1)?,
                    checksum: row.try_get(2)?,
                })
            })
            .collect()
    };
    read.await
        .map_err(|e: tokio_postgres::Error| Fault::Migration(told(&e)))
}

/// Prepares statements without running them; says which are refused and why.
pub(crate) fn check_all(server: &Server, statements: &[Sql]) -> Result<Vec<String>, Fault> {
    let mut session = session(server, "wishmi check")?;
    let (runtime, client) = session.parts()?;
    Ok(runtime.block_on(async {
        let mut refused = Vec::new();
        for sql in statements {
            if let Err(e) = client.prepare(sql.text()).await {
                refused.push(format!("{}: {}", sql.name(), told(&e)));
            }
        }
        refused
    }))
}

/// What is wrong with the database; nothing, if all is well.
pub(crate) fn verify(server: &Server, list: &Migrations) -> Result<Vec<String>, Fault> {
    let mut session = session(server, "wishmi verify")?;
    let (runtime, client) = session.parts()?;
    runtime.block_on(async {
        let mut problems = Vec::new();
        match ledger(client)
            .await
            .and_then(|l| list.missing(&l).map(|m| m.len()))
        {
            Ok(0) => {}
            Ok(n) => problems.push(format!("{n} migrations are missing: run «migrate»")),
            Err(e) => problems.push(e.to_string()),
        }
        for (question, what) in [
            (
                "select indexrelid::regclass::text from pg_index where not indisvalid",
                "is an invalid index: rebuild it with «reindex index»",
            ),
            (
                "select conrelid::regclass::text || '.' || conname::text from pg_constraint \
                 where not convalidated",
                "is a rule that was never checked on the rows that are there: «alter table … \
                 validate constraint»",
            ),
        ] {
            let rows = client
                .query(question, &[])
                .await
                .map_err(|e| open_fault(server, told(&e)))?;
            for row in rows {
                let name: String = row
                    .try_get(0)
                    .map_err(|e| open_fault(server, describe(&e)))?;
                problems.push(format!("{name} {what}"));
            }
        }
        Ok(problems)
    })
}

/// A client program of PostgreSQL, told where the database is without showing the password in the
/// list of processes.
fn program(name: &str, server: &Server) -> Command {
    let mut command = Command::new(name);
    let host = match server.get_hosts().first() {
        Some(Host::Tcp(host)) => Some(host.clone()),
        #[cfg(unix)]
        Some(Host::Unix(folder)) => Some(folder.display().to_string()),
        None => server.get_hostaddrs().first().map(ToString::to_string),
    };
    for (variable, value) in [
        ("PGHOST", host),
        (
            "PGPORT",
            server.get_ports().first().map(ToString::to_string),
        ),
        ("PGUSER", server.get_user().map(ToString::to_string)),
        ("PGDATABASE", server.get_dbname().map(ToString::to_string)),
        (
            "PGPASSWORD",
            server
                .get_password()
                .map(|p| String::from_utf8_lossy(p).into_owned()),
        ),
    ] {
        if let Some(value) = value {
            command.env(variable, value);
        }
    }
    command
}

fn run_program(mut command: Command, what: &'static str, path: &Path) -> Result<(), Fault> {
    let name = command.get_program().to_string_lossy().into_owned();
    let fault = |why: String| Fault::File {
        what,
        path: path.to_path_buf(),
        why,
    };
    let output = command.output().map_err(|e| {
        fault(format!(
            "«{name}» cannot be run ({e}): install PostgreSQL's client programs"
        ))
    })?;
    match output.status.success() {
        true => Ok(()),
        false => Err(fault(format!(
            "«{name}» failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        ))),
    }
}

/// Dumps the database to a new file, which gets its name only when it is complete.
pub(crate) fn backup(server: &Server, to: &Path) -> Result<(), Fault> {
    let fault = |why: String| Fault::File {
        what: "cannot write",
        path: to.to_path_buf(),
        why,
    };
    if to.exists() {
        return Err(fault(
            "the file is already there: choose another name".to_string(),
        ));
    }
    let mut partial = to.as_os_str().to_owned();
    partial.push(".partial");
    let mut dump = program("pg_dump", server);
    dump.args(["--format=custom", "--no-owner", "--no-privileges", "--file"])
        .arg(&partial);
    run_program(dump, "cannot write", to)?;
    let mut list = program("pg_restore", server);
    list.arg("--list").arg(&partial);
    run_program(list, "cannot read back", to)?;
    let settle = || {
        std::fs::File::open(&partial)?.sync_all()?;
        std::fs::rename(&partial, to)
    };
    settle().map_err(|e| fault(e.to_string()))
}

/// Fills an empty database from a dump, all or nothing.
pub(crate) fn restore(from: &Path, server: &Server) -> Result<(), Fault> {
    let mut session = session(server, "wishmi restore")?;
    let (runtime, client) = session.parts()?;
    let tables = runtime
        .block_on(client.query(
            "select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' \
             limit 1",
            &[],
        ))
        .map_err(|e| open_fault(server, told(&e)))?;
    if !tables.is_empty() {
        return Err(Fault::File {
            what: "cannot restore",
            path: from.to_path_buf(),
            why: format!(
                "the database {} is not empty: create a new one and restore into that",
                place(server)
            ),
        });
    }
    let mut restore = program("pg_restore", server);
    restore
        .args([
            "--exit-on-error",
            "--single-transaction",
            "--no-owner",
            "--no-privileges",
        ])
        .arg(format!(
            "--dbname={}",
            server.get_dbname().unwrap_or_default()
        ))
        .arg(from);
    run_program(restore, "cannot restore", from)
}
