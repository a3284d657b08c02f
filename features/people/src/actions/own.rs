//! What people may ask of us about themselves: everything that is kept, and that it be erased.

use db::{Read, Write};
use seal::Keys;
use serde_json::{Value, json};
use values::{Day, Id, Moment};

use super::family::known;
use super::{Ctx, Doer, Error, trail};
use crate::model::{Guardianship, Person};
use crate::{rules, store};

/// Everything kept about somebody, for themselves: to the last row, readable by a program.
///
/// # Errors
/// From the database or the keys; a refusal when the person is not there.
pub fn export(c: &mut Read<'_>, keys: &Keys, of: Id, today: Day) -> Result<Value, Error> {
    let p = known(c, keys, of)?;
    let person = |p: &Person| {
        json!({
            "id": p.id,
            "given_name": p.facts.name.given,
            "family_name": p.facts.name.family,
            "birth": p.facts.birth.map(|b| b.to_string()),
            "fiscal_code": p.facts.code.as_ref().map(|c| c.as_str().to_string()),
            "mail": p.facts.mail,
            "phone": p.facts.phone,
            "language": p.facts.lang.to_string(),
            "proof": p.facts.proof.as_str(),
        })
    };
    let tie = |g: &Guardianship| {
        json!({
            "adult": g.adult, "minor": g.minor, "title": g.title.as_str(), "evidence": g.evidence.as_str(),
            "limits": g.limits.iter().map(|l| l.as_str()).collect::<Vec<_>>(),
            "since": g.since.to_string(), "until": g.until.map(|u| u.to_string()),
        })
    };
    let mut children = Vec::new();
    for g in store::of_adult(c, of)? {
        // A child's own data only as long as one may act for it.
        let child = match g.holds(today) {
            true => Some(person(&known(c, keys, g.minor)?)),
            false => None,
        };
        children.push(json!({"guardianship": tie(&g), "child": child}));
    }
    let guardians: Vec<Value> = store::of_minor(c, of)?.iter().map(tie).collect();
    let blocks: Vec<Value> = store::blocks(c, of)?
        .iter()
        .map(|b| json!({"what": b.what.as_str(), "at": b.at.rfc3339()}))
        .collect();
    let account = store::account_of(c, of)?;
    let mut ways = Vec::new();
    let mut sessions = Vec::new();
    if let Some(account) = account {
        for w in store::ways(c, account)? {
            ways.push(json!({"kind": w.method.as_str(), "label": w.label, "created": w.created_at.rfc3339(), "used": w.used_at.map(Moment::rfc3339)}));
        }
        for s in store::sessions(c, account, Moment(0), Moment(0))? {
            sessions.push(json!({"device": s.device, "begun": s.created_at.rfc3339(), "used": s.seen_at.rfc3339()}));
        }
    }
    let grants: Vec<Value> = store::grants(c, of)?
        .iter()
        .map(|g| json!({"role": g.role.as_str(), "scope": g.scope, "since": g.since.to_string(), "until": g.until.map(|u| u.to_string())}))
        .collect();
    let messages: Vec<Value> = store::messages(c, of)?
        .iter()
        .map(|m| json!({"key": m.key, "args": m.args, "at": m.at.rfc3339(), "read": m.read_at.map(Moment::rfc3339)}))
        .collect();
    let accesses: Vec<Value> = store::accesses(c, of)?
        .iter()
        .map(|a| json!({"what": a.what, "reason": a.reason, "emergency": a.glass, "at": a.at.rfc3339()}))
        .collect();
    let consents: Vec<Value> = store::all_consents(c, of)?
        .iter()
        .map(|(purpose, assent, given, ends, revoked)| {
            json!({
                "purpose": purpose.as_str(), "assent": assent, "given": given.rfc3339(),
                "expires": ends.rfc3339(), "revoked": revoked.map(Moment::rfc3339),
            })
        })
        .collect();
    let invitations: Vec<Value> = store::invitations(c, of)?
        .iter()
        .map(|i| json!({"child": i.minor, "title": i.title.as_str(), "ends": i.ends_at.rfc3339(), "used": i.used_at.map(Moment::rfc3339)}))
        .collect();
    Ok(json!({
        "person": person(&p), "children": children, "guardians": guardians, "blocks": blocks, "account": account,
        "ways_in": ways, "sessions": sessions, "roles": grants, "invitations": invitations, "messages": messages, "consents": consents,
        "looked_at": accesses,
    }))
}

/// Erases what is known about somebody who asks for it. What the law keeps stays without a name: the
/// identifiers in guardianships that others need, and the trail, which holds no personal data.
///
/// # Errors
/// [`Refused::LastGuardian`] while a child would be left alone; from the database.
pub fn erase(tx: &mut Write<'_>, ctx: &Ctx, doer: Doer) -> Result<(), Error> {
    let of = doer.subject;
    known(tx, &ctx.keys, of)?;
    for g in store::of_adult(tx, of)?
        .into_iter()
        .filter(|g| g.holds(ctx.today))
    {
        rules::may_leave(&g, &store::of_minor(tx, g.minor)?, ctx.today)?;
        store::end_guardianship(tx, g.id, ctx.today, "erased")?;
    }
    if let Some(account) = store::account_of(tx, of)? {
        store::end_others(tx, account, ctx.id("no session"), ctx.now)?;
        store::forget_ways(tx, account)?;
        store::close_account(tx, of, ctx.now)?;
    }
    for grant in store::grants(tx, of)? {
        store::revoke_grant(tx, grant.id, of, ctx.now)?;
    }
    store::forget_messages(tx, of)?;
    store::forget_typed_of(tx, of)?;
    store::end_consents(tx, of, ctx.now)?;
    store::erase(tx, &ctx.keys, of, ctx.seed, ctx.now)?;
    trail(tx, ctx, doer, ("person", of), "erase", json!({}))?;
    Ok(())
}
