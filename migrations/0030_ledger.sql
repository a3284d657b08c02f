-- Money, places and points by double entry. See features/ledger: nothing else writes these tables.
-- What is promised here is held by the database itself, whoever speaks to it: a transfer is never
-- changed, an account moves only by a transfer and once by each, a guarded balance never falls below
-- zero, a hold is resolved once and never for more than was held.

-- One source of money (unit 1, cents), one session's places (2), one family's points (3).
create table ledger_fund (
  id uuid primary key,
  unit bigint not null check (unit between 1 and 3),
  name text not null,
  created_at bigint not null,
  unique (id, unit)
);

create table ledger_account (
  id uuid primary key,
  fund uuid not null,
  unit bigint not null,
  kind text not null,
  -- the voucher, provider, batch … it belongs to; empty for the one of its kind in the fund
  owner text not null,
  -- D: debits raise it (what the city has, is owed); C: credits do (what it owes)
  side text not null check (side in ('D', 'C')),
  guarded boolean not null,
  d_post bigint not null default 0 check (d_post between 0 and 1000000000000000),
  c_post bigint not null default 0 check (c_post between 0 and 1000000000000000),
  d_pend bigint not null default 0 check (d_pend between 0 and 1000000000000000),
  c_pend bigint not null default 0 check (c_pend between 0 and 1000000000000000),
  -- how many transfers have moved it
  moves bigint not null default 0 check (moves >= 0),
  -- the last moment at which it may be spent; null for ever
  ends_at bigint,
  created_at bigint not null,
  foreign key (fund, unit) references ledger_fund (id, unit),
  unique (fund, kind, owner),
  unique (id, unit, fund, kind),
  constraint ledger_never_negative check (
    not guarded
    or (side = 'C' and c_post - d_post - d_pend >= 0)
    or (side = 'D' and d_post - c_post - c_pend >= 0)
  )
);

-- Which operations need a second person, or a document.
create table ledger_act (
  kind text primary key,
  four_eyes boolean not null,
  documented boolean not null,
  unique (kind, four_eyes, documented)
);
insert into ledger_act (kind, four_eyes, documented) values
  ('grant', true, true),
  ('award', false, false),
  ('reserve', false, false),
  ('redeem', false, false),
  ('release', false, false),
  ('expire', false, false),
  ('lapse', false, false),
  ('refund', false, false),
  ('settle', true, false),
  ('confirm', false, true),
  ('return', false, true),
  ('correct', true, false),
  ('reopen', true, false),
  ('close', true, true),
  ('capacity', false, false),
  ('earn', false, false);

-- Which kinds of accounts may stand on both sides of a transfer, in which phase, by which act: so that
-- nobody brings money in by an act that asks for one pair of eyes. after_end: also when the debited account
-- has ended.
create table ledger_pair (
  dr_kind text not null,
  cr_kind text not null,
  phase text not null check (phase in ('S', 'H', 'P', 'V', 'E')),
  act text not null references ledger_act (kind),
  after_end boolean not null,
  primary key (dr_kind, cr_kind, phase, act)
);
insert into ledger_pair (dr_kind, cr_kind, phase, act, after_end) values
  ('appropriation', 'unallocated', 'S', 'grant', true),
  ('unallocated', 'voucher', 'S', 'award', false),
  ('unallocated', 'voucher', 'S', 'correct', false),
  ('voucher', 'payable', 'S', 'redeem', false),
  ('voucher', 'payable', 'S', 'correct', false),
  ('voucher', 'payable', 'H', 'reserve', false),
  ('voucher', 'payable', 'P', 'redeem', true),
  ('voucher', 'payable', 'V', 'release', true),
  ('voucher', 'payable', 'V', 'correct', true),
  ('voucher', 'payable', 'E', 'expire', true),
  ('voucher', 'unallocated', 'S', 'lapse', true),
  ('voucher', 'unallocated', 'S', 'correct', true),
  ('voucher', 'lapsed', 'S', 'lapse', true),
  ('payable', 'voucher', 'S', 'refund', true),
  ('payable', 'voucher', 'S', 'correct', true),
  ('payable', 'unallocated', 'S', 'refund', true),
  ('payable', 'unallocated', 'S', 'correct', true),
  ('payable', 'receivable', 'S', 'settle', true),
  ('payable', 'receivable', 'S', 'correct', true),
  ('payable', 'in_payment', 'S', 'settle', true),
  ('in_payment', 'paid', 'S', 'confirm', true),
  ('in_payment', 'payable', 'S', 'return', true),
  ('receivable', 'voucher', 'S', 'refund', true),
  ('receivable', 'voucher', 'S', 'correct', true),
  ('receivable', 'unallocated', 'S', 'refund', true),
  ('receivable', 'unallocated', 'S', 'correct', true),
  ('goodwill', 'voucher', 'S', 'correct', true),
  ('goodwill', 'payable', 'S', 'correct', true),
  ('goodwill', 'unallocated', 'S', 'correct', true),
  ('goodwill', 'receivable', 'S', 'correct', true),
  ('unallocated', 'closed_out', 'S', 'close', true),
  ('lapsed', 'closed_out', 'S', 'close', true),
  ('capacity', 'free', 'S', 'capacity', true),
  ('free', 'capacity', 'S', 'capacity', true),
  ('free', 'taken', 'S', 'reserve', false),
  ('free', 'taken', 'S', 'redeem', false),
  ('free', 'taken', 'S', 'correct', false),
  ('free', 'taken', 'H', 'reserve', false),
  ('free', 'taken', 'P', 'redeem', true),
  ('free', 'taken', 'V', 'release', true),
  ('free', 'taken', 'V', 'correct', true),
  ('free', 'taken', 'E', 'expire', true),
  ('taken', 'free', 'S', 'release', true),
  ('taken', 'free', 'S', 'refund', true),
  ('taken', 'free', 'S', 'correct', true),
  ('source', 'earned', 'S', 'earn', true);

