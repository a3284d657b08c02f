//! What a desk does: finds and writes down families, acts for people who are there, gives codes on
//! paper; and the log of who looked at whose file.

use std::collections::BTreeSet;

use codes::FiscalCode;
use db::{Fault, Read, Write};
use serde_json::json;
use values::{Day, Id, Moment};

use super::entry::plain_code;
use super::family::{household_and_ties, put};
use super::{Ctx, Doer, Error, tell, trail};
use crate::age::Stage;
use crate::model::{Access, Assistance, Block, Facts, Method, Name, Person, Presence};
use crate::rules::{Apart, MISSES, Refused, lasts};
use crate::store::{self, NewWay};

/// By what a desk looks for somebody.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// Fiscal code.
    Code(FiscalCode),
    /// Mail address.
    Mail(String),
    /// The code on the paper they hold.
    Paper(String),
    /// Name and birth.
    Who(Name, Day),
}

/// Looks for people. What is found is a look at their files, which each of them will see.
///
/// # Errors
/// From the database or the keys.
pub fn find(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    staff: Id,
    wanted: &Wanted,
) -> Result<Vec<Person>, Error> {
    let found = match wanted {
        Wanted::Code(code) => store::by_code(tx, &ctx.keys, code)?.into_iter().collect(),
        Wanted::Mail(mail) => store::by_mail(tx, &ctx.keys, mail)?,
        Wanted::Who(name, birth) => store::by_who(tx, &ctx.keys, name, *birth)?,
        Wanted::Paper(code) => match store::by_paper(tx, &ctx.keys, &plain_code(code))? {
            None => Vec::new(),
            Some((way, ..)) => match store::owner(tx, way.account)? {
                None => Vec::new(),
                Some(owner) => store::person(tx, &ctx.keys, owner)?.into_iter().collect(),
            },
        },
    };
    for (n, person) in found.iter().enumerate() {
        note(
            tx,
            ctx,
            staff,
            person.id,
            &format!("desk find {n}"),
            None,
            false,
        )?;
    }
    Ok(found)
}

/// Somebody with this fiscal code, for lists that are matched by a program. What officers are shown of
/// a person goes through [`find`] or [`look`], which the person sees.
///
/// # Errors
/// From the database or the keys.
pub fn by_code(
    c: &mut Read<'_>,
    keys: &seal::Keys,
    code: &FiscalCode,
) -> Result<Option<Person>, Error> {
    Ok(store::by_code(c, keys, code)?)
}

/// Notes a look at a file. One's own is no look.
fn note(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    by: Id,
    person: Id,
    what: &str,
    reason: Option<&str>,
    glass: bool,
) -> Result<(), Fault> {
    if by == person {
        return Ok(());
    }
    let access = Access {
        id: ctx.id(&format!("access {person} {what}")),
        person,
        by,
        what: what
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim()
            .to_string(),
        reason: reason.map(String::from),
        glass,
        at: ctx.now,
        reviewed_at: None,
    };
    store::put_access(tx, &access)
}

/// Staff looks at somebody's file. In an emergency (`glass`) without having the right: then a reason is
/// needed, the person is told, and somebody else reviews it.
///
/// # Errors
/// [`Refused::Forbidden`] for an emergency without a reason; [`Refused::OwnAffair`] for one's own family.
pub fn look(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    staff: Id,
    person: Id,
    what: &str,
    reason: Option<&str>,
    glass: bool,
) -> Result<Apart, Error> {
    let own = household_and_ties(tx, staff, ctx.today)?;
    let apart = Apart::new(staff, &own, &BTreeSet::new(), &[person], None)?;
    let reason = reason.map(str::trim).filter(|r| !r.is_empty());
    if glass && reason.is_none() {
        return Err(Refused::Forbidden.into());
    }
    note(tx, ctx, staff, person, what, reason, glass)?;
    if glass {
        tell(tx, ctx, person, "people-told-glass", &[], Some("/my/looks"))?;
        trail(
            tx,
            ctx,
            Doer::oneself(staff),
            ("person", person),
            "break-glass",
            json!({"what": what}),
        )?;
    }
    Ok(apart)
}

/// Emergencies nobody else has looked at yet, the oldest first.
///
/// # Errors
/// From the database.
pub fn unreviewed(c: &mut Read<'_>) -> Result<Vec<Access>, Fault> {
    store::glass(c)
}

