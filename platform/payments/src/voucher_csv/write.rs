//! Writing a list, as it is read.

use super::VoucherRow;

/// A list in UTF-8, with days as `31/12/2026` and amounts as `150,50`. Cells are not made harmless for
/// spreadsheets: whoever reads the list must find the codes as they are.
pub fn write_vouchers(rows: &[VoucherRow]) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        let (kind, minor) = match &row.minor {
            Some(minor) => (minor.kind.clone(), minor.code.as_str().to_string()),
            None => (String::new(), String::new()),
        };
        let fields = [
            row.voucher.clone(),
            row.call.clone(),
            slashed(row.valid_from),
            slashed(row.valid_to),
            row.name.clone(),
            row.surname.clone(),
            row.holder.as_str().to_string(),
            kind,
            minor,
            row.amount.to_string().replace('.', ","),
            row.email.clone().unwrap_or_default(),
            row.mobile.clone().unwrap_or_default(),
        ];
        crate::csv::row(&mut text, fields.into_iter());
    }
    text.into_bytes()
}

pub(super) fn slashed(day: values::Day) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}
