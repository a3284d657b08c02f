//! Every route of the feature, asked by everybody: what is answered stands in a table that is kept.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use city::City;
use mail::Outbox;
use people::actions::Entered;
use people::model::{Presence, Role, Scope};
use people::pages::{COOKIE, People, feature};
use testing::TestDb;
use tower::ServiceExt;
use values::{HandClock, Text};
use web::{Settings, Site};

use super::*;

/// The routes as they stand in the source: none is forgotten here.
pub fn routes() -> Vec<(&'static str, String)> {
    let source = include_str!("../../src/pages/mod.rs");
    let mut all = Vec::new();
    // A route may be written over several lines.
    let one_line = source.split_whitespace().collect::<Vec<_>>().join(" ");
    for piece in one_line.split(".route(").skip(1) {
        let mut quoted = piece.split('"');
        let path = quoted.nth(1).expect("a path in quotes").to_string();
        let rest = piece.split(".with_state").next().unwrap_or(piece);
        for (word, method) in [("get(", "GET"), ("post(", "POST")] {
            if rest.contains(word) {
                all.push((method, path.clone()));
            }
        }
    }
    assert!(all.len() > 50, "{}", all.len());
    all
}

/// A site with nothing but people, and a cookie for each who asks.
pub struct House {
    pub router: Router,
    db: TestDb,
}

impl House {
    /// What it stands on.
    pub fn db(&self) -> &TestDb {
        &self.db
    }
}

pub async fn open(db: TestDb) -> Result<House, Box<dyn std::error::Error + Send + Sync>> {
    open_at(db, HandClock::at(NOW)).await
}

/// A house with a clock that is turned by hand.
pub async fn open_at(
    db: TestDb,
    clock: HandClock,
) -> Result<House, Box<dyn std::error::Error + Send + Sync>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
    let city = Arc::new(City::load(&folder).map_err(|e| format!("{e:?}"))?);
    let keys = Keys::demo();
    let people = People::new(
        db.db(),
        city,
        keys.clone(),
        Outbox::new(keys, true),
        Arc::new(clock),
        StdRng::seed_from_u64(3),
    )
    .with_demo();
    let features = vec![feature(people)];
    let lang: values::Lang = "it".parse()?;
    let mut settings = Settings::new(Text::new(&lang, "Wish Mi"), lang.clone());
    settings.languages = vec![lang];
    settings.base_url = Some("https://wish.example".into());
    let site = Site::new(settings, &features)?;
    Ok(House {
        router: web::router(site, features, || Ok(())),
        db,
    })
}

/// Somebody with a role, in a session with two factors; or helping somebody at a desk.
pub async fn cookie(
    db: &TestDb,
    name: &'static str,
    role: Option<Role>,
    helps: Option<Id>,
) -> String {
    let secret = format!("cookie of {name}");
    let kept = secret.clone();
    act(db, name, NOW, move |tx, ctx| {
        let mail = format!("{name}@example.org");
        actions::ask_link(tx, ctx, &mail, &kept, None, None)?;
        let entered = actions::enter_by_link(tx, ctx, &kept, &"it".parse().expect("a language"))?;
        if let Some(role) = role {
            // Roles are given by somebody else.
            let giver = Ctx {
                base: Id::named("test", &format!("giver of {name}")),
                ..ctx.clone()
            };
            let giver = actions::register(tx, &giver, entered.person, facts("Giver", None))?;
            actions::give(tx, ctx, giver, entered.person, (role, Scope::City), None)?;
        }
        let strong = Entered {
            strong: true,
            ..entered
        };
        let session = actions::enter(tx, ctx, &strong, "", &kept)?;
        if let Some(subject) = helps {
            let who = (strong.person, session.id);
            actions::assist(tx, ctx, who, subject, Presence::Known, "help")?;
        }
        Ok(())
    })
    .await
    .expect("a session");
    secret
}

async fn ask(
    site: &House,
    (method, path): (&str, &str),
    (from, cookie): (u8, Option<&str>),
) -> &'static str {
    let one = "00000000-0000-4000-8000-000000000000";
    let filled = path
        .replace("{id}", one)
        .replace("{secret}", "none")
        .replace("{key}", "none");
    let outside =
        path.ends_with("/callback") || path.ends_with("/keys") || path.starts_with("/.well-known");
    let address = match outside {
        true => filled,
        false => format!("/it{filled}"),
    };
    let mut request = Request::builder()
        .method(method)
        .uri(&address)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    if let Some(cookie) = cookie {
        request = request.header("cookie", format!("{COOKIE}={cookie}"));
    }
    let mut request = request.body(Body::empty()).expect("a request");
    // Each from another network: they are not kept from trying so often.
    let from = std::net::SocketAddr::from(([192, 0, 2, from], 5));
    request
        .extensions_mut()
        .insert(axum::extract::ConnectInfo(from));
    let response = site
        .router
        .clone()
        .oneshot(request)
        .await
        .expect("an answer");
    let to = response
        .headers()
        .get("location")
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    match response.status() {
        StatusCode::SEE_OTHER if to.starts_with("/it/sign-in") => "in",
        StatusCode::FORBIDDEN => "no",
        StatusCode::NOT_FOUND => "–",
        // Reached: shown, done, or told what is wrong with the form.
        status if status.is_success() || status.is_redirection() => "yes",
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT | StatusCode::GONE => "yes",
        status => panic!("{method} {path}: {status}"),
    }
}

/// The table, made anew with `UPDATE=1`.
#[test]
fn every_route_for_every_role() -> testing::Outcome {
    testing::run(async {
        let db = testing::sqlite().await;
        let helped = act(&db, "helped", NOW, |tx, ctx| {
            actions::register(tx, ctx, Id::named("test", "x"), facts("Amina", None))
        })
        .await?;
        let mut columns: Vec<(String, Option<String>)> = vec![("visitor".into(), None)];
        columns.push((
            "family".into(),
            Some(cookie(&db, "family", None, None).await),
        ));
        for role in Role::ALL {
            let name: &'static str = role.as_str();
            columns.push((
                name.replace('_', " "),
                Some(cookie(&db, name, Some(*role), None).await),
            ));
        }
        let helping = cookie(&db, "helping", Some(Role::HubOperator), Some(helped)).await;
        columns.push(("helping somebody".into(), Some(helping)));
        let site = open(db).await?;
        let mut table = String::from(
            "<!-- Made by the test people::people routes::every_route_for_every_role; UPDATE=1 makes it anew. -->\n\n# Routes and roles: people\n\n`yes` reached · `no` refused (403) · `in` to the sign-in page · `–` nothing there for anybody like that.\nThe identifiers asked for belong to nobody: whether one may see a certain person's data is held by the tests of the\nactions. Whoever signs out or ends a session does it last here.\n\n",
        );
        let names: Vec<&str> = columns.iter().map(|(n, _)| n.as_str()).collect();
        let _ = writeln!(table, "| route | {} |", names.join(" | "));
        let _ = writeln!(table, "|---|{}", "---|".repeat(columns.len()));
        let mut all = routes();
        // These end what the others need.
        all.sort_by_key(|(_, path)| (path == "/sign-out", path == "/desk/end"));
        for (method, path) in all {
            let mut cells = Vec::new();
            for (from, (_, cookie)) in (1..).zip(&columns) {
                cells.push(ask(&site, (method, &path), (from, cookie.as_deref())).await);
            }
            let _ = writeln!(table, "| {method} {path} | {} |", cells.join(" | "));
        }
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/generated/permissions-people.md");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &table)?;
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(
            kept, table,
            "make it anew with UPDATE=1, and read what has changed"
        );
        Ok(())
    })
}
