//! Everything by topic: the tree of the city's themes with counts.

use super::show_kept;
use askama::Template;
use axum::extract::State;
use web::{Answer, Page, Visit};

use super::card::{icon, label, tone};
use super::{Now, Pages, jsonld};
use crate::terms;

/// A theme with those below it.
struct Topic {
    label: String,
    href: String,
    count: usize,
    below: Vec<Topic>,
}

/// A domain.
struct Domain {
    icon: &'static str,
    tone: &'static str,
    topic: Topic,
}

#[derive(Template)]
#[template(path = "catalogue/topics.html")]
struct TopicsPage {
    page: Page,
    domains: Vec<Domain>,
    demo: bool,
}

/// `GET /topics`
pub(super) async fn show(State(pages): State<Pages>, visit: Visit) -> Answer {
    let now = pages.now();
    let tr = visit.tr();
    let page = visit
        .page(tr.t("catalogue-topics-title"))
        .current("/topics")
        .description(tr.t("catalogue-topics-about"));
    let taxonomy = now.city().taxonomies.get(terms::SERVICE);
    let domains: Vec<Domain> = taxonomy
        .into_iter()
        .flat_map(|t| t.roots().map(move |root| (t, root)))
        .map(|(t, root)| Domain {
            icon: icon(root),
            tone: tone(root.colour),
            topic: topic(&page, &now, t, root),
        })
        .collect();
    let items = domains.iter().map(|d| &d.topic);
    let items = items.map(|t| (t.label.clone(), t.href.clone()));
    let page = jsonld::listed(page, items.collect());
    show_kept(&TopicsPage {
        domains,
        demo: now.digest.demo,
        page,
    })
}

fn topic(page: &Page, now: &Now, taxonomy: &city::Taxonomy, term: &city::Term) -> Topic {
    Topic {
        label: label(page, term),
        href: page.href(&format!("/search?theme={}", term.key)),
        count: now.digest.theme(&term.key),
        below: taxonomy
            .children(&term.key)
            .map(|t| topic(page, now, taxonomy, t))
            .collect(),
    }
}
