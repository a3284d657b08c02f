//! What banks answer: sound files, contradictions, attacks.

mod attacks;
mod notices;
mod reports;

use payments::{BankError, BankFile, Outcome, Returned, Sent, Why, read_bank_file};
use proptest::prelude::*;
use values::Refuse;

use crate::answers::{BATCH, Entry, RETURNED, notice, payout, reason, report, single, told};
use crate::made::{any_batch, batch, id};
use crate::schemas::{against, iso};

pub fn sent() -> Sent {
    [&batch()].into_iter().collect()
}

pub fn read(xml: &str) -> Result<BankFile, BankError> {
    read_bank_file(xml.as_bytes(), &sent(), &|_| false)
}

/// Payout, outcome and amount.
pub fn told_of(file: &BankFile) -> Vec<(String, Outcome, i64)> {
    let of = |r: &Returned| (r.end_to_end.clone(), r.outcome, r.amount.0);
    file.returned.iter().map(of).collect()
}

pub fn why(file: &BankFile) -> Vec<Why> {
    file.unmatched.iter().map(|u| u.why).collect()
}

pub const REJECTED: Outcome = Outcome::Rejected;
pub const PAID: Outcome = Outcome::Paid;
pub const PENDING: Outcome = Outcome::Pending;

pub const AMOUNTS: [i64; 3] = [12_345, 5, 100_000_000];

pub fn all(outcome: Outcome) -> Vec<(String, Outcome, i64)> {
    (1..=3)
        .map(|n| (payout(n), outcome, AMOUNTS[n as usize - 1]))
        .collect()
}

#[test]
fn the_samples_are_right_for_the_schemas() {
    let whole = Entry {
        amount: "1000123.50",
        side: "DBIT",
        status: "BOOK",
        version: "08",
        details: format!("<Btch><PmtInfId>{BATCH}</PmtInfId><NbOfTxs>3</NbOfTxs></Btch>"),
    };
    let part = format!(
        "<PmtInfSts>PART</PmtInfSts>{}",
        told(1, "RJCT", &reason("AC01", "conto errato"))
    );
    let samples = [
        (
            "pain.002.001.03",
            report("03", "<GrpSts>ACCP</GrpSts>", &part),
        ),
        (
            "pain.002.001.10",
            report("10", "<GrpSts>ACCP</GrpSts>", &part),
        ),
        (
            "camt.054.001.08",
            notice(
                "054",
                "08",
                &(single(&payout(1), "123.45", "CRDT", "08", RETURNED) + &whole.xml()),
            ),
        ),
        (
            "camt.053.001.08",
            notice("053", "08", &single(&payout(1), "123.45", "DBIT", "08", "")),
        ),
        (
            "camt.053.001.06",
            notice("053", "06", &single(&payout(1), "123.45", "DBIT", "06", "")),
        ),
    ];
    for (schema, xml) in samples {
        assert_eq!(
            against(&iso(schema), &xml),
            Vec::<String>::new(),
            "{schema}"
        );
        let file = read(&xml).unwrap();
        assert_eq!(file.version, schema);
    }
}

#[test]
fn the_same_file_is_taken_once() {
    let xml = report("10", "<GrpSts>ACCP</GrpSts>", "");
    let hash = read(&xml).unwrap().hash;
    let known = |seen: &str| seen == hash;
    let twice = read_bank_file(xml.as_bytes(), &sent(), &known);
    assert_eq!(twice, Err(BankError::Known { hash: hash.clone() }));
    assert_eq!(twice.unwrap_err().refusal().status, 409);
}

