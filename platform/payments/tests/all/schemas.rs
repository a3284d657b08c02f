//! The files against the schemas of the standards. They are other people's, and not in this repository:
//! those of ISO 20022 and of the German banks lie in the package `sepa`, which cargo has fetched for
//! these tests anyway; those of the Italian banks lie in a package that `scripts/test` fetches.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use payments::{Batch, Cbi, Pain001, PayoutExport};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use uppsala::XsdValidator;

use crate::made::{any_batch, batch, single};

/// Where the package `sepa` lies, as cargo says it.
static SEPA: LazyLock<PathBuf> = LazyLock::new(|| {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata: {said}");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let sepa = packages
        .iter()
        .find(|p| p["name"] == "sepa")
        .expect("the package sepa");
    let manifest = sepa["manifest_path"].as_str().expect("its manifest");
    Path::new(manifest)
        .parent()
        .expect("its folder")
        .to_path_buf()
});

/// A file of the package `sepa`.
pub fn sepa_file(path: &str) -> String {
    let path = SEPA.join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

pub fn validator(xsd: &str) -> XsdValidator {
    XsdValidator::from_schema(&uppsala::parse(xsd).expect("a schema")).expect("a schema")
}

pub fn iso(message: &str) -> XsdValidator {
    validator(&sepa_file(&format!("tests/xsd/{message}.xsd")))
}

/// The schema of the Italian banks. `scripts/test` sets `WISHMI_CBI_SCHEMAS`, and then a test without
/// it fails; alone, a test without it is skipped by name.
fn cbi() -> Option<XsdValidator> {
    let named = std::env::var_os("WISHMI_CBI_SCHEMAS").map(PathBuf::from);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        PathBuf::from,
    );
    let folder = named.clone().unwrap_or_else(|| target.join("peers/cbi"));
    let path = folder.join("CBIPaymentRequest.00.04.01.xsd");
    match std::fs::read_to_string(&path) {
        Ok(xsd) => Some(validator(&xsd)),
        Err(e) if named.is_some() => panic!(
            "{}: {e}: the schemas of the Italian banks must be there (scripts/test fetches them from PyPI)",
            path.display()
        ),
        Err(_) => {
            testing::skip(
                &testing::test_name(),
                "the schemas of the Italian banks are not there (scripts/test fetches them)",
            );
            None
        }
    }
}

/// What the schema says against a file; nothing when it is right.
pub fn against(validator: &XsdValidator, xml: &str) -> Vec<String> {
    match uppsala::parse(xml) {
        Ok(document) => validator
            .validate(&document)
            .iter()
            .map(ToString::to_string)
            .collect(),
        Err(e) => vec![e.to_string()],
    }
}

fn text(kind: &dyn PayoutExport, batch: &Batch) -> String {
    String::from_utf8(kind.write(batch).unwrap()).unwrap()
}

