//! How providers are paid: who is owed what, accounts that wait, batches and their files.

use axum::extract::Path;
use axum::response::IntoResponse;
use payments::{EXPORTS, content_hash};
use values::{Cents, Id, Refusal, Refuse};
use web::form::Field;
use web::form::Sent;
use web::{Answer, Failure, Page};

use super::super::Vouchers;
use super::sheet::{Cell, Form, Part, Shape, cols, link, show};
use super::{CHECK, FINANCE, Office, PAY, Told, day, download};
use crate::actions as a;
use crate::model::{Batch, BatchState, LineState};
use crate::policy::Act;
use crate::rules::Refused;

fn state(page: &Page, state: BatchState) -> String {
    page.t(&format!("vouchers-office-batch-{}", state.as_str()))
}

/// An account with its middle hidden, as it stands in lists.
fn tail(iban: &str) -> String {
    let last: String = iban
        .chars()
        .rev()
        .take(4)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    format!("{} … {last}", iban.chars().take(4).collect::<String>())
}

async fn list_page(o: &Office, told: Told<'_>) -> Answer {
    o.may(FINANCE)?;
    let (owed, waiting, batches) = o
        .look(|c, g, ctx| {
            let w = &g.wallets;
            Ok((
                a::owed(c, w, ctx)?,
                a::waiting_payees(c, w, ctx)?,
                a::batches(c, w, ctx)?,
            ))
        })
        .await?;
    let page = o.page(o.visit.tr().t("vouchers-office-payments").into_owned());
    let tr = page.tr();
    let mut lead = vec![page.t("vouchers-office-payments-lead")];
    match &o.v.0.city.payments {
        None => lead.push(page.t("vouchers-office-no-debtor")),
        Some(p) if p.example => lead.push(page.t("vouchers-office-debtor-example")),
        Some(_) => {}
    }
    let rows = owed
        .iter()
        .map(|o| -> Vec<Cell> {
            let account = match o.verified {
                true => "vouchers-office-payee-verified",
                false => "vouchers-office-payee-missing",
            };
            let due = match o.clock.late {
                true => page.t1("vouchers-office-late", "since", tr.date(o.clock.due)),
                false => tr.date(o.clock.due),
            };
            vec![
                o.name.clone().into(),
                tr.money_full(o.amount).into(),
                due.into(),
                page.t(account).into(),
            ]
        })
        .collect();
    let heads = cols(&page, &["provider", "owed", "due", "account"]);
    let mut owe = Part::new("owed", page.t("vouchers-office-owed")).table(heads, rows);
    if owed.is_empty() {
        owe.text.push(page.t("vouchers-office-none-yet"));
    }
    let mut accounts = Part::new("payees", page.t("vouchers-office-payees"));
    if waiting.is_empty() {
        accounts.text.push(page.t("vouchers-office-payees-none"));
    }
    for (payee, name) in &waiting {
        let words = tr.plain(
            "vouchers-office-payee-line",
            &i18n::args!["name" => name.clone(), "iban" => payee.iban.clone(), "holder" => payee.holder.clone()],
        );
        match o.can(Act::ApprovePayments) {
            false => accounts
                .facts
                .push((words, page.t("vouchers-office-waits-second"))),
            true => accounts.forms.push(
                Form::new(
                    format!("payee-{}", payee.id),
                    page.href(&format!("/staff/payees/{}", payee.id)),
                )
                .title(words)
                .button("", page.t("vouchers-office-payee-verify")),
            ),
        }
    }
    if !owed.is_empty() {
        let mut of =
            Field::choice("organisation", page.t("vouchers-office-col-provider")).required();
        for o in &owed {
            of = of.option(o.organisation.to_string(), &o.name);
        }
        accounts.forms.push(
            Form::new("payee", page.href("/staff/payees"))
                .title(page.t("vouchers-office-payee-write"))
                .field(Shape::Select, of)
                .field(
                    Shape::Line,
                    Field::text("iban", page.t("vouchers-office-field-iban")).required(),
                )
                .field(
                    Shape::Line,
                    Field::text("holder", page.t("vouchers-office-field-account-holder"))
                        .required(),
                )
                .button("", page.t("vouchers-office-payee-keep")),
        );
    }
    let mut parts = vec![owe, accounts];
    if o.can(Act::PreparePayments) {
        let until = Field::text("until", page.t("vouchers-office-field-until"))
            .kind("date")
            .value(o.v.today().to_string())
            .required();
        let form = Form::new("draft", page.href("/staff/payments"))
            .hidden("key", o.v.key())
            .field(Shape::Line, until)
            .button("", page.t("vouchers-office-batch-draft-do"));
        parts.push(Part::new("draft", page.t("vouchers-office-batch-new")).form(form));
    }
    let rows = batches
        .iter()
        .map(|b| -> Vec<Cell> {
            vec![
                link(
                    page.href(&format!("/staff/payments/{}", b.id)),
                    a::short(b.id),
                ),
                tr.date(b.until).into(),
                b.total.map(|t| tr.money_full(t)).unwrap_or_default().into(),
                state(&page, b.state).into(),
            ]
        })
        .collect();
    let heads = cols(&page, &["batch", "until", "total", "state"]);
    let mut all = Part::new("batches", page.t("vouchers-office-batches")).table(heads, rows);
    all.links
        .push((page.href("/staff/bank"), page.t("vouchers-office-bank")));
    parts.push(all);
    show(page, lead, parts, &told)
}

