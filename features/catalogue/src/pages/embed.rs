//! A list for the pages of other sites: any search as a small page without frame, to be shown in an
//! `<iframe>`. It needs no script, sets no cookie, and is the only page other sites may frame. How
//! to use it stands in `docs/embed.md`.

use super::show_kept;
use askama::Template;
use axum::extract::{Query as UriQuery, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderName};
use axum::http::{HeaderValue, Uri};
use i18n::args;
use web::{Answer, Failure, Page, Visit};

use super::Pages;
use super::card::Card;
use super::search::ask::Ask;
use super::search::read::Read;
use crate::search::Query;

/// Entries shown when the address does not say how many.
const USUAL: usize = 10;
/// Most entries.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "catalogue/embed.html")]
struct EmbedPage {
    page: Page,
    cards: Vec<Card>,
    /// What was not understood in the address, for whoever builds it.
    wrong: Vec<String>,
    site: String,
    all: String,
}

/// `GET /embed`: the filters of `/search`, and `n` for how many.
pub(super) async fn show(State(pages): State<Pages>, visit: Visit, uri: Uri) -> Answer {
    let now = pages.now();
    let pairs = UriQuery::<Vec<(String, String)>>::try_from_uri(&uri)
        .map(|UriQuery(pairs)| pairs)
        .unwrap_or_default();
    let Read { ask, wrong, .. } = Read::of(&pairs, now.city(), now.today);
    let wanted = pairs.iter().rev().find(|(k, _)| k == "n");
    let many = wanted
        .and_then(|(_, n)| n.trim().parse::<usize>().ok())
        .unwrap_or(USUAL)
        .clamp(1, MOST);
    let query = Query {
        skip: 0,
        take: many,
        ..ask.query(visit.lang(), now.city(), (now.today, now.minutes))
    };
    let found = now.view.search(&query).map_err(Failure::fault)?;
    let tr = visit.tr();
    let page = visit.page(tr.t("catalogue-embed-title")).unlisted();
    let first = Ask { page: 1, ..ask };
    let mut response = show_kept(&EmbedPage {
        cards: found
            .hits
            .iter()
            .filter_map(|hit| Card::by_id(&page, &now, hit.service))
            .collect(),
        wrong: wrong.iter().map(|w| tr.refusal(w)).collect(),
        all: tr.with(
            "catalogue-embed-all",
            &args!["count" => found.total, "site" => page.say_plain(&page.site().settings().title)],
        ),
        site: page.href(&first.path()),
        page,
    })?;
    let headers = response.headers_mut();
    let policy =
        web::CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *");
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    Ok(response)
}
