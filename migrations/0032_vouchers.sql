-- Vouchers: from which money, under which terms, for whom, how they are shown and spent, how providers are
-- paid. Money itself stands in the ledger and nowhere here: a status never stands in for money. What is
-- shown at a desk is kept as a keyed hash only; bank accounts are sealed (platform/seal).

-- Which way a thing may go, and by what.
create table vouchers_step (
  kind text not null check (kind in ('fund', 'voucher', 'item', 'batch', 'line', 'incident')),
  from_state text not null,
  to_state text not null,
  event text not null,
  primary key (kind, from_state, to_state, event)
);
insert into vouchers_step (kind, from_state, to_state, event) values
  ('fund', 'new', 'planned', 'plan'),
  ('fund', 'planned', 'open', 'open'),
  ('fund', 'open', 'award_closed', 'close'),
  ('fund', 'award_closed', 'spend_closed', 'close'),
  ('fund', 'spend_closed', 'settling', 'close'),
  ('fund', 'settling', 'closed', 'close'),
  ('voucher', 'new', 'issued', 'award'),
  ('voucher', 'issued', 'active', 'begin'),
  ('voucher', 'issued', 'suspended', 'suspend'),
  ('voucher', 'active', 'suspended', 'suspend'),
  ('voucher', 'suspended', 'active', 'resume'),
  ('voucher', 'issued', 'ended', 'end'),
  ('voucher', 'active', 'ended', 'end'),
  ('voucher', 'suspended', 'ended', 'end'),
  ('voucher', 'ended', 'active', 'reopen'),
  ('item', 'new', 'accrued', 'accrue'),
  ('item', 'new', 'in_review', 'flag'),
  ('item', 'accrued', 'in_review', 'flag'),
  ('item', 'in_review', 'accrued', 'clear'),
  ('item', 'accrued', 'undone', 'undo'),
  ('item', 'in_review', 'undone', 'undo'),
  ('item', 'accrued', 'batched', 'batch'),
  ('item', 'returned', 'batched', 'batch'),
  ('item', 'batched', 'accrued', 'void'),
  ('item', 'batched', 'returned', 'void'),
  ('item', 'batched', 'sent', 'send'),
  ('item', 'sent', 'accrued', 'void'),
  ('item', 'sent', 'paid', 'pay'),
  ('item', 'sent', 'returned', 'return'),
  ('batch', 'new', 'draft', 'draft'),
  ('batch', 'draft', 'sealed', 'seal'),
  ('batch', 'sealed', 'approved', 'approve'),
  ('batch', 'approved', 'exported', 'export'),
  ('batch', 'exported', 'partly', 'result'),
  ('batch', 'exported', 'settled', 'result'),
  ('batch', 'partly', 'settled', 'result'),
  ('batch', 'draft', 'void', 'void'),
  ('batch', 'sealed', 'void', 'void'),
  ('batch', 'approved', 'void', 'void'),
  ('line', 'new', 'waiting', 'draft'),
  ('line', 'waiting', 'sent', 'send'),
  ('line', 'waiting', 'void', 'void'),
  ('line', 'sent', 'void', 'void'),
  ('line', 'sent', 'paid', 'pay'),
  ('line', 'sent', 'returned', 'return'),
  ('incident', 'new', 'opened', 'open'),
  ('incident', 'opened', 'calculated', 'calculate'),
  ('incident', 'calculated', 'approved', 'approve'),
  ('incident', 'approved', 'posted', 'post');

-- A source of money; the ledger's fund has the same identifier.
create table vouchers_fund (
  id uuid primary key,
  name text not null,
  state text not null check (state in ('planned', 'open', 'award_closed', 'spend_closed', 'settling', 'closed')),
  made_by uuid not null,
  made_at bigint not null
);

-- Money that came in by an act of the administration.
create table vouchers_grant (
  id uuid primary key,
  fund uuid not null references vouchers_fund (id),
  amount bigint not null check (amount between 1 and 1000000000),
  -- number of the act
  document text not null,
  prepared_by uuid not null,
  prepared_at bigint not null,
  approved_by uuid,
  approved_at bigint,
  check ((approved_by is null) = (approved_at is null)),
  constraint vouchers_grant_four_eyes check (approved_by <> prepared_by)
);
create index vouchers_grant_fund on vouchers_grant (fund, prepared_at);

