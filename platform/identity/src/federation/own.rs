//! What we say of ourselves: our entity configuration.

use serde_json::{Value, json};
use values::Moment;

use super::statement::TYPE;
use super::{Federation, well_known};
use crate::jose::{JwkSet, PrivateKey};
use crate::refused::Refused;
use crate::times;

/// Something to be served at an address of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Whole address.
    pub address: String,
    /// `Content-Type`.
    pub media_type: &'static str,
    /// Body.
    pub body: String,
}

impl Federation {
    /// Our entity configuration, signed, to be served without sign-in and without being kept longer
    /// than some minutes.
    ///
    /// # Errors
    /// When our key cannot sign.
    pub fn entity_configuration(&self, now: Moment) -> Result<Published, Refused> {
        let settings = &self.settings;
        let federation_keys = JwkSet {
            keys: self.own_keys.iter().map(PrivateKey::public).collect(),
        };
        let issued = times::seconds(now);
        let mut claims = json!({
            "iss": settings.entity,
            "sub": settings.entity,
            "iat": issued,
            "exp": issued + settings.statement_hours * 3600,
            "jwks": federation_keys,
            "authority_hints": settings.authority_hints,
            "metadata": {
                "federation_entity": settings.federation_entity,
                "openid_relying_party": self.relying_party(),
            },
        });
        if !settings.trust_marks.is_empty() {
            claims["trust_marks"] = json!(settings.trust_marks);
        }
        let signs = &self.own_keys[0];
        Ok(Published {
            address: well_known(&settings.entity),
            media_type: "application/entity-statement+jwt",
            body: signs.sign(TYPE, &claims)?,
        })
    }

    fn relying_party(&self) -> Value {
        let settings = &self.settings;
        let mut all = json!({
            "application_type": "web",
            "client_id": settings.entity,
            "client_registration_types": ["automatic"],
            "redirect_uris": [self.client.redirect],
            "response_types": ["code"],
            "grant_types": ["authorization_code"],
            "subject_type": "pairwise",
            "token_endpoint_auth_method": "private_key_jwt",
            "id_token_signed_response_alg": settings.algorithms[0],
            "userinfo_signed_response_alg": settings.algorithms[0],
            "jwks": self.core_keys(),
        });
        if settings.userinfo == crate::flow::UserinfoForm::Encrypted {
            all["userinfo_encrypted_response_alg"] = settings.encryption.name().into();
            all["userinfo_encrypted_response_enc"] = settings.content_encryption.name().into();
        }
        for (name, value) in &settings.relying_party {
            all[name] = value.clone();
        }
        all
    }
}