-- One thing somebody did, done or refused; asked for again it answers the same.
create table ledger_op (
  id uuid primary key,
  kind text not null,
  four_eyes boolean not null,
  documented boolean not null,
  body_hash bytea not null check (length(body_hash) = 32),
  -- identifiers of people or parts of the program, never names
  actor text not null check (length(actor) between 1 and 200),
  on_behalf_of text,
  approver text,
  reason text,
  document text,
  outcome text not null check (outcome in ('done', 'refused')),
  result text not null,
  at bigint not null,
  foreign key (kind, four_eyes, documented) references ledger_act (kind, four_eyes, documented),
  unique (id, kind, outcome, at),
  constraint ledger_four_eyes check (
    outcome = 'refused' or not four_eyes or (approver is not null and approver <> actor)
  ),
  constraint ledger_document check (outcome = 'refused' or not documented or document is not null)
);
create index ledger_op_at on ledger_op (at, id);

create table ledger_transfer (
  id uuid primary key,
  op uuid not null,
  -- its place in the operation, from 0
  n bigint not null check (n >= 0),
  -- what is done, as the operation says
  act text not null,
  -- always done: what was refused moves nothing
  outcome text not null check (outcome = 'done'),
  at bigint not null,
  unit bigint not null,
  fund uuid not null,
  dr uuid not null,
  dr_kind text not null,
  -- which move of the debited account it is, from 1
  dr_move bigint not null check (dr_move > 0),
  cr uuid not null,
  cr_kind text not null,
  cr_move bigint not null check (cr_move > 0),
  -- S single, H hold, P posts a hold, V gives it up, E after its end
  phase text not null check (phase in ('S', 'H', 'P', 'V', 'E')),
  -- what moves for good, and what becomes or is no longer pending
  posted bigint not null,
  pending bigint not null,
  hold uuid,
  hold_phase text,
  held bigint,
  hold_until bigint,
  -- what it is about: `booking:…`
  subject text not null,
  foreign key (op, act, outcome, at) references ledger_op (id, kind, outcome, at),
  foreign key (dr, unit, fund, dr_kind) references ledger_account (id, unit, fund, kind),
  foreign key (cr, unit, fund, cr_kind) references ledger_account (id, unit, fund, kind),
  foreign key (dr_kind, cr_kind, phase, act) references ledger_pair (dr_kind, cr_kind, phase, act),
  foreign key (hold, hold_phase, dr, cr, unit, fund, held) references ledger_transfer (id, phase, dr, cr, unit, fund, pending),
  unique (op, n),
  unique (hold),
  unique (dr, dr_move),
  unique (cr, cr_move),
  unique (id, phase, dr, cr, unit, fund, pending),
  check (dr <> cr),
  check ((hold is null) = (hold_phase is null) and (hold is null) = (held is null)),
  check (hold_phase is null or hold_phase = 'H'),
  check ((phase in ('S', 'H')) = (hold is null)),
  check ((phase = 'H') = (hold_until is not null)),
  check (hold_until is null or hold_until >= at),
  constraint ledger_amounts check (
    (phase = 'S' and posted between 1 and 1000000000 and pending = 0)
    or (phase = 'H' and posted = 0 and pending between 1 and 1000000000)
    or (phase = 'P' and posted between 1 and held and pending = -held)
    or (phase in ('V', 'E') and posted = 0 and pending = -held)
  )
);
create index ledger_transfer_at on ledger_transfer (at, op, n);
create index ledger_transfer_due on ledger_transfer (hold_until, id) where phase = 'H';
create index ledger_transfer_subject on ledger_transfer (subject, at);

