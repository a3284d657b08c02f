//! Organisations, cases, what happened to them, documents.

use db::{Fault, Read, Row, Sql, Write, params};
use seal::{Keys, Sealed, Seed};
use values::{Day, Id, Moment};

use super::{broken, read_json, word, write_json};
use crate::model::{Case, Document, Event, Form, Media, Side, State, Step};
use crate::rules::Outsider;

seal::columns! {
    /// What is typed in the form.
    pub(crate) FORM = Sealed providers_case.form by id;
    /// The fiscal code.
    pub(crate) CODE = Sealed providers_case.code by id;
    /// Finds cases by fiscal code.
    pub(crate) CODE_HASH = Index providers_case.code_hash by id from code;
    /// Question, answer or reason.
    pub(crate) EVENT_NOTE = Sealed providers_event.note by id;
    /// A document's content.
    pub(crate) CONTENT = Sealed providers_document.content by id;
}

db::statements! {
    /// Begins an organisation.
    pub(crate) NEW_ORGANISATION = "insert into providers_organisation (id, name, blocked, created_at) values ($1, $2, $3, $4)";
    /// Its name as last given.
    pub(crate) NAME_ORGANISATION = "update providers_organisation set name = $2 where id = $1";
    /// Says whether new bookings are taken.
    pub(crate) BLOCK = "update providers_organisation set blocked = $2 where id = $1 and blocked <> $2";
    /// An organisation.
    pub(crate) ORGANISATION = "select name, blocked from providers_organisation where id = $1";
    /// All organisations.
    pub(crate) ORGANISATIONS = "select id from providers_organisation order by id";
    /// Begins a case.
    pub(crate) NEW_CASE = "insert into providers_case (id, organisation, renews, state, revision, form, code, code_hash, created_at) values ($1, $2, $3, 'draft', 1, $4, $5, $6, $7)";
    /// A case.
    pub(crate) CASE = "select id, organisation, number, renews, state, revision, form, created_at, submitted_at, valid_until, reminded from providers_case where id = $1";
    /// The cases of an organisation, newest first.
    pub(crate) CASES_OF = "select id, organisation, number, renews, state, revision, form, created_at, submitted_at, valid_until, reminded from providers_case where organisation = $1 order by created_at desc, id desc";
    /// The cases in a state, those that came in first first.
    pub(crate) CASES_IN = "select id, organisation, number, renews, state, revision, form, created_at, submitted_at, valid_until, reminded from providers_case where state = $1 order by submitted_at, id";
    /// Keeps the form, if nobody has kept it since.
    pub(crate) SAVE_FORM = "update providers_case set form = $3, code = $4, code_hash = $5, revision = revision + 1 where id = $1 and revision = $2 and state in ('draft', 'clarification')";
    /// Other organisations with the same fiscal code whose case is not over.
    pub(crate) TWINS = "select distinct organisation from providers_case where code_hash in ($1, $2, $3) and organisation <> $4 and state not in ('draft', 'refused', 'expired', 'withdrawn') order by organisation";
    /// The next number of a receipt.
    pub(crate) NEXT_CASE = "select coalesce(max(number), 0) + 1 from providers_case";
    /// Gives a case its number.
    pub(crate) NUMBER_CASE = "update providers_case set number = $2, submitted_at = $3 where id = $1 and number is null";
    /// Moves a case on.
    pub(crate) MOVE_CASE = "update providers_case set state = $3, valid_until = $4, reminded = $5, revision = revision + 1 where id = $1 and state = $2";
    /// The next event's place.
    pub(crate) NEXT_EVENT = "select coalesce(max(seq), 0) + 1 from providers_event where case_id = $1";
    /// Keeps what happened.
    pub(crate) PUT_EVENT = "insert into providers_event (id, case_id, seq, step, side, person, note, at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// What happened to a case, in order.
    pub(crate) EVENTS = "select id, step, person, note, at from providers_event where case_id = $1 order by seq";
    /// Keeps a document.
    pub(crate) PUT_DOCUMENT = "insert into providers_document (id, organisation, item, issued, expires, media, bytes, content, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// The documents of an organisation, without their contents.
    pub(crate) DOCUMENTS = "select id, organisation, item, issued, expires, media, bytes, added_at, reminded from providers_document where organisation = $1 and removed_at is null order by added_at, id";
    /// One document with its content.
    pub(crate) DOCUMENT = "select id, organisation, item, issued, expires, media, bytes, added_at, reminded, content from providers_document where id = $1 and removed_at is null";
    /// Says that a reminder of a document's end has gone out.
    pub(crate) REMIND_DOCUMENT = "update providers_document set reminded = $2 where id = $1";
    /// Removes a document.
    pub(crate) REMOVE_DOCUMENT = "update providers_document set content = null, removed_at = $2 where id = $1 and removed_at is null";
}

/// An organisation in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its name as last given.
    pub name: String,
    /// True while no new bookings may be taken.
    pub blocked: bool,
}

