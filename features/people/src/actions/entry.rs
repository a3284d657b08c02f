//! Coming in and going out: links by mail, codes on paper, identities of others; sessions.

use db::{Fault, Read, Write};
use seal::Keys;
use serde_json::json;
use values::{Day, Id, Lang, Moment};

use super::family::put;
use super::over::close_over;
use super::{Ctx, Doer, Error, trail};
use crate::age::Stage;
use crate::model::{Credential, Facts, Method, Name, Proof, Session};
use crate::policy::Actor;
use crate::rules::{MISSES, Refused, fold_mail, is_mail, lasts};
use crate::store::{self, NewLink, NewWay};

/// Links sent to one address in [`lasts::LINK`] seconds at most.
const LINKS: u64 = 3;

/// What came of asking for a link. Whoever asked is told the same in every case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A letter goes to this address.
    Send {
        /// Where to.
        mail: String,
    },
    /// There were enough letters: none is sent.
    Enough,
}

/// Somebody asks for a link. It is sent whether or not anybody with that address is known, so that
/// nobody learns who is.
///
/// # Errors
/// [`Refused::MailWrong`]; from the database.
pub fn ask_link(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    mail: &str,
    secret: &str,
    adds_to: Option<Id>,
    resume: Option<&str>,
) -> Result<Asked, Error> {
    let mail = mail.trim();
    if !is_mail(mail) {
        return Err(Refused::MailWrong.into());
    }
    let folded = fold_mail(mail);
    if store::links_to(tx, &ctx.keys, &folded, ctx.now.plus_seconds(-lasts::LINK))? >= LINKS {
        return Ok(Asked::Enough);
    }
    let link = NewLink {
        id: ctx.id("link"),
        secret,
        mail: &folded,
        account: adds_to,
        resume: resume.filter(|r| is_own_path(r)),
        ends_at: ctx.now.plus_seconds(lasts::LINK),
    };
    store::put_link(tx, &ctx.keys, &link, ctx.seed, ctx.now)?;
    Ok(Asked::Send {
        mail: mail.to_string(),
    })
}

/// Whether a link would let somebody in now, without using it.
///
/// # Errors
/// From the database.
pub fn link_stands(c: &mut Read<'_>, ctx: &Ctx, secret: &str) -> Result<bool, Error> {
    Ok(store::linked(c, &ctx.keys, secret, ctx.now)?.is_some())
}

/// True for a path of this site: it begins with one slash and cannot be read as another host.
pub fn is_own_path(path: &str) -> bool {
    let one_slash = path.starts_with('/') && !path.starts_with("//");
    one_slash && path.len() <= 1000 && !path.contains('\\') && !path.chars().any(char::is_control)
}

/// Who came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The account.
    pub account: Id,
    /// Whose it is.
    pub person: Id,
    /// How.
    pub method: Method,
    /// By two factors: only then their roles hold.
    pub strong: bool,
    /// True for somebody new: their name is not known yet.
    pub new: bool,
    /// Where the journey goes on.
    pub resume: Option<String>,
}

/// Uses a link: the owner of the address comes in, or a way in is added to the account that asked. A
/// new address gets a new person and account.
///
/// # Errors
/// [`Refused::NoEntry`] for a link that does not work; [`Refused::OtherAccount`] when the address belongs
/// to another account.
pub fn enter_by_link(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    secret: &str,
    lang: &Lang,
) -> Result<Entered, Error> {
    let (link, mail, adds_to, resume) =
        store::linked(tx, &ctx.keys, secret, ctx.now)?.ok_or(Refused::NoEntry)?;
    if !store::use_link(tx, link, ctx.now)? {
        return Err(Refused::NoEntry.into());
    }
    let known = store::by_about(tx, &ctx.keys, Method::Mail, &mail)?;
    // An account without any way in has its first link from the machine itself (the first
    // administrator): whoever has it stood there. Links that pages send come from accounts with one.
    let from_machine = match adds_to {
        Some(account) => store::ways(tx, account)?.is_empty(),
        None => false,
    };
    let (account, new) = match (known, adds_to) {
        (Some(way), Some(account)) if way.account != account => {
            return Err(Refused::OtherAccount.into());
        }
        (Some(way), _) => {
            store::used(tx, way.id, ctx.now)?;
            (way.account, false)
        }
        (None, Some(account)) => {
            add_mail(tx, ctx, account, &mail)?;
            (account, false)
        }
        (None, None) => {
            let name = Name {
                given: mail
                    .split('@')
                    .next()
                    .unwrap_or("?")
                    .chars()
                    .take(60)
                    .collect(),
                family: String::new(),
            };
            let facts = Facts {
                name,
                birth: None,
                code: None,
                mail: Some(mail.clone()),
                phone: None,
                lang: lang.clone(),
                proof: Proof::Declared,
            };
            let account = open_account(tx, ctx, facts)?;
            add_mail(tx, ctx, account, &mail)?;
            (account, true)
        }
    };
    let person = store::owner(tx, account)?.ok_or(Refused::NoEntry)?;
    Ok(Entered {
        account,
        person,
        method: Method::Mail,
        strong: from_machine,
        new,
        resume,
    })
}

