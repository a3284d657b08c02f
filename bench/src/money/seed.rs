//! Many vouchers with a code each, and keys of one organisation's programs, in a demo city.

use std::path::Path;
use std::sync::Arc;

use catalogue::Catalogue;
use city::City;
use db::{Config, Db, Write};
use people::policy::Actor;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use seal::{Keys, Seed};
use values::{Cents, Clock, Id, SystemClock};
use vouchers::actions::{self as a, Award, Ctx, Wallets};
use vouchers::model::{Scope, Who};
use vouchers::rules::Secret;

use super::Whole;

/// How many vouchers there are: each is used about once.
const VOUCHERS: usize = 24_000;
/// Most awards of one order, and shown codes of one transaction.
const CHUNK: usize = 500;
/// Worth of a voucher, cents.
const WORTH: i64 = 20_000;
/// A redemption, cents.
const AMOUNT: i64 = 500;
/// Keys: as many as an organisation may have, so that none is asked more often than a key may be.
const KEYS: usize = a::MOST_KEYS;

/// What the desks have in their hands.
pub struct Purse {
    codes: Arc<[String]>,
    keys: Arc<[String]>,
    service: Id,
}

fn demo(key: &str) -> Id {
    Id::named("people demo", key)
}

fn ctx(tx: &mut Write<'_>, key: &str, base: &str) -> Result<Ctx, a::Error> {
    let person = demo(key);
    Ok(Ctx {
        actor: Actor::Person {
            id: person,
            session: Id::named("bench", "session"),
            grants: people::actions::of(tx, person)?,
        },
        seed: Seed::new(&mut StdRng::seed_from_u64(11)),
        base: Id::named("bench", base),
        now: SystemClock.now(),
    })
}

/// Makes them, in the demo that was loaded into this database.
pub async fn vouchers(city: &Path, database: &str) -> Result<Purse, Whole> {
    let city = Arc::new(City::load(city).map_err(|e| format!("{e:?}"))?);
    let db = Db::open(&Config::new(database.parse()?)).await?;
    let catalogue = Catalogue::open(db.clone(), city.clone(), None).await?;
    let wallets = Wallets {
        keys: Keys::demo(),
        zone: city.zone.clone(),
        offers: Arc::new(vouchers::shelf::Shelf(catalogue)),
    };
    let session = Id::named("vouchers demo", "session first");
    let session = db
        .read(move |c| bookings::actions::session(c, session))
        .await?;
    let session = session.ok_or("the demo has no course")?;
    let w = wallets.clone();
    let terms = db
        .write::<_, a::Error>(move |tx| {
            let fund = a::funds(tx)?.remove(0);
            let officer = ctx(tx, "fund", "grant")?;
            let all = Cents(VOUCHERS as i64 * WORTH);
            let grant = a::prepare_grant(tx, &w, &officer, fund.id, all, "Bench")?;
            let second = ctx(tx, "approver", "grant")?;
            a::approve_grant(tx, &w, &second, grant.id)?;
            Ok(a::terms_all(tx)?.remove(0))
        })
        .await?;
    let mut random = StdRng::seed_from_u64(3);
    let mut codes = Vec::with_capacity(VOUCHERS);
    for chunk in 0..VOUCHERS / CHUNK {
        let secrets: Vec<Secret> = (0..CHUNK)
            .map(|_| {
                let (mut long, mut short) = ([0; 16], [0; 5]);
                random.fill_bytes(&mut long);
                random.fill_bytes(&mut short);
                Secret::from_chance(long, short)
            })
            .collect();
        codes.extend(secrets.iter().map(|s| s.secret.clone()));
        let (w, terms) = (wallets.clone(), terms.clone());
        db.write::<_, a::Error>(move |tx| {
            let officer = ctx(tx, "fund", &format!("award {chunk}"))?;
            let holder = demo("coordinator");
            let wanted: Vec<Award> = (0..CHUNK)
                .map(|n| Award {
                    who: Who::Group(format!("Gruppo {chunk} {n}")),
                    holder,
                    amount: Cents(WORTH),
                    starts_on: terms.spend_from,
                    ends_on: terms.spend_until,
                    window: "bench".into(),
                })
                .collect();
            let made = a::award(tx, &w, &officer, terms.id, &wanted)?;
            for (v, secret) in made.iter().zip(&secrets) {
                let shows = ctx(tx, "coordinator", &format!("show {}", v.id))?;
                a::show(tx, &w, &shows, v.id, secret)?;
            }
            Ok(())
        })
        .await?;
    }
    let keys: Vec<String> = (0..KEYS)
        .map(|n| {
            let id = Id::named("bench key", &n.to_string());
            format!(
                "{}{}",
                vouchers::api::PREFIX,
                id.to_string().replace('-', "")
            )
        })
        .collect();
    let (w, made, organisation) = (wallets, keys.clone(), session.organisation);
    db.write::<_, a::Error>(move |tx| {
        for (n, secret) in made.iter().enumerate() {
            let manager = ctx(tx, "association", &format!("key {n}"))?;
            let what = ("Cassa", Scope::Operator, 30);
            a::make_key(tx, &w, &manager, organisation, what, secret)?;
        }
        Ok(())
    })
    .await?;
    db.close().await;
    Ok(Purse {
        codes: codes.into(),
        keys: keys.into(),
        service: session.service,
    })
}

impl Purse {
    /// How many vouchers there are.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// The redemption of each turn: another voucher, another key of idempotency.
    pub fn requests(&self) -> impl Fn(usize) -> String + Send + Sync + 'static {
        let (codes, keys, service) = (self.codes.clone(), self.keys.clone(), self.service);
        move |n| {
            let body = format!(
                "{{\"code\":\"{}\",\"service\":\"{service}\",\"price\":{AMOUNT},\"amount\":{AMOUNT},\"confirmed\":{}}}",
                codes[n % codes.len()],
                n >= codes.len(),
            );
            format!(
                "POST {}/redemptions HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {}\r\n\
                 idempotency-key: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                vouchers::api::ROOT,
                keys[n % keys.len()],
                Id::named("bench redemption", &n.to_string()),
                body.len(),
            )
        }
    }
}

/// How many redemptions of an organisation's programs are in the books, which must be sound.
pub async fn books(database: &str) -> Result<usize, Whole> {
    let db = Db::open(&Config::new(database.parse()?)).await?;
    let books = db.read(ledger::verify).await?;
    let wrong = [books.wrong, db.read(a::verify).await?].concat();
    let spent = books
        .orders
        .iter()
        .filter(|(act, outcome, _)| act == "redeem" && outcome == "done")
        .map(|(_, _, n)| usize::try_from(*n).unwrap_or(0))
        .sum();
    db.close().await;
    match wrong.is_empty() {
        true => Ok(spent),
        false => Err(wrong.join("\n").into()),
    }
}
