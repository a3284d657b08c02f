//! Edits: drafts, what goes out at once and what waits, moderation, and the import they become.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalogue::model::{Image, Kind, Location, Organization, Service, ServiceAtLocation};
use db::Db;
use exchange::model::{Draft as Drafted, Mapped, RecordDraft};
use exchange::{Exchange, Incoming, SourceRow};
use jobs::{Handlers, Pace, Worker};
use providers::actions::{self as a, Ground, No};
use providers::model::{Fields, ParcelState, Target};
use serde_json::{Value, json};
use values::{Clock, HandClock, Id, Text};

use crate::town::{NOW, admitted, ground, id, now, refused};

/// A city whose register knows an organisation with a course in a hall.
struct Town {
    db: Db,
    ground: Ground,
    exchange: Exchange,
    clock: HandClock,
}

fn register(entity: &str) -> Id {
    Id::named("register", entity)
}

fn draft<T: catalogue::model::Entity>(record: &T) -> Drafted {
    Drafted::Record(RecordDraft {
        kind: T::KIND,
        id: record.id(),
        body: serde_json::to_value(record).expect("JSON"),
        paths: Default::default(),
    })
}

impl Town {
    async fn open(db: &Db) -> Result<Town, Box<dyn std::error::Error + Send + Sync>> {
        let ground = ground();
        let clock = HandClock::at(NOW);
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let exchange = Exchange::new(db.clone(), ground.city.clone(), shared, "test");
        let town = Town {
            db: db.clone(),
            ground,
            exchange,
            clock,
        };
        town.register("info@old.example", "active").await?;
        Ok(town)
    }

    /// What the city's register says.
    async fn register(
        &self,
        mail: &str,
        status: &str,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let it = "it".parse().expect("a language");
        let mut organization = Organization::new(register("org"), "Polisportiva del Porto");
        organization.email = Some(mail.to_string());
        let mut hall = Location::new(register("hall"), "Palestra del Porto");
        hall.organization_id = Some(organization.id);
        let mut course = Service::new(
            register("course"),
            organization.id,
            Text::new(&it, "Corso di nuoto"),
        );
        course.description = Text::new(&it, "Nuoto per principianti, ogni lunedì pomeriggio.");
        course.email = Some(mail.to_string());
        course.status = serde_json::from_value(json!(status))?;
        let at = ServiceAtLocation::new(course.id, hall.id);
        let drafts = vec![
            draft(&organization),
            draft(&hall),
            draft(&course),
            draft(&at),
        ];
        let incoming = Incoming {
            source: SourceRow {
                key: "register".into(),
                name: "Register".into(),
                publisher: "City".into(),
                licence: "CC0-1.0".into(),
                url: String::new(),
                class: "municipality".into(),
                complete: true,
                profile: String::new(),
            },
            gone_after: 1,
            files: Vec::new(),
            produce: Box::new(move |take| {
                let _ = take(Mapped {
                    record: "1".into(),
                    drafts,
                    findings: Vec::new(),
                });
                Ok(Vec::new())
            }),
            dry_run: false,
            approve: false,
            leave_out_errors: false,
            same: Vec::new(),
            expects: Vec::new(),
        };
        self.clock.advance_seconds(1);
        self.exchange.import(incoming, &|_| ()).await?;
        Ok(())
    }

    /// Runs all jobs that are due.
    async fn work(&self) -> Result<Vec<jobs::Outcome>, db::Fault> {
        self.clock.advance_seconds(1);
        let clock: Arc<dyn Clock> = Arc::new(self.clock.clone());
        let handlers = providers::jobs::handlers(
            Handlers::default(),
            (self.db.clone(), self.exchange.clone()),
            self.ground.clone(),
            clock.clone(),
            || now("clock").seed,
            None,
        );
        let worker = Worker::new(self.db.clone(), clock, "test", handlers, Pace::default())
            .expect("good names");
        let mut all = Vec::new();
        while let Some(outcome) = worker.step().await? {
            all.push(outcome);
        }
        Ok(all)
    }

    async fn image(&self, kind: Kind, record: Id) -> Result<Image, db::Fault> {
        let image = self
            .db
            .read(move |c| catalogue::actions::image(c, kind, record))
            .await?;
        Ok(image.expect("in the catalogue"))
    }

    /// One transaction with the ground at hand.
    async fn write<T: Send + 'static>(
        &self,
        job: impl Fn(&mut db::Write<'_>, &Ground) -> Result<T, No> + Send + Sync + 'static,
    ) -> Result<T, No> {
        let ground = self.ground.clone();
        self.db.write(move |tx| job(tx, &ground)).await
    }
}

