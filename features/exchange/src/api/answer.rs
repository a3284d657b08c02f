//! Answers: pages, streams and single objects, with their caching headers.

use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::book::Book;
use super::cache::Kept;
use super::objects::Form;
use super::params::{Ask, List, PER_PAGE};
use super::problem::Problem;
use super::select::Rows;

/// Answers may be kept for a minute by anybody; after that they are asked for with their ETag.
const FRESH: &str = "public, max-age=60";
/// Objects of a stream are sent in pieces of about so many bytes.
const PIECE: usize = 64 * 1024;
/// Pages beyond so many items are streamed and not kept.
const LONG: usize = 1000;

const JSON: &str = "application/json";
const NDJSON: &str = "application/x-ndjson";

/// What is asked of a list.
pub(super) struct Page {
    rows: Rows,
    list: List,
    form: Form,
    from: usize,
    to: usize,
}

impl Page {
    /// A page, and the words around its items: what stands before `contents`, and the address of
    /// the next page.
    fn of(book: &Book, list: List, ask: &Ask) -> Result<(Page, Value, Option<String>), Problem> {
        let rows = book.select(list, ask)?;
        let form = Form::of(ask);
        let total = rows.len();
        let size = match (ask.whole("per_page"), form) {
            (Some(n), _) => n as usize,
            (None, Form::Minimal) => total.max(1),
            (None, _) => PER_PAGE as usize,
        };
        let (from, number) = match (ask.cursor(), ask.whole("page")) {
            (Some(cursor), page) => {
                let from = book.position(list, ask, &rows, cursor);
                (from, page.map_or(from / size + 1, |n| n as usize))
            }
            (None, page) => {
                let page = page.unwrap_or(1) as usize;
                ((page - 1).saturating_mul(size).min(total), page)
            }
        };
        let to = from.saturating_add(size).min(total);
        let next = (to < total && to > from)
            .then(|| rows.get(to - 1))
            .flatten()
            .map(|last| {
                let cursor = book.cursor(list, ask, last);
                ask.address(list, number + 1, &cursor)
            });
        let mut envelope = json!({
            "total_items": total,
            "total_pages": total.div_ceil(size),
            "page_number": number,
            "size": to - from,
            "first_page": from == 0 && number == 1,
            "last_page": to >= total,
            "empty": to == from,
        });
        if let Some(next) = &next {
            envelope["next"] = json!(next);
        }
        let page = Page {
            rows,
            list,
            form,
            from,
            to,
        };
        Ok((page, envelope, next))
    }

    /// Writes some of the objects from a position; says where it stopped.
    fn write(&self, book: &Book, mut at: usize, between: &[u8], out: &mut Vec<u8>) -> usize {
        let begin = out.len();
        while at < self.to && out.len() - begin < PIECE {
            if let Some(row) = self.rows.get(at) {
                if at > self.from {
                    out.extend_from_slice(between);
                }
                let object = book.object(self.list, row, self.form);
                // JSON values always become text
                let _ = serde_json::to_writer(&mut *out, &object);
            }
            at += 1;
        }
        at
    }
}

/// A list, as a page or as a stream. `key` is what the request is known by, none for those that are
/// not kept; `known` what the reader has already.
pub(super) fn list(
    book: &Arc<Book>,
    list: List,
    ask: &Ask,
    key: Option<String>,
    run: u64,
) -> Result<Response, Problem> {
    let (mut page, mut envelope, next) = Page::of(book, list, ask)?;
    if ask.ndjson() {
        page.from = match ask.cursor() {
            Some(_) => page.from,
            None => 0,
        };
        page.to = page.rows.len();
        let mark = key.as_ref().map(|k| marked(book, run, k));
        return Ok(streamed(Arc::clone(book), page, Around::Lines, mark));
    }
    let head = head(&mut envelope);
    let link = next
        .as_ref()
        .and_then(|n| HeaderValue::try_from(format!("<{n}>; rel=\"next\"")).ok());
    if page.to - page.from > LONG {
        let mark = key.as_ref().map(|k| marked(book, run, k));
        let mut response = streamed(Arc::clone(book), page, Around::Page(head), mark);
        if let Some(link) = link {
            response.headers_mut().insert(header::LINK, link);
        }
        return Ok(response);
    }
    let mut body = head;
    let mut at = page.from;
    while at < page.to {
        at = page.write(book, at, b",\n", &mut body);
    }
    body.extend_from_slice(TAIL);
    Ok(kept(book, key, body, link))
}

