//! `GET /api/search`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query as UriQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use city::City;
use serde::Serialize;
use values::{Day, Id, Lang, Refusal, Text};
use web::{Answer, Failure};

use super::Params;
use crate::model::Service;
use crate::pages::search::ask::{self, NAMES, PAGE};
use crate::pages::search::read::{NO_DISTANCE, Read};
use crate::pages::{Now, Pages};
use crate::search::{Facets, Filter, Hit, OLDEST, PRICES, RADII, Results, Slot, Times, Understood};

/// Most results of one answer.
pub(super) const MOST: usize = 100;

/// What the handler has.
#[derive(Clone)]
pub(crate) struct Api {
    pages: Pages,
    params: Arc<Params>,
}

impl Api {
    /// For the pages of a city.
    pub fn of(pages: Pages, city: &City) -> Api {
        let params = Arc::new(Params::of(city));
        Api { pages, params }
    }
}

#[derive(Serialize)]
struct Answered<'a> {
    /// How many services match in all.
    total: usize,
    page: usize,
    per_page: usize,
    pages: usize,
    /// The order they are in.
    sort: &'static str,
    /// Which generation of the catalogue answered.
    generation: i64,
    results: Vec<Found<'a>>,
    /// What comes close: it fails one of the filters that were read out of the words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    close: Vec<Found<'a>>,
    facets: Counts<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    understood: Option<Reading<'a>>,
    /// True when results match only some of the words.
    some_words: bool,
    /// Without which filter there would be how many results, when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relaxed: Vec<Less>,
}

#[derive(Serialize)]
struct Found<'a> {
    id: Id,
    name: &'a str,
    /// The language of the name.
    lang: &'a str,
    organization: Option<&'a str>,
    themes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_age_months: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_age_months: Option<u32>,
    free: Option<bool>,
    /// Lowest known price, decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<String>,
    places: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metres: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_in_days: Option<u16>,
    href: String,
    /// Invented for demonstration.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    demo: bool,
}

#[derive(Serialize)]
struct Place<'a> {
    id: Id,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    district: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
}

#[derive(Serialize)]
struct Counts<'a> {
    theme: BTreeMap<&'a str, usize>,
    district: BTreeMap<&'a str, usize>,
    age: BTreeMap<u32, usize>,
    when: BTreeMap<String, usize>,
    season: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<BTreeMap<u32, usize>>,
    price: BTreeMap<i64, usize>,
    need: BTreeMap<&'a str, usize>,
    speaks: BTreeMap<&'a str, usize>,
    free: usize,
    alone: usize,
    remote: usize,
}

/// What was read out of the words.
#[derive(Serialize)]
struct Reading<'a> {
    /// The words that were sought.
    words: &'a str,
    /// The filters that were read, by their parameter.
    filters: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    place: &'a str,
}

#[derive(Serialize)]
struct Less {
    without: &'static str,
    total: usize,
}

/// `GET /api/search`
pub(crate) async fn search(State(api): State<Api>, headers: HeaderMap, uri: Uri) -> Answer {
    let now = api.pages.now();
    let pairs = UriQuery::<Vec<(String, String)>>::try_from_uri(&uri)
        .map(|UriQuery(pairs)| pairs)
        .map_err(|_| Refusal::new("find-wrong-query", 422))?;
    let read = Read::of(&pairs, now.city(), now.today);
    // Without `near` there is no distance: the answer says in which order it is.
    let mut wrong = read.wrong.into_iter().filter(|w| w.key != NO_DISTANCE);
    if let Some(wrong) = wrong.next() {
        return Err(wrong.into());
    }
    api.params.check(&pairs)?;
    let (lang, per_page) = own(&pairs, &now);
    let ask = read.ask;
    let at = (now.today, now.minutes);
    let understood = now.view.understand(&ask.words, &lang, Some(at), &ask.not);
    let mut query = ask.query(&lang, now.city(), at);
    understood.apply(&mut query);
    query.take = per_page;
    query.skip = (ask.page - 1).saturating_mul(per_page);
    // The same generation answers the same address on the same day with the same bytes, unless the
    // minute was asked for.
    let by_minute = query.open.is_some_and(|o| o.minute.is_some());
    let tag = etag(&now, now.today);
    let cacheable = !by_minute && !read.private;
    if cacheable
        && headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|v| has(v, &tag))
    {
        return Ok(dress(StatusCode::NOT_MODIFIED, Vec::new(), Some(&tag)));
    }
    let results = now.view.search(&query).map_err(Failure::fault)?;
    let body = Answered {
        total: results.total,
        page: ask.page,
        per_page,
        pages: results.total.div_ceil(per_page).max(1),
        sort: ask::sort_name(query.sort),
        generation: now.view.snapshot().generation(),
        results: list(&results.hits, &now, &lang),
        close: list(&results.close, &now, &lang),
        facets: counts(&results.facets, query.near.is_some()),
        understood: said(&understood),
        some_words: results.some_words,
        relaxed: relaxed(&results),
    };
    let body = serde_json::to_vec(&body).map_err(Failure::fault)?;
    let answer = dress(StatusCode::OK, body, cacheable.then_some(&tag));
    Ok(if cacheable {
        web::keep_response(answer)
    } else {
        answer
    })
}

