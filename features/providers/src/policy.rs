//! Who may do what: one table for officers, read by the pages and by the tests.
//!
//! Two kinds of people come here. **Officers** hold a role of the city ([`people::model::Role`]), for
//! the whole city: an admission has no district. **People of an organisation** are the rows of
//! `providers_member` and nothing else (ADR 8): the actions compare with them in the transaction, so
//! nothing about them stands here but that they act for themselves.

use people::model::{Role, Scope};
use people::policy::Actor;
use values::{Day, Id, Refusal};

/// What officers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// See the cases that came in, ask, admit, refuse, suspend; decide claims of records.
    Admit,
    /// See what waits of organisations' records, say yes or no.
    Moderate,
    /// See what was imported, and take it back; say which records are the same thing.
    Imports,
}

impl Act {
    /// All of them, in the order of the table.
    pub const ALL: &[Act] = &[Act::Admit, Act::Moderate, Act::Imports];

    /// The roles that may.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Act::Admit => &[Role::Moderator],
            Act::Moderate => &[Role::Moderator, Role::CatalogueEditor],
            Act::Imports => &[Role::CatalogueEditor],
        }
    }
}

/// The officer who may do it today.
///
/// # Errors
/// `providers-refused-officer` for everybody else, and while staff helps somebody at a desk.
pub fn may(actor: &Actor, act: Act, today: Day) -> Result<Id, Refusal> {
    match actor {
        Actor::Person { id, grants, .. }
            if grants.iter().any(|g| {
                g.holds(today) && act.roles().contains(&g.role) && g.scope.covers(&Scope::City)
            }) =>
        {
            Ok(*id)
        }
        _ => Err(Refusal::new("providers-refused-officer", 403)),
    }
}

/// Somebody who acts for an organisation: always with their own hands. Whether the organisation is
/// theirs is found out in the transaction.
///
/// # Errors
/// `providers-refused-desk` while staff helps somebody at a desk.
pub fn own(actor: &Actor) -> Result<Id, Refusal> {
    match actor {
        Actor::Person { id, .. } => Ok(*id),
        Actor::Visitor | Actor::Assisting { .. } => {
            Err(Refusal::new("providers-refused-desk", 403))
        }
    }
}
