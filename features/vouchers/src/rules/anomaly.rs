//! What looks odd, each time with the figures behind it. A flag stops nothing: a person looks.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use values::{Cents, Id, Moment};

use crate::model::Finding;

/// Seconds within which a second payment of the same voucher at the same provider is asked about.
pub const DOUBLE: i64 = 60;
/// Payments of one operator within a minute that are flagged.
pub const BURST: usize = 12;
/// Payments of one provider that must all be the most before that is odd.
const ALWAYS: usize = 10;
/// Seconds before a session and after it within which it is paid.
const BEFORE: i64 = 2 * 3600;
const AFTER: i64 = 24 * 3600;
/// Seconds after the end of a session in which a roll call is written.
const ROLL: i64 = 7 * 24 * 3600;

/// A payment as it is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The payment.
    pub id: Id,
    /// From which voucher.
    pub voucher: Id,
    /// Who earned it.
    pub organisation: Id,
    /// Whose hands.
    pub operator: String,
    /// How much.
    pub amount: Cents,
    /// The most one payment may take under its terms.
    pub most: Option<Cents>,
    /// When.
    pub at: Moment,
    /// When what was paid begins and ends, where it is known.
    pub session: Option<(Moment, Moment)>,
    /// Whether somebody was marked as there; none when nobody was asked.
    pub roll_call: Option<bool>,
}

/// A finding with its figures.
pub type Found = (Id, Finding, Vec<(String, String)>);

/// True when two payments of a voucher at a provider are so close that it may be the same one.
pub fn is_double(before: Moment, now: Moment) -> bool {
    (0..=DOUBLE * 1_000_000).contains(&(now.0 - before.0))
}

/// Looks through payments in order of time.
pub fn anomalies(all: &[Seen], zone: &TimeZone, now: Moment) -> Vec<Found> {
    let mut found = Vec::new();
    let detail = |pairs: &[(&str, String)]| -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_string(), v.clone()))
            .collect()
    };
    let mut last: BTreeMap<(Id, Id), Moment> = BTreeMap::new();
    let mut hands: BTreeMap<&str, Vec<Moment>> = BTreeMap::new();
    let mut houses: BTreeMap<Id, Vec<&Seen>> = BTreeMap::new();
    for s in all {
        if let Some(before) = last.insert((s.voucher, s.organisation), s.at)
            && is_double(before, s.at)
        {
            let seconds = (s.at.0 - before.0) / 1_000_000;
            found.push((
                s.id,
                Finding::Double,
                detail(&[("seconds", seconds.to_string())]),
            ));
        }
        let mine = hands.entry(s.operator.as_str()).or_default();
        mine.retain(|at| s.at.0 - at.0 < 60_000_000);
        mine.push(s.at);
        if mine.len() == BURST {
            found.push((
                s.id,
                Finding::Burst,
                detail(&[("payments", BURST.to_string())]),
            ));
            mine.clear();
        }
        let hour = s.at.timestamp().to_zoned(zone.clone()).hour();
        if !(6..23).contains(&hour) {
            found.push((s.id, Finding::Night, detail(&[("hour", hour.to_string())])));
        }
        if let Some((begins, ends)) = s.session {
            let early = begins.0 - s.at.0 > BEFORE * 1_000_000;
            let late = s.at.0 - ends.0 > AFTER * 1_000_000;
            if early || late {
                let figures = [("begins", begins.rfc3339()), ("paid", s.at.rfc3339())];
                found.push((s.id, Finding::FarFromSession, detail(&figures)));
            }
            if s.roll_call == Some(false) && now.0 - ends.0 > ROLL * 1_000_000 {
                found.push((
                    s.id,
                    Finding::NoRollCall,
                    detail(&[("ended", ends.rfc3339())]),
                ));
            }
        }
        houses.entry(s.organisation).or_default().push(s);
    }
    for its in houses.values() {
        let always = its.len() >= ALWAYS && its.iter().all(|s| s.most == Some(s.amount));
        if let (true, Some(s)) = (always, its.last()) {
            let figures = [
                ("payments", its.len().to_string()),
                ("amount", s.amount.to_string()),
            ];
            found.push((s.id, Finding::AlwaysMost, detail(&figures)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two in the afternoon in Rome.
    const AT: i64 = 1_795_870_800_000_000;

    fn seen(n: usize, seconds: i64) -> Seen {
        Seen {
            id: Id::named("s", &n.to_string()),
            voucher: Id::named("v", &n.to_string()),
            organisation: Id::named("o", "pool"),
            operator: "olga".into(),
            amount: Cents(1_000),
            most: Some(Cents(5_000)),
            at: Moment(AT).plus_seconds(seconds),
            session: None,
            roll_call: None,
        }
    }

    fn kinds(all: &[Seen]) -> Vec<Finding> {
        let rome = TimeZone::get("Europe/Rome").unwrap();
        let now = Moment(AT).plus_seconds(30 * 86_400);
        anomalies(all, &rome, now)
            .into_iter()
            .map(|(_, f, _)| f)
            .collect()
    }

    #[test]
    fn a_quiet_day_has_no_flags() {
        let day: Vec<Seen> = (0..50).map(|n| seen(n, n as i64 * 120)).collect();
        assert_eq!(kinds(&day), []);
    }

    #[test]
    fn each_oddity_has_its_flag() {
        let mut twice = [seen(1, 0), seen(2, 60)];
        twice[1].voucher = twice[0].voucher;
        assert_eq!(kinds(&twice), [Finding::Double]);
        twice[1].at = Moment(AT).plus_seconds(61);
        assert_eq!(kinds(&twice), []);
        let burst: Vec<Seen> = (0..BURST).map(|n| seen(n, n as i64)).collect();
        assert_eq!(kinds(&burst), [Finding::Burst]);
        assert_eq!(kinds(&[seen(1, 10 * 3600)]), [Finding::Night]);
        let mut most: Vec<Seen> = (0..10).map(|n| seen(n, n as i64 * 120)).collect();
        for s in &mut most {
            s.most = Some(s.amount);
        }
        assert_eq!(kinds(&most), [Finding::AlwaysMost]);
        most[3].amount = Cents(999);
        assert_eq!(kinds(&most), []);
        let mut far = seen(1, 0);
        let begins = far.at.plus_seconds(3 * 3600);
        far.session = Some((begins, begins.plus_seconds(3600)));
        assert_eq!(kinds(&[far.clone()]), [Finding::FarFromSession]);
        far.session = Some((far.at, far.at.plus_seconds(3600)));
        far.roll_call = Some(false);
        assert_eq!(kinds(&[far]), [Finding::NoRollCall]);
    }
}
