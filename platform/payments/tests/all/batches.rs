//! What a batch takes and what it refuses.

use codes::CodeError;
use payments::{
    Batch, BatchDraft, BatchError, Flaw, LONGEST_NAME, LONGEST_REMITTANCE, MOST, MOST_LINES, Piece,
    Place, is_sepa, transliterate,
};
use proptest::prelude::*;
use values::{Cents, Refuse};

use crate::made::{any_batch, day, draft, id, line, moment};

/// What is wrong after `change`.
fn wrong(change: impl FnOnce(&mut BatchDraft)) -> Vec<(Place, Piece, Flaw)> {
    let mut draft = draft();
    change(&mut draft);
    let errors = Batch::seal(draft).expect_err("it is wrong");
    errors
        .into_iter()
        .map(|e| (e.place, e.piece, e.flaw))
        .collect()
}

#[test]
fn what_is_sealed_is_what_was_given() {
    let batch = Batch::seal(draft()).unwrap();
    assert_eq!(batch.message_id(), "01930000000070008000000000000000");
    assert_eq!(batch.total(), Cents(100_012_350));
    assert_eq!(batch.debtor().abi.as_deref(), Some("05428"));
    let first = &batch.lines()[0];
    assert_eq!(first.end_to_end(), "01930000000070008000000000000001");
    assert_eq!(
        first.name.original(),
        "Società Sportiva «Città & Gioventù» d’Àcqua"
    );
    assert_eq!(
        first.name.written(),
        "Societa Sportiva (Citta + Gioventu) d'Acqua"
    );
    assert!(first.name.is_changed());
    assert_eq!(
        first.remittance.written(),
        "Nota di debito 1/2026, buoni di novembre CUP B41B21000580005 CIG Z9F2C9D8E1"
    );
    assert_eq!(batch.lines()[2].name.written(), "Dimitris, Lukasz");
}

#[test]
fn codes_that_are_in_the_text_already_are_not_doubled() {
    let mut draft = draft();
    draft.lines[0].remittance = "Fattura 7 cig z9f2c9d8e1".to_string();
    let batch = Batch::seal(draft).unwrap();
    assert_eq!(
        batch.lines()[0].remittance.written(),
        "Fattura 7 cig z9f2c9d8e1 CUP B41B21000580005"
    );
}

