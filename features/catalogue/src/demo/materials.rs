//! A demo folder, read and checked as a whole: afterwards making the catalogue cannot fail on a
//! missing entry.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use values::Lang;

use super::DemoError;
use super::calendar::{all_lines, line};
use super::files::{
    self, Archetype, Band, DistrictEntry, Entries, Pattern, PatternKind, PhrasesFile, PlaceEntry,
    Pool, Price, ProviderEntry, Settings, Variants, WordsFile,
};
use super::phrase::gaps;

/// A sort of service with the file and key it comes from.
#[derive(Debug)]
pub(super) struct Sort {
    pub file: String,
    pub key: String,
    pub what: Archetype,
}

/// All files of a demo folder, checked against each other.
#[derive(Debug)]
pub struct Materials {
    pub(super) settings: Settings,
    pub(super) districts: Entries<DistrictEntry>,
    pub(super) words: WordsFile,
    pub(super) ages: Entries<Band>,
    pub(super) places: Entries<PlaceEntry>,
    pub(super) providers: Entries<ProviderEntry>,
    pub(super) phrases: PhrasesFile,
    pub(super) schedules: Entries<Pattern>,
    pub(super) sorts: Vec<Sort>,
}

/// Gaps by what is known where they stand.
const GAPS_OF_SERVICE: &[&str] = &["district", "at", "of", "where", "ages", "org"];
const GAPS_OF_ORG_NAME: &[&str] = &["name", "street", "district"];
const GAPS_OF_PLACE_NAME: &[&str] = &["name", "street", "district", "org"];
const GAPS_OF_ORG: &[&str] = &["district", "at", "of", "org"];
const NO_GAPS: &[&str] = &[];

impl Materials {
    /// Reads and checks the folder. `is_term` tells whether a taxonomy of the city has a term.
    pub(super) fn read(
        folder: &Path,
        is_term: &dyn Fn(&str, &str) -> bool,
    ) -> Result<Materials, DemoError> {
        let mut sorts: Vec<Sort> = Vec::new();
        for file in files::service_files(folder)? {
            let entries: BTreeMap<String, Archetype> = files::read(folder, &file)?;
            for (key, what) in entries {
                if let Some(first) = sorts.iter().find(|s| s.key == key) {
                    let problem = format!("is already in {}; give it another key", first.file);
                    return Err(DemoError::entry(&file, &key, problem));
                }
                let file = file.clone();
                sorts.push(Sort { file, key, what });
            }
        }
        sorts.sort_by(|a, b| a.key.cmp(&b.key));
        let materials = Materials {
            settings: files::read(folder, "demo.toml")?,
            districts: files::read(folder, "districts.toml")?,
            words: files::read(folder, "words.toml")?,
            ages: files::read(folder, "ages.toml")?,
            places: files::read(folder, "places.toml")?,
            providers: files::read(folder, "providers.toml")?,
            phrases: files::read(folder, "phrases.toml")?,
            schedules: files::read(folder, "schedules.toml")?,
            sorts,
        };
        materials.check(is_term)?;
        Ok(materials)
    }

    /// Languages of all texts, the city's first one first.
    pub(super) fn languages(&self) -> &[Lang] {
        &self.settings.languages
    }

    pub(super) fn check(&self, is_term: &dyn Fn(&str, &str) -> bool) -> Result<(), DemoError> {
        self.check_settings()?;
        self.check_words()?;
        self.check_phrases()?;
        self.check_places(is_term)?;
        self.check_providers()?;
        self.check_schedules()?;
        self.sorts
            .iter()
            .try_for_each(|s| self.check_sort(s, is_term))
    }

