//! Writing rows of text.

/// One row with `;` between the fields and CRLF behind it; quotation marks only where they are needed.
pub(crate) fn row(out: &mut String, fields: impl Iterator<Item = String>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            out.push(';');
        }
        // Blanks at the ends are kept by programs that trim what is not quoted.
        let needs = field.contains([';', '"', '\r', '\n']) || field.trim() != field;
        match needs {
            true => {
                out.push('"');
                out.push_str(&field.replace('"', "\"\""));
                out.push('"');
            }
            false => out.push_str(&field),
        }
    }
    out.push_str("\r\n");
}

/// A text that a spreadsheet does not take for a formula, whoever wrote it: with an apostrophe before
/// what would begin one.
pub(crate) fn harmless(text: &str) -> String {
    let begins = |c: char| "=+-@\t\r\n|%＝＋－＠".contains(c);
    // Some programs look behind blanks and quotation marks, too.
    match text
        .trim_start_matches([' ', '"', '\'', '\u{a0}'])
        .starts_with(begins)
    {
        true => format!("'{text}"),
        false => text.to_string(),
    }
}