#[test]
fn every_flaw_is_named_where_it_is() {
    type Case = (fn(&mut BatchDraft), Place, Piece, Flaw);
    let cases: Vec<Case> = vec![
        (
            |d| d.total = Cents(1),
            Place::Batch,
            Piece::Total,
            Flaw::Sum {
                sum: Cents(100_012_350),
                total: Cents(1),
            },
        ),
        (
            |d| d.execution = day("2026-11-29"),
            Place::Batch,
            Piece::Execution,
            Flaw::Past,
        ),
        (
            |d| d.debtor.name = " \u{200b}".into(),
            Place::Debtor,
            Piece::Name,
            Flaw::Missing,
        ),
        (
            |d| d.debtor.iban = "IT60X0542811101000000123457".into(),
            Place::Debtor,
            Piece::Iban,
            Flaw::Code(CodeError::IbanControl),
        ),
        (
            |d| d.debtor.bic = Some("BLOPIT2".into()),
            Place::Debtor,
            Piece::Bic,
            Flaw::Form,
        ),
        (
            |d| d.debtor.bic = Some("BLOP1T22".into()),
            Place::Debtor,
            Piece::Bic,
            Flaw::Form,
        ),
        (
            |d| d.debtor.cuc = Some("0AB1C2D".into()),
            Place::Debtor,
            Piece::Cuc,
            Flaw::Form,
        ),
        (
            |d| d.debtor.abi = Some("0542A".into()),
            Place::Debtor,
            Piece::Abi,
            Flaw::Form,
        ),
        (
            |d| d.debtor.abi = Some("02008".into()),
            Place::Debtor,
            Piece::Abi,
            Flaw::OtherBank {
                of_account: "05428".into(),
            },
        ),
        (
            |d| d.lines[1].payout = id(1),
            Place::Line(2),
            Piece::Payout,
            Flaw::Twice,
        ),
        (
            |d| d.lines[0].name = "中文 🎉".into(),
            Place::Line(1),
            Piece::Name,
            Flaw::Unwritable,
        ),
        (
            |d| d.lines[0].tax_code = "80000000003".into(),
            Place::Line(1),
            Piece::TaxCode,
            Flaw::Code(CodeError::Control),
        ),
        (
            |d| d.lines[0].tax_code = "RSSMRA85T10A562T".into(),
            Place::Line(1),
            Piece::TaxCode,
            Flaw::Code(CodeError::Control),
        ),
        (
            |d| d.lines[0].tax_code = "12".into(),
            Place::Line(1),
            Piece::TaxCode,
            Flaw::Code(CodeError::FiscalLength { found: 2 }),
        ),
        (
            |d| d.lines[2].iban = "BR1800360305000010009795493C1".into(),
            Place::Line(3),
            Piece::Iban,
            Flaw::NotSepa {
                country: "BR".into(),
            },
        ),
        (
            |d| d.lines[0].remittance = String::new(),
            Place::Line(1),
            Piece::Remittance,
            Flaw::Missing,
        ),
        (
            |d| d.lines[1].remittance = "x".repeat(141),
            Place::Line(2),
            Piece::Remittance,
            Flaw::TooLong {
                found: 141,
                most: 140,
            },
        ),
        // With the codes that are added it does not fit any more.
        (
            |d| d.lines[0].remittance = "x".repeat(110),
            Place::Line(1),
            Piece::Remittance,
            Flaw::TooLong {
                found: 110 + 20 + 15,
                most: 140,
            },
        ),
        (
            |d| d.lines[0].documents = vec![" ".into()],
            Place::Line(1),
            Piece::Document,
            Flaw::Missing,
        ),
        (
            |d| d.lines[0].documents = vec!["x".repeat(141)],
            Place::Line(1),
            Piece::Document,
            Flaw::TooLong {
                found: 141,
                most: 140,
            },
        ),
        (
            |d| d.lines[0].cup = Some("B41".into()),
            Place::Line(1),
            Piece::Cup,
            Flaw::Form,
        ),
        (
            |d| d.lines[0].cig = Some("Z9F2C9D8È1".into()),
            Place::Line(1),
            Piece::Cig,
            Flaw::Form,
        ),
        (
            |d| d.lines[0].capitolo = Some("1".repeat(36)),
            Place::Line(1),
            Piece::Capitolo,
            Flaw::TooLong {
                found: 36,
                most: 35,
            },
        ),
    ];
    for (change, place, piece, flaw) in cases {
        assert_eq!(wrong(change), [(place, piece, flaw)]);
    }
}

#[test]
fn amounts_are_more_than_nothing_and_add_up() {
    for (amount, flaw) in [
        (0, Flaw::NotPositive),
        (-5, Flaw::NotPositive),
        (i64::MIN, Flaw::NotPositive),
        (MOST.0 + 1, Flaw::TooMuch { most: MOST }),
        (i64::MAX, Flaw::TooMuch { most: MOST }),
    ] {
        let found = wrong(|d| d.lines[1].amount = Cents(amount));
        assert_eq!(found[0], (Place::Line(2), Piece::Amount, flaw));
        // and the sum, which is told without running over
        assert_eq!(found[1].1, Piece::Total, "{found:?}");
    }
    let mut most = draft();
    most.lines.truncate(1);
    most.lines[0].amount = MOST;
    most.total = MOST;
    assert!(Batch::seal(most).is_ok());
}

#[test]
fn a_batch_has_lines_and_not_too_many() {
    let none = wrong(|d| {
        d.lines.clear();
        d.total = Cents(0);
    });
    assert_eq!(none, [(Place::Batch, Piece::Lines, Flaw::Missing)]);
    let lines = |count: usize| {
        move |d: &mut BatchDraft| {
            d.lines = (0..count).map(|n| line(n as u128 + 10, "Uno", 1)).collect();
            d.total = Cents(count as i64);
        }
    };
    let (found, most) = (MOST_LINES + 1, MOST_LINES);
    assert_eq!(
        wrong(lines(found)),
        [(Place::Batch, Piece::Lines, Flaw::TooMany { found, most })]
    );
    let mut full = draft();
    lines(MOST_LINES)(&mut full);
    assert!(Batch::seal(full).is_ok());
}

