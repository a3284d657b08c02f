//! Random orders, illegal ones too, against a model that knows nothing of accounts and sides.

use std::collections::BTreeMap;

use ledger::model::Transfer;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use testing::TestDb;

use super::*;

/// One thing somebody asks for.
#[derive(Clone, Debug)]
enum Ask {
    Grant(i64),
    Award(usize, i64),
    Hold(usize, usize, i64, i64),
    Post(usize, i64),
    Void(usize),
    Expire(usize),
    Spend(usize, usize, i64),
    Refund(usize, usize, i64),
    Lapse(usize, i64),
    Settle(usize, i64),
    Confirm(i64),
    Wait(i64),
    /// The order before, once more.
    Again,
}

const FAMILIES: [&str; 2] = ["anna", "bilal"];
const PROVIDERS: [&str; 2] = ["pool", "choir"];

fn asks() -> impl Strategy<Value = Vec<Ask>> {
    let amount =
        prop_oneof![4 => 1i64..4_000, 1 => Just(0), 1 => Just(-7), 1 => 90_000i64..200_000];
    let who = 0usize..2;
    prop::collection::vec(
        prop_oneof![
            amount.clone().prop_map(Ask::Grant),
            (who.clone(), amount.clone()).prop_map(|(f, a)| Ask::Award(f, a)),
            (who.clone(), who.clone(), amount.clone(), 0i64..20)
                .prop_map(|(f, p, a, d)| Ask::Hold(f, p, a, d)),
            (0usize..6, amount.clone()).prop_map(|(h, a)| Ask::Post(h, a)),
            (0usize..6).prop_map(Ask::Void),
            (0usize..6).prop_map(Ask::Expire),
            (who.clone(), who.clone(), amount.clone()).prop_map(|(f, p, a)| Ask::Spend(f, p, a)),
            (who.clone(), who.clone(), amount.clone()).prop_map(|(f, p, a)| Ask::Refund(f, p, a)),
            (who.clone(), amount.clone()).prop_map(|(f, a)| Ask::Lapse(f, a)),
            (who.clone(), amount.clone()).prop_map(|(p, a)| Ask::Settle(p, a)),
            amount.prop_map(Ask::Confirm),
            (1i64..9).prop_map(Ask::Wait),
            Just(Ask::Again),
        ],
        5..40,
    )
}

/// The model: purses with what is in them, and promises. Sixty lines, no ledger.
#[derive(Clone, Debug, Default)]
struct Purses {
    now: i64,
    city: i64,
    family: [i64; 2],
    provider: [i64; 2],
    bank: i64,
    paid: i64,
    /// Family, provider, amount, last day; none when it was resolved.
    promises: Vec<Option<(usize, usize, i64, i64)>>,
}

impl Purses {
    fn promised(&self, family: usize) -> i64 {
        self.promises
            .iter()
            .flatten()
            .filter(|p| p.0 == family)
            .map(|p| p.2)
            .sum()
    }

    fn free(&self, family: usize) -> i64 {
        self.family[family] - self.promised(family)
    }

    /// True when it may be done; then it was done.
    fn allow(&mut self, ask: &Ask) -> bool {
        const END: i64 = 30;
        let fine = |a: i64| (1..=ledger::model::MOST).contains(&a);
        match *ask {
            Ask::Grant(a) if fine(a) => self.city += a,
            Ask::Award(f, a) if fine(a) && a <= self.city => {
                self.city -= a;
                self.family[f] += a;
            }
            Ask::Hold(f, p, a, days) if fine(a) && a <= self.free(f) && self.now <= END => {
                self.promises.push(Some((f, p, a, self.now + days)));
            }
            Ask::Post(h, a) => match self.promises.get(h).copied().flatten() {
                Some((f, p, held, until)) if fine(a) && a <= held && self.now <= until => {
                    self.promises[h] = None;
                    self.family[f] -= a;
                    self.provider[p] += a;
                }
                _ => return false,
            },
            Ask::Void(h) if self.promises.get(h).copied().flatten().is_some() => {
                self.promises[h] = None
            }
            Ask::Expire(h) => match self.promises.get(h).copied().flatten() {
                Some((.., until)) if until < self.now => self.promises[h] = None,
                _ => return false,
            },
            Ask::Spend(f, p, a) if fine(a) && a <= self.free(f) && self.now <= END => {
                self.family[f] -= a;
                self.provider[p] += a;
            }
            Ask::Refund(f, p, a) if fine(a) && a <= self.provider[p] => {
                self.provider[p] -= a;
                self.family[f] += a;
            }
            Ask::Lapse(f, a) if fine(a) && a <= self.free(f) => {
                self.family[f] -= a;
                self.city += a;
            }
            Ask::Settle(p, a) if fine(a) && a <= self.provider[p] => {
                self.provider[p] -= a;
                self.bank += a;
            }
            Ask::Confirm(a) if fine(a) && a <= self.bank => {
                self.bank -= a;
                self.paid += a;
            }
            _ => return false,
        }
        true
    }
}