-- What a call gives, and for what it can be spent.
create table vouchers_terms (
  id uuid primary key,
  -- as the offices name the call
  code text not null unique check (length(code) between 1 and 255),
  -- JSON by language
  name text not null,
  -- JSON lists of the city's taxonomy and districts; empty means all
  themes text not null,
  districts text not null,
  -- whole years on the first day of what is paid
  min_age bigint check (min_age between 0 and 25),
  max_age bigint check (max_age between 0 and 25),
  -- most that one payment or booking may take, cents
  cap_each bigint check (cap_each > 0),
  -- most within so many days, cents
  cap_window bigint check (cap_window > 0),
  window_days bigint check (window_days between 1 and 366),
  spend_from text not null,
  spend_until text not null,
  -- days of new validity when a provider has cancelled, or credit comes back after the end
  renewal_days bigint not null check (renewal_days between 1 and 366),
  -- where ended credit goes
  ended_to text not null check (ended_to in ('unallocated', 'lapsed')),
  state text not null check (state in ('draft', 'approved', 'closed')),
  made_by uuid not null,
  made_at bigint not null,
  approved_by uuid,
  approved_at bigint,
  check ((cap_window is null) = (window_days is null)),
  check (spend_from <= spend_until),
  check (state = 'draft' or approved_by is not null),
  check ((approved_by is null) = (approved_at is null)),
  constraint vouchers_terms_four_eyes check (approved_by <> made_by)
);

-- From which funds, the first first.
create table vouchers_terms_fund (
  terms uuid not null references vouchers_terms (id),
  n bigint not null check (n between 1 and 20),
  fund uuid not null references vouchers_fund (id),
  primary key (terms, n),
  unique (terms, fund)
);

create table vouchers_voucher (
  id uuid primary key,
  code text not null unique,
  terms uuid not null references vouchers_terms (id),
  fund uuid not null references vouchers_fund (id),
  -- the child or young person; null for a group without names
  child uuid,
  group_name text,
  -- who is told
  holder uuid not null,
  amount bigint not null check (amount between 1 and 10000000),
  -- first and last day, ISO
  starts_on text not null,
  ends_on text not null,
  -- school year, edition: one voucher of a call in each
  window_name text not null,
  state text not null check (state in ('issued', 'active', 'suspended', 'ended')),
  -- how it ended
  how text check (how in ('spent', 'expired', 'closed', 'replaced')),
  -- whose place it takes
  replaces uuid references vouchers_voucher (id),
  made_at bigint not null,
  changed_at bigint not null,
  check ((child is null) <> (group_name is null)),
  check (starts_on <= ends_on),
  check ((how is not null) = (state = 'ended'))
);
create unique index vouchers_voucher_once on vouchers_voucher (child, terms, window_name) where state <> 'ended' and child is not null;
create index vouchers_voucher_child on vouchers_voucher (child, made_at);
create index vouchers_voucher_holder on vouchers_voucher (holder, made_at);
create index vouchers_voucher_fund on vouchers_voucher (fund, state);
create index vouchers_voucher_ends on vouchers_voucher (ends_on, id) where state <> 'ended';

-- Every step of a voucher, for ever.
create table vouchers_event (
  voucher uuid not null references vouchers_voucher (id),
  n bigint not null check (n > 0),
  from_state text not null,
  to_state text not null,
  event text not null,
  -- a person's identifier, or a part of the program
  actor text not null,
  at bigint not null,
  -- in words without names
  reason text,
  primary key (voucher, n)
);

