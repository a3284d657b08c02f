//! Accreditation: the case, what is written in it, its documents; who acts for an organisation.

use std::collections::BTreeSet;

use catalogue::model::Nature;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Moment};

/// Makes a word of the database out of each name, and back.
macro_rules! words {
    ($type:ty { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// All of them.
            pub const ALL: &'static [$type] = &[$(<$type>::$variant),+];

            /// As stored.
            pub fn as_str(self) -> &'static str {
                match self { $(<$type>::$variant => $word),+ }
            }

            /// From what is stored.
            pub fn parse(text: &str) -> Option<$type> {
                Self::ALL.iter().copied().find(|x| x.as_str() == text)
            }
        }
    };
}
pub(crate) use words;

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written; nobody but the organisation sees it.
    Draft,
    /// Sent in: the city's clock runs.
    Submitted,
    /// The city has asked something: the clock stands still.
    Clarification,
    /// Admitted.
    Admitted,
    /// Refused, with a reason.
    Refused,
    /// Admitted, and the end is near.
    Expiring,
    /// The admission is over: its time has run out, or a newer one has taken its place.
    Expired,
    /// The admission is not in force for the time being, with a reason.
    Suspended,
    /// Taken back by the organisation.
    Withdrawn,
}

words!(State {
    Draft = "draft",
    Submitted = "submitted",
    Clarification = "clarification",
    Admitted = "admitted",
    Refused = "refused",
    Expiring = "expiring",
    Expired = "expired",
    Suspended = "suspended",
    Withdrawn = "withdrawn",
});

impl State {
    /// True while the admission is in force.
    pub fn in_force(self) -> bool {
        matches!(self, State::Admitted | State::Expiring)
    }

    /// True while the organisation may write in the case.
    pub fn is_open(self) -> bool {
        matches!(self, State::Draft | State::Clarification)
    }
}

/// What happens to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The organisation sends it in.
    Submit,
    /// The city asks.
    Ask,
    /// The organisation answers.
    Answer,
    /// The city admits.
    Admit,
    /// The city refuses.
    Refuse,
    /// The end comes near.
    Remind,
    /// The time has run out.
    Expire,
    /// A newer admission has taken its place.
    Replace,
    /// The city suspends the admission.
    Suspend,
    /// The city lifts the suspension.
    Lift,
    /// The organisation takes it back.
    Withdraw,
}

words!(Step {
    Submit = "submit",
    Ask = "ask",
    Answer = "answer",
    Admit = "admit",
    Refuse = "refuse",
    Remind = "remind",
    Expire = "expire",
    Replace = "replace",
    Suspend = "suspend",
    Lift = "lift",
    Withdraw = "withdraw",
});

impl Step {
    /// Who takes it.
    pub fn side(self) -> Side {
        match self {
            Step::Submit | Step::Answer | Step::Withdraw => Side::Applicant,
            Step::Ask | Step::Admit | Step::Refuse | Step::Suspend | Step::Lift => Side::Office,
            Step::Remind | Step::Expire | Step::Replace => Side::Clock,
        }
    }
}

/// On whose side an act was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The organisation's.
    Applicant,
    /// The city's.
    Office,
    /// Nobody's: the program did it when its time came.
    Clock,
}

words!(Side {
    Applicant = "applicant",
    Office = "office",
    Clock = "clock",
});

/// The form as it is typed: anything, so that a draft is saved at any time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Name of the organisation.
    pub name: String,
    /// `public`, `third_sector` or `profit`.
    pub nature: String,
    /// Legal form in words.
    pub legal_form: String,
    /// Codice fiscale.
    pub fiscal_code: String,
    /// Partita IVA.
    pub vat: String,
    /// Number in the RUNTS.
    pub runts: String,
    /// Street and number of the office.
    pub street: String,
    /// Post code.
    pub postal_code: String,
    /// Town.
    pub town: String,
    /// Public mail address.
    pub mail: String,
    /// Public telephone.
    pub phone: String,
    /// Site.
    pub website: String,
    /// Name of who represents it in law.
    pub represented_by: String,
    /// As what (president, director …).
    pub represented_as: String,
    /// Items of the checklist that are declared.
    pub declared: BTreeSet<String>,
}