/// A new person with an account.
fn open_account(tx: &mut Write<'_>, ctx: &Ctx, facts: Facts) -> Result<Id, Error> {
    if Stage::of(facts.birth, ctx.today) == Stage::Child {
        return Err(Refused::TooYoung.into());
    }
    let (person, account) = (ctx.id("person"), ctx.id("account"));
    put(tx, ctx, person, facts)?;
    store::put_account(tx, account, person, ctx.now)?;
    trail(
        tx,
        ctx,
        Doer::oneself(person),
        ("person", person),
        "account",
        json!({}),
    )?;
    Ok(account)
}

/// Adds a proven address to an account, and writes it to the person's facts.
///
/// # Errors
/// From the database.
pub fn add_mail(tx: &mut Write<'_>, ctx: &Ctx, account: Id, mail: &str) -> Result<(), Error> {
    let owner = store::owner(tx, account)?.ok_or(Refused::NoEntry)?;
    let way = NewWay {
        id: ctx.id("mail way"),
        account,
        method: Method::Mail,
        about: Some(mail),
        paper: None,
        label: "",
        by: None,
        carries: false,
    };
    store::put_credential(tx, &ctx.keys, &way, ctx.seed, ctx.now)?;
    if let Some(mut person) = store::person(tx, &ctx.keys, owner)? {
        person.facts.mail = Some(mail.to_string());
        store::set_facts(tx, &ctx.keys, owner, &person.facts, ctx.seed, ctx.now)?;
    }
    trail(
        tx,
        ctx,
        Doer::oneself(owner),
        ("person", owner),
        "way",
        json!({"kind": "mail"}),
    )?;
    Ok(())
}

/// Comes in with a code on paper and its PIN. A wrong PIN counts; five in a row lock the code. The answer
/// is kept either way: call it in a transaction of its own that is not undone by the refusal.
///
/// # Errors
/// From the database; the refusal is the answer.
pub fn enter_by_paper(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    code: &str,
    pin: &str,
) -> Result<Result<Entered, Refused>, Error> {
    let Some((way, hash, misses)) = store::by_paper(tx, &ctx.keys, &plain_code(code))? else {
        return Ok(Err(Refused::NoEntry));
    };
    if misses >= MISSES {
        return Ok(Err(Refused::Locked));
    }
    if !store::pin_is(&ctx.keys, way.id, pin.trim(), &hash) {
        store::missed(tx, way.id)?;
        return Ok(Err(if misses + 1 >= MISSES {
            Refused::Locked
        } else {
            Refused::NoEntry
        }));
    }
    store::used(tx, way.id, ctx.now)?;
    let Some(person) = store::owner(tx, way.account)? else {
        return Ok(Err(Refused::NoEntry));
    };
    Ok(Ok(Entered {
        account: way.account,
        person,
        method: Method::Paper,
        strong: false,
        new: false,
        resume: None,
    }))
}

/// A code as it was typed or scanned, without dashes and spaces, in capitals; letters that look like
/// digits are read as the digits they look like.
pub(crate) fn plain_code(text: &str) -> String {
    let bare = text.chars().filter(|c| c.is_ascii_alphanumeric());
    bare.map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    })
    .collect()
}

/// An identity that somebody else vouches for.
#[derive(Clone, Debug)]
pub struct Way {
    /// Who vouches.
    pub issuer: String,
    /// Under which name.
    pub subject: String,
    /// Who vouches made sure by two factors.
    pub strong: bool,
    /// What is known from there.
    pub facts: Facts,
}

impl Way {
    fn about(&self) -> String {
        format!("{} {}", self.issuer, self.subject)
    }
}

