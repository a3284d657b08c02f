//! What banks answer: sound files, contradictions, attacks.

use payments::{
    BankError, BankFile, Kind, Outcome, Reason, Returned, Sent, Why, content_hash, read_bank_file,
};
use proptest::prelude::*;
use values::{Cents, Refuse};

use crate::answers::{
    BATCH, Entry, RETURNED, movement, notice, payout, reason, report, single, told,
};
use crate::made::{any_batch, batch, day, id};
use crate::schemas::{against, iso, sepa_file};

fn sent() -> Sent {
    [&batch()].into_iter().collect()
}

fn read(xml: &str) -> Result<BankFile, BankError> {
    read_bank_file(xml.as_bytes(), &sent(), &|_| false)
}

/// Payout, outcome and amount.
fn told_of(file: &BankFile) -> Vec<(String, Outcome, i64)> {
    let of = |r: &Returned| (r.end_to_end.clone(), r.outcome, r.amount.0);
    file.returned.iter().map(of).collect()
}

fn why(file: &BankFile) -> Vec<Why> {
    file.unmatched.iter().map(|u| u.why).collect()
}

const REJECTED: Outcome = Outcome::Rejected;
const PAID: Outcome = Outcome::Paid;
const PENDING: Outcome = Outcome::Pending;

const AMOUNTS: [i64; 3] = [12_345, 5, 100_000_000];

