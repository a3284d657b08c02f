//! What a feature hands to the shell.

use axum::Router;

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
    pub(crate) locales: &'static [i18n::Source],
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
            locales: &[],
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

    /// The feature's messages.
    pub fn locales(mut self, locales: &'static [i18n::Source]) -> Feature {
        self.locales = locales;
        self
    }
}
