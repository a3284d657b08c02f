//! A record's translations: how each language stands, and a page where one is written beside the
//! original.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::{Id, Lang, Refusal};
use web::form::{Field, FormError};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show, show_with};

use super::editor::{Step, errors, inside, opened, path, steps, target};
use super::fields::label;
use super::{Providers, own, told};
use crate::actions::{self as a, Opened, Translated};
use crate::model::{Fields, Target};
use crate::rules::edit::{self, TextState};

/// The states of a record's texts after a change, field by field.
fn states(
    p: &Providers,
    opened: &Opened,
    wanted: &Fields,
) -> Vec<(&'static str, Vec<(Lang, TextState)>)> {
    let city = &p.0.ground.city;
    let kind = opened.draft.target.kind;
    let mut all = edit::record_states(
        kind,
        (&opened.shown, wanted),
        &city.default_language,
        &city.languages,
        &opened.translations,
    );
    edit::translatable(kind)
        .iter()
        .filter_map(|name| all.remove_entry(name))
        .collect()
}

fn tone(state: TextState) -> &'static str {
    match state {
        TextState::Original | TextState::Confirmed | TextState::Person => "success",
        TextState::City => "primary",
        TextState::Machine | TextState::Behind => "warning",
        TextState::Missing => "secondary",
    }
}

fn said(page: &Page, state: TextState) -> String {
    page.t(&format!("providers-text-{}", state.word()))
}

/// One line a language, for the preview: the states of all texts together.
pub(super) fn summary(
    page: &Page,
    p: &Providers,
    opened: &Opened,
    wanted: &Fields,
) -> Vec<(String, String)> {
    let all = states(p, opened, wanted);
    if all.is_empty() {
        return Vec::new();
    }
    let city = &p.0.ground.city;
    city.languages
        .iter()
        .map(|lang| {
            let words: Vec<String> = all
                .iter()
                .filter_map(|(field, states)| {
                    let (_, state) = states.iter().find(|(l, _)| l == lang)?;
                    Some(format!("{}: {}", label(page, field), said(page, *state)))
                })
                .collect();
            (page.tr().lang_name(lang), words.join("\n"))
        })
        .collect()
}

/// A text in one language.
struct Line {
    field: String,
    state: String,
    tone: &'static str,
}

/// A language of the list.
struct Language {
    name: String,
    lines: Vec<Line>,
    /// Where it is written; none for the language the others follow.
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "providers/texts.html")]
struct ListPage {
    page: Page,
    steps: Vec<Step>,
    at: usize,
    languages: Vec<Language>,
    preview: String,
    area: String,
}

/// `GET /provider/org/{org}/texts/{kind}/{record}`
pub(super) async fn list(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(which): Path<(Id, String, Id)>,
) -> Answer {
    let (by, t) = (own(&me)?, target(which)?);
    let opened = opened(&p, by, t).await?;
    let page = inside(&visit, "providers-part-texts", t);
    let all = states(&p, &opened, &opened.draft.wanted);
    let languages =
        p.0.ground
            .city
            .languages
            .iter()
            .map(|lang| {
                let of = |(field, states): &(&'static str, Vec<(Lang, TextState)>)| {
                    let (_, state) = states.iter().find(|(l, _)| l == lang)?;
                    Some((*field, *state))
                };
                let here: Vec<(&str, TextState)> = all.iter().filter_map(of).collect();
                let original = here.iter().all(|(_, s)| *s == TextState::Original);
                Language {
                    name: page.tr().lang_name(lang),
                    lines: here
                        .iter()
                        .map(|(field, state)| Line {
                            field: label(&page, field),
                            state: said(&page, *state),
                            tone: tone(*state),
                        })
                        .collect(),
                    href: (!original).then(|| page.href(&format!("{}/{lang}", path(t, "texts")))),
                }
            })
            .filter(|l| !l.lines.is_empty())
            .collect();
    let steps = steps(&page, t, "texts");
    show(&ListPage {
        at: steps.len(),
        steps,
        languages,
        preview: page.href(&path(t, "preview")),
        area: page.href(&format!("/provider/org/{}", t.organisation)),
        page,
    })
}

/// A text to be translated.
struct Pair {
    label: String,
    state: String,
    tone: &'static str,
    original: String,
    original_lang: String,
    original_dir: &'static str,
    field: Field,
    /// A box that says it was read and is right; where there is something to be read.
    still: Option<Field>,
}

#[derive(Template)]
#[template(path = "providers/translate.html")]
struct WritePage {
    page: Page,
    errors: Vec<FormError>,
    pairs: Vec<Pair>,
    lang: String,
    dir: &'static str,
    machine: Field,
    revision: i64,
    action: String,
    back: String,
}

fn dir(lang: &Lang) -> &'static str {
    match i18n::is_rtl(lang) {
        true => "rtl",
        false => "ltr",
    }
}

/// What was sent of a page, by field.
#[derive(Default)]
struct Written {
    texts: Vec<(String, String)>,
    still: BTreeSet<String>,
    machine: bool,
}

