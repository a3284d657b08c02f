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
    /// Since when nothing is sent, though messages are written.
    pub paused_at: Option<Moment>,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// Who ended it; nobody when it had failed, or was paused, for too long.
    pub ended_by: Option<Id>,
    /// How often its secret was changed.
    pub revision: i64,
    /// When it was changed last.
    pub rotated_at: Option<Moment>,
    /// Secrets of before with their last moments: until then they sign, too.
    pub earlier: Vec<(String, Moment)>,
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
    /// When it is sent next, where it waits.
    pub next_at: Moment,
    /// When it was sent last.
    pub tried_at: Option<Moment>,
    /// Until when somebody is sending it.
    pub taken_until: Option<Moment>,
    /// When it arrived or was given up.
    pub done_at: Option<Moment>,
    /// Whether it arrived.
    pub arrived: bool,
    /// The last status; none when nothing answered.
    pub status: Option<u16>,
    /// Why nothing answered.
    pub fault: Option<Unsent>,
}

words! {
    /// Why a message got no answer.
    Unsent {
        /// It took too long.
        Slow = "slow",
        /// The address leads into a network that is not public.
        Private = "private",
        /// Nobody is there, or the connection is not trusted.
        Silent = "silent",
        /// The address may not be asked.
        Address = "address",
    }
}

words! {
    /// How a hook stands.
    HookState {
        /// Messages are sent.
        Live = "live",
        /// Messages are written and wait.
        Paused = "paused",
        /// A manager ended it.
        Ended = "ended",
        /// It failed for too long.
        Failed = "failed",
        /// It was paused for too long.
        Forgotten = "forgotten",
    }
}

impl Hook {
    /// How it stands, and why.
    pub fn state(&self) -> HookState {
        match (self.ended_at, self.ended_by, self.paused_at) {
            (None, _, None) => HookState::Live,
            (None, _, Some(_)) => HookState::Paused,
            (Some(_), Some(_), _) => HookState::Ended,
            (Some(_), None, None) => HookState::Failed,
            (Some(_), None, Some(_)) => HookState::Forgotten,
        }
    }
}

words! {
    /// How a message to a hook stands.
    Stand {
        /// It has not been sent yet.
        New = "new",
        /// It waits until the pause ends.
        Held = "held",
        /// It did not arrive, and is sent again.
        Again = "again",
        /// It has arrived.
        Arrived = "arrived",
        /// It is not sent any more.
        Over = "over",
    }
}

impl Delivery {
    /// How it stands, at a hook that is paused or not.
    pub fn stand(&self, held: bool) -> Stand {
        match (self.arrived, self.done_at, self.attempts) {
            (true, ..) => Stand::Arrived,
            (false, Some(_), _) => Stand::Over,
            (false, None, _) if held => Stand::Held,
            (false, None, 0) => Stand::New,
            (false, None, _) => Stand::Again,
        }
    }
}
