//! Reports: their rows, what has happened to them, where answers are wanted.

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Id, Moment};

use super::{broken, lang};
use crate::actions::New;
use crate::model::{Asked, Filed, Reason, Report, State, Step, Subject, Told};

db::statements! {
    /// The next report's number.
    pub(crate) NEXT_NUMBER = "select coalesce(max(number), 0) + 1 from voice_ticket";
    /// Keeps a report.
    pub(crate) PUT_TICKET = "insert into voice_ticket (id, receipt, number, kind, record, organization, what, body, lang, state, revision, created_at, since) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', 1, $10, $10)";
    /// Keeps where an answer is wanted.
    pub(crate) PUT_CONTACT = "insert into voice_contact (ticket, mail, forget_at) values ($1, $2, $3)";
    /// One report by its identifier.
    pub(crate) TICKET = "select t.id, t.receipt, t.number, t.kind, t.record, t.organization, t.what, t.body, t.lang, t.state, t.asked, t.assigned_to, t.reason, t.note, t.answer, t.revision, t.created_at, t.since, t.ended_at, p.mail from voice_ticket t left join voice_contact p on p.ticket = t.id where t.id = $1";
    /// One report by its receipt.
    pub(crate) BY_RECEIPT = "select t.id, t.receipt, t.number, t.kind, t.record, t.organization, t.what, t.body, t.lang, t.state, t.asked, t.assigned_to, t.reason, t.note, t.answer, t.revision, t.created_at, t.since, t.ended_at, p.mail from voice_ticket t left join voice_contact p on p.ticket = t.id where t.receipt = $1";
    /// One report by its number.
    pub(crate) NUMBERED = "select t.id, t.receipt, t.number, t.kind, t.record, t.organization, t.what, t.body, t.lang, t.state, t.asked, t.assigned_to, t.reason, t.note, t.answer, t.revision, t.created_at, t.since, t.ended_at, p.mail from voice_ticket t left join voice_contact p on p.ticket = t.id where t.number = $1";
    /// All reports, oldest first.
    pub(crate) TICKETS = "select t.id, t.receipt, t.number, t.kind, t.record, t.organization, t.what, t.body, t.lang, t.state, t.asked, t.assigned_to, t.reason, t.note, t.answer, t.revision, t.created_at, t.since, t.ended_at, p.mail from voice_ticket t left join voice_contact p on p.ticket = t.id order by t.number";
    /// The reports of a state after one of them, those that wait longest first.
    pub(crate) WAITING = "select t.id, t.receipt, t.number, t.kind, t.record, t.organization, t.what, t.body, t.lang, t.state, t.asked, t.assigned_to, t.reason, t.note, t.answer, t.revision, t.created_at, t.since, t.ended_at, p.mail from voice_ticket t left join voice_contact p on p.ticket = t.id where t.state = $1 and (t.since > $2 or (t.since = $2 and t.number > $3)) order by t.since, t.number limit $4";
    /// The reports of a state before one of them, the newest first.
    pub(crate) ENDED = "select t.id, t.receipt, t.number, t.kind, t.record, t.organization, t.what, t.body, t.lang, t.state, t.asked, t.assigned_to, t.reason, t.note, t.answer, t.revision, t.created_at, t.since, t.ended_at, p.mail from voice_ticket t left join voice_contact p on p.ticket = t.id where t.state = $1 and (t.since < $2 or (t.since = $2 and t.number < $3)) order by t.since desc, t.number desc limit $4";
    /// The newest reports of an organisation.
    pub(crate) OF_ORGANIZATION = "select t.id, t.receipt, t.number, t.kind, t.record, t.organization, t.what, t.body, t.lang, t.state, t.asked, t.assigned_to, t.reason, t.note, t.answer, t.revision, t.created_at, t.since, t.ended_at, p.mail from voice_ticket t left join voice_contact p on p.ticket = t.id where t.organization = $1 order by t.number desc limit $2";
    /// Numbers of the reports about a record that are not over.
    pub(crate) OPEN_ABOUT = "select number from voice_ticket where record = $1 and ended_at is null order by number";
    /// Numbers of an organisation's reports it was not written to about.
    pub(crate) UNTOLD = "select number from voice_ticket where organization = $1 and told_at is null and ended_at is null order by number";
    /// Notes that the organisation was written to.
    pub(crate) TOLD = "update voice_ticket set told_at = $2 where organization = $1 and told_at is null";
    /// Moves a report, if nobody else has since it was read.
    pub(crate) MOVE_TICKET = "update voice_ticket set state = $3, asked = $4, assigned_to = $5, reason = $6, note = $7, answer = $8, since = $9, ended_at = $10, told_at = case when $11 then null else told_at end, revision = revision + 1 where id = $1 and revision = $2";
    /// Writes down what has happened.
    pub(crate) PUT_STEP = "insert into voice_step (ticket, seq, step, side, person, words, fields, link, at) select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from voice_step where ticket = $1";
    /// What has happened to a report, in order.
    pub(crate) STEPS = "select step, side, person, words, fields, link, at from voice_step where ticket = $1 order by seq";
    /// Forgets one address.
    pub(crate) FORGET_CONTACT = "delete from voice_contact where ticket = $1";
    /// Forgets the addresses whose time is over.
    pub(crate) FORGET_CONTACTS = "delete from voice_contact where forget_at <= $1";
    /// Forgets what was said about reports ended before a moment.
    pub(crate) FORGET_WORDS_OF = "update voice_step set words = null where words is not null and ticket in (select id from voice_ticket where ended_at < $1)";
    /// Forgets the texts of reports ended before a moment.
    pub(crate) FORGET_TEXTS = "update voice_ticket set body = '', note = null, answer = null where ended_at < $1 and (body <> '' or note is not null or answer is not null)";
}

