//! An act of a judge or of the services was seen: a coordinator writes down who may act for a child.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use values::{Day, Refusal, Refuse};
use web::form::{Field, FormError, summary};
use web::{Answer, Page, Visit, show_with};

use super::desk::wanted_by;
use super::enter::frame;
use super::my::title;
use super::{Me, People, refused};
use crate::actions::{self, Error, Wanted};
use crate::model::{Matter, Name, Person, Title};
use crate::policy::Act;
use crate::rules::Refused;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SeenAct {
    adult: String,
    given: String,
    family: String,
    birth: String,
    title: String,
    until: String,
    bookings: String,
    vouchers: String,
    data: String,
}

#[derive(Template)]
#[template(path = "people/guardian.html")]
struct GuardianPage {
    page: Page,
    errors: Vec<FormError>,
    fields: Vec<Field>,
    title: Field,
    limits: Vec<Field>,
    done: bool,
}

fn guardian_page(visit: &Visit, sent: &SeenAct, done: bool, wrong: &[Refusal]) -> Answer {
    let page = frame(visit, "people-act").crumb(visit.tr().t("people-desk"), "/desk");
    let tr = page.tr();
    let text = |name: &str, label: String, value: &str| {
        Field {
            autocomplete: "off",
            ..Field::text(name, label)
        }
        .value(value)
    };
    let fields: Vec<Field> = [
        text("adult", page.t("people-act-adult"), &sent.adult)
            .required()
            .hint(page.t("people-desk-what-hint")),
        text("given", page.t("people-act-child-given"), &sent.given).required(),
        text("family", page.t("people-act-child-family"), &sent.family),
        text("birth", page.t("people-act-child-birth"), &sent.birth)
            .kind("date")
            .required(),
        text("until", page.t("people-act-until"), &sent.until)
            .kind("date")
            .hint(page.t("people-act-until-hint")),
    ]
    .into_iter()
    .map(|f| f.refused(tr, wrong))
    .collect();
    let mut titles = Field::choice("title", page.t("people-child-title")).required();
    for t in Title::ALL {
        titles = titles.option(t.as_str(), title(&page, *t));
    }
    let titles = titles.value(&*sent.title).refused(tr, wrong);
    let sent_limit = |m: Matter| match m {
        Matter::Bookings => &sent.bookings,
        Matter::Vouchers => &sent.vouchers,
        Matter::Data => &sent.data,
    };
    let limits = Matter::ALL
        .iter()
        .map(|m| {
            Field::choice(m.as_str(), "")
                .option("no", page.t(&format!("people-matter-{}", m.as_str())))
                .value(&**sent_limit(*m))
        })
        .collect();
    let all: Vec<&Field> = fields.iter().chain([&titles]).collect();
    let errors = summary(tr, &all, wrong);
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &GuardianPage {
            errors,
            fields,
            title: titles,
            limits,
            done,
            page,
        },
    )
}

/// `GET /desk/guardian`: an act of a judge or of the services was seen.
pub(super) async fn guardian(visit: Visit, me: Me) -> Answer {
    me.may_somewhere(Act::SeeAct)?;
    let sent: SeenAct = visit.typed("/desk/guardian").unwrap_or_default();
    guardian_page(&visit, &sent, false, &[])
}

/// `POST /desk/guardian`
pub(super) async fn add_guardian(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<SeenAct>,
) -> Answer {
    let staff = me.may_somewhere(Act::SeeAct)?;
    let mut wrong = Vec::new();
    let adult = match wanted_by(&sent.adult) {
        Ok(wanted) => Some(wanted),
        Err(_) => {
            wrong.push(Refusal::new("people-no-looked", 422).field("adult"));
            None
        }
    };
    let birth = sent.birth.trim().parse::<Day>().ok();
    if birth.is_none() {
        wrong.push(Refused::BirthNeeded.refusal());
    }
    if sent.given.trim().is_empty() {
        wrong.push(Refused::NameWrong("given").refusal());
    }
    let as_what = Title::read(&sent.title);
    if as_what.is_none() {
        wrong.push(Refusal::new("people-no-title", 422).field("title"));
    }
    let until = match sent.until.trim() {
        "" => None,
        text => {
            let day = text.parse::<Day>().ok();
            if day.is_none() {
                wrong.push(Refusal::new("people-no-day", 422).field("until"));
            }
            day
        }
    };
    let (Some(adult), Some(birth), Some(as_what), true) = (adult, birth, as_what, wrong.is_empty())
    else {
        return guardian_page(&visit, &sent, false, &wrong);
    };
    let limits: Vec<Matter> = [
        (Matter::Bookings, &sent.bookings),
        (Matter::Vouchers, &sent.vouchers),
        (Matter::Data, &sent.data),
    ]
    .into_iter()
    .filter(|(_, ticked)| *ticked == "no")
    .map(|(m, _)| m)
    .collect();
    let child = Name {
        given: sent.given.clone(),
        family: sent.family.clone(),
    };
    let done = people
        .act(move |tx, ctx| {
            let one = |found: Vec<Person>, field: &'static str| match <[Person; 1]>::try_from(found)
            {
                Ok([person]) => Ok(person.id),
                Err(_) => Err(Error::Refused(Refused::NotOne(field))),
            };
            let adult = one(actions::find(tx, ctx, staff, &adult)?, "adult")?;
            let wanted = Wanted::Who(child.clone(), birth);
            let minor = one(actions::find(tx, ctx, staff, &wanted)?, "given")?;
            actions::add_guardian(
                tx,
                ctx,
                staff,
                (adult, minor),
                as_what,
                limits.clone(),
                until,
            )
        })
        .await;
    match done {
        Ok(_) => guardian_page(&visit, &SeenAct::default(), true, &[]),
        Err(error) => guardian_page(&visit, &sent, false, &[refused(error)?.refusal()]),
    }
}
