//! The files, as they go out.

use std::io::Read;

use calamine::{Data, Reader};
use payments::{
    Batch, Cbi, EXPORTS, ExportError, LiquidationCsv, LiquidationOds, Pain001, PayoutExport,
    content_hash, export,
};
use proptest::prelude::*;

use crate::made::{any_batch, batch, draft, single};

fn text(kind: &dyn PayoutExport, batch: &Batch) -> String {
    String::from_utf8(kind.write(batch).unwrap()).unwrap()
}

/// Compares with a file of ours in `tests/golden`; `UPDATE=1` writes it anew, to be looked at.
fn golden(name: &str, found: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&path, found).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, wanted, "{name}");
}

#[test]
fn the_files_are_those_we_know() {
    golden("single.pain.001.001.09.xml", &text(&Pain001, &single()));
    golden(
        "single.CBIPaymentRequest.00.04.01.xml",
        &text(&Cbi, &single()),
    );
    golden("three.csv", &text(&LiquidationCsv, &batch()));
}

#[test]
fn every_kind_has_its_name() {
    let batch = batch();
    let names: Vec<(&str, String)> = EXPORTS
        .iter()
        .map(|k| (k.name(), k.file_name(&batch)))
        .collect();
    let id = "01930000000070008000000000000000";
    assert_eq!(
        names,
        [
            (
                "liquidation-ods",
                format!("liquidazione-2026-12-04-{id}.ods")
            ),
            (
                "liquidation-csv",
                format!("liquidazione-2026-12-04-{id}.csv")
            ),
            ("pain001", format!("pain.001-2026-12-04-{id}.xml")),
            ("cbi", format!("CBIPaymentRequest-2026-12-04-{id}.xml")),
        ]
    );
    for kind in EXPORTS {
        assert_eq!(export(kind.name()).map(|k| k.name()), Some(kind.name()));
    }
    assert!(export("pdf").is_none());
}

#[test]
fn the_italian_file_wants_the_codes_of_sender_and_bank() {
    let mut draft = draft();
    draft.debtor.cuc = None;
    let batch = Batch::seal(draft.clone()).unwrap();
    assert_eq!(Cbi.write(&batch), Err(ExportError::NoCuc));
    draft.debtor.cuc = Some("0AB1C2DE".to_string());
    draft.debtor.iban = "DE89370400440532013000".to_string();
    let batch = Batch::seal(draft.clone()).unwrap();
    assert_eq!(Cbi.write(&batch), Err(ExportError::NoAbi));
    assert!(Pain001.write(&batch).is_ok());
    draft.debtor.abi = Some("05428".to_string());
    assert!(Cbi.write(&Batch::seal(draft).unwrap()).is_ok());
}

#[test]
fn a_debtor_without_bic_is_written_as_not_provided() {
    let mut draft = draft();
    draft.debtor.bic = None;
    let batch = Batch::seal(draft).unwrap();
    let pain = text(&Pain001, &batch);
    assert!(pain.contains("<Id>NOTPROVIDED</Id>") && !pain.contains("BICFI"));
    assert!(!text(&Cbi, &batch).contains("BICFI"));
}

#[test]
fn no_cell_of_the_list_is_a_formula() {
    for begins in [
        "=1+1", "+39 02", "-2", "@SUM(A1)", " =1", "\t=1", "\"=1", "＝1", "|x", "%x", "'=1",
    ] {
        let mut draft = draft();
        draft.lines[0].remittance = format!("{begins} pagamento");
        let csv = text(&LiquidationCsv, &Batch::seal(draft).unwrap());
        let cell = csv.lines().nth(1).unwrap().split(';').nth(7).unwrap();
        assert!(
            cell.trim_start_matches('"').starts_with('\''),
            "{begins}: {cell}"
        );
    }
    // What is no formula stays as it is.
    let csv = text(&LiquidationCsv, &batch());
    assert!(csv.contains(";Società Sportiva «Città & Gioventù» d’Àcqua;"));
    assert!(csv.starts_with("\u{feff}Lotto;Riga;Pagamento;Beneficiario;"));
    assert!(csv.contains(";1000000,00;"));
}

