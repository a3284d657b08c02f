//! How it is kept: all SQL of the feature. What is sealed is opened and sealed here.

use codes::FiscalCode;
use db::{Fault, Read, Row, Sql, Value, Write, params};
use seal::{Hash, Keys, SealError, Sealed, Seed};
use serde::{Deserialize, Serialize};
use values::{Day, Id, Moment};

use crate::model::{
    Access, Assistance, Block, Credential, Evidence, Facts, Grant, Guardianship, Invitation,
    Matter, Message, Method, Name, Person, Presence, Proof, Role, Scope, Session, Title,
};
use crate::rules::fold_mail;

seal::columns! {
    /// What is known about a person.
    pub(crate) FACTS = Sealed people_person.facts by id;
    /// Finds a person by fiscal code.
    pub(crate) CODE = Index people_person.code_hash by id from facts folded fold_code;
    /// Finds people by mail address.
    pub(crate) MAIL = Index people_person.mail_hash by id from facts folded fold_address;
    /// Finds people by name and birth.
    pub(crate) WHO = Index people_person.who_hash by id from facts folded fold_who;
    /// The secret of an invitation.
    pub(crate) INVITATION = Token people_invitation.secret_hash by id;
    /// Address, or issuer and subject, of a way in.
    pub(crate) ABOUT = Sealed people_credential.about by id;
    /// Finds a way in by what it is about.
    pub(crate) ABOUT_HASH = Index people_credential.about_hash by id from about;
    /// A code on paper.
    pub(crate) PAPER = Token people_credential.secret_hash by id;
    /// Its PIN.
    pub(crate) PIN = Token people_credential.pin_hash by id;
    /// The secret of a link sent by mail.
    pub(crate) LINK = Token people_link.secret_hash by id;
    /// Where it was sent.
    pub(crate) LINK_MAIL = Sealed people_link.mail by id;
    /// Counts links to one address.
    pub(crate) LINK_MAIL_HASH = Index people_link.mail_hash by id from mail;
    /// The secret in a session's cookie.
    pub(crate) SESSION = Token people_session.secret_hash by id;
}

/// A person's facts as they are sealed.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    name: Name,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    birth: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mail: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

fn kept(bytes: &[u8]) -> Kept {
    serde_json::from_slice(bytes).unwrap_or_default()
}

fn fold_code(facts: &[u8]) -> Vec<u8> {
    kept(facts).code.unwrap_or_default().into_bytes()
}

fn fold_address(facts: &[u8]) -> Vec<u8> {
    fold_mail(&kept(facts).mail.unwrap_or_default()).into_bytes()
}

fn fold_who(facts: &[u8]) -> Vec<u8> {
    let k = kept(facts);
    k.birth.map(|b| who(&k.name, b)).unwrap_or_default()
}

/// Name and birth as they are looked up: whatever stands for the same letters is the same.
pub(crate) fn who(name: &Name, birth: Day) -> Vec<u8> {
    format!(
        "{}|{}|{birth}",
        values::fold(&name.given),
        values::fold(&name.family)
    )
    .into_bytes()
}

