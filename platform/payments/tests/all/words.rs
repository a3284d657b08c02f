//! Every error has words in every language, with everything they name.

use codes::CodeError;
use i18n::Catalog;
use payments::voucher_csv::{Column, Defect, What};
use payments::{BankError, BatchError, ExportError, Flaw, Piece, Place, Why};
use values::{Cents, Refusal, Refuse};

const PIECES: [Piece; 16] = [
    Piece::Lines,
    Piece::Total,
    Piece::Execution,
    Piece::Payout,
    Piece::Name,
    Piece::TaxCode,
    Piece::Iban,
    Piece::Bic,
    Piece::Cuc,
    Piece::Abi,
    Piece::Amount,
    Piece::Remittance,
    Piece::Document,
    Piece::Cup,
    Piece::Cig,
    Piece::Capitolo,
];

fn of_batches() -> Vec<Refusal> {
    let cents = Cents(1234);
    let flaws = [
        Flaw::Missing,
        Flaw::TooLong { found: 1, most: 2 },
        Flaw::TooMany { found: 1, most: 2 },
        Flaw::Unwritable,
        Flaw::Form,
        Flaw::Code(CodeError::FiscalLength { found: 3 }),
        Flaw::NotSepa {
            country: "BR".into(),
        },
        Flaw::OtherBank {
            of_account: "05428".into(),
        },
        Flaw::NotPositive,
        Flaw::TooMuch { most: cents },
        Flaw::Sum {
            sum: cents,
            total: cents,
        },
        Flaw::Twice,
        Flaw::Past,
    ];
    let places = [Place::Batch, Place::Debtor, Place::Line(2)];
    let mut all = vec![ExportError::NoCuc.refusal(), ExportError::NoAbi.refusal()];
    for (at, flaw) in flaws.into_iter().enumerate() {
        for piece in PIECES {
            let place = places[at % places.len()];
            let refusal = BatchError {
                place,
                piece,
                flaw: flaw.clone(),
            }
            .refusal();
            for key in ["payments-place", "payments-piece"] {
                all.push(Refusal {
                    key: key.to_string(),
                    ..refusal.clone()
                });
            }
            all.push(refusal);
        }
    }
    all
}

fn of_banks() -> Vec<Refusal> {
    let (cents, what, found) = (Cents(1234), "Amt", String::from("?"));
    let errors = [
        BankError::Empty,
        BankError::Known { hash: "00".into() },
        BankError::TooLarge { most: 1 << 25 },
        BankError::TooDeep { most: 40 },
        BankError::TooMany { most: 40 },
        BankError::TooLong { most: 40 },
        BankError::NotUtf8,
        BankError::Damaged { at: 7 },
        BankError::Truncated,
        BankError::Entities,
        BankError::Namespace {
            found: found.clone(),
        },
        BankError::Lacks { what },
        BankError::Amount {
            what,
            found: found.clone(),
        },
        BankError::Number {
            what,
            found: found.clone(),
        },
        BankError::Day {
            what,
            found: found.clone(),
        },
        BankError::Currency {
            found: found.clone(),
        },
        BankError::OtherMessage {
            found: found.clone(),
        },
        BankError::OtherPayout {
            found: found.clone(),
            batch: found.clone(),
        },
        BankError::OtherAmount {
            payout: found.clone(),
            said: cents,
            sent: cents,
        },
        BankError::Count {
            what,
            said: 1,
            found: 2,
        },
        BankError::Sum {
            what,
            said: cents,
            found: cents,
        },
        BankError::Contradiction { payout: found },
    ];
    let whys = [
        Why::NotOurs,
        Why::OtherAmount,
        Why::PaidTwice,
        Why::BatchDiffers,
        Why::Status,
        Why::Direction,
    ];
    assert!(errors.iter().all(|e| !e.to_string().is_empty()));
    let whys = whys.map(|w| Refusal::new(w.key(), 200));
    errors.iter().map(Refuse::refusal).chain(whys).collect()
}

fn of_lists() -> Vec<Refusal> {
    let whats = [
        What::Empty,
        What::TooLarge,
        What::TooMany,
        What::Utf16,
        What::Heading,
        What::Fields { found: 3 },
        What::Quote,
        What::Unreadable,
        What::Missing,
        What::TooLong { found: 300 },
        What::Code(CodeError::Control),
        What::Amount {
            found: "1e3".into(),
        },
        What::Nothing,
        What::TooMuch,
        What::Day { found: "x".into() },
        What::EndsBefore,
        What::OtherHalf,
        What::Twice { first: 4 },
        What::Email,
        What::Mobile,
    ];
    let columns = Column::ALL.map(Some).into_iter().chain([None]);
    let mut all = Vec::new();
    for column in columns {
        for what in &whats {
            let refusal = Defect {
                line: 3,
                column,
                what: what.clone(),
            }
            .refusal();
            let key = "payments-list-place".to_string();
            all.push(Refusal {
                key,
                ..refusal.clone()
            });
            all.push(refusal);
        }
    }
    all
}

#[test]
fn every_error_has_words_in_every_language() {
    let words: Vec<i18n::Source> = codes::LOCALES
        .iter()
        .chain(payments::LOCALES)
        .cloned()
        .collect();
    let catalog = Catalog::new(&"it".parse().unwrap(), &words).unwrap();
    let all = [of_batches(), of_banks(), of_lists()].concat();
    let mut keys: Vec<&str> = all.iter().map(|r| r.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    // And every message is some error's.
    let file = include_str!("../../locales/it.ftl");
    for line in file.lines().filter(|l| l.starts_with("payments-")) {
        let key = line.split(' ').next().unwrap();
        assert!(keys.contains(&key), "{key} is nobody's");
    }
    for lang in ["it", "en", "ar", "zh", "es", "fil"] {
        let tr = catalog.tr(&lang.parse().unwrap());
        for refusal in &all {
            let said = tr.refusal(refusal);
            assert!(
                !said.is_empty() && !said.contains("payments-"),
                "{lang}: {said}"
            );
            assert!(
                !said.contains("{$") && !said.contains("{ $"),
                "{lang}: {said}"
            );
        }
    }
    assert!(catalog.missed().is_empty(), "{:?}", catalog.missed());
    // Places are told in the reader's words.
    let tr = catalog.tr(&"en".parse().unwrap());
    let at = |line, column| {
        let refusal = Defect {
            line,
            column,
            what: What::Heading,
        }
        .refusal();
        tr.refusal(&Refusal {
            key: "payments-list-place".into(),
            ..refusal
        })
    };
    assert_eq!(at(3, Some(Column::Amount)), "Line 3, column 10 (amount)");
    assert_eq!(
        (at(0, None), at(1, None)),
        ("File".to_string(), "Line 1".to_string())
    );
}
