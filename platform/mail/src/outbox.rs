//! What is done with letters inside transactions: posted, ended, bounced, forgotten.

use db::{Cell, Fault, FromCell, Kind, Read, Write};
use jobs::New;
use seal::{Keys, Seed};
use values::{Id, Moment};

use crate::address::Address;
use crate::bounce::{Bounce, Verdict};
use crate::later::SEND;
use crate::letter::{Content, Letter};
use crate::store::{self, ADDRESS, ADDRESS_HASH, CONTENT, RECIPIENT};

/// How often a letter is tried: with the waits of the jobs (ten seconds, doubled up to an hour) about a
/// day.
const ATTEMPTS: u32 = 30;

/// Letters nobody sent (mail was switched off, no server ran) are not sent after so many days.
const STALE_DAYS: i64 = 7;

/// So many days an address stays marked as not reachable.
const UNREACHABLE_DAYS: i64 = 365;

/// How a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is to be sent.
    Waiting,
    /// A server took it.
    Sent,
    /// A server refused it for good.
    Refused,
    /// The address was known as not reachable when its turn came.
    Unreachable,
    /// Its time was over before it could be sent.
    Expired,
    /// It was tried too often.
    GivenUp,
}

impl State {
    const ALL: [State; 6] = [
        State::Waiting,
        State::Sent,
        State::Refused,
        State::Unreachable,
        State::Expired,
        State::GivenUp,
    ];

    /// The name as it is kept and shown.
    pub fn name(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Sent => "sent",
            State::Refused => "refused",
            State::Unreachable => "unreachable",
            State::Expired => "expired",
            State::GivenUp => "given-up",
        }
    }
}

impl FromCell for State {
    const KIND: Kind = Kind::Text;
    fn from_cell(cell: Cell<'_>) -> Result<State, String> {
        let named = |name: &str| State::ALL.into_iter().find(|s| s.name() == name);
        match cell {
            Cell::Text(name) => named(name),
            _ => None,
        }
        .ok_or_else(|| "not the state of a letter".to_string())
    }
}

/// What became of a letter that was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// It will be sent.
    Yes,
    /// Nothing is kept: the address is known as not reachable. Ask the person for another one, where
    /// that tells nobody else anything.
    Unreachable,
    /// Nothing is kept: this installation sends no mail.
    Off,
}

/// How many letters of a kind are in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The kind of letter.
    pub kind: String,
    /// The state.
    pub state: State,
    /// How many.
    pub letters: u64,
    /// How many of them have bounced.
    pub bounced: u64,
}

/// Letters by kind and state, and how many addresses are not reachable.
///
/// # Errors
/// The database's fault.
pub fn tally(c: &mut Read<'_>) -> Result<(Vec<Tally>, u64), Fault> {
    Ok((store::tally(c)?, store::count_unreachable(c)?))
}

/// What became of a bounce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounced {
    /// The letter is marked.
    Marked,
    /// The letter is marked, and its address as not reachable.
    Unreachable,
    /// Only a delay, or a bounce that was read before: nothing is done.
    Nothing,
    /// No letter of ours, or one that was forgotten.
    Unknown,
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// Letters that ended long ago.
    pub letters: u64,
    /// Letters that waited too long: ended, and their content forgotten.
    pub expired: u64,
    /// Addresses that were not reachable long ago.
    pub addresses: u64,
}

/// Where letters are posted. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Outbox {
    keys: Keys,
    on: bool,
}

/// The form in which an address is hashed.
pub(crate) fn folded(address: &[u8]) -> Vec<u8> {
    address.to_ascii_lowercase()
}

impl Outbox {
    /// An outbox that seals with these keys; `on` is false where no mail is sent.
    pub fn new(keys: Keys, on: bool) -> Outbox {
        Outbox { keys, on }
    }

    /// True where mail is sent: else nobody should be offered a letter.
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// Posts a letter in the caller's transaction. `id` is a new identifier and `seed` new chance, both
    /// made outside the transaction.
    ///
    /// # Errors
    /// The database's fault.
    pub fn post(
        &self,
        tx: &mut Write<'_>,
        id: Id,
        letter: &Letter,
        seed: Seed,
        now: Moment,
    ) -> Result<Posted, Fault> {
        if !self.on {
            return Ok(Posted::Off);
        }
        if self.unreachable_since(tx, &letter.to)?.is_some() {
            return Ok(Posted::Unreachable);
        }
        let content = Content {
            subject: letter.subject.clone(),
            parts: letter.parts.clone(),
        };
        // Texts and lists of texts have no way to fail as JSON.
        let content = serde_json::to_vec(&content).unwrap_or_default();
        let put = store::Put {
            id,
            kind: letter.kind,
            lang: &letter.lang,
            recipient: self
                .keys
                .seal(&RECIPIENT, id, letter.to.as_str().as_bytes(), seed),
            content: self.keys.seal(&CONTENT, id, &content, seed),
            send_before: letter.send_before,
        };
        store::put(tx, put, now)?;
        let job = New::now(SEND, serde_json::json!({ "letter": id }), now).attempts(ATTEMPTS);
        jobs::enqueue(
            tx,
            Id::named("mail letter's job", &id.to_string()),
            now,
            &job,
        )?;
        Ok(Posted::Yes)
    }

