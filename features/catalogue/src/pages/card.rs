//! An offer, an organisation or a place as an entry of a list.

use i18n::Tr;
use values::Id;
use web::{Markup, Page};

use super::Now;
use super::saved::{self, list::Code};
use super::words::{self, Brief};
use crate::model::{Location, Schedule, Service, Status};
use crate::snapshot::Held;
use crate::terms;

/// An offer in a list.
pub(super) struct Card {
    pub href: String,
    pub name: Markup,
    pub provider: String,
    /// Theme, in words.
    pub topic: String,
    pub icon: &'static str,
    /// Name of the colour of its domain.
    pub tone: &'static str,
    /// District, or several.
    pub place: Option<Markup>,
    pub ages: String,
    pub price: Option<String>,
    pub free: bool,
    pub when: Option<Markup>,
    /// Closed for some time.
    pub closed: bool,
    /// No places left.
    pub full: bool,
    pub demo: bool,
    /// Its code in saved lists.
    pub code: Code,
    /// True when the reader has saved it.
    pub saved: bool,
}

impl Card {
    /// The card of a service.
    pub(super) fn of(page: &Page, now: &Now, held: &Held<Service>) -> Card {
        let s = &held.record;
        let snapshot = now.view.snapshot();
        let price = words::price(page.tr(), s, now.today);
        let (topic, icon, tone) = topic(page, now, s);
        let code = Code::from(s.id);
        Card {
            href: page.href(&format!("/service/{}", s.id)),
            name: page.say(&s.name),
            provider: snapshot
                .organization(s.organization_id)
                .map(|o| o.record.name.clone())
                .unwrap_or_default(),
            topic,
            icon,
            tone,
            place: place(page, now, s),
            ages: words::ages(page.tr(), s.ages),
            price: price.text,
            free: price.free,
            when: when(page, now, s),
            closed: s.status == Status::TemporarilyClosed,
            full: s.capacity.is_some_and(|c| c.available == Some(0)),
            demo: s.demo,
            saved: saved::holds(page.visit(), code),
            code,
        }
    }

    /// The card of a service by its identifier, when it is live.
    pub(super) fn by_id(page: &Page, now: &Now, id: Id) -> Option<Card> {
        let held = now.view.snapshot().service(id)?;
        Some(Card::of(page, now, held))
    }
}

/// A place in a list.
pub(super) struct PlaceCard {
    pub href: String,
    pub name: String,
    /// Street and number.
    pub address: String,
    pub district: String,
    /// How many offers take place there.
    pub offered: usize,
    pub demo: bool,
}

impl PlaceCard {
    /// The card of a place.
    pub(super) fn of(page: &Page, now: &Now, held: &Held<Location>) -> PlaceCard {
        let l = &held.record;
        PlaceCard {
            href: page.href(&format!("/place/{}", l.id)),
            name: l.name.clone(),
            address: l
                .address
                .as_ref()
                .map(|a| a.address_1.clone())
                .unwrap_or_default(),
            district: district_name(page, now, l.district.as_deref()),
            offered: now.view.snapshot().services_at(l.id).count(),
            demo: l.demo,
        }
    }
}

/// The name of a district for this reader; empty when there is none.
pub(super) fn district_name(page: &Page, now: &Now, id: Option<&str>) -> String {
    id.and_then(|d| now.city().districts.get(&d.into()))
        .map(|d| d.label(page.lang()).to_string())
        .unwrap_or_default()
}

/// A domain's colour as the style sheet names it.
pub(super) fn tone(colour: Option<u8>) -> &'static str {
    match colour {
        Some(1) => "education",
        Some(2) => "culture",
        Some(3) => "sport",
        Some(4) => "health",
        Some(5) => "stem",
        _ => "",
    }
}

/// The icons a city may give its themes. They are named here so that the sprite holds them; any
/// other name gets a star.
const ICONS: [&str; 20] = [
    "it-box",
    "it-camera",
    "it-comment",
    "it-flag",
    "it-horn",
    "it-note",
    "it-pencil",
    "it-plus-circle",
    "it-settings",
    "it-user",
    "wm-access",
    "wm-baby",
    "wm-culture",
    "wm-education",
    "wm-family",
    "wm-health",
    "wm-hub",
    "wm-language",
    "wm-sport",
    "wm-stem",
];

/// The icon of a theme.
pub(super) fn icon(term: &city::Term) -> &'static str {
    let known = |name: &str| ICONS.into_iter().find(|i| *i == name);
    term.icon
        .as_deref()
        .and_then(known)
        .unwrap_or("it-star-outline")
}

/// A term's label for this reader.
pub(super) fn label(page: &Page, term: &city::Term) -> String {
    label_for(page.tr(), term)
}

/// A term's label for this reader.
pub(super) fn label_for(tr: &Tr, term: &city::Term) -> String {
    let default = tr.catalog().default_lang();
    term.label(tr.lang(), std::slice::from_ref(default))
        .to_string()
}

/// The first theme with the icon and colour of its domain.
fn topic(page: &Page, now: &Now, s: &Service) -> (String, &'static str, &'static str) {
    let Some(taxonomy) = now.city().taxonomies.get(terms::SERVICE) else {
        return Default::default();
    };
    let path = s
        .themes
        .iter()
        .map(|key| taxonomy.path(key))
        .find(|p| !p.is_empty())
        .unwrap_or_default();
    let (Some(root), Some(theme)) = (path.first(), path.last()) else {
        return Default::default();
    };
    (label(page, theme), icon(root), tone(root.colour))
}

/// Where, in a few words: one place with its district, or the districts.
fn place(page: &Page, now: &Now, s: &Service) -> Option<Markup> {
    let places: Vec<&Held<Location>> = now
        .view
        .snapshot()
        .places_of(s.id)
        .map(|(_, place)| place)
        .collect();
    match &places[..] {
        [] => s
            .remote
            .then(|| Markup::text(&page.t("catalogue-from-home"))),
        [one] => {
            let district = district_name(page, now, one.record.district.as_deref());
            let name = if district.is_empty() {
                &one.record.name
            } else {
                &district
            };
            Some(isolated(name))
        }
        several => {
            let mut names: Vec<String> = several
                .iter()
                .map(|p| district_name(page, now, p.record.district.as_deref()))
                .filter(|n| !n.is_empty())
                .collect();
            names.sort();
            names.dedup();
            Some(match &names[..] {
                [one] => isolated(one),
                // In a list each name is isolated by the message.
                [_, _] => Markup::text(&page.tr().list(&names)),
                _ => Markup::text(&page.t1("catalogue-places-count", "count", several.len())),
            })
        }
    }
}

/// A name that may run in the other direction than the page.
fn isolated(name: &str) -> Markup {
    let mut out = Markup::default();
    out.push_tag("<bdi>");
    out.push_text(name);
    out.push_tag("</bdi>");
    out
}

/// When, in one line: the service's own times, else those at its first place.
pub(super) fn when(page: &Page, now: &Now, s: &Service) -> Option<Markup> {
    let say = |schedules: &[Schedule]| {
        words::brief(page.tr(), schedules, now.today).map(|b| match b {
            Brief::Said(text) => Markup::text(&text),
            Brief::Words(text) => page.say(&text),
        })
    };
    say(&s.schedules).or_else(|| {
        now.view
            .snapshot()
            .places_of(s.id)
            .find_map(|(at, _)| say(&at.record.schedules))
    })
}
