//! Every "no".

use webauthn_rp::response::auth::error::AuthCeremonyErr;
use webauthn_rp::response::register::error::RegCeremonyErr;

/// Why a passkey is not believed. What is in it is for the log; people are told less.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no answer of a browser, or says something that cannot be.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
    /// The kept state cannot be read: it was kept by another version or for another ceremony.
    #[error("the kept state cannot be read")]
    State,
    /// It took longer than [`crate::LASTS`].
    #[error("the ceremony is over")]
    Over,
    /// The answer is for another challenge.
    #[error("the challenge is another one")]
    Challenge,
    /// The answer was made on another site, or in a frame of another site.
    #[error("the origin is another one")]
    Origin,
    /// The passkey is for another site.
    #[error("the site's name is another one")]
    Site,
    /// The device did not make sure of the person, or nobody was there.
    #[error("the person was not verified")]
    Unverified,
    /// The passkey is another one than the one it is compared with.
    #[error("the passkey is another one")]
    Other,
    /// The signature does not fit the key.
    #[error("the signature is wrong")]
    Signature,
    /// The device's counter did not go up: there may be a copy of the passkey.
    #[error("the counter did not go up")]
    Copied,
    /// Anything else the standard forbids.
    #[error("{0}")]
    Wrong(String),
}

impl From<RegCeremonyErr> for Refused {
    fn from(e: RegCeremonyErr) -> Refused {
        use RegCeremonyErr as E;
        match e {
            E::Timeout => Refused::Over,
            E::ChallengeMismatch => Refused::Challenge,
            E::OriginMismatch | E::CrossOrigin | E::TopOriginMismatch => Refused::Origin,
            E::RpIdHashMismatch => Refused::Site,
            E::UserNotPresent | E::UserNotVerified => Refused::Unverified,
            E::AttestationSignature => Refused::Signature,
            E::CollectedClientData(_) | E::CollectedClientDataRelaxed(_) => {
                Refused::Unreadable(e.to_string())
            }
            other => Refused::Wrong(other.to_string()),
        }
    }
}

impl From<AuthCeremonyErr> for Refused {
    fn from(e: AuthCeremonyErr) -> Refused {
        use AuthCeremonyErr as E;
        match e {
            E::Timeout => Refused::Over,
            E::ChallengeMismatch => Refused::Challenge,
            E::OriginMismatch | E::CrossOrigin | E::TopOriginMismatch => Refused::Origin,
            E::RpIdHashMismatch => Refused::Site,
            E::UserNotVerified => Refused::Unverified,
            E::UserHandleMismatch | E::CredentialIdMismatch => Refused::Other,
            E::AssertionSignature => Refused::Signature,
            E::SignatureCounter => Refused::Copied,
            E::CollectedClientData(_) | E::CollectedClientDataRelaxed(_) => {
                Refused::Unreadable(e.to_string())
            }
            other => Refused::Wrong(other.to_string()),
        }
    }
}
