//! Files out, answers in, lists of vouchers: by examples, by laws, against the schemas of the standards.

mod batches;
mod exports;
mod made;
mod schemas;
