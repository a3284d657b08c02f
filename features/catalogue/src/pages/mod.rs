//! The catalogue's pages: home, search, sheets, places, districts, topics and the city's texts.
//!
//! A page reads the [`View`] of the catalogue and nothing else; what is counted over the whole
//! catalogue is counted once a generation and day ([`digest`]). Dates are those of the city.

mod about;
mod calendar;
mod card;
pub(crate) mod digest;
mod district;
mod embed;
mod forms;
mod home;
mod jsonld;
mod map;
mod markdown;
mod near;
mod offers;
mod organization;
mod paid;
mod photos;
mod place;
mod resolve;
mod saved;
pub(crate) mod search;
mod service;
mod sheet;
mod sitemap;
mod sources;
mod text;
mod topics;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use arc_swap::ArcSwapOption;
use axum::Router;
use axum::routing::get;
use city::City;
use values::{Clock, Day};
use web::{Feature, NavItem};

use crate::means::{Means, Purse};
use crate::occurs;
use crate::{Catalogue, View};
use digest::Digest;
pub use sources::{SourceName, Sources};
pub use words::field as field_in_words;

/// The catalogue's messages.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("catalogue", "it", include_str!("../../locales/it.ftl")),
    i18n::Source::new("catalogue", "en", include_str!("../../locales/en.ftl")),
    i18n::Source::new("catalogue", "ar", include_str!("../../locales/ar.ftl")),
    i18n::Source::new("catalogue", "zh", include_str!("../../locales/zh.ftl")),
    i18n::Source::new("catalogue", "es", include_str!("../../locales/es.ftl")),
    i18n::Source::new("catalogue", "fil", include_str!("../../locales/fil.ftl")),
    i18n::Source::new(
        "catalogue",
        "it-easy",
        include_str!("../../locales/it-easy.ftl"),
    ),
    i18n::Source::new(
        "catalogue gone",
        "it",
        include_str!("../../locales/gone.it.ftl"),
    ),
    i18n::Source::new(
        "catalogue gone",
        "en",
        include_str!("../../locales/gone.en.ftl"),
    ),
    i18n::Source::new(
        "catalogue gone",
        "ar",
        include_str!("../../locales/gone.ar.ftl"),
    ),
    i18n::Source::new(
        "catalogue gone",
        "zh",
        include_str!("../../locales/gone.zh.ftl"),
    ),
    i18n::Source::new(
        "catalogue gone",
        "es",
        include_str!("../../locales/gone.es.ftl"),
    ),
    i18n::Source::new(
        "catalogue gone",
        "fil",
        include_str!("../../locales/gone.fil.ftl"),
    ),
    i18n::Source::new(
        "catalogue/records",
        "it",
        include_str!("../../locales/records.it.ftl"),
    ),
    i18n::Source::new(
        "catalogue/records",
        "en",
        include_str!("../../locales/records.en.ftl"),
    ),
    i18n::Source::new(
        "catalogue/records",
        "ar",
        include_str!("../../locales/records.ar.ftl"),
    ),
    i18n::Source::new(
        "catalogue/records",
        "zh",
        include_str!("../../locales/records.zh.ftl"),
    ),
    i18n::Source::new(
        "catalogue/records",
        "es",
        include_str!("../../locales/records.es.ftl"),
    ),
    i18n::Source::new(
        "catalogue/records",
        "fil",
        include_str!("../../locales/records.fil.ftl"),
    ),
    i18n::Source::new(
        "catalogue/search",
        "it",
        include_str!("../../locales/search.it.ftl"),
    ),
    i18n::Source::new(
        "catalogue/search",
        "en",
        include_str!("../../locales/search.en.ftl"),
    ),
    i18n::Source::new(
        "catalogue/search",
        "ar",
        include_str!("../../locales/search.ar.ftl"),
    ),
    i18n::Source::new(
        "catalogue/search",
        "zh",
        include_str!("../../locales/search.zh.ftl"),
    ),
    i18n::Source::new(
        "catalogue/search",
        "es",
        include_str!("../../locales/search.es.ftl"),
    ),
    i18n::Source::new(
        "catalogue/search",
        "fil",
        include_str!("../../locales/search.fil.ftl"),
    ),
];

/// The catalogue as the shell sees it: its pages, its navigation, its messages. `sources` names
/// where records come from.
pub fn feature(catalogue: Catalogue, clock: Arc<dyn Clock>, sources: Sources) -> Feature {
    feature_with(catalogue, clock, sources, None)
}

