//! Programs of organisations: their keys, and where they are told.

use values::{Id, Moment, words};

words! {
    /// What a program may do with its key.
    Scope {
        /// What an operator at the desk may.
        Operator = "operator",
        /// Look things up.
        Read = "read",
    }
}

/// The key of an organisation's own program. The secret is shown once and kept as a keyed hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its identifier: the hands of what is done with it.
    pub id: Id,
    /// Whose it is.
    pub organisation: Id,
    /// What for, in the organisation's words.
    pub name: String,
    /// What it may.
    pub scope: Scope,
    /// The manager who made it.
    pub made_by: Id,
    /// When.
    pub made_at: Moment,
    /// Its last moment.
    pub ends_at: Moment,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
    /// When it was used last, to some minutes.
    pub last_used_at: Option<Moment>,
}

impl Key {
    /// True while a program may come with it.
    pub fn is_good(&self, now: Moment) -> bool {
        self.revoked_at.is_none() && now <= self.ends_at
    }
}

/// Where an organisation wants to be told what happens.
#[derive(Clone, PartialEq, Eq)]
pub struct Hook {
    /// Its identifier, which tells the receiver the key.
    pub id: Id,
    /// Whose it is.
    pub organisation: Id,
    /// The https address.
    pub address: String,
    /// With what messages are signed.
    pub secret: String,
    /// The manager who made it.
    pub made_by: Id,
    /// When.
    pub made_at: Moment,
    /// Since when nothing arrives.
    pub failing_since: Option<Moment>,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// Who ended it; nobody when it had failed for too long.
    pub ended_by: Option<Id>,
}

impl std::fmt::Debug for Hook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hook({})", self.id)
    }
}

/// One message to a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The same however often it is sent.
    pub id: Id,
    /// To which hook.
    pub hook: Id,
    /// What has happened.
    pub event: String,
    /// What is sent, JSON.
    pub body: String,
    /// When it was written.
    pub made_at: Moment,
    /// How often it was sent.
    pub attempts: u32,
    /// When it arrived or was given up.
    pub done_at: Option<Moment>,
    /// Whether it arrived.
    pub arrived: bool,
    /// The last status; none when nothing answered.
    pub status: Option<u16>,
}
