//! One visit of one page: who reads it in which language, and where.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect};
use http::request::Parts;
use i18n::Tr;
use values::Lang;

use crate::failure::{Answer, Failure};
use crate::guest::Guest;
use crate::page::Page;
use crate::site::Site;
use crate::typed::Resumed;

/// The request as a page sees it: the site, the reader's language, the path without the language.
/// An extractor; cheap to clone.
#[derive(Clone, Debug)]
pub struct Visit(Arc<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    site: Arc<Site>,
    tr: Tr,
    path: String,
    query: Option<String>,
    request_id: String,
    in_language: bool,
    cookies: Option<String>,
    guest: Option<Guest>,
    resumed: Option<Resumed>,
}

impl Visit {
    pub(crate) fn new(
        site: Arc<Site>,
        tr: Tr,
        path: String,
        query: Option<String>,
        request_id: String,
        in_language: bool,
        cookies: Option<String>,
    ) -> Visit {
        Visit(Arc::new(Inner {
            site,
            tr,
            path,
            query,
            request_id,
            in_language,
            cookies,
            guest: None,
            resumed: None,
        }))
    }

    /// The same visit by somebody who is known.
    pub(crate) fn with_guest(&self, guest: Guest) -> Visit {
        Visit(Arc::new(Inner {
            guest: Some(guest),
            ..(*self.0).clone()
        }))
    }

    /// The same visit by somebody whose journey goes on here.
    pub(crate) fn with_resumed(&self, resumed: Resumed) -> Visit {
        Visit(Arc::new(Inner {
            resumed: Some(resumed),
            ..(*self.0).clone()
        }))
    }

    /// What has become of what was typed before somebody came in, on a page where it was looked for.
    pub fn resumed(&self) -> Option<&Resumed> {
        self.0.resumed.as_ref()
    }

    /// What had been typed into the form that is sent to `action` (a path without the language), read as its
    /// handler reads it.
    pub fn typed<T: serde::de::DeserializeOwned>(&self, action: &str) -> Option<T> {
        let typed = self.0.resumed.as_ref()?.typed.as_ref()?;
        (typed.action() == action).then(|| typed.read()).flatten()
    }

    /// The answer to a form that was carried out: another page, so that nothing is sent twice.
    ///
    /// # Errors
    /// None; an [`Answer`] for handlers to return.
    pub fn go(&self, path: &str) -> Answer {
        Ok(Redirect::to(&self.href(path)).into_response())
    }

    /// Who reads, when they have come in.
    pub fn guest(&self) -> Option<&Guest> {
        self.0.guest.as_ref()
    }

    /// The site.
    pub fn site(&self) -> &Arc<Site> {
        &self.0.site
    }

    /// Says things in the reader's language.
    pub fn tr(&self) -> &Tr {
        &self.0.tr
    }

    /// The reader's language.
    pub fn lang(&self) -> &Lang {
        self.0.tr.lang()
    }

    /// The path without the language: `/search`.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The query as it came, without the question mark.
    pub fn query(&self) -> Option<&str> {
        self.0.query.as_deref()
    }

    /// The request's id, shown on error pages and written in the log.
    pub fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// The value of a cookie of ours.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let all = self.0.cookies.as_deref()?;
        all.split(';').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            (key.trim() == name).then(|| value.trim())
        })
    }

    /// True when the reader's browser sent any cookie.
    pub fn has_cookies(&self) -> bool {
        self.0.cookies.is_some()
    }

    /// False for addresses outside the languages (`/api/…`), whose language was negotiated.
    pub fn in_language(&self) -> bool {
        self.0.in_language
    }

    /// The address of a path in the reader's language: `/search` → `/it/search`. Full addresses
    /// and fragments stay as they are.
    pub fn href(&self, path: &str) -> String {
        href_in(self.lang(), path)
    }

    /// Begins a page with its title in the reader's language.
    pub fn page<'a>(&self, title: impl Into<Cow<'a, str>>) -> Page {
        Page::new(self.clone(), title.into().into_owned())
    }
}

pub(crate) fn href_in(lang: &Lang, path: &str) -> String {
    if path.starts_with('/') {
        format!("/{lang}{path}")
    } else {
        path.to_string()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Visit>()
            .cloned()
            .ok_or_else(|| Failure::fault("the route is not behind web::router"))
    }
}