const ORG: &str = "org";

fn target(kind: Kind, record: Id) -> Target {
    Target {
        organisation: id(ORG),
        kind,
        record,
        fresh: false,
    }
}

fn course() -> Target {
    target(Kind::Service, register("course"))
}

fn ids(name: &str) -> [Id; 3] {
    ["now", "waits", "job"].map(|n| id(&format!("{name} {n}")))
}

/// Nora's organisation, shown to be the one of the register.
fn shown_to_be_theirs(tx: &mut db::Write<'_>, g: &Ground) -> Result<(), No> {
    admitted(tx, g, (id(ORG), id("case")), "nora", 0)?;
    let claim = (id(ORG), register("org"), id("claim"));
    a::claim_by_document(tx, g, claim, now("nora"))?;
    a::decide_claim(tx, g, id("claim"), true, "Statuto visto", now("officer"))
}

/// Edits the course: opens its draft, sets fields, keeps it, sends it.
fn edit(
    tx: &mut db::Write<'_>,
    g: &Ground,
    t: Target,
    set: &Value,
    name: &str,
) -> Result<a::Sent, No> {
    let opened = a::open_draft(tx, g, t, &Fields::new(), now("nora"))?;
    let mut wanted = opened.draft.wanted.clone();
    for (field, value) in set.as_object().expect("an object") {
        wanted.insert(field.clone(), value.clone());
    }
    let kept = a::keep_draft(tx, g, t, opened.draft.revision, wanted, now("nora"))?;
    a::send(tx, g, t, kept.draft.revision, ids(name), now("nora"))
}

testing::on_both!(a_time_goes_out_at_once_and_a_price_waits, |db| async move {
    let town = Town::open(&db).await?;
    town.write(shown_to_be_theirs).await?;
    let before = town.image(Kind::Service, register("course")).await?;
    let sent = town
        .write(|tx, g| {
            let set = json!({
                "schedules": [{"freq": "WEEKLY", "byday": ["TU"], "opens_at": "17:00", "closes_at": "18:00"}],
                "cost_options": [{"amount": 4000, "unit": "month"}],
            });
            edit(tx, g, course(), &set, "first")
        })
        .await?;
    assert_eq!(sent.now.len(), 1);
    assert_eq!((sent.waits.len(), sent.waits[0].1), (1, "price"));
    let done = town.work().await?;
    assert!(matches!(done[..], [jobs::Outcome::Done(_)]), "{done:?}");
    let image = town.image(Kind::Service, register("course")).await?;
    let service: Service = image.record()?;
    assert_eq!(service.schedules.len(), 1, "the time is shown");
    assert!(service.cost_options.is_empty(), "the price waits");
    assert_eq!(
        service.email.as_deref(),
        Some("info@old.example"),
        "what others say stays"
    );
    let key = a::source(id(ORG));
    assert_eq!(image.provenance["schedules"].source, key);
    assert_eq!(image.provenance["email"].source, "register");
    assert_eq!(image.id, before.id, "it is the same record");

    // Nora may not approve it; the officer approves what was seen, not what came after.
    let waits = ids("first")[1];
    let seen = town
        .write(move |tx, g| {
            let looked = a::look(tx, g, waits)?;
            assert_eq!(looked.parcel.changes[0].field, "cost_options");
            assert_eq!(looked.name, "Corso di nuoto");
            let own = a::approve(tx, g, waits, &looked.seen, id("job 2"), now("nora"));
            assert_eq!(refused(own), ["providers-refused-own"]);
            let own = a::refuse(tx, g, waits, "no", now("nora"));
            assert_eq!(refused(own), ["providers-refused-own"]);
            let blind = a::approve(tx, g, waits, "", id("job 2"), now("officer"));
            assert_eq!(refused(blind), ["providers-refused-changed"]);
            a::approve(tx, g, waits, &looked.seen, id("job 2"), now("officer"))?;
            Ok(looked.seen)
        })
        .await?;
    let twice = town
        .write(move |tx, g| {
            Ok(refused(a::approve(
                tx,
                g,
                waits,
                &seen,
                id("job 3"),
                now("officer"),
            )))
        })
        .await?;
    assert_eq!(twice, ["providers-refused-changed"]);
    town.work().await?;
    let image = town.image(Kind::Service, register("course")).await?;
    let service: Service = image.record()?;
    assert_eq!(service.lowest_price().map(|c| c.0), Some(4000));
    assert_eq!(
        service.schedules.len(),
        1,
        "the second parcel keeps the first"
    );
    let parcels = town
        .write(|tx, _| a::parcels(tx, id(ORG), id("nora"), 10))
        .await?;
    let numbers: Vec<Option<i64>> = parcels.iter().map(|p| p.import).collect();
    assert!(
        parcels.iter().all(|p| p.state == ParcelState::Published),
        "{parcels:?}"
    );
    assert_eq!(numbers.iter().flatten().count(), 2);

    // It is an import like others: in the public log, and taken back.
    let steps = db
        .read(|c| exchange::history::of(c, Kind::Service, register("course"), 10))
        .await?;
    assert_eq!(steps[0].source, key);
    let last = numbers.iter().flatten().max().copied().expect("a number");
    town.exchange.undo(last, &|_| ()).await?;
    let service: Service = town
        .image(Kind::Service, register("course"))
        .await?
        .record()?;
    assert!(service.cost_options.is_empty(), "the price is gone again");
    assert_eq!(service.schedules.len(), 1);
    assert_eq!(db.read(exchange::verify).await?, Vec::<String>::new());
    Ok(())
});

