//! Records as bytes. A catalogue in memory is nearly all records nobody is looking at: each is kept
//! packed, and unpacked when it is first read. Texts that repeat are kept once.
//!
//! What a record is found and related by (identifier, references, a few marks) is read without
//! unpacking it.

mod bytes;
mod shapes;

use std::fmt;
use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};
use values::{Id, Moment, Uuid};

use crate::model::{Entity, Provenance, Source};

pub use bytes::{Pack, Reader, Writer};
pub(crate) use shapes::SHAPE;

/// Many packed records with the texts they share.
#[derive(Default)]
pub(crate) struct Blob {
    bytes: Box<[u8]>,
    /// Packed bytes of the records that were unpacked and kept.
    opened: AtomicUsize,
}

impl Blob {
    /// What [`Writer::end`] gave.
    pub fn of(bytes: Box<[u8]>) -> Blob {
        Blob {
            bytes,
            opened: AtomicUsize::new(0),
        }
    }

    /// How many packed bytes have been unpacked and kept since the last [`Blob::forget`].
    pub fn opened(&self) -> usize {
        self.opened.load(Ordering::Relaxed)
    }

    /// Begins to count anew.
    pub fn forget(&self) {
        self.opened.store(0, Ordering::Relaxed);
    }

    /// The packed records.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads what begins somewhere.
    pub fn reader(&self, at: usize) -> Reader<'_> {
        Reader::new(&self.bytes, at)
    }
}

/// Before each record: a byte of marks, two references, where its provenance ends.
const REFERENCES: usize = 1;
const HEAD: usize = REFERENCES + 16 + 16;

/// Invented demonstration data.
const DEMO: u8 = 1;
/// A service that is offered now or again soon.
const OFFERED: u8 = 2;

/// One field's origin: source, record, moment, rule, fields.
pub(crate) type Origin = (String, String, Moment, String, Vec<String>);

/// Provenance as the database holds it: JSON, fields of one origin together. What cannot be read is
/// none.
pub(crate) fn stored_origins(provenance: &str) -> Vec<Origin> {
    serde_json::from_str(provenance).unwrap_or_default()
}

/// Packs a record with where its fields come from; returns where it begins.
pub(crate) fn pack<T: Entity>(record: &T, origins: &[Origin], to: &mut Writer) -> usize {
    let at = to.len();
    let marks = record.marks();
    let mut bits = 0;
    for (is, bit) in [(marks.demo, DEMO), (marks.offered, OFFERED)] {
        if is {
            bits |= bit;
        }
    }
    to.byte(bits);
    for reference in marks.refers {
        to.fixed(reference.map_or([0; 16], |id| *id.0.as_bytes()));
    }
    to.number(origins.len() as u64);
    for (source, record, moment, rule, fields) in origins {
        source.put(to);
        record.put(to);
        moment.put(to);
        rule.put(to);
        // Most records of a kind have the same fields of one origin: one text that repeats.
        to.number(fields.len() as u64);
        to.text(&fields.join("\n"));
    }
    record.put(to);
    at
}

/// A record that is unpacked when it is first read. It reads like the record itself.
pub struct Packed<T> {
    /// The record's identifier, at hand without unpacking.
    pub id: Id,
    blob: Arc<Blob>,
    at: usize,
    open: OnceLock<Box<T>>,
}

impl<T> Packed<T> {
    pub(crate) fn new(id: Id, blob: Arc<Blob>, at: usize) -> Packed<T> {
        Packed {
            id,
            blob,
            at,
            open: OnceLock::new(),
        }
    }

    /// The record's identifier, at hand without unpacking.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The same record, packed again.
    pub(crate) fn again(&self) -> Packed<T> {
        Packed::new(self.id, Arc::clone(&self.blob), self.at)
    }

    pub(crate) fn blob(&self) -> &Arc<Blob> {
        &self.blob
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn mark(&self, bit: u8) -> bool {
        self.blob.bytes.get(self.at).is_some_and(|b| b & bit != 0)
    }

    /// Whether it is invented demonstration data, without unpacking.
    pub fn is_demo(&self) -> bool {
        self.mark(DEMO)
    }

    /// Whether it is a service that is offered now or again soon, without unpacking.
    pub fn is_offered(&self) -> bool {
        self.mark(OFFERED)
    }

    /// What it refers to, without unpacking: see [`Entity::marks`].
    pub fn refers(&self, n: usize) -> Option<Id> {
        let from = self.at + REFERENCES + 16 * n;
        let bytes = self.blob.bytes.get(from..from + 16)?;
        let id = Uuid::from_slice(bytes).ok()?;
        (!id.is_nil()).then_some(Id(id))
    }

    /// Where the record's fields come from, fields of one origin together.
    pub(crate) fn origins(&self) -> Vec<Origin> {
        origins(&mut self.blob.reader(self.at + HEAD)).unwrap_or_default()
    }

    /// Where the record's fields come from, by field name.
    pub(crate) fn provenance(&self) -> Provenance {
        let mut all = Provenance::new();
        for (source, record, at, rule, fields) in self.origins() {
            let origin = Source {
                source,
                record,
                at,
                rule,
            };
            all.extend(fields.into_iter().map(|f| (f, origin.clone())));
        }
        all
    }
}

fn origins(from: &mut Reader<'_>) -> Option<Vec<Origin>> {
    let len = from.count()?;
    let mut all = Vec::with_capacity(len);
    for _ in 0..len {
        let origin = (
            Pack::take(from)?,
            Pack::take(from)?,
            Pack::take(from)?,
            Pack::take(from)?,
        );
        let fields = usize::try_from(from.number()?).ok()?;
        let (source, record, moment, rule) = origin;
        let fields = from.text()?.split('\n').take(fields).map(str::to_string);
        all.push((source, record, moment, rule, fields.collect()));
    }
    Some(all)
}

/// A record that was read in passing: the one that is kept, or one only for the reader.
pub enum Brief<'a, T> {
    /// It was unpacked before.
    Kept(&'a T),
    /// Unpacked for this reader alone.
    Own(Box<T>),
}

impl<T> Deref for Brief<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        match self {
            Brief::Kept(record) => record,
            Brief::Own(record) => record,
        }
    }
}

impl<T: Entity> Packed<T> {
    /// Reads the record in passing: whoever goes through the whole catalogue must not leave all of
    /// it unpacked.
    pub fn brief(&self) -> Brief<'_, T> {
        match self.open.get() {
            Some(record) => Brief::Kept(record),
            None => Brief::Own(Box::new(self.unpacked().0)),
        }
    }

    /// The record, and how many packed bytes it had.
    fn unpacked(&self) -> (T, usize) {
        let mut from = self.blob.reader(self.at + HEAD);
        let before = from.left();
        let record = origins(&mut from).and_then(|_| T::take(&mut from));
        // What was packed in this process can be unpacked, and a file is believed only when every
        // byte is what this version of the program wrote.
        let record = record.expect("a record that was packed can be unpacked");
        (record, before - from.left())
    }
}

impl<T: Entity> Deref for Packed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.open.get_or_init(|| {
            let (record, bytes) = self.unpacked();
            self.blob.opened.fetch_add(bytes, Ordering::Relaxed);
            Box::new(record)
        })
    }
}

impl<T: Entity> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        T::serialize(self, to)
    }
}

impl<T: Entity + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}
