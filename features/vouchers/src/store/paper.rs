//! What comes in and goes out on paper: lists of vouchers, files of banks, names on payments, closings.

use db::{Fault, Read, Row, Write, params};
use seal::{Keys, Sealed, Seed};
use values::{Cents, Id, Moment};

use super::{json, to_json, word};
use crate::actions::Error;
use crate::model::{BankEntry, BankTaken, BankWords, BatchState, Item, LineName, Spend, Voucher};

seal::columns! {
    /// A list until it is imported.
    pub(crate) LIST_CONTENT = Sealed vouchers_list.content by id;
    /// What a bank says in its own words.
    pub(crate) ENTRY_WORDS = Sealed vouchers_bank_entry.words by id;
}

db::statements! {
    /// Keeps a list that was checked.
    pub(crate) PUT_LIST = "insert into vouchers_list (id, terms, hash, rows_count, total, content, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do update set content = excluded.content, made_by = excluded.made_by, made_at = excluded.made_at where vouchers_list.imported_at is null";
    /// One list.
    pub(crate) LIST = "select id, terms, hash, rows_count, total, content, made_by, made_at, imported_at from vouchers_list where id = $1";
    /// The last lists.
    pub(crate) LISTS = "select id, terms, hash, rows_count, total, content, made_by, made_at, imported_at from vouchers_list order by made_at desc, id limit 50";
    /// A list was imported; its content is not needed any more.
    pub(crate) IMPORTED = "update vouchers_list set imported_by = $2, imported_at = $3, content = null where id = $1 and imported_at is null";
    /// Forgets lists nobody has imported.
    pub(crate) FORGET_LISTS = "update vouchers_list set content = null where imported_at is null and content is not null and made_at < $1";
    /// Somebody asks to close a fund.
    pub(crate) PUT_CLOSING = "insert into vouchers_closing (fund, prepared_by, prepared_at, document) values ($1, $2, $3, $4) on conflict (fund) do update set prepared_by = excluded.prepared_by, prepared_at = excluded.prepared_at, document = excluded.document";
    /// Who has asked to close a fund.
    pub(crate) CLOSING = "select prepared_by, document from vouchers_closing where fund = $1";
    /// Keeps how a provider is named on a payment.
    pub(crate) PUT_LINE_NAME = "insert into vouchers_line_name (line, name, tax_code, documents) values ($1, $2, $3, $4)";
    /// How the providers of a batch are named.
    pub(crate) LINE_NAMES = "select n.line, n.name, n.tax_code, n.documents from vouchers_line_name n join vouchers_line l on l.id = n.line where l.batch = $1";
    /// Documents of items.
    pub(crate) DOCUMENT_OF = "select document from vouchers_spend where id = $1";
    /// Whether a file of a bank was taken.
    pub(crate) BANK_FILE = "select count(*) as n from vouchers_bank_file where hash = $1";
    /// Keeps a file of a bank.
    pub(crate) PUT_BANK_FILE = "insert into vouchers_bank_file (hash, kind, message_id, taken_by, taken_at, paid, returned, pending, queued) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// The last files of banks.
    pub(crate) BANK_FILES = "select hash, kind, message_id, taken_at, paid, returned, pending, queued from vouchers_bank_file order by taken_at desc, hash limit 50";
    /// Keeps an entry for a person.
    pub(crate) PUT_ENTRY = "insert into vouchers_bank_entry (id, file, n, why, words, at) values ($1, $2, $3, $4, $5, $6)";
    /// Entries nobody has decided about, the oldest first.
    pub(crate) ENTRIES = "select id, file, n, why, words, at from vouchers_bank_entry where decided_at is null order by at, n, id limit 500";
    /// A person has decided.
    pub(crate) DECIDE_ENTRY = "update vouchers_bank_entry set note = $2, decided_by = $3, decided_at = $4 where id = $1 and decided_at is null";
    /// What was sent and may be answered: batch, payout, amount.
    pub(crate) SENT = "select l.batch, l.id, l.amount from vouchers_line l join vouchers_batch b on b.id = l.batch where b.state in ('exported', 'partly', 'settled') and l.amount > 0 order by l.batch, l.id";
    /// Accounts that wait for a second person.
    pub(crate) WAITING_PAYEES = "select id, organisation from vouchers_payee where verified_at is null and replaced_at is null order by changed_at, id limit 500";
    /// The oldest thing each provider is owed, and how much altogether.
    pub(crate) OWED = "select organisation, min(at) as oldest, cast(sum(amount) as bigint) as owed from vouchers_spend where state in ('accrued', 'in_review', 'returned', 'batched', 'sent') group by organisation order by 2, 1 limit 500";
    /// Vouchers of a call.
    pub(crate) OF_TERMS = "select id from vouchers_voucher where terms = $1 order by made_at, id limit $2";
    /// Items within a span, corrections among them, in order.
    pub(crate) MOVED = "select id from vouchers_spend where at >= $1 and at <= $2 and state <> 'undone' order by at, id limit $3";
    /// Every batch with its sums as the database adds them up: of its lines, and of the items of its live lines.
    pub(crate) CHECK_BATCHES = "select b.id, b.state, b.total, b.lines, (select count(*) from vouchers_line l where l.batch = b.id) as n, (select cast(coalesce(sum(l.amount), 0) as bigint) from vouchers_line l where l.batch = b.id) as sum from vouchers_batch b order by b.made_at, b.id";
    /// Lines whose items make another sum.
    pub(crate) CHECK_LINES = "select l.id, l.amount, (select cast(coalesce(sum(s.amount), 0) as bigint) from vouchers_batch_item i join vouchers_spend s on s.id = i.item where i.line = l.id) as sum from vouchers_line l order by l.id";
    /// Items in more than one live batch.
    pub(crate) CHECK_ITEMS = "select item, count(*) as n from vouchers_batch_item where live group by item having count(*) > 1 order by item";
    /// Items whose state says that they are in a batch, and are in none; and the other way round.
    pub(crate) CHECK_STATES = "select s.id, s.state from vouchers_spend s where (s.state in ('batched', 'sent', 'paid')) <> exists (select 1 from vouchers_batch_item i where i.item = s.id and i.live) order by s.id";
}

