-- Whose a voucher was is not known for ever: when its link to persons was cut, and when a key of a program
-- was stripped of its name and its people.
alter table vouchers_voucher add column forgotten_at bigint;
create index vouchers_voucher_over on vouchers_voucher (changed_at, id) where state = 'ended' and forgotten_at is null;
alter table vouchers_key add column forgotten_at bigint;
create index vouchers_delivery_done on vouchers_delivery (done_at) where done_at is not null;

-- A voucher that has ended loses its child once, and nothing else of it changes. What happened to it loses hands
-- and words with it, not before.

-- @sqlite
drop trigger vouchers_voucher_fixed;
create trigger vouchers_voucher_fixed before update on vouchers_voucher
when new.id <> old.id or new.code <> old.code or new.terms <> old.terms or new.fund <> old.fund
  or (new.child is not old.child and not (old.state = 'ended' and new.state = 'ended' and old.forgotten_at is null and new.forgotten_at is not null and new.child is null))
  or (old.forgotten_at is not null and (new.forgotten_at is not old.forgotten_at or new.holder <> old.holder or new.group_name is not old.group_name))
  or new.amount <> old.amount or new.window_name <> old.window_name or new.starts_on <> old.starts_on or new.ends_on < old.ends_on
begin select raise(abort, 'a voucher is never changed: it is ended, or replaced'); end;
drop trigger vouchers_event_no_update;
create trigger vouchers_event_no_update before update on vouchers_event
when not (new.voucher = old.voucher and new.n = old.n and new.from_state = old.from_state and new.to_state = old.to_state
  and new.event = old.event and new.at = old.at and new.reason is null and new.actor in (old.actor, 'forgotten')
  and exists (select 1 from vouchers_voucher v where v.id = old.voucher and v.forgotten_at is not null))
begin select raise(abort, 'what happened is never changed'); end;
-- @end

-- @postgres
drop trigger vouchers_voucher_fixed on vouchers_voucher;
create trigger vouchers_voucher_fixed before update on vouchers_voucher for each row
  when (new.id <> old.id or new.code <> old.code or new.terms <> old.terms or new.fund <> old.fund
    or (new.child is distinct from old.child and not (old.state = 'ended' and new.state = 'ended' and old.forgotten_at is null and new.forgotten_at is not null and new.child is null))
    or (old.forgotten_at is not null and (new.forgotten_at is distinct from old.forgotten_at or new.holder <> old.holder or new.group_name is distinct from old.group_name))
    or new.amount <> old.amount or new.window_name <> old.window_name or new.starts_on <> old.starts_on or new.ends_on < old.ends_on)
  execute function ledger_refuse('a voucher is never changed: it is ended, or replaced');
drop trigger vouchers_event_fixed on vouchers_event;
create trigger vouchers_event_no_delete before delete on vouchers_event
  for each row execute function ledger_refuse('what happened is never deleted');
create function vouchers_event_kept() returns trigger language plpgsql as $$
begin
  if new.voucher = old.voucher and new.n = old.n and new.from_state = old.from_state and new.to_state = old.to_state
    and new.event = old.event and new.at = old.at and new.reason is null and new.actor in (old.actor, 'forgotten')
    and exists (select 1 from vouchers_voucher v where v.id = old.voucher and v.forgotten_at is not null) then
    return new;
  end if;
  raise exception 'what happened is never changed' using errcode = 'check_violation';
end
$$;
create trigger vouchers_event_no_update before update on vouchers_event
  for each row execute function vouchers_event_kept();
-- @end
