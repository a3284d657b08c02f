//! What is over since long: guardianships, accounts, persons nobody refers to.

use super::*;

pub(crate) fn drop_guardianship(tx: &mut Write<'_>, id: Id) -> Result<bool, Fault> {
    Ok(tx.exec(DROP_GUARDIANSHIP, &params![id])? == 1)
}

/// Forgets blocks that were lifted, and invitations that were over, before a moment. Returns how many.
pub(crate) fn forget_around_children(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    Ok(
        tx.exec(FORGET_BLOCKS, &params![before])?
            + tx.exec(FORGET_INVITATIONS, &params![before])?,
    )
}

/// Accounts that were closed before a moment, the first of them.
pub(crate) fn closed(c: &mut Read<'_>, before: Moment) -> Result<Vec<Id>, Fault> {
    c.all(CLOSED, &params![before], |r| r.get("id"))
}

/// Forgets an account to its last row.
pub(crate) fn drop_account(tx: &mut Write<'_>, account: Id) -> Result<(), Fault> {
    tx.exec(DROP_SESSIONS, &params![account])?;
    tx.exec(DROP_LINKS, &params![account])?;
    forget_ways(tx, account)?;
    tx.exec(DROP_ACCOUNT, &params![account])?;
    Ok(())
}

/// Forgets persons that were erased before a moment and whom nothing refers to any more. Returns how many.
pub(crate) fn drop_erased(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(DROP_MEMBERS, &params![before])?;
    tx.exec(DROP_ERASED, &params![before])
}
