//! The saved list: no account, no database. The list stands in the address, so it can be shared,
//! kept as a bookmark and printed; for convenience one cookie remembers the reader's own list. It
//! holds the codes of services and nothing else.

pub(super) mod list;

use std::collections::HashMap;

use askama::Template;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Query as UriQuery, State};
use axum::http::header::{HOST, LOCATION, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use i18n::args;
use values::{Id, Refusal};
use web::{Answer, Failure, Page, Visit, show_with};

use super::card::Card;
use super::sheet::{self, Call};
use super::{Now, Pages, calendar};
use crate::model::{Kind, Service};
use crate::snapshot::{Former, Held, Snapshot};
use list::{Code, Leftover, List, MOST};

/// The cookie where the site is served without https, as the demo is.
const COOKIE: &str = "saved";
/// The cookie everywhere else: with this name browsers take it from this host alone, over https and
/// for all paths (RFC 6265bis, 4.1.3.2), so that no neighbour under the same domain can set it.
const HOST_COOKIE: &str = "__Host-saved";
/// How long the cookie is kept after the last change, days.
const KEPT_DAYS: u32 = 180;

/// An entry of the list.
struct Entry {
    card: Card,
    /// Where exactly, for the printed list.
    address: String,
    call: Option<Call>,
    /// The address of this list without the entry; for lists that are not the reader's own.
    without: String,
}

/// An entry that is no more.
struct Lost {
    name: String,
    since: String,
}

#[derive(Template)]
#[template(path = "catalogue/saved.html")]
struct SavedPage {
    page: Page,
    /// True when this is the list the reader's browser remembers.
    own: bool,
    entries: Vec<Entry>,
    lost: Vec<Lost>,
    /// Entries nobody knows: never in this catalogue, or removed without a trace.
    unknown: usize,
    unreadable: usize,
    too_many: usize,
    most: usize,
    /// Codes of the own list that lead nowhere any more.
    dead: Option<String>,
    /// What was just taken away, in words, and the codes that bring it back.
    undo: Option<(String, String)>,
    full: Option<String>,
    action: String,
    codes: String,
    link: String,
    address: String,
    mail: Option<String>,
    ics: String,
    webcal: Option<String>,
    clear: Option<String>,
}

/// What became of the entries of a list.
#[derive(Default)]
struct Resolved<'a> {
    live: Vec<&'a Held<Service>>,
    lost: Vec<(&'a Held<Service>, Former)>,
    unknown: usize,
    /// The codes that lead to a live one.
    reached: Vec<Code>,
}

fn by_https(visit: &Visit) -> bool {
    let base = visit.site().settings().base_url.as_deref();
    base.is_some_and(|u| u.starts_with("https://"))
}

/// The name of the cookie.
fn cookie_name(visit: &Visit) -> &'static str {
    if by_https(visit) { HOST_COOKIE } else { COOKIE }
}

/// What the browser remembers.
fn remembered(visit: &Visit) -> &str {
    visit.cookie(cookie_name(visit)).unwrap_or_default()
}

/// The reader's own list.
pub(super) fn own(visit: &Visit) -> List {
    List::read(remembered(visit)).0
}

/// True when the reader has saved the service with this code.
pub(super) fn holds(visit: &Visit, code: Code) -> bool {
    remembered(visit).split('.').any(|c| c.parse() == Ok(code))
}

/// Looks the codes up. What was merged is shown as what it was merged into.
fn resolve<'a>(snapshot: &'a Snapshot, list: &List) -> Resolved<'a> {
    let mut ids: HashMap<Code, Id> = HashMap::with_capacity(list.codes().len());
    if !list.is_empty() {
        for id in snapshot.services_ever() {
            let code = Code::from(id);
            if list.has(code) {
                ids.insert(code, id);
            }
        }
    }
    let mut found = Resolved::default();
    for code in list.codes() {
        let Some(id) = ids.get(code).copied() else {
            found.unknown += 1;
            continue;
        };
        let former = snapshot.former(Kind::Service, id);
        let now_at = match former {
            Some(Former::MergedInto(target)) => target,
            _ => id,
        };
        match (snapshot.service(now_at), former, snapshot.service_ever(id)) {
            (Some(held), ..) => {
                found.reached.push(*code);
                if !found.live.iter().any(|h| h.record.id == now_at) {
                    found.live.push(held);
                }
            }
            (None, Some(former), Some(held)) => found.lost.push((held, former)),
            (None, ..) => found.unknown += 1,
        }
    }
    found
}

