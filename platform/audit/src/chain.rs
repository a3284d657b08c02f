//! The trail: entries, their hashes, and the proof that nothing was changed.

use std::fmt;

use db::{Fault, Read, Row, Write};
use sha2::{Digest, Sha256};
use values::{Id, Moment};

use crate::store;

/// Length of a SHA-256 hash in bytes.
const HASH: usize = 32;

/// First bytes of everything that is hashed, so that a hash of ours can never be taken for one of
/// something else, nor for one of a later form of entry.
const DOMAIN: &[u8] = b"wishmi audit entry 1\n";

/// Who acted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody signed in.
    Person(Id),
    /// Somebody who uses the program's commands, by the name of their account on the machine.
    Operator(String),
    /// The program itself: a job, a schedule, a migration.
    System(String),
    /// Somebody not signed in.
    Visitor,
}

impl Actor {
    /// The kind as it is kept.
    pub fn kind(&self) -> &'static str {
        match self {
            Actor::Person(_) => "person",
            Actor::Operator(_) => "operator",
            Actor::System(_) => "system",
            Actor::Visitor => "visitor",
        }
    }

    /// The identifier as it is kept; empty for a visitor.
    pub fn id(&self) -> String {
        match self {
            Actor::Person(id) => id.to_string(),
            Actor::Operator(name) | Actor::System(name) => name.clone(),
            Actor::Visitor => String::new(),
        }
    }

    fn read(kind: &str, id: String) -> Option<Actor> {
        Some(match kind {
            "person" => Actor::Person(id.parse().ok()?),
            "operator" => Actor::Operator(id),
            "system" => Actor::System(id),
            "visitor" => Actor::Visitor,
            _ => return None,
        })
    }
}

/// What was acted on: a kind of thing and its identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Such as `service`, `import`, `setting`.
    pub kind: String,
    /// Its identifier, usually a UUID.
    pub id: String,
}

impl Subject {
    /// A subject from its kind and identifier.
    pub fn new(kind: impl Into<String>, id: impl ToString) -> Subject {
        Subject {
            kind: kind.into(),
            id: id.to_string(),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.id)
    }
}

/// One thing that was done. `detail` says more, without personal data.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// By whom.
    pub actor: Actor,
    /// To what.
    pub subject: Subject,
    /// What was done, as `feature.verb`: `catalogue.publish`.
    pub action: String,
    /// Further circumstances.
    pub detail: serde_json::Value,
}

/// A place in the chain: the number of an entry and its hash. Whoever keeps one can later prove
/// that the chain up to there is still the same.
#[derive(Clone, PartialEq, Eq)]
pub struct Head {
    /// Number of the last entry; 0 for a chain without entries.
    pub seq: i64,
    /// Its hash; 32 zero bytes for a chain without entries.
    pub hash: Vec<u8>,
}

impl fmt::Display for Head {
    /// `17:5f0c…`, as `wishmi verify` prints and reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, hex::encode(&self.hash))
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not the head of a chain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "«{0}» is not the head of an audit chain (write number:hash, as `wishmi verify` prints it)"
)]
pub struct HeadError(String);

impl std::str::FromStr for Head {
    type Err = HeadError;

    fn from_str(text: &str) -> Result<Head, HeadError> {
        let wrong = || HeadError(text.chars().take(100).collect());
        let (seq, hash) = text.trim().split_once(':').ok_or_else(wrong)?;
        let head = Head {
            seq: seq.parse().map_err(|_| wrong())?,
            hash: hex::decode(hash).map_err(|_| wrong())?,
        };
        if head.seq < 0 || head.hash.len() != HASH {
            return Err(wrong());
        }
        Ok(head)
    }
}

/// An entry as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// The entry.
    pub entry: Entry,
}

/// Keeps an entry at the end of the chain, in the caller's transaction: it is there if and only if
/// the action is.
///
/// # Errors
/// The database's fault; on PostgreSQL `db` resolves a meeting with another writer by itself.
pub fn record(tx: &mut Write<'_>, entry: &Entry) -> Result<Head, Fault> {
    let previous = tx.one(store::NEXT, &[], |row| {
        Ok(Head {
            seq: row.get("seq")?,
            hash: row.get("hash")?,
        })
    })?;
    let raw = Raw::of(previous.seq, entry, previous.hash);
    let hash = raw.digest();
    tx.exec(
        store::APPEND,
        &db::params![
            raw.seq,
            raw.at,
            raw.actor_kind,
            raw.actor_id,
            raw.subject_kind,
            raw.subject_id,
            raw.action,
            raw.detail,
            raw.previous,
            hash.clone(),
        ],
    )?;
    tx.exec(store::MOVE_HEAD, &db::params![hash.clone(), previous.seq])?;
    Ok(Head {
        seq: previous.seq,
        hash,
    })
}

