-- Sessions with places, and who has one. Places are kept by the ledger (a fund of places for each
-- session): what stands here is the status for people. What families answer is sealed.

-- A new hold may take the place of an old one in one order: a place that was leased is reserved.
insert into ledger_pair (dr_kind, cr_kind, phase, act, after_end) values
  ('voucher', 'payable', 'V', 'reserve', true),
  ('free', 'taken', 'V', 'reserve', true);

create table bookings_session (
  id uuid primary key,
  -- the service of the catalogue it is a date of
  service uuid not null,
  organisation uuid not null references providers_organisation (id),
  -- as the organisation writes it
  title text not null,
  place text not null,
  starts_at bigint not null,
  ends_at bigint not null,
  places bigint not null check (places between 1 and 100000),
  -- cents, for the whole of it
  price bigint not null check (price between 0 and 10000000),
  -- hours in which the organisation answers; null when a booking is sure at once
  confirm_hours bigint check (confirm_hours between 1 and 720),
  -- hours for which a place is kept for the next in the waiting list; null without one
  offer_hours bigint check (offer_hours between 1 and 168),
  opens_at bigint not null,
  closes_at bigint not null,
  -- until how many hours before the beginning one cancels without any cost
  cancel_hours bigint not null check (cancel_hours between 0 and 720),
  -- what is due of a voucher afterwards, and of who does not come; in percent
  late_percent bigint not null check (late_percent between 0 and 100),
  absent_percent bigint not null check (absent_percent between 0 and 100),
  -- a lesson missed by illness and told before it is given back
  ill_back boolean not null,
  -- whole years on the first day
  min_age bigint check (min_age between 0 and 25),
  max_age bigint check (max_age between 0 and 25),
  -- schools and hubs may book for children without a name
  groups boolean not null,
  -- what is asked, JSON
  questions text not null,
  state text not null check (state in ('open', 'paused', 'cancelled')),
  revision bigint not null check (revision > 0),
  created_at bigint not null,
  check (starts_at < ends_at and opens_at < closes_at and closes_at <= ends_at)
);
create index bookings_session_service on bookings_session (service, starts_at);
create index bookings_session_organisation on bookings_session (organisation, starts_at);

create table bookings_lesson (
  session uuid not null references bookings_session (id),
  n bigint not null check (n between 1 and 400),
  starts_at bigint not null,
  ends_at bigint not null check (starts_at < ends_at),
  cancelled_at bigint,
  reason text,
  primary key (session, n)
);
create index bookings_lesson_at on bookings_lesson (starts_at, session);

-- Which way a booking may go, and by what.
create table bookings_step (
  from_state text not null,
  to_state text not null,
  event text not null,
  primary key (from_state, to_state, event)
);
insert into bookings_step (from_state, to_state, event) values
  ('new', 'leased', 'lease'),
  ('leased', 'reserved', 'reserve'),
  ('leased', 'confirmed', 'reserve'),
  ('leased', 'lapsed', 'lapse'),
  ('leased', 'cancelled', 'cancel'),
  ('reserved', 'confirmed', 'confirm'),
  ('reserved', 'refused', 'refuse'),
  ('reserved', 'lapsed', 'lapse'),
  ('reserved', 'cancelled', 'cancel'),
  ('confirmed', 'cancelled', 'cancel'),
  ('confirmed', 'attended', 'attend'),
  ('confirmed', 'absent', 'miss'),
  ('attended', 'disputed', 'dispute'),
  ('absent', 'disputed', 'dispute'),
  ('disputed', 'attended', 'settle'),
  ('disputed', 'absent', 'settle'),
  ('disputed', 'cancelled', 'settle'),
  ('attended', 'absent', 'mend'),
  ('absent', 'attended', 'mend');

create table bookings_booking (
  id uuid primary key,
  session uuid not null references bookings_session (id),
  -- what was put together in one go
  checkout uuid not null,
  -- the child or young person; null for a group without names
  child uuid,
  group_name text,
  places bigint not null check (places between 1 and 500),
  -- in whose name it was made, who is told
  party uuid not null,
  price bigint not null check (price >= 0),
  state text not null check (state in ('leased', 'reserved', 'confirmed', 'attended', 'absent', 'cancelled', 'refused', 'lapsed', 'disputed')),
  -- how it was cancelled
  how text check (how in ('family', 'late', 'illness', 'provider', 'city')),
  -- the ledger's hold of the places while there is one
  hold uuid,
  -- until when a lease lasts or the organisation must answer
  waits_until bigint,
  -- when what was held was posted
  posted_at bigint,
  -- what was answered, sealed JSON
  answers bytea,
  made_at bigint not null,
  changed_at bigint not null,
  check ((child is null) <> (group_name is null)),
  check (child is null or places = 1),
  check ((how is not null) = (state = 'cancelled')),
  check ((waits_until is not null) = (state in ('leased', 'reserved')))
);
create unique index bookings_booking_once on bookings_booking (session, child)
  where state in ('leased', 'reserved', 'confirmed', 'attended', 'absent', 'disputed');
