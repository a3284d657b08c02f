//! All SQL of sealed columns: what a declaration becomes.

/// Declares columns: `Sealed table.column by key`, `Index table.column by key from sealed_column`,
/// `Token table.column by key`. The key column is a `uuid`, the others are `bytea`. An index whose
/// content is hashed in another form than it is sealed in (small letters, say) names the function that
/// brings it into that form: `Index … from mail folded fold_mail;`.
///
/// Besides the constants it makes `COLUMNS`, for the rotation, and `COLUMN_STATEMENTS`, for the test
/// that prepares every statement.
#[macro_export]
macro_rules! columns {
    ($($(#[$doc:meta])* $vis:vis $name:ident = $kind:ident $table:ident . $column:ident by $key:ident
        $(from $from:ident)? $(folded $fold:path)?;)*) => {
        $(
            $(#[$doc])*
            $vis const $name: $crate::Column = $crate::Column::new(
                stringify!($table),
                stringify!($column),
                $crate::Kind::$kind $({ from: stringify!($from) })?,
                $crate::columns!(@fold $($fold)?),
                [
                    $crate::Sql::new(
                        concat!(module_path!(), "::", stringify!($name), " (slice)"),
                        concat!(
                            "select ", stringify!($key), " as row_id, ", stringify!($column), " as kept",
                            $(", ", stringify!($from), " as source",)?
                            " from ", stringify!($table),
                            " where ", stringify!($key), " > $1 and ", stringify!($column), " is not null",
                            " and substr(", stringify!($column), ", 2, 8) <> $2",
                            " order by ", stringify!($key), " limit $3"
                        ),
                    ),
                    $crate::Sql::new(
                        concat!(module_path!(), "::", stringify!($name), " (swap)"),
                        concat!(
                            "update ", stringify!($table), " set ", stringify!($column), " = $2 where ",
                            stringify!($key), " = $1 and ", stringify!($column), " = $3"
                        ),
                    ),
                    $crate::Sql::new(
                        concat!(module_path!(), "::", stringify!($name), " (usage)"),
                        concat!(
                            "select substr(", stringify!($column), ", 2, 8) as key_id, count(*) as used from ",
                            stringify!($table), " where ", stringify!($column), " is not null",
                            " group by substr(", stringify!($column), ", 2, 8) order by 1"
                        ),
                    ),
                ],
            );
        )*
        /// The columns of this store that hold sealed values and hashes.
        pub const COLUMNS: &[$crate::Column] = &[$($name),*];
        /// Their statements.
        pub const COLUMN_STATEMENTS: &[$crate::Sql] =
            &[$($name.statements()[0], $name.statements()[1], $name.statements()[2]),*];
    };
    (@fold) => { $crate::as_it_is };
    (@fold $fold:path) => { $fold };
}
