//! Notifications and statements: what was booked on the account.

use std::collections::BTreeSet;

use values::{Cents, Day};

use super::xml::{Step, Walk};
use super::{BankError, BankFile, Outcome, Reason, Returned, Sent, Unmatched, Why};
use super::{amount, count, day, euros, short, some};

/// One movement of an entry, or the entry itself.
#[derive(Clone, Default)]
struct Movement {
    amount: Option<(Cents, Option<String>)>,
    credit: Option<bool>,
    end_to_end: String,
    instruction: String,
    message: String,
    reference: String,
    is_return: bool,
    reason: Option<Reason>,
    text: String,
}

/// A sum for several payments.
#[derive(Clone, Default)]
struct Sums {
    message: String,
    count: Option<usize>,
    /// The movements that were there before it.
    before: usize,
}

/// An entry of the account.
#[derive(Default)]
struct Entry {
    whole: Movement,
    status: String,
    reversal: bool,
    booked: Option<Day>,
    valued: Option<Day>,
    has_charges: bool,
    movements: Vec<Movement>,
    sums: Vec<Sums>,
}

struct Account<'a> {
    sent: &'a Sent,
    entry: Entry,
    movement: Movement,
    entries: usize,
    counted: Option<usize>,
    /// Payouts this file has paid.
    paid: BTreeSet<String>,
}

pub(super) fn read(
    walk: &mut Walk<'_>,
    sent: &Sent,
    file: &mut BankFile,
    [message, list]: &[&str; 2],
) -> Result<(), BankError> {
    let mut account = Account {
        sent,
        entry: Entry::default(),
        movement: Movement::default(),
        entries: 0,
        counted: None,
        paid: BTreeSet::new(),
    };
    loop {
        let step = walk.step()?;
        let path = walk.path();
        let inside = match path.as_slice() {
            ["Document", m, inside @ ..] if m == message => inside,
            ["Document"] => continue,
            [] => return Ok(()),
            _ => {
                return Err(BankError::Lacks {
                    what: "BkToCstmr…"
                });
            }
        };
        match (inside, step) {
            (_, Step::End) => return Ok(()),
            (["GrpHdr", "MsgId"], Step::Close(closed)) => file.message_id = closed.text,
            ([l], Step::Open) if l == list => (account.entries, account.counted) = (0, None),
            ([l], Step::Close(_)) if l == list => account.complete()?,
            ([l, "TxsSummry", "TtlNtries", "NbOfNtries"], Step::Close(closed)) if l == list => {
                account.counted = Some(count(&closed.text, "NbOfNtries")?);
            }
            ([l, "Ntry"], Step::Open) if l == list => account.entry = Entry::default(),
            ([l, "Ntry"], Step::Close(_)) if l == list => account.judge(file)?,
            ([l, "Ntry", inside @ ..], Step::Open) if l == list => account.open(inside),
            ([l, "Ntry", inside @ ..], Step::Close(closed)) if l == list => {
                account.close(inside, closed.text, closed.currency)?;
            }
            _ => {}
        }
    }
}

