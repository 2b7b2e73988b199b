package dev.nevus.ingest.catalog;

import org.junit.jupiter.api.extension.RegisterExtension;

/** What the catalog lists of dead letters on a real PostgreSQL server. */
class PostgresLetterListIT extends LetterListContract {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @Override
  CatalogConfig config() {
    return POSTGRES.config();
  }
}
