//! What is shown at a roll call or a desk: a secret for the camera, a short code for the fingers. Vouchers' codes
//! have the same form, so that desks have one way of reading.

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

/// The lowest bits of a number as so many signs, five bits each, the highest first.
pub fn signs(bits: u128, many: usize) -> String {
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
        assert_eq!((s.secret.len(), s.code.len()), (26, 8));
        assert_eq!(format!("{s:?}"), "Secret(…)");
        let typed = format!(" {}-{} ", s.code[..4].to_lowercase(), &s.code[4..]);
        assert_eq!(read_code(&typed), Some(Shown::Code(s.code.clone())));
        assert_eq!(read_code(&s.secret), Some(Shown::Secret(s.secret.clone())));
        for bad in ["", "ABC", "OOOOOOOO", "11111111", "ABCDEFGH9", "ABCDEFGé"] {
            assert_eq!(read_code(bad), None, "{bad}");
        }
    }
}
