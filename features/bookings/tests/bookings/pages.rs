//! The pages as browsers see them, and who may come to which.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use bookings::actions as a;
use bookings::pages::{Bookings, ROUTES, Who};
use catalogue::Catalogue;
use catalogue::pages::Sources;
use mail::Outbox;
use people::model::{Role, Scope};
use people::pages::{COOKIE, People};
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::Keys;
use testing::TestDb;
use tower::ServiceExt;
use values::{HandClock, Id, Lang, Text};
use web::{Settings, Site};

use crate::town::*;

type Trouble = Box<dyn std::error::Error + Send + Sync>;

fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag")
}

/// The site of the small town.
pub struct House {
    pub db: TestDb,
    router: Router,
}

pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Got {
    pub fn to(&self) -> String {
        let to = self.headers.get("location").and_then(|v| v.to_str().ok());
        to.unwrap_or_default().to_string()
    }

    pub fn hidden(&self, name: &str) -> String {
        let from = format!("name=\"{name}\" value=\"");
        let rest = self.body.split(&from).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_string()
    }
}

impl House {
    pub async fn open(db: TestDb, course: bookings::model::Session) -> Result<House, Trouble> {
        town(&db, course).await?;
        let ground = ground();
        let city = ground.city.clone();
        let clock = Arc::new(HandClock::at(NOW));
        let catalogue = Catalogue::open(db.db(), city.clone(), None).await?;
        let people = People::new(
            db.db(),
            city,
            Keys::demo(),
            Outbox::new(Keys::demo(), true),
            clock.clone(),
            StdRng::seed_from_u64(7),
        )
        .with_belongings(Arc::new(bookings::belongings::Kept(ground.clone())));
        let bookings = Bookings::new(
            db.db(),
            ground,
            catalogue.clone(),
            clock.clone(),
            StdRng::seed_from_u64(8),
        );
        let words = web::Feature::new("providers").locales(providers::LOCALES);
        let features = vec![
            catalogue::pages::feature(catalogue, clock, Sources::default()),
            people::pages::feature(people),
            words,
            bookings::pages::feature(bookings),
        ];
        let mut settings = Settings::new(Text::new(&lang("it"), "Portofiaba"), lang("it"));
        settings.languages = ["it", "en"].map(lang).to_vec();
        settings.base_url = Some("https://town.example".into());
        let site = Site::new(settings, &features)?;
        Ok(House {
            router: web::router(site, features, || Ok(())),
            db,
        })
    }

    pub async fn enter(&self, key: &'static str) -> Result<String, Trouble> {
        let secret = format!("{:0>64}", format!("secret{key}"));
        let kept = secret.clone();
        self.db
            .write(move |tx| {
                let entered = people::demo::enter(tx, key)?;
                people::actions::enter(tx, &ctx(key, NOW), &entered, "test", &kept)
            })
            .await?;
        Ok(secret)
    }

