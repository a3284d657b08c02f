//! The checklist of a case: declarations and documents. A document is somebody else's file: it leaves
//! only as a download, and nothing guesses its type.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use people::pages::Me;
use values::{Day, Id, Refusal};
use web::form::status;
use web::form::{Field, FormError, summary};
use web::{Answer, Failure, Page, Visit, show_with};

use super::upload::Upload;
use super::wizard::case_frame;
use super::{Providers, officer, own, told};
use crate::actions as a;
use crate::model::{Document, Media};
use crate::policy;
use crate::rules::checklist::Mark;

/// How an item stands, in words.
pub(super) fn mark(page: &Page, shown: &a::Shown) -> String {
    match shown.mark {
        Mark::Good(None) => page.t("providers-mark-good"),
        Mark::Good(Some(until)) => page.t1("providers-mark-until", "day", page.tr().date(until)),
        Mark::Lapsed(day) => page.t1("providers-mark-lapsed", "day", page.tr().date(day)),
        Mark::Missing if shown.item.optional => page.t("providers-mark-optional"),
        Mark::Missing => page.t("providers-mark-missing"),
    }
}

/// The colour of a mark.
pub(super) fn tone(shown: &a::Shown) -> &'static str {
    match shown.mark {
        Mark::Good(_) => "success",
        Mark::Lapsed(_) => "danger",
        Mark::Missing if shown.item.optional => "secondary",
        Mark::Missing => "warning",
    }
}

/// A document as it is listed.
pub(super) struct Paper {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) remove: String,
}

/// A document in a list; `room` is where it is read.
pub(super) fn paper(page: &Page, d: &Document, room: &str) -> Paper {
    let tr = page.tr();
    let kind = match d.media {
        Media::Pdf => "PDF",
        Media::Png => "PNG",
        Media::Jpeg => "JPEG",
    };
    let size = tr.number(i64::try_from(d.bytes.div_ceil(1000)).unwrap_or(0));
    Paper {
        href: page.href(&format!("{room}/{}", d.id)),
        title: format!(
            "{} · {kind}, {size} kB",
            page.t1("providers-issued-on", "day", tr.date(d.issued))
        ),
        remove: page.href(&format!("/provider/documents/{}/remove", d.id)),
    }
}

/// An item of the list.
struct ItemLine {
    key: String,
    label: String,
    help: String,
    mark: String,
    tone: &'static str,
    papers: Vec<Paper>,
}

#[derive(Template)]
#[template(path = "providers/checklist.html")]
struct ListPage {
    page: Page,
    lead: String,
    errors: Vec<FormError>,
    items: Vec<ItemLine>,
    item: Field,
    issued: Field,
    expires: Field,
    file: Field,
    upload: String,
    declared: Option<Field>,
    action: String,
    revision: i64,
    open: bool,
    removable: bool,
}

/// What was typed at a document that was not taken.
#[derive(Clone, Default)]
pub(super) struct Typed {
    item: String,
    issued: String,
    expires: String,
}

/// The page of the checklist.
pub(super) async fn list(
    p: &Providers,
    visit: &Visit,
    by: Id,
    id: Id,
    typed: Option<Typed>,
    wrong: &[Refusal],
) -> Answer {
    let today = p.today();
    let (case, all, documents) = p
        .look(by, move |c, ground, _| {
            let case = a::case_of(c, ground, id, by)?;
            let all = a::checklist(c, ground, &case, today)?;
            let documents = a::documents(c, case.organisation)?;
            Ok((case, all, documents))
        })
        .await?;
    let page = case_frame(visit, "providers-checklist", &case);
    let tr = page.tr();
    let typed = typed.unwrap_or_default();
    let mut item = Field::choice("item", page.t("providers-document-item"))
        .required()
        .option("", page.t("providers-choose"));
    for s in all.iter().filter(|s| s.item.document) {
        item = item.option(&*s.item.key, page.say_plain(&s.item.label));
    }
    let item = item.value(&*typed.item).refused(tr, wrong);
    let issued = Field::text("issued", page.t("providers-document-issued"))
        .kind("date")
        .required()
        .value(&*typed.issued)
        .refused(tr, wrong);
    let expires = Field::text("expires", page.t("providers-document-expires"))
        .kind("date")
        .hint(page.t("providers-document-expires-hint"))
        .value(&*typed.expires)
        .refused(tr, wrong);
    let megabytes = p.0.ground.checklist.most_bytes.div_ceil(1_000_000);
    let file = Field::text("file", page.t("providers-document-file"))
        .kind("file")
        .required()
        .hint(page.t1("providers-document-file-hint", "megabytes", megabytes))
        .refused(tr, wrong);
    let mut declared = Field::choice("declared", page.t("providers-declared"));
    for s in all.iter().filter(|s| !s.item.document) {
        declared = declared.option(&*s.item.key, page.say_plain(&s.item.label));
    }
    let chosen: Vec<&String> = case.form.declared.iter().collect();
    let declared = declared.values(&chosen);
    let errors = summary(tr, &[&item, &issued, &expires, &file, &declared], wrong);
    let items = all
        .iter()
        .map(|s| ItemLine {
            key: s.item.key.clone(),
            label: page.say_plain(&s.item.label),
            help: page.say_plain(&s.item.help),
            mark: mark(&page, s),
            tone: tone(s),
            papers: documents
                .iter()
                .filter(|d| d.item == s.item.key)
                .map(|d| paper(&page, d, "/provider/documents"))
                .collect(),
        })
        .collect();
    show_with(
        status(wrong),
        &ListPage {
            lead: page.t2("providers-step-of", "at", 3, "of", 4),
            errors,
            items,
            item,
            issued,
            expires,
            file,
            upload: page.href(&format!("/provider/cases/{id}/documents")),
            declared: (case.state.is_open() && !declared.choices.is_empty()).then_some(declared),
            action: page.href(&format!("/provider/cases/{id}/steps/checklist")),
            revision: case.revision,
            open: case.state.is_open(),
            removable: case.state != crate::model::State::Submitted,
            page,
        },
    )
}

