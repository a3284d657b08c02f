//! Writing one service: names, texts, ages, times, prices, places.

use std::collections::BTreeSet;

use values::{Cents, Id, Lang, Text};

use super::chance::Chance;
use super::files::{Archetype, Band, PatternKind};
use super::found::{Town, drawn, slug};
use super::materials::{Materials, Sort};
use super::phrase::{Word, Words, join, repeats};
use crate::model::{
    Ages, Capacity, CostOption, CostUnit, Schedule, Service, ServiceAtLocation, Status,
};

/// Services in the making, with what they must not repeat.
#[derive(Default)]
pub(super) struct Written {
    pub services: Vec<Service>,
    pub ties: Vec<ServiceAtLocation>,
    /// Names in use in the whole city, kept only when they must be unique there.
    pub unique: Option<BTreeSet<String>>,
}

/// Where a service takes place.
pub(super) struct Spot {
    /// In the list of places.
    pub first: Option<usize>,
    /// A second place, at other times.
    pub second: Option<usize>,
}

/// Words for the gaps of a service of this organisation at this spot.
fn words(town: &Town<'_>, org: usize, site: usize, spot: &Spot, band: &Band) -> Words {
    let place = spot.first.unwrap_or(town.orgs[org].seat);
    let at = match &town.places[place].at {
        Word::Each(forms) => forms.clone(),
        Word::Same(_) => Default::default(),
    };
    town.ground.sites[site]
        .words()
        .each("where", at)
        .each("ages", band.say.clone())
        .same("org", &town.orgs[org].record.name)
}

/// A name this organisation does not use yet; none when all variants are in use.
fn free_name(
    town: &Town<'_>,
    org: usize,
    what: &Archetype,
    words: &Words,
    first: &Lang,
    chance: &mut Chance,
) -> Option<Text> {
    let variants = what.name.get(first).map_or(0, Vec::len);
    let begin = chance.below(variants);
    (0..variants).find_map(|i| {
        let name = words.text(&what.name, begin + i);
        let taken = name
            .get(first)
            .is_none_or(|n| town.orgs[org].names.contains(n));
        (!taken).then_some(name)
    })
}

/// Writes one service of an organisation, or gives none when it has no free name for it.
pub(super) fn write(
    town: &mut Town<'_>,
    written: &mut Written,
    sort: &Sort,
    org: usize,
    site: usize,
    spot: &Spot,
    chance: &mut Chance,
) -> Option<()> {
    let materials = town.materials;
    let first = materials.languages().first()?;
    let what = &sort.what;
    let band = materials.ages.get(chance.pick(&what.ages)?)?;
    let words = words(town, org, site, spot, band);
    let mut name = free_name(town, org, what, &words, first, chance)?;
    if let Some(seen) = &mut written.unique {
        name = unlike_all(seen, name, &town.orgs[org].record.name, first);
    }
    let plain = name.get(first)?.to_string();
    let owner = &town.orgs[org];
    let key = format!("service {} / {plain}", owner.record.name);
    let mut s = Service::new(Id::named(town.scope, &key), owner.record.id, name);
    s.description = words.text(&what.description, chance.below(60));
    let last = one_of(&what.tails, &materials.phrases.tails, chance);
    if chance.percent(70) && !repeats(&s.description, &last) {
        s.description = join(&s.description, &last);
    }
    s.ages = Ages {
        from: band.from,
        to: band.to,
    };
    s.themes = what.themes.clone();
    s.needs = what.needs.clone();
    s.wellbeing = what.wellbeing.clone();
    s.accessibility = drawn(&what.accessibility, chance);
    s.languages = languages(what, first, chance);
    let pattern = materials.schedules.get(chance.pick(&what.schedules)?)?;
    s.rhythm = Some(pattern.kind.rhythm().unwrap_or(what.rhythm));
    s.eligibility = one_of(&what.eligibility, &materials.phrases.eligibility, chance);
    s.application_process = one_of(&what.apply, &materials.phrases.apply, chance);
    s.required_documents = what
        .documents
        .iter()
        .filter_map(|d| materials.phrases.documents.get(d))
        .map(|v| Words::default().text(v, chance.below(60)))
        .collect();
    price(&mut s, what, pattern.kind, materials, chance);
    s.adult_needed = what.adult_needed;
    s.remote = what.remote;
    s.capacity = capacity(what, chance);
    contacts(&mut s, town, org, &plain, chance);
    s.assured = town.assurance(chance);
    s.demo = true;
    notice(&mut s, materials, chance);
    let own = town.calendar.draw(pattern, chance);
    let second = spot.second.map(|_| town.calendar.draw(pattern, chance));
    ties(&mut s, written, town, spot, own, second.unwrap_or_default());
    town.orgs[org].names.insert(plain);
    town.engage(org);
    written.services.push(s);
    Some(())
}

