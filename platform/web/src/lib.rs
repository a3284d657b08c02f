//! The shell of the site: languages in the address, the page frame in Bootstrap Italia, error pages,
//! headers, caching, compression, assets. It knows no feature; the app hands them in.
//!
//! # How to write a page
//!
//! 1. In the feature's folder write `askama.toml`:
//!
//!    ```toml
//!    [general]
//!    dirs = ["templates", "../../platform/web/templates"]
//!    whitespace = "minimize"
//!    ```
//!
//! 2. Write the template, `templates/catalogue/place.html`. The struct has a field `page`; every
//!    macro and the frame read it.
//!
//!    ```html
//!    {% extends "base.html" %}
//!    {% import "parts/ui.html" as ui %}
//!    {% block main %}
//!    <div class="container">
//!      <h1>{{ page.say(place.name) }}</h1>
//!      <p>{{ page.t1("catalogue-places", "count", place.services) }}</p>
//!      {{ page.icon("it-map-marker") }} {{ ui::chip(page.t("catalogue-free")) }}
//!      {% call ui::callout(page.t("catalogue-note")) %}<p>…</p>{% endcall %}
//!    </div>
//!    {% endblock %}
//!    ```
//!
//! 3. Write the handler. The path is without the language: `/it/places/…` and `/ar/places/…` both
//!    arrive as `/places/…`.
//!
//!    ```ignore
//!    #[derive(askama::Template)]
//!    #[template(path = "catalogue/place.html")]
//!    struct PlacePage { page: web::Page, place: Place }
//!
//!    async fn place(visit: web::Visit, Path(id): Path<Id>, State(c): State<Catalogue>) -> web::Answer {
//!        let place = c.place(id).ok_or(web::Failure::NotFound)?;
//!        let page = visit.page(visit.tr().t("catalogue-place"))
//!            .crumb(visit.tr().t("catalogue-search"), "/search")
//!            .current("/search");
//!        web::show(&PlacePage { page, place })
//!    }
//!    ```
//!
//! 4. Hand it in: [`Feature::new`]`("catalogue").pages(router).nav(…).locales(LOCALES)`.
//!
//! Components: `parts/ui.html` (search box, card, tile, chip, badge, callout, alert, disclosure,
//! fact, table, pagination, empty) and `parts/form.html` (summary, input, textarea, select, radios,
//! checks). Their use is shown in `tests/templates/sample`; `cargo run -p web --example showcase`
//! serves them. A form or link list with `data-swap="ID"` swaps only the element with that id when
//! scripts run.
//!
//! Error answers need nothing: return a [`Failure`] (or a [`values::Refusal`] with `?`), and the
//! shell shows a page in the reader's language, or `application/problem+json` on API paths.
//!
//! A form that somebody began before they had come in goes on where it was: [`KeptForm`].
//!
//! What one feature has to say on the pages of all the others it lends the shell as functions:
//! [`Feature::foot`], [`Feature::beside`], [`Feature::near`].
//!
//! # What the shell adds to every answer
//! Security headers with a strict content policy (no inline script or style, no other host), a
//! request id, ETag and `304` for pages, compression, one access-log line without query or address,
//! and the metrics `http_requests_total` and `http_request_duration_seconds` by route.

mod assets;
mod caller;
mod failure;
mod feature;
pub mod filters;
pub mod form;
mod front;
mod guest;
mod headers;
mod markup;
mod page;
mod paging;
mod serve;
mod site;
mod typed;
mod visit;

pub use assets::Assets;
pub use caller::{Caller, Limiter};
pub use failure::{Answer, Failure};
pub use feature::{Feature, NavItem};
pub use front::{keep, keep_counted, keep_response, router};
pub use guest::Guest;
pub use headers::CONTENT_SECURITY_POLICY;
pub use markup::Markup;
pub use page::{Alternate, Crumb, LangLink, Page, show, show_with};
pub use paging::{Paging, Step};
pub use serve::serve;
pub use site::{Helpline, LegalLink, Settings, Site, SiteError};
pub use typed::{Keeper, KeptForm, Resumed, TurnedAway, Typed};
pub use visit::Visit;

/// The shell's own messages.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("web", "it", include_str!("../locales/it.ftl")),
    i18n::Source::new("web", "en", include_str!("../locales/en.ftl")),
    i18n::Source::new("web", "ar", include_str!("../locales/ar.ftl")),
    i18n::Source::new("web", "zh", include_str!("../locales/zh.ftl")),
    i18n::Source::new("web", "es", include_str!("../locales/es.ftl")),
    i18n::Source::new("web", "fil", include_str!("../locales/fil.ftl")),
    i18n::Source::new("web", "it-easy", include_str!("../locales/it-easy.ftl")),
    i18n::Source::new("web frame", "it", include_str!("../locales/frame.it.ftl")),
    i18n::Source::new("web frame", "en", include_str!("../locales/frame.en.ftl")),
    i18n::Source::new("web frame", "ar", include_str!("../locales/frame.ar.ftl")),
    i18n::Source::new("web frame", "zh", include_str!("../locales/frame.zh.ftl")),
    i18n::Source::new("web frame", "es", include_str!("../locales/frame.es.ftl")),
    i18n::Source::new("web frame", "fil", include_str!("../locales/frame.fil.ftl")),
];
