//! Migrations on SQLite.

use std::path::Path;

use rusqlite::Connection;

use super::{Role, connect, message, open_fault};
use crate::config::{Engine, describe};
use crate::fault::Fault;
use crate::migrate::{Applied, LEDGER, Migrated, Migration, Migrations, RECORD};

/// Applies what is missing, or, when `dry`, only tells it.
pub(crate) fn migrate(path: &Path, list: &Migrations, dry: bool) -> Result<Migrated, Fault> {
    let role = if dry { Role::Reader } else { Role::Writer };
    let connection = connect(path, role)?;
    let fault = |e: rusqlite::Error| Fault::Migration(describe(&e));
    if dry {
        return Ok(list.done(&list.missing(&ledger(&connection)?)?));
    }
    // Rebuilding a table that others refer to needs the keys unwatched; they are all checked
    // before the commit.
    connection
        .pragma_update(None, "foreign_keys", "off")
        .map_err(fault)?;
    connection
        .execute_batch("begin immediate")
        .map_err(|e| open_fault(path, &describe(&e)))?;
    let missing = list.missing(&ledger(&connection)?)?;
    if missing.is_empty() {
        // Nothing changes, so nothing can have come loose: going through all keys would take most of
        // the start of a large installation. `wishmi verify` does it.
        return Ok(list.done(&missing));
    }
    for migration in &missing {
        apply(&connection, migration)?;
    }
    let orphans: i64 = connection
        .query_row("select count(*) from pragma_foreign_key_check", [], |r| {
            r.get(0)
        })
        .map_err(fault)?;
    if orphans > 0 {
        return Err(Fault::Migration(format!(
            "after the migrations {orphans} rows would refer to rows that are not there. Nothing \
             was changed"
        )));
    }
    // An error above drops the connection, which undoes everything.
    connection.execute_batch("commit").map_err(fault)?;
    Ok(list.done(&missing))
}

fn apply(connection: &Connection, migration: &Migration) -> Result<(), Fault> {
    let text = migration.for_engine(Engine::Sqlite)?;
    connection.execute_batch(&text).map_err(|e| {
        let at = match &e {
            rusqlite::Error::SqlInputError { sql, offset, .. } => text
                .find(sql.as_str())
                .map(|start| start + usize::try_from(*offset).unwrap_or(0)),
            _ => None,
        };
        migration.failed(&text, at, &message(&e))
    })?;
    connection
        .execute(
            RECORD,
            rusqlite::params![migration.number, migration.name, migration.checksum],
        )
        .map(|_| ())
        .map_err(|e| migration.failed(&text, None, &message(&e)))
}

/// The database's own list; empty for a new one.
pub(super) fn ledger(connection: &Connection) -> Result<Vec<Applied>, Fault> {
    let read = || {
        let exists = connection
            .prepare("select 1 from sqlite_master where type = 'table' and name = 'db_migrations'")?
            .exists([])?;
        if !exists {
            return Ok(Vec::new());
        }
        connection
            .prepare(LEDGER)?
            .query_map([], |row| {
                Ok(Applied {
                    number: row.get(0)?,
                    name: row.get(1)?,
                    checksum: row.get(2)?,
                })
            })?
            .collect::<rusqlite::Result<Vec<Applied>>>()
    };
    read().map_err(|e| Fault::Migration(describe(&e)))
}
