//! What officers keep: funds, grants, terms, incidents, flags.

use std::collections::BTreeSet;

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Cents, Id, Moment};

use super::{json, one, to_json, word};
use crate::model::{
    Change, EndedTo, Finding, Flag, FlagOutcome, Fund, FundState, Grant, Incident, IncidentState,
    Terms, TermsState, Trouble,
};

db::statements! {
    /// Keeps a fund.
    pub(crate) PUT_FUND = "insert into vouchers_fund (id, name, state, made_by, made_at) values ($1, $2, 'planned', $3, $4)";
    /// One fund.
    pub(crate) FUND = "select id, name, state from vouchers_fund where id = $1";
    /// All funds.
    pub(crate) FUNDS = "select id, name, state from vouchers_fund order by made_at, id";
    /// Moves a fund on.
    pub(crate) SET_FUND = "update vouchers_fund set state = $3 where id = $1 and state = $2";
    /// Keeps a grant that was prepared.
    pub(crate) PUT_GRANT = "insert into vouchers_grant (id, fund, amount, document, prepared_by, prepared_at) values ($1, $2, $3, $4, $5, $6)";
    /// One grant.
    pub(crate) GRANT = "select id, fund, amount, document, prepared_by, approved_by from vouchers_grant where id = $1";
    /// The grants of a fund.
    pub(crate) GRANTS = "select id, fund, amount, document, prepared_by, approved_by from vouchers_grant where fund = $1 order by prepared_at, id";
    /// Approves a grant.
    pub(crate) APPROVE_GRANT = "update vouchers_grant set approved_by = $2, approved_at = $3 where id = $1 and approved_by is null";
    /// Keeps terms.
    pub(crate) PUT_TERMS = "insert into vouchers_terms (id, code, name, themes, districts, min_age, max_age, cap_each, cap_window, window_days, spend_from, spend_until, renewal_days, ended_to, state, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'draft', $15, $16)";
    /// A fund of terms.
    pub(crate) PUT_TERMS_FUND = "insert into vouchers_terms_fund (terms, n, fund) values ($1, $2, $3)";
    /// One call's terms.
    pub(crate) TERMS = "select id, code, name, themes, districts, min_age, max_age, cap_each, cap_window, window_days, spend_from, spend_until, renewal_days, ended_to, state, made_by, approved_by from vouchers_terms where id = $1";
    /// All terms, newest first.
    pub(crate) ALL_TERMS = "select id, code, name, themes, districts, min_age, max_age, cap_each, cap_window, window_days, spend_from, spend_until, renewal_days, ended_to, state, made_by, approved_by from vouchers_terms order by made_at desc, id limit 500";
    /// The funds of terms.
    pub(crate) TERMS_FUNDS = "select fund from vouchers_terms_fund where terms = $1 order by n";
    /// Approves terms.
    pub(crate) APPROVE_TERMS = "update vouchers_terms set state = 'approved', approved_by = $2, approved_at = $3 where id = $1 and state = 'draft'";
    /// Closes terms.
    pub(crate) CLOSE_TERMS = "update vouchers_terms set state = 'closed' where id = $1 and state = 'approved'";
    /// Keeps an incident.
    pub(crate) PUT_INCIDENT = "insert into vouchers_incident (id, spend, kind, amount, reason, state, opened_by, opened_at) values ($1, $2, $3, $4, $5, 'opened', $6, $7)";
    /// One incident.
    pub(crate) INCIDENT = "select id, spend, kind, amount, reason, state, opened_by, approved_by, plan from vouchers_incident where id = $1";
    /// Incidents that are not done, the oldest first.
    pub(crate) INCIDENTS = "select id, spend, kind, amount, reason, state, opened_by, approved_by, plan from vouchers_incident where state <> 'posted' order by opened_at, id limit 500";
    /// It is known what the accounts will look like.
    pub(crate) CALCULATED = "update vouchers_incident set state = 'calculated', plan = $2, calculated_at = $3 where id = $1 and state in ('opened', 'calculated')";
    /// Another person has agreed.
    pub(crate) APPROVE_INCIDENT = "update vouchers_incident set state = 'approved', approved_by = $2, approved_at = $3 where id = $1 and state = 'calculated'";
    /// It is done.
    pub(crate) POST_INCIDENT = "update vouchers_incident set state = 'posted' where id = $1 and state = 'approved'";
    /// How many incidents of a fund are not done.
    pub(crate) OPEN_INCIDENTS = "select count(*) as n from vouchers_incident i join vouchers_spend s on s.id = i.spend where s.fund = $1 and i.state <> 'posted'";
    /// Keeps a flag once.
    pub(crate) PUT_FLAG = "insert into vouchers_flag (id, spend, line, kind, detail, at) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing";
    /// One flag.
    pub(crate) FLAG = "select id, spend, line, kind, detail, at, outcome from vouchers_flag where id = $1";
    /// Flags nobody has decided about, the oldest first.
    pub(crate) FLAGS = "select id, spend, line, kind, detail, at, outcome from vouchers_flag where outcome is null order by at, id limit 500";
    /// Flags of a payment that are open.
    pub(crate) FLAGS_OF = "select count(*) as n from vouchers_flag where spend = $1 and outcome is null";
    /// A person has decided.
    pub(crate) DECIDE_FLAG = "update vouchers_flag set outcome = $2, decided_by = $3, decided_at = $4, note = $5 where id = $1 and outcome is null";
}

