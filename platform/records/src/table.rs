//! From rows of cells to records with names: shared by CSV and spreadsheets.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::record::Names;
use crate::source::Meter;
use crate::{Address, Cell, Fields, Header, Note, Options, ReadError, Record};

/// A row before it has names.
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) cells: Vec<Cell>,
    /// Exact text; none for spreadsheets.
    pub(crate) raw: Option<String>,
}

impl Row {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.is_blank()).count()
    }
}

/// How many rows are looked at to find the header.
const LOOK: usize = 20;

pub(crate) struct Table<I> {
    rows: I,
    ahead: VecDeque<Row>,
    names: Option<Arc<Names>>,
    header: Header,
    columns: Vec<String>,
    fields: usize,
    name: String,
    sheet: String,
    meter: Meter,
    index: u64,
}

impl<I: Iterator<Item = Result<Row, ReadError>>> Table<I> {
    pub(crate) fn new(rows: I, name: &str, sheet: &str, options: &Options, meter: Meter) -> Self {
        Table {
            rows,
            ahead: VecDeque::new(),
            names: None,
            header: options.header,
            columns: options.columns.clone(),
            fields: options.limits.fields,
            name: name.to_string(),
            sheet: sheet.to_string(),
            meter,
            index: 0,
        }
    }

    /// Finds the header and leaves the first rows below it in `ahead`.
    fn start(&mut self) -> Result<Arc<Names>, ReadError> {
        let mut list = match self.header {
            Header::None if self.columns.is_empty() => {
                return Err(ReadError::Option {
                    option: "columns".into(),
                    why: "a file without column names needs them from the profile".into(),
                });
            }
            Header::None => Vec::new(),
            Header::Line(wanted) => loop {
                match self.rows.next().transpose()? {
                    Some(row) if row.line >= wanted => break texts(&row),
                    Some(_) => {}
                    None => {
                        return Err(ReadError::Option {
                            option: "header".into(),
                            why: format!("{} has no line {wanted}", self.name),
                        });
                    }
                }
            },
            Header::Auto => {
                while self.ahead.len() < LOOK {
                    match self.rows.next().transpose()? {
                        Some(row) if row.filled() == 0 => {}
                        Some(row) => self.ahead.push_back(row),
                        None => break,
                    }
                }
                let most = self.ahead.iter().map(Row::filled).max().unwrap_or(0);
                let like_names = |r: &Row| {
                    r.filled() * 2 > most
                        && r.cells.iter().all(|c| match c {
                            Cell::Text(t) => !looks_like_number(t),
                            Cell::Null => true,
                            Cell::Number(_) | Cell::Bool(_) => false,
                        })
                };
                let at = self.ahead.iter().position(like_names).unwrap_or(0);
                self.ahead.drain(..at);
                match self.ahead.pop_front() {
                    Some(row) => texts(&row),
                    None => {
                        return Err(ReadError::Empty {
                            name: self.name.clone(),
                        });
                    }
                }
            }
        };
        if !self.columns.is_empty() {
            list.clone_from(&self.columns);
        }
        while list.last().is_some_and(String::is_empty) {
            list.pop();
        }
        if list.is_empty() {
            return Err(ReadError::Empty {
                name: self.name.clone(),
            });
        }
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (i, name) in list.iter_mut().enumerate() {
            if name.is_empty() {
                *name = format!("column {}", i + 1);
            }
            let times = seen.entry(name.clone()).or_insert(0);
            *times += 1;
            if *times > 1 {
                *name = format!("{name} ({times})");
            }
        }
        self.meter.counts().columns.clone_from(&list);
        Ok(Names::new(list))
    }

    fn record(&mut self, names: &Arc<Names>, mut row: Row) -> Record {
        let expected = names.list.len();
        let mut notes = Vec::new();
        let address = Address {
            sheet: self.sheet.clone(),
            line: row.line,
            index: self.index,
            ..Address::default()
        };
        self.index += 1;
        // spreadsheets end a row at its last filled cell: short rows are no news there
        let short = row.cells.len() < expected && row.raw.is_some();
        let long = row.cells.iter().skip(expected).any(|c| !c.is_blank());
        let mut names = Arc::clone(names);
        if short || long {
            notes.push(Note::Ragged {
                expected,
                found: row.cells.len(),
            });
        }
        if long {
            let mut more = names.list.clone();
            more.extend((expected..row.cells.len()).map(|i| format!("column {}", i + 1)));
            names = Names::new(more);
        } else {
            row.cells.truncate(expected);
        }
        for cell in &mut row.cells {
            if matches!(cell, Cell::Text(t) if t.is_empty()) {
                *cell = Cell::Null;
            }
        }
        let raw = row.raw.unwrap_or_else(|| {
            let object: serde_json::Map<String, serde_json::Value> = names
                .list
                .iter()
                .zip(&row.cells)
                .map(|(n, c)| (n.clone(), serde_json::json!(c)))
                .collect();
            serde_json::Value::Object(object).to_string()
        });
        Record {
            address,
            fields: Fields::new(names, row.cells),
            geometry: None,
            raw,
            notes,
        }
    }

    fn advance(&mut self) -> Result<Option<Record>, ReadError> {
        let names = match &self.names {
            Some(names) => Arc::clone(names),
            None => {
                let names = self.start()?;
                self.names = Some(Arc::clone(&names));
                names
            }
        };
        loop {
            let row = match self.ahead.pop_front() {
                Some(row) => row,
                None => match self.rows.next().transpose()? {
                    Some(row) => row,
                    None => return Ok(None),
                },
            };
            if row.cells.len() > self.fields {
                return Err(ReadError::too_much(
                    crate::error::line(row.line),
                    "the number of fields",
                    self.fields as u64,
                ));
            }
            if row.filled() > 0 {
                return Ok(Some(self.record(&names, row)));
            }
        }
    }
}

impl<I: Iterator<Item = Result<Row, ReadError>>> Iterator for Table<I> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().transpose()
    }
}

fn texts(row: &Row) -> Vec<String> {
    row.cells
        .iter()
        .map(|c| c.text().trim().chars().take(200).collect())
        .collect()
}

fn looks_like_number(t: &str) -> bool {
    let t = t.trim();
    t.chars().any(|c| c.is_ascii_digit())
        && t.chars()
            .all(|c| c.is_ascii_digit() || " .,-+/%€".contains(c))
}
