//! Taking a code: what, which code, how much.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use people::pages::Me;
use providers::model::Role;
use serde::Deserialize;
use values::{Cents, Id, Moment, Refusal, Refuse};
use web::form::worded;
use web::form::{Field, FormError, summary};
use web::form::{Sent, amount, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::super::Vouchers;
use super::{may, org_frame, receipt, services};
use crate::actions::{self as a, Quote, Redeem};
use crate::model::{Item, OwnBy, Spend};
use crate::rules::Refused;

/// What is chosen for what somebody has booked.
const BOOKING: &str = "booking";

/// Elsewhere no page may use the camera; this one may, when its reader lets it.
const CAMERA: &str = "accelerometer=(), camera=(self), display-capture=(), geolocation=(), \
gyroscope=(), microphone=(), payment=(), usb=(), browsing-topics=()";

/// Practice or not.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Mode {
    practice: String,
}

/// What was typed on the first page.
#[derive(Clone, Default)]
struct Typed {
    service: String,
    code: String,
    pin: String,
    price: String,
    practice: bool,
}

impl Typed {
    fn of(sent: &Sent) -> Typed {
        let get = |name: &str| sent.get(name).to_string();
        Typed {
            service: get("service"),
            code: get("code"),
            pin: get("pin"),
            price: get("price"),
            practice: !sent.get("practice").is_empty(),
        }
    }

    fn service(&self) -> Option<Id> {
        self.service.parse().ok()
    }

    fn pin(&self) -> Option<String> {
        (!self.pin.is_empty()).then(|| self.pin.clone())
    }
}

/// A receipt of today.
struct Line {
    href: String,
    number: String,
    at: String,
    amount: String,
    undone: bool,
}

#[derive(Template)]
#[template(path = "vouchers/desk-start.html")]
struct Start {
    page: Page,
    errors: Vec<FormError>,
    practice: bool,
    practice_href: String,
    real_href: String,
    action: String,
    service: Field,
    code: Field,
    pin: Field,
    price: Field,
    today: Vec<Line>,
    day: String,
    statement: String,
    account: Option<String>,
    programs: String,
}

/// What was taken since midnight.
async fn today(v: &Vouchers, me: &Me, org: Id) -> Result<Vec<Spend>, Failure> {
    let zone = v.zone().clone();
    let day = v.today();
    let from = day
        .to_zoned(zone)
        .map_or(Moment(0), |z| Moment::from(z.timestamp()));
    let until = v.now();
    let found = v
        .look(me, move |c, g, ctx| {
            a::statement(c, &g.wallets, ctx, org, (from, until), 200)
        })
        .await?;
    Ok(found.entries.into_iter().map(|e| e.spend).collect())
}

async fn start_page(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    org: Id,
    typed: &Typed,
    wrong: &[Refusal],
) -> Answer {
    let manager = may(v, me, org, false).await? == Role::Manager;
    let services = services(v, me, org).await?;
    let page = org_frame(visit, org, "vouchers-desk");
    let tr = page.tr();
    let chosen = match typed.service.is_empty() {
        true => BOOKING.to_string(),
        false => typed.service.clone(),
    };
    let service = services
        .into_iter()
        .fold(
            Field::choice("service", page.t("vouchers-desk-what"))
                .option(BOOKING, page.t("vouchers-desk-booking")),
            |f, (id, name)| f.option(id.to_string(), name),
        )
        .value(chosen)
        .refused(tr, wrong);
    let mut code = Field::text("code", page.t("vouchers-desk-code"))
        .hint(page.t("vouchers-desk-code-hint"))
        .required()
        .value(&typed.code)
        .refused(tr, wrong);
    code.autocomplete = "off";
    let mut pin = Field::text("pin", page.t("vouchers-desk-pin"))
        .hint(page.t("vouchers-desk-pin-hint"))
        .value(&typed.pin)
        .refused(tr, wrong);
    (pin.inputmode, pin.autocomplete) = ("numeric", "off");
    let mut price = Field::text("price", page.t("vouchers-desk-price"))
        .hint(page.t("vouchers-desk-price-hint"))
        .value(&typed.price)
        .refused(tr, wrong);
    price.inputmode = "decimal";
    let errors = summary(tr, &[&service, &code, &pin, &price], wrong);
    let base = format!("/provider/org/{org}/redeem");
    let today = today(v, me, org)
        .await?
        .into_iter()
        .filter(|s| s.adjusts.is_none())
        .map(|s| Line {
            href: page.href(&format!("{base}/receipts/{}", s.id)),
            at: tr.moment(s.at, v.zone()),
            amount: tr.money_full(s.amount),
            undone: s.state == Item::Undone,
            number: s.number,
        })
        .collect();
    let mut answer = show_with(
        status(wrong),
        &Start {
            errors,
            practice: typed.practice,
            practice_href: page.href(&format!("{base}?practice=1")),
            real_href: page.href(&base),
            action: page.href(&format!("{base}/quote")),
            service,
            code,
            pin,
            price,
            today,
            day: page.href(&format!("{base}/day")),
            statement: page.href(&format!("{base}/statement")),
            account: manager.then(|| page.href(&format!("{base}/account"))),
            programs: page.href(&format!("/provider/org/{org}/programs")),
            page,
        },
    )?;
    let camera = HeaderValue::from_static(CAMERA);
    answer.headers_mut().insert("permissions-policy", camera);
    Ok(answer)
}

