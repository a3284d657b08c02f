//! Replaying everything from nothing.

use std::collections::BTreeMap;

use db::{Fault, Read};
use sha2::{Digest, Sha256};
use values::Id;

use crate::model::{Account, Phase, Side, Transfer};
use crate::rules::apply;
use crate::store;

/// What the replay came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Transfers.
    pub transfers: u64,
    /// Orders by act and answer.
    pub orders: Vec<(String, String, i64)>,
    /// Balance and what of it is held, by fund's name and kind of account.
    pub sums: BTreeMap<(String, &'static str), (i64, i64)>,
    /// SHA-256 over all transfers in the order of moments: the same books give the same hash.
    pub hash: String,
    /// What is wrong, in words for an operator; empty when all is well.
    pub wrong: Vec<String>,
}

/// Replays every transfer from empty accounts, each account's in the order of its moves, and compares
/// with what is stored: sums, the guard after every move, holds, both sides of each fund.
///
/// # Errors
/// From the database.
pub fn verify(c: &mut Read<'_>) -> Result<Replayed, Fault> {
    let mut result = Replayed::default();
    let mut hasher = Sha256::new();
    let mut moves: BTreeMap<Id, BTreeMap<i64, (Side, Transfer)>> = BTreeMap::new();
    let mut holds: BTreeMap<Id, i64> = BTreeMap::new();
    let mut resolved: BTreeMap<Id, u32> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut transfers = 0;
    store::each_transfer(c, |t, at| {
        transfers += 1;
        hasher.update(format!(
            "{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{:?}|{:?}|{}\n",
            t.id,
            t.op,
            t.n,
            at.0,
            t.fund,
            t.debit.0,
            t.credit.0,
            t.phase.letter(),
            t.posted,
            t.pending,
            t.hold,
            t.until,
            t.subject
        ));
        if t.phase == Phase::Hold {
            holds.insert(t.id, t.pending);
        }
        if let Some(hold) = t.hold {
            *resolved.entry(hold).or_default() += 1;
        }
        for (side, (account, number)) in [(Side::Debit, t.debit), (Side::Credit, t.credit)] {
            if moves
                .entry(account)
                .or_default()
                .insert(number, (side, t.clone()))
                .is_some()
            {
                wrong.push(format!("account {account} has two moves number {number}"));
            }
        }
        Ok(())
    })?;
    for (hold, times) in &resolved {
        match holds.get(hold) {
            None => wrong.push(format!("a hold {hold} is resolved that never was")),
            Some(_) if *times > 1 => {
                wrong.push(format!("the hold {hold} is resolved {times} times"))
            }
            Some(_) => {}
        }
    }
    let names: BTreeMap<Id, String> = store::funds(c)?
        .into_iter()
        .map(|f| (f.id, f.name))
        .collect();
    let mut both: BTreeMap<Id, (i64, i64)> = BTreeMap::new();
    for stored in store::accounts(c)? {
        let mut account = Account {
            debit: 0,
            credit: 0,
            debit_held: 0,
            credit_held: 0,
            moves: 0,
            ..stored.clone()
        };
        for (number, (side, t)) in moves.remove(&stored.id).unwrap_or_default() {
            if number != account.moves + 1 {
                wrong.push(format!(
                    "account {}: move {} is missing",
                    stored.id,
                    account.moves + 1
                ));
            }
            apply(&mut account, side, t.posted, t.pending);
            if account.is_below_zero() {
                wrong.push(format!(
                    "account {} falls below zero at its move {number}",
                    stored.id
                ));
            }
        }
        if account != stored {
            wrong.push(format!(
                "account {} is stored as {stored:?} and replayed as {account:?}",
                stored.id
            ));
        }
        let (debits, credits) = both.entry(stored.fund).or_default();
        *debits += stored.debit + stored.debit_held;
        *credits += stored.credit + stored.credit_held;
        let name = names
            .get(&stored.fund)
            .cloned()
            .unwrap_or_else(|| stored.fund.to_string());
        let sum = result.sums.entry((name, stored.kind.as_str())).or_default();
        sum.0 += stored.balance();
        sum.1 += stored.held();
    }
    wrong.extend(
        moves
            .keys()
            .map(|id| format!("transfers move an account {id} that is not there")),
    );
    let uneven = both
        .iter()
        .filter(|(_, (debits, credits))| debits != credits);
    wrong.extend(uneven.map(|(fund, (d, c))| format!("fund {fund}: debits are {d}, credits {c}")));
    result.transfers = transfers;
    result.orders = store::counts(c)?;
    result.hash = hex::encode(hasher.finalize());
    result.wrong = wrong;
    Ok(result)
}