db::statements! {
    /// Keeps a person.
    pub(crate) PUT_PERSON = "insert into people_person (id, facts, code_hash, mail_hash, who_hash, lang, conflict, proof, created_at, changed_at, erased_at) values ($1, $2, $3, $4, $5, $6, false, $7, $8, $8, null)";
    /// Keeps other facts of a person.
    pub(crate) SET_FACTS = "update people_person set facts = $2, code_hash = $3, mail_hash = $4, who_hash = $5, lang = $6, proof = $7, changed_at = $8 where id = $1 and erased_at is null";
    /// Erases what is known; the row stays for what refers to it.
    pub(crate) ERASE = "update people_person set facts = $2, code_hash = null, mail_hash = null, who_hash = null, changed_at = $3, erased_at = $3 where id = $1 and erased_at is null";
    /// Marks or unmarks a dispute.
    pub(crate) SET_CONFLICT = "update people_person set conflict = $2, changed_at = $3 where id = $1";
    /// One person.
    pub(crate) PERSON = "select id, facts, lang, conflict, proof, erased_at from people_person where id = $1";
    /// Somebody with this fiscal code.
    pub(crate) BY_CODE = "select id, facts, lang, conflict, proof, erased_at from people_person where code_hash in ($1, $2, $3)";
    /// People with this address.
    pub(crate) BY_MAIL = "select id, facts, lang, conflict, proof, erased_at from people_person where mail_hash in ($1, $2, $3) order by id limit 20";
    /// People of this name and birth.
    pub(crate) BY_WHO = "select id, facts, lang, conflict, proof, erased_at from people_person where who_hash in ($1, $2, $3) order by id limit 20";
    /// Keeps a household.
    pub(crate) PUT_HOUSEHOLD = "insert into people_household (id, district, created_at) values ($1, $2, $3)";
    /// Somebody joins a household.
    pub(crate) PUT_MEMBER = "insert into people_member (household, person, since, until) values ($1, $2, $3, null) on conflict (household, person, since) do nothing";
    /// The households somebody lives in on a day.
    pub(crate) HOUSEHOLDS = "select household from people_member where person = $1 and since <= $2 and (until is null or until >= $2) order by household";
    /// Who lives in a household on a day.
    pub(crate) MEMBERS = "select person from people_member where household = $1 and since <= $2 and (until is null or until >= $2) order by person";
    /// Keeps a guardianship.
    pub(crate) PUT_GUARDIANSHIP = "insert into people_guardianship (id, adult, minor, title, evidence, limits, since, until, verified_by, ended_because, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10)";
    /// Ends a guardianship before its time.
    pub(crate) END_GUARDIANSHIP = "update people_guardianship set until = $2, ended_because = $3 where id = $1 and ended_because is null and (until is null or until >= $2)";
    /// The guardianships of a minor.
    pub(crate) OF_MINOR = "select id, adult, minor, title, evidence, limits, since, until, verified_by, ended_because from people_guardianship where minor = $1 order by since, id";
    /// The guardianships of an adult.
    pub(crate) OF_ADULT = "select id, adult, minor, title, evidence, limits, since, until, verified_by, ended_because from people_guardianship where adult = $1 order by since, id";
    /// One guardianship.
    pub(crate) GUARDIANSHIP = "select id, adult, minor, title, evidence, limits, since, until, verified_by, ended_because from people_guardianship where id = $1";
    /// Keeps that somebody asks to wait.
    pub(crate) PUT_BLOCK = "insert into people_block (id, minor, by, what, at, lifted_at, lifted_by) values ($1, $2, $3, $4, $5, null, null)";
    /// Lifts a block.
    pub(crate) LIFT_BLOCK = "update people_block set lifted_at = $2, lifted_by = $3 where id = $1 and lifted_at is null";
    /// The blocks that stand for a minor.
    pub(crate) BLOCKS = "select id, minor, by, what, at from people_block where minor = $1 and lifted_at is null order by at, id";
    /// One block that stands.
    pub(crate) BLOCK = "select id, minor, by, what, at from people_block where id = $1 and lifted_at is null";
    /// Keeps an invitation.
    pub(crate) PUT_INVITATION = "insert into people_invitation (id, secret_hash, by, minor, title, at, ends_at, used_at, used_by, withdrawn_at) values ($1, $2, $3, $4, $5, $6, $7, null, null, null)";
    /// The invitation with this secret.
    pub(crate) INVITED = "select id, by, minor, title, ends_at, used_at, withdrawn_at from people_invitation where secret_hash in ($1, $2, $3)";
    /// The invitations somebody has made, newest first.
    pub(crate) INVITATIONS = "select id, by, minor, title, ends_at, used_at, withdrawn_at from people_invitation where by = $1 order by at desc, id limit 50";
    /// Uses an invitation.
    pub(crate) USE_INVITATION = "update people_invitation set used_at = $2, used_by = $3 where id = $1 and used_at is null and withdrawn_at is null";
    /// Takes an invitation back.
    pub(crate) WITHDRAW = "update people_invitation set withdrawn_at = $3 where id = $1 and by = $2 and used_at is null and withdrawn_at is null";
    /// Opens an account.
    pub(crate) PUT_ACCOUNT = "insert into people_account (id, person, created_at, closed_at) values ($1, $2, $3, null)";
    /// The account of a person.
    pub(crate) ACCOUNT_OF = "select id from people_account where person = $1 and closed_at is null";
    /// Whose account it is.
    pub(crate) OWNER = "select person from people_account where id = $1 and closed_at is null";
    /// Closes an account.
    pub(crate) CLOSE = "update people_account set closed_at = $2 where person = $1 and closed_at is null";
    /// Keeps a way in.
    pub(crate) PUT_CREDENTIAL = "insert into people_credential (id, account, kind, about, about_hash, secret_hash, pin_hash, misses, label, created_at, created_by, used_at, revoked_at) values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, null, null)";
    /// A way in by what it is about.
    pub(crate) BY_ABOUT = "select id, account, kind, label, created_at, used_at from people_credential where kind = $1 and about_hash in ($2, $3, $4) and revoked_at is null";
    /// A paper code.
    pub(crate) BY_PAPER = "select id, account, kind, label, created_at, used_at, pin_hash, misses from people_credential where secret_hash in ($1, $2, $3) and revoked_at is null";
    /// The ways into an account.
    pub(crate) WAYS = "select id, account, kind, label, created_at, used_at from people_credential where account = $1 and revoked_at is null order by created_at, id";
    /// Notes that a way in was used.
    pub(crate) USED = "update people_credential set used_at = $2, misses = 0 where id = $1";
    /// Notes a wrong PIN.
    pub(crate) MISSED = "update people_credential set misses = misses + 1 where id = $1";
    /// Takes a way in away.
    pub(crate) REVOKE_WAY = "update people_credential set revoked_at = $3 where id = $1 and account = $2 and revoked_at is null";
    /// Takes all ways of one kind away.
    pub(crate) REVOKE_KIND = "update people_credential set revoked_at = $3 where account = $1 and kind = $2 and revoked_at is null";
    /// Forgets all ways into an account.
    pub(crate) FORGET_WAYS = "delete from people_credential where account = $1";
    /// Keeps a link that is being sent.
    pub(crate) PUT_LINK = "insert into people_link (id, secret_hash, mail, mail_hash, account, resume, at, ends_at, used_at) values ($1, $2, $3, $4, $5, $6, $7, $8, null)";
    /// How many links went to an address since a moment.
    pub(crate) LINKS_TO = "select count(*) as links from people_link where mail_hash in ($1, $2, $3) and at > $4";
    /// A link that can still be used.
    pub(crate) LINKED = "select id, mail, account, resume from people_link where secret_hash in ($1, $2, $3) and used_at is null and ends_at >= $4";
    /// Uses a link.
    pub(crate) USE_LINK = "update people_link set used_at = $2 where id = $1 and used_at is null";
    /// Forgets links whose time is over.
    pub(crate) FORGET_LINKS = "delete from people_link where ends_at < $1";
    /// Begins a session.
    pub(crate) PUT_SESSION = "insert into people_session (id, secret_hash, account, person, method, device, created_at, seen_at, ends_at, ended_at, assists, presence, reason, assisted_at, acted_at) values ($1, $2, $3, $4, $5, $6, $7, $7, $8, null, null, null, null, null, null)";
    /// The session with this secret, if it goes on.
    pub(crate) SESSION_BY = "select id, account, person, method, device, created_at, seen_at, ends_at, assists, presence, reason, assisted_at, acted_at from people_session where secret_hash in ($1, $2, $3) and ended_at is null and ends_at >= $4 and seen_at >= $5";
    /// The sessions of an account that go on, the last used first.
    pub(crate) SESSIONS = "select id, account, person, method, device, created_at, seen_at, ends_at, assists, presence, reason, assisted_at, acted_at from people_session where account = $1 and ended_at is null and ends_at >= $2 and seen_at >= $3 order by seen_at desc, id";
    /// Notes that a session was used.
    pub(crate) SEEN = "update people_session set seen_at = $2 where id = $1 and seen_at < $2";
    /// Ends a session of an account.
    pub(crate) END_SESSION = "update people_session set ended_at = $3, assists = null, presence = null, reason = null, assisted_at = null, acted_at = null where id = $1 and account = $2 and ended_at is null";
    /// Ends all sessions of an account but one.
    pub(crate) END_OTHERS = "update people_session set ended_at = $3, assists = null, presence = null, reason = null, assisted_at = null, acted_at = null where account = $1 and id <> $2 and ended_at is null";
    /// Forgets sessions that are over since long.
    pub(crate) FORGET_SESSIONS = "delete from people_session where ends_at < $1 or ended_at < $1";
    /// Staff begins to act for somebody.
    pub(crate) ASSIST = "update people_session set assists = $2, presence = $3, reason = $4, assisted_at = $5, acted_at = $5 where id = $1 and ended_at is null";
    /// Staff has acted.
    pub(crate) ACTED = "update people_session set acted_at = $2 where id = $1 and assists is not null and acted_at < $2";
    /// Staff ends acting for somebody.
    pub(crate) ASSIST_NO_MORE = "update people_session set assists = null, presence = null, reason = null, assisted_at = null, acted_at = null where id = $1";
    /// Gives a role.
    pub(crate) PUT_GRANT = "insert into people_grant (id, person, role, scope_kind, scope_id, since, until, granted_by, granted_at, revoked_at, revoked_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, null)";
    /// The roles of somebody.
    pub(crate) GRANTS = "select id, person, role, scope_kind, scope_id, since, until, granted_by from people_grant where person = $1 and revoked_at is null order by granted_at, id";
    /// One role that was given and not taken.
    pub(crate) GRANT = "select id, person, role, scope_kind, scope_id, since, until, granted_by from people_grant where id = $1 and revoked_at is null";
    /// Everybody's roles.
    pub(crate) ALL_GRANTS = "select id, person, role, scope_kind, scope_id, since, until, granted_by from people_grant where revoked_at is null order by role, granted_at, id limit 2000";
    /// Takes a role.
    pub(crate) REVOKE_GRANT = "update people_grant set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null";
    /// How many have a role in the whole city.
    pub(crate) HOLDERS = "select count(*) as holders from people_grant where role = $1 and scope_kind = 'city' and revoked_at is null and since <= $2 and (until is null or until >= $2)";
    /// Notes a look at a file.
    pub(crate) PUT_ACCESS = "insert into people_access (id, person, by, what, reason, glass, at, reviewed_at, reviewed_by) values ($1, $2, $3, $4, $5, $6, $7, null, null)";
    /// Who looked at somebody's file, newest first.
    pub(crate) ACCESSES = "select id, person, by, what, reason, glass, at, reviewed_at from people_access where person = $1 order by at desc, id limit 500";
    /// Emergencies nobody else has looked at.
    pub(crate) GLASS = "select id, person, by, what, reason, glass, at, reviewed_at from people_access where glass and reviewed_at is null order by at, id limit 500";
    /// Somebody else has looked at an emergency.
    pub(crate) REVIEW = "update people_access set reviewed_at = $2, reviewed_by = $3 where id = $1 and glass and reviewed_at is null and by <> $3";
    /// Tells somebody something.
    pub(crate) PUT_MESSAGE = "insert into people_message (id, person, key, args, href, at, read_at) values ($1, $2, $3, $4, $5, $6, null)";
    /// What somebody was told, newest first.
    pub(crate) MESSAGES = "select id, person, key, args, href, at, read_at from people_message where person = $1 order by at desc, id limit 200";
    /// Notes that messages were read.
    pub(crate) READ = "update people_message set read_at = $2 where person = $1 and read_at is null";
    /// Forgets what somebody was told.
    pub(crate) FORGET_MESSAGES = "delete from people_message where person = $1";
}

