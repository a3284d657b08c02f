//! What vouchers of the reader pay: the choice in the search, the box on a sheet. Nothing of it is on a page
//! of somebody who has not come in.

use std::collections::HashSet;
use std::sync::Arc;

use i18n::{Tr, args};
use values::{Cents, Id};
use web::form::{Field, worded};
use web::{Failure, Markup, Page, Visit};

use super::search::ask::{ANY, Ask, Within, encoded};
use super::words::{self, PriceLine};
use super::{Now, Pages};
use crate::View;
use crate::means::{Means, whole};
use crate::model::Service;

/// «the voucher of Amina: Free time credit».
fn named(tr: &Tr, m: &Means) -> String {
    let name = tr.best(&m.name).map(|s| s.text.to_string());
    tr.with(
        "paid-voucher",
        &args!["whose" => &m.whose, "name" => name.unwrap_or_default()],
    )
}

/// What a question for what a voucher pays came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Paid {
    /// The services it pays whole.
    pub(super) set: Option<Arc<HashSet<Id>>>,
    /// What is said when it could not be asked.
    pub(super) notice: Option<Notice>,
}

/// Why a search within a voucher is not one.
#[derive(Clone, Debug)]
pub(super) enum Notice {
    /// Who has not come in has no vouchers; the address of the door.
    ComeIn(String),
    /// Nothing of the reader can be spent today.
    Nothing,
    /// The one that was asked for is not the reader's, or is used up or over.
    Other,
}

/// Where to come in, and back to a question.
pub(super) fn door(visit: &Visit, ask: &Ask) -> String {
    visit.href(&format!("/sign-in?to={}", encoded(&ask.path())))
}

impl Paid {
    /// Reckons what the voucher of a question pays. A question that cannot be asked loses it, so that its
    /// address and its form say what was answered.
    pub(super) async fn of(
        ask: &mut Ask,
        wallet: Option<&[Means]>,
        visit: &Visit,
        (pages, view): (&Pages, &View),
    ) -> Result<Paid, Failure> {
        let Some(which) = ask.voucher.as_ref().map(|w| w.voucher) else {
            return Ok(Paid::default());
        };
        let tr = visit.tr();
        let asked = match (wallet, which) {
            (None, _) => Err(Notice::ComeIn(door(visit, ask))),
            (Some([]), _) => Err(Notice::Nothing),
            (Some(_), None) => Ok(tr.t("paid-any").into_owned()),
            (Some(all), Some(id)) => match all.iter().find(|m| m.id == id) {
                Some(m) => Ok(named(tr, m)),
                None => Err(Notice::Other),
            },
        };
        match (asked, &pages.purse) {
            (Ok(says), Some(purse)) => {
                let takers = purse.takers().await?;
                let set = whole(view, wallet.unwrap_or_default(), &takers, which);
                ask.voucher = Some(Within {
                    voucher: which,
                    says,
                });
                Ok(Paid {
                    set: Some(Arc::new(set)),
                    notice: None,
                })
            }
            (asked, _) => {
                ask.voucher = None;
                // In a city without vouchers there is no door to come in by.
                let notice = asked.err().filter(|_| pages.purse.is_some());
                Ok(Paid { set: None, notice })
            }
        }
    }
}

/// The choice among the vouchers of the reader; none where there is nothing to choose.
pub(super) fn field(mut field: Field, page: &Page, wallet: &[Means]) -> Option<Field> {
    if wallet.is_empty() {
        return None;
    }
    let tr = page.tr();
    field = field.option("", page.t("paid-none"));
    if wallet.len() > 1 {
        field = field.option(ANY, page.t("paid-any"));
    }
    for m in wallet {
        let text = tr.with(
            "paid-choice",
            &args!["voucher" => named(tr, m), "most" => tr.money_full(m.most)],
        );
        field = field.option(m.id.to_string(), text);
    }
    Some(field.hint(page.t("paid-hint")))
}

/// One price with a voucher.
pub(super) struct After {
    /// «you pay nothing instead of 30 € a month».
    pub text: String,
    /// For whom this price is, as the provider says it.
    pub option: Markup,
    /// Up to which income, and until when.
    pub limits: Vec<String>,
}

/// What one voucher does here.
pub(super) struct Line {
    pub voucher: String,
    pub href: String,
    pub prices: Vec<After>,
    /// The most it can pay at once: all there is to say where nobody knows the price.
    pub most: String,
    pub ends: String,
    /// Why it does not pay here.
    pub no: Option<String>,
}

/// What the vouchers of the reader do on the sheet of a service; nothing where its provider takes none, for
/// other ages than their children's, and where it is free.
pub(super) async fn lines(
    page: &Page,
    pages: &Pages,
    now: &Now,
    service: &Service,
) -> Result<Vec<Line>, Failure> {
    let wallet = pages.wallet(page.visit()).await?.unwrap_or_default();
    let (Some(purse), false) = (&pages.purse, wallet.is_empty()) else {
        return Ok(Vec::new());
    };
    let free = words::price(page.tr(), service, now.today).free;
    if free || !purse.takers().await?.contains(&service.organization_id) {
        return Ok(Vec::new());
    }
    let tr = page.tr();
    let prices = words::price_lines(tr, &service.cost_options, now.today);
    let after = |m: &Means, line: &PriceLine| {
        let cents = line.cents.filter(|c| c.0 > 0)?;
        let price = line.amount.as_str();
        Some(After {
            text: match m.own(cents) {
                Cents(0) => tr.with("paid-nothing", &args!["price" => price]),
                own => tr.with(
                    "paid-part",
                    &args!["own" => tr.money(own), "price" => price],
                ),
            },
            option: page.say(&line.option),
            limits: line.limits.clone(),
        })
    };
    let of = |m: &Means| Line {
        voucher: named(tr, m),
        href: page.href(&m.path),
        prices: prices.iter().filter_map(|line| after(m, line)).collect(),
        most: tr.money_full(m.most),
        ends: tr.date_long(m.ends),
        no: (m.pays)(service.id)
            .err()
            .map(|no| tr.refusal(&worded(no, tr, &now.city().zone))),
    };
    let here = wallet.iter().filter(|m| m.is_for(service));
    Ok(here.map(of).collect())
}
