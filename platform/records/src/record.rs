//! A record and where it stands.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::{Cell, Geometry};

/// Where a record stands in its file, in the words of that kind of file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Address {
    /// The file inside a folder (tabular HSDS, several pages); empty for a single file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Name of the sheet, in spreadsheets.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// Line (text files) or row (spreadsheets) where the record begins, from 1; 0 when it has none.
    pub line: u64,
    /// How many records stand before it.
    pub index: u64,
    /// JSON pointer (RFC 6901) to the record, in JSON files.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pointer: String,
}

impl fmt::Display for Address {
    /// `services.csv:7`, `Foglio1!12`, `/features/3 (line 120)`, `line 9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}:", self.file)?;
        }
        if !self.sheet.is_empty() {
            return write!(f, "{}!{}", self.sheet, self.line);
        }
        if !self.pointer.is_empty() {
            return write!(f, "{} (line {})", self.pointer, self.line);
        }
        if self.file.is_empty() {
            write!(f, "line {}", self.line)
        } else {
            write!(f, "{}", self.line)
        }
    }
}

/// The names of the columns, shared by all records of a table.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) list: Vec<String>,
    index: HashMap<String, usize>,
}

impl Names {
    /// The first of several equal names wins look-ups; callers make names unique beforehand.
    pub(crate) fn new(list: Vec<String>) -> Arc<Names> {
        let mut index = HashMap::with_capacity(list.len());
        for (i, n) in list.iter().enumerate() {
            index.entry(n.clone()).or_insert(i);
        }
        Arc::new(Names { list, index })
    }
}

/// Named values in the order of the file.
#[derive(Clone, Debug)]
pub struct Fields {
    names: Arc<Names>,
    cells: Vec<Cell>,
}

impl Fields {
    /// `cells` beyond the names are dropped by the readers before; missing ones are nothing.
    pub(crate) fn new(names: Arc<Names>, cells: Vec<Cell>) -> Fields {
        Fields { names, cells }
    }

    /// The value under a name; nothing when the record has no such name.
    pub fn get(&self, name: &str) -> &Cell {
        self.names
            .index
            .get(name)
            .and_then(|i| self.cells.get(*i))
            .unwrap_or(&Cell::Null)
    }

    /// True when the record has this name, even with nothing under it.
    pub fn has(&self, name: &str) -> bool {
        self.names.index.contains_key(name)
    }

    /// All names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Cell)> {
        self.names
            .list
            .iter()
            .map(String::as_str)
            .zip(self.cells.iter().chain(std::iter::repeat(&Cell::Null)))
    }

    /// The names in order.
    pub fn names(&self) -> &[String] {
        &self.names.list
    }

    pub(crate) fn cells_mut(&mut self) -> (&[String], &mut [Cell]) {
        (&self.names.list, &mut self.cells)
    }
}

/// Something odd about a record that does not keep it from being read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
pub enum Note {
    /// The row has more or fewer fields than the header.
    Ragged {
        /// Fields of the header.
        expected: usize,
        /// Fields of the row.
        found: usize,
    },
    /// UTF-8 text was encoded a second time (`PerÃ¹` for `Perù`).
    Mojibake {
        /// Name of the value.
        column: String,
        /// As it stands in the file.
        found: String,
        /// As it was meant.
        mended: String,
    },
    /// Characters were lost before the file was written (`Per�`); they cannot be won back.
    LostCharacters {
        /// Name of the value.
        column: String,
        /// As it stands in the file.
        found: String,
    },
}

/// One record of a file.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it stands.
    pub address: Address,
    /// Its values. Nested JSON is flattened: `address.city`, `phones.0.number`.
    pub fields: Fields,
    /// Its shape on the map (GeoJSON).
    pub geometry: Option<Geometry>,
    /// The exact text of the record; for spreadsheets and tabular HSDS, which have no text of their
    /// own per record, a JSON object made from the cells.
    pub raw: String,
    /// What is odd about it.
    pub notes: Vec<Note>,
}

impl Record {
    /// The value under a name as trimmed text; empty when there is none.
    pub fn text(&self, name: &str) -> String {
        self.fields.get(name).text().trim().to_string()
    }

    /// Finds text that was encoded twice or lost characters, notes it, and when `mend` is true puts
    /// the meant text in its place.
    pub(crate) fn check_text(&mut self, mend: bool) {
        let (names, cells) = self.fields.cells_mut();
        for (name, cell) in names.iter().zip(cells) {
            let Cell::Text(text) = cell else { continue };
            if text.is_ascii() {
                continue;
            }
            if let Some(mended) = crate::mojibake::mend(text) {
                self.notes.push(Note::Mojibake {
                    column: name.clone(),
                    found: text.chars().take(80).collect(),
                    mended: mended.chars().take(80).collect(),
                });
                if mend {
                    *text = mended;
                }
            }
            if text.contains('\u{fffd}') {
                self.notes.push(Note::LostCharacters {
                    column: name.clone(),
                    found: text.chars().take(80).collect(),
                });
            }
        }
    }
}
