//! Ages, prices and timetables as sentences of the reader's language: pure functions over a
//! [`Tr`], which knows the words.

mod age;
mod field;
mod price;
mod span;
mod when;

pub(crate) use age::{ages, year};
pub use field::field;
pub(crate) use price::{PriceLine, price, price_lines};
pub(crate) use when::{Brief, brief, timetable};
