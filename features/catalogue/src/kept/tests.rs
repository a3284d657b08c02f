use std::path::{Path, PathBuf};
use std::sync::Arc;

use testing::TestDb;
use values::{Cents, Id, Lang, Moment, Text};

use super::*;
use crate::actions::{publish, put, remove};
use crate::demo;
use crate::model::{
    Assurance, ByDay, CostOption, Identifier, Image, Kind, Phone, Provenance, Schedule, Service,
    Source, Status, Weekday,
};
use crate::search::{Query, Results};
use crate::{Catalogue, View};

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn city_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba")
}

fn city() -> Arc<City> {
    Arc::new(City::load(&city_folder()).expect("a whole city folder"))
}

fn lang() -> Lang {
    "es".parse().expect("a language")
}

fn row<T: Entity>(record: &T) -> Image {
    let origin = |record: &str| Source {
        source: "demo".into(),
        record: record.into(),
        at: Moment(1_794_000_000_000_000),
        rule: "only_one".into(),
    };
    Image {
        kind: T::KIND,
        id: record.id(),
        version: 1,
        modified_at: Moment(1_795_000_000_000_000),
        merged_into: None,
        gone_at: None,
        body: serde_json::to_value(record).expect("a record"),
        provenance: Provenance::from([
            ("name".to_string(), origin("one")),
            ("id".to_string(), origin("two")),
        ]),
    }
}

async fn publish_rows(db: &TestDb, rows: Vec<Image>) -> Result<(), Fault> {
    db.write(move |tx| {
        put(tx, &rows)?;
        publish(tx)
    })
    .await?;
    Ok(())
}

fn demo_rows() -> Result<Vec<Image>, Fault> {
    let city = city();
    let made = demo::generate(&city_folder().join("demo"), &city, 1, "2026-11-22".parse()?)?;
    let all = made.organizations.iter().map(row);
    Ok(all
        .chain(made.locations.iter().map(row))
        .chain(made.services.iter().map(row))
        .chain(made.services_at_location.iter().map(row))
        .collect())
}

/// A service in which every sort of value occurs that a city might leave out.
fn full(organization: Id) -> Result<Service, Fault> {
    let mut s = Service::new(
        Id::named("t", "full"),
        organization,
        Text::new(&lang(), "Todo"),
    );
    s.status = Status::TemporarilyClosed;
    s.languages = vec!["it-easy".parse()?, "ar".parse()?];
    s.description = Text::new(&lang(), "palabras largas ".repeat(40));
    s.adult_needed = Some(false);
    s.cost_options = vec![CostOption {
        amount: Some(Cents(123_456_789)),
        valid_from: Some("1999-12-31".parse()?),
        ..CostOption::default()
    }];
    s.phones = vec![Phone {
        number: "+390212345".into(),
        description: Text::new(&"zh".parse()?, "电话"),
    }];
    s.identifiers = vec![Identifier {
        scheme: "runts".into(),
        value: "7".into(),
    }];
    s.assured = Some(Assurance {
        on: "2026-02-28".parse()?,
        by: String::new(),
    });
    s.schedules = vec![Schedule {
        byday: vec![ByDay {
            nth: Some(-1),
            day: Weekday::Sunday,
        }],
        bymonthday: vec![-31, 31],
        closes_at: Some("24".parse()?),
        except: vec!["2026-01-01".parse()?],
        ..Schedule::default()
    }];
    Ok(s)
}

fn same(a: &Snapshot, b: &Snapshot) {
    fn rows<T: Entity + std::fmt::Debug>(a: &Table<T>, b: &Table<T>) {
        assert_eq!(a.rows().count(), b.rows().count());
        for (a, b) in a.rows().zip(b.rows()) {
            assert_eq!(*a.record.brief(), *b.record.brief());
            assert_eq!(a.provenance(), b.provenance());
            assert_eq!(
                (
                    a.record.id,
                    a.version,
                    a.modified_at,
                    a.merged_into,
                    a.gone_at
                ),
                (
                    b.record.id,
                    b.version,
                    b.modified_at,
                    b.merged_into,
                    b.gone_at
                )
            );
        }
    }
    assert_eq!(a.state, b.state);
    assert_eq!(a.districts, b.districts);
    rows(&a.organizations, &b.organizations);
    rows(&a.locations, &b.locations);
    rows(&a.services, &b.services);
    rows(&a.at_locations, &b.at_locations);
    for s in a.services() {
        let ids = |of: &Snapshot| -> Vec<Id> {
            of.places_of(s.record.id)
                .map(|(at, _)| at.record.id)
                .collect()
        };
        assert_eq!(ids(a), ids(b));
    }
}

fn answers(view: &View) -> Vec<Results> {
    let mut query = Query::all(lang());
    let mut all = Vec::new();
    for (words, free) in [
        ("", false),
        ("", true),
        ("deporte", false),
        ("musica", true),
    ] {
        (query.words, query.free) = (words.into(), free);
        all.push(view.search(&query).expect("an answer"));
    }
    all
}

