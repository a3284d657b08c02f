//! The liquidation list as a sheet of LibreOffice Calc (ODF 1.3), with codes as texts and amounts as
//! numbers, and a second sheet that says what the batch is.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::liquidation::{AMOUNT, COLUMNS, cells};
use super::xml::Xml;
use super::{ExportError, PayoutExport, file_name};
use crate::Batch;

/// The list as a sheet.
#[derive(Clone, Copy, Debug, Default)]
pub struct LiquidationOds;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const NAMESPACES: [(&str, &str); 6] = [
    (
        "xmlns:office",
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    ),
    (
        "xmlns:table",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    ),
    (
        "xmlns:text",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    ),
    (
        "xmlns:style",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    ),
    (
        "xmlns:number",
        "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    ),
    ("office:version", "1.3"),
];

impl PayoutExport for LiquidationOds {
    fn name(&self) -> &'static str {
        "liquidation-ods"
    }

    fn media_type(&self) -> &'static str {
        MEDIA_TYPE
    }

    fn file_name(&self, batch: &Batch) -> String {
        file_name("liquidazione", batch, "ods")
    }

    fn write(&self, batch: &Batch) -> Result<Vec<u8>, ExportError> {
        // Stored and dated 1980, the oldest a zip file can say: see the top of `export`.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [
            // First and stored, so that a file's first bytes say what it is (ODF 1.3, part 2, 3.3).
            ("mimetype", MEDIA_TYPE.as_bytes().to_vec()),
            ("META-INF/manifest.xml", manifest()),
            ("content.xml", content(batch)),
        ];
        for (name, bytes) in parts {
            // Into memory, and far from the four gigabytes of a zip file: 10,000 lines are some 20 MB.
            let _ = zip.start_file(name, options);
            let _ = zip.write_all(&bytes);
        }
        Ok(zip.finish().map(Cursor::into_inner).unwrap_or_default())
    }
}

fn manifest() -> Vec<u8> {
    let mut xml = Xml::new(false);
    let attributes = [
        (
            "xmlns:manifest",
            "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        ),
        ("manifest:version", "1.3"),
    ];
    xml.with("manifest:manifest", &attributes, |x| {
        for (path, kind) in [("/", MEDIA_TYPE), ("content.xml", "text/xml")] {
            x.empty(
                "manifest:file-entry",
                &[("manifest:full-path", path), ("manifest:media-type", kind)],
            );
        }
    });
    xml.done()
}

fn content(batch: &Batch) -> Vec<u8> {
    let mut xml = Xml::new(false);
    xml.with("office:document-content", &NAMESPACES, |x| {
        x.of("office:automatic-styles", styles);
        x.of("office:body", |x| {
            x.of("office:spreadsheet", |x| {
                x.with("table:table", &[("table:name", "Liquidazione")], |x| {
                    list(x, batch)
                });
                x.with("table:table", &[("table:name", "Lotto")], |x| {
                    about(x, batch)
                });
            });
        });
    });
    xml.done()
}

fn styles(x: &mut Xml) {
    x.with("number:number-style", &[("style:name", "N2")], |x| {
        x.empty(
            "number:number",
            &[
                ("number:decimal-places", "2"),
                ("number:min-decimal-places", "2"),
                ("number:min-integer-digits", "1"),
                ("number:grouping", "true"),
            ],
        );
    });
    x.empty(
        "style:style",
        &[
            ("style:name", "amount"),
            ("style:family", "table-cell"),
            ("style:data-style-name", "N2"),
        ],
    );
}

fn list(x: &mut Xml, batch: &Batch) {
    x.of("table:table-row", |x| {
        COLUMNS.iter().for_each(|c| text(x, c))
    });
    for (at, line) in batch.lines().iter().enumerate() {
        x.of("table:table-row", |x| {
            for (column, cell) in cells(batch, at, line).iter().enumerate() {
                match column {
                    AMOUNT => amount(x, cell),
                    _ => text(x, cell),
                }
            }
        });
    }
}

fn about(x: &mut Xml, batch: &Batch) {
    let debtor = batch.debtor();
    let rows = [
        ("Lotto", batch.message_id()),
        ("Chiuso il (UTC)", batch.sealed_at().rfc3339()),
        ("Da eseguire il", batch.execution().to_string()),
        ("Ordinante", debtor.name.original().to_string()),
        ("IBAN dell’ordinante", debtor.iban.as_str().to_string()),
        ("Pagamenti", batch.lines().len().to_string()),
    ];
    for (name, value) in rows {
        x.of("table:table-row", |x| {
            text(x, name);
            text(x, &value);
        });
    }
    x.of("table:table-row", |x| {
        text(x, "Totale EUR");
        amount(x, &batch.total().to_string());
    });
}

/// A text is a text here whatever it begins with: nothing becomes a formula.
fn text(x: &mut Xml, text: &str) {
    match text.is_empty() {
        true => x.empty("table:table-cell", &[]),
        false => x.with(
            "table:table-cell",
            &[("office:value-type", "string")],
            |x| {
                x.leaf("text:p", text);
            },
        ),
    }
}

fn amount(x: &mut Xml, amount: &str) {
    let attributes = [
        ("table:style-name", "amount"),
        ("office:value-type", "float"),
        ("office:value", amount),
    ];
    x.with("table:table-cell", &attributes, |x| {
        x.leaf("text:p", &amount.replace('.', ","));
    });
}
