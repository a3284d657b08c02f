//! Nobody decides about their own organisation, and nobody about what they have written themselves.

use std::collections::BTreeSet;

use values::{Id, Refusal};

/// Everybody who acts, or has acted, for an organisation. Only the store makes one, from its rows.
#[derive(Clone, Debug)]
pub struct Ties {
    organisation: Id,
    people: BTreeSet<Id>,
}

impl Ties {
    pub(crate) fn new(organisation: Id, people: impl IntoIterator<Item = Id>) -> Ties {
        Ties {
            organisation,
            people: people.into_iter().collect(),
        }
    }
}

/// Proof that somebody is a stranger to an organisation. What the store writes of a decision
/// (admission, refusal, suspension, a claim, a change of a record) asks for one, and there is no way
/// to one but [`Outsider::of`]: who forgets the comparison cannot compile.
#[derive(Debug)]
pub struct Outsider {
    person: Id,
    organisation: Id,
}

impl Outsider {
    /// The proof, for somebody who is neither of the organisation nor has acted for it.
    ///
    /// # Errors
    /// `providers-refused-own` for everybody else.
    pub fn of(person: Id, ties: &Ties) -> Result<Outsider, Refusal> {
        if ties.people.contains(&person) {
            return Err(Refusal::new("providers-refused-own", 403));
        }
        Ok(Outsider {
            person,
            organisation: ties.organisation,
        })
    }

    /// Who decides.
    pub fn person(&self) -> Id {
        self.person
    }

    /// About whose things.
    pub fn organisation(&self) -> Id {
        self.organisation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_strangers_decide() {
        let id = |n: &str| Id::named("outsider", n);
        let ties = Ties::new(id("o"), [id("anna"), id("bruno")]);
        for own in ["anna", "bruno"] {
            let no = Outsider::of(id(own), &ties).unwrap_err();
            assert_eq!((no.key.as_str(), no.status), ("providers-refused-own", 403));
        }
        let carla = Outsider::of(id("carla"), &ties).unwrap();
        assert_eq!(
            (carla.person(), carla.organisation()),
            (id("carla"), id("o"))
        );
    }
}
