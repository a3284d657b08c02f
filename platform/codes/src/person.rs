//! *Codice fiscale* of persons: how it is built stands in the decree of the minister of finance of
//! 23 December 1976 («Sistemi di codificazione dei soggetti da iscrivere all'anagrafe tributaria»).

use std::fmt;
use std::str::FromStr;

use values::Day;

use crate::number::is_luhn;
use crate::plain::{masked, plain};
use crate::{CodeError, Wanted};

/// The letters of the months from January.
const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";

/// The letters that stand for the digits 0 to 9 where two people would have had the same code.
const OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";

/// What a character counts at an odd place, from A; digits count as the letters A to J do. The
/// control character of Italian bank accounts (CIN) uses the same table.
pub(crate) const ODD: [u32; 26] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/// The places (from 0) that hold digits, or letters for them.
const DIGITS: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];

/// The two sexes the register knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// The two kinds of code a person may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 16 characters that tell birth and sex.
    Full,
    /// 11 digits that tell nothing, given until the data of the person are certain: to many children
    /// who have just arrived.
    Provisional,
}

/// The *codice fiscale* of a person: always of the right form, in capitals, without spaces.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FiscalCode(String);

impl FiscalCode {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first thing that is wrong: length, a character, month or day, and at last the control
    /// character.
    pub fn parse(text: &str) -> Result<FiscalCode, CodeError> {
        let code = plain(text)?;
        let length = code.chars().count();
        match length {
            16 => full(&code)?,
            11 => provisional(&code)?,
            found => return Err(CodeError::FiscalLength { found }),
        }
        Ok(FiscalCode(code))
    }

    /// The code in capitals: for the register, and for its owner.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Full or provisional.
    pub fn kind(&self) -> Kind {
        match self.0.len() {
            11 => Kind::Provisional,
            _ => Kind::Full,
        }
    }

    /// True when letters stand for digits, because two people would have had the same code.
    pub fn is_omocode(&self) -> bool {
        self.kind() == Kind::Full
            && DIGITS
                .iter()
                .any(|&at| self.0.as_bytes()[at].is_ascii_alphabetic())
    }

    /// The code without letters for digits and without control character: the same for all people
    /// who share name, birth and sex. A provisional code as it is.
    pub fn base(&self) -> String {
        match self.kind() {
            Kind::Provisional => self.0.clone(),
            Kind::Full => self.digits()[..15].iter().map(|&b| char::from(b)).collect(),
        }
    }

    /// The sex; none in a provisional code.
    pub fn sex(&self) -> Option<Sex> {
        self.birth_parts().map(|(_, _, _, sex)| sex)
    }

    /// The day of birth, taken as the latest one that is not after `today`: the code has only two
    /// digits of the year, so a person over a hundred appears a century younger (see
    /// [`FiscalCode::agrees`], which does not guess). None in a provisional code.
    pub fn birth(&self, today: Day) -> Option<Day> {
        self.births().filter(|birth| *birth <= today).last()
    }

    /// The code of the place of birth as the land register writes it: a letter and three digits, such
    /// as `F205`; `Z` and three digits for other countries. None in a provisional code.
    pub fn place(&self) -> Option<String> {
        (self.kind() == Kind::Full).then(|| {
            self.digits()[11..15]
                .iter()
                .map(|&b| char::from(b))
                .collect()
        })
    }

    /// True when the place of birth is another country; none in a provisional code.
    pub fn born_abroad(&self) -> Option<bool> {
        self.place().map(|place| place.starts_with('Z'))
    }

    /// Compares with what is known of the person. A provisional code agrees with everything.
    ///
    /// # Errors
    /// [`CodeError::BirthDiffers`] or [`CodeError::SexDiffers`].
    pub fn agrees(&self, birth: Option<Day>, sex: Option<Sex>) -> Result<(), CodeError> {
        if let (Some(birth), Some((year, month, day, _))) = (birth, self.birth_parts())
            && (birth.year().rem_euclid(100), birth.month(), birth.day()) != (year, month, day)
        {
            return Err(CodeError::BirthDiffers);
        }
        match (sex, self.sex()) {
            (Some(said), Some(coded)) if said != coded => Err(CodeError::SexDiffers),
            _ => Ok(()),
        }
    }