pub(crate) fn new_organisation(
    tx: &mut Write<'_>,
    id: Id,
    name: &str,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(NEW_ORGANISATION, &params![id, name, true, now])?;
    Ok(())
}

pub(crate) fn organisation(c: &mut Read<'_>, id: Id) -> Result<Option<Organisation>, Fault> {
    c.opt(ORGANISATION, &params![id], |r| {
        Ok(Organisation {
            name: r.get("name")?,
            blocked: r.get("blocked")?,
        })
    })
}

pub(crate) fn organisations(c: &mut Read<'_>) -> Result<Vec<Id>, Fault> {
    c.all(ORGANISATIONS, &params![], |r| r.get(0))
}

pub(crate) fn name_organisation(tx: &mut Write<'_>, id: Id, name: &str) -> Result<(), Fault> {
    tx.exec(NAME_ORGANISATION, &params![id, name])?;
    Ok(())
}

/// True when it was not so before.
pub(crate) fn block(tx: &mut Write<'_>, id: Id, blocked: bool) -> Result<bool, Fault> {
    Ok(tx.exec(BLOCK, &params![id, blocked])? == 1)
}

/// A form with its fiscal code, sealed for a case.
struct Kept {
    form: Sealed,
    code: Option<(Sealed, seal::Hash)>,
}

fn sealed(
    keys: &Keys,
    seed: Seed,
    case: Id,
    form: &Form,
    code: Option<&str>,
) -> Result<Kept, Fault> {
    let text = write_json(SAVE_FORM, form)?;
    Ok(Kept {
        form: keys.seal(&FORM, case, text.as_bytes(), seed),
        code: code.map(|code| {
            (
                keys.seal(&CODE, case, code.as_bytes(), seed),
                keys.hash(&CODE_HASH, code.as_bytes()),
            )
        }),
    })
}

pub(crate) fn new_case(
    tx: &mut Write<'_>,
    (keys, seed): (&Keys, Seed),
    case: &Case,
    code: Option<&str>,
) -> Result<(), Fault> {
    let kept = sealed(keys, seed, case.id, &case.form, code)?;
    let (code, hash) = kept.code.unzip();
    tx.exec(
        NEW_CASE,
        &params![
            case.id,
            case.organisation,
            case.renews,
            &kept.form,
            code,
            hash,
            case.created_at
        ],
    )?;
    Ok(())
}

/// False when somebody else has kept it meanwhile, or it can no longer be written in.
pub(crate) fn save_form(
    tx: &mut Write<'_>,
    (keys, seed): (&Keys, Seed),
    (case, revision): (Id, i64),
    form: &Form,
    code: Option<&str>,
) -> Result<bool, Fault> {
    let kept = sealed(keys, seed, case, form, code)?;
    let (code, hash) = kept.code.unzip();
    Ok(tx.exec(SAVE_FORM, &params![case, revision, &kept.form, code, hash])? == 1)
}

fn to_case(sql: Sql, keys: &Keys, r: &Row<'_>) -> Result<Case, Fault> {
    let id: Id = r.get("id")?;
    let form: Sealed = r.get("form")?;
    let form = keys.open_text(&FORM, id, &form)?;
    Ok(Case {
        id,
        organisation: r.get("organisation")?,
        number: r.get("number")?,
        renews: r.get("renews")?,
        state: word(sql, r, "state", State::parse)?,
        revision: r.get("revision")?,
        form: read_json(sql, "form", &form)?,
        created_at: r.get("created_at")?,
        submitted_at: r.get("submitted_at")?,
        valid_until: r.get("valid_until")?,
        reminded: r.get("reminded")?,
    })
}

pub(crate) fn case(c: &mut Read<'_>, keys: &Keys, id: Id) -> Result<Option<Case>, Fault> {
    c.opt(CASE, &params![id], |r| to_case(CASE, keys, r))
}

pub(crate) fn cases_of(
    c: &mut Read<'_>,
    keys: &Keys,
    organisation: Id,
) -> Result<Vec<Case>, Fault> {
    c.all(CASES_OF, &params![organisation], |r| {
        to_case(CASES_OF, keys, r)
    })
}

pub(crate) fn cases_in(c: &mut Read<'_>, keys: &Keys, state: State) -> Result<Vec<Case>, Fault> {
    c.all(CASES_IN, &params![state.as_str()], |r| {
        to_case(CASES_IN, keys, r)
    })
}

pub(crate) fn twins(c: &mut Read<'_>, keys: &Keys, code: &str, but: Id) -> Result<Vec<Id>, Fault> {
    let [a, b, d] = keys.look(&CODE_HASH, code.as_bytes());
    c.all(TWINS, &params![a, b, d, but], |r| r.get(0))
}

