//! Statements are constants with a name.

/// One SQL statement of the program: a constant, made by [`crate::statements!`], so that a test can
/// prepare every one of them on both engines.
///
/// The text is portable SQL: `select`, `insert`, `update`, `delete` or `with`, parameters `$1`,
/// `$2` …, `returning`, `on conflict`. What the engines do differently, and how to write it:
///
/// - order of empty values: always say `nulls first` or `nulls last`;
/// - `like` is case sensitive on both (set so on SQLite); always say `escape '\'`;
/// - `sum(x)` of `bigint` is `numeric` on PostgreSQL: `cast(sum(x) as bigint)`; averages
///   `cast(avg(x) as double precision)`; a bare parameter in a select list needs a `cast` too;
/// - text sorts by code point on both; comparisons across languages are made in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sql {
    name: &'static str,
    text: &'static str,
}

impl Sql {
    /// Used by [`crate::statements!`]. Evaluated when compiling: a statement that begins with
    /// another verb (a transaction is not the job's business) or that holds a second statement
    /// does not compile.
    #[doc(hidden)]
    pub const fn new(name: &'static str, text: &'static str) -> Sql {
        assert!(
            begins_with_a_verb(text.as_bytes()),
            "a statement begins with select, insert, update, delete or with"
        );
        assert!(
            !text_has(text.as_bytes(), b';'),
            "one constant holds one statement, without a semicolon"
        );
        Sql { name, text }
    }

    /// The constant's name with its module: `catalogue::store::INSERT_ORG`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The statement.
    pub const fn text(&self) -> &'static str {
        self.text
    }
}

const fn begins_with_a_verb(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() && text[at].is_ascii_whitespace() {
        at += 1;
    }
    word_at(text, at, b"select")
        || word_at(text, at, b"insert")
        || word_at(text, at, b"update")
        || word_at(text, at, b"delete")
        || word_at(text, at, b"with")
}

const fn word_at(text: &[u8], at: usize, word: &[u8]) -> bool {
    if text.len() <= at + word.len() {
        return false;
    }
    let mut i = 0;
    while i < word.len() {
        if text[at + i].to_ascii_lowercase() != word[i] {
            return false;
        }
        i += 1;
    }
    !text[at + word.len()].is_ascii_alphanumeric()
}

/// True when `sign` stands outside of quoted text.
const fn text_has(text: &[u8], sign: u8) -> bool {
    let mut quoted = false;
    let mut i = 0;
    while i < text.len() {
        if text[i] == b'\'' {
            quoted = !quoted;
        } else if text[i] == sign && !quoted {
            return true;
        }
        i += 1;
    }
    false
}

/// Declares the statements of a store as constants of type [`Sql`], and `STATEMENTS`, the list of
/// them all, which a test hands to [`crate::Db::check`]:
///
/// ```
/// mod store {
///     db::statements! {
///         /// Keeps a new organisation.
///         pub(crate) INSERT_ORG = "insert into catalogue_orgs (id, name) values ($1, $2)";
///         /// Finds an organisation.
///         pub(crate) ORG = "select id, name from catalogue_orgs where id = $1";
///     }
/// }
/// assert_eq!(store::STATEMENTS.len(), 2);
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $vis:vis $name:ident = $text:expr;)*) => {
        $(
            $(#[$doc])*
            $vis const $name: $crate::Sql =
                $crate::Sql::new(concat!(module_path!(), "::", stringify!($name)), $text);
        )*
        /// Every statement of this store.
        pub const STATEMENTS: &[$crate::Sql] = &[$($name),*];
    };
}