fn to_fund(sql: Sql, r: &Row<'_>) -> Result<Fund, Fault> {
    Ok(Fund {
        id: r.get("id")?,
        name: r.get("name")?,
        state: word(sql, r, "state", FundState::read)?,
    })
}

pub(crate) fn put_fund(
    tx: &mut Write<'_>,
    (id, name): (Id, &str),
    by: Id,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_FUND, &params![id, name, by, now]).map(drop)
}

pub(crate) fn fund(c: &mut Read<'_>, id: Id) -> Result<Option<Fund>, Fault> {
    c.opt(FUND, &params![id], |r| to_fund(FUND, r))
}

pub(crate) fn funds(c: &mut Read<'_>) -> Result<Vec<Fund>, Fault> {
    c.all(FUNDS, &params![], |r| to_fund(FUNDS, r))
}

pub(crate) fn set_fund(
    tx: &mut Write<'_>,
    id: Id,
    from: FundState,
    to: FundState,
) -> Result<bool, Fault> {
    Ok(tx.exec(SET_FUND, &params![id, from.as_str(), to.as_str()])? == 1)
}

fn to_grant(r: &Row<'_>) -> Result<Grant, Fault> {
    Ok(Grant {
        id: r.get("id")?,
        fund: r.get("fund")?,
        amount: r.get("amount")?,
        document: r.get("document")?,
        prepared_by: r.get("prepared_by")?,
        approved_by: r.get("approved_by")?,
    })
}

pub(crate) fn put_grant(tx: &mut Write<'_>, g: &Grant, now: Moment) -> Result<(), Fault> {
    let values = params![g.id, g.fund, g.amount, &g.document, g.prepared_by, now];
    tx.exec(PUT_GRANT, &values).map(drop)
}

pub(crate) fn grant(c: &mut Read<'_>, id: Id) -> Result<Option<Grant>, Fault> {
    c.opt(GRANT, &params![id], to_grant)
}

pub(crate) fn grants(c: &mut Read<'_>, fund: Id) -> Result<Vec<Grant>, Fault> {
    c.all(GRANTS, &params![fund], to_grant)
}

pub(crate) fn approve_grant(
    tx: &mut Write<'_>,
    id: Id,
    by: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(APPROVE_GRANT, &params![id, by, now])? == 1)
}

pub(crate) fn put_terms(tx: &mut Write<'_>, t: &Terms, now: Moment) -> Result<(), Fault> {
    let values = params![
        t.id,
        &t.code,
        &t.name,
        to_json(PUT_TERMS, &t.themes)?,
        to_json(PUT_TERMS, &t.districts)?,
        t.min_age,
        t.max_age,
        t.cap_each,
        t.cap_window.map(|(c, _)| c),
        t.cap_window.map(|(_, d)| d),
        t.spend_from,
        t.spend_until,
        t.renewal_days,
        t.ended_to.as_str(),
        t.made_by,
        now
    ];
    tx.exec(PUT_TERMS, &values)?;
    for (fund, n) in t.funds.iter().zip(1_i64..) {
        tx.exec(PUT_TERMS_FUND, &params![t.id, n, *fund])?;
    }
    Ok(())
}

fn to_terms(sql: Sql, r: &Row<'_>) -> Result<Terms, Fault> {
    let list = |column: &str| -> Result<BTreeSet<String>, Fault> {
        json(sql, column, &r.get::<String>(column)?)
    };
    let (cap, days): (Option<Cents>, Option<u16>) = (r.get("cap_window")?, r.get("window_days")?);
    Ok(Terms {
        id: r.get("id")?,
        code: r.get("code")?,
        name: r.get("name")?,
        funds: Vec::new(),
        themes: list("themes")?,
        districts: list("districts")?,
        min_age: r.get("min_age")?,
        max_age: r.get("max_age")?,
        cap_each: r.get("cap_each")?,
        cap_window: cap.zip(days),
        spend_from: r.get("spend_from")?,
        spend_until: r.get("spend_until")?,
        renewal_days: r.get("renewal_days")?,
        ended_to: word(sql, r, "ended_to", EndedTo::read)?,
        state: word(sql, r, "state", TermsState::read)?,
        made_by: r.get("made_by")?,
        approved_by: r.get("approved_by")?,
    })
}

fn with_funds(c: &mut Read<'_>, mut t: Terms) -> Result<Terms, Fault> {
    t.funds = c.all(TERMS_FUNDS, &params![t.id], |r| r.get("fund"))?;
    Ok(t)
}

