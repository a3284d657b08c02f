//! The site's side of both ceremonies.

use serde_json::Value;
use url::{Host, Url};
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::auth::AuthenticationVerificationOptions;
use webauthn_rp::request::register::{
    CredProtect, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, UserHandle64,
};
use webauthn_rp::request::{AsciiDomain, DomainOrigin, ExtensionInfo, RpId};
use webauthn_rp::{
    DiscoverableAuthenticationServerState, DiscoverableCredentialRequestOptions,
    PublicKeyCredentialCreationOptions, RegistrationServerState,
};

use crate::{Added, Came, Passkey, Refused};

/// How long a ceremony may take, in seconds.
pub const LASTS: i64 = 5 * 60;

/// Why passkeys do not work on a site with this address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSite {
    /// It is no address.
    #[error("«{0}» is no address of a site")]
    Address(String),
    /// Passkeys belong to a name; numbers have none.
    #[error("«{0}» has no name: passkeys need one (for trying it out, localhost)")]
    NoName(String),
    /// Browsers offer them on https only, and on localhost.
    #[error("«{0}» is not https: browsers offer passkeys there only, and on localhost")]
    NotSecure(String),
}

/// A site as passkeys know it.
#[derive(Clone, Debug)]
pub struct Site {
    id: RpId,
    origin: String,
    name: String,
}

/// A ceremony that has begun.
#[derive(Clone)]
pub struct Begun {
    /// What the script wants: JSON of `PublicKeyCredentialCreationOptionsJSON` or
    /// `PublicKeyCredentialRequestOptionsJSON`.
    pub options: String,
    /// 128 random bits by which the state is found again.
    pub challenge: [u8; 16],
    /// What is to be kept until the answer, sealed.
    pub state: Vec<u8>,
}

impl std::fmt::Debug for Begun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Begun(…)")
    }
}

fn broken(e: impl ToString) -> Refused {
    Refused::Wrong(e.to_string())
}

/// What the operator may want to know: an origin that is refused every time is a wrong address in the
/// settings. It names no person.
fn logged(e: impl Into<Refused>) -> Refused {
    let refused = e.into();
    tracing::info!(reason = %refused, "a passkey is refused");
    refused
}

/// The challenge as the options say it.
fn challenge(options: &Value) -> Result<[u8; 16], Refused> {
    use base64::Engine;
    let said = options["challenge"].as_str().unwrap_or_default();
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(said);
    let bytes = bytes.map_err(broken)?;
    bytes.try_into().map_err(|_| broken("no challenge"))
}

impl Site {
    /// The site at its public address, with the name that devices show.
    ///
    /// # Errors
    /// When passkeys cannot work there: the site then offers none.
    pub fn of(base: &str, name: &str) -> Result<Site, NoSite> {
        let url = Url::parse(base).map_err(|_| NoSite::Address(base.to_string()))?;
        let host = match url.host() {
            Some(Host::Domain(host)) => host.to_string(),
            Some(_) => return Err(NoSite::NoName(base.to_string())),
            None => return Err(NoSite::Address(base.to_string())),
        };
        let local = host == "localhost" || host.ends_with(".localhost");
        if url.scheme() != "https" && !(local && url.scheme() == "http") {
            return Err(NoSite::NotSecure(base.to_string()));
        }
        let domain = AsciiDomain::try_from(host).map_err(|_| NoSite::Address(base.to_string()))?;
        Ok(Site {
            id: RpId::Domain(domain),
            origin: url.origin().ascii_serialization(),
            name: name.to_string(),
        })
    }

