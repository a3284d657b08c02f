//! What the catalogue tells a reader of what their vouchers pay.

use std::collections::BTreeSet;

use catalogue::means::{Looked, Means, Purse};
use people::pages::{Me, Seen};
use values::Refuse;
use web::{Failure, Guest};

use super::Vouchers;
use crate::actions::{self as a, Spendable};
use crate::rules::{Refused, Why, fits};

impl Purse for Vouchers {
    fn wallet(&self, guest: &Guest) -> Looked<Vec<Means>> {
        let (vouchers, seen) = (self.clone(), guest.known::<Seen>().cloned());
        Box::pin(async move {
            let Some(me) = seen.map(Me) else {
                return Ok(Vec::new());
            };
            let own = me.id();
            let all = vouchers
                .look(&me, move |c, g, ctx| a::spendable(c, &g.wallets, ctx, own))
                .await?;
            Ok(all.into_iter().map(|s| vouchers.means(s)).collect())
        })
    }

    fn takers(&self) -> Looked<BTreeSet<values::Id>> {
        let db = self.0.db.clone();
        Box::pin(async move {
            db.read(providers::actions::admitted_in_catalogue)
                .await
                .map_err(Failure::fault)
        })
    }
}

impl Vouchers {
    fn means(&self, s: Spendable) -> Means {
        let (offers, today) = (self.0.ground.wallets.offers.clone(), self.today());
        Means {
            id: s.voucher.id,
            whose: s.whose,
            name: s.terms.name.clone(),
            age: s.age.and_then(|years| u32::try_from(years).ok()),
            most: s.most,
            ends: s.voucher.ends_on,
            path: format!("/my/vouchers/{}", s.voucher.id),
            pays: Box::new(move |service| {
                let Some(offer) = offers.offer(service) else {
                    let why = Why::UnknownOffer;
                    return Err(Refused::NotValidForOffer { why }.refusal());
                };
                let age = s.age;
                fits(&s.terms, &s.voucher, Some(&offer), age, today).map_err(|no| no.refusal())
            }),
        }
    }
}
