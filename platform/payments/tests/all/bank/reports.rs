//! Status reports.

use payments::{BankError, Kind, Outcome, Reason, Returned, Why, content_hash};
use values::Cents;

use super::{PAID, PENDING, REJECTED, all, read, told_of, why};
use crate::answers::{BATCH, payout, reason, report, told};
use crate::made::{day, id};
use crate::schemas::sepa_file;

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
        what: "NbOfTxsPerSts",
        said: 2,
        found: usize::from(status == "RJCT"),
    };
    let damaged = ours.replace(
        "<DtldNbOfTxs>1</DtldNbOfTxs>",
        "<DtldNbOfTxs>2</DtldNbOfTxs>",
    );
    assert_eq!(read(&damaged), Err(two("RJCT")));
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
