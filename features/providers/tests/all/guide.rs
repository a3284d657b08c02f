//! The guided editor as browsers send it: places, prices, timetables, themes, languages, conflicts,
//! claims, and what becomes of them in the catalogue.

use std::sync::Arc;

use axum::http::StatusCode;
use catalogue::model::{Kind, Location, Organization, Period, Service, ServiceAtLocation};
use jobs::{Handlers, Pace, Worker};
use values::{Clock, HandClock, Id};

use crate::pages::to;
use crate::square::{Got, Square, Trouble, demo, id};
use crate::town::{NOW, ground, now};

const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn area() -> String {
    format!("/it/provider/org/{}", demo("admitted"))
}

/// The identifier at the end of an address of the editor.
fn record(edit: &str) -> Id {
    let end = edit.split("/edit/").nth(1).unwrap_or_default();
    let id = end.split('/').nth(1).unwrap_or_default();
    id.parse().unwrap_or_else(|_| panic!("{edit}"))
}

/// Opens a draft and returns its first page.
async fn begin(town: &Square, who: &str, fields: &[(&str, &str)]) -> String {
    to(&town.post(who, &format!("{}/begin", area()), fields).await)
}

/// Sends a part of the guide with the revision it is shown with.
async fn fill(town: &Square, who: &str, page: &str, fields: &[(&str, &str)]) -> Got {
    let revision = town.get(who, page).await.hidden("revision");
    let mut all = vec![("revision", revision.as_str())];
    all.extend(fields);
    town.post(who, page, &all).await
}

/// Looks at the preview of a record and sends it.
async fn preview(town: &Square, who: &str, edit: &str) -> Got {
    town.get(who, &edit.replace("/edit/", "/preview/")).await
}

async fn send(town: &Square, who: &str, edit: &str) -> Got {
    let revision = preview(town, who, edit).await.hidden("revision");
    let path = edit.replace("/edit/", "/send/");
    town.post(who, &path, &[("revision", &revision)]).await
}

/// The moderator says yes to the change of a record with this name; the answer of the page.
async fn approve(town: &Square, officer: &str, name: &str) -> Got {
    let queue = town.get(officer, "/it/staff/changes").await;
    let at = queue
        .body
        .split("/it/staff/changes/")
        .skip(1)
        .find(|part| part.split("</a>").next().unwrap_or_default().contains(name))
        .unwrap_or_else(|| panic!("«{name}» does not wait:\n{}", queue.body))[..36]
        .to_string();
    let at = format!("/it/staff/changes/{at}");
    let seen = town.get(officer, &at).await.hidden("seen");
    town.post(officer, &at, &[("do", "yes"), ("seen", &seen)])
        .await
}

/// Brings what has its yes into the catalogue.
async fn publish(town: &Square) -> Result<(), Trouble> {
    let clock: Arc<dyn Clock> = Arc::new(HandClock::at(NOW.plus_seconds(3600)));
    let handlers = providers::jobs::handlers(
        Handlers::default(),
        (town.db.db(), town.exchange.clone()),
        ground(),
        clock.clone(),
        || now("clock").seed,
        None,
    );
    let worker = Worker::new(town.db.db(), clock, "test", handlers, Pace::default())?;
    while worker.step().await?.is_some() {}
    Ok(())
}

async fn image(town: &Square, kind: Kind, record: Id) -> Option<catalogue::model::Image> {
    town.db
        .read(move |c| catalogue::actions::image(c, kind, record))
        .await
        .expect("read")
        .filter(|i| i.is_live())
}

async fn ties(town: &Square, service: Id) -> Vec<ServiceAtLocation> {
    town.db
        .read(move |c| catalogue::actions::places_of(c, service))
        .await
        .expect("read")
        .iter()
        .map(|i| i.record().expect("a tie"))
        .collect()
}

