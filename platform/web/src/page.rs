//! What every template knows: the [`Page`].

use std::fmt::Write;

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use i18n::{Arg, Tr, args};
use jiff::civil::Time;
use values::{Cents, Day, Lang, Text};

use crate::failure::{Answer, Failure};
use crate::markup::Markup;
use crate::site::Site;
use crate::visit::{Visit, href_in};

/// One step of the way from the home page to here.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// What it says.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// A link of the page's head to the same content in another form (calendar, feed, JSON).
#[derive(Clone, Debug)]
pub struct Alternate {
    /// Media type.
    pub kind: String,
    /// Address.
    pub href: String,
    /// What it is.
    pub title: String,
}

/// One language of the language menu and of the `hreflang` links.
#[derive(Clone, Debug)]
pub struct LangLink {
    /// For `lang` and `hreflang`.
    pub tag: String,
    /// The language's own name.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The same page in that language.
    pub href: String,
    /// True for the language being read.
    pub current: bool,
}

/// The frame of a page; every template has one in its field `page`.
#[derive(Clone, Debug)]
pub struct Page {
    visit: Visit,
    title: String,
    description: Option<String>,
    crumbs: Vec<Crumb>,
    current: Option<String>,
    canonical_query: Option<String>,
    json_ld: Vec<Markup>,
    alternates: Vec<Alternate>,
    searched: String,
    indexed: bool,
    home: bool,
    own_search: bool,
    foot: bool,
}

impl Page {
    pub(crate) fn new(visit: Visit, title: String) -> Page {
        let indexed = visit.in_language() && !visit.site().settings().demo;
        Page {
            visit,
            title,
            description: None,
            crumbs: Vec::new(),
            current: None,
            canonical_query: None,
            json_ld: Vec::new(),
            alternates: Vec::new(),
            searched: String::new(),
            indexed,
            home: false,
            own_search: false,
            foot: true,
        }
    }

    /// One or two sentences for search engines and previews.
    pub fn description(mut self, text: impl Into<String>) -> Page {
        self.description = Some(text.into());
        self
    }

    /// Adds a step of the breadcrumb; the home page and this page are added by the frame.
    pub fn crumb(mut self, label: impl Into<String>, path: &str) -> Page {
        let href = self.visit.href(path);
        self.crumbs.push(Crumb {
            label: label.into(),
            href,
        });
        self
    }

    /// The navigation entry this page belongs to, by its path.
    pub fn current(mut self, nav_path: impl Into<String>) -> Page {
        self.current = Some(nav_path.into());
        self
    }

    /// The part of the query that belongs to the page's canonical address (without `?`). By default
    /// none: all filters of a list are one page for search engines.
    pub fn canonical_query(mut self, query: impl Into<String>) -> Page {
        self.canonical_query = Some(query.into());
        self
    }

    /// Structured data (schema.org). It cannot break out of its element: `<` is written `\u003c`.
    pub fn json_ld(mut self, data: &serde_json::Value) -> Page {
        self.json_ld.push(safe_json(data));
        self
    }

    /// Links the same content in another form, such as `text/calendar`.
    pub fn alternate(mut self, kind: &str, href: impl Into<String>, title: &str) -> Page {
        self.alternates.push(Alternate {
            kind: kind.to_string(),
            href: href.into(),
            title: title.to_string(),
        });
        self
    }

    /// What the search box of the header shows: the words just searched.
    pub fn searched(mut self, words: impl Into<String>) -> Page {
        self.searched = words.into();
        self
    }

    /// Keeps search engines from listing this page.
    pub fn unlisted(mut self) -> Page {
        self.indexed = false;
        self
    }

    /// The home page: no breadcrumb, and a search box of its own.
    pub fn home(mut self) -> Page {
        self.home = true;
        self.own_search()
    }

    /// The page shows a search box itself, so the header's is left out: two of them would be two
    /// places to search for people who cannot see which is which.
    pub fn own_search(mut self) -> Page {
        self.own_search = true;
        self
    }