/// Somebody else looks at an emergency.
///
/// # Errors
/// [`Refused::SamePerson`] for the one who broke the glass, or when it was reviewed.
pub fn review(tx: &mut Write<'_>, ctx: &Ctx, by: Id, access: Id) -> Result<(), Error> {
    if !store::review(tx, access, by, ctx.now)? {
        return Err(Refused::SamePerson.into());
    }
    trail(
        tx,
        ctx,
        Doer::oneself(by),
        ("access", access),
        "review-glass",
        json!({}),
    )?;
    Ok(())
}

/// Writes somebody down who is at the desk: what is known may be little more than a name.
///
/// # Errors
/// What is wrong with the facts.
pub fn register(tx: &mut Write<'_>, ctx: &Ctx, staff: Id, facts: Facts) -> Result<Id, Error> {
    let (person, account, household) = (ctx.id("person"), ctx.id("account"), ctx.id("household"));
    put(tx, ctx, person, facts)?;
    store::put_account(tx, account, person, ctx.now)?;
    store::put_household(tx, household, None, ctx.now)?;
    store::put_member(tx, household, person, ctx.today)?;
    trail(
        tx,
        ctx,
        Doer {
            hands: staff,
            subject: person,
        },
        ("person", person),
        "register",
        json!({}),
    )?;
    Ok(person)
}

/// A code on paper with its PIN, as it is printed and never shown again.
#[derive(Clone, PartialEq, Eq)]
pub struct GivenCode {
    /// In groups of four.
    pub code: String,
    /// Six digits.
    pub pin: String,
}

impl GivenCode {
    /// From 16 bytes of chance for the code and a number for the PIN: 128 bits in Crockford's base 32,
    /// which has no letters that look like digits.
    pub fn from_chance(chance: [u8; 16], number: u32) -> GivenCode {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let bits = u128::from_be_bytes(chance);
        // 26 letters of 5 bits hold 130.
        let letters = (0..26)
            .rev()
            .map(|at| LETTERS[((bits >> (at * 5)) & 31) as usize] as char);
        let mut code = String::new();
        for (at, letter) in letters.enumerate() {
            if at > 0 && at % 4 == 0 {
                code.push('-');
            }
            code.push(letter);
        }
        GivenCode {
            code,
            pin: format!("{:06}", number % 1_000_000),
        }
    }
}

impl std::fmt::Debug for GivenCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GivenCode(…)")
    }
}

/// Gives somebody a code on paper. Older ones stop working. It is a way into an account, so the desk
/// gives it only to somebody it acts for.
///
/// # Errors
/// [`Refused::OwnAffair`] for one's own family, [`Refused::TooYoung`] for a child: adults act for it;
/// from the database.
pub fn give_paper(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    staff: Id,
    person: Id,
    given: &GivenCode,
) -> Result<(), Error> {
    let own = household_and_ties(tx, staff, ctx.today)?;
    Apart::new(staff, &own, &BTreeSet::new(), &[person], None)?;
    let birth = store::person(tx, &ctx.keys, person)?.and_then(|p| p.facts.birth);
    if Stage::of(birth, ctx.today) == Stage::Child {
        return Err(Refused::TooYoung.into());
    }
    let account = match store::account_of(tx, person)? {
        Some(account) => account,
        None => {
            let account = ctx.id("account");
            store::put_account(tx, account, person, ctx.now)?;
            account
        }
    };
    store::revoke_kind(tx, account, Method::Paper, ctx.now)?;
    let code = plain_code(&given.code);
    let way = NewWay {
        id: ctx.id("paper way"),
        account,
        method: Method::Paper,
        about: None,
        paper: Some((&code, &given.pin)),
        label: "",
        by: Some(staff),
        carries: false,
    };
    store::put_credential(tx, &ctx.keys, &way, ctx.seed, ctx.now)?;
    trail(
        tx,
        ctx,
        Doer {
            hands: staff,
            subject: person,
        },
        ("person", person),
        "paper-code",
        json!({}),
    )?;
    Ok(())
}

/// Whether somebody at the desk knows the PIN of their code on paper. A wrong one counts as it does when
/// coming in; call it in a transaction of its own that is not undone by the refusal.
///
/// # Errors
/// From the database; the refusal is the answer.
pub fn prove_pin(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    person: Id,
    pin: &str,
) -> Result<Result<(), Refused>, Error> {
    let paper = match store::account_of(tx, person)? {
        Some(account) => store::paper_of(tx, account)?,
        None => None,
    };
    let Some((way, hash, misses)) = paper else {
        return Ok(Err(Refused::NoPaper));
    };
    if misses >= MISSES {
        return Ok(Err(Refused::Locked));
    }
    if store::pin_is(&ctx.keys, way.id, pin.trim(), &hash) {
        return Ok(Ok(()));
    }
    store::missed(tx, way.id)?;
    Ok(Err(Refused::PinWrong))
}

