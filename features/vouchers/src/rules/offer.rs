//! For what a voucher can be used, and how much of it.

use std::collections::BTreeSet;

use values::{Cents, Day, Id};

use super::{Refused, Why};
use crate::model::{State, Terms, Voucher};

/// What is known of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Who offers it, as the directory of providers knows them; none when only the catalogue knows.
    pub organisation: Option<Id>,
    /// Its themes with everything above them.
    pub themes: BTreeSet<String>,
    /// The districts of its places.
    pub districts: BTreeSet<String>,
    /// The most it costs each time; none when that is not known.
    pub price: Option<Cents>,
    /// It takes nothing for now.
    pub paused: bool,
}

/// Whether a voucher can be spent today, whatever for.
///
/// # Errors
/// Why not.
pub fn usable(voucher: &Voucher, terms: &Terms, today: Day) -> Result<(), Refused> {
    match voucher.state {
        State::Suspended => return Err(Refused::VoucherSuspended),
        State::Ended => {
            return Err(Refused::VoucherEnded {
                on: voucher.ends_on,
            });
        }
        State::Issued | State::Active => {}
    }
    if voucher.ends_on < today {
        return Err(Refused::VoucherEnded {
            on: voucher.ends_on,
        });
    }
    let from = voucher.starts_on.max(terms.spend_from);
    if today < from {
        return Err(Refused::NotYetRedeemable { from });
    }
    Ok(())
}

/// Whether an age in whole years is one for which the terms pay.
pub fn ages_fit(terms: &Terms, age: i32) -> bool {
    terms.min_age.is_none_or(|min| age >= i32::from(min))
        && terms.max_age.is_none_or(|max| age <= i32::from(max))
}

/// Whether the terms pay for an offer on a day. `age` is that of the child on the day, none for a group.
/// An offer that nobody knows is paid only by terms that ask for nothing of it.
///
/// # Errors
/// Why not.
pub fn fits(
    terms: &Terms,
    voucher: &Voucher,
    offer: Option<&Offer>,
    age: Option<i32>,
    on: Day,
) -> Result<(), Refused> {
    let no = |why| Err(Refused::NotValidForOffer { why });
    let picky = !terms.themes.is_empty() || !terms.districts.is_empty();
    match offer {
        None if picky => return no(Why::UnknownOffer),
        None => {}
        Some(offer) if offer.paused => return Err(Refused::OfferPaused),
        Some(offer) => {
            if !terms.themes.is_empty() && terms.themes.is_disjoint(&offer.themes) {
                return no(Why::Theme);
            }
            if !terms.districts.is_empty() && terms.districts.is_disjoint(&offer.districts) {
                return no(Why::District);
            }
        }
    }
    if age.is_some_and(|age| !ages_fit(terms, age)) {
        return no(Why::Age);
    }
    // What is paid begins within the voucher's days. After an extension the terms' own last day does not
    // bind any more.
    if on < voucher.starts_on.max(terms.spend_from) || on > voucher.ends_on {
        return no(Why::Time);
    }
    Ok(())
}

/// How much can be spent on one thing: of what is available, what one payment may take, and what is left
/// of the window (`used`: spent and held within it).
pub fn most(terms: &Terms, available: Cents, used: Cents) -> Cents {
    let each = terms.cap_each.map_or(i64::MAX, |c| c.0);
    let window = terms.cap_window.map_or(i64::MAX, |(c, _)| c.0 - used.0);
    Cents(available.0.min(each).min(window).max(0))
}

