//! When an organisation is asked whether its records are still right.

/// After so many days without a check it is asked; each of them once.
pub const STEPS: [u16; 3] = [90, 180, 365];

/// The reminder that is due when the record that was not checked for longest was not checked for
/// `days`: the largest step that is reached, if none as large has gone out. Steps that were missed are
/// not made up for one by one.
pub fn due(days: i64, asked: Option<u16>) -> Option<u16> {
    let reached = STEPS.into_iter().filter(|s| i64::from(*s) <= days).max()?;
    asked.is_none_or(|a| reached > a).then_some(reached)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_is_asked_once_and_none_twice() {
        assert_eq!(due(89, None), None);
        assert_eq!(due(90, None), Some(90));
        assert_eq!(due(179, Some(90)), None);
        assert_eq!(due(400, None), Some(365));
        assert_eq!(due(400, Some(180)), Some(365));
        assert_eq!(due(4000, Some(365)), None);
    }
}