/// Comes in with an identity of somebody else's. A person whose fiscal code was seen on a document or
/// came from a register is the same person, when who vouches has it from a register too; nobody is joined by
/// name or address, nor by a code that was only said on either side.
///
/// # Errors
/// From the database, or what is wrong with the facts.
pub fn enter_by_external(tx: &mut Write<'_>, ctx: &Ctx, way: &Way) -> Result<Entered, Error> {
    if let Some(known) = store::by_about(tx, &ctx.keys, Method::External, &way.about())? {
        store::used(tx, known.id, ctx.now)?;
        let person = store::owner(tx, known.account)?.ok_or(Refused::NoEntry)?;
        return Ok(Entered {
            account: known.account,
            person,
            method: Method::External,
            strong: way.strong && known.carries,
            new: false,
            resume: None,
        });
    }
    // Whoever has only said that a code is theirs is joined with nobody: both must be proven.
    let same = match &way.facts.code {
        Some(code) if way.facts.proof == Proof::Register => {
            store::by_code(tx, &ctx.keys, code)?.filter(|p| p.facts.proof != Proof::Declared)
        }
        _ => None,
    };
    let (account, new) = match same {
        Some(person) => {
            let account = match store::account_of(tx, person.id)? {
                Some(account) => account,
                None => {
                    let account = ctx.id("account");
                    store::put_account(tx, account, person.id, ctx.now)?;
                    account
                }
            };
            (account, false)
        }
        None => (open_account(tx, ctx, way.facts.clone())?, true),
    };
    add_external(tx, ctx, (account, true), way)?;
    let person = store::owner(tx, account)?.ok_or(Refused::NoEntry)?;
    Ok(Entered {
        account,
        person,
        method: Method::External,
        strong: way.strong,
        new,
        resume: None,
    })
}

/// Adds an identity to an account whose owner is signed in: both are proven then. Roles hold after
/// coming in with it only when it `carries` them: when it was added in a session with two factors.
///
/// # Errors
/// [`Refused::OtherAccount`] when it belongs to another one; from the database.
pub fn add_external(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    (account, carries): (Id, bool),
    way: &Way,
) -> Result<(), Error> {
    match store::by_about(tx, &ctx.keys, Method::External, &way.about())? {
        Some(known) if known.account == account => return Ok(()),
        Some(_) => return Err(Refused::OtherAccount.into()),
        None => {}
    }
    let owner = store::owner(tx, account)?.ok_or(Refused::NoEntry)?;
    let about = way.about();
    let new = NewWay {
        id: ctx.id("external way"),
        account,
        method: Method::External,
        about: Some(&about),
        paper: None,
        label: &way.issuer,
        by: None,
        carries,
    };
    store::put_credential(tx, &ctx.keys, &new, ctx.seed, ctx.now)?;
    trail(
        tx,
        ctx,
        Doer::oneself(owner),
        ("person", owner),
        "way",
        json!({"kind": "external"}),
    )?;
    Ok(())
}

/// Begins a session. The secret goes into the cookie and nowhere else.
///
/// # Errors
/// From the database.
pub fn enter(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    who: &Entered,
    device: &str,
    secret: &str,
) -> Result<Session, Error> {
    let staff = store::grants(tx, who.person)?
        .iter()
        .any(|g| g.holds(ctx.today));
    let lasts = if staff { lasts::STAFF } else { lasts::SESSION };
    let session = Session {
        id: ctx.id("session"),
        account: who.account,
        person: who.person,
        method: who.method,
        strong: who.strong,
        device: device
            .chars()
            .filter(|c| !c.is_control())
            .take(80)
            .collect(),
        created_at: ctx.now,
        seen_at: ctx.now,
        ends_at: ctx.now.plus_seconds(lasts),
        assists: None,
    };
    store::put_session(tx, &ctx.keys, &session, secret)?;
    trail(
        tx,
        ctx,
        Doer::oneself(who.person),
        ("person", who.person),
        "enter",
        json!({"method": who.method.as_str()}),
    )?;
    Ok(session)
}

/// Who comes with this secret: the actor and the session; nobody when it is over. An assisted session
/// nobody has acted in for half an hour is over, the operator's own goes on.
///
/// # Errors
/// From the database.
pub fn who(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
    now: Moment,
    today: Day,
) -> Result<Option<(Actor, Session)>, Fault> {
    let Some(session) = store::session(c, keys, secret, now, now.plus_seconds(-lasts::IDLE))?
    else {
        return Ok(None);
    };
    let helping = session
        .assists
        .as_ref()
        .filter(|a| a.acted_at.plus_seconds(lasts::ASSISTED) >= now);
    let actor = match helping {
        Some(a) => Actor::Assisting {
            staff: session.person,
            session: session.id,
            subject: a.subject,
        },
        None => {
            let grants = store::grants(c, session.person)?
                .into_iter()
                .filter(|g| g.holds(today) && session.strong)
                .collect();
            Actor::Person {
                id: session.person,
                session: session.id,
                grants,
            }
        }
    };
    Ok(Some((actor, session)))
}

