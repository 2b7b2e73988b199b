-- The same text runs on H2 (PostgreSQL mode) and PostgreSQL.

-- One row for each label. The columns from annotator to at are null until its LabelAccepted was read, those of
-- the withdrawal until its LabelWithdrawn was: the rows come out the same in whatever order they come.
create table labels (
  image            varchar(64) not null,
  number           integer not null,
  annotator        varchar,
  accepted_model   varchar(64),
  mask_key         varchar,
  at               timestamp(6) with time zone,
  withdrawn_at     timestamp(6) with time zone,
  withdrawn_by     varchar,
  withdrawn_reason varchar,
  primary key (image, number)
);

-- One row for each promotion; the highest number serves.
create table champions (
  number integer primary key,
  model  varchar(64) not null,
  at     timestamp(6) with time zone not null
);
