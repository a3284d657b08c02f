//! What exists: people, households, guardianships, accounts, sessions, roles.

use codes::FiscalCode;
use serde::{Deserialize, Serialize};
use values::{Day, Id, Lang, Moment, words};

words! {
    /// How sure it is that the facts about a person are right.
    Proof {
        /// Said by the person or a guardian.
        Declared = "declared",
        /// Seen on a document by an operator.
        Document = "document",
        /// From a public register.
        Register = "register",
    }
}

/// The name of a person.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Given name.
    pub given: String,
    /// Family name; empty for those who have only one name.
    pub family: String,
}

impl Name {
    /// Both, as one writes them.
    pub fn whole(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_string()
    }

    /// The first letters, for those who may not know more.
    pub fn initials(&self) -> String {
        let first = |t: &str| t.chars().next().map(|c| format!("{}.", c.to_uppercase()));
        [first(&self.given), first(&self.family)]
            .into_iter()
            .flatten()
            .collect()
    }
}

impl std::fmt::Debug for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Name(…)")
    }
}

/// What is known about a person. It prints nothing of itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts {
    /// The name.
    pub name: Name,
    /// The day of birth, where it is known.
    pub birth: Option<Day>,
    /// The fiscal code, for those who have one.
    pub code: Option<FiscalCode>,
    /// Where letters go; never a child's.
    pub mail: Option<String>,
    /// For a call or a text.
    pub phone: Option<String>,
    /// The language in which one writes to them.
    pub lang: Lang,
    /// How sure it is.
    pub proof: Proof,
}

impl std::fmt::Debug for Facts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Facts({}, {})", self.lang, self.proof.as_str())
    }
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The identifier; for those without a fiscal code the only one.
    pub id: Id,
    /// What is known.
    pub facts: Facts,
    /// Guardians are in dispute. Only operators see it.
    pub conflict: bool,
    /// When the data were erased.
    pub erased_at: Option<Moment>,
}

words! {
    /// Why an adult may act for a minor.
    Title {
        /// Mother or father.
        Parent = "parent",
        /// Guardian appointed by a judge.
        Guardian = "guardian",
        /// Foster parent.
        Foster = "foster",
        /// Volunteer who is the tutor of a minor who came alone (law 47/2017, art. 11).
        VoluntaryTutor = "voluntary_tutor",
        /// Social worker in charge.
        SocialWorker = "social_worker",
    }
}

words! {
    /// What stands behind a guardianship.
    Evidence {
        /// A public register that tells parental responsibility; a family record does not.
        Register = "register",
        /// The adult's own declaration (DPR 445/2000, art. 46 and 47), checked by samples.
        Declaration = "declaration",
        /// An act of a judge or of the services, seen by an operator.
        ActSeen = "act_seen",
    }
}

words! {
    /// What is done for a minor.
    Matter {
        /// Book, cancel.
        Bookings = "bookings",
        /// Apply for vouchers, spend them.
        Vouchers = "vouchers",
        /// See and change what is known.
        Data = "data",
    }
}

/// An adult who may act for a minor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guardianship {
    /// Its identifier.
    pub id: Id,
    /// Who acts.
    pub adult: Id,
    /// For whom.
    pub minor: Id,
    /// As what.
    pub title: Title,
    /// What stands behind it.
    pub evidence: Evidence,
    /// What this adult may not do.
    pub limits: Vec<Matter>,
    /// First day.
    pub since: Day,
    /// Last day; open when none.
    pub until: Option<Day>,
    /// Who saw the act.
    pub verified_by: Option<Id>,
    /// It was ended before its time, on the day `until`: it stopped at once.
    pub ended: bool,
}

impl Guardianship {
    /// In force on a day. One that was ended does not hold on the day it ended any more.
    pub fn holds(&self, on: Day) -> bool {
        let goes_on = |until: Day| if self.ended { on < until } else { on <= until };
        self.since <= on && self.until.is_none_or(goes_on)
    }
}

/// One guardian asks that something does not happen until it is cleared up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its identifier.
    pub id: Id,
    /// For whom.
    pub minor: Id,
    /// Who asked.
    pub by: Id,
    /// What.
    pub what: Matter,
    /// Since when.
    pub at: Moment,
}

/// The invitation of a second guardian.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its identifier.
    pub id: Id,
    /// Who invites.
    pub by: Id,
    /// For which child.
    pub minor: Id,
    /// As what.
    pub title: Title,
    /// Until when.
    pub ends_at: Moment,
    /// When it was used.
    pub used_at: Option<Moment>,
    /// When it was taken back.
    pub withdrawn_at: Option<Moment>,
}

words! {
    /// A way in.
    Method {
        /// A link sent to the mail address.
        Mail = "mail",
        /// A code on paper with its PIN.
        Paper = "paper",
        /// An identity of somebody else's: SPID, CIE, a gateway.
        External = "external",
        /// A key that the person's device keeps (WebAuthn).
        Passkey = "passkey",
    }
}

impl Method {
    /// True for what can be two factors; a letter and a paper never are.
    pub fn is_strong(self) -> bool {
        matches!(self, Method::External | Method::Passkey)
    }
}

/// A way into an account, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its identifier.
    pub id: Id,
    /// The account.
    pub account: Id,
    /// Which way.
    pub method: Method,
    /// What it is called.
    pub label: String,
    /// When it was made.
    pub created_at: Moment,
    /// When it was used last.
    pub used_at: Option<Moment>,
    /// Roles hold after coming in with it.
    pub carries: bool,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its identifier; the secret is another thing.
    pub id: Id,
    /// The account.
    pub account: Id,
    /// Who came in.
    pub person: Id,
    /// How.
    pub method: Method,
    /// By two factors. A letter or a paper can be read by others: whoever comes in with them is a private
    /// person, and their roles do not hold.
    pub strong: bool,
    /// Browser and system, roughly.
    pub device: String,
    /// When it began.
    pub created_at: Moment,
    /// When it was used last.
    pub seen_at: Moment,
    /// When it ends at the latest.
    pub ends_at: Moment,
    /// Staff acting for somebody.
    pub assists: Option<Assistance>,
}