-- What is shown at a desk. Only keyed hashes of secret, typed code and PIN.
create table vouchers_token (
  id uuid primary key,
  voucher uuid not null references vouchers_voucher (id),
  kind text not null check (kind in ('show', 'ticket', 'printed')),
  secret_hash bytea not null,
  code_hash bytea not null,
  pin_hash bytea,
  -- a ticket is good for this booking alone
  booking uuid,
  made_by uuid not null,
  made_at bigint not null,
  -- its last moment
  ends_at bigint not null,
  used_at bigint,
  revoked_at bigint,
  misses bigint not null default 0,
  check ((kind = 'ticket') = (booking is not null)),
  check (kind = 'printed' or pin_hash is null)
);
create unique index vouchers_token_secret on vouchers_token (secret_hash);
create unique index vouchers_token_code on vouchers_token (code_hash);
create index vouchers_token_voucher on vouchers_token (voucher, kind);
create index vouchers_token_ends on vouchers_token (ends_at);

-- Wrong codes of an operator within a span.
create table vouchers_attempt (
  person uuid primary key,
  since bigint not null,
  misses bigint not null
);

-- One thing that is to be paid to a provider, or less of it.
create table vouchers_spend (
  id uuid primary key,
  -- the ledger's order: the same as the identifier, unless one order paid from several vouchers
  op uuid not null,
  number text not null unique,
  kind text not null check (kind in ('payment', 'adjustment')),
  -- the item an adjustment belongs to
  adjusts uuid references vouchers_spend (id),
  -- an adjustment of what was sent already: owed by the provider, to be netted
  owed boolean not null,
  voucher uuid not null references vouchers_voucher (id),
  fund uuid not null references vouchers_fund (id),
  booking uuid,
  service uuid,
  organisation uuid not null,
  -- whose hands: a person's identifier, or a part of the program
  operator text not null,
  price bigint not null check (price >= 0),
  amount bigint not null check (amount between -10000000 and 10000000),
  -- what the family paid itself, and who took it
  own bigint not null check (own >= 0),
  own_by text not null check (own_by in ('nobody', 'provider', 'city')),
  at bigint not null,
  undo_until bigint not null,
  state text not null check (state in ('accrued', 'in_review', 'batched', 'sent', 'paid', 'returned', 'undone')),
  -- of the order as it was asked
  body_hash bytea not null,
  -- when the family was told
  told_at bigint,
  -- invoice or debit note of the provider
  document text,
  check ((kind = 'payment' and amount > 0 and adjusts is null and not owed) or (kind = 'adjustment' and amount <> 0 and adjusts is not null)),
  check (kind <> 'payment' or amount + own <= price)
);
create index vouchers_spend_op on vouchers_spend (op);
create index vouchers_spend_voucher on vouchers_spend (voucher, at);
create index vouchers_spend_organisation on vouchers_spend (organisation, at);
create index vouchers_spend_adjusts on vouchers_spend (adjusts) where adjusts is not null;
create index vouchers_spend_booking on vouchers_spend (booking) where booking is not null;
create index vouchers_spend_open on vouchers_spend (fund, organisation, at) where state in ('accrued', 'returned');
create index vouchers_spend_untold on vouchers_spend (at, id) where told_at is null;

-- A no that was answered under a key: the same order again gets the same no.
create table vouchers_refusal (
  key uuid primary key,
  body_hash bytea not null,
  refusal text not null,
  at bigint not null
);

-- Where a provider is paid, as long as a second person has looked.
create table vouchers_payee (
  id uuid primary key,
  organisation uuid not null,
  -- sealed
  iban bytea not null,
  holder bytea not null,
  changed_by uuid not null,
  changed_at bigint not null,
  verified_by uuid,
  verified_at bigint,
  replaced_at bigint,
  check ((verified_by is null) = (verified_at is null)),
  constraint vouchers_payee_four_eyes check (verified_by <> changed_by)
);
create unique index vouchers_payee_one on vouchers_payee (organisation) where verified_at is not null and replaced_at is null;
create index vouchers_payee_organisation on vouchers_payee (organisation, changed_at);

