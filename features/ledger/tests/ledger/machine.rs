//! A model check of the hold machine: every order of a few steps, at every moment, from the same
//! beginning. Small worlds show what big ones hide.

use std::collections::BTreeSet;

use ledger::model::{Hold, Refused, Transfer};
use ledger::rules::{State, decide};

use super::*;

/// One step of the little world: an hour passes, or somebody asks.
#[derive(Clone, Copy, Debug)]
enum Step {
    Hour,
    Hold,
    Post(i64),
    Void,
    Expire,
    Spend,
    Lapse,
}

const STEPS: [Step; 8] = [
    Step::Hour,
    Step::Hold,
    Step::Post(2),
    Step::Post(3),
    Step::Void,
    Step::Expire,
    Step::Spend,
    Step::Lapse,
];
/// How many steps in a row are tried.
const DEEP: usize = 6;

#[derive(Clone)]
struct World {
    state: State,
    now: i64,
    asked: u32,
    /// Holds made, posts that went through and what they posted.
    holds: Vec<Id>,
    posted: BTreeSet<Id>,
}

fn empty(kind: Kind, owner: &str, ends_at: Option<Moment>) -> Account {
    let (debit, credit) = (0, if kind == Kind::Voucher { 5 } else { 0 });
    Account {
        id: at(kind, owner),
        fund: fund().id,
        kind,
        owner: owner.into(),
        debit,
        credit,
        debit_held: 0,
        credit_held: 0,
        moves: 0,
        ends_at,
    }
}

impl World {
    fn new() -> World {
        let accounts = [
            empty(Kind::Voucher, "anna", Some(Moment(2))),
            empty(Kind::Payable, "pool", None),
            empty(Kind::Unallocated, "", None),
        ];
        World {
            state: State {
                accounts: accounts.into_iter().map(|a| (a.id, a)).collect(),
                holds: Default::default(),
            },
            now: 0,
            asked: 0,
            holds: Vec::new(),
            posted: BTreeSet::new(),
        }
    }

    fn ask(&mut self, act: Act, line: Line) {
        self.asked += 1;
        let asked = order(&format!("step {}", self.asked), act, vec![line.clone()]);
        let before = self.state.clone();
        match decide(&asked, self.state.clone(), Moment(self.now)) {
            Ok(decision) => {
                let t = &decision.transfers[0];
                self.enter(t);
                self.right(&line, &before, t);
            }
            Err(why) => self.deserved(&line, &why),
        }
    }

    /// Enters a transfer as the database does.
    fn enter(&mut self, t: &Transfer) {
        let debit = self.state.accounts.get_mut(&t.debit.0).expect("debited");
        debit.debit += t.posted;
        debit.debit_held += t.pending;
        debit.moves += 1;
        assert_eq!(debit.moves, t.debit.1);
        let credit = self.state.accounts.get_mut(&t.credit.0).expect("credited");
        credit.credit += t.posted;
        credit.credit_held += t.pending;
        credit.moves += 1;
        assert_eq!(credit.moves, t.credit.1);
        match t.hold {
            Some(id) => {
                let hold = self.state.holds.get_mut(&id).expect("the hold");
                assert_eq!(hold.resolved, None, "resolved once");
                hold.resolved = Some((t.op, Moment(self.now)));
                if t.posted > 0 {
                    assert!(self.posted.insert(id), "posted once");
                }
            }
            None if t.pending > 0 => {
                let (until, subject) = (t.until.expect("an end"), t.subject.clone());
                let hold = Hold {
                    id: t.id,
                    fund: t.fund,
                    debit: t.debit.0,
                    credit: t.credit.0,
                    amount: t.pending,
                    until,
                    subject,
                    resolved: None,
                };
                self.state.holds.insert(t.id, hold);
                self.holds.push(t.id);
            }
            None => {}
        }
    }

    /// What holds after every step that went through.
    fn right(&self, line: &Line, before: &State, t: &Transfer) {
        let sum = |side: fn(&Account) -> i64| self.state.accounts.values().map(side).sum::<i64>();
        // The voucher began with five that nobody debited.
        assert_eq!(sum(|a| a.debit) + 5, sum(|a| a.credit));
        assert_eq!(sum(|a| a.debit_held), sum(|a| a.credit_held));
        assert!(
            self.state
                .accounts
                .values()
                .all(|a| !a.is_below_zero() && a.debit_held >= 0 && a.credit_held >= 0)
        );
        let open: i64 = self
            .state
            .holds
            .values()
            .filter(|h| h.resolved.is_none())
            .map(|h| h.amount)
            .sum();
        assert_eq!(
            sum(|a| a.debit_held),
            open,
            "what is pending is what is held open"
        );
        match line {
            Line::Post { hold, .. } => assert!(before.holds[hold].until.0 >= self.now, "in time"),
            Line::Expire { hold } => {
                assert!(before.holds[hold].until.0 < self.now, "not before its time")
            }
            Line::Hold { .. } => assert!(self.now <= 2, "not after the voucher's end"),
            Line::Move { credit, .. } if *credit == at(Kind::Payable, "pool") => {
                assert!(self.now <= 2)
            }
            _ => {}
        }
        assert!(t.posted >= 0);
    }

