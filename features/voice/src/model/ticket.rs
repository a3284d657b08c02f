//! A report as a ticket: its states, who moves it, what has happened to it.

use values::{Id, Moment};

use super::Report;

/// Words of the database that are one of a list.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $one:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$note])* $one,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$one,)+];

            /// As it is stored.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$one => $word,)+ }
            }

            /// From what is stored.
            pub fn parse(text: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|w| w.as_str() == text)
            }
        }
    };
}

words! {
    /// Where a report stands.
    State {
        /// Nobody looks after it yet.
        Open = "open",
        /// An officer looks after it.
        Assigned = "assigned",
        /// Somebody was asked something and has not said anything yet.
        Asked = "asked",
        /// It was right, and has been dealt with.
        Answered = "answered",
        /// There was nothing to mend.
        Closed = "closed",
    }
}

impl State {
    /// Nobody has to do anything any more.
    pub fn is_over(self) -> bool {
        matches!(self, State::Answered | State::Closed)
    }
}

words! {
    /// Who was asked.
    Asked {
        /// Whoever wrote the report: the question stands at the receipt.
        Visitor = "visitor",
        /// The organisation of the record.
        Organisation = "organisation",
    }
}

words! {
    /// Why a report was closed without anything to mend.
    Reason {
        /// The record is right as it is.
        Right = "right",
        /// Somebody has reported it already.
        Double = "double",
        /// It is not this site's to mend.
        Elsewhere = "elsewhere",
        /// It cannot be understood, and nobody answers.
        Unclear = "unclear",
        /// It is no report of a mistake.
        Misuse = "misuse",
    }
}

words! {
    /// What happens to a report.
    Step {
        /// It came in.
        Received = "received",
        /// An officer takes it.
        Taken = "taken",
        /// The officer gives it back.
        Released = "released",
        /// Its writer is asked.
        AskedVisitor = "asked-visitor",
        /// The organisation is asked.
        AskedOrganisation = "asked-organisation",
        /// Its writer or the organisation says something.
        Said = "said",
        /// The organisation has changed the record.
        Mended = "mended",
        /// The organisation says that the record is right.
        Right = "right",
        /// It is answered.
        Answered = "answered",
        /// It is closed.
        Closed = "closed",
        /// It is opened again.
        Reopened = "reopened",
    }
}

/// Who does something with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// Whoever has the receipt.
    Visitor,
    /// Somebody of the organisation.
    Organisation(Id),
    /// An officer of the city.
    Officer(Id),
    /// Somebody at the machine, by their account there.
    Operator(String),
}

impl Side {
    /// As it is stored.
    pub fn as_str(&self) -> &'static str {
        match self {
            Side::Visitor => "visitor",
            Side::Organisation(_) => "organisation",
            Side::Officer(_) => "officer",
            Side::Operator(_) => "operator",
        }
    }

    /// The person, where it is somebody who has come in.
    pub fn person(&self) -> Option<Id> {
        match self {
            Side::Organisation(id) | Side::Officer(id) => Some(*id),
            Side::Visitor | Side::Operator(_) => None,
        }
    }
}

/// A report as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Its identifier.
    pub id: Id,
    /// What its writer looks it up with; none for those from before there were receipts.
    pub receipt: Option<String>,
    /// Its number, counted from 1.
    pub number: i64,
    /// What was reported; `mail` only as long as it is kept.
    pub report: Report,
    /// The catalogue's organisation of the record, when it was reported.
    pub organization: Option<Id>,
    /// Where it stands.
    pub state: State,
    /// Who has been asked, in [`State::Asked`].
    pub asked: Option<Asked>,
    /// The officer who looks after it.
    pub assigned_to: Option<Id>,
    /// Why it was closed.
    pub reason: Option<Reason>,
    /// What was done, for colleagues.
    pub note: Option<String>,
    /// What its writer reads.
    pub answer: Option<String>,
    /// How often it was moved, from 1: whoever moves it says what they have seen.
    pub revision: i64,
    /// When it came.
    pub at: Moment,
    /// When it was opened, or opened again.
    pub since: Moment,
    /// When it was dealt with.
    pub ended_at: Option<Moment>,
}

impl Filed {
    /// The last part of the address of its receipt.
    pub fn key(&self) -> String {
        match &self.receipt {
            Some(receipt) => receipt.clone(),
            None => self.id.to_string(),
        }
    }
}

/// One thing that has happened to a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub step: Step,
    /// Who has done it, as [`Side::as_str`].
    pub side: String,
    /// The person, where it is somebody who had come in.
    pub person: Option<Id>,
    /// What was said.
    pub words: Option<String>,
    /// Names of the fields that were mended.
    pub fields: Vec<String>,
    /// Path of the page that shows what was done.
    pub link: Option<String>,
    /// When.
    pub at: Moment,
}