/// What can go wrong in reading and writing sealed rows.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// From the database.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// From the keys.
    #[error(transparent)]
    Seal(#[from] SealError),
}

fn wrong(sql: Sql, column: &str, why: impl ToString) -> Fault {
    Fault::Column {
        statement: sql.name(),
        column: column.to_string(),
        why: why.to_string(),
    }
}

/// Reads a word of an enumeration.
fn word<T>(sql: Sql, r: &Row<'_>, column: &str, read: fn(&str) -> Option<T>) -> Result<T, Fault> {
    let text: String = r.get(column)?;
    read(&text).ok_or_else(|| wrong(sql, column, text))
}

fn day(sql: Sql, r: &Row<'_>, column: &str) -> Result<Option<Day>, Fault> {
    let text: Option<String> = r.get(column)?;
    text.map(|t| t.parse().map_err(|e| wrong(sql, column, e)))
        .transpose()
}

fn first_day(sql: Sql, r: &Row<'_>, column: &str) -> Result<Day, Fault> {
    day(sql, r, column)?.ok_or_else(|| wrong(sql, column, "no day"))
}

/// Facts, sealed, and the hashes they are found by.
fn sealed(keys: &Keys, id: Id, f: &Facts, seed: Seed) -> [Value; 4] {
    let k = Kept {
        name: f.name.clone(),
        birth: f.birth,
        code: f.code.as_ref().map(|c| c.as_str().to_string()),
        mail: f.mail.clone(),
        phone: f.phone.clone(),
    };
    // Names and days always have a JSON form.
    let bytes = serde_json::to_vec(&k).unwrap_or_default();
    let hash = |column, value: Option<Vec<u8>>| Value::from(value.map(|v| keys.hash(column, &v)));
    [
        keys.seal(&FACTS, id, &bytes, seed).into(),
        hash(&CODE, k.code.map(String::into_bytes)),
        hash(&MAIL, k.mail.map(|m| fold_mail(&m).into_bytes())),
        hash(&WHO, f.birth.map(|b| who(&f.name, b))),
    ]
}

