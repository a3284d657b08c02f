//! How to reach a person: the city's helpline, the body that runs the site, its departments.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use city::City;
use web::{Answer, Page, Visit, show as show_page};

use super::Voice;

#[derive(Template)]
#[template(path = "voice/contacts.html")]
struct ContactsPage {
    page: Page,
    city: Arc<City>,
}

/// `GET /contacts`
pub(super) async fn show(State(voice): State<Voice>, visit: Visit) -> Answer {
    let tr = visit.tr();
    let page = visit
        .page(tr.t("voice-contacts"))
        .description(tr.t("voice-contacts-about"));
    let city = Arc::clone(voice.0.catalogue.view().city());
    show_page(&ContactsPage { page, city })
}
