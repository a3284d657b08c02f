//! Questions, what pays, booking. The same page with and without a voucher, free and paid.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use people::pages::Me;
use values::{Cents, Id, Refusal};
use web::form::{Field, FormError, amount, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::offer::price;
use super::{Bookings, dates, frame, terms, told};
use crate::actions as a;
use crate::model::{Answer as Kind, Booking, Question, Session, State as Stand, Who};
use crate::money::Purse;

/// One child of the checkout.
struct Place {
    name: String,
    price: String,
    questions: Vec<(Question, Field)>,
    /// What can pay, with what it pays now.
    pay: Vec<Field>,
}

impl Place {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.questions.iter().map(|(_, f)| f).chain(&self.pay)
    }
}

#[derive(Template)]
#[template(path = "bookings/checkout.html")]
struct Checkout {
    page: Page,
    title: String,
    dates: String,
    place: String,
    kept: String,
    places: Vec<Place>,
    terms: Vec<String>,
    errors: Vec<FormError>,
    action: String,
    drop: String,
    asked: bool,
}

/// What is known of a checkout.
struct Found {
    session: Session,
    all: Vec<(Booking, String, Vec<Purse>)>,
}

/// The checkout of who may see it.
async fn find(b: &Bookings, me: &Me, key: Id) -> Result<Found, Failure> {
    let own = me.id();
    let found = b
        .look(move |c, ground, ctx| {
            let all = a::of_checkout(c, key)?;
            let Some(first) = all.first() else {
                return Ok(None);
            };
            let Some(session) = a::session(c, first.session)? else {
                return Ok(None);
            };
            let mut found = Vec::new();
            for booking in all {
                let name = match &booking.who {
                    Who::Group { name, places } if booking.party == own => {
                        format!("{name} ({places})")
                    }
                    Who::Group { .. } => return Ok(None),
                    Who::Child(child) => {
                        let matter = people::model::Matter::Bookings;
                        let may =
                            people::actions::standing(c, &ctx.keys, own, *child, matter, ctx.today);
                        if may.is_err() {
                            return Ok(None);
                        }
                        people::actions::person(c, &ctx.keys, *child)
                            .map_err(people::actions::Error::from)?
                            .map(|p| p.facts.name.whole())
                            .unwrap_or_default()
                    }
                };
                let ask = a::ask(&session, &booking);
                let purses = match booking.price.0 {
                    0 => Vec::new(),
                    _ => ground.money.purses(c, &ask, ctx.now)?,
                };
                found.push((booking, name, purses));
            }
            Ok(Some(Found {
                session,
                all: found,
            }))
        })
        .await?;
    found.ok_or(Failure::NotFound)
}

fn question(page: &Page, booking: Id, q: &Question, typed: &str, wrong: &[Refusal]) -> Field {
    let name = format!("answer-{}-{booking}", q.key);
    let label = page.say_plain(&q.label);
    let mut field = match &q.kind {
        Kind::Line => Field::text(&name, label),
        Kind::YesNo => Field::choice(&name, label)
            .option("yes", page.t("bookings-yes"))
            .option("no", page.t("bookings-no")),
        Kind::Choice(all) => all
            .iter()
            .enumerate()
            .fold(Field::choice(&name, label), |field, (n, text)| {
                field.option(n.to_string(), page.say_plain(text))
            }),
    };
    if q.required {
        field = field.required();
    }
    // a refusal names the question; it is shown at each place where the answer is not good
    let mine: Vec<Refusal> = wrong
        .iter()
        .filter(|r| r.field.as_deref() == Some(&format!("answer-{}", q.key)))
        .filter(|_| {
            crate::rules::answers(
                std::slice::from_ref(q),
                &[(q.key.clone(), typed.to_string())].into(),
            )
            .is_err()
        })
        .map(|r| r.clone().field(&name))
        .collect();
    field.value(typed).refused(page.tr(), &mine)
}

