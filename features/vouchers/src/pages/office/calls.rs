//! Calls: their terms, awards to one family, lists of other procedures.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use people::pages::Me;
use providers::pages::Upload;
use values::{Id, Refusal, Text};
use web::form::Field;
use web::form::Sent;
use web::{Answer, Page, Visit};

use super::super::Vouchers;
use super::funds::amount_field;
use super::sheet::{Cell, Form, Part, Shape, link, show};
use super::{
    APPROVE, MONEY, PREPARE, Told, can, cents, day, download, keyed, may, no, page, whole,
};
use crate::actions as a;
use crate::model::{EndedTo, Fund, FundState, Terms, TermsState};
use crate::policy::Act;
use crate::rules::Refused;

/// The taxonomy that says what a service is about.
const THEMES: &str = "service";

fn state(page: &Page, state: TermsState) -> String {
    page.t(&format!("vouchers-office-terms-{}", state.as_str()))
}

/// The form of a call.
fn written(v: &Vouchers, page: &Page, funds: &[Fund]) -> Form {
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

async fn list_page(v: &Vouchers, visit: &Visit, me: &Me, told: Told<'_>) -> Answer {
    may(me, MONEY)?;
    let (all, funds) = v
        .look(me, |c, _, _| Ok((a::terms_all(c)?, a::funds(c)?)))
        .await?;
    let page = page(visit, visit.tr().t("vouchers-office-calls").into_owned());
    let heads = ["code", "name", "state", "until"]
        .map(|k| page.t(&format!("vouchers-office-col-{k}")))
        .to_vec();
    let rows = all
        .iter()
        .map(|t| {
            vec![
                link(page.href(&format!("/staff/calls/{}", t.id)), &t.code),
                page.say_plain(&t.name).into(),
                state(&page, t.state).into(),
                page.tr().date(t.spend_until).into(),
            ]
        })
        .collect();
    let mut parts = vec![Part::new("all", page.t("vouchers-office-calls-all")).table(heads, rows)];
    if all.is_empty() {
        parts[0].text.push(page.t("vouchers-office-none-yet"));
    }
    if can(me, Act::Prepare) {
        let form = written(v, &page, &funds);
        parts.push(Part::new("new", page.t("vouchers-office-call-new")).form(form));
    }
    let lead = vec![page.t("vouchers-office-calls-lead")];
    show(page, lead, parts, &told)
}

/// `GET /staff/calls`
pub(super) async fn list(State(v): State<Vouchers>, visit: Visit, me: Me) -> Answer {
    list_page(&v, &visit, &me, Told::default()).await
}

fn wrong(field: &str) -> a::Error {
    Refused::Wrong {
        field: field.to_string(),
    }
    .into()
}

/// Terms as the form has them.
fn read(v: &Vouchers, sent: &Sent) -> Result<Terms, a::Error> {
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

/// `POST /staff/calls`: writes terms.
pub(super) async fn write(State(v): State<Vouchers>, visit: Visit, me: Me, sent: Sent) -> Answer {
    may(&me, PREPARE)?;
    let answer = match read(&v, &sent) {
        Err(e) => Err(e),
        Ok(terms) => {
            v.act(&me, move |tx, g, ctx| {
                a::put_terms(tx, &g.wallets, ctx, terms.clone())
            })
            .await
        }
    };
    match answer {
        Ok(terms) => visit.go(&format!("/staff/calls/{}", terms.id)),
        Err(e) => {
            let wrong = no(&v, &visit, e)?;
            list_page(&v, &visit, &me, Told::new("write", &sent, wrong)).await
        }
    }
}

fn facts(v: &Vouchers, page: &Page, t: &Terms, funds: &[Fund]) -> Vec<(String, String)> {
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

/// What a list came to, as a part of the page.
struct Tried(Result<a::Report, (Vec<Refusal>, String)>);

async fn call_page(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    (id, tried): (Id, Option<Tried>),
    told: Told<'_>,
) -> Answer {
    may(me, MONEY)?;
    let prepares = can(me, Act::Prepare);
    let (t, funds, lists) = v
        .look(me, move |c, g, ctx| {
            let lists = match prepares {
                true => a::lists(c, &g.wallets, ctx)?,
                false => Vec::new(),
            };
            let terms = a::terms(c, id)?.ok_or(Refused::Unknown)?;
            Ok((terms, a::funds(c)?, lists))
        })
        .await?;
    let page =
        page(visit, t.code.clone()).crumb(visit.tr().t("vouchers-office-calls"), "/staff/calls");
    let at = |rest: &str| page.href(&format!("/staff/calls/{id}{rest}"));
    let lead = vec![
        page.say_plain(&t.name),
        page.t1("vouchers-office-state-is", "state", state(&page, t.state)),
    ];
    let mut part = Part::new("terms", page.t("vouchers-office-terms"));
    part.facts = facts(v, &page, &t, &funds);
    match t.state {
        TermsState::Draft if can(me, Act::Approve) => {
            part.forms.push(
                Form::new("approve", at("/approve")).button("", page.t("vouchers-office-approve")),
            );
        }
        TermsState::Draft => part.text.push(page.t("vouchers-office-waits-second")),
        TermsState::Approved if prepares => {
            part.forms.push(
                Form::new("close", at("/close")).button("", page.t("vouchers-office-call-close")),
            );
        }
        _ => {}
    }
    let mut parts = vec![];
    if let Some(Tried(tried)) = tried {
        parts.push(outcome(&page, tried));
    }
    parts.push(part);
    if t.state == TermsState::Approved && prepares {
        let text = |name: &str, label: &str| {
            Field::text(name, page.t(&format!("vouchers-office-field-{label}")))
        };
        let form = Form::new("award", at("/awards"))
            .hidden("key", v.key())
            .field(
                Shape::Line,
                text("holder", "holder")
                    .hint(page.t("vouchers-office-field-person-hint"))
                    .required(),
            )
            .field(
                Shape::Line,
                text("child", "child").hint(page.t("vouchers-office-field-child-hint")),
            )
            .field(Shape::Line, amount_field(&page, "amount").required())
            .field(
                Shape::Line,
                text("starts_on", "starts-on").kind("date").required(),
            )
            .field(
                Shape::Line,
                text("ends_on", "ends-on")
                    .kind("date")
                    .value(t.spend_until.to_string())
                    .required(),
            )
            .field(
                Shape::Line,
                text("window", "window")
                    .hint(page.t("vouchers-office-field-window-hint"))
                    .required(),
            )
            .button("", page.t("vouchers-office-award-give"));
        parts.push(Part::new("award", page.t("vouchers-office-award-new")).form(form));
        let form = Form::new("list", at("/list"))
            .field(
                Shape::Line,
                text("file", "file")
                    .kind("file")
                    .hint(page.t("vouchers-office-list-hint"))
                    .required(),
            )
            .button("", page.t("vouchers-office-list-try"));
        let mut part = Part::new("list", page.t("vouchers-office-list")).form(form);
        part.text.push(page.t("vouchers-office-list-lead"));
        let heads = ["when", "vouchers", "total", "state"]
            .map(|k| page.t(&format!("vouchers-office-col-{k}")))
            .to_vec();
        let of_call: Vec<_> = lists.iter().filter(|l| l.terms == id).collect();
        let rows = of_call
            .iter()
            .map(|l| -> Vec<Cell> {
                let state = match (l.imported_at, l.waits) {
                    (Some(_), _) => "vouchers-office-list-imported",
                    (None, true) => "vouchers-office-list-waits",
                    (None, false) => "vouchers-office-list-forgotten",
                };
                vec![
                    page.tr().moment(l.made_at, v.zone()).into(),
                    page.tr().number(i64::try_from(l.rows).unwrap_or(0)).into(),
                    page.tr().money_full(l.total).into(),
                    page.t(state).into(),
                ]
            })
            .collect();
        part = part.table(heads, rows);
        parts.push(part);
    }
    if prepares {
        let out = Part::new("export", page.t("vouchers-office-export"))
            .form(
                Form::new("export", at("/export"))
                    .text(page.t("vouchers-office-export-lead"))
                    .button("", page.t("vouchers-office-export-list")),
            )
            .form(super::vouchers::movements_form(v, &page, Some(id)));
        parts.push(out);
    }
    show(page, lead, parts, &told)
}

/// What a list would do, with the button that does it; or every defect.
fn outcome(page: &Page, tried: Result<a::Report, (Vec<Refusal>, String)>) -> Part {
    let tr = page.tr();
    match tried {
        Ok(report) => {
            let mut part = Part::new("tried", page.t("vouchers-office-list-good"));
            let n = |n: u64| tr.number(i64::try_from(n).unwrap_or(0));
            part.facts = vec![
                (page.t("vouchers-office-col-vouchers"), n(report.rows)),
                (
                    page.t("vouchers-office-col-total"),
                    tr.money_full(report.total),
                ),
                (
                    page.t("vouchers-office-list-new-people"),
                    n(report.new_people),
                ),
            ];
            part.form(
                Form::new("import", page.href(&format!("/staff/lists/{}", report.id)))
                    .hidden("call", report.terms)
                    .button("", page.t("vouchers-office-list-import")),
            )
        }
        Err((defects, _)) => {
            let mut part = Part::new("tried", page.t("vouchers-office-list-wrong"));
            part.text.push(page.t1(
                "vouchers-office-list-wrong-lead",
                "count",
                tr.number(i64::try_from(defects.len()).unwrap_or(0)),
            ));
            let heads = ["where", "wrong"]
                .map(|k| page.t(&format!("vouchers-office-col-{k}")))
                .to_vec();
            let rows = defects
                .iter()
                .take(1000)
                .map(|d| -> Vec<Cell> { vec![place(page, d).into(), tr.refusal(d).into()] })
                .collect();
            part.table(heads, rows)
        }
    }
}

/// Where a defect is, in words.
fn place(page: &Page, d: &Refusal) -> String {
    let mut place = d.clone();
    place.key = "payments-list-place".into();
    page.tr().refusal(&place)
}

/// `GET /staff/calls/{id}`
pub(super) async fn one(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    call_page(&v, &visit, &me, (id, None), Told::default()).await
}

async fn done<T>(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    (id, word, sent): (Id, &str, &Sent),
    answer: Result<T, a::Error>,
) -> Answer {
    match answer {
        Ok(_) => visit.go(&format!("/staff/calls/{id}")),
        Err(e) => {
            let wrong = no(v, visit, e)?;
            call_page(v, visit, me, (id, None), Told::new(word, sent, wrong)).await
        }
    }
}

/// `POST /staff/calls/{id}/approve`: another person approves the terms.
pub(super) async fn approve(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    may(&me, APPROVE)?;
    let answer = v
        .act(&me, move |tx, g, ctx| {
            a::approve_terms(tx, &g.wallets, ctx, id)
        })
        .await;
    done(&v, &visit, &me, (id, "approve", &sent), answer).await
}

/// `POST /staff/calls/{id}/close`: nothing more is awarded.
pub(super) async fn close(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    may(&me, PREPARE)?;
    let answer = v
        .act(&me, move |tx, g, ctx| {
            a::close_terms(tx, &g.wallets, ctx, id)
        })
        .await;
    done(&v, &visit, &me, (id, "close", &sent), answer).await
}

/// `POST /staff/calls/{id}/awards`: a voucher for one family.
pub(super) async fn award(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    may(&me, PREPARE)?;
    let get = |name: &str| sent.get(name).to_string();
    let (holder, child, window) = (get("holder"), get("child"), get("window"));
    let (amount, starts, ends) = (get("amount"), get("starts_on"), get("ends_on"));
    let answer = keyed(&v, &me, &sent, move |tx, g, ctx| {
        let what = (
            cents(&amount, "amount")?,
            day(&starts, "starts_on")?,
            day(&ends, "ends_on")?,
            window.as_str(),
        );
        a::award_one(tx, &g.wallets, ctx, id, (&holder, &child), what)
    })
    .await;
    match answer {
        Ok(voucher) => visit.go(&format!("/staff/vouchers/{}", voucher.id)),
        Err(e) => done::<()>(&v, &visit, &me, (id, "award", &sent), Err(e)).await,
    }
}

async fn told_of_list(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    (id, checked): (Id, a::Checked),
) -> Answer {
    let (tried, wrong) = match checked {
        a::Checked::Good(report) => (Some(Tried(Ok(report))), Vec::new()),
        a::Checked::Known { at, .. } => {
            let at = visit.tr().moment(at, v.zone());
            let known = Refusal::new("vouchers-office-list-known", 409)
                .field("file")
                .arg("at", at);
            (None, vec![known])
        }
        a::Checked::Wrong(defects) => {
            let first = Refusal::new("vouchers-office-list-nothing-done", 422)
                .field("file")
                .arg("count", defects.len());
            (Some(Tried(Err((defects, String::new())))), vec![first])
        }
    };
    call_page(v, visit, me, (id, tried), Told::only("list", wrong)).await
}

/// `POST /staff/calls/{id}/list`: tries a list.
pub(super) async fn try_list(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Upload,
) -> Answer {
    may(&me, PREPARE)?;
    let bytes = sent.bytes("file").to_vec();
    let answer = v
        .act(&me, move |tx, g, ctx| {
            a::keep_list(tx, &g.wallets, ctx, (id, &bytes))
        })
        .await;
    match answer {
        Ok(checked) => told_of_list(&v, &visit, &me, (id, checked)).await,
        Err(e) => {
            let wrong = no(&v, &visit, e)?;
            call_page(&v, &visit, &me, (id, None), Told::only("list", wrong)).await
        }
    }
}

/// `POST /staff/lists/{id}`: imports a list that was tried.
pub(super) async fn import(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
    sent: Sent,
) -> Answer {
    may(&me, PREPARE)?;
    let call = sent.id("call")?;
    let answer = v
        .act(&me, move |tx, g, ctx| {
            a::import_kept(tx, &g.wallets, ctx, id)
        })
        .await;
    match answer {
        Ok(a::Checked::Good(_)) => visit.go(&format!("/staff/calls/{call}")),
        Ok(other) => told_of_list(&v, &visit, &me, (call, other)).await,
        Err(e) => {
            let wrong = no(&v, &visit, e)?;
            call_page(&v, &visit, &me, (call, None), Told::only("list", wrong)).await
        }
    }
}

/// `POST /staff/calls/{id}/export`: the vouchers of the call as a list.
pub(super) async fn export(
    State(v): State<Vouchers>,
    me: Me,
    Path(id): Path<Id>,
) -> Result<Response, web::Failure> {
    may(&me, PREPARE)?;
    let (bytes, _) = v
        .act(&me, move |tx, g, ctx| {
            a::export_list(tx, &g.wallets, ctx, id)
        })
        .await?;
    Ok(download(bytes, "text/csv; charset=utf-8", "buoni.csv"))
}
