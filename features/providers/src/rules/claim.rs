//! Showing that an organisation is the one of a record: the code sent to the record's own address.

use rand::CryptoRng;
use values::Moment;

use crate::model::{Claim, ClaimState};

/// How long a code works, in days.
pub const CODE_DAYS: i64 = 3;
/// How many wrong codes end a claim.
pub const TRIES: u32 = 5;
/// Letters and digits nobody takes for one another.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A new code: twelve signs, 60 bits, which five tries cannot find.
pub fn code(random: &mut impl CryptoRng) -> String {
    (0..12)
        .map(|_| {
            let mut byte = [0u8; 1];
            random.fill_bytes(&mut byte);
            char::from(SIGNS[usize::from(byte[0] % 32)])
        })
        .collect()
}

/// A code as it is compared: without spaces and hyphens, in capitals.
pub fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| c.to_ascii_uppercase())
        .take(64)
        .collect()
}

/// What becomes of a claim when a code is given. `fits` is the comparison with the keyed hash.
pub fn tried(claim: &Claim, fits: bool, now: Moment) -> ClaimState {
    if claim.state != ClaimState::Open {
        claim.state
    } else if now > claim.expires_at {
        ClaimState::Spent
    } else if fits {
        ClaimState::Proven
    } else if claim.tries + 1 >= TRIES {
        ClaimState::Spent
    } else {
        ClaimState::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Way;
    use rand::SeedableRng;
    use values::Id;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let mut random = rand::rngs::StdRng::seed_from_u64(1);
        let (a, b) = (code(&mut random), code(&mut random));
        assert_ne!(a, b);
        assert_eq!(a.len(), 12);
        let typed = format!(" {}-{} ", a[..6].to_lowercase(), &a[6..]);
        assert_eq!(plain(&typed), a);
    }

    #[test]
    fn a_code_works_within_its_time_and_tries() {
        let claim = |tries| Claim {
            id: Id::named("c", "1"),
            organisation: Id::named("o", "1"),
            record: Id::named("r", "1"),
            way: Way::Mail,
            state: ClaimState::Open,
            tries,
            expires_at: Moment(100),
        };
        assert_eq!(tried(&claim(0), true, Moment(100)), ClaimState::Proven);
        assert_eq!(tried(&claim(0), true, Moment(101)), ClaimState::Spent);
        assert_eq!(tried(&claim(0), false, Moment(1)), ClaimState::Open);
        assert_eq!(
            tried(&claim(TRIES - 1), false, Moment(1)),
            ClaimState::Spent
        );
        let mut over = claim(0);
        over.state = ClaimState::Refused;
        assert_eq!(tried(&over, true, Moment(1)), ClaimState::Refused);
    }
}
