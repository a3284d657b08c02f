//! Every way a sign-in can end with a "no": one reason each, said to the log without personal data,
//! and what the person can do about it.

use values::{Refusal, Refuse};

/// Which thing a reason is about. Only used in messages for the log.
pub type What = &'static str;

/// Why a sign-in with another party's identity was refused.
///
/// The texts are for the operator's log. They name protocol things and hosts, never a claim, a
/// code, a token or an address with a query. [`Refused::advice`] is what the person is told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    // --- what came back to us -------------------------------------------------------------
    /// The person gave up at the provider, or did not consent.
    #[error("the person stopped at the provider ({0})")]
    Cancelled(String),
    /// The provider answered with an error.
    #[error("the provider answered with the error «{0}»")]
    ProviderSaid(String),
    /// The state of the answer is not the one that was sent: a forged or old answer.
    #[error("the state of the answer is not ours")]
    State,
    /// The sign-in was begun too long ago.
    #[error("the sign-in was begun too long ago")]
    PendingExpired,
    /// The pending sign-in belongs to another provider of this installation.
    #[error("the pending sign-in belongs to another provider")]
    PendingOfAnother,
    /// What was kept of the pending sign-in cannot be read.
    #[error("the kept sign-in cannot be read")]
    PendingBroken,
    /// The answer comes from another issuer than the one asked (RFC 9207).
    #[error("the answer names another issuer than the one that was asked (mix-up)")]
    MixedUpIssuer,
    /// The provider promises to name itself in its answers and did not.
    #[error("the answer does not name its issuer, although the provider says it always does")]
    IssuerAbsent,
    /// The answer carries neither a code nor an error.
    #[error("the answer carries no code")]
    CodeAbsent,
    /// The provider does not take the code: used twice, too old, or not ours.
    #[error("the token endpoint refused: «{0}»")]
    Token(String),

    // --- the road to the provider ---------------------------------------------------------
    /// No connection, or it broke.
    #[error("{host} cannot be reached: {why}")]
    Unreachable {
        /// The host asked.
        host: String,
        /// What the system says.
        why: String,
    },
    /// The provider did not answer in time.
    #[error("{host} did not answer in time")]
    TimedOut {
        /// The host asked.
        host: String,
    },
    /// The answer sends us elsewhere; we never follow.
    #[error("{host} redirects, which is not followed")]
    Redirected {
        /// The host asked.
        host: String,
    },
    /// The answer is larger than allowed.
    #[error("the answer of {host} is larger than {most} bytes")]
    TooLarge {
        /// The host asked.
        host: String,
        /// The limit in bytes.
        most: usize,
    },
    /// An answer with a status that is no success.
    #[error("{host} answered {status} for {what}")]
    Status {
        /// The host asked.
        host: String,
        /// HTTP status.
        status: u16,
        /// What was asked for.
        what: What,
    },
    /// An address that is not https (or not loopback where that is allowed).
    #[error("{0} has an address that is not https")]
    Insecure(What),
    /// An answer or a part of a token is not the JSON that is expected.
    #[error("{0} is not the JSON that is expected")]
    Json(What),

    // --- tokens ---------------------------------------------------------------------------
    /// Not a token in compact form.
    #[error("{0} is no token in compact form")]
    NotAToken(What),
    /// The token's algorithm is not on the list: `none`, a shared secret, or one not wanted.
    #[error("{what} is signed with «{alg}», which is not accepted")]
    Algorithm {
        /// Which token.
        what: What,
        /// What its header says, shortened.
        alg: String,
    },
    /// The token's type is another one than it must be.
    #[error("{0} is a token of another type")]
    Type(What),
    /// The token demands something we do not know (`crit`).
    #[error("{0} demands an extension that is not known here")]
    Critical(What),
    /// No key with the token's name fits.
    #[error("no key fits {0}")]
    Key(What),
    /// The signature is wrong.
    #[error("the signature of {0} is wrong")]
    Signature(What),
    /// The token should be encrypted for us and is not.
    #[error("{0} is not encrypted, although it must be")]
    NotEncrypted(What),
    /// The token cannot be decrypted.
    #[error("{0} cannot be decrypted")]
    Undecryptable(What),
    /// The token says another issuer.
    #[error("{0} is of another issuer")]
    Issuer(What),
    /// The token is for somebody else.
    #[error("{0} is for another audience")]
    Audience(What),
    /// The token was given to another party (`azp`).
    #[error("{0} was given to another party")]
    Party(What),
    /// The token's time is over.
    #[error("{0} has expired")]
    Expired(What),
    /// The token's time has not come.
    #[error("{0} is not valid yet")]
    NotYet(What),
    /// The token was made long ago.
    #[error("{0} was issued too long ago")]
    Old(What),
    /// The nonce is not the one that was sent: an ID token of another sign-in.
    #[error("the nonce of the ID token is not ours")]
    Nonce,
    /// The ID token was not made for this access token.
    #[error("the ID token does not belong to the access token")]
    AccessTokenHash,
    /// The user information is about another person than the ID token.
    #[error("the user information is about another subject than the ID token")]
    Subject,
    /// A claim is missing that must be there.
    #[error("{what} lacks «{claim}»")]
    Claim {
        /// Which token or answer.
        what: What,
        /// Name of the claim.
        claim: String,
    },
    /// The provider recognised the person less firmly than asked.
    #[error("the level of the sign-in is lower than asked")]
    Level,
    /// The person has not used a second factor.
    #[error("the sign-in had no second factor")]
    SecondFactor,
    /// The person signed in at the provider too long ago, although a fresh sign-in was asked for.
    #[error("the provider did not ask the person again")]
    NotFresh,

    // --- what the provider says of itself ---------------------------------------------------
    /// The provider's description names another issuer.
    #[error("the provider's description names another issuer")]
    Description,
    /// The provider lacks something that is needed.
    #[error("the provider does not offer {0}")]
    Lacks(What),
    /// The provider is not one of those the operator listed.
    #[error("this provider is not on the list")]
    UnknownProvider,

    // --- federation -------------------------------------------------------------------------
    /// A statement is about another entity than asked.
    #[error("{0} is about another entity")]
    StatementSubject(What),
    /// No path leads from the provider to a trust anchor of ours.
    #[error("no path leads from the provider to a trust anchor")]
    NoAnchor,
    /// The entities name each other as superiors in a circle.
    #[error("the authority hints go round in a circle")]
    Loop,
    /// The chain is longer than allowed, or too many statements would have to be fetched.
    #[error("the trust chain is too long")]
    ChainLength,
    /// A constraint of a superior is broken.
    #[error("the constraint {0} of a superior is broken")]
    Constraint(What),
    /// The provider's metadata does not meet the policy.
    #[error("the metadata policy does not permit «{0}»")]
    Policy(String),
    /// The policies of two superiors contradict each other.
    #[error("the metadata policies contradict each other about «{0}»")]
    PolicyConflict(String),
    /// A trust mark that the operator demands is missing or not valid.
    #[error("the provider has no valid trust mark «{0}»")]
    TrustMark(String),

    // --- here -------------------------------------------------------------------------------
    /// Our own keys or settings do not work.
    #[error("our own settings: {0}")]
    Ours(String),
}