#[test]
fn the_sheet_opens_in_other_programs_readers() {
    let bytes = LiquidationOds.write(&batch()).unwrap();
    assert_eq!(&bytes[30..38], b"mimetype");
    let mut book: calamine::Ods<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Liquidazione", "Lotto"]);
    let list = book.worksheet_range("Liquidazione").unwrap();
    assert_eq!(list.get_size(), (4, 12));
    assert_eq!(list[(0, 3)], Data::String("Beneficiario".into()));
    assert_eq!(list[(1, 6)], Data::Float(123.45));
    assert_eq!(list[(1, 9)], Data::String("B41B21000580005".into()));
    // A code of digits is a text, a text that looks like a formula too.
    assert_eq!(list[(1, 4)], Data::String("80000000002".into()));
    assert_eq!(
        list[(2, 3)],
        Data::String("=HYPERLINK(\"http://x\";\"y\")".into())
    );
    let about = book.worksheet_range("Lotto").unwrap();
    assert_eq!(about[(6, 1)], Data::Float(1_000_123.5));
    assert_eq!(about[(2, 1)], Data::String("2026-12-04".into()));
    opened_in_calc(&bytes);
}

/// Every entry of a zip file has the oldest time and is stored, not compressed.
#[test]
fn nothing_in_the_sheet_depends_on_time_or_compressor() {
    let bytes = LiquidationOds.write(&batch()).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        assert_eq!(entry.compression(), zip::CompressionMethod::Stored);
        let time = entry.last_modified().unwrap();
        assert_eq!(
            (time.year(), time.month(), time.day(), time.hour()),
            (1980, 1, 1, 0)
        );
        let mut content = String::new();
        entry.read_to_string(&mut content).unwrap();
        assert!(!content.is_empty());
    }
}

/// Where LibreOffice is installed, it opens the sheet, too.
fn opened_in_calc(sheet: &[u8]) {
    let office = ["soffice", "libreoffice"].into_iter().find(|program| {
        let found = std::process::Command::new(program)
            .arg("--version")
            .output();
        found.is_ok_and(|o| o.status.success())
    });
    let Some(office) = office else {
        println!("LibreOffice is not installed: the sheet was read by calamine alone");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.ods");
    std::fs::write(&path, sheet).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let done = std::process::Command::new(office)
        .args([&profile, "--headless", "--convert-to", "csv", "--outdir"])
        .arg(folder.path())
        .arg(&path)
        .output()
        .unwrap();
    let csv = std::fs::read_to_string(folder.path().join("list.csv"));
    let csv = csv.unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&done.stderr)));
    assert!(
        csv.contains("Beneficiario") && csv.contains("80000000002"),
        "{csv}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_batch_gives_the_same_bytes(draft in any_batch()) {
        let (one, two) = (Batch::seal(draft.clone()).unwrap(), Batch::seal(draft).unwrap());
        for kind in EXPORTS {
            let (a, b) = (kind.write(&one).unwrap(), kind.write(&two).unwrap());
            prop_assert_eq!(content_hash(&a), content_hash(&b));
            prop_assert_eq!(a, b);
        }
    }

    #[test]
    fn lists_say_what_is_paid(draft in any_batch()) {
        let batch = Batch::seal(draft).unwrap();
        let csv = LiquidationCsv.write(&batch).unwrap();
        let ods = LiquidationOds.write(&batch).unwrap();
        let mut book: calamine::Ods<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(&ods)).unwrap();
        let sheet = book.worksheet_range("Liquidazione").unwrap();
        // Read by the platform's reader of other people's tables, which guesses separator and encoding.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        std::fs::write(&path, &csv).unwrap();
        let reader = records::open(&path, &records::Options::default()).unwrap();
        let rows: Vec<records::Record> = reader.map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), batch.lines().len());
        for (at, line) in batch.lines().iter().enumerate() {
            let cells = [line.end_to_end(), line.tax_code.clone(), line.iban.as_str().to_string()];
            for (column, cell) in [2, 4, 5].into_iter().zip(cells) {
                prop_assert_eq!(&sheet[(at + 1, column)], &Data::String(cell));
            }
            prop_assert_eq!(&sheet[(at + 1, 3)], &Data::String(line.name.original().to_string()));
            prop_assert_eq!(rows[at].text("Pagamento"), line.end_to_end());
            prop_assert_eq!(rows[at].text("IBAN"), line.iban.as_str());
            prop_assert_eq!(rows[at].text("Importo EUR"), line.amount.to_string().replace('.', ","));
            let beneficiary = rows[at].text("Beneficiario");
            prop_assert_eq!(beneficiary.trim_start_matches('\''), line.name.original().trim_start_matches('\''));
            let Data::Float(amount) = sheet[(at + 1, 6)] else { panic!("a number") };
            prop_assert_eq!((amount * 100.0).round() as i64, line.amount.0);
        }
    }
}
