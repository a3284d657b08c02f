//! Raw documents in pieces.

use std::collections::BTreeSet;

use db::{Fault, Read, Write, params};
use values::Moment;

use super::*;

pub(crate) fn has_document(c: &mut Read<'_>, hash: &str) -> Result<bool, Fault> {
    Ok(c.opt(HAS_DOCUMENT, &params![hash], |r| r.get::<i64>(0))?
        .is_some())
}

pub(crate) fn put_document(
    tx: &mut Write<'_>,
    hash: &str,
    name: &str,
    bytes: i64,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_DOCUMENT, &params![hash, name, bytes, now])?;
    Ok(())
}

pub(crate) fn put_part(
    tx: &mut Write<'_>,
    hash: &str,
    part: i64,
    content: &[u8],
) -> Result<(), Fault> {
    tx.exec(PUT_PART, &params![hash, part, content.to_vec()])?;
    Ok(())
}

pub(crate) fn document(c: &mut Read<'_>, hash: &str) -> Result<Option<Vec<u8>>, Fault> {
    if !has_document(c, hash)? {
        return Ok(None);
    }
    let mut all = Vec::new();
    c.each(PARTS, &params![hash], |r| {
        all.extend(r.get::<Vec<u8>>(0)?);
        Ok(())
    })?;
    Ok(Some(all))
}

/// A document of which a piece is missing.
pub(crate) struct Short {
    pub(crate) hash: String,
    pub(crate) received_at: Moment,
    /// An import was made from it: a piece was lost. Else its reading was interrupted.
    pub(crate) named: bool,
}

/// The documents of which a piece is missing.
pub(crate) fn short(c: &mut Read<'_>) -> Result<Vec<Short>, Fault> {
    let mut all = c.all(SHORT_DOCUMENTS, &params![], |r| {
        Ok(Short {
            hash: r.get(0)?,
            received_at: r.get(1)?,
            named: false,
        })
    })?;
    if all.is_empty() {
        return Ok(all);
    }
    let mut named = BTreeSet::new();
    let made = c.all(NAMED_DOCUMENTS, &params![], |r| {
        Ok((r.get::<String>(0)?, r.get::<String>(1)?))
    })?;
    for (hash, name) in made {
        if name == LIST {
            let text = document(c, &hash)?.unwrap_or_default();
            let lines = String::from_utf8_lossy(&text).into_owned();
            let inside = lines.lines().filter_map(|l| l.split_whitespace().next());
            named.extend(inside.map(str::to_string));
        }
        named.insert(hash);
    }
    for s in &mut all {
        s.named = named.contains(&s.hash);
    }
    Ok(all)
}

/// The name of the document that lists the files of an import of several.
pub(crate) const LIST: &str = "files.txt";

/// Forgets a document that turned out not to be what its hash says.
pub(crate) fn drop_document(tx: &mut Write<'_>, hash: &str) -> Result<(), Fault> {
    tx.exec(DROP_PARTS, &params![hash])?;
    tx.exec(DROP_HEAD, &params![hash])?;
    Ok(())
}