/// Keeps a report under the next number, which is returned.
pub(crate) fn put_ticket(
    tx: &mut Write<'_>,
    new: &New,
    report: &Report,
    now: Moment,
) -> Result<i64, Fault> {
    let number: i64 = tx.one(NEXT_NUMBER, &params![], |r| r.get(0))?;
    tx.exec(
        PUT_TICKET,
        &params![
            new.id,
            new.receipt.as_str(),
            number,
            report.subject.kind(),
            report.subject.record(),
            new.organization,
            &report.what,
            &report.text,
            report.lang.as_str(),
            now
        ],
    )?;
    Ok(number)
}

pub(crate) fn put_contact(
    tx: &mut Write<'_>,
    ticket: Id,
    mail: &str,
    until: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_CONTACT, &params![ticket, mail, until])?;
    Ok(())
}

pub(crate) fn ticket(c: &mut Read<'_>, id: Id) -> Result<Option<Filed>, Fault> {
    c.opt(TICKET, &params![id], |r| to_filed(TICKET, r))
}

pub(crate) fn by_receipt(c: &mut Read<'_>, receipt: &str) -> Result<Option<Filed>, Fault> {
    c.opt(BY_RECEIPT, &params![receipt], |r| to_filed(BY_RECEIPT, r))
}

pub(crate) fn numbered(c: &mut Read<'_>, number: i64) -> Result<Option<Filed>, Fault> {
    c.opt(NUMBERED, &params![number], |r| to_filed(NUMBERED, r))
}

pub(crate) fn tickets(c: &mut Read<'_>) -> Result<Vec<Filed>, Fault> {
    c.all(TICKETS, &params![], |r| to_filed(TICKETS, r))
}

pub(crate) fn waiting(
    c: &mut Read<'_>,
    state: State,
    after: Option<(Moment, i64)>,
    limit: u32,
) -> Result<Vec<Filed>, Fault> {
    let (since, number) = after.unwrap_or((Moment(i64::MIN), 0));
    let by = params![state.as_str(), since, number, limit];
    c.all(WAITING, &by, |r| to_filed(WAITING, r))
}

pub(crate) fn ended(
    c: &mut Read<'_>,
    state: State,
    after: Option<(Moment, i64)>,
    limit: u32,
) -> Result<Vec<Filed>, Fault> {
    let (since, number) = after.unwrap_or((Moment(i64::MAX), 0));
    let by = params![state.as_str(), since, number, limit];
    c.all(ENDED, &by, |r| to_filed(ENDED, r))
}

pub(crate) fn of_organization(
    c: &mut Read<'_>,
    organization: Id,
    limit: u32,
) -> Result<Vec<Filed>, Fault> {
    c.all(OF_ORGANIZATION, &params![organization, limit], |r| {
        to_filed(OF_ORGANIZATION, r)
    })
}

