-- Programs of organisations: keys they come with, answers kept for calls that are sent again, and messages
-- that are sent to them (webhooks). Of a key only a keyed hash is kept; secrets and addresses are sealed.

create table vouchers_key (
  id uuid primary key,
  organisation uuid not null,
  name text not null check (length(name) between 1 and 100),
  scope text not null check (scope in ('operator', 'read')),
  secret_hash bytea not null,
  made_by uuid not null,
  made_at bigint not null,
  -- its last moment
  ends_at bigint not null,
  revoked_at bigint,
  revoked_by uuid,
  -- to some minutes
  last_used_at bigint,
  check ((revoked_at is null) = (revoked_by is null)),
  check (ends_at > made_at)
);
create unique index vouchers_key_secret on vouchers_key (secret_hash);
create index vouchers_key_organisation on vouchers_key (organisation, made_at);

-- What a call that is no redemption was answered: the same call again gets the same.
create table vouchers_call (
  key uuid primary key,
  program uuid not null references vouchers_key (id),
  body_hash bytea not null,
  status bigint not null check (status between 200 and 499),
  -- JSON
  answer text not null,
  -- answers about money are kept for ever
  money boolean not null,
  at bigint not null
);
create index vouchers_call_at on vouchers_call (at);

-- Where an organisation wants to be told.
create table vouchers_hook (
  id uuid primary key,
  organisation uuid not null,
  -- sealed: it may hold a secret of theirs
  address bytea not null,
  -- sealed: messages are signed with it
  secret bytea not null,
  made_by uuid not null,
  made_at bigint not null,
  -- since when nothing arrives
  failing_since bigint,
  ended_at bigint,
  -- who took it back, or none when it had failed for too long
  ended_by uuid,
  check (ended_by is null or ended_at is not null)
);
create index vouchers_hook_organisation on vouchers_hook (organisation) where ended_at is null;

-- A message to a hook, written with what it tells.
create table vouchers_delivery (
  id uuid primary key,
  hook uuid not null references vouchers_hook (id),
  event text not null,
  -- JSON: identifiers, amounts, states; no names
  body text not null,
  made_at bigint not null,
  next_at bigint not null,
  attempts bigint not null,
  -- when it arrived, or was given up
  done_at bigint,
  arrived boolean not null,
  -- the last status, none when nothing answered
  status bigint,
  check (not arrived or done_at is not null)
);
create index vouchers_delivery_due on vouchers_delivery (next_at, id) where done_at is null;
create index vouchers_delivery_hook on vouchers_delivery (hook, made_at);

-- How far the steps of bookings have been told.
create table vouchers_told (
  what text primary key,
  until_at bigint not null
);

create index bookings_event_at on bookings_event (at);

-- @sqlite
create trigger vouchers_call_no_update before update on vouchers_call
begin select raise(abort, 'an answer is never changed'); end;
create trigger vouchers_call_no_delete before delete on vouchers_call
when old.money
begin select raise(abort, 'an answer about money is never deleted'); end;
-- @end

-- @postgres
create trigger vouchers_call_no_update before update on vouchers_call
  for each row execute function ledger_refuse('an answer is never changed');
create trigger vouchers_call_no_delete before delete on vouchers_call for each row
  when (old.money) execute function ledger_refuse('an answer about money is never deleted');
-- @end
