//! Spreadsheets, made here by hand from their parts.

use std::io::{Cursor, Write};

use records::{Cell, Kind, Limits, Options, ReadError, from_read};
use zip::write::SimpleFileOptions;

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Two sheets; the second has a title above the header, a date, a time and a shared text.
pub(crate) fn xlsx() -> Vec<u8> {
    let sheet = |rows: &str| {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
        )
    };
    pack(&[
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Note" sheetId="1" r:id="rId1"/><sheet name="Corsi" sheetId="2" r:id="rId2"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
        (
            "xl/styles.xml",
            r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs></styleSheet>"#,
        ),
        (
            "xl/sharedStrings.xml",
            r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>nome</t></si><si><t>Nuoto è bello</t></si></sst>"#,
        ),
        (
            "xl/worksheets/sheet1.xml",
            &sheet(
                r#"<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>y</t></is></c></row>"#,
            ),
        ),
        (
            "xl/worksheets/sheet2.xml",
            &sheet(
                r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Elenco dei corsi</t></is></c></row><row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="inlineStr"><is><t>inizio</t></is></c><c r="C3" t="inlineStr"><is><t>ora</t></is></c><c r="D3" t="inlineStr"><is><t>posti</t></is></c></row><row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>45566</v></c><c r="C4" s="2"><v>0.6875</v></c><c r="D4"><v>12</v></c></row><row r="6"><c r="A6" t="inlineStr"><is><t>Judo</t></is></c><c r="D6" t="b"><v>1</v></c></row>"#,
            ),
        ),
    ])
}

pub(crate) const ODS_ROWS: &str = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>nome</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>inizio</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>posti</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>Nuoto &amp; <text:span>tuffi</text:span></text:p><office:annotation><text:p>nota</text:p></office:annotation></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-10-01"><text:p>01/10/24</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="12"><text:p>12,00</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>Judo</text:p></table:table-cell><table:table-cell table:number-columns-repeated="1021"/></table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#;

pub(crate) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Corsi">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(
        "mimetype",
        SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
    )
    .unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet")
        .unwrap();
    zip.start_file("content.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn excel_sheets_give_rows_dates_and_times() {
    let options = Options {
        sheet: Some("corsi".into()),
        ..Options::default()
    };
    let mut reader = from_read(Cursor::new(xlsx()), "x.xlsx", &options).unwrap();
    let r: Vec<_> = reader.by_ref().map(Result::unwrap).collect();
    assert_eq!(r.len(), 2);
    assert_eq!(r[0].text("nome"), "Nuoto è bello");
    // 45566 days after 30 December 1899
    assert_eq!(r[0].text("inizio"), "2024-10-01");
    assert_eq!(r[0].text("ora"), "16:30:00");
    assert_eq!(r[0].fields.get("posti"), &Cell::Number(12.0));
    assert_eq!(r[1].fields.get("posti"), &Cell::Bool(true));
    assert_eq!(r[1].address.to_string(), "Corsi!6");
    assert_eq!(
        r[0].raw,
        r#"{"nome":"Nuoto è bello","inizio":"2024-10-01","ora":"16:30:00","posti":12.0}"#
    );
    assert_eq!(reader.facts().kind, Kind::Xlsx);
    assert_eq!(reader.facts().sha256.map(|s| s.len()), Some(64));

    let wrong = Options {
        sheet: Some("Altro".into()),
        ..Options::default()
    };
    let e = super::all(&xlsx(), "x.xlsx", &wrong).unwrap_err();
    assert!(e.to_string().contains("Note, Corsi"), "{e}");
}

#[test]
fn libreoffice_sheets_give_the_same() {
    let r = super::all(&ods(ODS_ROWS), "x.ods", &Options::default()).unwrap();
    assert_eq!(r.len(), 3);
    assert_eq!(r[0].text("nome"), "Nuoto & tuffi");
    assert_eq!(r[0].text("inizio"), "2024-10-01");
    assert_eq!(r[0].fields.get("posti"), &Cell::Number(12.0));
    assert_eq!(
        (r[1].text("nome"), r[2].address.to_string()),
        ("Judo".into(), "Corsi!4".into())
    );
}

#[test]
fn a_small_file_that_asks_for_the_world_is_refused() {
    let wide = r#"<table:table-row><table:table-cell table:number-columns-repeated="4000000000" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let e = super::all(&ods(wide), "x.ods", &Options::default()).unwrap_err();
    assert!(e.to_string().contains("number of columns"), "{e}");
    let long = r#"<table:table-row table:number-rows-repeated="4000000000"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let e = super::all(&ods(long), "x.ods", &Options::default()).unwrap_err();
    assert!(e.to_string().contains("repetition"), "{e}");
    let bomb = pack(&[("xl/worksheets/sheet1.xml", &" ".repeat(3 << 20))]);
    assert!(bomb.len() < 10_000);
    let tight = Options {
        limits: Limits {
            unpacked_bytes: 1 << 20,
            ..Limits::default()
        },
        ..Options::default()
    };
    let e = super::all(&bomb, "x.xlsx", &tight).unwrap_err();
    assert!(
        matches!(&e, ReadError::TooMuch { limit, .. } if *limit == 1 << 20),
        "{e}"
    );
}

#[test]
fn an_entity_of_a_spreadsheet_reads_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    std::fs::write(&secret, "for nobody").unwrap();
    let row = |cell: &str| {
        format!(
            r#"<table:table-row><table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell></table:table-row>"#
        )
    };
    let whole = ods(&(row("nome") + &row("Nuoto &from; &nine;")));
    let mut parts = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut content = String::new();
    std::io::Read::read_to_string(&mut parts.by_name("content.xml").unwrap(), &mut content)
        .unwrap();
    let ten = |of: &str| format!("&{of};").repeat(10);
    let doctype = format!(
        r#"<!DOCTYPE x [<!ENTITY from SYSTEM "file://{}"><!ENTITY one "lol lol"><!ENTITY two "{}"><!ENTITY nine "{}">]>"#,
        secret.display(),
        ten("one"),
        ten("two")
    );
    let (head, body) = content.split_once("?>").unwrap();
    let content = format!("{head}?>{doctype}{body}");
    let hostile = pack(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    // Refusing the file is as good as leaving the entities unresolved.
    if let Ok(read) = super::all(&hostile, "x.ods", &Options::default()) {
        for record in read {
            let text = record.text("nome");
            assert!(
                !text.contains("for nobody") && !text.contains("lol"),
                "{text}"
            );
        }
    }
    let plain = super::all(
        &ods(&(row("nome") + &row("Nuoto"))),
        "x.ods",
        &Options::default(),
    );
    assert_eq!(
        plain.unwrap()[0].text("nome"),
        "Nuoto",
        "without them it is read"
    );
}
