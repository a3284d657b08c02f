//! Values on their way to PostgreSQL and back.

use bytes::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

use crate::value::{Cell, Kind, Value};

type Failure = Box<dyn std::error::Error + Sync + Send>;

/// A value as a parameter. [`fits`] has looked at its type before.
#[derive(Debug)]
pub(super) struct Param<'a>(pub(super) &'a Value);

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(x) if *ty == Type::INT4 => i32::try_from(*x)?.to_sql(ty, out),
            Value::Int(x) if *ty == Type::INT2 => i16::try_from(*x)?.to_sql(ty, out),
            Value::Int(x) => x.to_sql(ty, out),
            Value::Real(x) => x.to_sql(ty, out),
            Value::Text(x) => x.to_sql(ty, out),
            Value::Bool(x) => x.to_sql(ty, out),
            Value::Uuid(x) => x.to_sql(ty, out),
            Value::Bytes(x) => x.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Says why the values cannot be given to a statement with parameters of these types.
pub(super) fn fits(types: &[Type], values: &[Value]) -> Result<(), String> {
    if types.len() != values.len() {
        return Err(format!(
            "it has {} parameters, the code gives {}",
            types.len(),
            values.len()
        ));
    }
    for (i, (ty, value)) in types.iter().zip(values).enumerate() {
        let (fits, kind) = match value {
            Value::Null => continue,
            // What the server takes for a smaller integer (a literal beside it) may still fit.
            Value::Int(x) => (
                *ty == Type::INT8
                    || *ty == Type::INT4 && i32::try_from(*x).is_ok()
                    || *ty == Type::INT2 && i16::try_from(*x).is_ok(),
                Kind::Int,
            ),
            Value::Real(_) => (*ty == Type::FLOAT8, Kind::Real),
            Value::Text(_) => (is_text(ty), Kind::Text),
            Value::Bool(_) => (*ty == Type::BOOL, Kind::Bool),
            Value::Uuid(_) => (*ty == Type::UUID, Kind::Uuid),
            Value::Bytes(_) => (*ty == Type::BYTEA, Kind::Bytes),
        };
        if !fits {
            return Err(format!(
                "the server takes parameter ${} for {ty}, the code gives {}: write cast(${} as {})",
                i + 1,
                kind.name(),
                i + 1,
                kind.name()
            ));
        }
    }
    Ok(())
}

fn is_text(ty: &Type) -> bool {
    [
        Type::TEXT,
        Type::VARCHAR,
        Type::BPCHAR,
        Type::NAME,
        Type::UNKNOWN,
    ]
    .contains(ty)
}

/// The bytes of a cell as they came.
struct Raw<'a> {
    ty: Type,
    bytes: &'a [u8],
}

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(ty: &Type, bytes: &'a [u8]) -> Result<Self, Failure> {
        Ok(Raw {
            ty: ty.clone(),
            bytes,
        })
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Reads a cell of the kind the code expects; `None` when it is empty.
pub(crate) fn cell(
    row: &tokio_postgres::Row,
    at: usize,
    kind: Kind,
) -> Result<Option<Cell<'_>>, String> {
    let raw: Option<Raw<'_>> = row.try_get(at).map_err(|e| e.to_string())?;
    let Some(Raw { ty, bytes }) = raw else {
        return Ok(None);
    };
    let cell = match kind {
        Kind::Int if ty == Type::INT8 => i64::from_sql(&ty, bytes).map(Cell::Int),
        Kind::Int if ty == Type::INT4 => i32::from_sql(&ty, bytes).map(|x| Cell::Int(x.into())),
        Kind::Int if ty == Type::INT2 => i16::from_sql(&ty, bytes).map(|x| Cell::Int(x.into())),
        Kind::Real if ty == Type::FLOAT8 => f64::from_sql(&ty, bytes).map(Cell::Real),
        Kind::Text if is_text(&ty) => <&str>::from_sql(&ty, bytes).map(Cell::Text),
        Kind::Bool if ty == Type::BOOL => bool::from_sql(&ty, bytes).map(Cell::Bool),
        Kind::Uuid if ty == Type::UUID => Uuid::from_sql(&ty, bytes).map(Cell::Uuid),
        Kind::Bytes if ty == Type::BYTEA => <&[u8]>::from_sql(&ty, bytes).map(Cell::Bytes),
        kind => {
            return Err(format!(
                "the code expects {} and finds {ty}{}",
                kind.name(),
                match ty {
                    Type::NUMERIC => ": write cast(… as bigint) or cast(… as double precision)",
                    _ => "",
                }
            ));
        }
    };
    cell.map(Some).map_err(|e| e.to_string())
}
