//! LibreOffice Calc. Read here and not with calamine, which unfolds repeated cells in memory while
//! opening: a file of a few hundred bytes can ask for 17 thousand million cells.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::sheet::{Gone, Message, Sender, choose, damaged};
use crate::table::Row;
use crate::{Cell, Limits, ReadError};

/// Repetitions beyond this are padding to the edge of the sheet, not data.
const MOST_REPEATED_ROWS: u64 = 10_000;

struct Reading<'a> {
    limits: &'a Limits,
    name: &'a str,
    sheet: String,
}

pub(crate) fn read(
    packed: Vec<u8>,
    sheet: Option<&str>,
    name: &str,
    limits: &Limits,
    out: &Sender,
    told: &dyn Fn(String),
) -> Result<Result<(), Gone>, ReadError> {
    let sheets = sheet_names(&packed, name)?;
    let sheet = choose(&sheets, sheet)?;
    told(sheet.clone());
    let reading = Reading {
        limits,
        name,
        sheet,
    };
    reading.rows(&packed, out)
}

fn content<T>(
    packed: &[u8],
    name: &str,
    work: impl FnOnce(&mut dyn FnMut() -> Result<Event<'static>, ReadError>) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    let mut zip = zip::ZipArchive::new(Cursor::new(packed)).map_err(|e| damaged(name, e))?;
    let part = zip.by_name("content.xml").map_err(|e| damaged(name, e))?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut next = || {
        buffer.clear();
        reader
            .read_event_into(&mut buffer)
            .map(Event::into_owned)
            .map_err(|e| damaged(name, e))
    };
    work(&mut next)
}

fn sheet_names(packed: &[u8], name: &str) -> Result<Vec<String>, ReadError> {
    content(packed, name, |next| {
        let mut names = Vec::new();
        loop {
            match next()? {
                Event::Start(e) if is(&e, "table:table") => {
                    names.push(attribute(&e, "table:name").unwrap_or_default());
                }
                Event::Eof => return Ok(names),
                _ => {}
            }
        }
    })
}

fn is(e: &BytesStart<'_>, name: &str) -> bool {
    e.name().into_inner() == name
}

fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let value = e.try_get_attribute(name).ok().flatten()?;
    value
        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

fn times(e: &BytesStart<'_>, name: &str) -> u64 {
    attribute(e, name)
        .and_then(|v| v.parse::<u64>().ok())
        .unwrap_or(1)
        .max(1)
}

impl Reading<'_> {
    fn rows(&self, packed: &[u8], out: &Sender) -> Result<Result<(), Gone>, ReadError> {
        content(packed, self.name, |next| {
            let (mut inside, mut line) = (false, 0u64);
            loop {
                match next()? {
                    Event::Start(e) if is(&e, "table:table") => {
                        inside = attribute(&e, "table:name").unwrap_or_default() == self.sheet;
                    }
                    Event::Start(e) if inside && is(&e, "table:table-row") => {
                        let repeated = times(&e, "table:number-rows-repeated");
                        let cells = self.row(next, line + 1)?;
                        if !cells.is_empty() {
                            if repeated > MOST_REPEATED_ROWS {
                                return Err(ReadError::too_much(
                                    format!("{}!{}", self.sheet, line + 1),
                                    "the repetition of a row",
                                    MOST_REPEATED_ROWS,
                                ));
                            }
                            for i in 0..repeated {
                                let row = Row {
                                    line: line + 1 + i,
                                    cells: cells.clone(),
                                    raw: None,
                                };
                                if out.send(Message::Row(row)).is_err() {
                                    return Ok(Err(Gone));
                                }
                            }
                        }
                        line = line.saturating_add(repeated);
                    }
                    Event::End(e) if inside && e.name().into_inner() == "table:table" => {
                        return Ok(Ok(()));
                    }
                    Event::Eof => return Ok(Ok(())),
                    _ => {}
                }
            }
        })
    }

    /// The cells of a row up to its last filled one.
    fn row(
        &self,
        next: &mut dyn FnMut() -> Result<Event<'static>, ReadError>,
        line: u64,
    ) -> Result<Vec<Cell>, ReadError> {
        let mut cells: Vec<Cell> = Vec::new();
        // empty cells are only counted until a filled one follows
        let mut empty = 0u64;
        loop {
            match next()? {
                Event::Start(e)
                    if is(&e, "table:table-cell") || is(&e, "table:covered-table-cell") =>
                {
                    let repeated = times(&e, "table:number-columns-repeated");
                    let cell = self.cell(&e, next, line)?;
                    if cell.is_blank() {
                        empty = empty.saturating_add(repeated);
                        continue;
                    }
                    let width = (cells.len() as u64)
                        .saturating_add(empty)
                        .saturating_add(repeated);
                    if width > self.limits.fields as u64 {
                        return Err(ReadError::too_much(
                            format!("{}!{line}", self.sheet),
                            "the number of columns",
                            self.limits.fields as u64,
                        ));
                    }
                    cells.extend((0..empty).map(|_| Cell::Null));
                    cells.extend((0..repeated).map(|_| cell.clone()));
                    empty = 0;
                }
                Event::End(e) if e.name().into_inner() == "table:table-row" => {
                    return Ok(cells);
                }
                Event::Eof => return Err(damaged(self.name, "it ends inside a row")),
                _ => {}
            }
        }
    }

    fn cell(
        &self,
        start: &BytesStart<'_>,
        next: &mut dyn FnMut() -> Result<Event<'static>, ReadError>,
        line: u64,
    ) -> Result<Cell, ReadError> {
        let kind = attribute(start, "office:value-type").unwrap_or_default();
        let known = match kind.as_str() {
            "float" | "percentage" | "currency" => attribute(start, "office:value")
                .and_then(|v| v.parse::<f64>().ok())
                .filter(|n| n.is_finite())
                .map(Cell::Number),
            "boolean" => attribute(start, "office:boolean-value").map(|v| Cell::Bool(v == "true")),
            "date" => attribute(start, "office:date-value").map(Cell::Text),
            _ => None,
        };
        let (mut text, mut paragraphs, mut note) = (String::new(), 0, 0usize);
        loop {
            if text.len() > self.limits.record_bytes {
                return Err(ReadError::too_much(
                    format!("{}!{line}", self.sheet),
                    "a cell, in bytes,",
                    self.limits.record_bytes as u64,
                ));
            }
            match next()? {
                Event::Start(e) if is(&e, "office:annotation") => note += 1,
                Event::Start(e) if note == 0 && is(&e, "text:p") => {
                    paragraphs += 1;
                    if paragraphs > 1 {
                        text.push('\n');
                    }
                }
                Event::Start(e) if note == 0 && is(&e, "text:s") => {
                    let n = times(&e, "text:c").min(100);
                    text.extend((0..n).map(|_| ' '));
                }
                Event::Start(e) if note == 0 && is(&e, "text:tab") => text.push('\t'),
                Event::Start(e) if note == 0 && is(&e, "text:line-break") => text.push('\n'),
                Event::Text(t) if note == 0 && paragraphs > 0 => text.push_str(&t.xml10_content()),
                Event::GeneralRef(r) if note == 0 && paragraphs > 0 => {
                    let name: &str = r.as_ref();
                    if let Some(s) = quick_xml::escape::resolve_xml_entity(name) {
                        text.push_str(s);
                    } else if let Ok(Some(c)) = r.resolve_char_ref() {
                        text.push(c);
                    }
                }
                Event::End(e) => match e.name().into_inner() {
                    "office:annotation" => note = note.saturating_sub(1),
                    "table:table-cell" | "table:covered-table-cell" => break,
                    _ => {}
                },
                Event::Eof => return Err(damaged(self.name, "it ends inside a cell")),
                _ => {}
            }
        }
        Ok(known.unwrap_or(if text.is_empty() {
            Cell::Null
        } else {
            Cell::Text(text)
        }))
    }
}
