//! A batch of payouts as it was sealed: whatever reaches a file has passed here.

use std::collections::BTreeSet;

use codes::{FiscalCode, Iban, OrganisationCode};
use values::{Cents, Day, Id, Moment};

use crate::error::{BatchError, Flaw, Piece, Place};
use crate::sepa_text::{SepaText, tidy};

/// Most payouts of one batch.
pub const MOST_LINES: usize = 10_000;

/// Most that one payout may be: the limit of SEPA credit transfers, 999,999,999.99 EUR.
pub const MOST: Cents = Cents(99_999_999_999);

/// Longest name in a payment file; a longer one is cut there and kept whole here.
pub const LONGEST_NAME: usize = 70;

/// Longest remittance text, with CUP and CIG in it. It is refused when longer: cut off, it would lose
/// the reference by which the provider finds its invoice.
pub const LONGEST_REMITTANCE: usize = 140;

/// Countries whose accounts SEPA reaches, as their IBANs begin.
const SEPA: &str = "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT \
    NL NO PL PT RO RS SE SI SK SM VA";

/// A batch as a feature hands it over, before it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchDraft {
    /// The batch, and the file's MsgId.
    pub id: Id,
    /// When it was sealed: the only time that files carry.
    pub sealed_at: Moment,
    /// The day on which the bank shall pay.
    pub execution: Day,
    /// Who pays.
    pub debtor: DebtorDraft,
    /// What was sealed; must be the sum of the lines.
    pub total: Cents,
    /// What is paid.
    pub lines: Vec<LineDraft>,
}

/// Who pays, before it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DebtorDraft {
    /// Name as the bank knows it.
    pub name: String,
    /// The account that is debited.
    pub iban: String,
    /// The bank's BIC, 8 or 11 signs; may be left out.
    pub bic: Option<String>,
    /// *Codice unico CBI* of who sends files, 8 signs: only the CBI file needs it.
    pub cuc: Option<String>,
    /// *Codice ABI* of the bank, 5 digits; taken from an Italian IBAN when left out.
    pub abi: Option<String>,
}

/// One payout, before it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDraft {
    /// The payout, and the file's EndToEndId.
    pub payout: Id,
    /// The provider's name.
    pub name: String,
    /// The provider's *codice fiscale*, of a person or an organisation.
    pub tax_code: String,
    /// The account that is credited.
    pub iban: String,
    /// How much.
    pub amount: Cents,
    /// What for, in the provider's words: number of the invoice or debit note, period.
    pub remittance: String,
    /// The documents the payout rests on.
    pub documents: Vec<String>,
    /// *Codice unico di progetto*, 15 signs.
    pub cup: Option<String>,
    /// *Codice identificativo di gara*, 10 signs.
    pub cig: Option<String>,
    /// Chapter of the budget.
    pub capitolo: Option<String>,
}

/// A sealed batch, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    id: Id,
    sealed_at: Moment,
    execution: Day,
    debtor: Debtor,
    total: Cents,
    lines: Vec<Line>,
}

/// Who pays, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debtor {
    /// Name.
    pub name: SepaText,
    /// Account.
    pub iban: Iban,
    /// BIC of the bank, in capitals.
    pub bic: Option<String>,
    /// *Codice unico CBI*, in capitals.
    pub cuc: Option<String>,
    /// *Codice ABI*, five digits.
    pub abi: Option<String>,
}

/// One payout, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The payout.
    pub payout: Id,
    /// The provider's name.
    pub name: SepaText,
    /// The provider's *codice fiscale*.
    pub tax_code: String,
    /// The provider's account.
    pub iban: Iban,
    /// How much; more than nothing.
    pub amount: Cents,
    /// What for, with CUP and CIG.
    pub remittance: SepaText,
    /// Documents.
    pub documents: Vec<String>,
    /// *Codice unico di progetto*.
    pub cup: Option<String>,
    /// *Codice identificativo di gara*.
    pub cig: Option<String>,
    /// Chapter of the budget.
    pub capitolo: Option<String>,
}

impl Line {
    /// The payout's id as payment files name it: 32 hexadecimal digits.
    pub fn end_to_end(&self) -> String {
        reference(self.payout)
    }
}

/// An id as payment files name it: 32 hexadecimal digits, of the 35 signs there is room for.
pub fn reference(id: Id) -> String {
    id.0.simple().to_string()
}

