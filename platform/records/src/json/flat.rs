//! Nested JSON as named cells.

use serde_json::Value;

use crate::record::Names;
use crate::{Address, Cell, Fields, ReadError};

/// Nested JSON as named cells.
pub(crate) struct Flat {
    names: Vec<String>,
    cells: Vec<Cell>,
    limit: usize,
    over: bool,
}

impl Flat {
    pub(crate) fn new(limit: usize) -> Flat {
        Flat {
            names: Vec::new(),
            cells: Vec::new(),
            limit,
            over: false,
        }
    }

    pub(crate) fn add(&mut self, name: &str, value: &Value) {
        if self.names.len() >= self.limit {
            self.over = true;
            return;
        }
        let cell = match value {
            Value::Null => Cell::Null,
            Value::Bool(b) => Cell::Bool(*b),
            Value::Number(n) => match n.as_f64() {
                // beyond 2^53 a float would change the digits of a key
                Some(f) if n.is_f64() || f.abs() < 9_007_199_254_740_992.0 => Cell::Number(f),
                _ => Cell::Text(n.to_string()),
            },
            Value::String(s) if s.is_empty() => Cell::Null,
            Value::String(s) => Cell::Text(s.clone()),
            Value::Array(list) => {
                for (i, v) in list.iter().enumerate() {
                    self.add(&format!("{name}.{i}"), v);
                }
                return;
            }
            Value::Object(object) => {
                for (k, v) in object {
                    self.add(&format!("{name}.{k}"), v);
                }
                return;
            }
        };
        self.names.push(name.to_string());
        self.cells.push(cell);
    }

    pub(crate) fn fields(self, address: &Address) -> Result<Fields, ReadError> {
        if self.over {
            return Err(ReadError::too_much(
                address,
                "the number of fields",
                self.limit as u64,
            ));
        }
        Ok(Fields::new(Names::new(self.names), self.cells))
    }
}