-- An end that was moved: only by an operation, which says why.
create table ledger_term (
  account uuid not null references ledger_account (id),
  op uuid not null,
  act text not null check (act = 'reopen'),
  outcome text not null check (outcome = 'done'),
  at bigint not null,
  was bigint not null,
  ends_at bigint not null,
  primary key (account, op),
  foreign key (op, act, outcome, at) references ledger_op (id, kind, outcome, at),
  check (ends_at > was)
);

-- @sqlite
create trigger ledger_fund_no_update before update on ledger_fund
begin select raise(abort, 'a fund is never changed'); end;
create trigger ledger_fund_no_delete before delete on ledger_fund
begin select raise(abort, 'a fund is never deleted'); end;
create trigger ledger_pair_no_update before update on ledger_pair
begin select raise(abort, 'allowed pairs are changed by a migration only'); end;
create trigger ledger_pair_no_delete before delete on ledger_pair
begin select raise(abort, 'allowed pairs are changed by a migration only'); end;
create trigger ledger_act_no_update before update on ledger_act
begin select raise(abort, 'acts are changed by a migration only'); end;
create trigger ledger_act_no_delete before delete on ledger_act
begin select raise(abort, 'acts are changed by a migration only'); end;
create trigger ledger_op_no_update before update on ledger_op
begin select raise(abort, 'an operation is never changed'); end;
create trigger ledger_op_no_delete before delete on ledger_op
begin select raise(abort, 'an operation is never deleted'); end;
create trigger ledger_transfer_no_update before update on ledger_transfer
begin select raise(abort, 'a transfer is never changed'); end;
create trigger ledger_transfer_no_delete before delete on ledger_transfer
begin select raise(abort, 'a transfer is never deleted'); end;
create trigger ledger_term_no_update before update on ledger_term
begin select raise(abort, 'a moved end is never changed'); end;
create trigger ledger_term_no_delete before delete on ledger_term
begin select raise(abort, 'a moved end is never deleted'); end;
create trigger ledger_account_no_delete before delete on ledger_account
begin select raise(abort, 'an account is never deleted'); end;

-- A new account is empty; a row that is there already is not replaced.
create trigger ledger_account_begins before insert on ledger_account
when new.d_post <> 0 or new.c_post <> 0 or new.d_pend <> 0 or new.c_pend <> 0 or new.moves <> 0
  or exists (select 1 from ledger_account a where a.id = new.id or (a.fund = new.fund and a.kind = new.kind and a.owner = new.owner))
begin select raise(abort, 'an account begins empty, and once'); end;
create trigger ledger_op_once before insert on ledger_op
when exists (select 1 from ledger_op o where o.id = new.id)
begin select raise(abort, 'an operation is kept once'); end;
create trigger ledger_transfer_once before insert on ledger_transfer
when exists (select 1 from ledger_transfer t where t.id = new.id or (t.op = new.op and t.n = new.n)
  or t.hold = new.hold or (t.dr = new.dr and t.dr_move = new.dr_move) or (t.cr = new.cr and t.cr_move = new.cr_move))
begin select raise(abort, 'a transfer is kept once, and a hold resolved once'); end;

