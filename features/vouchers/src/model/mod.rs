//! What exists: funds, terms of calls, vouchers, what is shown at a desk, what is to be paid and how.

mod bank;
mod fund;
mod mending;
mod payment;
mod program;
mod voucher;

pub use bank::*;
pub use fund::*;
pub use mending::*;
pub use payment::*;
pub use program::*;
pub use voucher::*;