/// `POST /provider/cases/{id}/documents`
pub(super) async fn add(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Upload,
) -> Answer {
    let by = own(&me)?;
    let typed = Typed {
        item: sent.text("item").to_string(),
        issued: sent.text("issued").trim().to_string(),
        expires: sent.text("expires").trim().to_string(),
    };
    let mut wrong = Vec::new();
    let mut day = |field: &str, text: &str, needed: bool| match text {
        "" if !needed => None,
        text => text.parse::<Day>().ok().or_else(|| {
            wrong.push(Refusal::new("providers-refused-day", 422).field(field));
            None
        }),
    };
    let issued = day("issued", &typed.issued, true);
    let expires = day("expires", &typed.expires, false);
    let (Some(issued), true) = (issued, wrong.is_empty()) else {
        return list(&p, &visit, by, id, Some(typed), &wrong).await;
    };
    let (item, content) = (typed.item.clone(), sent.bytes("file").to_vec());
    let done = p
        .act(by, move |tx, ground, turn| {
            let organisation = a::case_of(tx, ground, id, by)?.organisation;
            let ids = (organisation, turn.id("document"));
            a::add_document(
                tx,
                ground,
                ids,
                (&item, issued, expires),
                &content,
                turn.act,
            )
        })
        .await;
    match done {
        Ok(_) => visit.go(&format!("/provider/cases/{id}/steps/checklist")),
        Err(no) => list(&p, &visit, by, id, Some(typed), &told(no)?).await,
    }
}

/// `POST /provider/documents/{id}/remove`
pub(super) async fn remove(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    let by = own(&me)?;
    let case = p
        .act(by, move |tx, ground, turn| {
            // Whose document it is is found out by reading it.
            let organisation = a::document(tx, ground, id, false, turn.act)?
                .document
                .organisation;
            a::remove_document(tx, ground, (organisation, id), turn.act)?;
            Ok(a::cases(tx, ground, organisation, by)?.into_iter().next())
        })
        .await?;
    match case {
        Some(case) => visit.go(&format!("/provider/cases/{}/steps/checklist", case.id)),
        None => visit.go("/provider"),
    }
}

/// `GET /provider/documents/{id}`
pub(super) async fn download(State(p): State<Providers>, me: Me, Path(id): Path<Id>) -> Answer {
    given(&p, own(&me)?, id, false).await
}

/// `GET /staff/documents/{id}`: for an officer; that it was read stands in the trail.
pub(super) async fn read(State(p): State<Providers>, me: Me, Path(id): Path<Id>) -> Answer {
    given(&p, officer(&me, policy::Act::Admit)?, id, true).await
}

async fn given(p: &Providers, by: Id, id: Id, officer: bool) -> Answer {
    let content = p
        .act(by, move |tx, ground, turn| {
            a::document(tx, ground, id, officer, turn.act)
        })
        .await?;
    let ending = content.document.media.as_str();
    let name = format!(
        "attachment; filename=\"{}.{ending}\"",
        content.document.item
    );
    let name = header::HeaderValue::from_str(&name).map_err(Failure::fault)?;
    let fixed = header::HeaderValue::from_static;
    Ok((
        [
            (header::CONTENT_TYPE, fixed("application/octet-stream")),
            (header::CONTENT_DISPOSITION, name),
            (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
            (header::CACHE_CONTROL, fixed("no-store")),
        ],
        content.bytes,
    )
        .into_response())
}
