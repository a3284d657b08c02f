//! A voucher as bookings know it: an account that can be held, posted, refunded.

use bookings::model::How;
use bookings::money::{Ask, Back, Mistake, Money, Posted, Purse};
use db::{Fault, Read, Write};
use ledger::actions as books;
use ledger::model::{Act, Fund, Kind, Line, Opening, Order, Outcome, Unit, account};
use values::{Cents, Id, Moment, Refusal};

use crate::town::{NOW, id};

pub fn fund() -> Id {
    id("money")
}

fn opening(kind: Kind, owner: &str) -> Opening {
    Opening {
        fund: fund(),
        kind,
        owner: owner.into(),
        ends_at: None,
    }
}

/// A hundred euros for one voucher.
pub fn load(tx: &mut Write<'_>) -> Result<(), Fault> {
    let fund = Fund {
        id: fund(),
        unit: Unit::Cents,
        name: "test".into(),
    };
    books::open_fund(tx, &fund, NOW)?;
    let purse = purse().to_string();
    for (kind, owner) in [
        (Kind::Appropriation, ""),
        (Kind::Unallocated, ""),
        (Kind::Voucher, purse.as_str()),
    ] {
        books::open(tx, &opening(kind, owner), NOW)?;
    }
    let line = |from: (Kind, &str), to: (Kind, &str)| Line::Move {
        debit: account(fund.id, from.0, from.1),
        credit: account(fund.id, to.0, to.1),
        amount: 10_000,
        subject: "test".into(),
    };
    for (name, act, line) in [
        (
            "grant",
            Act::Grant,
            line((Kind::Appropriation, ""), (Kind::Unallocated, "")),
        ),
        (
            "award",
            Act::Award,
            line((Kind::Unallocated, ""), (Kind::Voucher, &purse)),
        ),
    ] {
        let order = Order {
            id: id(name),
            act,
            actor: "officer".into(),
            on_behalf_of: None,
            approver: Some("approver".into()),
            reason: None,
            document: Some("DD 1".into()),
            lines: vec![line],
        };
        assert!(matches!(
            books::carry_out(tx, &order, NOW),
            Ok(Outcome::Done(_))
        ));
    }
    Ok(())
}

pub fn purse() -> Id {
    id("voucher of Emma and Leo")
}

/// What the voucher still has, and what of it is held.
pub fn left(c: &mut Read<'_>) -> Result<(i64, i64), Fault> {
    let id = account(fund(), Kind::Voucher, &purse().to_string());
    let a = books::account(c, id)?.expect("an account");
    Ok((a.balance(), a.held()))
}

/// What the organisation has earned.
pub fn earned(c: &mut Read<'_>, organisation: Id) -> Result<i64, Fault> {
    let id = account(fund(), Kind::Payable, &organisation.to_string());
    Ok(books::account(c, id)?.map_or(0, |a| a.balance()))
}

#[derive(Debug)]
pub struct OneVoucher;

impl Money for OneVoucher {
    fn purses(&self, c: &mut Read<'_>, _: &Ask, _: Moment) -> Result<Vec<Purse>, Fault> {
        let (balance, held) = left(c)?;
        Ok(vec![Purse {
            id: purse(),
            name: values::Text::new(&"it".parse().expect("a tag"), "Prova"),
            available: Cents(balance - held),
            ends: "2027-12-31".parse().expect("a day"),
        }])
    }

    fn hold(
        &self,
        tx: &mut Write<'_>,
        wanted: Id,
        ask: &Ask,
        amount: Cents,
        until: Moment,
        now: Moment,
    ) -> Result<Result<Line, Refusal>, Fault> {
        if wanted != purse() {
            return Ok(Err(Refusal::new("bookings-refused-no-voucher", 409)));
        }
        let payable = opening(Kind::Payable, &ask.organisation.to_string());
        let credit = books::open(tx, &payable, now)?;
        Ok(Ok(Line::Hold {
            debit: account(fund(), Kind::Voucher, &purse().to_string()),
            credit,
            amount: amount.0,
            until,
            subject: String::new(),
        }))
    }

    fn posted(&self, _: &mut Write<'_>, _: &Posted, _: Moment) -> Result<(), Fault> {
        Ok(())
    }

    fn give_back(
        &self,
        tx: &mut Write<'_>,
        back: &Back,
        now: Moment,
    ) -> Result<Result<(), Refusal>, Fault> {
        let order = Order {
            id: back.key,
            act: Act::Refund,
            actor: back.actor.clone(),
            on_behalf_of: None,
            approver: None,
            reason: Some(back.reason.clone()),
            document: None,
            lines: vec![Line::Move {
                debit: account(fund(), Kind::Payable, &back.ask.organisation.to_string()),
                credit: account(fund(), Kind::Voucher, &back.purse.to_string()),
                amount: back.amount.0,
                subject: format!("booking:{}", back.booking),
            }],
        };
        match books::carry_out(tx, &order, now) {
            Ok(Outcome::Done(_)) => Ok(Ok(())),
            Ok(Outcome::Refused(why)) => {
                Ok(Err(Refusal::new("test", 409).arg("why", format!("{why:?}"))))
            }
            Err(books::OrderError::Fault(f)) => Err(f),
            Err(books::OrderError::KeyReused(_)) => Ok(Err(Refusal::new("key", 409))),
        }
    }

    fn undo(
        &self,
        tx: &mut Write<'_>,
        m: &Mistake,
        now: Moment,
    ) -> Result<Result<Line, Refusal>, Fault> {
        let back = Back {
            booking: m.booking,
            ask: m.ask.clone(),
            purse: m.purse,
            amount: m.amount,
            key: m.key,
            how: How::Provider,
            actor: m.actor.clone(),
            reason: m.reason.clone(),
        };
        match self.give_back(tx, &back, now)? {
            Ok(()) => self.hold(tx, m.purse, &m.ask, m.hold, m.until, now),
            Err(no) => Ok(Err(no)),
        }
    }

    fn freed(&self, _: &mut Write<'_>, _: Id, _: Id, _: How, _: Moment) -> Result<(), Fault> {
        Ok(())
    }
}
