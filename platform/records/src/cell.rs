//! One value of a record.

use std::borrow::Cow;

use serde::Serialize;

/// One value as the file has it; nothing is converted here.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// A text. In CSV everything is text.
    Text(String),
    /// A number the file itself marks as one (JSON, spreadsheet).
    Number(f64),
    /// True or false, marked by the file itself.
    Bool(bool),
    /// Nothing there.
    Null,
}

impl Cell {
    /// The value as text: numbers without a needless `.0`, truth values as `true` and `false`,
    /// nothing as the empty text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(t) => Cow::Borrowed(t),
            Cell::Number(n) => Cow::Owned(number_text(*n)),
            Cell::Bool(b) => Cow::Borrowed(if *b { "true" } else { "false" }),
            Cell::Null => Cow::Borrowed(""),
        }
    }

    /// True for nothing, and for text of only white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Text(t) => values::is_blank(t),
            Cell::Null => true,
            Cell::Number(_) | Cell::Bool(_) => false,
        }
    }
}

/// Whole numbers up to 2^53 are written without a fraction; others in the shortest form that reads
/// back to the same number.
fn number_text(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() <= 9_007_199_254_740_992.0 {
        format!("{n:.0}")
    } else {
        n.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_would() {
        assert_eq!(Cell::Number(1082.0).text(), "1082");
        assert_eq!(Cell::Number(9.172905473456417).text(), "9.172905473456417");
        assert_eq!(Cell::Number(-0.5).text(), "-0.5");
        assert_eq!(Cell::Bool(true).text(), "true");
        assert!(Cell::Text(" \u{a0}".into()).is_blank() && Cell::Null.is_blank());
        assert!(!Cell::Number(0.0).is_blank());
    }
}
