//! Status reports: one message about one message of ours.

use std::collections::BTreeMap;

use values::{Cents, Day};

use super::sent::SentBatch;
use super::xml::{Step, Walk};
use super::{BankError, BankFile, Outcome, Reason, Returned, Sent, Unmatched, Why};
use super::{amount, count, day, euros, short, some};

/// What is said of the message, of its group of payments, or of one payment.
#[derive(Default)]
struct Said {
    id: String,
    instruction: String,
    status: String,
    reason: Option<Reason>,
    count: Option<usize>,
    sum: Option<Cents>,
    /// Transactions by status, as counted by the bank.
    per_status: Vec<(usize, String)>,
    amount: Option<(Cents, Option<String>)>,
    reference: String,
    day: Option<Day>,
}

struct Report<'a> {
    sent: &'a Sent,
    created: Option<Day>,
    message: Said,
    group: Said,
    groups: usize,
    payment: Said,
    /// What the payments are said to be, in the order of the file.
    payments: Vec<Said>,
}

pub(super) fn read(walk: &mut Walk<'_>, sent: &Sent, file: &mut BankFile) -> Result<(), BankError> {
    let mut report = Report {
        sent,
        created: None,
        message: Said::default(),
        group: Said::default(),
        groups: 0,
        payment: Said::default(),
        payments: Vec::new(),
    };
    loop {
        let step = walk.step()?;
        let path = walk.path();
        match (path.as_slice(), step) {
            (_, Step::End) => break,
            (["Document", "CstmrPmtStsRpt", inside @ ..], Step::Open) => report.open(inside),
            (["Document", "CstmrPmtStsRpt", inside @ ..], Step::Close(closed)) => {
                if inside == ["GrpHdr", "MsgId"] {
                    file.message_id = closed.text;
                } else if inside == ["GrpHdr", "CreDtTm"] {
                    report.created = Some(day(&closed.text, "CreDtTm")?);
                } else {
                    report.close(inside, closed.text, closed.currency)?;
                }
            }
            (["Document"], _) => {}
            _ => {
                return Err(BankError::Lacks {
                    what: "CstmrPmtStsRpt",
                });
            }
        }
    }
    report.judge(file)
}

