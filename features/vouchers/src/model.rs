//! What exists: funds, terms of calls, vouchers, what is shown at a desk, what is to be paid and how.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use values::{Cents, Day, Id, Moment, Text, words};

words! {
    /// Where a fund stands.
    FundState {
        /// Its money has not come in yet.
        Planned = "planned",
        /// It can be awarded and spent.
        Open = "open",
        /// Nothing more is awarded.
        AwardClosed = "award_closed",
        /// Nothing more is spent.
        SpendClosed = "spend_closed",
        /// The last payments are on their way.
        Settling = "settling",
        /// What was left has gone back to the grantor.
        Closed = "closed",
    }
}

/// A source of money. The ledger's fund has the same identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    /// Its identifier.
    pub id: Id,
    /// Its name for officers.
    pub name: String,
    /// Where it stands.
    pub state: FundState,
}

/// Money that comes in by an act of the administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its identifier, and the ledger's order.
    pub id: Id,
    /// Into which fund.
    pub fund: Id,
    /// How much.
    pub amount: Cents,
    /// Number of the act.
    pub document: String,
    /// Who prepared it.
    pub prepared_by: Id,
    /// Who has agreed.
    pub approved_by: Option<Id>,
}

words! {
    /// Where credit goes that has ended.
    EndedTo {
        /// It can be awarded again.
        Unallocated = "unallocated",
        /// The grant forbids that.
        Lapsed = "lapsed",
    }
}

words! {
    /// Where the terms of a call stand.
    TermsState {
        /// Being written.
        Draft = "draft",
        /// Approved by a second person; never changed any more.
        Approved = "approved",
        /// Nothing more is awarded under them.
        Closed = "closed",
    }
}

/// What a call gives, and for what it can be spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Its identifier.
    pub id: Id,
    /// As the offices name the call ("codice bando").
    pub code: String,
    /// Its name for families.
    pub name: Text,
    /// From which funds, the first first: a voucher is drawn from the first that has enough.
    pub funds: Vec<Id>,
    /// Keys of the city's `service` taxonomy; empty means all.
    pub themes: BTreeSet<String>,
    /// Districts in which the offer must be; empty means all.
    pub districts: BTreeSet<String>,
    /// Youngest age on the first day of what is paid, in whole years.
    pub min_age: Option<u8>,
    /// Oldest age.
    pub max_age: Option<u8>,
    /// Most that one payment or booking may take.
    pub cap_each: Option<Cents>,
    /// Most within so many days.
    pub cap_window: Option<(Cents, u16)>,
    /// First day of spending.
    pub spend_from: Day,
    /// Last day of spending.
    pub spend_until: Day,
    /// Days of new validity when a provider has cancelled, or credit comes back after the end.
    pub renewal_days: u16,
    /// Where ended credit goes.
    pub ended_to: EndedTo,
    /// Where they stand.
    pub state: TermsState,
    /// Who wrote them.
    pub made_by: Id,
    /// Who approved them.
    pub approved_by: Option<Id>,
}

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

words! {
    /// Who took the family's own part.
    OwnBy {
        /// There is none.
        Nobody = "nobody",
        /// The provider.
        Provider = "provider",
        /// The city, as by a payment notice.
        City = "city",
    }
}

words! {
    /// Where something to be paid stands.
    Item {
        /// Earned.
        Accrued = "accrued",
        /// Somebody looks at it first.
        InReview = "in_review",
        /// In a batch that is being prepared.
        Batched = "batched",
        /// Sent to the bank.
        Sent = "sent",
        /// The bank has paid.
        Paid = "paid",
        /// The bank has not paid.
        Returned = "returned",
        /// Undone at the desk.
        Undone = "undone",
    }
}