fn all(outcome: Outcome) -> Vec<(String, Outcome, i64)> {
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
fn a_report_about_single_payouts() {
    for version in ["03", "10"] {
        let payments = [
            "<PmtInfSts>PART</PmtInfSts>".to_string(),
            told(1, "RJCT", &reason("AC04", "conto estinto")),
            told(
                2,
                "ACSP",
                "<AcctSvcrRef>X-1</AcctSvcrRef><OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">0.05</InstdAmt></Amt></OrgnlTxRef>",
            ),
            told(
                3,
                "ACSC",
                "<AccptncDtTm>2026-12-03T23:30:00+01:00</AccptncDtTm>",
            ),
        ];
        let xml = report(
            version,
            "<OrgnlNbOfTxs>3</OrgnlNbOfTxs><OrgnlCtrlSum>1000123.50</OrgnlCtrlSum>",
            &payments.concat(),
        );
        let file = read(&xml).unwrap();
        assert_eq!(
            (file.kind, file.message_id.as_str()),
            (Kind::Pain002, "BANK-1")
        );
        assert_eq!(file.hash, content_hash(xml.as_bytes()));
        assert!(file.unmatched.is_empty());
        let outcomes: Vec<Outcome> = file.returned.iter().map(|r| r.outcome).collect();
        assert_eq!(outcomes, [REJECTED, PENDING, PAID]);
        assert_eq!(
            file.returned[0],
            Returned {
                payout: id(1),
                end_to_end: payout(1),
                message_id: BATCH.to_string(),
                outcome: REJECTED,
                status: "RJCT".to_string(),
                amount: Cents(12_345),
                currency: "EUR".to_string(),
                reason: Some(Reason {
                    code: "AC04".to_string(),
                    text: "conto estinto".to_string()
                }),
                bank_reference: None,
                day: Some(day("2026-12-04")),
            }
        );
        assert_eq!(file.returned[1].bank_reference.as_deref(), Some("X-1"));
        // The day is the bank's, not that of UTC.
        assert_eq!(file.returned[2].day, Some(day("2026-12-03")));
    }
}

#[test]
fn a_report_about_the_whole_is_one_about_each() {
    for (original, payments, outcome) in [
        (
            format!("<GrpSts>RJCT</GrpSts>{}", reason("AM05", "invio doppio")),
            String::new(),
            REJECTED,
        ),
        ("<GrpSts>ACCP</GrpSts>".into(), String::new(), PENDING),
        (String::new(), "<PmtInfSts>ACSC</PmtInfSts>".into(), PAID),
        // What is said of the group says more than what is said of the message.
        (
            "<GrpSts>ACCP</GrpSts>".into(),
            format!(
                "<PmtInfSts>RJCT</PmtInfSts>{}",
                reason("AM05", "invio doppio")
            ),
            REJECTED,
        ),
    ] {
        let file = read(&report("10", &original, &payments)).unwrap();
        assert_eq!(told_of(&file), all(outcome));
        let told = |r: &Returned| r.reason.as_ref().map(|r| r.code.clone());
        if outcome == REJECTED {
            assert!(
                file.returned
                    .iter()
                    .all(|r| told(r).as_deref() == Some("AM05"))
            );
        }
    }
    // One is told apart from the others.
    let file = read(&report(
        "03",
        "",
        &format!("<PmtInfSts>ACSP</PmtInfSts>{}", told(2, "RJCT", "")),
    ))
    .unwrap();
    let mut found = told_of(&file);
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(
        found.iter().map(|f| f.1).collect::<Vec<_>>(),
        [PENDING, REJECTED, PENDING]
    );
    // Of those that `PART` does not name, nothing is said.
    let file = read(&report("03", "<GrpSts>PART</GrpSts>", &told(2, "RJCT", ""))).unwrap();
    assert_eq!(told_of(&file), [(payout(2), REJECTED, 5)]);
}

/// The one sample that banks publish which lies in a package: a German one, its fourth group made ours.
#[test]
fn a_published_sample_is_read() {
    let sample = sepa_file("tests/data/pain.002.001.10_PSR_SCT-Sammler_positiv_und-rejects.xml");
    let found = "471164564".to_string();
    assert_eq!(read(&sample), Err(BankError::OtherMessage { found }));
    let (head, groups) = sample.split_once("<OrgnlPmtInfAndSts>").unwrap();
    let fourth = groups.rsplit_once("<OrgnlPmtInfAndSts>").unwrap().1;
    let ours = format!("{head}<OrgnlPmtInfAndSts>{fourth}")
        .replace("471164564", BATCH)
        .replace("Sammler 4", BATCH)
        .replace("4656384", &payout(2))
        .replace(">113<", ">3<")
        .replace(">112<", ">2<")
        .replace("37425.00", "1000123.50");
    let file = read(&ours).unwrap();
    assert_eq!(told_of(&file), [(payout(2), REJECTED, 5)]);
    let reason = file.returned[0].reason.clone().unwrap();
    assert_eq!(
        (reason.code.as_str(), reason.text.as_str()),
        ("AC01", "IBAN fehlerhaft")
    );
    let two = |status: &str| BankError::Count {
        what: status_count(),
        said: 2,
        found: usize::from(status == "RJCT"),
    };
    let damaged = ours.replace(
        "<DtldNbOfTxs>1</DtldNbOfTxs>",
        "<DtldNbOfTxs>2</DtldNbOfTxs>",
    );
    assert_eq!(read(&damaged), Err(two("RJCT")));
}

fn status_count() -> &'static str {
    "NbOfTxsPerSts"
}