    pub async fn ask(&self, who: &str, verb: &str, path: &str, fields: &[(&str, &str)]) -> Got {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::builder()
            .method(verb)
            .uri(path)
            .header("cookie", format!("{COOKIE}={who}"))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("an address");
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 5_000_000).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        for wrong in ["{$", ">bookings-", ">people-", ">web-", ">providers-"] {
            assert!(
                !body.contains(wrong),
                "{path}: a message is broken ({wrong})\n{body}"
            );
        }
        assert_ne!(
            parts.status,
            StatusCode::INTERNAL_SERVER_ERROR,
            "{verb} {path}"
        );
        Got {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    pub async fn get(&self, who: &str, path: &str) -> Got {
        self.ask(who, "GET", path, &[]).await
    }
}

/// The address with identifiers of what is there.
fn at(path: &str) -> String {
    let path = path
        .replace("{service}", &id("swimming").to_string())
        .replace(
            "/book/session/{id}",
            &format!("/book/session/{}", id("course")),
        )
        .replace(
            "/bookings/{id}/edit",
            &format!("/bookings/{}/edit", id("course")),
        )
        .replace("{key}", &id("nothing").to_string())
        .replace("{booking}", &id("nothing").to_string())
        .replace("{org}", &pool().to_string())
        .replace("{n}", "1");
    let of = match path.contains("/provider/") {
        true => id("course"),
        false => id("nothing"),
    };
    format!("/it{}", path.replace("{id}", &of.to_string()))
}

testing::on_both!(every_route_lets_in_whom_the_table_says, |db| async move {
    let house = House::open(db, course("course", 2)).await?;
    let is_sign_in =
        |got: &Got| got.status == StatusCode::SEE_OTHER && got.to().contains("/sign-in");
    for (verb, path, who) in ROUTES {
        let got = house.ask("", verb, &at(path), &[]).await;
        assert_eq!(
            is_sign_in(&got),
            *who != Who::Everybody,
            "{verb} {path}: {}",
            got.status
        );
    }
    let secret = house.enter("newcomer").await?;
    for role in Role::ALL {
        let given = house
            .db
            .write(move |tx| {
                let what = (*role, Scope::City);
                let ctx = ctx(&format!("role {}", role.as_str()), NOW);
                people::actions::give(tx, &ctx, who("administrator"), who("newcomer"), what, None)
            })
            .await?;
        for (verb, path, whom) in ROUTES {
            let got = house.ask(&secret, verb, &at(path), &[]).await;
            assert!(!is_sign_in(&got), "{verb} {path} {role:?}");
            match whom {
                Who::Officer(needed) => assert_eq!(
                    got.status != StatusCode::FORBIDDEN,
                    needed == role,
                    "{verb} {path} {role:?} {}",
                    got.status
                ),
                Who::Member | Who::Manager => {
                    assert_eq!(got.status, StatusCode::NOT_FOUND, "{verb} {path} {role:?}");
                }
                Who::Everybody | Who::SignedIn => {
                    assert_ne!(got.status, StatusCode::FORBIDDEN, "{verb} {path} {role:?}");
                }
            }
        }
        house
            .db
            .write(move |tx| {
                people::actions::take(tx, &ctx("take", NOW), who("administrator"), given)
            })
            .await?;
    }
    // the manager comes to everything of the organisation
    let manager = house.enter("association").await?;
    for (verb, path, _) in ROUTES.iter().filter(|(_, p, w)| {
        matches!(w, Who::Member | Who::Manager)
            && !p.contains("{booking}")
            && !p.contains("{service}")
    }) {
        let got = house.ask(&manager, verb, &at(path), &[]).await;
        assert_ne!(got.status, StatusCode::NOT_FOUND, "{verb} {path}");
    }
    Ok(())
});

#[test]
fn the_table_of_routes_is_what_the_policy_says() {
    use std::fmt::Write as _;
    let mut text = String::from(
        "# Who may come to which page about bookings\n\nMade from `features/bookings/src/pages/mod.rs` (`ROUTES`) by a test; `UPDATE=1 cargo nextest run -p bookings the_table` writes it anew. The test `every_route_lets_in_whom_the_table_says` sends every request of it with every role.\nWhat is not one's own (another family's booking, another organisation's session) does not exist for anybody.\n\n| | everybody | signed in | desk of the organisation | manager of the organisation | fund officer |\n|---|---|---|---|---|---|\n",
    );
    for (verb, path, who) in ROUTES {
        let all = *who == Who::Everybody;
        let in_ = all || *who == Who::SignedIn;
        let marks = [
            all,
            in_,
            in_ || *who == Who::Member,
            in_ || matches!(who, Who::Member | Who::Manager),
            in_ || *who == Who::Officer(Role::FundOfficer),
        ];
        let _ = write!(text, "| {verb} `{path}` |");
        for mark in marks {
            let _ = write!(text, " {} |", if mark { "✓" } else { "" });
        }
        text.push('\n');
    }
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/generated/permissions-bookings.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).expect("written");
    }
    assert_eq!(
        std::fs::read_to_string(&file).unwrap_or_default(),
        text,
        "docs/generated/permissions-bookings.md is old"
    );
}

