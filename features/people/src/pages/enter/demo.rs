//! Coming in as somebody invented, in a demo.

use super::*;

/// Somebody invented, as they are chosen.
struct Invented {
    key: &'static str,
    name: String,
    roles: String,
}

#[derive(Template)]
#[template(path = "people/demo.html")]
struct Demo {
    page: Page,
    to: String,
    people: Vec<Invented>,
}

/// `GET /sign-in/demo`: who can be tried; only in a demo.
pub(in crate::pages) async fn demo(
    State(people): State<People>,
    visit: Visit,
    Query(wished): Query<Wish>,
) -> Answer {
    if !people.0.demo {
        return Err(Failure::NotFound);
    }
    let page = frame(&visit, "people-demo");
    let people = crate::demo::PEOPLE
        .iter()
        .map(|one| Invented {
            key: one.key,
            name: format!("{} {}", one.given, one.family),
            roles: match one.roles {
                [] => page.t(&format!("people-demo-{}", one.key)),
                roles => {
                    let said = |r: &crate::model::Role| {
                        page.t(&format!("people-role-{}", r.as_str().replace('_', "-")))
                    };
                    page.tr().list(&roles.iter().map(said).collect::<Vec<_>>())
                }
            },
        })
        .collect();
    let to = wish(&wished.to).unwrap_or_default().to_string();
    show(&Demo { page, to, people })
}

/// `POST /sign-in/demo`
pub(in crate::pages) async fn as_demo(
    State(people): State<People>,
    visit: Visit,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Answer {
    if !people.0.demo {
        return Err(Failure::NotFound);
    }
    let came = people
        .come_in(&headers, move |tx, _| {
            crate::demo::enter(tx, &sent.who).map(Ok)
        })
        .await?;
    match came {
        Ok((entered, secret)) => welcome(visit.lang(), &entered, Some(&sent.to), &secret),
        Err(no) => Err(no.refusal().into()),
    }
}