create table vouchers_batch (
  id uuid primary key,
  state text not null check (state in ('draft', 'sealed', 'approved', 'exported', 'partly', 'settled', 'void')),
  -- items up to this day
  until_on text not null,
  made_by uuid not null,
  made_at bigint not null,
  sealed_by uuid,
  sealed_at bigint,
  lines bigint,
  total bigint,
  hash bytea,
  approved_by uuid,
  approved_at bigint,
  exported_by uuid,
  exported_at bigint,
  -- SHA-256 of the file, and how often it was taken
  exported_hash bytea,
  exports bigint not null default 0,
  check (state in ('draft', 'void') or (sealed_by is not null and hash is not null and total is not null and lines is not null)),
  check (state in ('draft', 'sealed', 'void') or approved_by is not null),
  constraint vouchers_batch_four_eyes check (approved_by <> made_by and approved_by <> sealed_by)
);
create index vouchers_batch_made on vouchers_batch (made_at);

-- What one provider gets from one fund; its identifier is the payout's.
create table vouchers_line (
  id uuid primary key,
  batch uuid not null references vouchers_batch (id),
  fund uuid not null references vouchers_fund (id),
  organisation uuid not null,
  -- what was earned, what of it is kept for what was paid too much, and what is sent
  gross bigint not null check (gross >= 0),
  netted bigint not null check (netted >= 0),
  amount bigint not null check (amount >= 0),
  -- sealed, as they were at the draft
  iban bytea not null,
  holder bytea not null,
  state text not null check (state in ('waiting', 'sent', 'paid', 'returned', 'void')),
  -- the bank's document, and its reason when it came back
  document text,
  reason text,
  at bigint,
  unique (batch, fund, organisation),
  unique (id, batch),
  constraint vouchers_line_sum check (amount = gross - netted)
);

create table vouchers_batch_item (
  batch uuid not null,
  item uuid not null references vouchers_spend (id),
  line uuid not null,
  -- its state before
  was text not null check (was in ('accrued', 'returned')),
  live boolean not null,
  primary key (batch, item),
  foreign key (line, batch) references vouchers_line (id, batch)
);
create unique index vouchers_batch_item_once on vouchers_batch_item (item) where live;
create index vouchers_batch_item_line on vouchers_batch_item (line);

-- Something that went wrong with a payment.
create table vouchers_incident (
  id uuid primary key,
  spend uuid not null references vouchers_spend (id),
  kind text not null check (kind in ('wrong_amount', 'double_charge', 'service_not_given', 'fraud', 'goodwill')),
  -- towards the family when positive, towards the provider when negative
  amount bigint not null check (amount <> 0),
  -- in words without names
  reason text not null,
  state text not null check (state in ('opened', 'calculated', 'approved', 'posted')),
  opened_by uuid not null,
  opened_at bigint not null,
  -- the order as calculated, and each account before and after, JSON
  plan text,
  calculated_at bigint,
  approved_by uuid,
  approved_at bigint,
  check (state = 'opened' or plan is not null),
  check (state in ('opened', 'calculated') or approved_by is not null),
  constraint vouchers_incident_four_eyes check (approved_by <> opened_by)
);
create index vouchers_incident_spend on vouchers_incident (spend);
create index vouchers_incident_open on vouchers_incident (opened_at) where state <> 'posted';

-- Something to be looked at by a person.
create table vouchers_flag (
  id uuid primary key,
  spend uuid references vouchers_spend (id),
  line uuid references vouchers_line (id),
  kind text not null,
  -- figures behind it, JSON
  detail text not null,
  at bigint not null,
  outcome text check (outcome in ('fine', 'corrected', 'incident')),
  decided_by uuid,
  decided_at bigint,
  -- in words without names
  note text,
  check ((spend is null) <> (line is null)),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null))
);
create index vouchers_flag_open on vouchers_flag (at, id) where outcome is null;
create index vouchers_flag_spend on vouchers_flag (spend);

-- A reminder that went out, once for each end and distance.
create table vouchers_reminded (
  voucher uuid not null references vouchers_voucher (id),
  ends_on text not null,
  days bigint not null,
  at bigint not null,
  primary key (voucher, ends_on, days)
);

-- Account and holder of a line may be sealed anew under another key; that they are the ones that were
-- sealed is shown by the batch's hash.

