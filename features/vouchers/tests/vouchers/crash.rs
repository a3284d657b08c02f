//! `kill -9` in the middle of a desk's work: what was answered is there, what was not is there whole or not
//! at all, and the books are sound each time.
//!
//! The process that dies is this test itself, started once more with the address of the database. One hand
//! pays, one pays and undoes, one asks the same order twice, as a desk does after a lost answer.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use db::Config;

use super::*;

/// Tells the process that it is the one to die: the database, and the number of the round.
const DIES: &str = "WISHMI_TEST_CRASH";
/// After so many answers it is killed: at another place each time.
const ANSWERS: [usize; 4] = [40, 173, 95, 301];
const VOUCHERS: usize = 8;
/// What each voucher is worth, cents.
const WORTH: i64 = 12_000;

/// Ends the process whatever happens to the test.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An answer that was given: which order, and the receipt's number or that it was undone.
type Answers = BTreeMap<String, String>;

fn code_of(voucher: usize) -> String {
    secret(&format!("code {voucher}")).secret
}

/// What one hand asks at its turn. The name makes the order's key.
fn asked(w: &World, round: usize, hand: usize, n: usize) -> (String, Redeem) {
    let name = format!("{round}-{hand}-{n}");
    let mut r = w.ask(&name, &code_of(hand % VOUCHERS), 1 + (n as i64 % 3));
    r.confirmed = true;
    (name, r)
}

/// Works until it is killed, and says what was answered.
async fn work(address: &str, round: usize) -> testing::Outcome {
    let mut config = Config::new(address.parse()?);
    config.owner = "the desk that dies".to_string();
    let db = Db::open(&config).await?;
    let w = empty_world(&db)?;
    let hands: Vec<_> = (0..VOUCHERS)
        .map(|hand| {
            let w = w.clone();
            tokio::spawn(async move {
                for n in 0.. {
                    let (name, r) = asked(&w, round, hand, n);
                    let receipt = w.redeem(r.clone(), NOW).await??;
                    let number = receipt.number.ok_or("a receipt without a number")?;
                    println!("done {name} {number}");
                    if hand % 3 == 1 {
                        let spend = receipt.spend.ok_or("a receipt of nothing")?;
                        w.act(actor("olga"), &name, NOW, move |tx, g, ctx| {
                            a::undo(tx, g, ctx, spend)
                        })
                        .await?;
                        println!("undone {name} {number}");
                    }
                    if hand % 3 == 2 {
                        let again = w.redeem(r, NOW).await??;
                        assert_eq!(again.number, Some(number));
                    }
                }
                Ok::<_, Failed>(())
            })
        })
        .collect();
    for hand in hands {
        hand.await??;
    }
    Ok(())
}

/// Reads answers until there are enough of them, or no more.
fn listen(
    out: &mut BufReader<ChildStdout>,
    (done, undone): (&mut Answers, &mut Answers),
    enough: usize,
) -> Result<usize, Failed> {
    let (mut line, mut heard) = (String::new(), 0);
    while heard < enough && out.read_line(&mut line)? > 0 {
        // A line that the kill cut short was no answer; the test's own frame says other things.
        if let Some(whole) = line.strip_suffix('\n') {
            let words: Vec<&str> = whole.split(' ').collect();
            let into = match words.as_slice() {
                [.., "done", _, _] => Some(&mut *done),
                [.., "undone", _, _] => Some(&mut *undone),
                _ => None,
            };
            if let (Some(into), [.., name, number]) = (into, words.as_slice()) {
                into.insert(name.to_string(), number.to_string());
                heard += 1;
            }
        }
        line.clear();
    }
    Ok(heard)
}

/// The books once nothing comes any more: a server may still be ending the last statement of a process that
/// has just died.
async fn settled(db: &Db) -> Result<ledger::Replayed, Failed> {
    let mut books = db.read(ledger::verify).await?;
    loop {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let again = db.read(ledger::verify).await?;
        if again.hash == books.hash {
            return Ok(again);
        }
        books = again;
    }
}

