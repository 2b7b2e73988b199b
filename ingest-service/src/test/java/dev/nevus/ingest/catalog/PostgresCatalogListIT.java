package dev.nevus.ingest.catalog;

import org.junit.jupiter.api.extension.RegisterExtension;

/** What the catalog lists on a real PostgreSQL server. */
class PostgresCatalogListIT extends CatalogListContract {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @Override
  CatalogConfig config() {
    return POSTGRES.config();
  }
}
