//! Results: the form, what was understood and found, how to narrow it, why something is there, and
//! a way on when nothing was found.

pub(crate) mod ask;
mod form;
pub(crate) mod read;

use askama::Template;
use axum::extract::{Query as UriQuery, State};
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Redirect};
use i18n::{Tr, args};
use values::{Id, Refusal};
use web::form::{FormError, summary};
use web::{Answer, Failure, Page, Paging, Visit, keep, keep_counted, show as show_page};

use super::card::{Card, label};
use super::paid::{self, Notice, Paid, door};
use super::{Now, Pages, jsonld};
use crate::gaps::Gap;
use crate::means::Means;
use crate::search::{Filter, Hit, Part, Query, Results, Understood};
use crate::terms;
use ask::{Ask, PAGE, Within};
use form::Filters;
use read::Read;

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

/// One result.
struct Found {
    id: Id,
    card: Card,
    /// How far it is.
    distance: Option<String>,
    /// Where it is told why it is here.
    why_href: String,
    /// Why it is here; empty unless asked for.
    why: Vec<String>,
}

#[derive(Template)]
#[template(path = "catalogue/search.html")]
struct SearchPage {
    page: Page,
    f: Filters,
    errors: Vec<FormError>,
    /// The sentence with the count.
    found: String,
    results: Vec<Found>,
    /// What comes close, when little was found.
    close: Vec<Found>,
    chips: Vec<Chip>,
    /// What was read out of the words.
    understood: Vec<Chip>,
    clear: String,
    facets: Vec<Facet>,
    some_words: bool,
    ways_out: Vec<WayOut>,
    paging: Paging,
    empty: bool,
    /// Why the search within a voucher is none.
    notice: Option<Notice>,
}

/// A question with what became of it.
struct Asked {
    ask: Ask,
    understood: Understood,
    query: Query,
    results: Results,
    paid: Paid,
}

impl Asked {
    fn of(ask: Ask, paid: Paid, now: &Now, lang: &values::Lang) -> Result<Asked, Failure> {
        let at = (now.today, now.minutes);
        let understood = now.view.understand(&ask.words, lang, Some(at), &ask.not);
        let mut query = Asked::query(&ask, &paid, now, lang);
        understood.apply(&mut query);
        let results = now.view.search(&query).map_err(Failure::fault)?;
        Ok(Asked {
            ask,
            understood,
            query,
            results,
            paid,
        })
    }

    fn query(ask: &Ask, paid: &Paid, now: &Now, lang: &values::Lang) -> Query {
        Query {
            voucher: paid.set.clone().filter(|_| ask.voucher.is_some()),
            ..ask.query(lang, now.city(), (now.today, now.minutes))
        }
    }

    /// How many results another question of the same reader would give.
    fn count(&self, ask: &Ask, now: &Now, lang: &values::Lang) -> Result<usize, Failure> {
        let at = (now.today, now.minutes);
        let mut query = Asked::query(ask, &self.paid, now, lang);
        let understood = now.view.understand(&ask.words, lang, Some(at), &ask.not);
        understood.apply(&mut query);
        query.take = 0;
        Ok(now.view.search(&query).map_err(Failure::fault)?.total)
    }
}

/// `GET /search`
pub(super) async fn show(State(pages): State<Pages>, visit: Visit, uri: Uri) -> Answer {
    let now = pages.now();
    let pairs = UriQuery::<Vec<(String, String)>>::try_from_uri(&uri)
        .map(|UriQuery(pairs)| pairs)
        .unwrap_or_default();
    let Read {
        mut ask,
        mut wrong,
        private,
        born_wrong,
    } = Read::of(&pairs, now.city(), now.today);
    if private {
        // The address that can be passed on holds an age, never a date of birth.
        let mut path = ask.path();
        if born_wrong {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str("wrong=born");
        }
        let mut response = Redirect::to(&visit.href(&path)).into_response();
        let no = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, no);
        return Ok(response);
    }
    let wallet = pages.wallet(&visit).await?;
    let paid = Paid::of(&mut ask, wallet.as_deref(), &visit, (&pages, &now.view)).await?;
    let mut asked = Asked::of(ask, paid, &now, visit.lang())?;
    let last = asked.results.total.div_ceil(PAGE).max(1);
    if asked.ask.page > last {
        let refusal = Refusal::new("catalogue-wrong-page", 422).field("page");
        wrong.push(refusal.arg("value", asked.ask.page));
        let mut ask = asked.ask;
        ask.page = last;
        asked = Asked::of(ask, asked.paid, &now, visit.lang())?;
    }
    // Every question that finds nothing is counted, each time it is asked: not what is only beyond a
    // voucher, which is there.
    let nothing = asked.results.total == 0 && asked.query.skip == 0;
    let missed = match nothing && asked.ask.voucher.is_none() {
        true => Some(gap(&asked, &now)?),
        false => None,
    };
    if let Some(gap) = &missed {
        pages.catalogue.missed(gap.clone());
    }
    let why = pairs.iter().rev().find(|(k, _)| k == "why");
    let why = why.and_then(|(_, id)| id.parse::<Id>().ok());
    let ways_out = ways_out(&visit, &now, &asked)?;
    let door = (pages.purse.is_some() && visit.guest().is_none()).then(|| {
        let within = Within {
            voucher: None,
            says: String::new(),
        };
        let ask = Ask {
            voucher: Some(within),
            page: 1,
            ..asked.ask.clone()
        };
        door(&visit, &ask)
    });
    let purse = (wallet.as_deref().unwrap_or_default(), door);
    let answer = show_page(&page(&visit, &now, &asked, (&wrong, purse), ways_out, why)?);
    match missed {
        Some(gap) => keep_counted(answer, move || pages.catalogue.missed(gap.clone())),
        None => keep(answer),
    }
}

