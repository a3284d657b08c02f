//! The snapshot and its columns in a file beside the search index, so that a start need not read and
//! unpack every record again. It only saves time: it is believed when it is whole, was written by
//! this version of the program for this city, and holds the very catalogue the database has;
//! otherwise the database is read, and it is written anew.
//!
//! The file is a line that says what it holds, parts with their lengths before them, and a checksum
//! of all that. It replaces the old one in one step.

use std::collections::HashMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::UNIX_EPOCH;

use city::City;
use values::Moment;

use crate::model::Entity;
use crate::packed::{Blob, Pack, Reader, SHAPE, Writer};
use crate::search::Columns;
use crate::snapshot::{Held, Snapshot, State, Table};
use crate::store::Head;
use crate::terms;

/// Changes whenever this file is laid out differently, or the columns are.
const LAYOUT: u32 = 1;

/// The file's name in the index folder.
pub(crate) const FILE: &str = "view.packed";

/// More blobs than this are packed into one when the file is written.
const BLOBS: usize = 64;

/// Which program this is: another build may pack records or work out columns in another way, also
/// under the same version. Asked when the program is first seen to use a file, before anybody puts a
/// newer one in its place.
static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    let written = file.as_ref().ok().and_then(|f| f.modified().ok());
    let since = written.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    format!(
        "{} {:x} {:x}",
        env!("CARGO_PKG_VERSION"),
        file.map_or(0, |f| f.len()),
        since.map_or(0, |t| t.as_nanos())
    )
});

/// What a file must say to be believed.
fn stamp(state: State, city: &City) -> String {
    let mut h = DefaultHasher::new();
    SHAPE.hash(&mut h);
    // Columns say in which part of the school calendar something falls.
    format!("{:?}", city.calendar).hash(&mut h);
    format!(
        "wishmi view {LAYOUT}, program {}, shape {:x}, generation {} ({:x}), city {:x}\n",
        *PROGRAM,
        h.finish(),
        state.generation,
        state.print,
        terms::fingerprint(city)
    )
}

/// Writes the file; a stop in the middle leaves the old one.
///
/// # Errors
/// From the file system.
pub(crate) fn write(
    folder: &Path,
    snapshot: &Snapshot,
    columns: &Columns,
    city: &City,
) -> io::Result<()> {
    let own;
    let snapshot = if snapshot.blobs().len() > BLOBS {
        own = snapshot.packed_together();
        &own
    } else {
        snapshot
    };
    let blobs = snapshot.blobs();
    let number: HashMap<*const Blob, u64> = blobs.iter().map(Arc::as_ptr).zip(0..).collect();
    let mut main = Writer::default();
    put_rows(&snapshot.organizations, &number, &mut main);
    put_rows(&snapshot.locations, &number, &mut main);
    put_rows(&snapshot.services, &number, &mut main);
    put_rows(&snapshot.at_locations, &number, &mut main);
    main.number(snapshot.districts.len() as u64);
    for (id, body) in &*snapshot.districts {
        id.put(&mut main);
        body.to_string().put(&mut main);
    }
    columns.put(&mut main);
    std::fs::create_dir_all(folder)?;
    let new = folder.join(format!("{FILE}.new"));
    let mut out = Out {
        to: BufWriter::with_capacity(1 << 20, File::create(&new)?),
        sum: crc32fast::Hasher::new(),
    };
    out.write(stamp(snapshot.state, city).as_bytes())?;
    out.write(&(blobs.len() as u64 + 1).to_le_bytes())?;
    let main = main.end();
    for part in std::iter::once(&*main).chain(blobs.iter().map(|b| b.bytes())) {
        out.write(&(part.len() as u64).to_le_bytes())?;
        out.write(part)?;
    }
    let sum = out.sum.finalize();
    out.to.write_all(&sum.to_le_bytes())?;
    out.to.into_inner().map_err(io::Error::from)?.sync_data()?;
    std::fs::rename(new, folder.join(FILE))
}

struct Out {
    to: BufWriter<File>,
    sum: crc32fast::Hasher,
}

impl Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.update(bytes);
        self.to.write_all(bytes)
    }
}

/// What the file holds, if it is to be believed for this catalogue and this city.
pub(crate) fn read(folder: &Path, state: State, city: &City) -> Option<(Snapshot, Columns)> {
    let path = folder.join(FILE);
    let stamp = stamp(state, city);
    match parts(&path, Some(&stamp)) {
        Ok(Some(blobs)) => {
            let read = understood(state, blobs);
            if read.is_none() {
                tracing::warn!(file = %path.display(), "the kept view makes no sense and is not used");
            }
            read
        }
        Ok(None) => None,
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => {
            tracing::warn!(file = %path.display(), error = %e, "the kept view is not used");
            None
        }
    }
}

