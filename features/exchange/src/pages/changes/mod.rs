//! The public change log: which record has changed when, what was before and what is after, and from
//! which kind of source it came; as a page, as an Atom feed (RFC 4287) and as JSON. Telephones, addresses
//! for mail and codes are never told, only that they have changed; of records that are not public nothing
//! is told at all.

mod asked;
mod line;

use std::fmt::Write as _;

use askama::Template;
use axum::extract::{Query, RawQuery, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalogue::View;
use catalogue::model::Kind;
use city::City;
use serde_json::{Value, json};
use values::{Id, Moment, Refusal};
use web::form::{Field, FormError, summary};
use web::{Answer, Failure, Page, Visit, show_with};

use super::history::History;
use crate::history::{self, Found, News, What};
use asked::{Asked, Filter, KINDS, MOST, PAGE};
use line::{Line, line, segment, tellable};

/// Answers for programs may be kept for a minute.
const FRESH: (HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=60");
/// Whether a record can be seen: now, or as one that has gone or was joined with another.
fn is_public(view: &View, kind: Kind, id: Id) -> bool {
    is_there(view, kind, id) || view.snapshot().former(kind, id).is_some()
}

fn is_there(view: &View, kind: Kind, id: Id) -> bool {
    let s = view.snapshot();
    match kind {
        Kind::Service => s.service(id).is_some(),
        Kind::Organization => s.organization(id).is_some(),
        Kind::Location => s.location(id).is_some(),
        Kind::ServiceAtLocation => false,
    }
}

/// Whether a record is in a district: itself, or one of its places.
fn is_in(view: &View, kind: Kind, id: Id, district: &str) -> bool {
    let s = view.snapshot();
    let here = |d: Option<&str>| d == Some(district);
    match kind {
        Kind::Location => s
            .location(id)
            .is_some_and(|l| here(l.record.district.as_deref())),
        Kind::Service => s
            .places_of(id)
            .any(|(_, l)| here(l.record.district.as_deref())),
        Kind::Organization => s
            .locations_of(id)
            .any(|l| here(l.record.district.as_deref())),
        Kind::ServiceAtLocation => false,
    }
}

async fn found(h: &History, view: &std::sync::Arc<View>, filter: Filter) -> Result<Found, Failure> {
    let (view, wanted) = (view.clone(), filter.wanted);
    let (kind, district) = (filter.kind, filter.district);
    let read = move |c: &mut db::Read<'_>| {
        let shows = |k: Kind, id: Id| {
            kind.is_none_or(|wanted| wanted == k)
                && is_public(&view, k, id)
                && district.as_deref().is_none_or(|d| is_in(&view, k, id, d))
        };
        history::news(c, &wanted, &shows)
    };
    let mut found: Found = h.db.read(read).await.map_err(Failure::fault)?;
    // A record that was taken out and came again says so by coming.
    found.news.retain(|n| n.what != What::Removed);
    Ok(found)
}

#[derive(Template)]
#[template(path = "exchange/changes.html")]
struct ChangesPage {
    page: Page,
    errors: Vec<FormError>,
    from: Field,
    to: Field,
    district: Field,
    kind: Field,
    action: String,
    lines: Vec<Line>,
    more: Option<String>,
    /// Nothing was found by now, but there is more to look at.
    seeking: bool,
    feed: String,
    json: String,
}

/// `GET /changes`
pub(super) async fn show_changes(
    State(h): State<History>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Answer {
    let view = h.catalogue.view();
    let page = visit
        .page(visit.tr().t("exchange-changes"))
        .description(visit.tr().t("exchange-changes-lead"))
        .alternate(
            "application/atom+xml",
            visit.href(&asked.at("/changes.atom", None)),
            &visit.tr().t("exchange-changes"),
        );
    // Pages after the first are for going on, not for finding.
    let page = match asked.after.is_empty() {
        true => page,
        false => page.unlisted(),
    };
    let (found, wrong) = match asked.read(&view, MOST) {
        Ok(filter) => (found(&h, &view, filter).await?, Vec::new()),
        Err(wrong) => {
            let none = Found {
                news: Vec::new(),
                next: None,
            };
            (none, wrong)
        }
    };
    let tr = page.tr();
    let field = |name: &str, kind: &'static str, value: &str| {
        Field::text(name, page.t(&format!("exchange-changes-{name}")))
            .kind(kind)
            .value(value.trim())
            .refused(tr, &wrong)
    };
    let any = |name: &str| {
        Field::choice(name, page.t(&format!("exchange-changes-{name}")))
            .option("", page.t("exchange-changes-any"))
    };
    let districts = view.city().districts.all().iter();
    let district = districts
        .fold(any("district"), |f, d| {
            let name = tr.best(&d.names).map(|s| s.text.to_string());
            f.option(d.id.as_str(), name.unwrap_or_else(|| d.name.clone()))
        })
        .value(asked.district.as_str())
        .refused(tr, &wrong);
    let kind = KINDS
        .iter()
        .fold(any("kind"), |f, k| {
            f.option(
                k.as_str(),
                page.t(&format!("exchange-kind-{}", segment(*k))),
            )
        })
        .value(asked.kind.as_str())
        .refused(tr, &wrong);
    let (from, to) = (
        field("from", "date", &asked.from),
        field("to", "date", &asked.to),
    );
    let lines: Vec<Line> = found
        .news
        .iter()
        .map(|n| line(&h, &view, &page, n))
        .collect();
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &ChangesPage {
            errors: summary(tr, &[&from, &to, &district, &kind], &wrong),
            from,
            to,
            district,
            kind,
            action: page.href("/changes"),
            seeking: lines.is_empty() && found.next.is_some(),
            lines,
            more: found
                .next
                .map(|p| page.href(&asked.at("/changes", Some(p)))),
            feed: page.href(&asked.at("/changes.atom", None)),
            json: asked.at(super::CHANGES_API, None),
            page,
        },
    )
}

