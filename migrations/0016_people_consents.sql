-- What people agree to of their own will, and take back when they like. The platform's core needs no consent
-- (public task, GDPR article 6(1)(e)); these are its options only. See features/people.

create table people_consent (
  id uuid primary key,
  -- whom it is about
  person uuid not null references people_person (id),
  purpose text not null check (purpose in ('newsletter', 'participation', 'photos', 'referral')),
  -- who agreed: the person, or a guardian
  given_by uuid not null references people_person (id),
  -- who typed it, when staff helped
  hands uuid not null references people_person (id),
  -- a child was asked, too
  assent boolean not null,
  given_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  revoked_by uuid references people_person (id),
  check (expires_at > given_at),
  check ((revoked_at is null) = (revoked_by is null))
);
-- One consent a purpose stands.
create unique index people_consent_stands on people_consent (person, purpose) where revoked_at is null;

-- What somebody has done, newest first: the receipt of an assisted session, the auditor's question.
create index audit_entries_actor on audit_entries (actor_kind, actor_id, seq);
