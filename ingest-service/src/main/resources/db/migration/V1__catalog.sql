-- The same text runs on H2 (PostgreSQL mode) and PostgreSQL.

-- One row for each image that any event mentioned. The columns from media_type on are null until its
-- ImageStored was read: topics are read side by side, so a mask may come first.
create table images (
  image            varchar(64) primary key,
  at               timestamp(6) with time zone not null,
  media_type       varchar,
  bytes            bigint,
  width            integer,
  height           integer,
  patient          varchar,
  lesion           varchar,
  body_site        varchar,
  pixel_spacing_mm double precision,
  correlation_id   varchar,
  sender_id        varchar,
  traceparent      varchar
);
create index images_newest on images (at, image);

-- One row for each mask: an image may have one of each model.
create table masks (
  image    varchar(64) not null,
  model    varchar(64) not null,
  mask_key varchar not null,
  width    integer not null,
  height   integer not null,
  measures varchar not null,
  worker   varchar not null,
  at       timestamp(6) with time zone not null,
  primary key (image, model)
);

create table dead_letters (
  id       varchar primary key,
  image    varchar(64),
  code     varchar not null,
  detail   varchar not null,
  origin   varchar not null,
  attempts integer not null,
  at       timestamp(6) with time zone not null
);
create index dead_letters_of_image on dead_letters (image, at);

-- How far the log was taken in; written in the transaction that takes it in.
create table positions (
  topic            varchar(255) not null,
  partition_number integer not null,
  next_offset      bigint not null,
  primary key (topic, partition_number)
);

-- Whoever takes records in holds this one row, so that several instances on one database take turns.
create table projection_turn (id integer primary key);
insert into projection_turn (id) values (1);

-- Not from the log, and not rebuilt: forgotten keys cost a repeated answer at most.
create table idempotency_keys (
  key_sha256 varchar(64) primary key,
  image      varchar(64) not null,
  at         timestamp(6) with time zone not null
);
create index idempotency_keys_oldest on idempotency_keys (at);
