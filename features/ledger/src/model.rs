//! What exists: funds, accounts, transfers, orders, and how they are answered.

use serde::{Deserialize, Serialize};
use values::{Id, Moment};

/// The most one transfer moves (ten million euros in cents).
pub const MOST: i64 = 1_000_000_000;

/// Most lines of one order.
pub const LINES: usize = 1_000;

/// What is counted. Units never mix: each fund has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hundredths of the city's currency.
    Cents,
    /// Places of a session.
    Places,
    /// Points of the game; never money.
    Points,
}

impl Unit {
    pub(crate) const ALL: [Unit; 3] = [Unit::Cents, Unit::Places, Unit::Points];

    pub(crate) fn number(self) -> i64 {
        match self {
            Unit::Cents => 1,
            Unit::Places => 2,
            Unit::Points => 3,
        }
    }
}

/// Which side raises an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Debits: what there is, what is owed to the city.
    Debit,
    /// Credits: what the city owes.
    Credit,
}

/// What an account is for. Guarded ones never fall below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What the grantor or the city has set aside.
    Appropriation,
    /// Received and not awarded yet.
    Unallocated,
    /// What a family may still spend. Owner: the voucher.
    Voucher,
    /// Earned by a provider and not sent yet. Owner: the provider.
    Payable,
    /// Sent to the bank, not confirmed. Owner: the batch.
    InPayment,
    /// Confirmed by the bank. Only grows.
    Paid,
    /// Paid too much, to be netted. Owner: the provider.
    Receivable,
    /// Losses that the city bears.
    Goodwill,
    /// Ended credit that may not be used again.
    Lapsed,
    /// Given back to the grantor.
    ClosedOut,
    /// Where places come from.
    Capacity,
    /// Places that can be taken.
    Free,
    /// Places that were taken.
    Taken,
    /// Where points come from.
    Source,
    /// Points of a child. Owner: the passport.
    Earned,
}

impl Kind {
    pub(crate) const ALL: [(Kind, &str); 15] = [
        (Kind::Appropriation, "appropriation"),
        (Kind::Unallocated, "unallocated"),
        (Kind::Voucher, "voucher"),
        (Kind::Payable, "payable"),
        (Kind::InPayment, "in_payment"),
        (Kind::Paid, "paid"),
        (Kind::Receivable, "receivable"),
        (Kind::Goodwill, "goodwill"),
        (Kind::Lapsed, "lapsed"),
        (Kind::ClosedOut, "closed_out"),
        (Kind::Capacity, "capacity"),
        (Kind::Free, "free"),
        (Kind::Taken, "taken"),
        (Kind::Source, "source"),
        (Kind::Earned, "earned"),
    ];

    pub(crate) fn read(word: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(_, w)| *w == word).map(|(k, _)| *k)
    }

    /// Its word in the database and in reports.
    pub fn as_str(self) -> &'static str {
        Kind::ALL
            .iter()
            .find(|(k, _)| *k == self)
            .map_or("", |(_, s)| s)
    }

    /// Which side raises it.
    pub fn side(self) -> Side {
        match self {
            Kind::Appropriation
            | Kind::Receivable
            | Kind::Goodwill
            | Kind::Capacity
            | Kind::Source => Side::Debit,
            _ => Side::Credit,
        }
    }

    /// True when it never falls below zero.
    pub fn guarded(self) -> bool {
        !matches!(self, Kind::Appropriation | Kind::Goodwill | Kind::Source)
    }

    /// The unit of funds in which it can stand.
    pub fn unit(self) -> Unit {
        match self {
            Kind::Capacity | Kind::Free | Kind::Taken => Unit::Places,
            Kind::Source | Kind::Earned => Unit::Points,
            _ => Unit::Cents,
        }
    }
}

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    /// Its identifier.
    pub id: Id,
    /// What it counts.
    pub unit: Unit,
    /// Its name for officers; never a person's.
    pub name: String,
}

/// An account to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// In which fund.
    pub fund: Id,
    /// What for.
    pub kind: Kind,
    /// Whose, as the other feature names it (`018f…`); empty for the only one of its kind in the fund.
    pub owner: String,
    /// The last moment at which it may be spent.
    pub ends_at: Option<Moment>,
}

impl Opening {
    /// The account's identifier: it follows from fund, kind and owner.
    pub fn id(&self) -> Id {
        account(self.fund, self.kind, &self.owner)
    }
}

/// The identifier of an account.
pub fn account(fund: Id, kind: Kind, owner: &str) -> Id {
    Id::named(
        "ledger account",
        &format!("{fund} {} {owner}", kind.as_str()),
    )
}