create index bookings_booking_child on bookings_booking (child, made_at);
create index bookings_booking_party on bookings_booking (party, made_at);
create index bookings_booking_checkout on bookings_booking (checkout);
create index bookings_booking_session on bookings_booking (session, state);
create index bookings_booking_disputed on bookings_booking (changed_at, id) where state = 'disputed';
create index bookings_booking_waits on bookings_booking (waits_until, id) where waits_until is not null;

-- What of the price something else than the family's own money pays.
create table bookings_part (
  booking uuid not null references bookings_booking (id),
  n bigint not null check (n between 1 and 4),
  -- the voucher
  purse uuid not null,
  -- what was promised on booking
  amount bigint not null check (amount > 0),
  -- what of it was given back for lessons
  back bigint not null check (back between 0 and amount),
  -- the ledger's hold while there is one
  hold uuid,
  -- what was posted
  posted bigint check (posted between 0 and amount),
  primary key (booking, n),
  unique (booking, purse)
);
create index bookings_part_purse on bookings_part (purse);

-- What was given back for a lesson that was not given, or missed by illness: once for each.
create table bookings_back (
  booking uuid not null references bookings_booking (id),
  lesson bigint not null,
  why text not null check (why in ('cancelled', 'illness')),
  -- of what the vouchers paid, and of what the family paid itself
  voucher_cents bigint not null check (voucher_cents >= 0),
  own_cents bigint not null check (own_cents >= 0),
  at bigint not null,
  primary key (booking, lesson)
);

-- Every step of a booking, for ever.
create table bookings_event (
  booking uuid not null references bookings_booking (id),
  n bigint not null check (n > 0),
  from_state text not null,
  to_state text not null,
  event text not null,
  -- whose hands: a person, or a part of the program
  actor text not null,
  on_behalf_of uuid,
  at bigint not null,
  -- for the organisation's or the city's reasons; families write none
  reason text,
  primary key (booking, n),
  foreign key (from_state, to_state, event) references bookings_step (from_state, to_state, event)
);

create table bookings_waiting (
  id uuid primary key,
  session uuid not null references bookings_session (id),
  child uuid not null,
  party uuid not null,
  state text not null check (state in ('waiting', 'offered', 'taken', 'declined', 'lapsed', 'withdrawn')),
  -- the order of the list
  place bigint not null check (place > 0),
  at bigint not null,
  offer_until bigint,
  -- the ledger's hold of the offered place
  hold uuid,
  check ((state = 'offered') = (offer_until is not null)),
  check ((state = 'offered') = (hold is not null)),
  unique (session, place)
);
create unique index bookings_waiting_once on bookings_waiting (session, child) where state in ('waiting', 'offered');
create index bookings_waiting_child on bookings_waiting (child, at);
create index bookings_waiting_due on bookings_waiting (offer_until, id) where offer_until is not null;

-- Who was there.
create table bookings_presence (
  booking uuid not null references bookings_booking (id),
  lesson bigint not null,
  state text not null check (state in ('attended', 'absent', 'ill')),
  by_person uuid not null,
  at bigint not null,
  primary key (booking, lesson)
);

-- A reminder that went out, once for each booking and step.
create table bookings_reminded (
  booking uuid not null references bookings_booking (id),
  lesson bigint not null,
  at bigint not null,
  primary key (booking, lesson)
);

-- @sqlite
create trigger bookings_event_no_update before update on bookings_event
begin select raise(abort, 'what happened is never changed'); end;
create trigger bookings_event_no_delete before delete on bookings_event
begin select raise(abort, 'what happened is never deleted'); end;
create trigger bookings_step_no_update before update on bookings_step
begin select raise(abort, 'steps are changed by a migration only'); end;
create trigger bookings_step_no_delete before delete on bookings_step
begin select raise(abort, 'steps are changed by a migration only'); end;
create trigger bookings_booking_steps before update on bookings_booking
when new.state <> old.state and not exists (
  select 1 from bookings_step s where s.from_state = old.state and s.to_state = new.state)
begin select raise(abort, 'a booking goes one of its steps'); end;
-- @end

-- @postgres
create trigger bookings_event_no_update before update or delete on bookings_event
  for each row execute function ledger_refuse('what happened is never changed');
create trigger bookings_event_no_truncate before truncate on bookings_event
  for each statement execute function ledger_refuse('what happened is never deleted');
create trigger bookings_step_no_update before update or delete on bookings_step
  for each row execute function ledger_refuse('steps are changed by a migration only');
create function bookings_steps() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not exists (
    select 1 from bookings_step s where s.from_state = old.state and s.to_state = new.state) then
    raise exception 'a booking goes one of its steps' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger bookings_booking_steps before update on bookings_booking
  for each row execute function bookings_steps();
-- @end