    /// The origin from which answers must come: `https://mi.example.org`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Begins to add a passkey to an account. `called` is what the person's device shows for the
    /// account, to tell it from others (an address or a name); it goes nowhere else. `known` are all
    /// passkeys of the account: a device that has one of them makes no second one, and a new one gets
    /// their user handle.
    ///
    /// # Errors
    /// When the library refuses its own options.
    pub fn begin_adding(&self, called: &str, known: &[Passkey]) -> Result<Begun, Refused> {
        let handle = match known.first() {
            Some(passkey) => {
                let Ok(handle) = UserHandle64::decode(passkey.handle);
                handle
            }
            None => UserHandle64::new(),
        };
        let user: PublicKeyCredentialUserEntity<'_, '_, '_, 64> = (&handle).into();
        let known: Result<Vec<_>, Refused> = known.iter().map(Passkey::descriptor).collect();
        let mut options = PublicKeyCredentialCreationOptions::passkey(&self.id, user, known?);
        // Security keys are asked to keep the passkey from whoever has no PIN; devices that do not know
        // how (most telephones and computers) are welcome: the person is verified every time anyhow.
        options.extensions.cred_protect =
            CredProtect::UserVerificationRequired(ExtensionInfo::AllowDontEnforceValue);
        let (state, client) = options.start_ceremony().map_err(broken)?;
        let mut options = serde_json::to_value(&client).map_err(broken)?;
        // Names are for people: the library would have them without spaces.
        options["rp"]["name"] = self.name.as_str().into();
        options["user"]["name"] = called.into();
        options["user"]["displayName"] = called.into();
        Ok(Begun {
            challenge: challenge(&options)?,
            options: options.to_string(),
            state: state.encode().map_err(broken)?,
        })
    }

    /// Ends adding a passkey. Whoever calls makes sure that no other account has this identifier.
    ///
    /// # Errors
    /// Why the answer is not believed.
    pub fn finish_adding(&self, state: &[u8], answer: &Added) -> Result<Passkey, Refused> {
        let state = RegistrationServerState::<64>::decode(state).map_err(|_| Refused::State)?;
        let origins = [self.allowed()?];
        let options = RegistrationVerificationOptions::<DomainOrigin<'_, '_>, DomainOrigin<'_, '_>> {
            allowed_origins: &origins,
            // what a device tells unasked is not listened to
            error_on_unsolicited_extensions: false,
            ..RegistrationVerificationOptions::default()
        };
        let new = state.verify(&self.id, &answer.0, &options);
        Ok(Passkey::of(&new.map_err(logged)?))
    }

    /// Begins coming in with a passkey: the device offers those it has for this site.
    ///
    /// # Errors
    /// When the library refuses its own options.
    pub fn begin_coming_in(&self) -> Result<Begun, Refused> {
        let options = DiscoverableCredentialRequestOptions::passkey(&self.id);
        let (state, client) = options.start_ceremony().map_err(broken)?;
        let options = serde_json::to_value(&client).map_err(broken)?;
        Ok(Begun {
            challenge: challenge(&options)?,
            options: options.to_string(),
            state: state.encode().map_err(broken)?,
        })
    }

    /// Ends coming in with the passkey that [`Came::id`] names. What is returned is to be kept instead
    /// of it: its counter has gone up.
    ///
    /// # Errors
    /// Why the answer is not believed; [`Refused::Copied`] when the counter did not go up.
    pub fn finish_coming_in(
        &self,
        state: &[u8],
        answer: &Came,
        passkey: Passkey,
    ) -> Result<Passkey, Refused> {
        let state = DiscoverableAuthenticationServerState::decode(state);
        let state = state.map_err(|_| Refused::State)?;
        let Ok(handle) = UserHandle64::decode(passkey.handle);
        let origins = [self.allowed()?];
        let options =
            AuthenticationVerificationOptions::<DomainOrigin<'_, '_>, DomainOrigin<'_, '_>> {
                allowed_origins: &origins,
                error_on_unsolicited_extensions: false,
                ..AuthenticationVerificationOptions::default()
            };
        let changed = {
            let mut known = passkey.known(&handle)?;
            let verified = state.verify(&self.id, &answer.0, &mut known, &options);
            verified.map_err(logged)?;
            known.dynamic_state()
        };
        Ok(passkey.with(changed))
    }

    fn allowed(&self) -> Result<DomainOrigin<'_, '_>, Refused> {
        DomainOrigin::try_from(self.origin.as_str()).map_err(broken)
    }
}