#[test]
fn reports_that_contradict_what_was_sent_are_refused() {
    let cases: Vec<(String, BankError)> = vec![
        (
            report("10", "<GrpSts>ACCP</GrpSts>", "")
                .replace(BATCH, "0193000000007000800000000000ffff"),
            BankError::OtherMessage {
                found: "0193000000007000800000000000ffff".into(),
            },
        ),
        (
            report("10", "", &told(9, "RJCT", "")),
            BankError::OtherPayout {
                found: payout(9),
                batch: BATCH.into(),
            },
        ),
        (
            report(
                "10",
                "<OrgnlNbOfTxs>4</OrgnlNbOfTxs><GrpSts>ACCP</GrpSts>",
                "",
            ),
            BankError::Count {
                what: "OrgnlNbOfTxs",
                said: 4,
                found: 3,
            },
        ),
        (
            report(
                "10",
                "<OrgnlCtrlSum>1000123.51</OrgnlCtrlSum><GrpSts>ACCP</GrpSts>",
                "",
            ),
            BankError::Sum {
                what: "OrgnlCtrlSum",
                said: Cents(100_012_351),
                found: Cents(100_012_350),
            },
        ),
        (
            report(
                "10",
                "",
                &told(
                    1,
                    "RJCT",
                    "<OrgnlTxRef><Amt><InstdAmt Ccy=\"USD\">123.45</InstdAmt></Amt></OrgnlTxRef>",
                ),
            ),
            BankError::Currency {
                found: "USD".into(),
            },
        ),
        (
            report(
                "10",
                "",
                &told(
                    1,
                    "RJCT",
                    "<OrgnlTxRef><Amt><InstdAmt>123.45</InstdAmt></Amt></OrgnlTxRef>",
                ),
            ),
            BankError::Currency {
                found: String::new(),
            },
        ),
        (
            report(
                "10",
                "",
                &told(
                    1,
                    "RJCT",
                    "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">123.46</InstdAmt></Amt></OrgnlTxRef>",
                ),
            ),
            BankError::OtherAmount {
                payout: payout(1),
                said: Cents(12_346),
                sent: Cents(12_345),
            },
        ),
        // A part of a group: the bank rejected two, and names one.
        (
            report(
                "10",
                "",
                &format!(
                    "<PmtInfSts>PART</PmtInfSts><NbOfTxsPerSts><DtldNbOfTxs>2</DtldNbOfTxs><DtldSts>RJCT</DtldSts>\
                 </NbOfTxsPerSts>{}",
                    told(1, "RJCT", "")
                ),
            ),
            BankError::Count {
                what: "NbOfTxsPerSts",
                said: 2,
                found: 1,
            },
        ),
        (
            report("10", "<GrpSts>PART</GrpSts>", ""),
            BankError::Lacks {
                what: "TxInfAndSts",
            },
        ),
        (report("10", "", ""), BankError::Lacks { what: "GrpSts" }),
        (
            report("10", "", &(told(1, "RJCT", "") + &told(1, "ACSC", ""))),
            BankError::Contradiction { payout: payout(1) },
        ),
        (
            report("10", "<GrpSts>RJCT</GrpSts>", &told(1, "ACSC", "")),
            BankError::Contradiction { payout: payout(1) },
        ),
        (
            report("10", "<GrpSts>ACCP</GrpSts>", "<PmtInfSts>ACCP</PmtInfSts>")
                .replace(&format!("<OrgnlPmtInfId>{BATCH}"), "<OrgnlPmtInfId>other"),
            BankError::OtherMessage {
                found: "other".into(),
            },
        ),
        (
            report("10", "", "<TxInfAndSts><TxSts>RJCT</TxSts></TxInfAndSts>"),
            BankError::Lacks {
                what: "OrgnlEndToEndId",
            },
        ),
        (
            report("10", "<GrpSts>ACCP</GrpSts>", "").replace("<MsgId>BANK-1</MsgId>", ""),
            BankError::Lacks { what: "MsgId" },
        ),
        (
            report("10", "<GrpSts>ACCP</GrpSts>", "").replace("2026-12-04T08", "2026-13-04T08"),
            BankError::Day {
                what: "CreDtTm",
                found: "2026-13-04T08:00:00+01:00".into(),
            },
        ),
        (
            report("10", "<OrgnlNbOfTxs>3.0</OrgnlNbOfTxs>", ""),
            BankError::Number {
                what: "OrgnlNbOfTxs",
                found: "3.0".into(),
            },
        ),
    ];
    for (xml, error) in cases {
        assert_eq!(read(&xml), Err(error), "{xml}");
    }
}

