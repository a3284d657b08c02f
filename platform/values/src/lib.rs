//! The small words every room shares: identifiers, moments and days, money, texts in several
//! languages, points on the map, and the expected "no" ([`Refusal`]). No input or output happens
//! here, and nothing knows a city.

mod clock;
mod id;
mod money;
mod point;
mod refusal;
mod text;
mod words;

pub use clock::{Clock, Day, HandClock, Moment, SystemClock};
pub use id::{Id, IdParseError};
pub use money::{Cents, CentsParseError};
pub use point::{EARTH_RADIUS, Point, PointError};
pub use refusal::{Refusal, Refuse};
pub use text::{Lang, LangError, Text, fold, is_blank};
pub use uuid::Uuid;