-- @sqlite
create trigger vouchers_step_no_update before update on vouchers_step
begin select raise(abort, 'steps are changed by a migration only'); end;
create trigger vouchers_step_no_delete before delete on vouchers_step
begin select raise(abort, 'steps are changed by a migration only'); end;
create trigger vouchers_event_no_update before update on vouchers_event
begin select raise(abort, 'what happened is never changed'); end;
create trigger vouchers_event_no_delete before delete on vouchers_event
begin select raise(abort, 'what happened is never deleted'); end;
create trigger vouchers_spend_no_delete before delete on vouchers_spend
begin select raise(abort, 'an item is never deleted'); end;
create trigger vouchers_voucher_no_delete before delete on vouchers_voucher
begin select raise(abort, 'a voucher is never deleted'); end;
create trigger vouchers_refusal_no_update before update on vouchers_refusal
begin select raise(abort, 'an answer is never changed'); end;
create trigger vouchers_line_no_delete before delete on vouchers_line
begin select raise(abort, 'a line is never deleted'); end;
create trigger vouchers_batch_no_delete before delete on vouchers_batch
begin select raise(abort, 'a batch is never deleted'); end;
create trigger vouchers_batch_item_no_delete before delete on vouchers_batch_item
begin select raise(abort, 'a batch keeps its items'); end;
create trigger vouchers_incident_no_delete before delete on vouchers_incident
begin select raise(abort, 'an incident is never deleted'); end;
create trigger vouchers_flag_no_delete before delete on vouchers_flag
begin select raise(abort, 'a flag is never deleted'); end;
create trigger vouchers_payee_no_delete before delete on vouchers_payee
begin select raise(abort, 'an account that was paid to is never deleted'); end;
create trigger vouchers_grant_no_delete before delete on vouchers_grant
begin select raise(abort, 'a grant is never deleted'); end;

create trigger vouchers_spend_fixed before update on vouchers_spend
when new.id <> old.id or new.op <> old.op or new.number <> old.number or new.kind <> old.kind or new.adjusts is not old.adjusts or new.owed <> old.owed
  or new.voucher <> old.voucher or new.fund <> old.fund or new.booking is not old.booking or new.service is not old.service
  or new.organisation <> old.organisation or new.operator <> old.operator or new.price <> old.price or new.amount <> old.amount
  or new.own <> old.own or new.own_by <> old.own_by or new.at <> old.at or new.undo_until <> old.undo_until or new.body_hash <> old.body_hash
begin select raise(abort, 'an item is never changed: make an adjustment'); end;
create trigger vouchers_line_fixed before update on vouchers_line
when new.id <> old.id or new.batch <> old.batch or new.fund <> old.fund or new.organisation <> old.organisation
  or new.gross <> old.gross or new.netted <> old.netted
begin select raise(abort, 'a line is never changed'); end;
create trigger vouchers_batch_fixed before update on vouchers_batch
when new.id <> old.id or new.made_by <> old.made_by or new.until_on <> old.until_on
  or (old.state <> 'draft' and (new.hash is not old.hash or new.total is not old.total or new.lines is not old.lines or new.sealed_by is not old.sealed_by))
  or (old.approved_by is not null and new.approved_by is not old.approved_by)
begin select raise(abort, 'what was sealed is never changed'); end;
create trigger vouchers_batch_item_fixed before update on vouchers_batch_item
when new.batch <> old.batch or new.item <> old.item or new.line <> old.line or (new.live and not old.live)
begin select raise(abort, 'a batch keeps its items'); end;
create trigger vouchers_batch_item_draft before insert on vouchers_batch_item
when not exists (select 1 from vouchers_batch b where b.id = new.batch and b.state = 'draft')
begin select raise(abort, 'only a draft takes items'); end;
create trigger vouchers_line_draft before insert on vouchers_line
when not exists (select 1 from vouchers_batch b where b.id = new.batch and b.state = 'draft')
begin select raise(abort, 'only a draft takes lines'); end;
create trigger vouchers_voucher_fixed before update on vouchers_voucher
when new.id <> old.id or new.code <> old.code or new.terms <> old.terms or new.fund <> old.fund or new.child is not old.child
  or new.amount <> old.amount or new.window_name <> old.window_name or new.starts_on <> old.starts_on or new.ends_on < old.ends_on
