//! What a list would do, row by row, or every defect of it.

use std::collections::{BTreeMap, BTreeSet};

use codes::FiscalCode;
use db::Read;
use payments::voucher_csv::{Column, VoucherRow, read_vouchers};
use people::model::{Person, Proof};
use values::{Cents, Day, Id, Moment, Refusal, Refuse};

use super::super::award::pick_fund;
use super::super::{Error, Wallets};
use super::{LIST_ROWS, Report, list_id};
use crate::model::Terms;
use crate::store;

/// One row with what is known of its people.
pub(super) struct Planned {
    pub(super) row: VoucherRow,
    pub(super) holder: Option<Id>,
    pub(super) child: Child,
    pub(super) fund: Id,
}

/// Whom a row is for.
pub(super) enum Child {
    Holder,
    Known(Id),
    New(FiscalCode, Day),
}

pub(super) struct Plan {
    pub(super) rows: Vec<Planned>,
    pub(super) report: Report,
    pub(super) hash: String,
}

pub(super) fn defect(row: &VoucherRow, column: Column, key: &str) -> Refusal {
    placed(Refusal::new(key, 422), row.line, Some(column))
}

pub(super) fn placed(refusal: Refusal, line: usize, column: Option<Column>) -> Refusal {
    let (number, word) = column.map_or((0, "none"), |c| (c.number(), c.word()));
    refusal
        .arg("line", line)
        .arg("number", number)
        .arg("column", word)
}

/// School year or edition of a row: its days.
pub(super) fn window(row: &VoucherRow) -> String {
    format!("{}/{}", row.valid_from, row.valid_to)
}

pub(super) struct Known<'a> {
    w: &'a Wallets,
    today: Day,
    own: BTreeSet<Id>,
    people: BTreeMap<String, Option<Person>>,
    families: BTreeMap<Id, BTreeSet<Id>>,
    /// Minors that are not known yet, and whose.
    planned: BTreeMap<String, String>,
    given: BTreeSet<(String, String)>,
}

impl Known<'_> {
    fn person(&mut self, c: &mut Read<'_>, code: &FiscalCode) -> Result<Option<Person>, Error> {
        if let Some(found) = self.people.get(code.as_str()) {
            return Ok(found.clone());
        }
        let found = people::actions::by_code(c, &self.w.keys, code)?;
        self.people.insert(code.as_str().to_string(), found.clone());
        Ok(found)
    }

    fn is_of(&mut self, c: &mut Read<'_>, child: Id, adult: Id) -> Result<bool, Error> {
        if let Some(children) = self.families.get(&adult) {
            return Ok(children.contains(&child));
        }
        let family = people::actions::family(c, &self.w.keys, adult, self.today)?;
        let children: BTreeSet<Id> = family.children.iter().map(|r| r.child.id).collect();
        let yes = children.contains(&child);
        self.families.insert(adult, children);
        Ok(yes)
    }

    /// For whom a row is; what is wrong goes into `wrong`.
    fn child(
        &mut self,
        c: &mut Read<'_>,
        row: &VoucherRow,
        holder: Option<&Person>,
        wrong: &mut Vec<Refusal>,
    ) -> Result<Option<Child>, Error> {
        let Some(minor) = row.minor.as_ref().filter(|m| m.code != row.holder) else {
            return Ok(Some(Child::Holder));
        };
        let (code, whose) = (minor.code.as_str(), row.holder.as_str());
        let not_theirs = |wrong: &mut Vec<Refusal>| {
            wrong.push(defect(
                row,
                Column::Minor,
                "vouchers-office-list-not-family",
            ));
        };
        if let Some(found) = self.person(c, &minor.code)? {
            let theirs = match holder {
                Some(h) => self.is_of(c, found.id, h.id)?,
                None => false,
            };
            if !theirs {
                not_theirs(wrong);
                return Ok(None);
            }
            return Ok(Some(Child::Known(found.id)));
        }
        let Some(birth) = minor.code.birth(self.today) else {
            wrong.push(defect(row, Column::Minor, "vouchers-office-list-no-birth"));
            return Ok(None);
        };
        if people::age::years(birth, self.today) >= 18 {
            wrong.push(defect(row, Column::Minor, "vouchers-office-list-of-age"));
            return Ok(None);
        }
        let adult = holder
            .and_then(|h| h.facts.birth)
            .or_else(|| row.holder.birth(self.today));
        if adult.is_some_and(|b| people::age::years(b, self.today) < 18) {
            wrong.push(defect(row, Column::Holder, "vouchers-office-list-young"));
            return Ok(None);
        }
        let first = self
            .planned
            .entry(code.to_string())
            .or_insert_with(|| whose.to_string());
        if first != whose {
            not_theirs(wrong);
            return Ok(None);
        }
        Ok(Some(Child::New(minor.code.clone(), birth)))
    }
}

