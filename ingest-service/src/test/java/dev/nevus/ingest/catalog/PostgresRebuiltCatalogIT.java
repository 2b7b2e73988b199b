package dev.nevus.ingest.catalog;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rebuilt catalog on a real PostgreSQL server. */
class PostgresRebuiltCatalogIT extends RebuiltCatalogContract {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @Override
  CatalogConfig config() {
    return POSTGRES.config();
  }

  @Override
  List<String> droppingAll() {
    return List.of("drop schema public cascade", "create schema public");
  }
}