testing::on_both!(two_who_edit_are_told_of_each_other, |db| async move {
    let town = Town::open(&db).await?;
    town.write(shown_to_be_theirs).await?;
    town.write(|tx, g| {
        let opened = a::open_draft(tx, g, course(), &Fields::new(), now("nora"))?;
        let mut wanted = opened.draft.wanted.clone();
        wanted.insert("email".into(), json!("new@polisportiva.example"));
        wanted.insert("capacity".into(), json!({"places": 12}));
        a::keep_draft(tx, g, course(), 1, wanted.clone(), now("nora"))?;
        let late = a::keep_draft(tx, g, course(), 1, wanted.clone(), now("nora"));
        assert_eq!(refused(late), ["providers-refused-changed"]);
        wanted.insert("email".into(), json!("no mail"));
        let wrong = a::keep_draft(tx, g, course(), 2, wanted, now("nora"));
        assert_eq!(refused(wrong), ["providers-refused-mail"]);
        let stranger = a::open_draft(tx, g, course(), &Fields::new(), now("eve"));
        assert_eq!(refused(stranger), ["providers-refused-unknown"]);
        Ok(())
    })
    .await?;
    // Meanwhile the register has another address and says that the course pauses.
    town.register("desk@city.example", "temporarily closed")
        .await?;
    town.write(|tx, g| {
        let opened = a::open_draft(tx, g, course(), &Fields::new(), now("nora"))?;
        assert_eq!(opened.conflicts.len(), 1);
        let told = &opened.conflicts[0];
        assert_eq!(
            (&*told.field, &told.base, &told.wanted, &told.shown),
            (
                "email",
                &json!("info@old.example"),
                &json!("new@polisportiva.example"),
                &json!("desk@city.example")
            )
        );
        let no = a::send(tx, g, course(), 2, ids("early"), now("nora"));
        assert_eq!(refused(no), ["providers-refused-conflict"]);
        let keep = BTreeSet::from(["email".to_string()]);
        let settled = a::resolve(tx, g, course(), 2, &keep, now("nora"))?;
        assert_eq!(settled.conflicts, []);
        let sent = a::send(tx, g, course(), 3, ids("settled"), now("nora"))?;
        let fields: Vec<&str> = sent.now.iter().map(|c| c.field.as_str()).collect();
        assert_eq!(
            fields,
            ["capacity"],
            "the pause is not the provider's change"
        );
        assert_eq!(sent.waits[0].1, "contact");
        assert!(a::drafts(tx, id(ORG), id("nora"))?.is_empty());
        Ok(())
    })
    .await?;
    town.work().await?;
    let service: Service = town
        .image(Kind::Service, register("course"))
        .await?
        .record()?;
    assert_eq!(service.capacity.map(|c| c.places), Some(12));
    assert_eq!(service.email.as_deref(), Some("desk@city.example"));
    assert_eq!(
        serde_json::to_value(service.status)?,
        json!("temporarily closed")
    );

    // What waits is in the next draft, and goes into the next parcel that waits.
    town.write(|tx, g| {
        let opened = a::open_draft(tx, g, course(), &Fields::new(), now("nora"))?;
        assert_eq!(
            opened.draft.wanted["email"],
            json!("new@polisportiva.example")
        );
        a::throw_away(tx, g, course(), 1, now("nora"))?;
        let sent = edit(tx, g, course(), &json!({"name": {"it": "Nuoto"}}), "again")?;
        assert_eq!(sent.waits.len(), 2);
        let all = a::moderation(tx, g)?;
        assert_eq!(all.len(), 1, "one parcel waits, with both");
        assert_eq!(all[0].parcel.changes.len(), 2);
        let waits = all[0].parcel.id;
        let silent = a::refuse(tx, g, waits, "", now("officer"));
        assert_eq!(refused(silent), ["providers-refused-note"]);
        a::refuse(tx, g, waits, "Il nome è di un altro corso", now("officer"))?;
        let told = a::parcels(tx, id(ORG), id("nora"), 10)?;
        let told = told.iter().find(|p| p.id == waits).expect("in the list");
        assert_eq!(told.state, ParcelState::Refused);
        assert_eq!(told.reason.as_deref(), Some("Il nome è di un altro corso"));
        let late = a::take_back(tx, waits, now("nora"));
        assert_eq!(refused(late), ["providers-refused-changed"]);
        edit(tx, g, course(), &json!({"name": {"it": "Nuoto"}}), "third")?;
        a::take_back(tx, ids("third")[1], now("nora"))?;
        assert_eq!(a::moderation(tx, g)?.len(), 0);
        let nothing = edit(tx, g, course(), &json!({}), "nothing");
        assert_eq!(refused(nothing), ["providers-refused-nothing"]);
        Ok(())
    })
    .await?;
    Ok(())
});