fn write_page(
    p: &Providers,
    visit: &Visit,
    opened: &Opened,
    lang: &Lang,
    (written, wrong): (Option<&Written>, &[Refusal]),
) -> Answer {
    let t = opened.draft.target;
    let page = inside(visit, "providers-part-texts", t)
        .crumb(visit.tr().t("providers-part-texts"), &path(t, "texts"));
    let own = &p.0.ground.city.default_language;
    let mut pairs = Vec::new();
    for (name, states) in states(p, opened, &opened.draft.wanted) {
        let text = edit::text(&opened.draft.wanted, name);
        let Some(first) = edit::original(&text, own).filter(|o| o != lang) else {
            continue;
        };
        let Some((_, state)) = states.iter().find(|(l, _)| l == lang) else {
            continue;
        };
        let typed = written.and_then(|w| w.texts.iter().find(|(n, _)| n == name));
        let value = match typed {
            Some((_, words)) => words.clone(),
            None => text.get(lang).unwrap_or_default().to_string(),
        };
        let title = label(&page, name);
        let language = page.tr().lang_name(lang);
        let mut field = Field::text(
            name,
            page.t2("providers-texts-in", "field", &title, "language", language),
        )
        .kind("area")
        .value(value);
        field = field.refused(page.tr(), wrong);
        // What is to be looked at can be found right as it is.
        let still = matches!(
            state,
            TextState::Behind | TextState::Machine | TextState::City
        )
        .then(|| {
            let ticked = written.is_some_and(|w| w.still.contains(name));
            let mut f = Field::text("still", "")
                .kind("check")
                .option(name, page.t("providers-texts-still"));
            f.id = format!("field-still-{name}");
            match ticked {
                true => f.values(&[name]),
                false => f,
            }
        });
        pairs.push(Pair {
            label: title,
            state: said(&page, *state),
            tone: tone(*state),
            original: text.get(&first).unwrap_or_default().to_string(),
            original_lang: i18n::html_tag(&first),
            original_dir: dir(&first),
            field,
            still,
        });
    }
    if pairs.is_empty() {
        return Err(Failure::NotFound);
    }
    let machine = Field::text("machine", "")
        .kind("check")
        .option("yes", page.t("providers-texts-machine"))
        .hint(page.t("providers-texts-machine-hint"));
    let machine = match written.is_some_and(|w| w.machine) {
        true => machine.values(&["yes"]),
        false => machine,
    };
    let here: Vec<&Field> = pairs.iter().map(|p| &p.field).collect();
    show_with(
        status(wrong),
        &WritePage {
            errors: errors(&page, &here, wrong),
            lang: i18n::html_tag(lang),
            dir: dir(lang),
            machine,
            revision: opened.draft.revision,
            action: page.href(&format!("{}/{lang}", path(t, "texts"))),
            back: page.href(&path(t, "texts")),
            pairs,
            page,
        },
    )
}

/// The language of an address: one of the city's.
fn language(p: &Providers, tag: &str) -> Result<Lang, Failure> {
    let city = &p.0.ground.city;
    tag.parse::<Lang>()
        .ok()
        .filter(|l| city.languages.contains(l))
        .ok_or(Failure::NotFound)
}

/// `GET /provider/org/{org}/texts/{kind}/{record}/{lang}`
pub(super) async fn write(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, kind, record, tag)): Path<(Id, String, Id, String)>,
) -> Answer {
    let (by, t) = (own(&me)?, target((org, kind, record))?);
    let opened = opened(&p, by, t).await?;
    let lang = language(&p, &tag)?;
    write_page(&p, &visit, &opened, &lang, (None, &[]))
}

/// `POST /provider/org/{org}/texts/{kind}/{record}/{lang}`: keeps what is written, and who has.
pub(super) async fn keep(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, kind, record, tag)): Path<(Id, String, Id, String)>,
    sent: Sent,
) -> Answer {
    let (by, t): (Id, Target) = (own(&me)?, target((org, kind, record))?);
    let before = opened(&p, by, t).await?;
    let lang = language(&p, &tag)?;
    let written = Written {
        texts: edit::translatable(t.kind)
            .iter()
            .filter(|name| sent.fields().iter().any(|(n, _)| n == *name))
            .map(|name| {
                let words = sent.get(name).trim().replace("\r\n", "\n");
                ((*name).to_string(), words)
            })
            .collect(),
        still: sent.all("still").map(String::from).collect(),
        machine: sent.get("machine") == "yes",
    };
    let what = Translated {
        language: lang.clone(),
        texts: written.texts.clone(),
        machine: written.machine,
        confirmed: written.still.clone(),
    };
    let revision = sent.revision();
    let done = p
        .act(by, move |tx, ground, turn| {
            a::translate(tx, ground, t, revision, &what, turn.act)
        })
        .await;
    match (done, sent.get("then")) {
        (Ok(_), "preview") => visit.go(&path(t, "preview")),
        (Ok(_), _) => visit.go(&path(t, "texts")),
        (Err(no), _) => write_page(&p, &visit, &before, &lang, (Some(&written), &told(no)?)),
    }
}
