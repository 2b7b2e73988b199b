package dev.nevus.ingest.catalog;

import dev.nevus.ingest.IngestWorld;

class H2LetterListTest extends LetterListContract {
  @Override
  CatalogConfig config() {
    return IngestWorld.catalogInMemory();
  }
}
