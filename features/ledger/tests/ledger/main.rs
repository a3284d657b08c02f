//! The ledger on both engines: flows, orders asked twice, races, attacks, laws.

mod attacks;
mod flows;
mod laws;
mod machine;
mod races;

use db::{Db, Fault};
use ledger::actions::{self, OrderError};
use ledger::model::{Account, Act, Fund, Kind, Line, Opening, Order, Outcome, Unit, account};
use values::{Id, Moment};

/// The moment at which everything here begins.
const NOW: Moment = Moment(1_800_000_000_000_000);
/// A day, in seconds.
const DAY: i64 = 86_400;

fn id(name: &str) -> Id {
    Id::named("ledger test", name)
}

/// The only fund of most tests.
fn fund() -> Fund {
    Fund {
        id: id("fund"),
        unit: Unit::Cents,
        name: "PON Metro 2026".into(),
    }
}

fn at(kind: Kind, owner: &str) -> Id {
    account(fund().id, kind, owner)
}

fn opening(kind: Kind, owner: &str) -> Opening {
    let ends_at = (kind == Kind::Voucher).then_some(NOW.plus_seconds(30 * DAY));
    Opening {
        fund: fund().id,
        kind,
        owner: owner.into(),
        ends_at,
    }
}

/// The accounts of the small world of these tests.
const WORLD: [(Kind, &str); 12] = [
    (Kind::Appropriation, ""),
    (Kind::Unallocated, ""),
    (Kind::Voucher, "anna"),
    (Kind::Voucher, "bilal"),
    (Kind::Payable, "pool"),
    (Kind::Payable, "choir"),
    (Kind::InPayment, "batch"),
    (Kind::Paid, ""),
    (Kind::Receivable, "pool"),
    (Kind::Goodwill, ""),
    (Kind::Lapsed, ""),
    (Kind::ClosedOut, ""),
];

async fn world(db: &Db) -> Result<(), Fault> {
    db.write(|tx| {
        actions::open_fund(tx, &fund(), NOW)?;
        for (kind, owner) in WORLD {
            actions::open(tx, &opening(kind, owner), NOW)?;
        }
        Ok(())
    })
    .await
}

fn order(name: &str, act: Act, lines: Vec<Line>) -> Order {
    Order {
        id: id(name),
        act,
        actor: "officer".into(),
        on_behalf_of: None,
        approver: act.needs_second_person().then(|| "approver".into()),
        reason: Some("test".into()),
        document: act.needs_document().then(|| "DD 12/2026".into()),
        lines,
    }
}

fn moved(from: (Kind, &str), to: (Kind, &str), amount: i64) -> Line {
    Line::Move {
        debit: at(from.0, from.1),
        credit: at(to.0, to.1),
        amount,
        subject: "test".into(),
    }
}

fn held(voucher: &str, provider: &str, amount: i64, days: i64) -> Line {
    Line::Hold {
        debit: at(Kind::Voucher, voucher),
        credit: at(Kind::Payable, provider),
        amount,
        until: NOW.plus_seconds(days * DAY),
        subject: "booking:1".into(),
    }
}

async fn ask(db: &Db, order: Order, now: Moment) -> Result<Outcome, OrderError> {
    db.write(move |tx| actions::carry_out(tx, &order, now))
        .await
}

/// Asks for what must be done.
async fn done(
    db: &Db,
    order: Order,
    now: Moment,
) -> Result<Vec<Id>, Box<dyn std::error::Error + Send + Sync>> {
    match ask(db, order, now).await? {
        Outcome::Done(transfers) => Ok(transfers),
        Outcome::Refused(why) => Err(format!("refused: {why}").into()),
    }
}

async fn see(
    db: &Db,
    kind: Kind,
    owner: &str,
) -> Result<Account, Box<dyn std::error::Error + Send + Sync>> {
    let wanted = at(kind, owner);
    let found = db.read(move |c| actions::account(c, wanted)).await?;
    found.ok_or_else(|| format!("no account {kind:?} {owner}").into())
}

/// A thousand euros came in, and each family got a hundred.
async fn funded(db: &Db) -> testing::Outcome {
    world(db).await?;
    let grant = moved((Kind::Appropriation, ""), (Kind::Unallocated, ""), 100_000);
    done(db, order("grant", Act::Grant, vec![grant]), NOW).await?;
    let award = |family| moved((Kind::Unallocated, ""), (Kind::Voucher, family), 10_000);
    done(
        db,
        order("award", Act::Award, vec![award("anna"), award("bilal")]),
        NOW,
    )
    .await?;
    Ok(())
}

/// The replay finds nothing wrong.
async fn sound(db: &Db) -> testing::Outcome {
    let replayed = db.read(ledger::verify).await?;
    assert_eq!(replayed.wrong, Vec::<String>::new());
    Ok(())
}
