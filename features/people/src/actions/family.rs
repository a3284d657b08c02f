//! Families: children, guardians, invitations, blocks; export and erasure.

use std::collections::BTreeSet;

use db::{Fault, Read, Write};
use seal::Keys;
use serde_json::json;
use values::{Day, Id, Lang, Moment};

use super::{Ctx, Doer, Error, tell, trail};
use crate::age::Stage;
use crate::model::{Block, Evidence, Facts, Guardianship, Invitation, Matter, Person, Title};
use crate::rules::{self, Refused, Standing, lasts};
use crate::store::{self, Trouble};

/// A child with what one is to it, and its other guardians.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The child.
    pub child: Person,
    /// What one is to it.
    pub guardianship: Guardianship,
    /// The others who may act for it today.
    pub others: Vec<(Person, Guardianship)>,
    /// What somebody has asked to wait with.
    pub blocks: Vec<Block>,
}

/// A person and the children they may act for today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Oneself.
    pub person: Person,
    /// The children, the oldest first.
    pub children: Vec<Relation>,
}

/// One person.
///
/// # Errors
/// From the database or the keys.
pub fn person(c: &mut Read<'_>, keys: &Keys, id: Id) -> Result<Option<Person>, Trouble> {
    store::person(c, keys, id)
}

pub(super) fn known(c: &mut Read<'_>, keys: &Keys, id: Id) -> Result<Person, Error> {
    let found = store::person(c, keys, id)?;
    Ok(found
        .filter(|p| p.erased_at.is_none())
        .ok_or(Refused::NoGuardian)?)
}

/// The language in which one writes to an address, when all who have left it chose the same one. It tells
/// nobody whether somebody has: use it for a letter to that address, and for nothing that is shown.
///
/// # Errors
/// From the database or the keys.
pub fn language_of(c: &mut Read<'_>, keys: &Keys, mail: &str) -> Result<Option<Lang>, Trouble> {
    let people = store::by_mail(c, keys, mail)?;
    let mut all = people
        .into_iter()
        .filter(|p| p.erased_at.is_none())
        .map(|p| p.facts.lang);
    let first = all.next();
    Ok(first.filter(|lang| all.all(|other| other == *lang)))
}

/// Somebody's family as it is today.
///
/// # Errors
/// From the database or the keys; a refusal when the person is not there.
pub fn family(c: &mut Read<'_>, keys: &Keys, of: Id, today: Day) -> Result<Family, Error> {
    let person = known(c, keys, of)?;
    let mut children = Vec::new();
    for guardianship in store::of_adult(c, of)?
        .into_iter()
        .filter(|g| g.holds(today))
    {
        let child = known(c, keys, guardianship.minor)?;
        let mut others = Vec::new();
        for g in store::of_minor(c, child.id)? {
            if g.adult != of && g.holds(today) {
                others.push((known(c, keys, g.adult)?, g));
            }
        }
        let blocks = store::blocks(c, child.id)?;
        children.push(Relation {
            child,
            guardianship,
            others,
            blocks,
        });
    }
    children.sort_by_key(|r| (r.child.facts.birth, r.child.id));
    Ok(Family { person, children })
}

/// Whether somebody may do something for a person, and in what capacity.
///
/// # Errors
/// The refusal, or from the database.
pub fn standing(
    c: &mut Read<'_>,
    keys: &Keys,
    actor: Id,
    of: Id,
    matter: Matter,
    today: Day,
) -> Result<Standing, Error> {
    let person = known(c, keys, of)?;
    let (guardianships, blocks) = (store::of_minor(c, of)?, store::blocks(c, of)?);
    Ok(rules::may_act(
        actor,
        (of, person.facts.birth),
        matter,
        today,
        &guardianships,
        &blocks,
    )?)
}

/// The code must be nobody else's: looked up in this transaction, under every key of the ring.
fn code_is_free(c: &mut Read<'_>, keys: &Keys, facts: &Facts, of: Option<Id>) -> Result<(), Error> {
    if let Some(code) = &facts.code
        && store::by_code(c, keys, code)?.is_some_and(|p| Some(p.id) != of)
    {
        return Err(Refused::CodeTaken.into());
    }
    Ok(())
}

/// Keeps a new person. Used by sign-in and desks; children come by [`add_child`].
pub(crate) fn put(tx: &mut Write<'_>, ctx: &Ctx, id: Id, facts: Facts) -> Result<(), Error> {
    let facts = rules::facts(facts, ctx.today)?;
    code_is_free(tx, &ctx.keys, &facts, None)?;
    store::put_person(tx, &ctx.keys, id, &facts, ctx.seed, ctx.now)?;
    Ok(())
}

