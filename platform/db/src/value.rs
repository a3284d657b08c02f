//! The seven kinds of value that cross the border to the database.

use uuid::Uuid;
use values::{Cents, Day, Id, Lang, Moment, Text};

/// A value given to a statement. Build it with `From`/`Into`, usually through [`crate::params!`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `bigint`: counts, moments (µs UTC), money (cents).
    Int(i64),
    /// `double precision`; never NaN.
    Real(f64),
    /// `text`; days as ISO 8601, JSON as text.
    Text(String),
    /// `boolean`.
    Bool(bool),
    /// `uuid`.
    Uuid(Uuid),
    /// `bytea`.
    Bytes(Vec<u8>),
}

/// The kinds of value, as they are named in a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `bigint`
    Int,
    /// `double precision`
    Real,
    /// `text`
    Text,
    /// `boolean`
    Bool,
    /// `uuid`
    Uuid,
    /// `bytea`
    Bytes,
}

impl Kind {
    /// The type's name in portable SQL.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Int => "bigint",
            Kind::Real => "double precision",
            Kind::Text => "text",
            Kind::Bool => "boolean",
            Kind::Uuid => "uuid",
            Kind::Bytes => "bytea",
        }
    }
}

/// Lists the parameters of a statement: `params![id, "text", 5_i64, Some(moment)]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { [$($crate::Value::from($value)),*] };
}

macro_rules! into_value {
    ($($from:ty: $x:ident => $to:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($x: $from) -> Value { $to }
        }
    )*};
}

into_value! {
    i64: x => Value::Int(x);
    i32: x => Value::Int(x.into());
    u32: x => Value::Int(x.into());
    u16: x => Value::Int(x.into());
    u8: x => Value::Int(x.into());
    f64: x => Value::Real(x);
    bool: x => Value::Bool(x);
    String: x => Value::Text(x);
    &String: x => Value::Text(x.clone());
    &str: x => Value::Text(x.to_string());
    Vec<u8>: x => Value::Bytes(x);
    &[u8]: x => Value::Bytes(x.to_vec());
    Uuid: x => Value::Uuid(x);
    Id: x => Value::Uuid(x.0);
    &Id: x => Value::Uuid(x.0);
    Moment: x => Value::Int(x.0);
    Cents: x => Value::Int(x.0);
    Day: x => Value::Text(x.to_string());
    Lang: x => Value::Text(x.into());
    &Lang: x => Value::Text(x.as_str().to_string());
    Text: x => Value::from(&x);
    // A map of texts has no way to fail as JSON.
    &Text: x => Value::Text(serde_json::to_string(x).unwrap_or_default());
}

impl<T> From<Option<T>> for Value
where
    Value: From<T>,
{
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Value::from)
    }
}

impl Value {
    /// Why this value can be kept by neither engine or only by one, if so: PostgreSQL's text holds
    /// no NUL, SQLite turns NaN into NULL.
    pub(crate) fn refused(&self) -> Option<&'static str> {
        match self {
            Value::Text(t) if t.contains('\0') => Some("a text contains a NUL character"),
            Value::Real(x) if x.is_nan() => Some("a number is not a number (NaN)"),
            _ => None,
        }
    }
}

/// The content of one cell of a row, of the kind that was asked for.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// `bigint`
    Int(i64),
    /// `double precision`
    Real(f64),
    /// `text`
    Text(&'a str),
    /// `boolean`
    Bool(bool),
    /// `uuid`
    Uuid(Uuid),
    /// `bytea`
    Bytes(&'a [u8]),
}

/// What can be read from a row. Features implement it for their own enumerations:
///
/// ```
/// # #[derive(Debug)] enum State { Open, Closed }
/// impl db::FromCell for State {
///     const KIND: db::Kind = db::Kind::Text;
///     fn from_cell(cell: db::Cell<'_>) -> Result<State, String> {
///         match cell {
///             db::Cell::Text("open") => Ok(State::Open),
///             db::Cell::Text("closed") => Ok(State::Closed),
///             _ => Err("not a state".to_string()),
///         }
///     }
/// }
/// ```
pub trait FromCell: Sized {
    /// The kind of column it is kept in.
    const KIND: Kind;

    /// Reads the cell, which is of kind [`FromCell::KIND`].
    ///
    /// # Errors
    /// A sentence that says what is wrong with the content; it becomes a [`crate::Fault::Column`].
    fn from_cell(cell: Cell<'_>) -> Result<Self, String>;

    /// The value of an empty cell; `None` when it must not be empty.
    fn from_null() -> Option<Self> {
        None
    }
}

impl<T: FromCell> FromCell for Option<T> {
    const KIND: Kind = T::KIND;
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        T::from_cell(cell).map(Some)
    }
    fn from_null() -> Option<Self> {
        Some(None)
    }
}

impl Cell<'_> {
    /// The kind of the content.
    pub fn kind(&self) -> Kind {
        match self {
            Cell::Int(_) => Kind::Int,
            Cell::Real(_) => Kind::Real,
            Cell::Text(_) => Kind::Text,
            Cell::Bool(_) => Kind::Bool,
            Cell::Uuid(_) => Kind::Uuid,
            Cell::Bytes(_) => Kind::Bytes,
        }
    }
}

const RANGE: &str = "the number is out of range";

fn wrong_kind(wanted: Kind, found: Kind) -> String {
    format!(
        "the code expects {} and finds {}",
        wanted.name(),
        found.name()
    )
}

macro_rules! from_cell {
    ($($to:ty, $kind:ident: $x:ident => $read:expr;)*) => {$(
        impl FromCell for $to {
            const KIND: Kind = Kind::$kind;
            fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
                match cell {
                    Cell::$kind($x) => $read,
                    other => Err(wrong_kind(Kind::$kind, other.kind())),
                }
            }
        }
    )*};
}

from_cell! {
    i64, Int: x => Ok(x);
    i32, Int: x => x.try_into().map_err(|_| RANGE.to_string());
    u64, Int: x => x.try_into().map_err(|_| RANGE.to_string());
    u32, Int: x => x.try_into().map_err(|_| RANGE.to_string());
    u16, Int: x => x.try_into().map_err(|_| RANGE.to_string());
    u8, Int: x => x.try_into().map_err(|_| RANGE.to_string());
    usize, Int: x => x.try_into().map_err(|_| RANGE.to_string());
    f64, Real: x => Ok(x);
    bool, Bool: x => Ok(x);
    String, Text: x => Ok(x.to_string());
    Vec<u8>, Bytes: x => Ok(x.to_vec());
    Uuid, Uuid: x => Ok(x);
    Id, Uuid: x => Ok(Id(x));
    Moment, Int: x => Ok(Moment(x));
    Cents, Int: x => Ok(Cents(x));
    Day, Text: x => x.parse().map_err(|_| "the text is not a day (2026-11-22)".to_string());
    Lang, Text: x => x.parse().map_err(|_| "the text is not a language tag".to_string());
    Text, Text: x => serde_json::from_str(x)
        .map_err(|_| "the text is not a JSON object of texts by language".to_string());
}
