//! Batches for the tests. All people, codes and accounts are invented.

use std::sync::LazyLock;

use codes::{Iban, OrganisationCode};
use payments::{Batch, BatchDraft, DebtorDraft, LineDraft};
use proptest::prelude::*;
use values::{Cents, Day, Id, Moment, Uuid};

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn moment(text: &str) -> Moment {
    text.parse::<jiff::Timestamp>().unwrap().into()
}

pub fn id(n: u128) -> Id {
    Id(Uuid::from_u128(
        0x0193_0000_0000_7000_8000_0000_0000_0000 + n,
    ))
}

pub fn line(n: u128, name: &str, amount: i64) -> LineDraft {
    LineDraft {
        payout: id(n),
        name: name.to_string(),
        tax_code: "80000000002".to_string(),
        iban: "IT60X0542811101000000123456".to_string(),
        amount: Cents(amount),
        remittance: format!("Nota di debito {n}/2026, buoni di novembre"),
        documents: vec![format!("ND {n}/2026")],
        cup: None,
        cig: None,
        capitolo: None,
    }
}

/// Three payouts of one city.
pub fn draft() -> BatchDraft {
    let mut lines = vec![
        line(1, "Società Sportiva «Città & Gioventù» d’Àcqua", 12_345),
        line(2, "=HYPERLINK(\"http://x\";\"y\")", 5),
        line(3, "Δημήτρης; Łukasz", 100_000_000),
    ];
    lines[0].cup = Some("B41B21000580005".to_string());
    lines[0].cig = Some("Z9F2C9D8E1".to_string());
    lines[0].capitolo = Some("1234/5".to_string());
    lines[0]
        .documents
        .push("ND 1-bis; \"rettifica\"".to_string());
    lines[1].tax_code = "RSSMRA85T10A562S".to_string();
    lines[2].iban = "DE89370400440532013000".to_string();
    BatchDraft {
        id: id(0),
        sealed_at: moment("2026-11-30T09:15:00.123456Z"),
        execution: day("2026-12-04"),
        debtor: DebtorDraft {
            name: "Comune di Prova".to_string(),
            iban: "IT60X0542811101000000123456".to_string(),
            bic: Some("BLOPIT22XXX".to_string()),
            cuc: Some("0AB1C2DE".to_string()),
            abi: None,
        },
        total: Cents(12_345 + 5 + 100_000_000),
        lines,
    }
}

pub fn batch() -> Batch {
    Batch::seal(draft()).unwrap()
}

/// One payout alone: every element stands in its file once.
pub fn single() -> Batch {
    let mut draft = draft();
    draft.lines.truncate(1);
    draft.total = draft.lines[0].amount;
    Batch::seal(draft).unwrap()
}

/// Italian accounts that are right, made once: finding check digits takes a while.
static ACCOUNTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    (0..40_u64)
        .map(|n| {
            let account = format!("{:010}{:012}", n * 7_919_337, n * 104_729);
            ('A'..='Z')
                .find_map(|cin| {
                    (2..99)
                        .map(|check| format!("IT{check:02}{cin}{account}"))
                        .find(|iban| Iban::parse(iban).is_ok())
                })
                .unwrap()
        })
        .collect()
});

static ORGANISATIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    (8_000_000_000_u64..8_000_000_040)
        .map(|head| {
            (0..10)
                .map(|c| format!("{head}{c}"))
                .find(|c| OrganisationCode::parse(c).is_ok())
                .unwrap()
        })
        .collect()
});

pub fn iban() -> impl Strategy<Value = String> {
    (0..ACCOUNTS.len()).prop_map(|at| ACCOUNTS[at].clone())
}

pub fn organisation() -> impl Strategy<Value = String> {
    (0..ORGANISATIONS.len()).prop_map(|at| ORGANISATIONS[at].clone())
}

/// Names and texts as people write them, with letters of all kinds, one of which a bank can read.
fn text(most: usize) -> impl Strategy<Value = String> {
    let signs = "[a-zA-Z0-9àèìòùçßñØŁ€&<>\"'’;=+@ \\-./\u{0416}\u{03A9}\u{4e2d}\u{0633}\u{1F600}]";
    proptest::string::string_regex(&format!("[A-Za-z0-9]{signs}{{0,{most}}}")).unwrap()
}

prop_compose! {
    fn any_line()(
        payout in any::<u128>(), name in text(90), tax_code in organisation(), iban in iban(),
        // accounts abroad too
        abroad in proptest::bool::weighted(0.2), amount in prop_oneof![1..100_i64, 1..=99_999_999_999_i64],
        remittance in text(60), documents in proptest::collection::vec(text(30), 0..3),
        cup in proptest::option::of("[A-Z0-9]{15}"), cig in proptest::option::of("[A-Z0-9]{10}"),
        capitolo in proptest::option::of("[0-9]{4}/[0-9]"),
    ) -> LineDraft {
        let iban = if abroad { "FR1420041010050500013M02606".to_string() } else { iban };
        LineDraft {
            payout: Id(Uuid::from_u128(payout)), name, tax_code, iban, amount: Cents(amount), remittance, documents,
            cup, cig, capitolo,
        }
    }
}

prop_compose! {
    /// Any batch that is right.
    pub fn any_batch()(
        batch in any::<u128>(), sealed in 1_600_000_000_000_000..4_000_000_000_000_000_i64, later in 0..400_i64,
        name in text(90), iban in iban(), bic in proptest::option::of("[A-Z]{4}IT[A-Z0-9]{2}([A-Z0-9]{3})?"),
        cuc in "[A-Z0-9]{8}",
        lines in proptest::collection::vec(any_line(), 1..8),
    ) -> BatchDraft {
        let sealed_at = Moment(sealed);
        let execution = sealed_at.plus_seconds(later * 86_400).day(&jiff::tz::TimeZone::UTC);
        let total = Cents(lines.iter().map(|l| l.amount.0).sum());
        let debtor = DebtorDraft { name, iban, bic, cuc: Some(cuc), abi: None };
        BatchDraft { id: Id(Uuid::from_u128(batch)), sealed_at, execution, debtor, total, lines }
    }
}