/// A single object.
pub(super) fn single(book: &Book, value: &Value, key: Option<String>) -> Response {
    kept(book, key, value.to_string().into_bytes(), None)
}

const TAIL: &[u8] = b"\n]}";

/// The envelope up to its items.
fn head(envelope: &mut Value) -> Vec<u8> {
    let mut text = envelope.to_string();
    text.pop();
    text.push_str(",\"contents\":[\n");
    text.into_bytes()
}

fn kept(book: &Book, key: Option<String>, body: Vec<u8>, link: Option<HeaderValue>) -> Response {
    let Some(key) = key else {
        let mut response = plain(Bytes::from(body), JSON);
        no_store(&mut response);
        return response;
    };
    let hash = hex::encode(&Sha256::digest(&body)[..12]);
    let Ok(etag) = HeaderValue::try_from(format!("W/\"{hash}\"")) else {
        return plain(Bytes::from(body), JSON);
    };
    let kept = Kept {
        // No larger than it must be: what a body was written into may be twice as large.
        body: Bytes::from(body.into_boxed_slice()),
        etag,
        link,
    };
    book.cache.keep_answer(key, &kept);
    again(kept)
}

/// An answer that was kept with its generation. The shell keeps it dressed, for as long as an
/// edition lasts; this one outlives the minute.
pub(super) fn again(kept: Kept) -> Response {
    let mut response = plain(kept.body, JSON);
    let headers = response.headers_mut();
    headers.insert(header::ETAG, kept.etag);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FRESH));
    if let Some(link) = kept.link {
        headers.insert(header::LINK, link);
    }
    web::keep_response(response)
}

fn plain(body: Bytes, kind: &'static str) -> Response {
    let mut response = Response::new(Body::from(body));
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn no_store(response: &mut Response) {
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// The mark of a stream, whose text is not known before it is sent: this program's run, the
/// generation, the question.
fn marked(book: &Book, run: u64, key: &str) -> String {
    let hash = hex::encode(&Sha256::digest(key.as_bytes())[..8]);
    format!("W/\"{run:x}-{}-{hash}\"", book.snapshot().generation())
}

enum Around {
    /// One object a line.
    Lines,
    /// The items of a page, after this.
    Page(Vec<u8>),
}

/// Sends objects piece by piece, so that never more than one piece is in memory.
fn streamed(book: Arc<Book>, page: Page, around: Around, mark: Option<String>) -> Response {
    let (kind, between, first, tail): (_, &[u8], _, &[u8]) = match around {
        Around::Lines => (NDJSON, b"\n", Vec::new(), b"\n"),
        Around::Page(head) => (JSON, b",\n", head, TAIL),
    };
    let begin = (page.from, Some(first));
    let pieces = stream::unfold(begin, move |(at, first)| {
        let piece = match first {
            None if at >= page.to => None,
            first => {
                let mut out = first.unwrap_or_default();
                let next = page.write(&book, at, between, &mut out);
                if next >= page.to && (next > page.from || kind == JSON) {
                    out.extend_from_slice(tail);
                }
                Some((
                    Ok::<_, std::convert::Infallible>(Bytes::from(out)),
                    (next, None),
                ))
            }
        };
        std::future::ready(piece)
    })
    // compression asks once more after the end
    .fuse();
    let mut response = (StatusCode::OK, Body::from_stream(pieces)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    match mark.and_then(|m| HeaderValue::try_from(m).ok()) {
        Some(mark) => {
            headers.insert(header::ETAG, mark);
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FRESH));
        }
        None => no_store(&mut response),
    }
    response
}
