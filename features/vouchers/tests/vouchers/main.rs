//! Vouchers on both engines: every flow with every account at each step, every refusal, races, orders
//! asked twice, the end of a voucher, laws, attacks.

mod api;
mod attacks;
mod award;
mod booked;
mod crash;
mod desk;
mod end;
mod laws;
mod mend;
mod office;
mod pay;
mod programs;
mod races;
mod retention;
mod rooms;
mod square;
mod undone;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use city::City;
use db::{Db, Read, Write};
use ledger::model::Kind;
use people::actions::Doer;
use people::model::{Evidence, Facts, Grant as RoleGrant, Name, Proof, Role, Scope, Title};
use people::policy::Actor;
use providers::model::Form;
use providers::rules::checklist::Checklist;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rooms::Hands;
use seal::{Keys, Seed};
use values::{Cents, Day, Id, Moment, Text};
use vouchers::actions::{self as a, Award, Booked, Ctx, Error, Ground, Offers, Redeem, Wallets};
use vouchers::model::*;
use vouchers::rules::{Offer, Refused, Secret};

/// How long what is over is kept, as the settings say.
const KEEP: a::Keep = a::Keep {
    codes: 1,
    answers: 30,
    programs: 730,
    unspent: 730,
    spent: 3653,
};

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// 28 November 2026, 10:00 UTC.
const NOW: Moment = Moment(1_795_860_000_000_000);
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn id(name: &str) -> Id {
    Id::named("vouchers tests", name)
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn later(seconds: i64) -> Moment {
    NOW.plus_seconds(seconds)
}

/// What is offered, to be changed by tests.
#[derive(Debug, Default)]
struct Shelf(Mutex<BTreeMap<Id, Offer>>);

impl Offers for Shelf {
    fn offer(&self, service: Id) -> Option<Offer> {
        self.0.lock().expect("no panic").get(&service).cloned()
    }
}

impl Shelf {
    fn put(&self, service: Id, offer: Offer) {
        self.0.lock().expect("no panic").insert(service, offer);
    }
}

/// A small city in which everything is ready: a fund with 1,000 euros, approved terms, a mother with a
/// child of nine and a youth of fifteen, a pool and a choir that are admitted.
#[derive(Clone)]
struct World {
    db: Db,
    ground: Ground,
    houses: providers::actions::Ground,
    bookings: bookings::actions::Ground,
    shelf: Arc<Shelf>,
    fund: Id,
    terms: Id,
    mother: Id,
    child: Id,
    youth: Id,
    pool: Id,
    choir: Id,
    swim: Id,
    sing: Id,
}

fn staff(name: &str, roles: &[Role]) -> Actor {
    let person = id(name);
    let grants = roles
        .iter()
        .map(|role| RoleGrant {
            id: id(&format!("{name} {}", role.as_str())),
            person,
            role: *role,
            scope: Scope::City,
            since: day("2026-01-01"),
            until: None,
            granted_by: None,
        })
        .collect();
    Actor::Person {
        id: person,
        session: id("session"),
        grants,
    }
}

/// The people of the tests: what they may follows from their names.
fn actor(name: &str) -> Actor {
    let roles: &[Role] = match name {
        "officer" | "officer2" => &[Role::FundOfficer],
        "approver" => &[Role::FundApprover],
        "payer" => &[Role::FinancePreparer],
        "checker" => &[Role::FinanceApprover],
        "both" => &[
            Role::FundOfficer,
            Role::FundApprover,
            Role::FinancePreparer,
            Role::FinanceApprover,
        ],
        _ => &[],
    };
    staff(name, roles)
}

fn somebody(person: Id) -> Actor {
    Actor::Person {
        id: person,
        session: id("session"),
        grants: Vec::new(),
    }
}

fn ctx(who: Actor, base: &str, now: Moment) -> Ctx {
    let mut random = StdRng::seed_from_u64(7);
    Ctx {
        actor: who,
        seed: Seed::new(&mut random),
        base: id(base),
        now,
    }
}

/// A secret that follows from a name.
fn secret(name: &str) -> Secret {
    let mut random = StdRng::from_seed(*blake(name));
    let (mut long, mut short) = ([0; 16], [0; 5]);
    random.fill_bytes(&mut long);
    random.fill_bytes(&mut short);
    Secret::from_chance(long, short)
}

fn blake(name: &str) -> Box<[u8; 32]> {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(id(name).0.as_bytes());
    Box::new(bytes)
}

fn facts(given: &str, birth: &str) -> Facts {
    Facts {
        name: Name {
            given: given.into(),
            family: "Rossi".into(),
        },
        birth: Some(day(birth)),
        code: None,
        mail: None,
        phone: None,
        lang: "it".parse().expect("a language"),
        proof: Proof::Declared,
    }
}

impl World {
    fn w(&self) -> Wallets {
        self.ground.wallets.clone()
    }

    /// Somebody does something, in a transaction of its own.
    async fn act<T: Send + 'static>(
        &self,
        who: Actor,
        base: &str,
        now: Moment,
        what: impl Fn(&mut Write<'_>, &Ground, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let (ground, ctx) = (self.ground.clone(), ctx(who, base, now));
        self.db.write(move |tx| what(tx, &ground, &ctx)).await
    }

    async fn read<T: Send + 'static>(
        &self,
        who: Actor,
        now: Moment,
        what: impl Fn(&mut Read<'_>, &Ground, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let (ground, ctx) = (self.ground.clone(), ctx(who, "read", now));
        self.db.read(move |c| what(c, &ground, &ctx)).await
    }

    /// The balance of an account, and what of it is held.
    async fn sum(&self, kind: Kind, owner: &str) -> (i64, i64) {
        let account = ledger::model::account(self.fund, kind, owner);
        let found = self
            .db
            .read(move |c| ledger::actions::account(c, account))
            .await
            .expect("an account can be read");
        found.map_or((0, 0), |a| (a.balance(), a.held()))
    }

    async fn left(&self, voucher: Id) -> i64 {
        let (balance, held) = self.sum(Kind::Voucher, &voucher.to_string()).await;
        balance - held
    }

    /// Every account of the fund at once, for a voucher and the pool: unallocated, voucher, held of it,
    /// payable, receivable, in payment (of a batch), paid, lapsed, goodwill.
    async fn books(&self, voucher: Id, batch: Id) -> [i64; 9] {
        let pool = self.pool.to_string();
        let (v, held) = self.sum(Kind::Voucher, &voucher.to_string()).await;
        [
            self.sum(Kind::Unallocated, "").await.0,
            v,
            held,
            self.sum(Kind::Payable, &pool).await.0,
            self.sum(Kind::Receivable, &pool).await.0,
            self.sum(Kind::InPayment, &batch.to_string()).await.0,
            self.sum(Kind::Paid, "").await.0,
            self.sum(Kind::Lapsed, "").await.0,
            self.sum(Kind::Goodwill, "").await.0,
        ]
    }

    /// The books are sound, and the items say what the provider's accounts hold.
    async fn sound(&self) {
        let replayed = self.db.read(ledger::verify).await.expect("a replay");
        assert_eq!(replayed.wrong, Vec::<String>::new());
    }

    /// A voucher for the child, of an amount, to the end of June.
    async fn voucher(&self, base: &str, amount: i64) -> Result<Voucher, Error> {
        self.voucher_of(base, Who::Child(self.child), amount, "2027-06-30")
            .await
    }

    async fn voucher_of(
        &self,
        base: &str,
        who: Who,
        amount: i64,
        ends_on: &str,
    ) -> Result<Voucher, Error> {
        let (terms, holder, ends_on) = (self.terms, self.mother, day(ends_on));
        let wanted = Award {
            who,
            holder,
            amount: Cents(amount),
            starts_on: day("2026-11-01"),
            ends_on,
            window: "2026/27".into(),
        };
        let mut made = self
            .act(actor("officer"), base, NOW, move |tx, g, ctx| {
                a::award(tx, &g.wallets, ctx, terms, std::slice::from_ref(&wanted))
            })
            .await?;
        Ok(made.remove(0))
    }

    /// The mother shows a code.
    async fn show(&self, voucher: Id, base: &str, now: Moment) -> Result<Secret, Error> {
        let shown = secret(base);
        let kept = shown.clone();
        self.act(somebody(self.mother), base, now, move |tx, g, ctx| {
            a::show(tx, &g.wallets, ctx, voucher, &kept)
        })
        .await?;
        Ok(shown)
    }

    /// A whole price that the voucher pays.
    fn ask(&self, base: &str, code: &str, amount: i64) -> Redeem {
        Redeem {
            key: id(base),
            shown: code.to_string(),
            pin: None,
            organisation: self.pool,
            service: Some(self.swim),
            price: Cents(amount),
            amount: Cents(amount),
            own: Cents(0),
            own_by: OwnBy::Nobody,
            confirmed: false,
            practice: false,
        }
    }

    async fn redeem(&self, r: Redeem, now: Moment) -> Result<Result<a::Receipt, Refused>, Error> {
        self.act(actor("olga"), "desk", now, move |tx, g, ctx| {
            a::redeem(tx, g, ctx, &r)
        })
        .await
    }

    /// What must go through.
    async fn pay(
        &self,
        base: &str,
        code: &str,
        amount: i64,
        now: Moment,
    ) -> Result<a::Receipt, Failed> {
        let mut r = self.ask(base, code, amount);
        r.confirmed = true;
        Ok(self.redeem(r, now).await??)
    }

    /// Everything earned by now is sent: draft, seal, approve, export. The batch and its lines.
    async fn send(&self, base: &str, now: Moment) -> Result<(Id, Vec<Line>), Failed> {
        let (b, lines) = self.approved(base, now).await?;
        self.act(actor("payer"), base, now, move |tx, g, ctx| {
            a::export(tx, &g.wallets, ctx, b, &[1; 32])
        })
        .await?;
        Ok((b, lines))
    }

    /// Everything earned by now stands in a batch that is approved. The batch and its lines.
    async fn approved(&self, base: &str, now: Moment) -> Result<(Id, Vec<Line>), Failed> {
        let until = self.w().day(now);
        let (batch, left_out) = self
            .act(actor("payer"), base, now, move |tx, g, ctx| {
                a::draft(tx, &g.wallets, ctx, until)
            })
            .await?;
        assert_eq!(left_out, Vec::<Id>::new());
        let b = batch.id;
        self.act(actor("payer"), base, now, move |tx, g, ctx| {
            a::seal(tx, &g.wallets, ctx, b)
        })
        .await?;
        self.act(actor("checker"), base, now, move |tx, g, ctx| {
            a::approve(tx, &g.wallets, ctx, b)
        })
        .await?;
        let lines = self
            .read(actor("payer"), now, move |c, g, ctx| {
                a::lines(c, &g.wallets, ctx, b)
            })
            .await?;
        Ok((b, lines))
    }

    /// The pool's account, verified.
    async fn payee(&self, organisation: Id) -> Result<(), Failed> {
        let base = format!("payee {organisation}");
        let payee = self
            .act(actor("payer"), &base, NOW, move |tx, g, ctx| {
                let account = ("IT60X0542811101000000123456", "ASD Nuoto");
                a::change_payee(tx, &g.wallets, ctx, organisation, account)
            })
            .await?;
        self.act(actor("checker"), &base, NOW, move |tx, g, ctx| {
            a::verify_payee(tx, &g.wallets, ctx, payee.id)
        })
        .await?;
        Ok(())
    }
}

/// The refusal of what must not go through.
fn no<T: std::fmt::Debug>(answer: Result<T, Error>) -> Refused {
    match answer {
        Err(Error::Refused(refused)) => refused,
        other => panic!("not refused: {other:?}"),
    }
}

fn state_of(state: &str) -> Refused {
    Refused::WrongState {
        state: state.to_string(),
    }
}

fn wrong(field: &str) -> Refused {
    Refused::Wrong {
        field: field.to_string(),
    }
}

fn terms_of(fund: Id) -> Terms {
    let mut name = Text::new(&"it".parse().expect("a language"), "Dote sport");
    name.set(&"en".parse().expect("a language"), "Sport credit");
    Terms {
        id: id("any"),
        code: "SPORT-26".into(),
        name,
        funds: vec![fund],
        themes: BTreeSet::from(["sport".to_string()]),
        districts: BTreeSet::new(),
        min_age: Some(6),
        max_age: Some(16),
        cap_each: Some(Cents(8_000)),
        cap_window: None,
        spend_from: day("2026-09-01"),
        spend_until: day("2027-06-30"),
        renewal_days: 60,
        ended_to: EndedTo::Unallocated,
        state: TermsState::Draft,
        made_by: id("any"),
        approved_by: None,
    }
}

fn offer(theme: &str, organisation: Id) -> Offer {
    Offer {
        organisation: Some(organisation),
        themes: BTreeSet::from([theme.to_string()]),
        districts: BTreeSet::from(["7".to_string()]),
        price: None,
        paused: false,
    }
}

fn admit(
    tx: &mut Write<'_>,
    ground: &providers::actions::Ground,
    (organisation, case, code): (Id, Id, &str),
    manager: &str,
) -> Result<(), providers::actions::No> {
    use providers::actions as p;
    let act = |who: &str| p::Act {
        by: id(who),
        at: NOW,
        seed: Seed::new(&mut StdRng::seed_from_u64(3)),
    };
    let form = Form {
        name: format!("Polisportiva {manager}"),
        nature: "third_sector".into(),
        legal_form: "Associazione".into(),
        fiscal_code: code.into(),
        street: "Via del Porto 1".into(),
        postal_code: "16100".into(),
        town: "Portofiaba".into(),
        mail: "info@polisportiva.example".into(),
        represented_by: "Nora Neri".into(),
        represented_as: "presidente".into(),
        ..Form::default()
    };
    let begun = p::begin(tx, ground, (organisation, case), &form, act(manager))?;
    for item in ["statute", "safeguarding"] {
        let document = id(&format!("{organisation} {item}"));
        let what = (item, NOW.day(&ground.city.zone), None);
        const PDF: &[u8] = b"%PDF-1.7\nnothing in it\n%%EOF\n";
        p::add_document(
            tx,
            ground,
            (organisation, document),
            what,
            PDF,
            act(manager),
        )?;
    }
    p::submit(tx, ground, (case, begun.revision), act(manager))?;
    p::admit(tx, ground, case, "Tutto in ordine", act("admits"))?;
    Ok(())
}

fn family(
    tx: &mut Write<'_>,
    ctx: &people::actions::Ctx,
) -> Result<(Id, Id, Id), people::actions::Error> {
    use people::actions as p;
    p::ask_link(
        tx,
        ctx,
        "mother@example.org",
        "secret of mother",
        None,
        None,
    )?;
    let it = "it".parse().expect("a language");
    let mother = p::enter_by_link(tx, ctx, "secret of mother", &it)?.person;
    let mut known = facts("Anna", "1985-03-10");
    known.mail = Some("mother@example.org".into());
    p::change(tx, ctx, Doer::oneself(mother), mother, known)?;
    let mut child = |name: &str, birth: &str| {
        let ctx = people::actions::Ctx {
            base: id(name),
            ..ctx.clone()
        };
        let as_mother = (Title::Parent, Evidence::Declaration);
        p::add_child(
            tx,
            &ctx,
            Doer::oneself(mother),
            facts(name, birth),
            as_mother,
        )
    };
    let (nino, yara) = (child("Nino", "2017-05-05")?, child("Yara", "2011-05-05")?);
    Ok((mother, nino, yara))
}

/// The rules and the shelf of the world, before anything is written down.
fn empty_world(db: &Db) -> Result<World, Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
    let mut city = City::load(&folder).expect("a good city");
    // A city whose clocks change.
    city.zone = jiff::tz::TimeZone::get("Europe/Rome")?;
    let zone = city.zone.clone();
    let houses = providers::actions::Ground {
        checklist: Arc::new(Checklist::load(&folder, &city).expect("a good list")),
        city: Arc::new(city),
        keys: Keys::demo(),
    };
    let shelf = Arc::new(Shelf::default());
    let wallets = Wallets {
        keys: Keys::demo(),
        zone,
        offers: shelf.clone(),
    };
    let seats = bookings::actions::Ground {
        mailroom: None,
        city: houses.city.clone(),
        providers: houses.clone(),
        money: Arc::new(wallets.clone()),
    };
    let world = World {
        db: db.clone(),
        ground: Ground {
            wallets,
            seats: Arc::new(Booked(seats.clone())),
        },
        houses: houses.clone(),
        bookings: seats,
        shelf,
        fund: id("none"),
        terms: id("none"),
        mother: id("none"),
        child: id("none"),
        youth: id("none"),
        pool: id("pool"),
        choir: id("choir"),
        swim: id("swim"),
        sing: id("sing"),
    };
    world.shelf.put(world.swim, offer("sport", world.pool));
    world.shelf.put(world.sing, offer("music", world.choir));
    Ok(world)
}

