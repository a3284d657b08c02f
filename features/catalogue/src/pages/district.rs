//! The districts: all of them on a map and in an equal table, and each with what it has.

use super::show_kept;
use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use city::{District, DistrictId};
use values::Id;
use web::{Answer, Failure, Page, Visit};

use super::card::{Card, PlaceCard, icon, label, tone};
use super::digest::InDistrict;
use super::map::Map;
use super::search::ask::Ask;
use super::{Now, Pages, jsonld, words};
use crate::search::{Age, Query};
use crate::terms;

/// Offers shown of each domain.
const OFFERS: usize = 3;
/// Free offers shown before all others.
const FREE: usize = 6;
/// Places shown as cards; the others are links.
const PLACES: usize = 6;

/// A line of the table.
struct Line {
    name: String,
    href: String,
    area: String,
    offered: usize,
    minors: Option<usize>,
}

#[derive(Template)]
#[template(path = "catalogue/districts.html")]
struct DistrictsPage {
    page: Page,
    map: Map,
    lines: Vec<Line>,
    has_areas: bool,
    has_minors: bool,
    demo: bool,
}

/// A domain in a district.
struct Domain {
    label: String,
    href: String,
    icon: &'static str,
    tone: &'static str,
    count: usize,
    cards: Vec<Card>,
}

/// One year of age.
struct AgeLink {
    label: String,
    href: String,
    count: usize,
}

#[derive(Template)]
#[template(path = "catalogue/district.html")]
struct DistrictPage {
    page: Page,
    name: String,
    area: String,
    residents: Option<usize>,
    minors: Option<usize>,
    offered: usize,
    search: String,
    /// What costs nothing, before all else.
    free: Vec<Card>,
    free_count: usize,
    free_href: String,
    /// How many there are for each age.
    ages: Vec<AgeLink>,
    domains: Vec<Domain>,
    places: Vec<PlaceCard>,
    more_places: Vec<PlaceCard>,
    neighbours: Vec<Line>,
    map: Map,
    demo: bool,
}

/// `GET /districts`
pub(super) async fn all(State(pages): State<Pages>, visit: Visit) -> Answer {
    let now = pages.now();
    let tr = visit.tr();
    let page = visit
        .page(tr.t("catalogue-districts-title"))
        .current("/districts")
        .description(tr.t("catalogue-districts-about"));
    let districts = &now.city().districts;
    let mut lines: Vec<Line> = districts
        .all()
        .iter()
        .map(|d| line(&page, &now, d))
        .collect();
    lines.sort_by_cached_key(|l| values::fold(&l.name));
    let items = lines.iter().map(|l| (l.name.clone(), l.href.clone()));
    let page = jsonld::listed(page, items.collect());
    show_kept(&DistrictsPage {
        map: Map::of(&page, &now, None),
        has_areas: lines.iter().any(|l| !l.area.is_empty()),
        has_minors: lines.iter().any(|l| l.minors.is_some()),
        lines,
        demo: now.digest.demo,
        page,
    })
}

/// `GET /district/{id}`
pub(super) async fn one(
    State(pages): State<Pages>,
    visit: Visit,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    let Path(id) = path.map_err(|_| Failure::NotFound)?;
    let now = pages.now();
    let district = now
        .city()
        .districts
        .get(&DistrictId::from(id.as_str()))
        .ok_or(Failure::NotFound)?;
    show_kept(&page(&visit, &now, district)?)
}

