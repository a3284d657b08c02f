//! Who deals with reports: one table, read by the pages and by the tests. Whoever has a receipt needs no
//! role; organisations come through their own area.

use people::model::{Role, Scope};
use people::policy::Actor;
use values::{Day, Id, Refusal};

/// The roles that see reports and decide about them, for the whole city: a report has no district.
pub const ROLES: &[Role] = &[Role::Moderator, Role::CatalogueEditor];

/// The officer who may deal with reports today.
///
/// # Errors
/// `voice-refused-officer` for everybody else, and while staff helps somebody at a desk.
pub fn officer(actor: &Actor, today: Day) -> Result<Id, Refusal> {
    match actor {
        Actor::Person { id, grants, .. }
            if grants.iter().any(|g| {
                g.holds(today) && ROLES.contains(&g.role) && g.scope.covers(&Scope::City)
            }) =>
        {
            Ok(*id)
        }
        _ => Err(Refusal::new("voice-refused-officer", 403)),
    }
}