async fn checkout_page(
    b: &Bookings,
    visit: &Visit,
    me: &Me,
    key: Id,
    typed: Option<&Sent>,
    wrong: &[Refusal],
) -> Answer {
    let Found { session, all } = find(b, me, key).await?;
    let stands = |s: Stand| all.iter().all(|(b, ..)| b.state == s);
    if !stands(Stand::Leased) {
        return match stands(Stand::Lapsed) || stands(Stand::Cancelled) {
            true => {
                let page = frame(visit, "bookings-lease-over");
                let again = page.href(&format!("/book/session/{}", session.id));
                super::mine::said(page, "bookings-lease-over-about", Some(again))
            }
            false => visit.go("/my/bookings"),
        };
    }
    let page = frame(visit, "bookings-checkout");
    let tr = page.tr();
    let mut spent: BTreeMap<Id, i64> = BTreeMap::new();
    let mut shown = Vec::new();
    for (booking, name, purses) in &all {
        let mut rest = booking.price.0;
        let pay: Vec<Field> = purses
            .iter()
            .map(|purse| {
                let field_name = format!("pay-{}-{}", booking.id, purse.id);
                let used = spent.entry(purse.id).or_default();
                let most = (purse.available.0 - *used).clamp(0, rest.max(0));
                let value = match typed {
                    Some(sent) => sent.get(&field_name).to_string(),
                    None => Cents(most).to_string(),
                };
                let now = amount(&value).unwrap_or(Cents(0)).0;
                *used += now;
                rest -= now;
                let mut args = i18n::FluentArgs::new();
                args.set("name", page.say_plain(&purse.name));
                let mut hint = i18n::FluentArgs::new();
                hint.set("available", tr.money_full(purse.available));
                hint.set("until", tr.date(purse.ends));
                let mine: Vec<Refusal> = wrong
                    .iter()
                    .filter(|r| r.field.as_deref() == Some("pay"))
                    .map(|r| r.clone().field(&field_name))
                    .chain(
                        wrong
                            .iter()
                            .filter(|r| r.field.as_deref() == Some(&field_name))
                            .cloned(),
                    )
                    .collect();
                let mut field = Field::text(&field_name, tr.with("bookings-pay-with", &args))
                    .hint(tr.with("bookings-pay-hint", &hint))
                    .value(value)
                    .refused(tr, &mine);
                field.inputmode = "decimal";
                field
            })
            .collect();
        let questions = session
            .questions
            .iter()
            .map(|q| {
                let name = format!("answer-{}-{}", q.key, booking.id);
                let said = typed.map_or("", |sent| sent.get(&name));
                (q.clone(), question(&page, booking.id, q, said, wrong))
            })
            .collect();
        shown.push(Place {
            name: name.clone(),
            price: price(&page, booking.price),
            questions,
            pay,
        });
    }
    let fields: Vec<&Field> = shown.iter().flat_map(Place::fields).collect();
    // what has a field of one place is told there; what has none stands on top
    let named: Vec<Refusal> = fields
        .iter()
        .filter(|f| f.error.is_some())
        .flat_map(|f| {
            wrong
                .iter()
                .filter(|r| {
                    r.field.as_deref().is_some_and(|field| {
                        f.name == field || f.name.starts_with(&format!("{field}-"))
                    })
                })
                .map(|r| r.clone().field(&f.name))
        })
        .chain(wrong.iter().filter(|r| r.field.is_none()).cloned())
        .collect();
    let errors = summary(tr, &fields, &named);
    let until = all.iter().filter_map(|(b, ..)| b.waits_until).min();
    let kept = until.map_or(String::new(), |at| {
        let local = at.timestamp().to_zoned(b.zone().clone());
        page.t1("bookings-kept", "time", tr.time(local.time()))
    });
    show_with(
        status(wrong),
        &Checkout {
            title: session.title.clone(),
            dates: dates(&page, b.zone(), &session),
            place: session.place.clone(),
            kept,
            places: shown,
            terms: terms(&page, b.zone(), &session, b.now()),
            errors,
            action: page.href(&format!("/book/checkout/{key}")),
            drop: page.href(&format!("/book/checkout/{key}/drop")),
            asked: session.terms.confirm_hours.is_some(),
            page,
        },
    )
}

/// `GET /book/checkout/{key}`
pub(super) async fn form(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(key): Path<Id>,
) -> Answer {
    let typed: Option<Sent> = visit.typed(&format!("/book/checkout/{key}"));
    checkout_page(&b, &visit, &me, key, typed.as_ref(), &[]).await
}

/// `POST /book/checkout/{key}`: books.
pub(super) async fn send(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(key): Path<Id>,
    sent: Sent,
) -> Answer {
    let found = find(&b, &me, key).await?;
    let (mut wants, mut wrong) = (Vec::new(), Vec::new());
    for (booking, _, purses) in &found.all {
        let mut pay = Vec::new();
        for purse in purses {
            let name = format!("pay-{}-{}", booking.id, purse.id);
            match amount(sent.get(&name)) {
                Some(cents) => pay.push((purse.id, cents)),
                None => wrong.push(Refusal::new("bookings-refused-amount", 422).field(&name)),
            }
        }
        let answers = found
            .session
            .questions
            .iter()
            .map(|q| {
                let name = format!("answer-{}-{}", q.key, booking.id);
                (q.key.clone(), sent.get(&name).to_string())
            })
            .collect();
        wants.push(a::Want {
            booking: booking.id,
            answers,
            pay,
        });
    }
    if !wrong.is_empty() {
        return checkout_page(&b, &visit, &me, key, Some(&sent), &wrong).await;
    }
    let done = b
        .act(&me, move |tx, ground, act| {
            a::reserve(tx, ground, act, key, &wants)
        })
        .await;
    match done {
        Ok(_) => visit.go("/my/bookings"),
        Err(no) => {
            let no = told(no, visit.tr(), b.zone())?;
            checkout_page(&b, &visit, &me, key, Some(&sent), &[no]).await
        }
    }
}

/// `POST /book/checkout/{key}/drop`: gives the places up.
pub(super) async fn drop_it(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(key): Path<Id>,
) -> Answer {
    let session = b
        .act(&me, move |tx, ground, act| {
            let all = a::of_checkout(tx, key)?;
            for booking in &all {
                if booking.state == Stand::Leased {
                    a::cancel(tx, ground, act, booking.id, false)?;
                }
            }
            Ok::<_, a::No>(all.first().map(|b| b.session))
        })
        .await?;
    let session = session.ok_or(Failure::NotFound)?;
    visit.go(&format!("/book/session/{session}"))
}