/// Gives a case its number, unless it has one; returns the one it has now.
pub(crate) fn number(tx: &mut Write<'_>, case: &Case, now: Moment) -> Result<i64, Fault> {
    if let Some(number) = case.number {
        return Ok(number);
    }
    let number: i64 = tx.one(NEXT_CASE, &params![], |r| r.get(0))?;
    tx.exec(NUMBER_CASE, &params![case.id, number, now])?;
    Ok(number)
}

/// What becomes of a case.
pub(crate) struct Move<'a> {
    pub case: &'a Case,
    pub step: Step,
    pub to: State,
    pub valid_until: Option<Day>,
    pub reminded: Option<u16>,
}

/// Who takes a step. What the office decides needs somebody who is not of the organisation.
pub(crate) enum Taker<'a> {
    /// Somebody of the organisation.
    Applicant(Id),
    /// A stranger to it.
    Office(&'a Outsider),
    /// The program.
    Clock,
}

/// Moves a case on and keeps what happened. False when it is no longer where it was.
pub(crate) fn take_step(
    tx: &mut Write<'_>,
    (keys, seed): (&Keys, Seed),
    taker: &Taker<'_>,
    to: &Move<'_>,
    note: Option<&str>,
    now: Moment,
) -> Result<bool, Fault> {
    let (case, side) = (to.case, to.step.side());
    let person = match taker {
        Taker::Applicant(person) if side == Side::Applicant => Some(*person),
        Taker::Office(o) if side == Side::Office && o.organisation() == case.organisation => {
            Some(o.person())
        }
        Taker::Clock if side == Side::Clock => None,
        _ => return Err(broken(PUT_EVENT, "side", "the step is not theirs to take")),
    };
    let moved = tx.exec(
        MOVE_CASE,
        &params![
            case.id,
            case.state.as_str(),
            to.to.as_str(),
            to.valid_until,
            to.reminded
        ],
    )?;
    if moved != 1 {
        return Ok(false);
    }
    let seq: i64 = tx.one(NEXT_EVENT, &params![case.id], |r| r.get(0))?;
    let id = Id::named("providers event", &format!("{} {seq}", case.id));
    tx.exec(
        PUT_EVENT,
        &params![
            id,
            case.id,
            seq,
            to.step.as_str(),
            side.as_str(),
            person,
            note.map(|n| keys.seal(&EVENT_NOTE, id, n.as_bytes(), seed)),
            now
        ],
    )?;
    Ok(true)
}

pub(crate) fn events(c: &mut Read<'_>, keys: &Keys, case: Id) -> Result<Vec<Event>, Fault> {
    c.all(EVENTS, &params![case], |r| {
        let id: Id = r.get("id")?;
        let note: Option<Sealed> = r.get("note")?;
        Ok(Event {
            step: word(EVENTS, r, "step", Step::parse)?,
            person: r.get("person")?,
            note: note
                .map(|n| keys.open_text(&EVENT_NOTE, id, &n))
                .transpose()?,
            at: r.get("at")?,
        })
    })
}

pub(crate) fn put_document(
    tx: &mut Write<'_>,
    (keys, seed): (&Keys, Seed),
    document: &Document,
    content: &[u8],
    by: Id,
) -> Result<(), Fault> {
    tx.exec(
        PUT_DOCUMENT,
        &params![
            document.id,
            document.organisation,
            &*document.item,
            document.issued,
            document.expires,
            document.media.as_str(),
            i64::try_from(document.bytes).unwrap_or(i64::MAX),
            keys.seal(&CONTENT, document.id, content, seed),
            by,
            document.added_at
        ],
    )?;
    Ok(())
}

fn to_document(sql: Sql, r: &Row<'_>) -> Result<Document, Fault> {
    Ok(Document {
        id: r.get("id")?,
        organisation: r.get("organisation")?,
        item: r.get("item")?,
        issued: r.get("issued")?,
        expires: r.get("expires")?,
        media: word(sql, r, "media", Media::parse)?,
        bytes: r.get("bytes")?,
        added_at: r.get("added_at")?,
        reminded: r.get("reminded")?,
    })
}

pub(crate) fn documents(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Document>, Fault> {
    c.all(DOCUMENTS, &params![organisation], |r| {
        to_document(DOCUMENTS, r)
    })
}

pub(crate) fn document(
    c: &mut Read<'_>,
    keys: &Keys,
    id: Id,
) -> Result<Option<(Document, Vec<u8>)>, Fault> {
    c.opt(DOCUMENT, &params![id], |r| {
        let content: Sealed = r.get("content")?;
        let content = keys.open(&CONTENT, id, &content)?;
        Ok((to_document(DOCUMENT, r)?, content.to_vec()))
    })
}

pub(crate) fn remove_document(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(REMOVE_DOCUMENT, &params![id, now])? == 1)
}

pub(crate) fn remind_document(tx: &mut Write<'_>, id: Id, days: u16) -> Result<(), Fault> {
    tx.exec(REMIND_DOCUMENT, &params![id, days])?;
    Ok(())
}