pub(crate) fn put_person(
    tx: &mut Write<'_>,
    keys: &Keys,
    id: Id,
    f: &Facts,
    seed: Seed,
    now: Moment,
) -> Result<(), Fault> {
    let [facts, code, mail, who] = sealed(keys, id, f, seed);
    tx.exec(
        PUT_PERSON,
        &[
            id.into(),
            facts,
            code,
            mail,
            who,
            f.lang.as_str().into(),
            f.proof.as_str().into(),
            now.into(),
        ],
    )?;
    Ok(())
}

pub(crate) fn set_facts(
    tx: &mut Write<'_>,
    keys: &Keys,
    id: Id,
    f: &Facts,
    seed: Seed,
    now: Moment,
) -> Result<bool, Fault> {
    let [facts, code, mail, who] = sealed(keys, id, f, seed);
    let row = [
        id.into(),
        facts,
        code,
        mail,
        who,
        f.lang.as_str().into(),
        f.proof.as_str().into(),
        now.into(),
    ];
    Ok(tx.exec(SET_FACTS, &row)? == 1)
}

pub(crate) fn erase(
    tx: &mut Write<'_>,
    keys: &Keys,
    id: Id,
    seed: Seed,
    now: Moment,
) -> Result<bool, Fault> {
    let nothing = serde_json::to_vec(&Kept::default()).unwrap_or_default();
    Ok(tx.exec(
        ERASE,
        &params![id, keys.seal(&FACTS, id, &nothing, seed), now],
    )? == 1)
}

pub(crate) fn set_conflict(
    tx: &mut Write<'_>,
    id: Id,
    conflict: bool,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(SET_CONFLICT, &params![id, conflict, now])?;
    Ok(())
}

/// A row of a person before it is opened.
type Closed = (Id, Sealed, values::Lang, bool, Proof, Option<Moment>);

fn closed(sql: Sql, r: &Row<'_>) -> Result<Closed, Fault> {
    Ok((
        r.get("id")?,
        r.get("facts")?,
        r.get("lang")?,
        r.get("conflict")?,
        word(sql, r, "proof", Proof::read)?,
        r.get("erased_at")?,
    ))
}

fn open(
    keys: &Keys,
    (id, facts, lang, conflict, proof, erased_at): Closed,
) -> Result<Person, Trouble> {
    let k = kept(&keys.open(&FACTS, id, &facts)?);
    let facts = Facts {
        name: k.name,
        birth: k.birth,
        code: k.code.and_then(|c| FiscalCode::parse(&c).ok()),
        mail: k.mail,
        phone: k.phone,
        lang,
        proof,
    };
    Ok(Person {
        id,
        facts,
        conflict,
        erased_at,
    })
}

pub(crate) fn person(c: &mut Read<'_>, keys: &Keys, id: Id) -> Result<Option<Person>, Trouble> {
    let row = c.opt(PERSON, &params![id], |r| closed(PERSON, r))?;
    row.map(|row| open(keys, row)).transpose()
}

fn look(keys: &Keys, column: &seal::Column, value: &[u8]) -> [Value; 3] {
    keys.look(column, value).map(Value::from)
}

fn people(c: &mut Read<'_>, keys: &Keys, sql: Sql, by: &[Value]) -> Result<Vec<Person>, Trouble> {
    let rows = c.all(sql, by, |r| closed(sql, r))?;
    rows.into_iter().map(|row| open(keys, row)).collect()
}

