//! Prices in words.

use i18n::{Tr, args};
use values::{Cents, Day, Text};

use super::span;
use crate::model::{CostOption, CostUnit, Service};

/// What a service costs, in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Price {
    /// «gratis», «30 € al mese», «da 5 € a volta»; none when nothing is known.
    pub text: Option<String>,
    /// True when it costs nothing for everybody.
    pub free: bool,
}

/// One line of the price list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PriceLine {
    /// How much it is; none when the price is only described.
    pub cents: Option<Cents>,
    /// The amount and what it pays for; empty when the price is only described.
    pub amount: String,
    /// For whom, as the provider says it.
    pub option: Text,
    /// Up to which income, and until when.
    pub limits: Vec<String>,
}

/// The price in a few words, of what is valid on the day.
pub(crate) fn price(tr: &Tr, service: &Service, today: Day) -> Price {
    let mut known: Vec<(Cents, CostUnit)> = valid(&service.cost_options, today)
        .filter_map(|c| Some((c.amount?, c.unit)))
        .collect();
    known.sort_by_key(|(amount, _)| *amount);
    let (Some(&(low, unit)), Some(&(high, high_unit))) = (known.first(), known.last()) else {
        return Price {
            text: None,
            free: false,
        };
    };
    let text = if high.0 <= 0 {
        tr.t("catalogue-price-free").into_owned()
    } else if low.0 <= 0 {
        let price = per(tr, high, high_unit);
        tr.with("catalogue-price-free-or-up-to", &args!["price" => price])
    } else if (low, unit) == (high, high_unit) {
        per(tr, low, unit)
    } else {
        tr.with(
            "catalogue-price-from",
            &args!["price" => per(tr, low, unit)],
        )
    };
    Price {
        text: Some(text),
        free: high.0 <= 0,
    }
}

/// Every price that is valid on the day or later, as the sheet lists them.
pub(crate) fn price_lines(tr: &Tr, options: &[CostOption], today: Day) -> Vec<PriceLine> {
    options
        .iter()
        .filter(|c| c.valid_to.is_none_or(|to| to >= today))
        .map(|c| {
            let mut limits = Vec::new();
            // The provider's own words for whom it is usually name the limit already.
            if let Some(income) = c.income_up_to.filter(|_| c.option.is_empty()) {
                let args = args!["amount" => tr.money(income)];
                limits.push(tr.with("catalogue-price-income", &args));
            }
            if let Some(from) = c.valid_from.filter(|from| *from > today) {
                limits.push(span::from(tr, from));
            }
            if let Some(to) = c.valid_to {
                limits.push(span::until(tr, to));
            }
            PriceLine {
                cents: c.amount,
                amount: c.amount.map(|a| per(tr, a, c.unit)).unwrap_or_default(),
                option: c.option.clone(),
                limits,
            }
        })
        .collect()
}

fn valid(options: &[CostOption], today: Day) -> impl Iterator<Item = &CostOption> {
    let holds = move |c: &&CostOption| {
        c.valid_from.is_none_or(|from| from <= today) && c.valid_to.is_none_or(|to| to >= today)
    };
    // Between two price lists the old one still says more than nothing.
    let any = options.iter().any(|c| holds(&c));
    options.iter().filter(move |c| !any || holds(c))
}

/// An amount and what it pays for; zero is said as «gratis».
fn per(tr: &Tr, amount: Cents, unit: CostUnit) -> String {
    if amount.0 <= 0 {
        return tr.t("catalogue-price-free").into_owned();
    }
    let key = match unit {
        CostUnit::Once => "catalogue-price-once",
        CostUnit::Session => "catalogue-price-session",
        CostUnit::Day => "catalogue-price-day",
        CostUnit::Week => "catalogue-price-week",
        CostUnit::Month => "catalogue-price-month",
        CostUnit::Year => "catalogue-price-year",
    };
    tr.with(key, &args!["amount" => tr.money(amount)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::tests::tr;
    use values::Id;

    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    fn said(lang: &str, options: Vec<CostOption>) -> (Option<String>, bool) {
        let mut s = Service::new(Id::named("t", "s"), Id::named("t", "o"), Text::default());
        s.cost_options = options;
        let p = price(&tr(lang), &s, day("2026-11-22"));
        (p.text, p.free)
    }

    #[test]
    fn prices_are_said_with_their_unit() {
        let of = |c, u| CostOption::of(Cents(c), u);
        let some = |s: &str, free| (Some(s.to_string()), free);
        assert_eq!(said("it", vec![]), (None, false));
        assert_eq!(
            said("it", vec![of(0, CostUnit::Once)]),
            some("gratis", true)
        );
        assert_eq!(
            said("it", vec![of(3000, CostUnit::Month)]),
            some("30\u{a0}€ al mese", false)
        );
        assert_eq!(
            said(
                "it",
                vec![of(4500, CostUnit::Month), of(500, CostUnit::Session)]
            ),
            some("da 5\u{a0}€ a volta", false)
        );
        assert_eq!(
            said(
                "it",
                vec![of(0, CostUnit::Month), of(4550, CostUnit::Month)]
            ),
            some("gratis o fino a 45,50\u{a0}€ al mese", false)
        );
        assert_eq!(
            said("en", vec![of(3000, CostUnit::Year)]),
            some("€30 a year", false)
        );
    }

    #[test]
    fn a_price_that_is_over_is_not_said_unless_it_is_the_only_one() {
        let mut old = CostOption::of(Cents(1000), CostUnit::Once);
        old.valid_to = Some(day("2026-08-31"));
        let new = CostOption::of(Cents(1200), CostUnit::Once);
        assert_eq!(
            said("it", vec![old.clone(), new]),
            (Some("12\u{a0}€".into()), false)
        );
        assert_eq!(
            said("it", vec![old.clone()]),
            (Some("10\u{a0}€".into()), false)
        );
        let it = tr("it");
        assert!(price_lines(&it, &[old], day("2026-11-22")).is_empty());
    }

    #[test]
    fn the_list_tells_for_whom_and_until_when() {
        let mut c = CostOption::of(Cents(0), CostUnit::Month);
        c.income_up_to = Some(Cents(650_000));
        c.valid_to = Some(day("2027-06-30"));
        let lines = price_lines(&tr("it"), &[c], day("2026-11-22"));
        assert_eq!(lines[0].amount, "gratis");
        assert_eq!(
            lines[0].limits,
            ["con ISEE fino a 6.500\u{a0}€", "fino al 30 giugno 2027"]
        );
    }
}
