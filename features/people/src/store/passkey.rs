//! Passkeys, and the ceremonies in which they are made and used or in which somebody is at another party's
//! sign-in page.

use passkeys::Passkey;

use super::*;

/// What a ceremony is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ceremony {
    /// A passkey is added to an account.
    Add(Id),
    /// Somebody comes in with a passkey.
    Enter,
    /// An identity of somebody else's is added to an account.
    OutsideAdd(Id),
    /// Somebody comes in with an identity of somebody else's.
    OutsideEnter,
}

impl Ceremony {
    fn parts(self) -> (&'static str, Option<Id>) {
        match self {
            Ceremony::Add(account) => ("add", Some(account)),
            Ceremony::Enter => ("enter", None),
            Ceremony::OutsideAdd(account) => ("outside add", Some(account)),
            Ceremony::OutsideEnter => ("outside enter", None),
        }
    }
}

/// A ceremony that is going on.
pub(crate) struct NewCeremony<'a> {
    pub id: Id,
    pub purpose: Ceremony,
    /// By which it is found: random.
    pub found_by: &'a [u8],
    pub state: &'a [u8],
    pub resume: Option<&'a str>,
    pub ends_at: Moment,
}

pub(crate) fn put_ceremony(
    tx: &mut Write<'_>,
    keys: &Keys,
    n: &NewCeremony<'_>,
    seed: Seed,
    now: Moment,
) -> Result<(), Fault> {
    let (purpose, account) = n.purpose.parts();
    let challenge = keys.hash(&CHALLENGE, n.found_by);
    let state = keys.seal(&CEREMONY, n.id, n.state, seed);
    tx.exec(
        PUT_CEREMONY,
        &params![
            n.id, challenge, purpose, account, state, n.resume, now, n.ends_at
        ],
    )?;
    Ok(())
}

/// A ceremony that was taken: its state and where the journey goes on.
pub(crate) type Taken = (Vec<u8>, Option<String>);

/// Takes the ceremony with this challenge: it is gone whatever comes of it. None when it is not there,
/// over, or another account's.
pub(crate) fn take_ceremony(
    tx: &mut Write<'_>,
    keys: &Keys,
    challenge: &[u8],
    purpose: Ceremony,
    now: Moment,
) -> Result<Option<Taken>, Trouble> {
    let (word, wanted) = purpose.parts();
    let [a, b, d] = look(keys, &CHALLENGE, challenge);
    let row = tx.opt(CEREMONY_BY, &[a, b, d, word.into()], |r| {
        let row: (Id, Option<Id>, Sealed, Option<String>, Moment) = (
            r.get("id")?,
            r.get("account")?,
            r.get("state")?,
            r.get("resume")?,
            r.get("ends_at")?,
        );
        Ok(row)
    })?;
    let Some((id, account, state, resume, ends_at)) = row else {
        return Ok(None);
    };
    if account != wanted || tx.exec(END_CEREMONY, &params![id])? != 1 || ends_at < now {
        return Ok(None);
    }
    Ok(Some((keys.open(&CEREMONY, id, &state)?.to_vec(), resume)))
}

pub(crate) fn put_passkey(
    tx: &mut Write<'_>,
    keys: &Keys,
    (id, account): (Id, Id),
    (passkey, carries): (&Passkey, bool),
    label: &str,
    seed: Seed,
    now: Moment,
) -> Result<(), Fault> {
    let name = passkey.id();
    let about = keys.seal(&ABOUT, id, name.as_bytes(), seed);
    let about_hash = keys.hash(&ABOUT_HASH, name.as_bytes());
    let kept = keys.seal(&PASSKEY, id, &passkey.to_bytes(), seed);
    tx.exec(
        PUT_PASSKEY,
        &params![id, account, about, about_hash, kept, label, now, carries],
    )?;
    Ok(())
}

fn opened(keys: &Keys, sql: Sql, id: Id, name: &str, kept: &Sealed) -> Result<Passkey, Trouble> {
    let bytes = keys.open(&PASSKEY, id, kept)?;
    Ok(Passkey::of_bytes(name, &bytes).map_err(|e| wrong(sql, "passkey", e))?)
}

pub(crate) fn passkeys_of(
    c: &mut Read<'_>,
    keys: &Keys,
    account: Id,
) -> Result<Vec<Passkey>, Trouble> {
    let rows = c.all(PASSKEYS_OF, &params![account], |r| {
        let row: (Id, Sealed, Sealed) = (r.get("id")?, r.get("about")?, r.get("passkey")?);
        Ok(row)
    })?;
    rows.into_iter()
        .map(|(id, about, kept)| {
            let name = keys.open_text(&ABOUT, id, &about)?;
            opened(keys, PASSKEYS_OF, id, &name, &kept)
        })
        .collect()
}

/// What is kept of the passkey with this row and name.
pub(crate) fn passkey(
    c: &mut Read<'_>,
    keys: &Keys,
    id: Id,
    name: &str,
) -> Result<Option<Passkey>, Trouble> {
    let kept: Option<Sealed> = c.opt(PASSKEY_KEPT, &params![id], |r| r.get("passkey"))?;
    kept.map(|kept| opened(keys, PASSKEY_KEPT, id, name, &kept))
        .transpose()
}

pub(crate) fn set_passkey(
    tx: &mut Write<'_>,
    keys: &Keys,
    id: Id,
    passkey: &Passkey,
    seed: Seed,
) -> Result<(), Fault> {
    let kept = keys.seal(&PASSKEY, id, &passkey.to_bytes(), seed);
    tx.exec(SET_PASSKEY, &params![id, kept])?;
    Ok(())
}