/// `GET /changes.atom`: the same as a feed, in the language of the address.
pub(super) async fn atom(
    State(h): State<History>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Answer {
    let view = h.catalogue.view();
    let filter = match asked.read(&view, MOST) {
        Ok(filter) => filter,
        Err(wrong) => return Err(first(wrong).into()),
    };
    let found = found(&h, &view, filter).await?;
    let page = visit.page(visit.tr().t("exchange-changes"));
    let own = page.absolute(&visit.href(&asked.at("/changes.atom", None)));
    let newest = found.news.first().map_or(Moment(0), |n| n.place.at);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = write!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\"><title>{}</title><id>{}</id><link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/><link rel=\"alternate\" type=\"text/html\" href=\"{}\"/><updated>{}</updated><author><name>{}</name></author>",
        escaped(page.tr().html_lang()),
        escaped(&page.window_title()),
        escaped(&own),
        escaped(&own),
        escaped(&page.absolute(&visit.href(&asked.at("/changes", None)))),
        newest.rfc3339(),
        escaped(&page.say_plain(&page.site().settings().title)),
    );
    for n in &found.news {
        let line = line(&h, &view, &page, n);
        let href = line
            .href
            .clone()
            .unwrap_or_else(|| page.href(&format!("/{}/{}", segment(n.kind), n.record)));
        let title = format!("{}: {}", line.name, line.what);
        let mut text = vec![format!("{} · {}", line.kind, line.class)];
        text.extend(line.changes.iter().map(|c| match &c.values {
            Some((from, to)) => format!("{}: {from} → {to}", c.label),
            None => c.label.clone(),
        }));
        let _ = write!(
            out,
            "<entry><title>{}</title><id>urn:wishmi:change:{}</id><link rel=\"alternate\" type=\"text/html\" href=\"{}\"/><updated>{}</updated><category term=\"{}\"/><content type=\"text\">{}</content></entry>",
            escaped(&title),
            n.place,
            escaped(&page.absolute(&href)),
            n.place.at.rfc3339(),
            segment(n.kind),
            escaped(&text.join("\n")),
        );
    }
    out.push_str("</feed>\n");
    Ok(feed(out))
}