testing::on_both!(records_are_unpacked_as_they_were, |db| async move {
    let mut rows = demo_rows()?;
    let organization = rows[0].id;
    let whole = full(organization)?;
    let mut gone = row(&Service::new(
        Id::named("t", "gone"),
        organization,
        Text::default(),
    ));
    gone.gone_at = Some(Moment(-5));
    rows.push(row(&whole));
    rows.push(gone.clone());
    publish_rows(&db, rows.clone()).await?;
    let snapshot = db.read(Snapshot::load).await?.ok_or("settling")?;
    let mut seen = 0;
    for image in &rows {
        let (body, provenance) = match image.kind {
            Kind::Organization => snapshot
                .organization(image.id)
                .map(|h| (serde_json::to_value(&h.record), h.provenance())),
            Kind::Location => snapshot
                .location(image.id)
                .map(|h| (serde_json::to_value(&h.record), h.provenance())),
            Kind::Service => snapshot
                .service_ever(image.id)
                .map(|h| (serde_json::to_value(&h.record), h.provenance())),
            Kind::ServiceAtLocation => {
                let all = snapshot.services_at_locations().iter();
                all.into_iter()
                    .find(|h| h.record.id == image.id)
                    .map(|h| (serde_json::to_value(&h.record), h.provenance()))
            }
        }
        .ok_or("a record is not there")?;
        assert_eq!(body?, image.body);
        assert_eq!(provenance, image.provenance);
        seen += 1;
    }
    assert!(seen > 50);
    let held = snapshot.service(whole.id).ok_or("not there")?;
    assert_eq!(*held.record, whole);
    assert!(held.record.is_offered() && !held.record.is_demo());
    assert!(snapshot.service(gone.id).is_none());
    // Packed again, the same is there and nothing lies unpacked.
    assert!(snapshot.opened() > 0);
    let again = snapshot.again();
    assert_eq!(again.opened(), 0);
    same(&snapshot, &again);
    same(&snapshot, &snapshot.packed_together());
    Ok(())
});

testing::on_both!(
    a_start_with_the_file_answers_as_one_without,
    |db| async move {
        publish_rows(&db, demo_rows()?).await?;
        let folder = tempfile::tempdir()?;
        let first = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
        let path = folder.path().join(FILE);
        assert!(path.exists());
        let state = first.view().snapshot().state;
        let (snapshot, _) = read(folder.path(), state, &city()).ok_or("it is not believed")?;
        same(first.view().snapshot(), &snapshot);
        let again = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
        assert_eq!(answers(&first.view()), answers(&again.view()));
        // After changes, too: something new, something changed, something taken out.
        let services: Vec<Service> = first.view().snapshot().services()[..3]
            .iter()
            .map(|h| h.record.clone())
            .collect();
        let mut renamed = services[0].clone();
        renamed.name = Text::new(&lang(), "Zarabanda submarina");
        let new = full(services[0].organization_id)?;
        publish_rows(&db, vec![row(&renamed), row(&new)]).await?;
        again.refresh().await?;
        again.keep().await;
        let id = new.id;
        let before = again.view().snapshot().state;
        assert!(read(folder.path(), before, &city()).is_some());
        db.write(move |tx| {
            remove(tx, &[(Kind::Service, id)])?;
            publish(tx)
        })
        .await?;
        again.refresh().await?;
        let now = again.view().snapshot().state;
        assert!(
            read(folder.path(), now, &city()).is_none(),
            "the file is of an older state"
        );
        again.keep().await;
        let third = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
        let anew = Catalogue::open(db.db(), city(), None).await?;
        same(third.view().snapshot(), anew.view().snapshot());
        assert_eq!(answers(&third.view()), answers(&again.view()));
        // An index built at once may weigh words a little otherwise than one that was changed.
        for (a, b) in answers(&third.view()).iter().zip(answers(&anew.view())) {
            assert_eq!((a.total, &a.facets), (b.total, &b.facets));
        }
        assert_eq!(third.view().verify(), Vec::<String>::new());
        Ok(())
    }
);