    /// The characters with digits where letters stand for them.
    fn digits(&self) -> Vec<u8> {
        let mut code = self.0.as_bytes().to_vec();
        for at in DIGITS {
            code[at] = b'0' + digit(code[at]).unwrap_or(0);
        }
        code
    }

    /// Two digits of the year, month, day, sex.
    fn birth_parts(&self) -> Option<(i16, i8, i8, Sex)> {
        match self.kind() {
            Kind::Full => birth_parts(self.0.as_bytes()),
            Kind::Provisional => None,
        }
    }

    /// The possible days of birth, a century apart, oldest first.
    fn births(&self) -> impl Iterator<Item = Day> {
        let parts = self.birth_parts();
        [1800, 1900, 2000].into_iter().filter_map(move |century| {
            let (year, month, day, _) = parts?;
            Day::new(century + year, month, day).ok()
        })
    }
}

/// The digit a character is or stands for.
fn digit(sign: u8) -> Option<u8> {
    match sign {
        b'0'..=b'9' => Some(sign - b'0'),
        _ => OMOCODIA
            .iter()
            .position(|&letter| letter == sign)
            .and_then(|at| u8::try_from(at).ok()),
    }
}

/// Two digits of the year, month, day and sex of a code of 16 characters; none when the characters
/// say no day.
fn birth_parts(code: &[u8]) -> Option<(i16, i8, i8, Sex)> {
    let two = |at: usize| Some(digit(code[at])? * 10 + digit(code[at + 1])?);
    let year = i16::from(two(6)?);
    let month = MONTHS.iter().position(|&letter| letter == code[8])? + 1;
    let (day, sex) = match two(9)? {
        day @ 1..=31 => (day, Sex::Male),
        day @ 41..=71 => (day - 40, Sex::Female),
        _ => return None,
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    // 1900 was no leap year, 2000 was; in all other years the centuries agree.
    Day::new(2000 + year, month, day)
        .ok()
        .map(|_| (year, month, day, sex))
}

fn full(code: &str) -> Result<(), CodeError> {
    for (at, found) in code.chars().enumerate() {
        let (good, wanted) = match DIGITS.contains(&at) {
            true => (
                u8::try_from(found).is_ok_and(|b| digit(b).is_some()),
                Wanted::Digit,
            ),
            false => (found.is_ascii_uppercase(), Wanted::Letter),
        };
        if !good {
            let at = at + 1;
            return Err(CodeError::Sign { at, found, wanted });
        }
    }
    let bytes = code.as_bytes();
    if !MONTHS.contains(&bytes[8]) {
        let found = char::from(bytes[8]);
        return Err(CodeError::Month { found });
    }
    if birth_parts(bytes).is_none() {
        return Err(CodeError::Day);
    }
    match bytes[15] == control(&bytes[..15]) {
        true => Ok(()),
        false => Err(CodeError::Control),
    }
}

/// The control letter of capitals and digits.
pub(crate) fn control(code: &[u8]) -> u8 {
    let sum: u32 = code
        .iter()
        .enumerate()
        .map(|(at, &sign)| {
            let value = match sign {
                b'0'..=b'9' => sign - b'0',
                _ => sign.saturating_sub(b'A').min(25),
            };
            // Places count from 1: the first is odd.
            match at % 2 {
                0 => ODD[usize::from(value)],
                _ => u32::from(value),
            }
        })
        .sum();
    // Below 26, so it fits.
    b'A' + u8::try_from(sum % 26).unwrap_or(0)
}

fn provisional(code: &str) -> Result<(), CodeError> {
    if code.chars().all(|c| c == '0') {
        return Err(CodeError::Zero);
    }
    is_luhn(code)
}

impl FromStr for FiscalCode {
    type Err = CodeError;
    fn from_str(text: &str) -> Result<FiscalCode, CodeError> {
        FiscalCode::parse(text)
    }
}

impl fmt::Debug for FiscalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked("FiscalCode", &self.0, f)
    }
}
