//! The form of the results page: every filter, each choice with how many results it would give.

use i18n::{Tr, args};
use values::{Cents, Refusal};
use web::Page;
use web::form::{Choice, Field};

use super::super::Now;
use super::super::card::label;
use super::super::paid;
use super::ask::{
    Ask, From, OLDEST, On, WITHIN, age_code, language, need, price, slot_code, sort_name,
};
use crate::means::Means;
use crate::model::Weekday;
use crate::search::{Age, Facets, PRICES, RADII, Slot, Sort, Times};
use crate::terms;

/// One box of the timetable.
pub(super) struct Cell {
    pub id: String,
    pub value: String,
    /// Day and part of the day, for those who do not see the table.
    pub label: String,
    pub count: usize,
    pub chosen: bool,
}

/// A row of the timetable.
pub(super) struct Row {
    pub day: String,
    pub cells: Vec<Cell>,
}

/// All fields.
pub(super) struct Filters {
    pub action: String,
    pub words: Field,
    pub age: Field,
    pub born: Field,
    pub class: Field,
    pub theme: Field,
    pub district: Field,
    /// Further districts of the address, sent along.
    pub also: Vec<String>,
    /// Further hidden pairs: what is not to be read out of the words.
    pub hidden: Vec<(&'static str, String)>,
    pub near: Field,
    pub within: Field,
    pub slots: Vec<String>,
    pub rows: Vec<Row>,
    pub season: Field,
    pub open: Field,
    pub date: Field,
    pub price: Field,
    pub free: Field,
    /// What a voucher pays; only for who has one.
    pub voucher: Option<Field>,
    /// Where to come in to search within a voucher, for who has not come in.
    pub voucher_door: Option<String>,
    pub alone: Field,
    pub remote: Field,
    pub needs: Vec<Field>,
    pub speaks: Field,
    pub sort: Field,
    /// How many filters of each group are in force, to show the groups opened.
    pub who_open: bool,
    pub where_open: bool,
    pub when_open: bool,
    pub price_open: bool,
    pub needs_open: bool,
    /// True when something in it is wrong: then it must not be folded.
    pub open_all: bool,
}

struct Maker<'a> {
    page: &'a Page,
    tr: &'a Tr,
    wrong: &'a [Refusal],
}

impl Maker<'_> {
    fn field(&self, name: &str, label: &str) -> Field {
        let mut f = Field::text(name, self.page.t(label));
        f.id = format!("search-{name}");
        f
    }

    fn set(&self, f: Field, value: impl Into<String>) -> Field {
        f.value(value).refused(self.tr, self.wrong)
    }

    /// «8 anni (123)».
    fn counted(&self, label: String, count: usize) -> String {
        self.tr
            .with("find-counted", &args!["label" => label, "count" => count])
    }

    fn tick(&self, name: &str, label: &str, on: bool, count: usize) -> Field {
        let text = self.counted(self.page.t(label), count);
        self.field(name, label)
            .option("on", text)
            .value(if on { "on" } else { "" })
    }
}

