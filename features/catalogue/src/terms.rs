//! Words and kinship of taxonomy terms, as search needs them.
