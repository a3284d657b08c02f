//! What a reader may pay with besides money of their own: vouchers. The catalogue knows only this; who keeps
//! vouchers implements it ([`Purse`]), and a city without them has none.
//!
//! What is told here is one reader's. It is asked for only when somebody has come in, and what is made for
//! somebody who has come in is never kept for others (ADR 10).

use std::collections::{BTreeSet, HashSet};
use std::pin::Pin;

use values::{Cents, Day, Id, Refusal, Text};
use web::{Failure, Guest};

use crate::View;
use crate::model::Service;
use crate::snapshot::Snapshot;

/// Whether something pays for a service, or why not.
pub type Rule = Box<dyn Fn(Id) -> Result<(), Refusal> + Send + Sync>;

/// One voucher that can be spent today.
pub struct Means {
    /// As addresses name it ([`crate::search::Query::voucher`] is reckoned from it).
    pub id: Id,
    /// Whose it is, as their family calls them.
    pub whose: String,
    /// Its name in the words of the city.
    pub name: Text,
    /// Whole years of the child today; none for a group.
    pub age: Option<u32>,
    /// The most that one payment can take of it now, more than nothing.
    pub most: Cents,
    /// The last day it can be spent.
    pub ends: Day,
    /// Where its reader sees it, without the language.
    pub path: String,
    /// Whether it pays for a service, whatever the price.
    pub pays: Rule,
}

/// What a look becomes.
pub type Looked<T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send>>;

/// Knows what readers may pay with.
pub trait Purse: Send + Sync {
    /// What somebody who has come in may pay with today, in the order of their family.
    fn wallet(&self, guest: &Guest) -> Looked<Vec<Means>>;

    /// The organisations of the catalogue whose providers take vouchers now.
    fn takers(&self) -> Looked<BTreeSet<Id>>;
}

impl Means {
    /// True when a service is for somebody of that age. A group has none.
    pub fn is_for(&self, service: &Service) -> bool {
        self.age.is_none_or(|age| service.ages.admits_year(age))
    }

    /// What a family still pays of a price.
    pub fn own(&self, price: Cents) -> Cents {
        Cents((price.0 - self.most.0).max(0))
    }

    /// True when it pays the whole of a service's lowest known price, as the filter by price understands it.
    /// What is free needs no voucher.
    fn pays_whole(&self, service: &Service) -> bool {
        let price = service.lowest_price().filter(|p| p.0 > 0);
        price.is_some_and(|p| self.own(p) == Cents(0))
            && self.is_for(service)
            && (self.pays)(service.id).is_ok()
    }
}

/// The services that one of the vouchers pays whole, or with none any of them, at providers who take them.
pub fn whole(
    view: &View,
    wallet: &[Means],
    takers: &BTreeSet<Id>,
    which: Option<Id>,
) -> HashSet<Id> {
    let asked = |m: &&Means| which.is_none_or(|id| m.id == id);
    let means: Vec<&Means> = wallet.iter().filter(asked).collect();
    let snapshot = view.snapshot();
    takers
        .iter()
        .flat_map(|o| snapshot.services_of(*o))
        .filter(|held| Snapshot::is_offered(&held.record))
        .filter(|held| means.iter().any(|m| m.pays_whole(&held.record)))
        .map(|held| held.record.id)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ages, CostOption, CostUnit};

    fn means(age: Option<u32>, most: i64) -> Means {
        Means {
            id: Id::named("t", "v"),
            whose: "Amina".into(),
            name: Text::default(),
            age,
            most: Cents(most),
            ends: "2027-06-30".parse().unwrap(),
            path: "/my".into(),
            pays: Box::new(|id| match id == Id::named("t", "s") {
                true => Ok(()),
                false => Err(Refusal::new("no", 409)),
            }),
        }
    }

    fn service(key: &str, prices: &[i64]) -> Service {
        let id = Id::named("t", key);
        let mut s = Service::new(id, Id::named("t", "o"), Text::default());
        s.ages = Ages::years(6, 10);
        let each = |c: &i64| CostOption::of(Cents(*c), CostUnit::Month);
        s.cost_options = prices.iter().map(each).collect();
        s
    }

    #[test]
    fn the_lowest_price_is_paid_whole_or_it_is_not_within() {
        let m = means(Some(8), 3_000);
        assert!(m.pays_whole(&service("s", &[3_000, 27_000])));
        assert!(!m.pays_whole(&service("s", &[3_001])));
        assert!(!m.pays_whole(&service("s", &[])), "nobody knows the price");
        assert!(!m.pays_whole(&service("s", &[0])), "free needs no voucher");
        assert!(!m.pays_whole(&service("other", &[1_000])));
        assert_eq!(m.own(Cents(3_050)), Cents(50));
        assert_eq!(m.own(Cents(10)), Cents(0));
    }

    #[test]
    fn an_offer_is_for_the_age_of_the_child() {
        for (age, wanted) in [(5, false), (6, true), (10, true), (11, false)] {
            let m = means(Some(age), 3_000);
            assert_eq!(m.pays_whole(&service("s", &[1_000])), wanted, "{age}");
        }
        assert!(means(None, 3_000).pays_whole(&service("s", &[1_000])));
    }
}