testing::on_both!(
    a_place_and_a_service_there_are_made_moved_and_left,
    |db| async move {
        let town = Square::open(db).await?;
        let (mine, officer) = (
            town.enter("association").await?,
            town.enter("moderator").await?,
        );
        let club = id("club").to_string();
        // A place: what is wrong is told at its field, and nothing typed is lost.
        let hall = begin(&town, &mine, &[("kind", "location"), ("above", &club)]).await;
        let wrong = [
            ("name", "Sala del Molo"),
            ("postal_code", "16100"),
            ("point", "vicino al faro"),
        ];
        let got = fill(&town, &mine, &hall, &wrong).await;
        assert_eq!(got.status, WRONG);
        got.has("field-street-error")
            .has("field-point-error")
            .has("value=\"vicino al faro\"");
        let good = [
            ("name", "Sala del Molo"),
            ("street", "Calle del Muelle 1"),
            ("description", "Una sala grande con il parquet."),
            ("then", "next"),
        ];
        let access = to(&fill(&town, &mine, &hall, &good).await);
        assert_eq!(access, format!("{hall}/access"));
        let city = ground().city;
        let list = city.taxonomies.get("accessibility").expect("a list");
        let term = list.terms()[0].key.clone();
        let good = [
            ("transportation", "Autobús 3"),
            ("with-accessibility", "yes"),
            ("accessibility", term.as_str()),
            ("then", "next"),
        ];
        let when = to(&fill(&town, &mine, &access, &good).await);
        let good = [
            ("time-0-row", ""),
            ("time-0-days", "MO"),
            ("time-0-opens", "9:00"),
            ("time-0-closes", "20"),
            ("then", "preview"),
        ];
        to(&fill(&town, &mine, &when, &good).await);
        preview(&town, &mine, &hall)
            .await
            .has("id=\"waits\"")
            .has("Calle del Muelle 1")
            .has("09:00–20:00");
        // A service there, before the place is sent: it cannot be sent first.
        let vela = begin(&town, &mine, &[("kind", "service"), ("above", &club)]).await;
        to(&fill(&town, &mine, &vela, &[("name", "Vela in sala")]).await);
        let place = record(&hall).to_string();
        let where_ = format!("{vela}/where");
        town.get(&mine, &where_)
            .await
            .has("Sala del Molo (nuovo, aspetta il Comune)");
        let strange = id("nowhere").to_string();
        let no = fill(&town, &mine, &where_, &[("places", &strange)]).await;
        assert_eq!(no.status, WRONG);
        no.has("field-places-error");
        to(&fill(
            &town,
            &mine,
            &where_,
            &[("with-places", "yes"), ("places", &place)],
        )
        .await);
        let early = send(&town, &mine, &vela).await;
        assert_eq!(early.status, WRONG);
        early.has("non è stato ancora inviato");
        to(&send(&town, &mine, &hall).await);
        // Times: one everywhere, one only there, closed at Christmas.
        let when = format!("{vela}/when");
        let times = [
            ("rhythm", "weekly"),
            ("time-0-row", ""),
            ("time-0-place", place.as_str()),
            ("time-0-days", "TU"),
            ("time-0-days", "TH"),
            ("time-0-opens", "17:00"),
            ("time-0-closes", "18:30"),
            ("time-0-from", "2026-12-01"),
            ("time-0-to", "2027-05-31"),
            ("time-0-period", "term"),
            ("time-0-off-0-from", "2026-12-24"),
            ("time-0-off-0-to", "2027-01-06"),
            ("time-1-row", ""),
            ("time-1-from", "2026-12-12"),
            ("time-1-opens", "10:00"),
            ("time-1-closes", "12:00"),
        ];
        to(&fill(&town, &mine, &when, &times).await);
        preview(&town, &mine, &vela)
            .await
            .has("Sala del Molo: martedì e giovedì, 17:00–18:30")
            .has("chiuso dal")
            .has("10:00–12:00");
        to(&send(&town, &mine, &vela).await);
        // The place first, then what happens there.
        let no = approve(&town, &officer, "Vela in sala").await;
        assert_eq!(no.status, WRONG);
        no.has("aspetta ancora");
        to(&approve(&town, &officer, "Sala del Molo").await);
        to(&approve(&town, &officer, "Vela in sala").await);
        publish(&town).await?;
        let at: Location = image(&town, Kind::Location, record(&hall))
            .await
            .expect("shown")
            .record()?;
        assert_eq!(at.address.expect("there").address_1, "Calle del Muelle 1");
        assert_eq!(at.accessibility, [term]);
        assert_eq!(at.organization_id, Some(id("club")));
        let service: Service = image(&town, Kind::Service, record(&vela))
            .await
            .expect("shown")
            .record()?;
        assert_eq!(service.schedules.len(), 1);
        let all = ties(&town, record(&vela)).await;
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].location_id, record(&hall));
        let time = &all[0].schedules[0];
        assert_eq!((time.except.len(), time.period), (14, Period::Term));

        // Other times there go out at once, and the rest of the tie stays.
        let edit = begin(
            &town,
            &mine,
            &[
                ("kind", "service"),
                ("record", &record(&vela).to_string()),
                ("part", "when"),
            ],
        )
        .await;
        assert!(edit.ends_with("/when"), "a mend opens its part: {edit}");
        let first = edit.trim_end_matches("/when").to_string();
        let form = town.get(&mine, &edit).await;
        form.has("value=\"2026-12-24\"");
        let later = [("time-1-row", "1"), ("time-1-opens", "17:15")];
        to(&fill(&town, &mine, &edit, &later).await);
        let page = preview(&town, &mine, &first).await;
        page.has("id=\"now\"");
        assert!(!page.body.contains("id=\"waits\""), "{}", page.body);
        to(&send(&town, &mine, &first).await);
        publish(&town).await?;
        let all = ties(&town, record(&vela)).await;
        assert_eq!(
            all[0].schedules[0].opens_at.map(|t| t.to_string()),
            Some("17:15".into())
        );
        assert_eq!(all[0].schedules[0].except.len(), 14);

        // A move waits.
        let again = [("kind", "location"), ("record", place.as_str())];
        let hall = begin(&town, &mine, &again).await;
        to(&fill(&town, &mine, &hall, &[("street", "Calle Nueva 2")]).await);
        preview(&town, &mine, &hall)
            .await
            .has("id=\"waits\"")
            .has("Cambia il luogo");
        to(&send(&town, &mine, &hall).await);
        to(&approve(&town, &officer, "Sala del Molo").await);
        publish(&town).await?;
        let at: Location = image(&town, Kind::Location, record(&hall))
            .await
            .expect("shown")
            .record()?;
        assert_eq!(at.address.expect("there").address_1, "Calle Nueva 2");

        // Out of use: after the yes it is gone, and the service is still there.
        let retire = format!("{}/retire/location/{place}", area());
        to(&town.post(&mine, &retire, &[]).await);
        assert!(image(&town, Kind::Location, record(&hall)).await.is_some());
        to(&approve(&town, &officer, "Sala del Molo").await);
        publish(&town).await?;
        assert!(image(&town, Kind::Location, record(&hall)).await.is_none());
        assert!(ties(&town, record(&vela)).await.is_empty());
        assert!(image(&town, Kind::Service, record(&vela)).await.is_some());
        let wrong = town.db.read(exchange::verify).await?;
        assert_eq!(wrong, Vec::<String>::new());
        let wrong = town.db.read(catalogue::actions::verify).await?;
        assert_eq!(wrong, Vec::<String>::new());
        Ok(())
    }
);

