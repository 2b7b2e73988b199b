package dev.nevus.ingest.catalog;

import dev.nevus.ingest.IngestWorld;

class H2CatalogTest extends CatalogContract {
  @Override
  CatalogConfig config() {
    return IngestWorld.catalogInMemory();
  }
}
