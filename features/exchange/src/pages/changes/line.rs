//! One change in words.

use catalogue::View;
use catalogue::model::Kind;
use catalogue::pages::field_in_words;
use catalogue::snapshot::Former;
use i18n::Tr;
use serde_json::Value;
use values::Day;
use web::Page;

use super::super::history::{History, is_web, said};
use super::is_there;
use crate::history::{self, News, What};

/// The kinds of sources.
const CLASSES: [&str; 5] = crate::rules::CLASSES;

/// A field that has changed.
pub(super) struct Change {
    pub(super) label: String,
    /// Before and after, where it may be told and there are words for it.
    pub(super) values: Option<(String, String)>,
}

/// The name of a record, as it is called now, or was called last.
pub(super) fn name(view: &View, tr: &Tr, n: &News) -> String {
    let s = view.snapshot();
    let now = match n.kind {
        Kind::Service => s
            .service(n.record)
            .and_then(|h| tr.best(&h.record.name).map(|s| s.text.to_string())),
        Kind::Organization => s.organization(n.record).map(|h| h.record.name.clone()),
        Kind::Location => s.location(n.record).map(|h| h.record.name.clone()),
        Kind::ServiceAtLocation => None,
    };
    let image = || n.before.as_ref().or(n.after.as_ref());
    now.or_else(|| {
        let name = image().filter(|i| i.kind == n.kind)?.body.get("name")?;
        field_in_words(tr, view.city(), "name", name, Day::default())
    })
    .unwrap_or_default()
}

/// What is different, field by field, of a record that can be seen now.
pub(super) fn changes(view: &View, tr: &Tr, n: &News, today: Day) -> Vec<Change> {
    let What::Changed(fields) = &n.what else {
        return Vec::new();
    };
    if !is_there(view, n.kind, n.record) {
        return Vec::new();
    }
    let said = |image: &Option<catalogue::model::Image>, field: &str| -> Option<String> {
        match image.as_ref().and_then(|i| i.body.get(field)) {
            None | Some(Value::Null) => Some("—".to_string()),
            Some(value) => field_in_words(tr, view.city(), field, value, today),
        }
    };
    let mut all: Vec<Change> = Vec::new();
    for field in fields {
        let key = format!("catalogue-field-{field}");
        if field == history::PLACES {
            let label = tr.t("exchange-changes-places").into_owned();
            let values = None;
            all.push(Change { label, values });
            continue;
        }
        let (label, known) = match tr.has(&key) {
            true => (tr.t(&key).into_owned(), true),
            false => (tr.t("exchange-history-details").into_owned(), false),
        };
        let values = match (said(&n.before, field), said(&n.after, field)) {
            // Two dashes say nothing: a field without words came or went.
            (Some(from), Some(to)) if from != to && known => Some((from, to)),
            _ => None,
        };
        // What may not be told has no dash either: it would tell that there was nothing before.
        let values = values.filter(|_| tellable(field));
        if !all.iter().any(|c| c.label == label) {
            all.push(Change { label, values });
        }
    }
    all
}

/// Whether a field's values may be told at all.
pub(super) fn tellable(field: &str) -> bool {
    !matches!(field, "phones" | "email" | "identifiers" | "contacts")
}

pub(super) fn class(tr: &Tr, class: &str) -> String {
    let known = CLASSES.contains(&class);
    let key = match known {
        true => format!("exchange-class-{class}"),
        false => "exchange-class-other".to_string(),
    };
    tr.t(&key).into_owned()
}

pub(super) fn segment(kind: Kind) -> &'static str {
    match kind {
        Kind::Organization => "organization",
        Kind::Location => "place",
        Kind::Service | Kind::ServiceAtLocation => "service",
    }
}

pub(super) struct Line {
    pub(super) day: String,
    pub(super) name: String,
    pub(super) href: Option<String>,
    pub(super) history: Option<String>,
    pub(super) kind: String,
    pub(super) what: String,
    /// The record it was joined with.
    pub(super) target: Option<String>,
    pub(super) class: String,
    pub(super) source: String,
    pub(super) url: Option<String>,
    pub(super) changes: Vec<Change>,
}

pub(super) fn line(h: &History, view: &View, page: &Page, n: &News) -> Line {
    let tr = page.tr();
    let zone = &view.city().zone;
    let there = is_there(view, n.kind, n.record);
    let own = format!("/{}/{}", segment(n.kind), n.record);
    let source = h.sources.get(&n.source);
    let url = source.as_ref().and_then(|s| s.url.clone());
    let what = match (&n.what, there) {
        // Its fields stand below, with what was before and after.
        (What::Changed(_), true) => tr.t("exchange-changes-changed").into_owned(),
        (other, _) => said(page.visit(), other),
    };
    Line {
        day: tr.date(n.place.at.day(zone)),
        name: name(view, tr, n),
        href: there.then(|| page.href(&own)),
        history: there.then(|| page.href(&format!("{own}/history"))),
        kind: page.t(&format!("exchange-kind-{}", segment(n.kind))),
        what,
        target: match (&n.what, view.snapshot().former(n.kind, n.record)) {
            (What::Merged(_), Some(Former::MergedInto(to))) => {
                Some(page.href(&format!("/{}/{to}", segment(n.kind))))
            }
            _ => None,
        },
        class: class(tr, &n.class),
        source: source
            .map(|s| page.say_plain(&s.name))
            .filter(|s| !s.is_empty())
            .unwrap_or_default(),
        url: url.filter(|u| is_web(u)),
        changes: changes(view, tr, n, n.place.at.day(zone)),
    }
}
