-- The same text runs on H2 (PostgreSQL mode) and PostgreSQL.

-- Since when the rows were filled: whoever reads the log finds by another time that somebody emptied the catalog, or
-- made it anew, and reads from the beginning.
alter table projection_turn add column filled_since timestamp(6) with time zone default current_timestamp not null;