begin select raise(abort, 'a voucher is never changed: it is ended, or replaced'); end;
create trigger vouchers_terms_fixed before update on vouchers_terms
when old.state <> 'draft' and (new.code <> old.code or new.name <> old.name or new.themes <> old.themes or new.districts <> old.districts
  or new.min_age is not old.min_age or new.max_age is not old.max_age or new.cap_each is not old.cap_each
  or new.cap_window is not old.cap_window or new.window_days is not old.window_days or new.spend_from <> old.spend_from
  or new.spend_until <> old.spend_until or new.renewal_days <> old.renewal_days or new.ended_to <> old.ended_to
  or new.approved_by is not old.approved_by or new.state = 'draft')
begin select raise(abort, 'approved terms are never changed'); end;
create trigger vouchers_grant_fixed before update on vouchers_grant
when old.approved_by is not null or new.id <> old.id or new.fund <> old.fund or new.amount <> old.amount or new.document <> old.document or new.prepared_by <> old.prepared_by
begin select raise(abort, 'a grant is never changed'); end;
create trigger vouchers_payee_fixed before update on vouchers_payee
when new.id <> old.id or new.organisation <> old.organisation or new.changed_by <> old.changed_by
  or (old.verified_by is not null and new.verified_by is not old.verified_by)
begin select raise(abort, 'an account is never changed: a new one takes its place'); end;
create trigger vouchers_incident_fixed before update on vouchers_incident
when new.id <> old.id or new.spend <> old.spend or new.kind <> old.kind or new.amount <> old.amount or new.opened_by <> old.opened_by
  or (old.approved_by is not null and (new.approved_by is not old.approved_by or new.plan is not old.plan))
begin select raise(abort, 'an incident is never changed'); end;

create trigger vouchers_fund_steps before update on vouchers_fund
when new.state <> old.state and not exists (select 1 from vouchers_step s where s.kind = 'fund' and s.from_state = old.state and s.to_state = new.state)
begin select raise(abort, 'not one of its steps'); end;
create trigger vouchers_voucher_steps before update on vouchers_voucher
when new.state <> old.state and not exists (select 1 from vouchers_step s where s.kind = 'voucher' and s.from_state = old.state and s.to_state = new.state)
begin select raise(abort, 'not one of its steps'); end;
create trigger vouchers_spend_steps before update on vouchers_spend
when new.state <> old.state and not exists (select 1 from vouchers_step s where s.kind = 'item' and s.from_state = old.state and s.to_state = new.state)
begin select raise(abort, 'not one of its steps'); end;
create trigger vouchers_batch_steps before update on vouchers_batch
when new.state <> old.state and not exists (select 1 from vouchers_step s where s.kind = 'batch' and s.from_state = old.state and s.to_state = new.state)
begin select raise(abort, 'not one of its steps'); end;
create trigger vouchers_line_steps before update on vouchers_line
when new.state <> old.state and not exists (select 1 from vouchers_step s where s.kind = 'line' and s.from_state = old.state and s.to_state = new.state)
begin select raise(abort, 'not one of its steps'); end;
create trigger vouchers_incident_steps before update on vouchers_incident
when new.state <> old.state and not exists (select 1 from vouchers_step s where s.kind = 'incident' and s.from_state = old.state and s.to_state = new.state)
begin select raise(abort, 'not one of its steps'); end;
create trigger vouchers_fund_begins before insert on vouchers_fund
when not exists (select 1 from vouchers_step s where s.kind = 'fund' and s.from_state = 'new' and s.to_state = new.state)
begin select raise(abort, 'it begins at its beginning'); end;
create trigger vouchers_voucher_begins before insert on vouchers_voucher
when not exists (select 1 from vouchers_step s where s.kind = 'voucher' and s.from_state = 'new' and s.to_state = new.state)
begin select raise(abort, 'it begins at its beginning'); end;
create trigger vouchers_spend_begins before insert on vouchers_spend
when not exists (select 1 from vouchers_step s where s.kind = 'item' and s.from_state = 'new' and s.to_state = new.state)
begin select raise(abort, 'it begins at its beginning'); end;
create trigger vouchers_batch_begins before insert on vouchers_batch
when not exists (select 1 from vouchers_step s where s.kind = 'batch' and s.from_state = 'new' and s.to_state = new.state)
begin select raise(abort, 'it begins at its beginning'); end;
create trigger vouchers_incident_begins before insert on vouchers_incident
when not exists (select 1 from vouchers_step s where s.kind = 'incident' and s.from_state = 'new' and s.to_state = new.state)
begin select raise(abort, 'it begins at its beginning'); end;
-- @end

