//! SQLite: one writer thread that groups jobs, a few reader threads.

mod files;
mod lock;
mod migrate;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use uuid::Uuid;

use crate::changes::Publisher;
use crate::config::{Access, Config, describe};
use crate::fault::{Fault, Rule, Violation};
use crate::job::Job;
use crate::query::{Failed, Seat, Write};
use crate::queue::Queue;
use crate::row::{Cells, Row};
use crate::sql::Sql;
use crate::value::{Cell, Kind, Value};

pub(crate) use files::{backup, restore, verify};
pub(crate) use migrate::migrate;

/// How long one connection waits for another that has the file (a migration, a backup).
const BUSY: Duration = Duration::from_secs(10);
/// Statements kept prepared on each connection.
const PREPARED: usize = 512;
/// The clock is looked at every so many steps of SQLite's machine (a few times a millisecond).
const STEPS: i32 = 10_000;
/// The log file is cut back to this size after a checkpoint.
const JOURNAL_BYTES: i64 = 64 << 20;

/// Opens the file and starts the threads.
pub(crate) fn start(
    path: &Path,
    config: &Config,
    reads: &Arc<Queue<Box<dyn Job>>>,
    writes: &Arc<Queue<Box<dyn Job>>>,
    changes: &Publisher,
) -> Result<Vec<JoinHandle<()>>, Fault> {
    let mut threads = Vec::new();
    if config.access == Access::Full {
        let lock = lock::Lock::take(path, &config.owner)?;
        let seat = Desk::open(path, Role::Writer)?;
        let writer = writer::Writer::new(seat, lock, config, writes.clone(), changes.clone());
        threads.push(spawn("db-writer", move || writer.run())?);
    } else if !path.is_file() {
        return Err(open_fault(path, "there is no such file"));
    }
    for n in 1..=config.readers.max(1) {
        let desk = Desk::open(path, Role::Reader)?;
        let (queue, limit) = (reads.clone(), config.read_limit);
        threads.push(spawn(&format!("db-reader-{n}"), move || {
            while let Some(job) = queue.take() {
                read(&desk, job, limit);
            }
        })?);
    }
    Ok(threads)
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Fault> {
    std::thread::Builder::new()
        .name(name.to_string())
        .spawn(work)
        .map_err(|e| Fault::Open {
            place: name.to_string(),
            why: e.to_string(),
        })
}

/// Runs one read job on a snapshot.
fn read(desk: &Desk, mut job: Box<dyn Job>, limit: Duration) {
    if job.abandoned() {
        return;
    }
    let connection = &desk.connection;
    if let Err(e) = control(connection, "begin") {
        job.end(Err(Fault::Lost {
            message: e.to_string(),
        }));
        return;
    }
    let ends = desk.wind(limit);
    job.run(&mut Write::new(Seat::Sqlite(connection), ends, limit));
    desk.unwind();
    if !connection.is_autocommit()
        && let Err(e) = control(connection, "rollback")
    {
        tracing::error!(error = %e, "a read transaction could not be ended");
    }
    job.end(Ok(()));
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Writer,
    Reader,
}

/// A connection set up as all of ours are, with a timer that stops a statement that runs too long.
pub(crate) struct Desk {
    pub(crate) connection: Connection,
    born: Instant,
    /// Microseconds after `born` at which statements are stopped; 0 means never.
    ends: Arc<AtomicU64>,
}

impl Desk {
    pub(crate) fn open(path: &Path, role: Role) -> Result<Desk, Fault> {
        let mut connection = connect(path, role)?;
        let born = Instant::now();
        let ends = Arc::new(AtomicU64::new(0));
        let watched = ends.clone();
        connection
            .progress_handler(
                STEPS,
                Some(move || {
                    let end = watched.load(Ordering::Relaxed);
                    end != 0 && micros(born.elapsed()) >= end
                }),
            )
            .map_err(|e| open_fault(path, &describe(&e)))?;
        Ok(Desk {
            connection,
            born,
            ends,
        })
    }

    /// Starts the timer.
    fn wind(&self, limit: Duration) -> Instant {
        let now = Instant::now();
        let end = micros(now.duration_since(self.born)).saturating_add(micros(limit));
        self.ends.store(end.max(1), Ordering::Relaxed);
        now.checked_add(limit)
            .unwrap_or_else(|| now + Duration::from_secs(86_400))
    }

    /// Stops the timer.
    fn unwind(&self) {
        self.ends.store(0, Ordering::Relaxed);
    }
}

fn micros(d: Duration) -> u64 {
    u64::try_from(d.as_micros()).unwrap_or(u64::MAX)
}

fn open_fault(path: &Path, why: &str) -> Fault {
    Fault::Open {
        place: format!("sqlite:{}", path.display()),
        why: why.to_string(),
    }
}

/// Opens a connection and asserts everything the rest relies on.
fn connect(path: &Path, role: Role) -> Result<Connection, Fault> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if role == Role::Writer {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let fault = |e: rusqlite::Error| open_fault(path, &describe(&e));
    let c = Connection::open_with_flags(path, flags).map_err(fault)?;
    c.busy_timeout(BUSY).map_err(fault)?;
    // A database whose schema was tampered with cannot run code on us, and a misspelt name in
    // double quotes is an error instead of a text.
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        c.set_db_config(setting, value).map_err(fault)?;
    }
    let mut wanted: Vec<(&str, &str, Expect)> = vec![
        ("journal_mode", "wal", Expect::Text("wal")),
        ("synchronous", "full", Expect::Int(2)),
        ("foreign_keys", "on", Expect::Int(1)),
        ("recursive_triggers", "on", Expect::Int(1)),
        ("trusted_schema", "off", Expect::Int(0)),
        ("temp_store", "memory", Expect::Int(2)),
    ];
    if role == Role::Reader {
        wanted.push(("query_only", "on", Expect::Int(1)));
    }
    for (pragma, value, expect) in wanted {
        c.pragma_update(None, pragma, value).map_err(fault)?;
        let (ok, found) = c
            .pragma_query_value(None, pragma, |row| {
                let found = row.get_ref(0)?;
                Ok((expect.is(found), format!("{found:?}")))
            })
            .map_err(fault)?;
        if !ok {
            return Err(open_fault(
                path,
                &format!(
                    "SQLite does not accept «pragma {pragma} = {value}» (it says {found}): \
                     the file must be on a local disk"
                ),
            ));
        }
    }
    c.pragma_update(None, "journal_size_limit", JOURNAL_BYTES)
        .map_err(fault)?;
    // As on PostgreSQL; also lets an index serve a prefix search. It cannot be read back.
    c.pragma_update(None, "case_sensitive_like", "on")
        .map_err(fault)?;
    c.set_prepared_statement_cache_capacity(PREPARED);
    Ok(c)
}

