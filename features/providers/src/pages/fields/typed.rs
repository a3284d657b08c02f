//! What a form shows and sends: names and values, a name perhaps more than once.

use values::Day;

/// What was typed, or is to be typed over, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pages) struct Typed(Vec<(String, String)>);

impl Typed {
    /// The first value of a name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v)
    }

    /// Every value of a name.
    pub fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> + 't {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    pub fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Every name that begins so.
    pub fn starting<'t>(&'t self, start: &'t str) -> impl Iterator<Item = &'t str> + 't {
        self.0
            .iter()
            .map(|(n, _)| n.as_str())
            .filter(move |n| n.starts_with(start))
    }

    /// Whether both say the same under these names.
    pub fn same(&self, other: &Typed, names: &[&str]) -> bool {
        names.iter().all(|n| self.all(n).eq(other.all(n)))
    }

    /// What was sent, over what was shown: what a form does not have stays as it is. Boxes of which
    /// none is ticked send nothing; the form says by `with-<name>` that they were there.
    pub fn sent(shown: &Typed, sent: &[(String, String)]) -> Typed {
        let mut all: Vec<(String, String)> = sent
            .iter()
            .map(|(n, v)| (n.clone(), v.trim().replace("\r\n", "\n")))
            .collect();
        let there = |name: &str| sent.iter().any(|(n, _)| n == name);
        for (name, value) in &shown.0 {
            if !there(name) && !there(&format!("with-{name}")) {
                all.push((name.clone(), value.clone()));
            }
        }
        Typed(all)
    }

    /// How many rows of a list there are: names `<list>-<number>-row`.
    pub fn rows(&self, list: &str) -> usize {
        let start = format!("{list}-");
        self.starting(&start)
            .filter_map(|n| n[start.len()..].strip_suffix("-row")?.parse::<usize>().ok())
            .filter(|n| *n < MOST_ROWS)
            .map(|n| n + 1)
            .max()
            .unwrap_or(0)
    }
}

/// More rows than this nobody types.
pub(super) const MOST_ROWS: usize = 60;

/// An amount as people type it: `12`, `12,5`, `12.50`. In cents.
pub(super) fn cents(typed: &str) -> Option<i64> {
    let (whole, rest) = typed.split_once([',', '.']).unwrap_or((typed, ""));
    let digits = |t: &str| t.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + rest)
}

/// An amount as it is shown to be typed over.
pub(super) fn amount(cents: i64) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{},{:02}", cents / 100, rest.abs()),
    }
}

/// A day, or nothing.
pub(super) fn day(typed: &str) -> Result<Option<Day>, ()> {
    match typed {
        "" => Ok(None),
        words => words.parse().map(Some).map_err(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, cents_) in [("0", 0), ("12", 1200), ("12,5", 1250), ("12.50", 1250)] {
            assert_eq!(cents(typed), Some(cents_), "{typed}");
        }
        for bad in ["", "a", "-1", "1.234", "12345678", "1,2,3"] {
            assert_eq!(cents(bad), None, "{bad}");
        }
        for whole in [0, 1200, 1250, 5] {
            assert_eq!(cents(&amount(whole)), Some(whole));
        }
    }

    #[test]
    fn what_was_not_in_the_form_stays() {
        let mut shown = Typed::default();
        shown.put("name", "Nuoto");
        shown.put("themes", "sport");
        shown.put("themes", "water");
        let pair = |n: &str, v: &str| (n.to_string(), v.to_string());
        let none = Typed::sent(&shown, &[pair("name", " Vela ")]);
        assert_eq!(none.get("name"), "Vela");
        assert_eq!(none.all("themes").count(), 2);
        let unticked = Typed::sent(&shown, &[pair("with-themes", "yes")]);
        assert_eq!(unticked.all("themes").count(), 0);
        let rows = [
            pair("price-0-row", ""),
            pair("price-3-row", ""),
            pair("price-999-row", ""),
        ];
        assert_eq!(Typed::sent(&shown, &rows).rows("price"), 4);
    }
}