pub(super) fn plan(
    c: &mut Read<'_>,
    w: &Wallets,
    terms: &Terms,
    (by, bytes): (Id, &[u8]),
    now: Moment,
) -> Result<Result<Plan, Vec<Refusal>>, Error> {
    let rows = match read_vouchers(bytes) {
        Ok(rows) => rows,
        Err(defects) => return Ok(Err(defects.iter().map(Refuse::refusal).collect())),
    };
    if rows.len() > LIST_ROWS {
        let too_many = Refusal::new("payments-list-too-many", 422).arg("most", LIST_ROWS);
        return Ok(Err(vec![placed(too_many, 0, None)]));
    }
    let today = w.day(now);
    let mut known = Known {
        w,
        today,
        own: people::actions::household_and_ties(c, by, today)?,
        people: BTreeMap::new(),
        families: BTreeMap::new(),
        planned: BTreeMap::new(),
        given: BTreeSet::new(),
    };
    known.own.insert(by);
    let (mut wrong, mut planned) = (Vec::new(), Vec::new());
    let mut drawn = BTreeMap::new();
    let mut short = None;
    for row in rows {
        let before = wrong.len();
        if row.call != terms.code {
            let no = defect(&row, Column::Call, "vouchers-office-list-call");
            wrong.push(no.arg("wanted", &terms.code));
        }
        if row.valid_from < terms.spend_from {
            let no = defect(&row, Column::ValidFrom, "vouchers-office-list-from");
            wrong.push(no.arg("first", terms.spend_from));
        }
        if row.valid_to > terms.spend_until {
            let no = defect(&row, Column::ValidTo, "vouchers-office-list-until");
            wrong.push(no.arg("last", terms.spend_until));
        } else if row.valid_to < today {
            wrong.push(defect(&row, Column::ValidTo, "vouchers-office-list-over"));
        }
        if row.amount.0 > 10_000_000 {
            let no = defect(&row, Column::Amount, "payments-list-too-much");
            wrong.push(no.arg("most", Cents(10_000_000)));
        }
        if store::by_code(c, &row.voucher)?.is_some() {
            wrong.push(defect(&row, Column::Voucher, "vouchers-office-list-exists"));
        }
        let holder = known.person(c, &row.holder)?;
        if holder
            .as_ref()
            .is_some_and(|h| h.facts.proof == Proof::Declared)
        {
            wrong.push(defect(
                &row,
                Column::Holder,
                "vouchers-office-list-unproven",
            ));
        }
        let child = known.child(c, &row, holder.as_ref(), &mut wrong)?;
        let ids = holder.iter().map(|h| h.id).chain(match &child {
            Some(Child::Known(id)) => Some(*id),
            _ => None,
        });
        if ids.into_iter().any(|id| known.own.contains(&id)) {
            wrong.push(defect(&row, Column::Holder, "vouchers-office-list-own"));
        }
        let whom = row.minor.as_ref().map_or(&row.holder, |m| &m.code);
        let there = match &child {
            Some(Child::Known(id)) => store::live(c, *id, terms.id, &window(&row))?.is_some(),
            Some(Child::Holder) => match &holder {
                Some(h) => store::live(c, h.id, terms.id, &window(&row))?.is_some(),
                None => false,
            },
            _ => false,
        };
        if !known
            .given
            .insert((whom.as_str().to_string(), window(&row)))
            || there
        {
            let column = if row.minor.is_some() {
                Column::Minor
            } else {
                Column::Holder
            };
            wrong.push(defect(&row, column, "vouchers-office-list-already"));
        }
        let (Some(child), true) = (child, wrong.len() == before) else {
            continue;
        };
        match pick_fund(c, terms, row.amount, &mut drawn) {
            Ok(fund) => planned.push(Planned {
                holder: holder.map(|h| h.id),
                child,
                fund,
                row,
            }),
            Err(Error::Refused(no)) => {
                short.get_or_insert((no, row.line));
            }
            Err(other) => return Err(other),
        }
    }
    if let Some((no, line)) = short {
        wrong.push(placed(no.refusal(), line, Some(Column::Amount)));
    }
    if !wrong.is_empty() {
        return Ok(Err(wrong));
    }
    let new_holders: BTreeSet<&str> = planned
        .iter()
        .filter(|p| p.holder.is_none())
        .map(|p| p.row.holder.as_str())
        .collect();
    let new_people = new_holders.len() + known.planned.len();
    let hash = payments::content_hash(bytes);
    Ok(Ok(Plan {
        report: Report {
            id: list_id(&hash, terms.id),
            terms: terms.id,
            rows: planned.len() as u64,
            total: Cents(planned.iter().map(|p| p.row.amount.0).sum()),
            new_people: new_people as u64,
        },
        rows: planned,
        hash,
    }))
}
