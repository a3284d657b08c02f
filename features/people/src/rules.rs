//! What is right: who may act for whom, and what nobody may do alone or for themselves. Pure.

use std::collections::BTreeSet;

use values::{Day, Id, Moment, Refusal, Refuse};

use crate::age::{ADULT, OWN_ACCOUNT, Stage, turns, years};
use crate::model::{Block, Evidence, Facts, Guardianship, Invitation, Matter, Title};

/// Why somebody may not act, or a fact cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not a guardian of this child, or not any more.
    NoGuardian,
    /// The guardianship does not reach this matter.
    Limited(Matter),
    /// Another guardian has asked to wait; the desk can help.
    Blocked(Matter),
    /// Under 14 an adult acts.
    TooYoung,
    /// The person is of age and acts alone.
    OfAge,
    /// A guardian must be of age.
    GuardianTooYoung,
    /// Nobody is their own guardian.
    OwnGuardian,
    /// These titles need an act, seen by an operator.
    ActNeeded(Title),
    /// This adult is the child's guardian already.
    Already,
    /// The last guardian of a child cannot leave it alone: the desk must take over first.
    LastGuardian,
    /// An invitation that was used, taken back or is over.
    InvitationOver,
    /// A child needs a day of birth: without it nobody knows what it may do.
    BirthNeeded,
    /// A day of birth in the future, or longer ago than anybody lives.
    BirthWrong,
    /// The name is missing, or longer than any.
    NameWrong(&'static str),
    /// It does not look like a mail address.
    MailWrong,
    /// It does not look like a telephone number.
    PhoneWrong,
    /// The fiscal code tells another birth.
    CodeDisagrees,
    /// Somebody else has this code.
    CodeTaken,
    /// The same person cannot do both.
    SamePerson,
    /// It concerns the own household or organisation.
    OwnAffair,
    /// Too many wrong tries; a desk gives a new code.
    Locked,
    /// The code, the PIN or the link does not work (any more).
    NoEntry,
    /// The way in belongs to another account.
    OtherAccount,
    /// The last way in cannot be taken away.
    LastWayIn,
    /// Nobody has given this person a code on paper.
    NoPaper,
    /// It is not the PIN of the code on paper.
    PinWrong,
    /// A child is asked before somebody agrees for it.
    AssentNeeded,
    /// Nobody, or more than one, was found; the field says whom it is about.
    NotOne(&'static str),
    /// Making or using a passkey took too long, or was done already: begin again.
    PasskeyOver,
    /// What the device answered is not right.
    PasskeyWrong,
    /// The device did not make sure who uses it.
    PasskeyUnverified,
    /// No account has this passkey (any more).
    PasskeyUnknown,
    /// This passkey is a way in already.
    PasskeyTwice,
    /// The passkey's counter did not go up: there may be a copy of it.
    PasskeyCopied,
    /// What staff does to somebody's account has a reason that can be read.
    ReasonNeeded,
    /// May not be done by this person here.
    Forbidden,
}

impl Refuse for Refused {
    fn refusal(&self) -> Refusal {
        let no = |key: &str, status| Refusal::new(format!("people-no-{key}"), status);
        match self {
            Refused::NoGuardian => no("guardian", 403),
            Refused::Limited(what) => no("limited", 403).arg("what", what.as_str()),
            Refused::Blocked(what) => no("blocked", 409).arg("what", what.as_str()),
            Refused::TooYoung => no("too-young", 422).field("birth").arg("age", OWN_ACCOUNT),
            Refused::OfAge => no("of-age", 409).arg("age", ADULT),
            Refused::GuardianTooYoung => no("guardian-too-young", 422).arg("age", ADULT),
            Refused::OwnGuardian => no("own-guardian", 422),
            Refused::ActNeeded(title) => no("act-needed", 422)
                .field("title")
                .arg("title", title.as_str()),
            Refused::Already => no("already", 409),
            Refused::LastGuardian => no("last-guardian", 409),
            Refused::InvitationOver => no("invitation-over", 410),
            Refused::BirthNeeded => no("birth-needed", 422).field("birth"),
            Refused::BirthWrong => no("birth-wrong", 422).field("birth"),
            Refused::NameWrong(field) => no("name-wrong", 422).field(field).arg("max", NAME),
            Refused::MailWrong => no("mail-wrong", 422).field("mail"),
            Refused::PhoneWrong => no("phone-wrong", 422).field("phone"),
            Refused::CodeDisagrees => no("code-disagrees", 422).field("code"),
            Refused::CodeTaken => no("code-taken", 409).field("code"),
            Refused::SamePerson => no("same-person", 409),
            Refused::OwnAffair => no("own-affair", 403),
            Refused::Locked => no("locked", 403),
            Refused::NoEntry => no("entry", 403),
            Refused::OtherAccount => no("other-account", 409),
            Refused::LastWayIn => no("last-way-in", 409),
            Refused::NoPaper => no("paper", 422).field("pin"),
            Refused::PinWrong => no("pin", 422).field("pin"),
            Refused::AssentNeeded => no("assent-needed", 422).field("assent"),
            Refused::NotOne(field) => no("not-one", 422).field(field),
            Refused::PasskeyOver => no("passkey-over", 410),
            Refused::PasskeyWrong => no("passkey-wrong", 403),
            Refused::PasskeyUnverified => no("passkey-unverified", 403),
            Refused::PasskeyUnknown => no("passkey-unknown", 403),
            Refused::PasskeyTwice => no("passkey-twice", 409),
            Refused::PasskeyCopied => no("passkey-copied", 403),
            Refused::ReasonNeeded => no("reason", 422).field("reason"),
            Refused::Forbidden => no("forbidden", 403),
        }
    }
}

/// Longest name, in characters.
pub const NAME: usize = 100;
/// Longest mail address (RFC 5321, 4.5.3.1.3, without the brackets).
const MAIL: usize = 254;
/// Nobody is older, in years.
const OLDEST: i32 = 125;

/// A mail address as it is looked up: whatever stands before the at sign is the receiver's business, but
/// nobody has two addresses that differ in capitals only.
pub fn fold_mail(mail: &str) -> String {
    mail.trim().to_lowercase()
}

/// Facts as they are kept, or what is wrong with them.
///
/// # Errors
/// The first thing that cannot be kept.
pub fn facts(mut f: Facts, today: Day) -> Result<Facts, Refused> {
    let clean = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let bad = |t: &str| t.chars().count() > NAME || t.chars().any(char::is_control);
    f.name.given = clean(&f.name.given);
    f.name.family = clean(&f.name.family);
    if f.name.given.is_empty() || bad(&f.name.given) {
        return Err(Refused::NameWrong("given"));
    }
    if bad(&f.name.family) {
        return Err(Refused::NameWrong("family"));
    }
    if let Some(birth) = f.birth
        && !(0..=OLDEST).contains(&years(birth, today))
    {
        return Err(Refused::BirthWrong);
    }
    f.mail = f
        .mail
        .map(|m| m.trim().to_string())
        .filter(|m| !m.is_empty());
    if f.mail.as_deref().is_some_and(|m| !is_mail(m)) {
        return Err(Refused::MailWrong);
    }
    f.phone = f
        .phone
        .map(|p| phone(&p).ok_or(Refused::PhoneWrong))
        .transpose()?;
    if let Some(code) = &f.code
        && code.agrees(f.birth, None).is_err()
    {
        return Err(Refused::CodeDisagrees);
    }
    Ok(f)
}

/// True for what can be a mail address: one at sign, a domain with a dot, no spaces. Only a letter that
/// arrives proves more.
pub fn is_mail(text: &str) -> bool {
    let fine = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..")
    };
    text.len() <= MAIL
        && text
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"".contains(c))
        && text.split_once('@').is_some_and(|(local, domain)| {
            fine(local) && fine(domain) && domain.contains('.') && !domain.contains('@')
        })
}

