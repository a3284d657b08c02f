//! Opening a file and reading its records.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Serialize;

use crate::csv::{CsvRows, sniff};
use crate::ical::IcalRecords;
use crate::json::JsonRecords;
use crate::source::{self, Bytes, Decode, Meter, Tap};
use crate::table::Table;
use crate::{Kind, Options, ReadError, Record};

pub(crate) type Records = Box<dyn Iterator<Item = Result<Record, ReadError>> + Send>;

/// What is known about a file, complete once its last record was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// As named by the caller.
    pub name: String,
    /// Kind it was read as.
    pub kind: Kind,
    /// Bytes read so far.
    pub bytes: u64,
    /// Records given so far.
    pub records: u64,
    /// SHA-256 of the file, lower-case hexadecimal; none before its end. For a folder: of the
    /// hashes of its files in order.
    pub sha256: Option<String>,
    /// Encoding it was read as (WHATWG name); none for spreadsheets and folders.
    pub encoding: Option<String>,
    /// Bytes that were wrong in UTF-8 and read as Windows-1252.
    pub invalid_bytes: u64,
    /// Separator of CSV.
    pub delimiter: Option<char>,
    /// Column names of tables, once the header was read.
    pub columns: Vec<String>,
    /// Name of the sheet read.
    pub sheet: Option<String>,
}

/// A file being read. After an error nothing more comes.
pub struct Reader {
    records: Records,
    meter: Meter,
    name: String,
    kind: Kind,
    sheet: Option<String>,
    given: u64,
    limit: u64,
    mend: bool,
    done: bool,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("facts", &self.facts())
            .finish_non_exhaustive()
    }
}

