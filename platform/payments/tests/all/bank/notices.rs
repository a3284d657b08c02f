//! Notifications and statements.

use payments::{BankError, Reason, Why, read_bank_file};
use values::Cents;

use super::{PAID, PENDING, REJECTED, all, read, sent, told_of, why};
use crate::answers::{BATCH, Entry, RETURNED, movement, notice, payout, single};
use crate::made::{day, id};

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