pub(crate) fn open_about(c: &mut Read<'_>, record: Id) -> Result<Vec<i64>, Fault> {
    c.all(OPEN_ABOUT, &params![record], |r| r.get(0))
}

pub(crate) fn untold(c: &mut Read<'_>, organization: Id) -> Result<Vec<i64>, Fault> {
    c.all(UNTOLD, &params![organization], |r| r.get(0))
}

pub(crate) fn told(tx: &mut Write<'_>, organization: Id, now: Moment) -> Result<u64, Fault> {
    tx.exec(TOLD, &params![organization, now])
}

/// False when somebody was faster.
pub(crate) fn move_ticket(tx: &mut Write<'_>, to: &Filed, seen: i64) -> Result<bool, Fault> {
    Ok(tx.exec(
        MOVE_TICKET,
        &params![
            to.id,
            seen,
            to.state.as_str(),
            to.asked.map(Asked::as_str),
            to.assigned_to,
            to.reason.map(Reason::as_str),
            to.note.as_deref(),
            to.answer.as_deref(),
            to.since,
            to.ended_at,
            // Who is asked is to be written to.
            to.asked == Some(Asked::Organisation)
        ],
    )? == 1)
}

pub(crate) fn put_step(tx: &mut Write<'_>, ticket: Id, told: &Told) -> Result<(), Fault> {
    let fields = (!told.fields.is_empty()).then(|| told.fields.join(" "));
    tx.exec(
        PUT_STEP,
        &params![
            ticket,
            told.step.as_str(),
            told.side.as_str(),
            told.person,
            told.words.as_deref(),
            fields.as_deref(),
            told.link.as_deref(),
            told.at
        ],
    )?;
    Ok(())
}

pub(crate) fn steps(c: &mut Read<'_>, ticket: Id) -> Result<Vec<Told>, Fault> {
    c.all(STEPS, &params![ticket], |r| {
        let fields: Option<String> = r.get("fields")?;
        Ok(Told {
            step: word(STEPS, r, "step", Step::parse)?,
            side: r.get("side")?,
            person: r.get("person")?,
            words: r.get("words")?,
            fields: fields
                .map(|f| f.split_whitespace().map(String::from).collect())
                .unwrap_or_default(),
            link: r.get("link")?,
            at: r.get("at")?,
        })
    })
}

pub(crate) fn forget_contact(tx: &mut Write<'_>, ticket: Id) -> Result<bool, Fault> {
    Ok(tx.exec(FORGET_CONTACT, &params![ticket])? == 1)
}

pub(crate) fn forget_contacts(tx: &mut Write<'_>, now: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_CONTACTS, &params![now])
}

pub(crate) fn forget_texts(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_WORDS_OF, &params![before])?;
    tx.exec(FORGET_TEXTS, &params![before])
}

fn word<T>(
    sql: Sql,
    r: &Row<'_>,
    column: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, Fault> {
    parse(&r.get::<String>(column)?).ok_or_else(|| broken(sql, column, "an unknown word"))
}

fn maybe<T>(
    sql: Sql,
    r: &Row<'_>,
    column: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>, Fault> {
    let text: Option<String> = r.get(column)?;
    text.map(|t| parse(&t).ok_or_else(|| broken(sql, column, "an unknown word")))
        .transpose()
}

fn to_filed(sql: Sql, r: &Row<'_>) -> Result<Filed, Fault> {
    let kind: String = r.get("kind")?;
    Ok(Filed {
        id: r.get("id")?,
        receipt: r.get("receipt")?,
        number: r.get("number")?,
        report: Report {
            subject: Subject::of(&kind, r.get("record")?)
                .ok_or_else(|| broken(sql, "kind", "no kind of record"))?,
            what: r.get("what")?,
            text: r.get("body")?,
            lang: lang(sql, &r.get::<String>("lang")?)?,
            mail: r.get("mail")?,
        },
        organization: r.get("organization")?,
        state: word(sql, r, "state", State::parse)?,
        asked: maybe(sql, r, "asked", Asked::parse)?,
        assigned_to: r.get("assigned_to")?,
        reason: maybe(sql, r, "reason", Reason::parse)?,
        note: r.get("note")?,
        answer: r.get("answer")?,
        revision: r.get("revision")?,
        at: r.get("created_at")?,
        since: r.get("since")?,
        ended_at: r.get("ended_at")?,
    })
}