-- @postgres
create trigger vouchers_step_fixed before update or delete on vouchers_step
  for each row execute function ledger_refuse('steps are changed by a migration only');
create trigger vouchers_event_fixed before update or delete on vouchers_event
  for each row execute function ledger_refuse('what happened is never changed');
create trigger vouchers_spend_no_delete before delete on vouchers_spend
  for each row execute function ledger_refuse('an item is never deleted');
create trigger vouchers_voucher_no_delete before delete on vouchers_voucher
  for each row execute function ledger_refuse('a voucher is never deleted');
create trigger vouchers_refusal_no_update before update on vouchers_refusal
  for each row execute function ledger_refuse('an answer is never changed');
create trigger vouchers_line_no_delete before delete on vouchers_line
  for each row execute function ledger_refuse('a line is never deleted');
create trigger vouchers_batch_no_delete before delete on vouchers_batch
  for each row execute function ledger_refuse('a batch is never deleted');
create trigger vouchers_batch_item_no_delete before delete on vouchers_batch_item
  for each row execute function ledger_refuse('a batch keeps its items');
create trigger vouchers_incident_no_delete before delete on vouchers_incident
  for each row execute function ledger_refuse('an incident is never deleted');
create trigger vouchers_flag_no_delete before delete on vouchers_flag
  for each row execute function ledger_refuse('a flag is never deleted');
create trigger vouchers_payee_no_delete before delete on vouchers_payee
  for each row execute function ledger_refuse('an account that was paid to is never deleted');
create trigger vouchers_grant_no_delete before delete on vouchers_grant
  for each row execute function ledger_refuse('a grant is never deleted');
create trigger vouchers_step_no_truncate before truncate on vouchers_step
  for each statement execute function ledger_refuse('steps are changed by a migration only');
create trigger vouchers_event_no_truncate before truncate on vouchers_event
  for each statement execute function ledger_refuse('what happened is never deleted');
create trigger vouchers_spend_no_truncate before truncate on vouchers_spend
  for each statement execute function ledger_refuse('an item is never deleted');
create trigger vouchers_voucher_no_truncate before truncate on vouchers_voucher
  for each statement execute function ledger_refuse('a voucher is never deleted');
create trigger vouchers_batch_item_no_truncate before truncate on vouchers_batch_item
  for each statement execute function ledger_refuse('a batch keeps its items');

create trigger vouchers_spend_fixed before update on vouchers_spend for each row
  when (new.id <> old.id or new.op <> old.op or new.number <> old.number or new.kind <> old.kind or new.adjusts is distinct from old.adjusts or new.owed <> old.owed
    or new.voucher <> old.voucher or new.fund <> old.fund or new.booking is distinct from old.booking or new.service is distinct from old.service
    or new.organisation <> old.organisation or new.operator <> old.operator or new.price <> old.price or new.amount <> old.amount
    or new.own <> old.own or new.own_by <> old.own_by or new.at <> old.at or new.undo_until <> old.undo_until or new.body_hash <> old.body_hash)
  execute function ledger_refuse('an item is never changed: make an adjustment');
create trigger vouchers_line_fixed before update on vouchers_line for each row
  when (new.id <> old.id or new.batch <> old.batch or new.fund <> old.fund or new.organisation <> old.organisation
    or new.gross <> old.gross or new.netted <> old.netted)
  execute function ledger_refuse('a line is never changed');
create trigger vouchers_batch_fixed before update on vouchers_batch for each row
  when (new.id <> old.id or new.made_by <> old.made_by or new.until_on <> old.until_on
    or (old.state <> 'draft' and (new.hash is distinct from old.hash or new.total is distinct from old.total or new.lines is distinct from old.lines or new.sealed_by is distinct from old.sealed_by))
    or (old.approved_by is not null and new.approved_by is distinct from old.approved_by))
  execute function ledger_refuse('what was sealed is never changed');