/// Another reader (`sepa`) finds the same in the same files.
#[test]
fn another_reader_agrees() {
    let xml = report(
        "10",
        "",
        &[
            told(1, "RJCT", &reason("AC04", "x")),
            told(2, "ACSP", ""),
            told(3, "ACSC", ""),
        ]
        .concat(),
    );
    let theirs = sepa::pain002::parse_pain002(&xml).unwrap();
    assert_eq!(theirs.original_msg_id, BATCH);
    let theirs: Vec<(String, bool)> = theirs
        .payment_info_statuses
        .iter()
        .flat_map(|p| &p.transactions)
        .map(|t| (t.original_end_to_end_id.clone().unwrap(), t.is_rejected()))
        .collect();
    let ours: Vec<(String, bool)> = read(&xml)
        .unwrap()
        .returned
        .iter()
        .map(|r| (r.end_to_end.clone(), r.outcome == REJECTED))
        .collect();
    assert_eq!(ours, theirs);
    let entries = single(&payout(1), "123.45", "DBIT", "08", "")
        + &single(&payout(3), "1000000.00", "CRDT", "08", RETURNED);
    let xml = notice("054", "08", &entries);
    let theirs = sepa::camt054::parse_camt054(&xml).unwrap();
    let theirs: Vec<_> = theirs.notifications[0]
        .entries
        .iter()
        .map(|e| {
            (
                e.end_to_end_id().unwrap().to_string(),
                e.signed_ct().unwrap(),
                e.return_reason_code().map(str::to_string),
            )
        })
        .collect();
    let ours: Vec<_> = read(&xml)
        .unwrap()
        .returned
        .iter()
        .map(|r| {
            let sign = if r.outcome == PAID { -1 } else { 1 };
            (
                r.end_to_end.clone(),
                sign * r.amount.0,
                r.reason.as_ref().map(|r| r.code.clone()),
            )
        })
        .collect();
    assert_eq!(ours, theirs);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every payout of any batch comes back once, as the bank said.
    #[test]
    fn any_batch_comes_back(draft in any_batch(), outcomes in proptest::collection::vec(0..3_usize, 8)) {
        let batch = payments::Batch::seal(draft).unwrap();
        let sent: Sent = [&batch].into_iter().collect();
        let codes = ["RJCT", "ACSC", "ACSP"];
        let payments: String = batch.lines().iter().zip(&outcomes).map(|(line, o)| format!(
            "<TxInfAndSts><OrgnlEndToEndId>{}</OrgnlEndToEndId><TxSts>{}</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">{}\
             </InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>", line.end_to_end(), codes[*o], line.amount)).collect();
        let xml = report("10", "", &payments).replace(BATCH, &batch.message_id());
        let file = read_bank_file(xml.as_bytes(), &sent, &|_| false).unwrap();
        prop_assert_eq!(file.returned.len(), batch.lines().len());
        for ((line, o), r) in batch.lines().iter().zip(&outcomes).zip(&file.returned) {
            prop_assert_eq!((r.payout, r.amount), (line.payout, line.amount));
            prop_assert_eq!(r.outcome, [REJECTED, PAID, PENDING][*o]);
        }
        let entries: String = batch.lines().iter()
            .map(|l| single(&l.end_to_end(), &l.amount.to_string(), "DBIT", "08", "")).collect();
        let file = read_bank_file(notice("053", "08", &entries).as_bytes(), &sent, &|_| false).unwrap();
        prop_assert_eq!(file.returned.len(), batch.lines().len());
        prop_assert!(file.unmatched.is_empty() && file.returned.iter().all(|r| r.outcome == PAID));
    }

    /// Bytes changed, cut out, doubled: refused, or read as the same payouts and amounts, never a panic.
    #[test]
    fn damage_never_pays_anything_else(at in 0..4000_usize, with in any::<u8>(), kind in 0..3, cut in 1..40_usize) {
        let good = notice("054", "08", &[
            single(&payout(1), "123.45", "DBIT", "08", ""),
            single(&payout(2), "0.05", "CRDT", "08", RETURNED),
        ].concat());
        let mut bytes = good.clone().into_bytes();
        let at = at % bytes.len();
        let end = (at + cut).min(bytes.len());
        match kind {
            0 => bytes[at] = with,
            1 => drop(bytes.drain(at..end)),
            _ => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
        if let Ok(file) = read_bank_file(&bytes, &sent(), &|_| false) {
            for r in &file.returned {
                prop_assert!(r.amount.0 == AMOUNTS[0] && r.payout == id(1) || r.amount.0 == AMOUNTS[1] && r.payout == id(2)
                    || r.payout == id(3) && r.amount.0 == AMOUNTS[2]);
                prop_assert_eq!(&r.currency, "EUR");
            }
        }
    }

    #[test]
    fn nothing_brings_the_reader_down(any in proptest::collection::vec(any::<u8>(), 0..300), tags in "(<[/A-Za-z]{0,6}>|[ -~]){0,60}") {
        let good = report("10", "<GrpSts>ACCP</GrpSts>", "");
        let _ = read_bank_file(&any, &sent(), &|_| false);
        let _ = read(&tags);
        let _ = read(&good.replace("<GrpHdr>", &format!("<GrpHdr>{tags}")));
    }
}