/// Somebody adds a child and becomes its guardian. Returns the child's identifier.
///
/// # Errors
/// What is wrong with the facts, or why this adult cannot be its guardian.
pub fn add_child(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    doer: Doer,
    mut facts: Facts,
    (title, evidence): (Title, Evidence),
) -> Result<Id, Error> {
    let adult = known(tx, &ctx.keys, doer.subject)?;
    // Nobody writes to a child: letters go to its adults.
    facts.mail = None;
    let id = ctx.id("child");
    let wanted = Guardianship {
        id: ctx.id("guardianship"),
        adult: adult.id,
        minor: id,
        title,
        evidence,
        limits: Vec::new(),
        since: ctx.today,
        until: None,
        verified_by: (evidence == Evidence::ActSeen).then_some(doer.hands),
        ended: false,
    };
    let made = rules::guardianship(wanted, (adult.facts.birth, facts.birth), &[], ctx.today)?;
    put(tx, ctx, id, facts)?;
    store::put_guardianship(tx, &made, ctx.now)?;
    live_together(tx, ctx, adult.id, id)?;
    trail(
        tx,
        ctx,
        doer,
        ("person", id),
        "add-child",
        json!({"title": title.as_str(), "evidence": evidence.as_str()}),
    )?;
    Ok(id)
}

/// A child lives with an adult, perhaps besides others: separated parents have a household each.
fn live_together(tx: &mut Write<'_>, ctx: &Ctx, adult: Id, child: Id) -> Result<(), Fault> {
    let household = match store::households(tx, adult, ctx.today)?.first() {
        Some(first) => *first,
        None => {
            let new = ctx.id("household");
            store::put_household(tx, new, None, ctx.now)?;
            store::put_member(tx, new, adult, ctx.today)?;
            new
        }
    };
    store::put_member(tx, household, child, ctx.today)
}

/// Changes what is known about oneself or a child. What comes from a register stays as it is.
///
/// # Errors
/// What is wrong, or why one may not.
pub fn change(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    doer: Doer,
    of: Id,
    facts: Facts,
) -> Result<(), Error> {
    let standing = standing(tx, &ctx.keys, doer.subject, of, Matter::Data, ctx.today)?;
    let before = known(tx, &ctx.keys, of)?;
    let mut facts = rules::facts(facts, ctx.today)?;
    if let Standing::Guardian { .. } = standing {
        facts.mail = None;
        if facts.birth.is_none() {
            return Err(Refused::BirthNeeded.into());
        }
        // A child cannot be made an adult by its guardian's word, nor an adult a child.
        if Stage::of(facts.birth, ctx.today) == Stage::Adult {
            return Err(Refused::OfAge.into());
        }
    } else {
        if Stage::of(facts.birth, ctx.today) == Stage::Child {
            return Err(Refused::TooYoung.into());
        }
        // The address is changed by proving the new one (a link), not by writing it here.
        facts.mail.clone_from(&before.facts.mail);
    }
    code_is_free(tx, &ctx.keys, &facts, Some(of))?;
    facts.proof = before.facts.proof;
    if before.facts.proof == crate::model::Proof::Register {
        facts.name = before.facts.name.clone();
        facts.birth = before.facts.birth;
        facts.code.clone_from(&before.facts.code);
    }
    let changed = [
        ("name", facts.name != before.facts.name),
        ("birth", facts.birth != before.facts.birth),
        ("code", facts.code != before.facts.code),
        ("phone", facts.phone != before.facts.phone),
        ("lang", facts.lang != before.facts.lang),
    ];
    let changed: Vec<&str> = changed
        .into_iter()
        .filter_map(|(name, is)| is.then_some(name))
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    store::set_facts(tx, &ctx.keys, of, &facts, ctx.seed, ctx.now)?;
    if let Standing::Guardian { others, .. } = standing {
        for other in others {
            tell(tx, ctx, other, "people-told-changed", &[], Some("/my"))?;
        }
    }
    trail(
        tx,
        ctx,
        doer,
        ("person", of),
        "change",
        json!({"fields": changed}),
    )?;
    Ok(())
}