/// Something to be paid to a provider, or less of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spend {
    /// Its identifier.
    pub id: Id,
    /// The ledger's order: the same, unless one order paid from several vouchers.
    pub op: Id,
    /// Number of the receipt.
    pub number: String,
    /// The item it corrects; none for a payment.
    pub adjusts: Option<Id>,
    /// It corrects what was sent already: owed by the provider, to be netted.
    pub owed: bool,
    /// From which voucher.
    pub voucher: Id,
    /// From which fund.
    pub fund: Id,
    /// For which booking.
    pub booking: Option<Id>,
    /// For which service of the catalogue.
    pub service: Option<Id>,
    /// Who earned it.
    pub organisation: Id,
    /// Whose hands.
    pub operator: String,
    /// The whole price.
    pub price: Cents,
    /// What the voucher pays; less than nothing for an adjustment in the city's favour.
    pub amount: Cents,
    /// What the family pays itself.
    pub own: Cents,
    /// Who took that.
    pub own_by: OwnBy,
    /// When.
    pub at: Moment,
    /// Until when it can be undone without formalities.
    pub undo_until: Moment,
    /// Where it stands.
    pub state: Item,
    /// Invoice or debit note of the provider.
    pub document: Option<String>,
}

words! {
    /// Where a batch stands.
    BatchState {
        /// Being prepared.
        Draft = "draft",
        /// Closed with its hash.
        Sealed = "sealed",
        /// Approved by another person: the money is on its way.
        Approved = "approved",
        /// A file was taken.
        Exported = "exported",
        /// The bank has answered for some lines.
        Partly = "partly",
        /// The bank has answered for all.
        Settled = "settled",
        /// Given up before anything was sent.
        Void = "void",
    }
}

/// Payments that go out together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its identifier.
    pub id: Id,
    /// Where it stands.
    pub state: BatchState,
    /// Items up to this day.
    pub until: Day,
    /// Who prepared it.
    pub made_by: Id,
    /// Who sealed it, and when.
    pub sealed: Option<(Id, Moment)>,
    /// SHA-256 over what was sealed.
    pub hash: Option<Vec<u8>>,
    /// What is sent altogether, once sealed.
    pub total: Option<Cents>,
    /// Who approved it.
    pub approved_by: Option<Id>,
    /// How often a file was taken, and the SHA-256 of the first.
    pub exports: u32,
    /// SHA-256 of the file.
    pub exported_hash: Option<Vec<u8>>,
}

words! {
    /// Where a line stands.
    LineState {
        /// Not sent yet.
        Waiting = "waiting",
        /// Sent.
        Sent = "sent",
        /// Paid.
        Paid = "paid",
        /// Came back.
        Returned = "returned",
        /// Given up with its batch.
        Void = "void",
    }
}

/// What one provider gets from one fund.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// Its identifier, and the payout's.
    pub id: Id,
    /// In which batch.
    pub batch: Id,
    /// From which fund.
    pub fund: Id,
    /// To whom.
    pub organisation: Id,
    /// What was earned.
    pub gross: Cents,
    /// What of it is kept for what was paid too much.
    pub netted: Cents,
    /// What is sent.
    pub amount: Cents,
    /// The account.
    pub iban: String,
    /// Whose account it is.
    pub holder: String,
    /// Where it stands.
    pub state: LineState,
    /// The bank's document.
    pub document: Option<String>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Line({}, {}, {})",
            self.id,
            self.amount,
            self.state.as_str()
        )
    }
}

/// Where a provider is paid.
#[derive(Clone, PartialEq, Eq)]
pub struct Payee {
    /// Its identifier.
    pub id: Id,
    /// Whose.
    pub organisation: Id,
    /// The account.
    pub iban: String,
    /// Whose account it is.
    pub holder: String,
    /// Who wrote it down.
    pub changed_by: Id,
    /// Who has looked at it; nothing is paid before.
    pub verified_by: Option<Id>,
}

impl std::fmt::Debug for Payee {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Payee({})", self.organisation)
    }
}

words! {
    /// What went wrong.
    Trouble {
        /// Too much or too little was taken.
        WrongAmount = "wrong_amount",
        /// The same twice.
        DoubleCharge = "double_charge",
        /// It was paid and not given.
        ServiceNotGiven = "service_not_given",
        /// Somebody has cheated: the provider is not paid, the voucher gets nothing by itself.
        Fraud = "fraud",
        /// The city makes it good from its own money.
        Goodwill = "goodwill",
    }
}