impl Batch {
    /// Checks a batch.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the batch.
    pub fn seal(draft: BatchDraft) -> Result<Batch, Vec<BatchError>> {
        let mut check = Check(Vec::new());
        let debtor = check.debtor(&draft.debtor);
        if draft.execution < draft.sealed_at.day(&jiff::tz::TimeZone::UTC) {
            check.wrong(Place::Batch, Piece::Execution, Flaw::Past);
        }
        match draft.lines.len() {
            0 => check.wrong(Place::Batch, Piece::Lines, Flaw::Missing),
            found if found > MOST_LINES => check.wrong(
                Place::Batch,
                Piece::Lines,
                Flaw::TooMany {
                    found,
                    most: MOST_LINES,
                },
            ),
            _ => {}
        }
        let (mut lines, mut seen) = (Vec::new(), BTreeSet::new());
        for (at, line) in draft.lines.iter().enumerate().take(MOST_LINES) {
            let place = Place::Line(at + 1);
            if !seen.insert(line.payout) {
                check.wrong(place, Piece::Payout, Flaw::Twice);
            }
            lines.extend(check.line(place, line));
        }
        let sum: i128 = draft.lines.iter().map(|l| i128::from(l.amount.0)).sum();
        if sum != i128::from(draft.total.0) {
            let sum = i64::try_from(sum).map_or(Cents(i64::MAX), Cents);
            let total = draft.total;
            check.wrong(Place::Batch, Piece::Total, Flaw::Sum { sum, total });
        }
        match (debtor, check.0.is_empty()) {
            (Some(debtor), true) => Ok(Batch {
                id: draft.id,
                sealed_at: draft.sealed_at,
                execution: draft.execution,
                debtor,
                total: draft.total,
                lines,
            }),
            _ => Err(check.0),
        }
    }

    /// The batch.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The batch's id as payment files name it: MsgId and PmtInfId.
    pub fn message_id(&self) -> String {
        reference(self.id)
    }

    /// When it was sealed.
    pub fn sealed_at(&self) -> Moment {
        self.sealed_at
    }

    /// The day on which the bank shall pay.
    pub fn execution(&self) -> Day {
        self.execution
    }

    /// Who pays.
    pub fn debtor(&self) -> &Debtor {
        &self.debtor
    }

    /// The sum of all lines.
    pub fn total(&self) -> Cents {
        self.total
    }

    /// What is paid; at least one line.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

/// Collects what is wrong.
struct Check(Vec<BatchError>);

impl Check {
    fn wrong(&mut self, place: Place, piece: Piece, flaw: Flaw) {
        self.0.push(BatchError { place, piece, flaw });
    }

    fn debtor(&mut self, draft: &DebtorDraft) -> Option<Debtor> {
        let place = Place::Debtor;
        let name = self.name(place, &draft.name);
        let iban = self.iban(place, &draft.iban);
        let bic = self.coded(place, Piece::Bic, draft.bic.as_deref(), is_bic);
        let cuc = self.coded(place, Piece::Cuc, draft.cuc.as_deref(), |c| signs(c, 8));
        let mut abi = self.coded(place, Piece::Abi, draft.abi.as_deref(), |c| {
            signs(c, 5) && c.bytes().all(|b| b.is_ascii_digit())
        });
        // IT, two check digits, the CIN, five digits of the bank.
        let of_account = iban
            .as_ref()
            .filter(|i| matches!(i.country(), "IT" | "SM"))
            .map(|i| i.as_str()[5..10].to_string());
        match (&abi, of_account) {
            (Some(said), Some(of_account)) if *said != of_account => {
                self.wrong(place, Piece::Abi, Flaw::OtherBank { of_account });
            }
            (None, of_account) => abi = of_account,
            _ => {}
        }
        Some(Debtor {
            name: name?,
            iban: iban?,
            bic,
            cuc,
            abi,
        })
    }

