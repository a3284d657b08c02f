//! The liquidation list: what an Italian office takes into its accounting, to make the orders its
//! treasurer pays (OPI, SIOPE+). Its headings are those of the act, in Italian wherever the reader is.

use super::{ExportError, PayoutExport, file_name};
use crate::{Batch, Line};

/// The list as text.
///
/// Semicolons, decimal commas, CRLF, and UTF-8 with a byte order mark: an office opens it with two
/// clicks in Excel set to Italian, which takes the semicolon for the separator, the comma for the decimal
/// sign, and without the mark would show `SocietÃ`. Programs skip the mark (RFC 3629 allows it).
/// Excel takes codes of eleven digits for numbers; who works on in a spreadsheet takes the ODS list.
#[derive(Clone, Copy, Debug, Default)]
pub struct LiquidationCsv;

/// The columns of both lists.
pub const COLUMNS: [&str; 12] = [
    "Lotto",
    "Riga",
    "Pagamento",
    "Beneficiario",
    "Codice fiscale",
    "IBAN",
    "Importo EUR",
    "Causale",
    "Documenti",
    "CUP",
    "CIG",
    "Capitolo",
];

/// Which of [`COLUMNS`] is the amount.
pub(super) const AMOUNT: usize = 6;

/// The texts of a row, of which that of the amount is `12.50`.
pub(super) fn cells(batch: &Batch, at: usize, line: &Line) -> [String; 12] {
    let known = |code: &Option<String>| code.clone().unwrap_or_default();
    [
        batch.message_id(),
        (at + 1).to_string(),
        line.end_to_end(),
        line.name.original().to_string(),
        line.tax_code.clone(),
        line.iban.as_str().to_string(),
        line.amount.to_string(),
        line.remittance.original().to_string(),
        line.documents.join(", "),
        known(&line.cup),
        known(&line.cig),
        known(&line.capitolo),
    ]
}

impl PayoutExport for LiquidationCsv {
    fn name(&self) -> &'static str {
        "liquidation-csv"
    }

    fn media_type(&self) -> &'static str {
        "text/csv; charset=utf-8"
    }

    fn file_name(&self, batch: &Batch) -> String {
        file_name("liquidazione", batch, "csv")
    }

    fn write(&self, batch: &Batch) -> Result<Vec<u8>, ExportError> {
        let mut text = String::from('\u{feff}');
        crate::csv::row(&mut text, COLUMNS.iter().map(|c| (*c).to_string()));
        for (at, line) in batch.lines().iter().enumerate() {
            let mut cells = cells(batch, at, line);
            for (column, cell) in cells.iter_mut().enumerate() {
                *cell = match column {
                    AMOUNT => cell.replace('.', ","),
                    _ => crate::csv::harmless(cell),
                };
            }
            crate::csv::row(&mut text, cells.into_iter());
        }
        Ok(text.into_bytes())
    }
}