words! {
    /// Where an incident stands.
    IncidentState {
        /// Told.
        Opened = "opened",
        /// It is known what every account will look like.
        Calculated = "calculated",
        /// Another person has agreed.
        Approved = "approved",
        /// Done.
        Posted = "posted",
    }
}

/// Something that went wrong with a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Its identifier.
    pub id: Id,
    /// With which payment.
    pub spend: Id,
    /// What.
    pub kind: Trouble,
    /// Towards the family when positive, towards the provider when negative.
    pub amount: Cents,
    /// Why, in words without names.
    pub reason: String,
    /// Where it stands.
    pub state: IncidentState,
    /// Who opened it.
    pub opened_by: Id,
    /// Who approved it.
    pub approved_by: Option<Id>,
    /// Each account before and after, once calculated.
    pub plan: Option<Vec<Change>>,
}

/// One account before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The account.
    pub account: Id,
    /// What for, as the ledger names it.
    pub kind: String,
    /// Balance before.
    pub before: Cents,
    /// Balance after.
    pub after: Cents,
}

words! {
    /// What was found.
    Finding {
        /// The same voucher at the same provider within a minute.
        Double = "double",
        /// One operator many times within a minute.
        Burst = "burst",
        /// At night.
        Night = "night",
        /// Always exactly the most that is allowed.
        AlwaysMost = "always_most",
        /// Far from the time of the session.
        FarFromSession = "far_from_session",
        /// Paid for a booking that no roll call confirms.
        NoRollCall = "no_roll_call",
        /// The bank did not take the account.
        BankData = "bank_data",
    }
}

words! {
    /// What a person decided about a flag.
    FlagOutcome {
        /// There is nothing wrong.
        Fine = "fine",
        /// It was put right.
        Corrected = "corrected",
        /// An incident was opened.
        Incident = "incident",
    }
}

/// Something to be looked at by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Its identifier.
    pub id: Id,
    /// The payment.
    pub spend: Option<Id>,
    /// Or the payout.
    pub line: Option<Id>,
    /// What was found.
    pub finding: Finding,
    /// The figures behind it, named.
    pub detail: Vec<(String, String)>,
    /// When.
    pub at: Moment,
    /// What was decided.
    pub outcome: Option<FlagOutcome>,
}

/// How a provider is named on a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineName {
    /// Its name.
    pub name: String,
    /// Its *codice fiscale*.
    pub tax_code: String,
    /// Its documents.
    pub documents: Vec<String>,
}

/// A file of a bank that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankTaken {
    /// SHA-256 of the file.
    pub hash: String,
    /// Its kind and version.
    pub kind: String,
    /// The bank's id of the message.
    pub message_id: String,
    /// When it was taken.
    pub at: Moment,
    /// Lines that were paid by it.
    pub paid: u64,
    /// Lines that came back.
    pub returned: u64,
    /// Lines the bank has in hand.
    pub pending: u64,
    /// Entries for a person.
    pub queued: u64,
}

/// An entry as the bank says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankWords {
    /// EndToEndId.
    pub end_to_end: Option<String>,
    /// The message or group it names.
    pub message_id: Option<String>,
    /// The bank's status.
    pub status: String,
    /// How much.
    pub amount: Option<i64>,
    /// In which currency.
    pub currency: Option<String>,
    /// True when the account gets money.
    pub credit: Option<bool>,
    /// Why it came back.
    pub reason: Option<String>,
    /// The bank's reference.
    pub reference: Option<String>,
    /// The day of booking.
    pub day: Option<Day>,
    /// Remittance text and what the bank adds.
    pub text: String,
}

/// An entry a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankEntry {
    /// Its identifier.
    pub id: Id,
    /// SHA-256 of its file.
    pub file: String,
    /// Which entry of the file.
    pub n: u32,
    /// Why: key of the message.
    pub why: String,
    /// As the bank says it.
    pub words: BankWords,
    /// When it was taken.
    pub at: Moment,
}

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
