//! The city's own pages of text: about, questions, privacy, legal notes, accessibility.

use std::collections::BTreeMap;

use super::show_kept;
use askama::Template;
use axum::extract::State;
use city::City;
use i18n::args;
use values::Lang;
use web::{Answer, Failure, Page, Visit};

use super::sheet::dir;
use super::{Pages, about, markdown};

/// A text as readers of one language get it.
#[derive(Clone, Debug)]
pub(super) struct Rendered {
    pub title: String,
    /// Its first words.
    about: String,
    /// Safe HTML, see [`markdown`].
    pub body: String,
    /// The language it is really in.
    lang: Lang,
}

impl Rendered {
    /// Language and direction to be marked, when they are not the reader's.
    pub(super) fn marked(&self, reader: &Lang) -> Option<(String, &'static str)> {
        let other = self.lang.base() != reader.base();
        other.then(|| (i18n::html_tag(&self.lang), dir(&self.lang)))
    }
}

/// All texts of a city for readers of all its languages, made once at start.
pub(super) type Texts = BTreeMap<(String, Lang), Rendered>;

/// Renders a city's texts.
pub(super) fn render(city: &City) -> Texts {
    let fallbacks = std::slice::from_ref(&city.default_language);
    let mut all = Texts::new();
    for name in city.texts.names() {
        for reader in &city.languages {
            let Some((lang, text)) = city.texts.best(name, reader, fallbacks) else {
                continue;
            };
            let rendered = Rendered {
                title: text.title.clone(),
                about: about::markdown(&text.body),
                body: markdown::to_html(&text.body, |path| in_language(city, reader, path)),
                lang: lang.clone(),
            };
            all.insert((name.to_string(), reader.clone()), rendered);
        }
    }
    all
}

/// A path of ours in the reader's language, unless it already names a language or no page.
fn in_language(city: &City, reader: &Lang, path: &str) -> String {
    let first = path
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    let outside =
        matches!(first, "assets" | "api") || city.languages.iter().any(|l| l.as_str() == first);
    if outside {
        path.to_string()
    } else {
        format!("/{reader}{path}")
    }
}

#[derive(Template)]
#[template(path = "catalogue/text.html")]
struct TextPage<'a> {
    page: Page,
    body: &'a str,
    /// Language and direction, when they are not the reader's.
    lang: Option<(String, &'static str)>,
    foreign: Option<String>,
}

/// `GET /{name}` for each text of the city.
pub(super) async fn show(State(pages): State<Pages>, visit: Visit, name: &str) -> Answer {
    let key = (name.to_string(), visit.lang().clone());
    let text = pages.texts.get(&key).ok_or(Failure::NotFound)?;
    let tr = visit.tr();
    let lang = text.marked(visit.lang());
    show_kept(&TextPage {
        page: visit
            .page(text.title.as_str())
            .description(text.about.as_str()),
        body: &text.body,
        foreign: lang.is_some().then(|| {
            let args = args!["languages" => tr.lang_name(&text.lang)];
            tr.with("catalogue-foreign", &args)
        }),
        lang,
    })
}
