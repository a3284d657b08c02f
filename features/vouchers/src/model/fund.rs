//! Where money comes from, and under which terms it is given.

use std::collections::BTreeSet;

use values::{Cents, Day, Id, Text, words};

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
