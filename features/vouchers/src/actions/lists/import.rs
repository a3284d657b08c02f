//! A list is imported: all of it or nothing.

use std::collections::BTreeMap;

use db::Write;
use ledger::model::Act as Books;
use people::actions::Doer;
use people::model::{Evidence, Facts, Name, Proof, Title};
use serde_json::json;
use values::Id;

use super::super::award::{Award, WALLET, fill, keep, new_voucher, told};
use super::super::{Ctx, Error, Wallets, books, must_terms, of_trouble};
use super::plan::{Child, Planned, plan, window};
use super::{Checked, check_list, hands};
use crate::model::{Voucher, Who};
use crate::rules::{CHUNK, Refused};
use crate::store;

/// Imports a list: all of it or nothing. The same file twice does nothing and says so. What an item is
/// called follows from the file and its line.
///
/// # Errors
/// As [`check_list`].
pub fn import_list(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    operator: Option<&str>,
    (terms, bytes): (Id, &[u8]),
) -> Result<Checked, Error> {
    match check_list(tx, w, ctx, operator, (terms, bytes))? {
        Checked::Good(_) => {}
        other => return Ok(other),
    }
    let (by, actor) = hands(w, ctx, operator)?;
    let terms = must_terms(tx, terms)?;
    let plan = match plan(tx, w, &terms, (by, bytes), ctx.now)? {
        Ok(plan) => plan,
        Err(wrong) => return Ok(Checked::Wrong(wrong)),
    };
    let hash = plan.hash.as_str();
    let mut made: BTreeMap<String, Id> = BTreeMap::new();
    for (n, chunk) in plan.rows.chunks(CHUNK).enumerate() {
        let (mut lines, mut vouchers) = (Vec::new(), Vec::new());
        for p in chunk {
            let (holder, child) = write_down(tx, w, ctx, (by, hash), p, &mut made)?;
            let id = Id::named(
                "vouchers list row",
                &format!("{hash} {} {}", terms.id, p.row.line),
            );
            let wanted = Award {
                who: Who::Child(child),
                holder,
                amount: p.row.amount,
                starts_on: p.row.valid_from,
                ends_on: p.row.valid_to,
                window: window(&p.row),
            };
            let v = Voucher {
                code: p.row.voucher.clone(),
                ..new_voucher(&terms, &wanted, (id, p.fund), None, ctx.now)
            };
            lines.push(fill(tx, w, &v, v.amount, ctx.now)?);
            vouchers.push(v);
        }
        let op = Id::named("vouchers list order", &format!("{hash} {} {n}", terms.id));
        books::must(
            tx,
            w,
            &books::order(op, Books::Award, &actor, lines),
            ctx.now,
        )?;
        for v in &mut vouchers {
            keep(tx, w, v, &actor, ctx.now)?;
            let people = ctx.people(w, v.id);
            let args = told(&terms, v);
            people::actions::tell(tx, &people, v.holder, "vouchers-told-given", &args, WALLET)?;
        }
    }
    let report = plan.report.clone();
    let rows = plan.rows.len();
    let new = (report.id, terms.id, hash);
    let content = (rows, report.total, &b""[..]);
    store::put_list(tx, &w.keys, ctx.seed, new, content, (&actor, ctx.now))?;
    if !store::imported(tx, report.id, &actor, ctx.now)? {
        return Err(Refused::TryAgain.into());
    }
    let entry = audit::Entry {
        at: ctx.now,
        actor: match operator {
            Some(name) => audit::Actor::Operator(name.to_string()),
            None => audit::Actor::Person(by),
        },
        subject: audit::Subject::new("terms", terms.id),
        action: "vouchers.import_list".to_string(),
        detail: json!({"vouchers": rows, "total": report.total.0, "file": hash}),
    };
    audit::record(tx, &entry)?;
    Ok(Checked::Good(report))
}

/// The people of a row; who is not there is written down.
fn write_down(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (by, hash): (Id, &str),
    p: &Planned,
    made: &mut BTreeMap<String, Id>,
) -> Result<(Id, Id), Error> {
    let row = &p.row;
    let lang = || "it".parse::<values::Lang>().map_err(of_trouble);
    let base = |what: &str| {
        Id::named(
            "vouchers list person",
            &format!("{hash} {} {what}", row.line),
        )
    };
    let today = w.day(ctx.now);
    let holder = match p.holder.or_else(|| made.get(row.holder.as_str()).copied()) {
        Some(id) => id,
        None => {
            let facts = Facts {
                name: Name {
                    given: row.name.clone(),
                    family: row.surname.clone(),
                },
                birth: row.holder.birth(today),
                code: Some(row.holder.clone()),
                mail: row.email.clone(),
                phone: row.mobile.clone(),
                lang: lang()?,
                proof: Proof::Register,
            };
            let people = ctx.people(w, base("holder"));
            let id = people::actions::register(tx, &people, by, facts)?;
            made.insert(row.holder.as_str().to_string(), id);
            id
        }
    };
    let child = match &p.child {
        Child::Holder => holder,
        Child::Known(id) => *id,
        Child::New(code, birth) => match made.get(code.as_str()) {
            Some(id) => *id,
            None => {
                let facts = Facts {
                    // The list has no name of the minor: three letters of it stand in the code.
                    name: Name {
                        given: code.as_str().get(3..6).unwrap_or("?").to_string(),
                        family: row.surname.clone(),
                    },
                    birth: Some(*birth),
                    code: Some(code.clone()),
                    mail: None,
                    phone: None,
                    lang: lang()?,
                    proof: Proof::Declared,
                };
                let doer = Doer {
                    hands: by,
                    subject: holder,
                };
                let as_what = (Title::Parent, Evidence::Declaration);
                let people = ctx.people(w, base("minor"));
                let id = people::actions::add_child(tx, &people, doer, facts, as_what)?;
                made.insert(code.as_str().to_string(), id);
                id
            }
        },
    };
    Ok((holder, child))
}
