//! What went wrong, and what looks odd.

use serde::{Deserialize, Serialize};
use values::{Cents, Id, Moment, words};

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
