//! The map of the site for search engines (sitemaps.org): an index, and parts of at most [`PART`]
//! pages of one kind in one language, each page with its editions in the other languages.
//!
//! A part is written from the snapshot when it is asked for, which takes milliseconds; its ETag names
//! the generation of the catalogue, so that a crawler that comes back to an unchanged one is answered
//! without writing anything. Nothing is kept: at 100,000 offers in seven languages all parts together
//! would be hundreds of megabytes.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::IntoResponse;
use i18n::Tr;
use values::{Day, Id, Moment};
use web::{Answer, Failure, Site, Visit};

use super::{Now, Pages};
use crate::snapshot::{Held, Snapshot};

/// Pages in one part. The protocol allows 50,000 and 50 MB; with seven editions each this is about
/// 5 MB.
const PART: usize = 5000;

/// The address of the index.
pub(super) const PATH: &str = "/sitemap.xml";

/// The kinds of pages, each in parts of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pages,
    Services,
    Organizations,
    Places,
}

impl Kind {
    const ALL: [Kind; 4] = [
        Kind::Pages,
        Kind::Services,
        Kind::Organizations,
        Kind::Places,
    ];

    fn name(self) -> &'static str {
        match self {
            Kind::Pages => "pages",
            Kind::Services => "services",
            Kind::Organizations => "organizations",
            Kind::Places => "places",
        }
    }
}

/// A page of the map: its path without the language, and when it last changed.
struct Entry {
    path: String,
    changed: Option<Day>,
}

/// Stands on a site that search engines may list.
fn base(site: &Site) -> Result<&str, Failure> {
    let settings = site.settings();
    match &settings.base_url {
        Some(base) if !settings.demo => Ok(base),
        _ => Err(Failure::NotFound),
    }
}

/// `GET /sitemap.xml`
pub(super) async fn index(State(pages): State<Pages>, visit: Visit, headers: HeaderMap) -> Answer {
    let site = visit.site();
    let base = base(site)?;
    let now = pages.now();
    let tag = tag(&now, site, "index");
    if is_known(&headers, &tag) {
        return Ok(xml(tag, String::new()));
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for kind in Kind::ALL {
        let changed: Vec<Option<Day>> = changes(site, &pages, &now, kind);
        for (n, part) in (1..).zip(changed.chunks(PART)) {
            let last = part.iter().max().copied().flatten();
            for tr in site.offered() {
                let _ = write!(
                    out,
                    "<sitemap><loc>{base}/sitemap/{}-{}-{n}.xml</loc>",
                    tr.lang(),
                    kind.name()
                );
                lastmod(&mut out, last);
                out.push_str("</sitemap>\n");
            }
        }
    }
    out.push_str("</sitemapindex>\n");
    Ok(xml(tag, out))
}

/// `GET /sitemap/{part}`: `en-services-1.xml`
pub(super) async fn part(
    State(pages): State<Pages>,
    visit: Visit,
    headers: HeaderMap,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    let site = visit.site();
    let base = base(site)?;
    let Path(name) = path.map_err(|_| Failure::NotFound)?;
    let (tr, kind, n) = asked(site, &name).ok_or(Failure::NotFound)?;
    let now = pages.now();
    let entries = entries(site, &pages, &now, kind, (n - 1).saturating_mul(PART));
    if entries.is_empty() {
        return Err(Failure::NotFound);
    }
    let tag = tag(&now, site, &name);
    if is_known(&headers, &tag) {
        return Ok(xml(tag, String::new()));
    }
    let mut out = String::with_capacity(entries.len() * 200 * (site.offered().len() + 1));
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for entry in &entries {
        let _ = write!(out, "<url><loc>{base}/{}{}</loc>", tr.lang(), entry.path);
        lastmod(&mut out, entry.changed);
        for other in site.offered() {
            let (tag, lang, path) = (other.html_lang(), other.lang(), &entry.path);
            let _ = write!(
                out,
                "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{base}/{lang}{path}\"/>"
            );
        }
        let first = site.default_tr().lang();
        let _ = writeln!(
            out,
            "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"{base}/{first}{}\"/></url>",
            entry.path
        );
    }
    out.push_str("</urlset>\n");
    Ok(xml(tag, out))
}

/// What the name of a part says: language, kind, number.
fn asked<'a>(site: &'a Site, name: &str) -> Option<(&'a Tr, Kind, usize)> {
    let (rest, number) = name.strip_suffix(".xml")?.rsplit_once('-')?;
    let (lang, kind) = rest.rsplit_once('-')?;
    let plain = !number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit());
    let number: usize = number.parse().ok().filter(|n| *n > 0 && plain)?;
    let kind = Kind::ALL.into_iter().find(|k| k.name() == kind)?;
    Some((site.tr(lang)?, kind, number))
}

