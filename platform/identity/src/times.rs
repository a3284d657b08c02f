//! When is a token good?

use values::Moment;

use crate::jose::Object;
use crate::refused::{Refused, What};

/// A moment of a claim, in whole seconds since 1970 (RFC 7519, `NumericDate`).
pub(crate) fn moment(claims: &Object, name: &str) -> Option<Moment> {
    let value = claims.get(name)?;
    let seconds = value
        .as_i64()
        .or_else(|| value.as_f64().map(|f| f as i64))?;
    // Beyond the year 9999 nothing is meant seriously.
    (0..253_402_300_800)
        .contains(&seconds)
        .then(|| Moment(0).plus_seconds(seconds))
}

/// Seconds since 1970.
pub(crate) fn seconds(moment: Moment) -> i64 {
    moment.0.div_euclid(1_000_000)
}

/// Checks `exp`, `iat` and `nbf`; `skew` is how many seconds the clocks may differ. Returns the
/// moment of issue and of expiry.
pub(crate) fn check(
    claims: &Object,
    what: What,
    now: Moment,
    skew: i64,
) -> Result<(Moment, Moment), Refused> {
    let needed = |name: &str| {
        moment(claims, name).ok_or_else(|| Refused::Claim {
            what,
            claim: name.to_string(),
        })
    };
    let (expires, issued) = (needed("exp")?, needed("iat")?);
    if now >= expires.plus_seconds(skew) {
        return Err(Refused::Expired(what));
    }
    let latest = now.plus_seconds(skew);
    if issued > latest || moment(claims, "nbf").is_some_and(|from| from > latest) {
        return Err(Refused::NotYet(what));
    }
    Ok((issued, expires))
}
