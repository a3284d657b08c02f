//! What is said: ratings of pages and reports of mistakes; what becomes of a report stands in [`ticket`].

mod ticket;

use values::{Id, Lang, Moment};

pub use ticket::{Asked, Filed, Reason, Side, State, Step, Told};

/// The answers to «what did you like most?», as they are stored.
pub const LIKED: [&str; 5] = ["clear", "complete", "quick", "useful", "other"];
/// The answers to «what was difficult?».
pub const DISLIKED: [&str; 5] = ["unclear", "incomplete", "not-found", "broken", "other"];

/// What can be wrong with a record.
pub const WRONG_RECORD: [&str; 9] = [
    "closed", "times", "place", "price", "ages", "contacts", "text", "double", "other",
];
/// What can be wrong with the site itself.
pub const WRONG_SITE: [&str; 5] = ["broken", "access", "language", "unclear", "other"];

/// A rating of a page, from one star to five.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate(u8);

impl Rate {
    /// None unless it is 1 to 5.
    pub fn new(stars: u8) -> Option<Rate> {
        (1..=5).contains(&stars).then_some(Rate(stars))
    }

    /// How many stars.
    pub fn stars(self) -> u8 {
        self.0
    }

    /// Four and five stars ask what was good, fewer what was not.
    pub fn is_positive(self) -> bool {
        self.0 >= 4
    }

    /// The answers that belong to the question asked.
    pub fn answers(self) -> &'static [&'static str] {
        if self.is_positive() {
            &LIKED
        } else {
            &DISLIKED
        }
    }
}

/// What a visitor says about a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// The page's path without language and query.
    pub page: String,
    /// The language it was read in.
    pub lang: Lang,
    /// The stars.
    pub rate: Rate,
    /// Why, one of [`Rate::answers`].
    pub answer: Option<String>,
    /// Words, cleaned by [`crate::rules::words`].
    pub text: Option<String>,
    /// True when nothing more is asked.
    pub done: bool,
}

/// A rating as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its identifier.
    pub id: Id,
    /// What was said.
    pub said: Feedback,
    /// When.
    pub at: Moment,
}

/// The ratings of one page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageRates {
    /// The page's path.
    pub page: String,
    /// How many ratings.
    pub count: u64,
    /// How many of four or five stars.
    pub positive: u64,
    /// The mean of the stars.
    pub mean: f64,
}

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An offer.
    Service(Id),
    /// An organisation.
    Organization(Id),
    /// A place.
    Location(Id),
    /// The site itself.
    Site,
}

impl Subject {
    /// As it is stored.
    pub fn kind(self) -> &'static str {
        match self {
            Subject::Service(_) => "service",
            Subject::Organization(_) => "organization",
            Subject::Location(_) => "location",
            Subject::Site => "site",
        }
    }

    /// The record; none for the site.
    pub fn record(self) -> Option<Id> {
        match self {
            Subject::Service(id) | Subject::Organization(id) | Subject::Location(id) => Some(id),
            Subject::Site => None,
        }
    }

    /// From what is stored; none when it fits nothing.
    pub fn of(kind: &str, record: Option<Id>) -> Option<Subject> {
        match (kind, record) {
            ("service", Some(id)) => Some(Subject::Service(id)),
            ("organization", Some(id)) => Some(Subject::Organization(id)),
            ("location", Some(id)) => Some(Subject::Location(id)),
            ("site", None) => Some(Subject::Site),
            _ => None,
        }
    }

    /// The path of its page without the language.
    pub fn path(self) -> String {
        match self {
            Subject::Service(id) => format!("/service/{id}"),
            Subject::Organization(id) => format!("/organization/{id}"),
            Subject::Location(id) => format!("/place/{id}"),
            Subject::Site => "/".to_string(),
        }
    }

    /// What can be wrong with it.
    pub fn wrongs(self) -> &'static [&'static str] {
        match self {
            Subject::Site => &WRONG_SITE,
            _ => &WRONG_RECORD,
        }
    }
}

/// A mistake somebody reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What it is about.
    pub subject: Subject,
    /// What is wrong, one of [`Subject::wrongs`].
    pub what: String,
    /// In words.
    pub text: String,
    /// The language of the page it was written on.
    pub lang: Lang,
    /// Where an answer is wanted.
    pub mail: Option<String>,
}
