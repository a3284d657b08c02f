//! Where sealed values and hashes stand.

use db::Sql;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sealed values.
    Sealed,
    /// Hashes by which rows are found, made from a sealed column of the same row.
    Index {
        /// The sealed column.
        from: &'static str,
    },
    /// Hashes of secrets that are kept nowhere.
    Token,
}

/// A column declared with [`crate::columns!`].
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub(crate) table: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) fold: fn(&[u8]) -> Vec<u8>,
    pub(crate) slice: Sql,
    pub(crate) swap: Sql,
    pub(crate) usage: Sql,
}

impl Column {
    /// Used by [`crate::columns!`].
    #[doc(hidden)]
    pub const fn new(
        table: &'static str,
        name: &'static str,
        kind: Kind,
        fold: fn(&[u8]) -> Vec<u8>,
        [slice, swap, usage]: [Sql; 3],
    ) -> Column {
        Column {
            table,
            name,
            kind,
            fold,
            slice,
            swap,
            usage,
        }
    }

    /// Its statements, to be prepared by the test that tries all of them.
    pub const fn statements(&self) -> [Sql; 3] {
        [self.slice, self.swap, self.usage]
    }

    /// `table.column`.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.table, self.name)
    }

    /// What it holds.
    pub const fn kind(&self) -> Kind {
        self.kind
    }
}

/// What is hashed as it is.
#[doc(hidden)]
pub fn as_it_is(value: &[u8]) -> Vec<u8> {
    value.to_vec()
}