fn page(visit: &Visit, now: &Now, district: &District) -> Result<DistrictPage, Failure> {
    let tr = visit.tr();
    let name = district.label(visit.lang()).to_string();
    let about = i18n::args!["name" => &name];
    let page = visit
        .page(name.as_str())
        .crumb(tr.t("catalogue-districts-title"), "/districts")
        .current("/districts")
        .description(tr.with("catalogue-district-about", &about));
    let id = district.id.as_str();
    let in_district = now.digest.district(id);
    let here = Ask {
        district: Some(id.to_string()),
        page: 1,
        ..Ask::default()
    };
    let free_only = Ask {
        free: true,
        ..here.clone()
    };
    let mut shown = Vec::new();
    let free = cards(&page, now, &free_only, FREE, &mut shown)?;
    let mut domains = Vec::new();
    let taxonomy = now.city().taxonomies.get(terms::SERVICE);
    for root in taxonomy.into_iter().flat_map(|t| t.roots()) {
        let count = in_district
            .and_then(|d| d.themes.get(&root.key).copied())
            .unwrap_or(0);
        if count == 0 {
            continue;
        }
        let mut ask = here.clone();
        ask.theme = Some(root.key.clone());
        let cards = cards(&page, now, &ask, OFFERS, &mut shown)?;
        domains.push(Domain {
            label: label(&page, root),
            href: page.href(&ask.path()),
            icon: icon(root),
            tone: tone(root.colour),
            count,
            cards,
        });
    }
    let offers = jsonld::offers(&page, now, shown.into_iter());
    let page = jsonld::listed(page, offers);
    let numbers = in_district.map(|d| d.places.as_slice()).unwrap_or_default();
    let mut places: Vec<PlaceCard> = numbers
        .iter()
        .filter_map(|n| now.view.snapshot().locations().get(*n as usize))
        .map(|held| PlaceCard::of(&page, now, held))
        .collect();
    // Where most takes place comes first.
    places.sort_by(|a, b| b.offered.cmp(&a.offered).then_with(|| a.name.cmp(&b.name)));
    let more_places = places.split_off(PLACES.min(places.len()));
    let neighbours = now
        .city()
        .districts
        .neighbours(&district.id)
        .into_iter()
        .map(|d| line(&page, now, d))
        .collect();
    Ok(DistrictPage {
        area: area(&page, now, district),
        residents: people(now, district, "residents", district.residents),
        minors: people(now, district, "minors", district.minors),
        offered: in_district.map_or(0, |d| d.offered),
        search: page.href(&here.path()),
        free,
        free_count: in_district.map_or(0, |d| d.free),
        free_href: page.href(&free_only.path()),
        ages: ages(&page, &here, in_district),
        domains,
        more_places,
        places,
        neighbours,
        map: Map::of(&page, now, Some(id)),
        demo: now.digest.demo,
        name,
        page,
    })
}

/// The first offers of a question that are not on the page yet; then they are.
fn cards(
    page: &Page,
    now: &Now,
    ask: &Ask,
    many: usize,
    shown: &mut Vec<Id>,
) -> Result<Vec<Card>, Failure> {
    let query = Query {
        take: many + shown.len(),
        ..ask.query(page.lang(), now.city(), (now.today, now.minutes))
    };
    let found = now.view.search(&query).map_err(Failure::fault)?;
    let fresh: Vec<Id> = found
        .hits
        .iter()
        .map(|h| h.service)
        .filter(|id| !shown.contains(id))
        .take(many)
        .collect();
    shown.extend(&fresh);
    Ok(fresh
        .into_iter()
        .filter_map(|id| Card::by_id(page, now, id))
        .collect())
}

/// How many offers there are for each year of age, those with any.
fn ages(page: &Page, here: &Ask, there: Option<&InDistrict>) -> Vec<AgeLink> {
    let counts = there.map(|d| d.ages).unwrap_or_default();
    (0u32..)
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(years, count)| {
            let ask = Ask {
                age: Some(Age::years(years)),
                ..here.clone()
            };
            AgeLink {
                label: words::year(page.tr(), years),
                href: page.href(&ask.path()),
                count,
            }
        })
        .collect()
}

fn line(page: &Page, now: &Now, d: &District) -> Line {
    Line {
        name: d.label(page.lang()).to_string(),
        href: page.href(&format!("/district/{}", d.id)),
        area: area(page, now, d),
        offered: now.digest.district(d.id.as_str()).map_or(0, |d| d.offered),
        minors: people(now, d, "minors", d.minors),
    }
}

fn area(page: &Page, now: &Now, d: &District) -> String {
    d.area
        .as_deref()
        .and_then(|a| now.city().districts.area(a))
        .map(|a| a.label(page.lang()).to_string())
        .unwrap_or_default()
}

/// How many people: as last imported, else as the city's folder says.
fn people(now: &Now, d: &District, figure: &str, own: Option<u64>) -> Option<usize> {
    let bodies = now.view.snapshot().districts();
    let imported = bodies
        .iter()
        .find(|(id, _)| id == d.id.as_str())
        .and_then(|(_, body)| crate::districts::figure(body, figure))
        .filter(|n| n.is_finite() && *n >= 0.0);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked above"
    )]
    let imported = imported.map(|n| n.round() as u64);
    imported.or(own).and_then(|n| usize::try_from(n).ok())
}
