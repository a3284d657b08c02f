//! A folder as one source: a tabular HSDS package, or several files of JSON (pages of an API).

use std::path::{Path, PathBuf};

use crate::reader::Records;
use crate::source::Meter;
use crate::tabular::{TabularRecords, is_package};
use crate::{Kind, Options, ReadError, Reader, Record};

/// More files than this in one folder are no pages of a list.
const MOST_FILES: usize = 100_000;

pub(crate) fn open(
    folder: &Path,
    name: &str,
    options: &Options,
    meter: &Meter,
) -> Result<(Records, Kind), ReadError> {
    let (mut csv, mut json) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder).map_err(|e| ReadError::from_io(name, e))? {
        let path = entry.map_err(|e| ReadError::from_io(name, e))?.path();
        match path
            .extension()
            .map(|e| e.to_string_lossy().to_ascii_lowercase())
            .as_deref()
        {
            Some("csv") => csv.push(path),
            Some("json") if !is_about(&path) => json.push(path),
            _ => {}
        }
        if csv.len() + json.len() > MOST_FILES {
            return Err(ReadError::too_much(
                name,
                "the number of files",
                MOST_FILES as u64,
            ));
        }
    }
    csv.sort();
    json.sort_by_cached_key(|p| natural(p));
    if is_package(&csv) {
        let records = TabularRecords::open(&csv, options, meter)?;
        return Ok((Box::new(records), Kind::Hsds));
    }
    if json.is_empty() {
        return Err(ReadError::UnknownKind {
            name: format!("the folder {name}"),
        });
    }
    let kind = options.kind.unwrap_or(Kind::Hsds);
    let pages = Pages {
        files: json.into_iter(),
        current: None,
        options: Options {
            kind: Some(kind),
            ..options.clone()
        },
        meter: meter.clone(),
        index: 0,
        done: false,
    };
    Ok((Box::new(pages), kind))
}

/// Files that speak about the others or list the terms of taxonomies hold no records.
fn is_about(path: &Path) -> bool {
    let name = path
        .file_stem()
        .map(|s| s.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    ["datapackage", "openapi", "schema"].contains(&name.as_str()) || name.starts_with("taxonom")
}

/// `page-2` before `page-10`: runs of digits are compared as numbers.
fn natural(path: &Path) -> Vec<(u64, String)> {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut parts = Vec::new();
    let mut rest = name.as_str();
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let other = rest[digits..]
            .bytes()
            .take_while(|b| !b.is_ascii_digit())
            .count();
        let number = rest[..digits].parse().unwrap_or(0);
        parts.push((number, rest[digits..digits + other].to_string()));
        rest = &rest[digits + other..];
    }
    parts
}

struct Pages {
    files: std::vec::IntoIter<PathBuf>,
    current: Option<(String, Reader)>,
    options: Options,
    meter: Meter,
    index: u64,
    done: bool,
}

impl Iterator for Pages {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let Some((name, reader)) = self.current.as_mut() else {
                let path = self.files.next()?;
                let name = path
                    .file_name()
                    .map(|n| n.to_string_lossy().into_owned())
                    .unwrap_or_default();
                match crate::open(&path, &self.options) {
                    Ok(reader) => self.current = Some((name, reader)),
                    Err(e) => {
                        self.done = true;
                        return Some(Err(e));
                    }
                }
                continue;
            };
            match reader.next() {
                Some(Ok(mut record)) => {
                    record.address.file.clone_from(name);
                    record.address.index = self.index;
                    self.index += 1;
                    return Some(Ok(record));
                }
                Some(Err(e)) => {
                    self.done = true;
                    return Some(Err(e));
                }
                None => {
                    if let Some(sha) = &reader.facts().sha256 {
                        self.meter.add(sha.as_bytes());
                    }
                    self.current = None;
                }
            }
        }
        None
    }
}