#[derive(Clone, Copy)]
enum Expect {
    Int(i64),
    Text(&'static str),
}

impl Expect {
    fn is(self, found: ValueRef<'_>) -> bool {
        match (self, found) {
            (Expect::Int(a), ValueRef::Integer(b)) => a == b,
            (Expect::Text(a), ValueRef::Text(b)) => a.as_bytes() == b,
            _ => false,
        }
    }
}

/// Runs one of our own transaction commands.
fn control(connection: &Connection, command: &'static str) -> rusqlite::Result<()> {
    connection.prepare_cached(command)?.execute([]).map(|_| ())
}

/// Runs a query; see [`crate::Read::each`].
pub(crate) fn query(
    connection: &Connection,
    sql: Sql,
    params: &[Value],
    f: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
) -> Result<(), Failed> {
    let mut statement = prepare(connection, sql, params)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(|e| failed(sql, &e))? {
        f(&Row {
            statement: sql.name(),
            cells: Cells::Sqlite(row),
        })
        .map_err(Failed::harmless)?;
    }
    Ok(())
}

/// Runs a statement without rows; see [`crate::Write::exec`].
pub(crate) fn exec(connection: &Connection, sql: Sql, params: &[Value]) -> Result<u64, Failed> {
    let mut statement = prepare(connection, sql, params)?;
    if statement.column_count() > 0 {
        return Err(Failed::harmless(Fault::Params {
            statement: sql.name(),
            why: "it gives rows: use all, opt or one".to_string(),
        }));
    }
    let n = statement.raw_execute().map_err(|e| failed(sql, &e))?;
    Ok(u64::try_from(n).unwrap_or(u64::MAX))
}

/// Prepares statements without running them; says which are refused and why.
pub(crate) fn check_all(path: &Path, statements: &[Sql]) -> Result<Vec<String>, Fault> {
    let connection = connect(path, Role::Reader)?;
    let refused = statements.iter().filter_map(|sql| {
        let why = check(&connection, *sql).err()?;
        Some(format!("{}: {why}", sql.name()))
    });
    Ok(refused.collect())
}

fn check(connection: &Connection, sql: Sql) -> Result<(), String> {
    match connection.prepare(sql.text()) {
        Err(e) => Err(describe(&e)),
        Ok(statement) => {
            let mut numbers = (1..=statement.parameter_count())
                .map(|i| number(statement.parameter_name(i)).ok_or("only $1, $2 … are parameters"))
                .collect::<Result<Vec<usize>, _>>()?;
            numbers.sort_unstable();
            match numbers.iter().zip(1..).all(|(a, b)| *a == b) {
                true => Ok(()),
                false => Err("the parameters are not numbered $1, $2 … without a gap".to_string()),
            }
        }
    }
}

/// SQLite gives its own numbers to `$1`, `$2` by first appearance, so they are bound by name.
fn number(name: Option<&str>) -> Option<usize> {
    name?.strip_prefix('$')?.parse().ok()
}

fn prepare<'c>(
    connection: &'c Connection,
    sql: Sql,
    params: &[Value],
) -> Result<rusqlite::CachedStatement<'c>, Failed> {
    let wrong = |why: String| {
        Failed::harmless(Fault::Params {
            statement: sql.name(),
            why,
        })
    };
    let mut statement = connection
        .prepare_cached(sql.text())
        .map_err(|e| failed(sql, &e))?;
    let mut last = 0;
    for place in 1..=statement.parameter_count() {
        let n = number(statement.parameter_name(place))
            .filter(|n| *n > 0)
            .ok_or_else(|| wrong("only $1, $2 … are parameters".to_string()))?;
        last = last.max(n);
        if let Some(value) = params.get(n - 1) {
            bind(&mut statement, place, value).map_err(|e| failed(sql, &e))?;
        }
    }
    if last != params.len() {
        return Err(wrong(format!(
            "it has {last} parameters, the code gives {}",
            params.len()
        )));
    }
    Ok(statement)
}

