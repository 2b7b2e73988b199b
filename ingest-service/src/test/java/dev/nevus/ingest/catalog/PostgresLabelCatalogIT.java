package dev.nevus.ingest.catalog;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Labels and champions on a real PostgreSQL server. */
class PostgresLabelCatalogIT extends LabelCatalogContract {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @Override
  CatalogConfig config() {
    return POSTGRES.config();
  }
}
