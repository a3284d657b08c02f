//! Lists of vouchers that another procedure of the city hands over (`payments::voucher_csv`): tried, then
//! imported as a whole or not at all; and the same list written again.
//!
//! A voucher needs somebody who is told. Holder and minor are found by their fiscal codes; who is not
//! there is written down as a desk does it, the holder with proof from a register. Whoever signs in with
//! that code proven (SPID, CIE) is that person, and finds the voucher waiting: nobody claims anything by
//! saying a code. The list has no name of a minor: the family completes it, so that its facts count as
//! declared.

use std::collections::{BTreeMap, BTreeSet};

use codes::FiscalCode;
use db::{Read, Write};
use ledger::model::Act as Books;
use payments::voucher_csv::{Column, Minor, VoucherRow, read_vouchers, write_vouchers};
use people::actions::Doer;
use people::model::{Evidence, Facts, Name, Person, Proof, Title};
use serde_json::json;
use values::{Cents, Day, Id, Moment, Refusal, Refuse};

use super::award::{Award, WALLET, fill, keep, new_voucher, pick_fund, told};
use super::{Ctx, Error, Wallets, books, must_terms};
use crate::model::{Terms, TermsState, Voucher, Who};
use crate::policy::Act;
use crate::rules::{CHUNK, Refused};
use crate::store;

/// Most vouchers of one list that is imported in one transaction.
pub const LIST_ROWS: usize = 20_000;

/// How long a list that was tried is kept to be imported, seconds.
pub const LIST_KEPT: i64 = 24 * 3600;

/// How lists name the type of a minor's data when we write them.
const MINOR: &str = "CF";

/// What trying a list came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Something is wrong: every defect, by row and column (`payments-list-place` says where).
    Wrong(Vec<Refusal>),
    /// This very file was imported.
    Known {
        /// When.
        at: Moment,
        /// How many vouchers it has.
        rows: u64,
    },
    /// It can be imported.
    Good(Report),
}

/// What a list would do, or has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The list.
    pub id: Id,
    /// Under which call.
    pub terms: Id,
    /// How many vouchers.
    pub rows: u64,
    /// What they are worth altogether.
    pub total: Cents,
    /// How many people are not known yet and are written down.
    pub new_people: u64,
}

/// A list as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListKept {
    /// The list.
    pub id: Id,
    /// Under which call.
    pub terms: Id,
    /// How many vouchers.
    pub rows: u64,
    /// What they are worth altogether.
    pub total: Cents,
    /// When it was tried.
    pub made_at: Moment,
    /// When it was imported.
    pub imported_at: Option<Moment>,
    /// True while it can be imported.
    pub waits: bool,
}

/// One row with what is known of its people.
struct Planned {
    row: VoucherRow,
    holder: Option<Id>,
    child: Child,
    fund: Id,
}

/// Whom a row is for.
enum Child {
    Holder,
    Known(Id),
    New(FiscalCode, Day),
}

struct Plan {
    rows: Vec<Planned>,
    report: Report,
    hash: String,
}

/// Whose hands: an officer, or who runs the program's commands on the machine.
fn hands(w: &Wallets, ctx: &Ctx, operator: Option<&str>) -> Result<(Id, String), Error> {
    match operator {
        Some(name) => Ok((
            Id::named("vouchers operator", name),
            format!("operator {name}"),
        )),
        None => {
            let by = ctx.may(w, Act::Prepare)?;
            Ok((by, by.to_string()))
        }
    }
}

fn defect(row: &VoucherRow, column: Column, key: &str) -> Refusal {
    placed(Refusal::new(key, 422), row.line, Some(column))
}

fn placed(refusal: Refusal, line: usize, column: Option<Column>) -> Refusal {
    let (number, word) = column.map_or((0, "none"), |c| (c.number(), c.word()));
    refusal
        .arg("line", line)
        .arg("number", number)
        .arg("column", word)
}

/// School year or edition of a row: its days.
fn window(row: &VoucherRow) -> String {
    format!("{}/{}", row.valid_from, row.valid_to)
}

struct Known<'a> {
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

