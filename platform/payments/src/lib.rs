//! The files by which a city pays providers, and what banks answer. No feature, no input or output, no
//! clock: batches come in checked or not at all ([`Batch::seal`]), files go out as bytes, what a bank
//! sent is read from bytes.
//!
//! | file | who takes it | type |
//! |---|---|---|
//! | liquidation list, ODS or CSV | an Italian office, whose treasurer pays | [`LiquidationOds`], [`LiquidationCsv`] |
//! | `pain.001.001.09` | a bank in SEPA | [`Pain001`] |
//! | `CBIPaymentRequest.00.04.01` | a bank in Italy | [`Cbi`] |
//!
//! Ids: the batch is MsgId and PmtInfId, the payout is EndToEndId and InstrId, both as 32 hexadecimal
//! digits, so that what comes back is matched exactly and never by names.

mod bank;
mod batch;
mod csv;
mod error;
mod export;
mod sepa_text;
pub mod voucher_csv;

pub use bank::{
    BankError, BankFile, Kind, Outcome, Reason, Returned, Sent, SentBatch, Unmatched, Why,
    read_bank_file,
};
pub use batch::{
    Batch, BatchDraft, Debtor, DebtorDraft, LONGEST_NAME, LONGEST_REMITTANCE, Line, LineDraft,
    MOST, MOST_LINES, reference,
};
pub use error::{BatchError, Flaw, Piece, Place};
pub use export::{
    Cbi, EXPORTS, ExportError, LiquidationCsv, LiquidationOds, Pain001, PayoutExport, content_hash,
    export,
};
pub use sepa_text::{SepaText, is_sepa, transliterate};

/// What the errors say, in all languages.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("payments", "it", include_str!("../locales/it.ftl")),
    i18n::Source::new("payments", "en", include_str!("../locales/en.ftl")),
    i18n::Source::new("payments", "ar", include_str!("../locales/ar.ftl")),
    i18n::Source::new("payments", "zh", include_str!("../locales/zh.ftl")),
    i18n::Source::new("payments", "es", include_str!("../locales/es.ftl")),
    i18n::Source::new("payments", "fil", include_str!("../locales/fil.ftl")),
];