/// A list as it is kept.
pub(crate) struct KeptList {
    pub(crate) id: Id,
    pub(crate) terms: Id,
    pub(crate) rows: u64,
    pub(crate) total: Cents,
    pub(crate) made_at: Moment,
    pub(crate) imported_at: Option<Moment>,
    content: Option<Sealed>,
}

fn to_list(r: &Row<'_>) -> Result<KeptList, Fault> {
    Ok(KeptList {
        id: r.get("id")?,
        terms: r.get("terms")?,
        rows: r.get("rows_count")?,
        total: r.get("total")?,
        made_at: r.get("made_at")?,
        imported_at: r.get("imported_at")?,
        content: r.get("content")?,
    })
}

impl KeptList {
    pub(crate) fn open(&self, keys: &Keys) -> Result<Option<Vec<u8>>, Error> {
        let Some(content) = &self.content else {
            return Ok(None);
        };
        Ok(Some(keys.open(&LIST_CONTENT, self.id, content)?.to_vec()))
    }

    pub(crate) fn is_there(&self) -> bool {
        self.content.is_some()
    }
}

/// A list to be kept: identifier, terms, hash of the file.
pub(crate) type NewList<'a> = (Id, Id, &'a str);

pub(crate) fn put_list(
    tx: &mut Write<'_>,
    keys: &Keys,
    seed: Seed,
    (id, terms, hash): NewList<'_>,
    (rows, total, content): (usize, Cents, &[u8]),
    (by, now): (&str, Moment),
) -> Result<(), Fault> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let content = keys.seal(&LIST_CONTENT, id, content, seed);
    tx.exec(
        PUT_LIST,
        &params![id, terms, hash, rows, total, content, by, now],
    )
    .map(drop)
}

pub(crate) fn list_of(c: &mut Read<'_>, id: Id) -> Result<Option<KeptList>, Fault> {
    c.opt(LIST, &params![id], to_list)
}

pub(crate) fn lists(c: &mut Read<'_>) -> Result<Vec<KeptList>, Fault> {
    c.all(LISTS, &params![], to_list)
}