fn to_order(n: usize, ask: &Ask, now: i64, holds: &[Id]) -> Option<Order> {
    let moment = |day: i64| NOW.plus_seconds(day * DAY);
    let hold = |h: usize| holds.get(h).copied().unwrap_or_else(|| id("none"));
    let (act, line) = match *ask {
        Ask::Grant(a) => (
            Act::Grant,
            moved((Kind::Appropriation, ""), (Kind::Unallocated, ""), a),
        ),
        Ask::Award(f, a) => (
            Act::Award,
            moved((Kind::Unallocated, ""), (Kind::Voucher, FAMILIES[f]), a),
        ),
        Ask::Hold(f, p, amount, days) => (
            Act::Reserve,
            Line::Hold {
                debit: at(Kind::Voucher, FAMILIES[f]),
                credit: at(Kind::Payable, PROVIDERS[p]),
                amount,
                until: moment(now + days),
                subject: "b".into(),
            },
        ),
        Ask::Post(h, amount) => (
            Act::Redeem,
            Line::Post {
                hold: hold(h),
                amount,
            },
        ),
        Ask::Void(h) => (Act::Release, Line::Void { hold: hold(h) }),
        Ask::Expire(h) => (Act::Expire, Line::Expire { hold: hold(h) }),
        Ask::Spend(f, p, a) => (
            Act::Redeem,
            moved(
                (Kind::Voucher, FAMILIES[f]),
                (Kind::Payable, PROVIDERS[p]),
                a,
            ),
        ),
        Ask::Refund(f, p, a) => (
            Act::Refund,
            moved(
                (Kind::Payable, PROVIDERS[p]),
                (Kind::Voucher, FAMILIES[f]),
                a,
            ),
        ),
        Ask::Lapse(f, a) => (
            Act::Lapse,
            moved((Kind::Voucher, FAMILIES[f]), (Kind::Unallocated, ""), a),
        ),
        Ask::Settle(p, a) => (
            Act::Settle,
            moved((Kind::Payable, PROVIDERS[p]), (Kind::InPayment, "batch"), a),
        ),
        Ask::Confirm(a) => (
            Act::Confirm,
            moved((Kind::InPayment, "batch"), (Kind::Paid, ""), a),
        ),
        Ask::Wait(_) | Ask::Again => return None,
    };
    Some(order(&format!("ask {n}"), act, vec![line]))
}

async fn run(db: &TestDb, asks: &[Ask]) -> testing::Outcome {
    world(db).await?;
    let mut purses = Purses::default();
    let mut holds = Vec::new();
    let mut before: Option<(Order, Outcome)> = None;
    for (n, one) in asks.iter().enumerate() {
        if let Ask::Wait(days) = one {
            purses.now += days;
            continue;
        }
        let now = NOW.plus_seconds(purses.now * DAY);
        if let (Ask::Again, Some((order, outcome))) = (one, &before) {
            assert_eq!(ask(db, order.clone(), now).await?, *outcome);
            continue;
        }
        let Some(order) = to_order(n, one, purses.now, &holds) else {
            continue;
        };
        let outcome = ask(db, order.clone(), now).await?;
        let allowed = purses.allow(one);
        assert_eq!(
            matches!(outcome, Outcome::Done(_)),
            allowed,
            "{one:?}: {outcome:?} in {purses:?}"
        );
        if allowed && matches!(one, Ask::Hold(..)) {
            holds.push(Transfer::id_of(order.id, 0));
        }
        before = Some((order, outcome));
    }
    let mut balances = BTreeMap::new();
    for (kind, owner) in WORLD {
        balances.insert((kind, owner), see(db, kind, owner).await?);
    }
    let balance = |kind, owner| balances[&(kind, owner)].balance();
    for i in 0..2 {
        assert_eq!(balance(Kind::Voucher, FAMILIES[i]), purses.family[i]);
        assert_eq!(
            balances[&(Kind::Voucher, FAMILIES[i])].held(),
            purses.promised(i)
        );
        assert_eq!(balance(Kind::Payable, PROVIDERS[i]), purses.provider[i]);
    }
    assert_eq!(balance(Kind::Unallocated, ""), purses.city);
    assert_eq!(
        (balance(Kind::InPayment, "batch"), balance(Kind::Paid, "")),
        (purses.bank, purses.paid)
    );
    sound(db).await
}

fn random_orders(cases: u32, fresh: impl AsyncFn() -> Option<TestDb>) -> testing::Outcome {
    let mut runner = TestRunner::new(Config {
        cases,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..Config::default()
    });
    let tried = runner.run(&asks(), |asks| {
        let one = testing::run(async {
            match fresh().await {
                Some(db) => run(&db, &asks).await,
                None => Ok(()),
            }
        });
        one.map_err(|e| TestCaseError::fail(e.to_string()))
    });
    tried.map_err(|e| e.to_string().into())
}

#[test]
fn random_orders_do_as_the_model_does_sqlite() -> testing::Outcome {
    random_orders(48, async || Some(testing::sqlite().await))
}

#[test]
fn random_orders_do_as_the_model_does_postgres() -> testing::Outcome {
    random_orders(16, async || testing::postgres().await)
}
