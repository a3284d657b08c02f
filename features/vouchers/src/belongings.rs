//! What is kept of somebody's vouchers: for them to take away; and codes that stop working when they go.

use db::{Fault, Read, Write};
use people::actions::Ctx;
use people::belongings::Belongings;
use seal::Keys;
use serde_json::{Value, json};
use values::{Id, Moment};

use crate::model::Voucher;
use crate::store;

/// The vouchers of this installation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kept;

/// A person's own, and those for groups they hold.
fn theirs(c: &mut Read<'_>, of: Id) -> Result<Vec<Voucher>, Fault> {
    let mut all = store::of_child(c, of)?;
    all.extend(store::of_holder(c, of)?);
    Ok(all)
}

impl Belongings for Kept {
    fn name(&self) -> &'static str {
        "vouchers"
    }

    fn export(&self, c: &mut Read<'_>, _: &Keys, of: Id) -> Result<Value, Fault> {
        let mut all = Vec::new();
        for v in theirs(c, of)? {
            let terms = store::terms(c, v.terms)?;
            let account = ledger::actions::account(c, v.account())?;
            let steps: Vec<Value> = store::steps(c, v.id)?
                .iter()
                .map(|s| json!({"what": s.event, "at": s.at.rfc3339(), "reason": s.reason}))
                .collect();
            let spends: Vec<Value> = store::of_voucher(c, v.id)?
                .iter()
                .map(|s| {
                    json!({
                        "receipt": s.number, "at": s.at.rfc3339(), "organisation": s.organisation, "service": s.service,
                        "booking": s.booking, "price": s.price.to_string(), "voucher": s.amount.to_string(),
                        "own": s.own.to_string(), "state": s.state.as_str(),
                    })
                })
                .collect();
            let tokens: Vec<Value> = store::tokens(c, v.id, Moment(0))?
                .iter()
                .map(|t| json!({"kind": t.kind.as_str(), "ends": t.ends_at.rfc3339(), "used": t.used_at.map(Moment::rfc3339)}))
                .collect();
            all.push(json!({
                "code": v.code, "call": terms.map(|t| t.code), "amount": v.amount.to_string(),
                "left": account.map(|a| values::Cents(a.balance()).to_string()),
                "from": v.starts_on.to_string(), "until": v.ends_on.to_string(), "state": v.state.as_str(),
                "steps": steps, "payments": spends, "codes": tokens,
            }));
        }
        Ok(Value::Array(all))
    }

    /// Codes stop working. Accounts of public money stay, under an identifier that leads to nobody; what is
    /// left returns to the fund at the voucher's end, as always.
    fn erase(&self, tx: &mut Write<'_>, ctx: &Ctx, of: Id) -> Result<(), Fault> {
        for v in theirs(tx, of)? {
            store::revoke_all(tx, v.id, ctx.now)?;
        }
        Ok(())
    }
}