/// `GET /staff/payments`
pub(super) async fn list(o: Office) -> Answer {
    list_page(&o, Told::default()).await
}

/// `POST /staff/payments`: prepares a batch.
pub(super) async fn draft(o: Office, sent: Sent) -> Answer {
    o.may(PAY)?;
    let until = sent.get("until").to_string();
    let answer = o
        .keyed(&sent, move |tx, g, ctx| {
            a::draft(tx, &g.wallets, ctx, day(&until, "until")?)
        })
        .await;
    o.after(
        answer,
        |(batch, _)| format!("/staff/payments/{}", batch.id),
        |wrong| list_page(&o, Told::new("draft", &sent, wrong)),
    )
    .await
}

/// `POST /staff/payees`: writes down where a provider is paid.
pub(super) async fn payee(o: Office, sent: Sent) -> Answer {
    o.may(FINANCE)?;
    let organisation = sent.id("organisation")?;
    let (iban, holder) = (sent.get("iban").to_string(), sent.get("holder").to_string());
    let answer = o
        .act(move |tx, g, ctx| a::change_payee(tx, &g.wallets, ctx, organisation, (&iban, &holder)))
        .await;
    o.after(
        answer,
        |_| "/staff/payments".to_string(),
        |wrong| list_page(&o, Told::new("payee", &sent, wrong)),
    )
    .await
}

/// `POST /staff/payees/{id}`: a second person has compared the account with its document.
pub(super) async fn verify(o: Office, Path(id): Path<Id>) -> Answer {
    o.may(CHECK)?;
    let answer = o
        .act(move |tx, g, ctx| a::verify_payee(tx, &g.wallets, ctx, id))
        .await;
    o.after(
        answer,
        |()| "/staff/payments".to_string(),
        |wrong| list_page(&o, Told::only(format!("payee-{id}"), wrong)),
    )
    .await
}