/// What a voucher pays of a price, and what the family pays itself.
pub fn after_voucher(price: Cents, most: Cents) -> (Cents, Cents) {
    let pays = Cents(price.0.min(most.0).max(0));
    (pays, Cents(price.0 - pays.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EndedTo, TermsState, Who};
    use proptest::prelude::*;
    use values::{Moment, Text};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn terms() -> Terms {
        Terms {
            id: Id::named("t", "terms"),
            code: "SPORT-26".into(),
            name: Text::new(&"it".parse().unwrap(), "Dote sport"),
            funds: vec![Id::named("t", "fund")],
            themes: ["sport".to_string()].into(),
            districts: BTreeSet::new(),
            min_age: Some(6),
            max_age: Some(14),
            cap_each: Some(Cents(5_000)),
            cap_window: Some((Cents(8_000), 30)),
            spend_from: day("2026-09-01"),
            spend_until: day("2027-06-30"),
            renewal_days: 60,
            ended_to: EndedTo::Unallocated,
            state: TermsState::Approved,
            made_by: Id::named("t", "a"),
            approved_by: Some(Id::named("t", "b")),
        }
    }

    fn voucher() -> Voucher {
        Voucher {
            id: Id::named("t", "v"),
            code: "V".into(),
            terms: terms().id,
            fund: Id::named("t", "fund"),
            who: Who::Child(Id::named("t", "c")),
            holder: Id::named("t", "h"),
            amount: Cents(10_000),
            starts_on: day("2026-10-01"),
            ends_on: day("2027-06-30"),
            window: "2026".into(),
            state: State::Active,
            how: None,
            replaces: None,
            made_at: Moment(0),
        }
    }

    fn offer(theme: &str) -> Offer {
        Offer {
            organisation: None,
            themes: [theme.to_string()].into(),
            districts: ["7".to_string()].into(),
            price: None,
            paused: false,
        }
    }

    #[test]
    fn days_and_states() {
        let (t, mut v) = (terms(), voucher());
        assert_eq!(usable(&v, &t, day("2026-10-01")), Ok(()));
        assert_eq!(usable(&v, &t, day("2027-06-30")), Ok(()));
        let early = Refused::NotYetRedeemable {
            from: day("2026-10-01"),
        };
        assert_eq!(usable(&v, &t, day("2026-09-30")), Err(early));
        let over = Refused::VoucherEnded {
            on: day("2027-06-30"),
        };
        assert_eq!(usable(&v, &t, day("2027-07-01")), Err(over));
        v.state = State::Suspended;
        assert_eq!(
            usable(&v, &t, day("2026-10-01")),
            Err(Refused::VoucherSuspended)
        );
    }

    #[test]
    fn offers_ages_districts() {
        let (mut t, v, on) = (terms(), voucher(), day("2026-12-01"));
        let no = |why| Err(Refused::NotValidForOffer { why });
        assert_eq!(fits(&t, &v, Some(&offer("sport")), Some(6), on), Ok(()));
        assert_eq!(fits(&t, &v, Some(&offer("sport")), Some(14), on), Ok(()));
        assert_eq!(
            fits(&t, &v, Some(&offer("sport")), Some(15), on),
            no(Why::Age)
        );
        assert_eq!(
            fits(&t, &v, Some(&offer("music")), Some(9), on),
            no(Why::Theme)
        );
        assert_eq!(fits(&t, &v, None, Some(9), on), no(Why::UnknownOffer));
        assert_eq!(
            fits(&t, &v, Some(&offer("sport")), Some(9), day("2027-07-01")),
            no(Why::Time)
        );
        let paused = Offer {
            paused: true,
            ..offer("sport")
        };
        assert_eq!(
            fits(&t, &v, Some(&paused), None, on),
            Err(Refused::OfferPaused)
        );
        t.districts = ["4".to_string()].into();
        assert_eq!(
            fits(&t, &v, Some(&offer("sport")), None, on),
            no(Why::District)
        );
        (t.districts, t.themes) = (BTreeSet::new(), BTreeSet::new());
        assert_eq!(fits(&t, &v, None, None, on), Ok(()));
    }

    proptest! {
        #[test]
        fn parts_always_make_the_price(price in 0i64..1_000_000, available in 0i64..1_000_000, used in 0i64..20_000) {
            let can = most(&terms(), Cents(available), Cents(used));
            let (pays, own) = after_voucher(Cents(price), can);
            prop_assert_eq!(pays.0 + own.0, price);
            prop_assert!(pays.0 >= 0 && own.0 >= 0);
            prop_assert!(pays.0 <= available && pays.0 <= 5_000 && (used > 8_000 || pays.0 <= 8_000 - used));
        }
    }
}