#[test]
fn all_flaws_are_told_at_once() {
    let found = wrong(|d| {
        d.debtor.iban = String::new();
        d.lines[0].amount = Cents(0);
        d.lines[2].name = String::new();
    });
    let places: Vec<Place> = found.iter().map(|f| f.0).collect();
    assert_eq!(
        places,
        [Place::Debtor, Place::Line(1), Place::Line(3), Place::Batch]
    );
}

#[test]
fn a_flaw_says_field_and_piece() {
    let error = BatchError {
        place: Place::Line(3),
        piece: Piece::Iban,
        flaw: Flaw::NotSepa {
            country: "BR".to_string(),
        },
    };
    let refusal = error.refusal();
    assert_eq!(
        (refusal.key.as_str(), refusal.status),
        ("payments-not-sepa", 422)
    );
    assert_eq!(refusal.field.as_deref(), Some("lines.3.iban"));
    assert!(
        refusal
            .args
            .contains(&("found".to_string(), "BR".to_string()))
    );
    // Times of the day do not matter, days do: sealed late in the evening, to be paid the same day.
    let mut same_day = draft();
    same_day.sealed_at = moment("2026-12-04T22:59:00Z");
    assert!(Batch::seal(same_day).is_ok());
}

#[test]
fn letters_become_what_the_payments_council_says() {
    // The letters of Latin scripts, Greek and Bulgarian, against another transcription of its table.
    let style = sepa::charset::Transliteration::Epc;
    let letters = ('\u{20}'..='\u{17f}')
        .chain('\u{386}'..='\u{3ce}')
        .chain('А'..='я')
        .chain(['€', 'ẞ']);
    let mut compared = 0;
    for c in letters.filter(|c| !c.is_control()) {
        let letter = c.to_string();
        let theirs = sepa::charset::transliterate(&letter, style);
        // Ours says more where the table has nothing but a full stop, or has another quotation mark's form.
        if theirs == "." || matches!(c, '«' | '»' | '´' | '\u{a0}' | '\u{ad}' | 'ŉ') {
            assert!(transliterate(&c.to_string()).chars().all(is_sepa), "{c}");
            continue;
        }
        assert_eq!(transliterate(&c.to_string()), theirs, "{c}");
        compared += 1;
    }
    assert!(compared > 380, "{compared}");
    let all = ('\0'..=char::MAX).filter(|c| is_sepa(*c)).count();
    assert_eq!(all, 73);
}

proptest! {
    #[test]
    fn everything_a_bank_gets_is_in_its_letters(draft in any_batch(), any in any::<String>()) {
        let batch = Batch::seal(draft.clone()).unwrap();
        prop_assert!(transliterate(&any).chars().all(is_sepa));
        prop_assert_eq!(transliterate(&transliterate(&any)), transliterate(&any));
        for (line, given) in batch.lines().iter().zip(&draft.lines) {
            prop_assert!(line.name.written().chars().all(is_sepa));
            prop_assert!(line.name.written().len() <= LONGEST_NAME);
            prop_assert!(line.remittance.written().chars().all(is_sepa));
            prop_assert!(line.remittance.written().len() <= LONGEST_REMITTANCE);
            prop_assert_eq!(line.amount, given.amount);
            let words: Vec<&str> = given.name.split_whitespace().collect();
            prop_assert_eq!(line.name.original(), words.join(" "));
        }
    }

    #[test]
    fn nothing_given_brings_it_down(draft in any_batch(), text in any::<String>(), amount in any::<i64>()) {
        let mut draft = draft;
        draft.lines[0].name = text.clone();
        draft.lines[0].remittance = text.clone();
        draft.lines[0].tax_code = text.clone();
        draft.lines[0].iban = text.clone();
        draft.lines[0].cup = Some(text.clone());
        draft.debtor.bic = Some(text.clone());
        draft.debtor.name = text;
        draft.lines[0].amount = Cents(amount);
        for error in Batch::seal(draft).err().unwrap_or_default() {
            prop_assert!(!error.refusal().key.is_empty());
        }
    }
}
