//! Who works behind the pages: one worker for the features' jobs, one for letters.

use std::sync::Arc;

use catalogue::Catalogue;
use city::City;
use db::Db;
use jobs::{Handlers, Pace, Schedule, Worker};
use mail::later::Post;
use seal::{Keys, Seed};
use values::{Clock, Id, SystemClock};

use crate::commands::Stop;
use crate::commands::serve::{chance, with_bookings, with_vouchers};
use crate::settings::Settings;
use crate::{features, opened};

/// All workers with the schedules they keep. Where the ring has an older key, a rotation is asked for.
///
/// # Errors
/// Settings of mail that cannot be used; from the database.
pub async fn all(
    settings: &Settings,
    city: &City,
    catalogue: &Catalogue,
    db: &Db,
    keys: Option<Keys>,
) -> Result<Vec<(Worker, Vec<Schedule>)>, Stop> {
    let sending = opened::sending(settings)?;
    let outbox = opened::outbox(keys.as_ref(), sending.as_ref())?;
    let clock = Arc::new(SystemClock);
    let (mut handlers, mut schedules) = features::jobs(city);
    let mut workers = Vec::new();
    if let Some(outbox) = outbox {
        let post = Post {
            db: db.clone(),
            outbox,
            clock: clock.clone(),
            chance: Arc::new(seed),
        };
        let folder = settings.bounces_folder();
        handlers = mail::later::handlers(handlers, post.clone(), settings.keep_mail_days, folder);
        schedules.extend(mail::later::schedules(&city.zone));
        if let Some(sending) = sending {
            // A letter waits for its turn: no other job waits behind it.
            let letters = mail::later::sending(Handlers::default(), post, sending);
            let pace = Pace {
                together: 1,
                ..Pace::default()
            };
            workers.push((worker(db, "mail", letters, pace)?, Vec::new()));
        }
    }
    if let Some(keys) = keys {
        if keys.has_older() {
            let (now, mut random) = (clock.now(), chance());
            let id = Id::new(now, &mut random);
            db.write(move |tx| seal::later::ask(tx, id, now)).await?;
        }
        if city.is_on("people") {
            let ground = people::jobs::Ground {
                db: db.clone(),
                keys: keys.clone(),
                clock: clock.clone(),
                zone: city.zone.clone(),
                keep: people::actions::Keep {
                    sessions: settings.keep_session_days,
                    messages: settings.keep_message_days,
                    looks: settings.keep_look_days,
                    guardianships: settings.keep_guardianship_days,
                    accounts: settings.keep_account_days,
                },
                seed,
            };
            handlers = people::jobs::handlers(handlers, ground);
            schedules.extend(people::jobs::schedules(&city.zone));
        }
        if city.is_on("providers") {
            let city = Arc::new(city.clone());
            let ground = opened::ground(settings, &city, keys.clone())?;
            let by = "wishmi serve providers";
            let exchange = opened::served_exchange(settings, db, &city, by)?;
            let feeds = providers::jobs::Feeds {
                db: db.clone(),
                ground: ground.clone(),
                clock: clock.clone(),
                fetch: opened::fetch(settings)?,
                chance: Box::new(seed),
            };
            let runs = providers::jobs::Runs {
                db: db.clone(),
                exchange: exchange.clone(),
                clock: clock.clone(),
                profiles: opened::profiles(settings)?,
            };
            let rooms = (db.clone(), exchange);
            let words = i18n::Catalog::new(&city.default_language, providers::LOCALES)
                .map_err(|e| Stop::failed(e.to_string()))?;
            let mailroom = providers::reminders::Mailroom {
                outbox: mail::Outbox::new(keys.clone(), opened::sending(settings)?.is_some()),
                words,
                base: settings.base_url.clone(),
                chance: Arc::new(|now| (Id::new(now, &mut chance()), seed())),
            };
            let at = clock.clone();
            handlers = providers::jobs::handlers(handlers, rooms, ground, at, seed, Some(mailroom));
            handlers = providers::jobs::importing(handlers, feeds, runs);
            schedules.extend(providers::jobs::schedules(&city.zone));
        }
        if with_bookings(city) {
            let city = Arc::new(city.clone());
            let room = bookings::jobs::Room {
                db: db.clone(),
                ground: opened::bookings(settings, &city, catalogue, keys.clone())?,
                keep: bookings::actions::Keep {
                    attendance: settings.keep_attendance_days,
                    bookings: settings.keep_booking_days,
                    paid: settings.keep_paid_booking_days,
                },
                clock: clock.clone(),
                seed,
            };
            handlers = bookings::jobs::handlers(handlers, room);
            schedules.extend(bookings::jobs::schedules(&city.zone));
        }
        if with_vouchers(city) {
            let city = Arc::new(city.clone());
            let room = vouchers::jobs::Room {
                db: db.clone(),
                ground: opened::vouchers(settings, &city, catalogue, keys.clone())?,
                mailroom: Some(vouchers::letters::Mailroom {
                    outbox: mail::Outbox::new(keys.clone(), opened::sending(settings)?.is_some()),
                    words: i18n::Catalog::new(&city.default_language, vouchers::pages::LOCALES)
                        .map_err(|e| Stop::failed(e.to_string()))?,
                    base: settings.base_url.clone(),
                }),
                keep: vouchers::actions::Keep {
                    codes: settings.keep_voucher_code_days,
                    answers: settings.keep_answer_days,
                    programs: settings.keep_program_days,
                    unspent: settings.keep_unspent_voucher_days,
                    spent: settings.keep_spent_voucher_days,
                },
                clock: clock.clone(),
                seed,
            };
            let post = vouchers::jobs::Post {
                room: room.clone(),
                fetch: opened::fetch(settings)?,
            };
            handlers = vouchers::jobs::telling(handlers, post);
            handlers = vouchers::jobs::handlers(handlers, room);
            schedules.extend(vouchers::jobs::schedules(&city.zone));
        }
        handlers = seal::later::handlers(handlers, db.clone(), keys, features::sealed(), seed);
    }
    workers.push((worker(db, "jobs", handlers, Pace::default())?, schedules));
    Ok(workers)
}

/// Chance of the system for one transaction.
pub fn seed() -> Seed {
    Seed::new(&mut chance())
}

fn worker(db: &Db, what: &str, handlers: Handlers, pace: Pace) -> Result<Worker, Stop> {
    let name = format!("wishmi serve {} {what}", std::process::id());
    Worker::new(db.clone(), Arc::new(SystemClock), name, handlers, pace)
        .map_err(|queue| Stop::failed(format!("«{queue}» is no name of a queue")))
}
