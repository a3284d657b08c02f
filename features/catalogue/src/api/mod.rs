//! What programs read: `GET /api/search`, the question of the results page with its answer as JSON.
//!
//! Parameters are those of the page (`q`, `age`, `theme`, `district`, `near`, `within`, `when`,
//! `season`, `open`, `price`, `free`, `need`, `speaks`, `alone`, `remote`, `sort`, `not`, `page`), and
//! `lang` for the language of texts and `per_page` (1 to 100). A program is told plainly what it did
//! wrong: an answer to another question than the one asked would not be noticed.

mod search;

pub(crate) use search::search;
