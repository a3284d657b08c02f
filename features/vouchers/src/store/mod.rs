//! How it is kept: all SQL of the feature, one file a group of tables.

mod batch;
mod hook;
mod office;
mod paper;
mod program;
mod retention;
mod spend;
mod voucher;

pub(crate) use batch::*;
pub(crate) use hook::*;
pub(crate) use office::*;
pub(crate) use paper::*;
pub(crate) use program::*;
pub(crate) use retention::*;
pub(crate) use spend::*;
pub(crate) use voucher::*;

use db::{Fault, Row, Sql};

/// Every statement of the feature, for the test that prepares them all on both engines.
pub fn statements() -> Vec<&'static [Sql]> {
    vec![
        office::STATEMENTS,
        voucher::STATEMENTS,
        voucher::COLUMN_STATEMENTS,
        spend::STATEMENTS,
        batch::STATEMENTS,
        batch::COLUMN_STATEMENTS,
        paper::STATEMENTS,
        paper::COLUMN_STATEMENTS,
        program::STATEMENTS,
        retention::STATEMENTS,
        program::COLUMN_STATEMENTS,
        hook::STATEMENTS,
        hook::COLUMN_STATEMENTS,
    ]
}

/// The columns that hold sealed values and hashes, for the rotation of keys.
pub fn columns() -> Vec<seal::Column> {
    [
        voucher::COLUMNS,
        batch::COLUMNS,
        paper::COLUMNS,
        program::COLUMNS,
        hook::COLUMNS,
    ]
    .concat()
}

fn wrong(sql: Sql, column: &str, why: impl ToString) -> Fault {
    Fault::Column {
        statement: sql.name(),
        column: column.to_string(),
        why: why.to_string(),
    }
}

/// Reads a word of an enumeration.
fn word<T>(sql: Sql, r: &Row<'_>, column: &str, read: fn(&str) -> Option<T>) -> Result<T, Fault> {
    let text: String = r.get(column)?;
    read(&text).ok_or_else(|| wrong(sql, column, text))
}

/// Reads JSON; the fault quotes nothing of it.
fn json<T: serde::de::DeserializeOwned>(sql: Sql, column: &str, text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|e| {
        let why = format!("JSON that cannot be read, column {}", e.column());
        wrong(sql, column, why)
    })
}

/// JSON to be kept.
fn to_json(sql: Sql, value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|_| wrong(sql, "json", "it does not become JSON"))
}

/// Exactly one row was touched.
fn one(sql: Sql, touched: u64) -> Result<(), Fault> {
    match touched {
        1 => Ok(()),
        _ => Err(Fault::Rows {
            statement: sql.name(),
            wanted: "one row",
            got: "none or more",
        }),
    }
}
