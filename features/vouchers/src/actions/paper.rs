//! A day without network: what a desk takes with it on paper, and what it enters afterwards.

use db::{Read, Write};
use values::{Cents, Day, Id, Moment};

use super::desk::operator;
use super::{Answer, Ctx, Error, Ground, PostAsk};
use crate::rules::Refused;
use crate::store;

/// A booking on the list of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The booking.
    pub booking: Id,
    /// The session's title.
    pub title: String,
    /// When the lesson of the day begins.
    pub at: Moment,
    /// The child's first name, or the group's.
    pub name: String,
    /// What vouchers keep for it.
    pub held: Cents,
    /// What the family pays itself.
    pub own: Cents,
    /// It was taken already.
    pub taken: bool,
}

/// The bookings of a day with first names and what is kept for them.
///
/// # Errors
/// Nobody of the organisation; from the database.
pub fn paper(
    c: &mut Read<'_>,
    ground: &Ground,
    ctx: &Ctx,
    organisation: Id,
    day: Day,
) -> Result<Vec<Listed>, Error> {
    use bookings::model::{State, Who};
    operator(c, ctx, organisation)?;
    let w = &ground.wallets;
    let from = Moment::from(
        day.to_zoned(w.zone.clone())
            .map_err(|_| Refused::Wrong {
                field: "day".into(),
            })?
            .timestamp(),
    );
    let mut all = Vec::new();
    for s in bookings::actions::sessions_of_organisation(c, organisation, from)? {
        let held_that_day =
            |l: &&bookings::model::Lesson| l.cancelled.is_none() && w.day(l.starts_at) == day;
        let Some(lesson) = s.lessons.iter().find(held_that_day) else {
            continue;
        };
        for b in bookings::actions::of_session(c, s.id)? {
            if !matches!(b.state, State::Confirmed | State::Attended) {
                continue;
            }
            let name = match &b.who {
                Who::Group { name, .. } => name.clone(),
                Who::Child(child) => people::actions::person(c, &w.keys, *child)
                    .map_err(super::of_trouble)?
                    .map(|p| p.facts.name.given)
                    .unwrap_or_default(),
            };
            let held = b.parts.iter().filter(|p| p.hold.is_some());
            all.push(Listed {
                booking: b.id,
                title: s.title.clone(),
                at: lesson.starts_at,
                name,
                held: Cents(held.map(|p| p.due().0).sum()),
                own: b.own(),
                taken: b.posted_at.is_some(),
            });
        }
    }
    all.sort_by(|a, b| (a.at, &a.title, &a.name).cmp(&(b.at, &b.title, &b.name)));
    Ok(all)
}

/// Takes what is kept for a booking without a code, as the list on paper says: the first day has come.
/// Taken already, nothing more happens.
///
/// # Errors
/// Nobody of the organisation; from the database.
pub fn enter(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    (organisation, booking): (Id, Id),
) -> Answer<()> {
    let operator = operator(tx, ctx, organisation)?;
    let found = ground.seats.ticketed(tx, booking)?;
    let Some(found) = found.filter(|f| f.organisation == organisation) else {
        return Err(Refused::Unknown.into());
    };
    if !store::of_booking(tx, booking)?.is_empty() {
        return Ok(Ok(()));
    }
    let from = ground.wallets.day(found.starts_at);
    if ground.wallets.day(ctx.now) < from {
        return Ok(Err(Refused::NotYetRedeemable { from }));
    }
    let Some((voucher, amount)) = found.held.first().copied() else {
        return Ok(Err(Refused::HoldEnded));
    };
    let ask = PostAsk {
        // a new one each time: it may have been undone before
        key: ctx.id("entered"),
        booking,
        voucher,
        amount,
        own: found.own,
        operator,
    };
    Ok(ground.seats.post(tx, &ask, ctx.seed, ctx.now)?)
}