    fn line(&mut self, place: Place, draft: &LineDraft) -> Option<Line> {
        let name = self.name(place, &draft.name);
        let tax_code = self.tax_code(place, &draft.tax_code);
        let iban = self.iban(place, &draft.iban);
        if draft.amount.0 <= 0 {
            self.wrong(place, Piece::Amount, Flaw::NotPositive);
        } else if draft.amount > MOST {
            self.wrong(place, Piece::Amount, Flaw::TooMuch { most: MOST });
        }
        let project = |c: &str| signs(c, 15);
        let cup = self.coded(place, Piece::Cup, draft.cup.as_deref(), project);
        let cig = self.coded(place, Piece::Cig, draft.cig.as_deref(), |c| signs(c, 10));
        let remittance = self.remittance(place, &draft.remittance, cup.as_deref(), cig.as_deref());
        let capitolo = draft
            .capitolo
            .as_deref()
            .map(tidy)
            .filter(|c| !c.is_empty());
        if let Some(capitolo) = &capitolo {
            self.length(place, Piece::Capitolo, capitolo, 35);
        }
        let documents: Vec<String> = draft.documents.iter().map(|d| tidy(d)).collect();
        for document in &documents {
            match document.is_empty() {
                true => self.wrong(place, Piece::Document, Flaw::Missing),
                false => self.length(place, Piece::Document, document, 140),
            }
        }
        Some(Line {
            payout: draft.payout,
            name: name?,
            tax_code: tax_code?,
            iban: iban?,
            amount: draft.amount,
            remittance: remittance?,
            documents,
            cup,
            cig,
            capitolo,
        })
    }

    fn length(&mut self, place: Place, piece: Piece, text: &str, most: usize) {
        let found = text.chars().count();
        if found > most {
            self.wrong(place, piece, Flaw::TooLong { found, most });
        }
    }

    fn name(&mut self, place: Place, name: &str) -> Option<SepaText> {
        let name = SepaText::cut(name, LONGEST_NAME);
        self.readable(place, Piece::Name, name)
    }

    fn remittance(
        &mut self,
        place: Place,
        text: &str,
        cup: Option<&str>,
        cig: Option<&str>,
    ) -> Option<SepaText> {
        let mut text = tidy(text);
        if text.is_empty() {
            self.wrong(place, Piece::Remittance, Flaw::Missing);
            return None;
        }
        // Law 136/2010, article 3: both must stand in the payment itself.
        for (word, code) in [("CUP", cup), ("CIG", cig)] {
            if let Some(code) = code.filter(|c| !text.to_ascii_uppercase().contains(*c)) {
                text.push_str(&format!(" {word} {code}"));
            }
        }
        let text = SepaText::cut(&text, usize::MAX);
        self.length(place, Piece::Remittance, text.written(), LONGEST_REMITTANCE);
        self.readable(place, Piece::Remittance, text)
    }

    /// Refuses a text of which the bank would get no letter and no digit.
    fn readable(&mut self, place: Place, piece: Piece, text: SepaText) -> Option<SepaText> {
        let flaw = match text.original().is_empty() {
            true => Flaw::Missing,
            false if text.written().chars().any(|c| c.is_ascii_alphanumeric()) => {
                return Some(text);
            }
            false => Flaw::Unwritable,
        };
        self.wrong(place, piece, flaw);
        None
    }

    fn iban(&mut self, place: Place, text: &str) -> Option<Iban> {
        match Iban::parse(text) {
            Err(e) => self.wrong(place, Piece::Iban, Flaw::Code(e)),
            Ok(iban) if SEPA.split(' ').any(|c| c == iban.country()) => return Some(iban),
            Ok(iban) => {
                let country = iban.country().to_string();
                self.wrong(place, Piece::Iban, Flaw::NotSepa { country });
            }
        }
        None
    }

    fn tax_code(&mut self, place: Place, text: &str) -> Option<String> {
        // Eleven digits are an organisation's, sixteen signs a person's: the longer text tells which
        // error is the one to tell.
        let person = FiscalCode::parse(text).map(|c| c.as_str().to_string());
        let code = person.or_else(
            |e| match text.chars().filter(char::is_ascii_digit).count() {
                11 => OrganisationCode::parse(text).map(|c| c.as_str().to_string()),
                _ => Err(e),
            },
        );
        code.map_err(|e| self.wrong(place, Piece::TaxCode, Flaw::Code(e)))
            .ok()
    }

    /// A code of letters and digits in capitals, when there is one.
    fn coded(
        &mut self,
        place: Place,
        piece: Piece,
        text: Option<&str>,
        good: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let code: String = text?
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if code.is_empty() {
            return None;
        }
        if !good(&code) {
            self.wrong(place, piece, Flaw::Form);
            return None;
        }
        Some(code)
    }
}

fn signs(code: &str, length: usize) -> bool {
    code.len() == length && code.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Four letters or digits of the bank, two letters of the country, two signs, perhaps three of the branch.
fn is_bic(code: &str) -> bool {
    (signs(code, 8) || signs(code, 11)) && code.as_bytes()[4..6].iter().all(u8::is_ascii_uppercase)
}
