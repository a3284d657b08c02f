//! What a city hands over to have a batch paid. The same batch gives the same bytes, whenever and
//! wherever it is written: no clock, no chance, no machine's time zone, and nothing compressed (two
//! versions of a compressor write two files).

mod cbi;
mod liquidation;
mod ods;
mod pain001;
mod xml;

use sha2::{Digest, Sha256};
use values::{Refusal, Refuse};

use crate::Batch;

pub use cbi::Cbi;
pub use liquidation::LiquidationCsv;
pub use ods::LiquidationOds;
pub use pain001::Pain001;

/// A kind of file.
pub trait PayoutExport: Send + Sync {
    /// Its short name, for addresses, settings and logs.
    fn name(&self) -> &'static str;

    /// Its media type, as a download says it.
    fn media_type(&self) -> &'static str;

    /// The name of a batch's file: kind, day of execution, batch.
    fn file_name(&self, batch: &Batch) -> String;

    /// The file.
    ///
    /// # Errors
    /// Something is not in the batch that this kind needs.
    fn write(&self, batch: &Batch) -> Result<Vec<u8>, ExportError>;
}

/// All kinds, the one a city's treasurer works with first.
pub const EXPORTS: [&dyn PayoutExport; 4] = [&LiquidationOds, &LiquidationCsv, &Pain001, &Cbi];

/// The kind with this name.
pub fn export(name: &str) -> Option<&'static dyn PayoutExport> {
    EXPORTS.into_iter().find(|kind| kind.name() == name)
}

/// SHA-256 of a file, 64 hexadecimal digits: shown to who approves, kept with the export, and known
/// again when a bank's file comes twice.
pub fn content_hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Why a batch cannot be written as this kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The CBI file names its sender by this code.
    #[error("the debtor has no codice unico CBI: the bank gives it; enter it with the account")]
    NoCuc,
    /// The CBI file names the debtor's bank by this code.
    #[error(
        "the debtor's bank has no codice ABI: it stands in an Italian IBAN; enter it with the account"
    )]
    NoAbi,
}

impl Refuse for ExportError {
    fn refusal(&self) -> Refusal {
        match self {
            ExportError::NoCuc => Refusal::new("payments-no-cuc", 422).field("debtor.cuc"),
            ExportError::NoAbi => Refusal::new("payments-no-abi", 422).field("debtor.abi"),
        }
    }
}

fn file_name(word: &str, batch: &Batch, ending: &str) -> String {
    format!(
        "{word}-{}-{}.{ending}",
        batch.execution(),
        batch.message_id()
    )
}
