-- Messages to organisations' systems: a hook can be paused, its secret changed with a time in which the old one
-- still signs, and of each message is kept when it was tried last and why it did not arrive.

-- since when nothing is sent, though messages are written
alter table vouchers_hook add column paused_at bigint;
-- when the secret was changed last
alter table vouchers_hook add column rotated_at bigint;
-- how often: who changes it says which one they have seen
alter table vouchers_hook add column revision bigint not null default 0;

-- Secrets of before that still sign, beside the one of the hook.
create table vouchers_hook_secret (
  id uuid primary key,
  hook uuid not null references vouchers_hook (id),
  -- sealed
  secret bytea not null,
  -- its last moment
  ends_at bigint not null
);
create index vouchers_hook_secret_hook on vouchers_hook_secret (hook);

-- when it was tried last
alter table vouchers_delivery add column tried_at bigint;
-- while somebody sends it, nobody else does; a sender that was killed loses it then
alter table vouchers_delivery add column taken_until bigint;
-- why nothing answered; none when something did
alter table vouchers_delivery add column fault text check (fault in ('slow', 'private', 'silent', 'address'));
