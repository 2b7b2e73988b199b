package dev.nevus.ingest.catalog;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The catalog on a real PostgreSQL server. */
class PostgresCatalogIT extends CatalogContract {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @Override
  CatalogConfig config() {
    return POSTGRES.config();
  }
}