/// The same in a city where somebody who has come in may have vouchers: the search and the sheets tell
/// them, and nobody else, what these pay.
pub fn feature_with(
    catalogue: Catalogue,
    clock: Arc<dyn Clock>,
    sources: Sources,
    purse: Option<Arc<dyn Purse>>,
) -> Feature {
    let city = catalogue.view().city().clone();
    let texts = text::render(&city);
    let names: BTreeSet<String> = texts.keys().map(|(name, _)| name.clone()).collect();
    let pages = Pages {
        catalogue,
        clock,
        sources,
        texts: Arc::new(texts),
        purse,
        digest: Arc::default(),
    };
    let mut router = Router::new()
        .route("/", get(home::show))
        .route("/search", get(search::show))
        .route("/service/{id}", get(service::show))
        .route("/service/{id}/calendar.ics", get(calendar::show))
        .route("/saved", get(saved::show).post(saved::change))
        .route("/saved.ics", get(saved::ics))
        .route("/organization/{id}", get(organization::show))
        .route("/place/{id}", get(place::show))
        .route("/districts", get(district::all))
        .route("/district/{id}", get(district::one))
        .route("/topics", get(topics::show))
        .route("/embed", get(embed::show));
    for name in names
        .into_iter()
        .filter(|n| !RESERVED.contains(&n.as_str()))
    {
        let path = format!("/{name}");
        router = router.route(
            &path,
            get(async move |state, visit| text::show(state, visit, &name).await),
        );
    }
    let root = Router::new()
        .route(sitemap::PATH, get(sitemap::index))
        .route("/sitemap/{part}", get(sitemap::part))
        .route("/photos/{name}", get(photos::serve))
        .with_state(pages.clone());
    let api = Router::new()
        .route("/api/search", get(crate::api::search))
        .with_state(crate::api::Api::of(pages.clone(), &city));
    let meant = pages.clone();
    let entry = |key, path, element, order| NavItem {
        key,
        path,
        element,
        order,
    };
    let told = pages.clone();
    Feature::new("catalogue")
        .pages(router.with_state(pages))
        .root(root.merge(api))
        .sitemap(sitemap::PATH)
        .edition(move || told.edition())
        .near(move |visit| near::pages(&meant, visit))
        .nav(entry("catalogue-nav-search", "/search", "all-services", 10))
        .nav(entry("catalogue-nav-topics", "/topics", "all-topics", 20))
        .nav(entry("catalogue-nav-districts", "/districts", "", 30))
        .nav(entry("catalogue-nav-saved", "/saved", "", 40))
        .search("/search")
        .locales(LOCALES)
}

/// Addresses that a text of the city cannot take, those of other features included; `home` is the
/// welcome of the home page.
const RESERVED: [&str; 13] = [
    "home",
    "search",
    "service",
    "organization",
    "place",
    "saved",
    "districts",
    "district",
    "topics",
    "feedback",
    "report",
    "contacts",
    "embed",
];

/// What every handler has.
#[derive(Clone)]
pub(crate) struct Pages {
    catalogue: Catalogue,
    clock: Arc<dyn Clock>,
    sources: Sources,
    texts: Arc<text::Texts>,
    purse: Option<Arc<dyn Purse>>,
    digest: Arc<ArcSwapOption<Digest>>,
}

/// The catalogue at the moment of one request.
pub(crate) struct Now {
    pub(crate) view: Arc<View>,
    digest: Arc<Digest>,
    pub(crate) today: Day,
    /// Minutes since midnight in the city.
    pub(crate) minutes: u16,
}

/// Shows a page that is the same for everybody until the catalogue or the minute changes. Who has a
/// list of their own comes with a cookie and gets a page of their own.
fn show_kept(template: &impl askama::Template) -> web::Answer {
    web::keep(web::show(template))
}

impl Pages {
    /// What the reader may pay with; none for who has not come in, and in a city without vouchers.
    async fn wallet(&self, visit: &web::Visit) -> Result<Option<Vec<Means>>, web::Failure> {
        match (&self.purse, visit.guest()) {
            (Some(purse), Some(guest)) => Ok(Some(purse.wallet(guest).await?)),
            _ => Ok(None),
        }
    }

    /// What pages depend on besides their address: the catalogue's generation and the minute.
    fn edition(&self) -> u64 {
        let generation = self.catalogue.view().snapshot().generation().unsigned_abs();
        let minute = self.clock.now().0.unsigned_abs() / 60_000_000;
        (generation << 32) ^ minute
    }

    pub(crate) fn now(&self) -> Now {
        let view = self.catalogue.view();
        let local = self
            .clock
            .now()
            .timestamp()
            .to_zoned(view.city().zone.clone());
        let today = local.date();
        let minutes = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute()));
        let known = self.digest.load_full();
        let digest = match known.filter(|d| d.is_of(&view, today)) {
            Some(digest) => digest,
            None => {
                let digest = Arc::new(Digest::of(&view, today));
                self.digest.store(Some(Arc::clone(&digest)));
                digest
            }
        };
        Now {
            view,
            digest,
            today,
            minutes: minutes.unwrap_or(0),
        }
    }
}

impl Now {
    pub(crate) fn city(&self) -> &City {
        self.view.city()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use i18n::{Catalog, Tr};

    /// The catalogue's words in one language.
    pub(crate) fn tr(lang: &str) -> Tr {
        let default = "it".parse().expect("a language");
        let catalog = Catalog::new(&default, super::LOCALES).expect("readable messages");
        catalog.tr(&lang.parse().expect("a language"))
    }
}
