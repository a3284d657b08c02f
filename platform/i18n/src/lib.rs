//! Words in the reader's language: messages, plurals, numbers, money, dates, reading direction.
//!
//! Messages are [Fluent](https://projectfluent.org) files. A room brings its own,
//! `locales/it.ftl`, `locales/en.ftl`, …, compiled in:
//!
//! ```
//! pub const LOCALES: &[i18n::Source] = &[
//!     i18n::Source::new("greeting", "it", "greeting-hello = Ciao { $name }\n"),
//!     i18n::Source::new("greeting", "en", "greeting-hello = Hello { $name }\n"),
//! ];
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let catalog = i18n::Catalog::new(&"it".parse()?, LOCALES)?;
//! let tr = catalog.tr(&"en".parse()?);
//! assert_eq!(tr.with("greeting-hello", &i18n::args!["name" => "Amal"]), "Hello Amal");
//! # Ok(()) }
//! ```
//!
//! In a room the text is `include_str!("../locales/it.ftl")`, and keys begin with the room's name,
//! so that two rooms never collide (a collision is an error at start). A city may bring overriding
//! texts of its own ([`Source::overriding`]).
//!
//! **Fallback.** A key missing in `it-easy` is taken from `it`, then from the default language; each
//! time a reader meets a foreign fallback it is counted ([`Catalog::missed`]). A language whose
//! messages are all there is in [`Catalog::complete`]; only those are offered to readers.
//!
//! **Direction.** A name put into a message of the other reading direction is wrapped in the
//! Unicode isolates FSI and PDI (UAX #9), and only then: in all other messages nothing is added, so
//! attributes, titles and tests stay clean. [`Tr::plain`] never adds them.
//!
//! **Digits.** Arabic uses the digits 0-9. House numbers, prices, phone numbers, bus lines and
//! timetables in the city are written with them, and so do the Maghreb countries; two sets of
//! digits in one sheet would only be harder to read.

mod catalog;
mod check;
mod isolate;
mod langs;
mod style;
mod tr;

pub use catalog::{Catalog, CatalogError, Problem, Source};
pub use check::{Finding, missing};
pub use langs::{html_tag, is_rtl, own_name};
pub use tr::{Arg, Said, Tr};

#[doc(hidden)]
pub use fluent_bundle::FluentArgs;

/// The named arguments of a message: `args!["count" => 3, "name" => "Amal"]`. Values are texts and
/// numbers ([`Arg`]); days and money are formatted first (`tr.date(day)`).
#[macro_export]
macro_rules! args {
    ($($name:expr => $value:expr),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut args = $crate::FluentArgs::new();
        $( args.set($name, $crate::Arg::to_value(&$value)); )*
        args
    }};
}