impl Account<'_> {
    /// The bank's own count of entries.
    fn complete(&self) -> Result<(), BankError> {
        match self.counted.filter(|said| *said != self.entries) {
            Some(said) => Err(BankError::Count {
                what: "NbOfNtries",
                said,
                found: self.entries,
            }),
            None => Ok(()),
        }
    }

    fn open(&mut self, inside: &[&str]) {
        match inside {
            ["NtryDtls", "TxDtls"] => self.movement = Movement::default(),
            ["NtryDtls", "TxDtls", "RtrInf"] => {
                self.movement.is_return = true;
                self.movement.reason = Some(Reason::default());
            }
            ["NtryDtls", "Btch"] => self.entry.sums.push(Sums {
                before: self.entry.movements.len(),
                ..Sums::default()
            }),
            ["Chrgs"] | ["NtryDtls", "TxDtls", "Chrgs"] => self.entry.has_charges = true,
            _ => {}
        }
    }

    fn close(
        &mut self,
        inside: &[&str],
        text: String,
        currency: Option<String>,
    ) -> Result<(), BankError> {
        let entry = &mut self.entry;
        match inside {
            ["Amt"] => entry.whole.amount = Some((amount(&text, "Amt")?, currency)),
            ["CdtDbtInd"] => entry.whole.credit = Some(is_credit(&text)?),
            ["RvslInd"] => entry.reversal = matches!(text.as_str(), "true" | "1"),
            // Since version 08 a choice: the word stands one element deeper.
            ["Sts"] if !text.is_empty() => entry.status = text,
            ["Sts", "Cd" | "Prtry"] => entry.status = text,
            ["BookgDt", "Dt" | "DtTm"] => entry.booked = Some(day(&text, "BookgDt")?),
            ["ValDt", "Dt" | "DtTm"] => entry.valued = Some(day(&text, "ValDt")?),
            ["AcctSvcrRef"] => entry.whole.reference = text,
            ["AddtlNtryInf"] => add(&mut entry.whole.text, &text),
            ["NtryDtls", "Btch", "MsgId" | "PmtInfId"] => {
                let sums = entry.sums.last_mut();
                if let Some(sums) = sums.filter(|s| self.sent.batch(&s.message).is_none()) {
                    sums.message = text;
                }
            }
            ["NtryDtls", "Btch", "NbOfTxs"] => {
                if let Some(sums) = entry.sums.last_mut() {
                    sums.count = Some(count(&text, "NbOfTxs")?);
                }
            }
            ["NtryDtls"] => self.whole_batch()?,
            ["NtryDtls", "TxDtls"] => {
                let movement = std::mem::take(&mut self.movement);
                self.entry.movements.push(movement);
            }
            ["NtryDtls", "TxDtls", rest @ ..] => self.movement(rest, text, currency)?,
            _ => {}
        }
        Ok(())
    }

    fn movement(
        &mut self,
        inside: &[&str],
        text: String,
        currency: Option<String>,
    ) -> Result<(), BankError> {
        let movement = &mut self.movement;
        match inside {
            // Before version 04 the amount stood among the details.
            ["Amt"] | ["AmtDtls", "TxAmt", "Amt"] => {
                let first = movement.amount.is_none() || inside == ["Amt"];
                let read = amount(&text, "Amt")?;
                if first {
                    movement.amount = Some((read, currency));
                }
            }
            ["CdtDbtInd"] => movement.credit = Some(is_credit(&text)?),
            ["Refs", "EndToEndId"] => movement.end_to_end = text,
            ["Refs", "InstrId"] => movement.instruction = text,
            // A bank may give a MsgId of its own beside our PmtInfId.
            ["Refs", "MsgId" | "PmtInfId"] if self.sent.batch(&movement.message).is_none() => {
                movement.message = text;
            }
            ["Refs", "AcctSvcrRef"] => movement.reference = text,
            ["RtrInf", "Rsn", "Cd" | "Prtry"] => {
                if let Some(reason) = movement.reason.as_mut().filter(|r| r.code.is_empty()) {
                    reason.code = text;
                }
            }
            ["RtrInf", "AddtlInf"] => {
                if let Some(reason) = &mut movement.reason {
                    add(&mut reason.text, &text);
                }
            }
            ["RmtInf", "Ustrd"] | ["AddtlTxInf"] => add(&mut movement.text, &text),
            _ => {}
        }
        Ok(())
    }

    /// At the end of a group of details: as many as the bank counts, or none at all.
    fn whole_batch(&self) -> Result<(), BankError> {
        let Some(sums) = self.entry.sums.last() else {
            return Ok(());
        };
        let found = self.entry.movements.len() - sums.before.min(self.entry.movements.len());
        match sums.count.filter(|said| found > 0 && *said != found) {
            Some(said) => Err(BankError::Count {
                what: "NbOfTxs",
                said,
                found,
            }),
            None => Ok(()),
        }
    }

    fn judge(&mut self, file: &mut BankFile) -> Result<(), BankError> {
        self.entries += 1;
        let entry = std::mem::take(&mut self.entry);
        let (Some((sum, currency)), Some(credit)) = (&entry.whole.amount, entry.whole.credit)
        else {
            return Err(BankError::Lacks {
                what: "Amt, CdtDbtInd",
            });
        };
        if entry.status.is_empty() {
            return Err(BankError::Lacks { what: "Sts" });
        }
        if entry.movements.is_empty() {
            return self.without_details(&entry, *sum, credit, file);
        }
        adds_up(&entry, *sum, currency.as_deref(), credit)?;
        for movement in &entry.movements {
            let mut movement = movement.clone();
            if movement.amount.is_none() && entry.movements.len() == 1 {
                movement.amount.clone_from(&entry.whole.amount);
            }
            let credit = movement.credit.unwrap_or(credit);
            self.movement_of(&entry, &movement, credit, file)?;
        }
        Ok(())
    }

    /// An entry that is one sum: of a whole batch of ours, or of something else.
    fn without_details(
        &mut self,
        entry: &Entry,
        sum: Cents,
        credit: bool,
        file: &mut BankFile,
    ) -> Result<(), BankError> {
        let mut movement = entry.whole.clone();
        let ours = entry
            .sums
            .iter()
            .find_map(|s| Some((s, self.sent.batch(&s.message)?)));
        let Some((sums, batch)) = ours else {
            movement.message = entry
                .sums
                .first()
                .map(|s| s.message.clone())
                .unwrap_or_default();
            file.unmatched
                .push(self.queued(Why::NotOurs, entry, &movement, credit));
            return Ok(());
        };
        movement.message.clone_from(&sums.message);
        euros(movement.amount.as_ref().and_then(|a| a.1.as_deref()))?;
        let count_fits = sums.count.is_none_or(|n| n == batch.payouts.len());
        let (Some(outcome), true) = (outcome(&entry.status), count_fits && sum == batch.total)
        else {
            let why = match outcome(&entry.status) {
                None => Why::Status,
                Some(_) => Why::BatchDiffers,
            };
            file.unmatched
                .push(self.queued(why, entry, &movement, credit));
            return Ok(());
        };
        if credit && !entry.reversal {
            file.unmatched
                .push(self.queued(Why::Direction, entry, &movement, credit));
            return Ok(());
        }
        let outcome = if credit { Outcome::Rejected } else { outcome };
        for (end_to_end, (payout, amount)) in &batch.payouts {
            if outcome == Outcome::Paid && !self.paid.insert(end_to_end.clone()) {
                return Err(BankError::Contradiction {
                    payout: end_to_end.clone(),
                });
            }
            file.returned.push(Returned {
                payout: *payout,
                end_to_end: end_to_end.clone(),
                message_id: sums.message.clone(),
                outcome,
                status: entry.status.clone(),
                amount: *amount,
                currency: "EUR".to_string(),
                reason: None,
                bank_reference: some(entry.whole.reference.clone()),
                day: entry.booked.or(entry.valued),
            });
        }
        Ok(())
    }

    fn movement_of(
        &mut self,
        entry: &Entry,
        movement: &Movement,
        credit: bool,
        file: &mut BankFile,
    ) -> Result<(), BankError> {
        let named = [&movement.end_to_end, &movement.instruction]
            .into_iter()
            .find(|id| !self.sent.of_payout(id).is_empty());
        let batch = match (named, self.sent.batch(&movement.message)) {
            // It names a batch of ours, so what it says has to be in it.
            (found, Some(batch)) => {
                if !found.is_some_and(|id| batch.payouts.contains_key(id.as_str())) {
                    return Err(BankError::OtherPayout {
                        found: short(&movement.end_to_end),
                        batch: movement.message.clone(),
                    });
                }
                movement.message.clone()
            }
            // The batch the payout was last in.
            (Some(id), None) => self.sent.of_payout(id).last().cloned().unwrap_or_default(),
            (None, None) => {
                file.unmatched
                    .push(self.queued(Why::NotOurs, entry, movement, credit));
                return Ok(());
            }
        };
        let end_to_end = named.cloned().unwrap_or_default();
        let sent = self
            .sent
            .batch(&batch)
            .and_then(|b| b.payouts.get(&end_to_end));
        let (Some((payout, sent)), Some((said, currency))) = (sent, &movement.amount) else {
            return Err(BankError::Lacks { what: "TxDtls/Amt" });
        };
        euros(currency.as_deref())?;
        let outcome = match (outcome(&entry.status), credit) {
            (None, _) => Err(Why::Status),
            _ if said != sent => Err(Why::OtherAmount),
            // Money that comes back, or a debit that is taken back.
            (Some(Outcome::Paid), true) => Ok(Outcome::Rejected),
            (Some(_), true) => Ok(Outcome::Pending),
            (Some(_), false) if movement.is_return || entry.reversal => Err(Why::Direction),
            (Some(Outcome::Paid), false) if !self.paid.insert(end_to_end.clone()) => {
                Err(Why::PaidTwice)
            }
            (Some(outcome), false) => Ok(outcome),
        };
        let reference = match movement.reference.is_empty() {
            true => &entry.whole.reference,
            false => &movement.reference,
        };
        match outcome {
            Err(why) => file
                .unmatched
                .push(self.queued(why, entry, movement, credit)),
            Ok(outcome) => file.returned.push(Returned {
                payout: *payout,
                end_to_end,
                message_id: batch,
                outcome,
                status: entry.status.clone(),
                amount: *sent,
                currency: "EUR".to_string(),
                reason: movement.reason.clone(),
                bank_reference: some(reference.clone()),
                day: entry.booked.or(entry.valued),
            }),
        }
        Ok(())
    }

    fn queued(&self, why: Why, entry: &Entry, movement: &Movement, credit: bool) -> Unmatched {
        let mut text = movement.text.clone();
        if text != entry.whole.text {
            add(&mut text, &entry.whole.text);
        }
        let reference = match movement.reference.is_empty() {
            true => entry.whole.reference.clone(),
            false => movement.reference.clone(),
        };
        Unmatched {
            why,
            number: self.entries,
            end_to_end: some(short(&movement.end_to_end)),
            message_id: some(short(&movement.message)),
            status: short(&entry.status),
            amount: movement.amount.as_ref().map(|a| a.0),
            currency: movement.amount.as_ref().and_then(|a| a.1.clone()),
            credit: Some(credit),
            reason: movement.reason.clone(),
            bank_reference: some(reference),
            day: entry.booked.or(entry.valued),
            text: text.chars().take(300).collect(),
        }
    }
}