/// What was sought in vain: theme, age band and district, and nothing else.
fn gap(asked: &Asked, now: &Now) -> Result<Gap, Failure> {
    let q = &asked.query;
    let theme = match q.themes.first() {
        Some(theme) => Some(theme.clone()),
        None => now.view.theme(&q.words, &q.lang).map_err(Failure::fault)?,
    };
    let district = q.districts.first().cloned().or_else(|| {
        let near = q.near?;
        let districts = &now.city().districts;
        districts.at(near.point).map(|d| d.id.to_string())
    });
    Ok(Gap::new(now.today, theme, q.age, district))
}

fn page(
    visit: &Visit,
    now: &Now,
    asked: &Asked,
    (wrong, purse): (&[Refusal], (&[Means], Option<String>)),
    ways_out: Vec<WayOut>,
    why: Option<Id>,
) -> Result<SearchPage, Failure> {
    let (tr, ask, results) = (visit.tr(), &asked.ask, &asked.results);
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
    if ask.is_filtered() || ask.page > 1 || !wrong.is_empty() || why.is_some() {
        page = page.unlisted();
    }
    let offers = jsonld::offers(&page, now, results.hits.iter().map(|hit| hit.service));
    let page = jsonld::listed(page, offers);
    let form = Filters::of(&page, now, (ask, wrong), &results.facets, purse);
    let errors = summary(tr, &form.all(), wrong);
    let list = |hits: &[Hit]| -> Result<Vec<Found>, Failure> {
        let mut list = Vec::new();
        for hit in hits {
            let Some(card) = Card::by_id(&page, now, hit.service) else {
                continue;
            };
            let reasons = if why == Some(hit.service) {
                reasons(tr, now, asked, hit)?
            } else {
                Vec::new()
            };
            list.push(Found {
                id: hit.service,
                card,
                distance: hit.metres.map(|m| tr.distance(f64::from(m))),
                why_href: why_href(visit, ask, hit.service),
                why: reasons,
            });
        }
        Ok(list)
    };
    let chips = ask
        .parts(tr, now.city())
        .into_iter()
        .map(|(_, label, without)| Chip {
            label,
            href: visit.href(&without.path()),
        })
        .collect();
    let understood = soft(asked)
        .into_iter()
        .map(|filter| Chip {
            label: said(tr, now, &asked.understood, filter),
            href: visit.href(&ask.without(filter).path()),
        })
        .collect();
    let paging = Paging::new(ask.page, PAGE, results.total, |n| {
        let mut other = ask.clone();
        other.page = n;
        visit.href(&other.path())
    });
    Ok(SearchPage {
        errors,
        found: tr.with("catalogue-found", &args!["count" => results.total]),
        results: list(&results.hits)?,
        close: list(&results.close)?,
        chips,
        understood,
        clear: visit.href("/search"),
        facets: facets(&page, now, ask, results),
        some_words: results.some_words && results.total > 0,
        ways_out,
        paging,
        empty: results.total == 0,
        notice: asked.paid.notice.clone(),
        f: form,
        page,
    })
}

/// The filters that hold only because they were said in words.
fn soft(asked: &Asked) -> Vec<Filter> {
    asked.query.soft.clone()
}

