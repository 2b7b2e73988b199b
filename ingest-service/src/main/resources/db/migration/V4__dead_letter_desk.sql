-- The same text runs on H2 (PostgreSQL mode) and PostgreSQL.

-- All that is told of a dead letter, also of one without an image. The new columns are null until the letter was read
-- (again). subject is the image that it names, or the one that its bytes would have been.
alter table dead_letters add column fault varchar(32);
alter table dead_letters add column stack varchar(16);
alter table dead_letters add column broke_in varchar;
alter table dead_letters add column content varchar;
alter table dead_letters add column subject varchar(64);
alter table dead_letters add column replay_of varchar;
alter table dead_letters add column replay_number integer;
alter table dead_letters add column correlation_id varchar;
alter table dead_letters add column sender_id varchar;
alter table dead_letters add column traceparent varchar;
create index dead_letters_newest on dead_letters (at, origin);
create index dead_letters_of_origin on dead_letters (origin, at);
create index dead_letters_replayed on dead_letters (replay_of);

-- One row for each decision of a person; the last one of a letter holds.
create table dead_letter_decisions (
  id       varchar primary key,
  origin   varchar not null,
  decision varchar(16) not null,
  made_by  varchar not null,
  reason   varchar not null,
  replay   integer,
  at       timestamp(6) with time zone not null
);
create index dead_letter_decisions_of_letter on dead_letter_decisions (origin, at);

-- Dead letters are read from the beginning once more: their rows stay, and get their new columns.
delete from positions where topic = 'nevus.dead-letters';