/// What is wrong with the file in words: a damaged one. An old one is not wrong.
pub(crate) fn trouble(folder: &Path) -> Option<String> {
    let path = folder.join(FILE);
    match parts(&path, None) {
        Ok(_) => None,
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => Some(format!("{}: {e}", path.display())),
    }
}

/// The parts of the file, when its first line is the one that is expected; checked to the last byte.
fn parts(path: &Path, stamp: Option<&str>) -> io::Result<Option<Vec<Blob>>> {
    let file = File::open(path)?;
    let mut left = file.metadata()?.len();
    let mut from = In {
        from: BufReader::with_capacity(1 << 20, file),
        sum: crc32fast::Hasher::new(),
        left: &mut left,
    };
    let mut line = Vec::new();
    while line.last() != Some(&b'\n') {
        line.extend(from.some(1)?);
        if line.len() > 1000 {
            return Err(damaged());
        }
    }
    if stamp.is_some_and(|s| s.as_bytes() != line) {
        return Ok(None);
    }
    let mut blobs = Vec::new();
    for _ in 0..from.length()? {
        let len = from.length()?;
        blobs.push(Blob::of(from.some(len)?.into()));
    }
    let sum = std::mem::take(&mut from.sum).finalize();
    let said = from.some(4)?;
    if said != sum.to_le_bytes() || *from.left != 0 {
        return Err(damaged());
    }
    Ok(Some(blobs))
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the file is damaged")
}

struct In<'a> {
    from: BufReader<File>,
    sum: crc32fast::Hasher,
    /// How many bytes of the file are still to come: no length is believed beyond it.
    left: &'a mut u64,
}

impl In<'_> {
    fn some(&mut self, len: u64) -> io::Result<Vec<u8>> {
        *self.left = self.left.checked_sub(len).ok_or_else(damaged)?;
        let mut bytes = vec![0; usize::try_from(len).map_err(|_| damaged())?];
        self.from.read_exact(&mut bytes)?;
        self.sum.update(&bytes);
        Ok(bytes)
    }

    fn length(&mut self) -> io::Result<u64> {
        let bytes = self.some(8)?.try_into().map_err(|_| damaged())?;
        Ok(u64::from_le_bytes(bytes))
    }
}

fn understood(state: State, mut blobs: Vec<Blob>) -> Option<(Snapshot, Columns)> {
    if blobs.is_empty() {
        return None;
    }
    let main = blobs.remove(0);
    let blobs: Vec<Arc<Blob>> = blobs.into_iter().map(Arc::new).collect();
    let mut from = main.reader(0);
    let from = &mut from;
    let mut snapshot = Snapshot::default();
    snapshot.state = state;
    snapshot.organizations = take_rows(&blobs, from)?;
    snapshot.locations = take_rows(&blobs, from)?;
    snapshot.services = take_rows(&blobs, from)?;
    snapshot.at_locations = take_rows(&blobs, from)?;
    snapshot.districts = Arc::new(take_districts(from)?);
    let columns = Columns::take(from)?;
    let whole = from.left() == 0 && columns.fits(snapshot.services().len());
    whole.then(|| (snapshot.related(), columns))
}

fn take_districts(from: &mut Reader<'_>) -> Option<Vec<(String, serde_json::Value)>> {
    let len = from.count()?;
    let mut all = Vec::with_capacity(len);
    for _ in 0..len {
        let id = String::take(from)?;
        all.push((id, serde_json::from_str(from.text()?).ok()?));
    }
    Some(all)
}

fn put_rows<T: Entity>(of: &Table<T>, number: &HashMap<*const Blob, u64>, to: &mut Writer) {
    to.number(of.rows().count() as u64);
    for h in of.rows() {
        h.record.id.put(to);
        h.version.put(to);
        h.modified_at.put(to);
        h.merged_into.put(to);
        h.gone_at.put(to);
        let blob = number.get(&Arc::as_ptr(h.record.blob()));
        to.number(blob.copied().unwrap_or(u64::MAX));
        to.number(h.record.at() as u64);
    }
}

fn take_rows<T: Entity>(blobs: &[Arc<Blob>], from: &mut Reader<'_>) -> Option<Table<T>> {
    let len = from.count()?;
    let mut rows: Vec<Arc<Held<T>>> = Vec::with_capacity(len);
    for _ in 0..len {
        let head = Head {
            id: Pack::take(from)?,
            version: Pack::take(from)?,
            modified_at: Moment::take(from)?,
            merged_into: Pack::take(from)?,
            gone_at: Pack::take(from)?,
        };
        let blob = blobs.get(usize::try_from(from.number()?).ok()?)?;
        let at = usize::try_from(from.number()?).ok()?;
        if at >= blob.bytes().len() {
            return None;
        }
        rows.push(Arc::new(head.held(blob, at)));
    }
    Some(Table::of(rows))
}

#[cfg(test)]
mod tests;
