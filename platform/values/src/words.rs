//! Lists of words: what is kept in the database and named in message keys.

/// Declares an enumeration with its word in the database and in message keys. The crate that uses it has
/// `serde` among its own dependencies.
///
/// ```
/// values::words! {
///     /// Where something stands.
///     State {
///         /// Not begun.
///         Open = "open",
///         /// Over.
///         Done = "done",
///     }
/// }
/// assert_eq!(State::read("done"), Some(State::Done));
/// assert_eq!(State::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            ::serde::Serialize, ::serde::Deserialize,
        )]
        pub enum $name { $($(#[$about])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// Its word in the database and in message keys.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// Reads its word.
            pub fn read(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|v| v.as_str() == word)
            }
        }
    };
}
