//! What the sheet of an offer shows.

use values::Id;
use web::{Failure, Markup, Page};

use super::super::card::{Card, label, tone};
use super::super::photos::{self, Shown};
use super::super::saved::{self, list::Code};
use super::super::sheet::{self, Call, Link, Times, Trust, Whereabouts};
use super::super::{Now, Sources, calendar, words};
use crate::model::{Location, Rhythm, Service, ServiceAtLocation, Status};
use crate::search::Query;
use crate::snapshot::Held;
use crate::terms;

/// How many similar offers are shown.
const SIMILAR: usize = 3;
/// Longest description for search engines, in characters.
const ABOUT: usize = 160;

/// One line of the price list.
pub(super) struct Cost {
    pub amount: String,
    pub option: Markup,
    pub limits: Vec<String>,
}

/// Where it takes place.
pub(super) struct Place {
    pub name: String,
    pub href: String,
    pub at: Whereabouts,
    pub about: Vec<Markup>,
    pub calls: Vec<Call>,
    pub times: Vec<Times>,
}

/// The sheet.
pub(super) struct Sheet {
    pub name: Markup,
    pub other_names: Markup,
    pub tone: &'static str,
    /// Message key of the state.
    pub status: &'static str,
    pub active: bool,
    /// Message key of what to do when it does not run.
    pub notice: Option<&'static str>,
    pub alert: Option<Markup>,
    pub foreign: Option<String>,
    pub description: Vec<Markup>,
    pub topics: Vec<Link>,
    pub ages: String,
    pub eligibility: Vec<Markup>,
    pub needs: Vec<String>,
    pub languages: String,
    pub how: Vec<Markup>,
    pub documents: Vec<Markup>,
    /// Message key of how it recurs.
    pub rhythm: Option<&'static str>,
    pub wellbeing: Vec<String>,
    pub times: Vec<Times>,
    pub has_times: bool,
    pub costs: Vec<Cost>,
    pub price: Option<String>,
    pub free: bool,
    pub fees: Vec<Markup>,
    pub site: Option<String>,
    pub email: Option<String>,
    pub calls: Vec<Call>,
    pub remote: bool,
    pub places: Vec<Place>,
    pub accessibility: Vec<String>,
    pub places_total: Option<usize>,
    pub places_left: Option<usize>,
    pub adult: Option<bool>,
    pub provider: Option<Link>,
    pub provider_public: bool,
    pub changed: String,
    pub trust: Trust,
    pub similar: Vec<Card>,
    pub demo: bool,
    /// Its code in saved lists.
    pub code: Code,
    pub saved: bool,
    /// Its calendar, when it has a date to come.
    pub calendar: Option<String>,
    /// The address to hand on, full when the site knows its own.
    pub address: String,
    pub mail: Option<String>,
    pub photo: Option<Shown>,
}

impl Sheet {
    /// The sheet of a service.
    ///
    /// # Errors
    /// A fault when similar offers cannot be searched.
    pub(super) fn of(
        page: &Page,
        now: &Now,
        sources: &Sources,
        held: &Held<Service>,
    ) -> Result<Sheet, Failure> {
        let s = &held.record;
        let tr = page.tr();
        let snapshot = now.view.snapshot();
        let organization = snapshot.organization(s.organization_id).map(|o| &o.record);
        let times = sheet::times(page, now, &s.schedules);
        let places: Vec<Place> = snapshot
            .places_of(s.id)
            .map(|(at, location)| place(page, now, &at.record, &location.record))
            .collect();
        let price = words::price(tr, s, now.today);
        let paragraphs = |text| sheet::paragraphs(page, text);
        // What the offer lacks its provider may have.
        let mut calls = sheet::calls(page, &s.phones);
        let mut email = sheet::mail_address(s.email.as_ref());
        let site = sheet::web_address(s.url.as_ref());
        if let Some(o) = organization {
            if calls.is_empty() {
                calls = sheet::calls(page, &o.phones);
            }
            email = email.or_else(|| sheet::mail_address(o.email.as_ref()));
        }
        let mut texts = vec![
            &s.name,
            &s.description,
            &s.eligibility,
            &s.application_process,
        ];
        texts.extend([&s.alert, &s.fees]);
        texts.extend(&s.required_documents);
        let code = Code::from(s.id);
        let address = page.absolute(&page.href(&format!("/service/{}", s.id)));
        let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        Ok(Sheet {
            name: page.say(&s.name),
            other_names: page.say(&s.alternate_name),
            tone: tone_of(now, s),
            status: match s.status {
                Status::Active => "catalogue-status-active",
                Status::Inactive => "catalogue-status-inactive",
                Status::Defunct => "catalogue-status-defunct",
                Status::TemporarilyClosed => "catalogue-status-closed",
            },
            active: s.status == Status::Active,
            notice: match s.status {
                Status::Active => None,
                Status::Inactive => Some("catalogue-notice-inactive"),
                Status::Defunct => Some("catalogue-notice-defunct"),
                Status::TemporarilyClosed => Some("catalogue-notice-closed"),
            },
            alert: (!s.alert.is_empty()).then(|| page.say(&s.alert)),
            foreign: sheet::foreign(page, &texts),
            description: paragraphs(&s.description),
            topics: topics(page, now, s),
            ages: words::ages(tr, s.ages),
            eligibility: paragraphs(&s.eligibility),
            needs: sheet::labels(page, now, "need", &s.needs),
            languages: sheet::languages(page, &s.languages),
            how: paragraphs(&s.application_process),
            documents: s.required_documents.iter().map(|t| page.say(t)).collect(),
            rhythm: s.rhythm.map(|r| match r {
                Rhythm::OneOff => "catalogue-rhythm-once",
                Rhythm::Weekly => "catalogue-rhythm-weekly",
                Rhythm::Camp => "catalogue-rhythm-camp",
                Rhythm::AlwaysOpen => "catalogue-rhythm-open",
            }),
            wellbeing: sheet::labels(page, now, "wellbeing", &s.wellbeing),
            has_times: !times.is_empty() || places.iter().any(|p| !p.times.is_empty()),
            times,
            costs: words::price_lines(tr, &s.cost_options, now.today)
                .into_iter()
                .map(|c| Cost {
                    amount: c.amount,
                    option: page.say(&c.option),
                    limits: c.limits,
                })
                .collect(),
            price: price.text,
            free: price.free,
            fees: paragraphs(&s.fees),
            site,
            email,
            calls,
            remote: s.remote,
            places,
            accessibility: sheet::labels(page, now, "accessibility", &s.accessibility),
            places_total: s.capacity.map(|c| number(c.places)),
            places_left: s.capacity.and_then(|c| c.available).map(number),
            adult: s.adult_needed,
            provider: organization.map(|o| Link {
                label: o.name.clone(),
                href: page.href(&format!("/organization/{}", o.id)),
            }),
            provider_public: organization.is_some_and(|o| o.nature == crate::model::Nature::Public),
            changed: page.date(&held.modified_at.day(&now.city().zone)),
            trust: sheet::trust(page, now, sources, s.assured.as_ref(), &held.provenance()),
            similar: similar(page, now, s)?,
            demo: s.demo,
            saved: saved::holds(page.visit(), code),
            code,
            calendar: calendar::has_dates(now, s).then(|| page.href(&calendar::path_of(s.id))),
            mail: address
                .contains("://")
                .then(|| sheet::mail_link(page.title(), &address)),
            address,
            photo: photo(page, now, s),
        })
    }
}

