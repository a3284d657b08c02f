//! Telling people: inside the site, and by letters, in the transaction that causes it.

use db::{Read, Write};
use values::Id;

use super::*;
use crate::letters::Reader;

/// Tells somebody about a session: inside the site, and by a letter to who has an address.
pub(super) fn tell(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    person: Id,
    news: &News<'_>,
    about: Id,
) -> Result<(), No> {
    message(tx, act, person, news, about, "/my/bookings")?;
    write(tx, ground, act, person, news, about)
}

/// Tells somebody inside the site.
fn message(
    tx: &mut Write<'_>,
    act: &Act,
    person: Id,
    news: &News<'_>,
    about: Id,
    href: &str,
) -> Result<(), No> {
    let ctx = Ctx {
        base: Id::named("bookings tell", &format!("{} {about}", act.ctx.base)),
        ..act.ctx.clone()
    };
    let (key, args) = (news.what.told(), news.args());
    people::actions::tell(tx, &ctx, person, &key, &args, Some(href))?;
    Ok(())
}

/// Writes to somebody by mail; to who has no address nothing is written.
pub(super) fn write(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    person: Id,
    news: &News<'_>,
    about: Id,
) -> Result<(), No> {
    let Some(mailroom) = &ground.mailroom else {
        return Ok(());
    };
    let found = people::actions::person(tx, &act.ctx.keys, person)
        .map_err(people::actions::Error::from)?
        .filter(|p| p.erased_at.is_none());
    let address = found.as_ref().and_then(|p| p.facts.mail.as_deref());
    let (Some(found), Some(Ok(to))) = (&found, address.map(mail::Address::parse)) else {
        return Ok(());
    };
    let reader = Reader {
        to,
        lang: found.facts.lang.clone(),
    };
    let id = letter_id(act, news, about, &person.to_string());
    let when = (act.ctx.seed, act.now());
    mailroom.post(tx, &ground.city, (id, &reader), news, when)?;
    Ok(())
}

/// Tells the organisation: its managers inside the site, them and its own mailbox by letters. Nothing
/// of a child stands in it.
pub(super) fn tell_house(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    news: &News<'_>,
    about: Id,
) -> Result<(), No> {
    let s = news.session;
    let href = format!("/provider/org/{}/bookings/{}", s.organisation, s.id);
    let readers = providers::actions::readers(tx, &ground.providers, s.organisation)?;
    for (n, reader) in readers.into_iter().enumerate() {
        if let Some(person) = reader.person {
            message(tx, act, person, news, about, &href)?;
        }
        if let (Some(mailroom), Some(to)) = (&ground.mailroom, reader.mail) {
            let id = letter_id(act, news, about, &format!("house {n}"));
            let reader = Reader {
                to,
                lang: reader.lang,
            };
            let when = (act.ctx.seed, act.now());
            mailroom.post(tx, &ground.city, (id, &reader), news, when)?;
        }
    }
    Ok(())
}

fn letter_id(act: &Act, news: &News<'_>, about: Id, reader: &str) -> Id {
    let (base, what) = (act.ctx.base, news.what.as_str());
    Id::named(
        "bookings letter",
        &format!("{base} {what} {about} {reader}"),
    )
}

/// How somebody who takes part is told apart in a letter: by a first letter; a group by its own name.
pub(super) fn initial(c: &mut Read<'_>, act: &Act, who: &Who) -> Result<Option<String>, No> {
    Ok(match who {
        Who::Group { name, places } => Some(format!("{name} ({places})")),
        Who::Child(id) => people::actions::person(c, &act.ctx.keys, *id)
            .map_err(people::actions::Error::from)?
            .filter(|p| p.erased_at.is_none())
            .and_then(|p| p.facts.name.given.chars().next())
            .map(|first| format!("{first}.")),
    })
}

/// News of a booking, with who takes part.
pub(super) fn news<'a>(
    c: &mut Read<'_>,
    act: &Act,
    what: What,
    (s, b): (&'a Session, &Booking),
) -> Result<News<'a>, No> {
    let who = initial(c, act, &b.who)?.into_iter().collect();
    Ok(News {
        who,
        ..News::of(what, s).booking(b.id)
    })
}
