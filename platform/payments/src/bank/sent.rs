//! What was sent, as far as answers need it.

use std::collections::{BTreeMap, BTreeSet};

use values::{Cents, Id};

use crate::{Batch, reference};

/// The batches that a bank may answer.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    batches: BTreeMap<String, SentBatch>,
    /// EndToEndId to MsgId.
    payouts: BTreeMap<String, Vec<String>>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentBatch {
    /// Sum of all payouts.
    pub total: Cents,
    /// EndToEndId to payout and amount.
    pub payouts: BTreeMap<String, (Id, Cents)>,
}

impl Sent {
    /// From the ids and amounts that a feature keeps: batch, and of each payout its id and amount.
    pub fn add(&mut self, batch: Id, payouts: impl IntoIterator<Item = (Id, Cents)>) {
        let message = reference(batch);
        let mut sent = SentBatch::default();
        for (payout, amount) in payouts {
            let name = reference(payout);
            sent.total = Cents(sent.total.0.saturating_add(amount.0));
            let batches = self.payouts.entry(name.clone()).or_default();
            batches.push(message.clone());
            sent.payouts.insert(name, (payout, amount));
        }
        self.batches.insert(message, sent);
    }

    /// A batch by its MsgId or PmtInfId.
    pub fn batch(&self, message: &str) -> Option<&SentBatch> {
        self.batches.get(message)
    }

    /// The batches a payout was in, by their MsgId: more than one when it was sent again after it was
    /// rejected.
    pub(super) fn of_payout(&self, end_to_end: &str) -> &[String] {
        self.payouts
            .get(end_to_end)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Every MsgId.
    pub fn messages(&self) -> BTreeSet<&str> {
        self.batches.keys().map(String::as_str).collect()
    }
}

impl<'a> FromIterator<&'a Batch> for Sent {
    fn from_iter<I: IntoIterator<Item = &'a Batch>>(batches: I) -> Sent {
        let mut sent = Sent::default();
        for batch in batches {
            let payouts = batch.lines().iter().map(|l| (l.payout, l.amount));
            sent.add(batch.id(), payouts);
        }
        sent
    }
}