-- Times: nothing is spent after the end, nothing posted after the hold's end, nothing expires before.
create trigger ledger_transfer_in_time before insert on ledger_transfer
when (new.phase in ('S', 'H') and exists (
    select 1 from ledger_account a join ledger_pair p on p.dr_kind = new.dr_kind and p.cr_kind = new.cr_kind and p.phase = new.phase and p.act = new.act
    where a.id = new.dr and a.ends_at < new.at and not p.after_end))
  or (new.phase = 'P' and exists (select 1 from ledger_transfer h where h.id = new.hold and h.hold_until < new.at))
  or (new.phase = 'E' and exists (select 1 from ledger_transfer h where h.id = new.hold and h.hold_until >= new.at))
begin select raise(abort, 'the time for this has passed, or has not come'); end;

-- Both accounts move with the transfer, in one statement with it.
create trigger ledger_transfer_moves after insert on ledger_transfer
begin
  update ledger_account set d_post = d_post + new.posted, d_pend = d_pend + new.pending, moves = moves + 1
    where id = new.dr and moves = new.dr_move - 1;
  update ledger_account set c_post = c_post + new.posted, c_pend = c_pend + new.pending, moves = moves + 1
    where id = new.cr and moves = new.cr_move - 1;
  select raise(abort, 'the transfer is not the next move of its accounts')
    where not exists (select 1 from ledger_account where id = new.dr and moves = new.dr_move)
      or not exists (select 1 from ledger_account where id = new.cr and moves = new.cr_move);
end;

-- Whoever changes an account shows the transfer, or the operation that moved its end.
create trigger ledger_account_by_transfer before update on ledger_account
when not (
  new.id = old.id and new.fund = old.fund and new.unit = old.unit and new.kind = old.kind and new.owner = old.owner
  and new.side = old.side and new.guarded = old.guarded and new.created_at = old.created_at
  and (
    (new.ends_at is old.ends_at and new.moves = old.moves + 1 and (
      exists (select 1 from ledger_transfer t where t.dr = new.id and t.dr_move = new.moves
        and new.d_post = old.d_post + t.posted and new.d_pend = old.d_pend + t.pending
        and new.c_post = old.c_post and new.c_pend = old.c_pend)
      or exists (select 1 from ledger_transfer t where t.cr = new.id and t.cr_move = new.moves
        and new.c_post = old.c_post + t.posted and new.c_pend = old.c_pend + t.pending
        and new.d_post = old.d_post and new.d_pend = old.d_pend)))
    or (new.moves = old.moves and new.d_post = old.d_post and new.c_post = old.c_post
      and new.d_pend = old.d_pend and new.c_pend = old.c_pend
      and exists (select 1 from ledger_term e where e.account = new.id and e.was = old.ends_at and e.ends_at = new.ends_at))
  )
)
begin select raise(abort, 'an account moves only by a transfer'); end;
-- @end

-- @postgres
create function ledger_refuse() returns trigger language plpgsql as $$
begin
  raise exception '%', tg_argv[0] using errcode = 'check_violation';
end
$$;
create trigger ledger_fund_no_update before update or delete on ledger_fund
  for each row execute function ledger_refuse('a fund is never changed');
create trigger ledger_pair_no_update before update or delete on ledger_pair
  for each row execute function ledger_refuse('allowed pairs are changed by a migration only');
create trigger ledger_act_no_update before update or delete on ledger_act
  for each row execute function ledger_refuse('acts are changed by a migration only');
create trigger ledger_op_no_update before update or delete on ledger_op
  for each row execute function ledger_refuse('an operation is never changed');
create trigger ledger_transfer_no_update before update or delete on ledger_transfer
  for each row execute function ledger_refuse('a transfer is never changed');
create trigger ledger_term_no_update before update or delete on ledger_term
  for each row execute function ledger_refuse('a moved end is never changed');
create trigger ledger_account_no_delete before delete on ledger_account
  for each row execute function ledger_refuse('an account is never deleted');
create trigger ledger_fund_no_truncate before truncate on ledger_fund
  for each statement execute function ledger_refuse('a fund is never deleted');
create trigger ledger_pair_no_truncate before truncate on ledger_pair
  for each statement execute function ledger_refuse('allowed pairs are changed by a migration only');
create trigger ledger_act_no_truncate before truncate on ledger_act
  for each statement execute function ledger_refuse('acts are changed by a migration only');