impl Reader {
    /// What is known about the file by now.
    pub fn facts(&self) -> Facts {
        let counts = self.meter.counts();
        Facts {
            name: self.name.clone(),
            kind: self.kind,
            bytes: counts.bytes,
            records: self.given,
            sha256: counts.digest.map(hex::encode),
            encoding: counts.encoding.map(str::to_string),
            invalid_bytes: counts.invalid_bytes,
            delimiter: counts.delimiter,
            columns: counts.columns.clone(),
            sheet: self.sheet.clone(),
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.records.next() {
            None => {
                self.done = true;
                self.meter.finish();
                None
            }
            Some(Err(e)) => {
                self.done = true;
                Some(Err(e))
            }
            Some(Ok(_)) if self.given >= self.limit => {
                self.done = true;
                Some(Err(ReadError::too_much(
                    &self.name,
                    "the number of records",
                    self.limit,
                )))
            }
            Some(Ok(mut record)) => {
                self.given += 1;
                record.check_text(self.mend);
                Some(Ok(record))
            }
        }
    }
}

/// Opens a file, or a folder with a tabular HSDS package or pages of JSON.
///
/// # Errors
/// When it cannot be opened, its kind is not known, or its beginning is wrong.
pub fn open(path: &Path, options: &Options) -> Result<Reader, ReadError> {
    let name = path.file_name().map_or_else(
        || path.to_string_lossy().into_owned(),
        |n| n.to_string_lossy().into_owned(),
    );
    if path.is_dir() {
        let meter = Meter::default();
        let (records, kind) = crate::folder::open(path, &name, options, &meter)?;
        return Ok(reader(records, meter, name, kind, None, options));
    }
    let file = File::open(path).map_err(|e| ReadError::from_io(&name, e))?;
    from_read(file, &name, options)
}

/// Reads from anything; the name tells the kind where the options do not, and stands in errors.
///
/// # Errors
/// When it cannot be read, its kind is not known, or its beginning is wrong.
pub fn from_read(
    read: impl Read + Send + 'static,
    name: &str,
    options: &Options,
) -> Result<Reader, ReadError> {
    let meter = Meter::default();
    let limits = &options.limits;
    let tap: Bytes = Box::new(Tap::new(
        Box::new(read),
        meter.clone(),
        name,
        limits.file_bytes,
    ));
    let (sample, bytes) = source::peek(tap).map_err(|e| ReadError::from_io(name, e))?;
    let kind = match options.kind {
        Some(kind) => kind,
        None => tell(&sample, name)?,
    };
    if let Kind::Xlsx | Kind::Ods = kind {
        let (rows, sheet) = crate::sheet::rows(
            bytes,
            kind == Kind::Ods,
            options.sheet.as_deref(),
            name,
            limits,
            &meter,
        )?;
        let table = Table::new(rows, name, &sheet, options, meter.clone());
        return Ok(reader(
            Box::new(table),
            meter,
            name.to_string(),
            kind,
            Some(sheet),
            options,
        ));
    }
    let encoding = source::encoding(&sample, options.encoding.as_deref())?;
    let (text, _) = encoding.decode_with_bom_removal(&sample);
    let source = Decode::new(bytes, encoding, meter.clone());
    let records: Records = match kind {
        Kind::Csv => {
            let delimiter = match options.delimiter {
                Some(d) => u8::try_from(d).map_err(|_| ReadError::Option {
                    option: "delimiter".into(),
                    why: format!("«{d}» is not a single ASCII sign"),
                })?,
                None => sniff(&text),
            };
            meter.counts().delimiter = Some(delimiter as char);
            let rows = CsvRows::new(source, delimiter, name, limits);
            Box::new(Table::new(rows, name, "", options, meter.clone()))
        }
        Kind::Ical => Box::new(IcalRecords::new(source, name, limits)),
        _ => Box::new(JsonRecords::new(
            source,
            kind,
            options.pointer.as_deref(),
            name,
            limits,
        )),
    };
    Ok(reader(
        records,
        meter,
        name.to_string(),
        kind,
        None,
        options,
    ))
}

fn reader(
    records: Records,
    meter: Meter,
    name: String,
    kind: Kind,
    sheet: Option<String>,
    options: &Options,
) -> Reader {
    Reader {
        records,
        meter,
        name,
        kind,
        sheet,
        given: 0,
        limit: options.limits.records,
        mend: options.mend,
        done: false,
    }
}

/// The kind from the first bytes, then from the name's ending.
fn tell(sample: &[u8], name: &str) -> Result<Kind, ReadError> {
    if sample.starts_with(b"PK\x03\x04") {
        // an ODS begins with its type, stored unpacked (ODF 1.3 part 2, 3.3)
        let ods = sample
            .windows(20)
            .take(200)
            .any(|w| w == b"vnd.oasis.opendocume");
        return Ok(if ods { Kind::Ods } else { Kind::Xlsx });
    }
    if sample.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(ReadError::Unsupported {
            name: name.to_string(),
            what: "a spreadsheet of Excel before 2007, or protected by a password".into(),
            mend: "save it as .xlsx without password, or as .csv".into(),
        });
    }
    if sample.starts_with(b"%PDF") {
        return Err(ReadError::Unsupported {
            name: name.to_string(),
            what: "a PDF".into(),
            mend: "ask its publisher for the table behind it (.csv, .xlsx, .ods)".into(),
        });
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, e)| e.to_ascii_lowercase())
        .unwrap_or_default();
    let (text, _) = source::encoding(sample, None)?.decode_with_bom_removal(sample);
    let start = text.trim_start();
    if start
        .get(..15)
        .is_some_and(|s| s.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
    {
        return Ok(Kind::Ical);
    }
    if start.starts_with(['{', '[']) {
        return Ok(match ending.as_str() {
            "geojson" => Kind::GeoJson,
            _ if start.contains("\"FeatureCollection\"") => Kind::GeoJson,
            _ => Kind::Json,
        });
    }
    if start.starts_with('<') {
        return Err(ReadError::Unsupported {
            name: name.to_string(),
            what: "a web page or XML".into(),
            mend: "the address may have answered with an error page: open it and look".into(),
        });
    }
    match ending.as_str() {
        "csv" | "tsv" | "txt" => Ok(Kind::Csv),
        "geojson" => Ok(Kind::GeoJson),
        "json" | "ndjson" | "jsonl" => Ok(Kind::Json),
        "ics" | "ical" => Ok(Kind::Ical),
        "xlsx" | "ods" if sample.is_empty() => Err(ReadError::Empty {
            name: name.to_string(),
        }),
        _ => Err(ReadError::UnknownKind {
            name: name.to_string(),
        }),
    }
}