testing::on_both!(still_right_is_one_press, |db| async move {
    let town = Town::open(&db).await?;
    town.write(shown_to_be_theirs).await?;
    town.write(|tx, g| {
        a::confirm(tx, g, course(), ids("confirm"), now("nora"))?;
        let strange = target(Kind::Service, id("nothing"));
        let no = a::confirm(tx, g, strange, ids("no"), now("nora"));
        assert_eq!(refused(no), ["providers-refused-unknown"]);
        Ok(())
    })
    .await?;
    town.work().await?;
    let service: Service = town
        .image(Kind::Service, register("course"))
        .await?
        .record()?;
    let assured = service.assured.expect("checked");
    assert_eq!(assured.by, "Polisportiva del Porto");
    assert_eq!(assured.on.to_string(), "2026-11-28");
    Ok(())
});

testing::on_both!(
    a_new_course_waits_and_then_is_the_providers_own,
    |db| async move {
        let town = Town::open(&db).await?;
        town.write(shown_to_be_theirs).await?;
        let fresh = Target {
            fresh: true,
            ..target(Kind::Service, id("new course"))
        };
        town.write(move |tx, g| {
            let begin = |above: Id| -> Fields {
                json!({"organization_id": above, "name": {"it": "Corso di vela"}})
                    .as_object()
                    .cloned()
                    .unwrap_or_default()
            };
            let strange = a::open_draft(tx, g, fresh, &begin(id("somebody")), now("nora"));
            assert_eq!(refused(strange), ["providers-refused-belongs"]);
            a::open_draft(tx, g, fresh, &begin(register("org")), now("nora"))?;
            let sent = edit(
                tx,
                g,
                fresh,
                &json!({"schedules": [{"freq": "WEEKLY", "byday": ["SA"]}]}),
                "new",
            )?;
            assert!(sent.now.is_empty());
            assert!(sent.waits.iter().all(|(_, why)| *why == "new"), "{sent:?}");
            let looked = a::look(tx, g, ids("new")[1])?;
            assert_eq!(looked.name, "Corso di vela");
            a::approve(
                tx,
                g,
                ids("new")[1],
                &looked.seen,
                id("job"),
                now("officer"),
            )
        })
        .await?;
        town.work().await?;
        let image = town.image(Kind::Service, id("new course")).await?;
        let service: Service = image.record()?;
        assert_eq!(
            service.organization_id,
            register("org"),
            "of the organisation that was there"
        );
        // From now on it is edited like any other.
        let sent = town
            .write(|tx, g| {
                let t = target(Kind::Service, id("new course"));
                edit(tx, g, t, &json!({"status": "temporarily closed"}), "closed")
            })
            .await?;
        assert_eq!(sent.now.len(), 1);
        town.work().await?;
        let service: Service = town
            .image(Kind::Service, id("new course"))
            .await?
            .record()?;
        assert_eq!(
            serde_json::to_value(service.status)?,
            json!("temporarily closed")
        );
        assert_eq!(service.schedules.len(), 1);
        assert_eq!(db.read(exchange::verify).await?, Vec::<String>::new());
        assert_eq!(
            db.read(catalogue::actions::verify).await?,
            Vec::<String>::new()
        );
        Ok(())
    }
);

