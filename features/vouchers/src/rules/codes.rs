//! What is shown at a desk: a secret for the camera, a short code for the fingers.

use sha2::{Digest, Sha256};
use values::Id;

/// Letters and digits nobody takes for one another; all of them are in a QR code's alphanumeric mode.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Signs of a secret: 26 of 5 bits hold 128.
const SECRET: usize = 26;
/// Signs of the code to type.
const SHORT: usize = 8;

/// A secret and its code, as they are shown once and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// 128 bits, 26 signs.
    pub secret: String,
    /// 40 bits, eight signs.
    pub code: String,
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

fn signs(bits: u128, many: usize) -> String {
    let sign = |at: usize| char::from(SIGNS[((bits >> (at * 5)) & 31) as usize]);
    (0..many).rev().map(sign).collect()
}

impl Secret {
    /// From chance that was drawn outside the transaction.
    pub fn from_chance(secret: [u8; 16], code: [u8; 5]) -> Secret {
        let mut short = [0; 16];
        short[11..].copy_from_slice(&code);
        Secret {
            secret: signs(u128::from_be_bytes(secret), SECRET),
            code: signs(u128::from_be_bytes(short), SHORT),
        }
    }
}

/// What was shown or typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// What a camera reads.
    Secret(String),
    /// What somebody types.
    Code(String),
}

/// Reads what came from the camera (the secret, or an address that ends with it) or from the fingers.
pub fn read_code(text: &str) -> Option<Shown> {
    let last = text.trim().rsplit('/').next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .take(SECRET + 1)
        .collect();
    let good = plain.bytes().all(|b| SIGNS.contains(&b));
    match plain.len() {
        SECRET if good => Some(Shown::Secret(plain)),
        SHORT if good => Some(Shown::Code(plain)),
        _ => None,
    }
}

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
    fn secrets_hold_all_their_chance() {
        let one = Secret::from_chance([0xff; 16], [0xff; 5]);
        assert_eq!((one.secret.len(), one.code.len()), (26, 8));
        // 128 bits in 130: the first sign has three of them.
        assert_eq!(one.secret, format!("H{}", "9".repeat(25)));
        assert_eq!(one.code, "99999999");
        let mut last = [0; 16];
        last[15] = 1;
        assert!(Secret::from_chance(last, [0; 5]).secret.ends_with("AB"));
        assert_eq!(format!("{one:?}"), "Secret(…)");
    }

    #[test]
    fn codes_are_read_as_people_type_and_cameras_see() {
        let s = Secret::from_chance([7; 16], [9; 5]);
        let typed = format!(" {}-{} ", s.code[..4].to_lowercase(), &s.code[4..]);
        assert_eq!(read_code(&typed), Some(Shown::Code(s.code.clone())));
        let seen = format!("HTTPS://VOUCHER.EXAMPLE/V/{}", s.secret);
        assert_eq!(read_code(&seen), Some(Shown::Secret(s.secret.clone())));
        for bad in ["", "ABC", "OOOOOOOO", "11111111", "ABCDEFGH9", "ABCDEFGé"] {
            assert_eq!(read_code(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_follow_from_orders() {
        let number_of = |n: &str| number(Id::named("t", n));
        assert_eq!(number_of("a"), number_of("a"));
        assert_ne!(number_of("a"), number_of("b"));
        assert_eq!(number_of("a").len(), 14);
    }
}
