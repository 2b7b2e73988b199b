package dev.nevus.ingest.catalog;

import dev.nevus.ingest.IngestWorld;

class H2LabelCatalogTest extends LabelCatalogContract {
  @Override
  CatalogConfig config() {
    return IngestWorld.catalogInMemory();
  }
}