fn lastmod(out: &mut String, day: Option<Day>) {
    if let Some(day) = day {
        let _ = write!(out, "<lastmod>{day}</lastmod>");
    }
}

/// When each page of a kind changed, in order.
fn changes(site: &Site, pages: &Pages, now: &Now, kind: Kind) -> Vec<Option<Day>> {
    let snapshot = now.view.snapshot();
    let zone = &now.city().zone;
    let day = |at: Moment| Some(at.day(zone));
    match kind {
        Kind::Pages => fixed(site, pages, now).iter().map(|_| None).collect(),
        Kind::Services => offered(snapshot).map(|h| day(h.modified_at)).collect(),
        Kind::Organizations => {
            let all = snapshot.organizations().iter();
            all.map(|h| day(h.modified_at)).collect()
        }
        Kind::Places => {
            let all = snapshot.locations().iter();
            all.map(|h| day(h.modified_at)).collect()
        }
    }
}

/// The pages of one part.
fn entries(site: &Site, pages: &Pages, now: &Now, kind: Kind, from: usize) -> Vec<Entry> {
    let snapshot = now.view.snapshot();
    let zone = &now.city().zone;
    let entry = |segment: &str, id: Id, at: Moment| Entry {
        path: format!("/{segment}/{id}"),
        changed: Some(at.day(zone)),
    };
    match kind {
        Kind::Pages => {
            let paths = fixed(site, pages, now).into_iter().skip(from).take(PART);
            paths
                .map(|path| Entry {
                    path,
                    changed: None,
                })
                .collect()
        }
        Kind::Services => offered(snapshot)
            .skip(from)
            .take(PART)
            .map(|h| entry("service", h.record.id, h.modified_at))
            .collect(),
        Kind::Organizations => {
            let all = snapshot.organizations().iter().skip(from).take(PART);
            all.map(|h| entry("organization", h.record.id, h.modified_at))
                .collect()
        }
        Kind::Places => {
            let all = snapshot.locations().iter().skip(from).take(PART);
            all.map(|h| entry("place", h.record.id, h.modified_at))
                .collect()
        }
    }
}

fn offered(snapshot: &Snapshot) -> impl Iterator<Item = &Arc<Held<crate::model::Service>>> {
    let all = snapshot.services().iter();
    all.filter(|h| h.record.is_offered())
}

/// The pages that are there once: home, lists, districts, texts.
fn fixed(site: &Site, pages: &Pages, now: &Now) -> Vec<String> {
    let mut paths: Vec<String> = ["/", "/search", "/topics", "/districts"]
        .map(str::to_string)
        .to_vec();
    let districts = now.city().districts.all().iter();
    paths.extend(districts.map(|d| format!("/district/{}", d.id)));
    let mut texts: Vec<String> = pages
        .texts
        .keys()
        .map(|(name, _)| format!("/{name}"))
        .filter(|path| !super::RESERVED.contains(&&path[1..]))
        .collect();
    texts.sort();
    texts.dedup();
    paths.extend(texts);
    if site.has("voice") {
        paths.push("/contacts".to_string());
    }
    paths
}

/// Changes when the catalogue does, or the languages offered.
fn tag(now: &Now, site: &Site, part: &str) -> String {
    let generation = now.view.snapshot().generation();
    let languages = site.offered().len();
    format!("W/\"map-{generation}-{languages}-{part}\"")
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let bare = tag.trim_start_matches("W/");
    headers
        .get(IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| {
            v.split(',')
                .any(|t| t.trim().trim_start_matches("W/") == bare)
        })
}

/// The answer; the shell makes a 304 of it when the reader has it already.
fn xml(tag: String, body: String) -> axum::response::Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/xml; charset=utf-8"),
    );
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=3600"),
    );
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    response
}