impl Filters {
    /// `wallet` is that of a reader who has come in; `door` is for who has not.
    pub fn of(
        page: &Page,
        now: &Now,
        (ask, wrong): (&Ask, &[Refusal]),
        facets: &Facets,
        (wallet, door): (&[Means], Option<String>),
    ) -> Filters {
        let tr = page.tr();
        let m = Maker { page, tr, wrong };
        let city = now.city();
        let mut age = m
            .field("age", "catalogue-form-age")
            .option("", page.t("catalogue-form-any-age"));
        for years in 0..=OLDEST {
            let count = facets.ages.get(years as usize).copied().unwrap_or(0);
            let text = m.counted(super::ask::age(tr, Age::years(years)), count);
            age = age.option(years.to_string(), text);
        }
        let chosen = ask.age.map(age_code).unwrap_or_default();
        if !age.choices.iter().any(|c| c.value == chosen)
            && let Some(a) = ask.age
        {
            age = age.option(chosen.clone(), super::ask::age(tr, a));
        }
        let mut class = m
            .field("class", "find-class")
            .option("", page.t("find-class-none"));
        for c in city.calendar.classes() {
            class = class.option(c.key.clone(), page.say_plain(&c.name));
        }
        let mut theme = m
            .field("theme", "catalogue-form-theme")
            .option("", page.t("catalogue-form-any-theme"));
        let terms = city.taxonomies.get(terms::SERVICE);
        for term in terms.into_iter().flat_map(|t| t.terms()) {
            let chosen = ask.theme.as_ref() == Some(&term.key);
            let count = facets.themes.get(&term.key).copied().unwrap_or(0);
            if chosen || (term.depth <= 1 && count > 0) {
                // The list is flat: depth shows as an indent that screen readers do not read out.
                let indent = "\u{2003}".repeat(term.depth);
                let text = m.counted(label(page, term), count);
                theme = theme.option(term.key.clone(), format!("{indent}{text}"));
            }
        }
        let mut names: Vec<(&str, &str)> = city
            .districts
            .all()
            .iter()
            .map(|d| (d.id.as_str(), d.label(page.lang())))
            .collect();
        names.sort_by_cached_key(|(_, name)| values::fold(name));
        let choice = |value: String, label: String| Choice {
            value,
            label,
            lang: None,
            chosen: false,
        };
        let mut district = m
            .field("district", "catalogue-form-district")
            .option("", page.t("catalogue-form-any-district"));
        let mut near = m
            .field("near", "find-near")
            .option("", page.t("find-near-none"));
        for (id, name) in &names {
            let count = facets.districts.get(*id).copied().unwrap_or(0);
            let text = m.counted((*name).to_string(), count);
            district.choices.push(choice((*id).to_string(), text));
        }
        let mut stops: Vec<&city::Stop> = city.stops.iter().collect();
        stops.sort_by_cached_key(|s| values::fold(&s.name));
        for s in stops {
            let args = args!["stop" => &s.name, "lines" => s.lines.join(" ")];
            let text = tr.with("find-near-stop", &args);
            near.choices.push(choice(format!("stop:{}", s.id), text));
        }
        for (id, name) in &names {
            near.choices
                .push(choice(format!("district:{id}"), (*name).to_string()));
        }
        let from = ask.pairs().into_iter().find(|(k, _)| *k == "near");
        let from = from.map(|(_, v)| v).unwrap_or_default();
        if matches!(ask.near, Some(From::Device(_))) {
            near = near.option(from.clone(), page.t("find-near-device"));
        }
        let mut within = m.field("within", "find-within");
        for (metres, count) in RADII.into_iter().zip(facets.near) {
            let text = tr.distance(f64::from(metres));
            let text = if ask.near.is_some() {
                m.counted(text, count)
            } else {
                text
            };
            within = within.option(metres.to_string(), text);
        }
        let metres = ask.within.unwrap_or(WITHIN).to_string();
        if !within.choices.iter().any(|c| c.value == metres) {
            let text = tr.distance(f64::from(ask.within.unwrap_or(WITHIN)));
            within = within.option(metres.clone(), text);
        }
        let mut open = m
            .field("open", "find-open")
            .option("", page.t("find-open-any"));
        for (value, key) in [
            ("now", "find-open-now"),
            ("today", "find-open-today"),
            ("tomorrow", "find-open-tomorrow"),
        ] {
            open = open.option(value, page.t(key));
        }
        let (open_value, date_value) = match ask.on {
            Some(On::Now) => ("now", String::new()),
            Some(On::Today) => ("today", String::new()),
            Some(On::Tomorrow) => ("tomorrow", String::new()),
            Some(On::Day(d)) => ("", d.to_string()),
            None => ("", String::new()),
        };
        let mut season = m
            .field("season", "find-season")
            .option("", page.t("find-season-any"));
        for (value, key, count) in [
            ("term", "find-season-term", facets.seasons[0]),
            ("holidays", "find-season-holidays", facets.seasons[1]),
        ] {
            season = season.option(value, m.counted(page.t(key), count));
        }
        let season_value = match ask.season {
            Some(crate::search::Season::Term) => "term",
            Some(crate::search::Season::Holidays) => "holidays",
            None => "",
        };
        let mut prices = m
            .field("price", "find-price")
            .option("", page.t("find-price-any"));
        for (cents, count) in PRICES.into_iter().zip(facets.prices) {
            let text = m.counted(price(tr, Cents(cents)), count);
            prices = prices.option((cents / 100).to_string(), text);
        }
        let most = ask.price.map(|p| p.to_string()).unwrap_or_default();
        if !prices.choices.iter().any(|c| c.value == most) {
            let cents = Cents(i64::from(ask.price.unwrap_or(0)) * 100);
            prices = prices.option(most.clone(), price(tr, cents));
        }
        let mut speaks = m.field("speaks", "find-speaks-title");
        let mut spoken: Vec<(&values::Lang, usize)> =
            facets.languages.iter().map(|(l, n)| (l, *n)).collect();
        let unheard = ask
            .languages
            .iter()
            .filter(|l| !facets.languages.contains_key(*l));
        spoken.extend(unheard.map(|l| (l, 0)));
        spoken.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        for (lang, count) in spoken {
            let text = m.counted(language(tr, lang), count);
            speaks = speaks.option(lang.to_string(), text);
        }
        let mut sort = m.field("sort", "find-sort");
        for (value, key) in [
            ("", "find-sort-relevance"),
            ("distance", "find-sort-distance"),
            ("date", "find-sort-date"),
            ("price", "find-sort-price"),
        ] {
            if value != "distance" || ask.near.is_some() {
                sort = sort.option(value, page.t(key));
            }
        }
        let sort_value = match ask.sort {
            Sort::Relevance => "",
            other => sort_name(other),
        };
        let voucher = ask.pairs().into_iter().find(|(k, _)| *k == "voucher");
        let voucher = voucher.map(|(_, v)| v).unwrap_or_default();
        let spoken: Vec<String> = ask.languages.iter().map(ToString::to_string).collect();
        let hidden = ask.pairs().into_iter().filter(|(k, _)| *k == "not");
        let value = |v: &Option<String>| v.clone().unwrap_or_default();
        let mut f = Filters {
            action: page.href("/search"),
            words: m.set(
                m.field("q", "catalogue-form-words").kind("search"),
                ask.words.clone(),
            ),
            age: m.set(age, chosen),
            born: m.set(
                m.field("born", "find-born")
                    .kind("date")
                    .hint(page.t("find-born-hint")),
                "",
            ),
            class: m.set(class, ""),
            theme: m.set(theme, value(&ask.theme)),
            district: m.set(district, value(&ask.district)),
            also: ask.also.clone(),
            hidden: hidden.collect(),
            near: m.set(near, from),
            within: m.set(within, metres),
            slots: Slot::ALL.map(|s| super::ask::slot_label(tr, s)).to_vec(),
            rows: rows(&m, ask, facets),
            season: m.set(season, season_value),
            open: m.set(open, open_value),
            date: m.set(m.field("date", "find-date").kind("date"), date_value),
            price: m.set(prices, most),
            free: m.tick("free", "catalogue-form-free", ask.free, facets.free),
            voucher: paid::field(m.field("voucher", "paid-field"), page, wallet)
                .map(|f| m.set(f, voucher)),
            voucher_door: door,
            alone: m.tick("alone", "find-alone", ask.alone, facets.alone),
            remote: m.tick("remote", "find-remote", ask.remote, facets.remote),
            needs: groups(&m, now, ask, facets),
            speaks: speaks.values(&spoken).refused(tr, wrong),
            sort: m.set(sort, sort_value),
            who_open: ask.alone || !ask.languages.is_empty(),
            where_open: ask.near.is_some() || ask.remote,
            when_open: !ask.times.is_empty() || ask.season.is_some() || ask.on.is_some(),
            price_open: ask.price.is_some(),
            needs_open: !ask.needs.is_empty(),
            open_all: false,
        };
        let has = |fields: &[&Field]| fields.iter().any(|f| f.error.is_some());
        f.who_open |= has(&[&f.born, &f.class, &f.speaks]);
        f.where_open |= has(&[&f.near, &f.within]);
        f.when_open |= has(&[&f.season, &f.open, &f.date]);
        f.open_all = has(&f.all());
        f
    }

