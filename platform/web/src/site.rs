//! What is the same for every request: the city's name and languages, the navigation, the messages.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use i18n::{Catalog, CatalogError, Source, Tr};
use values::{Lang, Text};

use crate::assets::Assets;
use crate::feature::{Beside, Feature, Foot, NavItem, Near};
use crate::markup::Markup;
use crate::page::{Crumb, Page};
use crate::visit::Visit;

/// `data-element` of the entry that stands in the slim header instead of the navigation.
const PERSONAL_AREA: &str = "personal-area-login";

/// Where people can ask a person: shown in the footer and on every dead end.
#[derive(Clone, Debug, Default)]
pub struct Helpline {
    /// Its name, such as «Linea famiglie».
    pub name: Text,
    /// Phone number as people read it: `02 0202`.
    pub phone: String,
    /// When it answers.
    pub hours: Text,
}

/// A link of the footer (privacy, legal notes, accessibility, contacts …).
#[derive(Clone, Debug)]
pub struct LegalLink {
    /// Message key of its label. The shell has: `web-legal-privacy`, `web-legal-notes`,
    /// `web-legal-accessibility`, `web-legal-contacts`, `web-legal-faq`, `web-legal-report`.
    pub key: String,
    /// A path without the language (`/privacy`) or a full address (`https://…`).
    pub href: String,
    /// `data-element` of the national checker: `privacy-policy-link`, `legal-notes`,
    /// `accessibility-link`, `contacts`, `faq`, `report-inefficiency`; empty for none.
    pub element: String,
}

/// What the app tells the shell about the city and the installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Name of the site: «Wish Mi Milano».
    pub title: Text,
    /// One line under the name.
    pub tagline: Text,
    /// The body that publishes it: «Comune di Milano».
    pub owner: Text,
    /// The body's own site, linked in the slim header.
    pub owner_url: Option<String>,
    /// The city's languages in the order they are offered. Those whose messages are not complete
    /// are left out until they are.
    pub languages: Vec<Lang>,
    /// The default language.
    pub default_lang: Lang,
    /// The city's helpline.
    pub helpline: Option<Helpline>,
    /// Links of the footer.
    pub legal: Vec<LegalLink>,
    /// Address of the site without a final slash (`https://wishmi.example`), for canonical links.
    pub base_url: Option<String>,
    /// True when the catalogue is made up: said on every page, and search engines are kept out.
    pub demo: bool,
    /// ISO 4217 code of the city's currency.
    pub currency: String,
    /// True when a proxy in front of the program says in `X-Forwarded-For` who asks. Without one
    /// anybody could write there what they like.
    pub behind_proxy: bool,
    /// A number that differs at every start, so that request ids of two runs differ.
    pub run: u64,
    /// The city's own messages, which replace the rooms' ([`Source::overriding`]).
    pub texts: Vec<Source>,
}

impl Settings {
    /// Settings with a title and a default language, everything else empty.
    pub fn new(title: Text, default_lang: Lang) -> Settings {
        Settings {
            title,
            tagline: Text::default(),
            owner: Text::default(),
            owner_url: None,
            languages: vec![default_lang.clone()],
            default_lang,
            helpline: None,
            legal: Vec::new(),
            base_url: None,
            demo: false,
            currency: "EUR".to_string(),
            behind_proxy: false,
            run: 0,
            texts: Vec::new(),
        }
    }
}

/// The site cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// Messages with errors.
    #[error(transparent)]
    Messages(#[from] CatalogError),
    /// The base address cannot be used.
    #[error(
        "base address «{0}»: write it with https:// (or http://) and without a path, such as https://wishmi.example"
    )]
    BaseUrl(String),
}

/// The site, shared by all requests.
#[derive(Debug)]
pub struct Site {
    settings: Settings,
    offered: Vec<Tr>,
    nav: Vec<NavItem>,
    personal: Option<NavItem>,
    search: Option<&'static str>,
    sitemap: Option<&'static str>,
    feet: Vec<Foot>,
    near: Vec<Near>,
    beside: Vec<Beside>,
    modules: BTreeSet<&'static str>,
    assets: Assets,
    requests: AtomicU64,
}

