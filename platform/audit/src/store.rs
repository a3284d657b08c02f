//! All SQL of the trail and the facts.

db::statements! {
    /// The end of the chain. Updating it first makes this transaction the next one in the order.
    pub(crate) NEXT = "update audit_head set seq = seq + 1 where id = 1 returning seq, hash";
    /// Keeps an entry.
    pub(crate) APPEND = "insert into audit_entries (seq, at, actor_kind, actor_id, subject_kind, \
        subject_id, action, detail, previous, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Moves the head to the entry just kept.
    pub(crate) MOVE_HEAD = "update audit_head set hash = $1 where id = 1 and seq = $2";
    /// The head as it is.
    pub(crate) HEAD = "select seq, hash from audit_head where id = 1";
    /// The whole chain in order.
    pub(crate) ENTRIES = "select seq, at, actor_kind, actor_id, subject_kind, subject_id, action, \
        detail, previous, hash from audit_entries order by seq";
    /// Entries about one subject, newest first, before a given number.
    pub(crate) ABOUT = "select seq, at, actor_kind, actor_id, subject_kind, subject_id, action, \
        detail, previous, hash from audit_entries \
        where subject_kind = $1 and subject_id = $2 and seq < $3 order by seq desc limit $4";
    /// What one actor did, newest first, before a given number.
    pub(crate) BY = "select seq, at, actor_kind, actor_id, subject_kind, subject_id, action, \
        detail, previous, hash from audit_entries \
        where actor_kind = $1 and actor_id = $2 and seq < $3 order by seq desc limit $4";
    /// All entries, newest first, before a given number.
    pub(crate) LATEST = "select seq, at, actor_kind, actor_id, subject_kind, subject_id, action, \
        detail, previous, hash from audit_entries where seq < $1 order by seq desc limit $2";
    /// The next number of a topic, which also makes this transaction the topic's next one.
    pub(crate) NEXT_FACT = "insert into audit_topics (topic, seq) values ($1, 1) \
        on conflict (topic) do update set seq = audit_topics.seq + 1 returning seq";
    /// Keeps a fact.
    pub(crate) KEEP_FACT = "insert into audit_facts (topic, seq, at, subject_kind, subject_id, body) \
        values ($1, $2, $3, $4, $5, $6)";
    /// Facts of a topic after a number.
    pub(crate) FACTS_AFTER = "select topic, seq, at, subject_kind, subject_id, body from audit_facts \
        where topic = $1 and seq > $2 order by seq limit $3";
    /// Where a listener stands.
    pub(crate) CURSOR = "select seq from audit_cursors where listener = $1 and topic = $2";
    /// Moves a listener forward, never back.
    pub(crate) MOVE_CURSOR = "insert into audit_cursors (listener, topic, seq, at) values ($1, $2, $3, $4) \
        on conflict (listener, topic) do update set seq = excluded.seq, at = excluded.at \
        where audit_cursors.seq < excluded.seq";
}