/// Invites a second guardian of a child; the secret is in the link or on the paper that is handed over.
///
/// # Errors
/// Why one may not.
pub fn invite(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    doer: Doer,
    minor: Id,
    title: Title,
    secret: &str,
) -> Result<Invitation, Error> {
    standing(tx, &ctx.keys, doer.subject, minor, Matter::Data, ctx.today)?;
    if rules::needs_act(title) {
        return Err(Refused::ActNeeded(title).into());
    }
    let invitation = Invitation {
        id: ctx.id("invitation"),
        by: doer.subject,
        minor,
        title,
        ends_at: ctx.now.plus_seconds(lasts::INVITATION),
        used_at: None,
        withdrawn_at: None,
    };
    store::put_invitation(tx, &ctx.keys, &invitation, secret, ctx.now)?;
    trail(
        tx,
        ctx,
        doer,
        ("person", minor),
        "invite",
        json!({"title": title.as_str()}),
    )?;
    Ok(invitation)
}

/// The invitations somebody has made, newest first.
///
/// # Errors
/// From the database.
pub fn invitations(c: &mut Read<'_>, by: Id) -> Result<Vec<Invitation>, Fault> {
    store::invitations(c, by)
}

/// An invitation as the invited sees it before accepting: who invites, and for whom, by first name.
///
/// # Errors
/// [`Refused::InvitationOver`], or from the database.
pub fn open_invitation(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
    now: Moment,
) -> Result<(Invitation, String, String), Error> {
    let found = store::invited(c, keys, secret)?.ok_or(Refused::InvitationOver)?;
    let nobody = Id::named("people", "nobody");
    rules::may_accept(&found, nobody, now)?;
    let (by, minor) = (known(c, keys, found.by)?, known(c, keys, found.minor)?);
    Ok((found, by.facts.name.given, minor.facts.name.given))
}

/// Takes an invitation back.
///
/// # Errors
/// [`Refused::InvitationOver`], or from the database.
pub fn withdraw(tx: &mut Write<'_>, ctx: &Ctx, doer: Doer, invitation: Id) -> Result<(), Error> {
    if !store::withdraw(tx, invitation, doer.subject, ctx.now)? {
        return Err(Refused::InvitationOver.into());
    }
    Ok(())
}

/// Accepts an invitation: one becomes the child's guardian, on one's own declaration.
///
/// # Errors
/// Why not.
pub fn accept(tx: &mut Write<'_>, ctx: &Ctx, doer: Doer, secret: &str) -> Result<Id, Error> {
    let found = store::invited(tx, &ctx.keys, secret)?.ok_or(Refused::InvitationOver)?;
    rules::may_accept(&found, doer.subject, ctx.now)?;
    // Whoever invited must still be a guardian, and the child still a minor.
    standing(
        tx,
        &ctx.keys,
        found.by,
        found.minor,
        Matter::Data,
        ctx.today,
    )?;
    let wanted = Guardianship {
        id: ctx.id("guardianship"),
        adult: doer.subject,
        minor: found.minor,
        title: found.title,
        evidence: Evidence::Declaration,
        limits: Vec::new(),
        since: ctx.today,
        until: None,
        verified_by: None,
        ended: false,
    };
    bind(tx, ctx, doer, wanted)?;
    store::use_invitation(tx, found.id, doer.subject, ctx.now)?;
    Ok(found.minor)
}

/// Writes down a guardianship whose act an operator has seen.
///
/// # Errors
/// Why not.
pub fn add_guardian(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    staff: Id,
    (adult, minor): (Id, Id),
    title: Title,
    limits: Vec<Matter>,
    until: Option<Day>,
) -> Result<Id, Error> {
    let own = household_and_ties(tx, staff, ctx.today)?;
    rules::Apart::new(staff, &own, &BTreeSet::new(), &[adult, minor], None)?;
    let wanted = Guardianship {
        id: ctx.id("guardianship"),
        adult,
        minor,
        title,
        evidence: Evidence::ActSeen,
        limits,
        since: ctx.today,
        until,
        verified_by: Some(staff),
        ended: false,
    };
    let id = wanted.id;
    bind(
        tx,
        ctx,
        Doer {
            hands: staff,
            subject: adult,
        },
        wanted,
    )?;
    Ok(id)
}