/// Ties the service to its places. With one place the times stand in the service; with two, each
/// tie has its own.
fn ties(
    s: &mut Service,
    written: &mut Written,
    town: &Town<'_>,
    spot: &Spot,
    own: Vec<Schedule>,
    others: Vec<Schedule>,
) {
    let tie =
        |s: &Service, place: usize| ServiceAtLocation::new(s.id, town.places[place].record.id);
    match (spot.first, spot.second) {
        (Some(a), Some(b)) => {
            let mut first = tie(s, a);
            first.schedules = own;
            let mut second = tie(s, b);
            second.schedules = others;
            written.ties.extend([first, second]);
        }
        (Some(a), None) => {
            s.schedules = own;
            written.ties.push(tie(s, a));
        }
        (None, _) => s.schedules = own,
    }
}

/// The name with the organisation's, and a number if need be, when the city has it already.
fn unlike_all(seen: &mut BTreeSet<String>, name: Text, org: &str, first: &Lang) -> Text {
    let with = |end: &str| -> Text {
        name.iter()
            .map(|(l, n)| (l.clone(), format!("{n}{end}")))
            .collect()
    };
    let mut ends = std::iter::once(String::new())
        .chain(std::iter::once(format!(" – {org}")))
        .chain((2..).map(|n: u32| format!(" – {org} {n}")));
    loop {
        // The last chain has no end, so there always is a next one.
        let candidate = with(&ends.next().unwrap_or_default());
        if seen.insert(candidate.get(first).unwrap_or_default().to_string()) {
            return candidate;
        }
    }
}

/// The city's language first, then those drawn.
fn languages(what: &Archetype, first: &Lang, chance: &mut Chance) -> Vec<Lang> {
    let mut list = vec![first.clone()];
    for (lang, percent) in &what.languages {
        if lang != first && chance.percent(*percent) {
            list.push(lang.clone());
        }
    }
    list
}

/// One sentence of the shared ones.
fn one_of(
    keys: &[String],
    entries: &super::files::Entries<super::files::Variants>,
    chance: &mut Chance,
) -> Text {
    chance
        .pick(keys)
        .and_then(|k| entries.get(k))
        .map_or_else(Text::default, |v| {
            Words::default().text(v, chance.below(60))
        })
}

fn capacity(what: &Archetype, chance: &mut Chance) -> Option<Capacity> {
    let [from, to] = what.capacity?;
    let places = u32::try_from(chance.between(from.into(), to.into())).ok()?;
    let available = if chance.percent(12) {
        Some(0)
    } else if chance.percent(65) {
        u32::try_from(chance.between(1, i64::from(places / 2).max(1))).ok()
    } else {
        None
    };
    Some(Capacity { places, available })
}

/// A few services are full or closed for a while, and say so.
fn notice(s: &mut Service, materials: &Materials, chance: &mut Chance) {
    let say = |key: &str, chance: &mut Chance| {
        materials
            .phrases
            .alerts
            .get(key)
            .map_or_else(Text::default, |v| {
                Words::default().text(v, chance.below(60))
            })
    };
    if chance.percent(1) {
        s.status = Status::TemporarilyClosed;
        s.alert = say("closed", chance);
    } else if s.capacity.is_some_and(|c| c.available == Some(0)) {
        s.alert = say("full", chance);
    }
}

