//! What exists: sessions with places, bookings and their states, the waiting list, who was there.

use serde::{Deserialize, Serialize};
use values::{Cents, Id, Moment, Text, words};

words! {
    /// Whether a session takes bookings.
    SessionState {
        /// It does, within its times.
        Open = "open",
        /// Not for now; what was booked stays.
        Paused = "paused",
        /// It will not be held.
        Cancelled = "cancelled",
    }
}

/// One question to whoever books; only what the organisation needs to know for this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name among the answers: small letters and digits.
    pub key: String,
    /// The question, in one or more languages.
    pub label: Text,
    /// How it is answered.
    pub kind: Answer,
    /// Nothing is booked without an answer.
    #[serde(default)]
    pub required: bool,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// One line of at most 200 characters.
    Line,
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(Vec<Text>),
}

/// What is said before one books, and holds for all bookings of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Hours in which the organisation answers; none when a booking is sure at once.
    pub confirm_hours: Option<u16>,
    /// Hours for which a free place is kept for the next in the waiting list; none without a list.
    pub offer_hours: Option<u16>,
    /// Until how many hours before the beginning one cancels without any cost.
    pub cancel_hours: u16,
    /// Per cent of what was held of a voucher that is due after that. The family's own money never is.
    pub late_percent: u8,
    /// The same when nobody comes and nobody has said so. Illness costs nothing.
    pub absent_percent: u8,
    /// A lesson missed by illness, told before it begins, is given back.
    pub ill_back: bool,
}

impl Default for Terms {
    /// Mild ones: sure at once, offers for a day, free until a day before, nothing due of who cancels late.
    fn default() -> Terms {
        Terms {
            confirm_hours: None,
            offer_hours: Some(24),
            cancel_hours: 24,
            late_percent: 0,
            absent_percent: 100,
            ill_back: false,
        }
    }
}

/// One time at which one comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its number, from 1.
    pub n: u16,
    /// When it begins.
    pub starts_at: Moment,
    /// When it is over.
    pub ends_at: Moment,
    /// When and why it was cancelled.
    pub cancelled: Option<(Moment, String)>,
}

/// Something one books: a date, or a course of several lessons that is booked as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its identifier.
    pub id: Id,
    /// The service of the catalogue.
    pub service: Id,
    /// Who offers it.
    pub organisation: Id,
    /// Its title, as the organisation writes it.
    pub title: String,
    /// Where, in words.
    pub place: String,
    /// When one comes, in order; at least one.
    pub lessons: Vec<Lesson>,
    /// How many can take part.
    pub places: u32,
    /// The price of the whole for one.
    pub price: Cents,
    /// From when one books.
    pub opens_at: Moment,
    /// Until when one books.
    pub closes_at: Moment,
    /// What is said before.
    pub terms: Terms,
    /// Youngest age on the first day, in whole years.
    pub min_age: Option<u8>,
    /// Oldest age on the first day.
    pub max_age: Option<u8>,
    /// Schools and hubs may book for children without naming them.
    pub groups: bool,
    /// What is asked.
    pub questions: Vec<Question>,
    /// Whether it takes bookings.
    pub state: SessionState,
    /// Counts the changes.
    pub revision: i64,
}

impl Session {
    /// When the first lesson begins.
    pub fn starts_at(&self) -> Moment {
        self.lessons.first().map_or(Moment(0), |l| l.starts_at)
    }

    /// When the last one is over.
    pub fn ends_at(&self) -> Moment {
        self.lessons.last().map_or(Moment(0), |l| l.ends_at)
    }

    /// The ledger's fund of its places.
    pub fn fund(&self) -> Id {
        fund_of(self.id)
    }
}

/// The ledger's fund of a session's places.
pub fn fund_of(session: Id) -> Id {
    Id::named("bookings places", &session.to_string())
}

words! {
    /// Where a booking stands, for people. Money and places stand in the ledger.
    State {
        /// The place is kept for some minutes, while the family fills in the rest.
        Leased = "leased",
        /// The organisation has to answer.
        Reserved = "reserved",
        /// Sure.
        Confirmed = "confirmed",
        /// They were there.
        Attended = "attended",
        /// They were not.
        Absent = "absent",
        /// It was given up; [`How`] says by whom.
        Cancelled = "cancelled",
        /// The organisation said no.
        Refused = "refused",
        /// Nobody went on in time.
        Lapsed = "lapsed",
        /// Family and organisation tell it differently.
        Disputed = "disputed",
    }
}

impl State {
    /// True while a place is taken by it.
    pub fn is_live(self) -> bool {
        matches!(self, State::Leased | State::Reserved | State::Confirmed)
    }
}

words! {
    /// By whom and how a booking was cancelled.
    How {
        /// By the family in time.
        Family = "family",
        /// By the family, too late.
        Late = "late",
        /// The child is ill: costs nothing at any time before it begins.
        Illness = "illness",
        /// By the organisation.
        Provider = "provider",
        /// By the city.
        City = "city",
    }
}

