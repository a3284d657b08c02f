//! The home page: search first, then topics, what is on this week, the districts.

use std::collections::BTreeSet;

use super::show_kept;
use askama::Template;
use axum::extract::State;
use jiff::ToSpan;
use web::{Answer, Markup, Page, Visit};

use super::card::{Card, icon, label, tone};
use super::forms::SearchForm;
use super::map::Map;
use super::search::ask::Ask;
use super::{Now, Pages, digest, jsonld};
use crate::model::Status;
use crate::terms;

/// How many happenings of the week are shown.
const WEEK: usize = 6;

/// A domain as a tile.
struct Domain {
    label: String,
    href: String,
    icon: &'static str,
    tone: &'static str,
    count: usize,
}

/// Something that is on this week.
struct Happening {
    day: String,
    card: Card,
}

#[derive(Template)]
#[template(path = "catalogue/home.html")]
struct HomePage {
    page: Page,
    welcome: String,
    /// Safe HTML.
    lead: String,
    /// Language and direction of the welcome, when they are not the reader's.
    lang: Option<(String, &'static str)>,
    f: SearchForm,
    domains: Vec<Domain>,
    week: Vec<Happening>,
    /// The last day of the week that begins today.
    week_to: String,
    map: Map,
    /// How much there is, in a sentence.
    numbers: String,
    offered: usize,
    districts: usize,
    free: usize,
    free_href: String,
    demo: bool,
}

/// `GET /`
pub(super) async fn show(State(pages): State<Pages>, visit: Visit) -> Answer {
    let now = pages.now();
    let tr = visit.tr();
    let site = tr
        .best(&visit.site().settings().title)
        .map(|s| s.text.to_string());
    let page = visit
        .page(site.unwrap_or_default())
        .home()
        .description(tr.t("catalogue-home-about"));
    let page = {
        let data = jsonld::site(&page);
        page.json_ld(&data)
    };
    let free = Ask {
        free: true,
        page: 1,
        ..Ask::default()
    };
    let (welcome, lead, lang) = welcome(&pages, &now, &page);
    show_kept(&HomePage {
        welcome,
        lead,
        lang,
        f: SearchForm::of(&page, &now, &Ask::default(), &[], "home"),
        domains: domains(&page, &now),
        week: week(&page, &now),
        week_to: tr.date_near(now.today.saturating_add(6.days())),
        map: Map::of(&page, &now, None),
        offered: now.digest.offered,
        numbers: page.t2(
            "catalogue-home-numbers",
            "offers",
            now.digest.offered,
            "organizations",
            now.digest.organizations,
        ),
        districts: now.city().districts.all().len(),
        free: now.digest.free,
        free_href: page.href(&free.path()),
        demo: now.digest.demo,
        page,
    })
}

/// The city's own welcome, or a general one.
fn welcome(
    pages: &Pages,
    now: &Now,
    page: &Page,
) -> (String, String, Option<(String, &'static str)>) {
    let key = ("home".to_string(), page.lang().clone());
    match pages.texts.get(&key) {
        Some(own) => (own.title.clone(), own.body.clone(), own.marked(page.lang())),
        None => {
            let city = page.say_plain(&now.city().name);
            let lead = Markup::text(&page.t("catalogue-home-lead"));
            (
                page.t1("catalogue-home-title", "city", city),
                lead.to_string(),
                None,
            )
        }
    }
}

fn domains(page: &Page, now: &Now) -> Vec<Domain> {
    let taxonomy = now.city().taxonomies.get(terms::SERVICE);
    taxonomy
        .into_iter()
        .flat_map(|t| t.roots())
        .map(|t| Domain {
            label: label(page, t),
            href: page.href(&format!("/search?theme={}", t.key)),
            icon: icon(t),
            tone: tone(t.colour),
            count: now.digest.theme(&t.key),
        })
        .collect()
}

/// What is still to come this week: of today only what is not over, things that happen once before
/// those that come every week.
fn week(page: &Page, now: &Now) -> Vec<Happening> {
    let once = chosen(now, &now.digest.week, WEEK);
    let weekly = chosen(now, &now.digest.weekly, WEEK - once.len());
    let mut all: Vec<_> = once
        .into_iter()
        .map(|h| (h, false))
        .chain(weekly.into_iter().map(|h| (h, true)))
        .collect();
    all.sort_unstable();
    all.into_iter()
        .filter_map(|(h, weekly)| {
            let mut card = Card::by_id(page, now, h.service)?;
            card.when = None;
            let mut said = vec![day(page, now, h)];
            if weekly {
                said.push(page.t("catalogue-week-every"));
            }
            Some(Happening {
                day: said.join(" · "),
                card,
            })
        })
        .collect()
}

/// So many that can still be joined, each theme once before any comes a second time.
fn chosen(now: &Now, all: &[digest::Happening], many: usize) -> Vec<digest::Happening> {
    let snapshot = now.view.snapshot();
    let coming = all.iter().filter(|h| {
        let over = h.to.or(h.from).is_some_and(|t| t.minutes() <= now.minutes);
        h.day > now.today || !over
    });
    let mut seen = BTreeSet::new();
    let (first, again): (Vec<_>, Vec<_>) = coming
        .filter_map(|h| Some((h, &snapshot.service(h.service)?.record)))
        .filter(|(_, s)| s.status == Status::Active)
        .filter(|(_, s)| s.capacity.is_none_or(|c| c.available != Some(0)))
        .partition(|(_, s)| s.themes.first().is_none_or(|t| seen.insert(t.as_str())));
    let all = first.into_iter().chain(again);
    all.take(many).map(|(h, _)| *h).collect()
}

/// «oggi, 16:30», «sab 28 nov, 10:00»
fn day(page: &Page, now: &Now, h: digest::Happening) -> String {
    let day = if h.day == now.today {
        page.t("catalogue-week-today")
    } else if now.today.tomorrow().is_ok_and(|t| t == h.day) {
        page.t("catalogue-week-tomorrow")
    } else {
        page.tr().date_near(h.day)
    };
    match h.from {
        Some(from) => page.t2(
            "catalogue-when-days-times",
            "days",
            day,
            "times",
            from.to_string(),
        ),
        None => day,
    }
}
