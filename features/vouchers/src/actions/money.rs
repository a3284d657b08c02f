//! Vouchers pay for bookings, and take back what is not earned after all.

use bookings::model::How as Cancelled;
use bookings::money::{Ask, Back, Mistake, Money, Posted, Purse};
use db::{Fault, Read, Write};
use ledger::model::{Act as Books, Line};
use values::{Cents, Id, Moment, Refusal, Refuse};

use super::back::{Into, Return, destination, give_back, is_over, renew};
use super::pays::{Case, can_pay, can_spend, enough};
use super::{Error, Wallets, books, hooks, must_terms, must_voucher};
use crate::model::{How, Item, OwnBy, Spend, Who};
use crate::rules::{Refused, Why, after_voucher, number};
use crate::store;

/// Errors of this feature inside bookings: a no is a refusal, the rest a fault.
fn told<T>(answer: Result<T, Error>) -> Result<Result<T, Refusal>, Fault> {
    match answer {
        Ok(done) => Ok(Ok(done)),
        Err(Error::Refused(no)) => Ok(Err(no.refusal())),
        Err(Error::Fault(fault)) => Err(fault),
        Err(Error::Seal(error)) => Err(Fault::Column {
            statement: "vouchers",
            column: "sealed".into(),
            why: error.to_string(),
        }),
    }
}

fn or_fault<T>(answer: Result<T, Error>) -> Result<T, Fault> {
    told(answer)?.map_err(|no| Fault::Column {
        statement: "vouchers",
        column: "refused".into(),
        why: no.key,
    })
}

impl Wallets {
    fn purses_for(&self, c: &mut Read<'_>, ask: &Ask, now: Moment) -> Result<Vec<Purse>, Error> {
        let found = match ask.child {
            Some(child) => store::of_child(c, child)?,
            None => store::of_holder(c, ask.party)?,
        };
        let offer = self.offers.offer(ask.service);
        let mut all = Vec::new();
        for v in found {
            let terms = must_terms(c, v.terms)?;
            let case = Case {
                voucher: &v,
                terms: &terms,
                service: Some(ask.service),
                offer: offer.as_ref(),
                organisation: ask.organisation,
                on: self.day(ask.starts_at),
            };
            if can_pay(c, self, &case, now)?.is_err() {
                continue;
            }
            let (can, ..) = can_spend(c, &v, &terms, now)?;
            let (available, _) = after_voucher(ask.price, can);
            if available.0 > 0 {
                all.push(Purse {
                    id: v.id,
                    name: terms.name,
                    available,
                    ends: v.ends_on,
                });
            }
        }
        all.sort_by_key(|p| (p.ends, p.id));
        Ok(all)
    }

    fn hold_for(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        ask: &Ask,
        (amount, until): (Cents, Moment),
        now: Moment,
    ) -> Result<Line, Error> {
        let v = must_voucher(tx, purse)?;
        let terms = must_terms(tx, v.terms)?;
        let mine = match &v.who {
            Who::Child(child) => ask.child == Some(*child),
            Who::Group(_) => ask.child.is_none() && ask.party == v.holder,
        };
        if !mine {
            return Err(Refused::NotValidForOffer {
                why: Why::OtherChild,
            }
            .into());
        }
        let offer = self.offers.offer(ask.service);
        let case = Case {
            voucher: &v,
            terms: &terms,
            service: Some(ask.service),
            offer: offer.as_ref(),
            organisation: ask.organisation,
            on: self.day(ask.starts_at),
        };
        can_pay(tx, self, &case, now)??;
        if amount.0 < 1 || amount > ask.price {
            return Err(Refused::WrongAmount {
                field: "amount".into(),
            }
            .into());
        }
        let (_, available, used) = can_spend(tx, &v, &terms, now)?;
        enough(&terms, amount, (available, used))?;
        let credit = books::payable(tx, v.fund, ask.organisation, now)?;
        Ok(Line::Hold {
            debit: v.account(),
            credit,
            amount: amount.0,
            until,
            subject: format!("session:{}", ask.session),
        })
    }

    fn earned(&self, tx: &mut Write<'_>, p: &Posted, now: Moment) -> Result<(), Error> {
        let v = must_voucher(tx, p.purse)?;
        let id = Id::named(
            "vouchers spend",
            &format!("{} {} {}", p.op, p.booking, p.purse),
        );
        let spend = Spend {
            id,
            op: p.op,
            number: number(id),
            adjusts: None,
            owed: false,
            voucher: v.id,
            fund: v.fund,
            booking: Some(p.booking),
            service: Some(p.ask.service),
            organisation: p.ask.organisation,
            operator: p.actor.clone(),
            price: Cents(p.ask.price.0.max(p.amount.0 + p.own.0)),
            amount: p.amount,
            own: p.own,
            own_by: match p.own.0 {
                0 => OwnBy::Nobody,
                _ => OwnBy::Provider,
            },
            at: now,
            undo_until: now.plus_seconds(crate::rules::UNDO),
            state: Item::Accrued,
            document: None,
        };
        store::put_spend(tx, &spend, &[])?;
        Ok(hooks::of_spend(tx, hooks::REDEEMED, &spend, now)?)
    }

