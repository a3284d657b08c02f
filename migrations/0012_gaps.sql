-- What families sought and did not find: how often on a day, by theme, age band and district, and
-- nothing else. No words, no address, no moment, no person. Empty text: not said.
create table catalogue_gap (
  day text not null,
  theme text not null,
  age_band text not null,
  district text not null,
  times bigint not null check (times > 0),
  primary key (day, theme, age_band, district)
);
