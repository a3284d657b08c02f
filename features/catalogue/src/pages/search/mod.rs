//! Results: the form, what was found, how to narrow it, and a way on when nothing was.

pub(in crate::pages) mod ask;

use askama::Template;
use axum::extract::{Query as UriQuery, State};
use axum::http::Uri;
use i18n::args;
use values::Refusal;
use web::form::{FormError, summary};
use web::{Answer, Failure, Page, Paging, Visit, show as show_page};

use super::card::{Card, label};
use super::forms::SearchForm;
use super::{Now, Pages, jsonld};
use crate::search::{Query, Relaxed, Results};
use crate::terms;
use ask::{Ask, Filter, PAGE};

/// How many districts are offered as links; all are in the form.
const DISTRICTS: usize = 12;

/// A link with a count.
struct Choice {
    label: String,
    href: String,
    count: usize,
}

/// A group of links that narrow the results.
struct Facet {
    title: String,
    choices: Vec<Choice>,
}

/// A filter in force, and the address without it.
struct Chip {
    label: String,
    href: String,
}

/// A way out of an empty answer.
struct WayOut {
    text: String,
    href: String,
}

#[derive(Template)]
#[template(path = "catalogue/search.html")]
struct SearchPage {
    page: Page,
    f: SearchForm,
    errors: Vec<FormError>,
    /// The sentence with the count.
    found: String,
    cards: Vec<Card>,
    chips: Vec<Chip>,
    clear: String,
    facets: Vec<Facet>,
    some_words: bool,
    ways_out: Vec<WayOut>,
    paging: Paging,
    empty: bool,
}

/// `GET /search`
pub(super) async fn show(State(pages): State<Pages>, visit: Visit, uri: Uri) -> Answer {
    let now = pages.now();
    let pairs = UriQuery::<Vec<(String, String)>>::try_from_uri(&uri)
        .map(|UriQuery(pairs)| pairs)
        .unwrap_or_default();
    let (mut ask, mut wrong) = Ask::read(&pairs, now.city());
    let mut results = now
        .view
        .search(&ask.query(visit.lang()))
        .map_err(Failure::fault)?;
    let last = results.total.div_ceil(PAGE).max(1);
    if ask.page > last {
        let refusal = Refusal::new("catalogue-wrong-page", 422).field("page");
        wrong.push(refusal.arg("value", ask.page));
        ask.page = last;
        results = now
            .view
            .search(&ask.query(visit.lang()))
            .map_err(Failure::fault)?;
    }
    let ways_out = ways_out(&visit, &now, &ask, &results)?;
    show_page(&page(&visit, &now, &ask, &wrong, &results, ways_out))
}

fn page(
    visit: &Visit,
    now: &Now,
    ask: &Ask,
    wrong: &[Refusal],
    results: &Results,
    ways_out: Vec<WayOut>,
) -> SearchPage {
    let tr = visit.tr();
    let title = if ask.words.is_empty() {
        tr.t("catalogue-search-title").into_owned()
    } else {
        tr.with(
            "catalogue-search-title-words",
            &args!["words" => &ask.words],
        )
    };
    let mut page = visit
        .page(title)
        .current("/search")
        .searched(&ask.words)
        .description(tr.t("catalogue-search-about"));
    // One list, one entry in search engines: answers to questions are not pages of their own.
    if ask.is_filtered() || ask.page > 1 || !wrong.is_empty() {
        page = page.unlisted();
    }
    let offers = jsonld::offers(&page, now, results.hits.iter().map(|hit| hit.service));
    let page = jsonld::listed(page, offers);
    let form = SearchForm::of(&page, now, ask, wrong, "search");
    let errors = {
        let fields = [&form.words, &form.age, &form.theme, &form.district];
        summary(tr, &fields, wrong)
    };
    let cards = results
        .hits
        .iter()
        .filter_map(|hit| Card::by_id(&page, now, hit.service))
        .collect();
    let chips = ask
        .filters()
        .into_iter()
        .map(|f| Chip {
            label: ask.says(f, tr, now.city()),
            href: visit.href(&ask.without(f).path()),
        })
        .collect();
    let paging = Paging::new(ask.page, PAGE, results.total, |n| {
        let mut other = ask.clone();
        other.page = n;
        visit.href(&other.path())
    });
    SearchPage {
        f: form,
        errors,
        found: tr.with("catalogue-found", &args!["count" => results.total]),
        cards,
        chips,
        clear: visit.href("/search"),
        facets: facets(&page, now, ask, results),
        some_words: results.some_words && results.total > 0,
        ways_out,
        paging,
        empty: results.total == 0,
        page,
    }
}

