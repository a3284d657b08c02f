-- The list of migrations this database has seen. Kept by platform/db; nobody else writes it.
create table db_migrations (
    number bigint primary key,
    name text not null,
    -- SHA-256 of the file, hexadecimal, lines ended by a single line feed
    checksum text not null
);