impl Report<'_> {
    fn open(&mut self, inside: &[&str]) {
        match inside {
            ["OrgnlPmtInfAndSts"] => self.group = Said::default(),
            ["OrgnlPmtInfAndSts", "TxInfAndSts"] => self.payment = Said::default(),
            [.., "StsRsnInf"] | [.., "NbOfTxsPerSts"] => {
                if let Some((said, _)) = self.place(inside) {
                    match inside.last() {
                        Some(&"StsRsnInf") => drop(said.reason.get_or_insert_with(Reason::default)),
                        _ => said.per_status.push((0, String::new())),
                    }
                }
            }
            _ => {}
        }
    }

    /// Whom a path is about, and what of it.
    fn place<'p, 'q>(&mut self, path: &'q [&'p str]) -> Option<(&mut Said, &'q [&'p str])> {
        match path {
            ["OrgnlGrpInfAndSts", rest @ ..] => Some((&mut self.message, rest)),
            ["OrgnlPmtInfAndSts", "TxInfAndSts", rest @ ..] => Some((&mut self.payment, rest)),
            ["OrgnlPmtInfAndSts", rest @ ..] => Some((&mut self.group, rest)),
            _ => None,
        }
    }

    fn close(
        &mut self,
        inside: &[&str],
        text: String,
        currency: Option<String>,
    ) -> Result<(), BankError> {
        match inside {
            ["OrgnlPmtInfAndSts", "TxInfAndSts"] => {
                let mut payment = std::mem::take(&mut self.payment);
                if payment.status.is_empty() {
                    payment.status.clone_from(&self.group.status);
                }
                self.payments.push(payment);
                return Ok(());
            }
            ["OrgnlPmtInfAndSts"] => self.groups += 1,
            _ => {}
        }
        let Some((said, rest)) = self.place(inside) else {
            return Ok(());
        };
        match rest {
            ["OrgnlMsgId" | "OrgnlPmtInfId" | "OrgnlEndToEndId"] => said.id = text,
            ["OrgnlInstrId"] => said.instruction = text,
            ["GrpSts" | "PmtInfSts" | "TxSts"] => said.status = text,
            ["OrgnlNbOfTxs"] => said.count = Some(count(&text, "OrgnlNbOfTxs")?),
            ["OrgnlCtrlSum"] => said.sum = Some(amount(&text, "OrgnlCtrlSum")?),
            ["NbOfTxsPerSts", "DtldNbOfTxs"] => {
                if let Some(last) = said.per_status.last_mut() {
                    last.0 = count(&text, "DtldNbOfTxs")?;
                }
            }
            ["NbOfTxsPerSts", "DtldSts"] => {
                if let Some(last) = said.per_status.last_mut() {
                    last.1 = text;
                }
            }
            ["StsRsnInf", "Rsn", "Cd" | "Prtry"] => {
                if let Some(reason) = said.reason.as_mut().filter(|r| r.code.is_empty()) {
                    reason.code = text;
                }
            }
            ["StsRsnInf", "AddtlInf"] => {
                if let Some(reason) = &mut said.reason {
                    super::camt::add(&mut reason.text, &text);
                }
            }
            ["AcctSvcrRef"] => said.reference = text,
            ["AccptncDtTm"] => said.day = Some(day(&text, "AccptncDtTm")?),
            ["OrgnlTxRef", "Amt", "InstdAmt"] => {
                said.amount = Some((amount(&text, "InstdAmt")?, currency));
            }
            _ => {}
        }
        Ok(())
    }

    /// Compares with what was sent, and says what became of each payout.
    fn judge(self, file: &mut BankFile) -> Result<(), BankError> {
        let message = &self.message.id;
        if message.is_empty() {
            return Err(BankError::Lacks { what: "OrgnlMsgId" });
        }
        let other = || BankError::OtherMessage {
            found: short(message),
        };
        let batch = self.sent.batch(message).ok_or_else(other)?;
        for said in [&self.message, &self.group] {
            totals(said, batch)?;
        }
        // We send one group of payments, named like the message.
        if self.groups > 1 {
            return Err(BankError::Count {
                what: "OrgnlPmtInfAndSts",
                said: self.groups,
                found: 1,
            });
        }
        let group = self.group.id.as_str();
        if self.groups == 1 && group != message && group != "NOTPROVIDED" {
            return Err(BankError::OtherMessage {
                found: short(group),
            });
        }
        let mut told = self.payments(batch, file)?;
        let whole = match self.group.status.is_empty() {
            true => &self.message,
            false => &self.group,
        };
        self.counted(&told, batch)?;
        if whole.status == "PART" && told.is_empty() {
            return Err(BankError::Lacks {
                what: "TxInfAndSts",
            });
        }
        // A word about the whole is one about each payout; what is said of a payout itself says more.
        // `PART` says nothing of those that are not named.
        if let Some(outcome) = outcome(&whole.status) {
            for (end_to_end, (payout, amount)) in &batch.payouts {
                if let Some(of) = told.get(end_to_end) {
                    let rejected = |o: Outcome| o == Outcome::Rejected;
                    if rejected(outcome) && !rejected(of.outcome) {
                        return Err(BankError::Contradiction {
                            payout: end_to_end.clone(),
                        });
                    }
                    continue;
                }
                let returned = Returned {
                    payout: *payout,
                    end_to_end: end_to_end.clone(),
                    message_id: message.clone(),
                    outcome,
                    status: whole.status.clone(),
                    amount: *amount,
                    currency: "EUR".to_string(),
                    reason: whole.reason.clone(),
                    bank_reference: None,
                    day: self.created,
                };
                file.returned.push(returned.clone());
                told.insert(end_to_end.clone(), returned);
            }
        } else if !matches!(whole.status.as_str(), "" | "PART") {
            file.unmatched.push(Unmatched {
                why: Why::Status,
                number: 1,
                end_to_end: None,
                message_id: Some(message.clone()),
                status: short(&whole.status),
                amount: Some(batch.total),
                currency: Some("EUR".to_string()),
                credit: None,
                reason: whole.reason.clone(),
                bank_reference: None,
                day: self.created,
                text: String::new(),
            });
        } else if told.is_empty() && file.unmatched.is_empty() {
            return Err(BankError::Lacks { what: "GrpSts" });
        }
        Ok(())
    }

    /// What is said of single payouts.
    fn payments(
        &self,
        batch: &SentBatch,
        file: &mut BankFile,
    ) -> Result<BTreeMap<String, Returned>, BankError> {
        let mut told = BTreeMap::new();
        for (at, payment) in self.payments.iter().enumerate() {
            let named = match payment.id.as_str() {
                "" | "NOTPROVIDED" => &payment.instruction,
                id => id,
            };
            if named.is_empty() {
                return Err(BankError::Lacks {
                    what: "OrgnlEndToEndId",
                });
            }
            let Some((payout, sent)) = batch.payouts.get(named) else {
                return Err(BankError::OtherPayout {
                    found: short(named),
                    batch: self.message.id.clone(),
                });
            };
            if let Some((said, currency)) = &payment.amount {
                euros(currency.as_deref())?;
                if said != sent {
                    return Err(BankError::OtherAmount {
                        payout: named.to_string(),
                        said: *said,
                        sent: *sent,
                    });
                }
            }
            let status = match payment.status.is_empty() {
                true => &self.message.status,
                false => &payment.status,
            };
            if status.is_empty() {
                return Err(BankError::Lacks { what: "TxSts" });
            }
            let Some(outcome) = outcome(status) else {
                file.unmatched.push(Unmatched {
                    why: Why::Status,
                    number: at + 1,
                    end_to_end: Some(named.to_string()),
                    message_id: Some(self.message.id.clone()),
                    status: short(status),
                    amount: Some(*sent),
                    currency: Some("EUR".to_string()),
                    credit: None,
                    reason: payment.reason.clone(),
                    bank_reference: some(payment.reference.clone()),
                    day: payment.day.or(self.created),
                    text: String::new(),
                });
                continue;
            };
            let returned = Returned {
                payout: *payout,
                end_to_end: named.to_string(),
                message_id: self.message.id.clone(),
                outcome,
                status: status.clone(),
                amount: *sent,
                currency: "EUR".to_string(),
                reason: payment.reason.clone().or_else(|| self.group.reason.clone()),
                bank_reference: some(payment.reference.clone()),
                day: payment.day.or(self.created),
            };
            file.returned.push(returned.clone());
            if told.insert(named.to_string(), returned).is_some() {
                return Err(BankError::Contradiction {
                    payout: named.to_string(),
                });
            }
        }
        Ok(told)
    }

    /// The bank's counts: what is rejected must be named one by one, unless all is; of everything else
    /// no more may be named than counted.
    fn counted(
        &self,
        told: &BTreeMap<String, Returned>,
        batch: &SentBatch,
    ) -> Result<(), BankError> {
        for (said, status) in self.message.per_status.iter().chain(&self.group.per_status) {
            let found = told.values().filter(|r| r.status == *status).count();
            let all = *said == batch.payouts.len();
            let partial = outcome(status) == Some(Outcome::Rejected) && found < *said && !all;
            if found > *said || *said > batch.payouts.len() || partial {
                return Err(BankError::Count {
                    what: "NbOfTxsPerSts",
                    said: *said,
                    found,
                });
            }
        }
        Ok(())
    }
}

/// Count and sum of what was sent, where the report repeats them.
fn totals(said: &Said, batch: &SentBatch) -> Result<(), BankError> {
    if let Some(said) = said.count.filter(|n| *n != batch.payouts.len()) {
        return Err(BankError::Count {
            what: "OrgnlNbOfTxs",
            said,
            found: batch.payouts.len(),
        });
    }
    match said.sum.filter(|s| *s != batch.total) {
        Some(said) => Err(BankError::Sum {
            what: "OrgnlCtrlSum",
            said,
            found: batch.total,
        }),
        None => Ok(()),
    }
}

/// What a status says (external code list of ISO 20022); nothing when we do not know it.
fn outcome(status: &str) -> Option<Outcome> {
    match status {
        "ACSC" | "ACCC" => Some(Outcome::Paid),
        "RJCT" | "CANC" => Some(Outcome::Rejected),
        "RCVD" | "PDNG" | "ACTC" | "ACCP" | "ACFC" | "ACSP" | "ACWC" | "ACWP" | "PATC" => {
            Some(Outcome::Pending)
        }
        _ => None,
    }
}