/// Themes below the chosen one (or the domains), the districts with most results, and free offers.
fn facets(page: &Page, now: &Now, ask: &Ask, results: &Results) -> Vec<Facet> {
    let link = |ask: &Ask| page.href(&ask.path());
    let mut all = Vec::new();
    if let Some(taxonomy) = now.city().taxonomies.get(terms::SERVICE) {
        let terms: Vec<&city::Term> = match &ask.theme {
            Some(key) => taxonomy.children(key).collect(),
            None => taxonomy.roots().collect(),
        };
        let choices = terms
            .into_iter()
            .filter_map(|t| {
                let count = *results.facets.themes.get(&t.key)?;
                let mut with = ask.without(Filter::Theme);
                with.theme = Some(t.key.clone());
                Some(Choice {
                    label: label(page, t),
                    href: link(&with),
                    count,
                })
            })
            .collect();
        all.push(Facet {
            title: page.t("catalogue-facet-theme"),
            choices,
        });
    }
    if ask.district.is_none() {
        let mut by_count: Vec<(&String, usize)> = results
            .facets
            .districts
            .iter()
            .map(|(d, n)| (d, *n))
            .collect();
        by_count.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        by_count.truncate(DISTRICTS);
        let choices = by_count
            .into_iter()
            .filter_map(|(d, count)| {
                let name = now
                    .city()
                    .districts
                    .get(&d.as_str().into())?
                    .label(page.lang());
                let mut with = ask.without(Filter::District);
                with.district = Some(d.clone());
                Some(Choice {
                    label: name.to_string(),
                    href: link(&with),
                    count,
                })
            })
            .collect();
        all.push(Facet {
            title: page.t("catalogue-facet-district"),
            choices,
        });
    }
    if !ask.free && results.facets.free > 0 && results.facets.free < results.total {
        let mut with = ask.without(Filter::Free);
        with.free = true;
        all.push(Facet {
            title: page.t("catalogue-facet-price"),
            choices: vec![Choice {
                label: page.t("catalogue-price-free"),
                href: link(&with),
                count: results.facets.free,
            }],
        });
    }
    all.retain(|f| !f.choices.is_empty());
    all
}

/// What would be found without one of the filters, or, when that is not enough, with one of them
/// alone; most first.
fn ways_out(
    visit: &Visit,
    now: &Now,
    ask: &Ask,
    results: &Results,
) -> Result<Vec<WayOut>, Failure> {
    if results.total > 0 {
        return Ok(Vec::new());
    }
    let tr = visit.tr();
    let mut ways: Vec<(usize, &'static str, Filter, Ask)> = results
        .relaxed
        .iter()
        .map(|(what, count)| {
            let filter = match what {
                Relaxed::Words => Filter::Words,
                Relaxed::Age => Filter::Age,
                Relaxed::Themes => Filter::Theme,
                Relaxed::Districts => Filter::District,
                Relaxed::Free => Filter::Free,
            };
            (*count, "catalogue-without", filter, ask.without(filter))
        })
        .collect();
    let filters = ask.filters();
    if ways.is_empty() && filters.len() > 2 {
        for filter in filters {
            let alone = ask.only(filter);
            let query = Query {
                take: 0,
                ..alone.query(visit.lang())
            };
            let found = now.view.search(&query).map_err(Failure::fault)?;
            if found.total > 0 {
                ways.push((found.total, "catalogue-only", filter, alone));
            }
        }
    }
    ways.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    Ok(ways
        .into_iter()
        .map(|(count, key, filter, other)| {
            let said = ask.says(filter, tr, now.city());
            WayOut {
                text: tr.with(key, &args!["filter" => said, "count" => count]),
                href: visit.href(&other.path()),
            }
        })
        .collect())
}