    /// Nothing of other features stands at the end of the page: on dead ends and in the middle of a
    /// form it would be in the way.
    pub fn without_foot(mut self) -> Page {
        self.foot = false;
        self
    }

    // what templates ask ------------------------------------------------------------------------

    /// The visit.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// The site.
    pub fn site(&self) -> &Site {
        self.visit.site()
    }

    /// Says things in the reader's language.
    pub fn tr(&self) -> &Tr {
        self.visit.tr()
    }

    /// The reader's language.
    pub fn lang(&self) -> &Lang {
        self.visit.lang()
    }

    /// The name of who reads, when they have come in.
    pub fn guest_name(&self) -> Option<&str> {
        self.visit.guest().map(|g| g.name())
    }

    /// The way out for who has come in: path and message.
    pub fn way_out(&self) -> Option<(&'static str, &'static str)> {
        self.visit.guest().and_then(|g| g.way_out_parts())
    }

    /// What stands above everything else, for who reads.
    pub fn banner(&self) -> Option<&Markup> {
        self.visit.guest().and_then(|g| g.banner_markup())
    }

    /// What is told to somebody whose form goes on here.
    pub fn resumed(&self) -> Option<&crate::typed::Resumed> {
        self.visit.resumed()
    }

    /// A message.
    pub fn t(&self, key: &str) -> String {
        self.tr().t(key).into_owned()
    }

    /// A message with one argument.
    pub fn t1(&self, key: &str, name: &str, value: impl Arg) -> String {
        self.tr().with(key, &args![name.to_string() => value])
    }

    /// A message with two arguments.
    pub fn t2(&self, key: &str, n1: &str, v1: impl Arg, n2: &str, v2: impl Arg) -> String {
        self.tr()
            .with(key, &args![n1.to_string() => v1, n2.to_string() => v2])
    }

    /// A text of the data in the best language; marked with `lang` and `dir` when it is not the
    /// reader's. Empty when there is none.
    pub fn say(&self, text: &Text) -> Markup {
        let mut out = Markup::default();
        if let Some(said) = self.tr().best(text) {
            if said.foreign {
                let tag = i18n::html_tag(said.lang);
                let dir = if i18n::is_rtl(said.lang) {
                    "rtl"
                } else {
                    "ltr"
                };
                // language tags hold only letters, digits and hyphens
                let _ = write!(out.0, "<span lang=\"{tag}\" dir=\"{dir}\">");
                out.push_text(said.text);
                out.push_tag("</span>");
            } else {
                out.push_text(said.text);
            }
        }
        out
    }

    /// The same without markup, for attributes and titles.
    pub fn say_plain(&self, text: &Text) -> String {
        self.tr()
            .best(text)
            .map(|s| s.text.to_string())
            .unwrap_or_default()
    }

    /// Money: `12,50 €`.
    pub fn money(&self, amount: &Cents) -> String {
        self.tr().money(*amount)
    }

    /// A whole number with grouping.
    pub fn number(&self, n: &usize) -> String {
        self.tr().number(i64::try_from(*n).unwrap_or(i64::MAX))
    }

    /// A day: `22 novembre 2026`.
    pub fn date(&self, day: &Day) -> String {
        self.tr().date(*day)
    }

    /// A day with its weekday.
    pub fn date_long(&self, day: &Day) -> String {
        self.tr().date_long(*day)
    }

    /// A time of day: `16:30`.
    pub fn time(&self, time: &Time) -> String {
        self.tr().time(*time)
    }

    /// The address of a path in the reader's language.
    pub fn href(&self, path: &str) -> String {
        self.visit.href(path)
    }

    /// The address of a style, script, font or picture.
    pub fn asset(&self, name: &str) -> String {
        self.site().assets().href(name)
    }

    /// An icon of Bootstrap Italia (`it-search`), hidden from screen readers: words go beside it.
    pub fn icon(&self, name: &str) -> Markup {
        self.icon_with(name, "")
    }