/// A value of the query; the last one counts.
fn asked(uri: &Uri, name: &str) -> Option<String> {
    let UriQuery(pairs) = UriQuery::<Vec<(String, String)>>::try_from_uri(uri).ok()?;
    let (_, value) = pairs.into_iter().rev().find(|(k, _)| k == name)?;
    Some(value)
}

/// `GET /saved`: the reader's own list; with `s` any list.
pub(super) async fn show(State(pages): State<Pages>, visit: Visit, uri: Uri) -> Answer {
    let now = pages.now();
    let undo = asked(&uri, "undo").map(|codes| List::read(&codes).0);
    match asked(&uri, "s") {
        Some(codes) => {
            let (list, left) = List::read(&codes);
            answer(
                &visit,
                &now,
                Asked {
                    list,
                    left,
                    undo,
                    full: None,
                },
            )
        }
        None => {
            let list = own(&visit);
            answer(
                &visit,
                &now,
                Asked {
                    list,
                    left: Leftover::default(),
                    undo,
                    full: None,
                },
            )
        }
    }
}

/// `GET /saved.ics?s=…`: the dates of a list.
pub(super) async fn ics(State(pages): State<Pages>, visit: Visit, uri: Uri) -> Answer {
    let now = pages.now();
    let Some(codes) = asked(&uri, "s") else {
        return Err(Refusal::new("catalogue-saved-no-list", 400)
            .field("s")
            .into());
    };
    let (list, _) = List::read(&codes);
    if list.is_empty() {
        return Err(Refusal::new("catalogue-saved-no-list", 400)
            .field("s")
            .into());
    }
    let found = resolve(now.view.snapshot(), &list);
    let page = visit.page("");
    let site = page.say_plain(&page.site().settings().title);
    let name = visit
        .tr()
        .plain("catalogue-saved-calendar-name", &args!["site" => site]);
    Ok(calendar::answer(&calendar::feed(
        &page,
        &now,
        &name,
        &found.live,
    )))
}