/// The parameters the page does not have, checked before.
fn own(pairs: &[(String, String)], now: &Now) -> (Lang, usize) {
    let given = |name: &str| pairs.iter().find(|(k, _)| k == name).map(|(_, v)| v);
    let lang = given("lang").and_then(|tag| tag.parse().ok());
    let per_page = given("per_page").and_then(|n| n.parse().ok());
    let usual = || now.city().default_language.clone();
    (lang.unwrap_or_else(usual), per_page.unwrap_or(PAGE))
}

fn etag(now: &Now, today: Day) -> String {
    format!("W/\"{}-{today}\"", now.view.snapshot().generation())
}

/// True when a list of tags has this one (weak comparison, RFC 9110, 8.8.3.2).
fn has(wanted: &HeaderValue, tag: &str) -> bool {
    let bare = |t: &str| t.trim().trim_start_matches("W/").to_string();
    wanted.to_str().is_ok_and(|list| {
        list.split(',')
            .any(|t| t.trim() == "*" || bare(t) == bare(tag))
    })
}

/// With the headers every answer has: anybody may read it from any page, and keep it while the
/// catalogue stays the same.
fn dress(status: StatusCode, body: Vec<u8>, tag: Option<&str>) -> Response {
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    if status == StatusCode::OK {
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
    } else {
        headers.remove(header::CONTENT_TYPE);
    }
    match tag.and_then(|t| HeaderValue::from_str(t).ok()) {
        Some(tag) => {
            headers.insert(header::ETAG, tag);
            headers.insert(
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=60"),
            );
        }
        None => {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
    }
    response
}

fn list<'a>(hits: &[Hit], now: &'a Now, lang: &Lang) -> Vec<Found<'a>> {
    let snapshot = now.view.snapshot();
    let fallbacks = std::slice::from_ref(&now.city().default_language);
    hits.iter()
        .filter_map(|hit| {
            let s: &'a Service = &snapshot.service(hit.service)?.record;
            let (spoken, name) = best(&s.name, lang, fallbacks);
            Some(Found {
                id: s.id,
                name,
                lang: spoken,
                organization: snapshot
                    .organization(s.organization_id)
                    .map(|o| o.record.name.as_str()),
                themes: &s.themes,
                minimum_age_months: s.ages.from,
                maximum_age_months: s.ages.to,
                free: s.is_free(),
                price: s
                    .lowest_price()
                    .map(|p| format!("{}.{:02}", p.0 / 100, p.0 % 100)),
                places: snapshot
                    .places_of(s.id)
                    .map(|(_, p)| Place {
                        id: p.record.id,
                        name: &p.record.name,
                        district: p.record.district.as_deref(),
                        lat: p.record.point.map(values::Point::lat),
                        lon: p.record.point.map(values::Point::lon),
                    })
                    .collect(),
                metres: hit.metres,
                next_in_days: hit.days,
                href: format!("/{lang}/service/{}", s.id),
                demo: s.demo,
            })
        })
        .collect()
}

fn best<'a>(text: &'a Text, lang: &Lang, fallbacks: &[Lang]) -> (&'a str, &'a str) {
    text.best(lang, fallbacks)
        .map_or(("", ""), |(l, t)| (l.as_str(), t))
}

fn counts(f: &Facets, near: bool) -> Counts<'_> {
    let times = crate::model::Weekday::ALL
        .into_iter()
        .flat_map(|d| Slot::ALL.map(|s| ask::slot_code(d, s)))
        .zip(&f.times);
    debug_assert_eq!(f.times.len(), Times::COUNT);
    Counts {
        theme: f.themes.iter().map(|(k, n)| (k.as_str(), *n)).collect(),
        district: f.districts.iter().map(|(k, n)| (k.as_str(), *n)).collect(),
        age: (0..=OLDEST).zip(f.ages.iter().copied()).collect(),
        when: times.map(|(k, n)| (k, *n)).collect(),
        season: [("term", f.seasons[0]), ("holidays", f.seasons[1])]
            .into_iter()
            .collect(),
        within: near.then(|| RADII.into_iter().zip(f.near).collect()),
        price: PRICES
            .into_iter()
            .map(|cents| cents / 100)
            .zip(f.prices)
            .collect(),
        need: f.needs.iter().map(|(k, n)| (k.as_str(), *n)).collect(),
        speaks: f.languages.iter().map(|(k, n)| (k.as_str(), *n)).collect(),
        free: f.free,
        alone: f.alone,
        remote: f.remote,
    }
}

fn name(filter: Filter) -> &'static str {
    NAMES
        .iter()
        .find(|(f, _)| *f == filter)
        .map_or("q", |(_, n)| n)
}

fn said(u: &Understood) -> Option<Reading<'_>> {
    (!u.filters.is_empty()).then(|| Reading {
        words: &u.rest,
        filters: u.filters.iter().map(|f| name(*f)).collect(),
        age: u.age.map(ask::age_code),
        place: &u.place,
    })
}

fn relaxed(results: &Results) -> Vec<Less> {
    results
        .relaxed
        .iter()
        .map(|(filter, total)| Less {
            without: name(*filter),
            total: *total,
        })
        .collect()
}
