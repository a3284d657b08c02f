//! The offers of an organisation or at a place, page by page: those that can be used come first.

use axum::extract::Query as UriQuery;
use axum::http::Uri;
use web::{Page, Paging, Visit};

use super::Now;
use super::card::Card;
use crate::model::Service;
use crate::snapshot::{Held, Snapshot};

/// Offers a page.
const OFFERS: usize = 20;

/// A list of offers, and which part of it is shown.
pub(super) struct Offers<'a> {
    services: Vec<&'a Held<Service>>,
    pub paging: Paging,
}

impl<'a> Offers<'a> {
    /// These services as the page at `path` lists them; which part, the query says.
    pub(super) fn of(
        visit: &Visit,
        uri: &Uri,
        path: &str,
        services: impl Iterator<Item = &'a Held<Service>>,
    ) -> Offers<'a> {
        let mut services: Vec<_> = services.collect();
        services.sort_by_cached_key(|s| {
            let name = visit
                .tr()
                .best(&s.record.name)
                .map(|n| values::fold(n.text));
            (!Snapshot::is_offered(&s.record), name, s.record.id)
        });
        services.dedup_by_key(|s| s.record.id);
        let paging = Paging::new(wanted(uri), OFFERS, services.len(), |n| {
            if n > 1 {
                visit.href(&format!("{path}?page={n}"))
            } else {
                visit.href(path)
            }
        });
        Offers { services, paging }
    }

    /// The page with the canonical address of this part of the list.
    pub(super) fn canonical(&self, page: Page) -> Page {
        match self.paging.page {
            1 => page,
            n => page.canonical_query(format!("page={n}")),
        }
    }

    /// The cards of this part.
    pub(super) fn cards(&self, page: &Page, now: &Now) -> Vec<Card> {
        let shown = self.services.get(self.paging.range()).unwrap_or_default();
        shown.iter().map(|s| Card::of(page, now, s)).collect()
    }
}

/// The page number of a query; 1 when it is none.
fn wanted(uri: &Uri) -> usize {
    UriQuery::<Vec<(String, String)>>::try_from_uri(uri)
        .ok()
        .and_then(|UriQuery(pairs)| {
            let (_, n) = pairs.into_iter().rev().find(|(k, _)| k == "page")?;
            n.trim().parse().ok()
        })
        .unwrap_or(1)
}