pub(crate) fn imported(tx: &mut Write<'_>, id: Id, by: &str, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(IMPORTED, &params![id, by, now])? == 1)
}

pub(crate) fn forget_lists(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_LISTS, &params![before])
}

pub(crate) fn put_closing(
    tx: &mut Write<'_>,
    fund: Id,
    by: Id,
    document: &str,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_CLOSING, &params![fund, by, now, document])
        .map(drop)
}

pub(crate) fn closing(c: &mut Read<'_>, fund: Id) -> Result<Option<(Id, String)>, Fault> {
    c.opt(CLOSING, &params![fund], |r| {
        Ok((r.get("prepared_by")?, r.get("document")?))
    })
}

pub(crate) fn put_line_name(tx: &mut Write<'_>, line: Id, n: &LineName) -> Result<(), Fault> {
    let documents = to_json(PUT_LINE_NAME, &n.documents)?;
    tx.exec(
        PUT_LINE_NAME,
        &params![line, &n.name, &n.tax_code, documents],
    )
    .map(drop)
}

pub(crate) fn line_names(
    c: &mut Read<'_>,
    batch: Id,
) -> Result<std::collections::BTreeMap<Id, LineName>, Fault> {
    let all = c.all(LINE_NAMES, &params![batch], |r| {
        let documents: String = r.get("documents")?;
        let name = LineName {
            name: r.get("name")?,
            tax_code: r.get("tax_code")?,
            documents: json(LINE_NAMES, "documents", &documents)?,
        };
        Ok((r.get("line")?, name))
    })?;
    Ok(all.into_iter().collect())
}

pub(crate) fn document_of(c: &mut Read<'_>, item: Id) -> Result<Option<String>, Fault> {
    let found: Option<Option<String>> =
        c.opt(DOCUMENT_OF, &params![item], |r| r.get("document"))?;
    Ok(found.flatten())
}

pub(crate) fn bank_file_known(c: &mut Read<'_>, hash: &str) -> Result<bool, Fault> {
    let n: u64 = c.one(BANK_FILE, &params![hash], |r| r.get("n"))?;
    Ok(n > 0)
}

pub(crate) fn put_bank_file(tx: &mut Write<'_>, f: &BankTaken, by: Id) -> Result<(), Fault> {
    let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let values = params![
        &f.hash,
        &f.kind,
        &f.message_id,
        by,
        f.at,
        n(f.paid),
        n(f.returned),
        n(f.pending),
        n(f.queued)
    ];
    tx.exec(PUT_BANK_FILE, &values).map(drop)
}

pub(crate) fn bank_files(c: &mut Read<'_>) -> Result<Vec<BankTaken>, Fault> {
    c.all(BANK_FILES, &params![], |r| {
        Ok(BankTaken {
            hash: r.get("hash")?,
            kind: r.get("kind")?,
            message_id: r.get("message_id")?,
            at: r.get("taken_at")?,
            paid: r.get("paid")?,
            returned: r.get("returned")?,
            pending: r.get("pending")?,
            queued: r.get("queued")?,
        })
    })
}

pub(crate) fn put_entry(
    tx: &mut Write<'_>,
    keys: &Keys,
    seed: Seed,
    e: &BankEntry,
) -> Result<(), Fault> {
    let words = to_json(PUT_ENTRY, &e.words)?;
    let sealed = keys.seal(&ENTRY_WORDS, e.id, words.as_bytes(), seed);
    let values = params![e.id, &e.file, i64::from(e.n), &e.why, sealed, e.at];
    tx.exec(PUT_ENTRY, &values).map(drop)
}

pub(crate) fn entries(c: &mut Read<'_>, keys: &Keys) -> Result<Vec<BankEntry>, Error> {
    let rows = c.all(ENTRIES, &params![], |r| {
        let sealed: Sealed = r.get("words")?;
        let entry = BankEntry {
            id: r.get("id")?,
            file: r.get("file")?,
            n: r.get("n")?,
            why: r.get("why")?,
            words: BankWords::default(),
            at: r.get("at")?,
        };
        Ok((entry, sealed))
    })?;
    rows.into_iter()
        .map(|(entry, sealed)| {
            let words = keys.open_text(&ENTRY_WORDS, entry.id, &sealed)?;
            let words = json(ENTRIES, "words", &words)?;
            Ok(BankEntry { words, ..entry })
        })
        .collect()
}