    /// Since when an address is known as not reachable.
    ///
    /// # Errors
    /// The database's fault.
    pub fn unreachable_since(
        &self,
        c: &mut Read<'_>,
        address: &Address,
    ) -> Result<Option<Moment>, Fault> {
        let look = self.keys.look(&ADDRESS_HASH, address.as_str().as_bytes());
        store::unreachable(c, look)
    }

    /// Takes an address as reachable again: its owner has proved it, or an operator knows. False when it
    /// was not marked.
    ///
    /// # Errors
    /// The database's fault.
    pub fn reachable_again(&self, tx: &mut Write<'_>, address: &Address) -> Result<bool, Fault> {
        let look = self.keys.look(&ADDRESS_HASH, address.as_str().as_bytes());
        store::reachable(tx, look)
    }

    /// Deals with a bounce. `id` is a new identifier and `seed` new chance.
    ///
    /// # Errors
    /// The database's fault, also when the address cannot be opened.
    pub fn bounced(
        &self,
        tx: &mut Write<'_>,
        bounce: &Bounce,
        id: Id,
        seed: Seed,
        now: Moment,
    ) -> Result<Bounced, Fault> {
        let Some(letter) = store::letter(tx, bounce.letter)? else {
            return Ok(Bounced::Unknown);
        };
        let reason = format!("bounced: {}", bounce.status);
        if bounce.verdict == Verdict::Delayed || !store::bounced(tx, bounce.letter, &reason, now)? {
            return Ok(Bounced::Nothing);
        }
        if bounce.verdict != Verdict::Gone {
            return Ok(Bounced::Marked);
        }
        let address = self.address(bounce.letter, &letter)?;
        self.mark(tx, &address, &reason, id, seed, now)?;
        Ok(Bounced::Unreachable)
    }

    /// Forgets what is over: letters that ended more than `keep_days` ago, letters nobody sent, and
    /// after a year which addresses were not reachable.
    ///
    /// # Errors
    /// The database's fault.
    pub fn forget(tx: &mut Write<'_>, keep_days: u16, now: Moment) -> Result<Forgotten, Fault> {
        let before = |days: i64| now.plus_seconds(-days * 24 * 3600);
        Ok(Forgotten {
            expired: store::expire(tx, before(STALE_DAYS), now)?,
            letters: store::forget(tx, before(i64::from(keep_days)))?,
            addresses: store::forget_unreachable(tx, before(UNREACHABLE_DAYS))?,
        })
    }

    /// Marks an address as not reachable, unless it is.
    pub(crate) fn mark(
        &self,
        tx: &mut Write<'_>,
        address: &Address,
        reason: &str,
        id: Id,
        seed: Seed,
        now: Moment,
    ) -> Result<(), Fault> {
        if self.unreachable_since(tx, address)?.is_some() {
            return Ok(());
        }
        let bytes = address.as_str().as_bytes();
        let sealed = self.keys.seal(&ADDRESS, id, bytes, seed);
        let hash = self.keys.hash(&ADDRESS_HASH, bytes);
        store::put_unreachable(tx, id, (sealed, hash), reason, now)
    }

    /// The address of a letter.
    pub(crate) fn address(&self, id: Id, letter: &store::Kept) -> Result<Address, Fault> {
        let text = self.keys.open_text(&RECIPIENT, id, &letter.recipient)?;
        Address::parse(&text).map_err(|e| broken("recipient", &e.to_string()))
    }

    /// What a waiting letter says.
    pub(crate) fn content(&self, id: Id, letter: &store::Kept) -> Result<Content, Fault> {
        let sealed = letter.content.as_ref();
        let sealed = sealed.ok_or_else(|| broken("content", "a waiting letter without content"))?;
        let opened = self.keys.open(&CONTENT, id, sealed)?;
        serde_json::from_slice(&opened).map_err(|_| broken("content", "not a letter"))
    }
}

fn broken(column: &str, why: &str) -> Fault {
    Fault::Column {
        statement: store::LETTER.name(),
        column: column.to_string(),
        why: why.to_string(),
    }
}