fn feed(text: String) -> Response {
    let kind = (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8");
    ([kind, FRESH], text).into_response()
}

/// For XML: what would end a text or a value, and what may not stand in it at all.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

fn first(wrong: Vec<Refusal>) -> Refusal {
    let none = || Refusal::new("exchange-changes-wrong-place", 422);
    wrong.into_iter().next().unwrap_or_else(none)
}

/// `GET /api/changes`: the same for programs, with the values as the catalogue has them.
pub(super) async fn json(
    State(h): State<History>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Response {
    let view = h.catalogue.view();
    let strict = Asked::strict(&query.unwrap_or_default());
    let read = strict.map_err(|no| vec![no]).and_then(|mut asked| {
        // A form's reader has made a slip; a program's span that holds no day holds no changes.
        let nothing = asked.is_empty_span();
        if nothing {
            asked.to = asked.from.clone();
        }
        let filter = asked.read(&view, MOST)?;
        Ok((asked, filter, nothing))
    });
    let (asked, filter, nothing) = match read {
        Ok(found) => found,
        Err(wrong) => {
            let wrong: Vec<Value> = wrong
                .iter()
                .map(|no| json!({ "parameter": no.field, "message": visit.tr().refusal(no) }))
                .collect();
            let body = json!({ "status": 422, "title": "Unprocessable", "errors": wrong });
            let kind = (header::CONTENT_TYPE, "application/problem+json");
            return (StatusCode::UNPROCESSABLE_ENTITY, [kind], body.to_string()).into_response();
        }
    };
    let found = match nothing {
        true => Ok(Found::default()),
        false => found(&h, &view, filter).await,
    };
    let found = match found {
        Ok(found) => found,
        Err(failure) => return failure.into_response(),
    };
    let contents: Vec<Value> = found.news.iter().map(|n| object(&view, n)).collect();
    let body = json!({
        "contents": contents,
        "next": found.next.map(|p| asked.at(super::CHANGES_API, Some(p))),
    });
    let kind = (header::CONTENT_TYPE, "application/json");
    let everybody = (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    ([kind, FRESH, everybody], body.to_string()).into_response()
}

fn object(view: &View, n: &News) -> Value {
    let there = is_there(view, n.kind, n.record);
    let (what, fields) = match &n.what {
        What::New => ("new", None),
        What::Changed(fields) => ("changed", Some(fields)),
        What::Confirmed => ("confirmed", None),
        What::Gone => ("gone", None),
        What::Back => ("back", None),
        What::Merged(_) => ("merged", None),
        What::Removed => ("removed", None),
    };
    let value = |image: &Option<catalogue::model::Image>, field: &str| {
        image.as_ref().and_then(|i| i.body.get(field)).cloned()
    };
    let fields: Vec<Value> = fields
        .filter(|_| there)
        .into_iter()
        .flatten()
        .map(|field| match tellable(field) {
            true => json!({
                "field": field,
                "before": value(&n.before, field),
                "after": value(&n.after, field),
            }),
            false => json!({ "field": field }),
        })
        .collect();
    json!({
        "id": n.place.to_string(),
        "at": n.place.at.rfc3339(),
        "record": { "kind": n.kind.as_str(), "id": n.record },
        "change": what,
        "fields": fields,
        "source": n.source,
        "source_class": n.class,
    })
}

/// How it is described to programs.
pub(super) fn described(city: &City) -> crate::api::openapi::Extra {
    let districts: Vec<&str> = city.districts.all().iter().map(|d| d.id.as_str()).collect();
    let text = |name: &str, about: &str, schema: Value| json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema });
    let kinds: Vec<&str> = KINDS.iter().map(|k| k.as_str()).collect();
    let day = || json!({ "type": "string", "format": "date" });
    let item = json!({ "get": {
        "summary": "What has changed in the catalogue, newest first",
        "operationId": "changes",
        "tags": ["changes"],
        "parameters": [
            text("from", "First day, in the city's time zone", day()),
            text("to", "Last day, in the city's time zone", day()),
            text("district", "Identifier of a district", json!({ "type": "string", "enum": districts })),
            text("kind", "Kind of record", json!({ "type": "string", "enum": kinds })),
            text("after", "Where to go on: taken from `next`", json!({ "type": "string", "pattern": "^[0-9]{1,18}\\.[0-9]{1,18}\\.[0-9]{1,18}$" })),
            text("limit", "At most so many", json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE })),
        ],
        "responses": {
            "200": {
                "description": "Changes",
                "content": { "application/json": { "schema": {
                    "type": "object",
                    "required": ["contents", "next"],
                    "properties": {
                        "contents": { "type": "array", "items": { "type": "object" } },
                        "next": { "type": ["string", "null"] },
                    },
                } } },
            },
            "422": {
                "description": "A parameter cannot be understood",
                "content": { "application/problem+json": { "schema": { "type": "object" } } },
            },
        },
    } });
    (super::CHANGES_API.to_string(), item)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_breaks_out_of_the_feed() {
        assert_eq!(
            escaped("<b a=\"1\">&\u{0}\u{8}x\n"),
            "&lt;b a=&quot;1&quot;&gt;&amp;x\n"
        );
    }
}
