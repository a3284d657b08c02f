//! A small feature that uses every component of the shell: for the tests, and for looking at
//! (`cargo run -p web --example showcase`).

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::routing::{get, post};
use i18n::Source;
use serde::Deserialize;
use serde_json::json;
use values::{Cents, Lang, Refusal, Text};
use web::form::{self, Field, FormError};
use web::{
    Answer, Crumb, Failure, Feature, Helpline, LegalLink, Markup, NavItem, Page, Paging, Settings,
    Visit,
};

const LOCALES: &[Source] = &[
    Source::new("sample", "it", include_str!("it.ftl")),
    Source::new("sample", "en", include_str!("en.ftl")),
    Source::new("sample", "ar", include_str!("ar.ftl")),
    Source::new("sample", "zh", "sample-search = 寻找\n"),
];

pub fn l(tag: &str) -> Lang {
    tag.parse().unwrap()
}

pub fn text(pairs: &[(&str, &str)]) -> Text {
    pairs.iter().map(|(k, v)| (l(k), v.to_string())).collect()
}

pub fn settings() -> Settings {
    let mut s = Settings::new(
        text(&[("it", "Wish Mi Villafelice"), ("ar", "ويش مي")]),
        l("it"),
    );
    s.tagline = text(&[
        (
            "it",
            "Tutto quello che la città offre a bambine, bambini e ragazzi",
        ),
        (
            "en",
            "Everything the city offers to children and young people",
        ),
        ("ar", "كل ما تقدمه المدينة للأطفال والشباب"),
    ]);
    s.owner = text(&[
        ("it", "Comune di Villafelice"),
        ("en", "Municipality of Villafelice"),
        ("ar", "بلدية فيلافيليتشي"),
    ]);
    s.owner_url = Some("https://www.comune.example.it".into());
    s.languages = ["it", "en", "zh", "ar"].map(l).to_vec();
    s.helpline = Some(Helpline {
        name: text(&[
            ("it", "Linea famiglie"),
            ("en", "Family line"),
            ("ar", "خط العائلات"),
        ]),
        phone: "02 0202".into(),
        hours: text(&[
            ("it", "Da lunedì a sabato, dalle 8 alle 20"),
            ("en", "Monday to Saturday, 8 to 20"),
            ("ar", "من الاثنين إلى السبت، من 8 إلى 20"),
        ]),
    });
    s.legal = [
        ("web-legal-privacy", "/privacy", "privacy-policy-link"),
        ("web-legal-notes", "/legal", "legal-notes"),
        (
            "web-legal-accessibility",
            "https://form.example.it/a11y",
            "accessibility-link",
        ),
    ]
    .into_iter()
    .map(|(key, href, element)| LegalLink {
        key: key.into(),
        href: href.into(),
        element: element.into(),
    })
    .collect();
    s.base_url = Some("https://wish.example.it/".into());
    s.run = 0xabcd_1234;
    s
}

pub struct Opportunity {
    pub name: Text,
    pub place: &'static str,
    pub domain: &'static str,
    pub domain_key: &'static str,
    pub price: Cents,
}

fn opportunities() -> Vec<Opportunity> {
    let o = |it: &str, en: &str, place, domain, domain_key, price| Opportunity {
        name: if en.is_empty() {
            text(&[("it", it)])
        } else {
            text(&[("it", it), ("en", en)])
        },
        place,
        domain,
        domain_key,
        price: Cents(price),
    };
    vec![
        o(
            "Corso di nuoto per chi comincia",
            "Swimming for beginners",
            "Piscina del Parco",
            "sport",
            "sample-sport",
            4550,
        ),
        o(
            "Aiuto compiti del pomeriggio",
            "",
            "Centro Stella",
            "education",
            "sample-education",
            0,
        ),
        o(
            "Letture ad alta voce in biblioteca",
            "Reading aloud at the library",
            "Biblioteca di quartiere",
            "culture",
            "sample-culture",
            0,
        ),
        o(
            "Club di robotica e programmazione",
            "",
            "Scuola Gianni Rodari",
            "stem",
            "sample-stem",
            3000,
        ),
        o(
            "Sportello psicologico per adolescenti",
            "",
            "Consultorio di via Larga",
            "health",
            "sample-health",
            0,
        ),
        o(
            "Laboratorio di teatro <b>& musica</b>",
            "",
            "Teatro dell’Aria",
            "culture",
            "sample-culture",
            123_450,
        ),
    ]
}

#[derive(Template)]
#[template(path = "sample/home.html")]
struct Home {
    page: Page,
    list: Vec<Opportunity>,
}

#[derive(Template)]
#[template(path = "sample/search.html")]
struct Search {
    page: Page,
    q: String,
    list: Vec<Opportunity>,
    paging: Paging,
    age: Field,
    domain: Field,
    free: Field,
}

#[derive(Template)]
#[template(path = "sample/form.html")]
struct Form {
    page: Page,
    errors: Vec<FormError>,
    name: Field,
    mail: Field,
    kind: Field,
    topics: Field,
    note: Field,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: usize,
}

