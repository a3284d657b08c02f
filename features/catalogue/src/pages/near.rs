//! What may have been meant by an address that leads nowhere.

use web::{Crumb, Visit};

use super::Pages;
use crate::search::Query;

/// How many pages are named.
const MOST: usize = 5;
/// How much of an address is looked at, in bytes.
const LOOKED_AT: usize = 200;

/// Offers found with the words of the address.
pub(super) fn pages(pages: &Pages, visit: &Visit) -> Vec<Crumb> {
    let words = words(visit.path());
    if words.is_empty() || !visit.in_language() {
        return Vec::new();
    }
    let view = pages.catalogue.view();
    let query = Query {
        words,
        take: 4 * MOST,
        ..Query::all(visit.lang().clone())
    };
    // A dead end stays a dead end when the search fails: it says so in its own log line.
    let found = view.search(&query).unwrap_or_else(|error| {
        tracing::warn!(%error, "near matches of an address");
        Default::default()
    });
    let snapshot = view.snapshot();
    let mut near: Vec<Crumb> = Vec::new();
    for hit in &found.hits {
        let Some(held) = snapshot.service(hit.service) else {
            continue;
        };
        let name = visit.tr().best(&held.record.name).map_or("", |n| n.text);
        let provider = snapshot.organization(held.record.organization_id);
        let label = match provider {
            Some(o) => format!("{name} · {}", o.record.name),
            None => name.to_string(),
        };
        // The same course on other days is one match.
        if near.len() < MOST && near.iter().all(|n| n.label != label) {
            near.push(Crumb {
                label,
                href: visit.href(&format!("/service/{}", hit.service)),
            });
        }
    }
    near
}

/// The words of the last part of a path; identifiers and file endings are none.
fn words(path: &str) -> String {
    let path = &path[..path.floor_char_boundary(LOOKED_AT)];
    let last = path.rsplit('/').find(|p| !p.is_empty()).unwrap_or_default();
    let last = decoded(last);
    if last.parse::<values::Id>().is_ok() {
        return String::new();
    }
    let plain = [
        "php", "html", "htm", "asp", "aspx", "jsp", "xml", "env", "txt",
    ];
    last.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 2 && !plain.contains(w))
        .filter(|w| w.chars().any(char::is_alphabetic))
        .take(8)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Without percent signs; what is no UTF-8 then is left as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = (*first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match hex {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_words() {
        assert_eq!(words("/corsi/nuoto-bambini.html"), "nuoto bambini");
        assert_eq!(words("/%D8%B3%D8%A8%D8%A7%D8%AD%D8%A9"), "سباحة");
        assert_eq!(words("/scuole/"), "scuole");
        for nothing in [
            "/",
            "",
            "/service/00000000-0000-7000-8000-000000000000",
            "/12345",
            "/%FF%",
            "/a.b",
        ] {
            assert_eq!(words(nothing), "", "{nothing}");
        }
        let long = format!("/{}", "è".repeat(500));
        assert!(words(&long).len() <= LOOKED_AT);
    }
}