/// What the person can do after a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// They stopped themselves: choose again.
    ChooseAgain,
    /// Begin the sign-in once more.
    BeginAgain,
    /// The provider does not answer: later, or another way.
    Later,
    /// Sign in at the provider with a firmer level.
    HigherLevel,
    /// Use a second factor at the provider.
    SecondFactor,
    /// The provider did not hand over something that is needed: consent to it.
    Consent,
    /// Something is wrong between the provider and us: another way in, and tell the helpdesk.
    TellUs,
}

impl Advice {
    /// All of them, for the test that every one is translated.
    pub const ALL: [Advice; 7] = [
        Advice::ChooseAgain,
        Advice::BeginAgain,
        Advice::Later,
        Advice::HigherLevel,
        Advice::SecondFactor,
        Advice::Consent,
        Advice::TellUs,
    ];

    /// Key of the message in [`crate::LOCALES`].
    pub fn key(self) -> &'static str {
        match self {
            Advice::ChooseAgain => "identity-choose-again",
            Advice::BeginAgain => "identity-begin-again",
            Advice::Later => "identity-later",
            Advice::HigherLevel => "identity-higher-level",
            Advice::SecondFactor => "identity-second-factor",
            Advice::Consent => "identity-consent",
            Advice::TellUs => "identity-tell-us",
        }
    }
}

impl Refused {
    /// What the person can do.
    pub fn advice(&self) -> Advice {
        use Refused::*;
        match self {
            Cancelled(_) => Advice::ChooseAgain,
            State | PendingExpired | PendingOfAnother | PendingBroken | CodeAbsent | Token(_)
            | Nonce | NotFresh => Advice::BeginAgain,
            Unreachable { .. } | TimedOut { .. } | Status { .. } => Advice::Later,
            Level => Advice::HigherLevel,
            SecondFactor => Advice::SecondFactor,
            Claim { .. } => Advice::Consent,
            ProviderSaid(error)
                if error == "temporarily_unavailable" || error == "server_error" =>
            {
                Advice::Later
            }
            _ => Advice::TellUs,
        }
    }
}

impl Refuse for Refused {
    fn refusal(&self) -> Refusal {
        let advice = self.advice();
        let status = match advice {
            Advice::Later => 503,
            Advice::ChooseAgain | Advice::BeginAgain => 400,
            _ => 403,
        };
        Refusal::new(advice.key(), status)
    }
}

/// Tells the log of a refusal, and hands it on.
pub(crate) fn noted<T>(provider: &str, done: Result<T, Refused>) -> Result<T, Refused> {
    match &done {
        Ok(_) => {}
        // Everyday: people change their minds, tabs grow old.
        Err(why @ (Refused::Cancelled(_) | Refused::PendingExpired)) => {
            tracing::info!(provider, %why, "sign-in not completed");
        }
        Err(why) => tracing::warn!(provider, %why, "sign-in refused"),
    }
    done
}

/// A word of the other side for our log: letters, digits and a few signs, at most 40 of them.
pub(crate) fn shortened(word: &str) -> String {
    word.chars()
        .take(40)
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-' | '+' | '.' => c,
            _ => '?',
        })
        .collect()
}
