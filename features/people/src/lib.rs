//! People: who they are, who may act for whom, how they come in, what they may do.
//!
//! A [`model::Person`] is a row of sealed facts (names, birth, codes and addresses are never kept in the
//! clear). A child's adults are tied to it by [`model::Guardianship`]s, each with its title, its evidence,
//! its limits and its days; a family record in the population register does not prove parental
//! responsibility, so it is no evidence here. [`rules`] says who may act for whom today; [`policy`] says
//! which member of staff may do what where; what nobody may do to their own household, organisation or
//! work is a type ([`rules::Apart`], [`rules::Approved`]) that cannot be made otherwise.
//!
//! Accounts are entered by a link sent to a mail address, by a code on paper with its PIN, with a passkey,
//! or with an identity of somebody else's (SPID, CIE, a city's own gateway). A session is a row; the cookie holds a
//! secret of which only a keyed hash is kept.

pub mod actions;
pub mod age;
pub mod belongings;
pub mod demo;
pub mod jobs;
pub mod model;
pub mod pages;
pub mod policy;
pub mod rules;
mod store;

pub use store::{COLUMN_STATEMENTS, COLUMNS, STATEMENTS};