pub(crate) fn by_code(
    c: &mut Read<'_>,
    keys: &Keys,
    code: &FiscalCode,
) -> Result<Option<Person>, Trouble> {
    Ok(people(
        c,
        keys,
        BY_CODE,
        &look(keys, &CODE, code.as_str().as_bytes()),
    )?
    .pop())
}

pub(crate) fn by_mail(c: &mut Read<'_>, keys: &Keys, mail: &str) -> Result<Vec<Person>, Trouble> {
    people(
        c,
        keys,
        BY_MAIL,
        &look(keys, &MAIL, fold_mail(mail).as_bytes()),
    )
}

pub(crate) fn by_who(
    c: &mut Read<'_>,
    keys: &Keys,
    name: &Name,
    birth: Day,
) -> Result<Vec<Person>, Trouble> {
    people(c, keys, BY_WHO, &look(keys, &WHO, &who(name, birth)))
}

pub(crate) fn put_household(
    tx: &mut Write<'_>,
    id: Id,
    district: Option<&str>,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_HOUSEHOLD, &params![id, district, now])?;
    Ok(())
}

pub(crate) fn put_member(
    tx: &mut Write<'_>,
    household: Id,
    person: Id,
    since: Day,
) -> Result<(), Fault> {
    tx.exec(PUT_MEMBER, &params![household, person, since])?;
    Ok(())
}

pub(crate) fn households(c: &mut Read<'_>, person: Id, on: Day) -> Result<Vec<Id>, Fault> {
    c.all(HOUSEHOLDS, &params![person, on], |r| r.get("household"))
}

pub(crate) fn members(c: &mut Read<'_>, household: Id, on: Day) -> Result<Vec<Id>, Fault> {
    c.all(MEMBERS, &params![household, on], |r| r.get("person"))
}

pub(crate) fn put_guardianship(
    tx: &mut Write<'_>,
    g: &Guardianship,
    now: Moment,
) -> Result<(), Fault> {
    let limits: Vec<&str> = g.limits.iter().map(|l| l.as_str()).collect();
    let limits = serde_json::to_string(&limits).unwrap_or_default();
    tx.exec(
        PUT_GUARDIANSHIP,
        &params![
            g.id,
            g.adult,
            g.minor,
            g.title.as_str(),
            g.evidence.as_str(),
            limits,
            g.since,
            g.until,
            g.verified_by,
            now
        ],
    )?;
    Ok(())
}

pub(crate) fn end_guardianship(
    tx: &mut Write<'_>,
    id: Id,
    last: Day,
    because: &str,
) -> Result<bool, Fault> {
    Ok(tx.exec(END_GUARDIANSHIP, &params![id, last, because])? == 1)
}

fn to_guardianship(sql: Sql, r: &Row<'_>) -> Result<Guardianship, Fault> {
    let limits: String = r.get("limits")?;
    let limits: Vec<String> = serde_json::from_str(&limits).map_err(|e| wrong(sql, "limits", e))?;
    let limits = limits
        .iter()
        .map(|l| Matter::read(l).ok_or_else(|| wrong(sql, "limits", l)));
    Ok(Guardianship {
        id: r.get("id")?,
        adult: r.get("adult")?,
        minor: r.get("minor")?,
        title: word(sql, r, "title", Title::read)?,
        evidence: word(sql, r, "evidence", Evidence::read)?,
        limits: limits.collect::<Result<_, _>>()?,
        since: first_day(sql, r, "since")?,
        until: day(sql, r, "until")?,
        verified_by: r.get("verified_by")?,
        ended: r.get::<Option<String>>("ended_because")?.is_some(),
    })
}

pub(crate) fn of_minor(c: &mut Read<'_>, minor: Id) -> Result<Vec<Guardianship>, Fault> {
    c.all(OF_MINOR, &params![minor], |r| to_guardianship(OF_MINOR, r))
}

pub(crate) fn of_adult(c: &mut Read<'_>, adult: Id) -> Result<Vec<Guardianship>, Fault> {
    c.all(OF_ADULT, &params![adult], |r| to_guardianship(OF_ADULT, r))
}

pub(crate) fn guardianship(c: &mut Read<'_>, id: Id) -> Result<Option<Guardianship>, Fault> {
    c.opt(GUARDIANSHIP, &params![id], |r| {
        to_guardianship(GUARDIANSHIP, r)
    })
}

pub(crate) fn put_block(tx: &mut Write<'_>, b: &Block) -> Result<(), Fault> {
    tx.exec(
        PUT_BLOCK,
        &params![b.id, b.minor, b.by, b.what.as_str(), b.at],
    )?;
    Ok(())
}

pub(crate) fn lift_block(tx: &mut Write<'_>, id: Id, by: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(LIFT_BLOCK, &params![id, now, by])? == 1)
}

fn to_block(sql: Sql, r: &Row<'_>) -> Result<Block, Fault> {
    Ok(Block {
        id: r.get("id")?,
        minor: r.get("minor")?,
        by: r.get("by")?,
        what: word(sql, r, "what", Matter::read)?,
        at: r.get("at")?,
    })
}

pub(crate) fn blocks(c: &mut Read<'_>, minor: Id) -> Result<Vec<Block>, Fault> {
    c.all(BLOCKS, &params![minor], |r| to_block(BLOCKS, r))
}

pub(crate) fn block(c: &mut Read<'_>, id: Id) -> Result<Option<Block>, Fault> {
    c.opt(BLOCK, &params![id], |r| to_block(BLOCK, r))
}

