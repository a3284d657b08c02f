//! Who may do it: one table for every act of staff, read by the pages, the interfaces and the tests.

use values::{Day, Id};

use crate::model::{Grant, Role, Scope};
use crate::rules::Refused;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody known.
    Visitor,
    /// Somebody who has come in.
    Person {
        /// Who.
        id: Id,
        /// The session.
        session: Id,
        /// What they may do for others today.
        grants: Vec<Grant>,
    },
    /// Staff acting for a person who is there: it may do what that person may, and nothing else.
    Assisting {
        /// Who acts.
        staff: Id,
        /// The session.
        session: Id,
        /// For whom.
        subject: Id,
    },
}

impl Actor {
    /// In whose name it is done: the person at the desk, when staff helps.
    pub fn subject(&self) -> Option<Id> {
        match self {
            Actor::Visitor => None,
            Actor::Person { id, .. } => Some(*id),
            Actor::Assisting { subject, .. } => Some(*subject),
        }
    }

    /// Whose hands do it.
    pub fn hands(&self) -> Option<Id> {
        match self {
            Actor::Visitor => None,
            Actor::Person { id, .. } => Some(*id),
            Actor::Assisting { staff, .. } => Some(*staff),
        }
    }

    /// The session it came with.
    pub fn session(&self) -> Option<Id> {
        match self {
            Actor::Visitor => None,
            Actor::Person { session, .. } | Actor::Assisting { session, .. } => Some(*session),
        }
    }

    /// True when somebody has any role today.
    pub fn is_staff(&self, today: Day) -> bool {
        matches!(self, Actor::Person { grants, .. } if grants.iter().any(|g| g.holds(today)))
    }
}

/// What is asked for in this feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// See and change what is one's own: family, sessions, messages.
    Own,
    /// Find a family at a desk.
    FindFamily,
    /// Write down a family at a desk.
    RegisterFamily,
    /// Act for a person who is there.
    Assist,
    /// Give a paper code at a desk.
    GivePaperCode,
    /// Write down a guardianship whose act was seen.
    SeeAct,
    /// Mark that guardians are in dispute, lift a block.
    SettleDispute,
    /// Look at a file without the right, in an emergency.
    BreakGlass,
    /// Look at what was done in an emergency.
    ReviewGlass,
    /// Give and take roles.
    GrantRoles,
    /// End the sessions of somebody.
    EndSessions,
    /// Read the audit trail.
    ReadTrail,
    /// See what the machine does by itself, and give what failed another try.
    TendJobs,
}

impl Act {
    /// All of them, in the order of the table.
    pub const ALL: &[Act] = &[
        Act::Own,
        Act::FindFamily,
        Act::RegisterFamily,
        Act::Assist,
        Act::GivePaperCode,
        Act::SeeAct,
        Act::SettleDispute,
        Act::BreakGlass,
        Act::ReviewGlass,
        Act::GrantRoles,
        Act::EndSessions,
        Act::ReadTrail,
        Act::TendJobs,
    ];

    /// The roles that may, besides the person concerned for [`Act::Own`].
    pub fn roles(self) -> &'static [Role] {
        use Role::{
            Administrator, Auditor, DataProtectionOfficer, HubCoordinator, HubOperator,
            SafeguardingOfficer,
        };
        match self {
            Act::Own => &[],
            Act::FindFamily | Act::RegisterFamily | Act::Assist | Act::GivePaperCode => {
                &[HubOperator, HubCoordinator]
            }
            Act::SeeAct | Act::SettleDispute => &[HubCoordinator],
            Act::BreakGlass => &[HubCoordinator, SafeguardingOfficer],
            Act::ReviewGlass => &[DataProtectionOfficer],
            Act::GrantRoles | Act::EndSessions | Act::TendJobs => &[Administrator],
            Act::ReadTrail => &[Auditor, DataProtectionOfficer],
        }
    }
}

/// Whether somebody may do it there.
///
/// # Errors
/// [`Refused::Forbidden`].
pub fn may(actor: &Actor, act: Act, scope: &Scope, today: Day) -> Result<Id, Refused> {
    match (actor, act) {
        (Actor::Visitor, _) => Err(Refused::Forbidden),
        (Actor::Person { id, .. }, Act::Own) => Ok(*id),
        (Actor::Assisting { subject, .. }, Act::Own) => Ok(*subject),
        // Whoever helps at a desk does nothing else meanwhile.
        (Actor::Assisting { .. }, _) => Err(Refused::Forbidden),
        (Actor::Person { id, grants, .. }, _) => {
            let allowed = grants
                .iter()
                .any(|g| g.holds(today) && act.roles().contains(&g.role) && g.scope.covers(scope));
            if allowed {
                Ok(*id)
            } else {
                Err(Refused::Forbidden)
            }
        }
    }
}

/// Whether somebody may do it in any place: for what has none, as families at a desk.
///
/// # Errors
/// [`Refused::Forbidden`].
pub fn may_somewhere(actor: &Actor, act: Act, today: Day) -> Result<Id, Refused> {
    match actor {
        Actor::Person { grants, .. } if act != Act::Own => grants
            .iter()
            .find_map(|g| may(actor, act, &g.scope, today).ok())
            .ok_or(Refused::Forbidden),
        _ => may(actor, act, &Scope::City, today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(role: Role, scope: Scope) -> Actor {
        let since = "2026-01-01".parse().unwrap();
        let until = Some("2026-12-31".parse().unwrap());
        let id = Id::named("t", "p");
        let grant = Grant {
            id: Id::named("t", "g"),
            person: id,
            role,
            scope,
            since,
            until,
            granted_by: None,
        };
        Actor::Person {
            id,
            session: Id::named("t", "s"),
            grants: vec![grant],
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_role_holds_in_its_scope_and_in_its_days() {
        let here = Scope::Hub("lorenteggio".into());
        let desk = person(Role::HubOperator, here.clone());
        assert!(may(&desk, Act::Assist, &here, day("2026-06-01")).is_ok());
        assert!(
            may(
                &desk,
                Act::Assist,
                &Scope::Hub("baggio".into()),
                day("2026-06-01")
            )
            .is_err()
        );
        assert!(may(&desk, Act::Assist, &Scope::City, day("2026-06-01")).is_err());
        assert!(may(&desk, Act::Assist, &here, day("2027-01-01")).is_err());
        assert!(
            may(
                &person(Role::HubOperator, Scope::City),
                Act::Assist,
                &here,
                day("2026-06-01")
            )
            .is_ok()
        );
    }

    #[test]
    fn who_helps_does_nothing_else() {
        let helping = Actor::Assisting {
            staff: Id::named("t", "p"),
            session: Id::named("t", "s"),
            subject: Id::named("t", "x"),
        };
        for act in Act::ALL {
            let answer = may(&helping, *act, &Scope::City, day("2026-06-01"));
            assert_eq!(answer.is_ok(), *act == Act::Own, "{act:?}");
        }
        assert_eq!(
            may(&helping, Act::Own, &Scope::City, day("2026-06-01")),
            Ok(Id::named("t", "x"))
        );
    }
}