testing::on_both!(a_family_books_through_the_pages, |db| async move {
    let house = House::open(db, course("course", 2)).await?;
    let mother = house.enter("family").await?;
    let page = format!("/it/book/session/{}", id("course"));
    let form = house.get(&mother, &page).await;
    assert!(form.body.contains("Emma Rossetti"));
    let (key, seen) = (form.hidden("key"), form.hidden("seen"));
    // nobody chosen: told at the field, nothing kept
    let got = house
        .ask(&mother, "POST", &page, &[("key", &key), ("seen", &seen)])
        .await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let all: Vec<String> = children(&house.db)
        .await?
        .iter()
        .map(Id::to_string)
        .collect();
    let fields = [
        ("key", key.as_str()),
        ("seen", &seen),
        ("child", &all[0]),
        ("child", &all[1]),
    ];
    let got = house.ask(&mother, "POST", &page, &fields).await;
    assert_eq!(got.to(), format!("/it/book/checkout/{key}"));
    let checkout = got.to();
    // sent twice, it is the same
    let again = house.ask(&mother, "POST", &page, &fields).await;
    assert_eq!(again.to(), checkout);
    let form = house.get(&mother, &checkout).await;
    // somebody else's checkout does not exist
    let other = house.enter("newcomer").await?;
    assert_eq!(
        house.get(&other, &checkout).await.status,
        StatusCode::NOT_FOUND
    );
    let names: Vec<String> = form
        .body
        .split("name=\"pay-")
        .skip(1)
        .map(|rest| format!("pay-{}", rest.split('"').next().unwrap_or_default()))
        .collect();
    assert_eq!(names.len(), 2, "a field for each child");
    // the voucher's hundred euros are proposed: ninety, then the ten that are left
    assert!(form.body.contains("value=\"90.00\"") && form.body.contains("value=\"10.00\""));
    for wrong in ["1e3", "dodici", "12,345", "-5"] {
        let got = house
            .ask(
                &mother,
                "POST",
                &checkout,
                &[(&names[0], wrong), (&names[1], "0")],
            )
            .await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(
            got.body.contains(&format!("value=\"{wrong}\"")),
            "{wrong} is not lost"
        );
    }
    let got = house
        .ask(
            &mother,
            "POST",
            &checkout,
            &[(&names[0], "90"), (&names[1], "60")],
        )
        .await;
    assert_eq!(
        got.status,
        StatusCode::CONFLICT.max(StatusCode::UNPROCESSABLE_ENTITY)
    );
    assert_eq!(stand(&house.db).await?, (0, (10_000, 0), 0));
    let got = house
        .ask(
            &mother,
            "POST",
            &checkout,
            &[(&names[0], "40,00"), (&names[1], "40")],
        )
        .await;
    assert_eq!(got.to(), "/it/my/bookings");
    assert_eq!(stand(&house.db).await?, (0, (10_000, 8_000), 0));
    let list = house.get(&mother, "/it/my/bookings").await;
    assert!(list.body.contains("Corso di nuoto"));
    let key: Id = key.parse()?;
    let booked = house.db.read(move |c| a::of_checkout(c, key)).await?[0].id;
    let one = house
        .get(&mother, &format!("/it/my/bookings/{booked}"))
        .await;
    assert_eq!(one.status, StatusCode::OK);
    let calendar = house
        .get(&mother, &format!("/it/my/bookings/{booked}/calendar.ics"))
        .await;
    assert_eq!(calendar.body.matches("BEGIN:VEVENT").count(), 3);
    assert!(!calendar.body.contains("Emma"));
    assert_eq!(
        house
            .get(&other, &format!("/it/my/bookings/{booked}"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    // the organisation reads first names only, and no word of a voucher
    let manager = house.enter("association").await?;
    let guests = house
        .get(
            &manager,
            &format!("/it/provider/org/{}/bookings/{}", pool(), id("course")),
        )
        .await;
    assert!(guests.body.contains("Emma R.") && !guests.body.contains("Rossetti"));
    assert!(
        !guests.body.contains("buono") || guests.body.contains("Incassa"),
        "nothing tells who is subsidised"
    );
    let got = house
        .ask(
            &mother,
            "POST",
            &format!("/it/my/bookings/{booked}/cancel"),
            &[("why", "other")],
        )
        .await;
    assert_eq!(got.status, StatusCode::SEE_OTHER);
    assert_eq!(stand(&house.db).await?, (1, (10_000, 4_000), 0));
    Ok(())
});

testing::on_both!(what_was_typed_survives_the_sign_in, |db| async move {
    let mut asks = course("course", 2);
    asks.questions = vec![bookings::model::Question {
        key: "q1".into(),
        label: Text::new(&lang("it"), "Allergie?"),
        kind: bookings::model::Answer::Line,
        required: false,
    }];
    let house = House::open(db, asks).await?;
    let both = children(&house.db).await?;
    let kept = lease(&house.db, "one", both[..1].to_vec(), NOW).await?[0].id;
    let checkout = format!("/it/book/checkout/{}", id("one"));
    // the session is over; the answer is sent all the same
    let field = format!("answer-q1-{kept}");
    let got = house
        .ask("", "POST", &checkout, &[(&field, "noci & latte")])
        .await;
    assert!(got.to().starts_with("/it/sign-in?to="), "{}", got.to());
    let handle = got
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|v| v.to_str().ok())
        .find(|v| v.starts_with("__Host-typed="))
        .and_then(|v| v.split(';').next())
        .expect("a handle")
        .to_string();
    let mother = house.enter("family").await?;
    let page = house.get(&format!("{mother}; {handle}"), &checkout).await;
    assert!(
        page.body.contains("noci &amp; latte") || page.body.contains("noci &#38; latte"),
        "{}",
        page.body
    );
    assert_eq!(
        stand(&house.db).await?.1,
        (10_000, 0),
        "nothing is sent by itself"
    );
    Ok(())
});

testing::on_both!(
    who_goes_leaves_nothing_and_takes_all_away,
    |db| async move {
        let mut asks = course("course", 2);
        asks.questions = vec![bookings::model::Question {
            key: "q1".into(),
            label: Text::new(&lang("it"), "Allergie?"),
            kind: bookings::model::Answer::Line,
            required: false,
        }];
        let house = House::open(db, asks).await?;
        let young = who("young");
        // the young person books alone, one of the family's waits for the other course
        let kept = run(&house.db, move |tx, ground| {
            let act = by("young", NOW);
            let kept = a::lease(
                tx,
                ground,
                &act,
                id("course"),
                id("own"),
                &[young],
                values::Cents(9_000),
            )?;
            let want = a::Want {
                booking: kept[0].id,
                answers: [("q1".to_string(), "pesche".to_string())].into(),
                pay: vec![],
            };
            a::reserve(tx, ground, &act, id("own"), &[want])
        })
        .await?[0]
            .id;
        let cookie = house.enter("young").await?;
        let file = house.get(&cookie, "/it/my/data/export").await;
        let all: serde_json::Value = serde_json::from_str(&file.body)?;
        assert_eq!(all["bookings"]["bookings"][0]["answers"]["q1"], "pesche");
        assert_eq!(all["bookings"]["bookings"][0]["state"], "confirmed");
        assert_eq!(stand(&house.db).await?.0, 1);
        let gone = house
            .ask(&cookie, "POST", "/it/my/data/erase", &[("sure", "yes")])
            .await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        // the place is free again, the answer is nowhere, the steps stay
        assert_eq!(stand(&house.db).await?.0, 2);
        let (b, answers) = house
            .db
            .read(move |c| {
                let b = a::booking(c, kept)?;
                Ok::<_, db::Fault>((b, a::answers(c, &Keys::demo(), id("course"))?))
            })
            .await?;
        assert_eq!(b.map(|b| b.state), Some(bookings::model::State::Cancelled));
        assert!(answers.is_empty());
        Ok(())
    }
);

testing::on_both!(forms_bear_anything, |db| async move {
    let house = House::open(db, course("course", 2)).await?;
    let (mother, manager) = (
        house.enter("family").await?,
        house.enter("association").await?,
    );
    let edit = format!("/it/provider/org/{}/bookings/{}/edit", pool(), id("course"));
    let page = format!("/it/book/session/{}", id("course"));
    let long = "x".repeat(3_000);
    let odd = [
        "",
        " ",
        "-1",
        "0",
        "999999999999999999999",
        "1e9",
        "NaN",
        "2026-02-30",
        "30/02/2026",
        "25:61",
        "<script>alert(1)</script>",
        "'; drop table bookings_booking; --",
        "\u{202e}abc",
        "ทดสอบ",
        &long,
    ];
    let mut tried = 0;
    for value in odd {
        for field in [
            "title",
            "day",
            "from",
            "until",
            "weeks",
            "skip",
            "places",
            "price",
            "min_age",
            "opens",
            "closes",
            "confirm",
            "cancel_hours",
            "late_percent",
            "question1",
        ] {
            let mut fields = vec![
                ("title", "Nuoto"),
                ("day", "2026-12-20"),
                ("from", "17:00"),
                ("until", "18:00"),
                ("weeks", "2"),
                ("places", "5"),
                ("price", "10"),
                ("opens", "2026-11-28"),
                ("confirm", "0"),
                ("cancel_hours", "24"),
                ("late_percent", "0"),
                ("absent_percent", "100"),
                ("revision", "1"),
            ];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            let got = house.ask(&manager, "POST", &edit, &fields).await;
            assert!(got.status.as_u16() < 500, "{field} {value}");
            assert!(!got.body.contains("<script>alert"), "{field}");
            tried += 1;
        }
        for field in ["key", "seen", "child", "group", "places"] {
            let got = house.ask(&mother, "POST", &page, &[(field, value)]).await;
            assert!(got.status.as_u16() < 500, "{field} {value}");
            assert!(!got.body.contains("<script>alert"), "{field}");
            tried += 1;
        }
    }
    assert_eq!(tried, 300);
    assert_eq!(stand(&house.db).await?.1, (10_000, 0));
    Ok(())
});

#[test]
fn no_message_is_missing_or_surplus() {
    let catalog = i18n::Catalog::new(&lang("it"), bookings::pages::LOCALES).expect("readable");
    let all = ["it", "en", "ar", "zh", "es", "fil"].map(lang);
    let findings: Vec<String> = i18n::missing(&catalog, &all)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// Every word of a refusal has its sentence.
#[test]
fn every_refusal_has_its_words() {
    use bookings::rules::Refused as R;
    use values::{Cents, Moment, Refuse};
    let words = include_str!("../../locales/it.ftl");
    let source = include_str!("../../src/rules.rs");
    let forms: Vec<&str> = source
        .split("no(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(forms.len() > 12);
    let mut all: Vec<String> = forms
        .iter()
        .map(|w| {
            R::Form(Box::leak(w.to_string().into_boxed_str()), "x")
                .refusal()
                .key
        })
        .collect();
    for no in [
        R::NotThere,
        R::Full,
        R::LeasedUntil(Moment(0)),
        R::NotYet(Moment(0)),
        R::Closed(Moment(0)),
        R::Paused,
        R::SessionCancelled,
        R::NotAdmitted,
        R::Age {
            child: id("x"),
            min: None,
            max: None,
        },
        R::Already(id("x")),
        R::PriceChanged(Cents(0)),
        R::TooLate(Moment(0)),
        R::LeaseOver,
        R::WrongStep(bookings::model::State::Leased),
        R::Unanswered(String::new()),
        R::BadAnswer(String::new()),
        R::NoGroups,
        R::GroupSize,
        R::GroupName,
        R::NoList,
        R::NoNeed,
        R::Nobody,
        R::TooMany,
        R::Overpaid,
        R::MoreThanHeld(Cents(0)),
        R::NotBegun(Moment(0)),
        R::KeyReused,
        R::FewerThanTaken(0),
        R::UnknownCode,
        R::TooManyAttempts(Moment(0)),
        R::OtherSession(String::new()),
        R::OtherHouse,
        R::NotBooked,
        R::RollClosed,
        R::Form("reason", "reason"),
        R::Form("lessons_booked", "day"),
    ] {
        all.push(no.refusal().key);
    }
    for key in all {
        assert!(words.contains(&format!("\n{key} =")), "{key} has no words");
    }
}