#[test]
fn an_unknown_status_is_for_a_person() {
    let file = read(&report("10", "", &told(2, "ZZZZ", &reason("XX", "?")))).unwrap();
    assert!(file.returned.is_empty());
    assert_eq!(why(&file), [Why::Status]);
    assert_eq!(file.unmatched[0].status, "ZZZZ");
    assert_eq!(file.unmatched[0].end_to_end, Some(payout(2)));
    let file = read(&report("10", "<GrpSts>ZZZZ</GrpSts>", "")).unwrap();
    assert_eq!((file.returned.len(), why(&file)), (0, vec![Why::Status]));
}

#[test]
fn bookings_and_returns() {
    for (message, version) in [
        ("054", "02"),
        ("054", "06"),
        ("054", "08"),
        ("053", "02"),
        ("053", "06"),
        ("053", "08"),
    ] {
        let entries = [
            single(&payout(1), "123.45", "DBIT", version, ""),
            single(&payout(1), "123.45", "CRDT", version, RETURNED),
            single(&payout(2), "0.05", "DBIT", version, "").replace("BOOK", "PDNG"),
            // Charges of the bank: not ours.
            single(
                "NOTPROVIDED",
                "1.50",
                "DBIT",
                version,
                "<AddtlTxInf>COMMISSIONI</AddtlTxInf>",
            ),
        ];
        let file = read(&notice(message, version, &entries.concat())).unwrap();
        assert_eq!(
            told_of(&file),
            [
                (payout(1), PAID, 12_345),
                (payout(1), REJECTED, 12_345),
                (payout(2), PENDING, 5)
            ],
            "{message} {version}"
        );
        let back = &file.returned[1];
        assert_eq!(
            back.reason,
            Some(Reason {
                code: "AC04".into(),
                text: "conto estinto".into()
            })
        );
        assert_eq!(back.bank_reference.as_deref(), Some("REF-7"));
        assert_eq!(back.day, Some(day("2026-12-04")));
        assert_eq!(back.message_id, BATCH);
        assert_eq!(why(&file), [Why::NotOurs]);
        let other = &file.unmatched[0];
        assert_eq!(
            (other.number, other.amount, other.credit),
            (4, Some(Cents(150)), Some(false))
        );
        assert_eq!(
            (other.currency.as_deref(), other.text.as_str()),
            (Some("EUR"), "COMMISSIONI")
        );
    }
}

fn whole(amount: &str, side: &str, details: &str) -> String {
    let entry = Entry {
        amount,
        side,
        status: "BOOK",
        details: details.to_string(),
        version: "08",
    };
    notice("054", "08", &entry.xml())
}

#[test]
fn one_sum_for_the_whole_batch() {
    let named = format!(
        "<Btch><MsgId>{BATCH}</MsgId><PmtInfId>BANKS-OWN</PmtInfId><NbOfTxs>3</NbOfTxs></Btch>"
    );
    for details in [
        format!("<Btch><PmtInfId>{BATCH}</PmtInfId><NbOfTxs>3</NbOfTxs></Btch>"),
        format!("<Btch><PmtInfId>{BATCH}</PmtInfId></Btch>"),
        named,
    ] {
        let file = read(&whole("1000123.50", "DBIT", &details)).unwrap();
        assert_eq!(told_of(&file), all(PAID), "{details}");
    }
    let btch = format!("<Btch><PmtInfId>{BATCH}</PmtInfId><NbOfTxs>3</NbOfTxs></Btch>");
    for (amount, side, why_not) in [
        ("1000123.49", "DBIT", Why::BatchDiffers),
        ("1000123.50", "CRDT", Why::Direction),
    ] {
        let file = read(&whole(amount, side, &btch)).unwrap();
        assert!(file.returned.is_empty());
        assert_eq!(why(&file), [why_not]);
        assert_eq!(file.unmatched[0].message_id.as_deref(), Some(BATCH));
    }
    let two = btch.replace(">3<", ">2<");
    assert_eq!(
        why(&read(&whole("1000123.50", "DBIT", &two)).unwrap()),
        [Why::BatchDiffers]
    );
    let other = "<Btch><PmtInfId>SALARIES</PmtInfId></Btch>";
    assert_eq!(
        why(&read(&whole("1000123.50", "DBIT", other)).unwrap()),
        [Why::NotOurs]
    );
    // A batch with its payouts one by one.
    let details = |amounts: [&str; 3]| {
        let of = |n: usize| {
            movement(&payout(n as u128 + 1), amounts[n], "08", "").replace("{side}", "DBIT")
        };
        format!("{btch}{}", (0..3).map(of).collect::<String>())
    };
    let sound = details(["123.45", "0.05", "1000000.00"]);
    assert_eq!(
        told_of(&read(&whole("1000123.50", "DBIT", &sound)).unwrap()),
        all(PAID)
    );
    // It does not make the sum, or one is missing.
    assert_eq!(
        read(&whole(
            "1000123.50",
            "DBIT",
            &details(["123.45", "0.04", "1000000.00"])
        )),
        Err(BankError::Sum {
            what: "Ntry/Amt",
            said: Cents(100_012_350),
            found: Cents(100_012_349)
        })
    );
    assert_eq!(
        read(&whole(
            "1000123.50",
            "DBIT",
            &sound.replace(">3</NbOfTxs>", ">4</NbOfTxs>")
        )),
        Err(BankError::Count {
            what: "NbOfTxs",
            said: 4,
            found: 3
        })
    );
}