/// A telephone number without spaces and signs; none when it is none (ITU-T E.164: at most 15 digits).
pub fn phone(text: &str) -> Option<String> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !"-./()".contains(*c))
        .collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    ((6..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(bare)
}

/// True when a title is never believed on somebody's own word.
pub fn needs_act(title: Title) -> bool {
    !matches!(title, Title::Parent)
}

/// A guardianship that may be made: between an adult and a minor, with the evidence its title needs. It
/// ends on the last day before the minor is of age, when that is known.
///
/// # Errors
/// Why not.
pub fn guardianship(
    mut g: Guardianship,
    (adult, minor): (Option<Day>, Option<Day>),
    present: &[Guardianship],
    today: Day,
) -> Result<Guardianship, Refused> {
    if g.adult == g.minor {
        return Err(Refused::OwnGuardian);
    }
    let minor = minor.ok_or(Refused::BirthNeeded)?;
    if Stage::of(Some(minor), today) == Stage::Adult {
        return Err(Refused::OfAge);
    }
    if adult.is_some_and(|b| years(b, today) < ADULT) {
        return Err(Refused::GuardianTooYoung);
    }
    if needs_act(g.title) && g.evidence == Evidence::Declaration {
        return Err(Refused::ActNeeded(g.title));
    }
    if present
        .iter()
        .any(|p| p.adult == g.adult && p.minor == g.minor && p.holds(today))
    {
        return Err(Refused::Already);
    }
    let last = turns(minor, ADULT).and_then(|d| d.yesterday().ok());
    g.until = [g.until, last].into_iter().flatten().min();
    g.limits.sort_unstable();
    g.limits.dedup();
    Ok(g)
}

/// In what capacity somebody acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// For themselves.
    Oneself,
    /// As a guardian; the others are to be told.
    Guardian {
        /// As what.
        title: Title,
        /// The child's other guardians.
        others: Vec<Id>,
    },
}

