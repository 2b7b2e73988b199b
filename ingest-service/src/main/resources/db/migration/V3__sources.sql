-- The same text runs on H2 (PostgreSQL mode) and PostgreSQL.

-- Who sent an image, where that was said, and whether it went behind all live ones. Both are null for images that
-- were stored before there was either.
alter table images add column source varchar;
alter table images add column urgency varchar(16);
create index images_of_source on images (source, at, image);
