//! Vouchers: found, suspended, resumed, closed, replaced; the list of movements.

use axum::extract::Path;
use axum::response::Response;
use values::Id;
use web::form::Field;
use web::form::Sent;
use web::{Answer, Failure, Page};

use super::super::Vouchers;
use super::funds::amount_field;
use super::sheet::{Cell, Form, Part, Shape, cols, link, show};
use super::{MOVES, Office, PREPARE, Told, cents, day, download};
use crate::actions as a;
use crate::model::{State as Stands, Voucher, Who};
use crate::rules::Refused;

fn state(page: &Page, v: &Voucher) -> String {
    match v.how {
        Some(how) => page.t(&format!("vouchers-office-how-{}", how.as_str())),
        None => page.t(&format!("vouchers-office-voucher-{}", v.state.as_str())),
    }
}

fn columns(page: &Page) -> Vec<String> {
    cols(page, &["code", "amount", "until", "state"])
}

fn row(page: &Page, v: &Voucher) -> Vec<Cell> {
    vec![
        link(page.href(&format!("/staff/vouchers/{}", v.id)), &v.code),
        page.tr().money_full(v.amount).into(),
        page.tr().date(v.ends_on).into(),
        state(page, v).into(),
    ]
}

/// The form for the list of movements; of one call, or of all.
pub(super) fn movements_form(v: &Vouchers, page: &Page, call: Option<Id>) -> Form {
    let today = v.today();
    let first = values::Day::new(today.year(), today.month(), 1).unwrap_or(today);
    let date = |name: &str, value: values::Day| {
        Field::text(name, page.t(&format!("vouchers-office-field-{name}")))
            .kind("date")
            .value(value.to_string())
            .required()
    };
    let mut form = Form::new("movements", page.href("/staff/movements"))
        .title(page.t("vouchers-office-movements"))
        .field(Shape::Line, date("from", first))
        .field(Shape::Line, date("to", today))
        .button("", page.t("vouchers-office-movements-take"));
    if let Some(call) = call {
        form = form.hidden("call", call);
    }
    form
}

fn search_page(o: &Office, (found, told): (&[Voucher], Told<'_>)) -> Answer {
    o.may(PREPARE)?;
    let page = o.page(o.visit.tr().t("vouchers-office-search").into_owned());
    let q = Field::text("q", page.t("vouchers-office-field-q"))
        .hint(page.t("vouchers-office-field-q-hint"))
        .required();
    let form = Form::new("find", page.href("/staff/vouchers"))
        .field(Shape::Line, q)
        .button("", page.t("vouchers-office-find"));
    let mut parts = vec![Part::new("find", page.t("vouchers-office-find")).form(form)];
    if !found.is_empty() {
        let rows = found.iter().map(|f| row(&page, f)).collect();
        parts.push(Part::new("found", page.t("vouchers-office-found")).table(columns(&page), rows));
    }
    parts.push(
        Part::new("export", page.t("vouchers-office-export"))
            .form(movements_form(&o.v, &page, None)),
    );
    let lead = vec![page.t("vouchers-office-search-lead")];
    show(page, lead, parts, &told)
}

/// `GET /staff/vouchers`
pub(super) async fn search(o: Office) -> Answer {
    search_page(&o, (&[], Told::default()))
}

/// `POST /staff/vouchers`: looks for vouchers. Fiscal codes never stand in an address.
pub(super) async fn find(o: Office, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let q = sent.get("q").to_string();
    let answer = o
        .act(move |tx, g, ctx| a::find(tx, &g.wallets, ctx, &q))
        .await;
    match answer {
        Ok(found) if found.len() == 1 => o.visit.go(&format!("/staff/vouchers/{}", found[0].id)),
        Ok(found) => search_page(&o, (&found, Told::new("find", &sent, vec![]))),
        Err(e) => {
            let wrong = o.no(e)?;
            search_page(&o, (&[], Told::new("find", &sent, wrong)))
        }
    }
}

async fn voucher_page(o: &Office, id: Id, told: Told<'_>) -> Answer {
    o.may(PREPARE)?;
    let (voucher, terms, account, steps, whom) = o
        .look(move |c, g, _| {
            let voucher = a::voucher(c, id)?.ok_or(Refused::Unknown)?;
            let terms = a::terms(c, voucher.terms)?.ok_or(Refused::Unknown)?;
            let account = ledger::actions::account(c, voucher.account())?;
            let mut whom = Vec::new();
            for person in voucher.who.child().into_iter().chain([voucher.holder]) {
                // Initials are enough to see that it is the right family.
                let found = people::actions::person(c, &g.wallets.keys, person)
                    .map_err(people::actions::Error::Trouble)?;
                whom.push(found.map(|p| p.facts.name.initials()).unwrap_or_default());
            }
            Ok((voucher, terms, account, a::steps(c, id)?, whom))
        })
        .await?;
    let page = o
        .page(voucher.code.clone())
        .crumb(o.visit.tr().t("vouchers-office-search"), "/staff/vouchers");
    let tr = page.tr();
    let mut part = Part::new("facts", page.t("vouchers-office-voucher"));
    let (left, held) = account.map_or((0, 0), |a| (a.balance(), a.held()));
    let mut add = |name: &str, value: String| {
        part.facts
            .push((page.t(&format!("vouchers-office-col-{name}")), value));
    };
    add("state", state(&page, &voucher));
    add("call", terms.code.clone());
    match &voucher.who {
        Who::Group(name) => add("group", name.clone()),
        Who::Child(_) => add("child", whom.first().cloned().unwrap_or_default()),
    }
    add("holder", whom.last().cloned().unwrap_or_default());
    add("amount", tr.money_full(voucher.amount));
    add("left", tr.money_full(values::Cents(left)));
    add("held", tr.money_full(values::Cents(held)));
    add("from", tr.date_long(voucher.starts_on));
    add("until", tr.date_long(voucher.ends_on));
    let reason = |word: &str, button: &'static str| {
        let mut form = Form::new(
            word.to_string(),
            page.href(&format!("/staff/vouchers/{id}")),
        )
        .title(page.t(&format!("vouchers-office-do-{word}")));
        if button == "replace" {
            form = form
                .field(
                    Shape::Line,
                    amount_field(&page, "amount")
                        .value(voucher.amount.to_string())
                        .required(),
                )
                .field(
                    Shape::Line,
                    Field::text("ends_on", page.t("vouchers-office-field-ends-on"))
                        .kind("date")
                        .value(voucher.ends_on.to_string())
                        .required(),
                );
        }
        form.field(
            Shape::Text,
            Field::text("reason", page.t("vouchers-office-field-reason"))
                .hint(page.t("vouchers-office-field-reason-hint"))
                .required(),
        )
        .button(button, page.t(&format!("vouchers-office-do-{word}")))
    };
    let mut parts = vec![part];
    let mut acts = Part::new("acts", page.t("vouchers-office-acts"));
    if voucher.state != Stands::Ended {
        acts.forms.push(match voucher.state {
            Stands::Suspended => reason("resume", "resume"),
            _ => reason("suspend", "suspend"),
        });
        acts.forms.push(reason("close", "close"));
        acts.forms.push(reason("replace", "replace"));
        parts.push(acts);
    }
    let heads = cols(&page, &["when", "state", "reason"]);
    let rows = steps
        .iter()
        .map(|s| -> Vec<Cell> {
            vec![
                tr.moment(s.at, o.v.zone()).into(),
                page.t(&format!("vouchers-office-voucher-{}", s.to.as_str()))
                    .into(),
                s.reason.clone().unwrap_or_default().into(),
            ]
        })
        .collect();
    parts.push(Part::new("steps", page.t("vouchers-office-happened")).table(heads, rows));
    show(page, Vec::new(), parts, &told)
}