/// Whether somebody may do something for a person, today.
///
/// # Errors
/// Why not.
pub fn may_act(
    actor: Id,
    person: (Id, Option<Day>),
    matter: Matter,
    today: Day,
    guardianships: &[Guardianship],
    blocks: &[Block],
) -> Result<Standing, Refused> {
    let (person, birth) = person;
    let stage = Stage::of(birth, today);
    if actor == person {
        return match stage {
            Stage::Child => Err(Refused::TooYoung),
            Stage::Youth | Stage::Adult => Ok(Standing::Oneself),
        };
    }
    let present = || {
        guardianships
            .iter()
            .filter(|g| g.minor == person && g.holds(today))
    };
    let mine = present().find(|g| g.adult == actor);
    let Some(mine) = mine else {
        return Err(Refused::NoGuardian);
    };
    // A guardianship that was kept longer than it may hold, by whatever mistake, is over all the same.
    if stage == Stage::Adult {
        return Err(Refused::OfAge);
    }
    if mine.limits.contains(&matter) {
        return Err(Refused::Limited(matter));
    }
    if blocks.iter().any(|b| b.minor == person && b.what == matter) {
        return Err(Refused::Blocked(matter));
    }
    let others: BTreeSet<Id> = present().map(|g| g.adult).filter(|a| *a != actor).collect();
    Ok(Standing::Guardian {
        title: mine.title,
        others: others.into_iter().collect(),
    })
}

/// Whether a guardianship may be ended by the adult: a child is never left without anybody.
///
/// # Errors
/// [`Refused::LastGuardian`].
pub fn may_leave(ending: &Guardianship, all: &[Guardianship], today: Day) -> Result<(), Refused> {
    let another = all
        .iter()
        .any(|g| g.minor == ending.minor && g.adult != ending.adult && g.holds(today));
    if another {
        Ok(())
    } else {
        Err(Refused::LastGuardian)
    }
}

