//! Those who offer: how an organisation is admitted, and how it keeps its own records.
//!
//! **Admission.** A case ([`model::Case`]) is written at leisure, sent in, perhaps asked about,
//! decided with a reason, renewed, and ends by itself. What is asked stands in the city folder
//! ([`rules::checklist`]); the states and the clock are in [`rules::admission`]. Nobody decides about
//! an organisation they act for: the store writes an office's decision only for a
//! [`rules::Outsider`].
//!
//! **Editing.** A provider edits a draft of its record, compared with what is shown. Sent, it falls
//! into two parcels: what may go out at once, and what a moderator looks at first ([`rules::edit`]).
//! A parcel is published as an import of the source `provider:<organisation>`, so that it is logged,
//! weighed against other sources and taken back like everything else in the catalogue.

pub mod actions;
pub mod demo;
pub mod fetch;
pub mod jobs;
pub mod model;
pub mod pages;
pub mod policy;
pub mod reminders;
pub mod rules;
mod store;

pub use store::{Organisation, columns, statements};

/// What is wrong and why a change waits, in all languages.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("providers", "it", include_str!("../locales/it.ftl")),
    i18n::Source::new(
        "providers pages",
        "it",
        include_str!("../locales/pages.it.ftl"),
    ),
    i18n::Source::new(
        "providers editor",
        "it",
        include_str!("../locales/editor.it.ftl"),
    ),
    i18n::Source::new("providers", "en", include_str!("../locales/en.ftl")),
    i18n::Source::new(
        "providers pages",
        "en",
        include_str!("../locales/pages.en.ftl"),
    ),
    i18n::Source::new(
        "providers editor",
        "en",
        include_str!("../locales/editor.en.ftl"),
    ),
    i18n::Source::new("providers", "ar", include_str!("../locales/ar.ftl")),
    i18n::Source::new(
        "providers pages",
        "ar",
        include_str!("../locales/pages.ar.ftl"),
    ),
    i18n::Source::new(
        "providers editor",
        "ar",
        include_str!("../locales/editor.ar.ftl"),
    ),
    i18n::Source::new("providers", "zh", include_str!("../locales/zh.ftl")),
    i18n::Source::new(
        "providers pages",
        "zh",
        include_str!("../locales/pages.zh.ftl"),
    ),
    i18n::Source::new(
        "providers editor",
        "zh",
        include_str!("../locales/editor.zh.ftl"),
    ),
    i18n::Source::new("providers", "es", include_str!("../locales/es.ftl")),
    i18n::Source::new(
        "providers pages",
        "es",
        include_str!("../locales/pages.es.ftl"),
    ),
    i18n::Source::new(
        "providers editor",
        "es",
        include_str!("../locales/editor.es.ftl"),
    ),
    i18n::Source::new("providers", "fil", include_str!("../locales/fil.ftl")),
    i18n::Source::new(
        "providers pages",
        "fil",
        include_str!("../locales/pages.fil.ftl"),
    ),
    i18n::Source::new(
        "providers reports",
        "it",
        include_str!("../locales/reports.it.ftl"),
    ),
    i18n::Source::new(
        "providers reports",
        "en",
        include_str!("../locales/reports.en.ftl"),
    ),
    i18n::Source::new(
        "providers reports",
        "es",
        include_str!("../locales/reports.es.ftl"),
    ),
    i18n::Source::new(
        "providers reports",
        "ar",
        include_str!("../locales/reports.ar.ftl"),
    ),
    i18n::Source::new(
        "providers reports",
        "zh",
        include_str!("../locales/reports.zh.ftl"),
    ),
    i18n::Source::new(
        "providers reports",
        "fil",
        include_str!("../locales/reports.fil.ftl"),
    ),
    i18n::Source::new(
        "providers editor",
        "fil",
        include_str!("../locales/editor.fil.ftl"),
    ),
];