fn plan(
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

fn list_id(hash: &str, terms: Id) -> Id {
    Id::named("vouchers list", &format!("{hash} {terms}"))
}

/// The terms of a call by its code, when they can be awarded under.
///
/// # Errors
/// [`Refused::Unknown`]; not approved.
pub fn call(c: &mut Read<'_>, code: &str) -> Result<Terms, Error> {
    let found = store::all_terms(c)?.into_iter().find(|t| t.code == code);
    Ok(found.ok_or(Refused::Unknown)?)
}

/// Tries a list: nothing is changed. `operator` is who runs the program's commands, where it is no officer.
///
/// # Errors
/// Not an officer; the terms are not approved; from the database. What is wrong with the list is an answer.
pub fn check_list(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    operator: Option<&str>,
    (terms, bytes): (Id, &[u8]),
) -> Result<Checked, Error> {
    let (by, _) = hands(w, ctx, operator)?;
    let terms = must_terms(c, terms)?;
    if terms.state != TermsState::Approved {
        return Err(Refused::WrongState {
            state: terms.state.as_str().to_string(),
        }
        .into());
    }
    let hash = payments::content_hash(bytes);
    if let Some(kept) = store::list_of(c, list_id(&hash, terms.id))?
        && let Some(at) = kept.imported_at
    {
        return Ok(Checked::Known {
            at,
            rows: kept.rows,
        });
    }
    Ok(match plan(c, w, &terms, (by, bytes), ctx.now)? {
        Ok(plan) => Checked::Good(plan.report),
        Err(wrong) => Checked::Wrong(wrong),
    })
}

/// Tries a list and keeps it for a day, to be imported when somebody confirms.
///
/// # Errors
/// As [`check_list`].
pub fn keep_list(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (terms, bytes): (Id, &[u8]),
) -> Result<Checked, Error> {
    let checked = check_list(tx, w, ctx, None, (terms, bytes))?;
    store::forget_lists(tx, ctx.now.plus_seconds(-LIST_KEPT))?;
    if let Checked::Good(report) = &checked {
        let (_, by) = hands(w, ctx, None)?;
        let hash = payments::content_hash(bytes);
        let rows = usize::try_from(report.rows).unwrap_or(usize::MAX);
        store::put_list(
            tx,
            &w.keys,
            ctx.seed,
            (report.id, terms, &hash),
            (rows, report.total, bytes),
            (&by, ctx.now),
        )?;
    }
    Ok(checked)
}

/// Imports a list: all of it or nothing. The same file twice does nothing and says so. What an item is
/// called follows from the file and its line.
///
/// # Errors
/// As [`check_list`].
pub fn import_list(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    operator: Option<&str>,
    (terms, bytes): (Id, &[u8]),
) -> Result<Checked, Error> {
    match check_list(tx, w, ctx, operator, (terms, bytes))? {
        Checked::Good(_) => {}
        other => return Ok(other),
    }
    let (by, actor) = hands(w, ctx, operator)?;
    let terms = must_terms(tx, terms)?;
    let plan = match plan(tx, w, &terms, (by, bytes), ctx.now)? {
        Ok(plan) => plan,
        Err(wrong) => return Ok(Checked::Wrong(wrong)),
    };
    let hash = plan.hash.as_str();
    let mut made: BTreeMap<String, Id> = BTreeMap::new();
    for (n, chunk) in plan.rows.chunks(CHUNK).enumerate() {
        let (mut lines, mut vouchers) = (Vec::new(), Vec::new());
        for p in chunk {
            let (holder, child) = write_down(tx, w, ctx, (by, hash), p, &mut made)?;
            let id = Id::named(
                "vouchers list row",
                &format!("{hash} {} {}", terms.id, p.row.line),
            );
            let wanted = Award {
                who: Who::Child(child),
                holder,
                amount: p.row.amount,
                starts_on: p.row.valid_from,
                ends_on: p.row.valid_to,
                window: window(&p.row),
            };
            let v = Voucher {
                code: p.row.voucher.clone(),
                ..new_voucher(&terms, &wanted, (id, p.fund), None, ctx.now)
            };
            lines.push(fill(tx, w, &v, v.amount, ctx.now)?);
            vouchers.push(v);
        }
        let op = Id::named("vouchers list order", &format!("{hash} {} {n}", terms.id));
        books::must(
            tx,
            w,
            &books::order(op, Books::Award, &actor, lines),
            ctx.now,
        )?;
        for v in &mut vouchers {
            keep(tx, w, v, &actor, ctx.now)?;
            let people = ctx.people(w, v.id);
            let args = told(&terms, v);
            people::actions::tell(tx, &people, v.holder, "vouchers-told-given", &args, WALLET)?;
        }
    }
    let report = plan.report.clone();
    let rows = plan.rows.len();
    let new = (report.id, terms.id, hash);
    let content = (rows, report.total, &b""[..]);
    store::put_list(tx, &w.keys, ctx.seed, new, content, (&actor, ctx.now))?;
    if !store::imported(tx, report.id, &actor, ctx.now)? {
        return Err(Refused::TryAgain.into());
    }
    let entry = audit::Entry {
        at: ctx.now,
        actor: match operator {
            Some(name) => audit::Actor::Operator(name.to_string()),
            None => audit::Actor::Person(by),
        },
        subject: audit::Subject::new("terms", terms.id),
        action: "vouchers.import_list".to_string(),
        detail: json!({"vouchers": rows, "total": report.total.0, "file": hash}),
    };
    audit::record(tx, &entry)?;
    Ok(Checked::Good(report))
}

/// The people of a row; who is not there is written down.
fn write_down(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (by, hash): (Id, &str),
    p: &Planned,
    made: &mut BTreeMap<String, Id>,
) -> Result<(Id, Id), Error> {
    let row = &p.row;
    let lang = || "it".parse::<values::Lang>().map_err(super::of_trouble);
    let base = |what: &str| {
        Id::named(
            "vouchers list person",
            &format!("{hash} {} {what}", row.line),
        )
    };
    let today = w.day(ctx.now);
    let holder = match p.holder.or_else(|| made.get(row.holder.as_str()).copied()) {
        Some(id) => id,
        None => {
            let facts = Facts {
                name: Name {
                    given: row.name.clone(),
                    family: row.surname.clone(),
                },
                birth: row.holder.birth(today),
                code: Some(row.holder.clone()),
                mail: row.email.clone(),
                phone: row.mobile.clone(),
                lang: lang()?,
                proof: Proof::Register,
            };
            let people = ctx.people(w, base("holder"));
            let id = people::actions::register(tx, &people, by, facts)?;
            made.insert(row.holder.as_str().to_string(), id);
            id
        }
    };
    let child = match &p.child {
        Child::Holder => holder,
        Child::Known(id) => *id,
        Child::New(code, birth) => match made.get(code.as_str()) {
            Some(id) => *id,
            None => {
                let facts = Facts {
                    // The list has no name of the minor: three letters of it stand in the code.
                    name: Name {
                        given: code.as_str().get(3..6).unwrap_or("?").to_string(),
                        family: row.surname.clone(),
                    },
                    birth: Some(*birth),
                    code: Some(code.clone()),
                    mail: None,
                    phone: None,
                    lang: lang()?,
                    proof: Proof::Declared,
                };
                let doer = Doer {
                    hands: by,
                    subject: holder,
                };
                let as_what = (Title::Parent, Evidence::Declaration);
                let people = ctx.people(w, base("minor"));
                let id = people::actions::add_child(tx, &people, doer, facts, as_what)?;
                made.insert(code.as_str().to_string(), id);
                id
            }
        },
    };
    Ok((holder, child))
}

/// Imports a list that was tried and kept.
///
/// # Errors
/// [`Refused::Unknown`] when it is not kept any more; as [`check_list`].
pub fn import_kept(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Checked, Error> {
    ctx.may(w, Act::Prepare)?;
    let kept = store::list_of(tx, id)?.ok_or(Refused::Unknown)?;
    if let Some(at) = kept.imported_at {
        return Ok(Checked::Known {
            at,
            rows: kept.rows,
        });
    }
    let content = kept.open(&w.keys)?.ok_or(Refused::Unknown)?;
    import_list(tx, w, ctx, None, (kept.terms, &content))
}

/// The last lists, newest first.
///
/// # Errors
/// Not an officer; from the database.
pub fn lists(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx) -> Result<Vec<ListKept>, Error> {
    ctx.may(w, Act::Prepare)?;
    let all = store::lists(c)?.into_iter().map(|l| ListKept {
        waits: l.is_there() && l.imported_at.is_none(),
        id: l.id,
        terms: l.terms,
        rows: l.rows,
        total: l.total,
        made_at: l.made_at,
        imported_at: l.imported_at,
    });
    Ok(all.collect())
}

/// The vouchers of a call as a list, for the procedure that awards them: the file, and how many vouchers
/// are not in it (groups, and holders whose fiscal code is not known). It is written into the trail.
///
/// # Errors
/// Not an officer; from the database or the keys.
pub fn export_list(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    terms: Id,
) -> Result<(Vec<u8>, u64), Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let terms = must_terms(tx, terms)?;
    let (mut rows, mut left_out) = (Vec::new(), 0);
    for v in store::of_terms(tx, terms.id, 200_000)? {
        let (holder, child) = (
            person(tx, w, Some(v.holder))?,
            person(tx, w, v.who.child())?,
        );
        let code = |p: &Option<Person>| p.as_ref().and_then(|p| p.facts.code.clone());
        let (Some(code_of_holder), Some(code_of_child)) = (code(&holder), code(&child)) else {
            left_out += 1;
            continue;
        };
        let facts = holder.map(|h| h.facts);
        rows.push(VoucherRow {
            line: rows.len() + 1,
            voucher: v.code.clone(),
            call: terms.code.clone(),
            valid_from: v.starts_on,
            valid_to: v.ends_on,
            name: facts
                .as_ref()
                .map(|f| f.name.given.clone())
                .unwrap_or_default(),
            surname: facts
                .as_ref()
                .map(|f| f.name.family.clone())
                .unwrap_or_default(),
            minor: (code_of_child != code_of_holder).then(|| Minor {
                kind: MINOR.to_string(),
                code: code_of_child,
            }),
            holder: code_of_holder,
            amount: v.amount,
            email: facts.as_ref().and_then(|f| f.mail.clone()),
            mobile: facts.and_then(|f| f.phone),
        });
    }
    let detail = json!({"vouchers": rows.len()});
    super::trail(tx, by, ("terms", terms.id), "export_list", detail, ctx.now)?;
    Ok((write_vouchers(&rows), left_out))
}

fn person(c: &mut Read<'_>, w: &Wallets, id: Option<Id>) -> Result<Option<Person>, Error> {
    let Some(id) = id else {
        return Ok(None);
    };
    people::actions::person(c, &w.keys, id).map_err(super::of_trouble)
}