/// Ends a session of an account: one's own, on any device.
///
/// # Errors
/// [`Refused::NoEntry`] when it is not there; from the database.
pub fn leave(tx: &mut Write<'_>, ctx: &Ctx, account: Id, session: Id) -> Result<(), Error> {
    match store::end_session(tx, session, account, ctx.now)? {
        true => Ok(()),
        false => Err(Refused::NoEntry.into()),
    }
}

/// Ends the session of a browser in which somebody comes in anew; nothing when it had none.
///
/// # Errors
/// From the database.
pub fn leave_before(tx: &mut Write<'_>, ctx: &Ctx, secret: &str) -> Result<(), Fault> {
    let idle = ctx.now.plus_seconds(-lasts::IDLE);
    if let Some(session) = store::session(tx, &ctx.keys, secret, ctx.now, idle)? {
        store::end_session(tx, session.id, session.account, ctx.now)?;
    }
    Ok(())
}

/// Ends all sessions of an account but this one. Returns how many.
///
/// # Errors
/// From the database.
pub fn leave_others(tx: &mut Write<'_>, ctx: &Ctx, account: Id, but: Id) -> Result<u64, Fault> {
    store::end_others(tx, account, but, ctx.now)
}

/// The sessions of an account that go on.
///
/// # Errors
/// From the database.
pub fn sessions(c: &mut Read<'_>, account: Id, now: Moment) -> Result<Vec<Session>, Fault> {
    store::sessions(c, account, now, now.plus_seconds(-lasts::IDLE))
}

/// The ways into an account.
///
/// # Errors
/// From the database.
pub fn ways(c: &mut Read<'_>, account: Id) -> Result<Vec<Credential>, Fault> {
    store::ways(c, account)
}

/// Takes a way in away; never the last one.
///
/// # Errors
/// Why not; from the database.
pub fn take_way(tx: &mut Write<'_>, ctx: &Ctx, account: Id, way: Id) -> Result<(), Error> {
    let all = store::ways(tx, account)?;
    if !all.iter().any(|w| w.id == way) {
        return Err(Refused::NoEntry.into());
    }
    if all.len() == 1 {
        return Err(Refused::LastWayIn.into());
    }
    store::revoke_way(tx, way, account, ctx.now)?;
    Ok(())
}

/// For how many days things are kept that nobody needs any more.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// Sessions that ended: they can still be seen in one's own data.
    pub sessions: u16,
    /// What a person was told inside the site.
    pub messages: u16,
    /// That a member of staff looked at a person's file, and what somebody had agreed to.
    pub looks: u16,
    /// Who acted for a child, after it ended and after the child's eighteenth birthday; blocks that were lifted
    /// and invitations that were over.
    pub guardianships: u16,
    /// Accounts that were closed, and persons without a name to whom nothing refers.
    pub accounts: u16,
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Links and ceremonies that were over.
    pub links: u64,
    /// Sessions.
    pub sessions: u64,
    /// Messages.
    pub messages: u64,
    /// Looks at files.
    pub looks: u64,
    /// Consents that were over.
    pub consents: u64,
    /// What was typed before somebody came in.
    pub typed: u64,
    /// Blocks and invitations around children.
    pub around: u64,
    /// Accounts that were closed.
    pub accounts: u64,
    /// Persons without a name.
    pub persons: u64,
}

/// Forgets all that is over, as long ago as `keep` says.
///
/// # Errors
/// From the database.
pub fn forget(tx: &mut Write<'_>, now: Moment, keep: Keep) -> Result<Forgotten, Fault> {
    let before = |days: u16| now.plus_seconds(-i64::from(days) * 86_400);
    let (links, sessions) = sweep(tx, now, keep.sessions)?;
    let (messages, looks, consents) =
        store::forget_old(tx, before(keep.messages), before(keep.looks))?;
    let typed = store::forget_typed(tx, now)?;
    let (accounts, around, persons) =
        close_over(tx, before(keep.accounts), before(keep.guardianships))?;
    Ok(Forgotten {
        links,
        sessions,
        messages,
        looks,
        consents,
        typed,
        around,
        accounts,
        persons,
    })
}

/// Forgets links and ceremonies with passkeys that are over, and sessions that ended more than so many days ago.
///
/// # Errors
/// From the database.
pub fn sweep(tx: &mut Write<'_>, now: Moment, keep_days: u16) -> Result<(u64, u64), Fault> {
    store::sweep(tx, now, now.plus_seconds(-i64::from(keep_days) * 86_400))
}
