//! Searching the reference city's demo catalogue.

mod fixture;
mod judged;
mod living;
mod oracle;
mod understood;