    /// A refusal says something true.
    fn deserved(&self, line: &Line, why: &Refused) {
        let voucher = &self.state.accounts[&at(Kind::Voucher, "anna")];
        let hold = |id: &Id| self.state.holds.get(id);
        let is_so = match (why, line) {
            (
                Refused::InsufficientBalance { available },
                Line::Hold { amount, .. } | Line::Move { amount, .. },
            ) => *available == voucher.available() && amount > available,
            (Refused::Ended { on }, _) => on.0 < self.now,
            (
                Refused::HoldAlreadyResolved { .. },
                Line::Post { hold: h, .. } | Line::Void { hold: h } | Line::Expire { hold: h },
            ) => hold(h).is_some_and(|h| h.resolved.is_some()),
            (Refused::HoldEnded { .. }, Line::Post { hold: h, .. }) => {
                hold(h).is_some_and(|h| h.until.0 < self.now)
            }
            (Refused::HoldLasts { .. }, Line::Expire { hold: h }) => {
                hold(h).is_some_and(|h| h.until.0 >= self.now)
            }
            (Refused::MoreThanHeld { held }, Line::Post { hold: h, amount }) => {
                amount > held && hold(h).is_some_and(|h| h.amount == *held)
            }
            (Refused::WrongAmount, Line::Move { amount, .. }) => *amount < 1,
            _ => false,
        };
        assert!(is_so, "{line:?} at {} was refused: {why}", self.now);
    }

    fn step(&mut self, step: Step) {
        let last = self.holds.last().copied().unwrap_or_else(|| id("none"));
        let known = !self.holds.is_empty();
        match step {
            Step::Hour => self.now += 1,
            Step::Hold => {
                let until = Moment(self.now + 1);
                let (debit, credit) = (at(Kind::Voucher, "anna"), at(Kind::Payable, "pool"));
                self.ask(
                    Act::Reserve,
                    Line::Hold {
                        debit,
                        credit,
                        amount: 2,
                        until,
                        subject: "b".into(),
                    },
                );
            }
            Step::Post(amount) if known => self.ask(Act::Redeem, Line::Post { hold: last, amount }),
            Step::Void if known => self.ask(Act::Release, Line::Void { hold: last }),
            Step::Expire if known => self.ask(Act::Expire, Line::Expire { hold: last }),
            Step::Post(_) | Step::Void | Step::Expire => {}
            Step::Spend => self.ask(
                Act::Redeem,
                moved((Kind::Voucher, "anna"), (Kind::Payable, "pool"), 2),
            ),
            Step::Lapse => {
                let left = self.state.accounts[&at(Kind::Voucher, "anna")].available();
                self.ask(
                    Act::Lapse,
                    moved((Kind::Voucher, "anna"), (Kind::Unallocated, ""), left),
                );
            }
        }
    }
}

#[test]
fn no_order_of_steps_breaks_the_hold_machine() {
    let mut worlds = vec![World::new()];
    let mut tried = 0u64;
    for _ in 0..DEEP {
        let mut next = Vec::with_capacity(worlds.len() * STEPS.len());
        for world in &worlds {
            for step in STEPS {
                let mut after = world.clone();
                after.step(step);
                tried += 1;
                next.push(after);
            }
        }
        worlds = next;
        // Worlds that differ only in how they were come to are one.
        let mut seen = BTreeSet::new();
        worlds.retain(|w| {
            seen.insert(format!(
                "{} {:?} {:?}",
                w.now,
                w.state
                    .accounts
                    .values()
                    .map(|a| (a.debit, a.credit, a.debit_held))
                    .collect::<Vec<_>>(),
                w.holds
                    .iter()
                    .map(|h| w.state.holds[h]
                        .resolved
                        .is_some()
                        .then_some(())
                        .map_or(w.state.holds[h].until.0, |()| -1))
                    .collect::<Vec<_>>()
            ))
        });
    }
    assert!(tried > 2_000, "{tried} steps");
}