    fn back(&self, tx: &mut Write<'_>, back: &Back, now: Moment) -> Result<(), Error> {
        let paid = store::of_booking(tx, back.booking)?;
        let spend = paid.into_iter().find(|s| s.voucher == back.purse);
        let spend = spend.ok_or(Refused::Unknown)?;
        let what = Return {
            spend: &spend,
            amount: back.amount,
            key: back.key,
            by_provider: matches!(back.how, Cancelled::Provider | Cancelled::City),
            actor: &back.actor,
            reason: &back.reason,
            approver: None,
        };
        give_back(tx, self, &what, now)??;
        Ok(())
    }

    /// Never into another voucher: what is promised again must be held of the one that promised it.
    fn undone(&self, tx: &mut Write<'_>, m: &Mistake, now: Moment) -> Result<Line, Error> {
        let paid = store::of_booking(tx, m.booking)?;
        let s = paid.into_iter().find(|s| s.voucher == m.purse);
        let s = s.ok_or(Refused::Unknown)?;
        let whole = store::left_of(tx, &s)? == m.amount && store::adjustments(tx, s.id)? == 0;
        if !matches!(s.state, Item::Accrued | Item::InReview) || !whole {
            let state = match whole {
                true => s.state.as_str(),
                false => "corrected",
            };
            return Err(Refused::WrongState {
                state: state.to_string(),
            }
            .into());
        }
        let v = must_voucher(tx, m.purse)?;
        let ended = v.ends_on;
        let v = match destination(tx, self, v, true, now)? {
            Into::Same(v) => v,
            Into::Renewed(mut v) => {
                renew(tx, self, &mut v, (m.key, &m.reason), now)?;
                v
            }
            Into::Other(_) | Into::New(_) | Into::Fund => {
                return Err(Refused::VoucherEnded { on: ended }.into());
            }
        };
        let payable = books::payable(tx, s.fund, s.organisation, now)?;
        let line = books::moved(payable, v.account(), m.amount, format!("spend:{}", s.id));
        let mut order = books::order(m.key, Books::Refund, &m.actor, vec![line]);
        order.reason = Some(m.reason.clone());
        books::must(tx, self, &order, now)?;
        store::must_set_item(tx, s.id, s.state, Item::Undone)?;
        hooks::of_spend(tx, hooks::UNDONE, &s, now)?;
        Ok(Line::Hold {
            debit: v.account(),
            credit: payable,
            amount: m.hold.0,
            until: m.until,
            subject: format!("session:{}", m.ask.session),
        })
    }

    fn free(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        booking: Id,
        how: Cancelled,
        now: Moment,
    ) -> Result<(), Error> {
        let mut v = must_voucher(tx, purse)?;
        let theirs = matches!(how, Cancelled::Provider | Cancelled::City);
        let closed = matches!(v.how, Some(How::Closed | How::Replaced));
        if !theirs || closed || !is_over(self, &v, now) {
            return Ok(());
        }
        let other = match v.who.child() {
            Some(child) => store::live(tx, child, v.terms, &v.window)?,
            None => None,
        };
        // Beside another live voucher of the same call it stays ended; the sweep takes what is left.
        if other.is_some_and(|o| o.id != v.id) {
            return Ok(());
        }
        let key = Id::named(
            "vouchers freed",
            &format!("{booking} {purse} {}", v.ends_on),
        );
        renew(tx, self, &mut v, (key, "provider cancelled"), now)
    }
}

impl Money for Wallets {
    fn purses(&self, c: &mut Read<'_>, ask: &Ask, now: Moment) -> Result<Vec<Purse>, Fault> {
        or_fault(self.purses_for(c, ask, now))
    }

    fn hold(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        ask: &Ask,
        amount: Cents,
        until: Moment,
        now: Moment,
    ) -> Result<Result<Line, Refusal>, Fault> {
        told(self.hold_for(tx, purse, ask, (amount, until), now))
    }

    fn posted(&self, tx: &mut Write<'_>, posted: &Posted, now: Moment) -> Result<(), Fault> {
        or_fault(self.earned(tx, posted, now))
    }

    fn give_back(
        &self,
        tx: &mut Write<'_>,
        back: &Back,
        now: Moment,
    ) -> Result<Result<(), Refusal>, Fault> {
        told(self.back(tx, back, now))
    }

    fn ticketed(&self, c: &mut Read<'_>, text: &str, now: Moment) -> Result<Option<Id>, Fault> {
        let Some(shown) = crate::rules::read_code(text) else {
            return Ok(None);
        };
        let kept = store::token(c, &self.keys, &shown)?.map(|k| k.token);
        let good = kept.filter(|t| t.revoked_at.is_none() && now <= t.ends_at);
        Ok(good.and_then(|t| t.booking))
    }

    fn undo(
        &self,
        tx: &mut Write<'_>,
        mistake: &Mistake,
        now: Moment,
    ) -> Result<Result<Line, Refusal>, Fault> {
        told(self.undone(tx, mistake, now))
    }

    fn freed(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        booking: Id,
        how: Cancelled,
        now: Moment,
    ) -> Result<(), Fault> {
        or_fault(self.free(tx, purse, booking, how, now))
    }
}
