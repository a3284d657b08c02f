//! How providers are paid: the clock, what goes into a batch, the hash by which it is sealed.

use jiff::ToSpan;
use sha2::{Digest, Sha256};
use values::{Cents, Day, Id, Moment};

use crate::model::{Item, Line};

/// Days within which a public office pays (D.Lgs. 231/2002, art. 4); then interest is owed.
pub const DUE_DAYS: i64 = 30;

/// Since when a provider waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Days since it was earned.
    pub days: i32,
    /// The last day on which it is paid in time.
    pub due: Day,
    /// That day has passed.
    pub late: bool,
}

/// How long a provider has waited for what it earned at a moment.
pub fn clock(earned: Moment, today: Day, zone: &jiff::tz::TimeZone) -> Clock {
    let day = earned.day(zone);
    let due = day.checked_add(DUE_DAYS.days()).unwrap_or(Day::MAX);
    Clock {
        days: (today - day).get_days(),
        due,
        late: today > due,
    }
}

/// An item that may go into a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payable {
    /// The item.
    pub id: Id,
    /// The item it corrects.
    pub adjusts: Option<Id>,
    /// It corrects what was sent already.
    pub owed: bool,
    /// How much.
    pub amount: Cents,
    /// When.
    pub at: Moment,
    /// Where it stands.
    pub state: Item,
}

/// What goes into one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// Items with their state.
    pub items: Vec<(Id, Item)>,
    /// What was earned.
    pub gross: Cents,
    /// What of it is kept.
    pub netted: Cents,
}

/// Picks what one provider gets from one fund, of what was earned until a moment.
///
/// A correction of what is paid in the same line lowers it; one of what was sent before is netted, the
/// oldest first, as far as there is enough. What came back from the bank is sent again whole, with the
/// corrections that were netted in it: they are not netted twice.
pub fn pick(all: &[Payable], until: Moment) -> Picked {
    let mut picked = Picked::default();
    let take = |picked: &mut Picked, p: &Payable, into_gross: bool| {
        picked.items.push((p.id, p.state));
        match into_gross {
            true => picked.gross.0 += p.amount.0,
            false => picked.netted.0 -= p.amount.0,
        }
    };
    let again = |p: &&Payable| p.state == Item::Returned;
    for p in all.iter().filter(again) {
        take(&mut picked, p, true);
    }
    let fresh = |p: &&Payable| p.state == Item::Accrued;
    let mut originals = std::collections::BTreeSet::new();
    for p in all
        .iter()
        .filter(fresh)
        .filter(|p| p.adjusts.is_none() && p.at <= until)
    {
        originals.insert(p.id);
        take(&mut picked, p, true);
    }
    originals.extend(all.iter().filter(again).map(|p| p.id));
    for p in all.iter().filter(fresh).filter(|p| !p.owed) {
        let its = p.adjusts.is_some_and(|a| originals.contains(&a));
        // One that gives the provider more stands for itself.
        if its || (p.adjusts.is_some() && p.amount.0 > 0 && p.at <= until) {
            take(&mut picked, p, true);
        }
    }
    let mut owed: Vec<&Payable> = all.iter().filter(fresh).filter(|p| p.owed).collect();
    owed.sort_by_key(|p| (p.at, p.id));
    for p in owed {
        if picked.netted.0 - p.amount.0 <= picked.gross.0 {
            take(&mut picked, p, false);
        }
    }
    picked
}

