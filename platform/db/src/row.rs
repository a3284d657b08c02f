//! One row of an answer.

use crate::fault::Fault;
use crate::value::{Cell, FromCell, Kind};
use crate::{postgres, sqlite};

/// One row of an answer, valid only inside the closure that gets it.
pub struct Row<'a> {
    pub(crate) statement: &'static str,
    pub(crate) cells: Cells<'a>,
}

pub(crate) enum Cells<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

/// Names a column: by position from 0, or by name.
pub trait Column: Copy {
    #[doc(hidden)]
    fn find<'n>(self, names: impl Iterator<Item = &'n str>) -> Option<usize>;
    #[doc(hidden)]
    fn told(self) -> String;
}

impl Column for usize {
    fn find<'n>(self, mut names: impl Iterator<Item = &'n str>) -> Option<usize> {
        names.nth(self).map(|_| self)
    }
    fn told(self) -> String {
        self.to_string()
    }
}

impl Column for &str {
    fn find<'n>(self, mut names: impl Iterator<Item = &'n str>) -> Option<usize> {
        names.position(|name| name == self)
    }
    fn told(self) -> String {
        self.to_string()
    }
}

impl Row<'_> {
    /// The content of a column, by position (from 0) or name: `row.get(0)`, `row.get("name")`.
    /// An empty cell needs `Option<T>`.
    ///
    /// # Errors
    /// [`Fault::Column`], naming statement and column, when there is no such column, when it is of
    /// another kind, or when its content is not a `T`.
    pub fn get<T: FromCell>(&self, column: impl Column) -> Result<T, Fault> {
        self.cell(column, T::KIND)
            .and_then(|cell| match cell {
                Some(cell) => T::from_cell(cell),
                None => T::from_null().ok_or_else(|| "the cell is empty (NULL)".to_string()),
            })
            .map_err(|why| Fault::Column {
                statement: self.statement,
                column: column.told(),
                why,
            })
    }

    fn cell(&self, column: impl Column, kind: Kind) -> Result<Option<Cell<'_>>, String> {
        const ABSENT: &str = "the answer has no such column";
        match &self.cells {
            Cells::Sqlite(row) => {
                let statement = row.as_ref();
                let names =
                    (0..statement.column_count()).map(|i| statement.column_name(i).unwrap_or(""));
                let at = column.find(names).ok_or(ABSENT)?;
                sqlite::cell(row, at, kind)
            }
            Cells::Postgres(row) => {
                let names = row.columns().iter().map(|c| c.name());
                let at = column.find(names).ok_or(ABSENT)?;
                postgres::cell(row, at, kind)
            }
        }
    }
}