/// The details make the entry, unless charges are in it or currencies differ.
fn adds_up(
    entry: &Entry,
    sum: Cents,
    currency: Option<&str>,
    credit: bool,
) -> Result<(), BankError> {
    let mut found = 0_i64;
    for movement in &entry.movements {
        let Some((amount, of)) = &movement.amount else {
            return Ok(());
        };
        if of.as_deref() != currency {
            return Ok(());
        }
        let same = movement.credit.unwrap_or(credit) == credit;
        found = found.saturating_add(if same { amount.0 } else { -amount.0 });
    }
    match entry.has_charges || found == sum.0 {
        true => Ok(()),
        false => Err(BankError::Sum {
            what: "Ntry/Amt",
            said: sum,
            found: Cents(found),
        }),
    }
}

fn is_credit(text: &str) -> Result<bool, BankError> {
    match text {
        "CRDT" => Ok(true),
        "DBIT" => Ok(false),
        _ => Err(BankError::Lacks { what: "CdtDbtInd" }),
    }
}

/// What the state of an entry says; information alone says nothing.
fn outcome(status: &str) -> Option<Outcome> {
    match status {
        "BOOK" => Some(Outcome::Paid),
        "PDNG" | "FUTR" => Some(Outcome::Pending),
        _ => None,
    }
}

/// Adds words, up to what a person will read.
pub(super) fn add(text: &mut String, more: &str) {
    if text.len() < 1000 && !more.is_empty() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(more);
    }
}