async fn world(db: &Db) -> Result<World, Failed> {
    let mut world = empty_world(db)?;
    let houses = world.houses.clone();
    let (pool, choir) = (world.pool, world.choir);
    db.write(move |tx| {
        admit(tx, &houses, (pool, id("case pool"), "12345678903"), "olga")?;
        admit(
            tx,
            &houses,
            (choir, id("case choir"), "00000000018"),
            "carlo",
        )
    })
    .await?;
    let people = people::actions::Ctx {
        keys: Keys::demo(),
        seed: Seed::new(&mut StdRng::seed_from_u64(5)),
        base: id("family"),
        now: NOW,
        today: day("2026-11-28"),
    };
    (world.mother, world.child, world.youth) = db.write(move |tx| family(tx, &people)).await?;
    world.fund = world
        .act(actor("officer"), "fund", NOW, |tx, g, ctx| {
            a::plan_fund(tx, &g.wallets, ctx, "PON Metro 2026")
        })
        .await?;
    let fund = world.fund;
    let grant = world
        .act(actor("officer"), "grant", NOW, move |tx, g, ctx| {
            a::prepare_grant(tx, &g.wallets, ctx, fund, Cents(100_000), "DD 12/2026")
        })
        .await?;
    world
        .act(actor("approver"), "grant", NOW, move |tx, g, ctx| {
            a::approve_grant(tx, &g.wallets, ctx, grant.id)
        })
        .await?;
    world.terms = approved(&world, "terms", terms_of(fund)).await?;
    Ok(world)
}

/// Terms that a second person has approved.
async fn approved(world: &World, base: &str, terms: Terms) -> Result<Id, Failed> {
    let put = world
        .act(actor("officer"), base, NOW, move |tx, g, ctx| {
            a::put_terms(tx, &g.wallets, ctx, terms.clone())
        })
        .await?;
    world
        .act(actor("approver"), base, NOW, move |tx, g, ctx| {
            a::approve_terms(tx, &g.wallets, ctx, put.id)
        })
        .await?;
    Ok(put.id)
}
