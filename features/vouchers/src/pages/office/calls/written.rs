//! The terms of a call, as a form and as facts.

use std::collections::BTreeSet;

use values::{Id, Text};
use web::Page;
use web::form::{Field, Sent};

use super::super::super::Vouchers;
use super::super::sheet::{Form, Shape};
use super::super::{cents, day, whole};
use crate::actions as a;
use crate::model::{EndedTo, Fund, FundState, Terms, TermsState};
use crate::rules::Refused;

/// The taxonomy that says what a service is about.
const THEMES: &str = "service";

/// The form of a call.
pub(super) fn written(v: &Vouchers, page: &Page, funds: &[Fund]) -> Form {
    let label = |name: &str| page.t(&format!("vouchers-office-field-{name}"));
    let text = |name: &str| Field::text(name, label(name));
    let date = |name: &str| text(name).kind("date").required();
    let mut form = Form::new("write", page.href("/staff/calls")).field(
        Shape::Line,
        text("code")
            .hint(page.t("vouchers-office-field-code-hint"))
            .required(),
    );
    for lang in v.0.city.full_languages() {
        let label = page.t1(
            "vouchers-office-field-name",
            "lang",
            lang.as_str().to_string(),
        );
        let mut field = Field::text(&format!("name-{lang}"), label);
        field.required = *lang == v.0.city.default_language;
        form = form.field(Shape::Line, field);
    }
    let mut of = Field::choice("funds", label("funds")).required();
    for fund in funds
        .iter()
        .filter(|f| f.state == FundState::Open || f.state == FundState::Planned)
    {
        of = of.option(fund.id.to_string(), &fund.name);
    }
    let mut themes =
        Field::choice("themes", label("themes")).hint(page.t("vouchers-office-field-all-hint"));
    let lang = page.tr().lang().clone();
    if let Some(taxonomy) = v.0.city.taxonomies.get(THEMES) {
        for term in taxonomy.roots() {
            let name = term.label(&lang, std::slice::from_ref(&v.0.city.default_language));
            themes = themes.option(&term.key, name);
        }
    }
    let mut ended = Field::choice("ended_to", label("ended-to")).required();
    for to in EndedTo::ALL {
        ended = ended.option(
            to.as_str(),
            page.t(&format!("vouchers-office-ended-{}", to.as_str())),
        );
    }
    form.field(Shape::Checks, of)
        .field(Shape::Checks, themes)
        .field(
            Shape::Line,
            text("districts").hint(page.t("vouchers-office-field-districts-hint")),
        )
        .field(Shape::Line, number(page, "min_age", "min-age"))
        .field(Shape::Line, number(page, "max_age", "max-age"))
        .field(Shape::Line, money(page, "cap_each", "cap-each"))
        .field(Shape::Line, money(page, "cap_window", "cap-window"))
        .field(Shape::Line, number(page, "window_days", "window-days"))
        .field(Shape::Line, rename(date("spend-from"), "spend_from"))
        .field(Shape::Line, rename(date("spend-until"), "spend_until"))
        .field(
            Shape::Line,
            number(page, "renewal_days", "renewal-days").required(),
        )
        .field(Shape::Select, ended)
        .button("", page.t("vouchers-office-call-write"))
}

fn rename(mut field: Field, name: &str) -> Field {
    field.name = name.to_string();
    field
}

fn number(page: &Page, name: &str, label: &str) -> Field {
    let mut field = Field::text(name, page.t(&format!("vouchers-office-field-{label}")));
    field.inputmode = "numeric";
    field
}

fn money(page: &Page, name: &str, label: &str) -> Field {
    let mut field = number(page, name, label).hint(page.t("vouchers-office-field-amount-hint"));
    field.inputmode = "decimal";
    field
}

fn wrong(field: &str) -> a::Error {
    Refused::Wrong {
        field: field.to_string(),
    }
    .into()
}