words! {
    /// What happened to a booking.
    Event {
        /// A place is kept.
        Lease = "lease",
        /// It was booked.
        Reserve = "reserve",
        /// The organisation said yes.
        Confirm = "confirm",
        /// The organisation said no.
        Refuse = "refuse",
        /// Time went by.
        Lapse = "lapse",
        /// It was given up.
        Cancel = "cancel",
        /// They were there.
        Attend = "attend",
        /// They were not.
        Miss = "miss",
        /// The roll call was wrong.
        Mend = "mend",
        /// One side says it was otherwise.
        Dispute = "dispute",
        /// The city has decided.
        Settle = "settle",
    }
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A child or a young person.
    Child(Id),
    /// So many children of a school or a hub, without names.
    Group {
        /// What the group is called ("3B").
        name: String,
        /// How many.
        places: u16,
    },
}

impl Who {
    /// How many places.
    pub fn places(&self) -> i64 {
        match self {
            Who::Child(_) => 1,
            Who::Group { places, .. } => i64::from(*places),
        }
    }

    /// The child, when it is one.
    pub fn child(&self) -> Option<Id> {
        match self {
            Who::Child(id) => Some(*id),
            Who::Group { .. } => None,
        }
    }
}

/// What a voucher pays of a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The voucher.
    pub purse: Id,
    /// How much was promised on booking.
    pub amount: Cents,
    /// What of it was given back for lessons.
    pub back: Cents,
    /// The ledger's hold while there is one.
    pub hold: Option<Id>,
    /// What was posted of it.
    pub posted: Option<Cents>,
}

impl Part {
    /// What is still promised.
    pub fn due(&self) -> Cents {
        Cents(self.amount.0 - self.back.0)
    }
}

/// A place that somebody has, had or nearly had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Its identifier.
    pub id: Id,
    /// Of what.
    pub session: Id,
    /// What was put together in one go has one.
    pub checkout: Id,
    /// Who takes part.
    pub who: Who,
    /// In whose name: a guardian, the young person, or staff for a group.
    pub party: Id,
    /// The price for all of [`Booking::who`].
    pub price: Cents,
    /// What vouchers pay; the rest is the family's own.
    pub parts: Vec<Part>,
    /// Where it stands.
    pub state: State,
    /// How it was cancelled.
    pub how: Option<How>,
    /// The ledger's hold of its places.
    pub hold: Option<Id>,
    /// Until when the lease lasts, or the organisation must answer.
    pub waits_until: Option<Moment>,
    /// When what was held was posted.
    pub posted_at: Option<Moment>,
    /// When it was made.
    pub made_at: Moment,
    /// When it changed last.
    pub changed_at: Moment,
}

impl Booking {
    /// What the family pays itself.
    pub fn own(&self) -> Cents {
        Cents(self.price.0 - self.parts.iter().map(|p| p.amount.0).sum::<i64>())
    }
}

words! {
    /// Where somebody stands in a waiting list.
    WaitState {
        /// There is no place yet.
        Waiting = "waiting",
        /// A place is kept for them for some hours.
        Offered = "offered",
        /// They took it.
        Taken = "taken",
        /// They did not want it any more.
        Declined = "declined",
        /// They did not answer in time.
        Lapsed = "lapsed",
        /// They left the list.
        Withdrawn = "withdrawn",
    }
}

/// Somebody in a waiting list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its identifier.
    pub id: Id,
    /// For what.
    pub session: Id,
    /// Who.
    pub child: Id,
    /// Who is told.
    pub party: Id,
    /// Where they stand.
    pub state: WaitState,
    /// The number drawn; the lowest is first.
    pub place: i64,
    /// Since when.
    pub at: Moment,
    /// Until when the place is kept.
    pub offer_until: Option<Moment>,
    /// The ledger's hold of the offered place.
    pub hold: Option<Id>,
}

words! {
    /// What the roll call says.
    Presence {
        /// They were there.
        Attended = "attended",
        /// They were not.
        Absent = "absent",
        /// Ill, and said so.
        Ill = "ill",
    }
}

/// A code for the roll call, as it is kept: what is shown stands nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its identifier.
    pub id: Id,
    /// For which booking.
    pub booking: Id,
    /// Its last moment.
    pub ends_at: Moment,
}

/// One step of a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From where.
    pub from: Option<State>,
    /// Where to.
    pub to: State,
    /// By what.
    pub event: Event,
    /// Whose hands: a person's identifier, or a part of the program.
    pub actor: String,
    /// In whose name, when that differs.
    pub on_behalf_of: Option<Id>,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: Option<String>,
}

/// One step of one booking, as the organisation's own systems are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The booking.
    pub booking: Id,
    /// Which of its steps.
    pub n: u32,
    /// Of which session.
    pub session: Id,
    /// Who offers it.
    pub organisation: Id,
    /// From where.
    pub from: Option<State>,
    /// Where to.
    pub to: State,
    /// How it was cancelled.
    pub how: Option<How>,
    /// When.
    pub at: Moment,
}
