package dev.nevus.ingest.catalog;

import dev.nevus.ingest.IngestWorld;

class H2LetterCatalogTest extends LetterCatalogContract {
  @Override
  CatalogConfig config() {
    return IngestWorld.catalogInMemory();
  }
}