/// What an organisation is, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its name.
    pub name: String,
    /// Public, third sector, profit; never unknown.
    pub nature: Nature,
    /// Legal form in words.
    pub legal_form: String,
    /// Codice fiscale: 11 digits, or the 16 characters of somebody who trades alone.
    pub fiscal_code: String,
    /// Partita IVA.
    pub vat: Option<String>,
    /// Number in the RUNTS; only of the third sector.
    pub runts: Option<u32>,
    /// Street and number of the office.
    pub street: String,
    /// Post code.
    pub postal_code: String,
    /// Town.
    pub town: String,
    /// Public mail address.
    pub mail: String,
    /// Public telephone; as given.
    pub phone: Option<String>,
    /// Site, with scheme.
    pub website: Option<String>,
    /// Who represents it in law.
    pub represented_by: String,
    /// As what.
    pub represented_as: String,
}

/// A case as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its identifier.
    pub id: Id,
    /// The organisation.
    pub organisation: Id,
    /// The number on the receipt; none before it is sent in.
    pub number: Option<i64>,
    /// The case it is to take the place of.
    pub renews: Option<Id>,
    /// Where it stands.
    pub state: State,
    /// Counts the saves of the form, from 1.
    pub revision: i64,
    /// The form.
    pub form: Form,
    /// When it was begun.
    pub created_at: Moment,
    /// When it came in.
    pub submitted_at: Option<Moment>,
    /// Last day of the admission.
    pub valid_until: Option<Day>,
    /// Smallest number of days before the end at which a reminder has gone out.
    pub reminded: Option<u16>,
}

/// One thing that happened to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub step: Step,
    /// By whom; none for the clock.
    pub person: Option<Id>,
    /// Question, answer or reason.
    pub note: Option<String>,
    /// When.
    pub at: Moment,
}

/// What sort of file a document is, told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Media {
    Pdf,
    Png,
    Jpeg,
}

words!(Media {
    Pdf = "pdf",
    Png = "png",
    Jpeg = "jpeg",
});

/// A document an organisation has handed in, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its identifier.
    pub id: Id,
    /// The organisation: a document is good for every case of it.
    pub organisation: Id,
    /// Key of the checklist's item.
    pub item: String,
    /// The day it was issued.
    pub issued: Day,
    /// The last day written on it, where there is one.
    pub expires: Option<Day>,
    /// What sort of file.
    pub media: Media,
    /// How long, in bytes.
    pub bytes: u64,
    /// When it was handed in.
    pub added_at: Moment,
    /// Smallest number of days before its end at which a reminder has gone out.
    pub reminded: Option<u16>,
}

/// What somebody may do for an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Everything, also for others of the organisation.
    Manager,
    /// Only what happens at the desk: take in vouchers, mark who was there.
    Operator,
}

words!(Role {
    Manager = "manager",
    Operator = "operator",
});

/// Somebody who acts for an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Id,
    /// As what.
    pub role: Role,
    /// Since when.
    pub since: Moment,
}

/// A link with which somebody becomes a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its identifier.
    pub id: Id,
    /// Into which organisation.
    pub organisation: Id,
    /// As what.
    pub role: Role,
    /// Who made it.
    pub made_by: Id,
    /// Until when it works.
    pub expires_at: Moment,
    /// True when it was used or taken back.
    pub over: bool,
}

/// How it is shown that an organisation is the one of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// A code sent to the mail address the record itself publishes.
    Mail,
    /// An officer looks at the documents.
    Document,
}

words!(Way {
    Mail = "mail",
    Document = "document",
});

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimState {
    /// Waits for the code, or for the officer.
    Open,
    /// Shown.
    Proven,
    /// Not shown, with a reason.
    Refused,
    /// Too many wrong codes, or too late.
    Spent,
}

words!(ClaimState {
    Open = "open",
    Proven = "proven",
    Refused = "refused",
    Spent = "spent",
});

/// That an organisation says to be the one of a record of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its identifier.
    pub id: Id,
    /// The organisation.
    pub organisation: Id,
    /// The record of the catalogue.
    pub record: Id,
    /// How it is shown.
    pub way: Way,
    /// Where it stands.
    pub state: ClaimState,
    /// How many wrong codes were given.
    pub tries: u32,
    /// Until when the code works.
    pub expires_at: Moment,
}