testing::on_both!(prices_rows_come_and_go, |db| async move {
    let town = Square::open(db).await?;
    let mine = town.enter("association").await?;
    let sailing = id("sailing").to_string();
    let begin_it = [
        ("kind", "service"),
        ("record", sailing.as_str()),
        ("part", "price"),
    ];
    let price = begin(&town, &mine, &begin_it).await;
    // One more row keeps nothing yet and loses nothing.
    let typed = [
        ("price-0-row", "0"),
        ("price-0-amount", "25"),
        ("then", "more-price"),
    ];
    let more = fill(&town, &mine, &price, &typed).await;
    assert_eq!(more.status, StatusCode::OK);
    more.has("value=\"25\"").has("name=\"price-1-amount\"");
    let typed = [
        ("price-0-row", "0"),
        ("price-0-amount", "25"),
        ("price-1-row", ""),
        ("price-1-amount", "0"),
        ("price-1-unit", "month"),
        ("price-1-for", "Secondo figlio"),
        ("price-1-income", "15000"),
        ("price-1-to", "2027-06-30"),
        ("price-2-row", ""),
        ("price-2-income", "9000"),
    ];
    let wrong = fill(&town, &mine, &price, &typed).await;
    assert_eq!(wrong.status, WRONG);
    wrong
        .has("field-price-2-amount-error")
        .has("Secondo figlio");
    to(&fill(&town, &mine, &price, &typed[..8]).await);
    let first = price.trim_end_matches("/price").to_string();
    preview(&town, &mine, &first)
        .await
        .has("Gratis, Secondo figlio, con ISEE fino a")
        .has("Cambia il prezzo");
    let gone = [("price-0-row", "0"), ("price-0-gone", "yes")];
    to(&fill(&town, &mine, &price, &gone).await);
    let form = town.get(&mine, &price).await;
    form.has("Secondo figlio");
    assert!(!form.body.contains("price-1-amount"), "one price is left");
    // Themes come from the city's lists; what is not in them is refused.
    let city = ground().city;
    let theme = city.taxonomies.get("service").expect("themes").terms()[0]
        .key
        .clone();
    let themes = format!("{first}/themes");
    let no = fill(
        &town,
        &mine,
        &themes,
        &[("with-themes", "yes"), ("themes", "x.y")],
    )
    .await;
    assert_eq!(no.status, WRONG);
    no.has("x.y");
    let typed = [("with-themes", "yes"), ("themes", theme.as_str())];
    to(&fill(&town, &mine, &themes, &typed).await);
    preview(&town, &mine, &first)
        .await
        .has("Cambiano gli argomenti");
    // What is wrong on another part is told with its name.
    let who = format!("{first}/who");
    let no = fill(&town, &mine, &who, &[("age_from", "12"), ("age_to", "6")]).await;
    assert_eq!(no.status, WRONG);
    no.has("field-age_from-error");
    Ok(())
});

