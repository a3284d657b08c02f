//! Signing in with other parties' identities: a city's own gateway, a staff directory, SPID, CIE.
//!
//! An [`IdentityProvider`] begins a sign-in and, when the browser comes back, says who the person is.
//! This room keeps nothing, shows nothing and knows no feature: what must be remembered between the
//! two is given to the caller ([`Kept`]) and taken back once ([`Taken`]). Time is a parameter of every
//! call; randomness is a [`Chance`] given at the start.
//!
//! ```no_run
//! # async fn example(providers: identity::Providers, now: values::Moment) -> Result<(), identity::Refused> {
//! use identity::{Ask, Callback, Go, Taken};
//!
//! // The person presses the button.
//! let Some(provider) = providers.get("staff") else { return Ok(()) };
//! let ask = Ask { purpose: "sign-in".to_string(), ..Ask::default() };
//! let begun = provider.begin(ask, now).await?;
//! let kept = begun.pending.keep();
//! // insert a row: a hash of kept.handle, kept.body, kept.expires; set the cookie to kept.handle;
//! // answer with begun.go.
//!
//! // The browser is back: find the row by the cookie, and delete and return it in one statement.
//! let (body, callback) = (kept.body, Callback::default());
//! let identity = provider.finish(callback, Taken::of_deleted(&body)?, now).await?;
//! // identity.issuer and identity.subject are the person; link accounts by nothing else.
//! # Ok(()) }
//! ```
//!
//! | room | what it does |
//! |---|---|
//! | `provider` | the trait and what goes through it |
//! | `refused` | every "no", with its reason for the log and its advice for the person |
//! | `flow` | the authorization code flow and every check, shared by both kinds of providers |
//! | `oidc` | plain OpenID Connect: description, keys |
//! | `federation` | entity statements, trust chains, metadata policies, trust marks; our own statement |
//! | `jose` | signed and encrypted tokens, keys |
//! | `web` | asking other servers, with limits |
//! | `settings` | the operator's file |
//!
//! Why it is made so stands in `docs/adr/0006-identity.md`; how it is set up in
//! `docs/operate/sign-in.md`.

mod cache;
mod chance;
mod claims;
mod federation;
mod flow;
pub mod jose;
mod oidc;
mod provider;
mod refused;
mod settings;
mod times;
mod web;
pub use chance::Chance;
pub use claims::ClaimNames;
pub use federation::{
    Anchor, Examined, Federation, FederationSettings, Member, Published, TrustMark,
};
pub use flow::{AssertionAudience, SecondFactor, UserinfoForm};
pub use oidc::{Oidc, OidcSettings};
pub use provider::{
    Ask, Begun, Callback, Choice, Claims, Farewell, Go, Identity, IdentityProvider, Kept, Later,
    Level, Pending, Taken, TaxNumber,
};
pub use refused::{Advice, Refused};
pub use settings::{KeyFrom, Providers, Secret, SignInSettings};
pub use web::{Web, WebSettings};

/// What people are told after a refusal ([`Advice`]), in the languages of the platform.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("identity", "it", include_str!("../locales/it.ftl")),
    i18n::Source::new(
        "identity",
        "it-easy",
        include_str!("../locales/it-easy.ftl"),
    ),
    i18n::Source::new("identity", "en", include_str!("../locales/en.ftl")),
    i18n::Source::new("identity", "ar", include_str!("../locales/ar.ftl")),
    i18n::Source::new("identity", "zh", include_str!("../locales/zh.ftl")),
    i18n::Source::new("identity", "es", include_str!("../locales/es.ftl")),
    i18n::Source::new("identity", "fil", include_str!("../locales/fil.ftl")),
];