/// Staff begins to act for a person who is there.
///
/// # Errors
/// [`Refused::OwnAffair`] for one's own family, [`Refused::Forbidden`] without a reason.
pub fn assist(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    (staff, session): (Id, Id),
    subject: Id,
    presence: Presence,
    reason: &str,
) -> Result<Assistance, Error> {
    let reason: String = reason
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(300)
        .collect();
    if reason.is_empty() {
        return Err(Refused::Forbidden.into());
    }
    let apart = look(
        tx,
        ctx,
        staff,
        subject,
        "assisted session",
        Some(&reason),
        false,
    )?;
    let help = Assistance {
        subject,
        presence,
        reason,
        since: ctx.now,
        acted_at: ctx.now,
    };
    if !store::assist(tx, session, &help)? {
        return Err(Refused::NoEntry.into());
    }
    trail(
        tx,
        ctx,
        Doer {
            hands: apart.staff(),
            subject,
        },
        ("person", subject),
        "assist",
        json!({"presence": presence.as_str()}),
    )?;
    Ok(help)
}

/// Notes that a session was used, and that staff has acted in it.
///
/// # Errors
/// From the database.
pub fn seen(tx: &mut Write<'_>, ctx: &Ctx, session: Id, helping: bool) -> Result<(), Fault> {
    store::seen(tx, session, ctx.now)?;
    if helping {
        store::acted(tx, session, ctx.now)?;
    }
    Ok(())
}

/// Staff ends acting for somebody.
///
/// # Errors
/// From the database.
pub fn stop_assisting(tx: &mut Write<'_>, ctx: &Ctx, doer: Doer, session: Id) -> Result<(), Error> {
    store::assist_no_more(tx, session)?;
    trail(
        tx,
        ctx,
        doer,
        ("person", doer.subject),
        "assist-end",
        json!({}),
    )?;
    Ok(())
}

/// One thing that was done for somebody, as the receipt tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Number in the trail.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// What, the word after `people.` in the trail.
    pub what: String,
}

/// How far back a receipt looks, in entries of one operator.
const RECEIPT: u32 = 500;

/// What a member of staff did for somebody in their last assisted session, and for whom: the trail has
/// it. A session that ended more than an hour ago has no receipt any more.
///
/// # Errors
/// [`Refused::Forbidden`] when there was none; from the database or the keys.
pub fn receipt(
    c: &mut Read<'_>,
    ctx: &Ctx,
    staff: Id,
    subject: Id,
) -> Result<(Name, Vec<Done>), Error> {
    let behalf = subject.to_string();
    let mut done = Vec::new();
    for kept in audit::by(c, &audit::Actor::Person(staff), None, RECEIPT)? {
        let entry = kept.entry;
        if entry.detail["on_behalf_of"] != behalf.as_str() {
            continue;
        }
        let what = entry
            .action
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_string();
        // Codes given after the session belong to it, and that somebody was written down at its
        // beginning; an earlier session does not.
        let began = done.last().filter(|d: &&Done| d.what == "assist");
        if began.is_some_and(|d| what != "register" || d.at != entry.at) {
            break;
        }
        done.push(Done {
            number: kept.seq,
            at: entry.at,
            what,
        });
    }
    done.reverse();
    let fresh = done
        .last()
        .is_some_and(|d| d.at.plus_seconds(lasts::RECEIPT) >= ctx.now);
    if !fresh || !done.iter().any(|d| d.what == "assist") {
        return Err(Refused::Forbidden.into());
    }
    let person = store::person(c, &ctx.keys, subject)?
        .filter(|p| p.erased_at.is_none())
        .ok_or(Refused::Forbidden)?;
    Ok((person.facts.name, done))
}

/// What waits for a child.
///
/// # Errors
/// From the database.
pub fn blocks(c: &mut Read<'_>, minor: Id) -> Result<Vec<Block>, Fault> {
    store::blocks(c, minor)
}

/// True for what may be a code on paper: 26 letters and digits.
pub fn looks_like_paper(text: &str) -> bool {
    plain_code(text).len() == 26
}