fn contacts(s: &mut Service, town: &Town<'_>, org: usize, name: &str, chance: &mut Chance) {
    let host = &town.orgs[org].host;
    if chance.percent(30) {
        s.phones.push(town.phone(chance));
    }
    if chance.percent(45) {
        s.email = chance
            .pick(&town.materials.settings.mailboxes)
            .map(|b| format!("{b}@{host}"));
    }
    let page = slug(name);
    if chance.percent(60) && !page.is_empty() {
        s.url = Some(format!("https://{host}/{page}"));
    }
}

/// Draws what it costs, in numbers and in words.
fn price(
    s: &mut Service,
    what: &Archetype,
    kind: PatternKind,
    materials: &Materials,
    chance: &mut Chance,
) {
    let weights: Vec<u64> = what
        .costs
        .iter()
        .map(|c| if kind.suits(c) { c.w } else { 0 })
        .collect();
    let Some(price) = chance.weighted(&weights).and_then(|i| what.costs.get(i)) else {
        return;
    };
    let fees = |key: &str, chance: &mut Chance| {
        materials
            .phrases
            .fees
            .get(key)
            .map_or_else(Text::default, |v| {
                Words::default().text(v, chance.below(60))
            })
    };
    let Some([from, to]) = price.amount else {
        s.cost_options
            .push(CostOption::of(Cents(0), CostUnit::Once));
        s.fees = fees(price.say.as_deref().unwrap_or("free"), chance);
        return;
    };
    let full = from + price.step * chance.between(0, (to - from) / price.step);
    s.cost_options
        .push(CostOption::of(Cents(full * 100), price.unit));
    if let (Some(percent), Some(income)) = (price.reduced, price.income) {
        let mut low = CostOption::of(part(full, percent), price.unit);
        low.option = words_for_price(materials, "reduced", Some(income), chance);
        low.income_up_to = Some(Cents(income * 100));
        s.cost_options.push(low);
    }
    if let Some(percent) = price.sibling {
        let mut second = CostOption::of(part(full, percent), price.unit);
        second.option = words_for_price(materials, "sibling", None, chance);
        s.cost_options.push(second);
    }
    if let Some(say) = &price.say {
        s.fees = fees(say, chance);
    }
}

/// A part of a price: to the whole unit of the currency, from 10 up; to the half below.
fn part(full: i64, percent: i64) -> Cents {
    let exact = full * percent;
    if exact >= 1000 {
        Cents((exact + 50) / 100 * 100)
    } else {
        Cents((exact + 25) / 50 * 50)
    }
}

fn words_for_price(
    materials: &Materials,
    key: &str,
    income: Option<i64>,
    chance: &mut Chance,
) -> Text {
    let amounts = materials
        .languages()
        .iter()
        .map(|lang| {
            let sign = materials
                .settings
                .forms
                .get(lang)
                .map_or("", |f| f.thousands.as_str());
            (lang.clone(), grouped(income.unwrap_or(0), sign))
        })
        .collect();
    materials
        .phrases
        .price
        .get(key)
        .map_or_else(Text::default, |v| {
            Words::default()
                .each("income", amounts)
                .text(v, chance.below(60))
        })
}

/// A whole number with a sign between thousands.
fn grouped(number: i64, sign: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(sign);
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_prices_are_round() {
        assert_eq!(part(45, 50), Cents(2300));
        assert_eq!(part(50, 0), Cents(0));
        assert_eq!(part(5, 50), Cents(250));
        assert_eq!(part(120, 80), Cents(9600));
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(15000, "."), "15.000");
        assert_eq!(grouped(950, "."), "950");
        assert_eq!(grouped(1_200_000, ","), "1,200,000");
    }

    #[test]
    fn a_name_met_again_gets_the_organisation_then_a_number() {
        let it: Lang = "it".parse().unwrap();
        let mut seen = BTreeSet::new();
        let mut next = || {
            let t = unlike_all(&mut seen, Text::new(&it, "Nuoto"), "ASD Lepre", &it);
            t.get(&it).unwrap().to_string()
        };
        assert_eq!(next(), "Nuoto");
        assert_eq!(next(), "Nuoto – ASD Lepre");
        assert_eq!(next(), "Nuoto – ASD Lepre 2");
        assert_eq!(next(), "Nuoto – ASD Lepre 3");
    }
}