/// `GET /provider/org/{org}/redeem`
pub(super) async fn start(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    Query(mode): Query<Mode>,
) -> Answer {
    let typed = Typed {
        practice: !mode.practice.is_empty(),
        ..Typed::default()
    };
    start_page(&v, &visit, &me, org, &typed, &[]).await
}

/// A no as a form tells it.
fn told(v: &Vouchers, visit: &Visit, no: &Refused) -> Refusal {
    let mut refusal = worded(no.refusal(), visit.tr(), v.zone());
    if matches!(no, Refused::UnknownCode) {
        refusal = refusal.field("code");
    }
    refusal
}

/// What stands in the fields of the second page.
struct Amounts {
    key: Id,
    price: String,
    amount: String,
    own: String,
    own_by: String,
    /// It is asked whether it is a second one.
    second: bool,
}

#[derive(Template)]
#[template(path = "vouchers/desk-quote.html")]
struct Asked {
    page: Page,
    errors: Vec<FormError>,
    practice: bool,
    name: Option<String>,
    available: String,
    family: Option<String>,
    action: String,
    back: String,
    hidden: Vec<(&'static str, String)>,
    price: Field,
    amount: Field,
    own: Field,
    own_by: Field,
    second: bool,
}

/// The page says of a voucher what [`Quote`] holds, and nothing else.
fn quote_page(
    visit: &Visit,
    org: Id,
    typed: &Typed,
    quote: &Quote,
    amounts: &Amounts,
    wrong: &[Refusal],
) -> Answer {
    let page = org_frame(visit, org, "vouchers-quote");
    let tr = page.tr();
    let money = |name: &str, key: &str, value: &str| {
        let mut field = Field::text(name, page.t(key))
            .required()
            .value(value)
            .refused(tr, wrong);
        field.inputmode = "decimal";
        field
    };
    let price = money("price", "vouchers-quote-price", &amounts.price);
    let amount = money("amount", "vouchers-quote-amount", &amounts.amount);
    let own = money("own", "vouchers-quote-own", &amounts.own);
    let own_by = Field::choice("own_by", page.t("vouchers-quote-own-by"))
        .option("provider", page.t("vouchers-own-by-provider"))
        .option("city", page.t("vouchers-own-by-city"))
        .value(&amounts.own_by)
        .refused(tr, wrong);
    let errors = summary(tr, &[&price, &amount, &own, &own_by], wrong);
    let mut hidden = vec![
        ("key", amounts.key.to_string()),
        ("service", typed.service.clone()),
        ("code", typed.code.clone()),
        ("pin", typed.pin.clone()),
    ];
    if typed.practice {
        hidden.push(("practice", "1".into()));
    }
    show_with(
        status(wrong),
        &Asked {
            errors,
            practice: typed.practice,
            name: quote.name.clone(),
            available: tr.money_full(quote.available),
            family: quote.family.map(|f| tr.money_full(f)),
            action: page.href(&format!("/provider/org/{org}/redeem/take")),
            back: page.href(&format!("/provider/org/{org}/redeem")),
            hidden,
            price,
            amount,
            own,
            own_by,
            second: amounts.second,
            page,
        },
    )
}

/// Asks what a code pays; a service must be one of the organisation's own.
async fn ask(
    v: &Vouchers,
    me: &Me,
    org: Id,
    typed: &Typed,
    price: Option<Cents>,
) -> Result<Result<Quote, Refused>, Failure> {
    may(v, me, org, false).await?;
    let service = typed.service();
    if let Some(id) = service {
        let own = services(v, me, org).await?;
        if !own.iter().any(|(s, _)| *s == id) {
            let why = crate::rules::Why::UnknownOffer;
            return Ok(Err(Refused::NotValidForOffer { why }));
        }
    }
    let (code, pin) = (typed.code.clone(), typed.pin());
    let answer = v
        .act(me, move |tx, g, ctx| {
            a::quote(tx, g, ctx, (&code, pin.as_deref()), (org, service), price)
        })
        .await;
    match answer {
        Ok(answer) => Ok(answer),
        // Paused between two requests, or the person left the organisation meanwhile.
        Err(a::Error::Refused(Refused::Forbidden)) => Err(Failure::NotFound),
        Err(other) => Err(other.into()),
    }
}

/// `POST /provider/org/{org}/redeem/quote`
pub(super) async fn quote(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    sent: Sent,
) -> Answer {
    let typed = Typed::of(&sent);
    let price = match typed.price.is_empty() {
        true => None,
        false => match amount(&typed.price).filter(|p| p.0 > 0) {
            Some(price) => Some(price),
            None => {
                may(&v, &me, org, false).await?;
                let no = Refused::WrongAmount {
                    field: "price".into(),
                };
                let no = told(&v, &visit, &no);
                return start_page(&v, &visit, &me, org, &typed, &[no]).await;
            }
        },
    };
    match ask(&v, &me, org, &typed, price).await? {
        Err(no) => {
            let no = told(&v, &visit, &no);
            start_page(&v, &visit, &me, org, &typed, &[no]).await
        }
        Ok(q) => {
            let own = q.family.unwrap_or(Cents(0));
            let whole = price.or(q.family.map(|f| Cents(q.available.0 + f.0)));
            let amounts = Amounts {
                key: v.key(),
                price: whole.map(|p| p.to_string()).unwrap_or_default(),
                amount: match whole {
                    Some(_) => q.available.to_string(),
                    None => String::new(),
                },
                own: own.to_string(),
                own_by: "provider".into(),
                second: false,
            };
            quote_page(&visit, org, &typed, &q, &amounts, &[])
        }
    }
}

/// `POST /provider/org/{org}/redeem/take`
pub(super) async fn take(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    sent: Sent,
) -> Answer {
    may(&v, &me, org, false).await?;
    let typed = Typed::of(&sent);
    let key = sent.id("key")?;
    let mut amounts = Amounts {
        key,
        price: sent.get("price").into(),
        amount: sent.get("amount").into(),
        own: sent.get("own").into(),
        own_by: sent.get("own_by").into(),
        second: false,
    };
    let cents = |text: &str| amount(text).unwrap_or(Cents(-1));
    let own = cents(&amounts.own);
    let r = Redeem {
        key,
        shown: typed.code.clone(),
        pin: typed.pin(),
        organisation: org,
        service: typed.service(),
        price: cents(&amounts.price),
        amount: cents(&amounts.amount),
        own,
        own_by: match own.0 {
            0 => OwnBy::Nobody,
            _ => OwnBy::read(&amounts.own_by).unwrap_or(OwnBy::Nobody),
        },
        confirmed: !sent.get("confirmed").is_empty(),
        practice: typed.practice,
    };
    let foreign = match r.service {
        Some(id) => !services(&v, &me, org).await?.iter().any(|(s, _)| *s == id),
        None => false,
    };
    if foreign {
        return Err(Failure::NotFound);
    }
    let asked = r.clone();
    let done = v
        .act(&me, move |tx, g, ctx| a::redeem(tx, g, ctx, &asked))
        .await?;
    let no = match done {
        Ok(done) => {
            return match done.spend {
                Some(id) => visit.go(&format!("/provider/org/{org}/redeem/receipts/{id}")),
                None => receipt::practised(&v, &visit, org, &r),
            };
        }
        Err(no) => no,
    };
    amounts.second = matches!(no, Refused::Second { .. });
    if !amounts.second {
        // The no stands with its key: what is sent anew is another order.
        amounts.key = v.key();
    }
    let wrong = told(&v, &visit, &no);
    let price = (r.price.0 > 0).then_some(r.price);
    match ask(&v, &me, org, &typed, price).await? {
        Ok(q) => quote_page(&visit, org, &typed, &q, &amounts, &[wrong]),
        Err(_) => start_page(&v, &visit, &me, org, &typed, &[wrong]).await,
    }
}