async fn home(visit: Visit) -> Answer {
    let page = visit
        .page("")
        .home()
        .description(visit.tr().t("sample-lead"))
        .json_ld(&json!({"@context": "https://schema.org", "name": "</script><b>"}));
    web::show(&Home {
        page,
        list: opportunities(),
    })
}

async fn search(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let tr = visit.tr().clone();
    let mut list = opportunities();
    if asked.q == "nothing" {
        list.clear();
    }
    let total = if list.is_empty() { 0 } else { 1234 };
    let paging = Paging::new(asked.page.max(1), 20, total, |n| {
        visit.href(&format!("/search?page={n}"))
    });
    let page = visit
        .page(tr.t("sample-search"))
        .current("/search")
        .searched(asked.q.clone());
    web::show(&Search {
        page,
        q: asked.q,
        list,
        paging,
        age: Field::choice("age", tr.t("sample-age"))
            .option("", tr.t("sample-any"))
            .option("6", "6")
            .option("7", "7"),
        domain: Field::choice("domain", tr.t("sample-domain"))
            .option("sport", tr.t("sample-sport"))
            .option("culture", tr.t("sample-culture"))
            .option("health", tr.t("sample-health"))
            .values(&["sport"]),
        free: Field::choice("free", tr.t("sample-price")).option("1", tr.t("sample-free")),
    })
}

fn form_page(visit: &Visit, refusals: &[Refusal]) -> Form {
    let tr = visit.tr();
    let name = Field::text("name", tr.t("sample-name"))
        .required()
        .refused(tr, refusals);
    let mail = Field::text("mail", tr.t("sample-mail"))
        .kind("email")
        .hint(tr.t("sample-mail.hint"))
        .refused(tr, refusals);
    let kind = Field::choice("kind", tr.t("sample-domain"))
        .option("sport", tr.t("sample-sport"))
        .option("health", tr.t("sample-health"))
        .value("health");
    let topics = Field::choice("topics", tr.t("sample-topics"))
        .option("times", tr.t("sample-when"))
        .option("place", tr.t("sample-where"))
        .values(&["place"]);
    let note = Field::text("note", tr.t("sample-note"));
    Form {
        page: visit
            .page(tr.t("sample-form"))
            .crumb(tr.t("sample-search"), "/search")
            .unlisted(),
        errors: form::summary(tr, &[&name, &mail], refusals),
        name,
        mail,
        kind,
        topics,
        note,
    }
}

async fn form_get(visit: Visit) -> Answer {
    web::show(&form_page(&visit, &[]))
}

async fn form_post(visit: Visit) -> Answer {
    let refusals = [Refusal::new("sample-refused-name", 422).field("name")];
    web::show_with(
        http::StatusCode::UNPROCESSABLE_ENTITY,
        &form_page(&visit, &refusals),
    )
}

async fn refused() -> Answer {
    Err(Refusal::new("sample-refused-name", 422)
        .field("name")
        .into())
}

async fn broken() -> Answer {
    panic!("the engine stopped")
}

async fn crowded() -> Answer {
    Err(Refusal::new("web-refused-too-often", 429)
        .arg("seconds", 42)
        .into())
}

async fn wrong() -> Answer {
    Err(Refusal::new("web-error-422.text", 422).into())
}

pub fn feature() -> Feature {
    Feature::new("sample")
        .locales(LOCALES)
        .search("/search")
        .sitemap("/sitemap.xml")
        .foot(|page| {
            let mut foot = Markup::default();
            foot.push_tag("<p class=\"sample-foot\">");
            foot.push_text(page.visit().path());
            foot.push_tag("</p>");
            foot
        })
        .near(|visit| {
            vec![Crumb {
                label: format!("near {}", visit.path()),
                href: visit.href("/search"),
            }]
        })
        .nav(NavItem {
            key: "sample-map",
            path: "/map",
            element: "",
            order: 20,
        })
        .nav(NavItem {
            key: "sample-search",
            path: "/search",
            element: "all-services",
            order: 10,
        })
        .nav(NavItem {
            key: "sample-form",
            path: "/form",
            element: "",
            order: 30,
        })
        .nav(NavItem {
            key: "sample-me",
            path: "/me",
            element: "personal-area-login",
            order: 40,
        })
        .pages(
            Router::new()
                .route("/", get(home))
                .route("/search", get(search))
                .route("/form", get(form_get).post(form_post))
                .route("/gone", get(async || -> Answer { Err(Failure::Gone) }))
                .route("/refused", get(refused))
                .route("/crowded", get(crowded))
                .route("/wrong", get(wrong))
                .route("/busy", get(async || http::StatusCode::SERVICE_UNAVAILABLE))
                .route("/echo", post(async |body: String| body))
                .route("/broken", get(broken)),
        )
        .root(
            Router::new()
                .route("/api/refused", get(refused))
                .route("/api/crowded", get(crowded))
                .route("/api/gone", get(async || -> Answer { Err(Failure::Gone) }))
                .route(
                    "/api/busy",
                    get(async || http::StatusCode::SERVICE_UNAVAILABLE),
                )
                .route("/api/echo", post(async |body: String| body))
                .route(
                    "/api/broken",
                    get(async || -> Answer { Err(Failure::fault("disk full")) }),
                ),
        )
}
