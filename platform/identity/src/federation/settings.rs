//! What an operator says about a federation. Nothing national stands in the code.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::claims::ClaimNames;
use crate::flow::UserinfoForm;
use crate::jose::{Alg, Enc, JwkSet, Object, Wrap};
use crate::oidc::{minutes, skew};
use crate::provider::Level;
use crate::refused::Refused;
use crate::settings::KeyFrom;

/// Our membership. Every field is explained in `docs/operate/sign-in.md`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FederationSettings {
    /// Short name in addresses: small letters, digits, `-`.
    pub key: String,
    /// Our entity identifier: the public address of this installation.
    pub entity: String,
    /// The keys that sign our entity configuration; the first one signs.
    pub federation_keys: Vec<KeyFrom>,
    /// The keys that sign requests; the first one signs.
    pub keys: Vec<KeyFrom>,
    /// The RSA keys to which providers encrypt.
    #[serde(default)]
    pub decryption_keys: Vec<KeyFrom>,
    /// Our superiors: where we were registered.
    pub authority_hints: Vec<String>,
    /// The trust marks we were given.
    #[serde(default)]
    pub trust_marks: Vec<TrustMark>,
    /// The anchors we believe.
    pub anchors: Vec<Anchor>,
    /// The providers a person may choose.
    #[serde(default)]
    pub providers: Vec<Member>,
    /// Types of trust marks that a provider must have.
    #[serde(default)]
    pub demanded_marks: Vec<String>,
    /// Our metadata `federation_entity`: organisation, contacts, policy.
    #[serde(default)]
    pub federation_entity: Object,
    /// Additions to our metadata `openid_relying_party`.
    #[serde(default)]
    pub relying_party: Object,
    /// Hours for which our entity configuration is good.
    #[serde(default = "two_days")]
    pub statement_hours: i64,
    /// Most hours for which a provider's chain is used, even if it is good for longer.
    #[serde(default = "a_day")]
    pub chain_hours: i64,
    /// Most intermediates between a provider and its anchor.
    #[serde(default = "three")]
    pub most_steps: usize,
    /// What is asked for.
    #[serde(default = "openid")]
    pub scopes: Vec<String>,
    /// Claims asked for one by one, in the user information.
    #[serde(default)]
    pub ask_claims: Vec<String>,
    /// Levels asked for, in the federation's words.
    #[serde(default)]
    pub acr_values: Vec<String>,
    /// What these words mean.
    #[serde(default)]
    pub levels: BTreeMap<String, Level>,
    /// The least level.
    #[serde(default)]
    pub least: Option<Level>,
    /// `prompt` of a usual sign-in.
    #[serde(default)]
    pub prompt: Option<String>,
    /// `prompt` of a sign-in that must be fresh.
    #[serde(default = "login")]
    pub prompt_fresh: String,
    /// The form of the user information.
    #[serde(default = "encrypted")]
    pub userinfo: UserinfoForm,
    /// How providers should wrap the key of what they encrypt to us.
    #[serde(default = "oaep")]
    pub encryption: Wrap,
    /// How providers should encrypt the content.
    #[serde(default = "cbc")]
    pub content_encryption: Enc,
    /// Signatures of providers that are accepted.
    #[serde(default = "rs256")]
    pub algorithms: Vec<Alg>,
    /// Which claims hold what.
    #[serde(default)]
    pub claims: ClaimNames,
    /// Every answer must name its issuer (RFC 9207).
    #[serde(default)]
    pub demands_issuer: bool,
    /// Send the request as a form instead of an address.
    #[serde(default)]
    pub by_form: bool,
    /// Seconds by which the clocks may differ (at most 300).
    #[serde(default = "skew")]
    pub skew_seconds: i64,
    /// Minutes a sign-in may take.
    #[serde(default = "minutes")]
    pub minutes: i64,
}

fn two_days() -> i64 {
    48
}

fn a_day() -> i64 {
    24
}

fn three() -> usize {
    3
}

fn openid() -> Vec<String> {
    vec!["openid".to_string()]
}

fn login() -> String {
    "login".to_string()
}

fn encrypted() -> UserinfoForm {
    UserinfoForm::Encrypted
}

fn oaep() -> Wrap {
    Wrap::Oaep
}

fn cbc() -> Enc {
    Enc::Cbc128
}

fn rs256() -> Vec<Alg> {
    vec![Alg::Rs256]
}

/// A trust anchor and its keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Its entity identifier.
    pub entity: String,
    /// JSON file with its public keys (`{"keys": […]}`), received on a way that can be trusted.
    #[serde(default)]
    pub keys_file: Option<PathBuf>,
    /// The same, written into the settings.
    #[serde(default)]
    pub keys: Option<JwkSet>,
}

impl Anchor {
    pub(super) fn read(&self) -> Result<JwkSet, Refused> {
        let wrong = |why: String| Refused::Ours(format!("anchor {}: {why}", self.entity));
        let keys = match (&self.keys, &self.keys_file) {
            (Some(keys), None) => keys.clone(),
            (None, Some(path)) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|e| wrong(format!("{}: {e}", path.display())))?;
                serde_json::from_str(&text)
                    .map_err(|e| wrong(format!("{}: {e}", path.display())))?
            }
            _ => return Err(wrong("either keys_file or keys".to_string())),
        };
        match keys.keys.is_empty() {
            true => Err(wrong("no keys".to_string())),
            false => Ok(keys),
        }
    }
}

/// A provider a person may choose.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its entity identifier.
    pub issuer: String,
    /// Its name.
    pub name: String,
    /// Address of its logo.
    #[serde(default)]
    pub logo: Option<String>,
    /// Which button it stands under (`spid`, `cie`).
    pub group: String,
}

/// A trust mark of ours, as its issuer handed it out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustMark {
    /// Its type.
    pub trust_mark_type: String,
    /// What the type was called before draft 41 of the standard; SPID still asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The signed mark.
    pub trust_mark: String,
}