/// The first words of a text, cut between words.
pub(in crate::pages) fn first_words(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= ABOUT {
        return line;
    }
    let cut: String = line.chars().take(ABOUT - 1).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', '،']))
}

/// The colour of the first theme's domain.
fn tone_of(now: &Now, s: &Service) -> &'static str {
    let taxonomy = now.city().taxonomies.get(terms::SERVICE);
    let root = taxonomy.and_then(|t| s.themes.iter().find_map(|k| t.path(k).first().copied()));
    tone(root.and_then(|r| r.colour))
}

/// The themes and their domains, each once.
fn topics(page: &Page, now: &Now, s: &Service) -> Vec<Link> {
    let Some(taxonomy) = now.city().taxonomies.get(terms::SERVICE) else {
        return Vec::new();
    };
    let mut seen: Vec<&str> = Vec::new();
    let mut links = Vec::new();
    for key in &s.themes {
        let path = taxonomy.path(key);
        for term in [path.last(), path.first()].into_iter().flatten() {
            if !seen.contains(&term.key.as_str()) {
                seen.push(&term.key);
                links.push(Link {
                    label: label(page, term),
                    href: page.href(&format!("/search?theme={}", term.key)),
                });
            }
        }
    }
    links
}

fn place(page: &Page, now: &Now, at: &ServiceAtLocation, l: &Location) -> Place {
    let phones = if at.phones.is_empty() {
        &l.phones
    } else {
        &at.phones
    };
    Place {
        name: l.name.clone(),
        href: page.href(&format!("/place/{}", l.id)),
        at: sheet::whereabouts(page, now, l),
        about: sheet::paragraphs(page, &at.description),
        calls: sheet::calls(page, phones),
        times: sheet::times(page, now, &at.schedules),
    }
}

/// The offer's own photograph, else that of its only place.
fn photo(page: &Page, now: &Now, s: &Service) -> Option<Shown> {
    photos::of(page, now, s.id).or_else(|| {
        let mut places = now.view.snapshot().places_of(s.id);
        let (_, only) = places.next().filter(|_| places.next().is_none())?;
        photos::of(page, now, only.record.id)
    })
}

/// Offers of the same theme in the same district, else in the whole city.
pub(in crate::pages) fn similar(page: &Page, now: &Now, s: &Service) -> Result<Vec<Card>, Failure> {
    let Some(theme) = s.themes.first() else {
        return Ok(Vec::new());
    };
    let mut districts: Vec<String> = now
        .view
        .snapshot()
        .places_of(s.id)
        .filter_map(|(_, place)| place.record.district.clone())
        .collect();
    districts.sort();
    districts.dedup();
    let mut ids: Vec<Id> = Vec::new();
    for near in [districts, Vec::new()] {
        let query = Query {
            themes: vec![theme.clone()],
            districts: near,
            take: SIMILAR + 1,
            ..Query::all(page.lang().clone())
        };
        let found = now.view.search(&query).map_err(Failure::fault)?;
        for hit in found.hits {
            if hit.service != s.id && !ids.contains(&hit.service) {
                ids.push(hit.service);
            }
        }
        if ids.len() >= SIMILAR {
            break;
        }
    }
    ids.truncate(SIMILAR);
    Ok(ids
        .into_iter()
        .filter_map(|id| Card::by_id(page, now, id))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(first_words("Nuoto  per\ntutti."), "Nuoto per tutti.");
        let cut = first_words(&"parola, ".repeat(50));
        assert!(
            cut.chars().count() <= ABOUT && cut.ends_with("parola…"),
            "{cut}"
        );
        assert!(first_words(&"è".repeat(500)).chars().count() <= ABOUT);
    }
}