testing::on_both!(a_translation_is_written_and_falls_behind, |db| async move {
    let town = Square::open(db).await?;
    let (mine, officer) = (
        town.enter("association").await?,
        town.enter("moderator").await?,
    );
    let club = id("club").to_string();
    let edit = begin(&town, &mine, &[("kind", "service"), ("above", &club)]).await;
    let typed = [
        ("name", "Remi e racconti"),
        (
            "description",
            "Si rema piano e si raccontano storie del porto.",
        ),
    ];
    to(&fill(&town, &mine, &edit, &typed).await);
    let texts = edit.replace("/edit/", "/texts/");
    town.get(&mine, &texts)
        .await
        .has("Manca")
        .has("Testo di partenza");
    let english = format!("{texts}/en");
    let form = town.get(&mine, &english).await;
    form.has("Si rema piano").has("lang=\"en\" dir=\"ltr\"");
    town.get(&mine, &format!("{texts}/ar"))
        .await
        .has("dir=\"rtl\"");
    assert_eq!(
        town.get(&mine, &format!("{texts}/xx")).await.status,
        StatusCode::NOT_FOUND
    );
    // Too long: told at the field, what was typed stays.
    let long = "x".repeat(6001);
    let no = fill(&town, &mine, &english, &[("description", &long)]).await;
    assert_eq!(no.status, WRONG);
    no.has("field-description-error");
    let typed = [
        ("name", "Oars and tales"),
        (
            "description",
            "We row slowly and tell tales of the harbour.",
        ),
        ("machine", "yes"),
    ];
    to(&fill(&town, &mine, &english, &typed).await);
    town.get(&mine, &texts)
        .await
        .has("Fatto da una macchina, da rileggere");
    // Somebody else had the page open: nothing is overwritten silently.
    let late = [("revision", "1"), ("name", "Other")];
    let no = town.post(&mine, &english, &late).await;
    assert_eq!(no.status, WRONG);
    no.has("Qualcuno ha cambiato");
    let typed = [
        ("still", "name"),
        ("name", "Oars and tales"),
        (
            "description",
            "We row slowly, and tell old tales of the harbour.",
        ),
    ];
    to(&fill(&town, &mine, &english, &typed).await);
    town.get(&mine, &texts)
        .await
        .has("Riletto e confermato")
        .has("Scritto da voi");
    to(&send(&town, &mine, &edit).await);
    to(&approve(&town, &officer, "Remi e racconti").await);
    publish(&town).await?;
    let shown: Service = image(&town, Kind::Service, record(&edit))
        .await
        .expect("shown")
        .record()?;
    let en = "en".parse()?;
    assert_eq!(shown.name.get(&en), Some("Oars and tales"));
    // The original moves; the translation stays and is behind, also when the change is long out.
    let again = record(&edit).to_string();
    let open = [("kind", "service"), ("record", again.as_str())];
    let edit = begin(&town, &mine, &open).await;
    let typed = [("name", "Remi, racconti e merende")];
    to(&fill(&town, &mine, &edit, &typed).await);
    preview(&town, &mine, &edit).await.has("Da rivedere");
    to(&send(&town, &mine, &edit).await);
    to(&approve(&town, &officer, "Remi e racconti").await);
    publish(&town).await?;
    begin(&town, &mine, &open).await;
    town.get(&mine, &texts).await.has("Da rivedere");
    to(&fill(
        &town,
        &mine,
        &english,
        &[("still", "name"), ("name", "Oars and tales")],
    )
    .await);
    let now = town.get(&mine, &texts).await;
    assert!(!now.body.contains("Da rivedere"), "{}", now.body);
    // The language of the original is not a translation: it is written in the guide.
    let own = town.get(&mine, &format!("{texts}/es")).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND);
    Ok(())
});