#[test]
fn what_needs_a_decision_is_for_a_person() {
    let entry = |n: u128, amount: &str, side: &str, more: &str| {
        single(&payout(n), amount, side, "08", more)
    };
    for (entries, paid, queue) in [
        (entry(1, "123.46", "DBIT", ""), 0, vec![Why::OtherAmount]),
        // What came back is less: the other bank took charges.
        (
            entry(1, "120.45", "CRDT", RETURNED),
            0,
            vec![Why::OtherAmount],
        ),
        (
            entry(1, "123.45", "DBIT", "") + &entry(1, "123.45", "DBIT", ""),
            1,
            vec![Why::PaidTwice],
        ),
        (
            entry(1, "123.45", "DBIT", RETURNED),
            0,
            vec![Why::Direction],
        ),
        (
            entry(1, "123.45", "DBIT", "").replace("BOOK", "INFO"),
            0,
            vec![Why::Status],
        ),
        (entry(77, "123.45", "DBIT", ""), 0, vec![Why::NotOurs]),
        (
            single("NOTPROVIDED", "9.00", "CRDT", "08", "").replace("EUR", "USD"),
            0,
            vec![Why::NotOurs],
        ),
    ] {
        let file = read(&notice("054", "08", &entries)).unwrap();
        assert_eq!(
            (file.returned.len(), why(&file)),
            (paid, queue),
            "{entries}"
        );
        assert!(why(&file).iter().all(|w| !w.key().is_empty()));
    }
    // A debit that is taken back is a payout that was not paid.
    let back = entry(1, "123.45", "CRDT", "").replacen("<Sts>", "<RvslInd>true</RvslInd><Sts>", 1);
    assert_eq!(
        told_of(&read(&notice("054", "08", &back)).unwrap()),
        [(payout(1), REJECTED, 12_345)]
    );
}