    fn check_settings(&self) -> Result<(), DemoError> {
        let bad = |key: &str, problem: String| Err(DemoError::entry("demo.toml", key, problem));
        if self.languages().is_empty() {
            return bad(
                "languages",
                "is empty; name at least the city's language".into(),
            );
        }
        if self.settings.assurers.is_empty() || self.settings.mailboxes.is_empty() {
            return bad(
                "assurers",
                "assurers and mailboxes need one entry each".into(),
            );
        }
        if self.sorts.is_empty() {
            return bad(
                "services",
                "there is no file services_*.toml beside it to make services from".into(),
            );
        }
        for lang in self.languages() {
            if !self.settings.forms.contains_key(lang) {
                return bad("forms", format!("has no entry for the language {lang}"));
            }
        }
        for (lang, forms) in &self.settings.forms {
            let key = format!("forms.{lang}");
            allowed("demo.toml", &key, &forms.at, &["district"])?;
            allowed("demo.toml", &key, &forms.of, &["district"])?;
        }
        allowed(
            "demo.toml",
            "address",
            &self.settings.address,
            &["street", "number"],
        )?;
        for (id, d) in &self.districts {
            for forms in d.forms.values() {
                allowed("districts.toml", id, &forms.at, &["district"])?;
                allowed("districts.toml", id, &forms.of, &["district"])?;
            }
        }
        for (key, band) in &self.ages {
            for lang in self.languages() {
                if !band.say.contains_key(lang) {
                    let problem = format!("say has no text in the language {lang}");
                    return Err(DemoError::entry("ages.toml", key, problem));
                }
            }
            if let (Some(from), Some(to)) = (band.from, band.to)
                && from >= to
            {
                let problem = format!("from {from} to {to} months is no range of ages");
                return Err(DemoError::entry("ages.toml", key, problem));
            }
        }
        Ok(())
    }

    fn check_words(&self) -> Result<(), DemoError> {
        let file = "words.toml";
        if self.words.streets.kinds.is_empty() || self.words.streets.names.is_empty() {
            return Err(DemoError::entry(file, "streets", "needs kinds and names"));
        }
        for kind in &self.words.streets.kinds {
            allowed(file, "streets", kind, &["name"])?;
        }
        for (key, pool) in &self.words.pools {
            let has_nouns = !pool.first.is_empty() || !pool.second.is_empty();
            let has_gaps = pool.pattern.contains("{noun}") && pool.pattern.contains("{adjective}");
            let made = has_nouns && has_gaps && !pool.adjectives.is_empty();
            if pool.names.is_empty() && !made {
                let problem =
                    "needs names, or nouns, adjectives and a pattern with {noun} and {adjective}";
                return Err(DemoError::entry(file, key, problem));
            }
        }
        Ok(())
    }

    fn check_phrases(&self) -> Result<(), DemoError> {
        let file = "phrases.toml";
        let p = &self.phrases;
        let free: &[(&str, &Entries<Variants>)] = &[
            ("apply", &p.apply),
            ("documents", &p.documents),
            ("eligibility", &p.eligibility),
            ("fees", &p.fees),
            ("tails", &p.tails),
            ("alerts", &p.alerts),
            ("transport", &p.transport),
        ];
        for (section, entries) in free {
            for (key, variants) in *entries {
                self.variants(file, &format!("{section}.{key}"), variants, NO_GAPS)?;
            }
        }
        for (key, variants) in &p.price {
            self.variants(file, &format!("price.{key}"), variants, &["income"])?;
        }
        for key in ["reduced", "sibling"] {
            must_have(&p.price, file, "price", key, "phrases.toml [price]")?;
        }
        for key in ["full", "closed"] {
            must_have(&p.alerts, file, "alerts", key, "phrases.toml [alerts]")?;
        }
        must_have(&p.fees, file, "fees", "free", "phrases.toml [fees]")
    }

    fn check_places(&self, is_term: &dyn Fn(&str, &str) -> bool) -> Result<(), DemoError> {
        let file = "places.toml";
        for (key, place) in &self.places {
            if place.names.is_empty() {
                return Err(DemoError::entry(
                    file,
                    key,
                    "names is empty; give at least one",
                ));
            }
            for n in &place.names {
                allowed(file, key, &n.name, GAPS_OF_PLACE_NAME)?;
                for lang in self.languages() {
                    let at = n.at.get(lang).ok_or_else(|| {
                        let problem =
                            format!("«{}» has no form «at» in the language {lang}", n.name);
                        DemoError::entry(file, key, problem)
                    })?;
                    allowed(file, key, at, GAPS_OF_PLACE_NAME)?;
                }
            }
            self.pool(file, key, place.pool.as_deref())?;
            self.variants(file, key, &place.description, NO_GAPS)?;
            for term in place.accessibility.keys() {
                term_exists(file, key, "accessibility", term, is_term)?;
            }
            for hours in &place.hours {
                must_have(&self.schedules, file, key, hours, "schedules.toml")?;
            }
        }
        Ok(())
    }