/// Terms as the form has them.
pub(super) fn read(v: &Vouchers, sent: &Sent) -> Result<Terms, a::Error> {
    let mut name = Text::default();
    for lang in v.0.city.full_languages() {
        let text = sent.get(&format!("name-{lang}"));
        if !text.is_empty() {
            name.set(lang, text);
        }
    }
    if name.get(&v.0.city.default_language).is_none() {
        return Err(wrong(&format!("name-{}", v.0.city.default_language)));
    }
    let funds = sent
        .all("funds")
        .map(|f| f.parse().map_err(|_| wrong("funds")))
        .collect::<Result<Vec<Id>, _>>()?;
    let taxonomy = v.0.city.taxonomies.get(THEMES);
    let themes: BTreeSet<String> = sent.all("themes").map(String::from).collect();
    if themes
        .iter()
        .any(|t| taxonomy.is_none_or(|x| x.term(t).is_none()))
    {
        return Err(wrong("themes"));
    }
    let mut districts = BTreeSet::new();
    for word in sent.get("districts").split([',', ';']).map(str::trim) {
        if word.is_empty() {
            continue;
        }
        let found = v.0.city.districts.resolve(word);
        let found = found.ok_or_else(|| wrong("districts"))?;
        districts.insert(found.id.as_str().to_string());
    }
    let optional = |name: &str| match sent.get(name) {
        "" => Ok(None),
        text => cents(text, name).map(Some),
    };
    let cap_window = match (
        optional("cap_window")?,
        whole(sent.get("window_days"), "window_days")?,
    ) {
        (None, None) => None,
        (Some(cap), Some(days)) => Some((cap, days)),
        (Some(_), None) => return Err(wrong("window_days")),
        (None, Some(_)) => return Err(wrong("cap_window")),
    };
    let any = Id::named("vouchers form", "any");
    Ok(Terms {
        id: any,
        code: sent.get("code").to_string(),
        name,
        funds,
        themes,
        districts,
        min_age: whole(sent.get("min_age"), "min_age")?,
        max_age: whole(sent.get("max_age"), "max_age")?,
        cap_each: optional("cap_each")?,
        cap_window,
        spend_from: day(sent.get("spend_from"), "spend_from")?,
        spend_until: day(sent.get("spend_until"), "spend_until")?,
        renewal_days: whole(sent.get("renewal_days"), "renewal_days")?
            .ok_or_else(|| wrong("renewal_days"))?,
        ended_to: EndedTo::read(sent.get("ended_to")).ok_or_else(|| wrong("ended_to"))?,
        state: TermsState::Draft,
        made_by: any,
        approved_by: None,
    })
}

pub(super) fn facts(v: &Vouchers, page: &Page, t: &Terms, funds: &[Fund]) -> Vec<(String, String)> {
    let tr = page.tr();
    let mut all = Vec::new();
    let mut add = |name: &str, value: String| {
        all.push((page.t(&format!("vouchers-office-field-{name}")), value))
    };
    let names: Vec<String> = t
        .funds
        .iter()
        .filter_map(|id| funds.iter().find(|f| f.id == *id))
        .map(|f| f.name.clone())
        .collect();
    add("funds", tr.list(&names));
    let lang = tr.lang().clone();
    let themes: Vec<String> = t
        .themes
        .iter()
        .map(|key| match v.0.city.taxonomies.term(THEMES, key) {
            Some(term) => term
                .label(&lang, std::slice::from_ref(&v.0.city.default_language))
                .to_string(),
            None => key.clone(),
        })
        .collect();
    let or_all = |all: Vec<String>| match all.is_empty() {
        true => page.t("vouchers-office-all"),
        false => tr.list(&all),
    };
    add("themes", or_all(themes));
    add("districts", or_all(t.districts.iter().cloned().collect()));
    if let Some(age) = t.min_age {
        add("min-age", tr.number(age.into()));
    }
    if let Some(age) = t.max_age {
        add("max-age", tr.number(age.into()));
    }
    if let Some(cap) = t.cap_each {
        add("cap-each", tr.money_full(cap));
    }
    if let Some((cap, days)) = t.cap_window {
        add("cap-window", tr.money_full(cap));
        add("window-days", tr.number(days.into()));
    }
    add("spend-from", tr.date_long(t.spend_from));
    add("spend-until", tr.date_long(t.spend_until));
    add("renewal-days", tr.number(t.renewal_days.into()));
    add(
        "ended-to",
        page.t(&format!("vouchers-office-ended-{}", t.ended_to.as_str())),
    );
    all
}
