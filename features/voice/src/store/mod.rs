//! How ratings and reports are kept: all SQL of the feature, reports in [`ticket`].

mod ticket;

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Id, Lang, Moment};

use crate::model::{Feedback, Kept, PageRates, Rate};

pub(crate) use ticket::*;

/// Every statement of the feature, for the test that prepares them all on both engines.
pub fn statements() -> Vec<&'static [Sql]> {
    vec![STATEMENTS, ticket::STATEMENTS]
}

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