    fn check_providers(&self) -> Result<(), DemoError> {
        let file = "providers.toml";
        for (key, provider) in &self.providers {
            if provider.names.is_empty() || provider.load == 0 {
                return Err(DemoError::entry(
                    file,
                    key,
                    "needs names, and a load of 1 or more",
                ));
            }
            for name in &provider.names {
                allowed(file, key, name, GAPS_OF_ORG_NAME)?;
            }
            self.pool(file, key, provider.pool.as_deref())?;
            self.variants(file, key, &provider.description, GAPS_OF_ORG)?;
            must_have(&self.places, file, key, &provider.seat, "places.toml")?;
        }
        Ok(())
    }

    fn check_schedules(&self) -> Result<(), DemoError> {
        let file = "schedules.toml";
        for (key, pattern) in &self.schedules {
            let bad = |problem: String| Err(DemoError::entry(file, key, problem));
            let lines = all_lines(pattern);
            for l in &lines {
                if let Err(problem) = line(l) {
                    return bad(problem);
                }
            }
            self.variants(file, key, &pattern.say, NO_GAPS)?;
            match (pattern.kind, lines.is_empty(), pattern.say.is_empty()) {
                (PatternKind::Words, _, true) => {
                    return bad("kind words needs a text in say".into());
                }
                (PatternKind::Words, _, false) | (_, false, _) => {}
                (_, true, _) => return bad("needs lines, or days and times".into()),
            }
            match &pattern.season {
                Some(s) if !self.settings.seasons.contains_key(s) => {
                    return bad(format!("the season «{s}» is not in demo.toml [seasons]"));
                }
                None if pattern.kind == PatternKind::Camp => {
                    return bad("a camp needs a season".into());
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn check_sort(
        &self,
        sort: &Sort,
        is_term: &dyn Fn(&str, &str) -> bool,
    ) -> Result<(), DemoError> {
        let Sort { file, key, what } = sort;
        let bad = |problem: &str| Err(DemoError::entry(file, key, problem));
        for list in [&what.themes, &what.ages, &what.schedules, &what.providers] {
            if list.is_empty() {
                return bad("themes, ages, schedules and providers need one entry each");
            }
        }
        if what.weight == 0 || what.most == 0 {
            return bad("weight and most must be 1 or more");
        }
        let terms = [
            ("service", &what.themes),
            ("need", &what.needs),
            ("wellbeing", &what.wellbeing),
        ];
        for (taxonomy, keys) in terms {
            for term in keys {
                term_exists(file, key, taxonomy, term, is_term)?;
            }
        }
        for term in what.accessibility.keys() {
            term_exists(file, key, "accessibility", term, is_term)?;
        }
        for k in &what.providers {
            must_have(&self.providers, file, key, k, "providers.toml")?;
        }
        if what.places.is_empty() != what.remote {
            return bad("give places, or set remote = true");
        }
        for k in what.places.iter().filter(|k| *k != "seat") {
            must_have(&self.places, file, key, k, "places.toml")?;
        }
        for k in &what.ages {
            must_have(&self.ages, file, key, k, "ages.toml")?;
        }
        for k in &what.schedules {
            must_have(&self.schedules, file, key, k, "schedules.toml")?;
        }
        if what.costs.is_empty() {
            return bad("needs costs (write { free = true } for what costs nothing)");
        }
        for price in &what.costs {
            self.check_price(file, key, price)?;
        }
        for k in &what.schedules {
            let kind = self.schedules.get(k).map(|p| p.kind);
            if !kind.is_some_and(|kind| what.costs.iter().any(|c| kind.suits(c))) {
                return bad(&format!(
                    "no cost goes with the timetable «{k}»: single dates are paid by session, camps by week or day, courses by month, year or session"
                ));
            }
        }
        let p = &self.phrases;
        let shared = [
            (&what.apply, &p.apply, "phrases.toml [apply]"),
            (&what.documents, &p.documents, "phrases.toml [documents]"),
            (
                &what.eligibility,
                &p.eligibility,
                "phrases.toml [eligibility]",
            ),
            (&what.tails, &p.tails, "phrases.toml [tails]"),
        ];
        for (keys, entries, place) in shared {
            for k in keys {
                must_have(entries, file, key, k, place)?;
            }
        }
        if let Some([from, to]) = what.capacity
            && (from == 0 || from > to)
        {
            return bad("capacity must be [from, to] with from at least 1");
        }
        if what.name.is_empty() || what.description.is_empty() {
            return bad("needs a name and a description");
        }
        self.variants(file, key, &what.name, GAPS_OF_SERVICE)?;
        self.variants(file, key, &what.description, GAPS_OF_SERVICE)
    }

    fn check_price(&self, file: &str, key: &str, price: &Price) -> Result<(), DemoError> {
        let bad = |problem: &str| Err(DemoError::entry(file, key, problem));
        match price.amount {
            None if !price.free => return bad("a cost needs free = true or amount = [from, to]"),
            Some(_) if price.free => return bad("a cost is either free or has an amount"),
            Some([from, to]) if from <= 0 || from > to || price.step <= 0 => {
                return bad("amount must be [from, to], both above 0, with a step above 0");
            }
            _ => {}
        }
        if price.reduced.is_some() != price.income.is_some() {
            return bad("reduced and income belong together");
        }
        if [price.reduced, price.sibling]
            .iter()
            .flatten()
            .any(|p| !(0..=100).contains(p))
        {
            return bad("reduced and sibling are percent of the full price, 0 to 100");
        }
        match &price.say {
            Some(say) => must_have(&self.phrases.fees, file, key, say, "phrases.toml [fees]"),
            None => Ok(()),
        }
    }

    /// Texts are in all languages, and their gaps can be filled where they stand.
    fn variants(
        &self,
        file: &str,
        key: &str,
        variants: &Variants,
        known: &[&str],
    ) -> Result<(), DemoError> {
        if variants.is_empty() {
            return Ok(());
        }
        for lang in self.languages() {
            if variants.get(lang).is_none_or(Vec::is_empty) {
                let problem = format!("has a text with nothing in the language {lang}");
                return Err(DemoError::entry(file, key, problem));
            }
        }
        let known_langs: BTreeSet<&Lang> = self.languages().iter().collect();
        for (lang, list) in variants {
            if !known_langs.contains(lang) {
                let problem = format!("has a text in {lang}, which is not in demo.toml languages");
                return Err(DemoError::entry(file, key, problem));
            }
            for sentence in list {
                allowed(file, key, sentence, known)?;
                if sentence.contains(". {") {
                    let problem = format!("«{sentence}»: a sentence must not begin with a gap");
                    return Err(DemoError::entry(file, key, problem));
                }
            }
        }
        Ok(())
    }

    fn pool(&self, file: &str, key: &str, pool: Option<&str>) -> Result<(), DemoError> {
        match pool {
            Some(p) => must_have::<Pool>(&self.words.pools, file, key, p, "words.toml [pools]"),
            None => Ok(()),
        }
    }
}

fn must_have<T>(
    entries: &Entries<T>,
    file: &str,
    key: &str,
    wanted: &str,
    place: &str,
) -> Result<(), DemoError> {
    if entries.contains_key(wanted) {
        return Ok(());
    }
    let problem = format!("«{wanted}» is not in {place}; add it there or correct the key");
    Err(DemoError::entry(file, key, problem))
}

fn term_exists(
    file: &str,
    key: &str,
    taxonomy: &str,
    term: &str,
    is_term: &dyn Fn(&str, &str) -> bool,
) -> Result<(), DemoError> {
    if is_term(taxonomy, term) {
        return Ok(());
    }
    let problem = format!("«{term}» is not a term of the city's taxonomy «{taxonomy}»");
    Err(DemoError::entry(file, key, problem))
}

fn allowed(file: &str, key: &str, sentence: &str, known: &[&str]) -> Result<(), DemoError> {
    match gaps(sentence).find(|g| !known.contains(g)) {
        None => Ok(()),
        Some(gap) => {
            let problem = format!("«{sentence}»: {{{gap}}} cannot be filled here (only {known:?})");
            Err(DemoError::entry(file, key, problem))
        }
    }
}
