package dev.nevus.ingest.catalog;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead letters on a real PostgreSQL server. */
class PostgresLetterCatalogIT extends LetterCatalogContract {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @Override
  CatalogConfig config() {
    return POSTGRES.config();
  }
}
