//! Why a file cannot be read.

use std::io;

use crate::Address;

/// Why a file, or its rest, cannot be read: what, where, and how to mend it.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// The system does not give us the file.
    #[error("cannot read {name}: {why}")]
    Io {
        /// File as named by the caller.
        name: String,
        /// The system's words.
        why: String,
    },
    /// Neither name nor content says what it is.
    #[error(
        "cannot tell what kind of file {name} is; name its kind (csv, xlsx, ods, geojson, json, hsds, ical)"
    )]
    UnknownKind {
        /// File as named by the caller.
        name: String,
    },
    /// A kind we know but do not read.
    #[error("{name} is {what}; {mend}")]
    Unsupported {
        /// File as named by the caller.
        name: String,
        /// What it is.
        what: String,
        /// What to do instead.
        mend: String,
    },
    /// The file holds nothing.
    #[error("{name} is empty: there is not even a row of column names")]
    Empty {
        /// File as named by the caller.
        name: String,
    },
    /// A limit was crossed.
    #[error(
        "{place}: {what} is beyond the limit of {limit}; if the file is right, raise the limit in the profile"
    )]
    TooMuch {
        /// Where.
        place: String,
        /// What is too much ("the file", "a record", "nesting" …), with its unit.
        what: String,
        /// The limit.
        limit: u64,
    },
    /// The text does not follow the rules of its kind.
    #[error("{place}: {what}")]
    Malformed {
        /// Where.
        place: String,
        /// What is wrong.
        what: String,
    },
    /// The wished sheet is not there.
    #[error("there is no sheet «{wanted}»; the file has: {there}")]
    NoSheet {
        /// Sheet asked for.
        wanted: String,
        /// Sheets of the file.
        there: String,
    },
    /// The wished list is not there.
    #[error("there is no list at «{pointer}» in {name}; at the top it has: {there}")]
    NoList {
        /// File as named by the caller.
        name: String,
        /// JSON pointer asked for.
        pointer: String,
        /// Names at the top of the document.
        there: String,
    },
    /// Coordinates in another reference system.
    #[error(
        "the coordinates are in {crs}, not in longitude and latitude (WGS 84); convert the file, for example with: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson"
    )]
    Crs {
        /// As the file names it.
        crs: String,
    },
    /// The encoding's name is not known.
    #[error("«{label}» is no encoding (write utf-8, windows-1252, utf-16le …)")]
    UnknownEncoding {
        /// As given.
        label: String,
    },
    /// The options contradict each other or the file.
    #[error("option «{option}»: {why}")]
    Option {
        /// Which.
        option: String,
        /// What is wrong.
        why: String,
    },
}

impl ReadError {
    pub(crate) fn malformed(place: impl ToString, what: impl Into<String>) -> ReadError {
        ReadError::Malformed {
            place: place.to_string(),
            what: what.into(),
        }
    }

    pub(crate) fn too_much(place: impl ToString, what: &str, limit: u64) -> ReadError {
        ReadError::TooMuch {
            place: place.to_string(),
            what: what.to_string(),
            limit,
        }
    }

    /// Wraps itself for code that only knows `io::Error`.
    pub(crate) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }

    /// Finds itself again inside an `io::Error`, or tells the system's words.
    pub(crate) fn from_io(name: &str, e: io::Error) -> ReadError {
        match e.downcast::<ReadError>() {
            Ok(own) => own,
            Err(e) => ReadError::Io {
                name: name.to_string(),
                why: e.to_string(),
            },
        }
    }
}

/// The place of a line, in the words of [`Address`].
pub(crate) fn line(line: u64) -> String {
    Address {
        line,
        ..Address::default()
    }
    .to_string()
}