words! {
    /// How the person at the desk was recognised.
    Presence {
        /// By a document.
        Document = "document",
        /// By the PIN of their paper code.
        Pin = "pin",
        /// The operator knows them.
        Known = "known",
    }
}

/// Staff acting for a person who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assistance {
    /// For whom.
    pub subject: Id,
    /// How they were recognised.
    pub presence: Presence,
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: Moment,
    /// The last act.
    pub acted_at: Moment,
}

words! {
    /// What somebody does for the city or for an organisation.
    Role {
        /// Redeems vouchers at a provider's desk, and nothing else.
        ProviderOperator = "provider_operator",
        /// Keeps a provider's pages, sessions and staff.
        ProviderManager = "provider_manager",
        /// Helps families at a desk.
        HubOperator = "hub_operator",
        /// Leads a hub.
        HubCoordinator = "hub_coordinator",
        /// Keeps the catalogue.
        CatalogueEditor = "catalogue_editor",
        /// Decides about risky changes and what visitors say.
        Moderator = "moderator",
        /// Prepares programmes and awards.
        FundOfficer = "fund_officer",
        /// Approves them.
        FundApprover = "fund_approver",
        /// Prepares payments.
        FinancePreparer = "finance_preparer",
        /// Approves them.
        FinanceApprover = "finance_approver",
        /// Keeps the plan.
        PlanEditor = "plan_editor",
        /// Makes figures, without names.
        Statistician = "statistician",
        /// Reads what may be a danger to a child.
        SafeguardingOfficer = "safeguarding_officer",
        /// Reads the trail.
        Auditor = "auditor",
        /// Looks after data protection.
        DataProtectionOfficer = "data_protection_officer",
        /// Gives and takes roles.
        Administrator = "administrator",
    }
}

/// Where a role holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everywhere.
    City,
    /// A department of the city.
    Department(String),
    /// A hub.
    Hub(String),
    /// An organisation of the catalogue.
    Organisation(String),
    /// A district.
    District(String),
}

impl Scope {
    /// Kind and identifier, as kept.
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Scope::City => ("city", ""),
            Scope::Department(id) => ("department", id),
            Scope::Hub(id) => ("hub", id),
            Scope::Organisation(id) => ("organisation", id),
            Scope::District(id) => ("district", id),
        }
    }

    /// Reads kind and identifier.
    pub fn read(kind: &str, id: &str) -> Option<Scope> {
        let id = id.to_string();
        Some(match kind {
            "city" if id.is_empty() => Scope::City,
            "department" => Scope::Department(id),
            "hub" => Scope::Hub(id),
            "organisation" => Scope::Organisation(id),
            "district" => Scope::District(id),
            _ => return None,
        })
    }

    /// True when what lies in the other lies in this one too.
    pub fn covers(&self, other: &Scope) -> bool {
        *self == Scope::City || self == other
    }
}

/// A role that somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its identifier.
    pub id: Id,
    /// Who has it.
    pub person: Id,
    /// Which.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// First day.
    pub since: Day,
    /// Last day; open when none.
    pub until: Option<Day>,
    /// Who gave it; none for the first administrator.
    pub granted_by: Option<Id>,
}

impl Grant {
    /// In force on a day.
    pub fn holds(&self, on: Day) -> bool {
        self.since <= on && self.until.is_none_or(|u| on <= u)
    }
}

/// A look of staff at a person's file, as that person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Its identifier.
    pub id: Id,
    /// Whose file.
    pub person: Id,
    /// Who looked.
    pub by: Id,
    /// At what.
    pub what: String,
    /// Why, where it must be said.
    pub reason: Option<String>,
    /// Without having the right, in an emergency.
    pub glass: bool,
    /// When.
    pub at: Moment,
    /// When somebody else looked at the emergency.
    pub reviewed_at: Option<Moment>,
}

words! {
    /// What somebody may agree to of their own will. The platform itself needs no consent.
    Purpose {
        /// Letters with what is new.
        Newsletter = "newsletter",
        /// Interests kept for being asked to take part.
        Participation = "participation",
        /// Photos taken at activities.
        Photos = "photos",
        /// Data handed to a service that can help.
        Referral = "referral",
    }
}

impl Purpose {
    /// True for what a guardian may agree to for a child, when the child agrees too.
    pub fn is_for_children(self) -> bool {
        matches!(self, Purpose::Photos | Purpose::Referral)
    }
}

/// What somebody agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Its identifier.
    pub id: Id,
    /// Whom it is about.
    pub person: Id,
    /// To what.
    pub purpose: Purpose,
    /// Who agreed.
    pub given_by: Id,
    /// Who typed it, when staff helped.
    pub hands: Id,
    /// A child was asked, too.
    pub assent: bool,
    /// When.
    pub given_at: Moment,
    /// Until when it holds.
    pub expires_at: Moment,
}

/// What a person is told inside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its identifier.
    pub id: Id,
    /// Who is told.
    pub person: Id,
    /// Message key of the locales.
    pub key: String,
    /// Its arguments: identifiers, days and numbers; never names.
    pub args: Vec<(String, String)>,
    /// Where it leads.
    pub href: Option<String>,
    /// When.
    pub at: Moment,
    /// When it was read.
    pub read_at: Option<Moment>,
}