pub(crate) fn put_invitation(
    tx: &mut Write<'_>,
    keys: &Keys,
    i: &Invitation,
    secret: &str,
    now: Moment,
) -> Result<(), Fault> {
    let hash = keys.hash(&INVITATION, secret.as_bytes());
    tx.exec(
        PUT_INVITATION,
        &params![i.id, hash, i.by, i.minor, i.title.as_str(), now, i.ends_at],
    )?;
    Ok(())
}

fn to_invitation(sql: Sql, r: &Row<'_>) -> Result<Invitation, Fault> {
    Ok(Invitation {
        id: r.get("id")?,
        by: r.get("by")?,
        minor: r.get("minor")?,
        title: word(sql, r, "title", Title::read)?,
        ends_at: r.get("ends_at")?,
        used_at: r.get("used_at")?,
        withdrawn_at: r.get("withdrawn_at")?,
    })
}

pub(crate) fn invited(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
) -> Result<Option<Invitation>, Fault> {
    c.opt(INVITED, &look(keys, &INVITATION, secret.as_bytes()), |r| {
        to_invitation(INVITED, r)
    })
}

pub(crate) fn invitations(c: &mut Read<'_>, by: Id) -> Result<Vec<Invitation>, Fault> {
    c.all(INVITATIONS, &params![by], |r| to_invitation(INVITATIONS, r))
}

pub(crate) fn use_invitation(
    tx: &mut Write<'_>,
    id: Id,
    by: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(USE_INVITATION, &params![id, now, by])? == 1)
}

pub(crate) fn withdraw(tx: &mut Write<'_>, id: Id, by: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(WITHDRAW, &params![id, by, now])? == 1)
}

pub(crate) fn put_account(
    tx: &mut Write<'_>,
    id: Id,
    person: Id,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_ACCOUNT, &params![id, person, now])?;
    Ok(())
}

pub(crate) fn account_of(c: &mut Read<'_>, person: Id) -> Result<Option<Id>, Fault> {
    c.opt(ACCOUNT_OF, &params![person], |r| r.get("id"))
}

pub(crate) fn owner(c: &mut Read<'_>, account: Id) -> Result<Option<Id>, Fault> {
    c.opt(OWNER, &params![account], |r| r.get("person"))
}

pub(crate) fn close_account(tx: &mut Write<'_>, person: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(CLOSE, &params![person, now])?;
    Ok(())
}

/// A new way in: what it is about, or a code with its PIN.
pub(crate) struct NewWay<'a> {
    pub id: Id,
    pub account: Id,
    pub method: Method,
    pub about: Option<&'a str>,
    pub paper: Option<(&'a str, &'a str)>,
    pub label: &'a str,
    pub by: Option<Id>,
}

pub(crate) fn put_credential(
    tx: &mut Write<'_>,
    keys: &Keys,
    w: &NewWay<'_>,
    seed: Seed,
    now: Moment,
) -> Result<(), Fault> {
    let about = w.about.map(|a| keys.seal(&ABOUT, w.id, a.as_bytes(), seed));
    let about_hash = w.about.map(|a| keys.hash(&ABOUT_HASH, a.as_bytes()));
    let secret = w.paper.map(|(code, _)| keys.hash(&PAPER, code.as_bytes()));
    let pin = w
        .paper
        .map(|(_, pin)| keys.hash_at(&PIN, w.id, pin.as_bytes()));
    tx.exec(
        PUT_CREDENTIAL,
        &params![
            w.id,
            w.account,
            w.method.as_str(),
            about,
            about_hash,
            secret,
            pin,
            w.label,
            now,
            w.by
        ],
    )?;
    Ok(())
}

fn to_credential(sql: Sql, r: &Row<'_>) -> Result<Credential, Fault> {
    Ok(Credential {
        id: r.get("id")?,
        account: r.get("account")?,
        method: word(sql, r, "kind", Method::read)?,
        label: r.get("label")?,
        created_at: r.get("created_at")?,
        used_at: r.get("used_at")?,
    })
}

pub(crate) fn by_about(
    c: &mut Read<'_>,
    keys: &Keys,
    method: Method,
    about: &str,
) -> Result<Option<Credential>, Fault> {
    let [a, b, d] = look(keys, &ABOUT_HASH, about.as_bytes());
    c.opt(BY_ABOUT, &[method.as_str().into(), a, b, d], |r| {
        to_credential(BY_ABOUT, r)
    })
}

/// A paper code with its PIN's hash and the wrong tries.
pub(crate) fn by_paper(
    c: &mut Read<'_>,
    keys: &Keys,
    code: &str,
) -> Result<Option<(Credential, Hash, u32)>, Fault> {
    c.opt(BY_PAPER, &look(keys, &PAPER, code.as_bytes()), |r| {
        Ok((
            to_credential(BY_PAPER, r)?,
            r.get("pin_hash")?,
            r.get("misses")?,
        ))
    })
}

pub(crate) fn pin_is(keys: &Keys, way: Id, pin: &str, hash: &Hash) -> bool {
    keys.matches_at(&PIN, way, pin.as_bytes(), hash)
}

pub(crate) fn ways(c: &mut Read<'_>, account: Id) -> Result<Vec<Credential>, Fault> {
    c.all(WAYS, &params![account], |r| to_credential(WAYS, r))
}

pub(crate) fn used(tx: &mut Write<'_>, way: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(USED, &params![way, now])?;
    Ok(())
}

