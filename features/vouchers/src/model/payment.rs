//! What is to be paid to providers, and how it goes out.

use values::{Cents, Day, Id, Moment, words};

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
