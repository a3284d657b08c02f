//! The fields of the search form, on the home page and above the results.

use values::Refusal;
use web::Page;
use web::form::{Choice, Field};

use super::Now;
use super::card::label;
use super::search::ask::{Ask, OLDEST};
use super::words;
use crate::terms;

/// The fields of the search form.
pub(super) struct SearchForm {
    pub action: String,
    pub words: Field,
    pub age: Field,
    pub theme: Field,
    pub district: Field,
    /// A single check box.
    pub free: Field,
    /// True when something in it is wrong: then it must not be folded.
    pub open: bool,
}

impl SearchForm {
    /// The form as it was asked, with what is wrong at its fields. Ids begin with `at`.
    pub(super) fn of(page: &Page, now: &Now, ask: &Ask, wrong: &[Refusal], at: &str) -> SearchForm {
        let tr = page.tr();
        let field = |name: &str, label: &str| {
            let mut f = Field::text(name, page.t(label));
            f.id = format!("{at}-{name}");
            f
        };
        let mut age =
            field("age", "catalogue-form-age").option("", page.t("catalogue-form-any-age"));
        for years in 0..=OLDEST {
            age = age.option(years.to_string(), words::year(tr, years));
        }
        let mut theme =
            field("theme", "catalogue-form-theme").option("", page.t("catalogue-form-any-theme"));
        for term in themes(now, ask.theme.as_deref()) {
            // The list is flat: depth shows as an indent that screen readers do not read out.
            let indent = "\u{2003}".repeat(term.depth);
            theme = theme.option(term.key.clone(), format!("{indent}{}", label(page, term)));
        }
        let mut district = field("district", "catalogue-form-district")
            .option("", page.t("catalogue-form-any-district"));
        let mut names: Vec<(&str, &str)> = now
            .city()
            .districts
            .all()
            .iter()
            .map(|d| (d.id.as_str(), d.label(page.lang())))
            .collect();
        names.sort_by_key(|(_, name)| values::fold(name));
        district
            .choices
            .extend(names.into_iter().map(|(id, name)| Choice {
                value: id.to_string(),
                label: name.to_string(),
                lang: None,
                chosen: false,
            }));
        let value = |v: &Option<String>| v.clone().unwrap_or_default();
        let years = ask.age.map(|a| a.to_string()).unwrap_or_default();
        let set = |f: Field, v: String| f.value(v).refused(tr, wrong);
        let mut form = SearchForm {
            action: page.href("/search"),
            words: set(
                field("q", "catalogue-form-words").kind("search"),
                ask.words.clone(),
            ),
            age: set(age, years),
            theme: set(theme, value(&ask.theme)),
            district: set(district, value(&ask.district)),
            free: field("free", "catalogue-form-free")
                .option("on", page.t("catalogue-form-free"))
                .value(if ask.free { "on" } else { "" }),
            open: false,
        };
        let fields = [&form.words, &form.age, &form.theme, &form.district];
        form.open = fields.iter().any(|f| f.error.is_some());
        form
    }
}

/// Domains and the groups below them: what a drop-down can hold. Finer themes are offered as links
/// among the results; the one that is chosen stays.
fn themes<'a>(now: &'a Now, chosen: Option<&str>) -> impl Iterator<Item = &'a city::Term> {
    now.city()
        .taxonomies
        .get(terms::SERVICE)
        .into_iter()
        .flat_map(|t| t.terms())
        .filter(move |t| t.depth <= 1 || chosen == Some(t.key.as_str()))
}