pub(crate) fn missed(tx: &mut Write<'_>, way: Id) -> Result<(), Fault> {
    tx.exec(MISSED, &params![way])?;
    Ok(())
}

pub(crate) fn revoke_way(
    tx: &mut Write<'_>,
    id: Id,
    account: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(REVOKE_WAY, &params![id, account, now])? == 1)
}

pub(crate) fn revoke_kind(
    tx: &mut Write<'_>,
    account: Id,
    method: Method,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(REVOKE_KIND, &params![account, method.as_str(), now])?;
    Ok(())
}

pub(crate) fn forget_ways(tx: &mut Write<'_>, account: Id) -> Result<(), Fault> {
    tx.exec(FORGET_WAYS, &params![account])?;
    Ok(())
}

/// A link to be sent.
pub(crate) struct NewLink<'a> {
    pub id: Id,
    pub secret: &'a str,
    pub mail: &'a str,
    pub account: Option<Id>,
    pub resume: Option<&'a str>,
    pub ends_at: Moment,
}

pub(crate) fn put_link(
    tx: &mut Write<'_>,
    keys: &Keys,
    l: &NewLink<'_>,
    seed: Seed,
    now: Moment,
) -> Result<(), Fault> {
    let mail = keys.seal(&LINK_MAIL, l.id, l.mail.as_bytes(), seed);
    let hash = keys.hash(&LINK_MAIL_HASH, l.mail.as_bytes());
    let secret = keys.hash(&LINK, l.secret.as_bytes());
    tx.exec(
        PUT_LINK,
        &params![
            l.id, secret, mail, hash, l.account, l.resume, now, l.ends_at
        ],
    )?;
    Ok(())
}

pub(crate) fn links_to(
    c: &mut Read<'_>,
    keys: &Keys,
    mail: &str,
    since: Moment,
) -> Result<u64, Fault> {
    let [a, b, d] = look(keys, &LINK_MAIL_HASH, mail.as_bytes());
    c.one(LINKS_TO, &[a, b, d, since.into()], |r| r.get("links"))
}

/// A link that can be used: its identifier, the address, the account it adds to, where it leads.
pub(crate) type Linked = (Id, String, Option<Id>, Option<String>);

pub(crate) fn linked(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
    now: Moment,
) -> Result<Option<Linked>, Trouble> {
    let [a, b, d] = look(keys, &LINK, secret.as_bytes());
    let row = c.opt(LINKED, &[a, b, d, now.into()], |r| {
        let row: (Id, Sealed, Option<Id>, Option<String>) = (
            r.get("id")?,
            r.get("mail")?,
            r.get("account")?,
            r.get("resume")?,
        );
        Ok(row)
    })?;
    row.map(|(id, mail, account, resume)| {
        Ok((id, keys.open_text(&LINK_MAIL, id, &mail)?, account, resume))
    })
    .transpose()
}

pub(crate) fn use_link(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(USE_LINK, &params![id, now])? == 1)
}

pub(crate) fn put_session(
    tx: &mut Write<'_>,
    keys: &Keys,
    s: &Session,
    secret: &str,
) -> Result<(), Fault> {
    let hash = keys.hash(&SESSION, secret.as_bytes());
    tx.exec(
        PUT_SESSION,
        &params![
            s.id,
            hash,
            s.account,
            s.person,
            s.method.as_str(),
            &s.device,
            s.created_at,
            s.ends_at
        ],
    )?;
    Ok(())
}

fn to_session(sql: Sql, r: &Row<'_>) -> Result<Session, Fault> {
    let subject: Option<Id> = r.get("assists")?;
    let assists = match subject {
        None => None,
        Some(subject) => Some(Assistance {
            subject,
            presence: word(sql, r, "presence", Presence::read)?,
            reason: r.get("reason")?,
            since: r.get("assisted_at")?,
            acted_at: r.get("acted_at")?,
        }),
    };
    Ok(Session {
        id: r.get("id")?,
        account: r.get("account")?,
        person: r.get("person")?,
        method: word(sql, r, "method", Method::read)?,
        device: r.get("device")?,
        created_at: r.get("created_at")?,
        seen_at: r.get("seen_at")?,
        ends_at: r.get("ends_at")?,
        assists,
    })
}

pub(crate) fn session(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
    now: Moment,
    idle_since: Moment,
) -> Result<Option<Session>, Fault> {
    let [a, b, d] = look(keys, &SESSION, secret.as_bytes());
    c.opt(SESSION_BY, &[a, b, d, now.into(), idle_since.into()], |r| {
        to_session(SESSION_BY, r)
    })
}

pub(crate) fn sessions(
    c: &mut Read<'_>,
    account: Id,
    now: Moment,
    idle_since: Moment,
) -> Result<Vec<Session>, Fault> {
    c.all(SESSIONS, &params![account, now, idle_since], |r| {
        to_session(SESSIONS, r)
    })
}

pub(crate) fn seen(tx: &mut Write<'_>, session: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(SEEN, &params![session, now])?;
    Ok(())
}

pub(crate) fn end_session(
    tx: &mut Write<'_>,
    session: Id,
    account: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(END_SESSION, &params![session, account, now])? == 1)
}

pub(crate) fn end_others(
    tx: &mut Write<'_>,
    account: Id,
    but: Id,
    now: Moment,
) -> Result<u64, Fault> {
    tx.exec(END_OTHERS, &params![account, but, now])
}

