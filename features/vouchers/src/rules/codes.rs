//! What is shown at a desk has the form of bookings' codes; receipts have numbers.

use bookings::codes::signs;
pub use bookings::codes::{Secret, Shown, read_code};
use sha2::{Digest, Sha256};
use values::Id;

/// The number of a receipt, from the order's identifier: 60 bits in groups of four, so that no counter is
/// touched by everybody who redeems.
pub fn number(order: Id) -> String {
    let hash = Sha256::digest(order.to_string().as_bytes());
    let mut bits = [0; 16];
    bits[8..].copy_from_slice(&hash[..8]);
    let all = signs(u128::from_be_bytes(bits), 12);
    format!("{}-{}-{}", &all[..4], &all[4..8], &all[8..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_from_orders() {
        let number_of = |n: &str| number(Id::named("t", n));
        assert_eq!(number_of("a"), number_of("a"));
        assert_ne!(number_of("a"), number_of("b"));
        assert_eq!(number_of("a").len(), 14);
    }
}
