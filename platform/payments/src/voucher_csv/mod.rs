//! Lists of vouchers that another system of the city awarded, as its procedure hands them over, and the
//! list of movements that goes back.
//!
//! No heading, `;` between the fields, one voucher a line, exactly twelve fields ([`Column`]). A list is
//! read in two phases: [`read_vouchers`] gives every row or every defect, and only rows are imported;
//! with one defect nothing is. What the procedure does not say is decided here:
//!
//! - UTF-8 with or without a byte order mark, else Windows-1252, as spreadsheets save it;
//! - fields may be quoted, but hold no line break: a lost quotation mark is found in its own line, and
//!   does not swallow the rest;
//! - days as `31/12/2026` or `2026-12-31`; amounts as `150`, `150,5` or `150.50`, without signs for
//!   thousands, which in one country are the decimal signs of another;
//! - e-mail and mobile may be empty, since a family may have neither; type and code of the minor are
//!   both there or neither;
//! - a voucher's code may stand in a list once, whatever its capitals: people type it.

mod defect;
mod movements;
mod read;
mod write;

use codes::FiscalCode;
use values::{Cents, Day};

pub use defect::{Defect, What};
pub use movements::{Movement, write_movements};
pub use read::{MOST_BYTES, MOST_ROWS, read_vouchers};
pub use write::write_vouchers;

/// Most that one voucher may be worth: ten million euros, the ledger's cap on an amount.
pub const MOST_AMOUNT: Cents = Cents(1_000_000_000);

/// Longest code or text, in letters.
pub const LONGEST: usize = 255;

/// The twelve fields, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(
    missing_docs,
    reason = "as the fields of VoucherRow, which are documented"
)]
pub enum Column {
    Voucher,
    Call,
    ValidFrom,
    ValidTo,
    Name,
    Surname,
    Holder,
    MinorType,
    Minor,
    Amount,
    Email,
    Mobile,
}

impl Column {
    /// All of them.
    pub const ALL: [Column; 12] = [
        Column::Voucher,
        Column::Call,
        Column::ValidFrom,
        Column::ValidTo,
        Column::Name,
        Column::Surname,
        Column::Holder,
        Column::MinorType,
        Column::Minor,
        Column::Amount,
        Column::Email,
        Column::Mobile,
    ];

    /// Its place, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// As messages and fields call it.
    pub fn word(self) -> &'static str {
        match self {
            Column::Voucher => "voucher",
            Column::Call => "call",
            Column::ValidFrom => "valid-from",
            Column::ValidTo => "valid-to",
            Column::Name => "name",
            Column::Surname => "surname",
            Column::Holder => "holder",
            Column::MinorType => "minor-type",
            Column::Minor => "minor",
            Column::Amount => "amount",
            Column::Email => "email",
            Column::Mobile => "mobile",
        }
    }
}

/// One voucher, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoucherRow {
    /// The line it stands in, from 1.
    pub line: usize,
    /// Code of the voucher, 1 to 255 letters.
    pub voucher: String,
    /// Code of the call it was awarded by, 1 to 255 letters.
    pub call: String,
    /// First day it can be spent.
    pub valid_from: Day,
    /// Last day.
    pub valid_to: Day,
    /// First name of who holds it.
    pub name: String,
    /// Surname.
    pub surname: String,
    /// *Codice fiscale* of who holds it; of 16 characters, perhaps with letters for digits, or 11 digits.
    pub holder: FiscalCode,
    /// The minor it is for, when it names one.
    pub minor: Option<Minor>,
    /// What it is worth; more than nothing.
    pub amount: Cents,
    /// E-mail of who holds it.
    pub email: Option<String>,
    /// Mobile number, digits alone or after a plus sign.
    pub mobile: Option<String>,
}

/// The minor a voucher is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minor {
    /// The type of data, as the list calls it.
    pub kind: String,
    /// *Codice fiscale*.
    pub code: FiscalCode,
}
