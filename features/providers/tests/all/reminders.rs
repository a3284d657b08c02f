//! Letters the clock causes: each once a step, in the language of whoever reads.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use i18n::Catalog;
use jobs::{Handlers, Pace, Worker};
use mail::{Outbox, Sending, Way};
use people::actions::Ctx;
use people::model::{Facts, Name, Proof};
use providers::actions::{self as a, Act, No};
use providers::reminders::Mailroom;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{Keys, Seed};
use values::{HandClock, Id, Moment};

use crate::town::{CODES, NOW, PDF, day, days_later, form, ground, id, on};

fn seed(n: u64) -> Seed {
    Seed::new(&mut StdRng::seed_from_u64(n))
}

fn mailroom() -> Mailroom {
    let lang = "it".parse().expect("a language");
    let random = Mutex::new(StdRng::seed_from_u64(5));
    Mailroom {
        outbox: Outbox::new(Keys::demo(), true),
        words: Catalog::new(&lang, providers::LOCALES).expect("readable messages"),
        base: Some("https://town.example".into()),
        chance: Arc::new(move |now| {
            let mut random = random.lock().expect("a lock");
            (Id::new(now, &mut *random), Seed::new(&mut *random))
        }),
    }
}

/// A person with an address and a language.
fn person(tx: &mut db::Write<'_>, name: &str, lang: &str) -> Result<Id, people::actions::Error> {
    let ctx = Ctx {
        keys: Keys::demo(),
        seed: seed(1),
        base: id(name),
        now: NOW,
        today: day("2026-11-28"),
    };
    let facts = Facts {
        name: Name {
            given: name.into(),
            family: "Prova".into(),
        },
        birth: Some(day("1980-01-01")),
        code: None,
        mail: Some(format!("{name}@example.org")),
        phone: None,
        lang: lang.parse().expect("a language"),
        proof: Proof::Declared,
    };
    people::actions::register(tx, &ctx, id("officer"), facts)
}

/// An organisation that was admitted today, with a manager who reads Arabic and one who reads Spanish.
fn admitted(tx: &mut db::Write<'_>, (amina, pilar): (Id, Id)) -> Result<(), No> {
    let ground = ground();
    let act = |by| Act {
        by,
        at: NOW,
        seed: seed(2),
    };
    let ids = (id("org"), id("case"));
    let begun = a::begin(tx, &ground, ids, &form(CODES[0]), act(amina))?;
    for item in ["statute", "safeguarding"] {
        let document = (ids.0, id(item));
        a::add_document(
            tx,
            &ground,
            document,
            (item, day("2026-11-28"), None),
            PDF,
            act(amina),
        )?;
    }
    a::submit(tx, &ground, (ids.1, begun.revision), act(amina))?;
    a::admit(tx, &ground, ids.1, "Bene", on("officer", 0))?;
    let role = providers::model::Role::Manager;
    a::invite(
        tx,
        &ground,
        (ids.0, id("invitation")),
        role,
        "s3cret",
        act(amina),
    )?;
    a::accept(tx, &ground, "s3cret", act(pilar))?;
    Ok(())
}

/// The letters that have been sent, with the language and the address of each.
async fn sent(
    db: &db::Db,
    at: Moment,
) -> Result<Vec<(String, String)>, Box<dyn std::error::Error + Send + Sync>> {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let from = mail::From::read("Citta <posta@town.example>", None)?;
    let sending = Sending::new(Way::Memory(kept.clone()), from, 60_000);
    let clock = Arc::new(HandClock::at(at));
    let post = mail::later::Post {
        db: db.clone(),
        outbox: Outbox::new(Keys::demo(), true),
        clock: clock.clone(),
        chance: Arc::new(|| seed(9)),
    };
    let handlers = mail::later::sending(Handlers::default(), post, sending);
    let worker = Worker::new(db.clone(), clock, "letters", handlers, Pace::default())
        .map_err(|name| name.to_string())?;
    while worker.step().await?.is_some() {}
    let all = kept.lock().expect("a lock").clone();
    Ok(all
        .into_iter()
        .map(|bytes| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let head = |name: &str| -> String {
                let line = text.lines().find(|l| l.to_lowercase().starts_with(name));
                let line = line.unwrap_or_default();
                line[name.len().min(line.len())..].trim().to_string()
            };
            (head("to:"), head("content-language:"))
        })
        .collect())
}

testing::on_both!(
    each_step_is_written_once_to_everybody_in_their_language,
    |db| async move {
        let people = db
            .write::<_, people::actions::Error>(|tx| {
                Ok((person(tx, "amina", "ar")?, person(tx, "pilar", "es")?))
            })
            .await?;
        db.write(move |tx| admitted(tx, people)).await?;
        let ground = ground();
        let room = mailroom();
        let mut notices = BTreeMap::new();
        for days in 0..800 {
            // Twice on each day: nothing is written twice.
            for _ in 0..2 {
                let (ground, room) = (ground.clone(), room.clone());
                let told: Vec<String> = db
                    .write::<_, db::Fault>(move |tx| {
                        let at = days_later(days);
                        let done = a::daily(tx, &ground, seed(3), at)?;
                        for notice in &done.notices {
                            room.send(tx, &ground, notice, at)?;
                        }
                        let what = done.notices.iter().map(|n| format!("{:?}", n.about));
                        Ok(what.collect())
                    })
                    .await?;
                for one in told {
                    *notices.entry(one).or_insert(0) += 1;
                }
            }
        }
        assert!(notices.values().all(|n| *n == 1), "{notices:?}");
        assert!(notices.keys().any(|k| k.starts_with("Ends")), "{notices:?}");
        assert!(
            notices.keys().any(|k| k.starts_with("Ended")),
            "{notices:?}"
        );
        assert!(
            notices.keys().any(|k| k.starts_with("Document")),
            "{notices:?}"
        );
        let mut by: BTreeMap<(String, String), usize> = BTreeMap::new();
        for letter in sent(&db.db(), days_later(1000)).await? {
            *by.entry(letter).or_default() += 1;
        }
        let all = notices.len();
        let told: Vec<_> = by
            .iter()
            .map(|((to, lang), n)| (to.as_str(), lang.as_str(), *n))
            .collect();
        assert_eq!(
            told,
            [
                ("amina@example.org", "ar", all),
                ("info@polisportiva.example", "ar", all),
                ("pilar@example.org", "es", all),
            ]
        );
        // And inside the site, for who is reached by no letter.
        let messages = db
            .read(move |c| people::actions::messages(c, people.0))
            .await?;
        assert_eq!(messages.len(), all);
        assert!(
            messages[0].args[0].1.contains("Polisportiva"),
            "{messages:?}"
        );
        Ok(())
    }
);