/// `GET /staff/vouchers/{id}`
pub(super) async fn one(o: Office, Path(id): Path<Id>) -> Answer {
    voucher_page(&o, id, Told::default()).await
}

/// `POST /staff/vouchers/{id}`: suspends, resumes, closes, replaces.
pub(super) async fn change(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(PREPARE)?;
    let get = |name: &str| sent.get(name).to_string();
    let (word, reason, amount, ends) = (get("do"), get("reason"), get("amount"), get("ends_on"));
    if !["suspend", "resume", "close", "replace"].contains(&word.as_str()) {
        return Err(Failure::NotFound);
    }
    let which = word.clone();
    let answer = o
        .act(move |tx, g, ctx| {
            let w = &g.wallets;
            Ok(match which.as_str() {
                "suspend" => a::suspend(tx, w, ctx, id, &reason)?.id,
                "resume" => a::resume(tx, w, ctx, id, &reason)?.id,
                "close" => a::close(tx, w, ctx, id, &reason).map(|_| id)?,
                _ => {
                    let what = (cents(&amount, "amount")?, day(&ends, "ends_on")?);
                    a::replace(tx, w, ctx, id, what, &reason)?.id
                }
            })
        })
        .await;
    o.after(
        answer,
        |now| format!("/staff/vouchers/{now}"),
        |wrong| voucher_page(&o, id, Told::new(word, &sent, wrong)),
    )
    .await
}

/// `POST /staff/movements`: what was spent, as a file.
pub(super) async fn movements(o: Office, sent: Sent) -> Result<Response, Failure> {
    o.may(MOVES)?;
    let (from, to) = (sent.get("from").to_string(), sent.get("to").to_string());
    let call: Option<Id> = match sent.get("call") {
        "" => None,
        _ => Some(sent.id("call")?),
    };
    let names = o.v.0.catalogue.view();
    let lang = o.visit.tr().lang().clone();
    let answer = o
        .act(move |tx, g, ctx| {
            let span = (day(&from, "from")?, day(&to, "to")?);
            let named = |id: Id| {
                let held = names.snapshot().service(id)?;
                let name = &held.record.name;
                name.get(&lang)
                    .or_else(|| name.iter().next().map(|(_, t)| t))
                    .map(String::from)
            };
            a::movements_file(tx, g, ctx, span, call, &named)
        })
        .await;
    match answer {
        Ok(bytes) => Ok(download(bytes, "text/csv; charset=utf-8", "movimenti.csv")),
        Err(e) => {
            let wrong = o.no(e)?;
            // Without the rights to the page of vouchers finance gets the refusal by itself.
            match o.may(PREPARE) {
                Ok(_) => search_page(&o, (&[], Told::new("movements", &sent, wrong))),
                Err(_) => Err(wrong
                    .into_iter()
                    .next()
                    .map_or(Failure::NotFound, Failure::from)),
            }
        }
    }
}