/// `POST /saved`: adds (`add`) or takes away (`remove`) codes, then goes back to where the reader
/// was.
pub(super) async fn change(
    State(pages): State<Pages>,
    visit: Visit,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Answer {
    let refused = || Failure::from(Refusal::new("catalogue-saved-unclear", 400));
    let Form(pairs) = form.map_err(|_| refused())?;
    let codes = |name: &str| -> List {
        let text: Vec<&str> = pairs
            .iter()
            .filter(|(k, _)| k == name)
            .map(|(_, v)| v.as_str())
            .collect();
        List::read(&text.join(".")).0
    };
    let (add, remove) = (codes("add"), codes("remove"));
    if add.is_empty() && remove.is_empty() {
        return Err(refused());
    }
    let now = pages.now();
    let before = own(&visit);
    let (list, left_out) = before.clone().without(&remove).with(&add);
    if left_out > 0 {
        let full = visit.tr().with(
            "catalogue-saved-full",
            &args!["most" => MOST, "count" => left_out],
        );
        let asked = Asked {
            list: before,
            left: Leftover::default(),
            undo: None,
            full: Some(full),
        };
        return answer(&visit, &now, asked);
    }
    let to = back(&visit, &headers, &add, &remove);
    Ok(remember(&visit, &list, &to))
}

/// Back to the page the form was on, at the entry it was about. From the list itself, what was
/// taken away can be brought back.
fn back(visit: &Visit, headers: &HeaderMap, add: &List, remove: &List) -> String {
    let text = |name| {
        headers
            .get(name)
            .and_then(|v: &axum::http::HeaderValue| v.to_str().ok())
    };
    let from = text(REFERER)
        .and_then(|r| r.parse::<Uri>().ok())
        .filter(|r| text(HOST).is_none_or(|host| r.authority().is_some_and(|a| a == host)))
        .and_then(|r| r.path_and_query().map(ToString::to_string))
        // «//host» would lead away from this site
        .filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'));
    let list = visit.href("/saved");
    let of_list = |path: &str| path.split(['?', '#']).next() == Some(list.as_str());
    let code = add.codes().first().or(remove.codes().first());
    match (from, code) {
        (Some(path), Some(code)) if !of_list(&path) => format!("{path}#saved-{code}"),
        (_, _) if !remove.is_empty() => format!("{list}?undo={remove}"),
        _ => list,
    }
}

/// A redirect that has the browser remember the list; an empty one is forgotten.
fn remember(visit: &Visit, list: &List, to: &str) -> Response {
    let age = if list.is_empty() {
        0
    } else {
        u64::from(KEPT_DAYS) * 86_400
    };
    let name = cookie_name(visit);
    let secure = if by_https(visit) { "; Secure" } else { "" };
    let cookie = format!("{name}={list}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    let headers = [(LOCATION, to.to_string()), (SET_COOKIE, cookie)];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// What is to be shown.
struct Asked {
    list: List,
    left: Leftover,
    undo: Option<List>,
    /// Why something could not be added.
    full: Option<String>,
}

fn answer(visit: &Visit, now: &Now, asked: Asked) -> Answer {
    let tr = visit.tr();
    let snapshot = now.view.snapshot();
    let found = resolve(snapshot, &asked.list);
    // Links carry the codes of today: a merged entry under its new one, lost ones no more.
    let list: List = found.live.iter().map(|h| Code::from(h.record.id)).collect();
    let mine = own(visit);
    let is_own = asked.list == mine;
    let title = if is_own {
        "catalogue-saved-title"
    } else {
        "catalogue-saved-shared-title"
    };
    let page = visit
        .page(tr.t(title))
        .current("/saved")
        .description(tr.t("catalogue-saved-about"))
        .unlisted();
    let path = format!("/saved?s={list}");
    let ics = page.href(&format!("/saved.ics?s={list}"));
    let address = page.absolute(&page.href(&path));
    let entries = found
        .live
        .iter()
        .map(|held| entry(&page, now, held, &list))
        .collect();
    let lost = found
        .lost
        .iter()
        .map(|(held, former)| Lost {
            name: page.say_plain(&held.record.name),
            since: match former {
                Former::Gone(at) => page.date(&at.day(&now.city().zone)),
                Former::MergedInto(_) => String::new(),
            },
        })
        .collect();
    let undo = asked.undo.filter(|u| !u.is_empty()).and_then(|u| {
        let u = u.without(&mine);
        let names: Vec<String> = resolve(snapshot, &u)
            .live
            .iter()
            .map(|h| page.say_plain(&h.record.name))
            .collect();
        let said = match &names[..] {
            [] => return None,
            [one] => page.t1("catalogue-saved-undo-one", "name", one),
            several => page.t1("catalogue-saved-undo-many", "count", several.len()),
        };
        Some((said, u.to_string()))
    });
    let kept: List = asked
        .list
        .codes()
        .iter()
        .filter(|c| found.reached.contains(c))
        .copied()
        .collect();
    let dead = asked.list.clone().without(&kept);
    let known_address = address.contains("://");
    let view = SavedPage {
        own: is_own,
        entries,
        lost,
        unknown: found.unknown,
        unreadable: asked.left.unreadable,
        too_many: asked.left.too_many,
        most: MOST,
        undo,
        dead: (is_own && !dead.is_empty()).then(|| dead.to_string()),
        action: page.href("/saved"),
        link: page.href(&path),
        mail: known_address.then(|| mail(&page, &address)),
        webcal: known_address
            .then(|| page.absolute(&ics))
            .and_then(|a| Some(format!("webcal://{}", a.split_once("://")?.1))),
        ics,
        // The cookie also holds what is lost, so all of it must go.
        clear: (is_own && !mine.is_empty()).then(|| mine.to_string()),
        codes: list.to_string(),
        address,
        full: asked.full.clone(),
        page,
    };
    let status = match asked.full {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    show_with(status, &view)
}

fn entry(page: &Page, now: &Now, held: &Held<Service>, list: &List) -> Entry {
    let s = &held.record;
    let snapshot = now.view.snapshot();
    let place = snapshot
        .places_of(s.id)
        .next()
        .map(|(_, place)| &place.record);
    let mut phones = s.phones.clone();
    phones.extend(place.iter().flat_map(|p| p.phones.clone()));
    if let Some(o) = snapshot.organization(s.organization_id) {
        phones.extend(o.record.phones.clone());
    }
    phones.truncate(1);
    let this: List = [Code::from(s.id)].into_iter().collect();
    Entry {
        card: Card::of(page, now, held),
        address: place
            .map(|p| {
                let mut lines = vec![p.name.clone()];
                lines.extend(p.address.iter().flat_map(sheet::address_lines));
                lines.join(", ")
            })
            .unwrap_or_default(),
        call: sheet::calls(page, &phones).into_iter().next(),
        without: page.href(&format!("/saved?s={}", list.clone().without(&this))),
    }
}

/// A mail to write with the list's address in it.
fn mail(page: &Page, address: &str) -> String {
    sheet::mail_link(&page.t("catalogue-saved-shared-title"), address)
}