    /// An icon with further classes: `icon-sm`, `icon-primary`, `icon-white` …
    pub fn icon_with(&self, name: &str, classes: &str) -> Markup {
        let mut m = Markup::default();
        m.push_tag("<svg class=\"icon");
        if !classes.is_empty() {
            m.push_tag(" ");
            m.push_text(classes);
        }
        m.push_tag("\" aria-hidden=\"true\"><use href=\"");
        m.push_text(&self.asset("sprite.svg"));
        m.push_tag("#");
        m.push_text(name);
        m.push_tag("\"></use></svg>");
        m
    }

    /// A picture of the front end by its plain name. Its size in CSS pixels keeps the page from
    /// jumping while it loads; an empty `alt` marks it as decoration.
    pub fn picture(&self, name: &str, alt: &str, classes: &str, width: u32, height: u32) -> Markup {
        let mut m = Markup::default();
        m.push_tag("<img src=\"");
        m.push_text(&self.asset(name));
        m.push_tag("\" alt=\"");
        m.push_text(alt);
        m.push_tag("\" class=\"");
        m.push_text(classes);
        // numbers need no escaping
        let _ = write!(m.0, "\" width=\"{width}\" height=\"{height}\">");
        m
    }

    /// The style sheet for the reading direction.
    pub fn stylesheet(&self) -> &'static str {
        if self.tr().is_rtl() {
            "app.rtl.css"
        } else {
            "app.css"
        }
    }

    /// Addresses of the fonts the first screen needs, asked for before the style sheet is read.
    pub fn first_fonts(&self) -> Vec<String> {
        let wanted: &[&str] = match self.lang().base().as_str() {
            "ar" => &["arabic-400.woff2", "arabic-700.woff2"],
            "zh" => &[],
            _ => &["titillium-400.woff2", "titillium-700.woff2"],
        };
        wanted
            .iter()
            .filter(|name| self.site().assets().has(name))
            .map(|name| self.asset(name))
            .collect()
    }

    /// A phone number for a `tel:` address.
    pub fn dial(&self, number: &str) -> String {
        crate::filters::dialled(number)
    }

    /// The page's own title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The title of the window: page, then site.
    pub fn window_title(&self) -> String {
        let site = self.say_plain(&self.site().settings().title);
        if self.title.is_empty() || self.title == site {
            site
        } else {
            format!("{} – {site}", self.title)
        }
    }

    /// The description, empty when there is none.
    pub fn description_text(&self) -> &str {
        self.description.as_deref().unwrap_or_default()
    }

    /// The steps of the breadcrumb between home and here.
    pub fn crumbs(&self) -> &[Crumb] {
        &self.crumbs
    }

    /// True when this page belongs to the navigation entry.
    pub fn is_current(&self, nav_path: &str) -> bool {
        self.current.as_deref() == Some(nav_path)
    }

    /// True on the home page.
    pub fn is_home(&self) -> bool {
        self.home
    }

    /// True when the header leaves its search box out.
    pub fn has_own_search(&self) -> bool {
        self.own_search
    }

    /// True when search engines may list the page.
    pub fn is_indexed(&self) -> bool {
        self.indexed
    }

    /// The words in the header's search box.
    pub fn searched_text(&self) -> &str {
        &self.searched
    }

    /// Structured data blocks.
    pub fn json_ld_blocks(&self) -> &[Markup] {
        &self.json_ld
    }

    /// The way from the home page to here as structured data; none for pages that are not listed.
    pub fn breadcrumb_data(&self) -> Option<Markup> {
        if self.home || !self.indexed {
            return None;
        }
        let step = |position: usize, name: &str, href: &str| {
            serde_json::json!({
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": self.absolute(href),
            })
        };
        let mut steps = vec![step(1, &self.t("web-home"), &self.href("/"))];
        for crumb in &self.crumbs {
            steps.push(step(steps.len() + 1, &crumb.label, &crumb.href));
        }
        steps.push(step(steps.len() + 1, &self.title, &self.canonical()));
        Some(safe_json(&serde_json::json!({
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": steps,
        })))
    }

    /// What other features say about what this page shows, named by its path.
    pub fn beside(&self, what: &str) -> Vec<Markup> {
        self.site().beside(self, what)
    }

    /// What other features put at the end of this page.
    pub fn feet(&self) -> Vec<Markup> {
        if self.foot && self.visit.in_language() {
            self.site().feet(self)
        } else {
            Vec::new()
        }
    }

    /// The picture that stands for the site where its pages are shared, when it was built.
    pub fn og_image(&self) -> Option<String> {
        let name = "icon-512.png";
        let there = self.site().assets().has(name);
        there.then(|| self.absolute(&self.asset(name)))
    }

    /// The language as Open Graph writes it.
    pub fn og_locale(&self) -> String {
        self.tr().html_lang().replace('-', "_")
    }

    /// Links to other forms of the content.
    pub fn alternates(&self) -> &[Alternate] {
        &self.alternates
    }

    /// The canonical address: absolute when the site knows its base address.
    pub fn canonical(&self) -> String {
        self.absolute(&self.visit.href(&self.canonical_path()))
    }

    /// The page's path with the query that belongs to it.
    fn canonical_path(&self) -> String {
        match &self.canonical_query {
            Some(query) => format!("{}?{query}", self.visit.path()),
            None => self.visit.path().to_string(),
        }
    }

    /// An address with the site's base address in front, when it is known.
    pub fn absolute(&self, href: &str) -> String {
        match &self.site().settings().base_url {
            Some(base) if href.starts_with('/') => format!("{base}{href}"),
            _ => href.to_string(),
        }
    }

    /// The same page in each offered language, with its canonical address: for `hreflang`.
    pub fn hreflang(&self) -> Vec<LangLink> {
        let path = self.canonical_path();
        self.lang_links(|tr| self.absolute(&href_in(tr.lang(), &path)))
    }

    /// The canonical address in the default language, for `hreflang="x-default"`.
    pub fn x_default(&self) -> String {
        let lang = self.site().default_tr().lang();
        self.absolute(&href_in(lang, &self.canonical_path()))
    }

    /// The language menu: this very page, query included, in each offered language; the home page
    /// when the address has no language.
    pub fn languages(&self) -> Vec<LangLink> {
        let path = match (self.visit.in_language(), self.visit.query()) {
            (false, _) => "/".to_string(),
            (true, None) => self.visit.path().to_string(),
            (true, Some(query)) => format!("{}?{query}", self.visit.path()),
        };
        self.lang_links(|tr| href_in(tr.lang(), &path))
    }

    fn lang_links(&self, href: impl Fn(&Tr) -> String) -> Vec<LangLink> {
        self.site()
            .offered()
            .iter()
            .map(|tr| LangLink {
                tag: tr.html_lang().to_string(),
                name: i18n::own_name(tr.lang()).to_string(),
                dir: tr.dir(),
                href: href(tr),
                current: tr.lang() == self.lang(),
            })
            .collect()
    }
}

/// JSON that cannot break out of a script element.
fn safe_json(data: &serde_json::Value) -> Markup {
    Markup(
        data.to_string()
            .replace('<', "\\u003c")
            .replace('>', "\\u003e")
            .replace('&', "\\u0026"),
    )
}

/// Shows a template as a page.
///
/// # Errors
/// A fault when the template cannot be rendered.
pub fn show(template: &impl Template) -> Answer {
    show_with(StatusCode::OK, template)
}

/// Shows a template with a status, such as 422 for a form with errors.
///
/// # Errors
/// A fault when the template cannot be rendered.
pub fn show_with(status: StatusCode, template: &impl Template) -> Answer {
    let html = template.render().map_err(Failure::fault)?;
    let mut response = (status, html).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    Ok(response)
}

/// Only for the frame's own error page, which must not fail in turn.
pub(crate) fn show_or_text(status: StatusCode, template: &impl Template) -> Response {
    match show_with(status, template) {
        Ok(response) => response,
        Err(_) => (status, status.to_string()).into_response(),
    }
}