/// Entries about one subject, newest first: at most `limit`, and only those before entry `before`
/// (for the next page, the number of the last one seen).
///
/// # Errors
/// The database's fault, also when an entry cannot be read any more.
pub fn about(
    read: &mut Read<'_>,
    subject: &Subject,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Kept>, Fault> {
    let parameters = db::params![
        &subject.kind,
        &subject.id,
        before.unwrap_or(i64::MAX),
        limit
    ];
    entries(read, store::ABOUT, &parameters)
}

/// What one actor did, newest first, as [`about`] tells it of a subject.
///
/// # Errors
/// As [`about`].
pub fn by(
    read: &mut Read<'_>,
    actor: &Actor,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Kept>, Fault> {
    let before = before.unwrap_or(i64::MAX);
    let parameters = db::params![actor.kind(), actor.id(), before, limit];
    entries(read, store::BY, &parameters)
}

/// All entries, newest first, as [`about`] tells them of a subject.
///
/// # Errors
/// As [`about`].
pub fn latest(read: &mut Read<'_>, before: Option<i64>, limit: u32) -> Result<Vec<Kept>, Fault> {
    let parameters = db::params![before.unwrap_or(i64::MAX), limit];
    entries(read, store::LATEST, &parameters)
}

fn entries(
    read: &mut Read<'_>,
    statement: db::Sql,
    parameters: &[db::Value],
) -> Result<Vec<Kept>, Fault> {
    read.all(statement, parameters, |row| {
        Raw::read(row)?.kept().ok_or_else(|| Fault::Column {
            statement: statement.name(),
            column: "actor_kind, actor_id, detail".to_string(),
            why: "the entry is not one of this program's: run `wishmi verify`".to_string(),
        })
    })
}

/// What [`verify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry is as it was written. Keep the head somewhere else.
    Whole {
        /// How many entries there are.
        count: i64,
        /// The end of the chain.
        head: Head,
    },
    /// The chain is broken.
    Broken {
        /// Number of the first entry that cannot be trusted.
        seq: i64,
        /// What is wrong with it.
        why: String,
    },
}

impl Verdict {
    /// True when every entry is as it was written.
    pub fn is_good(&self) -> bool {
        matches!(self, Verdict::Whole { .. })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Whole { count, head } => write!(f, "good, {count} entries, head {head}"),
            Verdict::Broken { seq, why } => write!(f, "broken at entry {seq}: {why}"),
        }
    }
}

/// Reads the whole trail and proves that no entry was changed, removed, added or reordered. Entries
/// stream by: memory does not grow with their number.
///
/// # Errors
/// The database's fault. A broken chain is an answer, not an error.
pub fn verify(read: &mut Read<'_>) -> Result<Verdict, Fault> {
    check(read, None)
}

/// Like [`verify`], and proves besides that the chain still contains a head that was kept elsewhere:
/// the only protection from somebody who rewrote the whole chain.
///
/// # Errors
/// The database's fault.
pub fn verify_against(read: &mut Read<'_>, known: &Head) -> Result<Verdict, Fault> {
    check(read, Some(known))
}

fn check(read: &mut Read<'_>, known: Option<&Head>) -> Result<Verdict, Fault> {
    let head = read.opt(store::HEAD, &[], |row| {
        Ok(Head {
            seq: row.get("seq")?,
            hash: row.get("hash")?,
        })
    })?;
    let mut last = Head {
        seq: 0,
        hash: vec![0; HASH],
    };
    let mut broken: Option<(i64, String)> = None;
    if let Some(known) = known.filter(|known| known.seq == 0 && **known != last) {
        broken = Some((
            1,
            format!("the known head {known} is not the empty chain's"),
        ));
    }
    read.each(store::ENTRIES, &[], |row| {
        if broken.is_some() {
            return Ok(());
        }
        let raw = Raw::read(row)?;
        let kept: Vec<u8> = row.get("hash")?;
        let expected = last.seq + 1;
        let why = if raw.seq != expected {
            Some((
                expected,
                format!("entry {expected} is missing: entry {} follows", raw.seq),
            ))
        } else if raw.previous != last.hash {
            Some((
                raw.seq,
                "it does not continue the entry before it".to_string(),
            ))
        } else if raw.digest() != kept {
            Some((
                raw.seq,
                "its content was changed after it was written".to_string(),
            ))
        } else if known.is_some_and(|known| known.seq == raw.seq && known.hash != kept) {
            Some((
                raw.seq,
                "it is another one than the head kept elsewhere says".to_string(),
            ))
        } else {
            None
        };
        match why {
            Some(why) => broken = Some(why),
            None => {
                last = Head {
                    seq: raw.seq,
                    hash: kept,
                }
            }
        }
        Ok(())
    })?;
    if let Some((seq, why)) = broken {
        return Ok(Verdict::Broken { seq, why });
    }
    let next = last.seq + 1;
    let broken = match head {
        None => Some("the head of the chain is missing".to_string()),
        Some(head) if head.seq > last.seq => Some(format!(
            "entries {next} to {} are missing at the end",
            head.seq
        )),
        Some(head) if head != last => Some("the head of the chain was changed".to_string()),
        Some(_) => known.filter(|known| known.seq > last.seq).map(|known| {
            format!(
                "entries {next} to {} are missing, a head kept elsewhere says",
                known.seq
            )
        }),
    };
    Ok(match broken {
        Some(why) => Verdict::Broken { seq: next, why },
        None => Verdict::Whole {
            count: last.seq,
            head: last,
        },
    })
}

