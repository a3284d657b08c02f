-- What happens later. See platform/jobs.

create table jobs_queue (
  id uuid primary key,
  queue text not null,
  unique_key text,
  payload text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'dead')),
  run_after bigint not null,
  attempts bigint not null check (attempts >= 0),
  max_attempts bigint not null check (max_attempts > 0),
  lease_until bigint,
  worker text,
  last_error text,
  created_at bigint not null,
  changed_at bigint not null,
  check ((state = 'running') = (lease_until is not null)),
  check ((state = 'running') = (worker is not null))
);

-- Only while it waits does a job stand in the way of another with the same key.
create unique index jobs_queue_key on jobs_queue (queue, unique_key) where state = 'waiting';
create index jobs_queue_due on jobs_queue (run_after, id) where state in ('waiting', 'running');
create index jobs_queue_state on jobs_queue (state, changed_at);

create table jobs_schedules (
  name text primary key,
  slot bigint not null
);