testing::on_both!(
    unchecked_records_are_asked_about_step_by_step,
    |db| async move {
        use catalogue::model::{Assurance, Entity, Image, Organization, Provenance};
        let people = db
            .write::<_, people::actions::Error>(|tx| {
                Ok((person(tx, "amina", "ar")?, person(tx, "pilar", "es")?))
            })
            .await?;
        db.write(move |tx| admitted(tx, people)).await?;
        let mut club = Organization::new(id("club"), "Club del Molo");
        club.assured = Some(Assurance {
            on: day("2026-11-28"),
            by: "test".into(),
        });
        let image = Image {
            kind: Organization::KIND,
            id: club.id,
            version: 1,
            modified_at: NOW,
            merged_into: None,
            gone_at: None,
            body: serde_json::to_value(&club)?,
            provenance: Provenance::new(),
        };
        db.write(move |tx| {
            catalogue::actions::put(tx, std::slice::from_ref(&image))?;
            catalogue::actions::publish(tx)
        })
        .await?;
        db.write(move |tx| {
            let g = ground();
            let ids = (id("org"), id("club"), id("claim"));
            let act = Act {
                by: people.0,
                at: NOW,
                seed: seed(4),
            };
            a::claim_by_document(tx, &g, ids, act)?;
            a::decide_claim(tx, &g, id("claim"), true, "Bene", on("officer", 0))
        })
        .await?;
        let ground = ground();
        let room = mailroom();
        let mut asked = Vec::new();
        for days in 0..300 {
            let at = days_later(days);
            let (g, today) = (ground.clone(), at.day(&ground.city.zone));
            let found = db.read(move |c| a::unchecked(c, &g, today)).await?;
            for one in found {
                let (g, room) = (ground.clone(), room.clone());
                let written = db
                    .write::<_, db::Fault>(move |tx| {
                        let notice = a::ask_to_check(tx, &one, at)?;
                        if let Some(notice) = &notice {
                            room.send(tx, &g, notice, at)?;
                        }
                        Ok(notice.is_some())
                    })
                    .await?;
                if written {
                    asked.push(days);
                }
            }
        }
        assert_eq!(asked, [90, 180]);
        assert_eq!(sent(&db.db(), days_later(1000)).await?.len(), 6);
        Ok(())
    }
);

db::statements! {
    /// Languages of the letters of a kind.
    LANGUAGES = "select lang from mail_letters where kind = $1 order by lang";
}

testing::on_both!(
    decisions_and_invitations_speak_the_readers_language,
    |db| async move {
        use crate::square::{Square, demo};
        let town = Square::open(db).await?;
        let amina = town
            .db
            .write::<_, people::actions::Error>(|tx| person(tx, "amina", "ar"))
            .await?;
        town.db
            .write::<_, No>(move |tx| {
                let act = |by| Act {
                    by,
                    at: NOW,
                    seed: seed(6),
                };
                let applicant = act(Id::named("people demo", "applicant"));
                let ids = (demo("waiting"), id("invited"));
                let role = providers::model::Role::Manager;
                a::invite(tx, &ground(), ids, role, "s3cret", applicant)?;
                a::accept(tx, &ground(), "s3cret", act(amina))?;
                Ok(())
            })
            .await?;
        let officer = town.enter("moderator").await?;
        let case = format!("/it/staff/admissions/{}", demo("waiting case"));
        let asked = [("do", "ask"), ("note", "Quanti siete?")];
        let done = town.post(&officer, &case, &asked).await;
        assert_eq!(
            done.status,
            axum::http::StatusCode::SEE_OTHER,
            "{}",
            done.body
        );
        let languages = async |kind: &'static str| {
            town.db
                .read(move |c| c.all(LANGUAGES, &db::params![kind], |r| r.get::<String>(0)))
                .await
        };
        // She reads Arabic, the applicant Italian; so does the organisation’s own mailbox, as its first manager.
        assert_eq!(languages("providers.case").await?, ["ar", "it", "it"]);
        // Who is invited by mail and is known is written to in their own language, others in the inviter's.
        let manager = town.enter("association").await?;
        let people = format!("/it/provider/org/{}/people", demo("admitted"));
        for mail in ["amina@example.org", "nobody@example.org"] {
            town.post(&manager, &people, &[("role", "operator"), ("mail", mail)])
                .await;
        }
        assert_eq!(languages("providers.invitation").await?, ["ar", "it"]);
        Ok(())
    }
);
