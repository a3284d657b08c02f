//! Invented people for trying the platform: families and members of staff, always the same.

use db::Write;
use serde::Serialize;
use values::{Day, Id};

use crate::actions::{self, Ctx, Doer, Entered, Error};
use crate::model::{Evidence, Facts, Method, Name, Proof, Role, Scope, Title};
use crate::rules::Refused;
use crate::store;

/// Somebody of the demo.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Somebody {
    /// Word in addresses and in the list the program prints.
    pub key: &'static str,
    /// Given name.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// Language they read.
    pub lang: &'static str,
    /// Their roles, all in the whole city.
    #[serde(skip)]
    pub roles: &'static [Role],
    /// Years and name of their children.
    #[serde(skip)]
    children: &'static [(i32, &'static str)],
    /// How old they are.
    #[serde(skip)]
    age: i32,
}

/// All of them: every role can be tried.
pub const PEOPLE: &[Somebody] = &[
    Somebody {
        key: "family",
        given: "Chiara",
        family: "Rossetti",
        lang: "it",
        roles: &[],
        children: &[(9, "Emma"), (5, "Leo")],
        age: 38,
    },
    Somebody {
        key: "newcomer",
        given: "Amina",
        family: "Haddad",
        lang: "ar",
        roles: &[],
        children: &[(11, "Youssef")],
        age: 34,
    },
    Somebody {
        key: "young",
        given: "Nadia",
        family: "Ferri",
        lang: "it",
        roles: &[],
        children: &[],
        age: 16,
    },
    Somebody {
        key: "association",
        given: "Giulia",
        family: "Conti",
        lang: "it",
        roles: &[],
        children: &[],
        age: 29,
    },
    Somebody {
        key: "applicant",
        given: "Omar",
        family: "Bianchi",
        lang: "it",
        roles: &[],
        children: &[],
        age: 44,
    },
    Somebody {
        key: "desk",
        given: "Paolo",
        family: "Marchi",
        lang: "it",
        roles: &[Role::HubOperator],
        children: &[],
        age: 45,
    },
    Somebody {
        key: "coordinator",
        given: "Teresa",
        family: "Galli",
        lang: "it",
        roles: &[Role::HubCoordinator],
        children: &[],
        age: 51,
    },
    Somebody {
        key: "moderator",
        given: "Davide",
        family: "Riva",
        lang: "it",
        roles: &[Role::Moderator, Role::CatalogueEditor],
        children: &[],
        age: 41,
    },
    Somebody {
        key: "safeguarding",
        given: "Irene",
        family: "Colombo",
        lang: "it",
        roles: &[Role::SafeguardingOfficer],
        children: &[],
        age: 47,
    },
    Somebody {
        key: "dpo",
        given: "Marco",
        family: "Sala",
        lang: "it",
        roles: &[Role::DataProtectionOfficer],
        children: &[],
        age: 56,
    },
    Somebody {
        key: "auditor",
        given: "Elena",
        family: "Villa",
        lang: "it",
        roles: &[Role::Auditor],
        children: &[],
        age: 49,
    },
    Somebody {
        key: "fund",
        given: "Rita",
        family: "Moretti",
        lang: "it",
        roles: &[Role::FundOfficer],
        children: &[],
        age: 50,
    },
    Somebody {
        key: "approver",
        given: "Sergio",
        family: "Lodi",
        lang: "it",
        roles: &[Role::FundApprover],
        children: &[],
        age: 58,
    },
    Somebody {
        key: "finance",
        given: "Anna",
        family: "Pozzi",
        lang: "it",
        roles: &[Role::FinancePreparer],
        children: &[],
        age: 42,
    },
    Somebody {
        key: "treasurer",
        given: "Guido",
        family: "Testa",
        lang: "it",
        roles: &[Role::FinanceApprover],
        children: &[],
        age: 60,
    },
    Somebody {
        key: "administrator",
        given: "Luca",
        family: "Brambilla",
        lang: "it",
        roles: &[Role::Administrator],
        children: &[],
        age: 39,
    },
];

impl Somebody {
    /// The person's identifier.
    pub fn id(&self) -> Id {
        Id::named("people demo", self.key)
    }

    /// The address letters to them go to: nobody's.
    pub fn mail(&self) -> String {
        format!("{}@demo.example", self.key)
    }
}

/// Writes down all who are not there yet. Returns how many were new.
///
/// # Errors
/// [`Refused::Forbidden`] where a real administrator is; from the database.
pub fn load(tx: &mut Write<'_>, ctx: &Ctx) -> Result<usize, Error> {
    // In a demo everybody comes in as anybody: never beside real people.
    let ours = PEOPLE
        .iter()
        .filter(|p| p.roles.contains(&Role::Administrator));
    let mut known = false;
    for one in ours {
        known |= store::person(tx, &ctx.keys, one.id())?.is_some();
    }
    if !known && store::holders(tx, Role::Administrator, ctx.today)? > 0 {
        return Err(Refused::Forbidden.into());
    }
    let mut new = 0;
    for one in PEOPLE {
        let id = one.id();
        if store::person(tx, &ctx.keys, id)?.is_some() {
            continue;
        }
        new += 1;
        let facts = invented(one.given, one.family, birth(ctx.today, one.age), one.lang)?;
        actions::put(tx, ctx, id, facts)?;
        let own = Ctx {
            base: id,
            ..ctx.clone()
        };
        let account = own.id("account");
        store::put_account(tx, account, id, ctx.now)?;
        actions::add_mail(tx, &own, account, &one.mail())?;
        for (n, (age, name)) in one.children.iter().enumerate() {
            let child = Ctx {
                base: Id::named("people demo", &format!("{} child {n}", one.key)),
                ..ctx.clone()
            };
            let facts = invented(name, one.family, birth(ctx.today, *age), one.lang)?;
            let tie = (Title::Parent, Evidence::Declaration);
            actions::add_child(tx, &child, Doer::oneself(id), facts, tie)?;
        }
        for role in one.roles {
            actions::give_demo_role(tx, &own, id, *role, Scope::City)?;
        }
    }
    Ok(new)
}

fn birth(today: Day, age: i32) -> Day {
    let year = i16::try_from(i32::from(today.year()) - age - 1).unwrap_or(2000);
    Day::new(year, 12, 31).unwrap_or(today)
}

fn invented(given: &str, family: &str, birth: Day, lang: &str) -> Result<Facts, Error> {
    Ok(Facts {
        name: Name {
            given: given.to_string(),
            family: family.to_string(),
        },
        birth: Some(birth),
        code: None,
        mail: None,
        phone: None,
        lang: lang
            .parse()
            .map_err(|_| Error::Refused(Refused::NameWrong("lang")))?,
        proof: Proof::Declared,
    })
}

/// Comes in as somebody of the demo, as with an identity of somebody else's.
///
/// # Errors
/// [`Refused::NoEntry`] for somebody who is not of the demo; from the database.
pub fn enter(tx: &mut Write<'_>, key: &str) -> Result<Entered, Error> {
    let one = PEOPLE
        .iter()
        .find(|p| p.key == key)
        .ok_or(Refused::NoEntry)?;
    let account = store::account_of(tx, one.id())?.ok_or(Refused::NoEntry)?;
    Ok(Entered {
        account,
        person: one.id(),
        method: Method::External,
        strong: true,
        new: false,
        resume: None,
    })
}
