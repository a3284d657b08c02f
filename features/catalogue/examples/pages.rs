//! Serves the pages over a city's demo catalogue without the rest of the program:
//! `cargo run -p catalogue --example pages -- cities/milano 8090`.

use std::path::PathBuf;
use std::sync::Arc;

use catalogue::actions::{publish, put};
use catalogue::model::{Entity, Image, Provenance};
use catalogue::pages::{Sources, feature};
use catalogue::{Catalogue, demo};
use city::City;
use values::{Clock, Moment, SystemClock, Text};
use web::{Helpline, LegalLink, Settings, Site};

fn row<T: Entity>(record: &T, at: Moment) -> Image {
    Image {
        kind: T::KIND,
        id: record.id(),
        version: 1,
        modified_at: at,
        merged_into: None,
        gone_at: None,
        body: serde_json::to_value(record).unwrap_or_default(),
        provenance: Provenance::new(),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut given = std::env::args().skip(1);
    let folder = PathBuf::from(given.next().unwrap_or_else(|| "cities/milano".into()));
    let port: u16 = given.next().unwrap_or_else(|| "8090".into()).parse()?;
    let city = Arc::new(City::load(&folder).map_err(|e| format!("{e:?}"))?);
    let now = SystemClock.now();
    let made = demo::generate(&folder.join("demo"), &city, 1, now.day(&city.zone))?;
    let images: Vec<Image> = made
        .organizations
        .iter()
        .map(|r| row(r, now))
        .chain(made.locations.iter().map(|r| row(r, now)))
        .chain(made.services.iter().map(|r| row(r, now)))
        .chain(made.services_at_location.iter().map(|r| row(r, now)))
        .collect();
    let db = testing::sqlite().await;
    db.write(move |tx| {
        put(tx, &images)?;
        publish(tx)
    })
    .await?;
    let catalogue = Catalogue::open(db.db(), city.clone(), None).await?;
    let features = vec![feature(
        catalogue,
        Arc::new(SystemClock),
        Sources::default(),
    )];
    let name: Text = city
        .name
        .iter()
        .map(|(l, n)| (l.clone(), format!("Wish Mi {n}")))
        .collect();
    let mut settings = Settings::new(name, city.default_language.clone());
    settings.languages = city.languages.clone();
    settings.demo = true;
    settings.helpline = Some(Helpline {
        name: city.helpline.name.clone(),
        phone: city.helpline.phone.clone(),
        hours: city.helpline.hours.clone(),
    });
    let link = |key: &str, href: &str, element: &str| LegalLink {
        key: key.into(),
        href: href.into(),
        element: element.into(),
    };
    settings.legal = vec![
        link("web-legal-about", "/about", ""),
        link("web-legal-faq", "/faq", "faq"),
        link("web-legal-privacy", "/privacy", "privacy-policy-link"),
        link("web-legal-notes", "/legal", "legal-notes"),
        link(
            "web-legal-accessibility",
            "/accessibility",
            "accessibility-link",
        ),
    ];
    let site = Site::new(settings, &features)?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://127.0.0.1:{port}/");
    web::serve(
        listener,
        web::router(site, features, || Ok(())),
        std::future::pending(),
    )
    .await?;
    Ok(())
}
