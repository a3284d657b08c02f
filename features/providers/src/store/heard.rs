//! What is an organisation's own in the catalogue, and how far it was asked to look at it.

use db::{Fault, Read, Write, params};
use values::{Id, Moment};

use super::broken;

db::statements! {
    /// The organisations of the catalogue that are an organisation's own: shown to be, or made by it.
    pub(crate) OWN = "select record from providers_claim where organisation = $1 and state = 'proven' union select record from providers_parcel where organisation = $1 and kind = 'organization' and fresh and state = 'published'";
    /// The same of all organisations that are blocked, or are not.
    pub(crate) OWN_OF_ALL = "select c.record as record from providers_claim c join providers_organisation o on o.id = c.organisation where c.state = 'proven' and o.blocked = $1 union select p.record from providers_parcel p join providers_organisation o on o.id = p.organisation where p.kind = 'organization' and p.fresh and p.state = 'published' and o.blocked = $1";
    /// The reminder that has gone out last.
    pub(crate) ASKED = "select days from providers_freshness where organisation = $1";
    /// A reminder goes out.
    pub(crate) PUT_ASKED = "insert into providers_freshness (organisation, days, asked_at) values ($1, $2, $3) on conflict (organisation) do update set days = excluded.days, asked_at = excluded.asked_at";
    /// All is fresh again.
    pub(crate) DROP_ASKED = "delete from providers_freshness where organisation = $1";
}

pub(crate) fn own(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Id>, Fault> {
    c.all(OWN, &params![organisation], |r| r.get(0))
}

/// Those of every organisation that is not blocked.
pub(crate) fn own_of_admitted(c: &mut Read<'_>) -> Result<Vec<Id>, Fault> {
    c.all(OWN_OF_ALL, &params![false], |r| r.get(0))
}

pub(crate) fn asked(c: &mut Read<'_>, organisation: Id) -> Result<Option<u16>, Fault> {
    let days: Option<i64> = c.opt(ASKED, &params![organisation], |r| r.get(0))?;
    days.map(|d| u16::try_from(d).map_err(|_| broken(ASKED, "days", "too many days")))
        .transpose()
}

pub(crate) fn put_asked(
    tx: &mut Write<'_>,
    organisation: Id,
    days: u16,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_ASKED, &params![organisation, i64::from(days), now])?;
    Ok(())
}

pub(crate) fn drop_asked(tx: &mut Write<'_>, organisation: Id) -> Result<(), Fault> {
    tx.exec(DROP_ASKED, &params![organisation])?;
    Ok(())
}
