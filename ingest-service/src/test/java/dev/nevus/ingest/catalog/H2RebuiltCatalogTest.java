package dev.nevus.ingest.catalog;

import dev.nevus.ingest.IngestWorld;
import java.util.List;

class H2RebuiltCatalogTest extends RebuiltCatalogContract {
  @Override
  CatalogConfig config() {
    return IngestWorld.catalogInMemory();
  }

  @Override
  List<String> droppingAll() {
    return List.of("drop all objects");
  }
}
