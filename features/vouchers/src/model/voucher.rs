//! Vouchers, what happens to them, and what is shown of them at a desk.

use serde::{Deserialize, Serialize};
use values::{Cents, Day, Id, Moment, words};

words! {
    /// Where a voucher stands, for people. Money stands in the ledger.
    State {
        /// Given; its first day may be to come.
        Issued = "issued",
        /// Can be spent.
        Active = "active",
        /// Cannot be spent for now, with a reason.
        Suspended = "suspended",
        /// Over.
        Ended = "ended",
    }
}

words! {
    /// How a voucher ended.
    How {
        /// All of it was spent.
        Spent = "spent",
        /// Its last day has passed.
        Expired = "expired",
        /// By an officer, with a reason.
        Closed = "closed",
        /// Another one has taken its place.
        Replaced = "replaced",
    }
}

/// For whom a voucher is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A child or a young person.
    Child(Id),
    /// A group without names ("classe 3B, via Pini").
    Group(String),
}

impl Who {
    /// The child, when it is one.
    pub fn child(&self) -> Option<Id> {
        match self {
            Who::Child(id) => Some(*id),
            Who::Group(_) => None,
        }
    }
}

/// Credit for one child, or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// Its identifier.
    pub id: Id,
    /// Its code for offices and files.
    pub code: String,
    /// Under which terms.
    pub terms: Id,
    /// From which fund.
    pub fund: Id,
    /// For whom.
    pub who: Who,
    /// Who is told.
    pub holder: Id,
    /// What was given.
    pub amount: Cents,
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Day,
    /// School year or edition: one voucher of a call in each.
    pub window: String,
    /// Where it stands.
    pub state: State,
    /// How it ended.
    pub how: Option<How>,
    /// Whose place it takes.
    pub replaces: Option<Id>,
    /// When it was given.
    pub made_at: Moment,
}

impl Voucher {
    /// The ledger's account of its credit.
    pub fn account(&self) -> Id {
        account_of(self.fund, self.id)
    }
}

/// The ledger's account of a voucher's credit.
pub fn account_of(fund: Id, voucher: Id) -> Id {
    ledger::model::account(fund, ledger::model::Kind::Voucher, &voucher.to_string())
}

/// One step of a voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From where; `new` at the beginning.
    pub from: String,
    /// Where to.
    pub to: State,
    /// By what.
    pub event: String,
    /// Whose hands: a person's identifier, or a part of the program.
    pub actor: String,
    /// When.
    pub at: Moment,
    /// Why, in words without names.
    pub reason: Option<String>,
}

words! {
    /// What is shown at a desk.
    TokenKind {
        /// On the phone's screen: good for ten minutes.
        Show = "show",
        /// For one booking, once.
        Ticket = "ticket",
        /// On paper: with its PIN, or where there is a booking.
        Printed = "printed",
    }
}

/// What is shown at a desk; the secret and the typed code are kept as keyed hashes only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its identifier.
    pub id: Id,
    /// Of which voucher.
    pub voucher: Id,
    /// Which kind.
    pub kind: TokenKind,
    /// For which booking.
    pub booking: Option<Id>,
    /// Its last moment.
    pub ends_at: Moment,
    /// When it was used, for what is good once.
    pub used_at: Option<Moment>,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
    /// Wrong PINs.
    pub misses: u32,
}
