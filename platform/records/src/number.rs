//! Numbers written by people.

/// Which sign stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimal {
    /// `1.234,5`
    Comma,
    /// `1,234.5`
    Point,
}

/// Reads a number with the given decimal sign; the other one and spaces may group thousands, in
/// groups of three. None when it is no number.
pub fn parse(text: &str, decimal: Decimal) -> Option<f64> {
    let t = text.trim();
    let (point, group) = match decimal {
        Decimal::Comma => (',', '.'),
        Decimal::Point => ('.', ','),
    };
    let unsigned = t.strip_prefix(['-', '+']).unwrap_or(t);
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(i) => unsigned.split_at(i),
        None => (unsigned, ""),
    };
    let (whole, fraction) = mantissa.split_once(point).unwrap_or((mantissa, ""));
    if !fraction.chars().all(|c| c.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let groups: Vec<&str> = whole
        .split([group, '\'', '\u{a0}', '\u{202f}', ' '])
        .collect();
    let digits = |g: &&str| g.chars().all(|c| c.is_ascii_digit());
    if !groups.iter().all(digits)
        || groups.iter().skip(1).any(|g| g.len() != 3)
        || (groups.len() > 1 && !(1..=3).contains(&groups[0].len()))
    {
        return None;
    }
    let mut plain = String::with_capacity(t.len() + 1);
    if t.starts_with('-') {
        plain.push('-');
    }
    plain.push('0');
    plain.extend(groups);
    plain.push('.');
    plain.push('0');
    if !fraction.is_empty() {
        plain.truncate(plain.len() - 1);
        plain.push_str(fraction);
    }
    plain.push_str(exponent);
    plain.parse::<f64>().ok().filter(|n| n.is_finite())
}

/// The decimal sign of a column, from its values: the sign that is followed by another number of
/// digits than three, or stands last where both occur. None when no value tells (whole numbers, or
/// only values like `1.234` that may be either).
pub fn decimal_sign<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<Decimal> {
    let (mut comma, mut point) = (0usize, 0usize);
    for value in values {
        let v = value.trim();
        if v.is_empty()
            || !v
                .chars()
                .all(|c| c.is_ascii_digit() || " .,-+'".contains(c))
        {
            continue;
        }
        let Some(last) = v.rfind(['.', ',']) else {
            continue;
        };
        let sign = v.as_bytes()[last];
        let both = v.contains('.') && v.contains(',');
        let once = v.bytes().filter(|b| *b == sign).count() == 1;
        let decimals = v.len() - last - 1;
        if once && (both || decimals != 3) {
            if sign == b',' {
                comma += 1;
            } else {
                point += 1;
            }
        }
    }
    match comma.cmp(&point) {
        std::cmp::Ordering::Greater => Some(Decimal::Comma),
        std::cmp::Ordering::Less => Some(Decimal::Point),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_both_conventions() {
        assert_eq!(parse("2431560,11", Decimal::Comma), Some(2_431_560.11));
        assert_eq!(parse("1.234.567,5", Decimal::Comma), Some(1_234_567.5));
        assert_eq!(parse("1,234.5", Decimal::Point), Some(1234.5));
        assert_eq!(
            parse("45.45614279999999", Decimal::Point),
            Some(45.45614279999999)
        );
        assert_eq!(parse("-,5", Decimal::Comma), Some(-0.5));
        assert_eq!(parse("9,2e1", Decimal::Comma), Some(92.0));
        for wrong in [
            "", "-", ",", "N.D.", "1,2,3", "12.34", "1e999", "NaN", "inf", "1 2", "--1",
        ] {
            assert_eq!(parse(wrong, Decimal::Comma), None, "{wrong}");
        }
    }

    #[test]
    fn a_column_tells_its_decimal_sign() {
        assert_eq!(
            decimal_sign(["9,1076737", "45,4561428"]),
            Some(Decimal::Comma)
        );
        assert_eq!(decimal_sign(["9.1", "8", "N.D."]), Some(Decimal::Point));
        assert_eq!(decimal_sign(["1.234,50", "7"]), Some(Decimal::Comma));
        assert_eq!(decimal_sign(["1.234", "5.678", "12"]), None);
    }
}