testing::on_both!(two_editors_choose_which_value_stays, |db| async move {
    let town = Square::open(db).await?;
    let mine = town.enter("association").await?;
    let sailing = id("sailing").to_string();
    let open = [("kind", "service"), ("record", sailing.as_str())];
    let edit = begin(&town, &mine, &open).await;
    to(&fill(&town, &mine, &edit, &[("alert", "Lunedì chiuso")]).await);
    // Meanwhile the record shows another notice.
    town.db
        .write(|tx| {
            let image = catalogue::actions::image(tx, Kind::Service, id("sailing"))?;
            let mut image = image.expect("there");
            image.body["alert"] = serde_json::json!({"es": "Mañana cerrado"});
            image.version += 1;
            catalogue::actions::put(tx, &[image])?;
            catalogue::actions::publish(tx)
        })
        .await?;
    let page = preview(&town, &mine, &edit).await;
    page.has("id=\"clashes\"")
        .has("Mañana cerrado")
        .has("Lunedì chiuso");
    let no = send(&town, &mine, &edit).await;
    assert_eq!(
        no.status, WRONG,
        "it is not sent over somebody else's words"
    );
    let resolve = edit.replace("/edit/", "/resolve/");
    let revision = page.hidden("revision");
    let kept = [("revision", revision.as_str()), ("mine", "alert")];
    let after = town
        .follow(&mine, &town.post(&mine, &resolve, &kept).await)
        .await;
    assert!(!after.body.contains("id=\"clashes\""), "{}", after.body);
    after.has("Lunedì chiuso");
    to(&send(&town, &mine, &edit).await);
    Ok(())
});

