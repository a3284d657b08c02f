//! How ratings and reports are kept: all SQL of the feature.

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Id, Lang, Moment};

use crate::model::{Feedback, Filed, Kept, PageRates, Rate, Report, State, Subject};

db::statements! {
    /// Keeps a rating.
    pub(crate) PUT_FEEDBACK = "insert into voice_feedback (id, page, lang, rate, answer, body, done, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// One rating.
    pub(crate) FEEDBACK = "select id, page, lang, rate, answer, body, done, created_at from voice_feedback where id = $1";
    /// Completes a rating.
    pub(crate) MORE_FEEDBACK = "update voice_feedback set answer = $2, body = $3, done = $4 where id = $1 and not done";
    /// All ratings since a moment, oldest first.
    pub(crate) FEEDBACK_SINCE = "select id, page, lang, rate, answer, body, done, created_at from voice_feedback where created_at >= $1 order by created_at, id";
    /// The ratings by page since a moment, those with the most first.
    pub(crate) RATES = "select page, count(*) as ratings, cast(sum(case when rate >= 4 then 1 else 0 end) as bigint) as positive, cast(avg(rate) as double precision) as mean from voice_feedback where created_at >= $1 group by page order by count(*) desc, page";
    /// Forgets the words of ratings before a moment.
    pub(crate) FORGET_WORDS = "update voice_feedback set body = null where body is not null and created_at < $1";
    /// The next report's number.
    pub(crate) NEXT_NUMBER = "select coalesce(max(number), 0) + 1 from voice_report";
    /// Keeps a report.
    pub(crate) PUT_REPORT = "insert into voice_report (id, number, kind, record, what, body, lang, state, note, created_at, ended_at) values ($1, $2, $3, $4, $5, $6, $7, 'open', null, $8, null)";
    /// Keeps where an answer is wanted.
    pub(crate) PUT_REPLY = "insert into voice_reply (report, mail, forget_at) values ($1, $2, $3)";
    /// One report by its identifier.
    pub(crate) REPORT = "select r.id, r.number, r.kind, r.record, r.what, r.body, r.lang, r.state, r.note, r.created_at, r.ended_at, p.mail from voice_report r left join voice_reply p on p.report = r.id where r.id = $1";
    /// One report by its number.
    pub(crate) REPORT_NUMBERED = "select r.id, r.number, r.kind, r.record, r.what, r.body, r.lang, r.state, r.note, r.created_at, r.ended_at, p.mail from voice_report r left join voice_reply p on p.report = r.id where r.number = $1";
    /// All reports, oldest first.
    pub(crate) REPORTS = "select r.id, r.number, r.kind, r.record, r.what, r.body, r.lang, r.state, r.note, r.created_at, r.ended_at, p.mail from voice_report r left join voice_reply p on p.report = r.id order by r.number";
    /// Ends a report; one that was ended may be ended otherwise.
    pub(crate) END_REPORT = "update voice_report set state = $2, note = $3, ended_at = $4 where number = $1";
    /// Forgets the addresses whose time is over.
    pub(crate) FORGET_REPLIES = "delete from voice_reply where forget_at <= $1";
    /// Forgets the texts of reports ended before a moment.
    pub(crate) FORGET_REPORTS = "update voice_report set body = '', note = null where ended_at < $1 and (body <> '' or note is not null)";
}

pub(crate) fn put_feedback(
    tx: &mut Write<'_>,
    id: Id,
    f: &Feedback,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        PUT_FEEDBACK,
        &params![
            id,
            &f.page,
            f.lang.as_str(),
            i64::from(f.rate.stars()),
            f.answer.as_deref(),
            f.text.as_deref(),
            f.done,
            now
        ],
    )?;
    Ok(())
}

pub(crate) fn feedback(c: &mut Read<'_>, id: Id) -> Result<Option<Kept>, Fault> {
    c.opt(FEEDBACK, &params![id], |r| to_kept(FEEDBACK, r))
}

/// False when nothing more may be said.
pub(crate) fn more_feedback(
    tx: &mut Write<'_>,
    id: Id,
    answer: Option<&str>,
    text: Option<&str>,
    done: bool,
) -> Result<bool, Fault> {
    Ok(tx.exec(MORE_FEEDBACK, &params![id, answer, text, done])? == 1)
}

