//! ISO 20022 customer credit transfer initiation, `pain.001.001.09`: for banks in SEPA.

use super::xml::Xml;
use super::{ExportError, PayoutExport, file_name};
use crate::Batch;

/// `pain.001.001.09`, with what the stricter German subset asks for, too.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pain001;

/// The namespace of the message.
pub const PAIN_001: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

impl PayoutExport for Pain001 {
    fn name(&self) -> &'static str {
        "pain001"
    }

    fn media_type(&self) -> &'static str {
        "application/xml"
    }

    fn file_name(&self, batch: &Batch) -> String {
        file_name("pain.001", batch, "xml")
    }

    fn write(&self, batch: &Batch) -> Result<Vec<u8>, ExportError> {
        let mut xml = Xml::new(true);
        xml.with("Document", &[("xmlns", PAIN_001)], |x| {
            x.of("CstmrCdtTrfInitn", |x| message(x, batch));
        });
        Ok(xml.done())
    }
}

fn message(x: &mut Xml, batch: &Batch) {
    let debtor = batch.debtor();
    let (count, sum) = (batch.lines().len().to_string(), batch.total().to_string());
    x.of("GrpHdr", |x| {
        x.leaf("MsgId", &batch.message_id());
        x.leaf("CreDtTm", &batch.sealed_at().rfc3339());
        x.leaf("NbOfTxs", &count);
        x.leaf("CtrlSum", &sum);
        x.leaf("InitgPty/Nm", debtor.name.written());
    });
    x.of("PmtInf", |x| {
        x.leaf("PmtInfId", &batch.message_id());
        x.leaf("PmtMtd", "TRF");
        x.leaf("NbOfTxs", &count);
        x.leaf("CtrlSum", &sum);
        x.leaf("PmtTpInf/SvcLvl/Cd", "SEPA");
        x.leaf("ReqdExctnDt/Dt", &batch.execution().to_string());
        x.leaf("Dbtr/Nm", debtor.name.written());
        x.leaf("DbtrAcct/Id/IBAN", debtor.iban.as_str());
        match &debtor.bic {
            Some(bic) => x.leaf("DbtrAgt/FinInstnId/BICFI", bic),
            None => x.leaf("DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED"),
        }
        x.leaf("ChrgBr", "SLEV");
        for line in batch.lines() {
            x.of("CdtTrfTxInf", |x| super::cbi::transfer(x, line));
        }
    });
}
