//! All SQL of the jobs.

db::statements! {
    /// Puts a job into its queue, unless one with the same key already waits there.
    pub(crate) ENQUEUE = "insert into jobs_queue (id, queue, unique_key, payload, state, run_after, \
        attempts, max_attempts, created_at, changed_at) values ($1, $2, $3, $4, 'waiting', $5, 0, $6, $7, $7) \
        on conflict (queue, unique_key) where state = 'waiting' do nothing";
    /// Buries the jobs whose last attempt ended with the worker.
    pub(crate) BURY_VANISHED = "update jobs_queue set state = 'dead', changed_at = $1, lease_until = null, \
        worker = null, last_error = 'the worker vanished during the last attempt' \
        where state = 'running' and lease_until <= $1 and attempts >= max_attempts";
    /// The job that is due and waits longest, among the queues of a list such as `|mail|search|`.
    pub(crate) NEXT = "select id from jobs_queue \
        where cast($2 as text) like '%|' || queue || '|%' escape '\\' \
        and ((state = 'waiting' and run_after <= $1) or (state = 'running' and lease_until <= $1)) \
        order by run_after, id limit 1";
    /// Takes a job for a lease.
    pub(crate) CLAIM = "update jobs_queue set state = 'running', attempts = attempts + 1, worker = $2, \
        lease_until = $3, changed_at = $4 where id = $1 \
        returning id, queue, payload, attempts, max_attempts, run_after";
    /// Lengthens the lease of a job that is still this worker's.
    pub(crate) RENEW = "update jobs_queue set lease_until = $4 \
        where id = $1 and state = 'running' and worker = $2 and attempts = $3";
    /// Ends a job that is still this worker's.
    pub(crate) DONE = "update jobs_queue set state = 'done', changed_at = $4, lease_until = null, worker = null \
        where id = $1 and state = 'running' and worker = $2 and attempts = $3";
    /// Brings a job back later, unless another with the same key has come to wait meanwhile.
    pub(crate) AGAIN = "update jobs_queue set state = 'waiting', run_after = $5, last_error = $6, \
        changed_at = $4, lease_until = null, worker = null \
        where id = $1 and state = 'running' and worker = $2 and attempts = $3 \
        and not exists (select 1 from jobs_queue as twin where twin.queue = jobs_queue.queue \
        and twin.unique_key = jobs_queue.unique_key and twin.state = 'waiting')";
    /// Ends a job that failed: `dead`, or `done` when a twin waits to do the same.
    pub(crate) END = "update jobs_queue set state = $5, last_error = $6, changed_at = $4, \
        lease_until = null, worker = null \
        where id = $1 and state = 'running' and worker = $2 and attempts = $3";
    /// How many jobs of each queue are in which state.
    pub(crate) COUNTS = "select queue, state, count(*) as jobs from jobs_queue group by queue, state \
        order by queue, state";
    /// The moment since which the oldest due job waits.
    pub(crate) OLDEST_DUE = "select min(run_after) as since from jobs_queue \
        where state = 'waiting' and run_after <= $1";
    /// When the next job may become due.
    pub(crate) NEXT_DUE = "select min(case when state = 'running' then lease_until else run_after end) as due \
        from jobs_queue where state in ('waiting', 'running')";
    /// Jobs that were given up, newest first.
    pub(crate) DEAD = "select id, queue, payload, attempts, max_attempts, run_after, last_error \
        from jobs_queue where state = 'dead' order by changed_at desc, id limit $1";
    /// Brings a dead job back, unless a twin waits.
    pub(crate) REVIVE = "update jobs_queue set state = 'waiting', attempts = 0, run_after = $2, changed_at = $2 \
        where id = $1 and state = 'dead' \
        and not exists (select 1 from jobs_queue as twin where twin.queue = jobs_queue.queue \
        and twin.unique_key = jobs_queue.unique_key and twin.state = 'waiting')";
    /// Forgets jobs that were done before a moment.
    pub(crate) PURGE = "delete from jobs_queue where state = 'done' and changed_at < $1";
    /// A schedule seen for the first time begins now, without running for the time before.
    pub(crate) FIRST_SEEN = "insert into jobs_schedules (name, slot) values ($1, $2) \
        on conflict (name) do nothing";
    /// Takes a slot of a schedule: one row for the one node that comes first.
    pub(crate) TAKE_SLOT = "update jobs_schedules set slot = $2 where name = $1 and slot < $2";
}
