//! Files that no bank sends.

use payments::{BankError, read_bank_file};
use values::Refuse;

use super::{PENDING, all, read, sent, told_of};
use crate::answers::report;

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