#[test]
fn notices_that_contradict_what_was_sent_are_refused() {
    let foreign = single("1234", "123.45", "DBIT", "08", "")
        .replace("<Refs>", &format!("<Refs><MsgId>{BATCH}</MsgId>"));
    let good = single(&payout(1), "123.45", "DBIT", "08", "");
    let one = |of: &str, to: &str| notice("054", "08", &good.replace(of, to));
    let summary = |n: u32| {
        let sum =
            format!("<TxsSummry><TtlNtries><NbOfNtries>{n}</NbOfNtries></TtlNtries></TxsSummry>");
        notice("054", "08", &(sum + &good))
    };
    assert!(read(&summary(1)).is_ok());
    let cases = vec![
        (
            notice("054", "08", &foreign),
            BankError::OtherPayout {
                found: "1234".into(),
                batch: BATCH.into(),
            },
        ),
        (
            one("EUR", "CHF"),
            BankError::Currency {
                found: "CHF".into(),
            },
        ),
        (
            summary(2),
            BankError::Count {
                what: "NbOfNtries",
                said: 2,
                found: 1,
            },
        ),
        (
            one("<Sts><Cd>BOOK</Cd></Sts>", ""),
            BankError::Lacks { what: "Sts" },
        ),
        (one("DBIT", "OUT"), BankError::Lacks { what: "CdtDbtInd" }),
        (
            one("2026-12-04", "04.12.2026"),
            BankError::Day {
                what: "BookgDt",
                found: "04.12.2026".into(),
            },
        ),
    ];
    for (xml, error) in cases {
        assert_eq!(read(&xml), Err(error), "{xml}");
    }
    for wrong in [
        "-123.45",
        "+123.45",
        "123.456",
        "123.450",
        "NaN",
        "INF",
        "1e3",
        "1,234.50",
        "123,45",
        "",
        " ",
        "123.",
        ".5",
        "0x10",
        "１２３",
        "99999999999999999999",
        "123.45.6",
    ] {
        let xml = one("123.45", wrong);
        let found = wrong.trim().to_string();
        assert_eq!(
            read(&xml),
            Err(BankError::Amount { what: "Amt", found }),
            "{wrong}"
        );
    }
}

