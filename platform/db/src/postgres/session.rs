//! One connection and the transaction on it.

use std::collections::{BTreeSet, HashMap};
use std::pin::pin;
use std::time::Duration;

use futures_util::TryStreamExt;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::error::{Severity, SqlState};
use tokio_postgres::{Client, Config as Server, Statement};

use super::dial::dial;
use super::value::{Param, fits};
use super::{CHANNEL, lost, open_fault};
use crate::config::{Config, describe};
use crate::fault::{Fault, Rule, Violation};
use crate::query::Failed;
use crate::row::{Cells, Row};
use crate::sql::Sql;
use crate::value::Value;

/// A server that does not answer is given up after this time, unless the address says otherwise.
const CONNECT: Duration = Duration::from_secs(5);

/// A connection that is opened again when it broke. Used by one thread, which also drives it.
pub(crate) struct Session {
    runtime: Runtime,
    server: Server,
    line: Option<Line>,
    begin_read: String,
    begin_write: String,
}

struct Line {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

pub(super) fn runtime() -> Result<Runtime, Fault> {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Fault::Lost {
            message: e.to_string(),
        })
}

/// The server's address with our own settings of a connection.
pub(super) fn prepared_address(server: &Server, owner: &str) -> Server {
    let mut server = server.clone();
    if server.get_connect_timeout().is_none() {
        server.connect_timeout(CONNECT);
    }
    if server.get_application_name().is_none() {
        server.application_name(owner);
    }
    server
}

impl Session {
    /// Connects and asserts what the rest relies on.
    pub(crate) fn connect(server: &Server, config: &Config) -> Result<Session, Fault> {
        let begin = |mode: &str, limit: Duration| {
            // 0 would mean no limit at all.
            let ms = limit.as_millis().clamp(1, 86_400_000);
            format!(
                "begin isolation level serializable {mode}; set local statement_timeout = {ms}; \
                 set local idle_in_transaction_session_timeout = {ms}"
            )
        };
        let mut session = Session {
            runtime: runtime()?,
            server: prepared_address(server, &config.owner),
            line: None,
            begin_read: begin("read only", config.read_limit),
            begin_write: begin("read write", config.write_limit),
        };
        session.connect_again()?;
        Ok(session)
    }

    fn connect_again(&mut self) -> Result<(), Fault> {
        let fault = |e: &tokio_postgres::Error| open_fault(&self.server, describe(e));
        let client = self
            .runtime
            .block_on(dial(&self.server, |_| {}))
            .map_err(|why| open_fault(&self.server, why))?;
        let asserted = self.runtime.block_on(async {
            client
                .batch_execute("set timezone = 'UTC'; set client_min_messages = warning")
                .await?;
            client
                .query_one(
                    "select pg_encoding_to_char(encoding)::text, datcollate::text \
                     from pg_database where datname = current_database()",
                    &[],
                )
                .await
        });
        let row = asserted.map_err(|e| fault(&e))?;
        let read = |i: usize| row.try_get::<_, String>(i).map_err(|e| fault(&e));
        let (encoding, order) = (read(0)?, read(1)?);
        if encoding != "UTF8" {
            return Err(open_fault(
                &self.server,
                format!("its encoding is {encoding}, it must be UTF8: {CREATE}"),
            ));
        }
        if !["C", "POSIX", "C.UTF-8", "C.utf8"].contains(&order.as_str()) {
            return Err(open_fault(
                &self.server,
                format!(
                    "it sorts texts as {order}, it must sort by code point as SQLite does: {CREATE}"
                ),
            ));
        }
        self.line = Some(Line {
            client,
            prepared: HashMap::new(),
        });
        Ok(())
    }

    /// Begins a transaction, connecting again if the connection is known to be broken.
    pub(super) fn begin(&mut self, reads: bool) -> Result<(), Fault> {
        if self.line.as_ref().is_none_or(|l| l.client.is_closed()) {
            self.line = None;
            self.connect_again().map_err(|e| Fault::Lost {
                message: e.to_string(),
            })?;
        }
        let command = match reads {
            true => &self.begin_read,
            false => &self.begin_write,
        };
        let begun = match &self.line {
            Some(line) => self
                .runtime
                .block_on(line.client.batch_execute(command))
                .map_err(|e| lost(&e)),
            None => Err(gone()),
        };
        if begun.is_err() {
            // Whatever state it is in, a new one is better.
            self.line = None;
        }
        begun
    }

    /// Sends the news and commits.
    pub(super) fn commit(&mut self, topics: &BTreeSet<String>) -> Result<(), Failed> {
        let Some(line) = &self.line else {
            return Err(Failed {
                fault: gone(),
                harmless: false,
                again: false,
            });
        };
        let committing = |e: &tokio_postgres::Error| {
            let message = told(e);
            Failed {
                again: passing(e),
                harmless: false,
                // Without a word from the server nobody knows whether it kept the change.
                fault: match ends_connection(e) {
                    false => Fault::Commit { message },
                    true => Fault::Unsure { message },
                },
            }
        };
        self.runtime.block_on(async {
            for topic in topics {
                line.client
                    .query_typed(
                        "select pg_notify($1, $2)",
                        &[
                            (&CHANNEL, tokio_postgres::types::Type::TEXT),
                            (topic, tokio_postgres::types::Type::TEXT),
                        ],
                    )
                    .await
                    .map_err(|e| committing(&e))?;
            }
            line.client
                .batch_execute("commit")
                .await
                .map_err(|e| committing(&e))
        })
    }