create trigger vouchers_batch_item_fixed before update on vouchers_batch_item for each row
  when (new.batch <> old.batch or new.item <> old.item or new.line <> old.line or (new.live and not old.live))
  execute function ledger_refuse('a batch keeps its items');
create trigger vouchers_voucher_fixed before update on vouchers_voucher for each row
  when (new.id <> old.id or new.code <> old.code or new.terms <> old.terms or new.fund <> old.fund or new.child is distinct from old.child
    or new.amount <> old.amount or new.window_name <> old.window_name or new.starts_on <> old.starts_on or new.ends_on < old.ends_on)
  execute function ledger_refuse('a voucher is never changed: it is ended, or replaced');
create trigger vouchers_terms_fixed before update on vouchers_terms for each row
  when (old.state <> 'draft' and (new.code <> old.code or new.name <> old.name or new.themes <> old.themes or new.districts <> old.districts
    or new.min_age is distinct from old.min_age or new.max_age is distinct from old.max_age or new.cap_each is distinct from old.cap_each
    or new.cap_window is distinct from old.cap_window or new.window_days is distinct from old.window_days or new.spend_from <> old.spend_from
    or new.spend_until <> old.spend_until or new.renewal_days <> old.renewal_days or new.ended_to <> old.ended_to
    or new.approved_by is distinct from old.approved_by or new.state = 'draft'))
  execute function ledger_refuse('approved terms are never changed');
create trigger vouchers_grant_fixed before update on vouchers_grant for each row
  when (old.approved_by is not null or new.id <> old.id or new.fund <> old.fund or new.amount <> old.amount or new.document <> old.document or new.prepared_by <> old.prepared_by)
  execute function ledger_refuse('a grant is never changed');
create trigger vouchers_payee_fixed before update on vouchers_payee for each row
  when (new.id <> old.id or new.organisation <> old.organisation or new.changed_by <> old.changed_by
    or (old.verified_by is not null and new.verified_by is distinct from old.verified_by))
  execute function ledger_refuse('an account is never changed: a new one takes its place');
create trigger vouchers_incident_fixed before update on vouchers_incident for each row
  when (new.id <> old.id or new.spend <> old.spend or new.kind <> old.kind or new.amount <> old.amount or new.opened_by <> old.opened_by
    or (old.approved_by is not null and (new.approved_by is distinct from old.approved_by or new.plan is distinct from old.plan)))
  execute function ledger_refuse('an incident is never changed');

create function vouchers_steps() returns trigger language plpgsql as $$
declare
  was text;
begin
  was := 'new';
  if tg_op = 'UPDATE' then
    if new.state = old.state then
      return new;
    end if;
    was := old.state;
  end if;
  if not exists (select 1 from vouchers_step s where s.kind = tg_argv[0] and s.from_state = was and s.to_state = new.state) then
    raise exception 'not one of its steps' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger vouchers_fund_steps before insert or update on vouchers_fund
  for each row execute function vouchers_steps('fund');
create trigger vouchers_voucher_steps before insert or update on vouchers_voucher
  for each row execute function vouchers_steps('voucher');
create trigger vouchers_spend_steps before insert or update on vouchers_spend
  for each row execute function vouchers_steps('item');
create trigger vouchers_batch_steps before insert or update on vouchers_batch
  for each row execute function vouchers_steps('batch');
create trigger vouchers_line_steps before insert or update on vouchers_line
  for each row execute function vouchers_steps('line');
create trigger vouchers_incident_steps before insert or update on vouchers_incident
  for each row execute function vouchers_steps('incident');

create function vouchers_draft() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from vouchers_batch b where b.id = new.batch and b.state = 'draft') then
    raise exception 'only a draft takes lines' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger vouchers_batch_item_draft before insert on vouchers_batch_item
  for each row execute function vouchers_draft();
create trigger vouchers_line_draft before insert on vouchers_line
  for each row execute function vouchers_draft();
-- @end