create trigger ledger_op_no_truncate before truncate on ledger_op
  for each statement execute function ledger_refuse('an operation is never deleted');
create trigger ledger_transfer_no_truncate before truncate on ledger_transfer
  for each statement execute function ledger_refuse('a transfer is never deleted');
create trigger ledger_term_no_truncate before truncate on ledger_term
  for each statement execute function ledger_refuse('a moved end is never deleted');
create trigger ledger_account_no_truncate before truncate on ledger_account
  for each statement execute function ledger_refuse('an account is never deleted');
create trigger ledger_account_begins before insert on ledger_account
  for each row when (new.d_post <> 0 or new.c_post <> 0 or new.d_pend <> 0 or new.c_pend <> 0 or new.moves <> 0)
  execute function ledger_refuse('an account begins empty');

-- After the row is really there: a row that ON CONFLICT leaves out moves nothing.
create function ledger_move() returns trigger language plpgsql as $$
declare
  late boolean;
begin
  if new.phase in ('S', 'H') then
    select exists (
      select 1 from ledger_account a join ledger_pair p on p.dr_kind = new.dr_kind and p.cr_kind = new.cr_kind and p.phase = new.phase and p.act = new.act
      where a.id = new.dr and a.ends_at < new.at and not p.after_end) into late;
  else
    select exists (select 1 from ledger_transfer h where h.id = new.hold
      and ((new.phase = 'P' and h.hold_until < new.at) or (new.phase = 'E' and h.hold_until >= new.at))) into late;
  end if;
  if late then
    raise exception 'the time for this has passed, or has not come' using errcode = 'check_violation';
  end if;
  -- in order of identifier, so that two transfers between the same accounts do not wait for each other
  if new.dr < new.cr then
    perform ledger_move_debit(new);
    perform ledger_move_credit(new);
  else
    perform ledger_move_credit(new);
    perform ledger_move_debit(new);
  end if;
  return null;
end
$$;
create function ledger_move_debit(t ledger_transfer) returns void language plpgsql as $$
begin
  update ledger_account set d_post = d_post + t.posted, d_pend = d_pend + t.pending, moves = moves + 1
    where id = t.dr and moves = t.dr_move - 1;
  if not found then
    raise exception 'the transfer is not the next move of its accounts' using errcode = 'check_violation';
  end if;
end
$$;
create function ledger_move_credit(t ledger_transfer) returns void language plpgsql as $$
begin
  update ledger_account set c_post = c_post + t.posted, c_pend = c_pend + t.pending, moves = moves + 1
    where id = t.cr and moves = t.cr_move - 1;
  if not found then
    raise exception 'the transfer is not the next move of its accounts' using errcode = 'check_violation';
  end if;
end
$$;
create trigger ledger_transfer_moves after insert on ledger_transfer
  for each row execute function ledger_move();

create function ledger_shown() returns trigger language plpgsql as $$
begin
  if new.id = old.id and new.fund = old.fund and new.unit = old.unit and new.kind = old.kind and new.owner = old.owner
    and new.side = old.side and new.guarded = old.guarded and new.created_at = old.created_at
    and (
      (new.ends_at is not distinct from old.ends_at and new.moves = old.moves + 1 and (
        exists (select 1 from ledger_transfer t where t.dr = new.id and t.dr_move = new.moves
          and new.d_post = old.d_post + t.posted and new.d_pend = old.d_pend + t.pending
          and new.c_post = old.c_post and new.c_pend = old.c_pend)
        or exists (select 1 from ledger_transfer t where t.cr = new.id and t.cr_move = new.moves
          and new.c_post = old.c_post + t.posted and new.c_pend = old.c_pend + t.pending
          and new.d_post = old.d_post and new.d_pend = old.d_pend)))
      or (new.moves = old.moves and new.d_post = old.d_post and new.c_post = old.c_post
        and new.d_pend = old.d_pend and new.c_pend = old.c_pend
        and exists (select 1 from ledger_term e where e.account = new.id and e.was = old.ends_at and e.ends_at = new.ends_at))
    )
  then
    return new;
  end if;
  raise exception 'an account moves only by a transfer' using errcode = 'check_violation';
end
$$;
create trigger ledger_account_by_transfer before update on ledger_account
  for each row execute function ledger_shown();
-- @end