/// Every element of a file: its path without the root, and where it stands.
fn elements(xml: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut found): (Vec<(String, usize)>, Vec<_>) = (Vec::new(), Vec::new());
    loop {
        let from = reader.buffer_position() as usize;
        match reader.read_event().unwrap() {
            Event::Start(e) => open.push((e.name().into_inner().to_string(), from)),
            Event::End(_) => {
                let path: Vec<&str> = open.iter().skip(1).map(|(n, _)| n.as_str()).collect();
                let path = path.join("/");
                let (_, from) = open.pop().unwrap();
                found.push((path, from..reader.buffer_position() as usize));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// The elements without which the file is still right for this schema.
fn not_needed(validator: &XsdValidator, xml: &str) -> Vec<String> {
    let mut left = Vec::new();
    for (path, place) in elements(xml) {
        let without = format!("{}{}", &xml[..place.start], &xml[place.end..]);
        if against(validator, &without).is_empty() {
            left.push(path);
        }
    }
    left
}

#[test]
fn files_are_right_for_every_schema() {
    for batch in [batch(), single()] {
        let pain = text(&Pain001, &batch);
        for schema in ["pain.001.001.09", "pain.001.001.09_GBIC_5"] {
            assert_eq!(
                against(&iso(schema), &pain),
                Vec::<String>::new(),
                "{schema}"
            );
        }
        if let Some(cbi) = cbi() {
            assert_eq!(against(&cbi, &text(&Cbi, &batch)), Vec::<String>::new());
        }
    }
}

/// Which elements may be missing is in the schemas, and written down here: every other one, taken out
/// alone, makes the file wrong. So the validator is seen to work, and nothing needed is missing.
#[test]
fn without_any_needed_element_the_iso_file_is_wrong() {
    let pain = text(&Pain001, &single());
    assert_eq!(elements(&pain).len(), 41);
    let iso_needs_not = [
        "GrpHdr/CtrlSum",
        "GrpHdr/InitgPty/Nm",
        "PmtInf/NbOfTxs",
        "PmtInf/CtrlSum",
        "PmtInf/PmtTpInf/SvcLvl",
        "PmtInf/PmtTpInf",
        "PmtInf/Dbtr/Nm",
        "PmtInf/DbtrAgt/FinInstnId/BICFI",
        "PmtInf/ChrgBr",
        "PmtInf/CdtTrfTxInf/PmtId/InstrId",
        "PmtInf/CdtTrfTxInf/Cdtr/Nm",
        "PmtInf/CdtTrfTxInf/Cdtr",
        "PmtInf/CdtTrfTxInf/CdtrAcct",
        "PmtInf/CdtTrfTxInf/RmtInf/Ustrd",
        "PmtInf/CdtTrfTxInf/RmtInf",
    ];
    let below = |path: &str| format!("CstmrCdtTrfInitn/{path}");
    assert_eq!(
        not_needed(&iso("pain.001.001.09"), &pain),
        iso_needs_not.map(below)
    );
    // The German banks insist on names, sums and the creditor's account.
    assert_eq!(
        not_needed(&iso("pain.001.001.09_GBIC_5"), &pain),
        [
            "GrpHdr/InitgPty/Nm",
            "PmtInf/PmtTpInf",
            "PmtInf/ChrgBr",
            "PmtInf/CdtTrfTxInf/PmtId/InstrId",
            "PmtInf/CdtTrfTxInf/RmtInf/Ustrd",
            "PmtInf/CdtTrfTxInf/RmtInf",
        ]
        .map(below)
    );
}

#[test]
fn without_any_needed_element_the_italian_file_is_wrong() {
    let Some(validator) = cbi() else { return };
    let cbi = text(&Cbi, &single());
    assert_eq!(elements(&cbi).len(), 45);
    assert_eq!(
        not_needed(&validator, &cbi),
        [
            "GrpHdr/InitgPty/Nm",
            // Optional here; written always, as it says whose code it is.
            "GrpHdr/InitgPty/Id/OrgId/Othr/Issr",
            "PmtInf/PmtTpInf/SvcLvl",
            "PmtInf/PmtTpInf",
            "PmtInf/DbtrAgt/FinInstnId/BICFI",
            "PmtInf/ChrgBr",
            "PmtInf/CdtTrfTxInf/CdtrAcct",
            "PmtInf/CdtTrfTxInf/RmtInf/Ustrd",
            "PmtInf/CdtTrfTxInf/RmtInf",
        ]
    );
}

#[test]
fn damaged_files_are_wrong() {
    let pain = text(&Pain001, &single());
    let mut schemas = vec![(iso("pain.001.001.09"), pain)];
    schemas.extend(cbi().map(|v| (v, text(&Cbi, &single()))));
    for (validator, xml) in schemas {
        for (from, to) in [
            ("123.45<", "123.4567891<"),
            ("123.45<", "NaN<"),
            ("123.45<", "-123.45<"),
            ("Ccy=\"EUR\"", ""),
            ("2026-12-04", "04/12/2026"),
            ("T09:15:00Z", ""),
            ("<PmtMtd>TRF", "<PmtMtd>XXX"),
            ("IT60X", "6060X"),
            ("<EndToEndId>", "<EndToEndId>1234567890"),
            ("xmlns=\"urn:", "xmlns=\"urn:x:"),
            ("</GrpHdr>", "<X/></GrpHdr>"),
            ("<GrpHdr>", "<GrpHdr><!-- --><GrpHdr/>"),
            ("Nota di debito", &"x".repeat(141)),
        ] {
            assert!(xml.contains(from), "{from}");
            let damaged = xml.replace(from, to);
            assert!(!against(&validator, &damaged).is_empty(), "{from} as {to}");
        }
    }
}

/// What a payment file says, read by a hand of our own.
#[derive(Debug, Default, PartialEq)]
struct Said {
    header: Vec<(String, String)>,
    lines: Vec<[String; 5]>,
}

fn said(xml: &str) -> Said {
    let mut said = Said::default();
    let mut at = Vec::new();
    for (path, place) in elements(xml) {
        at.push((place.start, path, place));
    }
    at.sort_by_key(|(start, ..)| *start);
    for (_, path, place) in at {
        let name = path.rsplit('/').next().unwrap_or_default().to_string();
        if name == "CdtTrfTxInf" {
            said.lines.push(Default::default());
        }
        let inner = &xml[place];
        let Some((_, rest)) = inner.split_once('>') else {
            continue;
        };
        let Some(content) = rest.strip_suffix(&format!("</{name}>")) else {
            continue;
        };
        if content.contains('<') {
            continue;
        }
        let content = quick_xml::escape::unescape(content).unwrap().into_owned();
        match (said.lines.last_mut(), path.split_once("CdtTrfTxInf/")) {
            (Some(line), Some((_, inside))) => {
                let at = match inside {
                    "PmtId/EndToEndId" => 0,
                    "Amt/InstdAmt" => 1,
                    "Cdtr/Nm" => 2,
                    "CdtrAcct/Id/IBAN" => 3,
                    "RmtInf/Ustrd" => 4,
                    _ => continue,
                };
                line[at] = content;
            }
            _ => said.header.push((name, content)),
        }
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_batch_is_right_and_says_what_is_paid(draft in any_batch()) {
        static ISO: LazyLock<XsdValidator> = LazyLock::new(|| iso("pain.001.001.09"));
        static GERMAN: LazyLock<XsdValidator> = LazyLock::new(|| iso("pain.001.001.09_GBIC_5"));
        static ITALIAN: LazyLock<Option<XsdValidator>> = LazyLock::new(cbi);
        let batch = Batch::seal(draft).unwrap();
        let (pain, italian) = (text(&Pain001, &batch), text(&Cbi, &batch));
        prop_assert_eq!(against(&ISO, &pain), Vec::<String>::new());
        prop_assert_eq!(against(&GERMAN, &pain), Vec::<String>::new());
        if let Some(validator) = &*ITALIAN {
            prop_assert_eq!(against(validator, &italian), Vec::<String>::new());
        }
        for xml in [pain, italian] {
            let said = said(&xml);
            let lines: Vec<[String; 5]> = batch.lines().iter().map(|l| [
                l.end_to_end(), l.amount.to_string(), l.name.written().to_string(), l.iban.as_str().to_string(),
                l.remittance.written().to_string(),
            ]).collect();
            prop_assert_eq!(said.lines, lines);
            let header = |name: &str| said.header.iter().filter(|(n, _)| n == name).map(|(_, t)| t.clone())
                .collect::<Vec<_>>();
            prop_assert_eq!(&header("MsgId"), &[batch.message_id()]);
            prop_assert_eq!(&header("PmtInfId"), &[batch.message_id()]);
            prop_assert_eq!(&header("Dt"), &[batch.execution().to_string()]);
            prop_assert!(header("CtrlSum").iter().all(|s| *s == batch.total().to_string()));
            prop_assert!(header("NbOfTxs").iter().all(|s| *s == batch.lines().len().to_string()));
        }
    }
}