impl Site {
    /// Puts the site together from its settings and the features that are switched on.
    ///
    /// # Errors
    /// Messages that cannot be read (with file and line) and a base address that is none.
    pub fn new(mut settings: Settings, features: &[Feature]) -> Result<Arc<Site>, SiteError> {
        if let Some(url) = &mut settings.base_url {
            while url.ends_with('/') {
                url.pop();
            }
            let host = url
                .strip_prefix("https://")
                .or_else(|| url.strip_prefix("http://"));
            let ok = host.is_some_and(|h| {
                !h.is_empty()
                    && h.chars()
                        .all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c))
            });
            if !ok {
                return Err(SiteError::BaseUrl(url.clone()));
            }
        }
        // What is wrong with a fiscal code is said alike by every feature that asks for one.
        let sources: Vec<Source> = crate::LOCALES
            .iter()
            .chain(codes::LOCALES)
            .chain(features.iter().flat_map(|f| &f.locales))
            .chain(&settings.texts)
            .cloned()
            .collect();
        let catalog = Catalog::with_currency(&settings.default_lang, &settings.currency, &sources)?;
        let complete = catalog.complete();
        let mut offered: Vec<Tr> = Vec::new();
        for lang in &settings.languages {
            let known = offered.iter().any(|t| t.lang() == lang);
            if complete.contains(lang) && !known {
                offered.push(catalog.tr(lang));
            } else if !known {
                tracing::info!(%lang, "language waits for its messages, not offered yet");
            }
        }
        if !offered.iter().any(|t| t.lang() == &settings.default_lang) {
            offered.insert(0, catalog.tr(&settings.default_lang));
        }
        let mut nav: Vec<NavItem> = features.iter().flat_map(|f| f.nav.clone()).collect();
        nav.sort_by_key(|item| item.order);
        let personal = nav.iter().position(|item| item.element == PERSONAL_AREA);
        let personal = personal.map(|i| nav.remove(i));
        Ok(Arc::new(Site {
            settings,
            offered,
            nav,
            personal,
            search: features.iter().find_map(|f| f.search),
            sitemap: features.iter().find_map(|f| f.sitemap),
            feet: features.iter().filter_map(|f| f.foot.clone()).collect(),
            near: features.iter().filter_map(|f| f.near.clone()).collect(),
            beside: features.iter().filter_map(|f| f.beside.clone()).collect(),
            modules: features.iter().map(|f| f.name).collect(),
            assets: Assets::embedded(),
            requests: AtomicU64::new(0),
        }))
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The languages readers can choose, in the city's order.
    pub fn offered(&self) -> &[Tr] {
        &self.offered
    }

    /// The handle of the default language.
    pub fn default_tr(&self) -> &Tr {
        self.offered
            .iter()
            .find(|t| t.lang() == &self.settings.default_lang)
            .unwrap_or(&self.offered[0])
    }

    /// The handle of an offered language.
    pub fn tr(&self, tag: &str) -> Option<&Tr> {
        self.offered.iter().find(|t| t.lang().as_str() == tag)
    }

    /// The main navigation.
    pub fn nav(&self) -> &[NavItem] {
        &self.nav
    }

    /// The door to the personal area, in the slim header; none while no feature has one.
    pub fn personal_area(&self) -> Option<&NavItem> {
        self.personal.as_ref()
    }

    /// The path that answers the search box.
    pub fn search(&self) -> Option<&'static str> {
        self.search
    }

    /// The path of the site map.
    pub fn sitemap(&self) -> Option<&'static str> {
        self.sitemap
    }

    /// What the features put at the end of a page.
    pub(crate) fn feet(&self, page: &Page) -> Vec<Markup> {
        self.feet.iter().map(|foot| (foot.0)(page)).collect()
    }

    /// What the features say about something that a page shows.
    pub(crate) fn beside(&self, page: &Page, what: &str) -> Vec<Markup> {
        let all = self.beside.iter();
        all.filter_map(|beside| (beside.0)(page, what)).collect()
    }

    /// Pages that come near an address that leads nowhere.
    pub(crate) fn near(&self, visit: &Visit) -> Vec<Crumb> {
        self.near.iter().flat_map(|near| (near.0)(visit)).collect()
    }

    /// True when the feature is switched on, so that a page may link to it.
    pub fn has(&self, feature: &str) -> bool {
        self.modules.contains(feature)
    }

    /// The site's styles, scripts, fonts and pictures.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// The offered language that suits an `Accept-Language` header best, else the default one.
    pub fn negotiate(&self, accept_language: Option<&str>) -> &Tr {
        let mut wishes: Vec<(f32, usize, String)> = accept_language
            .unwrap_or_default()
            .split(',')
            .take(20)
            .enumerate()
            .filter_map(|(i, part)| {
                let mut pieces = part.split(';');
                let tag = pieces.next()?.trim().to_ascii_lowercase();
                let q = pieces
                    .find_map(|p| p.trim().strip_prefix("q=")?.trim().parse::<f32>().ok())
                    .unwrap_or(1.0);
                (q > 0.0 && !tag.is_empty()).then_some((q, i, tag))
            })
            .collect();
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, _, tag) in &wishes {
            if tag == "*" {
                break;
            }
            let base = tag.split('-').next().unwrap_or(tag);
            // Tagalog is what phones call Filipino
            let base = if base == "tl" { "fil" } else { base };
            if let Some(tr) = self.tr(tag).or_else(|| self.tr(base)) {
                return tr;
            }
        }
        self.default_tr()
    }

    pub(crate) fn next_request_id(&self) -> String {
        let n = self.requests.fetch_add(1, Ordering::Relaxed);
        format!("{:08x}-{n:04x}", self.settings.run & 0xffff_ffff)
    }
}
