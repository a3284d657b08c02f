//! Text with a separator.

use std::io::Read;

use csv_core::ReadRecordResult;

use crate::error::line;
use crate::source::Decode;
use crate::table::Row;
use crate::{Cell, Limits, ReadError};

/// Rows of a CSV file, streamed. Built on `csv-core` instead of `csv`, which has no limit on the
/// length of a record: one lost quotation mark would take the whole file into memory.
pub(crate) struct CsvRows {
    source: Decode,
    parser: csv_core::Reader,
    name: String,
    input: Vec<u8>,
    at: usize,
    len: usize,
    text: Vec<u8>,
    ends: Vec<usize>,
    line: u64,
    max_bytes: usize,
    max_fields: usize,
    done: bool,
}

impl CsvRows {
    pub(crate) fn new(source: Decode, delimiter: u8, name: &str, limits: &Limits) -> CsvRows {
        CsvRows {
            source,
            parser: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            name: name.to_string(),
            input: vec![0; 64 * 1024],
            at: 0,
            len: 0,
            text: vec![0; 4 * 1024],
            ends: vec![0; 64],
            line: 1,
            max_bytes: limits.record_bytes,
            max_fields: limits.fields,
            done: false,
        }
    }

    fn read(&mut self) -> Result<Option<Row>, ReadError> {
        if self.done {
            return Ok(None);
        }
        let (mut written, mut fields) = (0, 0);
        let mut raw: Vec<u8> = Vec::new();
        loop {
            if self.at == self.len {
                self.len = self
                    .source
                    .read(&mut self.input)
                    .map_err(|e| ReadError::from_io(&self.name, e))?;
                self.at = 0;
            }
            let (result, read, wrote, ended) = self.parser.read_record(
                &self.input[self.at..self.len],
                &mut self.text[written..],
                &mut self.ends[fields..],
            );
            raw.extend_from_slice(&self.input[self.at..self.at + read]);
            self.at += read;
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    if self.text.len() >= self.max_bytes {
                        return Err(self.too_much("a record, in bytes,", self.max_bytes));
                    }
                    let more = (self.text.len() * 2).min(self.max_bytes);
                    self.text.resize(more, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    if self.ends.len() > self.max_fields {
                        return Err(self.too_much("the number of fields", self.max_fields));
                    }
                    let more = (self.ends.len() * 2).min(self.max_fields + 1);
                    self.ends.resize(more, 0);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => {
                    self.done = true;
                    return Ok(None);
                }
            }
            if raw.len() > self.max_bytes {
                return Err(self.too_much("a record, in bytes,", self.max_bytes));
            }
        }
        // the parser leaves the line feed of a CR LF, and blank lines, to the next record
        let blank = raw
            .iter()
            .take_while(|b| matches!(b, b'\r' | b'\n'))
            .count();
        let feeds = |bytes: &[u8]| bytes.iter().filter(|b| **b == b'\n').count() as u64;
        let begins = self.line + feeds(&raw[..blank]);
        self.line += feeds(&raw);
        let mut from = 0;
        let cells = self.ends[..fields]
            .iter()
            .map(|end| {
                let cell = String::from_utf8_lossy(&self.text[from..*end]).into_owned();
                from = *end;
                Cell::Text(cell)
            })
            .collect();
        let raw = String::from_utf8_lossy(&raw[blank..])
            .trim_end_matches(['\r', '\n'])
            .to_string();
        Ok(Some(Row {
            line: begins,
            cells,
            raw: Some(raw),
        }))
    }

    fn too_much(&self, what: &str, limit: usize) -> ReadError {
        let mut place = line(self.line);
        place.push_str(" (or a quotation mark is never closed)");
        ReadError::too_much(place, what, limit as u64)
    }
}

impl Iterator for CsvRows {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.read();
        if row.is_err() {
            self.done = true;
        }
        row.transpose()
    }
}

/// The separator that cuts the first lines most evenly: the largest number of fields that most of
/// the lines share. A file of one column gets the comma.
pub(crate) fn sniff(sample: &str) -> u8 {
    let mut best = (0usize, b',');
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut counts = Vec::new();
        let (mut quoted, mut fields, mut any) = (false, 1usize, false);
        for byte in sample.bytes() {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => {
                    if any {
                        counts.push(fields);
                    }
                    (fields, any) = (1, false);
                    if counts.len() == 50 {
                        break;
                    }
                }
                b if b == delimiter && !quoted => fields += 1,
                _ => any = true,
            }
        }
        if counts.len() < 50 && any && !quoted {
            counts.push(fields);
        }
        let agree = |n: usize| counts.iter().filter(|c| **c == n).count();
        let Some(common) = counts.iter().copied().max_by_key(|n| (agree(*n), *n)) else {
            continue;
        };
        let score = if common > 1 {
            agree(common) * common
        } else {
            0
        };
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_apart() {
        assert_eq!(sniff("a;b;c\n1,5;2,5;3,5\n\"x;y\";2;3\n"), b';');
        assert_eq!(sniff("a,b\n\"1;2;3\",4\n5,6\n"), b',');
        assert_eq!(sniff("a\tb\n1,2\t3\n"), b'\t');
        assert_eq!(sniff("a|b|c\n1|2|3\n"), b'|');
        assert_eq!(sniff("nome\nuno\ndue\n"), b',');
        assert_eq!(sniff(""), b',');
    }
}
