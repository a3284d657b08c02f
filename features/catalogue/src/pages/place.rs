//! The page of a place: where it is, when it is open, what takes place there.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use web::{Answer, Markup, Page, Paging, Visit, filters, show as show_page};

use super::card::Card;
use super::organization::wanted_page;
use super::service::address_lines;
use super::sheet::{self, Call, Link, Times, Trust};
use super::{Now, Pages, about, jsonld, resolve};
use crate::model::{Kind, Location, LocationType};
use crate::snapshot::{Held, Snapshot};

/// Offers a page.
const OFFERS: usize = 20;

#[derive(Template)]
#[template(path = "catalogue/place.html")]
struct PlacePage {
    page: Page,
    name: String,
    other_name: Option<String>,
    description: Vec<Markup>,
    foreign: Option<String>,
    remote: bool,
    address: Vec<String>,
    district: Option<Link>,
    transport: Markup,
    accessibility: Vec<String>,
    hours: Vec<Times>,
    calls: Vec<Call>,
    site: Option<String>,
    organization: Option<Link>,
    cards: Vec<Card>,
    paging: Paging,
    trust: Trust,
    demo: bool,
}

/// `GET /place/{id}`
pub(super) async fn show(
    State(pages): State<Pages>,
    visit: Visit,
    uri: Uri,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    let id = resolve::id(path)?;
    let now = pages.now();
    let Some(held) = now.view.snapshot().location(id) else {
        return resolve::former(&pages, &visit, &now, Kind::Location, id).await;
    };
    show_page(&view(&visit, &now, &pages, held, wanted_page(&uri)))
}

fn view(
    visit: &Visit,
    now: &Now,
    pages: &Pages,
    held: &Held<Location>,
    number: usize,
) -> PlacePage {
    let l = &held.record;
    let tr = visit.tr();
    let snapshot = now.view.snapshot();
    let path = format!("/place/{}", l.id);
    let mut services: Vec<_> = snapshot.services_at(l.id).map(|(_, s)| s).collect();
    services.sort_by_cached_key(|s| {
        let name = tr.best(&s.record.name).map(|n| values::fold(n.text));
        (!Snapshot::is_offered(&s.record), name)
    });
    services.dedup_by_key(|s| s.record.id);
    let paging = Paging::new(number, OFFERS, services.len(), |n| {
        if n > 1 {
            visit.href(&format!("{path}?page={n}"))
        } else {
            visit.href(&path)
        }
    });
    let mut page = visit.page(l.name.as_str()).current("/districts");
    let district = l
        .district
        .as_deref()
        .and_then(|d| now.city().districts.get(&d.into()))
        .map(|d| Link {
            label: d.label(visit.lang()).to_string(),
            href: format!("/district/{}", d.id),
        });
    page = match &district {
        Some(d) => page
            .crumb(tr.t("catalogue-districts-title"), "/districts")
            .crumb(d.label.as_str(), &d.href),
        None => page.crumb(tr.t("catalogue-nav-search"), "/search"),
    };
    if paging.page > 1 {
        page = page.canonical_query(format!("page={}", paging.page));
    }
    let mut facts = vec![l.name.clone()];
    facts.extend(l.address.as_ref().map(address_lines).unwrap_or_default());
    facts.push(page.t1("catalogue-offers", "count", paging.total));
    let page = page.description(about::record(tr, &l.description, &facts));
    let data = jsonld::place(&page, l);
    let page = page.json_ld(&data);
    let cards = services
        .get(paging.range())
        .unwrap_or_default()
        .iter()
        .map(|s| Card::of(&page, now, s))
        .collect();
    let organization = l.organization_id.and_then(|id| snapshot.organization(id));
    PlacePage {
        name: l.name.clone(),
        other_name: l.alternate_name.clone(),
        description: sheet::paragraphs(&page, &l.description),
        foreign: sheet::foreign(&page, &[&l.description, &l.transportation]),
        remote: l.location_type == LocationType::Virtual,
        address: l.address.as_ref().map(address_lines).unwrap_or_default(),
        district: district.map(|d| Link {
            href: page.href(&d.href),
            ..d
        }),
        transport: page.say(&l.transportation),
        accessibility: sheet::labels(&page, now, "accessibility", &l.accessibility),
        hours: sheet::times(&page, now, &l.schedules),
        calls: sheet::calls(&page, &l.phones),
        site: sheet::web_address(l.url.as_ref()),
        organization: organization.map(|o| Link {
            label: o.record.name.clone(),
            href: page.href(&format!("/organization/{}", o.record.id)),
        }),
        cards,
        paging,
        trust: sheet::trust(
            &page,
            now,
            &pages.sources,
            l.assured.as_ref(),
            &held.provenance(),
        ),
        demo: l.demo,
        page,
    }
}
