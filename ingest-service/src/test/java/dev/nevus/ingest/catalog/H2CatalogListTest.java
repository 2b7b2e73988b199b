package dev.nevus.ingest.catalog;

import dev.nevus.ingest.IngestWorld;

class H2CatalogListTest extends CatalogListContract {
  @Override
  CatalogConfig config() {
    return IngestWorld.catalogInMemory();
  }
}
