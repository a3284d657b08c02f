-- A batch of which everything was netted has nothing to send: once it is approved it is settled.
insert into vouchers_step (kind, from_state, to_state, event) values
  ('batch', 'approved', 'settled', 'netted');
-- Those that were approved before could not be ended, since there was no file to take.
update vouchers_batch set state = 'settled'
where state = 'approved'
  and not exists (select 1 from vouchers_line l where l.batch = vouchers_batch.id and l.amount > 0);

-- The last payment of a voucher at a provider is asked for at every redemption: without this all that the
-- provider ever took is read for it.
create index vouchers_spend_last on vouchers_spend (voucher, organisation, at);
