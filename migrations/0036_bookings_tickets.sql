-- Codes for the roll call, the same for everybody, whoever pays: kept as keyed hashes only. And forgetting:
-- what is no longer needed of a booking loses its link to persons; its steps stay, without hands.

create table bookings_ticket (
  id uuid primary key,
  booking uuid not null references bookings_booking (id),
  secret_hash bytea not null,
  code_hash bytea not null,
  made_by uuid not null,
  made_at bigint not null,
  -- its last moment
  ends_at bigint not null
);
create unique index bookings_ticket_secret on bookings_ticket (secret_hash);
create unique index bookings_ticket_code on bookings_ticket (code_hash);
create index bookings_ticket_booking on bookings_ticket (booking, made_at);
create index bookings_ticket_ends on bookings_ticket (ends_at);

-- Wrong codes of somebody at a roll call within a span.
create table bookings_attempt (
  person uuid primary key,
  since bigint not null,
  misses bigint not null
);

-- When the link to persons was cut.
alter table bookings_booking add column forgotten_at bigint;
create index bookings_session_ends on bookings_session (ends_at);

-- What was given back for a lesson need not say for ever that it was for illness. SQLite changes no check of
-- a table that is there: it is made anew with what it holds. Nothing refers to it.
alter table bookings_back rename to bookings_back_before;
create table bookings_back (
  booking uuid not null references bookings_booking (id),
  lesson bigint not null,
  why text not null check (why in ('cancelled', 'illness', 'forgotten')),
  -- of what the vouchers paid, and of what the family paid itself
  voucher_cents bigint not null check (voucher_cents >= 0),
  own_cents bigint not null check (own_cents >= 0),
  at bigint not null,
  primary key (booking, lesson)
);
insert into bookings_back (booking, lesson, why, voucher_cents, own_cents, at)
  select booking, lesson, why, voucher_cents, own_cents, at from bookings_back_before;
drop table bookings_back_before;

-- @sqlite
drop trigger bookings_event_no_update;
create trigger bookings_event_no_update before update on bookings_event
when not (new.booking = old.booking and new.n = old.n and new.from_state = old.from_state
  and new.to_state = old.to_state and new.event = old.event and new.at = old.at
  and new.on_behalf_of is null and new.reason is null and new.actor in (old.actor, 'forgotten'))
begin select raise(abort, 'what happened is never changed'); end;
-- @end

-- @postgres
drop trigger bookings_event_no_update on bookings_event;
create trigger bookings_event_no_delete before delete on bookings_event
  for each row execute function ledger_refuse('what happened is never deleted');
create trigger bookings_event_no_update before update on bookings_event
  for each row when (not (new.booking = old.booking and new.n = old.n and new.from_state = old.from_state
    and new.to_state = old.to_state and new.event = old.event and new.at = old.at
    and new.on_behalf_of is null and new.reason is null and new.actor in (old.actor, 'forgotten')))
  execute function ledger_refuse('what happened is never changed');
-- @end
