//! Raw documents in pieces.

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

/// Forgets a document that turned out not to be what its hash says.
pub(crate) fn drop_document(tx: &mut Write<'_>, hash: &str) -> Result<(), Fault> {
    tx.exec(DROP_PARTS, &params![hash])?;
    tx.exec(DROP_HEAD, &params![hash])?;
    Ok(())
}
