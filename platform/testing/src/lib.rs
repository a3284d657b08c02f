//! What every test stands on: a fresh migrated database on either engine, the shared data, and
//! skips that are always named.
//!
//! ```
//! # fn main() {}
//! testing::on_both!(a_row_comes_back, |db| async move {
//!     let n: i64 = db
//!         .read(|c| {
//!             db::statements! { ONE = "select cast($1 as bigint)"; }
//!             c.one(ONE, &db::params![1_i64], |row| row.get(0))
//!         })
//!         .await?;
//!     assert_eq!(n, 1);
//!     Ok(())
//! });
//! ```
//!
//! | variable | meaning |
//! |---|---|
//! | `WISHMI_TEST_POSTGRES` | a server whose user may create databases: `postgres://user@127.0.0.1:PORT/postgres` |
//! | `WISHMI_DATA` | the folder of the shared data, if it is not `../shared/data` beside the repository |
//! | `WISHMI_SKIPS` | a file that gets one line for each skip |
//! | `WISHMI_REQUIRE_ALL` | `1`: a skip is a failure |

mod database;
mod device;
mod skips;

pub use database::{TestDb, postgres, postgres_empty, sqlite};
pub use device::{Device, Kind as DeviceKind};
pub use skips::{shared_data, skip, test_name};

/// What the body of a test may return: anything that went wrong, shown by the test runner.
pub type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Declares a test that runs on both engines: `on_both!(name, |db| async move { …; Ok(()) })` makes
/// the tests `name::sqlite` and `name::postgres`. `db` is a [`TestDb`]; the body returns an
/// [`Outcome`], so `?` works. Without a PostgreSQL server the second one is skipped by name.
#[macro_export]
macro_rules! on_both {
    ($(#[$attr:meta])* $name:ident, $body:expr) => {
        $(#[$attr])*
        mod $name {
            #[allow(unused_imports, reason = "the body uses what its surroundings use")]
            use super::*;

            #[test]
            fn sqlite() -> $crate::Outcome {
                $crate::run(async { $crate::with($crate::sqlite().await, $body).await })
            }

            #[test]
            fn postgres() -> $crate::Outcome {
                $crate::run(async {
                    match $crate::postgres().await {
                        Some(db) => $crate::with(db, $body).await,
                        None => Ok(()),
                    }
                })
            }
        }
    };
}

/// Gives a database to the body of a test. Used by [`on_both!`]: its bounds tell the compiler the
/// type of the body's parameter.
#[doc(hidden)]
pub async fn with<F>(db: TestDb, body: impl FnOnce(TestDb) -> F) -> Outcome
where
    F: Future<Output = Outcome>,
{
    body(db).await
}

/// Runs an asynchronous test on a runtime of its own, with two threads as the real server has.
///
/// # Errors
/// What the test returns, or the reason why the system gives no threads.
pub fn run(test: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(test)
}