#[test]
fn a_payout_that_was_sent_again_is_matched_with_the_batch_named() {
    let mut sent = sent();
    sent.add(id(500), [(id(1), Cents(12_345)), (id(501), Cents(700))]);
    let again = payments::reference(id(500));
    let entry = single(&payout(1), "123.45", "DBIT", "08", "");
    let read = |xml: &str| read_bank_file(xml.as_bytes(), &sent, &|_| false).unwrap();
    // The last one, when the bank names none.
    assert_eq!(
        read(&notice("054", "08", &entry)).returned[0].message_id,
        again
    );
    let named = entry.replace("<Refs>", &format!("<Refs><MsgId>{BATCH}</MsgId>"));
    assert_eq!(
        read(&notice("054", "08", &named)).returned[0].message_id,
        BATCH
    );
    assert_eq!(sent.batch(&again).unwrap().total, Cents(13_045));
    assert_eq!(sent.messages().len(), 2);
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

#[test]
fn attacks_are_refused() {
    let good = report("10", "<GrpSts>ACCP</GrpSts>", "");
    let with = |from: &str, to: &str| good.replacen(from, to, 1);
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let deep = "<X>".repeat(100_000);
    let cases: Vec<(Vec<u8>, BankError)> = vec![
        (Vec::new(), BankError::Empty),
        (b"  \n".to_vec(), BankError::Empty),
        (b"\xef\xbb\xbf".to_vec(), BankError::Empty),
        (
            with("<Document", &format!("{bomb}<Document")).into(),
            BankError::Entities,
        ),
        (
            with(
                "<Document",
                "<!DOCTYPE Document SYSTEM \"file:///etc/passwd\"><Document",
            )
            .into(),
            BankError::Entities,
        ),
        (with("BANK-1", "&b;").into(), BankError::Entities),
        (
            with("pain.002.001.10", "pain.002.001.99").into(),
            BankError::Namespace {
                found: "urn:iso:std:iso:20022:tech:xsd:pain.002.001.99".into(),
            },
        ),
        (
            with(
                " xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"",
                "",
            )
            .into(),
            BankError::Namespace {
                found: String::new(),
            },
        ),
        (
            with("<GrpHdr>", "<GrpHdr xmlns=\"urn:evil\">").into(),
            BankError::Namespace {
                found: "urn:evil".into(),
            },
        ),
        (
            good.replace("Document", "Dokument").into(),
            BankError::Namespace {
                found: "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10".into(),
            },
        ),
        (
            good.replace("CstmrPmtStsRpt", "Other").into(),
            BankError::Lacks {
                what: "CstmrPmtStsRpt",
            },
        ),
        (
            with("<GrpHdr>", &format!("<GrpHdr>{deep}")).into(),
            BankError::TooDeep { most: 40 },
        ),
        (
            with("BANK-1", &"x".repeat(9000)).into(),
            BankError::TooLong { most: 8192 },
        ),
        (with("UTF-8", "ISO-8859-1").into(), BankError::NotUtf8),
        (
            good.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            BankError::NotUtf8,
        ),
        (
            good[..good.len() - 1].to_string().into_bytes(),
            BankError::Damaged { at: 0 },
        ),
        (
            good[..good.len() - "</Document>".len()]
                .to_string()
                .into_bytes(),
            BankError::Truncated,
        ),
        (
            vec![b' '; 32 * 1024 * 1024 + 1],
            BankError::TooLarge {
                most: 32 * 1024 * 1024,
            },
        ),
        (
            format!("{good}<Document/>").into(),
            BankError::Damaged { at: 0 },
        ),
        (format!("{good}more").into(), BankError::Damaged { at: 0 }),
        (
            with("</GrpHdr>", "</GrpHdrs>").into(),
            BankError::Damaged { at: 0 },
        ),
        (
            with("<MsgId>", "text<MsgId>").into(),
            BankError::Damaged { at: 0 },
        ),
        (b"{\"Document\": 1}".to_vec(), BankError::Damaged { at: 0 }),
        (
            b"PK\x03\x04 a spreadsheet".to_vec(),
            BankError::Damaged { at: 0 },
        ),
    ];
    for (bytes, error) in cases {
        let found = read_bank_file(&bytes, &sent(), &|_| false).expect_err("an attack");
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned();
        // Where it is damaged is not the point here.
        let found = match found {
            BankError::Damaged { .. } => BankError::Damaged { at: 0 },
            other => other,
        };
        assert_eq!(found, error, "{shown}");
        assert!(error.refusal().key.starts_with("payments-bank-"));
    }
}

/// Big files that make bad readers slow: refused soon. The time is a guard against what grows with the
/// square (hours), so that a slow machine does not fail.
#[test]
fn big_attacks_are_refused_soon() {
    let good = report("10", "<GrpSts>ACCP</GrpSts>", "");
    let room = 8 * 1024 * 1024;
    let many =
        |one: &dyn Fn(usize) -> String, count: usize| (0..count).map(one).collect::<String>();
    let attributes = many(&|n| format!(" a{n}=\"\""), room / 14);
    for inside in [
        format!("<MsgId{attributes}/>"),
        many(&|n| format!("<MsgId xmlns:n{n}=\"u\"/>"), room / 36),
        format!("<MsgId>{}</MsgId>", "&#65;".repeat(room / 5)),
        format!("<MsgId>{}</MsgId>", " ".repeat(room)),
        "<a/>".repeat(1_000_001),
    ] {
        let xml = good.replacen("<GrpHdr>", &format!("<GrpHdr>{inside}"), 1);
        let begun = std::time::Instant::now();
        assert!(read(&xml).is_err(), "{}", &inside[..40]);
        let took = begun.elapsed();
        println!("{} MB, {}…: {took:?}", xml.len() / 1_000_000, &inside[..12]);
        assert!(took.as_secs() < 60, "{took:?}");
    }
}

#[test]
fn prefixes_marks_and_character_references_are_read() {
    let good = report("10", "<GrpSts>ACCP</GrpSts>", "");
    let prefixed = good
        .replace("</", "<//")
        .replace("<", "<p:")
        .replace("<p://", "</p:")
        .replace("<p:?", "<?")
        .replace("xmlns=", "xmlns:p=");
    assert_eq!(told_of(&read(&prefixed).unwrap()), all(PENDING));
    let marked = format!(
        "\u{feff}{}",
        good.replace("BANK-1", "BANK&#45;<![CDATA[1]]>")
    );
    assert_eq!(read(&marked).unwrap().message_id, "BANK-1");
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
