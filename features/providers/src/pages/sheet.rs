//! A small spreadsheet (Office Open XML, ECMA-376): texts in rows, the first row bold.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A sheet: its name, its rows, how wide a column is in letters.
pub(super) type Sheet = (String, Vec<Vec<String>>, u32);

fn escape(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .map(|c| match c {
            '&' => "&amp;".to_string(),
            '<' => "&lt;".to_string(),
            '>' => "&gt;".to_string(),
            '"' => "&quot;".to_string(),
            c => c.to_string(),
        })
        .collect()
}

/// The name of a sheet as Excel takes it: 31 signs, none of a path.
fn sheet_name(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c))
        .take(31)
        .collect();
    escape(&kept)
}

fn rows(rows: &[Vec<String>], width: u32, right_to_left: bool) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let view = if right_to_left {
        " rightToLeft=\"1\""
    } else {
        ""
    };
    let mut out = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"{view}/></sheetViews>\
         <cols><col min=\"1\" max=\"{columns}\" width=\"{width}\" customWidth=\"1\"/></cols><sheetData>"
    );
    for (n, row) in (1..).zip(rows) {
        out += &format!("<row r=\"{n}\">");
        for (column, text) in (b'A'..=b'Z').zip(row) {
            let style = if n == 1 { " s=\"1\"" } else { " s=\"2\"" };
            out += &format!(
                "<c r=\"{}{n}\" t=\"inlineStr\"{style}><is><t xml:space=\"preserve\">{}</t></is></c>",
                char::from(column),
                escape(text)
            );
        }
        out += "</row>";
    }
    out + "</sheetData></worksheet>"
}

/// The bytes of a workbook.
///
/// # Errors
/// Never in practice: it is written into memory.
pub(super) fn workbook(sheets: &[Sheet], right_to_left: bool) -> Result<Vec<u8>, ZipError> {
    let mut types = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
    );
    let mut book = format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><sheets>");
    let mut links = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    let mut parts = Vec::new();
    for (n, (name, lines, width)) in (1..).zip(sheets) {
        types += &format!(
            "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        book += &format!(
            "<sheet name=\"{}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>",
            sheet_name(name)
        );
        links += &format!(
            "<Relationship Id=\"rId{n}\" Type=\"{RELS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        );
        parts.push((
            format!("xl/worksheets/sheet{n}.xml"),
            rows(lines, *width, right_to_left),
        ));
    }
    let style = parts.len() + 1;
    links += &format!(
        "<Relationship Id=\"rId{style}\" Type=\"{RELS}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let top = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let styles = format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"11\"/></font><font><b/><sz val=\"11\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf/><xf fontId=\"1\" applyFont=\"1\"/><xf applyAlignment=\"1\"><alignment wrapText=\"1\" vertical=\"top\"/></xf></cellXfs></styleSheet>"
    );
    parts.extend([
        ("[Content_Types].xml".to_string(), types + "</Types>"),
        ("_rels/.rels".to_string(), top),
        ("xl/workbook.xml".to_string(), book + "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels".to_string(), links),
        ("xl/styles.xml".to_string(), styles),
    ]);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let text = |t: &str| t.to_string();
        let sheets = [
            (
                text("Incontri"),
                vec![
                    vec![text("Data"), text("Nota <b>&\"")],
                    vec![text("12/03/2027"), text("سباحة")],
                ],
                20,
            ),
            (text("Spiegazione: a/b"), vec![vec![text("x")]], 60),
        ];
        for rtl in [false, true] {
            let bytes = workbook(&sheets, rtl).unwrap();
            let options = records::Options {
                kind: Some(records::Kind::Xlsx),
                ..Default::default()
            };
            let mut reader = records::from_read(Cursor::new(bytes), "x.xlsx", &options).unwrap();
            let record = reader.next().unwrap().unwrap();
            assert_eq!(record.text("Data"), "12/03/2027");
            assert_eq!(record.text("Nota <b>&\""), "سباحة");
            assert!(reader.next().is_none());
            assert_eq!(reader.facts().sheet.as_deref(), Some("Incontri"));
        }
    }
}