/// An account with its sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: Id,
    /// In which fund.
    pub fund: Id,
    /// What for.
    pub kind: Kind,
    /// Whose.
    pub owner: String,
    /// Posted debits.
    pub debit: i64,
    /// Posted credits.
    pub credit: i64,
    /// Debits that are held.
    pub debit_held: i64,
    /// Credits that are held.
    pub credit_held: i64,
    /// How many transfers have moved it.
    pub moves: i64,
    /// The last moment at which it may be spent.
    pub ends_at: Option<Moment>,
}

impl Account {
    /// What is posted, in the direction of the account's side.
    pub fn balance(&self) -> i64 {
        match self.kind.side() {
            Side::Debit => self.debit - self.credit,
            Side::Credit => self.credit - self.debit,
        }
    }

    /// What is held for later, and so cannot be spent.
    pub fn held(&self) -> i64 {
        match self.kind.side() {
            Side::Debit => self.credit_held,
            Side::Credit => self.debit_held,
        }
    }

    /// What can be spent now.
    pub fn available(&self) -> i64 {
        self.balance() - self.held()
    }

    /// True when a guarded account has fallen below zero, which the database does not allow.
    pub fn is_below_zero(&self) -> bool {
        self.kind.guarded() && self.available() < 0
    }
}

/// How a transfer stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// Moves at once.
    Single,
    /// Is held for later.
    Hold,
    /// Posts a hold, in whole or in part; the rest returns.
    Post,
    /// Gives a hold up.
    Void,
    /// Ends a hold whose time is over.
    Expire,
}

impl Phase {
    pub(crate) const ALL: [(Phase, &str); 5] = [
        (Phase::Single, "S"),
        (Phase::Hold, "H"),
        (Phase::Post, "P"),
        (Phase::Void, "V"),
        (Phase::Expire, "E"),
    ];

    /// Its letter in the database.
    pub fn letter(self) -> &'static str {
        Phase::ALL
            .iter()
            .find(|(p, _)| *p == self)
            .map_or("", |(_, s)| s)
    }
}

/// One entry on two accounts of one fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Its identifier, from the order's and its place in it.
    pub id: Id,
    /// The order.
    pub op: Id,
    /// What is done, as the order says.
    pub act: Act,
    /// Its place in the order, from 0.
    pub n: usize,
    /// The fund.
    pub fund: Id,
    /// Debited account, and which of its moves this is.
    pub debit: (Id, i64),
    /// Credited account, and which of its moves this is.
    pub credit: (Id, i64),
    /// What the debited and the credited account are for.
    pub kinds: (Kind, Kind),
    /// How it stands in time.
    pub phase: Phase,
    /// What moves for good.
    pub posted: i64,
    /// What becomes held, or (below zero) is held no longer.
    pub pending: i64,
    /// The hold that is resolved.
    pub hold: Option<Id>,
    /// Until when it is held, for a hold.
    pub until: Option<Moment>,
    /// What it is about.
    pub subject: String,
}

impl Transfer {
    /// The identifier of a line's transfer.
    pub fn id_of(op: Id, n: usize) -> Id {
        Id::named("ledger transfer", &format!("{op} {n}"))
    }
}

/// A hold as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The transfer that made it.
    pub id: Id,
    /// The fund.
    pub fund: Id,
    /// Debited account.
    pub debit: Id,
    /// Credited account.
    pub credit: Id,
    /// How much is held.
    pub amount: i64,
    /// Until when it can be posted.
    pub until: Moment,
    /// What it is about.
    pub subject: String,
    /// The order that resolved it, and when.
    pub resolved: Option<(Id, Moment)>,
}

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Money comes in by an act of the administration.
    Grant,
    /// Credit is given to families.
    Award,
    /// Money or places are held for a booking.
    Reserve,
    /// What was held, or a walk-in, is spent.
    Redeem,
    /// What was held is given up.
    Release,
    /// What was held ends by itself.
    Expire,
    /// What is left of ended credit goes back.
    Lapse,
    /// What was spent goes back.
    Refund,
    /// What providers earned is sent.
    Settle,
    /// The bank has paid.
    Confirm,
    /// The bank has not paid.
    Return,
    /// A mistake is made good.
    Correct,
    /// An end is moved.
    Reopen,
    /// A fund gives back what is left.
    Close,
    /// Places are added or taken away.
    Capacity,
    /// Points are earned.
    Earn,
}

impl Act {
    pub(crate) const ALL: [(Act, &str); 16] = [
        (Act::Grant, "grant"),
        (Act::Award, "award"),
        (Act::Reserve, "reserve"),
        (Act::Redeem, "redeem"),
        (Act::Release, "release"),
        (Act::Expire, "expire"),
        (Act::Lapse, "lapse"),
        (Act::Refund, "refund"),
        (Act::Settle, "settle"),
        (Act::Confirm, "confirm"),
        (Act::Return, "return"),
        (Act::Correct, "correct"),
        (Act::Reopen, "reopen"),
        (Act::Close, "close"),
        (Act::Capacity, "capacity"),
        (Act::Earn, "earn"),
    ];