/// SHA-256 over everything that is sealed: the batch, its last day, its lines with accounts, its items.
pub fn seal_hash(batch: Id, until: Day, lines: &[Line], items: &[(Id, Id, Cents)]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(format!("{batch}|{until}\n"));
    let mut lines: Vec<&Line> = lines.iter().collect();
    lines.sort_by_key(|l| l.id);
    for l in lines {
        hasher.update(format!(
            "line|{}|{}|{}|{}|{}|{}|{}|{}\n",
            l.id, l.fund, l.organisation, l.gross.0, l.netted.0, l.amount.0, l.iban, l.holder
        ));
    }
    let mut items: Vec<&(Id, Id, Cents)> = items.iter().collect();
    items.sort();
    for (item, line, amount) in items {
        hasher.update(format!("item|{item}|{line}|{}\n", amount.0));
    }
    hasher.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> Id {
        Id::named("settle", name)
    }

    fn item(name: &str, amount: i64, at: i64) -> Payable {
        Payable {
            id: id(name),
            adjusts: None,
            owed: false,
            amount: Cents(amount),
            at: Moment(at),
            state: Item::Accrued,
        }
    }

    #[test]
    fn the_clock_runs_from_the_day_it_was_earned() {
        let rome = jiff::tz::TimeZone::get("Europe/Rome").unwrap();
        let earned: jiff::Timestamp = "2026-11-01T23:30:00Z".parse().unwrap();
        let at = |today: &str| clock(earned.into(), today.parse().unwrap(), &rome);
        assert_eq!(at("2026-11-02").days, 0);
        assert_eq!(at("2026-12-02").due.to_string(), "2026-12-02");
        assert!(!at("2026-12-02").late && at("2026-12-03").late);
    }

    #[test]
    fn corrections_go_with_what_they_correct() {
        let less = |name: &str, of: &str, amount: i64, owed: bool, at: i64| Payable {
            adjusts: Some(id(of)),
            owed,
            ..item(name, amount, at)
        };
        let all = [
            item("a", 1_000, 1),
            item("later", 700, 9),
            less("a less", "a", -400, false, 8),
            less("later less", "later", -100, false, 9),
            less("old", "paid long ago", -500, true, 2),
            less("too much", "paid long ago 2", -300, true, 3),
        ];
        let picked = pick(&all, Moment(5));
        assert_eq!((picked.gross, picked.netted), (Cents(600), Cents(500)));
        let ids: Vec<Id> = picked.items.iter().map(|(i, _)| *i).collect();
        assert_eq!(ids, [id("a"), id("a less"), id("old")]);
    }

    #[test]
    fn what_came_back_is_not_netted_twice() {
        let mut all = vec![
            item("a", 1_000, 1),
            Payable {
                adjusts: Some(id("x")),
                owed: true,
                ..item("old", -400, 2)
            },
        ];
        assert_eq!(pick(&all, Moment(5)).netted, Cents(400));
        for p in &mut all {
            p.state = Item::Returned;
        }
        let picked = pick(&all, Moment(0));
        assert_eq!((picked.gross, picked.netted), (Cents(600), Cents(0)));
    }

    #[test]
    fn the_hash_sees_every_figure_and_no_order() {
        let line = |n: &str, amount: i64| Line {
            id: id(n),
            batch: id("b"),
            fund: id("f"),
            organisation: id("o"),
            gross: Cents(amount),
            netted: Cents(0),
            amount: Cents(amount),
            iban: "IT60X0542811101000000123456".into(),
            holder: "ASD".into(),
            state: crate::model::LineState::Waiting,
            document: None,
        };
        let day = "2026-11-30".parse().unwrap();
        let (a, b) = (line("1", 5), line("2", 6));
        let items = [(id("i"), id("1"), Cents(5)), (id("j"), id("2"), Cents(6))];
        let hash = seal_hash(id("b"), day, &[a.clone(), b.clone()], &items);
        let turned = [items[1], items[0]];
        assert_eq!(
            hash,
            seal_hash(id("b"), day, &[b.clone(), a.clone()], &turned)
        );
        let mut other = a.clone();
        other.iban = "IT60X0542811101000000123457".into();
        assert_ne!(hash, seal_hash(id("b"), day, &[other, b], &items));
        assert_ne!(hash, seal_hash(id("b"), day, &[a], &items));
    }
}
