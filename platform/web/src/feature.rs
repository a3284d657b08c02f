//! What a feature hands to the shell.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;

use crate::failure::Failure;
use crate::guest::Guest;
use crate::markup::Markup;
use crate::page::{Crumb, Page};
use crate::typed::{Keeper, KeptForm};
use crate::visit::Visit;

/// A function a feature lends to the shell.
pub(crate) struct Hook<F: ?Sized>(pub(crate) Arc<F>);

impl<F: ?Sized> Clone for Hook<F> {
    fn clone(&self) -> Self {
        Hook(Arc::clone(&self.0))
    }
}

impl<F: ?Sized> fmt::Debug for Hook<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a function")
    }
}

/// What stands under a page.
pub(crate) type Foot = Hook<dyn Fn(&Page) -> Markup + Send + Sync>;
/// What is said beside what a page shows.
pub(crate) type Beside = Hook<dyn Fn(&Page, &str) -> Option<Markup> + Send + Sync>;
/// Pages that come near an address that leads nowhere.
pub(crate) type Near = Hook<dyn Fn(&Visit) -> Vec<Crumb> + Send + Sync>;

/// A number that changes whenever what is kept of a feature's pages is no longer true.
pub(crate) type Edition = Hook<dyn Fn() -> u64 + Send + Sync>;

/// What a feature knows of who reads, when it has looked.
pub(crate) type Known = Pin<Box<dyn Future<Output = Result<Option<Guest>, Failure>> + Send>>;
/// Finds out who reads.
pub(crate) type Host = Hook<dyn Fn(Visit) -> Known + Send + Sync>;

/// One entry of the main navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavItem {
    /// Message key of its label.
    pub key: &'static str,
    /// Path without the language, such as `/search`. Also what a page names as its current entry.
    pub path: &'static str,
    /// `data-element` of the national checker (`all-services`, `live`, `news` …); empty for none.
    /// `personal-area-login` puts the entry in the slim header, where people look for it.
    pub element: &'static str,
    /// Place in the navigation, lowest first.
    pub order: i32,
}

/// A feature as the shell sees it: its pages, its other routes, its place in the navigation and its
/// messages.
#[derive(Debug)]
pub struct Feature {
    /// The feature's name, as a city switches it on or off.
    pub name: &'static str,
    pub(crate) pages: Router,
    pub(crate) root: Router,
    pub(crate) nav: Vec<NavItem>,
    pub(crate) search: Option<&'static str>,
    pub(crate) sitemap: Option<&'static str>,
    pub(crate) foot: Option<Foot>,
    pub(crate) near: Option<Near>,
    pub(crate) beside: Option<Beside>,
    pub(crate) edition: Option<Edition>,
    pub(crate) host: Option<Host>,
    pub(crate) locales: Vec<i18n::Source>,
    pub(crate) open: Vec<&'static str>,
    pub(crate) forms: Vec<KeptForm>,
    pub(crate) keeper: Option<Hook<dyn Keeper>>,
}

impl Feature {
    /// A feature without pages.
    pub fn new(name: &'static str) -> Feature {
        Feature {
            name,
            pages: Router::new(),
            root: Router::new(),
            nav: Vec::new(),
            search: None,
            sitemap: None,
            foot: None,
            near: None,
            beside: None,
            edition: None,
            host: None,
            locales: Vec::new(),
            open: Vec::new(),
            forms: Vec::new(),
            keeper: None,
        }
    }

    /// Pages for people: routes without the language (`/search`); the shell serves them as
    /// `/it/search`, `/ar/search` …
    pub fn pages(mut self, router: Router) -> Feature {
        self.pages = self.pages.merge(router);
        self
    }

    /// Routes outside the languages: `/api/…`, feeds, files.
    pub fn root(mut self, router: Router) -> Feature {
        self.root = self.root.merge(router);
        self
    }

    /// An entry in the main navigation.
    pub fn nav(mut self, item: NavItem) -> Feature {
        self.nav.push(item);
        self
    }

    /// The page that answers the search box of the header (`GET path?q=…`). Without one the box is
    /// not shown.
    pub fn search(mut self, path: &'static str) -> Feature {
        self.search = Some(path);
        self
    }

    /// The address of the site map for search engines, which `/robots.txt` names.
    pub fn sitemap(mut self, path: &'static str) -> Feature {
        self.sitemap = Some(path);
        self
    }

    /// What stands at the end of every page that does not decline it ([`Page::without_foot`]):
    /// asking the reader for an opinion, say.
    pub fn foot(mut self, foot: impl Fn(&Page) -> Markup + Send + Sync + 'static) -> Feature {
        self.foot = Some(Hook(Arc::new(foot)));
        self
    }

    /// What there is to say about something that another feature's page shows, named by its path
    /// (`/service/018f…`): that it can be booked, say. The page may be kept for all who read, so nothing
    /// here is for one reader, and [`Feature::edition`] changes with it. It must be quick.
    pub fn beside(
        mut self,
        beside: impl Fn(&Page, &str) -> Option<Markup> + Send + Sync + 'static,
    ) -> Feature {
        self.beside = Some(Hook(Arc::new(beside)));
        self
    }

    /// Finds pages that come near an address that leads nowhere, for the page that says so. It is
    /// asked for addresses strangers make up, so it must be quick and bear anything.
    pub fn near(mut self, near: impl Fn(&Visit) -> Vec<Crumb> + Send + Sync + 'static) -> Feature {
        self.near = Some(Hook(Arc::new(near)));
        self
    }

    /// A number that changes whenever pages given out with [`crate::keep`] are no longer true: of the
    /// data they show and of the time they tell. It is asked for at each request, so it must be quick.
    pub fn edition(mut self, edition: impl Fn() -> u64 + Send + Sync + 'static) -> Feature {
        self.edition = Some(Hook(Arc::new(edition)));
        self
    }

    /// Finds out who reads, by the cookies of a visit. It is asked before each page and each other
    /// route whose request brings a cookie; what it says is [`Visit::guest`] for every feature.
    pub fn host<F>(mut self, host: impl Fn(Visit) -> F + Send + Sync + 'static) -> Feature
    where
        F: Future<Output = Result<Option<Guest>, Failure>> + Send + 'static,
    {
        self.host = Some(Hook(Arc::new(move |visit| Box::pin(host(visit)))));
        self
    }

    /// A form that goes on where it was when somebody must come in first: see [`KeptForm`].
    pub fn form(mut self, form: KeptForm) -> Feature {
        self.forms.push(form);
        self
    }

    /// Keeps what people typed until they have come in.
    pub fn keeper(mut self, keeper: impl Keeper) -> Feature {
        self.keeper = Some(Hook(Arc::new(keeper)));
        self
    }

    /// Paths under this prefix take POST from pages of other sites, too: only for what changes
    /// nothing (a question that is too private for an address).
    pub fn open_to_other_sites(mut self, prefix: &'static str) -> Feature {
        self.open.push(prefix);
        self
    }

    /// The feature's messages, and those of rooms whose words it says. May be called several times.
    pub fn locales(mut self, locales: &'static [i18n::Source]) -> Feature {
        self.locales.extend_from_slice(locales);
        self
    }
}