/// Forgets links that are over and sessions that ended before a moment.
pub(crate) fn sweep(tx: &mut Write<'_>, now: Moment, before: Moment) -> Result<(u64, u64), Fault> {
    Ok((
        tx.exec(FORGET_LINKS, &params![now])?,
        tx.exec(FORGET_SESSIONS, &params![before])?,
    ))
}

pub(crate) fn assist(tx: &mut Write<'_>, session: Id, a: &Assistance) -> Result<bool, Fault> {
    Ok(tx.exec(
        ASSIST,
        &params![session, a.subject, a.presence.as_str(), &a.reason, a.since],
    )? == 1)
}

pub(crate) fn acted(tx: &mut Write<'_>, session: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(ACTED, &params![session, now])?;
    Ok(())
}

pub(crate) fn assist_no_more(tx: &mut Write<'_>, session: Id) -> Result<(), Fault> {
    tx.exec(ASSIST_NO_MORE, &params![session])?;
    Ok(())
}

pub(crate) fn put_grant(tx: &mut Write<'_>, g: &Grant, now: Moment) -> Result<(), Fault> {
    let (kind, id) = g.scope.parts();
    tx.exec(
        PUT_GRANT,
        &params![
            g.id,
            g.person,
            g.role.as_str(),
            kind,
            id,
            g.since,
            g.until,
            g.granted_by,
            now
        ],
    )?;
    Ok(())
}

fn to_grant(sql: Sql, r: &Row<'_>) -> Result<Grant, Fault> {
    let (kind, id): (String, String) = (r.get("scope_kind")?, r.get("scope_id")?);
    Ok(Grant {
        id: r.get("id")?,
        person: r.get("person")?,
        role: word(sql, r, "role", Role::read)?,
        scope: Scope::read(&kind, &id).ok_or_else(|| wrong(sql, "scope_kind", kind))?,
        since: first_day(sql, r, "since")?,
        until: day(sql, r, "until")?,
        granted_by: r.get("granted_by")?,
    })
}

pub(crate) fn grants(c: &mut Read<'_>, person: Id) -> Result<Vec<Grant>, Fault> {
    c.all(GRANTS, &params![person], |r| to_grant(GRANTS, r))
}

pub(crate) fn all_grants(c: &mut Read<'_>) -> Result<Vec<Grant>, Fault> {
    c.all(ALL_GRANTS, &params![], |r| to_grant(ALL_GRANTS, r))
}

pub(crate) fn grant(c: &mut Read<'_>, id: Id) -> Result<Option<Grant>, Fault> {
    c.opt(GRANT, &params![id], |r| to_grant(GRANT, r))
}

pub(crate) fn revoke_grant(tx: &mut Write<'_>, id: Id, by: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(REVOKE_GRANT, &params![id, now, by])? == 1)
}

pub(crate) fn holders(c: &mut Read<'_>, role: Role, on: Day) -> Result<u64, Fault> {
    c.one(HOLDERS, &params![role.as_str(), on], |r| r.get("holders"))
}

pub(crate) fn put_access(tx: &mut Write<'_>, a: &Access) -> Result<(), Fault> {
    tx.exec(
        PUT_ACCESS,
        &params![
            a.id,
            a.person,
            a.by,
            &a.what,
            a.reason.as_deref(),
            a.glass,
            a.at
        ],
    )?;
    Ok(())
}

fn to_access(r: &Row<'_>) -> Result<Access, Fault> {
    Ok(Access {
        id: r.get("id")?,
        person: r.get("person")?,
        by: r.get("by")?,
        what: r.get("what")?,
        reason: r.get("reason")?,
        glass: r.get("glass")?,
        at: r.get("at")?,
        reviewed_at: r.get("reviewed_at")?,
    })
}

pub(crate) fn accesses(c: &mut Read<'_>, person: Id) -> Result<Vec<Access>, Fault> {
    c.all(ACCESSES, &params![person], to_access)
}

pub(crate) fn glass(c: &mut Read<'_>) -> Result<Vec<Access>, Fault> {
    c.all(GLASS, &params![], to_access)
}

pub(crate) fn review(tx: &mut Write<'_>, id: Id, by: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(REVIEW, &params![id, now, by])? == 1)
}

pub(crate) fn put_message(tx: &mut Write<'_>, m: &Message) -> Result<(), Fault> {
    let args = serde_json::to_string(&m.args).unwrap_or_default();
    tx.exec(
        PUT_MESSAGE,
        &params![m.id, m.person, &m.key, args, m.href.as_deref(), m.at],
    )?;
    Ok(())
}

pub(crate) fn messages(c: &mut Read<'_>, person: Id) -> Result<Vec<Message>, Fault> {
    c.all(MESSAGES, &params![person], |r| {
        let args: String = r.get("args")?;
        Ok(Message {
            id: r.get("id")?,
            person: r.get("person")?,
            key: r.get("key")?,
            args: serde_json::from_str(&args).map_err(|e| wrong(MESSAGES, "args", e))?,
            href: r.get("href")?,
            at: r.get("at")?,
            read_at: r.get("read_at")?,
        })
    })
}

pub(crate) fn read_messages(tx: &mut Write<'_>, person: Id, now: Moment) -> Result<u64, Fault> {
    tx.exec(READ, &params![person, now])
}

pub(crate) fn forget_messages(tx: &mut Write<'_>, person: Id) -> Result<(), Fault> {
    tx.exec(FORGET_MESSAGES, &params![person])?;
    Ok(())
}