    /// Ends the transaction without keeping anything. A connection that cannot do that is dropped,
    /// and the server undoes the transaction itself.
    pub(super) fn roll_back(&mut self) {
        if let Some(line) = &self.line {
            let done = self.runtime.block_on(line.client.batch_execute("rollback"));
            if done.is_err() {
                self.line = None;
            }
        }
    }

    /// Runs a query; see [`crate::Read::each`].
    pub(crate) fn query(
        &mut self,
        sql: Sql,
        params: &[Value],
        f: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<(), Failed> {
        let line = self.line.as_mut().ok_or_else(line_lost)?;
        self.runtime.block_on(async {
            let statement = line.prepare(sql, params).await?;
            let rows = line
                .client
                .query_raw(&statement, params.iter().map(Param))
                .await
                .map_err(|e| line.failed(sql, &e))?;
            let mut rows = pin!(rows);
            while let Some(row) = rows.try_next().await.map_err(|e| line.failed(sql, &e))? {
                f(&Row {
                    statement: sql.name(),
                    cells: Cells::Postgres(&row),
                })
                .map_err(Failed::harmless)?;
            }
            Ok(())
        })
    }

    /// Runs a statement without rows; see [`crate::Write::exec`].
    pub(crate) fn exec(&mut self, sql: Sql, params: &[Value]) -> Result<u64, Failed> {
        let line = self.line.as_mut().ok_or_else(line_lost)?;
        self.runtime.block_on(async {
            let statement = line.prepare(sql, params).await?;
            if !statement.columns().is_empty() {
                return Err(Failed::harmless(Fault::Params {
                    statement: sql.name(),
                    why: "it gives rows: use all, opt or one".to_string(),
                }));
            }
            line.client
                .execute_raw(&statement, params.iter().map(Param))
                .await
                .map_err(|e| line.failed(sql, &e))
        })
    }

    /// The runtime and the client, for the work that is no job.
    pub(super) fn parts(&mut self) -> Result<(&Runtime, &Client), Fault> {
        match &self.line {
            Some(line) => Ok((&self.runtime, &line.client)),
            None => Err(gone()),
        }
    }
}

const CREATE: &str = "create it with «createdb --template=template0 --encoding=UTF8 --locale=C»";

fn gone() -> Fault {
    Fault::Lost {
        message: "the connection is closed".to_string(),
    }
}

fn line_lost() -> Failed {
    Failed {
        fault: gone(),
        harmless: false,
        again: true,
    }
}

impl Line {
    async fn prepare(&mut self, sql: Sql, params: &[Value]) -> Result<Statement, Failed> {
        let statement = match self.prepared.get(sql.text()) {
            Some(statement) => statement.clone(),
            None => {
                let statement = self
                    .client
                    .prepare(sql.text())
                    .await
                    .map_err(|e| self.failed(sql, &e))?;
                self.prepared.insert(sql.text(), statement.clone());
                statement
            }
        };
        fits(statement.params(), params).map_err(|why| {
            Failed::harmless(Fault::Params {
                statement: sql.name(),
                why,
            })
        })?;
        Ok(statement)
    }

    /// Tells a failed statement, without the data it worked on.
    fn failed(&mut self, sql: Sql, error: &tokio_postgres::Error) -> Failed {
        if stale(error) {
            // A migration changed a table under a prepared statement.
            self.prepared.clear();
        }
        let statement = sql.name();
        let fault = if self.client.is_closed() || ends_connection(error) {
            lost(error)
        } else if error.code() == Some(&SqlState::QUERY_CANCELED) {
            // The limit is filled in by the caller, who knows it.
            Fault::TooLong {
                statement,
                limit: Duration::ZERO,
            }
        } else {
            Fault::Statement {
                statement,
                violation: violation(error),
                message: told(error),
            }
        };
        Failed {
            again: passing(error) || stale(error) || matches!(fault, Fault::Lost { .. }),
            harmless: false,
            fault,
        }
    }
}

/// What the server says, without the detail, which holds data.
pub(super) fn told(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(e) => e.message().to_string(),
        None => describe(error),
    }
}

/// True when the server (a shutdown, say) or the network ended the connection.
fn ends_connection(error: &tokio_postgres::Error) -> bool {
    match error.as_db_error() {
        Some(e) => matches!(e.parsed_severity(), Some(Severity::Fatal | Severity::Panic)),
        None => true,
    }
}

/// A statement that was prepared before the schema changed, or that the server has forgotten.
fn stale(error: &tokio_postgres::Error) -> bool {
    match error.code() {
        Some(code) if *code == SqlState::FEATURE_NOT_SUPPORTED => {
            told(error).contains("cached plan")
        }
        Some(code) => *code == SqlState::INVALID_SQL_STATEMENT_NAME,
        None => false,
    }
}

fn passing(error: &tokio_postgres::Error) -> bool {
    error.code().is_some_and(|code| {
        [
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::T_R_DEADLOCK_DETECTED,
        ]
        .contains(code)
    })
}

fn violation(error: &tokio_postgres::Error) -> Option<Violation> {
    let code = error.code()?;
    let rule = if *code == SqlState::UNIQUE_VIOLATION {
        Rule::Unique
    } else if *code == SqlState::FOREIGN_KEY_VIOLATION || *code == SqlState::RESTRICT_VIOLATION {
        Rule::ForeignKey
    } else if *code == SqlState::CHECK_VIOLATION || *code == SqlState::RAISE_EXCEPTION {
        Rule::Check
    } else if *code == SqlState::NOT_NULL_VIOLATION {
        Rule::NotNull
    } else {
        return None;
    };
    let constraint = error
        .as_db_error()
        .and_then(|e| e.constraint())
        .map(ToString::to_string);
    Some(Violation { rule, constraint })
}
