//! How it is kept: all SQL of the feature. What is sealed is opened and sealed here.

mod entry;
mod family;
mod over;
mod passkey;
mod person;
mod staff;
mod typed;

pub(crate) use entry::*;
pub(crate) use family::*;
pub(crate) use over::*;
pub(crate) use passkey::*;
pub(crate) use person::*;
pub(crate) use staff::*;
pub(crate) use typed::*;

use codes::FiscalCode;
use db::{Fault, Read, Row, Sql, Value, Write, params};
use seal::{Hash, Keys, SealError, Sealed, Seed};
use serde::{Deserialize, Serialize};
use values::{Day, Id, Moment};

use crate::model::{
    Access, Assistance, Block, Consent, Credential, Evidence, Facts, Grant, Guardianship,
    Invitation, Matter, Message, Method, Name, Person, Presence, Proof, Purpose, Role, Scope,
    Session, Title,
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
    /// Public key and counter of a passkey.
    pub(crate) PASSKEY = Sealed people_credential.passkey by id;
    /// The challenge of a ceremony with a passkey.
    pub(crate) CHALLENGE = Token people_ceremony.challenge_hash by id;
    /// What its answer is compared with.
    pub(crate) CEREMONY = Sealed people_ceremony.state by id;
    /// The secret of a link sent by mail.
    pub(crate) LINK = Token people_link.secret_hash by id;
    /// Where it was sent.
    pub(crate) LINK_MAIL = Sealed people_link.mail by id;
    /// Counts links to one address.
    pub(crate) LINK_MAIL_HASH = Index people_link.mail_hash by id from mail;
    /// The secret in a session's cookie.
    pub(crate) SESSION = Token people_session.secret_hash by id;
    /// The secret in the cookie of a browser in which something was typed.
    pub(crate) TYPED_HANDLE = Token people_typed.handle_hash by id;
    /// What was typed.
    pub(crate) TYPED = Sealed people_typed.body by id;
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
    /// Those who have or had somebody to act for them, from one on.
    pub(crate) MINORS = "select distinct minor from people_guardianship where minor > $1 order by minor limit $2";
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
    pub(crate) PUT_CREDENTIAL = "insert into people_credential (id, account, kind, about, about_hash, secret_hash, pin_hash, misses, label, created_at, created_by, used_at, revoked_at, carries) values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, null, null, $11)";
    /// A way in by what it is about.
    pub(crate) BY_ABOUT = "select id, account, kind, label, created_at, used_at, carries from people_credential where kind = $1 and about_hash in ($2, $3, $4) and revoked_at is null";
    /// The code on paper of an account.
    pub(crate) PAPER_OF = "select id, account, kind, label, created_at, used_at, carries, pin_hash, misses from people_credential where account = $1 and kind = 'paper' and revoked_at is null";
    /// A paper code.
    pub(crate) BY_PAPER = "select id, account, kind, label, created_at, used_at, carries, pin_hash, misses from people_credential where secret_hash in ($1, $2, $3) and revoked_at is null";
    /// The ways into an account.
    pub(crate) WAYS = "select id, account, kind, label, created_at, used_at, carries from people_credential where account = $1 and revoked_at is null order by created_at, id";
    /// Strong ways in of people with a role that nobody has confirmed.
    pub(crate) UNCONFIRMED = "select c.id, c.account, c.kind, c.label, c.created_at, c.used_at, c.carries, a.person from people_credential c join people_account a on a.id = c.account where c.kind in ('passkey', 'external') and not c.carries and c.revoked_at is null and exists (select 1 from people_grant g where g.person = a.person and g.revoked_at is null) order by c.created_at, c.id limit 200";
    /// One way in with whose it is.
    pub(crate) WAY_OF = "select a.person from people_credential c join people_account a on a.id = c.account where c.id = $1 and c.revoked_at is null";
    /// Roles hold after coming in with it from now on.
    pub(crate) CONFIRM_WAY = "update people_credential set carries = true where id = $1 and not carries and revoked_at is null";
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
    /// Keeps a passkey.
    pub(crate) PUT_PASSKEY = "insert into people_credential (id, account, kind, about, about_hash, secret_hash, pin_hash, passkey, misses, label, created_at, created_by, used_at, revoked_at, carries) values ($1, $2, 'passkey', $3, $4, null, null, $5, 0, $6, $7, null, null, null, $8)";
    /// The passkeys of an account.
    pub(crate) PASSKEYS_OF = "select id, about, passkey from people_credential where account = $1 and kind = 'passkey' and revoked_at is null order by created_at, id";
    /// What is kept of one passkey.
    pub(crate) PASSKEY_KEPT = "select passkey from people_credential where id = $1 and kind = 'passkey' and revoked_at is null";
    /// Keeps that a passkey was used: its counter.
    pub(crate) SET_PASSKEY = "update people_credential set passkey = $2 where id = $1 and kind = 'passkey' and revoked_at is null";
    /// A passkey is going to be made or used.
    pub(crate) PUT_CEREMONY = "insert into people_ceremony (id, challenge_hash, purpose, account, state, resume, at, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// The ceremony with this challenge.
    pub(crate) CEREMONY_BY = "select id, account, state, resume, ends_at from people_ceremony where challenge_hash in ($1, $2, $3) and purpose = $4";
    /// Ends a ceremony.
    pub(crate) END_CEREMONY = "delete from people_ceremony where id = $1";
    /// Ends the ceremonies of an account.
    pub(crate) END_CEREMONIES = "delete from people_ceremony where account = $1";
    /// Forgets ceremonies whose time is over.
    pub(crate) FORGET_CEREMONIES = "delete from people_ceremony where ends_at < $1";
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
    pub(crate) PUT_SESSION = "insert into people_session (id, secret_hash, account, person, method, strong, device, created_at, seen_at, ends_at, ended_at, assists, presence, reason, assisted_at, acted_at) values ($1, $2, $3, $4, $5, $9, $6, $7, $7, $8, null, null, null, null, null, null)";
    /// The session with this secret, if it goes on.
    pub(crate) SESSION_BY = "select id, account, person, method, strong, device, created_at, seen_at, ends_at, assists, presence, reason, assisted_at, acted_at from people_session where secret_hash in ($1, $2, $3) and ended_at is null and ends_at >= $4 and seen_at >= $5";
    /// Whose a session is or was.
    pub(crate) SESSION_ONCE = "select person, assists from people_session where secret_hash in ($1, $2, $3)";
    /// Keeps what was typed.
    pub(crate) PUT_TYPED = "insert into people_typed (id, handle_hash, body, person, at, ends_at) values ($1, $2, $3, $4, $5, $6)";
    /// What was typed in a browser and still waits.
    pub(crate) TYPED_BY = "select id, body, person, ends_at from people_typed where handle_hash in ($1, $2, $3) and ends_at > $4";
    /// Forgets one thing that was typed.
    pub(crate) DROP_TYPED = "delete from people_typed where id = $1";
    /// Forgets what was typed about somebody.
    pub(crate) FORGET_TYPED_OF = "delete from people_typed where person = $1";
    /// Forgets what was typed and whose time is over.
    pub(crate) FORGET_TYPED = "delete from people_typed where ends_at <= $1";
    /// Forgets a guardianship that ended long ago.
    pub(crate) DROP_GUARDIANSHIP = "delete from people_guardianship where id = $1";
    /// Forgets blocks that were lifted long ago.
    pub(crate) FORGET_BLOCKS = "delete from people_block where lifted_at < $1";
    /// Forgets invitations that were over long ago.
    pub(crate) FORGET_INVITATIONS = "delete from people_invitation where ends_at < $1";
    /// Accounts that were closed long ago.
    pub(crate) CLOSED = "select id from people_account where closed_at < $1 order by closed_at, id limit 500";
    /// Forgets the sessions of an account.
    pub(crate) DROP_SESSIONS = "delete from people_session where account = $1";
    /// Forgets the links of an account.
    pub(crate) DROP_LINKS = "delete from people_link where account = $1";
    /// Forgets an account.
    pub(crate) DROP_ACCOUNT = "delete from people_account where id = $1";
    /// Whoever was erased long ago has lived in no household.
    pub(crate) DROP_MEMBERS = "delete from people_member where person in (select id from people_person where erased_at < $1)";
    /// Forgets persons erased long ago to whom nothing refers.
    pub(crate) DROP_ERASED = "delete from people_person where erased_at < $1 and not exists (select 1 from people_account t where t.person = people_person.id) and not exists (select 1 from people_guardianship t where t.adult = people_person.id or t.minor = people_person.id or t.verified_by = people_person.id) and not exists (select 1 from people_block t where t.minor = people_person.id or t.by = people_person.id or t.lifted_by = people_person.id) and not exists (select 1 from people_invitation t where t.by = people_person.id or t.minor = people_person.id or t.used_by = people_person.id) and not exists (select 1 from people_credential t where t.created_by = people_person.id) and not exists (select 1 from people_session t where t.person = people_person.id or t.assists = people_person.id) and not exists (select 1 from people_grant t where t.person = people_person.id or t.granted_by = people_person.id or t.revoked_by = people_person.id) and not exists (select 1 from people_access t where t.person = people_person.id or t.by = people_person.id or t.reviewed_by = people_person.id) and not exists (select 1 from people_message t where t.person = people_person.id) and not exists (select 1 from people_consent t where t.person = people_person.id or t.given_by = people_person.id or t.hands = people_person.id or t.revoked_by = people_person.id) and not exists (select 1 from people_typed t where t.person = people_person.id)";
    /// The sessions of an account that go on, the last used first.
    pub(crate) SESSIONS = "select id, account, person, method, strong, device, created_at, seen_at, ends_at, assists, presence, reason, assisted_at, acted_at from people_session where account = $1 and ended_at is null and ends_at >= $2 and seen_at >= $3 order by seen_at desc, id";
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
    /// Keeps what somebody is told once only.
    pub(crate) PUT_MESSAGE_ONCE = "insert into people_message (id, person, key, args, href, at, read_at) values ($1, $2, $3, $4, $5, $6, null) on conflict (id) do nothing";
    /// Forgets what was told long ago.
    pub(crate) FORGET_TOLD = "delete from people_message where at < $1";
    /// Forgets looks of long ago; never an emergency nobody else has looked at.
    pub(crate) FORGET_LOOKS = "delete from people_access where at < $1 and (not glass or reviewed_at is not null)";
    /// What somebody was told, newest first.
    pub(crate) MESSAGES = "select id, person, key, args, href, at, read_at from people_message where person = $1 order by at desc, id limit 200";
    /// Keeps a consent; nothing when one stands already.
    pub(crate) PUT_CONSENT = "insert into people_consent (id, person, purpose, given_by, hands, assent, given_at, expires_at, revoked_at, revoked_by) values ($1, $2, $3, $4, $5, $6, $7, $8, null, null) on conflict (person, purpose) where revoked_at is null do nothing";
    /// Takes a consent back.
    pub(crate) REVOKE_CONSENT = "update people_consent set revoked_at = $3, revoked_by = $4 where person = $1 and purpose = $2 and revoked_at is null";
    /// Takes back what is over, so that it can be given anew.
    pub(crate) END_CONSENT = "update people_consent set revoked_at = $3, revoked_by = given_by where person = $1 and purpose = $2 and revoked_at is null and expires_at <= $3";
    /// Takes back all a person has agreed to.
    pub(crate) END_CONSENTS = "update people_consent set revoked_at = $2, revoked_by = $1 where person = $1 and revoked_at is null";
    /// All that a person has agreed to, also what is over.
    pub(crate) ALL_CONSENTS = "select purpose, assent, given_at, expires_at, revoked_at from people_consent where person = $1 order by given_at, id";
    /// Forgets consents that were over long ago.
    pub(crate) FORGET_CONSENTS = "delete from people_consent where revoked_at < $1 or expires_at < $1";
    /// What holds for a person.
    pub(crate) CONSENTS = "select id, person, purpose, given_by, hands, assent, given_at, expires_at from people_consent where person = $1 and revoked_at is null and expires_at > $2 order by given_at, id";
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

impl Trouble {
    /// As the database tells its own: for whoever can do nothing about the one or the other.
    pub fn fault(self) -> Fault {
        match self {
            Trouble::Fault(fault) => fault,
            Trouble::Seal(error) => error.into(),
        }
    }
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

/// The hashes something may be kept under.
fn look(keys: &Keys, column: &seal::Column, value: &[u8]) -> [Value; 3] {
    keys.look(column, value).map(Value::from)
}
