//! A place in a list, by key: what a page number cannot be while records come and go.

use values::{Id, Moment};

/// The last record of a page, in the order of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// In order of identifier.
    Id(Id),
    /// In order of change.
    Change(Moment, Id),
}

impl Cursor {
    /// What a cursor looks like (ECMA 262).
    pub const PATTERN: &'static str =
        "^([0-9]{1,17}\\.)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    /// Reads one.
    pub fn parse(text: &str) -> Option<Cursor> {
        let (moment, id) = match text.split_once('.') {
            Some((moment, id)) => (Some(moment), id),
            None => (None, text),
        };
        let lower = id
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b) || b == b'-');
        let id = id.parse().ok().filter(|_| lower && id.len() == 36)?;
        match moment {
            None => Some(Cursor::Id(id)),
            Some(m) if (1..=17).contains(&m.len()) && m.bytes().all(|b| b.is_ascii_digit()) => {
                Some(Cursor::Change(Moment(m.parse().ok()?), id))
            }
            Some(_) => None,
        }
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cursor::Id(id) => id.fmt(f),
            // nothing of ours happened before 1970
            Cursor::Change(m, id) => write!(f, "{}.{id}", m.0.max(0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_come_back() {
        let id = Id::named("t", "1");
        for c in [
            Cursor::Id(id),
            Cursor::Change(Moment(1_790_000_000_000_000), id),
        ] {
            assert_eq!(Cursor::parse(&c.to_string()), Some(c));
        }
        for wrong in [
            "",
            ".",
            "1.",
            "x.y",
            "{}",
            "-1.00000000-0000-0000-0000-000000000000",
        ] {
            assert_eq!(Cursor::parse(wrong), None, "{wrong}");
        }
    }
}