fn bind(s: &mut rusqlite::Statement<'_>, place: usize, value: &Value) -> rusqlite::Result<()> {
    match value {
        Value::Null => s.raw_bind_parameter(place, rusqlite::types::Null),
        Value::Int(x) => s.raw_bind_parameter(place, x),
        Value::Real(x) => s.raw_bind_parameter(place, x),
        Value::Text(x) => s.raw_bind_parameter(place, x),
        Value::Bool(x) => s.raw_bind_parameter(place, x),
        Value::Uuid(x) => s.raw_bind_parameter(place, x.as_bytes().as_slice()),
        Value::Bytes(x) => s.raw_bind_parameter(place, x),
    }
}

/// Reads a cell of the kind the code expects; `None` when it is empty.
pub(crate) fn cell<'r>(
    row: &'r rusqlite::Row<'_>,
    at: usize,
    kind: Kind,
) -> Result<Option<Cell<'r>>, String> {
    let found = row.get_ref(at).map_err(|e| describe(&e))?;
    let cell = match (kind, found) {
        (_, ValueRef::Null) => return Ok(None),
        (Kind::Int, ValueRef::Integer(x)) => Cell::Int(x),
        (Kind::Bool, ValueRef::Integer(x @ (0 | 1))) => Cell::Bool(x == 1),
        (Kind::Real, ValueRef::Real(x)) => Cell::Real(x),
        (Kind::Text, ValueRef::Text(x)) => {
            Cell::Text(std::str::from_utf8(x).map_err(|_| "the text is not UTF-8")?)
        }
        (Kind::Bytes, ValueRef::Blob(x)) => Cell::Bytes(x),
        (Kind::Uuid, ValueRef::Blob(x)) => Cell::Uuid(
            Uuid::from_slice(x).map_err(|_| "the code expects uuid and finds other bytes")?,
        ),
        (kind, other) => {
            return Err(format!(
                "the code expects {} and finds {}",
                kind.name(),
                other.data_type().to_string().to_lowercase()
            ));
        }
    };
    Ok(Some(cell))
}

/// Tells a failed statement, without the data it worked on.
fn failed(sql: Sql, error: &rusqlite::Error) -> Failed {
    if let rusqlite::Error::SqliteFailure(e, _) = error
        && e.code == ErrorCode::OperationInterrupted
    {
        return Failed {
            // The limit is filled in by the caller, who knows it.
            fault: Fault::TooLong {
                statement: sql.name(),
                limit: Duration::ZERO,
            },
            harmless: false,
            again: false,
        };
    }
    Failed {
        fault: Fault::Statement {
            statement: sql.name(),
            violation: violation(error),
            message: message(error),
        },
        harmless: false,
        again: false,
    }
}

/// What SQLite says, without the text of the statement that rusqlite adds to some errors.
fn message(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(e, None) => e.to_string(),
        rusqlite::Error::SqliteFailure(_, Some(text)) => text.clone(),
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => describe(other),
    }
}

fn violation(error: &rusqlite::Error) -> Option<Violation> {
    let rusqlite::Error::SqliteFailure(e, text) = error else {
        return None;
    };
    let rule = match e.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => Rule::Unique,
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Rule::ForeignKey,
        ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_TRIGGER => Rule::Check,
        ffi::SQLITE_CONSTRAINT_NOTNULL => Rule::NotNull,
        _ => return None,
    };
    // «UNIQUE constraint failed: table.column», «CHECK constraint failed: name»; a trigger's
    // message is its own.
    let constraint = text
        .as_deref()
        .and_then(|t| t.split_once(" constraint failed: "))
        .map(|(_, name)| name.to_string());
    Some(Violation { rule, constraint })
}
