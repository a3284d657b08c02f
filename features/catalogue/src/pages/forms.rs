//! The fields of the search form, on the home page and above the results.

use values::Refusal;
use web::Page;
use web::form::{Choice, Field};

use super::Now;
use super::search::ask::{Ask, OLDEST, age_code};
use super::words;

/// The fields of the search form.
pub(super) struct SearchForm {
    pub action: String,
    pub words: Field,
    pub age: Field,
    pub district: Field,
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
        let mut district = field("district", "catalogue-form-district")
            .option("", page.t("catalogue-form-any-district"));
        let mut names: Vec<(&str, &str)> = now
            .city()
            .districts
            .all()
            .iter()
            .map(|d| (d.id.as_str(), d.label(page.lang())))
            .collect();
        names.sort_by_cached_key(|(_, name)| values::fold(name));
        district
            .choices
            .extend(names.into_iter().map(|(id, name)| Choice {
                value: id.to_string(),
                label: name.to_string(),
                lang: None,
                chosen: false,
            }));
        let value = |v: &Option<String>| v.clone().unwrap_or_default();
        let years = ask.age.map(age_code).unwrap_or_default();
        let set = |f: Field, v: String| f.value(v).refused(tr, wrong);
        SearchForm {
            action: page.href("/search"),
            words: set(
                field("q", "catalogue-form-words").kind("search"),
                ask.words.clone(),
            ),
            age: set(age, years),
            district: set(district, value(&ask.district)),
        }
    }
}