/// Whether an invitation can still be used.
///
/// # Errors
/// [`Refused::InvitationOver`], also for the one who invited.
pub fn may_accept(invitation: &Invitation, by: Id, now: Moment) -> Result<(), Refused> {
    let over = invitation.used_at.is_some()
        || invitation.withdrawn_at.is_some()
        || invitation.ends_at < now;
    if over || invitation.by == by {
        Err(Refused::InvitationOver)
    } else {
        Ok(())
    }
}

/// Something that was prepared by one person and approved by another. There is no other way to make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved<T> {
    what: T,
    prepared_by: Id,
    approved_by: Id,
}

impl<T> Approved<T> {
    /// Approves what somebody else has prepared.
    ///
    /// # Errors
    /// [`Refused::SamePerson`].
    pub fn new(what: T, prepared_by: Id, approved_by: Id) -> Result<Approved<T>, Refused> {
        match prepared_by == approved_by {
            true => Err(Refused::SamePerson),
            false => Ok(Approved {
                what,
                prepared_by,
                approved_by,
            }),
        }
    }

    /// What was approved.
    pub fn get(&self) -> &T {
        &self.what
    }

    /// Who prepared and who approved it.
    pub fn people(&self) -> (Id, Id) {
        (self.prepared_by, self.approved_by)
    }
}

/// A member of staff who has nothing to do with the people and the organisation concerned. There is no
/// other way to make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart(Id);

impl Apart {
    /// Makes sure of it: `household` are all who live with the member of staff or are tied to them by a
    /// guardianship, `organisations` those they work for; `concerned` and `of` are whom it is about.
    ///
    /// # Errors
    /// [`Refused::OwnAffair`].
    pub fn new(
        staff: Id,
        household: &BTreeSet<Id>,
        organisations: &BTreeSet<String>,
        concerned: &[Id],
        of: Option<&str>,
    ) -> Result<Apart, Refused> {
        let own = concerned
            .iter()
            .any(|p| *p == staff || household.contains(p))
            || of.is_some_and(|o| organisations.contains(o));
        if own {
            Err(Refused::OwnAffair)
        } else {
            Ok(Apart(staff))
        }
    }

    /// Who.
    pub fn staff(&self) -> Id {
        self.0
    }
}

/// How long things last, in seconds.
pub mod lasts {
    /// A link sent by mail.
    pub const LINK: i64 = 10 * 60;
    /// What was typed into a form before somebody came in.
    pub const TYPED: i64 = 60 * 60;
    /// After coming in, one may change how one comes in for so long; then one shows again who one is.
    pub const PROOF: i64 = 10 * 60;
    /// Making or using a passkey.
    pub const CEREMONY: i64 = passkeys::LASTS;
    /// A session nobody uses.
    pub const IDLE: i64 = 2 * 60 * 60;
    /// A session, at the latest.
    pub const SESSION: i64 = 30 * 24 * 60 * 60;
    /// A session of somebody with a role, at the latest: a working day.
    pub const STAFF: i64 = 10 * 60 * 60;
    /// After the last act, a receipt can be printed and a paper code given for so long.
    pub const RECEIPT: i64 = 60 * 60;
    /// An assisted session nobody acts in.
    pub const ASSISTED: i64 = 30 * 60;
    /// Something agreed to of one's own will: then it is asked anew.
    pub const CONSENT: i64 = 2 * 365 * 24 * 60 * 60;
    /// The invitation of a second guardian.
    pub const INVITATION: i64 = 14 * 24 * 60 * 60;
}

/// The largest form that is kept until somebody has come in, bytes as they are sent.
pub const TYPED: usize = 16 * 1024;

/// Wrong PINs in a row after which a paper code is locked.
pub const MISSES: u32 = 5;
