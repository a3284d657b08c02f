//! What the shell serves of this feature: the open interfaces, and the page that lists them.

mod changes;
mod history;
mod open_data;

use axum::Router;
use axum::routing::get;
use catalogue::pages::Sources;
use catalogue::{Catalogue, View};
use db::Db;
use i18n::{CatalogError, Source};
use values::Id;
use web::Feature;

use crate::api::params::List;
use crate::hsds::{taxonomy_id, term_id};
use crate::{api, opendata};

/// The feature's messages.
pub const LOCALES: &[Source] = &[
    Source::new(
        "exchange",
        "it",
        include_str!("../../locales/opendata.it.ftl"),
    ),
    Source::new(
        "exchange",
        "en",
        include_str!("../../locales/opendata.en.ftl"),
    ),
    Source::new(
        "exchange",
        "ar",
        include_str!("../../locales/opendata.ar.ftl"),
    ),
    Source::new(
        "exchange",
        "zh",
        include_str!("../../locales/opendata.zh.ftl"),
    ),
    Source::new(
        "exchange",
        "es",
        include_str!("../../locales/opendata.es.ftl"),
    ),
    Source::new(
        "exchange",
        "fil",
        include_str!("../../locales/opendata.fil.ftl"),
    ),
];

/// The messages of the history of changes.
pub const HISTORY_LOCALES: &[Source] = &[
    Source::new(
        "exchange history",
        "it",
        include_str!("../../locales/history.it.ftl"),
    ),
    Source::new(
        "exchange history",
        "en",
        include_str!("../../locales/history.en.ftl"),
    ),
    Source::new(
        "exchange history",
        "ar",
        include_str!("../../locales/history.ar.ftl"),
    ),
    Source::new(
        "exchange history",
        "zh",
        include_str!("../../locales/history.zh.ftl"),
    ),
    Source::new(
        "exchange history",
        "es",
        include_str!("../../locales/history.es.ftl"),
    ),
    Source::new(
        "exchange history",
        "fil",
        include_str!("../../locales/history.fil.ftl"),
    ),
    Source::new(
        "exchange changes",
        "it",
        include_str!("../../locales/changes.it.ftl"),
    ),
    Source::new(
        "exchange changes",
        "en",
        include_str!("../../locales/changes.en.ftl"),
    ),
    Source::new(
        "exchange changes",
        "ar",
        include_str!("../../locales/changes.ar.ftl"),
    ),
    Source::new(
        "exchange changes",
        "zh",
        include_str!("../../locales/changes.zh.ftl"),
    ),
    Source::new(
        "exchange changes",
        "es",
        include_str!("../../locales/changes.es.ftl"),
    ),
    Source::new(
        "exchange changes",
        "fil",
        include_str!("../../locales/changes.fil.ftl"),
    ),
];

/// The page of what has changed in the whole catalogue.
pub const CHANGES: &str = "/changes";
/// The same for programs.
pub const CHANGES_API: &str = "/api/changes";

/// What has changed in each record, when, and by which source: `/service/{id}/history` and the like, and
/// in all of them: `/changes`.
/// `sources` names the sources.
pub fn history(db: Db, catalogue: Catalogue, sources: Sources) -> Feature {
    let state = history::History {
        db,
        catalogue,
        sources,
    };
    let root = Router::new()
        .route(CHANGES_API, get(changes::json))
        .with_state(state.clone());
    Feature::new("exchange")
        .pages(history::router(state))
        .root(root)
        .open_to_other_sites(CHANGES_API)
        .locales(HISTORY_LOCALES)
}

/// The page of the open data, for the footer; its label is `exchange-open-data`.
pub const OPEN_DATA: &str = "/open-data";

/// The feature's routes. `extra` describes the interfaces of other parts of the program
/// (OpenAPI path items by path).
///
/// # Errors
/// Messages that cannot be read.
pub fn feature(
    catalogue: &Catalogue,
    extra: Vec<api::openapi::Extra>,
) -> Result<Feature, CatalogError> {
    let city = catalogue.view().city().clone();
    let name = city.name.best(&city.default_language, &[]);
    let title = format!("Wish Mi {}", name.map_or("", |(_, n)| n));
    let mut described = extra;
    let mut pages = Router::new();
    let terms = city.open_data.as_ref();
    if terms.is_some() {
        described.extend(opendata::described());
        pages = pages.route(OPEN_DATA, get(open_data::show));
    }
    let licence = terms.map(|o| (o.licence.as_str(), o.licence_url.as_str()));
    described.push(changes::described(catalogue.view().city()));
    let view = catalogue.view();
    let document = api::openapi::document(&title, licence, described, &|list| example(&view, list));
    Ok(Feature::new("exchange")
        .pages(pages.with_state(catalogue.clone()))
        .root(api::router(catalogue.clone()))
        .root(api::openapi::router(&document))
        .root(crate::api::opendata::router(catalogue)?)
        .open_to_other_sites(api::ROOT)
        .locales(LOCALES))
}

/// An object of each list, for readers of the description to try.
fn example(view: &View, list: List) -> Option<Id> {
    let s = view.snapshot();
    let taxonomy = || view.city().taxonomies.all().next();
    match list {
        List::Services => s.services().first().map(|h| h.record.id),
        List::Organizations => s.organizations().first().map(|h| h.record.id),
        List::Locations => s.locations().first().map(|h| h.record.id),
        List::ServiceAtLocations => s.services_at_locations().first().map(|h| h.record.id),
        List::Taxonomies => taxonomy().map(|t| taxonomy_id(&t.key)),
        List::TaxonomyTerms => {
            let t = taxonomy()?;
            t.terms().first().map(|term| term_id(&t.key, &term.key))
        }
    }
}