    pub(crate) fn read(word: &str) -> Option<Act> {
        Act::ALL.iter().find(|(_, w)| *w == word).map(|(a, _)| *a)
    }

    /// Its word in the database.
    pub fn as_str(self) -> &'static str {
        Act::ALL
            .iter()
            .find(|(a, _)| *a == self)
            .map_or("", |(_, s)| s)
    }

    /// True when a second person must have agreed.
    pub fn needs_second_person(self) -> bool {
        matches!(
            self,
            Act::Grant | Act::Settle | Act::Correct | Act::Reopen | Act::Close
        )
    }

    /// True when a document must be named.
    pub fn needs_document(self) -> bool {
        matches!(self, Act::Grant | Act::Confirm | Act::Return | Act::Close)
    }
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Moves an amount at once.
    Move {
        /// Debited account.
        debit: Id,
        /// Credited account.
        credit: Id,
        /// How much.
        amount: i64,
        /// What it is about.
        subject: String,
    },
    /// Holds an amount for later.
    Hold {
        /// Account to be debited.
        debit: Id,
        /// Account to be credited.
        credit: Id,
        /// How much.
        amount: i64,
        /// Until when it can be posted.
        until: Moment,
        /// What it is about.
        subject: String,
    },
    /// Posts a hold; what is left of it returns.
    Post {
        /// The hold.
        hold: Id,
        /// How much, at most what is held.
        amount: i64,
    },
    /// Gives a hold up.
    Void {
        /// The hold.
        hold: Id,
    },
    /// Ends a hold whose time is over.
    Expire {
        /// The hold.
        hold: Id,
    },
    /// Moves the end of an account to a later moment.
    Extend {
        /// The account.
        account: Id,
        /// Its new end.
        until: Moment,
    },
}

/// What is to be done, as one thing. Its identifier is made before the first try and kept until there
/// is an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Its identifier.
    pub id: Id,
    /// What is done.
    pub act: Act,
    /// Who does it: a person's identifier, or a part of the program (`job:expiry`).
    pub actor: String,
    /// For whom, when somebody acts for another.
    pub on_behalf_of: Option<String>,
    /// Who has agreed, where a second person must.
    pub approver: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The document that stands behind it.
    pub document: Option<String>,
    /// Line by line; all or none.
    pub lines: Vec<Line>,
}

/// The answer to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done: these transfers were made.
    Done(Vec<Id>),
    /// Nothing was done.
    Refused(Refused),
}

/// Why nothing was done. Kept with the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// There is less than that.
    #[error("only {available} is available")]
    InsufficientBalance {
        /// What can be spent.
        available: i64,
    },
    /// The account's last moment has passed.
    #[error("ended at {on:?}")]
    Ended {
        /// Its last moment.
        on: Moment,
    },
    /// Somebody was faster.
    #[error("the hold was resolved by {by} at {at:?}")]
    HoldAlreadyResolved {
        /// The order that did.
        by: Id,
        /// When.
        at: Moment,
    },
    /// The hold's time is over.
    #[error("the hold ended at {on:?}")]
    HoldEnded {
        /// Its last moment.
        on: Moment,
    },
    /// The hold's time is not over yet.
    #[error("the hold lasts until {until:?}")]
    HoldLasts {
        /// Its last moment.
        until: Moment,
    },
    /// More than was held.
    #[error("only {held} is held")]
    MoreThanHeld {
        /// What is held.
        held: i64,
    },
    /// Not a whole number between 1 and [`MOST`].
    #[error("an amount is between 1 and {MOST}")]
    WrongAmount,
    /// No such account.
    #[error("there is no account {0}")]
    UnknownAccount(Id),
    /// No such hold.
    #[error("there is no hold {0}")]
    UnknownHold(Id),
    /// The accounts belong to different funds.
    #[error("the accounts belong to different funds")]
    OtherFund,
    /// Money never goes this way.
    #[error("nothing moves from {from:?} to {to:?} like this")]
    NotAllowed {
        /// Kind of the debited account.
        from: Kind,
        /// Kind of the credited account.
        to: Kind,
    },
    /// A second person must agree.
    #[error("a second person must agree")]
    SecondPersonNeeded,
    /// The document must be named.
    #[error("the document must be named")]
    DocumentNeeded,
    /// A reason must be given.
    #[error("a reason must be given")]
    ReasonNeeded,
    /// The new end is not after the present one, or there is none.
    #[error("an end can only be moved to a later moment")]
    NotLater,
    /// No line, or more than [`LINES`].
    #[error("an order has 1 to {LINES} lines")]
    WrongLines,
    /// A hold that would be over before it begins.
    #[error("a hold ends after it begins")]
    EndsBeforeItBegins,
}
