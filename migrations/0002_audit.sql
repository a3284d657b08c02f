-- The trail (who did what) and the facts that features publish to each other. See platform/audit.

create table audit_entries (
  seq bigint primary key check (seq > 0),
  at bigint not null,
  actor_kind text not null check (actor_kind in ('person', 'operator', 'system', 'visitor')),
  actor_id text not null,
  subject_kind text not null,
  subject_id text not null,
  action text not null,
  detail text not null,
  previous bytea not null check (length(previous) = 32),
  hash bytea not null check (length(hash) = 32)
);
create index audit_entries_subject on audit_entries (subject_kind, subject_id, seq);

-- One row: the end of the chain. Whoever appends updates it first, so entries have one order.
create table audit_head (
  id bigint primary key check (id = 1),
  seq bigint not null check (seq >= 0),
  hash bytea not null check (length(hash) = 32)
);

create table audit_topics (
  topic text primary key,
  seq bigint not null check (seq > 0)
);

create table audit_facts (
  topic text not null references audit_topics (topic),
  seq bigint not null check (seq > 0),
  at bigint not null,
  subject_kind text not null,
  subject_id text not null,
  body text not null,
  primary key (topic, seq)
);

create table audit_cursors (
  listener text not null,
  topic text not null,
  seq bigint not null check (seq > 0),
  at bigint not null,
  primary key (listener, topic)
);

-- @sqlite
insert into audit_head (id, seq, hash) values (1, 0, zeroblob(32));

create trigger audit_entries_no_update before update on audit_entries
begin
  select raise(abort, 'audit entries are never changed');
end;
create trigger audit_entries_no_delete before delete on audit_entries
begin
  select raise(abort, 'audit entries are never deleted');
end;
create trigger audit_head_no_delete before delete on audit_head
begin
  select raise(abort, 'the head of the audit chain is never deleted');
end;
create trigger audit_head_forward before update on audit_head
when new.seq < old.seq or new.seq > old.seq + 1
begin
  select raise(abort, 'the head of the audit chain only moves to the next entry');
end;
create trigger audit_facts_no_update before update on audit_facts
begin
  select raise(abort, 'facts are never changed');
end;
-- @end

-- @postgres
insert into audit_head (id, seq, hash) values (1, 0, decode(repeat('00', 32), 'hex'));

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception '%', tg_argv[0] using errcode = 'check_violation';
end
$$;
create trigger audit_entries_no_update before update on audit_entries
  for each row execute function audit_refuse('audit entries are never changed');
create trigger audit_entries_no_delete before delete on audit_entries
  for each row execute function audit_refuse('audit entries are never deleted');
create trigger audit_entries_no_truncate before truncate on audit_entries
  for each statement execute function audit_refuse('audit entries are never deleted');
create trigger audit_head_no_delete before delete on audit_head
  for each row execute function audit_refuse('the head of the audit chain is never deleted');
create trigger audit_head_no_truncate before truncate on audit_head
  for each statement execute function audit_refuse('the head of the audit chain is never deleted');
create trigger audit_head_forward before update on audit_head
  for each row when (new.seq < old.seq or new.seq > old.seq + 1)
  execute function audit_refuse('the head of the audit chain only moves to the next entry');
create trigger audit_facts_no_update before update on audit_facts
  for each row execute function audit_refuse('facts are never changed');
-- @end
