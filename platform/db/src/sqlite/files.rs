//! Backup, restore and verification of an SQLite database.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::lock::Lock;
use super::{Role, connect, message, open_fault};
use crate::config::describe;
use crate::fault::Fault;
use crate::migrate::Migrations;

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn write_fault(path: &Path, why: impl ToString) -> Fault {
    Fault::File {
        what: "cannot write",
        path: path.to_path_buf(),
        why: why.to_string(),
    }
}

/// Makes the content of a file, and its name in the folder, survive a loss of power.
fn settle(path: &Path) -> Result<(), Fault> {
    let sync = || {
        File::open(path)?.sync_all()?;
        match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
            _ => File::open(".")?.sync_all(),
        }
    };
    sync().map_err(|e: std::io::Error| write_fault(path, e))
}

/// Writes a consistent copy of the database, checks it and only then gives it its name.
pub(crate) fn backup(path: &Path, to: &Path) -> Result<(), Fault> {
    if to.exists() {
        return Err(write_fault(
            to,
            "the file is already there: choose another name",
        ));
    }
    let partial = with_ending(to, ".partial");
    // The rest of a backup that was cut short.
    let _ = fs::remove_file(&partial);
    let source = connect(path, Role::Reader)?;
    // The copy is a write in SQLite's eyes, though not to this database.
    source
        .pragma_update(None, "query_only", "off")
        .map_err(|e| open_fault(path, &describe(&e)))?;
    source
        .execute("vacuum into $1", [partial.to_string_lossy()])
        .map_err(|e| write_fault(&partial, message(&e)))?;
    let problems = check_file(&partial)?;
    if !problems.is_empty() {
        return Err(write_fault(&partial, problems.join("; ")));
    }
    settle(&partial)?;
    fs::rename(&partial, to).map_err(|e| write_fault(to, e))?;
    settle(to)
}

/// Puts a backup in the place of a database that no process uses. The database that was there
/// keeps its content under the name `….before-restore`.
pub(crate) fn restore(from: &Path, path: &Path, owner: &str) -> Result<(), Fault> {
    if !from.is_file() {
        return Err(Fault::File {
            what: "cannot read",
            path: from.to_path_buf(),
            why: "there is no such file".to_string(),
        });
    }
    // A file that is too damaged to be examined is damaged, too.
    let problems = check_file(from).unwrap_or_else(|e| vec![e.to_string()]);
    if !problems.is_empty() {
        return Err(Fault::File {
            what: "cannot restore",
            path: from.to_path_buf(),
            why: format!("the backup is damaged: {}", problems.join("; ")),
        });
    }
    let _lock = Lock::take(path, owner)?;
    let partial = with_ending(path, ".partial");
    fs::copy(from, &partial).map_err(|e| write_fault(&partial, e))?;
    settle(&partial)?;
    if path.exists() {
        // Opening and closing brings what is still in the log into the file.
        drop(connect(path, Role::Writer)?);
        let kept = with_ending(path, ".before-restore");
        fs::rename(path, &kept).map_err(|e| write_fault(&kept, e))?;
    }
    for ending in ["-wal", "-shm"] {
        let log = with_ending(path, ending);
        if log.exists() {
            fs::remove_file(&log).map_err(|e| write_fault(&log, e))?;
        }
    }
    fs::rename(&partial, path).map_err(|e| write_fault(path, e))?;
    settle(path)
}

/// What is wrong with the database; nothing, if all is well.
pub(crate) fn verify(path: &Path, list: &Migrations) -> Result<Vec<String>, Fault> {
    let connection = connect(path, Role::Reader)?;
    let mut problems = check(path, &connection)?;
    match super::migrate::ledger(&connection).and_then(|l| list.missing(&l).map(|m| m.len())) {
        Ok(0) => {}
        Ok(n) => problems.push(format!("{n} migrations are missing: run «migrate»")),
        Err(e) => problems.push(e.to_string()),
    }
    Ok(problems)
}

/// Checks a copy that no server uses, leaving no file beside it.
fn check_file(path: &Path) -> Result<Vec<String>, Fault> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|e| open_fault(path, &describe(&e)))?;
    check(path, &connection)
}

fn check(path: &Path, connection: &Connection) -> Result<Vec<String>, Fault> {
    let run = || {
        let mut problems = Vec::new();
        let mut statement = connection.prepare("pragma integrity_check(100)")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                problems.push(format!("integrity: {line}"));
            }
        }
        let mut statement = connection.prepare(
            "select \"table\", parent, count(*) from pragma_foreign_key_check \
             group by \"table\", parent order by 1, 2",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent, n): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            problems.push(format!(
                "{n} rows of {table} refer to rows of {parent} that are not there"
            ));
        }
        Ok(problems)
    };
    run().map_err(|e: rusqlite::Error| open_fault(path, &message(&e)))
}