/// Keeps a guardianship of a child that is there already, and tells the others.
fn bind(tx: &mut Write<'_>, ctx: &Ctx, doer: Doer, wanted: Guardianship) -> Result<(), Error> {
    let (adult, minor) = (
        known(tx, &ctx.keys, wanted.adult)?,
        known(tx, &ctx.keys, wanted.minor)?,
    );
    let present = store::of_minor(tx, minor.id)?;
    let made = rules::guardianship(
        wanted,
        (adult.facts.birth, minor.facts.birth),
        &present,
        ctx.today,
    )?;
    store::put_guardianship(tx, &made, ctx.now)?;
    // Whoever only looks after a child by office does not live with it.
    if matches!(made.title, Title::Parent | Title::Guardian | Title::Foster) {
        live_together(tx, ctx, adult.id, minor.id)?;
    }
    for other in present.iter().filter(|g| g.holds(ctx.today)) {
        tell(
            tx,
            ctx,
            other.adult,
            "people-told-guardian",
            &[],
            Some("/my"),
        )?;
    }
    let detail = json!({"adult": adult.id.to_string(), "title": made.title.as_str(), "evidence": made.evidence.as_str()});
    trail(tx, ctx, doer, ("person", minor.id), "guardian", detail)?;
    Ok(())
}

/// One guardian leaves a child; never the last one.
///
/// # Errors
/// Why not.
pub fn leave_child(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    doer: Doer,
    guardianship: Id,
) -> Result<(), Error> {
    let found = store::guardianship(tx, guardianship)?
        .filter(|g| g.adult == doer.subject && g.holds(ctx.today));
    let found = found.ok_or(Refused::NoGuardian)?;
    rules::may_leave(&found, &store::of_minor(tx, found.minor)?, ctx.today)?;
    if !store::end_guardianship(tx, found.id, ctx.today, "left")? {
        return Err(Refused::NoGuardian.into());
    }
    trail(
        tx,
        ctx,
        doer,
        ("person", found.minor),
        "leave-child",
        json!({}),
    )?;
    Ok(())
}

/// A guardian asks that something waits until it is cleared up; the others are told, the desk sees it.
///
/// # Errors
/// Why not.
pub fn ask_to_wait(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    doer: Doer,
    minor: Id,
    what: Matter,
) -> Result<(), Error> {
    let Standing::Guardian { others, .. } =
        standing(tx, &ctx.keys, doer.subject, minor, what, ctx.today)?
    else {
        return Err(Refused::NoGuardian.into());
    };
    let block = Block {
        id: ctx.id("block"),
        minor,
        by: doer.subject,
        what,
        at: ctx.now,
    };
    store::put_block(tx, &block)?;
    store::set_conflict(tx, minor, true, ctx.now)?;
    for other in others {
        tell(
            tx,
            ctx,
            other,
            "people-told-wait",
            &[("what", what.as_str().to_string())],
            Some("/my"),
        )?;
    }
    trail(
        tx,
        ctx,
        doer,
        ("person", minor),
        "wait",
        json!({"what": what.as_str()}),
    )?;
    Ok(())
}

/// The one who asked, or a coordinator, lets it go on.
///
/// # Errors
/// [`Refused::Forbidden`] for anybody else; from the database.
pub fn go_on(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    doer: Doer,
    block: Id,
    settles: bool,
) -> Result<(), Error> {
    let found = store::block(tx, block)?.ok_or(Refused::Forbidden)?;
    if found.by != doer.subject && !settles {
        return Err(Refused::Forbidden.into());
    }
    if settles {
        let own = household_and_ties(tx, doer.hands, ctx.today)?;
        rules::Apart::new(doer.hands, &own, &BTreeSet::new(), &[found.minor], None)?;
    }
    store::lift_block(tx, found.id, doer.hands, ctx.now)?;
    if store::blocks(tx, found.minor)?.is_empty() {
        store::set_conflict(tx, found.minor, false, ctx.now)?;
    }
    trail(
        tx,
        ctx,
        doer,
        ("person", found.minor),
        "go-on",
        json!({"what": found.what.as_str()}),
    )?;
    Ok(())
}

/// Those who live with somebody today, and those tied to them by a guardianship on either side.
///
/// # Errors
/// From the database.
pub fn household_and_ties(c: &mut Read<'_>, of: Id, today: Day) -> Result<BTreeSet<Id>, Fault> {
    let mut all = BTreeSet::from([of]);
    for household in store::households(c, of, today)? {
        all.extend(store::members(c, household, today)?);
    }
    all.extend(store::of_adult(c, of)?.iter().map(|g| g.minor));
    all.extend(store::of_minor(c, of)?.iter().map(|g| g.adult));
    Ok(all)
}