/// What of a batch can be written: each kind with its hash, or why it cannot.
type Files = Vec<(&'static str, Result<String, Refusal>)>;

fn files(sealed: &Result<payments::Batch, Vec<payments::BatchError>>) -> Files {
    EXPORTS
        .into_iter()
        .map(|kind| {
            let written = match sealed {
                Err(wrong) => Err(wrong
                    .first()
                    .map_or_else(|| Refused::NothingToPay.refusal(), Refuse::refusal)),
                Ok(batch) => match kind.write(batch) {
                    Ok(bytes) => Ok(content_hash(&bytes)),
                    Err(no) => Err(no.refusal()),
                },
            };
            (kind.name(), written)
        })
        .collect()
}

fn facts(page: &Page, v: &Vouchers, b: &Batch) -> Vec<(String, String)> {
    let tr = page.tr();
    let mut all = vec![
        (page.t("vouchers-office-col-state"), state(page, b.state)),
        (page.t("vouchers-office-col-until"), tr.date_long(b.until)),
    ];
    if let Some(total) = b.total {
        all.push((page.t("vouchers-office-col-total"), tr.money_full(total)));
    }
    if let Some((_, at)) = b.sealed {
        all.push((page.t("vouchers-office-sealed-at"), tr.moment(at, v.zone())));
    }
    if let Some(hash) = &b.hash {
        all.push((page.t("vouchers-office-sealed-hash"), hex::encode(hash)));
    }
    if let Some(hash) = &b.exported_hash {
        all.push((page.t("vouchers-office-file-hash"), hex::encode(hash)));
        all.push((
            page.t("vouchers-office-file-taken"),
            tr.number(b.exports.into()),
        ));
    }
    all
}

async fn batch_page(o: &Office, id: Id, told: Told<'_>) -> Answer {
    o.may(FINANCE)?;
    let city = o.v.0.city.clone();
    let (batch, lines, names, sealed) = o
        .look(move |c, g, ctx| {
            let w = &g.wallets;
            let batch = a::batch(c, w, ctx, id)?;
            let mut lines = Vec::new();
            for l in a::lines(c, w, ctx, id)? {
                let name = a::provider_name(c, l.organisation)?;
                lines.push((l, name));
            }
            let sealed = match (&city.payments, batch.sealed) {
                (Some(debtor), Some(_)) => Some(a::payout(c, w, ctx, id, debtor)?),
                _ => None,
            };
            let names = a::line_names(c, w, ctx, id)?;
            Ok((batch, lines, names, sealed))
        })
        .await?;
    let title = o.visit.tr().plain(
        "vouchers-office-batch-one",
        &i18n::args!["number" => a::short(id)],
    );
    let page = o.page(title).crumb(
        o.visit.tr().t("vouchers-office-payments"),
        "/staff/payments",
    );
    let tr = page.tr();
    let at = |rest: &str| page.href(&format!("/staff/payments/{id}{rest}"));
    let mut part = Part::new("batch", page.t("vouchers-office-batch"));
    part.facts = facts(&page, &o.v, &batch);
    let total: i64 = lines.iter().map(|(l, _)| l.amount.0).sum();
    if batch.total.is_none() {
        part.facts.push((
            page.t("vouchers-office-col-total"),
            tr.money_full(Cents(total)),
        ));
    }
    match batch.state {
        BatchState::Draft if o.can(Act::PreparePayments) => {
            part.forms.push(
                Form::new("seal", at("/seal"))
                    .text(page.t("vouchers-office-seal-lead"))
                    .button("", page.t("vouchers-office-seal")),
            );
        }
        BatchState::Sealed if o.can(Act::ApprovePayments) => {
            part.forms.push(
                Form::new("approve", at("/approve"))
                    .text(page.t("vouchers-office-batch-approve-lead"))
                    .button("", page.t("vouchers-office-approve")),
            );
        }
        BatchState::Sealed => part.text.push(page.t("vouchers-office-waits-second")),
        _ => {}
    }
    let mut parts = vec![part];
    let netted = batch.sealed.is_some() && lines.iter().all(|(l, _)| l.amount.0 == 0);
    if netted {
        parts[0].text.push(page.t("vouchers-office-files-netted"));
    }
    if let Some(sealed) = sealed.as_ref().filter(|_| !netted) {
        let mut out = Part::new("files", page.t("vouchers-office-files"));
        out.text.push(page.t("vouchers-office-files-lead"));
        let taken = batch.exported_hash.as_ref().map(hex::encode);
        let goes = matches!(
            batch.state,
            BatchState::Approved | BatchState::Exported | BatchState::Partly | BatchState::Settled
        );
        for (kind, written) in files(sealed) {
            let name = page.t(&format!("vouchers-office-file-{}", word(kind)));
            match written {
                Err(no) => out.facts.push((name, tr.refusal(&no))),
                Ok(hash) => {
                    let may_take = goes && taken.as_ref().is_none_or(|t| *t == hash);
                    let told = page.t1("vouchers-office-file-sha", "hash", hash);
                    match may_take {
                        false => out.facts.push((name, told)),
                        true => out.forms.push(
                            Form::new(format!("export-{kind}"), at("/export"))
                                .title(name)
                                .text(told)
                                .hidden("kind", kind)
                                .button("", page.t("vouchers-office-file-take")),
                        ),
                    }
                }
            }
        }
        parts.push(out);
    }
    let rows = lines
        .iter()
        .map(|(l, name)| -> Vec<Cell> {
            let written = names.get(&l.id).map(|n| n.name.clone());
            vec![
                written
                    .filter(|n| !n.is_empty())
                    .unwrap_or_else(|| name.clone())
                    .into(),
                tail(&l.iban).into(),
                tr.money_full(l.gross).into(),
                tr.money_full(l.netted).into(),
                tr.money_full(l.amount).into(),
                page.t(&format!("vouchers-office-line-{}", l.state.as_str()))
                    .into(),
            ]
        })
        .collect();
    let heads = cols(
        &page,
        &["provider", "account", "gross", "netted", "amount", "state"],
    );
    parts.push(Part::new("lines", page.t("vouchers-office-lines")).table(heads, rows));
    let netted = lines.iter().any(|(l, _)| l.netted.0 > 0);
    let gives_up = match batch.state {
        BatchState::Draft | BatchState::Sealed => true,
        BatchState::Approved => !netted,
        _ => false,
    };
    if gives_up && o.can(Act::PreparePayments) {
        let form = Form::new("void", at("/void"))
            .field(
                Shape::Text,
                Field::text("reason", page.t("vouchers-office-field-reason")).required(),
            )
            .button("", page.t("vouchers-office-void"));
        parts.push(Part::new("void", page.t("vouchers-office-void")).form(form));
    }
    if lines.iter().any(|(l, _)| l.state == LineState::Sent) && batch.exported_hash.is_some() {
        let mut bank = Part::new("answers", page.t("vouchers-office-bank"));
        bank.links.push((
            page.href("/staff/bank"),
            page.t("vouchers-office-bank-upload"),
        ));
        parts.push(bank);
    }
    show(page, Vec::new(), parts, &told)
}

/// The end of a message's key: a kind's name without what a key cannot have.
fn word(kind: &str) -> String {
    kind.replace(['.', '_'], "-").to_lowercase()
}

/// `GET /staff/payments/{id}`
pub(super) async fn one(o: Office, Path(id): Path<Id>) -> Answer {
    batch_page(&o, id, Told::default()).await
}

async fn done<T>(o: &Office, (id, word): (Id, &str), answer: Result<T, a::Error>) -> Answer {
    o.after(
        answer,
        |_| format!("/staff/payments/{id}"),
        |wrong| batch_page(o, id, Told::only(word, wrong)),
    )
    .await
}

/// `POST /staff/payments/{id}/seal`
pub(super) async fn seal(o: Office, Path(id): Path<Id>) -> Answer {
    o.may(PAY)?;
    let answer = o
        .act(move |tx, g, ctx| a::seal(tx, &g.wallets, ctx, id))
        .await;
    done(&o, (id, "seal"), answer).await
}

/// `POST /staff/payments/{id}/approve`: another person.
pub(super) async fn approve(o: Office, Path(id): Path<Id>) -> Answer {
    o.may(CHECK)?;
    let answer = o
        .act(move |tx, g, ctx| a::approve(tx, &g.wallets, ctx, id))
        .await;
    done(&o, (id, "approve"), answer).await
}

/// `POST /staff/payments/{id}/void`: gives it up before a file was taken.
pub(super) async fn void(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(PAY)?;
    let reason = sent.get("reason").to_string();
    let answer = o
        .act(move |tx, g, ctx| a::void(tx, &g.wallets, ctx, id, &reason))
        .await;
    o.after(
        answer,
        |_| format!("/staff/payments/{id}"),
        |wrong| batch_page(&o, id, Told::new("void", &sent, wrong)),
    )
    .await
}

/// `POST /staff/payments/{id}/export`: the file. The first is kept by its hash; taken again it is the same.
pub(super) async fn export(o: Office, Path(id): Path<Id>, sent: Sent) -> Answer {
    o.may(FINANCE)?;
    let kind = payments::export(sent.get("kind")).ok_or(Failure::NotFound)?;
    let debtor = o.v.0.city.payments.clone().ok_or(Failure::NotFound)?;
    let answer = o
        .act(move |tx, g, ctx| {
            let w = &g.wallets;
            let batch = match a::payout(tx, w, ctx, id, &debtor)? {
                Ok(batch) => batch,
                Err(wrong) => return Ok(Err(wrong.iter().map(Refuse::refusal).collect())),
            };
            let bytes = match kind.write(&batch) {
                Ok(bytes) => bytes,
                Err(no) => return Ok(Err(vec![no.refusal()])),
            };
            let hash: [u8; 32] = <sha2::Sha256 as sha2::Digest>::digest(&bytes).into();
            a::export(tx, w, ctx, id, &hash)?;
            Ok(Ok((bytes, kind.file_name(&batch))))
        })
        .await;
    match answer {
        Ok(Ok((bytes, name))) => Ok(download(bytes, kind.media_type(), &name).into_response()),
        Ok(Err(wrong)) => batch_page(&o, id, Told::only("export", wrong)).await,
        Err(e) => {
            let wrong = o.no(e)?;
            batch_page(&o, id, Told::only("export", wrong)).await
        }
    }
}
