//! The dialect of Italian banks (Customer to Business Interaction), `CBIPaymentRequest.00.04.01`, in
//! force since 17 March 2024. It stands on pain.001.001.09, and differs: the sender has a CUC, the bank an
//! ABI, there is exactly one group of payments, and its count and sum stand in the header alone.

use super::xml::Xml;
use super::{ExportError, PayoutExport, file_name};
use crate::{Batch, Line};

/// `CBIPaymentRequest.00.04.01`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cbi;

/// The namespace of the message.
pub const CBI: &str = "urn:CBI:xsd:CBIPaymentRequest.00.04.01";

impl PayoutExport for Cbi {
    fn name(&self) -> &'static str {
        "cbi"
    }

    fn media_type(&self) -> &'static str {
        "application/xml"
    }

    fn file_name(&self, batch: &Batch) -> String {
        file_name("CBIPaymentRequest", batch, "xml")
    }

    fn write(&self, batch: &Batch) -> Result<Vec<u8>, ExportError> {
        let debtor = batch.debtor();
        let cuc = debtor.cuc.as_deref().ok_or(ExportError::NoCuc)?;
        let abi = debtor.abi.as_deref().ok_or(ExportError::NoAbi)?;
        let mut xml = Xml::new(true);
        xml.with("CBIPaymentRequest", &[("xmlns", CBI)], |x| {
            header(x, batch, cuc);
            x.of("PmtInf", |x| payments(x, batch, abi));
        });
        Ok(xml.done())
    }
}

fn header(x: &mut Xml, batch: &Batch, cuc: &str) {
    x.of("GrpHdr", |x| {
        x.leaf("MsgId", &batch.message_id());
        x.leaf("CreDtTm", &batch.sealed_at().rfc3339());
        x.leaf("NbOfTxs", &batch.lines().len().to_string());
        x.leaf("CtrlSum", &batch.total().to_string());
        x.of("InitgPty", |x| {
            x.leaf("Nm", batch.debtor().name.written());
            x.of("Id", |x| {
                x.of("OrgId", |x| {
                    x.of("Othr", |x| {
                        x.leaf("Id", cuc);
                        x.leaf("Issr", "CBI");
                    });
                });
            });
        });
    });
}

fn payments(x: &mut Xml, batch: &Batch, abi: &str) {
    let debtor = batch.debtor();
    x.leaf("PmtInfId", &batch.message_id());
    x.leaf("PmtMtd", "TRF");
    x.leaf("PmtTpInf/SvcLvl/Cd", "SEPA");
    x.leaf("ReqdExctnDt/Dt", &batch.execution().to_string());
    x.leaf("Dbtr/Nm", debtor.name.written());
    x.leaf("DbtrAcct/Id/IBAN", debtor.iban.as_str());
    x.of("DbtrAgt", |x| {
        x.of("FinInstnId", |x| {
            if let Some(bic) = &debtor.bic {
                x.leaf("BICFI", bic);
            }
            x.leaf("ClrSysMmbId/MmbId", abi);
        });
    });
    x.leaf("ChrgBr", "SLEV");
    for line in batch.lines() {
        x.of("CdtTrfTxInf", |x| transfer(x, line));
    }
}

/// One transfer: the same in both dialects.
pub(super) fn transfer(x: &mut Xml, line: &Line) {
    x.of("PmtId", |x| {
        x.leaf("InstrId", &line.end_to_end());
        x.leaf("EndToEndId", &line.end_to_end());
    });
    x.of("Amt", |x| {
        x.with("InstdAmt", &[("Ccy", "EUR")], |x| {
            x.text(&line.amount.to_string());
        });
    });
    x.leaf("Cdtr/Nm", line.name.written());
    x.leaf("CdtrAcct/Id/IBAN", line.iban.as_str());
    x.leaf("RmtInf/Ustrd", line.remittance.written());
}