testing::on_both!(
    parcels_of_one_record_do_not_overtake_each_other,
    |db| async move {
        let town = Town::open(&db).await?;
        town.write(shown_to_be_theirs).await?;
        town.write(|tx, g| {
            edit(tx, g, course(), &json!({"capacity": {"places": 8}}), "a")?;
            edit(tx, g, course(), &json!({"languages": ["es"]}), "b")
        })
        .await?;
        // Two workers at once: whoever is late reads anew.
        let (one, two) = tokio::join!(town.work(), town.work());
        one?;
        two?;
        for _ in 0..5 {
            town.clock.advance_seconds(600);
            town.work().await?;
        }
        let service: Service = town
            .image(Kind::Service, register("course"))
            .await?
            .record()?;
        assert_eq!(service.capacity.map(|c| c.places), Some(8));
        assert_eq!(service.languages.len(), 1);
        Ok(())
    }
);

testing::on_both!(
    a_course_is_also_held_in_somebody_elses_hall,
    |db| async move {
        let town = Town::open(&db).await?;
        town.write(shown_to_be_theirs).await?;
        let there = |service: Id| {
            let db = db.clone();
            async move {
                let rows = db
                    .read(move |c| catalogue::actions::places_of(c, service))
                    .await?;
                rows.iter()
                    .map(|i| Ok(i.record::<ServiceAtLocation>()?))
                    .collect::<Result<Vec<_>, Box<dyn std::error::Error + Send + Sync>>>()
            }
        };
        // What the register says of the course is shown, and not the provider's to take out.
        town.write(|tx, g| {
            let opened = a::open_draft(tx, g, course(), &Fields::new(), now("nora"))?;
            let hall = register("hall");
            assert_eq!(opened.fixed, BTreeSet::from([hall]));
            assert_eq!(
                opened.draft.wanted["service_at_locations"][0]["name"],
                json!("Palestra del Porto")
            );
            a::throw_away(tx, g, course(), 1, now("nora"))
        })
        .await?;
        let fresh = Target {
            fresh: true,
            ..target(Kind::Service, id("chess"))
        };
        let hall = json!([{"location_id": register("hall"), "name": "Palestra del Porto",
            "schedules": [{"freq": "WEEKLY", "byday": ["FR"]}]}]);
        let kept = hall.clone();
        town.write(move |tx, g| {
            let begin = json!({"organization_id": register("org"), "name": {"it": "Scacchi"}});
            let begin = begin.as_object().cloned().unwrap_or_default();
            a::open_draft(tx, g, fresh, &begin, now("nora"))?;
            let unknown = json!([{"location_id": id("nowhere"), "name": "Altrove"}]);
            let no = edit(
                tx,
                g,
                fresh,
                &json!({"service_at_locations": unknown}),
                "no",
            );
            assert_eq!(refused(no), ["providers-refused-place-draft"]);
            let wrong = json!({"service_at_locations": [{"location_id": "x"}]});
            let no = edit(tx, g, fresh, &wrong, "wrong");
            assert_eq!(refused(no), ["providers-refused-form"]);
            edit(
                tx,
                g,
                fresh,
                &json!({"service_at_locations": kept}),
                "chess",
            )?;
            let seen = a::look(tx, g, ids("chess")[1])?.seen;
            a::approve(tx, g, ids("chess")[1], &seen, id("job"), now("officer"))
        })
        .await?;
        town.work().await?;
        let ties = there(id("chess")).await?;
        assert_eq!(ties.len(), 1);
        assert_eq!(ties[0].location_id, register("hall"));
        assert_eq!(ties[0].schedules.len(), 1);
        // Other times at a place the register says: its tie stays one, with the provider's times.
        let timed = hall.clone();
        let sent = town
            .write(move |tx, g| {
                let set = json!({"service_at_locations": timed});
                edit(tx, g, course(), &set, "timed")
            })
            .await?;
        assert_eq!((sent.now.len(), sent.waits.len()), (1, 0));
        town.work().await?;
        let ties = there(register("course")).await?;
        assert_eq!(ties.len(), 1, "{ties:?}");
        assert_eq!(ties[0].schedules.len(), 1);
        // Given up: it waits, and the tie is gone.
        let chess = target(Kind::Service, id("chess"));
        town.write(move |tx, g| {
            let set = json!({"service_at_locations": null});
            let sent = edit(tx, g, chess, &set, "left")?;
            assert_eq!(sent.waits[0].1, "place");
            let seen = a::look(tx, g, ids("left")[1])?.seen;
            a::approve(tx, g, ids("left")[1], &seen, id("job left"), now("officer"))
        })
        .await?;
        town.work().await?;
        assert_eq!(there(id("chess")).await?, []);
        assert_eq!(there(register("course")).await?.len(), 1);
        assert_eq!(db.read(exchange::verify).await?, Vec::<String>::new());
        Ok(())
    }
);