/// What was understood, in words.
fn said(tr: &Tr, now: &Now, u: &Understood, filter: Filter) -> String {
    let district = |id: &String| {
        let d = now.city().districts.get(&id.as_str().into());
        d.map(|d| d.label(tr.lang()).to_string())
    };
    match filter {
        Filter::Age => u.age.map(|a| ask::age(tr, a)).unwrap_or_default(),
        Filter::Districts => {
            let names: Vec<String> = u.districts.iter().filter_map(district).collect();
            tr.list(&names)
        }
        Filter::Near => u
            .near
            .map(|n| ask::near(tr, &u.place, n.radius))
            .unwrap_or_default(),
        Filter::Times => {
            let all = ask::times(tr, u.times).into_iter();
            tr.list(&all.map(|(label, _)| label).collect::<Vec<_>>())
        }
        Filter::Season => u.season.map(|s| ask::season(tr, s)).unwrap_or_default(),
        Filter::Price => u.price.map(|p| ask::price(tr, p)).unwrap_or_default(),
        Filter::Languages => {
            let all = u.languages.iter().map(|l| ask::language(tr, l));
            tr.list(&all.collect::<Vec<_>>())
        }
        Filter::Open => match u.open {
            Some(o) if o.minute.is_some() => tr.t("find-open-now").into_owned(),
            Some(o) => tr.with("find-open-day", &args!["date" => tr.date_near(o.day)]),
            None => String::new(),
        },
        Filter::Free => tr.t("catalogue-price-free").into_owned(),
        Filter::Alone => tr.t("find-alone").into_owned(),
        Filter::Remote => tr.t("find-remote").into_owned(),
        Filter::Themes | Filter::Needs | Filter::Voucher | Filter::Words => String::new(),
    }
}

fn why_href(visit: &Visit, ask: &Ask, id: Id) -> String {
    let path = ask.path();
    let mark = if path.contains('?') { '&' } else { '?' };
    visit.href(&format!("{path}{mark}why={id}#found-{id}"))
}

/// Why a service is among the results, one sentence a reason.
fn reasons(tr: &Tr, now: &Now, asked: &Asked, hit: &Hit) -> Result<Vec<String>, Failure> {
    let q = &asked.query;
    let words = now
        .view
        .why(&q.words, &q.lang, hit.service)
        .map_err(Failure::fault)?;
    let mut all: Vec<String> = words
        .into_iter()
        .map(|r| {
            let key = match r.part {
                Part::Name => "find-why-name",
                Part::Topic => "find-why-topic",
                Part::Description => "find-why-description",
                Part::Organization => "find-why-organization",
                Part::Place => "find-why-place",
                Part::District => "find-why-district",
            };
            tr.with(key, &args!["word" => r.word, "found" => r.found])
        })
        .collect();
    let asked_for = asked.ask.parts(tr, now.city()).into_iter();
    let filters = asked_for
        .filter(|(f, ..)| *f != Filter::Words)
        .map(|(_, label, _)| label)
        .chain(
            soft(asked)
                .into_iter()
                .map(|f| said(tr, now, &asked.understood, f)),
        );
    let is_close = asked.results.close.iter().any(|h| h.service == hit.service);
    if is_close {
        all.push(tr.t("find-why-close").into_owned());
    } else {
        all.extend(filters.map(|f| tr.with("find-why-filter", &args!["filter" => f])));
    }
    if all.is_empty() {
        all.push(tr.t("find-why-all").into_owned());
    }
    Ok(all)
}

/// Themes below the chosen one (or the domains), and the districts with most results.
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
                let with = Ask {
                    theme: Some(t.key.clone()),
                    page: 1,
                    ..ask.clone()
                };
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
                let with = Ask {
                    district: Some(d.clone()),
                    page: 1,
                    ..ask.clone()
                };
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
        let with = Ask {
            free: true,
            page: 1,
            ..ask.clone()
        };
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
fn ways_out(visit: &Visit, now: &Now, asked: &Asked) -> Result<Vec<WayOut>, Failure> {
    if asked.results.total > 0 {
        return Ok(Vec::new());
    }
    let (tr, ask) = (visit.tr(), &asked.ask);
    let label = |filter: Filter| {
        if ask.filters().contains(&filter) {
            ask.says(filter, tr, now.city())
        } else {
            said(tr, now, &asked.understood, filter)
        }
    };
    let mut ways: Vec<(usize, &'static str, Filter, Ask)> = Vec::new();
    for (filter, _) in &asked.results.relaxed {
        let other = ask.without(*filter);
        // Counted as it will be answered: without the words nothing is read out of them either.
        let count = asked.count(&other, now, visit.lang())?;
        if count > 0 {
            ways.push((count, "catalogue-without", *filter, other));
        }
    }
    let filters = ask.filters();
    if ways.is_empty() && filters.len() > 2 {
        for filter in filters {
            let alone = ask.only(filter);
            let count = asked.count(&alone, now, visit.lang())?;
            if count > 0 {
                ways.push((count, "catalogue-only", filter, alone));
            }
        }
    }
    ways.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    Ok(ways
        .into_iter()
        .map(|(count, key, filter, other)| WayOut {
            text: tr.with(key, &args!["filter" => label(filter), "count" => count]),
            href: visit.href(&other.path()),
        })
        .collect())
}
