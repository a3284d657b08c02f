//! What comes from the browser and what is kept.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::PublicKeyCredentialDescriptor;
use webauthn_rp::request::register::UserHandle64;
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, StaticState};
use webauthn_rp::response::{AuthTransports, CredentialId};
use webauthn_rp::{AuthenticatedCredential, RegisteredCredential};
use webauthn_rp::{DiscoverableAuthentication64, Registration};

use crate::Refused;

/// A public key as it is kept.
pub(crate) type Key = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// The version of the form in which a passkey is kept.
const VERSION: u8 = 1;
/// Bytes of a user handle.
const HANDLE: usize = 64;
/// Bytes of what may change: counter and backup.
const STATE: usize = 7;
/// An answer longer than this is none: keys, identifier and signature are below 10 KB.
const LONGEST: usize = 64 * 1024;

fn short(json: &str) -> Result<&[u8], Refused> {
    match json.len() <= LONGEST {
        true => Ok(json.as_bytes()),
        false => Err(Refused::Unreadable("too long".to_string())),
    }
}

fn unreadable(e: impl ToString) -> Refused {
    Refused::Unreadable(e.to_string())
}

/// What a browser answers to the options of [`crate::Site::begin_adding`].
#[derive(Debug)]
pub struct Added(pub(crate) Registration, u128);

impl Added {
    /// Reads the JSON of the form's field `response` (`RegistrationResponseJSON`).
    ///
    /// # Errors
    /// [`Refused::Unreadable`].
    pub fn read(json: &str) -> Result<Added, Refused> {
        let answer = Registration::from_json_relaxed(short(json)?).map_err(unreadable)?;
        let challenge = answer.challenge_relaxed().map_err(unreadable)?;
        Ok(Added(answer, challenge.0))
    }

    /// Which ceremony it says to answer: the state is found by it.
    pub fn challenge(&self) -> [u8; 16] {
        self.1.to_le_bytes()
    }
}

/// What a browser answers to the options of [`crate::Site::begin_coming_in`].
#[derive(Debug)]
pub struct Came(pub(crate) DiscoverableAuthentication64, u128);

impl Came {
    /// Reads the JSON of the form's field `response` (`AuthenticationResponseJSON`).
    ///
    /// # Errors
    /// [`Refused::Unreadable`].
    pub fn read(json: &str) -> Result<Came, Refused> {
        let answer =
            DiscoverableAuthentication64::from_json_relaxed(short(json)?).map_err(unreadable)?;
        let challenge = answer.challenge_relaxed().map_err(unreadable)?;
        Ok(Came(answer, challenge.0))
    }

    /// Which ceremony it says to answer: the state is found by it.
    pub fn challenge(&self) -> [u8; 16] {
        self.1.to_le_bytes()
    }

    /// The identifier of the passkey it says to come with, as [`Passkey::id`] writes it.
    pub fn id(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.raw_id().into_inner())
    }
}

/// A passkey as a site keeps it: identifier, public key, counter. It prints nothing of itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Passkey {
    id: Vec<u8>,
    pub(crate) handle: [u8; HANDLE],
    transports: u8,
    state: [u8; STATE],
    key: Vec<u8>,
}

impl fmt::Debug for Passkey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passkey(…)")
    }
}

impl Passkey {
    pub(crate) fn of(new: &RegisteredCredential<'_, HANDLE>) -> Passkey {
        let Ok(handle) = new.user_id().encode();
        let Ok(transports) = new.transports().encode();
        let Ok(state) = new.dynamic_state().encode();
        let Ok(key) = new.static_state().encode();
        Passkey {
            id: new.id().into_inner().to_vec(),
            handle,
            transports,
            state,
            key,
        }
    }

    /// The identifier by which it is found, in base64url.
    pub fn id(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.id)
    }

    /// What is kept beside the identifier.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(self.handle);
        bytes.push(self.transports);
        bytes.extend(self.state);
        bytes.extend(&self.key);
        bytes
    }

    /// What was kept.
    ///
    /// # Errors
    /// [`Refused::State`] when it cannot be a passkey.
    pub fn of_bytes(id: &str, bytes: &[u8]) -> Result<Passkey, Refused> {
        let read = || {
            let (version, rest) = bytes.split_first()?;
            let (handle, rest) = rest.split_first_chunk::<HANDLE>()?;
            let (transports, rest) = rest.split_first()?;
            let (state, key) = rest.split_first_chunk::<STATE>()?;
            let id = URL_SAFE_NO_PAD.decode(id).ok()?;
            let passkey = Passkey {
                id,
                handle: *handle,
                transports: *transports,
                state: *state,
                key: key.to_vec(),
            };
            (*version == VERSION).then_some(passkey)
        };
        let passkey = read().ok_or(Refused::State)?;
        passkey.descriptor()?;
        passkey.parts()?;
        Ok(passkey)
    }

    fn parts(&self) -> Result<(StaticState<Key>, DynamicState), Refused> {
        let key = StaticState::decode(&self.key).map_err(|_| Refused::State)?;
        let state = DynamicState::decode(self.state).map_err(|_| Refused::State)?;
        Ok((key, state))
    }

    /// As options name it, so that a device does not make a second one for the same account.
    pub(crate) fn descriptor(&self) -> Result<PublicKeyCredentialDescriptor<Vec<u8>>, Refused> {
        Ok(PublicKeyCredentialDescriptor {
            id: CredentialId::decode(self.id.clone()).map_err(|_| Refused::State)?,
            transports: AuthTransports::decode(self.transports).map_err(|_| Refused::State)?,
        })
    }

    /// As the library compares an answer with it.
    pub(crate) fn known<'a>(
        &'a self,
        handle: &'a UserHandle64,
    ) -> Result<AuthenticatedCredential<'a, 'a, HANDLE, Key>, Refused> {
        let id = CredentialId::<&[u8]>::decode(&self.id).map_err(|_| Refused::State)?;
        let (key, state) = self.parts()?;
        AuthenticatedCredential::new(id, handle, key, state).map_err(|_| Refused::State)
    }

    /// The same with what has changed.
    pub(crate) fn with(mut self, state: DynamicState) -> Passkey {
        let Ok(state) = state.encode();
        self.state = state;
        self
    }
}
