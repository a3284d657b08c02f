//! Spreadsheets. Rows come through a short channel from a thread that owns the workbook, so that a
//! sheet streams, and a damaged file that makes a parser fail ends that thread and nothing else.

use std::io::{Cursor, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};

use crate::source::{Bytes, Meter};
use crate::table::Row;
use crate::{Cell, Limits, ReadError};

/// What the thread sends.
pub(crate) enum Message {
    Row(Row),
    Failed(ReadError),
    End,
}

/// The receiver has gone: nobody wants more rows.
pub(crate) struct Gone;

pub(crate) type Sender = SyncSender<Message>;

/// Rows as they arrive.
pub(crate) struct SheetRows {
    rows: Receiver<Message>,
    name: String,
    done: bool,
}

impl Iterator for SheetRows {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.rows.recv() {
            Ok(Message::Row(row)) => Some(Ok(row)),
            Ok(Message::End) => {
                self.done = true;
                None
            }
            Ok(Message::Failed(e)) => {
                self.done = true;
                Some(Err(e))
            }
            Err(_) => {
                self.done = true;
                Some(Err(damaged(&self.name, "its parts contradict each other")))
            }
        }
    }
}

pub(crate) fn damaged(name: &str, why: impl std::fmt::Display) -> ReadError {
    ReadError::malformed(
        name,
        format!("damaged spreadsheet ({why}); open it in an office program and save it anew"),
    )
}

/// Starts reading a sheet. The packed file is held in memory: spreadsheets are read from their end.
pub(crate) fn rows(
    mut source: Bytes,
    ods: bool,
    sheet: Option<&str>,
    name: &str,
    limits: &Limits,
    meter: &Meter,
) -> Result<(SheetRows, String), ReadError> {
    let mut packed = Vec::new();
    source
        .read_to_end(&mut packed)
        .map_err(|e| ReadError::from_io(name, e))?;
    meter.finish();
    check_size(&packed, name, limits.unpacked_bytes)?;
    let (sender, receiver) = sync_channel(256);
    let (say_name, hear_name) = sync_channel(1);
    let (sheet, file, limits) = (sheet.map(str::to_string), name.to_string(), *limits);
    std::thread::Builder::new()
        .name("spreadsheet".into())
        .spawn(move || {
            let read = if ods { crate::ods::read } else { read_xlsx };
            let told = |found: String| {
                let _ = say_name.send(found);
            };
            let last = match read(packed, sheet.as_deref(), &file, &limits, &sender, &told) {
                Ok(Ok(())) => Message::End,
                Ok(Err(Gone)) => return,
                Err(e) => Message::Failed(e),
            };
            let _ = sender.send(last);
        })
        .map_err(|e| ReadError::from_io(name, e))?;
    // without a name the thread has already failed, and its message waits in the channel
    let found = hear_name.recv().unwrap_or_default();
    Ok((
        SheetRows {
            rows: receiver,
            name: name.to_string(),
            done: false,
        },
        found,
    ))
}

/// Unpacks every part into nothing, to know that it stays within the limit whatever its directory
/// claims.
fn check_size(packed: &[u8], name: &str, limit: u64) -> Result<(), ReadError> {
    let mut zip = zip::ZipArchive::new(Cursor::new(packed)).map_err(|e| damaged(name, e))?;
    let mut left = limit;
    for i in 0..zip.len() {
        let part = zip.by_index(i).map_err(|e| damaged(name, e))?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|e| damaged(name, e))?;
        if read > left {
            return Err(ReadError::too_much(
                name,
                "the unpacked size, in bytes,",
                limit,
            ));
        }
        left -= read;
    }
    Ok(())
}

/// The wished sheet, or the first.
pub(crate) fn choose(names: &[String], wanted: Option<&str>) -> Result<String, ReadError> {
    let found = match wanted {
        None => names.first(),
        Some(w) => names
            .iter()
            .find(|n| n.as_str() == w)
            .or_else(|| names.iter().find(|n| values::fold(n) == values::fold(w))),
    };
    found.cloned().ok_or_else(|| ReadError::NoSheet {
        wanted: wanted.unwrap_or("1").to_string(),
        there: names.join(", "),
    })
}

type Told<'a> = &'a dyn Fn(String);

fn read_xlsx(
    packed: Vec<u8>,
    sheet: Option<&str>,
    name: &str,
    limits: &Limits,
    out: &Sender,
    told: Told<'_>,
) -> Result<Result<(), Gone>, ReadError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(packed)).map_err(|e| damaged(name, e))?;
    let sheet = choose(&book.sheet_names(), sheet)?;
    told(sheet.clone());
    let mut cells = book
        .worksheet_cells_reader(&sheet)
        .map_err(|e| damaged(name, e))?;
    let mut row = Row {
        line: 0,
        cells: Vec::new(),
        raw: None,
    };
    while let Some(cell) = cells.next_cell().map_err(|e| damaged(name, e))? {
        let (line, column) = cell.get_position();
        let (line, column) = (u64::from(line) + 1, column as usize);
        if column >= limits.fields {
            return Err(ReadError::too_much(
                format!("{sheet}!{line}"),
                "the number of columns",
                limits.fields as u64,
            ));
        }
        if line != row.line {
            let next = Row {
                line,
                cells: Vec::with_capacity(row.cells.len()),
                raw: None,
            };
            let full = std::mem::replace(&mut row, next);
            if full.line > 0 && out.send(Message::Row(full)).is_err() {
                return Ok(Err(Gone));
            }
        }
        let value = match cell.get_value() {
            DataRef::Int(i) => Cell::Number(*i as f64),
            DataRef::Float(f) => Cell::Number(*f),
            DataRef::String(s) => Cell::Text(s.clone()),
            DataRef::SharedString(s) => Cell::Text((*s).to_string()),
            DataRef::Bool(b) => Cell::Bool(*b),
            DataRef::DateTime(d) => Cell::Text(moment(*d)),
            DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => Cell::Text(s.clone()),
            DataRef::Error(_) | DataRef::Empty => Cell::Null,
        };
        if column >= row.cells.len() {
            row.cells.resize(column + 1, Cell::Null);
        }
        row.cells[column] = value;
    }
    if row.line > 0 && out.send(Message::Row(row)).is_err() {
        return Ok(Err(Gone));
    }
    Ok(Ok(()))
}

/// A spreadsheet's date as ISO 8601: the day, the day with its time, or only the time.
fn moment(d: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = d.to_ymd_hms_milli();
    if d.is_duration() || d.as_f64().abs() < 1.0 {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    if d.as_f64().fract() == 0.0 {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}