    /// The fields that can be wrong.
    pub fn all(&self) -> Vec<&Field> {
        [
            &self.words,
            &self.age,
            &self.born,
            &self.class,
            &self.theme,
            &self.district,
            &self.near,
            &self.within,
            &self.season,
            &self.open,
            &self.date,
            &self.price,
            &self.speaks,
            &self.sort,
        ]
        .into_iter()
        .chain(&self.voucher)
        .collect()
    }
}

/// The week as a table of boxes.
fn rows(m: &Maker<'_>, ask: &Ask, facets: &Facets) -> Vec<Row> {
    Weekday::ALL
        .into_iter()
        .map(|day| {
            let iso = i8::try_from(day.index()).unwrap_or(0) + 1;
            let name = m.tr.weekday(iso);
            let cells = Slot::ALL.map(|slot| {
                let time = Times::one(day, slot);
                let part = super::ask::slot_label(m.tr, slot);
                let args = args!["day" => &name, "slot" => part];
                let at = day.index() * 3 + slot as usize;
                Cell {
                    id: format!("when-{}", slot_code(day, slot)),
                    value: slot_code(day, slot),
                    label: m.tr.with("find-day-slot", &args),
                    count: facets.times.get(at).copied().unwrap_or(0),
                    chosen: !ask.times.and(time).is_empty(),
                }
            });
            Row {
                day: name,
                cells: cells.into_iter().collect(),
            }
        })
        .collect()
}

/// What makes an offer accessible, in the groups of the taxonomy: what is offered, or asked for.
fn groups(m: &Maker<'_>, now: &Now, ask: &Ask, facets: &Facets) -> Vec<Field> {
    let Some(taxonomy) = now.city().taxonomies.get("accessibility") else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for root in taxonomy.roots() {
        let mut field = m.field("need", "find-needs");
        field.id = format!("search-need-{}", root.key);
        for term in std::iter::once(root).chain(taxonomy.children(&root.key)) {
            let count = facets.needs.get(&term.key).copied().unwrap_or(0);
            if count > 0 || ask.needs.contains(&term.key) {
                let text = m.counted(need(now.city(), m.tr, &term.key), count);
                field = field.option(term.key.clone(), text);
            }
        }
        if !field.choices.is_empty() {
            field.label = label(m.page, root);
            all.push(field.values(&ask.needs));
        }
    }
    all
}
