//! Files as banks write them, made for the tests: by our own hand, held against the schemas.

use crate::made::id;

pub const BATCH: &str = "01930000000070008000000000000000";

pub fn payout(n: u128) -> String {
    payments::reference(id(n))
}

/// A status report about the batch: what stands in the original group, and in the group of payments.
pub fn report(version: &str, original: &str, payments: &str) -> String {
    let payments = match payments {
        "" => String::new(),
        inside => format!(
            "<OrgnlPmtInfAndSts><OrgnlPmtInfId>{BATCH}</OrgnlPmtInfId>{inside}</OrgnlPmtInfAndSts>"
        ),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.{version}\"><CstmrPmtStsRpt>\
         <GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-12-04T08:00:00+01:00</CreDtTm></GrpHdr>\
         <OrgnlGrpInfAndSts><OrgnlMsgId>{BATCH}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>\
         {original}</OrgnlGrpInfAndSts>{payments}</CstmrPmtStsRpt></Document>"
    )
}

/// One payment of a report.
pub fn told(n: u128, status: &str, more: &str) -> String {
    format!(
        "<TxInfAndSts><OrgnlInstrId>{0}</OrgnlInstrId><OrgnlEndToEndId>{0}</OrgnlEndToEndId>\
         <TxSts>{status}</TxSts>{more}</TxInfAndSts>",
        payout(n)
    )
}

pub fn reason(code: &str, words: &str) -> String {
    format!("<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn><AddtlInf>{words}</AddtlInf></StsRsnInf>")
}

/// A notification (`054`) or a statement (`053`) with these entries.
pub fn notice(message: &str, version: &str, entries: &str) -> String {
    let (body, list) = match message {
        "053" => ("BkToCstmrStmt", "Stmt"),
        _ => ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
    };
    let balance = match message {
        "053" => {
            "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">1.00</Amt>\
             <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-12-05</Dt></Dt></Bal>"
        }
        _ => "",
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.{message}.001.{version}\"><{body}>\
         <GrpHdr><MsgId>BANK-2</MsgId><CreDtTm>2026-12-05T08:00:00</CreDtTm></GrpHdr>\
         <{list}><Id>N1</Id><CreDtTm>2026-12-05T08:00:00</CreDtTm>\
         <Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>{balance}{entries}</{list}></{body}></Document>"
    )
}

/// An entry: amount, `DBIT` or `CRDT`, state, and what stands in its details.
pub struct Entry<'a> {
    pub amount: &'a str,
    pub side: &'a str,
    pub status: &'a str,
    pub details: String,
    pub version: &'a str,
}

impl Entry<'_> {
    pub fn xml(&self) -> String {
        let status = match self.version {
            "08" => format!("<Cd>{}</Cd>", self.status),
            _ => self.status.to_string(),
        };
        let details = match self.details.is_empty() {
            true => String::new(),
            false => format!("<NtryDtls>{}</NtryDtls>", self.details),
        };
        format!(
            "<Ntry><Amt Ccy=\"EUR\">{}</Amt><CdtDbtInd>{}</CdtDbtInd><Sts>{status}</Sts>\
             <BookgDt><Dt>2026-12-04</Dt></BookgDt><ValDt><Dt>2026-12-05</Dt></ValDt>\
             <AcctSvcrRef>REF-7</AcctSvcrRef><BkTxCd><Prtry><Cd>48</Cd></Prtry></BkTxCd>{details}</Ntry>",
            self.amount, self.side,
        )
    }
}

/// A movement of an entry. Before version 04 the amount stands among the amount's details.
pub fn movement(end_to_end: &str, amount: &str, version: &str, more: &str) -> String {
    let amount = match version {
        "02" => {
            format!("<AmtDtls><TxAmt><Amt Ccy=\"EUR\">{amount}</Amt></TxAmt></AmtDtls>")
        }
        _ => format!("<Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{{side}}</CdtDbtInd>"),
    };
    format!("<TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs>{amount}{more}</TxDtls>")
}

/// An entry of one movement.
pub fn single(end_to_end: &str, amount: &str, side: &str, version: &str, more: &str) -> String {
    Entry {
        amount,
        side,
        status: "BOOK",
        details: movement(end_to_end, amount, version, more).replace("{side}", side),
        version,
    }
    .xml()
}

pub const RETURNED: &str =
    "<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>conto estinto</AddtlInf></RtrInf>";
