//! The file in which an operator describes the ways to sign in with others' identities.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::chance::Chance;
use crate::federation::{Federation, FederationSettings};
use crate::jose::PrivateKey;
use crate::oidc::{Oidc, OidcSettings};
use crate::provider::IdentityProvider;
use crate::refused::Refused;
use crate::web::{Web, WebSettings};

/// Where a secret is. It never stands in the file itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Secret {
    /// In a variable of the environment.
    Env(String),
    /// In a file, alone.
    File(PathBuf),
}

impl Secret {
    /// The secret.
    ///
    /// # Errors
    /// [`Refused::Ours`] with the name of the variable or file.
    pub(crate) fn read(&self) -> Result<String, Refused> {
        let found = match self {
            Secret::Env(name) => std::env::var(name)
                .map_err(|_| Refused::Ours(format!("the variable {name} is not set")))?,
            Secret::File(path) => std::fs::read_to_string(path)
                .map_err(|e| Refused::Ours(format!("{}: {e}", path.display())))?,
        };
        let found = found.trim().to_string();
        match found.is_empty() {
            true => Err(Refused::Ours(format!("the secret {self:?} is empty"))),
            false => Ok(found),
        }
    }
}

/// Where a private key is: `"file.pem"`, or `{ env = "VARIABLE" }` with the PEM text in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum KeyFrom {
    /// In a file.
    File(PathBuf),
    /// In a variable of the environment.
    Env {
        /// Its name.
        env: String,
    },
}

impl KeyFrom {
    fn read(&self) -> Result<PrivateKey, Refused> {
        match self {
            KeyFrom::File(path) => PrivateKey::of_file(path),
            KeyFrom::Env { env } => PrivateKey::of_pem(&Secret::Env(env.clone()).read()?)
                .map_err(|e| Refused::Ours(format!("the variable {env}: {e}"))),
        }
    }
}

pub(crate) fn keys_of(keys: &[KeyFrom]) -> Result<Vec<PrivateKey>, Refused> {
    keys.iter().map(KeyFrom::read).collect()
}

/// The whole file. See `docs/operate/sign-in.md`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInSettings {
    /// How other servers are asked.
    pub web: WebSettings,
    /// Plain providers.
    pub oidc: Vec<OidcSettings>,
    /// Membership in federations such as those of SPID and CIE.
    pub federation: Option<FederationSettings>,
}

/// All ways to sign in with others' identities.
#[derive(Clone, Default)]
pub struct Providers {
    all: Vec<Arc<dyn IdentityProvider>>,
    /// Plain providers, for their public keys.
    pub oidc: Vec<Arc<Oidc>>,
    /// The federation, for the pages at its well-known addresses.
    pub federation: Option<Arc<Federation>>,
}

impl SignInSettings {
    /// Reads the file. Paths in it are relative to its folder.
    ///
    /// # Errors
    /// With the file's name and the line.
    pub fn read(path: &Path) -> Result<SignInSettings, Refused> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| Refused::Ours(format!("{}: {e}", path.display())))?;
        let mut settings: SignInSettings =
            toml::from_str(&text).map_err(|e| Refused::Ours(format!("{}: {e}", path.display())))?;
        settings.beside(path.parent().unwrap_or(Path::new("")));
        Ok(settings)
    }

    fn beside(&mut self, folder: &Path) {
        let mend = |path: &mut PathBuf| *path = folder.join(&*path);
        let mend_key = |key: &mut KeyFrom| {
            if let KeyFrom::File(path) = key {
                mend(path);
            }
        };
        self.web.authorities.iter_mut().for_each(mend);
        for provider in &mut self.oidc {
            provider.keys.iter_mut().for_each(mend_key);
            provider.decryption_keys.iter_mut().for_each(mend_key);
            if let Some(Secret::File(path)) = &mut provider.secret {
                mend(path);
            }
        }
        if let Some(federation) = &mut self.federation {
            federation.federation_keys.iter_mut().for_each(mend_key);
            federation.keys.iter_mut().for_each(mend_key);
            federation.decryption_keys.iter_mut().for_each(mend_key);
            for anchor in &mut federation.anchors {
                anchor.keys_file.iter_mut().for_each(mend);
            }
        }
    }

    /// Prepares every provider; nothing is asked yet. `redirect` says, for a provider's key, the
    /// address of ours to which the browser comes back.
    ///
    /// # Errors
    /// [`Refused::Ours`] with what is wrong.
    pub fn open(
        self,
        redirect: impl Fn(&str) -> String,
        chance: &Chance,
    ) -> Result<Providers, Refused> {
        let web = Web::new(&self.web)?;
        let mut providers = Providers::default();
        for settings in self.oidc {
            let back = redirect(&settings.key);
            let one = Arc::new(Oidc::new(settings, back, web.clone(), chance.clone())?);
            providers.oidc.push(one.clone());
            providers.add(one)?;
        }
        if let Some(settings) = self.federation {
            let back = redirect(&settings.key);
            let one = Arc::new(Federation::new(settings, back, web, chance.clone())?);
            providers.federation = Some(one.clone());
            providers.add(one)?;
        }
        Ok(providers)
    }
}

impl Providers {
    fn add(&mut self, provider: Arc<dyn IdentityProvider>) -> Result<(), Refused> {
        let key = provider.key();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if key.is_empty() || !key.chars().all(plain) {
            return Err(Refused::Ours(format!(
                "provider «{key}»: a key has small letters, digits and - only"
            )));
        }
        if self.get(key).is_some() {
            return Err(Refused::Ours(format!("provider «{key}» is there twice")));
        }
        self.all.push(provider);
        Ok(())
    }

    /// The provider with this key.
    pub fn get(&self, key: &str) -> Option<&Arc<dyn IdentityProvider>> {
        self.all.iter().find(|provider| provider.key() == key)
    }

    /// All, in the order of the file, the federation last.
    pub fn all(&self) -> &[Arc<dyn IdentityProvider>] {
        &self.all
    }
}
