//! Why the matcher says what it says: stable codes with arguments, explained by the pages in the
//! person's language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What was seen. The names written out (`snake_case`) are stored with links and are message keys
/// of the pages: never rename one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Both carry the same official identifier (`scheme`, `value`).
    SameId,
    /// Both carry an official identifier of a scheme, and they differ (`scheme`, `a`, `b`). Veto.
    DifferentId,
    /// A person has said they are the same.
    DecidedSame,
    /// A person has said they are different.
    DecidedDifferent,
    /// One is an organisation, the other a place or a service. Veto.
    OtherKind,
    /// The names are alike (`a`, `b`, `percent`).
    NamesAlike,
    /// The names are not alike (`a`, `b`, `percent`).
    NamesDiffer,
    /// One name holds the whole of the other and more (`a`, `b`). Never linked by the machine.
    NameContained,
    /// Each name has words the other lacks (`a`, `b`: those words). Never linked by the machine.
    WordsDiffer,
    /// At least one of the two has no words of its own in its name (`a`, `b`). Never linked by the
    /// machine, unless both names are the same general words.
    NameSilent,
    /// The numbers in the names differ (`a`, `b`). Veto.
    NumbersDiffer,
    /// One name has a number the other lacks, which is neither a year nor the other's house number
    /// (`a`, `b`: the numbers). Never linked by the machine.
    NumberMissing,
    /// The two fall in different classes of a group of words (`group`, `a`, `b`), such as school
    /// levels. Veto, or never linked by the machine, as the group says.
    ClassesDiffer,
    /// Only one of the two says its class (`group`, `a` or `b`), or neither does and must. Never
    /// linked by the machine.
    ClassUnknown,
    /// Same street and number (`a`, `b`).
    SameAddress,
    /// Same street and number, another letter or stair (`a`, `b`).
    AddressSuffixDiffers,
    /// Same street; a number is missing (`a`, `b`).
    SameStreet,
    /// Same street, another number (`a`, `b`). Never linked by the machine.
    NumberDiffers,
    /// Another street (`a`, `b`). Never linked by the machine.
    AddressDiffers,
    /// The points are close (`metres`).
    Near,
    /// The points are apart (`metres`).
    Apart,
    /// The points are farther apart than one place can be (`metres`, `limit`). Veto for places.
    TooFar,
    /// A telephone number in common (`value`).
    SamePhone,
    /// Both have telephone numbers, none in common.
    PhonesDiffer,
    /// A mail address in common (`value`).
    SameEmail,
    /// A web or mail domain of their own in common (`value`).
    SameDomain,
    /// The same postal code (`value`).
    SamePostalCode,
    /// Different postal codes (`a`, `b`).
    PostalCodeDiffers,
    /// Only the names (and at most a domain or a postal code) speak for it: saints, chains and
    /// orders have many houses. Never linked by the machine.
    NameOnly,
    /// Services of different organisations. Veto.
    OtherOrganization,
    /// Services at different places. Veto.
    OtherPlace,
    /// For one of the services the organisation is not known. Never linked by the machine.
    OrganizationUnknown,
    /// Services for the same ages.
    SameAges,
    /// Services for ages that overlap.
    AgesOverlap,
    /// Services for ages that do not meet (`a`, `b` in months). Veto.
    AgesDisjoint,
    /// Services on the same days of the week.
    SameWeekdays,
    /// Services on days of the week that do not meet. Veto.
    WeekdaysDisjoint,
    /// A theme in common (`value`).
    SharedTheme,
    /// Both have themes, none in common.
    ThemesDiffer,
    /// Alike, but joining them would put together two records that must stay apart (`a`, `b`:
    /// their keys).
    KeptApart,
}

/// One reason with its arguments and how much it weighed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What was seen.
    pub code: Code,
    /// Values for the sentence; which ones is said at each [`Code`]. `a` and `b` stand in an order
    /// that depends on the content of the two records, not on which was given first.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
    /// Points added to (or, negative, taken from) the evidence; zero for vetoes and notes.
    #[serde(default)]
    pub points: f64,
}

impl Reason {
    pub(crate) fn new(code: Code, points: f64) -> Reason {
        Reason {
            code,
            args: BTreeMap::new(),
            points: round(points),
        }
    }

    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Reason {
        self.args.insert(name.to_string(), value.to_string());
        self
    }
}

/// To a millionth, so that a number read back from storage is the number that was kept.
pub(crate) fn round(x: f64) -> f64 {
    (x * 1e6).round() / 1e6
}

/// The answer for a pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Verdict {
    /// The same thing: may be linked without asking.
    Same {
        /// Strength of the evidence, 0 to 1.
        score: f64,
        /// What was seen, in a fixed order.
        reasons: Vec<Reason>,
    },
    /// Perhaps the same thing: a person should look.
    Perhaps {
        /// Strength of the evidence, 0 to 1.
        score: f64,
        /// What was seen, in a fixed order.
        reasons: Vec<Reason>,
    },
    /// Not the same thing.
    Different {
        /// Strength of the evidence, 0 to 1.
        score: f64,
        /// What was seen, in a fixed order.
        reasons: Vec<Reason>,
        /// True when a fact forbids it, whatever else is alike; such a pair never shares a group.
        veto: bool,
    },
}

impl Verdict {
    /// Strength of the evidence, 0 to 1.
    pub fn score(&self) -> f64 {
        match self {
            Verdict::Same { score, .. }
            | Verdict::Perhaps { score, .. }
            | Verdict::Different { score, .. } => *score,
        }
    }

    /// What was seen.
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Verdict::Same { reasons, .. }
            | Verdict::Perhaps { reasons, .. }
            | Verdict::Different { reasons, .. } => reasons,
        }
    }

    /// True when a fact forbids it.
    pub fn is_veto(&self) -> bool {
        matches!(self, Verdict::Different { veto: true, .. })
    }

    /// True when the two may be linked without asking.
    pub fn is_same(&self) -> bool {
        matches!(self, Verdict::Same { .. })
    }

    /// True when a person should look.
    pub fn is_perhaps(&self) -> bool {
        matches!(self, Verdict::Perhaps { .. })
    }
}