testing::on_both!(a_record_is_claimed_with_a_proof, |db| async move {
    db.write(|tx| {
        let mut other = Organization::new(id("school"), "Scuola del Faro");
        other.email = Some("segreteria@faro.example".into());
        crate::claims::put(tx, &other).map_err(|e| match e {
            providers::actions::No::Db(fault) => fault,
            refused => panic!("{refused}"),
        })
    })
    .await?;
    let town = Square::open(db).await?;
    let (mine, officer) = (
        town.enter("association").await?,
        town.enter("moderator").await?,
    );
    let claim = format!("{}/claim", area());
    let school = id("school").to_string();
    town.get(&mine, &format!("{claim}?q=scuola"))
        .await
        .has("Scuola del Faro");
    let none = town
        .post(
            &mine,
            &claim,
            &[("record", &id("none").to_string()), ("way", "document")],
        )
        .await;
    assert_ne!(none.status, StatusCode::SEE_OTHER, "nothing to claim");
    // A code that is guessed proves nothing, and is told at once.
    let asked = [("record", school.as_str()), ("way", "mail")];
    to(&town.post(&mine, &claim, &asked).await);
    let page = town.get(&mine, &claim).await;
    page.has("Codice spedito");
    let code = page.body.split(&format!("{}/claims/", area())).nth(1);
    let code = format!("{}/claims/{}", area(), &code.unwrap_or_default()[..36]);
    let no = town.post(&mine, &code, &[("code", "AAAA-AAAA-AAAA")]).await;
    assert_eq!(no.status, WRONG);
    no.has("Il codice non");
    // Or the city looks at it.
    let asked = [("record", school.as_str()), ("way", "document")];
    let done = town.post(&mine, &claim, &asked).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    town.get(&mine, &claim)
        .await
        .has("Scuola del Faro")
        .has("La guarda il Comune");
    // Until it is decided nothing of it can be edited.
    let open = [("kind", "organization"), ("record", school.as_str())];
    let no = town.post(&mine, &format!("{}/begin", area()), &open).await;
    assert_eq!(no.status, StatusCode::NOT_FOUND);
    let desk = town.get(&officer, "/it/staff/admissions").await;
    desk.has("Scuola del Faro");
    let at = desk
        .body
        .split("/it/staff/claims/")
        .nth(1)
        .unwrap_or_else(|| panic!("{}", desk.body))[..36]
        .to_string();
    let at = format!("/it/staff/claims/{at}");
    let silent = town.post(&officer, &at, &[("do", "yes")]).await;
    assert_ne!(silent.status, StatusCode::SEE_OTHER, "a reason is needed");
    let yes = [("do", "yes"), ("note", "Lo statuto porta lo stesso nome")];
    to(&town.post(&officer, &at, &yes).await);
    let edit = begin(&town, &mine, &open).await;
    town.get(&mine, &edit).await.has("Scuola del Faro");
    Ok(())
});

testing::on_both!(mends_and_confirmations_are_one_press, |db| async move {
    let town = Square::open(db).await?;
    let mine = town.enter("association").await?;
    let page = town.get(&mine, &area()).await;
    page.has("name=\"part\" value=\"where\"")
        .has("name=\"part\" value=\"when\"")
        .has("Qualità:");
    let sailing = id("sailing").to_string();
    let path = format!("{}/confirm/service/{sailing}", area());
    to(&town.post(&mine, &path, &[]).await);
    publish(&town).await?;
    let shown: Service = image(&town, Kind::Service, id("sailing"))
        .await
        .expect("shown")
        .record()?;
    assert!(shown.assured.is_some());
    Ok(())
});
