//! What other features keep about somebody. People are below them all and know none: each hands in what it
//! keeps, so that what somebody asks for about themselves is whole, and so that erasing leaves nothing behind.

use std::fmt;

use db::{Fault, Read, Write};
use seal::Keys;
use serde_json::Value;
use values::Id;

use crate::actions::Ctx;

/// A feature's part of what is kept about a person.
pub trait Belongings: Send + Sync + fmt::Debug {
    /// Its name in the file a person takes away.
    fn name(&self) -> &'static str;

    /// Everything it keeps about a person, readable by a program.
    ///
    /// # Errors
    /// From the database, also when something sealed cannot be opened.
    fn export(&self, c: &mut Read<'_>, keys: &Keys, of: Id) -> Result<Value, Fault>;

    /// Erases what it keeps about a person, in the transaction that erases the person; what the law keeps
    /// stays under an identifier that leads to nobody.
    ///
    /// # Errors
    /// From the database.
    fn erase(&self, tx: &mut Write<'_>, ctx: &Ctx, of: Id) -> Result<(), Fault>;
}
