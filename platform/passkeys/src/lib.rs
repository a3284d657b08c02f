//! Passkeys (WebAuthn, level 3) for a site: a key pair that the person's device or password manager
//! keeps and opens with a finger, a face or a PIN. The site keeps the public half only.
//!
//! A [`Site`] makes the options that `navigator.credentials` wants and checks what comes back. This room
//! keeps nothing, shows nothing and knows no feature: between the two halves of a ceremony the caller
//! keeps [`Begun::state`], finds it again by [`Begun::challenge`], and uses it once. A state is good for
//! five minutes ([`LASTS`]).
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let site = passkeys::Site::of("https://mi.example.org", "Wish Mi")?;
//! let begun = site.begin_adding("anna@example.org", &[])?;
//! // keep a hash of begun.challenge and the sealed begun.state; answer with begun.options;
//! // the browser's answer comes back in a form:
//! let answer = "{}";
//! assert!(passkeys::Added::read(answer).is_err());
//! // let added = passkeys::Added::read(answer)?;
//! // find the state by added.challenge(), delete it, and:
//! // let passkey = site.finish_adding(&state, &added)?;
//! // keep passkey.id() for look-ups and passkey.to_bytes() sealed.
//! # Ok(()) }
//! ```
//!
//! **Pages.** A form `<form method="post" data-passkey="create" data-options="…">` (or `"get"` for
//! coming in) has a hidden field `response` and a submit button with the attribute `hidden`. The script
//! (`frontend/ts/passkey.ts`) shows the button, asks the address in `data-options` by POST with the
//! form's fields, answers being [`Begun::options`] as `application/json`, runs the ceremony, writes the
//! JSON of the credential into `response` and submits the form. The texts for what may go wrong are the
//! form's `data-none` (no passkeys here), `data-cancelled`, `data-known` (this device has one already)
//! and `data-failed`; they are shown in the form's element with `role="alert"`.
//!
//! **What is asked for.** Discoverable credentials, so that nobody types a name; user verification, so
//! that a stolen telephone is not enough; no attestation, so that nobody learns whose make the device
//! is. Ed25519, ES256, ES384 and RS256. The user handle is 512 random bits, the same for all passkeys of
//! an account, and says nothing about the person.
//!
//! **What is checked** is the library's work (`webauthn_rp`): type, challenge, origin, no frames of
//! others, hash of the site's name, presence and verification of the person, algorithm, signature,
//! counter, backup bits, extensions. Challenges and the five minutes come from the library's own chance
//! and clock, which it does not let anybody pass in; so callers keep an end of their own beside a state.
//! Why this library: `docs/adr/0009-passkeys.md`.

mod passkey;
mod refused;
mod site;

pub use passkey::{Added, Came, Passkey};
pub use refused::Refused;
pub use site::{Begun, LASTS, NoSite, Site};
