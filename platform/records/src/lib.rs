//! Outside files as streams of records.
//!
//! Whatever a city publishes (CSV, spreadsheets, GeoJSON, JSON, HSDS 3 in both its forms, iCalendar
//! feeds) becomes one shape: a [`Record`] with named [`Cell`]s, perhaps a [`Geometry`], the exact
//! text it was read from, and the [`Address`] where it stands in the file. Files are read as a
//! stream: memory depends on the largest record, not on the file (spreadsheets keep their table of
//! shared texts, tabular HSDS keeps its side tables; both have a limit).
//!
//! Nothing in a file can make this room panic or eat the memory: every size has a limit in
//! [`Limits`], and crossing it is a [`ReadError`] that says which limit and where. What is odd but
//! readable (a row with too many fields, text encoded twice) is a [`Note`] on the record.
//!
//! ```no_run
//! use records::{Options, open};
//! let mut reader = open("schools.csv".as_ref(), &Options::default())?;
//! for record in &mut reader {
//!     let record = record?;
//!     println!("{}: {}", record.address, record.text("name"));
//! }
//! println!("read {} bytes, sha256 {:?}", reader.facts().bytes, reader.facts().sha256);
//! # Ok::<(), records::ReadError>(())
//! ```

mod cell;
mod csv;
mod error;
mod folder;
mod geometry;
mod ical;
mod json;
mod mojibake;
pub mod number;
mod ods;
mod options;
mod reader;
mod record;
mod sheet;
mod source;
mod table;
mod tabular;

pub use cell::Cell;
pub use error::ReadError;
pub use geometry::{Geometry, Position};
pub use mojibake::mend as mend_mojibake;
pub use options::{Header, Kind, Limits, Options};
pub use reader::{Facts, Reader, from_read, open};
pub use record::{Address, Fields, Note, Record};