/// An entry as the columns hold it: what is hashed.
struct Raw {
    seq: i64,
    at: i64,
    actor_kind: String,
    actor_id: String,
    subject_kind: String,
    subject_id: String,
    action: String,
    detail: String,
    previous: Vec<u8>,
}

impl Raw {
    fn of(seq: i64, entry: &Entry, previous: Vec<u8>) -> Raw {
        Raw {
            seq,
            at: entry.at.0,
            actor_kind: entry.actor.kind().to_string(),
            actor_id: entry.actor.id(),
            subject_kind: entry.subject.kind.clone(),
            subject_id: entry.subject.id.clone(),
            action: entry.action.clone(),
            detail: entry.detail.to_string(),
            previous,
        }
    }

    fn read(row: &Row<'_>) -> Result<Raw, Fault> {
        Ok(Raw {
            seq: row.get("seq")?,
            at: row.get("at")?,
            actor_kind: row.get("actor_kind")?,
            actor_id: row.get("actor_id")?,
            subject_kind: row.get("subject_kind")?,
            subject_id: row.get("subject_id")?,
            action: row.get("action")?,
            detail: row.get("detail")?,
            previous: row.get("previous")?,
        })
    }

    fn kept(self) -> Option<Kept> {
        Some(Kept {
            seq: self.seq,
            entry: Entry {
                at: Moment(self.at),
                actor: Actor::read(&self.actor_kind, self.actor_id)?,
                subject: Subject {
                    kind: self.subject_kind,
                    id: self.subject_id,
                },
                action: self.action,
                detail: serde_json::from_str(&self.detail).ok()?,
            },
        })
    }

    /// SHA-256 over the domain, the two numbers and every part with its length before it, so that
    /// no two different entries give the same bytes.
    fn digest(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        hash.update(self.seq.to_be_bytes());
        hash.update(self.at.to_be_bytes());
        for part in [
            self.actor_kind.as_bytes(),
            self.actor_id.as_bytes(),
            self.subject_kind.as_bytes(),
            self.subject_id.as_bytes(),
            self.action.as_bytes(),
            self.detail.as_bytes(),
            &self.previous,
        ] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(action: &str, id: &str) -> Entry {
        Entry {
            at: Moment(1),
            actor: Actor::System("test".to_string()),
            subject: Subject::new("thing", id),
            action: action.to_string(),
            detail: serde_json::json!({}),
        }
    }

    #[test]
    fn no_two_entries_share_their_bytes() {
        // The same letters, cut at another place.
        let a = Raw::of(1, &entry("ab", "c"), vec![0; HASH]);
        let b = Raw::of(1, &entry("a", "bc"), vec![0; HASH]);
        assert_ne!(a.digest(), b.digest());
        let later = Raw::of(2, &entry("ab", "c"), vec![0; HASH]);
        assert_ne!(a.digest(), later.digest());
        let otherwise = Raw::of(1, &entry("ab", "c"), vec![1; HASH]);
        assert_ne!(a.digest(), otherwise.digest());
    }

    #[test]
    fn the_hash_of_an_entry_never_changes_between_versions() {
        // Computed once by hand with another program; if this fails, old trails become unreadable.
        let raw = Raw::of(1, &entry("ab", "c"), vec![0; HASH]);
        assert_eq!(hex::encode(raw.digest()), FIRST);
    }

    const FIRST: &str = "1c057739c1c2b025a85fd5cf40120d8144933e38e4cf7adef5faff67ee0a56f1";

    #[test]
    fn verdicts_are_sentences() {
        let head = Head {
            seq: 1,
            hash: vec![1; HASH],
        };
        let whole = Verdict::Whole {
            count: 1,
            head: head.clone(),
        };
        assert_eq!(whole.to_string(), format!("good, 1 entries, head {head}"));
        let broken = Verdict::Broken {
            seq: 7,
            why: "it is missing".to_string(),
        };
        assert_eq!(broken.to_string(), "broken at entry 7: it is missing");
        assert!(whole.is_good() && !broken.is_good());
    }

    #[test]
    fn heads_are_read_back_as_they_are_printed() {
        let head = Head {
            seq: 17,
            hash: vec![0xab; HASH],
        };
        assert_eq!(head.to_string().parse(), Ok(head));
        for wrong in [
            "",
            "17",
            "x:00",
            "17:abcd",
            "-1:",
            &format!("-1:{}", "00".repeat(32)),
            "1:zz",
        ] {
            let error = wrong.parse::<Head>().unwrap_err().to_string();
            assert!(error.contains("wishmi verify"), "{error}");
        }
    }
}
