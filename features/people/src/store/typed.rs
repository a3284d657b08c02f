//! What was typed before somebody came in.

use super::*;

/// A form as it is sealed.
#[derive(Serialize, Deserialize)]
pub(crate) struct Body {
    pub action: String,
    pub page: String,
    pub fields: String,
}

pub(crate) fn put_typed(
    tx: &mut Write<'_>,
    keys: &Keys,
    (id, handle): (Id, &str),
    (body, person): (&Body, Option<Id>),
    seed: Seed,
    (now, ends_at): (Moment, Moment),
) -> Result<(), Trouble> {
    let text = serde_json::to_vec(body).unwrap_or_default();
    let hash = keys.hash(&TYPED_HANDLE, handle.as_bytes());
    let sealed = keys.seal(&TYPED, id, &text, seed);
    tx.exec(FORGET_TYPED, &params![now])?;
    tx.exec(PUT_TYPED, &params![id, hash, sealed, person, now, ends_at])?;
    Ok(())
}

/// A form that waits: its identifier, what was typed, about whom, until when.
pub(crate) type Waits = (Id, Body, Option<Id>, Moment);

pub(crate) fn typed(
    c: &mut Read<'_>,
    keys: &Keys,
    handle: &str,
    now: Moment,
) -> Result<Option<Waits>, Trouble> {
    let [a, b, d] = look(keys, &TYPED_HANDLE, handle.as_bytes());
    let row = c.opt(TYPED_BY, &[a, b, d, now.into()], |r| {
        let row: (Id, Sealed, Option<Id>, Moment) = (
            r.get("id")?,
            r.get("body")?,
            r.get("person")?,
            r.get("ends_at")?,
        );
        Ok(row)
    })?;
    let Some((id, sealed, person, ends_at)) = row else {
        return Ok(None);
    };
    let text = keys.open_text(&TYPED, id, &sealed)?;
    let body = serde_json::from_str(&text).ok();
    Ok(body.map(|body| (id, body, person, ends_at)))
}

pub(crate) fn drop_typed(tx: &mut Write<'_>, id: Id) -> Result<(), Fault> {
    tx.exec(DROP_TYPED, &params![id])?;
    Ok(())
}

pub(crate) fn forget_typed(tx: &mut Write<'_>, now: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_TYPED, &params![now])
}

pub(crate) fn forget_typed_of(tx: &mut Write<'_>, person: Id) -> Result<(), Fault> {
    tx.exec(FORGET_TYPED_OF, &params![person])?;
    Ok(())
}

/// Whose a session is or was, and whom it helped, whether or not it goes on.
pub(crate) fn once(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
) -> Result<Option<(Id, Option<Id>)>, Fault> {
    c.opt(
        SESSION_ONCE,
        &look(keys, &SESSION, secret.as_bytes()),
        |r| Ok((r.get("person")?, r.get("assists")?)),
    )
}
