//! What a job can do: [`Read`] and [`Write`].

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

use crate::fault::Fault;
use crate::row::Row;
use crate::sql::Sql;
use crate::value::Value;
use crate::{postgres, sqlite};

/// A transaction that only looks: everything it sees is one consistent state.
pub struct Read<'a> {
    seat: Seat<'a>,
    ends: Instant,
    limit: Duration,
    failure: Option<Fault>,
    again: bool,
}

/// A transaction that changes. It does everything [`Read`] does, so a function that takes
/// `&mut Read` can be given a `&mut Write`.
pub struct Write<'a> {
    read: Read<'a>,
    topics: BTreeSet<String>,
}

/// The connection a job works on.
pub(crate) enum Seat<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut postgres::Session),
}

/// A failed statement, as an engine tells it.
pub(crate) struct Failed {
    pub(crate) fault: Fault,
    /// The transaction goes on as if nothing had happened: the statement never reached the engine,
    /// or the caller's own closure stopped it.
    pub(crate) harmless: bool,
    /// Running the whole job again may succeed (serialization failure, deadlock, lost connection).
    pub(crate) again: bool,
}

impl Failed {
    pub(crate) fn harmless(fault: Fault) -> Failed {
        Failed {
            fault,
            harmless: true,
            again: false,
        }
    }
}

impl Read<'_> {
    /// Runs a query and gives every row to `f`, without keeping them all in memory.
    ///
    /// # Errors
    /// The fault of the statement, or the first one of `f`, after which no further row comes.
    pub fn each(
        &mut self,
        sql: Sql,
        params: &[Value],
        mut f: impl FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.begin(sql, params)?;
        let answer = match &mut self.seat {
            Seat::Sqlite(connection) => sqlite::query(connection, sql, params, &mut f),
            Seat::Postgres(session) => session.query(sql, params, &mut f),
        };
        self.finish(sql, answer)
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// The fault of the statement or of `map`.
    pub fn all<T>(
        &mut self,
        sql: Sql,
        params: &[Value],
        mut map: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let mut rows = Vec::new();
        self.each(sql, params, |row| {
            rows.push(map(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The row of a query that has one or none.
    ///
    /// # Errors
    /// The fault of the statement or of `map`; [`Fault::Rows`] when there is more than one row.
    pub fn opt<T>(
        &mut self,
        sql: Sql,
        params: &[Value],
        mut map: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let mut found = None;
        self.each(sql, params, |row| {
            if found.is_some() {
                return Err(Fault::Rows {
                    statement: sql.name(),
                    wanted: "at most one row",
                    got: "more",
                });
            }
            found = Some(map(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The row of a query that always has exactly one, such as a count.
    ///
    /// # Errors
    /// The fault of the statement or of `map`; [`Fault::Rows`] when there is none or more.
    pub fn one<T>(
        &mut self,
        sql: Sql,
        params: &[Value],
        map: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.opt(sql, params, map)?.ok_or(Fault::Rows {
            statement: sql.name(),
            wanted: "one row",
            got: "none",
        })
    }

    fn begin(&mut self, sql: Sql, params: &[Value]) -> Result<(), Fault> {
        if self.failure.is_some() {
            return Err(Fault::Undone {
                statement: sql.name(),
            });
        }
        // A long job is stopped between two statements, too, not only inside one.
        if Instant::now() >= self.ends {
            let fault = self.too_long(sql);
            self.failure = Some(fault.clone());
            return Err(fault);
        }
        for (i, value) in params.iter().enumerate() {
            if let Some(why) = value.refused() {
                return Err(Fault::Params {
                    statement: sql.name(),
                    why: format!("parameter ${}: {why}", i + 1),
                });
            }
        }
        Ok(())
    }

    fn finish<T>(&mut self, sql: Sql, answer: Result<T, Failed>) -> Result<T, Fault> {
        answer.map_err(|failed| {
            let fault = match failed.fault {
                Fault::TooLong { .. } => self.too_long(sql),
                fault => fault,
            };
            if !failed.harmless {
                self.failure = Some(fault.clone());
                self.again = failed.again;
            }
            fault
        })
    }

    fn too_long(&self, sql: Sql) -> Fault {
        Fault::TooLong {
            statement: sql.name(),
            limit: self.limit,
        }
    }
}

impl<'a> Write<'a> {
    pub(crate) fn new(seat: Seat<'a>, ends: Instant, limit: Duration) -> Write<'a> {
        Write {
            read: Read {
                seat,
                ends,
                limit,
                failure: None,
                again: false,
            },
            topics: BTreeSet::new(),
        }
    }

    /// Runs a statement that gives no rows; returns how many rows it touched.
    ///
    /// # Errors
    /// The fault of the statement. After it the job can only give up: further statements fail
    /// with [`Fault::Undone`], and the job is undone even if it returns `Ok` (PostgreSQL knows no
    /// other way, and both engines behave the same). A broken rule of the schema shows with
    /// [`Fault::is_unique_violation`] and its siblings.
    pub fn exec(&mut self, sql: Sql, params: &[Value]) -> Result<u64, Fault> {
        self.read.begin(sql, params)?;
        let answer = match &mut self.read.seat {
            Seat::Sqlite(connection) => sqlite::exec(connection, sql, params),
            Seat::Postgres(session) => session.exec(sql, params),
        };
        self.read.finish(sql, answer)
    }

    /// Tells every listener of [`crate::Db::changes`], on every node, that something about this
    /// topic has changed: once, after the change is durable, and only if it is kept.
    pub fn notify(&mut self, topic: impl Into<String>) {
        self.topics.insert(topic.into());
    }

    pub(crate) fn failure(&self) -> Option<Fault> {
        self.read.failure.clone()
    }

    pub(crate) fn again(&self) -> bool {
        self.read.again
    }

    pub(crate) fn into_topics(self) -> BTreeSet<String> {
        self.topics
    }
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl<'a> DerefMut for Write<'a> {
    fn deref_mut(&mut self) -> &mut Read<'a> {
        &mut self.read
    }
}
