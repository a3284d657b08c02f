//! What the caller may say about a file.

use serde::{Deserialize, Serialize};

/// Kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Text with a separator.
    Csv,
    /// Excel since 2007.
    Xlsx,
    /// LibreOffice Calc.
    Ods,
    /// A FeatureCollection.
    GeoJson,
    /// A list of objects, a single object, or one object a line.
    Json,
    /// HSDS 3: a page of the API, a file of services or organisations, or a tabular package.
    Hsds,
    /// A calendar feed; each event is a record.
    Ical,
}

/// Where the names of the columns stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Header {
    /// In the first row that looks like it: more than half as many filled fields as the fullest
    /// of the first 20 rows, none of them a number. Titles above it are passed over.
    #[default]
    Auto,
    /// In this line or row, counted from 1.
    Line(u64),
    /// Nowhere: the caller names the columns.
    None,
}

/// Hard limits; crossing one ends the reading with an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole file.
    pub file_bytes: u64,
    /// Bytes of one record.
    pub record_bytes: usize,
    /// Fields of one record.
    pub fields: usize,
    /// Levels of nested JSON.
    pub depth: usize,
    /// Records of the file.
    pub records: u64,
    /// Bytes a spreadsheet may unfold to, and of the side tables of a tabular package in memory.
    pub unpacked_bytes: u64,
}

impl Default for Limits {
    /// Two gigabytes, 16 MiB a record (a district's boundary is the largest thing met: 1 MiB),
    /// 4,000 fields, 64 levels, 20 million records, 512 MiB unpacked.
    fn default() -> Limits {
        Limits {
            file_bytes: 2 << 30,
            record_bytes: 16 << 20,
            fields: 4_000,
            depth: 64,
            records: 20_000_000,
            unpacked_bytes: 512 << 20,
        }
    }
}

/// What the caller knows about the file. Everything has a sensible default.
#[derive(Clone, Debug)]
pub struct Options {
    /// Kind; else from name and content.
    pub kind: Option<Kind>,
    /// Encoding label (WHATWG); else byte order mark, UTF-8 when the beginning is valid UTF-8, else
    /// guessed.
    pub encoding: Option<String>,
    /// Separator of CSV; else the one of `,` `;` tab `|` that cuts the first lines most evenly.
    pub delimiter: Option<char>,
    /// Where the column names stand.
    pub header: Header,
    /// Column names to use instead of those in the file (needed with [`Header::None`]).
    pub columns: Vec<String>,
    /// Sheet by name; else the first.
    pub sheet: Option<String>,
    /// JSON pointer to the list of records; else `features`, `contents`, or the top of the file.
    pub pointer: Option<String>,
    /// Put right text that was encoded twice (it is noted in any case).
    pub mend: bool,
    /// Hard limits.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            kind: None,
            encoding: None,
            delimiter: None,
            header: Header::Auto,
            columns: Vec::new(),
            sheet: None,
            pointer: None,
            mend: true,
            limits: Limits::default(),
        }
    }
}
