//! The page of a place: where it is, when it is open, what takes place there.

use super::show_kept;
use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use web::{Answer, Markup, Page, Paging, Visit, filters};

use super::card::Card;
use super::offers::Offers;
use super::photos::{self, Shown};
use super::sheet::{self, Call, Link, Times, Trust, Whereabouts};
use super::{Now, Pages, about, card, jsonld, resolve};
use crate::model::{Kind, Location, LocationType};
use crate::snapshot::Held;

#[derive(Template)]
#[template(path = "catalogue/place.html")]
struct PlacePage {
    page: Page,
    name: String,
    other_name: Option<String>,
    photo: Option<Shown>,
    description: Vec<Markup>,
    foreign: Option<String>,
    remote: bool,
    at: Whereabouts,
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
    show_kept(&view(&visit, &now, &pages, held, &uri))
}

fn view(visit: &Visit, now: &Now, pages: &Pages, held: &Held<Location>, uri: &Uri) -> PlacePage {
    let l = &held.record;
    let tr = visit.tr();
    let snapshot = now.view.snapshot();
    let path = format!("/place/{}", l.id);
    let offers = Offers::of(
        visit,
        uri,
        &path,
        snapshot.services_at(l.id).map(|(_, s)| s),
    );
    let page = visit.page(l.name.as_str()).current("/districts");
    let district = card::district_name(&page, now, l.district.as_deref());
    let page = match l.district.as_deref().filter(|_| !district.is_empty()) {
        Some(id) => page
            .crumb(tr.t("catalogue-districts-title"), "/districts")
            .crumb(district, &format!("/district/{id}")),
        None => page.crumb(tr.t("catalogue-nav-search"), "/search"),
    };
    let page = offers.canonical(page);
    let at = sheet::whereabouts(&page, now, l);
    let mut facts = vec![l.name.clone()];
    facts.extend(at.address.iter().cloned());
    facts.push(page.t1("catalogue-offers", "count", offers.paging.total));
    let page = page.description(about::record(tr, &l.description, &facts));
    let data = jsonld::place(&page, l);
    let page = page.json_ld(&data);
    let organization = l.organization_id.and_then(|id| snapshot.organization(id));
    PlacePage {
        name: l.name.clone(),
        other_name: l.alternate_name.clone(),
        photo: photos::of(&page, now, l.id),
        description: sheet::paragraphs(&page, &l.description),
        foreign: sheet::foreign(&page, &[&l.description, &l.transportation]),
        remote: l.location_type == LocationType::Virtual,
        at,
        hours: sheet::times(&page, now, &l.schedules),
        calls: sheet::calls(&page, &l.phones),
        site: sheet::web_address(l.url.as_ref()),
        organization: organization.map(|o| Link {
            label: o.record.name.clone(),
            href: page.href(&format!("/organization/{}", o.record.id)),
        }),
        cards: offers.cards(&page, now),
        paging: offers.paging,
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
