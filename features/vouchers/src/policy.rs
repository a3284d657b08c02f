//! Who of the staff may do what: one table.

use people::model::Role;
use people::policy::Actor;
use values::{Day, Id};

use crate::rules::Refused;

/// What staff does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Open funds, prepare grants, write terms, give vouchers, suspend and close them.
    Prepare,
    /// Approve grants, terms and the closing of funds.
    Approve,
    /// Prepare payments, write down accounts, tell what the bank did.
    PreparePayments,
    /// Approve payments and accounts.
    ApprovePayments,
    /// Open and calculate incidents, decide about flags.
    Mend,
    /// Approve what mends.
    ApproveMending,
}

impl Act {
    /// All of them, in the order of the table.
    pub const ALL: &[Act] = &[
        Act::Prepare,
        Act::Approve,
        Act::PreparePayments,
        Act::ApprovePayments,
        Act::Mend,
        Act::ApproveMending,
    ];

    /// The roles that may.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Act::Prepare => &[Role::FundOfficer],
            Act::Approve => &[Role::FundApprover],
            Act::PreparePayments => &[Role::FinancePreparer],
            Act::ApprovePayments => &[Role::FinanceApprover],
            Act::Mend => &[Role::FundOfficer, Role::FinancePreparer],
            Act::ApproveMending => &[Role::FundApprover, Role::FinanceApprover],
        }
    }
}

/// Who it is, when they may do it today. Whoever helps at a desk does nothing else meanwhile.
///
/// # Errors
/// [`Refused::Forbidden`].
pub fn may(actor: &Actor, act: Act, today: Day) -> Result<Id, Refused> {
    match actor {
        Actor::Person { id, grants, .. }
            if grants
                .iter()
                .any(|g| g.holds(today) && act.roles().contains(&g.role)) =>
        {
            Ok(*id)
        }
        _ => Err(Refused::Forbidden),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use people::model::{Grant, Scope};

    #[test]
    fn nobody_prepares_and_approves_by_one_role() {
        let today: Day = "2026-11-28".parse().unwrap();
        for role in Role::ALL {
            let id = Id::named("t", "p");
            let grant = Grant {
                id,
                person: id,
                role: *role,
                scope: Scope::City,
                since: today,
                until: Some(today),
                granted_by: None,
            };
            let actor = Actor::Person {
                id,
                session: id,
                grants: vec![grant],
            };
            let can = |act| may(&actor, act, today).is_ok();
            assert!(!(can(Act::Prepare) && can(Act::Approve)), "{role:?}");
            assert!(!(can(Act::PreparePayments) && can(Act::ApprovePayments)));
            assert!(!(can(Act::Mend) && can(Act::ApproveMending)));
            let tomorrow = today.tomorrow().unwrap();
            assert!(Act::ALL.iter().all(|a| may(&actor, *a, tomorrow).is_err()));
        }
        assert_eq!(
            may(&Actor::Visitor, Act::Prepare, today),
            Err(Refused::Forbidden)
        );
    }
}