pub(crate) fn feedback_since(c: &mut Read<'_>, since: Moment) -> Result<Vec<Kept>, Fault> {
    c.all(FEEDBACK_SINCE, &params![since], |r| {
        to_kept(FEEDBACK_SINCE, r)
    })
}

pub(crate) fn rates(c: &mut Read<'_>, since: Moment) -> Result<Vec<PageRates>, Fault> {
    c.all(RATES, &params![since], |r| {
        Ok(PageRates {
            page: r.get("page")?,
            count: r.get("ratings")?,
            positive: r.get("positive")?,
            mean: r.get("mean")?,
        })
    })
}

pub(crate) fn forget_words(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_WORDS, &params![before])
}

/// Keeps a report under the next number, which is returned.
pub(crate) fn put_report(
    tx: &mut Write<'_>,
    id: Id,
    report: &Report,
    now: Moment,
) -> Result<i64, Fault> {
    let number: i64 = tx.one(NEXT_NUMBER, &params![], |r| r.get(0))?;
    tx.exec(
        PUT_REPORT,
        &params![
            id,
            number,
            report.subject.kind(),
            report.subject.record(),
            &report.what,
            &report.text,
            report.lang.as_str(),
            now
        ],
    )?;
    Ok(number)
}

pub(crate) fn put_reply(
    tx: &mut Write<'_>,
    report: Id,
    mail: &str,
    until: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_REPLY, &params![report, mail, until])?;
    Ok(())
}

pub(crate) fn report(c: &mut Read<'_>, id: Id) -> Result<Option<Filed>, Fault> {
    c.opt(REPORT, &params![id], |r| to_filed(REPORT, r))
}

pub(crate) fn report_numbered(c: &mut Read<'_>, number: i64) -> Result<Option<Filed>, Fault> {
    c.opt(REPORT_NUMBERED, &params![number], |r| {
        to_filed(REPORT_NUMBERED, r)
    })
}

pub(crate) fn reports(c: &mut Read<'_>) -> Result<Vec<Filed>, Fault> {
    c.all(REPORTS, &params![], |r| to_filed(REPORTS, r))
}

/// False when there is no such report.
pub(crate) fn end_report(
    tx: &mut Write<'_>,
    number: i64,
    state: State,
    note: Option<&str>,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(END_REPORT, &params![number, state.as_str(), note, now])? == 1)
}

pub(crate) fn forget_replies(tx: &mut Write<'_>, now: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_REPLIES, &params![now])
}

pub(crate) fn forget_reports(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_REPORTS, &params![before])
}

fn broken(sql: Sql, column: &str, why: &str) -> Fault {
    Fault::Column {
        statement: sql.name(),
        column: column.to_string(),
        why: why.to_string(),
    }
}

fn lang(sql: Sql, text: &str) -> Result<Lang, Fault> {
    text.parse()
        .map_err(|_| broken(sql, "lang", "no tag of a language"))
}

fn to_kept(sql: Sql, r: &Row<'_>) -> Result<Kept, Fault> {
    let stars: i64 = r.get("rate")?;
    let rate = u8::try_from(stars).ok().and_then(Rate::new);
    Ok(Kept {
        id: r.get("id")?,
        said: Feedback {
            page: r.get("page")?,
            lang: lang(sql, &r.get::<String>("lang")?)?,
            rate: rate.ok_or_else(|| broken(sql, "rate", "not one to five stars"))?,
            answer: r.get("answer")?,
            text: r.get("body")?,
            done: r.get("done")?,
        },
        at: r.get("created_at")?,
    })
}

fn to_filed(sql: Sql, r: &Row<'_>) -> Result<Filed, Fault> {
    let kind: String = r.get("kind")?;
    let state: String = r.get("state")?;
    Ok(Filed {
        number: r.get("number")?,
        report: Report {
            subject: Subject::of(&kind, r.get("record")?)
                .ok_or_else(|| broken(sql, "kind", "no kind of record"))?,
            what: r.get("what")?,
            text: r.get("body")?,
            lang: lang(sql, &r.get::<String>("lang")?)?,
            mail: r.get("mail")?,
        },
        state: State::parse(&state).ok_or_else(|| broken(sql, "state", "no state of a report"))?,
        note: r.get("note")?,
        at: r.get("created_at")?,
        ended_at: r.get("ended_at")?,
    })
}
