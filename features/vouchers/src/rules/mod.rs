//! What is right. Pure: everything that is asked of the database comes in, everything that is decided
//! goes out.

mod anomaly;
mod codes;
mod offer;
mod programs;
mod refused;
mod settle;
mod time;

pub use anomaly::{BURST, DOUBLE, Found, Seen, anomalies, is_double};
pub use codes::{Secret, Shown, number, read_code};
pub use offer::{Offer, after_voucher, ages_fit, fits, most, usable};
pub use programs::{KEY_DAYS, KEY_NAME, whole, wrong_key};
pub use refused::{Refused, Why};
pub use settle::{Clock, DUE_DAYS, Payable, Picked, clock, pick, seal_hash};
pub use time::{UNDO, ends_at, reminder, renewed};

/// Wrong codes of one operator within [`MISS_SPAN`] after which no more are tried.
pub const MISSES: u32 = 10;
/// The span in which wrong codes are counted, seconds.
pub const MISS_SPAN: i64 = 15 * 60;
/// Wrong PINs after which a printed code is taken back.
pub const PIN_MISSES: u32 = 5;
/// How long a code on the phone's screen is good, seconds.
pub const SHOW: i64 = 10 * 60;
/// Days before the end at which families are reminded.
pub const REMINDERS: [u16; 3] = [90, 30, 7];
/// Most vouchers given in one order.
pub const CHUNK: usize = 500;
/// Longest reason or document, in characters.
pub const WORDS: usize = 500;

/// A reason or the number of a document, tidied.
///
/// # Errors
/// The refusal that is handed in, when nothing is there or more than [`WORDS`].
pub fn words(text: &str, missing: Refused) -> Result<String, Refused> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.is_empty() || text.chars().count() > WORDS {
        true => Err(missing),
        false => Ok(text),
    }
}
