//! Files out, answers in, lists of vouchers: by examples, by laws, against the schemas of the standards.

mod answers;
mod bank;
mod batches;
mod exports;
mod made;
mod schemas;
mod vouchers;
mod words;
