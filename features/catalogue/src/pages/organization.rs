//! The page of an organisation: who it is, how to reach it, what it offers and where.

use super::show_kept;
use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use web::{Answer, Markup, Page, Paging, Visit, filters};

use super::card::{Card, PlaceCard};
use super::offers::Offers;
use super::photos::{self, Shown};
use super::sheet::{self, Call, Link, Trust};
use super::{Now, Pages, about, jsonld, resolve};
use crate::model::{Identifier, Kind, Nature, Organization};
use crate::snapshot::Held;

/// Places shown.
const PLACES: usize = 24;

#[derive(Template)]
#[template(path = "catalogue/organization.html")]
struct OrganizationPage {
    page: Page,
    name: String,
    other_name: Option<String>,
    photo: Option<Shown>,
    nature: Option<&'static str>,
    active: bool,
    description: Vec<Markup>,
    foreign: Option<String>,
    part_of: Option<Link>,
    calls: Vec<Call>,
    email: Option<String>,
    site: Option<String>,
    identifiers: Vec<Identifier>,
    cards: Vec<Card>,
    paging: Paging,
    places: Vec<PlaceCard>,
    more_places: usize,
    trust: Trust,
    demo: bool,
}

/// `GET /organization/{id}`
pub(super) async fn show(
    State(pages): State<Pages>,
    visit: Visit,
    uri: Uri,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    let id = resolve::id(path)?;
    let now = pages.now();
    let Some(held) = now.view.snapshot().organization(id) else {
        return resolve::former(&pages, &visit, &now, Kind::Organization, id).await;
    };
    show_kept(&view(&visit, &now, &pages, held, &uri))
}

fn view(
    visit: &Visit,
    now: &Now,
    pages: &Pages,
    held: &Held<Organization>,
    uri: &Uri,
) -> OrganizationPage {
    let o = &held.record;
    let tr = visit.tr();
    let snapshot = now.view.snapshot();
    let path = format!("/organization/{}", o.id);
    let offers = Offers::of(visit, uri, &path, snapshot.services_of(o.id));
    let page = visit
        .page(o.name.as_str())
        .crumb(tr.t("catalogue-nav-search"), "/search")
        .current("/search");
    let page = offers.canonical(page);
    let facts = [
        o.name.clone(),
        page.t1("catalogue-offers", "count", offers.paging.total),
    ];
    let page = page.description(about::record(tr, &o.description, &facts));
    let data = jsonld::organization(&page, o);
    let page = page.json_ld(&data);
    let places: Vec<PlaceCard> = snapshot
        .locations_of(o.id)
        .take(PLACES)
        .map(|l| PlaceCard::of(&page, now, l))
        .collect();
    let parent = o
        .parent_organization_id
        .and_then(|id| snapshot.organization(id));
    OrganizationPage {
        name: o.name.clone(),
        other_name: o.alternate_name.clone(),
        photo: photos::of(&page, now, o.id),
        nature: match o.nature {
            Nature::Public => Some("catalogue-nature-public"),
            Nature::ThirdSector => Some("catalogue-nature-third"),
            Nature::Profit => Some("catalogue-nature-profit"),
            Nature::Unknown => None,
        },
        active: o.active,
        description: sheet::paragraphs(&page, &o.description),
        foreign: sheet::foreign(&page, &[&o.description]),
        part_of: parent.map(|p| Link {
            label: p.record.name.clone(),
            href: page.href(&format!("/organization/{}", p.record.id)),
        }),
        calls: sheet::calls(&page, &o.phones),
        email: sheet::mail_address(o.email.as_ref()),
        site: sheet::web_address(o.website.as_ref()),
        identifiers: o.identifiers.clone(),
        cards: offers.cards(&page, now),
        paging: offers.paging,
        more_places: snapshot
            .locations_of(o.id)
            .count()
            .saturating_sub(places.len()),
        places,
        trust: sheet::trust(
            &page,
            now,
            &pages.sources,
            o.assured.as_ref(),
            &held.provenance(),
        ),
        demo: o.demo,
        page,
    }
}
