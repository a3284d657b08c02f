//! How it is kept: all SQL of the feature, one file a group of tables.

mod cases;
mod edits;
mod heard;
mod imports;
mod people;

use db::{Fault, Row, Sql};

pub use cases::Organisation;
pub(crate) use cases::*;
pub(crate) use edits::*;
pub(crate) use heard::*;
pub(crate) use imports::*;
pub(crate) use people::*;

/// Every statement of the feature, for the test that prepares them all on both engines.
pub fn statements() -> Vec<&'static [Sql]> {
    vec![
        cases::STATEMENTS,
        cases::COLUMN_STATEMENTS,
        edits::STATEMENTS,
        imports::STATEMENTS,
        heard::STATEMENTS,
        people::STATEMENTS,
        people::COLUMN_STATEMENTS,
    ]
}

/// The columns that hold sealed values and hashes, for the rotation of keys.
pub fn columns() -> Vec<seal::Column> {
    [cases::COLUMNS, people::COLUMNS].concat()
}

pub(crate) fn broken(sql: Sql, column: &str, why: &str) -> Fault {
    Fault::Column {
        statement: sql.name(),
        column: column.to_string(),
        why: why.to_string(),
    }
}

/// A word of the database that is one of a list.
pub(crate) fn word<T>(
    sql: Sql,
    row: &Row<'_>,
    column: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, Fault> {
    parse(&row.get::<String>(column)?).ok_or_else(|| broken(sql, column, "an unknown word"))
}

/// A JSON text of the database.
pub(crate) fn json<T: serde::de::DeserializeOwned>(
    sql: Sql,
    row: &Row<'_>,
    column: &'static str,
) -> Result<T, Fault> {
    read_json(sql, column, &row.get::<String>(column)?)
}

/// JSON that was kept; the fault tells its place and quotes nothing.
pub(crate) fn read_json<T: serde::de::DeserializeOwned>(
    sql: Sql,
    column: &str,
    text: &str,
) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|e| {
        let why = format!(
            "JSON that cannot be read, line {} column {}",
            e.line(),
            e.column()
        );
        broken(sql, column, &why)
    })
}

/// JSON to be kept.
pub(crate) fn write_json(sql: Sql, value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|_| broken(sql, "json", "it does not become JSON"))
}