pub(crate) fn decide_entry(
    tx: &mut Write<'_>,
    id: Id,
    note: &str,
    by: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(DECIDE_ENTRY, &params![id, note, by, now])? == 1)
}

/// Batch, payout and amount of what was sent.
pub(crate) fn sent(c: &mut Read<'_>) -> Result<Vec<(Id, Id, Cents)>, Fault> {
    c.all(SENT, &params![], |r| {
        Ok((r.get("batch")?, r.get("id")?, r.get("amount")?))
    })
}

pub(crate) fn waiting_payees(c: &mut Read<'_>) -> Result<Vec<(Id, Id)>, Fault> {
    c.all(WAITING_PAYEES, &params![], |r| {
        Ok((r.get("id")?, r.get("organisation")?))
    })
}

/// Provider, the moment of the oldest thing it is owed, and how much altogether.
pub(crate) fn owed(c: &mut Read<'_>) -> Result<Vec<(Id, Moment, Cents)>, Fault> {
    c.all(OWED, &params![], |r| {
        Ok((r.get("organisation")?, r.get("oldest")?, r.get("owed")?))
    })
}

pub(crate) fn of_terms(c: &mut Read<'_>, terms: Id, most: u32) -> Result<Vec<Voucher>, Fault> {
    let ids: Vec<Id> = c.all(OF_TERMS, &params![terms, most], |r| r.get("id"))?;
    let mut all = Vec::new();
    for id in ids {
        all.extend(super::voucher(c, id)?);
    }
    Ok(all)
}

pub(crate) fn moved(
    c: &mut Read<'_>,
    (from, to): (Moment, Moment),
    most: u32,
) -> Result<Vec<Spend>, Fault> {
    let ids: Vec<Id> = c.all(MOVED, &params![from, to, most], |r| r.get("id"))?;
    let mut all = Vec::new();
    for id in ids {
        all.extend(super::spend(c, id)?);
    }
    Ok(all)
}

/// What does not add up, one sentence each.
pub(crate) fn check(c: &mut Read<'_>) -> Result<Vec<String>, Fault> {
    let mut wrong = Vec::new();
    let batches = c.all(CHECK_BATCHES, &params![], |r| {
        let id: Id = r.get("id")?;
        let state = word(CHECK_BATCHES, r, "state", BatchState::read)?;
        let (total, lines): (Option<i64>, Option<i64>) = (r.get("total")?, r.get("lines")?);
        let (n, sum): (i64, i64) = (r.get("n")?, r.get("sum")?);
        Ok((id, state, total.zip(lines), (sum, n)))
    })?;
    for (id, state, sealed, there) in batches {
        if sealed.is_some_and(|s| s != there) {
            wrong.push(format!(
                "batch {id} ({}) was sealed as another sum or number of lines than its lines make",
                state.as_str()
            ));
        }
    }
    let lines = c.all(CHECK_LINES, &params![], |r| {
        let (id, amount, sum): (Id, i64, i64) = (r.get("id")?, r.get("amount")?, r.get("sum")?);
        Ok((id, amount, sum))
    })?;
    for (id, amount, sum) in lines.into_iter().filter(|(_, a, s)| a != s) {
        wrong.push(format!(
            "payout {id} is {amount} cents, its items make {sum}"
        ));
    }
    let items = c.all(CHECK_ITEMS, &params![], |r| {
        let (id, n): (Id, i64) = (r.get("item")?, r.get("n")?);
        Ok(format!("item {id} is in {n} live batches"))
    })?;
    wrong.extend(items);
    let states = c.all(CHECK_STATES, &params![], |r| {
        let id: Id = r.get("id")?;
        let state = word(CHECK_STATES, r, "state", Item::read)?;
        Ok(format!(
            "item {id} says «{}», and its batches say something else",
            state.as_str()
        ))
    })?;
    wrong.extend(states);
    Ok(wrong)
}
