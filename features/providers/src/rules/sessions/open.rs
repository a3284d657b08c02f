//! A file from its bytes: of a sort that is taken, within its limits, told at its field when not.

use std::io::Cursor;

use jiff::tz::TimeZone;
use records::{Kind, Limits, Options, ReadError};
use values::{Day, Lang, Refusal};

use super::words::Words;
use super::{File, MOST_SESSIONS, Remark, Sort, calendar, table};

/// Longest file, in bytes.
pub const MOST_BYTES: usize = 5_000_000;
/// Most rows of a file.
pub const MOST_ROWS: u64 = 5_000;
/// Most remarks that are kept; a file with more has one mistake in every row.
const MOST_REMARKS: usize = 500;
/// A spreadsheet unfolds to no more than this.
const UNPACKED: u64 = 64 << 20;

fn no(key: &str) -> Refusal {
    Refusal::new(key, 422).field("file")
}

/// The sort of a file by its bytes; its name is not asked.
///
/// # Errors
/// At the field `file`: nothing in it, too long, or none of the sorts.
pub fn take(content: &[u8]) -> Result<Sort, Refusal> {
    if content.is_empty() {
        return Err(no("providers-refused-file-empty"));
    }
    if content.len() > MOST_BYTES {
        return Err(Refusal::new("providers-refused-file-long", 413)
            .arg("megabytes", MOST_BYTES / 1_000_000)
            .field("file"));
    }
    let strange = || Err(no("providers-refused-table-sort"));
    if content.starts_with(b"PK\x03\x04") {
        let head = &content[..content.len().min(4_000)];
        let ods = head.windows(20).any(|w| w == b"vnd.oasis.opendocume");
        return Ok(if ods { Sort::Ods } else { Sort::Xlsx });
    }
    if !is_text(content) {
        return strange();
    }
    let head = &content[..content.len().min(8_192)];
    let start = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    if start.starts_with(b"<") || start.starts_with(b"{") || start.starts_with(b"%PDF") {
        return strange();
    }
    if start
        .get(..15)
        .is_some_and(|s| s.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
    {
        return Ok(Sort::Ical);
    }
    if start.is_empty() {
        return Err(no("providers-refused-file-empty"));
    }
    Ok(Sort::Csv)
}

/// True when the beginning is text: no program, no picture.
pub fn is_text(content: &[u8]) -> bool {
    let head = &content[..content.len().min(8_192)];
    let wide = head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || every_second_is_nothing(head);
    wide || !head.iter().any(|b| *b < 32 && !b"\t\r\n\x0c".contains(b))
}

/// UTF-16 without a mark: text of our scripts has a nothing in every second byte.
fn every_second_is_nothing(head: &[u8]) -> bool {
    let pairs = head.len() / 2;
    let zeros = |odd: usize| (0..pairs).filter(|i| head[i * 2 + odd] == 0).count();
    pairs >= 8
        && (zeros(0) * 10 > pairs * 8 && zeros(1) == 0
            || zeros(1) * 10 > pairs * 8 && zeros(0) == 0)
}

/// Reads a file. `today` is the first day that still counts, `language` that of its words.
///
/// # Errors
/// What makes the file unreadable as a whole, at the field `file`. What is wrong with a row stands in
/// [`File::remarks`].
pub fn read(
    content: Vec<u8>,
    today: Day,
    zone: &TimeZone,
    language: &Lang,
) -> Result<File, Refusal> {
    let sort = take(&content)?;
    let (kind, name) = match sort {
        Sort::Csv => (Kind::Csv, "file.csv"),
        Sort::Xlsx => (Kind::Xlsx, "file.xlsx"),
        Sort::Ods => (Kind::Ods, "file.ods"),
        Sort::Ical => (Kind::Ical, "file.ics"),
    };
    let options = Options {
        kind: Some(kind),
        limits: Limits {
            file_bytes: MOST_BYTES as u64,
            record_bytes: 256 * 1024,
            fields: 200,
            depth: 4,
            records: MOST_ROWS,
            unpacked_bytes: UNPACKED,
        },
        ..Options::default()
    };
    let reader = records::from_read(Cursor::new(content), name, &options).map_err(|e| told(&e))?;
    let words = Words::all();
    let mut file = match sort {
        Sort::Ical => calendar::read(reader, today, zone, language),
        _ => table::read(reader, sort, today, language, words),
    }
    .map_err(|e| told(&e))?;
    if file.rows == 0 && file.is_good() {
        return Err(no("providers-refused-table-rows-none"));
    }
    if file.sessions.len() > MOST_SESSIONS {
        return Err(no("providers-refused-table-sessions")
            .arg("found", file.sessions.len())
            .arg("most", MOST_SESSIONS));
    }
    // What cannot be taken comes first when not all can be kept.
    file.remarks.sort_by_key(|r| (!r.bad, r.row));
    file.remarks.truncate(MOST_REMARKS);
    file.remarks.sort_by_key(|r| r.row);
    Ok(file)
}

fn told(error: &ReadError) -> Refusal {
    match error {
        ReadError::Empty { .. } => no("providers-refused-file-empty"),
        ReadError::TooMuch { what, .. } if what.contains("records") => {
            no("providers-refused-table-rows").arg("most", MOST_ROWS)
        }
        ReadError::TooMuch { .. } => no("providers-refused-table-big"),
        ReadError::UnknownKind { .. } | ReadError::Unsupported { .. } => {
            no("providers-refused-table-sort")
        }
        _ => no("providers-refused-table-broken"),
    }
}

/// Remarks of the reader about a record: words that came damaged.
pub(super) fn notes(record: &records::Record, row: u64) -> impl Iterator<Item = Remark> + '_ {
    record.notes.iter().filter_map(move |note| match note {
        records::Note::LostCharacters { column, found } => {
            Some(Remark::at(row, Some(column), "letters", true).with("found", found))
        }
        _ => None,
    })
}
