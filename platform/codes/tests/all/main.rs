//! The codes: examples, laws, and two independent programs.

mod forms;
mod laws;
mod oracle;