pub(crate) fn terms(c: &mut Read<'_>, id: Id) -> Result<Option<Terms>, Fault> {
    let found = c.opt(TERMS, &params![id], |r| to_terms(TERMS, r))?;
    found.map(|t| with_funds(c, t)).transpose()
}

pub(crate) fn all_terms(c: &mut Read<'_>) -> Result<Vec<Terms>, Fault> {
    let found = c.all(ALL_TERMS, &params![], |r| to_terms(ALL_TERMS, r))?;
    found.into_iter().map(|t| with_funds(c, t)).collect()
}

pub(crate) fn approve_terms(
    tx: &mut Write<'_>,
    id: Id,
    by: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(APPROVE_TERMS, &params![id, by, now])? == 1)
}

pub(crate) fn close_terms(tx: &mut Write<'_>, id: Id) -> Result<bool, Fault> {
    Ok(tx.exec(CLOSE_TERMS, &params![id])? == 1)
}

pub(crate) fn put_incident(tx: &mut Write<'_>, i: &Incident, now: Moment) -> Result<(), Fault> {
    let values = params![
        i.id,
        i.spend,
        i.kind.as_str(),
        i.amount,
        &i.reason,
        i.opened_by,
        now
    ];
    tx.exec(PUT_INCIDENT, &values).map(drop)
}

fn to_incident(sql: Sql, r: &Row<'_>) -> Result<Incident, Fault> {
    let plan: Option<String> = r.get("plan")?;
    Ok(Incident {
        id: r.get("id")?,
        spend: r.get("spend")?,
        kind: word(sql, r, "kind", Trouble::read)?,
        amount: r.get("amount")?,
        reason: r.get("reason")?,
        state: word(sql, r, "state", IncidentState::read)?,
        opened_by: r.get("opened_by")?,
        approved_by: r.get("approved_by")?,
        plan: plan.map(|p| json(sql, "plan", &p)).transpose()?,
    })
}

pub(crate) fn incident(c: &mut Read<'_>, id: Id) -> Result<Option<Incident>, Fault> {
    c.opt(INCIDENT, &params![id], |r| to_incident(INCIDENT, r))
}

pub(crate) fn incidents(c: &mut Read<'_>) -> Result<Vec<Incident>, Fault> {
    c.all(INCIDENTS, &params![], |r| to_incident(INCIDENTS, r))
}

pub(crate) fn calculated(
    tx: &mut Write<'_>,
    id: Id,
    plan: &[Change],
    now: Moment,
) -> Result<bool, Fault> {
    let plan = to_json(CALCULATED, &plan)?;
    Ok(tx.exec(CALCULATED, &params![id, plan, now])? == 1)
}

pub(crate) fn approve_incident(
    tx: &mut Write<'_>,
    id: Id,
    by: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(APPROVE_INCIDENT, &params![id, by, now])? == 1)
}

pub(crate) fn post_incident(tx: &mut Write<'_>, id: Id) -> Result<(), Fault> {
    let touched = tx.exec(POST_INCIDENT, &params![id])?;
    one(POST_INCIDENT, touched)
}

pub(crate) fn open_incidents(c: &mut Read<'_>, fund: Id) -> Result<u64, Fault> {
    c.one(OPEN_INCIDENTS, &params![fund], |r| r.get("n"))
}

/// Keeps a flag; false when it was kept before.
pub(crate) fn put_flag(tx: &mut Write<'_>, f: &Flag) -> Result<bool, Fault> {
    let values = params![
        f.id,
        f.spend,
        f.line,
        f.finding.as_str(),
        to_json(PUT_FLAG, &f.detail)?,
        f.at
    ];
    Ok(tx.exec(PUT_FLAG, &values)? == 1)
}

fn to_flag(sql: Sql, r: &Row<'_>) -> Result<Flag, Fault> {
    let outcome: Option<String> = r.get("outcome")?;
    Ok(Flag {
        id: r.get("id")?,
        spend: r.get("spend")?,
        line: r.get("line")?,
        finding: word(sql, r, "kind", Finding::read)?,
        detail: json(sql, "detail", &r.get::<String>("detail")?)?,
        at: r.get("at")?,
        outcome: outcome.and_then(|o| FlagOutcome::read(&o)),
    })
}

pub(crate) fn flag(c: &mut Read<'_>, id: Id) -> Result<Option<Flag>, Fault> {
    c.opt(FLAG, &params![id], |r| to_flag(FLAG, r))
}

pub(crate) fn flags(c: &mut Read<'_>) -> Result<Vec<Flag>, Fault> {
    c.all(FLAGS, &params![], |r| to_flag(FLAGS, r))
}

pub(crate) fn flags_of(c: &mut Read<'_>, spend: Id) -> Result<u64, Fault> {
    c.one(FLAGS_OF, &params![spend], |r| r.get("n"))
}

pub(crate) fn decide_flag(
    tx: &mut Write<'_>,
    id: Id,
    outcome: FlagOutcome,
    by: Id,
    note: &str,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(DECIDE_FLAG, &params![id, outcome.as_str(), by, now, note])? == 1)
}
