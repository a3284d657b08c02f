//! What was spent, for the system that awarded the vouchers.

use codes::Iban;
use values::{Cents, Day, Id};

use super::write::slashed;

/// One movement: a payment with a voucher, or its return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The movement.
    pub id: Id,
    /// The day it was made.
    pub day: Day,
    /// Code of the voucher.
    pub voucher: String,
    /// Code of the call.
    pub call: String,
    /// The provider's name.
    pub provider: String,
    /// The provider's *codice fiscale*.
    pub tax_code: String,
    /// The account the provider is paid on; none while it is not known.
    pub iban: Option<Iban>,
    /// The service it was spent for.
    pub service: String,
    /// First day of the service.
    pub service_from: Day,
    /// Last day of the service.
    pub service_to: Day,
    /// How much; negative for a return.
    pub amount: Cents,
}

/// The headings of the list.
const COLUMNS: [&str; 11] = [
    "Movimento",
    "Data",
    "Codice buono",
    "Codice bando",
    "Ente erogatore",
    "Codice fiscale ente",
    "IBAN ente",
    "Servizio",
    "Servizio dal",
    "Servizio al",
    "Importo EUR",
];

/// The list, for an Italian office: `;`, decimal commas, UTF-8 with a byte order mark, a heading, nothing
/// that a spreadsheet takes for a formula (see [`crate::LiquidationCsv`]).
pub fn write_movements(movements: &[Movement]) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    crate::csv::row(&mut text, COLUMNS.iter().map(|c| (*c).to_string()));
    for m in movements {
        let iban = m.iban.as_ref().map(|i| i.as_str().to_string());
        let fields = [
            m.id.to_string(),
            slashed(m.day),
            crate::csv::harmless(&m.voucher),
            crate::csv::harmless(&m.call),
            crate::csv::harmless(&m.provider),
            crate::csv::harmless(&m.tax_code),
            iban.unwrap_or_default(),
            crate::csv::harmless(&m.service),
            slashed(m.service_from),
            slashed(m.service_to),
            // The minus sign of a return stays: before digits alone it is a number.
            m.amount.to_string().replace('.', ","),
        ];
        crate::csv::row(&mut text, fields.into_iter());
    }
    text.into_bytes()
}
