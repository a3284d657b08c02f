//! Are these two records the same thing?
//!
//! For organisations, places and, inside one organisation at one place, services: a judgement on a
//! pair with its reasons ([`Matcher::compare`]), a way to find the pairs worth judging
//! ([`Index`]), and the groups that follow for a whole catalogue, with the list a person should
//! look at ([`Matcher::link`]). Pure: no input or output, no clock, no chance; the same things
//! always get the same answer, in whatever order they come.
//!
//! How a pair is judged:
//! 1. the same official identifier: the same; two identifiers of one scheme: different;
//! 2. vetoes: differing numbers in the names, classes of words that exclude each other (school
//!    levels), places too far apart, services of other organisations, places, ages or days;
//! 3. otherwise points for names, addresses, distance, contacts, and two thresholds: linked without
//!    asking, or shown to a person. Some signs (a word of its own on each side) always ask.
//!
//! The more a record holds, the less must be asked: give an organisation the address and point of its
//! only place, and official types ("scuola primaria") among the themes; put the city's own name into
//! [`Settings::generic_words`]. A name alone is never enough to link.
//!
//! People's decisions win over all of that, and are kept on every later run.
//!
//! [`survive`] is the second half: given the values several linked records hold for a field, which
//! one is shown, by which rule, and when sources that should agree do not.

mod address;
mod compare;
mod index;
#[cfg(test)]
mod laws;
mod link;
mod name;
mod prepare;
mod reason;
mod settings;
pub mod survive;
mod thing;
mod words;

pub use compare::Matcher;
pub use index::Index;
pub use link::{Contradiction, Decision, Group, Link, Links, Pair};
pub use reason::{Code, Reason, Verdict};
pub use settings::{Blocking, Curve, Scheme, Settings, Weights};
pub use thing::{Kind, Thing};
pub use words::{Conflict, Group as WordGroup, Missing, Pack, PackError};