async fn check(config: &Config, done: &Answers, undone: &Answers) -> testing::Outcome {
    let db = Db::open(config).await?;
    let problems: Vec<String> = db.verify().await?;
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(db.read(a::verify).await?, Vec::<String>::new());
    let books = settled(&db).await?;
    assert_eq!(books.wrong, Vec::<String>::new());
    // Nothing was made and nothing was lost: the grant is what is left and what was earned.
    let money: i64 = books
        .sums
        .iter()
        .filter(|((_, kind), _)| ["unallocated", "voucher", "payable"].contains(kind))
        .map(|(_, (balance, _))| balance)
        .sum();
    assert_eq!(money, 100_000);
    // What was answered is answered again, with the same number, and moves nothing.
    let w = empty_world(&db)?;
    for (name, number) in done {
        let mut parts = name.split('-').map(str::parse::<usize>);
        let (Some(round), Some(hand), Some(n)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(name.clone().into());
        };
        let (_, r) = asked(&w, round?, hand?, n?);
        let again = w.redeem(r, NOW).await??;
        assert_eq!(again.number.as_ref(), Some(number), "{name} is lost");
        if undone.contains_key(name) {
            let spend = again.spend.ok_or("a receipt of nothing")?;
            let kept = w
                .act(actor("olga"), "again", NOW, move |tx, g, ctx| {
                    a::undo(tx, g, ctx, spend)
                })
                .await;
            assert!(kept.is_ok(), "{name}: {kept:?}");
        }
    }
    let after = db.read(ledger::verify).await?;
    assert_eq!(after.hash, books.hash, "asking again has moved money");
    db.close().await;
    Ok(())
}

/// The test, and the process that dies in it.
fn killed(name: &str, fresh: impl AsyncFn() -> Option<testing::TestDb>) -> testing::Outcome {
    if let Ok(told) = std::env::var(DIES) {
        let (round, address) = told.split_once(' ').ok_or("what round?")?;
        let round = round.parse()?;
        return testing::run(async { work(address, round).await });
    }
    let Some(db) = made(fresh)? else {
        return Ok(());
    };
    let (address, config) = (db.address(), db.config());
    let began = Instant::now();
    let (mut done, mut undone) = (Answers::new(), Answers::new());
    for (round, enough) in ANSWERS.into_iter().enumerate() {
        let mut child = Killed(
            Command::new(std::env::current_exe()?)
                .args(["--exact", name, "--nocapture", "--test-threads=1"])
                .env(DIES, format!("{round} {address}"))
                .stdout(Stdio::piped())
                .spawn()?,
        );
        let mut out = BufReader::new(child.0.stdout.take().ok_or("no output")?);
        let heard = listen(&mut out, (&mut done, &mut undone), enough)?;
        assert_eq!(heard, enough, "it ended before it was killed");
        child.0.kill()?;
        // What it had said before it died is still in the pipe.
        listen(&mut out, (&mut done, &mut undone), usize::MAX)?;
        drop(child);
        testing::run(async { check(&config, &done, &undone).await })?;
        assert!(began.elapsed() < Duration::from_secs(240), "too slow");
    }
    println!(
        "{} redemptions and {} undone in {} kills, none lost",
        done.len(),
        undone.len(),
        ANSWERS.len()
    );
    Ok(())
}

/// A world with its vouchers, closed: another process will open it.
fn made(
    fresh: impl AsyncFn() -> Option<testing::TestDb>,
) -> Result<Option<testing::TestDb>, Failed> {
    let mut made = None;
    testing::run(async {
        let Some(db) = fresh().await else {
            return Ok(());
        };
        let w = world(&db).await?;
        for n in 0..VOUCHERS {
            let window = format!("window {n}");
            let (terms, mother, child) = (w.terms, w.mother, w.child);
            let wanted = Award {
                who: Who::Child(child),
                holder: mother,
                amount: Cents(WORTH),
                starts_on: day("2026-11-01"),
                ends_on: day("2027-06-30"),
                window,
            };
            let v = w
                .act(
                    actor("officer"),
                    &format!("v{n}"),
                    NOW,
                    move |tx, g, ctx| {
                        a::award(tx, &g.wallets, ctx, terms, std::slice::from_ref(&wanted))
                    },
                )
                .await?
                .remove(0);
            w.show(v.id, &format!("code {n}"), NOW).await?;
        }
        db.close().await;
        made = Some(db);
        Ok(())
    })?;
    Ok(made)
}

#[test]
fn what_a_desk_was_answered_outlives_a_kill_sqlite() -> testing::Outcome {
    killed(
        "crash::what_a_desk_was_answered_outlives_a_kill_sqlite",
        async || Some(testing::sqlite().await),
    )
}

#[test]
fn what_a_desk_was_answered_outlives_a_kill_postgres() -> testing::Outcome {
    killed(
        "crash::what_a_desk_was_answered_outlives_a_kill_postgres",
        testing::postgres,
    )
}