testing::on_both!(
    a_file_that_is_not_the_one_is_not_believed,
    |db| async move {
        publish_rows(&db, demo_rows()?).await?;
        let folder = tempfile::tempdir()?;
        let catalogue = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
        let view = catalogue.view();
        let state = view.snapshot().state;
        let path = folder.path().join(FILE);
        let good = std::fs::read(&path)?;
        let believed = |state| read(folder.path(), state, &city()).is_some();
        assert!(believed(state));
        assert_eq!(crate::index_trouble(folder.path()), None);
        // Another state: the same generation of a database that was restored and went another way.
        let other = State {
            print: state.print ^ 1,
            ..state
        };
        assert!(!believed(other));
        // Another city's words or calendar.
        let mut elsewhere = City::clone(&city());
        elsewhere.languages.pop();
        assert!(read(folder.path(), state, &elsewhere).is_none());
        // Another version of the program: old, but nothing is wrong with the file.
        let line = good.iter().position(|b| *b == b'\n').ok_or("no line")?;
        let head = std::str::from_utf8(&good[..line])?;
        let version = format!("program {}", *PROGRAM);
        assert!(head.contains(&version), "{head}");
        let mut older = head.replace(&version, "program 0.0.0").into_bytes();
        older.extend(&good[line..good.len() - 4]);
        let sum = crc32fast::hash(&older);
        older.extend(sum.to_le_bytes());
        std::fs::write(&path, &older)?;
        assert!(!believed(state));
        assert_eq!(crate::index_trouble(folder.path()), None);
        // Damage anywhere, a missing end, something after the end.
        let mut damaged: Vec<Vec<u8>> = [line + 1, line + 9, good.len() / 2, good.len() - 1]
            .iter()
            .map(|at| {
                let mut bytes = good.clone();
                bytes[*at] ^= 0x40;
                bytes
            })
            .collect();
        damaged.push(good[..good.len() - 7].to_vec());
        damaged.push(good[..line / 2].to_vec());
        damaged.push([&good[..], b"x"].concat());
        damaged.push(Vec::new());
        for bytes in damaged {
            std::fs::write(&path, &bytes)?;
            assert!(!believed(state));
            assert!(crate::index_trouble(folder.path()).is_some_and(|t| t.contains(FILE)));
        }
        // A start with a damaged file reads the database and writes the file anew.
        let again = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
        same(view.snapshot(), again.view().snapshot());
        assert_eq!(std::fs::read(&path)?.len(), good.len());
        assert!(believed(state));
        Ok(())
    }
);

testing::on_both!(
    a_stop_while_it_is_written_leaves_the_old_file,
    |db| async move {
        publish_rows(&db, demo_rows()?).await?;
        let folder = tempfile::tempdir()?;
        let first = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
        let state = first.view().snapshot().state;
        let (path, new) = (
            folder.path().join(FILE),
            folder.path().join(format!("{FILE}.new")),
        );
        let good = std::fs::read(&path)?;
        for half in [0, 20, good.len() / 2] {
            std::fs::write(&new, &good[..half])?;
            assert!(read(folder.path(), state, &city()).is_some());
            let again = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
            same(first.view().snapshot(), again.view().snapshot());
        }
        // The first stop of all: there is no file yet, only half of one.
        std::fs::remove_file(&path)?;
        assert!(read(folder.path(), state, &city()).is_none());
        let again = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
        same(first.view().snapshot(), again.view().snapshot());
        assert!(read(folder.path(), state, &city()).is_some());
        assert!(!new.exists());
        Ok(())
    }
);

testing::on_both!(
    a_database_that_was_restored_and_went_another_way_is_another,
    |db| async move {
        db::statements! { BACK = "update catalogue_state set generation = generation - 1 where id = 1"; }
        publish_rows(&db, demo_rows()?).await?;
        let folder = tempfile::tempdir()?;
        let rename = |name: &str, at: i64| -> Result<Image, Fault> {
            let rows = demo_rows()?;
            let service = rows.into_iter().find(|r| r.kind == Kind::Service);
            let mut image = service.ok_or("no service")?;
            let mut record: Service = image.record()?;
            record.name = Text::new(&lang(), name);
            image.body = serde_json::to_value(&record)?;
            (image.version, image.modified_at) = (2, Moment(at));
            Ok(image)
        };
        publish_rows(&db, vec![rename("Primera", 1_795_000_000_000_001)?]).await?;
        let first = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
        // As after a backup was put back: the same number of generations, another change.
        db.write(|tx| tx.exec(BACK, &db::params![])).await?;
        let second = rename("Segunda", 1_795_000_000_000_002)?;
        publish_rows(&db, vec![second.clone()]).await?;
        let again = Catalogue::open(db.db(), city(), Some(folder.path().into())).await?;
        let (old, new) = (first.view(), again.view());
        assert_eq!(old.snapshot().generation(), new.snapshot().generation());
        let shown = new.snapshot().service(second.id).ok_or("not there")?;
        assert_eq!(shown.record.name, Text::new(&lang(), "Segunda"));
        let mut query = Query::all(lang());
        query.words = "segunda".into();
        assert_eq!(
            new.search(&query)?.hits.first().map(|h| h.service),
            Some(second.id)
        );
        Ok(())
    }
);

testing::on_both!(
    who_goes_through_everything_leaves_it_packed,
    |db| async move {
        publish_rows(&db, demo_rows()?).await?;
        let snapshot = db.read(Snapshot::load).await?.ok_or("settling")?;
        let view = View::of(snapshot, city(), None)?;
        let today = "2026-11-22".parse()?;
        crate::pages::digest::Digest::of(&view, today);
        view.hours(today);
        view.next_days(today);
        answers(&view);
        assert_eq!(view.snapshot().opened(), 0);
        Ok(())
    }
);
